/* The functions of metrics: has, any, all, at_least, none, count, risk and the others. */
#include <string.h>

#include "base/near.h"
#include "program.h"

/* Arguments of at_least stand on the stack together. */
#define AT_LEAST_MOST 64u

struct call {
	const char *name;
	uint32_t least, most; /* arguments */
	bool is_number;
	bool (*compile)(struct compiler *compiler, const struct ast *call);
};

static bool push_choice(struct compiler *compiler, const struct ast *ast)
{
	uint32_t at = find_choice(compiler, ast);
	const struct choice_column *choice;

	if (at == UINT32_MAX)
		return false;
	choice = &compiler->compiling->corpus->choices[at];
	uses_choice(compiler, at);
	emit_state(compiler, choice->chosen, choice->answered, choice->not_applicable);
	return true;
}

static bool call_has(struct compiler *compiler, const struct ast *call)
{
	return push_choice(compiler, call->first);
}

static bool push_choices(struct compiler *compiler, const struct ast *call, enum op op)
{
	bool good = true;

	for (const struct ast *part = call->first; part != NULL; part = part->next) {
		good = push_choice(compiler, part) && good;
		if (good && part != call->first)
			emit(compiler, (struct instruction){.op = op}, -1);
	}
	return good;
}

static bool call_any(struct compiler *compiler, const struct ast *call)
{
	return push_choices(compiler, call, OP_OR);
}

static bool call_all(struct compiler *compiler, const struct ast *call)
{
	return push_choices(compiler, call, OP_AND);
}

static bool call_at_least(struct compiler *compiler, const struct ast *call)
{
	const struct ast *least = call->first;
	uint32_t count = call->count - 1;
	bool good = true;

	if (least->kind != AST_NUMBER || least->number < 1 || least->number > count || least->number != (double)(uint32_t)least->number)
		good = diag(compiler->compiling->diags, METRIC_AT_LEAST, compiler_span(compiler, least),
			    str_format(compiler->compiling->arena, "%u", count).text);
	if (count > AT_LEAST_MOST)
		return diag(compiler->compiling->diags, METRIC_TOO_MANY, compiler_span(compiler, call));
	for (const struct ast *part = least->next; part != NULL; part = part->next)
		good = push_choice(compiler, part) && good;
	if (good)
		emit(compiler, (struct instruction){.op = OP_AT_LEAST, .number = least->number, .count = count}, 1 - (int)count);
	return good;
}

static const struct question_column *question_of(struct compiler *compiler, const struct ast *ast, bool asks)
{
	uint32_t at = find_question(compiler, ast);

	if (at == UINT32_MAX)
		return NULL;
	if (asks)
		uses_question(compiler, at);
	else
		bits_add(compiler->questions, at);
	return &compiler->compiling->corpus->questions[at];
}

static bool call_none(struct compiler *compiler, const struct ast *call)
{
	const struct question_column *question = question_of(compiler, call->first, true);

	if (question == NULL)
		return false;
	emit_state(compiler, question->selects, question->complete, question->not_applicable);
	emit_not(compiler);
	return true;
}

static bool push_certain(struct compiler *compiler, const uint64_t *holds)
{
	emit_state(compiler, holds, compiler->compiling->all, compiler->compiling->nothing);
	return true;
}

static bool call_answered(struct compiler *compiler, const struct ast *call)
{
	const struct question_column *question = question_of(compiler, call->first, false);

	return question != NULL && push_certain(compiler, question->answered);
}

static bool call_asked(struct compiler *compiler, const struct ast *call)
{
	const struct question_column *question = question_of(compiler, call->first, false);

	return question != NULL && push_certain(compiler, question->asked);
}

/* Of a question or a choice: what is not asked is not marked either. */
static bool call_applies(struct compiler *compiler, const struct ast *call)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	struct str path = ast_path(compiler->compiling->arena, call->first);
	const uint64_t *marked;

	if (corpus_choice(corpus, path) != UINT32_MAX && corpus_question(corpus, path) == UINT32_MAX) {
		uint32_t choice = corpus_choice(corpus, path);

		bits_add(compiler->questions, corpus->choices[choice].question);
		marked = corpus->choices[choice].not_applicable;
	} else {
		const struct question_column *question = question_of(compiler, call->first, false);

		if (question == NULL)
			return false;
		marked = question->not_applicable;
	}
	push_certain(compiler, marked);
	emit_not(compiler);
	return true;
}

static bool call_metric(struct compiler *compiler, const struct ast *call);

/* A program of its own, whose rows are moved. */
static bool call_moved(struct compiler *compiler, const struct ast *call)
{
	struct compiler inner = *compiler;
	const struct program *program;
	struct program *made;
	bool good;

	inner.code = g_array_new(FALSE, TRUE, sizeof(struct instruction));
	inner.depth = inner.deepest = 0;
	good = compile_truth(&inner, call->first);
	made = arena_one(compiler->compiling->arena, struct program);
	made->instructions = arena_array(compiler->compiling->arena, struct instruction, inner.code->len);
	if (inner.code->len > 0)
		memcpy((void *)(uintptr_t)made->instructions, inner.code->data, inner.code->len * sizeof(struct instruction));
	made->count = inner.code->len;
	made->depth = inner.deepest;
	made->corpus = compiler->compiling->corpus;
	made->relations = compiler->relations;
	made->questions = compiler->questions;
	program = made;
	g_array_unref(inner.code);
	if (good)
		emit(compiler, (struct instruction){.op = str_is(call->text, "before") ? OP_BEFORE : OP_FIRST, .program = program}, 1);
	return good;
}

static bool call_count(struct compiler *compiler, const struct ast *call)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	const struct question_column *question = question_of(compiler, call->first, true);
	const uint64_t **list;

	if (question == NULL)
		return false;
	list = arena_array(compiler->compiling->arena, const uint64_t *, question->choice_count);
	for (uint32_t i = 0; i < question->choice_count; i++)
		list[i] = corpus->choices[question->first_choice + i].chosen;
	emit(compiler,
	     (struct instruction){
		     .op = OP_TALLY, .count = question->choice_count, .list = list, .planes = {question->complete, question->not_applicable}},
	     1);
	return true;
}

static bool call_risk(struct compiler *compiler, const struct ast *call)
{
	const struct question_column *question = question_of(compiler, call->first, true);

	if (question == NULL)
		return false;
	emit(compiler, (struct instruction){.op = OP_LEVEL, .planes = {question->none, question->medium, question->high, question->not_applicable}},
	     1);
	return true;
}

/* Adds the questions of a pillar, or of all. */
static bool add_pillar(struct compiler *compiler, const struct ast *ast, uint64_t *pillars)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	struct str path = ast_path(compiler->compiling->arena, ast);
	struct near near = near_to(path);
	uint32_t at = corpus_pillar(corpus, path);

	if (compiler->item.is_bound && compiler->item.over == OVER_PILLARS && str_is(path, "item"))
		at = compiler->item.index;
	if (at != UINT32_MAX) {
		bits_add(pillars, at);
		return true;
	}
	if (str_is(path, "all")) {
		for (uint32_t i = 0; i < corpus->pillar_count; i++)
			bits_add(pillars, i);
		return true;
	}
	for (uint32_t i = 0; i < corpus->pillar_count; i++)
		near_offer(&near, corpus->pillars[i].id);
	return diag(compiler->compiling->diags, METRIC_NO_PILLAR, compiler_span(compiler, ast), str_c(path), str_c(near.best));
}

static bool push_ratio(struct compiler *compiler, const struct ast *call, enum ratio ratio)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	uint64_t *pillars = arena_array(compiler->compiling->arena, uint64_t, bits_words(corpus->pillar_count));
	const struct question_column **questions = arena_array(compiler->compiling->arena, const struct question_column *, corpus->question_count);
	uint32_t count = 0;
	bool good = true;

	for (const struct ast *part = call->first; part != NULL; part = part->next)
		good = add_pillar(compiler, part, pillars) && good;
	for (uint32_t i = 0; i < corpus->question_count; i++)
		if (bits_has(pillars, corpus->questions[i].pillar)) {
			questions[count++] = &corpus->questions[i];
			bits_add(compiler->questions, i);
		}
	if (good)
		emit(compiler, (struct instruction){.op = OP_RATIO, .ratio = ratio, .count = count, .questions = questions}, 1);
	return good;
}

static bool call_high(struct compiler *compiler, const struct ast *call)
{
	return push_ratio(compiler, call, RATIO_HIGH);
}

static bool call_medium(struct compiler *compiler, const struct ast *call)
{
	return push_ratio(compiler, call, RATIO_MEDIUM);
}

static bool call_risk_share(struct compiler *compiler, const struct ast *call)
{
	return push_ratio(compiler, call, RATIO_SHARE);
}

static bool call_known(struct compiler *compiler, const struct ast *call)
{
	return compile_known(compiler, call->first);
}

#define MANY 4096u
static const struct call calls[] = {
	{"has", 1, 1, false, call_has},
	{"any", 1, MANY, false, call_any},
	{"all", 1, MANY, false, call_all},
	{"at_least", 2, MANY, false, call_at_least},
	{"none", 1, 1, false, call_none},
	{"answered", 1, 1, false, call_answered},
	{"asked", 1, 1, false, call_asked},
	{"applies", 1, 1, false, call_applies},
	{"known", 1, 1, false, call_known},
	{"metric", 1, 1, false, call_metric},
	{"before", 1, 1, false, call_moved},
	{"first", 1, 1, false, call_moved},
	{"count", 1, 1, true, call_count},
	{"risk", 1, 1, true, call_risk},
	{"high", 1, MANY, true, call_high},
	{"medium", 1, MANY, true, call_medium},
	{"risk_share", 1, MANY, true, call_risk_share},
};

static uint32_t metric_of(struct compiler *compiler, const struct ast *call)
{
	const struct metrics *metrics = compiler->compiling->metrics;
	struct str path = ast_path(compiler->compiling->arena, call->first);
	struct near near = near_to(path);
	uint32_t at = metrics_find(metrics, path);

	if (compiler->item.is_bound && compiler->item.over == OVER_METRICS && str_is(path, "item"))
		return compiler->item.index;
	if (at != UINT32_MAX)
		return at;
	for (uint32_t i = 0; i < metrics->metric_count; i++)
		near_offer(&near, metrics->metrics[i].id);
	diag(compiler->compiling->diags, METRIC_NO_METRIC, compiler_span(compiler, call->first), str_c(path), str_c(near.best));
	return UINT32_MAX;
}

bool is_number_metric(struct compiler *compiler, const struct ast *call)
{
	struct str path = ast_path(compiler->compiling->arena, call->first);
	uint32_t at = metrics_find(compiler->compiling->metrics, path);

	if (compiler->item.is_bound && compiler->item.over == OVER_METRICS && str_is(path, "item"))
		at = compiler->item.index;
	return at != UINT32_MAX && compiler->compiling->metrics->metrics[at].kind != METRIC_SHARE;
}

/* What the other metric asks is asked here too. */
static void inherit(struct compiler *compiler, const struct program *program)
{
	const struct corpus *corpus = compiler->compiling->corpus;

	for (uint32_t e = 0; e < corpus->edition_count; e++)
		compiler->relations[e] = MAX(compiler->relations[e], program->relations[e]);
	for (size_t i = 0; i < bits_words(corpus->question_count); i++)
		compiler->questions[i] |= program->questions[i];
}

static bool push_metric(struct compiler *compiler, const struct ast *call, enum op op)
{
	uint32_t at = metric_of(compiler, call);
	const struct program *program = at == UINT32_MAX ? NULL : compile_metric(compiler->compiling, at, compiler_span(compiler, call->first));

	if (program == NULL)
		return false;
	if (program->is_number != (op == OP_METRIC_NUMBER))
		return diag(compiler->compiling->diags, METRIC_NOT_TRUE, compiler_span(compiler, call), "a number", "compare it with something");
	inherit(compiler, program);
	emit(compiler, (struct instruction){.op = op, .program = program}, 1);
	return true;
}

static bool call_metric(struct compiler *compiler, const struct ast *call)
{
	return push_metric(compiler, call, OP_METRIC);
}

static const struct call *call_named(struct compiler *compiler, const struct ast *ast)
{
	struct near near = near_to(ast->text);

	for (size_t i = 0; i < G_N_ELEMENTS(calls); i++) {
		if (str_is(ast->text, calls[i].name))
			return &calls[i];
		near_offer(&near, str_of(calls[i].name));
	}
	diag(compiler->compiling->diags, EXPR_UNKNOWN_FUNCTION, expr_span(compiler->text, compiler->span, ast->start, ast->text.length),
	     str_c(ast->text), str_c(near.best));
	return NULL;
}

bool is_number_call(const struct ast *ast)
{
	for (size_t i = 0; i < G_N_ELEMENTS(calls); i++)
		if (str_is(ast->text, calls[i].name))
			return calls[i].is_number;
	return false;
}

static bool check_arguments(struct compiler *compiler, const struct ast *ast, const struct call *call)
{
	struct arena *arena = compiler->compiling->arena;
	const char *wants = call->most == 1 ? "one argument" : call->least == 1 ? "at least one argument" : "a number and at least one choice";

	if (ast->count >= call->least && ast->count <= call->most)
		return true;
	return diag(compiler->compiling->diags, EXPR_ARGUMENT_COUNT, compiler_span(compiler, ast), call->name, wants,
		    str_format(arena, "%u", ast->count).text);
}

bool compile_call(struct compiler *compiler, const struct ast *ast)
{
	const struct call *call = call_named(compiler, ast);

	if (call == NULL || !check_arguments(compiler, ast, call))
		return false;
	if (call->is_number)
		return diag(compiler->compiling->diags, METRIC_NOT_TRUE, compiler_span(compiler, ast),
			    str_is(ast->text, "risk") ? "a risk" : "a number",
			    str_is(ast->text, "risk") ? "compare it: risk(question) == high" : "compare it with a number");
	return call->compile(compiler, ast);
}

bool compile_number_call(struct compiler *compiler, const struct ast *ast)
{
	const struct call *call = call_named(compiler, ast);

	if (call == NULL || !check_arguments(compiler, ast, call))
		return false;
	if (str_is(ast->text, "metric"))
		return push_metric(compiler, ast, OP_METRIC_NUMBER);
	if (!call->is_number)
		return diag(compiler->compiling->diags, METRIC_NOT_NUMBER, compiler_span(compiler, ast), "a condition");
	return call->compile(compiler, ast);
}
