/* The document tree: what a report says, before anyone knows how it looks. */
#ifndef PLUMBLINE_DOC_DOC_H
#define PLUMBLINE_DOC_DOC_H

#include "doc/chart_spec.h"
#include "source/diag.h"

enum doc_kind {
#define DOC(id, name, is_inline, holds) DOC_##id,
#include "doc/doc.def"
#undef DOC
	DOC_KIND_COUNT
};

enum align { ALIGN_START, ALIGN_CENTRE, ALIGN_END };

/* Of a table. Weights share the width that is left; a column of weight 0 is as narrow as its words allow. */
struct doc_column {
	uint32_t weight;
	enum align align;
};

/* One of a row of large numbers: "12", "high risks", "of 57 questions". */
struct doc_number {
	struct str amount, label, detail;
	enum risk risk; /* RISK_COUNT: none */
};

/*
 * A node. Lives in the arena of its tree. Built by doc_append, const afterwards. `role` names its look for themes and style sheets ("lead", "note", "finding",
 * "small", "key-facts", "summary-card" ...); a theme that does not know a role uses the plain look of the kind.
 */
struct doc {
	enum doc_kind kind;
	struct doc *parent, *first, *last, *next;
	struct span origin;
	struct str role;
	struct str anchor; /* a target for links: [a-z0-9-]+, unique in the document; "" none */
	uint32_t facts;    /* of the client's business on which it rests: a bit per enum fact_key; see compose/account.h */
	bool by_rule;      /* a rule of the framework called for it, and stands at origin */
	union {
		struct {
			struct str title, subtitle, author, subject, language, running_head, notice, page_number, stamp;
			struct date date;
		} document; /* metadata; language: BCP 47; stamp: on each page, for all to see */
		struct {
			bool page_break;
			bool not_in_contents;
			struct str number;
		} section; /* its first child is its HEADING; depth gives the level */
		struct {
			struct str title;
			uint32_t depth;
		} contents; /* depth: levels of sections shown */
		struct {
			bool ordered;
			uint32_t start;
			bool tight;
		} list;
		/* title: for readers who cannot see it */
		struct {
			const struct doc_column *columns;
			uint32_t column_count, header_rows;
			struct str title;
			bool header_column;
		} table;
		struct {
			uint32_t span;
			bool is_header;
		} cell; /* span: columns, at least 1 */
		struct {
			enum risk risk;
			struct str label;
		} box; /* RISK_COUNT: none; keep together where it fits on a page */
		struct {
			const struct chart_spec *chart;
		} figure;
		struct {
			const struct doc_number *items;
			uint32_t count;
		} numbers;
		struct {
			struct str text;
		} text; /* TEXT and CODE */
		struct {
			struct str url, target;
		} link; /* url: external, http, https or mailto only; or target: an anchor */
		struct {
			enum risk risk;
			struct str label;
		} badge; /* a risk, worded */
	} as;
};

struct doc *doc_new(struct arena *arena, enum doc_kind kind);
/* Adds child as the last one of parent; returns child. */
struct doc *doc_append(struct doc *parent, struct doc *child);
/* New node, appended. */
struct doc *doc_add(struct arena *arena, struct doc *parent, enum doc_kind kind);
/* A TEXT node with this text, appended; the text is not copied. */
struct doc *doc_add_text(struct arena *arena, struct doc *parent, struct str text);

const char *doc_kind_name(enum doc_kind kind);
bool doc_is_inline(enum doc_kind kind);

/* Depth-first, without recursion. Start with node = root, entering = true; ends with node == NULL. */
struct doc_walk {
	const struct doc *root, *node;
	bool entering; /* else leaving; nodes without children are entered and left too */
};
struct doc_walk doc_walk_start(const struct doc *root);
void doc_walk_next(struct doc_walk *walk);

/* All text below a node, in reading order; of a HEADING without its badges, as it stands in the contents. */
struct str doc_text(struct arena *arena, const struct doc *node);

/* Level of a SECTION: 1 for one directly in the document. */
uint32_t doc_section_level(const struct doc *section);

/* Checks what every maker must keep: kinds where they may stand, headings first, anchors unique and well formed, link targets that exist, table rows of
 * the right width. */
bool doc_check(const struct doc *document, struct diags *diags);

/* Whether a link may lead there: http or https with a host, or mailto; no blanks, quotes or control characters. */
bool doc_url_is_safe(struct str url);

/* CommonMark to blocks below parent; raw HTML becomes plain text, images become their alternative text, links other than http, https and mailto lose their target.
 * Headings become strong paragraphs, since the section tree belongs to the template. */
void doc_add_markdown(struct arena *arena, struct doc *parent, struct str markdown, struct span origin);
/* The same for one line: the inline content of all its paragraphs. */
void doc_add_markdown_inline(struct arena *arena, struct doc *parent, struct str markdown, struct span origin);

/*
 * An article: the bytes of the source from start, the beginning of a line, to its end. Headings become sections, lines with bars tables (as GitHub has
 * them), all else is as above. Paragraphs, headings, tables, rows and cells have their own bytes as origin. Links whose address begins with scheme
 * keep it, for the caller to replace.
 */
void doc_add_article(struct arena *arena, struct doc *document, const struct source *source, uint32_t start, const char *scheme);

/* The tree as text, for tests and `plumbline debug doc`. */
void doc_dump(const struct doc *document, GString *out);

#endif
