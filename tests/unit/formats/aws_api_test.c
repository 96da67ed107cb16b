/* AWS's API output: which pieces make a review, and what becomes of them. Fixtures: tests/golden/aws_api. */
#include "formats/aws_api.h"

#include <string.h>

#include "assess/assessment.h"
#include "formats/sources.h"

#define FIXTURES TESTS "/golden/aws_api/"
#define OFFICIAL ROOT "/samples/frameworks/aws-well-architected.yaml"

struct fixture {
	struct arena *arena;
	struct diags *diags;
	struct library *library;
	struct review_wishes wishes;
};

static struct fixture begin(void)
{
	struct fixture f = {.arena = arena_new(), .wishes = {.official = OFFICIAL}};

	f.diags = diags_new(f.arena);
	f.library = library_new(f.arena);
	return f;
}

static void end(struct fixture *f)
{
	arena_free(f->arena);
}

static const struct review_set *sources(struct fixture *f, const char *first, const char *second, const char *third)
{
	const char *paths[] = {first, second, third};

	return review_sources(f->arena, paths, third != NULL ? 3 : second != NULL ? 2 : 1, f->diags);
}

static const struct review *only(struct fixture *f, const struct review_set *set)
{
	g_assert_cmpuint(set->count, ==, 1);
	return library_review_of(f->library, f->arena, &set->sources[0], &f->wishes, f->diags);
}

static const struct answer *answer(const struct review *review, uint32_t lens, const char *id)
{
	uint32_t question = framework_question(review->lenses[lens].framework, str_of(id));

	g_assert_cmpuint(question, !=, UINT32_MAX);
	return &review->lenses[lens].answers[question];
}

static uint32_t given(const struct review *review)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < review->lenses[0].framework->question_count; i++)
		count += review->lenses[0].answers[i].given;
	return count;
}

static void test_folder(void)
{
	struct fixture f = begin();
	const struct review *review = only(&f, sources(&f, FIXTURES "ferry", NULL, NULL));
	const struct answer *first;

	g_assert_cmpstr(str_c(review->client), ==, "Lake Orrin Ferries");
	g_assert_cmpstr(str_c(review->workload), ==, "Ferry timetable");
	g_assert_cmpstr(str_c(review->environment), ==, "production");
	g_assert_cmpstr(str_c(review->owner), ==, "Mara Lind");
	g_assert_cmpstr(str_c(review->source->path), ==, FIXTURES "ferry");
	g_assert_cmpuint(review->region_count, ==, 2);
	g_assert_cmpstr(str_c(review->context.facts[FACT_KEY_sector].text), ==, "logistics");
	g_assert_cmpint(review->held.year * 10000 + review->held.month * 100 + review->held.day, ==, 20250314);
	g_assert_nonnull(strstr(str_c(review->summary), "Two of us were in the room."));
	g_assert_nonnull(strstr(str_c(review->summary), "Ask again in May."));
	g_assert_nonnull(strstr(str_c(review->summary), "- one\n- two"));
	g_assert_nonnull(strstr(str_c(review->summary), "https://example.com/drawing"));
	g_assert_cmpstr(str_c(review->lenses[0].framework->id), ==, "aws-well-architected");
	g_assert_cmpuint(given(review), ==, 57);
	first = answer(review, 0, "priorities");
	g_assert_cmpstr(str_c(first->notes), ==, "We asked \\*twice\\*.\n\n- first\n- second");
	g_assert_cmpstr(str_c(first->remarks[0].notes), ==, "Seen on the screen.");
	g_assert_true(answer(review, 0, "mit-deploy-risks")->not_applicable);
	g_assert_cmpstr(str_c(answer(review, 0, "mit-deploy-risks")->reason), ==, "out-of-scope");
	g_assert_cmpstr(str_c(answer(review, 0, "ready-to-support")->stated_risk), ==, "medium");
	g_assert_cmpuint(diags_count(f.diags, DIAG_SOURCES_NOT_USED), ==, 2); /* the profile and the text */
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_MISSING_QUESTIONS), ==, 0);
	g_assert_cmpuint(diags_errors(f.diags), ==, 0);
	end(&f);
}

static void test_any_order(void)
{
	static const char *const orders[][3] = {
		{FIXTURES "ferry/answers-page-1.json", FIXTURES "ferry/answers-page-2.json", FIXTURES "ferry/workload.json"},
		{FIXTURES "ferry/workload.json", FIXTURES "ferry/answers-page-2.json", FIXTURES "ferry/answers-page-1.json"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		struct fixture f = begin();
		const struct review *review = only(&f, sources(&f, orders[i][0], orders[i][1], orders[i][2]));

		g_assert_cmpuint(given(review), ==, 57);
		g_assert_cmpstr(str_c(review->source->path), ==, FIXTURES "ferry/answers-page-1.json");
		g_assert_cmpstr(str_c(review->client), ==, "Lake Orrin Ferries");
		g_assert_cmpuint(diags_warnings(f.diags), ==, 0);
		end(&f);
	}
}

static void test_missing_page(void)
{
	struct fixture f = begin();
	GString *said = g_string_new(NULL);

	only(&f, sources(&f, FIXTURES "single/page-1-of-2.json", NULL, NULL));
	diags_write_text(f.diags, said, false);
	g_assert_nonnull(strstr(said->str, "50 of 57 questions of \"AWS Well-Architected Framework\" are here"));
	g_assert_nonnull(strstr(said->str, "evaluate-cost-effort, sus_region"));
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_NEXT_PAGE), ==, 1);
	g_string_free(said, TRUE);
	end(&f);
}

/* One content in five forms. */
static void test_forms(void)
{
	static const char *const forms[] = {FIXTURES "single/pages-array.json", FIXTURES "single/sequence.json", FIXTURES "single/answers.yaml",
					    FIXTURES "single/lab-export.json", FIXTURES "milestone/now.json"};

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
		struct fixture f = begin();
		const struct review *review = only(&f, sources(&f, forms[i], NULL, NULL));

		g_assert_cmpuint(given(review), ==, 5);
		g_assert_cmpstr(str_c(answer(review, 0, "workload-observability")->stated_risk), ==, "medium");
		g_assert_cmpuint(answer(review, 0, "workload-observability")->remark_count, ==, 1);
		g_assert_cmpstr(str_c(answer(review, 0, "workload-observability")->remarks[0].reason), ==, "architecture-constraints");
		end(&f);
	}
}

static void test_milestones(void)
{
	struct fixture f = begin();
	const struct review_set *set = sources(&f, FIXTURES "milestone", NULL, NULL);
	const struct review *now, *then;

	g_assert_cmpuint(set->count, ==, 2);
	now = library_review_of(f.library, f.arena, &set->sources[0], &f.wishes, f.diags);
	then = library_review_of(f.library, f.arena, &set->sources[1], &f.wishes, f.diags);
	g_assert_cmpstr(str_c(now->milestone), ==, "");
	g_assert_cmpuint(given(now), ==, 5);
	g_assert_cmpstr(str_c(then->milestone), ==, "After the storm");
	g_assert_cmpstr(str_c(then->client), ==, "Lake Orrin Ferries");
	g_assert_cmpuint(given(then), ==, 2);
	g_assert_cmpint(then->held.year * 10000 + then->held.month * 100 + then->held.day, ==, 20240229);
	end(&f);
}

static const struct assessment *assessed(struct fixture *f, const struct review *review)
{
	const struct ruleset **rulesets = arena_array(f->arena, const struct ruleset *, review->lens_count);

	for (uint32_t i = 0; i < review->lens_count; i++)
		rulesets[i] = ruleset_new(f->arena, review->lenses[i].framework, f->diags);
	return assess(f->arena, review, rulesets, f->diags);
}

/* A lens beside the answers has public rules, which win. */
static void test_public_rules(void)
{
	struct fixture f = begin();
	const struct assessment *assessment = assessed(&f, only(&f, sources(&f, FIXTURES "lens", NULL, NULL)));

	g_assert_cmpstr(str_c(assessment->review->lenses[0].framework->title), ==, "Harbour lens");
	g_assert_cmpint(assessment->lenses[0].findings[0].risk, ==, RISK_MEDIUM);
	g_assert_false(assessment->lenses[0].findings[0].is_stated);
	g_assert_cmpuint(diags_count(f.diags, DIAG_RISK_DISAGREES), ==, 1);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_UNKNOWN_QUESTION), ==, 1);
	g_assert_cmpint(assessment->review->held.year, ==, 2021);
	end(&f);
}

/* Assumed rules lose. */
static void test_assumed_rules(void)
{
	struct fixture f = begin();
	const struct assessment *assessment = assessed(&f, only(&f, sources(&f, FIXTURES "ferry", NULL, NULL)));
	uint32_t question = framework_question(assessment->review->lenses[0].framework, STR("ready-to-support"));

	g_assert_cmpint(assessment->lenses[0].findings[question].risk, ==, RISK_MEDIUM);
	g_assert_true(assessment->lenses[0].findings[question].is_stated);
	g_assert_null(assessment->lenses[0].findings[question].because);
	g_assert_cmpuint(diags_count(f.diags, DIAG_RISK_DISAGREES), >=, 1);
	end(&f);
}

static void test_derived(void)
{
	struct fixture f = begin();
	const struct review *review = only(&f, sources(&f, FIXTURES "old", NULL, NULL));
	const struct framework *framework = review->lenses[0].framework;
	const struct assessment *assessment = assessed(&f, review);

	g_assert_true(framework->is_derived);
	g_assert_cmpstr(str_c(framework->title), ==, "Harbour lens");
	g_assert_cmpstr(str_c(framework->version), ==, "3");
	g_assert_cmpuint(framework->rule_count, ==, 0);
	g_assert_cmpstr(str_c(framework->choices[0].advice), ==, "A look \\<b>each\\</b> week.");
	g_assert_true(answer(review, 0, "ropes")->none_of_these);
	g_assert_true(bits_has(review->lenses[0].chosen, 2));
	g_assert_cmpint(assessment->lenses[0].findings[0].risk, ==, RISK_HIGH);
	g_assert_true(assessment->lenses[0].findings[0].is_stated);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_DERIVED), ==, 1);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_MISSING_QUESTIONS), ==, 1); /* the counts say 3, and 2 are there */
	g_assert_cmpuint(diags_count(f.diags, DIAG_QUESTION_NO_RULES), ==, 0);
	end(&f);
}

static void test_consolidated(void)
{
	struct fixture f = begin();
	const struct review_set *set = sources(&f, FIXTURES "single/consolidated.json", NULL, NULL);
	const struct assessment *assessment;

	g_assert_cmpuint(set->count, ==, 2);
	assessment = assessed(&f, library_review_of(f.library, f.arena, &set->sources[0], &f.wishes, f.diags));
	g_assert_cmpuint(assessment->review->lenses[0].framework->question_count, ==, 2);
	g_assert_cmpuint(assessment->lenses[0].counts.of[RISK_HIGH], ==, 1);
	g_assert_cmpuint(assessment->lenses[0].counts.of[RISK_NONE], ==, 0);
	g_assert_cmpuint(assessment->lenses[0].findings[0].missing_count, ==, 2);
	g_assert_cmpuint(assessment->lenses[0].practices.of, ==, 0);
	g_assert_cmpuint(assessment->lenses[0].findings[0].answer->partial, ==, true);
	/* Texts and advice are the framework's. */
	g_assert_cmpuint(assessment->review->lenses[0].framework->choices[0].advice.length, >, 0);
	g_assert_nonnull(strstr(str_c(assessment->review->summary), "50 at no risk"));
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_PARTIAL), ==, 1);
	end(&f);
}

static void test_hostile(void)
{
	struct fixture f = begin();
	const struct review *review = only(&f, sources(&f, FIXTURES "single/hostile.json", NULL, NULL));

	assessed(&f, review);
	g_assert_cmpuint(diags_errors(f.diags), ==, 0);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_WRONG_TYPE), >=, 10);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_NO_ID), ==, 2);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_BAD_WORD), ==, 3);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_CHOICE_BOTH), ==, 1);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_UNKNOWN_FIELD), ==, 2);
	end(&f);
}

/* What holds no answers is no review, unless others are there to be helped by it. */
/* A reason for a choice that applies, a note on "None of these", a reason for a question that applies: nothing of it is lost. */
static void test_kept(void)
{
	struct fixture f = begin();
	const struct review *review = only(&f, sources(&f, TESTS "/corpus/aws_api/kept.json", NULL, NULL));
	const struct answer *first = answer(review, 0, "priorities"), *moved = answer(review, 0, "testing-resiliency");

	g_assert_cmpstr(str_c(first->reason), ==, "out-of-scope");
	g_assert_false(first->not_applicable || first->none_of_these);
	g_assert_cmpstr(str_c(first->notes), ==, "None of these:\n\nWas true in spring");
	g_assert_cmpuint(first->remark_count, ==, 2);
	g_assert_cmpstr(str_c(first->remarks[0].reason), ==, "business-priorities");
	g_assert_cmpstr(str_c(first->remarks[0].notes), ==, "Asked twice a year");
	g_assert_cmpstr(str_c(first->remarks[1].reason), ==, "other");
	g_assert_false(first->remarks[0].not_applicable || first->remarks[1].not_applicable);
	/* LensVersion says of which edition rel-8 is; what it became asks nearly the same, which the report has to tell. */
	g_assert_true(moved->given);
	g_assert_cmpstr(str_c(moved->answered_as), ==, "rel-8");
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_RENAMED), ==, 1);
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_UNKNOWN_QUESTION), ==, 0);
	end(&f);
}

/* One note for a file names what holds something and is not used; it is no warning. */
static void test_left_out(void)
{
	struct fixture f = begin();
	GString *out = g_string_new(NULL);

	sources(&f, TESTS "/corpus/aws_api/kept.json", NULL, NULL);
	diags_write_text(f.diags, out, false);
	g_assert_nonnull(strstr(out->str,
				"note: AWS's fields that say nothing of a review, and are left out: LensStatus, PrioritizedRiskCounts, Owner, Tags, "
				"ImprovementStatus [API_LEFT_OUT]"));
	g_assert_cmpuint(diags_count(f.diags, DIAG_API_LEFT_OUT), ==, 1);
	g_assert_cmpuint(diags_errors(f.diags) + diags_warnings(f.diags), ==, 0);
	g_string_free(out, TRUE);
	end(&f);
}

static void test_no_answers(void)
{
	static const struct {
		const char *path;
		enum diag_code code;
	} cases[] = {
		{FIXTURES "ferry/workload.json", DIAG_LOAD_NOT_REVIEW},
		{FIXTURES "ferry/profile.json", DIAG_LOAD_NOT_REVIEW},
		{FIXTURES "single/difference.json", DIAG_LOAD_NOT_REVIEW},
		{FIXTURES "single/printed.json", DIAG_LOAD_PRINTED},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct fixture f = begin();

		g_assert_null(only(&f, sources(&f, cases[i].path, NULL, NULL)));
		g_assert_cmpuint(diags_count(f.diags, cases[i].code), ==, 1);
		end(&f);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/aws-api/folder", test_folder);
	g_test_add_func("/aws-api/any-order", test_any_order);
	g_test_add_func("/aws-api/missing-page", test_missing_page);
	g_test_add_func("/aws-api/forms", test_forms);
	g_test_add_func("/aws-api/milestones", test_milestones);
	g_test_add_func("/aws-api/public-rules", test_public_rules);
	g_test_add_func("/aws-api/assumed-rules", test_assumed_rules);
	g_test_add_func("/aws-api/derived", test_derived);
	g_test_add_func("/aws-api/consolidated", test_consolidated);
	g_test_add_func("/aws-api/hostile", test_hostile);
	g_test_add_func("/aws-api/no-answers", test_no_answers);
	g_test_add_func("/aws-api/kept", test_kept);
	g_test_add_func("/aws-api/left-out", test_left_out);
	return g_test_run();
}
