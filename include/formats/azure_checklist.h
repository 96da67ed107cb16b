/* Checklists of the Azure/review-checklists project (JSON, any language): a framework with severities, and a review where items have a status. */
#ifndef PLUMBLINE_FORMATS_AZURE_CHECKLIST_H
#define PLUMBLINE_FORMATS_AZURE_CHECKLIST_H

#include "model/review.h"

bool azure_checklist_recognise(const struct node *root);

/* Whether some item has been looked at: its status is another one than "Not verified". */
bool azure_checklist_has_results(const struct node *root);

/*
 * Categories are pillars, subcategories questions (in parts of at most 200 items), items practices: guid the id, severity the risk, description the advice.
 * The rules are those of our own frameworks: a missing practice of high severity makes a high risk, another one a medium risk. As tolerant as the files in use
 * demand: items without text, severity or guid, and fields that are not used, are counted in one warning each. Lives in the arena.
 */
const struct framework *azure_checklist_framework(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

/* Fulfilled items are ticked; those not required or not applicable are marked so; comments become their notes. Items are found by guid. */
const struct review *azure_checklist_review(struct arena *arena, const struct source *source, const struct node *root,
					    const struct framework *const *frameworks, uint32_t framework_count, struct diags *diags);

#endif
