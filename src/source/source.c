/* Source files: reading, checking, and finding lines. */
#include "source/source.h"

#include <errno.h>
#include <string.h>

#include "source/diag.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static void index_lines(struct arena *arena, struct source *source)
{
	const char *text = source->bytes.text;
	uint32_t count = 1, at = 0;
	uint32_t *lines;

	for (uint32_t i = 0; i < source->bytes.length; i++)
		count += text[i] == '\n';
	lines = arena_array(arena, uint32_t, count);
	for (uint32_t i = 0; i < source->bytes.length; i++)
		if (text[i] == '\n')
			lines[++at] = i + 1;
	source->lines = lines;
	source->line_count = count;
}

static bool check_bytes(const struct source *source, struct diags *diags)
{
	const char *end, *text = source->bytes.text;
	uint32_t at;

	if (g_utf8_validate_len(text, source->bytes.length, &end))
		return true;
	at = (uint32_t)(end - text);
	if (*end == '\0')
		return diag(diags, SOURCE_NUL, ((struct span){source, at, 1}));
	return diag(diags, SOURCE_NOT_UTF8, ((struct span){source, at, 1}));
}

const struct source *source_from_bytes(struct arena *arena, const char *path, const char *bytes, size_t length, struct diags *diags)
{
	struct source *source = arena_one(arena, struct source);
	size_t mark = sizeof byte_order_mark - 1;

	source->path = str_from(arena, path);
	if (length > SOURCE_LARGEST) {
		diag(diags, SOURCE_TOO_LARGE, NO_SPAN, path);
		return NULL;
	}
	if (length >= mark && memcmp(bytes, byte_order_mark, mark) == 0) {
		bytes += mark;
		length -= mark;
	}
	source->bytes = str_copy(arena, bytes, length);
	index_lines(arena, source);
	return check_bytes(source, diags) ? source : NULL;
}

static bool too_large(const char *path)
{
	GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
	bool large = file != NULL && g_mapped_file_get_length(file) > SOURCE_LARGEST;

	g_clear_pointer(&file, g_mapped_file_unref);
	return large;
}

const struct source *source_open(struct arena *arena, const char *path, struct span asked_by, struct diags *diags)
{
	GError *error = NULL;
	const struct source *source;
	char *bytes;
	gsize length;

	if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
		diag(diags, SOURCE_IS_FOLDER, asked_by, path);
		return NULL;
	}
	if (too_large(path)) {
		diag(diags, SOURCE_TOO_LARGE, asked_by, path);
		return NULL;
	}
	if (!g_file_get_contents(path, &bytes, &length, &error)) {
		const char *why = error->code == G_FILE_ERROR_NOENT ? "there is no such file" : g_strerror(errno);

		diag(diags, SOURCE_UNREADABLE, asked_by, path, why);
		g_error_free(error);
		return NULL;
	}
	source = source_from_bytes(arena, path, bytes, length, diags);
	g_free(bytes);
	return source;
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
