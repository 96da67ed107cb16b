/* Impact against effort: a cell for each pair of levels, and in it the numbers that belong there, side by side, so that none covers another. */
#include "parts.h"

#define DISC       DIM(15)
#define STEP       DIM(18)
#define PAD        DIM(5)
#define LABELS     DIM(96)
#define PER_COLUMN 100 /* places count in hundredths */

struct matrix {
	dim labels; /* width of the column of labels; 0: above their cells */
	dim x, cell, disc, step;
	uint32_t columns, across; /* discs side by side in a cell */
};

/* As wide as the widest number asks for. */
static dim disc_width(const struct sketch *sketch)
{
	dim widest = DISC;

	for (uint32_t r = 0; r < sketch->spec->row_count; r++)
		for (uint32_t i = 0; i < sketch->spec->rows[r].count; i++)
			widest = MAX(widest, sketch_measure(sketch, sketch->spec->rows[r].values[i].label, STYLE_CHART_VALUE) + DIM(5));
	return widest;
}

static struct matrix plan(const struct sketch *sketch)
{
	struct matrix matrix = {.labels = sketch->width < CHART_NARROW ? 0 : LABELS, .columns = MAX(1u, sketch->spec->tick_count)};

	matrix.x = matrix.labels == 0 ? 0 : matrix.labels + DIM(8);
	matrix.cell = (sketch->width - matrix.x) / (dim)matrix.columns;
	matrix.disc = MIN(disc_width(sketch), MAX(DIM(1), matrix.cell - 2 * PAD));
	matrix.step = matrix.disc + STEP - DISC;
	matrix.across = MAX(1u, (uint32_t)((matrix.cell - 2 * PAD + STEP - DISC) / matrix.step));
	return matrix;
}

static uint32_t column_of(const struct matrix *matrix, const struct chart_value *value)
{
	return MIN(value->start / PER_COLUMN, matrix->columns - 1);
}

static dim row_height(const struct matrix *matrix, const struct chart_row *row, dim least)
{
	uint32_t *counts = g_new0(uint32_t, matrix->columns), most = 0;

	for (uint32_t i = 0; i < row->count; i++) {
		uint32_t count = ++counts[column_of(matrix, &row->values[i])];

		most = MAX(most, count);
	}
	g_free(counts);
	return MAX(least, (dim)((most + matrix->across - 1) / matrix->across) * STEP - (STEP - DISC) + 2 * PAD);
}

/* A rounded ground in the colour of its risk; the row says the same in words. */
static void draw_disc(struct sketch *sketch, const struct matrix *matrix, const struct chart_value *value, dim x, dim y)
{
	struct str words = str_format(sketch->arena, "%.*s %.*s", STR_ARGS(value->label), STR_ARGS(value->title));
	enum risk risk = value->risk < RISK_COUNT ? value->risk : RISK_UNANSWERED;
	struct str label = sketch_fit(sketch, value->label, STYLE_CHART_VALUE, matrix->disc);
	struct mark *ground;

	drawing_group(sketch->maker, words, STR(""), STR(""));
	ground = drawing_rect(sketch->maker, x, y, matrix->disc, DISC, colour_of_risk(risk));
	ground->as.rect.radius = DIM(3);
	sketch_text(sketch, x + matrix->disc / 2, sketch_middle(sketch, STYLE_CHART_VALUE, y, DISC), label, STYLE_CHART_VALUE, colour_on_risk(risk),
		    ANCHOR_MIDDLE);
	sketch_link(sketch, x, y, matrix->disc, DISC, value->target, words);
	drawing_end(sketch->maker);
}

static void draw_cells(struct sketch *sketch, const struct matrix *matrix, const struct chart_row *row, dim y, dim height)
{
	uint32_t *counts = g_new0(uint32_t, matrix->columns);

	for (uint32_t column = 0; column < matrix->columns; column++) {
		struct mark *cell = drawing_rect(sketch->maker, matrix->x + (dim)column * matrix->cell + DIM(0.5), y + DIM(0.5),
						 matrix->cell - DIM(1), height - DIM(1), COLOUR_SURFACE);

		cell->as.rect.paint.stroke = COLOUR_GRID;
		cell->as.rect.paint.stroke_width = DIM(0.5);
	}
	for (uint32_t i = 0; i < row->count; i++) {
		uint32_t column = column_of(matrix, &row->values[i]), at = counts[column]++;
		dim x = matrix->x + (dim)column * matrix->cell + PAD + (dim)(at % matrix->across) * matrix->step;

		draw_disc(sketch, matrix, &row->values[i], x, y + PAD + (dim)(at / matrix->across) * STEP);
	}
	g_free(counts);
}

static dim draw_row(struct sketch *sketch, const struct matrix *matrix, const struct chart_row *row, dim y)
{
	bool beside = matrix->labels != 0;
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL);
	struct wrapped label = sketch_wrap(sketch, row->label, STYLE_CHART_LABEL, beside ? matrix->labels : sketch->width, beside ? 3 : 2);
	dim tall = leading * (dim)label.count, above = beside ? 0 : tall + DIM(3);
	dim height = row_height(matrix, row, beside ? MAX(tall + DIM(4), DISC + 2 * PAD) : DISC + 2 * PAD);

	sketch_block(sketch, 0, y, beside ? height : tall, &label, STYLE_CHART_LABEL, COLOUR_TEXT);
	draw_cells(sketch, matrix, row, y + above, height);
	return above + height;
}

dim chart_matrix(struct sketch *sketch)
{
	struct matrix matrix = plan(sketch);
	dim y = sketch_legend(sketch, matrix.x, 0, sketch->width - matrix.x, NULL);

	y += y > 0 ? DIM(4) : 0;
	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		y += draw_row(sketch, &matrix, &sketch->spec->rows[i], y) + (matrix.labels == 0 ? DIM(3) : 0);
	y += DIM(2);
	y += sketch_ticks(sketch, matrix.x, y, matrix.cell * (dim)matrix.columns);
	return y + sketch_axis(sketch, matrix.x, y) + DIM(1);
}
