/* Where each review is, for one metric: a hit, a miss, unknown, not asked, not applicable, off the base. */
#include <string.h>

#include "work.h"

enum relation relation_of(const struct work *work, uint32_t metric, uint32_t edition)
{
	const struct metric *of = &work->metrics->metrics[metric];
	struct str version = work->corpus->editions[edition].ruleset->framework->version;
	const struct program *programs[] = {work->programs->values[metric], work->programs->bases[metric], work->programs->applies[metric]};
	enum relation worst = RELATION_SAME;

	if ((!str_is_empty(of->since) && version_order(version, of->since) < 0) ||
	    (!str_is_empty(of->until) && version_order(version, of->until) > 0))
		return RELATION_ABSENT;
	for (unsigned i = 0; i < G_N_ELEMENTS(programs); i++)
		if (programs[i] != NULL)
			worst = MAX(worst, program_relation(programs[i], edition));
	return worst;
}

void editions_of(const struct work *work, uint32_t metric, bool *editions)
{
	for (uint32_t e = 0; e < work->corpus->edition_count; e++)
		editions[e] = relation_of(work, metric, e) <= RELATION_CLOSE;
}

static uint64_t *plane_new(const struct work *work, struct arena *arena)
{
	return arena_array(arena, uint64_t, work->corpus->words);
}

/* Rows of the editions that count. */
static const uint64_t *asked_rows(const struct work *work, struct arena *arena, const bool *editions, const uint64_t *rows)
{
	uint64_t *asked;
	bool all = true;

	for (uint32_t e = 0; e < work->corpus->edition_count; e++)
		all = all && (editions[e] || work->corpus->editions[e].row_count == 0);
	if (all)
		return rows;
	asked = plane_new(work, arena);
	for (uint32_t row = 0; row < work->corpus->row_count; row++)
		if (editions[work->corpus->edition[row]] && bits_has(rows, row))
			bits_add(asked, row);
	return asked;
}

struct parts {
	struct truths base, applies, value; /* of a number: yes is known */
};

static struct truths truths_of(const struct work *work, const struct program *program)
{
	static const struct truths none;

	return program == NULL ? none : *program_truths(work->results, program);
}

static struct membership place(const struct work *work, struct arena *arena, const struct parts *parts, const uint64_t *asked, const uint64_t *rows)
{
	uint64_t *hits = plane_new(work, arena), *base = plane_new(work, arena), *unknown = plane_new(work, arena),
		 *not_asked = plane_new(work, arena);
	uint64_t *not_applicable = plane_new(work, arena), *base_unknown = plane_new(work, arena), *off_base = plane_new(work, arena);

	for (size_t w = 0; w < work->corpus->words; w++) {
		uint64_t in = asked[w], out;

		not_asked[w] = rows[w] & ~in;
		if (parts->base.yes != NULL) {
			off_base[w] = in & (parts->base.no[w] | parts->base.not_applicable[w]);
			base_unknown[w] = in & ~off_base[w] & ~parts->base.yes[w];
			in &= parts->base.yes[w];
		}
		out = parts->applies.yes == NULL ? 0 : parts->applies.no[w] | parts->applies.not_applicable[w];
		out |= parts->value.not_applicable[w];
		not_applicable[w] = in & out;
		in &= ~out;
		base[w] = in & (parts->value.yes[w] | parts->value.no[w]);
		unknown[w] = in & ~base[w];
		hits[w] = base[w] & parts->value.yes[w];
	}
	return (struct membership){hits, base, unknown, not_asked, not_applicable, base_unknown, off_base, NULL};
}

struct membership membership_of(const struct work *work, struct arena *arena, uint32_t metric, const bool *editions, const uint64_t *rows)
{
	const struct program *program = work->programs->values[metric];
	const uint64_t *asked = asked_rows(work, arena, editions, rows);
	struct parts parts = {truths_of(work, work->programs->bases[metric]), truths_of(work, work->programs->applies[metric]), {0}};
	const struct numbers *numbers;
	struct membership membership;

	if (!program_is_number(program)) {
		parts.value = *program_truths(work->results, program);
		return place(work, arena, &parts, asked, rows);
	}
	numbers = program_numbers(work->results, program);
	parts.value = (struct truths){numbers->known, plane_new(work, arena), numbers->not_applicable};
	membership = place(work, arena, &parts, asked, rows);
	membership.hits = parts.value.no; /* a number is no hit */
	membership.values = numbers->values;
	return membership;
}

struct membership membership_of_program(const struct work *work, struct arena *arena, const struct program *program, const uint64_t *rows)
{
	struct parts parts = {{0}, {0}, *program_truths(work->results, program)};
	bool editions[256];

	for (uint32_t e = 0; e < work->corpus->edition_count; e++)
		editions[e] = program_relation(program, e) <= RELATION_CLOSE;
	return place(work, arena, &parts, asked_rows(work, arena, editions, rows), rows);
}

struct estimation estimation_of(const struct work *work, const struct metric *metric)
{
	struct estimation estimation = work->estimation;

	if (metric != NULL) {
		estimation.confidence = metric->confidence;
		estimation.missing = metric->missing;
	}
	return estimation;
}

static uint32_t count_within(const struct work *work, const uint64_t *plane, const uint64_t *within)
{
	return within == NULL ? plane_count(plane, work->corpus->words) : plane_count_both(plane, within, work->corpus->words);
}

static struct estimate estimate_kind(const struct work *work, const struct membership *membership, const struct metric *metric, const uint64_t *base)
{
	struct estimation estimation = estimation_of(work, metric);

	if (membership->values == NULL)
		return estimate_share(work->corpus, base, membership->hits, &estimation);
	if (metric->kind == METRIC_MEAN)
		return estimate_mean(work->corpus, base, membership->values, &estimation);
	return estimate_median(work->corpus, base, membership->values, &estimation);
}

struct estimate estimate_of(const struct work *work, const struct membership *membership, const struct metric *metric, const uint64_t *within)
{
	struct estimation estimation = estimation_of(work, metric);
	uint64_t *both = NULL;
	struct estimate estimate;

	if (within != NULL) {
		both = g_new(uint64_t, work->corpus->words + 1);
		for (size_t w = 0; w < work->corpus->words; w++)
			both[w] = membership->base[w] & within[w];
	}
	estimate = estimate_kind(work, membership, metric, both == NULL ? membership->base : both);
	g_free(both);
	estimate.unknown = count_within(work, membership->unknown, within);
	estimate.not_asked = count_within(work, membership->not_asked, within);
	estimate.not_applicable = count_within(work, membership->not_applicable, within);
	estimate.base_unknown = count_within(work, membership->base_unknown, within);
	estimate.off_base = count_within(work, membership->off_base, within);
	estimate_judge(&estimate, &estimation);
	return estimate;
}
