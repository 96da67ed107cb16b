/* The roadmap: missing practices of questions at risk, in the order in which to take them. */
#ifndef PLUMBLINE_ASSESS_PLAN_H
#define PLUMBLINE_ASSESS_PLAN_H

#include "assess/priority.h"

enum horizon { HORIZON_NOW, HORIZON_NEXT, HORIZON_LATER };

struct step {
	uint32_t lens, question, choice; /* indexes */
	enum risk risk;                  /* of the question */
	enum horizon when;
	enum priority priority; /* of the question */
};

struct plan {
	const struct step
		*steps; /* ordered: risk of the question, its priority (raised first), level of the practice, effort (small first), framework order */
	uint32_t count;
};

const struct plan *plan_derive(struct arena *arena, const struct assessment *assessment);

#endif
