/* Themes: theme.yaml becomes colours, fonts, text styles and papers. */
#include "theme/theme.h"

#include "fields.h"
#include "read/yaml.h"

static const char version[] = "theme/1";

static const char *const style_keys[STYLE_COUNT] = {
#define STYLE(id, key) [STYLE_##id] = key,
#include "theme/style.def"
#undef STYLE
};

/* What theme.yaml holds, before colours are sorted by mode. */
struct raw_theme {
	struct theme theme;
	struct colour_pair colours[COLOUR_COUNT];
	const struct node *colour_node;
};

static const struct theme_field pair_fields[] = {
	{"light", theme_read_rgb, offsetof(struct colour_pair, light), true},
	{"dark", theme_read_rgb, offsetof(struct colour_pair, dark), true},
};

static const struct theme_field style_fields[] = {
	{"size", theme_read_points, offsetof(struct text_style, size), true},
	{"leading", theme_read_points, offsetof(struct text_style, leading), true},
	{"family", theme_read_family, offsetof(struct text_style, family), false},
	{"weight", theme_read_weight, offsetof(struct text_style, weight), false},
	{"italic", theme_read_flag, offsetof(struct text_style, italic), false},
	{"small-caps", theme_read_flag, offsetof(struct text_style, small_caps), false},
	{"tabular-figures", theme_read_flag, offsetof(struct text_style, tabular_figures), false},
	{"colour", theme_read_colour, offsetof(struct text_style, colour), false},
	{"align", theme_read_align, offsetof(struct text_style, align), false},
	{"justify", theme_read_flag, offsetof(struct text_style, justify), false},
	{"before", theme_read_points, offsetof(struct text_style, before), false},
	{"after", theme_read_points, offsetof(struct text_style, after), false},
	{"keep-with-next", theme_read_flag, offsetof(struct text_style, keep_with_next), false},
};

static const struct theme_field paper_fields[] = {
	{"width", theme_read_points, offsetof(struct paper, width), true},   {"height", theme_read_points, offsetof(struct paper, height), true},
	{"top", theme_read_points, offsetof(struct paper, top), true},       {"right", theme_read_points, offsetof(struct paper, right), true},
	{"bottom", theme_read_points, offsetof(struct paper, bottom), true}, {"left", theme_read_points, offsetof(struct paper, left), true},
};

static bool read_pair(const struct theme_reader *reader, const struct node *node, void *to)
{
	return theme_read_fields(reader, node, str_c(node->key), pair_fields, G_N_ELEMENTS(pair_fields), to);
}

static bool read_style(const struct theme_reader *reader, const struct node *node, void *to)
{
	struct text_style *style = to;

	style->weight = 400;
	if (!theme_read_fields(reader, node, str_c(node->key), style_fields, G_N_ELEMENTS(style_fields), style))
		return false;
	if (style->size == 0 || style->leading < style->size)
		return diag(reader->diags, THEME_LEADING, node->key_span, str_c(node->key));
	return true;
}

static bool read_paper(const struct theme_reader *reader, const struct node *node, void *to)
{
	struct paper *paper = to;

	if (!theme_read_fields(reader, node, str_c(node->key), paper_fields, G_N_ELEMENTS(paper_fields), paper))
		return false;
	if (paper->left + paper->right + DIM(144) > paper->width || paper->top + paper->bottom + DIM(144) > paper->height)
		return diag(reader->diags, THEME_MARGINS, node->key_span, str_c(node->key));
	return true;
}

static const struct theme_field font_fields[] = {
	{"text", theme_read_text, FAMILY_TEXT * sizeof(struct str), true},
	{"heading", theme_read_text, FAMILY_HEADING * sizeof(struct str), true},
	{"code", theme_read_text, FAMILY_CODE * sizeof(struct str), true},
};

static const struct theme_field colour_fields[] = {
#define COLOUR(id, key)          {key, read_pair, COLOUR_##id * sizeof(struct colour_pair), true},
#define COLOUR_ON(id, key, back) {key, read_pair, COLOUR_##id * sizeof(struct colour_pair), false},
#include "theme/colour.def"
#undef COLOUR
};

static const struct theme_field styles_fields[] = {
#define STYLE(id, key) {key, read_style, STYLE_##id * sizeof(struct text_style), true},
#include "theme/style.def"
#undef STYLE
};

static const struct theme_field papers_fields[] = {
	{"a4", read_paper, PAPER_A4 * sizeof(struct paper), true},
	{"letter", read_paper, PAPER_LETTER * sizeof(struct paper), true},
};

static bool read_version(const struct theme_reader *reader, const struct node *node, void *to)
{
	return node->kind == NODE_SCALAR && str_is(node->text, version) ? true : diag(reader->diags, THEME_VERSION, node->span, version);
}

static bool read_fonts(const struct theme_reader *reader, const struct node *node, void *to)
{
	return theme_read_fields(reader, node, "fonts", font_fields, G_N_ELEMENTS(font_fields), to);
}

static bool read_colours(const struct theme_reader *reader, const struct node *node, void *to)
{
	struct raw_theme *raw = to;

	raw->colour_node = node;
	return theme_read_fields(reader, node, "colours", colour_fields, G_N_ELEMENTS(colour_fields), raw->colours);
}

static bool read_papers(const struct theme_reader *reader, const struct node *node, void *to)
{
	return theme_read_fields(reader, node, "papers", papers_fields, G_N_ELEMENTS(papers_fields), to);
}

static bool read_styles(const struct theme_reader *reader, const struct node *node, void *to)
{
	return theme_read_fields(reader, node, "styles", styles_fields, G_N_ELEMENTS(styles_fields), to);
}

static const struct theme_field theme_fields[] = {
	{"plumbline", read_version, 0, true},
	{"name", theme_read_text, offsetof(struct raw_theme, theme.name), true},
	{"fonts", read_fonts, offsetof(struct raw_theme, theme.families), true},
	{"colours", read_colours, 0, true},
	{"papers", read_papers, offsetof(struct raw_theme, theme.papers), true},
	{"styles", read_styles, offsetof(struct raw_theme, theme.styles), true},
};

/* Text on a fill that the theme does not say. Black and white together have 21 : 1, so the better of them has 4.58 : 1 or more. */
static void fill_text_colours(struct raw_theme *raw)
{
	static const struct {
		enum colour text, back;
	} pairs[] = {
#define COLOUR(id, key)
#define COLOUR_ON(id, key, back) {COLOUR_##id, COLOUR_##back},
#include "theme/colour.def"
#undef COLOUR
	};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		struct colour_pair *text = &raw->colours[pairs[i].text];
		const struct colour_pair *back = &raw->colours[pairs[i].back];

		if (node_find(raw->colour_node, colour_key(pairs[i].text)) == NULL)
			*text = (struct colour_pair){colour_text_on(back->light), colour_text_on(back->dark)};
	}
}

static const struct theme *finish(const struct theme_reader *reader, struct raw_theme *raw, const char *folder)
{
	struct theme *theme = arena_one(reader->arena, struct theme);

	*theme = raw->theme;
	theme->folder = str_from(reader->arena, folder);
	theme->papers[PAPER_A4].name = "a4";
	theme->papers[PAPER_LETTER].name = "letter";
	fill_text_colours(raw);
	for (unsigned i = 0; i < COLOUR_COUNT; i++) {
		theme->light[i] = raw->colours[i].light;
		theme->dark[i] = raw->colours[i].dark;
	}
	theme_check_contrast(reader, raw->colour_node, theme);
	return theme;
}

const struct theme *theme_open(struct arena *arena, const char *folder, struct diags *diags)
{
	struct theme_reader reader = {arena, diags};
	struct raw_theme *raw = arena_one(arena, struct raw_theme);
	const struct source *source = source_open(arena, str_format(arena, "%s/theme.yaml", folder).text, NO_SPAN, diags);
	uint32_t errors = diags_errors(diags);
	const struct node *root = source == NULL ? NULL : yaml_read(arena, source, diags);

	if (root == NULL || !theme_read_fields(&reader, root, "the theme", theme_fields, G_N_ELEMENTS(theme_fields), raw))
		return NULL;
	return diags_errors(diags) > errors ? NULL : finish(&reader, raw, folder);
}

const char *style_key(enum style_id style)
{
	return style_keys[style];
}

enum style_id theme_style(struct str role, enum style_id fallback)
{
	for (unsigned i = 0; i < STYLE_COUNT; i++)
		if (str_is(role, style_keys[i]))
			return (enum style_id)i;
	return fallback;
}
