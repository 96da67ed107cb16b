/* Which words a share may bear: quantifiers, simple fractions, and whether it is reliable enough to be said at all. */
#ifndef PLUMBLINE_STATS_QUANTIFIER_H
#define PLUMBLINE_STATS_QUANTIFIER_H

#include "stats/interval.h"

/* The words themselves are in wording files. Thresholds are this project's policy (no standard has any); shares are compared in whole numbers. */
enum quantifier {
	QUANTIFIER_NONE,          /* no word fits: keep the number */
	QUANTIFIER_ALL,           /* every one */
	QUANTIFIER_NOBODY,        /* not one */
	QUANTIFIER_ALMOST_ALL,    /* 95 % or more and lower limit 90 % or more */
	QUANTIFIER_ALMOST_NOBODY, /* 5 % or less and upper limit 10 % or less */
	QUANTIFIER_VAST_MAJORITY, /* 80 % or more and lower limit above 75 % */
	QUANTIFIER_MAJORITY,      /* "most": above 50 % and lower limit above 50 % */
	QUANTIFIER_ABOUT_HALF,    /* 45 % to 55 % */
	QUANTIFIER_MANY,          /* at least one, and only with the number beside it: never chosen, only allowed */
	QUANTIFIER_COUNT
};

/* Whether the word is true of the share; interval: the one published with it. An empty base bears only NONE. For checking an author's text. */
bool quantifier_holds(enum quantifier quantifier, struct share share, struct interval interval);

/* The strongest word that holds, in the order above; NONE where none does. */
enum quantifier quantifier_of(struct share share, struct interval interval);

/* Whether the number must stand beside the word. */
bool quantifier_needs_number(enum quantifier quantifier);

enum fraction_sense {
	FRACTION_NONE,     /* nothing within 2.5 points, or no base: keep the percent */
	FRACTION_PLAIN,    /* within half a point */
	FRACTION_NEARLY,   /* the share is below the fraction */
	FRACTION_JUST_OVER /* above */
};

struct fraction {
	enum fraction_sense sense;
	uint8_t numerator, denominator; /* 1/2, 1/3, 2/3, 1/4, 3/4, n/5 or n/10; 0 and 0 for NONE */
};

/* The nearest simple fraction; of equally near ones that with the smaller denominator. Exact for every count. */
struct fraction fraction_of(struct share share);

/* What a share must admit to; bits. From the NCHS standard of 2017 as CDC implements it, with this project's limits. */
enum reliability {
	RELIABILITY_SMALL = 1 << 0,          /* n* below 30: unreliable */
	RELIABILITY_WIDE = 1 << 1,           /* interval of 30 points or more: unreliable */
	RELIABILITY_MISSING = 1 << 2,        /* over 20 % of base and missing are missing: unreliable, no headline */
	RELIABILITY_BOUNDS = 1 << 3,         /* over 5 %: print the worst-case bounds */
	RELIABILITY_FEW_CLIENTS = 1 << 4,    /* fewer than 8 clients: no interval */
	RELIABILITY_NOT_APPLICABLE = 1 << 5, /* over 10 % of base and not applicable: print that share */

	RELIABILITY_UNRELIABLE = RELIABILITY_SMALL | RELIABILITY_WIDE | RELIABILITY_MISSING /* flag [u]: greyed, in no headline, ranking or finding */
};

struct reliability_facts {
	double star; /* n*, or n for independent answers */
	struct interval interval;
	uint32_t clients;
	uint32_t base, missing, not_applicable; /* reviews in the base, unknown, not applicable */
};

/* A set of enum reliability. */
uint32_t reliability_of(const struct reliability_facts *facts);

#endif
