/* A report that can be edited: Office Open XML with real styles, lists, fields, bookmarks and charts. */
#include "docx.h"

#include "archive.h"

#define FIXED_PARTS 12u

static const char content_types[] = DOCX_XML
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
	"<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>"
	"<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
	"<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
	"<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>"
	"<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
	"<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
	"<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
	"<Override PartName=\"/word/theme/theme1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/>"
	"<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
	"<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>\n";

static const char package_relations[] =
	DOCX_XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
		 "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
		 "Target=\"word/document.xml\"/>"
		 "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
		 "Target=\"docProps/core.xml\"/>"
		 "<Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" "
		 "Target=\"docProps/app.xml\"/>"
		 "</Relationships>\n";

static const char application[] = DOCX_XML
	"<Properties "
	"xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Plumbline</Application></Properties>\n";

static const char document_head[] =
	DOCX_XML "<w:document " DOCX_MAIN " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
		 "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
		 "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
		 "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "
		 "xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\"><w:body>\n";

/* The first page, the cover, has no header. */
static void put_section(struct docx *docx)
{
	const struct paper *paper = docx_paper(docx);
	bool cover = docx->document->first != NULL && docx->document->first->kind == DOC_COVER;

	docx_put(docx,
		 "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/><w:footerReference w:type=\"default\" r:id=\"footer\"/>"
		 "<w:pgSz w:w=\"%d\" w:h=\"%d\"/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" "
		 "w:gutter=\"0\"/>%s</w:sectPr>",
		 DOCX_TWIPS(paper->width), DOCX_TWIPS(paper->height), DOCX_TWIPS(paper->top), DOCX_TWIPS(paper->right), DOCX_TWIPS(paper->bottom),
		 DOCX_TWIPS(paper->left), DOCX_TWIPS(paper->top) / 2, DOCX_TWIPS(paper->bottom) / 2, cover ? "<w:titlePg/>" : "");
}

static void write_main(struct docx *docx)
{
	g_string_append(docx->body, document_head);
	docx_collect_names(docx);
	docx_write_blocks(docx);
	put_section(docx);
	g_string_append(docx->body, "</w:body></w:document>\n");
}

static const struct {
	const char *path, *fixed;
	void (*write)(const struct docx *docx, GString *out); /* NULL: the fixed text, or the body */
} parts[FIXED_PARTS] = {
	{"[Content_Types].xml", content_types, NULL},
	{"_rels/.rels", package_relations, NULL},
	{"docProps/core.xml", NULL, docx_core},
	{"docProps/app.xml", application, NULL},
	{"word/document.xml", NULL, NULL},
	{"word/_rels/document.xml.rels", NULL, docx_relations},
	{"word/styles.xml", NULL, docx_styles},
	{"word/numbering.xml", NULL, docx_numbering},
	{"word/settings.xml", NULL, docx_settings},
	{"word/header1.xml", NULL, docx_header},
	{"word/footer1.xml", NULL, docx_footer},
	{"word/theme/theme1.xml", NULL, docx_theme},
};

static bool pack(struct docx *docx, GString *out)
{
	uint32_t count = FIXED_PARTS + docx->pictures->len;
	struct archive_part *all = arena_array(docx->arena, struct archive_part, count);
	GString *texts[FIXED_PARTS];
	const char *why = NULL;
	bool good;

	for (uint32_t i = 0; i < FIXED_PARTS; i++) {
		texts[i] = g_string_new(parts[i].fixed);
		if (parts[i].write != NULL)
			parts[i].write(docx, texts[i]);
		all[i] = (struct archive_part){parts[i].path, parts[i].write == NULL && parts[i].fixed == NULL ? docx->body : texts[i]};
	}
	for (guint i = 0; i < docx->pictures->len; i++)
		all[FIXED_PARTS + i] = (struct archive_part){
			str_format(docx->arena, "word/media/chart%u.%s", i / 2 + 1, i % 2 == 0 ? "png" : "svg").text, docx->pictures->pdata[i]};
	good = archive_write(out, all, count, &why);
	for (uint32_t i = 0; i < FIXED_PARTS; i++)
		g_string_free(texts[i], TRUE);
	return good || diag(docx->diags, EMIT_NO_ARCHIVE, NO_SPAN, why);
}

static void drop_string(gpointer string)
{
	g_string_free(string, TRUE);
}

static void drop(struct docx *docx)
{
	g_string_free(docx->body, TRUE);
	g_hash_table_destroy(docx->names);
	g_hash_table_destroy(docx->address_numbers);
	g_ptr_array_free(docx->waiting, TRUE);
	g_ptr_array_free(docx->addresses, TRUE);
	g_ptr_array_free(docx->widths, TRUE);
	g_ptr_array_free(docx->pictures, TRUE);
	g_array_free(docx->lists, TRUE);
}

static bool write_docx(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	struct docx docx = {
		.arena = arena,
		.input = input,
		.theme = input->theme,
		.document = input->document,
		.diags = diags,
		.body = g_string_new(NULL),
		.names = g_hash_table_new(g_str_hash, g_str_equal),
		.address_numbers = g_hash_table_new(g_str_hash, g_str_equal),
		.waiting = g_ptr_array_new(),
		.addresses = g_ptr_array_new(),
		.widths = g_ptr_array_new(),
		.pictures = g_ptr_array_new_with_free_func(drop_string),
		.lists = g_array_new(FALSE, FALSE, sizeof(struct docx_start)),
	};
	bool good;

	write_main(&docx);
	good = !docx.failed && pack(&docx, out);
	drop(&docx);
	return good;
}

const struct backend backend_docx = {.name = "docx", .suffix = ".docx", .feed = FEED_DOCUMENT, .write = write_docx};
