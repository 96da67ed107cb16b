/* Drawings as inline SVG. */
#ifndef PLUMBLINE_SRC_EMIT_SVG_H
#define PLUMBLINE_SRC_EMIT_SVG_H

#include "draw/draw.h"
#include "html_writer.h"

/*
 * Writes <svg> with the drawing. id: unique in the document, the base of all ids inside. Colours and text styles are classes (svg_styles). title and
 * description are for readers who cannot see it. A drawing with links is a group of parts, one without is one image.
 */
void svg_write(struct html_writer *writer, const struct drawing *drawing, const char *id, const char *class, struct str title,
	       struct str description);

/* The same as a file of its own: with its style sheet, and without links. */
void svg_write_file(GString *out, const struct drawing *drawing, const struct theme *theme, struct str title, struct str description);

/* Appends the CSS rules for the classes that svg_write uses. */
void svg_styles(GString *css, const struct theme *theme);

#endif
