/* One figure with all that must stand beside it: counts, base, interval, method, flags. */
#ifndef PLUMBLINE_STATS_ESTIMATE_H
#define PLUMBLINE_STATS_ESTIMATE_H

#include "model/metrics.h"
#include "stats/corpus.h"
#include "stats/quantifier.h"

enum interval_method {
	INTERVAL_NONE,           /* fewer than 8 clients, a census, or no base: the count stands alone */
	INTERVAL_WILSON,         /* independent answers */
	INTERVAL_WILSON_CLUSTER, /* Wilson on n*, clients as clusters */
	INTERVAL_WILSON_FINITE,  /* with population.size */
	INTERVAL_T,              /* of a mean, over clients */
	INTERVAL_ORDER           /* of a median: order statistics, over clients */
};

/*
 * What stands beside every share: k of n, and where all other reviews went. n + unknown + not_asked + not_applicable + base_unknown + off_base is the
 * population (or the group, or the period).
 */
struct estimate {
	uint32_t k, n;                        /* reviews counted in the numerator and in the base */
	uint32_t unknown;                     /* in the base, but the answer is missing */
	uint32_t not_asked;                   /* the review's edition does not ask it, or asks something broader or narrower */
	uint32_t not_applicable;              /* the answer, or `applies` */
	uint32_t base_unknown;                /* whether it is in the base is unknown */
	uint32_t off_base;                    /* `base` is false, or not applicable */
	uint32_t refused;                     /* by consent */
	uint32_t clients;                     /* in the base */
	uint32_t clients_hit, clients_missed; /* with at least one hit, with at least one miss */
	struct share share;                   /* as published: k of n, or by clients where a client is one vote */
	double value;                         /* the share, mean or median */
	double error;                         /* standard error; 0 where it cannot be estimated */
	double deff, effective;               /* design effect and n / deff */
	double star;                          /* n*: for other formulas, with value * star hits */
	bool is_clustered;                    /* some client has several reviews in the base */
	enum interval_method method;
	struct interval interval; /* not to be shown with INTERVAL_NONE */
	struct missing_bounds bounds;
	uint32_t reliability; /* a set of enum reliability */
	enum quantifier quantifier;
	struct fraction fraction;
	double least, most; /* of a mean or median: smallest and largest value */
};

/* How a figure is to be estimated. */
struct estimation {
	enum metric_unit unit;
	uint32_t population_size; /* of a finite population; 0: none */
	double confidence;        /* 0.95 */
	enum metric_missing missing;
	const uint64_t *alone; /* rows whose client has no other row in any base; NULL: not known. For speed only */
};

/*
 * The share of hits among the rows of base (hits outside of it are ignored), with clients as clusters. Fills all but the reasons of what is not in
 * the base: set unknown, not_asked, not_applicable before and call estimate_judge after, or leave them 0.
 */
struct estimate estimate_share(const struct corpus *corpus, const uint64_t *base, const uint64_t *hits, const struct estimation *estimation);

/* The mean or the median of the values of the rows of base: of all rows, or of clients' means where a client is one vote. */
struct estimate estimate_mean(const struct corpus *corpus, const uint64_t *base, const double *values, const struct estimation *estimation);
struct estimate estimate_median(const struct corpus *corpus, const uint64_t *base, const double *values, const struct estimation *estimation);

/*
 * Bounds, reliability and words, from the counts. RELIABILITY_BOUNDS is set also where the bounds are asked for; a mean or median has no bounds and
 * no words.
 */
void estimate_judge(struct estimate *estimate, const struct estimation *estimation);

#endif
