/* The checker's entry and what its files share. */
#include "check.h"

#include <stdlib.h>

static const struct {
	const char *name, *clause, *what;
} rules[RULE_COUNT] = {
#define RULE(id, clause, what) [RULE_##id] = {#id, clause, what},
#include "rules.def"
#undef RULE
};

const char *pdfcheck_rule_name(enum pdf_rule rule)
{
	return rules[rule].name;
}

#define REPORTED 20 /* per rule; the count goes on */

void fail(struct check *check, enum pdf_rule rule, int object, const char *format, ...)
{
	va_list args;

	if (check->result->failures[rule]++ >= REPORTED)
		return;
	g_string_append_printf(check->report, "%s (%s): object %d: ", rules[rule].name, rules[rule].clause, object);
	va_start(args, format);
	g_string_append_vprintf(check->report, format, args);
	va_end(args);
	g_string_append_printf(check->report, " [%s]\n", rules[rule].what);
}

qpdf_oh at(struct check *check, qpdf_oh dictionary, const char *key)
{
	if (qpdf_oh_is_stream(check->qpdf, dictionary))
		dictionary = qpdf_oh_get_dict(check->qpdf, dictionary);
	return qpdf_oh_get_key_if_dict(check->qpdf, dictionary, key);
}

bool has(struct check *check, qpdf_oh dictionary, const char *key)
{
	return !qpdf_oh_is_null(check->qpdf, at(check, dictionary, key));
}

const char *text_at(struct check *check, qpdf_oh dictionary, const char *key)
{
	qpdf_oh value = at(check, dictionary, key);

	return qpdf_oh_is_string(check->qpdf, value) ? g_string_chunk_insert(check->texts, qpdf_oh_get_utf8_value(check->qpdf, value)) : NULL;
}

const char *name_at(struct check *check, qpdf_oh dictionary, const char *key)
{
	qpdf_oh value = at(check, dictionary, key);

	return qpdf_oh_is_name(check->qpdf, value) ? g_string_chunk_insert_const(check->texts, qpdf_oh_get_name(check->qpdf, value) + 1) : NULL;
}

bool is_true_at(struct check *check, qpdf_oh dictionary, const char *key)
{
	QPDF_BOOL value = QPDF_FALSE;

	return qpdf_oh_get_value_as_bool(check->qpdf, at(check, dictionary, key), &value) && value;
}

int id_of(struct check *check, qpdf_oh object)
{
	return qpdf_oh_get_object_id(check->qpdf, object);
}

int id_at(struct check *check, qpdf_oh dictionary, const char *key)
{
	return id_of(check, at(check, dictionary, key));
}

long long integer_at(struct check *check, qpdf_oh dictionary, const char *key, long long otherwise)
{
	qpdf_oh value = at(check, dictionary, key);

	return qpdf_oh_is_integer(check->qpdf, value) ? qpdf_oh_get_int_value(check->qpdf, value) : otherwise;
}

int length_of(struct check *check, qpdf_oh array)
{
	return qpdf_oh_is_array(check->qpdf, array) ? qpdf_oh_get_array_n_items(check->qpdf, array) : 0;
}

qpdf_oh item(struct check *check, qpdf_oh array, int index)
{
	return qpdf_oh_get_array_item(check->qpdf, array, index);
}

char *stream_bytes(struct check *check, qpdf_oh stream, size_t *length)
{
	unsigned char *bytes = NULL;

	*length = 0;
	if (qpdf_oh_is_stream(check->qpdf, stream))
		qpdf_oh_get_stream_data(check->qpdf, stream, qpdf_dl_all, NULL, &bytes, length);
	return (char *)bytes;
}

const char *mark_key(struct check *check, int page, long long mark)
{
	char key[64];

	g_snprintf(key, sizeof key, "%d:%lld", page, mark);
	return g_string_chunk_insert_const(check->texts, key);
}

static void check_all(struct check *check)
{
	check_file(check);
	if (check->result->failures[RULE_PARSES] > 0)
		return;
	check_metadata(check);
	check_profile(check);
	check_tree(check);
	check_nesting(check);
	check_pages(check);
	check_objects(check);
	check_places(check);
}

bool pdfcheck(const char *bytes, size_t length, struct pdfcheck *result, GString *report)
{
	struct check check = {.qpdf = qpdf_init(), .result = result, .report = report, .bytes = bytes, .length = length};
	guint failures = 0;

	memset(result, 0, sizeof *result);
	check.texts = g_string_chunk_new(4096);
	check.elements = g_array_new(FALSE, TRUE, sizeof(struct element));
	check.marks = g_hash_table_new(g_str_hash, g_str_equal);
	check.seen_marks = g_hash_table_new(g_str_hash, g_str_equal);
	check.annotations = g_hash_table_new(NULL, NULL);
	check.parents = g_hash_table_new(NULL, NULL);
	check.page_ids = g_hash_table_new(NULL, NULL);
	check_all(&check);
	result->elements = check.elements->len;
	g_hash_table_destroy(check.page_ids);
	g_hash_table_destroy(check.parents);
	g_hash_table_destroy(check.annotations);
	g_hash_table_destroy(check.seen_marks);
	g_hash_table_destroy(check.marks);
	g_array_free(check.elements, TRUE);
	g_string_chunk_free(check.texts);
	qpdf_cleanup(&check.qpdf);
	for (int i = 0; i < RULE_COUNT; i++)
		failures += result->failures[i];
	return failures == 0;
}
