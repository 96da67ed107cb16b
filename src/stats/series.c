/* Shares by time, in a series for the editions that ask the same and others for those that ask something else; and the same workloads twice. */
#include <stdlib.h>

#include "work.h"

/* Periods of a year. */
static const uint32_t lengths[] = {[TREND_NONE] = 0, [TREND_YEAR] = 1, [TREND_HALF] = 2, [TREND_QUARTER] = 4};

/* Periods are numbered through: year * parts + part. */
static uint32_t number_of(enum metric_trend trend, uint32_t date)
{
	uint32_t parts = lengths[trend], month = date / 100 % 100;

	return date / 10000 * parts + (MAX(month, 1u) - 1) * parts / 12;
}

static struct str label_of(struct arena *arena, enum metric_trend trend, uint32_t number)
{
	uint32_t parts = lengths[trend];

	if (parts == 1)
		return str_format(arena, "%u", number);
	return str_format(arena, parts == 2 ? "%u-H%u" : "%u-Q%u", number / parts, number % parts + 1);
}

static int by_number(const void *left, const void *right)
{
	const struct span_of_time *a = left, *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

static uint64_t *rows_of(const struct work *work, GArray *spans, GHashTable *seen, uint32_t number)
{
	struct span_of_time span = {number, g_hash_table_lookup(seen, GUINT_TO_POINTER(number))};

	if (span.rows != NULL)
		return span.rows;
	span.rows = arena_array(work->arena, uint64_t, work->corpus->words);
	g_array_append_val(spans, span);
	g_hash_table_insert(seen, GUINT_TO_POINTER(number), span.rows);
	return span.rows;
}

/* The periods in which there are reviews of the population, in order; found once for all metrics. */
static const struct calendar *calendar_of(struct work *work, enum metric_trend trend)
{
	struct calendar *calendar = &work->calendars[trend];
	GArray *spans;
	GHashTable *seen;

	if (calendar->spans != NULL)
		return calendar;
	spans = g_array_new(FALSE, TRUE, sizeof(struct span_of_time));
	seen = g_hash_table_new(NULL, NULL);
	for (uint32_t row = 0; row < work->corpus->row_count; row++)
		if (bits_has(work->rows, row) && work->corpus->date[row] != 0)
			bits_add(rows_of(work, spans, seen, number_of(trend, work->corpus->date[row])), row);
	g_array_sort(spans, by_number);
	calendar->count = spans->len;
	calendar->spans = arena_array(work->scratch, struct span_of_time, spans->len);
	for (uint32_t i = 0; i < spans->len; i++)
		calendar->spans[i] = g_array_index(spans, struct span_of_time, i);
	g_array_unref(spans);
	g_hash_table_unref(seen);
	return calendar;
}

/* The mix of the whole base over the groups of the metric's first segment key; NULL: there is none. */
static const struct split *mix_of(const struct work *work, const struct metric *metric)
{
	for (uint32_t i = 0; metric->segment_count > 0 && i < work->statistics->split_count; i++)
		if (str_equal(work->splits[i].key, metric->segments[0].text))
			return &work->splits[i];
	return NULL;
}

static void standardise_period(const struct work *work, const struct membership *membership, const struct split *split, double confidence,
			       struct period *period)
{
	size_t words = work->corpus->words;
	struct share *shares = g_new0(struct share, split->group_count + 1);
	double *weights = g_new0(double, split->group_count + 1);

	for (uint32_t g = 0; g < split->group_count; g++) {
		const uint64_t *group = split->groups[g].rows;

		weights[g] = plane_count_both(membership->base, group, words);
		shares[g].of = plane_count_all(membership->base, group, period->rows, words);
		shares[g].hits = plane_count_all(membership->hits, group, period->rows, words);
	}
	period->standard = standardise(shares, weights, split->group_count, confidence);
	period->has_standard = true;
	g_free(shares);
	g_free(weights);
}

static void fill_period(const struct work *work, const struct membership *membership, const struct metric *metric, const struct span_of_time *span,
			struct period *period)
{
	const struct split *split = mix_of(work, metric);
	uint32_t parts = lengths[metric->trend];

	period->label = label_of(work->arena, metric->trend, span->number);
	period->start = span->number / parts * 10000 + (span->number % parts * 12 / parts + 1) * 100 + 1;
	period->rows = span->rows;
	period->estimate = estimate_of(work, membership, metric, span->rows);
	if (split != NULL && metric->kind == METRIC_SHARE)
		standardise_period(work, membership, split, metric->confidence, period);
}

enum movement movement_of(double p, struct difference difference)
{
	if (!(p < 0.05) || (difference.low <= 0 && difference.high >= 0))
		return MOVEMENT_NONE;
	return difference.value > 0 ? MOVEMENT_ROSE : MOVEMENT_FELL;
}

static bool opposite(double a, double b)
{
	return (a > 0 && b < 0) || (a < 0 && b > 0);
}

/* The middle of a period, in years. */
static double middle_of(const struct period *period, uint32_t parts)
{
	return period->start / 10000 + (period->start / 100 % 100 - 1) / 12.0 + 0.5 / parts;
}

static void test_series(const struct metric *metric, struct series *series)
{
	const struct period *first = &series->periods[0], *last = &series->periods[series->period_count - 1];
	struct share *shares = g_new(struct share, series->period_count);
	double *scores = g_new(double, series->period_count), p;

	for (uint32_t i = 0; i < series->period_count; i++) {
		shares[i] = effective_share(&series->periods[i].estimate);
		scores[i] = middle_of(&series->periods[i], lengths[metric->trend]);
	}
	series->trend = cochran_armitage(shares, scores, series->period_count);
	series->change = difference_of(&last->estimate, &first->estimate, metric->confidence, &p);
	series->movement = movement_of(series->trend.p, series->change);
	series->mix_changed = first->has_standard && opposite(series->change.value, last->standard.share - first->standard.share);
	g_free(shares);
	g_free(scores);
}

static void take_one(struct work *work, const struct membership *membership, const struct metric *metric, struct series *series)
{
	const struct calendar *calendar = calendar_of(work, metric->trend);
	struct period *periods = arena_array(work->arena, struct period, calendar->count);

	for (uint32_t i = 0; i < calendar->count; i++)
		if (plane_count_both(membership->base, calendar->spans[i].rows, work->corpus->words) > 0)
			fill_period(work, membership, metric, &calendar->spans[i], &periods[series->period_count++]);
	series->periods = periods;
	series->trend.p = 1;
	series->change = (struct difference){0, -1, 1};
	if (series->period_count > 1 && metric->kind == METRIC_SHARE)
		test_series(metric, series);
}

void take_series(struct work *work, uint32_t metric, const struct membership *membership, struct statistic *statistic)
{
	uint32_t editions = work->corpus->edition_count;
	struct series *all;

	if (statistic->metric->trend == TREND_NONE || editions == 0)
		return;
	all = arena_array(work->arena, struct series, editions + 1);
	for (uint32_t e = 0; e < editions; e++) {
		enum relation relation = relation_of(work, metric, e);
		struct series *series = &all[statistic->series_count];
		struct membership older;
		bool only[256] = {false};

		if (relation != RELATION_BROADER && relation != RELATION_NARROWER)
			continue;
		only[e] = true;
		older = membership_of(work, work->scratch, metric, only, work->rows);
		*series = (struct series){.relation = relation, .edition = e};
		take_one(work, &older, statistic->metric, series);
		statistic->series_count += series->period_count > 0;
	}
	all[statistic->series_count] = (struct series){.relation = statistic->is_close ? RELATION_CLOSE : RELATION_SAME, .edition = editions - 1};
	take_one(work, membership, statistic->metric, &all[statistic->series_count]);
	statistic->series_count += all[statistic->series_count].period_count > 0;
	statistic->series = all;
}

/* Adds the workload of a row that stands for it, if it was known at its first review too. */
static void add_pair(const struct membership *membership, uint32_t first, uint32_t last, struct table_2x2 *table)
{
	bool before = bits_has(membership->hits, first), now = bits_has(membership->hits, last);

	table->a += before && now;
	table->b += before && !now;
	table->c += !before && now;
	table->d += !before && !now;
}

/* newcombe_paired gives first - second; what changed is last - first. */
static struct difference turned(struct difference difference)
{
	return (struct difference){-difference.value, -difference.high, -difference.low};
}

void take_change(struct work *work, uint32_t metric, struct statistic *statistic)
{
	const struct corpus *corpus = work->corpus;
	struct change *change;
	uint32_t client = UINT32_MAX;
	struct membership membership;
	bool editions[256];

	if (work->metrics->population.select != SELECT_LATEST || statistic->metric->kind != METRIC_SHARE || work->again_count == 0)
		return;
	change = arena_one(work->arena, struct change);
	editions_of(work, metric, editions);
	membership = membership_of(work, work->scratch, metric, editions, work->standing);
	for (uint32_t i = 0; i < work->again_count; i++) {
		uint32_t row = work->again[i], first = corpus->first_row[row];

		if (!bits_has(membership.base, row) || !bits_has(membership.base, first))
			continue;
		add_pair(&membership, first, row, &change->table);
		change->pairs++;
		change->clients += corpus->client[row] != client;
		client = corpus->client[row];
	}
	if (change->pairs == 0)
		return;
	change->difference = turned(newcombe_paired(change->table, statistic->metric->confidence));
	change->p = mcnemar_exact(change->table.b, change->table.c);
	change->movement = movement_of(change->p, change->difference);
	statistic->change = change;
}
