/* A document and a theme become pages: blocks to slabs, slabs to pages, then what hangs on page numbers. */
#include "flow.h"

#include <string.h>

static struct layout *layout_open(struct arena *arena, struct typesetter *typesetter, const struct theme *theme, enum paper_id paper,
				  const struct doc *document, struct diags *diags)
{
	struct layout *layout = arena_one(arena, struct layout);

	layout->arena = arena;
	layout->typesetter = typesetter;
	layout->theme = theme;
	layout->paper = &theme->papers[paper];
	layout->document = document;
	layout->diags = diags;
	layout->language = document->as.document.language;
	layout->tags = g_array_new(FALSE, FALSE, sizeof(struct tag));
	layout->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
	layout->references = g_array_new(FALSE, FALSE, sizeof(struct reference));
	layout->entry_of = g_hash_table_new(NULL, NULL);
	layout->landings = g_hash_table_new(g_str_hash, g_str_equal);
	layout->body_height = layout->paper->height - layout->paper->top - layout->paper->bottom;
	return layout;
}

static void layout_close(struct layout *layout)
{
	g_array_free(layout->tags, TRUE);
	g_array_free(layout->entries, TRUE);
	g_array_free(layout->references, TRUE);
	g_hash_table_destroy(layout->entry_of);
	g_hash_table_destroy(layout->landings);
}

/* A document without blocks is one empty page; anchors at its end still need a place. */
static void flow_document(struct flow *flow)
{
	struct layout *layout = flow->layout;
	struct frame frame = {.left = 0, .width = layout->paper->width - layout->paper->left - layout->paper->right, .style = STYLE_BODY};

	frame.tag = tag_add(layout, TAG_DOCUMENT, 0);
	flow_blocks(flow, layout->document, &frame);
	if (flow->waiting->len > 0 || flow->slabs->len == 0)
		flow_slab(flow, 0, layout->document->origin);
}

static struct drawing take_drawing(struct layout *layout, GArray *marks)
{
	struct mark *copy = arena_array(layout->arena, struct mark, marks->len);

	if (marks->len > 0)
		memcpy(copy, marks->data, marks->len * sizeof(*copy));
	return (struct drawing){copy, marks->len, layout->paper->width, layout->paper->height};
}

static struct page make_page(const struct flow *flow, uint32_t from, uint32_t to, const struct running *running)
{
	struct layout *layout = flow->layout;
	const struct slab *first = &g_array_index(flow->slabs, struct slab, from);
	GArray *marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
	struct page page = {.label = str_format(layout->arena, "%u", running->page + 1)};

	if (!first->cover)
		add_running(running, marks);
	place_slabs(flow, from, to, first->cover ? 0 : layout->paper->left, first->cover ? 0 : layout->paper->top, true, marks);
	add_stamp(layout, marks);
	page.drawing = take_drawing(layout, marks);
	g_array_free(marks, TRUE);
	return page;
}

static void make_pages(const struct flow *flow, struct pages *pages)
{
	struct layout *layout = flow->layout;
	GArray *starts = page_starts(flow, layout->body_height);
	struct page *items = arena_array(layout->arena, struct page, starts->len);

	for (uint32_t i = 0; i < starts->len; i++) {
		uint32_t from = g_array_index(starts, uint32_t, i),
			 to = i + 1 < starts->len ? g_array_index(starts, uint32_t, i + 1) : flow->slabs->len;
		struct running running = {layout, i, starts->len, g_array_index(flow->slabs, struct slab, from).entry};

		items[i] = make_page(flow, from, to, &running);
	}
	pages->items = items;
	pages->count = starts->len;
	g_array_free(starts, TRUE);
}

static void note_mark(struct layout *layout, const struct mark *mark, uint32_t page)
{
	if (mark->kind == MARK_ANCHOR && !g_hash_table_contains(layout->landings, str_c(mark->as.anchor.name))) {
		struct landing *landing = arena_one(layout->arena, struct landing);

		*landing = (struct landing){page, mark->at.y};
		g_hash_table_insert(layout->landings, (gpointer)str_c(mark->as.anchor.name), landing);
	}
	/* Words that are there need no other words in their place. */
	if (mark->kind == MARK_LINE && mark->tag != TAG_ARTIFACT && tag_at(layout, mark->tag)->kind == TAG_LINK)
		tag_at(layout, mark->tag)->alt = (struct str){0};
	if (mark->tag != TAG_ARTIFACT && tag_at(layout, mark->tag)->kind == TAG_FIGURE && tag_at(layout, mark->tag)->page == NONE) {
		struct tag *tag = tag_at(layout, mark->tag);

		tag->x += mark->at.x;
		tag->y += mark->at.y;
		tag->page = page;
	}
}

static void note_places(struct layout *layout, const struct pages *pages)
{
	for (uint32_t i = 0; i < pages->count; i++)
		for (uint32_t j = 0; j < pages->items[i].drawing.count; j++)
			note_mark(layout, &pages->items[i].drawing.marks[j], i);
}

static void make_outlines(struct layout *layout, struct pages *pages)
{
	struct outline *outlines = arena_array(layout->arena, struct outline, layout->entries->len);

	for (uint32_t i = 0; i < layout->entries->len; i++) {
		const struct entry *entry = &g_array_index(layout->entries, struct entry, i);
		const struct landing *landing = g_hash_table_lookup(layout->landings, str_c(entry->target));

		if (landing == NULL || str_is_empty(entry->title))
			continue;
		outlines[pages->outline_count++] =
			(struct outline){.title = str_is_empty(entry->number)
							  ? entry->title
							  : str_format(layout->arena, "%.*s %.*s", STR_ARGS(entry->number), STR_ARGS(entry->title)),
					 .target = entry->target,
					 .level = entry->level,
					 .page = landing->page,
					 .y = landing->y};
	}
	pages->outlines = outlines;
}

static void describe(const struct layout *layout, struct pages *pages)
{
	const struct doc *document = layout->document;

	pages->width = layout->paper->width;
	pages->height = layout->paper->height;
	pages->title = document->as.document.title;
	pages->author = document->as.document.author;
	pages->subject = document->as.document.subject;
	pages->language = document->as.document.language;
	pages->date = document->as.document.date;
}

static void take_tags(const struct layout *layout, struct pages *pages)
{
	struct tag *tags = arena_array(layout->arena, struct tag, layout->tags->len);

	memcpy(tags, layout->tags->data, layout->tags->len * sizeof(*tags));
	pages->tags = tags;
	pages->tag_count = layout->tags->len;
}

const struct pages *layout_document(struct arena *arena, struct typesetter *typesetter, const struct theme *theme, enum paper_id paper,
				    const struct doc *document, struct diags *diags)
{
	struct layout *layout = layout_open(arena, typesetter, theme, paper, document, diags);
	struct pages *pages = arena_one(arena, struct pages);
	struct flow flow = flow_start(layout);

	type_begin(typesetter, layout->language);
	collect_entries(layout);
	flow_document(&flow);
	make_pages(&flow, pages);
	note_places(layout, pages);
	fill_references(layout);
	make_outlines(layout, pages);
	take_tags(layout, pages);
	describe(layout, pages);
	flow_end(&flow);
	layout_close(layout);
	return pages;
}
