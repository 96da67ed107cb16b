/* XMP metadata: the Info dictionary once more, and what the file claims to keep. */
#include "pdf.h"

static const char head[] = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
			   "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
			   "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
			   "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
			   " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
			   " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
			   "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n"
			   "<dc:format>application/pdf</dc:format>\n";

/* PDF/A knows no pdfuaid: a file that claims both must describe it. */
static const char extension[] =
	"</rdf:Description>\n"
	"<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaProperty:name>part</pdfaProperty:name>\n<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	"<pdfaProperty:category>internal</pdfaProperty:category>\n"
	"<pdfaProperty:description>Part of PDF/UA that the file keeps</pdfaProperty:description>\n"
	"</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	"</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
	"</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";

static void add(GString *out, const char *before, struct str text, const char *after)
{
	char *escaped;

	if (str_is_empty(text))
		return;
	escaped = g_markup_escape_text(text.text, text.length);
	g_string_append_printf(out, "%s%s%s\n", before, escaped, after);
	g_free(escaped);
}

void pdf_xmp(const struct pdf *pdf, GString *out)
{
	char stamp[40];

	g_snprintf(stamp, sizeof stamp, "%04d-%02d-%02dT00:00:00Z", pdf->date.year, pdf->date.month, pdf->date.day);
	g_string_append(out, head);
	add(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", pdf->title, "</rdf:li></rdf:Alt></dc:title>");
	add(out, "<dc:creator><rdf:Seq><rdf:li>", pdf->author, "</rdf:li></rdf:Seq></dc:creator>");
	add(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", pdf->subject, "</rdf:li></rdf:Alt></dc:description>");
	add(out, "<dc:language><rdf:Bag><rdf:li>", pdf->pages->language, "</rdf:li></rdf:Bag></dc:language>");
	add(out, "<xmp:CreatorTool>", STR(PDF_CREATOR), "</xmp:CreatorTool>");
	add(out, "<xmp:CreateDate>", str_of(stamp), "</xmp:CreateDate>");
	add(out, "<xmp:ModifyDate>", str_of(stamp), "</xmp:ModifyDate>");
	add(out, "<pdf:Producer>", STR(PDF_CREATOR), "</pdf:Producer>");
	g_string_append(out, extension);
}
