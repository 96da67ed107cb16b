/* Attacks on what is told of peers: no figure of one publication, or of two, gives away a client's answers; and with any rule switched off they do. */
#include "invert.h"

/* An atom of so many in a group, in both releases. */
#define STAY(group, count)                                                                                                                           \
	{                                                                                                                                            \
		{group, group}, count, false                                                                                                         \
	}
#define JOIN(group, count)                                                                                                                           \
	{                                                                                                                                            \
		{ABSENT, group}, count, false                                                                                                        \
	}
#define LEAVE(group, count)                                                                                                                          \
	{                                                                                                                                            \
		{group, ABSENT}, count, false                                                                                                        \
	}
#define CHANGE(before, after)                                                                                                                        \
	{                                                                                                                                            \
		{before, after}, 1, true                                                                                                             \
	}

static struct invert_outcome run(const struct inversion *inversion)
{
	struct invert_outcome outcome = invert(inversion);

	g_test_message("%u corpora, %u publications: certain from %u, for a client from %u, with the program from %u", outcome.states,
		       outcome.publications, outcome.certain, outcome.inside, outcome.inverse);
	return outcome;
}

static void expect_safe(const struct inversion *inversion)
{
	g_assert_cmpuint(run(inversion).certain, ==, 0);
}

/* Not for one of the clients either, who knows its own answers. */
static void expect_safe_inside(const struct inversion *inversion)
{
	struct invert_outcome outcome = run(inversion);

	g_assert_cmpuint(outcome.certain, ==, 0);
	g_assert_cmpuint(outcome.inside, ==, 0);
}

/* Sizes of groups by chance: just below, at and above the least clients. */
static uint32_t size_of(uint64_t *chance)
{
	return 9 + made_chance(chance, 5);
}

static uint32_t seeds(void)
{
	return g_test_slow() ? 12 : 3;
}

/* ---- One release ---- */

static const struct inversion two_groups = {
	.atoms = {STAY(0, 11), STAY(1, 10), STAY(MADE_NOWHERE, 3)}, .atom_count = 3, .groups = 2, .questions = 1, .levels = 2, .releases = 1};
static const struct inversion three_levels = {
	.atoms = {STAY(0, 11), STAY(MADE_NOWHERE, 3)}, .atom_count = 2, .groups = 1, .questions = 1, .levels = 3, .releases = 1};
static const struct inversion two_questions = {.atoms = {STAY(0, 12)}, .atom_count = 1, .groups = 1, .questions = 2, .levels = 2, .releases = 1};
static const struct inversion wider = {.atoms = {STAY(0, 13), STAY(1, 13)}, .atom_count = 2, .groups = 2, .questions = 1, .levels = 2, .releases = 1};
static const struct inversion with_unplaced = {
	.atoms = {STAY(0, 13), STAY(MADE_NOWHERE, 11)}, .atom_count = 2, .groups = 1, .questions = 1, .levels = 2, .releases = 1};
static const struct inversion with_small = {
	.atoms = {STAY(0, 13), STAY(1, 7), STAY(2, 12)}, .atom_count = 3, .groups = 3, .questions = 1, .levels = 2, .releases = 1};

static void test_one_question(void)
{
	uint64_t chance = 20201124;

	expect_safe_inside(&two_groups);
	for (uint32_t seed = 0; seed < seeds(); seed++) {
		struct inversion inversion = two_groups;

		inversion.atoms[0].count = size_of(&chance);
		inversion.atoms[1].count = size_of(&chance);
		inversion.atoms[2].count = made_chance(&chance, 6);
		expect_safe_inside(&inversion);
	}
}

static void test_medium_risks(void)
{
	uint64_t chance = 3;

	for (uint32_t seed = 0; seed < seeds(); seed++) {
		struct inversion inversion = three_levels;

		inversion.atoms[0].count = size_of(&chance);
		inversion.atoms[1].count = made_chance(&chance, 4);
		expect_safe_inside(&inversion);
	}
}

static void test_two_questions(void)
{
	struct inversion inversion = two_questions;
	struct invert_outcome outcome = run(&inversion);

	g_assert_cmpuint(outcome.certain, ==, 0);
	g_assert_cmpuint(outcome.inside, ==, 0);
	g_assert_cmpuint(outcome.shown, >, outcome.states / 2); /* nothing is safest where nothing is shown */
	g_assert_cmpuint(outcome.shown_steps, >, 0);
	inversion.atoms[1] = (struct invert_atom)STAY(MADE_NOWHERE, 2);
	inversion.atom_count = 2;
	expect_safe_inside(&inversion);
}

static void test_groups(void)
{
	struct invert_outcome outcome = run(&wider);

	g_assert_cmpuint(outcome.certain, ==, 0);
	g_assert_cmpuint(outcome.inside, ==, 0);
	g_assert_cmpuint(outcome.shown_groups, >, outcome.states / 8);
	expect_safe_inside(&with_unplaced);
	expect_safe_inside(&with_small);
}

/* The same answers as a metric, and among the risks of the pillar. */
static void test_beside_others(void)
{
	struct inversion inversion = two_groups;

	inversion.has_metric = true;
	expect_safe(&inversion);
	inversion.has_metric = false;
	inversion.has_profile = true;
	expect_safe(&inversion);
	inversion.has_metric = true;
	expect_safe(&inversion);
	inversion = two_questions;
	inversion.has_profile = true;
	expect_safe(&inversion);
	inversion.has_metric = true;
	expect_safe(&inversion);
}

/* ---- Two releases ---- */

static void test_one_client(void)
{
	static const struct invert_atom one[] = {JOIN(0, 1), JOIN(MADE_NOWHERE, 1), LEAVE(0, 1), LEAVE(1, 1), CHANGE(1, 1), CHANGE(0, 1)};
	uint64_t chance = 5;

	for (uint32_t i = 0; i < G_N_ELEMENTS(one); i++)
		for (uint32_t seed = 0; seed < (seeds() + 2) / 3; seed++) {
			struct inversion inversion = two_groups;

			inversion.releases = 2;
			inversion.atoms[0].count = size_of(&chance);
			inversion.atoms[1].count = size_of(&chance);
			inversion.atoms[2] = one[i];
			expect_safe_inside(&inversion);
			inversion.has_metric = true;
			expect_safe(&inversion);
		}
}

static void test_one_client_of_many_answers(void)
{
	static const struct invert_atom one[] = {JOIN(0, 1), LEAVE(0, 1), CHANGE(0, 0)};

	for (uint32_t i = 0; i < G_N_ELEMENTS(one); i++) {
		struct inversion inversion = {.atoms = {STAY(0, 10)},
					      .atom_count = 2,
					      .groups = 1,
					      .questions = i == 2 && !g_test_slow() ? 1 : 2,
					      .levels = 2,
					      .releases = 2};

		inversion.atoms[1] = one[i];
		expect_safe_inside(&inversion);
		inversion.questions = 1;
		inversion.levels = 3;
		expect_safe_inside(&inversion);
	}
}

/* As many as make figures be printed anew: what all of them have in common must not show either. */
static void test_batch(void)
{
	struct inversion inversion = {
		.atoms = {STAY(0, 10), STAY(1, 10), JOIN(0, 10)}, .atom_count = 3, .groups = 2, .questions = 1, .levels = 2, .releases = 2};
	struct invert_outcome outcome = run(&inversion);

	g_assert_cmpuint(outcome.certain, ==, 0);
	g_assert_cmpuint(outcome.inside, ==, 0);
	g_assert_cmpuint(outcome.shown, >, outcome.states / 4);
	inversion = (struct inversion){.atoms = {STAY(0, 8), JOIN(0, 8)}, .atom_count = 2, .groups = 1, .questions = 1, .levels = 3, .releases = 2};
	inversion.min_clients = 6;
	inversion.min_side = 2;
	expect_safe(&inversion);
	if (!g_test_slow())
		return;
	inversion = (struct inversion){.atoms = {STAY(0, 6), JOIN(0, 6)}, .atom_count = 2, .groups = 1, .questions = 2, .levels = 2, .releases = 2};
	inversion.min_clients = 5;
	inversion.min_side = 2;
	expect_safe(&inversion);
}

/* ---- The search finds what there is to find ---- */

static void test_without_protection(void)
{
	struct inversion inversion = two_groups;

	inversion.is_open = true;
	g_assert_cmpuint(run(&inversion).certain, >, 0);
	inversion = two_questions;
	inversion.is_open = true;
	g_assert_cmpuint(run(&inversion).certain, >, 0);
}

/* A bin of one tells that one of all others. */
static void test_bins_of_one(void)
{
	struct inversion inversion = two_groups;

	inversion.min_side = 1;
	g_assert_cmpuint(run(&inversion).inside, >, 0);
}

static void test_without_ledger(void)
{
	struct inversion inversion = two_groups;

	inversion.releases = 2;
	inversion.atoms[2] = (struct invert_atom)JOIN(0, 1);
	inversion.forgetful = true;
	g_assert_cmpuint(run(&inversion).certain, >, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/attack-peers/one-question", test_one_question);
	g_test_add_func("/attack-peers/medium-risks", test_medium_risks);
	g_test_add_func("/attack-peers/two-questions", test_two_questions);
	g_test_add_func("/attack-peers/groups", test_groups);
	g_test_add_func("/attack-peers/beside-others", test_beside_others);
	g_test_add_func("/attack-peers/one-client", test_one_client);
	g_test_add_func("/attack-peers/one-client-of-many-answers", test_one_client_of_many_answers);
	g_test_add_func("/attack-peers/batch", test_batch);
	g_test_add_func("/attack-peers/without-protection", test_without_protection);
	g_test_add_func("/attack-peers/bins-of-one", test_bins_of_one);
	g_test_add_func("/attack-peers/without-ledger", test_without_ledger);
	return g_test_run();
}
