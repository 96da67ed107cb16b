/* Arenas, text, near names. */
#include "base/near.h"

static int undone;

static void undo(void *what)
{
	undone = undone * 10 + *(int *)what;
}

static void test_arena(void)
{
	struct arena *arena = arena_new();
	int one = 1, two = 2;
	unsigned char *last = NULL;

	for (size_t size = 1; size < 9000; size += 37) {
		unsigned char *block = arena_alloc(arena, size);

		g_assert_true(block != last);
		for (size_t i = 0; i < size; i++)
			g_assert_cmpint(block[i], ==, 0);
		memset(block, 0xFF, size);
		last = block;
	}
	arena_defer(arena, undo, &one);
	arena_defer(arena, undo, &two);
	arena_free(arena);
	g_assert_cmpint(undone, ==, 21);
	arena_free(NULL);
}

static void test_str(void)
{
	struct arena *arena = arena_new();

	g_assert_true(str_is(str_trim(arena, STR(" \ta b\n")), "a b"));
	g_assert_true(str_is(str_trim(arena, STR("  ")), ""));
	g_assert_cmpint(str_compare(STR("ab"), STR("abc")), <, 0);
	g_assert_cmpint(str_compare(STR("b"), STR("abc")), >, 0);
	g_assert_true(str_is(str_format(arena, "%d-%s", 3, "x"), "3-x"));
	arena_free(arena);
}

static void test_near(void)
{
	struct near near = near_to(STR("failver"));

	near_offer(&near, STR("backups"));
	near_offer(&near, STR("failover"));
	near_offer(&near, STR("failovers"));
	g_assert_true(str_is(near.best, "failover"));
	g_assert_cmpuint(near_distance(STR("ab"), STR("ba"), 5), ==, 1);
	g_assert_cmpuint(near_distance(STR("kitten"), STR("sitting"), 9), ==, 3);
	g_assert_cmpuint(near_distance(STR("kitten"), STR("sitting"), 2), ==, 3);
	near = near_to(STR("xyz"));
	near_offer(&near, STR("failover"));
	g_assert_true(str_is_empty(near.best));
	g_assert_cmpuint(near_distance(STR("short"), STR("a much longer word"), 3), ==, 4);
	g_assert_cmpuint(near_distance(STR("abcdef"), STR("uvwxyz"), 2), ==, 3);
	g_assert_cmpuint(near_distance(STR("badcfe"), STR("abcdef"), 3), ==, 3);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/base/arena", test_arena);
	g_test_add_func("/base/str", test_str);
	g_test_add_func("/base/near", test_near);
	return g_test_run();
}
