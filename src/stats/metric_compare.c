/* Comparisons in metrics: what may stand on either side, and numbers. */
#include "base/near.h"
#include "program.h"

static const char *const side_names[] = {
	[SIDE_WRONG] = "",
	[SIDE_TRUTH] = "a condition",
	[SIDE_NUMBER] = "a number",
	[SIDE_DURATION] = "a duration",
	[SIDE_DATE] = "a date",
	[SIDE_RISK] = "a risk",
	[SIDE_FACT] = "a word or text",
	[SIDE_FACTS] = "a list of words",
	[SIDE_VERSION] = "a version",
	[SIDE_ENVIRONMENT] = "an environment",
	[SIDE_WORD] = "a word",
	[SIDE_LIST] = "a list",
};

const char *side_name(enum side_kind kind)
{
	return side_names[kind];
}

static const struct {
	const char *path;
	enum side_kind kind;
} review_fields[] = {
	{"review.date", SIDE_DATE},
	{"review.year", SIDE_NUMBER},
	{"review.version", SIDE_VERSION},
	{"review.environment", SIDE_ENVIRONMENT},
};

static const enum side_kind fact_sides[] = {
	[FACT_TEXT] = SIDE_FACT, [FACT_NUMBER] = SIDE_NUMBER, [FACT_PERCENT] = SIDE_NUMBER, [FACT_DURATION] = SIDE_DURATION,
	[FACT_WORD] = SIDE_FACT, [FACT_WORDS] = SIDE_FACTS,   [FACT_TEXTS] = SIDE_FACTS,
};

static struct side unknown_field(struct compiler *compiler, const struct ast *ast, struct str field)
{
	struct near near = near_to(field);
	bool is_fact = str_is(ast->first->text, "ctx");

	for (enum fact_key key = 0; is_fact && key < FACT_COUNT; key++)
		near_offer(&near, str_of(fact_kinds[key].key));
	for (size_t i = 0; !is_fact && i < G_N_ELEMENTS(review_fields); i++)
		near_offer(&near, str_of(review_fields[i].path + sizeof "review." - 1));
	diag(compiler->compiling->diags, EXPR_UNKNOWN_FIELD, compiler_span(compiler, ast), str_c(field), is_fact ? "business context" : "review",
	     str_c(near.best));
	return (struct side){SIDE_WRONG, FACT_COUNT};
}

static struct side side_of_fact(struct compiler *compiler, const struct ast *ast)
{
	enum fact_key key = fact_named(ast->text);

	if (key == FACT_COUNT)
		return unknown_field(compiler, ast, ast->text);
	if (compiler->compiling->corpus->facts[key].is_held)
		return (struct side){fact_sides[fact_kinds[key].type], key};
	diag(compiler->compiling->diags, METRIC_FACT_NOT_HELD, compiler_span(compiler, ast), str_c(ast->text));
	return (struct side){SIDE_WRONG, FACT_COUNT};
}

static struct side side_of_field(struct compiler *compiler, const struct ast *ast)
{
	struct str path = ast_path(compiler->compiling->arena, ast);

	if (ast->first->kind == AST_NAME && str_is(ast->first->text, "ctx"))
		return side_of_fact(compiler, ast);
	for (size_t i = 0; i < G_N_ELEMENTS(review_fields); i++)
		if (str_is(path, review_fields[i].path))
			return (struct side){review_fields[i].kind, FACT_COUNT};
	if (ast->first->kind == AST_NAME && str_is(ast->first->text, "review"))
		return unknown_field(compiler, ast, ast->text);
	return (struct side){SIDE_WORD, FACT_COUNT};
}

static enum side_kind side_of_call(struct compiler *compiler, const struct ast *ast)
{
	if (str_is(ast->text, "risk"))
		return SIDE_RISK;
	if (str_is(ast->text, "metric") && ast->count == 1 && is_number_metric(compiler, ast))
		return SIDE_NUMBER;
	return is_number_call(ast) ? SIDE_NUMBER : SIDE_TRUTH;
}

struct side side_of(struct compiler *compiler, const struct ast *ast)
{
	static const enum side_kind kinds[AST_KINDS] = {
		[AST_OR] = SIDE_TRUTH,  [AST_AND] = SIDE_TRUTH,  [AST_NOT] = SIDE_TRUTH,  [AST_COMPARE] = SIDE_TRUTH, [AST_IN] = SIDE_TRUTH,
		[AST_NAME] = SIDE_WORD, [AST_LIST] = SIDE_LIST,  [AST_TEXT] = SIDE_WORD,  [AST_NUMBER] = SIDE_NUMBER, [AST_DURATION] = SIDE_DURATION,
		[AST_DATE] = SIDE_DATE, [AST_BOOL] = SIDE_TRUTH, [AST_EACH] = SIDE_TRUTH,
	};

	if (ast->kind == AST_FIELD)
		return side_of_field(compiler, ast);
	if (ast->kind == AST_CALL)
		return (struct side){side_of_call(compiler, ast), FACT_COUNT};
	return (struct side){kinds[ast->kind], FACT_COUNT};
}

static void push_number(struct compiler *compiler, double number)
{
	emit(compiler, (struct instruction){.op = OP_NUMBER, .number = number}, 0);
}

static void push_values(struct compiler *compiler, const double *values, const uint64_t *known)
{
	emit(compiler, (struct instruction){.op = OP_VALUES, .values = values, .planes = {known}}, 0);
}

/* The date as a number that can be compared, or its year. */
static void push_dates(struct compiler *compiler, uint32_t divisor)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	double *values = arena_array(compiler->compiling->arena, double, corpus->words * 64);
	uint64_t *known = arena_array(compiler->compiling->arena, uint64_t, corpus->words);

	for (uint32_t i = 0; i < corpus->row_count; i++) {
		values[i] = corpus->date[i] / divisor;
		if (corpus->date[i] != 0)
			bits_add(known, i);
	}
	push_values(compiler, values, known);
}

static bool compile_field_number(struct compiler *compiler, const struct ast *ast)
{
	struct side side = side_of_field(compiler, ast);
	const struct fact_column *fact;

	if (side.kind == SIDE_WRONG)
		return false;
	if (side.fact == FACT_COUNT && (side.kind == SIDE_DATE || side.kind == SIDE_NUMBER)) {
		push_dates(compiler, side.kind == SIDE_DATE ? 1 : 10000);
		return true;
	}
	if (side.kind != SIDE_NUMBER && side.kind != SIDE_DURATION)
		return diag(compiler->compiling->diags, METRIC_NOT_NUMBER, compiler_span(compiler, ast), side_name(side.kind));
	fact = &compiler->compiling->corpus->facts[side.fact];
	push_values(compiler, fact->numbers, fact->known);
	return true;
}

bool compile_number(struct compiler *compiler, const struct ast *ast)
{
	if (ast->kind == AST_NUMBER || ast->kind == AST_DURATION) {
		push_number(compiler, ast->number);
		return true;
	}
	if (ast->kind == AST_DATE) {
		push_number(compiler, ast->date.year * 10000 + ast->date.month * 100 + ast->date.day);
		return true;
	}
	if (ast->kind == AST_FIELD)
		return compile_field_number(compiler, ast);
	if (ast->kind == AST_CALL)
		return compile_number_call(compiler, ast);
	return diag(compiler->compiling->diags, METRIC_NOT_NUMBER, compiler_span(compiler, ast), side_name(side_of(compiler, ast).kind));
}

static const char *const risk_words[] = {"none", "medium", "high"};

static uint32_t risk_level(struct compiler *compiler, const struct ast *word)
{
	struct near near = near_to(word->text);

	for (uint32_t i = 0; i < G_N_ELEMENTS(risk_words); i++) {
		if (str_is(word->text, risk_words[i]))
			return i;
		near_offer(&near, str_of(risk_words[i]));
	}
	diag(compiler->compiling->diags, EXPR_UNKNOWN_WORD, compiler_span(compiler, word), str_c(word->text), "risk", "none, medium, high",
	     str_c(near.best));
	return UINT32_MAX;
}

static bool level_fits(uint32_t level, enum compare compare, uint32_t than)
{
	const bool fits[] = {
		[COMPARE_EQUAL] = level == than,
		[COMPARE_UNEQUAL] = level != than,
		[COMPARE_LESS] = level<than, [COMPARE_AT_MOST] = level <= than, [COMPARE_MORE] = level> than,
		[COMPARE_AT_LEAST] = level >= than,
	};

	return fits[compare];
}

/* words: one, or the items of a list, of which one must be equal. */
static bool compile_risk(struct compiler *compiler, const struct ast *call, enum compare compare, const struct ast *words)
{
	struct instruction last;
	uint32_t levels = 0;

	for (const struct ast *word = words; word != NULL; word = word->next) {
		uint32_t than = word->kind == AST_NAME || word->kind == AST_TEXT ? risk_level(compiler, word) : UINT32_MAX;

		if (than == UINT32_MAX)
			return false;
		for (uint32_t level = 0; level < 3; level++)
			levels |= (uint32_t)level_fits(level, compare, than) << level;
	}
	if (!compile_number_call(compiler, call))
		return false;
	last = g_array_index(compiler->code, struct instruction, compiler->code->len - 1);
	g_array_set_size(compiler->code, compiler->code->len - 1);
	compiler->depth--;
	last.op = OP_RISK;
	last.count = levels;
	last.identity = (struct digest){{0, 0}};
	emit(compiler, last, 1);
	return true;
}

static bool is_discrete(enum side_kind kind)
{
	return kind == SIDE_FACT || kind == SIDE_VERSION || kind == SIDE_ENVIRONMENT;
}

static bool is_measured(enum side_kind kind)
{
	return kind == SIDE_NUMBER || kind == SIDE_DURATION || kind == SIDE_DATE || kind == SIDE_RISK;
}

static const char *hint_of(enum side_kind left, enum side_kind right)
{
	if (left == SIDE_TRUTH || right == SIDE_TRUTH)
		return "a condition stands alone, or with not before it";
	if (left == SIDE_FACTS || right == SIDE_FACTS)
		return "write \"word\" in ctx.key";
	if (left == SIDE_DURATION || right == SIDE_DURATION)
		return "durations are written 15m, 4h or 2d";
	if (left == SIDE_DATE || right == SIDE_DATE)
		return "dates are written 2026-01-31, without quotes";
	return "";
}

static bool unlike(struct compiler *compiler, const struct ast *ast, enum side_kind left, enum side_kind right)
{
	if (left == SIDE_WRONG || right == SIDE_WRONG)
		return false;
	return diag(compiler->compiling->diags, EXPR_UNLIKE, compiler_span(compiler, ast), side_name(left), side_name(right), hint_of(left, right));
}

static bool compile_measured(struct compiler *compiler, const struct ast *left, enum compare compare, const struct ast *right)
{
	if (!compile_number(compiler, left) || !compile_number(compiler, right))
		return false;
	emit(compiler, (struct instruction){.op = OP_COMPARE, .compare = compare}, 1);
	return true;
}

/* A word, and not the words that follow it in a list or on the other side. */
static bool compile_word(struct compiler *compiler, const struct ast *ast, struct side side, const struct ast *of, enum compare compare,
			 const struct ast *word)
{
	struct ast alone = *word;

	alone.next = NULL;
	if (side.kind == SIDE_RISK)
		return compile_risk(compiler, of, compare, &alone);
	return compile_words(compiler, ast, side, compare, &alone);
}

bool compile_compare(struct compiler *compiler, const struct ast *ast)
{
	static const enum compare turned[] = {
		[COMPARE_EQUAL] = COMPARE_EQUAL,      [COMPARE_UNEQUAL] = COMPARE_UNEQUAL, [COMPARE_LESS] = COMPARE_MORE,
		[COMPARE_AT_MOST] = COMPARE_AT_LEAST, [COMPARE_MORE] = COMPARE_LESS,       [COMPARE_AT_LEAST] = COMPARE_AT_MOST,
	};
	const struct ast *left = ast->first, *right = ast->first->next;
	struct side a = side_of(compiler, left), b = side_of(compiler, right);

	if (b.kind == SIDE_WORD && (a.kind == SIDE_RISK || is_discrete(a.kind)))
		return compile_word(compiler, ast, a, left, ast->compare, right);
	if (a.kind == SIDE_WORD && (b.kind == SIDE_RISK || is_discrete(b.kind)))
		return compile_word(compiler, ast, b, right, turned[ast->compare], left);
	if (a.kind == b.kind && is_measured(a.kind))
		return compile_measured(compiler, left, ast->compare, right);
	return unlike(compiler, ast, a.kind, b.kind);
}

static bool compile_numbers_in(struct compiler *compiler, const struct ast *ast, enum side_kind kind)
{
	const struct ast *list = ast->first->next;

	for (const struct ast *item = list->first; item != NULL; item = item->next) {
		enum side_kind is = side_of(compiler, item).kind;

		if (is != kind)
			return unlike(compiler, item, kind, is);
		if (!compile_measured(compiler, ast->first, COMPARE_EQUAL, item))
			return false;
		if (item != list->first)
			emit(compiler, (struct instruction){.op = OP_OR}, -1);
	}
	return true;
}

bool compile_in(struct compiler *compiler, const struct ast *ast)
{
	const struct ast *left = ast->first, *right = ast->first->next;
	struct side a = side_of(compiler, left), b = side_of(compiler, right);

	if (a.kind == SIDE_WRONG || b.kind == SIDE_WRONG)
		return false;
	if (b.kind == SIDE_FACTS && a.kind == SIDE_WORD)
		return compile_member(compiler, ast, b, left);
	if (b.kind != SIDE_LIST)
		return diag(compiler->compiling->diags, EXPR_NOT_LIST, compiler_span(compiler, right), side_name(b.kind));
	if (right->first == NULL)
		return diag(compiler->compiling->diags, METRIC_EMPTY_LIST, compiler_span(compiler, right));
	if (a.kind == SIDE_RISK)
		return compile_risk(compiler, left, COMPARE_EQUAL, right->first);
	if (is_discrete(a.kind))
		return compile_words(compiler, ast, a, COMPARE_EQUAL, right->first);
	if (is_measured(a.kind))
		return compile_numbers_in(compiler, ast, a.kind);
	return unlike(compiler, ast, a.kind, b.kind);
}
