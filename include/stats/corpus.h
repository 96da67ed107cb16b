/* Many reviews as columns of bits: one bit per review for each choice and each state of a question. */
#ifndef PLUMBLINE_STATS_CORPUS_H
#define PLUMBLINE_STATS_CORPUS_H

#include "assess/assessment.h"

/* Names the bytes of a file; equal only by an accident of 2^-64 or rarer. Not for secrets. The same on every machine. */
struct digest {
	uint64_t words[2];
};
struct digest digest_of(const char *bytes, size_t length);

/*
 * Reviews while they are counted, as rows of bits in the order of their own framework; about 500 bytes each. Lives in the arena. Each worker has its
 * own; in which order rows are added or workers joined does not matter to the corpus made of them.
 */
struct rows;

/* framework: id of the one to take from each review; empty: its first. */
struct rows *rows_new(struct arena *arena, struct str framework);

/* Adds a review with its risks. False if it has no such framework (it is counted). Texts are copied; the ruleset must outlive the rows. */
bool rows_add(struct rows *rows, const struct assessment *assessment, struct digest digest);

/* Makes the version known although no review of it may come. Needed before rows_read. */
void rows_edition(struct rows *rows, const struct ruleset *ruleset);
/* Names the edition in the bytes of rows_write. */
struct digest rows_edition_digest(const struct ruleset *ruleset);

/* Adds copies of all rows of another. */
void rows_append(struct rows *into, const struct rows *from);

uint32_t rows_count(const struct rows *rows);
uint32_t rows_without_framework(const struct rows *rows);

/*
 * The rows as bytes for a cache, a pipe or a partial result, and back: rows_read adds them. False, with nothing added, if the bytes are damaged, of
 * another version of the program, or of an edition (framework, version, rules) that was not made known. Damage is found, not survived by luck: the
 * bytes end with their digest.
 */
void rows_write(const struct rows *rows, GString *out);
bool rows_read(struct rows *rows, const char *bytes, size_t length);

/* What a client allows; missing is INTERNAL. The word of the client's latest review that has one counts for all of its reviews. */
enum consent { CONSENT_PUBLISH, CONSENT_INTERNAL, CONSENT_NO };

/* How an id of one edition relates to its column; ABSENT: that edition does not ask it. */
enum relation { RELATION_SAME, RELATION_CLOSE, RELATION_BROADER, RELATION_NARROWER, RELATION_ABSENT };

/* One version of the framework with its rules. In order of version: "2019-07" before "2020-07", "9" before "10". */
struct edition {
	const struct ruleset *ruleset;
	struct digest digest; /* of ids, order and rules */
	uint32_t row_count;
	const uint32_t *columns; /* per question of its framework: where it stands among the columns */
};

struct pillar_column {
	struct str id, title;
};

/* All planes have one bit per row. Where asked has no bit the others have none. */
struct question_column {
	struct str id, number, title, short_title;
	uint32_t pillar;
	uint32_t first_choice, choice_count;
	const uint64_t *asked;                /* the review's edition has the question */
	const uint64_t *answered;             /* and it is answered; never together with not_applicable */
	const uint64_t *complete;             /* answered, and not only what is missing is known */
	const uint64_t *not_applicable;       /* marked so as a whole */
	const uint64_t *selects;              /* complete, with at least one practice */
	const uint64_t *high, *medium, *none; /* its risk by the rules of the review's edition; none of these three: unmatched, if answered */
	const enum relation *relations;       /* one per edition */
	bool is_current;                      /* the newest edition has it; otherwise its id is that of the newest edition that had it */
};

/* Never a none-of-these: answered without selects says that. The planes of its question stand for its own where they are the same. */
struct choice_column {
	struct str id, code, title;
	uint32_t question;
	const uint64_t *asked;          /* the review's edition has the choice */
	const uint64_t *answered;       /* it is known whether it is chosen; never together with not_applicable */
	const uint64_t *chosen;         /* within answered */
	const uint64_t *not_applicable; /* marked so, or its question is */
	const enum relation *relations; /* one per edition */
};

/* One fact of the context for all rows. Facts of several words or texts have their items in [first[row], first[row + 1]). */
struct fact_column {
	bool is_held; /* free prose (goals, worries) is not held */
	const uint64_t *known;
	const double *numbers;   /* NUMBER, PERCENT, DURATION in minutes; else NULL */
	const uint32_t *codes;   /* TEXT, WORD: index into texts, per row; WORDS, TEXTS: per item */
	const uint32_t *first;   /* WORDS, TEXTS; row_count + 1 of them */
	const struct str *texts; /* the values that occur; words in the order of fact.def, texts in byte order */
	uint32_t text_count;
};

/* Rows are ordered by client, workload, date and digest, so that those of one client, and the milestones of one workload, stand together. */
struct corpus {
	uint32_t row_count;
	size_t words; /* of a plane */
	const struct edition *editions;
	uint32_t edition_count;
	const struct pillar_column *pillars;
	uint32_t pillar_count;
	const struct question_column *questions;
	uint32_t question_count;
	const struct choice_column *choices; /* those of one question stand together */
	uint32_t choice_count;
	struct fact_column facts[FACT_COUNT];
	uint32_t client_count, workload_count;
	const struct str *client_names;    /* as the first row writes it */
	const uint32_t *client, *workload; /* per row: index, rising */
	const uint32_t *first_row;         /* per row: that of its workload's first milestone */
	const uint32_t *date;              /* per row: year * 10000 + month * 100 + day, so that it can be compared; 0: unset */
	const uint8_t *edition;            /* per row */
	const struct str *environment;     /* per row; may be empty */
	const struct digest *digest;       /* per row */
	const enum consent *consent;       /* per client */
	uint32_t duplicates;               /* files with the same bytes as another; dropped */
	uint32_t without_framework;        /* reviews that were held against other frameworks */
};

/* Sorts, drops duplicates and turns rows into columns. More than 255 editions are a diagnostic and NULL. Lives in the arena; rows may go. */
const struct corpus *corpus_new(struct arena *arena, const struct rows *rows, struct diags *diags);

/* Indexes, or UINT32_MAX. A choice is "question.choice", or alone where one question only has it. */
uint32_t corpus_question(const struct corpus *corpus, struct str id);
uint32_t corpus_choice(const struct corpus *corpus, struct str id);
uint32_t corpus_pillar(const struct corpus *corpus, struct str id);

/* Compares versions as people count: runs of digits as numbers. Negative, 0 or positive. */
int version_order(struct str a, struct str b);

/* Bits set in a plane, in two planes at once, and in three. words: of each. */
uint32_t plane_count(const uint64_t *plane, size_t words);
uint32_t plane_count_both(const uint64_t *a, const uint64_t *b, size_t words);
uint32_t plane_count_all(const uint64_t *a, const uint64_t *b, const uint64_t *c, size_t words);

/* Different clients among the rows of a plane. */
uint32_t plane_clients(const struct corpus *corpus, const uint64_t *plane);

/* Simple counts over the rows of a plane: the audit of everything else. */
struct question_tally {
	uint32_t asked, answered, not_applicable, high, medium, none, unmatched, nothing; /* nothing: complete without a practice */
};
struct choice_tally {
	uint32_t asked, chosen, not_applicable, left_out; /* left_out: answered without it */
};
struct question_tally corpus_tally_question(const struct corpus *corpus, uint32_t question, const uint64_t *rows);
struct choice_tally corpus_tally_choice(const struct corpus *corpus, uint32_t choice, const uint64_t *rows);

#endif
