/* Rule 5: figures are kept back until no sum of which most terms are printed gives away another term. */
#include "guard.h"

/* A figure that is not printed, as a reader sees it: hits between low and high of so many. */
struct unknown {
	const struct figure *figure;
	int64_t low, high, of, value;
	bool is_total;
};

/* What is not printed in a sum: terms, less the total where that is not printed either, make up what the printed ones leave. */
struct rest {
	struct unknown *unknowns;
	uint32_t count;
	bool has_total, is_sensitive, has_sides, shares_base;
};

bool is_known(const struct figure *figure)
{
	return figure->standing == STANDING_OPEN;
}

static struct range range_of(const struct guard *guard, uint32_t index, bool missed)
{
	return guard->ranges[missed] == NULL ? first_range(guard, figure_at(guard, index), missed) : guard->ranges[missed][index];
}

/* What can be worked out of a figure that may be is as good as printed. */
static void add_unknown(const struct guard *guard, struct rest *rest, uint32_t index, bool missed, bool is_total)
{
	const struct figure *figure = figure_at(guard, index);
	struct range range = range_of(guard, index, missed);

	if (figure->standing == STANDING_ABSENT || is_known(figure) || (!figure->is_sensitive && figure->has_sides && range.low == range.high))
		return;
	rest->unknowns[rest->count++] =
		(struct unknown){figure, range.low, range.high, figure->sides.of, missed ? figure->sides.missed : figure->sides.hit, is_total};
	rest->has_total = rest->has_total || is_total;
	rest->is_sensitive = rest->is_sensitive || figure->is_sensitive;
	rest->has_sides = rest->has_sides || figure->has_sides;
}

static struct rest rest_of(const struct guard *guard, const struct equation *equation, bool missed)
{
	struct rest rest = {.unknowns = g_new0(struct unknown, equation->count + 2), .shares_base = equation->shares_base};

	for (uint32_t i = 0; i < equation->count; i++)
		add_unknown(guard, &rest, equation->terms[i], missed, false);
	add_unknown(guard, &rest, equation->total, missed, true);
	return rest;
}

/* The total counts negative, and its bounds change places. */
static struct unknown turned(const struct unknown *unknown)
{
	struct unknown turned = *unknown;

	if (!unknown->is_total)
		return turned;
	turned.low = -unknown->high;
	turned.high = -unknown->low;
	turned.value = -unknown->value;
	return turned;
}

/* Cuts each range to what the sum leaves. A single value, or nothing but none and all, gives clients away. */
static bool ranges_are_safe(const struct rest *rest)
{
	int64_t sum = 0, lows = 0, highs = 0;
	bool extreme = true, single = false;

	for (uint32_t i = 0; i < rest->count; i++) {
		struct unknown at = turned(&rest->unknowns[i]);

		sum += at.value;
		lows += at.low;
		highs += at.high;
	}
	for (uint32_t i = 0; i < rest->count; i++) {
		struct unknown at = turned(&rest->unknowns[i]);
		int64_t low = MAX(at.low, sum - (highs - at.high)), high = MIN(at.high, sum - (lows - at.low));

		single = single || low == high;
		extreme = extreme && !at.is_total && low == 0 && high == at.of;
	}
	return !single && (!extreme || rest->count > 2);
}

/* Together they are as good as printed: their sum is what the printed terms leave of the total. */
static bool union_is_safe(const struct guard *guard, const struct rest *rest)
{
	int64_t clients = 0, value = 0, of = 0, least = guard->privacy->min_side;

	for (uint32_t i = 0; i < rest->count; i++) {
		const struct unknown *unknown = &rest->unknowns[i];

		clients = rest->shares_base ? unknown->figure->sides.clients : clients + unknown->figure->sides.clients;
		of = rest->shares_base ? unknown->of : of + unknown->of;
		value += unknown->value;
	}
	return clients >= guard->privacy->min_clients && (!rest->has_sides || (value >= least && value + least <= of));
}

static bool side_is_safe(const struct guard *guard, const struct equation *equation, bool missed)
{
	struct rest rest = rest_of(guard, equation, missed);
	bool safe = true;

	if (rest.is_sensitive)
		safe = rest.count > 1 && (rest.has_total || union_is_safe(guard, &rest)) && (!rest.has_sides || ranges_are_safe(&rest));
	g_free(rest.unknowns);
	return safe;
}

/* What an earlier release printed, and kept back, was safe together then. */
bool is_held_sum(const struct guard *guard, const struct equation *equation)
{
	bool held = false;

	for (uint32_t i = 0; i < equation->count; i++) {
		const struct figure *figure = figure_at(guard, equation->terms[i]);

		if (is_fresh(figure))
			return false;
		held = held || figure->rule == PRIVACY_RULE_RELEASE;
	}
	return held;
}

/* Where clients have several reviews some are on both sides, and each side is a table of its own. Parts share their misses. */
bool equation_is_safe(const struct guard *guard, const struct equation *equation)
{
	if (is_held_sum(guard, equation))
		return true;
	return side_is_safe(guard, equation, false) && (equation->shares_base || side_is_safe(guard, equation, true));
}

void withhold(struct figure *figure, enum privacy_rule rule)
{
	figure->standing = STANDING_WITHHELD;
	figure->old = NULL;
	if (figure->is_sensitive)
		return;
	figure->rule = rule;
	figure->is_secondary = true;
}

static uint32_t weight_of(const struct figure *figure, const struct equation *equation)
{
	return equation->shares_base ? figure->sides.hit : figure->sides.clients;
}

/* The smallest term that stands so, the first of equals; NULL if none does. */
static struct figure *smallest(const struct guard *guard, const struct equation *equation, enum figure_state standing)
{
	struct figure *best = NULL;

	for (uint32_t i = 0; i < equation->count; i++) {
		struct figure *figure = figure_at(guard, equation->terms[i]);

		if (figure->standing == standing && (best == NULL || weight_of(figure, equation) < weight_of(best, equation)))
			best = figure;
	}
	return best;
}

static bool names(const struct equation *equation, uint32_t figure)
{
	for (uint32_t i = 0; i < equation->count; i++)
		if (equation->terms[i] == figure)
			return true;
	return equation->total == figure;
}

/* Whether they share something that is not printed. */
static bool are_linked(const struct guard *guard, const struct equation *first, const struct equation *second)
{
	for (uint32_t i = 0; i < first->count; i++)
		if (!is_known(figure_at(guard, first->terms[i])) && names(second, first->terms[i]))
			return true;
	return !is_known(figure_at(guard, first->total)) && names(second, first->total);
}

/* What is printed in sums that share with this one something that is not; totals only if asked for. */
static struct figure *next_of_linked(const struct guard *guard, const struct equation *equation, bool totals)
{
	for (uint32_t i = 0; i < guard->equations->len; i++) {
		const struct equation *other = &g_array_index(guard->equations, struct equation, i);
		struct figure *figure = figure_at(guard, other->total);

		if (other == equation || !are_linked(guard, equation, other))
			continue;
		if (!totals)
			figure = smallest(guard, other, STANDING_OPEN);
		if (figure != NULL && is_known(figure))
			return figure;
	}
	return NULL;
}

/* The figure to be kept back next for the sake of this sum, parts before totals; NULL: nothing is left that would help. */
static struct figure *next_to_withhold(const struct guard *guard, const struct equation *equation)
{
	struct figure *next = smallest(guard, equation, STANDING_OPEN), *total = figure_at(guard, equation->total);

	if (next == NULL)
		next = next_of_linked(guard, equation, false);
	if (next == NULL)
		next = smallest(guard, equation, STANDING_LIMITED);
	if (next == NULL && (total->standing == STANDING_OPEN || total->standing == STANDING_LIMITED))
		next = total;
	return next == NULL ? next_of_linked(guard, equation, true) : next;
}

/* One step; what it changes may show in any other sum. */
static bool protect_one(struct guard *guard)
{
	for (uint32_t i = 0; i < guard->equations->len; i++) {
		const struct equation *equation = &g_array_index(guard->equations, struct equation, i);
		struct figure *next = equation_is_safe(guard, equation) ? NULL : next_to_withhold(guard, equation);

		if (next == NULL)
			continue;
		withhold(next, PRIVACY_RULE_SECONDARY);
		return true;
	}
	return false;
}

bool audit_equations(struct guard *guard)
{
	bool any = false;

	for (spread_ranges(guard); protect_one(guard); spread_ranges(guard))
		any = true;
	free_ranges(guard);
	return any;
}
