/* Orders of groups against all their permutations: the exact one is the best, the greedy one lies between the bound and nothing worse than stated. */
#include "assess/ordering.h"

#include <glib.h>

#define MOST_GROUPS 7u
#define MOST_JOBS   12u

struct instance {
	uint32_t group_count, job_count;
	int64_t days[MOST_JOBS];
	bool done[MOST_JOBS];
	uint32_t jobs[MOST_GROUPS][MOST_JOBS];
	struct job_group groups[MOST_GROUPS];
	int64_t at;
};

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void make(struct instance *made, uint32_t *random)
{
	*made = (struct instance){.group_count = next_random(random) % (MOST_GROUPS + 1),
				  .job_count = 1 + next_random(random) % MOST_JOBS,
				  .at = next_random(random) % 3000};
	for (uint32_t j = 0; j < made->job_count; j++) {
		made->days[j] = next_random(random) % 16 * 1000;
		made->done[j] = next_random(random) % 6 == 0;
	}
	for (uint32_t g = 0; g < made->group_count; g++) {
		for (uint32_t j = 0; j < made->job_count; j++)
			if (next_random(random) % 3 == 0)
				made->jobs[g][made->groups[g].count++] = j;
		made->groups[g].jobs = made->jobs[g];
		made->groups[g].weight = 1 + next_random(random) % 3;
	}
}

static int64_t value_of(const struct instance *instance, const uint32_t *order)
{
	bool done[MOST_JOBS];
	int64_t time = instance->at, value = 0;

	for (uint32_t j = 0; j < instance->job_count; j++)
		done[j] = instance->done[j];
	for (uint32_t i = 0; i < instance->group_count; i++) {
		const struct job_group *group = &instance->groups[order[i]];

		for (uint32_t j = 0; j < group->count; j++) {
			time += done[group->jobs[j]] ? 0 : instance->days[group->jobs[j]];
			done[group->jobs[j]] = true;
		}
		value += group->weight * time;
	}
	return value;
}

/* Heap's walk over all permutations. */
static int64_t best_of_all(const struct instance *instance)
{
	uint32_t order[MOST_GROUPS], counts[MOST_GROUPS] = {0};
	int64_t best;

	for (uint32_t i = 0; i < MOST_GROUPS; i++)
		order[i] = i;
	best = value_of(instance, order);
	for (uint32_t i = 1; i < instance->group_count;) {
		uint32_t other = i % 2 == 0 ? 0 : counts[i], kept;

		if (counts[i] == i) {
			counts[i++] = 0;
			continue;
		}
		kept = order[other];
		order[other] = order[i];
		order[i] = kept;
		best = MIN(best, value_of(instance, order));
		counts[i]++;
		i = 1;
	}
	return best;
}

static void check(const struct instance *instance, int64_t *greedy_sum, int64_t *best_sum)
{
	struct arena *arena = arena_new();
	struct ordering exact =
		order_groups(arena, instance->groups, instance->group_count, instance->days, instance->done, instance->job_count, instance->at, 14);
	struct ordering greedy =
		order_groups(arena, instance->groups, instance->group_count, instance->days, instance->done, instance->job_count, instance->at, 0);
	int64_t best = best_of_all(instance);

	g_assert_cmpint(exact.value, ==, best);
	g_assert_cmpint(exact.value, ==, value_of(instance, exact.order));
	g_assert_cmpint(exact.bound, ==, best);
	if (instance->group_count > 0) {
		g_assert_cmpint(greedy.value, ==, value_of(instance, greedy.order));
		g_assert_cmpint(greedy.bound, <=, best);
		g_assert_cmpint(best, <=, greedy.value);
	}
	*greedy_sum += greedy.value;
	*best_sum += best;
	arena_free(arena);
}

static void test_small(void)
{
	uint32_t random = 11;
	int64_t greedy = 0, best = 0;

	for (uint32_t i = 0; i < (g_test_quick() ? 400 : 4000); i++) {
		struct instance instance;

		make(&instance, &random);
		check(&instance, &greedy, &best);
	}
	g_test_message("greedy %" G_GINT64_FORMAT ", best %" G_GINT64_FORMAT, greedy, best);
	g_assert_cmpint(greedy * 100, <=, best * 102);
}

/* Thousands of groups end in time, and disjoint ones are in Smith's order, which is the best: bound and value agree. */
static void test_many(void)
{
	struct arena *arena = arena_new();
	uint32_t count = 5000, random = 3;
	struct job_group *groups = arena_array(arena, struct job_group, count);
	uint32_t *jobs = arena_array(arena, uint32_t, count);
	int64_t *days = arena_array(arena, int64_t, count);
	struct ordering ordering;

	for (uint32_t i = 0; i < count; i++) {
		jobs[i] = i;
		days[i] = next_random(&random) % 100;
		groups[i] = (struct job_group){&jobs[i], 1, 1 + next_random(&random) % 3};
	}
	ordering = order_groups(arena, groups, count, days, arena_array(arena, bool, count), count, 0, 14);
	g_assert_cmpint(ordering.value, ==, ordering.bound);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ordering/small", test_small);
	g_test_add_func("/ordering/many", test_many);
	return g_test_run();
}
