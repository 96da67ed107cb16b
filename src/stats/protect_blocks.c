/* Rule 7 for the terms of a sum: they are printed anew all together or not at all, and what was one figure, or none, in an earlier release stays so. */
#include <string.h>

#include "guard.h"

static bool has_prefix(struct str text, struct str prefix)
{
	return text.length >= prefix.length && memcmp(text.text, prefix.text, prefix.length) == 0;
}

static void add_unit(GArray *block, const struct past *past, const struct ledger_cell *cell, struct str key, struct str prefix)
{
	struct block_unit unit = {{key.text + prefix.length, key.length - prefix.length}, cell, &past->sets[cell->set]};

	g_array_append_val(block, unit);
}

GArray *past_block(const struct past *past, struct str prefix)
{
	GArray *block = g_array_new(FALSE, FALSE, sizeof(struct block_unit));
	const struct ledger_release *release = past->release;

	for (uint32_t i = 0; i < release->cell_count; i++)
		if (release->cells[i].as_of == UINT32_MAX && release->cells[i].as != SHOWN_NOT && has_prefix(release->cells[i].key, prefix))
			add_unit(block, past, &release->cells[i], release->cells[i].key, prefix);
	for (uint32_t i = 0; i < release->cell_count && block->len > 0; i++) {
		struct str key = release->cells[i].key, inner = {key.text + 5, key.length - MIN(key.length, 5u)};

		if (has_prefix(key, STR("rest:")) && has_prefix(inner, prefix))
			add_unit(block, past, &release->cells[i], inner, prefix);
	}
	return block;
}

/* The value that begins at. */
static struct str value_at(struct str names, uint32_t at)
{
	uint32_t end = at;

	while (end < names.length && names.text[end] != '+')
		end++;
	return (struct str){names.text + at, end - at};
}

bool shares_name(struct str names, struct str others)
{
	for (uint32_t i = 0; i <= names.length; i += value_at(names, i).length + 1)
		for (uint32_t j = 0; j <= others.length; j += value_at(others, j).length + 1)
			if (str_equal(value_at(names, i), value_at(others, j)))
				return true;
	return false;
}

static struct str names_of(const struct figure *figure, struct str prefix)
{
	return (struct str){figure->key.text + prefix.length, figure->key.length - prefix.length};
}

/* What a present figure, or all that are kept back together, is held against. */
struct present {
	uint64_t *members;
	struct range hits;
	bool exact; /* hits are those of clients */
};

static void add_member(const struct guard *guard, struct present *present, const struct figure *figure)
{
	struct range hits = first_range(guard, figure, false);

	if (figure->standing == STANDING_ABSENT)
		return;
	for (size_t w = 0; w < guard->client_words; w++)
		present->members[w] |= figure->members[w];
	present->hits.low += figure->standing == STANDING_LIMITED ? hits.low : figure->sides.hit;
	present->hits.high += figure->standing == STANDING_LIMITED ? hits.high : figure->sides.hit;
	present->exact =
		present->exact && figure->has_sides && figure->sides.of == figure->sides.clients && figure->sides.reviews == figure->sides.clients;
}

static void add_past(const struct guard *guard, const struct block_unit *unit, struct past_set *past, struct range *hits)
{
	struct range before = past_hits(guard, unit->cell, unit->set);

	for (size_t w = 0; w < guard->client_words; w++) {
		past->any[w] |= unit->set->any[w];
		past->same[w] |= unit->set->same[w];
	}
	past->count += unit->set->count;
	hits->low += before.low;
	hits->high += before.high;
}

/* Which of the terms are looked at: one that is printed, or all that are not. */
static bool is_looked_at(const struct guard *guard, const struct equation *equation, uint32_t term, uint32_t wanted)
{
	return wanted < equation->count ? term == wanted : !is_fresh(figure_at(guard, equation->terms[term]));
}

/* One present figure (or the rest: wanted is count) against all that the release printed of its groups. */
static bool unit_is_near(const struct guard *guard, const struct equation *equation, uint32_t wanted, const GArray *block, struct str prefix)
{
	size_t size = MAX(guard->client_words, 1u);
	struct present present = {g_new0(uint64_t, size), {0, 0}, true};
	struct past_set past = {g_new0(uint64_t, size), g_new0(uint64_t, size), 0};
	struct range before = {0, 0};
	bool near, any = false;

	for (uint32_t t = 0; t < equation->count; t++)
		if (is_looked_at(guard, equation, t, wanted))
			add_member(guard, &present, figure_at(guard, equation->terms[t]));
	for (uint32_t i = 0; i < block->len; i++) {
		const struct block_unit *unit = &g_array_index(block, struct block_unit, i);
		bool meets = false;

		for (uint32_t t = 0; t < equation->count; t++)
			meets = meets || (is_looked_at(guard, equation, t, wanted) &&
					  shares_name(names_of(figure_at(guard, equation->terms[t]), prefix), unit->names));
		if (meets)
			add_past(guard, unit, &past, &before);
		any = any || meets;
	}
	near = any && is_near_change(guard, present.members, &past, present.exact ? &present.hits : NULL, &before);
	g_free(present.members);
	g_free(past.any);
	g_free(past.same);
	return near;
}

static void withdraw(struct figure *figure)
{
	figure->standing = STANDING_WITHHELD;
	figure->rule = PRIVACY_RULE_SECONDARY;
	figure->is_secondary = true;
}

/* What was one figure then, or kept back together, may not be told apart now. */
static void keep_together(struct guard *guard, const struct equation *equation, const GArray *block, struct str prefix)
{
	for (uint32_t i = 0; i < block->len; i++) {
		struct str names = g_array_index(block, struct block_unit, i).names;
		uint32_t terms = 0;

		for (uint32_t t = 0; t < equation->count; t++) {
			const struct figure *figure = figure_at(guard, equation->terms[t]);

			terms += figure->standing != STANDING_ABSENT && shares_name(names_of(figure, prefix), names);
		}
		for (uint32_t t = 0; terms > 1 && t < equation->count; t++) {
			struct figure *figure = figure_at(guard, equation->terms[t]);

			if (is_fresh(figure) && shares_name(names_of(figure, prefix), names))
				withdraw(figure);
		}
	}
}

static bool block_is_near(struct guard *guard, const struct equation *equation, const struct past *past, struct str prefix)
{
	GArray *block = past_block(past, prefix);
	bool near = false;

	for (uint32_t t = 0; block->len > 0 && t < equation->count; t++)
		near = near || (is_fresh(figure_at(guard, equation->terms[t])) && unit_is_near(guard, equation, t, block, prefix));
	near = near || (block->len > 0 && unit_is_near(guard, equation, equation->count, block, prefix));
	g_array_unref(block);
	return near;
}

/* "metric:x|ctx.size=": what the keys of all terms begin with. */
static struct str prefix_of(const struct guard *guard, const struct equation *equation)
{
	const struct figure *first = figure_at(guard, equation->terms[0]);
	const char *end = strchr(str_c(first->key) + figure_at(guard, equation->total)->key.length, '=');

	return (struct str){first->key.text, (uint32_t)(end + 1 - first->key.text)};
}

static bool hold(struct figure *figure)
{
	bool changed = !figure->is_held;

	figure->is_held = true;
	return changed;
}

static bool hold_terms(struct guard *guard, const struct equation *equation)
{
	bool changed = false;

	for (uint32_t t = 0; t < equation->count; t++)
		changed = hold(figure_at(guard, equation->terms[t])) || changed;
	return changed;
}

/* Terms go together, and with a total that is held; of parts of one share the total goes with them. */
static bool hold_together(struct guard *guard, const struct equation *equation)
{
	struct figure *total = figure_at(guard, equation->total);
	bool held = total->is_held;

	for (uint32_t t = 0; t < equation->count; t++)
		held = held || figure_at(guard, equation->terms[t])->is_held;
	if (!held)
		return false;
	held = hold_terms(guard, equation);
	return (equation->shares_base && hold(total)) || held;
}

static void hold_near(struct guard *guard, const struct equation *equation)
{
	bool near = false;

	for (uint32_t p = 0; p < guard->past_count; p++)
		near = block_is_near(guard, equation, &guard->pasts[p], prefix_of(guard, equation)) || near;
	if (near)
		hold_terms(guard, equation);
}

static bool hold_all(struct guard *guard)
{
	bool changed = false;

	for (uint32_t i = 0; i < guard->equations->len; i++)
		changed = hold_together(guard, &g_array_index(guard->equations, struct equation, i)) || changed;
	return changed;
}

static bool is_block(const struct guard *guard, const struct equation *equation)
{
	return !equation->shares_base && equation->count > 0 && figure_at(guard, equation->total)->members != NULL;
}

void keep_blocks(struct guard *guard)
{
	for (uint32_t i = 0; i < guard->equations->len; i++)
		for (uint32_t p = 0; p < guard->past_count; p++) {
			const struct equation *equation = &g_array_index(guard->equations, struct equation, i);
			struct str prefix = is_block(guard, equation) ? prefix_of(guard, equation) : STR("");
			GArray *block = prefix.length == 0 ? NULL : past_block(&guard->pasts[p], prefix);

			if (block == NULL)
				continue;
			keep_together(guard, equation, block, prefix);
			g_array_unref(block);
		}
}

void judge_blocks(struct guard *guard)
{
	for (uint32_t i = 0; i < guard->equations->len; i++) {
		const struct equation *equation = &g_array_index(guard->equations, struct equation, i);

		if (is_block(guard, equation))
			hold_near(guard, equation);
	}
	while (hold_all(guard))
		continue;
}
