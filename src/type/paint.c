/* Painting pieces of text with their characters. */
#include "type/paint.h"

#include "typesetter.h"

static double points(dim value)
{
	return (double)value / DIM_POINT;
}

static void set_colour(cairo_t *cairo, const struct theme *theme, enum colour colour)
{
	struct rgb rgb = theme->light[colour];

	cairo_set_source_rgb(cairo, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0);
}

void type_paint_piece(cairo_t *cairo, const struct piece *piece, dim x, dim y, const struct theme *theme)
{
	const struct glyphs *glyphs = piece->glyphs;
	PangoGlyphString string = {.num_glyphs = glyphs->count, .glyphs = glyphs->infos, .log_clusters = glyphs->clusters, .space = glyphs->count};
	PangoItem item = {.length = (int)glyphs->text.length, .num_chars = (int)glyphs->characters, .analysis = glyphs->analysis};
	PangoGlyphItem glyph_item = {.item = &item, .glyphs = &string};

	if (glyphs->count == 0)
		return;
	set_colour(cairo, theme, piece->run->colour);
	cairo_move_to(cairo, points(x + piece->x), points(y));
	pango_cairo_show_glyph_item(cairo, glyphs->text.text, &glyph_item);
}

void type_paint_line(cairo_t *cairo, const struct line *line, dim x, dim y, const struct theme *theme)
{
	for (uint32_t i = 0; i < line->piece_count; i++)
		type_paint_piece(cairo, &line->pieces[i], x, y, theme);
}

void type_paint_text(cairo_t *cairo, struct typesetter *typesetter, struct str text, enum style_id style, bool strong, enum colour colour,
		     enum align align, dim x, dim y, const struct theme *theme)
{
	struct text_run run = {.text = text, .style = style, .strong = strong, .colour = colour, .link = UINT32_MAX};
	struct arena *arena = arena_new();
	struct line line = type_line(typesetter, arena, &run, 1);
	dim back = align == ALIGN_START ? 0 : align == ALIGN_CENTRE ? line.width / 2 : line.width;

	type_paint_line(cairo, &line, x - back, y, theme);
	arena_free(arena);
}
