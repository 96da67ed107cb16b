/* The functions of the language: one row each. */
#include "standing.h"

#include "base/near.h"

static struct value call_count(const struct expr *call, const struct value *args, struct arena *arena)
{
	return value_number(args[0].count);
}

static struct value call_first(const struct expr *call, const struct value *args, struct arena *arena)
{
	return args[0].count == 0 ? value_unknown() : args[0].as.items[0];
}

/* Items that are not known are left out. */
static struct value call_join(const struct expr *call, const struct value *args, struct arena *arena)
{
	struct str separator = value_name(&call->first->next->type, &args[1]);
	GString *text = g_string_new(NULL);
	bool more = false;

	for (uint32_t i = 0; i < args[0].count; i++) {
		struct str item;

		if (args[0].as.items[i].state != STATE_KNOWN)
			continue;
		if (more)
			g_string_append_len(text, str_c(separator), separator.length);
		item = value_name(call->first->type.item, &args[0].as.items[i]);
		g_string_append_len(text, str_c(item), item.length);
		more = true;
	}
	return value_text(str_take(arena, text));
}

static struct value call_known(const struct expr *call, const struct value *args, struct arena *arena)
{
	return value_bool(args[0].state == STATE_KNOWN);
}

/* Character by character: g_utf8_strdown would ask the locale. */
static struct value call_lower(const struct expr *call, const struct value *args, struct arena *arena)
{
	struct str from = value_name(&call->first->type, &args[0]);
	const char *end = str_c(from) + from.length;
	GString *text = g_string_new(NULL);

	for (const char *c = str_c(from); c < end; c = g_utf8_next_char(c))
		g_string_append_unichar(text, g_unichar_tolower(g_utf8_get_char(c)));
	return value_text(str_take(arena, text));
}

/* (200 k + n) div (2 n): half up, exact for whole k and n. */
static struct value call_percent(const struct expr *call, const struct value *args, struct arena *arena)
{
	double k = args[0].as.number, n = args[1].as.number;

	if (!(n > 0 && k >= 0 && k <= n && n < 1e15))
		return value_of_state(STATE_NOT_APPLICABLE);
	return value_number((double)((uint64_t)(200 * k + n) / (uint64_t)(2 * n)));
}

static struct value extreme(const struct expr *call, const struct value *args, int sign)
{
	const struct value *best = args;

	for (uint32_t i = 1; i < call->count; i++)
		if (value_order(&call->type, &args[i], best) * sign > 0)
			best = &args[i];
	return *best;
}

static struct value call_min(const struct expr *call, const struct value *args, struct arena *arena)
{
	return extreme(call, args, -1);
}

static struct value call_max(const struct expr *call, const struct value *args, struct arena *arena)
{
	return extreme(call, args, 1);
}

static struct value each_count(const struct tally *tally)
{
	return value_number(tally->yes);
}

/* Over an empty list nothing holds, and everything does. */
static struct value each_any(const struct tally *tally)
{
	if (tally->yes + tally->no + tally->unknown + tally->not_applicable == 0)
		return value_bool(false);
	return tally_or(tally);
}

static struct value each_all(const struct tally *tally)
{
	if (tally->yes + tally->no + tally->unknown + tally->not_applicable == 0)
		return value_bool(true);
	return tally_and(tally);
}

static const struct function functions[] = {
	{"count", 1, 1, {PARAM_LIST, PARAM_NONE}, RESULT_NUMBER, false, call_count, each_count},
	{"any", 0, 0, {PARAM_NONE, PARAM_NONE}, RESULT_BOOL, false, NULL, each_any},
	{"all", 0, 0, {PARAM_NONE, PARAM_NONE}, RESULT_BOOL, false, NULL, each_all},
	{"first", 1, 1, {PARAM_LIST, PARAM_NONE}, RESULT_ITEM, false, call_first, NULL},
	{"join", 2, 2, {PARAM_TEXTS, PARAM_TEXT}, RESULT_TEXT, false, call_join, NULL},
	{"known", 1, 1, {PARAM_ANY, PARAM_NONE}, RESULT_BOOL, true, call_known, NULL},
	{"lower", 1, 1, {PARAM_TEXT, PARAM_NONE}, RESULT_TEXT, false, call_lower, NULL},
	{"percent", 2, 2, {PARAM_NUMBER, PARAM_NUMBER}, RESULT_NUMBER, false, call_percent, NULL},
	{"min", 2, UINT32_MAX, {PARAM_ORDERED, PARAM_ORDERED}, RESULT_SAME, false, call_min, NULL},
	{"has", 1, 1, {PARAM_CHOICE, PARAM_NONE}, RESULT_BOOL, false, advice_has, NULL},
	{"risk", 1, 1, {PARAM_QUESTION, PARAM_NONE}, RESULT_RISK, false, advice_risk, NULL},
	{"max", 2, UINT32_MAX, {PARAM_ORDERED, PARAM_ORDERED}, RESULT_SAME, false, call_max, NULL},
};

const struct function *function_named(struct str name, struct str *near)
{
	struct near nearest = near_to(name);

	for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
		if (str_is(name, functions[i].name))
			return &functions[i];
		near_offer(&nearest, str_of(functions[i].name));
	}
	*near = nearest.best;
	return NULL;
}
