/* Rule 6: a metric by two splits at once, all of it or nothing. */
#include "guard.h"

struct crossing {
	struct guard guard;
	const struct statistic *statistic;
	const struct split *first, *second;
	uint32_t failing;
};

static struct shown crossed_cell(struct crossing *crossing, uint32_t i, uint32_t j)
{
	struct guard *guard = &crossing->guard;
	const struct statistic *statistic = crossing->statistic;
	uint64_t *rows = arena_array(guard->arena, uint64_t, guard->corpus->words);
	struct estimate *estimate = arena_one(guard->arena, struct estimate);
	struct figure figure = {.estimate = estimate,
				.has_sides = statistic->metric->kind == METRIC_SHARE,
				.decimals = statistic->metric->rounding,
				.by_review = guard->statistics->metrics->population.unit != UNIT_CLIENT};

	for (size_t w = 0; w < guard->corpus->words; w++)
		rows[w] = crossing->first->groups[i].rows[w] & crossing->second->groups[j].rows[w];
	*estimate = estimate_within(guard, statistic, rows);
	figure.sides = count_sides(guard, statistic->base, figure.has_sides ? statistic->hits : NULL, rows);
	judge_figure(guard, &figure);
	crossing->failing += figure.is_sensitive;
	return shown_of(guard, &figure);
}

static const struct shown *const *crossed_cells(struct crossing *crossing)
{
	struct arena *arena = crossing->guard.arena;
	const struct shown **rows = arena_array(arena, const struct shown *, crossing->first->group_count);

	for (uint32_t i = 0; i < crossing->first->group_count; i++) {
		struct shown *row = arena_array(arena, struct shown, crossing->second->group_count);

		for (uint32_t j = 0; j < crossing->second->group_count; j++)
			row[j] = crossed_cell(crossing, i, j);
		rows[i] = row;
	}
	return rows;
}

/* Reviews in neither group are a cell that nobody prints. */
static bool may_stand(const struct crossing *crossing, const struct protected_view *view, const struct shown *whole)
{
	return view->is_first && crossing->failing == 0 && crossing->first->unplaced == 0 && crossing->second->unplaced == 0 &&
	       whole->as == SHOWN_VALUE && str_is_empty(whole->as_of);
}

const struct shown *const *protect_crossed(struct arena *arena, const struct protected_view *view, uint32_t statistic, uint32_t first,
					   uint32_t second, struct span span, struct diags *diags)
{
	const struct statistics *statistics = view->statistics;
	const struct protect_request request = {.is_protected = view->is_protected};
	struct crossing crossing = {
		.guard = {.arena = arena,
			  .statistics = statistics,
			  .request = &request,
			  .privacy = &statistics->metrics->privacy,
			  .corpus = statistics->corpus,
			  .is_protected = view->is_protected},
		.statistic = &statistics->statistics[statistic],
		.first = &statistics->splits[first],
		.second = &statistics->splits[second],
	};
	const struct shown *whole = &view->statistics_shown[statistic].all;
	const struct shown *const *cells;

	if (crossing.statistic->base == NULL)
		return NULL;
	cells = crossed_cells(&crossing);
	if (!view->is_protected || may_stand(&crossing, view, whole))
		return cells;
	diag(diags, PUBLISH_TWO_WAY, span, str_c(crossing.statistic->metric->id), str_c(crossing.first->key), str_c(crossing.second->key));
	return NULL;
}
