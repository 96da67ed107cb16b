/* Lint: each kind on a question made for it, and agreement with trying selections one by one. */
#include "assess/lint.h"

#include <string.h>

#include "read/yaml.h"

struct fixture {
	struct arena *arena;
	struct diags *diags;
	const struct ruleset *ruleset;
};

/* A framework of one question: choices and rules as YAML. */
static struct fixture lint(const char *choices, const char *rules)
{
	struct fixture f = {.arena = arena_new()};
	char *text = g_strdup_printf(
		"plumbline: framework/1\nid: f\nversion: '1'\ntitle: F\norigin: test\npillars:\n  - id: p\n    title: P\n    questions:\n"
		"      - id: q\n        title: Q\n        choices: [%s]\n        rules:\n%s",
		choices, rules);
	const struct source *source;
	const struct framework *framework;

	f.diags = diags_new(f.arena);
	source = source_from_bytes(f.arena, "t.yaml", text, strlen(text), f.diags);
	framework = framework_decode(f.arena, source, yaml_read(f.arena, source, f.diags), f.diags);
	f.ruleset = ruleset_new(f.arena, framework, f.diags);
	ruleset_lint(f.arena, f.ruleset, f.diags);
	g_assert_cmpuint(diags_errors(f.diags), ==, 0);
	g_free(text);
	return f;
}

#define C(id)         "{id: " id ", title: T}"
#define THREE         C("a") ", " C("b") ", " C("c")
#define NONE          ", {id: z, title: Z, none: true}"
#define R(when, risk) "          - {when: \"" when "\", risk: " risk "}\n"

static uint32_t lints(const struct fixture *f)
{
	uint32_t sum = 0;

	for (enum diag_code code = DIAG_LINT_UNREACHABLE; code <= DIAG_LINT_DEFAULTS; code++)
		sum += diags_count(f->diags, code);
	return sum;
}

static void test_kinds(void)
{
	static const struct {
		const char *choices, *rules;
		enum diag_code code;
		uint32_t count, all;
	} cases[] = {
		{THREE, R("!a", "high") R("!b || !c", "medium") R("default", "none"), DIAG_LINT_NO_EFFECT, 0, 0},
		{THREE, R("a", "none") R("default", "high"), DIAG_LINT_NO_EFFECT, 2, 2},
		{C("a") ", {id: l, title: T, risk: low}" NONE, R("a", "none") R("default", "high"), DIAG_LINT_NO_EFFECT, 0, 0},
		{C("a") ", " C("b"), R("a && b", "none") R("a", "none") R("default", "high"), DIAG_LINT_NO_EFFECT, 1, 1},
		{C("a") ", " C("b"), R("a && b", "none") R("a || !a", "high") R("default", "medium"), DIAG_LINT_UNREACHABLE, 1, 1},
		{C("a") ", " C("b"), R("a && !b", "none") R("!a", "medium") R("default", "high"), DIAG_LINT_WORSE, 2, 3},
		{C("a") ", " C("b"), R("a && b", "none") R("b && a", "high") R("a", "medium") R("!b && !a || b", "high"), DIAG_LINT_CONTRADICTION, 1,
		 1},
		{C("a") ", " C("b"), R("a && b", "medium") R("default", "high"), DIAG_LINT_ALL_TICKED, 1, 1},
		{C("a") ", " C("b"), R("a && b", "high") R("default", "high"), DIAG_LINT_CONSTANT, 1, 1},
		{C("a") ", " C("b"), R("default", "high"), DIAG_LINT_CONSTANT, 0, 0},
		{C("a"), R("a", "none") R("default", "high") R("default", "high"), DIAG_LINT_DEFAULTS, 1, 1},
		{C("a") NONE, R("z", "high") R("a", "none") R("default", "high"), DIAG_LINT_WORSE, 0, 0},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct fixture f = lint(cases[i].choices, cases[i].rules);
		GString *out = g_string_new(NULL);

		diags_write_text(f.diags, out, false);
		g_test_message("%zu: %s", i, out->str);
		g_assert_cmpuint(diags_count(f.diags, cases[i].code), ==, cases[i].count);
		g_assert_cmpuint(lints(&f), ==, cases[i].all);
		g_string_free(out, TRUE);
		arena_free(f.arena);
	}
}

/* ---- One selection at a time ---- */

enum { CHOICES = 8 };

/* Rank of the risk, -1 where no rule matches. */
static int rank_of(const struct ruleset *ruleset, uint32_t selection)
{
	uint64_t bits = selection;

	for (uint32_t i = 0; i < ruleset->framework->rule_count; i++) {
		const struct rule *rule = &ruleset->framework->rules[i];

		if (rule->is_default || (ruleset->conditions[i] != NULL && condition_holds(ruleset->conditions[i], &bits, NULL)))
			return rule->risk == LEVEL_HIGH ? 2 : rule->risk == LEVEL_MEDIUM;
	}
	return -1;
}

static void expect_agreement(const struct fixture *f)
{
	uint32_t without_effect = 0, worse = 0;
	int first = rank_of(f->ruleset, 0);
	bool constant = first >= 0;

	for (uint32_t s = 0; s < 1u << CHOICES; s++)
		constant = constant && rank_of(f->ruleset, s) == first;
	for (uint32_t i = 0; i < CHOICES; i++) {
		bool has_effect = false, is_worse = false;

		for (uint32_t s = 0; s < 1u << CHOICES; s++) {
			int from = rank_of(f->ruleset, s), to = rank_of(f->ruleset, s | 1u << i);

			if ((s >> i & 1) != 0)
				continue;
			has_effect = has_effect || from != to;
			is_worse = is_worse || (from >= 0 && to > from);
		}
		without_effect += !has_effect;
		worse += is_worse;
	}
	g_assert_cmpuint(diags_count(f->diags, DIAG_LINT_WORSE), ==, worse);
	g_assert_cmpuint(diags_count(f->diags, DIAG_LINT_NO_EFFECT), ==, constant ? 0 : without_effect);
	g_assert_cmpuint(diags_count(f->diags, DIAG_LINT_CONSTANT), ==, constant);
}

static void append_random(GString *out, GRand *rand, int depth)
{
	int kind = g_rand_int_range(rand, 0, depth == 0 ? 2 : 5);

	if (kind < 2)
		g_string_append_printf(out, "%sc%d", kind == 0 ? "" : "!", g_rand_int_range(rand, 0, CHOICES));
	else {
		g_string_append_c(out, '(');
		append_random(out, rand, depth - 1);
		g_string_append(out, kind == 2 ? " && " : " || ");
		append_random(out, rand, depth - 1);
		g_string_append_c(out, ')');
	}
}

static void test_random(void)
{
	static const char *const risks[] = {"none", "medium", "high"};
	GRand *rand = g_rand_new_with_seed(11);
	GString *choices = g_string_new(NULL), *rules = g_string_new(NULL);

	for (int i = 0; i < CHOICES; i++)
		g_string_append_printf(choices, "%s{id: c%d, title: T}", i == 0 ? "" : ", ", i);
	for (int round = 0; round < 200; round++) {
		struct fixture f;

		g_string_assign(rules, "          - {when: \"c0 && !c0\", risk: none}\n");
		for (int i = g_rand_int_range(rand, 1, 4); i > 0; i--) {
			g_string_append(rules, "          - {when: \"");
			append_random(rules, rand, 4);
			g_string_append_printf(rules, "\", risk: %s}\n", risks[g_rand_int_range(rand, 0, 3)]);
		}
		if (round % 3 != 0)
			g_string_append_printf(rules, "          - {when: default, risk: %s}\n", risks[g_rand_int_range(rand, 0, 3)]);
		f = lint(choices->str, rules->str);
		expect_agreement(&f);
		arena_free(f.arena);
	}
	g_string_free(choices, TRUE);
	g_string_free(rules, TRUE);
	g_rand_free(rand);
}

/* More choices than can be tried: nothing is said that is not known. */
static void test_too_many(void)
{
	GString *choices = g_string_new(NULL), *rules = g_string_new("          - {when: \"");
	struct fixture f;

	for (int i = 0; i < 17; i++) {
		g_string_append_printf(choices, "%s{id: c%d, title: T}", i == 0 ? "" : ", ", i);
		g_string_append_printf(rules, "%sc%d", i == 0 ? "" : " && ", i);
	}
	g_string_append(rules, "\", risk: medium}\n          - {when: default, risk: high}\n");
	f = lint(choices->str, rules->str);
	g_assert_cmpuint(lints(&f), ==, 0);
	arena_free(f.arena);
	g_string_free(choices, TRUE);
	g_string_free(rules, TRUE);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/lint/kinds", test_kinds);
	g_test_add_func("/lint/random", test_random);
	g_test_add_func("/lint/too-many", test_too_many);
	return g_test_run();
}
