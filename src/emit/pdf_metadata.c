/* What the PDF says of itself: catalogue, Info, XMP and output intent. */
#include "pdf.h"

/* The same words as in the XMP: a checker compares them. */
static void write_info(const struct pdf *pdf)
{
	GString *out = pdf_object(pdf->file, PDF_INFO);
	char stamp[40];

	g_snprintf(stamp, sizeof stamp, "D:%04d%02d%02d000000Z", pdf->date.year, pdf->date.month, pdf->date.day);
	g_string_append(out, "<<");
	pdf_text_key(out, "/Title", pdf->title);
	pdf_text_key(out, "/Author", pdf->author);
	pdf_text_key(out, "/Subject", pdf->subject);
	pdf_text_key(out, "/Creator", STR(PDF_CREATOR));
	pdf_text_key(out, "/Producer", STR(PDF_CREATOR));
	pdf_text_key(out, "/CreationDate", str_of(stamp));
	pdf_text_key(out, "/ModDate", str_of(stamp));
	g_string_append(out, ">>");
}

void pdf_write_metadata(struct pdf *pdf)
{
	GString *xmp = g_string_new(NULL);
	GByteArray *profile = g_byte_array_new();

	write_info(pdf);
	pdf_xmp(pdf, xmp);
	pdf_plain_stream(pdf->file, PDF_METADATA, "/Type/Metadata/Subtype/XML", xmp->str, xmp->len);
	pdf_srgb_profile(profile);
	pdf_stream(pdf->file, PDF_PROFILE, "/N 3", profile->data, profile->len);
	g_byte_array_unref(profile);
	g_string_free(xmp, TRUE);
}

/* The number that a label is, or 0. */
static uint64_t label_number(struct str label)
{
	uint64_t number = 0;

	if (str_is_empty(label) || label.length > 9 || label.text[0] == '0')
		return 0;
	for (uint32_t i = 0; i < label.length; i++) {
		if (!g_ascii_isdigit(label.text[i]))
			return 0;
		number = number * 10 + (uint64_t)(label.text[i] - '0');
	}
	return number;
}

/* Numbers that go on from the page before need no entry of their own. */
static void append_labels(const struct pages *pages, GString *out)
{
	uint64_t expected = 0;

	g_string_append(out, "/PageLabels<</Nums[");
	for (uint32_t i = 0; i < pages->count; i++) {
		uint64_t number = label_number(pages->items[i].label);

		if (number == 0 || number != expected) {
			g_string_append_printf(out, "%u<<", i);
			if (number == 0)
				pdf_text_key(out, "/P", pages->items[i].label);
			else
				g_string_append_printf(out, "/S/D/St %" G_GUINT64_FORMAT, number);
			g_string_append(out, ">>");
		}
		expected = number == 0 ? 0 : number + 1;
	}
	g_string_append(out, "]>>");
}

void pdf_write_catalogue(struct pdf *pdf)
{
	const struct pages *pages = pdf->pages;
	GString *out = pdf_object(pdf->file, PDF_CATALOGUE);

	g_string_append_printf(out, "<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Names %d 0 R/Metadata %d 0 R/MarkInfo<</Marked true>>",
			       PDF_PAGES, PDF_STRUCTURE, PDF_NAMES, PDF_METADATA);
	g_string_append_printf(
		out,
		"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile %d 0 R>>]"
		"/ViewerPreferences<</DisplayDocTitle true>>",
		PDF_PROFILE);
	if (pages->outline_count > 0)
		g_string_append_printf(out, "/PageMode/UseOutlines/Outlines %d 0 R", PDF_OUTLINE);
	pdf_text_key(out, "/Lang", str_is_empty(pages->language) ? STR("en") : pages->language);
	append_labels(pages, out);
	g_string_append(out, ">>");
}
