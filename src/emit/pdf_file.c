/* Short forms over libqpdf's objects. */
#include "pdf.h"

void pdf_put(struct pdf_file *file, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
	qpdf_oh_replace_key(file->qpdf, dictionary, key, value);
	qpdf_oh_release(file->qpdf, value);
}

void pdf_put_name(struct pdf_file *file, qpdf_oh dictionary, const char *key, const char *name)
{
	pdf_put(file, dictionary, key, qpdf_oh_new_name(file->qpdf, name));
}

void pdf_put_integer(struct pdf_file *file, qpdf_oh dictionary, const char *key, long long value)
{
	pdf_put(file, dictionary, key, qpdf_oh_new_integer(file->qpdf, value));
}

void pdf_put_text(struct pdf_file *file, qpdf_oh dictionary, const char *key, struct str text)
{
	if (!str_is_empty(text))
		pdf_put(file, dictionary, key, qpdf_oh_new_binary_unicode_string(file->qpdf, text.text, text.length));
}

void pdf_push(struct pdf_file *file, qpdf_oh array, qpdf_oh value)
{
	qpdf_oh_append_item(file->qpdf, array, value);
	qpdf_oh_release(file->qpdf, value);
}

qpdf_oh pdf_parse(struct pdf_file *file, const char *format, ...)
{
	va_list args;
	char *text;
	qpdf_oh value;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	value = qpdf_oh_parse(file->qpdf, text);
	g_free(text);
	return value;
}

qpdf_oh pdf_indirect(struct pdf_file *file, qpdf_oh value)
{
	qpdf_oh indirect = qpdf_make_indirect_object(file->qpdf, value);

	qpdf_oh_release(file->qpdf, value);
	return indirect;
}

qpdf_oh pdf_stream(struct pdf_file *file, const char *dictionary, const void *bytes, size_t length)
{
	qpdf_oh stream = qpdf_oh_new_stream(file->qpdf), none = qpdf_oh_new_null(file->qpdf);
	qpdf_oh keys = qpdf_oh_parse(file->qpdf, dictionary), own = qpdf_oh_get_dict(file->qpdf, stream);

	qpdf_oh_begin_dict_key_iter(file->qpdf, keys);
	while (qpdf_oh_dict_more_keys(file->qpdf)) {
		const char *key = qpdf_oh_dict_next_key(file->qpdf);

		pdf_put(file, own, key, qpdf_oh_get_key(file->qpdf, keys, key));
	}
	qpdf_oh_replace_stream_data(file->qpdf, stream, bytes, length, none, none);
	qpdf_oh_release(file->qpdf, own);
	qpdf_oh_release(file->qpdf, keys);
	qpdf_oh_release(file->qpdf, none);
	return stream;
}

qpdf_oh pdf_box(struct pdf_file *file, dim x, dim y, dim width, dim height)
{
	dim bottom = file->pdf->pages->height - y - height;
	const dim sides[] = {x, bottom, x + width, bottom + height};
	qpdf_oh box = qpdf_oh_new_array(file->qpdf);

	for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
		pdf_push(file, box, qpdf_oh_new_real_from_double(file->qpdf, pdf_points(sides[i]), 2));
	return box;
}
