/* The pieces of reviews that lie in AWS's output, each with what it is a piece of. */
#ifndef PLUMBLINE_FORMATS_AWS_API_PARTS_H
#define PLUMBLINE_FORMATS_AWS_API_PARTS_H

#include "read/node.h"

enum api_kind {
	API_ANSWERS,
	API_ANSWER,
	API_WORKLOAD,
	API_WORKLOADS,
	API_LENS_REVIEW,
	API_LENS_REVIEWS,
	API_IMPROVEMENTS,
	API_MILESTONES,
	API_MILESTONE,
	API_CONSOLIDATED,
	API_DIFFERENCE,
	API_PROFILE,
	API_PROFILES,
	API_LENSES,
	API_COMBINED,
	API_PDF,
	API_NONE
};

/* The kind of one document; API_NONE if it is none. */
enum api_kind api_kind_of(const struct node *document);

/* The first document of a root that is one or a list of them, and the next; NULL at the end. */
const struct node *api_first_document(const struct node *root);
const struct node *api_next_document(const struct node *root, const struct node *document);

#define API_MOST_MILESTONES 100u /* of a workload, by AWS's own limit */

enum api_part_kind {
	PART_ANSWER,   /* of get-answer: notes and all */
	PART_SUMMARY,  /* of list-answers */
	PART_RISK,     /* a question with its risk and what is missing, and nothing else */
	PART_PAGE,     /* a list-answers document: its NextToken */
	PART_WORKLOAD, /* a workload or a summary of one */
	PART_LENS,     /* a lens review or a summary of one */
	PART_MILESTONE
};

struct api_part {
	enum api_part_kind kind;
	struct str workload, lens, pillar; /* ids; empty: not said */
	uint32_t milestone;                /* 0: the current state */
	const struct node *node;
};

/* Appends the parts of a root to an array of struct api_part. Texts live in the arena. */
void api_parts(struct arena *arena, const struct node *root, GArray *parts);

/* Whether something in the root could be a part; some kinds never have any. */
bool api_has_parts(const struct node *root);

/* Whether a part makes a review. */
bool api_part_is_answer(enum api_part_kind kind);

/* Reports, once for a file each, fields of a wrong type and fields that are not known. */
void api_check_fields(struct arena *arena, const struct node *root, struct diags *diags);

/* "wellarchitected", "serverless" for AWS's own lenses, the ARN for others; empty if nothing is said. alias, arn: may be NULL. */
struct str api_lens_key(struct arena *arena, const struct node *alias, const struct node *arn);

#endif
