/* From counts to the numbers that are printed: percents, percents that add up, differences in points; all in whole numbers. */
#ifndef PLUMBLINE_STATS_DISPLAY_H
#define PLUMBLINE_STATS_DISPLAY_H

#include "stats/interval.h"

/*
 * A printed percent is a whole number of steps of 10^-decimals percent: 996 with 1 decimal is 99.6 %. decimals: 0 to PERCENT_MOST_DECIMALS; more is
 * taken as that. Shares have hits <= of. Rounding is half up and exact for every count of 32 bits. Nothing here allocates except largest_remainder.
 */
#define PERCENT_MOST_DECIMALS 3
#define PERCENT_TEXT_SIZE     16

enum percent_sense {
	PERCENT_EMPTY, /* no base: there is no percent */
	PERCENT_VALUE,
	PERCENT_UNDER, /* more than none, but rounds to 0: steps is 1, "<1%" */
	PERCENT_OVER   /* less than all, but rounds to 100: steps is one less than 100 %, ">99%" */
};

struct percent {
	enum percent_sense sense;
	uint32_t steps;
	uint8_t decimals;
};

/* 0 % only when no hit, 100 % only when no miss. */
struct percent percent_of(struct share share, uint32_t decimals);

/* 1 from a base of 1000 on, else 0. */
uint32_t percent_decimals(uint32_t of);

/* Whether the counts belong beside the percent ("9 of 12"): below a base of 30. */
bool percent_wants_counts(uint32_t of);

/* "79%", "<0.1%", "99.6%", "" when empty: the spelling of data files; other languages have wording files. Gives out, of PERCENT_TEXT_SIZE bytes. */
const char *percent_text(struct percent percent, char *out);

/* Whether the printed percent reaches 50 and the exact share does not (99 of 200): "half" would not be true. */
bool percent_crosses_half(struct share share, uint32_t decimals);

/*
 * Percents of a whole, adding up to 100 % exactly: the largest remainders go up; of equal ones the larger count, then the earlier row (Hamilton's
 * method). All 0 when there is nothing to share out. percents has room for count; where it differs from half-up rounding the table owes a note.
 * Allocates while it runs; count log count.
 */
void largest_remainder(const uint32_t *counts, uint32_t *percents, uint32_t count, uint32_t decimals);

/* The counts of a base that print as a percent; any is false when there are none, and first and last are 0. */
struct count_range {
	bool any;
	uint32_t first, last;
};

/*
 * Granularity check of a printed percent (Brown and Heathers, Social Psychological and Personality Science 8 (2017) 363): k with
 * (2 S k + of) div (2 of) = steps, S = 100 x 10^decimals. Plain rounding: 0 % may stand for a few hits of many.
 */
struct count_range counts_for_percent(uint32_t steps, uint32_t decimals, uint32_t of);

/* Limits rounded outward, so that the printed interval holds the computed one; steps as in a percent. */
struct percent_range {
	uint32_t low, high;
	uint8_t decimals;
};

struct percent_range interval_outward(struct interval interval, uint32_t decimals);

/* A difference in percentage points. */
struct points {
	int32_t steps; /* of 10^-decimals points, from the exact shares, half away from 0 */
	uint8_t decimals;
	bool agrees; /* with the difference of the printed percents; else the text owes a note */
};

/* first - second; 0 and agreeing when either has no base. */
struct points points_between(struct share first, struct share second, uint32_t decimals);

#endif
