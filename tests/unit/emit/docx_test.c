/* The editable report: every kind of node makes XML that a parser takes, with all words, and hostile words stay words. */
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>
#include <zip.h>

#include "emit/backend.h"
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
	fixture.typesetter = typesetter_new(fixture.arena, ROOT "/fonts/fonts.conf", NULL, fixture.theme, fixture.diags);
	g_assert_nonnull(fixture.typesetter);
	return fixture;
}

static GString *packed(const struct fixture *fixture, const struct doc *document)
{
	struct emit_input input = {.document = document, .theme = fixture->theme, .typesetter = fixture->typesetter};
	GString *out = g_string_new(NULL);

	g_assert_true(backend_docx.write(fixture->arena, &input, out, fixture->diags));
	return out;
}

static char *part_of(const GString *bytes, const char *path)
{
	zip_source_t *source = zip_source_buffer_create(bytes->str, bytes->len, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_CHECKCONS, NULL);
	zip_stat_t about;
	zip_file_t *file;
	char *text;

	g_assert_nonnull(zip);
	g_assert_cmpint(zip_stat(zip, path, 0, &about), ==, 0);
	text = g_malloc0(about.size + 1);
	file = zip_fopen(zip, path, 0);
	g_assert_cmpint(zip_fread(file, text, about.size), ==, (zip_int64_t)about.size);
	zip_fclose(file);
	zip_discard(zip);
	return text;
}

/* No fault, no warning, and nothing mended. */
static xmlDoc *parsed(const char *xml)
{
	xmlDoc *document = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, XML_PARSE_NONET);

	g_assert_nonnull(document);
	return document;
}

static int count_of(xmlDoc *document, const char *path)
{
	xmlXPathContext *context = xmlXPathNewContext(document);
	xmlXPathObject *found;
	int count;

	xmlXPathRegisterNs(context, (const xmlChar *)"w", (const xmlChar *)"http://schemas.openxmlformats.org/wordprocessingml/2006/main");
	found = xmlXPathEvalExpression((const xmlChar *)path, context);
	g_assert_nonnull(found);
	count = xmlXPathNodeSetGetLength(found->nodesetval);
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(context);
	return count;
}

static void test_every_kind(void)
{
	struct fixture fixture = open_fixture();
	const struct doc *document = sample_document(fixture.arena);
	GString *bytes = packed(&fixture, document), *again = packed(&fixture, document);
	char *xml = part_of(bytes, "word/document.xml");
	xmlDoc *body = parsed(xml);

	g_assert_true(g_string_equal(bytes, again));
	/* a table, and a cell, must not be the last thing in its place */
	g_assert_cmpint(count_of(body, "//w:tc[not(*[last()][self::w:p])]"), ==, 0);
	g_assert_cmpint(count_of(body, "//w:tbl[following-sibling::*[1][self::w:tbl]]"), ==, 0);
	g_assert_cmpint(count_of(body, "//w:p//w:p"), ==, 0);
	g_assert_cmpint(count_of(body, "//w:body/w:sectPr[last()]"), ==, 1);
	g_assert_cmpint(count_of(body, "//w:p[w:pPr/w:pStyle/@w:val='Heading1']"), >, 0);
	g_assert_cmpint(count_of(body, "//w:numPr"), >, 0);
	xmlFreeDoc(body);
	g_free(xml);
	g_string_free(bytes, TRUE);
	g_string_free(again, TRUE);
	arena_free(fixture.arena);
}

#define HOSTILE "</w:t></w:r> ]]> <!-- & \" ' \x01\x0B\x1F\x7F \xEF\xBF\xBE &#x0; {{ MERGEFIELD }} =1"
#define TAME    "</w:t></w:r> ]]> <!-- & \" ' \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD &#x0; {{ MERGEFIELD }} =1"

static struct doc *hostile_document(struct arena *arena)
{
	struct doc *document = doc_new(arena, DOC_DOCUMENT), *section, *paragraph;

	document->as.document.title = document->as.document.subtitle = document->as.document.author = document->as.document.running_head =
		STR(HOSTILE);
	document->as.document.language = STR("en\"/>");
	section = sample_section(arena, document, HOSTILE, HOSTILE, "a-place");
	paragraph = sample_words(arena, section, DOC_PARAGRAPH, "", HOSTILE);
	sample_badge(arena, paragraph, RISK_HIGH, HOSTILE);
	sample_link(arena, paragraph, HOSTILE, "https://example.org/?a=b&c=\"<x>", "");
	sample_link(arena, paragraph, "script", "javascript:alert(1)", "");
	return document;
}

static void test_hostile_words(void)
{
	static const char *const others[] = {"word/header1.xml", "word/footer1.xml",  "docProps/core.xml",
					     "word/styles.xml",  "word/settings.xml", "word/_rels/document.xml.rels"};
	struct fixture fixture = open_fixture();
	GString *bytes = packed(&fixture, hostile_document(fixture.arena));
	char *xml = part_of(bytes, "word/document.xml");
	xmlDoc *body = parsed(xml);
	xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(body));

	g_assert_nonnull(strstr((const char *)text, TAME));
	g_assert_null(strstr(xml, "javascript"));
	xmlFree(text);
	xmlFreeDoc(body);
	g_free(xml);
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		xml = part_of(bytes, others[i]);
		xmlFreeDoc(parsed(xml));
		g_free(xml);
	}
	g_string_free(bytes, TRUE);
	arena_free(fixture.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/docx/every-kind", test_every_kind);
	g_test_add_func("/docx/hostile-words", test_hostile_words);
	return g_test_run();
}
