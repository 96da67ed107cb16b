/* Segments: each group of a split against the others, in one family of tests. */
#include "stats/compare.h"

#include <math.h>

#include "stats/special.h"
#include "work.h"

#define FINDING_POINTS  0.10
#define FINDING_Q       0.05
#define FINDING_CLIENTS 10u

struct share effective_share(const struct estimate *estimate)
{
	double base = floor(estimate->star + 0.5);

	if (!estimate->is_clustered)
		return (struct share){estimate->k, estimate->n};
	return (struct share){(uint32_t)fmin(base, floor(estimate->value * estimate->star + 0.5)), (uint32_t)base};
}

/* Two-sided p of the pooled score test, on effective bases. */
static double score_p(const struct estimate *first, const struct estimate *second)
{
	double n1 = first->star, n2 = second->star, pooled = (first->value * n1 + second->value * n2) / (n1 + n2);
	double variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2);

	return variance > 0 ? 2 * normal_cdf(-fabs(first->value - second->value) / sqrt(variance)) : 1;
}

struct difference difference_of(const struct estimate *first, const struct estimate *second, double confidence, double *p)
{
	bool clustered = first->is_clustered || second->is_clustered;
	struct table_2x2 table = {first->k, first->n - first->k, second->k, second->n - second->k};

	*p = 1;
	if (first->n == 0 || second->n == 0)
		return newcombe(0, 0, 0, 0, confidence);
	if (!clustered) {
		*p = fisher_two_sided(table);
		return newcombe(first->k, first->n, second->k, second->n, confidence);
	}
	*p = score_p(first, second);
	return newcombe(first->value * first->star, first->star, second->value * second->star, second->star, confidence);
}

void add_test(struct work *work, double p, double *q)
{
	struct test *test = arena_one(work->scratch, struct test);

	*test = (struct test){p, q};
	*q = 1;
	g_ptr_array_add(work->tests, test);
}

static void settle_tests(struct work *work)
{
	uint32_t count = work->tests->len;
	double *values = g_new(double, count + 1);

	for (uint32_t i = 0; i < count; i++)
		values[i] = ((const struct test *)g_ptr_array_index(work->tests, i))->p;
	adjust_benjamini_hochberg(values, values, count);
	for (uint32_t i = 0; i < count; i++)
		*((const struct test *)g_ptr_array_index(work->tests, i))->q = values[i];
	work->statistics->tests = count;
	g_free(values);
}

static bool may_show(const struct estimate *estimate)
{
	return estimate->clients >= FINDING_CLIENTS && (estimate->reliability & RELIABILITY_UNRELIABLE) == 0;
}

static void settle_findings(const struct work *work)
{
	for (uint32_t i = 0; i < work->statistics->statistic_count; i++)
		for (uint32_t s = 0; s < work->statistics->statistics[i].segment_count; s++) {
			const struct segment *segment = &work->statistics->statistics[i].segments[s];

			for (uint32_t g = 0; g < work->splits[segment->split].group_count; g++) {
				struct cell *cell = (struct cell *)(uintptr_t)&segment->cells[g];

				cell->is_finding = cell->is_finding && cell->q < FINDING_Q && fabs(cell->against.value) >= FINDING_POINTS;
			}
		}
}

/* Rows of all groups but one. */
static void others(const struct work *work, const struct split *split, uint32_t but, uint64_t *rows)
{
	for (size_t w = 0; w < work->corpus->words; w++) {
		rows[w] = 0;
		for (uint32_t g = 0; g < split->group_count; g++)
			rows[w] |= g == but ? 0 : split->groups[g].rows[w];
	}
}

static void compare_cell(struct work *work, const struct membership *membership, const struct metric *metric, const struct split *split,
			 uint32_t group, struct cell *cell)
{
	uint64_t *rest = g_new(uint64_t, work->corpus->words + 1);
	struct estimate against;

	others(work, split, group, rest);
	against = estimate_of(work, membership, metric, rest);
	cell->against = difference_of(&cell->estimate, &against, metric->confidence, &cell->p);
	cell->is_tested = cell->estimate.n > 0 && against.n > 0;
	cell->is_finding = cell->is_tested && may_show(&cell->estimate) && may_show(&against); /* the rest when q is known */
	cell->q = 1;
	if (cell->is_tested)
		add_test(work, cell->p, &cell->q);
	g_free(rest);
}

/* One group is enough where there are two: the other comparison is the same. */
static void compare_pair(struct work *work, const struct metric *metric, struct cell *cells)
{
	struct cell *a = &cells[0], *b = &cells[1];

	a->against = difference_of(&a->estimate, &b->estimate, metric->confidence, &a->p);
	b->against = (struct difference){-a->against.value, -a->against.high, -a->against.low};
	b->p = a->p;
	a->is_tested = b->is_tested = a->estimate.n > 0 && b->estimate.n > 0;
	a->is_finding = b->is_finding = a->is_tested && may_show(&a->estimate) && may_show(&b->estimate);
	a->q = b->q = 1;
	if (a->is_tested)
		add_test(work, a->p, &a->q);
}

static void test_homogeneity(struct work *work, struct segment *segment, uint32_t groups)
{
	struct share *shares = g_new(struct share, groups + 1);

	for (uint32_t g = 0; g < groups; g++)
		shares[g] = effective_share(&segment->cells[g].estimate);
	segment->homogeneity = homogeneity(shares, groups);
	segment->q = 1;
	if (segment->homogeneity.df > 0)
		add_test(work, segment->homogeneity.p, &segment->q);
	g_free(shares);
}

static void take_segment(struct work *work, const struct membership *membership, const struct metric *metric, struct segment *segment)
{
	const struct split *split = &work->splits[segment->split];
	struct cell *cells = arena_array(work->arena, struct cell, split->group_count);

	segment->cells = cells;
	segment->homogeneity.p = segment->q = 1;
	for (uint32_t g = 0; g < split->group_count; g++) {
		cells[g].estimate = estimate_of(work, membership, metric, split->groups[g].rows);
		cells[g].p = cells[g].q = 1;
		cells[g].against = (struct difference){0, -1, 1};
	}
	if (metric->kind != METRIC_SHARE)
		return;
	if (split->group_count == 2)
		compare_pair(work, metric, cells);
	for (uint32_t g = 0; split->group_count > 2 && g < split->group_count; g++)
		compare_cell(work, membership, metric, split, g, &cells[g]);
	if (split->group_count > 2)
		test_homogeneity(work, segment, split->group_count);
}

static uint32_t split_at(const struct work *work, struct str key)
{
	for (uint32_t i = 0; i < work->statistics->split_count; i++)
		if (str_equal(work->splits[i].key, key))
			return i;
	return UINT32_MAX;
}

void take_segments(struct work *work, const struct membership *membership, struct statistic *statistic)
{
	const struct metric *metric = statistic->metric;
	bool own = metric->segment_count > 0;
	const struct formula *keys = own ? metric->segments : work->request->by;
	uint32_t count = own ? metric->segment_count : work->request->by_count;
	struct segment *segments = arena_array(work->arena, struct segment, count);

	for (uint32_t i = 0; i < count; i++) {
		struct segment *segment = &segments[statistic->segment_count];

		segment->split = split_at(work, keys[i].text);
		if (segment->split == UINT32_MAX)
			continue;
		take_segment(work, membership, metric, segment);
		statistic->segment_count++;
	}
	statistic->segments = segments;
}

/* The second cell of a pair has the q of the first. */
static void copy_pairs(const struct work *work)
{
	for (uint32_t i = 0; i < work->statistics->statistic_count; i++)
		for (uint32_t s = 0; s < work->statistics->statistics[i].segment_count; s++) {
			const struct segment *segment = &work->statistics->statistics[i].segments[s];

			if (work->splits[segment->split].group_count == 2)
				((struct cell *)(uintptr_t)segment->cells)[1].q = segment->cells[0].q;
		}
}

void settle_segments(struct work *work)
{
	settle_tests(work);
	copy_pairs(work);
	settle_findings(work);
}
