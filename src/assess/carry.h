/* The answers of an earlier review under the rules of a later edition. */
#ifndef PLUMBLINE_ASSESS_CARRY_H
#define PLUMBLINE_ASSESS_CARRY_H

#include "assess/assessment.h"
#include "succession.h"

/* What the earlier answers come to, question by question of the later edition. */
struct carried {
	enum risk risk; /* RISK_COUNT: nothing is known of the question then */
	bool together;  /* put together from the practices of several questions, or of a part of one */
	bool rescored;  /* the rules were asked anew */
	bool kept;      /* the edition or its rules changed, but the risk was stated elsewhere and stands as it was */
};

/*
 * One per question of the later lens. What only the later edition asks for is taken as it is now, so that it never shows as something that the client did.
 * A question that has no successor of its own is put together where each of its practices is known to be one of the earlier edition, answered then.
 */
const struct carried *carry(struct arena *arena, const struct succession *succession, const struct lens_assessment *earlier,
			    const struct lens_assessment *now);

/* Whether what is in place, and what is not, is known of a question. */
bool answered_in_full(const struct finding *finding);

#endif
