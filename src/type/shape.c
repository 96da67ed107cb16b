/* Runs to glyphs, once: Pango finds fonts and directions, HarfBuzz shapes; what was shaped is kept for the next time. */
#include "typesetter.h"

#include <string.h>

/* What tells one shaped paragraph from another. */
static GBytes *key_of(const struct text_run *runs, uint32_t run_count, PangoLanguage *language)
{
	GByteArray *key = g_byte_array_new();
	const char *name = pango_language_to_string(language);

	g_byte_array_append(key, (const guint8 *)name, (guint)strlen(name));
	for (uint32_t i = 0; i < run_count; i++) {
		const struct text_run *run = &runs[i];
		guint8 look[3] = {0xFF, (guint8)(run->emphasis | run->strong << 1 | run->code << 2 | run->line_break << 3), (guint8)run->style};

		g_byte_array_append(key, look, sizeof(look));
		g_byte_array_append(key, (const guint8 *)str_c(run->text), run->text.length);
	}
	return g_byte_array_free_to_bytes(key);
}

/* White space of a source becomes a space, other control characters too: none has a glyph. */
static void append_clean(GString *out, struct str text)
{
	size_t from = out->len;

	g_string_append_len(out, str_c(text), text.length);
	for (size_t i = from; i < out->len; i++)
		if (g_ascii_iscntrl(out->str[i]))
			out->str[i] = ' ';
}

static void join_runs(struct arena *arena, struct shaped *shaped, const struct text_run *runs, uint32_t run_count)
{
	uint32_t *starts = arena_array(arena, uint32_t, run_count + 1);
	GString *text = g_string_new(NULL);

	for (uint32_t i = 0; i < run_count; i++) {
		starts[i] = (uint32_t)text->len;
		append_clean(text, runs[i].text);
		if (runs[i].line_break && i + 1 < run_count)
			g_string_append_c(text, '\n');
	}
	starts[run_count] = (uint32_t)text->len;
	shaped->run_starts = starts;
	shaped->text = str_take(arena, text);
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, uint32_t start, uint32_t end)
{
	attribute->start_index = start;
	attribute->end_index = end;
	pango_attr_list_insert(list, attribute);
}

static uint8_t features_of(const struct typesetter *typesetter, const struct text_run *run)
{
	const struct text_style *style = &typesetter->theme->styles[run->style];
	unsigned features = 0;

	if (style->tabular_figures)
		features |= WITH_TABULAR;
	if (style->small_caps)
		features |= WITH_SMALL_CAPS;
	if (run->code || style->family == FAMILY_CODE)
		features |= WITHOUT_LIGATURES;
	return (uint8_t)features;
}

static const char *const feature_names[] = {
	[WITH_TABULAR] = "tnum=1",
	[WITH_SMALL_CAPS] = "smcp=1",
	[WITH_TABULAR | WITH_SMALL_CAPS] = "tnum=1,smcp=1",
	[WITHOUT_LIGATURES] = "liga=0,clig=0,calt=0,dlig=0",
};

static PangoAttrList *attributes_of(struct typesetter *typesetter, const struct shaped *shaped, const struct text_run *runs, uint32_t run_count,
				    PangoLanguage *language)
{
	PangoAttrList *list = pango_attr_list_new();

	add_attribute(list, pango_attr_language_new(language), 0, shaped->text.length);
	for (uint32_t i = 0; i < run_count; i++) {
		const struct text_run *run = &runs[i];
		PangoFontDescription *face = style_face(typesetter, run->style, run->emphasis, run->strong, run->code);
		uint32_t start = shaped->run_starts[i], end = shaped->run_starts[i + 1], features = features_of(typesetter, run);

		add_attribute(list, pango_attr_font_desc_new(face), start, end);
		if ((features & ~(uint32_t)WITHOUT_LIGATURES) != 0)
			add_attribute(list, pango_attr_font_features_new(feature_names[features & ~(uint32_t)WITHOUT_LIGATURES]), start, end);
		if ((features & WITHOUT_LIGATURES) != 0)
			add_attribute(list, pango_attr_font_features_new(feature_names[WITHOUT_LIGATURES]), start, end);
	}
	return list;
}

const struct font_facts *font_facts(struct typesetter *typesetter, PangoFont *font)
{
	struct font_facts *facts = g_hash_table_lookup(typesetter->fonts, font);
	PangoAnalysis analysis = {.font = font, .language = typesetter->language};
	PangoGlyphString *glyphs;

	if (facts != NULL)
		return facts;
	facts = arena_one(typesetter->arena, struct font_facts);
	glyphs = pango_glyph_string_new();
	pango_shape_full("-", 1, NULL, 0, &analysis, glyphs);
	facts->hyphen = glyphs->glyphs[0].glyph;
	facts->hyphen_width = glyphs->glyphs[0].geometry.width;
	pango_shape_full("?", 1, NULL, 0, &analysis, glyphs);
	facts->missing = glyphs->glyphs[0].glyph;
	facts->missing_width = glyphs->glyphs[0].geometry.width;
	pango_glyph_string_free(glyphs);
	g_hash_table_insert(typesetter->fonts, g_object_ref(font), facts);
	return facts;
}

/* Pango would draw a box with digits in it, which then stand in the text of the page. */
static void replace_missing(struct shaped *shaped, const struct stretch *stretch, const struct font_facts *facts, PangoGlyphInfo *info, int cluster)
{
	if ((info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0 || info->glyph == PANGO_GLYPH_EMPTY)
		return;
	info->glyph = facts->missing;
	info->geometry = (PangoGlyphGeometry){.width = facts->missing_width};
	shaped->marks[stretch->start + (uint32_t)cluster] |= AT_MISSING;
	shaped->missing = true;
}

/* Copies the glyphs and adds each one's width to the byte where its cluster starts. */
static void keep_glyphs(struct typesetter *typesetter, struct shaped *shaped, struct stretch *stretch, const PangoGlyphString *glyphs,
			uint32_t *widths)
{
	struct arena *arena = typesetter->shaped_arena;
	PangoGlyphInfo *infos = arena_array(arena, PangoGlyphInfo, (size_t)glyphs->num_glyphs);
	int *clusters = arena_array(arena, int, (size_t)glyphs->num_glyphs);
	const struct font_facts *facts = font_facts(typesetter, stretch->analysis.font);

	for (int i = 0; i < glyphs->num_glyphs; i++) {
		uint32_t at = stretch->start + (uint32_t)glyphs->log_clusters[i];

		infos[i] = glyphs->glyphs[i];
		clusters[i] = glyphs->log_clusters[i];
		if (shaped->text.text[at] == '\n')
			infos[i] = (PangoGlyphInfo){.glyph = PANGO_GLYPH_EMPTY};
		else
			replace_missing(shaped, stretch, facts, &infos[i], clusters[i]);
		widths[at] += (uint32_t)infos[i].geometry.width;
		shaped->marks[at] |= AT_CLUSTER;
	}
	stretch->infos = infos;
	stretch->clusters = clusters;
	stretch->count = glyphs->num_glyphs;
}

/* Items end where a run ends, so that each stretch belongs to one run. */
static GList *split_at_runs(GList *items, const struct shaped *shaped, uint32_t run_count)
{
	uint32_t run = 0;

	for (GList *at = items; at != NULL; at = at->next) {
		PangoItem *item = at->data;
		uint32_t start = (uint32_t)item->offset, end = start + (uint32_t)item->length;

		while (run < run_count && shaped->run_starts[run + 1] <= start)
			run++;
		if (run < run_count && shaped->run_starts[run + 1] < end) {
			uint32_t length = shaped->run_starts[run + 1] - start;
			int characters = (int)g_utf8_strlen(shaped->text.text + start, length);

			items = g_list_insert_before(items, at, pango_item_split(item, (int)length, characters));
			at = at->prev;
		}
	}
	return items;
}

static void shape_item(struct typesetter *typesetter, const struct shaped *shaped, const PangoItem *item, uint8_t features, PangoGlyphString *glyphs)
{
	const char *text = shaped->text.text, *start = text + item->offset;

	if (!shape_by_words(typesetter, start, (uint32_t)item->length, &item->analysis, features, glyphs))
		pango_shape_full(start, item->length, text, (int)shaped->text.length, &item->analysis, glyphs);
}

/* Each item has features of its own, for all of its text; Pango would count their bytes from the start of whatever it shapes, which may be one word. */
static void widen_features(const PangoItem *item)
{
	for (GSList *at = item->analysis.extra_attrs; at != NULL; at = at->next) {
		PangoAttribute *attribute = at->data;

		attribute->start_index = PANGO_ATTR_INDEX_FROM_TEXT_BEGINNING;
		attribute->end_index = PANGO_ATTR_INDEX_TO_TEXT_END;
	}
}

static void shape_items(struct typesetter *typesetter, struct shaped *shaped, const struct text_run *runs, GList *items, uint32_t *widths)
{
	struct stretch *stretches = arena_array(typesetter->shaped_arena, struct stretch, g_list_length(items));
	PangoGlyphString *glyphs = pango_glyph_string_new();
	uint32_t run = 0;

	for (GList *at = items; at != NULL; at = at->next) {
		PangoItem *item = at->data;
		struct stretch *stretch = &stretches[shaped->stretch_count++];

		stretch->start = (uint32_t)item->offset;
		stretch->end = stretch->start + (uint32_t)item->length;
		while (shaped->run_starts[run + 1] <= stretch->start)
			run++;
		stretch->run = run;
		widen_features(item);
		shape_item(typesetter, shaped, item, features_of(typesetter, &runs[run]), glyphs);
		stretch->analysis = item->analysis;
		stretch->analysis.extra_attrs = NULL;
		keep_glyphs(typesetter, shaped, stretch, glyphs, widths);
	}
	pango_glyph_string_free(glyphs);
	shaped->stretches = stretches;
}

static void sum_widths(struct shaped *shaped, uint32_t *widths)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i <= shaped->text.length; i++) {
		uint32_t width = widths[i];

		widths[i] = sum;
		sum += width;
		if (i < shaped->text.length && shaped->text.text[i] == ' ')
			shaped->marks[i] |= AT_SPACE;
	}
	shaped->before = widths;
}

static bool runs_right_to_left(gunichar c)
{
	GUnicodeScript script = g_unichar_get_script(c);

	return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_SYRIAC ||
	       script == G_UNICODE_SCRIPT_THAANA;
}

/* The direction of a paragraph is that of its first letter. */
static PangoDirection base_direction(struct str text)
{
	const char *at = text.text, *end = at + text.length;

	while (at < end && !g_unichar_isalpha(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	return at < end && runs_right_to_left(g_utf8_get_char(at)) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
}

static void shape_text(struct typesetter *typesetter, struct shaped *shaped, const struct text_run *runs, uint32_t run_count, PangoLanguage *language)
{
	uint32_t *widths = arena_array(typesetter->shaped_arena, uint32_t, (size_t)shaped->text.length + 1);
	PangoAttrList *attributes = attributes_of(typesetter, shaped, runs, run_count, language);
	PangoDirection direction = base_direction(shaped->text);
	GList *items;

	items = pango_itemize_with_base_dir(typesetter->context, direction, shaped->text.text, 0, (int)shaped->text.length, attributes, NULL);
	shaped->right_to_left = direction == PANGO_DIRECTION_RTL;
	items = split_at_runs(items, shaped, run_count);
	shape_items(typesetter, shaped, runs, items, widths);
	sum_widths(shaped, widths);
	g_list_free_full(items, (GDestroyNotify)pango_item_free);
	pango_attr_list_unref(attributes);
}

struct shaped *shape_runs(struct typesetter *typesetter, const struct text_run *runs, uint32_t run_count, PangoLanguage *language)
{
	GBytes *key = key_of(runs, run_count, language);
	struct shaped *shaped = g_hash_table_lookup(typesetter->shaped, key);

	if (shaped != NULL) {
		g_bytes_unref(key);
		return shaped;
	}
	shaped = arena_one(typesetter->shaped_arena, struct shaped);
	join_runs(typesetter->shaped_arena, shaped, runs, run_count);
	shaped->marks = arena_alloc(typesetter->shaped_arena, (size_t)shaped->text.length + 1);
	shape_text(typesetter, shaped, runs, run_count, language);
	g_hash_table_insert(typesetter->shaped, key, shaped);
	return shaped;
}

void find_breaks(struct shaped *shaped, PangoLanguage *language)
{
	const char *start = shaped->text.text, *at = start;
	int characters = (int)g_utf8_strlen(start, shaped->text.length);
	PangoLogAttr *attributes = g_new0(PangoLogAttr, (gsize)characters + 1);

	pango_get_log_attrs(start, (int)shaped->text.length, -1, language, attributes, characters + 1);
	for (int i = 0; i <= characters; i++) {
		if (attributes[i].is_line_break && i > 0)
			shaped->marks[at - start] |= AT_BREAK;
		if (i > 0 && at[-1] == '\n')
			shaped->marks[at - start] |= AT_BREAK | AT_FORCED;
		if (i < characters)
			at = g_utf8_next_char(at);
	}
	g_free(attributes);
}
