/* Progress: what became of each question from one review of a workload to the next, and who did it, the client or the framework. */
#ifndef PLUMBLINE_ASSESS_PROGRESS_H
#define PLUMBLINE_ASSESS_PROGRESS_H

#include "assess/assessment.h"

enum turn {
#define CHANGE(id, name) CHANGE_##id,
#include "assess/change.def"
#undef CHANGE
	CHANGE_COUNT
};

/* "regressed", "still_open" ... */
const char *turn_name(enum turn change);

/* What is known of one question of either review. Risks: RISK_COUNT where it was not asked. */
struct change_state {
	bool was, is;  /* asked in the earlier review, in the later one */
	bool recast;   /* it stands in the other edition only as a part of something else */
	bool reworded; /* its words, or its practices, are others now */
	enum risk earlier, carried, now;
};

/* Exactly one for every state; the table is in src/assess/change.c. */
enum turn turn_of(const struct change_state *state);

#define NO_QUESTION UINT32_MAX

/* One question of either review. A practice that only the later edition asks for is never counted as done or lost. */
struct question_change {
	enum turn change;
	uint32_t earlier, now;      /* indexes in the two frameworks; NO_QUESTION: not there, or (earlier) put together from practices of several */
	enum risk was, carried, is; /* as the earlier review had it; by today's rules; now. RISK_COUNT: not there */
	bool reworded;              /* question or practices are worded otherwise, or there are others */
	bool rescored;              /* the earlier answers were run through the rules of the later edition */
	const struct lineage *lineage;   /* that speaks of it; NULL if none does */
	const uint32_t *done, *lost;     /* practices (of the later framework) that are in place now and were not; that were, and are missing now */
	uint32_t done_count, lost_count; /* none unless the question was answered in full both times */
	const uint32_t *fresh;           /* practices that only the later edition asks for, in a question that both ask */
	uint32_t fresh_count;
	const uint32_t *dropped; /* practices (of the earlier framework) that only it asked for */
	uint32_t dropped_count;
	uint32_t since; /* index of the first review from which on it has been at risk without a break; that of the later review if only now */
};

/* Questions at each risk more (or, below 0, fewer). */
struct effect {
	int32_t of[RISK_COUNT];
};

/* earlier + framework + client = now, for each risk. */
struct accounting {
	struct risk_counts earlier;
	struct effect framework; /* what the later edition makes of the same answers: other rules, questions added, retired or recast */
	struct effect client;    /* what the client's answers to what both editions ask made */
	struct risk_counts now;
};

struct pillar_progress {
	uint32_t earlier, now; /* indexes in the two frameworks; UINT32_MAX: not there */
	struct accounting accounting;
	uint32_t done, lost; /* practices */
};

struct lens_progress {
	const struct lens_assessment *earlier,
		*now;                          /* one of them is NULL where only one review was against this lens; then nothing below is compared */
	bool other_edition;                    /* the versions differ */
	bool unmapped;                         /* and not one question of the earlier edition is known in the later one */
	bool taken_over;                       /* the earlier answers were given to another edition still, and mapped when they were read */
	const struct question_change *changes; /* those of the later framework, one per question in its order; then those only in the earlier one */
	uint32_t change_count;
	uint32_t counts[CHANGE_COUNT];
	const struct pillar_progress *pillars; /* of the later framework; then those only in the earlier one */
	uint32_t pillar_count;
	struct accounting accounting;
	uint32_t done, lost;   /* practices */
	uint32_t not_rescored; /* questions whose earlier risk was stated elsewhere, and stands as it was although the edition is another one */
};

/* From one review to the next. */
struct progress_step {
	const struct assessment *earlier, *now;
	const struct lens_progress *lenses; /* of the later review, in its order; then those only in the earlier one */
	uint32_t lens_count;
};

struct progress {
	const struct assessment *const *reviews; /* earliest first; the last one is reported on */
	uint32_t review_count;                   /* at least 2 */
	const struct progress_step *steps;       /* review_count - 1 */
	const struct progress_step *last;        /* into the report's review from the one before */
	const struct progress_step *whole;       /* from the earliest to the last; last itself where there are two */
};

/* Pure; lives in the arena and points into the assessments. reviews: at least two, of one workload, earliest first. */
const struct progress *progress_derive(struct arena *arena, const struct assessment *const *reviews, uint32_t count);

/* The pillar of another edition: of the same id, else of the same title; UINT32_MAX: none. */
uint32_t progress_pillar(const struct framework *framework, const struct pillar *pillar);

/* The same for two reviews alone. */
struct progress_step progress_between(struct arena *arena, const struct assessment *earlier, const struct assessment *now);

#endif
