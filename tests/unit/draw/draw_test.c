/* Drawings: order, copies, numbers, the dump. */
#include "draw/draw.h"

static void test_order(void)
{
	struct arena *arena = arena_new();
	struct drawing_maker *maker = drawing_start(arena);
	struct mark *first = drawing_rect(maker, 0, 0, DIM(1), DIM(1), COLOUR_TEXT);
	struct drawing drawing;

	for (dim i = 1; i < 1000; i++)
		drawing_rect(maker, i, 0, DIM(1), DIM(1), COLOUR_TEXT);
	first->as.rect.radius = DIM(3); /* marks stay in place until the drawing is finished */
	drawing = drawing_finish(maker, DIM(10), DIM(20));
	g_assert_cmpuint(drawing.count, ==, 1000);
	for (dim i = 0; i < 1000; i++)
		g_assert_cmpint(drawing.marks[i].at.x, ==, i);
	g_assert_cmpint(drawing.marks[0].as.rect.radius, ==, DIM(3));
	g_assert_cmpint(drawing.marks[0].as.rect.paint.stroke, ==, COLOUR_COUNT);
	arena_free(arena);
}

static void test_numbers(void)
{
	static const struct {
		dim value;
		const char *text;
	} known[] = {
		{0, "0"},
		{DIM_POINT, "1"},
		{-DIM_POINT, "-1"},
		{DIM_POINT / 2, "0.5"},
		{DIM_POINT / 4, "0.25"},
		{-DIM_POINT * 5 / 4, "-1.25"},
		{5, "0"},
		{-5, "0"},
		{6, "0.01"},
		{DIM_POINT - 5, "1"},
		{51, "0.05"},
		{102, "0.1"},
		{INT32_MAX, "2097152"},
		{INT32_MIN, "-2097152"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
		GString *out = g_string_new(NULL);

		dim_append(out, known[i].value);
		g_assert_cmpstr(out->str, ==, known[i].text);
		g_string_free(out, TRUE);
	}
}

static struct drawing one_of_each(struct arena *arena)
{
	struct drawing_maker *maker = drawing_start(arena);
	struct mark *mark;

	drawing_group(maker, STR("A title"), STR("What it shows"), STR("img"));
	mark = drawing_rect(maker, DIM(1), DIM(2), DIM(30), DIM(4), COLOUR_RISK_MEDIUM);
	mark->as.rect.paint.pattern = PATTERN_STRIPES;
	mark->as.rect.radius = DIM(1);
	mark->tag = 7;
	drawing_rule(maker, 0, DIM(5), DIM(9), DIM(5), DIM(0.75), COLOUR_GRID)->tag = TAG_ARTIFACT;
	drawing_text(maker, DIM(3), DIM(4), STR("12 %"), STYLE_CHART_VALUE, COLOUR_TEXT, ANCHOR_END);
	mark = drawing_add(maker, MARK_LINK, 0, 0);
	mark->as.link.width = mark->as.link.height = DIM(9);
	mark->as.link.target = STR("rel-9");
	drawing_end(maker);
	drawing_add(maker, MARK_ANCHOR, 0, DIM(3))->as.anchor.name = STR("here");
	return drawing_finish(maker, DIM(100), DIM(50.5));
}

static void test_dump(void)
{
	struct arena *arena = arena_new();
	struct drawing drawing = one_of_each(arena);
	GString *out = g_string_new(NULL);

	drawing_dump(&drawing, out);
	g_assert_cmpstr(out->str, ==,
			"drawing 100x50.5\n"
			"group 0,0 role \"img\" title \"A title\" description \"What it shows\"\n"
			"rect 1,2 tag 7 30x4 radius 1 fill risk-medium stripes\n"
			"path 0,5 artifact M 0,0 L 9,0 stroke grid 0.75\n"
			"text 3,4 chart-value \"12 %\" text end\n"
			"link 0,0 9x9 target \"rel-9\"\n"
			"end 0,0\n"
			"anchor 0,3 name \"here\"\n");
	g_string_free(out, TRUE);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/draw/order", test_order);
	g_test_add_func("/draw/numbers", test_numbers);
	g_test_add_func("/draw/dump", test_dump);
	return g_test_run();
}
