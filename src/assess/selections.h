/* All selections of the choices that the rules of a question name, 64 to a word. */
#ifndef PLUMBLINE_ASSESS_SELECTIONS_H
#define PLUMBLINE_ASSESS_SELECTIONS_H

#include "assess/assessment.h"

#define MOST_NAMED 16u
#define MOST_WORDS (1u << (MOST_NAMED - 6))

/* The selections of named choices in order: bit i of a selection's number is choice i. Word w holds selections 64 w to 64 w + 63. */
struct selections {
	uint32_t named[MOST_NAMED];
	uint32_t count;
	bool never_empty;  /* the rules name all choices, also a none-of-these: then a selection of none of them is unanswered and runs no rule */
	uint64_t *columns; /* per choice of the framework */
};

/* Begins with .columns set. False if too many choices are named to try them all. */
bool selections_of(const struct ruleset *ruleset, const struct question *question, struct selections *selections);

uint32_t selections_words(const struct selections *selections);

/* Ticks the named choices as the selections of this word have them; returns which of its 64 places are selections that run the rules. */
uint64_t selections_fill(const struct selections *selections, uint32_t word);

#endif
