/* A small document laid out by hand, with one of everything that a page can hold; and pages of bulk for measuring. */
#include "pdf_sample.h"

#define WIDTH  DIM(595)
#define HEIGHT DIM(842)
#define LEFT   DIM(72)

/* What is being built. */
struct maker {
	const struct sample *sample;
	GArray *tags, *pages, *outlines;
	struct drawing_maker *page;
};

static void undo_array(void *array)
{
	g_array_free(array, TRUE);
}

static GArray *array(const struct sample *sample, guint size)
{
	GArray *made = g_array_new(FALSE, TRUE, size);

	arena_defer(sample->arena, undo_array, made);
	return made;
}

static struct maker maker_new(const struct sample *sample)
{
	return (struct maker){
		.sample = sample,
		.tags = array(sample, sizeof(struct tag)),
		.pages = array(sample, sizeof(struct page)),
		.outlines = array(sample, sizeof(struct outline)),
		.page = drawing_start(sample->arena),
	};
}

static uint32_t tag(struct maker *maker, enum tag_kind kind, uint32_t parent)
{
	g_array_append_vals(maker->tags, &(struct tag){.kind = kind, .parent = parent, .column_span = 1}, 1);
	return maker->tags->len - 1;
}

static struct tag *tag_at(struct maker *maker, uint32_t index)
{
	return &g_array_index(maker->tags, struct tag, index);
}

/* A line of up to three pieces, each with its own tag; texts end with NULL. */
static void line(struct maker *maker, uint32_t mark_tag, dim x, dim y, enum style_id style, const char *const *texts, const uint32_t *tags)
{
	struct text_run *runs = arena_array(maker->sample->arena, struct text_run, 3);
	struct line *set = arena_one(maker->sample->arena, struct line);
	uint32_t count = 0;

	for (; count < 3 && texts[count] != NULL; count++)
		runs[count] = (struct text_run){
			.text = str_of(texts[count]), .style = style, .tag = tags[count], .link = UINT32_MAX, .colour = COLOUR_TEXT};
	*set = type_line(maker->sample->typesetter, maker->sample->arena, runs, count);
	*drawing_add(maker->page, MARK_LINE, x, y) = (struct mark){.kind = MARK_LINE, .tag = mark_tag, .at = {x, y}, .as.line.line = set};
}

static void text(struct maker *maker, uint32_t owner, dim x, dim y, enum style_id style, const char *words)
{
	line(maker, owner, x, y, style, (const char *const[]){words, NULL}, &owner);
}

static struct mark *mark(struct maker *maker, enum mark_kind kind, uint32_t owner, dim x, dim y)
{
	struct mark *made = drawing_add(maker->page, kind, x, y);

	made->tag = owner;
	return made;
}

static void rect(struct maker *maker, uint32_t owner, dim x, dim y, dim width, dim height, struct paint paint)
{
	struct mark *made = mark(maker, MARK_RECT, owner, x, y);

	made->as.rect.width = width;
	made->as.rect.height = height;
	made->as.rect.paint = paint;
}

static void anchor(struct maker *maker, const char *name, dim y)
{
	mark(maker, MARK_ANCHOR, TAG_ARTIFACT, LEFT, y)->as.anchor.name = str_of(name);
}

static void link_area(struct maker *maker, uint32_t owner, dim x, dim y, const char *url, const char *target)
{
	struct mark *made = mark(maker, MARK_LINK, owner, x, y);

	made->as.link.width = DIM(120);
	made->as.link.height = DIM(14);
	made->as.link.url = str_of(url);
	made->as.link.target = str_of(target);
}

static void outline(struct maker *maker, const char *title, const char *target, uint32_t level, dim y)
{
	struct outline entry = {.title = str_of(title), .target = str_of(target), .level = level, .page = maker->pages->len, .y = y};

	g_array_append_val(maker->outlines, entry);
}

static void end_page(struct maker *maker, const char *label, const char *foot)
{
	struct page page = {.label = str_of(label)};

	text(maker, TAG_ARTIFACT, LEFT, DIM(810), STYLE_RUNNING_HEAD, foot);
	page.drawing = drawing_finish(maker->page, WIDTH, HEIGHT);
	g_array_append_val(maker->pages, page);
	maker->page = drawing_start(maker->sample->arena);
}

static const struct pages *finish(struct maker *maker)
{
	struct pages *pages = arena_one(maker->sample->arena, struct pages);

	*pages = (struct pages){
		.items = (const struct page *)(void *)maker->pages->data,
		.count = maker->pages->len,
		.tags = (const struct tag *)(void *)maker->tags->data,
		.tag_count = maker->tags->len,
		.outlines = (const struct outline *)(void *)maker->outlines->data,
		.outline_count = maker->outlines->len,
		.width = WIDTH,
		.height = HEIGHT,
		.title = STR("Review of (Blåbær) & <Søn>"),
		.author = STR("A. N. Other"),
		.subject = STR("A \\ trial"),
		.language = STR("en-GB"),
		.date = {2026, 1, 31},
	};
	return pages;
}

/* A page-wide ground (cairo's trap), the title, a logo, a table of contents with a link. */
static void cover(struct maker *maker)
{
	uint32_t heading = tag(maker, TAG_H1, 0), figure = tag(maker, TAG_FIGURE, 0), toc = tag(maker, TAG_TOC, 0),
		 item = tag(maker, TAG_TOC_ITEM, toc);
	uint32_t link = tag(maker, TAG_LINK, item);
	struct mark *image;

	rect(maker, TAG_ARTIFACT, 0, 0, WIDTH, HEIGHT, (struct paint){.fill = COLOUR_SURFACE, .stroke = COLOUR_COUNT});
	anchor(maker, "top", DIM(80));
	outline(maker, "Review (the first)", "top", 1, DIM(80));
	text(maker, heading, LEFT, DIM(100), STYLE_COVER_TITLE, "Review");
	*tag_at(maker, figure) =
		(struct tag){.kind = TAG_FIGURE, .alt = STR("Logo"), .x = LEFT, .y = DIM(120), .width = DIM(60), .height = DIM(60), .column_span = 1};
	image = mark(maker, MARK_IMAGE, figure, LEFT, DIM(120));
	image->as.image.path = STR("logo.png");
	image->as.image.width = image->as.image.height = DIM(60);
	text(maker, link, LEFT, DIM(220), STYLE_CONTENTS_1, "Findings 1");
	link_area(maker, link, LEFT, DIM(208), "", "findings");
	end_page(maker, "i", "/H1 <</MCID 0>> BDC (confidential");
}

static void list(struct maker *maker, uint32_t section)
{
	uint32_t list = tag(maker, TAG_LIST, section);

	tag_at(maker, list)->ordered = true;
	for (int i = 0; i < 2; i++) {
		uint32_t item = tag(maker, TAG_LIST_ITEM, list), label = tag(maker, TAG_LABEL, item), body = tag(maker, TAG_LIST_BODY, item);
		uint32_t words = tag(maker, TAG_SPAN, tag(maker, TAG_PARAGRAPH, body));

		text(maker, label, LEFT, DIM(200 + 20 * i), STYLE_BODY, i == 0 ? "1." : "2.");
		text(maker, words, LEFT + DIM(20), DIM(200 + 20 * i), STYLE_BODY, "An item of a list");
	}
}

/* A paragraph with a link and a foreign word, over a page break, with an artifact in its middle. */
static void prose(struct maker *maker)
{
	uint32_t section = tag(maker, TAG_SECTION, 0), heading = tag(maker, TAG_H2, section), paragraph = tag(maker, TAG_PARAGRAPH, section);
	uint32_t before = tag(maker, TAG_SPAN, paragraph), link = tag(maker, TAG_LINK, paragraph), foreign = tag(maker, TAG_SPAN, paragraph);

	tag(maker, TAG_SPAN, paragraph); /* without content */
	tag_at(maker, foreign)->language = STR("fr");
	tag_at(maker, foreign)->actual = STR("mot");
	anchor(maker, "findings", DIM(80));
	outline(maker, "Findings", "findings", 2, DIM(80));
	text(maker, heading, LEFT, DIM(100), STYLE_H2, "Findings");
	line(maker, paragraph, LEFT, DIM(130), STYLE_BODY, (const char *const[]){"Words and ", "a link", " and"},
	     (const uint32_t[]){before, link, foreign});
	link_area(maker, link, LEFT, DIM(118), "https://example.org/a b/\xC3\xBC(x)?q=<1>", "");
	list(maker, section);
	rect(maker, TAG_ARTIFACT, LEFT, DIM(690), DIM(400), DIM(1), (struct paint){.fill = COLOUR_RULE, .stroke = COLOUR_COUNT});
	text(maker, foreign, LEFT, DIM(760), STYLE_BODY, "mot");
	end_page(maker, "1", "Page 1");
	text(maker, foreign, LEFT, DIM(90), STYLE_BODY, "la suite");
}

static void cell(struct maker *maker, uint32_t row, enum tag_kind kind, bool row_header, dim x, dim y, const char *words)
{
	uint32_t made = tag(maker, kind, row);

	tag_at(maker, made)->row_header = row_header;
	if (words != NULL)
		text(maker, tag(maker, TAG_SPAN, tag(maker, TAG_PARAGRAPH, made)), x, y, STYLE_TABLE_CELL, words);
}

/* An empty cell and one that spans. */
static void table(struct maker *maker)
{
	uint32_t table = tag(maker, TAG_TABLE, 0), head = tag(maker, TAG_TABLE_HEAD, table), row = tag(maker, TAG_ROW, head), body;

	tag_at(maker, table)->alt = STR("Risks by pillar");
	cell(maker, row, TAG_HEADER_CELL, false, LEFT, DIM(120), "Pillar");
	cell(maker, row, TAG_HEADER_CELL, false, LEFT + DIM(100), DIM(120), "High");
	cell(maker, row, TAG_HEADER_CELL, false, LEFT + DIM(200), DIM(120), NULL);
	body = tag(maker, TAG_TABLE_BODY, table);
	row = tag(maker, TAG_ROW, body);
	rect(maker, TAG_ARTIFACT, LEFT, DIM(126), DIM(300), DIM(18),
	     (struct paint){.fill = COLOUR_SURFACE, .stroke = COLOUR_GRID, .stroke_width = DIM(1)});
	cell(maker, row, TAG_HEADER_CELL, true, LEFT, DIM(140), "Security");
	cell(maker, row, TAG_DATA_CELL, false, LEFT + DIM(100), DIM(140), "12");
	tag_at(maker, maker->tags->len - 3)->column_span = 2;
	row = tag(maker, TAG_ROW, body);
	cell(maker, row, TAG_HEADER_CELL, true, LEFT, DIM(160), "Cost");
	cell(maker, row, TAG_DATA_CELL, false, LEFT, DIM(160), NULL);
	cell(maker, row, TAG_DATA_CELL, false, LEFT + DIM(200), DIM(160), "none");
}

/* Patterns, a path, text on it, and a part that leads somewhere. */
static void chart(struct maker *maker)
{
	static const struct path_step steps[] = {
		{PATH_MOVE, {{0, 0}}},
		{PATH_LINE, {{DIM(40), DIM(10)}}},
		{PATH_CURVE, {{DIM(50), DIM(20)}, {DIM(30), DIM(40)}, {DIM(10), DIM(40)}}},
		{PATH_CLOSE, {{0, 0}}},
	};
	uint32_t figure = tag(maker, TAG_FIGURE, 0);
	struct mark *made;

	*tag_at(maker, figure) = (struct tag){
		.kind = TAG_FIGURE,
		.alt = STR("Bars"),
		.x = LEFT,
		.y = DIM(200),
		.width = DIM(320),
		.height = DIM(120),
		.page = maker->pages->len,
		.column_span = 1,
	};
	for (int i = 0; i < 4; i++) {
		rect(maker, figure, LEFT + DIM(80 * i), DIM(210), DIM(70), DIM(30),
		     (struct paint){.fill = (enum colour)(COLOUR_RISK_HIGH + i), .stroke = COLOUR_COUNT, .pattern = (enum pattern)i});
		made = mark(maker, MARK_TEXT, figure, LEFT + DIM(80 * i + 35), DIM(256));
		made->as.text.text = STR("high risk");
		made->as.text.style = STYLE_CHART_LABEL;
		made->as.text.anchor = (enum anchor)(i % 3);
		made->as.text.colour = COLOUR_TEXT;
	}
	made = mark(maker, MARK_PATH, figure, LEFT, DIM(270));
	made->as.path.steps = steps;
	made->as.path.count = G_N_ELEMENTS(steps);
	made->as.path.paint = (struct paint){.fill = COLOUR_ACCENT, .stroke = COLOUR_TEXT, .stroke_width = DIM(1), .pattern = PATTERN_STRIPES};
	made = mark(maker, MARK_RECT, figure, LEFT + DIM(100), DIM(270));
	made->as.rect.width = made->as.rect.height = made->as.rect.radius = DIM(40);
	made->as.rect.paint = (struct paint){.fill = COLOUR_ACCENT, .stroke = COLOUR_COUNT, .pattern = PATTERN_DOTS};
	link_area(maker, figure, LEFT, DIM(210), "", "findings");
}

const struct pages *sample_pages(const struct sample *sample)
{
	struct maker maker = maker_new(sample);

	tag(&maker, TAG_DOCUMENT, 0);
	cover(&maker);
	prose(&maker);
	table(&maker);
	chart(&maker);
	end_page(&maker, "2", "Page 2");
	return finish(&maker);
}

const struct pages *sample_bulk(const struct sample *sample, uint32_t count)
{
	struct maker maker = maker_new(sample);

	tag(&maker, TAG_DOCUMENT, 0);
	text(&maker, tag(&maker, TAG_H1, 0), LEFT, DIM(60), STYLE_H1, "Bulk");
	for (uint32_t i = 0; i < count; i++) {
		for (int j = 0; j < 20; j++)
			text(&maker, tag(&maker, TAG_SPAN, tag(&maker, TAG_PARAGRAPH, 0)), LEFT, DIM(100 + 30 * j), STYLE_BODY,
			     "Failures of one part must not become failures of all");
		end_page(&maker, "", "Foot");
	}
	return finish(&maker);
}

struct sample sample_open(void)
{
	struct arena *arena = arena_new();
	struct sample sample = {.arena = arena, .diags = diags_new(arena)};

	sample.theme = theme_open(arena, ROOT "/themes/plain", sample.diags);
	g_assert_nonnull(sample.theme);
	sample.typesetter = typesetter_new(arena, ROOT "/fonts/fonts.conf", NULL, sample.theme, sample.diags);
	g_assert_nonnull(sample.typesetter);
	return sample;
}

void sample_close(struct sample *sample)
{
	arena_free(sample->arena);
}

GString *sample_write(const struct sample *sample, const struct pages *pages)
{
	struct theme theme = *sample->theme;
	struct emit_input input = {.pages = pages, .theme = &theme, .typesetter = sample->typesetter, .date = {2026, 2, 1}};
	GString *out = g_string_new(NULL);

	theme.folder = STR(TESTS "/unit/emit");
	if (backend_pdf.write(sample->arena, &input, out, sample->diags))
		return out;
	g_string_free(out, TRUE);
	return NULL;
}
