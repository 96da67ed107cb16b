/* What a public document may not say, gathered from the review, and looked for in every text of the document. */
#include "compose/deny.h"

#include "base/hash.h"
#include "doc/strings.h"
#include "model/public.h"
#include "program.h"

#define SHORTEST_IN_NAMES 3u
#define SHORTEST_IN_TEXTS 4u
#define SHORTEST_NUMBER   5u
#define MOST_TOLD         20u

/* A name, as its words. */
struct phrase {
	const char *what;
	struct str text;
	GPtrArray *words; /* folded */
	bool exact;       /* one usual word: only where it is written like this */
};

struct deny_list {
	struct arena *arena;
	struct word_set *known;
	GHashTable *words;   /* folded -> what it is part of */
	GHashTable *phrases; /* first word, folded -> GPtrArray of struct phrase */
};

static void drop_table(void *table)
{
	g_hash_table_unref(table);
}

static void drop_array(void *array)
{
	g_ptr_array_unref(array);
}

struct word_set *review_own_words(struct arena *arena, const struct review *review)
{
	struct word_set *words = word_set_new(arena);

	for (uint32_t i = 0; i < review->lens_count; i++)
		word_set_add_framework(words, review->lenses[i].framework);
	return words;
}

/* ---- Gathering ---- */

struct gathering {
	struct deny_list *list;
	const char *what;
	enum private_kind kind;
	GPtrArray *words; /* of the text at hand; folded, owned */
};

static bool is_number(const char *word)
{
	while (g_ascii_isdigit(*word))
		word++;
	return *word == '\0';
}

static bool is_telling(const struct gathering *gathering, const char *folded)
{
	glong letters = g_utf8_strlen(folded, -1);
	glong least = is_number(folded)                 ? (glong)SHORTEST_NUMBER
		      : gathering->kind == PRIVATE_TEXT ? (glong)SHORTEST_IN_TEXTS
							: (glong)SHORTEST_IN_NAMES;

	return letters >= least && !word_set_has(gathering->list->known, folded);
}

static void gather_word(const char *folded, uint32_t at, uint32_t length, void *user)
{
	struct gathering *gathering = user;

	g_ptr_array_add(gathering->words, g_strdup(folded));
	if (is_telling(gathering, folded) && !g_hash_table_contains(gathering->list->words, folded))
		g_hash_table_insert(gathering->list->words, g_strdup(folded), (void *)gathering->what);
}

static void gather_phrase(struct gathering *gathering, struct str text)
{
	struct deny_list *list = gathering->list;
	const char *first = gathering->words->pdata[0];
	bool usual = gathering->words->len == 1 && word_set_has(list->known, first);
	struct phrase *phrase = arena_one(list->arena, struct phrase);
	GPtrArray *same = g_hash_table_lookup(list->phrases, first);

	if (usual && gathering->kind != PRIVATE_CLIENT)
		return;
	*phrase = (struct phrase){gathering->what, text, g_ptr_array_ref(gathering->words), usual};
	arena_defer(list->arena, drop_array, phrase->words);
	if (same == NULL) {
		same = g_ptr_array_new();
		g_hash_table_insert(list->phrases, g_strdup(first), same);
	}
	g_ptr_array_add(same, phrase);
}

static void gather_text(enum private_kind kind, const char *what, struct str text, void *user)
{
	struct gathering gathering = {user, what, kind, g_ptr_array_new_with_free_func(g_free)};

	words_of(text, gather_word, &gathering);
	if (kind != PRIVATE_TEXT && gathering.words->len > 0)
		gather_phrase(&gathering, text);
	g_ptr_array_unref(gathering.words);
}

static void add_source(struct word_set *known, const struct source *source)
{
	if (source != NULL)
		word_set_add(known, source->bytes);
}

const struct deny_list *deny_list_new(struct arena *arena, const struct review *review, const struct template *template)
{
	struct deny_list *list = arena_one(arena, struct deny_list);

	list->arena = arena;
	list->known = review_own_words(arena, review);
	add_source(list->known, template->wording->source);
	add_source(list->known, template->report->span.source);
	for (uint32_t i = 0; i < review->reviewer_count; i++)
		if (!str_equal(review->reviewers[i].organisation, review->client))
			word_set_add(list->known, review->reviewers[i].organisation);
	list->words = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL);
	list->phrases = g_hash_table_new_full(text_hash, g_str_equal, g_free, drop_array);
	arena_defer(arena, drop_table, list->words);
	arena_defer(arena, drop_table, list->phrases);
	review_private_texts(review, gather_text, list);
	return list;
}

/* ---- Looking ---- */

/* A word of the document. */
struct said {
	char *folded;
	struct str written;
	struct span span;
};

struct reading {
	GArray *said; /* all words of the document: a name may be spread over several texts */
	const struct doc *node;
	struct str text;
};

static void read_word(const char *folded, uint32_t at, uint32_t length, void *user)
{
	struct reading *reading = user;
	struct said said = {g_strdup(folded), {reading->text.text + at, length}, reading->node->origin};

	g_array_append_val(reading->said, said);
}

static void read_text(struct str text, const struct doc *node, void *user)
{
	struct reading *reading = user;

	reading->node = node;
	reading->text = text;
	words_of(text, read_word, reading);
}

static void drop_said(void *item)
{
	g_free(((struct said *)item)->folded);
}

static bool stands_at(const struct phrase *phrase, const GArray *said, guint at)
{
	if (at + phrase->words->len > said->len)
		return false;
	for (guint i = 0; i < phrase->words->len; i++)
		if (!g_str_equal(g_array_index(said, struct said, at + i).folded, phrase->words->pdata[i]))
			return false;
	return !phrase->exact || str_equal(g_array_index(said, struct said, at).written, phrase->text);
}

struct looking {
	const struct deny_list *list;
	struct diags *diags;
	GHashTable *told; /* what was found, once each */
};

static void tell(struct looking *looking, struct str text, const char *what, struct span span)
{
	struct str copy = str_copy(looking->list->arena, text.text, text.length);

	if (!g_hash_table_add(looking->told, (void *)copy.text) || g_hash_table_size(looking->told) > MOST_TOLD)
		return;
	diag(looking->diags, COMPOSE_PRIVATE, span, copy.text, what);
}

static void look_at(struct looking *looking, const GArray *said, guint at)
{
	const struct said *word = &g_array_index(said, struct said, at);
	const char *what = g_hash_table_lookup(looking->list->words, word->folded);
	const GPtrArray *phrases = g_hash_table_lookup(looking->list->phrases, word->folded);

	for (guint i = 0; phrases != NULL && i < phrases->len; i++) {
		const struct phrase *phrase = phrases->pdata[i];

		if (stands_at(phrase, said, at)) {
			tell(looking, phrase->text, phrase->what, word->span);
			return;
		}
	}
	if (what != NULL)
		tell(looking, word->written, what, word->span);
}

bool deny_check(const struct deny_list *list, const struct doc *document, struct diags *diags)
{
	struct reading reading = {.said = g_array_new(FALSE, FALSE, sizeof(struct said))};
	struct looking looking = {list, diags, g_hash_table_new(text_hash, g_str_equal)};
	bool clean;

	g_array_set_clear_func(reading.said, drop_said);
	doc_strings(document, read_text, &reading);
	for (guint at = 0; at < reading.said->len; at++)
		look_at(&looking, reading.said, at);
	clean = g_hash_table_size(looking.told) == 0;
	g_hash_table_destroy(looking.told);
	g_array_free(reading.said, TRUE);
	return clean;
}
