/* Intervals of one share: Wilson, Clopper-Pearson, Jeffreys, of a finite population, of repeated workloads, and the bounds of missing answers. */
#ifndef PLUMBLINE_STATS_INTERVAL_H
#define PLUMBLINE_STATS_INTERVAL_H

#include <stddef.h>

#include "assess/assessment.h"

/*
 * Shares and limits are between 0 and 1. Confidence is 0.95 for 95 %, between 0 and 1. k hits of n are real numbers where an effective base stands
 * for n; k outside 0..n is taken as the nearer end. With n = 0 nothing is known: the interval is 0 to 1. No function gives NaN or allocates.
 */
struct interval {
	double low, high;
};

/* hits / of; 0 when of is 0. */
double share_value(struct share share);

/*
 * Wilson's score interval, the default everywhere: Wilson (1927), recommended by Brown, Cai and DasGupta, "Interval estimation for a binomial
 * proportion", Statistical Science 16 (2001). Exactly 0 at k = 0 and exactly 1 at k = n.
 */
struct interval wilson(double k, double n, double confidence);

/* The same for a critical value z >= 0, where many intervals share one. */
struct interval wilson_at(double k, double n, double z);

/* The base that n of a finite population of size is worth: n (size - 1) / (size - n); infinity for a census (n >= size). */
double finite_base(double n, double size);

/* Wilson with that base; for a sentence about the named population only. A census has no uncertainty: both limits are k / n. */
struct interval wilson_finite(double k, double n, double size, double confidence);

/* The exact interval of Clopper and Pearson (1934): covers at least as often as it says. For "at least" claims and audits. */
struct interval clopper_pearson(double k, double n, double confidence);

/* The equal-tailed interval of Jeffreys' prior; low is 0 at k = 0 and high is 1 at k = n, as Brown, Cai and DasGupta (2001) advise. */
struct interval jeffreys(double k, double n, double confidence);

/* The same without that change at the ends, as some other programs print it. */
struct interval jeffreys_unmodified(double k, double n, double confidence);

/* What the share would be if all unknown answers were misses (low) or hits (high); estimate: k / n, and 0 when n is 0. */
struct missing_bounds {
	double low, estimate, high;
};

struct missing_bounds missing_bounds(uint32_t k, uint32_t n, uint32_t missing);

/* Effective base of weights >= 0: (sum w)^2 / sum w^2 (Kish 1965); 0 when there is none. */
double kish_base(const double *weights, size_t count);

/* How the workloads of one client count. */
enum weighting {
	WEIGHTING_ONE_VOTE, /* 1/m for each of a client's m workloads: each client counts once */
	WEIGHTING_EACH      /* 1 for each workload */
};

struct cluster_share {
	double share;      /* weighted; 0 when there is no client */
	double error;      /* standard error, linearised; 0 when it cannot be estimated (one client) */
	double deff;       /* design effect: variance against that of as many independent workloads */
	double base;       /* workloads / deff; infinity when all clients have the same share, neither 0 nor 1 */
	double star;       /* n*: the base to use in other formulas (Newcombe, reliability), with share * star hits; never above workloads */
	double audit_base; /* the base of korn_graubard; not cut off at workloads */
	uint32_t clients, workloads; /* those counted */
	struct interval wilson;      /* Wilson with n*: the one to publish */
};

/*
 * The share over clients, each with hits of workloads (of 0: not counted); all workloads together fit 32 bits. One workload for every client gives
 * plain Wilson, up to rounding. Variance: C/(C-1) sum z^2 over C clients; n* = min(n, n/deff (t_{n-1} / t_{C-1})^2): Korn and Graubard, Survey
 * Methodology 24 (1998), cut off at n as in CDC's practice. Where the variance says nothing (a share of 0 or 1, or one client) n* is C.
 */
struct cluster_share cluster_share(const struct share *clients, uint32_t count, enum weighting weighting, double confidence);

/* The same for kinds of clients, with the number of clients of each kind; times NULL: one each. */
struct cluster_share cluster_share_of(const struct share *kinds, const uint32_t *times, uint32_t count, enum weighting weighting, double confidence);

/* Clopper-Pearson with the effective base of svyciprop(method = "beta") in R's survey package: for audits. Same confidence as the share's. */
struct interval korn_graubard(const struct cluster_share *share, double confidence);

/*
 * The same share as two integers, for printing: exact while the common denominator fits, else rounded to nine digits, but 0 hits only when there
 * is none and all only when nothing is missed.
 */
struct share cluster_ratio(const struct share *clients, uint32_t count, enum weighting weighting);
struct share cluster_ratio_of(const struct share *kinds, const uint32_t *times, uint32_t count, enum weighting weighting);

#endif
