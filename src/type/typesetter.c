/* Making a typesetter: a font map that holds only our fonts and the theme's, and the faces of the styles. */
#include "typesetter.h"

#include <fontconfig/fontconfig.h>
#include <glib/gstdio.h>
#include <pango/pangofc-fontmap.h>

#define SHAPED_LIMIT ((size_t)48 << 20) /* bytes of shaped text to keep from one document to the next */

/* Fontconfig takes its cache folder only as configuration. */
static bool add_cache_folder(FcConfig *config, const char *folder)
{
	char *quoted = g_markup_escape_text(folder, -1);
	char *xml = g_strdup_printf("<?xml version=\"1.0\"?><fontconfig><cachedir>%s</cachedir></fontconfig>", quoted);
	bool good = FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml, FcFalse) == FcTrue;

	g_free(xml);
	g_free(quoted);
	return good;
}

static void remove_folder(void *path)
{
	GDir *folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		char *file = g_build_filename(path, name, NULL);

		g_unlink(file);
		g_free(file);
	}
	if (folder != NULL)
		g_dir_close(folder);
	g_rmdir(path);
	g_free(path);
}

/* Fontconfig complains on the terminal when it has no cache; a folder that goes with the arena keeps it quiet. */
static const char *some_cache_folder(struct arena *arena, const char *folder)
{
	char *made;

	if (folder != NULL)
		return folder;
	made = g_dir_make_tmp("plumbline-XXXXXX", NULL);
	if (made != NULL)
		arena_defer(arena, remove_folder, made);
	return made;
}

static FcConfig *fonts_open(struct arena *arena, const char *path, const char *cache_folder, const struct theme *theme, struct diags *diags)
{
	FcConfig *config = FcConfigCreate();
	char *xml = NULL, *own = g_build_filename(str_c(theme->folder), "fonts", NULL);
	const char *cache = some_cache_folder(arena, cache_folder);
	GError *error = NULL;
	bool good = (cache == NULL || add_cache_folder(config, cache)) && g_file_get_contents(path, &xml, NULL, &error) &&
		    FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml, FcFalse) == FcTrue && FcConfigBuildFonts(config) == FcTrue;

	if (good && g_file_test(own, G_FILE_TEST_IS_DIR))
		FcConfigAppFontAddDir(config, (const FcChar8 *)own);
	if (!good) {
		diag(diags, TYPE_FONTS_UNREADABLE, NO_SPAN, path, error == NULL ? "not a fontconfig file" : error->message);
		FcConfigDestroy(config);
		config = NULL;
	}
	g_clear_error(&error);
	g_free(xml);
	g_free(own);
	return config;
}

static void unset_fonts(void *config)
{
	FcConfigDestroy(config);
}

static bool family_is_there(FcConfig *config, struct str family)
{
	FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, str_c(family), (char *)NULL);
	FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
	FcFontSet *found = FcFontList(config, pattern, objects);
	bool there = found != NULL && found->nfont > 0;

	if (found != NULL)
		FcFontSetDestroy(found);
	FcObjectSetDestroy(objects);
	FcPatternDestroy(pattern);
	return there;
}

static bool families_are_there(FcConfig *config, const struct theme *theme, const char *fonts_conf, struct diags *diags)
{
	bool there = true;

	for (int i = 0; i < FAMILY_COUNT; i++)
		if (!family_is_there(config, theme->families[i]))
			there = diag(diags, TYPE_FAMILY_MISSING, NO_SPAN, str_c(theme->families[i]), fonts_conf);
	return there;
}

/* Without this, widths are rounded to pixels of 96 to the inch and kerning shows as uneven gaps. */
static void set_exact(PangoContext *context)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(context, FALSE);
}

/* Once a font map has its fonts, fontconfig's current configuration must be ours too, or Pango reads the system's. */
static void open_map(struct typesetter *typesetter, FcConfig *config)
{
	FcConfigSetCurrent(config);
	typesetter->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(typesetter->map), config);
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(typesetter->map), 72);
	typesetter->context = pango_font_map_create_context(typesetter->map);
	pango_context_set_base_dir(typesetter->context, PANGO_DIRECTION_WEAK_LTR);
	set_exact(typesetter->context);
}

static void font_let_go(void *font)
{
	g_object_unref(font);
}

static void typesetter_close(void *what)
{
	struct typesetter *typesetter = what;

	g_hash_table_destroy(typesetter->shaped);
	g_hash_table_destroy(typesetter->words);
	arena_free(typesetter->shaped_arena);
	g_hash_table_destroy(typesetter->told);
	g_hash_table_destroy(typesetter->dictionaries);
	g_hash_table_destroy(typesetter->fonts);
	for (int style = 0; style < STYLE_COUNT; style++)
		for (int look = 0; look < LOOKS; look++)
			if (typesetter->faces[style][look] != NULL)
				pango_font_description_free(typesetter->faces[style][look]);
	g_object_unref(typesetter->context);
	g_object_unref(typesetter->map);
}

struct typesetter *typesetter_new(struct arena *arena, const char *fonts_conf, const char *cache_folder, const struct theme *theme,
				  struct diags *diags)
{
	struct typesetter *typesetter = arena_one(arena, struct typesetter);
	FcConfig *config = fonts_open(arena, fonts_conf, cache_folder, theme, diags);

	if (config == NULL)
		return NULL;
	arena_defer(arena, unset_fonts, config);
	if (!families_are_there(config, theme, fonts_conf, diags))
		return NULL;
	typesetter->arena = arena;
	typesetter->theme = theme;
	typesetter->language = pango_language_from_string("en");
	open_map(typesetter, config);
	typesetter->fonts = g_hash_table_new_full(NULL, NULL, font_let_go, NULL);
	typesetter->told = g_hash_table_new(NULL, NULL);
	typesetter->dictionaries = g_hash_table_new_full(NULL, NULL, NULL, dictionary_free);
	typesetter->shaped = g_hash_table_new_full((GHashFunc)g_bytes_hash, (GEqualFunc)g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
	typesetter->words = words_new();
	typesetter->shaped_arena = arena_new();
	arena_defer(arena, typesetter_close, typesetter);
	return typesetter;
}

void type_begin(struct typesetter *typesetter, struct str language)
{
	typesetter->language = pango_language_from_string(str_is_empty(language) ? "en" : str_c(language));
	g_hash_table_remove_all(typesetter->told);
	if (arena_used(typesetter->shaped_arena) < SHAPED_LIMIT)
		return;
	g_hash_table_remove_all(typesetter->shaped);
	g_hash_table_remove_all(typesetter->words);
	arena_free(typesetter->shaped_arena);
	typesetter->shaped_arena = arena_new();
}

static PangoFontDescription *face_make(const struct theme *theme, const struct text_style *style, bool emphasis, bool strong, bool code)
{
	PangoFontDescription *face = pango_font_description_new();
	bool turns_code = code && style->family != FAMILY_CODE;
	int weight = strong ? MAX(style->weight, 700) : style->weight;

	pango_font_description_set_family(face, str_c(theme->families[code ? FAMILY_CODE : style->family]));
	/* The code family stands large beside text of the same size. */
	pango_font_description_set_absolute_size(face, turns_code ? style->size / 100 * 92 : style->size);
	pango_font_description_set_weight(face, (PangoWeight)(weight == 0 ? 400 : weight));
	pango_font_description_set_style(face, emphasis != style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	return face;
}

PangoFontDescription *style_face(struct typesetter *typesetter, enum style_id style, bool emphasis, bool strong, bool code)
{
	PangoFontDescription **face = &typesetter->faces[style][emphasis | strong << 1 | code << 2];

	if (*face == NULL)
		*face = face_make(typesetter->theme, &typesetter->theme->styles[style], emphasis, strong, code);
	return *face;
}

static void measure_style(struct typesetter *typesetter, enum style_id style)
{
	PangoFont *font = pango_context_load_font(typesetter->context, style_face(typesetter, style, false, false, false));
	PangoFontMetrics *metrics = pango_font_get_metrics(font, typesetter->language);

	typesetter->metrics[style].ascent = pango_font_metrics_get_ascent(metrics);
	typesetter->metrics[style].descent = pango_font_metrics_get_descent(metrics);
	typesetter->metrics[style].known = true;
	pango_font_metrics_unref(metrics);
	g_object_unref(font);
}

dim type_ascent(struct typesetter *typesetter, enum style_id style)
{
	if (!typesetter->metrics[style].known)
		measure_style(typesetter, style);
	return typesetter->metrics[style].ascent;
}

dim type_descent(struct typesetter *typesetter, enum style_id style)
{
	if (!typesetter->metrics[style].known)
		measure_style(typesetter, style);
	return typesetter->metrics[style].descent;
}
