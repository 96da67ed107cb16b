/* Accounting for a document: which of its paragraphs the client's business decides, on which facts each rests, and which rule called for it. */
#ifndef PLUMBLINE_COMPOSE_ACCOUNT_H
#define PLUMBLINE_COMPOSE_ACCOUNT_H

#include "doc/doc.h"

/*
 * A paragraph, heading, item of a list, row of a table, box, row of numbers or chart that says what it says, or stands where it stands, because of facts
 * of the context (known or not).
 */
struct account {
	const struct doc *node;
	const struct doc *section; /* that it stands in; NULL: none */
	uint32_t facts;            /* a bit per enum fact_key; never none */
	struct span rule;          /* the condition of the framework that called for it, or the place in the template that made it */
	bool by_framework;         /* the first of these */
};

/* In the order of the document; lives in the arena. */
uint32_t account_of(struct arena *arena, const struct doc *document, const struct account **accounts);

/* All that a node says, words of charts and large numbers included. */
struct str account_words(struct arena *arena, const struct doc *node);

/* Whether a node is such a unit: then what is in it belongs to it. */
bool account_is_unit(const struct doc *node);

#endif
