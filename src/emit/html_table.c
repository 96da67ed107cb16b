/* Tables of the document in HTML. */
#include "html.h"

/* Tables this wide may be scrolled sideways in a small window. */
#define WIDE 4u

static struct html_table *current(struct html_page *page)
{
	return &g_array_index(page->tables, struct html_table, page->tables->len - 1);
}

static bool is_wide(const struct doc *table)
{
	return table->as.table.column_count >= WIDE;
}

static void write_columns(struct html_page *page, const struct doc *table)
{
	struct html_writer *writer = &page->writer;
	uint32_t total = 0;

	for (uint32_t i = 0; i < table->as.table.column_count; i++)
		total += table->as.table.columns[i].weight;
	if (total == 0)
		return;
	html_open(writer, "colgroup");
	for (uint32_t i = 0; i < table->as.table.column_count; i++) {
		uint32_t twentieths = (table->as.table.columns[i].weight * 20 + total / 2) / total;

		html_open(writer, "col");
		html_attribute_f(writer, "class", "w%u", twentieths * 5);
		html_close(writer);
	}
	html_close(writer);
}

/* What can be scrolled must be reachable by keyboard, and so needs a name. */
static void open_scroll(struct html_page *page, const struct doc *table)
{
	struct html_writer *writer = &page->writer;
	struct str title = table->as.table.title;

	html_open(writer, "div");
	html_attribute(writer, "class", STR("scroll"));
	html_attribute(writer, "role", STR("region"));
	html_attribute(writer, "tabindex", STR("0"));
	html_attribute_f(writer, "aria-label", "%s %u%s%.*s", page->words->table, ++page->scrolls, str_is_empty(title) ? "" : ": ", STR_ARGS(title));
}

void html_enter_table(struct html_page *page, const struct doc *node)
{
	struct html_writer *writer = &page->writer;
	struct html_table table = {.node = node};

	g_array_append_val(page->tables, table);
	if (is_wide(node))
		open_scroll(page, node);
	html_open(writer, "table");
	html_attribute_if(writer, "id", node->anchor);
	html_attribute_if(writer, "class", node->role);
	if (!str_is_empty(node->as.table.title))
		html_element(writer, "caption", "unseen", node->as.table.title);
	write_columns(page, node);
	if (node->first != NULL)
		html_open(writer, node->as.table.header_rows > 0 ? "thead" : "tbody");
}

void html_leave_table(struct html_page *page, const struct doc *node)
{
	struct html_writer *writer = &page->writer;

	if (node->first != NULL)
		html_close(writer);
	html_close(writer);
	if (is_wide(node))
		html_close(writer);
	g_array_set_size(page->tables, page->tables->len - 1);
}

void html_enter_row(struct html_page *page, const struct doc *node)
{
	struct html_writer *writer = &page->writer;
	struct html_table *table = current(page);

	if (table->row > 0 && table->row == table->node->as.table.header_rows) {
		html_close(writer);
		html_open(writer, "tbody");
	}
	table->row++;
	table->column = 0;
	html_open(writer, "tr");
	html_attribute_if(writer, "id", node->anchor);
	html_attribute_if(writer, "class", node->role);
}

/* "col", "row", or NULL for a cell of data. An empty cell heads nothing. */
static const char *scope_of(const struct html_table *table, const struct doc *cell)
{
	if (cell->first == NULL)
		return NULL;
	if (table->row <= table->node->as.table.header_rows)
		return "col";
	if (cell->as.cell.is_header || (table->node->as.table.header_column && table->column == 0))
		return "row";
	return NULL;
}

void html_enter_cell(struct html_page *page, const struct doc *node)
{
	static const char *const aligns[] = {[ALIGN_START] = "", [ALIGN_CENTRE] = "centre", [ALIGN_END] = "end"};
	struct html_writer *writer = &page->writer;
	struct html_table *table = current(page);
	const char *scope = scope_of(table, node);
	const char *align = table->column < table->node->as.table.column_count ? aligns[table->node->as.table.columns[table->column].align] : "";

	html_open(writer, scope == NULL ? "td" : "th");
	html_attribute_if(writer, "id", node->anchor);
	if (scope != NULL)
		html_attribute(writer, "scope", str_of(scope));
	if (node->as.cell.span > 1)
		html_attribute_f(writer, "colspan", "%u", node->as.cell.span);
	if (*align != '\0' || !str_is_empty(node->role))
		html_attribute_f(writer, "class", "%s%s%.*s", align, *align != '\0' && !str_is_empty(node->role) ? " " : "", STR_ARGS(node->role));
	table->column += MAX(1u, node->as.cell.span);
}
