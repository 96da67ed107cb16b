/* Compiles the rules and variants of a framework, and checks them. */
#include "assess/assessment.h"

#include "reach.h"

static const struct type truth = {.kind = KIND_BOOL};

struct compiler {
	struct arena *arena;
	const struct framework *framework;
	const struct scope *scope; /* of `when:` */
	struct diags *diags;
};

static const struct condition **compile_rules(const struct compiler *compiler)
{
	const struct framework *framework = compiler->framework;
	const struct condition **conditions = arena_array(compiler->arena, const struct condition *, framework->rule_count);

	for (uint32_t q = 0; q < framework->question_count; q++) {
		const struct question *question = &framework->questions[q];

		for (uint32_t i = question->first_rule; i < question->first_rule + question->rule_count; i++)
			if (!framework->rules[i].is_default)
				conditions[i] = condition_compile(compiler->arena, framework->rules[i].condition, framework->rules[i].span, framework,
								  q, compiler->diags);
	}
	return conditions;
}

static void compile_variants(const struct compiler *compiler, const struct variant *variants, uint32_t count, const struct expr **into)
{
	for (uint32_t i = 0; i < count; i++)
		into[i] = expr_compile(compiler->arena, variants[i].when, variants[i].when_span, compiler->scope, &truth, compiler->diags);
}

static void question_variants(const struct compiler *compiler, struct ruleset *ruleset)
{
	const struct framework *framework = compiler->framework;
	uint32_t *first = arena_array(compiler->arena, uint32_t, framework->question_count);
	uint32_t count = 0;

	for (uint32_t i = 0; i < framework->question_count; i++) {
		first[i] = count;
		count += framework->questions[i].variant_count;
	}
	ruleset->first_question_variant = first;
	ruleset->question_variants = arena_array(compiler->arena, const struct expr *, count);
	for (uint32_t i = 0; i < framework->question_count; i++)
		compile_variants(compiler, framework->questions[i].variants, framework->questions[i].variant_count,
				 &ruleset->question_variants[first[i]]);
}

static void choice_variants(const struct compiler *compiler, struct ruleset *ruleset)
{
	const struct framework *framework = compiler->framework;
	uint32_t *first = arena_array(compiler->arena, uint32_t, framework->choice_count);
	uint32_t count = 0;

	for (uint32_t i = 0; i < framework->choice_count; i++) {
		first[i] = count;
		count += framework->choices[i].variant_count;
	}
	ruleset->first_choice_variant = first;
	ruleset->choice_variants = arena_array(compiler->arena, const struct expr *, count);
	for (uint32_t i = 0; i < framework->choice_count; i++)
		compile_variants(compiler, framework->choices[i].variants, framework->choices[i].variant_count, &ruleset->choice_variants[first[i]]);
}

static const struct expr **compile_priorities(const struct compiler *compiler)
{
	const struct framework *framework = compiler->framework;
	const struct expr **made = arena_array(compiler->arena, const struct expr *, framework->priority_count);

	for (uint32_t i = 0; i < framework->priority_count; i++)
		made[i] = expr_compile(compiler->arena, framework->priorities[i].when, framework->priorities[i].when_span, compiler->scope, &truth,
				       compiler->diags);
	return made;
}

static void check_question(const struct compiler *compiler, const struct ruleset *ruleset, uint32_t q, uint64_t *columns)
{
	const struct question *question = &compiler->framework->questions[q];
	bool has_default = false;

	if (question->rule_count == 0 && compiler->framework->is_foreign && compiler->framework->rule_count == 0)
		return; /* no rules at all: they are not public, which its reader has said */
	if (question->rule_count == 0) {
		diag(compiler->diags, QUESTION_NO_RULES, question->span, str_c(question->id));
		return;
	}
	for (uint32_t i = 0; i < question->rule_count; i++)
		has_default = has_default || compiler->framework->rules[question->first_rule + i].is_default;
	if (!has_default)
		diag(compiler->diags, RULE_NO_DEFAULT, question->span, str_c(question->id));
	reach_check(compiler->arena, ruleset, q, columns, compiler->diags);
}

const struct ruleset *ruleset_new(struct arena *arena, const struct framework *framework, struct diags *diags)
{
	struct compiler compiler = {arena, framework, advice_scope_new(arena, framework), diags};
	struct ruleset *ruleset = arena_one(arena, struct ruleset);
	uint64_t *columns = arena_array(arena, uint64_t, framework->choice_count);

	ruleset->framework = framework;
	ruleset->conditions = compile_rules(&compiler);
	question_variants(&compiler, ruleset);
	choice_variants(&compiler, ruleset);
	ruleset->priorities = compile_priorities(&compiler);
	for (uint32_t i = 0; i < framework->question_count; i++)
		check_question(&compiler, ruleset, i, columns);
	return ruleset;
}

const struct expr *ruleset_question_variant(const struct ruleset *ruleset, uint32_t question, uint32_t variant)
{
	return ruleset->question_variants[ruleset->first_question_variant[question] + variant];
}

const struct expr *ruleset_choice_variant(const struct ruleset *ruleset, uint32_t choice, uint32_t variant)
{
	return ruleset->choice_variants[ruleset->first_choice_variant[choice] + variant];
}
