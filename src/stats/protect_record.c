/* What the ledger is to remember of a release: who was in it, under the key, and what was printed of which of them. */
#include <stdlib.h>
#include <string.h>

#include "guard.h"

struct recording {
	const struct guard *guard;
	struct ledger_release *release;
	uint32_t *place_of; /* per client: its index among the members */
	GHashTable *known;  /* bytes of a set -> index + 1 */
	GPtrArray *sets;
	GArray *cells;
};

static int by_name(const void *left, const void *right)
{
	const struct ledger_member *a = left, *b = right;

	return memcmp(a->name, b->name, sizeof a->name);
}

static void take_members(struct recording *recording)
{
	const struct guard *guard = recording->guard;
	uint32_t clients = guard->corpus->client_count, count = 0;
	struct ledger_member *members = arena_array(guard->arena, struct ledger_member, clients);

	for (uint32_t i = 0; i < clients; i++)
		if (guard->is_member[i])
			members[count++] = guard->members[i];
	qsort(members, count, sizeof *members, by_name);
	for (uint32_t i = 0, kept = 0; i < count; i++) {
		if (kept == 0 || by_name(&members[kept - 1], &members[i]) != 0)
			members[kept++] = members[i];
		recording->release->member_count = kept;
	}
	recording->release->members = members;
	recording->place_of = arena_array(guard->arena, uint32_t, clients);
	for (uint32_t i = 0; i < clients && count > 0; i++) {
		const struct ledger_member *at = bsearch(&guard->members[i], members, recording->release->member_count, sizeof *members, by_name);

		recording->place_of[i] = at == NULL ? 0 : (uint32_t)(at - members);
	}
}

static guint set_hash(gconstpointer key)
{
	return g_bytes_hash(key);
}

/* The set's index; equal sets are kept once. */
static uint32_t set_of(struct recording *recording, const uint64_t *members)
{
	size_t words = bits_words(recording->release->member_count);
	uint64_t *set = arena_array(recording->guard->arena, uint64_t, words);
	GBytes *bytes;
	gpointer known;

	for (uint32_t i = 0; i < recording->guard->corpus->client_count; i++)
		if (bits_has(members, i))
			bits_add(set, recording->place_of[i]);
	bytes = g_bytes_new_static(set, words * sizeof *set);
	known = g_hash_table_lookup(recording->known, bytes);
	if (known != NULL) {
		g_bytes_unref(bytes);
		return GPOINTER_TO_UINT(known) - 1;
	}
	g_ptr_array_add(recording->sets, set);
	g_hash_table_insert(recording->known, bytes, GUINT_TO_POINTER(recording->sets->len));
	return recording->sets->len - 1;
}

static struct ledger_cell cell_of(const struct figure *figure, const struct shown *shown)
{
	struct ledger_cell cell = {
		.key = figure->key,
		.family = figure->family,
		.definition = figure->definition,
		.as_of = UINT32_MAX,
		.as = shown->as,
		.codes = shown->codes,
		.base = shown->base,
		.clients = shown->clients,
		.base_is_rounded = shown->base_is_rounded,
		.has_counts = shown->has_counts,
		.has_interval = shown->has_interval,
		.hits = shown->share.hits,
		.of = shown->share.of,
		.percent_sense = shown->percent.sense,
		.percent = shown->percent.steps,
		.decimals = shown->percent.decimals,
		.low = shown->interval.low,
		.high = shown->interval.high,
		.is_number = !figure->has_sides && !figure->is_size,
	};

	if (cell.is_number) {
		cell.number = shown->number.steps;
		cell.low = shown->number.low;
		cell.high = shown->number.high;
		cell.decimals = shown->number.decimals;
	}
	return cell;
}

/* Of what was kept back only whom it was of: it belongs to no family, as nothing can be subtracted from it. */
static struct ledger_cell new_cell(const struct guard *guard, const struct figure *figure)
{
	struct shown shown = shown_of(guard, figure);

	if (shown.as != SHOWN_NOT)
		return cell_of(figure, &shown);
	return (struct ledger_cell){.key = figure->key, .family = STR(""), .definition = figure->definition, .as_of = UINT32_MAX, .as = SHOWN_NOT};
}

/* Where it is not known who is in a figure, the set is empty: see releases. */
static void record_figure(struct recording *recording, const struct figure *figure)
{
	const struct guard *guard = recording->guard;
	struct ledger_cell cell;

	if (figure->standing == STANDING_HIDDEN || figure->standing == STANDING_ABSENT)
		return;
	if (figure->old != NULL) {
		cell = *figure->old;
		cell.as_of = figure->old_index;
	} else {
		cell = new_cell(guard, figure);
		cell.set = set_of(recording, figure->members != NULL ? figure->members : arena_array(guard->arena, uint64_t, guard->client_words));
	}
	g_array_append_val(recording->cells, cell);
}

/* "metric:x|ctx.size=" and, of the terms that are not printed anew, their values. */
static struct str rest_key(const struct guard *guard, const struct equation *equation)
{
	GString *key = g_string_new("rest:");
	bool first = true;

	for (uint32_t i = 0; i < equation->count; i++) {
		const struct figure *figure = figure_at(guard, equation->terms[i]);
		const char *value = strchr(str_c(figure->key) + figure_at(guard, equation->total)->key.length, '=');

		if (is_fresh(figure) || figure->standing == STANDING_ABSENT || value == NULL)
			continue;
		if (first)
			g_string_append_len(key, str_c(figure->key), value + 1 - str_c(figure->key));
		g_string_append_printf(key, "%s%s", first ? "" : "+", value + 1);
		first = false;
	}
	return str_take(guard->arena, key);
}

/* What a total leaves beyond its printed terms is as good as printed, hits and all. */
static void record_rest(struct recording *recording, uint32_t index)
{
	const struct guard *guard = recording->guard;
	const struct equation *equation = &g_array_index(guard->equations, struct equation, index);
	const struct figure *total = figure_at(guard, equation->total);
	struct ledger_cell cell = {
		.family = total->family, .definition = total->definition, .as = SHOWN_NOT, .as_of = UINT32_MAX, .has_counts = total->has_sides};
	uint64_t *rest, any = 0;
	uint32_t fresh = 0;

	if (equation->shares_base || !is_fresh(total))
		return;
	rest = arena_array(guard->arena, uint64_t, guard->client_words);
	memcpy(rest, total->members, guard->client_words * sizeof *rest);
	for (uint32_t i = 0; i < equation->count; i++) {
		const struct figure *figure = figure_at(guard, equation->terms[i]);

		fresh += is_fresh(figure);
		cell.hits += is_fresh(figure) ? 0 : figure->sides.hit;
		cell.of += is_fresh(figure) ? 0 : figure->sides.of;
		for (size_t w = 0; is_fresh(figure) && w < guard->client_words; w++)
			rest[w] &= ~figure->members[w];
	}
	for (size_t w = 0; w < guard->client_words; w++)
		any |= rest[w];
	if (any == 0 || fresh == 0)
		return;
	cell.key = rest_key(guard, equation);
	cell.set = set_of(recording, rest);
	g_array_append_val(recording->cells, cell);
}

static int by_key(gconstpointer left, gconstpointer right)
{
	const struct ledger_cell *a = left, *b = right;

	return str_compare(a->key, b->key);
}

static void finish(struct recording *recording)
{
	struct ledger_release *release = recording->release;
	struct ledger_cell *cells = arena_array(recording->guard->arena, struct ledger_cell, recording->cells->len);
	const uint64_t **sets = arena_array(recording->guard->arena, const uint64_t *, recording->sets->len);

	g_array_sort(recording->cells, by_key);
	for (uint32_t i = 0; i < recording->cells->len; i++)
		cells[i] = g_array_index(recording->cells, struct ledger_cell, i);
	for (uint32_t i = 0; i < recording->sets->len; i++)
		sets[i] = g_ptr_array_index(recording->sets, i);
	release->cells = cells;
	release->cell_count = recording->cells->len;
	release->sets = sets;
	release->set_count = recording->sets->len;
}

const struct ledger_release *record_release(const struct guard *guard)
{
	struct recording recording = {
		.guard = guard,
		.release = arena_one(guard->arena, struct ledger_release),
		.sets = g_ptr_array_new(),
		.known = g_hash_table_new_full(set_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL),
		.cells = g_array_new(FALSE, TRUE, sizeof(struct ledger_cell)),
	};

	recording.release->name = guard->request->release;
	recording.release->date = guard->request->date;
	take_members(&recording);
	for (uint32_t i = 0; i < guard->figures->len; i++)
		record_figure(&recording, figure_at(guard, i));
	for (uint32_t i = 0; i < guard->equations->len; i++)
		record_rest(&recording, i);
	finish(&recording);
	g_ptr_array_unref(recording.sets);
	g_hash_table_unref(recording.known);
	g_array_unref(recording.cells);
	return recording.release;
}
