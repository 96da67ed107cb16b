/* One font in the file: cut down to the glyphs that pages show, its widths, its codes and the texts that they stand for. */
#include <hb-ot.h>
#include <hb-subset.h>

#include "pdf_font.h"

#define BLOCK 100u /* entries that a block of a character map may have */

/* What is known of a font while it is written. */
struct embedding {
	struct pdf_file *file;
	const struct pdf_font *font;
	const char *name;
	hb_face_t *part;                                   /* the font with only its glyphs */
	const hb_map_t *glyphs;                            /* from glyphs of the whole font to those of the part */
	uint16_t *characters;                              /* of CFF fonts, by glyph of the part; NULL: the glyph's own number */
	uint32_t inner, descriptor, program, texts, codes; /* object numbers; codes: the map of CIDs, or of codes for CFF */
};

static const struct pdf_use *use_at(const struct embedding *embedding, guint code)
{
	return &g_array_index(embedding->font->uses, struct pdf_use, code);
}

static guint code_count(const struct embedding *embedding)
{
	return embedding->font->uses->len;
}

/* Without what is for shaping, for naming and for screens of long ago. */
static void drop_tables(hb_subset_input_t *input)
{
	static const char *const tables[] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "name", "OS/2", "post", "cmap", "DSIG", "STAT",
					     "gasp", "hdmx", "LTSH", "VDMX", "vhea", "vmtx", "VORG", "meta", "MVAR", "avar", "HVAR", "VVAR"};

	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), HB_TAG(tables[i][0], tables[i][1], tables[i][2], tables[i][3]));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
}

/* A font with axes becomes the font at one place on them. */
static void pin_axes(hb_subset_input_t *input, const struct pdf_font *font)
{
	unsigned length = 0;
	const float *place = hb_font_get_var_coords_design(font->measure, &length);
	unsigned count = hb_ot_var_get_axis_count(font->face);

	for (unsigned i = 0; i < count; i++) {
		hb_ot_var_axis_info_t axis;
		unsigned one = 1;

		hb_ot_var_get_axis_infos(font->face, i, &one, &axis);
		hb_subset_input_pin_axis_location(input, font->face, axis.tag, i < length ? place[i] : axis.default_value);
	}
}

static hb_subset_plan_t *plan_of(const struct pdf_font *font)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_subset_plan_t *plan;

	if (input == NULL)
		return NULL;
	for (guint i = 1; i < font->uses->len; i++)
		hb_set_add(hb_subset_input_glyph_set(input), g_array_index(font->uses, struct pdf_use, i).glyph);
	drop_tables(input);
	pin_axes(input, font);
	plan = hb_subset_plan_create_or_fail(font->face, input);
	hb_subset_input_destroy(input);
	return plan;
}

static uint32_t glyph_of(const struct embedding *embedding, guint code)
{
	uint32_t glyph = hb_map_get(embedding->glyphs, use_at(embedding, code)->glyph);

	return glyph == HB_MAP_VALUE_INVALID ? 0 : glyph;
}

static uint32_t character_of(const struct embedding *embedding, guint code)
{
	uint32_t glyph = glyph_of(embedding, code);

	return embedding->characters == NULL ? glyph : embedding->characters[glyph];
}

/* The font as it is, or of OpenType with CFF that table alone. */
static bool write_program(struct embedding *embedding)
{
	bool compact = embedding->font->compact;
	hb_blob_t *blob = compact ? hb_face_reference_table(embedding->part, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(embedding->part);
	unsigned length = 0;
	const char *bytes = hb_blob_get_data(blob, &length);
	char *keys = compact ? g_strdup("/Subtype/CIDFontType0C") : g_strdup_printf("/Length1 %u", length);

	if (length > 0)
		pdf_stream(embedding->file, embedding->program, keys, bytes, length);
	if (length > 0 && compact)
		embedding->characters = pdf_cff_characters((const uint8_t *)bytes, length, hb_face_get_glyph_count(embedding->part));
	g_free(keys);
	hb_blob_destroy(blob);
	return length > 0;
}

static void append_map_head(GString *out, const char *name)
{
	g_string_append_printf(out,
			       "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			       "/CIDSystemInfo <</Registry (Adobe) /Ordering (%s) /Supplement 0>> def\n/CMapName /%s def\n/CMapType %d def\n"
			       "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n",
			       name[0] == 'A' ? "UCS" : "Identity", name, name[0] == 'A' ? 2 : 1);
}

/* Blocks of "<code> what". */
static void append_map(const struct embedding *embedding, GString *out, const char *kind,
		       void (*append)(const struct embedding *embedding, guint code, GString *out))
{
	guint count = code_count(embedding);

	for (guint from = 1; from < count; from += BLOCK) {
		guint end = MIN(from + BLOCK, count);

		g_string_append_printf(out, "%u begin%s\n", end - from, kind);
		for (guint code = from; code < end; code++) {
			g_string_append_c(out, '<');
			pdf_hexadecimal(out, code);
			g_string_append(out, "> ");
			append(embedding, code, out);
			g_string_append_c(out, '\n');
		}
		g_string_append_printf(out, "end%s\n", kind);
	}
	g_string_append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

static void append_text(const struct embedding *embedding, guint code, GString *out)
{
	g_string_append_c(out, '<');
	pdf_utf16(out, use_at(embedding, code)->text);
	g_string_append_c(out, '>');
}

static void write_texts(const struct embedding *embedding)
{
	GString *map = g_string_new(NULL);

	append_map_head(map, "Adobe-Identity-UCS");
	append_map(embedding, map, "bfchar", append_text);
	pdf_stream(embedding->file, embedding->texts, "", map->str, map->len);
	g_string_free(map, TRUE);
}

static void append_character(const struct embedding *embedding, guint code, GString *out)
{
	pdf_number(out, character_of(embedding, code));
}

/* CFF: codes to CIDs, which the font itself knows. */
static void write_code_map(const struct embedding *embedding)
{
	GString *map = g_string_new(NULL);

	append_map_head(map, "Plumbline-H");
	append_map(embedding, map, "cidchar", append_character);
	pdf_stream(embedding->file, embedding->codes,
		   "/Type/CMap/CMapName/Plumbline-H/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>", map->str, map->len);
	g_string_free(map, TRUE);
}

/* TrueType: codes are CIDs, and those go to glyphs. */
static void write_glyph_map(const struct embedding *embedding)
{
	GByteArray *map = g_byte_array_new();

	for (guint code = 0; code < code_count(embedding); code++) {
		uint32_t glyph = code == 0 ? 0 : glyph_of(embedding, code);
		const guint8 bytes[] = {(guint8)(glyph >> 8), (guint8)glyph};

		g_byte_array_append(map, bytes, sizeof bytes);
	}
	pdf_stream(embedding->file, embedding->codes, "", map->data, map->len);
	g_byte_array_unref(map);
}

/* Of TrueType fonts in one row, since CIDs count up; of CFF fonts one by one. */
static void append_widths(const struct embedding *embedding, GString *out)
{
	bool compact = embedding->font->compact;

	g_string_append(out, compact ? "/DW 0/W[" : "/DW 0/W[1[");
	for (guint code = 1; code < code_count(embedding); code++) {
		if (compact) {
			pdf_number(out, character_of(embedding, code));
			g_string_append_c(out, '[');
		}
		pdf_number(out, use_at(embedding, code)->width);
		g_string_append_c(out, compact ? ']' : ' ');
	}
	g_string_append(out, compact ? "]" : "]]");
}

static int metric(const struct pdf_font *font, hb_ot_metrics_tag_t tag)
{
	hb_position_t value = 0;

	hb_ot_metrics_get_position_with_fallback(font->measure, tag, &value);
	return value;
}

/* A signed number of two bytes in the font's head, for its box, in thousandths. */
static int head_number(const struct pdf_font *font, unsigned at)
{
	hb_blob_t *head = hb_face_reference_table(font->face, HB_TAG('h', 'e', 'a', 'd'));
	unsigned length = 0;
	const guint8 *bytes = (const guint8 *)hb_blob_get_data(head, &length);
	int number = at + 1 < length ? (gint16)(bytes[at] << 8 | bytes[at + 1]) : 0;

	hb_blob_destroy(head);
	return number * 1000 / (int)hb_face_get_upem(font->face);
}

static void write_descriptor(const struct embedding *embedding)
{
	const struct pdf_font *font = embedding->font;
	GString *out = pdf_object(embedding->file, embedding->descriptor);
	int weight = (int)hb_style_get_value(font->measure, HB_STYLE_TAG_WEIGHT),
	    slant = (int)hb_style_get_value(font->measure, HB_STYLE_TAG_SLANT_ANGLE);

	g_string_append_printf(out, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d", embedding->name,
			       slant != 0 ? 4 | 64 : 4, head_number(font, 36), head_number(font, 38), head_number(font, 40), head_number(font, 42),
			       slant);
	g_string_append_printf(out, "/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile%d %u 0 R>>",
			       metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER), metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER),
			       metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT), 10 + weight / 5, font->compact ? 3 : 2, embedding->program);
}

static void write_dictionaries(const struct embedding *embedding)
{
	bool compact = embedding->font->compact;
	GString *out = pdf_object(embedding->file, embedding->font->object);

	g_string_append_printf(out, "<</Type/Font/Subtype/Type0/BaseFont/%s/ToUnicode %u 0 R/DescendantFonts[%u 0 R]/Encoding", embedding->name,
			       embedding->texts, embedding->inner);
	if (compact)
		g_string_append_printf(out, " %u 0 R>>", embedding->codes);
	else
		g_string_append(out, "/Identity-H>>");
	out = pdf_object(embedding->file, embedding->inner);
	g_string_append_printf(out,
			       "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
			       compact ? 0 : 2, embedding->name);
	append_widths(embedding, out);
	if (!compact)
		g_string_append_printf(out, "/CIDToGIDMap %u 0 R", embedding->codes);
	g_string_append_printf(out, "/FontDescriptor %u 0 R>>", embedding->descriptor);
}

static bool write_parts(struct embedding *embedding)
{
	uint32_t first = pdf_reserve(embedding->file, 5);

	embedding->inner = first;
	embedding->descriptor = first + 1;
	embedding->program = first + 2;
	embedding->texts = first + 3;
	embedding->codes = first + 4;
	if (!write_program(embedding))
		return false;
	write_texts(embedding);
	if (embedding->font->compact)
		write_code_map(embedding);
	else
		write_glyph_map(embedding);
	write_dictionaries(embedding);
	write_descriptor(embedding);
	g_free(embedding->characters);
	return true;
}

bool pdf_embed(struct pdf_file *file, const struct pdf_font *font, const char *name)
{
	hb_subset_plan_t *plan = plan_of(font);
	struct embedding embedding = {.file = file, .font = font, .name = name};
	bool good = false;

	if (plan == NULL)
		return false;
	embedding.part = hb_subset_plan_execute_or_fail(plan);
	if (embedding.part != NULL) {
		embedding.glyphs = hb_subset_plan_old_to_new_glyph_mapping(plan);
		good = write_parts(&embedding);
		hb_face_destroy(embedding.part);
	}
	hb_subset_plan_destroy(plan);
	return good;
}
