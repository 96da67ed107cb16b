/* Slabs, their marks and groups, and which file sets which kind of block. */
#include "flow.h"

struct flow flow_start(struct layout *layout)
{
	struct flow flow = {.layout = layout, .at_start = true, .group = NONE, .entry = NONE};

	flow.slabs = g_array_new(FALSE, FALSE, sizeof(struct slab));
	flow.marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
	flow.groups = g_array_new(FALSE, FALSE, sizeof(struct group));
	flow.waiting = g_array_new(FALSE, FALSE, sizeof(struct mark));
	return flow;
}

void flow_end(struct flow *flow)
{
	g_array_free(flow->slabs, TRUE);
	g_array_free(flow->marks, TRUE);
	g_array_free(flow->groups, TRUE);
	g_array_free(flow->waiting, TRUE);
}

static void skip_block(struct flow *flow, const struct doc *node, const struct frame *frame)
{
}

/* Kinds that only stand in others (items, rows, cells) are set by those. */
static void (*const setters[DOC_KIND_COUNT])(struct flow *, const struct doc *, const struct frame *) = {
	[DOC_DOCUMENT] = skip_block,  [DOC_COVER] = flow_cover,         [DOC_CONTENTS] = flow_contents, [DOC_SECTION] = flow_section,
	[DOC_HEADING] = flow_heading, [DOC_PARAGRAPH] = flow_paragraph, [DOC_LIST] = flow_list,         [DOC_ITEM] = flow_blocks,
	[DOC_QUOTE] = flow_quote,     [DOC_CODE_BLOCK] = flow_code,     [DOC_RULE] = flow_rule,         [DOC_BOX] = flow_box,
	[DOC_TABLE] = flow_table,     [DOC_FIGURE] = flow_figure,       [DOC_NUMBERS] = flow_numbers,
};

void flow_block(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	if (setters[node->kind] == NULL)
		return;
	if (!str_is_empty(node->anchor) && node->kind != DOC_SECTION)
		flow_anchor(flow, node->anchor);
	setters[node->kind](flow, node, frame);
}

void flow_blocks(struct flow *flow, const struct doc *parent, const struct frame *frame)
{
	if (++flow->depth > DEEPEST)
		diag(flow->layout->diags, LAYOUT_TOO_DEEP, parent->origin);
	for (const struct doc *node = parent->first; node != NULL && flow->depth <= DEEPEST; node = node->next)
		flow_block(flow, node, frame);
	flow->depth--;
}

void flow_space(struct flow *flow, dim space)
{
	if (!flow->at_start)
		flow->space = MAX(flow->space, space);
}

void flow_cost(struct flow *flow, int32_t cost)
{
	flow->cost = MAX(flow->cost, cost);
}

struct slab *flow_slab(struct flow *flow, dim height, struct span origin)
{
	struct slab slab = {.height = height,
			    .before = flow->space,
			    .first_mark = flow->marks->len,
			    .group = flow->group,
			    .entry = flow->entry,
			    .cost = flow->cost,
			    .level = flow->level,
			    .forced = flow->forced,
			    .origin = origin};

	g_array_append_val(flow->slabs, slab);
	flow->space = 0;
	flow->at_start = false;
	flow->cost = 0;
	flow->level = 0;
	flow->forced = false;
	for (uint32_t i = 0; i < flow->waiting->len; i++) {
		const struct mark *from = &g_array_index(flow->waiting, struct mark, i);
		struct mark *mark = flow_mark(flow, from->kind, 0, 0, 0);

		*mark = *from;
	}
	g_array_set_size(flow->waiting, 0);
	return &g_array_index(flow->slabs, struct slab, flow->slabs->len - 1);
}

struct mark *flow_mark(struct flow *flow, enum mark_kind kind, dim x, dim y, uint32_t tag)
{
	struct mark mark = {.kind = kind, .at = {x, y}, .tag = tag};

	g_array_append_val(flow->marks, mark);
	g_array_index(flow->slabs, struct slab, flow->slabs->len - 1).mark_count++;
	return &g_array_index(flow->marks, struct mark, flow->marks->len - 1);
}

void flow_rect(struct flow *flow, dim x, dim y, dim width, dim height, enum colour fill)
{
	struct mark *mark = flow_mark(flow, MARK_RECT, x, y, TAG_ARTIFACT);

	mark->as.rect.width = width;
	mark->as.rect.height = height;
	mark->as.rect.paint = (struct paint){.fill = fill, .stroke = COLOUR_COUNT};
}

void flow_anchor(struct flow *flow, struct str name)
{
	struct mark mark = {.kind = MARK_ANCHOR, .tag = TAG_ARTIFACT};

	mark.as.anchor.name = name;
	g_array_append_val(flow->waiting, mark);
}

static void add_badge(struct flow *flow, const struct piece *piece, dim x, dim y)
{
	dim size = flow->layout->theme->styles[piece->run->style].size * 5 / 8;

	flow_rect(flow, x + piece->x, y - size, size, size, colour_of_risk((enum risk)(piece->run->badge - 1)));
}

static void add_link(struct flow *flow, const struct line *line, dim x, dim y)
{
	const struct piece *last = &line->pieces[line->piece_count - 1];
	const struct tag *tag = tag_at(flow->layout, last->run->tag);
	dim left = line->pieces[0].x, right = last->x + last->width;
	struct mark *mark;

	for (uint32_t i = 0; i < line->piece_count; i++) {
		left = MIN(left, line->pieces[i].x);
		right = MAX(right, line->pieces[i].x + line->pieces[i].width);
	}
	mark = flow_mark(flow, MARK_LINK, x + left, y - line->ascent, last->run->tag);
	mark->as.link.width = right - left;
	mark->as.link.height = line->ascent + line->descent;
	mark->as.link.url = tag->url;
	mark->as.link.target = tag->target;
	mark->as.link.title = tag->alt;
	mark->origin = last->run->origin;
}

static void add_part(struct flow *flow, const struct line *line, uint32_t from, uint32_t to, dim x, dim y)
{
	struct line *part = arena_one(flow->layout->arena, struct line);
	struct mark *mark;

	*part = *line;
	part->pieces = line->pieces + from;
	part->piece_count = to - from;
	for (uint32_t i = from; i < to; i++)
		if (line->pieces[i].run->badge != 0 && line->pieces[i].starts_run)
			add_badge(flow, &line->pieces[i], x, y);
	if (part->pieces[0].run->link != NONE)
		add_link(flow, part, x, y);
	mark = flow_mark(flow, MARK_LINE, x, y, part->pieces[0].run->tag);
	mark->as.line.line = part;
	mark->origin = part->pieces[0].run->origin;
}

void flow_line(struct flow *flow, const struct line *line, dim x, dim y)
{
	for (uint32_t from = 0, to; from < line->piece_count; from = to) {
		to = from + 1;
		while (to < line->piece_count && line->pieces[to].run->tag == line->pieces[from].run->tag)
			to++;
		add_part(flow, line, from, to, x, y);
	}
}

uint32_t flow_open(struct flow *flow, struct group group)
{
	group.parent = flow->group;
	group.first = flow->slabs->len;
	g_array_append_val(flow->groups, group);
	flow->group = flow->groups->len - 1;
	flow->at_start = true;
	return flow->group;
}

void flow_close(struct flow *flow, uint32_t index)
{
	struct group *group = &g_array_index(flow->groups, struct group, index);

	/* A box without anything in it is still a box. */
	if (flow->slabs->len == group->first)
		flow_slab(flow, 0, NO_SPAN);
	group->last = flow->slabs->len - 1;
	flow->group = group->parent;
	flow->space = 0;
	flow->cost = 0;
}

void flow_adopt(struct flow *flow, const struct flow *from, dim right)
{
	uint32_t group = flow->groups->len, slab = flow->slabs->len;

	for (uint32_t i = 0; i < from->groups->len; i++) {
		struct group copy = g_array_index(from->groups, struct group, i);

		copy.parent = copy.parent == NONE ? flow->group : copy.parent + group;
		copy.first += slab;
		copy.last += slab;
		copy.repeat += slab;
		copy.left += right;
		g_array_append_val(flow->groups, copy);
	}
	for (uint32_t i = 0; i < from->slabs->len; i++) {
		const struct slab *old = &g_array_index(from->slabs, struct slab, i);
		struct slab *copy;

		flow_space(flow, old->before);
		flow_cost(flow, old->cost);
		copy = flow_slab(flow, old->height, old->origin);
		copy->group = old->group == NONE ? flow->group : old->group + group;
		for (uint32_t j = 0; j < old->mark_count; j++) {
			const struct mark *mark = &g_array_index(from->marks, struct mark, old->first_mark + j);

			*flow_mark(flow, mark->kind, 0, 0, 0) = *mark;
			g_array_index(flow->marks, struct mark, flow->marks->len - 1).at.x += right;
		}
	}
}

dim flow_height(const struct flow *flow)
{
	return flow->slabs->len == 0 ? 0 : page_fill(flow, 0, flow->slabs->len);
}

/* From the top of a line, which is as high as the leading, to its base line. */
dim base_line(const struct layout *layout, enum style_id style)
{
	dim ascent = type_ascent(layout->typesetter, style), descent = type_descent(layout->typesetter, style);

	return (layout->theme->styles[style].leading - ascent - descent) / 2 + ascent;
}
