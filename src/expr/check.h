/* Type checking of expressions, shared by the kinds of nodes. */
#ifndef PLUMBLINE_EXPR_CHECK_H
#define PLUMBLINE_EXPR_CHECK_H

#include "tree.h"

struct local;

struct checker {
	struct arena *arena;
	struct str text;
	struct span span; /* of the text in its source */
	const struct scope *scope;
	const struct local *locals; /* innermost first */
	uint32_t local_count;       /* the most that were there at once */
	struct diags *diags;
};

/* NULL where something is wrong, which was reported. hint: the type that a text or a bare word may take; may be NULL. */
struct expr *check(struct checker *checker, const struct ast *ast, const struct type *hint);

/* The expression if it is of the type, else NULL with a diagnostic; passes NULL on. */
struct expr *check_wants(struct checker *checker, const struct ast *ast, struct expr *expr, const struct type *wanted);

/* The function of a call or a walk, or NULL with a diagnostic. */
const struct function *check_function(struct checker *checker, const struct ast *ast);
struct expr *check_call(struct checker *checker, const struct ast *ast, const struct type *hint);

struct span check_span(const struct checker *checker, const struct ast *ast);
const char *check_describe(const struct checker *checker, const struct type *type);

#endif
