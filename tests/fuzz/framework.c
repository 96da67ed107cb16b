/* Fuzz target: bytes as a framework, native or foreign, with its rules compiled. */
#include "assess/assessment.h"
#include "formats/aws_lens.h"
#include "formats/load.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "fuzz", (const char *)bytes, length, diags);
	const struct node *root = source == NULL ? NULL : read_any(arena, source, diags);
	const struct framework *framework = NULL;

	if (root != NULL)
		framework = file_recognise(root) == FILE_AWS_LENS ? aws_lens_decode(arena, source, root, diags)
								  : framework_decode(arena, source, root, diags);

	if (framework != NULL)
		ruleset_new(arena, framework, diags);
	arena_free(arena);
	return 0;
}
