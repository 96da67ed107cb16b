/* What is written in our own formats is read back as it was: any text, every key of the samples, and the same bytes a second time. */
#include "emit/native.h"

#include <string.h>

#include "emit/tree_writer.h"
#include "formats/load.h"
#include "read/json.h"
#include "read/yaml.h"

/* Texts that a careless writer of YAML spoils. */
static const char *const hostile[] = {
	"",
	" ",
	"no",
	"yes",
	"NO",
	"on",
	"n",
	"null",
	"Null",
	"~",
	"true",
	"1",
	"1.0",
	"0x1F",
	"1e3",
	"017",
	"-1",
	".5",
	".inf",
	".nan",
	"2026-01-31",
	"12:30:45",
	"1_000",
	"!a && b",
	"!",
	"!!str x",
	"&a",
	"*a",
	"@x",
	"`x`",
	"%x",
	"%YAML 1.1",
	"#x",
	"a #b",
	"a: b",
	"a:",
	": a",
	"- a",
	"-",
	"--",
	"---",
	"...",
	"--- a",
	"? a",
	"?",
	"| a",
	"> a",
	"[a]",
	"{a: b}",
	"a, b",
	"'",
	"\"",
	"'a'",
	"\"a\"",
	"it's",
	"say \"x\"",
	"both ' and \"",
	"back\\slash",
	"\\n",
	"a\\",
	" a",
	"a ",
	"\ta",
	"a\t",
	"a\tb",
	"\t",
	"a\nb",
	"a\n",
	"\na",
	"a\n\nb",
	"\n",
	"\n\n",
	"a\n\n",
	" a\nb",
	"a\n b",
	"a\n  \nb",
	"a \nb",
	"a  \n  b",
	"a\n\tb",
	"# head\n\n- item\n- item",
	"a\r\nb",
	"a\rb",
	"\r",
	"a\x01"
	"b",
	"\x7f",
	"\xC2\x85",
	"a\xE2\x80\xA8"
	"b",
	"a\xE2\x80\xA9"
	"b",
	"\xEF\xBB\xBF"
	"a",
	"a\xEF\xBB\xBF",
	"\xEF\xBF\xBE",
	"\xC2\xA0"
	"a",
	"\xF0\x9F\x98\x80",
	"<<",
	"=",
	"e\xCC\x81",
	"\xE2\x80\xAE"
	"abc",
	"a"
	"\xE3\x80\x80"
	"b",
	"key: |",
	">-",
	"|-",
	"a\n---\nb",
	"a\n...\nb",
	"a\n# b\nc",
	"null ",
	"...a",
	"./x",
	"../x/y.yaml",
	"..",
	"{{x}}",
	"$x",
	"<b>&amp;</b>",
	"a]",
	"a}",
	"b,",
	"x -",
	"x -- y",
	"yes: no",
	"NULL",
	"False",
	"Y",
	"a :b",
	"a ?b",
	"'a\nb'",
};

static GString *written(enum native_form form, struct str text)
{
	GString *out = g_string_new(NULL);
	struct tree_writer writer;

	tree_begin(&writer, form, out);
	tree_text(&writer, "plain", text);
	tree_text(&writer, text.length == 0 ? "k" : text.text, STR("as a key"));
	tree_list(&writer, "list");
	tree_text(&writer, NULL, text);
	tree_map(&writer, NULL);
	tree_text(&writer, "first", text);
	tree_list(&writer, "inner");
	tree_text(&writer, NULL, text);
	tree_text(&writer, NULL, text);
	tree_close(&writer);
	tree_map(&writer, "empty");
	tree_close(&writer);
	tree_text(&writer, "last", text);
	tree_close(&writer);
	tree_close(&writer);
	tree_list(&writer, "nothing");
	tree_close(&writer);
	tree_text(&writer, "end", STR("end"));
	tree_end(&writer);
	return out;
}

static void expect_text(const struct node *node, struct str text)
{
	g_assert_nonnull(node);
	g_assert_cmpint(node->kind, ==, NODE_SCALAR);
	g_assert_false(node->tagged);
	g_assert_true(str_equal(node->text, text));
}

static void check_text(enum native_form form, struct str text)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	GString *out = written(form, text);
	const struct source *source = source_from_bytes(arena, "t", out->str, out->len, diags);
	const struct node *root = form == NATIVE_YAML ? yaml_read(arena, source, diags) : json_read(arena, source, diags);
	const struct node *list, *map;
	GString *said = g_string_new(NULL);

	diags_write_text(diags, said, false);
	g_assert_cmpstr(said->str, ==, "");
	expect_text(node_find(root, "plain"), text);
	g_assert_true(str_equal(root->first->next->key, text.length == 0 ? STR("k") : text));
	list = node_find(root, "list");
	expect_text(list->first, text);
	map = list->first->next;
	expect_text(node_find(map, "first"), text);
	expect_text(node_find(map, "inner")->first->next, text);
	expect_text(node_find(map, "last"), text);
	g_assert_cmpint(node_find(map, "empty")->kind, ==, NODE_MAP);
	g_assert_cmpint(node_find(root, "nothing")->kind, ==, NODE_LIST);
	expect_text(node_find(root, "end"), STR("end"));
	g_string_free(out, TRUE);
	g_string_free(said, TRUE);
	arena_free(arena);
}

static void test_hostile(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
		check_text(NATIVE_YAML, str_of(hostile[i]));
		check_text(NATIVE_JSON, str_of(hostile[i]));
	}
}

/* Every character but NUL and surrogates, alone and within words. */
static void test_unicode(void)
{
	struct arena *arena = arena_new();
	GString *text = g_string_new(NULL);

	for (gunichar c = 1; c < 0x110000; c++) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		g_string_append_unichar(text, c);
		if (c % 97 == 0)
			g_string_append(text, " word ");
		if (c % 4096 != 0 && c != 0x10FFFF && c > 0xA5)
			continue;
		check_text(NATIVE_YAML, (struct str){text->str, (uint32_t)text->len});
		check_text(NATIVE_JSON, (struct str){text->str, (uint32_t)text->len});
		g_string_truncate(text, 0);
	}
	g_string_free(text, TRUE);
	arena_free(arena);
}

/* Texts put together at random from what is awkward, long enough to be folded. */
static void test_random(void)
{
	static const char *const pieces[] = {"a",
					     "word",
					     " ",
					     "  ",
					     "\n",
					     "\n\n",
					     "\t",
					     ": ",
					     " #",
					     "- ",
					     "'",
					     "\"",
					     "\\",
					     "!",
					     "&",
					     "*",
					     "longer-word",
					     "\xC3\xA9",
					     "\xE2\x86\x92",
					     ",",
					     ".",
					     "|",
					     ">",
					     "%",
					     "\r",
					     "0",
					     "yes",
					     "{",
					     "]",
					     "a sentence that goes on for a while",
					     "\xC2\xA0"};
	GRand *rand = g_rand_new_with_seed(4);
	GString *text = g_string_new(NULL);

	for (int round = 0; round < 6000; round++) {
		int count = g_rand_int_range(rand, 1, round % 3 == 0 ? 60 : 8);

		g_string_truncate(text, 0);
		for (int i = 0; i < count; i++)
			g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
		check_text(round % 4 == 0 ? NATIVE_JSON : NATIVE_YAML, (struct str){text->str, (uint32_t)text->len});
	}
	/* Longer than YAML allows for a key on one line. */
	for (int i = 0; i < 2000; i++)
		g_string_append(text, "long \xC3\xA9 ");
	check_text(NATIVE_YAML, (struct str){text->str, (uint32_t)text->len});
	g_string_free(text, TRUE);
	g_rand_free(rand);
}

static void test_layout(void)
{
	GString *out = g_string_new(NULL);
	struct tree_writer writer;

	tree_begin(&writer, NATIVE_YAML, out);
	tree_text(&writer, "id", STR("a-b"));
	tree_flag(&writer, "none", true);
	tree_number(&writer, "revenue", STR("64000000"));
	tree_number(&writer, "share", STR("99.95%"));
	tree_number(&writer, "old", STR("007"));
	tree_text(&writer, "prose",
		  STR("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"));
	tree_list(&writer, "list");
	tree_map(&writer, NULL);
	tree_text(&writer, "when", STR("\"x\" in y"));
	tree_text(&writer, "lines", STR("a\nb"));
	tree_close(&writer);
	tree_close(&writer);
	tree_end(&writer);
	g_assert_cmpstr(out->str, ==,
			"id: a-b\nnone: true\nrevenue: 64000000\nshare: \"99.95%\"\nold: \"007\"\n"
			"prose: >-\n  one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen\n  "
			"eighteen\n"
			"list:\n  - when: '\"x\" in y'\n    lines: |-\n      a\n      b\n");
	g_string_free(out, TRUE);
}

/* ---- Whole files ---- */

/* "pillars/questions/id=priorities": what a file says, in any order and without the place in a list. */
static void gather(const struct node *node, GString *path, GHashTable *said)
{
	gsize length = path->len;

	if (node->key.text != NULL)
		g_string_append_printf(path, "/%s", node->key.text);
	if (node->kind == NODE_SCALAR) {
		char *leaf = g_strdup_printf("%s=%s", path->str, str_c(node->text));

		g_hash_table_insert(said, leaf, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(said, leaf)) + 1));
	}
	for (const struct node *child = node->first; child != NULL; child = child->next)
		gather(child, path, said);
	g_string_truncate(path, length);
}

static GHashTable *said_by(const struct node *root)
{
	GHashTable *said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GString *path = g_string_new(NULL);

	gather(root, path, said);
	g_string_free(path, TRUE);
	return said;
}

/* Whatever the first says, the second says as often. */
static void expect_all_said(const struct node *first, const struct node *second)
{
	GHashTable *wanted = said_by(first), *said = said_by(second);
	GHashTableIter iter;
	gpointer leaf, count;

	g_hash_table_iter_init(&iter, wanted);
	while (g_hash_table_iter_next(&iter, &leaf, &count))
		if (g_hash_table_lookup(said, leaf) != count && strstr(leaf, "/short=") == NULL)
			g_error("lost or changed: %s", (const char *)leaf);
	g_hash_table_unref(wanted);
	g_hash_table_unref(said);
}

static const struct node *reread(struct arena *arena, const GString *bytes, struct diags *diags)
{
	return read_any(arena, source_from_bytes(arena, "again", bytes->str, bytes->len, diags), diags);
}

static void check_framework(const char *name)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	char *path = g_build_filename(ROOT, "samples", "frameworks", name, NULL);
	const struct source *source = source_open(arena, path, NO_SPAN, diags);
	const struct node *root = yaml_read(arena, source, diags), *again;
	const struct framework *framework = framework_decode(arena, source, root, diags);
	GString *yaml = g_string_new(NULL), *json = g_string_new(NULL), *twice = g_string_new(NULL);

	native_write_framework(framework, NATIVE_YAML, yaml);
	again = reread(arena, yaml, diags);
	if (framework->lineage_count == 0 && str_is_empty(framework->lineage_path))
		expect_all_said(root, again);
	native_write_framework(framework, NATIVE_JSON, json);
	native_write_framework(framework_decode(arena, source, reread(arena, json, diags), diags), NATIVE_YAML, twice);
	g_assert_cmpstr(yaml->str, ==, twice->str);
	g_assert_cmpuint(diags_errors(diags), ==, 0);
	g_string_free(yaml, TRUE);
	g_string_free(json, TRUE);
	g_string_free(twice, TRUE);
	g_free(path);
	arena_free(arena);
}

static void test_frameworks(void)
{
	check_framework("aws-well-architected.yaml");
	check_framework("lenses/iot.yaml");
	check_framework("lenses/serverless.yaml");
	check_framework("lenses/financial-services.yaml");
}

static void test_reviews(void)
{
	char *folder = g_build_filename(ROOT, "samples", "reviews", NULL);
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir)) != NULL) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);
		char *path = g_build_filename(folder, name, NULL);
		const struct review *review = NULL;
		const char *paths[8] = {"a", "b", "c", "d", "e", "f", "g", "h"};
		GString *yaml = g_string_new(NULL);

		if (g_str_has_suffix(name, ".yaml"))
			review = library_review(library_new(arena), arena, path, NULL, 0, diags);
		if (review != NULL && review->lens_count <= 8) {
			const struct node *root = yaml_read(arena, source_open(arena, path, NO_SPAN, diags), diags);
			struct node without = *root;

			native_write_review(review, paths, NATIVE_YAML, yaml);
			without.first = node_find(root, "client"); /* behind the paths of frameworks */
			expect_all_said(&without, reread(arena, yaml, diags));
		}
		g_assert_cmpuint(diags_errors(diags), ==, 0);
		g_string_free(yaml, TRUE);
		g_free(path);
		arena_free(arena);
	}
	g_dir_close(dir);
	g_free(folder);
}

/* What only other tools keep: reasons for what applies, and ids of other editions. Each key comes back with the same bytes. */
static void test_answers(void)
{
	static const char text[] =
		"plumbline: review/1\nframework: small.framework.yaml\nclient:\n  name: C\nworkload:\n  name: W\ndate: \"2026-01-31\"\n"
		"answers:\n  access:\n    selected:\n      - federation\n    reason: other\n    answered_as: sec-2\n    stated_risk: high\n"
		"    choice_notes:\n      federation:\n        reason: business-priorities\n        notes: Text\n"
		"      least-privilege:\n        reason: out-of-scope\n      nothing: M\n";
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct framework *framework = library_framework(library_new(arena), TESTS "/golden/faults/small.framework.yaml", NO_SPAN, diags);
	const struct source *source = source_from_bytes(arena, "t", text, strlen(text), diags);
	const struct review *review = review_decode(arena, source, yaml_read(arena, source, diags), &framework, 1, diags);
	const char *paths[] = {"small.framework.yaml"};
	GString *out = g_string_new(NULL);

	native_write_review(review, paths, NATIVE_YAML, out);
	g_assert_cmpstr(out->str, ==, text);
	g_assert_cmpuint(diags_errors(diags) + diags_warnings(diags), ==, 0);
	g_assert_cmpuint(diags_count(diags, DIAG_REVIEW_REASON_ALONE), ==, 1);
	g_string_free(out, TRUE);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/native/hostile", test_hostile);
	g_test_add_func("/native/unicode", test_unicode);
	g_test_add_func("/native/random", test_random);
	g_test_add_func("/native/layout", test_layout);
	g_test_add_func("/native/frameworks", test_frameworks);
	g_test_add_func("/native/reviews", test_reviews);
	g_test_add_func("/native/answers", test_answers);
	return g_test_run();
}
