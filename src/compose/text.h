/* Words with {expressions} and {@sentences}, compiled against the names in scope, and their evaluation. */
#ifndef PLUMBLINE_SRC_COMPOSE_TEXT_H
#define PLUMBLINE_SRC_COMPOSE_TEXT_H

#include "wording.h"

/* Ways to write a value, chained with |: {n | words | capital}. */
enum form { FORM_WORDS, FORM_CAPITAL, FORM_QUOTED, FORM_MONTH, FORM_OR, FORM_SHORT, FORM_BARE, FORM_COUNT };

struct compiler {
	struct arena *arena;
	struct diags *diags;
	const struct wording *wording;
	uint32_t saying; /* sentences within sentences */
};

struct text;

/* Always gives a text; after a diagnostic it may lack pieces. */
const struct text *text_compile(struct compiler *compiler, struct str text, struct span span, const struct scope *scope);

/* Appends; watch may be NULL. False, with nothing appended, if a value that it needs is not known. */
bool text_evaluate(const struct text *text, const struct wording *wording, const struct value *slots, const struct expr_watch *watch,
		   struct arena *arena, GString *out);

/* Whether values of the type can be written. */
bool type_is_printable(const struct type *type);

/* Appends a value as the language writes it. False if it, or a part that it needs, is not known. forms: bits of enum form. */
bool value_write(const struct value *value, const struct type *type, uint32_t forms, const struct wording *wording, struct arena *arena,
		 GString *out);

const char *const *form_names(void);

/* The pattern with the value for each {name}; other text stays. */
struct str words_filled(struct arena *arena, struct str pattern, const char *name, const char *value);
/* Makes the letter at start a capital one. */
void words_capitalise(GString *out, gsize start);

#endif
