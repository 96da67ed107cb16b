/* Widths of a table's columns: measured from the words in the cells, then shared out. */
#include "flow.h"

static struct extent widest(struct extent a, struct extent b)
{
	return (struct extent){MAX(a.least, b.least), MAX(a.most, b.most)};
}

static struct extent text_extent(struct layout *layout, const struct doc *node, enum style_id style, bool strong)
{
	struct runs runs = runs_of(layout, node, NONE, NONE, theme_style(node->role, style), strong);

	return type_extent(layout->typesetter, runs.items, runs.count);
}

/* Room at the sides of what stands in a block. */
static dim block_inset(const struct doc *node)
{
	return node->kind == DOC_LIST ? LIST_INDENT : node->kind == DOC_BOX ? DIM(28) : node->kind == DOC_QUOTE ? DIM(14) : 0;
}

static struct extent block_extent(struct layout *layout, const struct doc *node, enum style_id style, bool strong, uint32_t depth)
{
	struct extent extent = {0};
	dim inset = block_inset(node);

	if (node->kind == DOC_PARAGRAPH || node->kind == DOC_HEADING)
		return text_extent(layout, node, style, strong);
	if (node->kind == DOC_FIGURE || node->kind == DOC_NUMBERS || node->kind == DOC_TABLE)
		return (struct extent){DIM(90), DIM(240)};
	for (const struct doc *child = node->first; child != NULL && depth < DEEPEST; child = child->next)
		extent = widest(extent, block_extent(layout, child, style, strong, depth + 1));
	return (struct extent){extent.least + inset, extent.most + inset};
}

struct extent cell_extent(struct layout *layout, const struct doc *cell, enum style_id style, bool strong)
{
	struct extent extent = block_extent(layout, cell, style, strong, 0);

	return (struct extent){extent.least + 2 * CELL_SIDE, extent.most + 2 * CELL_SIDE};
}

static dim part_of(dim whole, int64_t part, int64_t of)
{
	return of == 0 ? 0 : (dim)(whole * part / of);
}

/* Words do not fit: columns that ask for no more than their part get it; the others share what is left, and their words are broken. */
static void share_shortage(struct column *columns, uint32_t count, dim width)
{
	int64_t least = 0;
	uint32_t open = count;
	dim left = width;
	bool settled = false;

	for (uint32_t i = 0; i < count; i++)
		columns[i].width = 0;
	while (!settled && open > 0) {
		dim part = left / (dim)open;

		settled = true;
		for (uint32_t i = 0; i < count; i++) {
			if (columns[i].width != 0 || columns[i].least > part)
				continue;
			columns[i].width = MAX(columns[i].least, 1);
			left -= columns[i].width;
			open--;
			settled = false;
		}
	}
	for (uint32_t i = 0; i < count; i++)
		least += columns[i].width == 0 ? columns[i].least : 0;
	for (uint32_t i = 0; i < count; i++)
		if (columns[i].width == 0)
			columns[i].width = part_of(left, columns[i].least, least);
}

/* A column without weight gets what its longest line takes, if that is little and the others can spare it; else what its words need. */
static void set_unweighted(struct column *columns, uint32_t count, dim width)
{
	int64_t wanted = 0;

	for (uint32_t i = 0; i < count; i++) {
		columns[i].width = columns[i].weight == 0 ? MAX(columns[i].least, MIN(columns[i].most, width / 5)) : 0;
		wanted += MAX(columns[i].width, columns[i].least);
	}
	for (uint32_t i = 0; i < count && wanted > width; i++)
		columns[i].width = columns[i].weight == 0 ? columns[i].least : 0;
}

/* What is left goes by weight to the columns that have one; a column never gets less than its words need. */
static void share_by_weight(struct column *columns, uint32_t count, dim width)
{
	bool settled = false;

	set_unweighted(columns, count, width);
	while (!settled) {
		int64_t weights = 0;
		dim left = width;

		settled = true;
		for (uint32_t i = 0; i < count; i++) {
			weights += columns[i].width == 0 ? columns[i].weight : 0;
			left -= columns[i].width;
		}
		for (uint32_t i = 0; i < count && settled; i++)
			if (columns[i].width == 0 && part_of(left, columns[i].weight, weights) < columns[i].least) {
				columns[i].width = columns[i].least;
				settled = false;
			}
		for (uint32_t i = 0; i < count && settled; i++)
			if (columns[i].width == 0)
				columns[i].width = part_of(left, columns[i].weight, weights);
	}
}

/* No weights: each column gets what its longest line would take, or its part of it. */
static void share_by_need(struct column *columns, uint32_t count, dim width, int64_t least, int64_t most)
{
	for (uint32_t i = 0; i < count; i++)
		if (most <= width)
			columns[i].width = columns[i].most + part_of((dim)(width - most), columns[i].most, most);
		else
			columns[i].width = columns[i].least + part_of((dim)(width - least), columns[i].most - columns[i].least, most - least);
}

bool share_width(struct column *columns, uint32_t count, dim width)
{
	int64_t least = 0, most = 0, weights = 0;

	for (uint32_t i = 0; i < count; i++) {
		least += columns[i].least;
		most += columns[i].most;
		weights += columns[i].weight;
	}
	if (least > width)
		share_shortage(columns, count, width);
	else if (weights > 0)
		share_by_weight(columns, count, width);
	else
		share_by_need(columns, count, width, least, most);
	return least <= width;
}
