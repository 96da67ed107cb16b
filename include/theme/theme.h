/* A theme: colours, fonts, text styles and page geometry, read from themes/<name>/theme.yaml. */
#ifndef PLUMBLINE_THEME_THEME_H
#define PLUMBLINE_THEME_THEME_H

#include "assess/assessment.h"
#include "doc/doc.h"

/* 1/1024 point, Pango's own unit. No floating point in layout. */
typedef int32_t dim;
#define DIM_POINT   1024
#define DIM(points) ((dim)((points)*DIM_POINT))

enum colour {
#define COLOUR(id, key) COLOUR_##id,
#include "theme/colour.def"
#undef COLOUR
	COLOUR_COUNT
};

enum style_id {
#define STYLE(id, key) STYLE_##id,
#include "theme/style.def"
#undef STYLE
	STYLE_COUNT
};

enum font_family { FAMILY_TEXT, FAMILY_HEADING, FAMILY_CODE, FAMILY_COUNT };

struct rgb {
	uint8_t red, green, blue;
};

struct text_style {
	enum font_family family;
	dim size, leading; /* leading: base line to base line */
	uint16_t weight;   /* 100 to 900; only static faces that the theme's fonts have */
	bool italic, small_caps, tabular_figures;
	enum colour colour;
	enum align align;
	bool justify;
	dim before, after; /* space above and below a block */
	bool keep_with_next;
};

struct paper {
	const char *name; /* "a4", "letter" */
	dim width, height;
	dim top, right, bottom, left; /* margins of the text */
};

enum paper_id { PAPER_A4, PAPER_LETTER, PAPER_COUNT };

struct theme {
	struct str name, folder;
	struct rgb light[COLOUR_COUNT], dark[COLOUR_COUNT];
	struct str families[FAMILY_COUNT]; /* family names, found in the fonts that the program sees */
	struct text_style styles[STYLE_COUNT];
	struct paper papers[PAPER_COUNT];
};

/* Reads folder/theme.yaml; NULL with diagnostics. Checks contrast (text 4.5:1, graphics 3:1 on the page) and warns. */
const struct theme *theme_open(struct arena *arena, const char *folder, struct diags *diags);

/* The style of a role such as "lead"; fallback if the theme has none. */
enum style_id theme_style(struct str role, enum style_id fallback);

/* Key of a style in theme.yaml. */
const char *style_key(enum style_id style);

const char *colour_key(enum colour colour);
enum colour colour_of_risk(enum risk risk);
enum colour colour_on_risk(enum risk risk); /* text on a fill of that risk */

/* Black or white: whichever has more contrast with the colour. */
struct rgb colour_text_on(struct rgb colour);

/* WCAG 2.2 contrast ratio, 1 to 21. */
double contrast(struct rgb a, struct rgb b);

#endif
