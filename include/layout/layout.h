/* A document and a theme become pages of marks. Pure: no file is written, nothing is painted. */
#ifndef PLUMBLINE_LAYOUT_LAYOUT_H
#define PLUMBLINE_LAYOUT_LAYOUT_H

#include "chart/chart.h"

enum tag_kind {
#define TAG(id, type, leaf) TAG_##id,
#include "layout/tag.def"
#undef TAG
	TAG_KIND_COUNT
};

/* A node of the logical structure. parents stand before children; order of the array is reading order. Only leaves carry marks, and all marks of
 * all pages in page order name leaves in an order that never goes back (artifacts apart). */
struct tag {
	enum tag_kind kind;
	uint32_t parent;         /* index; the root (0) is its own parent */
	struct str alt, actual;  /* FIGURE: alternative text; SPAN: replacement text */
	struct str language;     /* where it differs from the document's */
	struct str url, target;  /* LINK */
	uint32_t column_span;    /* cells; 1 */
	bool row_header;         /* TH that heads a row; else a column */
	bool ordered;            /* LIST: numbered */
	dim x, y, width, height; /* FIGURE: box on its page */
	uint32_t page;           /* FIGURE: index of its page */
	struct span origin;
};

struct page {
	struct drawing drawing; /* running heads are marks with TAG_ARTIFACT */
	struct str label;       /* "i", "1" ... */
};

/* An entry of the outline (bookmarks). */
struct outline {
	struct str title, target;
	uint32_t level; /* from 1 */
	uint32_t page;
	dim y;
};

struct pages {
	const struct page *items;
	uint32_t count;
	const struct tag *tags;
	uint32_t tag_count;
	const struct outline *outlines;
	uint32_t outline_count;
	dim width, height;
	struct str title, author, subject, language;
	struct date date;
};

/* Lives in the arena. Diagnostics: what does not fit, with the span of the text that causes it (warnings). */
const struct pages *layout_document(struct arena *arena, struct typesetter *typesetter, const struct theme *theme, enum paper_id paper,
				    const struct doc *document, struct diags *diags);

/* Pages as text, for tests and `plumbline debug pages`. */
void pages_dump(const struct pages *pages, GString *out);

#endif
