/* Priorities of findings by context, and the facts that conditions want and the review lacks. */
#include "assess/priority.h"

#include <stdlib.h>

const char *priority_name(enum priority priority)
{
	static const char *const names[] = {[PRIORITY_RAISED] = "raised", [PRIORITY_NORMAL] = "normal", [PRIORITY_LOWERED] = "lowered"};

	return names[priority];
}

static void count_rules(const struct framework *framework, const bool *holds, struct question_priority *priorities)
{
	for (uint32_t i = 0; i < framework->priority_count; i++)
		for (uint32_t q = 0; holds[i] && q < framework->priorities[i].question_count; q++)
			priorities[framework->priorities[i].questions[q]].fired_count++;
}

static void add_rule(const struct priority_rule *rule, struct question_priority *priority)
{
	const struct priority_rule **fired = (const struct priority_rule **)(uintptr_t)priority->fired;

	fired[priority->fired_count++] = rule;
	if (rule->raises)
		priority->priority = PRIORITY_RAISED;
	else if (priority->priority == PRIORITY_NORMAL)
		priority->priority = PRIORITY_LOWERED;
}

static const struct question_priority *priorities_of(struct arena *arena, const struct lens_assessment *lens, const struct context *context)
{
	const struct framework *framework = lens->ruleset->framework;
	struct question_priority *priorities = arena_array(arena, struct question_priority, framework->question_count);
	bool *holds = arena_array(arena, bool, framework->priority_count);

	for (uint32_t i = 0; i < framework->priority_count; i++)
		holds[i] = advice_holds(lens->ruleset->priorities[i], context, lens->standing, arena);
	count_rules(framework, holds, priorities);
	for (uint32_t q = 0; q < framework->question_count; q++) {
		priorities[q].priority = PRIORITY_NORMAL;
		priorities[q].fired = arena_array(arena, const struct priority_rule *, priorities[q].fired_count);
		priorities[q].fired_count = 0;
	}
	for (uint32_t i = 0; i < framework->priority_count; i++)
		for (uint32_t q = 0; holds[i] && q < framework->priorities[i].question_count; q++)
			add_rule(&framework->priorities[i], &priorities[framework->priorities[i].questions[q]]);
	return priorities;
}

const struct priorities *priorities_derive(struct arena *arena, const struct assessment *assessment)
{
	const struct question_priority **lenses = arena_array(arena, const struct question_priority *, assessment->lens_count);
	struct priorities *priorities = arena_one(arena, struct priorities);

	for (uint32_t i = 0; i < assessment->lens_count; i++)
		lenses[i] = priorities_of(arena, &assessment->lenses[i], &assessment->review->context);
	priorities->lenses = lenses;
	return priorities;
}

/* Counts over all conditions. */
struct wanting {
	struct arena *arena;
	const struct context *context;
	const struct lens_assessment *lens;
	struct wanted_fact facts[FACT_COUNT];
	bool named[FACT_COUNT]; /* by the condition at hand */
};

static void note(enum fact_key key, void *user)
{
	((struct wanting *)user)->named[key] = true;
}

static void take_condition(struct wanting *wanting, const struct expr *condition)
{
	bool open;

	if (condition == NULL)
		return;
	open = advice_evaluate(condition, wanting->context, wanting->lens->standing, wanting->arena).state == STATE_UNKNOWN;
	for (uint32_t i = 0; i < FACT_COUNT; i++)
		wanting->named[i] = false;
	expr_facts(condition, note, wanting);
	for (uint32_t i = 0; i < FACT_COUNT; i++) {
		wanting->facts[i].named += wanting->named[i];
		wanting->facts[i].open += wanting->named[i] && open;
	}
}

static void take_question(struct wanting *wanting, uint32_t question)
{
	const struct ruleset *ruleset = wanting->lens->ruleset;
	const struct finding *finding = &wanting->lens->findings[question];

	for (uint32_t i = 0; i < ruleset->framework->questions[question].variant_count; i++)
		take_condition(wanting, ruleset_question_variant(ruleset, question, i));
	for (uint32_t m = 0; m < finding->missing_count; m++)
		for (uint32_t i = 0; i < ruleset->framework->choices[finding->missing[m]].variant_count; i++)
			take_condition(wanting, ruleset_choice_variant(ruleset, finding->missing[m], i));
}

static void take_lens(struct wanting *wanting)
{
	const struct framework *framework = wanting->lens->ruleset->framework;

	for (uint32_t q = 0; q < framework->question_count; q++)
		if (wanting->lens->findings[q].risk != RISK_NOT_APPLICABLE)
			take_question(wanting, q);
	for (uint32_t i = 0; i < framework->priority_count; i++) {
		bool applies = false;

		for (uint32_t q = 0; q < framework->priorities[i].question_count; q++)
			applies = applies || wanting->lens->findings[framework->priorities[i].questions[q]].risk != RISK_NOT_APPLICABLE;
		if (applies)
			take_condition(wanting, wanting->lens->ruleset->priorities[i]);
	}
}

static int compare(const void *left, const void *right)
{
	const struct wanted_fact *a = left, *b = right;

	if (a->open != b->open)
		return a->open > b->open ? -1 : 1;
	if (a->named != b->named)
		return a->named > b->named ? -1 : 1;
	return (a->key > b->key) - (a->key < b->key);
}

uint32_t wanted_facts(struct arena *arena, const struct assessment *assessment, const struct wanted_fact **facts)
{
	struct wanting *wanting = arena_one(arena, struct wanting);
	uint32_t count = 0;

	wanting->arena = arena;
	wanting->context = &assessment->review->context;
	for (uint32_t i = 0; i < assessment->lens_count; i++) {
		wanting->lens = &assessment->lenses[i];
		take_lens(wanting);
	}
	for (uint32_t i = 0; i < FACT_COUNT; i++) {
		wanting->facts[i].key = (enum fact_key)i;
		if (!wanting->context->facts[i].known && wanting->facts[i].open > 0)
			wanting->facts[count++] = wanting->facts[i];
	}
	qsort(wanting->facts, count, sizeof *wanting->facts, compare);
	*facts = wanting->facts;
	return count;
}
