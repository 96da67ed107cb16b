/* One among many: every peer is drawn once, the one stands at its share, and words keep clear of each other and of its line. */
#include "chart/chart.h"

#include <string.h>

struct fixture {
	struct arena *arena;
	const struct theme *theme;
	struct typesetter *typesetter;
};

static const dim widths[] = {DIM(200), DIM(260), DIM(359), DIM(360), DIM(453.28), DIM(700)};

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

/* Bins of each row, then the one: 0 to 0, 0 to 20, 20 to 30, 30 to 50, 50 to 100. */
static const struct {
	const char *label;
	uint32_t bins[5], hits, of;
} rows[] = {
	{"Operational Excellence", {16, 26, 28, 39, 40}, 0, 9},
	{"Security", {0, 40, 20, 47, 42}, 4, 11},
	{"Reliability", {3, 10, 5, 7, 3}, 2, 9},
	{"Performance Efficiency", {0, 60, 0, 0, 0}, 7, 7},
	{"Cost Optimization", {0, 61, 0, 0, 0}, 1, 10},
};

static struct chart_spec sample(struct arena *arena, bool long_words)
{
	static const uint32_t edges[] = {0, 0, 2000, 3000, 5000, 10000};
	struct chart_row *made = arena_array(arena, struct chart_row, G_N_ELEMENTS(rows));

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct chart_value *values = arena_array(arena, struct chart_value, 6);
		uint32_t count = 0;

		for (size_t bin = 0; bin < 5; bin++)
			if (rows[i].bins[bin] > 0)
				values[count++] = (struct chart_value){.amount = rows[i].bins[bin], .start = edges[bin], .end = edges[bin + 1]};
		values[count++] = (struct chart_value){.amount = rows[i].hits, .of = rows[i].of, .mark = CHART_MARK_STRONG};
		made[i] = (struct chart_row){.label = str_of(rows[i].label), .values = values, .count = count, .target = STR("findings")};
		made[i].note = str_format(arena, "%u of %u", rows[i].hits, rows[i].of);
		if (long_words)
			made[i].label = made[i].note = STR("a pillar whose name goes on and on, over more lines than any chart could ever give it");
	}
	return (struct chart_spec){.kind = CHART_PEERS, .rows = made, .row_count = G_N_ELEMENTS(rows), .axis = STR("share of answers at high risk")};
}

static struct drawing draw(const struct fixture *fixture, const struct chart_spec *spec, dim width)
{
	return chart_draw(fixture->arena, fixture->typesetter, fixture->theme, spec, width);
}

static bool is_line(const struct mark *mark)
{
	return mark->kind == MARK_RECT && mark->as.rect.paint.fill == COLOUR_ACCENT;
}

struct area {
	dim left, top, right, bottom;
};

static struct area area_of(const struct fixture *fixture, const struct mark *mark)
{
	static const int halves[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 1, [ANCHOR_END] = 2};
	dim width = mark->kind == MARK_TEXT ? type_width(fixture->typesetter, mark->as.text.text, mark->as.text.style) : mark->as.rect.width, size;

	if (mark->kind == MARK_RECT)
		return (struct area){mark->at.x, mark->at.y, mark->at.x + width, mark->at.y + mark->as.rect.height};
	size = fixture->theme->styles[mark->as.text.style].size;
	return (struct area){mark->at.x - width * halves[mark->as.text.anchor] / 2, mark->at.y - size * 7 / 10,
			     mark->at.x + width * (2 - halves[mark->as.text.anchor]) / 2, mark->at.y + size / 10};
}

static void check_areas(const struct fixture *fixture, const struct drawing *drawing)
{
	for (uint32_t i = 0; i < drawing->count; i++) {
		const struct mark *mark = &drawing->marks[i];
		struct area area;

		if (mark->kind != MARK_TEXT && mark->kind != MARK_RECT)
			continue;
		area = area_of(fixture, mark);
		g_assert_true(area.left >= -DIM_POINT / 50 && area.top >= 0 && area.right <= drawing->width + DIM_POINT / 50 &&
			      area.bottom <= drawing->height);
		for (uint32_t j = 0; mark->kind == MARK_TEXT && j < drawing->count; j++) {
			const struct mark *other = &drawing->marks[j];
			struct area there;

			if (j == i || (other->kind != MARK_TEXT && !is_line(other)))
				continue;
			there = area_of(fixture, other);
			if (area.left < there.right && there.left < area.right && area.top < there.bottom && there.top < area.bottom)
				g_error("\"%s\" is hidden at %d points", str_c(mark->as.text.text), drawing->width / DIM_POINT);
		}
	}
}

static void test_fits(void)
{
	struct fixture fixture = open_fixture();

	for (size_t w = 0; w < G_N_ELEMENTS(widths); w++)
		for (int longer = 0; longer < 2; longer++) {
			struct chart_spec spec = sample(fixture.arena, longer == 1);
			struct drawing drawing = draw(&fixture, &spec, widths[w]);

			check_areas(&fixture, &drawing);
		}
	arena_free(fixture.arena);
}

/* Rows of 60 peers or fewer have a dot for each of them; the others bars whose areas go by numbers. */
static void test_peers(void)
{
	struct fixture fixture = open_fixture();
	struct chart_spec spec = sample(fixture.arena, false);
	struct drawing drawing = draw(&fixture, &spec, DIM(480));
	uint32_t row = 0, dots[G_N_ELEMENTS(rows)] = {0}, bars[G_N_ELEMENTS(rows)] = {0};
	dim highest = 0, second = 0;

	for (uint32_t i = 0; i < drawing.count; i++) {
		const struct mark *mark = &drawing.marks[i];

		row += mark->kind == MARK_END;
		if (row == G_N_ELEMENTS(rows))
			break;
		dots[row] += mark->kind == MARK_PATH && mark->as.path.paint.fill == COLOUR_MUTED;
		if (mark->kind != MARK_RECT || mark->as.rect.paint.fill != COLOUR_SCALE_2)
			continue;
		bars[row]++;
		if (row == 0 && bars[row] == 3)
			highest = mark->as.rect.height;
		if (row == 0 && bars[row] == 4)
			second = mark->as.rect.height;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint32_t all = 0, bins = 0;

		for (size_t bin = 0; bin < 5; bin++) {
			all += rows[i].bins[bin];
			bins += rows[i].bins[bin] > 0;
		}
		g_assert_cmpuint(dots[i], ==, all <= 60 ? all : 0);
		g_assert_cmpuint(bars[i], ==, all <= 60 ? 0 : bins);
	}
	/* 28 in a tenth of the scale, 39 in two tenths. */
	g_assert_cmpint(ABS(second * 56 - highest * 39), <, DIM(1) * 56);
	arena_free(fixture.arena);
}

static void test_own(void)
{
	struct fixture fixture = open_fixture();
	struct chart_spec spec = sample(fixture.arena, false);
	struct drawing drawing = draw(&fixture, &spec, DIM(480));
	dim at[G_N_ELEMENTS(rows)] = {0}, whole;
	uint32_t row = 0;

	for (uint32_t i = 0; i < drawing.count; i++)
		if (is_line(&drawing.marks[i]))
			at[row++] = drawing.marks[i].at.x + DIM(1);
	g_assert_cmpuint(row, ==, G_N_ELEMENTS(rows));
	/* 7 of 7 is at the end of the scale, 1 of 10 at a tenth of it; nothing at all stands left of where it begins. */
	whole = (at[3] - at[4]) * 10 / 9;
	g_assert_cmpint(ABS(at[1] - (at[3] - whole * 7 / 11)), <, DIM(0.1));
	g_assert_cmpint(ABS(at[2] - (at[3] - whole * 7 / 9)), <, DIM(0.1));
	g_assert_cmpint(at[0], <, at[3] - whole);
	arena_free(fixture.arena);
}

static void test_nothing(void)
{
	struct fixture fixture = open_fixture();
	struct chart_value unknown = {.mark = CHART_MARK_STRONG};
	struct chart_row row = {.label = STR("Nothing here")}, own = {.label = STR("Nothing"), .values = &unknown, .count = 1};
	struct chart_spec none = {.kind = CHART_PEERS}, empty = {.kind = CHART_PEERS, .rows = &row, .row_count = 1};
	struct chart_spec unplaced = {.kind = CHART_PEERS, .rows = &own, .row_count = 1};
	struct drawing drawing;

	draw(&fixture, &none, DIM(480));
	draw(&fixture, &empty, DIM(480));
	drawing = draw(&fixture, &unplaced, DIM(480));
	for (uint32_t i = 0; i < drawing.count; i++)
		g_assert_false(is_line(&drawing.marks[i]));
	arena_free(fixture.arena);
}

static void test_golden(void)
{
	struct fixture fixture = open_fixture();
	struct chart_spec spec = sample(fixture.arena, false);
	struct drawing drawing = draw(&fixture, &spec, DIM(453.28));
	GString *out = g_string_new(NULL);
	char *wanted = NULL;

	drawing_dump(&drawing, out);
	if (g_getenv("PLUMBLINE_UPDATE") != NULL)
		g_assert_true(g_file_set_contents(TESTS "/golden/chart/peers.out_marks", out->str, (gssize)out->len, NULL));
	g_assert_true(g_file_get_contents(TESTS "/golden/chart/peers.out_marks", &wanted, NULL, NULL));
	g_assert_cmpstr(out->str, ==, wanted);
	g_free(wanted);
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/chart/peers/fits", test_fits);
	g_test_add_func("/chart/peers/peers", test_peers);
	g_test_add_func("/chart/peers/own", test_own);
	g_test_add_func("/chart/peers/nothing", test_nothing);
	g_test_add_func("/chart/peers/golden", test_golden);
	return g_test_run();
}
