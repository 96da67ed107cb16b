/* Slabs to their places: on a page, in a cell, on a card. */
#include "flow.h"

#include <string.h>

struct placer {
	const struct flow *flow;
	dim x, y;
	GArray *marks, *grounds; /* grounds: backgrounds of groups, inner ones first */
};

static struct slab *slab_at(const struct flow *flow, uint32_t index)
{
	return &g_array_index(flow->slabs, struct slab, index);
}

static struct group *group_at(const struct flow *flow, uint32_t index)
{
	return &g_array_index(flow->groups, struct group, index);
}

static void add_ground(struct placer *placer, dim x, dim width, dim top, enum colour fill)
{
	struct mark mark = {.kind = MARK_RECT, .tag = TAG_ARTIFACT, .at = {placer->x + x, top}};

	mark.as.rect.width = width;
	mark.as.rect.height = placer->y - top;
	mark.as.rect.paint = (struct paint){.fill = fill, .stroke = COLOUR_COUNT};
	if (fill != COLOUR_COUNT && mark.as.rect.height > 0)
		g_array_append_val(placer->grounds, mark);
}

static void end_group(struct placer *placer, const struct group *group)
{
	placer->y += group->pad_bottom;
	add_ground(placer, group->left, group->bar_width, group->top, group->bar);
	add_ground(placer, group->left, group->width, group->top, group->fill);
}

/* A copy for the eye only: readers have heard it. */
static void add_repeated(struct placer *placer, const struct mark *from)
{
	struct mark mark = *from;

	if (mark.kind == MARK_LINK || mark.kind == MARK_ANCHOR)
		return;
	mark.at.x += placer->x;
	mark.at.y += placer->y;
	mark.tag = TAG_ARTIFACT;
	g_array_append_val(placer->marks, mark);
}

static void repeat_head(struct placer *placer, const struct group *group)
{
	for (uint32_t i = group->repeat; i < group->repeat + group->repeat_count; i++) {
		const struct slab *slab = slab_at(placer->flow, i);

		for (uint32_t j = 0; j < slab->mark_count; j++)
			add_repeated(placer, &g_array_index(placer->flow->marks, struct mark, slab->first_mark + j));
		placer->y += slab->height;
	}
}

/* Groups that go on from the page before, outer ones first. */
static void reopen(struct placer *placer, uint32_t index, uint32_t slab, bool on_page)
{
	struct group *group;

	if (index == NONE)
		return;
	group = group_at(placer->flow, index);
	reopen(placer, group->parent, slab, on_page);
	if (group->first >= slab)
		return;
	group->top = placer->y;
	placer->y += group->pad_top;
	if (on_page && slab >= group->repeat + group->repeat_count)
		repeat_head(placer, group);
}

static void open_groups(struct placer *placer, uint32_t index, uint32_t slab)
{
	struct group *group;

	if (index == NONE)
		return;
	group = group_at(placer->flow, index);
	open_groups(placer, group->parent, slab);
	if (group->first != slab)
		return;
	group->top = placer->y;
	placer->y += group->pad_top;
}

static void add_marks(struct placer *placer, const struct slab *slab)
{
	for (uint32_t i = 0; i < slab->mark_count; i++) {
		struct mark mark = g_array_index(placer->flow->marks, struct mark, slab->first_mark + i);

		mark.at.x += placer->x;
		mark.at.y += placer->y;
		g_array_append_val(placer->marks, mark);
	}
}

static void end_groups(struct placer *placer, uint32_t slab, bool page_ends)
{
	for (uint32_t at = slab_at(placer->flow, slab)->group; at != NONE; at = group_at(placer->flow, at)->parent)
		if (group_at(placer->flow, at)->last == slab || page_ends)
			end_group(placer, group_at(placer->flow, at));
}

/* Outer backgrounds first, and all of them under the marks. */
static void put_grounds(struct placer *placer, uint32_t at)
{
	struct mark *grounds = (struct mark *)(void *)placer->grounds->data;
	uint32_t count = placer->grounds->len;

	for (uint32_t i = 0; i < count / 2; i++) {
		struct mark kept = grounds[i];

		grounds[i] = grounds[count - 1 - i];
		grounds[count - 1 - i] = kept;
	}
	if (count > 0)
		g_array_insert_vals(placer->marks, at, grounds, count);
}

/* A mark and its place; what is for the eye only goes with what follows. */
struct ordered {
	struct mark mark;
	uint32_t tag, index;
};

static gint compare_tags(gconstpointer left, gconstpointer right, gpointer user)
{
	const struct ordered *a = left, *b = right;

	if (a->tag != b->tag)
		return a->tag < b->tag ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

/* Marks of bands in the order of their tags, which is that of reading: cell by cell. */
static void order_marks(GArray *marks, uint32_t from)
{
	uint32_t count = marks->len - from, tag = UINT32_MAX;
	struct ordered *all = g_new(struct ordered, count);

	for (uint32_t i = count; i-- > 0;) {
		const struct mark *mark = &g_array_index(marks, struct mark, from + i);

		tag = mark->tag == TAG_ARTIFACT ? tag : mark->tag;
		all[i] = (struct ordered){*mark, tag, i};
	}
	if (count > 1)
		g_qsort_with_data(all, (gint)count, sizeof *all, compare_tags, NULL);
	for (uint32_t i = 0; i < count; i++)
		g_array_index(marks, struct mark, from + i) = all[i].mark;
	g_free(all);
}

static bool is_in_bands(const struct flow *flow, uint32_t slab)
{
	return slab_at(flow, slab)->group != NONE && group_at(flow, slab_at(flow, slab)->group)->bands;
}

dim place_slabs(const struct flow *flow, uint32_t from, uint32_t to, dim x, dim y, bool on_page, GArray *marks)
{
	struct placer placer = {.flow = flow, .x = x, .y = y, .marks = marks, .grounds = g_array_new(FALSE, FALSE, sizeof(struct mark))};
	uint32_t first = marks->len, bands = 0;

	for (uint32_t i = from; i < to; i++) {
		const struct slab *slab = slab_at(flow, i);

		if (i == from)
			reopen(&placer, slab->group, i, on_page);
		else
			placer.y += slab->before;
		open_groups(&placer, slab->group, i);
		if (i == from || slab->group != slab_at(flow, i - 1)->group)
			bands = marks->len;
		add_marks(&placer, slab);
		if (is_in_bands(flow, i) && (i + 1 == to || slab->group != slab_at(flow, i + 1)->group))
			order_marks(marks, bands);
		placer.y += slab->height;
		end_groups(&placer, i, i + 1 == to);
	}
	put_grounds(&placer, first);
	g_array_free(placer.grounds, TRUE);
	return placer.y;
}
