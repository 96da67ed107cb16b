/* Pages of marks to content streams, in runs of marked content; the logical structure is built from those afterwards (pdf_tree.c). */
#include "pdf.h"

#include "pdf_font.h"
#include "type/glyphs.h"

static void run_end(struct pdf_painter *painter)
{
	if (painter->open)
		g_string_append(painter->content, "EMC\n");
	painter->open = false;
}

static void run_note(struct pdf_painter *painter, uint32_t tag)
{
	struct pdf_run run = {.tag = tag, .page = painter->page, .id = painter->ids++, .next = PDF_NONE};

	g_array_append_val(painter->pdf->runs, run);
	g_string_append_printf(painter->content, "/%s <</MCID %u>> BDC\n", pdf_type(painter->pdf->pages->tags[tag].kind), run.id);
}

void pdf_run_begin(struct pdf_painter *painter, uint32_t tag, bool text)
{
	uint32_t known = tag < painter->pdf->pages->tag_count ? tag : TAG_ARTIFACT;

	if (painter->open && painter->tag == known && (known != TAG_ARTIFACT || painter->text == text))
		return;
	run_end(painter);
	if (known == TAG_ARTIFACT)
		g_string_append_printf(painter->content, "/Artifact <</Type/%s>> BDC\n", text ? "Pagination" : "Layout");
	else
		run_note(painter, known);
	painter->tag = known;
	painter->text = text;
	painter->open = true;
}

void pdf_point(struct pdf_painter *painter, dim x, dim y)
{
	dim_append(painter->content, x);
	g_string_append_c(painter->content, ' ');
	dim_append(painter->content, painter->pdf->pages->height - y);
	g_string_append_c(painter->content, ' ');
}

/* A part of a colour, from 0 to 255, as one from 0 to 1 with what it takes to come out the same. */
static void put_part(GString *out, uint8_t part)
{
	unsigned thousandths = (part * 1000u + 127) / 255;

	if (thousandths == 0 || thousandths == 1000)
		g_string_append_c(out, thousandths == 0 ? '0' : '1');
	else {
		const char digits[] = {'0', '.', (char)('0' + thousandths / 100), (char)('0' + thousandths / 10 % 10),
				       (char)('0' + thousandths % 10)};

		g_string_append_len(out, digits, sizeof digits);
	}
	g_string_append_c(out, ' ');
}

static void choose_colour(struct pdf_painter *painter, enum colour *now, enum colour colour, const char *operator)
{
	struct rgb rgb = painter->pdf->input->theme->light[colour];

	if (*now == colour)
		return;
	put_part(painter->content, rgb.red);
	put_part(painter->content, rgb.green);
	put_part(painter->content, rgb.blue);
	g_string_append(painter->content, operator);
	*now = colour;
}

void pdf_fill_colour(struct pdf_painter *painter, enum colour colour)
{
	choose_colour(painter, &painter->state.fill, colour, "rg\n");
}

void pdf_stroke_colour(struct pdf_painter *painter, enum colour colour)
{
	choose_colour(painter, &painter->state.stroke, colour, "RG\n");
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
	struct pdf_place place = {.name = mark->as.anchor.name, .page = painter->page, .y = mark->at.y};

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
	struct pdf *pdf = painter->pdf;

	pdf->first_run[painter->page] = pdf->runs->len;
	pdf->first_link[painter->page] = pdf->links->len;
	painter->ids = 0;
	painter->state = (struct pdf_state){.fill = COLOUR_COUNT, .stroke = COLOUR_COUNT, .stroke_width = -1, .font = PDF_NONE};
	g_string_truncate(painter->content, 0);
	for (uint32_t i = 0; i < page->drawing.count; i++)
		painters[page->drawing.marks[i].kind](painter, &page->drawing.marks[i]);
	run_end(painter);
	pdf_stream(pdf->file, pdf->contents[painter->page], "", painter->content->str, painter->content->len);
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
	return str_compare(((const struct pdf_place *)a)->name, ((const struct pdf_place *)b)->name);
}

static void paint_pages(struct pdf_painter *painter)
{
	struct pdf *pdf = painter->pdf;

	for (painter->page = 0; painter->page < pdf->pages->count; painter->page++) {
		pdf->contents[painter->page] = pdf_reserve(pdf->file, 1);
		paint_page(painter, &pdf->pages->items[painter->page]);
	}
	pdf->first_run[pdf->pages->count] = pdf->runs->len;
	pdf->first_link[pdf->pages->count] = pdf->links->len;
	g_array_sort(pdf->places, compare_places);
}

static void write_resources(const struct pdf_painter *painter)
{
	GString *out = pdf_object(painter->pdf->file, painter->pdf->resources);

	g_string_append(out, "<</Font<<");
	pdf_fonts_list(painter->fonts, out);
	g_string_append(out, ">>/XObject<<");
	pdf_images_list(painter->images, out);
	g_string_append(out, ">>>>");
}

bool pdf_paint(struct pdf *pdf)
{
	struct pdf_painter painter = {
		.pdf = pdf,
		.content = g_string_new(NULL),
		.fonts = pdf_fonts_new(pdf->arena, pdf->file),
		.images = pdf_images_new(pdf),
		.glyphs = g_array_new(FALSE, FALSE, sizeof(struct type_glyph)),
	};
	const char *failed = "";
	bool good;

	paint_pages(&painter);
	good = pdf_fonts_write(painter.fonts, &failed);
	if (!good)
		diag(pdf->diags, EMIT_PDF_FAILED, NO_SPAN, str_c(str_format(pdf->arena, "the font %s cannot be embedded", failed)));
	write_resources(&painter);
	pdf_images_free(painter.images);
	pdf_fonts_free(painter.fonts);
	g_array_free(painter.glyphs, TRUE);
	g_string_free(painter.content, TRUE);
	return good;
}
