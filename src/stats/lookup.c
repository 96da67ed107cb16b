/* Names of columns, and simple counts over planes. */
#include <string.h>

#include "stats/corpus.h"

uint32_t corpus_question(const struct corpus *corpus, struct str id)
{
	for (uint32_t i = 0; i < corpus->question_count; i++)
		if (str_equal(corpus->questions[i].id, id))
			return i;
	return UINT32_MAX;
}

static uint32_t choice_of(const struct corpus *corpus, uint32_t question, struct str id)
{
	const struct question_column *of = &corpus->questions[question];

	for (uint32_t i = of->first_choice; i < of->first_choice + of->choice_count; i++)
		if (str_equal(corpus->choices[i].id, id))
			return i;
	return UINT32_MAX;
}

static uint32_t only_choice(const struct corpus *corpus, struct str id)
{
	uint32_t found = UINT32_MAX;

	for (uint32_t i = 0; i < corpus->choice_count; i++) {
		if (!str_equal(corpus->choices[i].id, id))
			continue;
		if (found != UINT32_MAX)
			return UINT32_MAX;
		found = i;
	}
	return found;
}

/* Ids may hold points: each point, or the slash, may be the one between question and choice. */
uint32_t corpus_choice(const struct corpus *corpus, struct str id)
{
	for (uint32_t i = 1; i + 1 < id.length; i++) {
		uint32_t question, choice;

		if (id.text[i] != '.' && id.text[i] != '/')
			continue;
		question = corpus_question(corpus, (struct str){id.text, i});
		if (question == UINT32_MAX)
			continue;
		choice = choice_of(corpus, question, (struct str){id.text + i + 1, id.length - i - 1});
		if (choice != UINT32_MAX)
			return choice;
	}
	return only_choice(corpus, id);
}

uint32_t corpus_pillar(const struct corpus *corpus, struct str id)
{
	for (uint32_t i = 0; i < corpus->pillar_count; i++)
		if (str_equal(corpus->pillars[i].id, id))
			return i;
	return UINT32_MAX;
}

/* Bits of a word (Warren, Hacker's Delight, section 5-1); the plain C that every compiler turns into few instructions. */
static uint32_t count_word(uint64_t word)
{
	word -= word >> 1 & UINT64_C(0x5555555555555555);
	word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
	word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (uint32_t)(word * UINT64_C(0x0101010101010101) >> 56);
}

uint32_t plane_count(const uint64_t *plane, size_t words)
{
	uint32_t count = 0;

	for (size_t i = 0; i < words; i++)
		count += count_word(plane[i]);
	return count;
}

uint32_t plane_count_both(const uint64_t *a, const uint64_t *b, size_t words)
{
	uint32_t count = 0;

	for (size_t i = 0; i < words; i++)
		count += count_word(a[i] & b[i]);
	return count;
}

uint32_t plane_count_all(const uint64_t *a, const uint64_t *b, const uint64_t *c, size_t words)
{
	uint32_t count = 0;

	for (size_t i = 0; i < words; i++)
		count += count_word(a[i] & b[i] & c[i]);
	return count;
}

uint32_t plane_clients(const struct corpus *corpus, const uint64_t *plane)
{
	uint32_t last = UINT32_MAX, count = 0;

	for (size_t w = 0; w < corpus->words; w++)
		for (uint64_t rest = plane[w]; rest != 0; rest &= rest - 1) {
			uint32_t client = corpus->client[w * 64 + (uint32_t)__builtin_ctzll(rest)];

			count += client != last;
			last = client;
		}
	return count;
}

struct question_tally corpus_tally_question(const struct corpus *corpus, uint32_t question, const uint64_t *rows)
{
	const struct question_column *column = &corpus->questions[question];
	struct question_tally tally = {
		.asked = plane_count_both(column->asked, rows, corpus->words),
		.answered = plane_count_both(column->answered, rows, corpus->words),
		.not_applicable = plane_count_both(column->not_applicable, rows, corpus->words),
		.high = plane_count_both(column->high, rows, corpus->words),
		.medium = plane_count_both(column->medium, rows, corpus->words),
		.none = plane_count_both(column->none, rows, corpus->words),
		.nothing = plane_count_both(column->complete, rows, corpus->words) - plane_count_both(column->selects, rows, corpus->words),
	};

	tally.unmatched = tally.answered - tally.high - tally.medium - tally.none;
	return tally;
}

struct choice_tally corpus_tally_choice(const struct corpus *corpus, uint32_t choice, const uint64_t *rows)
{
	const struct choice_column *column = &corpus->choices[choice];
	uint32_t chosen = plane_count_both(column->chosen, rows, corpus->words);

	return (struct choice_tally){
		.asked = plane_count_both(column->asked, rows, corpus->words),
		.chosen = chosen,
		.not_applicable = plane_count_both(column->not_applicable, rows, corpus->words),
		.left_out = plane_count_both(column->answered, rows, corpus->words) - chosen,
	};
}
