/* Shaping word by word: a report says the same few thousand words again and again, and shaping is most of what setting it costs. */
#include <hb-ot.h>
#include <string.h>

#include "typesetter.h"

/* A word with the spaces before it. The empty one stands for the look itself: what is known of its font's rules. */
struct word {
	const PangoFont *font;
	const PangoLanguage *language;
	guint8 script;
	uint8_t features;
	bool spaced;    /* a space follows */
	bool wordwise;  /* the empty one: may be shaped by words; the others: has no glyph of whom that is not so */
	hb_set_t *wary; /* the empty one: glyphs that look across spaces */
	struct str text;
	PangoGlyphInfo *infos;
	int *clusters;
	int count;
};

static guint word_hash(gconstpointer key)
{
	const struct word *word = key;
	guint hash = 2166136261u ^ GPOINTER_TO_UINT(word->font) ^ word->features;

	for (uint32_t i = 0; i < word->text.length; i++)
		hash = (hash ^ (guint8)word->text.text[i]) * 16777619u;
	return hash;
}

static gboolean word_equal(gconstpointer one, gconstpointer two)
{
	const struct word *a = one, *b = two;

	return a->font == b->font && a->language == b->language && a->script == b->script && a->features == b->features && a->spaced == b->spaced &&
	       str_equal(a->text, b->text);
}

GHashTable *words_new(void)
{
	return g_hash_table_new(word_hash, word_equal);
}

/* Fractions are made only around this sign; their rules are left out of account where it is not. */
#define FRACTION_SLASH  0x2044
#define NEVER_FRACTIONS 0x80

/* The features that text may ask for (attributes_of), as bits. */
#define MOST_FEATURES 7

static unsigned list_features(uint8_t features, hb_feature_t *list)
{
	static const struct {
		uint8_t bit;
		const char *text;
	} known[MOST_FEATURES] = {{NEVER_FRACTIONS, "frac=0"},   {WITH_TABULAR, "tnum=1"},      {WITH_SMALL_CAPS, "smcp=1"},
				  {WITHOUT_LIGATURES, "liga=0"}, {WITHOUT_LIGATURES, "clig=0"}, {WITHOUT_LIGATURES, "calt=0"},
				  {WITHOUT_LIGATURES, "dlig=0"}};
	unsigned count = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if ((features & known[i].bit) != 0)
			hb_feature_from_string(known[i].text, -1, &list[count++]);
	return count;
}

/* Adds the glyphs of one rule to wary, if it is about what stands on the other side of a space. False if it is about spaces themselves. */
static bool judge_lookup(hb_face_t *face, hb_tag_t table, unsigned lookup, hb_codepoint_t space, hb_set_t *wary)
{
	hb_set_t *around = hb_set_create(), *input = hb_set_create();
	bool good;

	hb_ot_layout_lookup_collect_glyphs(face, table, lookup, around, input, around, NULL);
	good = !hb_set_has(input, space) || hb_set_is_empty(around);
	/* Pairs of a letter and a space are kerned (and so in their rules' input): a word is shaped between its spaces. */
	if (hb_set_has(around, space) || (hb_set_has(input, space) && table == HB_OT_TAG_GSUB))
		hb_set_union(wary, input);
	hb_set_destroy(input);
	hb_set_destroy(around);
	return good;
}

static bool judge_table(hb_face_t *face, hb_shape_plan_t *plan, hb_tag_t table, hb_codepoint_t space, hb_set_t *wary)
{
	hb_set_t *lookups = hb_set_create();
	hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
	bool good = true;

	hb_ot_shape_plan_collect_lookups(plan, table, lookups);
	while (good && hb_set_next(lookups, &lookup))
		good = judge_lookup(face, table, lookup, space, wary);
	hb_set_destroy(lookups);
	return good;
}

static bool judge_font(const PangoAnalysis *analysis, uint8_t features, hb_set_t *wary)
{
	hb_font_t *font = pango_font_get_hb_font(analysis->font);
	hb_face_t *face = hb_font_get_face(font);
	hb_segment_properties_t properties = {
		.direction = HB_DIRECTION_LTR,
		.script = hb_script_from_iso15924_tag(g_unicode_script_to_iso15924((GUnicodeScript)analysis->script)),
		.language = hb_language_from_string(pango_language_to_string(analysis->language), -1),
	};
	hb_feature_t list[MOST_FEATURES];
	unsigned count = list_features(features | NEVER_FRACTIONS, list);
	hb_shape_plan_t *plan;
	hb_codepoint_t space;
	bool good;

	if (!hb_font_get_nominal_glyph(font, ' ', &space))
		return false;
	plan = hb_shape_plan_create(face, &properties, list, count, NULL);
	good = judge_table(face, plan, HB_OT_TAG_GSUB, space, wary) && judge_table(face, plan, HB_OT_TAG_GPOS, space, wary);
	hb_set_del(wary, space);
	hb_shape_plan_destroy(plan);
	return good;
}

static void set_let_go(void *set)
{
	hb_set_destroy(set);
}

static const struct word *look_of(struct typesetter *typesetter, const PangoAnalysis *analysis, const struct word *key)
{
	struct word *look = g_hash_table_lookup(typesetter->words, key);

	if (look != NULL)
		return look;
	look = arena_one(typesetter->shaped_arena, struct word);
	*look = *key;
	look->wary = hb_set_create();
	arena_defer(typesetter->shaped_arena, set_let_go, look->wary);
	look->wordwise = judge_font(analysis, key->features, look->wary);
	g_hash_table_add(typesetter->words, look);
	return look;
}

/* Judged by the glyphs of its characters and by those that came out. */
static bool is_unwary(const struct word *word, const struct word *look)
{
	hb_font_t *font = pango_font_get_hb_font((PangoFont *)(gpointer)word->font);
	hb_codepoint_t glyph;

	for (int i = 0; i < word->count; i++)
		if (hb_set_has(look->wary, word->infos[i].glyph))
			return false;
	for (const char *at = word->text.text; at < word->text.text + word->text.length; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == FRACTION_SLASH || (hb_font_get_nominal_glyph(font, c, &glyph) && hb_set_has(look->wary, glyph)))
			return false;
	}
	return true;
}

static const struct word *shape_word(struct typesetter *typesetter, const PangoAnalysis *analysis, const struct word *look, const struct word *key)
{
	struct arena *arena = typesetter->shaped_arena;
	struct word *word = arena_one(arena, struct word);
	PangoGlyphString *glyphs = pango_glyph_string_new();

	*word = *key;
	word->text = str_copy(arena, key->text.text, key->text.length);
	pango_shape_full(key->text.text, (int)key->text.length + key->spaced, NULL, 0, analysis, glyphs);
	while (word->count < glyphs->num_glyphs && (uint32_t)glyphs->log_clusters[word->count] < word->text.length)
		word->count++;
	word->infos = arena_array(arena, PangoGlyphInfo, (size_t)word->count);
	word->clusters = arena_array(arena, int, (size_t)word->count);
	memcpy(word->infos, glyphs->glyphs, (size_t)word->count * sizeof(*word->infos));
	memcpy(word->clusters, glyphs->log_clusters, (size_t)word->count * sizeof(*word->clusters));
	pango_glyph_string_free(glyphs);
	word->wordwise = is_unwary(word, look);
	g_hash_table_add(typesetter->words, word);
	return word;
}

static void append_word(PangoGlyphString *glyphs, const struct word *word, uint32_t start)
{
	int from = glyphs->num_glyphs;

	pango_glyph_string_set_size(glyphs, from + word->count);
	memcpy(glyphs->glyphs + from, word->infos, (size_t)word->count * sizeof(*word->infos));
	for (int i = 0; i < word->count; i++)
		glyphs->log_clusters[from + i] = word->clusters[i] + (int)start;
}

static bool may_divide(const PangoAnalysis *analysis, const char *text)
{
	GUnicodeScript script = (GUnicodeScript)analysis->script;

	return analysis->level % 2 == 0 && !g_unichar_ismark(g_utf8_get_char(text)) &&
	       (script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_GREEK ||
		script == G_UNICODE_SCRIPT_CYRILLIC);
}

bool shape_by_words(struct typesetter *typesetter, const char *text, uint32_t length, const PangoAnalysis *analysis, uint8_t features,
		    PangoGlyphString *glyphs)
{
	struct word key = {.font = analysis->font, .language = analysis->language, .script = analysis->script, .features = features};
	const struct word *look;

	if (length == 0 || !may_divide(analysis, text))
		return false;
	look = look_of(typesetter, analysis, &key);
	pango_glyph_string_set_size(glyphs, 0);
	for (uint32_t start = 0, end = 0; look->wordwise && start < length; start = end) {
		const struct word *word;

		while (end < length && text[end] == ' ')
			end++;
		while (end < length && text[end] != ' ')
			end++;
		key.text = (struct str){text + start, end - start};
		key.spaced = end < length;
		word = g_hash_table_lookup(typesetter->words, &key);
		if (word == NULL)
			word = shape_word(typesetter, analysis, look, &key);
		if (!word->wordwise)
			return false;
		append_word(glyphs, word, start);
	}
	return look->wordwise;
}
