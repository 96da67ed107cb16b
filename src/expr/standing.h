/* How the checker reaches the framework behind a scope, for has() and risk(). */
#ifndef PLUMBLINE_EXPR_STANDING_H
#define PLUMBLINE_EXPR_STANDING_H

#include "expr/advice.h"
#include "tree.h"

/* The framework of the nearest advice scope, and the slot of its standing; NULL if there is none. */
const struct framework *advice_framework(const struct scope *scope, uint32_t *slot);

/* Words of risk(): none, medium, high. */
extern const struct words advice_risks;

struct value advice_has(const struct expr *call, const struct value *args, struct arena *arena);
struct value advice_risk(const struct expr *call, const struct value *args, struct arena *arena);

#endif
