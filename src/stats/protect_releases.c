/* Rule 7: a figure is printed anew only if none, or enough, of its clients changed since each release that printed it. */
#include <string.h>

#include "guard.h"

/* Names as people tell them apart: blanks and the case of letters do not matter. */
static void hash_name(const struct guard *guard, uint32_t client, uint32_t row, uint8_t out[16])
{
	struct str name = guard->corpus->client_names[client];
	char **words = g_strsplit_set(str_c(name), " \t\r\n\f\v", -1);
	GString *key = g_string_new(NULL);
	char *folded;

	for (char **word = words; *word != NULL; word++)
		if (**word != '\0')
			g_string_append_printf(key, "%s%s", key->len == 0 ? "" : " ", *word);
	folded = g_utf8_casefold(key->str, (gssize)key->len);
	if (*folded != '\0')
		secrets_hash(guard->request->secrets, "client", folded, strlen(folded), out);
	else
		secrets_hash(guard->request->secrets, "review", &guard->corpus->digest[row], sizeof guard->corpus->digest[row], out);
	g_free(folded);
	g_string_free(key, TRUE);
	g_strfreev(words);
}

/* One after another the client's reviews in the population. */
static void hash_members(struct guard *guard)
{
	const struct corpus *corpus = guard->corpus;
	GByteArray *bytes = g_byte_array_new();

	for (uint32_t row = 0; row < corpus->row_count; row++) {
		uint32_t client = corpus->client[row];
		bool last = row + 1 == corpus->row_count || corpus->client[row + 1] != client;

		if (bits_has(guard->statistics->rows, row)) {
			for (unsigned i = 0; i < 2; i++) {
				guint64 word = GUINT64_TO_LE(corpus->digest[row].words[i]);

				g_byte_array_append(bytes, (const guint8 *)&word, sizeof word);
			}
			if (!guard->is_member[client])
				hash_name(guard, client, row, guard->members[client].name);
			guard->is_member[client] = true;
		}
		if (!last)
			continue;
		secrets_hash(guard->request->secrets, "state", bytes->data, bytes->len, guard->members[client].state);
		g_byte_array_set_size(bytes, 0);
	}
	g_byte_array_unref(bytes);
}

static guint name_hash(gconstpointer key)
{
	guint hash;

	memcpy(&hash, key, sizeof hash);
	return hash;
}

static gboolean names_equal(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, sizeof((struct ledger_member *)NULL)->name) == 0;
}

/* The release's members as clients of this corpus, or NO_FIGURE. */
static uint32_t *clients_of(const struct guard *guard, GHashTable *here, const struct ledger_release *release)
{
	uint32_t *clients = g_new(uint32_t, MAX(release->member_count, 1u));

	for (uint32_t i = 0; i < release->member_count; i++) {
		gpointer found = g_hash_table_lookup(here, release->members[i].name);

		clients[i] = found == NULL ? NO_FIGURE : GPOINTER_TO_UINT(found) - 1;
	}
	return clients;
}

static struct past_set place_set(const struct guard *guard, const struct ledger_release *release, const uint64_t *set, const uint32_t *clients)
{
	struct past_set placed = {arena_array(guard->arena, uint64_t, guard->client_words), arena_array(guard->arena, uint64_t, guard->client_words),
				  0};

	for (uint32_t i = 0; i < release->member_count; i++) {
		if (!bits_has(set, i))
			continue;
		placed.count++;
		if (clients[i] == NO_FIGURE)
			continue;
		bits_add(placed.any, clients[i]);
		if (memcmp(guard->members[clients[i]].state, release->members[i].state, sizeof release->members[i].state) == 0)
			bits_add(placed.same, clients[i]);
	}
	return placed;
}

static void file_cell(struct past *past, const struct ledger_cell *cell)
{
	GPtrArray *family = g_hash_table_lookup(past->families, str_c(cell->family));

	if (family == NULL) {
		family = g_ptr_array_new();
		g_hash_table_insert(past->families, (gpointer)(uintptr_t)str_c(cell->family), family);
	}
	g_ptr_array_add(family, (gpointer)(uintptr_t)cell);
}

static void take_past(struct guard *guard, GHashTable *here, const struct ledger_release *release, struct past *past)
{
	uint32_t *clients = clients_of(guard, here, release);

	past->release = release;
	past->sets = arena_array(guard->arena, struct past_set, release->set_count);
	past->cells = g_hash_table_new(g_str_hash, g_str_equal);
	past->families = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
	for (uint32_t i = 0; i < release->set_count; i++)
		past->sets[i] = place_set(guard, release, release->sets[i], clients);
	for (uint32_t i = 0; i < release->cell_count; i++) {
		const struct ledger_cell *cell = &release->cells[i];

		g_hash_table_insert(past->cells, (gpointer)(uintptr_t)str_c(cell->key), (gpointer)(uintptr_t)cell);
		if (cell->as_of == UINT32_MAX && !str_is_empty(cell->family))
			file_cell(past, cell);
	}
	g_free(clients);
}

void take_pasts(struct guard *guard)
{
	const struct ledger *ledger = guard->request->ledger;
	GHashTable *here = g_hash_table_new(name_hash, names_equal);

	guard->members = arena_array(guard->arena, struct ledger_member, guard->corpus->client_count);
	guard->is_member = arena_array(guard->arena, bool, guard->corpus->client_count);
	hash_members(guard);
	for (uint32_t i = 0; i < guard->corpus->client_count; i++)
		if (guard->is_member[i])
			g_hash_table_insert(here, guard->members[i].name, GUINT_TO_POINTER(i + 1));
	guard->pasts = arena_array(guard->arena, struct past, ledger->release_count);
	guard->past_count = ledger->release_count;
	for (uint32_t i = 0; i < ledger->release_count; i++)
		take_past(guard, here, ledger->releases[i], &guard->pasts[i]);
	g_hash_table_unref(here);
}

void free_pasts(struct guard *guard)
{
	for (uint32_t i = 0; i < guard->past_count; i++) {
		g_hash_table_unref(guard->pasts[i].cells);
		g_hash_table_unref(guard->pasts[i].families);
	}
}

uint32_t members_changed(const struct guard *guard, const uint64_t *members, const struct past_set *past)
{
	uint32_t now = 0, any = 0, same = 0;

	for (size_t w = 0; w < guard->client_words; w++) {
		now += (uint32_t)__builtin_popcountll(members[w]);
		any += (uint32_t)__builtin_popcountll(members[w] & past->any[w]);
		same += (uint32_t)__builtin_popcountll(members[w] & past->same[w]);
	}
	return now + past->count - any - same;
}

/* Printed percents leave few counts, or one, for a base that readers know. */
struct range past_hits(const struct guard *guard, const struct ledger_cell *cell, const struct past_set *past)
{
	int64_t least = guard->privacy->min_side, of = past->count;
	struct count_range counts;

	if (cell->has_counts)
		return (struct range){cell->hits, cell->hits};
	if (cell->as == SHOWN_UNDER)
		return (struct range){0, MIN(of, MAX(least - 1, 0))};
	if (cell->as == SHOWN_OVER)
		return (struct range){MAX(of - least + 1, 0), of};
	counts = counts_for_percent(cell->percent, cell->decimals, past->count);
	return cell->as == SHOWN_VALUE && counts.any ? (struct range){counts.first, counts.last} : (struct range){0, of};
}

/* Of those who came and those who left, readers know hits that came less hits that left: it must not fix which they are. */
bool is_near_change(const struct guard *guard, const uint64_t *members, const struct past_set *past, const struct range *hits,
		    const struct range *before)
{
	uint32_t now = 0, same = 0, changed = members_changed(guard, members, past);
	int64_t came, left, least = guard->privacy->min_side;

	if (changed == 0 || changed < guard->privacy->min_change)
		return changed > 0;
	if (hits == NULL)
		return false;
	for (size_t w = 0; w < guard->client_words; w++) {
		now += (uint32_t)__builtin_popcountll(members[w]);
		same += (uint32_t)__builtin_popcountll(members[w] & past->same[w]);
	}
	came = (int64_t)now - same;
	left = (int64_t)past->count - same;
	return came - (hits->high - before->low) < least || hits->low - before->high + left < least;
}

static bool has_exact_sides(const struct figure *figure)
{
	return figure->has_sides && figure->sides.of == figure->sides.clients && figure->sides.reviews == figure->sides.clients;
}

bool is_near_set(const struct guard *guard, const struct figure *figure, const struct ledger_cell *cell, const struct past_set *past)
{
	struct range before = past_hits(guard, cell, past), hits = first_range(guard, figure, false);

	return is_near_change(guard, figure->members, past, has_exact_sides(figure) ? &hits : NULL, &before);
}

/*
 * Whether an earlier release printed something from which this could be subtracted: under its own name, or of what counts the same. What that release had
 * of the same clients it judged beside everything else.
 */
static bool is_near_family(const struct guard *guard, const struct figure *figure, const struct past *past)
{
	const GPtrArray *family = g_hash_table_lookup(past->families, str_c(figure->family));
	const struct ledger_cell *own = g_hash_table_lookup(past->cells, str_c(figure->key));

	if (own != NULL && own->as_of == UINT32_MAX && members_changed(guard, figure->members, &past->sets[own->set]) == 0)
		return false;
	if (own != NULL && own->as_of == UINT32_MAX && own->as != SHOWN_NOT && is_near_set(guard, figure, own, &past->sets[own->set]))
		return true;
	for (uint32_t i = 0; family != NULL && !figure->is_size && i < family->len; i++) {
		const struct ledger_cell *cell = g_ptr_array_index(family, i);

		if (is_near_set(guard, figure, cell, &past->sets[cell->set]))
			return true;
	}
	return false;
}

/* The newest release that has it, itself reprinted or not. */
static const struct ledger_cell *last_printed(const struct guard *guard, const struct figure *figure, uint32_t *index)
{
	for (uint32_t i = guard->past_count; i-- > 0;) {
		const struct ledger_cell *cell = g_hash_table_lookup(guard->pasts[i].cells, str_c(figure->key));

		if (cell == NULL || cell->as == SHOWN_NOT)
			continue;
		*index = cell->as_of == UINT32_MAX ? i : cell->as_of;
		return cell;
	}
	return NULL;
}

/* Something else may have printed the same answers under another name: then its group must not have changed by a few. */
static bool scope_is_near(const struct guard *guard, const struct figure *figure)
{
	uint32_t scope = figure->scope;

	if (scope == NO_FIGURE)
		return false;
	for (uint32_t i = 0; i < guard->past_count; i++)
		if (is_near_family(guard, figure_at(guard, scope), &guard->pasts[i]))
			return true;
	return false;
}

void give_back(struct guard *guard, struct figure *figure)
{
	uint32_t index = 0;
	const struct ledger_cell *old = figure->may_reprint ? last_printed(guard, figure, &index) : NULL;

	figure->rule = PRIVACY_RULE_RELEASE;
	figure->is_secondary = false;
	if (old == NULL || !str_equal(old->definition, figure->definition)) {
		figure->standing = STANDING_WITHHELD;
		return;
	}
	figure->standing = STANDING_OPEN; /* as far as readers know it */
	figure->old = old;
	figure->old_index = index;
	figure->old_release = guard->pasts[index].release;
}

bool is_near(const struct guard *guard, const struct figure *figure)
{
	uint32_t index;

	if (figure->members == NULL)
		return guard->past_count > 0;
	for (uint32_t i = 0; i < guard->past_count; i++)
		if (is_near_family(guard, figure, &guard->pasts[i]))
			return true;
	return last_printed(guard, figure, &index) == NULL && scope_is_near(guard, figure);
}

bool is_fresh(const struct figure *figure)
{
	return (figure->standing == STANDING_OPEN || figure->standing == STANDING_LIMITED) && figure->old == NULL;
}

/* Also what is kept back: why, and that it is, would tell of what is new. */
bool may_be_given_back(const struct figure *figure)
{
	return figure->standing != STANDING_HIDDEN && figure->standing != STANDING_ABSENT && figure->old == NULL;
}

/* Of so few that they are not printed at all, earlier releases need not decide. */
static bool is_decided_by_answers(const struct figure *figure)
{
	return is_fresh(figure) || (figure->standing == STANDING_WITHHELD && figure->is_sensitive && figure->rule != PRIVACY_RULE_CLIENTS);
}

/* All is marked before anything is given back. */
void judge_releases(struct guard *guard)
{
	keep_blocks(guard);
	for (uint32_t i = 0; i < guard->figures->len; i++) {
		struct figure *figure = figure_at(guard, i);

		figure->is_held = figure->is_held || (is_decided_by_answers(figure) && is_near(guard, figure));
	}
	judge_blocks(guard);
	for (uint32_t i = 0; i < guard->figures->len; i++)
		if (figure_at(guard, i)->is_held && may_be_given_back(figure_at(guard, i)))
			give_back(guard, figure_at(guard, i));
}

const struct ledger_cell *unchanged_printing(const struct guard *guard, const struct figure *figure)
{
	for (uint32_t i = guard->past_count; figure->members != NULL && i-- > 0;) {
		const struct ledger_cell *cell = g_hash_table_lookup(guard->pasts[i].cells, str_c(figure->key));

		if (cell != NULL && cell->as_of == UINT32_MAX && cell->as != SHOWN_NOT &&
		    members_changed(guard, figure->members, &guard->pasts[i].sets[cell->set]) == 0)
			return cell;
	}
	return NULL;
}

/* What a total holds beyond its fresh terms, now and in an earlier release. */
struct remainder {
	uint64_t *now;
	struct past_set past;
};

static void take_away(const struct guard *guard, struct remainder *remainder, const uint64_t *members, const struct past_set *set)
{
	uint32_t gone = set->count;

	for (size_t w = 0; w < guard->client_words; w++) {
		remainder->now[w] &= ~members[w];
		gone -= (uint32_t)__builtin_popcountll(set->any[w]);
		remainder->past.count -= (uint32_t)__builtin_popcountll(remainder->past.any[w] & set->any[w]);
		remainder->past.any[w] &= ~set->any[w];
		remainder->past.same[w] &= ~set->any[w];
	}
	remainder->past.count -= MIN(gone, remainder->past.count);
}

static struct remainder remainder_new(const struct guard *guard, const uint64_t *members, const struct past_set *past)
{
	size_t size = guard->client_words * sizeof(uint64_t);
	struct remainder remainder = {g_memdup2(members, size), {g_memdup2(past->any, size), g_memdup2(past->same, size), past->count}};

	return remainder;
}

static const struct past_set *fresh_set(const struct past *past, const struct figure *figure)
{
	const struct ledger_cell *cell = g_hash_table_lookup(past->cells, str_c(figure->key));

	return cell == NULL || cell->as == SHOWN_NOT || cell->as_of != UINT32_MAX ? NULL : &past->sets[cell->set];
}

/* The fresh term with the fewest changes since then, but some; NULL: none. */
static struct figure *least_changed(const struct guard *guard, const struct equation *equation, const struct past *past)
{
	struct figure *best = NULL;
	uint32_t fewest = UINT32_MAX;

	for (uint32_t i = 0; i < equation->count; i++) {
		struct figure *figure = figure_at(guard, equation->terms[i]);
		const struct past_set *set = fresh_set(past, figure);
		uint32_t changed = is_fresh(figure) && set != NULL ? members_changed(guard, figure->members, set) : 0;

		if (changed > 0 && changed < fewest) {
			fewest = changed;
			best = figure;
		}
	}
	return best;
}

static bool rest_is_near(const struct guard *guard, const struct equation *equation, const struct past *past)
{
	const struct figure *total = figure_at(guard, equation->total);
	const struct past_set *then = fresh_set(past, total);
	struct remainder rest;
	uint32_t changed;

	if (then == NULL)
		return false;
	rest = remainder_new(guard, total->members, then);
	for (uint32_t i = 0; i < equation->count; i++) {
		const struct figure *figure = figure_at(guard, equation->terms[i]);
		const struct past_set *set = fresh_set(past, figure);

		if (is_fresh(figure) && set != NULL)
			take_away(guard, &rest, figure->members, set);
	}
	changed = members_changed(guard, rest.now, &rest.past);
	g_free(rest.now);
	g_free(rest.past.any);
	g_free(rest.past.same);
	return changed > 0 && changed < guard->privacy->min_change;
}

static bool audit_rest(struct guard *guard, const struct equation *equation, const struct past *past)
{
	struct figure *total = figure_at(guard, equation->total);
	bool any = false;

	while (!equation->shares_base && is_fresh(total) && total->members != NULL && rest_is_near(guard, equation, past)) {
		struct figure *figure = least_changed(guard, equation, past);

		give_back(guard, figure == NULL ? total : figure);
		any = true;
	}
	return any;
}

bool audit_releases(struct guard *guard)
{
	bool any = false;

	for (uint32_t i = 0; i < guard->equations->len; i++)
		for (uint32_t j = 0; j < guard->past_count; j++)
			any = audit_rest(guard, &g_array_index(guard->equations, struct equation, i), &guard->pasts[j]) || any;
	return any;
}
