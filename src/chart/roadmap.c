/* Lanes over time: bars from month to month under their headings, with a mark where something is due. */
#include "parts.h"

#define LANE     DIM(13)
#define BAR      DIM(8)
#define HEADING  DIM(15)
#define SPACE    DIM(8)
#define DIAMOND  DIM(3.2)
#define LEAST    DIM(3)
#define PER_UNIT 100 /* places count in hundredths */

struct lanes {
	dim labels; /* width of the column of labels; 0: above their lanes */
	dim x, width;
	uint32_t units;
};

static struct lanes plan(const struct sketch *sketch)
{
	struct lanes lanes = {.units = MAX(1u, sketch->spec->tick_count)};
	dim widest = 0;

	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		if (sketch->spec->rows[i].count > 0)
			widest = MAX(widest, sketch_measure(sketch, sketch->spec->rows[i].label, STYLE_CHART_LABEL));
	lanes.labels = sketch->width < CHART_NARROW ? 0 : MIN(widest, sketch->width * 11 / 20);
	lanes.x = lanes.labels == 0 ? 0 : lanes.labels + SPACE;
	lanes.width = sketch->width - lanes.x;
	return lanes;
}

static dim place_of(const struct lanes *lanes, uint32_t hundredths)
{
	uint32_t most = lanes->units * PER_UNIT;

	return lanes->x + (dim)((int64_t)lanes->width * MIN(hundredths, most) / most);
}

static void draw_grid(struct sketch *sketch, const struct lanes *lanes, dim top, dim bottom)
{
	for (uint32_t i = 0; i <= lanes->units; i++) {
		dim at = place_of(lanes, i * PER_UNIT);

		drawing_rule(sketch->maker, at, top, at, bottom, i == 0 ? DIM(1) : DIM(0.6), i == 0 ? COLOUR_MUTED : COLOUR_GRID);
	}
}

static void draw_bar(struct sketch *sketch, const struct lanes *lanes, const struct chart_value *value, dim middle)
{
	dim from = place_of(lanes, value->start), to = place_of(lanes, value->end), wide = MAX(to - from - DIM(1), LEAST);

	from = MIN(from + DIM(0.5), lanes->x + lanes->width - wide);
	if (value->risk < RISK_COUNT)
		sketch_risk(sketch, from, middle - BAR / 2, wide, BAR, value->risk);
	else
		drawing_rect(sketch->maker, from, middle - BAR / 2, wide, BAR, value->mark == CHART_MARK_MUTED ? COLOUR_RULE : COLOUR_ACCENT);
}

/* Where it is due: a diamond that stays inside of the chart. */
static void draw_due(struct sketch *sketch, const struct lanes *lanes, const struct chart_value *value, dim middle)
{
	dim at = CLAMP(place_of(lanes, value->start), lanes->x + DIAMOND, lanes->x + lanes->width - DIAMOND);
	struct path_step *steps = arena_array(sketch->arena, struct path_step, 5);
	struct mark *mark = drawing_add(sketch->maker, MARK_PATH, at, middle);
	const struct point corners[] = {{0, -DIAMOND}, {DIAMOND, 0}, {0, DIAMOND}, {-DIAMOND, 0}};

	for (size_t i = 0; i < G_N_ELEMENTS(corners); i++) {
		steps[i].verb = i == 0 ? PATH_MOVE : PATH_LINE;
		steps[i].points[0] = corners[i];
	}
	steps[G_N_ELEMENTS(corners)].verb = PATH_CLOSE;
	mark->as.path.steps = steps;
	mark->as.path.count = G_N_ELEMENTS(corners) + 1;
	mark->as.path.paint = (struct paint){.fill = COLOUR_TEXT, .stroke = COLOUR_PAGE, .stroke_width = DIM(0.8)};
}

static void draw_values(struct sketch *sketch, const struct lanes *lanes, const struct chart_row *row, dim middle)
{
	for (uint32_t i = 0; i < row->count; i++)
		if (row->values[i].start < row->values[i].end)
			draw_bar(sketch, lanes, &row->values[i], middle);
	for (uint32_t i = 0; i < row->count; i++)
		if (row->values[i].start == row->values[i].end && row->values[i].start > 0)
			draw_due(sketch, lanes, &row->values[i], middle);
}

static dim lane_height(const struct sketch *sketch, const struct lanes *lanes)
{
	return LANE + (lanes->labels == 0 ? sketch_leading(sketch, STYLE_CHART_LABEL) : 0);
}

static dim heading_height(const struct sketch *sketch)
{
	return MAX(HEADING, sketch_leading(sketch, STYLE_CHART_VALUE) + DIM(4));
}

static void draw_heading(struct sketch *sketch, const struct chart_row *row, dim y)
{
	dim height = heading_height(sketch);
	struct str label = sketch_fit(sketch, row->label, STYLE_CHART_VALUE, sketch->width - DIM(8));

	drawing_rect(sketch->maker, 0, y + DIM(1), sketch->width, height - DIM(2), COLOUR_SURFACE_ACCENT);
	sketch_text(sketch, DIM(4), sketch_middle(sketch, STYLE_CHART_VALUE, y, height), label, STYLE_CHART_VALUE, COLOUR_HEADING, ANCHOR_START);
}

static void draw_lane(struct sketch *sketch, const struct lanes *lanes, const struct chart_row *row, dim y)
{
	bool beside = lanes->labels != 0;
	dim height = lane_height(sketch, lanes), label = beside ? height : sketch_leading(sketch, STYLE_CHART_LABEL);
	struct str text = sketch_fit(sketch, row->label, STYLE_CHART_LABEL, beside ? lanes->labels : sketch->width);

	drawing_group(sketch->maker, str_format(sketch->arena, "%.*s: %.*s", STR_ARGS(row->label), STR_ARGS(row->note)), STR(""), STR("group"));
	sketch_text(sketch, 0, sketch_middle(sketch, STYLE_CHART_LABEL, y, label), text, STYLE_CHART_LABEL, COLOUR_TEXT, ANCHOR_START);
	draw_values(sketch, lanes, row, y + height - LANE / 2);
	sketch_link(sketch, 0, y, beside ? lanes->labels : sketch->width, label, row->target, row->label);
	drawing_end(sketch->maker);
}

/* The grid stops at headings, and in a narrow chart at labels. */
static dim draw_row(struct sketch *sketch, const struct lanes *lanes, const struct chart_row *row, dim y)
{
	dim height;

	if (row->count == 0) {
		draw_heading(sketch, row, y);
		return heading_height(sketch);
	}
	height = lane_height(sketch, lanes);
	draw_grid(sketch, lanes, y + height - LANE, y + height);
	draw_lane(sketch, lanes, row, y);
	return height;
}

dim chart_roadmap(struct sketch *sketch)
{
	struct lanes lanes = plan(sketch);
	dim y = sketch_legend(sketch, 0, 0, sketch->width, NULL);

	y += y > 0 ? DIM(2) : 0;
	y += sketch_ticks(sketch, lanes.x, y, lanes.width);
	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		y += draw_row(sketch, &lanes, &sketch->spec->rows[i], y);
	return y + DIM(2) + sketch_axis(sketch, 0, y + DIM(2)) + DIM(1);
}
