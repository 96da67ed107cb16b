/* The same clients at two times: McNemar's exact test and Newcombe's paired interval. */
#include <math.h>

#include "stats/compare.h"
#include "stats/special.h"

double mcnemar_exact(uint32_t b, uint32_t c)
{
	uint32_t fewer = b < c ? b : c;

	return fmin(1, 2 * binomial_lower(fewer, b + c, 0.5));
}

/* Correlation of the two answers, drawn towards 0 by half a client where positive; 0 if an answer does not vary. */
static double corrected_phi(double a, double b, double c, double d)
{
	double margins = (a + b) * (c + d) * (a + c) * (b + d), product = a * d - b * c;

	if (!(margins > 0))
		return 0;
	if (product > 0)
		product = fmax(0, product - (a + b + c + d) / 2);
	return product / sqrt(margins);
}

static double joined(double first, double second, double phi)
{
	return sqrt(fmax(0, first * first - 2 * phi * first * second + second * second));
}

struct difference newcombe_paired(struct table_2x2 table, double confidence)
{
	double n = (double)table.a + table.b + table.c + table.d, phi = corrected_phi(table.a, table.b, table.c, table.d), before, after, change;
	struct interval first, second;

	if (!(n > 0))
		return (struct difference){0, -1, 1};
	before = ((double)table.a + table.b) / n;
	after = ((double)table.a + table.c) / n;
	change = ((double)table.b - table.c) / n;
	first = wilson(before * n, n, confidence);
	second = wilson(after * n, n, confidence);
	return (struct difference){
		.value = change,
		.low = change - joined(before - first.low, second.high - after, phi),
		.high = change + joined(first.high - before, after - second.low, phi),
	};
}
