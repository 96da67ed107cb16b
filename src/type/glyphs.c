/* The glyphs of a piece with their places and their characters. */
#include "type/glyphs.h"

#include "typesetter.h"

hb_font_t *type_piece_font(const struct piece *piece)
{
	return pango_font_get_hb_font(piece->glyphs->analysis.font);
}

static void reverse(GArray *glyphs)
{
	struct type_glyph *items = (struct type_glyph *)(gpointer)glyphs->data;

	for (guint i = 0; i < glyphs->len / 2; i++) {
		struct type_glyph glyph = items[i];

		items[i] = items[glyphs->len - 1 - i];
		items[glyphs->len - 1 - i] = glyph;
	}
}

/* A cluster ends where the next one begins. */
static void set_ends(GArray *glyphs, uint32_t end)
{
	for (guint i = glyphs->len; i-- > 0;) {
		struct type_glyph *glyph = &g_array_index(glyphs, struct type_glyph, i);

		if (i + 1 < glyphs->len && glyph[1].start == glyph->start)
			glyph->end = glyph[1].end;
		else
			glyph->end = i + 1 < glyphs->len ? glyph[1].start : end;
	}
}

/* What shows nothing has told the others where their text ends, and goes. */
static void drop_empty(GArray *glyphs)
{
	guint kept = 0;

	for (guint i = 0; i < glyphs->len; i++) {
		struct type_glyph glyph = g_array_index(glyphs, struct type_glyph, i);

		if (glyph.id != PANGO_GLYPH_EMPTY && (glyph.id & PANGO_GLYPH_UNKNOWN_FLAG) == 0)
			g_array_index(glyphs, struct type_glyph, kept++) = glyph;
	}
	g_array_set_size(glyphs, kept);
}

void type_place_glyphs(const struct piece *piece, GArray *placed)
{
	const struct glyphs *glyphs = piece->glyphs;
	dim pen = 0;

	g_array_set_size(placed, 0);
	for (int i = 0; i < glyphs->count; i++) {
		const PangoGlyphInfo *info = &glyphs->infos[i];
		struct type_glyph glyph = {.id = info->glyph, .x = pen + info->geometry.x_offset, .y = info->geometry.y_offset};

		glyph.start = (uint32_t)glyphs->clusters[i];
		pen += info->geometry.width;
		g_array_append_val(placed, glyph);
	}
	if (glyphs->analysis.level % 2 != 0)
		reverse(placed);
	set_ends(placed, glyphs->text.length);
	drop_empty(placed);
}
