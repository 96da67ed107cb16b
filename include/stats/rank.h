/* Places: one client among its peers, and shares in a ranking, each with what is not known about it. */
#ifndef PLUMBLINE_STATS_RANK_H
#define PLUMBLINE_STATS_RANK_H

#include "stats/interval.h"

/* What a larger value is; a metric's `direction`. */
enum direction { DIRECTION_GOOD, DIRECTION_BAD, DIRECTION_NEUTRAL };

/* Peers, the client itself not among them: those that do worse, as well, and better. For a neutral value "better" is larger. */
struct standing {
	uint32_t worse, level, better;
};

/* Pure counting, count comparisons. peers and own must be numbers (no NaN). */
struct standing standing_among(const double *peers, uint32_t count, double own, enum direction direction);

/* Mid-rank percentile, 0 to 100: 100 (worse + level / 2) / peers, the "mean" kind of SciPy's percentileofscore. 50 without peers. */
double standing_percentile(struct standing standing);

/* How much of a standing may be said. */
enum standing_detail {
	STANDING_UNSAID, /* fewer than 10 peers */
	STANDING_BELOW,  /* fewer than 30: which third only */
	STANDING_AROUND,
	STANDING_ABOVE,
	STANDING_EXACT /* 30 or more: the percentile */
};

enum standing_detail standing_detail(struct standing standing);

/* The percentile as printed: a whole number, half up, never below 1 and never above 99. */
uint32_t standing_shown(struct standing standing);

/* Places from 1 (the largest share) to count. */
struct rank_interval {
	uint32_t first, last;
};

/*
 * The places that each share may have, from simultaneous Wilson limits at 1 - (1 - confidence) / count (Bonferroni): 1 + those surely above, to
 * count less those surely below. Principle: Al Mohamad, van Zwet, Goeman and Solari, arXiv 1708.02729. An empty share may have any place that its
 * limits 0 to 1 leave. Allocates while it runs; count log count. ranks has room for count.
 */
void rank_intervals(const struct share *shares, uint32_t count, double confidence, struct rank_interval *ranks);

#endif
