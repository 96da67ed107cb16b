/* Articles: headings become sections, and lines with pipes tables. */
#include <string.h>

#include "reading.h"

/* A table may have no more columns. */
#define MOST_COLUMNS 20u

/* ---- Places ---- */

/* Line and column as cmark counts them: bytes, from 1. */
static uint32_t offset_of(const struct reading *reading, int line, int column)
{
	uint32_t index = reading->first_line + (uint32_t)MAX(line, 1) - 1;

	if (index >= reading->source->line_count)
		return reading->source->bytes.length;
	return MIN(reading->source->lines[index] + (uint32_t)MAX(column, 1) - 1, reading->source->bytes.length);
}

struct span article_span(const struct reading *reading, cmark_node *from)
{
	uint32_t start = offset_of(reading, cmark_node_get_start_line(from), cmark_node_get_start_column(from));
	uint32_t end = offset_of(reading, cmark_node_get_end_line(from), cmark_node_get_end_column(from) + 1);

	return (struct span){reading->source, start, end > start ? end - start : 0};
}

/* ---- Sections ---- */

bool article_heading(struct reading *reading, cmark_node *from)
{
	int level = cmark_node_get_heading_level(from), above = level - 1;
	struct doc *section, *heading;

	if (reading->source == NULL || cmark_node_get_type(cmark_node_parent(from)) != CMARK_NODE_DOCUMENT)
		return false;
	while (above > 0 && reading->sections[above] == NULL)
		above--;
	section = doc_add(reading->arena, above == 0 ? reading->document : reading->sections[above], DOC_SECTION);
	heading = doc_add(reading->arena, section, DOC_HEADING);
	section->origin = heading->origin = reading->origin;
	for (int i = level; i <= HEADINGS; i++)
		reading->sections[i] = i == level ? section : NULL;
	reading->at = heading;
	cmark_node_set_user_data(from, heading);
	return true;
}

/* ---- Tables ---- */

/* Bytes of the source. */
struct piece {
	uint32_t start, length;
};

struct line {
	struct piece cells[MOST_COLUMNS];
	uint32_t count;
	struct piece whole;
};

static struct piece trimmed(const char *bytes, uint32_t start, uint32_t end)
{
	while (start < end && strchr(" \t\r\n", bytes[start]) != NULL)
		start++;
	while (end > start && strchr(" \t\r\n", bytes[end - 1]) != NULL)
		end--;
	return (struct piece){start, end - start};
}

/* Cells stand between bars; a bar after a backslash is a character. The outer bars may be missing. */
static struct line split_line(const struct reading *reading, uint32_t index, uint32_t stop)
{
	const char *bytes = reading->source->bytes.text;
	uint32_t start, end = stop;
	struct line line = {.whole = {stop, 0}};

	/* To cmark a line may end with a carriage return, too. */
	if (index >= reading->source->line_count || reading->source->lines[index] > stop)
		return line;
	start = reading->source->lines[index];
	if (index + 1 < reading->source->line_count)
		end = MIN(reading->source->lines[index + 1], stop);
	line.whole = trimmed(bytes, start, end);
	start = line.whole.start;
	end = line.whole.start + line.whole.length;
	if (start < end && bytes[start] == '|')
		start++;
	if (end > start && bytes[end - 1] == '|' && (end - 1 == start || bytes[end - 2] != '\\'))
		end--;
	for (uint32_t at = start; at <= end && line.count < MOST_COLUMNS; at++) {
		if (at < end && bytes[at] == '\\')
			at++;
		else if (at == end || bytes[at] == '|') {
			line.cells[line.count++] = trimmed(bytes, start, MIN(at, end));
			start = at + 1;
		}
	}
	return line;
}

/* ":--", "--:", ":-:" or "---". */
static bool is_delimiter(const char *bytes, struct piece cell, enum align *align)
{
	bool left = cell.length > 0 && bytes[cell.start] == ':', right = cell.length > 1 && bytes[cell.start + cell.length - 1] == ':';

	for (uint32_t i = left; i + right < cell.length; i++)
		if (bytes[cell.start + i] != '-')
			return false;
	*align = right ? left ? ALIGN_CENTRE : ALIGN_END : ALIGN_START;
	return cell.length > (uint32_t)left + right;
}

static void add_cell(const struct reading *reading, struct doc *row, struct piece piece, bool is_header)
{
	struct doc *cell = doc_add(reading->arena, row, DOC_CELL), *paragraph = doc_add(reading->arena, cell, DOC_PARAGRAPH);
	struct span span = {reading->source, piece.start, piece.length};
	struct reading inner = {.arena = reading->arena, .at = paragraph, .origin = span, .one_line = true, .scheme = reading->scheme};
	GString *text = g_string_new_len(reading->source->bytes.text + piece.start, (gssize)piece.length);

	g_string_replace(text, "\\|", "|", 0);
	cell->origin = paragraph->origin = span;
	cell->as.cell.is_header = is_header;
	read_markdown(&inner, str_take(reading->arena, text));
}

static void add_row(const struct reading *reading, struct doc *table, const struct line *line)
{
	struct doc *row = doc_add(reading->arena, table, DOC_ROW);
	uint32_t columns = table->as.table.column_count;

	row->origin = (struct span){reading->source, line->whole.start, line->whole.length};
	for (uint32_t i = 0; i < columns; i++)
		add_cell(reading, row, i < line->count ? line->cells[i] : (struct piece){line->whole.start, 0}, table->first == row);
}

static bool takes_columns(const struct reading *reading, const struct line *line, struct doc_column *columns)
{
	for (uint32_t i = 0; i < line->count; i++) {
		if (!is_delimiter(reading->source->bytes.text, line->cells[i], &columns[i].align))
			return false;
		columns[i].weight = columns[i].align == ALIGN_END ? 0 : 1;
	}
	return line->count > 0;
}

/* The words of its head, for those who cannot see it. */
static struct str title_of(struct arena *arena, const struct doc *table)
{
	GString *title = g_string_new(NULL);

	for (const struct doc *cell = table->first->first; cell != NULL; cell = cell->next)
		g_string_append_printf(title, "%s%s", title->len == 0 ? "" : ", ", str_c(doc_text(arena, cell)));
	return str_take(arena, title);
}

/* The lines of a paragraph as a table, below its first two; rule: the second one. */
static bool is_table(const struct reading *reading, const struct line *head, const struct line *rule, struct doc_column *columns)
{
	const char *bytes = reading->source->bytes.text;

	return head->count == rule->count && takes_columns(reading, rule, columns) &&
	       memchr(bytes + head->whole.start, '|', head->whole.length) != NULL;
}

static void fill_table(struct reading *reading, struct doc *table, const struct line *head, uint32_t first, uint32_t last)
{
	add_row(reading, table, head);
	for (uint32_t i = first; i <= last; i++) {
		struct line line = split_line(reading, i, table->origin.start + table->origin.length);

		add_row(reading, table, &line);
	}
	table->as.table.header_rows = 1;
	table->as.table.title = title_of(reading->arena, table);
}

/* Only at the top: in a list or a quote the lines have other marks before them. */
static bool may_be_table(const struct reading *reading, cmark_node *from)
{
	return reading->source != NULL && cmark_node_get_type(from) == CMARK_NODE_PARAGRAPH &&
	       cmark_node_get_type(cmark_node_parent(from)) == CMARK_NODE_DOCUMENT && cmark_node_get_end_line(from) > cmark_node_get_start_line(from);
}

bool article_table(struct reading *reading, cmark_node *from)
{
	uint32_t first, last;
	struct doc_column *columns;
	struct line head, rule;
	struct span span;
	struct doc *table;

	if (!may_be_table(reading, from))
		return false;
	span = article_span(reading, from);
	first = reading->first_line + (uint32_t)cmark_node_get_start_line(from) - 1;
	last = MIN(reading->first_line + (uint32_t)cmark_node_get_end_line(from), reading->source->line_count) - 1;
	head = split_line(reading, first, span.start + span.length);
	rule = split_line(reading, first + 1, span.start + span.length);
	columns = arena_array(reading->arena, struct doc_column, MOST_COLUMNS);
	if (!is_table(reading, &head, &rule, columns))
		return false;
	table = doc_add(reading->arena, reading->at, DOC_TABLE);
	table->origin = span;
	table->as.table.columns = columns;
	table->as.table.column_count = head.count;
	fill_table(reading, table, &head, first + 2, last);
	return true;
}

void doc_add_article(struct arena *arena, struct doc *document, const struct source *source, uint32_t start, const char *scheme)
{
	struct reading reading = {
		.arena = arena,
		.at = document,
		.origin = {source, start, source->bytes.length - start},
		.scheme = scheme,
		.source = source,
		.first_line = source_place(source, start).line - 1,
		.document = document,
	};

	read_markdown(&reading, (struct str){source->bytes.text + start, source->bytes.length - start});
}
