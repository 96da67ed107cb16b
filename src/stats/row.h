/* One review as a row of bits, in the order of its own edition of the framework. */
#ifndef PLUMBLINE_STATS_ROW_H
#define PLUMBLINE_STATS_ROW_H

#include "stats/corpus.h"

/* Sets of questions that a row holds, and after them sets of choices. UNSURE: the question is answered, but not whether with this choice. */
enum row_set { SET_ANSWERED, SET_NOT_APPLICABLE, SET_COMPLETE, SET_SELECTS, SET_HIGH, SET_MEDIUM, SET_NONE, QUESTION_SETS };
enum choice_set { SET_CHOSEN, SET_CHOICE_NOT_APPLICABLE, SET_UNSURE, CHOICE_SETS };

enum row_text { ROW_CLIENT, ROW_CLIENT_KEY, ROW_WORKLOAD_KEY, ROW_ENVIRONMENT, ROW_TEXTS };

/*
 * Followed by bits: the sets of questions, the sets of choices; by the texts, each with a NUL; and by the facts: one byte for the key, then a double,
 * or a length and bytes, or a count of those.
 */
struct row {
	uint32_t size; /* with all that follows; a multiple of 8 */
	uint32_t edition;
	struct digest digest;
	uint32_t date, fact_size;
	uint32_t text_length[ROW_TEXTS];
	uint64_t bits[];
};

struct rows_edition {
	const struct ruleset *ruleset;
	struct digest digest;
};

struct rows {
	struct arena *arena;
	struct str framework;
	GPtrArray *list;  /* of struct row */
	GArray *editions; /* of struct rows_edition */
	uint32_t without_framework;
};

const uint64_t *row_questions(const struct row *row, const struct framework *framework, enum row_set set);
const uint64_t *row_choices(const struct row *row, const struct framework *framework, enum choice_set set);
struct str row_text(const struct row *row, const struct framework *framework, enum row_text text);

/* Whether sizes and lengths of a row from outside fit together. */
bool row_is_sound(const struct row *row, const struct framework *framework, size_t most);

/* A fact of a row while they are walked: start with row_facts, go on while row_next_fact. */
struct row_fact {
	enum fact_key key;
	double number;
	uint32_t count;          /* texts */
	const char *texts, *end; /* private */
};
struct row_fact row_facts(const struct row *row, const struct framework *framework);
bool row_next_fact(struct row_fact *fact);
/* The next of the fact's texts. */
struct str row_fact_text(struct row_fact *fact);

/* Appends the known facts of a context that a corpus holds. */
void facts_write(const struct context *context, GByteArray *out);
bool fact_is_held(enum fact_key key);

#endif
