/* What the client's business makes of a finding: sooner or later, never a higher or lower risk; and which facts are worth asking for. */
#ifndef PLUMBLINE_ASSESS_PRIORITY_H
#define PLUMBLINE_ASSESS_PRIORITY_H

#include "assess/assessment.h"

/* In the order in which to do things. Where one rule raises and another lowers, raised it is: both reasons are kept. */
enum priority { PRIORITY_RAISED, PRIORITY_NORMAL, PRIORITY_LOWERED };

/* "raised", "normal", "lowered". */
const char *priority_name(enum priority priority);

struct question_priority {
	enum priority priority;
	const struct priority_rule *const *fired; /* rules that name the question and are known to hold, in file order: print ->raises and ->reason */
	uint32_t fired_count;
};

/* priorities[lens][question]; one per question whatever its risk. */
struct priorities {
	const struct question_priority *const *lenses;
};

const struct priorities *priorities_derive(struct arena *arena, const struct assessment *assessment);

/* A fact that the review lacks and that conditions of its frameworks name: one to ask the client for. */
struct wanted_fact {
	enum fact_key key;
	uint32_t named; /* conditions (variants and priority rules) that name it */
	uint32_t open;  /* of these, the ones that it may decide: unknown as things stand */
};

/* Facts with at least one open condition, the most open first, then the most named, then in the order of fact.def. Only conditions of questions that apply
 * count: variants of theirs and of their practices that are missing, and priority rules that name one of them. */
uint32_t wanted_facts(struct arena *arena, const struct assessment *assessment, const struct wanted_fact **facts);

#endif
