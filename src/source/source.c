/* Source files: reading, checking, and finding lines. */
#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/diag.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static const char *line_end(const char *at, const char *end)
{
	return memchr(at, '\n', (size_t)(end - at));
}

static void index_lines(struct arena *arena, struct source *source)
{
	const char *text = source->bytes.text, *end = text + source->bytes.length;
	uint32_t count = 1, at = 0;
	uint32_t *lines;

	for (const char *c = line_end(text, end); c != NULL; c = line_end(c + 1, end))
		count++;
	lines = arena_array(arena, uint32_t, count);
	for (const char *c = line_end(text, end); c != NULL; c = line_end(c + 1, end))
		lines[++at] = (uint32_t)(c + 1 - text);
	source->lines = lines;
	source->line_count = count;
}

/* Over ASCII but NUL, eight bytes at a time: nearly all of most files. */
static const char *skip_ascii(const char *at, const char *end)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);
	uint64_t word;

	while (end - at >= (ptrdiff_t)sizeof word) {
		memcpy(&word, at, sizeof word);
		if (((word | (word - ones)) & highs) != 0)
			break;
		at += sizeof word;
	}
	while (at < end && (signed char)*at > 0)
		at++;
	return at;
}

/* The first byte that is NUL or no UTF-8; NULL if there is none. */
static const char *find_foreign(const char *at, const char *end)
{
	while ((at = skip_ascii(at, end)) < end) {
		gunichar c = g_utf8_get_char_validated(at, end - at);

		if (c == 0 || c > 0x10FFFF)
			return at;
		at = g_utf8_next_char(at);
	}
	return NULL;
}

static bool check_bytes(const struct source *source, struct diags *diags)
{
	const char *text = source->bytes.text, *found = find_foreign(text, text + source->bytes.length);
	uint32_t at = found == NULL ? 0 : (uint32_t)(found - text);

	if (found == NULL)
		return true;
	if (*found == '\0')
		return diag(diags, SOURCE_NUL, ((struct span){source, at, 1}));
	return diag(diags, SOURCE_NOT_UTF8, ((struct span){source, at, 1}));
}

/* bytes: in the arena, with a NUL behind them. */
static const struct source *make_source(struct arena *arena, const char *path, const char *bytes, size_t length, struct diags *diags)
{
	struct source *source = arena_one(arena, struct source);
	size_t mark = sizeof byte_order_mark - 1;

	source->path = str_from(arena, path);
	if (length >= mark && memcmp(bytes, byte_order_mark, mark) == 0) {
		bytes += mark;
		length -= mark;
	}
	source->bytes = (struct str){bytes, (uint32_t)length};
	index_lines(arena, source);
	return check_bytes(source, diags) ? source : NULL;
}

const struct source *source_from_bytes(struct arena *arena, const char *path, const char *bytes, size_t length, struct diags *diags)
{
	if (length > SOURCE_LARGEST) {
		diag(diags, SOURCE_TOO_LARGE, NO_SPAN, path);
		return NULL;
	}
	return make_source(arena, path, str_copy(arena, bytes, length).text, length, diags);
}

/* Up to length bytes; fewer where the file has become shorter; -1 with errno. */
static ssize_t read_all(int file, char *into, size_t length)
{
	size_t filled = 0;

	while (filled < length) {
		ssize_t count = read(file, into + filled, length - filled);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return -1;
		if (count == 0)
			break;
		filled += (size_t)count;
	}
	return (ssize_t)filled;
}

static const struct source *unreadable(const char *path, struct span asked_by, int error, struct diags *diags)
{
	diag(diags, SOURCE_UNREADABLE, asked_by, path, error == ENOENT ? "there is no such file" : g_strerror(error));
	return NULL;
}

/* Of a pipe or device nobody knows the length before. */
static const struct source *open_stream(struct arena *arena, const char *path, struct span asked_by, struct diags *diags)
{
	GError *error = NULL;
	const struct source *source;
	char *bytes;
	gsize length;

	if (!g_file_get_contents(path, &bytes, &length, &error)) {
		g_error_free(error);
		return unreadable(path, asked_by, errno, diags);
	}
	source = source_from_bytes(arena, path, bytes, length, diags);
	g_free(bytes);
	return source;
}

static const struct source *open_plain(struct arena *arena, const char *path, struct span asked_by, size_t size, struct diags *diags)
{
	int file = open(path, O_RDONLY | O_CLOEXEC), error = errno;
	char *bytes;
	ssize_t length;

	if (file < 0)
		return unreadable(path, asked_by, error, diags);
	bytes = arena_alloc(arena, size + 1);
	length = read_all(file, bytes, size);
	error = errno;
	close(file);
	return length < 0 ? unreadable(path, asked_by, error, diags) : make_source(arena, path, bytes, (size_t)length, diags);
}

const struct source *source_open(struct arena *arena, const char *path, struct span asked_by, struct diags *diags)
{
	struct stat found;

	if (stat(path, &found) != 0)
		return unreadable(path, asked_by, errno, diags);
	if (S_ISDIR(found.st_mode)) {
		diag(diags, SOURCE_IS_FOLDER, asked_by, path);
		return NULL;
	}
	if (!S_ISREG(found.st_mode) || found.st_size == 0)
		return open_stream(arena, path, asked_by, diags);
	if ((uint64_t)found.st_size > SOURCE_LARGEST) {
		diag(diags, SOURCE_TOO_LARGE, asked_by, path);
		return NULL;
	}
	return open_plain(arena, path, asked_by, (size_t)found.st_size, diags);
}

static uint32_t line_of(const struct source *source, uint32_t offset)
{
	uint32_t low = 0, high = source->line_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct place source_place(const struct source *source, uint32_t offset)
{
	uint32_t at = MIN(offset, source->bytes.length);
	uint32_t line = line_of(source, at);
	const char *start = source->bytes.text + source->lines[line];
	uint32_t column = 1;

	for (const char *c = start; c < source->bytes.text + at; c++)
		column += ((unsigned char)*c & 0xC0) != 0x80;
	return (struct place){line + 1, column};
}

struct str source_line(const struct source *source, uint32_t line)
{
	uint32_t start = source->lines[line - 1];
	uint32_t end = line < source->line_count ? source->lines[line] - 1 : source->bytes.length;

	if (end > start && source->bytes.text[end - 1] == '\r')
		end--;
	return (struct str){source->bytes.text + start, end - start};
}

struct span span_join(struct span a, struct span b)
{
	uint32_t end = b.start + b.length;

	return (struct span){a.source, a.start, end > a.start ? end - a.start : 0};
}
