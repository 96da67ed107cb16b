/* A file of metrics: which shares, means and rankings to take over many reviews, and of whom. Expressions are text here; stats compiles them. */
#ifndef PLUMBLINE_MODEL_METRICS_H
#define PLUMBLINE_MODEL_METRICS_H

#include "read/node.h"

/* Text of an expression; empty where there is none. */
struct formula {
	struct str text;
	struct span span;
};

/* What one vote is. CLIENT: each client's workloads share one vote; the others: one for each workload, or each review, with clients as clusters. */
enum metric_unit { UNIT_CLIENT, UNIT_WORKLOAD, UNIT_REVIEW };

/* Which review of a workload stands for it; EACH: all of them. */
enum metric_select { SELECT_LATEST, SELECT_FIRST, SELECT_EACH };

/* BOUNDS: the worst-case bounds of missing answers are printed however few they are. */
enum metric_missing { MISSING_EXCLUDE, MISSING_BOUNDS };

enum metric_kind { METRIC_SHARE, METRIC_MEAN, METRIC_MEDIAN };

/* What a larger value is. */
enum direction { DIRECTION_GOOD, DIRECTION_BAD, DIRECTION_NEUTRAL };

/* How a sentence may put the share: as a percent, as a simple fraction, or only by a word such as "most". */
enum metric_say { SAY_NUMBER, SAY_FRACTION, SAY_QUANTIFIER };

enum metric_trend { TREND_NONE, TREND_YEAR, TREND_HALF, TREND_QUARTER };

enum ranking_over { OVER_QUESTIONS, OVER_CHOICES, OVER_PILLARS, OVER_METRICS };

struct population {
	struct str title;
	enum metric_unit unit;
	enum metric_select select;
	struct formula where;   /* reviews for which it is not true are no part of the population */
	struct formula consent; /* more than the client's own word asks for: reviews for which it is false are left out */
	uint32_t size;          /* of a finite population that the sentences are about; 0: none is meant */
	bool generalise;        /* sentences may speak of the units at large, not only "of our reviews" */
	struct str reason;      /* why they may; printed */
	struct span span;
};

/* Names of a unit in sentences. */
struct noun {
	struct str one, many;
};

/* The rules of publication, section by section of plumbline-metrics(5); each has a default. */
struct privacy {
	uint32_t min_clients;  /* 10: a cell of fewer clients is not shown */
	uint32_t min_side;     /* 3: a share is shown only with so many clients on either side */
	uint32_t min_change;   /* 10: clients that must have joined or left before a cell is shown anew */
	uint32_t base_step;    /* 5: bases of segments are rounded to this; 1: exact */
	struct str ledger;     /* path, relative to this file, of the private ledger; empty: none named */
	struct str parameters; /* path of the private file with the concentration rule's parameter and the ledger's key; empty: none */
	struct span span;
};

struct metric {
	struct str id, title;
	enum metric_kind kind;
	struct formula value;                                         /* the predicate of a share; the number of a mean or median */
	struct formula base;                                          /* empty: everybody */
	struct formula applies;                                       /* where false: not applicable, out of the base */
	struct str base_title, unit, note, pillar, group, supersedes; /* group: metrics that are shown together, such as "devops" */
	enum direction direction;
	enum metric_say say;
	struct str saying; /* a sentence piece with {share}; may be empty */
	struct str claim;  /* a sentence with {share}; may be empty */
	enum metric_missing missing;
	uint32_t rounding; /* decimals of the percent, 0 to 3 */
	double confidence; /* 0.95 */
	uint32_t min_base; /* below it there is a warning */
	bool publish;
	enum metric_trend trend;
	struct str since, until;     /* versions of the framework, inclusive; empty: no bound */
	const struct formula *parts; /* ids of metrics: disjoint, adding up to this one */
	uint32_t part_count;
	const struct formula *segments; /* keys such as ctx.size */
	uint32_t segment_count;
	struct span span, say_span, claim_span, supersedes_span; /* span: of the id */
};

struct ranking {
	struct str id, title;
	enum ranking_over over;
	struct formula value; /* with `item` for the question, choice, pillar or metric; for metrics it may be left out: metric(item) */
	struct formula among; /* OVER_CHOICES: a question whose choices are ranked; empty: all */
	bool ascending;
	uint32_t show; /* at most so many places; 0: all */
	struct span span;
};

/* Flat arrays in file order; const once read; lives in the arena it was read into. */
struct metrics {
	const struct source *source;
	bool is_draft;        /* `schema: benchmark-metrics/1`: words unknown to a fact are warnings */
	struct str framework; /* id; empty: the first framework of each review */
	struct span framework_span;
	struct population population;
	struct noun noun;
	struct privacy privacy;
	double confidence; /* of what belongs to no metric */
	bool associations; /* look for risks that go together */
	bool peers;        /* count what places a client among its peers */
	const struct metric *metrics;
	uint32_t metric_count;
	const struct ranking *rankings;
	uint32_t ranking_count;
};

/* Index, or UINT32_MAX. */
uint32_t metrics_find(const struct metrics *metrics, struct str id);

/* Decodes a metrics file (plumbline: metrics/1). NULL only if nothing usable is there; otherwise what could be read; diagnostics for the rest. */
const struct metrics *metrics_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

#endif
