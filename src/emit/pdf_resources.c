/* Fonts and images: the keys that PDF/A asks for and cairo leaves out. */
#include "pdf.h"

#include <stdlib.h>
#include <string.h>

/* A walk over what pages use; most is shared by many pages. */
struct visit {
	struct pdf_file *file;
	GHashTable *seen; /* object numbers */
};

static bool is_new(struct visit *visit, qpdf_oh object)
{
	return g_hash_table_add(visit->seen, GINT_TO_POINTER(qpdf_oh_get_object_id(visit->file->qpdf, object)));
}

/* "<fb01>" is a ligature as one character: the letters that it stands for are what people search for. */
static const struct {
	const char *character, *letters;
} ligatures[] = {
	{"<fb00>", "<00660066>"}, {"<fb01>", "<00660069>"}, {"<fb02>", "<0066006c>"}, {"<fb03>", "<006600660069>"}, {"<fb04>", "<00660066006c>"},
};

static void spell_ligatures(struct visit *visit, qpdf_oh map)
{
	qpdf_data qpdf = visit->file->qpdf;
	unsigned char *bytes = NULL;
	size_t length = 0;
	guint changes = 0;
	GString *text;
	qpdf_oh none;

	qpdf_oh_get_stream_data(qpdf, map, qpdf_dl_generalized, NULL, &bytes, &length);
	if (bytes == NULL)
		return;
	text = g_string_new_len((const char *)bytes, (gssize)length);
	free(bytes);
	for (size_t i = 0; i < G_N_ELEMENTS(ligatures); i++)
		changes += g_string_replace(text, ligatures[i].character, ligatures[i].letters, 0);
	if (changes > 0) {
		none = qpdf_oh_new_null(qpdf);
		qpdf_oh_replace_stream_data(qpdf, map, (const unsigned char *)text->str, text->len, none, none);
		qpdf_oh_release(qpdf, none);
	}
	g_string_free(text, TRUE);
}

/* A TrueType font inside a composite font must say that codes are glyph numbers. */
static void finish_font(struct visit *visit, qpdf_oh font)
{
	qpdf_data qpdf = visit->file->qpdf;
	qpdf_oh below = qpdf_oh_get_key(qpdf, font, "/DescendantFonts"), map = qpdf_oh_get_key(qpdf, font, "/ToUnicode"), inner;

	if (qpdf_oh_is_stream(qpdf, map))
		spell_ligatures(visit, map);
	qpdf_oh_release(qpdf, map);
	if (qpdf_oh_is_array(qpdf, below)) {
		inner = qpdf_oh_get_array_item(qpdf, below, 0);
		if (qpdf_oh_is_dictionary_of_type(qpdf, inner, "/Font", "/CIDFontType2") && !qpdf_oh_has_key(qpdf, inner, "/CIDToGIDMap"))
			pdf_put_name(visit->file, inner, "/CIDToGIDMap", "/Identity");
		qpdf_oh_release(qpdf, inner);
	}
	qpdf_oh_release(qpdf, below);
}

static void finish_image(struct visit *visit, qpdf_oh image)
{
	qpdf_data qpdf = visit->file->qpdf;
	qpdf_oh keys = qpdf_oh_get_dict(qpdf, image), mask = qpdf_oh_get_key(qpdf, keys, "/SMask"), mask_keys;

	qpdf_oh_remove_key(qpdf, keys, "/Interpolate");
	if (qpdf_oh_is_stream(qpdf, mask)) {
		mask_keys = qpdf_oh_get_dict(qpdf, mask);
		qpdf_oh_remove_key(qpdf, mask_keys, "/Interpolate");
		qpdf_oh_release(qpdf, mask_keys);
	}
	qpdf_oh_release(qpdf, mask);
	qpdf_oh_release(qpdf, keys);
}

static void finish_each(struct visit *visit, qpdf_oh resources, const char *key, void (*finish)(struct visit *visit, qpdf_oh object))
{
	qpdf_data qpdf = visit->file->qpdf;
	qpdf_oh group = qpdf_oh_get_key(qpdf, resources, key);

	if (qpdf_oh_is_dictionary(qpdf, group)) {
		qpdf_oh_begin_dict_key_iter(qpdf, group);
		while (qpdf_oh_dict_more_keys(qpdf)) {
			qpdf_oh object = qpdf_oh_get_key(qpdf, group, qpdf_oh_dict_next_key(qpdf));

			if (is_new(visit, object))
				finish(visit, object);
			qpdf_oh_release(qpdf, object);
		}
	}
	qpdf_oh_release(qpdf, group);
}

void pdf_finish_resources(struct pdf_file *file)
{
	struct visit visit = {.file = file, .seen = g_hash_table_new(NULL, NULL)};

	for (uint32_t i = 0; i < file->pdf->pages->count; i++) {
		qpdf_oh resources = qpdf_oh_get_key(file->qpdf, file->pages[i], "/Resources");

		finish_each(&visit, resources, "/Font", finish_font);
		finish_each(&visit, resources, "/XObject", finish_image);
		qpdf_oh_release(file->qpdf, resources);
	}
	g_hash_table_destroy(visit.seen);
}
