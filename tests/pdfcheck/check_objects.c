/* All objects of the file, whoever refers to them: fonts, images, streams, actions. */
#include "check.h"

#include <stdlib.h>

/* A code that maps to nothing, to a byte-order mark or to no character at all. */
static void check_cmap(struct check *check, qpdf_oh font, qpdf_oh stream)
{
	size_t length;
	char *bytes = stream_bytes(check, stream, &length), *text;

	if (bytes == NULL)
		return;
	text = g_strndup(bytes, length);
	free(bytes);
	if (g_regex_match_simple("^\\s*(<[0-9A-Fa-f]+>\\s*){1,2}<(0000|FEFF|FFFE)>\\s*$", text, G_REGEX_MULTILINE | G_REGEX_CASELESS, 0))
		fail(check, RULE_TO_UNICODE, id_of(check, font), "a code maps to no character");
	g_free(text);
}

static void check_descriptor(struct check *check, qpdf_oh font)
{
	qpdf_oh descriptor = at(check, font, "/FontDescriptor");

	if (!has(check, descriptor, "/FontFile") && !has(check, descriptor, "/FontFile2") && !has(check, descriptor, "/FontFile3"))
		fail(check, RULE_EMBEDDED, id_of(check, font), "%s is not embedded", name_at(check, font, "/BaseFont"));
}

static void check_font(struct check *check, qpdf_oh font)
{
	const char *kind = name_at(check, font, "/Subtype");
	bool inner = g_str_has_prefix(kind == NULL ? "" : kind, "CIDFont");

	if (g_strcmp0(kind, "Type0") != 0 && g_strcmp0(kind, "Type3") != 0)
		check_descriptor(check, font);
	if (g_strcmp0(kind, "CIDFontType2") == 0 && !has(check, font, "/CIDToGIDMap"))
		fail(check, RULE_CID_MAP, id_of(check, font), "%s has none", name_at(check, font, "/BaseFont"));
	if (!inner && !qpdf_oh_is_stream(check->qpdf, at(check, font, "/ToUnicode")))
		fail(check, RULE_TO_UNICODE, id_of(check, font), "no ToUnicode");
	if (!inner)
		check_cmap(check, font, at(check, font, "/ToUnicode"));
}

static void check_stream(struct check *check, qpdf_oh stream)
{
	char *filter = g_strdup(qpdf_oh_unparse_resolved(check->qpdf, at(check, stream, "/Filter")));

	if (strstr(filter, "/LZW") != NULL || strstr(filter, "/Crypt") != NULL || has(check, stream, "/F"))
		fail(check, RULE_FILTERS, id_of(check, stream), "the filter is %s", filter);
	if (is_true_at(check, stream, "/Interpolate"))
		fail(check, RULE_INTERPOLATE, id_of(check, stream), "Interpolate is true");
	if (qpdf_oh_is_name_and_equals(check->qpdf, at(check, stream, "/ColorSpace"), "/DeviceCMYK"))
		fail(check, RULE_COLOURS, id_of(check, stream), "an image is in CMYK");
	g_free(filter);
}

/* Kinds of dictionaries that we know by their keys. */
static void check_dictionary(struct check *check, qpdf_oh dictionary)
{
	const char *type = name_at(check, dictionary, "/Type"), *kind = name_at(check, dictionary, "/S");

	if (g_strcmp0(type, "Font") == 0)
		check_font(check, dictionary);
	if (g_strcmp0(type, "Filespec") == 0 || has(check, dictionary, "/EF"))
		fail(check, RULE_ATTACHMENTS, id_of(check, dictionary), "a file is attached");
	if (has(check, dictionary, "/JS") || (g_strcmp0(type, "Action") == 0 && g_strcmp0(kind, "GoTo") != 0 && g_strcmp0(kind, "URI") != 0))
		fail(check, RULE_ACTIONS, id_of(check, dictionary), "an action");
}

void check_objects(struct check *check)
{
	long long size = integer_at(check, check->trailer, "/Size", 0);

	for (int i = 1; i < size; i++) {
		qpdf_oh object = qpdf_get_object_by_id(check->qpdf, i, 0);

		if (qpdf_oh_is_stream(check->qpdf, object))
			check_stream(check, object);
		else if (qpdf_oh_is_dictionary(check->qpdf, object))
			check_dictionary(check, object);
		qpdf_oh_release(check->qpdf, object);
	}
}
