/* Tables of the editable report, and what is made of tables: boxes, large numbers, the band of the cover. */
#include "docx.h"

#define FULL   5000 /* fiftieths of a percent: the width of the text */
#define LETTER 110  /* twips, of a narrow column */
#define LEAST  500
#define MOST   2400

const struct paper *docx_paper(const struct docx *docx)
{
	return &docx->theme->papers[docx->input->paper];
}

dim docx_text_width(const struct docx *docx)
{
	const struct paper *paper = docx_paper(docx);

	return paper->width - paper->left - paper->right;
}

/* ---- Widths ---- */

/* Twips of a column whose width follows its words: of its longest one. */
static int narrow_width(const struct docx *docx, const struct doc *table, uint32_t column)
{
	glong longest = 0;

	for (const struct doc *row = table->first; row != NULL; row = row->next) {
		uint32_t at = 0;

		for (const struct doc *cell = row->first; cell != NULL; at += MAX(1u, cell->as.cell.span), cell = cell->next) {
			char **words;

			if (at != column || cell->as.cell.span > 1)
				continue;
			words = g_strsplit(str_c(doc_text(docx->arena, cell)), " ", -1);
			for (char **word = words; *word != NULL; word++)
				longest = MAX(longest, g_utf8_strlen(*word, -1));
			g_strfreev(words);
		}
	}
	return (int)CLAMP(longest * LETTER + 240, LEAST, MOST);
}

static int *column_widths(const struct docx *docx, const struct doc *table)
{
	uint32_t count = MAX(1u, table->as.table.column_count), total = 0;
	int *widths = arena_array(docx->arena, int, count), left = DOCX_TWIPS(docx_text_width(docx));

	for (uint32_t i = 0; i < table->as.table.column_count; i++) {
		total += table->as.table.columns[i].weight;
		if (table->as.table.columns[i].weight > 0)
			continue;
		widths[i] = narrow_width(docx, table, i);
		left -= widths[i];
	}
	left = MAX(left, LEAST);
	for (uint32_t i = 0; i < table->as.table.column_count; i++)
		if (table->as.table.columns[i].weight > 0)
			widths[i] = (int)((guint64)left * table->as.table.columns[i].weight / total);
	return widths;
}

/* ---- Pieces ---- */

static void open_table(struct docx *docx, const char *style, struct str title, const int *widths, uint32_t count)
{
	docx_put(
		docx,
		"<w:tbl><w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblW w:w=\"%d\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>"
		"<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
		style, FULL);
	if (!str_is_empty(title)) {
		docx_put(docx, "<w:tblCaption w:val=\"");
		docx_words(docx->body, title);
		docx_put(docx, "\"/>");
	}
	docx_put(docx, "</w:tblPr><w:tblGrid>");
	for (uint32_t i = 0; i < count; i++)
		docx_put(docx, "<w:gridCol w:w=\"%d\"/>", widths[i]);
	docx_put(docx, "</w:tblGrid>\n");
}

static void open_row(struct docx *docx, bool is_head, int height)
{
	docx_put(docx, "<w:tr><w:trPr><w:cantSplit/>");
	if (height > 0)
		docx_put(docx, "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>", height);
	docx_put(docx, "%s</w:trPr>", is_head ? "<w:tblHeader/>" : "");
}

static void open_cell(struct docx *docx, int width, uint32_t span, const char *fill)
{
	docx_put(docx, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
	if (span > 1)
		docx_put(docx, "<w:gridSpan w:val=\"%u\"/>", span);
	if (fill != NULL)
		docx_put(docx, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>", fill);
	docx_put(docx, "</w:tcPr>");
}

/* ---- Tables ---- */

void docx_enter_table(struct docx *docx, const struct doc *node)
{
	int *widths = column_widths(docx, node);

	docx_mark(docx, node->anchor);
	g_ptr_array_add(docx->widths, widths);
	open_table(docx, "Lines", node->as.table.title, widths, MAX(1u, node->as.table.column_count));
}

void docx_leave_table(struct docx *docx, const struct doc *node)
{
	(void)node;
	g_ptr_array_set_size(docx->widths, (gint)docx->widths->len - 1);
	docx_put(docx, "</w:tbl>\n");
	docx_spacer(docx);
}

static bool is_in_head(const struct doc *row)
{
	const struct doc *at = row->parent->first;

	for (uint32_t i = 0; i < row->parent->as.table.header_rows && at != NULL; i++, at = at->next)
		if (at == row)
			return true;
	return false;
}

void docx_enter_row(struct docx *docx, const struct doc *node)
{
	docx_mark(docx, node->anchor);
	open_row(docx, is_in_head(node), 0);
}

void docx_enter_cell(struct docx *docx, const struct doc *node)
{
	const struct doc *table = node->parent->parent;
	uint32_t column = 0, span = MAX(1u, node->as.cell.span);
	const int *widths = docx->widths->pdata[docx->widths->len - 1];
	int width = 0;

	for (const struct doc *at = node->parent->first; at != node; at = at->next)
		column += MAX(1u, at->as.cell.span);
	for (uint32_t i = column; i < column + span && i < table->as.table.column_count; i++)
		width += widths[i];
	docx_mark(docx, node->anchor);
	open_cell(docx, width, span, is_in_head(node->parent) ? docx_colour(docx, COLOUR_SURFACE_ACCENT) : NULL);
}

/* A cell must hold a paragraph. */
void docx_leave_cell(struct docx *docx, const struct doc *node)
{
	if (node->first == NULL || (node->last->kind != DOC_PARAGRAPH && node->last->kind != DOC_CODE_BLOCK))
		docx_spacer(docx);
	docx_put(docx, "</w:tc>");
}

/* ---- Boxes ---- */

/* One cell on a ground, with a bar at its left in the colour of its risk. */
void docx_enter_box(struct docx *docx, const struct doc *node)
{
	int width = DOCX_TWIPS(docx_text_width(docx));
	enum colour bar = node->as.box.risk == RISK_COUNT ? COLOUR_ACCENT : colour_of_risk(node->as.box.risk);

	docx_cover_block(docx, node);
	docx_mark(docx, node->anchor);
	open_table(docx, "Box", STR(""), &width, 1);
	open_row(docx, false, 0);
	docx_put(docx,
		 "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:tcBorders><w:left w:val=\"single\" w:sz=\"24\" w:space=\"0\" "
		 "w:color=\"%s\"/></w:tcBorders>"
		 "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/></w:tcPr>",
		 width, docx_colour(docx, bar), docx_colour(docx, COLOUR_SURFACE));
	docx_paragraph(docx, docx_style(STYLE_BOX_LABEL), node->as.box.label);
}

void docx_leave_box(struct docx *docx, const struct doc *node)
{
	bool has_end = node->last != NULL && (node->last->kind == DOC_PARAGRAPH || node->last->kind == DOC_LIST);

	if (!has_end)
		docx_spacer(docx);
	docx_put(docx, "</w:tc></w:tr></w:tbl>\n");
	docx_spacer(docx);
}

/* ---- Large numbers ---- */

static void write_number(struct docx *docx, const struct doc_number *number, int width)
{
	open_cell(docx, width, 1, NULL);
	docx_begin_paragraph(docx, &(struct docx_look){.style = docx_style(STYLE_NUMBER_AMOUNT), .keep_with_next = true});
	if (number->risk == RISK_COUNT)
		docx_run(docx, number->amount);
	else {
		docx_put(docx, "<w:r><w:rPr><w:color w:val=\"%s\"/></w:rPr><w:t>", docx_colour(docx, colour_of_risk(number->risk)));
		docx_words(docx->body, number->amount);
		docx_put(docx, "</w:t></w:r>");
	}
	docx_end_paragraph(docx);
	docx_begin_paragraph(docx, &(struct docx_look){.style = docx_style(STYLE_NUMBER_LABEL)});
	docx_run(docx, number->label);
	docx_end_paragraph(docx);
	docx_paragraph(docx, docx_style(STYLE_SMALL), number->detail);
	docx_put(docx, "</w:tc>");
}

void docx_write_numbers(struct docx *docx, const struct doc *node)
{
	uint32_t count = node->as.numbers.count;
	int *widths = arena_array(docx->arena, int, MAX(1u, count));

	if (count == 0)
		return;
	for (uint32_t i = 0; i < count; i++)
		widths[i] = DOCX_TWIPS(docx_text_width(docx)) / (int)count;
	docx_mark(docx, node->anchor);
	open_table(docx, "Bare", STR(""), widths, count);
	open_row(docx, false, 0);
	for (uint32_t i = 0; i < count; i++)
		write_number(docx, &node->as.numbers.items[i], widths[i]);
	docx_put(docx, "</w:tr></w:tbl>\n");
	docx_spacer(docx);
}

/* ---- The cover ---- */

#define BAND_PERCENT 42 /* of the height of the page */

static bool is_title(const struct doc *block)
{
	return str_is(block->role, "cover-title") || str_is(block->role, "cover-subtitle");
}

void docx_enter_cover(struct docx *docx, const struct doc *node)
{
	int width = DOCX_TWIPS(docx_text_width(docx)), height = DOCX_TWIPS(docx_paper(docx)->height) / 100 * BAND_PERCENT;

	docx_mark(docx, node->anchor);
	open_table(docx, "Bare", STR(""), &width, 1);
	open_row(docx, false, height);
	docx_put(docx,
		 "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>"
		 "<w:tcMar><w:left w:w=\"360\" w:type=\"dxa\"/><w:bottom w:w=\"360\" w:type=\"dxa\"/><w:right w:w=\"360\" w:type=\"dxa\"/></w:tcMar>"
		 "<w:vAlign w:val=\"bottom\"/></w:tcPr>",
		 width, docx_colour(docx, COLOUR_ACCENT));
	docx->band = true;
	if (node->first != NULL && is_title(node->first))
		return;
	docx_paragraph(docx, docx_style(STYLE_COVER_TITLE), docx->document->as.document.title);
	docx_paragraph(docx, docx_style(STYLE_COVER_SUBTITLE), docx->document->as.document.subtitle);
}

static void end_band(struct docx *docx)
{
	docx_put(docx, "</w:tc></w:tr></w:tbl>\n");
	docx->band = false;
	docx_spacer(docx);
}

void docx_cover_block(struct docx *docx, const struct doc *node)
{
	if (docx->band && !is_title(node))
		end_band(docx);
}

void docx_leave_cover(struct docx *docx, const struct doc *node)
{
	(void)node;
	if (docx->band)
		end_band(docx);
	docx_paragraph(docx, docx_style(STYLE_SMALL), docx->document->as.document.notice);
	docx->turn = true;
}
