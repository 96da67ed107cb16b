/* Answers to other editions of a framework: what is taken over, what is left out, and what is said about it. */
#include <string.h>

#include "model/lineage.h"
#include "model/review.h"
#include "read/yaml.h"

static const char framework_text[] =
	"plumbline: framework/1\nid: f\nversion: '3'\ntitle: F\n"
	"lineage:\n"
	"  - {version: '1', from: old-name, to: q1, relation: same}\n"
	"  - {version: '1', from: old-name/x, to: q1/a, relation: same}\n"
	"  - {version: '1', from: old-name/y, to: q2/c, relation: same}\n"
	"  - {version: '1', from: old-name/z, relation: retired}\n"
	"  - {version: '2', from: similar, to: q2, relation: close}\n"
	"  - {version: '1', from: both, to: q1, relation: narrower}\n"
	"  - {version: '1', from: both, to: q2, relation: narrower}\n"
	"  - {version: '1', from: merged, to: q2, relation: broader}\n"
	"  - {version: '1', from: gone, relation: retired}\n"
	"  - {version: '1', from: moved, to: q1, relation: same}\n"
	"  - {version: '2', from: moved, to: q2, relation: same}\n"
	"  - {version: '1', from: q2, to: q1, relation: same}\n"
	"  - {version: '2', from: q1/b2, to: q1/b, relation: close}\n"
	"pillars:\n"
	"  - id: p\n    title: P\n    questions:\n"
	"      - {id: q1, title: Q1, choices: [{id: a, title: A}, {id: b, title: B}], rules: [{when: default, risk: high}]}\n"
	"      - {id: q2, title: Q2, choices: [{id: c, title: C}, {id: d, title: D}], rules: [{when: default, risk: high}]}\n";

struct fixture {
	struct arena *arena;
	struct diags *diags;
	const struct framework *framework;
};

static const struct node *parse(struct fixture *fixture, const char *text, const struct source **source)
{
	*source = source_from_bytes(fixture->arena, "t.yaml", text, strlen(text), fixture->diags);
	return yaml_read(fixture->arena, *source, fixture->diags);
}

static void set_up(struct fixture *fixture, gconstpointer data)
{
	const struct source *source;
	const struct node *root;

	fixture->arena = arena_new();
	fixture->diags = diags_new(fixture->arena);
	root = parse(fixture, framework_text, &source);
	fixture->framework = framework_decode(fixture->arena, source, root, fixture->diags);
	g_assert_cmpuint(diags_errors(fixture->diags), ==, 0);
	g_assert_cmpuint(fixture->framework->lineage_count, ==, 13);
}

static void tear_down(struct fixture *fixture, gconstpointer data)
{
	arena_free(fixture->arena);
}

static const struct lens *answers(struct fixture *fixture, const char *edition, const char *text)
{
	char *all = g_strdup_printf("plumbline: review/1\n%sclient: {name: A}\nworkload: {name: W}\ndate: 2024-02-29\nanswers:\n%s", edition, text);
	const struct source *source;
	const struct node *root = parse(fixture, all, &source);
	const struct review *review = review_decode(fixture->arena, source, root, &fixture->framework, 1, fixture->diags);

	g_free(all);
	return &review->lenses[0];
}

static uint32_t count(const struct fixture *fixture, enum diag_code code)
{
	return diags_count(fixture->diags, code);
}

static void test_same(struct fixture *fixture, gconstpointer data)
{
	const struct lens *lens = answers(fixture, "", "  old-name: {selected: [x, b]}\n");

	g_assert_true(lens->answers[0].given && bits_has(lens->chosen, 0) && bits_has(lens->chosen, 1));
	g_assert_cmpuint(diags_errors(fixture->diags) + diags_warnings(fixture->diags), ==, 0);
}

static void test_close(struct fixture *fixture, gconstpointer data)
{
	const struct lens *lens = answers(fixture, "", "  similar: {selected: [c]}\n  f/q1: {selected: [b2]}\n");

	g_assert_true(bits_has(lens->chosen, 2) && bits_has(lens->chosen, 1));
	g_assert_cmpuint(count(fixture, DIAG_REVIEW_LINEAGE_CLOSE), ==, 2);
	g_assert_cmpuint(diags_errors(fixture->diags), ==, 0);
}

static void test_left_out(struct fixture *fixture, gconstpointer data)
{
	const struct lens *lens = answers(fixture, "", "  both: {selected: [c]}\n  merged: {none: true}\n  gone: {selected: [q]}\n");

	g_assert_false(lens->answers[0].given || lens->answers[1].given);
	g_assert_cmpuint(count(fixture, DIAG_REVIEW_LINEAGE_LOST), ==, 3);
	g_assert_cmpuint(diags_errors(fixture->diags), ==, 0);
}

static void test_choices_left_out(struct fixture *fixture, gconstpointer data)
{
	const struct lens *lens = answers(fixture, "", "  old-name: {selected: [x, y, z]}\n");

	g_assert_true(bits_has(lens->chosen, 0));
	g_assert_false(bits_has(lens->chosen, 2));
	g_assert_cmpuint(count(fixture, DIAG_REVIEW_LINEAGE_LOST), ==, 2);
}

static void test_unknown(struct fixture *fixture, gconstpointer data)
{
	answers(fixture, "", "  nowhere: {selected: [x]}\n  old-name: {selected: [w]}\n");
	g_assert_cmpuint(count(fixture, DIAG_REVIEW_UNKNOWN_QUESTION), ==, 1);
	g_assert_cmpuint(count(fixture, DIAG_REVIEW_UNKNOWN_CHOICE), ==, 1);
}

/* One id in two editions: without the edition nobody knows. */
static void test_editions(struct fixture *fixture, gconstpointer data)
{
	const struct lens *lens = answers(fixture, "", "  moved: {none: true}\n");

	g_assert_false(lens->answers[0].given || lens->answers[1].given);
	g_assert_cmpuint(count(fixture, DIAG_REVIEW_LINEAGE_LOST), ==, 1);
	lens = answers(fixture, "framework_version: '2'\n", "  moved: {none: true}\n");
	g_assert_true(lens->answers[1].given && !lens->answers[0].given);
	lens = answers(fixture, "framework_version: '1'\n", "  moved: {none: true}\n");
	g_assert_true(lens->answers[0].given && !lens->answers[1].given);
}

/* An id that is used again for something else: only the edition tells. */
static void test_used_again(struct fixture *fixture, gconstpointer data)
{
	const struct lens *lens = answers(fixture, "", "  q2: {none: true}\n");

	g_assert_true(lens->answers[1].given);
	lens = answers(fixture, "framework_version: '1'\n", "  q2: {none: true}\n");
	g_assert_true(lens->answers[0].given && !lens->answers[1].given);
	lens = answers(fixture, "framework_version: '3'\n", "  q2: {none: true}\n");
	g_assert_true(lens->answers[1].given);
}

static void test_twice(struct fixture *fixture, gconstpointer data)
{
	answers(fixture, "", "  old-name: {none: true}\n  q1: {none: true}\n");
	g_assert_cmpuint(count(fixture, DIAG_REVIEW_QUESTION_TWICE), ==, 1);
}

static void test_file(struct fixture *fixture, gconstpointer data)
{
	const struct source *source;
	const struct node *root = parse(fixture,
					"plumbline: lineage/1\nframework: f\nentries:\n"
					"  - {version: '0', from: ancient, to: q2, relation: same}\n"
					"  - {version: '0', from: a, to: q9, relation: same}\n"
					"  - {version: '0', from: b, relation: same}\n"
					"  - {version: '0', from: c, to: q1, relation: retired}\n"
					"  - {version: '0', from: d, to: q1/a, relation: same}\n"
					"  - {version: '0', from: e, to: q1, relation: cousin}\n",
					&source);
	const struct framework *framework = lineage_attach(fixture->arena, fixture->framework, root, fixture->diags);

	g_assert_cmpuint(framework->lineage_count, ==, 14);
	g_assert_cmpuint(count(fixture, DIAG_LINEAGE_TO_NOTHING), ==, 1);
	g_assert_cmpuint(count(fixture, DIAG_LINEAGE_NO_TO), ==, 1);
	g_assert_cmpuint(count(fixture, DIAG_LINEAGE_RETIRED_TO), ==, 1);
	g_assert_cmpuint(count(fixture, DIAG_LINEAGE_UNLIKE), ==, 1);
	g_assert_cmpuint(count(fixture, DIAG_MODEL_BAD_WORD), ==, 1);
	fixture->framework = framework;
	g_assert_true(answers(fixture, "", "  ancient: {none: true}\n")->answers[1].given);
	root = parse(fixture, "plumbline: lineage/1\nframework: g\nentries: []\n", &source);
	g_assert_true(lineage_attach(fixture->arena, framework, root, fixture->diags) == framework);
	g_assert_cmpuint(count(fixture, DIAG_LINEAGE_OF_ANOTHER), ==, 1);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(struct fixture *fixture, gconstpointer data);
	} tests[] = {
		{"/lineage/same", test_same},
		{"/lineage/close", test_close},
		{"/lineage/left-out", test_left_out},
		{"/lineage/choices-left-out", test_choices_left_out},
		{"/lineage/unknown", test_unknown},
		{"/lineage/editions", test_editions},
		{"/lineage/used-again", test_used_again},
		{"/lineage/twice", test_twice},
		{"/lineage/file", test_file},
	};

	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, struct fixture, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
