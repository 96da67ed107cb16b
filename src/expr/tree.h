/* Compiled expressions: what checking makes and running walks. */
#ifndef PLUMBLINE_EXPR_TREE_H
#define PLUMBLINE_EXPR_TREE_H

#include "expr/expr.h"

enum op { OP_OR, OP_AND, OP_NOT, OP_COMPARE, OP_IN, OP_VARIABLE, OP_FIELD, OP_CALL, OP_EACH, OP_LIST, OP_CONSTANT, OPS };

struct expr {
	enum op op;
	enum compare compare;
	struct type type;
	struct value constant;
	const struct field *field;
	const struct function *function;
	uint32_t slot;  /* VARIABLE; EACH: where its variable goes */
	uint32_t count; /* operands */
	const struct expr *first, *next;
	uint32_t outer, locals; /* of the whole: slots of its scope, and of variables that it brings itself */
};

/* What a function wants of an argument. */
enum param {
	PARAM_NONE,
	PARAM_ANY,
	PARAM_LIST,
	PARAM_TEXT,  /* or a word */
	PARAM_TEXTS, /* a list of these */
	PARAM_NUMBER,
	PARAM_ORDERED, /* all of one type */
	PARAM_CHOICE,  /* the id of a choice of the framework behind the scope, */
	PARAM_QUESTION /* or of a question: no values; the function is called with the standing and an index */
};
enum result { RESULT_BOOL, RESULT_NUMBER, RESULT_TEXT, RESULT_RISK, RESULT_ITEM /* of the list */, RESULT_SAME /* as the first argument */ };

/* How the condition came out over the items of a list. */
struct tally {
	uint32_t yes, no, unknown, not_applicable;
};

struct function {
	const char *name;
	uint32_t least, most; /* arguments; both 0: only the form with `where` */
	enum param params[2]; /* the last one stands for all further arguments */
	enum result result;
	bool takes_unknown; /* is called even if an argument is not known; others then give that state */
	struct value (*call)(const struct expr *call, const struct value *args, struct arena *arena);
	struct value (*each)(const struct tally *tally); /* NULL: has no form with `where` */
};

/* NULL if there is none; near: the nearest name. */
const struct function *function_named(struct str name, struct str *near);

/* Negative, 0 or positive; both known and of this type, which has an order (texts and truths are only equal or not). */
int value_order(const struct type *type, const struct value *a, const struct value *b);
/* The text of a known text or word. */
struct str value_name(const struct type *type, const struct value *value);
struct value value_of_state(enum state state);

/* Kleene's connectives on a tally of operands. */
struct value tally_and(const struct tally *tally);
struct value tally_or(const struct tally *tally);
void tally_add(struct tally *tally, const struct value *value);

bool type_equal(const struct type *a, const struct type *b);
bool type_has_order(const struct type *type);
/* "a number", "a list of text" ...: for messages. */
const char *type_describe(struct arena *arena, const struct type *type);

#endif
