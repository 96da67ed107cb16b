/* Portfolios over reviews built by hand: which stand, gaps and their weights, the shared roadmap, who stands apart. */
#include "assess/portfolio.h"
#include "base/bits.h"

#include <string.h>

/* Two questions: a (high, low effort) and b (medium, high effort, after a); c (unstated), none of which is a third choice. */
static const struct choice choices[] = {
	{.id = {"a", 1}, .risk = LEVEL_HIGH, .effort = LEVEL_LOW, .question = 0},
	{.id = {"b", 1}, .risk = LEVEL_MEDIUM, .effort = LEVEL_HIGH, .question = 0, .after = (const uint32_t[]){0}, .after_count = 1},
	{.id = {"a_no", 4}, .none_of_these = true, .question = 0},
	{.id = {"c", 1}, .question = 1},
	{.id = {"c_no", 4}, .none_of_these = true, .question = 1},
};
static const struct rule rules[] = {
	{.condition = {"a && b", 6}, .risk = LEVEL_NONE}, {.condition = {"a || b", 6}, .risk = LEVEL_MEDIUM},
	{.is_default = true, .risk = LEVEL_HIGH},         {.condition = {"c", 1}, .risk = LEVEL_NONE},
	{.is_default = true, .risk = LEVEL_HIGH},
};
static const struct question questions[] = {
	{.id = {"one", 3}, .choice_count = 3, .rule_count = 3},
	{.id = {"two", 3}, .first_choice = 3, .choice_count = 2, .first_rule = 3, .rule_count = 2},
};
static const struct pillar pillars[] = {{.id = {"p", 1}, .question_count = 2}};

static struct framework framework_of(const char *version)
{
	return (struct framework){
		.id = STR("tiny"),
		.version = str_of(version),
		.pillars = pillars,
		.pillar_count = G_N_ELEMENTS(pillars),
		.questions = questions,
		.question_count = G_N_ELEMENTS(questions),
		.choices = choices,
		.choice_count = G_N_ELEMENTS(choices),
		.rules = rules,
		.rule_count = G_N_ELEMENTS(rules),
	};
}

/* "a-.": a letter for each practice that is ticked; '-' in its place: none of these; '.': not answered. */
struct sheet {
	struct review review;
	struct lens lens;
	struct answer answers[2];
	uint64_t chosen, not_applicable;
};

struct stage {
	struct arena *arena;
	struct diags *diags;
	GPtrArray *assessments;
};

static struct stage stage_new(void)
{
	struct arena *arena = arena_new();

	return (struct stage){arena, diags_new(arena), g_ptr_array_new()};
}

static void stage_free(struct stage *stage)
{
	g_ptr_array_free(stage->assessments, TRUE);
	arena_free(stage->arena);
}

static struct review *add(struct stage *stage, const struct framework *framework, const char *name, const char *ticked)
{
	struct sheet *sheet = arena_one(stage->arena, struct sheet);
	const struct ruleset *ruleset = ruleset_new(stage->arena, framework, stage->diags);

	sheet->lens = (struct lens){framework, sheet->answers, &sheet->chosen, &sheet->not_applicable};
	sheet->review.lenses = &sheet->lens;
	sheet->review.lens_count = 1;
	sheet->review.client = STR("Acme");
	sheet->review.workload = str_of(name);
	sheet->review.held = (struct date){2026, 1, 31};
	for (uint32_t i = 0; i < G_N_ELEMENTS(choices); i++)
		if (!choices[i].none_of_these && strchr(ticked, choices[i].id.text[0]) != NULL)
			bits_add(&sheet->chosen, i);
	for (uint32_t i = 0; i < G_N_ELEMENTS(questions); i++) {
		sheet->answers[i].given = strchr(ticked, '.') == NULL;
		sheet->answers[i].none_of_these = strchr(ticked, '.') == NULL;
	}
	g_ptr_array_add(stage->assessments, (gpointer)(uintptr_t)assess(stage->arena, &sheet->review, &ruleset, stage->diags));
	return &sheet->review;
}

static const struct portfolio *derive(struct stage *stage)
{
	return portfolio_derive(stage->arena, (const struct assessment *const *)stage->assessments->pdata, stage->assessments->len,
				PORTFOLIO_KEY_COUNT, stage->diags);
}

static const struct portfolio_gap *gap_of(const struct portfolio *portfolio, uint32_t edition, const char *choice)
{
	for (uint32_t i = 0; i < portfolio->gap_count; i++) {
		const struct portfolio_gap *gap = &portfolio->gaps[i];

		if (gap->edition == edition && str_is(portfolio->editions[edition].framework->choices[gap->choice].id, choice))
			return gap;
	}
	return NULL;
}

static void test_nobody(void)
{
	struct stage stage = stage_new();
	const struct portfolio *portfolio = derive(&stage);

	g_assert_cmpuint(portfolio->workload_count + portfolio->edition_count + portfolio->gap_count + portfolio->client_count, ==, 0);
	stage_free(&stage);
}

/* a: 2 at high risk, 1 at medium, level 3, 1 point: (3 * 2 + 1) * 3 * 24. b: 2 high, 2 medium, level 2, 8 points: 8 * 2 * 3. c: 4 high, both medium: 12 * 2 * 8. */
static void test_gaps(void)
{
	struct stage stage = stage_new();
	struct framework framework = framework_of("1");
	const struct portfolio *portfolio;
	const struct portfolio_gap *a, *b, *c;

	add(&stage, &framework, "w1", "-");
	add(&stage, &framework, "w2", "-");
	add(&stage, &framework, "w3", "b");
	add(&stage, &framework, "w4", "a");
	add(&stage, &framework, "w5", "abc");
	add(&stage, &framework, "w6", ".");
	add(&stage, &framework, "w7", "ac");
	portfolio = derive(&stage);
	a = gap_of(portfolio, 0, "a");
	b = gap_of(portfolio, 0, "b");
	c = gap_of(portfolio, 0, "c");
	g_assert_cmpuint(portfolio->gap_count, ==, 3);
	g_assert_cmpuint(a->lacking_count, ==, 3);
	g_assert_cmpuint(a->high, ==, 2);
	g_assert_cmpuint(a->teacher_count, ==, 3);
	g_assert_cmpuint(a->harmless, ==, 0);
	g_assert_cmpuint(a->silent, ==, 1);
	g_assert_cmpuint(a->weight, ==, 7 * 3 * 24);
	g_assert_cmpuint(b->weight, ==, (3 * 2 + 2) * 2 * 3);
	g_assert_cmpuint(c->weight, ==, 12 * 2 * 8);
	g_assert_true(a == &portfolio->gaps[0] && c == &portfolio->gaps[1] && b == &portfolio->gaps[2]);
	/* w5, whose question shows no risk, teaches a best; then w7, with more practices in place than w4. */
	g_assert_cmpuint(a->teachers[0]->workload, ==, 4);
	g_assert_cmpuint(a->teachers[1]->workload, ==, 6);
	g_assert_cmpuint(a->teachers[2]->workload, ==, 3);
	g_assert_cmpuint(a->lacking[2]->workload, ==, 2);
	g_assert_cmpuint(portfolio->columns[4].teaches, ==, 3);
	g_assert_cmpuint(portfolio->columns[0].lacks, ==, 3);
	stage_free(&stage);
}

/* b comes after a: wherever by its own horizon a would stand, it is not behind b, and before it in the list. */
static void test_roadmap(void)
{
	struct stage stage = stage_new();
	struct framework framework = framework_of("1");
	const struct portfolio *portfolio;
	uint32_t at_a = UINT32_MAX, at_b = UINT32_MAX;

	add(&stage, &framework, "w1", "-");
	add(&stage, &framework, "w2", "-");
	portfolio = derive(&stage);
	for (uint32_t i = 0; i < portfolio->gap_count; i++) {
		at_a = portfolio->roadmap[i] == gap_of(portfolio, 0, "a") ? i : at_a;
		at_b = portfolio->roadmap[i] == gap_of(portfolio, 0, "b") ? i : at_b;
		g_assert_true(i == 0 || portfolio->roadmap[i - 1]->when <= portfolio->roadmap[i]->when);
	}
	g_assert_cmpuint(at_a, <, at_b);
	g_assert_cmpint(gap_of(portfolio, 0, "a")->when, <=, gap_of(portfolio, 0, "b")->when);
	stage_free(&stage);
}

static void test_latest_stands(void)
{
	struct stage stage = stage_new();
	struct framework framework = framework_of("1"), newer = framework_of("2");
	const struct portfolio *portfolio;
	struct review *review;

	add(&stage, &framework, "shop", "-")->held.year = 2024;
	review = add(&stage, &newer, "shop", "abc");
	review->team = STR("Red");
	add(&stage, &framework, "shop", "abc");
	review = add(&stage, &framework, "shop", "-");
	review->environment = STR("pre-production");
	portfolio = derive(&stage);
	/* Team Red's shop, the shop of no team (its review of 2024 is set aside), and its pre-production. */
	g_assert_cmpuint(portfolio->workload_count, ==, 3);
	g_assert_cmpuint(portfolio->edition_count, ==, 2);
	g_assert_true(str_is(portfolio->groups[0].name, "Red"));
	g_assert_cmpuint(portfolio->groups[1].count, ==, 2);
	g_assert_cmpint(portfolio->key, ==, PORTFOLIO_BY_TEAM);
	g_assert_cmpuint(portfolio->workloads[1].aside_count, ==, 1);
	g_assert_cmpint(portfolio->workloads[1].aside[0]->held.year, ==, 2024);
	g_assert_cmpuint(portfolio->editions[0].column_count, ==, 2);
	g_assert_cmpuint(portfolio->editions[0].all.counts.of[RISK_HIGH], ==, 2);
	g_assert_cmpuint(portfolio->editions[1].all.counts.of[RISK_HIGH], ==, 0);
	g_assert_cmpuint(diags_count(stage.diags, DIAG_PORTFOLIO_SAME_DAY), ==, 0);
	stage_free(&stage);
}

/* Four of six alike, one far behind, one far ahead; with the distance of the typical workload 0, ten points decide. */
static void test_outliers(void)
{
	struct stage stage = stage_new();
	struct framework framework = framework_of("1");
	const struct portfolio *portfolio;
	uint32_t share = 0;

	for (int i = 0; i < 4; i++)
		add(&stage, &framework, str_c(str_format(stage.arena, "w%d", i)), "ac");
	add(&stage, &framework, "w4", "-");
	add(&stage, &framework, "w5", "abc");
	portfolio = derive(&stage);
	g_assert_cmpuint(portfolio->editions[0].spreads[PORTFOLIO_PRACTICES].middle, ==, 6667);
	g_assert_cmpuint(portfolio->editions[0].spreads[PORTFOLIO_PRACTICES].typical, ==, 0);
	g_assert_true(portfolio_share(&portfolio->columns[4], PORTFOLIO_HIGH_RISK, &share));
	g_assert_cmpuint(share, ==, 10000);
	g_assert_cmpuint(portfolio->outlier_count, ==, 3);
	g_assert_cmpuint(portfolio->outliers[0].column->workload, ==, 4);
	g_assert_false(portfolio->outliers[0].better);
	g_assert_cmpuint(portfolio->outliers[1].column->workload, ==, 5);
	g_assert_true(portfolio->outliers[1].better);
	g_assert_cmpint(portfolio->outliers[2].measure, ==, PORTFOLIO_HIGH_RISK);
	/* Question two: w4 alone is at high risk, and five others show none. */
	g_assert_cmpuint(portfolio->alone_count, ==, 1);
	g_assert_cmpuint(portfolio->alone[0].question, ==, 1);
	g_assert_cmpuint(portfolio->alone[0].others, ==, 5);
	stage_free(&stage);
}

/* Whatever the order in which they are given, and however often. */
static void test_order(void)
{
	struct stage stage = stage_new();
	struct framework framework = framework_of("1"), same = framework_of("1"), other = framework_of("1");
	struct choice changed[G_N_ELEMENTS(choices)];
	const struct portfolio *one, *two;

	memcpy(changed, choices, sizeof choices);
	changed[3].risk = LEVEL_HIGH;
	other.choices = changed;
	add(&stage, &framework, "w1", "-");
	add(&stage, &same, "w2", "a");
	add(&stage, &framework, "w3", "abc");
	one = derive(&stage);
	for (guint i = 0; i < stage.assessments->len / 2; i++) {
		gpointer kept = stage.assessments->pdata[i];

		stage.assessments->pdata[i] = stage.assessments->pdata[stage.assessments->len - 1 - i];
		stage.assessments->pdata[stage.assessments->len - 1 - i] = kept;
	}
	g_ptr_array_add(stage.assessments, stage.assessments->pdata[0]);
	two = derive(&stage);
	g_assert_cmpuint(one->edition_count, ==, 1);
	g_assert_cmpuint(two->workload_count, ==, 3);
	for (uint32_t i = 0; i < 3; i++)
		g_assert_true(one->workloads[i].review == two->workloads[i].review);
	for (uint32_t i = 0; i < one->gap_count; i++)
		g_assert_cmpuint(one->gaps[i].choice, ==, two->gaps[i].choice);
	add(&stage, &other, "w4", "-");
	g_assert_cmpuint(derive(&stage)->edition_count, ==, 2);
	g_assert_cmpuint(derive(&stage)->editions[1].copy, ==, 2);
	stage_free(&stage);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/portfolio/nobody", test_nobody);
	g_test_add_func("/portfolio/gaps", test_gaps);
	g_test_add_func("/portfolio/roadmap", test_roadmap);
	g_test_add_func("/portfolio/latest-stands", test_latest_stands);
	g_test_add_func("/portfolio/outliers", test_outliers);
	g_test_add_func("/portfolio/order", test_order);
	return g_test_run();
}
