/* Questions as cells, a row of cells for each pillar: what is at risk is filled, the rest stays quiet. */
#include "parts.h"

#define CELL_LEAST   DIM(57)
#define PAD          DIM(3.5)
#define LETTER_BOX   DIM(10)
#define LABEL_COLUMN DIM(78)
#define ROW_SPACE    DIM(7)

struct heat {
	dim labels; /* width of the column of labels; 0: above their cells */
	dim x, cell_width, cell_height;
	uint32_t columns;
};

static struct heat plan(const struct sketch *sketch)
{
	struct heat heat = {.labels = sketch->width < CHART_NARROW ? 0 : LABEL_COLUMN};
	dim room;

	heat.x = heat.labels == 0 ? 0 : heat.labels + DIM(8);
	room = sketch->width - heat.x;
	heat.columns = MAX(1u, (uint32_t)((room + CHART_GAP) / (CELL_LEAST + CHART_GAP)));
	heat.cell_width = (room - CHART_GAP * (dim)(heat.columns - 1)) / (dim)heat.columns;
	heat.cell_height = sketch_leading(sketch, STYLE_CHART_VALUE) + 2 * sketch_leading(sketch, STYLE_CHART_LABEL) + 2 * PAD;
	return heat;
}

/* High and medium risks stand out by their fill; all others have it only behind their letter. */
static bool is_filled(enum risk risk)
{
	return risk == RISK_HIGH || risk == RISK_MEDIUM;
}

static void draw_ground(struct sketch *sketch, const struct heat *heat, enum risk risk, dim x, dim y)
{
	enum style_id style = STYLE_CHART_VALUE;
	dim box = x + heat->cell_width - LETTER_BOX - PAD, top = y + PAD;
	struct mark *ground =
		drawing_rect(sketch->maker, x, y, heat->cell_width, heat->cell_height, is_filled(risk) ? colour_of_risk(risk) : COLOUR_SURFACE);

	if (!is_filled(risk)) {
		ground->as.rect.paint.stroke = COLOUR_RULE;
		ground->as.rect.paint.stroke_width = DIM(0.5);
		drawing_rect(sketch->maker, box, top, LETTER_BOX, LETTER_BOX, colour_of_risk(risk));
	}
	sketch_text(sketch, box + LETTER_BOX / 2, sketch_middle(sketch, style, top, LETTER_BOX), sketch_risk_letter(sketch, risk), style,
		    colour_on_risk(risk), ANCHOR_MIDDLE);
}

static void draw_words(struct sketch *sketch, const struct heat *heat, const struct chart_value *value, dim x, dim y)
{
	enum colour colour = is_filled(value->risk) ? colour_on_risk(value->risk) : COLOUR_TEXT;
	dim room = heat->cell_width - 2 * PAD, first = sketch_leading(sketch, STYLE_CHART_VALUE), leading = sketch_leading(sketch, STYLE_CHART_LABEL);
	struct wrapped title = sketch_wrap(sketch, value->title, STYLE_CHART_LABEL, room, 2);
	struct str number = sketch_fit(sketch, value->label, STYLE_CHART_VALUE, room - LETTER_BOX - DIM(2));

	sketch_text(sketch, x + PAD, sketch_middle(sketch, STYLE_CHART_VALUE, y + PAD, first), number, STYLE_CHART_VALUE, colour, ANCHOR_START);
	sketch_block(sketch, x + PAD, y + PAD + first, leading * (dim)title.count, &title, STYLE_CHART_LABEL, colour);
}

static void draw_cell(struct sketch *sketch, const struct heat *heat, const struct chart_value *value, dim x, dim y)
{
	struct str words = str_format(sketch->arena, "%.*s %.*s: %.*s", STR_ARGS(value->label), STR_ARGS(value->title),
				      STR_ARGS(sketch_risk_word(sketch, value->risk)));

	drawing_group(sketch->maker, words, STR(""), STR(""));
	draw_ground(sketch, heat, value->risk, x, y);
	draw_words(sketch, heat, value, x, y);
	sketch_link(sketch, x, y, heat->cell_width, heat->cell_height, value->target, words);
	drawing_end(sketch->maker);
}

/* Returns the height that stands above the cells. */
static dim draw_label(struct sketch *sketch, const struct heat *heat, const struct chart_row *row, dim y)
{
	bool beside = heat->labels != 0;
	dim leading = sketch_leading(sketch, STYLE_CHART_VALUE), room = beside ? heat->labels : sketch->width;
	struct wrapped label = sketch_wrap(sketch, row->label, STYLE_CHART_VALUE, room, beside ? 3 : 2);
	dim height = leading * (dim)label.count + DIM(3);
	struct str note = beside ? sketch_fit(sketch, row->note, STYLE_CHART_LABEL, room) : STR("");

	sketch_block(sketch, 0, y + (beside ? PAD : 0), leading * (dim)label.count, &label, STYLE_CHART_VALUE, COLOUR_HEADING);
	if (label.count < 3)
		sketch_text(sketch, 0, sketch_middle(sketch, STYLE_CHART_LABEL, y + PAD + leading * (dim)label.count, leading), note,
			    STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_START);
	sketch_link(sketch, 0, y, room, height, row->target, row->label);
	return beside ? 0 : height;
}

static dim draw_row(struct sketch *sketch, const struct heat *heat, const struct chart_row *row, dim y)
{
	uint32_t lines = MAX(1u, (row->count + heat->columns - 1) / heat->columns);
	uint32_t columns = MAX(1u, (row->count + lines - 1) / lines); /* even lines: no cell stands alone */
	dim above;

	drawing_group(sketch->maker, row->label, row->note, STR("group"));
	above = draw_label(sketch, heat, row, y);
	for (uint32_t i = 0; i < row->count; i++)
		draw_cell(sketch, heat, &row->values[i], heat->x + (heat->cell_width + CHART_GAP) * (dim)(i % columns),
			  y + above + (heat->cell_height + CHART_GAP) * (dim)(i / columns));
	drawing_end(sketch->maker);
	return above + (heat->cell_height + CHART_GAP) * (dim)lines - CHART_GAP;
}

dim chart_heat(struct sketch *sketch)
{
	struct heat heat;
	dim y;

	if (sketch->spec->tick_count > 0)
		return chart_heat_columns(sketch);
	heat = plan(sketch);
	y = sketch_legend(sketch, heat.x, 0, sketch->width - heat.x, NULL);

	if (y > 0)
		y += DIM(5);
	for (uint32_t i = 0; i < sketch->spec->row_count; i++)
		y += draw_row(sketch, &heat, &sketch->spec->rows[i], y) + (i + 1 < sketch->spec->row_count ? ROW_SPACE : 0);
	return y + DIM(1);
}
