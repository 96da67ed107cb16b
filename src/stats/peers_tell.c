/* What may be said of a client's place: counts where so many stand on either side, limits elsewhere. */
#include "peer_work.h"

/* is_certain: that it is none follows from the client's own answers, and tells nothing of others. */
static struct peer_count count_of(uint32_t count, uint32_t of, uint32_t least, bool is_certain)
{
	if (count == 0 && is_certain)
		return (struct peer_count){PEER_EXACT, 0};
	if (count < least)
		return (struct peer_count){PEER_UNDER, least};
	if (of - count < least)
		return (struct peer_count){PEER_OVER, of - least};
	return (struct peer_count){PEER_EXACT, count};
}

/* A few that stand level are told with those that do better. */
static void tell_level(struct peer_place *place, uint32_t least)
{
	uint32_t level = place->placing.level;

	place->level = (struct peer_count){PEER_UNTOLD, 0};
	if (place->worse.sense != PEER_EXACT || place->better.sense != PEER_EXACT)
		return;
	if (level == 0 || level >= least)
		place->level = (struct peer_count){PEER_EXACT, level};
	else
		place->better = (struct peer_count){PEER_UNTOLD, 0};
}

static void tell_percentile(struct peer_place *place)
{
	double rank = place->placing.worse + place->placing.level / 2.0;

	place->percentile = placing_shown(place->placing);
	place->interval = interval_outward(wilson(rank, place->peers, 0.95), 0);
	place->interval.low = MAX(place->interval.low, 1u);
	place->interval.high = MIN(place->interval.high, 99u);
}

void peer_tell(struct peer_place *place, uint32_t least)
{
	bool whole;

	place->peers = place->placing.worse + place->placing.level + place->placing.better;
	place->worse = count_of(place->placing.worse, place->peers, least, place->is_binned || place->own.hits == place->own.of);
	place->better = count_of(place->placing.better, place->peers, least, place->is_binned || place->own.hits == 0);
	tell_level(place, least);
	whole = place->worse.sense == PEER_EXACT && place->better.sense == PEER_EXACT;
	place->detail = placing_detail(place->placing);
	if (place->detail == PLACING_EXACT && !whole)
		place->detail = placing_third(place->placing);
	if (place->detail == PLACING_EXACT)
		tell_percentile(place);
	if (!place->is_rounded)
		return;
	place->worse.sense = place->worse.sense == PEER_EXACT && place->worse.count > 0 ? PEER_ABOUT : place->worse.sense;
	place->level.sense = place->level.sense == PEER_EXACT && place->level.count > 0 ? PEER_ABOUT : place->level.sense;
	place->better.sense = place->better.sense == PEER_EXACT && place->better.count > 0 ? PEER_ABOUT : place->better.sense;
}
