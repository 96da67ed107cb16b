/* The glyphs of a piece, for back ends that place each one themselves. */
#ifndef PLUMBLINE_TYPE_GLYPHS_H
#define PLUMBLINE_TYPE_GLYPHS_H

#include <hb.h>

#include "type/type.h"

/* x from the start of the piece, y down from the base line. start, end: the bytes of piece_text() that it stands for; glyphs of one cluster name the same. */
struct type_glyph {
	uint32_t id;
	dim x, y;
	uint32_t start, end;
};

/* The glyphs in the order of the text, which for Arabic and Hebrew is from right to left: struct type_glyph. What glyphs held is lost. */
void type_place_glyphs(const struct piece *piece, GArray *glyphs);

/* Borrowed from the typesetter. Its scale is the size of the type in dim. */
hb_font_t *type_piece_font(const struct piece *piece);

#endif
