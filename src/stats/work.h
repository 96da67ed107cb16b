/* Statistics while they are made. */
#ifndef PLUMBLINE_STATS_WORK_H
#define PLUMBLINE_STATS_WORK_H

#include "splits.h"

/* Reviews of the population by year, half or quarter. */
struct span_of_time {
	uint32_t number; /* of the period: year * periods of a year + its place there */
	uint64_t *rows;
};
struct calendar {
	struct span_of_time *spans;
	uint32_t count;
};

struct work {
	struct arena *arena;
	struct arena *scratch; /* freed with the work */
	const struct metrics *metrics;
	const struct metric_programs *programs;
	const struct corpus *corpus;
	const struct statistics_request *request;
	struct diags *diags;
	struct results *results;
	struct statistics *statistics;
	struct split *splits;
	uint64_t *rows;     /* the population */
	uint64_t *standing; /* everybody who may be counted: before where and select; earlier milestones are among them */
	uint64_t *alone;    /* rows of the population whose client has no other there */
	uint32_t *again;    /* rows of the population that are not the first review of their workload */
	uint32_t again_count;
	struct calendar calendars[TREND_QUARTER + 1]; /* by length of period, once one is asked for */
	struct estimation estimation;                 /* of what belongs to no metric */
	GPtrArray *tests;                             /* of struct test: p and q of the family */
};

/* A p of the family, and where its q goes. */
struct test {
	double p;
	double *q;
};

/* Where each row is, for one metric: each row within `rows` has a bit in exactly one of base, unknown ... off_base. */
struct membership {
	const uint64_t *hits; /* within base */
	const uint64_t *base, *unknown, *not_asked, *not_applicable, *base_unknown, *off_base;
	const double *values; /* of a mean or median */
};

void take_population(struct work *work);
void take_splits(struct work *work);
void take_peers(struct work *work);

/* editions: which of them count as asked, a bool for each. rows: those to be placed. Lives in the arena given. */
struct membership membership_of(const struct work *work, struct arena *arena, uint32_t metric, const bool *editions, const uint64_t *rows);
/* The same for a predicate alone. */
struct membership membership_of_program(const struct work *work, struct arena *arena, const struct program *program, const uint64_t *rows);

/* Editions of the newest kind: those whose ids are the same or close in all that the metric asks. False: not_asked. */
void editions_of(const struct work *work, uint32_t metric, bool *editions);
enum relation relation_of(const struct work *work, uint32_t metric, uint32_t edition);

/* The figure for the rows that are also in within (NULL: all). */
struct estimate estimate_of(const struct work *work, const struct membership *membership, const struct metric *metric, const uint64_t *within);
struct estimation estimation_of(const struct work *work, const struct metric *metric);

void take_statistic(struct work *work, uint32_t metric, struct statistic *statistic);
void take_segments(struct work *work, const struct membership *membership, struct statistic *statistic);
void take_series(struct work *work, uint32_t metric, const struct membership *membership, struct statistic *statistic);
void take_change(struct work *work, uint32_t metric, struct statistic *statistic);
void take_parts(struct work *work, uint32_t metric, struct statistic *statistics);
void take_rankings(struct work *work);
void take_pillars(struct work *work);
void take_pairings(struct work *work);
void settle_segments(struct work *work); /* q, and what is a finding */
void check_statistic(struct work *work, const struct statistic *statistic);

/* Adds p to the family; q is set when all are in. */
void add_test(struct work *work, double p, double *q);

/* The counts that a test for independent answers may use: of clustered answers those of the effective base, in whole numbers. */
struct share effective_share(const struct estimate *estimate);

enum movement movement_of(double p, struct difference difference);

/* The difference of two shares, with their effective bases, and its p: Fisher where answers are independent, else a score test on n*. */
struct difference difference_of(const struct estimate *first, const struct estimate *second, double confidence, double *p);

#endif
