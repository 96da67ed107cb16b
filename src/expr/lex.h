/* Tokens of expressions and conditions. */
#ifndef PLUMBLINE_EXPR_LEX_H
#define PLUMBLINE_EXPR_LEX_H

#include "expr/parse.h"

enum token_kind {
	TOKEN_END,
	TOKEN_BAD, /* already reported */
	TOKEN_NAME,
	TOKEN_TEXT,
	TOKEN_NUMBER,
	TOKEN_DURATION,
	TOKEN_DATE,
	TOKEN_TRUE,
	TOKEN_FALSE,
	TOKEN_OR,
	TOKEN_AND,
	TOKEN_NOT,
	TOKEN_IN,
	TOKEN_WHERE,
	TOKEN_EQUAL,
	TOKEN_UNEQUAL,
	TOKEN_LESS,
	TOKEN_AT_MOST,
	TOKEN_MORE,
	TOKEN_AT_LEAST,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_OPEN_LIST,
	TOKEN_CLOSE_LIST,
	TOKEN_COMMA,
	TOKEN_DOT,
	TOKEN_KINDS
};

struct token {
	enum token_kind kind;
	struct str text; /* as written; TEXT: without its quotes */
	double number;
	struct date date;
	uint32_t start, length;
};

/* A text, where it stands, and where faults in it go. */
struct writing {
	struct arena *arena;
	struct str text;
	struct span span;
	struct diags *diags;
};

struct lexer {
	struct writing writing;
	const struct dialect *dialect;
	uint32_t at;
	bool after_dot; /* the next word is a field, whatever it looks like */
};

struct token lex_next(struct lexer *lexer);

/* The span of a stretch of the text. */
struct span writing_span(const struct writing *writing, uint32_t start, uint32_t length);

#endif
