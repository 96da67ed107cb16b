/* Contents: entries are set at once, their page numbers when all pages are known; an entry's height does not hang on its number. */
#include "flow.h"

#define STEP    DIM(16)
#define DOT_GAP DIM(6)

/* Without badges, which are a remark on a heading rather than a part of it. */
static struct str heading_text(struct arena *arena, const struct doc *section)
{
	const struct doc *first = section->first;
	GString *text = g_string_new(NULL);

	if (first != NULL && first->kind == DOC_HEADING)
		for (const struct doc *child = first->first; child != NULL; child = child->next)
			if (child->kind != DOC_BADGE) {
				struct str part = doc_text(arena, child);

				g_string_append_len(text, str_c(part), part.length);
			}
	return str_trim(arena, str_take(arena, text));
}

static struct str target_of(struct layout *layout, const struct doc *section, uint32_t number)
{
	if (!str_is_empty(section->anchor))
		return section->anchor;
	if (section->first != NULL && !str_is_empty(section->first->anchor))
		return section->first->anchor;
	return str_format(layout->arena, "part-%u", number);
}

void collect_entries(struct layout *layout)
{
	uint32_t top = NONE;

	for (struct doc_walk walk = doc_walk_start(layout->document); walk.node != NULL; doc_walk_next(&walk)) {
		struct entry entry = {.section = walk.node};

		if (!walk.entering || walk.node->kind != DOC_SECTION)
			continue;
		entry.title = heading_text(layout->arena, walk.node);
		entry.number = walk.node->as.section.number;
		entry.level = doc_section_level(walk.node);
		entry.target = target_of(layout, walk.node, layout->entries->len + 1);
		top = entry.level == 1 ? layout->entries->len : top;
		entry.top = top;
		g_array_append_val(layout->entries, entry);
		g_hash_table_insert(layout->entry_of, (gpointer)walk.node, GUINT_TO_POINTER(layout->entries->len));
	}
}

/* Dots on one grid for all entries, from the right. */
static void add_dots(struct flow *flow, enum style_id style, dim from, dim to, dim base)
{
	struct layout *layout = flow->layout;
	dim dot = type_width(layout->typesetter, STR(" ."), style);
	int count = dot <= 0 ? 0 : (to - from) / dot;
	GString *text = g_string_new(NULL);
	struct line *line = arena_one(layout->arena, struct line);
	struct runs runs;
	struct mark *mark;

	for (int i = 0; i < count; i++)
		g_string_append(text, " .");
	runs = runs_of_text(layout, str_take(layout->arena, text), TAG_ARTIFACT, style);
	if (runs.count == 0)
		return;
	((struct text_run *)runs.items)->colour = COLOUR_MUTED;
	*line = type_line(layout->typesetter, layout->arena, runs.items, runs.count);
	mark = flow_mark(flow, MARK_LINE, to - line->width, base, TAG_ARTIFACT);
	mark->as.line.line = line;
}

static void add_number(struct flow *flow, const struct entry *entry, enum style_id style, uint32_t leaf, dim right, dim base)
{
	struct reference reference = {.line = arena_one(flow->layout->arena, struct line), .target = entry->target, .style = style, .tag = leaf};
	struct mark *mark = flow_mark(flow, MARK_LINE, right, base, leaf);

	mark->as.line.line = reference.line;
	g_array_append_val(flow->layout->references, reference);
}

static void link_entry(struct layout *layout, uint32_t leaf, const struct entry *entry)
{
	struct tag *tag = tag_at(layout, leaf);

	tag->target = entry->target;
	tag->alt = entry->title;
}

static struct lines entry_lines(struct layout *layout, const struct entry *entry, enum style_id style, uint32_t leaf, dim width)
{
	struct str title = str_is_empty(entry->number)
				   ? entry->title
				   : str_format(layout->arena, "%.*s\xC2\xA0\xC2\xA0\xC2\xA0%.*s", STR_ARGS(entry->number), STR_ARGS(entry->title));
	struct runs runs = runs_of_text(layout, title, leaf, style);

	if (runs.count > 0) {
		((struct text_run *)runs.items)->link = leaf;
		((struct text_run *)runs.items)->origin = entry->section->origin;
	}
	return type_break(layout->typesetter, layout->arena, runs.items, runs.count, style, width, layout->language, layout->diags);
}

/* The whole line leads there, with its dots and number. */
static void widen_link(struct flow *flow, dim right)
{
	struct mark *link = &g_array_index(flow->marks, struct mark, flow->marks->len - 2);

	if (link->kind == MARK_LINK)
		link->as.link.width = right - link->at.x;
}

static void flow_entry(struct flow *flow, const struct entry *entry, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	enum style_id style = entry->level == 1 ? STYLE_CONTENTS_1 : STYLE_CONTENTS_2;
	uint32_t leaf = tag_add(layout, TAG_LINK, tag_add(layout, TAG_TOC_ITEM, frame->tag));
	dim indent = (dim)(entry->level - 1) * STEP, room = type_width(layout->typesetter, STR("0000"), style), base = base_line(layout, style);
	dim right = frame->left + frame->width;
	struct lines lines;

	link_entry(layout, leaf, entry);
	lines = entry_lines(layout, entry, style, leaf, MAX(DIM(40), frame->width - indent - room - DIM(20)));
	flow_space(flow, layout->theme->styles[style].before);
	for (uint32_t i = 0; i < lines.count; i++) {
		flow_cost(flow, i > 0 ? COST_NEVER : 0);
		flow_slab(flow, layout->theme->styles[style].leading, entry->section->origin);
		if (i + 1 == lines.count)
			add_dots(flow, style, frame->left + indent + lines.items[i].width + DOT_GAP, right - room, base);
		flow_line(flow, &lines.items[i], frame->left + indent, base);
		if (lines.items[i].piece_count > 0)
			widen_link(flow, right);
	}
	add_number(flow, entry, style, leaf, right, base);
	flow_cost(flow, entry->level == 1 ? COST_AVOID : 0);
	flow_space(flow, layout->theme->styles[style].after);
}

static void flow_entries(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct frame inner = *frame;

	inner.tag = tag_add(flow->layout, TAG_TOC, frame->tag);
	for (uint32_t i = 0; i < flow->layout->entries->len; i++) {
		struct entry entry = g_array_index(flow->layout->entries, struct entry, i);

		if (entry.level <= MAX(1u, node->as.contents.depth) && !entry.section->as.section.not_in_contents)
			flow_entry(flow, &entry, &inner);
	}
	flow->cost = 0;
}

void flow_contents(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	struct frame inner = *frame;
	uint32_t leaf;

	inner.tag = tag_add(layout, TAG_SECTION, frame->tag);
	if (flow->slabs->len > 0)
		flow->forced = true;
	if (!str_is_empty(node->as.contents.title)) {
		leaf = tag_add(layout, TAG_H1, inner.tag);
		flow_runs(flow, runs_of_text(layout, node->as.contents.title, leaf, STYLE_H1), STYLE_H1, &inner, node->origin);
		flow_cost(flow, COST_NEVER);
		flow_space(flow, layout->theme->styles[STYLE_H1].after);
	}
	flow_entries(flow, node, &inner);
	flow_space(flow, DIM(18));
}

/* Right-aligned: the pieces stand to the left of the mark. The space keeps title and number apart where they are read aloud or copied. */
void fill_references(struct layout *layout)
{
	for (uint32_t i = 0; i < layout->references->len; i++) {
		const struct reference *reference = &g_array_index(layout->references, struct reference, i);
		const struct landing *landing = g_hash_table_lookup(layout->landings, str_c(reference->target));
		struct str number = landing == NULL ? STR(" ?") : str_format(layout->arena, " %u", landing->page + 1);
		struct runs runs = runs_of_text(layout, number, reference->tag, reference->style);
		struct piece *pieces;

		*reference->line = type_line(layout->typesetter, layout->arena, runs.items, runs.count);
		pieces = (struct piece *)reference->line->pieces;
		for (uint32_t j = 0; j < reference->line->piece_count; j++)
			pieces[j].x -= reference->line->width;
	}
}
