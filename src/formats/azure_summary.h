/* What the framework of an export says about itself and its pillars. */
#ifndef PLUMBLINE_FORMATS_AZURE_SUMMARY_H
#define PLUMBLINE_FORMATS_AZURE_SUMMARY_H

#include "azure_export.h"

/* Where recommendations went. */
struct azure_placed {
	uint32_t practices, questions, pillars; /* counts */
	GArray *elsewhere;                      /* indexes (uint32_t) of those whose category has no questions */
};

/* CommonMark: how it was derived, the rules, the scores as written, next steps and recommendations of no pillar. */
struct str azure_summary(struct arena *arena, const struct azure_export *export, const struct azure_placed *placed);

/* CommonMark: the pillar's score as written; may be empty. */
struct str azure_pillar_summary(struct arena *arena, const struct azure_export *export, struct str title);

/* Plain text: priority, weight, where it comes from, and what it says beyond its title. */
struct str azure_note(struct arena *arena, const struct azure_recommendation *recommendation);

#endif
