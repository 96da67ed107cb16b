/* Private to type: the typesetter, shaped text, and what the files of this room share. */
#ifndef PLUMBLINE_TYPE_TYPESETTER_H
#define PLUMBLINE_TYPE_TYPESETTER_H

#include <pango/pangocairo.h>

#include "type/type.h"

#define LOOKS 8 /* emphasis, strong and code, on or off */

struct typesetter {
	struct arena *arena;
	const struct theme *theme;
	PangoFontMap *map;
	PangoContext *context;
	PangoLanguage *language; /* of texts that are not broken */
	PangoFontDescription *faces[STYLE_COUNT][LOOKS];
	struct {
		dim ascent, descent;
		bool known;
	} metrics[STYLE_COUNT];
	GHashTable *fonts;  /* PangoFont to struct font_facts; holds a reference to each font that lines may name */
	GHashTable *shaped; /* key to struct shaped, all in shaped_arena */
	GHashTable *words;  /* words.c, in shaped_arena too */
	struct arena *shaped_arena;
	GHashTable *told;         /* characters without a glyph that were reported */
	GHashTable *dictionaries; /* language to struct dictionary */
};

/* What stands in for the letters that a font lacks or that the text does not have. */
struct font_facts {
	PangoGlyph hyphen, missing;
	dim hyphen_width, missing_width;
};

/* Bits of struct shaped.marks, one byte for each byte of the text. */
enum {
	AT_BREAK = 1,   /* a line may end before this byte */
	AT_HYPHEN = 2,  /* the same, with a hyphen */
	AT_CLUSTER = 4, /* a glyph or ligature starts here */
	AT_FORCED = 8,  /* a line must end before this byte */
	AT_SPACE = 16,  /* a space that may be stretched */
	AT_MISSING = 32 /* no font has it */
};

/* Glyphs of one run in one font and one direction. */
struct stretch {
	uint32_t start, end; /* bytes */
	uint32_t run;
	PangoAnalysis analysis;
	const PangoGlyphInfo *infos;
	const int *clusters; /* from start */
	int count;
};

/* A paragraph that has been shaped once. */
struct shaped {
	struct str text;            /* of all runs; a forced break is a line feed */
	const uint32_t *run_starts; /* byte where each run starts, and the end */
	const struct stretch *stretches;
	uint32_t stretch_count;
	const uint32_t *before; /* width of all glyphs before each byte; wraps around, only differences count */
	uint8_t *marks;
	bool analysed;      /* breaks and hyphens are in marks */
	bool missing;       /* some mark is AT_MISSING */
	bool right_to_left; /* base direction */
};

struct glyphs {
	PangoAnalysis analysis;
	PangoGlyphInfo *infos;
	int *clusters;
	int count;
	struct str text; /* not followed by NUL */
	uint32_t characters;
};

/* Features that text asks for beyond those that a font turns on itself. */
enum { WITH_TABULAR = 1, WITH_SMALL_CAPS = 2, WITHOUT_LIGATURES = 4 };

GHashTable *words_new(void);
/* Shapes length bytes of text as pango_shape_full would; false if that must do it. */
bool shape_by_words(struct typesetter *typesetter, const char *text, uint32_t length, const PangoAnalysis *analysis, uint8_t features,
		    PangoGlyphString *glyphs);

struct shaped *shape_runs(struct typesetter *typesetter, const struct text_run *runs, uint32_t run_count, PangoLanguage *language);
const struct font_facts *font_facts(struct typesetter *typesetter, PangoFont *font);
PangoFontDescription *style_face(struct typesetter *typesetter, enum style_id style, bool emphasis, bool strong, bool code);

/* Adds the places where words may be hyphenated. */
void hyphenate(struct typesetter *typesetter, struct shaped *shaped, const struct text_run *runs, uint32_t run_count, PangoLanguage *language);
void dictionary_free(void *dictionary);
/* Adds the places where lines may end. */
void find_breaks(struct shaped *shaped, PangoLanguage *language);

static inline dim width_between(const struct shaped *shaped, uint32_t start, uint32_t end)
{
	return (dim)(shaped->before[end] - shaped->before[start]);
}

/* A line of the bytes from start to end; those up to next are spaces, kept without width so that copied words stay apart. */
struct cut {
	uint32_t start, end, next;
	bool hyphen;
	dim slack; /* to spread over the spaces; negative: to take from them */
};
struct line cut_line(struct typesetter *typesetter, struct arena *arena, const struct shaped *shaped, const struct text_run *runs,
		     const struct cut *cut);

#endif
