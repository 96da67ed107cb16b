/* A heat map: a row for each line, a column for each tick, a number in each cell; what is not shown is hatched and says why. */
#include "parts.h"

#define CELL_TALL   DIM(20)
#define CELL_LEAST  DIM(30)
#define CELL_MOST   DIM(74)
#define SPACE       DIM(8)
#define ROW_SPACE   DIM(9)
#define GRID_LINE   DIM(0.75)
#define HEAD_LINES  2
#define SCALE_STEPS 5

static const enum colour rising[SCALE_STEPS] = {COLOUR_SCALE_1, COLOUR_SCALE_2, COLOUR_SCALE_3, COLOUR_SCALE_4, COLOUR_SCALE_5};
static const enum colour on_rising[SCALE_STEPS] = {COLOUR_ON_SCALE_1, COLOUR_ON_SCALE_2, COLOUR_ON_SCALE_3, COLOUR_ON_SCALE_4, COLOUR_ON_SCALE_5};
static const enum colour both_ways[SCALE_STEPS] = {COLOUR_LESS_2, COLOUR_LESS_1, COLOUR_EVEN, COLOUR_MORE_1, COLOUR_MORE_2};
static const enum colour on_both_ways[SCALE_STEPS] = {COLOUR_ON_LESS_2, COLOUR_ON_LESS_1, COLOUR_ON_EVEN, COLOUR_ON_MORE_1, COLOUR_ON_MORE_2};

struct grid {
	dim labels; /* 0: above their rows */
	dim x, cell;
	uint32_t most;            /* amount that has the darkest colour */
	uint32_t columns, across; /* all columns, and those that stand beside each other */
};

/* The widest word of the heads, so that none is cut short. */
static dim widest_word(const struct sketch *sketch)
{
	dim widest = CELL_LEAST;

	for (uint32_t i = 0; i < sketch->spec->tick_count; i++) {
		gchar **words = g_strsplit(str_c(sketch->spec->ticks[i]), " ", -1);

		for (gchar **word = words; *word != NULL; word++)
			widest = MAX(widest, sketch_measure(sketch, str_from(sketch->arena, *word), STYLE_CHART_LABEL) + DIM(4));
		g_strfreev(words);
	}
	return MIN(widest, CELL_MOST);
}

/* The largest share of the chart, up to the next fifth of all: shares that are all small are told apart too. */
static uint32_t largest(const struct sketch *sketch)
{
	uint32_t most = 1;

	for (uint32_t r = 0; r < sketch->spec->row_count; r++)
		for (uint32_t i = 0; i < sketch->spec->rows[r].count; i++) {
			const struct chart_value *value = &sketch->spec->rows[r].values[i];

			most = value->mark == CHART_MARK_HIDDEN ? most : MAX(most, value->amount);
		}
	return MIN((most + 199) / 200 * 200, 1000u);
}

/* Columns that do not fit go on below. */
static struct grid plan(const struct sketch *sketch)
{
	const struct chart_spec *spec = sketch->spec;
	struct grid grid = {.columns = spec->tick_count};
	uint32_t lines;
	dim room;

	for (uint32_t i = 0; i < spec->row_count; i++) {
		grid.columns = MAX(grid.columns, spec->rows[i].count);
		grid.labels = MAX(grid.labels, sketch_measure(sketch, spec->rows[i].label, STYLE_CHART_LABEL));
	}
	grid.columns = MAX(grid.columns, 1u);
	grid.labels = sketch->width < CHART_NARROW ? 0 : MIN(grid.labels, sketch->width * 3 / 10);
	grid.x = grid.labels == 0 ? 0 : grid.labels + SPACE;
	room = sketch->width - grid.x;
	grid.most = largest(sketch);
	grid.across = MAX(1u, MIN(grid.columns, (uint32_t)(room / widest_word(sketch))));
	lines = (grid.columns + grid.across - 1) / grid.across;
	grid.across = (grid.columns + lines - 1) / lines;
	grid.cell = MIN(room / (dim)grid.across, CELL_MOST);
	return grid;
}

/* 0 to 4; of a value with a middle, by how far it is on its way to the end. */
static uint32_t step_of(const struct grid *grid, const struct chart_value *value)
{
	int64_t middle = value->start, far = (int64_t)value->end - middle, off = (int64_t)value->amount - middle;

	if (value->end == 0)
		return MIN((uint32_t)((uint64_t)value->amount * SCALE_STEPS / grid->most), SCALE_STEPS - 1u);
	if (far <= 0 || ABS(off) * 10 < far)
		return 2;
	if (off > 0)
		return off * 2 > far ? 4 : 3;
	return -off * 4 > middle ? 0 : 1;
}

static void draw_hidden(struct sketch *sketch, dim x, dim y, dim width, struct str label)
{
	dim wide = sketch_measure(sketch, label, STYLE_CHART_VALUE) + DIM(6), tall = sketch_leading(sketch, STYLE_CHART_VALUE);
	struct mark *ground = drawing_rect(sketch->maker, x, y, width, CELL_TALL, COLOUR_RISK_NOT_APPLICABLE);

	ground->as.rect.paint.pattern = PATTERN_HATCH;
	wide = MIN(wide, width);
	drawing_rect(sketch->maker, x + (width - wide) / 2, y + (CELL_TALL - tall) / 2, wide, tall, COLOUR_PAGE);
	sketch_text(sketch, x + width / 2, sketch_middle(sketch, STYLE_CHART_VALUE, y, CELL_TALL),
		    sketch_fit(sketch, label, STYLE_CHART_VALUE, width - DIM(2)), STYLE_CHART_VALUE, COLOUR_TEXT, ANCHOR_MIDDLE);
}

/* What is less sure is not filled. */
static void draw_shown(struct sketch *sketch, const struct grid *grid, dim x, dim y, const struct chart_value *value)
{
	uint32_t step = step_of(grid, value);
	dim width = grid->cell;
	bool muted = value->mark == CHART_MARK_MUTED;
	enum colour fill = value->end == 0 ? rising[step] : both_ways[step], text = value->end == 0 ? on_rising[step] : on_both_ways[step];
	enum style_id style = muted ? STYLE_CHART_LABEL : STYLE_CHART_VALUE;
	struct mark *ground = drawing_rect(sketch->maker, x, y, width, CELL_TALL, muted ? COLOUR_PAGE : fill);

	ground->as.rect.paint.stroke = COLOUR_RISK_UNANSWERED;
	ground->as.rect.paint.stroke_width = GRID_LINE;
	if (muted)
		drawing_rect(sketch->maker, x, y + CELL_TALL - DIM(3), width, DIM(3), fill);
	sketch_text(sketch, x + width / 2, sketch_middle(sketch, style, y, CELL_TALL - (muted ? DIM(2) : 0)),
		    sketch_fit(sketch, value->label, style, width - DIM(2)), style, muted ? COLOUR_TEXT : text, ANCHOR_MIDDLE);
}

static void draw_cell(struct sketch *sketch, const struct grid *grid, const struct chart_value *value, uint32_t column, dim y)
{
	dim x = grid->x + grid->cell * (dim)(column % grid->across);
	struct str head = column < sketch->spec->tick_count ? sketch->spec->ticks[column] : STR("");

	/* An empty cell: of a triangle, or of what was not looked at. */
	if (str_is_empty(value->label) && value->mark != CHART_MARK_HIDDEN)
		return;
	drawing_group(sketch->maker,
		      str_format(sketch->arena, "%s: %s", str_c(str_is_empty(value->title) ? head : value->title), str_c(value->label)), STR(""),
		      STR(""));
	if (value->mark == CHART_MARK_HIDDEN)
		draw_hidden(sketch, x, y, grid->cell, value->label);
	else
		draw_shown(sketch, grid, x, y, value);
	drawing_end(sketch->maker);
}

/* Heads of the columns from first on; returns their height. */
static dim draw_heads(struct sketch *sketch, const struct grid *grid, uint32_t first, dim y)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), tallest = 0;
	uint32_t last = MIN(first + grid->across, sketch->spec->tick_count);

	for (uint32_t i = first; i < last; i++) {
		struct wrapped head = sketch_wrap(sketch, sketch->spec->ticks[i], STYLE_CHART_LABEL, grid->cell - DIM(3), HEAD_LINES);

		tallest = MAX(tallest, leading * (dim)head.count);
	}
	for (uint32_t i = first; i < last; i++) {
		struct wrapped head = sketch_wrap(sketch, sketch->spec->ticks[i], STYLE_CHART_LABEL, grid->cell - DIM(3), HEAD_LINES);
		dim middle = grid->x + grid->cell * (dim)(i - first) + grid->cell / 2;

		for (uint32_t line = 0; line < head.count; line++)
			sketch_text(sketch, middle,
				    sketch_middle(sketch, STYLE_CHART_LABEL, y + tallest - leading * (dim)(head.count - line), leading),
				    head.lines[line], STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_MIDDLE);
	}
	return tallest == 0 ? 0 : tallest + DIM(3);
}

/* The label, and the cells from first on. Returns the height. */
static dim draw_row(struct sketch *sketch, const struct grid *grid, const struct chart_row *row, uint32_t first, dim y)
{
	bool beside = grid->labels != 0;
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), above = 0;
	struct wrapped label = sketch_wrap(sketch, row->label, STYLE_CHART_LABEL, beside ? grid->labels : sketch->width, 2);

	drawing_group(sketch->maker, row->label, row->note, STR("group"));
	if (!beside)
		above = leading * (dim)label.count + DIM(2);
	sketch_block(sketch, 0, y, beside ? CELL_TALL : above, &label, STYLE_CHART_LABEL, COLOUR_TEXT);
	sketch_link(sketch, 0, y, beside ? grid->labels : sketch->width, beside ? CELL_TALL : above, row->target, row->label);
	for (uint32_t i = first; i < MIN(first + grid->across, row->count); i++)
		draw_cell(sketch, grid, &row->values[i], i, y + above);
	drawing_end(sketch->maker);
	return above + MAX(CELL_TALL, beside ? leading * (dim)label.count : 0) + (beside ? 0 : DIM(4));
}

dim chart_grid(struct sketch *sketch)
{
	struct grid grid = plan(sketch);
	dim y = 0;

	for (uint32_t first = 0; first < grid.columns; first += grid.across) {
		y += first > 0 ? ROW_SPACE : 0;
		y += draw_heads(sketch, &grid, first, y);
		for (uint32_t i = 0; i < sketch->spec->row_count; i++)
			y += draw_row(sketch, &grid, &sketch->spec->rows[i], first, y);
	}
	return y + sketch_axis(sketch, grid.x, y + DIM(2)) + DIM(3);
}
