/* Setting text: lines fit, are even, divide words well, and can be copied. */
#include "sample_theme.h"

#include <cairo-pdf.h>
#include <string.h>

#include "type/typesetter.h"
#include "source/diag.h"
#include "type/paint.h"

static const char *const prose =
	"A restore that nobody has tried is a hope, not a plan. Your customers notice an outage within minutes, and the people who must answer them "
	"need a "
	"procedure that was rehearsed, with names, numbers and an order of work. Difficult configurations, efficient workflows and officially "
	"afflicted affiliates "
	"take more consideration than an organisation usually anticipates; the responsibility for understanding infrastructure dependencies, "
	"characteristically "
	"distributed over several departments, deserves administrative recognition. Twenty-three environments were reconfigured simultaneously.";

struct fixture {
	struct arena *arena;
	const struct theme *theme;
	struct diags *diags;
	struct typesetter *typesetter;
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
	type_begin(fixture.typesetter, STR("en-GB"));
	return fixture;
}

static struct text_run run_of(const char *text, enum style_id style)
{
	return (struct text_run){.text = str_of(text), .style = style, .link = UINT32_MAX};
}

static struct lines set(const struct fixture *fixture, const struct text_run *runs, uint32_t count, dim width)
{
	return type_break(fixture->typesetter, fixture->arena, runs, count, runs[0].style, width, STR("en-GB"), fixture->diags);
}

/* What a reader of the PDF copies from these lines; soft hyphens drop out. */
static char *copied(struct lines lines)
{
	GString *text = g_string_new(NULL);

	for (uint32_t i = 0; i < lines.count; i++)
		for (uint32_t j = 0; j < lines.items[i].piece_count; j++) {
			struct str part = lines.items[i].pieces[j].glyphs->text;

			if (!str_is(part, "\xC2\xAD"))
				g_string_append_len(text, part.text, part.length);
		}
	return g_string_free(text, FALSE);
}

static void test_justified(void)
{
	struct fixture fixture = open_fixture();
	struct text_run run = run_of(prose, STYLE_BODY);
	bool hyphenated = false;

	for (dim width = DIM(90); width < DIM(460); width += DIM(23)) {
		struct lines lines = set(&fixture, &run, 1, width);
		char *text = copied(lines);

		g_assert_cmpstr(text, ==, prose);
		for (uint32_t i = 0; i < lines.count; i++) {
			g_assert_cmpint(lines.items[i].width, <=, width);
			if (i + 1 < lines.count && width > DIM(150))
				g_assert_cmpint(lines.items[i].width, ==, width);
			hyphenated = hyphenated || lines.items[i].hyphenated;
		}
		g_assert_false(lines.items[lines.count - 1].hyphenated);
		g_free(text);
	}
	g_assert_true(hyphenated);
	arena_free(fixture.arena);
}

static void check_spaces(const struct fixture *fixture, const struct line *line)
{
	dim space = type_width(fixture->typesetter, STR(" "), STYLE_BODY);

	for (uint32_t j = 0; j < line->piece_count; j++) {
		const struct glyphs *glyphs = line->pieces[j].glyphs;

		for (int k = 0; k < glyphs->count; k++)
			if (glyphs->text.text[glyphs->clusters[k]] == ' ' && glyphs->infos[k].geometry.width != 0)
				g_assert_cmpint(glyphs->infos[k].geometry.width, >=, space - space / 5 - DIM(0.3)); /* kerning */
	}
}

/* Spaces narrower than four fifths make readers of the PDF join words. */
static void test_shrink(void)
{
	struct fixture fixture = open_fixture();
	struct text_run run = run_of(prose, STYLE_BODY);

	for (dim width = DIM(120); width < DIM(460); width += DIM(17)) {
		struct lines lines = set(&fixture, &run, 1, width);

		for (uint32_t i = 0; i < lines.count; i++)
			check_spaces(&fixture, &lines.items[i]);
	}
	arena_free(fixture.arena);
}

/* A line must start and end where a glyph does, or a ligature would be torn: all glyphs of the paragraph stand on the lines, once. */
static void test_ligatures(void)
{
	struct fixture fixture = open_fixture();
	struct text_run run = run_of("officeofficeofficeofficeofficeofficefflfflfflfflfflfiififififi", STYLE_BODY);
	uint32_t one = 0, many = 0;
	struct line whole = type_line(fixture.typesetter, fixture.arena, &run, 1);

	for (uint32_t i = 0; i < whole.piece_count; i++)
		one += (uint32_t)whole.pieces[i].glyphs->count;
	g_assert_cmpuint(one, <, run.text.length);
	for (dim width = DIM(8); width < DIM(80); width += DIM(3)) {
		struct lines lines = set(&fixture, &run, 1, width);

		many = 0;
		for (uint32_t i = 0; i < lines.count; i++) {
			g_assert_cmpint(lines.items[i].width, <=, width < DIM(20) ? DIM(20) : width);
			for (uint32_t j = 0; j < lines.items[i].piece_count; j++)
				many += (uint32_t)lines.items[i].pieces[j].glyphs->count;
		}
		g_assert_cmpuint(many, ==, one);
	}
	arena_free(fixture.arena);
}

/* Glyphs of a line, spaces and all. */
static uint32_t glyphs_of(const struct line *line, PangoGlyph *glyphs, uint32_t most)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < line->piece_count; i++)
		for (int j = 0; j < line->pieces[i].glyphs->count && count < most; j++)
			glyphs[count++] = line->pieces[i].glyphs->infos[j].glyph;
	return count;
}

/* Signs of a program are shown as they were typed, wherever in the paragraph they stand: the same glyphs as with a space between them. */
static void test_code(void)
{
	static const char *const signs[] = {">=", "!=", "->", "&&", "==", "=>", "<=", "||"};
	struct fixture fixture = open_fixture();

	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
		char *apart = g_strdup_printf("%c %c", signs[i][0], signs[i][1]);
		struct text_run runs[] = {run_of("where ", STYLE_BODY), run_of(signs[i], STYLE_BODY)}, spaced = run_of(apart, STYLE_CODE);
		PangoGlyph mixed[16], wanted[16];
		struct line line;
		uint32_t count;

		runs[1].code = true;
		line = type_line(fixture.typesetter, fixture.arena, runs, 2);
		count = glyphs_of(&line, mixed, G_N_ELEMENTS(mixed));
		line = type_line(fixture.typesetter, fixture.arena, &spaced, 1);
		g_assert_cmpuint(glyphs_of(&line, wanted, G_N_ELEMENTS(wanted)), ==, 3);
		g_assert_cmpuint(count, ==, strlen("where ") + 2);
		g_assert_cmpuint(mixed[count - 2], ==, wanted[0]);
		g_assert_cmpuint(mixed[count - 1], ==, wanted[2]);
		g_free(apart);
	}
	arena_free(fixture.arena);
}

static char *line_text(const struct line *line)
{
	return g_strchomp(copied((struct lines){line, 1}));
}

static void test_names(void)
{
	struct fixture fixture = open_fixture();
	struct text_run run = run_of("see https://example.com/documents/architecture/reviews/2026/harbour-bank.html there", STYLE_TABLE_CELL);
	struct lines lines = set(&fixture, &run, 1, DIM(110));

	g_assert_cmpuint(lines.count, >, 3);
	for (uint32_t i = 0; i + 1 < lines.count; i++) {
		char *text = line_text(&lines.items[i]);

		g_assert_cmpint(lines.items[i].width, <=, DIM(110));
		g_assert_nonnull(strchr("/-._e", text[strlen(text) - 1]));
		g_assert_false(lines.items[i].hyphenated);
		g_free(text);
	}
	arena_free(fixture.arena);
}

static void test_forced_and_runs(void)
{
	struct fixture fixture = open_fixture();
	struct text_run runs[] = {run_of("One ", STYLE_BODY), run_of("two", STYLE_BODY), run_of(" three", STYLE_BODY), run_of("four", STYLE_BODY)};
	struct lines lines;

	runs[1].strong = true;
	runs[1].tag = 7;
	runs[2].line_break = true;
	lines = set(&fixture, runs, 4, DIM(300));
	g_assert_cmpuint(lines.count, ==, 2);
	g_assert_cmpuint(lines.items[0].piece_count, ==, 3);
	g_assert_true(lines.items[0].forced);
	g_assert_true(lines.items[0].pieces[1].run == &runs[1]);
	g_assert_true(lines.items[0].pieces[1].starts_run);
	g_assert_cmpint(lines.items[0].pieces[2].x, ==, lines.items[0].pieces[0].width + lines.items[0].pieces[1].width);
	lines = set(&fixture, runs, 0 + 1, 1);
	g_assert_cmpuint(lines.count, >=, 1);
	runs[0].text = STR("");
	lines = set(&fixture, runs, 1, DIM(100));
	g_assert_cmpuint(lines.count, ==, 1);
	arena_free(fixture.arena);
}

static void test_missing(void)
{
	struct fixture fixture = open_fixture();
	struct text_run run = run_of("a \xF0\x9F\x9A\x80 b \xF0\x9F\x9A\x80", STYLE_BODY); /* a rocket, twice */

	set(&fixture, &run, 1, DIM(300));
	set(&fixture, &run, 1, DIM(200));
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_TYPE_MISSING_GLYPH), ==, 1);
	type_begin(fixture.typesetter, STR("en"));
	set(&fixture, &run, 1, DIM(300));
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_TYPE_MISSING_GLYPH), ==, 2);
	arena_free(fixture.arena);
}

static void test_extent(void)
{
	struct fixture fixture = open_fixture();
	struct text_run run = run_of("a considerable thing", STYLE_TABLE_CELL);
	struct extent extent = type_extent(fixture.typesetter, &run, 1);

	g_assert_cmpint(extent.least, ==, type_width(fixture.typesetter, STR("considerable"), STYLE_TABLE_CELL));
	g_assert_cmpint(ABS(extent.most - type_width(fixture.typesetter, STR("a considerable thing"), STYLE_TABLE_CELL)), <=, 1);
	g_assert_cmpuint(set(&fixture, &run, 1, extent.most).count, ==, 1);
	arena_free(fixture.arena);
}

static void test_right_to_left(void)
{
	struct fixture fixture = open_fixture();
	struct text_run run = run_of("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D abc \xD7\xA2\xD7\x95\xD7\x9C\xD7\x9D", STYLE_LEAD);
	struct lines lines = set(&fixture, &run, 1, DIM(300));
	const struct line *line = &lines.items[0];

	g_assert_cmpuint(lines.count, ==, 1);
	g_assert_cmpuint(line->piece_count, >=, 3);
	g_assert_cmpint(line->pieces[0].x + line->pieces[0].width, ==, DIM(300));
	g_assert_cmpint(line->pieces[0].x, >, line->pieces[line->piece_count - 1].x);
	arena_free(fixture.arena);
}

static void test_family_missing(void)
{
	struct fixture fixture = open_fixture();
	struct theme other = *fixture.theme;

	other.families[FAMILY_HEADING] = STR("No Such Family");
	g_assert_null(typesetter_new(fixture.arena, ROOT "/fonts/fonts.conf", NULL, &other, fixture.diags));
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_TYPE_FAMILY_MISSING), ==, 1);
	g_assert_null(typesetter_new(fixture.arena, ROOT "/no/such/fonts.conf", NULL, fixture.theme, fixture.diags));
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_TYPE_FONTS_UNREADABLE), ==, 1);
	arena_free(fixture.arena);
}

/* The text of the page, read back by another program, is the text that went in. */
static void test_copying(void)
{
	struct fixture fixture = open_fixture();
	struct text_run run = run_of(prose, STYLE_BODY);
	struct lines lines = set(&fixture, &run, 1, DIM(170));
	char *path = g_build_filename(g_get_tmp_dir(), "plumbline-type-test.pdf", NULL), *out = NULL, *found = g_find_program_in_path("pdftotext");
	cairo_surface_t *surface = cairo_pdf_surface_create(path, 300, 800);
	cairo_t *cairo = cairo_create(surface);

	for (uint32_t i = 0; i < lines.count; i++)
		type_paint_line(cairo, &lines.items[i], DIM(30), DIM(40) + (dim)i * DIM(14), fixture.theme);
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
	cairo_surface_destroy(surface);
	if (found == NULL)
		g_test_skip("pdftotext is not there");
	else {
		const char *const argv[] = {found, "-raw", path, "-", NULL};
		char *plain, **parts;

		g_assert_true(g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, NULL));
		parts = g_strsplit(out, "\xC2\xAD\n", -1);
		plain = g_strjoinv("", parts);
		g_strdelimit(plain, "\n\f", ' ');
		g_assert_cmpstr(g_strstrip(plain), ==, prose);
		g_strfreev(parts);
		g_free(plain);
	}
	g_free(found);
	g_free(out);
	g_free(path);
	arena_free(fixture.arena);
}

static void compare_stretch(const struct shaped *shaped, const struct stretch *stretch)
{
	PangoGlyphString *glyphs = pango_glyph_string_new();

	pango_shape_full(shaped->text.text + stretch->start, (int)(stretch->end - stretch->start), shaped->text.text, (int)shaped->text.length,
			 &stretch->analysis, glyphs);
	g_assert_cmpint(glyphs->num_glyphs, ==, stretch->count);
	for (int i = 0; i < stretch->count; i++) {
		g_assert_cmpint(glyphs->log_clusters[i], ==, stretch->clusters[i]);
		g_assert_cmpuint(glyphs->glyphs[i].glyph, ==, stretch->infos[i].glyph);
		g_assert_cmpint(glyphs->glyphs[i].geometry.width, ==, stretch->infos[i].geometry.width);
		g_assert_cmpint(glyphs->glyphs[i].geometry.x_offset, ==, stretch->infos[i].geometry.x_offset);
		g_assert_cmpint(glyphs->glyphs[i].attr.is_cluster_start, ==, stretch->infos[i].attr.is_cluster_start);
	}
	pango_glyph_string_free(glyphs);
}

/* Text that is shaped word by word looks as if it were shaped whole: kerning with spaces, rules that look across them, fractions. */
static void test_words(void)
{
	static const char *const texts[] = {
		"",
		" ",
		"  two  and   three ",
		"To V. A W, T y AV. Y o",
		"\xCE\x86\xCE\x9B\xCE\xA6\xCE\x91 \xCE\x88\xCE\xA1\xCE\x93\xCE\x9F \xCE\xA4\xCE\xBF",
		"1 1\xE2\x81\x84"
		"2 of 3\xE2\x81\x84"
		"4 1/2",
		"office \xCC\x82 caf\x65\xCC\x81 na\xC3\xAFve",
		"A restore that nobody has tried is a hope, not a plan.",
		"3 x 4 (A) - [B] \xE2\x80\x93 C",
		"\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xD0\xBC\xD0\xB8\xD1\x80",
	};
	static const enum style_id styles[] = {STYLE_BODY, STYLE_H1, STYLE_BODY};
	struct fixture fixture = open_fixture();

	for (size_t k = 0; k < G_N_ELEMENTS(styles); k++)
		for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
			struct text_run run = run_of(texts[i], styles[k]);
			const struct shaped *shaped;

			run.strong = k == 2;
			shaped = shape_runs(fixture.typesetter, &run, 1, fixture.typesetter->language);
			for (uint32_t n = 0; n < shaped->stretch_count; n++)
				compare_stretch(shaped, &shaped->stretches[n]);
		}
	g_assert_cmpuint(g_hash_table_size(fixture.typesetter->words), >, 100);
	arena_free(fixture.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/type/justified", test_justified);
	g_test_add_func("/type/shrink", test_shrink);
	g_test_add_func("/type/ligatures", test_ligatures);
	g_test_add_func("/type/code", test_code);
	g_test_add_func("/type/words", test_words);
	g_test_add_func("/type/names", test_names);
	g_test_add_func("/type/forced-and-runs", test_forced_and_runs);
	g_test_add_func("/type/missing-glyphs", test_missing);
	g_test_add_func("/type/extent", test_extent);
	g_test_add_func("/type/right-to-left", test_right_to_left);
	g_test_add_func("/type/family-missing", test_family_missing);
	g_test_add_func("/type/copying", test_copying);
	return g_test_run();
}
