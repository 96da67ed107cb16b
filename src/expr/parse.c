/* Tokens to a tree: or < and < not < comparison < field < primary. */
#include "lex.h"

struct parser {
	struct lexer lexer;
	struct token token;    /* the next one, not yet taken */
	uint32_t depth, ended; /* ended: where the last taken token ends */
};

typedef struct ast *(*parse_part)(struct parser *parser);

static struct ast *parse_or(struct parser *parser);

static struct arena *arena_of(struct parser *parser)
{
	return parser->lexer.writing.arena;
}

static struct span here(const struct parser *parser)
{
	return writing_span(&parser->lexer.writing, parser->token.start, MAX(parser->token.length, 1u));
}

static void take(struct parser *parser)
{
	parser->ended = parser->token.start + parser->token.length;
	parser->token = lex_next(&parser->lexer);
}

static bool takes(struct parser *parser, enum token_kind kind)
{
	if (parser->token.kind != kind)
		return false;
	take(parser);
	return true;
}

static struct ast *ast_new(struct parser *parser, enum ast_kind kind, uint32_t start)
{
	struct ast *ast = arena_one(arena_of(parser), struct ast);

	ast->kind = kind;
	ast->start = start;
	return ast;
}

/* The node is whole: it ends where the last token ended. */
static struct ast *ast_end(struct parser *parser, struct ast *ast)
{
	ast->length = parser->ended - ast->start;
	return ast;
}

struct children {
	struct ast *parent, *last;
};

static void add(struct children *children, struct ast *child)
{
	if (children->last == NULL)
		children->parent->first = child;
	else
		children->last->next = child;
	children->last = child;
	children->parent->count++;
}

/* At most one fault is reported for a text: what follows the first is guesswork. */
static struct ast *unexpected(struct parser *parser, const char *wanted)
{
	struct diags *diags = parser->lexer.writing.diags;

	if (parser->token.kind == TOKEN_BAD)
		return NULL;
	if (parser->token.kind == TOKEN_END)
		diag(diags, EXPR_ENDS_EARLY, here(parser), wanted);
	else if (parser->token.kind == TOKEN_CLOSE && parser->depth == 0)
		diag(diags, EXPR_STRAY_CLOSE, here(parser));
	else
		diag(diags, EXPR_UNEXPECTED, here(parser), str_c(parser->token.text), wanted);
	return NULL;
}

static bool descend(struct parser *parser)
{
	if (parser->depth < EXPR_DEEPEST) {
		parser->depth++;
		return true;
	}
	return diag(parser->lexer.writing.diags, EXPR_TOO_DEEP, here(parser));
}

static struct ast *nested(struct parser *parser)
{
	struct ast *ast;

	if (!descend(parser))
		return NULL;
	ast = parse_or(parser);
	parser->depth--;
	return ast;
}

/* Takes what closes a bracket opened at start; without it the bracket is the culprit. */
static bool closes(struct parser *parser, enum token_kind kind, uint32_t start)
{
	if (takes(parser, kind))
		return true;
	if (parser->token.kind == TOKEN_END)
		return diag(parser->lexer.writing.diags, EXPR_NOT_CLOSED, writing_span(&parser->lexer.writing, start, 1),
			    kind == TOKEN_CLOSE ? "(" : "[");
	unexpected(parser, kind == TOKEN_CLOSE ? "\")\" or an operator" : "\",\" or \"]\"");
	return false;
}

static struct ast *parse_paren(struct parser *parser)
{
	uint32_t start = parser->token.start;
	struct ast *inner;

	take(parser);
	inner = nested(parser);
	return inner != NULL && closes(parser, TOKEN_CLOSE, start) ? inner : NULL;
}

static struct ast *parse_list(struct parser *parser)
{
	struct ast *list = ast_new(parser, AST_LIST, parser->token.start);
	struct children children = {.parent = list};

	take(parser);
	while (parser->token.kind != TOKEN_CLOSE_LIST) {
		struct ast *item = nested(parser);

		if (item == NULL)
			return NULL;
		add(&children, item);
		if (!takes(parser, TOKEN_COMMA))
			break;
	}
	return closes(parser, TOKEN_CLOSE_LIST, list->start) ? ast_end(parser, list) : NULL;
}

/* `f(x in list` was read as a comparison; `where` makes it a walk over the list. */
static bool parse_where(struct parser *parser, struct ast *call, const struct ast *walk)
{
	struct children children = {.parent = call};
	struct ast *list = ast_new(parser, AST_LIST, 0), *condition;

	if (walk->kind != AST_IN || walk->first->kind != AST_NAME) {
		unexpected(parser, "\",\" or \")\"");
		return false;
	}
	take(parser);
	condition = nested(parser);
	if (condition == NULL)
		return false;
	*list = *walk->first->next;
	call->kind = AST_EACH;
	call->variable = walk->first->text;
	call->count = 0;
	add(&children, list);
	add(&children, condition);
	return true;
}

static bool parse_arguments(struct parser *parser, struct ast *call)
{
	struct children children = {.parent = call};

	if (parser->token.kind == TOKEN_CLOSE)
		return true;
	do {
		struct ast *argument = nested(parser);

		if (argument == NULL)
			return false;
		if (parser->token.kind == TOKEN_WHERE && call->count == 0)
			return parse_where(parser, call, argument);
		add(&children, argument);
	} while (takes(parser, TOKEN_COMMA));
	return true;
}

static struct ast *parse_name(struct parser *parser)
{
	struct ast *ast = ast_new(parser, AST_NAME, parser->token.start);
	uint32_t open;

	ast->text = parser->token.text;
	take(parser);
	open = parser->token.start;
	if (parser->lexer.dialect->ids_only || !takes(parser, TOKEN_OPEN))
		return ast_end(parser, ast);
	ast->kind = AST_CALL;
	if (!parse_arguments(parser, ast) || !closes(parser, TOKEN_CLOSE, open))
		return NULL;
	return ast_end(parser, ast);
}

static struct ast *parse_literal(struct parser *parser)
{
	static const enum ast_kind kinds[TOKEN_KINDS] = {
		[TOKEN_TEXT] = AST_TEXT, [TOKEN_NUMBER] = AST_NUMBER, [TOKEN_DURATION] = AST_DURATION,
		[TOKEN_DATE] = AST_DATE, [TOKEN_TRUE] = AST_BOOL,     [TOKEN_FALSE] = AST_BOOL,
	};
	struct ast *ast = ast_new(parser, kinds[parser->token.kind], parser->token.start);

	ast->text = parser->token.text;
	ast->number = parser->token.number;
	ast->date = parser->token.date;
	ast->truth = parser->token.kind == TOKEN_TRUE;
	take(parser);
	return ast_end(parser, ast);
}

static struct ast *parse_primary(struct parser *parser)
{
	static const parse_part parts[TOKEN_KINDS] = {
		[TOKEN_OPEN] = parse_paren,   [TOKEN_OPEN_LIST] = parse_list, [TOKEN_NAME] = parse_name,
		[TOKEN_TEXT] = parse_literal, [TOKEN_NUMBER] = parse_literal, [TOKEN_DURATION] = parse_literal,
		[TOKEN_DATE] = parse_literal, [TOKEN_TRUE] = parse_literal,   [TOKEN_FALSE] = parse_literal,
	};
	parse_part part = parts[parser->token.kind];

	if (part != NULL)
		return part(parser);
	return unexpected(parser, parser->lexer.dialect->ids_only ? "a choice, \"!\" or \"(\"" : "a name, a value or \"(\"");
}

static struct ast *parse_fields(struct parser *parser)
{
	uint32_t start = parser->token.start, depth = parser->depth;
	struct ast *ast = parse_primary(parser);

	while (ast != NULL && takes(parser, TOKEN_DOT)) {
		struct ast *field = ast_new(parser, AST_FIELD, start);
		struct children children = {.parent = field};

		if (parser->token.kind != TOKEN_NAME)
			return unexpected(parser, "the name of a field");
		if (!descend(parser))
			return NULL;
		field->text = parser->token.text;
		take(parser);
		add(&children, ast);
		ast = ast_end(parser, field);
	}
	parser->depth = depth;
	return ast;
}

static struct ast *parse_compare(struct parser *parser)
{
	uint32_t start = parser->token.start;
	enum token_kind kind;
	struct ast *left = parse_fields(parser), *right, *ast;
	struct children children;

	kind = parser->token.kind;
	if (left == NULL || !(kind == TOKEN_IN || (kind >= TOKEN_EQUAL && kind <= TOKEN_AT_LEAST)))
		return left;
	take(parser);
	right = parse_fields(parser);
	if (right == NULL)
		return NULL;
	ast = ast_new(parser, kind == TOKEN_IN ? AST_IN : AST_COMPARE, start);
	children = (struct children){.parent = ast};
	if (kind != TOKEN_IN)
		ast->compare = (enum compare)(kind - TOKEN_EQUAL);
	add(&children, left);
	add(&children, right);
	return ast_end(parser, ast);
}

static struct ast *parse_not(struct parser *parser)
{
	struct ast *ast, *inner;
	struct children children;

	if (parser->token.kind != TOKEN_NOT)
		return parse_compare(parser);
	ast = ast_new(parser, AST_NOT, parser->token.start);
	children = (struct children){.parent = ast};
	take(parser);
	if (!descend(parser))
		return NULL;
	inner = parse_not(parser);
	parser->depth--;
	if (inner == NULL)
		return NULL;
	add(&children, inner);
	return ast_end(parser, ast);
}

/* One part, or several with an operator between them as children of one node. */
static struct ast *parse_chain(struct parser *parser, enum token_kind operator, enum ast_kind kind, parse_part part)
{
	uint32_t start = parser->token.start;
	struct ast *one = part(parser), *chain;
	struct children children;

	if (one == NULL || parser->token.kind != operator)
		return one;
	chain = ast_new(parser, kind, start);
	children = (struct children){.parent = chain};
	add(&children, one);
	while (takes(parser, operator)) {
		one = part(parser);
		if (one == NULL)
			return NULL;
		add(&children, one);
	}
	return ast_end(parser, chain);
}

static struct ast *parse_and(struct parser *parser)
{
	return parse_chain(parser, TOKEN_AND, AST_AND, parse_not);
}

static struct ast *parse_or(struct parser *parser)
{
	return parse_chain(parser, TOKEN_OR, AST_OR, parse_and);
}

const struct ast *expr_parse(struct arena *arena, struct str text, struct span span, const struct dialect *dialect, struct diags *diags)
{
	struct parser parser = {.lexer = {.writing = {arena, text, span, diags}, .dialect = dialect}};
	struct ast *ast;

	if (text.length > EXPR_LONGEST) {
		diag(diags, EXPR_TOO_LONG, span);
		return NULL;
	}
	parser.token = lex_next(&parser.lexer);
	if (parser.token.kind == TOKEN_END) {
		diag(diags, EXPR_EMPTY, span);
		return NULL;
	}
	ast = parse_or(&parser);
	if (ast != NULL && parser.token.kind != TOKEN_END)
		return unexpected(&parser, dialect->ids_only ? "\"&&\" or \"||\"" : "\"and\", \"or\" or a comparison");
	return ast;
}
