/* Sets of words without regard to case, and the words that a framework says by itself. */
#include "model/words.h"

#include <string.h>

#include "base/hash.h"

struct word_set {
	GHashTable *words; /* keys are owned */
};

static void drop_words(void *words)
{
	g_hash_table_unref(words);
}

struct word_set *word_set_new(struct arena *arena)
{
	struct word_set *set = arena_one(arena, struct word_set);

	set->words = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL);
	arena_defer(arena, drop_words, set->words);
	return set;
}

/* Bytes of a separator between groups of three digits ("1,234,567"), if one stands here; else 0. */
static size_t group_length(const char *at, const char *end)
{
	gunichar separator = g_utf8_get_char(at);
	const char *digits = g_utf8_next_char(at);
	bool separates = separator == ',' || separator == '.' || separator == '\'' || separator == 0xa0 || separator == 0x2009 || separator == 0x202f;

	if (!separates || end - digits < 3)
		return 0;
	for (int i = 0; i < 3; i++)
		if (!g_ascii_isdigit(digits[i]))
			return 0;
	return (size_t)(digits - at);
}

/* Appends the word that starts here, without the separators of a number; returns its end. */
static const char *take_word(const char *start, const char *end, GString *word)
{
	const char *at = start;

	while (at < end && g_unichar_isalnum(g_utf8_get_char(at))) {
		const char *next = g_utf8_next_char(at);

		g_string_append_len(word, at, next - at);
		if (g_ascii_isdigit(*at) && next < end)
			next += group_length(next, end);
		at = next;
	}
	return at;
}

void words_of(struct str text, void (*visit)(const char *folded, uint32_t at, uint32_t length, void *user), void *user)
{
	const char *start = str_c(text), *end = start + text.length, *at = start;
	GString *word = g_string_new(NULL);

	while (at < end) {
		const char *first = at;
		char *folded;

		g_string_truncate(word, 0);
		at = take_word(first, end, word);
		if (at == first) {
			at = g_utf8_next_char(at);
			continue;
		}
		folded = g_utf8_casefold(word->str, (gssize)word->len);
		visit(folded, (uint32_t)(first - start), (uint32_t)(at - first), user);
		g_free(folded);
	}
	g_string_free(word, TRUE);
}

static void add_word(const char *folded, uint32_t at, uint32_t length, void *user)
{
	struct word_set *set = user;

	g_hash_table_add(set->words, g_strdup(folded));
}

void word_set_add(struct word_set *set, struct str text)
{
	words_of(text, add_word, set);
}

bool word_set_has(const struct word_set *set, const char *folded)
{
	return g_hash_table_contains(set->words, folded);
}

struct covering {
	const struct word_set *set;
	bool covers;
};

static void cover_word(const char *folded, uint32_t at, uint32_t length, void *user)
{
	struct covering *covering = user;

	covering->covers = covering->covers && word_set_has(covering->set, folded);
}

bool word_set_covers(const struct word_set *set, struct str text)
{
	struct covering covering = {set, true};

	words_of(text, cover_word, &covering);
	return covering.covers;
}

/* ---- The words of a framework ---- */

static void add_all(struct word_set *set, const struct str *texts, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		word_set_add(set, texts[i]);
}

static void add_links(struct word_set *set, const struct link *links, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		add_all(set, (struct str[]){links[i].title, links[i].url, links[i].note}, 3);
}

static void add_variants(struct word_set *set, const struct variant *variants, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		add_all(set, (struct str[]){variants[i].when, variants[i].text}, 2);
}

static void add_pillars(struct word_set *set, const struct framework *framework)
{
	for (uint32_t i = 0; i < framework->pillar_count; i++) {
		const struct pillar *pillar = &framework->pillars[i];

		add_all(set, (struct str[]){pillar->id, pillar->code, pillar->title, pillar->summary}, 4);
		add_links(set, pillar->links, pillar->link_count);
	}
}

static void add_questions(struct word_set *set, const struct framework *framework)
{
	for (uint32_t i = 0; i < framework->question_count; i++) {
		const struct question *question = &framework->questions[i];

		add_all(set, (struct str[]){question->id, question->number, question->title, question->short_title, question->why}, 5);
		add_links(set, question->links, question->link_count);
		add_variants(set, question->variants, question->variant_count);
	}
}

static void add_choices(struct word_set *set, const struct framework *framework)
{
	for (uint32_t i = 0; i < framework->choice_count; i++) {
		const struct choice *choice = &framework->choices[i];

		add_all(set, (struct str[]){choice->id, choice->code, choice->title, choice->advice}, 4);
		add_links(set, choice->links, choice->link_count);
		add_variants(set, choice->variants, choice->variant_count);
	}
}

void word_set_add_framework(struct word_set *set, const struct framework *framework)
{
	add_all(set, (struct str[]){framework->id, framework->version, framework->title, framework->publisher, framework->summary, framework->origin},
		6);
	add_pillars(set, framework);
	add_questions(set, framework);
	add_choices(set, framework);
	for (uint32_t i = 0; i < framework->rule_count; i++)
		word_set_add(set, framework->rules[i].condition);
	for (uint32_t i = 0; i < framework->priority_count; i++)
		add_all(set, (struct str[]){framework->priorities[i].when, framework->priorities[i].reason}, 2);
	for (uint32_t i = 0; i < framework->lineage_count; i++)
		add_all(set,
			(struct str[]){framework->lineages[i].version, framework->lineages[i].from, framework->lineages[i].to,
				       framework->lineages[i].note},
			4);
}
