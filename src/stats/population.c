/* Who is counted: consent, the condition on reviews, one review for each workload. */
#include <string.h>

#include "work.h"

static uint64_t *plane_new(const struct work *work)
{
	return arena_array(work->arena, uint64_t, work->corpus->words);
}

static bool is_refused(const struct work *work, const struct truths *consent, uint32_t row)
{
	enum consent word = work->corpus->consent[work->corpus->client[row]];

	if (word == CONSENT_NO || (consent != NULL && bits_has(consent->no, row)))
		return true;
	return work->request->audience == AUDIENCE_PUBLISH && word != CONSENT_PUBLISH;
}

static const struct truths *truths_of(const struct work *work, const struct program *program)
{
	return program == NULL ? NULL : program_truths(work->results, program);
}

/* Whether the row meets the conditions; unknown: one of them is unknown and none is false. */
static bool is_inside(const struct work *work, const struct truths *const conditions[2], uint32_t row, bool *unknown)
{
	bool inside = work->request->without == NULL || !bits_has(work->request->without, row);

	*unknown = false;
	for (unsigned i = 0; i < 2; i++) {
		if (conditions[i] == NULL || bits_has(conditions[i]->yes, row))
			continue;
		*unknown = (inside || *unknown) && !bits_has(conditions[i]->no, row) && !bits_has(conditions[i]->not_applicable, row);
		inside = false;
	}
	return inside;
}

static void find_inside(struct work *work, uint64_t *inside)
{
	struct population_counts *counts = &work->statistics->counts;
	const struct truths *conditions[2] = {truths_of(work, work->programs->where), truths_of(work, work->request->where)};
	const struct truths *consent = truths_of(work, work->programs->consent);
	uint32_t refused_client = UINT32_MAX;

	for (uint32_t row = 0; row < work->corpus->row_count; row++) {
		bool unknown;

		if (is_refused(work, consent, row)) {
			counts->refused++;
			counts->refused_clients += work->corpus->client[row] != refused_client;
			refused_client = work->corpus->client[row];
			continue;
		}
		bits_add(work->standing, row);
		if (is_inside(work, conditions, row, &unknown))
			bits_add(inside, row);
		else {
			counts->outside++;
			counts->outside_unknown += unknown;
		}
	}
}

/* Rows of a workload stand together in the order of their dates. */
static void select_rows(struct work *work, const uint64_t *inside)
{
	enum metric_select select = work->metrics->population.select;
	uint32_t chosen = UINT32_MAX;

	for (uint32_t row = 0; row < work->corpus->row_count; row++) {
		bool same;

		if (!bits_has(inside, row))
			continue;
		same = chosen != UINT32_MAX && work->corpus->workload[chosen] == work->corpus->workload[row];
		if (select == SELECT_LATEST && same)
			work->rows[chosen / 64] &= ~((uint64_t)1 << (chosen % 64));
		if (select == SELECT_EACH || select == SELECT_LATEST || !same) {
			bits_add(work->rows, row);
			chosen = row;
		}
		if (select != SELECT_EACH && same)
			work->statistics->counts.superseded++;
	}
}

static void count_rows(struct work *work)
{
	struct population_counts *counts = &work->statistics->counts;
	const struct corpus *corpus = work->corpus;
	uint32_t client = UINT32_MAX, workload = UINT32_MAX;

	for (uint32_t row = 0; row < corpus->row_count; row++) {
		if (!bits_has(work->rows, row))
			continue;
		counts->taken++;
		counts->clients += corpus->client[row] != client;
		counts->workloads += corpus->workload[row] != workload;
		if (corpus->date[row] != 0) {
			counts->first_date = counts->first_date == 0 ? corpus->date[row] : MIN(counts->first_date, corpus->date[row]);
			counts->last_date = MAX(counts->last_date, corpus->date[row]);
		}
		client = corpus->client[row];
		workload = corpus->workload[row];
	}
}

static void find_alone(struct work *work)
{
	const struct corpus *corpus = work->corpus;
	uint32_t last = UINT32_MAX;
	bool several = false;

	for (uint32_t row = 0; row < corpus->row_count; row++) {
		if (!bits_has(work->rows, row))
			continue;
		if (last != UINT32_MAX && corpus->client[last] == corpus->client[row])
			several = true;
		else {
			if (last != UINT32_MAX && !several)
				bits_add(work->alone, last);
			several = false;
		}
		last = row;
	}
	if (last != UINT32_MAX && !several)
		bits_add(work->alone, last);
}

static void find_again(struct work *work)
{
	work->again = arena_array(work->scratch, uint32_t, work->corpus->row_count);
	for (uint32_t row = 0; row < work->corpus->row_count; row++)
		if (bits_has(work->rows, row) && work->corpus->first_row[row] != row)
			work->again[work->again_count++] = row;
}

void take_population(struct work *work)
{
	uint64_t *inside = plane_new(work);

	work->rows = plane_new(work);
	work->standing = plane_new(work);
	work->alone = plane_new(work);
	find_inside(work, inside);
	select_rows(work, inside);
	count_rows(work);
	find_alone(work);
	find_again(work);
	work->statistics->rows = work->rows;
	work->statistics->counts.reviews = work->corpus->row_count;
	work->statistics->counts.duplicates = work->corpus->duplicates;
	work->statistics->counts.without_framework = work->corpus->without_framework;
	work->estimation = (struct estimation){
		work->metrics->population.unit, work->metrics->population.size, work->metrics->confidence, MISSING_EXCLUDE, work->alone,
	};
}

static void add_split(struct work *work, const struct formula *formula, struct diags *diags)
{
	struct split_key key;

	for (uint32_t i = 0; i < work->statistics->split_count; i++)
		if (str_equal(work->splits[i].key, formula->text))
			return;
	if (split_key_find(formula, &key, diags))
		work->splits[work->statistics->split_count++] = split_new(work->arena, work->corpus, work->rows, formula, &key);
}

void take_splits(struct work *work)
{
	uint32_t most = work->request->by_count;

	for (uint32_t i = 0; i < work->metrics->metric_count; i++)
		most += work->metrics->metrics[i].segment_count;
	work->splits = arena_array(work->arena, struct split, most);
	for (uint32_t i = 0; i < work->metrics->metric_count; i++)
		for (uint32_t s = 0; s < work->metrics->metrics[i].segment_count; s++)
			add_split(work, &work->metrics->metrics[i].segments[s], NULL);
	for (uint32_t i = 0; i < work->request->by_count; i++)
		add_split(work, &work->request->by[i], work->diags);
	work->statistics->splits = work->splits;
}
