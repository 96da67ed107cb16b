/* Reading CommonMark: what notes and articles have in common. */
#ifndef PLUMBLINE_SRC_DOC_READING_H
#define PLUMBLINE_SRC_DOC_READING_H

#define CMARK_NO_SHORT_NAMES
#include <cmark.h>

#include "doc/doc.h"

/* Levels of headings in CommonMark. */
#define HEADINGS 6

struct reading {
	struct arena *arena;
	struct doc *at; /* where the next node goes */
	struct span origin;
	uint32_t depth;
	bool one_line;      /* inline content only: blocks leave no nodes, a blank stands between them */
	const char *scheme; /* links that begin with it keep their address; NULL: none */

	/* Of an article only. */
	const struct source *source; /* NULL: this is no article */
	uint32_t first_line;         /* index in source->lines of the first line that is read */
	struct doc *document;
	struct doc *sections[HEADINGS + 1]; /* open ones, by level */
};

/* Reads all of it below reading->at. */
void read_markdown(struct reading *reading, struct str markdown);

/* The bytes of a block of an article. */
struct span article_span(const struct reading *reading, cmark_node *from);
/* Opens a section; false where headings make none. */
bool article_heading(struct reading *reading, cmark_node *from);
/* Makes a table of a paragraph that is one; false if it is none. */
bool article_table(struct reading *reading, cmark_node *from);

#endif
