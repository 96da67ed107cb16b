/* Comparing shares: two groups, many groups, the same clients twice, a trend, a fixed mix, and families of tests. */
#ifndef PLUMBLINE_STATS_COMPARE_H
#define PLUMBLINE_STATS_COMPARE_H

#include "stats/interval.h"

/*
 * Shares, limits, p and q are between 0 and 1, differences between -1 and 1. A p is that of a two-sided test and 1 where there is nothing to test (an
 * empty group, all hits or none). No function gives NaN. Only those that say so allocate, and they free it.
 */
struct difference {
	double value, low, high;
};

/*
 * k1/n1 - k2/n2 with Newcombe's hybrid score interval: method 10 of Newcombe, Statistics in Medicine 17 (1998) 873. For clustered shares give
 * share * n* and n*. An empty group says nothing: 0, from -1 to 1.
 */
struct difference newcombe(double k1, double n1, double k2, double n2, double confidence);

/* A 2 x 2 table: both, only the first, only the second, neither. */
struct table_2x2 {
	uint32_t a, b, c, d;
};

/*
 * Fisher's exact test: the probability, given the margins, of all tables no more likely than this one. Tables are compared with a slack of 1e-7, as
 * fisher.test does in R. Rows are the groups (a hits and b misses against c and d). 0 when p is below 1e-300. Time: about the spread of the table.
 */
double fisher_two_sided(struct table_2x2 table);

struct chi_squared_test {
	double chi_squared, p;
	uint32_t df; /* groups that are not empty, less 1 */
};

/* Pearson's test that all groups have one share. Empty groups are left out. */
struct chi_squared_test homogeneity(const struct share *groups, uint32_t count);

/*
 * Same clients at two times, a had it both times, b only at the first, c only at the second: (b - c) / n with the interval of method 10 of Newcombe,
 * Statistics in Medicine 17 (1998) 2635 (squares added, phi corrected for continuity). No clients: 0, from -1 to 1.
 */
struct difference newcombe_paired(struct table_2x2 table, double confidence);

/* McNemar's exact test on the b and c of such a table: twice the smaller tail of a fair coin, at most 1. */
double mcnemar_exact(uint32_t b, uint32_t c);

struct trend {
	double z;           /* positive: rising with the score */
	double chi_squared; /* z squared */
	double p;
};

/*
 * Cochran-Armitage trend of shares over scores such as years, not necessarily in order: Armitage, Biometrics 11 (1955) 375. Scores are centred first,
 * so that years lose no digits. z = 0 and p = 1 where there is no spread.
 */
struct trend cochran_armitage(const struct share *groups, const double *scores, uint32_t count);

struct standardised {
	double share, error; /* error: the standard error */
	double base;         /* share (1 - share) / error^2; from the weights alone where the error is 0 */
	double covered;      /* the part of the weights whose group is not empty: below 1 the mix is not the one asked for */
	struct interval wilson;
};

/* Direct standardisation: shares of groups weighted by a fixed mix (any positive sum), as in epidemiology. Empty groups are left out. */
struct standardised standardise(const struct share *groups, const double *weights, uint32_t count, double confidence);

/*
 * Adjusts the p of one family of tests; q may be p itself. Benjamini and Hochberg, JRSS B 57 (1995) 289: q < 0.05 keeps false findings under 5 % of
 * findings. Holm, Scandinavian Journal of Statistics 6 (1979) 65: the chance of any false finding. Both allocate while they run; count log count.
 */
void adjust_benjamini_hochberg(const double *p, double *q, size_t count);
void adjust_holm(const double *p, double *q, size_t count);

#endif
