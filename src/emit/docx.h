/* Private to the files of the editable report (Office Open XML, for word processors): one document on its way out. */
#ifndef PLUMBLINE_SRC_EMIT_DOCX_H
#define PLUMBLINE_SRC_EMIT_DOCX_H

#include "emit/backend.h"

/* Lengths of the format: twentieths of a point, and 12,700 to a point. */
#define DOCX_TWIPS(length) ((int)((length) / (DIM_POINT / 4) * 5 + (length) % (DIM_POINT / 4) * 5 / (DIM_POINT / 4)))
#define DOCX_EMU(length)   ((long)(length)*12700 / DIM_POINT)

#define DOCX_LISTS_DEEPEST 9u
#define DOCX_BULLETS       1u /* number of the list that all bulleted ones are */
#define DOCX_HEADINGS      2u /* and of the numbered headings */
#define DOCX_LISTS         3u /* the first of those of the text */

struct docx_list {
	uint32_t number; /* of its definition */
	bool tight;
	bool marked; /* the item that is open has its mark */
};

struct docx {
	struct arena *arena;
	const struct emit_input *input;
	const struct theme *theme;
	const struct doc *document;
	struct diags *diags;
	GString *body;        /* what stands in <w:body> */
	GHashTable *names;    /* anchor to name of its bookmark */
	GPtrArray *waiting;   /* names of bookmarks that the next paragraph bears */
	uint32_t bookmarks;   /* so far */
	GPtrArray *addresses; /* char *: of links, once each */
	GHashTable *address_numbers;
	GArray *lists;                    /* struct docx_start, of the numbered lists */
	GPtrArray *widths;                /* int *, of the tables that are open, innermost last: twips of each column */
	GPtrArray *pictures;              /* GString *: PNG, SVG, PNG ... */
	uint32_t strong, emphasis, links; /* elements that are open */
	struct docx_list open[DOCX_LISTS_DEEPEST];
	uint32_t depth;    /* lists open */
	uint32_t headings; /* numbered so far */
	bool band;         /* the band of the cover is open */
	bool turn;         /* the next paragraph begins a page */
	bool failed;
};

struct docx_start {
	uint32_t level, start;
};

/* How a paragraph looks. */
struct docx_look {
	const char *style;
	bool keep_with_next, page_break, rule_below, close; /* close: no space between paragraphs of one style */
	enum align align;
	uint32_t list, level; /* list 0: none */
	int indent, hanging;  /* twips */
};

/* ---- Words ---- */

/* Escaped; characters that XML cannot hold become U+FFFD. */
void docx_words(GString *out, struct str text);
/* What the program itself made, as with printf. */
void docx_put(struct docx *docx, const char *format, ...) G_GNUC_PRINTF(2, 3);
void docx_begin_paragraph(struct docx *docx, const struct docx_look *look);
void docx_end_paragraph(struct docx *docx);
/* A whole paragraph; nothing for an empty text. */
void docx_paragraph(struct docx *docx, const char *style, struct str text);
void docx_run(struct docx *docx, struct str text);
void docx_code(struct docx *docx, struct str text);
void docx_badge(struct docx *docx, enum risk risk, struct str label);
void docx_open_link(struct docx *docx, const struct doc *link);
void docx_close_link(struct docx *docx, const struct doc *link);
/* The next paragraph bears the bookmark of this anchor. */
void docx_mark(struct docx *docx, struct str anchor);
void docx_collect_names(struct docx *docx);
const char *docx_colour(const struct docx *docx, enum colour colour);

/* ---- Blocks ---- */

void docx_write_blocks(struct docx *docx);
void docx_write_contents(struct docx *docx, const struct doc *node);
void docx_enter_table(struct docx *docx, const struct doc *node);
void docx_leave_table(struct docx *docx, const struct doc *node);
void docx_enter_row(struct docx *docx, const struct doc *node);
void docx_enter_cell(struct docx *docx, const struct doc *node);
void docx_leave_cell(struct docx *docx, const struct doc *node);
void docx_enter_box(struct docx *docx, const struct doc *node);
void docx_leave_box(struct docx *docx, const struct doc *node);
void docx_enter_cover(struct docx *docx, const struct doc *node);
void docx_leave_cover(struct docx *docx, const struct doc *node);
/* Before a block that stands on a cover: ends the band after the title. */
void docx_cover_block(struct docx *docx, const struct doc *node);
void docx_write_numbers(struct docx *docx, const struct doc *node);
void docx_write_figure(struct docx *docx, const struct doc *node);
/* A table must be followed by a paragraph: by one of no height. */
void docx_spacer(struct docx *docx);
/* Width of the text, and of a column of a table. */
dim docx_text_width(const struct docx *docx);

/* ---- Styles and the other parts ---- */

/* Id of the paragraph style that stands for one of the theme. */
const char *docx_style(enum style_id style);
const struct paper *docx_paper(const struct docx *docx);
void docx_styles(const struct docx *docx, GString *out);
void docx_theme(const struct docx *docx, GString *out);
void docx_numbering(const struct docx *docx, GString *out);
void docx_settings(const struct docx *docx, GString *out);
void docx_header(const struct docx *docx, GString *out);
void docx_footer(const struct docx *docx, GString *out);
void docx_core(const struct docx *docx, GString *out);
void docx_relations(const struct docx *docx, GString *out);
#define DOCX_XML  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define DOCX_MAIN "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

#endif
