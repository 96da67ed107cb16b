/* Gives every name a meaning and every part a type, or says why not. */
#include "check.h"

#include "base/near.h"

/* A variable that a walk over a list brings. */
struct local {
	const struct local *outer;
	struct str name;
	const struct type *type;
	uint32_t slot;
};

typedef struct expr *(*check_kind)(struct checker *checker, const struct ast *ast, const struct type *hint);

struct span check_span(const struct checker *checker, const struct ast *ast)
{
	return expr_span(checker->text, checker->span, ast->start, ast->length);
}

static struct expr *expr_new(struct checker *checker, enum op op, struct type type)
{
	struct expr *expr = arena_one(checker->arena, struct expr);

	expr->op = op;
	expr->type = type;
	return expr;
}

static struct expr *constant(struct checker *checker, enum kind kind, struct value value)
{
	struct expr *expr = expr_new(checker, OP_CONSTANT, (struct type){.kind = kind});

	expr->constant = value;
	return expr;
}

static void adopt(struct expr *parent, struct expr *last, struct expr *child)
{
	if (last == NULL)
		parent->first = child;
	else
		last->next = child;
	parent->count++;
}

static struct expr *pair(struct checker *checker, enum op op, struct expr *a, struct expr *b)
{
	struct expr *expr = expr_new(checker, op, (struct type){.kind = KIND_BOOL});

	adopt(expr, NULL, a);
	adopt(expr, a, b);
	return expr;
}

const char *check_describe(const struct checker *checker, const struct type *type)
{
	return type_describe(checker->arena, type);
}

/* What to do about a value of the wrong type, where that is a common slip. */
static const char *slip(const struct type *is, const struct type *wanted)
{
	if (wanted->kind == KIND_DURATION && is->kind == KIND_NUMBER)
		return "durations have a unit: 15m, 4h, 2d";
	if (wanted->kind == KIND_BOOL && is->kind == KIND_LIST)
		return "known(...) asks whether a fact is given, count(...) > 0 whether a list holds anything";
	if (wanted->kind == KIND_BOOL && is->kind != KIND_BOOL)
		return "compare it with something, or ask known(...)";
	if (wanted->kind == KIND_DATE && is->kind == KIND_TEXT)
		return "dates stand without quotes: 2026-01-31";
	if (wanted->kind == KIND_NUMBER && is->kind == KIND_TEXT)
		return "numbers stand without quotes";
	if (wanted->kind == KIND_LIST)
		return "\"in\" asks whether a list holds something";
	return NULL;
}

struct expr *check_wants(struct checker *checker, const struct ast *ast, struct expr *expr, const struct type *wanted)
{
	if (expr == NULL || type_equal(&expr->type, wanted))
		return expr;
	diag(checker->diags, EXPR_WRONG_TYPE, check_span(checker, ast), check_describe(checker, &expr->type), check_describe(checker, wanted),
	     slip(&expr->type, wanted));
	return NULL;
}

static const struct type bool_type = {.kind = KIND_BOOL};

static struct expr *check_truth(struct checker *checker, const struct ast *ast)
{
	return check_wants(checker, ast, check(checker, ast, NULL), &bool_type);
}

static struct expr *check_chain(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	static const enum op ops[AST_KINDS] = {[AST_OR] = OP_OR, [AST_AND] = OP_AND, [AST_NOT] = OP_NOT};
	struct expr *chain = expr_new(checker, ops[ast->kind], bool_type), *last = NULL;
	bool good = true;

	for (const struct ast *part = ast->first; part != NULL; part = part->next) {
		struct expr *expr = check_truth(checker, part);

		good = good && expr != NULL;
		if (expr == NULL)
			continue;
		adopt(chain, last, expr);
		last = expr;
	}
	return good ? chain : NULL;
}

static const struct local *local_named(const struct checker *checker, struct str name)
{
	const struct local *local = checker->locals;

	while (local != NULL && !str_equal(local->name, name))
		local = local->outer;
	return local;
}

static const struct variable *variable_named(const struct scope *scope, struct str name, uint32_t *slot)
{
	for (; scope != NULL; scope = scope->outer)
		for (uint32_t i = 0; i < scope->count; i++)
			if (str_is(name, scope->variables[i].name)) {
				*slot = scope_size(scope->outer) + i;
				return &scope->variables[i];
			}
	return NULL;
}

/* A text, or a bare name without meaning of its own: its type is up to what it is compared with. */
static bool is_pliable(const struct checker *checker, const struct ast *ast)
{
	uint32_t slot;

	if (ast->kind == AST_TEXT)
		return true;
	return ast->kind == AST_NAME && local_named(checker, ast->text) == NULL && variable_named(checker->scope, ast->text, &slot) == NULL;
}

static struct expr *check_word(struct checker *checker, const struct ast *ast, const struct words *words)
{
	uint32_t word = words_find(words, ast->text), count = words_count(words);
	struct near near = near_to(ast->text);
	struct expr *expr;
	GString *all;

	if (word != UINT32_MAX) {
		expr = constant(checker, KIND_WORD, value_word(word));
		expr->type.words = words;
		return expr;
	}
	all = g_string_new(NULL);
	for (uint32_t i = 0; i < count; i++) {
		struct str name = words_name(words, i);

		near_offer(&near, name);
		g_string_append_printf(all, "%s%.*s", i == 0 ? "" : ", ", STR_ARGS(name));
	}
	near.best = str_copy(checker->arena, str_c(near.best), near.best.length);
	diag(checker->diags, EXPR_UNKNOWN_WORD, check_span(checker, ast), str_c(ast->text), words->name, str_c(str_take(checker->arena, all)),
	     str_c(near.best));
	return NULL;
}

static struct expr *unknown_name(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	struct near near = near_to(ast->text);

	for (const struct local *local = checker->locals; local != NULL; local = local->outer)
		near_offer(&near, local->name);
	for (const struct scope *scope = checker->scope; scope != NULL; scope = scope->outer)
		for (uint32_t i = 0; i < scope->count; i++)
			near_offer(&near, str_of(scope->variables[i].name));
	if (str_is_empty(near.best) && hint != NULL && hint->kind == KIND_TEXT)
		diag(checker->diags, EXPR_UNQUOTED_TEXT, check_span(checker, ast), str_c(ast->text));
	else
		diag(checker->diags, EXPR_UNKNOWN_NAME, check_span(checker, ast), str_c(ast->text), str_c(near.best));
	return NULL;
}

static struct expr *check_name(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	const struct local *local = local_named(checker, ast->text);
	uint32_t slot = local == NULL ? 0 : local->slot;
	const struct variable *variable = local == NULL ? variable_named(checker->scope, ast->text, &slot) : NULL;
	struct expr *expr;

	if (local == NULL && variable == NULL)
		return hint != NULL && hint->kind == KIND_WORD ? check_word(checker, ast, hint->words) : unknown_name(checker, ast, hint);
	expr = expr_new(checker, OP_VARIABLE, local != NULL ? *local->type : variable->type);
	expr->slot = slot;
	return expr;
}

static struct expr *check_text(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	if (hint != NULL && hint->kind == KIND_WORD)
		return check_word(checker, ast, hint->words);
	return constant(checker, KIND_TEXT, value_text(ast->text));
}

static struct expr *check_number(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	return constant(checker, ast->kind == AST_NUMBER ? KIND_NUMBER : KIND_DURATION, value_number(ast->number));
}

static struct expr *check_date(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	return constant(checker, KIND_DATE, value_date(ast->date));
}

static struct expr *check_bool(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	return constant(checker, KIND_BOOL, value_bool(ast->truth));
}

/* Of the field alone, which ends the node. */
static struct span field_span(const struct checker *checker, const struct ast *ast)
{
	return expr_span(checker->text, checker->span, ast->start + ast->length - ast->text.length, ast->text.length);
}

static const struct field *field_named(const struct checker *checker, const struct ast *ast, const struct record_kind *record)
{
	struct near near = near_to(ast->text);

	for (uint32_t i = 0; i < record->field_count; i++) {
		if (str_is(ast->text, record->fields[i].name))
			return &record->fields[i];
		near_offer(&near, str_of(record->fields[i].name));
	}
	diag(checker->diags, EXPR_UNKNOWN_FIELD, field_span(checker, ast), str_c(ast->text), record->name, str_c(near.best));
	return NULL;
}

static struct expr *check_field(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	struct expr *of = check(checker, ast->first, NULL), *expr;
	const struct field *field;

	if (of == NULL)
		return NULL;
	if (of->type.kind != KIND_RECORD) {
		diag(checker->diags, EXPR_NO_FIELDS, field_span(checker, ast), str_c(ast->text), check_describe(checker, &of->type));
		return NULL;
	}
	field = field_named(checker, ast, of->type.record);
	if (field == NULL)
		return NULL;
	expr = expr_new(checker, OP_FIELD, field->type);
	expr->field = field;
	adopt(expr, NULL, of);
	return expr;
}

/* Checks two parts that must be of one type; the one that has a type of its own comes first. */
static bool check_both(struct checker *checker, const struct ast *ast, struct expr **left, struct expr **right)
{
	const struct ast *a = ast->first, *b = a->next;
	bool turn = is_pliable(checker, a) && !is_pliable(checker, b);
	const struct ast *first = turn ? b : a, *second = turn ? a : b;
	struct expr *one = check(checker, first, NULL);
	struct expr *other = one == NULL && is_pliable(checker, second) ? NULL : check(checker, second, one == NULL ? NULL : &one->type);

	*left = turn ? other : one;
	*right = turn ? one : other;
	return one != NULL && other != NULL;
}

static struct expr *check_compare(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	struct expr *left, *right, *expr;
	struct span span = check_span(checker, ast);

	if (!check_both(checker, ast, &left, &right))
		return NULL;
	if (!type_equal(&left->type, &right->type)) {
		const char *help = slip(&right->type, &left->type);

		diag(checker->diags, EXPR_UNLIKE, span, check_describe(checker, &left->type), check_describe(checker, &right->type),
		     help != NULL ? help : slip(&left->type, &right->type));
		return NULL;
	}
	if (left->type.kind == KIND_LIST || left->type.kind == KIND_RECORD) {
		diag(checker->diags, EXPR_NOT_COMPARABLE, span, check_describe(checker, &left->type));
		return NULL;
	}
	if (ast->compare >= COMPARE_LESS && !type_has_order(&left->type)) {
		diag(checker->diags, EXPR_NO_ORDER, span, check_describe(checker, &left->type));
		return NULL;
	}
	expr = pair(checker, OP_COMPARE, left, right);
	expr->compare = ast->compare;
	return expr;
}

static struct expr *check_list(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	const struct type *item = hint != NULL && hint->kind == KIND_LIST ? hint->item : NULL;
	struct expr *list = expr_new(checker, OP_LIST, (struct type){.kind = KIND_LIST}), *last = NULL;
	bool good = true;

	for (const struct ast *part = ast->first; part != NULL; part = part->next) {
		struct expr *expr = check(checker, part, item);

		if (expr != NULL && item == NULL)
			item = &expr->type;
		expr = expr == NULL ? NULL : check_wants(checker, part, expr, item);
		good = good && expr != NULL;
		if (expr == NULL)
			continue;
		adopt(list, last, expr);
		last = expr;
	}
	list->type.item = item;
	return good ? list : NULL;
}

static struct expr *not_list(struct checker *checker, const struct ast *ast, const struct expr *expr)
{
	if (expr != NULL)
		diag(checker->diags, EXPR_NOT_LIST, check_span(checker, ast), check_describe(checker, &expr->type));
	return NULL;
}

/* `what in [a, b]`: the items take the type of what is sought. */
static struct expr *check_in_written(struct checker *checker, const struct ast *ast)
{
	struct expr *what = check(checker, ast->first, NULL);
	struct type wanted = {.kind = KIND_LIST, .item = what == NULL ? NULL : &what->type};
	struct expr *list;

	if (what == NULL)
		return NULL;
	list = check(checker, ast->first->next, &wanted);
	return list == NULL ? NULL : pair(checker, OP_IN, what, list);
}

static struct expr *check_in(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	const struct ast *in = ast->first->next;
	struct expr *what, *list, *found;

	if (in->kind == AST_LIST)
		found = check_in_written(checker, ast);
	else {
		list = check(checker, in, NULL);
		if (list == NULL || list->type.kind != KIND_LIST)
			return not_list(checker, in, list);
		what = check_wants(checker, ast->first, check(checker, ast->first, list->type.item), list->type.item);
		found = what == NULL ? NULL : pair(checker, OP_IN, what, list);
	}
	if (found != NULL && (found->first->type.kind == KIND_LIST || found->first->type.kind == KIND_RECORD)) {
		diag(checker->diags, EXPR_NOT_COMPARABLE, check_span(checker, ast->first), check_describe(checker, &found->first->type));
		return NULL;
	}
	return found;
}

static struct expr *check_each(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	const struct function *function = check_function(checker, ast);
	struct expr *list = check(checker, ast->first, NULL), *condition, *each;
	struct local local = {.outer = checker->locals, .name = ast->variable};
	uint32_t outer = scope_size(checker->scope);

	if (list == NULL || list->type.kind != KIND_LIST || list->type.item == NULL)
		return not_list(checker, ast->first, list);
	local.type = list->type.item;
	local.slot = local.outer == NULL ? outer : local.outer->slot + 1;
	checker->locals = &local;
	checker->local_count = MAX(checker->local_count, local.slot + 1 - outer);
	condition = check_truth(checker, ast->first->next);
	checker->locals = local.outer;
	if (function == NULL || condition == NULL)
		return NULL;
	each = pair(checker, OP_EACH, list, condition);
	each->function = function;
	each->slot = local.slot;
	if (function->result == RESULT_NUMBER)
		each->type.kind = KIND_NUMBER;
	return each;
}

/* As deep as the parser allowed (EXPR_DEEPEST). */
struct expr *check(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	static const check_kind checks[AST_KINDS] = {
		[AST_OR] = check_chain,        [AST_AND] = check_chain, [AST_NOT] = check_chain,   [AST_COMPARE] = check_compare,
		[AST_IN] = check_in,           [AST_NAME] = check_name, [AST_FIELD] = check_field, [AST_CALL] = check_call,
		[AST_EACH] = check_each,       [AST_LIST] = check_list, [AST_TEXT] = check_text,   [AST_NUMBER] = check_number,
		[AST_DURATION] = check_number, [AST_DATE] = check_date, [AST_BOOL] = check_bool,
	};

	return checks[ast->kind](checker, ast, hint);
}

uint32_t scope_size(const struct scope *scope)
{
	uint32_t size = 0;

	for (; scope != NULL; scope = scope->outer)
		size += scope->count;
	return size;
}

const struct expr *expr_compile(struct arena *arena, struct str text, struct span span, const struct scope *scope, const struct type *wanted,
				struct diags *diags)
{
	static const struct dialect dialect = {.ids_only = false};
	struct checker checker = {.arena = arena, .text = text, .span = span, .scope = scope, .diags = diags};
	const struct ast *ast = expr_parse(arena, text, span, &dialect, diags);
	struct expr *expr;

	if (ast == NULL)
		return NULL;
	expr = check(&checker, ast, wanted);
	if (wanted != NULL)
		expr = check_wants(&checker, ast, expr, wanted);
	if (expr == NULL)
		return NULL;
	expr->outer = scope_size(scope);
	expr->locals = checker.local_count;
	return expr;
}
