/* Rounding of shares, exact in whole numbers. */
#include "stats/display.h"

#include <glib.h>
#include <math.h>

#define LIMIT_SLACK 1e-9 /* of a step: a limit of exactly 29 % is not 28 because of its binary form */

static const uint32_t wholes[PERCENT_MOST_DECIMALS + 1] = {100, 1000, 10000, 100000};

static uint32_t places(uint32_t decimals)
{
	return MIN(decimals, PERCENT_MOST_DECIMALS);
}

/* hits / of in steps, half up. */
static uint32_t steps_of(struct share share, uint32_t whole)
{
	return (uint32_t)((2 * (uint64_t)whole * share.hits + share.of) / (2 * (uint64_t)share.of));
}

struct percent percent_of(struct share share, uint32_t decimals)
{
	uint32_t whole = wholes[places(decimals)];
	struct percent percent = {.sense = PERCENT_EMPTY, .decimals = (uint8_t)places(decimals)};

	if (share.of == 0)
		return percent;
	percent.sense = PERCENT_VALUE;
	percent.steps = steps_of(share, whole);
	if (percent.steps == 0 && share.hits > 0) {
		percent.sense = PERCENT_UNDER;
		percent.steps = 1;
	} else if (percent.steps == whole && share.hits < share.of) {
		percent.sense = PERCENT_OVER;
		percent.steps = whole - 1;
	}
	return percent;
}

uint32_t percent_decimals(uint32_t of)
{
	return of >= 1000 ? 1 : 0;
}

bool percent_wants_counts(uint32_t of)
{
	return of < 30;
}

const char *percent_text(struct percent percent, char *out)
{
	static const char *const signs[] = {[PERCENT_EMPTY] = "", [PERCENT_VALUE] = "", [PERCENT_UNDER] = "<", [PERCENT_OVER] = ">"};
	uint32_t part = wholes[places(percent.decimals)] / 100, whole = percent.steps / part;

	if (percent.sense == PERCENT_EMPTY)
		*out = '\0';
	else if (percent.decimals == 0)
		g_snprintf(out, PERCENT_TEXT_SIZE, "%s%u%%", signs[percent.sense], whole);
	else
		g_snprintf(out, PERCENT_TEXT_SIZE, "%s%u.%0*u%%", signs[percent.sense], whole, (int)places(percent.decimals), percent.steps % part);
	return out;
}

bool percent_crosses_half(struct share share, uint32_t decimals)
{
	uint32_t whole = wholes[places(decimals)];

	return share.of > 0 && 2 * (uint64_t)share.hits < share.of && 2 * steps_of(share, whole) >= whole;
}

struct part {
	uint64_t remainder;
	uint32_t count, at;
};

static int by_claim(const void *left, const void *right)
{
	const struct part *a = left, *b = right;

	if (a->remainder != b->remainder)
		return a->remainder > b->remainder ? -1 : 1;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static uint64_t total_of(const uint32_t *counts, uint32_t count)
{
	uint64_t total = 0;

	for (uint32_t i = 0; i < count; i++)
		total += counts[i];
	return total;
}

void largest_remainder(const uint32_t *counts, uint32_t *percents, uint32_t count, uint32_t decimals)
{
	uint64_t total = total_of(counts, count);
	uint32_t whole = wholes[places(decimals)], left = whole;
	struct part *parts = g_new(struct part, count);

	for (uint32_t i = 0; i < count; i++) {
		uint64_t exact = (uint64_t)whole * counts[i];

		percents[i] = total == 0 ? 0 : (uint32_t)(exact / total);
		parts[i] = (struct part){total == 0 ? 0 : exact % total, counts[i], i};
		left -= percents[i];
	}
	if (total > 0) {
		qsort(parts, count, sizeof *parts, by_claim);
		for (uint32_t i = 0; i < left; i++)
			percents[parts[i].at]++;
	}
	g_free(parts);
}

/* 2 of steps <= 2 S k + of < 2 of (steps + 1), solved for k. */
struct count_range counts_for_percent(uint32_t steps, uint32_t decimals, uint32_t of)
{
	uint64_t whole = wholes[places(decimals)], base = of, first, last;

	if (of == 0 || steps > whole)
		return (struct count_range){.any = false};
	first = steps == 0 ? 0 : (2 * base * steps - base + 2 * whole - 1) / (2 * whole);
	last = MIN(base, (2 * base * steps + base - 1) / (2 * whole));
	if (first > last)
		return (struct count_range){.any = false};
	return (struct count_range){.any = true, .first = (uint32_t)first, .last = (uint32_t)last};
}

struct percent_range interval_outward(struct interval interval, uint32_t decimals)
{
	double whole = wholes[places(decimals)], low = floor(interval.low * whole + LIMIT_SLACK), high = ceil(interval.high * whole - LIMIT_SLACK);

	return (struct percent_range){
		.low = (uint32_t)CLAMP(low, 0, whole),
		.high = (uint32_t)CLAMP(high, 0, whole),
		.decimals = (uint8_t)places(decimals),
	};
}

/* first - second in steps, half away from 0: whole steps, then a fraction of first.of * second.of. */
static int64_t exact_points(struct share first, struct share second, uint64_t whole)
{
	uint64_t one = whole * first.hits, two = whole * second.hits, of = (uint64_t)first.of * second.of;
	uint64_t up = one % first.of * second.of, down = two % second.of * first.of, part;
	int64_t steps = (int64_t)(one / first.of) - (int64_t)(two / second.of);

	if (up < down)
		steps--;
	part = up < down ? of - (down - up) : up - down;
	if (part > of - part || (part == of - part && steps >= 0))
		steps++;
	return steps;
}

struct points points_between(struct share first, struct share second, uint32_t decimals)
{
	struct percent one = percent_of(first, decimals), two = percent_of(second, decimals);
	struct points points = {.decimals = (uint8_t)places(decimals), .agrees = true};

	if (one.sense == PERCENT_EMPTY || two.sense == PERCENT_EMPTY)
		return points;
	points.steps = (int32_t)exact_points(first, second, wholes[places(decimals)]);
	points.agrees = one.sense == PERCENT_VALUE && two.sense == PERCENT_VALUE && points.steps == (int32_t)one.steps - (int32_t)two.steps;
	return points;
}
