/* The integrity check of a document: what every maker must keep. A fault here is a bug of the maker, not of the input. */
#include "doc/doc.h"

#include <string.h>

#include "kinds.h"

struct check {
	struct diags *diags;
	GHashTable *anchors; /* text of the anchor -> node */
	bool sound;
};

static void fault(struct check *check, enum diag_code code, const struct doc *node, const char *more)
{
	check->sound = diag_add(check->diags, code, node->origin, (const char *const[]){doc_kind_name(node->kind), more, NULL});
}

static bool starts_with(struct str text, const char *start)
{
	size_t length = strlen(start);

	return text.length > length && g_ascii_strncasecmp(text.text, start, length) == 0;
}

bool doc_url_is_safe(struct str url)
{
	for (uint32_t i = 0; i < url.length; i++)
		if ((unsigned char)url.text[i] <= ' ' || url.text[i] == 0x7F || strchr("<>\"\\^`{|}", url.text[i]) != NULL)
			return false;
	if (starts_with(url, "http://"))
		return url.text[7] != '/';
	if (starts_with(url, "https://"))
		return url.text[8] != '/';
	return starts_with(url, "mailto:");
}

static bool anchor_is_well_formed(struct str anchor)
{
	for (uint32_t i = 0; i < anchor.length; i++)
		if (!g_ascii_islower(anchor.text[i]) && !g_ascii_isdigit(anchor.text[i]) && anchor.text[i] != '-')
			return false;
	return true;
}

static void check_anchor(struct check *check, const struct doc *node)
{
	if (str_is_empty(node->anchor))
		return;
	if (!anchor_is_well_formed(node->anchor) ||
	    !g_hash_table_insert(check->anchors, (gpointer)(uintptr_t)node->anchor.text, (gpointer)(uintptr_t)node))
		fault(check, DIAG_DOC_ANCHOR, node, node->anchor.text);
}

static bool is_block(enum doc_kind kind)
{
	return !doc_is_inline(kind) && kind != DOC_DOCUMENT && kind != DOC_ITEM && kind != DOC_ROW && kind != DOC_CELL && kind != DOC_HEADING;
}

static bool block_may_stand(const struct doc *parent, const struct doc *child)
{
	if (child->kind == DOC_HEADING)
		return parent->kind == DOC_SECTION && parent->first == child;
	if (child->kind == DOC_COVER || child->kind == DOC_CONTENTS)
		return parent->kind == DOC_DOCUMENT;
	if (child->kind == DOC_SECTION)
		return parent->kind == DOC_DOCUMENT || parent->kind == DOC_SECTION;
	return is_block(child->kind);
}

static bool may_stand(const struct doc *parent, const struct doc *child)
{
	static const enum doc_kind only[] = {[HOLDS_ROWS] = DOC_ROW, [HOLDS_CELLS] = DOC_CELL, [HOLDS_ITEMS] = DOC_ITEM};
	enum doc_holds holds = doc_kinds[parent->kind].holds;

	if (holds == HOLDS_NOTHING)
		return false;
	if (holds == HOLDS_INLINES)
		return doc_is_inline(child->kind);
	return holds == HOLDS_BLOCKS ? block_may_stand(parent, child) : child->kind == only[holds];
}

static void check_place(struct check *check, const struct doc *node, const struct doc *root)
{
	if (node == root) {
		if (node->kind != DOC_DOCUMENT)
			fault(check, DIAG_DOC_MISPLACED, node, "nothing");
	} else if (!may_stand(node->parent, node))
		fault(check, DIAG_DOC_MISPLACED, node, doc_kind_name(node->parent->kind));
	if (node->kind == DOC_SECTION && (node->first == NULL || node->first->kind != DOC_HEADING))
		fault(check, DIAG_DOC_NO_HEADING, node, NULL);
}

static void check_row(struct check *check, const struct doc *row)
{
	uint32_t columns = 0;

	if (row->parent == NULL || row->parent->kind != DOC_TABLE)
		return;
	for (const struct doc *cell = row->first; cell != NULL; cell = cell->next)
		columns += cell->kind == DOC_CELL && cell->as.cell.span > 0 ? cell->as.cell.span : 1;
	if (columns != row->parent->as.table.column_count)
		fault(check, DIAG_DOC_ROW_WIDTH, row, NULL);
}

static void check_table(struct check *check, const struct doc *table)
{
	uint32_t rows = 0;

	for (const struct doc *row = table->first; row != NULL; row = row->next)
		rows++;
	if (rows == 0 || table->as.table.header_rows > rows)
		fault(check, DIAG_DOC_ROW_WIDTH, table, NULL);
}

static void check_target(struct check *check, const struct doc *node, struct str target)
{
	if (!str_is_empty(target) && !g_hash_table_contains(check->anchors, target.text))
		fault(check, DIAG_DOC_TARGET, node, target.text);
}

static void check_link(struct check *check, const struct doc *link)
{
	struct str url = link->as.link.url, target = link->as.link.target;

	if (str_is_empty(url) == str_is_empty(target))
		fault(check, DIAG_DOC_TARGET, link, str_c(url));
	else if (!str_is_empty(url) && !doc_url_is_safe(url))
		fault(check, DIAG_DOC_TARGET, link, str_c(url));
	check_target(check, link, target);
	for (const struct doc *above = link->parent; above != NULL && doc_is_inline(above->kind); above = above->parent)
		if (above->kind == DOC_LINK)
			fault(check, DIAG_DOC_MISPLACED, link, "link");
}

static void check_figure(struct check *check, const struct doc *figure)
{
	const struct chart_spec *chart = figure->as.figure.chart;

	if (chart == NULL || str_is_empty(chart->alt) || chart->row_count == 0) {
		fault(check, DIAG_DOC_EMPTY, figure, NULL);
		return;
	}
	for (uint32_t row = 0; row < chart->row_count; row++) {
		check_target(check, figure, chart->rows[row].target);
		for (uint32_t i = 0; i < chart->rows[row].count; i++)
			check_target(check, figure, chart->rows[row].values[i].target);
	}
}

static void check_numbers(struct check *check, const struct doc *numbers)
{
	if (numbers->as.numbers.count == 0)
		fault(check, DIAG_DOC_EMPTY, numbers, NULL);
}

static void check_words(struct check *check, const struct doc *text)
{
	if (!g_utf8_validate(str_c(text->as.text.text), text->as.text.text.length, NULL))
		fault(check, DIAG_DOC_EMPTY, text, NULL);
}

static void (*const checks[DOC_KIND_COUNT])(struct check *check, const struct doc *node) = {
	[DOC_ROW] = check_row,         [DOC_TABLE] = check_table, [DOC_LINK] = check_link,  [DOC_FIGURE] = check_figure,
	[DOC_NUMBERS] = check_numbers, [DOC_TEXT] = check_words,  [DOC_CODE] = check_words,
};

bool doc_check(const struct doc *document, struct diags *diags)
{
	struct check check = {.diags = diags, .anchors = g_hash_table_new(g_str_hash, g_str_equal), .sound = true};

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk))
		if (walk.entering) {
			check_anchor(&check, walk.node);
			check_place(&check, walk.node, document);
		}
	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk))
		if (walk.entering && checks[walk.node->kind] != NULL)
			checks[walk.node->kind](&check, walk.node);
	g_hash_table_destroy(check.anchors);
	return check.sound;
}
