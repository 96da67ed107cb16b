/* A theme built by hand, so that the tests of type and layout do not hang on a file. */
#ifndef PLUMBLINE_SAMPLE_THEME_H
#define PLUMBLINE_SAMPLE_THEME_H

#include "type/type.h"

static const struct {
	enum style_id style;
	enum font_family family;
	int size, leading, weight, before, after;
	bool justify, keep;
	enum colour colour;
} sample_styles[] = {
	{STYLE_BODY, FAMILY_TEXT, 10, 14, 400, 0, 6, true, false, COLOUR_TEXT},
	{STYLE_LEAD, FAMILY_TEXT, 12, 17, 400, 0, 8, false, false, COLOUR_TEXT},
	{STYLE_SMALL, FAMILY_TEXT, 8, 11, 400, 0, 4, false, false, COLOUR_MUTED},
	{STYLE_COVER_TITLE, FAMILY_HEADING, 32, 38, 700, 0, 12, false, false, COLOUR_HEADING},
	{STYLE_COVER_SUBTITLE, FAMILY_HEADING, 16, 22, 400, 0, 12, false, false, COLOUR_MUTED},
	{STYLE_H1, FAMILY_HEADING, 22, 28, 700, 0, 12, false, true, COLOUR_HEADING},
	{STYLE_H2, FAMILY_HEADING, 15, 20, 700, 18, 6, false, true, COLOUR_HEADING},
	{STYLE_H3, FAMILY_HEADING, 12, 16, 700, 12, 4, false, true, COLOUR_HEADING},
	{STYLE_H4, FAMILY_HEADING, 10, 14, 700, 10, 2, false, true, COLOUR_HEADING},
	{STYLE_CODE, FAMILY_CODE, 9, 13, 400, 6, 6, false, false, COLOUR_TEXT},
	{STYLE_TABLE_HEAD, FAMILY_TEXT, 9, 12, 700, 0, 2, false, false, COLOUR_HEADING},
	{STYLE_TABLE_CELL, FAMILY_TEXT, 9, 12, 400, 0, 2, false, false, COLOUR_TEXT},
	{STYLE_CAPTION, FAMILY_TEXT, 9, 12, 400, 4, 8, false, false, COLOUR_MUTED},
	{STYLE_RUNNING_HEAD, FAMILY_TEXT, 8, 11, 400, 0, 0, false, false, COLOUR_MUTED},
	{STYLE_CONTENTS_1, FAMILY_TEXT, 11, 16, 700, 6, 0, false, false, COLOUR_TEXT},
	{STYLE_CONTENTS_2, FAMILY_TEXT, 10, 15, 400, 0, 0, false, false, COLOUR_TEXT},
	{STYLE_NUMBER_AMOUNT, FAMILY_HEADING, 24, 28, 700, 0, 0, false, false, COLOUR_HEADING},
	{STYLE_NUMBER_LABEL, FAMILY_TEXT, 9, 12, 400, 0, 0, false, false, COLOUR_MUTED},
	{STYLE_BADGE, FAMILY_TEXT, 9, 12, 700, 0, 0, false, false, COLOUR_TEXT},
	{STYLE_BOX_LABEL, FAMILY_TEXT, 9, 12, 700, 0, 4, false, true, COLOUR_MUTED},
	{STYLE_CHART_LABEL, FAMILY_TEXT, 8, 11, 400, 0, 0, false, false, COLOUR_TEXT},
	{STYLE_CHART_VALUE, FAMILY_TEXT, 8, 11, 700, 0, 0, false, false, COLOUR_TEXT},
};

static inline void sample_colours(struct theme *theme)
{
	for (int i = 0; i < COLOUR_COUNT; i++)
		theme->light[i] = (struct rgb){30, 40, 50};
	theme->light[COLOUR_ACCENT] = (struct rgb){10, 80, 120};
	theme->light[COLOUR_ON_ACCENT] = theme->light[COLOUR_PAGE] = (struct rgb){255, 255, 255};
	theme->light[COLOUR_LINK] = (struct rgb){10, 80, 160};
	theme->light[COLOUR_RULE] = theme->light[COLOUR_GRID] = (struct rgb){200, 205, 210};
	theme->light[COLOUR_SURFACE] = (struct rgb){244, 246, 248};
	theme->light[COLOUR_MUTED] = (struct rgb){90, 100, 110};
	theme->light[COLOUR_RISK_HIGH] = (struct rgb){180, 30, 40};
	theme->light[COLOUR_RISK_MEDIUM] = (struct rgb){200, 120, 0};
	theme->light[COLOUR_RISK_NONE] = (struct rgb){30, 120, 80};
}

static inline const struct theme *sample_theme(struct arena *arena)
{
	struct theme *theme = arena_one(arena, struct theme);
	const struct paper a4 = {"a4", DIM(595.28), DIM(841.89), DIM(72), DIM(64), DIM(68), DIM(64)};

	theme->name = STR("sample");
	theme->folder = STR("");
	theme->families[FAMILY_TEXT] = theme->families[FAMILY_HEADING] = STR("Lato");
	theme->families[FAMILY_CODE] = STR("JetBrains Mono");
	theme->papers[PAPER_A4] = a4;
	theme->papers[PAPER_LETTER] = (struct paper){"letter", DIM(612), DIM(792), DIM(72), DIM(64), DIM(68), DIM(64)};
	sample_colours(theme);
	for (size_t i = 0; i < G_N_ELEMENTS(sample_styles); i++) {
		struct text_style *style = &theme->styles[sample_styles[i].style];

		style->family = sample_styles[i].family;
		style->size = DIM(sample_styles[i].size);
		style->leading = DIM(sample_styles[i].leading);
		style->weight = (uint16_t)sample_styles[i].weight;
		style->before = DIM(sample_styles[i].before);
		style->after = DIM(sample_styles[i].after);
		style->justify = sample_styles[i].justify;
		style->keep_with_next = sample_styles[i].keep;
		style->colour = sample_styles[i].colour;
	}
	return theme;
}

#endif
