/* Scales: from 0 to 100 per cent, the names of ticks, and what an axis counts. */
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

static dim place_of_tick(dim x, dim width, uint32_t tick, uint32_t count)
{
	return x + (dim)((int64_t)width * tick / count);
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

/* Whether each n-th label keeps clear of the next one that is shown. */
static bool fits_each(const struct sketch *sketch, dim width, uint32_t step)
{
	dim room = (dim)((int64_t)width * step / sketch->spec->tick_count);

	for (uint32_t i = 0; i < sketch->spec->tick_count; i += step)
		if (sketch_measure(sketch, sketch->spec->ticks[i], STYLE_CHART_LABEL) + SPACE > room)
			return false;
	return true;
}

dim sketch_ticks(struct sketch *sketch, dim x, dim y, dim width)
{
	static const uint32_t steps[] = {1, 2, 3, 6, 12, 24, 60};
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), line = sketch_middle(sketch, STYLE_CHART_LABEL, y, leading);
	uint32_t count = sketch->spec->tick_count, step = 0;

	if (count == 0)
		return 0;
	while (step + 1 < G_N_ELEMENTS(steps) && !fits_each(sketch, width, steps[step]))
		step++;
	for (uint32_t i = 0; i < count; i += steps[step]) {
		dim from = place_of_tick(x, width, i, count), room = place_of_tick(x, width, MIN(i + steps[step], count), count) - from;
		dim middle = (from + place_of_tick(x, width, i + 1, count)) / 2;
		struct str label = sketch_fit(sketch, sketch->spec->ticks[i], STYLE_CHART_LABEL, room);
		dim half = sketch_measure(sketch, label, STYLE_CHART_LABEL) / 2 + 1;

		sketch_text(sketch, CLAMP(middle, x + half, MAX(x + half, x + width - half)), line, label, STYLE_CHART_LABEL, COLOUR_MUTED,
			    ANCHOR_MIDDLE);
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

dim sketch_axis(struct sketch *sketch, dim x, dim y)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), room = sketch->width - x;
	bool whole = room < sketch_measure(sketch, sketch->spec->axis, STYLE_CHART_LABEL);
	struct wrapped axis = sketch_wrap(sketch, sketch->spec->axis, STYLE_CHART_LABEL, whole ? sketch->width : room, MOST_LINES);

	if (axis.count == 0)
		return 0;
	sketch_block(sketch, whole ? 0 : x, y + SPACE, leading * (dim)axis.count, &axis, STYLE_CHART_LABEL, COLOUR_MUTED);
	return SPACE + leading * (dim)axis.count;
}
