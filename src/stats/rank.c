/* Places among peers and in rankings. */
#include "stats/rank.h"

#include <glib.h>

#include "stats/special.h"

#define PEERS_FOR_PERCENTILE 30
#define PEERS_FOR_THIRDS     10

struct placing placing_among(const double *peers, uint32_t count, double own, enum direction direction)
{
	uint32_t smaller = 0, larger = 0;

	for (uint32_t i = 0; i < count; i++) {
		smaller += peers[i] < own;
		larger += peers[i] > own;
	}
	return (struct placing){
		.worse = direction == DIRECTION_BAD ? larger : smaller,
		.level = count - smaller - larger,
		.better = direction == DIRECTION_BAD ? smaller : larger,
	};
}

/* Twice the mid-rank, and twice the peers: both whole. */
static uint64_t twice_rank(struct placing placing)
{
	return 2 * (uint64_t)placing.worse + placing.level;
}

static uint64_t peers_of(struct placing placing)
{
	return (uint64_t)placing.worse + placing.level + placing.better;
}

double placing_percentile(struct placing placing)
{
	uint64_t peers = peers_of(placing);

	return peers == 0 ? 50 : 50.0 * (double)twice_rank(placing) / (double)peers;
}

enum placing_detail placing_third(struct placing placing)
{
	uint64_t peers = peers_of(placing), thrice = 3 * twice_rank(placing);

	if (thrice < 2 * peers)
		return PLACING_BELOW;
	return thrice > 4 * peers ? PLACING_ABOVE : PLACING_AROUND;
}

enum placing_detail placing_detail(struct placing placing)
{
	uint64_t peers = peers_of(placing);

	if (peers >= PEERS_FOR_PERCENTILE)
		return PLACING_EXACT;
	return peers < PEERS_FOR_THIRDS ? PLACING_UNSAID : placing_third(placing);
}

uint32_t placing_shown(struct placing placing)
{
	uint64_t peers = peers_of(placing), percentile = 50;

	if (peers > 0)
		percentile = (100 * twice_rank(placing) + peers) / (2 * peers);
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

void rank_intervals_of(const struct interval *limits, uint32_t count, struct rank_interval *ranks)
{
	double *lows = g_new(double, count + 1), *highs = g_new(double, count + 1);

	for (uint32_t i = 0; i < count; i++) {
		lows[i] = limits[i].low;
		highs[i] = limits[i].high;
	}
	qsort(lows, count, sizeof *lows, by_size);
	qsort(highs, count, sizeof *highs, by_size);
	for (uint32_t i = 0; i < count; i++) {
		ranks[i].first = 1 + count - count_below(lows, count, limits[i].high, true);
		ranks[i].last = count - count_below(highs, count, limits[i].low, false);
	}
	g_free(lows);
	g_free(highs);
}

double rank_critical(uint32_t count, double confidence)
{
	return count == 0 ? 0 : -normal_quantile((1 - confidence) / count / 2);
}

void rank_intervals(const struct share *shares, uint32_t count, double confidence, struct rank_interval *ranks)
{
	struct interval *limits = g_new(struct interval, count + 1);

	for (uint32_t i = 0; i < count; i++)
		limits[i] = wilson_at(shares[i].hits, shares[i].of, rank_critical(count, confidence));
	rank_intervals_of(limits, count, ranks);
	g_free(limits);
}
