/* The XML reader: the tree, exact positions, and what it refuses. */
#include "read/xml.h"

#include <string.h>

#include "read/node.h"

struct fixture {
	struct arena *arena;
	struct diags *diags;
	const struct source *source;
	const struct element *root;
};

static struct fixture read_text(const char *text)
{
	struct fixture f = {.arena = arena_new()};

	f.diags = diags_new(f.arena);
	f.source = source_from_bytes(f.arena, "t.xml", text, strlen(text), f.diags);
	f.root = xml_read(f.arena, f.source, f.diags);
	return f;
}

static char *messages(const struct fixture *f)
{
	GString *out = g_string_new(NULL);

	diags_write_text(f->diags, out, false);
	return g_string_free(out, FALSE);
}

static void append_span(GString *out, struct span span)
{
	g_string_append_printf(out, "<%.*s>", (int)span.length, span.source->bytes.text + span.start);
}

/* Each element as name(attribute=value<span> ...)<span>{children}; text as "text"<span>. */
static void dump(const struct element *element, GString *out)
{
	if (str_is_empty(element->name)) {
		g_string_append_printf(out, "\"%s\"", element->text.text);
		append_span(out, element->span);
		return;
	}
	g_string_append_printf(out, "%s(", element->name.text);
	for (uint32_t i = 0; i < element->attribute_count; i++) {
		g_string_append_printf(out, "%s=%s", element->attributes[i].name.text, element->attributes[i].value.text);
		append_span(out, element->attributes[i].span);
	}
	g_string_append_c(out, ')');
	append_span(out, element->span);
	g_string_append_c(out, '{');
	for (const struct element *child = element->first; child != NULL; child = child->next)
		dump(child, out);
	g_string_append_c(out, '}');
}

static const struct {
	const char *in, *out;
} taken[] = {
	{"<a/>", "a()<<a/>>{}"},
	{"\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\n<a></a>\n", "a()<<a>>{}"},
	{"<a x='1' y = \"b c\"\n z='>'/>", "a(x=1<1>y=b c<b c>z=><>>)<<a x='1' y = \"b c\"\n z='>'/>>{}"},
	{"<a x='&lt;&#65;'>t</a>", "a(x=<A<<a x='&lt;&#65;'>>)<<a x='&lt;&#65;'>>{\"t\"<t>}"},
	{"<a>\n  <b>one</b>\n  two <c/> three\n</a>", "a()<<a>>{b()<<b>>{\"one\"<one>}\"\n  two \"<\n  two >c()<<c/>>{}\" three\n\"< three\n>}"},
	{"<a>x &amp; y&#x20AC;z</a>", "a()<<a>>{\"x & y\xE2\x82\xACz\"<x &amp; y&#x20AC;z>}"},
	{"<a>one<!-- <b> two --> three</a>", "a()<<a>>{\"one three\"<one<!-- <b> two --> three>}"},
	{"<a><?pi <x> ?>one<!-- -->\n</a>", "a()<<a>>{\"one\n\"<one<!-- -->\n>}"},
	{"<a><![CDATA[<b> & c]]></a>", "a()<<a>>{\"<b> & c\"<<b> & c>}"},
	{"<a>u <![CDATA[v]]> w</a>", "a()<<a>>{\"u v w\"<u <![CDATA[v]]> w>}"},
	{"<!-- <q> --><a\n>\xC3\xA9<b \xC3\xA9='\xF0\x9F\x98\x80'/></a><!-- end -->",
	 "a()<<a\n>>{\"\xC3\xA9\"<\xC3\xA9>b(\xC3\xA9=\xF0\x9F\x98\x80<\xF0\x9F\x98\x80>)<<b \xC3\xA9='\xF0\x9F\x98\x80'/>>{}}"},
	{"<a>\r\none\r\n<b/></a>", "a()<<a>>{\"\none\n\"<\r\none\r\n>b()<<b/>>{}}"},
	{"<a xmlns='urn:x' b='1'/>", "a(xmlns=urn:x<urn:x>b=1<1>)<<a xmlns='urn:x' b='1'/>>{}"},
	{"<p:a q='1' xmlns:p='urn:x' p:b='2'/>", "p:a(q=1<1>xmlns:p=urn:x<urn:x>p:b=2<2>)<<p:a q='1' xmlns:p='urn:x' p:b='2'/>>{}"},
	{"<a x=''>  </a>", "a(x=<>)<<a x=''>>{}"},
};

static void test_taken(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(taken); i++) {
		struct fixture f = read_text(taken[i].in);
		GString *out = g_string_new(NULL);
		char *text = messages(&f);

		g_assert_cmpstr(text, ==, "");
		g_assert_nonnull(f.root);
		dump(f.root, out);
		g_assert_cmpstr(out->str, ==, taken[i].out);
		g_string_free(out, TRUE);
		g_free(text);
		arena_free(f.arena);
	}
}

static const struct {
	const char *in, *at, *code;
} refused[] = {
	{"", "1:1:", "READ_EMPTY"},
	{"  \n", "1:1:", "READ_EMPTY"},
	{"<a>\n <b>\n</a>", "3:1: error: \"</a>\" cannot close the \"<b>\" of line 2", "XML_MISMATCH"},
	{"<a>\n <b c='1'>", "2:2: error: the \"<b>\" of line 2 is never closed", "XML_UNCLOSED"},
	{"<a>&nbsp;</a>", "1:4: error: there is no entity \"&nbsp;\" here", "XML_ENTITY"},
	{"<a b='x&nbsp;'/>", "1:8:", "XML_ENTITY"},
	{"<!DOCTYPE a><a/>", "1:1: error: a DOCTYPE", "XML_DOCTYPE"},
	{"<!-- <!DOCTYPE z> -->\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "2:1:", "XML_DOCTYPE"},
	{"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "1:1:", "XML_DOCTYPE"},
	{"<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>",
	 "1:1:", "XML_DOCTYPE"},
	{"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "1:31: error: the file is UTF-8, but its first line says \"ISO-8859-1\"", "XML_ENCODING"},
	{"<a b='1' b='2'/>", "1:", "XML_SYNTAX"},
	{"<a b=1/>", "1:6:", "XML_SYNTAX"},
	{"<a b/>", "1:5:", "XML_SYNTAX"},
	{"<a>x & y</a>", "1:7:", "XML_SYNTAX"},
	{"<a b='<'/>", "1:", "XML_SYNTAX"},
	{"<a/><b/>", "1:5:", "XML_SYNTAX"},
	{"<a/>text", "1:5:", "XML_SYNTAX"},
	{"text", "1:1:", "XML_SYNTAX"},
	{"<p:a/>", "1:", "XML_SYNTAX"},
	{"<a>\x01</a>", "1:4:", "XML_SYNTAX"},
	{"<a>&#0;</a>", "1:", "XML_SYNTAX"},
	{"<a><!-- x -- y --></a>", "1:", "XML_SYNTAX"},
};

static void test_refused(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
		struct fixture f = read_text(refused[i].in);
		char *text = messages(&f), *start = g_strdup_printf("t.xml:%s", refused[i].at), *code = g_strdup_printf(" [%s]\n", refused[i].code);

		g_test_message("%s\n%s", refused[i].in, text);
		g_assert_null(f.root);
		g_assert_cmpuint(diags_errors(f.diags), ==, 1);
		g_assert_true(g_str_has_prefix(text, start));
		g_assert_nonnull(strstr(text, code));
		g_free(text);
		g_free(start);
		g_free(code);
		arena_free(f.arena);
	}
}

static char *nested(unsigned depth)
{
	GString *text = g_string_new(NULL);

	for (unsigned i = 0; i < depth; i++)
		g_string_append(text, "<a>");
	for (unsigned i = 0; i < depth; i++)
		g_string_append(text, "</a>");
	return g_string_free(text, FALSE);
}

static void test_depth(void)
{
	static const unsigned depths[] = {READ_DEEPEST, READ_DEEPEST + 1, 200, 100000};

	for (size_t i = 0; i < G_N_ELEMENTS(depths); i++) {
		char *text = nested(depths[i]);
		struct fixture f = read_text(text);

		g_assert_true((f.root != NULL) == (depths[i] <= READ_DEEPEST));
		g_assert_cmpuint(diags_count(f.diags, DIAG_READ_TOO_DEEP), ==, depths[i] <= READ_DEEPEST ? 0 : 1);
		arena_free(f.arena);
		g_free(text);
	}
}

static const char whole[] = "<?xml version='1.0'?><a b='&lt;x' c=\"y\"><!-- d --><e>f &amp; g</e><![CDATA[h]]><i/>\xC3\xA9</a>";

static void test_truncated(void)
{
	for (size_t length = 0; length + 1 < sizeof(whole); length++) {
		char *text = g_strndup(whole, length);
		struct fixture f = {.arena = arena_new()};

		f.diags = diags_new(f.arena);
		f.source = source_from_bytes(f.arena, "t.xml", text, length, f.diags);
		f.root = f.source == NULL ? NULL : xml_read(f.arena, f.source, f.diags);
		g_assert_null(f.root);
		g_assert_cmpuint(diags_errors(f.diags), ==, 1);
		g_free(messages(&f));
		arena_free(f.arena);
		g_free(text);
	}
}

static void test_damaged(void)
{
	static const char damage[] = "<>&/'\"=!?x; [\n\x80";

	for (size_t at = 0; at + 1 < sizeof(whole); at++)
		for (size_t with = 0; with + 1 < sizeof(damage); with++) {
			char *text = g_strdup(whole);
			struct fixture f = {.arena = arena_new()};

			text[at] = damage[with];
			f.diags = diags_new(f.arena);
			f.source = source_from_bytes(f.arena, "t.xml", text, sizeof(whole) - 1, f.diags);
			f.root = f.source == NULL ? NULL : xml_read(f.arena, f.source, f.diags);
			g_assert_true((f.root == NULL) == (diags_errors(f.diags) == 1));
			g_free(messages(&f));
			arena_free(f.arena);
			g_free(text);
		}
}

/* Long enough that libxml2 shifts its buffer under us. */
static void test_long(void)
{
	GString *text = g_string_new("<a>");
	const struct element *child;
	struct fixture f;
	char *expected;
	unsigned i = 0;

	for (i = 0; i < 60000; i++)
		g_string_append_printf(text, "\n<b n='%u'>text &amp; %u</b>", i, i);
	g_string_append(text, "</a>");
	f = read_text(text->str);
	g_assert_nonnull(f.root);
	for (child = f.root->first, i = 0; child != NULL; child = child->next, i++) {
		expected = g_strdup_printf("%u", i);
		g_assert_cmpuint(child->attributes[0].span.length, ==, strlen(expected));
		g_assert_cmpint(memcmp(f.source->bytes.text + child->attributes[0].span.start, expected, strlen(expected)), ==, 0);
		g_assert_cmpuint(source_place(f.source, child->first->span.start).line, ==, i + 2);
		g_free(expected);
	}
	g_assert_cmpuint(i, ==, 60000);
	g_string_free(text, TRUE);
	arena_free(f.arena);
}

static void test_attribute(void)
{
	struct fixture f = read_text("<a b='1' c='2'/>");

	g_assert_true(str_is(element_attribute(f.root, "c")->value, "2"));
	g_assert_null(element_attribute(f.root, "d"));
	arena_free(f.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/xml/taken", test_taken);
	g_test_add_func("/xml/refused", test_refused);
	g_test_add_func("/xml/depth", test_depth);
	g_test_add_func("/xml/truncated", test_truncated);
	g_test_add_func("/xml/damaged", test_damaged);
	g_test_add_func("/xml/long", test_long);
	g_test_add_func("/xml/attribute", test_attribute);
	return g_test_run();
}
