/* Ways to split the population into groups. */
#ifndef PLUMBLINE_STATS_SPLITS_H
#define PLUMBLINE_STATS_SPLITS_H

#include "stats/statistics.h"

enum split_kind { SPLIT_FACT, SPLIT_VERSION, SPLIT_YEAR, SPLIT_ENVIRONMENT };

struct split_key {
	enum split_kind kind;
	enum fact_key fact;
	const char *label;
};

/* False, with a diagnostic unless diags is NULL, where reviews cannot be split so. */
bool split_key_find(const struct formula *formula, struct split_key *key, struct diags *diags);

/* The groups of the rows. */
struct split split_new(struct arena *arena, const struct corpus *corpus, const uint64_t *rows, const struct formula *formula,
		       const struct split_key *key);

/* How many items a ranking goes over. */
uint32_t ranking_items(const struct metrics *metrics, const struct corpus *corpus, enum ranking_over over);

#endif
