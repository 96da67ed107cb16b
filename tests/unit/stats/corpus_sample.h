/* Corpora written as YAML in the tests. */
#ifndef PLUMBLINE_TESTS_STATS_CORPUS_SAMPLE_H
#define PLUMBLINE_TESTS_STATS_CORPUS_SAMPLE_H

#include "stats/statistics.h"

struct sample {
	struct arena *arena;
	struct diags *diags;
	struct rows *rows;
	const struct corpus *corpus;
	const struct metrics *metrics;
	const struct metric_programs *programs;
	const struct statistics *statistics;
};

struct sample sample_new(void);
void sample_free(struct sample *sample);

/* A framework without faults. */
const struct ruleset *sample_ruleset(struct sample *sample, const char *yaml);

/* Adds a review without faults; rest: the lines after client, workload and date. Flow YAML. */
void sample_add(struct sample *sample, const struct ruleset *ruleset, const char *client, const char *workload, const char *date, const char *rest);

/* Columns of the rows so far. */
void sample_columns(struct sample *sample);

/* Decodes a file of metrics, compiles it and takes the statistics. False if there was an error. */
bool sample_metrics(struct sample *sample, const char *yaml);
bool sample_statistics(struct sample *sample, const char *yaml, const struct statistics_request *request);

/* Of a metric by its id; it must be there. */
const struct statistic *sample_statistic(const struct sample *sample, const char *id);

/* All diagnostics as text, in the arena. */
const char *sample_diags(const struct sample *sample);

#endif
