/* The parts of a whole: one bar on a scale of 100 %, each part with its share, and a bracket for the whole. */
#include "parts.h"

#define BAR     DIM(22)
#define BRACKET DIM(5)
#define SPACE   DIM(4)
#define INSET   DIM(4)

static const enum colour fills[] = {COLOUR_SCALE_5, COLOUR_SCALE_3, COLOUR_SCALE_4, COLOUR_SCALE_2};
static const enum colour texts[] = {COLOUR_ON_SCALE_5, COLOUR_ON_SCALE_3, COLOUR_ON_SCALE_4, COLOUR_ON_SCALE_2};

static dim place(const struct sketch *sketch, uint32_t tenths)
{
	return (dim)((int64_t)sketch->width * MIN(tenths, 1000u) / 1000);
}

static uint32_t whole_of(const struct chart_row *row)
{
	uint32_t all = 0;

	for (uint32_t i = 0; i < row->count; i++)
		all += row->values[i].amount;
	return all;
}

/* Says what the bar holds and how much that is, over the width of all parts. Returns the height. */
static dim draw_bracket(struct sketch *sketch, const struct chart_row *row, dim y)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), end = place(sketch, whole_of(row)), bottom;
	struct str words = str_format(sketch->arena, "%s%s%s", str_c(row->label), str_is_empty(row->note) ? "" : ": ", str_c(row->note));
	struct wrapped wrapped = sketch_wrap(sketch, words, STYLE_CHART_LABEL, sketch->width, 2);

	sketch_block(sketch, 0, y, leading * (dim)wrapped.count, &wrapped, STYLE_CHART_LABEL, COLOUR_TEXT);
	bottom = y + leading * (dim)wrapped.count + SPACE + BRACKET;
	drawing_rule(sketch->maker, 0, bottom - BRACKET, end, bottom - BRACKET, DIM(0.8), COLOUR_MUTED);
	drawing_rule(sketch->maker, DIM(0.4), bottom - BRACKET, DIM(0.4), bottom, DIM(0.8), COLOUR_MUTED);
	drawing_rule(sketch->maker, end - DIM(0.4), bottom - BRACKET, end - DIM(0.4), bottom, DIM(0.8), COLOUR_MUTED);
	return bottom - y;
}

static void draw_bar(struct sketch *sketch, const struct chart_row *row, dim y)
{
	struct mark *frame = drawing_rect(sketch->maker, 0, y, sketch->width, BAR, COLOUR_SURFACE);
	uint32_t before = 0;

	frame->as.rect.paint.stroke = COLOUR_RULE;
	frame->as.rect.paint.stroke_width = DIM(0.5);
	for (uint32_t i = 0; i < row->count; i++) {
		const struct chart_value *value = &row->values[i];
		dim x = place(sketch, before), end = place(sketch, before += value->amount);
		dim width = end - x - (i + 1 < row->count ? CHART_GAP : 0);
		struct str share = sketch_fit(sketch, value->label, STYLE_CHART_VALUE, width - 2 * INSET);

		if (width <= 0)
			continue;
		drawing_rect(sketch->maker, x, y, width, BAR, fills[i % G_N_ELEMENTS(fills)]);
		if (str_equal(share, value->label))
			sketch_text(sketch, x + INSET, sketch_middle(sketch, STYLE_CHART_VALUE, y, BAR), share, STYLE_CHART_VALUE,
				    texts[i % G_N_ELEMENTS(texts)], ANCHOR_START);
	}
}

/* A line for each part, with a swatch of its colour: names do not fit below thin parts. */
static dim draw_names(struct sketch *sketch, const struct chart_row *row, dim y)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL) + DIM(3), box = DIM(8), top = y, indent = box + DIM(5);

	for (uint32_t i = 0; i < row->count; i++) {
		const struct chart_value *value = &row->values[i];
		struct str words = str_format(sketch->arena, "%s %s", str_c(value->label), str_c(value->title));
		struct wrapped wrapped = sketch_wrap(sketch, words, STYLE_CHART_LABEL, sketch->width - indent, 2);
		dim tall = sketch_leading(sketch, STYLE_CHART_LABEL) * (dim)wrapped.count;
		struct mark *swatch = drawing_rect(sketch->maker, 0, y + (leading - box) / 2, box, box, fills[i % G_N_ELEMENTS(fills)]);

		swatch->as.rect.paint.stroke = COLOUR_RISK_UNANSWERED;
		swatch->as.rect.paint.stroke_width = DIM(0.5);
		sketch_block(sketch, indent, y, tall + DIM(3), &wrapped, STYLE_CHART_LABEL, COLOUR_TEXT);
		y += tall + DIM(3);
	}
	return y - top;
}

dim chart_parts(struct sketch *sketch)
{
	dim y = 0;

	for (uint32_t i = 0; i < sketch->spec->row_count; i++) {
		const struct chart_row *row = &sketch->spec->rows[i];

		drawing_group(sketch->maker, row->label, row->note, STR("group"));
		y += draw_bracket(sketch, row, y + (i == 0 ? 0 : DIM(10))) + (i == 0 ? 0 : DIM(10)) + DIM(2);
		draw_bar(sketch, row, y);
		y += BAR + DIM(5);
		y += draw_names(sketch, row, y);
		drawing_end(sketch->maker);
	}
	return y + sketch_axis(sketch, 0, y) + DIM(2);
}
