/* AWS custom lenses: public files, and small ones with every oddity that public files have. */
#include "formats/aws_lens.h"

#include <string.h>

#include "formats/load.h"

#define LENSES ROOT "/../shared/reference/lenses"

struct fixture {
	struct arena *arena;
	struct diags *diags;
	const struct framework *framework;
};

static struct fixture decode(const char *path, const char *text)
{
	struct fixture f = {.arena = arena_new()};
	const struct source *source;
	const struct node *root;

	f.diags = diags_new(f.arena);
	source = source_from_bytes(f.arena, path, text, strlen(text), f.diags);
	g_assert_nonnull(source);
	root = read_any(f.arena, source, f.diags);
	g_assert_nonnull(root);
	g_assert_cmpint(file_recognise(root), ==, FILE_AWS_LENS);
	f.framework = aws_lens_decode(f.arena, source, root, f.diags);
	return f;
}

static char *messages(const struct fixture *f)
{
	GString *out = g_string_new(NULL);

	diags_write_text(f->diags, out, false);
	return g_string_free(out, FALSE);
}

static void assert_says(const struct fixture *f, const char *expected)
{
	char *text = messages(f);

	g_test_message("%s", text);
	g_assert_nonnull(strstr(text, expected));
	g_free(text);
}

/* ---- Public lenses ---- */

static struct fixture load(const char *name)
{
	struct fixture f = {.arena = arena_new()};
	char *path = g_build_filename(LENSES, name, NULL);

	f.diags = diags_new(f.arena);
	f.framework = library_framework(library_new(f.arena), path, NO_SPAN, f.diags);
	g_free(path);
	return f;
}

static bool absent(void)
{
	if (g_file_test(LENSES, G_FILE_TEST_IS_DIR))
		return false;
	g_test_skip("the public lenses are not here");
	return true;
}

static const struct {
	const char *name;
	uint32_t pillars, questions, choices;
} public_lenses[] = {
	{"amazon-s3.json", 6, 35, 162},
	{"cfa-organizations-lens.json", 4, 7, 20},
	{"cfa-organizations-lens.yaml", 4, 7, 20},
	{"connect-wellarchitected.json", 5, 39, 197},
	{"dynamodb-v1.0.json", 6, 48, 130},
	{"elasticache-v2.0.json", 5, 22, 85},
	{"machine-learning.json", 6, 35, 140},
	{"saas-business.json", 5, 29, 148},
	{"sap-v2.0.json", 7, 22, 131},
};

static void test_public(void)
{
	if (absent())
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(public_lenses); i++) {
		struct fixture f = load(public_lenses[i].name);
		char *text = messages(&f);

		g_test_message("%s: %s", public_lenses[i].name, text);
		g_assert_cmpuint(diags_errors(f.diags), ==, 0);
		g_assert_nonnull(f.framework);
		g_assert_cmpuint(f.framework->pillar_count, ==, public_lenses[i].pillars);
		g_assert_cmpuint(f.framework->question_count, ==, public_lenses[i].questions);
		g_assert_cmpuint(f.framework->choice_count, ==, public_lenses[i].choices);
		g_free(text);
		arena_free(f.arena);
	}
}

static void test_nan(void)
{
	struct fixture f;

	if (absent())
		return;
	f = load("emr-spark-v1.0.json");
	g_assert_null(f.framework);
	g_assert_cmpuint(diags_errors(f.diags), ==, 1);
	assert_says(&f, "emr-spark-v1.0.json:1448:30: error: \"NaN\" is not JSON");
	arena_free(f.arena);
}

static void assert_same(struct str a, struct str b)
{
	g_assert_cmpstr(str_c(a), ==, str_c(b));
}

static void assert_same_links(const struct link *a, uint32_t a_count, const struct link *b, uint32_t b_count)
{
	g_assert_cmpuint(a_count, ==, b_count);
	for (uint32_t i = 0; i < a_count; i++) {
		assert_same(a[i].title, b[i].title);
		assert_same(a[i].url, b[i].url);
	}
}

static void assert_same_choices(const struct framework *a, const struct framework *b)
{
	g_assert_cmpuint(a->choice_count, ==, b->choice_count);
	for (uint32_t i = 0; i < a->choice_count; i++) {
		assert_same(a->choices[i].id, b->choices[i].id);
		assert_same(a->choices[i].title, b->choices[i].title);
		assert_same(a->choices[i].advice, b->choices[i].advice);
		g_assert_cmpint(a->choices[i].none_of_these, ==, b->choices[i].none_of_these);
		g_assert_cmpuint(a->choices[i].question, ==, b->choices[i].question);
		assert_same_links(a->choices[i].links, a->choices[i].link_count, b->choices[i].links, b->choices[i].link_count);
	}
}

static void assert_same_rules(const struct framework *a, const struct framework *b)
{
	g_assert_cmpuint(a->rule_count, ==, b->rule_count);
	for (uint32_t i = 0; i < a->rule_count; i++) {
		assert_same(a->rules[i].condition, b->rules[i].condition);
		g_assert_cmpint(a->rules[i].is_default, ==, b->rules[i].is_default);
		g_assert_cmpint(a->rules[i].risk, ==, b->rules[i].risk);
	}
}

static void assert_same_questions(const struct framework *a, const struct framework *b)
{
	g_assert_cmpuint(a->question_count, ==, b->question_count);
	for (uint32_t i = 0; i < a->question_count; i++) {
		assert_same(a->questions[i].id, b->questions[i].id);
		assert_same(a->questions[i].number, b->questions[i].number);
		assert_same(a->questions[i].title, b->questions[i].title);
		assert_same(a->questions[i].why, b->questions[i].why);
		g_assert_cmpuint(a->questions[i].first_choice, ==, b->questions[i].first_choice);
		g_assert_cmpuint(a->questions[i].choice_count, ==, b->questions[i].choice_count);
		g_assert_cmpuint(a->questions[i].first_rule, ==, b->questions[i].first_rule);
		g_assert_cmpuint(a->questions[i].rule_count, ==, b->questions[i].rule_count);
		assert_same_links(a->questions[i].links, a->questions[i].link_count, b->questions[i].links, b->questions[i].link_count);
	}
}

/* The same lens was published as JSON and as YAML. */
static void test_twins(void)
{
	struct fixture a, b;

	if (absent())
		return;
	a = load("cfa-organizations-lens.json");
	b = load("cfa-organizations-lens.yaml");
	assert_same(a.framework->id, b.framework->id);
	assert_same(a.framework->summary, b.framework->summary);
	assert_same_questions(a.framework, b.framework);
	assert_same_choices(a.framework, b.framework);
	assert_same_rules(a.framework, b.framework);
	arena_free(a.arena);
	arena_free(b.arena);
}

/* ---- Oddities ---- */

/* A lens of one pillar around these questions. */
static struct fixture with_questions(const char *questions)
{
	char *text = g_strdup_printf("{\"schemaVersion\": \"2021-11-01\", \"name\": \"N\", \"pillars\": [{\"id\": \"security\", \"name\": \"S\", "
				     "\"questions\": [\n%s\n]}]}",
				     questions);
	struct fixture f = decode("t.json", text);

	g_free(text);
	return f;
}

/* A lens of one question with these choices and rules. */
static struct fixture with_choices(const char *choices, const char *rules)
{
	char *question = g_strdup_printf("{\"id\": \"qqq\", \"title\": \"Q\", \"choices\": [\n%s\n], \"riskRules\": [%s]}", choices, rules);
	struct fixture f = with_questions(question);

	g_free(question);
	return f;
}

#define RULES "{\"condition\": \"default\", \"risk\": \"HIGH_RISK\"}"

static void test_texts(void)
{
	struct fixture f = with_choices(
		"{\"id\": \"one\", \"title\": \" One \", \"helpfulResource\": {\"displayText\": \"What *it* is.\", \"url\": \" "
		"https://a.example/x-y.html \"},"
		" \"improvementPlan\": {\"displayText\": \"Do it:\\n- see https://b.example.\\n- R&D\", \"Url\": \"http://b.example\"},"
		" \"additionalResources\": [{\"type\": \"HELPFUL_RESOURCE\", \"content\": [{\"displayText\": \"More\", \"url\": "
		"\"https://c.example/\"},"
		" {\"displayText\": \"Again\", \"url\": \"https://a.example/x-y.html\"}, {\"displayText\": \"No link\", \"url\": \"\"}]}]}",
		RULES);
	const struct choice *choice = f.framework->choices;

	g_assert_cmpuint(diags_errors(f.diags) + diags_warnings(f.diags), ==, 0);
	g_assert_cmpstr(choice->title.text, ==, "One");
	g_assert_cmpstr(choice->advice.text, ==, "What \\*it\\* is.\n\nDo it:\n\n- see <https://b.example>.\n- R&D\n\nNo link");
	g_assert_cmpuint(choice->link_count, ==, 3);
	g_assert_cmpstr(choice->links[0].url.text, ==, "https://a.example/x-y.html");
	g_assert_cmpstr(choice->links[0].title.text, ==, "Again");
	g_assert_cmpstr(choice->links[1].title.text, ==, "b.example");
	g_assert_cmpstr(choice->links[2].title.text, ==, "More");
	g_assert_cmpint(choice->risk, ==, LEVEL_UNSET);
	g_assert_cmpint(choice->effort, ==, LEVEL_UNSET);
	arena_free(f.arena);
}

static void test_rules(void)
{
	struct fixture f =
		with_choices("{\"id\": \"aaa\", \"title\": \"A\"}",
			     "{\"condition\": \" aaa && !aaa \", \"risk\": \"NO_RISK\"}, {\"condition\": \"default \", \"risk\": \"MEDIUM_RISK\"},"
			     " {\"condition\": \"default\", \"risk\": \"HIGH_RISK\"}");
	const struct rule *rules = f.framework->rules;

	g_assert_cmpuint(diags_errors(f.diags) + diags_warnings(f.diags), ==, 0);
	g_assert_cmpuint(f.framework->rule_count, ==, 3);
	g_assert_cmpstr(rules[0].condition.text, ==, "aaa && !aaa");
	g_assert_true(!rules[0].is_default && rules[0].risk == LEVEL_NONE);
	g_assert_true(rules[1].is_default && rules[1].risk == LEVEL_MEDIUM);
	g_assert_true(rules[2].is_default && rules[2].risk == LEVEL_HIGH);
	arena_free(f.arena);
}

static void test_none(void)
{
	static const struct {
		const char *id, *title;
		bool none;
	} cases[] = {
		{"x_no", "None of these", true},           {"x_no", "No", true},
		{"noneofthese", "Nothing", true},          {"docdb_ops1_6", "None of these.", true},
		{"abc", "None of the above", true},        {"abc", " none", true},
		{"abc", "Nonetheless useful", false},      {"nothing", "A", false},
		{"ops_no_downtime", "No downtime", false}, {"abc_none_of_the_above", "Other", true},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		char *choice = g_strdup_printf("{\"id\": \"%s\", \"title\": \"%s\"}", cases[i].id, cases[i].title);
		struct fixture f = with_choices(choice, RULES);

		g_test_message("%s", choice);
		g_assert_true(f.framework->choices[0].none_of_these == cases[i].none);
		g_free(choice);
		arena_free(f.arena);
	}
}

#define QUESTION(id) "{\"id\": \"" id "\", \"title\": \"T\", \"choices\": [{\"id\": \"aaa\", \"title\": \"A\"}], \"riskRules\": [" RULES "]}"

static void test_ids(void)
{
	struct fixture f = with_questions(QUESTION("one") ",\n" QUESTION("two"));

	g_assert_cmpuint(diags_errors(f.diags) + diags_warnings(f.diags), ==, 0);
	g_assert_cmpstr(f.framework->questions[1].number.text, ==, "SEC 2");
	arena_free(f.arena);
	f = with_questions(QUESTION("one") ",\n" QUESTION("one"));
	g_assert_cmpuint(diags_errors(f.diags), ==, 1);
	assert_says(&f, "t.json:3:8: error: the question \"one\" stands already in line 2 [MODEL_DUPLICATE_ID]");
	arena_free(f.arena);
	f = with_choices("{\"id\": \"aaa\", \"title\": \"A\"},\n{\"id\": \"aaa\", \"title\": \"B\"}", RULES);
	g_assert_cmpuint(diags_errors(f.diags), ==, 1);
	assert_says(&f, "error: the choice \"aaa\" stands already in line 3 [MODEL_DUPLICATE_ID]");
	arena_free(f.arena);
	f = with_choices("{\"title\": \"A\"}, {\"id\": \" \", \"title\": \"A\"}, {\"id\": \"bad-id\", \"title\": \"B\"}", RULES);
	g_assert_cmpuint(diags_errors(f.diags), ==, 2);
	g_assert_cmpuint(diags_count(f.diags, DIAG_LENS_MISSING), ==, 2);
	g_assert_cmpuint(diags_count(f.diags, DIAG_LENS_BAD_ID), ==, 1);
	arena_free(f.arena);
}

static void test_faults(void)
{
	static const struct {
		const char *choices, *rules, *says;
		uint32_t errors;
	} cases[] = {
		{"{\"id\": \"aaa\", \"title\": null}", RULES, "3:24: error: \"title\" of a choice must be a text, not null [LENS_WRONG_TYPE]", 1},
		{"{\"id\": \"aaa\", \"title\": [\"A\"]}", RULES, "3:24: error: \"title\" of a choice must be a text, not a list", 1},
		{"{\"id\": \"aaa\"}", RULES, "3:1: error: a choice has no \"title\" [LENS_MISSING]", 1},
		{"{\"id\": \"aaa\", \"title\": \"A\", \"helpfulResource\": \"x\"}", RULES,
		 "\"helpfulResource\" of a choice must be a map, not a text", 1},
		{"\"aaa\"", RULES, "error: \"an item\" of a lens must be a map, not a text", 1},
		{"{\"id\": \"aaa\", \"title\": \"A\"}", "{\"condition\": \"aaa\", \"risk\": \"NO-RISK\"}", "did you mean \"NO_RISK\"?", 1},
		{"{\"id\": \"aaa\", \"title\": \"A\"}", "{\"condition\": \"aaa\"}", "a risk rule has no \"risk\"", 1},
		{"{\"id\": \"aaa\", \"title\": \"A\"}", "", "the question \"qqq\" has no rules", 0},
		{"", RULES, "the question has no choices", 1},
		{"{\"id\": \"aaa\", \"title\": \"A\", \"helpfulResource\": null, \"improvmentPlan\": {}}, {\"id\": \"bbb\", \"title\": \"A\", "
		 "\"improvmentPlan\": 1}",
		 RULES, "warning: \"improvmentPlan\" is not a field of a choice, and is not used (2 times in this file) [LENS_UNKNOWN_FIELD]", 0},
		{"{\"id\": \"aaa\", \"title\": \"A\", \"helpfulResource\": {\"url\": \"www.example.com\"}}", RULES,
		 "warning: \"www.example.com\" is not a web address", 0},
		{"{\"id\": \"aaa\", \"title\": \"A\", \"helpfulResource\": {\"url\": \"javascript:alert(1)\"}}", RULES, "is not a web address", 0},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct fixture f = with_choices(cases[i].choices, cases[i].rules);

		assert_says(&f, cases[i].says);
		g_assert_cmpuint(diags_errors(f.diags), ==, cases[i].errors);
		arena_free(f.arena);
	}
}

static void test_limits(void)
{
	GString *choices = g_string_new(NULL);
	struct fixture f;

	for (int i = 0; i < 16; i++)
		g_string_append_printf(choices, "%s{\"id\": \"choice%d\", \"title\": \"%0*d\"}", i == 0 ? "" : ", ", i, i == 7 ? 129 : 128, 0);
	f = with_choices(choices->str, RULES);
	g_assert_cmpuint(diags_errors(f.diags), ==, 0);
	g_assert_cmpuint(diags_warnings(f.diags), ==, 2);
	assert_says(&f, "\"title\" of a choice has 129 characters [LENS_TOO_LONG]");
	assert_says(&f, "a question has 16 choices [LENS_TOO_MANY]");
	g_assert_cmpuint(f.framework->choice_count, ==, 16);
	arena_free(f.arena);
	g_string_free(choices, TRUE);
}

static void test_codes(void)
{
	struct fixture f = decode("t.yaml", "schemaVersion: 2021-11-01\nname: \"  \xC3\x84rger & Lens, v2  \"\npillars:\n"
					    "  - {id: alpha, name: Data and AI, questions: []}\n"
					    "  - {id: beta_1, name: dirty air answers, questions: []}\n"
					    "  - {id: costOptimization, name: Kosten, description: Money, questions: [{id: no, title: yes, choices: "
					    "[{id: off, title: 1.0}], riskRules: "
					    "[{condition: default, risk: HIGH_RISK}]}]}\n");

	g_assert_cmpuint(diags_errors(f.diags), ==, 0);
	g_assert_cmpstr(f.framework->id.text, ==, "arger-lens-v2");
	g_assert_cmpstr(f.framework->language.text, ==, "en");
	g_assert_cmpstr(f.framework->pillars[0].code.text, ==, "DAA");
	g_assert_cmpstr(f.framework->pillars[1].code.text, ==, "DAA2");
	g_assert_cmpstr(f.framework->pillars[2].code.text, ==, "COST");
	g_assert_cmpstr(f.framework->pillars[2].summary.text, ==, "Money");
	g_assert_cmpstr(f.framework->questions[0].id.text, ==, "no");
	g_assert_cmpstr(f.framework->questions[0].number.text, ==, "COST 1");
	arena_free(f.arena);
}

static void test_yaml_tag(void)
{
	struct fixture f = decode("t.yaml", "schemaVersion: 2021-11-01\nname: N\npillars:\n- id: ppp\n  name: P\n  questions:\n  - id: qqq\n    "
					    "title: Q\n    choices: [{id: aaa, title: A}]\n"
					    "    riskRules:\n    - condition: !aaa\n      risk: HIGH_RISK\n");

	g_assert_cmpuint(diags_errors(f.diags), ==, 1);
	assert_says(&f, "t.yaml:11:18: error: \"condition\" of a risk rule must be a text, not a YAML tag");
	arena_free(f.arena);
}

static void test_export(void)
{
	struct fixture f = decode(
		"x.json",
		"{\"LensJSON\": \"{\\\"schemaVersion\\\": \\\"2021-11-01\\\", \\\"name\\\": \\\"L\\\", \\\"pillars\\\": [{\\\"id\\\": \\\"ppp\\\", "
		"\\\"name\\\": \\\"P\\\", "
		"\\\"questions\\\": [{\\\"id\\\": \\\"qqq\\\", \\\"title\\\": \\\"Q\\\", \\\"choices\\\": [{\\\"id\\\": \\\"aaa\\\"}]}]}]}\"}");

	g_assert_nonnull(f.framework);
	g_assert_cmpuint(f.framework->question_count, ==, 1);
	assert_says(&f, "x.json (LensJSON):1:139: error: a choice has no \"title\"");
	arena_free(f.arena);
	f = decode("x.json", "{\"LensJSON\": \"{\\\"a\\\": NaN}\"}");
	g_assert_null(f.framework);
	assert_says(&f, "x.json (LensJSON):1:7: error: \"NaN\" is not JSON");
	arena_free(f.arena);
}

static void test_empty(void)
{
	struct fixture f = decode("t.json", "{\"schemaVersion\": \"2021-11-01\", \"name\": \"N\", \"pillars\": []}");

	g_assert_null(f.framework);
	assert_says(&f, "the lens has no questions [FRAMEWORK_EMPTY]");
	arena_free(f.arena);
	f = decode("t.json", "{\"schemaVersion\": \"2020\", \"name\": 1, \"pillars\": {}}");
	g_assert_null(f.framework);
	assert_says(&f, "\"pillars\" of a lens must be a list, not a map");
	assert_says(&f, "the schemaVersion \"2020\" is unknown");
	arena_free(f.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/lens/public", test_public);
	g_test_add_func("/lens/nan", test_nan);
	g_test_add_func("/lens/twins", test_twins);
	g_test_add_func("/lens/texts", test_texts);
	g_test_add_func("/lens/rules", test_rules);
	g_test_add_func("/lens/none", test_none);
	g_test_add_func("/lens/ids", test_ids);
	g_test_add_func("/lens/faults", test_faults);
	g_test_add_func("/lens/limits", test_limits);
	g_test_add_func("/lens/codes", test_codes);
	g_test_add_func("/lens/yaml-tag", test_yaml_tag);
	g_test_add_func("/lens/export", test_export);
	g_test_add_func("/lens/empty", test_empty);
	return g_test_run();
}
