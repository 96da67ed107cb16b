/* A tall row in bands: slabs that end where the lines of all its cells do, so that a page can end within the row. */
#include "flow.h"

#define FEW DIM(40) /* lines of less height, the first or last of a row, do not stand alone on a page */

/* One cell on its way into bands. */
struct track {
	const struct flow *cell;
	dim x;
	uint32_t at, end; /* slabs of the band in hand: [at, end) */
	dim top, bottom;  /* of slab end, from the top of the row */
	dim last;         /* bottom of the slab before it */
	dim start;        /* top of slab at */
};

static const struct slab *slab_at(const struct track *track, uint32_t index)
{
	return &g_array_index(track->cell->slabs, struct slab, index);
}

static bool is_over(const struct track *track)
{
	return track->end == track->cell->slabs->len;
}

/* Insets of the boxes that begin with a slab, and of those that end with it. */
static dim insets(const struct track *track, uint32_t slab)
{
	dim sum = 0;

	for (uint32_t at = slab_at(track, slab)->group; at != NONE;) {
		const struct group *group = &g_array_index(track->cell->groups, struct group, at);

		sum += (group->first == slab ? group->pad_top : 0) + (group->last == slab ? group->pad_bottom : 0);
		at = group->parent;
	}
	return sum;
}

/* Measures slab end. */
static void look(struct track *track)
{
	track->last = track->end == 0 ? 0 : track->bottom;
	if (is_over(track))
		return;
	track->top = track->last + (track->end == 0 ? 0 : slab_at(track, track->end)->before);
	track->bottom = track->top + slab_at(track, track->end)->height + insets(track, track->end);
}

static void step(struct track *track)
{
	track->end++;
	look(track);
}

/* What a page break here costs; not within a box. */
static int32_t cut_cost(const struct track *track)
{
	if (is_over(track))
		return 0;
	return slab_at(track, track->end)->group == NONE ? slab_at(track, track->end)->cost : COST_NEVER;
}

/* Takes the next slab of the tallest cell, and of the others what stands beside it. */
static void advance(struct track *tracks, uint32_t count, struct track *tallest)
{
	step(tallest);
	for (uint32_t i = 0; i < count; i++)
		while (!is_over(&tracks[i]) && (is_over(tallest) || tracks[i].bottom <= tallest->top))
			step(&tracks[i]);
}

/* Where all that was taken ends, and where the rest begins; false if a line stands across, or must not be parted from the next. */
static bool may_cut(const struct track *tracks, uint32_t count, dim *end, dim *next, int32_t *cost)
{
	*end = *cost = 0;
	*next = INT32_MAX;
	for (uint32_t i = 0; i < count; i++) {
		*end = MAX(*end, tracks[i].last);
		*next = is_over(&tracks[i]) ? *next : MIN(*next, tracks[i].top);
		*cost = MAX(*cost, cut_cost(&tracks[i]));
	}
	return *end <= *next && *cost < COST_NEVER;
}

static void put_band(struct flow *flow, struct track *tracks, uint32_t count, dim top, dim end, struct span origin)
{
	flow_slab(flow, end - top, origin);
	for (uint32_t i = 0; i < count; i++) {
		GArray *marks = g_array_new(FALSE, FALSE, sizeof(struct mark));

		if (tracks[i].end > tracks[i].at)
			place_slabs(tracks[i].cell, tracks[i].at, tracks[i].end, tracks[i].x, tracks[i].start - top, false, marks);
		for (uint32_t j = 0; j < marks->len; j++)
			*flow_mark(flow, MARK_RECT, 0, 0, 0) = g_array_index(marks, struct mark, j);
		g_array_free(marks, TRUE);
		tracks[i].at = tracks[i].end;
		tracks[i].start = tracks[i].top;
	}
}

static struct track *find_tallest(struct track *tracks, uint32_t count)
{
	struct track *tallest = tracks;

	for (uint32_t i = 1; i < count; i++)
		if (flow_height(tracks[i].cell) > flow_height(tallest->cell))
			tallest = &tracks[i];
	return tallest;
}

void flow_bands(struct flow *flow, const struct flow *cells, const dim *lefts, uint32_t count, struct span origin)
{
	struct track *tracks = g_new0(struct track, count), *tallest;
	dim top = 0, end, next, height;
	int32_t cost;

	for (uint32_t i = 0; i < count; i++) {
		tracks[i] = (struct track){.cell = &cells[i], .x = lefts[i]};
		look(&tracks[i]);
	}
	tallest = find_tallest(tracks, count);
	height = flow_height(tallest->cell);
	while (!is_over(tallest)) {
		advance(tracks, count, tallest);
		if (!may_cut(tracks, count, &end, &next, &cost) && !is_over(tallest))
			continue;
		put_band(flow, tracks, count, top, end, origin);
		flow_cost(flow, cost + (end < FEW || height - next < FEW ? COST_AVOID : 0));
		flow->space = is_over(tallest) ? 0 : next - end;
		top = next;
	}
	g_free(tracks);
}
