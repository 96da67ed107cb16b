/* Groups of a split, merged until each may be shown: merging comes before suppression. */
#include <string.h>

#include "guard.h"

/* Groups that are shown together. The last group of a split, without a name, holds the reviews that have no place in it. */
struct unit {
	uint64_t *rows;
	uint32_t clients;
	uint32_t first_figure; /* of as many figures as there are members */
	bool has_group;
};

/* Metrics that parts tie together and that are split in the same way: they are merged in the same way. */
struct tied {
	struct guard *guard;
	const uint32_t *members, *wholes; /* statistics; their overall figures */
	uint32_t member_count, split;
	struct unit *units;
	uint32_t unit_count;
	uint32_t *unit_of; /* per group, and last the unplaced */
	bool is_held;      /* an earlier release decides: see struct figure */
};

static const struct split *split_of(const struct tied *tied)
{
	return &tied->guard->statistics->splits[tied->split];
}

static const struct segment *segment_of(const struct statistic *statistic, uint32_t split)
{
	for (uint32_t i = 0; i < statistic->segment_count; i++)
		if (statistic->segments[i].split == split)
			return &statistic->segments[i];
	return NULL;
}

static struct str group_name(const struct tied *tied, uint32_t group)
{
	const struct split *split = split_of(tied);

	return group < split->group_count ? key_value(tied->guard->arena, split->groups[group].value) : STR("");
}

/* "ctx.size=small+medium"; in the order of the split. */
static struct str unit_text(const struct tied *tied, uint32_t unit)
{
	const struct split *split = split_of(tied);
	GString *text = g_string_new(str_c(split->key));
	bool first = true;

	for (uint32_t g = 0; g <= split->group_count; g++)
		if (tied->unit_of[g] == unit) {
			g_string_append_printf(text, "%c%s", first ? '=' : '+', str_c(group_name(tied, g)));
			first = false;
		}
	return str_take(tied->guard->arena, text);
}

/* The groups' own estimates where there is one group; a new one where they are merged. */
static const struct estimate *unit_estimate(const struct tied *tied, uint32_t member, uint32_t unit)
{
	const struct statistic *statistic = &tied->guard->statistics->statistics[tied->members[member]];
	const struct segment *segment = segment_of(statistic, tied->split);
	struct estimate *estimate = arena_one(tied->guard->arena, struct estimate), sum = {0};
	uint32_t groups = 0, last = 0;

	for (uint32_t g = 0; g < split_of(tied)->group_count; g++) {
		if (tied->unit_of[g] != unit)
			continue;
		sum.unknown += segment->cells[g].estimate.unknown;
		sum.not_asked += segment->cells[g].estimate.not_asked;
		sum.not_applicable += segment->cells[g].estimate.not_applicable;
		groups++;
		last = g;
	}
	if (groups == 1 && tied->unit_of[split_of(tied)->group_count] != unit)
		return &segment->cells[last].estimate;
	*estimate = estimate_within(tied->guard, statistic, tied->units[unit].rows);
	estimate->unknown = sum.unknown;
	estimate->not_asked = sum.not_asked;
	estimate->not_applicable = sum.not_applicable;
	return estimate;
}

static void add_unit_figure(const struct tied *tied, uint32_t member, uint32_t unit)
{
	struct guard *guard = tied->guard;
	const struct statistic *statistic = &guard->statistics->statistics[tied->members[member]];
	const struct figure *whole = figure_at(guard, tied->wholes[member]);
	const struct unit *of = &tied->units[unit];
	struct figure figure = {
		.family = whole->family,
		.definition = whole->definition,
		.has_sides = whole->has_sides,
		.by_review = whole->by_review,
		.decimals = whole->decimals,
		.may_reprint = true,
		.scope = NO_FIGURE,
		.standing = of->has_group ? STANDING_OPEN : STANDING_HIDDEN,
	};

	figure.sides = count_sides(guard, statistic->base, whole->has_sides ? statistic->hits : NULL, of->rows);
	figure.estimate = unit_estimate(tied, member, unit);
	add_figure(guard, &figure);
}

static void add_unit_figures(const struct tied *tied)
{
	for (uint32_t u = 0; u < tied->unit_count; u++) {
		tied->units[u].first_figure = tied->guard->figures->len;
		for (uint32_t m = 0; m < tied->member_count; m++)
			add_unit_figure(tied, m, u);
	}
}

static struct equation member_equation(const struct tied *tied, uint32_t member)
{
	uint32_t *terms = arena_array(tied->guard->arena, uint32_t, tied->unit_count);

	for (uint32_t u = 0; u < tied->unit_count; u++)
		terms[u] = tied->units[u].first_figure + member;
	return (struct equation){.total = tied->wholes[member], .terms = terms, .count = tied->unit_count};
}

/* Whether a unit cannot stand, or (limits) can only as a limit, in some member. */
static bool unit_fails(const struct tied *tied, uint32_t unit, bool limits)
{
	for (uint32_t m = 0; m < tied->member_count; m++) {
		const struct figure *figure = figure_at(tied->guard, tied->units[unit].first_figure + m);

		if (figure->standing == STANDING_WITHHELD || (figure->standing == STANDING_HIDDEN && figure->is_sensitive))
			return true;
		if (limits && figure->standing == STANDING_LIMITED)
			return true;
	}
	return false;
}

/* The smallest unit that is (failing) or is not `but`; UINT32_MAX: none. */
static uint32_t smallest_unit(const struct tied *tied, bool failing, bool limits, uint32_t but)
{
	uint32_t best = UINT32_MAX;

	for (uint32_t u = 0; u < tied->unit_count; u++) {
		if (u == but || (failing && !unit_fails(tied, u, limits)))
			continue;
		if (best == UINT32_MAX || tied->units[u].clients < tied->units[best].clients)
			best = u;
	}
	return best;
}

static bool all_are_safe(const struct tied *tied)
{
	for (uint32_t m = 0; m < tied->member_count; m++) {
		struct equation equation = member_equation(tied, m);

		if (!equation_is_safe(tied->guard, &equation))
			return false;
	}
	return true;
}

/* The unit to be merged next; UINT32_MAX: all may stand. */
static uint32_t next_to_merge(const struct tied *tied)
{
	uint32_t failing = smallest_unit(tied, true, false, UINT32_MAX);

	if (failing != UINT32_MAX || all_are_safe(tied))
		return failing;
	return smallest_unit(tied, true, true, UINT32_MAX);
}

static void merge_units(struct tied *tied, uint32_t into, uint32_t from)
{
	const struct guard *guard = tied->guard;
	struct unit *kept = &tied->units[into];

	for (size_t w = 0; w < guard->corpus->words; w++)
		kept->rows[w] |= tied->units[from].rows[w];
	kept->clients = plane_clients(guard->corpus, kept->rows);
	kept->has_group = kept->has_group || tied->units[from].has_group;
	memmove(&tied->units[from], &tied->units[from + 1], (tied->unit_count - from - 1) * sizeof *tied->units);
	tied->unit_count--;
	for (uint32_t g = 0; g <= split_of(tied)->group_count; g++) {
		if (tied->unit_of[g] == from)
			tied->unit_of[g] = into;
		else if (tied->unit_of[g] != UINT32_MAX && tied->unit_of[g] > from)
			tied->unit_of[g]--;
	}
}

static uint32_t units_with_groups(const struct tied *tied)
{
	uint32_t count = 0;

	for (uint32_t u = 0; u < tied->unit_count; u++)
		count += tied->units[u].has_group;
	return count;
}

/* Two must be left: one group is everybody. */
static void merge_all(struct tied *tied)
{
	for (;;) {
		uint32_t start = tied->guard->figures->len, failing, other;
		bool one_left;

		add_unit_figures(tied);
		failing = next_to_merge(tied);
		other = failing == UINT32_MAX ? UINT32_MAX : smallest_unit(tied, false, false, failing);
		if (other == UINT32_MAX)
			return;
		one_left = units_with_groups(tied) - (tied->units[failing].has_group && tied->units[other].has_group) < 2;
		if (one_left)
			return;
		g_ptr_array_set_size(tied->guard->figures, (gint)start);
		merge_units(tied, MIN(failing, other), MAX(failing, other));
	}
}

static void add_unit(struct tied *tied, uint32_t group, const uint64_t *rows)
{
	const struct corpus *corpus = tied->guard->corpus;
	struct unit *unit = &tied->units[tied->unit_count];

	tied->unit_of[group] = UINT32_MAX;
	*unit = (struct unit){.rows = arena_array(tied->guard->arena, uint64_t, corpus->words), .has_group = group < split_of(tied)->group_count};
	memcpy(unit->rows, rows, corpus->words * sizeof *rows);
	unit->clients = plane_clients(corpus, unit->rows);
	if (unit->clients == 0)
		return;
	tied->unit_of[group] = tied->unit_count++;
}

static void begin_units(struct tied *tied)
{
	const struct guard *guard = tied->guard;
	const struct split *split = split_of(tied);
	uint64_t *rest = arena_array(guard->arena, uint64_t, guard->corpus->words);

	tied->units = arena_array(guard->arena, struct unit, split->group_count + 1);
	tied->unit_of = arena_array(guard->arena, uint32_t, split->group_count + 1);
	memcpy(rest, guard->statistics->rows, guard->corpus->words * sizeof *rest);
	for (uint32_t g = 0; g < split->group_count; g++) {
		add_unit(tied, g, split->groups[g].rows);
		for (size_t w = 0; w < guard->corpus->words; w++)
			rest[w] &= ~split->groups[g].rows[w];
	}
	add_unit(tied, split->group_count, rest);
}

/* Groups that an earlier release showed, or kept back, together stay together: apart they would tell what was not told then. */
static void join_as_in(struct tied *tied, const struct past *past, struct str prefix)
{
	GArray *block = past_block(past, prefix);

	for (uint32_t i = 0; i < block->len; i++) {
		const struct block_unit *unit = &g_array_index(block, struct block_unit, i);
		uint32_t first = UINT32_MAX;

		for (uint32_t g = 0; g <= split_of(tied)->group_count; g++) {
			if (tied->unit_of[g] == UINT32_MAX || !shares_name(group_name(tied, g), unit->names))
				continue;
			if (first != UINT32_MAX && tied->unit_of[g] != tied->unit_of[first])
				merge_units(tied, MIN(tied->unit_of[first], tied->unit_of[g]), MAX(tied->unit_of[first], tied->unit_of[g]));
			first = first == UINT32_MAX ? g : first;
		}
	}
	g_array_unref(block);
}

static void join_as_before(struct tied *tied)
{
	const struct guard *guard = tied->guard;

	for (uint32_t i = 0; i < guard->past_count; i++)
		for (uint32_t m = 0; m < tied->member_count; m++)
			join_as_in(tied, &guard->pasts[i],
				   str_format(guard->arena, "%s|%s=", str_c(figure_at(guard, tied->wholes[m])->key), str_c(split_of(tied)->key)));
}

/* What the judging did not need: who they are, and their names. */
static void finish_figures(const struct tied *tied)
{
	struct guard *guard = tied->guard;

	for (uint32_t u = 0; u < tied->unit_count; u++) {
		struct str text = unit_text(tied, u);
		uint32_t scope = scope_of(guard, text, tied->units[u].rows);

		for (uint32_t m = 0; m < tied->member_count; m++) {
			struct figure *figure = figure_at(guard, tied->units[u].first_figure + m);
			const struct figure *whole = figure_at(guard, tied->wholes[m]);

			figure->scope = scope;
			figure->is_held = tied->is_held;
			figure->key = str_format(guard->arena, "%s|%s", str_c(whole->key), str_c(text));
			figure->members = members_of(guard, guard->statistics->statistics[tied->members[m]].base, tied->units[u].rows);
		}
	}
}

static bool is_held(const struct tied *tied)
{
	for (uint32_t m = 0; m < tied->member_count; m++) {
		const struct figure *whole = figure_at(tied->guard, tied->wholes[m]);

		if (may_be_given_back(whole) && is_near(tied->guard, whole))
			return true;
	}
	return false;
}

static void plan_tied(struct tied *tied, struct segment_plan *const *plans)
{
	begin_units(tied);
	join_as_before(tied);
	tied->is_held = is_held(tied);
	if (tied->guard->is_protected && !tied->is_held)
		merge_all(tied);
	else
		add_unit_figures(tied);
	finish_figures(tied);
	for (uint32_t m = 0; m < tied->member_count; m++) {
		struct equation equation = member_equation(tied, m);
		const struct statistic *statistic = &tied->guard->statistics->statistics[tied->members[m]];
		uint32_t segment = (uint32_t)(segment_of(statistic, tied->split) - statistic->segments);
		struct segment_plan *plan = &plans[tied->members[m]][segment];

		*plan = (struct segment_plan){tied->unit_count, tied->unit_of, (uint32_t *)(uintptr_t)equation.terms};
		add_equation(tied->guard, &equation);
	}
}

void plan_segments(struct guard *guard, const uint32_t *wholes, struct segment_plan *const *plans)
{
	const struct statistics *statistics = guard->statistics;
	uint32_t *members = arena_array(guard->arena, uint32_t, statistics->statistic_count);
	uint32_t *totals = arena_array(guard->arena, uint32_t, statistics->statistic_count);

	for (uint32_t root = 0; root < statistics->statistic_count; root++)
		for (uint32_t split = 0; split < statistics->split_count; split++) {
			struct tied tied = {.guard = guard, .members = members, .wholes = totals, .split = split};

			for (uint32_t i = root; i < statistics->statistic_count; i++) {
				if (guard->roots[i] != root || wholes[i] == NO_FIGURE || segment_of(&statistics->statistics[i], split) == NULL)
					continue;
				members[tied.member_count] = i;
				totals[tied.member_count++] = wholes[i];
			}
			if (tied.member_count > 0)
				plan_tied(&tied, plans);
		}
}
