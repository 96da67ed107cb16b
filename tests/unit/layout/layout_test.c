/* Laying out: pages break where they should, nothing leaves the page, readers hear everything once and in order. */
#include "../type/sample_theme.h"

#include <string.h>

#include "layout/flow.h"
#include "source/diag.h"

#define PROSE                                                                                                                                        \
	"A restore that nobody has tried is a hope, not a plan. Customers notice an outage within minutes, and the people who must answer them "     \
	"need a procedure "                                                                                                                          \
	"that was rehearsed, with names, numbers and an order of work. "

struct fixture {
	struct arena *arena;
	const struct theme *theme;
	struct diags *diags;
	struct typesetter *typesetter;
	struct doc *document;
};

static struct fixture open_fixture(void)
{
	struct fixture fixture = {.arena = arena_new()};
	static char *cache;

	if (cache == NULL)
		cache = g_build_filename(g_get_tmp_dir(), "plumbline-test-fonts", NULL);
	fixture.theme = sample_theme(fixture.arena);
	fixture.diags = diags_new(fixture.arena);
	fixture.typesetter = typesetter_new(fixture.arena, ROOT "/fonts/fonts.conf", cache, fixture.theme, fixture.diags);
	g_assert_nonnull(fixture.typesetter);
	fixture.document = doc_new(fixture.arena, DOC_DOCUMENT);
	fixture.document->as.document.title = STR("Title");
	fixture.document->as.document.language = STR("en-GB");
	fixture.document->as.document.running_head = STR("Head");
	return fixture;
}

static const struct pages *lay_out(const struct fixture *fixture)
{
	g_assert_true(doc_check(fixture->document, fixture->diags));
	return layout_document(fixture->arena, fixture->typesetter, fixture->theme, PAPER_A4, fixture->document, fixture->diags);
}

static struct doc *add_paragraph(const struct fixture *fixture, struct doc *parent, struct str text)
{
	struct doc *node = doc_add(fixture->arena, parent, DOC_PARAGRAPH);

	doc_add_text(fixture->arena, node, text);
	return node;
}

static struct doc *add_section(const struct fixture *fixture, struct doc *parent, const char *title, const char *anchor)
{
	struct doc *section = doc_add(fixture->arena, parent, DOC_SECTION);

	section->anchor = str_of(anchor);
	doc_add_text(fixture->arena, doc_add(fixture->arena, section, DOC_HEADING), str_of(title));
	return section;
}

static struct str prose(const struct fixture *fixture, uint32_t sentences)
{
	GString *text = g_string_new(NULL);

	for (uint32_t i = 0; i < sentences; i++)
		g_string_append(text, PROSE);
	return str_take(fixture->arena, text);
}

static bool is_text(const struct mark *mark)
{
	return mark->kind == MARK_LINE || mark->kind == MARK_TEXT;
}

/* Every mark names a leaf, the leaves never go back, and text keeps within the margins. */
static void check_pages(const struct fixture *fixture, const struct pages *pages)
{
	static const bool leaves[] = {
#define TAG(id, type, leaf) leaf,
#include "layout/tag.def"
#undef TAG
	};
	const struct paper *paper = &fixture->theme->papers[PAPER_A4];
	uint32_t last = 0;

	for (uint32_t i = 1; i < pages->tag_count; i++)
		g_assert_cmpuint(pages->tags[i].parent, <, i);
	for (uint32_t i = 0; i < pages->count; i++)
		for (uint32_t j = 0; j < pages->items[i].drawing.count; j++) {
			const struct mark *mark = &pages->items[i].drawing.marks[j];

			if (mark->tag == TAG_ARTIFACT)
				continue;
			g_assert_cmpuint(mark->tag, <, pages->tag_count);
			g_assert_true(leaves[pages->tags[mark->tag].kind]);
			g_assert_cmpuint(mark->tag, >=, last);
			last = mark->tag;
			g_assert_cmpint(mark->at.y, <=, paper->height - paper->bottom);
			if (mark->kind == MARK_LINE)
				for (uint32_t k = 0; k < mark->as.line.line->piece_count; k++) {
					g_assert_cmpuint(mark->as.line.line->pieces[k].run->tag, ==, mark->tag);
					g_assert_cmpint(mark->at.x + mark->as.line.line->pieces[k].x + mark->as.line.line->pieces[k].width, <=,
							paper->width - paper->right + DIM(1));
				}
		}
}

static uint32_t lines_on(const struct pages *pages, uint32_t page, uint32_t parent)
{
	uint32_t count = 0;
	dim y = -1;

	for (uint32_t j = 0; j < pages->items[page].drawing.count; j++) {
		const struct mark *mark = &pages->items[page].drawing.marks[j];

		if (is_text(mark) && mark->tag != TAG_ARTIFACT && pages->tags[mark->tag].parent == parent && mark->at.y != y) {
			y = mark->at.y;
			count++;
		}
	}
	return count;
}

/* Paragraphs of many lengths: never one line alone on either side of a page break. */
static void test_widows(void)
{
	struct fixture fixture = open_fixture();
	const struct pages *pages;

	for (uint32_t i = 0; i < 160; i++)
		add_paragraph(&fixture, fixture.document, prose(&fixture, 1 + i * 7 % 9));
	pages = lay_out(&fixture);
	check_pages(&fixture, pages);
	g_assert_cmpuint(pages->count, >, 10);
	for (uint32_t tag = 1; tag < pages->tag_count; tag++) {
		uint32_t first = 0, total = 0;

		if (pages->tags[tag].kind != TAG_PARAGRAPH)
			continue;
		for (uint32_t page = 0; page < pages->count; page++) {
			uint32_t lines = lines_on(pages, page, tag);

			total += lines;
			first = first == 0 && lines > 0 ? page + 1 : first;
		}
		for (uint32_t page = 0; page < pages->count; page++)
			if (lines_on(pages, page, tag) == 1)
				g_assert_cmpuint(total, ==, 1);
		g_assert_cmpuint(first, >, 0);
	}
	arena_free(fixture.arena);
}

/* The tag of the last text on a page that is not an artifact. */
static uint32_t last_tag(const struct page *page)
{
	uint32_t last = 0;

	for (uint32_t j = 0; j < page->drawing.count; j++)
		if (is_text(&page->drawing.marks[j]) && page->drawing.marks[j].tag != TAG_ARTIFACT)
			last = page->drawing.marks[j].tag;
	return last;
}

static void test_headings(void)
{
	for (uint32_t shift = 0; shift < 12; shift++) {
		struct fixture fixture = open_fixture();
		const struct pages *pages;

		for (uint32_t i = 0; i < shift; i++)
			add_paragraph(&fixture, fixture.document, STR("A line."));
		for (uint32_t i = 0; i < 25; i++) {
			struct doc *section = add_section(&fixture, add_section(&fixture, fixture.document, "Part", ""), "A heading", "");

			add_paragraph(&fixture, section, STR("One line is not enough to hold a heading."));
			add_paragraph(&fixture, section, prose(&fixture, 3));
		}
		pages = lay_out(&fixture);
		check_pages(&fixture, pages);
		for (uint32_t i = 0; i < pages->count; i++) {
			uint32_t tag = last_tag(&pages->items[i]);

			g_assert_cmpint(pages->tags[tag].kind, ==, TAG_SPAN);
			g_assert_cmpuint(lines_on(pages, i, pages->tags[tag].parent), >=, 2);
		}
		arena_free(fixture.arena);
	}
}

static struct doc *add_table(const struct fixture *fixture, struct doc *parent, uint32_t rows, uint32_t sentences)
{
	static const struct doc_column columns[] = {{0, ALIGN_START}, {1, ALIGN_START}, {0, ALIGN_END}};
	struct doc *table = doc_add(fixture->arena, parent, DOC_TABLE);

	table->as.table.columns = columns;
	table->as.table.column_count = 3;
	table->as.table.header_rows = 1;
	table->as.table.header_column = true;
	for (uint32_t i = 0; i <= rows; i++) {
		struct doc *row = doc_add(fixture->arena, table, DOC_ROW);
		struct str texts[] = {i == 0 ? STR("Step") : str_format(fixture->arena, "r%u", i),
				      i == 0 ? STR("What to do") : prose(fixture, sentences),
				      i == 0 ? STR("Days") : str_format(fixture->arena, "%u", i * 17)};

		for (size_t j = 0; j < G_N_ELEMENTS(texts); j++) {
			struct doc *cell = doc_add(fixture->arena, row, DOC_CELL);

			cell->as.cell.span = 1;
			cell->as.cell.is_header = i == 0;
			add_paragraph(fixture, cell, texts[j]);
		}
	}
	return table;
}

static uint32_t count_text(const struct page *page, const char *text, bool artifact)
{
	uint32_t count = 0;

	for (uint32_t j = 0; j < page->drawing.count; j++) {
		const struct mark *mark = &page->drawing.marks[j];

		if (mark->kind == MARK_LINE && (mark->tag == TAG_ARTIFACT) == artifact)
			count += mark->as.line.line->piece_count > 0 && str_is(piece_text(&mark->as.line.line->pieces[0]), text);
	}
	return count;
}

/* Rows stay whole; the head is heard once and seen on every page. */
static void test_table(void)
{
	struct fixture fixture = open_fixture();
	const struct pages *pages;

	add_table(&fixture, fixture.document, 60, 3);
	pages = lay_out(&fixture);
	check_pages(&fixture, pages);
	g_assert_cmpuint(pages->count, >, 2);
	for (uint32_t i = 0; i < pages->count; i++) {
		g_assert_cmpuint(count_text(&pages->items[i], "Step", false), ==, i == 0);
		g_assert_cmpuint(count_text(&pages->items[i], "Step", true), ==, i > 0);
	}
	for (uint32_t tag = 0; tag < pages->tag_count; tag++) {
		uint32_t on = 0;

		for (uint32_t i = 0; i < pages->count; i++)
			on += lines_on(pages, i, tag) > 0;
		if (pages->tags[tag].kind == TAG_PARAGRAPH)
			g_assert_cmpuint(on, ==, 1);
	}
	g_assert_cmpuint(diags_warnings(fixture.diags), ==, 0);
	arena_free(fixture.arena);
}

static void test_high_row(void)
{
	struct fixture fixture = open_fixture();
	const struct pages *pages;

	add_table(&fixture, fixture.document, 2, 90);
	pages = lay_out(&fixture);
	check_pages(&fixture, pages);
	g_assert_cmpuint(pages->count, >, 2);
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_LAYOUT_ROW_TOO_HIGH), ==, 2);
	arena_free(fixture.arena);
}

/* The first piece of text that is these words: its page, counted from 1, and how far down; 0: nowhere. */
static uint32_t page_of(const struct pages *pages, const char *words, dim *y)
{
	for (uint32_t i = 0; i < pages->count; i++)
		for (uint32_t j = 0; j < pages->items[i].drawing.count; j++) {
			const struct mark *mark = &pages->items[i].drawing.marks[j];

			if (mark->kind != MARK_LINE || mark->tag == TAG_ARTIFACT || mark->as.line.line->piece_count == 0 ||
			    !str_is(piece_text(&mark->as.line.line->pieces[0]), words))
				continue;
			*y = mark->at.y;
			return i + 1;
		}
	return 0;
}

static uint32_t page_of_figure(const struct pages *pages)
{
	for (uint32_t i = 0; i < pages->tag_count; i++)
		if (pages->tags[i].kind == TAG_FIGURE)
			return pages->tags[i].page + 1;
	return 0;
}

static void add_lines(const struct fixture *fixture, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		add_paragraph(fixture, fixture->document, STR("A line."));
}

static void add_figure(const struct fixture *fixture, struct doc *parent)
{
	static const struct chart_value value = {.amount = 3, .of = 7};
	struct chart_row *rows = arena_array(fixture->arena, struct chart_row, 6);
	struct chart_spec *chart = arena_one(fixture->arena, struct chart_spec);

	for (uint32_t i = 0; i < 6; i++)
		rows[i] = (struct chart_row){.label = str_format(fixture->arena, "Row %u", i), .values = &value, .count = 1};
	*chart = (struct chart_spec){
		.kind = CHART_DOTS, .title = STR("Caption"), .alt = STR("Dots."), .axis = STR("share"), .rows = rows, .row_count = 6};
	doc_add(fixture->arena, parent, DOC_FIGURE)->as.figure.chart = chart;
}

/* A heading and its short paragraph stay with the chart or the table that they are about. */
static void test_shown(void)
{
	uint32_t moved = 0;

	for (uint32_t shift = 0; shift < 40; shift++)
		for (int kind = 0; kind < 2; kind++) {
			struct fixture fixture = open_fixture();
			const struct pages *pages;
			struct doc *section;
			uint32_t page;
			dim y = 0;

			add_lines(&fixture, shift);
			section = add_section(&fixture, add_section(&fixture, fixture.document, "Part", ""), "Shown", "");
			add_paragraph(&fixture, section, prose(&fixture, 1));
			if (kind == 0)
				add_figure(&fixture, section);
			else
				add_table(&fixture, section, 12, 1);
			add_lines(&fixture, 30);
			pages = lay_out(&fixture);
			check_pages(&fixture, pages);
			page = page_of(pages, "Shown", &y);
			g_assert_cmpuint(page, ==, kind == 0 ? page_of_figure(pages) : page_of(pages, "r1", &y));
			moved += page > 1;
			arena_free(fixture.arena);
		}
	g_assert_cmpuint(moved, >, 2);
	g_assert_cmpuint(moved, <, 70);
}

/* A part does not begin in the last quarter of a page to go on on the next. */
static void test_parts(void)
{
	uint32_t moved = 0;

	for (uint32_t shift = 0; shift < 44; shift++) {
		struct fixture fixture = open_fixture();
		dim quarter = fixture.theme->papers[PAPER_A4].height * 3 / 4, heading = 0, last = 0;
		const struct pages *pages;
		struct doc *section;
		uint32_t page;

		add_lines(&fixture, shift);
		section = add_section(&fixture, fixture.document, "Part", "");
		add_paragraph(&fixture, section, STR("Short."));
		add_table(&fixture, section, 30, 1);
		pages = lay_out(&fixture);
		check_pages(&fixture, pages);
		page = page_of(pages, "Part", &heading);
		g_assert_true(heading < quarter || page_of(pages, "r30", &last) == page);
		moved += page > 1 && shift < 40;
		arena_free(fixture.arena);
	}
	g_assert_cmpuint(moved, >, 3);
}

static void add_items(const struct fixture *fixture, struct doc *cell, char letter, uint32_t count)
{
	struct doc *list = doc_add(fixture->arena, cell, DOC_LIST);

	cell->as.cell.span = 1;
	list->as.list.tight = true;
	for (uint32_t i = 0; i < count; i++)
		add_paragraph(fixture, doc_add(fixture->arena, list, DOC_ITEM), str_format(fixture->arena, "%c%u", letter, i));
}

static void add_columns(const struct fixture *fixture)
{
	static const struct doc_column columns[] = {{1, ALIGN_START}, {1, ALIGN_START}};
	struct doc *table = doc_add(fixture->arena, fixture->document, DOC_TABLE), *row;

	table->as.table.columns = columns;
	table->as.table.column_count = 2;
	table->as.table.header_rows = 1;
	row = doc_add(fixture->arena, table, DOC_ROW);
	for (int i = 0; i < 2; i++) {
		struct doc *cell = doc_add(fixture->arena, row, DOC_CELL);

		cell->as.cell.span = 1;
		cell->as.cell.is_header = true;
		add_paragraph(fixture, cell, i == 0 ? STR("Has") : STR("Lacks"));
	}
	row = doc_add(fixture->arena, table, DOC_ROW);
	add_items(fixture, doc_add(fixture->arena, row, DOC_CELL), 'h', 16);
	add_items(fixture, doc_add(fixture->arena, row, DOC_CELL), 'l', 5);
}

/* Each item once, with those before it above it, on this page or an earlier one; within a page the tags do not go back. */
static uint32_t check_items(const struct fixture *fixture, const struct pages *pages, char letter, uint32_t count)
{
	uint32_t first = 0, page = 0;
	dim y = 0, last = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t on = page_of(pages, str_format(fixture->arena, "%c%u", letter, i).text, &y);

		g_assert_true(on > page || (on == page && y > last));
		first = i == 0 ? on : first;
		page = on;
		last = y;
	}
	for (uint32_t i = 0; i < pages->count; i++)
		for (uint32_t j = 0, tag = 0; j < pages->items[i].drawing.count; j++)
			if (pages->items[i].drawing.marks[j].tag != TAG_ARTIFACT) {
				g_assert_cmpuint(pages->items[i].drawing.marks[j].tag, >=, tag);
				tag = pages->items[i].drawing.marks[j].tag;
			}
	return page - first;
}

/* The only row of a table is high and does not leave the rest of a page empty: it goes on on the next, below the head again. */
static void test_divided_row(void)
{
	uint32_t divided = 0;
	dim height = 0;

	for (uint32_t shift = 0; shift < 40; shift++) {
		struct fixture fixture = open_fixture();
		const struct pages *pages;
		dim first = 0, last = 0;

		add_lines(&fixture, shift);
		add_columns(&fixture);
		add_lines(&fixture, 20);
		pages = lay_out(&fixture);
		if (check_items(&fixture, pages, 'h', 16) > 0) {
			uint32_t page = page_of(pages, "h15", &last);

			divided++;
			g_assert_cmpuint(count_text(&pages->items[page - 1], "Has", true), ==, 1);
			g_assert_cmpuint(count_text(&pages->items[page - 1], "h14", false), ==, 1);
			g_assert_cmpuint(count_text(&pages->items[page - 2], "h1", false), ==, 1);
		} else {
			/* as high wherever it is whole */
			g_assert_cmpuint(page_of(pages, "h0", &first), ==, page_of(pages, "h15", &last));
			g_assert_true(height == 0 || height == last - first);
			height = last - first;
		}
		check_items(&fixture, pages, 'l', 5);
		arena_free(fixture.arena);
	}
	g_assert_cmpuint(divided, >, 3);
}

static void test_narrow_table(void)
{
	struct column columns[] = {
		{.least = 100, .most = 300, .weight = 0}, {.least = 50, .most = 900, .weight = 2}, {.least = 400, .most = 500, .weight = 1}};

	g_assert_true(share_width(columns, 3, 1000));
	g_assert_cmpint(columns[0].width, ==, 200);
	g_assert_cmpint(columns[1].width, ==, 400);
	g_assert_cmpint(columns[2].width, ==, 400);
	g_assert_true(share_width(columns, 3, 560));
	g_assert_cmpint(columns[0].width, ==, 100);
	g_assert_false(share_width(columns, 3, 275));
	g_assert_cmpint(columns[0].width, ==, 100);
	g_assert_cmpint(columns[1].width, ==, 50);
	g_assert_cmpint(columns[2].width, ==, 125);
	columns[1].weight = columns[2].weight = 0;
	g_assert_true(share_width(columns, 3, 3400));
	g_assert_cmpint(columns[0].width, ==, 600);
	g_assert_true(share_width(columns, 3, 1125));
	g_assert_cmpint(columns[0].width + columns[1].width + columns[2].width, <=, 1125);
	g_assert_cmpint(columns[1].width, >, columns[0].width);
}

static void test_box(void)
{
	struct fixture fixture = open_fixture();
	const struct pages *pages;
	uint32_t boxes = 0;

	for (uint32_t i = 0; i < 12; i++) {
		struct doc *box = doc_add(fixture.arena, fixture.document, DOC_BOX);

		box->as.box.risk = RISK_HIGH;
		box->as.box.label = STR("High risk");
		add_paragraph(&fixture, box, prose(&fixture, 5));
		add_paragraph(&fixture, box, prose(&fixture, i == 11 ? 40 : 4));
	}
	pages = lay_out(&fixture);
	check_pages(&fixture, pages);
	for (uint32_t i = 0; i < pages->count; i++)
		for (uint32_t j = 0; j < pages->items[i].drawing.count; j++) {
			const struct mark *mark = &pages->items[i].drawing.marks[j];

			boxes += mark->kind == MARK_RECT && mark->as.rect.paint.fill == COLOUR_SURFACE;
		}
	/* Eleven fit, the last is torn into as many as it has pages. */
	g_assert_cmpuint(boxes, >=, 13);
	g_assert_cmpuint(boxes, <=, 14);
	arena_free(fixture.arena);
}

static void test_contents(void)
{
	struct fixture fixture = open_fixture();
	static const char *const anchors[] = {"a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11"};
	struct doc *contents = doc_add(fixture.arena, fixture.document, DOC_CONTENTS);
	const struct pages *pages;
	uint32_t links = 0;

	contents->as.contents.title = STR("Contents");
	contents->as.contents.depth = 2;
	for (uint32_t i = 0; i < G_N_ELEMENTS(anchors); i++) {
		struct doc *section = add_section(&fixture, fixture.document, "A section", anchors[i]);

		section->as.section.page_break = true;
		add_paragraph(&fixture, section, prose(&fixture, 2 + i * 5));
	}
	pages = lay_out(&fixture);
	check_pages(&fixture, pages);
	g_assert_cmpuint(pages->outline_count, ==, G_N_ELEMENTS(anchors));
	for (uint32_t i = 0; i < pages->outline_count; i++) {
		char *number = g_strdup_printf(" %u", pages->outlines[i].page + 1);

		g_assert_true(str_is(pages->outlines[i].target, anchors[i]));
		g_assert_cmpuint(count_text(&pages->items[0], number, false), >=, 1);
		g_assert_cmpuint(count_text(&pages->items[pages->outlines[i].page], "A section", false), ==, 1);
		g_free(number);
	}
	for (uint32_t j = 0; j < pages->items[0].drawing.count; j++)
		links += pages->items[0].drawing.marks[j].kind == MARK_LINK;
	g_assert_cmpuint(links, ==, G_N_ELEMENTS(anchors));
	arena_free(fixture.arena);
}

/* 44 lines fit; a section a little longer than a page is spread so that the last page is not nearly empty. */
static void test_short_last_page(void)
{
	for (uint32_t extra = 0; extra < 8; extra++) {
		struct fixture fixture = open_fixture();
		const struct pages *pages;
		uint32_t lines = 0;

		for (uint32_t i = 0; i < 35 + extra; i++)
			add_paragraph(&fixture, fixture.document, STR("One line."));
		pages = lay_out(&fixture);
		for (uint32_t j = 0; j < pages->items[pages->count - 1].drawing.count; j++)
			lines += pages->items[pages->count - 1].drawing.marks[j].tag != TAG_ARTIFACT;
		g_assert_cmpuint(lines, >=, 5);
		arena_free(fixture.arena);
	}
}

static void test_links_and_inlines(void)
{
	struct fixture fixture = open_fixture();
	struct doc *paragraph = add_paragraph(&fixture, fixture.document, STR("See ")), *link;
	const struct pages *pages;
	bool found = false;

	link = doc_add(fixture.arena, paragraph, DOC_LINK);
	link->as.link.url = STR("https://example.com/");
	doc_add_text(fixture.arena, link, prose(&fixture, 2));
	doc_add_text(fixture.arena, paragraph, STR(" and "));
	doc_add(fixture.arena, paragraph, DOC_CODE)->as.text.text = STR("code");
	pages = lay_out(&fixture);
	check_pages(&fixture, pages);
	for (uint32_t j = 0; j < pages->items[0].drawing.count; j++) {
		const struct mark *mark = &pages->items[0].drawing.marks[j];

		if (mark->kind != MARK_LINK)
			continue;
		found = true;
		g_assert_cmpint(pages->tags[mark->tag].kind, ==, TAG_LINK);
		g_assert_true(str_is(mark->as.link.url, "https://example.com/"));
		g_assert_cmpint(mark->as.link.width, >, 0);
		g_assert_cmpint(mark[1].kind, ==, MARK_LINE);
	}
	g_assert_true(found);
	arena_free(fixture.arena);
}

/* All kinds at once, as text, against what was looked at by eye. PLUMBLINE_UPDATE=1 writes it anew. */
static void fill_kinds(const struct fixture *fixture)
{
	struct doc *document = fixture->document, *section, *box, *numbers, *contents;
	const struct doc_number given[] = {{STR("12"), STR("high risks"), STR("of 57 questions"), RISK_HIGH},
					   {STR("3"), STR("steps"), STR(""), RISK_COUNT}};
	struct doc_number *items = arena_array(fixture->arena, struct doc_number, G_N_ELEMENTS(given));

	memcpy(items, given, sizeof(given));
	doc_add(fixture->arena, document, DOC_COVER);
	document->as.document.notice = STR("Confidential.");
	document->as.document.subtitle = STR("Subtitle");
	contents = doc_add(fixture->arena, document, DOC_CONTENTS);
	contents->as.contents.title = STR("Contents");
	contents->as.contents.depth = 2;
	section = add_section(fixture, document, "First", "first");
	section->as.section.page_break = true;
	section->as.section.number = STR("1");
	numbers = doc_add(fixture->arena, section, DOC_NUMBERS);
	numbers->as.numbers.items = items;
	numbers->as.numbers.count = G_N_ELEMENTS(given);
	doc_add_markdown(fixture->arena, section,
			 STR("Plain, *em*, **strong**, `code` and [a link](https://example.com/).\n\n1. one\n2. two\n   - deep\n\n"
			     "> A quote.\n\n```\nif\n\tthen\n```\n\n---\n\nEnd.\n"),
			 NO_SPAN);
	box = doc_add(fixture->arena, section, DOC_BOX);
	box->as.box.risk = RISK_MEDIUM;
	box->as.box.label = STR("Medium risk");
	add_paragraph(fixture, box, prose(fixture, 2));
	add_table(fixture, section, 3, 1);
}

static void test_golden(void)
{
	struct fixture fixture = open_fixture();
	GString *out = g_string_new(NULL), *again = g_string_new(NULL);
	const char *path = TESTS "/golden/layout/kinds.out_pages";
	char *wanted = NULL;
	const struct pages *pages;

	fill_kinds(&fixture);
	pages = lay_out(&fixture);
	check_pages(&fixture, pages);
	pages_dump(pages, out);
	pages_dump(lay_out(&fixture), again);
	g_assert_cmpstr(out->str, ==, again->str);
	if (g_getenv("PLUMBLINE_UPDATE") != NULL)
		g_assert_true(g_file_set_contents(path, out->str, (gssize)out->len, NULL));
	g_assert_true(g_file_get_contents(path, &wanted, NULL, NULL));
	g_assert_cmpstr(out->str, ==, wanted);
	g_free(wanted);
	g_string_free(out, TRUE);
	g_string_free(again, TRUE);
	arena_free(fixture.arena);
}

static void test_empty(void)
{
	struct fixture fixture = open_fixture();
	const struct pages *pages = lay_out(&fixture);

	g_assert_cmpuint(pages->count, ==, 1);
	check_pages(&fixture, pages);
	arena_free(fixture.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/layout/widows", test_widows);
	g_test_add_func("/layout/headings", test_headings);
	g_test_add_func("/layout/table", test_table);
	g_test_add_func("/layout/high-row", test_high_row);
	g_test_add_func("/layout/shown", test_shown);
	g_test_add_func("/layout/parts", test_parts);
	g_test_add_func("/layout/divided-row", test_divided_row);
	g_test_add_func("/layout/column-widths", test_narrow_table);
	g_test_add_func("/layout/box", test_box);
	g_test_add_func("/layout/contents", test_contents);
	g_test_add_func("/layout/short-last-page", test_short_last_page);
	g_test_add_func("/layout/links", test_links_and_inlines);
	g_test_add_func("/layout/kinds", test_golden);
	g_test_add_func("/layout/empty", test_empty);
	return g_test_run();
}
