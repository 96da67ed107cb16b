/* Fuzz target: bytes to the CSV reader. */
#include "read/csv.h"

#include "fuzz.h"

static void check_cell(const struct source *source, const struct node *cell)
{
	g_assert_true(cell->kind == NODE_SCALAR);
	g_assert_true(cell->text.text[cell->text.length] == '\0');
	g_assert_true(cell->span.start + cell->span.length <= source->bytes.length);
	/* Doubled quotes are the only thing that makes a text shorter than its place; only what follows a closing quote makes it longer. */
	g_assert_true(cell->quoted || cell->text.length == cell->span.length);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "fuzz", (const char *)bytes, length, diags);
	const struct node *root = source == NULL ? NULL : csv_read(arena, source, diags);
	GString *text = g_string_new(NULL);

	g_assert_true(root != NULL || diags_errors(diags) > 0);
	for (const struct node *row = root == NULL ? NULL : root->first; row != NULL; row = row->next) {
		uint32_t count = 0;

		for (const struct node *cell = row->first; cell != NULL; cell = cell->next, count++)
			check_cell(source, cell);
		g_assert_cmpuint(count, ==, row->count);
	}
	diags_write_text(diags, text, false);
	g_string_free(text, TRUE);
	arena_free(arena);
	return 0;
}
