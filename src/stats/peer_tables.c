/* What a publication tells so that a client can be placed: how common each risk is, and how high risks of each pillar are spread over clients. */
#include <string.h>

#include "peer_work.h"
#include "work.h"

uint64_t *peer_known(struct arena *arena, const struct corpus *corpus, uint32_t question, const uint64_t *rows)
{
	const struct question_column *column = &corpus->questions[question];
	uint64_t *known = arena_array(arena, uint64_t, corpus->words);
	bool all = true;

	for (size_t w = 0; w < corpus->words; w++)
		known[w] = (column->high[w] | column->medium[w] | column->none[w]) & rows[w];
	for (uint32_t e = 0; e < corpus->edition_count; e++)
		all = all && (column->relations[e] <= RELATION_CLOSE || column->relations[e] == RELATION_ABSENT);
	for (uint32_t row = 0; !all && row < corpus->row_count; row++)
		if (column->relations[corpus->edition[row]] > RELATION_CLOSE)
			known[row / 64] &= ~((uint64_t)1 << (row % 64));
	return known;
}

struct estimate peer_estimate(const struct corpus *corpus, const uint64_t *known, const uint64_t *hits)
{
	struct estimation how = {.unit = UNIT_CLIENT, .confidence = 0.95, .missing = MISSING_EXCLUDE};
	struct estimate estimate = estimate_share(corpus, known, hits, &how);

	estimate_judge(&estimate, &how);
	return estimate;
}

/* Where rules are only assumed another risk may be stated. */
static bool question_may_be_medium(const struct framework *framework, const struct question *question)
{
	bool may = question->rule_count == 0 || framework->assumed_rules;

	for (uint32_t i = 0; i < question->rule_count; i++)
		may = may || framework->rules[question->first_rule + i].risk == LEVEL_MEDIUM;
	return may;
}

static bool may_be_medium(const struct corpus *corpus, uint32_t column)
{
	bool may = corpus->edition_count == 0;

	for (uint32_t e = 0; e < corpus->edition_count; e++) {
		const struct framework *framework = corpus->editions[e].ruleset->framework;

		for (uint32_t q = 0; q < framework->question_count; q++)
			may = may || (corpus->editions[e].columns[q] == column && question_may_be_medium(framework, &framework->questions[q]));
	}
	return may;
}

static void take_question(const struct work *work, uint32_t question, struct peer_question *into)
{
	const struct question_column *column = &work->corpus->questions[question];
	uint64_t *risky = arena_array(work->scratch, uint64_t, work->corpus->words);

	for (size_t w = 0; w < work->corpus->words; w++)
		risky[w] = column->high[w] | column->medium[w];
	into->question = question;
	into->known = peer_known(work->arena, work->corpus, question, work->rows);
	into->high = peer_estimate(work->corpus, into->known, column->high);
	into->at_risk = peer_estimate(work->corpus, into->known, risky);
	into->medium = peer_estimate(work->corpus, into->known, column->medium);
	into->may_be_medium = into->medium.clients_hit > 0 || may_be_medium(work->corpus, question);
}

/* ---- Pillars ---- */

void peer_steps_add(struct peer_steps *steps, struct share share)
{
	steps->clients++;
	for (uint32_t step = 0; step < PEER_STEPS; step++)
		steps->at_most[step] += peer_is_at_most(share, step);
}

/* High risks and known ones per row. */
struct tallies {
	struct share *rows;
};

static struct tallies tallies_of(const struct work *work, uint32_t pillar, const struct peer_question *questions, uint64_t *known)
{
	const struct corpus *corpus = work->corpus;
	struct tallies tallies = {g_new0(struct share, corpus->row_count + 1)};

	for (uint32_t q = 0; q < corpus->question_count; q++)
		for (size_t w = 0; corpus->questions[q].pillar == pillar && w < corpus->words; w++) {
			known[w] |= questions[q].known[w];
			for (uint64_t rest = questions[q].known[w]; rest != 0; rest &= rest - 1) {
				size_t row = w * 64 + (size_t)__builtin_ctzll(rest);

				tallies.rows[row].of++;
				tallies.rows[row].hits += bits_has(corpus->questions[q].high, row);
			}
		}
	return tallies;
}

/* Rows of one client stand together. */
static struct peer_steps steps_of(const struct corpus *corpus, const struct tallies *tallies, const uint64_t *rows)
{
	struct peer_steps steps = {0};
	struct share share = {0, 0};
	uint32_t client = UINT32_MAX;

	for (uint32_t row = 0; row < corpus->row_count; row++) {
		if (!bits_has(rows, row) || tallies->rows[row].of == 0)
			continue;
		if (corpus->client[row] != client) {
			if (share.of > 0)
				peer_steps_add(&steps, share);
			share = (struct share){0, 0};
			client = corpus->client[row];
		}
		share.hits += tallies->rows[row].hits;
		share.of += tallies->rows[row].of;
	}
	if (share.of > 0)
		peer_steps_add(&steps, share);
	return steps;
}

static const struct peer_steps *groups_of(const struct work *work, const struct tallies *tallies, const struct split *split)
{
	struct peer_steps *groups = arena_array(work->arena, struct peer_steps, split->group_count + 1);
	uint64_t *rest = arena_array(work->scratch, uint64_t, work->corpus->words);

	memcpy(rest, work->rows, work->corpus->words * sizeof *rest);
	for (uint32_t g = 0; g < split->group_count; g++) {
		groups[g] = steps_of(work->corpus, tallies, split->groups[g].rows);
		for (size_t w = 0; w < work->corpus->words; w++)
			rest[w] &= ~split->groups[g].rows[w];
	}
	groups[split->group_count] = steps_of(work->corpus, tallies, rest);
	return groups;
}

static void take_pillar(const struct work *work, uint32_t pillar, const struct peer_question *questions, struct peer_pillar *into)
{
	const struct peer_steps **groups = arena_array(work->arena, const struct peer_steps *, work->statistics->split_count);
	uint64_t *known = arena_array(work->arena, uint64_t, work->corpus->words);
	struct tallies tallies = tallies_of(work, pillar, questions, known);

	into->pillar = pillar;
	into->known = known;
	into->all = steps_of(work->corpus, &tallies, work->rows);
	for (uint32_t s = 0; s < work->statistics->split_count; s++)
		groups[s] = groups_of(work, &tallies, &work->splits[s]);
	into->groups = groups;
	g_free(tallies.rows);
}

void take_peers(struct work *work)
{
	const struct corpus *corpus = work->corpus;
	struct peer_tables *tables;
	struct peer_question *questions;
	struct peer_pillar *pillars;

	if (!work->metrics->peers)
		return;
	tables = arena_one(work->arena, struct peer_tables);
	questions = arena_array(work->arena, struct peer_question, corpus->question_count);
	pillars = arena_array(work->arena, struct peer_pillar, corpus->pillar_count);
	for (uint32_t q = 0; q < corpus->question_count; q++)
		take_question(work, q, &questions[q]);
	for (uint32_t p = 0; p < corpus->pillar_count; p++)
		take_pillar(work, p, questions, &pillars[p]);
	*tables = (struct peer_tables){questions, corpus->question_count, pillars, corpus->pillar_count};
	work->statistics->peers = tables;
}

/* ---- What may be told together ---- */

/* Whether so many clients at most lie below the step, and so many above the last step told. */
static bool is_apart(const struct peer_steps *steps, uint32_t step, uint32_t last, uint32_t least)
{
	uint32_t before = last == PEER_STEPS ? 0 : steps->at_most[last];

	return steps->at_most[step] >= before + least && steps->clients - steps->at_most[step] >= least;
}

uint32_t peer_steps_told(const struct peer_steps *const *groups, uint32_t count, const struct peer_steps *rest, uint32_t least)
{
	uint32_t told = 0, last = PEER_STEPS;

	for (uint32_t step = 0; step < PEER_STEPS; step++) {
		bool apart = rest->clients == 0 || is_apart(rest, step, last, least);

		for (uint32_t i = 0; i < count && apart; i++)
			apart = is_apart(groups[i], step, last, least);
		if (!apart)
			continue;
		told |= 1u << step;
		last = step;
	}
	return told;
}

uint32_t peer_steps_kept(const struct peer_steps *steps, uint32_t told, uint32_t least)
{
	uint32_t kept = 0, last = PEER_STEPS;

	for (uint32_t step = 0; step < PEER_STEPS; step++) {
		if ((told & 1u << step) == 0 || !is_apart(steps, step, last, least))
			continue;
		kept |= 1u << step;
		last = step;
	}
	return kept;
}

/* ---- Bins ---- */

const struct peer_bin *peer_bins(struct arena *arena, const struct peer_steps *steps, uint32_t told, uint32_t *count)
{
	struct peer_bin *bins = arena_array(arena, struct peer_bin, PEER_STEPS + 1);
	uint32_t from = 0, before = 0;

	*count = 0;
	for (uint32_t step = 0; step < PEER_STEPS; step++) {
		if ((told & 1u << step) == 0)
			continue;
		bins[(*count)++] = (struct peer_bin){from, 10 * step, steps->at_most[step] - before};
		from = 10 * step;
		before = steps->at_most[step];
	}
	bins[(*count)++] = (struct peer_bin){from, 100, steps->clients - before};
	return bins;
}

uint32_t peer_bin_of(const struct peer_bin *bins, uint32_t count, struct share share)
{
	uint32_t bin = 0;

	while (bin + 1 < count && !peer_is_at_most(share, bins[bin].to / 10))
		bin++;
	return bin;
}
