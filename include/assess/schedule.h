/* The roadmap within a capacity: which practice to put in place when, so that high risks go soonest, then medium ones; and what is left after each step. */
#ifndef PLUMBLINE_ASSESS_SCHEDULE_H
#define PLUMBLINE_ASSESS_SCHEDULE_H

#include "assess/path.h"
#include "assess/plan.h"

/* Where the review gives no capacity: days_per_engineer (likely) for each of ctx.engineers, between the first two; the first where they are not known either. */
#define SCHEDULE_DAYS         4000 /* engineer-days a month, in thousandths */
#define SCHEDULE_MOST_DAYS    20000
#define SCHEDULE_PARALLEL     3u
#define SCHEDULE_EXACT_GROUPS 14u  /* up to so many questions to move, their order is the best there is */
#define SCHEDULE_MONTHS       600u /* what ends later is not dated */

/*
 * The work of a question is its cheapest path to no risk, and the part of it that takes it from high to medium first. A practice takes effort_points *
 * days_per_point (likely) engineer-days; practices that it comes after, and that are missing, are done before it. Months count from the review; capacity is
 * one pool, and an owner with a capacity of their own has no more than that. Over these paths, the order makes the sum, over the questions at high risk, of
 * the days until each leaves it as small as can be (a raised question counts 3, a normal one 2, a lowered one 1); then, in the order of that, the same for
 * the days until each has no risk. Days are of the pool (one step after the other, owners aside): with 8 days a month, 12 days are a month and a half.
 */
enum step_reason { STEP_FOR_MEDIUM, STEP_FOR_NONE, STEP_BEFORE_ANOTHER /* it is in no path, but others come after it */ };

struct scheduled_step {
	uint32_t lens, question, choice; /* question: of the choice */
	bool stops;                      /* the tick must go away */
	enum step_reason reason;
	enum risk risk; /* of its question before all */
	enum priority priority;
	int64_t days;             /* engineer-days, in thousandths; 0: done already */
	struct str owner, status; /* from the review's plan; may be empty */
	struct date due;          /* year 0: none */
	bool late;                /* ends after it is due */
	uint32_t start, end;      /* months, from 1; 0, 0: done already, or not dated */
	bool dated;
	enum horizon when;               /* by start: months 1 to 3, 4 to 6, later */
	uint32_t high_left, medium_left; /* questions of the whole review at these risks once this step is done: the burn-down */
};

/* A question at risk that the schedule leaves there. */
enum unplanned_reason {
	UNPLANNED_UNKNOWN,     /* it has no rules, or is known only in part */
	UNPLANNED_STATED,      /* its risk was stated, and its rules give another */
	UNPLANNED_NO_PATH,     /* no selection that is still open leads to a lower risk */
	UNPLANNED_ONLY_MEDIUM, /* one leads to medium, none further: the steps to medium are in the schedule */
};

struct unplanned {
	uint32_t lens, question;
	enum unplanned_reason reason;
	bool exact; /* all selections were tried */
};

/* How good the order is: a sum of weighted days, in thousandths, and a sum below which none can come. Equal: it is the best. */
struct schedule_quality {
	int64_t days, bound;
};

struct schedule {
	int64_t days_per_month; /* in thousandths */
	uint32_t parallel;
	bool assumed;                       /* the review gives no capacity */
	const struct scheduled_step *steps; /* in the order in which they end; those not dated last */
	uint32_t count, months;             /* months: of the last end */
	int64_t days;                       /* of all steps, in thousandths */
	uint32_t high, medium;              /* questions at these risks at the start */
	struct schedule_quality leaving_high, leaving_risk;
	const struct unplanned *unplanned;
	uint32_t unplanned_count;
};

/* wish: NULL, or what counts before the capacity of the review; its days and parallel may be 0, its owners none: those of the review. */
const struct schedule *schedule_derive(struct arena *arena, const struct assessment *assessment, const struct capacity *wish);

#endif
