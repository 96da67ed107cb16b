/* Documents as Markdown: read back by a CommonMark reader, the words are the same and no markup has come of them. */
#include <string.h>

#include "emit/backend.h"

/* Words that would be marks. */
static const char *const hostile[] = {
	"# not a heading #",
	"<script>alert(1)</script>",
	"a | b \\| c",
	"*stars* _under_ `ticks`",
	"[link](javascript:alert(1))",
	"1. no list",
	"- no list either",
	"&amp; &lt;",
	"![x](y)",
	"> no quote",
	"trailing #",
	"$x$ ~~y~~ :smile:",
	"---",
	"C:\\path\\|",
};

static void add_words(struct arena *arena, struct doc *parent, enum doc_kind kind, const char *words)
{
	doc_add_text(arena, doc_add(arena, parent, kind), str_of(words));
}

static struct doc *add_section(struct arena *arena, struct doc *parent, const char *title)
{
	struct doc *section = doc_add(arena, parent, DOC_SECTION);

	add_words(arena, section, DOC_HEADING, title);
	return section;
}

static void add_table(struct arena *arena, struct doc *parent, const char *words)
{
	static const struct doc_column columns[] = {{1, ALIGN_START}, {1, ALIGN_END}};
	struct doc *table = doc_add(arena, parent, DOC_TABLE);

	table->as.table.columns = columns;
	table->as.table.column_count = 2;
	table->as.table.header_rows = 1;
	for (int r = 0; r < 2; r++) {
		struct doc *row = doc_add(arena, table, DOC_ROW), *cell;

		add_words(arena, doc_add(arena, row, DOC_CELL), DOC_PARAGRAPH, words);
		cell = doc_add(arena, row, DOC_CELL);
		doc_add(arena, doc_add(arena, cell, DOC_PARAGRAPH), DOC_CODE)->as.text.text = STR("x|y");
	}
}

static const struct doc *document_of(struct arena *arena, const char *words)
{
	struct doc *document = doc_new(arena, DOC_DOCUMENT), *section;

	document->as.document.title = str_of(words);
	section = add_section(arena, document, words);
	add_words(arena, section, DOC_PARAGRAPH, words);
	add_table(arena, section, words);
	add_words(arena, doc_add(arena, section, DOC_BOX), DOC_PARAGRAPH, words);
	add_section(arena, section, words);
	return document;
}

static const struct doc *written_and_read(struct arena *arena, const struct doc *document)
{
	struct diags *diags = diags_new(arena);
	struct emit_input input = {.document = document};
	GString *out = g_string_new(NULL);
	struct doc *read = doc_new(arena, DOC_DOCUMENT);

	g_assert_true(backend_markdown.write(arena, &input, out, diags));
	doc_add_article(arena, read, source_from_bytes(arena, "x.md", out->str, out->len, diags), 0, "metric:");
	g_string_free(out, TRUE);
	return read;
}

static void assert_words(struct arena *arena, const struct doc *node, enum doc_kind kind, const char *words)
{
	g_assert_nonnull(node);
	g_assert_cmpint(node->kind, ==, kind);
	g_assert_cmpstr(doc_text(arena, node).text, ==, words);
}

static void test_words_stay_words(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
		struct arena *arena = arena_new();
		const struct doc *read = written_and_read(arena, document_of(arena, hostile[i])), *top = read->first, *section, *table, *box;

		assert_words(arena, top->first, DOC_HEADING, hostile[i]);
		section = top->last;
		assert_words(arena, section->first, DOC_HEADING, hostile[i]);
		assert_words(arena, section->first->next, DOC_PARAGRAPH, hostile[i]);
		table = section->first->next->next;
		g_assert_cmpint(table->kind, ==, DOC_TABLE);
		assert_words(arena, table->first->first->first, DOC_PARAGRAPH, hostile[i]);
		assert_words(arena, table->last->first->first, DOC_PARAGRAPH, hostile[i]);
		assert_words(arena, table->last->last->first->first, DOC_CODE, "x|y");
		box = table->next;
		g_assert_cmpint(box->kind, ==, DOC_QUOTE);
		assert_words(arena, box->first, DOC_PARAGRAPH, hostile[i]);
		assert_words(arena, section->last->first, DOC_HEADING, hostile[i]);
		arena_free(arena);
	}
}

static void test_chart(void)
{
	static const struct chart_value value = {.label = {"79%", 3}, .title = {"71% to 85%", 10}, .amount = 790, .of = 1000, .risk = RISK_COUNT};
	static const struct chart_row row = {.label = {"No | plan", 9}, .note = {"118 of 150", 10}, .values = &value, .count = 1};
	static const struct chart_spec chart = {
		.kind = CHART_INTERVALS, .title = {"T", 1}, .alt = {"a", 1}, .axis = {"share", 5}, .rows = &row, .row_count = 1};
	static const char *const cells[] = {"No | plan", "79%", "118 of 150", "71% to 85%"};
	struct arena *arena = arena_new();
	struct doc *document = doc_new(arena, DOC_DOCUMENT);
	const struct doc *table, *cell;

	document->as.document.title = STR("x");
	doc_add(arena, document, DOC_FIGURE)->as.figure.chart = &chart;
	table = written_and_read(arena, document)->first->last;
	g_assert_cmpint(table->kind, ==, DOC_TABLE);
	cell = table->last->first;
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++, cell = cell->next)
		g_assert_cmpstr(doc_text(arena, cell).text, ==, cells[i]);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/emit/markdown-words", test_words_stay_words);
	g_test_add_func("/emit/markdown-chart", test_chart);
	return g_test_run();
}
