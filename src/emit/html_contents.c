/* The contents beside the text: sections down to the depth that the document asks for. */
#include "html.h"

#define DEPTH 2u

struct str html_section_id(struct arena *arena, const struct doc *section, uint32_t ordinal)
{
	return str_is_empty(section->anchor) ? str_format(arena, "section_%u", ordinal) : section->anchor;
}

static const struct doc *find_contents(const struct doc *document)
{
	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk))
		if (walk.entering && walk.node->kind == DOC_CONTENTS)
			return walk.node;
	return NULL;
}

/* The words of a heading without its badges. */
static void write_words(struct html_page *page, const struct doc *heading)
{
	for (struct doc_walk walk = doc_walk_start(heading); walk.node != NULL; doc_walk_next(&walk))
		if (walk.entering && (walk.node->kind == DOC_TEXT || walk.node->kind == DOC_CODE))
			html_text(&page->writer, walk.node->as.text.text);
}

static void write_entry(struct html_page *page, const struct doc *section, struct str id)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "a");
	html_attribute_f(writer, "href", "#%.*s", STR_ARGS(id));
	if (!str_is_empty(section->as.section.number)) {
		html_element(writer, "span", "number", section->as.section.number);
		html_text(writer, STR(" "));
	}
	write_words(page, section->first);
	html_close(writer);
}

/* Closes list items and lists down to a level. An item stays open until the next one of its level or higher comes. */
static void sink(struct html_writer *writer, uint32_t *open, uint32_t level)
{
	for (; *open >= level; (*open)--) {
		html_close(writer);
		if (*open > level)
			html_close(writer);
		else
			break;
	}
}

static void write_item(struct html_page *page, const struct doc *section, uint32_t ordinal, uint32_t level, uint32_t *open)
{
	struct html_writer *writer = &page->writer;

	if (level > *open) {
		html_open(writer, "ol");
		*open += 1;
	} else
		sink(writer, open, level);
	html_open(writer, "li");
	write_entry(page, section, html_section_id(page->arena, section, ordinal));
}

static bool is_listed(const struct doc *node, uint32_t depth)
{
	return !node->as.section.not_in_contents && node->first != NULL && node->first->kind == DOC_HEADING && doc_section_level(node) <= depth;
}

static void write_items(struct html_page *page, uint32_t depth)
{
	uint32_t ordinal = 0, open = 0;

	for (struct doc_walk walk = doc_walk_start(page->document); walk.node != NULL; doc_walk_next(&walk)) {
		if (!walk.entering || walk.node->kind != DOC_SECTION)
			continue;
		if (is_listed(walk.node, depth))
			write_item(page, walk.node, ordinal, MIN(doc_section_level(walk.node), open + 1), &open);
		ordinal++;
	}
	for (; open > 0; open--) {
		html_close(&page->writer);
		html_close(&page->writer);
	}
}

static bool has_items(const struct doc *document, uint32_t depth)
{
	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk))
		if (walk.entering && walk.node->kind == DOC_SECTION && is_listed(walk.node, depth))
			return true;
	return false;
}

void html_write_contents(struct html_page *page)
{
	struct html_writer *writer = &page->writer;
	const struct doc *contents = find_contents(page->document);
	struct str title = contents == NULL ? STR("") : contents->as.contents.title;
	uint32_t depth = contents == NULL || contents->as.contents.depth == 0 ? DEPTH : MIN(contents->as.contents.depth, DEPTH);

	if (!has_items(page->document, depth))
		return;
	title = str_is_empty(title) ? str_of(page->words->contents) : title;
	html_open(writer, "nav");
	html_attribute(writer, "class", STR("contents"));
	html_attribute(writer, "aria-label", title);
	html_open(writer, "details");
	html_attribute(writer, "open", STR(""));
	html_element(writer, "summary", "", title);
	write_items(page, depth);
	html_close(writer);
	html_close(writer);
}
