/* Intervals of one share from independent answers. */
#include "stats/interval.h"

#include <math.h>

#include "stats/special.h"

static const struct interval unknown = {0, 1};

double share_value(struct share share)
{
	return share.of == 0 ? 0 : (double)share.hits / share.of;
}

static double within(double k, double n)
{
	return k > n ? n : k > 0 ? k : 0;
}

/* The smaller root of (n + z^2) p^2 - (2k + z^2) p + k^2 / n, written without a difference. */
static double wilson_low(double k, double n, double z)
{
	double half = z * z / 2, reach = k + half + z * sqrt(k * (n - k) / n + half / 2);

	return k <= 0 ? 0 : k * (k / n) / reach;
}

struct interval wilson_at(double k, double n, double z)
{
	double hits = within(k, n);

	if (!(n > 0))
		return unknown;
	return (struct interval){wilson_low(hits, n, z), 1 - wilson_low(n - hits, n, z)};
}

struct interval wilson(double k, double n, double confidence)
{
	return wilson_at(k, n, normal_critical(confidence));
}

double finite_base(double n, double size)
{
	return n >= size ? INFINITY : n * (size - 1) / (size - n);
}

struct interval wilson_finite(double k, double n, double size, double confidence)
{
	double share, base = finite_base(n, size);

	if (!(n > 0))
		return unknown;
	share = within(k, n) / n;
	if (isinf(base))
		return (struct interval){share, share};
	return wilson(k >= n ? base : share * base, base, confidence);
}

struct interval clopper_pearson(double k, double n, double confidence)
{
	double hits = within(k, n), tail = (1 - confidence) / 2;

	if (!(n > 0))
		return unknown;
	return (struct interval){
		hits <= 0 ? 0 : beta_quantile(hits, n - hits + 1, tail),
		hits >= n ? 1 : 1 - beta_quantile(n - hits, hits + 1, tail),
	};
}

struct interval jeffreys_unmodified(double k, double n, double confidence)
{
	double hits = within(k, n), tail = (1 - confidence) / 2;

	if (!(n > 0))
		return unknown;
	return (struct interval){
		beta_quantile(hits + 0.5, n - hits + 0.5, tail),
		1 - beta_quantile(n - hits + 0.5, hits + 0.5, tail),
	};
}

struct interval jeffreys(double k, double n, double confidence)
{
	struct interval interval = jeffreys_unmodified(k, n, confidence);

	if (k <= 0)
		interval.low = 0;
	if (k >= n)
		interval.high = 1;
	return interval;
}

struct missing_bounds missing_bounds(uint32_t k, uint32_t n, uint32_t missing)
{
	double all = (double)n + missing;

	if (all <= 0)
		return (struct missing_bounds){.low = 0, .estimate = 0, .high = 1};
	return (struct missing_bounds){.low = k / all, .estimate = n == 0 ? 0 : (double)k / n, .high = ((double)k + missing) / all};
}

double kish_base(const double *weights, size_t count)
{
	double sum = 0, squares = 0;

	for (size_t i = 0; i < count; i++) {
		sum += weights[i];
		squares += weights[i] * weights[i];
	}
	return squares > 0 ? sum * sum / squares : 0;
}
