/* The document tree as the body of the editable report, by a table of kinds. */
#include "docx.h"

#define INDENT 360 /* twips to a level of lists and quotes */

static void nothing(struct docx *docx, const struct doc *node)
{
	(void)docx;
	(void)node;
}

/* ---- Where a paragraph stands ---- */

static enum style_id style_of(const struct doc *node)
{
	for (const struct doc *at = node; at != NULL; at = at->parent) {
		enum style_id style = str_is_empty(at->role) ? STYLE_COUNT : theme_style(at->role, STYLE_COUNT);

		if (style != STYLE_COUNT)
			return style;
		if (at->kind == DOC_CELL)
			return at->as.cell.is_header ? STYLE_TABLE_HEAD : STYLE_TABLE_CELL;
	}
	return STYLE_BODY;
}

static uint32_t column_of(const struct doc *cell)
{
	uint32_t column = 0;

	for (const struct doc *at = cell->parent->first; at != cell; at = at->next)
		column += MAX(1u, at->as.cell.span);
	return column;
}

static enum align align_of(const struct doc *node)
{
	const struct doc *cell = node->parent, *table;

	if (cell == NULL || cell->kind != DOC_CELL)
		return ALIGN_START;
	table = cell->parent->parent;
	return column_of(cell) < table->as.table.column_count ? table->as.table.columns[column_of(cell)].align : ALIGN_START;
}

static uint32_t quotes_around(const struct doc *node)
{
	uint32_t count = 0;

	for (const struct doc *at = node->parent; at != NULL && at->kind != DOC_CELL && at->kind != DOC_BOX; at = at->parent)
		count += at->kind == DOC_QUOTE;
	return count;
}

/* The first paragraph of an item bears its mark, the others stand below it. */
static struct docx_look look_of(struct docx *docx, const struct doc *node, const char *style)
{
	struct docx_look look = {.style = style, .align = align_of(node), .indent = (int)quotes_around(node) * INDENT};

	if (docx->depth > 0) {
		struct docx_list *list = &docx->open[docx->depth - 1];

		/* A style of its own, so that what follows the list keeps its distance. */
		if (str_is(str_of(style), docx_style(STYLE_BODY)))
			look.style = "ListText";
		look.close = list->tight;
		if (!list->marked) {
			look.list = list->number;
			look.level = docx->depth - 1;
		}
		look.indent += (int)docx->depth * INDENT;
		look.hanging = list->marked ? 0 : INDENT;
		list->marked = true;
	}
	return look;
}

/* ---- Sections and headings ---- */

static void enter_section(struct docx *docx, const struct doc *node)
{
	docx_mark(docx, node->anchor);
}

static bool is_next_number(const struct docx *docx, struct str number)
{
	char *next = g_strdup_printf("%u", docx->headings + 1);
	bool is_next = str_is(number, next);

	g_free(next);
	return is_next;
}

/* Headings that count up from 1 are numbered by the word processor, so that they stay right when sections are moved. */
static void enter_heading(struct docx *docx, const struct doc *node)
{
	const struct doc *section = node->parent != NULL && node->parent->kind == DOC_SECTION ? node->parent : NULL;
	uint32_t level = section == NULL ? 4 : MIN(4u, doc_section_level(section));
	struct str number = section == NULL ? STR("") : section->as.section.number;
	bool automatic = level == 1 && is_next_number(docx, number);
	struct docx_look look = {.keep_with_next = true, .page_break = section != NULL && section->as.section.page_break};

	look.style = str_format(docx->arena, "Heading%u%s", level, section == NULL || section->as.section.not_in_contents ? "Quiet" : "").text;
	look.list = automatic ? DOCX_HEADINGS : 0;
	docx_mark(docx, node->anchor);
	docx_begin_paragraph(docx, &look);
	if (automatic)
		docx->headings++;
	else if (!str_is_empty(number))
		docx_run(docx, str_format(docx->arena, "%s\xC2\xA0\xC2\xA0", number.text));
}

static void leave_paragraph(struct docx *docx, const struct doc *node)
{
	(void)node;
	docx_end_paragraph(docx);
}

/* ---- Plain blocks ---- */

/* A line in bold heads what follows. */
static bool is_heading(const struct doc *node)
{
	return str_is(node->role, "heading") || (node->first != NULL && node->first == node->last && node->first->kind == DOC_STRONG);
}

static void enter_paragraph(struct docx *docx, const struct doc *node)
{
	struct docx_look look;

	docx_cover_block(docx, node);
	look = look_of(docx, node, docx_style(style_of(node)));
	docx_mark(docx, node->anchor);
	look.keep_with_next = is_heading(node);
	docx_begin_paragraph(docx, &look);
}

static void enter_code_block(struct docx *docx, const struct doc *node)
{
	struct docx_look look = look_of(docx, node, docx_style(STYLE_CODE));

	docx_mark(docx, node->anchor);
	docx_begin_paragraph(docx, &look);
}

static void enter_rule(struct docx *docx, const struct doc *node)
{
	docx_mark(docx, node->anchor);
	docx_begin_paragraph(docx, &(struct docx_look){.style = "Spacer", .rule_below = true});
	docx_end_paragraph(docx);
}

static void enter_anchored(struct docx *docx, const struct doc *node)
{
	docx_mark(docx, node->anchor);
}

/* ---- Lists ---- */

/* Lists deeper than a word processor knows go on at its deepest level. */
static void enter_list(struct docx *docx, const struct doc *node)
{
	struct docx_list list = {.number = DOCX_BULLETS, .tight = node->as.list.tight, .marked = true};
	struct docx_start start = {MIN(docx->depth, DOCX_LISTS_DEEPEST - 1), MAX(1u, node->as.list.start)};

	docx_mark(docx, node->anchor);
	if (node->as.list.ordered) {
		list.number = DOCX_LISTS + docx->lists->len;
		g_array_append_val(docx->lists, start);
	}
	if (docx->depth == DOCX_LISTS_DEEPEST)
		docx->depth--;
	docx->open[docx->depth++] = list;
}

static uint32_t lists_around(const struct doc *node)
{
	uint32_t count = 0;

	for (const struct doc *at = node->parent; at != NULL; at = at->parent)
		count += at->kind == DOC_LIST;
	return MIN(count, DOCX_LISTS_DEEPEST);
}

static void leave_list(struct docx *docx, const struct doc *node)
{
	docx->depth = lists_around(node);
}

static void enter_item(struct docx *docx, const struct doc *node)
{
	docx_mark(docx, node->anchor);
	docx->open[docx->depth - 1].marked = false;
}

/* ---- Words ---- */

static void enter_text(struct docx *docx, const struct doc *node)
{
	docx_run(docx, node->as.text.text);
}

static void enter_code(struct docx *docx, const struct doc *node)
{
	docx_code(docx, node->as.text.text);
}

static void enter_strong(struct docx *docx, const struct doc *node)
{
	(void)node;
	docx->strong++;
}

static void leave_strong(struct docx *docx, const struct doc *node)
{
	(void)node;
	docx->strong--;
}

static void enter_emphasis(struct docx *docx, const struct doc *node)
{
	(void)node;
	docx->emphasis++;
}

static void leave_emphasis(struct docx *docx, const struct doc *node)
{
	(void)node;
	docx->emphasis--;
}

static void enter_break(struct docx *docx, const struct doc *node)
{
	(void)node;
	docx_put(docx, "<w:r><w:br/></w:r>");
}

static void enter_badge(struct docx *docx, const struct doc *node)
{
	docx_badge(docx, node->as.badge.risk, node->as.badge.label);
}

static const struct {
	void (*enter)(struct docx *docx, const struct doc *node);
	void (*leave)(struct docx *docx, const struct doc *node);
} kinds[DOC_KIND_COUNT] = {
	[DOC_DOCUMENT] = {nothing, nothing},
	[DOC_COVER] = {docx_enter_cover, docx_leave_cover},
	[DOC_CONTENTS] = {docx_write_contents, nothing},
	[DOC_SECTION] = {enter_section, nothing},
	[DOC_HEADING] = {enter_heading, leave_paragraph},
	[DOC_PARAGRAPH] = {enter_paragraph, leave_paragraph},
	[DOC_LIST] = {enter_list, leave_list},
	[DOC_ITEM] = {enter_item, nothing},
	[DOC_QUOTE] = {enter_anchored, nothing},
	[DOC_CODE_BLOCK] = {enter_code_block, leave_paragraph},
	[DOC_RULE] = {enter_rule, nothing},
	[DOC_BOX] = {docx_enter_box, docx_leave_box},
	[DOC_TABLE] = {docx_enter_table, docx_leave_table},
	[DOC_ROW] = {docx_enter_row, nothing},
	[DOC_CELL] = {docx_enter_cell, docx_leave_cell},
	[DOC_FIGURE] = {docx_write_figure, nothing},
	[DOC_NUMBERS] = {docx_write_numbers, nothing},
	[DOC_TEXT] = {enter_text, nothing},
	[DOC_EMPHASIS] = {enter_emphasis, leave_emphasis},
	[DOC_STRONG] = {enter_strong, leave_strong},
	[DOC_CODE] = {enter_code, nothing},
	[DOC_LINK] = {docx_open_link, docx_close_link},
	[DOC_BREAK] = {enter_break, nothing},
	[DOC_BADGE] = {enter_badge, nothing},
};

static bool ends_row(const struct doc_walk *walk)
{
	return !walk->entering && walk->node->kind == DOC_ROW;
}

void docx_write_blocks(struct docx *docx)
{
	for (struct doc_walk walk = doc_walk_start(docx->document); walk.node != NULL; doc_walk_next(&walk)) {
		(walk.entering ? kinds[walk.node->kind].enter : kinds[walk.node->kind].leave)(docx, walk.node);
		if (ends_row(&walk))
			docx_put(docx, "</w:tr>\n");
	}
}
