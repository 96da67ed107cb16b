/* Reading one review of a set. */
#include "aws_api_review.h"
#include "formats/sources.h"

struct officials {
	struct library *library;
	const char *path;
};

static const struct framework *official(void *user, struct diags *diags)
{
	const struct officials *officials = user;

	return library_framework(officials->library, officials->path, NO_SPAN, diags);
}

/* Frameworks that can be read; those of the user before those that lay among the files. NULL if the user's cannot be. */
static const struct framework **candidates_of(struct library *library, struct arena *arena, const struct review_source *source,
					      const struct review_wishes *wishes, uint32_t *count, struct diags *diags)
{
	const struct framework **made = arena_array(arena, const struct framework *, wishes->framework_count + source->framework_count);

	*count = 0;
	for (uint32_t i = 0; i < wishes->framework_count; i++) {
		made[*count] = library_framework(library, wishes->frameworks[i], NO_SPAN, diags);
		if (made[(*count)++] == NULL)
			return NULL;
	}
	for (uint32_t i = 0; i < source->framework_count; i++) {
		made[*count] = library_framework(library, source->frameworks[i], NO_SPAN, diags);
		*count += made[*count] != NULL;
	}
	return made;
}

/* The review with the client's name from the user, where it has none. is_faulty: what is wrong with it has been said, and the name may be part of it. */
static const struct review *with_client(struct arena *arena, const struct review *review, const struct review_wishes *wishes, bool is_faulty,
					struct diags *diags)
{
	struct review *named;

	if (review == NULL || !str_is_empty(review->client))
		return review;
	named = arena_one(arena, struct review);
	*named = *review;
	named->client = wishes->client == NULL ? STR(CLIENT_NOT_NAMED) : str_from(arena, wishes->client);
	if (wishes->client == NULL && !is_faulty)
		diag(diags, REVIEW_NO_CLIENT, ((struct span){review->source, 0, 0}));
	return named;
}

const struct review *library_review_of(struct library *library, struct arena *arena, const struct review_source *source,
				       const struct review_wishes *wishes, struct diags *diags)
{
	struct officials officials = {library, wishes->official};
	struct api_help help = {
		.path = source->path,
		.client = str_of(wishes->client == NULL ? "" : wishes->client),
		.official = wishes->official == NULL ? NULL : official,
		.user = &officials,
	};

	if (source->part_count == 0) {
		uint32_t errors = diags_errors(diags);
		const struct review *review = library_review(library, arena, source->path, wishes->frameworks, wishes->framework_count, diags);

		return with_client(arena, review, wishes, diags_errors(diags) > errors, diags);
	}
	help.candidates = candidates_of(library, arena, source, wishes, &help.candidate_count, diags);
	return help.candidates == NULL ? NULL : api_review(arena, source->parts, source->part_count, &help, diags);
}

struct str review_source_workload(const struct review_source *source)
{
	return source->part_count == 0 ? STR("") : source->parts[0].workload;
}

const struct review *library_review_quick(struct library *library, struct arena *arena, const struct source *source, const char *const *frameworks,
					  uint32_t framework_count, const struct review_wishes *wishes, const struct framework *pattern,
					  struct diags *diags)
{
	const struct review_source asked = {.path = str_c(source->path), .frameworks = frameworks, .framework_count = framework_count};
	struct officials officials = {library, wishes->official};
	struct api_help help = {
		.path = asked.path,
		.client = str_of(wishes->client == NULL ? "" : wishes->client),
		.official = wishes->official == NULL ? NULL : official,
		.user = &officials,
		.pattern = pattern,
	};

	help.candidates = candidates_of(library, arena, &asked, wishes, &help.candidate_count, diags);
	return help.candidates == NULL ? NULL : api_quick_review(arena, source, &help, diags);
}
