/* Figures: a chart's marks in one leaf, with the caption above and the chart's links after it. */
#include "flow.h"

#define GAP DIM(6)

/* Caption lines stay with the chart. */
static void add_caption(struct flow *flow, const struct doc *node, uint32_t tag, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	uint32_t caption, from = flow->slabs->len;
	struct runs runs;

	if (str_is_empty(node->as.figure.chart->title))
		return;
	caption = tag_add(layout, TAG_CAPTION, tag);
	runs = runs_of_text(layout, node->as.figure.chart->title, tag_add(layout, TAG_SPAN, caption), STYLE_CAPTION);
	flow_runs(flow, runs, STYLE_CAPTION, frame, node->origin);
	for (uint32_t i = from + 1; i < flow->slabs->len; i++)
		g_array_index(flow->slabs, struct slab, i).cost = COST_NEVER;
	flow_cost(flow, COST_NEVER);
	flow_space(flow, GAP);
}

static void add_chart_marks(struct flow *flow, const struct drawing *drawing, uint32_t leaf, dim left)
{
	for (uint32_t i = 0; i < drawing->count; i++) {
		struct mark *mark;

		if (drawing->marks[i].kind == MARK_LINK)
			continue;
		mark = flow_mark(flow, MARK_RECT, 0, 0, 0);
		*mark = drawing->marks[i];
		mark->at.x += left;
		mark->tag = leaf;
	}
}

/* A figure is one leaf; its links stand behind it, each in a leaf without text. */
static void add_chart_links(struct flow *flow, const struct drawing *drawing, uint32_t parent, dim left)
{
	struct layout *layout = flow->layout;

	for (uint32_t i = 0; i < drawing->count; i++) {
		uint32_t leaf;
		struct mark *mark;

		if (drawing->marks[i].kind != MARK_LINK)
			continue;
		leaf = tag_add(layout, TAG_LINK, parent);
		tag_at(layout, leaf)->url = drawing->marks[i].as.link.url;
		tag_at(layout, leaf)->target = drawing->marks[i].as.link.target;
		tag_at(layout, leaf)->alt = drawing->marks[i].as.link.title;
		mark = flow_mark(flow, MARK_LINK, 0, 0, 0);
		*mark = drawing->marks[i];
		mark->at.x += left;
		mark->tag = leaf;
	}
}

/* x and y of the tag are from the first mark, until the page is known. */
static void describe(struct layout *layout, uint32_t leaf, const struct doc *node, const struct drawing *drawing)
{
	struct tag *tag = tag_at(layout, leaf);

	tag->alt = node->as.figure.chart->alt;
	tag->origin = node->origin;
	tag->width = drawing->width;
	tag->height = drawing->height;
	tag->page = NONE;
	if (drawing->count > 0) {
		tag->x = -drawing->marks[0].at.x;
		tag->y = -drawing->marks[0].at.y;
	}
}

/* A radar stays on the page of the chart above it, which says the same better. */
static bool is_radar(const struct doc *node)
{
	return node != NULL && node->kind == DOC_FIGURE && node->as.figure.chart->kind == CHART_RADAR;
}

void flow_figure(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	struct drawing drawing = chart_draw(layout->arena, layout->typesetter, layout->theme, node->as.figure.chart, frame->width);
	uint32_t tag = tag_add(layout, TAG_DIV, frame->tag), leaf;

	flow_space(flow, DIM(8));
	add_caption(flow, node, tag, frame);
	leaf = tag_add(layout, TAG_FIGURE, tag);
	describe(layout, leaf, node, &drawing);
	flow_slab(flow, drawing.height, node->origin);
	add_chart_marks(flow, &drawing, leaf, frame->left);
	add_chart_links(flow, &drawing, tag, frame->left);
	if (drawing.height > layout->body_height)
		diag(layout->diags, LAYOUT_FIGURE_TOO_HIGH, node->origin);
	if (is_radar(node->next))
		flow_cost(flow, COST_KEEP);
	flow_space(flow, DIM(12));
}
