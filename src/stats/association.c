/* Measures of association in a 2 x 2 table. */
#include "stats/association.h"

#include <math.h>

#include "stats/special.h"

static double phi_of(double a, double b, double c, double d)
{
	double margins = (a + b) * (c + d) * (a + c) * (b + d);

	return margins > 0 ? (a * d - b * c) / sqrt(margins) : 0;
}

/* sqrt(p (1 - q) / (q (1 - p))) for the smaller p and the larger q of the two shares. */
static double phi_max_of(double first, double second, double n)
{
	double smaller = fmin(first, second), larger = fmax(first, second);

	return smaller > 0 && larger < n ? sqrt(smaller * (n - larger) / (larger * (n - smaller))) : 0;
}

static void fill_odds(struct association *result, struct table_2x2 table, double confidence)
{
	double a = table.a + 0.5, b = table.b + 0.5, c = table.c + 0.5, d = table.d + 0.5;
	double reach = normal_critical(confidence) * sqrt(1 / a + 1 / b + 1 / c + 1 / d);

	result->odds_ratio = a * d / (b * c);
	result->odds_limits = (struct interval){result->odds_ratio * exp(-reach), result->odds_ratio * exp(reach)};
}

struct association associate(struct table_2x2 table, double confidence)
{
	double a = table.a, b = table.b, c = table.c, d = table.d, n = a + b + c + d, first = a + b, second = a + c;
	struct association result = {
		.phi = phi_of(a, b, c, d),
		.phi_max = phi_max_of(first, second, n),
		.lift = first > 0 && second > 0 ? a * n / (first * second) : 1,
		.jaccard = a > 0 ? a / (a + b + c) : 0,
	};

	fill_odds(&result, table, confidence);
	return result;
}
