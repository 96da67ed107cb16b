/* The JSON reader: what it takes, what it refuses and in which words, and where it says that things are. */
#include "read/json.h"

#include <string.h>

struct fixture {
	struct arena *arena;
	struct diags *diags;
	const struct source *source;
	const struct node *root;
};

static struct fixture read_bytes(const char *bytes, size_t length)
{
	struct fixture f = {.arena = arena_new()};

	f.diags = diags_new(f.arena);
	f.source = source_from_bytes(f.arena, "t.json", bytes, length, f.diags);
	f.root = f.source == NULL ? NULL : json_read(f.arena, f.source, f.diags);
	return f;
}

static struct fixture read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

static char *messages(const struct fixture *f)
{
	GString *out = g_string_new(NULL);

	diags_write_text(f->diags, out, false);
	return g_string_free(out, FALSE);
}

/* The tree in one line: text in "", numbers and words as they are. */
static void dump(const struct node *node, GString *out)
{
	const char *brackets = node->kind == NODE_MAP ? "{}" : "[]";
	const char *before = "";

	if (node->kind == NODE_NULL || node->kind == NODE_SCALAR) {
		g_string_append_printf(out, node->quoted ? "\"%s\"" : "%s", node->text.text);
		g_assert_cmpuint(strlen(node->text.text), ==, node->text.length);
		return;
	}
	g_string_append_c(out, brackets[0]);
	for (const struct node *child = node->first; child != NULL; child = child->next, before = ",") {
		g_string_append(out, before);
		if (node->kind == NODE_MAP)
			g_string_append_printf(out, "%s:", child->key.text);
		dump(child, out);
	}
	g_string_append_c(out, brackets[1]);
}

static const struct {
	const char *in, *out;
} taken[] = {
	{"null", "null"},
	{" \t\r\n[ ] \n", "[]"},
	{"{}", "{}"},
	{"\"\"", "\"\""},
	{"[1, -0, 0.5, 1e9, 1E+9, 12.25e-3, -1]", "[1,-0,0.5,1e9,1E+9,12.25e-3,-1]"},
	{"[true,false,null]", "[true,false,null]"},
	{"{\"a\":{\"b\":[1,[2],{\"c\":\"d\"}]}}", "{a:{b:[1,[2],{c:\"d\"}]}}"},
	{"{\"\":1}", "{:1}"},
	{"{\"a\"\n:\n1}", "{a:1}"},
	{"\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t\"", "\"\" \\ / \b \f \n \r \t\""},
	{"\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\\uDBFF\\uDFFF\"", "\"A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF\""},
	{"\"\xC3\xA9\xF0\x9F\x98\x80 \x7F \xC2\x85 \xEF\xBF\xBE \xE2\x80\xA8\"",
	 "\"\xC3\xA9\xF0\x9F\x98\x80 \x7F \xC2\x85 \xEF\xBF\xBE \xE2\x80\xA8\""},
	{"\xEF\xBB\xBF[1]", "[1]"},
	{"{\"\\u0061b\":\"0123456789abcdef\\\"0123456789\"}", "{ab:\"0123456789abcdef\"0123456789\"}"},
	{"[\"true\",\"1\"]", "[\"true\",\"1\"]"},
	{"123456789012345678901234567890", "123456789012345678901234567890"},
};

static void test_taken(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(taken); i++) {
		struct fixture f = read_text(taken[i].in);
		GString *out = g_string_new(NULL);

		g_assert_nonnull(f.root);
		g_assert_cmpuint(diags_errors(f.diags) + diags_warnings(f.diags), ==, 0);
		dump(f.root, out);
		g_assert_cmpstr(out->str, ==, taken[i].out);
		g_string_free(out, TRUE);
		arena_free(f.arena);
	}
}

/* at: the beginning of the line that the message must open with, behind the file's name. */
static const struct {
	const char *in, *at, *code;
} refused[] = {
	{"", "1:1:", "READ_EMPTY"},
	{" \n ", "2:2:", "READ_EMPTY"},
	{"[\n  \"a\",\n  {\"title\": NaN}\n]", "3:13: error: \"NaN\" is not JSON", "JSON_FOREIGN_WORD"},
	{"[Infinity]", "1:2: error: \"Infinity\" is not JSON", "JSON_FOREIGN_WORD"},
	{"[-Infinity]", "1:2: error: \"-Infinity\" is not JSON", "JSON_FOREIGN_WORD"},
	{"{\"a\": True}", "1:7: error: \"True\" is not JSON", "JSON_FOREIGN_WORD"},
	{"{\"a\": undefined}", "1:7:", "JSON_FOREIGN_WORD"},
	{"[1,2,]", "1:5: error: a comma before the closing \"]\"", "JSON_TRAILING_COMMA"},
	{"{\"a\":1 ,\n}", "1:8: error: a comma before the closing \"}\"", "JSON_TRAILING_COMMA"},
	{"[1 // one\n]", "1:4:", "JSON_COMMENT"},
	{"/* x */ [1]", "1:1:", "JSON_COMMENT"},
	{"{\"a\": # no\n1}", "1:7:", "JSON_COMMENT"},
	{"[1] // end", "1:5:", "JSON_COMMENT"},
	{"{'a': 1}", "1:2: error: single quotes are not", "JSON_QUOTES"},
	{"{\"a\": 'b'}", "1:7:", "JSON_QUOTES"},
	{"[\xE2\x80\x9C"
	 "a\xE2\x80\x9D]",
	 "1:2: error: typographic quotes", "JSON_QUOTES"},
	{"{\"a\": 1\n \"b\": 2}", "1:8: error: a comma is missing here", "JSON_MISSING_COMMA"},
	{"[1 2]", "1:3:", "JSON_MISSING_COMMA"},
	{"[\"a\" \"b\"]", "1:5:", "JSON_MISSING_COMMA"},
	{"[{}{}]", "1:4:", "JSON_MISSING_COMMA"},
	{"{\"a\" 1}", "1:6:", "JSON_MISSING_COLON"},
	{"{\"a\" = 1}", "1:6:", "JSON_MISSING_COLON"},
	{"{\"a\", 1}", "1:5:", "JSON_MISSING_COLON"},
	{"{\"a\"}", "1:5:", "JSON_MISSING_COLON"},
	{"{a: 1}", "1:2: error: \"a\" stands without quotes", "JSON_UNQUOTED"},
	{"[word]", "1:2:", "JSON_UNQUOTED"},
	{"[truely]", "1:2:", "JSON_UNQUOTED"},
	{"{\"a\":}", "1:6:", "JSON_NO_VALUE"},
	{"[,1]", "1:2:", "JSON_NO_VALUE"},
	{"[1,,2]", "1:4:", "JSON_NO_VALUE"},
	{"[1}", "1:3: error: \"}\" cannot close the \"[\" of line 1", "JSON_BRACKET"},
	{"{\"a\":\n[1}", "2:3: error: \"}\" cannot close the \"[\" of line 2", "JSON_BRACKET"},
	{"{\"a\":1]", "1:7: error: \"]\" cannot close the \"{\" of line 1", "JSON_BRACKET"},
	{"{\"a\":]", "1:6:", "JSON_BRACKET"},
	{"\n[1", "2:1: error: the \"[\" of line 2 is never closed", "JSON_UNCLOSED"},
	{"{\"a\":", "1:1:", "JSON_UNCLOSED"},
	{"{\"a\"", "1:1:", "JSON_UNCLOSED"},
	{"[\"a", "1:2:", "JSON_UNCLOSED_TEXT"},
	{"[\"a\\", "1:2:", "JSON_UNCLOSED_TEXT"},
	{"[\"a\\\"", "1:2:", "JSON_UNCLOSED_TEXT"},
	{"[\"a\nb\"]", "1:2:", "JSON_LINE_BREAK"},
	{"[\"a\\\nb\"]", "1:2:", "JSON_LINE_BREAK"},
	{"[\"a\tb\"]", "1:4: error: a control character (U+0009)", "JSON_CONTROL"},
	{"[\"a\x1F\"]", "1:4: error: a control character (U+001F)", "JSON_CONTROL"},
	{"[\"\\x41\"]", "1:3: error: \"\\x\" is not an escape", "JSON_ESCAPE"},
	{"[\"\\\xC3\xA9\"]", "1:3: error: \"\\\xC3\xA9\" is not", "JSON_ESCAPE"},
	{"[\"\\u12G4\"]", "1:3:", "JSON_ESCAPE"},
	{"[\"\\u123\"]", "1:3:", "JSON_ESCAPE"},
	{"[\"\\u\"]", "1:3:", "JSON_ESCAPE"},
	{"[\"x\\ud83d\"]", "1:4:", "JSON_SURROGATE"},
	{"[\"\\ude00\"]", "1:3:", "JSON_SURROGATE"},
	{"[\"\\ud83d\\u0041\"]", "1:3:", "JSON_SURROGATE"},
	{"[\"\\ud83d\\n\"]", "1:3:", "JSON_SURROGATE"},
	{"[\"\\u0000\"]", "1:3:", "JSON_NUL"},
	{"[01]", "1:2: error: \"01\" is not a number", "JSON_NUMBER"},
	{"[1.]", "1:2:", "JSON_NUMBER"},
	{"[.5]", "1:2:", "JSON_NUMBER"},
	{"[+1]", "1:2:", "JSON_NUMBER"},
	{"[1e]", "1:2:", "JSON_NUMBER"},
	{"[1e+]", "1:2:", "JSON_NUMBER"},
	{"[-]", "1:2:", "JSON_NUMBER"},
	{"[0x10]", "1:2:", "JSON_NUMBER"},
	{"[1.2.3]", "1:2:", "JSON_NUMBER"},
	{"[2021-11-01]", "1:2:", "JSON_NUMBER"},
	{"{1: 2}", "1:2:", "JSON_NUMBER"},
	{"[1;2]", "1:3:", "JSON_UNEXPECTED"},
	{"[\xC2\xA0"
	 "1]",
	 "1:2:", "JSON_UNEXPECTED"},
	{"[\"a\":1]", "1:5:", "JSON_UNEXPECTED"},
	{"[1]]", "1:4:", "JSON_AFTER_END"},
	{"{} {}", "1:4:", "JSON_AFTER_END"},
};

static void test_refused(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
		struct fixture f = read_text(refused[i].in);
		char *text = messages(&f), *start = g_strdup_printf("t.json:%s", refused[i].at), *code = g_strdup_printf(" [%s]\n", refused[i].code);

		g_test_message("%s\n%s", refused[i].in, text);
		g_assert_null(f.root);
		g_assert_cmpuint(diags_errors(f.diags), ==, 1);
		g_assert_true(g_str_has_prefix(text, start));
		g_assert_nonnull(strstr(text, code));
		g_free(text);
		g_free(start);
		g_free(code);
		arena_free(f.arena);
	}
}

static const char whole[] = "{\"k\\u00e9y\": [1.5e3, \"t\\n\\ud83d\\ude00\xC3\xA9\", true, null, {\"deep\": [[], {}]}], \"last\": -0}";

/* Cut anywhere, it is refused with exactly one message; with any byte replaced, it does not crash and says why it gave nothing. */
static void test_truncated(void)
{
	for (size_t length = 0; length + 1 < sizeof(whole); length++) {
		struct fixture f = read_bytes(whole, length);

		g_assert_null(f.root);
		g_assert_cmpuint(diags_errors(f.diags), ==, 1);
		g_free(messages(&f));
		arena_free(f.arena);
	}
}

static void test_damaged(void)
{
	static const char damage[] = "\"\\{}[],:'x0-.\n\t/#u\x80";

	for (size_t at = 0; at + 1 < sizeof(whole); at++)
		for (size_t with = 0; with + 1 < sizeof(damage); with++) {
			char *bytes = g_strdup(whole);
			struct fixture f;

			bytes[at] = damage[with];
			f = read_bytes(bytes, sizeof(whole) - 1);
			g_assert_true((f.root == NULL) == (diags_errors(f.diags) == 1));
			g_free(messages(&f));
			g_free(bytes);
			arena_free(f.arena);
		}
}

static void check_span(const struct fixture *f, struct span span, const char *expected)
{
	char *text = g_strndup(f->source->bytes.text + span.start, span.length);

	g_assert_true(span.source == f->source);
	g_assert_cmpstr(text, ==, expected);
	g_free(text);
}

static void test_spans(void)
{
	struct fixture f = read_text(" {\"caf\xC3\xA9\" : \"x\\ny\" , \"n\":[ 12.5 , null, {\"z\":false} ] } ");
	const struct node *list = node_find(f.root, "n"), *text = node_find(f.root, "caf\xC3\xA9");

	check_span(&f, text->span, "\"x\\ny\"");
	check_span(&f, text->key_span, "\"caf\xC3\xA9\"");
	check_span(&f, list->span, "[ 12.5 , null, {\"z\":false} ]");
	check_span(&f, list->first->span, "12.5");
	check_span(&f, list->first->next->span, "null");
	check_span(&f, list->first->next->next->span, "{\"z\":false}");
	g_assert_cmpuint(list->count, ==, 3);
	g_assert_cmpuint(f.root->count, ==, 2);
	g_assert_cmpuint(f.root->span.start, ==, 1);
	g_assert_cmpuint(f.root->span.length, ==, f.source->bytes.length - 2);
	arena_free(f.arena);
}

static void test_duplicates(void)
{
	struct fixture f = read_text("{\"a\": 1,\n\"b\": 2,\n\"a\": 3,\n\"\\u0061\": 4}");
	char *text = messages(&f);

	g_assert_cmpuint(diags_warnings(f.diags), ==, 2);
	g_assert_nonnull(strstr(text, "t.json:3:1: warning: the key \"a\" stands already in line 1 [JSON_DUPLICATE_KEY]"));
	g_assert_nonnull(strstr(text, "t.json:4:1: warning: the key \"a\" stands already in line 1 [JSON_DUPLICATE_KEY]"));
	g_assert_true(str_is(node_find(f.root, "a")->text, "1"));
	g_assert_cmpuint(f.root->count, ==, 4);
	g_free(text);
	arena_free(f.arena);
}

/* A map large enough that keys are sorted. */
static void test_many_keys(void)
{
	GString *text = g_string_new("{");
	struct fixture f;

	for (int i = 0; i < 50000; i++)
		g_string_append_printf(text, "\"key%d\": %d,\n", i == 40000 ? 7 : i, i);
	g_string_append(text, "\"key7\": 1, \"last\": 0}");
	f = read_bytes(text->str, text->len);
	g_assert_nonnull(f.root);
	g_assert_cmpuint(diags_warnings(f.diags), ==, 2);
	g_string_free(text, TRUE);
	text = g_string_new(NULL);
	diags_write_text(f.diags, text, false);
	g_assert_nonnull(strstr(text->str, "t.json:40001:1: warning: the key \"key7\" stands already in line 8"));
	g_assert_nonnull(strstr(text->str, "t.json:50001:1: warning: the key \"key7\" stands already in line 8"));
	g_string_free(text, TRUE);
	arena_free(f.arena);
}

static void test_depth(void)
{
	char *fits = g_strdup_printf("%.*s%.*s", (int)READ_DEEPEST, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
				     (int)READ_DEEPEST, "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
	char *deep = g_strnfill(1000000, '[');
	struct fixture f = read_text(fits);

	g_assert_nonnull(f.root);
	arena_free(f.arena);
	f = read_text(deep);
	g_assert_null(f.root);
	g_assert_cmpuint(diags_count(f.diags, DIAG_READ_TOO_DEEP), ==, 1);
	arena_free(f.arena);
	g_free(fits);
	g_free(deep);
}

static void test_count(void)
{
	GString *text = g_string_sized_new(2 * READ_MOST_NODES + 16);
	struct fixture f;

	if (!g_test_slow()) {
		g_string_free(text, TRUE);
		g_test_skip("takes half a gigabyte; run with -m slow");
		return;
	}
	g_string_append_c(text, '[');
	for (uint32_t i = 0; i < READ_MOST_NODES; i++)
		g_string_append(text, "0,");
	g_string_append(text, "0]");
	f = read_bytes(text->str, text->len);
	g_assert_null(f.root);
	g_assert_cmpuint(diags_count(f.diags, DIAG_READ_TOO_MANY), ==, 1);
	g_string_free(text, TRUE);
	arena_free(f.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/json/taken", test_taken);
	g_test_add_func("/json/refused", test_refused);
	g_test_add_func("/json/truncated", test_truncated);
	g_test_add_func("/json/damaged", test_damaged);
	g_test_add_func("/json/spans", test_spans);
	g_test_add_func("/json/duplicates", test_duplicates);
	g_test_add_func("/json/many-keys", test_many_keys);
	g_test_add_func("/json/depth", test_depth);
	g_test_add_func("/json/count", test_count);
	return g_test_run();
}
