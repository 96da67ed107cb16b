/* Shares over time as small pictures beside each other: a line with the band of its limits, broken where figures cannot be compared. */
#include "parts.h"

#define PANEL_LEAST DIM(98)
#define PANEL_MOST  DIM(220)
#define PLOT_TALL   DIM(84)
#define SPACE       DIM(16)
#define ROW_SPACE   DIM(14)
#define DOT         DIM(3)
#define SCALE_SPACE DIM(4)
#define INSIDE      DIM(12) /* from the frame to the first and the last point */
#define TITLE_LINES 3

struct trend {
	uint32_t across;
	dim panel, scale; /* width of a panel with its scale, and of the scale */
	dim title, tall;  /* height of the titles, and of a panel */
	dim widest;       /* of the words at a place of the axis, with some air */
};

/* Where the plot of a panel lies. */
struct plot {
	dim x, y, width, height;
	uint32_t every; /* so many places share one label, counted from the last */
};

static dim widest_label(const struct sketch *sketch)
{
	dim widest = 0;

	for (uint32_t i = 0; i < sketch->spec->tick_count; i++)
		widest = MAX(widest, sketch_measure(sketch, sketch->spec->ticks[i], STYLE_CHART_LABEL));
	for (uint32_t r = 0; r < sketch->spec->row_count; r++)
		for (uint32_t i = 0; i < sketch->spec->rows[r].count; i++)
			widest = MAX(widest, sketch_measure(sketch, sketch->spec->rows[r].values[i].label, STYLE_CHART_VALUE));
	return widest + DIM(3);
}

/* Panels are wide enough for all labels of the axis where that leaves two or more beside each other. */
static dim least_panel(const struct sketch *sketch, const struct trend *trend)
{
	dim wanted = trend->scale + 2 * INSIDE + trend->widest * (dim)(MAX(sketch->spec->tick_count, 1u) - 1);

	return MAX(PANEL_LEAST, MIN(wanted, (sketch->width - SPACE) / 2));
}

static struct trend plan(const struct sketch *sketch)
{
	struct trend trend = {.scale = sketch_measure(sketch, STR("100"), STYLE_CHART_LABEL) + SCALE_SPACE, .widest = widest_label(sketch)};
	uint32_t count = MAX(1u, sketch->spec->row_count), lines;
	uint32_t fit = (uint32_t)((sketch->width + SPACE) / (least_panel(sketch, &trend) + SPACE));
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), value = sketch_leading(sketch, STYLE_CHART_VALUE);

	trend.across = MAX(1u, MIN(count, fit));
	lines = (count + trend.across - 1) / trend.across;
	trend.across = (count + lines - 1) / lines;
	trend.panel = MIN((sketch->width - SPACE * (dim)(trend.across - 1)) / (dim)trend.across, PANEL_MOST);
	trend.panel = trend.across == 1 && sketch->width < CHART_NARROW ? sketch->width : trend.panel;
	for (uint32_t i = 0; i < sketch->spec->row_count; i++) {
		struct wrapped title = sketch_wrap(sketch, sketch->spec->rows[i].label, STYLE_CHART_VALUE, trend.panel, TITLE_LINES);

		trend.title = MAX(trend.title, value * (dim)title.count + DIM(5));
	}
	trend.tall = trend.title + PLOT_TALL + leading + DIM(4);
	return trend;
}

static dim across(const struct plot *plot, uint32_t place, uint32_t ticks)
{
	dim room = plot->width - 2 * INSIDE;

	return plot->x + INSIDE + (ticks < 2 ? room / 2 : (dim)((int64_t)room * place / (100 * (int64_t)(ticks - 1))));
}

static uint32_t label_every(const struct plot *plot, dim widest, uint32_t ticks)
{
	dim step = ticks < 2 ? widest : (plot->width - 2 * INSIDE) / (dim)(ticks - 1);

	return step <= 0 ? ticks : (uint32_t)((widest + step - 1) / step);
}

static bool is_labelled(const struct plot *plot, uint32_t place, uint32_t ticks)
{
	return ticks == 0 || place / 100 >= ticks || (ticks - 1 - place / 100) % MAX(plot->every, 1u) == 0;
}

static dim up(const struct plot *plot, uint32_t tenths)
{
	return plot->y + plot->height - (dim)((int64_t)plot->height * MIN(tenths, 1000u) / 1000);
}

static bool is_drawn(const struct chart_value *value)
{
	return value->mark != CHART_MARK_HIDDEN;
}

/* Whether a line may lead from the value before to this one. */
static bool goes_on(const struct chart_row *row, uint32_t i)
{
	return i > 0 && row->values[i].mark != CHART_MARK_BREAK && is_drawn(&row->values[i - 1]) && is_drawn(&row->values[i]);
}

static void draw_band(struct sketch *sketch, const struct plot *plot, const struct chart_row *row, uint32_t i)
{
	const struct chart_value *a = &row->values[i - 1], *b = &row->values[i];
	uint32_t ticks = sketch->spec->tick_count;
	struct path_step *steps = arena_array(sketch->arena, struct path_step, 5);
	struct point corners[] = {{across(plot, a->start, ticks), up(plot, a->high)},
				  {across(plot, b->start, ticks), up(plot, b->high)},
				  {across(plot, b->start, ticks), up(plot, b->low)},
				  {across(plot, a->start, ticks), up(plot, a->low)}};
	struct mark *band;

	if (a->high == 0 || b->high == 0)
		return;
	for (uint32_t c = 0; c < G_N_ELEMENTS(corners); c++)
		steps[c] = (struct path_step){c == 0 ? PATH_MOVE : PATH_LINE, {corners[c]}};
	steps[4].verb = PATH_CLOSE;
	band = drawing_add(sketch->maker, MARK_PATH, 0, 0);
	band->as.path.steps = steps;
	band->as.path.count = 5;
	band->as.path.paint = (struct paint){.fill = COLOUR_SCALE_2, .stroke = COLOUR_COUNT};
}

static void draw_dot(struct sketch *sketch, const struct plot *plot, const struct chart_value *value)
{
	dim x = across(plot, value->start, sketch->spec->tick_count), y = up(plot, value->amount),
	    leading = sketch_leading(sketch, STYLE_CHART_VALUE);
	bool muted = value->mark == CHART_MARK_MUTED, high = value->amount > 820;
	struct mark *dot = drawing_circle(sketch->maker, x, y, DOT, muted ? COLOUR_PAGE : COLOUR_ACCENT);

	if (muted) {
		dot->as.path.paint.stroke = COLOUR_ACCENT;
		dot->as.path.paint.stroke_width = DIM(1.2);
	}
	if (!is_labelled(plot, value->start, sketch->spec->tick_count))
		return;
	sketch_text(sketch, x, sketch_middle(sketch, STYLE_CHART_VALUE, high ? y + DOT + DIM(1) : y - DOT - DIM(1) - leading, leading), value->label,
		    STYLE_CHART_VALUE, COLOUR_TEXT, ANCHOR_MIDDLE);
}

/* A break is a dashed line before the value, with the letter of breaks. */
static void draw_break(struct sketch *sketch, const struct plot *plot, const struct chart_row *row, uint32_t i)
{
	uint32_t ticks = sketch->spec->tick_count;
	dim x = across(plot, row->values[i].start, ticks), leading = sketch_leading(sketch, STYLE_CHART_LABEL);

	x = i == 0 ? x - INSIDE / 2 : (x + across(plot, row->values[i - 1].start, ticks)) / 2;
	for (dim y = plot->y; y < plot->y + plot->height; y += DIM(5))
		drawing_rect(sketch->maker, x, y, DIM(0.8), DIM(3), COLOUR_MUTED);
	sketch_text(sketch, x + DIM(2), sketch_middle(sketch, STYLE_CHART_LABEL, plot->y, leading), STR("b"), STYLE_CHART_LABEL, COLOUR_MUTED,
		    ANCHOR_START);
}

static void draw_hidden(struct sketch *sketch, const struct plot *plot, const struct chart_value *value)
{
	dim x = across(plot, value->start, sketch->spec->tick_count), leading = sketch_leading(sketch, STYLE_CHART_VALUE);
	struct mark *bar = drawing_rect(sketch->maker, x - DIM(7), plot->y, DIM(14), plot->height, COLOUR_GRID);

	bar->as.rect.paint.pattern = PATTERN_HATCH;
	sketch_text(sketch, x, sketch_middle(sketch, STYLE_CHART_VALUE, plot->y + plot->height / 2 - leading / 2, leading), value->label,
		    STYLE_CHART_VALUE, COLOUR_TEXT, ANCHOR_MIDDLE);
}

static void draw_scale(struct sketch *sketch, const struct plot *plot, dim left)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL);

	for (uint32_t percent = 0; percent <= 100; percent += 50) {
		dim y = up(plot, percent * 10);

		drawing_rule(sketch->maker, plot->x, y, plot->x + plot->width, y, DIM(0.6), percent == 0 ? COLOUR_MUTED : COLOUR_GRID);
		sketch_text(sketch, left - SCALE_SPACE, sketch_middle(sketch, STYLE_CHART_LABEL, y - leading / 2, leading),
			    str_format(sketch->arena, "%u", percent), STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_END);
	}
	for (uint32_t i = 0; i < sketch->spec->tick_count; i++)
		if (is_labelled(plot, i * 100, sketch->spec->tick_count))
			sketch_text(sketch, across(plot, i * 100, sketch->spec->tick_count),
				    sketch_middle(sketch, STYLE_CHART_LABEL, plot->y + plot->height + DIM(3), leading), sketch->spec->ticks[i],
				    STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_MIDDLE);
}

static void draw_values(struct sketch *sketch, const struct plot *plot, const struct chart_row *row)
{
	uint32_t ticks = sketch->spec->tick_count;

	for (uint32_t i = 0; i < row->count; i++)
		if (goes_on(row, i))
			draw_band(sketch, plot, row, i);
	draw_scale(sketch, plot, plot->x);
	for (uint32_t i = 0; i < row->count; i++) {
		if (row->values[i].mark == CHART_MARK_BREAK)
			draw_break(sketch, plot, row, i);
		if (goes_on(row, i))
			drawing_rule(sketch->maker, across(plot, row->values[i - 1].start, ticks), up(plot, row->values[i - 1].amount),
				     across(plot, row->values[i].start, ticks), up(plot, row->values[i].amount), DIM(1.6), COLOUR_ACCENT);
	}
	for (uint32_t i = 0; i < row->count; i++)
		(is_drawn(&row->values[i]) ? draw_dot : draw_hidden)(sketch, plot, &row->values[i]);
}

static void draw_panel(struct sketch *sketch, const struct trend *trend, const struct chart_row *row, dim x, dim y)
{
	struct plot plot = {x + trend->scale, y + trend->title, trend->panel - trend->scale, PLOT_TALL, 1};
	struct wrapped title = sketch_wrap(sketch, row->label, STYLE_CHART_VALUE, trend->panel, TITLE_LINES);

	plot.every = label_every(&plot, trend->widest, sketch->spec->tick_count);
	drawing_group(sketch->maker, row->label, row->note, STR("group"));
	sketch_block(sketch, x, y, sketch_leading(sketch, STYLE_CHART_VALUE) * (dim)title.count, &title, STYLE_CHART_VALUE, COLOUR_HEADING);
	draw_values(sketch, &plot, row);
	sketch_link(sketch, x, y, trend->panel, trend->title, row->target, row->label);
	drawing_end(sketch->maker);
}

dim chart_trend(struct sketch *sketch)
{
	struct trend trend = plan(sketch);
	uint32_t count = sketch->spec->row_count, lines = (count + trend.across - 1) / trend.across;
	dim bottom = (trend.tall + ROW_SPACE) * (dim)lines - ROW_SPACE;

	for (uint32_t i = 0; i < count; i++)
		draw_panel(sketch, &trend, &sketch->spec->rows[i], (trend.panel + SPACE) * (dim)(i % trend.across),
			   (trend.tall + ROW_SPACE) * (dim)(i / trend.across));
	return bottom + sketch_axis(sketch, 0, bottom) + DIM(2);
}
