/* A document as Markdown: CommonMark, with tables as GitHub has them. Whatever the words are, they stay words. */
#include "emit/backend.h"

#include <string.h>

#include "markup.h"

/* Sections and boxes within each other; what lies deeper is written as plain blocks. */
#define DEEPEST 40u

struct writer {
	struct arena *arena;
	GString *out;
	GString *quote; /* what each line begins with, in boxes */
	uint32_t depth;
};

/* ---- Lines ---- */

/* Appends what was written elsewhere, with the marks of the quote before each line; an empty line follows. */
static void put_block(struct writer *writer, GString *block)
{
	const char *line = block->str, *end;

	while (block->len > 0 && block->str[block->len - 1] == '\n')
		g_string_truncate(block, block->len - 1);
	for (; block->len > 0; line = end + 1) {
		end = strchr(line, '\n');
		g_string_append(writer->out, writer->quote->str);
		g_string_append_len(writer->out, line, end == NULL ? (gssize)strlen(line) : end - line);
		while (writer->out->len > 1 && writer->out->str[writer->out->len - 1] == ' ' && writer->out->str[writer->out->len - 2] != '\\')
			g_string_truncate(writer->out, writer->out->len - 1);
		g_string_append_c(writer->out, '\n');
		if (end == NULL)
			break;
	}
	if (block->len > 0)
		g_string_append_printf(writer->out, "%s\n", writer->quote->len == 0 ? "" : ">");
	g_string_free(block, TRUE);
}

/* A heading's last "#" would be taken for its end. */
static void put_heading(struct writer *writer, uint32_t level, struct str text)
{
	GString *block = g_string_new(NULL), *words = g_string_new(NULL);

	for (uint32_t i = 0; i < MIN(level, 6); i++)
		g_string_append_c(block, '#');
	markup_markdown_text(words, text);
	if (words->len > 0 && words->str[words->len - 1] == '#')
		g_string_insert_c(words, (gssize)words->len - 1, '\\');
	g_string_append_printf(block, " %s", words->str);
	g_string_free(words, TRUE);
	put_block(writer, block);
}

static void put_line(struct writer *writer, const char *mark, struct str text)
{
	GString *block = g_string_new(mark);

	if (str_is_empty(text)) {
		g_string_free(block, TRUE);
		return;
	}
	markup_markdown_text(block, text);
	g_string_append(block, mark);
	put_block(writer, block);
}

/* ---- Tables ---- */

/* One line; a bar that is not escaped yet, as in code, gets its backslash. */
static void append_cell(GString *row, const char *text)
{
	bool escaped = false;

	for (; *text != '\0'; text++) {
		if (*text == '|' && !escaped)
			g_string_append_c(row, '\\');
		g_string_append_c(row, *text == '\n' ? ' ' : *text);
		escaped = *text == '\\' && !escaped;
	}
	g_string_append(row, " | ");
}

static void append_words(GString *row, struct str text)
{
	GString *words = g_string_new(NULL);

	markup_markdown_text(words, text);
	append_cell(row, words->str);
	g_string_free(words, TRUE);
}

static void append_rule(GString *block, const struct doc_column *columns, uint32_t count)
{
	static const char *const rules[] = {[ALIGN_START] = "---", [ALIGN_CENTRE] = ":---:", [ALIGN_END] = "---:"};

	g_string_append(block, "|");
	for (uint32_t i = 0; i < count; i++)
		g_string_append_printf(block, "%s|", rules[columns[i].align]);
	g_string_append_c(block, '\n');
}

/* Blocks of a cell one after the other; there are no lines in a cell. */
static void append_blocks(GString *row, const struct doc *cell)
{
	GString *all = g_string_new(NULL);

	for (const struct doc *block = cell->first; block != NULL; block = block->next) {
		GString *words = g_string_new(NULL);

		markup_markdown_block(words, block);
		if (words->len > 0)
			g_string_append_printf(all, "%s%s", all->len == 0 ? "" : " · ", words->str);
		g_string_free(words, TRUE);
	}
	append_cell(row, all->str);
	g_string_free(all, TRUE);
}

static void append_row(GString *block, const struct doc *row)
{
	g_string_append(block, "| ");
	for (const struct doc *cell = row->first; cell != NULL; cell = cell->next) {
		append_blocks(block, cell);
		for (uint32_t i = 1; i < cell->as.cell.span; i++)
			g_string_append(block, "| ");
	}
	g_string_truncate(block, block->len - 1);
	g_string_append_c(block, '\n');
}

static void write_table(struct writer *writer, const struct doc *table)
{
	GString *block = g_string_new(NULL);
	uint32_t columns = table->as.table.column_count, rows = 0;

	if (table->as.table.header_rows == 0) {
		for (uint32_t i = 0; i <= columns; i++)
			g_string_append(block, i == 0 ? "|" : " |");
		g_string_append_c(block, '\n');
		append_rule(block, table->as.table.columns, columns);
	}
	for (const struct doc *row = table->first; row != NULL; row = row->next) {
		append_row(block, row);
		if (++rows == 1 && table->as.table.header_rows > 0)
			append_rule(block, table->as.table.columns, columns);
	}
	put_block(writer, block);
}

/* ---- Figures ---- */

static bool has_shares(enum chart_kind kind)
{
	return kind == CHART_INTERVALS || kind == CHART_DOTS || kind == CHART_RADAR;
}

/* Rows of one share each: the number, the counts, the limits. */
static void append_shares(GString *block, const struct chart_spec *chart)
{
	static const struct doc_column columns[] = {{1, ALIGN_START}, {1, ALIGN_END}, {1, ALIGN_END}, {1, ALIGN_END}};

	g_string_append(block, "| ");
	append_words(block, chart->axis);
	g_string_append(block, "| | |\n");
	append_rule(block, columns, G_N_ELEMENTS(columns));
	for (uint32_t i = 0; i < chart->row_count; i++) {
		const struct chart_row *row = &chart->rows[i];
		const struct chart_value *value = row->count == 0 ? NULL : &row->values[0];

		g_string_append(block, "| ");
		append_words(block, row->label);
		append_words(block, value == NULL ? STR("") : value->label);
		append_words(block, row->note);
		append_words(block, value == NULL ? STR("") : value->title);
		g_string_truncate(block, block->len - 1);
		g_string_append_c(block, '\n');
	}
}

/* Without a picture, its table; or what it says to those who cannot see it. */
static void write_figure(struct writer *writer, const struct doc *figure)
{
	const struct chart_spec *chart = figure->as.figure.chart;
	GString *block;

	put_line(writer, "**", chart->title);
	block = g_string_new(NULL);
	if (has_shares(chart->kind))
		append_shares(block, chart);
	else
		markup_markdown_text(block, chart->alt);
	put_block(writer, block);
}

static void write_numbers(struct writer *writer, const struct doc *numbers)
{
	GString *block = g_string_new(NULL);

	for (uint32_t i = 0; i < numbers->as.numbers.count; i++) {
		const struct doc_number *number = &numbers->as.numbers.items[i];

		g_string_append(block, "- **");
		markup_markdown_text(block, number->amount);
		g_string_append(block, "** ");
		markup_markdown_text(block, number->label);
		g_string_append(block, str_is_empty(number->detail) ? "" : ", ");
		markup_markdown_text(block, number->detail);
		g_string_append_c(block, '\n');
	}
	put_block(writer, block);
}

/* ---- Blocks ---- */

static void write_blocks(struct writer *writer, const struct doc *first);

static void write_prose(struct writer *writer, const struct doc *node)
{
	GString *block = g_string_new(NULL);

	markup_markdown_block(block, node);
	put_block(writer, block);
}

static struct str heading_words(struct writer *writer, const struct doc *section)
{
	GString *words = g_string_new(NULL);

	if (!str_is_empty(section->as.section.number))
		g_string_append_printf(words, "%s ", str_c(section->as.section.number));
	g_string_append(words, str_c(doc_text(writer->arena, section->first)));
	for (const struct doc *part = section->first->first; part != NULL; part = part->next)
		if (part->kind == DOC_BADGE)
			g_string_append_printf(words, " (%s)", str_c(part->as.badge.label));
	return str_take(writer->arena, words);
}

static void write_section(struct writer *writer, const struct doc *section)
{
	put_heading(writer, doc_section_level(section) + 1, heading_words(writer, section));
	write_blocks(writer, section->first->next);
}

static void write_box(struct writer *writer, const struct doc *box)
{
	size_t before = writer->quote->len;

	g_string_append(writer->quote, "> ");
	put_line(writer, "**", box->as.box.label);
	write_blocks(writer, box->first);
	g_string_truncate(writer->quote, before);
	g_string_append_c(writer->out, '\n');
}

/* The title stands at the top already. */
static void write_cover(struct writer *writer, const struct doc *cover)
{
	for (const struct doc *block = cover->first; block != NULL; block = block->next)
		if (!str_is(block->role, "cover-title"))
			write_prose(writer, block);
}

/* Readers of Markdown make their own. */
static void write_nothing(struct writer *writer, const struct doc *node)
{
	(void)writer;
	(void)node;
}

static void (*const writes[DOC_KIND_COUNT])(struct writer *writer, const struct doc *node) = {
	[DOC_COVER] = write_cover, [DOC_CONTENTS] = write_nothing, [DOC_SECTION] = write_section, [DOC_BOX] = write_box,
	[DOC_TABLE] = write_table, [DOC_FIGURE] = write_figure,    [DOC_NUMBERS] = write_numbers,
};

static void write_blocks(struct writer *writer, const struct doc *first)
{
	writer->depth++;
	for (const struct doc *node = first; node != NULL; node = node->next)
		if (writes[node->kind] != NULL && writer->depth < DEEPEST)
			writes[node->kind](writer, node);
		else
			write_prose(writer, node);
	writer->depth--;
}

static bool write_markdown(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	struct writer writer = {arena, out, g_string_new(NULL), 0};

	put_heading(&writer, 1, input->document->as.document.title);
	put_line(&writer, "**", input->document->as.document.stamp);
	write_blocks(&writer, input->document->first);
	put_line(&writer, "*", input->document->as.document.notice);
	while (out->len > 1 && out->str[out->len - 1] == '\n' && out->str[out->len - 2] == '\n')
		g_string_truncate(out, out->len - 1);
	g_string_free(writer.quote, TRUE);
	return true;
}

const struct backend backend_markdown = {"markdown", ".md", FEED_DOCUMENT, write_markdown};
