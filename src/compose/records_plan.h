/* Records of what the context and the plan bring: rules, paths, the roadmap and exposure. */
#ifndef PLUMBLINE_SRC_COMPOSE_RECORDS_PLAN_H
#define PLUMBLINE_SRC_COMPOSE_RECORDS_PLAN_H

#include "assess/explain.h"
#include "assess/exposure.h"
#include "assess/schedule.h"

/* A list of records as values, so that expressions can walk it. */
struct list {
	const struct value *items;
	uint32_t count;
};

/* Sets of facts: all; those without which no estimate is made, and what a busy hour rests on besides. */
#define ALL_FACTS  ((1u << FACT_COUNT) - 1)
#define HOUR_FACTS (1u << FACT_KEY_revenue | 1u << FACT_KEY_revenue_share | 1u << FACT_KEY_currency)
#define PEAK_FACTS (HOUR_FACTS | 1u << FACT_KEY_traffic)

struct practice_record;

/* A paragraph or a reason that stands in the report because its condition on the context holds. */
struct rule_record {
	struct str when, text;
	struct span span; /* of the condition */
	uint32_t facts;   /* that the condition names: a bit per enum fact_key */
};

/* What may be: low, likely and high, rounded for print. */
struct range_record {
	double low, likely, high;
};

/* A way out of a risk. */
struct path_record {
	const struct path *path;
	struct list practices, stops; /* to put in place; to give up */
	const struct range_record *days;
};

struct step_record {
	const struct practice_record *practice;
	const struct scheduled_step *planned;
	uint32_t number;                  /* from 1, in the order of the roadmap; 0: done already */
	uint32_t fewer_high;              /* questions that it takes out of high risk */
	uint32_t fewer_risk;              /* questions that it leaves without risk */
	struct list after;                /* steps that must come before it */
	const struct range_record *cost;  /* NULL: not known */
	const struct range_record *share; /* percent of the protected revenue of a year; NULL: not known */
	uint32_t due_month;               /* of the roadmap; 0: none, or out of its range */
	uint32_t facts;                   /* on which its place rests */
};

/* What a stretch of the roadmap holds: a year of it. */
struct roadmap_year_record {
	uint32_t number, steps, from, to; /* months */
	double days;
	uint32_t high_left, medium_left; /* at its end */
};

/* The steps of a horizon. */
struct wave_record {
	enum horizon when;
	struct list steps;
	uint32_t from, to; /* months */
	double days;
	uint32_t facts;
};

/* A place on the burn-down. */
struct remainder_record {
	uint32_t number, month; /* of the unit, and of its end; 0: the start */
	struct date date;
	uint32_t high, medium; /* questions left at these risks */
	bool is_named;         /* in words, too */
};

struct month_record {
	uint32_t number; /* of the roadmap, from 1 */
	struct date date;
};

struct roadmap_record {
	const struct schedule *schedule;
	struct list steps; /* dated, in order */
	struct list done;  /* already, or without a date */
	struct list waves; /* those that have steps, in order */
	struct list years; /* years after the first */
	struct list points;
	struct list months;      /* of the chart of the roadmap */
	uint32_t months_of_unit; /* of the burn-down: 1 or, for a long roadmap, 12 */
	uint32_t high_gone;      /* month at whose end no high risk is left; 0: one stays */
	uint32_t aside;          /* missing practices of questions at risk that no cheapest path needs */
	struct list without_path, only_medium;
	const struct range_record *cost, *share; /* of all steps; NULL: not known */
	uint32_t facts;
};

/* A promise to customers, and what it implies. */
struct promise_record {
	enum fact_key key;
	const struct promise *promise;
	const struct range_record *cost, *at_peak;
	uint32_t facts;
};

struct assumption_record {
	enum assumption_key key;
	const struct assumption *assumption;
};

/* Findings that may stop revenue in one way. */
struct hazard_record {
	const struct exposure_kind *kind;
	struct list findings, missing, assumptions;
	const struct range_record *year, *hours;
	uint32_t facts;
};

struct exposure_record {
	const struct exposure *exposure;
	struct list missing, kinds, promises, assumptions;
	const struct range_record *hour, *peak, *revenue;
	uint32_t facts, peak_facts;
};

/* A fact that the review lacks, and what it would decide. */
struct wanted_record {
	enum fact_key key;
	struct list advice, priority; /* findings */
	bool estimate;                /* the estimates of exposure need it */
	uint32_t facts;
};

#endif
