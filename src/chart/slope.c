/* Two moments side by side: a line for each row from what it was to what it is, with words at both ends that never overlap. */
#include <string.h>

#include "parts.h"

#define DOT   DIM(3)
#define SPACE DIM(7)
#define ROW   DIM(4)   /* between the words of two rows */
#define LEAST DIM(104) /* height of the lines */
#define NEAR  DIM(2.5) /* words moved by more than this are tied to their dot */
#define MILLI 1000000

/* One end of a row. */
struct slope_end {
	bool known;
	int64_t value; /* a count, or a share in millionths */
	struct wrapped words;
	dim y, middle; /* of the dot; of the words */
};

struct slope_row {
	struct slope_end ends[2];
	const struct chart_row *row;
};

struct slope {
	struct slope_row *rows;
	uint32_t count;
	int64_t least, most;
	dim left, right; /* x of the two columns */
	dim top, height; /* of the dots */
	dim gutters[2];  /* room for words */
};

static bool is_known(const struct chart_row *row, uint32_t end)
{
	uint32_t other = 1 - end;

	if (end >= row->count || row->values[end].mark == CHART_MARK_HIDDEN)
		return false;
	return row->values[end].of > 0 || other >= row->count || row->values[other].of == 0;
}

static int64_t value_of(const struct chart_value *value)
{
	return value->of == 0 ? value->amount : (int64_t)MIN(value->amount, value->of) * MILLI / value->of;
}

/* On the right the name of the row follows its value. */
static struct str words_of(const struct sketch *sketch, const struct chart_row *row, uint32_t end)
{
	const struct chart_value *value = &row->values[end];
	struct str words = value->label;

	if (str_is_empty(words) && value->of > 0)
		words = str_format(sketch->arena, "%u\xC2\xA0%%", (unsigned)((value_of(value) * 100 + MILLI / 2) / MILLI));
	else if (str_is_empty(words))
		words = str_format(sketch->arena, "%u", value->amount);
	return end == 0 ? words : str_format(sketch->arena, "%s  %s", str_c(words), str_c(row->label));
}

static void measure_gutters(const struct sketch *sketch, struct slope *slope)
{
	dim most[2] = {sketch->width / 5, sketch->width / 2};

	for (uint32_t end = 0; end < 2; end++) {
		for (uint32_t i = 0; i < slope->count; i++)
			if (slope->rows[i].ends[end].known)
				slope->gutters[end] = MAX(slope->gutters[end],
							  sketch_measure(sketch, words_of(sketch, slope->rows[i].row, end), STYLE_CHART_LABEL));
		slope->gutters[end] = MIN(slope->gutters[end], most[end]);
	}
	slope->left = slope->gutters[0] + SPACE + DOT;
	slope->right = sketch->width - slope->gutters[1] - SPACE - DOT;
}

static dim height_of(const struct sketch *sketch, const struct slope_end *end)
{
	return sketch_leading(sketch, STYLE_CHART_LABEL) * (dim)end->words.count + ROW;
}

/* Breaks the words, and finds how high the lines must be for all of them to have room. */
static void measure_rows(const struct sketch *sketch, struct slope *slope)
{
	dim sums[2] = {0, 0};

	slope->least = INT64_MAX;
	slope->most = 0;
	for (uint32_t i = 0; i < slope->count; i++)
		for (uint32_t e = 0; e < 2; e++) {
			struct slope_end *end = &slope->rows[i].ends[e];

			if (!end->known)
				continue;
			end->value = value_of(&slope->rows[i].row->values[e]);
			end->words =
				sketch_wrap(sketch, words_of(sketch, slope->rows[i].row, e), STYLE_CHART_LABEL, slope->gutters[e], e == 0 ? 1 : 2);
			slope->least = MIN(slope->least, end->value);
			slope->most = MAX(slope->most, end->value);
			sums[e] += height_of(sketch, end);
		}
	slope->height = MAX(LEAST, MAX(sums[0], sums[1]) * 5 / 4);
}

static void place_dots(struct slope *slope)
{
	int64_t span = MAX(slope->most - slope->least, 1);

	for (uint32_t i = 0; i < slope->count; i++)
		for (uint32_t e = 0; e < 2; e++) {
			struct slope_end *end = &slope->rows[i].ends[e];

			if (end->known)
				end->y = slope->top + (dim)((int64_t)slope->height * (slope->most - end->value) / span);
		}
}

static gint compare_ends(gconstpointer a, gconstpointer b, gpointer user)
{
	const struct slope_end *one = *(const struct slope_end *const *)a, *two = *(const struct slope_end *const *)b;

	if (one->y != two->y)
		return one->y < two->y ? -1 : 1;
	return (one > two) - (one < two);
}

/* Words as near to their dots as they can be: pushed down one after the other, then up again from the bottom. */
static void place_words(const struct sketch *sketch, struct slope *slope, uint32_t e)
{
	struct slope_end **ends = arena_array(sketch->arena, struct slope_end *, slope->count);
	dim bottom = slope->top + slope->height + DIM(6), limit = slope->top - DIM(6);
	uint32_t count = 0;

	for (uint32_t i = 0; i < slope->count; i++)
		if (slope->rows[i].ends[e].known)
			ends[count++] = &slope->rows[i].ends[e];
	if (count > 1)
		g_qsort_with_data(ends, (gint)count, sizeof *ends, compare_ends, NULL);
	for (uint32_t i = 0; i < count; i++) {
		ends[i]->middle = MAX(ends[i]->y, limit + height_of(sketch, ends[i]) / 2);
		limit = ends[i]->middle + height_of(sketch, ends[i]) / 2;
	}
	for (uint32_t i = count; i-- > 0;) {
		ends[i]->middle = MIN(ends[i]->middle, bottom - height_of(sketch, ends[i]) / 2);
		bottom = ends[i]->middle - height_of(sketch, ends[i]) / 2;
	}
}

/* Better is more of a share, and less of a count. Colour is never all: the numbers stand at both ends. */
static enum colour colour_of(const struct slope_row *row)
{
	int64_t moved = row->ends[1].value - row->ends[0].value;

	if (!row->ends[0].known || !row->ends[1].known || moved == 0)
		return COLOUR_MUTED;
	return (moved > 0) == (row->row->values[1].of > 0) ? COLOUR_ACCENT : COLOUR_RISK_HIGH;
}

static void draw_words(struct sketch *sketch, const struct slope *slope, const struct slope_end *end, uint32_t e)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), height = leading * (dim)end->words.count;
	dim column = e == 0 ? slope->left : slope->right, x = e == 0 ? column - DOT - SPACE : column + DOT + SPACE;

	if (ABS(end->middle - end->y) > NEAR)
		drawing_rule(sketch->maker, e == 0 ? column - DOT : column + DOT, end->y, e == 0 ? x + DIM(2) : x - DIM(2), end->middle, DIM(0.6),
			     COLOUR_MUTED);
	if (e == 1)
		sketch_block(sketch, x, end->middle - height / 2, height, &end->words, STYLE_CHART_LABEL, COLOUR_TEXT);
	else if (end->words.count > 0)
		sketch_text(sketch, x, sketch_middle(sketch, STYLE_CHART_LABEL, end->middle - height / 2, height), end->words.lines[0],
			    STYLE_CHART_LABEL, COLOUR_TEXT, ANCHOR_END);
}

static void draw_row(struct sketch *sketch, const struct slope *slope, const struct slope_row *row)
{
	enum colour colour = colour_of(row);
	const struct str before = row->ends[0].known ? words_of(sketch, row->row, 0) : STR("");
	dim height = sketch_leading(sketch, STYLE_CHART_LABEL);

	drawing_group(sketch->maker,
		      str_format(sketch->arena, "%s \xE2\x86\x92 %s", str_c(before), row->ends[1].known ? str_c(words_of(sketch, row->row, 1)) : ""),
		      STR(""), STR("group"));
	if (row->ends[0].known && row->ends[1].known)
		drawing_rule(sketch->maker, slope->left, row->ends[0].y, slope->right, row->ends[1].y, colour == COLOUR_MUTED ? DIM(1) : DIM(1.6),
			     colour);
	for (uint32_t e = 0; e < 2; e++) {
		if (!row->ends[e].known)
			continue;
		drawing_circle(sketch->maker, e == 0 ? slope->left : slope->right, row->ends[e].y, DOT, colour);
		draw_words(sketch, slope, &row->ends[e], e);
	}
	if (row->ends[1].known)
		sketch_link(sketch, slope->right + DOT + SPACE, row->ends[1].middle - height / 2, slope->gutters[1], height, row->row->target,
			    row->row->label);
	drawing_end(sketch->maker);
}

/* The names of the two moments over their columns; each has half of the width. */
static dim draw_heads(struct sketch *sketch, const struct slope *slope)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_VALUE), half = (sketch->width - SPACE) / 2;

	for (uint32_t e = 0; e < MIN(sketch->spec->tick_count, 2); e++) {
		struct str head = sketch_fit(sketch, sketch->spec->ticks[e], STYLE_CHART_VALUE, half);
		dim width = sketch_measure(sketch, head, STYLE_CHART_VALUE), column = e == 0 ? slope->left : slope->right;
		dim least = e == 0 ? 0 : sketch->width - half, most = (e == 0 ? half : sketch->width) - width;

		sketch_text(sketch, CLAMP(column - width / 2, least, MAX(least, most)), sketch_middle(sketch, STYLE_CHART_VALUE, 0, leading), head,
			    STYLE_CHART_VALUE, COLOUR_TEXT, ANCHOR_START);
	}
	return sketch->spec->tick_count == 0 ? 0 : leading + DIM(4);
}

dim chart_slope(struct sketch *sketch)
{
	struct slope slope = {.count = sketch->spec->row_count};
	dim bottom;

	slope.rows = arena_array(sketch->arena, struct slope_row, slope.count);
	for (uint32_t i = 0; i < slope.count; i++) {
		slope.rows[i].row = &sketch->spec->rows[i];
		for (uint32_t e = 0; e < 2; e++)
			slope.rows[i].ends[e].known = is_known(slope.rows[i].row, e);
	}
	measure_gutters(sketch, &slope);
	measure_rows(sketch, &slope);
	slope.top = draw_heads(sketch, &slope) + DIM(8);
	place_dots(&slope);
	place_words(sketch, &slope, 0);
	place_words(sketch, &slope, 1);
	bottom = slope.top + slope.height + DIM(8);
	drawing_rule(sketch->maker, slope.left, slope.top - DIM(6), slope.left, bottom - DIM(2), DIM(1), COLOUR_GRID);
	drawing_rule(sketch->maker, slope.right, slope.top - DIM(6), slope.right, bottom - DIM(2), DIM(1), COLOUR_GRID);
	for (uint32_t i = 0; i < slope.count; i++)
		draw_row(sketch, &slope, &slope.rows[i]);
	return bottom + sketch_axis(sketch, 0, bottom) + DIM(2);
}
