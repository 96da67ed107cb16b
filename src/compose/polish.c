/* Tidies a document that was just made: white space, quotes, what is left empty, links to what is not there. */
#include "expand.h"

#include <string.h>

/* ---- Words ---- */

/* Words of one paragraph, read through all its inline nodes. */
struct wordflow {
	struct arena *arena;
	gunichar before;   /* the last character; 0 at the start */
	struct doc *blank; /* the text node that ends in a blank, if that is the last character */
};

static bool opens_quote(gunichar before)
{
	return before == 0 || before == ' ' || before == '(' || before == '[' || before == 0x2018 || before == 0x201C || before == 0x2014 ||
	       before == '/';
}

/* Straight quotes to those of the page: an opening one after a blank, else a closing one or an apostrophe. */
static gunichar typographic(gunichar c, gunichar before, gunichar after)
{
	bool opens = opens_quote(before) && after != 0 && after != ' ';

	if (c == '"')
		return opens ? 0x201C : 0x201D;
	if (c == '\'')
		return opens && !g_unichar_isdigit(after) ? 0x2018 : 0x2019;
	return c;
}

/* Control characters, and those that turn the direction of all that follows: nobody means them in a title or a note. */
static bool is_unwanted(gunichar c)
{
	return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_blank(gunichar c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct str flow_words(struct wordflow *flow, struct str text)
{
	const char *c = str_c(text), *end = c + text.length;
	GString *out = g_string_new(NULL);

	for (; c < end; c = g_utf8_next_char(c)) {
		gunichar here = g_utf8_get_char(c);
		const char *next = g_utf8_next_char(c);

		if (is_unwanted(here))
			continue;
		if (is_blank(here)) {
			if (flow->before == ' ' || flow->before == 0)
				continue;
			here = ' ';
		} else
			here = typographic(here, flow->before, next < end ? g_utf8_get_char(next) : 0);
		g_string_append_unichar(out, here);
		flow->before = here;
	}
	return str_take(flow->arena, out);
}

static void flow_text(struct wordflow *flow, struct doc *node)
{
	node->as.text.text = flow_words(flow, node->as.text.text);
	if (!str_is_empty(node->as.text.text))
		flow->blank = flow->before == ' ' ? node : NULL;
}

struct str polish_words(struct arena *arena, struct str text)
{
	struct wordflow flow = {arena, 0, NULL};

	return str_trim(arena, flow_words(&flow, text));
}

static void flow_node(struct wordflow *flow, struct doc *node)
{
	if (node->kind == DOC_TEXT)
		flow_text(flow, node);
	else if (node->kind == DOC_BREAK)
		flow->before = 0;
	else if (node->kind == DOC_CODE || node->kind == DOC_BADGE) {
		flow->before = 'x';
		flow->blank = NULL;
	}
}

static void drop_last_blank(struct wordflow *flow)
{
	struct str *text;

	if (flow->blank == NULL)
		return;
	text = &flow->blank->as.text.text;
	*text = str_copy(flow->arena, text->text, text->length - 1);
}

static bool holds_words(const struct doc *node)
{
	return node->kind == DOC_PARAGRAPH || node->kind == DOC_HEADING;
}

static void tidy_words(struct arena *arena, struct doc *document)
{
	struct wordflow flow = {arena, 0, NULL};

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		struct doc *node = (struct doc *)(uintptr_t)walk.node;

		if (holds_words(node)) {
			if (!walk.entering)
				drop_last_blank(&flow);
			flow.before = 0;
			flow.blank = NULL;
		} else if (walk.entering && node->parent != NULL && node->parent->kind != DOC_CODE_BLOCK)
			flow_node(&flow, node);
	}
}

/* ---- What is left empty ---- */

static bool is_only_heads(const struct doc *table)
{
	uint32_t rows = 0;

	for (const struct doc *row = table->first; row != NULL; row = row->next)
		rows++;
	return rows <= table->as.table.header_rows;
}

static bool is_empty(const struct doc *node)
{
	switch ((int)node->kind) {
	case DOC_TEXT:
		return str_is_empty(node->as.text.text);
	case DOC_SECTION:
		return node->first == node->last;
	case DOC_TABLE:
		return is_only_heads(node);
	case DOC_NUMBERS:
		return node->as.numbers.count == 0;
	case DOC_PARAGRAPH:
	case DOC_LIST:
	case DOC_ITEM:
	case DOC_QUOTE:
	case DOC_BOX:
	case DOC_EMPHASIS:
	case DOC_STRONG:
	case DOC_LINK:
	case DOC_CODE_BLOCK:
		return node->first == NULL;
	default:
		return false;
	}
}

/* Takes all children out, and appends again those that stay; children of a node that is dissolved take its place. */
static void rebuild(struct doc *parent, bool (*goes)(const struct doc *node, const void *user), bool dissolve, const void *user)
{
	struct doc *next, *child = parent->first;

	parent->first = parent->last = NULL;
	for (; child != NULL; child = next) {
		struct doc *inner, *following;

		next = child->next;
		if (!goes(child, user)) {
			doc_append(parent, child);
			continue;
		}
		for (inner = dissolve ? child->first : NULL; inner != NULL; inner = following) {
			following = inner->next;
			doc_append(parent, inner);
		}
	}
}

static bool goes_as_empty(const struct doc *node, const void *user)
{
	return is_empty(node);
}

/* Leaving comes after the children, so emptiness rises as far as it goes. */
static void drop_empty(struct doc *document)
{
	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		struct doc *node = (struct doc *)(uintptr_t)walk.node;

		if (!walk.entering && node->first != NULL) {
			struct doc *next = node->next;

			rebuild(node, goes_as_empty, false, NULL);
			node->next = next;
		}
	}
}

/* ---- Links ---- */

/* Of two equal anchors the first one stays. */
static GHashTable *collect_anchors(struct doc *document)
{
	GHashTable *anchors = g_hash_table_new(g_str_hash, g_str_equal);

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		struct doc *node = (struct doc *)(uintptr_t)walk.node;

		if (walk.entering && !str_is_empty(node->anchor) && !g_hash_table_add(anchors, (gpointer)(uintptr_t)node->anchor.text))
			node->anchor = (struct str){0};
	}
	return anchors;
}

static bool is_dangling(const struct doc *node, const void *user)
{
	if (node->kind != DOC_LINK || !str_is_empty(node->as.link.url))
		return false;
	return str_is_empty(node->as.link.target) || !g_hash_table_contains((GHashTable *)(uintptr_t)user, node->as.link.target.text);
}

static void clear_target(const struct str *target, GHashTable *anchors)
{
	if (!str_is_empty(*target) && !g_hash_table_contains(anchors, target->text))
		*(struct str *)(uintptr_t)target = (struct str){0};
}

static void clear_chart(const struct chart_spec *chart, GHashTable *anchors)
{
	for (uint32_t row = 0; row < chart->row_count; row++) {
		clear_target(&chart->rows[row].target, anchors);
		for (uint32_t i = 0; i < chart->rows[row].count; i++)
			clear_target(&chart->rows[row].values[i].target, anchors);
	}
}

/* A theme may have dropped the section that a link leads to: its words stay. */
static void drop_dangling(struct doc *document)
{
	GHashTable *anchors = collect_anchors(document);

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		struct doc *node = (struct doc *)(uintptr_t)walk.node;

		if (!walk.entering)
			continue;
		if (node->kind == DOC_FIGURE)
			clear_chart(node->as.figure.chart, anchors);
		else if (node->first != NULL && doc_is_inline(node->first->kind))
			rebuild(node, is_dangling, true, anchors);
	}
	g_hash_table_destroy(anchors);
}

/* ---- Numbers ---- */

#define LEVELS 64u

/* A section that asks for a number gets the next one of its level, below that of the section around it. */
static void number_sections(struct arena *arena, struct doc *document)
{
	uint32_t counts[LEVELS] = {0};

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		struct doc *node = (struct doc *)(uintptr_t)walk.node;
		uint32_t level;

		if (!walk.entering || node->kind != DOC_SECTION)
			continue;
		level = MIN(doc_section_level(node), LEVELS - 1);
		if (level + 1 < LEVELS)
			counts[level + 1] = 0;
		if (!str_is(node->as.section.number, SECTION_NUMBER_AUTO))
			continue;
		counts[level]++;
		node->as.section.number = node->parent->kind == DOC_SECTION && !str_is_empty(node->parent->as.section.number)
						  ? str_format(arena, "%s.%u", str_c(node->parent->as.section.number), counts[level])
						  : str_format(arena, "%u", counts[level]);
	}
}

void polish(struct arena *arena, struct doc *document)
{
	tidy_words(arena, document);
	drop_empty(document);
	number_sections(arena, document);
	drop_dangling(document);
}
