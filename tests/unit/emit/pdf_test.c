/* The PDF back end: its output conforms by our checker, the checker notices each fault, and other people's tools read what we meant. */
#include "pdf_sample.h"

#include <glib/gstdio.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "../../pdfcheck/pdfcheck.h"

static GString *written(void)
{
	struct sample sample = sample_open();
	GString *out = sample_write(&sample, sample_pages(&sample));

	g_assert_nonnull(out);
	g_assert_cmpuint(diags_errors(sample.diags) + diags_warnings(sample.diags), ==, 0);
	sample_close(&sample);
	return out;
}

/* The same file without compression, so that it can be searched and damaged. */
static GString *unpacked(const GString *file)
{
	qpdf_data qpdf = qpdf_init();
	GString *out;

	g_assert_cmpint(qpdf_read_memory(qpdf, "file", file->str, file->len, NULL), ==, QPDF_SUCCESS);
	qpdf_init_write_memory(qpdf);
	qpdf_set_qdf_mode(qpdf, QPDF_TRUE);
	qpdf_set_object_stream_mode(qpdf, qpdf_o_disable);
	qpdf_set_static_ID(qpdf, QPDF_TRUE);
	qpdf_set_suppress_original_object_IDs(qpdf, QPDF_TRUE);
	g_assert_cmpint(qpdf_write(qpdf), ==, QPDF_SUCCESS);
	out = g_string_new_len((const char *)qpdf_get_buffer(qpdf), (gssize)qpdf_get_buffer_length(qpdf));
	qpdf_cleanup(&qpdf);
	return out;
}

static void must_conform(const GString *file)
{
	struct pdfcheck result;
	GString *report = g_string_new(NULL);

	if (!pdfcheck(file->str, file->len, &result, report))
		g_error("%s", report->str);
	g_string_free(report, TRUE);
}

static void test_conforms(void)
{
	struct pdfcheck result;
	GString *file = written(), *report = g_string_new(NULL), *plain = unpacked(file);

	g_assert_true(pdfcheck(file->str, file->len, &result, report));
	g_assert_cmpstr(report->str, ==, "");
	g_assert_cmpuint(result.pages, ==, 3);
	g_assert_cmpuint(result.elements, ==, 42);
	g_assert_cmpuint(result.marks, ==, 20);
	must_conform(plain);
	g_string_free(report, TRUE);
	g_string_free(plain, TRUE);
	g_string_free(file, TRUE);
}

/* A fault: what stands in the unpacked file is overwritten by a text of the same length (shorter ones are filled with spaces). */
struct fault {
	enum pdf_rule rule;
	const char *from, *to;
	bool everywhere;
};

static const struct fault faults[] = {
	{RULE_PARSES, "startxref", "startxxxx", false},
	{RULE_HEADER, "%PDF-1.7", "%PDF-1.4", false},
	{RULE_ID, "/ID [", "/IX [", false},
	{RULE_MARKED, "/Marked true", "/Marked null", false},
	{RULE_LANGUAGE, "/Lang (en-GB)", "/Lang (e_-GB)", false},
	{RULE_LANGUAGE, "/Lang (en-GB)", "/XXng (en-GB)", false},
	{RULE_TITLE_SHOWN, "/DisplayDocTitle", "/XisplayDocTitle", false},
	{RULE_XMP, "/Metadata", "/Xetadata", false},
	{RULE_XMP, "</x:xmpmeta>", "</x:xmpmetb>", false},
	{RULE_XMP_UA, "<pdfuaid:part>1", "<pdfuaid:part>2", false},
	{RULE_XMP_A, "<pdfaid:part>2", "<pdfaid:part>1", false},
	{RULE_XMP_A, "<pdfaid:conformance>A", "<pdfaid:conformance>B", false},
	{RULE_XMP_SCHEMA, "pdfua/ns/id/</pdfaSchema", "pdfux/ns/id/</pdfaSchema", false},
	{RULE_TITLE, "dc:title", "dc:titlx", true},
	{RULE_INFO_AGREES, "/Author (A.", "/Author (B.", false},
	{RULE_INFO_AGREES, "/CreationDate (D:2026", "/CreationDate (D:2025", false},
	{RULE_INFO_AGREES, "/Subject", "/Xubject", false},
	{RULE_OUTPUT_INTENT, "/GTS_PDFA1", "/GTS_PDFX1", false},
	{RULE_OUTPUT_INTENT, "acsp", "xcsp", false},
	{RULE_OUTPUT_INTENT, "gTRC", "gTRX", false},
	{RULE_OUTPUT_INTENT, "/DestOutputProfile", "/XestOutputProfile", false},
	{RULE_TREE, "/ParentTree ", "/XarentTree ", false},
	{RULE_TREE, "/StructTreeRoot ", "/XtructTreeRoot ", false},
	{RULE_TREE, "/S /Document", "/S /Sect", false},
	{RULE_TYPES, "/S /LBody", "/S /LBodx", false},
	{RULE_HOLDS_CONTENT, "/S /H1", "/S /TR", false},
	{RULE_HEADINGS, "/S /H1", "/S /H2", false},
	{RULE_HEADINGS, "/S /H2", "/S /H3", false},
	{RULE_FIGURE_ALT, "/Alt ", "/Xlt ", false},
	{RULE_FIGURE_BOX, "/BBox", "/XBox", false},
	{RULE_TABLE, "/S /TBody", "/S /LBody", false},
	{RULE_TABLE, "/S /TR", "/S /TD", false},
	{RULE_TABLE, "/S /TH", "/S /LI", false},
	{RULE_TABLE, "/ColSpan 2", "/ColSpan 3", false},
	{RULE_HEADER_CELL, "/Scope /Row", "/Xcope /Row", false},
	{RULE_LIST, "/S /LI\n", "/S /TD\n", false},
	{RULE_LIST, "/S /Lbl", "/S /Div", false},
	{RULE_LIST, "/ListNumbering", "/XistNumbering", false},
	{RULE_CONTENTS, "/S /TOCI", "/S /Sect", false},
	{RULE_CONTENTS, "/S /TOC\n", "/S /Div\n", false},
	{RULE_TAGGED, "/Artifact", "/Xrtifact", false},
	{RULE_TAGGED, "/Span <</MCID 3>>", "/Span <</XCID 3>>", false},
	{RULE_MARKS_NEST, "\nEMC\n", "\n   \n", false},
	{RULE_MARKS_NEST, "\nQ\n", "\nq\n", false},
	{RULE_MARK_OWNED, "/H1 <</MCID 0>> BDC\n", "/H1 <</MCID 7>> BDC\n", false},
	{RULE_MARK_OWNED, "/StructParents ", "/XtructParents ", false},
	{RULE_MARK_EXISTS, "/H1 <</MCID 0>> BDC\n", "/H1 <</MCID 7>> BDC\n", false},
	{RULE_LINK_CONTENTS, "/Contents (Findings)", "/Xontents (Findings)", false},
	{RULE_LINK_TAGGED, "/StructParent ", "/XtructParent ", false},
	{RULE_LINK_TAGGED, "/S /Link", "/S /Span", false},
	{RULE_LINK_TAGGED, "/Type /OBJR", "/Type /OBJX", false},
	{RULE_ANNOTATION, "/F 4", "/F 6", false},
	{RULE_ANNOTATION, "/Subtype /Link", "/Subtype /Text", false},
	{RULE_TABS, "/Tabs /S", "/Tabs /R", false},
	{RULE_EMBEDDED, "/FontFile2", "/XontFile2", false},
	{RULE_TO_UNICODE, "/ToUnicode", "/XoUnicode", false},
	{RULE_CID_MAP, "/CIDToGIDMap", "/XIDToGIDMap", false},
	{RULE_NOTDEF, "[<0001", "[<0000", false},
	{RULE_ACTIONS, "/S /URI", "/S /XRI", false},
	{RULE_ACTIONS, "/PageLabels", "/AA        ", false},
	{RULE_ATTACHMENTS, "/PageLabels", "/AF        ", false},
	{RULE_FILTERS, "/BitsPerComponent 8", "/F (elsewhere)", false},
	{RULE_INTERPOLATE, "/BitsPerComponent 8", "/Interpolate true", false},
	{RULE_COLOURS, "/ColorSpace /DeviceRGB", "/ColorSpace/DeviceCMYK", false},
	{RULE_COLOURS, " rg\n", " k \n", false},
	{RULE_TARGETS, "/URI (https:", "/URI (ht ps:", false},
	{RULE_TARGETS, "/URI (https://", "/URI (file:///", false},
	{RULE_TARGETS, "/Dest [", "/Dext [", false},
	{RULE_OUTLINE, "/Title (Findings)", "/Xitle (Findings)", false},
	{RULE_LABELS, "/Nums [\n      0\n      <<", "/Nums [\n      1\n      <<", false},
};

static char *find_bytes(const GString *in, size_t from, const char *what)
{
	size_t length = strlen(what);

	for (size_t i = from; i + length <= in->len; i++)
		if (memcmp(in->str + i, what, length) == 0)
			return in->str + i;
	return NULL;
}

static GString *damage(const GString *file, const struct fault *fault)
{
	GString *bad = g_string_new_len(file->str, (gssize)file->len);
	size_t length = strlen(fault->from);
	char *found = find_bytes(bad, 0, fault->from);

	g_assert_cmpuint(strlen(fault->to), <=, length);
	if (found == NULL)
		g_error("\"%s\" is not in the file", fault->from);
	for (; found != NULL; found = fault->everywhere ? find_bytes(bad, (size_t)(found - bad->str) + length, fault->from) : NULL) {
		memset(found, ' ', length);
		memcpy(found, fault->to, strlen(fault->to));
	}
	return bad;
}

static void test_faults(void)
{
	GString *file = written(), *plain = unpacked(file);

	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		GString *bad = damage(plain, &faults[i]), *report = g_string_new(NULL);
		struct pdfcheck result;

		g_assert_false(pdfcheck(bad->str, bad->len, &result, report));
		if (result.failures[faults[i].rule] == 0)
			g_error("\"%s\" as \"%s\" is not noticed by %s:\n%s", faults[i].from, faults[i].to, pdfcheck_rule_name(faults[i].rule),
				report->str);
		g_assert_nonnull(strstr(report->str, pdfcheck_rule_name(faults[i].rule)));
		g_string_free(report, TRUE);
		g_string_free(bad, TRUE);
	}
	g_string_free(plain, TRUE);
	g_string_free(file, TRUE);
}

static void test_encrypted(void)
{
	GString *file = written(), *report = g_string_new(NULL);
	qpdf_data qpdf = qpdf_init();
	struct pdfcheck result;

	qpdf_read_memory(qpdf, "file", file->str, file->len, NULL);
	qpdf_init_write_memory(qpdf);
	qpdf_set_r6_encryption_parameters2(qpdf, "", "owner", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full,
					   QPDF_TRUE);
	g_assert_cmpint(qpdf_write(qpdf), ==, QPDF_SUCCESS);
	pdfcheck((const char *)qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf), &result, report);
	g_assert_cmpuint(result.failures[RULE_NOT_ENCRYPTED], ==, 1);
	qpdf_cleanup(&qpdf);
	g_string_free(report, TRUE);
	g_string_free(file, TRUE);
}

/* Every rule has been seen to fail. */
static void test_every_rule(void)
{
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		bool covered = rule == RULE_NOT_ENCRYPTED;

		for (size_t i = 0; i < G_N_ELEMENTS(faults); i++)
			covered = covered || (int)faults[i].rule == rule;
		if (!covered)
			g_error("no fault for %s", pdfcheck_rule_name((enum pdf_rule)rule));
	}
}

static void test_same_bytes(void)
{
	GString *one = written(), *two = written();

	g_assert_true(g_string_equal(one, two));
	g_string_free(one, TRUE);
	g_string_free(two, TRUE);
}

static void test_bulk(void)
{
	struct sample sample = sample_open();
	GString *out = sample_write(&sample, sample_bulk(&sample, 30));

	g_assert_nonnull(out);
	must_conform(out);
	g_string_free(out, TRUE);
	sample_close(&sample);
}

static void expect_in(const GString *file, const char *what)
{
	if (find_bytes(file, 0, what) == NULL)
		g_error("\"%s\" is not in the file", what);
}

static void test_details(void)
{
	GString *file = written(), *plain = unpacked(file);

	expect_in(plain, "/URI (https://example.org/a%20b/%C3%BC\\(x\\)?q=%3C1%3E)");
	expect_in(plain, "/CreationDate (D:20260201000000Z)");
	expect_in(plain, "/Artifact <</Type/Pagination>> BDC");
	expect_in(plain, "/ActualText (mot)");
	expect_in(plain, "(findings)\n"); /* a named destination */
	expect_in(plain, "<00660069>");   /* a ligature by its letters, with no mark around it */
	g_assert_null(find_bytes(plain, 0, "/ActualText<feff"));
	expect_in(plain, "/Summary (Risks by pillar)");
	g_assert_null(find_bytes(plain, 0, "/NonStruct"));
	g_assert_null(find_bytes(plain, 0, "(1970"));
	g_string_free(plain, TRUE);
	g_string_free(file, TRUE);
}

/* A link to nowhere and a picture that is not there: told, left out, and the file conforms. */
static void test_missing(void)
{
	struct sample sample = sample_open();
	struct pages pages = *sample_pages(&sample);
	struct page *items = g_memdup2(pages.items, pages.count * sizeof *items);
	struct mark *marks = g_memdup2(items[0].drawing.marks, items[0].drawing.count * sizeof *marks);
	GString *out;

	for (uint32_t i = 0; i < items[0].drawing.count; i++) {
		if (marks[i].kind == MARK_LINK)
			marks[i].as.link.target = STR("nowhere");
		if (marks[i].kind == MARK_IMAGE)
			marks[i].as.image.path = STR("nothing.png");
	}
	items[0].drawing.marks = marks;
	pages.items = items;
	out = sample_write(&sample, &pages);
	g_assert_nonnull(out);
	must_conform(out);
	g_assert_cmpuint(diags_count(sample.diags, DIAG_EMIT_NO_PLACE), ==, 1);
	g_assert_cmpuint(diags_count(sample.diags, DIAG_EMIT_IMAGE), ==, 1);
	g_string_free(out, TRUE);
	g_free(marks);
	g_free(items);
	sample_close(&sample);
}

static uint32_t first_leaf(const struct pages *pages, enum tag_kind kind)
{
	uint32_t i = 0;

	while (pages->tags[i].kind != kind)
		i++;
	return i;
}

/* An empty page, content out of order, content of an unknown tag, a title with control characters, no outline, no labels. */
static void test_edges(void)
{
	struct sample sample = sample_open();
	struct pages pages = *sample_pages(&sample);
	const struct drawing first = pages.items[0].drawing, second = pages.items[1].drawing;
	struct mark marks[2] = {{.kind = MARK_RECT, .tag = 1000000}, {.kind = MARK_RECT, .tag = first_leaf(&pages, TAG_H2)}};
	struct page items[] = {{.drawing = {.count = 0}}, {.drawing = second}, {.drawing = first}, {.drawing = {.marks = marks, .count = 2}}};
	GString *out;

	for (int i = 0; i < 2; i++) {
		marks[i].as.rect.width = pages.width;
		marks[i].as.rect.height = pages.height;
		marks[i].as.rect.paint = (struct paint){.fill = COLOUR_SURFACE, .stroke = COLOUR_COUNT};
	}
	pages.items = items;
	pages.count = G_N_ELEMENTS(items);
	pages.outline_count = 0;
	pages.title = STR("A\001 title\nin two \xC2\x85lines");
	pages.language = STR("");
	out = sample_write(&sample, &pages);
	g_assert_nonnull(out);
	must_conform(out);
	g_string_free(out, TRUE);
	sample_close(&sample);
}

/* What a tool says of the file; NULL if it is not installed. */
static char *ask(const char *const *command)
{
	char *program = g_find_program_in_path(command[0]), *out = NULL;
	gint status = 0;

	if (program == NULL)
		return NULL;
	g_free(program);
	g_assert_true(g_spawn_sync(NULL, (gchar **)(gpointer)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, NULL));
	g_assert_true(g_spawn_check_wait_status(status, NULL));
	return out;
}

static char *save(const GString *file)
{
	char *path = NULL;
	int handle = g_file_open_tmp("plumbline-XXXXXX.pdf", &path, NULL);

	g_assert_cmpint(handle, >=, 0);
	g_close(handle, NULL);
	g_assert_true(g_file_set_contents(path, file->str, (gssize)file->len, NULL));
	return path;
}

static void compare_golden(const char *name, const char *found)
{
	char *path = g_build_filename(TESTS, "golden", "emit", name, NULL), *expected = NULL;

	if (g_getenv("PLUMBLINE_UPDATE") != NULL)
		g_assert_true(g_file_set_contents(path, found, -1, NULL));
	g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
	g_assert_cmpstr(found, ==, expected);
	g_free(expected);
	g_free(path);
}

/* Object numbers are nobody's business. */
static char *without_numbers(const char *structure)
{
	GRegex *regex = g_regex_new("Object [0-9]+ 0", 0, 0, NULL);
	char *clean = g_regex_replace_literal(regex, structure, -1, 0, "Object", 0, NULL);

	g_regex_unref(regex);
	return clean;
}

/* The structure and the text as another library reads them. */
static void test_tools(void)
{
	GString *file = written();
	char *path = save(file);
	const char *const structure[] = {"pdfinfo", "-struct-text", path, NULL}, *const check[] = {"qpdf", "--check", path, NULL};
	char *found = ask(structure), *said = ask(check);

	if (found == NULL || said == NULL)
		g_test_skip("pdfinfo or qpdf is not installed");
	else {
		char *clean = without_numbers(found);

		compare_golden("pdf_sample.out_structure", clean);
		g_free(clean);
		g_assert_nonnull(strstr(said, "No syntax or stream encoding errors found"));
	}
	g_remove(path);
	g_free(found);
	g_free(said);
	g_free(path);
	g_string_free(file, TRUE);
}

int main(int count, char **arguments)
{
	g_test_init(&count, &arguments, NULL);
	g_test_add_func("/pdf/conforms", test_conforms);
	g_test_add_func("/pdf/same-bytes", test_same_bytes);
	g_test_add_func("/pdf/bulk", test_bulk);
	g_test_add_func("/pdf/details", test_details);
	g_test_add_func("/pdf/missing", test_missing);
	g_test_add_func("/pdf/edges", test_edges);
	g_test_add_func("/pdf/tools", test_tools);
	g_test_add_func("/pdfcheck/faults", test_faults);
	g_test_add_func("/pdfcheck/encrypted", test_encrypted);
	g_test_add_func("/pdfcheck/every-rule", test_every_rule);
	return g_test_run();
}
