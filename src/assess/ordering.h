/* Ordering groups of work so that their weighted completion times add up to little. */
#ifndef PLUMBLINE_ASSESS_ORDERING_H
#define PLUMBLINE_ASSESS_ORDERING_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Jobs that must all be done; groups may share jobs. Indexes of jobs ascend. */
struct job_group {
	const uint32_t *jobs;
	uint32_t count;
	int64_t weight;
};

struct ordering {
	const uint32_t *order; /* of groups */
	int64_t value;         /* sum of weight * time of completion */
	int64_t bound;         /* no order has a smaller one; equal to value where that is the best */
};

/*
 * days: per job. done: per job, whether it is done before; not changed. at: the time before. Up to exact_most groups (at most 20) all orders are weighed,
 * by dynamic programming over sets; else by the least remaining work for the weight, and moves that improve it. Ties go to the earlier group.
 */
struct ordering order_groups(struct arena *arena, const struct job_group *groups, uint32_t count, const int64_t *days, const bool *done,
			     uint32_t job_count, int64_t at, uint32_t exact_most);

#endif
