/* Gathers the ways out of each risk and the roadmap in time: steps, years, the burn-down and its axis. */
#include <math.h>
#include <string.h>

#include "gather.h"

#define ROADMAP_MONTHS   12u /* that the chart of the roadmap shows */
#define BURNDOWN_MONTHS  36u /* with more, the axis of the burn-down counts years */
#define MONTHS_OF_A_YEAR 12u

/* ---- Ways out ---- */

static struct list path_practices(const struct gathering *gathering, uint32_t lens, const uint32_t *choices, uint32_t count)
{
	struct growing found = grow();

	for (uint32_t i = 0; i < count; i++) {
		const struct practice_record *practice = practice_of(gathering, lens, choices[i]);

		if (practice != NULL)
			grow_by(&found, value_record(practice));
	}
	return grown(gathering->arena, &found);
}

static struct path_record path_record_of(const struct gathering *gathering, uint32_t lens, const struct path *path)
{
	struct path_record record = {.path = path};

	if (!path->exists)
		return record;
	record.practices = path_practices(gathering, lens, path->tick, path->tick_count);
	record.stops = path_practices(gathering, lens, path->untick, path->untick_count);
	record.days = range_of(gathering->arena, exposure_step(gathering->exposure, path->effort).days, 1000);
	return record;
}

void gather_paths(const struct gathering *gathering, uint32_t lens, struct finding_record *record)
{
	const struct question_paths *paths = &gathering->paths[lens][record->finding->question];

	record->paths = paths;
	if (!paths->known)
		return;
	record->to_none = path_record_of(gathering, lens, &paths->cheapest_to_none);
	record->fewest_to_none = path_record_of(gathering, lens, &paths->fewest_to_none);
	if (paths->from != RISK_HIGH)
		return;
	record->to_medium = path_record_of(gathering, lens, &paths->cheapest_to_medium);
	record->fewest_to_medium = path_record_of(gathering, lens, &paths->fewest_to_medium);
}

/* ---- Steps ---- */

struct planning {
	const struct gathering *gathering;
	const struct schedule *schedule;
	struct roadmap_record *roadmap;
	struct step_record *records; /* as the steps of the schedule */
	uint32_t **places;           /* per lens and choice: index of its step, counted from 1 */
};

static struct list steps_before(const struct planning *planning, const struct scheduled_step *step)
{
	const struct choice *choice = &planning->gathering->assessment->lenses[step->lens].lens->framework->choices[step->choice];
	struct growing before = grow();

	for (uint32_t i = 0; i < choice->after_count; i++) {
		uint32_t place = planning->places[step->lens][choice->after[i]];

		if (place > 0 && planning->records[place - 1].number > 0)
			grow_by(&before, value_record(&planning->records[place - 1]));
	}
	return grown(planning->gathering->arena, &before);
}

static void fill_cost(const struct planning *planning, struct step_record *record)
{
	const struct gathering *gathering = planning->gathering;
	const struct review *review = gathering->assessment->review;
	struct step_cost cost = exposure_step(gathering->exposure, effort_points(review, record->practice->choice));

	if (!cost.known || record->planned->days == 0)
		return;
	record->cost = range_of_money(gathering->arena, cost.cost);
	record->share = range_of_share(gathering, cost.cost);
}

/* Of all the work; the days of a step are what the likely case says of its points. */
static void fill_whole_cost(const struct planning *planning)
{
	const struct gathering *gathering = planning->gathering;
	struct money all = {0};

	for (uint32_t i = 0; i < planning->schedule->count; i++) {
		const struct step_record *record = &planning->records[i];
		struct step_cost cost = {0};

		if (record->practice != NULL && record->planned->days > 0)
			cost = exposure_step(gathering->exposure, effort_points(gathering->assessment->review, record->practice->choice));
		all.low += cost.cost.low;
		all.likely += cost.cost.likely;
		all.high += cost.cost.high;
	}
	if (all.high == 0)
		return;
	planning->roadmap->cost = range_of_money(gathering->arena, all);
	planning->roadmap->share = range_of_share(gathering, all);
}

/* Months from the review to a date, counted from 1. */
static uint32_t due_month(struct date held, struct date due)
{
	int months = (due.year - held.year) * (int)MONTHS_OF_A_YEAR + due.month - held.month + (due.day > held.day);

	return due.year == 0 || held.year == 0 || months < 1 ? 0 : (uint32_t)months;
}

/* What is over at the end of a step, against the end of the one before. */
static void fill_steps(const struct planning *planning)
{
	const struct schedule *schedule = planning->schedule;
	uint32_t high = schedule->high, risk = schedule->high + schedule->medium, number = 0;

	for (uint32_t i = 0; i < schedule->count; i++) {
		const struct scheduled_step *step = &schedule->steps[i];
		struct step_record *record = &planning->records[i];
		uint32_t left = step->high_left + step->medium_left;

		record->planned = step;
		record->practice = practice_of(planning->gathering, step->lens, step->choice);
		record->fewer_high = high > step->high_left ? high - step->high_left : 0;
		record->fewer_risk = risk > left ? risk - left : 0;
		high = step->high_left;
		risk = left;
		planning->places[step->lens][step->choice] = i + 1;
		if (record->practice == NULL)
			continue;
		record->number = step->dated ? ++number : 0;
		record->due_month = due_month(planning->gathering->assessment->review->held, step->due);
		fill_cost(planning, record);
	}
}

static void share_out(const struct planning *planning)
{
	struct growing steps = grow(), done = grow();

	for (uint32_t i = 0; i < planning->schedule->count; i++) {
		struct step_record *record = &planning->records[i];

		if (record->practice == NULL)
			continue;
		record->after = steps_before(planning, record->planned);
		grow_by(record->number > 0 ? &steps : &done, value_record(record));
	}
	planning->roadmap->steps = grown(planning->gathering->arena, &steps);
	planning->roadmap->done = grown(planning->gathering->arena, &done);
}

static const struct step_record *step_at(const struct roadmap_record *roadmap, uint32_t index)
{
	return roadmap->steps.items[index].as.record;
}

static struct value wave(struct arena *arena, const struct roadmap_record *roadmap, enum horizon when)
{
	struct wave_record *record = arena_one(arena, struct wave_record);
	struct growing steps = grow();

	record->when = when;
	for (uint32_t i = 0; i < roadmap->steps.count; i++) {
		const struct scheduled_step *step = step_at(roadmap, i)->planned;

		if (step->when != when)
			continue;
		grow_by(&steps, roadmap->steps.items[i]);
		record->from = record->from == 0 ? step->start : MIN(record->from, step->start);
		record->to = MAX(record->to, step->end);
		record->days += (double)step->days / 1000;
	}
	record->steps = grown(arena, &steps);
	record->facts = roadmap->facts;
	return value_record(record);
}

static struct list waves(struct arena *arena, const struct roadmap_record *roadmap)
{
	struct growing found = grow();

	for (enum horizon when = HORIZON_NOW; when <= HORIZON_LATER; when++) {
		struct value made = wave(arena, roadmap, when);

		if (((const struct wave_record *)made.as.record)->steps.count > 0)
			grow_by(&found, made);
	}
	return grown(arena, &found);
}

/* ---- Time ---- */

/* Month 1 is the one in which most of its days lie. */
static struct date month_date(struct date held, uint32_t number)
{
	uint32_t months = (uint32_t)(held.month - 1) + number - (held.day <= 15);

	if (held.year == 0)
		return held;
	return (struct date){held.year + (int)(months / MONTHS_OF_A_YEAR), (int)(months % MONTHS_OF_A_YEAR) + 1, 1};
}

static struct list months(const struct planning *planning, uint32_t count)
{
	struct growing found = grow();
	struct date held = planning->gathering->assessment->review->held;

	for (uint32_t number = 1; number <= count; number++) {
		struct month_record *record = arena_one(planning->gathering->arena, struct month_record);

		*record = (struct month_record){number, month_date(held, number)};
		grow_by(&found, value_record(record));
	}
	return grown(planning->gathering->arena, &found);
}

/* Steps are in the order in which they end: those of a month stand together. */
static struct list years(const struct planning *planning)
{
	const struct roadmap_record *roadmap = planning->roadmap;
	struct growing found = grow();
	struct roadmap_year_record *record = NULL;

	for (uint32_t i = 0; i < roadmap->steps.count; i++) {
		const struct scheduled_step *step = step_at(roadmap, i)->planned;
		uint32_t year = (step->end - 1) / MONTHS_OF_A_YEAR + 1;

		if (year == 1)
			continue;
		if (record == NULL || record->number != year) {
			record = arena_one(planning->gathering->arena, struct roadmap_year_record);
			record->number = year;
			record->from = (year - 1) * MONTHS_OF_A_YEAR + 1;
			grow_by(&found, value_record(record));
		}
		record->steps++;
		record->to = step->end;
		record->days += (double)step->days / 1000;
		record->high_left = step->high_left;
		record->medium_left = step->medium_left;
	}
	return grown(planning->gathering->arena, &found);
}

/* ---- The burn-down ---- */

static bool is_milestone(uint32_t month, uint32_t last)
{
	return month == 0 || month >= last || month == 3 || month == 6 || month % MONTHS_OF_A_YEAR == 0;
}

/* What is left at the start, and at the end of each unit of the axis. */
static struct list points(const struct planning *planning)
{
	const struct roadmap_record *roadmap = planning->roadmap;
	struct remainder_record point = {.high = planning->schedule->high, .medium = planning->schedule->medium};
	uint32_t step = roadmap->months_of_unit, at = 0;
	struct growing found = grow();

	for (uint32_t month = 0; month < planning->schedule->months + step; month += step) {
		struct remainder_record *record = arena_one(planning->gathering->arena, struct remainder_record);

		for (; at < roadmap->steps.count && step_at(roadmap, at)->planned->end <= month; at++) {
			point.high = step_at(roadmap, at)->planned->high_left;
			point.medium = step_at(roadmap, at)->planned->medium_left;
		}
		point.number = month / step;
		point.month = month;
		point.is_named = is_milestone(month, planning->schedule->months);
		point.date = month == 0 ? (struct date){0} : month_date(planning->gathering->assessment->review->held, month);
		*record = point;
		grow_by(&found, value_record(record));
	}
	return grown(planning->gathering->arena, &found);
}

/* Month at whose end no high risk is left. */
static uint32_t high_gone(const struct roadmap_record *roadmap)
{
	for (uint32_t i = 0; i < roadmap->steps.count; i++)
		if (step_at(roadmap, i)->planned->high_left == 0)
			return step_at(roadmap, i)->planned->end;
	return 0;
}

/* ---- What the roadmap leaves out ---- */

static struct list unplanned(const struct planning *planning, bool only_medium)
{
	struct growing found = grow();

	for (uint32_t i = 0; i < planning->schedule->unplanned_count; i++) {
		const struct unplanned *left = &planning->schedule->unplanned[i];

		if ((left->reason == UNPLANNED_ONLY_MEDIUM) == only_medium)
			grow_by(&found, value_record(&planning->gathering->findings[left->lens][left->question]));
	}
	return grown(planning->gathering->arena, &found);
}

/* Missing practices of questions at risk that are no step; adds up what decides on the order of the rest. */
static void look_over(const struct planning *planning)
{
	const struct assessment *assessment = planning->gathering->assessment;

	for (uint32_t lens = 0; lens < assessment->lens_count; lens++)
		for (uint32_t q = 0; q < assessment->lenses[lens].lens->framework->question_count; q++) {
			const struct finding *finding = &assessment->lenses[lens].findings[q];

			if (finding->risk != RISK_HIGH && finding->risk != RISK_MEDIUM)
				continue;
			planning->roadmap->facts |= planning->gathering->findings[lens][q].priority_facts;
			for (uint32_t i = 0; i < finding->missing_count; i++)
				planning->roadmap->aside += planning->places[lens][finding->missing[i]] == 0;
		}
	if (planning->schedule->assumed)
		planning->roadmap->facts |= 1u << FACT_KEY_engineers;
	for (uint32_t i = 0; i < planning->schedule->count; i++)
		planning->records[i].facts = planning->roadmap->facts;
}

static uint32_t **places(const struct gathering *gathering)
{
	uint32_t **places = arena_array(gathering->arena, uint32_t *, gathering->assessment->lens_count);

	for (uint32_t i = 0; i < gathering->assessment->lens_count; i++)
		places[i] = arena_array(gathering->arena, uint32_t, gathering->assessment->lenses[i].lens->framework->choice_count);
	return places;
}

const struct roadmap_record *gather_roadmap(const struct gathering *gathering)
{
	struct roadmap_record *roadmap = arena_one(gathering->arena, struct roadmap_record);
	struct planning planning = {gathering, schedule_derive(gathering->arena, gathering->assessment, gathering->capacity), roadmap, NULL,
				    places(gathering)};
	uint32_t all = planning.schedule->months;

	planning.records = arena_array(gathering->arena, struct step_record, planning.schedule->count);
	roadmap->schedule = planning.schedule;
	fill_steps(&planning);
	share_out(&planning);
	fill_whole_cost(&planning);
	roadmap->months = months(&planning, MIN(all, ROADMAP_MONTHS));
	roadmap->months_of_unit = all > BURNDOWN_MONTHS ? MONTHS_OF_A_YEAR : 1;
	roadmap->years = years(&planning);
	roadmap->points = points(&planning);
	roadmap->high_gone = high_gone(roadmap);
	roadmap->without_path = unplanned(&planning, false);
	roadmap->only_medium = unplanned(&planning, true);
	look_over(&planning);
	roadmap->waves = waves(gathering->arena, roadmap);
	return roadmap;
}
