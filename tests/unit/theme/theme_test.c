/* Themes: the plain one is sound; faults are named with what to do; contrast as WCAG defines it. */
#include "theme/theme.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static void test_plain(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct theme *theme = theme_open(arena, ROOT "/themes/plain", diags);
	GString *said = g_string_new(NULL);

	diags_write_text(diags, said, false);
	g_assert_cmpstr(said->str, ==, "");
	g_assert_nonnull(theme);
	g_assert_cmpint(theme->styles[STYLE_BODY].size, ==, 10 * DIM_POINT);
	g_assert_cmpint(theme->styles[STYLE_BODY].leading, ==, 14 * DIM_POINT + DIM_POINT / 2);
	g_assert_cmpint(theme->styles[STYLE_H1].family, ==, FAMILY_HEADING);
	g_assert_true(theme->styles[STYLE_H1].keep_with_next);
	g_assert_cmpint(theme->styles[STYLE_BODY].weight, ==, 400);
	g_assert_true(str_is(theme->families[FAMILY_TEXT], "Lato"));
	g_assert_cmpint(theme->light[COLOUR_RISK_HIGH].red, ==, 0x7F);
	g_assert_cmpint(theme->light[COLOUR_RISK_HIGH].green, ==, 0);
	g_assert_cmpint(theme->papers[PAPER_A4].width, ==, (dim)lround(595.28 * DIM_POINT));
	g_string_free(said, TRUE);
	arena_free(arena);
}

/* Opens the plain theme with one stretch of its text replaced. */
static const struct theme *open_changed(struct arena *arena, const char *from, const char *to, struct diags *diags)
{
	char *text = NULL, *folder = g_dir_make_tmp("plumbline-theme-XXXXXX", NULL), *path = g_build_filename(folder, "theme.yaml", NULL);
	const struct theme *theme;
	GString *changed;

	g_assert_true(g_file_get_contents(ROOT "/themes/plain/theme.yaml", &text, NULL, NULL));
	g_assert_nonnull(strstr(text, from));
	changed = g_string_new(text);
	g_string_replace(changed, from, to, 1);
	g_assert_true(g_file_set_contents(path, changed->str, -1, NULL));
	theme = theme_open(arena, folder, diags);
	g_remove(path);
	g_rmdir(folder);
	g_string_free(changed, TRUE);
	g_free(path);
	g_free(folder);
	g_free(text);
	return theme;
}

static const struct {
	const char *from, *to;
	enum diag_code code;
	const char *said; /* somewhere in the message or hint */
} faults[] = {
	{"  lead: ", "  laed: ", DIAG_THEME_UNKNOWN_KEY, "did you mean \"lead\"?"},
	{"  lead: ", "  laed: ", DIAG_THEME_MISSING_KEY, "styles lacks \"lead\""},
	{"{size: 10, leading", "{sise: 10, leading", DIAG_THEME_MISSING_KEY, "body lacks \"size\""},
	{"size: 12.5", "size: 12.5pt", DIAG_THEME_BAD_VALUE, "a number of points"},
	{"size: 12.5", "size: -3", DIAG_THEME_BAD_VALUE, "a number of points"},
	{"size: 12.5", "size: 99999", DIAG_THEME_BAD_VALUE, "10000 at most"},
	{"\"#7F0000\"", "\"#7F00\"", DIAG_THEME_BAD_VALUE, "a colour in quotes"},
	{"\"#7F0000\"", "\"#7F00GG\"", DIAG_THEME_BAD_VALUE, "six hexadecimal digits"},
	{"colour: muted", "colour: mutde", DIAG_THEME_UNKNOWN_COLOUR, "did you mean \"muted\"?"},
	{"weight: 700", "weight: 750", DIAG_THEME_BAD_VALUE, "a weight"},
	{"keep-with-next: true", "keep-with-next: yes", DIAG_THEME_BAD_VALUE, "true or false"},
	{"family: heading", "family: Lato", DIAG_THEME_BAD_VALUE, "text, heading or code"},
	{"leading: 14.5, after", "leading: 9, after", DIAG_THEME_LEADING, "\"body\""},
	{"left: 80", "left: 480", DIAG_THEME_MARGINS, "\"a4\""},
	{"theme/1", "theme/2", DIAG_THEME_VERSION, "theme/1"},
	{"papers:", "papers: 3\nstyles: 4\nx:", DIAG_THEME_NOT_MAP, "\"papers\" of a theme is a map"},
	{"fonts:", "fonts: [a]\nfonds:", DIAG_THEME_NOT_MAP, "\"fonts\" of a theme is a map"},
};

static void test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);
		GString *said = g_string_new(NULL);

		g_test_message("%s -> %s", faults[i].from, faults[i].to);
		g_assert_null(open_changed(arena, faults[i].from, faults[i].to, diags));
		diags_write_text(diags, said, false);
		g_assert_cmpuint(diags_count(diags, faults[i].code), >, 0);
		if (strstr(said->str, faults[i].said) == NULL)
			g_error("\"%s\" is not in:\n%s", faults[i].said, said->str);
		g_string_free(said, TRUE);
		arena_free(arena);
	}
}

static void test_weak_colours(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	GString *said = g_string_new(NULL);

	/* The amber of traffic lights: 1.97:1 on white, and black on it is readable. */
	g_assert_nonnull(open_changed(arena, "\"#D55E00\"", "\"#F9A825\"", diags));
	g_assert_cmpuint(diags_errors(diags), ==, 0);
	g_assert_cmpuint(diags_count(diags, DIAG_THEME_CONTRAST), ==, 1);
	diags_write_text(diags, said, false);
	g_assert_nonnull(strstr(said->str, "risk-medium on page has a contrast of 1.97:1 in light mode, less than 3:1"));
	g_string_free(said, TRUE);
	arena_free(arena);
}

static void test_contrast(void)
{
	static const struct {
		struct rgb colour;
		double on_white; /* as published with the palettes, cut to two decimals */
	} known[] = {{{0, 0, 0}, 21},       {{0xE6, 0x9F, 0}, 2.25}, {{0xD5, 0x5E, 0}, 3.87}, {{0x76, 0x76, 0x76}, 4.54},
		     {{0x7F, 0, 0}, 11.04}, {{0xFF, 0xFF, 0xFF}, 1}};
	const struct rgb white = {0xFF, 0xFF, 0xFF};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
		g_assert_cmpfloat_with_epsilon(contrast(known[i].colour, white), known[i].on_white, 0.0101);
		g_assert_cmpfloat_with_epsilon(contrast(known[i].colour, white), contrast(white, known[i].colour), 1e-12);
	}
}

static void test_names(void)
{
	g_assert_cmpint(theme_style(STR("lead"), STYLE_BODY), ==, STYLE_LEAD);
	g_assert_cmpint(theme_style(STR("finding"), STYLE_BODY), ==, STYLE_BODY);
	g_assert_cmpstr(colour_key(colour_of_risk(RISK_NOT_APPLICABLE)), ==, "risk-not-applicable");
	g_assert_cmpstr(colour_key(colour_on_risk(RISK_HIGH)), ==, "on-risk-high");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/theme/plain", test_plain);
	g_test_add_func("/theme/faults", test_faults);
	g_test_add_func("/theme/weak-colours", test_weak_colours);
	g_test_add_func("/theme/contrast", test_contrast);
	g_test_add_func("/theme/names", test_names);
	return g_test_run();
}
