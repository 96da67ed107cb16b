/* Change over the years: the Cochran-Armitage trend and shares of a fixed mix. */
#include <math.h>

#include "stats/compare.h"

struct centre {
	double hits, of, score; /* score: the mean over all answers */
};

static struct centre find_centre(const struct share *groups, const double *scores, uint32_t count)
{
	struct centre centre = {0};
	double sum = 0, first = count > 0 ? scores[0] : 0;

	for (uint32_t i = 0; i < count; i++) {
		centre.hits += groups[i].hits;
		centre.of += groups[i].of;
		sum += groups[i].of * (scores[i] - first);
	}
	centre.score = centre.of > 0 ? first + sum / centre.of : 0;
	return centre;
}

/* With centred scores the second part of the variance, (sum n x)^2 / N, is 0. */
struct trend cochran_armitage(const struct share *groups, const double *scores, uint32_t count)
{
	struct centre centre = find_centre(groups, scores, count);
	double share = centre.of > 0 ? centre.hits / centre.of : 0, tilt = 0, variance = 0, z = 0;

	for (uint32_t i = 0; i < count; i++) {
		double x = scores[i] - centre.score;

		tilt += x * (groups[i].hits - groups[i].of * share);
		variance += share * (1 - share) * groups[i].of * x * x;
	}
	if (variance > 0)
		z = tilt / sqrt(variance);
	return (struct trend){.z = z, .chi_squared = z * z, .p = erfc(fabs(z) / sqrt(2))};
}

static double used_weight(struct share group, double weight)
{
	return group.of > 0 ? weight : 0;
}

struct standardised standardise(const struct share *groups, const double *weights, uint32_t count, double confidence)
{
	struct standardised result = {.wilson = {0, 1}};
	double asked = 0, used = 0, sum = 0, variance = 0, spread = 0;

	for (uint32_t i = 0; i < count; i++) {
		double weight = used_weight(groups[i], weights[i]), share = share_value(groups[i]);

		asked += weights[i];
		used += weight;
		sum += weight * share;
		if (weight > 0) {
			variance += weight * weight * share * (1 - share) / groups[i].of;
			spread += weight * weight / groups[i].of;
		}
	}
	if (!(used > 0))
		return result;
	result.covered = used / asked;
	result.share = fmin(1, sum / used);
	result.error = sqrt(variance) / used;
	result.base = variance > 0 ? result.share * (1 - result.share) / variance * used * used : used * used / spread;
	result.wilson = wilson(result.share * result.base, result.base, confidence);
	return result;
}
