/* Revenue protection: what an outage costs, what the promises to customers imply, and what findings that can stop revenue expose, as ranges. */
#ifndef PLUMBLINE_ASSESS_EXPOSURE_H
#define PLUMBLINE_ASSESS_EXPOSURE_H

#include "assess/assessment.h"

/*
 * Arithmetic is in whole numbers: money in hundredths of the currency unit, time in seconds, assumptions in thousandths. Each multiplication is rounded once, half up;
 * what passes INT64_MAX stays there. The low end multiplies all low values, the high end all high ones. Print with money_rounded: more than two
 * digits would claim what nobody knows.
 */
struct money {
	int64_t low, likely, high;
};

/* Hundredths to whole units, half up at so many leading digits: money_rounded(123456789, 2) is 1200000. */
int64_t money_rounded(int64_t hundredths, int digits);

/* What one promise to customers implies. known: the fact is given, and what an hour costs is known. */
struct promise {
	bool known;
	int64_t seconds;   /* outage that the promised availability allows in a year; the recovery time; the recovery point */
	struct money cost; /* of so much outage in average hours; of recovery point: revenue whose records may be lost, the lost share not applied */
	struct money at_peak; /* the same in busy hours */
};

/* Findings of one kind, and what they expose in a year. Findings of one kind are about the same outages: never add them up. */
struct exposure_kind {
	enum stops kind;
	uint32_t high, medium;        /* questions of this kind at these risks */
	bool known;                   /* there is such a finding, and no fact is missing */
	const enum fact_key *missing; /* where there is such a finding: facts to ask for */
	uint32_t missing_count;
	bool weakened;                          /* only medium risks: medium_weight was applied */
	struct money year;                      /* exposure in a year */
	struct money seconds;                   /* of outage in a year, not money */
	const char *formula;                    /* over keys of facts and assumptions, and `hour`; the same for every review */
	const enum assumption_key *assumptions; /* that the formula uses, besides those of `hour`; medium_weight only where weakened */
	uint32_t assumption_count;
};

struct exposed_finding {
	uint32_t lens, question;
	enum stops kind;
	enum risk risk; /* RISK_HIGH or RISK_MEDIUM */
};

struct exposure {
	bool known;                   /* the cost of an hour is: revenue, revenue_share and currency are given */
	const enum fact_key *missing; /* of these three */
	uint32_t missing_count;
	struct str currency;
	int64_t protected_revenue; /* of a year, through this workload; hundredths */
	struct money hour;         /* of outage, averaged over the year: what yearly exposures rest on */
	struct money peak_hour;    /* of outage in a busy hour */
	const char *hour_formula, *peak_formula;
	const enum assumption_key *hour_assumptions;
	uint32_t hour_assumption_count;
	struct assumption assumptions[ASSUMPTION_COUNT]; /* as used: the review's, or the table's, of which peak_factor depends on traffic */
	struct promise availability, rto, rpo;
	struct exposure_kind kinds[STOPS_COUNT]; /* by enum stops; the first is empty */
	struct money year;                       /* sum of the known kinds: they are different outages */
	uint32_t known_kinds;
	const struct exposed_finding *findings; /* in the order of lenses and questions */
	uint32_t finding_count;
};

const struct exposure *exposure_derive(struct arena *arena, const struct assessment *assessment);

/* What a practice costs to put in place. */
struct step_cost {
	struct money days; /* engineer-days, in thousandths; not money; always known */
	bool known;        /* the day rate is: given, or the default where the currency is one of the table */
	struct money cost;
	bool has_share;     /* protected revenue is known, too, and not nothing */
	struct money share; /* of the protected revenue of a year, in hundredths of a percent; not money */
};

/* points: of effort, in thousandths; see effort_points in assess/path.h. */
struct step_cost exposure_step(const struct exposure *exposure, int64_t points);

#endif
