/* Tables: measured, widths shared, then rows placed one by one. A row is a slab, so it is not split; the head is repeated on each page. */
#include "flow.h"

#define RULE       DIM(0.5)
#define HEAD_RULE  DIM(1)
#define TALL_PART  9 /* a row of more than such a part of a page is tall */
#define SMALL_PART 3 /* a table of at most a third of a page keeps together if it can */

struct table {
	struct flow *flow;
	const struct doc *node;
	const struct frame *frame;
	struct column *columns;
	uint32_t count, tag, part; /* part: head or body */
	struct flow *cells;        /* of the row in hand */
	uint32_t row, group;
};

static bool is_head(const struct table *table)
{
	return table->row < table->node->as.table.header_rows;
}

static uint32_t span_of(const struct doc *cell)
{
	return MAX(1u, cell->as.cell.span);
}

static uint32_t count_columns(const struct doc *node)
{
	uint32_t most = node->as.table.column_count;

	for (const struct doc *row = node->first; row != NULL; row = row->next) {
		uint32_t count = 0;

		for (const struct doc *cell = row->first; cell != NULL; cell = cell->next)
			count += span_of(cell);
		most = MAX(most, count);
	}
	return most;
}

/* A row that sums up the others. */
static bool is_total(const struct doc *row)
{
	return str_is(row->role, "total");
}

/* A cell over several columns adds what they lack, in equal parts. */
static void measure_cell(struct table *table, const struct doc *cell, uint32_t at, bool head, bool strong)
{
	uint32_t span = MIN(span_of(cell), table->count - at);
	struct extent extent = cell_extent(table->flow->layout, cell, head ? STYLE_TABLE_HEAD : STYLE_TABLE_CELL, strong), held = {0};
	struct column *columns = table->columns + at;

	for (uint32_t i = 0; i < span; i++) {
		held.least += columns[i].least;
		held.most += columns[i].most;
	}
	for (uint32_t i = 0; i < span; i++) {
		columns[i].least += MAX(0, extent.least - held.least + (dim)span - 1) / (dim)span;
		columns[i].most = MAX(columns[i].least, columns[i].most + MAX(0, extent.most - held.most + (dim)span - 1) / (dim)span);
	}
}

static void measure_row(struct table *table, const struct doc *row, bool head, bool spanning)
{
	uint32_t at = 0;

	for (const struct doc *cell = row->first; cell != NULL && at < table->count; cell = cell->next) {
		if ((span_of(cell) > 1) == spanning)
			measure_cell(table, cell, at, head, is_total(row));
		at += span_of(cell);
	}
}

static void measure(struct table *table)
{
	const struct doc *node = table->node;

	for (uint32_t i = 0; i < MIN(table->count, node->as.table.column_count); i++)
		table->columns[i].weight = node->as.table.columns[i].weight;
	for (int spanning = 0; spanning < 2; spanning++) {
		uint32_t row = 0;

		for (const struct doc *at = node->first; at != NULL; at = at->next)
			measure_row(table, at, row++ < node->as.table.header_rows, spanning != 0);
	}
}

static dim width_of(const struct table *table, uint32_t at, uint32_t span)
{
	dim width = 0;

	for (uint32_t i = at; i < MIN(at + span, table->count); i++)
		width += table->columns[i].width;
	return width;
}

static enum align align_of(const struct table *table, uint32_t at)
{
	return at < table->node->as.table.column_count ? table->node->as.table.columns[at].align : ALIGN_START;
}

static bool heads_row(const struct table *table, const struct doc *cell, uint32_t at)
{
	return !is_head(table) && ((at == 0 && table->node->as.table.header_column) || cell->as.cell.is_header);
}

static uint32_t add_cell_tag(struct table *table, const struct doc *cell, uint32_t at, uint32_t row)
{
	bool heads = heads_row(table, cell, at);
	uint32_t index = tag_add(table->flow->layout, is_head(table) || heads ? TAG_HEADER_CELL : TAG_DATA_CELL, row);
	struct tag *tag = tag_at(table->flow->layout, index);

	tag->column_span = MIN(span_of(cell), table->count - at);
	tag->row_header = heads;
	tag->origin = cell->origin;
	return index;
}

/* Its blocks in a flow of their own, which starts at the cell's left. */
static struct flow set_cell(struct table *table, const struct doc *cell, uint32_t at, uint32_t row, bool strong)
{
	struct flow flow = flow_start(table->flow->layout);
	struct frame frame = {.width = MAX(DIM(4), width_of(table, at, span_of(cell)) - 2 * CELL_SIDE),
			      .tag = add_cell_tag(table, cell, at, row),
			      .level = table->frame->level,
			      .style = is_head(table) ? STYLE_TABLE_HEAD : STYLE_TABLE_CELL,
			      .align = align_of(table, at),
			      .strong = strong};

	flow.depth = table->flow->depth;
	if (!str_is_empty(cell->anchor))
		flow_anchor(&flow, cell->anchor);
	flow_blocks(&flow, cell, &frame);
	return flow;
}

static uint32_t set_cells(struct table *table, const struct doc *row, dim *height)
{
	uint32_t tag = tag_add(table->flow->layout, TAG_ROW, table->part), at = 0, count = 0;

	*height = 0;
	for (const struct doc *cell = row->first; cell != NULL && at < table->count; cell = cell->next) {
		table->cells[count] = set_cell(table, cell, at, tag, is_total(row));
		*height = MAX(*height, flow_height(&table->cells[count]));
		at += span_of(cell);
		count++;
	}
	*height += 2 * CELL_TOP;
	return count;
}

/* A table that the eye takes in at once. */
#define SHORT_TABLE 14u

static bool is_short(const struct doc *table)
{
	uint32_t rows = 0;

	for (const struct doc *row = table->first; row != NULL && rows <= SHORT_TABLE; row = row->next)
		rows++;
	return rows <= SHORT_TABLE;
}

/* One or two rows at the foot of a page, or one at the top of the last, look lost, and a short table is worth some white space. */
static int32_t row_cost(const struct table *table, const struct doc *row)
{
	uint32_t body = table->row - MIN(table->row, table->node->as.table.header_rows);
	int32_t lone = body == 1 ? 2 * COST_AVOID : body == 2 || row->next == NULL ? COST_AVOID : 0;

	if (table->row == 0)
		return 0;
	if (body == 0)
		return COST_NEVER;
	if (is_short(table->node))
		return COST_AVOID + lone;
	return lone;
}

static void add_row_paint(struct table *table, dim height)
{
	dim left = table->frame->left, width = width_of(table, 0, table->count), rule = is_head(table) ? HEAD_RULE : RULE;

	if (is_head(table))
		flow_rect(table->flow, left, 0, width, height, COLOUR_SURFACE_ACCENT);
	flow_rect(table->flow, left, height - rule, width, rule, is_head(table) ? COLOUR_ACCENT : COLOUR_RULE);
}

/* The only row below the head is no line of a list but a text in columns: where it is tall, a page may end in it. */
static bool is_divisible(const struct table *table, const struct doc *row, dim height)
{
	return !is_head(table) && table->row == table->node->as.table.header_rows && row->next == NULL &&
	       height > table->flow->layout->body_height / TALL_PART;
}

static void divide_row(struct table *table, const struct doc *row, uint32_t count)
{
	struct flow *flow = table->flow;
	const struct doc *cell = row->first;
	dim *lefts = g_new0(dim, count), x = table->frame->left;
	uint32_t at = 0, group;
	const struct slab *last;

	for (uint32_t i = 0; i < count; i++, cell = cell->next) {
		lefts[i] = x + CELL_SIDE;
		x += width_of(table, at, span_of(cell));
		at += span_of(cell);
	}
	group = flow_open(flow,
			  (struct group){.pad_top = CELL_TOP, .pad_bottom = CELL_TOP, .fill = COLOUR_COUNT, .bar = COLOUR_COUNT, .bands = true});
	flow_bands(flow, table->cells, lefts, count, row->origin);
	last = &g_array_index(flow->slabs, struct slab, flow->slabs->len - 1);
	flow_rect(flow, table->frame->left, last->height + CELL_TOP - RULE, width_of(table, 0, table->count), RULE, COLOUR_RULE);
	flow_close(flow, group);
	g_free(lefts);
}

static void place_row(struct table *table, const struct doc *row, uint32_t count, dim height)
{
	const struct doc *cell = row->first;
	dim x = table->frame->left;
	uint32_t at = 0;

	flow_slab(table->flow, height, row->origin);
	add_row_paint(table, height);
	for (uint32_t i = 0; i < count; i++, cell = cell->next) {
		GArray *marks = g_array_new(FALSE, FALSE, sizeof(struct mark));

		place_slabs(&table->cells[i], 0, table->cells[i].slabs->len, x + CELL_SIDE, CELL_TOP, false, marks);
		for (uint32_t j = 0; j < marks->len; j++)
			*flow_mark(table->flow, MARK_RECT, 0, 0, 0) = g_array_index(marks, struct mark, j);
		g_array_free(marks, TRUE);
		x += width_of(table, at, span_of(cell));
		at += span_of(cell);
	}
}

/* A row higher than a page: its cells one below the other, each in its own column, so that nothing is lost and the order of reading holds. */
static void unroll_row(struct table *table, const struct doc *row, uint32_t count)
{
	const struct doc *cell = row->first;
	dim x = table->frame->left;
	uint32_t at = 0;

	diag(table->flow->layout->diags, LAYOUT_ROW_TOO_HIGH, row->origin);
	for (uint32_t i = 0; i < count; i++, cell = cell->next) {
		table->flow->space = CELL_TOP;
		flow_adopt(table->flow, &table->cells[i], x + CELL_SIDE);
		x += width_of(table, at, span_of(cell));
		at += span_of(cell);
	}
	table->flow->space = CELL_TOP;
	flow_slab(table->flow, RULE, row->origin);
	flow_rect(table->flow, table->frame->left, 0, width_of(table, 0, table->count), RULE, COLOUR_RULE);
}

static void flow_table_row(struct table *table, const struct doc *row)
{
	dim height;
	uint32_t count = set_cells(table, row, &height);

	if (!str_is_empty(row->anchor))
		flow_anchor(table->flow, row->anchor);
	flow_cost(table->flow, row_cost(table, row));
	if (height + g_array_index(table->flow->groups, struct group, table->group).repeat_height > table->flow->layout->body_height)
		unroll_row(table, row, count);
	else if (is_divisible(table, row, height))
		divide_row(table, row, count);
	else
		place_row(table, row, count, height);
	for (uint32_t i = 0; i < count; i++)
		flow_end(&table->cells[i]);
}

/* The head is repeated unless it would take a good part of the page. */
static void end_head(struct table *table)
{
	struct group *group = &g_array_index(table->flow->groups, struct group, table->group);
	dim height = 0;

	for (uint32_t i = group->first; i < table->flow->slabs->len; i++)
		height += g_array_index(table->flow->slabs, struct slab, i).height;
	if (height == 0 || height > table->flow->layout->body_height / 4)
		return;
	group->repeat = group->first;
	group->repeat_count = table->flow->slabs->len - group->first;
	group->repeat_height = height;
}

static void flow_rows(struct table *table)
{
	struct layout *layout = table->flow->layout;

	table->part = NONE;
	for (const struct doc *row = table->node->first; row != NULL; row = row->next, table->row++) {
		if (table->row == table->node->as.table.header_rows)
			end_head(table);
		if (table->part == NONE || table->row == table->node->as.table.header_rows)
			table->part = tag_add(layout, is_head(table) ? TAG_TABLE_HEAD : TAG_TABLE_BODY, table->tag);
		flow_table_row(table, row);
	}
}

static void keep_small(struct table *table)
{
	struct flow *flow = table->flow;
	const struct group *group = &g_array_index(flow->groups, struct group, table->group);

	if (page_fill(flow, group->first, group->last + 1) > flow->layout->body_height / SMALL_PART)
		return;
	for (uint32_t i = group->first + 1; i <= group->last; i++) {
		struct slab *slab = &g_array_index(flow->slabs, struct slab, i);

		slab->cost = MAX(slab->cost, COST_AVOID);
	}
}

void flow_table(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	struct table table = {.flow = flow, .node = node, .frame = frame, .count = count_columns(node)};

	if (table.count == 0)
		return;
	table.columns = arena_array(layout->arena, struct column, table.count);
	table.cells = g_new0(struct flow, table.count);
	measure(&table);
	if (!share_width(table.columns, table.count, frame->width))
		diag(layout->diags, LAYOUT_TABLE_TOO_WIDE, node->origin);
	table.tag = tag_add(layout, TAG_TABLE, frame->tag);
	tag_at(layout, table.tag)->alt = node->as.table.title;
	tag_at(layout, table.tag)->origin = node->origin;
	flow_space(flow, DIM(6));
	table.group = flow_open(flow, (struct group){.fill = COLOUR_COUNT, .bar = COLOUR_COUNT});
	flow_rows(&table);
	flow_close(flow, table.group);
	keep_small(&table);
	flow_space(flow, DIM(12));
	g_free(table.cells);
}
