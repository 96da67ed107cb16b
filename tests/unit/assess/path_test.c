/* The cheapest path against brute force: every selection of every question of the lenses at hand, and of frameworks made at random. */
#include "assess/path.h"
#include "formats/load.h"

#include <string.h>

#define LENSES ROOT "/../shared/reference/lenses"

/* A review of one lens whose answers are written here. */
struct sheet {
	struct review review;
	struct lens lens;
	struct answer *answers;
	uint64_t *chosen, *not_applicable;
	const struct ruleset *ruleset;
};

static struct sheet *sheet_new(struct arena *arena, const struct framework *framework)
{
	struct sheet *sheet = arena_one(arena, struct sheet);

	sheet->answers = arena_array(arena, struct answer, framework->question_count);
	sheet->chosen = arena_array(arena, uint64_t, bits_words(framework->choice_count));
	sheet->not_applicable = arena_array(arena, uint64_t, bits_words(framework->choice_count));
	sheet->lens = (struct lens){framework, sheet->answers, sheet->chosen, sheet->not_applicable};
	sheet->review.lenses = &sheet->lens;
	sheet->review.lens_count = 1;
	sheet->ruleset = ruleset_new(arena, framework, diags_new(arena));
	return sheet;
}

/* The best of a plain walk over all selections, one at a time, with sets compared as lists of practices. */
struct plain {
	bool found;
	uint32_t changes;
	int64_t effort;
	uint8_t changed[64];
	bool drops;
};

static int first_difference(const uint8_t *a, const uint8_t *b, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (a[i] != b[i])
			return a[i] ? -1 : 1;
	return 0;
}

static bool is_better(const struct plain *a, const struct plain *b, uint32_t count, bool by_effort)
{
	int64_t a_keys[2] = {by_effort ? a->effort : a->changes, by_effort ? a->changes : a->effort};
	int64_t b_keys[2] = {by_effort ? b->effort : b->changes, by_effort ? b->changes : b->effort};
	int order;

	if (!b->found)
		return true;
	for (int i = 0; i < 2; i++)
		if (a_keys[i] != b_keys[i])
			return a_keys[i] < b_keys[i];
	order = first_difference(a->changed, b->changed, count);
	return order < 0 || (order == 0 && b->drops && !a->drops);
}

/* The risk as the whole program sees it: answers are changed, and the review assessed again. */
static enum risk risk_now(struct arena *arena, const struct sheet *sheet, uint32_t question)
{
	return assess(arena, &sheet->review, &sheet->ruleset, diags_new(arena))->lenses[0].findings[question].risk;
}

struct asked {
	struct sheet *sheet;
	const struct question *question;
	uint32_t index;
	uint32_t practices[64];
	uint32_t count;
	uint64_t start;
	bool none, has_none;
};

static struct asked ask(struct sheet *sheet, uint32_t index)
{
	struct asked asked = {
		.sheet = sheet, .question = &sheet->lens.framework->questions[index], .index = index, .none = sheet->answers[index].none_of_these};

	for (uint32_t i = asked.question->first_choice; i < asked.question->first_choice + asked.question->choice_count; i++) {
		if (bits_has(sheet->not_applicable, i))
			continue;
		if (sheet->lens.framework->choices[i].none_of_these) {
			asked.has_none = true;
			continue;
		}
		asked.start |= (uint64_t)bits_has(sheet->chosen, i) << asked.count;
		asked.practices[asked.count++] = i;
	}
	return asked;
}

static void put(const struct asked *asked, uint64_t selection, bool none)
{
	for (uint32_t i = 0; i < asked->count; i++) {
		uint64_t bit = (uint64_t)1 << asked->practices[i] % 64;

		asked->sheet->chosen[asked->practices[i] / 64] &= ~bit;
		asked->sheet->chosen[asked->practices[i] / 64] |= (selection >> i & 1) != 0 ? bit : 0;
	}
	asked->sheet->answers[asked->index].none_of_these = none;
}

static struct plain plain_of(const struct asked *asked, uint64_t selection, bool drops)
{
	struct plain plain = {.found = true, .drops = drops};

	for (uint32_t i = 0; i < asked->count; i++) {
		plain.changed[i] = (selection >> i & 1) != (asked->start >> i & 1);
		plain.changes += plain.changed[i];
		plain.effort +=
			plain.changed[i] ? effort_points(&asked->sheet->review, &asked->sheet->lens.framework->choices[asked->practices[i]]) : 0;
	}
	return plain;
}

static void check_path(const struct asked *asked, const struct path *path, const struct plain *plain)
{
	const char *id = str_c(asked->question->id);
	uint32_t ticks = 0, unticks = 0;

	if (path->exists != plain->found)
		g_error("%s: a path %s", id, plain->found ? "exists" : "does not exist");
	if (!plain->found)
		return;
	g_assert_cmpint(path->effort, ==, plain->effort);
	g_assert_cmpuint(path->tick_count + path->untick_count, ==, plain->changes);
	g_assert_true(path->drops_none == plain->drops);
	for (uint32_t i = 0; i < asked->count; i++) {
		if (!plain->changed[i])
			continue;
		if ((asked->start >> i & 1) == 0)
			g_assert_cmpuint(path->tick[ticks++], ==, asked->practices[i]);
		else
			g_assert_cmpuint(path->untick[unticks++], ==, asked->practices[i]);
	}
}

/* Selections run through the whole assessment where there are few of them, else through the rules alone, which must agree now and then. */
static enum risk risk_of(struct arena *arena, const struct asked *asked, const struct lens_assessment *lens, uint64_t selection, bool none,
			 bool thorough)
{
	struct lens_assessment changed = *lens;
	struct finding finding = lens->findings[asked->index];
	struct answer answer = *finding.answer;
	uint64_t *ticked = arena_array(arena, uint64_t, bits_words(asked->sheet->lens.framework->choice_count));
	struct finding *findings = arena_array(arena, struct finding, asked->index + 1);
	enum risk risk;

	put(asked, selection, none);
	memcpy(ticked, asked->sheet->chosen, bits_words(asked->sheet->lens.framework->choice_count) * sizeof *ticked);
	for (uint32_t i = asked->question->first_choice; none && i < asked->question->first_choice + asked->question->choice_count; i++)
		if (asked->sheet->lens.framework->choices[i].none_of_these)
			bits_add(ticked, i);
	answer.none_of_these = none;
	finding.answer = &answer;
	findings[asked->index] = finding;
	changed.findings = findings;
	risk = risk_of_selection(&changed, asked->index, ticked);
	if (thorough)
		g_assert_cmpint(risk, ==, risk_now(arena, asked->sheet, asked->index));
	return risk;
}

/* Returns how many selections were tried; 0 where the question is not at risk. */
static uint64_t check_question(struct sheet *sheet, uint32_t index, bool thorough)
{
	struct arena *arena = arena_new(), *scratch = arena_new();
	const struct assessment *assessment = assess(arena, &sheet->review, &sheet->ruleset, diags_new(arena));
	struct question_paths paths = paths_of(arena, assessment, 0, index);
	struct asked asked = ask(sheet, index);
	struct plain best[4] = {{0}};
	uint64_t tried = 0;

	if (paths.from != RISK_HIGH && paths.from != RISK_MEDIUM) {
		g_assert_false(paths.known);
		arena_free(scratch);
		arena_free(arena);
		return 0;
	}
	g_assert_true(paths.known && paths.exact && paths.by_rules == paths.from);
	for (uint64_t selection = 0; selection < (uint64_t)1 << asked.count; selection++)
		for (int drop = 0; drop <= (asked.none && asked.has_none ? 1 : 0); drop++) {
			enum risk risk =
				risk_of(scratch, &asked, &assessment->lenses[0], selection, asked.none && drop == 0, thorough && selection % 37 == 0);
			struct plain plain = plain_of(&asked, selection, drop == 1);

			for (int goal = 0; goal < 4; goal++)
				if ((risk == RISK_NONE || (goal < 2 && risk == RISK_MEDIUM && paths.from == RISK_HIGH)) &&
				    (goal >= 2 || paths.from == RISK_HIGH) && is_better(&plain, &best[goal], asked.count, goal % 2 == 1))
					best[goal] = plain;
			if (++tried % 4096 == 0) {
				arena_free(scratch);
				scratch = arena_new();
			}
		}
	put(&asked, asked.start, asked.none);
	check_path(&asked, &paths.fewest_to_medium, &best[0]);
	check_path(&asked, &paths.cheapest_to_medium, &best[1]);
	check_path(&asked, &paths.fewest_to_none, &best[2]);
	check_path(&asked, &paths.cheapest_to_none, &best[3]);
	arena_free(scratch);
	arena_free(arena);
	return tried;
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* "None of these" alone, then selections at random with some practices not applicable. */
static void fill(struct sheet *sheet, uint32_t round, uint32_t *random)
{
	const struct framework *framework = sheet->lens.framework;

	memset(sheet->chosen, 0, bits_words(framework->choice_count) * sizeof *sheet->chosen);
	memset(sheet->not_applicable, 0, bits_words(framework->choice_count) * sizeof *sheet->not_applicable);
	for (uint32_t q = 0; q < framework->question_count; q++)
		sheet->answers[q] = (struct answer){.given = true, .none_of_these = round == 0 || next_random(random) % 4 == 0};
	for (uint32_t i = 0; i < framework->choice_count && round > 0; i++) {
		uint32_t draw = next_random(random) % 16;

		if (draw == 0 && round > 1)
			bits_add(sheet->not_applicable, i);
		else if (draw < 3 + round && !framework->choices[i].none_of_these)
			bits_add(sheet->chosen, i);
	}
}

static void check_framework(struct arena *arena, const struct framework *framework, uint32_t rounds, uint32_t *random)
{
	struct sheet *sheet = sheet_new(arena, framework);
	uint64_t tried = 0, questions = 0;

	for (uint32_t round = 0; round < rounds; round++) {
		fill(sheet, round, random);
		for (uint32_t q = 0; q < framework->question_count; q++) {
			uint64_t more = framework->questions[q].rule_count > 0 ? check_question(sheet, q, framework->question_count < 20) : 0;

			tried += more;
			questions += more > 0;
		}
	}
	g_test_message("%s: %" G_GUINT64_FORMAT " questions at risk, %" G_GUINT64_FORMAT " selections", str_c(framework->title), questions, tried);
}

static void test_lenses(void)
{
	GDir *folder = g_dir_open(LENSES, 0, NULL);
	uint32_t random = 20260131;
	const char *name;

	if (folder == NULL) {
		g_test_skip("no lenses at hand");
		return;
	}
	while ((name = g_dir_read_name(folder)) != NULL) {
		struct arena *arena = arena_new();
		char *path = g_build_filename(LENSES, name, NULL);
		const struct framework *framework = library_framework(library_new(arena), path, NO_SPAN, diags_new(arena));

		if (framework != NULL)
			check_framework(arena, framework, 4, &random);
		g_free(path);
		arena_free(arena);
	}
	g_dir_close(folder);
}

static void test_sample(void)
{
	struct arena *arena = arena_new();
	uint32_t random = 7;
	const struct framework *framework =
		library_framework(library_new(arena), ROOT "/samples/frameworks/aws-well-architected.yaml", NO_SPAN, diags_new(arena));

	g_assert_nonnull(framework);
	check_framework(arena, framework, 3, &random);
	arena_free(arena);
}

/* --- frameworks made at random, with negations and none-of-these in their rules --- */

static void append_condition(GString *text, uint32_t choices, uint32_t depth, uint32_t *random)
{
	uint32_t draw = next_random(random) % 8, parts = 2 + next_random(random) % 2;

	if (depth == 0 || draw < 2) {
		g_string_append_printf(text, "%sc%u", next_random(random) % 3 == 0 ? "!" : "", next_random(random) % choices);
		return;
	}
	for (uint32_t i = 0; i < parts; i++) {
		g_string_append(text, i == 0 ? "(" : draw % 2 == 0 ? " && " : " || ");
		append_condition(text, choices, depth - 1, random);
	}
	g_string_append_c(text, ')');
}

static const struct framework *random_framework(struct arena *arena, uint32_t *random)
{
	uint32_t choice_count = 2 + next_random(random) % 7, rule_count = 1 + next_random(random) % 4;
	struct framework *framework = arena_one(arena, struct framework);
	struct question *question = arena_one(arena, struct question);
	struct choice *choices = arena_array(arena, struct choice, choice_count);
	struct rule *rules = arena_array(arena, struct rule, rule_count + 1);

	for (uint32_t i = 0; i < choice_count; i++)
		choices[i] = (struct choice){
			.id = str_format(arena, "c%u", i),
			.effort = (enum level)(LEVEL_LOW + next_random(random) % 3),
			.none_of_these = i == 0 && next_random(random) % 2 == 0,
		};
	for (uint32_t i = 0; i < rule_count; i++) {
		GString *text = g_string_new(NULL);

		append_condition(text, choice_count, 3, random);
		rules[i] = (struct rule){.condition = str_take(arena, text),
					 .risk = (enum level)(LEVEL_NONE + (next_random(random) % 3 == 0 ? 0 : 2 + next_random(random) % 2))};
	}
	if (next_random(random) % 3 != 0)
		rules[rule_count++] = (struct rule){.condition = STR(""), .is_default = true, .risk = LEVEL_HIGH};
	*question = (struct question){.id = STR("random"), .choice_count = choice_count, .rule_count = rule_count};
	*framework = (struct framework){
		.title = STR("random"),
		.is_foreign = true,
		.questions = question,
		.question_count = 1,
		.choices = choices,
		.choice_count = choice_count,
		.rules = rules,
		.rule_count = rule_count,
		.pillars = arena_one(arena, struct pillar),
		.pillar_count = 1,
	};
	return framework;
}

static void test_random(void)
{
	uint32_t random = 1, rounds = g_test_quick() ? 300 : 3000;

	for (uint32_t i = 0; i < rounds; i++) {
		struct arena *arena = arena_new();
		const struct framework *framework = random_framework(arena, &random);

		check_framework(arena, framework, 4, &random);
		arena_free(arena);
	}
}

/* --- what is said of single questions --- */

static struct question_paths paths_by_hand(struct arena *arena, const char *const *rules, uint32_t choice_count, const char *ticked)
{
	static const enum level levels[] = {LEVEL_NONE, LEVEL_MEDIUM, LEVEL_HIGH};
	struct framework *framework = arena_one(arena, struct framework);
	struct question *question = arena_one(arena, struct question);
	struct choice *choices = arena_array(arena, struct choice, choice_count);
	struct rule *made = arena_array(arena, struct rule, 3);
	struct sheet *sheet;

	for (uint32_t i = 0; i < choice_count; i++)
		choices[i] = (struct choice){.id = str_format(arena, "%c%s", 'a' + (int)(i % 26), i < 26 ? "" : "2"),
					     .effort = i == 0 ? LEVEL_HIGH : LEVEL_LOW};
	for (uint32_t i = 0; i < 3; i++)
		made[i] = (struct rule){.condition = str_of(rules[i]), .is_default = *rules[i] == '\0', .risk = levels[i]};
	*question = (struct question){.id = STR("q"), .choice_count = choice_count, .rule_count = 3};
	*framework = (struct framework){
		.is_foreign = true,
		.questions = question,
		.question_count = 1,
		.choices = choices,
		.choice_count = choice_count,
		.rules = made,
		.rule_count = 3,
		.pillars = arena_one(arena, struct pillar),
		.pillar_count = 1,
	};
	sheet = sheet_new(arena, framework);
	for (; *ticked != '\0'; ticked++)
		bits_add(sheet->chosen, (size_t)(*ticked - 'a'));
	return paths_of(arena, assess(arena, &sheet->review, &sheet->ruleset, diags_new(arena)), 0, 0);
}

static void test_by_hand(void)
{
	static const char *const fewer_or_cheaper[] = {"a || b && c", "d", ""}, *const bad_habit[] = {"!d && a", "!d", ""},
				 *const dead_end[] = {"a && !a", "a", ""};
	struct arena *arena = arena_new();
	struct question_paths paths = paths_by_hand(arena, fewer_or_cheaper, 4, "e" + 1);

	g_assert_false(paths.known); /* unanswered */
	paths = paths_by_hand(arena, fewer_or_cheaper, 5, "e");
	g_assert_cmpuint(paths.fewest_to_none.tick_count, ==, 1);
	g_assert_cmpint(paths.fewest_to_none.effort, ==, 8000);
	g_assert_cmpuint(paths.cheapest_to_none.tick_count, ==, 2);
	g_assert_cmpint(paths.cheapest_to_none.effort, ==, 2000);
	g_assert_cmpuint(paths.cheapest_to_medium.tick[0], ==, 3);
	paths = paths_by_hand(arena, bad_habit, 4, "ad");
	g_assert_cmpuint(paths.fewest_to_none.tick_count, ==, 0);
	g_assert_cmpuint(paths.fewest_to_none.untick_count, ==, 1);
	g_assert_cmpuint(paths.fewest_to_none.untick[0], ==, 3);
	g_assert_cmpint(paths.fewest_to_medium.reaches, ==, RISK_NONE); /* the same tick takes it all the way */
	paths = paths_by_hand(arena, dead_end, 2, "b");
	g_assert_true(paths.known && paths.exact && !paths.fewest_to_none.exists && !paths.cheapest_to_none.exists);
	g_assert_true(paths.fewest_to_medium.exists);
	arena_free(arena);
}

/* Beyond the exact limit small paths are still found, and it is said that the search was bounded. */
static void test_bounded(void)
{
	static const char *const many[] = {"a && b && c && d || z && y && x", "z && y", ""};
	struct arena *arena = arena_new();
	struct question_paths paths = paths_by_hand(arena, many, 40, "a");

	g_assert_true(paths.known && !paths.exact);
	g_assert_cmpuint(paths.practices, ==, 40);
	g_assert_cmpuint(paths.fewest_to_none.tick_count, ==, 3);
	g_assert_cmpuint(paths.fewest_to_none.tick[0], ==, 1);
	g_assert_cmpuint(paths.fewest_to_medium.tick_count, ==, 2);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/path/by-hand", test_by_hand);
	g_test_add_func("/path/bounded", test_bounded);
	g_test_add_func("/path/random", test_random);
	g_test_add_func("/path/sample", test_sample);
	g_test_add_func("/path/lenses", test_lenses);
	return g_test_run();
}
