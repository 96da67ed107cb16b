/* Drawings as pictures made of dots. */
#ifndef PLUMBLINE_SRC_EMIT_PICTURE_H
#define PLUMBLINE_SRC_EMIT_PICTURE_H

#include "emit/backend.h"

/* Appends a PNG of the drawing on the colour of the page, with this many dots to a point. False with a diagnostic. */
bool picture_png(const struct emit_input *input, const struct drawing *drawing, double scale, GString *out, struct diags *diags);

#endif
