/* What the lists of changes (text, JSON, CSV) share. */
#ifndef PLUMBLINE_EMIT_CHANGES_H
#define PLUMBLINE_EMIT_CHANGES_H

#include "risk_list.h"

/* One question of either review of a step, with all that it stands in. */
struct change_item {
	const struct lens_progress *lens;
	const struct question_change *change;
	const struct framework *framework; /* of the question: the later one, or the earlier one where only that asks it */
	const struct question *question;
	const struct pillar *pillar;
	const char *earlier_id; /* of the question that it was; NULL: none */
};

struct change_item change_item_of(const struct lens_progress *lens, uint32_t index);

/* NULL for RISK_COUNT. */
const char *change_risk(enum risk risk);

/* The steps of a progress, one review to the next; then, where there are more than two reviews, the one over all. */
uint32_t change_steps(const struct progress *progress);
struct numbered_step {
	const struct progress_step *step;
	uint32_t from, to; /* indexes of its reviews */
};
struct numbered_step change_step(const struct progress *progress, uint32_t index);

#endif
