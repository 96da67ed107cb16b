/* The small parts of the editable report: numbering, settings, header and footer, properties, relations. */
#include "docx.h"

#define INDENT 360 /* twips to a level */

/* ---- Numbering ---- */

static void put_level(GString *out, uint32_t level, const char *format, const char *text, const char *style)
{
	g_string_append_printf(out, "<w:lvl w:ilvl=\"%u\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>", level, format);
	if (style != NULL)
		g_string_append_printf(out, "<w:pStyle w:val=\"%s\"/>", style);
	g_string_append_printf(out, "<w:suff w:val=\"%s\"/><w:lvlText w:val=\"%s\"/><w:lvlJc w:val=\"left\"/>", style == NULL ? "tab" : "space",
			       text);
	if (style == NULL)
		g_string_append_printf(out, "<w:pPr><w:ind w:left=\"%u\" w:hanging=\"%d\"/></w:pPr>", (level + 1) * INDENT, INDENT);
	g_string_append(out, "</w:lvl>");
}

static void put_definitions(GString *out)
{
	static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x80\x93"};

	g_string_append(out, "<w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
	for (uint32_t i = 0; i < DOCX_LISTS_DEEPEST; i++)
		put_level(out, i, "bullet", bullets[i % 2], NULL);
	g_string_append(out, "</w:abstractNum>\n<w:abstractNum w:abstractNumId=\"2\"><w:multiLevelType w:val=\"singleLevel\"/>");
	put_level(out, 0, "decimal", "%1\xC2\xA0\xC2\xA0", "Heading1");
	g_string_append(out, "</w:abstractNum>\n<w:abstractNum w:abstractNumId=\"3\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
	for (uint32_t i = 0; i < DOCX_LISTS_DEEPEST; i++) {
		char *text = g_strdup_printf("%%%u.", i + 1);

		put_level(out, i, "decimal", text, NULL);
		g_free(text);
	}
	g_string_append(out, "</w:abstractNum>\n");
}

void docx_numbering(const struct docx *docx, GString *out)
{
	g_string_append(out, DOCX_XML "<w:numbering " DOCX_MAIN ">\n");
	put_definitions(out);
	g_string_append_printf(
		out, "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"%u\"><w:abstractNumId w:val=\"2\"/></w:num>\n",
		DOCX_BULLETS, DOCX_HEADINGS);
	for (guint i = 0; i < docx->lists->len; i++) {
		const struct docx_start *start = &g_array_index(docx->lists, struct docx_start, i);

		g_string_append_printf(out,
				       "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"3\"/><w:lvlOverride w:ilvl=\"%u\"><w:startOverride "
				       "w:val=\"%u\"/></w:lvlOverride></w:num>\n",
				       DOCX_LISTS + i, start->level, start->start);
	}
	g_string_append(out, "</w:numbering>\n");
}

void docx_settings(const struct docx *docx, GString *out)
{
	struct str language = docx->document->as.document.language;

	g_string_append(out, DOCX_XML "<w:settings " DOCX_MAIN
				      "><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
				      "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
				      "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"");
	docx_words(out, str_is_empty(language) ? STR("en") : language);
	g_string_append(out, "\"/></w:settings>\n");
}

/* ---- Header and footer ---- */

static void put_words(GString *out, struct str text)
{
	g_string_append(out, "<w:r><w:t xml:space=\"preserve\">");
	docx_words(out, text);
	g_string_append(out, "</w:t></w:r>");
}

static void put_field(GString *out, const char *code)
{
	g_string_append_printf(
		out,
		"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> %s </w:instrText></w:r>"
		"<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
		code);
}

void docx_header(const struct docx *docx, GString *out)
{
	g_string_append_printf(out,
			       DOCX_XML "<w:hdr " DOCX_MAIN
					"><w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" "
					"w:color=\"%s\"/></w:pBdr></w:pPr>",
			       docx_colour(docx, COLOUR_RULE));
	put_words(out, docx->document->as.document.running_head);
	g_string_append(out, "</w:p></w:hdr>\n");
}

void docx_footer(const struct docx *docx, GString *out)
{
	g_string_append(out, DOCX_XML "<w:ftr " DOCX_MAIN "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
	put_words(out, docx->document->as.document.author);
	g_string_append(out, "<w:r><w:tab/></w:r>");
	put_field(out, "PAGE");
	put_words(out, STR(" / "));
	put_field(out, "NUMPAGES");
	g_string_append(out, "</w:p></w:ftr>\n");
}

/* ---- Properties ---- */

static void put_property(GString *out, const char *name, struct str value)
{
	if (str_is_empty(value))
		return;
	g_string_append_printf(out, "<%s>", name);
	docx_words(out, value);
	g_string_append_printf(out, "</%s>", name);
}

void docx_core(const struct docx *docx, GString *out)
{
	struct date date = docx->input->date.year != 0 ? docx->input->date : docx->document->as.document.date;
	struct str title = docx->document->as.document.title, subtitle = docx->document->as.document.subtitle;

	if (!str_is_empty(subtitle))
		title = str_format(docx->arena, "%s \xE2\x80\x93 %s", str_c(title), subtitle.text);
	g_string_append(out, DOCX_XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
				      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
				      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
	put_property(out, "dc:title", title);
	put_property(out, "dc:subject", docx->document->as.document.subject);
	put_property(out, "dc:creator", docx->document->as.document.author);
	put_property(out, "dc:language", docx->document->as.document.language);
	if (date.year != 0)
		g_string_append_printf(out,
				       "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%04d-%02d-%02dT00:00:00Z</dcterms:created>"
				       "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%04d-%02d-%02dT00:00:00Z</dcterms:modified>",
				       date.year, date.month, date.day, date.year, date.month, date.day);
	g_string_append(out, "</cp:coreProperties>\n");
}

/* ---- Relations of the main part ---- */

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static void put_relation(GString *out, const char *id, const char *type, const char *target)
{
	g_string_append_printf(out, "<Relationship Id=\"%s\" Type=\"" RELATION "%s\" Target=\"%s\"/>\n", id, type, target);
}

void docx_relations(const struct docx *docx, GString *out)
{
	static const char *const parts[][3] = {
		{"styles", "styles", "styles.xml"},     {"numbering", "numbering", "numbering.xml"}, {"settings", "settings", "settings.xml"},
		{"theme", "theme", "theme/theme1.xml"}, {"header", "header", "header1.xml"},         {"footer", "footer", "footer1.xml"},
	};

	g_string_append(out, DOCX_XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n");
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		put_relation(out, parts[i][0], parts[i][1], parts[i][2]);
	for (guint i = 0; i < docx->pictures->len; i++) {
		const char *kind = i % 2 == 0 ? "png" : "svg";

		put_relation(out, str_format(docx->arena, "%s%u", kind, i / 2 + 1).text, "image",
			     str_format(docx->arena, "media/chart%u.%s", i / 2 + 1, kind).text);
	}
	for (guint i = 0; i < docx->addresses->len; i++) {
		g_string_append_printf(out, "<Relationship Id=\"link%u\" Type=\"" RELATION "hyperlink\" TargetMode=\"External\" Target=\"", i + 1);
		docx_words(out, str_of(docx->addresses->pdata[i]));
		g_string_append(out, "\"/>\n");
	}
	g_string_append(out, "</Relationships>\n");
}
