/* A review without what would tell whose it is, for documents that anybody may read. */
#ifndef PLUMBLINE_MODEL_PUBLIC_H
#define PLUMBLINE_MODEL_PUBLIC_H

#include "model/review.h"
#include "model/words.h"

/*
 * A copy that keeps the answers, the date, the organisations of the reviewers, and of the context only facts that are words of a list that many share.
 * Names, ids, notes, descriptions, free text, money and promises are gone. known: words that the frameworks say themselves; a regulation that holds other
 * words is somebody's own and goes too. Lives in the arena and points into the review.
 */
const struct review *review_public(struct arena *arena, const struct review *review, const struct word_set *known);

/* What a review says that a public document may not. */
enum private_kind {
	PRIVATE_CLIENT, /* the client's name */
	PRIVATE_NAME,   /* of a workload, a person, a team, an account: whole */
	PRIVATE_TEXT    /* free text: its unusual words */
};

/* Calls visit for each such text. what: "client", "workload.name", "answers" ..., as in the file. Texts may be empty. */
void review_private_texts(const struct review *review, void (*visit)(enum private_kind kind, const char *what, struct str text, void *user),
			  void *user);

#endif
