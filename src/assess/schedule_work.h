/* The work of a schedule: its steps, and the groups of steps that each move a question. */
#ifndef PLUMBLINE_ASSESS_SCHEDULE_WORK_H
#define PLUMBLINE_ASSESS_SCHEDULE_WORK_H

#include "assess/schedule.h"
#include "ordering.h"

/* A step while the schedule is made; where it stands in the array is its index. */
struct task {
	struct scheduled_step step;
	uint32_t *before; /* tasks that come before it */
	uint32_t before_count;
	int64_t left;   /* days, while time passes */
	int64_t ended;  /* time of the pool, in thousandths of a day; INT64_MAX: not */
	uint32_t owner; /* index in the capacity, UINT32_MAX: none of its own */
};

/* Tasks that take a question out of high risk, or to none. */
struct move {
	uint32_t lens, question;
	bool leaves_high;
	struct job_group group;
};

struct roadmap {
	struct arena *arena;
	const struct assessment *assessment;
	const struct question_paths *const *paths;
	const struct priorities *priorities;
	const uint8_t **agreed; /* per lens */
	uint32_t **planned_of;  /* per lens and choice: entry of the review's plan + 1; NULL where there is no plan */
	uint32_t **tasks_of;    /* per lens and choice: task + 1; 0: none */
	GArray *tasks;          /* struct task */
	GArray *moves;          /* struct move; those that leave high first */
	GArray *unplanned;
};

/* Fills tasks, moves and what is unplanned. Moves hold all tasks that come before theirs. */
void roadmap_fill(struct roadmap *roadmap);

#endif
