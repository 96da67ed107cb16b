/* Painting what type has set: text with its characters, so that it can be searched and copied. */
#ifndef PLUMBLINE_TYPE_PAINT_H
#define PLUMBLINE_TYPE_PAINT_H

#include <cairo.h>

#include "type/type.h"

/*
 * x, y: the start of the line's base line, in dim; the surface's unit is the point. The source colour is set here, from theme->light and the run's colour.
 * A piece paints whole inside one tag: a caller that needs several leaves on a line paints piece by piece.
 */
void type_paint_piece(cairo_t *cairo, const struct piece *piece, dim x, dim y, const struct theme *theme);
void type_paint_line(cairo_t *cairo, const struct line *line, dim x, dim y, const struct theme *theme);

/* Shapes and paints a plain text whose start, middle or end (align) stands at x. */
void type_paint_text(cairo_t *cairo, struct typesetter *typesetter, struct str text, enum style_id style, bool strong, enum colour colour,
		     enum align align, dim x, dim y, const struct theme *theme);

#endif
