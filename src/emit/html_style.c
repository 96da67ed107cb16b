/* The style sheet of a page: variables from the theme, fonts, classes of charts, and the theme's own html.css. */
#include <string.h>

#include "html.h"
#include "svg.h"

/* Used where the theme's family is missing: fonts that readers' systems are likely to have. */
static const char *const fallbacks[FAMILY_COUNT] = {
	[FAMILY_TEXT] = "\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif",
	[FAMILY_HEADING] = "\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif",
	[FAMILY_CODE] = "\"SFMono-Regular\",Consolas,\"Liberation Mono\",monospace",
};

static const char *const family_names[FAMILY_COUNT] = {[FAMILY_TEXT] = "text", [FAMILY_HEADING] = "heading", [FAMILY_CODE] = "code"};

void html_css_string(GString *css, struct str text)
{
	g_string_append_c(css, '"');
	for (const char *c = str_c(text); *c != '\0'; c = g_utf8_next_char(c)) {
		if (g_ascii_isalnum(*c) || *c == ' ' || *c == '-' || *c == '_')
			g_string_append_c(css, *c);
		else
			g_string_append_printf(css, "\\%x ", g_utf8_get_char(c));
	}
	g_string_append_c(css, '"');
}

static void append_colours(GString *css, const struct rgb *colours)
{
	for (unsigned i = 0; i < COLOUR_COUNT; i++)
		g_string_append_printf(css, "--%s:#%02x%02x%02x;", colour_key((enum colour)i), colours[i].red, colours[i].green, colours[i].blue);
}

static void append_variables(GString *css, const struct theme *theme)
{
	g_string_append(css, ":root{color-scheme:light;");
	append_colours(css, theme->light);
	for (unsigned i = 0; i < FAMILY_COUNT; i++) {
		g_string_append_printf(css, "--font-%s:", family_names[i]);
		html_css_string(css, theme->families[i]);
		g_string_append_printf(css, ",%s;", fallbacks[i]);
	}
	g_string_append(css, "}@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;");
	append_colours(css, theme->dark);
	g_string_append(css, "}}");
}

static void append_risks(GString *css)
{
	for (unsigned i = 0; i < RISK_COUNT; i++) {
		const char *fill = colour_key(colour_of_risk((enum risk)i)), *on = colour_key(colour_on_risk((enum risk)i));

		g_string_append_printf(css, ".%s{--risk:var(--%s);--on-risk:var(--%s)}", html_risk_class((enum risk)i), fill, on);
	}
}

/* End of a comment or a string that starts at c; NULL if nothing of the kind starts there. */
static const char *end_of_part(const char *c, const char *end)
{
	const char quote = *c;

	if (c[0] == '/' && c[1] == '*') {
		const char *close = strstr(c + 2, "*/");

		return close == NULL ? end : close + 2;
	}
	if (quote != '"' && quote != '\'')
		return NULL;
	for (c++; c < end && *c != quote; c++)
		c += *c == '\\' && c + 1 < end;
	return MIN(c + 1, end);
}

/* Without comments, with a single space for each run of white space and none at the end, where a checker of the policy's hash stumbles over it. */
static void append_compact(GString *css, struct str text)
{
	const char *end = text.text + text.length;

	for (const char *c = text.text; c < end;) {
		const char *after = end_of_part(c, end);

		if (after != NULL && *c != '/')
			g_string_append_len(css, c, after - c);
		else if (after == NULL && !g_ascii_isspace(*c))
			g_string_append_c(css, *c);
		else if (css->len > 0 && css->str[css->len - 1] != ' ')
			g_string_append_c(css, ' ');
		c = after == NULL ? c + 1 : after;
	}
	while (css->len > 0 && css->str[css->len - 1] == ' ')
		g_string_truncate(css, css->len - 1);
}

bool html_styles(struct arena *arena, const struct emit_input *input, const GString *body, GString *css, struct diags *diags)
{
	struct str path = str_format(arena, "%.*s/html.css", STR_ARGS(input->theme->folder));
	const struct source *source = source_open(arena, path.text, NO_SPAN, diags);

	if (source == NULL)
		return false;
	/* The end tag of <style> is found by its letters alone, even in a comment or a string. */
	for (const char *c = source->bytes.text; (c = strstr(c, "</")) != NULL; c++)
		if (g_ascii_strncasecmp(c, "</style", 7) == 0)
			return diag(diags, HTML_STYLE_END, ((struct span){source, (uint32_t)(c - source->bytes.text), 7}));
	html_fonts(input->theme, body, css);
	append_variables(css, input->theme);
	append_risks(css);
	svg_styles(css, input->theme);
	append_compact(css, source->bytes);
	return true;
}
