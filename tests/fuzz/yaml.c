/* Fuzz target: bytes to the YAML reader. */
#include "read/yaml.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "fuzz", (const char *)bytes, length, diags);
	const struct node *root = source == NULL ? NULL : yaml_read(arena, source, diags);
	GString *text = g_string_new(NULL);

	/* What cannot be read is said, and what is said can be printed. */
	g_assert_true(root != NULL || diags_errors(diags) > 0);
	diags_write_text(diags, text, false);
	diags_write_json(diags, text);
	g_string_free(text, TRUE);
	arena_free(arena);
	return 0;
}
