/* Conditions of risk rules: compiled to a tree over choices, evaluated for one review or for 64 at once. */
#include "expr/condition.h"

#include "base/near.h"
#include "expr/parse.h"

struct condition {
	enum ast_kind kind; /* OR, AND, NOT, NAME */
	uint32_t choice;    /* NAME */
	struct condition *first, *next;
};

struct compiler {
	struct arena *arena;
	struct str text;
	struct span span;
	const struct framework *framework;
	uint32_t question;
	struct diags *diags;
};

static uint32_t choice_in(const struct framework *framework, uint32_t question, struct str id)
{
	const struct question *of = &framework->questions[question];

	for (uint32_t i = of->first_choice; i < of->first_choice + of->choice_count; i++)
		if (str_equal(framework->choices[i].id, id))
			return i;
	return UINT32_MAX;
}

/* A word that is a choice is no operator. */
static bool is_choice(struct str word, const void *user)
{
	const struct compiler *compiler = user;

	return choice_in(compiler->framework, compiler->question, word) != UINT32_MAX;
}

static struct str id_of(const struct compiler *compiler)
{
	return compiler->framework->questions[compiler->question].id;
}

static struct str near_choice(const struct compiler *compiler, struct str id)
{
	const struct question *of = &compiler->framework->questions[compiler->question];
	struct near near = near_to(id);

	for (uint32_t i = 0; i < of->choice_count; i++)
		near_offer(&near, compiler->framework->choices[of->first_choice + i].id);
	return near.best;
}

/* True where the rule may do without the choice: in other people's lenses, a name that nothing bears is never ticked. */
static bool unknown_choice(const struct compiler *compiler, struct span span, struct str id)
{
	const struct framework *framework = compiler->framework;
	enum severity severity = framework->is_foreign ? SEVERITY_WARNING : SEVERITY_ERROR;

	for (uint32_t i = 0; i < framework->choice_count; i++)
		if (str_equal(framework->choices[i].id, id)) {
			diag_as(compiler->diags, severity, RULE_CHOICE_ELSEWHERE, span, str_c(id), str_c(id_of(compiler)),
				str_c(framework->questions[framework->choices[i].question].id));
			return framework->is_foreign;
		}
	diag_as(compiler->diags, severity, RULE_UNKNOWN_CHOICE, span, str_c(id), str_c(id_of(compiler)), str_c(near_choice(compiler, id)));
	return framework->is_foreign;
}

/* As deep as the parser allowed. All faults are reported, not only the first. */
static bool compile(const struct compiler *compiler, const struct ast *ast, struct condition *into)
{
	struct span span = expr_span(compiler->text, compiler->span, ast->start, ast->length);
	struct condition **last = &into->first;
	bool good = true;

	into->kind = ast->kind;
	if (ast->kind == AST_NAME) {
		into->choice = choice_in(compiler->framework, compiler->question, ast->text);
		return into->choice != UINT32_MAX || unknown_choice(compiler, span, ast->text);
	}
	if (ast->kind != AST_OR && ast->kind != AST_AND && ast->kind != AST_NOT)
		return diag(compiler->diags, RULE_NOT_CHOICES, span);
	for (const struct ast *part = ast->first; part != NULL; part = part->next) {
		*last = arena_one(compiler->arena, struct condition);
		good = compile(compiler, part, *last) && good;
		last = &(*last)->next;
	}
	return good;
}

const struct condition *condition_compile(struct arena *arena, struct str text, struct span span, const struct framework *framework,
					  uint32_t question, struct diags *diags)
{
	struct compiler compiler = {arena, text, span, framework, question, diags};
	struct dialect dialect = {.ids_only = true, .is_name = is_choice, .user = &compiler};
	const struct ast *ast = expr_parse(arena, text, span, &dialect, diags);
	struct condition *condition = arena_one(arena, struct condition);

	return ast != NULL && compile(&compiler, ast, condition) ? condition : NULL;
}

/* One bit per review: whether it holds, and whether it is only a choice that does not apply (to be dropped from an && or ||). */
struct planes {
	uint64_t holds, dropped;
};

/* Either columns of 64 reviews, or the bits of one review. */
struct ticks {
	const uint64_t *chosen, *not_applicable;
	bool columns;
};

static uint64_t plane(const struct ticks *ticks, const uint64_t *bits, uint32_t choice)
{
	if (bits == NULL || choice == UINT32_MAX)
		return 0;
	return ticks->columns ? bits[choice] : bits_has(bits, choice);
}

static struct planes planes_of(const struct condition *condition, const struct ticks *ticks)
{
	struct planes planes = {.holds = condition->kind == AST_AND ? ~(uint64_t)0 : 0};

	if (condition->kind == AST_NAME) {
		planes.dropped = plane(ticks, ticks->not_applicable, condition->choice);
		planes.holds = plane(ticks, ticks->chosen, condition->choice) | planes.dropped;
		return planes;
	}
	if (condition->kind == AST_NOT) {
		planes = planes_of(condition->first, ticks);
		planes.holds = ~planes.holds;
		return planes;
	}
	for (const struct condition *part = condition->first; part != NULL; part = part->next) {
		struct planes one = planes_of(part, ticks);

		if (condition->kind == AST_AND)
			planes.holds &= one.holds | one.dropped;
		else
			planes.holds |= one.holds & ~one.dropped;
	}
	return planes;
}

bool condition_holds(const struct condition *condition, const uint64_t *chosen, const uint64_t *not_applicable)
{
	struct ticks ticks = {chosen, not_applicable, false};

	return (planes_of(condition, &ticks).holds & 1) != 0;
}

uint64_t condition_holds_word(const struct condition *condition, const uint64_t *columns, const uint64_t *not_applicable)
{
	struct ticks ticks = {columns, not_applicable, true};

	return planes_of(condition, &ticks).holds;
}

bool condition_names(const struct condition *condition, uint32_t choice)
{
	if (condition->kind == AST_NAME)
		return condition->choice == choice;
	for (const struct condition *part = condition->first; part != NULL; part = part->next)
		if (condition_names(part, choice))
			return true;
	return false;
}
