/* Gathers what is told of a client's peers, and hands it to the review, its pillars and its findings. */
#include "gather.h"

static struct date month_of(uint32_t day)
{
	return day == 0 ? (struct date){0} : (struct date){(int)(day / 10000), (int)(day / 100 % 100), 1};
}

static struct list bins_of(struct arena *arena, const struct peer_place *place)
{
	struct value *items = arena_array(arena, struct value, place->bin_count);

	for (uint32_t i = 0; i < place->bin_count; i++)
		items[i] = value_record(&place->bins[i]);
	return (struct list){items, place->bin_count};
}

static const struct peer_place_record *place_record(struct arena *arena, const struct pillar_record *pillar, const struct peer_place *place)
{
	struct peer_place_record *record = arena_one(arena, struct peer_place_record);

	*record = (struct peer_place_record){.pillar = pillar, .place = place};
	if (place->gap == PEER_GAP_NONE)
		record->bins = bins_of(arena, place);
	return record;
}

static void gather_places(const struct gathering *gathering, struct peers_record *record)
{
	uint32_t count = record->lens->pillars.count;
	struct value *places = arena_array(gathering->arena, struct value, count), *told = arena_array(gathering->arena, struct value, count);

	for (uint32_t i = 0; i < count; i++) {
		struct pillar_record *pillar = gathering->pillars[record->peers->lens][i];

		pillar->peer = place_record(gathering->arena, pillar, &record->peers->places[i]);
		places[i] = value_record(pillar->peer);
		if (record->peers->places[i].gap == PEER_GAP_NONE)
			told[record->told.count++] = places[i];
	}
	record->places = (struct list){places, count};
	record->told.items = told;
}

/* Twice the mid-rank over the peers, compared without dividing. */
static int compare_places(const struct peer_place_record *a, const struct peer_place_record *b)
{
	uint64_t left = (2 * (uint64_t)a->place->placing.worse + a->place->placing.level) * b->place->peers;
	uint64_t right = (2 * (uint64_t)b->place->placing.worse + b->place->placing.level) * a->place->peers;

	return (left > right) - (left < right);
}

static void find_ends(struct peers_record *record)
{
	const struct peer_place_record *best = NULL, *last = NULL;

	for (uint32_t i = 0; i < record->told.count; i++) {
		const struct peer_place_record *place = record->told.items[i].as.record;

		best = best == NULL || compare_places(place, best) > 0 ? place : best;
		last = last == NULL || compare_places(place, last) < 0 ? place : last;
	}
	if (best == NULL || compare_places(best, last) == 0)
		return;
	record->best = best;
	record->last_place = last;
}

/* A high risk is held against high ones; a medium one against medium and high ones. */
static const struct peer_share *share_of(const struct peers *peers, const struct finding_record *finding)
{
	if (finding->finding->risk == RISK_HIGH)
		return &peers->high[finding->finding->question];
	return finding->finding->risk == RISK_MEDIUM ? &peers->at_risk[finding->finding->question] : NULL;
}

static void gather_common(const struct gathering *gathering, const struct peers_record *record)
{
	for (uint32_t i = 0; i < record->lens->framework->question_count; i++) {
		struct finding_record *finding = &gathering->findings[record->peers->lens][i];
		const struct peer_share *share = share_of(record->peers, finding);
		struct common_record *common = share == NULL ? NULL : arena_one(gathering->arena, struct common_record);

		if (common == NULL)
			continue;
		*common = (struct common_record){share, record};
		finding->common = common;
	}
}

void gather_peers(const struct gathering *gathering, struct review_record *review, const struct peers *peers)
{
	struct peers_record *record = arena_one(gathering->arena, struct peers_record);

	*record = (struct peers_record){.peers = peers, .first = month_of(peers->first_date), .last = month_of(peers->last_date)};
	review->peers = record;
	if (peers->lens < review->lenses.count)
		record->lens = review->lenses.items[peers->lens].as.record;
	if (peers->gap != PEER_GAP_NONE || record->lens == NULL)
		return;
	gather_places(gathering, record);
	gather_common(gathering, record);
	find_ends(record);
}
