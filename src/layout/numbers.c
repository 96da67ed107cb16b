/* Rows of cards with a large number each. */
#include "flow.h"

#define NARROWEST DIM(80)
#define GAP       DIM(10)
#define INSET     DIM(10)
#define BAR       DIM(3)

/* The three texts of a card, in their order. */
static const enum style_id card_styles[] = {STYLE_NUMBER_AMOUNT, STYLE_NUMBER_LABEL, STYLE_SMALL};

static struct str card_text(const struct doc_number *number, size_t part)
{
	return part == 0 ? number->amount : part == 1 ? number->label : number->detail;
}

static void flow_card(struct flow *card, const struct doc_number *number, const struct doc *node, dim width, uint32_t list)
{
	struct layout *layout = card->layout;
	uint32_t item = tag_add(layout, TAG_LIST_ITEM, list), body = tag_add(layout, TAG_LIST_BODY, item), tag = tag_add(layout, TAG_PARAGRAPH, body);
	struct frame frame = {.left = 0, .width = width - 2 * INSET};

	for (size_t part = 0; part < G_N_ELEMENTS(card_styles); part++) {
		struct str text = card_text(number, part);

		if (str_is_empty(text))
			continue;
		/* The space keeps the three apart where they are read aloud or copied. */
		text = str_format(layout->arena, "%.*s ", STR_ARGS(text));
		flow_runs(card, runs_of_text(layout, text, tag_add(layout, TAG_SPAN, tag), card_styles[part]), card_styles[part], &frame,
			  node->origin);
		flow_space(card, DIM(1));
	}
}

static void add_card(struct flow *flow, const struct flow *card, const struct doc_number *number, dim left, dim width, dim height)
{
	enum colour bar = number->risk < RISK_COUNT ? colour_of_risk(number->risk) : COLOUR_ACCENT;
	GArray *marks = g_array_new(FALSE, FALSE, sizeof(struct mark));

	flow_rect(flow, left, 0, width, height, COLOUR_SURFACE);
	flow_rect(flow, left, 0, width, BAR, bar);
	place_slabs(card, 0, card->slabs->len, left + INSET, BAR + INSET - DIM(2), false, marks);
	for (uint32_t i = 0; i < marks->len; i++)
		*flow_mark(flow, MARK_RECT, 0, 0, 0) = g_array_index(marks, struct mark, i);
	g_array_free(marks, TRUE);
}

static void flow_row(struct flow *flow, const struct doc *node, uint32_t from, uint32_t to, dim width, const struct frame *frame, uint32_t list)
{
	struct flow *cards = g_new(struct flow, to - from);
	dim height = 0;

	for (uint32_t i = from; i < to; i++) {
		cards[i - from] = flow_start(flow->layout);
		flow_card(&cards[i - from], &node->as.numbers.items[i], node, width, list);
		height = MAX(height, flow_height(&cards[i - from]));
	}
	height += BAR + 2 * INSET - DIM(4);
	flow_slab(flow, height, node->origin);
	for (uint32_t i = from; i < to; i++) {
		add_card(flow, &cards[i - from], &node->as.numbers.items[i], frame->left + (dim)(i - from) * (width + GAP), width, height);
		flow_end(&cards[i - from]);
	}
	g_free(cards);
}

/* Wide enough for the largest number and for a usual label. */
static dim narrowest(struct layout *layout, const struct doc *node)
{
	dim width = NARROWEST;

	for (uint32_t i = 0; i < node->as.numbers.count; i++)
		width = MAX(width, type_width(layout->typesetter, node->as.numbers.items[i].amount, STYLE_NUMBER_AMOUNT) + 2 * INSET);
	return width;
}

/* Rows of equal length: five cards are three and two, not four and one. */
void flow_numbers(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	uint32_t count = node->as.numbers.count, fit = MAX(1u, (uint32_t)((frame->width + GAP) / (narrowest(flow->layout, node) + GAP)));
	uint32_t rows = (count + fit - 1) / fit, per_row = rows == 0 ? 1 : (count + rows - 1) / rows;
	dim width = (frame->width - (dim)(per_row - 1) * GAP) / (dim)per_row;
	uint32_t list;

	if (count == 0)
		return;
	list = tag_add(flow->layout, TAG_LIST, frame->tag);
	flow_space(flow, DIM(8));
	for (uint32_t from = 0; from < count; from += per_row) {
		flow_row(flow, node, from, MIN(count, from + per_row), width, frame, list);
		flow_space(flow, GAP);
		flow_cost(flow, COST_AVOID);
	}
	flow->cost = 0;
	flow_space(flow, DIM(12));
}
