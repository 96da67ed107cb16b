/* Rankings: the shares of many items in order, with the places that each may have. */
#include <stdlib.h>

#include "work.h"

static struct str id_of(const struct work *work, enum ranking_over over, uint32_t item)
{
	const struct corpus *corpus = work->corpus;

	if (over == OVER_QUESTIONS)
		return corpus->questions[item].id;
	if (over == OVER_CHOICES)
		return str_format(work->arena, "%.*s.%.*s", STR_ARGS(corpus->questions[corpus->choices[item].question].id),
				  STR_ARGS(corpus->choices[item].id));
	return over == OVER_PILLARS ? corpus->pillars[item].id : work->metrics->metrics[item].id;
}

static struct str title_of(const struct work *work, enum ranking_over over, uint32_t item)
{
	if (over == OVER_QUESTIONS)
		return work->corpus->questions[item].short_title;
	if (over == OVER_CHOICES)
		return work->corpus->choices[item].title;
	return over == OVER_PILLARS ? work->corpus->pillars[item].title : work->metrics->metrics[item].title;
}

static struct estimate estimate_item(const struct work *work, const struct ranking *ranking, const struct program *program, uint32_t item)
{
	struct membership membership;

	if (ranking->over == OVER_METRICS && str_is_empty(ranking->value.text))
		return work->statistics->statistics[item].all;
	membership = membership_of_program(work, work->scratch, program, work->rows);
	return estimate_of(work, &membership, NULL, NULL);
}

/* Exact: two equal shares must not have different places. */
static int compare_shares(const struct estimate *a, const struct estimate *b)
{
	uint64_t left = (uint64_t)a->share.hits * b->share.of, right = (uint64_t)b->share.hits * a->share.of;

	return (left > right) - (left < right);
}

static int by_share(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int order = compare_shares(&b->estimate, &a->estimate);

	return order == 0 ? (a->item > b->item) - (a->item < b->item) : order;
}

static int by_share_rising(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int order = compare_shares(&a->estimate, &b->estimate);

	return order == 0 ? (a->item > b->item) - (a->item < b->item) : order;
}

/* rank_intervals counts places from the largest share. */
static void fill_intervals(const struct work *work, const struct ranking *ranking, struct ranked *places, uint32_t count)
{
	double z = rank_critical(count, work->metrics->confidence);
	struct rank_interval *found = g_new0(struct rank_interval, count + 1);
	struct interval *limits = g_new(struct interval, count + 1);

	for (uint32_t i = 0; i < count; i++)
		limits[i] = wilson_at(places[i].estimate.value * places[i].estimate.star, places[i].estimate.star, z);
	rank_intervals_of(limits, count, found);
	for (uint32_t i = 0; i < count; i++) {
		places[i].interval = found[i];
		if (ranking->ascending)
			places[i].interval = (struct rank_interval){count + 1 - found[i].last, count + 1 - found[i].first};
	}
	g_free(limits);
	g_free(found);
}

static void take_ranking(const struct work *work, uint32_t at, struct standings *standings)
{
	const struct ranking *ranking = &work->metrics->rankings[at];
	uint32_t items = ranking_items(work->metrics, work->corpus, ranking->over);
	struct ranked *places = arena_array(work->arena, struct ranked, items);

	standings->ranking = ranking;
	standings->places = places;
	for (uint32_t item = 0; item < items; item++) {
		const struct program *program = work->programs->rankings[at][item];
		struct ranked *place = &places[standings->count];

		if (program == NULL)
			continue;
		*place = (struct ranked){.item = item, .id = id_of(work, ranking->over, item), .title = title_of(work, ranking->over, item)};
		place->estimate = estimate_item(work, ranking, program, item);
		standings->count += place->estimate.n > 0;
	}
	qsort(places, standings->count, sizeof *places, ranking->ascending ? by_share_rising : by_share);
	for (uint32_t i = 0; i < standings->count; i++)
		places[i].rank = i > 0 && compare_shares(&places[i].estimate, &places[i - 1].estimate) == 0 ? places[i - 1].rank : i + 1;
	fill_intervals(work, ranking, places, standings->count);
}

void take_rankings(struct work *work)
{
	struct standings *rankings = arena_array(work->arena, struct standings, work->metrics->ranking_count);

	for (uint32_t i = 0; i < work->metrics->ranking_count; i++)
		take_ranking(work, i, &rankings[i]);
	work->statistics->rankings = rankings;
	work->statistics->ranking_count = work->metrics->ranking_count;
}
