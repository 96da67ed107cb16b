/* The cheapest path: the fewest, and the least work of, ticks that take a question from its risk to a lower one, worked out from its risk rules. */
#ifndef PLUMBLINE_ASSESS_PATH_H
#define PLUMBLINE_ASSESS_PATH_H

#include "assess/assessment.h"

/*
 * A selection is a tick or none for each practice that applies. "None of these" is not a practice: a path may take it away, at no cost and not counted,
 * and never sets it. An empty selection (nothing ticked, nothing marked as not applicable, no "none of these") is unanswered and is no way out.
 * Ties are settled by fewest changes, then effort, then by the earlier practice of the framework; the cheapest by effort, then changes, then order.
 */
/*
 * What the review's `plan:` says counts: a practice that is done costs no effort any more, and one that was declined stays as it is.
 */
enum agreed { AGREED_NOTHING, AGREED_DONE, AGREED_DECLINED };

#define PATH_EXACT 18u        /* with as many practices or fewer, all selections are tried; the result is the best there is */
#define PATH_MOST  (1u << 18) /* else: as many selections, those with the fewest changes first */

struct path {
	bool exists;
	const uint32_t *tick; /* practices to put in place, in framework order */
	uint32_t tick_count;
	const uint32_t *untick; /* practices whose tick must go away: only rules that are not monotone ask for it */
	uint32_t untick_count;
	bool drops_none;   /* "none of these" must go away */
	int64_t effort;    /* of ticks and unticks, in thousandths of a point; see effort_points */
	enum risk reaches; /* RISK_MEDIUM or RISK_NONE */
};

struct question_paths {
	enum risk from;                                   /* of the finding: RISK_HIGH or RISK_MEDIUM, else there are no paths */
	enum risk by_rules;                               /* of the selection as the rules have it; another one where the risk was stated */
	bool known;                                       /* false: not at risk, without rules, or only known in part; then nothing below is set */
	bool exact;                                       /* all selections were tried; else a path that is said not to exist may still do so */
	uint32_t practices;                               /* that apply */
	struct path fewest_to_medium, cheapest_to_medium; /* only from RISK_HIGH: to medium or better */
	struct path fewest_to_none, cheapest_to_none;
};

/* Weight of a practice in thousandths of a point, from the review's assumptions; one without a stated effort counts as medium. */
int64_t effort_points(const struct review *review, const struct choice *choice);

/* An enum agreed per choice of the lens; NULL if there is no plan. */
const uint8_t *agreed_of(struct arena *arena, const struct review *review, uint32_t lens);

struct question_paths paths_of(struct arena *arena, const struct assessment *assessment, uint32_t lens, uint32_t question);

/* Of all questions: paths[lens][question]. */
const struct question_paths *const *paths_derive(struct arena *arena, const struct assessment *assessment);

/* The risk that the rules give for these ticks (with the none-of-these; a bit per choice of the framework). RISK_UNANSWERED for an empty selection
 * of a question without any choice that is not applicable. */
enum risk risk_of_selection(const struct lens_assessment *lens, uint32_t question, const uint64_t *ticked);

#endif
