/* Minimum weighted completion of groups that share jobs: exact over sets of groups where they are few, else greedy with a bound. */
#include "ordering.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define MOST_GREEDY 1500u /* beyond, groups are sorted once, by their own work */
#define MOST_MOVED  120u  /* beyond, the greedy order is not improved */
#define MOST_PASSES 6

struct work {
	struct arena *arena;
	const struct job_group *groups;
	uint32_t count;
	const int64_t *days;
	const bool *done;
	uint32_t job_count;
	int64_t at;
};

/* --- exact --- */

/* For each job that is open and in a group: the groups that hold it, as bits. */
static uint32_t *holders_of(const struct work *work)
{
	uint32_t *holders = arena_array(work->arena, uint32_t, work->job_count);

	for (uint32_t g = 0; g < work->count; g++)
		for (uint32_t i = 0; i < work->groups[g].count; i++)
			if (!work->done[work->groups[g].jobs[i]])
				holders[work->groups[g].jobs[i]] |= 1u << g;
	return holders;
}

/* Days of all groups of each set: a job counts when any of its holders is in. Summed by how many days would be missed without a set, over subsets. */
static int64_t *days_of_sets(const struct work *work)
{
	uint32_t sets = 1u << work->count;
	int64_t *inside = arena_array(work->arena, int64_t, sets), *days = arena_array(work->arena, int64_t, sets);
	const uint32_t *holders = holders_of(work);
	int64_t all = 0;

	for (uint32_t j = 0; j < work->job_count; j++)
		if (holders[j] != 0) {
			inside[holders[j]] += work->days[j];
			all += work->days[j];
		}
	for (uint32_t g = 0; g < work->count; g++)
		for (uint32_t set = 0; set < sets; set++)
			if ((set >> g & 1) != 0)
				inside[set] += inside[set ^ 1u << g];
	for (uint32_t set = 0; set < sets; set++)
		days[set] = all - inside[sets - 1 - set];
	return days;
}

/* best[set]: the least value of doing the groups of the set first; the last of them ends when all the work of the set is done. */
static struct ordering order_exactly(const struct work *work)
{
	uint32_t sets = 1u << work->count, *order = arena_array(work->arena, uint32_t, work->count);
	int64_t *best = arena_array(work->arena, int64_t, sets);
	uint8_t *last = arena_array(work->arena, uint8_t, sets);
	const int64_t *days = days_of_sets(work);

	for (uint32_t set = 1; set < sets; set++) {
		best[set] = INT64_MAX;
		for (uint32_t g = 0; g < work->count; g++) {
			int64_t value;

			if ((set >> g & 1) == 0)
				continue;
			value = best[set ^ 1u << g] + work->groups[g].weight * (work->at + days[set]);
			if (value > best[set])
				continue;
			best[set] = value;
			last[set] = (uint8_t)g;
		}
	}
	for (uint32_t set = sets - 1, i = work->count; i-- > 0; set ^= 1u << last[set])
		order[i] = last[set];
	return (struct ordering){order, best[sets - 1], best[sets - 1]};
}

/* --- greedy --- */

static int64_t left_of(const struct work *work, const bool *done, uint32_t group)
{
	int64_t days = 0;

	for (uint32_t i = 0; i < work->groups[group].count; i++)
		days += done[work->groups[group].jobs[i]] ? 0 : work->days[work->groups[group].jobs[i]];
	return days;
}

static void finish(const struct work *work, bool *done, uint32_t group)
{
	for (uint32_t i = 0; i < work->groups[group].count; i++)
		done[work->groups[group].jobs[i]] = true;
}

static bool *copy_done(const struct work *work)
{
	bool *done = arena_array(work->arena, bool, work->job_count);

	if (work->job_count > 0)
		memcpy(done, work->done, work->job_count * sizeof *done);
	return done;
}

static void choose_greedily(const struct work *work, uint32_t *order)
{
	bool *done = copy_done(work), *taken = arena_array(work->arena, bool, work->count);

	for (uint32_t i = 0; i < work->count; i++) {
		uint32_t best = UINT32_MAX;
		int64_t best_left = 0;

		for (uint32_t g = 0; g < work->count; g++) {
			int64_t left = taken[g] ? 0 : left_of(work, done, g);

			if (taken[g] || (best != UINT32_MAX && left * work->groups[best].weight >= best_left * work->groups[g].weight))
				continue;
			best = g;
			best_left = left;
		}
		taken[best] = true;
		order[i] = best;
		finish(work, done, best);
	}
}

struct keyed {
	uint32_t group;
	int64_t days, weight;
};

static int compare_keys(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;
	int64_t x = a->days * b->weight, y = b->days * a->weight;

	if (x != y)
		return x < y ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

/* Days of each group, a job that several hold being shared among them where asked (rounded down). */
static struct keyed *keys_of(const struct work *work, bool shared)
{
	struct keyed *keys = arena_array(work->arena, struct keyed, work->count);
	uint32_t *holders = arena_array(work->arena, uint32_t, work->job_count);

	for (uint32_t g = 0; g < work->count; g++)
		for (uint32_t i = 0; i < work->groups[g].count; i++)
			holders[work->groups[g].jobs[i]]++;
	for (uint32_t g = 0; g < work->count; g++) {
		keys[g] = (struct keyed){g, 0, work->groups[g].weight};
		for (uint32_t i = 0; i < work->groups[g].count; i++) {
			uint32_t job = work->groups[g].jobs[i];

			keys[g].days += work->done[job] ? 0 : work->days[job] / (shared ? holders[job] : 1);
		}
	}
	qsort(keys, work->count, sizeof *keys, compare_keys);
	return keys;
}

/*
 * The time of the k-th completion is at least the work of the k groups done by then, and that is at least the sum of their shares: shares of one job
 * add up to no more than the job. So the best order of the shares alone (Smith's rule) is a bound; and each group takes at least its own work.
 */
static int64_t bound_of(const struct work *work)
{
	const struct keyed *shares = keys_of(work, true), *own = keys_of(work, false);
	int64_t by_shares = 0, by_own = 0, time = work->at;

	for (uint32_t i = 0; i < work->count; i++) {
		time += shares[i].days;
		by_shares += shares[i].weight * time;
		by_own += own[i].weight * (work->at + own[i].days);
	}
	return MAX(by_shares, by_own);
}

static int64_t value_of(const struct work *work, const uint32_t *order, bool *done)
{
	int64_t value = 0, time = work->at;

	if (work->job_count > 0)
		memcpy(done, work->done, work->job_count * sizeof *done);
	for (uint32_t i = 0; i < work->count; i++) {
		time += left_of(work, done, order[i]);
		finish(work, done, order[i]);
		value += work->groups[order[i]].weight * time;
	}
	return value;
}

static void move(uint32_t *order, uint32_t from, uint32_t to)
{
	uint32_t group = order[from];

	if (from < to)
		memmove(&order[from], &order[from + 1], (to - from) * sizeof *order);
	else
		memmove(&order[to + 1], &order[to], (from - to) * sizeof *order);
	order[to] = group;
}

/* Puts single groups elsewhere as long as that helps. */
static int64_t improve(const struct work *work, uint32_t *order, int64_t value, bool *done)
{
	bool better = work->count <= MOST_MOVED;

	for (int pass = 0; better && pass < MOST_PASSES; pass++) {
		better = false;
		for (uint32_t from = 0; from < work->count; from++)
			for (uint32_t to = 0; to < work->count; to++) {
				int64_t other;

				move(order, from, to);
				other = value_of(work, order, done);
				if (other < value) {
					value = other;
					better = true;
				} else
					move(order, to, from);
			}
	}
	return value;
}

static struct ordering order_greedily(const struct work *work)
{
	uint32_t *order = arena_array(work->arena, uint32_t, work->count);
	bool *done = copy_done(work);
	struct ordering ordering = {.order = order, .bound = bound_of(work)};

	if (work->count <= MOST_GREEDY)
		choose_greedily(work, order);
	else {
		const struct keyed *keys = keys_of(work, false);

		for (uint32_t i = 0; i < work->count; i++)
			order[i] = keys[i].group;
	}
	ordering.value = improve(work, order, value_of(work, order, done), done);
	return ordering;
}

struct ordering order_groups(struct arena *arena, const struct job_group *groups, uint32_t count, const int64_t *days, const bool *done,
			     uint32_t job_count, int64_t at, uint32_t exact_most)
{
	struct work work = {arena, groups, count, days, done, job_count, at};

	return count <= exact_most ? order_exactly(&work) : order_greedily(&work);
}
