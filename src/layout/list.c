/* Lists and quotes. */
#include "flow.h"

/* The label waits for the first line of its item, and stands on the same base line. */
static void add_label(struct flow *flow, struct str text, uint32_t leaf, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	struct runs runs = runs_of_text(layout, text, leaf, frame->style);
	struct line *line = arena_one(layout->arena, struct line);
	struct mark mark = {.kind = MARK_LINE, .tag = leaf};

	*line = type_line(layout->typesetter, layout->arena, runs.items, runs.count);
	mark.at.x = frame->left + LIST_INDENT - DIM(5) - line->width;
	mark.at.y = base_line(layout, frame->style);
	mark.as.line.line = line;
	g_array_append_val(flow->waiting, mark);
}

static void flow_item(struct flow *flow, const struct doc *item, struct str label, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	uint32_t tag = tag_add(layout, TAG_LIST_ITEM, frame->tag);
	struct frame inner = *frame;

	if (!str_is_empty(item->anchor))
		flow_anchor(flow, item->anchor);
	add_label(flow, label, tag_add(layout, TAG_LABEL, tag), frame);
	inner.tag = tag_add(layout, TAG_LIST_BODY, tag);
	inner.left += LIST_INDENT;
	inner.width -= LIST_INDENT;
	flow_blocks(flow, item, &inner);
	if (flow->waiting->len > 0)
		flow_slab(flow, layout->theme->styles[frame->style].leading, item->origin);
}

/* A first or last item alone on a page looks lost. */
static int32_t item_cost(const struct doc *item)
{
	const struct doc *list = item->parent;

	if (item == list->first)
		return list->parent != NULL && list->parent->kind == DOC_ITEM ? COST_AVOID : 0;
	return item == list->first->next || item == list->last ? COST_AVOID / 2 : 0;
}

void flow_list(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	dim after = layout->theme->styles[frame->style].after, tight = MIN(after, DIM(2));
	uint32_t number = node->as.list.start;
	struct frame inner = *frame;

	inner.tag = tag_add(layout, TAG_LIST, frame->tag);
	inner.style = theme_style(node->role, frame->style);
	tag_at(layout, inner.tag)->ordered = node->as.list.ordered;
	tag_at(layout, inner.tag)->origin = node->origin;
	if (node->parent != NULL && node->parent->kind == DOC_ITEM && node->as.list.tight)
		flow->space = MIN(flow->space, tight);
	for (const struct doc *item = node->first; item != NULL; item = item->next) {
		struct str label = node->as.list.ordered ? str_format(layout->arena, "%u.", number++) : STR("\xE2\x80\xA2");

		flow_cost(flow, item_cost(item));
		flow_item(flow, item, label, &inner);
		/* What follows the last paragraph of an item is the list's to say. */
		flow->space = item->next == NULL ? MAX(flow->space, after) : node->as.list.tight ? tight : after;
	}
}

void flow_quote(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct frame inner = *frame;
	uint32_t group;

	inner.tag = tag_add(flow->layout, TAG_QUOTE, frame->tag);
	inner.left += DIM(14);
	inner.width -= DIM(14);
	flow_space(flow, DIM(6));
	group = flow_open(flow, (struct group){.left = frame->left,
					       .width = frame->width,
					       .pad_top = DIM(2),
					       .pad_bottom = DIM(2),
					       .fill = COLOUR_COUNT,
					       .bar = COLOUR_RULE,
					       .bar_width = DIM(2.5)});
	flow_blocks(flow, node, &inner);
	flow_close(flow, group);
	flow_space(flow, DIM(8));
}
