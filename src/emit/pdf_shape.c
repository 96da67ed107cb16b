/* Shapes for PDF: rectangles and paths with fills, patterns and strokes. */
#include "pdf.h"

#define PATTERN_STEP   DIM(6) /* between strokes or dots */
#define PATTERN_SLANT  8689   /* the same along an edge, for strokes that lean by 45 degrees: times the root of 2 */
#define PATTERN_STROKE DIM(0.7)
#define PATTERN_DOT    DIM(1.6)
#define ROUND(radius)  ((dim)((int64_t)(radius)*5523 / 10000)) /* control points of a quarter circle by a Bézier curve */

struct area {
	dim left, top, right, bottom;
};

static void operator_end(struct pdf_painter *painter, const char *name)
{
	g_string_append(painter->content, name);
	g_string_append_c(painter->content, '\n');
}

static void move(struct pdf_painter *painter, dim x, dim y)
{
	pdf_point(painter, x, y);
	operator_end(painter, "m");
}

static void line(struct pdf_painter *painter, dim x, dim y)
{
	pdf_point(painter, x, y);
	operator_end(painter, "l");
}

static void curve(struct pdf_painter *painter, dim x1, dim y1, dim x2, dim y2, dim x, dim y)
{
	pdf_point(painter, x1, y1);
	pdf_point(painter, x2, y2);
	pdf_point(painter, x, y);
	operator_end(painter, "c");
}

static void stroke_width(struct pdf_painter *painter, dim width)
{
	if (painter->state.stroke_width == width)
		return;
	dim_append(painter->content, width);
	operator_end(painter, " w");
	painter->state.stroke_width = width;
}

/* The first multiple of step from start on. */
static dim first_step(dim start, dim step)
{
	return start - (start % step + step) % step + (start % step == 0 ? 0 : step);
}

/* Parallel strokes on a grid of the page, so that neighbours match. */
static void slant(struct pdf_painter *painter, const struct area *area, int lean)
{
	dim height = area->bottom - area->top;
	dim start = lean > 0 ? area->left - area->bottom : area->left + area->top;
	dim end = lean > 0 ? area->right - area->top : area->right + area->bottom;

	for (dim at = first_step(start, PATTERN_SLANT); at <= end; at += PATTERN_SLANT) {
		dim x = lean > 0 ? at + area->top : at - area->top;

		move(painter, x, area->top);
		line(painter, x + lean * height, area->bottom);
	}
	stroke_width(painter, PATTERN_STROKE);
	operator_end(painter, "S");
}

static void draw_stripes(struct pdf_painter *painter, const struct area *area)
{
	slant(painter, area, -1);
}

static void draw_hatch(struct pdf_painter *painter, const struct area *area)
{
	slant(painter, area, -1);
	slant(painter, area, 1);
}

static void draw_dots(struct pdf_painter *painter, const struct area *area)
{
	operator_end(painter, "1 J");
	for (dim y = first_step(area->top, PATTERN_STEP); y <= area->bottom; y += PATTERN_STEP)
		for (dim x = first_step(area->left, PATTERN_STEP); x <= area->right; x += PATTERN_STEP) {
			move(painter, x, y);
			line(painter, x, y);
		}
	stroke_width(painter, PATTERN_DOT);
	operator_end(painter, "S");
}

static void (*const patterns[])(struct pdf_painter *painter, const struct area *area) = {
	[PATTERN_SOLID] = NULL,
	[PATTERN_STRIPES] = draw_stripes,
	[PATTERN_DOTS] = draw_dots,
	[PATTERN_HATCH] = draw_hatch,
};

/* A way to set the path of a mark, and the box around it. */
struct shape {
	void (*trace)(struct pdf_painter *painter, const struct mark *mark);
	struct area (*measure)(const struct mark *mark);
};

/* Strokes clipped to the path, not a pattern of pixels: sharp at every size. */
static void draw_pattern(struct pdf_painter *painter, const struct mark *mark, const struct shape *shape, enum pattern pattern)
{
	struct pdf_state state = painter->state;
	struct area area = shape->measure(mark);

	operator_end(painter, "q");
	shape->trace(painter, mark);
	operator_end(painter, "W n");
	pdf_stroke_colour(painter, COLOUR_PAGE);
	patterns[pattern](painter, &area);
	operator_end(painter, "Q");
	painter->state = state;
}

/* Fill, pattern, stroke, in this order. */
static void paint_shape(struct pdf_painter *painter, const struct mark *mark, const struct paint *paint, const struct shape *shape)
{
	bool stroked = paint->stroke < COLOUR_COUNT && paint->stroke_width > 0;

	if (paint->fill >= COLOUR_COUNT && !stroked)
		return;
	pdf_run_begin(painter, mark->tag, false);
	if (paint->fill < COLOUR_COUNT) {
		pdf_fill_colour(painter, paint->fill);
		shape->trace(painter, mark);
		operator_end(painter, "f");
	}
	if (paint->fill < COLOUR_COUNT && paint->pattern != PATTERN_SOLID)
		draw_pattern(painter, mark, shape, paint->pattern);
	if (stroked) {
		pdf_stroke_colour(painter, paint->stroke);
		stroke_width(painter, paint->stroke_width);
		shape->trace(painter, mark);
		operator_end(painter, "S");
	}
}

static struct area measure_rect(const struct mark *mark)
{
	return (struct area){mark->at.x, mark->at.y, mark->at.x + mark->as.rect.width, mark->at.y + mark->as.rect.height};
}

static void trace_rounded(struct pdf_painter *painter, const struct area *box, dim radius)
{
	dim in = radius - ROUND(radius), left = box->left, top = box->top, right = box->right, bottom = box->bottom;

	move(painter, left + radius, top);
	line(painter, right - radius, top);
	curve(painter, right - in, top, right, top + in, right, top + radius);
	line(painter, right, bottom - radius);
	curve(painter, right, bottom - in, right - in, bottom, right - radius, bottom);
	line(painter, left + radius, bottom);
	curve(painter, left + in, bottom, left, bottom - in, left, bottom - radius);
	line(painter, left, top + radius);
	curve(painter, left, top + in, left + in, top, left + radius, top);
	operator_end(painter, "h");
}

static void trace_rect(struct pdf_painter *painter, const struct mark *mark)
{
	struct area box = measure_rect(mark);
	dim radius = MIN(mark->as.rect.radius, MIN(mark->as.rect.width, mark->as.rect.height) / 2);

	if (radius > 0) {
		trace_rounded(painter, &box, radius);
		return;
	}
	pdf_point(painter, box.left, box.bottom);
	dim_append(painter->content, mark->as.rect.width);
	g_string_append_c(painter->content, ' ');
	dim_append(painter->content, mark->as.rect.height);
	operator_end(painter, " re");
}

void pdf_paint_rect(struct pdf_painter *painter, const struct mark *mark)
{
	static const struct shape shape = {trace_rect, measure_rect};

	paint_shape(painter, mark, &mark->as.rect.paint, &shape);
}

static const int point_counts[] = {[PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};

static void trace_path(struct pdf_painter *painter, const struct mark *mark)
{
	static const char *const names[] = {[PATH_MOVE] = "m", [PATH_LINE] = "l", [PATH_CURVE] = "c", [PATH_CLOSE] = "h"};

	for (uint32_t i = 0; i < mark->as.path.count; i++) {
		const struct path_step *step = &mark->as.path.steps[i];

		for (int k = 0; k < point_counts[step->verb]; k++)
			pdf_point(painter, mark->at.x + step->points[k].x, mark->at.y + step->points[k].y);
		operator_end(painter, names[step->verb]);
	}
}

/* Around the control points too: more than the path fills does no harm. */
static struct area measure_path(const struct mark *mark)
{
	struct area area = {G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32};

	for (uint32_t i = 0; i < mark->as.path.count; i++)
		for (int k = 0; k < point_counts[mark->as.path.steps[i].verb]; k++) {
			dim x = mark->at.x + mark->as.path.steps[i].points[k].x, y = mark->at.y + mark->as.path.steps[i].points[k].y;

			area = (struct area){MIN(area.left, x), MIN(area.top, y), MAX(area.right, x), MAX(area.bottom, y)};
		}
	return area;
}

void pdf_paint_path(struct pdf_painter *painter, const struct mark *mark)
{
	static const struct shape shape = {trace_path, measure_path};

	if (mark->as.path.count > 0)
		paint_shape(painter, mark, &mark->as.path.paint, &shape);
}
