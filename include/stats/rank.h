/* Places: one client among its peers, and shares in a ranking, each with what is not known about it. */
#ifndef PLUMBLINE_STATS_RANK_H
#define PLUMBLINE_STATS_RANK_H

#include "model/metrics.h"
#include "stats/interval.h"

/* Peers, the client itself not among them: those that do worse, as well, and better. For a neutral value "better" is larger. */
struct placing {
	uint32_t worse, level, better;
};

/* Pure counting, count comparisons. peers and own must be numbers (no NaN). */
struct placing placing_among(const double *peers, uint32_t count, double own, enum direction direction);

/* Mid-rank percentile, 0 to 100: 100 (worse + level / 2) / peers, the "mean" kind of SciPy's percentileofscore. 50 without peers. */
double placing_percentile(struct placing placing);

/* How much of a placing may be said. */
enum placing_detail {
	PLACING_UNSAID, /* fewer than 10 peers */
	PLACING_BELOW,  /* fewer than 30: which third only */
	PLACING_AROUND,
	PLACING_ABOVE,
	PLACING_EXACT /* 30 or more: the percentile */
};

enum placing_detail placing_detail(struct placing placing);
/* Which third, of however many peers: BELOW, AROUND or ABOVE. */
enum placing_detail placing_third(struct placing placing);

/* The percentile as printed: a whole number, half up, never below 1 and never above 99. */
uint32_t placing_shown(struct placing placing);

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

/* The same from limits that are simultaneous already, such as wilson_at(..., rank_critical(count, confidence)) on effective bases. */
void rank_intervals_of(const struct interval *limits, uint32_t count, struct rank_interval *ranks);
double rank_critical(uint32_t count, double confidence);

#endif
