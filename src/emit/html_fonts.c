/* Fonts inside the file: the faces of the theme, cut down to the characters that the page shows. */
#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <string.h>

#include "html.h"
#include "woff.h"

#define MOST_FACES 16u

struct face {
	struct str family;
	uint16_t weight;
	bool italic;
};

struct faces {
	struct face items[MOST_FACES];
	uint32_t count;
};

static void want(struct faces *faces, struct str family, uint16_t weight, bool italic)
{
	for (uint32_t i = 0; i < faces->count; i++) {
		const struct face *face = &faces->items[i];

		if (str_equal(face->family, family) && face->weight == weight && face->italic == italic)
			return;
	}
	if (faces->count < MOST_FACES)
		faces->items[faces->count++] = (struct face){family, weight, italic};
}

/* What html.css asks for; the code face only where there is code. */
static struct faces faces_of(const struct theme *theme, const GString *body)
{
	struct faces faces = {.count = 0};

	want(&faces, theme->families[FAMILY_TEXT], 400, false);
	want(&faces, theme->families[FAMILY_TEXT], 700, false);
	if (strstr(body->str, "<em") != NULL)
		want(&faces, theme->families[FAMILY_TEXT], 400, true);
	want(&faces, theme->families[FAMILY_HEADING], 300, false);
	want(&faces, theme->families[FAMILY_HEADING], 700, false);
	if (strstr(body->str, "<code") != NULL)
		want(&faces, theme->families[FAMILY_CODE], 400, false);
	return faces;
}

/* The file of a face among the fonts that the typesetter opened; NULL if the family is not there. index: of the face in the file. */
static char *find_file(const struct face *face, unsigned *index)
{
	FcPattern *pattern =
		FcPatternBuild(NULL, FC_FAMILY, FcTypeString, str_c(face->family), FC_WEIGHT, FcTypeInteger, FcWeightFromOpenType(face->weight),
			       FC_SLANT, FcTypeInteger, face->italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN, NULL);
	FcPattern *found;
	FcResult result;
	FcChar8 *file = NULL, *family = NULL;
	char *path = NULL;
	int at = 0;

	FcConfigSubstitute(NULL, pattern, FcMatchPattern);
	FcDefaultSubstitute(pattern);
	found = FcFontMatch(NULL, pattern, &result);
	FcPatternDestroy(pattern);
	if (found == NULL)
		return NULL;
	FcPatternGetString(found, FC_FILE, 0, &file);
	for (int i = 0; path == NULL && FcPatternGetString(found, FC_FAMILY, i, &family) == FcResultMatch; i++)
		if (file != NULL && g_ascii_strcasecmp((const char *)family, str_c(face->family)) == 0)
			path = g_strdup((const char *)file);
	FcPatternGetInteger(found, FC_INDEX, 0, &at);
	FcPatternDestroy(found);
	*index = (unsigned)at & 0xFFFF;
	return path;
}

static hb_set_t *characters_of(const GString *body)
{
	hb_set_t *set = hb_set_create();

	hb_set_add_range(set, 0x20, 0x7E);
	for (const char *c = body->str; *c != '\0'; c = g_utf8_next_char(c))
		hb_set_add(set, g_utf8_get_char(c));
	return set;
}

static hb_face_t *cut(hb_face_t *whole, const hb_set_t *characters)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_face_t *part = NULL;

	if (input == NULL)
		return NULL;
	hb_set_union(hb_subset_input_unicode_set(input), characters);
	hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG), HB_TAG('t', 'n', 'u', 'm'));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
	part = hb_subset_or_fail(whole, input);
	hb_subset_input_destroy(input);
	return part;
}

/* The face of a file with these characters only, as WOFF; empty if it cannot be read. */
static GString *load(const char *path, unsigned index, const hb_set_t *characters)
{
	GString *woff = g_string_new(NULL);
	hb_blob_t *file = hb_blob_create_from_file_or_fail(path), *bytes = NULL;
	hb_face_t *whole, *part;
	unsigned length = 0;
	const char *data;

	if (file == NULL)
		return woff;
	whole = hb_face_create(file, index);
	part = cut(whole, characters);
	if (part != NULL) {
		bytes = hb_face_reference_blob(part);
		data = hb_blob_get_data(bytes, &length);
		woff_append(woff, (const guint8 *)data, length);
		hb_blob_destroy(bytes);
		hb_face_destroy(part);
	}
	hb_face_destroy(whole);
	hb_blob_destroy(file);
	return woff;
}

static void append_face(GString *css, const struct face *face, const GString *woff)
{
	char *coded = g_base64_encode((const guchar *)woff->str, woff->len);

	g_string_append(css, "@font-face{font-family:");
	html_css_string(css, face->family);
	g_string_append_printf(css, ";font-weight:%u;font-style:%s;font-display:swap;src:url(data:font/woff;base64,%s) format(\"woff\")}",
			       face->weight, face->italic ? "italic" : "normal", coded);
	g_free(coded);
}

void html_fonts(const struct theme *theme, const GString *body, GString *css)
{
	struct faces faces = faces_of(theme, body);
	hb_set_t *characters = characters_of(body);

	for (uint32_t i = 0; i < faces.count; i++) {
		unsigned index = 0;
		char *path = find_file(&faces.items[i], &index);
		GString *woff = path == NULL ? NULL : load(path, index, characters);

		if (woff != NULL && woff->len > 0)
			append_face(css, &faces.items[i], woff);
		if (woff != NULL)
			g_string_free(woff, TRUE);
		g_free(path);
	}
	hb_set_destroy(characters);
}
