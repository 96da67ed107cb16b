/* The document tree: building and walking. */
#include "doc/doc.h"

#include "kinds.h"

const struct doc_kind_row doc_kinds[DOC_KIND_COUNT] = {
#define DOC(id, name, is_inline, holds) {name, is_inline, HOLDS_##holds},
#include "doc/doc.def"
#undef DOC
};

const char *doc_kind_name(enum doc_kind kind)
{
	return doc_kinds[kind].name;
}

bool doc_is_inline(enum doc_kind kind)
{
	return doc_kinds[kind].is_inline;
}

struct doc *doc_new(struct arena *arena, enum doc_kind kind)
{
	struct doc *node = arena_one(arena, struct doc);

	node->kind = kind;
	if (kind == DOC_CELL)
		node->as.cell.span = 1;
	else if (kind == DOC_BOX)
		node->as.box.risk = RISK_COUNT;
	else if (kind == DOC_LIST)
		node->as.list.start = 1;
	return node;
}

struct doc *doc_append(struct doc *parent, struct doc *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last == NULL)
		parent->first = child;
	else
		parent->last->next = child;
	parent->last = child;
	return child;
}

struct doc *doc_add(struct arena *arena, struct doc *parent, enum doc_kind kind)
{
	struct doc *node = doc_append(parent, doc_new(arena, kind));

	node->origin = parent->origin;
	return node;
}

struct doc *doc_add_text(struct arena *arena, struct doc *parent, struct str text)
{
	struct doc *node = doc_add(arena, parent, DOC_TEXT);

	node->as.text.text = text;
	return node;
}

struct doc_walk doc_walk_start(const struct doc *root)
{
	return (struct doc_walk){.root = root, .node = root, .entering = true};
}

void doc_walk_next(struct doc_walk *walk)
{
	const struct doc *node = walk->node;

	if (walk->entering && node->first != NULL)
		walk->node = node->first;
	else if (walk->entering)
		walk->entering = false;
	else if (node == walk->root)
		walk->node = NULL;
	else if (node->next != NULL) {
		walk->node = node->next;
		walk->entering = true;
	} else
		walk->node = node->parent;
}

/* A blank stands between blocks, so that words of two of them do not run together. */
static void add_words(GString *text, const struct doc *node, bool with_badges)
{
	bool separate = !doc_is_inline(node->kind) || node->kind == DOC_BREAK;

	if (separate && text->len > 0 && text->str[text->len - 1] != ' ')
		g_string_append_c(text, ' ');
	if (node->kind == DOC_TEXT || node->kind == DOC_CODE)
		g_string_append_len(text, str_c(node->as.text.text), node->as.text.text.length);
	else if (node->kind == DOC_BADGE && with_badges)
		g_string_append_len(text, str_c(node->as.badge.label), node->as.badge.label.length);
}

struct str doc_text(struct arena *arena, const struct doc *node)
{
	GString *text = g_string_new(NULL);

	for (struct doc_walk walk = doc_walk_start(node); walk.node != NULL; doc_walk_next(&walk))
		if (walk.entering)
			add_words(text, walk.node, node->kind != DOC_HEADING);
	return str_trim(arena, str_take(arena, text));
}

uint32_t doc_section_level(const struct doc *section)
{
	uint32_t level = 1;

	for (const struct doc *above = section->parent; above != NULL; above = above->parent)
		level += above->kind == DOC_SECTION;
	return level;
}
