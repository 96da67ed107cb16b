/* The finishing pass over cairo's file: what a tagged, archivable PDF needs and cairo does not write. */
#include "pdf.h"

static bool failed(const struct pdf_file *file)
{
	const char *what = NULL;

	if (qpdf_has_error(file->qpdf))
		what = qpdf_get_error_full_text(file->qpdf, qpdf_get_error(file->qpdf));
	else if (qpdf_more_warnings(file->qpdf))
		what = qpdf_get_error_full_text(file->qpdf, qpdf_next_warning(file->qpdf));
	return what != NULL && !diag(file->pdf->diags, EMIT_PDF_FAILED, NO_SPAN, what);
}

static bool open_painted(struct pdf_file *file, const GByteArray *painted)
{
	const struct pdf *pdf = file->pdf;

	qpdf_read_memory(file->qpdf, "pages", (const char *)painted->data, painted->len, NULL);
	if (failed(file))
		return false;
	if (qpdf_get_num_pages(file->qpdf) != (int)pdf->pages->count)
		return diag(pdf->diags, EMIT_PDF_FAILED, NO_SPAN, "pages were lost");
	file->root = qpdf_get_root(file->qpdf);
	file->pages = arena_array(pdf->arena, qpdf_oh, pdf->pages->count);
	for (uint32_t i = 0; i < pdf->pages->count; i++)
		file->pages[i] = qpdf_get_page_n(file->qpdf, i);
	return true;
}

static bool write_finished(struct pdf_file *file, GString *out)
{
	qpdf_init_write_memory(file->qpdf);
	qpdf_set_object_stream_mode(file->qpdf, qpdf_o_generate);
	qpdf_set_compress_streams(file->qpdf, QPDF_TRUE);
	qpdf_set_deterministic_ID(file->qpdf, QPDF_TRUE);
	qpdf_force_pdf_version(file->qpdf, "1.7");
	qpdf_write(file->qpdf);
	if (failed(file))
		return false;
	g_string_append_len(out, (const char *)qpdf_get_buffer(file->qpdf), (gssize)qpdf_get_buffer_length(file->qpdf));
	return true;
}

bool pdf_finish(struct pdf *pdf, const GByteArray *painted, GString *out)
{
	struct pdf_file file = {.pdf = pdf, .qpdf = qpdf_init()};
	bool good;

	qpdf_silence_errors(file.qpdf);
	qpdf_set_suppress_warnings(file.qpdf, QPDF_TRUE);
	qpdf_set_attempt_recovery(file.qpdf, QPDF_FALSE);
	good = open_painted(&file, painted) && pdf_finish_content(&file);
	if (good) {
		pdf_finish_links(&file);
		pdf_finish_tree(&file);
		pdf_finish_resources(&file);
		pdf_finish_metadata(&file);
		good = !failed(&file) && write_finished(&file, out);
	}
	qpdf_cleanup(&file.qpdf);
	return good;
}
