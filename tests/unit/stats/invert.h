/* A reader of publications that goes through every corpus there could have been, and keeps those that agree with what was printed. */
#ifndef PLUMBLINE_TESTS_INVERT_H
#define PLUMBLINE_TESTS_INVERT_H

#include "made.h"

#define INVERT_ATOMS 6u
#define ABSENT       254u

/* Clients that the reader cannot tell apart. group: in each of the two releases; MADE_NOWHERE, or ABSENT. changes: reviewed again before the second. */
struct invert_atom {
	uint8_t group[2];
	uint32_t count;
	bool changes;
};

struct inversion {
	struct invert_atom atoms[INVERT_ATOMS];
	uint32_t atom_count, groups;
	uint32_t questions, levels; /* levels: 2, high or none; 3, medium as well */
	uint32_t releases;          /* 1 or 2 */
	uint32_t min_side;          /* 0: 3 */
	uint32_t min_clients;       /* and of changes; 0: 10 */
	bool has_metric;            /* the first question's high risk is a metric as well, with its groups */
	bool has_profile;
	bool is_open;       /* printed without protection */
	bool without_peers; /* the reader looks at other figures only */
	bool forgetful;     /* the second release does not know of the first */
};

/*
 * Of publications: how many are different; those from which something is certain of a client to a reader of the figures (certain), to one that is a client
 * itself (inside), and to one that has the program besides, and asks which corpora print the same to the letter (inverse).
 */
struct invert_outcome {
	uint32_t states, publications, certain, inside, inverse;
	uint32_t shown, shown_steps, shown_groups; /* states of which the last release shows them */
};

struct invert_outcome invert(const struct inversion *inversion);

#endif
