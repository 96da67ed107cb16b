/* Parts of a metric: checked to be disjoint and exhaustive, with percents that add up to the whole. */
#include <stdlib.h>

#include "stats/display.h"
#include "work.h"

struct faults {
	uint32_t overlap, gap, outside; /* reviews in two parts; in the whole and no part; in a part and not the whole */
};

static uint32_t count_parts(const struct statistic *statistics, const struct statistic *whole, uint32_t row)
{
	uint32_t count = 0;

	for (uint32_t p = 0; p < whole->part_count; p++)
		count += bits_has(statistics[whole->parts[p]].hits, row);
	return count;
}

static struct faults find_faults(const struct work *work, const struct statistic *statistics, const struct statistic *whole)
{
	struct faults faults = {0};

	for (uint32_t row = 0; row < work->corpus->row_count; row++) {
		uint32_t parts = bits_has(whole->base, row) ? count_parts(statistics, whole, row) : 0;
		bool hit = bits_has(whole->hits, row);

		faults.overlap += parts > 1;
		faults.gap += hit && parts == 0;
		faults.outside += !hit && parts > 0;
	}
	return faults;
}

static const char *number(const struct work *work, uint32_t number)
{
	return str_format(work->arena, "%u", number).text;
}

static void report(const struct work *work, const struct statistic *statistics, const struct statistic *whole)
{
	struct faults faults = find_faults(work, statistics, whole);
	const char *id = str_c(whole->metric->id), *n = number(work, whole->all.n);

	for (uint32_t p = 0; p < whole->part_count; p++) {
		const struct statistic *part = &statistics[whole->parts[p]];

		if (part->all.n != whole->all.n || plane_count_both(part->base, whole->base, work->corpus->words) != whole->all.n)
			diag(work->diags, METRIC_PARTS_BASE, whole->metric->parts[p].span, id, str_c(part->metric->id), number(work, part->all.n), n);
	}
	if (faults.overlap > 0)
		diag(work->diags, METRIC_PARTS_OVERLAP, whole->metric->parts[0].span, id, number(work, faults.overlap), n);
	if (faults.gap + faults.outside > 0)
		diag(work->diags, METRIC_PARTS_GAP, whole->metric->parts[0].span, id, number(work, faults.gap + faults.outside), n);
}

struct remainder {
	uint32_t part;
	double left;
};

static int by_remainder(const void *left, const void *right)
{
	const struct remainder *a = left, *b = right;

	if (a->left != b->left)
		return a->left < b->left ? 1 : -1;
	return (a->part > b->part) - (a->part < b->part);
}

/* Steps of a percent, rounded down, and what is left over of one. */
static uint32_t steps_down(struct share share, uint32_t decimals, double *left)
{
	uint64_t scale = 100, scaled;

	for (uint32_t i = 0; i < decimals; i++)
		scale *= 10;
	scaled = share.hits * scale;
	*left = share.of == 0 ? 0 : (double)(scaled % share.of) / share.of;
	return share.of == 0 ? 0 : (uint32_t)(scaled / share.of);
}

/* Hamilton's method, up to the whole as it is printed. */
static void fill_percents(const struct work *work, const struct statistic *statistics, struct statistic *whole)
{
	uint32_t decimals = whole->metric->rounding, target = percent_of(whole->all.share, decimals).steps, sum = 0;
	uint32_t *percents = arena_array(work->arena, uint32_t, whole->part_count);
	struct remainder *order = g_new(struct remainder, whole->part_count + 1);

	for (uint32_t p = 0; p < whole->part_count; p++) {
		order[p].part = p;
		percents[p] = steps_down(statistics[whole->parts[p]].all.share, decimals, &order[p].left);
		sum += percents[p];
	}
	qsort(order, whole->part_count, sizeof *order, by_remainder);
	for (uint32_t p = 0; p < whole->part_count && sum < target; p++, sum++)
		percents[order[p].part]++;
	whole->part_percents = percents;
	g_free(order);
}

void take_parts(struct work *work, uint32_t metric, struct statistic *statistics)
{
	struct statistic *whole = &statistics[metric];
	uint32_t *parts = arena_array(work->arena, uint32_t, whole->metric->part_count);

	for (uint32_t p = 0; p < whole->metric->part_count; p++) {
		uint32_t at = metrics_find(work->metrics, whole->metric->parts[p].text);

		if (at == UINT32_MAX || statistics[at].program == NULL || statistics[at].metric->kind != METRIC_SHARE)
			return; /* reported when it was compiled */
		parts[p] = at;
	}
	if (whole->metric->part_count == 0 || whole->metric->kind != METRIC_SHARE)
		return;
	whole->parts = parts;
	whole->part_count = whole->metric->part_count;
	report(work, statistics, whole);
	fill_percents(work, statistics, whole);
}
