/* The last check of a document for strangers: nothing of what only the client says may stand in it. */
#ifndef PLUMBLINE_COMPOSE_DENY_H
#define PLUMBLINE_COMPOSE_DENY_H

#include "compose/compose.h"

/*
 * Denied are whole names (of client, workload, people, teams, accounts), and each word of a name or of free text that is unusual: of four letters and more
 * (in a name, of three), or of five digits and more, and found in no text of the frameworks and of the template. A name that is one usual word, such as a
 * workload called Checkout, is denied only if it is the client's, and then where it is written the same way, capitals included.
 */
struct deny_list;

/* review: the whole one, not the public copy. Lives in the arena. */
const struct deny_list *deny_list_new(struct arena *arena, const struct review *review, const struct template *template);

/* False, with a diagnostic for each word found, if any text of the document (metadata, alternative texts, anchors and links included) holds what is denied. */
bool deny_check(const struct deny_list *list, const struct doc *document, struct diags *diags);

/* The words that the frameworks of a review say themselves. */
struct word_set *review_own_words(struct arena *arena, const struct review *review);

#endif
