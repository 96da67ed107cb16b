/* One review out of the parts of one workload and milestone. */
#ifndef PLUMBLINE_FORMATS_AWS_API_REVIEW_H
#define PLUMBLINE_FORMATS_AWS_API_REVIEW_H

#include "aws_api_group.h"

/* What the answers themselves cannot say. */
struct api_help {
	const char *path;                          /* names the review in messages */
	struct str client;                         /* may be empty */
	const struct framework *const *candidates; /* frameworks that may fit a lens */
	uint32_t candidate_count;
	/* The framework for AWS's own questions, read when it is first asked for; NULL if there is none at hand. */
	const struct framework *(*official)(void *user, struct diags *diags);
	void *user;
	const struct framework *pattern; /* for the quick way: a framework that was made from answers of its own (see api_frame); NULL: none */
};

const struct review *api_review(struct arena *arena, const struct api_part *parts, uint32_t count, const struct api_help *help, struct diags *diags);

/* Who the client is, what the workload and when: from the parts of the group, which need not be sorted into lenses. */
void api_take_head(const struct api_group *group, const struct api_help *help, struct review *review);

/*
 * The review of answers that are all in one file, as AWS prints them, or NULL: then there may or may not be one, and the long way tells. It lacks what
 * is prose (notes, reasons, remarks). diags: of the review, where there is one; otherwise of no use.
 */
const struct review *api_quick_review(struct arena *arena, const struct source *source, const struct api_help *help, struct diags *diags);

#endif
