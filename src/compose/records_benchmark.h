/* What templates of publications can name: records over a protected view, gathered once. Nothing else of the statistics is printed. */
#ifndef PLUMBLINE_SRC_COMPOSE_RECORDS_BENCHMARK_H
#define PLUMBLINE_SRC_COMPOSE_RECORDS_BENCHMARK_H

#include "compose/figure_words.h"

#include "records.h"
#include "text.h"

enum figure_mark { FIGURE_MARK_PLAIN, FIGURE_MARK_STRONG, FIGURE_MARK_MUTED, FIGURE_MARK_HIDDEN, FIGURE_MARK_BREAK };

/* Texts are empty where the figure does not bear them. */
struct figure_record {
	const struct shown *shown;
	struct str value, brief, counts, base, clients, interval, words, fraction, quantifier, codes; /* brief: for cells of charts */
	uint32_t amount, low, high; /* tenths of a percent; of a limit, low to high is what may be */
	enum figure_mark mark;
};

struct metric_record {
	uint32_t index; /* of the statistic */
	const struct metric *metric;
	const struct shown_statistic *shown;
	const struct figure_record *figure;
	struct str title, claim, saying, pillar, anchor; /* pillar: its title */
	struct list parts, segments, series;
	bool parts_adjusted; /* some printed part is not its own percent, so that they add up */
	bool is_part;        /* of another metric */
	const struct change_record *change;
};

struct part_record {
	const struct metric_record *metric;
	struct str percent;
	uint32_t amount; /* tenths of a percent */
	bool is_adjusted;
};

/* A figure of a group, or of groups together. */
struct cell_record {
	struct str title;
	const struct figure_record *figure;
	struct str points, q; /* of a finding: the difference to the rest, without its sign */
	bool is_finding, is_above;
	const struct metric_record *metric;
	const struct split_record *split;
};

/* The figures of one metric or pillar by the groups of a split. */
struct row_record {
	struct str title, anchor;
	const struct figure_record *total;
	const struct metric_record *metric; /* NULL: a row of a group */
	struct list cells, merged;
	const struct split_record *split;
};

struct split_record {
	const struct split *split;
	struct str title, anchor;
	struct list groups; /* cells: sizes */
	const struct figure_record *unplaced;
	struct list profiles, metrics, findings; /* profiles: a row for each group, with a cell for each pillar; rows; cells */
};

struct period_record {
	struct str title;
	uint32_t place; /* along the axis of all periods, from 0 */
	const struct figure_record *figure;
	enum figure_mark mark;
};

struct series_record {
	const struct series *series;
	const struct metric_record *metric;
	struct list periods;
	const struct period_record *first, *last;
	enum movement movement; /* NONE where it may not be told */
	bool mix_changed;
};

struct change_record {
	const struct figure_record *first, *last;
	const struct metric_record *metric;
	struct str points;
	bool is_up, is_rounded; /* is_rounded: the points are not the difference of the printed shares */
	enum movement movement;
};

struct area_record {
	struct str id, title, anchor;
	const struct figure_record *high;
	bool has_parts;
	uint32_t percents[3];
	struct list gaps, strengths, wholes, profiles; /* most common first; wholes: metrics that have parts */
};

struct profile_record {
	struct str id, title, anchor;
	const struct area_record *area; /* NULL: its metrics are of several */
	struct list metrics;            /* in the order of the file */
	const struct metric_record *most, *least;
};

struct place_record {
	struct str rank, interval, title;
	const struct figure_record *figure;
};

struct standings_record {
	struct str title, anchor;
	struct list places;
	uint32_t count; /* of all places */
};

struct pair_record {
	struct str first, second;
	uint32_t row, column; /* places among the questions of all pairs */
	uint32_t both, lift;  /* percent; tenths */
};

struct code_record {
	struct str letter;
	enum shown_code code;
};

struct benchmark_record {
	const struct benchmark_subject *subject;
	const struct protected_view *view;
	const struct metrics *metrics;
	struct str title, framework, first, last, reviews, clients;
	struct list editions, files, omissions, codes;
	struct list all, headlines, areas, loose, wholes, profiles, numbers; /* loose: of no pillar; numbers: means and medians */
	struct list splits, findings, periods, trends, moved, changes, standings, pairs, pair_questions, notes;
	bool has_rounded_base;
};

/* What an article is, and the figures that it names, in order of first mention. */
struct article_record {
	struct str title, subtitle, author;
	struct list metrics, rankings;
};

/* The names of the words of a split key, such as "small" of "ctx.size", as the language says them. */
struct benchmark_gathering {
	struct arena *arena;
	const struct wording *wording;
	const struct protected_view *view;
	const struct statistics *statistics;
	struct benchmark_record *record;
	struct metric_record **metrics; /* one per statistic; NULL where it is not to be named */
	uint32_t codes;                 /* all that occur */
};

/* Records of a figure, of its words; the codes are remembered. metric may be NULL. */
const struct figure_record *gather_figure(struct benchmark_gathering *gathering, const struct metric *metric, const struct shown *shown);
/* The metrics with their parts, series and changes; then areas and profiles of them. */
void gather_metrics(struct benchmark_gathering *gathering);
void gather_areas(struct benchmark_gathering *gathering);
/* Splits with their rows and findings. */
void gather_splits(struct benchmark_gathering *gathering);
/* Rankings and pairs of risks. */
void gather_tables(struct benchmark_gathering *gathering);

/* The whole. Lives in the arena and points into the view. */
const struct benchmark_record *gather_benchmark(struct arena *arena, const struct benchmark_subject *subject, const struct wording *wording);

/* Metrics by their share, the largest first; what is not shown keeps its order and comes last. */
void sort_metrics(GArray *metrics);

/* A growing list of values; list_take frees it. */
GArray *list_new(void);
void list_add(GArray *list, struct value value);
struct list list_take(struct arena *arena, GArray *list);

#endif
