/* CSV exports of Microsoft's assessments (Well-Architected Review, DevOps Capability, cloud adoption ...): a framework and a review in one file. */
#ifndef PLUMBLINE_FORMATS_AZURE_CSV_H
#define PLUMBLINE_FORMATS_AZURE_CSV_H

#include "model/review.h"

/* Whether bytes read like such an export, so that they are worth reading as CSV: a line of column names, or of a score such as "Security,Critical,'38/100'". */
bool azure_csv_suspect(const struct source *source);

/* Whether rows (of csv_read) are such an export: they have a section of answers or of recommendations. */
bool azure_csv_recognise(const struct node *root);

/*
 * The framework that the answers section implies: categories are pillars, question texts questions, answers practices. The file has no ids: they are made from
 * the texts. Recommendations become links, of the question whose number their code gives where that is certain, else of their pillar, with priority and weight
 * as the note. The rules are ours and the summary says what they are; it also holds the scores as written and what belongs to no pillar. NULL with diagnostics
 * if there are no answers. Lives in the arena.
 */
const struct framework *azure_csv_framework(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

/*
 * What is ticked, found in the frameworks by the texts of pillar, question and answer. A question of which nothing is ticked counts as unanswered.
 * Nothing says who the client is: the name stays empty. The workload is what somebody made of the file's title.
 */
const struct review *azure_csv_review(struct arena *arena, const struct source *source, const struct node *root,
				      const struct framework *const *frameworks, uint32_t framework_count, struct diags *diags);

/* Counts of what stands in the file, before anything is made of it. */
struct azure_counts {
	uint32_t answers, ticked, recommendations;
	uint32_t high, medium, low, unranked; /* recommendations by priority */
	struct str score;                     /* of the whole, as written; may be empty */
};
struct azure_counts azure_csv_count(struct arena *arena, const struct source *source, const struct node *root);

#endif
