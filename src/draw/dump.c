/* Drawings as text, a mark per line. */
#include "draw/draw.h"

/* Digit by digit: a report has a hundred thousand lengths, and printf is slow. */
void dim_append(GString *out, dim value)
{
	int64_t scaled = (int64_t)value * 100, half = scaled < 0 ? -DIM_POINT / 2 : DIM_POINT / 2;
	int64_t hundredths = (scaled + half) / DIM_POINT, size = ABS(hundredths);
	char digits[24];
	size_t at = sizeof digits;

	for (int place = 0; size > 0 || place < 3; place++, size /= 10) {
		if (place == 2 && at < sizeof digits)
			digits[--at] = '.';
		if (place >= 2 || size % 10 != 0 || at < sizeof digits)
			digits[--at] = (char)('0' + size % 10);
	}
	if (hundredths < 0)
		digits[--at] = '-';
	g_string_append_len(out, digits + at, (gssize)(sizeof digits - at));
}

static void append_point(GString *out, dim x, dim y)
{
	dim_append(out, x);
	g_string_append_c(out, ',');
	dim_append(out, y);
}

static void append_size(GString *out, dim width, dim height)
{
	g_string_append_c(out, ' ');
	dim_append(out, width);
	g_string_append_c(out, 'x');
	dim_append(out, height);
}

static void append_word(GString *out, const char *name, struct str text)
{
	if (!str_is_empty(text))
		g_string_append_printf(out, " %s \"%.*s\"", name, STR_ARGS(text));
}

static void append_paint(GString *out, const struct paint *paint)
{
	static const char *const patterns[] = {
		[PATTERN_SOLID] = "", [PATTERN_STRIPES] = " stripes", [PATTERN_DOTS] = " dots", [PATTERN_HATCH] = " hatch"};

	if (paint->fill != COLOUR_COUNT)
		g_string_append_printf(out, " fill %s%s", colour_key(paint->fill), patterns[paint->pattern]);
	if (paint->stroke == COLOUR_COUNT)
		return;
	g_string_append_printf(out, " stroke %s ", colour_key(paint->stroke));
	dim_append(out, paint->stroke_width);
}

static void dump_rect(const struct mark *mark, GString *out)
{
	append_size(out, mark->as.rect.width, mark->as.rect.height);
	if (mark->as.rect.radius != 0) {
		g_string_append(out, " radius ");
		dim_append(out, mark->as.rect.radius);
	}
	append_paint(out, &mark->as.rect.paint);
}

static void dump_path(const struct mark *mark, GString *out)
{
	static const struct {
		char letter;
		int points;
	} verbs[] = {[PATH_MOVE] = {'M', 1}, [PATH_LINE] = {'L', 1}, [PATH_CURVE] = {'C', 3}, [PATH_CLOSE] = {'Z', 0}};

	for (uint32_t i = 0; i < mark->as.path.count; i++) {
		const struct path_step *step = &mark->as.path.steps[i];

		g_string_append_printf(out, " %c", verbs[step->verb].letter);
		for (int p = 0; p < verbs[step->verb].points; p++) {
			g_string_append_c(out, ' ');
			append_point(out, step->points[p].x, step->points[p].y);
		}
	}
	append_paint(out, &mark->as.path.paint);
}

static void dump_line(const struct mark *mark, GString *out)
{
	g_string_append(out, " width ");
	dim_append(out, mark->as.line.line->width);
	g_string_append_printf(out, " pieces %u", mark->as.line.line->piece_count);
}

static void dump_text(const struct mark *mark, GString *out)
{
	static const char *const anchors[] = {[ANCHOR_START] = "", [ANCHOR_MIDDLE] = " middle", [ANCHOR_END] = " end"};

	append_word(out, style_key(mark->as.text.style), mark->as.text.text);
	g_string_append_printf(out, " %s%s%s", colour_key(mark->as.text.colour), mark->as.text.strong ? " strong" : "",
			       anchors[mark->as.text.anchor]);
}

static void dump_image(const struct mark *mark, GString *out)
{
	append_size(out, mark->as.image.width, mark->as.image.height);
	append_word(out, "path", mark->as.image.path);
	append_word(out, "alt", mark->as.image.alt);
}

static void dump_group(const struct mark *mark, GString *out)
{
	append_word(out, "role", mark->as.group.role);
	append_word(out, "title", mark->as.group.title);
	append_word(out, "description", mark->as.group.description);
}

static void dump_end(const struct mark *mark, GString *out)
{
	(void)mark;
	(void)out;
}

static void dump_link(const struct mark *mark, GString *out)
{
	append_size(out, mark->as.link.width, mark->as.link.height);
	append_word(out, "url", mark->as.link.url);
	append_word(out, "target", mark->as.link.target);
	append_word(out, "title", mark->as.link.title);
}

static void dump_anchor(const struct mark *mark, GString *out)
{
	append_word(out, "name", mark->as.anchor.name);
}

static const struct {
	const char *name;
	void (*dump)(const struct mark *mark, GString *out);
} kinds[] = {
	[MARK_RECT] = {"rect", dump_rect}, [MARK_PATH] = {"path", dump_path},    [MARK_LINE] = {"line", dump_line},
	[MARK_TEXT] = {"text", dump_text}, [MARK_IMAGE] = {"image", dump_image}, [MARK_GROUP] = {"group", dump_group},
	[MARK_END] = {"end", dump_end},    [MARK_LINK] = {"link", dump_link},    [MARK_ANCHOR] = {"anchor", dump_anchor},
};

static void append_tag(GString *out, uint32_t tag)
{
	if (tag == TAG_ARTIFACT)
		g_string_append(out, " artifact");
	else if (tag != 0)
		g_string_append_printf(out, " tag %u", tag);
}

void drawing_dump(const struct drawing *drawing, GString *out)
{
	g_string_append(out, "drawing");
	append_size(out, drawing->width, drawing->height);
	g_string_append_c(out, '\n');
	for (uint32_t i = 0; i < drawing->count; i++) {
		const struct mark *mark = &drawing->marks[i];

		g_string_append_printf(out, "%s ", kinds[mark->kind].name);
		append_point(out, mark->at.x, mark->at.y);
		append_tag(out, mark->tag);
		kinds[mark->kind].dump(mark, out);
		g_string_append_c(out, '\n');
	}
}
