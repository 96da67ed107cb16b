/* XMP and Info. Our XMP is read with patterns, as text between tags: the checker knows no XML. */
#include "check.h"

#include <stdlib.h>

/* The text between the tags of the element, with entities resolved; "" if it is not there. */
static char *xmp_value(const char *xmp, const char *element)
{
	char *pattern = g_strdup_printf("<%s>(?:\\s*<rdf:(?:Alt|Seq|Bag)>\\s*<rdf:li[^>]*>)?([^<]*)<", element);
	GRegex *regex = g_regex_new(pattern, 0, 0, NULL);
	GMatchInfo *match = NULL;
	GString *value = g_string_new("");

	if (g_regex_match(regex, xmp, 0, &match)) {
		gchar *found = g_match_info_fetch(match, 1);

		g_string_assign(value, found);
		g_free(found);
		g_string_replace(value, "&lt;", "<", 0);
		g_string_replace(value, "&gt;", ">", 0);
		g_string_replace(value, "&quot;", "\"", 0);
		g_string_replace(value, "&apos;", "'", 0);
		g_string_replace(value, "&#39;", "'", 0);
		g_string_replace(value, "&amp;", "&", 0);
	}
	g_match_info_free(match);
	g_regex_unref(regex);
	g_free(pattern);
	return g_string_free(value, FALSE);
}

static void expect(struct check *check, const char *xmp, const char *element, const char *value, enum pdf_rule rule)
{
	char *found = xmp_value(xmp, element);

	if (strcmp(found, value) != 0)
		fail(check, rule, id_at(check, check->root, "/Metadata"), "%s is \"%s\"", element, found);
	g_free(found);
}

/* D:YYYYMMDDHHmmSSZ as XMP writes it. */
static char *date_for_xmp(const char *date)
{
	if (date == NULL || strlen(date) != 17 || date[16] != 'Z')
		return g_strdup(date == NULL ? "" : "?");
	return g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", date + 2, date + 6, date + 8, date + 10, date + 12, date + 14);
}

static void compare_info(struct check *check, const char *xmp)
{
	static const struct {
		const char *key, *element;
		bool date;
	} pairs[] = {
		{"/Title", "dc:title", false},          {"/Author", "dc:creator", false},     {"/Subject", "dc:description", false},
		{"/Creator", "xmp:CreatorTool", false}, {"/Producer", "pdf:Producer", false}, {"/CreationDate", "xmp:CreateDate", true},
		{"/ModDate", "xmp:ModifyDate", true},   {"/Keywords", "pdf:Keywords", false},
	};
	qpdf_oh info = at(check, check->trailer, "/Info");

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		const char *value = text_at(check, info, pairs[i].key);
		char *expected = pairs[i].date ? date_for_xmp(value) : g_strdup(value == NULL ? "" : value);

		expect(check, xmp, pairs[i].element, expected, RULE_INFO_AGREES);
		g_free(expected);
	}
}

static void check_claims(struct check *check, const char *xmp)
{
	char *title = xmp_value(xmp, "dc:title");

	if (title[0] == '\0')
		fail(check, RULE_TITLE, id_at(check, check->root, "/Metadata"), "dc:title is empty");
	g_free(title);
	expect(check, xmp, "pdfuaid:part", "1", RULE_XMP_UA);
	expect(check, xmp, "pdfaid:part", "2", RULE_XMP_A);
	expect(check, xmp, "pdfaid:conformance", "A", RULE_XMP_A);
	if (strstr(xmp, "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>") == NULL)
		fail(check, RULE_XMP_SCHEMA, id_at(check, check->root, "/Metadata"), "no description of pdfuaid");
}

static bool well_formed(const char *xmp, size_t length)
{
	static const GMarkupParser parser = {0};
	GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
	bool good = g_markup_parse_context_parse(context, xmp, (gssize)length, NULL) && g_markup_parse_context_end_parse(context, NULL);

	g_markup_parse_context_free(context);
	return good;
}

void check_metadata(struct check *check)
{
	qpdf_oh stream = at(check, check->root, "/Metadata");
	size_t length;
	char *bytes = stream_bytes(check, stream, &length), *xmp;

	if (bytes == NULL || has(check, stream, "/Filter") || g_strcmp0(name_at(check, stream, "/Subtype"), "XML") != 0 ||
	    !well_formed(bytes, length)) {
		fail(check, RULE_XMP, id_of(check, stream), "no Metadata stream that can be read as it stands");
		free(bytes);
		return;
	}
	xmp = g_strndup(bytes, length);
	check_claims(check, xmp);
	compare_info(check, xmp);
	g_free(xmp);
	free(bytes);
}
