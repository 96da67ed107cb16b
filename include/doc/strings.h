/* Every text of a document tree, wherever it hides: words, metadata, alternative texts, labels of charts, anchors, links. */
#ifndef PLUMBLINE_DOC_STRINGS_H
#define PLUMBLINE_DOC_STRINGS_H

#include "doc/doc.h"

/* Calls visit for each text that a back end may write, in document order; not for empty ones. */
void doc_strings(const struct doc *document, void (*visit)(struct str text, const struct doc *node, void *user), void *user);

#endif
