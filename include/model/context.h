/* What is known of the client's business: typed facts, each known or missing. */
#ifndef PLUMBLINE_MODEL_CONTEXT_H
#define PLUMBLINE_MODEL_CONTEXT_H

#include "read/node.h"

enum fact_type { FACT_TEXT, FACT_NUMBER, FACT_PERCENT, FACT_DURATION, FACT_WORD, FACT_WORDS, FACT_TEXTS };

enum fact_key {
#define FACT(key, type, values, label) FACT_KEY_##key,
#include "model/fact.def"
#undef FACT
	FACT_COUNT
};

struct fact {
	bool known;
	double number;           /* NUMBER, PERCENT (0 to 100), DURATION (minutes) */
	struct str text;         /* TEXT, WORD; for numbers: as the user wrote them */
	const struct str *items; /* WORDS, TEXTS */
	uint32_t item_count;
	struct span span;
};

struct context {
	struct fact facts[FACT_COUNT];
};

struct fact_kind {
	const char *key, *values, *label; /* values: separated by blanks */
	enum fact_type type;
};
extern const struct fact_kind fact_kinds[FACT_COUNT];

/* FACT_COUNT if there is none of that key. */
enum fact_key fact_named(struct str key);

#endif
