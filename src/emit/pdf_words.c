/* Text for PDF: pieces of lines, glyph by glyph where the typesetter put them. */
#include "pdf.h"

#include "pdf_font.h"
#include "type/glyphs.h"

/* A text object on its way. Lengths along the line are in thousandths of a dim, so that nothing is lost to rounding. */
struct writing {
	struct pdf_painter *painter;
	struct pdf_font *font;
	struct str text;
	dim size;
	int64_t pen; /* where the next glyph would stand */
	dim rise;    /* of the last glyph, down */
	bool in_array, in_string;
};

static void leave_string(struct writing *writing)
{
	if (writing->in_string)
		g_string_append_c(writing->painter->content, '>');
	writing->in_string = false;
}

static void leave_array(struct writing *writing)
{
	leave_string(writing);
	if (writing->in_array)
		g_string_append(writing->painter->content, "]TJ\n");
	writing->in_array = false;
}

static void enter_array(struct writing *writing)
{
	if (!writing->in_array)
		g_string_append_c(writing->painter->content, '[');
	writing->in_array = true;
}

/* Moves the pen to x: by thousandths of the size, which count backwards. */
static void move_to(struct writing *writing, dim x)
{
	int64_t ahead = (int64_t)x * 1000 - writing->pen, half = writing->size / 2;
	int64_t back = -((ahead < 0 ? ahead - half : ahead + half) / writing->size);

	if (back == 0)
		return;
	leave_string(writing);
	enter_array(writing);
	pdf_number(writing->painter->content, back);
	writing->pen -= back * writing->size;
}

static void raise_to(struct writing *writing, dim rise)
{
	if (rise == writing->rise)
		return;
	leave_array(writing);
	dim_append(writing->painter->content, -rise);
	g_string_append(writing->painter->content, " Ts\n");
	writing->rise = rise;
}

static void put_glyph(struct writing *writing, const struct type_glyph *glyph, struct str text)
{
	uint32_t code = pdf_font_code(writing->painter->fonts, writing->font, glyph->id, text);
	GString *content = writing->painter->content;

	if (code == 0)
		return;
	raise_to(writing, glyph->y);
	move_to(writing, glyph->x);
	enter_array(writing);
	if (!writing->in_string)
		g_string_append_c(content, '<');
	writing->in_string = true;
	pdf_hexadecimal(content, code);
	writing->pen += (int64_t)g_array_index(writing->font->uses, struct pdf_use, code).width * writing->size;
}

/* Spaces that do not break lines are copied as spaces. */
static struct str text_of(const struct writing *writing, const struct type_glyph *glyph)
{
	struct str text = {writing->text.text + glyph->start, glyph->end - glyph->start};

	if (str_equal(text, STR("\xC2\xA0")) || str_equal(text, STR("\xE2\x80\xAF")) || str_is(text, "\n"))
		return STR(" ");
	return str_is_empty(text) ? STR("\xEF\xBF\xBD") : text;
}

/* The character among these whose glyph this is; the mark for "unknown" if it was made from several. */
static struct str character_of(const struct writing *writing, uint32_t glyph, struct str text)
{
	hb_codepoint_t plain;

	for (const char *at = text.text, *next; at < text.text + text.length; at = next) {
		next = g_utf8_next_char(at);
		if (hb_font_get_nominal_glyph(writing->font->measure, g_utf8_get_char(at), &plain) && plain == glyph)
			return (struct str){at, (uint32_t)(next - at)};
	}
	return STR("\xEF\xBF\xBD");
}

/* True if the glyphs are those of the characters, one by one: a letter and its accents. */
static bool is_spelt(const struct writing *writing, const struct type_glyph *glyphs, guint count, struct str text)
{
	const char *at = text.text, *end = text.text + text.length;
	guint i = 0;

	for (; i < count && at < end; i++) {
		const char *next = g_utf8_next_char(at);

		if (character_of(writing, glyphs[i].id, (struct str){at, (uint32_t)(next - at)}).text != at)
			return false;
		at = next;
	}
	return i == count && at == end;
}

/* Several glyphs for one text: where codes alone cannot say it, the text stands beside them. */
static void put_cluster(struct writing *writing, const struct type_glyph *glyphs, guint count)
{
	GString *content = writing->painter->content;
	struct str text = text_of(writing, glyphs);
	bool spelt = is_spelt(writing, glyphs, count, text);

	if (!spelt) {
		leave_array(writing);
		g_string_append(content, "/Span<</ActualText<feff");
		pdf_utf16(content, text);
		g_string_append(content, ">>>BDC\n");
	}
	for (guint i = 0; i < count; i++)
		put_glyph(writing, &glyphs[i], character_of(writing, glyphs[i].id, text));
	if (!spelt) {
		leave_array(writing);
		g_string_append(content, "EMC\n");
	}
}

static void put_glyphs(struct writing *writing, const GArray *glyphs)
{
	guint next;

	for (guint i = 0; i < glyphs->len; i = next) {
		const struct type_glyph *glyph = &g_array_index(glyphs, struct type_glyph, i);

		next = i + 1;
		while (next < glyphs->len && g_array_index(glyphs, struct type_glyph, next).start == glyph->start)
			next++;
		if (next == i + 1)
			put_glyph(writing, glyph, text_of(writing, glyph));
		else
			put_cluster(writing, glyph, next - i);
	}
}

static void choose_font(struct pdf_painter *painter, const struct pdf_font *font, dim size)
{
	if (painter->state.font == font->number && painter->state.size == size)
		return;
	g_string_append(painter->content, "/F");
	pdf_number(painter->content, font->number);
	g_string_append_c(painter->content, ' ');
	dim_append(painter->content, size);
	g_string_append(painter->content, " Tf\n");
	painter->state.font = font->number;
	painter->state.size = size;
}

static void paint_piece(struct pdf_painter *painter, const struct piece *piece, dim x, dim y)
{
	hb_font_t *from = type_piece_font(piece);
	struct writing writing = {.painter = painter, .font = pdf_fonts_find(painter->fonts, from), .text = piece_text(piece)};

	type_place_glyphs(piece, painter->glyphs);
	hb_font_get_scale(from, &writing.size, NULL);
	if (painter->glyphs->len == 0 || writing.size <= 0)
		return;
	if (!writing.font->outlines) {
		pdf_paint_picture(painter, piece, x, y);
		return;
	}
	pdf_fill_colour(painter, piece->run->colour);
	g_string_append(painter->content, "BT\n");
	choose_font(painter, writing.font, writing.size);
	pdf_point(painter, x, y);
	g_string_append(painter->content, "Td\n");
	put_glyphs(&writing, painter->glyphs);
	raise_to(&writing, 0);
	leave_array(&writing);
	g_string_append(painter->content, "ET\n");
}

/* The pieces of a line may belong to different tags: a link in a sentence. */
void pdf_paint_line(struct pdf_painter *painter, const struct mark *mark)
{
	const struct line *line = mark->as.line.line;

	for (uint32_t i = 0; i < line->piece_count; i++) {
		const struct piece *piece = &line->pieces[i];

		pdf_run_begin(painter, mark->tag == TAG_ARTIFACT || piece->run->tag == 0 ? mark->tag : piece->run->tag, true);
		paint_piece(painter, piece, mark->at.x + piece->x, mark->at.y);
	}
}

void pdf_paint_text(struct pdf_painter *painter, const struct mark *mark)
{
	struct text_run run = {.text = mark->as.text.text,
			       .style = mark->as.text.style,
			       .strong = mark->as.text.strong,
			       .colour = mark->as.text.colour,
			       .link = UINT32_MAX};
	struct arena *arena;
	struct line line;
	dim back;

	if (str_is_empty(run.text))
		return;
	arena = arena_new();
	line = type_line(painter->pdf->input->typesetter, arena, &run, 1);
	back = mark->as.text.anchor == ANCHOR_START ? 0 : mark->as.text.anchor == ANCHOR_MIDDLE ? line.width / 2 : line.width;
	pdf_run_begin(painter, mark->tag, true);
	for (uint32_t i = 0; i < line.piece_count; i++)
		paint_piece(painter, &line.pieces[i], mark->at.x - back + line.pieces[i].x, mark->at.y);
	arena_free(arena);
}
