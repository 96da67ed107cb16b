/* The tag tree: parents before children, in reading order. */
#include "flow.h"

uint32_t tag_add(struct layout *layout, enum tag_kind kind, uint32_t parent)
{
	struct tag tag = {.kind = kind, .parent = parent, .column_span = 1};

	g_array_append_val(layout->tags, tag);
	return layout->tags->len - 1;
}

struct tag *tag_at(struct layout *layout, uint32_t tag)
{
	return &g_array_index(layout->tags, struct tag, tag);
}
