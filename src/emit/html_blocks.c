/* The document tree as HTML elements, by a table of kinds. */
#include "html.h"

static uint32_t heading_level(const struct doc *node)
{
	const struct doc *section = node;

	while (section != NULL && section->kind != DOC_SECTION)
		section = section->parent;
	if (section == NULL)
		return 2;
	return MIN(6u, doc_section_level(section) + (section == node->parent ? 1u : 2u));
}

static bool is_only_child(const struct doc *node)
{
	return node->parent != NULL && node->parent->first == node && node->next == NULL;
}

static bool is_tight_item(const struct doc *node)
{
	return node->kind == DOC_ITEM && node->parent != NULL && node->parent->as.list.tight;
}

/* A paragraph that is all of its cell, or stands in a tight list, needs no element of its own. */
static bool is_bare(const struct doc *node)
{
	if (node->parent == NULL || !str_is_empty(node->role) || !str_is_empty(node->anchor))
		return false;
	return is_tight_item(node->parent) || (node->parent->kind == DOC_CELL && is_only_child(node));
}

/* id and class of a node; class is made of a fixed part, a risk and the role, each of which may be "". */
static void names(struct html_page *page, const struct doc *node, const char *fixed, const char *risk)
{
	GString *class = g_string_new(fixed);
	const char *parts[] = {risk, str_c(node->role)};

	html_attribute_if(&page->writer, "id", node->anchor);
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		if (*parts[i] != '\0')
			g_string_append_printf(class, "%s%s", class->len == 0 ? "" : " ", parts[i]);
	html_attribute_if(&page->writer, "class", str_of(class->str));
	g_string_free(class, TRUE);
}

static void enter_nothing(struct html_page *page, const struct doc *node)
{
	(void)page;
	(void)node;
}

static void leave_element(struct html_page *page, const struct doc *node)
{
	(void)node;
	html_close(&page->writer);
}

static void enter_cover(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "header");
	names(page, node, "cover", "");
}

static void enter_section(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, str_is(node->role, "finding") ? "article" : "section");
	html_attribute(&page->writer, "id", html_section_id(page->arena, node, page->sections++));
	html_attribute_f(&page->writer, "class", "level-%u%s%.*s", MIN(6u, doc_section_level(node)), str_is_empty(node->role) ? "" : " ",
			 STR_ARGS(node->role));
}

static void enter_heading(struct html_page *page, const struct doc *node)
{
	static const char *const elements[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
	bool in_section = node->parent != NULL && node->parent->kind == DOC_SECTION;

	html_open(&page->writer, node == page->title ? "h1" : elements[heading_level(node) - 1]);
	names(page, node, "", "");
	if (!in_section || str_is_empty(node->parent->as.section.number))
		return;
	html_element(&page->writer, "span", "number", node->parent->as.section.number);
	html_text(&page->writer, STR(" "));
}

static void enter_paragraph(struct html_page *page, const struct doc *node)
{
	if (is_bare(node))
		return;
	html_open(&page->writer, node == page->title ? "h1" : "p");
	names(page, node, "", "");
}

static void leave_paragraph(struct html_page *page, const struct doc *node)
{
	if (!is_bare(node))
		html_close(&page->writer);
	else if (node->next != NULL && node->next->kind == DOC_PARAGRAPH)
		html_text(&page->writer, STR("\n"));
}

static void enter_list(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, node->as.list.ordered ? "ol" : "ul");
	names(page, node, node->as.list.tight ? "tight" : "", "");
	if (node->as.list.ordered && node->as.list.start > 1)
		html_attribute_f(&page->writer, "start", "%u", node->as.list.start);
}

static void enter_item(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "li");
	names(page, node, "", "");
}

static void enter_quote(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "blockquote");
	names(page, node, "", "");
}

static void enter_code_block(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "pre");
	names(page, node, "", "");
	html_open(&page->writer, "code");
}

static void leave_code_block(struct html_page *page, const struct doc *node)
{
	(void)node;
	html_close(&page->writer);
	html_close(&page->writer);
}

static void enter_rule(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "hr");
	names(page, node, "", "");
}

static void enter_box(struct html_page *page, const struct doc *node)
{
	const char *risk = html_risk_class(node->as.box.risk);

	html_open(&page->writer, "div");
	names(page, node, *risk == '\0' ? "box" : "box at-risk", risk);
	if (!str_is_empty(node->as.box.label))
		html_element(&page->writer, "p", "box-label", node->as.box.label);
}

static void enter_figure(struct html_page *page, const struct doc *node)
{
	html_write_figure(page, node);
}

static void enter_numbers(struct html_page *page, const struct doc *node)
{
	html_write_numbers(page, node);
}

static void enter_text(struct html_page *page, const struct doc *node)
{
	html_text(&page->writer, node->as.text.text);
}

static void enter_emphasis(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "em");
	names(page, node, "", "");
}

static void enter_strong(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "strong");
	names(page, node, "", "");
}

static void enter_code(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "code");
	names(page, node, "", "");
	html_text(&page->writer, node->as.text.text);
}

static void enter_link(struct html_page *page, const struct doc *node)
{
	struct str url = node->as.link.url, target = node->as.link.target;
	bool leads = !str_is_empty(target) || html_url_allowed(url);

	html_open(&page->writer, leads ? "a" : "span");
	names(page, node, "", "");
	if (!str_is_empty(target))
		html_attribute_f(&page->writer, "href", "#%.*s", STR_ARGS(target));
	else
		html_href(&page->writer, url);
}

static void enter_break(struct html_page *page, const struct doc *node)
{
	(void)node;
	html_open(&page->writer, "br");
}

static void enter_badge(struct html_page *page, const struct doc *node)
{
	html_open(&page->writer, "span");
	names(page, node, "badge", html_risk_class(node->as.badge.risk));
	html_text(&page->writer, node->as.badge.label);
}

static const struct {
	void (*enter)(struct html_page *page, const struct doc *node);
	void (*leave)(struct html_page *page, const struct doc *node);
} kinds[DOC_KIND_COUNT] = {
	[DOC_DOCUMENT] = {enter_nothing, enter_nothing},    [DOC_COVER] = {enter_cover, leave_element},
	[DOC_CONTENTS] = {enter_nothing, enter_nothing},    [DOC_SECTION] = {enter_section, leave_element},
	[DOC_HEADING] = {enter_heading, leave_element},     [DOC_PARAGRAPH] = {enter_paragraph, leave_paragraph},
	[DOC_LIST] = {enter_list, leave_element},           [DOC_ITEM] = {enter_item, leave_element},
	[DOC_QUOTE] = {enter_quote, leave_element},         [DOC_CODE_BLOCK] = {enter_code_block, leave_code_block},
	[DOC_RULE] = {enter_rule, leave_element},           [DOC_BOX] = {enter_box, leave_element},
	[DOC_TABLE] = {html_enter_table, html_leave_table}, [DOC_ROW] = {html_enter_row, leave_element},
	[DOC_CELL] = {html_enter_cell, leave_element},      [DOC_FIGURE] = {enter_figure, enter_nothing},
	[DOC_NUMBERS] = {enter_numbers, enter_nothing},     [DOC_TEXT] = {enter_text, enter_nothing},
	[DOC_EMPHASIS] = {enter_emphasis, leave_element},   [DOC_STRONG] = {enter_strong, leave_element},
	[DOC_CODE] = {enter_code, leave_element},           [DOC_LINK] = {enter_link, leave_element},
	[DOC_BREAK] = {enter_break, leave_element},         [DOC_BADGE] = {enter_badge, leave_element},
};

static bool is_title(const struct doc *node)
{
	return node->kind == DOC_HEADING || (node->kind == DOC_PARAGRAPH && (str_is(node->role, "cover-title") || str_is(node->role, "title")));
}

const struct doc *html_find_title(const struct doc *document)
{
	for (const struct doc *cover = document->first; cover != NULL; cover = cover->next)
		for (const struct doc *node = cover->kind == DOC_COVER ? cover->first : NULL; node != NULL; node = node->next)
			if (is_title(node))
				return node;
	return NULL;
}

/* A line feed after each block keeps the file readable. */
static void end_block(struct html_page *page, const struct doc *node)
{
	if (!doc_is_inline(node->kind) && node->parent != NULL && node->parent->kind != DOC_CELL && node->parent->kind != DOC_ITEM)
		html_raw(&page->writer, "\n", 1);
}

void html_write_blocks(struct html_page *page)
{
	for (struct doc_walk walk = doc_walk_start(page->document); walk.node != NULL; doc_walk_next(&walk)) {
		if (walk.entering) {
			kinds[walk.node->kind].enter(page, walk.node);
			continue;
		}
		kinds[walk.node->kind].leave(page, walk.node);
		end_block(page, walk.node);
	}
}
