/* Which steps a schedule holds: the cheapest paths of the questions at risk, and what has to come before. */
#include "schedule_work.h"

#include <stdlib.h>
#include <string.h>

static struct task *task_at(const struct roadmap *roadmap, uint32_t index)
{
	return &g_array_index(roadmap->tasks, struct task, index);
}

/* Whole thousandths of a day, half up. */
static int64_t days_of(const struct review *review, const struct choice *choice)
{
	return (effort_points(review, choice) * review_assumption(review, ASSUMPTION_days_per_point)->likely + 500) / 1000;
}

static uint32_t add_task(struct roadmap *roadmap, uint32_t lens, uint32_t choice, bool stops, enum step_reason reason)
{
	const struct review *review = roadmap->assessment->review;
	const struct choice *of = &review->lenses[lens].framework->choices[choice];
	uint32_t entry = roadmap->planned_of[lens] == NULL ? 0 : roadmap->planned_of[lens][choice];
	const struct planned *planned = entry == 0 ? NULL : &review->planned[entry - 1];
	bool done = roadmap->agreed[lens] != NULL && roadmap->agreed[lens][choice] == AGREED_DONE;
	struct task task = {.owner = UINT32_MAX,
			    .ended = INT64_MAX,
			    .step = {
				    .lens = lens,
				    .question = of->question,
				    .choice = choice,
				    .stops = stops,
				    .reason = reason,
				    .risk = roadmap->assessment->lenses[lens].findings[of->question].risk,
				    .priority = roadmap->priorities->lenses[lens][of->question].priority,
				    .days = done ? 0 : days_of(review, of),
			    }};

	if (planned != NULL) {
		task.step.owner = planned->owner;
		task.step.status = planned->status;
		task.step.due = planned->due;
	}
	task.left = task.step.days;
	g_array_append_val(roadmap->tasks, task);
	roadmap->tasks_of[lens][choice] = roadmap->tasks->len;
	return roadmap->tasks->len - 1;
}

static uint32_t task_for(struct roadmap *roadmap, uint32_t lens, uint32_t choice, bool stops, enum step_reason reason)
{
	uint32_t known = roadmap->tasks_of[lens][choice];

	return known != 0 ? known - 1 : add_task(roadmap, lens, choice, stops, reason);
}

/* A practice that others come after counts if it can still be put in place: its question was answered, and it is missing, and neither done nor declined since. */
static bool is_open(const struct roadmap *roadmap, uint32_t lens, uint32_t choice)
{
	const struct lens_assessment *of = &roadmap->assessment->lenses[lens];
	const struct finding *finding = &of->findings[of->ruleset->framework->choices[choice].question];

	return risk_is_answered(finding->risk) && !finding->answer->partial && !bits_has(of->lens->chosen, choice) &&
	       !bits_has(of->lens->not_applicable, choice) && (roadmap->agreed[lens] == NULL || roadmap->agreed[lens][choice] == AGREED_NOTHING);
}

/* Tasks before tasks, until there are no more: the array grows while it is walked. Links have no circles. */
static void add_before(struct roadmap *roadmap)
{
	for (uint32_t i = 0; i < roadmap->tasks->len; i++) {
		uint32_t lens = task_at(roadmap, i)->step.lens;
		const struct choice *choice = &roadmap->assessment->lenses[lens].ruleset->framework->choices[task_at(roadmap, i)->step.choice];
		uint32_t *before = arena_array(roadmap->arena, uint32_t, choice->after_count), count = 0;
		bool waits = !task_at(roadmap, i)->step.stops && task_at(roadmap, i)->step.days > 0;

		for (uint32_t a = 0; a < choice->after_count && waits; a++)
			if (is_open(roadmap, lens, choice->after[a]))
				before[count++] = task_for(roadmap, lens, choice->after[a], false, STEP_BEFORE_ANOTHER);
		task_at(roadmap, i)->before = before;
		task_at(roadmap, i)->before_count = count;
	}
}

static int compare_indexes(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* All tasks before those of a move become part of it. */
static void close_move(const struct roadmap *roadmap, struct move *move, uint32_t *marks, uint32_t mark)
{
	GArray *jobs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	uint32_t *copy;

	for (uint32_t i = 0; i < move->group.count; i++) {
		marks[move->group.jobs[i]] = mark;
		g_array_append_val(jobs, move->group.jobs[i]);
	}
	for (uint32_t i = 0; i < jobs->len; i++) {
		const struct task *task = task_at(roadmap, g_array_index(jobs, uint32_t, i));

		for (uint32_t b = 0; b < task->before_count; b++)
			if (marks[task->before[b]] != mark) {
				marks[task->before[b]] = mark;
				g_array_append_val(jobs, task->before[b]);
			}
	}
	copy = arena_array(roadmap->arena, uint32_t, jobs->len);
	for (uint32_t i = 0; i < jobs->len; i++)
		copy[i] = g_array_index(jobs, uint32_t, i);
	qsort(copy, jobs->len, sizeof *copy, compare_indexes);
	move->group.jobs = copy;
	move->group.count = jobs->len;
	g_array_unref(jobs);
}

static void add_move(struct roadmap *roadmap, uint32_t lens, uint32_t question, const struct path *path, bool leaves_high, enum step_reason reason)
{
	static const int64_t weights[] = {[PRIORITY_RAISED] = 3, [PRIORITY_NORMAL] = 2, [PRIORITY_LOWERED] = 1};
	struct move move = {lens, question, leaves_high, {.weight = weights[roadmap->priorities->lenses[lens][question].priority]}};
	uint32_t *jobs = arena_array(roadmap->arena, uint32_t, path->tick_count + path->untick_count);

	for (uint32_t i = 0; i < path->tick_count; i++)
		jobs[move.group.count++] = task_for(roadmap, lens, path->tick[i], false, reason);
	for (uint32_t i = 0; i < path->untick_count; i++)
		jobs[move.group.count++] = task_for(roadmap, lens, path->untick[i], true, reason);
	move.group.jobs = jobs;
	g_array_append_val(roadmap->moves, move);
}

static bool holds_all(const uint32_t *all, uint32_t all_count, const uint32_t *some, uint32_t some_count)
{
	uint32_t at = 0;

	for (uint32_t i = 0; i < some_count; i++) {
		while (at < all_count && all[at] < some[i])
			at++;
		if (at == all_count || all[at] != some[i])
			return false;
	}
	return true;
}

/* Whether the way to medium is part of the way to no risk: else it would be work for nothing. */
static bool is_part(const struct path *part, const struct path *of)
{
	return holds_all(of->tick, of->tick_count, part->tick, part->tick_count) &&
	       holds_all(of->untick, of->untick_count, part->untick, part->untick_count);
}

static void leave_out(struct roadmap *roadmap, uint32_t lens, uint32_t question, enum unplanned_reason reason, bool exact)
{
	struct unplanned unplanned = {lens, question, reason, exact};

	g_array_append_val(roadmap->unplanned, unplanned);
}

static bool has_steps(const struct path *path)
{
	return path->exists && path->tick_count + path->untick_count > 0;
}

static void plan_question(struct roadmap *roadmap, uint32_t lens, uint32_t question, bool high)
{
	const struct question_paths *paths = &roadmap->paths[lens][question];
	const struct path *medium = &paths->cheapest_to_medium, *none = &paths->cheapest_to_none;

	if (!high && has_steps(none))
		add_move(roadmap, lens, question, none, false, STEP_FOR_NONE);
	else if (high && paths->from == RISK_HIGH && has_steps(none))
		add_move(roadmap, lens, question, has_steps(medium) && is_part(medium, none) ? medium : none, true, STEP_FOR_MEDIUM);
	else if (high && paths->from == RISK_HIGH && has_steps(medium))
		add_move(roadmap, lens, question, medium, true, STEP_FOR_MEDIUM);
}

static void note_unplanned(struct roadmap *roadmap, uint32_t lens, uint32_t question)
{
	const struct question_paths *paths = &roadmap->paths[lens][question];
	bool at_risk = paths->from == RISK_HIGH || paths->from == RISK_MEDIUM;

	if (!at_risk || (paths->known && paths->by_rules == paths->from && has_steps(&paths->cheapest_to_none)))
		return;
	if (!paths->known)
		leave_out(roadmap, lens, question, UNPLANNED_UNKNOWN, false);
	else if (paths->by_rules != paths->from)
		leave_out(roadmap, lens, question, UNPLANNED_STATED, paths->exact);
	else
		leave_out(roadmap, lens, question, has_steps(&paths->cheapest_to_medium) ? UNPLANNED_ONLY_MEDIUM : UNPLANNED_NO_PATH, paths->exact);
}

void roadmap_fill(struct roadmap *roadmap)
{
	uint32_t *marks;

	for (int high = 1; high >= 0; high--)
		for (uint32_t l = 0; l < roadmap->assessment->lens_count; l++)
			for (uint32_t q = 0; q < roadmap->assessment->lenses[l].ruleset->framework->question_count; q++) {
				if (high == 1)
					note_unplanned(roadmap, l, q);
				if (roadmap->paths[l][q].known && roadmap->paths[l][q].by_rules == roadmap->paths[l][q].from)
					plan_question(roadmap, l, q, high == 1);
			}
	add_before(roadmap);
	marks = arena_array(roadmap->arena, uint32_t, roadmap->tasks->len);
	for (uint32_t i = 0; i < roadmap->moves->len; i++)
		close_move(roadmap, &g_array_index(roadmap->moves, struct move, i), marks, i + 1);
}
