/* The roadmap in months: the order of the steps, time passing over it within the capacity, and the burn-down. */
#include "schedule_work.h"

#include <stdlib.h>
#include <string.h>

static struct task *task_at(const struct roadmap *roadmap, uint32_t index)
{
	return &g_array_index(roadmap->tasks, struct task, index);
}

/* --- order --- */

struct listing {
	const struct roadmap *roadmap;
	uint32_t *list;
	bool *listed;
	uint32_t count;
	GArray *stack;
};

/* A task after all that come before it. With a stack of its own: chains may be long. */
static void list_task(struct listing *listing, uint32_t index)
{
	g_array_append_val(listing->stack, index);
	while (listing->stack->len > 0) {
		uint32_t top = g_array_index(listing->stack, uint32_t, listing->stack->len - 1), next = UINT32_MAX;
		const struct task *task = task_at(listing->roadmap, top);

		for (uint32_t i = 0; i < task->before_count && next == UINT32_MAX; i++)
			if (!listing->listed[task->before[i]])
				next = task->before[i];
		if (next != UINT32_MAX && !listing->listed[top]) {
			g_array_append_val(listing->stack, next);
			continue;
		}
		g_array_set_size(listing->stack, listing->stack->len - 1);
		if (!listing->listed[top])
			listing->list[listing->count++] = top;
		listing->listed[top] = true;
	}
}

/* Orders the moves of one kind, given what is listed already, and lists their tasks. */
static struct schedule_quality list_moves(struct listing *listing, const struct move *moves, uint32_t count, const int64_t *days)
{
	struct arena *arena = listing->roadmap->arena;
	struct job_group *groups = arena_array(arena, struct job_group, count);
	struct ordering ordering;
	int64_t at = 0;

	for (uint32_t i = 0; i < listing->count; i++)
		at += days[listing->list[i]];
	for (uint32_t i = 0; i < count; i++)
		groups[i] = moves[i].group;
	ordering = order_groups(arena, groups, count, days, listing->listed, listing->roadmap->tasks->len, at, SCHEDULE_EXACT_GROUPS);
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t t = 0; t < groups[ordering.order[i]].count; t++)
			list_task(listing, groups[ordering.order[i]].jobs[t]);
	return (struct schedule_quality){ordering.value, ordering.bound};
}

/* Moves to no risk whose work is all listed end on the way; they need no place in the order. */
static uint32_t without_finished(const struct roadmap *roadmap, const bool *listed, uint32_t from, struct move *open)
{
	uint32_t count = 0;

	for (uint32_t i = from; i < roadmap->moves->len; i++) {
		const struct move *move = &g_array_index(roadmap->moves, struct move, i);
		bool finished = true;

		for (uint32_t t = 0; t < move->group.count; t++)
			finished = finished && listed[move->group.jobs[t]];
		if (!finished)
			open[count++] = *move;
	}
	return count;
}

static void order_tasks(struct listing *listing, struct schedule *schedule)
{
	const struct roadmap *roadmap = listing->roadmap;
	int64_t *days = arena_array(roadmap->arena, int64_t, roadmap->tasks->len);
	struct move *open = arena_array(roadmap->arena, struct move, roadmap->moves->len);
	uint32_t high = 0, count;

	for (uint32_t i = 0; i < roadmap->tasks->len; i++)
		days[i] = task_at(roadmap, i)->step.days;
	while (high < roadmap->moves->len && g_array_index(roadmap->moves, struct move, high).leaves_high)
		high++;
	schedule->leaving_high = list_moves(listing, (const struct move *)(void *)roadmap->moves->data, high, days);
	count = without_finished(roadmap, listing->listed, high, open);
	schedule->leaving_risk = list_moves(listing, open, count, days);
}

/* --- time --- */

struct calendar {
	const struct roadmap *roadmap;
	const struct capacity *capacity;
	int64_t days; /* of a month */
	uint32_t parallel, month, open;
	int64_t left, *owners; /* of this month */
};

static bool may_begin(const struct calendar *calendar, const struct task *task)
{
	if (task->step.days == 0)
		return true;
	for (uint32_t i = 0; i < task->before_count; i++)
		if (task_at(calendar->roadmap, task->before[i])->ended == INT64_MAX)
			return false;
	return task->step.start != 0 || calendar->open < calendar->parallel;
}

/* Days that this month still has for the task. */
static int64_t days_for(const struct calendar *calendar, const struct task *task)
{
	int64_t days = MIN(task->left, calendar->left);

	return task->owner == UINT32_MAX ? days : MIN(days, calendar->owners[task->owner]);
}

static bool work_on(struct calendar *calendar, struct task *task)
{
	int64_t days = days_for(calendar, task);

	if (task->ended != INT64_MAX || !may_begin(calendar, task) || (days == 0 && task->left > 0))
		return false;
	if (task->step.start == 0 && task->step.days > 0) {
		task->step.start = calendar->month;
		calendar->open++;
	}
	task->left -= days;
	calendar->left -= days;
	if (task->owner != UINT32_MAX)
		calendar->owners[task->owner] -= days;
	if (task->left > 0)
		return days > 0;
	calendar->open -= task->step.days > 0;
	task->step.end = task->step.days > 0 ? calendar->month : 0;
	task->ended = ((int64_t)calendar->month - 1) * calendar->days + calendar->days - calendar->left;
	task->ended = task->step.days > 0 ? task->ended : 0;
	return true;
}

static void begin_month(struct calendar *calendar)
{
	calendar->left = calendar->days;
	for (uint32_t i = 0; i < calendar->capacity->owner_count; i++)
		calendar->owners[i] = calendar->capacity->owners[i].days;
}

/* Walks the list until nothing can be done this month; what is ended at its head is left behind. */
static void pass_month(struct calendar *calendar, const uint32_t *list, uint32_t count, uint32_t *head)
{
	bool moved = true;

	begin_month(calendar);
	while (moved) {
		moved = false;
		while (*head < count && task_at(calendar->roadmap, list[*head])->ended != INT64_MAX)
			(*head)++;
		for (uint32_t i = *head; i < count && calendar->left > 0; i++)
			moved = work_on(calendar, task_at(calendar->roadmap, list[i])) || moved;
	}
}

static void find_owners(const struct roadmap *roadmap, const struct capacity *capacity)
{
	GHashTable *owners = g_hash_table_new(g_str_hash, g_str_equal);

	for (uint32_t o = 0; o < capacity->owner_count; o++)
		g_hash_table_insert(owners, (void *)(uintptr_t)str_c(capacity->owners[o].name), GUINT_TO_POINTER(o + 1));
	for (uint32_t i = 0; i < roadmap->tasks->len; i++)
		if (!str_is_empty(task_at(roadmap, i)->step.owner))
			task_at(roadmap, i)->owner = GPOINTER_TO_UINT(g_hash_table_lookup(owners, str_c(task_at(roadmap, i)->step.owner))) - 1;
	g_hash_table_unref(owners);
}

static void pass_months(const struct listing *listing, const struct schedule *schedule, const struct capacity *capacity)
{
	struct calendar calendar = {
		.roadmap = listing->roadmap,
		.capacity = capacity,
		.days = schedule->days_per_month,
		.parallel = schedule->parallel,
		.owners = arena_array(listing->roadmap->arena, int64_t, capacity->owner_count),
	};
	uint32_t head = 0;

	find_owners(listing->roadmap, capacity);
	for (calendar.month = 1; calendar.month <= SCHEDULE_MONTHS && head < listing->count; calendar.month++)
		pass_month(&calendar, listing->list, listing->count, &head);
}

/* --- results --- */

/* By the end; tasks not dated last; else as listed. */
struct ended {
	int64_t at;
	uint32_t place, task;
};

static int compare_ends(const void *left, const void *right)
{
	const struct ended *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}

/* The day of the month stays; the 31st of a short month counts as after its end. */
static bool is_late(const struct date *held, const struct scheduled_step *step)
{
	int months = held->month - 1 + (int)step->end;
	int year = held->year + months / 12, month = months % 12 + 1;

	if (held->year == 0 || step->due.year == 0 || step->end == 0)
		return false;
	if (year != step->due.year || month != step->due.month)
		return year != step->due.year ? year > step->due.year : month > step->due.month;
	return held->day > step->due.day;
}

static enum horizon horizon_of(const struct scheduled_step *step)
{
	if (!step->dated || step->start > 6)
		return HORIZON_LATER;
	return step->start > 3 ? HORIZON_NEXT : HORIZON_NOW;
}

static const struct scheduled_step *collect(const struct listing *listing, struct schedule *schedule)
{
	const struct roadmap *roadmap = listing->roadmap;
	struct ended *ends = arena_array(roadmap->arena, struct ended, listing->count);
	struct scheduled_step *steps = arena_array(roadmap->arena, struct scheduled_step, listing->count);

	for (uint32_t i = 0; i < listing->count; i++)
		ends[i] = (struct ended){task_at(roadmap, listing->list[i])->ended, i, listing->list[i]};
	qsort(ends, listing->count, sizeof *ends, compare_ends);
	for (uint32_t i = 0; i < listing->count; i++) {
		struct scheduled_step *step = &steps[i];

		*step = task_at(roadmap, ends[i].task)->step;
		step->dated = ends[i].at != INT64_MAX;
		if (!step->dated)
			step->start = step->end = 0;
		step->when = horizon_of(step);
		step->late = is_late(&roadmap->assessment->review->held, step);
		schedule->months = MAX(schedule->months, step->end);
		schedule->days += step->days;
	}
	schedule->count = listing->count;
	return steps;
}

/* Ticks of all lenses as the steps change them, and risks as the rules then have them. */
struct burning {
	const struct roadmap *roadmap;
	uint64_t **ticked;
	enum risk **risks;
};

static struct burning burning_of(const struct roadmap *roadmap, struct schedule *schedule)
{
	const struct assessment *assessment = roadmap->assessment;
	struct burning burning = {
		roadmap,
		arena_array(roadmap->arena, uint64_t *, assessment->lens_count),
		arena_array(roadmap->arena, enum risk *, assessment->lens_count),
	};

	for (uint32_t l = 0; l < assessment->lens_count; l++) {
		const struct framework *framework = assessment->lenses[l].ruleset->framework;
		size_t words = bits_words(framework->choice_count);

		burning.ticked[l] = arena_array(roadmap->arena, uint64_t, words);
		burning.risks[l] = arena_array(roadmap->arena, enum risk, framework->question_count);
		if (words > 0)
			memcpy(burning.ticked[l], assessment->lenses[l].standing->ticked, words * sizeof *burning.ticked[l]);
		for (uint32_t q = 0; q < framework->question_count; q++) {
			burning.risks[l][q] = assessment->lenses[l].findings[q].risk;
			schedule->high += burning.risks[l][q] == RISK_HIGH;
			schedule->medium += burning.risks[l][q] == RISK_MEDIUM;
		}
	}
	return burning;
}

static void drop_none(const struct burning *burning, uint32_t lens, const struct question *question)
{
	const struct framework *framework = burning->roadmap->assessment->lenses[lens].ruleset->framework;

	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++)
		if (framework->choices[i].none_of_these)
			burning->ticked[lens][i / 64] &= ~((uint64_t)1 << i % 64);
}

/* A stated risk stays as stated: its rules say something else. */
static void burn(const struct burning *burning, const struct scheduled_step *step)
{
	const struct lens_assessment *lens = &burning->roadmap->assessment->lenses[step->lens];
	const struct question_paths *paths = &burning->roadmap->paths[step->lens][step->question];

	if (step->stops)
		burning->ticked[step->lens][step->choice / 64] &= ~((uint64_t)1 << step->choice % 64);
	else
		bits_add(burning->ticked[step->lens], step->choice);
	if (paths->known && (paths->cheapest_to_none.drops_none || paths->cheapest_to_medium.drops_none))
		drop_none(burning, step->lens, &lens->ruleset->framework->questions[step->question]);
	if (!lens->findings[step->question].is_stated || (paths->known && paths->by_rules == paths->from))
		burning->risks[step->lens][step->question] = risk_of_selection(lens, step->question, burning->ticked[step->lens]);
}

static void burn_down(const struct roadmap *roadmap, struct schedule *schedule, struct scheduled_step *steps)
{
	struct burning burning = burning_of(roadmap, schedule);
	uint32_t high = schedule->high, medium = schedule->medium;

	for (uint32_t i = 0; i < schedule->count; i++) {
		enum risk before = burning.risks[steps[i].lens][steps[i].question], after;

		burn(&burning, &steps[i]);
		after = burning.risks[steps[i].lens][steps[i].question];
		high = high - (before == RISK_HIGH) + (after == RISK_HIGH);
		medium = medium - (before == RISK_MEDIUM) + (after == RISK_MEDIUM);
		steps[i].high_left = high;
		steps[i].medium_left = medium;
	}
}

static uint32_t *index_plan(struct arena *arena, const struct review *review, uint32_t lens)
{
	uint32_t *index;

	if (review->planned_count == 0)
		return NULL;
	index = arena_array(arena, uint32_t, review->lenses[lens].framework->choice_count);
	for (uint32_t i = 0; i < review->planned_count; i++)
		if (review->planned[i].lens == lens)
			index[review->planned[i].choice] = i + 1;
	return index;
}

static struct roadmap roadmap_new(struct arena *arena, const struct assessment *assessment)
{
	struct roadmap roadmap = {
		.arena = arena,
		.assessment = assessment,
		.paths = paths_derive(arena, assessment),
		.priorities = priorities_derive(arena, assessment),
		.agreed = arena_array(arena, const uint8_t *, assessment->lens_count),
		.planned_of = arena_array(arena, uint32_t *, assessment->lens_count),
		.tasks_of = arena_array(arena, uint32_t *, assessment->lens_count),
		.tasks = g_array_new(FALSE, FALSE, sizeof(struct task)),
		.moves = g_array_new(FALSE, FALSE, sizeof(struct move)),
		.unplanned = g_array_new(FALSE, FALSE, sizeof(struct unplanned)),
	};

	for (uint32_t l = 0; l < assessment->lens_count; l++) {
		roadmap.planned_of[l] = index_plan(arena, assessment->review, l);
		roadmap.agreed[l] = agreed_of(arena, assessment->review, l);
		roadmap.tasks_of[l] = arena_array(arena, uint32_t, assessment->lenses[l].ruleset->framework->choice_count);
	}
	return roadmap;
}

static void copy_unplanned(const struct roadmap *roadmap, struct schedule *schedule)
{
	struct unplanned *unplanned = arena_array(roadmap->arena, struct unplanned, roadmap->unplanned->len);

	for (uint32_t i = 0; i < roadmap->unplanned->len; i++)
		unplanned[i] = g_array_index(roadmap->unplanned, struct unplanned, i);
	schedule->unplanned = unplanned;
	schedule->unplanned_count = roadmap->unplanned->len;
}

static int64_t assumed_days(const struct review *review)
{
	const struct fact *engineers = &review->context.facts[FACT_KEY_engineers];
	int64_t count = engineers->known ? (int64_t)MIN(engineers->number, 1000) : 0;

	return CLAMP(count * review_assumption(review, ASSUMPTION_days_per_engineer)->likely, SCHEDULE_DAYS, SCHEDULE_MOST_DAYS);
}

static struct schedule *schedule_new(struct arena *arena, const struct review *review, const struct capacity *capacity)
{
	struct schedule *schedule = arena_one(arena, struct schedule);

	schedule->assumed = !capacity->given;
	schedule->days_per_month = capacity->given ? capacity->days : assumed_days(review);
	schedule->parallel = capacity->parallel > 0 ? capacity->parallel : SCHEDULE_PARALLEL;
	return schedule;
}

static struct capacity capacity_of(const struct review *review, const struct capacity *wish)
{
	struct capacity capacity = review->capacity;

	if (wish == NULL)
		return capacity;
	capacity.given = capacity.given || wish->days > 0;
	capacity.days = wish->days > 0 ? wish->days : capacity.days;
	capacity.parallel = wish->parallel > 0 ? wish->parallel : capacity.parallel;
	if (wish->owner_count > 0) {
		capacity.owners = wish->owners;
		capacity.owner_count = wish->owner_count;
	}
	return capacity;
}

const struct schedule *schedule_derive(struct arena *arena, const struct assessment *assessment, const struct capacity *wish)
{
	struct capacity within = capacity_of(assessment->review, wish);
	struct roadmap roadmap = roadmap_new(arena, assessment);
	struct schedule *schedule = schedule_new(arena, assessment->review, &within);
	struct listing listing = {.roadmap = &roadmap};
	struct scheduled_step *steps;

	roadmap_fill(&roadmap);
	listing.list = arena_array(arena, uint32_t, roadmap.tasks->len);
	listing.listed = arena_array(arena, bool, roadmap.tasks->len);
	listing.stack = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	order_tasks(&listing, schedule);
	pass_months(&listing, schedule, &within);
	steps = (struct scheduled_step *)(uintptr_t)collect(&listing, schedule);
	burn_down(&roadmap, schedule, steps);
	schedule->steps = steps;
	copy_unplanned(&roadmap, schedule);
	g_array_unref(listing.stack);
	g_array_unref(roadmap.tasks);
	g_array_unref(roadmap.moves);
	g_array_unref(roadmap.unplanned);
	return schedule;
}
