/* Conditions of risk rules over the choices of one question: `a && (b || !c)`, as AWS lenses write them. */
#ifndef PLUMBLINE_EXPR_CONDITION_H
#define PLUMBLINE_EXPR_CONDITION_H

#include "base/bits.h"
#include "model/framework.h"
#include "source/diag.h"

struct condition;

/*
 * Compiles against the choices of the question; unknown ids are diagnostics with "did you mean". `and`, `or`, `not` are other spellings unless
 * a choice bears that id. NULL if it cannot be used.
 */
const struct condition *condition_compile(struct arena *arena, struct str text, struct span span, const struct framework *framework,
					  uint32_t question, struct diags *diags);

/*
 * True if the condition holds. Bits are indexed by choice of the framework. A choice that is not applicable is dropped from its && or ||,
 * negated or not (an empty && is true, an empty || is false); outside of any && and || it counts as ticked, so that its negation is false.
 * not_applicable may be NULL: none is.
 */
bool condition_holds(const struct condition *condition, const uint64_t *chosen, const uint64_t *not_applicable);

/* The same for 64 reviews at once: columns[c] and not_applicable[c] hold one bit per review for choice c of the framework. */
uint64_t condition_holds_word(const struct condition *condition, const uint64_t *columns, const uint64_t *not_applicable);

/* Whether the condition names this choice. */
bool condition_names(const struct condition *condition, uint32_t choice);

#endif
