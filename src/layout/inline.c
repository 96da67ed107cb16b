/* Inline nodes to runs of text, each in its leaf of the tag tree. */
#include "flow.h"

#include <string.h>

/* Room for the square of a badge, which is painted over it: spaces that do not break. */
#define BADGE_ROOM     "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0"
#define NO_BREAK_SPACE "\xC2\xA0"

struct builder {
	struct layout *layout;
	GArray *runs;
	uint32_t parent, leaf;
	uint32_t span; /* the leaf of plain text, until a link or code comes between */
	uint32_t link; /* the leaf of the link around, or NONE */
	enum style_id style;
	bool emphasis, strong;
	uint32_t depth;
};

static bool is_tagged(const struct builder *builder)
{
	return builder->parent != NONE && builder->leaf == NONE;
}

static uint32_t plain_leaf(struct builder *builder)
{
	if (!is_tagged(builder))
		return builder->leaf == NONE ? 0 : builder->leaf;
	if (builder->link != NONE)
		return builder->link;
	if (builder->span == NONE)
		builder->span = tag_add(builder->layout, TAG_SPAN, builder->parent);
	return builder->span;
}

static void add_run(struct builder *builder, const struct doc *node, struct str text, bool code)
{
	struct text_run run = {.text = text,
			       .style = builder->style,
			       .emphasis = builder->emphasis,
			       .strong = builder->strong,
			       .code = code,
			       .link = builder->link,
			       .origin = node->origin};

	if (str_is_empty(text))
		return;
	run.tag = plain_leaf(builder);
	run.colour = builder->link != NONE ? COLOUR_LINK : builder->layout->theme->styles[builder->style].colour;
	g_array_append_val(builder->runs, run);
}

static void add_text(struct builder *builder, const struct doc *node)
{
	add_run(builder, node, node->as.text.text, false);
}

static void add_children(struct builder *builder, const struct doc *node);

static void add_emphasis(struct builder *builder, const struct doc *node)
{
	bool kept = builder->emphasis;

	builder->emphasis = true;
	add_children(builder, node);
	builder->emphasis = kept;
}

static void add_strong(struct builder *builder, const struct doc *node)
{
	bool kept = builder->strong;

	builder->strong = true;
	add_children(builder, node);
	builder->strong = kept;
}

static void add_code(struct builder *builder, const struct doc *node)
{
	uint32_t kept = builder->span;

	if (!is_tagged(builder) || builder->link != NONE) {
		add_run(builder, node, node->as.text.text, true);
		return;
	}
	builder->span = tag_add(builder->layout, TAG_CODE, builder->parent);
	add_run(builder, node, node->as.text.text, true);
	builder->span = builder->runs->len == 0 ? kept : NONE;
}

/* In a heading, which is one leaf, a link is plain text. */
static void add_link(struct builder *builder, const struct doc *node)
{
	struct tag *tag;

	if (!is_tagged(builder) || builder->link != NONE || (str_is_empty(node->as.link.url) && str_is_empty(node->as.link.target))) {
		add_children(builder, node);
		return;
	}
	builder->link = tag_add(builder->layout, TAG_LINK, builder->parent);
	tag = tag_at(builder->layout, builder->link);
	tag->url = node->as.link.url;
	tag->target = node->as.link.target;
	tag->origin = node->origin;
	tag->alt = doc_text(builder->layout->arena, node);
	add_children(builder, node);
	builder->link = NONE;
	builder->span = NONE;
}

static void add_break(struct builder *builder, const struct doc *node)
{
	if (builder->runs->len > 0)
		g_array_index(builder->runs, struct text_run, builder->runs->len - 1).line_break = true;
}

struct text_run badge_run(struct layout *layout, enum risk risk, struct str label, uint32_t leaf)
{
	GString *text = g_string_new(risk < RISK_COUNT ? BADGE_ROOM : "");

	for (const char *c = str_c(label); *c != '\0'; c++)
		if (*c == ' ')
			g_string_append(text, NO_BREAK_SPACE);
		else
			g_string_append_c(text, *c);
	return (struct text_run){.text = str_take(layout->arena, text),
				 .style = STYLE_BADGE,
				 .tag = leaf,
				 .link = NONE,
				 .colour = layout->theme->styles[STYLE_BADGE].colour,
				 .badge = risk < RISK_COUNT ? (uint32_t)risk + 1 : 0};
}

static void add_badge_run(struct builder *builder, const struct doc *node)
{
	struct text_run run = badge_run(builder->layout, node->as.badge.risk, node->as.badge.label, plain_leaf(builder));

	run.origin = node->origin;
	run.link = builder->link;
	g_array_append_val(builder->runs, run);
}

/* Between a heading and its badge: more than a blank of the heading. */
static void add_heading_space(struct builder *builder, const struct doc *node)
{
	if (builder->style >= STYLE_H1 && builder->style <= STYLE_H4 && builder->runs->len > 0)
		add_run(builder, node, STR(NO_BREAK_SPACE), false);
}

static void add_badge(struct builder *builder, const struct doc *node)
{
	add_heading_space(builder, node);
	add_badge_run(builder, node);
}

static void (*const adders[DOC_KIND_COUNT])(struct builder *, const struct doc *) = {
	[DOC_TEXT] = add_text, [DOC_EMPHASIS] = add_emphasis, [DOC_STRONG] = add_strong, [DOC_CODE] = add_code,
	[DOC_LINK] = add_link, [DOC_BREAK] = add_break,       [DOC_BADGE] = add_badge,
};

static void add_children(struct builder *builder, const struct doc *node)
{
	if (++builder->depth <= DEEPEST)
		for (const struct doc *child = node->first; child != NULL; child = child->next)
			if (adders[child->kind] != NULL)
				adders[child->kind](builder, child);
	builder->depth--;
}

static struct runs runs_take(struct builder *builder)
{
	uint32_t count = builder->runs->len;
	struct text_run *items = arena_array(builder->layout->arena, struct text_run, count);

	if (count > 0)
		memcpy(items, builder->runs->data, count * sizeof(*items));
	g_array_free(builder->runs, TRUE);
	return (struct runs){items, count};
}

struct runs runs_of(struct layout *layout, const struct doc *node, uint32_t parent, uint32_t leaf, enum style_id style, bool strong)
{
	struct builder builder = {.layout = layout, .parent = parent, .leaf = leaf, .span = NONE, .link = NONE, .style = style, .strong = strong};

	builder.runs = g_array_new(FALSE, FALSE, sizeof(struct text_run));
	add_children(&builder, node);
	return runs_take(&builder);
}

struct runs runs_of_text(struct layout *layout, struct str text, uint32_t leaf, enum style_id style)
{
	struct text_run *run = arena_one(layout->arena, struct text_run);

	*run = (struct text_run){.text = text, .style = style, .tag = leaf, .link = NONE, .colour = layout->theme->styles[style].colour};
	return (struct runs){run, str_is_empty(text) ? 0 : 1};
}
