/* Rulesets and their checks, risks, counts, the roadmap, explanations: over frameworks built by hand. */
#include "assess/explain.h"
#include "assess/plan.h"

#include <string.h>

/* A framework of one pillar per question, written shortly: ids of choices and rules as text. */
struct written_rule {
	const char *condition; /* NULL: the default */
	enum level risk;
};
struct written_question {
	const char *id;
	const char *choices[18];      /* one that ends in _no is none-of-these */
	struct written_rule rules[6]; /* until a risk is LEVEL_UNSET */
};

struct builder {
	struct framework framework;
	struct pillar pillars[12];
	struct question questions[12];
	struct choice choices[120];
	struct rule rules[60];
};

/* Rules stand in one source, a line each, so that diagnostics have places: the rule of line n is rule n - 1. */
static void place_rules(struct arena *arena, struct builder *builder)
{
	GString *text = g_string_new(NULL);
	const struct source *source;
	uint32_t at = 0;

	for (uint32_t i = 0; i < builder->framework.rule_count; i++)
		g_string_append_printf(text, "%s\n", builder->rules[i].is_default ? "default" : str_c(builder->rules[i].condition));
	source = source_from_bytes(arena, "rules", text->str, text->len, diags_new(arena));
	for (uint32_t i = 0; i < builder->framework.rule_count; i++) {
		uint32_t length = builder->rules[i].is_default ? 7 : builder->rules[i].condition.length;

		builder->rules[i].span = (struct span){source, at, length};
		at += length + 1;
	}
	g_string_free(text, TRUE);
}

static void add_question(struct builder *builder, const struct written_question *from)
{
	struct framework *framework = &builder->framework;
	struct question *question = &builder->questions[framework->question_count];

	*question = (struct question){
		.id = str_of(from->id),
		.pillar = framework->question_count,
		.first_choice = framework->choice_count,
		.first_rule = framework->rule_count,
	};
	for (; from->choices[question->choice_count] != NULL; question->choice_count++)
		builder->choices[framework->choice_count++] = (struct choice){
			.id = str_of(from->choices[question->choice_count]),
			.question = framework->question_count,
			.risk = LEVEL_HIGH,
			.effort = LEVEL_LOW,
			.none_of_these = g_str_has_suffix(from->choices[question->choice_count], "_no"),
		};
	for (; from->rules[question->rule_count].risk != LEVEL_UNSET; question->rule_count++) {
		const struct written_rule *rule = &from->rules[question->rule_count];

		builder->rules[framework->rule_count++] = (struct rule){
			.condition = rule->condition == NULL ? STR("") : str_of(rule->condition),
			.is_default = rule->condition == NULL,
			.risk = rule->risk,
		};
	}
	framework->question_count++;
}

static struct builder *build(struct arena *arena, const struct written_question *questions, uint32_t count)
{
	struct builder *builder = arena_one(arena, struct builder);

	builder->framework = (struct framework){
		.pillars = builder->pillars,
		.pillar_count = count,
		.questions = builder->questions,
		.choices = builder->choices,
		.rules = builder->rules,
	};
	for (uint32_t i = 0; i < count; i++)
		add_question(builder, &questions[i]);
	place_rules(arena, builder);
	return builder;
}

/* A review of one lens with answers to be filled in. */
struct sheet {
	struct review review;
	struct lens lens;
	struct answer answers[12];
	uint64_t chosen[2], not_applicable[2];
};

static struct sheet *sheet_new(struct arena *arena, const struct framework *framework)
{
	struct sheet *sheet = arena_one(arena, struct sheet);

	sheet->lens = (struct lens){framework, sheet->answers, sheet->chosen, sheet->not_applicable};
	sheet->review.lenses = &sheet->lens;
	sheet->review.lens_count = 1;
	return sheet;
}

static const struct assessment *assess_sheet(struct arena *arena, const struct sheet *sheet, struct diags *diags)
{
	const struct ruleset *ruleset = ruleset_new(arena, sheet->lens.framework, diags_new(arena));

	return assess(arena, &sheet->review, &ruleset, diags);
}

/* --- checks of rules --- */

static const struct {
	struct written_question question;
	const char *found; /* "CODE@line", blanks between; in order of place */
} checks[] = {
	{{"plain", {"a", "b", "x_no"}, {{"a && b", LEVEL_NONE}, {"a || b", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}}, ""},
	{{"constant", {"a"}, {{NULL, LEVEL_NONE}}}, ""},
	{{"no-rules", {"a", "b"}, {{NULL, LEVEL_UNSET}}}, "QUESTION_NO_RULES@0"},
	{{"no-default", {"a", "b"}, {{"a", LEVEL_NONE}, {"!a", LEVEL_HIGH}}}, "RULE_NO_DEFAULT@0"},
	{{"default-first", {"a", "b"}, {{NULL, LEVEL_HIGH}, {"a", LEVEL_NONE}}}, "RULE_AFTER_DEFAULT@2"},
	{{"two-defaults", {"a", "b"}, {{"a", LEVEL_NONE}, {NULL, LEVEL_HIGH}, {NULL, LEVEL_MEDIUM}}}, "RULE_AFTER_DEFAULT@3"},
	{{"same-twice", {"a", "b", "x_no"}, {{"a && b", LEVEL_NONE}, {"b && a", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}}, "RULE_COVERED@2"},
	{{"implied", {"a", "b", "x_no"}, {{"a", LEVEL_NONE}, {"a && b", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}}, "RULE_COVERED@2"},
	{{"by-two", {"a", "b", "x_no"}, {{"a && b", LEVEL_NONE}, {"a && !b", LEVEL_NONE}, {"a", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}},
	 "RULE_COVERED@3"},
	{{"complement", {"a", "b", "x_no"}, {{"a && b", LEVEL_NONE}, {"(!a) || (!b)", LEVEL_HIGH}, {NULL, LEVEL_MEDIUM}}}, "RULE_COVERED@3"},
	{{"never", {"a", "b", "x_no"}, {{"a && !a", LEVEL_NONE}, {"b && (!a && a || !b)", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}},
	 "RULE_NEVER_HOLDS@1 RULE_NEVER_HOLDS@2"},
	/* Where no choice says so, "none of these" can still be answered. */
	{{"no-none", {"a", "b"}, {{"a && b", LEVEL_NONE}, {"a || b", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}}, ""},
	{{"one-choice", {"a"}, {{"a", LEVEL_NONE}, {NULL, LEVEL_HIGH}}}, ""},
	{{"only-empty", {"a", "b"}, {{"!a && !b", LEVEL_HIGH}, {NULL, LEVEL_NONE}}}, ""},
	/* Where the rules name all choices with a none-of-these, nothing ticked is unanswered. */
	{{"none-named", {"a", "x_no"}, {{"a || x_no", LEVEL_NONE}, {NULL, LEVEL_HIGH}}}, "RULE_COVERED@2"},
	{{"only-unanswered", {"a", "x_no"}, {{"!a && !x_no", LEVEL_HIGH}, {NULL, LEVEL_NONE}}}, "RULE_NEVER_HOLDS@1"},
	{{"none-and-other", {"a", "b", "x_no"}, {{"a || x_no", LEVEL_NONE}, {NULL, LEVEL_HIGH}}}, ""},
	{{"eight",
	  {"a", "b", "c", "d", "e", "f", "g", "h", "x_no"},
	  {{"a && b && c && d && e && f && g && h", LEVEL_NONE},
	   {"h && a && b && c && d && e && f && g && !c || g && f && e && d && c && b && a && h", LEVEL_MEDIUM},
	   {"h && !g", LEVEL_MEDIUM},
	   {NULL, LEVEL_HIGH}}},
	 "RULE_COVERED@2"},
	{{"seventeen",
	  {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q"},
	  {{"a&&b&&c&&d&&e&&f&&g&&h&&i&&j&&k&&l&&m&&n&&o&&p&&q", LEVEL_NONE}, {"a && !a", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}, {"b", LEVEL_HIGH}}},
	 "RULE_AFTER_DEFAULT@4"},
	{{"dangling", {"a", "b", "x_no"}, {{"a && bb", LEVEL_NONE}, {NULL, LEVEL_HIGH}}}, "RULE_UNKNOWN_CHOICE@1"},
	{{"syntax", {"a", "b", "x_no"}, {{"a &&", LEVEL_NONE}, {"a & b", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}}, "EXPR_ENDS_EARLY@1 EXPR_MISSPELT@2"},
};

/* What the group of the pattern holds at its first match; NULL if there is none. */
static char *fetch(const char *text, const char *pattern)
{
	GRegex *regex = g_regex_new(pattern, 0, 0, NULL);
	GMatchInfo *match;
	char *found = g_regex_match(regex, text, 0, &match) ? g_match_info_fetch(match, 1) : NULL;

	g_match_info_free(match);
	g_regex_unref(regex);
	return found;
}

/* Diagnostics as "CODE@line", line 0 where there is no place. */
static char *codes_of(const struct diags *diags)
{
	GString *json = g_string_new(NULL), *codes = g_string_new(NULL);
	char **objects;

	diags_write_json(diags, json);
	objects = g_strsplit(json->str, "}", -1);
	for (char **object = objects; *object != NULL; object++) {
		char *code = fetch(*object, "\"code\": *\"([A-Z_]+)\""), *line = fetch(*object, "\"line\": *([0-9]+)");

		if (code != NULL)
			g_string_append_printf(codes, "%s%s@%s", codes->len == 0 ? "" : " ", code, line == NULL ? "0" : line);
		g_free(code);
		g_free(line);
	}
	g_strfreev(objects);
	g_string_free(json, TRUE);
	return g_string_free(codes, FALSE);
}

static void test_checks(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);
		struct builder *builder = build(arena, &checks[i].question, 1);
		char *found;

		g_assert_nonnull(ruleset_new(arena, &builder->framework, diags));
		found = codes_of(diags);
		if (strcmp(found, checks[i].found) != 0)
			g_error("%s: %s, not %s", checks[i].question.id, found, checks[i].found);
		g_free(found);
		arena_free(arena);
	}
}

/* A question with n ands and every choice named: 2^16 selections are still tried. */
static void test_sixteen(void)
{
	static const struct written_question question = {
		"sixteen",
		{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "x_no"},
		{{"a&&b&&c&&d&&e&&f&&g&&h&&i&&j&&k&&l&&m&&n&&o&&p", LEVEL_NONE},
		 {"p&&o&&n&&m&&l&&k&&j&&i&&h&&g&&f&&e&&d&&c&&b&&a", LEVEL_MEDIUM},
		 {"a&&!b&&!c&&!d&&!e&&!f&&!g&&!h&&!i&&!j&&!k&&!l&&!m&&!n&&!o&&p", LEVEL_MEDIUM},
		 {NULL, LEVEL_HIGH}},
	};
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	char *found;

	ruleset_new(arena, &build(arena, &question, 1)->framework, diags);
	found = codes_of(diags);
	g_assert_cmpstr(found, ==, "RULE_COVERED@2");
	g_free(found);
	arena_free(arena);
}

/* --- risks --- */

enum { Q_PLAIN, Q_NEGATED, Q_OPEN, Q_NONE_NAMED, Q_TWO, Q_COUNT };
static const struct written_question asked[Q_COUNT] = {
	[Q_PLAIN] = {"plain", {"a", "b", "c", "x_no"}, {{"a && b && c", LEVEL_NONE}, {"a || b", LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}},
	[Q_NEGATED] = {"negated", {"a", "b"}, {{"!a || !b", LEVEL_NONE}, {NULL, LEVEL_HIGH}}},
	[Q_OPEN] = {"open", {"a", "b", "c"}, {{"a", LEVEL_NONE}, {"b", LEVEL_HIGH}}},
	[Q_NONE_NAMED] = {"none-named",
			  {"manual_changes", "auto", "noneofthese_no"},
			  {{"manual_changes || noneofthese_no", LEVEL_HIGH}, {NULL, LEVEL_NONE}}},
	[Q_TWO] = {"two", {"a", "b"}, {{"a", LEVEL_NONE}, {NULL, LEVEL_MEDIUM}, {NULL, LEVEL_HIGH}}},
};

static const struct {
	uint32_t question;
	const char *ticked, *not_applicable; /* letters a, b ... by place in the question */
	bool none, whole;                    /* none of these; the whole question does not apply */
	enum risk risk;
	int rule; /* which fired, from 0; -1: none */
} answers[] = {
	{Q_PLAIN, "abc", "", false, false, RISK_NONE, 0},
	{Q_PLAIN, "a", "", false, false, RISK_MEDIUM, 1},
	{Q_PLAIN, "c", "", false, false, RISK_HIGH, 2},
	{Q_PLAIN, "", "", false, false, RISK_UNANSWERED, -1},
	{Q_PLAIN, "", "", true, false, RISK_HIGH, 2},
	{Q_PLAIN, "abc", "", true, false, RISK_NONE, 0},  /* none of these beside all */
	{Q_PLAIN, "", "abc", false, false, RISK_NONE, 0}, /* all do not apply */
	{Q_PLAIN, "", "a", false, false, RISK_HIGH, 2},
	{Q_PLAIN, "b", "ac", false, false, RISK_NONE, 0},
	{Q_PLAIN, "a", "", false, true, RISK_NOT_APPLICABLE, -1},
	{Q_PLAIN, "", "", false, true, RISK_NOT_APPLICABLE, -1},
	{Q_NEGATED, "", "", false, false, RISK_UNANSWERED, -1}, /* would be "no risk" */
	{Q_NEGATED, "a", "", false, false, RISK_NONE, 0},
	{Q_NEGATED, "ab", "", false, false, RISK_HIGH, 1},
	{Q_NEGATED, "", "", true, false, RISK_NONE, 0},
	{Q_OPEN, "c", "", false, false, RISK_UNMATCHED, -1},
	{Q_OPEN, "ab", "", false, false, RISK_NONE, 0},
	{Q_NONE_NAMED, "", "", true, false, RISK_HIGH, 0},
	{Q_NONE_NAMED, "b", "", true, false, RISK_HIGH, 0},
	{Q_NONE_NAMED, "b", "", false, false, RISK_NONE, 1},
	{Q_TWO, "b", "", false, false, RISK_MEDIUM, 1},
};

static void tick(uint64_t *bits, const struct question *question, const char *letters)
{
	for (; *letters != '\0'; letters++)
		bits_add(bits, question->first_choice + (uint32_t)(*letters - 'a'));
}

static void check_answer(size_t i)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	struct builder *builder = build(arena, asked, Q_COUNT);
	struct sheet *sheet = sheet_new(arena, &builder->framework);
	const struct question *question = &builder->questions[answers[i].question];
	const struct finding *finding;

	tick(sheet->chosen, question, answers[i].ticked);
	tick(sheet->not_applicable, question, answers[i].not_applicable);
	sheet->answers[answers[i].question] = (struct answer){.given = true, .not_applicable = answers[i].whole, .none_of_these = answers[i].none};
	finding = &assess_sheet(arena, sheet, diags)->lenses[0].findings[answers[i].question];
	if (finding->risk != answers[i].risk)
		g_error("answer %zu: %s, not %s", i, risk_name(finding->risk), risk_name(answers[i].risk));
	g_assert_true(finding->because == (answers[i].rule < 0 ? NULL : &builder->rules[question->first_rule + (uint32_t)answers[i].rule]));
	g_assert_cmpuint(diags_count(diags, DIAG_ANSWER_UNMATCHED), ==, answers[i].risk == RISK_UNMATCHED);
	g_assert_cmpuint(finding->selected_count, ==, strlen(answers[i].ticked));
	g_assert_cmpuint(finding->applicable_count, ==, answers[i].whole ? 0 : finding->selected_count + finding->missing_count);
	arena_free(arena);
}

static void test_risks(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(answers); i++)
		check_answer(i);
}

static void test_counts(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	struct builder *builder = build(arena, asked, Q_COUNT);
	struct sheet *sheet = sheet_new(arena, &builder->framework);
	const struct lens_assessment *lens;

	tick(sheet->chosen, &builder->questions[Q_PLAIN], "a");
	tick(sheet->not_applicable, &builder->questions[Q_PLAIN], "c");
	tick(sheet->chosen, &builder->questions[Q_OPEN], "c");
	sheet->answers[Q_NONE_NAMED].none_of_these = true;
	sheet->answers[Q_TWO].not_applicable = true;
	tick(sheet->chosen, &builder->questions[Q_TWO], "ab");
	lens = &assess_sheet(arena, sheet, diags)->lenses[0];
	g_assert_cmpuint(lens->counts.of[RISK_MEDIUM], ==, 1);
	g_assert_cmpuint(lens->counts.of[RISK_UNANSWERED], ==, 1);
	g_assert_cmpuint(lens->counts.of[RISK_UNMATCHED], ==, 1);
	g_assert_cmpuint(lens->counts.of[RISK_HIGH], ==, 1);
	g_assert_cmpuint(counts_all(&lens->counts), ==, 5);
	g_assert_cmpuint(counts_applicable(&lens->counts), ==, 4);
	g_assert_cmpuint(counts_answered(&lens->counts), ==, 3);
	g_assert_cmpuint(lens->pillar_counts[Q_PLAIN].of[RISK_MEDIUM], ==, 1);
	g_assert_cmpuint(lens->pillar_practices[Q_PLAIN].hits, ==, 1);
	g_assert_cmpuint(lens->pillar_practices[Q_PLAIN].of, ==, 2);
	g_assert_cmpuint(lens->pillar_practices[Q_NEGATED].of, ==, 0);
	g_assert_cmpuint(lens->pillar_practices[Q_TWO].of, ==, 0);
	g_assert_cmpuint(lens->practices.hits, ==, 2);
	g_assert_cmpuint(lens->practices.of, ==, 2 + 3 + 2);
	g_assert_cmpuint(lens->findings[Q_TWO].selected_count, ==, 2);
	arena_free(arena);
}

/* --- the roadmap --- */

/* Choices a to h of each question carry these levels and efforts. */
static const struct {
	enum level level, effort;
} graded[] = {
	{LEVEL_UNSET, LEVEL_UNSET}, {LEVEL_LOW, LEVEL_LOW},    {LEVEL_HIGH, LEVEL_HIGH}, {LEVEL_MEDIUM, LEVEL_MEDIUM},
	{LEVEL_HIGH, LEVEL_LOW},    {LEVEL_HIGH, LEVEL_UNSET}, {LEVEL_HIGH, LEVEL_LOW},  {LEVEL_MEDIUM, LEVEL_LOW},
};

/* The plan as "question choice when" in its order. */
static const char plan_expected[] =
	"high e now, high g now, high c next, high f now, high h now, high d now, high b later, high a now, "
	"medium e next, medium g next, medium c later, medium f later, medium h next, medium d later, medium b later, medium a later";

static void test_plan(void)
{
	static const struct written_question risky[] = {
		{"medium", {"a", "b", "c", "d", "e", "f", "g", "h", "x_no"}, {{NULL, LEVEL_MEDIUM}}},
		{"fine", {"a", "b"}, {{NULL, LEVEL_NONE}}},
		{"high", {"a", "b", "c", "d", "e", "f", "g", "h", "x_no"}, {{NULL, LEVEL_HIGH}}},
		{"unanswered", {"a", "b"}, {{NULL, LEVEL_HIGH}}},
	};
	static const char *const horizons[] = {[HORIZON_NOW] = "now", [HORIZON_NEXT] = "next", [HORIZON_LATER] = "later"};
	struct arena *arena = arena_new();
	struct builder *builder = build(arena, risky, 4);
	struct sheet *sheet = sheet_new(arena, &builder->framework);
	GString *is = g_string_new(NULL);
	const struct plan *plan;

	for (uint32_t i = 0; i < builder->framework.choice_count; i++) {
		uint32_t place = i - builder->questions[builder->choices[i].question].first_choice;

		builder->choices[i].risk = graded[place % 8].level;
		builder->choices[i].effort = graded[place % 8].effort;
	}
	sheet->answers[0].none_of_these = sheet->answers[2].none_of_these = true;
	tick(sheet->chosen, &builder->questions[1], "a");
	plan = plan_derive(arena, assess_sheet(arena, sheet, diags_new(arena)));
	for (uint32_t i = 0; i < plan->count; i++)
		g_string_append_printf(is, "%s%s %s %s", i == 0 ? "" : ", ", str_c(builder->questions[plan->steps[i].question].id),
				       str_c(builder->choices[plan->steps[i].choice].id), horizons[plan->steps[i].when]);
	g_assert_cmpstr(is->str, ==, plan_expected);
	g_string_free(is, TRUE);
	arena_free(arena);
}

static void test_empty_plan(void)
{
	struct arena *arena = arena_new();
	struct builder *builder = build(arena, asked, Q_COUNT);
	const struct assessment *assessment = assess_sheet(arena, sheet_new(arena, &builder->framework), diags_new(arena));

	g_assert_cmpuint(plan_derive(arena, assessment)->count, ==, 0);
	g_assert_cmpuint(assessment->lenses[0].counts.of[RISK_UNANSWERED], ==, Q_COUNT);
	arena_free(arena);
}

/* --- explanations --- */

static void test_explain_rules(void)
{
	struct arena *arena = arena_new();
	struct builder *builder = build(arena, asked, Q_COUNT);
	struct sheet *sheet = sheet_new(arena, &builder->framework);
	const struct explanation *why;
	uint32_t first = builder->questions[Q_PLAIN].first_choice;

	tick(sheet->chosen, &builder->questions[Q_PLAIN], "a");
	why = explain(arena, assess_sheet(arena, sheet, diags_new(arena)), 0, Q_PLAIN);
	g_assert_cmpuint(why->rule_count, ==, 3);
	g_assert_cmpint(why->rules[0].outcome, ==, RULE_FALSE);
	g_assert_cmpuint(why->rules[0].unmet_count, ==, 2);
	g_assert_cmpuint(why->rules[0].unmet[1], ==, first + 2);
	g_assert_cmpint(why->rules[1].outcome, ==, RULE_FIRED);
	g_assert_cmpuint(why->rules[1].unmet_count, ==, 1);
	g_assert_cmpuint(why->rules[1].unmet[0], ==, first);
	g_assert_cmpint(why->rules[2].outcome, ==, RULE_NOT_REACHED);
	why = explain(arena, assess_sheet(arena, sheet, diags_new(arena)), 0, Q_OPEN);
	g_assert_cmpint(why->rules[0].outcome, ==, RULE_NOT_RUN);
	sheet->answers[Q_NONE_NAMED].none_of_these = true;
	why = explain(arena, assess_sheet(arena, sheet, diags_new(arena)), 0, Q_NONE_NAMED);
	g_assert_cmpint(why->rules[0].outcome, ==, RULE_FIRED);
	g_assert_cmpuint(why->rules[0].unmet_count, ==, 1);
	arena_free(arena);
}

static void test_explain_variants(void)
{
	static const struct variant of_question[] = {
		{.when = {"ctx.rto <= 4h", 13}},
		{.when = {"ctx.rto <= 4h and ctx.size == large and ctx.size != small", 57}},
	};
	static const struct variant of_choice[] = {{.when = {"ctx.sectr == \"x\"", 16}}};
	struct arena *arena = arena_new();
	struct builder *builder = build(arena, asked, Q_COUNT);
	struct sheet *sheet = sheet_new(arena, &builder->framework);
	struct diags *diags = diags_new(arena);
	const struct explanation *why;

	builder->questions[Q_OPEN].variants = of_question;
	builder->questions[Q_OPEN].variant_count = 2;
	builder->choices[builder->questions[Q_OPEN].first_choice + 1].variants = of_choice;
	builder->choices[builder->questions[Q_OPEN].first_choice + 1].variant_count = 1;
	sheet->review.context.facts[FACT_KEY_rto] = (struct fact){.known = true, .number = 60};
	ruleset_new(arena, &builder->framework, diags);
	g_assert_cmpuint(diags_count(diags, DIAG_EXPR_UNKNOWN_FIELD), ==, 1);
	why = explain(arena, assess_sheet(arena, sheet, diags_new(arena)), 0, Q_OPEN);
	g_assert_cmpuint(why->variant_count, ==, 3);
	g_assert_true(why->variants[0].holds && why->variants[0].missing_count == 0 && why->variants[0].choice == UINT32_MAX);
	g_assert_true(!why->variants[1].holds && why->variants[1].missing_count == 1 && why->variants[1].missing_facts[0] == FACT_KEY_size);
	g_assert_true(!why->variants[2].holds && why->variants[2].choice == builder->questions[Q_OPEN].first_choice + 1);
	arena_free(arena);
}

static void test_names(void)
{
	g_assert_cmpstr(risk_name(RISK_NOT_APPLICABLE), ==, "not_applicable");
	g_assert_true(risk_is_answered(RISK_UNMATCHED));
	g_assert_false(risk_is_answered(RISK_UNANSWERED));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/assess/checks", test_checks);
	g_test_add_func("/assess/sixteen", test_sixteen);
	g_test_add_func("/assess/risks", test_risks);
	g_test_add_func("/assess/counts", test_counts);
	g_test_add_func("/assess/plan", test_plan);
	g_test_add_func("/assess/empty-plan", test_empty_plan);
	g_test_add_func("/assess/explain-rules", test_explain_rules);
	g_test_add_func("/assess/explain-variants", test_explain_variants);
	g_test_add_func("/assess/names", test_names);
	return g_test_run();
}
