/* What a reader can work out: each sum cuts the ranges of its terms, and these cut others, until nothing changes. */
#include "guard.h"

/* Rounds; each that changes something narrows a range, but perhaps by little: what is left is only less than a reader could know. */
#define MOST_ROUNDS 200u

/*
 * What is printed is taken as exact; reprinted figures too, as readers have nearly the present ones. Of what is kept back nothing is known: not even
 * whether it was for its own sake.
 */
struct range first_range(const struct guard *guard, const struct figure *figure, bool missed)
{
	int64_t least = guard->privacy->min_side, of = figure->sides.of, value = missed ? figure->sides.missed : figure->sides.hit;

	if (figure->standing == STANDING_OPEN || figure->standing == STANDING_ABSENT)
		return (struct range){value, value};
	if (figure->standing == STANDING_LIMITED)
		return value < least ? (struct range){0, MIN(of, MAX(least - 1, 0))} : (struct range){MAX(of - least + 1, 0), of};
	return (struct range){0, of};
}

static void begin_ranges(struct guard *guard)
{
	free_ranges(guard);
	for (unsigned side = 0; side < 2; side++) {
		guard->ranges[side] = g_new(struct range, guard->figures->len + 1);
		for (uint32_t i = 0; i < guard->figures->len; i++)
			guard->ranges[side][i] = first_range(guard, figure_at(guard, i), side == 1);
	}
}

void free_ranges(struct guard *guard)
{
	for (unsigned side = 0; side < 2; side++) {
		g_free(guard->ranges[side]);
		guard->ranges[side] = NULL;
	}
}

static bool narrow(struct range *range, int64_t low, int64_t high)
{
	struct range old = *range;

	range->low = MAX(range->low, low);
	range->high = MIN(range->high, high);
	return range->low != old.low || range->high != old.high;
}

/* Terms - total = 0. Where clients stand in several terms the total may be less than their sum: then nothing follows. */
static bool adds_up(const struct guard *guard, const struct equation *equation, bool missed)
{
	const struct figure *total = figure_at(guard, equation->total);
	uint64_t sum = 0;

	for (uint32_t i = 0; i < equation->count; i++)
		sum += missed ? figure_at(guard, equation->terms[i])->sides.missed : figure_at(guard, equation->terms[i])->sides.hit;
	return total->has_sides && sum == (missed ? total->sides.missed : total->sides.hit);
}

static bool cut(const struct guard *guard, const struct equation *equation, struct range *ranges)
{
	struct range *total = &ranges[equation->total];
	int64_t low = 0, high = 0;
	bool changed;

	for (uint32_t i = 0; i < equation->count; i++) {
		low += ranges[equation->terms[i]].low;
		high += ranges[equation->terms[i]].high;
	}
	changed = narrow(total, low, high);
	for (uint32_t i = 0; i < equation->count; i++) {
		struct range *term = &ranges[equation->terms[i]], old = *term;

		if (!narrow(term, total->low - (high - old.high), total->high - (low - old.low)))
			continue;
		low += term->low - old.low;
		high += term->high - old.high;
		changed = true;
	}
	return changed;
}

static bool cut_all(struct guard *guard, bool missed)
{
	bool changed = false;

	for (uint32_t i = 0; i < guard->equations->len; i++) {
		const struct equation *equation = &g_array_index(guard->equations, struct equation, i);

		if ((!missed || !equation->shares_base) && !is_held_sum(guard, equation) && adds_up(guard, equation, missed))
			changed = cut(guard, equation, guard->ranges[missed]) || changed;
	}
	return changed;
}

void spread_ranges(struct guard *guard)
{
	begin_ranges(guard);
	for (unsigned side = 0; side < 2; side++)
		for (uint32_t round = 0; round < MOST_ROUNDS && cut_all(guard, side == 1); round++)
			continue;
}
