/* Progress: the decision table against its words, editions by hand, and the account of reviews of editions made at random. */
#include "assess/progress.h"

#include <string.h>

#include "model/lineage.h"
#include "read/yaml.h"

/* ---- The table ---- */

/* As the words of change.def have it, written without a look at the table. */
static enum turn expected_change(const struct change_state *s)
{
	static const int rank[] = {[RISK_HIGH] = 3,       [RISK_MEDIUM] = 2,         [RISK_NONE] = 1, [RISK_UNMATCHED] = 0,
				   [RISK_UNANSWERED] = 0, [RISK_NOT_APPLICABLE] = 0, [RISK_COUNT] = 0};

	if (!s->is || !s->was)
		return s->recast ? CHANGE_RECAST : s->is ? CHANGE_ASKED : CHANGE_RETIRED;
	if (s->earlier == RISK_NOT_APPLICABLE || s->now == RISK_NOT_APPLICABLE)
		return s->earlier == s->now ? CHANGE_ASIDE : CHANGE_APPLICABILITY;
	if (s->earlier == RISK_UNANSWERED || s->now == RISK_UNANSWERED)
		return s->earlier == s->now ? CHANGE_SILENT : s->now == RISK_UNANSWERED ? CHANGE_UNANSWERED : CHANGE_ANSWERED;
	if (rank[s->earlier] == 0 || rank[s->carried] == 0 || rank[s->now] == 0)
		return CHANGE_UNRATED;
	if (rank[s->now] > rank[s->carried])
		return CHANGE_REGRESSED;
	if (rank[s->now] < rank[s->carried])
		return s->now == RISK_NONE ? CHANGE_FIXED : CHANGE_IMPROVED;
	if (s->earlier != s->carried)
		return CHANGE_RERATED;
	if (s->reworded)
		return CHANGE_REWORDED;
	return s->now == RISK_NONE ? CHANGE_STILL_GOOD : CHANGE_STILL_OPEN;
}

static void test_table(void)
{
	uint32_t reached[CHANGE_COUNT] = {0}, states = 0;

	for (unsigned flags = 0; flags < 16; flags++)
		for (unsigned risks = 0; risks < 7 * 7 * 7; risks++) {
			struct change_state state = {
				.was = flags & 1,
				.is = flags & 2,
				.recast = flags & 4,
				.reworded = flags & 8,
				.earlier = (enum risk)(risks % 7),
				.carried = (enum risk)(risks / 7 % 7),
				.now = (enum risk)(risks / 49),
			};
			enum turn change = turn_of(&state);

			if (change != expected_change(&state))
				g_error("was %d is %d recast %d reworded %d, %u %u %u: %s, and should be %s", state.was, state.is, state.recast,
					state.reworded, state.earlier, state.carried, state.now, turn_name(change),
					turn_name(expected_change(&state)));
			reached[change]++;
			states++;
		}
	g_assert_cmpuint(states, ==, 5488);
	for (int i = 0; i < CHANGE_COUNT; i++)
		g_assert_cmpuint(reached[i], >, 0);
}

/* ---- Reviews from texts ---- */

struct fixture {
	struct arena *arena;
	struct diags *diags;
};

static struct fixture open_fixture(void)
{
	struct fixture fixture = {.arena = arena_new()};

	fixture.diags = diags_new(fixture.arena);
	return fixture;
}

static const struct node *parse(struct fixture *fixture, const char *text, const struct source **source)
{
	*source = source_from_bytes(fixture->arena, "t.yaml", str_from(fixture->arena, text).text, strlen(text), fixture->diags);
	return yaml_read(fixture->arena, *source, fixture->diags);
}

static const struct framework *framework_of(struct fixture *fixture, const char *text)
{
	const struct source *source;
	const struct node *root = parse(fixture, text, &source);
	const struct framework *framework = framework_decode(fixture->arena, source, root, fixture->diags);

	g_assert_nonnull(framework);
	return framework;
}

static void must_be_clean(const struct fixture *fixture)
{
	GString *said = g_string_new(NULL);

	diags_write_text(fixture->diags, said, false);
	if (diags_errors(fixture->diags) > 0)
		g_error("%s", said->str);
	g_string_free(said, TRUE);
}

static const struct assessment *assessed(struct fixture *fixture, const struct source *source, const struct node *root,
					 const struct framework *const *frameworks, uint32_t count)
{
	const struct review *review = review_decode(fixture->arena, source, root, frameworks, count, fixture->diags);
	const struct ruleset **rulesets = arena_array(fixture->arena, const struct ruleset *, count);

	g_assert_nonnull(review);
	must_be_clean(fixture);
	for (uint32_t i = 0; i < count; i++)
		rulesets[i] = ruleset_new(fixture->arena, frameworks[i], diags_new(fixture->arena));
	return assess(fixture->arena, review, rulesets, diags_new(fixture->arena));
}

static const struct assessment *review_of(struct fixture *fixture, const struct framework *const *frameworks, uint32_t count, const char *answers)
{
	char *text = g_strdup_printf("plumbline: review/1\nclient: {name: A}\nworkload: {name: W}\ndate: 2024-02-29\nanswers:\n%s", answers);
	const struct source *source;
	const struct node *root = parse(fixture, text, &source);

	g_free(text);
	return assessed(fixture, source, root, frameworks, count);
}

/* The change of a question of the later framework, or of one that only the earlier one has. */
static const struct question_change *change_named(const struct lens_progress *lens, const char *id)
{
	for (uint32_t i = 0; i < lens->change_count; i++) {
		const struct question_change *change = &lens->changes[i];
		const struct question *question = change->now != NO_QUESTION ? &lens->now->lens->framework->questions[change->now]
									     : &lens->earlier->lens->framework->questions[change->earlier];

		if (str_is(question->id, id))
			return change;
	}
	g_error("there is no change of \"%s\"", id);
	return NULL;
}

static void must_be(const struct lens_progress *lens, const char *id, const char *change)
{
	g_test_message("%s", id);
	g_assert_cmpstr(turn_name(change_named(lens, id)->change), ==, change);
}

/* earlier + framework + client = now, and both ends are what the reviews themselves count. */
static void check_account(const struct accounting *account, const struct risk_counts *earlier, const struct risk_counts *now)
{
	static const struct risk_counts nothing;

	for (int risk = 0; risk < RISK_COUNT; risk++) {
		g_assert_cmpuint(account->earlier.of[risk], ==, (earlier == NULL ? &nothing : earlier)->of[risk]);
		g_assert_cmpuint(account->now.of[risk], ==, (now == NULL ? &nothing : now)->of[risk]);
		g_assert_cmpint((int)account->earlier.of[risk] + account->framework.of[risk] + account->client.of[risk], ==,
				(int)account->now.of[risk]);
	}
}

static void check_lens(const struct lens_progress *lens)
{
	const struct lens_assessment *earlier = lens->earlier, *now = lens->now;
	uint32_t then_count = earlier == NULL ? 0 : earlier->lens->framework->question_count;
	uint32_t now_count = now == NULL ? 0 : now->lens->framework->question_count, sum = 0;
	uint32_t *times_then = g_new0(uint32_t, then_count + 1), *times_now = g_new0(uint32_t, now_count + 1);

	for (uint32_t i = 0; i < lens->change_count; i++) {
		const struct question_change *change = &lens->changes[i];

		times_then[change->earlier == NO_QUESTION ? then_count : change->earlier]++;
		times_now[change->now == NO_QUESTION ? now_count : change->now]++;
	}
	for (uint32_t i = 0; i < then_count; i++)
		g_assert_cmpuint(times_then[i], ==, 1);
	for (uint32_t i = 0; i < now_count; i++)
		g_assert_cmpuint(times_now[i], ==, 1);
	for (int i = 0; i < CHANGE_COUNT; i++)
		sum += lens->counts[i];
	g_assert_cmpuint(sum, ==, lens->change_count);
	check_account(&lens->accounting, earlier == NULL ? NULL : &earlier->counts, now == NULL ? NULL : &now->counts);
	for (uint32_t i = 0; i < lens->pillar_count; i++)
		check_account(&lens->pillars[i].accounting,
			      lens->pillars[i].earlier == UINT32_MAX ? NULL : &earlier->pillar_counts[lens->pillars[i].earlier],
			      lens->pillars[i].now == UINT32_MAX ? NULL : &now->pillar_counts[lens->pillars[i].now]);
	g_free(times_then);
	g_free(times_now);
}

/* ---- Two editions by hand ---- */

#define EDITIONS TESTS "/golden/progress/"

static const struct node *open_yaml(struct fixture *fixture, const char *path, const struct source **source)
{
	*source = source_open(fixture->arena, path, NO_SPAN, fixture->diags);
	g_assert_nonnull(*source);
	return yaml_read(fixture->arena, *source, fixture->diags);
}

static const struct framework *edition(struct fixture *fixture, const char *path)
{
	const struct source *source;
	const struct node *root = open_yaml(fixture, path, &source);

	return framework_decode(fixture->arena, source, root, fixture->diags);
}

/* The answers of a file of this folder. */
static const struct assessment *answered(struct fixture *fixture, const struct framework *framework, const char *path)
{
	const struct source *source;
	const struct node *root = open_yaml(fixture, path, &source);

	return assessed(fixture, source, root, &framework, 1);
}

static const struct lens_progress *two_editions(struct fixture *fixture)
{
	const struct framework *first = edition(fixture, EDITIONS "first.framework.yaml");
	const struct framework *second = edition(fixture, EDITIONS "second.framework.yaml");
	const struct assessment *earlier = answered(fixture, first, EDITIONS "first.yaml"), *now = answered(fixture, second, EDITIONS "second.yaml");
	struct progress_step step = progress_between(fixture->arena, earlier, now);

	g_assert_cmpuint(step.lens_count, ==, 1);
	return &step.lenses[0];
}

static void test_editions(void)
{
	struct fixture fixture = open_fixture();
	const struct lens_progress *lens = two_editions(&fixture);

	check_lens(lens);
	g_assert_true(lens->other_edition && !lens->unmapped);
	must_be(lens, "fixed", "fixed");
	must_be(lens, "improved", "improved");
	must_be(lens, "regressed", "regressed");
	must_be(lens, "open", "still_open");
	must_be(lens, "good", "still_good");
	must_be(lens, "stricter", "rerated");
	must_be(lens, "stricter-met", "fixed");
	must_be(lens, "part-b", "fixed");
	must_be(lens, "part-a", "still_good");
	must_be(lens, "whole", "recast");
	must_be(lens, "half", "recast");
	must_be(lens, "other-half", "recast");
	must_be(lens, "m1", "recast");
	must_be(lens, "m2", "recast");
	must_be(lens, "merged", "recast");
	must_be(lens, "gone", "retired");
	must_be(lens, "unnamed", "retired");
	must_be(lens, "in-shut", "retired");
	must_be(lens, "moved", "fixed");
	must_be(lens, "words", "reworded");
	must_be(lens, "aside", "aside");
	must_be(lens, "applies", "applicability");
	must_be(lens, "silent", "silent");
	must_be(lens, "spoken", "answered");
	must_be(lens, "fallen-silent", "unanswered");
	must_be(lens, "fresh", "asked");
	arena_free(fixture.arena);
}

/* An id that was retired and given to another question is two questions. */
static void test_reused(void)
{
	struct fixture fixture = open_fixture();
	const struct lens_progress *lens = two_editions(&fixture);
	uint32_t asked = 0, retired = 0;

	for (uint32_t i = 0; i < lens->change_count; i++) {
		const struct question_change *change = &lens->changes[i];

		asked += change->change == CHANGE_ASKED && str_is(lens->now->lens->framework->questions[change->now].id, "reused");
		retired += change->change == CHANGE_RETIRED && str_is(lens->earlier->lens->framework->questions[change->earlier].id, "reused");
	}
	g_assert_cmpuint(asked, ==, 1);
	g_assert_cmpuint(retired, ==, 1);
	arena_free(fixture.arena);
}

static void test_practices(void)
{
	struct fixture fixture = open_fixture();
	const struct lens_progress *lens = two_editions(&fixture);
	const struct choice *choices = lens->now->lens->framework->choices;
	const struct question_change *change = change_named(lens, "regressed");

	g_assert_cmpuint(change->lost_count, ==, 1);
	g_assert_true(str_is(choices[change->lost[0]].id, "a"));
	g_assert_cmpuint(change->done_count, ==, 0);
	/* x was a; y was not asked, so that its tick is nobody's work. By today's rules with y as it is now, a alone had no risk: nothing moved but the rating. */
	change = change_named(lens, "new-name");
	g_assert_cmpuint(change->done_count + change->lost_count, ==, 0);
	g_assert_cmpuint(change->fresh_count, ==, 1);
	g_assert_cmpuint(change->dropped_count, ==, 1);
	g_assert_cmpuint(change->was, ==, RISK_MEDIUM);
	g_assert_cmpuint(change->carried, ==, RISK_NONE);
	g_assert_cmpstr(turn_name(change->change), ==, "rerated");
	g_assert_nonnull(change->lineage);
	/* Put together from the practices of the question that was split. */
	change = change_named(lens, "part-b");
	g_assert_cmpuint(change->was, ==, RISK_COUNT);
	g_assert_cmpuint(change->carried, ==, RISK_HIGH);
	g_assert_cmpuint(change->done_count, ==, 1);
	change = change_named(lens, "practices");
	g_assert_cmpuint(change->carried, ==, RISK_NONE);
	g_assert_cmpstr(turn_name(change->change), ==, "reworded");
	/* fixed b, improved a, stricter-met b, part-b b, moved b. */
	g_assert_cmpuint(lens->done, ==, 5);
	g_assert_cmpuint(lens->lost, ==, 1);
	arena_free(fixture.arena);
}

/* By hand: which risks the framework brought and took, and which the client. */
static void test_account(void)
{
	struct fixture fixture = open_fixture();
	const struct lens_progress *lens = two_editions(&fixture);
	const struct accounting *account = &lens->accounting;
	const struct pillar_progress *shut = &lens->pillars[lens->pillar_count - 1];

	/* High then: improved, whole, m2, unnamed. Framework: whole, m2, unnamed go; part-b and fresh come. Client: improved, part-b leave; regressed,
	 * spoken (it was unanswered) come. */
	g_assert_cmpuint(account->earlier.of[RISK_HIGH], ==, 4);
	g_assert_cmpint(account->framework.of[RISK_HIGH], ==, -1);
	g_assert_cmpint(account->client.of[RISK_HIGH], ==, 0);
	g_assert_cmpuint(account->now.of[RISK_HIGH], ==, 3);
	g_assert_cmpuint(lens->pillar_count, ==, 3);
	g_assert_cmpuint(shut->now, ==, UINT32_MAX);
	g_assert_cmpuint(shut->accounting.earlier.of[RISK_NONE], ==, 1);
	g_assert_cmpint(shut->accounting.framework.of[RISK_NONE], ==, -1);
	/* moved: at medium risk in p then; the framework takes it to r, the client fixes it there. */
	g_assert_cmpint(lens->pillars[1].accounting.framework.of[RISK_MEDIUM], ==, 1);
	g_assert_cmpint(lens->pillars[1].accounting.client.of[RISK_MEDIUM], ==, -1);
	g_assert_cmpuint(lens->pillars[1].accounting.now.of[RISK_NONE], ==, 1);
	arena_free(fixture.arena);
}

#define PILLARS "pillars:\n  - id: p\n    title: P\n    questions:\n"

/* What is asked only now, and is missing, was not missing then: the framework asks for it, and the risk is its doing. */
static void test_fresh(void)
{
	struct fixture fixture = open_fixture();
	const struct framework *first = framework_of(&fixture, "plumbline: framework/1\nid: f\nversion: '1'\ntitle: F\n" PILLARS
							       "      - {id: q, title: Q, choices: [{id: a, title: A}, {id: b, title: B}], "
							       "rules: [{when: a && b, risk: none}, {when: default, risk: high}]}\n");
	const struct framework *second =
		framework_of(&fixture, "plumbline: framework/1\nid: f\nversion: '2'\ntitle: F\n" PILLARS
				       "      - {id: q, title: Q, choices: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}], "
				       "rules: [{when: a && b && c, risk: none}, {when: a && b, risk: medium}, {when: default, risk: high}]}\n");
	const struct assessment *earlier = review_of(&fixture, &first, 1, "  q: {selected: [a, b]}\n");
	static const struct {
		const char *answer;
		enum risk carried;
		const char *change;
	} cases[] = {{"  q: {selected: [a, b]}\n", RISK_MEDIUM, "rerated"},
		     {"  q: {selected: [a, b, c]}\n", RISK_NONE, "reworded"},
		     {"  q: {selected: [a, c]}\n", RISK_NONE, "regressed"},
		     {"  q: {selected: [a]}\n", RISK_MEDIUM, "regressed"}};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct progress_step step = progress_between(fixture.arena, earlier, review_of(&fixture, &second, 1, cases[i].answer));
		const struct question_change *change = &step.lenses[0].changes[0];

		check_lens(&step.lenses[0]);
		g_assert_cmpuint(change->carried, ==, cases[i].carried);
		g_assert_cmpstr(turn_name(change->change), ==, cases[i].change);
		g_assert_cmpuint(change->fresh_count, ==, 1);
	}
	arena_free(fixture.arena);
}

/* A practice that became two is the successor of neither. */
static void test_split_practice(void)
{
	struct fixture fixture = open_fixture();
	const struct framework *first = framework_of(
		&fixture, "plumbline: framework/1\nid: f\nversion: '1'\ntitle: F\n" PILLARS
			  "      - {id: q, title: Q, choices: [{id: a, title: A}], rules: [{when: a, risk: none}, {when: default, risk: high}]}\n");
	const struct framework *second = framework_of(&fixture, "plumbline: framework/1\nid: f\nversion: '2'\ntitle: F\nlineage:\n"
								"  - {version: '1', from: q/a, to: q/a1, relation: close}\n"
								"  - {version: '1', from: q/a, to: q/a2, relation: close}\n" PILLARS
								"      - {id: q, title: Q, choices: [{id: a1, title: A}, {id: a2, title: B}], "
								"rules: [{when: a1 && a2, risk: none}, {when: default, risk: high}]}\n");
	const struct assessment *earlier = review_of(&fixture, &first, 1, "  q: {selected: [a]}\n");
	struct progress_step step = progress_between(fixture.arena, earlier, review_of(&fixture, &second, 1, "  q: {selected: [a1]}\n"));
	const struct question_change *change = &step.lenses[0].changes[0];

	g_assert_cmpuint(change->fresh_count, ==, 2);
	g_assert_cmpuint(change->dropped_count, ==, 1);
	g_assert_cmpuint(change->done_count + change->lost_count, ==, 0);
	g_assert_cmpstr(turn_name(change->change), ==, "rerated");
	arena_free(fixture.arena);
}

/* A risk that another tool worked out stays, unless today's comes from rules: then the change of the measure is not the client's doing. */
static void test_stated(void)
{
	struct fixture fixture = open_fixture();
	struct framework *framework = arena_one(fixture.arena, struct framework);
	const struct assessment *stated, *by_rules;
	struct progress_step step;

	*framework = *framework_of(
		&fixture, "plumbline: framework/1\nid: f\nversion: '1'\ntitle: F\n" PILLARS
			  "      - {id: q, title: Q, choices: [{id: a, title: A}], rules: [{when: a, risk: none}, {when: default, risk: high}]}\n");
	framework->assumed_rules = true;
	stated = review_of(&fixture, (const struct framework *const *)&framework, 1, "  q: {none: true, stated_risk: medium}\n");
	by_rules = review_of(&fixture, (const struct framework *const *)&framework, 1, "  q: {none: true}\n");
	step = progress_between(fixture.arena, stated, stated);
	g_assert_cmpstr(turn_name(step.lenses[0].changes[0].change), ==, "still_open");
	step = progress_between(fixture.arena, stated, by_rules);
	g_assert_cmpuint(step.lenses[0].changes[0].was, ==, RISK_MEDIUM);
	g_assert_cmpuint(step.lenses[0].changes[0].carried, ==, RISK_HIGH);
	g_assert_cmpstr(turn_name(step.lenses[0].changes[0].change), ==, "rerated");
	arena_free(fixture.arena);
}

/* An edition of another id is known by the lineage that names its questions, and only by that. */
static void test_other_id(void)
{
	struct fixture fixture = open_fixture();
	struct framework *first = arena_one(fixture.arena, struct framework);
	const struct framework *second = edition(&fixture, EDITIONS "second.framework.yaml");
	const struct framework *const firsts = first;
	const struct assessment *now = answered(&fixture, second, EDITIONS "second.yaml");
	struct progress_step step;

	*first = *edition(&fixture, EDITIONS "first.framework.yaml");
	first->id = STR("before-f");
	step = progress_between(fixture.arena, answered(&fixture, firsts, EDITIONS "first.yaml"), now);
	g_assert_cmpuint(step.lens_count, ==, 1);
	must_be(&step.lenses[0], "fixed", "fixed");
	must_be(&step.lenses[0], "new-name", "rerated");
	check_lens(&step.lenses[0]);
	first->version = STR("elsewhere");
	step = progress_between(fixture.arena, answered(&fixture, firsts, EDITIONS "first.yaml"), now);
	g_assert_cmpuint(step.lens_count, ==, 2);
	check_lens(&step.lenses[0]);
	check_lens(&step.lenses[1]);
	g_assert_null(step.lenses[0].earlier);
	arena_free(fixture.arena);
}

/* The same answers to the same edition: nothing moves. */
static void test_nothing(void)
{
	struct fixture fixture = open_fixture();
	const struct framework *framework = edition(&fixture, EDITIONS "first.framework.yaml");
	const struct assessment *review = answered(&fixture, framework, EDITIONS "first.yaml");
	struct progress_step step = progress_between(fixture.arena, review, review);
	const struct lens_progress *lens = &step.lenses[0];

	check_lens(lens);
	g_assert_false(lens->other_edition);
	for (int risk = 0; risk < RISK_COUNT; risk++)
		g_assert_true(lens->accounting.framework.of[risk] == 0 && lens->accounting.client.of[risk] == 0);
	g_assert_cmpuint(lens->counts[CHANGE_STILL_OPEN] + lens->counts[CHANGE_STILL_GOOD] + lens->counts[CHANGE_SILENT] + lens->counts[CHANGE_ASIDE],
			 ==, lens->change_count);
	arena_free(fixture.arena);
}

/* A lens that only one review has is compared with nothing. */
static void test_lenses(void)
{
	struct fixture fixture = open_fixture();
	const struct framework *one = edition(&fixture, EDITIONS "first.framework.yaml");
	struct framework *two = arena_one(fixture.arena, struct framework);
	const struct framework *both[2] = {one, two};
	const struct assessment *single, *pair;
	struct progress_step step;

	*two = *one;
	two->id = STR("g");
	single = answered(&fixture, one, EDITIONS "first.yaml");
	pair = review_of(&fixture, both, 2, "  f/fixed: {selected: [a]}\n  g/fixed: {selected: [a]}\n");
	step = progress_between(fixture.arena, single, pair);
	g_assert_cmpuint(step.lens_count, ==, 2);
	check_lens(&step.lenses[0]);
	check_lens(&step.lenses[1]);
	g_assert_null(step.lenses[1].earlier);
	g_assert_cmpuint(step.lenses[1].counts[CHANGE_ASKED], ==, one->question_count);
	step = progress_between(fixture.arena, pair, single);
	check_lens(&step.lenses[1]);
	g_assert_null(step.lenses[1].now);
	g_assert_cmpuint(step.lenses[1].counts[CHANGE_RETIRED], ==, one->question_count);
	arena_free(fixture.arena);
}

static void test_since(void)
{
	struct fixture fixture = open_fixture();
	const struct framework *first = edition(&fixture, EDITIONS "first.framework.yaml"),
			       *second = edition(&fixture, EDITIONS "second.framework.yaml");
	const struct assessment *reviews[3];
	const struct progress *progress;
	const struct lens_progress *lens;

	reviews[0] = review_of(&fixture, &first, 1, "  open: {selected: [a]}\n  old-name: {none: true}\n  regressed: {none: true}\n");
	reviews[1] = review_of(&fixture, &first, 1,
			       "  open: {selected: [b]}\n  old-name: {selected: [a]}\n  regressed: {selected: [a, b]}\n  words: {selected: [a]}\n");
	reviews[2] = review_of(&fixture, &second, 1,
			       "  open: {selected: [a]}\n  new-name: {selected: [y]}\n  regressed: {selected: [a]}\n  words: {selected: [a]}\n  "
			       "fresh: {none: true}\n");
	progress = progress_derive(fixture.arena, reviews, 3);
	lens = &progress->last->lenses[0];
	g_assert_true(progress->last == &progress->steps[1] && progress->whole != progress->last);
	g_assert_true(progress->whole->earlier == reviews[0] && progress->whole->now == reviews[2]);
	g_assert_cmpuint(change_named(lens, "open")->since, ==, 0);
	g_assert_cmpuint(change_named(lens, "new-name")->since, ==, 0);
	g_assert_cmpuint(change_named(lens, "regressed")->since, ==, 2);
	g_assert_cmpuint(change_named(lens, "words")->since, ==, 1);
	g_assert_cmpuint(change_named(lens, "fresh")->since, ==, 2);
	arena_free(fixture.arena);
}

/* ---- Editions and answers at random ---- */

static void append_random_framework(GString *text, GRand *random, int edition)
{
	static const char *const relations[] = {"same", "close", "broader", "narrower"};
	int questions = g_rand_int_range(random, 1, 12);

	g_string_printf(text, "plumbline: framework/1\nid: f\nversion: '%d'\ntitle: F\n", edition);
	if (edition == 2) {
		g_string_append(text, "lineage:\n  - {version: '1', from: nowhere, relation: retired}\n");
		for (int i = 0; i < g_rand_int_range(random, 1, 10); i++) {
			int from = g_rand_int_range(random, 0, 12), to = g_rand_int_range(random, 0, questions);

			if (g_rand_int_range(random, 0, 4) == 0)
				g_string_append_printf(text, "  - {version: '1', from: q%d, relation: retired}\n", from);
			else if (g_rand_boolean(random))
				g_string_append_printf(text, "  - {version: '1', from: q%d, to: q%d, relation: %s}\n", from, to,
						       relations[g_rand_int_range(random, 0, 4)]);
			else
				g_string_append_printf(text, "  - {version: '1', from: q%d/c%d, to: q%d/c0, relation: same}\n", from,
						       g_rand_int_range(random, 0, 4), to);
		}
	}
	g_string_append(text, "pillars:\n");
	for (int i = 0; i < questions; i++) {
		int choices = g_rand_int_range(random, 1, 5);

		if (i == 0 || g_rand_int_range(random, 0, 4) == 0)
			g_string_append_printf(text, "  - id: p%d\n    title: P\n    questions:\n",
					       (i * 7 + edition * g_rand_int_range(random, 0, 2)) + 100 * i);
		g_string_append_printf(text, "      - {id: q%d, title: T%d, choices: [", i, g_rand_int_range(random, 0, 3));
		for (int c = 0; c < choices; c++)
			g_string_append_printf(text, "%s{id: c%d, title: C}", c == 0 ? "" : ", ", c);
		g_string_append_printf(text, "], rules: [{when: c0%s, risk: none}, {when: '!c%d', risk: medium}%s]}\n",
				       choices > 1 && g_rand_boolean(random) ? " && c1" : "", choices - 1,
				       g_rand_boolean(random) ? ", {when: default, risk: high}" : "");
	}
}

static void append_random_answers(GString *text, GRand *random, const struct framework *framework)
{
	g_string_assign(text, "");
	for (uint32_t i = 0; i < framework->question_count; i++) {
		const struct question *question = &framework->questions[i];
		int what = g_rand_int_range(random, 0, 8);

		g_string_append_printf(text, "  %s: {", question->id.text);
		if (what == 0)
			g_string_append(text, "applicable: false");
		else if (what == 1)
			g_string_append(text, "none: true");
		else {
			g_string_append(text, "selected: [");
			for (uint32_t c = 0; c < question->choice_count; c++)
				if (g_rand_boolean(random))
					g_string_append_printf(text, "%s, ", framework->choices[question->first_choice + c].id.text);
			g_string_append(text, "]");
		}
		g_string_append(text, "}\n");
	}
}

static void test_random(void)
{
	GRand *random = g_rand_new_with_seed(20261124);
	GString *text = g_string_new(NULL);
	uint32_t reached[CHANGE_COUNT] = {0};

	for (int round = 0; round < 600; round++) {
		struct fixture fixture = open_fixture();
		const struct framework *frameworks[2];
		const struct assessment *reviews[2];

		for (int i = 0; i < 2; i++) {
			append_random_framework(text, random, i + 1);
			frameworks[i] = framework_of(&fixture, text->str);
			fixture.diags = diags_new(fixture.arena); /* of lineages that lead nowhere */
			append_random_answers(text, random, frameworks[i]);
			reviews[i] = review_of(&fixture, &frameworks[i], 1, text->str);
		}
		for (int way = 0; way < 3; way++) {
			struct progress_step step = progress_between(fixture.arena, reviews[way == 2], reviews[way != 0 ? 1 - (way == 2) : 0]);

			check_lens(&step.lenses[0]);
			for (int i = 0; i < CHANGE_COUNT; i++)
				reached[i] += step.lenses[0].counts[i];
		}
		arena_free(fixture.arena);
	}
	for (int i = 0; i < CHANGE_COUNT; i++)
		g_assert_cmpuint(reached[i], >, 0);
	g_string_free(text, TRUE);
	g_rand_free(random);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/progress/table", test_table);
	g_test_add_func("/progress/editions", test_editions);
	g_test_add_func("/progress/reused", test_reused);
	g_test_add_func("/progress/practices", test_practices);
	g_test_add_func("/progress/account", test_account);
	g_test_add_func("/progress/fresh", test_fresh);
	g_test_add_func("/progress/split-practice", test_split_practice);
	g_test_add_func("/progress/stated", test_stated);
	g_test_add_func("/progress/other-id", test_other_id);
	g_test_add_func("/progress/nothing", test_nothing);
	g_test_add_func("/progress/lenses", test_lenses);
	g_test_add_func("/progress/since", test_since);
	g_test_add_func("/progress/random", test_random);
	return g_test_run();
}
