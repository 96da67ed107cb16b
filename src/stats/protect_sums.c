/* Shares of each question add up to the pillar's share of all answers: where that would tell what is kept back, more is. */
#include "guard.h"
#include "peer_work.h"

struct pillar_sum {
	const struct guard *guard;
	uint32_t pillar;
	const uint32_t *high; /* figures, per question */
	struct range total;
};

/* Hits that a printed percent leaves. */
static struct range printed_range(const struct guard *guard, uint32_t index)
{
	const struct figure *figure = figure_at(guard, index);
	struct percent percent;
	struct count_range counts;

	if (figure->standing != STANDING_OPEN)
		return first_range(guard, figure, false);
	percent = percent_of((struct share){figure->sides.hit, figure->sides.of}, figure->decimals);
	counts = counts_for_percent(percent.steps, percent.decimals, figure->sides.of);
	if (percent.sense != PERCENT_VALUE || !counts.any)
		return first_range(guard, figure, false);
	return (struct range){counts.first, counts.last};
}

static struct range total_of(const struct guard *guard, const struct pillar_plan *profiles)
{
	struct range total = printed_range(guard, profiles->all);

	for (uint32_t s = 0; s < guard->statistics->split_count; s++) {
		struct range sum = {0, 0};

		for (uint32_t g = 0; g <= guard->statistics->splits[s].group_count; g++) {
			struct range range = printed_range(guard, profiles->groups[s][g]);

			sum.low += range.low;
			sum.high += range.high;
		}
		total.low = MAX(total.low, sum.low);
		total.high = MIN(total.high, MAX(sum.high, total.low));
	}
	return total;
}

static const struct figure *member(const struct pillar_sum *sum, uint32_t question)
{
	const struct figure *figure = figure_at(sum->guard, sum->high[question]);

	return sum->guard->corpus->questions[question].pillar != sum->pillar || figure->standing == STANDING_ABSENT ? NULL : figure;
}

/* What is kept back may still be any of its range, or any but a few. */
static bool stays_open(const struct pillar_sum *sum, const struct figure *figure, struct range others)
{
	struct range own = first_range(sum->guard, figure, false);
	int64_t low = MAX(own.low, sum->total.low - others.high + own.high), high = MIN(own.high, sum->total.high - others.low + own.low);
	int64_t least = MIN(2, own.high - own.low);

	return high - low >= least && high >= least && low + least <= figure->sides.of;
}

static bool sum_is_safe(const struct pillar_sum *sum)
{
	uint32_t count = sum->guard->corpus->question_count;
	struct range all = {0, 0};

	for (uint32_t q = 0; q < count; q++)
		if (member(sum, q) != NULL) {
			struct range range = first_range(sum->guard, member(sum, q), false);

			all.low += range.low;
			all.high += range.high;
		}
	for (uint32_t q = 0; q < count; q++)
		if (member(sum, q) != NULL && !is_known(member(sum, q)) && !stays_open(sum, member(sum, q), all))
			return false;
	return true;
}

/* The question with fewest hits that stands so, or question_count. */
static uint32_t smallest(const struct pillar_sum *sum, enum figure_state standing)
{
	uint32_t count = sum->guard->corpus->question_count, best = count;

	for (uint32_t q = 0; q < count; q++)
		if (member(sum, q) != NULL && member(sum, q)->standing == standing &&
		    (best == count || member(sum, q)->sides.hit < member(sum, best)->sides.hit))
			best = q;
	return best;
}

static uint32_t next_question(const struct pillar_sum *sum)
{
	uint32_t next = smallest(sum, STANDING_OPEN);

	return next == sum->guard->corpus->question_count ? smallest(sum, STANDING_LIMITED) : next;
}

static void withhold_open(const struct guard *guard, uint32_t index)
{
	struct figure *figure = figure_at(guard, index);

	if (figure->standing == STANDING_OPEN || figure->standing == STANDING_LIMITED)
		withhold(figure, PRIVACY_RULE_SECONDARY);
}

/* The larger share is a limit of the smaller one: they go together. */
void settle_peer_sums(const struct guard *guard, uint32_t pillar, const uint32_t *high, const uint32_t *at_risk, const struct pillar_plan *profiles)
{
	struct pillar_sum sum = {guard, pillar, high, {0, 0}};
	uint32_t next;

	if (!guard->is_protected)
		return;
	sum.total = total_of(guard, profiles);
	while (!sum_is_safe(&sum) && (next = next_question(&sum)) < guard->corpus->question_count) {
		withhold_open(guard, high[next]);
		withhold_open(guard, at_risk[next]);
	}
}
