/* Wording: every sentence of a language, and how it writes numbers, dates, lists and words of enumerations. */
#ifndef PLUMBLINE_SRC_COMPOSE_WORDING_H
#define PLUMBLINE_SRC_COMPOSE_WORDING_H

#include "expr/expr.h"

#define MONTHS        12u
#define SMALL_NUMBERS 13u

/* Not compiled: it is compiled where it is used, against the names that are known there. */
struct sentence {
	struct str key;
	const struct node *node;
	bool faulty; /* its faults were reported once */
};

/* "one" for 1, "other" for the rest. */
struct unit {
	struct str one, other;
};

enum unit_id { UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_COUNT };

/* Ways to say one thing, in lower case. */
struct phrases {
	const struct str *items;
	uint32_t count;
};

struct wording {
	const struct source *source;
	struct str language;
	struct str group, decimal, million, billion; /* of numbers; million: "{n} million" */
	struct str small[SMALL_NUMBERS];             /* "no", "one" ... "twelve" */
	struct str months[MONTHS], day, month;       /* "{day} {month} {year}", "{month} {year}" */
	struct str between, and, or ;                /* of lists */
	struct str open_quote, close_quote;
	struct unit units[UNIT_COUNT];
	GHashTable *sentences; /* text of the key -> struct sentence */
	GHashTable *words;     /* "risk.high" -> struct str */
	GHashTable *claims;    /* "quantifier.most" -> struct phrases: what is looked for in texts of others */
};

/* NULL if it cannot be used at all. Lives in the arena. */
const struct wording *wording_open(struct arena *arena, const char *path, struct diags *diags);

/* NULL, with a diagnostic at the place of use, if there is none of that key. */
struct sentence *wording_sentence(const struct wording *wording, struct arena *arena, struct str key, struct span used, struct diags *diags);

/* None if there are none of that name. */
struct phrases wording_phrases(const struct wording *wording, const char *key);

/* Empty if it has no words. */
struct str wording_word(const struct wording *wording, struct arena *arena, const struct words *words, uint32_t index);

/* The word of this name in a group; empty if there is none. For names that frameworks and metrics bring. */
struct str wording_key(const struct wording *wording, struct arena *arena, struct str group, struct str name);

/* A diagnostic, at the place of use, for each word that has no words. */
bool wording_has_words(const struct wording *wording, struct arena *arena, const struct words *words, struct span used, struct diags *diags);

#endif
