/* Frameworks and rules shared by the jobs of a run. */
#include "job/stock.h"

struct compiled {
	struct compiled *next;
	const struct ruleset *ruleset;
};

struct stock {
	struct arena *arena;
	struct library *library;
	struct review_wishes wishes;
	struct compiled *compiled; /* a run has a handful of frameworks: a list will do */
};

struct stock *stock_new(struct arena *arena, const char *const *overrides, uint32_t override_count)
{
	struct stock *stock = arena_one(arena, struct stock);

	stock->arena = arena;
	stock->library = library_new(arena);
	stock->wishes.frameworks = overrides;
	stock->wishes.framework_count = override_count;
	return stock;
}

void stock_wish(struct stock *stock, const char *official, const char *client)
{
	stock->wishes.official = official;
	stock->wishes.client = client;
}

struct library *stock_library(struct stock *stock)
{
	return stock->library;
}

const struct ruleset *stock_ruleset(struct stock *stock, const struct framework *framework, struct diags *diags)
{
	struct compiled *compiled;

	for (compiled = stock->compiled; compiled != NULL; compiled = compiled->next)
		if (compiled->ruleset->framework == framework)
			return compiled->ruleset;
	compiled = arena_one(stock->arena, struct compiled);
	compiled->ruleset = ruleset_new(stock->arena, framework, diags);
	compiled->next = stock->compiled;
	stock->compiled = compiled;
	return compiled->ruleset;
}

const struct review *stock_review(struct stock *stock, struct arena *arena, const struct review_source *source, struct diags *diags)
{
	return library_review_of(stock->library, arena, source, &stock->wishes, diags);
}

const struct review_source *stock_source(struct arena *arena, const char *path, struct diags *diags)
{
	const struct review_set *set = review_sources(arena, &path, 1, diags);

	if (set->count == 1)
		return &set->sources[0];
	if (set->count == 0)
		diag(diags, SOURCES_NONE, NO_SPAN, path);
	else
		diag(diags, SOURCES_SEVERAL, NO_SPAN, path, str_c(str_format(arena, "%u", set->count)));
	return NULL;
}

/* A framework that lives and dies with its review must not be remembered. */
static const struct ruleset *rules_of(struct stock *stock, struct arena *arena, const struct framework *framework, struct diags *diags)
{
	return framework->is_derived ? ruleset_new(arena, framework, diags) : stock_ruleset(stock, framework, diags);
}

static const struct assessment *assess_review(struct stock *stock, struct arena *arena, const struct review *review, struct diags *diags)
{
	const struct ruleset **rulesets = arena_array(arena, const struct ruleset *, review->lens_count);

	for (uint32_t i = 0; i < review->lens_count; i++)
		rulesets[i] = rules_of(stock, arena, review->lenses[i].framework, diags);
	return assess(arena, review, rulesets, diags);
}

const struct assessment *stock_assess(struct stock *stock, struct arena *arena, const struct review_source *source, struct diags *diags)
{
	const struct review *review = stock_review(stock, arena, source, diags);

	return review == NULL ? NULL : assess_review(stock, arena, review, diags);
}

const struct assessment *stock_assess_quick(struct stock *stock, struct arena *arena, const struct source *source, const char *const *frameworks,
					    uint32_t framework_count, const struct ruleset *pattern, struct diags *diags)
{
	const struct review *review = library_review_quick(stock->library, arena, source, frameworks, framework_count, &stock->wishes,
							   pattern == NULL ? NULL : pattern->framework, diags);

	if (review == NULL)
		return NULL;
	return pattern == NULL ? assess_review(stock, arena, review, diags) : assess(arena, review, &pattern, diags);
}

const struct review_wishes *stock_wishes(const struct stock *stock)
{
	return &stock->wishes;
}
