/* The workloads of one organisation side by side: which reviews stand, what many lack and who could teach it, who stands apart, one roadmap. */
#ifndef PLUMBLINE_ASSESS_PORTFOLIO_H
#define PLUMBLINE_ASSESS_PORTFOLIO_H

#include "assess/plan.h"

/*
 * Two reviews are of one workload if client, unit, team and environment are the same, and the id, or the name where there is no id. For each framework
 * the latest review against it stands; what was answered before is set aside. An edition is a framework of one id and version, with the same
 * questions and rules: counts of two editions are never added up. All lists are in an order of their own, so that the order in which
 * the assessments were given decides nothing.
 */
enum portfolio_key { PORTFOLIO_BY_TEAM, PORTFOLIO_BY_UNIT, PORTFOLIO_BY_ENVIRONMENT, PORTFOLIO_BY_OWNER, PORTFOLIO_KEY_COUNT };

/* "team", "unit" ...; "" for PORTFOLIO_KEY_COUNT. */
const char *portfolio_key_name(enum portfolio_key key);

#define PORTFOLIO_COMMON   2u    /* a practice that as many workloads lack is worth one effort for all of them */
#define PORTFOLIO_COMPARED 5u    /* among fewer workloads none stands apart */
#define PORTFOLIO_FAR      3u    /* times the typical distance from the middle workload, from which on one stands apart... */
#define PORTFOLIO_POINTS   1000u /* ...if it is also as far in hundredths of a percent */

/* The answers of one workload to one edition. */
struct portfolio_column {
	uint32_t workload, edition; /* indexes */
	uint32_t place;             /* among the columns of its edition */
	const struct assessment *assessment;
	const struct lens_assessment *answers; /* one of assessment's */
	uint32_t lens;                         /* its index there */
	bool mapped;                           /* the answers were given to another edition, and are read through the lineage */
	uint32_t lacks, teaches;               /* common gaps that it has, and that it does not have and others do */
};

struct portfolio_workload {
	const struct review *review; /* the latest */
	uint32_t group;
	const struct portfolio_column *const *columns; /* in the order of the editions */
	uint32_t column_count;
	const struct review *const *aside; /* reviews of which nothing stands, latest first */
	uint32_t aside_count;
};

/* Workloads that stand together: those of one team, say. */
struct portfolio_group {
	struct str name; /* empty: of those whose reviews do not say; always the last */
	uint32_t first, count;
};

/* How the columns of an edition lie: shares in hundredths of a percent, of practices in place, or of answered questions at high risk. */
enum portfolio_measure { PORTFOLIO_PRACTICES, PORTFOLIO_HIGH_RISK, PORTFOLIO_MEASURE_COUNT };
struct portfolio_spread {
	uint32_t compared;        /* columns with half of what applies answered: only these are compared */
	uint32_t middle, typical; /* the median share, and the median distance from it */
};

/* Of the columns of one group. */
struct portfolio_sum {
	uint32_t columns;
	struct risk_counts counts; /* of questions, over the columns */
	struct share practices;
};

struct portfolio_edition {
	const struct framework *framework;
	uint32_t copy;                                 /* 1, or more where another file of this id and version differs from those before it */
	const struct portfolio_column *const *columns; /* in the order of the workloads */
	uint32_t column_count;
	struct portfolio_sum all;
	const struct portfolio_sum *groups; /* one per group of the portfolio */
	struct portfolio_spread spreads[PORTFOLIO_MEASURE_COUNT];
};

/*
 * A practice that somebody lacks. Each column of the edition is in one of four places: lacking, teachers, harmless or silent. weight: over those that
 * lack it, 3 for a question at high risk and 1 for one at medium, times 3, 2 or 1 for a practice of high, medium (or unstated) or low level, by
 * the points of its effort (the standard assumptions, in a 24th): the most help for the least work comes first.
 */
struct portfolio_gap {
	uint32_t edition, question, choice;
	const struct portfolio_column *const *lacking; /* where it is missing and the question is at risk; those at high risk first */
	uint32_t lacking_count, high;                  /* high: of these, at high risk */
	const struct portfolio_column *const
		*teachers; /* where it is in place: those whose question shows no risk first, then by all their practices in place */
	uint32_t teacher_count;
	uint32_t harmless; /* columns where it is missing, without a risk */
	uint32_t silent;   /* columns that say nothing of it: not answered, not applicable, or only known in part */
	uint64_t weight;
	enum horizon when; /* that of most of those that lack it, the sooner half of a tie; never later than that of a practice that comes after it */
};

/* A column whose share is much better or worse than the others'. */
struct portfolio_outlier {
	const struct portfolio_column *column;
	enum portfolio_measure measure;
	bool better;
	uint32_t share; /* in hundredths of a percent */
};

/* A question at high risk in one column, of PORTFOLIO_COMPARED or more that answered, and without risk in all others. */
struct portfolio_alone {
	const struct portfolio_column *column;
	uint32_t question;
	uint32_t others; /* that answered */
};

struct portfolio {
	enum portfolio_key key;                     /* PORTFOLIO_KEY_COUNT: no review says what any key asks for, and there is one group */
	const struct portfolio_workload *workloads; /* by group, client, name, id, environment, unit, team */
	uint32_t workload_count;
	const struct portfolio_group *groups;
	uint32_t group_count;
	const struct portfolio_edition *editions; /* that with the most columns first, then by id, version and copy */
	uint32_t edition_count;
	const struct portfolio_column *columns; /* by workload, then by edition */
	uint32_t column_count;
	const struct portfolio_gap *gaps; /* by weight, then columns that lack it, at high risk, edition, place in the framework */
	uint32_t gap_count;
	const struct portfolio_gap *const *roadmap; /* all gaps: by horizon; what others come after first, else by weight */
	const struct portfolio_outlier *outliers;   /* by edition, measure, distance */
	uint32_t outlier_count;
	const struct portfolio_alone *alone; /* by edition, question */
	uint32_t alone_count;
	const struct str *clients; /* each once, sorted */
	uint32_t client_count;
	struct date first, last; /* of what stands; year 0: none says */
};

/* key: PORTFOLIO_KEY_COUNT for the first one, in the order of the enum, that some review says something of. Lives in the arena. Warnings: PORTFOLIO_... */
const struct portfolio *portfolio_derive(struct arena *arena, const struct assessment *const *assessments, uint32_t count, enum portfolio_key key,
					 struct diags *diags);

/* The share that a measure takes of a column, in hundredths of a percent, half up; false if too little was answered to compare it. */
bool portfolio_share(const struct portfolio_column *column, enum portfolio_measure measure, uint32_t *share);

#endif
