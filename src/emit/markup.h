/* Prose of the document tree in the markup of trackers: Markdown, Jira's wiki markup, HTML, plain text. */
#ifndef PLUMBLINE_SRC_EMIT_MARKUP_H
#define PLUMBLINE_SRC_EMIT_MARKUP_H

#include "doc/doc.h"

/*
 * All append the children of blocks: paragraphs, lists, quotes, code, rules and what stands in them. Whatever the words are, they stay words: no markup, no
 * mention of a user or of another issue, no macro, no HTML comes of them; control characters become U+FFFD.
 */

/* CommonMark. indent: what each line but the first begins with, "" or blanks. */
void markup_markdown(GString *out, const struct doc *blocks, const char *indent);
/* One node with all that it holds, in the same way. */
void markup_markdown_block(GString *out, const struct doc *node);
void markup_jira(GString *out, const struct doc *blocks);
void markup_html(GString *out, const struct doc *blocks);
void markup_plain(GString *out, const struct doc *blocks);

/* A text in one line of Markdown. */
void markup_markdown_text(GString *out, struct str text);

/* An address with all of its characters that are in chars, and what is not ASCII, percent-encoded. */
void markup_url(GString *out, struct str url, const char *chars);

/* The character, or U+FFFD for one that XML and trackers cannot hold. */
gunichar markup_clean(gunichar c);

#endif
