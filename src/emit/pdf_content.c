/* Content streams: cairo's marked content gets the names and numbers of the logical structure, and artifacts become artifacts. */
#include "pdf.h"

#include <stdlib.h>
#include <string.h>

/* A walk over the tokens of a content stream. */
struct scan {
	const char *at, *end;
	const char *operands; /* where the operands of the next operator begin */
	const char *written;  /* up to here the text is in out */
	GString *out;
	uint32_t seen, ids; /* runs so far, and those among them that are not artifacts */
	uint64_t dropped;   /* of the marks that are open, the innermost in the lowest bit: its end is left out too */
};

/* Past a string in round brackets; at stands on the first one. */
static const char *skip_string(const char *at, const char *end)
{
	int depth = 0;

	for (; at < end; at++) {
		if (*at == '\\')
			at++;
		else if (*at == '(')
			depth++;
		else if (*at == ')' && --depth == 0)
			return at + 1;
	}
	return end;
}

/* Past a string in angle brackets, whose digits may look like a word. */
static const char *skip_hexadecimal(const char *at, const char *end)
{
	const char *close = memchr(at, '>', (size_t)(end - at));

	return close == NULL ? end : close + 1;
}

static bool is_regular(char c)
{
	return strchr("()<>[]{}/% \t\r\n\f", c) == NULL; /* finds the final NUL too, which PDF counts as white space */
}

static const char *skip_regular(const char *at, const char *end)
{
	while (at < end && is_regular(*at))
		at++;
	return at;
}

/* The next operator; false at the end. Operands are passed over. */
static bool next_operator(struct scan *scan, const char **name, size_t *length)
{
	while (scan->at < scan->end) {
		const char *start = scan->at;

		if (*start == '(')
			scan->at = skip_string(start, scan->end);
		else if (*start == '<' && start + 1 < scan->end && start[1] != '<')
			scan->at = skip_hexadecimal(start, scan->end);
		else if (*start == '/')
			scan->at = skip_regular(start + 1, scan->end);
		else if (*start == '<')
			scan->at += 2;
		else if (!is_regular(*start))
			scan->at++;
		else {
			scan->at = skip_regular(start, scan->end);
			if (g_ascii_isalpha(*start) || *start == '\'' || *start == '"') {
				*name = start;
				*length = (size_t)(scan->at - start);
				return true;
			}
		}
	}
	return false;
}

/* The number that cairo gave; -1 if this is not ours: cairo marks ligatures with the text that they stand for. */
static long mark_number(const struct scan *scan)
{
	const char *key = g_strstr_len(scan->operands, scan->at - scan->operands, "/MCID ");

	return key == NULL ? -1 : strtol(key + strlen("/MCID "), NULL, 10);
}

static void write_mark(struct scan *scan, const struct pdf *pdf, const struct pdf_run *run)
{
	const char *start = scan->operands;

	while (start < scan->at && *start != '/')
		start++;
	g_string_append_len(scan->out, scan->written, start - scan->written);
	if (run->tag == TAG_ARTIFACT)
		g_string_append_printf(scan->out, "/Artifact <</Type/%s>> BDC", run->text ? "Pagination" : "Layout");
	else
		g_string_append_printf(scan->out, "/%s <</MCID %u>> BDC", pdf_type(pdf->pages->tags[run->tag].kind), run->id);
	scan->written = scan->at;
}

/*
 * cairo marks each ligature and each no-break space with its text. Readers that do not know marks inside marks lose the rest of the line, so
 * where the font's own map says it too (pdf_resources.c sees to ligatures) the mark goes.
 */
static bool is_redundant(const struct scan *scan)
{
	static const char *const texts[] = {
		"<feff00a0>", "<feff000a>", "<feff00660066>", "<feff00660069>", "<feff0066006c>", "<feff006600660069>", "<feff00660066006c>",
	};
	const char *key = g_strstr_len(scan->operands, scan->at - scan->operands, "/ActualText ");

	for (size_t i = 0; key != NULL && i < G_N_ELEMENTS(texts); i++)
		if (g_str_has_prefix(key + strlen("/ActualText "), texts[i]))
			return true;
	return false;
}

static void drop(struct scan *scan)
{
	g_string_append_len(scan->out, scan->written, scan->operands - scan->written);
	g_string_append_c(scan->out, '\n');
	scan->written = scan->at;
}

/* False if this is not the run that was begun next. */
static bool begin_mark(struct pdf *pdf, struct scan *scan, uint32_t page)
{
	long number = mark_number(scan);
	struct pdf_run *run = &g_array_index(pdf->runs, struct pdf_run, pdf->first_run[page] + scan->seen);
	bool redundant = number < 0 && is_redundant(scan);

	scan->dropped = scan->dropped << 1 | redundant;
	if (redundant)
		drop(scan);
	if (number < 0)
		return true;
	if (number != (long)scan->seen || scan->seen == pdf->first_run[page + 1] - pdf->first_run[page])
		return false;
	scan->seen++;
	run->id = run->tag == TAG_ARTIFACT ? PDF_NONE : scan->ids++;
	write_mark(scan, pdf, run);
	return true;
}

static void end_mark(struct scan *scan)
{
	if (scan->dropped & 1)
		drop(scan);
	scan->dropped >>= 1;
}

/* True if cairo wrote exactly the runs that we began, in that order. */
static bool rewrite(struct pdf *pdf, struct scan *scan, uint32_t page)
{
	const char *name;
	size_t length;

	while (next_operator(scan, &name, &length)) {
		if (length == 3 && memcmp(name, "BDC", 3) == 0 && !begin_mark(pdf, scan, page))
			return false;
		if (length == 3 && memcmp(name, "EMC", 3) == 0)
			end_mark(scan);
		scan->operands = scan->at;
	}
	g_string_append_len(scan->out, scan->written, scan->end - scan->written);
	return scan->seen == pdf->first_run[page + 1] - pdf->first_run[page];
}

static bool finish_page(struct pdf_file *file, uint32_t page, GString *out)
{
	qpdf_oh content = qpdf_oh_get_key(file->qpdf, file->pages[page], "/Contents"), none = qpdf_oh_new_null(file->qpdf);
	unsigned char *bytes = NULL;
	size_t length = 0;
	bool good = false;

	g_string_truncate(out, 0);
	qpdf_oh_get_stream_data(file->qpdf, content, qpdf_dl_generalized, NULL, &bytes, &length);
	if (bytes != NULL) {
		const char *text = (const char *)bytes;
		struct scan scan = {.at = text, .operands = text, .written = text, .end = text + length, .out = out};

		good = rewrite(file->pdf, &scan, page);
		free(bytes);
	}
	if (good)
		qpdf_oh_replace_stream_data(file->qpdf, content, (const unsigned char *)out->str, out->len, none, none);
	qpdf_oh_release(file->qpdf, none);
	qpdf_oh_release(file->qpdf, content);
	return good;
}

bool pdf_finish_content(struct pdf_file *file)
{
	GString *out = g_string_new(NULL);
	uint32_t page = 0;

	while (page < file->pdf->pages->count && finish_page(file, page, out))
		page++;
	g_string_free(out, TRUE);
	if (page < file->pdf->pages->count)
		return diag(file->pdf->diags, EMIT_PDF_FAILED, NO_SPAN, "the marked content of a page is not what was painted");
	return true;
}
