/* A whole document, from its tree through layout to PDF: it conforms on both papers, and its text comes back out in order. */
#include "html_sample.h"
#include "pdf_sample.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../../pdfcheck/pdfcheck.h"

static GString *written(enum paper_id paper)
{
	struct sample sample = sample_open();
	const struct pages *pages =
		layout_document(sample.arena, sample.typesetter, sample.theme, paper, sample_document(sample.arena), sample.diags);
	GString *out;

	g_assert_nonnull(pages);
	out = sample_write(&sample, pages);
	g_assert_nonnull(out);
	g_assert_cmpuint(diags_count(sample.diags, DIAG_EMIT_NO_PLACE), ==, 1); /* the sample's link that would start a script */
	sample_close(&sample);
	return out;
}

static void check_paper(gconstpointer paper)
{
	struct pdfcheck result;
	GString *file = written((enum paper_id)GPOINTER_TO_INT(paper)), *again = written((enum paper_id)GPOINTER_TO_INT(paper)),
		*report = g_string_new(NULL);

	if (!pdfcheck(file->str, file->len, &result, report))
		g_error("%s", report->str);
	g_assert_cmpuint(result.pages, >, 3);
	g_assert_cmpuint(result.elements, >, 150);
	g_assert_true(g_string_equal(file, again));
	g_string_free(report, TRUE);
	g_string_free(again, TRUE);
	g_string_free(file, TRUE);
}

/* The text of the structure tree as another library reads it, without white space; NULL if the tool is not installed. */
static char *read_structure(const GString *file)
{
	char *path = NULL, *out = NULL, *program = g_find_program_in_path("pdfinfo");
	int handle = program == NULL ? -1 : g_file_open_tmp("plumbline-XXXXXX.pdf", &path, NULL);
	const char *const command[] = {"pdfinfo", "-struct-text", path, NULL};
	GRegex *spaces = g_regex_new("[\\s\"]+", 0, 0, NULL);
	char *text = NULL;

	if (handle >= 0) {
		g_close(handle, NULL);
		g_assert_true(g_file_set_contents(path, file->str, (gssize)file->len, NULL));
		g_assert_true(g_spawn_sync(NULL, (gchar **)(gpointer)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL));
		text = g_regex_replace_literal(spaces, out, -1, 0, "", 0, NULL);
		g_remove(path);
	}
	g_regex_unref(spaces);
	g_free(program);
	g_free(path);
	g_free(out);
	return text;
}

static void test_order(void)
{
	static const char *const parts[] = {
		"ArchitecturereviewofCheckout",
		"Contents",
		"TOCI",
		"H1(block)1Summary",
		"Checkoutisrunbypeoplewhoknowitwell",
		"norestorehaseverbeentimed",
		"thefindingonbackups",
		"Howtoreadthisreport",
		"H1(block)2Risksbyquestion",
		"H1(block)3Findings",
		"H2(block)3.1REL9",
		"Whythisisahighrisk",
		"Nobodyhasrestoredone",
		"Lbl(block)3.",
		"restore--dry-run",
		"H1(block)4Roadmap",
		"Table",
		"TH:/Scope/Column",
		"TH:/Scope/Row",
		"SanjayKulkarni",
	};
	GString *file = written(PAPER_A4);
	char *text = read_structure(file), *at = text;

	if (text == NULL)
		g_test_skip("pdfinfo is not installed");
	for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(parts); i++) {
		char *found = strstr(at, parts[i]);

		if (found == NULL)
			g_error("\"%s\" does not follow \"%s\" in the structure", parts[i], i == 0 ? "" : parts[i - 1]);
		at = found + strlen(parts[i]);
	}
	g_free(text);
	g_string_free(file, TRUE);
}

int main(int count, char **arguments)
{
	g_test_init(&count, &arguments, NULL);
	g_test_add_data_func("/pdf-document/a4", GINT_TO_POINTER(PAPER_A4), check_paper);
	g_test_add_data_func("/pdf-document/letter", GINT_TO_POINTER(PAPER_LETTER), check_paper);
	g_test_add_func("/pdf-document/order", test_order);
	return g_test_run();
}
