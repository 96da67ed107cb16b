/* Plain text to CommonMark, checked by the CommonMark parser: it must show the same characters and invent no markup. */
#include "formats/plain.h"

#include <cmark.h>
#include <string.h>

static const struct {
	const char *in, *out;
} cases[] = {
	{"", ""},
	{"  \n\n ", ""},
	{"One.", "One."},
	{"One.\nTwo.", "One.\\\nTwo."},
	{"One.\r\n\r\nTwo.\r\n", "One.\n\nTwo."},
	{"a *b* _c_ `d` <e> [f] \\g snake_case __x", "a \\*b\\* \\_c\\_ \\`d\\` \\<e> \\[f\\] \\\\g snake_case \\_\\_x"},
	{"# no heading\n> no quote\n=====", "\\# no heading\\\n\\> no quote\\\n\\====="},
	{"R&D &amp; &#65; & co", "R&D \\&amp; \\&#65; & co"},
	{"Do:\n- one\n\xE2\x80\xA2 two\n* three\nThen.", "Do:\n\n- one\n- two\n- three\n\nThen."},
	{"1. one\n2) two\n10. ten", "1. one\n2. two\n10. ten"},
	{"    indented", "indented"},
	{"- # x", "- \\# x"},
	{"- 1. x", "- 1\\. x"},
	{"1.", "1\\."},
	{"1.5 GB", "1.5 GB"},
	{"2021. A year\nb", "2021. A year\n\nb"},
	{"see https://a.example/x_y*z, and (http://b.example/(c)).", "see <https://a.example/x_y*z>, and (<http://b.example/(c)>)."},
	{"[the page](https://a.example/b) and [not](this) ![nor](https://a.example)",
	 "[the page](<https://a.example/b>) and \\[not\\](this) !\\[nor\\](<https://a.example>)"},
	{"https://", "https://"},
	{"xhttps://a.example", "xhttps://a.example"},
	{"\xC2\xA0\xE2\x86\x92 caf\xC3\xA9", "\xC2\xA0\xE2\x86\x92 caf\xC3\xA9"},
};

static void test_cases(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpstr(str_c(plain_to_markdown(arena, str_of(cases[i].in))), ==, cases[i].out);
	arena_free(arena);
}

static void assert_plain(cmark_node *node)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HEADING:
	case CMARK_NODE_THEMATIC_BREAK:
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
	case CMARK_NODE_IMAGE:
		g_test_message("made %s", cmark_node_get_type_string(node));
		g_test_fail();
		break;
	default:
		break;
	}
}

/* All text of the document, without blanks. */
static char *shown(const char *markdown)
{
	cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(document);
	GString *text = g_string_new(NULL);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		assert_plain(node);
		if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
			g_string_append(text, cmark_node_get_literal(node));
	}
	cmark_iter_free(iter);
	cmark_node_free(document);
	return g_string_free(text, FALSE);
}

static char *without_blanks(const char *text)
{
	GString *out = g_string_new(NULL);

	for (; *text != '\0'; text++)
		if (strchr(" \n\t\r", *text) == NULL)
			g_string_append_c(out, *text);
	return g_string_free(out, FALSE);
}

/* A list marker at the beginning of a line is meant to disappear. */
static bool has_marker(const char *text)
{
	return g_regex_match_simple("^[ \\t]*([*+-]|[0-9]+[.)])[ \\t]", text, G_REGEX_MULTILINE, 0);
}

static void test_random(void)
{
	static const char *const parts[] = {"a",   "b1",  " ",   "*",        "_",           "**",    "`",       "```",     "[",
					    "]",   "(",   ")",   "<",        ">",           "&",     "&amp;",   "&#x41;",  "\\",
					    "#",   "!",   "~~~", "=",        "---",         "<b>",   "<!--",    "http://", "https://x.example/",
					    "\nz", "\n#", "\n>", "\n    c",  "\n~~~",       "\n===", "\n<div>", "\n\n",    "|",
					    "\t",  ".",   "3.",  "\xC3\xA9", "\xE2\x80\x9C"};
	GRand *rand = g_rand_new_with_seed(20260131);

	for (int i = 0; i < 30000; i++) {
		struct arena *arena = arena_new();
		GString *text = g_string_new("x");
		char *seen, *expected, *got;

		for (int n = g_rand_int_range(rand, 1, 12); n > 0; n--)
			g_string_append(text, parts[g_rand_int_range(rand, 0, G_N_ELEMENTS(parts))]);
		if (has_marker(text->str))
			g_string_assign(text, "x");
		seen = shown(str_c(plain_to_markdown(arena, str_of(text->str))));
		expected = without_blanks(text->str);
		got = without_blanks(seen);
		if (strcmp(got, expected) != 0)
			g_test_message("from: %s\nmade: %s", text->str, str_c(plain_to_markdown(arena, str_of(text->str))));
		g_assert_cmpstr(got, ==, expected);
		g_free(seen);
		g_free(expected);
		g_free(got);
		g_string_free(text, TRUE);
		arena_free(arena);
	}
	g_rand_free(rand);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/plain/cases", test_cases);
	g_test_add_func("/plain/random", test_random);
	return g_test_run();
}
