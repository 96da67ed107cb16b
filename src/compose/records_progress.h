/* What templates can name of the progress since earlier reviews. */
#ifndef PLUMBLINE_SRC_COMPOSE_RECORDS_PROGRESS_H
#define PLUMBLINE_SRC_COMPOSE_RECORDS_PROGRESS_H

#include "assess/progress.h"
#include "records.h"

/* One of the reviews. */
struct milestone_record {
	const struct review *review;
	uint32_t days;   /* since the first */
	uint32_t number; /* from 1 */
};

struct progress_record {
	const struct progress *progress;
	struct list reviews;                                 /* milestones, earliest first */
	const struct milestone_record *first, *before, *now; /* the earliest, the one before this, this */
	struct list lenses, whole;                           /* advances: since the review before; since the first */
};

/* Questions at one risk, or at high and medium risk together. */
struct account_record {
	uint32_t earlier, now;
	int32_t framework, client;
};

/* A pillar, or a whole lens, at one of the reviews. */
struct point_record {
	const struct milestone_record *milestone;
	bool known;  /* the lens was reviewed then, and has this pillar */
	bool broken; /* by another edition than at the review before */
	struct share practices;
	uint32_t high, medium, answered;
	const struct account_record *account; /* of questions at risk since the review before; NULL where nothing is compared */
};

/* A pillar, or a whole lens, from one review to another. */
struct stretch_record {
	struct str title, anchor;
	const struct pillar_record *pillar; /* of this review; NULL: only the earlier edition has it, or it is the whole lens */
	const struct share *before, *after; /* practices in place; NULL: not there */
	struct str points;                  /* "+9", in points of a percent; empty where one of the two is missing or of nothing */
	struct account_record high, medium, risk;
	uint32_t done, lost;
	struct list turns; /* of its questions in which a practice is newly in place */
	struct list points_in_time;
};

struct advance_record {
	const struct lens_progress *lens;
	const struct lens_record *record; /* NULL: only the earlier review was against it */
	const struct milestone_record *from, *to;
	struct list pillars;
	const struct stretch_record *all;
	struct list turns; /* of all questions of both editions */
	bool framework_moved;
};

/* What became of a question. */
struct turn_record {
	const struct question_change *change;
	const struct question *question; /* of this edition; of the earlier one where this has none */
	const struct pillar *pillar;
	const struct finding_record *finding; /* NULL: not asked any more */
	const struct milestone_record *since; /* NULL: not at risk */
	struct str name;                      /* number and short title */
	struct str came_from, became;         /* names of the question of the other edition that lineage speaks of; may be empty */
	struct list done, lost, fresh_in_place, fresh_missing, dropped; /* titles of practices */
};

/* "+3", "0", or "−2" with the sign of arithmetic. */
struct str signed_text(struct arena *arena, int32_t number);

#endif
