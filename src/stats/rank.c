/* Places among peers and in rankings. */
#include "stats/rank.h"

#include <glib.h>

#include "stats/special.h"

#define PEERS_FOR_PERCENTILE 30
#define PEERS_FOR_THIRDS     10

struct standing standing_among(const double *peers, uint32_t count, double own, enum direction direction)
{
	uint32_t smaller = 0, larger = 0;

	for (uint32_t i = 0; i < count; i++) {
		smaller += peers[i] < own;
		larger += peers[i] > own;
	}
	return (struct standing){
		.worse = direction == DIRECTION_BAD ? larger : smaller,
		.level = count - smaller - larger,
		.better = direction == DIRECTION_BAD ? smaller : larger,
	};
}

/* Twice the mid-rank, and twice the peers: both whole. */
static uint64_t twice_rank(struct standing standing)
{
	return 2 * (uint64_t)standing.worse + standing.level;
}

static uint64_t peers_of(struct standing standing)
{
	return (uint64_t)standing.worse + standing.level + standing.better;
}

double standing_percentile(struct standing standing)
{
	uint64_t peers = peers_of(standing);

	return peers == 0 ? 50 : 50.0 * (double)twice_rank(standing) / (double)peers;
}

enum standing_detail standing_detail(struct standing standing)
{
	uint64_t peers = peers_of(standing), thrice = 3 * twice_rank(standing);

	if (peers >= PEERS_FOR_PERCENTILE)
		return STANDING_EXACT;
	if (peers < PEERS_FOR_THIRDS)
		return STANDING_UNSAID;
	if (thrice < 2 * peers)
		return STANDING_BELOW;
	return thrice > 4 * peers ? STANDING_ABOVE : STANDING_AROUND;
}

uint32_t standing_shown(struct standing standing)
{
	uint64_t peers = peers_of(standing), percentile = 50;

	if (peers > 0)
		percentile = (100 * twice_rank(standing) + peers) / (2 * peers);
	return (uint32_t)CLAMP(percentile, 1, 99);
}

static int by_size(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* How many of the sorted values are below limit, or not above it. */
static uint32_t count_below(const double *sorted, uint32_t count, double limit, bool or_equal)
{
	uint32_t first = 0, last = count;

	while (first < last) {
		uint32_t middle = first + (last - first) / 2;

		if (sorted[middle] < limit || (or_equal && sorted[middle] <= limit))
			first = middle + 1;
		else
			last = middle;
	}
	return first;
}

void rank_intervals(const struct share *shares, uint32_t count, double confidence, struct rank_interval *ranks)
{
	double z = count == 0 ? 0 : -normal_quantile((1 - confidence) / count / 2), *lows, *highs;

	if (count == 0)
		return;
	lows = g_new(double, count);
	highs = g_new(double, count);
	for (uint32_t i = 0; i < count; i++) {
		struct interval limits = wilson_at(shares[i].hits, shares[i].of, z);

		lows[i] = limits.low;
		highs[i] = limits.high;
	}
	qsort(lows, count, sizeof *lows, by_size);
	qsort(highs, count, sizeof *highs, by_size);
	for (uint32_t i = 0; i < count; i++) {
		struct interval limits = wilson_at(shares[i].hits, shares[i].of, z);

		ranks[i].first = 1 + count - count_below(lows, count, limits.high, true);
		ranks[i].last = count - count_below(highs, count, limits.low, false);
	}
	g_free(lows);
	g_free(highs);
}
