/* What the PDF says of itself: catalogue, Info, XMP and output intent. */
#include "pdf.h"

#include <cairo.h>

static char *producer(void)
{
	return g_strdup_printf(PDF_CREATOR " (cairo %s, qpdf %s)", cairo_version_string(), qpdf_get_qpdf_version());
}

/* The same words as in the XMP: a checker compares them. */
static void put_info(struct pdf_file *file, const char *made_with)
{
	qpdf_oh trailer = qpdf_get_trailer(file->qpdf), info = qpdf_oh_new_dictionary(file->qpdf);
	struct date date = file->pdf->date;
	char stamp[40];

	g_snprintf(stamp, sizeof stamp, "D:%04d%02d%02d000000Z", date.year, date.month, date.day);
	pdf_put_text(file, info, "/Title", file->pdf->title);
	pdf_put_text(file, info, "/Author", file->pdf->author);
	pdf_put_text(file, info, "/Subject", file->pdf->subject);
	pdf_put_text(file, info, "/Creator", STR(PDF_CREATOR));
	pdf_put_text(file, info, "/Producer", str_of(made_with));
	pdf_put_text(file, info, "/CreationDate", str_of(stamp));
	pdf_put_text(file, info, "/ModDate", str_of(stamp));
	pdf_put(file, trailer, "/Info", pdf_indirect(file, info));
	qpdf_oh_release(file->qpdf, trailer);
}

static void put_output_intent(struct pdf_file *file)
{
	GByteArray *profile = g_byte_array_new();
	qpdf_oh intents = pdf_parse(file, "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)>>]");
	qpdf_oh intent = qpdf_oh_get_array_item(file->qpdf, intents, 0);

	pdf_srgb_profile(profile);
	pdf_put(file, intent, "/DestOutputProfile", pdf_stream(file, "<</N 3>>", profile->data, profile->len));
	pdf_put(file, file->root, "/OutputIntents", intents);
	qpdf_oh_release(file->qpdf, intent);
	g_byte_array_unref(profile);
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
static void put_labels(struct pdf_file *file)
{
	const struct pages *pages = file->pdf->pages;
	qpdf_oh numbers = qpdf_oh_new_array(file->qpdf), labels = qpdf_oh_new_dictionary(file->qpdf), entry;
	uint64_t expected = 0;

	for (uint32_t i = 0; i < pages->count; i++) {
		uint64_t number = label_number(pages->items[i].label);

		if (number == 0 || number != expected) {
			entry = number == 0 ? qpdf_oh_new_dictionary(file->qpdf) : pdf_parse(file, "<</S/D/St %" G_GUINT64_FORMAT ">>", number);
			if (number == 0)
				pdf_put_text(file, entry, "/P", pages->items[i].label);
			pdf_push(file, numbers, qpdf_oh_new_integer(file->qpdf, i));
			pdf_push(file, numbers, entry);
		}
		expected = number == 0 ? 0 : number + 1;
	}
	pdf_put(file, labels, "/Nums", numbers);
	pdf_put(file, file->root, "/PageLabels", labels);
}

void pdf_finish_metadata(struct pdf_file *file)
{
	const struct pages *pages = file->pdf->pages;
	char *made_with = producer();
	GString *xmp = g_string_new(NULL);

	put_info(file, made_with);
	pdf_xmp(file->pdf, made_with, xmp);
	pdf_put(file, file->root, "/Metadata", pdf_stream(file, "<</Type/Metadata/Subtype/XML>>", xmp->str, xmp->len));
	put_output_intent(file);
	put_labels(file);
	pdf_put_text(file, file->root, "/Lang", str_is_empty(pages->language) ? STR("en") : pages->language);
	pdf_put(file, file->root, "/MarkInfo", pdf_parse(file, "<</Marked true>>"));
	pdf_put(file, file->root, "/ViewerPreferences", pdf_parse(file, "<</DisplayDocTitle true>>"));
	if (pages->outline_count > 0)
		pdf_put_name(file, file->root, "/PageMode", "/UseOutlines");
	g_string_free(xmp, TRUE);
	g_free(made_with);
}
