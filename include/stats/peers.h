/* One client among its peers: how common each of its risks is, and its place in each pillar; from rows, or from what a publication tells. */
#ifndef PLUMBLINE_STATS_PEERS_H
#define PLUMBLINE_STATS_PEERS_H

#include "stats/protect.h"

/* ---- What is told of peers, whoever asks: a part of statistics, and of statistics.json ---- */

/* Clients of a group, and those of them whose share of answers with a high risk is at most 0, 10 ... 90 per cent. */
#define PEER_STEPS 10u
struct peer_steps {
	uint32_t clients;
	uint32_t at_most[PEER_STEPS];
};

struct peer_question {
	uint32_t question;             /* of the corpus */
	const uint64_t *known;         /* reviews whose risk is known and that were asked the same, or nearly */
	struct estimate high, at_risk; /* shares of clients: one vote each */
	struct estimate medium;        /* what they leave between them */
	bool may_be_medium;            /* some edition's rules can say so, or it has none */
};

struct peer_pillar {
	uint32_t pillar;
	const uint64_t *known; /* reviews with a known risk in the pillar */
	struct peer_steps all;
	const struct peer_steps *const *groups; /* [split][group], and last the unplaced */
};

struct peer_tables {
	const struct peer_question *questions;
	uint32_t question_count;
	const struct peer_pillar *pillars;
	uint32_t pillar_count;
};

/* What may be printed of it: all steps of a group or none. */
struct shown_steps {
	uint32_t told; /* a set of steps */
	struct shown steps[PEER_STEPS];
};
struct shown_peer_pillar {
	struct shown_steps all;
	const struct shown_steps *const *groups; /* [split][group] */
};
/* Parallel to struct peer_tables. */
struct shown_peers {
	const struct shown *high, *at_risk;
	const struct shown_peer_pillar *pillars;
};

/* Steps at which groups are told together: on either side of each, and between two, every group that is told has least clients or more; so has `rest`,
 * those that are not told, unless it is empty. A set of bits: 1 << step. */
uint32_t peer_steps_told(const struct peer_steps *const *groups, uint32_t count, const struct peer_steps *rest, uint32_t least);

/* Those of the steps in a set that leave bins of least clients or more. */
uint32_t peer_steps_kept(const struct peer_steps *steps, uint32_t told, uint32_t least);

/* ---- What a report says of one client ---- */

/* Why nothing is said. */
enum peer_gap {
	PEER_GAP_NONE,
	PEER_GAP_FEW,      /* fewer than 10 other clients */
	PEER_GAP_QUESTION, /* peers were not asked the same */
	PEER_GAP_ANSWER    /* the client did not answer */
};

/* A number of clients, or a limit where the number would tell too much. */
enum peer_sense {
	PEER_EXACT,
	PEER_ABOUT, /* worked out from a rounded percent */
	PEER_UNDER, /* fewer than */
	PEER_OVER,  /* more than */
	PEER_UNTOLD
};
struct peer_count {
	enum peer_sense sense;
	uint32_t count;
};

/* How common a risk is. */
struct peer_share {
	enum peer_gap gap;
	struct peer_count hits;
	uint32_t of; /* clients */
	bool has_percent;
	struct percent percent;
	bool has_interval;
	struct percent_range interval;
};

/* Clients whose share of high risks is above from and at most to, in percent; the first bin begins with 0 itself. Never fewer than three. */
struct peer_bin {
	uint32_t from, to, count;
};

struct peer_place {
	enum peer_gap gap;
	struct share own; /* answers of the client with a high risk, of those that peers can be compared on */
	uint32_t peers;   /* clients */
	bool is_binned;   /* counts are of bins: level means in the same one */
	bool is_rounded;  /* from rounded percents */
	struct placing placing;
	struct peer_count worse, level, better; /* as may be told: peers with more high risks, as many, fewer */
	enum placing_detail detail;             /* UNSAID also where a limit stands for a count */
	uint32_t percentile;                    /* EXACT only */
	struct percent_range interval;          /* of it; EXACT only */
	const struct peer_bin *bins;            /* rising */
	uint32_t bin_count, own_bin;
};

/* Who the places are among. */
enum peer_base {
	PEER_BASE_SEGMENT,
	PEER_BASE_SMALL,    /* everybody: the client's segment has fewer than 10 other clients */
	PEER_BASE_COARSE,   /* everybody: too little is published of the client's segment */
	PEER_BASE_UNKNOWN,  /* everybody: it is not known which segment the client is in */
	PEER_BASE_UNDIVIDED /* everybody: there are no segments */
};

struct peers {
	enum peer_gap gap; /* of everything: FEW, or QUESTION where no peer was reviewed against the same framework */
	struct str framework, version;
	struct noun noun;
	uint32_t lens;        /* of the assessment: which is compared; lens_count where none is */
	uint32_t clients;     /* peers in all; rounded where is_rounded */
	uint32_t min_clients; /* fewer others are never told of */
	bool is_published;    /* from figures: the client's own review may be among them */
	bool is_rounded;
	struct str release;
	uint32_t first_date, last_date; /* of the peers' reviews, as in struct corpus; day 0: only the month is told; 0: not known */
	enum peer_base base;
	enum fact_key segment_key;               /* SEGMENT and SMALL, of a fact; FACT_COUNT otherwise */
	struct str segment, segment_value;       /* "ctx.size", "small" */
	uint32_t segment_clients;                /* SEGMENT only */
	const struct peer_share *high, *at_risk; /* per question of the lens's framework */
	const struct peer_place *places;         /* per pillar */
};

/*
 * From rows: the client's own reviews are left out, by its name and by the ids of its workloads; so are clients that said no. metrics: whose population,
 * rules of privacy and segments are taken; NULL: everybody, by the latest review of each workload. by: keys of segments that come first. Lives in the arena.
 */
const struct peers *peers_among(struct arena *arena, const struct rows *rows, const struct metrics *metrics, const struct formula *by,
				uint32_t by_count, const struct assessment *assessment);

/* What statistics.json tells of peers; const, shared by reports. */
struct peer_publication;

/* NULL with diagnostics where the file is not one, or cannot be believed. */
const struct peer_publication *peer_publication_read(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

const struct peers *peers_published(struct arena *arena, const struct peer_publication *publication, const struct assessment *assessment);

/* Where peers come from: rows, with what peers_among takes besides, or a publication. */
struct peer_source {
	const struct rows *rows; /* NULL: the publication */
	const struct metrics *metrics;
	const struct formula *by;
	uint32_t by_count;
	const struct peer_publication *publication;
};

/* False, with a diagnostic, for a key by which reviews cannot be split. */
bool peer_keys_check(const struct formula *by, uint32_t count, struct diags *diags);

const struct peers *peers_find(struct arena *arena, const struct peer_source *source, const struct assessment *assessment);

#endif
