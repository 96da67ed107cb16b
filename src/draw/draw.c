/* Building drawings mark by mark. */
#include "draw/draw.h"

#include <string.h>

#define CHUNK 64u

/* Marks stay where they are until the drawing is finished, so that a maker may fill one in at leisure. */
struct chunk {
	struct chunk *next;
	uint32_t count;
	struct mark marks[CHUNK];
};

struct drawing_maker {
	struct arena *arena;
	struct chunk *first, *last;
	uint32_t count, open;
};

static const struct paint no_paint = {.fill = COLOUR_COUNT, .stroke = COLOUR_COUNT};

struct drawing_maker *drawing_start(struct arena *arena)
{
	struct drawing_maker *maker = arena_one(arena, struct drawing_maker);

	maker->arena = arena;
	maker->first = maker->last = arena_one(arena, struct chunk);
	return maker;
}

struct mark *drawing_add(struct drawing_maker *maker, enum mark_kind kind, dim x, dim y)
{
	struct mark *mark;

	if (maker->last->count == CHUNK) {
		maker->last->next = arena_one(maker->arena, struct chunk);
		maker->last = maker->last->next;
	}
	mark = &maker->last->marks[maker->last->count++];
	mark->kind = kind;
	mark->at = (struct point){x, y};
	maker->count++;
	return mark;
}

struct drawing drawing_finish(struct drawing_maker *maker, dim width, dim height)
{
	struct mark *marks = arena_array(maker->arena, struct mark, maker->count);
	struct drawing drawing = {marks, maker->count, width, height};

	g_assert(maker->open == 0);
	for (const struct chunk *chunk = maker->first; chunk != NULL; chunk = chunk->next) {
		memcpy(marks, chunk->marks, chunk->count * sizeof *marks);
		marks += chunk->count;
	}
	return drawing;
}

struct mark *drawing_rect(struct drawing_maker *maker, dim x, dim y, dim width, dim height, enum colour fill)
{
	struct mark *mark = drawing_add(maker, MARK_RECT, x, y);

	mark->as.rect.width = width;
	mark->as.rect.height = height;
	mark->as.rect.paint = no_paint;
	mark->as.rect.paint.fill = fill;
	return mark;
}

struct mark *drawing_rule(struct drawing_maker *maker, dim x1, dim y1, dim x2, dim y2, dim width, enum colour colour)
{
	struct mark *mark = drawing_add(maker, MARK_PATH, x1, y1);
	struct path_step *steps = arena_array(maker->arena, struct path_step, 2);

	steps[0].verb = PATH_MOVE;
	steps[1].verb = PATH_LINE;
	steps[1].points[0] = (struct point){x2 - x1, y2 - y1};
	mark->as.path.steps = steps;
	mark->as.path.count = 2;
	mark->as.path.paint = no_paint;
	mark->as.path.paint.stroke = colour;
	mark->as.path.paint.stroke_width = width;
	return mark;
}

struct mark *drawing_circle(struct drawing_maker *maker, dim x, dim y, dim radius, enum colour fill)
{
	/* A quarter of a circle as a cubic: control points at (sqrt 2 - 1) * 4/3 of the radius. */
	dim k = (dim)((int64_t)radius * 5523 / 10000), r = radius;
	struct mark *mark = drawing_add(maker, MARK_PATH, x, y);
	const struct path_step quarters[] = {
		{PATH_MOVE, {{r, 0}}},
		{PATH_CURVE, {{r, k}, {k, r}, {0, r}}},
		{PATH_CURVE, {{-k, r}, {-r, k}, {-r, 0}}},
		{PATH_CURVE, {{-r, -k}, {-k, -r}, {0, -r}}},
		{PATH_CURVE, {{k, -r}, {r, -k}, {r, 0}}},
		{PATH_CLOSE, {{0, 0}}},
	};
	struct path_step *steps = arena_array(maker->arena, struct path_step, G_N_ELEMENTS(quarters));

	memcpy(steps, quarters, sizeof quarters);
	mark->as.path.steps = steps;
	mark->as.path.count = G_N_ELEMENTS(quarters);
	mark->as.path.paint = no_paint;
	mark->as.path.paint.fill = fill;
	return mark;
}

struct mark *drawing_text(struct drawing_maker *maker, dim x, dim y, struct str text, enum style_id style, enum colour colour, enum anchor anchor)
{
	struct mark *mark = drawing_add(maker, MARK_TEXT, x, y);

	mark->as.text.text = text;
	mark->as.text.style = style;
	mark->as.text.colour = colour;
	mark->as.text.anchor = anchor;
	return mark;
}

struct mark *drawing_group(struct drawing_maker *maker, struct str title, struct str description, struct str role)
{
	struct mark *mark = drawing_add(maker, MARK_GROUP, 0, 0);

	mark->as.group.title = title;
	mark->as.group.description = description;
	mark->as.group.role = role;
	maker->open++;
	return mark;
}

void drawing_end(struct drawing_maker *maker)
{
	g_assert(maker->open > 0);
	maker->open--;
	drawing_add(maker, MARK_END, 0, 0);
}
