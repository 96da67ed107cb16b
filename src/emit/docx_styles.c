/* Styles and the theme of the editable report, from those of our own theme: whoever edits it finds real styles. */
#include "docx.h"

/* One of our styles as a paragraph style. outline: level of a heading, from 1. */
static const struct {
	const char *id, *name, *based_on;
	int outline;
} styles[STYLE_COUNT] = {
	[STYLE_BODY] = {"Normal", "Normal", NULL, 0},
	[STYLE_LEAD] = {"Lead", "Lead", "Normal", 0},
	[STYLE_SMALL] = {"Small", "Small", "Normal", 0},
	[STYLE_COVER_TITLE] = {"Title", "Title", "Normal", 0},
	[STYLE_COVER_SUBTITLE] = {"Subtitle", "Subtitle", "Normal", 0},
	[STYLE_H1] = {"Heading1", "heading 1", "Normal", 1},
	[STYLE_H2] = {"Heading2", "heading 2", "Normal", 2},
	[STYLE_H3] = {"Heading3", "heading 3", "Normal", 3},
	[STYLE_H4] = {"Heading4", "heading 4", "Normal", 4},
	[STYLE_CODE] = {"Code", "Code", "Normal", 0},
	[STYLE_TABLE_HEAD] = {"TableHead", "Table Head", "Normal", 0},
	[STYLE_TABLE_CELL] = {"TableText", "Table Text", "Normal", 0},
	[STYLE_CAPTION] = {"Caption", "caption", "Normal", 0},
	[STYLE_RUNNING_HEAD] = {"Header", "header", "Normal", 0},
	[STYLE_CONTENTS_1] = {"TOC1", "toc 1", "Normal", 0},
	[STYLE_CONTENTS_2] = {"TOC2", "toc 2", "Normal", 0},
	[STYLE_NUMBER_AMOUNT] = {"NumberAmount", "Number Amount", "Normal", 0},
	[STYLE_NUMBER_LABEL] = {"NumberLabel", "Number Label", "Normal", 0},
	[STYLE_BADGE] = {NULL, NULL, NULL, 0},
	[STYLE_BOX_LABEL] = {"BoxLabel", "Box Label", "Normal", 0},
	[STYLE_CHART_LABEL] = {NULL, NULL, NULL, 0},
	[STYLE_CHART_VALUE] = {NULL, NULL, NULL, 0},
};

const char *docx_style(enum style_id style)
{
	return styles[style].id == NULL ? "Normal" : styles[style].id;
}

static void put_fonts(const struct docx *docx, GString *out, enum font_family family)
{
	static const char *const themes[] = {[FAMILY_TEXT] = "minor", [FAMILY_HEADING] = "major"};

	if (family != FAMILY_CODE) {
		g_string_append_printf(
			out, "<w:rFonts w:asciiTheme=\"%sHAnsi\" w:hAnsiTheme=\"%sHAnsi\" w:eastAsiaTheme=\"%sEastAsia\" w:cstheme=\"%sBidi\"/>",
			themes[family], themes[family], themes[family], themes[family]);
		return;
	}
	g_string_append(out, "<w:rFonts w:ascii=\"");
	docx_words(out, docx->theme->families[family]);
	g_string_append(out, "\" w:hAnsi=\"");
	docx_words(out, docx->theme->families[family]);
	g_string_append(out, "\"/>");
}

static void put_run_look(const struct docx *docx, GString *out, const struct text_style *style)
{
	int size = (int)((style->size * 2 + DIM_POINT / 2) / DIM_POINT);

	g_string_append(out, "<w:rPr>");
	put_fonts(docx, out, style->family);
	g_string_append_printf(out, "<w:b w:val=\"%d\"/><w:i w:val=\"%d\"/>", style->weight >= 600, style->italic);
	if (style->small_caps)
		g_string_append(out, "<w:smallCaps/>");
	g_string_append_printf(out, "<w:color w:val=\"%s\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>", docx_colour(docx, style->colour),
			       size, size);
}

static void put_tabs(const struct docx *docx, GString *out, enum style_id id)
{
	int right = DOCX_TWIPS(docx_text_width(docx));

	if (id == STYLE_RUNNING_HEAD)
		g_string_append_printf(out, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>", right);
	else if (id == STYLE_CONTENTS_1 || id == STYLE_CONTENTS_2)
		g_string_append_printf(out, "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"%d\"/></w:tabs>", right);
}

static void put_paragraph_look(const struct docx *docx, GString *out, enum style_id id)
{
	static const char *const aligns[] = {[ALIGN_START] = "left", [ALIGN_CENTRE] = "center", [ALIGN_END] = "right"};
	const struct text_style *style = &docx->theme->styles[id];

	g_string_append_printf(out, "<w:pPr><w:keepNext w:val=\"%d\"/>", style->keep_with_next);
	if (styles[id].outline == 1)
		g_string_append_printf(out, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr>");
	put_tabs(docx, out, id);
	g_string_append_printf(out, "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" w:lineRule=\"atLeast\"/>", DOCX_TWIPS(style->before),
			       DOCX_TWIPS(style->after), DOCX_TWIPS(style->leading));
	if (id == STYLE_CONTENTS_2)
		g_string_append(out, "<w:ind w:left=\"240\"/>");
	g_string_append_printf(out, "<w:jc w:val=\"%s\"/>", style->justify ? "both" : aligns[style->align]);
	if (styles[id].outline > 0)
		g_string_append_printf(out, "<w:outlineLvl w:val=\"%d\"/>", styles[id].outline - 1);
	g_string_append(out, "</w:pPr>");
}

static void put_style(const struct docx *docx, GString *out, enum style_id id)
{
	g_string_append_printf(out, "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>",
			       id == STYLE_BODY ? " w:default=\"1\"" : "", styles[id].id, styles[id].name);
	if (styles[id].based_on != NULL)
		g_string_append_printf(out, "<w:basedOn w:val=\"%s\"/><w:next w:val=\"Normal\"/>", styles[id].based_on);
	g_string_append(out, "<w:qFormat/>");
	put_paragraph_look(docx, out, id);
	put_run_look(docx, out, &docx->theme->styles[id]);
	g_string_append(out, "</w:style>\n");
}

/* Headings that the contents do not list: the field looks for the styles by their names. */
static void put_quiet_headings(GString *out)
{
	for (int i = 1; i <= 4; i++)
		g_string_append_printf(out,
				       "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Heading%dQuiet\"><w:name w:val=\"Heading %d, "
				       "not in contents\"/>"
				       "<w:basedOn w:val=\"Heading%d\"/><w:next w:val=\"Normal\"/></w:style>\n",
				       i, i, i);
}

static void put_own_styles(const struct docx *docx, GString *out)
{
	const struct text_style *badge = &docx->theme->styles[STYLE_BADGE], *code = &docx->theme->styles[STYLE_CODE];

	g_string_append(
		out,
		"<w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Header\"/></w:style>\n"
		"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Picture\"><w:name w:val=\"Picture\"/><w:basedOn "
		"w:val=\"Normal\"/></w:style>\n"
		"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"ListText\"><w:name w:val=\"List Text\"/><w:basedOn "
		"w:val=\"Normal\"/></w:style>\n"
		"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Spacer\"><w:name w:val=\"Spacer\"/><w:basedOn "
		"w:val=\"Normal\"/><w:pPr>"
		"<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz w:val=\"8\"/></w:rPr></w:style>\n"
		"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"ContentsTitle\"><w:name w:val=\"Contents Title\"/><w:basedOn "
		"w:val=\"Heading1\"/>"
		"<w:next w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>\n");
	g_string_append_printf(out,
			       "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color "
			       "w:val=\"%s\"/><w:u w:val=\"single\"/>"
			       "</w:rPr></w:style>\n",
			       docx_colour(docx, COLOUR_LINK));
	g_string_append_printf(
		out,
		"<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Badge\"><w:name w:val=\"Badge\"/><w:rPr><w:b/><w:sz "
		"w:val=\"%d\"/></w:rPr>"
		"</w:style>\n<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"CodeWords\"><w:name w:val=\"Code Words\"/><w:rPr>",
		(int)(badge->size * 2 / DIM_POINT));
	put_fonts(docx, out, FAMILY_CODE);
	g_string_append_printf(out, "<w:sz w:val=\"%d\"/></w:rPr></w:style>\n", (int)(code->size * 2 / DIM_POINT));
}

static void put_table_style(const struct docx *docx, GString *out, const char *id, bool lines)
{
	const char *rule = docx_colour(docx, COLOUR_RULE);

	g_string_append_printf(
		out,
		"<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr>",
		id, id);
	if (lines)
		g_string_append_printf(out,
				       "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%s\"/><w:bottom w:val=\"single\" "
				       "w:sz=\"4\" w:space=\"0\" "
				       "w:color=\"%s\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%s\"/></w:tblBorders>",
				       rule, rule, rule);
	g_string_append(out,
			"<w:tblCellMar><w:top w:w=\"60\" w:type=\"dxa\"/><w:left w:w=\"90\" w:type=\"dxa\"/><w:bottom w:w=\"30\" w:type=\"dxa\"/>"
			"<w:right w:w=\"90\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n");
}

static void put_defaults(const struct docx *docx, GString *out)
{
	struct str language = docx->document->as.document.language;

	g_string_append(out, "<w:docDefaults><w:rPrDefault><w:rPr>");
	put_fonts(docx, out, FAMILY_TEXT);
	g_string_append(out, "<w:sz w:val=\"20\"/><w:lang w:val=\"");
	docx_words(out, str_is_empty(language) ? STR("en") : language);
	g_string_append(out, "\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\n");
}

void docx_styles(const struct docx *docx, GString *out)
{
	g_string_append(out, DOCX_XML "<w:styles " DOCX_MAIN ">");
	put_defaults(docx, out);
	for (int i = 0; i < STYLE_COUNT; i++)
		if (styles[i].id != NULL)
			put_style(docx, out, (enum style_id)i);
	put_quiet_headings(out);
	put_own_styles(docx, out);
	g_string_append(out, "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority "
			     "w:val=\"99\"/><w:semiHidden/>"
			     "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>\n");
	put_table_style(docx, out, "Lines", true);
	put_table_style(docx, out, "Box", false);
	put_table_style(docx, out, "Bare", false);
	g_string_append(out, "</w:styles>\n");
}

/* ---- The theme ---- */

static void put_theme_colours(const struct docx *docx, GString *out)
{
	static const struct {
		const char *name;
		enum colour colour;
	} colours[] = {
		{"dk1", COLOUR_TEXT},
		{"lt1", COLOUR_PAGE},
		{"dk2", COLOUR_HEADING},
		{"lt2", COLOUR_SURFACE},
		{"accent1", COLOUR_ACCENT},
		{"accent2", COLOUR_RISK_HIGH},
		{"accent3", COLOUR_RISK_MEDIUM},
		{"accent4", COLOUR_RISK_NONE},
		{"accent5", COLOUR_RISK_UNMATCHED},
		{"accent6", COLOUR_MUTED},
		{"hlink", COLOUR_LINK},
		{"folHlink", COLOUR_LINK},
	};

	g_string_append(out, "<a:clrScheme name=\"Plumbline\">");
	for (size_t i = 0; i < G_N_ELEMENTS(colours); i++)
		g_string_append_printf(out, "<a:%s><a:srgbClr val=\"%s\"/></a:%s>", colours[i].name, docx_colour(docx, colours[i].colour),
				       colours[i].name);
	g_string_append(out, "</a:clrScheme>");
}

static void put_theme_font(const struct docx *docx, GString *out, const char *name, enum font_family family)
{
	g_string_append_printf(out, "<a:%sFont><a:latin typeface=\"", name);
	docx_words(out, docx->theme->families[family]);
	g_string_append_printf(out, "\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:%sFont>", name);
}

void docx_theme(const struct docx *docx, GString *out)
{
	g_string_append(out,
			DOCX_XML "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Plumbline\"><a:themeElements>");
	put_theme_colours(docx, out);
	g_string_append(out, "<a:fontScheme name=\"Plumbline\">");
	put_theme_font(docx, out, "major", FAMILY_HEADING);
	put_theme_font(docx, out, "minor", FAMILY_TEXT);
	g_string_append(out, "</a:fontScheme><a:fmtScheme name=\"Plumbline\"><a:fillStyleLst>");
	for (int i = 0; i < 3; i++)
		g_string_append(out, "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>");
	g_string_append(out, "</a:fillStyleLst><a:lnStyleLst>");
	for (int i = 0; i < 3; i++)
		g_string_append(out, "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>");
	g_string_append(out, "</a:lnStyleLst><a:effectStyleLst>");
	for (int i = 0; i < 3; i++)
		g_string_append(out, "<a:effectStyle><a:effectLst/></a:effectStyle>");
	g_string_append(out, "</a:effectStyleLst><a:bgFillStyleLst>");
	for (int i = 0; i < 3; i++)
		g_string_append(out, "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>");
	g_string_append(out, "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>\n");
}
