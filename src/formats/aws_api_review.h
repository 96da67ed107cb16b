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
};

const struct review *api_review(struct arena *arena, const struct api_part *parts, uint32_t count, const struct api_help *help, struct diags *diags);

#endif
