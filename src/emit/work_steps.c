/* Which work there is, in the order of the roadmap: missing practices of questions at risk, what comes before them, and ticks that must go away. */
#include "work_items.h"

#include "assess/schedule.h"

struct gathered {
	const struct assessment *assessment;
	const struct schedule *schedule;
	const struct plan *plan;
	uint32_t **scheduled, **planned; /* [lens][choice]: places in schedule and plan, counted from 1; 0: none */
	struct work_step *steps;
	uint32_t count;
};

static uint32_t **places(struct arena *arena, const struct assessment *assessment)
{
	uint32_t **places = arena_array(arena, uint32_t *, assessment->lens_count);

	for (uint32_t i = 0; i < assessment->lens_count; i++)
		places[i] = arena_array(arena, uint32_t, assessment->lenses[i].ruleset->framework->choice_count);
	return places;
}

static bool is_dated(const struct gathered *gathered, const struct step *step)
{
	uint32_t place = gathered->scheduled[step->lens][step->choice];

	return place > 0 && gathered->schedule->steps[place - 1].dated;
}

static void add_scheduled(struct gathered *gathered, const struct scheduled_step *from)
{
	struct step step = {from->lens, from->question, from->choice, from->risk, from->dated ? from->when : HORIZON_LATER, from->priority};

	gathered->steps[gathered->count++] = (struct work_step){step, from->stops};
}

/* What no path needs comes once all else is done. */
static void add_planned(struct gathered *gathered, const struct step *from)
{
	struct work_step step = {.step = *from};

	step.step.when = HORIZON_LATER;
	gathered->steps[gathered->count++] = step;
}

static void note_places(struct gathered *gathered)
{
	for (uint32_t i = 0; i < gathered->schedule->count; i++)
		gathered->scheduled[gathered->schedule->steps[i].lens][gathered->schedule->steps[i].choice] = i + 1;
	for (uint32_t i = 0; i < gathered->plan->count; i++)
		gathered->planned[gathered->plan->steps[i].lens][gathered->plan->steps[i].choice] = i + 1;
}

struct work_steps work_steps_derive(struct arena *arena, const struct assessment *assessment, const struct capacity *wish)
{
	struct gathered gathered = {assessment,
				    schedule_derive(arena, assessment, wish),
				    plan_derive(arena, assessment),
				    places(arena, assessment),
				    places(arena, assessment),
				    NULL,
				    0};
	const struct schedule *schedule = gathered.schedule;

	gathered.steps = arena_array(arena, struct work_step, (size_t)schedule->count + gathered.plan->count);
	note_places(&gathered);
	/* Those not dated are last in the schedule; among them only what the plan does not have counts. */
	for (uint32_t i = 0; i < schedule->count; i++)
		if (schedule->steps[i].dated || gathered.planned[schedule->steps[i].lens][schedule->steps[i].choice] == 0)
			add_scheduled(&gathered, &schedule->steps[i]);
	for (uint32_t i = 0; i < gathered.plan->count; i++)
		if (!is_dated(&gathered, &gathered.plan->steps[i]))
			add_planned(&gathered, &gathered.plan->steps[i]);
	return (struct work_steps){gathered.steps, gathered.count};
}
