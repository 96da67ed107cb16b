/* Private to layout: a document on its way to pages. Slabs (what stays whole) stand one below the other; keep.c cuts them into pages, place.c puts them there. */
#ifndef PLUMBLINE_LAYOUT_FLOW_H
#define PLUMBLINE_LAYOUT_FLOW_H

#include "layout/layout.h"

#define NONE    UINT32_MAX
#define DEEPEST 40u /* nested blocks; the reader bounds input to less */

/* Costs of a page break; the scale is that of an empty page, which costs PAGE_EMPTY. See keep.c. */
#define COST_NEVER  1000000
#define COST_KEEP   100000
#define COST_LEAD   8000
#define COST_AVOID  2000
#define COST_SLIGHT 500

/* A line, a row of a table, a figure. All places in it are from its own top and from the left of the text. */
struct slab {
	dim height, before; /* before: space above it, which a page top swallows */
	uint32_t first_mark, mark_count;
	uint32_t group; /* innermost, or NONE */
	uint32_t entry; /* section of level 1 that it belongs to, or NONE */
	int32_t cost;   /* of a page that begins with it */
	uint32_t level; /* of the heading that begins with it; 0: none does */
	bool forced;    /* a page begins with it */
	bool cover;     /* fills a page by itself, from edge to edge */
	struct span origin;
};

/* Slabs that share a background, or a head that is repeated on each page. */
struct group {
	uint32_t parent, first, last;
	dim left, width, pad_top, pad_bottom;
	enum colour fill, bar; /* COLOUR_COUNT: none */
	dim bar_width;
	uint32_t repeat, repeat_count; /* slabs */
	dim repeat_height;
	bool bands; /* parts of cells beside each other: on each page in the order in which they are read */
	dim top;    /* while it is being placed */
};

/* A section, as the contents and the outline see it. */
struct entry {
	const struct doc *section;
	struct str title, number, target;
	uint32_t level, top; /* top: the entry of its section of level 1 */
};

/* A page number that is known only when all pages are. */
struct reference {
	struct line *line; /* of the mark; ends at the mark's x */
	struct str target;
	enum style_id style;
	uint32_t tag;
};

/* Where an anchor came to stand. */
struct landing {
	uint32_t page;
	dim y;
};

/* All that one document needs. */
struct layout {
	struct arena *arena;
	struct typesetter *typesetter;
	const struct theme *theme;
	const struct paper *paper;
	const struct doc *document;
	struct diags *diags;
	struct str language;
	GArray *tags, *entries, *references; /* struct tag, struct entry, struct reference */
	GHashTable *entry_of;                /* section to its index in entries, plus 1 */
	GHashTable *landings;                /* anchor to struct landing */
	dim body_height;
};

struct flow {
	struct layout *layout;
	GArray *slabs, *marks, *groups, *waiting; /* waiting: marks that go into the next slab, before its own */
	uint32_t level;                           /* for the next slab */
	dim space;                                /* below the last block; collapses with the space above the next */
	bool at_start;                            /* nothing yet in this box or page: no space above */
	int32_t cost;                             /* for the next slab */
	bool forced;
	uint32_t group, entry, depth;
};

/* Where and how the blocks of a node are set. */
struct frame {
	dim left, width;
	uint32_t tag;        /* parent of their tags */
	uint32_t level;      /* of the section around them */
	enum style_id style; /* of paragraphs without a role */
	enum align align;    /* of a table's column; ALIGN_START leaves it to the style */
	bool strong;
};

/* flow.c */
struct flow flow_start(struct layout *layout);
void flow_end(struct flow *flow);
void flow_block(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_blocks(struct flow *flow, const struct doc *parent, const struct frame *frame);
void flow_space(struct flow *flow, dim space);
void flow_cost(struct flow *flow, int32_t cost);
/* A new slab with what waited; more marks may be added until the next one begins. The pointer lasts as long. */
struct slab *flow_slab(struct flow *flow, dim height, struct span origin);
struct mark *flow_mark(struct flow *flow, enum mark_kind kind, dim x, dim y, uint32_t tag);
void flow_rect(struct flow *flow, dim x, dim y, dim width, dim height, enum colour fill);
/* The pieces of a line, each leaf a mark of its own, with areas of links and squares of badges. */
void flow_line(struct flow *flow, const struct line *line, dim x, dim y);
void flow_anchor(struct flow *flow, struct str name);
uint32_t flow_open(struct flow *flow, struct group group);
void flow_close(struct flow *flow, uint32_t group);
/* Takes over the slabs of another flow, moved to the right. */
void flow_adopt(struct flow *flow, const struct flow *from, dim right);
/* Height of all slabs, when they stand on one page. */
dim flow_height(const struct flow *flow);
dim base_line(const struct layout *layout, enum style_id style);

/* tags.c */
uint32_t tag_add(struct layout *layout, enum tag_kind kind, uint32_t parent);
struct tag *tag_at(struct layout *layout, uint32_t tag);

/* inline.c */
struct runs {
	const struct text_run *items;
	uint32_t count;
};
/* leaf: all text belongs to it; NONE: leaves are made below parent. parent NONE: no tags, for measuring. */
struct runs runs_of(struct layout *layout, const struct doc *node, uint32_t parent, uint32_t leaf, enum style_id style, bool strong);
struct runs runs_of_text(struct layout *layout, struct str text, uint32_t leaf, enum style_id style);
struct text_run badge_run(struct layout *layout, enum risk risk, struct str label, uint32_t leaf);

/* block.c */
void flow_runs(struct flow *flow, struct runs runs, enum style_id style, const struct frame *frame, struct span origin);
void flow_heading(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_paragraph(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_code(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_rule(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_section(struct flow *flow, const struct doc *node, const struct frame *frame);
/* Text in a leaf below tag, as a paragraph of a style. */
void flow_text(struct flow *flow, struct str text, enum style_id style, const struct frame *frame, struct span origin);
struct str code_text(struct arena *arena, const struct doc *node);

/* list.c, box.c, numbers.c, table.c, figure.c, cover.c, contents.c */
#define LIST_INDENT DIM(16)
void flow_list(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_quote(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_box(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_numbers(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_table(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_figure(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_cover(struct flow *flow, const struct doc *node, const struct frame *frame);
void flow_contents(struct flow *flow, const struct doc *node, const struct frame *frame);
void collect_entries(struct layout *layout);
void fill_references(struct layout *layout);

/* table_widths.c */
struct column {
	dim least, most, width; /* with padding */
	uint32_t weight;
};
#define CELL_SIDE DIM(6)
#define CELL_TOP  DIM(4)
struct extent cell_extent(struct layout *layout, const struct doc *cell, enum style_id style, bool strong);
/* Fills in the widths; false if words do not fit and must be broken. */
bool share_width(struct column *columns, uint32_t count, dim width);

/* bands.c: the cells of a row side by side, from lefts, in as many slabs as page breaks can be between; costs of breaks come from the cells. */
void flow_bands(struct flow *flow, const struct flow *cells, const dim *lefts, uint32_t count, struct span origin);

/* keep.c: indices of the slabs that begin pages. */
GArray *page_starts(const struct flow *flow, dim height);
dim page_fill(const struct flow *flow, uint32_t from, uint32_t to);

/* place.c: slabs [from, to) below y, to marks; y where they end. on_page: heads of tables are repeated. */
dim place_slabs(const struct flow *flow, uint32_t from, uint32_t to, dim x, dim y, bool on_page, GArray *marks);

/* running.c */
struct running {
	struct layout *layout;
	uint32_t page, pages, entry;
};
void add_running(const struct running *running, GArray *marks);
/* The document's stamp, if it has one, at the top of a page. */
void add_stamp(struct layout *layout, GArray *marks);

#endif
