/* Text to measured lines. The only room below emit that knows Pango. */
#ifndef PLUMBLINE_TYPE_TYPE_H
#define PLUMBLINE_TYPE_TYPE_H

#include "theme/theme.h"

/* The font map with only our fonts, hyphenation and a cache of shaped text. One per process or forked worker; made after the fork. */
struct typesetter;

/* fonts_conf: path of fonts/fonts.conf. cache_folder: where fontconfig may keep its cache; NULL: none. NULL with a diagnostic if the theme's families are not there. */
struct typesetter *typesetter_new(struct arena *arena, const char *fonts_conf, const char *cache_folder, const struct theme *theme,
				  struct diags *diags);

/* A new document in this language (BCP 47): missing glyphs are told anew, and the cache is emptied if it has grown large. Lines made before stay valid. */
void type_begin(struct typesetter *typesetter, struct str language);

/* A stretch of text in one look. */
struct text_run {
	struct str text;
	enum style_id style;
	bool emphasis, strong, code; /* italic, bold, code family on top of the style */
	enum colour colour;
	uint32_t tag;    /* which leaf of the tag tree it belongs to; carried to the pieces */
	uint32_t link;   /* index of a link, UINT32_MAX: none; carried to the pieces */
	bool line_break; /* a forced break after this run */
	uint32_t badge;  /* layout's: what stands before the run; carried to the pieces */
	struct span origin;
};

/* What stays together on a line: glyphs of one run. Painted with type_paint (type/paint.h). */
struct glyphs;
struct piece {
	const struct glyphs *glyphs;
	const struct text_run *run;
	dim x, width;    /* from the start of the line; in the text's order, which for Arabic and Hebrew is not that of x */
	bool starts_run; /* the first piece of its run */
};

struct line {
	const struct piece *pieces;
	uint32_t piece_count;
	dim width, ascent, descent;
	bool hyphenated; /* ends with a hyphen that is not in the text */
	bool forced;     /* ends a paragraph, or ends where the text says so */
};

struct lines {
	const struct line *items;
	uint32_t count;
};

/*
 * Breaks runs into lines of at most width (Knuth-Plass, hyphenation by the language, shrink at most a fifth). A word wider than the line is broken where it must be.
 * Aligns as style says (start, centre, end, justified): the pieces' x starts after the space at the left. Lines live in the arena and point to the runs, which must
 * live as long, and to the typesetter's fonts. At least one line, also for no text. Missing glyphs are a diagnostic (TYPE_MISSING_GLYPH), once per character.
 */
struct lines type_break(struct typesetter *typesetter, struct arena *arena, const struct text_run *runs, uint32_t run_count, enum style_id style,
			dim width, struct str language, struct diags *diags);

/* One line, not broken, whatever its width. */
struct line type_line(struct typesetter *typesetter, struct arena *arena, const struct text_run *runs, uint32_t run_count);

/* Width of a plain text in a style: for charts and columns. Cached. */
dim type_width(struct typesetter *typesetter, struct str text, enum style_id style);
/* Of the widest word (unbreakable stretch), and of all in one line: for table columns. */
struct extent {
	dim least, most;
};
struct extent type_extent(struct typesetter *typesetter, const struct text_run *runs, uint32_t run_count);

/* The characters of a piece; a soft hyphen for the hyphen at the end of a divided line. */
struct str piece_text(const struct piece *piece);

/* Ascent and descent of a style's font. */
dim type_ascent(struct typesetter *typesetter, enum style_id style);
dim type_descent(struct typesetter *typesetter, enum style_id style);

#endif
