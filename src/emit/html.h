/* Private to the HTML files: one document on its way out. */
#ifndef PLUMBLINE_SRC_EMIT_HTML_H
#define PLUMBLINE_SRC_EMIT_HTML_H

#include "emit/backend.h"
#include "html_writer.h"

/* The few words that the page itself says, by language; the report's words come from its document. */
struct html_words {
	const char *language;
	const char *skip, *contents, *data, *share, *table, *limits, *base;
};
const struct html_words *html_words_for(struct str language);

/* A table that is being written. */
struct html_table {
	const struct doc *node;
	uint32_t row, column;
};

struct html_page {
	struct html_writer writer;
	struct arena *arena;
	const struct emit_input *input;
	const struct doc *document, *title; /* title: the node that becomes <h1>; NULL: none does */
	const struct html_words *words;
	GArray *tables;                     /* struct html_table, innermost last */
	uint32_t sections, charts, scrolls; /* so far: for ids */
};

/* What stands in <main>: all nodes of the document. */
void html_write_blocks(struct html_page *page);
/* The node that becomes <h1>, or NULL. */
const struct doc *html_find_title(const struct doc *document);
void html_enter_table(struct html_page *page, const struct doc *node);
void html_leave_table(struct html_page *page, const struct doc *node);
void html_enter_row(struct html_page *page, const struct doc *node);
void html_enter_cell(struct html_page *page, const struct doc *node);
/* The sidebar. */
void html_write_contents(struct html_page *page);
/* A chart with its caption, drawn for wide and for narrow windows, and its data as a table. */
void html_write_figure(struct html_page *page, const struct doc *node);
void html_write_numbers(struct html_page *page, const struct doc *node);

/* Id of a section: its anchor, or one made from its number in reading order. Ids of our own hold "_", which anchors never do. */
struct str html_section_id(struct arena *arena, const struct doc *section, uint32_t ordinal);
/* Class names for a risk; "" for RISK_COUNT. */
const char *html_risk_class(enum risk risk);

/* The whole style sheet: colours and fonts of the theme, the classes of charts, and the theme's html.css. body: what the fonts must be able to show. */
bool html_styles(struct arena *arena, const struct emit_input *input, const GString *body, GString *css, struct diags *diags);
/* A text as a CSS string: all but letters, digits, spaces, "-" and "_" as escapes. */
void html_css_string(GString *css, struct str text);
/* @font-face rules: the faces that the theme uses, cut down to the characters of body. Faces that are not there are left to the reader's system. */
void html_fonts(const struct theme *theme, const GString *body, GString *css);

#endif
