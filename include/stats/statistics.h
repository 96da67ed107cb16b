/* Everything that a benchmark says, as numbers: the value that publications, data files and client reports are made from. */
#ifndef PLUMBLINE_STATS_STATISTICS_H
#define PLUMBLINE_STATS_STATISTICS_H

#include "stats/association.h"
#include "stats/compare.h"
#include "stats/estimate.h"
#include "stats/metric.h"
#include "stats/rank.h"

/* For whom it is counted: PUBLISH takes only clients that said so, INTERNAL all but those that said no. Disclosure control is another matter. */
enum audience { AUDIENCE_INTERNAL, AUDIENCE_PUBLISH };

/* What became of the reviews that were read: refused, outside, superseded and taken add up to reviews. */
struct population_counts {
	uint32_t reviews; /* in the corpus: the sum of the rest */
	uint32_t refused; /* left out by consent: the client's word, or population.consent */
	uint32_t refused_clients;
	uint32_t outside;                       /* population.where, or the condition of the caller, is not true */
	uint32_t outside_unknown;               /* of these: because it is unknown */
	uint32_t superseded;                    /* another review of the workload stands for it */
	uint32_t taken;                         /* the population */
	uint32_t clients, workloads;            /* in it */
	uint32_t first_date, last_date;         /* of it, as in struct corpus; 0 where it is empty */
	uint32_t without_framework, duplicates; /* not in reviews */
};

/* A way to split the population, such as by ctx.size. Groups are disjoint and in a fixed order: words as in fact.def, others by value. */
struct group {
	struct str value;     /* as in files */
	const uint64_t *rows; /* of the population */
	uint32_t reviews, clients;
};
struct split {
	struct str key, label;
	const struct group *groups; /* those that are not empty */
	uint32_t group_count;
	uint32_t unplaced; /* reviews for which the key is unknown */
};

/* One group of a metric. The difference is to the rest of the split's groups together (not to the unplaced). */
struct cell {
	struct estimate estimate;
	struct difference against;
	double p, q;     /* two-sided; q by Benjamini-Hochberg over the whole publication; 1 where nothing is tested */
	bool is_tested;  /* both sides have a base */
	bool is_finding; /* q < 0.05, 10 points or more, both sides of 10 clients or more and reliable */
};
struct segment {
	uint32_t split;                      /* index in statistics.splits */
	const struct cell *cells;            /* one per group */
	struct chi_squared_test homogeneity; /* of more than two groups; p is 1 otherwise */
	double q;                            /* of it */
};

/* Shares by time. A new series begins where the framework asks something broader or narrower than before: no line may join the two. */
struct period {
	uint32_t start;       /* first day, as in struct corpus */
	struct str label;     /* "2019", "2019-H2", "2019-Q3" */
	const uint64_t *rows; /* of the population */
	struct estimate estimate;
	bool has_standard;
	struct standardised standard; /* with the mix of the whole base by the metric's first segment key */
};
enum movement { MOVEMENT_NONE, MOVEMENT_ROSE, MOVEMENT_FELL };
struct series {
	const struct period *periods; /* those with a base, in order */
	uint32_t period_count;
	enum relation relation;   /* SAME or CLOSE: the series of the newest edition; otherwise an older edition's */
	uint32_t edition;         /* of an older edition's series; the newest one otherwise */
	struct trend trend;       /* Cochran-Armitage over the middles of periods, in years */
	struct difference change; /* last - first */
	enum movement movement;   /* what may be said: p < 0.05 and the interval of change without 0 */
	bool mix_changed;         /* the raw and the standardised change have different signs */
};

/* The same workloads twice: their first review against the one that stands for them. */
struct change {
	uint32_t pairs, clients;      /* known at both times and in the base at both */
	struct table_2x2 table;       /* both, only first, only last, neither */
	struct difference difference; /* last - first */
	double p;                     /* McNemar, exact */
	enum movement movement;
};

struct statistic {
	const struct metric *metric;
	const struct program *program;
	struct estimate all;
	const uint64_t *base, *hits;   /* planes: rows in the base, and of those the hits (of a mean: empty) */
	const double *values;          /* of a mean or median: per row of the corpus; else NULL */
	bool is_close;                 /* some edition's ids are only close: a footnote */
	uint32_t breaks;               /* editions whose ids are broader or narrower: reviews of them are in not_asked */
	const uint32_t *parts;         /* indexes of statistics */
	const uint32_t *part_percents; /* of the whole, adding up with it: steps of 10^-rounding percent; shares only */
	uint32_t part_count;
	const struct segment *segments;
	uint32_t segment_count;
	const struct series *series;
	uint32_t series_count;
	const struct change *change; /* NULL: no workload was reviewed twice, or not asked for */
};

struct ranked {
	uint32_t item; /* index of the question, choice or pillar of the corpus, or of the metric */
	struct str id, title;
	struct estimate estimate;
	uint32_t rank; /* from 1; equal shares have equal ranks */
	struct rank_interval interval;
};
struct standings {
	const struct ranking *ranking;
	const struct ranked *places; /* ordered; all of them: the ranking says how many to show */
	uint32_t count;
};

/* Risks of the questions of a pillar over the reviews of a group or of everybody: answers, not reviews. */
struct risk_profile {
	struct risk_counts counts; /* of asked questions */
	uint32_t not_asked;
	uint32_t reviews, clients; /* with at least one answered question */
	struct share high;         /* of answered questions */
};
struct pillar_statistic {
	uint32_t pillar;
	struct risk_profile all;
	const struct risk_profile *const *groups; /* [split][group] */
};

/* Two questions whose high risks go together, or apart, more than chance would have it. Both known in all reviews counted. */
struct pairing {
	uint32_t first, second; /* questions of the corpus, first < second */
	struct table_2x2 table; /* reviews with both, only first, only second, neither */
	uint32_t clients_both;
	struct association association;
	double p, q; /* Fisher; Benjamini-Hochberg over all pairs */
};

struct peer_tables;

struct statistics {
	const struct metrics *metrics;
	const struct metric_programs *programs;
	const struct corpus *corpus;
	enum audience audience;
	struct population_counts counts;
	const uint64_t *rows;               /* the population: one bit per row of the corpus */
	const struct statistic *statistics; /* one per metric, in file order; program NULL where the metric cannot be used */
	uint32_t statistic_count;
	const struct split *splits; /* all that a metric or the caller asked for, in order of first mention */
	uint32_t split_count;
	const struct standings *rankings;
	uint32_t ranking_count;
	const struct pillar_statistic *pillars;
	uint32_t pillar_count;
	const struct pairing *pairings; /* q < 0.01, 10 clients or more with both, lift at least 1.2 or at most 0.8; by q, then phi */
	uint32_t pairing_count;
	uint32_t pairs_tested;
	uint32_t tests;                  /* m of the family of segment tests */
	const struct peer_tables *peers; /* see peers.h; NULL: not asked for */
};

struct statistics_request {
	enum audience audience;
	const struct program *where; /* one more condition on the population; NULL: none */
	const struct formula *by;    /* segment keys for all metrics that have none of their own; may be none */
	uint32_t by_count;
	const uint64_t *without; /* rows to leave out, such as the client's own (they count as outside); NULL: none */
};

/*
 * Counts, estimates and tests everything. Diagnostics: parts that overlap or leave a gap, metrics never defined, bases below min_base, claims
 * whose number differs. Lives in the arena. Deterministic: the same corpus gives the same bytes.
 */
const struct statistics *statistics_new(struct arena *arena, const struct metric_programs *programs, const struct corpus *corpus,
					const struct statistics_request *request, struct diags *diags);

/* As lines of text, for goldens and `debug`. */
void statistics_dump(const struct statistics *statistics, GString *out);

#endif
