/* From a figure and what was decided about it to the numbers that may be printed. */
#include <math.h>

#include "guard.h"

#define WHOLE 100u /* percent */

static uint32_t most_decimals(const struct guard *guard, const struct figure *figure)
{
	uint32_t base = figure->by_review ? figure->sides.reviews : figure->sides.clients;

	return guard->is_protected ? MIN(figure->decimals, percent_decimals(base)) : figure->decimals;
}

static struct share share_of(const struct figure *figure)
{
	return figure->estimate == NULL ? (struct share){figure->sides.hit, figure->sides.of} : figure->estimate->share;
}

static void show_base(const struct guard *guard, const struct figure *figure, struct shown *shown)
{
	shown->base = figure->sides.reviews;
	shown->clients = figure->sides.clients;
	shown->base_is_rounded = !base_is_exact(guard, figure);
	if (!shown->base_is_rounded)
		return;
	shown->base = rounded_base(guard, shown->base);
	shown->clients = rounded_base(guard, shown->clients);
}

/* Where there is no estimate, clients are the base: their answers are not independent. */
static uint32_t reliability_at(const struct figure *figure)
{
	double clients = figure->sides.clients, of = MAX(figure->sides.of, 1u);
	struct reliability_facts facts = {.star = clients, .clients = figure->sides.clients, .base = figure->sides.clients};

	if (figure->estimate != NULL)
		return figure->estimate->reliability;
	if (!figure->has_sides)
		return 0;
	facts.interval = wilson(clients * figure->sides.hit / of, clients, 0.95);
	return reliability_of(&facts);
}

static void show_reliability(const struct figure *figure, struct shown *shown)
{
	if ((reliability_at(figure) & RELIABILITY_UNRELIABLE) != 0)
		shown->codes |= 1u << CODE_UNRELIABLE;
	shown->in_findings = (shown->codes & 1u << CODE_UNRELIABLE) == 0;
}

static void show_share(const struct guard *guard, const struct figure *figure, struct shown *shown)
{
	const struct estimate *estimate = figure->estimate;
	uint32_t decimals = most_decimals(guard, figure);

	shown->percent = percent_of(share_of(figure), decimals);
	if (shown->percent.sense == PERCENT_UNDER)
		shown->codes |= 1u << CODE_ROUNDS;
	if (estimate == NULL)
		return;
	shown->has_counts = !shown->base_is_rounded && !estimate->is_clustered;
	if (shown->has_counts)
		shown->share = (struct share){estimate->k, estimate->n};
	shown->has_interval = estimate->method != INTERVAL_NONE;
	if (shown->has_interval)
		shown->interval = interval_outward(estimate->interval, decimals);
	shown->quantifier = estimate->quantifier;
	shown->fraction = estimate->fraction;
}

static void show_number(const struct figure *figure, struct shown *shown)
{
	const struct estimate *estimate = figure->estimate;
	double unit = pow(10, figure->decimals);

	shown->number.decimals = (uint8_t)figure->decimals;
	shown->number.steps = llround(estimate->value * unit);
	shown->has_interval = estimate->method != INTERVAL_NONE && figure->sides.clients > 1;
	if (!shown->has_interval)
		return;
	shown->number.low = (int64_t)floor(estimate->interval.low * unit);
	shown->number.high = (int64_t)ceil(estimate->interval.high * unit);
}

static struct shown show_value(const struct guard *guard, const struct figure *figure)
{
	struct shown shown = {.as = SHOWN_VALUE};

	show_base(guard, figure, &shown);
	show_reliability(figure, &shown);
	if (figure->has_sides)
		show_share(guard, figure, &shown);
	else if (!figure->is_size)
		show_number(figure, &shown);
	return shown;
}

/* A word must be true of the limit itself, with the interval that the limit's count would have. */
static struct shown show_limit(const struct guard *guard, const struct figure *figure)
{
	bool under = figure->sides.hit < guard->privacy->min_side;
	uint32_t limit = limit_percent(guard, figure), steps = under ? limit : WHOLE - limit;
	struct shown shown = {.as = under ? SHOWN_UNDER : SHOWN_OVER, .rule = figure->rule, .percent = {.sense = PERCENT_VALUE, .steps = steps}};
	enum quantifier word = under ? QUANTIFIER_ALMOST_NOBODY : QUANTIFIER_ALMOST_ALL;
	double base = figure->sides.clients;

	show_base(guard, figure, &shown);
	show_reliability(figure, &shown);
	if (quantifier_holds(word, (struct share){steps, WHOLE}, wilson(base * steps / WHOLE, base, 0.95)))
		shown.quantifier = word;
	return shown;
}

static struct shown show_old(const struct figure *figure)
{
	const struct ledger_cell *old = figure->old;
	struct shown shown = {
		.as = (enum shown_as)old->as,
		.rule = PRIVACY_RULE_RELEASE,
		.codes = old->codes,
		.base = old->base,
		.clients = old->clients,
		.base_is_rounded = old->base_is_rounded,
		.has_counts = old->has_counts,
		.share = {old->hits, old->of},
		.has_interval = old->has_interval,
		.as_of = figure->old_release->name,
		.as_of_date = figure->old_release->date,
	};

	shown.in_findings = (old->codes & 1u << CODE_UNRELIABLE) == 0;
	if (old->is_number)
		shown.number = (struct shown_number){old->number, old->low, old->high, (uint8_t)old->decimals};
	else {
		shown.percent = (struct percent){(enum percent_sense)old->percent_sense, old->percent, (uint8_t)old->decimals};
		shown.interval = (struct percent_range){(uint32_t)old->low, (uint32_t)old->high, (uint8_t)old->decimals};
	}
	return shown;
}

/*
 * That too few are in it readers know anyway. Any other reason would say something of the answers: whether a figure is kept back for its own sake or for
 * that of others must not be seen. Where nobody is in the base, that may be because it does not apply to them.
 */
static struct shown show_nothing(const struct figure *figure)
{
	const struct estimate *estimate = figure->estimate;
	bool no_matter = estimate != NULL && estimate->not_applicable > 0 && estimate->unknown == 0 && estimate->not_asked == 0;
	struct shown shown = {.as = SHOWN_NOT, .rule = figure->rule};

	if (figure->standing == STANDING_HIDDEN)
		shown.rule = PRIVACY_RULE_AUTHOR;
	if (figure->standing == STANDING_WITHHELD) {
		shown.codes = 1u << CODE_CONFIDENTIAL;
		shown.is_secondary = figure->rule != PRIVACY_RULE_CLIENTS && figure->rule != PRIVACY_RULE_RELEASE;
		shown.rule = shown.is_secondary ? PRIVACY_RULE_SECONDARY : figure->rule;
	} else
		shown.codes = 1u << (no_matter ? CODE_NOT_APPLICABLE : CODE_NOT_AVAILABLE);
	return shown;
}

static bool differs(const struct shown *shown, const struct ledger_cell *old)
{
	if (shown->as != (enum shown_as)old->as)
		return true;
	return old->is_number ? shown->number.steps != old->number : shown->percent.steps != old->percent || shown->percent.decimals != old->decimals;
}

struct shown shown_of(const struct guard *guard, const struct figure *figure)
{
	const struct ledger_cell *before;
	struct shown shown;

	if (figure->standing != STANDING_OPEN && figure->standing != STANDING_LIMITED)
		return show_nothing(figure);
	if (figure->old != NULL)
		return show_old(figure);
	shown = figure->standing == STANDING_LIMITED ? show_limit(guard, figure) : show_value(guard, figure);
	if (guard->request->provisional)
		shown.codes |= 1u << CODE_PROVISIONAL;
	before = guard->by_release && !figure->is_size ? unchanged_printing(guard, figure) : NULL;
	if (before != NULL && differs(&shown, before))
		shown.codes |= 1u << CODE_REVISED;
	return shown;
}
