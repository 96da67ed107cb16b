/* Exports of Microsoft's assessments and Azure review checklists: what they become. */
#include "formats/azure_checklist.h"
#include "formats/azure_csv.h"

#include <glib/gstdio.h>
#include <string.h>

#include "assess/assessment.h"
#include "formats/load.h"
#include "formats/azure_match.h"
#include "formats/azure_words.h"
#include "formats/derive.h"

struct loaded {
	struct arena *arena;
	struct diags *diags;
	const struct review *review;
	const struct framework *framework; /* of the review, or alone */
	const struct assessment *assessment;
};

static struct loaded load(const char *folder, const char *name)
{
	char *path = g_build_filename(folder, name, NULL);
	struct loaded it = {.arena = arena_new()};
	struct library *library = library_new(it.arena);
	const struct ruleset *ruleset;

	it.diags = diags_new(it.arena);
	it.review = library_review(library, it.arena, path, NULL, 0, it.diags);
	if (it.review != NULL) {
		it.framework = it.review->lenses[0].framework;
		ruleset = ruleset_new(it.arena, it.framework, it.diags);
		it.assessment = assess(it.arena, it.review, &ruleset, it.diags);
	} else
		it.framework = library_framework(library, path, NO_SPAN, it.diags);
	g_free(path);
	return it;
}

static struct loaded load_case(const char *name)
{
	return load(TESTS "/corpus/azure", name);
}

static enum risk risk_at(const struct loaded *it, uint32_t question)
{
	return it->assessment->lenses[0].findings[question].risk;
}

static uint32_t count_links(const struct framework *framework)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < framework->pillar_count; i++)
		count += framework->pillars[i].link_count;
	for (uint32_t i = 0; i < framework->question_count; i++)
		count += framework->questions[i].link_count;
	for (uint32_t i = 0; i < framework->choice_count; i++)
		count += framework->choices[i].link_count;
	return count;
}

static bool mentions(struct str text, const char *words)
{
	return strstr(str_c(text), words) != NULL;
}

static void check_ferry(const char *name)
{
	struct loaded it = load_case(name);
	const struct framework *framework = it.framework;

	g_assert_cmpuint(diags_errors(it.diags), ==, 0);
	g_assert_cmpstr(str_c(framework->title), ==, "Azure Well-Architected Review");
	g_assert_cmpstr(str_c(framework->version), ==, "2024-03-05");
	g_assert_cmpuint(framework->pillar_count, ==, 2);
	g_assert_cmpuint(framework->question_count, ==, 4);
	g_assert_cmpuint(framework->choice_count, ==, 10);
	g_assert_cmpstr(str_c(framework->pillars[0].title), ==, "Reliability");
	g_assert_cmpstr(str_c(framework->pillars[0].code), ==, "RE");
	g_assert_cmpstr(str_c(framework->questions[0].id), ==, "reliability-how-is-the-ferry-kept-running");
	g_assert_cmpstr(str_c(framework->questions[0].title), ==, "How is the ferry kept running?");
	g_assert_cmpstr(str_c(framework->choices[1].id), ==, "we-grease-the-engine");
	g_assert_true(framework->choices[2].none_of_these && framework->choices[6].none_of_these);
	g_assert_true(mentions(framework->pillars[0].summary, "4/20 (Critical)"));
	g_assert_true(mentions(framework->pillars[1].summary, "Not assessed"));
	g_assert_true(mentions(framework->pillars[1].summary, "Lock the wheelhouse"));
	g_assert_true(mentions(framework->summary, "overall 12/120 (Critical)"));
	g_assert_true(mentions(framework->summary, "[Read about ferries.](<https://example.org/ferries>)"));
	g_assert_true(mentions(framework->summary, "Weather: [Watch the barometer](<https://example.org/b>)"));
	g_assert_cmpint(it.review->held.day, ==, 5);
	g_assert_true(str_is_empty(it.review->client));
	g_assert_cmpstr(str_c(it.review->lenses[0].answers[0].notes), ==, "not yet");
	g_assert_false(bits_has(it.review->lenses[0].chosen, 0));
	g_assert_true(bits_has(it.review->lenses[0].chosen, 1));
	g_assert_cmpint(risk_at(&it, 0), ==, RISK_MEDIUM);
	g_assert_cmpint(risk_at(&it, 1), ==, RISK_UNMATCHED);
	g_assert_cmpint(risk_at(&it, 2), ==, RISK_HIGH);
	g_assert_cmpint(risk_at(&it, 3), ==, RISK_UNANSWERED);
	arena_free(it.arena);
}

static void test_export(void)
{
	check_ferry("export.csv");
	check_ferry("crlf.csv");
}

/* "Rehearse the storm plan with the crew" is the answer about it; the spare ferry has a code, but there are not the ten questions that it counts. */
static void test_recommendations(void)
{
	struct loaded it = load_case("export.csv");
	const struct framework *framework = it.framework;
	const struct choice *storm = &framework->choices[5];

	g_assert_cmpuint(storm->link_count, ==, 1);
	g_assert_cmpint(storm->risk, ==, LEVEL_MEDIUM);
	g_assert_cmpstr(str_c(storm->links[0].title), ==, "Rehearse the storm plan with the crew");
	g_assert_cmpstr(str_c(storm->links[0].note), ==,
			"Priority Medium, weight 60, Boats, Harbour, marked as complete (Y). Storms come often. seen");
	g_assert_cmpuint(framework->pillars[0].link_count, ==, 1);
	g_assert_cmpstr(str_c(framework->pillars[0].links[0].note), ==, "Priority High, weight 80");
	g_assert_cmpuint(count_links(framework), ==, 2);
	arena_free(it.arena);
}

static void test_old(void)
{
	static const char *const names[] = {"export-2021.csv", "no-ruler.csv", "merged.csv", "semicolons.csv"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		struct loaded it = load_case(names[i]);

		g_assert_cmpuint(diags_errors(it.diags), ==, 0);
		g_assert_cmpuint(it.framework->question_count, ==, 1);
		g_assert_cmpuint(it.framework->choice_count, ==, 2);
		g_assert_cmpuint(it.framework->choices[0].link_count + it.framework->pillars[0].link_count, ==, 1);
		g_assert_true(it.review->lenses[0].answers[0].none_of_these);
		g_assert_cmpint(risk_at(&it, 0), ==, RISK_HIGH);
		arena_free(it.arena);
	}
}

static void test_other_languages(void)
{
	struct loaded it = load_case("french.csv");

	g_assert_cmpuint(diags_errors(it.diags), ==, 0);
	g_assert_cmpstr(str_c(it.framework->pillars[0].title), ==, "Fiabilité");
	g_assert_cmpuint(it.framework->choice_count, ==, 2);
	g_assert_true(it.framework->choices[1].none_of_these);
	g_assert_true(bits_has(it.review->lenses[0].chosen, 0));
	g_assert_cmpint(it.review->held.month, ==, 3);
	g_assert_cmpuint(count_links(it.framework), ==, 1);
	arena_free(it.arena);
}

static void test_advisor(void)
{
	struct loaded it = load_case("advisor.csv");

	g_assert_cmpuint(diags_errors(it.diags), ==, 0);
	g_assert_cmpstr(str_c(it.review->workload), ==, "first-run");
	g_assert_cmpuint(it.framework->pillars[0].link_count, ==, 2);
	g_assert_true(mentions(it.framework->pillars[0].links[0].note, "from Advisor"));
	g_assert_cmpuint(diags_count(it.diags, DIAG_REVIEW_NO_DATE), ==, 1);
	arena_free(it.arena);
}

static uint32_t faults_of(const char *text, enum diag_code code)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "case.csv", text, strlen(text), diags);
	const struct node *root = read_any(arena, source, diags);
	const struct framework *framework = root == NULL ? NULL : azure_csv_framework(arena, source, root, diags);
	uint32_t count;

	if (framework != NULL)
		azure_csv_review(arena, source, root, &framework, 1, diags);
	count = diags_count(diags, code);
	arena_free(arena);
	return count;
}

static void test_faults(void)
{
	g_assert_cmpuint(faults_of("\n", DIAG_CSV_EMPTY), ==, 1);
	g_assert_cmpuint(faults_of("T\nCategory,Link-Text,Link,Priority\nA,b,https://c,High\n", DIAG_AZURE_NO_ANSWERS), ==, 1);
	g_assert_cmpuint(faults_of("T\nCategory,Question,Answers,Selected Answer\nA,q,x,y\n", DIAG_AZURE_OTHER_SELECTED), ==, 1);
	g_assert_cmpuint(faults_of("T\nCategory,Question,Answers,Selected Answer\nA,q,x,\nA,q, x ,\n", DIAG_AZURE_ANSWER_TWICE), ==, 1);
	g_assert_cmpuint(faults_of("T\na,b,c,d\nCategory,Question,Answers\nA,q,x,\nA,,,\n", DIAG_AZURE_STRANGE_ROWS), ==, 1);
}

/* ---- Checklists ---- */

static void test_checklist(void)
{
	struct loaded it = load_case("checklist.json");
	const struct framework *framework;

	g_assert_null(it.review);
	framework = it.framework;
	g_assert_cmpstr(str_c(framework->title), ==, "Ferry checklist");
	g_assert_cmpuint(framework->pillar_count, ==, 3);
	g_assert_cmpuint(framework->choice_count, ==, 4);
	g_assert_cmpstr(str_c(framework->choices[0].id), ==, "g-1");
	g_assert_cmpstr(str_c(framework->choices[1].id), ==, "g-1-2");
	g_assert_cmpint(framework->choices[0].risk, ==, LEVEL_HIGH);
	g_assert_cmpint(framework->choices[2].risk, ==, LEVEL_UNSET);
	g_assert_cmpstr(str_c(framework->choices[0].advice), ==, "*Reliability · Ferry*");
	g_assert_cmpuint(framework->choices[0].link_count, ==, 1);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_NO_TEXT), ==, 1);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_NO_SEVERITY), ==, 1);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_NO_GUID), ==, 1);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_GUID_TWICE), ==, 1);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_LEFT_OUT), ==, 0);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_UNUSED), ==, 1);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_NO_ITEM), ==, 1);
	arena_free(it.arena);
}

static struct loaded load_text(const char *name, const char *text)
{
	char *folder = g_dir_make_tmp("plumbline-azure-XXXXXX", NULL), *path = g_build_filename(folder, name, NULL);
	struct loaded it;

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	it = load(folder, name);
	g_remove(path);
	g_rmdir(folder);
	g_free(path);
	g_free(folder);
	return it;
}

/* A title without quotes falls apart at its commas, and is put together again; a column that nobody knows is said. */
static void test_title_and_columns(void)
{
	struct loaded it = load_text("a.csv", "Azure Well-Architected Review - Ferry, north, 2 - Nov 17, 2023 - 2:38:53 AM\n\n"
					      "Your overall results,Critical,'0/120'\n"
					      "Category,Question,Answers,Selected Answer,Note,Owner\n"
					      "Security,Q1?,A,A,one,me\nSecurity,Q1?,B,,two,me\nSecurity,Q2?,C,,,\nSecurity,Q1?,D,,one,\n");

	g_assert_cmpuint(diags_errors(it.diags), ==, 0);
	g_assert_cmpstr(str_c(it.review->workload), ==, "Ferry, north, 2");
	g_assert_cmpint(it.review->held.year * 10000 + it.review->held.month * 100 + it.review->held.day, ==, 20231117);
	g_assert_cmpuint(diags_count(it.diags, DIAG_AZURE_UNUSED_COLUMNS), ==, 1);
	/* Each note once, in order, though its rows do not stand together. */
	g_assert_cmpstr(str_c(it.review->lenses[0].answers[0].notes), ==, "one\n\ntwo");
	g_assert_true(str_is_empty(it.review->lenses[0].answers[1].notes));
	arena_free(it.arena);
}

static void test_fields(void)
{
	struct loaded it = load_text(
		"c.json", "{\"items\": [{\"category\": \"C\", \"subcategory\": \"S\", \"text\": \"T\", \"guid\": \"1\", \"severity\": \"High\", "
			  "\"graph\": \"x\", \"ha\": 1, \"colour\": \"red\"}], \"categories\": [], \"severities\": [], \"colours\": [], "
			  "\"metadata\": {\"name\": \"N\", \"waf\": \"all\"}}");
	GString *out = g_string_new(NULL);

	diags_write_text(it.diags, out, false);
	g_assert_nonnull(
		strstr(out->str, "note: fields of the checklist that a framework has no place for, and are left out: colours, waf, graph, ha ["));
	g_assert_nonnull(strstr(out->str, "warning: the field \"colour\" is not used"));
	g_string_free(out, TRUE);
	arena_free(it.arena);
}

static void test_results(void)
{
	struct loaded it = load_case("checked.json");
	const struct lens *lens;

	g_assert_nonnull(it.review);
	lens = &it.review->lenses[0];
	g_assert_cmpuint(it.framework->question_count, ==, 2);
	g_assert_cmpint(it.framework->choices[0].risk, ==, LEVEL_HIGH);
	g_assert_cmpint(it.framework->choices[1].risk, ==, LEVEL_LOW);
	g_assert_true(bits_has(lens->chosen, 0));
	g_assert_false(bits_has(lens->chosen, 1) || bits_has(lens->chosen, 2));
	g_assert_true(bits_has(lens->not_applicable, 3) && lens->answers[1].not_applicable);
	g_assert_cmpstr(str_c(lens->answers[0].remarks[0].notes), ==, "\\*ok\\*");
	g_assert_cmpint(risk_at(&it, 0), ==, RISK_HIGH);
	g_assert_cmpint(risk_at(&it, 1), ==, RISK_NOT_APPLICABLE);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_BAD_STATUS), ==, 1);
	g_assert_cmpuint(diags_count(it.diags, DIAG_CHECKLIST_UNVERIFIED), ==, 1);
	arena_free(it.arena);
}

/* A group of more items than a question can well hold. */
static void test_parts(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	GString *text = g_string_new("{\"metadata\": {}, \"items\": [");
	const struct source *source;
	const struct framework *framework;

	for (int i = 0; i < 450; i++)
		g_string_append_printf(
			text, "%s{\"category\": \"C\", \"subcategory\": \"S\", \"severity\": \"High\", \"text\": \"T %d\", \"guid\": \"%036d\"}",
			i == 0 ? "" : ",", i, i);
	g_string_append(text, "]}");
	source = source_from_bytes(arena, "big.json", text->str, text->len, diags);
	framework = azure_checklist_framework(arena, source, read_any(arena, source, diags), diags);
	g_assert_cmpuint(framework->question_count, ==, 3);
	g_assert_cmpstr(str_c(framework->questions[2].title), ==, "S (3 of 3)");
	g_assert_cmpuint(framework->questions[2].choice_count, ==, 50);
	ruleset_new(arena, framework, diags);
	g_assert_cmpuint(diags_errors(diags) + diags_warnings(diags), ==, 0);
	g_string_free(text, TRUE);
	arena_free(arena);
}

/* ---- Files that break off ---- */

static bool read_part(const char *name, const char *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, name, bytes, length, diags);
	const struct node *root = source == NULL ? NULL : read_any(arena, source, diags);
	const struct framework *framework = NULL;
	bool said;

	if (root != NULL && azure_csv_recognise(root))
		framework = azure_csv_framework(arena, source, root, diags);
	else if (root != NULL && azure_checklist_recognise(root))
		framework = azure_checklist_framework(arena, source, root, diags);
	else if (root != NULL)
		file_refuse(arena, source, root, diags);
	if (framework != NULL && azure_csv_recognise(root))
		azure_csv_review(arena, source, root, &framework, 1, diags);
	said = framework != NULL || diags_errors(diags) > 0;
	arena_free(arena);
	return said;
}

static void test_cut(void)
{
	static const char *const names[] = {"export.csv", "french.csv", "advisor.csv", "checklist.json", "checked.json"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		char *path = g_build_filename(TESTS "/corpus/azure", names[i], NULL), *bytes;
		gsize length;

		g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
		for (gsize cut = 0; cut <= length; cut++)
			g_assert_true(read_part(names[i], bytes, cut));
		g_free(bytes);
		g_free(path);
	}
}

/* ---- Words ---- */

static const struct {
	const char *text;
	int year, month, day; /* year 0: none */
} dates[] = {
	{"Nov 17, 2023", 2023, 11, 17}, {"17 novembre 2023", 2023, 11, 17},
	{"2023-11-17", 2023, 11, 17},   {"11/17/2023", 2023, 11, 17},
	{"17.11.2023", 2023, 11, 17},   {"5. März 2024", 2024, 3, 5},
	{"2024年3月5日", 2024, 3, 5},   {"4/5/2023", 0, 0, 0},
	{"Feb 30, 2023", 0, 0, 0},      {"Full Test", 0, 0, 0},
	{"2:38:53 AM", 0, 0, 0},        {"99999999999 Nov 2023", 0, 0, 0},
};

static void test_dates(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
		struct date date = {0};

		g_assert_cmpint(azure_date(arena, str_of(dates[i].text), &date), ==, dates[i].year != 0);
		g_assert_cmpint(date.year * 10000 + date.month * 100 + date.day, ==, dates[i].year * 10000 + dates[i].month * 100 + dates[i].day);
	}
	arena_free(arena);
}

static void test_words(void)
{
	struct arena *arena = arena_new();
	struct azure_gist answers[] = {
		azure_gist(arena, STR("We have recovery targets.")),
		azure_gist(arena, STR("We agree on definitions of healthy, degraded, and unhealthy states.")),
	};
	struct str long_id = derive_id(
		arena, STR("Describe how your team is using feature flags to test features before rolling them out to all of its many users?"), 64);

	g_assert_cmpint(azure_level(STR("ÉLEVÉE")), ==, LEVEL_HIGH);
	g_assert_cmpint(azure_level_of_weight(STR("33")), ==, LEVEL_MEDIUM);
	g_assert_cmpint(azure_level_of_weight(STR("32")), ==, LEVEL_LOW);
	g_assert_cmpint(azure_level_of_weight(STR("67")), ==, LEVEL_HIGH);
	g_assert_cmpint(azure_level_of_weight(STR("x")), ==, LEVEL_UNSET);
	g_assert_true(azure_is_none(STR("None of the above / we do not know")));
	g_assert_false(azure_is_none(STR("None of our servers is public")));
	g_assert_cmpuint(azure_match(azure_gist(arena, STR("RE:04 - Define healthy, degraded, and unhealthy states.")), 2, answers, 2), ==, 1);
	g_assert_cmpuint(azure_match(azure_gist(arena, STR("Buy more boats")), 2, answers, 2), ==, UINT32_MAX);
	g_assert_cmpuint(azure_match(azure_gist(arena, STR("targets")), 2, answers, 2), ==, UINT32_MAX);
	g_assert_cmpuint(long_id.length, <=, 64);
	g_assert_cmpstr(str_c(derive_id(arena,
					STR(" a\xC2\xA0"
					    "B  c! "),
					64)),
			==, "a-b-c");
	g_assert_cmpstr(str_c(derive_id(arena, STR("油"), 64)), !=, str_c(derive_id(arena, STR("帆"), 64)));
	arena_free(arena);
}

/* ---- Samples that are not part of the project ---- */

/* Counted with a spreadsheet's means (Python's csv module, and cut and grep). */
static const struct {
	const char *name;
	uint32_t pillars, questions, choices, ticked, recommendations;
} samples[] = {
	{"waf-review-sample.csv", 5, 60, 437, 60, 98},
	{"devops-capability-sample.csv", 8, 65, 379, 176, 36},
};

static uint32_t count_ticked(const struct review *review)
{
	const struct lens *lens = &review->lenses[0];
	uint32_t count = 0;

	for (uint32_t i = 0; i < lens->framework->choice_count; i++)
		count += bits_has(lens->chosen, i);
	for (uint32_t i = 0; i < lens->framework->question_count; i++)
		count += lens->answers[i].none_of_these;
	return count;
}

static void test_samples(void)
{
	if (!g_file_test(ROOT "/../shared/reference/azure", G_FILE_TEST_IS_DIR)) {
		g_test_skip("the samples of Microsoft are not here");
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct loaded it = load(ROOT "/../shared/reference/azure", samples[i].name);

		g_assert_cmpuint(diags_errors(it.diags), ==, 0);
		g_assert_cmpuint(it.framework->pillar_count, ==, samples[i].pillars);
		g_assert_cmpuint(it.framework->question_count, ==, samples[i].questions);
		g_assert_cmpuint(it.framework->choice_count, ==, samples[i].choices);
		g_assert_cmpuint(count_ticked(it.review), ==, samples[i].ticked);
		g_assert_cmpuint(count_links(it.framework), ==, samples[i].recommendations);
		arena_free(it.arena);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/azure/export", test_export);
	g_test_add_func("/azure/recommendations", test_recommendations);
	g_test_add_func("/azure/old", test_old);
	g_test_add_func("/azure/other-languages", test_other_languages);
	g_test_add_func("/azure/advisor", test_advisor);
	g_test_add_func("/azure/faults", test_faults);
	g_test_add_func("/azure/checklist", test_checklist);
	g_test_add_func("/azure/results", test_results);
	g_test_add_func("/azure/title-and-columns", test_title_and_columns);
	g_test_add_func("/azure/fields", test_fields);
	g_test_add_func("/azure/parts", test_parts);
	g_test_add_func("/azure/cut", test_cut);
	g_test_add_func("/azure/dates", test_dates);
	g_test_add_func("/azure/words", test_words);
	g_test_add_func("/azure/samples", test_samples);
	return g_test_run();
}
