/* Statistics made by hand for the tests of disclosure control: clients with one review each, one split, and shares with known answers. */
#ifndef PLUMBLINE_TESTS_MADE_H
#define PLUMBLINE_TESTS_MADE_H

#include "stats/protect.h"

#define MADE_METRICS   3u
#define MADE_QUESTIONS 3u
#define MADE_NOWHERE   255u

/* answer: per metric MISS, HIT or UNKNOWN. Where there are parts, metric 0 is the sum of 1 and 2. */
enum made_answer { MISS, HIT, UNKNOWN };
struct made_client {
	uint32_t name;    /* rising */
	uint32_t version; /* of the review */
	uint8_t group;    /* MADE_NOWHERE: in none */
	uint8_t answers[MADE_METRICS];
	uint8_t risks[MADE_QUESTIONS]; /* enum risk, of the questions of one pillar */
	enum consent consent;
	uint8_t workloads; /* 0: 1 */
};

struct made {
	const struct made_client *clients;
	uint32_t count;
	const char *const *groups;
	uint32_t group_count;
	uint32_t metric_count;
	uint32_t question_count; /* of the pillar: what is told of peers; 0: nothing is */
	uint32_t min_side;       /* 0: 3 */
	uint32_t min_clients;    /* and of changes between releases; 0: 10 */
	bool has_profile;        /* the pillar's risks are told as well */
	bool has_parts;
	bool as_series; /* the groups are the periods of a series, and there is no split */
	enum metric_unit unit;
};

/* Counts only clients that are CONSENT_PUBLISH, as the statistics of a publication do. */
const struct statistics *made_statistics(struct arena *arena, const struct made *made);

/* A key that is no secret. */
const struct secrets *made_secrets(void);

/* The ledger with what the view adds, written and read again. */
const struct ledger *made_ledger(struct arena *arena, const struct ledger *before, const struct protected_view *view);

/* Numbers from 0 to below most; the same on every machine. */
uint32_t made_chance(uint64_t *state, uint32_t most);

#endif
