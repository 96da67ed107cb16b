/* Partial results: what one machine of many counted, as a file. */
#include "corpus_loading.h"

#include <string.h>

#define MARK UINT64_C(0x327472617062706c)

static void put_count(GString *out, uint32_t count)
{
	g_string_append_len(out, (const char *)&count, sizeof count);
}

static void put_text(GString *out, struct str text)
{
	put_count(out, text.length);
	g_string_append_len(out, str_c(text), text.length);
}

static void put_frameworks(const struct corpus_load *load, GString *out)
{
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter all;
	gpointer what;

	g_hash_table_iter_init(&all, load->frameworks);
	while (g_hash_table_iter_next(&all, NULL, &what)) {
		const struct known_framework *known = what;

		if (known->ruleset != NULL)
			g_ptr_array_add(paths, g_canonicalize_filename(known->path.text, NULL));
	}
	g_ptr_array_sort(paths, compare_paths);
	put_count(out, paths->len);
	for (guint i = 0; i < paths->len; i++)
		put_text(out, str_of(paths->pdata[i]));
	g_ptr_array_unref(paths);
}

bool corpus_partial_write(const struct corpus_load *load, GString *out, struct diags *diags)
{
	uint64_t mark = MARK;
	size_t start = out->len;
	GString *rows;
	struct digest digest;

	if (load->has_own)
		return diag(diags, PARTIAL_OWN_FRAMEWORK, NO_SPAN);
	rows = g_string_new(NULL);
	rows_write(load->rows, rows);
	g_string_append_len(out, (const char *)&mark, sizeof mark);
	put_count(out, load->found);
	put_count(out, load->left_out->len);
	for (guint i = 0; i < load->left_out->len; i++) {
		put_text(out, g_array_index(load->left_out, struct left_out, i).path);
		put_text(out, g_array_index(load->left_out, struct left_out, i).reason);
	}
	put_frameworks(load, out);
	put_text(out, (struct str){rows->str, (uint32_t)rows->len});
	digest = digest_of(out->str + start, out->len - start);
	g_string_append_len(out, (const char *)&digest, sizeof digest);
	g_string_free(rows, TRUE);
	return true;
}

/* ---- Reading ---- */

struct partial {
	const char *at, *end;
	bool good;
};

static uint32_t get_count(struct partial *partial)
{
	uint32_t count = 0;

	partial->good = partial->good && (size_t)(partial->end - partial->at) >= sizeof count;
	if (!partial->good)
		return 0;
	memcpy(&count, partial->at, sizeof count);
	partial->at += sizeof count;
	return count;
}

static struct str get_text(struct partial *partial)
{
	uint32_t length = get_count(partial);
	struct str text = {partial->at, length};

	partial->good = partial->good && length <= (size_t)(partial->end - partial->at);
	if (!partial->good)
		return STR("");
	partial->at += length;
	return text;
}

static void get_left_out(struct partial *partial, struct corpus_load *load)
{
	uint32_t count = get_count(partial);

	for (uint32_t i = 0; i < count && partial->good; i++) {
		struct str path = get_text(partial), reason = get_text(partial);
		struct left_out left = {str_copy(load->arena, str_c(path), path.length), str_copy(load->arena, str_c(reason), reason.length)};

		g_array_append_val(load->left_out, left);
	}
}

static void know(struct corpus_load *load, struct str path)
{
	const struct known_framework *known = corpus_framework(load, path, STR(""), false);

	if (known->ruleset != NULL)
		rows_edition(load->rows, known->ruleset);
}

/* Those that the user names stand in for all. */
static void get_frameworks(struct partial *partial, struct corpus_load *load, const char *const *frameworks, uint32_t framework_count)
{
	uint32_t count = get_count(partial);

	for (uint32_t i = 0; i < framework_count; i++)
		know(load, str_of(frameworks[i]));
	for (uint32_t i = 0; i < count && partial->good; i++) {
		struct str path = get_text(partial), kept = str_copy(load->arena, str_c(path), path.length);

		if (framework_count == 0)
			know(load, kept);
	}
}

static bool is_whole(struct partial *partial)
{
	uint64_t mark;
	struct digest digest;
	size_t length = (size_t)(partial->end - partial->at);

	if (length < sizeof mark + sizeof digest)
		return false;
	memcpy(&mark, partial->at, sizeof mark);
	memcpy(&digest, partial->end - sizeof digest, sizeof digest);
	if (mark != MARK || !digest_equal(digest, digest_of(partial->at, length - sizeof digest)))
		return false;
	partial->at += sizeof mark;
	partial->end -= sizeof digest;
	return true;
}

static bool read_bytes(struct corpus_load *load, const char *path, struct partial *partial, const char *const *frameworks, uint32_t framework_count,
		       struct diags *diags)
{
	struct str rows;

	if (!is_whole(partial))
		return diag(diags, PARTIAL_DAMAGED, NO_SPAN, path);
	load->found += get_count(partial);
	get_left_out(partial, load);
	get_frameworks(partial, load, frameworks, framework_count);
	rows = get_text(partial);
	if (!partial->good)
		return diag(diags, PARTIAL_DAMAGED, NO_SPAN, path);
	return rows_read(load->rows, rows.text, rows.length) || diag(diags, PARTIAL_FRAMEWORKS, NO_SPAN, path);
}

bool corpus_partial_read(struct corpus_load *load, const char *path, const char *const *frameworks, uint32_t framework_count, struct diags *diags)
{
	struct partial partial = {.good = true};
	GError *error = NULL;
	gsize length;
	char *bytes;
	bool good;

	if (!g_file_get_contents(path, &bytes, &length, &error)) {
		diag(diags, SOURCE_UNREADABLE, NO_SPAN, path, error->message);
		g_error_free(error);
		return false;
	}
	partial.at = bytes;
	partial.end = bytes + length;
	good = read_bytes(load, path, &partial, frameworks, framework_count, diags);
	g_free(bytes);
	return good;
}
