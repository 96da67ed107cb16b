/* Paragraphs, runs of words, links and bookmarks of the editable report. */
#include <stdarg.h>
#include <string.h>

#include "docx.h"
#include "markup.h"

void docx_words(GString *out, struct str text)
{
	const char *end = str_c(text) + text.length;

	for (const char *at = str_c(text); at < end; at = g_utf8_next_char(at)) {
		gunichar c = markup_clean(g_utf8_get_char(at));

		if (c == '&' || c == '<' || c == '>' || c == '"')
			g_string_append(out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;");
		else
			g_string_append_unichar(out, c);
	}
}

void docx_put(struct docx *docx, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_string_append_vprintf(docx->body, format, args);
	va_end(args);
}

const char *docx_colour(const struct docx *docx, enum colour colour)
{
	struct rgb rgb = docx->theme->light[colour];

	return str_format(docx->arena, "%02X%02X%02X", rgb.red, rgb.green, rgb.blue).text;
}

/* ---- Bookmarks ---- */

/* At most 40 letters, digits and "_"; the number keeps them apart. */
static const char *bookmark_name(struct docx *docx, struct str anchor)
{
	char *name = g_strdup_printf("p%u_%.*s", g_hash_table_size(docx->names) + 1, 32, str_c(anchor));
	struct str kept;

	for (char *at = name; *at != '\0'; at++)
		if (!g_ascii_isalnum(*at))
			*at = '_';
	kept = str_from(docx->arena, name);
	g_free(name);
	return kept.text;
}

void docx_collect_names(struct docx *docx)
{
	for (struct doc_walk walk = doc_walk_start(docx->document); walk.node != NULL; doc_walk_next(&walk))
		if (walk.entering && !str_is_empty(walk.node->anchor))
			g_hash_table_insert(docx->names, (gpointer)walk.node->anchor.text, (gpointer)bookmark_name(docx, walk.node->anchor));
}

void docx_mark(struct docx *docx, struct str anchor)
{
	if (!str_is_empty(anchor))
		g_ptr_array_add(docx->waiting, g_hash_table_lookup(docx->names, anchor.text));
}

static void place_bookmarks(struct docx *docx)
{
	for (guint i = 0; i < docx->waiting->len; i++, docx->bookmarks++)
		docx_put(docx, "<w:bookmarkStart w:id=\"%u\" w:name=\"%s\"/><w:bookmarkEnd w:id=\"%u\"/>", docx->bookmarks,
			 (const char *)docx->waiting->pdata[i], docx->bookmarks);
	g_ptr_array_set_size(docx->waiting, 0);
}

/* ---- Paragraphs ---- */

/* The schema wants these in this order. */
void docx_begin_paragraph(struct docx *docx, const struct docx_look *look)
{
	static const char *const aligns[] = {[ALIGN_START] = NULL, [ALIGN_CENTRE] = "center", [ALIGN_END] = "right"};

	docx_put(docx, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", look->style);
	if (look->keep_with_next)
		docx_put(docx, "<w:keepNext/>");
	if (look->page_break || docx->turn)
		docx_put(docx, "<w:pageBreakBefore/>");
	docx->turn = false;
	if (look->list > 0)
		docx_put(docx, "<w:numPr><w:ilvl w:val=\"%u\"/><w:numId w:val=\"%u\"/></w:numPr>", look->level, look->list);
	if (look->rule_below)
		docx_put(docx, "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"%s\"/></w:pBdr>",
			 docx_colour(docx, COLOUR_RULE));
	if (look->indent > 0)
		docx_put(docx, "<w:ind w:left=\"%d\" w:hanging=\"%d\"/>", look->indent, look->hanging);
	if (look->close)
		docx_put(docx, "<w:contextualSpacing/>");
	if (aligns[look->align] != NULL)
		docx_put(docx, "<w:jc w:val=\"%s\"/>", aligns[look->align]);
	docx_put(docx, "</w:pPr>");
	place_bookmarks(docx);
}

void docx_end_paragraph(struct docx *docx)
{
	docx_put(docx, "</w:p>\n");
}

void docx_paragraph(struct docx *docx, const char *style, struct str text)
{
	if (str_is_empty(text))
		return;
	docx_begin_paragraph(docx, &(struct docx_look){.style = style});
	docx_run(docx, text);
	docx_end_paragraph(docx);
}

void docx_spacer(struct docx *docx)
{
	docx_begin_paragraph(docx, &(struct docx_look){.style = "Spacer"});
	docx_end_paragraph(docx);
}

/* ---- Runs ---- */

static void put_text(struct docx *docx, const char *text, size_t length)
{
	if (length == 0)
		return;
	docx_put(docx, "<w:t xml:space=\"preserve\">");
	docx_words(docx->body, (struct str){text, (uint32_t)length});
	docx_put(docx, "</w:t>");
}

/* Ends of lines and tabs are elements. */
static void put_lines(struct docx *docx, struct str text)
{
	const char *from = str_c(text);

	for (;;) {
		size_t length = strcspn(from, "\n\t");

		put_text(docx, from, length);
		if (from[length] == '\0')
			return;
		docx_put(docx, from[length] == '\n' ? "<w:br/>" : "<w:tab/>");
		from += length + 1;
	}
}

static void open_run(struct docx *docx, const char *style)
{
	docx_put(docx, "<w:r>");
	if (style == NULL && docx->strong == 0 && docx->emphasis == 0)
		return;
	docx_put(docx, "<w:rPr>");
	if (style != NULL)
		docx_put(docx, "<w:rStyle w:val=\"%s\"/>", style);
	if (docx->strong > 0)
		docx_put(docx, "<w:b/><w:bCs/>");
	if (docx->emphasis > 0)
		docx_put(docx, "<w:i/><w:iCs/>");
	docx_put(docx, "</w:rPr>");
}

void docx_run(struct docx *docx, struct str text)
{
	open_run(docx, docx->links > 0 ? "Hyperlink" : NULL);
	put_lines(docx, text);
	docx_put(docx, "</w:r>");
}

void docx_code(struct docx *docx, struct str text)
{
	open_run(docx, "CodeWords");
	put_lines(docx, text);
	docx_put(docx, "</w:r>");
}

/* A run on a ground of the risk's colour, with hard blanks for its ends. */
void docx_badge(struct docx *docx, enum risk risk, struct str label)
{
	docx_put(docx,
		 "<w:r><w:rPr><w:rStyle w:val=\"Badge\"/><w:color w:val=\"%s\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/></w:rPr>",
		 docx_colour(docx, colour_on_risk(risk)), docx_colour(docx, colour_of_risk(risk)));
	put_lines(docx, str_format(docx->arena, "\xC2\xA0%s\xC2\xA0", str_c(label)));
	docx_put(docx, "</w:r>");
}

/* ---- Links ---- */

/* Number of the relationship of an address, from 1. */
static uint32_t address_number(struct docx *docx, struct str url)
{
	gpointer known = g_hash_table_lookup(docx->address_numbers, url.text);
	GString *clean;

	if (known != NULL)
		return GPOINTER_TO_UINT(known);
	clean = g_string_new(NULL);
	markup_url(clean, url, "<>\"{}|\\^`");
	g_ptr_array_add(docx->addresses, (gpointer)str_take(docx->arena, clean).text);
	g_hash_table_insert(docx->address_numbers, (gpointer)url.text, GUINT_TO_POINTER(docx->addresses->len));
	return docx->addresses->len;
}

static const char *target_of(const struct docx *docx, const struct doc *link)
{
	return str_is_empty(link->as.link.target) ? NULL : g_hash_table_lookup(docx->names, link->as.link.target.text);
}

static bool leads(const struct docx *docx, const struct doc *link)
{
	return target_of(docx, link) != NULL || doc_url_is_safe(link->as.link.url);
}

void docx_open_link(struct docx *docx, const struct doc *link)
{
	const char *target = target_of(docx, link);

	if (!leads(docx, link))
		return;
	if (target != NULL)
		docx_put(docx, "<w:hyperlink w:anchor=\"%s\">", target);
	else
		docx_put(docx, "<w:hyperlink r:id=\"link%u\">", address_number(docx, link->as.link.url));
	docx->links++;
}

void docx_close_link(struct docx *docx, const struct doc *link)
{
	if (!leads(docx, link))
		return;
	docx_put(docx, "</w:hyperlink>");
	docx->links--;
}
