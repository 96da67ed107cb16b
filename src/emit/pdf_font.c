/* Which glyphs pages show, with which text each. */
#include "pdf_font.h"

#include <hb-ot.h>

struct pdf_fonts {
	struct arena *arena;
	struct pdf_file *file;
	GPtrArray *items;  /* struct pdf_font */
	GHashTable *known; /* hb_font_t of any size to struct pdf_font */
	hb_font_t *last_key;
	struct pdf_font *last;
};

static void font_free(void *what)
{
	struct pdf_font *font = what;

	hb_font_destroy(font->measure);
	g_array_free(font->uses, TRUE);
	g_free(font->first_use);
	g_free(font);
}

struct pdf_fonts *pdf_fonts_new(struct arena *arena, struct pdf_file *file)
{
	struct pdf_fonts *fonts = arena_one(arena, struct pdf_fonts);

	fonts->arena = arena;
	fonts->file = file;
	fonts->items = g_ptr_array_new_with_free_func(font_free);
	fonts->known = g_hash_table_new(NULL, NULL);
	return fonts;
}

void pdf_fonts_free(struct pdf_fonts *fonts)
{
	g_hash_table_destroy(fonts->known);
	g_ptr_array_free(fonts->items, TRUE);
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(table) > 0;

	hb_blob_destroy(table);
	return has;
}

/* Outlines that PDF knows: TrueType and CFF, without colours of their own and without axes that cannot be fixed. */
static bool has_outlines(hb_face_t *face, bool compact)
{
	if (hb_ot_color_has_png(face) || hb_ot_color_has_layers(face) || hb_ot_color_has_svg(face))
		return false;
	return compact || has_table(face, HB_TAG('g', 'l', 'y', 'f'));
}

static bool same_place(hb_font_t *a, hb_font_t *b)
{
	unsigned length_a = 0, length_b = 0;
	const int *at_a = hb_font_get_var_coords_normalized(a, &length_a), *at_b = hb_font_get_var_coords_normalized(b, &length_b);

	if (length_a != length_b)
		return false;
	for (unsigned i = 0; i < length_a; i++)
		if (at_a[i] != at_b[i])
			return false;
	return true;
}

static struct pdf_font *font_new(struct pdf_fonts *fonts, hb_font_t *from)
{
	struct pdf_font *font = g_new0(struct pdf_font, 1);
	unsigned axes = 0;
	const int *place = hb_font_get_var_coords_normalized(from, &axes);

	font->number = fonts->items->len;
	font->face = hb_font_get_face(from);
	font->measure = hb_font_create(font->face);
	hb_font_set_scale(font->measure, 1000, 1000);
	if (axes > 0)
		hb_font_set_var_coords_normalized(font->measure, place, axes);
	font->compact = has_table(font->face, HB_TAG('C', 'F', 'F', ' '));
	font->outlines = has_outlines(font->face, font->compact);
	font->object = font->outlines ? pdf_reserve(fonts->file, 1) : 0;
	font->uses = g_array_new(FALSE, TRUE, sizeof(struct pdf_use));
	g_array_set_size(font->uses, 1);
	font->first_use = g_new0(uint32_t, hb_face_get_glyph_count(font->face));
	g_ptr_array_add(fonts->items, font);
	return font;
}

struct pdf_font *pdf_fonts_find(struct pdf_fonts *fonts, hb_font_t *from)
{
	struct pdf_font *found;

	if (fonts->last != NULL && fonts->last_key == from)
		return fonts->last;
	found = g_hash_table_lookup(fonts->known, from);
	for (guint i = 0; found == NULL && i < fonts->items->len; i++) {
		struct pdf_font *font = fonts->items->pdata[i];

		if (font->face == hb_font_get_face(from) && same_place(font->measure, from))
			found = font;
	}
	if (found == NULL)
		found = font_new(fonts, from);
	g_hash_table_insert(fonts->known, from, found);
	fonts->last_key = from;
	fonts->last = found;
	return found;
}

static uint32_t use_new(struct pdf_fonts *fonts, struct pdf_font *font, uint32_t glyph, struct str text)
{
	struct pdf_use use = {.glyph = glyph, .next = font->first_use[glyph], .text = str_copy(fonts->arena, str_c(text), text.length)};

	use.width = (uint32_t)MAX(hb_font_get_glyph_h_advance(font->measure, glyph), 0);
	g_array_append_val(font->uses, use);
	font->first_use[glyph] = font->uses->len - 1;
	return font->uses->len - 1;
}

uint32_t pdf_font_code(struct pdf_fonts *fonts, struct pdf_font *font, uint32_t glyph, struct str text)
{
	uint32_t code;

	if (glyph >= hb_face_get_glyph_count(font->face))
		return 0;
	code = font->first_use[glyph];
	while (code != 0 && !str_equal(g_array_index(font->uses, struct pdf_use, code).text, text))
		code = g_array_index(font->uses, struct pdf_use, code).next;
	return code != 0 ? code : use_new(fonts, font, glyph, text);
}

void pdf_fonts_list(const struct pdf_fonts *fonts, GString *out)
{
	for (guint i = 0; i < fonts->items->len; i++) {
		const struct pdf_font *font = fonts->items->pdata[i];

		if (font->outlines)
			g_string_append_printf(out, "/F%u %u 0 R", font->number, font->object);
	}
}

/* What tells one subset of a font from another: the glyphs that it holds. */
static uint32_t sum_of(const struct pdf_font *font)
{
	uint32_t sum = 2166136261u;

	for (guint i = 1; i < font->uses->len; i++)
		sum = (sum ^ g_array_index(font->uses, struct pdf_use, i).glyph) * 16777619u;
	return sum;
}

/* "KDJFHA+Lato-Regular" */
static char *name_of(const struct pdf_font *font)
{
	char name[128];
	unsigned size = sizeof name;
	uint32_t sum = sum_of(font);
	GString *out = g_string_new(NULL);

	for (int i = 0; i < 6; i++, sum /= 26)
		g_string_append_c(out, (char)('A' + sum % 26));
	g_string_append_c(out, '+');
	hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
	for (unsigned i = 0; i < size; i++)
		if (g_ascii_isalnum(name[i]) || name[i] == '-')
			g_string_append_c(out, name[i]);
	if (out->len == 7)
		g_string_append_printf(out, "Font%u", font->number);
	return g_string_free(out, FALSE);
}

bool pdf_fonts_write(struct pdf_fonts *fonts, const char **failed)
{
	for (guint i = 0; i < fonts->items->len; i++) {
		const struct pdf_font *font = fonts->items->pdata[i];
		char *name = name_of(font);
		bool good = !font->outlines || pdf_embed(fonts->file, font, name);

		if (!good)
			*failed = str_from(fonts->arena, name).text;
		g_free(name);
		if (!good)
			return false;
	}
	return true;
}
