/* What is left after each stretch of time: a column for each, of high risks below and medium ones above. */
#include "parts.h"

#define TALL      DIM(120)
#define COLUMN    DIM(26) /* at most */
#define SPACE     DIM(4)
#define TALLEST   DIM(0.8) /* a column of few is not stretched to more than this for each */
#define STEEPEST  DIM(14)
#define LEAST_BAR DIM(1.5)

struct columns {
	dim x, width, each, bar;
	uint32_t count, most;
};

static uint32_t amount_at(const struct chart_row *row, uint32_t column)
{
	return column < row->count ? row->values[column].amount : 0;
}

static struct columns plan(const struct sketch *sketch)
{
	struct columns columns = {.count = MAX(1u, sketch->spec->tick_count), .most = 1};

	for (uint32_t column = 0; column < columns.count; column++) {
		uint32_t sum = 0;

		for (uint32_t i = 0; i < sketch->spec->row_count; i++)
			sum += amount_at(&sketch->spec->rows[i], column);
		columns.most = MAX(columns.most, sum);
	}
	columns.width = MIN(sketch->width, (COLUMN + SPACE) * (dim)columns.count);
	columns.each = columns.width / (dim)columns.count;
	columns.width = columns.each * (dim)columns.count;
	columns.bar = MAX(columns.each - (columns.each > DIM(12) ? SPACE : DIM(1)), DIM(1));
	return columns;
}

static dim height_of(const struct columns *columns, dim tall, uint32_t amount)
{
	return amount == 0 ? 0 : MAX(LEAST_BAR, (dim)((int64_t)tall * amount / columns->most));
}

static struct str column_words(const struct sketch *sketch, uint32_t column)
{
	GString *out = g_string_new(NULL);

	if (column < sketch->spec->tick_count)
		g_string_append(out, str_c(sketch->spec->ticks[column]));
	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		g_string_append_printf(out, "%s%s %u", i == 0 ? ": " : ", ", str_c(sketch->spec->rows[i].label),
				       amount_at(&sketch->spec->rows[i], column));
	return str_take(sketch->arena, out);
}

/* From the base line upwards, the first row lowest; a total above where it fits. */
static void draw_column(struct sketch *sketch, const struct columns *columns, uint32_t column, dim tall, dim base)
{
	dim x = (dim)column * columns->each + (columns->each - columns->bar) / 2, y = base;

	drawing_group(sketch->maker, column_words(sketch, column), STR(""), STR("group"));
	for (uint32_t i = 0; i < sketch->spec->row_count; i++) {
		const struct chart_row *row = &sketch->spec->rows[i];
		uint32_t amount = amount_at(row, column);
		dim height = height_of(columns, tall, amount);
		enum risk risk;

		if (height == 0)
			continue;
		risk = row->values[column].risk < RISK_COUNT ? row->values[column].risk : RISK_UNANSWERED;
		y -= height;
		sketch_segment(sketch, x, y, columns->bar, MAX(height - (i > 0 ? CHART_GAP : 0), DIM(1)), risk, amount);
	}
	drawing_end(sketch->maker);
}

dim chart_burndown(struct sketch *sketch)
{
	struct columns columns = plan(sketch);
	dim tall = CLAMP(TALL, TALLEST * (dim)columns.most, STEEPEST * (dim)columns.most);
	dim y = sketch_legend(sketch, 0, 0, sketch->width, NULL), base = y + DIM(4) + tall;

	for (uint32_t column = 0; column < columns.count; column++)
		draw_column(sketch, &columns, column, tall, base);
	drawing_rule(sketch->maker, 0, base, columns.width, base, DIM(1), COLOUR_MUTED);
	y = base + DIM(2);
	y += sketch_ticks(sketch, 0, y, columns.width);
	return y + sketch_axis(sketch, 0, y) + DIM(1);
}
