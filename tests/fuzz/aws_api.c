/* Fuzz target: bytes as output of the AWS tool, made into a review and assessed, without a framework and with one. */
#include "../../src/formats/aws_api_review.h"
#include "assess/explain.h"
#include "assess/plan.h"
#include "formats/aws_api.h"
#include "formats/load.h"
#include "fuzz.h"
#include "read/yaml.h"

static const char framework_text[] =
	"plumbline: framework/1\nid: f\nversion: '1'\ntitle: F\nrules_are: assumed\npillars:\n  - id: p\n    title: P\n    questions:\n"
	"      - id: q\n        title: Q?\n        choices: [{id: a, title: A, risk: high}, {id: b, title: B, risk: medium}, {id: q_no, title: None, "
	"none: true}]\n"
	"        rules: [{when: a && b, risk: none}, {when: a || !b, risk: medium}, {when: default, risk: high}]\n"
	"lineage: [{version: '0', from: old, to: q, relation: close}]\n";

static const struct framework *framework_of(struct arena *arena, struct diags *diags)
{
	const struct source *source = source_from_bytes(arena, "f", framework_text, sizeof framework_text - 1, diags);

	return framework_decode(arena, source, yaml_read(arena, source, diags), diags);
}

static void assess_review(struct arena *arena, const struct review *review, struct diags *diags)
{
	const struct ruleset **rulesets = arena_array(arena, const struct ruleset *, review->lens_count);
	const struct assessment *assessment;

	for (uint32_t i = 0; i < review->lens_count; i++)
		rulesets[i] = ruleset_new(arena, review->lenses[i].framework, diags);
	assessment = assess(arena, review, rulesets, diags);
	plan_derive(arena, assessment);
	explain(arena, assessment, 0, 0);
}

/* The quick way must read what the long way reads, or give up. */
static void same_answers(const struct review *quick, const struct review *whole)
{
	const struct lens *one = &quick->lenses[0], *two = &whole->lenses[0];

	g_assert_true(quick->lens_count == 1 && whole->lens_count == 1 && one->framework == two->framework);
	for (uint32_t i = 0; i < one->framework->question_count; i++) {
		const struct answer *a = &one->answers[i], *b = &two->answers[i];

		g_assert_true(a->given == b->given && a->not_applicable == b->not_applicable && a->none_of_these == b->none_of_these);
		g_assert_true(str_equal(a->stated_risk, b->stated_risk));
	}
	for (uint32_t i = 0; i < one->framework->choice_count; i++) {
		g_assert_true(bits_has(one->chosen, i) == bits_has(two->chosen, i));
		g_assert_true(bits_has(one->not_applicable, i) == bits_has(two->not_applicable, i));
	}
}

static void try_quick(struct arena *arena, const struct source *source, const GArray *parts, const struct framework *framework, struct diags *diags)
{
	struct api_help help = {.path = "fuzz", .candidates = &framework, .candidate_count = 1};
	const struct review *quick = api_quick_review(arena, source, &help, diags_new(arena)), *whole;

	if (quick == NULL)
		return;
	whole = api_review(arena, (const struct api_part *)(const void *)parts->data, parts->len, &help, diags);
	g_assert_nonnull(whole);
	same_answers(quick, whole);
}

static void try_parts(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	const struct framework *framework = framework_of(arena, diags);
	GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct api_part));

	aws_api_holds(arena, root);
	api_check_fields(arena, root, diags);
	api_parts(arena, root, parts);
	try_quick(arena, source, parts, framework, diags);
	for (uint32_t candidates = 0; candidates <= 1 && parts->len > 0; candidates++) {
		struct api_help help = {.path = "fuzz", .candidates = &framework, .candidate_count = candidates};
		const struct review *review = api_review(arena, (const struct api_part *)(const void *)parts->data, parts->len, &help, diags);

		if (review != NULL)
			assess_review(arena, review, diags);
	}
	g_array_free(parts, TRUE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "fuzz", (const char *)bytes, length, diags);
	const struct node *root = source == NULL ? NULL : read_any(arena, source, diags);
	GString *said = g_string_new(NULL);

	if (root != NULL && aws_api_recognise(root))
		try_parts(arena, source, root, diags);
	diags_write_text(diags, said, false);
	g_string_free(said, TRUE);
	arena_free(arena);
	return 0;
}
