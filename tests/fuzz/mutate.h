/* Inputs made from others: each case depends on the seed and its number alone, so that it can be made again. */
#ifndef PLUMBLINE_TESTS_MUTATE_H
#define PLUMBLINE_TESTS_MUTATE_H

#include <glib.h>
#include <stdint.h>

/* The files that cases are made from. */
struct seeds {
	GPtrArray *names;
	GPtrArray *bytes; /* of GBytes */
};

/* xorshift64*; state is never 0. */
struct chance {
	uint64_t state;
};

struct chance chance_of(uint64_t seed, uint64_t number);
uint64_t chance_next(struct chance *chance);
/* 0 to below - 1; 0 where below is 0. */
size_t chance_below(struct chance *chance, size_t below);

/* Replaces made by a changed copy of some seed, of at most MOST_MADE bytes. */
#define MOST_MADE ((size_t)1 << 20)
void mutate(struct chance *chance, const struct seeds *seeds, GByteArray *made);

#endif
