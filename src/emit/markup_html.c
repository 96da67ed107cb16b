/* Prose as a fragment of HTML, for trackers that hold such. */
#include "html_writer.h"
#include "markup.h"

/* Elements by kind; the second one stands inside the first. NULL: the node is text, a link, or nothing. */
static const char *const elements[DOC_KIND_COUNT][2] = {
	[DOC_PARAGRAPH] = {"p"}, [DOC_ITEM] = {"li"},     [DOC_QUOTE] = {"blockquote"}, [DOC_CODE_BLOCK] = {"pre", "code"},
	[DOC_RULE] = {"hr"},     [DOC_EMPHASIS] = {"em"}, [DOC_STRONG] = {"strong"},    [DOC_CODE] = {"code"},
	[DOC_BREAK] = {"br"},
};

/* A paragraph alone in an item needs no element. */
static bool is_bare(const struct doc *node)
{
	return node->kind == DOC_PARAGRAPH && node->parent->kind == DOC_ITEM && node->parent->first == node && node->next == NULL;
}

static void put_words(struct html_writer *writer, struct str text)
{
	GString *clean = g_string_new(NULL);
	const char *end = str_c(text) + text.length;

	for (const char *at = str_c(text); at < end; at = g_utf8_next_char(at))
		g_string_append_unichar(clean, markup_clean(g_utf8_get_char(at)));
	html_text(writer, (struct str){clean->str, (uint32_t)clean->len});
	g_string_free(clean, TRUE);
}

static void enter(struct html_writer *writer, const struct doc *node)
{
	if (is_bare(node))
		return;
	if (node->kind == DOC_LIST)
		html_open(writer, node->as.list.ordered ? "ol" : "ul");
	for (int i = 0; i < 2 && elements[node->kind][i] != NULL; i++)
		html_open(writer, elements[node->kind][i]);
	if (node->kind == DOC_LINK) {
		html_open(writer, html_url_allowed(node->as.link.url) ? "a" : "span");
		html_href(writer, node->as.link.url);
	} else if (node->kind == DOC_TEXT || node->kind == DOC_CODE)
		put_words(writer, node->as.text.text);
}

static void leave(struct html_writer *writer, const struct doc *node)
{
	if (is_bare(node))
		return;
	if (node->kind == DOC_LIST || node->kind == DOC_LINK)
		html_close(writer);
	for (int i = 0; i < 2 && elements[node->kind][i] != NULL; i++)
		html_close(writer);
}

void markup_html(GString *out, const struct doc *blocks)
{
	struct html_writer writer;

	html_begin(&writer, out);
	for (struct doc_walk walk = doc_walk_start(blocks); walk.node != NULL; doc_walk_next(&walk))
		if (walk.node != blocks)
			(walk.entering ? enter : leave)(&writer, walk.node);
	html_finish(&writer);
}
