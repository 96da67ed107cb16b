/* Fuzz target: bytes as an export of a Microsoft assessment or as an Azure review checklist: framework, rules, review, assessment. */
#include "assess/assessment.h"
#include "formats/azure_checklist.h"
#include "formats/azure_csv.h"
#include "fuzz.h"
#include "read/csv.h"
#include "read/json.h"

static void assess_review(struct arena *arena, const struct review *review, struct diags *diags)
{
	const struct ruleset *ruleset = ruleset_new(arena, review->lenses[0].framework, diags);

	assess(arena, review, &ruleset, diags);
}

static void try_export(struct arena *arena, const struct source *source, struct diags *diags)
{
	const struct node *root = csv_read(arena, source, diags);
	const struct framework *framework;
	struct azure_counts counts;

	azure_csv_suspect(source);
	if (root == NULL || !azure_csv_recognise(root))
		return;
	counts = azure_csv_count(arena, source, root);
	g_assert_cmpuint(counts.high + counts.medium + counts.low + counts.unranked, ==, counts.recommendations);
	framework = azure_csv_framework(arena, source, root, diags);
	g_assert_true(framework != NULL || diags_errors(diags) > 0);
	if (framework != NULL)
		assess_review(arena, azure_csv_review(arena, source, root, &framework, 1, diags), diags);
}

static void try_checklist(struct arena *arena, const struct source *source, struct diags *diags)
{
	const struct node *root = json_read(arena, source, diags);
	const struct framework *framework;

	if (root == NULL || !azure_checklist_recognise(root))
		return;
	azure_checklist_has_results(root);
	framework = azure_checklist_framework(arena, source, root, diags);
	g_assert_true(framework != NULL || diags_errors(diags) > 0);
	if (framework != NULL)
		assess_review(arena, azure_checklist_review(arena, source, root, &framework, 1, diags), diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "fuzz", (const char *)bytes, length, diags);

	if (source != NULL && length > 0 && bytes[0] == '{')
		try_checklist(arena, source, diags);
	else if (source != NULL)
		try_export(arena, source, diags);
	arena_free(arena);
	return 0;
}
