/* From rows to planes: sets of bits are turned 64 by 64. */
#include <string.h>

#include "build.h"

#define SWAP_LOW UINT64_C(0x00000000ffffffff)

/* Bit j of word i goes to bit i of word j: halves of blocks are swapped, then quarters (Warren, Hacker's Delight, section 7-3). */
static void transpose(uint64_t block[64])
{
	uint64_t mask = SWAP_LOW;

	for (unsigned half = 32; half > 0; half /= 2, mask ^= mask << half)
		for (unsigned i = 0; i < 64; i = (i + half + 1) & ~half) {
			uint64_t other = (block[i] >> half ^ block[i + half]) & mask;

			block[i] ^= other << half;
			block[i + half] ^= other;
		}
}

/* One set of bits of all rows of one edition, and the plane that each bit goes to (NULL: nowhere). */
struct job {
	const struct build *build;
	uint32_t edition;
	uint64_t **planes;
	uint32_t count;
	const uint64_t *(*bits)(const struct row *row, const struct framework *framework, uint32_t set);
	uint32_t set;
};

static bool gather(const struct job *job, uint32_t word, uint32_t at, uint64_t block[64])
{
	const struct corpus *corpus = job->build->corpus;
	const struct framework *framework = job->build->maps[job->edition].framework;
	uint32_t last = MIN(corpus->row_count - at, 64u);
	uint64_t any = 0;

	memset(block, 0, 64 * sizeof *block);
	for (uint32_t i = 0; i < last; i++)
		if (corpus->edition[at + i] == job->edition) {
			block[i] = job->bits(job->build->rows[at + i], framework, job->set)[word];
			any |= block[i];
		}
	return any != 0;
}

static void run(const struct job *job)
{
	uint64_t block[64];

	for (uint32_t at = 0; at < job->build->corpus->row_count; at += 64)
		for (uint32_t word = 0; word < bits_words(job->count); word++) {
			uint32_t bits = MIN(job->count - word * 64, 64u);

			if (!gather(job, word, at, block))
				continue;
			transpose(block);
			for (uint32_t i = 0; i < bits; i++)
				if (job->planes[word * 64 + i] != NULL)
					job->planes[word * 64 + i][at / 64] |= block[i];
		}
}

static const uint64_t *bits_of_questions(const struct row *row, const struct framework *framework, uint32_t set)
{
	return row_questions(row, framework, (enum row_set)set);
}

static const uint64_t *bits_of_choices(const struct row *row, const struct framework *framework, uint32_t set)
{
	return row_choices(row, framework, (enum choice_set)set);
}

static uint64_t *plane_new(const struct build *build)
{
	return arena_array(build->arena, uint64_t, build->corpus->words);
}

/* count planes, side by side. */
static uint64_t **planes_new(const struct build *build, uint32_t count)
{
	uint64_t **planes = arena_array(build->arena, uint64_t *, count);

	for (uint32_t i = 0; i < count; i++)
		planes[i] = plane_new(build);
	return planes;
}

/* planes: one per column; those of an edition's own questions or choices are picked by its map. */
static void fill_set(const struct build *build, uint64_t **planes, bool of_choices, uint32_t set)
{
	for (uint32_t e = 0; e < build->corpus->edition_count; e++) {
		const struct edition_map *map = &build->maps[e];
		const uint32_t *columns = of_choices ? map->choices : map->questions;
		struct job job = {build,
				  e,
				  NULL,
				  of_choices ? map->framework->choice_count : map->framework->question_count,
				  of_choices ? bits_of_choices : bits_of_questions,
				  set};

		job.planes = g_new0(uint64_t *, job.count);
		for (uint32_t i = 0; i < job.count; i++)
			job.planes[i] = columns[i] == UINT32_MAX ? NULL : planes[columns[i]];
		run(&job);
		g_free(job.planes);
	}
}

/* One plane per edition: its rows. */
static uint64_t **edition_planes(const struct build *build)
{
	uint64_t **planes = planes_new(build, build->corpus->edition_count);

	for (uint32_t i = 0; i < build->corpus->row_count; i++)
		bits_add(planes[build->corpus->edition[i]], i);
	return planes;
}

static void merge(const struct build *build, uint64_t *into, const uint64_t *plane)
{
	for (size_t i = 0; i < build->corpus->words; i++)
		into[i] |= plane[i];
}

static const uint64_t *asked_by(const struct build *build, uint64_t **editions, const enum relation *relations)
{
	uint64_t *asked = plane_new(build);

	for (uint32_t e = 0; e < build->corpus->edition_count; e++)
		if (relations[e] != RELATION_ABSENT)
			merge(build, asked, editions[e]);
	return asked;
}

static void fill_questions(struct build *build, uint64_t **editions)
{
	uint32_t count = build->corpus->question_count;
	uint64_t **sets[QUESTION_SETS];

	for (enum row_set set = 0; set < QUESTION_SETS; set++) {
		sets[set] = planes_new(build, count);
		fill_set(build, sets[set], false, set);
	}
	for (uint32_t i = 0; i < count; i++) {
		struct question_column *question = &build->questions[i];

		question->asked = asked_by(build, editions, question->relations);
		question->answered = sets[SET_ANSWERED][i];
		question->complete = sets[SET_COMPLETE][i];
		question->not_applicable = sets[SET_NOT_APPLICABLE][i];
		question->selects = sets[SET_SELECTS][i];
		question->high = sets[SET_HIGH][i];
		question->medium = sets[SET_MEDIUM][i];
		question->none = sets[SET_NONE][i];
	}
}

/* Whether every edition asks the choice where it asks the question. */
static bool goes_along(const struct build *build, uint32_t choice)
{
	const struct choice_column *column = &build->choices[choice];

	for (uint32_t e = 0; e < build->corpus->edition_count; e++) {
		const struct edition_map *map = &build->maps[e];
		uint32_t at = 0;

		while (at < map->framework->choice_count && map->choices[at] != choice)
			at++;
		if (at == map->framework->choice_count ? build->questions[column->question].relations[e] != RELATION_ABSENT
						       : map->questions[map->framework->choices[at].question] != column->question)
			return false;
	}
	return true;
}

/* The states of the questions that the choice belongs to, edition by edition, where its own column's question is not enough. */
static void fill_apart(const struct build *build, uint64_t **editions, uint32_t choice, uint64_t *answered, uint64_t *not_applicable)
{
	for (uint32_t e = 0; e < build->corpus->edition_count; e++)
		for (uint32_t i = 0; i < build->maps[e].framework->choice_count; i++) {
			const struct question_column *question =
				&build->questions[build->maps[e].questions[build->maps[e].framework->choices[i].question]];

			if (build->maps[e].choices[i] != choice)
				continue;
			for (size_t w = 0; w < build->corpus->words; w++) {
				answered[w] |= question->answered[w] & editions[e][w];
				not_applicable[w] |= question->not_applicable[w] & editions[e][w];
			}
		}
}

static void fill_choice(struct build *build, uint64_t **editions, uint32_t at, uint64_t *const planes[CHOICE_SETS])
{
	struct choice_column *choice = &build->choices[at];
	const struct question_column *question = &build->questions[choice->question];
	bool along = goes_along(build, at);
	uint64_t *answered = plane_new(build);

	choice->asked = along ? question->asked : asked_by(build, editions, choice->relations);
	if (along) {
		merge(build, answered, question->answered);
		merge(build, planes[SET_CHOICE_NOT_APPLICABLE], question->not_applicable);
	} else
		fill_apart(build, editions, at, answered, planes[SET_CHOICE_NOT_APPLICABLE]);
	for (size_t w = 0; w < build->corpus->words; w++) {
		answered[w] &= ~planes[SET_CHOICE_NOT_APPLICABLE][w] & ~planes[SET_UNSURE][w];
		planes[SET_CHOSEN][w] &= answered[w];
	}
	choice->answered = answered;
	choice->chosen = planes[SET_CHOSEN];
	choice->not_applicable = planes[SET_CHOICE_NOT_APPLICABLE];
}

/* Most choices are never marked or unsure: then the planes of the question serve them all. */
static void share_planes(struct build *build, uint32_t at)
{
	struct choice_column *choice = &build->choices[at];
	const struct question_column *question = &build->questions[choice->question];
	size_t size = build->corpus->words * sizeof(uint64_t);

	if (size == 0)
		return;
	if (memcmp(choice->answered, question->answered, size) == 0)
		choice->answered = question->answered;
	if (memcmp(choice->not_applicable, question->not_applicable, size) == 0)
		choice->not_applicable = question->not_applicable;
}

static void fill_choices(struct build *build, uint64_t **editions)
{
	uint32_t count = build->corpus->choice_count;
	uint64_t **sets[CHOICE_SETS];

	for (enum choice_set set = 0; set < CHOICE_SETS; set++) {
		sets[set] = planes_new(build, count);
		fill_set(build, sets[set], true, set);
	}
	for (uint32_t i = 0; i < count; i++) {
		uint64_t *const planes[CHOICE_SETS] = {sets[SET_CHOSEN][i], sets[SET_CHOICE_NOT_APPLICABLE][i], sets[SET_UNSURE][i]};

		fill_choice(build, editions, i, planes);
		share_planes(build, i);
	}
}

void fill_planes(struct build *build)
{
	uint64_t **editions = edition_planes(build);

	fill_questions(build, editions);
	fill_choices(build, editions);
}
