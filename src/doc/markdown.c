/* CommonMark, as people write it in notes and advice, to nodes of the document tree; cmark lives here and in article.c. */
#include <string.h>

#include "kinds.h"
#include "reading.h"

/* Blocks or spans nested deeper than this are flattened into the ones above. */
#define DEEPEST 12u

static struct str literal(struct arena *arena, cmark_node *from)
{
	const char *text = cmark_node_get_literal(from);

	return str_from(arena, text == NULL ? "" : text);
}

static struct doc *add(struct reading *reading, enum doc_kind kind)
{
	struct doc *node = doc_add(reading->arena, reading->at, kind);

	node->origin = reading->origin;
	return node;
}

/* Blocks of an article know their own bytes, and so does what they hold. */
static void locate(struct reading *reading, cmark_node *from)
{
	if (reading->source != NULL)
		reading->origin = article_span(reading, from);
}

static void add_words(struct reading *reading, struct str text)
{
	add(reading, DOC_TEXT)->as.text.text = text;
}

/* Opens a container unless the nesting is too deep; the matching exit finds it in the user data. */
static struct doc *open_node(struct reading *reading, cmark_node *from, enum doc_kind kind)
{
	struct doc *node;

	if (reading->depth >= DEEPEST)
		return NULL;
	node = add(reading, kind);
	reading->at = node;
	reading->depth++;
	cmark_node_set_user_data(from, node);
	return node;
}

static void enter_list(struct reading *reading, cmark_node *from)
{
	struct doc *list = open_node(reading, from, DOC_LIST);

	if (list == NULL)
		return;
	list->as.list.ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
	list->as.list.start = list->as.list.ordered ? (uint32_t)cmark_node_get_list_start(from) : 1;
	list->as.list.tight = cmark_node_get_list_tight(from) != 0;
}

/* An item of a list that was flattened is flattened too. */
static void enter_item(struct reading *reading, cmark_node *from)
{
	struct doc *item;

	if (reading->at->kind != DOC_LIST)
		return;
	item = add(reading, DOC_ITEM);
	reading->at = item;
	reading->depth++;
	cmark_node_set_user_data(from, item);
}

static void enter_quote(struct reading *reading, cmark_node *from)
{
	(void)open_node(reading, from, DOC_QUOTE);
}

/* Paragraphs always stand: they are the leaves of blocks. */
static void enter_paragraph(struct reading *reading, cmark_node *from)
{
	struct doc *paragraph;

	locate(reading, from);
	paragraph = add(reading, DOC_PARAGRAPH);
	reading->at = paragraph;
	cmark_node_set_user_data(from, paragraph);
}

/* The section tree of a report belongs to the template, so a heading is a strong paragraph; that of an article to its author. */
static void enter_heading(struct reading *reading, cmark_node *from)
{
	struct doc *paragraph;

	locate(reading, from);
	if (article_heading(reading, from))
		return;
	paragraph = add(reading, DOC_PARAGRAPH);
	paragraph->role = STR("heading");
	reading->at = paragraph;
	reading->at = add(reading, DOC_STRONG);
	cmark_node_set_user_data(from, paragraph);
}

static void enter_code_block(struct reading *reading, cmark_node *from)
{
	struct str code = literal(reading->arena, from);

	locate(reading, from);
	while (code.length > 0 && code.text[code.length - 1] == '\n')
		code = str_copy(reading->arena, code.text, code.length - 1);
	doc_add_text(reading->arena, add(reading, DOC_CODE_BLOCK), code);
}

static void enter_html_block(struct reading *reading, cmark_node *from)
{
	struct str text = str_trim(reading->arena, literal(reading->arena, from));

	locate(reading, from);
	doc_add_text(reading->arena, add(reading, DOC_PARAGRAPH), text);
}

static void enter_rule(struct reading *reading, cmark_node *from)
{
	(void)add(reading, DOC_RULE);
}

static void enter_text(struct reading *reading, cmark_node *from)
{
	add_words(reading, literal(reading->arena, from));
}

static void enter_code(struct reading *reading, cmark_node *from)
{
	add(reading, DOC_CODE)->as.text.text = literal(reading->arena, from);
}

static void enter_soft_break(struct reading *reading, cmark_node *from)
{
	add_words(reading, STR(" "));
}

static void enter_break(struct reading *reading, cmark_node *from)
{
	if (reading->one_line)
		add_words(reading, STR(" "));
	else
		(void)add(reading, DOC_BREAK);
}

static void enter_emphasis(struct reading *reading, cmark_node *from)
{
	(void)open_node(reading, from, DOC_EMPHASIS);
}

static void enter_strong(struct reading *reading, cmark_node *from)
{
	(void)open_node(reading, from, DOC_STRONG);
}

static bool keeps_scheme(const struct reading *reading, struct str url)
{
	return reading->scheme != NULL && g_str_has_prefix(url.text, reading->scheme);
}

/* Of an unsafe link only the words stay. */
static void enter_link(struct reading *reading, cmark_node *from)
{
	const char *address = cmark_node_get_url(from);
	struct str url = str_from(reading->arena, address == NULL ? "" : address);
	struct doc *link = doc_url_is_safe(url) || keeps_scheme(reading, url) ? open_node(reading, from, DOC_LINK) : NULL;

	if (link != NULL)
		link->as.link.url = url;
}

/* Kinds without a row leave no node of their own: of an image the words of its alternative text stay. */
static void (*const enters[])(struct reading *reading, cmark_node *from) = {
	[CMARK_NODE_LIST] = enter_list,
	[CMARK_NODE_ITEM] = enter_item,
	[CMARK_NODE_BLOCK_QUOTE] = enter_quote,
	[CMARK_NODE_PARAGRAPH] = enter_paragraph,
	[CMARK_NODE_HEADING] = enter_heading,
	[CMARK_NODE_CODE_BLOCK] = enter_code_block,
	[CMARK_NODE_HTML_BLOCK] = enter_html_block,
	[CMARK_NODE_THEMATIC_BREAK] = enter_rule,
	[CMARK_NODE_TEXT] = enter_text,
	[CMARK_NODE_CODE] = enter_code,
	[CMARK_NODE_HTML_INLINE] = enter_text,
	[CMARK_NODE_SOFTBREAK] = enter_soft_break,
	[CMARK_NODE_LINEBREAK] = enter_break,
	[CMARK_NODE_EMPH] = enter_emphasis,
	[CMARK_NODE_STRONG] = enter_strong,
	[CMARK_NODE_LINK] = enter_link,
};

/* In one line, a block is its words: code and HTML as text, the rest by its children. */
static void enter_in_line(struct reading *reading, cmark_node *from)
{
	cmark_node_type type = cmark_node_get_type(from);
	bool is_leaf = type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK;

	if ((is_leaf || type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) && reading->at->last != NULL)
		add_words(reading, STR(" "));
	if (is_leaf)
		add_words(reading, str_trim(reading->arena, literal(reading->arena, from)));
}

static void enter(struct reading *reading, cmark_node *from)
{
	cmark_node_type type = cmark_node_get_type(from);

	if (reading->one_line && type <= CMARK_NODE_LAST_BLOCK)
		enter_in_line(reading, from);
	else if ((size_t)type < G_N_ELEMENTS(enters) && enters[type] != NULL)
		enters[type](reading, from);
}

static bool is_counted(enum doc_kind kind)
{
	return kind != DOC_PARAGRAPH && kind != DOC_HEADING;
}

static void leave(struct reading *reading, cmark_node *from)
{
	struct doc *node = cmark_node_get_user_data(from);

	if (node == NULL)
		return;
	reading->at = node->parent;
	if (is_counted(node->kind))
		reading->depth--;
}

void read_markdown(struct reading *reading, struct str markdown)
{
	cmark_node *root = cmark_parse_document(str_c(markdown), markdown.length, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);

	for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter)) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (event == CMARK_EVENT_ENTER && article_table(reading, node))
			cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
		else if (event == CMARK_EVENT_ENTER)
			enter(reading, node);
		else
			leave(reading, node);
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
}

void doc_add_markdown(struct arena *arena, struct doc *parent, struct str markdown, struct span origin)
{
	struct reading reading = {.arena = arena, .at = parent, .origin = origin};

	read_markdown(&reading, markdown);
}

void doc_add_markdown_inline(struct arena *arena, struct doc *parent, struct str markdown, struct span origin)
{
	struct reading reading = {.arena = arena, .at = parent, .origin = origin, .one_line = true};

	read_markdown(&reading, markdown);
}
