/* Answers inside conditions: the scope that knows a framework, and has() and risk() over how a review stands with it. */
#include "standing.h"

static const char standing_name[] = "standing of the review";
static const char *const risk_words[] = {"none", "medium", "high"};
const struct words advice_risks = {.name = "risk", .names = risk_words, .count = G_N_ELEMENTS(risk_words), .ordered = true};

/* A kind of record without fields that remembers a framework; told from others by its name's address. */
struct standing_kind {
	struct record_kind record;
	const struct framework *framework;
};

const struct scope *advice_scope_new(struct arena *arena, const struct framework *framework)
{
	struct scope *scope = arena_one(arena, struct scope);
	struct variable *variables = arena_array(arena, struct variable, 1);
	struct standing_kind *kind = arena_one(arena, struct standing_kind);

	*kind = (struct standing_kind){.record = {.name = standing_name}, .framework = framework};
	variables[0] = (struct variable){"answers", {.kind = KIND_RECORD, .record = &kind->record}};
	*scope = (struct scope){&context_scope, variables, 1};
	return scope;
}

const struct framework *advice_framework(const struct scope *scope, uint32_t *slot)
{
	for (; scope != NULL; scope = scope->outer)
		for (uint32_t i = 0; i < scope->count; i++) {
			const struct record_kind *record = scope->variables[i].type.record;

			if (record == NULL || record->name != standing_name)
				continue;
			*slot = scope_size(scope->outer) + i;
			return ((const struct standing_kind *)(const void *)record)->framework;
		}
	return NULL;
}

struct value advice_has(const struct expr *call, const struct value *args, struct arena *arena)
{
	const struct standing *standing = args[0].as.record;
	uint32_t choice = (uint32_t)args[1].as.number, question = standing->framework->choices[choice].question;

	if (standing->states[question] != STATE_KNOWN)
		return value_of_state(standing->states[question]);
	if (bits_has(standing->not_applicable, choice))
		return value_of_state(STATE_NOT_APPLICABLE);
	return value_bool(bits_has(standing->ticked, choice));
}

struct value advice_risk(const struct expr *call, const struct value *args, struct arena *arena)
{
	const struct standing *standing = args[0].as.record;
	uint32_t question = (uint32_t)args[1].as.number;
	enum level risk = standing->risks[question];

	if (standing->states[question] == STATE_NOT_APPLICABLE)
		return value_of_state(STATE_NOT_APPLICABLE);
	if (risk == LEVEL_UNSET)
		return value_unknown();
	return value_word(risk == LEVEL_HIGH ? 2 : risk == LEVEL_MEDIUM ? 1 : 0);
}

struct value advice_evaluate(const struct expr *condition, const struct context *context, const struct standing *standing, struct arena *arena)
{
	const struct value slots[] = {value_record(context), standing == NULL ? value_unknown() : value_record(standing)};

	return expr_evaluate(condition, slots, arena);
}

bool advice_holds(const struct expr *condition, const struct context *context, const struct standing *standing, struct arena *arena)
{
	struct value value;

	if (condition == NULL)
		return false;
	value = advice_evaluate(condition, context, standing, arena);
	return value.state == STATE_KNOWN && value.as.truth;
}

void advice_questions(const struct expr *condition, const struct framework *framework, void (*visit)(uint32_t question, void *user), void *user)
{
	if (condition->op == OP_CALL && condition->function->call == advice_has)
		visit(framework->choices[(uint32_t)condition->first->next->constant.as.number].question, user);
	else if (condition->op == OP_CALL && condition->function->call == advice_risk)
		visit((uint32_t)condition->first->next->constant.as.number, user);
	for (const struct expr *part = condition->first; part != NULL; part = part->next)
		advice_questions(part, framework, visit, user);
}
