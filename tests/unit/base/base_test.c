/* Arenas, text, near names. */
#include "base/hash.h"
#include "base/near.h"
#include "base/quote.h"

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

static void test_quote(void)
{
	GString *out = g_string_new(NULL);

	quote_append(out, STR("a \"b\" \\ \n\t\x01\x7F\xC2\x85\u2028\uFEFF\u00e9"));
	g_assert_cmpstr(out->str, ==, "\"a \\\"b\\\" \\\\ \\n\\t\\u0001\\u007f\\u0085\\u2028\\ufeff\u00e9\"");
	g_string_truncate(out, 0);
	quote_append(out, STR("a\xFFz"));
	g_assert_cmpstr(out->str, ==, "\"a\xEF\xBF\xBDz\"");
	g_string_truncate(out, 0);
	quote_append(out, (struct str){"abc", 2});
	g_assert_cmpstr(out->str, ==, "\"ab\"");
	g_string_free(out, TRUE);
}

/* Texts that the hash of GLib cannot tell apart, and lengths around the words that are hashed at a time. */
static void test_hash(void)
{
	static const char text[] = "abcdefghijklmnopqrstuvwxyz";
	GHashTable *hashes = g_hash_table_new(NULL, NULL);

	g_assert_cmpuint(g_str_hash("aab@"), ==, g_str_hash("b@aa"));
	g_assert_cmpuint(text_hash("aab@"), !=, text_hash("b@aa"));
	for (size_t i = 0; i < sizeof text; i++) {
		g_assert_cmpuint(text_hash(text + i), ==, text_hash(text + i));
		g_hash_table_add(hashes, GUINT_TO_POINTER(text_hash(text + i)));
	}
	g_assert_cmpuint(g_hash_table_size(hashes), ==, sizeof text);
	g_hash_table_unref(hashes);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/base/arena", test_arena);
	g_test_add_func("/base/str", test_str);
	g_test_add_func("/base/near", test_near);
	g_test_add_func("/base/quote", test_quote);
	g_test_add_func("/base/hash", test_hash);
	return g_test_run();
}
