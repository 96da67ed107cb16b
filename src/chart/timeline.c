/* Small multiples over time: for each row a panel of its own, all with the same scales, dots at real dates joined by lines. */
#include "parts.h"

#define PANEL_LEAST DIM(130)
#define PLOT        DIM(58) /* height of the dots' field */
#define GUTTER      DIM(18)
#define DOT         DIM(2.6)
#define INSET       DIM(12) /* of the first and the last date from the edges of the field */

struct times {
	uint32_t columns;
	dim panel;            /* width */
	dim scale;            /* width of the labels of the scale */
	dim titles;           /* height of the title of each panel */
	uint32_t first, last; /* along the axis */
	uint32_t most;        /* 0: shares */
};

static bool is_shown(const struct times *times, const struct chart_value *value)
{
	return value->mark != CHART_MARK_HIDDEN && (times->most > 0 || value->of > 0);
}

static bool has_shares(const struct chart_spec *spec)
{
	for (uint32_t r = 0; r < spec->row_count; r++)
		for (uint32_t i = 0; i < spec->rows[r].count; i++)
			if (spec->rows[r].values[i].of > 0)
				return true;
	return false;
}

static void find_ends(const struct chart_spec *spec, struct times *times)
{
	bool shares = has_shares(spec);

	times->first = UINT32_MAX;
	times->most = shares ? 0 : 1;
	for (uint32_t r = 0; r < spec->row_count; r++)
		for (uint32_t i = 0; i < spec->rows[r].count; i++) {
			const struct chart_value *value = &spec->rows[r].values[i];

			times->first = MIN(times->first, value->start);
			times->last = MAX(times->last, value->start);
			if (!shares)
				times->most = MAX(times->most, value->amount);
		}
	times->first = MIN(times->first, times->last);
}

static struct str top_label(const struct sketch *sketch, const struct times *times)
{
	return times->most == 0 ? STR("100\xC2\xA0%") : str_format(sketch->arena, "%u", times->most);
}

static struct times plan(const struct sketch *sketch)
{
	struct times times = {.columns = 1};
	const struct chart_spec *spec = sketch->spec;

	find_ends(spec, &times);
	while (times.columns < 3 && times.columns < spec->row_count &&
	       (sketch->width - GUTTER * (dim)times.columns) / (dim)(times.columns + 1) >= PANEL_LEAST)
		times.columns++;
	times.panel = (sketch->width - GUTTER * (dim)(times.columns - 1)) / (dim)times.columns;
	times.scale = sketch_measure(sketch, top_label(sketch, &times), STYLE_CHART_LABEL) + DIM(4);
	for (uint32_t r = 0; r < spec->row_count; r++)
		times.titles = MAX(times.titles, (dim)sketch_wrap(sketch, spec->rows[r].label, STYLE_CHART_VALUE, times.panel, 2).count *
							 sketch_leading(sketch, STYLE_CHART_VALUE));
	return times;
}

static dim x_of(const struct times *times, dim left, const struct chart_value *value)
{
	dim from = left + times->scale + INSET, width = times->panel - times->scale - 2 * INSET;
	uint32_t span = times->last - times->first;

	return span == 0 ? from + width / 2 : from + (dim)((int64_t)width * (value->start - times->first) / span);
}

static dim y_of(const struct times *times, dim top, const struct chart_value *value)
{
	uint32_t whole = times->most == 0 ? value->of : times->most;

	return top + PLOT - (dim)((int64_t)PLOT * MIN(value->amount, whole) / MAX(whole, 1));
}

static void draw_field(struct sketch *sketch, const struct times *times, dim left, dim top)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), from = left + times->scale, to = left + times->panel;

	for (int i = 0; i <= 2; i++)
		drawing_rule(sketch->maker, from, top + PLOT * i / 2, to, top + PLOT * i / 2, i == 2 ? DIM(1) : DIM(0.6),
			     i == 2 ? COLOUR_MUTED : COLOUR_GRID);
	sketch_text(sketch, from - DIM(4), sketch_middle(sketch, STYLE_CHART_LABEL, top - leading / 2, leading), top_label(sketch, times),
		    STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_END);
	sketch_text(sketch, from - DIM(4), sketch_middle(sketch, STYLE_CHART_LABEL, top + PLOT - leading / 2, leading), STR("0"), STYLE_CHART_LABEL,
		    COLOUR_MUTED, ANCHOR_END);
}

/* The first and the last date below the field, the last alone where both have no room. */
static void draw_dates(struct sketch *sketch, const struct times *times, dim left, dim top)
{
	const struct chart_spec *spec = sketch->spec;
	dim room = times->panel - times->scale, leading = sketch_leading(sketch, STYLE_CHART_LABEL);
	dim line = sketch_middle(sketch, STYLE_CHART_LABEL, top + DIM(3), leading);
	struct str last;
	dim used;

	if (spec->tick_count == 0)
		return;
	last = sketch_fit(sketch, spec->ticks[spec->tick_count - 1], STYLE_CHART_LABEL, room);
	used = sketch_measure(sketch, last, STYLE_CHART_LABEL);
	sketch_text(sketch, left + times->panel, line, last, STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_END);
	if (spec->tick_count > 1 && sketch_measure(sketch, spec->ticks[0], STYLE_CHART_LABEL) + used + DIM(6) <= room)
		sketch_text(sketch, left + times->scale, line, spec->ticks[0], STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_START);
}

static struct str label_of(const struct sketch *sketch, const struct times *times, const struct chart_value *value)
{
	if (!str_is_empty(value->label))
		return value->label;
	if (times->most > 0)
		return str_format(sketch->arena, "%u", value->amount);
	return str_format(sketch->arena, "%u\xC2\xA0%%", (unsigned)(((uint64_t)value->amount * 200 + value->of) / (2 * (uint64_t)value->of)));
}

/* Over the dot, or under it at the top of the field. at: -1 the first, 1 the last. */
static void draw_label(struct sketch *sketch, const struct times *times, const struct chart_value *value, dim left, dim top, int at)
{
	dim x = x_of(times, left, value), y = y_of(times, top, value), leading = sketch_leading(sketch, STYLE_CHART_VALUE);
	dim half = (times->panel - times->scale) / 2 - DIM(3);
	struct str label = sketch_fit(sketch, label_of(sketch, times, value), STYLE_CHART_VALUE, half);
	dim width = sketch_measure(sketch, label, STYLE_CHART_VALUE), from = left + times->scale, to = left + times->panel;
	dim line = y - top < leading + DIM(2) ? y + DOT + DIM(1) : y - DOT - DIM(1) - leading;

	if (at < 0)
		to = from + half;
	else
		from = to - half;
	sketch_text(sketch, CLAMP(x - width / 2, from, MAX(from, to - width)), sketch_middle(sketch, STYLE_CHART_VALUE, line, leading), label,
		    STYLE_CHART_VALUE, COLOUR_TEXT, ANCHOR_START);
}

/* A line to the value before, unless the two are not comparable: then a rule stands between them. */
static void join(struct sketch *sketch, const struct times *times, const struct chart_value *from, const struct chart_value *to, dim left, dim top)
{
	dim x1 = x_of(times, left, from), x2 = x_of(times, left, to), middle = (x1 + x2) / 2;

	if (to->mark == CHART_MARK_BREAK)
		for (dim y = top; y < top + PLOT; y += DIM(4))
			drawing_rule(sketch->maker, middle, y, middle, MIN(y + DIM(2), top + PLOT), DIM(0.8), COLOUR_MUTED);
	else
		drawing_rule(sketch->maker, x1, y_of(times, top, from), x2, y_of(times, top, to), DIM(1.6), COLOUR_ACCENT);
}

static void draw_values(struct sketch *sketch, const struct times *times, const struct chart_row *row, dim left, dim top)
{
	const struct chart_value *before = NULL, *first = NULL;

	for (uint32_t i = 0; i < row->count; i++) {
		if (!is_shown(times, &row->values[i]))
			continue;
		if (before != NULL)
			join(sketch, times, before, &row->values[i], left, top);
		before = &row->values[i];
		first = first == NULL ? before : first;
	}
	for (uint32_t i = 0; i < row->count; i++)
		if (is_shown(times, &row->values[i]))
			drawing_circle(sketch->maker, x_of(times, left, &row->values[i]), y_of(times, top, &row->values[i]), DOT, COLOUR_ACCENT);
	if (first != NULL && first != before)
		draw_label(sketch, times, first, left, top, -1);
	if (before != NULL)
		draw_label(sketch, times, before, left, top, 1);
}

static void draw_panel(struct sketch *sketch, const struct times *times, const struct chart_row *row, dim left, dim top)
{
	struct wrapped title = sketch_wrap(sketch, row->label, STYLE_CHART_VALUE, times->panel, 2);
	dim plot = top + times->titles + DIM(7);

	drawing_group(sketch->maker, row->label, STR(""), STR("group"));
	sketch_block(sketch, left, top, sketch_leading(sketch, STYLE_CHART_VALUE) * (dim)title.count, &title, STYLE_CHART_VALUE, COLOUR_TEXT);
	draw_field(sketch, times, left, plot);
	draw_values(sketch, times, row, left, plot);
	draw_dates(sketch, times, left, plot + PLOT);
	sketch_link(sketch, left, top, times->panel, times->titles, row->target, row->label);
	drawing_end(sketch->maker);
}

dim chart_timeline(struct sketch *sketch)
{
	struct times times = plan(sketch);
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), high = times.titles + DIM(7) + PLOT + DIM(3) + leading + DIM(4), y = 0;

	for (uint32_t r = 0; r < sketch->spec->row_count; r++) {
		y = (high + DIM(9)) * (dim)(r / times.columns);
		draw_panel(sketch, &times, &sketch->spec->rows[r], (times.panel + GUTTER) * (dim)(r % times.columns), y);
	}
	y += high;
	return y + sketch_axis(sketch, 0, y) + DIM(2);
}
