/* Stacked bars by risk, a row for each pillar: answered questions as 100 %, what has no answer beside them. */
#include "parts.h"

#define BAR        DIM(16)
#define ROW_SPACE  DIM(7)
#define SPACE      DIM(10)
#define STRIP_MOST DIM(30)
#define STRIP_TALL DIM(4)

/* Beside the bar, not in it: these are not answers, so they do not share its 100 %. */
static const enum risk beside[] = {RISK_UNANSWERED, RISK_NOT_APPLICABLE};

struct stack {
	dim labels, notes;                /* widths of the columns at both sides; labels 0: above the rows */
	dim strips[G_N_ELEMENTS(beside)]; /* widths of the columns of strips */
	dim bar_x, bar_width;
};

static dim strip_width(const struct tally *tally, enum risk risk)
{
	return MAX(DIM(2), (dim)((int64_t)STRIP_MOST * tally->of[risk] / tally->all));
}

static dim strip_column(const struct sketch *sketch, enum risk risk)
{
	dim widest = 0;

	for (uint32_t i = 0; i < sketch->spec->row_count; i++) {
		struct tally tally = sketch_tally(&sketch->spec->rows[i]);
		struct str text = str_format(sketch->arena, "%u", tally.of[risk]);

		if (tally.of[risk] > 0)
			widest = MAX(widest, strip_width(&tally, risk) + DIM(3) + sketch_measure(sketch, text, STYLE_CHART_VALUE));
	}
	return widest == 0 ? 0 : widest + SPACE;
}

static struct stack plan(const struct sketch *sketch)
{
	struct stack stack = {.labels = 0};
	dim taken = 0;

	for (uint32_t i = 0; i < sketch->spec->row_count; i++) {
		const struct chart_row *row = &sketch->spec->rows[i];

		stack.labels = MAX(stack.labels, sketch_measure(sketch, row->label, STYLE_CHART_LABEL));
		stack.notes = MAX(stack.notes, sketch_measure(sketch, row->note, STYLE_CHART_LABEL));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(beside); i++)
		taken += stack.strips[i] = strip_column(sketch, beside[i]);
	stack.notes = MIN(stack.notes, sketch->width / 4);
	if (sketch->width < CHART_NARROW) {
		stack.labels = stack.bar_x = 0;
		stack.bar_width = sketch->width - taken;
		return stack;
	}
	stack.labels = MIN(stack.labels, sketch->width * 3 / 10);
	stack.bar_x = stack.labels + SPACE;
	stack.bar_width = sketch->width - stack.bar_x - taken - (stack.notes == 0 ? 0 : stack.notes + SPACE);
	return stack;
}

static struct str row_words(const struct sketch *sketch, const struct chart_row *row)
{
	GString *out = g_string_new(NULL);
	struct tally tally = sketch_tally(row);

	g_string_append_printf(out, "%.*s", STR_ARGS(row->label));
	for (uint32_t i = 0, shown = 0; i < RISK_COUNT; i++) {
		struct str word = sketch_risk_word(sketch, (enum risk)i);

		if (tally.of[i] > 0 && !str_is_empty(word))
			g_string_append_printf(out, "%s%.*s %u", shown++ == 0 ? ": " : ", ", STR_ARGS(word), tally.of[i]);
	}
	return str_take(sketch->arena, out);
}

static void draw_strips(struct sketch *sketch, const struct stack *stack, const struct tally *tally, dim top)
{
	dim x = stack->bar_x + stack->bar_width;

	for (size_t i = 0; i < G_N_ELEMENTS(beside); i++) {
		uint32_t amount = tally->of[beside[i]];
		dim wide = amount == 0 ? 0 : strip_width(tally, beside[i]);
		dim at = x + SPACE;

		x += stack->strips[i];
		if (amount == 0)
			continue;
		sketch_risk(sketch, at, top + (BAR - STRIP_TALL) / 2, wide, STRIP_TALL, beside[i]);
		sketch_text(sketch, at + wide + DIM(3), sketch_middle(sketch, STYLE_CHART_VALUE, top, BAR), str_format(sketch->arena, "%u", amount),
			    STYLE_CHART_VALUE, COLOUR_MUTED, ANCHOR_START);
	}
}

/* Label and note at the sides of the bar; returns how high the row becomes. */
static dim sides(struct sketch *sketch, const struct stack *stack, const struct chart_row *row, dim y)
{
	struct wrapped wrapped = sketch_wrap(sketch, row->label, STYLE_CHART_LABEL, stack->labels, 2);
	dim height = MAX(BAR, sketch_leading(sketch, STYLE_CHART_LABEL) * (dim)wrapped.count);
	struct str note = sketch_fit(sketch, row->note, STYLE_CHART_LABEL, stack->notes);

	sketch_block(sketch, 0, y, height, &wrapped, STYLE_CHART_LABEL, COLOUR_TEXT);
	sketch_text(sketch, sketch->width, sketch_middle(sketch, STYLE_CHART_LABEL, y, height), note, STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_END);
	sketch_link(sketch, 0, y, stack->labels, height, row->target, row->label);
	return height;
}

/* Label and note on a line of their own; returns its height. */
static dim above(struct sketch *sketch, const struct stack *stack, const struct chart_row *row, dim y)
{
	dim height = sketch_leading(sketch, STYLE_CHART_LABEL) + DIM(1), room = sketch->width - stack->notes - SPACE;
	struct str label = sketch_fit(sketch, row->label, STYLE_CHART_LABEL, room);
	struct str note = sketch_fit(sketch, row->note, STYLE_CHART_LABEL, stack->notes);
	dim line = sketch_middle(sketch, STYLE_CHART_LABEL, y, height);

	sketch_text(sketch, 0, line, label, STYLE_CHART_LABEL, COLOUR_TEXT, ANCHOR_START);
	sketch_text(sketch, sketch->width, line, note, STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_END);
	sketch_link(sketch, 0, y, room, height, row->target, row->label);
	return height;
}

static dim draw_row(struct sketch *sketch, const struct stack *stack, const struct chart_row *row, dim y)
{
	struct tally tally = sketch_tally(row);
	dim height = BAR, top = y;

	drawing_group(sketch->maker, row_words(sketch, row), STR(""), STR("group"));
	if (stack->labels == 0)
		top += above(sketch, stack, row, y);
	else
		height = sides(sketch, stack, row, y);
	top += (height - BAR) / 2;
	if (tally.answered == 0)
		drawing_rect(sketch->maker, stack->bar_x, top + BAR / 2, stack->bar_width, DIM(0.75), COLOUR_RULE);
	sketch_bar(sketch, stack->bar_x, top, stack->bar_width, BAR, &tally);
	draw_strips(sketch, stack, &tally, top);
	drawing_end(sketch->maker);
	return MAX(top + BAR, y + height) - y;
}

dim chart_stack(struct sketch *sketch)
{
	struct stack stack = plan(sketch);
	dim y = sketch_legend(sketch, stack.bar_x, 0, sketch->width - stack.bar_x, NULL) + DIM(4);

	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		y += draw_row(sketch, &stack, &sketch->spec->rows[i], y) + ROW_SPACE;
	if (!str_is_empty(sketch->spec->axis)) {
		struct str axis = sketch_fit(sketch, sketch->spec->axis, STYLE_CHART_LABEL, sketch->width - stack.bar_x);
		dim leading = sketch_leading(sketch, STYLE_CHART_LABEL);

		sketch_text(sketch, stack.bar_x, sketch_middle(sketch, STYLE_CHART_LABEL, y, leading), axis, STYLE_CHART_LABEL, COLOUR_MUTED,
			    ANCHOR_START);
		y += leading + DIM(2);
	}
	return y;
}
