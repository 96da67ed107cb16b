/* What became of the questions and practices of one edition of a framework in another. */
#ifndef PLUMBLINE_ASSESS_SUCCESSION_H
#define PLUMBLINE_ASSESS_SUCCESSION_H

#include "model/framework.h"

#define NO_INDEX UINT32_MAX

/* Indexes are of questions and choices; NO_INDEX: none. Arrays have one item per question or choice of their framework. */
struct succession {
	const struct framework *earlier, *now;
	bool other_edition;
	uint32_t *question_to;                             /* per earlier question: the one that it is now, alone */
	uint32_t *question_from;                           /* per question of now: the reverse */
	bool *recast_from;                                 /* per earlier question: it became (a part of) something that is not the same */
	bool *recast_to;                                   /* per question of now: it came out of something that was not the same */
	uint32_t *choice_from;                             /* per choice of now: the one that it was */
	uint32_t *choice_to;                               /* per earlier choice: the reverse */
	const struct lineage **lineage_from, **lineage_to; /* the first entry that speaks of a question of earlier, of now; NULL: none */
	uint32_t mapped;                                   /* questions that have a successor of their own */
};

/*
 * Ids stay what they are, unless the lineages of the later edition say otherwise of the earlier one's. A question has a successor of its own where one of
 * relation same or close, or its own id, is all that either of the two leads to; split, merged, broader and narrower ones are recast. A practice has one
 * where its question does, or where its lineage names the practice that it became.
 */
struct succession *succession_of(struct arena *arena, const struct framework *earlier, const struct framework *now);

#endif
