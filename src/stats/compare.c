/* Differences between groups: Newcombe's interval, Fisher's exact test, homogeneity. */
#include "stats/compare.h"

#include <float.h>
#include <math.h>

#include "stats/special.h"

#define SLACK 1e-7 /* relative: which tables count as no more likely */

struct difference newcombe(double k1, double n1, double k2, double n2, double confidence)
{
	struct interval first = wilson(k1, n1, confidence), second = wilson(k2, n2, confidence);
	double p1, p2;

	if (!(n1 > 0) || !(n2 > 0))
		return (struct difference){0, -1, 1};
	p1 = k1 / n1;
	p2 = k2 / n2;
	return (struct difference){
		.value = p1 - p2,
		.low = p1 - p2 - hypot(p1 - first.low, second.high - p2),
		.high = p1 - p2 + hypot(first.high - p1, p2 - second.low),
	};
}

/* The tables with the margins of one, told apart by their first cell. */
struct margins {
	double row, column, other_row; /* totals of the first row, the first column and the second row */
	double least, most;            /* values that the first cell may take */
};

static struct margins margins_of(struct table_2x2 table)
{
	struct margins margins = {.row = (double)table.a + table.b, .column = (double)table.a + table.c, .other_row = (double)table.c + table.d};

	margins.least = fmax(0, margins.column - margins.other_row);
	margins.most = fmin(margins.row, margins.column);
	return margins;
}

/* The most likely first cell. */
static double mode_of(const struct margins *margins)
{
	double mode = floor((margins->row + 1) * (margins->column + 1) / (margins->row + margins->other_row + 2));

	return fmin(margins->most, fmax(margins->least, mode));
}

/* How much likelier the table with first cell x + 1 is than that with x. */
static double step_up(const struct margins *margins, double x)
{
	return (margins->row - x) * (margins->column - x) / ((x + 1) * (margins->other_row - margins->column + x + 1));
}

/*
 * Weight of the table with first cell x, where the most likely one weighs 1. Below the normal numbers a weight would no longer shrink: it ends
 * there.
 */
static double weight_at(const struct margins *margins, double mode, double x)
{
	double weight = 1;

	for (double at = mode; at < x && weight > DBL_MIN; at++)
		weight *= step_up(margins, at);
	for (double at = mode; at > x && weight > DBL_MIN; at--)
		weight /= step_up(margins, at - 1);
	return weight > DBL_MIN ? weight : 0;
}

struct fisher_sums {
	double unlikely, all, limit;
};

static void add_table(struct fisher_sums *sums, double weight)
{
	sums->all += weight;
	if (weight <= sums->limit)
		sums->unlikely += weight;
}

double fisher_two_sided(struct table_2x2 table)
{
	struct margins margins = margins_of(table);
	double mode = mode_of(&margins), weight = 1;
	struct fisher_sums sums = {.limit = weight_at(&margins, mode, table.a) * (1 + SLACK)};

	add_table(&sums, weight);
	for (double at = mode; at < margins.most && weight > DBL_MIN; at++)
		add_table(&sums, weight *= step_up(&margins, at));
	weight = 1;
	for (double at = mode; at > margins.least && weight > DBL_MIN; at--)
		add_table(&sums, weight /= step_up(&margins, at - 1));
	return sums.unlikely / sums.all;
}

struct pool {
	double hits, of;
	uint32_t used; /* groups that are not empty */
};

static struct pool pool_up(const struct share *groups, uint32_t count)
{
	struct pool pool = {0};

	for (uint32_t i = 0; i < count; i++) {
		pool.hits += groups[i].hits;
		pool.of += groups[i].of;
		pool.used += groups[i].of > 0;
	}
	return pool;
}

struct chi_squared_test homogeneity(const struct share *groups, uint32_t count)
{
	struct pool pool = pool_up(groups, count);
	struct chi_squared_test test = {.p = 1, .df = pool.used > 0 ? pool.used - 1 : 0};
	double share;

	if (test.df == 0 || pool.hits <= 0 || pool.hits >= pool.of)
		return test;
	share = pool.hits / pool.of;
	for (uint32_t i = 0; i < count; i++) {
		double off = groups[i].hits - groups[i].of * share;

		if (groups[i].of > 0)
			test.chi_squared += off * off / (groups[i].of * share * (1 - share));
	}
	test.p = chi_squared_upper(test.chi_squared, test.df);
	return test;
}
