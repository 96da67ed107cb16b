/* Charts: a spec becomes marks. One file and one row in src/chart/ per kind. */
#ifndef PLUMBLINE_CHART_CHART_H
#define PLUMBLINE_CHART_CHART_H

#include "draw/draw.h"

/* Draws a chart in the width given; the height follows. The marks are the same for PDF and HTML. Text is text (MARK_TEXT). */
struct drawing chart_draw(struct arena *arena, struct typesetter *typesetter, const struct theme *theme, const struct chart_spec *spec, dim width);

#endif
