/* What each kind of node may hold; from doc.def. */
#ifndef PLUMBLINE_SRC_DOC_KINDS_H
#define PLUMBLINE_SRC_DOC_KINDS_H

#include "doc/doc.h"

enum doc_holds { HOLDS_NOTHING, HOLDS_BLOCKS, HOLDS_INLINES, HOLDS_ROWS, HOLDS_CELLS, HOLDS_ITEMS };

struct doc_kind_row {
	const char *name;
	bool is_inline;
	enum doc_holds holds;
};
extern const struct doc_kind_row doc_kinds[DOC_KIND_COUNT];

#endif
