/* Drawings as inline SVG: real text, classes for colours, patterns with ids of their own. */
#include "svg.h"

#include <string.h>

#include "html.h"

struct svg {
	struct html_writer *writer;
	const char *id;
	bool has_links;
};

static const char *const pattern_names[] = {
	[PATTERN_SOLID] = NULL, [PATTERN_STRIPES] = "stripes", [PATTERN_DOTS] = "dots", [PATTERN_HATCH] = "hatch"};

static void number(struct html_writer *writer, const char *name, dim value)
{
	GString *text = g_string_new(NULL);

	dim_append(text, value);
	html_attribute(writer, name, str_of(text->str));
	g_string_free(text, TRUE);
}

static void place(struct html_writer *writer, struct point at, dim width, dim height)
{
	number(writer, "x", at.x);
	number(writer, "y", at.y);
	number(writer, "width", width);
	number(writer, "height", height);
}

/* Classes fill-text, stroke-grid ... as far as there is a fill or a stroke. */
static void paint_classes(struct html_writer *writer, const struct paint *paint)
{
	bool fills = paint->fill != COLOUR_COUNT, strokes = paint->stroke != COLOUR_COUNT;

	if (!fills)
		html_attribute(writer, "fill", STR("none"));
	if (fills || strokes)
		html_attribute_f(writer, "class", "%s%s%s%s%s", fills ? "fill-" : "", fills ? colour_key(paint->fill) : "",
				 fills && strokes ? " " : "", strokes ? "stroke-" : "", strokes ? colour_key(paint->stroke) : "");
	if (strokes)
		number(writer, "stroke-width", paint->stroke_width);
}

/* A pattern lies over its fill as a shape of its own. */
static void pattern_fill(const struct svg *svg, enum pattern pattern)
{
	html_attribute_f(svg->writer, "fill", "url(#%s-%s)", svg->id, pattern_names[pattern]);
}

static void write_rect(const struct svg *svg, const struct mark *mark)
{
	const struct paint *paint = &mark->as.rect.paint;

	html_open(svg->writer, "rect");
	place(svg->writer, mark->at, mark->as.rect.width, mark->as.rect.height);
	if (mark->as.rect.radius != 0)
		number(svg->writer, "rx", mark->as.rect.radius);
	paint_classes(svg->writer, paint);
	html_close(svg->writer);
	if (paint->pattern == PATTERN_SOLID)
		return;
	html_open(svg->writer, "rect");
	place(svg->writer, mark->at, mark->as.rect.width, mark->as.rect.height);
	pattern_fill(svg, paint->pattern);
	html_close(svg->writer);
}

static struct str path_data(GString *data, const struct mark *mark)
{
	static const struct {
		char letter;
		int points;
	} verbs[] = {[PATH_MOVE] = {'M', 1}, [PATH_LINE] = {'L', 1}, [PATH_CURVE] = {'C', 3}, [PATH_CLOSE] = {'Z', 0}};

	for (uint32_t i = 0; i < mark->as.path.count; i++) {
		const struct path_step *step = &mark->as.path.steps[i];

		g_string_append_c(data, verbs[step->verb].letter);
		for (int p = 0; p < verbs[step->verb].points; p++) {
			g_string_append(data, p == 0 ? "" : " ");
			dim_append(data, mark->at.x + step->points[p].x);
			g_string_append_c(data, ' ');
			dim_append(data, mark->at.y + step->points[p].y);
		}
	}
	return (struct str){data->str, (uint32_t)data->len};
}

static void write_path(const struct svg *svg, const struct mark *mark)
{
	GString *data = g_string_new(NULL);
	struct str d = path_data(data, mark);

	html_open(svg->writer, "path");
	html_attribute(svg->writer, "d", d);
	paint_classes(svg->writer, &mark->as.path.paint);
	html_close(svg->writer);
	if (mark->as.path.paint.pattern != PATTERN_SOLID) {
		html_open(svg->writer, "path");
		html_attribute(svg->writer, "d", d);
		pattern_fill(svg, mark->as.path.paint.pattern);
		html_close(svg->writer);
	}
	g_string_free(data, TRUE);
}

static void write_text(const struct svg *svg, const struct mark *mark)
{
	static const char *const anchors[] = {[ANCHOR_START] = "", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};

	html_open(svg->writer, "text");
	number(svg->writer, "x", mark->at.x);
	number(svg->writer, "y", mark->at.y);
	html_attribute_f(svg->writer, "class", "text-%s fill-%s%s", style_key(mark->as.text.style), colour_key(mark->as.text.colour),
			 mark->as.text.strong ? " strong" : "");
	html_attribute_if(svg->writer, "text-anchor", str_of(anchors[mark->as.text.anchor]));
	html_text(svg->writer, mark->as.text.text);
	html_close(svg->writer);
}

static void write_group(const struct svg *svg, const struct mark *mark)
{
	struct str title = mark->as.group.title, role = svg->has_links ? mark->as.group.role : STR("");

	html_open(svg->writer, "g");
	html_attribute_if(svg->writer, "role", role);
	if (!str_is_empty(role))
		html_attribute_if(svg->writer, "aria-label", title);
	if (!str_is_empty(title))
		html_element(svg->writer, "title", "", title);
	if (!str_is_empty(mark->as.group.description))
		html_element(svg->writer, "desc", "", mark->as.group.description);
}

static void write_end(const struct svg *svg, const struct mark *mark)
{
	(void)mark;
	html_close(svg->writer);
}

static void write_link(const struct svg *svg, const struct mark *mark)
{
	struct str target = mark->as.link.target;

	html_open(svg->writer, "a");
	if (str_is_empty(target))
		html_href(svg->writer, mark->as.link.url);
	else
		html_attribute_f(svg->writer, "href", "#%.*s", STR_ARGS(target));
	html_attribute_if(svg->writer, "aria-label", mark->as.link.title);
	html_open(svg->writer, "rect");
	place(svg->writer, mark->at, mark->as.link.width, mark->as.link.height);
	html_attribute(svg->writer, "class", STR("area"));
	html_close(svg->writer);
	html_close(svg->writer);
}

/* Set lines, images and anchors belong to pages; a browser sets its own. */
static void write_nothing(const struct svg *svg, const struct mark *mark)
{
	(void)svg;
	(void)mark;
}

static void (*const writers[])(const struct svg *svg, const struct mark *mark) = {
	[MARK_RECT] = write_rect, [MARK_PATH] = write_path,     [MARK_LINE] = write_nothing,
	[MARK_TEXT] = write_text, [MARK_IMAGE] = write_nothing, [MARK_GROUP] = write_group,
	[MARK_END] = write_end,   [MARK_LINK] = write_link,     [MARK_ANCHOR] = write_nothing,
};

static enum pattern pattern_of(const struct mark *mark)
{
	if (mark->kind == MARK_RECT)
		return mark->as.rect.paint.pattern;
	return mark->kind == MARK_PATH ? mark->as.path.paint.pattern : PATTERN_SOLID;
}

/* Each tile in points, drawn with the colour of the page. */
static const struct {
	dim size;
	const char *d, *dots; /* strokes, or filled dots */
} tiles[] = {
	[PATTERN_STRIPES] = {DIM(6), "M-1 1L1 -1M0 6L6 0M5 7L7 5", NULL},
	[PATTERN_DOTS] = {DIM(4), NULL, "M1.1 2a.9 .9 0 1 0 1.8 0a.9 .9 0 1 0 -1.8 0Z"},
	[PATTERN_HATCH] = {DIM(4), "M0 4L4 0M0 0L4 4", NULL},
};

static void write_pattern(const struct svg *svg, enum pattern pattern)
{
	html_open(svg->writer, "pattern");
	html_attribute_f(svg->writer, "id", "%s-%s", svg->id, pattern_names[pattern]);
	html_attribute(svg->writer, "patternUnits", STR("userSpaceOnUse"));
	number(svg->writer, "width", tiles[pattern].size);
	number(svg->writer, "height", tiles[pattern].size);
	html_open(svg->writer, "path");
	if (tiles[pattern].d != NULL) {
		html_attribute(svg->writer, "d", str_of(tiles[pattern].d));
		html_attribute(svg->writer, "fill", STR("none"));
		html_attribute(svg->writer, "class", STR("stroke-page"));
		html_attribute(svg->writer, "stroke-width", STR("0.8"));
	} else {
		html_attribute(svg->writer, "d", str_of(tiles[pattern].dots));
		html_attribute(svg->writer, "class", STR("fill-page"));
	}
	html_close(svg->writer);
	html_close(svg->writer);
}

static void write_patterns(const struct svg *svg, const struct drawing *drawing)
{
	bool used[G_N_ELEMENTS(pattern_names)] = {false}, any = false;

	for (uint32_t i = 0; i < drawing->count; i++) {
		enum pattern pattern = pattern_of(&drawing->marks[i]);

		used[pattern] = true;
		any = any || pattern != PATTERN_SOLID;
	}
	if (!any)
		return;
	html_open(svg->writer, "defs");
	for (size_t i = 0; i < G_N_ELEMENTS(used); i++)
		if (used[i] && i != PATTERN_SOLID)
			write_pattern(svg, (enum pattern)i);
	html_close(svg->writer);
}

static bool has_links(const struct drawing *drawing)
{
	for (uint32_t i = 0; i < drawing->count; i++)
		if (drawing->marks[i].kind == MARK_LINK)
			return true;
	return false;
}

static void view_box(struct html_writer *writer, const struct drawing *drawing)
{
	GString *box = g_string_new("0 0 ");

	dim_append(box, drawing->width);
	g_string_append_c(box, ' ');
	dim_append(box, drawing->height);
	html_attribute(writer, "viewBox", str_of(box->str));
	g_string_free(box, TRUE);
}

void svg_write(struct html_writer *writer, const struct drawing *drawing, const char *id, const char *class, struct str title, struct str description)
{
	struct svg svg = {writer, id, has_links(drawing)};

	html_open(writer, "svg");
	html_attribute(writer, "class", str_of(class));
	view_box(writer, drawing);
	html_attribute(writer, "role", svg.has_links ? STR("group") : STR("img"));
	html_attribute_f(writer, "aria-labelledby", "%s-title", id);
	html_attribute_f(writer, "aria-describedby", "%s-desc", id);
	html_open(writer, "title");
	html_attribute_f(writer, "id", "%s-title", id);
	html_text(writer, title);
	html_close(writer);
	html_open(writer, "desc");
	html_attribute_f(writer, "id", "%s-desc", id);
	html_text(writer, description);
	html_close(writer);
	write_patterns(&svg, drawing);
	for (uint32_t i = 0; i < drawing->count; i++)
		writers[drawing->marks[i].kind](&svg, &drawing->marks[i]);
	html_close(writer);
}

static const char *const family_variables[FAMILY_COUNT] = {[FAMILY_TEXT] = "text", [FAMILY_HEADING] = "heading", [FAMILY_CODE] = "code"};

void svg_styles(GString *css, const struct theme *theme)
{
	for (unsigned i = 0; i < COLOUR_COUNT; i++)
		g_string_append_printf(css, ".fill-%s{fill:var(--%s)}.stroke-%s{stroke:var(--%s)}", colour_key((enum colour)i),
				       colour_key((enum colour)i), colour_key((enum colour)i), colour_key((enum colour)i));
	for (unsigned i = 0; i < STYLE_COUNT; i++) {
		const struct text_style *style = &theme->styles[i];

		g_string_append_printf(css, ".text-%s{font-family:var(--font-%s);font-size:", style_key((enum style_id)i),
				       family_variables[style->family]);
		dim_append(css, style->size);
		g_string_append_printf(css, "px;font-weight:%u%s%s}", style->weight, style->italic ? ";font-style:italic" : "",
				       style->tabular_figures ? ";font-variant-numeric:tabular-nums" : "");
	}
}

/* Other readers than browsers know no variables. */
static void append_fixed_styles(GString *css, const struct theme *theme)
{
	for (unsigned i = 0; i < COLOUR_COUNT; i++) {
		struct rgb rgb = theme->light[i];
		const char *key = colour_key((enum colour)i);

		g_string_append_printf(css, ".fill-%s{fill:#%02x%02x%02x}.stroke-%s{stroke:#%02x%02x%02x}", key, rgb.red, rgb.green, rgb.blue, key,
				       rgb.red, rgb.green, rgb.blue);
	}
	for (unsigned i = 0; i < STYLE_COUNT; i++) {
		const struct text_style *style = &theme->styles[i];

		g_string_append_printf(css, ".text-%s{font-family:", style_key((enum style_id)i));
		html_css_string(css, theme->families[style->family]);
		g_string_append(css, ",sans-serif;font-size:");
		dim_append(css, style->size);
		g_string_append_printf(css, "px;font-weight:%u%s}", style->weight, style->italic ? ";font-style:italic" : "");
	}
	g_string_append(css, ".strong{font-weight:700}");
}

static void open_file(struct html_writer *writer, const struct drawing *drawing, struct str title, struct str description)
{
	html_open(writer, "svg");
	html_attribute(writer, "xmlns", STR("http://www.w3.org/2000/svg"));
	number(writer, "width", drawing->width);
	number(writer, "height", drawing->height);
	view_box(writer, drawing);
	html_element(writer, "title", "", title);
	html_element(writer, "desc", "", description);
}

void svg_write_file(GString *out, const struct drawing *drawing, const struct theme *theme, struct str title, struct str description)
{
	struct html_writer writer;
	struct svg svg = {&writer, "picture", false};
	GString *css = g_string_new(NULL);

	html_begin(&writer, out);
	open_file(&writer, drawing, title, description);
	append_fixed_styles(css, theme);
	html_open(&writer, "style");
	html_text(&writer, (struct str){css->str, (uint32_t)css->len});
	html_close(&writer);
	g_string_free(css, TRUE);
	write_patterns(&svg, drawing);
	for (uint32_t i = 0; i < drawing->count; i++)
		if (drawing->marks[i].kind != MARK_LINK)
			writers[drawing->marks[i].kind](&svg, &drawing->marks[i]);
	html_close(&writer);
	html_finish(&writer);
}
