/* Shapes for PDF: rectangles and paths with fills, patterns and strokes. */
#include "pdf.h"

#include <math.h>

#define PATTERN_STEP   6.0 /* points between strokes or dots */
#define PATTERN_STROKE 0.7
#define PATTERN_DOT    1.6
#define ROUND          0.5522847498 /* control points of a quarter circle by a Bézier curve */

/*
 * cairo turns the fill of a box that covers the page into a paint of the whole page, and loses the tag around it. A second tiny box inside the first
 * changes nothing on paper and keeps it a fill.
 */
static void spoil_box(struct pdf_painter *painter)
{
	double box[4], middle[2];

	cairo_fill_extents(painter->cairo, &box[0], &box[1], &box[2], &box[3]);
	middle[0] = box[0] + (box[2] - box[0]) / 2;
	middle[1] = box[1] + (box[3] - box[1]) / 2;
	cairo_user_to_device(painter->cairo, &box[0], &box[1]);
	cairo_user_to_device(painter->cairo, &box[2], &box[3]);
	if (box[0] <= 0 && box[1] <= 0 && box[2] >= pdf_points(painter->pdf->pages->width) && box[3] >= pdf_points(painter->pdf->pages->height))
		cairo_rectangle(painter->cairo, middle[0], middle[1], 1, 1);
}

void pdf_fill(struct pdf_painter *painter)
{
	spoil_box(painter);
	cairo_fill(painter->cairo);
}

struct area {
	double left, top, right, bottom;
};

/* Parallel strokes that lean by 45 degrees, on a grid of the page, so that neighbours match. */
static void slant(cairo_t *cairo, const struct area *area, double lean)
{
	double height = area->bottom - area->top, step = PATTERN_STEP * sqrt(2);
	double start = lean > 0 ? area->left - area->bottom : area->left + area->top;
	double end = lean > 0 ? area->right - area->top : area->right + area->bottom;

	for (double at = ceil(start / step) * step; at <= end; at += step) {
		double x = lean > 0 ? at + area->top : at - area->top;

		cairo_move_to(cairo, x, area->top);
		cairo_line_to(cairo, x + lean * height, area->bottom);
	}
	cairo_set_line_width(cairo, PATTERN_STROKE);
	cairo_stroke(cairo);
}

static void draw_stripes(cairo_t *cairo, const struct area *area)
{
	slant(cairo, area, -1);
}

static void draw_hatch(cairo_t *cairo, const struct area *area)
{
	slant(cairo, area, -1);
	slant(cairo, area, 1);
}

static void draw_dots(cairo_t *cairo, const struct area *area)
{
	for (double y = ceil(area->top / PATTERN_STEP) * PATTERN_STEP; y <= area->bottom; y += PATTERN_STEP)
		for (double x = ceil(area->left / PATTERN_STEP) * PATTERN_STEP; x <= area->right; x += PATTERN_STEP) {
			cairo_move_to(cairo, x, y);
			cairo_line_to(cairo, x, y);
		}
	cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_width(cairo, PATTERN_DOT);
	cairo_stroke(cairo);
}

static void (*const patterns[])(cairo_t *cairo, const struct area *area) = {
	[PATTERN_SOLID] = NULL,
	[PATTERN_STRIPES] = draw_stripes,
	[PATTERN_DOTS] = draw_dots,
	[PATTERN_HATCH] = draw_hatch,
};

/* Strokes clipped to the path, not a pattern of pixels: sharp at every size. Uses up the path. */
static void draw_pattern(struct pdf_painter *painter, enum pattern pattern)
{
	cairo_t *cairo = painter->cairo;
	struct area area;

	cairo_save(cairo);
	cairo_clip(cairo);
	cairo_clip_extents(cairo, &area.left, &area.top, &area.right, &area.bottom);
	pdf_set_colour(painter, COLOUR_PAGE);
	patterns[pattern](cairo, &area);
	cairo_restore(cairo);
}

/* Fill, pattern, stroke, in this order; trace sets the path and may be called for each. */
static void paint_shape(struct pdf_painter *painter, const struct mark *mark, const struct paint *paint,
			void (*trace)(cairo_t *cairo, const struct mark *mark))
{
	bool stroked = paint->stroke < COLOUR_COUNT && paint->stroke_width > 0;

	if (paint->fill >= COLOUR_COUNT && !stroked)
		return;
	pdf_run_begin(painter, mark->tag, false);
	if (paint->fill < COLOUR_COUNT) {
		trace(painter->cairo, mark);
		pdf_set_colour(painter, paint->fill);
		pdf_fill(painter);
	}
	if (paint->fill < COLOUR_COUNT && paint->pattern != PATTERN_SOLID) {
		trace(painter->cairo, mark);
		draw_pattern(painter, paint->pattern);
	}
	if (stroked) {
		trace(painter->cairo, mark);
		pdf_set_colour(painter, paint->stroke);
		cairo_set_line_width(painter->cairo, pdf_points(paint->stroke_width));
		cairo_stroke(painter->cairo);
	}
}

static void trace_rounded(cairo_t *cairo, const struct area *box, double radius)
{
	double in = radius * (1 - ROUND);

	cairo_move_to(cairo, box->left + radius, box->top);
	cairo_line_to(cairo, box->right - radius, box->top);
	cairo_curve_to(cairo, box->right - in, box->top, box->right, box->top + in, box->right, box->top + radius);
	cairo_line_to(cairo, box->right, box->bottom - radius);
	cairo_curve_to(cairo, box->right, box->bottom - in, box->right - in, box->bottom, box->right - radius, box->bottom);
	cairo_line_to(cairo, box->left + radius, box->bottom);
	cairo_curve_to(cairo, box->left + in, box->bottom, box->left, box->bottom - in, box->left, box->bottom - radius);
	cairo_line_to(cairo, box->left, box->top + radius);
	cairo_curve_to(cairo, box->left, box->top + in, box->left + in, box->top, box->left + radius, box->top);
	cairo_close_path(cairo);
}

static void trace_rect(cairo_t *cairo, const struct mark *mark)
{
	double width = pdf_points(mark->as.rect.width), height = pdf_points(mark->as.rect.height);
	double left = pdf_points(mark->at.x), top = pdf_points(mark->at.y);
	double radius = MIN(pdf_points(mark->as.rect.radius), MIN(width, height) / 2);

	if (radius > 0)
		trace_rounded(cairo, &(struct area){left, top, left + width, top + height}, radius);
	else
		cairo_rectangle(cairo, left, top, width, height);
}

void pdf_paint_rect(struct pdf_painter *painter, const struct mark *mark)
{
	paint_shape(painter, mark, &mark->as.rect.paint, trace_rect);
}

static void trace_step(cairo_t *cairo, const struct path_step *step, double x, double y)
{
	double at[6];

	for (int i = 0; i < 3; i++) {
		at[2 * i] = x + pdf_points(step->points[i].x);
		at[2 * i + 1] = y + pdf_points(step->points[i].y);
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

static void trace_path(cairo_t *cairo, const struct mark *mark)
{
	for (uint32_t i = 0; i < mark->as.path.count; i++)
		trace_step(cairo, &mark->as.path.steps[i], pdf_points(mark->at.x), pdf_points(mark->at.y));
}

void pdf_paint_path(struct pdf_painter *painter, const struct mark *mark)
{
	paint_shape(painter, mark, &mark->as.path.paint, trace_path);
}
