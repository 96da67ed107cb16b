/* Priorities, wanted facts, exposure and the schedule: by hand, as properties, and over the sample reviews. */
#include "assess/explain.h"
#include "assess/exposure.h"
#include "assess/schedule.h"
#include "formats/load.h"
#include "read/yaml.h"

#include <string.h>

#define SAMPLE_FRAMEWORK ROOT "/samples/frameworks/aws-well-architected.yaml"

/* Three questions; drill comes after backups and after an alarm of another question. */
static const char framework_text[] =
	"plumbline: framework/1\nid: f\nversion: '1'\ntitle: F\n"
	"priorities:\n"
	"  - {when: 'ctx.rto <= 4h', raise: a quick recovery is promised, questions: [restore, alarms]}\n"
	"  - {when: 'ctx.engineers < 5', lower: few people, questions: [restore, release]}\n"
	"  - {when: 'risk(alarms) >= medium and not has(drill)', raise: nobody would notice, questions: release}\n"
	"  - {when: 'has(canary) or ctx.traffic == \"spiky\"', lower: releases are safe, questions: [alarms]}\n"
	"pillars:\n"
	"  - id: p\n    title: P\n    questions:\n"
	"      - id: restore\n        title: R\n        stops_revenue: recovery\n        choices:\n"
	"          - {id: backups, title: B, effort: low, variants: [{when: 'ctx.rpo <= 15m', advice: x}]}\n"
	"          - {id: drill, title: D, effort: medium, after: [backups, alarm]}\n"
	"        rules: [{when: backups && drill, risk: none}, {when: backups, risk: medium}, {when: default, risk: high}]\n"
	"      - id: alarms\n        title: A\n        stops_revenue: incident-response\n        choices:\n"
	"          - {id: alarm, title: A, effort: high}\n"
	"          - {id: rota, title: R, effort: low}\n"
	"        rules: [{when: alarm && rota, risk: none}, {when: alarm || rota, risk: medium}, {when: default, risk: high}]\n"
	"      - id: release\n        title: L\n        stops_revenue: deployment\n        choices:\n"
	"          - {id: canary, title: C, effort: medium}\n"
	"          - {id: friday, title: Releases on Fridays, effort: low}\n"
	"        rules: [{when: 'canary && !friday', risk: none}, {when: default, risk: medium}]\n";

struct world {
	struct arena *arena;
	const struct framework *framework;
	const struct review *review;
	const struct assessment *assessment;
};

static const struct node *read_text(struct arena *arena, const char *name, const char *text, const struct source **source, struct diags *diags)
{
	*source = source_from_bytes(arena, name, text, strlen(text), diags);
	return yaml_read(arena, *source, diags);
}

static void assert_clean(const struct diags *diags)
{
	GString *out = g_string_new(NULL);

	diags_write_text(diags, out, false);
	if (diags_errors(diags) > 0)
		g_error("%s", out->str);
	g_string_free(out, TRUE);
}

/* rest: keys of the review besides its head. */
static struct world world_new(const char *rest)
{
	struct world world = {.arena = arena_new()};
	struct diags *diags = diags_new(world.arena);
	const struct source *source;
	const struct node *root = read_text(world.arena, "f.yaml", framework_text, &source, diags);
	const struct ruleset *ruleset;
	char *text = g_strconcat("plumbline: review/1\nclient: {name: C}\nworkload: {name: W}\ndate: 2026-01-31\n", rest, NULL);

	world.framework = framework_decode(world.arena, source, root, diags);
	root = read_text(world.arena, "r.yaml", text, &source, diags);
	world.review = review_decode(world.arena, source, root, &world.framework, 1, diags);
	ruleset = ruleset_new(world.arena, world.framework, diags);
	world.assessment = assess(world.arena, world.review, &ruleset, diags);
	assert_clean(diags);
	g_free(text);
	return world;
}

#define ANSWERS "answers: {restore: {none: true}, alarms: {none: true}, release: {selected: [friday]}}\n"

/* --- priorities --- */

static void check_priorities(const char *rest, const char *expected)
{
	struct world world = world_new(rest);
	const struct priorities *priorities = priorities_derive(world.arena, world.assessment);
	GString *is = g_string_new(NULL);

	for (uint32_t q = 0; q < world.framework->question_count; q++) {
		const struct question_priority *priority = &priorities->lenses[0][q];
		const struct explanation *why = explain(world.arena, world.assessment, 0, q);
		uint32_t fired = 0;

		g_string_append_printf(is, "%s%s", q == 0 ? "" : ", ", priority_name(priority->priority));
		for (uint32_t i = 0; i < priority->fired_count; i++)
			g_string_append_printf(is, " (%s)", str_c(priority->fired[i]->reason));
		for (uint32_t i = 0; i < why->priority_count; i++)
			if (why->priorities[i].holds)
				g_assert_true(why->priorities[i].rule == priority->fired[fired++]);
		g_assert_cmpuint(fired, ==, priority->fired_count);
		g_assert_cmpint(why->priority, ==, priority->priority);
	}
	g_assert_cmpstr(is->str, ==, expected);
	g_string_free(is, TRUE);
	arena_free(world.arena);
}

static void test_priorities(void)
{
	check_priorities(ANSWERS, "normal, normal, raised (nobody would notice)");
	check_priorities("context: {engineers: 4}\nanswers: {restore: {selected: [drill]}, alarms: {none: true}}\n",
			 "lowered (few people), normal, lowered (few people)");
	check_priorities("answers: {}\n", "normal, normal, normal");
}

static void test_priorities_of_answers(void)
{
	check_priorities("context: {rto: 1h}\n" ANSWERS,
			 "raised (a quick recovery is promised), raised (a quick recovery is promised), raised (nobody would notice)");
	check_priorities("context: {rto: 1h, engineers: 3}\nanswers: {restore: {none: true}, release: {selected: [canary]}}\n",
			 "raised (a quick recovery is promised) (few people), raised (a quick recovery is promised) (releases are safe), lowered "
			 "(few people)");
	check_priorities("context: {rto: 1d, traffic: spiky}\nanswers: {alarms: {selected: [rota]}, restore: {selected: [backups], not_applicable: "
			 "[drill]}}\n",
			 "normal, lowered (releases are safe), raised (nobody would notice)");
	/* A question that does not apply is neutral, one that is unanswered unknown. */
	check_priorities("answers: {alarms: {applicable: false}, restore: {none: true}}\n", "normal, normal, raised (nobody would notice)");
	check_priorities("answers: {alarms: {selected: [alarm]}}\n", "normal, normal, normal");
}

static void test_wanted(void)
{
	struct world world = world_new("context: {engineers: 9}\n" ANSWERS);
	const struct wanted_fact *facts;
	uint32_t count = wanted_facts(world.arena, world.assessment, &facts);

	g_assert_cmpuint(count, ==, 3);
	g_assert_true(facts[0].key == FACT_KEY_rto && facts[0].named == 1 && facts[0].open == 1);
	g_assert_true(facts[1].key == FACT_KEY_rpo && facts[1].named == 1);
	g_assert_true(facts[2].key == FACT_KEY_traffic);
	arena_free(world.arena);
}

/* Every variant and every priority rule of the sample reviews is accounted for; what holds names no missing fact that would decide it alone. */
static void walk_review(const char *name)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	char *path = g_build_filename(ROOT "/samples/reviews", name, NULL);
	const struct review *review = library_review(library_new(arena), arena, path, NULL, 0, diags);
	const struct ruleset *ruleset = ruleset_new(arena, review->lenses[0].framework, diags);
	const struct assessment *assessment = assess(arena, review, &ruleset, diags);
	const struct framework *framework = ruleset->framework;
	uint32_t variants = 0, traced = 0, named = 0, priorities = 0, holds = 0;

	assert_clean(diags);
	for (uint32_t c = 0; c < framework->choice_count; c++)
		variants += framework->choices[c].variant_count;
	for (uint32_t p = 0; p < framework->priority_count; p++)
		named += framework->priorities[p].question_count;
	for (uint32_t q = 0; q < framework->question_count; q++) {
		const struct explanation *why = explain(arena, assessment, 0, q);

		variants += framework->questions[q].variant_count;
		traced += why->variant_count;
		priorities += why->priority_count;
		for (uint32_t i = 0; i < why->variant_count; i++) {
			holds += why->variants[i].holds;
			g_assert_false(why->variants[i].holds && why->variants[i].open);
			g_assert_false(why->variants[i].open && why->variants[i].missing_count == 0);
		}
	}
	g_assert_cmpuint(traced, ==, variants);
	g_assert_cmpuint(priorities, ==, named);
	g_assert_cmpuint(variants + framework->priority_count, >=, 80);
	g_assert_cmpuint(framework->priority_count, >=, 30);
	g_assert_cmpuint(holds, >, 20);
	g_free(path);
	arena_free(arena);
}

static void test_samples(void)
{
	walk_review("harbour-bank-checkout.yaml");
	walk_review("corrahill-health-referrals.yaml");
	walk_review("brindle-furrow-irrigation-planner.yaml");
}

/* --- exposure --- */

/* 8,760,000 a year through the workload: 1,000 in an average hour. */
#define BUSINESS                                                                                                                                     \
	"context: {revenue: 17520000, revenue_share: 50, currency: EUR, rto: 4h, rpo: 15m, availability: 99.95, change_frequency: weekly, traffic: " \
	"steady}\n"

static void assert_money(struct money is, int64_t low, int64_t likely, int64_t high)
{
	if (is.low != low || is.likely != likely || is.high != high)
		g_error("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, is.low, is.likely, is.high);
}

static void test_exposure(void)
{
	struct world world = world_new(BUSINESS ANSWERS);
	const struct exposure *exposure = exposure_derive(world.arena, world.assessment);

	g_assert_true(exposure->known && exposure->missing_count == 0);
	g_assert_cmpint(exposure->protected_revenue, ==, 876000000);
	assert_money(exposure->hour, 25000, 50000, 100000);                /* 1,000 * 25, 50, 100 % */
	assert_money(exposure->peak_hour, 25000, 60000, 150000);           /* * 1, 1.2, 1.5: steady */
	g_assert_cmpint(exposure->availability.seconds, ==, 15768);        /* 365 d * 0.0005 */
	assert_money(exposure->availability.cost, 109500, 219000, 438000); /* * 4.38 h */
	assert_money(exposure->rto.cost, 100000, 200000, 400000);
	assert_money(exposure->rto.at_peak, 100000, 240000, 600000);
	assert_money(exposure->rpo.cost, 25000, 25000, 25000); /* a quarter of 1,000; no share applied */
	/* 0.1 to 0.4 recoveries of 4 h * 1 to 4. */
	g_assert_cmpuint(exposure->kinds[STOPS_RECOVERY].high, ==, 1);
	assert_money(exposure->kinds[STOPS_RECOVERY].seconds, 1440, 5760, 23040);
	assert_money(exposure->kinds[STOPS_RECOVERY].year, 10000, 80000, 640000);
	/* Medium only: 52 * 8 % * 10 % * 0.75 h = 1123 s; * 30 %. */
	g_assert_true(exposure->kinds[STOPS_DEPLOYMENT].weakened);
	g_assert_cmpint(exposure->kinds[STOPS_DEPLOYMENT].seconds.likely, ==, 337);
	/* 2, 4, 8 outages * 0.5, 1, 2 h. */
	assert_money(exposure->kinds[STOPS_INCIDENT_RESPONSE].year, 25000, 200000, 1600000);
	g_assert_false(exposure->kinds[STOPS_RESILIENCE].known);
	g_assert_cmpuint(exposure->kinds[STOPS_RESILIENCE].missing_count, ==, 0);
	g_assert_cmpuint(exposure->known_kinds, ==, 3);
	g_assert_cmpint(exposure->year.low, ==, 10000 + 25000 + exposure->kinds[STOPS_DEPLOYMENT].year.low);
	g_assert_cmpuint(exposure->finding_count, ==, 3);
	arena_free(world.arena);
}

static void test_exposure_missing(void)
{
	struct world world = world_new("context: {revenue: 1000000, currency: EUR, availability: 99.9}\n" ANSWERS);
	const struct exposure *exposure = exposure_derive(world.arena, world.assessment);

	g_assert_false(exposure->known);
	g_assert_cmpuint(exposure->missing_count, ==, 1);
	g_assert_true(exposure->missing[0] == FACT_KEY_revenue_share);
	g_assert_false(exposure->availability.known || exposure->kinds[STOPS_RECOVERY].known);
	g_assert_cmpuint(exposure->kinds[STOPS_RECOVERY].missing_count, ==, 2);
	g_assert_true(exposure->kinds[STOPS_RECOVERY].missing[1] == FACT_KEY_rto);
	g_assert_cmpuint(exposure->known_kinds, ==, 0);
	arena_free(world.arena);
}

static void test_overrides(void)
{
	struct world world = world_new(
		BUSINESS
		"assumptions: {lost_share: 40, peak_factor: [1, 2, 2.5], day_rate: 1000, days_per_point: [1, 2, 3], effort_low: 0.5}\n" ANSWERS);
	const struct exposure *exposure = exposure_derive(world.arena, world.assessment);
	struct step_cost step = exposure_step(exposure, 3000);

	assert_money(exposure->hour, 40000, 40000, 40000);
	assert_money(exposure->peak_hour, 40000, 80000, 100000);
	g_assert_true(exposure->assumptions[ASSUMPTION_peak_factor].given && !exposure->assumptions[ASSUMPTION_failure_hours].given);
	assert_money(step.days, 3000, 6000, 9000);
	assert_money(step.cost, 300000, 600000, 900000);
	assert_money(step.share, 3, 7, 10); /* of 8,760,000, in hundredths of a percent */
	g_assert_cmpint(effort_points(world.review, &world.framework->choices[0]), ==, 500);
	arena_free(world.arena);
	world = world_new("context: {revenue: 1000, revenue_share: 100, currency: JPY}\n" ANSWERS);
	g_assert_false(exposure_step(exposure_derive(world.arena, world.assessment), 1000).known);
	arena_free(world.arena);
}

static void test_rounding(void)
{
	g_assert_cmpint(money_rounded(123456789, 2), ==, 1200000);
	g_assert_cmpint(money_rounded(125000000, 2), ==, 1300000);
	g_assert_cmpint(money_rounded(99500, 2), ==, 1000);
	g_assert_cmpint(money_rounded(949, 2), ==, 9);
	g_assert_cmpint(money_rounded(0, 2), ==, 0);
	g_assert_cmpint(money_rounded(INT64_MAX, 2), ==, 92000000000000000);
}

static void test_huge(void)
{
	struct world world = world_new("context: {revenue: 1000000000000000, revenue_share: 100, currency: EUR, rto: 1000000d}\n"
				       "assumptions: {earning_hours: 0.001, recovery_overrun: 1000000}\n" ANSWERS);
	const struct exposure *exposure = exposure_derive(world.arena, world.assessment);

	g_assert_cmpint(exposure->kinds[STOPS_RECOVERY].year.high, ==, INT64_MAX);
	g_assert_cmpint(exposure->year.high, ==, INT64_MAX);
	arena_free(world.arena);
}

/* --- schedule --- */

static char *describe(const struct world *world, const struct schedule *schedule)
{
	GString *out = g_string_new(NULL);

	for (uint32_t i = 0; i < schedule->count; i++) {
		const struct scheduled_step *step = &schedule->steps[i];

		g_string_append_printf(out, "%s%s%s %u-%u %u/%u%s", i == 0 ? "" : ", ", step->stops ? "no " : "",
				       str_c(world->framework->choices[step->choice].id), step->start, step->end, step->high_left, step->medium_left,
				       step->late ? " late" : "");
	}
	return g_string_free(out, FALSE);
}

static void check_schedule(const char *rest, const char *expected)
{
	struct world world = world_new(rest);
	const struct schedule *schedule = schedule_derive(world.arena, world.assessment, NULL);
	char *is = describe(&world, schedule);

	g_assert_cmpstr(is, ==, expected);
	g_free(is);
	arena_free(world.arena);
}

static void test_schedule(void)
{
	/* Low 2 days, medium 6, high 16; drill waits for alarm; release is raised while nobody would notice, so that its 8 days come before 6 others. */
	check_schedule("capacity: {days_per_month: 4}\n" ANSWERS,
		       "backups 1-1 1/2, rota 1-1 0/3, canary 2-3 0/3, no friday 3-3 0/2, alarm 4-7 0/1, drill 8-9 0/0");
	check_schedule("capacity: {days_per_month: 4}\nplan: {alarm: {status: done}, drill: {owner: Tom, due: 2026-03-31}}\n" ANSWERS,
		       "alarm 0-0 1/2, backups 1-1 0/3, rota 1-1 0/2, canary 2-3 0/2, no friday 3-3 0/1, drill 4-5 0/0 late");
	check_schedule("capacity: {days_per_month: 10, owners: {Tom: 1}}\nplan: {backups: {owner: Tom}}\nanswers: {restore: {none: true}, release: "
		       "{selected: [friday]}}\n",
		       "canary 1-1 1/1, no friday 1-1 1/0, backups 1-2 0/1, drill 2-2 0/0");
	check_schedule("capacity: {days_per_month: 10}\nplan: {drill: {status: declined}}\nanswers: {restore: {none: true}}\n", "backups 1-1 0/1");
	check_schedule("answers: {}\n", "");
}

static void test_unplanned(void)
{
	struct world world =
		world_new("plan: {drill: {status: declined}, canary: {status: declined}}\nanswers: {restore: {none: true}, release: {none: true}}\n");
	const struct schedule *schedule = schedule_derive(world.arena, world.assessment, NULL);

	g_assert_cmpuint(schedule->unplanned_count, ==, 2);
	g_assert_cmpint(schedule->unplanned[0].reason, ==, UNPLANNED_ONLY_MEDIUM);
	g_assert_cmpint(schedule->unplanned[1].reason, ==, UNPLANNED_NO_PATH);
	g_assert_true(schedule->unplanned[1].exact && schedule->assumed);
	g_assert_cmpint(schedule->days_per_month, ==, SCHEDULE_DAYS);
	arena_free(world.arena);
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Capacity of every month, steps begun at a time, dependencies, burn-down to the end: over random selections of the sample framework. */
static void check_properties(const struct assessment *assessment, const struct schedule *schedule)
{
	const struct framework *framework = assessment->lenses[0].ruleset->framework;
	int64_t *months = g_new0(int64_t, schedule->months + 2);
	uint32_t *ends = g_new0(uint32_t, framework->choice_count);
	uint32_t *places = g_new0(uint32_t, framework->choice_count);
	int64_t until = 0;

	for (uint32_t i = 0; i < schedule->count; i++) {
		const struct scheduled_step *step = &schedule->steps[i];

		if (!step->dated)
			continue;
		g_assert_cmpuint(step->start, >=, 1);
		g_assert_cmpuint(step->start, <=, step->end);
		g_assert_cmpuint(ends[step->choice], ==, 0);
		ends[step->choice] = step->end;
		places[step->choice] = i + 1;
		months[step->end] += step->days;
	}
	/* All that has ended by a month fits into the months until then. */
	for (uint32_t m = 1; m <= schedule->months; m++) {
		until += months[m];
		g_assert_cmpint(until, <=, (int64_t)m * schedule->days_per_month);
	}
	for (uint32_t m = 1; m <= schedule->months; m++) {
		uint32_t across = 0;

		for (uint32_t i = 0; i < schedule->count; i++)
			across += schedule->steps[i].dated && schedule->steps[i].start <= m && schedule->steps[i].end > m;
		g_assert_cmpuint(across, <=, schedule->parallel);
	}
	for (uint32_t c = 0; c < framework->choice_count; c++)
		for (uint32_t a = 0; a < framework->choices[c].after_count; a++)
			if (places[c] != 0 && places[framework->choices[c].after[a]] != 0)
				g_assert_cmpuint(places[framework->choices[c].after[a]], <, places[c]);
			else if (places[c] != 0)
				g_assert_true(bits_has(assessment->lenses[0].lens->chosen, framework->choices[c].after[a]) ||
					      assessment->lenses[0].findings[framework->choices[framework->choices[c].after[a]].question].risk ==
						      RISK_UNANSWERED);
	if (schedule->count > 0 && schedule->unplanned_count == 0 && schedule->steps[schedule->count - 1].dated) {
		g_assert_cmpuint(schedule->steps[schedule->count - 1].high_left, ==, 0);
		g_assert_cmpuint(schedule->steps[schedule->count - 1].medium_left, ==, 0);
	}
	g_assert_cmpint(schedule->leaving_high.bound, <=, schedule->leaving_high.days);
	g_assert_cmpint(schedule->leaving_risk.bound, <=, schedule->leaving_risk.days);
	g_free(months);
	g_free(ends);
	g_free(places);
}

static void test_properties(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct framework *framework = library_framework(library_new(arena), SAMPLE_FRAMEWORK, NO_SPAN, diags);
	const struct ruleset *ruleset = ruleset_new(arena, framework, diags);
	uint32_t random = 5;

	for (uint32_t round = 0; round < (g_test_quick() ? 20 : 200); round++) {
		struct arena *scratch = arena_new();
		struct answer *answers = arena_array(scratch, struct answer, framework->question_count);
		uint64_t *chosen = arena_array(scratch, uint64_t, bits_words(framework->choice_count));
		struct lens lens = {framework, answers, chosen, arena_array(scratch, uint64_t, bits_words(framework->choice_count))};
		struct review review = {.lenses = &lens, .lens_count = 1};
		struct owner_capacity owner = {STR("Tom"), 2000};
		struct planned planned[20];
		struct capacity capacity = {.given = true, .days = 1000 + next_random(&random) % 30000, .parallel = 1 + next_random(&random) % 4};
		const struct assessment *assessment;

		for (uint32_t c = 0; c < framework->choice_count; c++)
			if (next_random(&random) % 4 < 1 + round % 3)
				bits_add(chosen, c);
		for (uint32_t i = 0; i < 20; i++)
			planned[i] = (struct planned){.choice = next_random(&random) % framework->choice_count, .owner = STR("Tom")};
		if (round % 2 == 1) {
			review.planned = planned;
			review.planned_count = 20;
			capacity.owners = &owner;
			capacity.owner_count = 1;
		}
		assessment = assess(scratch, &review, &ruleset, diags);
		check_properties(assessment, schedule_derive(scratch, assessment, &capacity));
		arena_free(scratch);
	}
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/advice/priorities", test_priorities);
	g_test_add_func("/advice/priorities-of-answers", test_priorities_of_answers);
	g_test_add_func("/advice/wanted", test_wanted);
	g_test_add_func("/advice/samples", test_samples);
	g_test_add_func("/advice/exposure", test_exposure);
	g_test_add_func("/advice/exposure-missing", test_exposure_missing);
	g_test_add_func("/advice/overrides", test_overrides);
	g_test_add_func("/advice/rounding", test_rounding);
	g_test_add_func("/advice/huge", test_huge);
	g_test_add_func("/advice/schedule", test_schedule);
	g_test_add_func("/advice/unplanned", test_unplanned);
	g_test_add_func("/advice/properties", test_properties);
	return g_test_run();
}
