/* Words that a share bears, from its exact counts and its interval. */
#include "stats/quantifier.h"

#include <glib.h>

#define SIXTIETHS   60u   /* the common denominator of all simple fractions */
#define WIDTH_SLACK 1e-12 /* 0.65 - 0.35 is 30 points */

/* -1, 0 or 1: the share against a whole percent. */
static int against(struct share share, uint32_t percent)
{
	uint64_t hits = 100 * (uint64_t)share.hits, limit = (uint64_t)percent * share.of;

	return (hits > limit) - (hits < limit);
}

static bool is_all(struct share share, struct interval interval)
{
	return share.hits == share.of;
}

static bool is_nobody(struct share share, struct interval interval)
{
	return share.hits == 0;
}

static bool is_almost_all(struct share share, struct interval interval)
{
	return against(share, 95) >= 0 && interval.low >= 0.90;
}

static bool is_almost_nobody(struct share share, struct interval interval)
{
	return against(share, 5) <= 0 && interval.high <= 0.10;
}

static bool is_vast_majority(struct share share, struct interval interval)
{
	return against(share, 80) >= 0 && interval.low > 0.75;
}

static bool is_majority(struct share share, struct interval interval)
{
	return against(share, 50) > 0 && interval.low > 0.50;
}

static bool is_about_half(struct share share, struct interval interval)
{
	return against(share, 45) >= 0 && against(share, 55) <= 0;
}

static bool is_some(struct share share, struct interval interval)
{
	return share.hits > 0;
}

static const struct {
	bool (*holds)(struct share share, struct interval interval);
	bool chosen, needs_number;
} table[QUANTIFIER_COUNT] = {
	[QUANTIFIER_ALL] = {is_all, .chosen = true},
	[QUANTIFIER_NOBODY] = {is_nobody, .chosen = true},
	[QUANTIFIER_ALMOST_ALL] = {is_almost_all, .chosen = true},
	[QUANTIFIER_ALMOST_NOBODY] = {is_almost_nobody, .chosen = true},
	[QUANTIFIER_VAST_MAJORITY] = {is_vast_majority, .chosen = true},
	[QUANTIFIER_MAJORITY] = {is_majority, .chosen = true},
	[QUANTIFIER_ABOUT_HALF] = {is_about_half, .chosen = true},
	[QUANTIFIER_MANY] = {is_some, .needs_number = true},
};

bool quantifier_holds(enum quantifier quantifier, struct share share, struct interval interval)
{
	if (quantifier == QUANTIFIER_NONE)
		return true;
	return share.of > 0 && table[quantifier].holds(share, interval);
}

enum quantifier quantifier_of(struct share share, struct interval interval)
{
	for (enum quantifier i = QUANTIFIER_ALL; i < QUANTIFIER_COUNT; i++)
		if (table[i].chosen && quantifier_holds(i, share, interval))
			return i;
	return QUANTIFIER_NONE;
}

bool quantifier_needs_number(enum quantifier quantifier)
{
	return table[quantifier].needs_number;
}

/* Smaller denominators first, so that they win where two are equally near. */
static const struct {
	uint8_t numerator, denominator;
} fractions[] = {{1, 2}, {1, 3}, {2, 3}, {1, 4}, {3, 4}, {1, 5}, {2, 5}, {3, 5}, {4, 5}, {1, 10}, {3, 10}, {7, 10}, {9, 10}};

/* The share less a fraction, in units of 1 / (60 of). */
static int64_t distance(struct share share, size_t i)
{
	return (int64_t)(SIXTIETHS * (uint64_t)share.hits) -
	       (int64_t)(SIXTIETHS / fractions[i].denominator * fractions[i].numerator * (uint64_t)share.of);
}

struct fraction fraction_of(struct share share)
{
	size_t best = 0;
	int64_t off, away;
	enum fraction_sense sense;

	for (size_t i = 1; i < G_N_ELEMENTS(fractions); i++)
		if (ABS(distance(share, i)) < ABS(distance(share, best)))
			best = i;
	off = distance(share, best);
	away = ABS(off);
	if (share.of == 0 || 2 * away > 3 * (int64_t)share.of) /* 2.5 points are 1.5 sixtieths */
		return (struct fraction){.sense = FRACTION_NONE};
	sense = off < 0 ? FRACTION_NEARLY : FRACTION_JUST_OVER;
	if (10 * away <= 3 * (int64_t)share.of)
		sense = FRACTION_PLAIN;
	return (struct fraction){sense, fractions[best].numerator, fractions[best].denominator};
}

/* part / (part + rest) above a whole percent. */
static bool is_above(uint32_t part, uint32_t rest, uint32_t percent)
{
	return 100 * (uint64_t)part > (uint64_t)percent * ((uint64_t)part + rest);
}

uint32_t reliability_of(const struct reliability_facts *facts)
{
	uint32_t set = 0;

	if (facts->star < 30)
		set |= RELIABILITY_SMALL;
	if (facts->interval.high - facts->interval.low >= 0.30 - WIDTH_SLACK)
		set |= RELIABILITY_WIDE;
	if (is_above(facts->missing, facts->base, 20))
		set |= RELIABILITY_MISSING;
	if (is_above(facts->missing, facts->base, 5))
		set |= RELIABILITY_BOUNDS;
	if (facts->clients < 8)
		set |= RELIABILITY_FEW_CLIENTS;
	if (is_above(facts->not_applicable, facts->base, 10))
		set |= RELIABILITY_NOT_APPLICABLE;
	return set;
}
