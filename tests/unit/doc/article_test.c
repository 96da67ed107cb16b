/* Articles: sections from headings, tables from bars, and where each block stands in the source. */
#include <string.h>

#include "doc/doc.h"

static struct doc *read(struct arena *arena, const char *text, uint32_t start)
{
	const struct source *source = source_from_bytes(arena, "a.md", text, strlen(text), diags_new(arena));
	struct doc *document = doc_new(arena, DOC_DOCUMENT);

	doc_add_article(arena, document, source, start, "metric:");
	return document;
}

static const struct {
	const char *text, *dump;
} articles[] = {
	{"# A\n\nx\n\n## B\n\ny\n\n### C\n\n## D\n\nz", "  section 1\n    heading: A\n    paragraph: x\n    section 2\n      heading: B\n      "
							"paragraph: y\n      section 3\n        heading: C\n    section 2\n   "
							"   heading: D\n      paragraph: z\n"},
	{"### Deep\n\n# Top\n", "  section 1\n    heading: Deep\n  section 1\n    heading: Top\n"},
	{"> # Not a section\n", "  quote\n    paragraph .heading: {strong Not a section}\n"},
	{"a | b\n---|---\n", NULL},
	{"[79%](metric:a/b) [x](other:c)", "  paragraph: {link metric:a/b 79%} x\n"},
	{"not | a\ntable", "  paragraph: not | a table\n"},
	{"| a |\n|---|---|\n", "  paragraph: | a | |---|---|\n"},
};

static void test_blocks(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(articles); i++) {
		struct arena *arena = arena_new();
		GString *dump = g_string_new(NULL);
		const char *body;

		doc_dump(read(arena, articles[i].text, 0), dump);
		body = strchr(dump->str, '\n') + 1;
		if (articles[i].dump != NULL)
			g_assert_cmpstr(body, ==, articles[i].dump);
		else
			g_assert_true(g_str_has_prefix(body, "  table"));
		g_string_free(dump, TRUE);
		arena_free(arena);
	}
}

static void test_depth(void)
{
	/* Headings are no nesting: what comes after many of them is not flattened. */
	struct arena *arena = arena_new();
	GString *text = g_string_new(NULL);
	struct doc *document;

	for (int i = 0; i < 40; i++)
		g_string_append(text, "## H\n\n");
	g_string_append(text, "> said\n");
	document = read(arena, text->str, 0);
	g_assert_cmpint(document->last->last->kind, ==, DOC_QUOTE);
	g_string_free(text, TRUE);
	arena_free(arena);
}

static const char *bytes_of(struct arena *arena, const struct doc *node)
{
	return str_copy(arena, node->origin.source->bytes.text + node->origin.start, node->origin.length).text;
}

static void test_places(void)
{
	struct arena *arena = arena_new();
	const char *text = "---\nt: 1\n---\n# T\xC3\xAFtle\n\nOne *two*\nthree.\n\n- item\n\n|  a | b \\| c|\n|:-:|--:|\n| `x` |\n";
	const struct doc *section = read(arena, text, 13)->first, *paragraph = section->first->next, *list = paragraph->next, *table = list->next;
	const struct doc *row = table->first;

	g_assert_cmpstr(bytes_of(arena, section->first), ==, "# T\xC3\xAFtle");
	g_assert_cmpuint(source_place(section->origin.source, section->first->origin.start).line, ==, 4);
	g_assert_cmpstr(bytes_of(arena, paragraph), ==, "One *two*\nthree.");
	g_assert_cmpstr(bytes_of(arena, list->first->first), ==, "item");
	g_assert_cmpuint(table->as.table.column_count, ==, 2);
	g_assert_cmpint(table->as.table.columns[0].align, ==, ALIGN_CENTRE);
	g_assert_cmpint(table->as.table.columns[1].align, ==, ALIGN_END);
	g_assert_cmpstr(bytes_of(arena, row), ==, "|  a | b \\| c|");
	g_assert_cmpstr(bytes_of(arena, row->first), ==, "a");
	g_assert_cmpstr(doc_text(arena, row->last).text, ==, "b | c");
	g_assert_cmpstr(bytes_of(arena, row->next->first), ==, "`x`");
	g_assert_cmpint(row->next->first->first->first->kind, ==, DOC_CODE);
	g_assert_cmpstr(doc_text(arena, row->next->last).text, ==, "");
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/article-blocks", test_blocks);
	g_test_add_func("/doc/article-depth", test_depth);
	g_test_add_func("/doc/article-places", test_places);
	return g_test_run();
}
