/* Frameworks and rules shared by the jobs of a run. */
#include "job/stock.h"

struct compiled {
	struct compiled *next;
	const struct ruleset *ruleset;
};

struct stock {
	struct arena *arena;
	struct library *library;
	const char *const *overrides;
	uint32_t override_count;
	struct compiled *compiled; /* a run has a handful of frameworks: a list will do */
};

struct stock *stock_new(struct arena *arena, const char *const *overrides, uint32_t override_count)
{
	struct stock *stock = arena_one(arena, struct stock);

	stock->arena = arena;
	stock->library = library_new(arena);
	stock->overrides = overrides;
	stock->override_count = override_count;
	return stock;
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

const struct assessment *stock_assess(struct stock *stock, struct arena *arena, const char *path, struct diags *diags)
{
	const struct review *review = library_review(stock->library, arena, path, stock->overrides, stock->override_count, diags);
	const struct ruleset **rulesets;

	if (review == NULL)
		return NULL;
	rulesets = arena_array(arena, const struct ruleset *, review->lens_count);
	for (uint32_t i = 0; i < review->lens_count; i++)
		rulesets[i] = stock_ruleset(stock, review->lenses[i].framework, diags);
	return assess(arena, review, rulesets, diags);
}
