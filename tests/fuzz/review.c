/* Fuzz target: bytes as a review of a small framework, assessed and explained. */
#include "assess/explain.h"
#include "assess/plan.h"
#include "fuzz.h"
#include "read/yaml.h"

static const char framework_text[] = "plumbline: framework/1\nid: f\nversion: '1'\ntitle: F\npillars:\n  - id: p\n    title: P\n    questions:\n"
				     "      - id: q\n        title: Q?\n        variants: [{when: ctx.engineers < 15, why: small}]\n        "
				     "choices:\n          - {id: a, title: A, risk: high, effort: low}\n"
				     "          - {id: b, title: B, risk: medium}\n          - {id: n, title: N, none: true}\n"
				     "        rules: [{when: a && b, risk: none}, {when: a || !b, risk: medium}, {when: default, risk: high}]\n";

static const struct framework *framework_of(struct arena *arena, struct diags *diags)
{
	const struct source *source = source_from_bytes(arena, "f", framework_text, sizeof framework_text - 1, diags);

	return framework_decode(arena, source, yaml_read(arena, source, diags), diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct framework *framework = framework_of(arena, diags);
	const struct ruleset *ruleset = ruleset_new(arena, framework, diags);
	const struct source *source = source_from_bytes(arena, "fuzz", (const char *)bytes, length, diags);
	const struct node *root = source == NULL ? NULL : yaml_read(arena, source, diags);
	const struct review *review = root == NULL ? NULL : review_decode(arena, source, root, &framework, 1, diags);

	if (review != NULL) {
		const struct assessment *assessment = assess(arena, review, &ruleset, diags);

		plan_derive(arena, assessment);
		explain(arena, assessment, 0, 0);
	}
	arena_free(arena);
	return 0;
}
