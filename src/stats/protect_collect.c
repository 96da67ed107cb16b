/* Gathers the figures of metrics: overall, by period, twice of the same workloads; and the sums that tie them together. */
#include <string.h>

#include "guard.h"

#define NUMBER_DECIMALS 1u

/* Groups and periods of a size each; the reviews without a place are one more. */
static uint32_t *split_sizes(struct guard *guard, const struct split *split)
{
	uint32_t *sizes = arena_array(guard->arena, uint32_t, split->group_count + 1);
	uint64_t *rest = arena_array(guard->arena, uint64_t, guard->corpus->words);

	memcpy(rest, guard->statistics->rows, guard->corpus->words * sizeof *rest);
	for (uint32_t g = 0; g < split->group_count; g++) {
		sizes[g] =
			scope_of(guard, str_format(guard->arena, "%s=%s", str_c(split->key), str_c(key_value(guard->arena, split->groups[g].value))),
				 split->groups[g].rows);
		for (size_t w = 0; w < guard->corpus->words; w++)
			rest[w] &= ~split->groups[g].rows[w];
	}
	sizes[split->group_count] = scope_of(guard, str_format(guard->arena, "%s=", str_c(split->key)), rest);
	return sizes;
}

void collect_population(struct guard *guard, struct plan *plan)
{
	const struct statistics *statistics = guard->statistics;
	uint32_t **sizes = arena_array(guard->arena, uint32_t *, statistics->split_count);

	plan->population = scope_of(guard, STR(""), statistics->rows);
	for (uint32_t i = 0; i < statistics->split_count; i++)
		sizes[i] = split_sizes(guard, &statistics->splits[i]);
	plan->sizes = sizes;
}

static struct str metric_definition(const struct guard *guard, const struct metric *metric)
{
	static const char *const kinds[] = {[METRIC_SHARE] = "share", [METRIC_MEAN] = "mean", [METRIC_MEDIAN] = "median"};
	const struct metrics *metrics = guard->statistics->metrics;
	const struct str texts[] = {metric->value.text,
				    metric->base.text,
				    metric->applies.text,
				    metric->since,
				    metric->until,
				    metrics->framework,
				    str_format(guard->arena, "%u", (unsigned)metrics->population.unit)};

	return definition_of(guard->arena, kinds[metric->kind], texts, G_N_ELEMENTS(texts));
}

/* What metrics that use one another mean is in no text of their own; the risk of that is borne by whoever rewrites them. */
static struct figure whole_figure(const struct guard *guard, const struct statistic *statistic)
{
	const struct metric *metric = statistic->metric;
	struct figure figure = {
		.key = str_format(guard->arena, "metric:%s", str_c(metric->id)),
		.definition = metric_definition(guard, metric),
		.estimate = &statistic->all,
		.has_sides = metric->kind == METRIC_SHARE,
		.is_whole = true,
		.may_reprint = true,
		.by_review = guard->statistics->metrics->population.unit != UNIT_CLIENT,
		.decimals = metric->kind == METRIC_SHARE ? metric->rounding : NUMBER_DECIMALS,
	};

	figure.family = str_format(guard->arena, "metric:%s", str_c(figure.definition));
	figure.sides = count_sides(guard, statistic->base, figure.has_sides ? statistic->hits : NULL, guard->statistics->rows);
	figure.members = members_of(guard, statistic->base, guard->statistics->rows);
	figure.standing = guard->is_protected && !metric->publish ? STANDING_HIDDEN : STANDING_OPEN;
	return figure;
}

static struct sides sides_of_estimate(const struct estimate *estimate)
{
	return (struct sides){.clients = estimate->clients,
			      .reviews = estimate->n,
			      .hit = estimate->clients_hit,
			      .missed = estimate->clients_missed,
			      .of = estimate->clients};
}

/* Of an older edition's series it is not known who is in it. */
static uint32_t period_figure(struct guard *guard, const struct statistic *statistic, const struct figure *whole, const struct series *series,
			      const struct period *period)
{
	bool newest = series->relation == RELATION_SAME || series->relation == RELATION_CLOSE;
	struct str text = str_format(guard->arena, "period=%s", str_c(period->label));
	struct figure figure = *whole;

	figure.key = str_format(guard->arena, newest ? "%s|%s" : "%s|%s|edition=%u", str_c(whole->key), str_c(text), series->edition);
	figure.is_whole = false;
	figure.estimate = &period->estimate;
	figure.scope = scope_of(guard, text, period->rows);
	figure.members = newest ? members_of(guard, statistic->base, period->rows) : NULL;
	figure.sides = newest ? count_sides(guard, statistic->base, whole->has_sides ? statistic->hits : NULL, period->rows)
			      : sides_of_estimate(&period->estimate);
	return add_figure(guard, &figure);
}

/* Reviews of the base in no period; nobody is shown them, but total and periods give them away. */
static uint32_t undated_figure(struct guard *guard, const struct statistic *statistic, const struct figure *whole, const struct series *series)
{
	uint64_t *rest = arena_array(guard->arena, uint64_t, guard->corpus->words);
	struct figure figure = *whole;

	memcpy(rest, guard->statistics->rows, guard->corpus->words * sizeof *rest);
	for (uint32_t i = 0; i < series->period_count; i++)
		for (size_t w = 0; w < guard->corpus->words; w++)
			rest[w] &= ~series->periods[i].rows[w];
	figure.key = str_format(guard->arena, "%s|period=", str_c(whole->key));
	figure.standing = STANDING_HIDDEN;
	figure.is_whole = false;
	figure.estimate = NULL;
	figure.members = members_of(guard, statistic->base, rest);
	figure.sides = count_sides(guard, statistic->base, whole->has_sides ? statistic->hits : NULL, rest);
	return add_figure(guard, &figure);
}

static uint32_t *collect_series(struct guard *guard, const struct statistic *statistic, uint32_t whole, const struct series *series)
{
	uint32_t *figures = arena_array(guard->arena, uint32_t, series->period_count + 1);
	const struct figure of = *figure_at(guard, whole);

	for (uint32_t i = 0; i < series->period_count; i++)
		figures[i] = period_figure(guard, statistic, &of, series, &series->periods[i]);
	if (series->relation != RELATION_SAME && series->relation != RELATION_CLOSE)
		return figures;
	figures[series->period_count] = undated_figure(guard, statistic, &of, series);
	add_equation(guard, &(struct equation){.total = whole, .terms = figures, .count = series->period_count + 1});
	return figures;
}

/* Clients whose workload is in the base now and was at its first review. NULL if that cannot be told as the statistic told it. */
static uint64_t *changed_members(const struct guard *guard, uint32_t index)
{
	const struct statistic *statistic = &guard->statistics->statistics[index];
	const struct corpus *corpus = guard->corpus;
	const struct program *base = guard->statistics->programs == NULL ? NULL : guard->statistics->programs->bases[index];
	uint64_t *members = arena_array(guard->arena, uint64_t, guard->client_words);
	struct results *results;
	const struct truths *value, *of;
	uint32_t pairs = 0;

	if (statistic->program == NULL)
		return NULL;
	results = results_new(guard->arena, corpus);
	value = program_truths(results, statistic->program);
	of = base == NULL ? NULL : program_truths(results, base);
	for (uint32_t row = 0; row < corpus->row_count; row++) {
		uint32_t first = corpus->first_row[row];

		if (!bits_has(statistic->base, row) || first == row || (!bits_has(value->yes, first) && !bits_has(value->no, first)))
			continue;
		if (of != NULL && !bits_has(of->yes, first))
			continue;
		bits_add(members, corpus->client[row]);
		pairs++;
	}
	return pairs == statistic->change->pairs ? members : NULL;
}

/* The others of the whole are as good as printed too. */
static void judge_change(const struct guard *guard, struct figure *figure, const struct figure *whole)
{
	uint32_t others = whole->sides.clients - MIN(figure->sides.clients, whole->sides.clients);

	if (figure->standing != STANDING_OPEN || !guard->is_protected || others == 0 || others >= guard->privacy->min_clients)
		return;
	figure->standing = STANDING_WITHHELD;
	figure->rule = PRIVACY_RULE_NESTED;
}

static uint32_t change_figure(struct guard *guard, uint32_t whole, const char *when, uint32_t hits, const struct change *change, uint64_t *members)
{
	const struct figure *of = figure_at(guard, whole);
	bool last = *when == 'l';
	struct figure figure = {
		.key = str_format(guard->arena, "%s|%s", str_c(of->key), when),
		.definition = of->definition,
		.has_sides = true,
		.may_reprint = true,
		.family = last ? of->family : str_format(guard->arena, "%s|first", str_c(of->family)),
		.scope = of->scope,
		.by_review = of->by_review,
		.members = members,
	};
	uint32_t index;

	figure.sides = (struct sides){
		.clients = change->clients, .reviews = change->pairs, .hit = hits, .missed = change->pairs - hits, .of = change->pairs};
	index = add_figure(guard, &figure);
	judge_change(guard, figure_at(guard, index), of);
	return index;
}

static void collect_change(struct guard *guard, uint32_t index, struct statistic_plan *plan)
{
	const struct change *change = guard->statistics->statistics[index].change;
	uint64_t *members;

	plan->change_first = plan->change_last = NO_FIGURE;
	if (change == NULL)
		return;
	members = changed_members(guard, index);
	plan->change_first = change_figure(guard, plan->whole, "first", change->table.a + change->table.b, change, members);
	plan->change_last = change_figure(guard, plan->whole, "last", change->table.a + change->table.c, change, members);
}

static void collect_statistic(struct guard *guard, uint32_t index, struct statistic_plan *plan, uint32_t population)
{
	const struct statistic *statistic = &guard->statistics->statistics[index];
	uint32_t **series = arena_array(guard->arena, uint32_t *, statistic->series_count);
	struct figure figure;

	*plan = (struct statistic_plan){NO_FIGURE, series, NO_FIGURE, NO_FIGURE};
	if (statistic->base == NULL)
		return;
	figure = whole_figure(guard, statistic);
	figure.scope = population;
	plan->whole = add_figure(guard, &figure);
	if (figure.standing == STANDING_HIDDEN)
		return;
	for (uint32_t i = 0; i < statistic->series_count; i++)
		series[i] = collect_series(guard, statistic, plan->whole, &statistic->series[i]);
	collect_change(guard, index, plan);
}

/* Figures by their keys. */
static GHashTable *index_figures(const struct guard *guard)
{
	GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);

	for (uint32_t i = 0; i < guard->figures->len; i++)
		g_hash_table_insert(index, (gpointer)(uintptr_t)str_c(figure_at(guard, i)->key), GUINT_TO_POINTER(i + 1));
	return index;
}

/* Of the parts the figures of the same group, period or time; false where one has none. */
static bool find_parts(const struct guard *guard, GHashTable *index, const struct statistic *statistic, const char *suffix, uint32_t *terms)
{
	for (uint32_t i = 0; i < statistic->part_count; i++) {
		const struct metric *part = guard->statistics->statistics[statistic->parts[i]].metric;
		char *key = g_strdup_printf("metric:%s%s", str_c(part->id), suffix);
		gpointer found = g_hash_table_lookup(index, key);

		g_free(key);
		if (found == NULL)
			return false;
		terms[i] = GPOINTER_TO_UINT(found) - 1;
	}
	return true;
}

/* Hits of the parts add up to those of the whole, on one base: overall, and wherever all of them are counted. */
static void tie_parts(struct guard *guard, const struct plan *plan, GHashTable *index, uint32_t whole)
{
	const struct statistic *statistic = &guard->statistics->statistics[whole];
	const struct figure *all = plan->statistics[whole].whole == NO_FIGURE ? NULL : figure_at(guard, plan->statistics[whole].whole);
	char *prefix = all == NULL || statistic->part_count == 0 ? NULL : g_strdup_printf("%s|", str_c(all->key));

	for (uint32_t i = 0; prefix != NULL && i < guard->figures->len; i++) {
		const struct figure *figure = figure_at(guard, i);
		uint32_t *terms;

		if (figure != all && !g_str_has_prefix(str_c(figure->key), prefix))
			continue;
		terms = arena_array(guard->arena, uint32_t, statistic->part_count);
		if (find_parts(guard, index, statistic, str_c(figure->key) + all->key.length, terms))
			add_equation(guard, &(struct equation){i, terms, statistic->part_count, true});
	}
	g_free(prefix);
}

static void tie_all_parts(struct guard *guard, const struct plan *plan)
{
	GHashTable *index = index_figures(guard);

	for (uint32_t i = 0; i < guard->statistics->statistic_count; i++)
		tie_parts(guard, plan, index, i);
	g_hash_table_unref(index);
}

/* The first of all that parts tie together stands for them. */
static uint32_t root_of(const struct guard *guard, uint32_t index)
{
	while (guard->roots[index] != index)
		index = guard->roots[index];
	return index;
}

static void find_roots(struct guard *guard)
{
	const struct statistics *statistics = guard->statistics;

	guard->roots = arena_array(guard->arena, uint32_t, statistics->statistic_count);
	for (uint32_t i = 0; i < statistics->statistic_count; i++)
		guard->roots[i] = i;
	for (uint32_t i = 0; i < statistics->statistic_count; i++)
		for (uint32_t p = 0; p < statistics->statistics[i].part_count; p++) {
			uint32_t a = root_of(guard, i), b = root_of(guard, statistics->statistics[i].parts[p]);

			guard->roots[MAX(a, b)] = MIN(a, b);
		}
	for (uint32_t i = 0; i < statistics->statistic_count; i++)
		guard->roots[i] = root_of(guard, i);
}

void collect_statistics(struct guard *guard, struct plan *plan)
{
	const struct statistics *statistics = guard->statistics;
	uint32_t *wholes = arena_array(guard->arena, uint32_t, statistics->statistic_count);
	struct segment_plan **segments = arena_array(guard->arena, struct segment_plan *, statistics->statistic_count);

	plan->statistics = arena_array(guard->arena, struct statistic_plan, statistics->statistic_count);
	find_roots(guard);
	for (uint32_t i = 0; i < statistics->statistic_count; i++) {
		collect_statistic(guard, i, &plan->statistics[i], plan->population);
		wholes[i] = plan->statistics[i].whole;
		if (wholes[i] != NO_FIGURE && figure_at(guard, wholes[i])->standing == STANDING_HIDDEN)
			wholes[i] = NO_FIGURE;
		segments[i] = arena_array(guard->arena, struct segment_plan, statistics->statistics[i].segment_count);
	}
	plan->segments = segments;
	plan_segments(guard, wholes, segments);
	tie_all_parts(guard, plan);
}
