/* What workloads lack, who has it, and in which order to put it right for all of them. */
#include <stdlib.h>
#include <string.h>

#include "portfolio_parts.h"

#define NO_GAP UINT32_MAX

/* Where a column stands to a practice. */
enum spot { SPOT_SILENT, SPOT_HARMLESS, SPOT_TEACHER, SPOT_LACKS_MEDIUM, SPOT_LACKS_HIGH, SPOT_COUNT };

/* Gaps of all editions, while they are made. */
struct digging {
	struct arena *arena;
	struct portfolio *portfolio;
	struct portfolio_column *columns; /* of the portfolio, while they are filled */
	GArray *gaps;                     /* struct portfolio_gap */
	uint32_t **gap_of;                /* per edition and choice: index in gaps, or NO_GAP */
	uint8_t **horizons;               /* per column: per choice, its horizon + 1; 0: no step of its plan */
	const uint8_t *places;            /* of the columns of an edition to one practice */
};

/* Thousandths of a point, as the standard assumptions have them. */
static int64_t points_of(const struct choice *choice)
{
	enum assumption_key key = choice->effort == LEVEL_HIGH                                  ? ASSUMPTION_effort_high
				  : choice->effort == LEVEL_LOW || choice->effort == LEVEL_NONE ? ASSUMPTION_effort_low
												: ASSUMPTION_effort_medium;

	return assumption_kinds[key].standard.likely;
}

static uint64_t weight_of(const struct choice *choice, uint32_t high, uint32_t medium)
{
	uint64_t level = choice->risk == LEVEL_HIGH ? 3 : choice->risk == LEVEL_LOW || choice->risk == LEVEL_NONE ? 1 : 2;

	return (3 * (uint64_t)high + medium) * level * 24000 / (uint64_t)points_of(choice);
}

static bool holds(const uint32_t *choices, uint32_t count, uint32_t choice)
{
	for (uint32_t i = 0; i < count; i++)
		if (choices[i] == choice)
			return true;
	return false;
}

static enum spot spot_of(const struct portfolio_column *column, uint32_t question, uint32_t choice)
{
	const struct finding *finding = &column->answers->findings[question];

	if (!risk_is_answered(finding->risk))
		return SPOT_SILENT;
	if (holds(finding->selected, finding->selected_count, choice))
		return SPOT_TEACHER;
	if (!holds(finding->missing, finding->missing_count, choice))
		return SPOT_SILENT;
	if (finding->risk == RISK_HIGH)
		return SPOT_LACKS_HIGH;
	return finding->risk == RISK_MEDIUM ? SPOT_LACKS_MEDIUM : SPOT_HARMLESS;
}

/* ---- One gap ---- */

static const struct portfolio_column *const *those_at(struct digging *digging, const struct portfolio_edition *edition, const enum spot *places,
						      size_t place_count, uint32_t count)
{
	const struct portfolio_column **found = arena_array(digging->arena, const struct portfolio_column *, count);
	uint32_t kept = 0;

	for (size_t p = 0; p < place_count; p++)
		for (uint32_t i = 0; i < edition->column_count; i++)
			if (digging->places[i] == places[p])
				found[kept++] = edition->columns[i];
	return found;
}

static uint64_t cross(struct share a, struct share b)
{
	return (uint64_t)a.hits * b.of;
}

struct teaching {
	const struct portfolio_column *column;
	bool sound; /* its question shows no risk */
};

static int compare_teachers(const void *left, const void *right)
{
	const struct teaching *a = left, *b = right;
	struct share one = a->column->answers->practices, two = b->column->answers->practices;
	uint64_t ahead = cross(one, two), behind = cross(two, one);

	if (a->sound != b->sound)
		return a->sound ? -1 : 1;
	if (ahead != behind)
		return ahead > behind ? -1 : 1;
	return (a->column->place > b->column->place) - (a->column->place < b->column->place);
}

static const struct portfolio_column *const *teachers_of(struct digging *digging, const struct portfolio_edition *edition, uint32_t question,
							 uint32_t count)
{
	const enum spot places[] = {SPOT_TEACHER};
	const struct portfolio_column *const *found = those_at(digging, edition, places, 1, count);
	const struct portfolio_column **sorted = arena_array(digging->arena, const struct portfolio_column *, count);
	struct teaching *teachings = arena_array(digging->arena, struct teaching, count);

	for (uint32_t i = 0; i < count; i++)
		teachings[i] = (struct teaching){found[i], found[i]->answers->findings[question].risk == RISK_NONE};
	if (count > 0)
		qsort(teachings, count, sizeof *teachings, compare_teachers);
	for (uint32_t i = 0; i < count; i++)
		sorted[i] = teachings[i].column;
	return sorted;
}

/* The horizon of most that lack it: the one in the middle, when they are put in order. */
static enum horizon horizon_of(const struct digging *digging, const struct portfolio_gap *gap)
{
	uint32_t counts[HORIZON_LATER + 1] = {0}, seen = 0, all = 0;

	for (uint32_t i = 0; i < gap->lacking_count; i++) {
		uint8_t horizon = digging->horizons[gap->lacking[i] - digging->portfolio->columns][gap->choice];

		if (horizon > 0) {
			counts[horizon - 1]++;
			all++;
		}
	}
	for (uint32_t horizon = HORIZON_NOW; horizon < HORIZON_LATER; horizon++) {
		seen += counts[horizon];
		if (2 * seen >= all && all > 0)
			return (enum horizon)horizon;
	}
	return HORIZON_LATER;
}

static void note_columns(const struct digging *digging, const struct portfolio_gap *gap)
{
	const struct portfolio_column *columns = digging->portfolio->columns;

	if (gap->lacking_count < PORTFOLIO_COMMON)
		return;
	for (uint32_t i = 0; i < gap->lacking_count; i++)
		digging->columns[gap->lacking[i] - columns].lacks++;
	for (uint32_t i = 0; i < gap->teacher_count; i++)
		digging->columns[gap->teachers[i] - columns].teaches++;
}

static void add_gap(struct digging *digging, uint32_t edition_index, uint32_t choice_index)
{
	static const enum spot lacking[] = {SPOT_LACKS_HIGH, SPOT_LACKS_MEDIUM};
	const struct portfolio_edition *edition = &digging->portfolio->editions[edition_index];
	const struct choice *choice = &edition->framework->choices[choice_index];
	uint8_t *places = arena_array(digging->arena, uint8_t, edition->column_count);
	struct portfolio_gap gap = {.edition = edition_index, .question = choice->question, .choice = choice_index};
	uint32_t counts[SPOT_COUNT] = {0};

	for (uint32_t i = 0; i < edition->column_count; i++) {
		places[i] = (uint8_t)spot_of(edition->columns[i], choice->question, choice_index);
		counts[places[i]]++;
	}
	gap.high = counts[SPOT_LACKS_HIGH];
	gap.lacking_count = gap.high + counts[SPOT_LACKS_MEDIUM];
	if (gap.lacking_count == 0)
		return;
	digging->places = places;
	gap.lacking = those_at(digging, edition, lacking, G_N_ELEMENTS(lacking), gap.lacking_count);
	gap.teacher_count = counts[SPOT_TEACHER];
	gap.teachers = teachers_of(digging, edition, choice->question, gap.teacher_count);
	gap.harmless = counts[SPOT_HARMLESS];
	gap.silent = counts[SPOT_SILENT];
	gap.weight = weight_of(choice, gap.high, counts[SPOT_LACKS_MEDIUM]);
	gap.when = horizon_of(digging, &gap);
	note_columns(digging, &gap);
	g_array_append_val(digging->gaps, gap);
}

/* ---- The plans of the workloads ---- */

static void take_horizons(struct digging *digging, uint32_t index)
{
	const struct portfolio_column *column = &digging->portfolio->columns[index];
	const struct plan *plan = plan_derive(digging->arena, column->assessment);

	digging->horizons[index] = arena_array(digging->arena, uint8_t, column->answers->lens->framework->choice_count);
	for (uint32_t i = 0; i < plan->count; i++)
		if (plan->steps[i].lens == column->lens)
			digging->horizons[index][plan->steps[i].choice] = (uint8_t)(plan->steps[i].when + 1);
}

/* ---- Order ---- */

static int compare_gaps(const void *left, const void *right)
{
	const struct portfolio_gap *a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	if (a->lacking_count != b->lacking_count)
		return a->lacking_count > b->lacking_count ? -1 : 1;
	if (a->high != b->high)
		return a->high > b->high ? -1 : 1;
	if (a->edition != b->edition)
		return a->edition < b->edition ? -1 : 1;
	return (a->choice > b->choice) - (a->choice < b->choice);
}

/* A gap on the roadmap. rank: where by weight it stands, or the first of those that come after it; depth: longest chain of practices before it. */
struct stop {
	const struct portfolio_gap *gap;
	enum horizon when;
	uint32_t rank, depth;
};

static bool share_a_column(const struct portfolio_gap *a, const struct portfolio_gap *b)
{
	for (uint32_t i = 0; i < a->lacking_count; i++)
		for (uint32_t k = 0; k < b->lacking_count; k++)
			if (a->lacking[i] == b->lacking[k])
				return true;
	return false;
}

/* Brings what must come before a stop forward to it; true if something moved. */
static bool bring_forward(const struct digging *digging, struct stop *stops, uint32_t index)
{
	struct stop *stop = &stops[index];
	const struct choice *choice = &digging->portfolio->editions[stop->gap->edition].framework->choices[stop->gap->choice];
	bool moved = false;

	for (uint32_t i = 0; i < choice->after_count; i++) {
		uint32_t at = digging->gap_of[stop->gap->edition][choice->after[i]];
		struct stop *before = at == NO_GAP ? NULL : &stops[at];

		if (before == NULL || !share_a_column(stop->gap, before->gap))
			continue;
		if (before->when <= stop->when && before->rank <= stop->rank && before->depth < stop->depth)
			continue;
		moved = true;
		before->when = MIN(before->when, stop->when);
		before->rank = MIN(before->rank, stop->rank);
		stop->depth = MAX(stop->depth, before->depth + 1);
	}
	return moved;
}

static int compare_stops(const void *left, const void *right)
{
	const struct stop *a = left, *b = right;

	if (a->when != b->when)
		return a->when < b->when ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	return (a->gap > b->gap) - (a->gap < b->gap);
}

/* Practices never come after each other in a circle, so this ends. */
static void make_roadmap(struct digging *digging, struct portfolio_gap *gaps, uint32_t count)
{
	struct stop *stops = arena_array(digging->arena, struct stop, count);
	const struct portfolio_gap **roadmap = arena_array(digging->arena, const struct portfolio_gap *, count);
	bool moved = true;

	for (uint32_t i = 0; i < count; i++)
		stops[i] = (struct stop){&gaps[i], gaps[i].when, i, 0};
	while (moved) {
		moved = false;
		for (uint32_t i = 0; i < count; i++)
			moved = bring_forward(digging, stops, i) || moved;
	}
	for (uint32_t i = 0; i < count; i++)
		gaps[i].when = stops[i].when;
	if (count > 0)
		qsort(stops, count, sizeof *stops, compare_stops);
	for (uint32_t i = 0; i < count; i++)
		roadmap[i] = stops[i].gap;
	digging->portfolio->roadmap = roadmap;
}

static void index_gaps(struct digging *digging, const struct portfolio_gap *gaps, uint32_t count)
{
	const struct portfolio *portfolio = digging->portfolio;

	digging->gap_of = arena_array(digging->arena, uint32_t *, portfolio->edition_count);
	for (uint32_t i = 0; i < portfolio->edition_count; i++) {
		uint32_t choices = portfolio->editions[i].framework->choice_count;

		digging->gap_of[i] = arena_array(digging->arena, uint32_t, choices);
		for (uint32_t k = 0; k < choices; k++)
			digging->gap_of[i][k] = NO_GAP;
	}
	for (uint32_t i = 0; i < count; i++)
		digging->gap_of[gaps[i].edition][gaps[i].choice] = i;
}

void portfolio_fill_gaps(struct arena *arena, struct portfolio *portfolio, struct portfolio_column *columns)
{
	struct digging digging = {
		.arena = arena, .portfolio = portfolio, .columns = columns, .gaps = g_array_new(FALSE, FALSE, sizeof(struct portfolio_gap))};
	struct portfolio_gap *gaps;

	digging.horizons = arena_array(arena, uint8_t *, portfolio->column_count);
	for (uint32_t i = 0; i < portfolio->column_count; i++)
		take_horizons(&digging, i);
	for (uint32_t i = 0; i < portfolio->edition_count; i++)
		for (uint32_t choice = 0; choice < portfolio->editions[i].framework->choice_count; choice++)
			if (!portfolio->editions[i].framework->choices[choice].none_of_these)
				add_gap(&digging, i, choice);
	portfolio->gap_count = digging.gaps->len;
	gaps = arena_array(arena, struct portfolio_gap, portfolio->gap_count);
	if (portfolio->gap_count > 0) {
		memcpy(gaps, digging.gaps->data, portfolio->gap_count * sizeof *gaps);
		qsort(gaps, portfolio->gap_count, sizeof *gaps, compare_gaps);
	}
	g_array_free(digging.gaps, TRUE);
	portfolio->gaps = gaps;
	index_gaps(&digging, gaps, portfolio->gap_count);
	make_roadmap(&digging, gaps, portfolio->gap_count);
}
