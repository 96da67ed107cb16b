/* Risks by pillar, and risks that go together. */
#include <stdlib.h>

#include "work.h"

static void add_question(const struct corpus *corpus, uint32_t question, const uint64_t *rows, uint32_t row_count, struct risk_profile *profile)
{
	struct question_tally tally = corpus_tally_question(corpus, question, rows);

	profile->counts.of[RISK_HIGH] += tally.high;
	profile->counts.of[RISK_MEDIUM] += tally.medium;
	profile->counts.of[RISK_NONE] += tally.none;
	profile->counts.of[RISK_UNMATCHED] += tally.unmatched;
	profile->counts.of[RISK_NOT_APPLICABLE] += tally.not_applicable;
	profile->counts.of[RISK_UNANSWERED] += tally.asked - tally.answered - tally.not_applicable;
	profile->not_asked += row_count - tally.asked;
	profile->high.hits += tally.high;
	profile->high.of += tally.answered;
}

static void fill_profile(const struct work *work, uint32_t pillar, const uint64_t *rows, struct risk_profile *profile)
{
	const struct corpus *corpus = work->corpus;
	uint64_t *answered = g_new0(uint64_t, corpus->words + 1);
	uint32_t row_count = plane_count(rows, corpus->words);

	for (uint32_t q = 0; q < corpus->question_count; q++) {
		if (corpus->questions[q].pillar != pillar)
			continue;
		add_question(corpus, q, rows, row_count, profile);
		for (size_t w = 0; w < corpus->words; w++)
			answered[w] |= corpus->questions[q].answered[w] & rows[w];
	}
	profile->reviews = plane_count(answered, corpus->words);
	profile->clients = plane_clients(corpus, answered);
	g_free(answered);
}

static const struct risk_profile *const *profile_groups(const struct work *work, uint32_t pillar)
{
	const struct risk_profile **groups = arena_array(work->arena, const struct risk_profile *, work->statistics->split_count);

	for (uint32_t s = 0; s < work->statistics->split_count; s++) {
		struct risk_profile *profiles = arena_array(work->arena, struct risk_profile, work->splits[s].group_count);

		for (uint32_t g = 0; g < work->splits[s].group_count; g++)
			fill_profile(work, pillar, work->splits[s].groups[g].rows, &profiles[g]);
		groups[s] = profiles;
	}
	return groups;
}

void take_pillars(struct work *work)
{
	struct pillar_statistic *pillars = arena_array(work->arena, struct pillar_statistic, work->corpus->pillar_count);

	for (uint32_t i = 0; i < work->corpus->pillar_count; i++) {
		pillars[i].pillar = i;
		fill_profile(work, i, work->rows, &pillars[i].all);
		pillars[i].groups = profile_groups(work, i);
	}
	work->statistics->pillars = pillars;
	work->statistics->pillar_count = work->corpus->pillar_count;
}

/* Reviews of the population whose risk is known, and those where it is high. */
struct risky {
	uint32_t question;
	uint64_t *known, *high;
};

#define PAIRING_Q       0.01
#define PAIRING_CLIENTS 10u
#define LIFT_MORE       1.2
#define LIFT_LESS       0.8

static GArray *find_risky(const struct work *work)
{
	GArray *found = g_array_new(FALSE, TRUE, sizeof(struct risky));

	for (uint32_t q = 0; q < work->corpus->question_count; q++) {
		const struct question_column *question = &work->corpus->questions[q];
		struct risky risky = {q, arena_array(work->scratch, uint64_t, work->corpus->words),
				      arena_array(work->scratch, uint64_t, work->corpus->words)};
		uint64_t any = 0;

		for (size_t w = 0; w < work->corpus->words; w++) {
			risky.known[w] = (question->high[w] | question->medium[w] | question->none[w]) & work->rows[w];
			risky.high[w] = question->high[w] & work->rows[w];
			any |= risky.high[w];
		}
		if (any != 0 && question->is_current)
			g_array_append_val(found, risky);
	}
	return found;
}

static struct pairing pair(const struct work *work, const struct risky *a, const struct risky *b)
{
	size_t words = work->corpus->words;
	uint32_t both = plane_count_both(a->high, b->high, words), first = plane_count_both(a->high, b->known, words);
	uint32_t second = plane_count_both(a->known, b->high, words), all = plane_count_both(a->known, b->known, words);
	struct pairing pairing = {.first = a->question, .second = b->question};

	pairing.table = (struct table_2x2){both, first - both, second - both, all - first - second + both};
	pairing.association = associate(pairing.table, work->metrics->confidence);
	pairing.p = fisher_two_sided(pairing.table);
	return pairing;
}

static int by_strength(const void *left, const void *right)
{
	const struct pairing *a = left, *b = right;

	if (a->q != b->q)
		return a->q < b->q ? -1 : 1;
	if (a->association.phi != b->association.phi)
		return a->association.phi > b->association.phi ? -1 : 1;
	return a->first != b->first ? (a->first > b->first) - (a->first < b->first) : (a->second > b->second) - (a->second < b->second);
}

static uint32_t clients_with_both(const struct work *work, uint32_t first, uint32_t second)
{
	uint64_t *both = g_new(uint64_t, work->corpus->words + 1);
	uint32_t clients;

	for (size_t w = 0; w < work->corpus->words; w++)
		both[w] = work->corpus->questions[first].high[w] & work->corpus->questions[second].high[w] & work->rows[w];
	clients = plane_clients(work->corpus, both);
	g_free(both);
	return clients;
}

static bool is_shown(const struct work *work, struct pairing *pairing)
{
	double lift = pairing->association.lift;

	if (pairing->q >= PAIRING_Q || (lift > LIFT_LESS && lift < LIFT_MORE))
		return false;
	pairing->clients_both = clients_with_both(work, pairing->first, pairing->second);
	return pairing->clients_both >= PAIRING_CLIENTS;
}

static void adjust(GArray *pairings)
{
	double *values = g_new(double, pairings->len + 1);

	for (uint32_t i = 0; i < pairings->len; i++)
		values[i] = g_array_index(pairings, struct pairing, i).p;
	adjust_benjamini_hochberg(values, values, pairings->len);
	for (uint32_t i = 0; i < pairings->len; i++)
		g_array_index(pairings, struct pairing, i).q = values[i];
	g_free(values);
}

static GArray *pair_all(const struct work *work)
{
	GArray *risky = find_risky(work), *pairings = g_array_new(FALSE, TRUE, sizeof(struct pairing));

	for (uint32_t i = 0; i < risky->len; i++)
		for (uint32_t j = i + 1; j < risky->len; j++) {
			struct pairing found = pair(work, &g_array_index(risky, struct risky, i), &g_array_index(risky, struct risky, j));

			g_array_append_val(pairings, found);
		}
	adjust(pairings);
	g_array_unref(risky);
	return pairings;
}

void take_pairings(struct work *work)
{
	GArray *all;
	struct pairing *shown;
	uint32_t count = 0;

	if (!work->metrics->associations)
		return;
	all = pair_all(work);
	shown = arena_array(work->arena, struct pairing, all->len);
	for (uint32_t i = 0; i < all->len; i++)
		if (is_shown(work, &g_array_index(all, struct pairing, i)))
			shown[count++] = g_array_index(all, struct pairing, i);
	qsort(shown, count, sizeof *shown, by_strength);
	work->statistics->pairings = shown;
	work->statistics->pairing_count = count;
	work->statistics->pairs_tested = all->len;
	g_array_unref(all);
}
