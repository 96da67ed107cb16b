/* A compiled template: a tree of operations, each an element or a stretch of words. */
#ifndef PLUMBLINE_SRC_COMPOSE_PROGRAM_H
#define PLUMBLINE_SRC_COMPOSE_PROGRAM_H

#include "schema.h"
#include "text.h"

#define TEMPLATE_DEEPEST 40u
#define TEMPLATE_SLOTS   64u

/* An attribute that was given. */
struct given {
	enum attribute_id id;
	const struct text *text; /* TEXT, and the words of a stretch of words */
	const struct expr *expr;
	uint32_t number; /* WHOLE; WORD: index of the word; RISK without expr: an enum risk */
	struct str name; /* ROLE, NAME */
};

struct op {
	enum element_id element; /* ELEMENT_WORDS: words, whose text is the first of given */
	struct span span;
	const struct given *given;
	uint32_t given_count;
	uint32_t slot; /* FOR, LET: of the value that it makes; the index of a FOR comes next */
	bool inline_content;
	const struct op *first, *next, *otherwise; /* otherwise: the <else> */
};

struct template
{
	const struct op *report;
	const struct wording *wording;
};

/* NULL if the attribute was not given. */
const struct given *given(const struct op *op, enum attribute_id id);

/* Compiles the root element of a template over the names of a scope; diagnostics say what is wrong. */
const struct op *program_compile(struct compiler *compiler, const struct scope *scope, const struct element *root);

#endif
