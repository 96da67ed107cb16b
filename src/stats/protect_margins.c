/* Shares of each question and bins of their sum are margins of one table: bins are told only if clients may stand on either side of what they leave open. */
#include <stdlib.h>

#include "guard.h"
#include "peer_work.h"

/* Clients who each have so many high risks, as far as readers know. */
struct part {
	uint64_t clients;
	uint32_t low, high;
};
/* Parts in the order of low; of each question the clients that may have a high risk, falling by high and by low. */
struct margins {
	struct part parts[PEER_STEPS + 2];
	uint32_t part_count;
	uint32_t *lows, *highs;
	uint32_t question_count;
	uint64_t least, most; /* high risks of all together */
};

static int falling(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a < b) - (a > b);
}

/* The least that so many clients may have, of those who must have most. */
static uint64_t needed_by(const struct margins *margins, uint64_t clients)
{
	uint64_t needed = 0;

	for (uint32_t i = margins->part_count; i-- > 0 && clients > 0;) {
		uint64_t taken = MIN(clients, margins->parts[i].clients);

		needed += taken * margins->parts[i].low;
		clients -= taken;
	}
	return needed;
}

static bool may_be_given(const struct margins *margins, uint64_t clients)
{
	uint64_t given = 0;

	for (uint32_t q = 0; q < margins->question_count; q++)
		given += MIN(clients, margins->highs[q]);
	return needed_by(margins, clients) <= given;
}

/* Gale and Ryser, with limits in place of sums: what clients must have, and what questions must have, can each be met, and then both. */
static bool margins_agree(const struct margins *margins)
{
	uint64_t needed = 0, clients = 0, room = 0;

	for (uint32_t i = margins->part_count; i-- > 0;) {
		clients += margins->parts[i].clients;
		room += margins->parts[i].clients * margins->parts[i].high;
		if (!may_be_given(margins, clients))
			return false;
	}
	if (needed_by(margins, clients) > margins->most || room < margins->least)
		return false;
	for (uint32_t q = 0; q < margins->question_count; q++) {
		room = 0;
		if (!may_be_given(margins, margins->highs[q]))
			return false;
		needed += margins->lows[q];
		for (uint32_t i = 0; i < margins->part_count; i++)
			room += margins->parts[i].clients * MIN(margins->parts[i].high, q + 1);
		if (needed > room)
			return false;
	}
	return true;
}

/* Some of a part have so many; the order of low stays. */
static bool may_stand(const struct margins *margins, uint32_t part, uint32_t low, uint32_t high, uint32_t least)
{
	struct margins with = *margins;
	struct part *at = &with.parts[part];
	uint64_t some = MIN(at->clients, least);

	for (uint32_t i = with.part_count; i > part; i--)
		with.parts[i] = with.parts[i - 1];
	with.part_count++;
	at[low > at->low].clients = some;
	at[low > at->low].low = low;
	at[low > at->low].high = high;
	at[low <= at->low].clients -= some;
	return margins_agree(&with);
}

static void take_parts_of(struct margins *margins, const struct peer_steps *steps, uint32_t told)
{
	uint32_t before = 0, low = 0;

	for (uint32_t step = 0; step <= PEER_STEPS; step++) {
		uint32_t high = step * margins->question_count / PEER_STEPS, until = step == PEER_STEPS ? steps->clients : steps->at_most[step];

		if (step < PEER_STEPS && (told & 1u << step) == 0)
			continue;
		margins->parts[margins->part_count++] = (struct part){until - before, low, MAX(high, low)};
		before = until;
		low = high + 1;
	}
}

static uint32_t questions_of(const struct guard *guard, uint32_t pillar, const uint32_t *high)
{
	uint32_t count = 0;

	for (uint32_t q = 0; q < guard->corpus->question_count; q++)
		count += guard->corpus->questions[q].pillar == pillar && figure_at(guard, high[q])->standing != STANDING_ABSENT;
	return count;
}

/* Of a group no question is told by itself. */
static void take_questions(struct margins *margins, const struct guard *guard, const struct peer_crowd *crowd)
{
	uint32_t at = 0;

	for (uint32_t q = 0; q < guard->corpus->question_count; q++) {
		struct range range = {0, crowd->steps->clients};

		if (guard->corpus->questions[q].pillar != crowd->pillar || figure_at(guard, crowd->high[q])->standing == STANDING_ABSENT)
			continue;
		if (crowd->is_whole)
			range = first_range(guard, figure_at(guard, crowd->high[q]), false);
		margins->lows[at] = (uint32_t)range.low;
		margins->highs[at++] = (uint32_t)range.high;
	}
	qsort(margins->lows, at, sizeof *margins->lows, falling);
	qsort(margins->highs, at, sizeof *margins->highs, falling);
}

static struct margins margins_of(const struct guard *guard, const struct peer_crowd *crowd, uint32_t told)
{
	struct margins margins = {.question_count = questions_of(guard, crowd->pillar, crowd->high), .most = UINT64_MAX};

	margins.lows = g_new0(uint32_t, margins.question_count + 1);
	margins.highs = g_new0(uint32_t, margins.question_count + 1);
	take_questions(&margins, guard, crowd);
	take_parts_of(&margins, crowd->steps, told);
	if (crowd->profile != NO_FIGURE) {
		struct range range = first_range(guard, figure_at(guard, crowd->profile), false);

		margins.least = (uint64_t)range.low;
		margins.most = (uint64_t)range.high;
	}
	return margins;
}

static bool is_loose(const struct margins *margins, uint32_t part, uint32_t least)
{
	uint32_t low = margins->parts[part].low, high = margins->parts[part].high;

	for (uint32_t most = low; most < high; most++)
		if (!may_stand(margins, part, low, most, least) || !may_stand(margins, part, most + 1, high, least))
			return false;
	return true;
}

/* The part goes together with the larger of those beside it. */
static uint32_t without_edge(const struct margins *margins, uint32_t part, uint32_t told)
{
	bool below = part > 0 && (part + 1 == margins->part_count || margins->parts[part - 1].clients > margins->parts[part + 1].clients);
	uint32_t edge = below ? part - 1 : part, at = 0;

	for (uint32_t step = 0; step < PEER_STEPS; step++)
		if ((told & 1u << step) != 0 && at++ == edge)
			return told & ~(1u << step);
	return 0;
}

uint32_t peer_steps_loosened(const struct guard *guard, const struct peer_crowd *crowd, uint32_t told)
{
	uint32_t least = MAX(guard->privacy->min_side, 1u), before = 0;

	while (told != 0 && told != before) {
		struct margins margins = margins_of(guard, crowd, told);

		before = told;
		for (uint32_t i = 0; i < margins.part_count && told == before; i++)
			if (!is_loose(&margins, i, least))
				told = without_edge(&margins, i, told);
		g_free(margins.lows);
		g_free(margins.highs);
	}
	return told;
}
