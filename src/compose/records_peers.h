/* What templates can name of one client among its peers. */
#ifndef PLUMBLINE_SRC_COMPOSE_RECORDS_PEERS_H
#define PLUMBLINE_SRC_COMPOSE_RECORDS_PEERS_H

#include "records.h"

struct peers_record {
	const struct peers *peers;
	const struct lens_record *lens;                    /* NULL: none can be compared */
	struct date first, last;                           /* months */
	struct list places, told;                          /* per pillar of the lens; those of which something is told */
	const struct peer_place_record *best, *last_place; /* by mid-rank; NULL where fewer than two are told, or all are alike */
};

struct peer_place_record {
	const struct pillar_record *pillar;
	const struct peer_place *place;
	struct list bins;
};

/* How common the risk of a finding is. */
struct common_record {
	const struct peer_share *share;
	const struct peers_record *peers;
};

#endif
