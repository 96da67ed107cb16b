/* A document as one HTML file that needs nothing else: no scripts, no requests. */
#include <string.h>

#include "html.h"

static void meta(struct html_writer *writer, const char *name, struct str content)
{
	if (str_is_empty(content))
		return;
	html_open(writer, "meta");
	html_attribute(writer, "name", str_of(name));
	html_attribute(writer, "content", content);
	html_close(writer);
	html_raw(writer, "\n", 1);
}

/* Allows this style sheet by its hash, pictures and fonts inside the file, and nothing else. */
static void write_policy(struct html_writer *writer, const GString *css)
{
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 digest[32];
	gsize length = sizeof digest;
	char *hash;

	g_checksum_update(sum, (const guchar *)css->str, (gssize)css->len);
	g_checksum_get_digest(sum, digest, &length);
	g_checksum_free(sum);
	hash = g_base64_encode(digest, length);
	html_open(writer, "meta");
	html_attribute(writer, "http-equiv", STR("Content-Security-Policy"));
	html_attribute_f(writer, "content",
			 "default-src 'none'; style-src 'sha256-%s'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'", hash);
	html_close(writer);
	html_raw(writer, "\n", 1);
	g_free(hash);
}

static struct str full_title(struct arena *arena, const struct doc *document)
{
	struct str title = document->as.document.title, subtitle = document->as.document.subtitle;

	if (str_is_empty(subtitle))
		return title;
	return str_format(arena, "%.*s \xE2\x80\x93 %.*s", STR_ARGS(title), STR_ARGS(subtitle));
}

static void write_head(struct html_page *page, const GString *css)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "head");
	html_open(writer, "meta");
	html_attribute(writer, "charset", STR("utf-8"));
	html_close(writer);
	html_raw(writer, "\n", 1);
	write_policy(writer, css);
	html_element(writer, "title", "", full_title(page->arena, page->document));
	html_raw(writer, "\n", 1);
	meta(writer, "viewport", STR("width=device-width, initial-scale=1"));
	meta(writer, "color-scheme", STR("light dark"));
	meta(writer, "description", page->document->as.document.subject);
	meta(writer, "author", page->document->as.document.author);
	html_open(writer, "style");
	html_raw(writer, css->str, css->len);
	html_close(writer);
	html_close(writer);
	html_raw(writer, "\n", 1);
}

static void write_masthead(struct html_page *page)
{
	struct html_writer *writer = &page->writer;
	struct str text = page->document->as.document.running_head, stamp = page->document->as.document.stamp;

	html_open(writer, "a");
	html_attribute(writer, "class", STR("skip"));
	html_attribute(writer, "href", STR("#main_text"));
	html_text(writer, str_of(page->words->skip));
	html_close(writer);
	html_raw(writer, "\n", 1);
	if (str_is_empty(text) && str_is_empty(stamp))
		return;
	html_open(writer, "header");
	html_attribute(writer, "class", STR("masthead"));
	if (!str_is_empty(text))
		html_element(writer, "p", "", text);
	if (!str_is_empty(stamp))
		html_element(writer, "p", "stamp", stamp);
	html_close(writer);
	html_raw(writer, "\n", 1);
}

static void write_main(struct html_page *page)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "main");
	html_attribute(writer, "id", STR("main_text"));
	html_attribute(writer, "tabindex", STR("-1"));
	html_raw(writer, "\n", 1);
	if (page->title == NULL)
		html_element(writer, "h1", "cover-title", page->document->as.document.title);
	html_write_blocks(page);
	html_close(writer);
	html_raw(writer, "\n", 1);
}

static void write_footer(struct html_page *page)
{
	struct html_writer *writer = &page->writer;
	struct str notice = page->document->as.document.notice;

	if (str_is_empty(notice))
		return;
	html_open(writer, "footer");
	html_attribute(writer, "class", STR("colophon"));
	html_element(writer, "p", "", notice);
	html_close(writer);
	html_raw(writer, "\n", 1);
}

static void write_body(struct html_page *page)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "body");
	html_raw(writer, "\n", 1);
	write_masthead(page);
	html_open(writer, "div");
	html_attribute(writer, "class", STR("frame"));
	html_raw(writer, "\n", 1);
	html_write_contents(page);
	write_main(page);
	html_close(writer);
	html_raw(writer, "\n", 1);
	write_footer(page);
	html_close(writer);
	html_raw(writer, "\n", 1);
}

static void write_page(struct html_page *page, const GString *css, const GString *body, GString *out)
{
	static const char doctype[] = "<!DOCTYPE html>\n";
	struct str language = page->document->as.document.language;

	html_begin(&page->writer, out);
	html_raw(&page->writer, doctype, sizeof doctype - 1);
	html_open(&page->writer, "html");
	html_attribute(&page->writer, "lang", str_is_empty(language) ? STR("en") : language);
	html_raw(&page->writer, "\n", 1);
	write_head(page, css);
	html_raw(&page->writer, body->str, body->len);
	html_close(&page->writer);
	html_raw(&page->writer, "\n", 1);
	html_finish(&page->writer);
}

/* The body comes first, because the fonts in the head hold only what the body needs. */
static bool write_html(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	struct html_page page = {.arena = arena, .input = input, .document = input->document};
	GString *body = g_string_new(NULL), *css = g_string_new(NULL);
	bool good;

	page.title = html_find_title(input->document);
	page.words = html_words_for(input->document->as.document.language);
	page.tables = g_array_new(FALSE, FALSE, sizeof(struct html_table));
	html_begin(&page.writer, body);
	write_body(&page);
	html_finish(&page.writer);
	g_array_free(page.tables, TRUE);
	good = html_styles(arena, input, body, css, diags);
	if (good)
		write_page(&page, css, body, out);
	g_string_free(css, TRUE);
	g_string_free(body, TRUE);
	return good;
}

const struct backend backend_html = {.name = "html", .suffix = ".html", .feed = FEED_DOCUMENT, .write = write_html};
