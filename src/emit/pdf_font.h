/* The fonts of a PDF: which glyphs pages show, with which text each; then the fonts cut down to them. */
#ifndef PLUMBLINE_EMIT_PDF_FONT_H
#define PLUMBLINE_EMIT_PDF_FONT_H

#include <hb.h>

#include "pdf_file.h"

/* A glyph that stands for a text. A font's codes are the indices of its uses; 0 is taken by the missing glyph. */
struct pdf_use {
	uint32_t glyph;
	uint32_t width; /* in thousandths of the size */
	uint32_t next;  /* another use of the same glyph, for another text; 0: none */
	struct str text;
};

struct pdf_font {
	uint32_t number; /* from 0: "/F0" */
	uint32_t object;
	hb_face_t *face;
	hb_font_t *measure;  /* its scale is a thousand */
	bool outlines;       /* else its glyphs are pictures, and it is not embedded */
	bool compact;        /* the outlines are CFF */
	GArray *uses;        /* struct pdf_use */
	uint32_t *first_use; /* by glyph; 0: none yet */
};

struct pdf_fonts;

struct pdf_fonts *pdf_fonts_new(struct arena *arena, struct pdf_file *file);
void pdf_fonts_free(struct pdf_fonts *fonts);

/* The one that this font of Pango's is, in whatever size. */
struct pdf_font *pdf_fonts_find(struct pdf_fonts *fonts, hb_font_t *font);

/* The code of a glyph that stands for this text. */
uint32_t pdf_font_code(struct pdf_fonts *fonts, struct pdf_font *font, uint32_t glyph, struct str text);

/* "/F0 12 0 R" ... */
void pdf_fonts_list(const struct pdf_fonts *fonts, GString *out);
/* False if a font cannot be cut down; failed is its name. */
bool pdf_fonts_write(struct pdf_fonts *fonts, const char **failed);

/* --- pdf_embed.c: one font with all its parts. */
bool pdf_embed(struct pdf_file *file, const struct pdf_font *font, const char *name);
/* --- pdf_cff.c: the character identifiers of the glyphs of a CFF font, by glyph; NULL where glyphs are named: then the two are the same. */
uint16_t *pdf_cff_characters(const uint8_t *bytes, size_t length, uint32_t glyph_count);

#endif
