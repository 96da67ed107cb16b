/* Rules 2 to 4 for one figure by itself: enough clients, on both sides, and none that outweighs the rest. */
#include "guard.h"

static bool is_concentrated(const struct guard *guard, const struct sides *sides)
{
	const struct secrets *secrets = guard->request->secrets;
	uint64_t rest = (uint64_t)sides->reviews - sides->largest - sides->second;

	return secrets != NULL && secrets->has_concentration && 100 * rest < (uint64_t)secrets->concentration * sides->largest;
}

enum privacy_rule primary_rule(const struct guard *guard, const struct sides *sides, bool has_sides, bool by_review)
{
	if (sides->clients < guard->privacy->min_clients)
		return PRIVACY_RULE_CLIENTS;
	if (by_review && is_concentrated(guard, sides))
		return PRIVACY_RULE_CONCENTRATION;
	if (has_sides && (sides->hit < guard->privacy->min_side || sides->missed < guard->privacy->min_side))
		return PRIVACY_RULE_GROUP;
	return PRIVACY_RULE_NONE;
}

uint32_t rounded_base(const struct guard *guard, uint32_t base)
{
	uint32_t step = MAX(guard->privacy->base_step, 1u);

	return (uint32_t)(((uint64_t)base + step / 2) / step * step);
}

/* What so few are left out of, or held not to apply to, that the exact base would count them. */
bool base_is_exact(const struct guard *guard, const struct figure *figure)
{
	const struct estimate *estimate = figure->estimate;
	uint32_t least = guard->privacy->min_side;

	if (!guard->is_protected)
		return true;
	if (!figure->is_whole)
		return false;
	return estimate == NULL ||
	       ((estimate->off_base == 0 || estimate->off_base >= least) && (estimate->not_applicable == 0 || estimate->not_applicable >= least));
}

/* min_side of the base that is printed: true for every base that prints so, and tells nothing more than that base. */
uint32_t limit_percent(const struct guard *guard, const struct figure *figure)
{
	uint64_t of = figure->by_review ? figure->sides.reviews : figure->sides.of, side = guard->privacy->min_side, least;
	uint32_t limit, step = base_is_exact(guard, figure) ? 1 : guard->privacy->base_step;

	if (step > 1)
		of = rounded_base(guard, (uint32_t)of);
	if (of <= step / 2 || side == 0)
		return 0;
	least = of - step / 2;
	limit = (uint32_t)MAX((100 * side + of - 1) / of, 100 * (side - 1) / least + 1);
	return limit < 50 ? limit : 0;
}

/* A few clients may have many reviews: then so low a limit would not be true. */
static bool limit_is_true(const struct figure *figure, uint32_t limit, uint32_t least)
{
	struct share share = figure->estimate == NULL ? (struct share){figure->sides.hit, figure->sides.of} : figure->estimate->share;
	uint64_t hits = figure->sides.hit < least ? share.hits : share.of - share.hits;

	return 100 * hits < (uint64_t)limit * share.of;
}

/* Few on both sides is no limit either. */
static bool may_be_limited(const struct guard *guard, const struct figure *figure)
{
	uint32_t limit = limit_percent(guard, figure), least = guard->privacy->min_side;

	return limit > 0 && (figure->sides.hit >= least || figure->sides.missed >= least) && limit_is_true(figure, limit, least);
}

/* Where all values are one, the mean is everybody's. */
static bool all_are_alike(const struct figure *figure)
{
	return figure->estimate != NULL && !figure->has_sides && !figure->is_size && !(figure->estimate->least < figure->estimate->most);
}

void judge_figure(const struct guard *guard, struct figure *figure)
{
	if (figure->sides.clients == 0) {
		figure->standing = STANDING_ABSENT;
		figure->rule = PRIVACY_RULE_NO_FIGURE;
		return;
	}
	if (!guard->is_protected)
		return;
	figure->rule = primary_rule(guard, &figure->sides, figure->has_sides, figure->by_review);
	if (figure->rule == PRIVACY_RULE_NONE && all_are_alike(figure))
		figure->rule = PRIVACY_RULE_GROUP;
	figure->is_sensitive = figure->rule != PRIVACY_RULE_NONE;
	if (figure->standing == STANDING_HIDDEN || !figure->is_sensitive)
		return;
	figure->standing =
		figure->has_sides && figure->rule == PRIVACY_RULE_GROUP && may_be_limited(guard, figure) ? STANDING_LIMITED : STANDING_WITHHELD;
}
