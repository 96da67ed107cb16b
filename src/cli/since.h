/* The earlier reviews of a call, and what became of their questions. */
#ifndef PLUMBLINE_CLI_SINCE_H
#define PLUMBLINE_CLI_SINCE_H

#include "assess/progress.h"
#include "cli/call.h"

/* Whether --since or --milestones is given. */
bool since_is_asked(const struct call *call);

struct since {
	const struct progress *progress;
	const struct review_source *source; /* of the review reported on: the latest of all */
};

/*
 * Chooses, reads and orders the reviews. set: those that the operands name: one, or the milestones of one workload. All live in the call's arena.
 * False with diagnostics; then *status says which exit it is.
 */
bool since_read(struct call *call, struct stock *stock, const struct review_set *set, struct since *since, enum exit_status *status);

#endif
