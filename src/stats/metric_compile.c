/* Compiles the expressions of a metrics file: the logic between atoms, and the order of metrics. */
#include <string.h>

#include "program.h"

/* Metrics that lean on each other, one on the next. */
#define CHAIN_LONGEST 64u

struct span compiler_span(const struct compiler *compiler, const struct ast *ast)
{
	return expr_span(compiler->text, compiler->span, ast->start, ast->length);
}

/* What an instruction means, if it was not given: all of it, with planes by their address, which no output shows. */
static struct digest identity_of(const struct instruction *instruction)
{
	return digest_of((const char *)instruction, sizeof *instruction);
}

void emit(struct compiler *compiler, struct instruction instruction, int pushes)
{
	struct instruction clean;

	memset(&clean, 0, sizeof clean);
	clean.op = instruction.op;
	clean.compare = instruction.compare;
	clean.ratio = instruction.ratio;
	clean.count = instruction.count;
	clean.number = instruction.number;
	memcpy(clean.planes, instruction.planes, sizeof clean.planes);
	clean.list = instruction.list;
	clean.questions = instruction.questions;
	clean.values = instruction.values;
	clean.program = instruction.program;
	clean.identity = instruction.identity;
	if (clean.identity.words[0] == 0)
		clean.identity = identity_of(&clean);
	g_array_append_val(compiler->code, clean);
	compiler->depth = (uint32_t)((int)compiler->depth + pushes);
	compiler->deepest = MAX(compiler->deepest, compiler->depth);
}

void emit_not(struct compiler *compiler)
{
	emit(compiler, (struct instruction){.op = OP_NOT}, 0);
}

void emit_state(struct compiler *compiler, const uint64_t *holds, const uint64_t *known, const uint64_t *not_applicable)
{
	emit(compiler, (struct instruction){.op = OP_STATE, .planes = {holds, known, not_applicable}}, 1);
}

/* These planes are made for the tree alone: its words say what it means. */
void emit_planes(struct compiler *compiler, const struct ast *ast, struct truths truths)
{
	struct instruction instruction = {.op = OP_PLANES, .planes = {truths.yes, truths.no, truths.not_applicable}};
	GString *words = g_string_new(NULL);

	for (uint32_t i = ast->start; i < ast->start + ast->length; i++)
		if (!g_ascii_isspace(compiler->text.text[i]))
			g_string_append_c(words, compiler->text.text[i] == '\'' ? '"' : compiler->text.text[i]);
	instruction.identity = digest_of(words->str, words->len);
	g_string_free(words, TRUE);
	emit(compiler, instruction, 1);
}

static bool compile_chain(struct compiler *compiler, const struct ast *ast)
{
	enum op op = ast->kind == AST_AND ? OP_AND : OP_OR;
	bool good = true;

	for (const struct ast *part = ast->first; part != NULL; part = part->next) {
		good = compile_truth(compiler, part) && good;
		if (good && part != ast->first)
			emit(compiler, (struct instruction){.op = op}, -1);
	}
	return good;
}

static bool compile_not(struct compiler *compiler, const struct ast *ast)
{
	if (!compile_truth(compiler, ast->first))
		return false;
	emit_not(compiler);
	return true;
}

static bool compile_bool(struct compiler *compiler, const struct ast *ast)
{
	emit(compiler, (struct instruction){.op = OP_CONSTANT, .number = ast->truth}, 1);
	return true;
}

static bool not_a_truth(struct compiler *compiler, const struct ast *ast)
{
	struct side side = side_of(compiler, ast);
	const char *hint = "";

	if (side.kind == SIDE_WRONG)
		return false;
	if (side.kind == SIDE_WORD)
		hint = "a choice stands in has(...), a question in risk(...), a metric in metric(...)";
	else if (side.kind == SIDE_RISK)
		hint = "compare it: risk(question) == high";
	else
		hint = "compare it with something";
	return diag(compiler->compiling->diags, METRIC_NOT_TRUE, compiler_span(compiler, ast), side_name(side.kind), hint);
}

bool compile_truth(struct compiler *compiler, const struct ast *ast)
{
	static bool (*const parts[AST_KINDS])(struct compiler *, const struct ast *) = {
		[AST_OR] = compile_chain, [AST_AND] = compile_chain, [AST_NOT] = compile_not,   [AST_COMPARE] = compile_compare,
		[AST_IN] = compile_in,    [AST_CALL] = compile_call, [AST_BOOL] = compile_bool,
	};

	if (parts[ast->kind] != NULL)
		return parts[ast->kind](compiler, ast);
	return not_a_truth(compiler, ast);
}

void uses_question(struct compiler *compiler, uint32_t question)
{
	const struct corpus *corpus = compiler->compiling->corpus;

	bits_add(compiler->questions, question);
	for (uint32_t e = 0; e < corpus->edition_count; e++)
		compiler->relations[e] = MAX(compiler->relations[e], corpus->questions[question].relations[e]);
}

void uses_choice(struct compiler *compiler, uint32_t choice)
{
	const struct corpus *corpus = compiler->compiling->corpus;

	bits_add(compiler->questions, corpus->choices[choice].question);
	for (uint32_t e = 0; e < corpus->edition_count; e++)
		compiler->relations[e] = MAX(compiler->relations[e], corpus->choices[choice].relations[e]);
}

static const struct program *finish(struct compiler *compiler, bool is_number)
{
	struct arena *arena = compiler->compiling->arena;
	struct program *program = arena_one(arena, struct program);
	struct instruction *instructions = arena_array(arena, struct instruction, compiler->code->len);

	if (compiler->code->len > 0)
		memcpy(instructions, compiler->code->data, compiler->code->len * sizeof *instructions);
	*program = (struct program){
		.instructions = instructions,
		.count = compiler->code->len,
		.depth = compiler->deepest,
		.is_number = is_number,
		.corpus = compiler->compiling->corpus,
		.relations = compiler->relations,
		.questions = compiler->questions,
	};
	return program;
}

/* The parser bounds nesting, and so the stack, but for the arguments of at_least, which are counted there. */
const struct program *compile_formula(struct compiling *compiling, struct formula formula, struct item item, bool wants_number)
{
	static const struct dialect dialect = {.ids_only = false};
	const struct ast *ast = expr_parse(compiling->arena, formula.text, formula.span, &dialect, compiling->diags);
	struct compiler compiler = {.compiling = compiling, .text = formula.text, .span = formula.span, .item = item};
	const struct program *program = NULL;

	if (ast == NULL)
		return NULL;
	compiler.code = g_array_new(FALSE, TRUE, sizeof(struct instruction));
	compiler.relations = arena_array(compiling->arena, enum relation, compiling->corpus->edition_count);
	compiler.questions = arena_array(compiling->arena, uint64_t, bits_words(compiling->corpus->question_count));
	if (wants_number ? compile_number(&compiler, ast) : compile_truth(&compiler, ast))
		program = finish(&compiler, wants_number);
	g_array_unref(compiler.code);
	return program;
}

/* "a -> b -> a" */
static const char *circle(const struct compiling *compiling, uint32_t metric)
{
	GString *text = g_string_new(NULL);
	uint32_t at = 0;

	while (compiling->chain[at] != metric)
		at++;
	for (; at < compiling->chain_length; at++)
		g_string_append_printf(text, "%s -> ", str_c(compiling->metrics->metrics[compiling->chain[at]].id));
	g_string_append(text, str_c(compiling->metrics->metrics[metric].id));
	return str_take(compiling->arena, text).text;
}

const struct program *compile_metric(struct compiling *compiling, uint32_t metric, struct span span)
{
	const struct metric *of = &compiling->metrics->metrics[metric];
	struct item none = {.is_bound = false};

	if (compiling->progress[metric] == PROGRESS_DONE)
		return compiling->values[metric];
	if (compiling->progress[metric] == PROGRESS_STARTED) {
		diag(compiling->diags, METRIC_CIRCLE, span, circle(compiling, metric));
		return NULL;
	}
	if (compiling->chain_length == CHAIN_LONGEST) {
		diag(compiling->diags, METRIC_CHAIN, span, str_c(of->id));
		return NULL;
	}
	compiling->chain[compiling->chain_length++] = metric;
	compiling->progress[metric] = PROGRESS_STARTED;
	compiling->values[metric] = compile_formula(compiling, of->value, none, of->kind != METRIC_SHARE);
	compiling->progress[metric] = PROGRESS_DONE;
	compiling->chain_length--;
	return compiling->values[metric];
}

static struct compiling compiling_new(struct arena *arena, const struct metrics *metrics, const struct corpus *corpus, struct diags *diags)
{
	uint64_t *all = arena_array(arena, uint64_t, corpus->words);

	memset(all, 0xff, corpus->words * sizeof *all);
	return (struct compiling){
		.arena = arena,
		.metrics = metrics,
		.corpus = corpus,
		.diags = diags,
		.all = all,
		.nothing = arena_array(arena, uint64_t, corpus->words),
		.values = arena_array(arena, const struct program *, metrics->metric_count),
		.progress = arena_array(arena, enum progress, metrics->metric_count),
		.chain = arena_array(arena, uint32_t, CHAIN_LONGEST),
	};
}

static const struct program *compile_some(struct compiling *compiling, struct formula formula)
{
	struct item none = {.is_bound = false};

	return str_is_empty(formula.text) ? NULL : compile_formula(compiling, formula, none, false);
}

static void check_framework(const struct compiling *compiling)
{
	const struct metrics *metrics = compiling->metrics;
	const struct corpus *corpus = compiling->corpus;

	if (!str_is_empty(metrics->framework) && corpus->edition_count > 0 &&
	    !str_equal(metrics->framework, corpus->editions[corpus->edition_count - 1].ruleset->framework->id))
		diag(compiling->diags, METRICS_OTHER_FRAMEWORK, metrics->framework_span, str_c(metrics->framework),
		     str_c(corpus->editions[corpus->edition_count - 1].ruleset->framework->id));
}

const struct metric_programs *metric_compile(struct arena *arena, const struct metrics *metrics, const struct corpus *corpus, struct diags *diags)
{
	struct compiling compiling = compiling_new(arena, metrics, corpus, diags);
	struct metric_programs *programs = arena_one(arena, struct metric_programs);

	check_framework(&compiling);
	programs->metrics = metrics;
	programs->values = compiling.values;
	programs->bases = arena_array(arena, const struct program *, metrics->metric_count);
	programs->applies = arena_array(arena, const struct program *, metrics->metric_count);
	for (uint32_t i = 0; i < metrics->metric_count; i++) {
		compile_metric(&compiling, i, metrics->metrics[i].span);
		programs->bases[i] = compile_some(&compiling, metrics->metrics[i].base);
		programs->applies[i] = compile_some(&compiling, metrics->metrics[i].applies);
		if ((programs->bases[i] == NULL && !str_is_empty(metrics->metrics[i].base.text)) ||
		    (programs->applies[i] == NULL && !str_is_empty(metrics->metrics[i].applies.text)))
			programs->values[i] = NULL;
	}
	programs->where = compile_some(&compiling, metrics->population.where);
	programs->consent = compile_some(&compiling, metrics->population.consent);
	programs->rankings = compile_rankings(&compiling);
	check_references(&compiling);
	check_logic(&compiling, programs);
	return programs;
}

const struct program *metric_condition(struct arena *arena, const struct metric_programs *programs, struct str text, struct span span,
				       const struct corpus *corpus, struct diags *diags)
{
	struct compiling compiling = compiling_new(arena, programs->metrics, corpus, diags);

	return compile_some(&compiling, (struct formula){text, span});
}

bool program_is_number(const struct program *program)
{
	return program->is_number;
}

bool program_uses_question(const struct program *program, uint32_t question)
{
	return bits_has(program->questions, question);
}

enum relation program_relation(const struct program *program, uint32_t edition)
{
	return program->relations[edition];
}
