/* What counting peers for a publication and for one report share. */
#ifndef PLUMBLINE_STATS_PEER_WORK_H
#define PLUMBLINE_STATS_PEER_WORK_H

#include "stats/peers.h"

/* Rows of the plane whose risk of the question is known, and whose edition asks the same or nearly the same. */
uint64_t *peer_known(struct arena *arena, const struct corpus *corpus, uint32_t question, const uint64_t *rows);

/* Whether share is at most 10 x step per cent. */
static inline bool peer_is_at_most(struct share share, uint32_t step)
{
	return 10 * (uint64_t)share.hits <= (uint64_t)step * share.of;
}

/* Adds a client with this share of high risks. */
void peer_steps_add(struct peer_steps *steps, struct share share);

/* The bins that the steps told leave. */
const struct peer_bin *peer_bins(struct arena *arena, const struct peer_steps *steps, uint32_t told, uint32_t *count);
/* Index of the bin that a share falls into. */
uint32_t peer_bin_of(const struct peer_bin *bins, uint32_t count, struct share share);

/* What statistics.json tells. */
struct published_question {
	struct str id, pillar;
	struct peer_share high, at_risk;
};
struct published_group {
	struct str segment, value; /* empty: everybody */
	struct peer_steps steps;
	uint32_t told; /* of the steps; 0: nothing is told */
	bool is_rounded;
};
struct published_pillar {
	struct str id;
	struct published_group all;
	const struct published_group *groups;
	uint32_t group_count;
};
struct peer_publication {
	struct str framework, version, release;
	struct noun noun;
	uint32_t min_clients, min_side, clients;
	bool is_rounded; /* clients */
	uint32_t first_date, last_date;
	const struct published_question *questions;
	uint32_t question_count;
	const struct published_pillar *pillars;
	uint32_t pillar_count;
};

/* The share of clients with one vote each, and all that is told beside it. */
struct estimate peer_estimate(const struct corpus *corpus, const uint64_t *known, const uint64_t *hits);

/* What may be told of a placing of exact counts, or of bins: see STATISTICS in plumbline(1). least: clients on either side. */
void peer_tell(struct peer_place *place, uint32_t least);

/* Half of the client's questions of the pillar at least: else a peer is not held against it. */
static inline bool peer_answered_enough(uint32_t common, uint32_t asked)
{
	return common > 0 && 2 * common >= asked;
}

/* Figures of peers: collected with all others, and shown last. See guard.h. */
struct guard;
struct plan;
struct pillar_plan;
void collect_peers(struct guard *guard, struct plan *plan);

/* All clients, or those of a group, in a pillar. high: per question the figure; profile: that of all answers, or NO_FIGURE. */
struct peer_crowd {
	uint32_t pillar, profile;
	const uint32_t *high;
	const struct peer_steps *steps;
	bool is_whole;
};

/*
 * Those of the steps told after which, as far as shares of questions and answers tell, least clients or more of every bin may stand on either side of each
 * number of high risks in it. Where some were not asked everything readers know less than is assumed here.
 */
uint32_t peer_steps_loosened(const struct guard *guard, const struct peer_crowd *crowd, uint32_t told);
/* Keeps back shares of questions until the pillar's share of answers tells nothing more of those that are kept back. */
void settle_peer_sums(const struct guard *guard, uint32_t pillar, const uint32_t *high, const uint32_t *at_risk, const struct pillar_plan *profiles);
void fill_peers(const struct guard *guard, const struct plan *plan, struct protected_view *view);

#endif
