/* Charts of the roadmap: bars where their months are, columns that add up, numbers that never cover each other. */
#include <string.h>

#include "chart/chart.h"

static const dim widths[] = {DIM(200), DIM(260), DIM(359), DIM(360), DIM(453.28), DIM(480), DIM(700)};

struct fixture {
	struct arena *arena;
	const struct theme *theme;
	struct typesetter *typesetter;
};

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

static const struct str *ticks_of(struct arena *arena, uint32_t count)
{
	struct str *ticks = arena_array(arena, struct str, count);

	for (uint32_t i = 0; i < count; i++)
		ticks[i] = str_format(arena, "Tick %u", i + 1);
	return ticks;
}

static struct chart_spec *spec_of(struct arena *arena, enum chart_kind kind, struct chart_row *rows, uint32_t row_count, uint32_t ticks)
{
	struct chart_spec *spec = arena_one(arena, struct chart_spec);

	*spec = (struct chart_spec){.kind = kind, .rows = rows, .row_count = row_count, .ticks = ticks_of(arena, ticks), .tick_count = ticks};
	spec->axis = STR("what the axis counts, in rather more words than a narrow chart can hold in one line of its own");
	spec->legend[RISK_HIGH] = STR("High risk");
	spec->legend[RISK_MEDIUM] = STR("Medium risk");
	return spec;
}

/* A heading, then lanes with a bar each; every third is due, one beyond the axis. */
static struct chart_spec *roadmap(struct arena *arena, uint32_t lanes)
{
	struct chart_row *rows = arena_array(arena, struct chart_row, lanes + 1);

	rows[0] = (struct chart_row){.label = STR("Now, for as long as it takes to say all this in a heading that is too long")};
	for (uint32_t i = 1; i <= lanes; i++) {
		struct chart_value *values = arena_array(arena, struct chart_value, 2);

		values[0] = (struct chart_value){.start = (i % 12) * 100, .end = (i % 12) * 100 + 200, .risk = i % 2 == 0 ? RISK_HIGH : RISK_MEDIUM};
		values[1] = (struct chart_value){.start = i * 200, .end = i * 200, .risk = RISK_COUNT};
		rows[i] = (struct chart_row){.label = str_format(arena, "%u Set a retention period and a deletion route for each kind of record", i),
					     .note = STR("6 days"),
					     .values = values,
					     .count = i % 3 == 0 ? 2 : 1,
					     .target = STR("step")};
	}
	return spec_of(arena, CHART_ROADMAP, rows, lanes + 1, 12);
}

static struct chart_spec *burndown(struct arena *arena, uint32_t units)
{
	struct chart_row *rows = arena_array(arena, struct chart_row, 2);

	for (int r = 0; r < 2; r++) {
		struct chart_value *values = arena_array(arena, struct chart_value, units);

		for (uint32_t i = 0; i < units; i++)
			values[i] = (struct chart_value){.amount = (units - i) * (r == 0 ? 1u : 3u), .risk = r == 0 ? RISK_HIGH : RISK_MEDIUM};
		rows[r] = (struct chart_row){.label = r == 0 ? STR("High risk") : STR("Medium risk"), .values = values, .count = units};
	}
	return spec_of(arena, CHART_BURNDOWN, rows, 2, units);
}

static struct chart_spec *matrix(struct arena *arena, uint32_t points)
{
	struct chart_row *rows = arena_array(arena, struct chart_row, 3);

	for (uint32_t r = 0; r < 3; r++) {
		struct chart_value *values = arena_array(arena, struct chart_value, points);

		for (uint32_t i = 0; i < points; i++)
			values[i] = (struct chart_value){.label = str_format(arena, "%u", r * points + i + 1),
							 .title = STR("A step"),
							 .start = (i * i % 3) * 100,
							 .risk = RISK_HIGH,
							 .amount = 1,
							 .target = STR("step")};
		rows[r] = (struct chart_row){
			.label = STR("High risk, raised in priority by what is known of the business"), .values = values, .count = points};
	}
	return spec_of(arena, CHART_MATRIX, rows, 3, 3);
}

struct area {
	dim left, top, right, bottom;
};

static bool overlap(struct area a, struct area b)
{
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static struct area text_area(const struct fixture *fixture, const struct mark *mark)
{
	static const int halves[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 1, [ANCHOR_END] = 2};
	dim width = type_width(fixture->typesetter, mark->as.text.text, mark->as.text.style);
	dim left = mark->at.x - width * halves[mark->as.text.anchor] / 2, size = fixture->theme->styles[mark->as.text.style].size;

	return (struct area){left, mark->at.y - size * 7 / 10, left + width, mark->at.y + size / 10};
}

static void check(const struct fixture *fixture, const struct drawing *drawing)
{
	for (uint32_t i = 0; i < drawing->count; i++) {
		const struct mark *mark = &drawing->marks[i];
		struct area area = {0};

		if (mark->kind == MARK_TEXT)
			area = text_area(fixture, mark);
		else if (mark->kind == MARK_RECT)
			area = (struct area){mark->at.x, mark->at.y, mark->at.x + mark->as.rect.width, mark->at.y + mark->as.rect.height};
		else
			continue;
		if (area.left < -DIM_POINT / 50 || area.top < 0 || area.right > drawing->width + DIM_POINT / 50 || area.bottom > drawing->height)
			g_error("outside of the chart: %s", mark->kind == MARK_TEXT ? mark->as.text.text.text : "a rectangle");
		for (uint32_t k = i + 1; mark->kind == MARK_TEXT && k < drawing->count; k++)
			if (drawing->marks[k].kind == MARK_TEXT && overlap(area, text_area(fixture, &drawing->marks[k])))
				g_error("\"%s\" and \"%s\" overlap at %d points", mark->as.text.text.text, drawing->marks[k].as.text.text.text,
					drawing->width / DIM_POINT);
	}
}

static void test_fits(void)
{
	struct fixture fixture = open_fixture();
	const struct chart_spec *specs[] = {roadmap(fixture.arena, 24), roadmap(fixture.arena, 1), burndown(fixture.arena, 51),
					    burndown(fixture.arena, 2), matrix(fixture.arena, 40), matrix(fixture.arena, 1)};

	for (size_t s = 0; s < G_N_ELEMENTS(specs); s++)
		for (size_t w = 0; w < G_N_ELEMENTS(widths); w++) {
			struct drawing drawing = chart_draw(fixture.arena, fixture.typesetter, fixture.theme, specs[s], widths[w]);

			g_test_message("chart %zu at %d points", s, widths[w] / DIM_POINT);
			g_assert_cmpint(drawing.width, ==, widths[w]);
			check(&fixture, &drawing);
		}
	arena_free(fixture.arena);
}

/* Grounds of numbers are all there, and none lies on another. */
static void test_numbers_apart(void)
{
	struct fixture fixture = open_fixture();

	for (size_t w = 0; w < G_N_ELEMENTS(widths); w++) {
		struct drawing drawing = chart_draw(fixture.arena, fixture.typesetter, fixture.theme, matrix(fixture.arena, 40), widths[w]);
		struct area areas[120];
		uint32_t count = 0;

		for (uint32_t i = 0; i < drawing.count; i++) {
			const struct mark *mark = &drawing.marks[i];

			if (mark->kind != MARK_RECT || mark->as.rect.radius == 0)
				continue;
			g_assert_cmpuint(count, <, G_N_ELEMENTS(areas));
			areas[count] = (struct area){mark->at.x, mark->at.y, mark->at.x + mark->as.rect.width, mark->at.y + mark->as.rect.height};
			for (uint32_t k = 0; k < count; k++)
				g_assert_false(overlap(areas[count], areas[k]));
			count++;
		}
		g_assert_cmpuint(count, ==, 120);
	}
	arena_free(fixture.arena);
}

/* A column is as high as what is left, against the highest; nothing is drawn of nothing. */
static void test_columns(void)
{
	struct fixture fixture = open_fixture();
	struct chart_value high[] = {{.amount = 10, .risk = RISK_HIGH}, {.amount = 5, .risk = RISK_HIGH}, {.amount = 0, .risk = RISK_HIGH}};
	struct chart_row row = {.label = STR("High risk"), .values = high, .count = 3};
	struct drawing drawing =
		chart_draw(fixture.arena, fixture.typesetter, fixture.theme, spec_of(fixture.arena, CHART_BURNDOWN, &row, 1, 3), DIM(480));
	dim heights[3] = {0};
	uint32_t count = 0;

	for (uint32_t i = 0; i < drawing.count; i++)
		if (drawing.marks[i].kind == MARK_RECT && drawing.marks[i].as.rect.paint.fill == COLOUR_RISK_HIGH &&
		    drawing.marks[i].as.rect.height > DIM(10))
			heights[count++] = drawing.marks[i].as.rect.height;
	g_assert_cmpuint(count, ==, 2);
	g_assert_cmpint(heights[0], ==, 2 * heights[1]);
	arena_free(fixture.arena);
}

/* A bar of months 2 and 3 of 12 begins after a twelfth of the time and ends after a quarter. */
static void test_bar(void)
{
	struct fixture fixture = open_fixture();
	struct chart_value value = {.start = 100, .end = 300, .risk = RISK_HIGH};
	struct chart_row row = {.label = STR("A"), .values = &value, .count = 1};
	struct chart_spec *spec = spec_of(fixture.arena, CHART_ROADMAP, &row, 1, 12);
	struct drawing drawing;
	dim grid[2] = {0}, from = 0, to = 0;

	memset(spec->legend, 0, sizeof spec->legend);
	drawing = chart_draw(fixture.arena, fixture.typesetter, fixture.theme, spec, DIM(480));
	for (uint32_t i = 0; i < drawing.count; i++) {
		const struct mark *mark = &drawing.marks[i];

		if (mark->kind == MARK_PATH && grid[0] == 0)
			grid[0] = mark->at.x;
		if (mark->kind == MARK_PATH)
			grid[1] = mark->at.x;
		if (mark->kind == MARK_RECT && mark->as.rect.paint.fill == COLOUR_RISK_HIGH) {
			from = mark->at.x;
			to = mark->at.x + mark->as.rect.width;
		}
	}
	g_assert_cmpint(ABS(from - (grid[0] + (grid[1] - grid[0]) / 12)), <=, DIM(1));
	g_assert_cmpint(ABS(to - (grid[0] + (grid[1] - grid[0]) / 4)), <=, DIM(1));
	arena_free(fixture.arena);
}

static void golden(const struct fixture *fixture, const char *name, const struct chart_spec *spec)
{
	struct drawing drawing = chart_draw(fixture->arena, fixture->typesetter, fixture->theme, spec, DIM(480));
	char *path = g_strdup_printf("%s/golden/chart/%s.out_marks", TESTS, name), *expected = NULL;
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

	golden(&fixture, "roadmap", roadmap(fixture.arena, 3));
	golden(&fixture, "burndown", burndown(fixture.arena, 4));
	golden(&fixture, "matrix", matrix(fixture.arena, 3));
	arena_free(fixture.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/plan-chart/fits", test_fits);
	g_test_add_func("/plan-chart/numbers-apart", test_numbers_apart);
	g_test_add_func("/plan-chart/columns", test_columns);
	g_test_add_func("/plan-chart/bar", test_bar);
	g_test_add_func("/plan-chart/golden", test_golden);
	return g_test_run();
}
