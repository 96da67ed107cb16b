/* Splits the population by a word of the context, the year, the version or the environment. */
#include "splits.h"

#include <string.h>

#include "base/near.h"

static const struct {
	const char *key, *label;
	enum split_kind kind;
} review_keys[] = {
	{"review.version", "Framework version", SPLIT_VERSION},
	{"review.year", "Year", SPLIT_YEAR},
	{"review.environment", "Environment", SPLIT_ENVIRONMENT},
};

static bool splits(enum fact_key key)
{
	return key < FACT_COUNT && key != FACT_KEY_benchmark && (fact_kinds[key].type == FACT_WORD || fact_kinds[key].type == FACT_TEXT);
}

bool split_key_find(const struct formula *formula, struct split_key *key, struct diags *diags)
{
	struct near near = near_to(formula->text);
	const char *text = str_c(formula->text);
	enum fact_key fact = g_str_has_prefix(text, "ctx.") ? fact_named(str_of(text + 4)) : FACT_COUNT;
	struct arena *arena;

	if (splits(fact)) {
		*key = (struct split_key){SPLIT_FACT, fact, fact_kinds[fact].label};
		return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(review_keys); i++)
		if (str_is(formula->text, review_keys[i].key)) {
			*key = (struct split_key){review_keys[i].kind, FACT_COUNT, review_keys[i].label};
			return true;
		}
	if (diags == NULL)
		return false;
	arena = arena_new();
	for (enum fact_key at = 0; at < FACT_COUNT; at++)
		if (splits(at))
			near_offer(&near, str_format(arena, "ctx.%s", fact_kinds[at].key));
	diag(diags, METRIC_BAD_SEGMENT, formula->span, text, str_c(near.best));
	arena_free(arena);
	return false;
}

/* Editions of one version, which differ in their rules, are one group. */
static uint32_t first_of_version(const struct corpus *corpus, uint32_t edition)
{
	while (edition > 0 &&
	       str_equal(corpus->editions[edition - 1].ruleset->framework->version, corpus->editions[edition].ruleset->framework->version))
		edition--;
	return edition;
}

/* A row's group as a number that orders groups; UINT32_MAX: unknown. */
static uint32_t place_of(const struct corpus *corpus, const struct split_key *key, uint32_t row)
{
	const struct fact_column *fact = &corpus->facts[key->fact < FACT_COUNT ? key->fact : 0];

	if (key->kind == SPLIT_FACT)
		return bits_has(fact->known, row) ? fact->codes[row] : UINT32_MAX;
	if (key->kind == SPLIT_VERSION)
		return first_of_version(corpus, corpus->edition[row]);
	if (key->kind == SPLIT_YEAR)
		return corpus->date[row] == 0 ? UINT32_MAX : corpus->date[row] / 10000;
	if (str_is_empty(corpus->environment[row]))
		return UINT32_MAX;
	return !str_is(corpus->environment[row], "production");
}

static struct str value_of(struct arena *arena, const struct corpus *corpus, const struct split_key *key, uint32_t place)
{
	if (key->kind == SPLIT_FACT)
		return corpus->facts[key->fact].texts[place];
	if (key->kind == SPLIT_VERSION)
		return corpus->editions[place].ruleset->framework->version;
	if (key->kind == SPLIT_YEAR)
		return str_format(arena, "%u", place);
	return place == 0 ? STR("production") : STR("pre-production");
}

struct placed {
	uint32_t place;
	uint64_t *rows;
};

static int by_place(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;

	return (a->place > b->place) - (a->place < b->place);
}

static uint64_t *rows_at(GArray *placed, GHashTable *seen, struct arena *arena, size_t words, uint32_t place)
{
	struct placed made = {place, NULL};
	gpointer found = g_hash_table_lookup(seen, GUINT_TO_POINTER(place + 1));

	if (found != NULL)
		return found;
	made.rows = arena_array(arena, uint64_t, words);
	g_array_append_val(placed, made);
	g_hash_table_insert(seen, GUINT_TO_POINTER(place + 1), made.rows);
	return made.rows;
}

struct split split_new(struct arena *arena, const struct corpus *corpus, const uint64_t *rows, const struct formula *formula,
		       const struct split_key *key)
{
	struct split split = {.key = formula->text, .label = str_of(key->label)};
	GArray *placed = g_array_new(FALSE, TRUE, sizeof(struct placed));
	GHashTable *seen = g_hash_table_new(NULL, NULL);
	struct group *groups;

	for (uint32_t row = 0; row < corpus->row_count; row++) {
		uint32_t place = bits_has(rows, row) ? place_of(corpus, key, row) : UINT32_MAX;

		if (place != UINT32_MAX)
			bits_add(rows_at(placed, seen, arena, corpus->words, place), row);
		else
			split.unplaced += bits_has(rows, row);
	}
	g_array_sort(placed, by_place);
	groups = arena_array(arena, struct group, placed->len);
	for (uint32_t i = 0; i < placed->len; i++) {
		const struct placed *of = &g_array_index(placed, struct placed, i);

		groups[i] = (struct group){
			value_of(arena, corpus, key, of->place),
			of->rows,
			plane_count(of->rows, corpus->words),
			plane_clients(corpus, of->rows),
		};
	}
	split.groups = groups;
	split.group_count = placed->len;
	g_array_unref(placed);
	g_hash_table_unref(seen);
	return split;
}
