/*
 * Where pages end. To fix a bad page break, change a cost here, or where a slab gets its cost (block.c: lines and headings; table.c: rows; box.c: boxes).
 * All page breaks of a document are chosen together, so that a section does not end in a nearly empty page if the pages before it can give way.
 */
#include "flow.h"

#include <string.h>

#define PAGE_EMPTY      20000 /* cost of a page without anything on it; half empty costs a quarter of that, so no page gets a large hole */
#define PAGE_SLACK      12000 /* the same, but half empty costs half: what is left over goes to the last page of a section, not to all alike */
#define COST_PAGE       5000  /* of any page, so that two are not better than one */
#define COST_LAST_SHORT 9000  /* the last page of a section with nearly nothing on it; less with more, until: */
#define SHORT_PART      3     /* ... a third of the page is filled */
#define LEVELS          3u    /* of headings: deeper ones are like the last */
#define COST_OVERFULL   ((int64_t)1 << 40)

/* A heading with less than a part of the page below it, and then the page ends: what it costs, by level. */
static const struct {
	int64_t part, cost; /* part: one of so many */
} feet[LEVELS] = {{4, 2 * COST_LEAD}, {5, COST_LEAD / 2}, {8, COST_AVOID}};

struct keeper {
	const struct flow *flow;
	dim height;
	int64_t *filled;   /* heights of all slabs before each, with the spaces and insets between them */
	uint32_t *heading; /* the last one before each slab, for each level: its slab, counted from 1; 0: none */
	int64_t *cost;     /* of the best pages up to each slab */
	uint32_t *from;    /* where the last of them begins */
};

static const struct slab *slab_at(const struct flow *flow, uint32_t index)
{
	return &g_array_index(flow->slabs, struct slab, index);
}

static const struct group *group_at(const struct flow *flow, uint32_t index)
{
	return &g_array_index(flow->groups, struct group, index);
}

/* Insets of the boxes that begin (or end) with a slab. */
static dim insets_at(const struct flow *flow, uint32_t slab)
{
	dim insets = 0;

	for (uint32_t at = slab_at(flow, slab)->group; at != NONE; at = group_at(flow, at)->parent) {
		insets += group_at(flow, at)->first == slab ? group_at(flow, at)->pad_top : 0;
		insets += group_at(flow, at)->last == slab ? group_at(flow, at)->pad_bottom : 0;
	}
	return insets;
}

/* What a page takes for boxes that began on an earlier one, and for the heads of tables. */
static dim reopened(const struct flow *flow, uint32_t slab)
{
	dim height = 0;

	for (uint32_t at = slab_at(flow, slab)->group; at != NONE; at = group_at(flow, at)->parent) {
		const struct group *group = group_at(flow, at);

		if (group->first < slab)
			height += group->pad_top + (slab >= group->repeat + group->repeat_count ? group->repeat_height : 0);
	}
	return height;
}

/* What it takes for boxes that go on. */
static dim left_open(const struct flow *flow, uint32_t slab)
{
	dim height = 0;

	for (uint32_t at = slab_at(flow, slab)->group; at != NONE; at = group_at(flow, at)->parent)
		if (group_at(flow, at)->last > slab)
			height += group_at(flow, at)->pad_bottom;
	return height;
}

dim page_fill(const struct flow *flow, uint32_t from, uint32_t to)
{
	int64_t height = reopened(flow, from) + left_open(flow, to - 1);

	for (uint32_t i = from; i < to; i++)
		height += slab_at(flow, i)->height + insets_at(flow, i) + (i > from ? slab_at(flow, i)->before : 0);
	return (dim)MIN(height, INT32_MAX);
}

static int64_t filled_between(const struct keeper *keeper, uint32_t from, uint32_t to)
{
	const struct flow *flow = keeper->flow;

	return keeper->filled[to] - keeper->filled[from] - slab_at(flow, from)->before + reopened(flow, from) + left_open(flow, to - 1);
}

static bool ends_section(const struct flow *flow, uint32_t to)
{
	return to == flow->slabs->len || slab_at(flow, to)->forced;
}

/* Headings near the foot of a page that begins with slab from and ends before to. Those that begin a page have no other place; what is over when the page
 * ends needs none. */
static int64_t foot_cost(const struct keeper *keeper, uint32_t from, uint32_t to)
{
	uint32_t next = slab_at(keeper->flow, to)->level;
	int64_t cost = 0;

	for (uint32_t i = 0; i < (next == 0 ? LEVELS : MIN(next - 1, LEVELS)); i++) {
		uint32_t heading = keeper->heading[to * LEVELS + i];

		if (heading > from + 1 && (keeper->filled[to] - keeper->filled[heading - 1]) * feet[i].part < keeper->height)
			cost = MAX(cost, feet[i].cost);
	}
	return cost;
}

/* starts_section: the page is the section's only one. */
static int64_t page_cost(const struct keeper *keeper, uint32_t from, uint32_t to, int64_t filled)
{
	const struct flow *flow = keeper->flow;
	int64_t slack = MAX(0, keeper->height - filled), part = slack * 1000 / keeper->height;
	bool starts_section = from == 0 || slab_at(flow, from)->forced;

	if (!ends_section(flow, to))
		return COST_PAGE + PAGE_SLACK * part / 1000 + PAGE_EMPTY * part * part / 1000000 + slab_at(flow, to)->cost +
		       foot_cost(keeper, from, to);
	return COST_PAGE + (starts_section ? 0 : COST_LAST_SHORT * MAX(0, keeper->height - filled * SHORT_PART) / keeper->height);
}

/* Pages that end before slab to: the best start for the last of them. */
static void choose(struct keeper *keeper, uint32_t to)
{
	const struct flow *flow = keeper->flow;

	keeper->cost[to] = INT64_MAX;
	for (uint32_t from = to; from-- > 0;) {
		int64_t filled = filled_between(keeper, from, to), cost;
		bool over = filled > keeper->height && !slab_at(flow, from)->cover;

		if (over && from + 1 < to)
			break;
		cost = keeper->cost[from] + page_cost(keeper, from, to, filled) + (over ? COST_OVERFULL : 0);
		if (cost < keeper->cost[to]) {
			keeper->cost[to] = cost;
			keeper->from[to] = from;
		}
		if (slab_at(flow, from)->forced || slab_at(flow, from)->cover)
			break;
	}
}

static void note_headings(struct keeper *keeper)
{
	for (uint32_t i = 0; i < keeper->flow->slabs->len; i++) {
		uint32_t level = slab_at(keeper->flow, i)->level, *heading = keeper->heading + (size_t)(i + 1) * LEVELS;

		memcpy(heading, heading - LEVELS, LEVELS * sizeof *heading);
		if (level > 0)
			heading[MIN(level, LEVELS) - 1] = i + 1;
	}
}

static void sum_heights(struct keeper *keeper)
{
	const struct flow *flow = keeper->flow;

	for (uint32_t i = 0; i < flow->slabs->len; i++)
		keeper->filled[i + 1] = keeper->filled[i] + slab_at(flow, i)->before + slab_at(flow, i)->height + insets_at(flow, i);
}

GArray *page_starts(const struct flow *flow, dim height)
{
	uint32_t count = flow->slabs->len;
	struct keeper keeper = {.flow = flow,
				.height = height,
				.filled = g_new0(int64_t, count + 1),
				.heading = g_new0(uint32_t, (gsize)(count + 1) * LEVELS),
				.cost = g_new0(int64_t, count + 1),
				.from = g_new0(uint32_t, count + 1)};
	GArray *starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	sum_heights(&keeper);
	note_headings(&keeper);
	for (uint32_t to = 1; to <= count; to++)
		choose(&keeper, to);
	for (uint32_t at = count; at > 0; at = keeper.from[at])
		g_array_prepend_val(starts, keeper.from[at]);
	g_free(keeper.filled);
	g_free(keeper.heading);
	g_free(keeper.cost);
	g_free(keeper.from);
	return starts;
}
