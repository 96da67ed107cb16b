/* A share on each of several axes around a middle, for those who are used to it: no fill and no limits, since its area means nothing. */
#include <math.h>

#include "parts.h"

#define LEAST_AXES 3u
#define MOST_AXES  12u
#define RADIUS     DIM(80) /* or more, where words need it */
#define DOT        DIM(3)
#define SPACE      DIM(8)  /* between the outer ring and words */
#define ROW        DIM(4)  /* between the words of two axes */
#define FAR        DIM(14) /* words that are further away than this are tied to their axis */
#define PARTS      10000   /* of the radius: directions are whole numbers, so that all machines draw the same */
#define LINES      3u      /* of words: two of the name, one of the number */

struct spoke {
	const struct chart_row *row;
	struct str full, note; /* the number; as much of it as fits */
	struct wrapped name;
	struct point end, dot; /* on the outer ring; of the share */
	bool known;
	dim middle; /* of the words */
};

struct radar {
	struct spoke *spokes;
	uint32_t count, beside; /* beside: axes that point to the right, and as many to the left */
	struct point centre;
	dim radius;
};

static struct point towards(const struct radar *radar, uint32_t spoke, dim distance)
{
	double angle = 2 * G_PI * spoke / radar->count;
	int64_t x = lround(sin(angle) * PARTS), y = -lround(cos(angle) * PARTS);

	return (struct point){radar->centre.x + (dim)(distance * x / PARTS), radar->centre.y + (dim)(distance * y / PARTS)};
}

static struct str note_of(const struct sketch *sketch, const struct chart_row *row)
{
	if (!str_is_empty(row->note) || row->count == 0)
		return row->note;
	return str_format(sketch->arena, "%u / %u", row->values[0].amount, row->values[0].of);
}

static bool is_known(const struct chart_row *row)
{
	return row->count > 0 && row->values[0].of > 0 && row->values[0].mark != CHART_MARK_HIDDEN;
}

static struct radar start(struct sketch *sketch)
{
	struct radar radar = {.count = sketch->spec->row_count, .beside = (sketch->spec->row_count - 1) / 2};

	radar.spokes = arena_array(sketch->arena, struct spoke, radar.count);
	radar.centre.x = sketch->width / 2;
	for (uint32_t i = 0; i < radar.count; i++) {
		const struct chart_row *row = &sketch->spec->rows[i];

		radar.spokes[i] = (struct spoke){.row = row, .full = note_of(sketch, row), .known = is_known(row)};
	}
	return radar;
}

/* Once middle and radius are known. */
static void place_spokes(struct radar *radar)
{
	for (uint32_t i = 0; i < radar->count; i++) {
		struct spoke *spoke = &radar->spokes[i];
		const struct chart_value *value = spoke->row->values;

		spoke->end = towards(radar, i, radar->radius);
		if (spoke->known)
			spoke->dot = towards(radar, i, (dim)((int64_t)radar->radius * MIN(value->amount, value->of) / value->of));
	}
}

/* ---- Words around the rings ---- */

static bool is_beside(const struct radar *radar, uint32_t spoke)
{
	return spoke > 0 && spoke * 2 != radar->count;
}

static dim height_of(const struct sketch *sketch, const struct spoke *spoke)
{
	return sketch_leading(sketch, STYLE_CHART_LABEL) * (dim)(spoke->name.count + !str_is_empty(spoke->note));
}

/* High enough for the words of one side to stand one below the other. */
static void plan_words(const struct sketch *sketch, struct radar *radar)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), tallest = leading * (dim)LINES + ROW, room;

	radar->radius = MAX(RADIUS, tallest * (dim)radar->beside / 2);
	room = sketch->width / 2 - radar->radius - SPACE - DOT;
	for (uint32_t i = 0; i < radar->count; i++) {
		struct spoke *spoke = &radar->spokes[i];
		dim wide = is_beside(radar, i) ? room : sketch->width * 3 / 5;

		spoke->name = sketch_wrap(sketch, spoke->row->label, STYLE_CHART_LABEL, wide, LINES - 1);
		spoke->note = sketch_fit(sketch, spoke->full, STYLE_CHART_LABEL, wide);
	}
	radar->centre.y = height_of(sketch, &radar->spokes[0]) + SPACE + radar->radius;
}

/* Words as near to the ends of their axes as they can be: pushed down one after the other, then up again from the bottom. */
static void place_side(const struct sketch *sketch, const struct radar *radar, bool left)
{
	dim limit = radar->centre.y - radar->radius, bottom = radar->centre.y + radar->radius;

	for (uint32_t i = 1; i <= radar->beside; i++) {
		struct spoke *spoke = &radar->spokes[left ? radar->count - i : i];
		dim height = height_of(sketch, spoke);

		spoke->middle = MAX(spoke->end.y, limit + height / 2);
		limit = spoke->middle + height / 2 + ROW;
	}
	for (uint32_t i = radar->beside; i > 0; i--) {
		struct spoke *spoke = &radar->spokes[left ? radar->count - i : i];
		dim height = height_of(sketch, spoke);

		spoke->middle = MIN(spoke->middle, bottom - height / 2);
		bottom = spoke->middle - height / 2 - ROW;
	}
}

/* How far an edge of the outer ring reaches from the middle, between two heights. */
static dim reach_of_edge(const struct radar *radar, struct point a, struct point b, dim top, dim bottom)
{
	dim from = MAX(a.y, top), to = MIN(b.y, bottom), rise = b.y - a.y;
	dim at_a = ABS(a.x - radar->centre.x), at_b = ABS(b.x - radar->centre.x);

	if (from > to)
		return 0;
	if (rise == 0)
		return MAX(at_a, at_b);
	return MAX(at_a + (dim)((int64_t)(at_b - at_a) * (from - a.y) / rise), at_a + (dim)((int64_t)(at_b - at_a) * (to - a.y) / rise));
}

/* Left and right are alike. */
static dim reach(const struct radar *radar, const struct spoke *spoke, dim height)
{
	dim most = ABS(spoke->end.x - radar->centre.x);

	for (uint32_t i = 0; i <= radar->beside; i++)
		most = MAX(most, reach_of_edge(radar, radar->spokes[i].end, radar->spokes[i + 1].end, spoke->middle - height / 2,
					       spoke->middle + height / 2));
	return most;
}

static void draw_lines(struct sketch *sketch, const struct spoke *spoke, dim x, dim top, enum anchor anchor)
{
	static const int halves[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 1, [ANCHOR_END] = 2};
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), wide = sketch_measure(sketch, spoke->note, STYLE_CHART_LABEL), y = top;

	for (uint32_t i = 0; i < spoke->name.count; i++, y += leading) {
		sketch_text(sketch, x, sketch_middle(sketch, STYLE_CHART_LABEL, y, leading), spoke->name.lines[i], STYLE_CHART_LABEL, COLOUR_TEXT,
			    anchor);
		wide = MAX(wide, sketch_measure(sketch, spoke->name.lines[i], STYLE_CHART_LABEL));
	}
	sketch_text(sketch, x, sketch_middle(sketch, STYLE_CHART_LABEL, y, leading), spoke->note, STYLE_CHART_LABEL, COLOUR_MUTED, anchor);
	sketch_link(sketch, x - wide * halves[anchor] / 2, top, wide, height_of(sketch, spoke), spoke->row->target, spoke->row->label);
}

static void draw_words(struct sketch *sketch, const struct radar *radar, uint32_t index)
{
	const struct spoke *spoke = &radar->spokes[index];
	dim height = height_of(sketch, spoke), x, tie;
	bool left = index > radar->beside;

	if (!is_beside(radar, index)) {
		draw_lines(sketch, spoke, spoke->end.x, index == 0 ? 0 : spoke->end.y + SPACE, ANCHOR_MIDDLE);
		return;
	}
	x = reach(radar, spoke, height) + SPACE;
	x = left ? radar->centre.x - x : radar->centre.x + x;
	tie = left ? x + DIM(2) : x - DIM(2);
	if (ABS(x - spoke->end.x) > FAR || ABS(spoke->middle - spoke->end.y) > FAR)
		drawing_rule(sketch->maker, spoke->end.x, spoke->end.y, tie, spoke->middle, DIM(0.6), COLOUR_MUTED);
	draw_lines(sketch, spoke, x, spoke->middle - height / 2, left ? ANCHOR_END : ANCHOR_START);
}

/* ---- Rings and shares ---- */

static void draw_ring(struct sketch *sketch, const struct radar *radar, int percent)
{
	struct path_step *steps = arena_array(sketch->arena, struct path_step, radar->count + 1);
	struct mark *ring = drawing_add(sketch->maker, MARK_PATH, 0, 0);

	for (uint32_t i = 0; i < radar->count; i++) {
		steps[i].verb = i == 0 ? PATH_MOVE : PATH_LINE;
		steps[i].points[0] = towards(radar, i, (dim)((int64_t)radar->radius * percent / 100));
	}
	steps[radar->count].verb = PATH_CLOSE;
	ring->as.path.steps = steps;
	ring->as.path.count = radar->count + 1;
	ring->as.path.paint = (struct paint){
		.fill = COLOUR_COUNT, .stroke = percent == 100 ? COLOUR_MUTED : COLOUR_RULE, .stroke_width = percent == 100 ? DIM(0.8) : DIM(0.6)};
}

/* Percent at which the line between two neighbours crosses the middle between them: their harmonic mean. 0 where there is none. */
static int crossing(const struct spoke *a, const struct spoke *b)
{
	double one, two;

	if (!a->known || !b->known || a->row->values[0].amount == 0 || b->row->values[0].amount == 0)
		return 0;
	one = MIN(1.0, (double)a->row->values[0].amount / a->row->values[0].of);
	two = MIN(1.0, (double)b->row->values[0].amount / b->row->values[0].of);
	return (int)lround(200 * one * two / (one + two));
}

/* How close the line between two neighbours comes to the name of a ring. */
static int nearest_ring(const struct spoke *a, const struct spoke *b)
{
	int least = 100, at = crossing(a, b);

	for (int percent = 25; percent <= 100; percent += 25)
		least = MIN(least, ABS(at - percent));
	return least;
}

/* In the middle between two axes, where no dot stands: the first and the last, or the first and the second, where the line keeps clear of more. */
static void name_ring(struct sketch *sketch, const struct radar *radar, uint32_t beside, int percent)
{
	dim distance = (dim)((int64_t)radar->radius * percent / 100), leading = sketch_leading(sketch, STYLE_CHART_LABEL);
	struct point a = towards(radar, beside, distance), b = towards(radar, 0, distance);
	struct str name = str_format(sketch->arena, percent == 100 ? "%d\xC2\xA0%%" : "%d", percent);
	dim wide = sketch_measure(sketch, name, STYLE_CHART_LABEL) + DIM(2), x = (a.x + b.x) / 2, top = (a.y + b.y - leading) / 2;

	drawing_rect(sketch->maker, x - wide / 2, top + leading / 8, wide, leading * 3 / 4, COLOUR_PAGE);
	sketch_text(sketch, x, sketch_middle(sketch, STYLE_CHART_LABEL, top, leading), name, STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_MIDDLE);
}

static void draw_rings(struct sketch *sketch, const struct radar *radar)
{
	const struct spoke *first = radar->spokes;
	uint32_t last = radar->count - 1, beside = nearest_ring(first, first + 1) > nearest_ring(first, first + last) ? 1 : last;

	for (uint32_t i = 0; i < radar->count; i++)
		drawing_rule(sketch->maker, radar->centre.x, radar->centre.y, radar->spokes[i].end.x, radar->spokes[i].end.y, DIM(0.6), COLOUR_GRID);
	for (int percent = 25; percent <= 100; percent += 25)
		draw_ring(sketch, radar, percent);
	/* Of a triangle, two: its edges are near each other. */
	for (int step = radar->count == 3 ? 50 : 25, percent = step; percent <= 100; percent += step)
		name_ring(sketch, radar, beside, percent);
}

/* From dot to dot around the middle; no line leads to what is not known. */
static void draw_shares(struct sketch *sketch, const struct radar *radar)
{
	for (uint32_t i = 0; i < radar->count; i++) {
		const struct spoke *from = &radar->spokes[i], *to = &radar->spokes[(i + 1) % radar->count];

		if (from->known && to->known)
			drawing_rule(sketch->maker, from->dot.x, from->dot.y, to->dot.x, to->dot.y, DIM(1.6), COLOUR_ACCENT);
	}
}

static void begin_spoke(struct sketch *sketch, const struct spoke *spoke)
{
	drawing_group(sketch->maker, str_format(sketch->arena, "%s: %s", str_c(spoke->row->label), str_c(spoke->full)), STR(""), STR("group"));
	if (spoke->known)
		drawing_circle(sketch->maker, spoke->dot.x, spoke->dot.y, DOT, COLOUR_ACCENT);
}

static dim draw_worded(struct sketch *sketch, struct radar *radar)
{
	const struct spoke *opposite = radar->count % 2 == 0 ? &radar->spokes[radar->count / 2] : NULL;

	plan_words(sketch, radar);
	place_spokes(radar);
	place_side(sketch, radar, false);
	place_side(sketch, radar, true);
	draw_rings(sketch, radar);
	draw_shares(sketch, radar);
	for (uint32_t i = 0; i < radar->count; i++) {
		begin_spoke(sketch, &radar->spokes[i]);
		draw_words(sketch, radar, i);
		drawing_end(sketch->maker);
	}
	return radar->centre.y + radar->radius + (opposite == NULL ? 0 : SPACE + height_of(sketch, opposite));
}

/* ---- Numbers around the rings, and their key below ---- */

static struct str number_of(const struct sketch *sketch, uint32_t index)
{
	return str_format(sketch->arena, "%u", index + 1);
}

static dim draw_key(struct sketch *sketch, const struct spoke *spoke, uint32_t index, dim y)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), x = sketch_measure(sketch, STR("00"), STYLE_CHART_LABEL) + SPACE;
	struct str note = sketch_fit(sketch, spoke->full, STYLE_CHART_LABEL, sketch->width / 3);
	dim room = sketch->width - x - SPACE - sketch_measure(sketch, note, STYLE_CHART_LABEL);
	struct wrapped name = sketch_wrap(sketch, spoke->row->label, STYLE_CHART_LABEL, room, LINES - 1);
	dim line = sketch_middle(sketch, STYLE_CHART_LABEL, y, leading), height = leading * (dim)MAX(name.count, 1);

	sketch_text(sketch, 0, line, number_of(sketch, index), STYLE_CHART_LABEL, COLOUR_TEXT, ANCHOR_START);
	sketch_block(sketch, x, y, height, &name, STYLE_CHART_LABEL, COLOUR_TEXT);
	sketch_text(sketch, sketch->width, line, note, STYLE_CHART_LABEL, COLOUR_MUTED, ANCHOR_END);
	sketch_link(sketch, 0, y, sketch->width, height, spoke->row->target, spoke->row->label);
	return height + ROW;
}

static dim draw_keyed(struct sketch *sketch, struct radar *radar)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), ring = leading / 2 + SPACE, y;

	radar->radius = MIN(RADIUS, sketch->width / 2 - ring - leading / 2);
	radar->centre.y = radar->radius + ring + leading / 2;
	place_spokes(radar);
	draw_rings(sketch, radar);
	draw_shares(sketch, radar);
	y = radar->centre.y * 2 + ROW;
	for (uint32_t i = 0; i < radar->count; i++) {
		struct point at = towards(radar, i, radar->radius + ring);

		begin_spoke(sketch, &radar->spokes[i]);
		sketch_text(sketch, at.x, sketch_middle(sketch, STYLE_CHART_LABEL, at.y - leading / 2, leading), number_of(sketch, i),
			    STYLE_CHART_LABEL, COLOUR_TEXT, ANCHOR_MIDDLE);
		y += draw_key(sketch, &radar->spokes[i], i, y);
		drawing_end(sketch->maker);
	}
	return y;
}

/* Fewer axes make no ring, and more cannot be told apart: the same shares as dots then. */
dim chart_radar(struct sketch *sketch)
{
	struct radar radar;
	dim bottom;

	if (sketch->spec->row_count < LEAST_AXES || sketch->spec->row_count > MOST_AXES)
		return chart_dots(sketch);
	radar = start(sketch);
	bottom = sketch->width < CHART_NARROW ? draw_keyed(sketch, &radar) : draw_worded(sketch, &radar);
	return bottom + sketch_axis(sketch, 0, bottom + ROW) + ROW + DIM(2);
}
