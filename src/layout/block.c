/* Sections, headings, paragraphs, code and rules. */
#include "flow.h"

#include <string.h>

/* Fewer lines of a paragraph do not stand alone at the foot or the top of a page. */
#define TOGETHER 2u
/* A paragraph with no more of them is about what follows. */
#define SHORT_PARAGRAPH 4u

/* What a page break before line i of count costs. */
static int32_t line_cost(const struct lines *lines, uint32_t i)
{
	if (i < TOGETHER || lines->count - i < TOGETHER)
		return COST_NEVER;
	return lines->items[i - 1].hyphenated ? 2 * COST_SLIGHT : COST_SLIGHT;
}

static dim line_left(const struct layout *layout, const struct line *line, enum style_id style, const struct frame *frame)
{
	dim room = frame->width - line->width;

	if (frame->align == ALIGN_START || layout->theme->styles[style].align != ALIGN_START || room <= 0)
		return frame->left;
	return frame->left + (frame->align == ALIGN_CENTRE ? room / 2 : room);
}

void flow_runs(struct flow *flow, struct runs runs, enum style_id style, const struct frame *frame, struct span origin)
{
	struct layout *layout = flow->layout;
	dim leading = layout->theme->styles[style].leading, base = base_line(layout, style);
	struct lines lines =
		type_break(layout->typesetter, layout->arena, runs.items, runs.count, style, frame->width, layout->language, layout->diags);

	for (uint32_t i = 0; i < lines.count; i++) {
		if (i > 0)
			flow_cost(flow, line_cost(&lines, i));
		flow_slab(flow, leading, origin);
		flow_line(flow, &lines.items[i], line_left(layout, &lines.items[i], style, frame), base);
	}
}

/* A heading with two lines stays whole, and with what follows. */
static void flow_kept(struct flow *flow, struct runs runs, enum style_id style, const struct frame *frame, struct span origin)
{
	uint32_t from = flow->slabs->len;

	flow_runs(flow, runs, style, frame, origin);
	for (uint32_t i = from + 1; i < flow->slabs->len; i++)
		g_array_index(flow->slabs, struct slab, i).cost = COST_NEVER;
	flow_cost(flow, COST_NEVER);
}

static enum style_id heading_style(uint32_t level)
{
	static const enum style_id styles[] = {STYLE_H1, STYLE_H1, STYLE_H2, STYLE_H3, STYLE_H4};

	return styles[MIN(level, G_N_ELEMENTS(styles) - 1)];
}

static struct runs numbered(struct layout *layout, struct runs runs, struct str number, uint32_t leaf, enum style_id style)
{
	struct text_run *items;

	if (str_is_empty(number))
		return runs;
	items = arena_array(layout->arena, struct text_run, (size_t)runs.count + 1);
	items[0] = runs_of_text(layout, str_format(layout->arena, "%.*s\xC2\xA0\xC2\xA0\xC2\xA0", STR_ARGS(number)), leaf, style).items[0];
	if (runs.count > 0)
		memcpy(items + 1, runs.items, runs.count * sizeof(*items));
	return (struct runs){items, runs.count + 1};
}

void flow_heading(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	uint32_t level = MAX(1u, frame->level);
	uint32_t leaf = tag_add(layout, (enum tag_kind)(TAG_H1 + MIN(level, 6u) - 1), frame->tag);
	enum style_id style = heading_style(level);
	struct runs runs = runs_of(layout, node, frame->tag, leaf, style, false);

	if (node->parent != NULL && node->parent->kind == DOC_SECTION)
		runs = numbered(layout, runs, node->parent->as.section.number, leaf, style);
	tag_at(layout, leaf)->origin = node->origin;
	flow_space(flow, layout->theme->styles[style].before);
	flow->level = level;
	flow_kept(flow, runs, style, frame, node->origin);
	flow->level = 0;
	flow_space(flow, layout->theme->styles[style].after);
}

static bool leads_on(struct layout *layout, const struct doc *node)
{
	struct str text = doc_text(layout->arena, node);

	return text.length > 0 && text.text[text.length - 1] == ':';
}

/* All of it in bold: a heading that the section tree does not know. */
static bool is_all_strong(const struct doc *node)
{
	for (const struct doc *child = node->first; child != NULL; child = child->next)
		if (child->kind != DOC_STRONG && child->kind != DOC_BADGE)
			return false;
	return node->first != NULL && node->first->kind == DOC_STRONG;
}

/* What a paragraph before it says what to look at in. */
static bool is_shown(const struct doc *node)
{
	return node != NULL && (node->kind == DOC_FIGURE || node->kind == DOC_TABLE);
}

/* One line below a heading does not hold it, and a short paragraph about a chart or a table does not hold anything: they stay with what follows, too. */
static int32_t cost_after(struct flow *flow, const struct doc *node, uint32_t lines, bool below_heading)
{
	if (below_heading && (lines < TOGETHER || (lines <= SHORT_PARAGRAPH && is_shown(node->next))))
		return COST_KEEP;
	if ((below_heading || lines <= SHORT_PARAGRAPH) && is_shown(node->next))
		return COST_LEAD;
	if (below_heading && node->next != NULL && node->next->kind == DOC_LIST)
		return COST_LEAD;
	return leads_on(flow->layout, node) ? COST_AVOID : 0;
}

/* A short rest of a section, such as "these remain:" and a list of one or two, looks lost at the top of a page. */
static bool is_rest(struct layout *layout, const struct doc *node)
{
	const struct doc *list = node->next;

	return list != NULL && list->kind == DOC_LIST && list->next == NULL &&
	       (list->first == NULL || list->first->next == NULL || list->first->next->next == NULL) && leads_on(layout, node);
}

void flow_paragraph(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	enum style_id style = theme_style(node->role, frame->style);
	const struct text_style *look = &layout->theme->styles[style];
	uint32_t tag = tag_add(layout, TAG_PARAGRAPH, frame->tag), from = flow->slabs->len;
	struct runs runs = runs_of(layout, node, tag, NONE, style, frame->strong);
	bool below_heading = flow->cost >= COST_NEVER;

	tag_at(layout, tag)->origin = node->origin;
	flow_space(flow, look->before);
	if (is_rest(layout, node))
		flow_cost(flow, COST_AVOID);
	if (look->keep_with_next || (is_all_strong(node) && node->next != NULL))
		flow_kept(flow, runs, style, frame, node->origin);
	else
		flow_runs(flow, runs, style, frame, node->origin);
	flow_cost(flow, cost_after(flow, node, flow->slabs->len - from, below_heading));
	flow_space(flow, look->after);
}

void flow_text(struct flow *flow, struct str text, enum style_id style, const struct frame *frame, struct span origin)
{
	struct layout *layout = flow->layout;
	const struct text_style *look = &layout->theme->styles[style];
	uint32_t tag = tag_add(layout, TAG_PARAGRAPH, frame->tag);
	struct runs runs = runs_of_text(layout, text, tag_add(layout, TAG_SPAN, tag), style);

	flow_space(flow, look->before);
	flow_runs(flow, runs, style, frame, origin);
	if (look->keep_with_next)
		flow_cost(flow, COST_NEVER);
	flow_space(flow, look->after);
}

/* Tabs to the next fourth column; other blanks as they are. */
struct str code_text(struct arena *arena, const struct doc *node)
{
	struct str text = doc_text(arena, node);
	GString *out = g_string_new(NULL);
	uint32_t column = 0;

	for (uint32_t i = 0; i < text.length; i++, column++) {
		if (text.text[i] == '\n')
			column = UINT32_MAX;
		if (text.text[i] != '\t') {
			g_string_append_c(out, text.text[i]);
			continue;
		}
		do
			g_string_append_c(out, ' ');
		while (++column % 4 != 0);
		column--;
	}
	while (out->len > 0 && out->str[out->len - 1] == '\n')
		g_string_truncate(out, out->len - 1);
	return str_take(arena, out);
}

static struct runs code_lines(struct layout *layout, const struct doc *node, uint32_t leaf)
{
	struct str text = code_text(layout->arena, node);
	char **lines = g_strsplit(str_c(text), "\n", -1);
	uint32_t count = g_strv_length(lines);
	struct text_run *runs = arena_array(layout->arena, struct text_run, count);

	for (uint32_t i = 0; i < count; i++)
		runs[i] = (struct text_run){.text = str_from(layout->arena, lines[i]),
					    .style = STYLE_CODE,
					    .tag = leaf,
					    .link = NONE,
					    .line_break = true,
					    .colour = layout->theme->styles[STYLE_CODE].colour,
					    .origin = node->origin};
	g_strfreev(lines);
	return (struct runs){runs, count};
}

void flow_code(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	uint32_t tag = tag_add(layout, TAG_PARAGRAPH, frame->tag), leaf = tag_add(layout, TAG_CODE, tag), group;
	struct frame inner = *frame;

	flow_space(flow, layout->theme->styles[STYLE_CODE].before);
	group = flow_open(flow, (struct group){.left = frame->left,
					       .width = frame->width,
					       .pad_top = DIM(6),
					       .pad_bottom = DIM(6),
					       .fill = COLOUR_SURFACE,
					       .bar = COLOUR_COUNT});
	inner.left += DIM(8);
	inner.width -= DIM(16);
	flow_runs(flow, code_lines(layout, node, leaf), STYLE_CODE, &inner, node->origin);
	flow_close(flow, group);
	flow_space(flow, layout->theme->styles[STYLE_CODE].after);
}

void flow_rule(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	flow_space(flow, DIM(8));
	flow_slab(flow, DIM(0.75), node->origin);
	flow_rect(flow, frame->left, 0, frame->width, DIM(0.75), COLOUR_RULE);
	flow_space(flow, DIM(8));
}

/* The first section of one that has just begun a page of its own needs no other. */
static bool begins_page(const struct doc *node)
{
	const struct doc *parent = node->parent, *before = parent == NULL ? NULL : parent->first;

	if (!node->as.section.page_break || parent == NULL || parent->kind != DOC_SECTION || !parent->as.section.page_break)
		return node->as.section.page_break;
	while (before != node && before->kind != DOC_SECTION)
		before = before->next;
	return before != node;
}

void flow_section(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	uint32_t index = GPOINTER_TO_UINT(g_hash_table_lookup(layout->entry_of, node));
	struct frame inner = *frame;

	inner.tag = tag_add(layout, TAG_SECTION, frame->tag);
	inner.level = frame->level + 1;
	tag_at(layout, inner.tag)->origin = node->origin;
	if (begins_page(node) && flow->slabs->len > 0)
		flow->forced = true;
	if (index > 0) {
		flow->entry = g_array_index(layout->entries, struct entry, index - 1).top;
		flow_anchor(flow, g_array_index(layout->entries, struct entry, index - 1).target);
	}
	flow_blocks(flow, node, &inner);
}
