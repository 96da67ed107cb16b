/* Walking over JSON takes just what the reader takes: cases, and thousands of slips of the pen. */
#include <string.h>

#include "read/json.h"
#include "read/json_walk.h"

static bool is_walked(struct str bytes)
{
	struct json_walk walk = json_walk_begin(bytes);

	return json_walk_skip(&walk) && json_walk_ended(&walk);
}

/* True where both say the same; bytes that are no text reach neither. */
static bool agree(const char *bytes, size_t length, bool *good)
{
	struct arena *arena = arena_new();
	const struct source *source = source_from_bytes(arena, "x.json", bytes, length, diags_new(arena));
	bool same = true;

	*good = source != NULL && json_read(arena, source, diags_new(arena)) != NULL;
	if (source != NULL)
		same = is_walked(source->bytes) == *good;
	arena_free(arena);
	return same;
}

static void check(const char *text, bool expected)
{
	bool good;

	g_assert_true(agree(text, strlen(text), &good));
	g_assert_true(good == expected);
}

static void test_cases(void)
{
	static const char *const good[] = {
		"{}", "[]", " [ 1 , -0.5e+3 , true , null ] ", "\"a\\u00e9\\ud83d\\ude00\\n\\/\"", "{\"a\": {\"b\": [\"\"]}, \"a\": 2}", "0",
	};
	static const char *const bad[] = {
		"",
		"{",
		"[1,]",
		"{\"a\":}",
		"{\"a\" 1}",
		"{a: 1}",
		"[1 2]",
		"01",
		"1.",
		"tru",
		"truex",
		"\"\\x\"",
		"\"\\u12\"",
		"\"\\ud800\"",
		"\"\\ude00\\ud83d\"",
		"\"\\u0000\"",
		"\"a\nb\"",
		"\"a",
		"[1]x",
		"{\"a\":1,}",
		"[\"a\" \"b\"]",
		"{\"a\":1]",
		"-",
		"\xEF\xBB\xBF",
		"\"\\",
		"\"\\\"",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
		check(good[i], true);
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		check(bad[i], false);
}

static void test_depth(void)
{
	for (unsigned depth = READ_DEEPEST - 1; depth <= READ_DEEPEST + 1; depth++) {
		GString *text = g_string_new(NULL);

		for (unsigned i = 0; i < depth; i++)
			g_string_append_c(text, '[');
		for (unsigned i = 0; i < depth; i++)
			g_string_append_c(text, ']');
		check(text->str, depth <= READ_DEEPEST);
		g_string_free(text, TRUE);
	}
}

/* A byte replaced, put in, or taken out, up to three times. */
static void slip(GRand *chance, GString *text)
{
	static const char letters[] = "{}[],:\"\\u0dDe-+.19tfn \n\t/x\xC3\xA9\x01";

	for (gint32 times = g_rand_int_range(chance, 1, 4); times > 0 && text->len > 1; times--) {
		gssize at = g_rand_int_range(chance, 0, (gint32)text->len);
		char letter = letters[g_rand_int_range(chance, 0, sizeof letters - 1)];
		gint32 kind = g_rand_int_range(chance, 0, 3);

		if (kind == 0)
			text->str[at] = letter;
		else if (kind == 1)
			g_string_insert_c(text, at, letter);
		else
			g_string_erase(text, at, 1);
	}
}

static void test_slips(void)
{
	static const char whole[] =
		"{\"a\": [\"x\\u00e9\\ud83d\\ude00 long enough for words\", -12.5e3, true, false, null, {}], \"b\\n\": {\"c\": \"\\\"\"}}";
	GRand *chance = g_rand_new_with_seed(3);
	uint32_t accepted = 0;

	for (unsigned i = 0; i < 30000; i++) {
		GString *text = g_string_new(whole);
		bool good;

		slip(chance, text);
		if (!agree(text->str, text->len, &good)) {
			g_test_message("the reader says %d of %s", good, text->str);
			g_test_fail();
		}
		accepted += good;
		g_string_free(text, TRUE);
	}
	g_assert_cmpuint(accepted, >, 1000);
	g_assert_cmpuint(accepted, <, 29000);
	g_rand_free(chance);
}

static void test_fields(void)
{
	struct json_walk walk = json_walk_begin(STR(" {\"one\" : [\"a\", \"b\\\"\"], \"two\": 2 } "));
	struct json_text key, text;
	bool first = true, inner = true;

	g_assert_true(json_walk_open(&walk, '{'));
	g_assert_true(json_walk_key(&walk, &first, &key) && json_text_is(key, STR("one")));
	g_assert_true(json_walk_open(&walk, '['));
	g_assert_true(json_walk_item(&walk, &inner) && json_walk_text(&walk, &text) && json_text_is(text, STR("a")) && !text.escaped);
	g_assert_true(json_walk_item(&walk, &inner) && json_walk_text(&walk, &text) && text.escaped);
	g_assert_false(json_walk_item(&walk, &inner));
	g_assert_true(json_walk_key(&walk, &first, &key) && json_walk_peek(&walk) == '2');
	g_assert_false(json_walk_text(&walk, &text));
	g_assert_true(walk.failed);
	g_assert_false(json_walk_key(&walk, &first, &key) || json_walk_skip(&walk) || json_walk_ended(&walk));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/json-walk/cases", test_cases);
	g_test_add_func("/json-walk/depth", test_depth);
	g_test_add_func("/json-walk/slips", test_slips);
	g_test_add_func("/json-walk/fields", test_fields);
	return g_test_run();
}
