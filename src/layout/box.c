/* Boxes, which keep together where they fit on a page, and rows of large numbers. */
#include "flow.h"

#define BOX_SIDE   DIM(12)
#define BOX_TOP    DIM(10)
#define BOX_AROUND DIM(10)
#define BAR        DIM(3.5)

static void add_box_label(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	uint32_t tag, leaf;
	struct text_run *run;

	if (str_is_empty(node->as.box.label))
		return;
	tag = tag_add(layout, TAG_PARAGRAPH, frame->tag);
	leaf = tag_add(layout, TAG_SPAN, tag);
	run = arena_one(layout->arena, struct text_run);
	*run = badge_run(layout, node->as.box.risk, node->as.box.label, leaf);
	run->style = STYLE_BOX_LABEL;
	run->colour = layout->theme->styles[STYLE_BOX_LABEL].colour;
	run->origin = node->origin;
	flow_runs(flow, (struct runs){run, 1}, STYLE_BOX_LABEL, frame, node->origin);
	flow_space(flow, layout->theme->styles[STYLE_BOX_LABEL].after);
	flow_cost(flow, COST_NEVER);
}

/* What fits on a page is not torn. */
static void keep_box(struct flow *flow, uint32_t index)
{
	const struct group *group = &g_array_index(flow->groups, struct group, index);

	if (page_fill(flow, group->first, group->last + 1) > flow->layout->body_height)
		return;
	for (uint32_t i = group->first + 1; i <= group->last; i++) {
		struct slab *slab = &g_array_index(flow->slabs, struct slab, i);

		slab->cost = MAX(slab->cost, COST_KEEP);
	}
}

void flow_box(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	bool has_risk = node->as.box.risk < RISK_COUNT;
	struct frame inner = *frame;
	uint32_t group;

	inner.tag = tag_add(flow->layout, TAG_DIV, frame->tag);
	inner.left += BAR + BOX_SIDE;
	inner.width -= BAR + 2 * BOX_SIDE;
	inner.align = ALIGN_START;
	tag_at(flow->layout, inner.tag)->origin = node->origin;
	flow_space(flow, BOX_AROUND);
	group = flow_open(flow, (struct group){.left = frame->left,
					       .width = frame->width,
					       .pad_top = BOX_TOP,
					       .pad_bottom = BOX_TOP,
					       .fill = COLOUR_SURFACE,
					       .bar = has_risk ? colour_of_risk(node->as.box.risk) : COLOUR_ACCENT,
					       .bar_width = BAR});
	add_box_label(flow, node, &inner);
	flow_blocks(flow, node, &inner);
	flow_close(flow, group);
	keep_box(flow, group);
	flow_space(flow, BOX_AROUND);
}
