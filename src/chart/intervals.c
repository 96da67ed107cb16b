/* Shares as dots with their limits on a scale from 0 to 100 %: the number at the right, and after it of how many. */
#include "parts.h"

#define ROW_LEAST   DIM(18)
#define DOT         DIM(4)
#define LINE        DIM(2)
#define CAP         DIM(7)
#define SPACE       DIM(10)
#define NARROW_UP   DIM(15)
#define SCALE_LEAST DIM(90)

struct intervals {
	dim labels; /* 0: above their rows */
	dim values, notes;
	dim x, width; /* of the scale */
};

struct row_size {
	struct wrapped label;
	dim above, height;
};

static struct str label_of(const struct chart_row *row)
{
	return row->count == 0 ? STR("") : row->values[0].label;
}

static struct intervals plan(const struct sketch *sketch)
{
	struct intervals plan = {.labels = 0};

	/* The same in all charts of a document, so that their scales stand below each other. */
	plan.values = sketch_measure(sketch, STR("100% u"), STYLE_CHART_VALUE);
	plan.notes = sketch_measure(sketch, STR("000 of 000"), STYLE_CHART_LABEL);
	for (uint32_t i = 0; i < sketch->spec->row_count; i++) {
		const struct chart_row *row = &sketch->spec->rows[i];

		plan.values = MAX(plan.values, sketch_measure(sketch, label_of(row), STYLE_CHART_VALUE));
		plan.notes = MAX(plan.notes, sketch_measure(sketch, row->note, STYLE_CHART_LABEL));
	}
	plan.values = MIN(plan.values, sketch->width / 5);
	plan.notes = MIN(plan.notes, sketch->width / 5) + SPACE;
	plan.labels = MIN(sketch->width * 2 / 5, sketch->width - plan.values - plan.notes - 2 * SPACE - DOT - SCALE_LEAST);
	plan.labels = sketch->width < CHART_NARROW ? 0 : plan.labels;
	plan.x = plan.labels == 0 ? DOT : plan.labels + SPACE;
	plan.width = sketch->width - plan.x - plan.values - plan.notes - SPACE - DOT;
	return plan;
}

static struct row_size size_of(const struct sketch *sketch, const struct intervals *plan, const struct chart_row *row)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), room = plan->labels == 0 ? sketch->width : plan->labels;
	struct row_size size = {.label = sketch_wrap(sketch, row->label, STYLE_CHART_LABEL, room, plan->labels == 0 ? 2 : 3)};
	dim tall = leading * (dim)size.label.count;

	size.above = plan->labels == 0 ? tall + DIM(3) : 0;
	size.height = plan->labels == 0 ? size.above + NARROW_UP : MAX(ROW_LEAST, tall + DIM(7));
	return size;
}

static dim place(const struct intervals *plan, uint32_t tenths)
{
	return plan->x + (dim)((int64_t)plan->width * MIN(tenths, 1000u) / 1000);
}

/* Not a figure but what it may be: hatched, open at the end that is not told. */
static void draw_limit(struct sketch *sketch, const struct intervals *plan, const struct chart_value *value, dim middle)
{
	dim from = place(plan, value->low), to = place(plan, value->high), cap = value->low == 0 ? to : from;
	struct mark *band = drawing_rect(sketch->maker, from, middle - CAP / 2, MAX(to - from, DIM(1)), CAP, COLOUR_MUTED);

	band->as.rect.paint.pattern = PATTERN_HATCH;
	drawing_rect(sketch->maker, cap - DIM(0.75), middle - CAP / 2 - DIM(1), DIM(1.5), CAP + DIM(2), COLOUR_TEXT);
}

static void draw_line(struct sketch *sketch, const struct intervals *plan, const struct chart_value *value, dim middle, enum colour colour)
{
	dim from = place(plan, value->low), to = place(plan, value->high), thick = value->mark == CHART_MARK_MUTED ? DIM(1) : LINE;

	if (value->high == 0)
		return;
	drawing_rect(sketch->maker, from, middle - thick / 2, MAX(to - from, DIM(1)), thick, colour);
	drawing_rect(sketch->maker, from, middle - CAP / 2, DIM(1), CAP, colour);
	drawing_rect(sketch->maker, to - DIM(1), middle - CAP / 2, DIM(1), CAP, colour);
}

/* A figure that is less sure has an open dot. */
static void draw_value(struct sketch *sketch, const struct intervals *plan, const struct chart_value *value, dim middle)
{
	bool muted = value->mark == CHART_MARK_MUTED;
	enum colour colour = muted ? COLOUR_MUTED : COLOUR_ACCENT;
	struct mark *dot;

	if (value->mark == CHART_MARK_HIDDEN) {
		if (value->high > 0)
			draw_limit(sketch, plan, value, middle);
		return;
	}
	draw_line(sketch, plan, value, middle, colour);
	dot = drawing_circle(sketch->maker, place(plan, value->amount), middle, value->mark == CHART_MARK_STRONG ? DOT + DIM(1) : DOT,
			     muted ? COLOUR_PAGE : colour);
	if (!muted)
		return;
	dot->as.path.paint.stroke = colour;
	dot->as.path.paint.stroke_width = DIM(1.2);
}

static struct str row_words(const struct sketch *sketch, const struct chart_row *row)
{
	struct str value = label_of(row), limits = row->count == 0 ? STR("") : row->values[0].title;

	return str_format(sketch->arena, "%s: %s%s%s%s%s", str_c(row->label), str_c(value), str_is_empty(limits) ? "" : ", ", str_c(limits),
			  str_is_empty(row->note) ? "" : ", ", str_c(row->note));
}

static void draw_row(struct sketch *sketch, const struct intervals *plan, const struct chart_row *row, const struct row_size *size, dim y)
{
	dim label_height = plan->labels == 0 ? size->above : size->height, top = y + size->above, height = size->height - size->above;
	dim middle = top + height / 2, right = plan->x + plan->width + DOT + SPACE;
	bool muted = row->count > 0 && row->values[0].mark != CHART_MARK_PLAIN && row->values[0].mark != CHART_MARK_STRONG;

	drawing_group(sketch->maker, row_words(sketch, row), STR(""), STR("group"));
	sketch_block(sketch, 0, y, label_height, &size->label, STYLE_CHART_LABEL, COLOUR_TEXT);
	drawing_rule(sketch->maker, plan->x, middle, plan->x + plan->width, middle, DIM(0.5), COLOUR_GRID);
	if (row->count > 0)
		draw_value(sketch, plan, &row->values[0], middle);
	sketch_text(sketch, right + plan->values, sketch_middle(sketch, STYLE_CHART_VALUE, top, height),
		    sketch_fit(sketch, label_of(row), STYLE_CHART_VALUE, plan->values), STYLE_CHART_VALUE, muted ? COLOUR_MUTED : COLOUR_TEXT,
		    ANCHOR_END);
	sketch_text(sketch, sketch->width, sketch_middle(sketch, STYLE_CHART_LABEL, top, height),
		    sketch_fit(sketch, row->note, STYLE_CHART_LABEL, plan->notes - SPACE), STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_END);
	sketch_link(sketch, 0, y, plan->labels == 0 ? sketch->width : plan->labels, label_height, row->target, row->label);
	drawing_end(sketch->maker);
}

dim chart_intervals(struct sketch *sketch)
{
	struct intervals columns = plan(sketch);
	const struct chart_spec *spec = sketch->spec;
	struct row_size *sizes = arena_array(sketch->arena, struct row_size, spec->row_count);
	dim y = sketch_scale(sketch, columns.x, 0, columns.width), bottom = y;

	for (uint32_t i = 0; i < spec->row_count; i++) {
		sizes[i] = size_of(sketch, &columns, &spec->rows[i]);
		if (columns.labels == 0)
			sketch_grid(sketch, columns.x, columns.width, bottom + sizes[i].above, bottom + sizes[i].height);
		bottom += sizes[i].height;
	}
	if (columns.labels != 0)
		sketch_grid(sketch, columns.x, columns.width, y, bottom);
	for (uint32_t i = 0; i < spec->row_count; i++) {
		draw_row(sketch, &columns, &spec->rows[i], &sizes[i], y);
		y += sizes[i].height;
	}
	return y + sketch_axis(sketch, columns.x, y) + DIM(2);
}
