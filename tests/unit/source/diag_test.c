/* Diagnostics: how many are kept and which, and that notes are no warnings. */
#include <string.h>

#include "source/diag.h"

static uint32_t count_words(const char *text, const char *word)
{
	uint32_t count = 0;

	for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
		count++;
	return count;
}

static struct span at(const struct source *source, uint32_t start)
{
	return (struct span){source, start, 1};
}

/* After hundreds of warnings an error still shows; all are counted, also when they are taken over by another list. */
static void test_kept(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena), *all = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "t", "abc", 3, diags);
	GString *out = g_string_new(NULL);

	for (int i = 0; i < 500; i++)
		diag(diags, REVIEW_CHOICE_TWICE, at(source, 1), "a");
	for (int i = 0; i < 3; i++)
		diag(diags, REVIEW_BAD_DATE, at(source, 2), "x");
	diag(diags, REVIEW_REASON_ALONE, at(source, 0));
	diags_append(all, diags);
	diags_write_text(all, out, false);
	g_assert_cmpuint(count_words(out->str, ": warning:"), ==, 197);
	g_assert_cmpuint(count_words(out->str, ": error:"), ==, 3);
	g_assert_cmpuint(count_words(out->str, "... and 304 more in t"), ==, 1);
	g_assert_cmpuint(diags_warnings(all), ==, 500);
	g_assert_cmpuint(diags_errors(all), ==, 3);
	g_assert_cmpuint(diags_count(all, DIAG_REVIEW_CHOICE_TWICE), ==, 500);
	g_assert_cmpuint(diags_count(all, DIAG_REVIEW_REASON_ALONE), ==, 1);
	g_string_free(out, TRUE);
	arena_free(arena);
}

static void test_note(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "t", "abc", 3, diags);
	GString *out = g_string_new(NULL);

	diag(diags, REVIEW_REASON_ALONE, at(source, 0));
	g_assert_cmpuint(diags_errors(diags) + diags_warnings(diags), ==, 0);
	diags_write_text(diags, out, false);
	g_assert_true(g_str_has_prefix(out->str, "t:1:1: note: a reason is given"));
	g_string_truncate(out, 0);
	diags_write_json(diags, out);
	g_assert_nonnull(strstr(out->str, "\"severity\": \"note\", \"code\": \"REVIEW_REASON_ALONE\""));
	g_string_free(out, TRUE);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/diag/kept", test_kept);
	g_test_add_func("/diag/note", test_note);
	return g_test_run();
}
