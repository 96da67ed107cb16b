/* Charts at several widths: nothing overflows, no words overlap, bars add up, colour never speaks alone. */
#include "chart/chart.h"

#include <math.h>
#include <string.h>

#include "chart_shares.h"

struct fixture {
	struct arena *arena;
	const struct theme *theme;
	struct typesetter *typesetter;
};

static const dim widths[] = {DIM(200), DIM(260), DIM(340), DIM(359), DIM(360), DIM(453.28), DIM(480), DIM(700)};

static struct fixture open_fixture(void)
{
	struct fixture fixture = {.arena = arena_new()};
	struct diags *diags = diags_new(fixture.arena);

	fixture.theme = theme_open(fixture.arena, ROOT "/themes/plain", diags);
	g_assert_nonnull(fixture.theme);
	fixture.typesetter = typesetter_new(fixture.arena, ROOT "/fonts/fonts.conf", NULL, fixture.theme, diags);
	g_assert_nonnull(fixture.typesetter);
	return fixture;
}

static struct drawing draw(const struct fixture *fixture, const struct chart_spec *spec, dim width)
{
	return chart_draw(fixture->arena, fixture->typesetter, fixture->theme, spec, width);
}

struct area {
	dim left, top, right, bottom;
};

/* Where a text stands, measured here and not taken from the mark; only the height of small letters counts upwards. */
static struct area text_area(const struct fixture *fixture, const struct mark *mark)
{
	static const int halves[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 1, [ANCHOR_END] = 2};
	dim width = type_width(fixture->typesetter, mark->as.text.text, mark->as.text.style);
	dim left = mark->at.x - width * halves[mark->as.text.anchor] / 2, size = fixture->theme->styles[mark->as.text.style].size;

	g_assert_cmpint(mark->as.text.width, ==, width);
	return (struct area){left, mark->at.y - size * 7 / 10, left + width, mark->at.y + size / 10};
}

static void must_be_inside(const struct drawing *drawing, struct area area, const char *what)
{
	if (area.left < -DIM_POINT / 50 || area.top < 0 || area.right > drawing->width + DIM_POINT / 50 || area.bottom > drawing->height)
		g_error("outside of the chart of %d points: %s", drawing->width / DIM_POINT, what);
}

static void check_words(const struct fixture *fixture, const struct drawing *drawing)
{
	for (uint32_t i = 0; i < drawing->count; i++) {
		struct area area;

		if (drawing->marks[i].kind != MARK_TEXT)
			continue;
		area = text_area(fixture, &drawing->marks[i]);
		must_be_inside(drawing, area, drawing->marks[i].as.text.text.text);
		for (uint32_t j = i + 1; j < drawing->count; j++) {
			struct area other;

			if (drawing->marks[j].kind != MARK_TEXT)
				continue;
			other = text_area(fixture, &drawing->marks[j]);
			if (area.left < other.right && other.left < area.right && area.top < other.bottom && other.top < area.bottom)
				g_error("\"%s\" and \"%s\" overlap at %d points", drawing->marks[i].as.text.text.text,
					drawing->marks[j].as.text.text.text, drawing->width / DIM_POINT);
		}
	}
}

static void check_shapes(const struct drawing *drawing)
{
	for (uint32_t i = 0; i < drawing->count; i++) {
		const struct mark *mark = &drawing->marks[i];

		if (mark->kind == MARK_RECT) {
			g_assert_cmpint(mark->as.rect.width, >, 0);
			must_be_inside(drawing,
				       (struct area){mark->at.x, mark->at.y, mark->at.x + mark->as.rect.width, mark->at.y + mark->as.rect.height},
				       "a rectangle");
		}
		if (mark->kind == MARK_LINK)
			must_be_inside(drawing,
				       (struct area){mark->at.x, mark->at.y, mark->at.x + mark->as.link.width, mark->at.y + mark->as.link.height},
				       "a link");
	}
}

static struct chart_spec *with_long_labels(struct arena *arena, const struct chart_spec *from)
{
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, from->row_count);

	*spec = *from;
	spec->rows = rows;
	spec->axis = STR("a very long explanation of what the scale of this chart counts, which no width of a page or window can ever hold in one "
			 "line of text");
	for (uint32_t i = 0; i < from->row_count; i++) {
		rows[i] = from->rows[i];
		rows[i].note = STR("one hundred and eleven of two hundred and twenty-two, as far as known");
		rows[i].label = i % 2 == 0 ? STR("Verf\xC3\xBC"
						 "gbarkeitswiederherstellungsverantwortlichkeitszuordnung")
					   : STR("A pillar whose name goes on and on, over more lines than any chart could ever give it, and then "
						 "some more words");
	}
	return spec;
}

static void test_fits(void)
{
	struct fixture fixture = open_fixture();
	const struct chart_spec *specs[] = {sample_stack(fixture.arena, 6),   sample_heat(fixture.arena),      sample_dots(fixture.arena),
					    sample_strip(fixture.arena),      sample_intervals(fixture.arena), sample_grid(fixture.arena, false),
					    sample_grid(fixture.arena, true), sample_trend(fixture.arena, 3),  sample_trend(fixture.arena, 5),
					    sample_parts(fixture.arena),      sample_radar(fixture.arena, 3),  sample_radar(fixture.arena, 4),
					    sample_radar(fixture.arena, 5),   sample_radar(fixture.arena, 6),  sample_radar(fixture.arena, 7),
					    sample_radar(fixture.arena, 11),  sample_radar(fixture.arena, 12), sample_radar(fixture.arena, 13)};

	for (size_t s = 0; s < G_N_ELEMENTS(specs); s++)
		for (size_t w = 0; w < G_N_ELEMENTS(widths); w++) {
			struct drawing drawing = draw(&fixture, specs[s], widths[w]);
			struct drawing longer = draw(&fixture, with_long_labels(fixture.arena, specs[s]), widths[w]);

			g_test_message("kind %zu at %d", s, widths[w] / DIM_POINT);
			g_assert_cmpint(drawing.width, ==, widths[w]);
			check_words(&fixture, &drawing);
			check_shapes(&drawing);
			check_words(&fixture, &longer);
			check_shapes(&longer);
		}
	arena_free(fixture.arena);
}

/* The bar of a row spans its width, with gaps between, and is as long for each risk as its share. */
static void test_bar(void)
{
	struct fixture fixture = open_fixture();
	struct chart_value values[] = {{.amount = 2, .risk = RISK_HIGH}, {.amount = 1, .risk = RISK_MEDIUM}, {.amount = 5, .risk = RISK_NONE}};
	struct chart_row row = {.label = STR("R"), .values = values, .count = 3};
	struct chart_spec spec = {.kind = CHART_STRIP, .rows = &row, .row_count = 1};
	struct drawing drawing = draw(&fixture, &spec, DIM(403));
	const struct mark *bars[3] = {NULL};

	for (uint32_t i = 0; i < drawing.count; i++)
		for (unsigned risk = 0; risk < 3; risk++)
			if (drawing.marks[i].kind == MARK_RECT && bars[risk] == NULL &&
			    drawing.marks[i].as.rect.paint.fill == colour_of_risk((enum risk)risk))
				bars[risk] = &drawing.marks[i];
	g_assert_cmpint(bars[0]->at.x, ==, 0);
	g_assert_cmpint(bars[0]->as.rect.width, ==, DIM(100));
	g_assert_cmpint(bars[1]->at.x, ==, DIM(101.5));
	g_assert_cmpint(bars[1]->as.rect.width, ==, DIM(50));
	g_assert_cmpint(bars[1]->as.rect.paint.pattern, ==, PATTERN_STRIPES);
	g_assert_cmpint(bars[2]->at.x + bars[2]->as.rect.width, ==, DIM(403));
	arena_free(fixture.arena);
}

static void test_empty(void)
{
	struct fixture fixture = open_fixture();

	for (int kind = CHART_STACK; kind <= CHART_RADAR; kind++) {
		struct chart_row row = {.label = STR("Nothing here")};
		struct chart_spec none = {.kind = (enum chart_kind)kind}, empty = {.kind = (enum chart_kind)kind, .rows = &row, .row_count = 1};

		draw(&fixture, &none, DIM(480));
		draw(&fixture, &empty, DIM(480));
	}
	arena_free(fixture.arena);
}

/* One of 1,000 is still seen, and the rest still ends where the bar ends. */
static void test_tiny_shares(void)
{
	struct fixture fixture = open_fixture();
	struct chart_value values[] = {
		{.amount = 1, .risk = RISK_HIGH}, {.amount = 4000000000u, .risk = RISK_NONE}, {.amount = 1, .risk = RISK_UNANSWERED}};
	struct chart_row row = {.label = STR("R"), .values = values, .count = 3};
	struct chart_spec spec = {.kind = CHART_STACK, .rows = &row, .row_count = 1};
	struct drawing drawing = draw(&fixture, &spec, DIM(480));

	check_words(&fixture, &drawing);
	check_shapes(&drawing);
	arena_free(fixture.arena);
}

/* Each cell of the heat map says its risk by a letter and leads somewhere. */
static void test_heat(void)
{
	struct fixture fixture = open_fixture();
	struct drawing drawing = draw(&fixture, sample_heat(fixture.arena), DIM(480));
	uint32_t letters = 0, links = 0;

	for (uint32_t i = 0; i < drawing.count; i++) {
		const struct mark *mark = &drawing.marks[i];

		letters += mark->kind == MARK_TEXT && (str_is(mark->as.text.text, "H") || str_is(mark->as.text.text, "M"));
		links += mark->kind == MARK_LINK && str_is(mark->as.link.target, "rel-9");
	}
	g_assert_cmpuint(links, ==, 57);
	g_assert_cmpuint(letters, ==, 2 + 10 + 14);
	arena_free(fixture.arena);
}

/* 60 columns under two heads, and a line of cells and one of tiles; every third cell is at high risk. */
static struct chart_spec *columns_spec(struct arena *arena, bool tiles)
{
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, 2);
	struct chart_value *heads = arena_array(arena, struct chart_value, 2), *values = arena_array(arena, struct chart_value, 60);
	struct str *ticks = arena_array(arena, struct str, 60);

	for (uint32_t i = 0; i < 2; i++)
		heads[i] = (struct chart_value){.label = i == 0 ? STR("Payments") : STR("Data"), .amount = i == 0 ? 20 : 40, .risk = RISK_COUNT};
	for (uint32_t i = 0; i < 60; i++) {
		ticks[i] = str_format(arena, "%u", i + 1);
		values[i] = (struct chart_value){.risk = i % 3 == 0 ? RISK_HIGH : RISK_NONE, .amount = 1, .title = STR("cell")};
		if (tiles)
			values[i] = (struct chart_value){.risk = RISK_HIGH, .label = STR("7"), .low = 250, .high = 500, .title = STR("tile")};
	}
	rows[0] = (struct chart_row){.values = heads, .count = 2};
	rows[1] = (struct chart_row){.label = STR("SEC 1 Root account"), .values = values, .count = 60};
	*spec = (struct chart_spec){.kind = CHART_HEAT, .title = STR("t"), .rows = rows, .row_count = 2, .ticks = ticks, .tick_count = 60};
	sample_legend(spec);
	return spec;
}

static uint32_t count_text(const struct drawing *drawing, const char *text)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < drawing->count; i++)
		count += drawing->marks[i].kind == MARK_TEXT && str_is(drawing->marks[i].as.text.text, text);
	return count;
}

/* All 60 columns are there at any width, each with its letter; a head that is cut by a block stands over both of its parts. */
static void test_heat_columns(void)
{
	static const dim rooms[] = {DIM(260), DIM(453), DIM(480)};
	struct fixture fixture = open_fixture();

	for (size_t i = 0; i < G_N_ELEMENTS(rooms); i++) {
		struct drawing cells = draw(&fixture, columns_spec(fixture.arena, false), rooms[i]);
		struct drawing tiles = draw(&fixture, columns_spec(fixture.arena, true), rooms[i]);
		uint32_t high = 0, medium = 0;

		check_words(&fixture, &cells);
		check_shapes(&cells);
		check_words(&fixture, &tiles);
		check_shapes(&tiles);
		g_assert_cmpuint(count_text(&cells, "H"), ==, 20 + 1);
		g_assert_cmpuint(count_text(&cells, "60"), ==, 1);
		g_assert_cmpuint(count_text(&cells, "Payments"), >=, 1);
		g_assert_cmpuint(count_text(&cells, "Data"), >=, 2);
		g_assert_cmpuint(count_text(&tiles, "7"), ==, 60 + 1);
		for (uint32_t k = 0; k < tiles.count; k++) {
			const struct mark *mark = &tiles.marks[k];

			high += mark->kind == MARK_RECT && mark->as.rect.paint.fill == COLOUR_RISK_HIGH;
			medium += mark->kind == MARK_RECT && mark->as.rect.paint.fill == COLOUR_RISK_MEDIUM;
		}
		g_assert_cmpuint(high, ==, 60 + 1);
		g_assert_cmpuint(medium, ==, 60 + 1);
	}
	arena_free(fixture.arena);
}

static const struct mark *find_text(const struct drawing *drawing, const char *text)
{
	for (uint32_t i = 0; i < drawing->count; i++)
		if (drawing->marks[i].kind == MARK_TEXT && str_is(drawing->marks[i].as.text.text, text))
			return &drawing->marks[i];
	g_error("no text \"%s\"", text);
}

/* Dots stand where their share is on one scale for all rows; what is hidden has none. */
static void test_intervals(void)
{
	struct fixture fixture = open_fixture();
	struct drawing drawing = draw(&fixture, sample_intervals(fixture.arena), DIM(480));
	dim dots[8], left, right;
	uint32_t count = 0, hatched = 0;

	for (uint32_t i = 0; i < drawing.count; i++) {
		const struct mark *mark = &drawing.marks[i];

		if (mark->kind == MARK_PATH && mark->as.path.count > 5 && count < G_N_ELEMENTS(dots))
			dots[count++] = mark->at.x;
		hatched += mark->kind == MARK_RECT && mark->as.rect.paint.pattern == PATTERN_HATCH;
	}
	g_assert_cmpuint(count, ==, 5);
	g_assert_cmpuint(hatched, ==, 2);
	right = dots[3];
	left = dots[4];
	for (uint32_t i = 0; i < 3; i++)
		g_assert_cmpint(ABS(left + (dim)((int64_t)(right - left) * (int64_t[]){790, 670, 500}[i] / 1000) - dots[i]), <=, 1);
	g_assert_nonnull(find_text(&drawing, "over 85%"));
	arena_free(fixture.arena);
}

/* The words of a cell can be read on its fill, in both modes; a hidden cell is hatched and says why. */
static void test_grid(void)
{
	struct fixture fixture = open_fixture();
	struct drawing drawing = draw(&fixture, sample_grid(fixture.arena, false), DIM(480));
	const struct mark *fill = NULL;
	uint32_t hatched = 0, codes = 0, cells = 0;

	for (uint32_t i = 0; i < drawing.count; i++) {
		const struct mark *mark = &drawing.marks[i];

		if (mark->kind == MARK_RECT && mark->as.rect.height == DIM(20))
			fill = mark;
		hatched += mark->kind == MARK_RECT && mark->as.rect.paint.pattern == PATTERN_HATCH;
		if (mark->kind == MARK_GROUP || mark->kind == MARK_END)
			fill = NULL;
		if (mark->kind != MARK_TEXT || fill == NULL)
			continue;
		cells++;
		codes += str_is(mark->as.text.text, "c");
		if (fill->as.rect.paint.pattern == PATTERN_HATCH)
			continue;
		g_assert_cmpfloat(contrast(fixture.theme->light[mark->as.text.colour], fixture.theme->light[fill->as.rect.paint.fill]), >=, 4.5);
		g_assert_cmpfloat(contrast(fixture.theme->dark[mark->as.text.colour], fixture.theme->dark[fill->as.rect.paint.fill]), >=, 4.5);
	}
	g_assert_cmpuint(cells, ==, 49);
	g_assert_cmpuint(codes, ==, 10);
	g_assert_cmpuint(hatched, ==, codes);
	arena_free(fixture.arena);
}

static uint32_t lines_of(const struct drawing *drawing)
{
	uint32_t lines = 0;

	for (uint32_t i = 0; i < drawing->count; i++)
		lines += drawing->marks[i].kind == MARK_PATH && drawing->marks[i].as.path.paint.stroke_width == DIM(1.6);
	return lines;
}

/* No line leads over a break, or to what is withheld. */
static void test_trend(void)
{
	struct fixture fixture = open_fixture();
	struct chart_spec *spec = sample_trend(fixture.arena, 5);
	static const uint32_t lines[] = {4, 3, 2, 4};

	for (uint32_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		struct chart_spec one = *spec;
		struct drawing drawing;

		one.rows += i;
		one.row_count = 1;
		drawing = draw(&fixture, &one, DIM(480));
		g_assert_cmpuint(lines_of(&drawing), ==, lines[i]);
		if (i == 1)
			g_assert_nonnull(find_text(&drawing, "b"));
	}
	arena_free(fixture.arena);
}

/* The rings are the closed paths, the dots those of more steps than a line that are filled. */
static uint32_t paths_of(const struct drawing *drawing, bool filled, const struct mark **paths)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < drawing->count; i++) {
		const struct mark *mark = &drawing->marks[i];

		if (mark->kind == MARK_PATH && mark->as.path.steps[mark->as.path.count - 1].verb == PATH_CLOSE &&
		    (mark->as.path.paint.fill != COLOUR_COUNT) == filled && count < 16)
			paths[count++] = mark;
	}
	return count;
}

static double distance(struct point a, struct point b)
{
	return sqrt(((double)a.x - b.x) * ((double)a.x - b.x) + ((double)a.y - b.y) * ((double)a.y - b.y));
}

/* Four rings at quarters; dots as far from the middle as their shares, clockwise from the top; nothing is filled but dots. */
static void test_radar(void)
{
	struct fixture fixture = open_fixture();
	const struct chart_spec *spec = sample_radar(fixture.arena, 8);

	for (size_t w = 0; w < G_N_ELEMENTS(widths); w++) {
		struct drawing drawing = draw(&fixture, spec, widths[w]);
		const struct mark *rings[16], *dots[16];
		struct point top, middle;
		double radius;

		g_assert_cmpuint(paths_of(&drawing, false, rings), ==, 4);
		g_assert_cmpuint(paths_of(&drawing, true, dots), ==, 7);
		g_assert_cmpuint(lines_of(&drawing), ==, 6);
		top = rings[3]->as.path.steps[0].points[0];
		middle = (struct point){top.x, (top.y + rings[3]->as.path.steps[4].points[0].y) / 2};
		radius = distance(top, middle);
		g_assert_cmpfloat(radius, >, DIM(40));
		g_assert_cmpint(top.x, ==, widths[w] / 2);
		g_assert_cmpint(rings[3]->as.path.steps[2].points[0].x, >, middle.x);
		for (uint32_t r = 0; r < 4; r++)
			for (uint32_t i = 0; i < 8; i++)
				g_assert_cmpfloat(fabs(distance(rings[r]->as.path.steps[i].points[0], middle) - radius * (r + 1) / 4), <, DIM(0.1));
		for (uint32_t i = 0; i < 8; i++) {
			const struct mark *dot = i == 4 ? NULL : dots[i > 4 ? i - 1 : i];
			struct point end = rings[3]->as.path.steps[i].points[0];

			if (dot == NULL)
				continue;
			g_assert_cmpfloat(fabs(distance(dot->at, middle) - radius * spec->rows[i].values[0].amount / 100), <, DIM(0.1));
			g_assert_cmpfloat(fabs(distance(dot->at, middle) + distance(dot->at, end) - radius), <, DIM(0.1));
		}
	}
	arena_free(fixture.arena);
}

/* Rings are convex, and go clockwise. */
static bool is_inside(const struct mark *ring, struct point point)
{
	uint32_t count = ring->as.path.count - 1;

	for (uint32_t i = 0; i < count; i++) {
		struct point a = ring->as.path.steps[i].points[0], b = ring->as.path.steps[(i + 1) % count].points[0];

		if ((int64_t)(b.x - a.x) * (point.y - a.y) - (int64_t)(b.y - a.y) * (point.x - a.x) <= 0)
			return false;
	}
	return true;
}

/* The names of axes stand outside of the rings. */
static void check_outside(const struct fixture *fixture, const struct drawing *drawing)
{
	const struct mark *rings[16];
	uint32_t names = 0;

	g_assert_cmpuint(paths_of(drawing, false, rings), ==, 4);
	for (uint32_t i = 0; i < drawing->count; i++) {
		const struct mark *mark = &drawing->marks[i];
		struct area area;

		if (mark->kind != MARK_TEXT || mark->as.text.colour != COLOUR_TEXT)
			continue;
		area = text_area(fixture, mark);
		names++;
		g_assert_false(
			is_inside(rings[3], (struct point){area.left, area.top}) || is_inside(rings[3], (struct point){area.right, area.top}) ||
			is_inside(rings[3], (struct point){area.left, area.bottom}) || is_inside(rings[3], (struct point){area.right, area.bottom}) ||
			is_inside(rings[3], (struct point){(area.left + area.right) / 2, (area.top + area.bottom) / 2}));
	}
	g_assert_cmpuint(names, >=, 3);
}

/* Too few axes, or too many: the same as dots. At all widths each name and number is there, in full where there is room. */
static void test_radar_words(void)
{
	static const uint32_t others[] = {1, 2, 13};
	struct fixture fixture = open_fixture();

	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		struct chart_spec spec = *sample_radar(fixture.arena, others[i]);
		struct drawing radar = draw(&fixture, &spec, DIM(480)), dots;
		GString *a = g_string_new(NULL), *b = g_string_new(NULL);

		spec.kind = CHART_DOTS;
		dots = draw(&fixture, &spec, DIM(480));
		drawing_dump(&radar, a);
		drawing_dump(&dots, b);
		g_assert_cmpstr(a->str, ==, b->str);
		g_string_free(a, TRUE);
		g_string_free(b, TRUE);
	}
	for (uint32_t count = 3; count <= 12; count++)
		for (size_t w = 0; w < G_N_ELEMENTS(widths); w++) {
			const struct chart_spec *spec = sample_radar(fixture.arena, count);
			struct drawing plain = draw(&fixture, spec, widths[w]);
			struct drawing longer = draw(&fixture, with_long_labels(fixture.arena, spec), widths[w]);

			check_outside(&fixture, &plain);
			check_outside(&fixture, &longer);
		}
	for (size_t w = 0; w < G_N_ELEMENTS(widths); w++) {
		const struct chart_spec *spec = sample_radar(fixture.arena, 12);
		struct drawing drawing = draw(&fixture, spec, widths[w]);

		for (uint32_t i = 0; i < 12; i++)
			g_assert_cmpuint(count_text(&drawing, spec->rows[i].note.text), >=, 1);
		g_assert_cmpuint(count_text(&drawing, "12"), ==, widths[w] < DIM(360) ? 2 : 0);
	}
	arena_free(fixture.arena);
}

static void check_golden(const struct fixture *fixture, const struct chart_spec *spec, const char *name)
{
	struct drawing drawing = draw(fixture, spec, DIM(480));
	char *path = g_build_filename(TESTS, "golden", "chart", name, NULL), *expected = NULL;
	GString *found = g_string_new(NULL);

	drawing_dump(&drawing, found);
	if (g_getenv("PLUMBLINE_UPDATE") != NULL)
		g_assert_true(g_file_set_contents(path, found->str, -1, NULL));
	g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
	g_assert_cmpstr(found->str, ==, expected);
	g_string_free(found, TRUE);
	g_free(expected);
	g_free(path);
}

static void test_golden(void)
{
	struct fixture fixture = open_fixture();

	check_golden(&fixture, sample_strip(fixture.arena), "strip.out_marks");
	check_golden(&fixture, sample_intervals(fixture.arena), "intervals.out_marks");
	check_golden(&fixture, sample_grid(fixture.arena, false), "grid.out_marks");
	check_golden(&fixture, sample_grid(fixture.arena, true), "triangle.out_marks");
	check_golden(&fixture, sample_trend(fixture.arena, 3), "trend.out_marks");
	check_golden(&fixture, sample_parts(fixture.arena), "parts.out_marks");
	check_golden(&fixture, sample_radar(fixture.arena, 6), "radar.out_marks");
	arena_free(fixture.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/chart/fits", test_fits);
	g_test_add_func("/chart/bar", test_bar);
	g_test_add_func("/chart/empty", test_empty);
	g_test_add_func("/chart/tiny-shares", test_tiny_shares);
	g_test_add_func("/chart/heat", test_heat);
	g_test_add_func("/chart/intervals", test_intervals);
	g_test_add_func("/chart/grid", test_grid);
	g_test_add_func("/chart/trend", test_trend);
	g_test_add_func("/chart/radar", test_radar);
	g_test_add_func("/chart/radar-words", test_radar_words);
	g_test_add_func("/chart/heat-columns", test_heat_columns);
	g_test_add_func("/chart/golden", test_golden);
	return g_test_run();
}
