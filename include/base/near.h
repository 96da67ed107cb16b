/* "Did you mean": the nearest of many names to a misspelt one. */
#ifndef PLUMBLINE_BASE_NEAR_H
#define PLUMBLINE_BASE_NEAR_H

#include "base/str.h"

/* Start with near_to(word), offer candidates with near_offer, read .best (empty if none is near enough). */
struct near {
	struct str word, best;
	uint32_t distance; /* of the best so far, in edits; only smaller ones replace it, so the first of equals wins */
};

struct near near_to(struct str word);
void near_offer(struct near *near, struct str candidate);

/* Edits (insert, delete, replace, swap of neighbours) between two texts, counted up to most, else most + 1. Bytes, case ignored. */
uint32_t near_distance(struct str a, struct str b, uint32_t most);

#endif
