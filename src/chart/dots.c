/* Shares as dots on a scale from 0 to 100 %. */
#include "parts.h"

#define ROW_LEAST DIM(17)
#define DOT       DIM(4)
#define SPACE     DIM(10)

struct dots {
	dim labels, notes; /* labels 0: above the rows */
	dim x, width;      /* of the scale */
};

static struct str note_of(const struct sketch *sketch, const struct chart_row *row)
{
	if (!str_is_empty(row->note) || row->count == 0)
		return row->note;
	return str_format(sketch->arena, "%u / %u", row->values[0].amount, row->values[0].of);
}

static struct dots plan(const struct sketch *sketch)
{
	struct dots dots = {.labels = 0};

	for (uint32_t i = 0; i < sketch->spec->row_count; i++) {
		const struct chart_row *row = &sketch->spec->rows[i];

		dots.labels = MAX(dots.labels, sketch_measure(sketch, row->label, STYLE_CHART_LABEL));
		dots.notes = MAX(dots.notes, sketch_measure(sketch, note_of(sketch, row), STYLE_CHART_LABEL));
	}
	dots.labels = sketch->width < CHART_NARROW ? 0 : MIN(dots.labels, sketch->width * 2 / 5);
	dots.notes = MIN(dots.notes, sketch->width / 3);
	dots.x = dots.labels == 0 ? DOT : dots.labels + SPACE;
	dots.width = sketch->width - dots.x - dots.notes - SPACE - DOT;
	return dots;
}

/* Height of a row and, in it, of the label above its scale. */
struct row_size {
	struct wrapped label;
	dim above, height;
};

static struct row_size size_of(const struct sketch *sketch, const struct dots *dots, const struct chart_row *row)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), room = dots->labels == 0 ? sketch->width : dots->labels;
	struct row_size size = {.label = sketch_wrap(sketch, row->label, STYLE_CHART_LABEL, room, 2)};
	dim tall = leading * (dim)size.label.count;

	size.above = dots->labels == 0 ? tall + DIM(4) : 0;
	size.height = dots->labels == 0 ? size.above + DIM(14) : MAX(ROW_LEAST, tall + DIM(6));
	return size;
}

static void draw_dot(struct sketch *sketch, const struct dots *dots, const struct chart_value *value, dim middle)
{
	dim at;

	drawing_rule(sketch->maker, dots->x, middle, dots->x + dots->width, middle, DIM(0.6), COLOUR_RULE);
	if (value->of == 0)
		return;
	at = dots->x + (dim)((int64_t)dots->width * MIN(value->amount, value->of) / value->of);
	drawing_circle(sketch->maker, at, middle, DOT, COLOUR_ACCENT);
}

static void draw_row(struct sketch *sketch, const struct dots *dots, const struct chart_row *row, const struct row_size *size, dim y)
{
	dim label_height = dots->labels == 0 ? size->above : size->height, top = y + size->above, height = size->height - size->above;
	struct str full = note_of(sketch, row), note = sketch_fit(sketch, full, STYLE_CHART_LABEL, dots->notes);

	drawing_group(sketch->maker, str_format(sketch->arena, "%.*s: %.*s", STR_ARGS(row->label), STR_ARGS(full)), STR(""), STR("group"));
	sketch_block(sketch, 0, y, label_height, &size->label, STYLE_CHART_LABEL, COLOUR_TEXT);
	if (row->count > 0)
		draw_dot(sketch, dots, &row->values[0], top + height / 2);
	sketch_text(sketch, sketch->width, sketch_middle(sketch, STYLE_CHART_LABEL, top, height), note, STYLE_CHART_LABEL, COLOUR_TEXT, ANCHOR_END);
	sketch_link(sketch, 0, y, dots->labels == 0 ? sketch->width : dots->labels, label_height, row->target, row->label);
	drawing_end(sketch->maker);
}

dim chart_dots(struct sketch *sketch)
{
	struct dots dots = plan(sketch);
	const struct chart_spec *spec = sketch->spec;
	struct row_size *sizes = arena_array(sketch->arena, struct row_size, spec->row_count);
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), y = sketch_scale(sketch, dots.x, 0, dots.width), bottom = y;

	for (uint32_t i = 0; i < spec->row_count; i++) {
		sizes[i] = size_of(sketch, &dots, &spec->rows[i]);
		if (dots.labels == 0)
			sketch_grid(sketch, dots.x, dots.width, bottom + sizes[i].above, bottom + sizes[i].height);
		bottom += sizes[i].height;
	}
	if (dots.labels != 0)
		sketch_grid(sketch, dots.x, dots.width, y, bottom);
	for (uint32_t i = 0; i < spec->row_count; i++) {
		draw_row(sketch, &dots, &spec->rows[i], &sizes[i], y);
		y += sizes[i].height;
	}
	if (str_is_empty(spec->axis))
		return y + DIM(2);
	sketch_text(sketch, dots.x, sketch_middle(sketch, STYLE_CHART_LABEL, y + DIM(3), leading),
		    sketch_fit(sketch, spec->axis, STYLE_CHART_LABEL, sketch->width - dots.x), STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_START);
	return y + DIM(3) + leading + DIM(2);
}
