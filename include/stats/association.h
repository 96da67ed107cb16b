/* How two yes-or-no answers of the same reviews go together. */
#ifndef PLUMBLINE_STATS_ASSOCIATION_H
#define PLUMBLINE_STATS_ASSOCIATION_H

#include "stats/compare.h"

/* From a table of both, only A, only B, neither. No value is NaN; where a margin is empty, the value that says "no association" stands. */
struct association {
	double phi;                  /* correlation, -1 to 1; 0 when A or B never or always occurs */
	double phi_max;              /* the largest phi that the margins allow, 0 to 1; 0 in the same cases */
	double lift;                 /* P(A and B) / (P(A) P(B)), from 0; 1 when A or B never occurs */
	double jaccard;              /* both / (A or B), 0 to 1; 0 when neither occurs */
	double odds_ratio;           /* with 1/2 added to each cell (Haldane 1956, Anscombe 1956), above 0 */
	struct interval odds_limits; /* exp(log odds ratio -+ z sqrt(sum of 1 / cell)), the same cells (Woolf 1955) */
};

/* Phi: Yule (1912); lift: Brin, Motwani, Ullman and Tsur (1997). */
struct association associate(struct table_2x2 table, double confidence);

#endif
