/* A heat map with heads over its columns: one small cell for each line and column, in as many blocks under each other as the width asks for. */
#include <string.h>

#include "parts.h"

#define LABEL_MOST  DIM(150)
#define LABEL_SPACE DIM(6)
#define CELL_LEAST  DIM(11)
#define CELL_MOST   DIM(40)
#define CELL_TALL   DIM(12)
#define TILE_TALL   DIM(19) /* of a line whose cells are filled in part */
#define TILE_BAR    DIM(6)
#define TILE_INSET  DIM(1.75) /* of bars, so that those of neighbours do not run together */
#define TILE_SPACE  DIM(4)
#define BAND_GAP    DIM(4)
#define BLOCK_SPACE DIM(9)
#define INSET       DIM(0.75)

struct map {
	dim labels; /* 0: above their cells */
	dim x, cell;
	uint32_t columns, first, end; /* of all; those of the block that is drawn */
	const bool *opens;            /* per column: it begins a band, so that some white stands before it */
	bool has_bands;
};

/* A value without a risk is a head over as many columns as its amount says. */
static bool is_band(const struct chart_row *row)
{
	return row->count > 0 && row->values[0].risk >= RISK_COUNT;
}

static const bool *openings(const struct sketch *sketch, uint32_t columns, bool *any)
{
	bool *opens = arena_array(sketch->arena, bool, columns + 1);

	for (uint32_t r = 0; r < sketch->spec->row_count; r++) {
		const struct chart_row *row = &sketch->spec->rows[r];
		uint32_t at = 0;

		for (uint32_t i = 0; is_band(row) && i < row->count && at < columns; i++) {
			opens[at] = true;
			at += row->values[i].amount;
			*any = true;
		}
	}
	return opens;
}

static uint32_t gaps_between(const struct map *map, uint32_t first, uint32_t end)
{
	uint32_t count = 0;

	for (uint32_t i = first + 1; i < end; i++)
		count += map->opens[i];
	return count;
}

static dim label_width(const struct sketch *sketch)
{
	dim widest = 0;

	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		if (!is_band(&sketch->spec->rows[i]))
			widest = MAX(widest, sketch_measure(sketch, sketch->spec->rows[i].label, STYLE_CHART_LABEL));
	return MIN(widest, MIN(LABEL_MOST, sketch->width / 3));
}

/* As many columns to a block as fit, and blocks of about the same size. */
static struct map plan(const struct sketch *sketch, uint32_t *blocks)
{
	struct map map = {.columns = sketch->spec->tick_count};
	dim room;
	uint32_t most;

	map.labels = sketch->width < CHART_NARROW ? 0 : label_width(sketch);
	map.x = map.labels == 0 ? 0 : map.labels + LABEL_SPACE;
	map.opens = openings(sketch, map.columns, &map.has_bands);
	room = sketch->width - map.x - BAND_GAP * (dim)gaps_between(&map, 0, map.columns);
	most = MAX(1u, (uint32_t)(MAX(room, CELL_LEAST) / CELL_LEAST));
	*blocks = MAX(1u, (map.columns + most - 1) / most);
	most = MAX(1u, (map.columns + *blocks - 1) / *blocks);
	map.cell = MIN(CELL_MOST, (sketch->width - map.x - BAND_GAP * (dim)MIN(gaps_between(&map, 0, map.columns), most - 1)) / (dim)most);
	map.end = most;
	return map;
}

static dim column_x(const struct map *map, uint32_t column)
{
	return map->x + map->cell * (dim)(column - map->first) + BAND_GAP * (dim)gaps_between(map, map->first, column + 1);
}

/* ---- Heads ---- */

static dim draw_ticks(struct sketch *sketch, const struct map *map, dim y)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), line = sketch_middle(sketch, STYLE_CHART_LABEL, y, leading);

	for (uint32_t i = map->first; i < map->end; i++) {
		struct str label = sketch_fit(sketch, sketch->spec->ticks[i], STYLE_CHART_LABEL, map->cell + DIM(2));

		sketch_text(sketch, column_x(map, i) + map->cell / 2, line, label, STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_MIDDLE);
	}
	return leading + DIM(1);
}

/* The part of a head that lies over the columns of this block. */
static void draw_band(struct sketch *sketch, const struct map *map, const struct chart_value *value, uint32_t from, dim y)
{
	uint32_t first = MAX(from, map->first), end = MIN(from + value->amount, map->end);
	dim leading = sketch_leading(sketch, STYLE_CHART_VALUE), left, right;
	struct str label;

	if (first >= end)
		return;
	left = column_x(map, first);
	right = column_x(map, end - 1) + map->cell;
	label = sketch_fit(sketch, value->label, STYLE_CHART_VALUE, right - left - DIM(2));
	sketch_text(sketch, left + INSET, sketch_middle(sketch, STYLE_CHART_VALUE, y, leading), label, STYLE_CHART_VALUE, COLOUR_HEADING,
		    ANCHOR_START);
	drawing_rule(sketch->maker, left + INSET, y + leading + DIM(1), right - INSET, y + leading + DIM(1), DIM(0.75), COLOUR_HEADING);
}

static dim draw_bands(struct sketch *sketch, const struct map *map, const struct chart_row *row, dim y)
{
	uint32_t from = 0;

	for (uint32_t i = 0; i < row->count; i++) {
		draw_band(sketch, map, &row->values[i], from, y);
		from += row->values[i].amount;
	}
	return sketch_leading(sketch, STYLE_CHART_VALUE) + DIM(3);
}

/* ---- Cells ---- */

static bool is_filled(enum risk risk)
{
	return risk == RISK_HIGH || risk == RISK_MEDIUM;
}

/* The label where it says more than the name of the risk, which the letter stands for. */
static struct str words_in(const struct sketch *sketch, const struct chart_value *value)
{
	bool named = str_is_empty(value->label) || str_equal(value->label, sketch_risk_word(sketch, value->risk));

	return named ? sketch_risk_letter(sketch, value->risk) : value->label;
}

static void draw_words(struct sketch *sketch, const struct map *map, const struct chart_value *value, dim x, dim y, dim height, enum colour colour)
{
	struct str words = words_in(sketch, value);

	if (sketch_measure(sketch, words, STYLE_CHART_VALUE) <= map->cell - DIM(1))
		sketch_text(sketch, x + map->cell / 2, sketch_middle(sketch, STYLE_CHART_VALUE, y, height), words, STYLE_CHART_VALUE, colour,
			    ANCHOR_MIDDLE);
}

static void draw_plain(struct sketch *sketch, const struct map *map, const struct chart_value *value, dim x, dim y)
{
	dim width = map->cell - 2 * INSET, height = CELL_TALL - 2 * INSET;
	struct mark *ground = drawing_rect(sketch->maker, x + INSET, y + INSET, width, height,
					   is_filled(value->risk) ? colour_of_risk(value->risk) : COLOUR_SURFACE);

	if (!is_filled(value->risk)) {
		ground->as.rect.paint.stroke = COLOUR_GRID;
		ground->as.rect.paint.stroke_width = DIM(0.5);
	}
	draw_words(sketch, map, value, x, y, CELL_TALL, is_filled(value->risk) ? colour_on_risk(value->risk) : COLOUR_MUTED);
}

/* A cell that holds shares: its number, and below it a bar filled with high risk up to low and with medium risk up to high. */
static void draw_tile(struct sketch *sketch, const struct map *map, const struct chart_value *value, dim x, dim y)
{
	dim width = map->cell - 2 * TILE_INSET, top = y + TILE_TALL - TILE_BAR - INSET;
	dim low = (dim)((int64_t)width * MIN(value->low, 1000u) / 1000), high = (dim)((int64_t)width * MIN(value->high, 1000u) / 1000);

	if (!risk_is_answered(value->risk)) {
		draw_words(sketch, map, value, x, y, TILE_TALL, COLOUR_MUTED);
		return;
	}
	drawing_rect(sketch->maker, x + TILE_INSET, top, width, TILE_BAR, COLOUR_GRID);
	if (high > low)
		drawing_rect(sketch->maker, x + TILE_INSET + low, top, high - low, TILE_BAR, colour_of_risk(RISK_MEDIUM));
	if (low > 0)
		drawing_rect(sketch->maker, x + TILE_INSET, top, low, TILE_BAR, colour_of_risk(RISK_HIGH));
	draw_words(sketch, map, value, x, y, TILE_TALL - TILE_BAR - INSET, value->low > 0 ? COLOUR_TEXT : COLOUR_MUTED);
}

static bool has_tiles(const struct chart_row *row)
{
	for (uint32_t i = 0; i < row->count; i++)
		if (row->values[i].high > 0 || row->values[i].mark == CHART_MARK_STRONG)
			return true;
	return false;
}

static void draw_cells(struct sketch *sketch, const struct map *map, const struct chart_row *row, bool tiles, dim y)
{
	for (uint32_t i = map->first; i < MIN(row->count, map->end); i++) {
		const struct chart_value *value = &row->values[i];
		dim x = column_x(map, i);

		/* Of what is not known, the cell stays empty. */
		if (value->risk >= RISK_COUNT)
			continue;
		drawing_group(sketch->maker, value->title, STR(""), STR(""));
		if (tiles)
			draw_tile(sketch, map, value, x, y);
		else
			draw_plain(sketch, map, value, x, y);
		sketch_link(sketch, x, y, map->cell, tiles ? TILE_TALL : CELL_TALL, value->target, value->title);
		drawing_end(sketch->maker);
	}
}

static dim draw_line(struct sketch *sketch, const struct map *map, const struct chart_row *row, dim y)
{
	bool tiles = has_tiles(row), beside = map->labels != 0;
	dim height = tiles ? TILE_TALL : CELL_TALL, leading = sketch_leading(sketch, STYLE_CHART_LABEL), room = beside ? map->labels : sketch->width;
	struct str label = sketch_fit(sketch, row->label, STYLE_CHART_LABEL, room);
	dim top = beside ? y : y + leading;

	drawing_group(sketch->maker, row->label, row->note, STR("group"));
	sketch_text(sketch, 0, sketch_middle(sketch, STYLE_CHART_LABEL, y, beside ? height : leading), label, STYLE_CHART_LABEL, COLOUR_TEXT,
		    ANCHOR_START);
	sketch_link(sketch, 0, y, room, beside ? height : leading, row->target, row->label);
	draw_cells(sketch, map, row, tiles, top);
	drawing_end(sketch->maker);
	return top + height - y + (tiles ? TILE_SPACE : beside ? 0 : DIM(2));
}

/* Bands stand above the heads of the columns. */
static dim draw_block(struct sketch *sketch, const struct map *map, dim y)
{
	dim top = y;

	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		if (is_band(&sketch->spec->rows[i]))
			y += draw_bands(sketch, map, &sketch->spec->rows[i], y);
	y += draw_ticks(sketch, map, y);
	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		if (!is_band(&sketch->spec->rows[i]))
			y += draw_line(sketch, map, &sketch->spec->rows[i], y);
	return y - top;
}

dim chart_heat_columns(struct sketch *sketch)
{
	uint32_t blocks, size;
	struct map map = plan(sketch, &blocks);
	dim y = sketch_legend(sketch, map.x, 0, sketch->width - map.x, NULL);

	y += y > 0 ? DIM(5) : 0;
	size = map.end;
	for (uint32_t i = 0; i < blocks; i++) {
		map.first = i * size;
		map.end = MIN(map.columns, map.first + size);
		y += (i > 0 ? BLOCK_SPACE : 0) + draw_block(sketch, &map, y);
	}
	return y + DIM(1);
}
