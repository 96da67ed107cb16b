/* Decoding frameworks and reviews: what is read, and what is refused where. */
#include "model/review.h"
#include "read/yaml.h"

static const struct node *read_file(struct arena *arena, const char *name, const struct source **source, struct diags *diags)
{
	char *path = g_build_filename(TESTS, "golden", "faults", name, NULL);

	*source = source_open(arena, path, NO_SPAN, diags);
	g_free(path);
	g_assert_nonnull(*source);
	return yaml_read(arena, *source, diags);
}

static const struct framework *small(struct arena *arena, struct diags *diags)
{
	const struct source *source;
	const struct node *root = read_file(arena, "small.framework.yaml", &source, diags);

	return framework_decode(arena, source, root, diags);
}

static const struct review *review_of(struct arena *arena, const char *text, struct diags *diags)
{
	const struct framework *framework = small(arena, diags);
	GString *all = g_string_new("plumbline: review/1\nclient: {name: A}\nworkload: {name: W}\ndate: 2024-02-29\n");
	const struct source *source;
	const struct review *review;

	g_string_append(all, text);
	source = source_from_bytes(arena, "r.yaml", all->str, all->len, diags);
	review = review_decode(arena, source, yaml_read(arena, source, diags), &framework, 1, diags);
	g_string_free(all, TRUE);
	return review;
}

static void test_framework(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct framework *framework = small(arena, diags);

	g_assert_cmpuint(diags_errors(diags), ==, 0);
	g_assert_cmpuint(framework->pillar_count, ==, 2);
	g_assert_cmpuint(framework->question_count, ==, 2);
	g_assert_cmpuint(framework->choice_count, ==, 5);
	g_assert_cmpuint(framework->rule_count, ==, 6);
	g_assert_cmpuint(framework_question(framework, STR("planning-for-recovery")), ==, 1);
	g_assert_cmpuint(framework_choice(framework, 1, STR("failover")), ==, 4);
	g_assert_cmpuint(framework_choice(framework, 0, STR("failover")), ==, UINT32_MAX);
	g_assert_true(framework->choices[2].none_of_these);
	g_assert_true(framework->rules[2].is_default);
	g_assert_cmpint(framework->rules[1].risk, ==, LEVEL_MEDIUM);
	g_assert_cmpint(framework->choices[4].effort, ==, LEVEL_HIGH);
	arena_free(arena);
}

static void test_answers(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct review *review = review_of(
		arena,
		"answers:\n  access: {selected: [least-privilege, nothing], not_applicable: [{choice: federation, reason: other, notes: n}]}\n"
		"  small/planning-for-recovery: {selected: backups, applicable: false, reason: out-of-scope}\n",
		diags);
	const struct lens *lens = &review->lenses[0];

	g_assert_cmpuint(diags_errors(diags) + diags_warnings(diags), ==, 0);
	g_assert_cmpint(review->held.day, ==, 29);
	g_assert_true(bits_has(lens->chosen, 1));
	g_assert_false(bits_has(lens->chosen, 2));
	g_assert_true(lens->answers[0].none_of_these);
	g_assert_true(bits_has(lens->not_applicable, 0));
	g_assert_true(str_is(lens->answers[0].remarks[0].reason, "other"));
	g_assert_true(bits_has(lens->chosen, 3));
	g_assert_true(lens->answers[1].not_applicable);
	arena_free(arena);
}

static void test_context(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct review *review =
		review_of(arena,
			  "context: {sector: retail, rto: 1.5h, rpo: 2d, availability: 99.95%, revenue: 1200000, data: [personal],"
			  " regulations: GDPR, goals: [a, b], on_call: }\nanswers: {}\n",
			  diags);
	const struct fact *facts = review->context.facts;

	g_assert_cmpuint(diags_errors(diags), ==, 0);
	g_assert_true(str_is(facts[FACT_KEY_sector].text, "retail"));
	g_assert_cmpfloat(facts[FACT_KEY_rto].number, ==, 90);
	g_assert_cmpfloat(facts[FACT_KEY_rpo].number, ==, 2880);
	g_assert_cmpfloat(facts[FACT_KEY_availability].number, ==, 99.95);
	g_assert_cmpuint(facts[FACT_KEY_regulations].item_count, ==, 1);
	g_assert_cmpuint(facts[FACT_KEY_goals].item_count, ==, 2);
	g_assert_false(facts[FACT_KEY_on_call].known);
	g_assert_false(facts[FACT_KEY_size].known);
	arena_free(arena);
}

static const struct {
	const char *text;
	enum diag_code code;
} faults[] = {
	{"context: {rto: 4}\nanswers: {}\n", DIAG_MODEL_BAD_NUMBER},
	{"context: {availability: 101}\nanswers: {}\n", DIAG_MODEL_BAD_NUMBER},
	{"context: {revenue: -3}\nanswers: {}\n", DIAG_MODEL_BAD_NUMBER},
	{"context: {revenue: 1e999}\nanswers: {}\n", DIAG_MODEL_BAD_NUMBER},
	{"context: {data: [personal, secret]}\nanswers: {}\n", DIAG_MODEL_BAD_WORD},
	{"context: [a]\nanswers: {}\n", DIAG_MODEL_WRONG_TYPE},
	{"answers: {access: {selected: [[a]]}}\n", DIAG_MODEL_WRONG_TYPE},
	{"answers: {access: x}\n", DIAG_MODEL_WRONG_TYPE},
	{"answers: {other/access: {}}\n", DIAG_REVIEW_UNKNOWN_QUESTION},
	{"answers: {access: {choice_notes: {x: y}}}\n", DIAG_REVIEW_UNKNOWN_CHOICE},
	{"answers: {access: {choice_notes: {federation: [y]}}}\n", DIAG_MODEL_WRONG_TYPE},
	{"answers: {access: {choice_notes: {federation: {because: y}}}}\n", DIAG_MODEL_UNKNOWN_KEY},
	{"answers: {access: {}, small/access: {}}\n", DIAG_REVIEW_QUESTION_TWICE},
	{"reviewers: [{role: x}]\nanswers: {}\n", DIAG_MODEL_MISSING_KEY},
	{"", DIAG_MODEL_MISSING_KEY},
};

static void test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);

		review_of(arena, faults[i].text, diags);
		g_test_message("%s", faults[i].text);
		g_assert_cmpuint(diags_count(diags, faults[i].code), ==, 1);
		g_assert_cmpuint(diags_errors(diags), ==, 1);
		arena_free(arena);
	}
}

static void test_dates(void)
{
	static const char *const good[] = {"2024-02-29", "2000-02-29", "1999-12-31"};
	static const char *const bad[] = {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10",  "2024-04-31",
					  "2024-4-3",   "24-04-03",   "2024/04/03", "2024-04-03T", ""};
	struct date date;

	for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
		g_assert_true(date_parse(str_of(good[i]), &date));
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		g_assert_false(date_parse(str_of(bad[i]), &date));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/model/framework", test_framework);
	g_test_add_func("/model/answers", test_answers);
	g_test_add_func("/model/context", test_context);
	g_test_add_func("/model/faults", test_faults);
	g_test_add_func("/model/dates", test_dates);
	return g_test_run();
}
