/* The syntax of expressions as a tree, before any name in it means something: for rooms that give names a meaning of their own. */
#ifndef PLUMBLINE_EXPR_PARSE_H
#define PLUMBLINE_EXPR_PARSE_H

#include "model/review.h"

/* Bounds on what is read: nesting of parentheses, `not`, calls, lists and fields; bytes of one expression. */
#define EXPR_DEEPEST 64u
#define EXPR_LONGEST 16384u

enum ast_kind {
	AST_OR,  /* two or more children */
	AST_AND, /* two or more children */
	AST_NOT,
	AST_COMPARE, /* two children */
	AST_IN,      /* what, list */
	AST_NAME,
	AST_FIELD, /* of its child */
	AST_CALL,  /* children: arguments */
	AST_EACH,  /* f(variable in list where condition); children: list, condition */
	AST_LIST,
	AST_TEXT,
	AST_NUMBER,
	AST_DURATION, /* number: minutes */
	AST_DATE,
	AST_BOOL,
	AST_KINDS
};

enum compare { COMPARE_EQUAL, COMPARE_UNEQUAL, COMPARE_LESS, COMPARE_AT_MOST, COMPARE_MORE, COMPARE_AT_LEAST };

/* Lives in the arena of the parser; const once made. Parentheses leave no node. */
struct ast {
	enum ast_kind kind;
	enum compare compare;
	struct str text;     /* NAME, FIELD: the name; CALL, EACH: of the function; TEXT: without quotes; other literals: as written */
	struct str variable; /* EACH */
	bool truth;
	double number;
	struct date date;
	uint32_t start, length; /* bytes of the text */
	uint32_t count;         /* children */
	const struct ast *first, *next;
};

/* How to read the text. All zero: the language of expr.h. */
struct dialect {
	bool ids_only; /* risk rules: a word may begin with a digit; no literals, and of the words only and, or, not are more than names */
	bool (*is_name)(struct str word, const void *user); /* words that are names although they are and, or, not; may be NULL */
	const void *user;
};

/* NULL, with one diagnostic, where the syntax is wrong. span: of the text in its source. */
const struct ast *expr_parse(struct arena *arena, struct str text, struct span span, const struct dialect *dialect, struct diags *diags);

/* Where length bytes from start of the text stand in its source: exact if the text stands there unescaped (in quotes or not), else the whole span. */
struct span expr_span(struct str text, struct span span, uint32_t start, uint32_t length);

#endif
