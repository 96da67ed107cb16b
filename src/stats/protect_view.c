/* Lays out what was decided beside the statistics, index by index. */
#include <math.h>

#include "guard.h"

static struct shown shown_at(const struct guard *guard, uint32_t figure)
{
	if (figure != NO_FIGURE)
		return shown_of(guard, figure_at(guard, figure));
	return (struct shown){.as = SHOWN_NOT, .rule = PRIVACY_RULE_NO_FIGURE, .codes = 1u << CODE_NOT_AVAILABLE};
}

static bool is_new_value(const struct shown *shown)
{
	return shown->as == SHOWN_VALUE && str_is_empty(shown->as_of);
}

static void count_shown(struct protected_view *view, const struct shown *shown)
{
	view->withheld += shown->as == SHOWN_NOT && (shown->codes & 1u << CODE_CONFIDENTIAL) != 0;
	view->limited += shown->as == SHOWN_UNDER || shown->as == SHOWN_OVER;
	view->reprinted += !str_is_empty(shown->as_of);
}

/* "media, public and retail" */
static struct str merge_label(const struct guard *guard, const struct split *split, const uint32_t *groups, uint32_t count)
{
	GString *label = g_string_new(NULL);

	for (uint32_t i = 0; i < count; i++) {
		g_string_append(label, i == 0 ? "" : i + 1 == count ? " and " : ", ");
		g_string_append(label, groups[i] < split->group_count ? str_c(split->groups[groups[i]].value) : "not stated");
	}
	return str_take(guard->arena, label);
}

static struct shown_merge merge_new(const struct guard *guard, const struct split *split, const struct segment_plan *plan, uint32_t unit)
{
	uint32_t *groups = arena_array(guard->arena, uint32_t, split->group_count + 1);
	const struct figure *figure = figure_at(guard, plan->figures[unit]);
	struct shown_merge merge = {.groups = groups, .shown = shown_of(guard, figure)};

	for (uint32_t g = 0; g <= split->group_count; g++)
		if (plan->unit_of[g] == unit)
			groups[merge.group_count++] = g;
	merge.label = merge_label(guard, split, groups, merge.group_count);
	merge.value = merge.shown.as == SHOWN_VALUE && is_fresh(figure) ? figure->estimate->value : 0;
	return merge;
}

/* What is not shown is not merged for the reader: each of its groups is confidential. */
static bool is_merged(const struct segment_plan *plan, const struct split *split, uint32_t unit)
{
	uint32_t groups = 0;

	for (uint32_t g = 0; g <= split->group_count; g++)
		groups += plan->unit_of[g] == unit;
	return groups > 1;
}

static void fill_merges(const struct guard *guard, const struct segment_plan *plan, const struct split *split, struct shown_segment *segment,
			uint32_t *merge_of)
{
	struct shown_merge *merges = arena_array(guard->arena, struct shown_merge, plan->unit_count);

	for (uint32_t u = 0; u < plan->unit_count; u++) {
		merge_of[u] = UINT32_MAX;
		if (!is_merged(plan, split, u))
			continue;
		merges[segment->merge_count] = merge_new(guard, split, plan, u);
		if (merges[segment->merge_count].shown.as != SHOWN_NOT)
			merge_of[u] = segment->merge_count++;
	}
	segment->merges = merges;
}

/* The rest of the groups is printed along with a difference to it. */
static bool rest_is_safe(const struct guard *guard, const struct segment *segment, const struct split *split, uint32_t group)
{
	struct sides rest = {0};

	for (uint32_t g = 0; g < split->group_count; g++) {
		const struct estimate *estimate = &segment->cells[g].estimate;

		if (g == group)
			continue;
		rest.clients += estimate->clients;
		rest.hit += estimate->clients_hit;
		rest.missed += estimate->clients_missed;
	}
	return primary_rule(guard, &rest, true, false) == PRIVACY_RULE_NONE;
}

static struct points points_of(const struct segment *segment, const struct split *split, uint32_t group)
{
	struct share own = segment->cells[group].estimate.share, rest = {0, 0};
	bool clustered = false;

	for (uint32_t g = 0; g < split->group_count; g++) {
		const struct estimate *estimate = &segment->cells[g].estimate;

		clustered = clustered || estimate->is_clustered;
		rest.hits += g == group ? 0 : estimate->k;
		rest.of += g == group ? 0 : estimate->n;
	}
	if (clustered)
		return (struct points){.steps = (int32_t)lround(100 * segment->cells[group].against.value), .agrees = true};
	return points_between(own, rest, 0);
}

static void fill_cell(const struct guard *guard, const struct segment_plan *plan, uint32_t group, const uint32_t *merge_of, struct shown *cell,
		      uint32_t *merge)
{
	uint32_t unit = plan->unit_of == NULL ? UINT32_MAX : plan->unit_of[group];

	*merge = unit == UINT32_MAX ? UINT32_MAX : merge_of[unit];
	*cell = shown_at(guard, unit == UINT32_MAX ? NO_FIGURE : plan->figures[unit]);
	if (*merge != UINT32_MAX)
		*cell = (struct shown){.as = SHOWN_MERGED, .rule = PRIVACY_RULE_SECONDARY};
}

static void fill_segment(const struct guard *guard, const struct segment *of, const struct segment_plan *plan, struct protected_view *view,
			 struct shown_segment *segment)
{
	const struct split *split = &guard->statistics->splits[of->split];
	struct shown *cells = arena_array(guard->arena, struct shown, split->group_count);
	uint32_t *merge = arena_array(guard->arena, uint32_t, split->group_count), *merge_of = arena_array(guard->arena, uint32_t, plan->unit_count);
	bool *findings = arena_array(guard->arena, bool, split->group_count);
	struct points *against = arena_array(guard->arena, struct points, split->group_count);

	fill_merges(guard, plan, split, segment, merge_of);
	for (uint32_t g = 0; g < split->group_count; g++) {
		fill_cell(guard, plan, g, merge_of, &cells[g], &merge[g]);
		count_shown(view, &cells[g]);
		findings[g] = of->cells[g].is_finding && is_new_value(&cells[g]) && cells[g].in_findings &&
			      (!guard->is_protected || rest_is_safe(guard, of, split, g));
		if (findings[g])
			against[g] = points_of(of, split, g);
	}
	view->merged += segment->merge_count;
	segment->cells = cells;
	segment->merge = merge;
	segment->findings = findings;
	segment->against = against;
}

static void fill_series(const struct guard *guard, const struct series *of, const uint32_t *figures, bool is_later, struct protected_view *view,
			struct shown_series *series)
{
	struct shown *periods = arena_array(guard->arena, struct shown, of->period_count);

	for (uint32_t i = 0; i < of->period_count; i++) {
		periods[i] = figures == NULL ? shown_at(guard, NO_FIGURE) : shown_at(guard, figures[i]);
		if (i == 0 && is_later)
			periods[i].codes |= 1u << CODE_BREAK;
		count_shown(view, &periods[i]);
	}
	series->periods = periods;
	series->has_movement = of->period_count > 1 && is_new_value(&periods[0]) && is_new_value(&periods[of->period_count - 1]);
}

static void fill_change(const struct guard *guard, const struct statistic *statistic, const struct statistic_plan *plan, struct shown_change *change)
{
	const struct change *of = statistic->change;

	change->first = shown_at(guard, plan->change_first);
	change->last = shown_at(guard, plan->change_last);
	change->has_difference = of != NULL && is_new_value(&change->first) && is_new_value(&change->last);
	if (!change->has_difference)
		return;
	change->difference =
		points_between((struct share){of->table.a + of->table.c, of->pairs}, (struct share){of->table.a + of->table.b, of->pairs}, 0);
	change->interval = (struct percent_range){.low = (uint32_t)floor(100 * (of->difference.low + 1)),
						  .high = (uint32_t)ceil(100 * (of->difference.high + 1))};
}

static void fill_reasons(const struct guard *guard, const struct statistic *statistic, struct shown_statistic *shown)
{
	const struct estimate *estimate = &statistic->all;

	shown->reasons.is_rounded = guard->is_protected && shown->all.base_is_rounded;
	if (shown->all.as == SHOWN_NOT || !str_is_empty(shown->all.as_of))
		return;
	shown->reasons.unknown = estimate->unknown;
	shown->reasons.not_asked = estimate->not_asked;
	shown->reasons.not_applicable = estimate->not_applicable;
	if (!shown->reasons.is_rounded)
		return;
	shown->reasons.unknown = rounded_base(guard, estimate->unknown);
	shown->reasons.not_asked = rounded_base(guard, estimate->not_asked);
	shown->reasons.not_applicable = rounded_base(guard, estimate->not_applicable);
}

static void fill_statistic(const struct guard *guard, const struct plan *plan, uint32_t index, struct protected_view *view,
			   struct shown_statistic *shown)
{
	const struct statistic *statistic = &guard->statistics->statistics[index];
	struct shown_segment *segments = arena_array(guard->arena, struct shown_segment, statistic->segment_count);
	struct shown_series *series = arena_array(guard->arena, struct shown_series, statistic->series_count);

	shown->all = shown_at(guard, plan->statistics[index].whole);
	count_shown(view, &shown->all);
	fill_reasons(guard, statistic, shown);
	for (uint32_t i = 0; i < statistic->segment_count; i++)
		fill_segment(guard, &statistic->segments[i], &plan->segments[index][i], view, &segments[i]);
	for (uint32_t i = 0; i < statistic->series_count; i++)
		fill_series(guard, &statistic->series[i], plan->statistics[index].series[i], i > 0, view, &series[i]);
	shown->segments = segments;
	shown->series = series;
	fill_change(guard, statistic, &plan->statistics[index], &shown->change);
}

static void settle_parts(const struct statistics *statistics, struct shown_statistic *shown)
{
	for (uint32_t i = 0; i < statistics->statistic_count; i++) {
		shown[i].parts_add_up = statistics->statistics[i].part_count > 0 && is_new_value(&shown[i].all);
		for (uint32_t p = 0; p < statistics->statistics[i].part_count; p++)
			shown[i].parts_add_up = shown[i].parts_add_up && is_new_value(&shown[statistics->statistics[i].parts[p]].all);
	}
}

static int by_rank(const void *left, const void *right, void *data)
{
	const struct shown_place *a = left, *b = right;
	const struct ranked *places = data;

	if ((a->rank == 0) != (b->rank == 0))
		return a->rank == 0 ? 1 : -1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->rank == 0)
		return str_compare(places[a->place].id, places[b->place].id);
	return a->place < b->place ? -1 : 1;
}

/* Places of figures that are not shown as they are would tell them apart. */
static void fill_ranking(const struct guard *guard, const struct standings *of, const uint32_t *figures, struct shown_standings *standings)
{
	struct shown_place *places = arena_array(guard->arena, struct shown_place, of->count);

	for (uint32_t i = 0; i < of->count; i++) {
		places[i] = (struct shown_place){.shown = shown_at(guard, figures[i]), .place = i};
		if (!is_new_value(&places[i].shown) || (guard->is_protected && !places[i].shown.in_findings))
			continue;
		places[i].rank = of->places[i].rank;
		places[i].interval = of->places[i].interval;
	}
	if (of->count > 0)
		g_qsort_with_data(places, (gint)of->count, sizeof *places, by_rank, (gpointer)(uintptr_t)of->places);
	standings->places = places;
	standings->count = of->count;
}

static struct shown_profile profile_at(const struct guard *guard, uint32_t figure, const struct risk_profile *of)
{
	struct shown_profile profile = {.high = shown_at(guard, figure)};
	uint32_t counts[3] = {of->counts.of[RISK_HIGH], of->counts.of[RISK_MEDIUM], of->counts.of[RISK_NONE]}, least = guard->privacy->min_side;
	bool large = counts[0] >= least && counts[1] >= least && counts[2] >= least;

	profile.has_parts = is_new_value(&profile.high) && (large || !guard->is_protected);
	if (profile.has_parts)
		largest_remainder(counts, profile.percents, 3, 0);
	return profile;
}

static void fill_pillar(const struct guard *guard, const struct pillar_plan *plan, const struct pillar_statistic *of, struct shown_pillar *pillar)
{
	const struct statistics *statistics = guard->statistics;
	const struct shown_profile **groups = arena_array(guard->arena, const struct shown_profile *, statistics->split_count);

	pillar->all = profile_at(guard, plan->all, &of->all);
	for (uint32_t s = 0; s < statistics->split_count; s++) {
		struct shown_profile *row = arena_array(guard->arena, struct shown_profile, statistics->splits[s].group_count);

		for (uint32_t g = 0; g < statistics->splits[s].group_count; g++)
			row[g] = profile_at(guard, plan->groups[s][g], &of->groups[s][g]);
		groups[s] = row;
	}
	pillar->groups = groups;
}

static struct shown_pairing pairing_at(const struct guard *guard, uint32_t figure, const struct pairing *of)
{
	struct shown shown = shown_at(guard, figure);
	struct shown_pairing pairing = {.as = shown.as, .rule = shown.rule, .codes = shown.codes};
	uint32_t first = of->table.a + of->table.b;

	if (shown.as != SHOWN_VALUE)
		return pairing;
	pairing.both_percent = first == 0 ? 0 : (uint32_t)((200 * (uint64_t)of->table.a + first) / (2 * (uint64_t)first));
	pairing.lift_tenths = (uint32_t)lround(10 * of->association.lift);
	return pairing;
}

static void fill_sizes(const struct guard *guard, const struct plan *plan, struct protected_view *view)
{
	const struct statistics *statistics = guard->statistics;
	struct shown_split *splits = arena_array(guard->arena, struct shown_split, statistics->split_count);

	for (uint32_t s = 0; s < statistics->split_count; s++) {
		uint32_t count = statistics->splits[s].group_count;
		struct shown *groups = arena_array(guard->arena, struct shown, count);

		for (uint32_t g = 0; g < count; g++)
			groups[g] = shown_at(guard, plan->sizes[s][g]);
		splits[s] = (struct shown_split){groups, shown_at(guard, plan->sizes[s][count])};
	}
	view->splits = splits;
}

/* How many were left out, but not whether one more was. */
static void fill_refused(const struct guard *guard, struct protected_view *view)
{
	const struct population_counts *counts = &guard->statistics->counts;
	uint32_t step = guard->privacy->base_step;

	view->refused = counts->refused;
	view->refused_clients = counts->refused_clients;
	if (!guard->is_protected || counts->refused_clients == 0)
		return;
	view->refused_is_under = counts->refused_clients < step;
	view->refused_clients = view->refused_is_under ? step : rounded_base(guard, counts->refused_clients);
	view->refused = view->refused_is_under ? (counts->refused + step - 1) / step * step : rounded_base(guard, counts->refused);
}

void fill_view(const struct guard *guard, const struct plan *plan, struct protected_view *view)
{
	const struct statistics *statistics = guard->statistics;
	struct shown_statistic *shown = arena_array(guard->arena, struct shown_statistic, statistics->statistic_count);
	struct shown_standings *rankings = arena_array(guard->arena, struct shown_standings, statistics->ranking_count);
	struct shown_pillar *pillars = arena_array(guard->arena, struct shown_pillar, statistics->pillar_count);
	struct shown_pairing *pairings = arena_array(guard->arena, struct shown_pairing, statistics->pairing_count);

	view->population = shown_at(guard, plan->population);
	fill_refused(guard, view);
	fill_sizes(guard, plan, view);
	for (uint32_t i = 0; i < statistics->statistic_count; i++)
		fill_statistic(guard, plan, i, view, &shown[i]);
	settle_parts(statistics, shown);
	for (uint32_t i = 0; i < statistics->ranking_count; i++)
		fill_ranking(guard, &statistics->rankings[i], plan->rankings[i], &rankings[i]);
	for (uint32_t i = 0; i < statistics->pillar_count; i++)
		fill_pillar(guard, &plan->pillars[i], &statistics->pillars[i], &pillars[i]);
	for (uint32_t i = 0; i < statistics->pairing_count; i++)
		pairings[i] = pairing_at(guard, plan->pairings[i], &statistics->pairings[i]);
	view->statistics_shown = shown;
	view->rankings = rankings;
	view->pillars = pillars;
	view->pairings = pairings;
}
