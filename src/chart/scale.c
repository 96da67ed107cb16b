/* The scale from 0 to 100 per cent: labels and grid lines. */
#include "parts.h"

#define SPACE DIM(3)

static int step_of(dim width)
{
	return width < DIM(110) ? 50 : 25;
}

static dim place_of(dim x, dim width, int percent)
{
	return x + (dim)((int64_t)width * percent / 100);
}

/* The labels at both ends stay inside the scale. */
static enum anchor label_anchor(int percent)
{
	if (percent == 0)
		return ANCHOR_START;
	return percent == 100 ? ANCHOR_END : ANCHOR_MIDDLE;
}

dim sketch_scale(struct sketch *sketch, dim x, dim y, dim width)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), line = sketch_middle(sketch, STYLE_CHART_LABEL, y, leading);

	for (int percent = 0; percent <= 100; percent += step_of(width)) {
		struct str label = str_format(sketch->arena, percent == 100 ? "%d\xC2\xA0%%" : "%d", percent);

		sketch_text(sketch, place_of(x, width, percent), line, label, STYLE_CHART_LABEL, COLOUR_MUTED, label_anchor(percent));
	}
	return leading + SPACE;
}

void sketch_grid(struct sketch *sketch, dim x, dim width, dim top, dim bottom)
{
	for (int percent = 0; percent <= 100; percent += step_of(width)) {
		dim at = place_of(x, width, percent);

		drawing_rule(sketch->maker, at, top, at, bottom, percent == 0 ? DIM(1) : DIM(0.6), percent == 0 ? COLOUR_MUTED : COLOUR_GRID);
	}
}
