/* Small multiples over time: for each row a panel of its own, all with the same scales, dots at real dates joined by lines. */
#include "parts.h"

#define PANEL_LEAST DIM(130)
#define PLOT        DIM(58) /* height of the dots' field */
#define GUTTER      DIM(18)
#define DOT         DIM(2.6)
#define HEADROOM    DIM(15) /* for words over a dot at the top */
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

/* Words at a dot. */
struct times_label {
	struct str text;
	dim x, width; /* of its left edge */
};

static struct times_label place_label(const struct sketch *sketch, const struct times *times, const struct chart_value *value, dim left)
{
	dim from = left + times->scale, room = times->panel - times->scale;
	struct times_label label = {.text = sketch_fit(sketch, label_of(sketch, times, value), STYLE_CHART_VALUE, room)};

	label.width = sketch_measure(sketch, label.text, STYLE_CHART_VALUE);
	label.x = CLAMP(x_of(times, left, value) - label.width / 2, from, MAX(from, from + room - label.width));
	return label;
}

/* Over the dot, or under it where the line leaves upwards, if there is room. */
static void draw_label(struct sketch *sketch, const struct times *times, const struct chart_value *value, const struct times_label *label, dim top,
		       bool under)
{
	dim y = y_of(times, top, value), leading = sketch_leading(sketch, STYLE_CHART_VALUE), below = y + DOT + DIM(1);
	dim line = under && below + leading <= top + PLOT ? below : y - DOT - DIM(1) - leading;

	sketch_text(sketch, label->x, sketch_middle(sketch, STYLE_CHART_VALUE, line, leading), label->text, STYLE_CHART_VALUE, COLOUR_TEXT,
		    ANCHOR_START);
}

/* The last value, and the first where both have room beside each other. next, before: their neighbours; NULL: none. */
static void draw_labels(struct sketch *sketch, const struct times *times, const struct chart_value *const ends[4], dim left, dim top)
{
	const struct chart_value *first = ends[0], *next = ends[1], *before = ends[2], *last = ends[3];
	struct times_label right;

	if (last == NULL)
		return;
	right = place_label(sketch, times, last, left);
	if (first != last) {
		struct times_label label = place_label(sketch, times, first, left);

		if (label.x + label.width + DIM(4) <= right.x)
			draw_label(sketch, times, first, &label, top, y_of(times, top, next) < y_of(times, top, first));
	}
	draw_label(sketch, times, last, &right, top, before != NULL && y_of(times, top, before) < y_of(times, top, last));
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
	const struct chart_value *ends[4] = {NULL}; /* the first, the second; the one before the last, the last */

	for (uint32_t i = 0; i < row->count; i++) {
		const struct chart_value *value = &row->values[i];

		if (!is_shown(times, value))
			continue;
		if (ends[3] != NULL)
			join(sketch, times, ends[3], value, left, top);
		ends[1] = ends[0] != NULL && ends[1] == NULL ? value : ends[1];
		ends[0] = ends[0] == NULL ? value : ends[0];
		ends[2] = ends[3];
		ends[3] = value;
	}
	for (uint32_t i = 0; i < row->count; i++)
		if (is_shown(times, &row->values[i]))
			drawing_circle(sketch->maker, x_of(times, left, &row->values[i]), y_of(times, top, &row->values[i]), DOT, COLOUR_ACCENT);
	draw_labels(sketch, times, ends, left, top);
}

static void draw_panel(struct sketch *sketch, const struct times *times, const struct chart_row *row, dim left, dim top)
{
	struct wrapped title = sketch_wrap(sketch, row->label, STYLE_CHART_VALUE, times->panel, 2);
	dim plot = top + times->titles + HEADROOM;

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
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), high = times.titles + HEADROOM + PLOT + DIM(3) + leading + DIM(4), y = 0;

	for (uint32_t r = 0; r < sketch->spec->row_count; r++) {
		y = (high + DIM(9)) * (dim)(r / times.columns);
		draw_panel(sketch, &times, &sketch->spec->rows[r], (times.panel + GUTTER) * (dim)(r % times.columns), y);
	}
	y += high;
	return y + sketch_axis(sketch, 0, y) + DIM(2);
}
