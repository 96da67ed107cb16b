/* The document tree: CommonMark from people, walking, checking, the dump. */
#include "doc/doc.h"

#include <string.h>

/* ---- CommonMark ---- */

static const struct {
	const char *markdown, *dump;
} markdowns[] = {
	{"plain", "  paragraph: plain\n"},
	{"a *b* **c** `d{}`", "  paragraph: a {emphasis b} {strong c} {code d\\{\\}}\n"},
	{"one\ntwo  \nthree", "  paragraph: one two{break}three\n"},
	{"a\n\nb", "  paragraph: a\n  paragraph: b\n"},
	{"# Head\n\ntext", "  paragraph .heading: {strong Head}\n  paragraph: text\n"},
	{"- a\n- b\n  1. c\n  2. d\n", "  list tight\n    item\n      paragraph: a\n    item\n      paragraph: b\n      list from=1 tight\n        "
				       "item\n          paragraph: c\n        item\n          paragraph: d\n"},
	{"7. x\n\n8. y\n", "  list from=7\n    item\n      paragraph: x\n    item\n      paragraph: y\n"},
	{"> said", "  quote\n    paragraph: said\n"},
	{"```sh\na\n  b\n```", "  code-block: a\\n  b\n"},
	{"a\n\n---\n\nb", "  paragraph: a\n  rule\n  paragraph: b\n"},
	{"[x](https://a.example/b)", "  paragraph: {link https://a.example/b x}\n"},
	{"[m](mailto:a@b.example)", "  paragraph: {link mailto:a@b.example m}\n"},
	{"<https://a.example/>", "  paragraph: {link https://a.example/ https://a.example/}\n"},
	/* What must not get through. */
	{"<b>bold</b> & <i>", "  paragraph: <b>bold</b> & <i>\n"},
	{"<script>alert(1)</script>", "  paragraph: <script>alert(1)</script>\n"},
	{"<div>\n\n*x*", "  paragraph: <div>\n  paragraph: {emphasis x}\n"},
	{"[x](javascript:alert(1))", "  paragraph: x\n"},
	{"[x](JaVaScRiPt:alert(1))", "  paragraph: x\n"},
	{"[x](data:text/html,hi)", "  paragraph: x\n"},
	{"[x](vbscript:a) [y](file:///etc/passwd) [z](//host/) [w](relative) [v](#top)", "  paragraph: x y z w v\n"},
	{"[x](java\tscript:a)", "  paragraph: [x](java\tscript:a)\n"},
	{"[x](<https://a b>)", "  paragraph: x\n"},
	{"[x](https:///p)", "  paragraph: x\n"},
	{"![a *cat*](https://a.example/cat.png)", "  paragraph: a {emphasis cat}\n"},
	{"[![alt](https://a.example/i.png)](javascript:x)", "  paragraph: alt\n"},
	{"&lt;b&gt; &copy;", "  paragraph: <b> \xC2\xA9\n"},
	{"", ""},
};

static struct str dump_of(struct arena *arena, const struct doc *document)
{
	GString *out = g_string_new(NULL);

	doc_dump(document, out);
	return str_take(arena, out);
}

static void test_markdown(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(markdowns); i++) {
		struct doc *document = doc_new(arena, DOC_DOCUMENT);
		struct diags *diags = diags_new(arena);
		const char *below;

		doc_add_markdown(arena, document, str_of(markdowns[i].markdown), NO_SPAN);
		below = strchr(dump_of(arena, document).text, '\n') + 1;
		g_assert_cmpstr(below, ==, markdowns[i].dump);
		g_assert_true(doc_check(document, diags));
	}
	arena_free(arena);
}

static void test_markdown_inline(void)
{
	static const struct {
		const char *markdown, *text;
	} cases[] = {
		{"a *b*\n\nc", "a b c"}, {"# x\n\n- y\n- z", "x y z"}, {"```\ncode\n```\nmore", "code more"}, {"<p>q</p>", "<p>q</p>"},
		{"a  \nb", "a b"},
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct doc *paragraph = doc_new(arena, DOC_PARAGRAPH);

		doc_add_markdown_inline(arena, paragraph, str_of(cases[i].markdown), NO_SPAN);
		g_assert_cmpstr(doc_text(arena, paragraph).text, ==, cases[i].text);
		for (const struct doc *node = paragraph->first; node != NULL; node = node->next)
			g_assert_true(doc_is_inline(node->kind));
	}
	arena_free(arena);
}

/* Nesting without end must neither break the program nor make a tree without end. */
static void test_markdown_deep(void)
{
	struct arena *arena = arena_new();
	GString *text = g_string_new(NULL);
	struct doc *document = doc_new(arena, DOC_DOCUMENT);
	struct diags *diags = diags_new(arena);
	uint32_t depth = 0, deepest = 0;

	for (int i = 0; i < 5000; i++)
		g_string_append(text, i % 2 == 0 ? "> " : "- ");
	g_string_append(text, "x\n\n");
	for (int i = 0; i < 2000; i++)
		g_string_append(text, "*a **b ");
	for (int i = 0; i < 2000; i++)
		g_string_append(text, "** c*");
	doc_add_markdown(arena, document, (struct str){text->str, (uint32_t)text->len}, NO_SPAN);
	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		depth = walk.entering ? depth + 1 : depth - 1;
		deepest = MAX(deepest, depth);
	}
	g_assert_cmpuint(depth, ==, 0);
	g_assert_cmpuint(deepest, <, 40);
	g_assert_true(doc_check(document, diags));
	g_string_free(text, TRUE);
	arena_free(arena);
}

static void test_url(void)
{
	g_assert_true(doc_url_is_safe(STR("http://a.example")));
	g_assert_true(doc_url_is_safe(STR("HTTPS://a.example/?q=1&r=%20#x")));
	g_assert_false(doc_url_is_safe(STR("https://")));
	g_assert_false(doc_url_is_safe(STR("ftp://a.example")));
	g_assert_false(doc_url_is_safe(STR(" https://a.example")));
	g_assert_false(doc_url_is_safe(STR("https://a.example/\"onclick=")));
	g_assert_false(doc_url_is_safe(STR("")));
}

/* ---- The tree ---- */

struct sound {
	struct arena *arena;
	struct diags *diags;
	struct doc *document, *section, *heading, *paragraph, *table, *row, *link;
};

static struct doc *add_cell(struct arena *arena, struct doc *row, const char *words)
{
	struct doc *cell = doc_add(arena, row, DOC_CELL);

	doc_add_text(arena, doc_add(arena, cell, DOC_PARAGRAPH), str_of(words));
	return cell;
}

/* A document with nothing wrong; each case then spoils one thing. */
static struct sound sound_document(void)
{
	static const struct doc_column columns[] = {{1, ALIGN_START}, {0, ALIGN_END}};
	struct sound sound = {.arena = arena_new()};

	sound.diags = diags_new(sound.arena);
	sound.document = doc_new(sound.arena, DOC_DOCUMENT);
	sound.section = doc_add(sound.arena, sound.document, DOC_SECTION);
	sound.section->anchor = STR("top");
	sound.heading = doc_add(sound.arena, sound.section, DOC_HEADING);
	doc_add_text(sound.arena, sound.heading, STR("Title"));
	sound.paragraph = doc_add(sound.arena, sound.section, DOC_PARAGRAPH);
	sound.link = doc_add(sound.arena, sound.paragraph, DOC_LINK);
	sound.link->as.link.target = STR("top");
	doc_add_text(sound.arena, sound.link, STR("up"));
	sound.table = doc_add(sound.arena, sound.section, DOC_TABLE);
	sound.table->as.table.columns = columns;
	sound.table->as.table.column_count = 2;
	sound.row = doc_add(sound.arena, sound.table, DOC_ROW);
	add_cell(sound.arena, sound.row, "a");
	add_cell(sound.arena, sound.row, "b");
	return sound;
}

static void spoil_nothing(struct sound *sound)
{
}

static void spoil_place(struct sound *sound)
{
	doc_add(sound->arena, sound->paragraph, DOC_PARAGRAPH);
}

static void spoil_cover(struct sound *sound)
{
	doc_add(sound->arena, sound->section, DOC_COVER);
}

static void spoil_row(struct sound *sound)
{
	add_cell(sound->arena, sound->row, "c");
}

static void spoil_heading(struct sound *sound)
{
	struct doc *section = doc_add(sound->arena, sound->section, DOC_SECTION);

	doc_add(sound->arena, section, DOC_PARAGRAPH);
}

static void spoil_anchor(struct sound *sound)
{
	sound->paragraph->anchor = STR("top");
}

static void spoil_anchor_shape(struct sound *sound)
{
	sound->paragraph->anchor = STR("Top!");
}

static void spoil_target(struct sound *sound)
{
	sound->link->as.link.target = STR("nowhere");
}

static void spoil_url(struct sound *sound)
{
	sound->link->as.link.target = STR("");
	sound->link->as.link.url = STR("javascript:x");
}

static void spoil_nesting(struct sound *sound)
{
	struct doc *inner = doc_add(sound->arena, sound->link, DOC_LINK);

	inner->as.link.target = STR("top");
}

static void spoil_figure(struct sound *sound)
{
	doc_add(sound->arena, sound->section, DOC_FIGURE);
}

static void spoil_text(struct sound *sound)
{
	doc_add_text(sound->arena, sound->paragraph, STR("\xFF"));
}

static const struct {
	void (*spoil)(struct sound *sound);
	const char *code;
} spoils[] = {
	{spoil_nothing, NULL},        {spoil_place, "DOC_MISPLACED"},    {spoil_cover, "DOC_MISPLACED"}, {spoil_nesting, "DOC_MISPLACED"},
	{spoil_row, "DOC_ROW_WIDTH"}, {spoil_heading, "DOC_NO_HEADING"}, {spoil_anchor, "DOC_ANCHOR"},   {spoil_anchor_shape, "DOC_ANCHOR"},
	{spoil_target, "DOC_TARGET"}, {spoil_url, "DOC_TARGET"},         {spoil_figure, "DOC_EMPTY"},    {spoil_text, "DOC_EMPTY"},
};

static void test_check(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(spoils); i++) {
		struct sound sound = sound_document();
		GString *said = g_string_new(NULL);
		bool good;

		spoils[i].spoil(&sound);
		good = doc_check(sound.document, sound.diags);
		diags_write_text(sound.diags, said, false);
		g_assert_true(good == (spoils[i].code == NULL));
		g_assert_cmpuint(diags_errors(sound.diags), ==, spoils[i].code != NULL);
		if (spoils[i].code != NULL)
			g_assert_nonnull(strstr(said->str, spoils[i].code));
		g_string_free(said, TRUE);
		arena_free(sound.arena);
	}
}

static void test_walk(void)
{
	struct sound sound = sound_document();
	struct doc *deep = doc_add(sound.arena, sound.section, DOC_SECTION);
	GString *seen = g_string_new(NULL);

	doc_add_text(sound.arena, doc_add(sound.arena, deep, DOC_HEADING), STR("Deep"));
	for (struct doc_walk walk = doc_walk_start(sound.row); walk.node != NULL; doc_walk_next(&walk))
		g_string_append_printf(seen, "%s%s ", walk.entering ? "" : "/", doc_kind_name(walk.node->kind));
	g_assert_cmpstr(seen->str, ==, "row cell paragraph text /text /paragraph /cell cell paragraph text /text /paragraph /cell /row ");
	g_assert_cmpstr(doc_text(sound.arena, sound.document).text, ==, "Title up a b Deep");
	g_assert_cmpuint(doc_section_level(sound.section), ==, 1);
	g_assert_cmpuint(doc_section_level(deep), ==, 2);
	g_string_free(seen, TRUE);
	arena_free(sound.arena);
}

static void test_heading_text(void)
{
	struct sound sound = sound_document();
	struct doc *badge = doc_add(sound.arena, sound.heading, DOC_BADGE);

	badge->as.badge.risk = RISK_HIGH;
	badge->as.badge.label = STR("High risk");
	g_assert_cmpstr(doc_text(sound.arena, sound.heading).text, ==, "Title");
	g_assert_cmpstr(dump_of(sound.arena, sound.heading).text, ==, "heading: Title{badge high High risk}\n");
	arena_free(sound.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/markdown", test_markdown);
	g_test_add_func("/doc/markdown-inline", test_markdown_inline);
	g_test_add_func("/doc/markdown-deep", test_markdown_deep);
	g_test_add_func("/doc/url", test_url);
	g_test_add_func("/doc/check", test_check);
	g_test_add_func("/doc/walk", test_walk);
	g_test_add_func("/doc/heading-text", test_heading_text);
	return g_test_run();
}
