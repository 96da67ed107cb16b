/* Which open answer a recommendation speaks of, by the words that they share. */
#ifndef PLUMBLINE_FORMATS_AZURE_MATCH_H
#define PLUMBLINE_FORMATS_AZURE_MATCH_H

#include "base/str.h"

/* The words of a text that carry meaning, cut to their beginnings, each once, sorted. */
struct azure_gist {
	const uint64_t *words;
	uint32_t count;
};

struct azure_gist azure_gist(struct arena *arena, struct str text);

/*
 * The one of the gists that holds at least three quarters of what's words, and a quarter more of them than any other one; UINT32_MAX if there is none such, or
 * what has fewer than fewest words.
 */
uint32_t azure_match(struct azure_gist what, uint32_t fewest, const struct azure_gist *gists, uint32_t count);

#endif
