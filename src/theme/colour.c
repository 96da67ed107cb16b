/* Colours: their names, those of risks, and whether they can be told apart. */
#include <math.h>

#include "fields.h"

static const char *const keys[COLOUR_COUNT] = {
#define COLOUR(id, key) [COLOUR_##id] = key,
#include "theme/colour.def"
#undef COLOUR
};

static const struct {
	enum colour fill, on;
} risks[RISK_COUNT] = {
#define RISK(id, name, rank, answered) [RISK_##id] = {COLOUR_RISK_##id, COLOUR_ON_RISK_##id},
#include "assess/risk.def"
#undef RISK
};

/* WCAG 2.2: 1.4.3 asks 4.5:1 of text, 1.4.11 asks 3:1 of what a chart needs. Tenths, so that messages are exact. */
#define TEXT_LEAST    45
#define GRAPHIC_LEAST 30

static const struct {
	enum colour front, back;
	int least;
} pairs[] = {
	{COLOUR_TEXT, COLOUR_PAGE, TEXT_LEAST},
	{COLOUR_TEXT, COLOUR_SURFACE, TEXT_LEAST},
	{COLOUR_TEXT, COLOUR_SURFACE_ACCENT, TEXT_LEAST},
	{COLOUR_MUTED, COLOUR_PAGE, TEXT_LEAST},
	{COLOUR_MUTED, COLOUR_SURFACE, TEXT_LEAST},
	{COLOUR_HEADING, COLOUR_PAGE, TEXT_LEAST},
	{COLOUR_HEADING, COLOUR_SURFACE_ACCENT, TEXT_LEAST},
	{COLOUR_LINK, COLOUR_PAGE, TEXT_LEAST},
	{COLOUR_LINK, COLOUR_SURFACE, TEXT_LEAST},
	{COLOUR_ON_ACCENT, COLOUR_ACCENT, TEXT_LEAST},
	{COLOUR_ACCENT, COLOUR_PAGE, GRAPHIC_LEAST},
#define RISK(id, name, rank, answered) {COLOUR_RISK_##id, COLOUR_PAGE, GRAPHIC_LEAST}, {COLOUR_ON_RISK_##id, COLOUR_RISK_##id, TEXT_LEAST},
#include "assess/risk.def"
#undef RISK
};

const char *colour_key(enum colour colour)
{
	return keys[colour];
}

enum colour colour_of_risk(enum risk risk)
{
	return risks[risk].fill;
}

enum colour colour_on_risk(enum risk risk)
{
	return risks[risk].on;
}

static double linear(uint8_t part)
{
	double share = part / 255.0;

	return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(struct rgb colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast(struct rgb a, struct rgb b)
{
	double first = luminance(a), second = luminance(b);

	return (MAX(first, second) + 0.05) / (MIN(first, second) + 0.05);
}

struct rgb colour_text_on(struct rgb colour)
{
	static const struct rgb black = {0, 0, 0}, white = {255, 255, 255};

	return contrast(colour, black) >= contrast(colour, white) ? black : white;
}

/* Cut, not rounded: 2.999 must not read as 3. */
static struct str ratio(struct arena *arena, double value)
{
	int hundredths = (int)floor(value * 100);

	return str_format(arena, "%d.%02d", hundredths / 100, hundredths % 100);
}

static void check(const struct theme_reader *reader, const struct node *colours, const struct rgb *table, const char *mode)
{
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		const struct node *node = node_find(colours, colour_key(pairs[i].front));
		double found = contrast(table[pairs[i].front], table[pairs[i].back]);

		if (found * 10 < pairs[i].least)
			diag(reader->diags, THEME_CONTRAST, node == NULL ? NO_SPAN : node->key_span, colour_key(pairs[i].front),
			     colour_key(pairs[i].back), ratio(reader->arena, found).text, pairs[i].least == TEXT_LEAST ? "4.5" : "3", mode);
	}
}

void theme_check_contrast(const struct theme_reader *reader, const struct node *colours, const struct theme *theme)
{
	check(reader, colours, theme->light, "light");
	check(reader, colours, theme->dark, "dark");
}
