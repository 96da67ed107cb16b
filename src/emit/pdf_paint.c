/* Pages of marks to a PDF of cairo's, with a flat list of marked content; the logical structure is built afterwards (pdf_tree.c). */
#include "pdf.h"

#include <cairo-pdf.h>
#include <string.h>

#include "type/paint.h"

/*
 * cairo's own structure elements cannot carry alternative texts, languages, scopes or artifacts, and content only in leaves. So each run is a Span
 * in one Document; the finishing pass puts our own tree in the place of cairo's. What cairo 1.16 must not see inside a tag: cairo_paint, groups.
 */
#define CAIRO_ROOT "Document"
#define CAIRO_RUN  "Span"

void pdf_run_end(struct pdf_painter *painter)
{
	if (painter->open)
		cairo_tag_end(painter->cairo, CAIRO_RUN);
	painter->open = false;
}

void pdf_run_begin(struct pdf_painter *painter, uint32_t tag, bool text)
{
	GArray *runs = painter->pdf->runs;
	uint32_t known = tag < painter->pdf->pages->tag_count ? tag : TAG_ARTIFACT;
	struct pdf_run *last = painter->open ? &g_array_index(runs, struct pdf_run, runs->len - 1) : NULL;

	if (last != NULL && last->tag == known && (known != TAG_ARTIFACT || last->text == text)) {
		last->text = last->text || text;
		return;
	}
	pdf_run_end(painter);
	g_array_append_vals(runs, &(struct pdf_run){.tag = known, .page = painter->page, .next = PDF_NONE, .text = text}, 1);
	cairo_tag_begin(painter->cairo, CAIRO_RUN, NULL);
	painter->open = true;
}

void pdf_set_colour(struct pdf_painter *painter, enum colour colour)
{
	struct rgb rgb = painter->pdf->input->theme->light[colour];

	cairo_set_source_rgb(painter->cairo, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0);
}

/* The pieces of a line may belong to different tags: a link in a sentence. */
void pdf_paint_line(struct pdf_painter *painter, const struct mark *mark)
{
	const struct line *line = mark->as.line.line;

	for (uint32_t i = 0; i < line->piece_count; i++) {
		const struct piece *piece = &line->pieces[i];
		uint32_t tag = mark->tag == TAG_ARTIFACT || piece->run->tag == 0 ? mark->tag : piece->run->tag;

		pdf_run_begin(painter, tag, true);
		type_paint_piece(painter->cairo, piece, mark->at.x, mark->at.y, painter->pdf->input->theme);
	}
}

void pdf_paint_text(struct pdf_painter *painter, const struct mark *mark)
{
	static const enum align aligns[] = {[ANCHOR_START] = ALIGN_START, [ANCHOR_MIDDLE] = ALIGN_CENTRE, [ANCHOR_END] = ALIGN_END};
	const struct emit_input *input = painter->pdf->input;

	if (str_is_empty(mark->as.text.text))
		return;
	pdf_run_begin(painter, mark->tag, true);
	type_paint_text(painter->cairo, input->typesetter, mark->as.text.text, mark->as.text.style, mark->as.text.strong, mark->as.text.colour,
			aligns[mark->as.text.anchor], mark->at.x, mark->at.y, input->theme);
}

/* A link in a running head would need a structure element inside an artifact: it is left out. */
static void note_link(struct pdf_painter *painter, const struct mark *mark)
{
	struct pdf *pdf = painter->pdf;

	if (mark->tag < pdf->pages->tag_count)
		g_array_append_vals(pdf->links, &(struct pdf_link){.mark = mark, .page = painter->page, .next = PDF_NONE}, 1);
}

static void note_anchor(struct pdf_painter *painter, const struct mark *mark)
{
	struct pdf_place place = {.name = mark->as.anchor.name, .page = painter->page, .x = mark->at.x, .y = mark->at.y};

	g_array_append_vals(painter->pdf->places, &place, 1);
}

static void paint_nothing(struct pdf_painter *painter, const struct mark *mark)
{
	(void)painter;
	(void)mark;
}

static void (*const painters[])(struct pdf_painter *painter, const struct mark *mark) = {
	[MARK_RECT] = pdf_paint_rect, [MARK_PATH] = pdf_paint_path,   [MARK_LINE] = pdf_paint_line,
	[MARK_TEXT] = pdf_paint_text, [MARK_IMAGE] = pdf_paint_image, [MARK_GROUP] = paint_nothing,
	[MARK_END] = paint_nothing,   [MARK_LINK] = note_link,        [MARK_ANCHOR] = note_anchor,
};

static void paint_page(struct pdf_painter *painter, const struct page *page)
{
	for (uint32_t i = 0; i < page->drawing.count; i++)
		painters[page->drawing.marks[i].kind](painter, &page->drawing.marks[i]);
	pdf_run_end(painter);
	cairo_show_page(painter->cairo);
}

#define OUTLINE_DEPTH 16

static void add_outlines(struct pdf_painter *painter)
{
	const struct pages *pages = painter->pdf->pages;
	int parents[OUTLINE_DEPTH + 1] = {CAIRO_PDF_OUTLINE_ROOT};
	uint32_t depth = 0;

	for (uint32_t i = 0; i < pages->outline_count; i++) {
		const struct outline *outline = &pages->outlines[i];
		uint32_t level = CLAMP(outline->level, 1, MIN(depth + 1, OUTLINE_DEPTH));
		char number[G_ASCII_DTOSTR_BUF_SIZE], *place, *title = g_strndup(str_c(outline->title), outline->title.length);

		g_ascii_formatd(number, sizeof number, "%.2f", pdf_points(outline->y));
		place = g_strdup_printf("page=%u pos=[0 %s]", outline->page + 1, number);
		parents[level] = cairo_pdf_surface_add_outline(painter->surface, parents[level - 1], title, place,
							       level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
		depth = level;
		g_free(place);
		g_free(title);
	}
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
	return str_compare(((const struct pdf_place *)a)->name, ((const struct pdf_place *)b)->name);
}

static void paint_pages(struct pdf_painter *painter)
{
	struct pdf *pdf = painter->pdf;

	cairo_tag_begin(painter->cairo, CAIRO_ROOT, NULL);
	for (painter->page = 0; painter->page < pdf->pages->count; painter->page++) {
		pdf->first_run[painter->page] = pdf->runs->len;
		paint_page(painter, &pdf->pages->items[painter->page]);
	}
	pdf->first_run[pdf->pages->count] = pdf->runs->len;
	cairo_tag_end(painter->cairo, CAIRO_ROOT);
	add_outlines(painter);
	g_array_sort(pdf->places, compare_places);
}

static cairo_status_t append(void *out, const unsigned char *bytes, unsigned int length)
{
	g_byte_array_append(out, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

static void undo_surface(gpointer surface)
{
	cairo_surface_destroy(surface);
}

bool pdf_paint(struct pdf *pdf, GByteArray *out)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, out, pdf_points(pdf->pages->width), pdf_points(pdf->pages->height));
	struct pdf_painter painter = {.pdf = pdf, .surface = surface, .cairo = cairo_create(surface)};
	cairo_status_t status;

	painter.images = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, undo_surface);
	/* Without this cairo asks the clock; the finishing pass writes the date that we mean. */
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
	paint_pages(&painter);
	status = cairo_status(painter.cairo);
	cairo_destroy(painter.cairo);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS) /* known only once the surface is finished */
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	g_hash_table_destroy(painter.images);
	if (status != CAIRO_STATUS_SUCCESS)
		return diag(pdf->diags, EMIT_PDF_FAILED, NO_SPAN, cairo_status_to_string(status));
	return true;
}
