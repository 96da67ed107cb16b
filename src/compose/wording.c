/* Reads wording.<language>.yaml. */
#include "wording.h"

#include <stddef.h>

#include "base/near.h"
#include "read/yaml.h"

#define GROUPS_DEEPEST 6u

struct reading {
	struct arena *arena;
	struct wording *wording;
	struct diags *diags;
};

/* Keys that hold one text each: section, key, where it goes. */
static const struct {
	const char *section, *key;
	size_t offset;
} texts[] = {
	{"numbers", "group", offsetof(struct wording, group)},
	{"numbers", "decimal", offsetof(struct wording, decimal)},
	{"numbers", "million", offsetof(struct wording, million)},
	{"numbers", "billion", offsetof(struct wording, billion)},
	{"dates", "day", offsetof(struct wording, day)},
	{"dates", "month", offsetof(struct wording, month)},
	{"lists", "between", offsetof(struct wording, between)},
	{"lists", "and", offsetof(struct wording, and)},
	{"lists", "or", offsetof(struct wording, or)},
	{"quotes", "open", offsetof(struct wording, open_quote)},
	{"quotes", "close", offsetof(struct wording, close_quote)},
	{"durations", "minute", offsetof(struct wording, units[UNIT_MINUTE].one)},
	{"durations", "minutes", offsetof(struct wording, units[UNIT_MINUTE].other)},
	{"durations", "hour", offsetof(struct wording, units[UNIT_HOUR].one)},
	{"durations", "hours", offsetof(struct wording, units[UNIT_HOUR].other)},
	{"durations", "day", offsetof(struct wording, units[UNIT_DAY].one)},
	{"durations", "days", offsetof(struct wording, units[UNIT_DAY].other)},
};

/* Keys that hold a row of texts. */
static const struct {
	const char *section, *key;
	size_t offset;
	uint32_t count;
} rows[] = {
	{"numbers", "small", offsetof(struct wording, small), SMALL_NUMBERS},
	{"dates", "months", offsetof(struct wording, months), MONTHS},
};

static const char *const sections[] = {"plumbline", "language", "numbers", "dates", "lists", "quotes", "durations", "words", "claims", "sentences"};

static bool unknown_key(struct reading *reading, const struct node *node, struct near near)
{
	return diag(reading->diags, WORDING_UNKNOWN_KEY, node->key_span, str_c(node->key), str_c(near.best));
}

static bool is_text(struct reading *reading, const struct node *node)
{
	if (node->kind == NODE_SCALAR)
		return true;
	return diag(reading->diags, WORDING_NOT_TEXT, node->kind == NODE_NULL ? node->key_span : node->span, str_c(node->key));
}

static struct str *slot(struct reading *reading, size_t offset)
{
	return (struct str *)(void *)((char *)reading->wording + offset);
}

static void take_row(struct reading *reading, const struct node *node, size_t index)
{
	struct str *to = slot(reading, rows[index].offset);
	uint32_t i = 0;

	if (node->kind != NODE_LIST || node->count != rows[index].count) {
		diag(reading->diags, WORDING_ROW, node->key_span, rows[index].key, str_format(reading->arena, "%u", rows[index].count).text);
		return;
	}
	for (const struct node *item = node->first; item != NULL; item = item->next)
		if (is_text(reading, item))
			to[i++] = item->text;
}

/* One key of a section that the program knows. */
static void take_key(struct reading *reading, const char *section, const struct node *node)
{
	struct near near = near_to(node->key);

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (!g_str_equal(rows[i].section, section))
			continue;
		near_offer(&near, str_of(rows[i].key));
		if (str_is(node->key, rows[i].key)) {
			take_row(reading, node, i);
			return;
		}
	}
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		if (!g_str_equal(texts[i].section, section))
			continue;
		near_offer(&near, str_of(texts[i].key));
		if (str_is(node->key, texts[i].key)) {
			if (is_text(reading, node))
				*slot(reading, texts[i].offset) = node->text;
			return;
		}
	}
	unknown_key(reading, node, near);
}

static void take_section(struct reading *reading, const struct node *section)
{
	for (const struct node *node = section->first; node != NULL; node = node->next)
		take_key(reading, str_c(section->key), node);
}

static struct str dotted(struct reading *reading, struct str prefix, struct str key)
{
	return str_is_empty(prefix) ? key : str_format(reading->arena, "%s.%s", str_c(prefix), str_c(key));
}

static void take_words(struct reading *reading, const struct node *section)
{
	for (const struct node *words = section->first; words != NULL; words = words->next) {
		if (words->kind != NODE_MAP)
			diag(reading->diags, WORDING_NOT_MAP, words->key_span, str_c(words->key));
		for (const struct node *word = words->kind == NODE_MAP ? words->first : NULL; word != NULL; word = word->next) {
			struct str key = dotted(reading, words->key, word->key);

			if (is_text(reading, word))
				g_hash_table_insert(reading->wording->words, (gpointer)(uintptr_t)key.text, (gpointer)(uintptr_t)&word->text);
		}
	}
}

static void take_phrases(struct reading *reading, const struct node *list, struct str key)
{
	struct phrases *phrases = arena_one(reading->arena, struct phrases);
	struct str *items = arena_array(reading->arena, struct str, list->count);

	for (const struct node *item = list->first; item != NULL; item = item->next)
		if (is_text(reading, item))
			items[phrases->count++] = item->text;
	phrases->items = items;
	g_hash_table_insert(reading->wording->claims, (gpointer)(uintptr_t)key.text, phrases);
}

static void take_claims(struct reading *reading, const struct node *section)
{
	for (const struct node *group = section->first; group != NULL; group = group->next) {
		if (group->kind != NODE_MAP)
			diag(reading->diags, WORDING_NOT_MAP, group->key_span, str_c(group->key));
		for (const struct node *list = group->kind == NODE_MAP ? group->first : NULL; list != NULL; list = list->next)
			if (list->kind == NODE_LIST)
				take_phrases(reading, list, dotted(reading, group->key, list->key));
			else
				diag(reading->diags, WORDING_PHRASES, list->key_span, str_c(list->key));
	}
}

/* A map without `by` and `say` is a group of sentences. */
static void take_sentences(struct reading *reading, const struct node *group, struct str prefix, uint32_t depth)
{
	for (const struct node *node = group->first; node != NULL; node = node->next) {
		struct str key = dotted(reading, prefix, node->key);
		struct sentence *sentence;

		if (node->kind == NODE_MAP && node_find(node, "by") == NULL && node_find(node, "say") == NULL) {
			if (depth < GROUPS_DEEPEST)
				take_sentences(reading, node, key, depth + 1);
			else
				diag(reading->diags, WORDING_TOO_DEEP, node->key_span, str_c(key));
			continue;
		}
		sentence = arena_one(reading->arena, struct sentence);
		*sentence = (struct sentence){key, node, false};
		g_hash_table_insert(reading->wording->sentences, (gpointer)(uintptr_t)key.text, sentence);
	}
}

static void take_top(struct reading *reading, const struct node *node)
{
	struct near near = near_to(node->key);
	bool known = false;

	for (size_t i = 0; i < G_N_ELEMENTS(sections); i++) {
		known = known || str_is(node->key, sections[i]);
		near_offer(&near, str_of(sections[i]));
	}
	if (!known)
		unknown_key(reading, node, near);
	else if (str_is(node->key, "plumbline"))
		return;
	else if (str_is(node->key, "language"))
		reading->wording->language = node->text;
	else if (node->kind != NODE_MAP)
		diag(reading->diags, WORDING_NOT_MAP, node->key_span, str_c(node->key));
	else if (str_is(node->key, "words"))
		take_words(reading, node);
	else if (str_is(node->key, "claims"))
		take_claims(reading, node);
	else if (str_is(node->key, "sentences"))
		take_sentences(reading, node, STR(""), 0);
	else
		take_section(reading, node);
}

static void check_missing(struct reading *reading)
{
	struct span start = {reading->wording->source, 0, 0};

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		if (slot(reading, texts[i].offset)->text == NULL)
			diag(reading->diags, WORDING_MISSING, start, texts[i].section, texts[i].key);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (slot(reading, rows[i].offset)->text == NULL)
			diag(reading->diags, WORDING_MISSING, start, rows[i].section, rows[i].key);
	if (str_is_empty(reading->wording->language))
		diag(reading->diags, WORDING_MISSING, start, "", "language");
}

static bool check_head(const struct node *root, const struct source *source, struct diags *diags)
{
	const struct node *head = node_find(root, "plumbline");
	struct span start = {source, 0, 0};

	if (head != NULL && head->kind == NODE_SCALAR && str_is(head->text, "wording/1"))
		return true;
	return diag(diags, WORDING_HEAD, head == NULL ? start : head->span);
}

static void free_table(void *table)
{
	g_hash_table_destroy(table);
}

static GHashTable *table_new(struct arena *arena)
{
	GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);

	arena_defer(arena, free_table, table);
	return table;
}

const struct wording *wording_open(struct arena *arena, const char *path, struct diags *diags)
{
	struct wording *wording = arena_one(arena, struct wording);
	struct reading reading = {arena, wording, diags};
	const struct node *root;

	wording->source = source_open(arena, path, NO_SPAN, diags);
	root = wording->source == NULL ? NULL : yaml_read(arena, wording->source, diags);
	if (root == NULL || !check_head(root, wording->source, diags))
		return NULL;
	wording->sentences = table_new(arena);
	wording->words = table_new(arena);
	wording->claims = table_new(arena);
	for (const struct node *node = root->first; node != NULL; node = node->next)
		take_top(&reading, node);
	check_missing(&reading);
	return wording;
}

/* Candidates in the order of the file would need a list; of equally near ones the smallest name wins, whatever the order of the table. */
static struct str nearest(const struct wording *wording, struct str key)
{
	struct str best = {0};
	uint32_t distance = UINT32_MAX;
	GHashTableIter iter;
	gpointer item;

	g_hash_table_iter_init(&iter, wording->sentences);
	while (g_hash_table_iter_next(&iter, NULL, &item)) {
		const struct sentence *sentence = item;
		struct near near = near_to(key);

		near_offer(&near, sentence->key);
		if (str_is_empty(near.best) || near.distance > distance || (near.distance == distance && str_compare(near.best, best) > 0))
			continue;
		best = near.best;
		distance = near.distance;
	}
	return best;
}

struct sentence *wording_sentence(const struct wording *wording, struct arena *arena, struct str key, struct span used, struct diags *diags)
{
	struct sentence *sentence = g_hash_table_lookup(wording->sentences, str_c(key));

	if (sentence == NULL)
		diag(diags, WORDING_UNKNOWN_SENTENCE, used, str_c(key), str_c(nearest(wording, key)));
	return sentence;
}

struct phrases wording_phrases(const struct wording *wording, const char *key)
{
	const struct phrases *phrases = g_hash_table_lookup(wording->claims, key);

	return phrases == NULL ? (struct phrases){0} : *phrases;
}

struct str wording_word(const struct wording *wording, struct arena *arena, const struct words *words, uint32_t index)
{
	struct str name = words_name(words, index);
	const struct str *found = g_hash_table_lookup(wording->words, str_format(arena, "%s.%.*s", words->name, (int)name.length, str_c(name)).text);

	return found == NULL ? (struct str){0} : *found;
}

struct str wording_key(const struct wording *wording, struct arena *arena, struct str group, struct str name)
{
	const struct str *found = g_hash_table_lookup(wording->words, str_format(arena, "%.*s.%.*s", STR_ARGS(group), STR_ARGS(name)).text);

	return found == NULL ? (struct str){0} : *found;
}

bool wording_has_words(const struct wording *wording, struct arena *arena, const struct words *words, struct span used, struct diags *diags)
{
	bool all = true;

	for (uint32_t i = 0; i < words_count(words); i++)
		if (str_is_empty(wording_word(wording, arena, words, i))) {
			struct str name = words_name(words, i);

			all = diag(diags, WORDING_MISSING_WORD, used, words->name, str_copy(arena, str_c(name), name.length).text);
		}
	return all;
}
