/* Conditions over the facts of a business and the answers of its review: `when:` of variants and of priority rules. */
#ifndef PLUMBLINE_EXPR_ADVICE_H
#define PLUMBLINE_EXPR_ADVICE_H

#include "expr/expr.h"

/*
 * The scope of such conditions: ctx, as in context_scope, and besides
 *   has(choice)     whether a practice is in place, or a none-of-these ticked
 *   risk(question)  none < medium < high: `risk(backing-up-data) >= medium`
 * An id stands as a bare word or in quotes, as "question/choice" where several questions have a choice of that id. Both are unknown where the
 * question is unanswered (risk also where no rule covers the answer), and not applicable where the question or the choice is.
 */
const struct scope *advice_scope_new(struct arena *arena, const struct framework *framework);

/* How a review stands with the framework of the scope. */
struct standing {
	const struct framework *framework;
	const uint64_t *ticked, *not_applicable; /* a bit per choice; ticked: with the none-of-these */
	const enum state *states; /* per question: what is ticked is known, unknown (unanswered, or known in part), or the question does not apply */
	const enum level *risks;  /* per question; LEVEL_UNSET: unknown. All risk rules of a review are run before any advice */
};

/* standing: NULL, or of the framework that the condition was compiled for. */
struct value advice_evaluate(const struct expr *condition, const struct context *context, const struct standing *standing, struct arena *arena);

/* True if and only if the condition is known to hold; false for NULL. */
bool advice_holds(const struct expr *condition, const struct context *context, const struct standing *standing, struct arena *arena);

/* Calls visit for each question that the condition asks about, with has() or risk(). */
void advice_questions(const struct expr *condition, const struct framework *framework, void (*visit)(uint32_t question, void *user), void *user);

#endif
