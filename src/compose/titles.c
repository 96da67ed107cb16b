/* Titles of metrics in a passage: they name a figure where nothing else in the sentence does. */
#include <string.h>

#include "claims.h"

/* Sentences that name a figure otherwise. */
static bool *named_sentences(struct passage *passage, const struct language *language)
{
	bool *named = arena_array(language->arena, bool, passage->sentence_count);

	for (guint i = 0; i < passage->mentions->len; i++)
		named[g_array_index(passage->mentions, struct mention, i).sentence] = true;
	return named;
}

/* The longest title that stands here; a title of one word may be any word. */
static const struct metric *title_at(struct passage *passage, const struct language *language, uint32_t at, uint32_t *end)
{
	const struct metrics *metrics = language->metrics;
	const struct metric *best = NULL;

	*end = 0;
	for (uint32_t i = 0; i < metrics->metric_count; i++) {
		struct phrases title = {&metrics->metrics[i].title, 1};
		uint32_t found = strchr(str_c(metrics->metrics[i].title), ' ') == NULL ? 0 : phrase_at(passage, at, &title);

		if (found > *end) {
			*end = found;
			best = &metrics->metrics[i];
		}
	}
	return best;
}

void passage_titles(struct passage *passage, const struct language *language)
{
	const bool *named = named_sentences(passage, language);

	for (uint32_t at = 0; at < passage->text.length; at++) {
		struct mention mention = {.kind = MENTION_TITLE, .asked = ASKED_NOTHING, .start = at, .sentence = passage_sentence(passage, at)};
		const struct metric *metric;
		uint32_t end;

		if (!starts_word(passage, at) || named[mention.sentence])
			continue;
		metric = title_at(passage, language, at, &end);
		if (metric == NULL)
			continue;
		mention.target = metric->id;
		mention.length = end - at;
		g_array_append_val(passage->mentions, mention);
		at = end - 1;
	}
	passage_sort(passage);
}
