/* The HTML back end: escaping, addresses, structure as libxml2 reads it, the policy's hash, fonts. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <string.h>

#include "emit/backend.h"
#include "emit/html_writer.h"
#include "emit/svg.h"
#include "emit/woff.h"
#include "html_sample.h"

struct fixture {
	struct arena *arena;
	struct diags *diags;
	const struct theme *theme;
	struct typesetter *typesetter;
};

static struct fixture open_fixture(void)
{
	struct fixture fixture = {.arena = arena_new()};

	fixture.diags = diags_new(fixture.arena);
	fixture.theme = theme_open(fixture.arena, ROOT "/themes/plain", fixture.diags);
	g_assert_nonnull(fixture.theme);
	fixture.typesetter = typesetter_new(fixture.arena, ROOT "/fonts/fonts.conf", NULL, fixture.theme, fixture.diags);
	g_assert_nonnull(fixture.typesetter);
	return fixture;
}

static GString *page_of(const struct fixture *fixture, const struct doc *document)
{
	struct emit_input input = {.document = document, .theme = fixture->theme, .typesetter = fixture->typesetter};
	GString *out = g_string_new(NULL);

	g_assert_true(backend_html.write(fixture->arena, &input, out, fixture->diags));
	return out;
}

static void expect(GString *out, const char *text)
{
	g_assert_cmpstr(out->str, ==, text);
	g_string_free(out, TRUE);
}

static void test_escapes(void)
{
	struct html_writer writer;
	GString *out = g_string_new(NULL);

	html_begin(&writer, out);
	html_open(&writer, "p");
	html_attribute(&writer, "title", STR("\"<&>' \x1B\xC3\xA9"));
	html_text(&writer, STR("a < b && c > \"d\"\n\x01"));
	html_open(&writer, "br");
	html_close(&writer);
	html_open(&writer, "svg");
	html_open(&writer, "rect");
	html_close(&writer);
	html_element(&writer, "text", "", STR(""));
	html_close(&writer);
	html_element(&writer, "b", "x", STR(""));
	html_close(&writer);
	html_finish(&writer);
	expect(out, "<p title=\"&quot;&lt;&amp;&gt;' \xEF\xBF\xBD\xC3\xA9\">a &lt; b &amp;&amp; c &gt; "
		    "\"d\"\n\xEF\xBF\xBD<br><svg><rect/><text></text></svg>"
		    "<b class=\"x\"></b></p>");
}

static void test_addresses(void)
{
	static const struct {
		const char *url, *href; /* NULL: refused */
	} known[] = {
		{"https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&amp;d=e#f"},
		{"HTTP://example.org", "HTTP://example.org"},
		{"mailto:a@example.org", "mailto:a@example.org"},
		{"https://example.org/a b\"<>{}|\\^`", "https://example.org/a%20b%22%3C%3E%7B%7D%7C%5C%5E%60"},
		{"https://example.org/100%", "https://example.org/100%25"},
		{"https://example.org/%C3%A9", "https://example.org/%C3%A9"},
		{"https://example.org/\xC3\xA9", "https://example.org/%C3%A9"},
		{"https://[::1]/[a]", "https://[::1]/%5Ba%5D"},
		{"https://example.org/#a#b", "https://example.org/#a%23b"},
		{"https://example.org/\n\t'", "https://example.org/%0A%09'"},
		{"javascript:alert(1)", NULL},
		{" javascript:alert(1)", NULL},
		{"data:text/html,x", NULL},
		{"https:/example.org", NULL},
		{"//example.org", NULL},
		{"https://", NULL},
		{"", NULL},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
		struct html_writer writer;
		GString *out = g_string_new(NULL);
		char *wanted = known[i].href == NULL ? g_strdup("<a></a>") : g_strdup_printf("<a href=\"%s\"></a>", known[i].href);

		html_begin(&writer, out);
		html_open(&writer, "a");
		g_assert_cmpint(html_href(&writer, str_of(known[i].url)), ==, known[i].href != NULL);
		html_text(&writer, STR(""));
		html_close(&writer);
		html_finish(&writer);
		expect(out, wanted);
		g_free(wanted);
	}
}

/* How many nodes an XPath finds in a page; or a number that it counts. */
static int count(htmlDocPtr page, const char *path)
{
	xmlXPathContextPtr context = xmlXPathNewContext(page);
	xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, context);
	int nodes;

	g_assert_nonnull(found);
	nodes = found->nodesetval == NULL ? 0 : found->nodesetval->nodeNr;
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return nodes;
}

static htmlDocPtr parse(const GString *out)
{
	htmlDocPtr page = htmlReadMemory(out->str, (int)out->len, "page", "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

	g_assert_nonnull(page);
	return page;
}

static const struct {
	const char *path;
	int nodes;
} structure[] = {
	{"//script", 0},
	{"//img", 0},
	{"//*[@style or @onclick or @onerror]", 0},
	{"//style", 1},
	{"/html[@lang='en-GB']/head/title[.='Architecture review of Checkout \xE2\x80\x93 Harbour Bank']", 1},
	{"//h1", 1},
	{"//main//h1[.='Architecture review of Checkout']", 1},
	{"//main[@id='main_text']", 1},
	{"//body/a[@class='skip'][@href='#main_text']", 1},
	{"//nav/details[@open]/ol/li", 4},
	{"//nav//ol/li/ol/li", 2},
	{"//nav//a[@href='#rel-9'][contains(., 'High risk')]", 0},
	{"//section/h2", 4},
	{"//article[@id='rel-9']/h3/span[@class='badge risk-high'][.='High risk']", 1},
	{"//article//h4", 1},
	{"//table/caption[.='Actions of the first quarter, with owner and effort']", 1},
	{"//table/thead/tr/th[@scope='col'][.='Owner']", 1},
	{"//div[@role='region'][@tabindex='0']/table/tbody/tr/th[@scope='row']", 3},
	{"//td[@colspan='2']", 1},
	{"//figure/figcaption", 4},
	{"//figure/details/table/tbody", 9},
	{"//figure//svg", 8},
	{"//svg[@role='img'][title][desc]", 6},
	{"//svg[@role='group']//a[@href='#rel-9']", 114},
	{"//dl[@class='numbers']/div/dd[@class='amount']", 4},
	{"//ol[@start='3']/li/p", 2},
	{"//ul[@class='tight']/li/p", 0},
	{"//a[starts-with(@href, 'javascript')]", 0},
	{"//span[.='this']", 1},
	{"//p[contains(., \"<script>alert('x')</script>\")]", 1},
	{"//h3[contains(., \"</style><script>alert('x')</script>\")]", 1},
	{"//footer/p", 1},
	{"//body/header/p", 1},
};

static void test_structure(void)
{
	struct fixture fixture = open_fixture();
	GString *out = page_of(&fixture, sample_document(fixture.arena));
	htmlDocPtr page = parse(out);

	for (size_t i = 0; i < G_N_ELEMENTS(structure); i++)
		if (count(page, structure[i].path) != structure[i].nodes)
			g_error("%s: %d instead of %d", structure[i].path, count(page, structure[i].path), structure[i].nodes);
	g_assert_null(strstr(out->str, "<script"));
	g_assert_cmpuint(out->len, <, 700 * 1024);
	xmlFreeDoc(page);
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

/* Values of an attribute, in a set; asserts that each comes once if unique. */
static GHashTable *values_of(const GString *out, const char *before, bool unique)
{
	GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	size_t length = strlen(before);

	for (const char *at = out->str; (at = strstr(at, before)) != NULL;) {
		at += length;
		if (!g_hash_table_add(set, g_strndup(at, strcspn(at, "\""))) && unique)
			g_error("twice: %.40s", at);
	}
	return set;
}

static void test_links(void)
{
	struct fixture fixture = open_fixture();
	GString *out = page_of(&fixture, sample_document(fixture.arena));
	GHashTable *ids = values_of(out, " id=\"", true), *targets = values_of(out, " href=\"#", false);
	GList *list = g_hash_table_get_keys(targets);

	for (GList *item = list; item != NULL; item = item->next)
		if (!g_hash_table_contains(ids, item->data))
			g_error("leads nowhere: #%s", (const char *)item->data);
	g_assert_cmpuint(g_hash_table_size(targets), >=, 7);
	g_list_free(list);
	g_hash_table_unref(ids);
	g_hash_table_unref(targets);
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

static void test_policy(void)
{
	struct fixture fixture = open_fixture();
	GString *out = page_of(&fixture, sample_document(fixture.arena));
	const char *start = strstr(out->str, "<style>") + strlen("<style>"), *end = strstr(start, "</style>");
	const char *said = strstr(out->str, "style-src &#39;sha256-") != NULL ? NULL : strstr(out->str, "style-src 'sha256-");
	char *hex = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)start, (gsize)(end - start)), *base64;
	guint8 bytes[32];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (guint8)(g_ascii_xdigit_value(hex[2 * i]) * 16 + g_ascii_xdigit_value(hex[2 * i + 1]));
	base64 = g_base64_encode(bytes, sizeof bytes);
	g_assert_nonnull(said);
	g_assert_true(g_str_has_prefix(said + strlen("style-src 'sha256-"), base64));
	g_assert_nonnull(strstr(out->str, "default-src 'none'"));
	g_assert_null(strstr(start, "url(http"));
	g_free(base64);
	g_free(hex);
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

static void test_same_bytes(void)
{
	struct fixture first = open_fixture();
	GString *a = page_of(&first, sample_document(first.arena)), *b;
	struct fixture second;

	arena_free(first.arena);
	second = open_fixture();
	b = page_of(&second, sample_document(second.arena));
	g_assert_true(g_string_equal(a, b));
	g_string_free(a, TRUE);
	g_string_free(b, TRUE);
	arena_free(second.arena);
}

static void test_bare_document(void)
{
	struct fixture fixture = open_fixture();
	struct doc *document = doc_new(fixture.arena, DOC_DOCUMENT);
	GString *out;
	htmlDocPtr page;

	document->as.document.title = STR("A <title>");
	document->as.document.language = STR("de");
	sample_words(fixture.arena, document, DOC_PARAGRAPH, "", "Alles gut.");
	out = page_of(&fixture, document);
	page = parse(out);
	g_assert_cmpint(count(page, "//h1[.='A <title>']"), ==, 1);
	g_assert_cmpint(count(page, "//nav"), ==, 0);
	g_assert_cmpint(count(page, "//a[.='Zum Inhalt springen']"), ==, 1);
	xmlFreeDoc(page);
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

/* A style sheet from a theme's folder that would end the element early. */
static void test_hostile_style(void)
{
	struct fixture fixture = open_fixture();
	struct theme *theme = arena_one(fixture.arena, struct theme);
	char *folder = g_dir_make_tmp("plumbline-html-XXXXXX", NULL), *path = g_build_filename(folder, "html.css", NULL);
	struct emit_input input = {.document = sample_document(fixture.arena), .theme = theme, .typesetter = fixture.typesetter};
	GString *out = g_string_new(NULL);

	*theme = *fixture.theme;
	theme->folder = str_of(folder);
	g_assert_true(g_file_set_contents(path, "p::after { content: \"</STYLE><script>\" }", -1, NULL));
	g_assert_false(backend_html.write(fixture.arena, &input, out, fixture.diags));
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_HTML_STYLE_END), ==, 1);
	g_remove(path);
	g_assert_false(backend_html.write(fixture.arena, &input, out, fixture.diags));
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_SOURCE_UNREADABLE), ==, 1);
	g_rmdir(folder);
	g_string_free(out, TRUE);
	g_free(path);
	g_free(folder);
	arena_free(fixture.arena);
}

static void test_svg(void)
{
	struct arena *arena = arena_new();
	struct drawing_maker *maker = drawing_start(arena);
	struct html_writer writer;
	struct drawing drawing;
	GString *out = g_string_new(NULL);

	drawing_rect(maker, DIM(1), DIM(2), DIM(3.5), DIM(4), COLOUR_RISK_MEDIUM)->as.rect.paint.pattern = PATTERN_STRIPES;
	drawing_text(maker, DIM(5), DIM(6), STR("<5 %"), STYLE_CHART_VALUE, COLOUR_ON_RISK_HIGH, ANCHOR_MIDDLE);
	drawing = drawing_finish(maker, DIM(100), DIM(50.25));
	html_begin(&writer, out);
	svg_write(&writer, &drawing, "c_1", "chart", STR("T"), STR("D"));
	html_finish(&writer);
	expect(out, "<svg class=\"chart\" viewBox=\"0 0 100 50.25\" role=\"img\" aria-labelledby=\"c_1-title\" aria-describedby=\"c_1-desc\">"
		    "<title id=\"c_1-title\">T</title><desc id=\"c_1-desc\">D</desc>"
		    "<defs><pattern id=\"c_1-stripes\" patternUnits=\"userSpaceOnUse\" width=\"6\" height=\"6\">"
		    "<path d=\"M-1 1L1 -1M0 6L6 0M5 7L7 5\" fill=\"none\" class=\"stroke-page\" stroke-width=\"0.8\"/></pattern></defs>"
		    "<rect x=\"1\" y=\"2\" width=\"3.5\" height=\"4\" class=\"fill-risk-medium\"/>"
		    "<rect x=\"1\" y=\"2\" width=\"3.5\" height=\"4\" fill=\"url(#c_1-stripes)\"/>"
		    "<text x=\"5\" y=\"6\" class=\"text-chart-value fill-on-risk-high\" text-anchor=\"middle\">&lt;5 %</text></svg>");
	arena_free(arena);
}

static guint32 at(const char *bytes)
{
	const guint8 *b = (const guint8 *)bytes;

	return (guint32)b[0] << 24 | (guint32)b[1] << 16 | (guint32)b[2] << 8 | b[3];
}

/* Unpacks one table of a WOFF and compares it with that of the font. */
static void check_table(const char *font, const char *woff, guint32 index)
{
	const char *entry = woff + 44 + 20 * index, *original = font + 12 + 16 * index;
	guint32 packed = at(entry + 8), length = at(entry + 12);
	char *table = g_malloc(length + 1);

	g_assert_true(memcmp(entry, original, 4) == 0);
	g_assert_cmpuint(length, ==, at(original + 12));
	g_assert_cmpuint(at(entry + 4) % 4, ==, 0);
	if (packed == length)
		memcpy(table, woff + at(entry + 4), length);
	else {
		GZlibDecompressor *unpacker = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
		gsize read = 0, written = 0;

		g_assert_cmpint(g_converter_convert(G_CONVERTER(unpacker), woff + at(entry + 4), packed, table, length + 1, G_CONVERTER_INPUT_AT_END,
						    &read, &written, NULL),
				==, G_CONVERTER_FINISHED);
		g_assert_cmpuint(written, ==, length);
		g_object_unref(unpacker);
	}
	g_assert_true(memcmp(table, font + at(original + 8), length) == 0);
	g_free(table);
}

static void test_woff(void)
{
	char *font = NULL;
	gsize length = 0;
	GString *woff = g_string_new(NULL);

	if (!g_file_get_contents("/usr/share/fonts/truetype/lato/Lato-Regular.ttf", &font, &length, NULL)) {
		g_test_skip("Lato is not installed");
		g_string_free(woff, TRUE);
		return;
	}
	g_assert_true(woff_append(woff, (const guint8 *)font, length));
	g_assert_true(memcmp(woff->str, "wOFF", 4) == 0);
	g_assert_cmpuint(at(woff->str + 8), ==, woff->len);
	g_assert_cmpuint(woff->len, <, length * 7 / 10);
	for (guint32 i = 0; i < (guint32)(guint8)font[5]; i++)
		check_table(font, woff->str, i);
	g_assert_false(woff_append(woff, (const guint8 *)font, 11));
	g_assert_false(woff_append(woff, (const guint8 *)font, 1000));
	g_free(font);
	g_string_free(woff, TRUE);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/html/escapes", test_escapes);
	g_test_add_func("/html/addresses", test_addresses);
	g_test_add_func("/html/structure", test_structure);
	g_test_add_func("/html/links", test_links);
	g_test_add_func("/html/policy", test_policy);
	g_test_add_func("/html/same-bytes", test_same_bytes);
	g_test_add_func("/html/bare-document", test_bare_document);
	g_test_add_func("/html/hostile-style", test_hostile_style);
	g_test_add_func("/html/svg", test_svg);
	g_test_add_func("/html/woff", test_woff);
	return g_test_run();
}
