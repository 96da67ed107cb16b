/* Which rules of a question can fire at all. */
#ifndef PLUMBLINE_ASSESS_REACH_H
#define PLUMBLINE_ASSESS_REACH_H

#include "assess/assessment.h"

/*
 * Reports rules that no selection reaches: behind a default, or (exactly, where at most 16 choices are named) never fulfilled or covered by those
 * before. columns: room for a word per choice of the framework.
 */
void reach_check(struct arena *arena, const struct ruleset *ruleset, uint32_t question, uint64_t *columns, struct diags *diags);

#endif
