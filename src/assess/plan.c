/* The roadmap: missing practices of questions at risk, sorted. */
#include "assess/plan.h"

#include <stdlib.h>

/* Where a level of a practice, or its effort, stands in the order of the roadmap. */
static const int by_level[] = {[LEVEL_HIGH] = 0, [LEVEL_MEDIUM] = 1, [LEVEL_LOW] = 2, [LEVEL_NONE] = 3, [LEVEL_UNSET] = 4};
static const int by_effort[] = {[LEVEL_NONE] = 0, [LEVEL_LOW] = 1, [LEVEL_MEDIUM] = 2, [LEVEL_HIGH] = 3, [LEVEL_UNSET] = 4};

/* A step with its keys of sorting. */
struct draft {
	struct step step;
	int risk, priority, level, effort;
};

/* Work that is small enough to begin at once comes first, and only where the question's risk asks for it. */
static enum horizon horizon_of(enum risk risk, const struct choice *choice)
{
	if (choice->risk == LEVEL_LOW)
		return HORIZON_LATER;
	if (risk == RISK_HIGH)
		return choice->effort == LEVEL_HIGH ? HORIZON_NEXT : HORIZON_NOW;
	return choice->effort == LEVEL_LOW ? HORIZON_NEXT : HORIZON_LATER;
}

static bool is_at_risk(const struct finding *finding)
{
	return finding->risk == RISK_HIGH || finding->risk == RISK_MEDIUM;
}

static uint32_t most_steps(const struct assessment *assessment)
{
	uint32_t most = 0;

	for (uint32_t i = 0; i < assessment->lens_count; i++)
		for (uint32_t q = 0; q < assessment->lenses[i].lens->framework->question_count; q++)
			most += is_at_risk(&assessment->lenses[i].findings[q]) ? assessment->lenses[i].findings[q].missing_count : 0;
	return most;
}

static uint32_t add_finding(struct draft *drafts, uint32_t count, uint32_t lens, const struct framework *framework, const struct finding *finding,
			    enum priority priority)
{
	for (uint32_t i = 0; i < finding->missing_count; i++) {
		const struct choice *choice = &framework->choices[finding->missing[i]];

		drafts[count++] = (struct draft){
			.step = {lens, finding->question, finding->missing[i], finding->risk, horizon_of(finding->risk, choice), priority},
			.risk = finding->risk == RISK_HIGH ? 0 : 1,
			.priority = (int)priority,
			.level = by_level[choice->risk],
			.effort = by_effort[choice->effort],
		};
	}
	return count;
}

static int compare(const void *left, const void *right)
{
	const struct draft *a = left, *b = right;
	const int orders[] = {
		a->risk - b->risk,
		a->priority - b->priority,
		a->level - b->level,
		a->effort - b->effort,
		(a->step.lens > b->step.lens) - (a->step.lens < b->step.lens),
		(a->step.choice > b->step.choice) - (a->step.choice < b->step.choice),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++)
		if (orders[i] != 0)
			return orders[i];
	return 0;
}

const struct plan *plan_derive(struct arena *arena, const struct assessment *assessment)
{
	struct draft *drafts = arena_array(arena, struct draft, most_steps(assessment));
	struct plan *plan = arena_one(arena, struct plan);
	const struct priorities *priorities = priorities_derive(arena, assessment);
	struct step *steps;

	for (uint32_t i = 0; i < assessment->lens_count; i++) {
		const struct lens_assessment *lens = &assessment->lenses[i];

		for (uint32_t q = 0; q < lens->lens->framework->question_count; q++)
			if (is_at_risk(&lens->findings[q]))
				plan->count = add_finding(drafts, plan->count, i, lens->lens->framework, &lens->findings[q],
							  priorities->lenses[i][q].priority);
	}
	qsort(drafts, plan->count, sizeof *drafts, compare);
	steps = arena_array(arena, struct step, plan->count);
	for (uint32_t i = 0; i < plan->count; i++)
		steps[i] = drafts[i].step;
	plan->steps = steps;
	return plan;
}
