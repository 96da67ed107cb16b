/* Drawings as PNG, painted by cairo. */
#include "picture.h"

#include <cairo.h>
#include <math.h>

#include "type/paint.h"

#define PATTERN_STEP   6.0 /* points between strokes or dots */
#define PATTERN_STROKE 0.8
#define PATTERN_DOT    0.9 /* radius */
#define QUARTER        (G_PI / 2)

struct canvas {
	cairo_t *cairo;
	const struct theme *theme;
	struct typesetter *typesetter;
};

static double points(dim length)
{
	return (double)length / DIM_POINT;
}

static void set_colour(const struct canvas *canvas, enum colour colour)
{
	struct rgb rgb = canvas->theme->light[colour];

	cairo_set_source_rgb(canvas->cairo, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0);
}

/* ---- Patterns ---- */

struct area {
	double left, top, right, bottom;
};

/* Lines that lean to the right (1) or to the left (-1), on a grid of the drawing, so that neighbours match. */
static void slant(cairo_t *cairo, const struct area *area, double lean)
{
	double height = area->bottom - area->top, from = area->left + lean * area->top - height, to = area->right + lean * area->top + height;

	for (double at = floor(from / PATTERN_STEP) * PATTERN_STEP; at <= to; at += PATTERN_STEP) {
		cairo_move_to(cairo, at - lean * area->top, area->top);
		cairo_line_to(cairo, at - lean * area->bottom, area->bottom);
	}
	cairo_set_line_width(cairo, PATTERN_STROKE);
	cairo_stroke(cairo);
}

static void draw_stripes(cairo_t *cairo, const struct area *area)
{
	slant(cairo, area, 1);
}

static void draw_hatch(cairo_t *cairo, const struct area *area)
{
	slant(cairo, area, 1);
	slant(cairo, area, -1);
}

static void draw_dots(cairo_t *cairo, const struct area *area)
{
	for (double y = ceil(area->top / PATTERN_STEP) * PATTERN_STEP; y <= area->bottom; y += PATTERN_STEP)
		for (double x = ceil(area->left / PATTERN_STEP) * PATTERN_STEP; x <= area->right; x += PATTERN_STEP) {
			cairo_new_sub_path(cairo);
			cairo_arc(cairo, x, y, PATTERN_DOT, 0, 4 * QUARTER);
		}
	cairo_fill(cairo);
}

static void (*const patterns[])(cairo_t *cairo, const struct area *area) = {
	[PATTERN_SOLID] = NULL,
	[PATTERN_STRIPES] = draw_stripes,
	[PATTERN_DOTS] = draw_dots,
	[PATTERN_HATCH] = draw_hatch,
};

/* ---- Shapes ---- */

static void trace_rect(cairo_t *cairo, const struct mark *mark)
{
	double x = points(mark->at.x), y = points(mark->at.y), width = points(mark->as.rect.width), height = points(mark->as.rect.height);
	double radius = MIN(points(mark->as.rect.radius), MIN(width, height) / 2);

	if (radius <= 0) {
		cairo_rectangle(cairo, x, y, width, height);
		return;
	}
	cairo_new_sub_path(cairo);
	cairo_arc(cairo, x + width - radius, y + radius, radius, -QUARTER, 0);
	cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, QUARTER);
	cairo_arc(cairo, x + radius, y + height - radius, radius, QUARTER, 2 * QUARTER);
	cairo_arc(cairo, x + radius, y + radius, radius, 2 * QUARTER, 3 * QUARTER);
	cairo_close_path(cairo);
}

static void trace_path(cairo_t *cairo, const struct mark *mark)
{
	for (uint32_t i = 0; i < mark->as.path.count; i++) {
		const struct path_step *step = &mark->as.path.steps[i];
		double at[6];

		for (int p = 0; p < 3; p++) {
			at[2 * p] = points(mark->at.x + step->points[p].x);
			at[2 * p + 1] = points(mark->at.y + step->points[p].y);
		}
		if (step->verb == PATH_MOVE)
			cairo_move_to(cairo, at[0], at[1]);
		else if (step->verb == PATH_LINE)
			cairo_line_to(cairo, at[0], at[1]);
		else if (step->verb == PATH_CURVE)
			cairo_curve_to(cairo, at[0], at[1], at[2], at[3], at[4], at[5]);
		else
			cairo_close_path(cairo);
	}
}

/* Takes the path. */
static void paint_pattern(const struct canvas *canvas, enum pattern pattern)
{
	cairo_t *cairo = canvas->cairo;
	struct area area;

	cairo_save(cairo);
	cairo_clip(cairo);
	cairo_clip_extents(cairo, &area.left, &area.top, &area.right, &area.bottom);
	set_colour(canvas, COLOUR_PAGE);
	patterns[pattern](cairo, &area);
	cairo_restore(cairo);
}

/* Fill, pattern, stroke, in this order. */
static void paint_shape(const struct canvas *canvas, const struct mark *mark, const struct paint *paint,
			void (*trace)(cairo_t *, const struct mark *))
{
	if (paint->fill < COLOUR_COUNT) {
		trace(canvas->cairo, mark);
		set_colour(canvas, paint->fill);
		cairo_fill(canvas->cairo);
	}
	if (paint->fill < COLOUR_COUNT && paint->pattern != PATTERN_SOLID) {
		trace(canvas->cairo, mark);
		paint_pattern(canvas, paint->pattern);
	}
	if (paint->stroke < COLOUR_COUNT && paint->stroke_width > 0) {
		trace(canvas->cairo, mark);
		set_colour(canvas, paint->stroke);
		cairo_set_line_width(canvas->cairo, points(paint->stroke_width));
		cairo_stroke(canvas->cairo);
	}
}

static void paint_rect(const struct canvas *canvas, const struct mark *mark)
{
	paint_shape(canvas, mark, &mark->as.rect.paint, trace_rect);
}

static void paint_path(const struct canvas *canvas, const struct mark *mark)
{
	paint_shape(canvas, mark, &mark->as.path.paint, trace_path);
}

static void paint_line(const struct canvas *canvas, const struct mark *mark)
{
	type_paint_line(canvas->cairo, mark->as.line.line, mark->at.x, mark->at.y, canvas->theme);
}

static void paint_text(const struct canvas *canvas, const struct mark *mark)
{
	static const enum align aligns[] = {[ANCHOR_START] = ALIGN_START, [ANCHOR_MIDDLE] = ALIGN_CENTRE, [ANCHOR_END] = ALIGN_END};

	if (!str_is_empty(mark->as.text.text))
		type_paint_text(canvas->cairo, canvas->typesetter, mark->as.text.text, mark->as.text.style, mark->as.text.strong,
				mark->as.text.colour, aligns[mark->as.text.anchor], mark->at.x, mark->at.y, canvas->theme);
}

static void paint_nothing(const struct canvas *canvas, const struct mark *mark)
{
	(void)canvas;
	(void)mark;
}

static void (*const painters[])(const struct canvas *canvas, const struct mark *mark) = {
	[MARK_RECT] = paint_rect,   [MARK_PATH] = paint_path,     [MARK_LINE] = paint_line,
	[MARK_TEXT] = paint_text,   [MARK_IMAGE] = paint_nothing, [MARK_GROUP] = paint_nothing,
	[MARK_END] = paint_nothing, [MARK_LINK] = paint_nothing,  [MARK_ANCHOR] = paint_nothing,
};

/* ---- The file ---- */

static cairo_status_t append(void *out, const unsigned char *bytes, unsigned int length)
{
	g_string_append_len(out, (const char *)bytes, (gssize)length);
	return CAIRO_STATUS_SUCCESS;
}

bool picture_png(const struct emit_input *input, const struct drawing *drawing, double scale, GString *out, struct diags *diags)
{
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(points(drawing->width) * scale), (int)ceil(points(drawing->height) * scale));
	struct canvas canvas = {cairo_create(surface), input->theme, input->typesetter};
	cairo_status_t status;

	cairo_scale(canvas.cairo, scale, scale);
	set_colour(&canvas, COLOUR_PAGE);
	cairo_paint(canvas.cairo);
	for (uint32_t i = 0; i < drawing->count; i++)
		painters[drawing->marks[i].kind](&canvas, &drawing->marks[i]);
	status = cairo_status(canvas.cairo);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_write_to_png_stream(surface, append, out);
	cairo_destroy(canvas.cairo);
	cairo_surface_destroy(surface);
	return status == CAIRO_STATUS_SUCCESS || diag(diags, EMIT_NO_PICTURE, NO_SPAN, cairo_status_to_string(status));
}
