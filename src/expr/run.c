/* Runs compiled expressions: Kleene's logic on true, false and unknown, with "not applicable" as a neutral operand. */
#include "tree.h"

#include <string.h>

struct run {
	struct value *locals;      /* variables that the expression brings itself */
	const struct value *slots; /* variables of its scope */
	uint32_t outer;
	struct arena *arena;
	const struct expr_watch *watch; /* may be NULL */
};

static struct value run(const struct run *of, const struct expr *expr);

void tally_add(struct tally *tally, const struct value *value)
{
	if (value->state == STATE_UNKNOWN)
		tally->unknown++;
	else if (value->state == STATE_NOT_APPLICABLE)
		tally->not_applicable++;
	else if (value->as.truth)
		tally->yes++;
	else
		tally->no++;
}

/* One operand that decides, else one that is unknown, else one that does not decide; where none of these is left, nothing applies. */
static struct value tally_decide(const struct tally *tally, uint32_t decides, uint32_t others, bool truth)
{
	if (decides > 0)
		return value_bool(truth);
	if (tally->unknown > 0)
		return value_unknown();
	return others > 0 ? value_bool(!truth) : value_of_state(STATE_NOT_APPLICABLE);
}

struct value tally_and(const struct tally *tally)
{
	return tally_decide(tally, tally->no, tally->yes, false);
}

struct value tally_or(const struct tally *tally)
{
	return tally_decide(tally, tally->yes, tally->no, true);
}

static bool is_known(const struct value *value, bool truth)
{
	return value->state == STATE_KNOWN && value->as.truth == truth;
}

static struct value run_chain(const struct run *of, const struct expr *expr)
{
	bool decides = expr->op == OP_OR;
	struct tally tally = {0};

	for (const struct expr *part = expr->first; part != NULL; part = part->next) {
		struct value value = run(of, part);

		if (is_known(&value, decides))
			return value;
		tally_add(&tally, &value);
	}
	return decides ? tally_or(&tally) : tally_and(&tally);
}

static struct value run_not(const struct run *of, const struct expr *expr)
{
	struct value value = run(of, expr->first);

	if (value.state == STATE_KNOWN)
		value.as.truth = !value.as.truth;
	return value;
}

/* What two operands give that are not both known. */
static enum state state_of_both(const struct value *a, const struct value *b)
{
	return MIN(a->state, b->state);
}

static bool compares(enum compare compare, int order)
{
	const bool holds[] = {
		[COMPARE_EQUAL] = order == 0,
		[COMPARE_UNEQUAL] = order != 0,
		[COMPARE_LESS] = order<0, [COMPARE_AT_MOST] = order <= 0, [COMPARE_MORE] = order> 0,
		[COMPARE_AT_LEAST] = order >= 0,
	};

	return holds[compare];
}

static struct value run_compare(const struct run *of, const struct expr *expr)
{
	struct value a = run(of, expr->first), b = run(of, expr->first->next);
	enum state state = state_of_both(&a, &b);

	if (state != STATE_KNOWN)
		return value_of_state(state);
	return value_bool(compares(expr->compare, value_order(&expr->first->type, &a, &b)));
}

static struct value run_in(const struct run *of, const struct expr *expr)
{
	struct value what = run(of, expr->first), list = run(of, expr->first->next);
	enum state state = state_of_both(&what, &list);
	bool unknown = false;

	if (state != STATE_KNOWN)
		return value_of_state(state);
	for (uint32_t i = 0; i < list.count; i++) {
		const struct value *item = &list.as.items[i];

		if (item->state == STATE_KNOWN && value_order(&expr->first->type, &what, item) == 0)
			return value_bool(true);
		unknown = unknown || item->state == STATE_UNKNOWN;
	}
	return unknown ? value_unknown() : value_bool(false);
}

static struct value run_variable(const struct run *of, const struct expr *expr)
{
	return expr->slot < of->outer ? of->slots[expr->slot] : of->locals[expr->slot - of->outer];
}

static struct value run_field(const struct run *of, const struct expr *expr)
{
	struct value record = run(of, expr->first);

	if (record.state == STATE_KNOWN && of->watch != NULL)
		of->watch->read(expr->field, record.as.record, of->watch->user);
	return record.state == STATE_KNOWN ? expr->field->of(of->arena, record.as.record) : value_of_state(record.state);
}

static struct value *run_operands(const struct run *of, const struct expr *expr)
{
	struct value *values = arena_array(of->arena, struct value, expr->count);
	uint32_t at = 0;

	for (const struct expr *part = expr->first; part != NULL; part = part->next)
		values[at++] = run(of, part);
	return values;
}

static struct value run_call(const struct run *of, const struct expr *expr)
{
	const struct value *args = run_operands(of, expr);
	enum state state = STATE_KNOWN;

	for (uint32_t i = 0; i < expr->count; i++)
		state = MIN(state, args[i].state);
	if (state != STATE_KNOWN && !expr->function->takes_unknown)
		return value_of_state(state);
	return expr->function->call(expr, args, of->arena);
}

static struct value run_each(const struct run *of, const struct expr *expr)
{
	struct value list = run(of, expr->first);
	struct tally tally = {0};

	if (list.state != STATE_KNOWN)
		return list;
	for (uint32_t i = 0; i < list.count; i++) {
		struct value holds;

		of->locals[expr->slot - of->outer] = list.as.items[i];
		holds = run(of, expr->first->next);
		tally_add(&tally, &holds);
	}
	return expr->function->each(&tally);
}

static struct value run_list(const struct run *of, const struct expr *expr)
{
	return value_list(run_operands(of, expr), expr->count);
}

static struct value run_constant(const struct run *of, const struct expr *expr)
{
	return expr->constant;
}

/* As deep as the parser allowed (EXPR_DEEPEST). */
static struct value run(const struct run *of, const struct expr *expr)
{
	static struct value (*const runs[OPS])(const struct run *of, const struct expr *expr) = {
		[OP_OR] = run_chain,  [OP_AND] = run_chain,         [OP_NOT] = run_not,           [OP_COMPARE] = run_compare,
		[OP_IN] = run_in,     [OP_VARIABLE] = run_variable, [OP_FIELD] = run_field,       [OP_CALL] = run_call,
		[OP_EACH] = run_each, [OP_LIST] = run_list,         [OP_CONSTANT] = run_constant,
	};

	return runs[expr->op](of, expr);
}

struct value expr_evaluate_watched(const struct expr *expr, const struct value *slots, const struct expr_watch *watch, struct arena *arena)
{
	struct run of = {.slots = slots, .outer = expr->outer, .arena = arena, .watch = watch};

	if (expr->locals > 0)
		of.locals = arena_array(arena, struct value, expr->locals);
	return run(&of, expr);
}

struct value expr_evaluate(const struct expr *expr, const struct value *slots, struct arena *arena)
{
	return expr_evaluate_watched(expr, slots, NULL, arena);
}

bool expr_holds(const struct expr *condition, const struct context *context, struct arena *arena)
{
	const struct value slots[] = {value_record(context), value_unknown()}; /* the second: has() and risk() of advice_scope_new */
	struct value value;

	if (condition == NULL)
		return false;
	value = expr_evaluate(condition, slots, arena);
	return is_known(&value, true);
}

struct type expr_type(const struct expr *expr)
{
	return expr->type;
}

void expr_facts(const struct expr *expr, void (*visit)(enum fact_key key, void *user), void *user)
{
	if (expr->op == OP_FIELD && expr->first->type.record == &context_record)
		visit((enum fact_key)(expr->field - context_record.fields), user);
	for (const struct expr *part = expr->first; part != NULL; part = part->next)
		expr_facts(part, visit, user);
}
