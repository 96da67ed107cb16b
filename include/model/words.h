/* Sets of words, for asking whether a text says what only a client would say. */
#ifndef PLUMBLINE_MODEL_WORDS_H
#define PLUMBLINE_MODEL_WORDS_H

#include "model/framework.h"

/* Words are runs of letters and digits, compared without regard to case; a number is one word, with or without separators between its groups of three.
 * Lives in the arena given to word_set_new. */
struct word_set;

struct word_set *word_set_new(struct arena *arena);

/* Calls visit for each word of a text, in order. folded: as sets hold it; at: bytes from the start of the text; length: bytes of it there. */
void words_of(struct str text, void (*visit)(const char *folded, uint32_t at, uint32_t length, void *user), void *user);

/* All words of a text; of a framework: of every text that a report of it may print. */
void word_set_add(struct word_set *set, struct str text);
void word_set_add_framework(struct word_set *set, const struct framework *framework);

/* folded: as words_of gives it. */
bool word_set_has(const struct word_set *set, const char *folded);
/* Whether it has every word of the text. */
bool word_set_covers(const struct word_set *set, struct str text);

#endif
