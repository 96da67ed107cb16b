/* Rules of public lenses, evaluated here and by a JavaScript engine: their conditions are legal JavaScript, so it knows the answers independently. */
#include <glib/gstdio.h>
#include <string.h>

#include "assess/assessment.h"
#include "formats/load.h"

#define LENSES            ROOT "/../shared/reference/lenses"
#define FEW_CHOICES       12u
#define RANDOM_SELECTIONS 2000u

/* The public lenses that are legal JSON; each question of one takes part in a round with one selection. */
static const char *const names[] = {"amazon-s3",        "cfa-organizations-lens", "connect-wellarchitected", "dynamodb-v1.0",
				    "elasticache-v2.0", "machine-learning",       "saas-business",           "sap-v2.0"};

struct round {
	const struct ruleset *ruleset;
	uint64_t *selections; /* one per question, a bit per choice of it */
	bool *taken;          /* whether the question takes part */
};

static uint64_t random_bits(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* A review says "none of these" once for a question, so several such choices can only be ticked together. */
static bool can_be_said(const struct framework *framework, const struct question *question, uint64_t selection)
{
	uint64_t none = 0;

	for (uint32_t i = 0; i < question->choice_count; i++)
		if (framework->choices[question->first_choice + i].none_of_these)
			none |= (uint64_t)1 << i;
	return (selection & none) == 0 || (selection & none) == none;
}

/* Round n takes the n-th selection of each question that has that many, then random ones for those with more choices. */
static bool choose(struct round *round, uint32_t n, uint64_t *state)
{
	const struct framework *framework = round->ruleset->framework;
	bool any = false;

	for (uint32_t i = 0; i < framework->question_count; i++) {
		uint32_t count = framework->questions[i].choice_count;
		uint64_t all = ((uint64_t)1 << count) - 1;
		bool few = count <= FEW_CHOICES;

		round->selections[i] = few ? n : random_bits(state) & all;
		round->taken[i] = few ? n <= all : n < RANDOM_SELECTIONS;
		round->taken[i] = round->taken[i] && can_be_said(framework, &framework->questions[i], round->selections[i]);
		any = any || (few ? n <= all : n < RANDOM_SELECTIONS);
	}
	return any;
}

static struct lens *answer(struct arena *arena, const struct round *round)
{
	const struct framework *framework = round->ruleset->framework;
	struct lens *lens = arena_one(arena, struct lens);
	struct answer *answers = arena_array(arena, struct answer, framework->question_count);
	uint64_t *chosen = arena_array(arena, uint64_t, bits_words(framework->choice_count));

	for (uint32_t i = 0; i < framework->choice_count; i++) {
		const struct choice *choice = &framework->choices[i];
		uint32_t bit = i - framework->questions[choice->question].first_choice;

		if (!round->taken[choice->question] || (round->selections[choice->question] >> bit & 1) == 0)
			continue;
		answers[choice->question].given = true;
		if (choice->none_of_these)
			answers[choice->question].none_of_these = true;
		else
			bits_add(chosen, i);
	}
	*lens = (struct lens){framework, answers, chosen, arena_array(arena, uint64_t, bits_words(framework->choice_count))};
	return lens;
}

static void write_round(const struct round *round, const char *name, GString *out)
{
	struct arena *arena = arena_new();
	const struct framework *framework = round->ruleset->framework;
	struct review review = {.source = framework->source, .lenses = answer(arena, round), .lens_count = 1};
	const struct assessment *assessment = assess(arena, &review, &round->ruleset, diags_new(arena));

	for (uint32_t i = 0; i < framework->question_count; i++)
		if (round->taken[i])
			g_string_append_printf(out, "%s %u %" G_GUINT64_FORMAT " %s\n", name, i, (guint64)round->selections[i],
					       risk_name(assessment->lenses[0].findings[i].risk));
	arena_free(arena);
}

static void write_lens(const char *name, GString *out)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	char *path = g_strdup_printf("%s/%s.json", LENSES, name);
	const struct framework *framework = library_framework(library_new(arena), path, NO_SPAN, diags);
	struct round round;
	uint64_t state = 0x9E3779B97F4A7C15u;

	g_assert_nonnull(framework);
	round.ruleset = ruleset_new(arena, framework, diags);
	round.selections = arena_array(arena, uint64_t, framework->question_count);
	round.taken = arena_array(arena, bool, framework->question_count);
	for (uint32_t n = 0; choose(&round, n, &state); n++)
		write_round(&round, name, out);
	g_free(path);
	arena_free(arena);
}

static void compare(const char *node, const GString *dump)
{
	char *path = NULL, *out = NULL, *errors = NULL;
	int file = g_file_open_tmp("plumbline-oracle-XXXXXX", &path, NULL), status = 0;
	const char *args[] = {node, TESTS "/node/lens_oracle.mjs", LENSES, path, NULL};

	g_assert_cmpint(file, >=, 0);
	g_close(file, NULL);
	g_assert_true(g_file_set_contents(path, dump->str, (gssize)dump->len, NULL));
	g_assert_true(g_spawn_sync(NULL, (char **)args, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &errors, &status, NULL));
	g_test_message("%s%s", out, errors);
	g_assert_true(g_spawn_check_wait_status(status, NULL));
	g_assert_nonnull(strstr(out, "all agree"));
	g_remove(path);
	g_free(path);
	g_free(out);
	g_free(errors);
}

static void test_oracle(void)
{
	char *node = g_find_program_in_path("node");
	GString *dump = g_string_new(NULL);

	if (node == NULL)
		g_test_skip("there is no node");
	else if (!g_file_test(LENSES, G_FILE_TEST_IS_DIR))
		g_test_skip("the public lenses are not here");
	else {
		for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
			write_lens(names[i], dump);
		compare(node, dump);
	}
	g_string_free(dump, TRUE);
	g_free(node);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/lens/oracle", test_oracle);
	return g_test_run();
}
