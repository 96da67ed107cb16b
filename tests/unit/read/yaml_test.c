/* The YAML reader: places, refusals, and that no truncation passes or crashes. */
#include "read/yaml.h"

#include <string.h>

static const struct node *read_text(struct arena *arena, const char *text, struct diags *diags)
{
	const struct source *source = source_from_bytes(arena, "t.yaml", text, strlen(text), diags);

	return source == NULL ? NULL : yaml_read(arena, source, diags);
}

static void test_values(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct node *root =
		read_text(arena, "a: no\nb: [x, 'y z', 2021-11-01]\nc: {d: \"\\u00e9\", e: }\nf: >-\n  one\n  two\n\ng: !x y\n", diags);
	const struct node *b = node_find(root, "b");

	g_assert_cmpuint(diags_errors(diags), ==, 0);
	g_assert_cmpuint(root->count, ==, 5);
	g_assert_true(str_is(node_find(root, "a")->text, "no"));
	g_assert_cmpuint(b->count, ==, 3);
	g_assert_true(b->first->next->quoted);
	g_assert_true(str_is(b->first->next->text, "y z"));
	g_assert_true(str_is(b->first->next->next->text, "2021-11-01"));
	g_assert_true(str_is(node_find(node_find(root, "c"), "d")->text, "\xC3\xA9"));
	g_assert_cmpint(node_find(node_find(root, "c"), "e")->kind, ==, NODE_NULL);
	g_assert_true(str_is(node_find(root, "f")->text, "one two"));
	g_assert_true(node_find(root, "g")->tagged);
	arena_free(arena);
}

/* Spans are bytes, also after characters of several bytes and after line ends that only libyaml knows. */
static void test_spans(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const char *text = "\xC3\xA9\xE2\x82\xAC: [\xF0\x9F\x98\x80, failver]\r\nk: v\xE2\x80\xA8 w\nz: end\n";
	const struct node *root = read_text(arena, text, diags);
	const struct node *item = root->first->first->next;

	g_assert_cmpuint(item->span.start, ==, (uint32_t)(strstr(text, "failver") - text));
	g_assert_cmpuint(item->span.length, ==, 7);
	g_assert_cmpuint(root->first->key_span.start, ==, 0);
	g_assert_cmpuint(root->first->key_span.length, ==, 5);
	g_assert_cmpuint(node_find(root, "z")->span.start, ==, (uint32_t)(strstr(text, "end") - text));
	g_assert_cmpuint(source_place(item->span.source, item->span.start).column, ==, 9);
	arena_free(arena);
}

static const struct {
	const char *text;
	enum diag_code code;
	uint32_t line, column;
} refusals[] = {
	{"a: 1\nb: 2\na: 3\n", DIAG_YAML_DUPLICATE_KEY, 3, 1},
	{"a: &x 1\n", DIAG_YAML_ANCHOR, 1, 4},
	{"a: *x\n", DIAG_YAML_ANCHOR, 1, 4},
	{"? [a]\n: b\n", DIAG_YAML_KEY_NOT_TEXT, 1, 3},
	{"a: 1\n---\nb: 2\n", DIAG_YAML_SECOND_DOCUMENT, 2, 1},
	{"a: b: c\n", DIAG_YAML_SYNTAX, 1, 5},
	{"a:\n\t- b\n", DIAG_YAML_SYNTAX, 2, 1},
	{"a: 'x\n", DIAG_YAML_SYNTAX, 2, 1},
	{"a: \"\\0\"\n", DIAG_YAML_NUL, 1, 4},
	{"a: b\x01\n", DIAG_YAML_CONTROL, 1, 5},
	{"", DIAG_READ_EMPTY, 1, 1},
	{"# nothing\n", DIAG_READ_EMPTY, 1, 1},
};

static void test_refusals(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);
		GString *text = g_string_new(NULL), *place = g_string_new(NULL);

		read_text(arena, refusals[i].text, diags);
		diags_write_text(diags, text, false);
		g_string_printf(place, "t.yaml:%u:%u: error:", refusals[i].line, refusals[i].column);
		g_test_message("%s", text->str);
		g_assert_cmpuint(diags_count(diags, refusals[i].code), ==, 1);
		g_assert_true(g_str_has_prefix(text->str, place->str));
		g_string_free(text, TRUE);
		g_string_free(place, TRUE);
		arena_free(arena);
	}
}

static void test_deep(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	GString *text = g_string_new(NULL);

	for (int i = 0; i < 30000; i++)
		g_string_append(text, "{a: ");
	g_assert_null(read_text(arena, text->str, diags));
	g_assert_cmpuint(diags_count(diags, DIAG_READ_TOO_DEEP), ==, 1);
	g_string_free(text, TRUE);
	arena_free(arena);
}

static void test_truncated(void)
{
	static const char text[] =
		"plumbline: review/1\nclient: {name: \"A\\u00e9\"}\nlist:\n  - a\n  - 'b'\n  - |\n    c\n\nmap: {x: [1, {y: z}]}\n";

	for (size_t length = 0; length < sizeof text; length++) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);
		char *part = g_strndup(text, length);
		const struct node *root = read_text(arena, part, diags);

		g_assert_true((root == NULL) == (diags_errors(diags) > 0));
		g_free(part);
		arena_free(arena);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/read/yaml/values", test_values);
	g_test_add_func("/read/yaml/spans", test_spans);
	g_test_add_func("/read/yaml/refusals", test_refusals);
	g_test_add_func("/read/yaml/deep", test_deep);
	g_test_add_func("/read/yaml/truncated", test_truncated);
	return g_test_run();
}
