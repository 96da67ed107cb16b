/* Then and now, and over time: words never overlap however near the values are, dots stand where their values say, lines break where they must. */
#include "chart/chart.h"

#include <string.h>

struct fixture {
	struct arena *arena;
	const struct theme *theme;
	struct typesetter *typesetter;
};

static const dim widths[] = {DIM(200), DIM(260), DIM(359), DIM(360), DIM(453.28), DIM(700)};
static const char *const names[] = {"Operational excellence",
				    "Security",
				    "Reliability",
				    "Performance efficiency",
				    "Cost optimisation",
				    "Sustainability",
				    "Verf\xC3\xBC"
				    "gbarkeitswiederherstellungsverantwortlichkeitszuordnung",
				    "A pillar whose name goes on and on, over more lines than any chart could ever give it"};

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

struct area {
	dim left, top, right, bottom;
};

static struct area area_of(const struct fixture *fixture, const struct mark *mark)
{
	static const int halves[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 1, [ANCHOR_END] = 2};
	dim width = type_width(fixture->typesetter, mark->as.text.text, mark->as.text.style);
	dim left = mark->at.x - width * halves[mark->as.text.anchor] / 2, size = fixture->theme->styles[mark->as.text.style].size;

	return (struct area){left, mark->at.y - size * 7 / 10, left + width, mark->at.y + size / 10};
}

static bool overlap(const struct area *a, const struct area *b)
{
	return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void check_words(const struct fixture *fixture, const struct drawing *drawing)
{
	for (uint32_t i = 0; i < drawing->count; i++) {
		struct area area;

		if (drawing->marks[i].kind != MARK_TEXT)
			continue;
		area = area_of(fixture, &drawing->marks[i]);
		if (area.left < -DIM_POINT / 50 || area.top < 0 || area.right > drawing->width + DIM_POINT / 50 || area.bottom > drawing->height)
			g_error("outside at %d points: %s", drawing->width / DIM_POINT, drawing->marks[i].as.text.text.text);
		for (uint32_t j = i + 1; j < drawing->count; j++) {
			struct area other;

			if (drawing->marks[j].kind != MARK_TEXT)
				continue;
			other = area_of(fixture, &drawing->marks[j]);
			if (overlap(&area, &other))
				g_error("\"%s\" and \"%s\" overlap at %d points", drawing->marks[i].as.text.text.text,
					drawing->marks[j].as.text.text.text, drawing->width / DIM_POINT);
		}
	}
}

/* columns: values of a row. near: all values lie within a few per cent of each other. */
static struct chart_spec random_spec(struct arena *arena, GRand *random, enum chart_kind kind, uint32_t columns, bool shares, bool near)
{
	uint32_t count = (uint32_t)g_rand_int_range(random, 1, G_N_ELEMENTS(names) + 1);
	struct chart_row *rows = arena_array(arena, struct chart_row, count);
	struct str *ticks = arena_array(arena, struct str, columns);

	for (uint32_t t = 0; t < columns; t++)
		ticks[t] = str_format(arena, "%u September 20%02u", t * 13 % 29 + 1, t + 10);
	for (uint32_t r = 0; r < count; r++) {
		struct chart_value *values = arena_array(arena, struct chart_value, columns);

		for (uint32_t i = 0; i < columns; i++) {
			values[i].of = shares ? 100 : 0;
			values[i].amount = (uint32_t)(near ? 50 + g_rand_int_range(random, 0, 3) : g_rand_int_range(random, 0, 101));
			values[i].start = i * i * 40;
			values[i].mark = g_rand_int_range(random, 0, 6) == 0   ? CHART_MARK_HIDDEN
					 : g_rand_int_range(random, 0, 4) == 0 ? CHART_MARK_BREAK
									       : CHART_MARK_PLAIN;
		}
		rows[r] = (struct chart_row){.label = str_of(names[r]), .target = STR("there"), .values = values, .count = columns};
	}
	return (struct chart_spec){
		.kind = kind, .rows = rows, .row_count = count, .ticks = ticks, .tick_count = columns, .axis = STR("share of practices in place")};
}

static struct drawing draw(const struct fixture *fixture, const struct chart_spec *spec, dim width)
{
	return chart_draw(fixture->arena, fixture->typesetter, fixture->theme, spec, width);
}

static void test_words(void)
{
	struct fixture fixture = open_fixture();
	GRand *random = g_rand_new_with_seed(7);

	for (uint32_t round = 0; round < 160; round++) {
		bool slope = round % 2 == 0;
		uint32_t columns = slope ? 2 : (uint32_t)g_rand_int_range(random, 1, 9);
		struct chart_spec spec =
			random_spec(fixture.arena, random, slope ? CHART_SLOPE : CHART_TIMELINE, columns, round % 4 < 2, round % 3 == 0);

		for (size_t w = 0; w < G_N_ELEMENTS(widths); w++) {
			struct drawing drawing = draw(&fixture, &spec, widths[w]);

			check_words(&fixture, &drawing);
		}
	}
	g_rand_free(random);
	arena_free(fixture.arena);
}

/* A circle: the dots are the only filled paths. */
static uint32_t dots_of(const struct drawing *drawing, const struct mark **dots, uint32_t most)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < drawing->count; i++)
		if (drawing->marks[i].kind == MARK_PATH && drawing->marks[i].as.path.paint.fill != COLOUR_COUNT && count < most)
			dots[count++] = &drawing->marks[i];
	return count;
}

static uint32_t lines_of(const struct drawing *drawing, enum colour colour)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < drawing->count; i++)
		count += drawing->marks[i].kind == MARK_PATH && drawing->marks[i].as.path.paint.stroke == colour &&
			 drawing->marks[i].as.path.paint.stroke_width == DIM(1.6);
	return count;
}

/* Higher shares stand higher, in proportion; what fell is in another colour than what rose; an end that is not known has no dot and no line. */
static void test_slope(void)
{
	struct fixture fixture = open_fixture();
	struct chart_value values[] = {{.amount = 0, .of = 4}, {.amount = 4, .of = 4}, {.amount = 2, .of = 4},
				       {.amount = 1, .of = 4}, {.amount = 0, .of = 0}, {.amount = 3, .of = 4}};
	struct chart_row rows[] = {{.label = STR("up"), .values = values, .count = 2},
				   {.label = STR("down"), .values = values + 2, .count = 2},
				   {.label = STR("new"), .values = values + 4, .count = 2}};
	struct chart_spec spec = {.kind = CHART_SLOPE, .rows = rows, .row_count = 3};
	struct drawing drawing = draw(&fixture, &spec, DIM(400));
	const struct mark *dots[8];
	dim height;

	g_assert_cmpuint(dots_of(&drawing, dots, 8), ==, 5);
	height = dots[0]->at.y - dots[1]->at.y;
	g_assert_cmpint(height, >, DIM(90));
	g_assert_cmpint(ABS(dots[0]->at.y - dots[2]->at.y - height / 2), <=, 1);
	g_assert_cmpint(ABS(dots[0]->at.y - dots[3]->at.y - height / 4), <=, 1);
	g_assert_cmpint(ABS(dots[0]->at.y - dots[4]->at.y - height * 3 / 4), <=, 1);
	g_assert_cmpint(dots[0]->at.x, ==, dots[2]->at.x);
	g_assert_cmpint(dots[1]->at.x, ==, dots[4]->at.x);
	g_assert_cmpuint(lines_of(&drawing, COLOUR_ACCENT), ==, 1);
	g_assert_cmpuint(lines_of(&drawing, COLOUR_RISK_HIGH), ==, 1);
	/* Of counts, fewer is better. */
	for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
		values[i].of = 0;
	drawing = draw(&fixture, &spec, DIM(400));
	g_assert_cmpuint(lines_of(&drawing, COLOUR_ACCENT), ==, 1);
	g_assert_cmpuint(lines_of(&drawing, COLOUR_RISK_HIGH), ==, 2);
	arena_free(fixture.arena);
}

/* Dates at their distances; no line over a break, nor to what is not known. */
static void test_timeline(void)
{
	struct fixture fixture = open_fixture();
	struct chart_value values[] = {{.amount = 1, .of = 2},
				       {.amount = 2, .of = 2, .start = 100},
				       {.mark = CHART_MARK_HIDDEN, .start = 150},
				       {.amount = 0, .of = 2, .start = 400}};
	struct chart_row row = {.label = STR("P"), .values = values, .count = 4};
	struct chart_spec spec = {.kind = CHART_TIMELINE, .rows = &row, .row_count = 1};
	struct drawing drawing = draw(&fixture, &spec, DIM(400));
	const struct mark *dots[8];

	g_assert_cmpuint(dots_of(&drawing, dots, 8), ==, 3);
	g_assert_cmpint(ABS((dots[2]->at.x - dots[0]->at.x) - 4 * (dots[1]->at.x - dots[0]->at.x)), <=, 4);
	g_assert_cmpint(ABS((dots[2]->at.y - dots[1]->at.y) - 2 * (dots[0]->at.y - dots[1]->at.y)), <=, 2);
	g_assert_cmpuint(lines_of(&drawing, COLOUR_ACCENT), ==, 2);
	values[3].mark = CHART_MARK_BREAK;
	drawing = draw(&fixture, &spec, DIM(400));
	g_assert_cmpuint(lines_of(&drawing, COLOUR_ACCENT), ==, 1);
	arena_free(fixture.arena);
}

static void test_golden(void)
{
	struct fixture fixture = open_fixture();
	GRand *random = g_rand_new_with_seed(11);
	const struct chart_spec specs[] = {random_spec(fixture.arena, random, CHART_SLOPE, 2, true, false),
					   random_spec(fixture.arena, random, CHART_TIMELINE, 3, true, false)};
	static const char *const files[] = {"slope.out_marks", "timeline.out_marks"};

	for (size_t i = 0; i < G_N_ELEMENTS(specs); i++) {
		struct drawing drawing = draw(&fixture, &specs[i], DIM(480));
		char *path = g_build_filename(TESTS, "golden", "chart", files[i], NULL), *expected = NULL;
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
	g_rand_free(random);
	arena_free(fixture.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/chart/progress/words", test_words);
	g_test_add_func("/chart/progress/slope", test_slope);
	g_test_add_func("/chart/progress/timeline", test_timeline);
	g_test_add_func("/chart/progress/golden", test_golden);
	return g_test_run();
}
