/* Claims: what a text says of figures in numbers and in words, and whether it is true. */
#ifndef PLUMBLINE_SRC_COMPOSE_CLAIMS_H
#define PLUMBLINE_SRC_COMPOSE_CLAIMS_H

#include "figures.h"
#include "wording.h"

/* What says of a link that it asserts a figure, and of a number that it is none of these reviews. */
#define METRIC_SCHEME "metric:"
#define NO_FIGURE     "-"

/* "{share:dr-none}", "[79%](metric:dr-none)" or a metric's title, in a passage. */
enum mention_kind { MENTION_PLACEHOLDER, MENTION_LINK, MENTION_TITLE };
struct mention {
	enum mention_kind kind;
	enum asked asked;        /* PLACEHOLDER */
	struct str word, target; /* as written: before and after the colon */
	uint32_t start, length;  /* bytes of the passage; LINK: of its words */
	uint32_t sentence;       /* number of it */
	bool is_known;           /* figure is set */
	struct figure figure;
};

enum saying_kind {
	SAYS_PERCENT,
	SAYS_RANGE,      /* "71% to 85%" */
	SAYS_COUNTS,     /* "118 of 150" */
	SAYS_NUMBER,     /* any other; counts only inside a link */
	SAYS_QUANTIFIER, /* "most of the teams" */
	SAYS_FRACTION,   /* "one in four teams" */
	SAYS_FIRST,      /* "the most common" */
	SAYS_CAUSE,      /* "leads to" */
	SAYS_AVERAGE     /* "the average team" */
};

/* How a fraction is qualified: "half", "nearly half", "more than half", "about half". */
enum stated_sense { STATED_PLAIN, STATED_BELOW, STATED_ABOVE, STATED_NEAR };

/* A stretch of a passage that says something. */
struct saying {
	enum saying_kind kind;
	uint32_t start, length, sentence;
	struct percent percent, high;           /* PERCENT; RANGE: low and high */
	uint32_t k, n;                          /* COUNTS */
	uint32_t base, base_start, base_length; /* "of our 40 teams" after a percent or a placeholder; length 0: not stated */
	bool elsewhere;                         /* of something else than the units of the population: "of 40 questions" */
	enum quantifier quantifier;
	uint32_t numerator, denominator; /* FRACTION */
	enum stated_sense sense;
};

/* Words of the language, "claims" of the wording file, and of the metrics. */
struct language {
	const struct wording *wording;
	const struct metrics *metrics;
	struct arena *arena;
};

/* A paragraph, a heading, a row of a table, or a sentence of a metrics file. */
struct passage {
	struct str text;          /* as written */
	struct span span;         /* of it; text stands there */
	const struct metric *own; /* of a metrics file: the metric that "{share}" means; NULL: of an article */
	bool is_row;              /* of a table: one sentence */
	uint32_t section;         /* of an article; 0: before the first one */
	char *bare;               /* as long as the text: lower case, with blanks for marks, code and addresses, and FIGURE_BYTE for placeholders */
	uint32_t *sentence_ends;
	uint32_t sentence_count;
	GArray *mentions; /* struct mention, by start */
	GArray *sayings;  /* struct saying, by start */
};

#define FIGURE_BYTE '\x01'

/* Marks, sentences and mentions; sayings are left empty. Arrays are freed with the arena. */
struct passage *passage_new(struct arena *arena, struct str text, struct span span, const struct metric *own, bool is_row, uint32_t section);
/* Mentions in the order in which they begin. */
void passage_sort(struct passage *passage);
/* A new array, freed with the arena. */
GArray *claims_array(struct arena *arena, guint size);
uint32_t passage_sentence(const struct passage *passage, uint32_t at);
struct span passage_span(const struct passage *passage, uint32_t start, uint32_t length);

/* Finds titles of metrics, where no sentence names them otherwise, and sayings. */
void passage_read(struct passage *passage, const struct language *language);

/* After a share: a noun of the population, another unit's, or none; with "of" and determiners before it. */
enum noun_kind { NOUN_NONE, NOUN_OWN, NOUN_OTHER, NOUN_FOREIGN };
struct noun_found {
	enum noun_kind noun;
	uint32_t start, length; /* of the noun */
	bool has_of, has_determiner;
	uint32_t number, number_start, number_length; /* "of our 40 teams"; length 0: none */
};
struct noun_found noun_after(const struct language *language, const struct passage *passage, uint32_t at);

/* Adds mentions for titles, and sorts all of them. */
void passage_titles(struct passage *passage, const struct language *language);
bool starts_word(const struct passage *passage, uint32_t at);

/* The end of the phrase where it stands at this place, whole words only; 0 if it does not. */
uint32_t phrase_at(const struct passage *passage, uint32_t at, const struct phrases *phrases);

/* What was checked so far of an article. */
struct checking;
struct checking *checking_new(const struct figures *figures, const struct language *language);
void checking_passage(struct checking *checking, struct passage *passage);
/* What can be said only at the end: shares without a base. */
void checking_end(struct checking *checking);

#endif
