/* The HTML writer: a stack of open elements, escaping, URLs. */
#include "html_writer.h"

#include <string.h>

static const char *const void_elements[] = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"};
static const char *const schemes[] = {"http://", "https://", "mailto:"};

static bool is_void(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(void_elements); i++)
		if (strcmp(name, void_elements[i]) == 0)
			return true;
	return false;
}

void html_begin(struct html_writer *writer, GString *out)
{
	*writer = (struct html_writer){.out = out, .open = g_ptr_array_new()};
}

void html_finish(struct html_writer *writer)
{
	g_assert(writer->open->len == 0);
	g_ptr_array_free(writer->open, TRUE);
}

static void end_tag(struct html_writer *writer)
{
	if (writer->in_tag)
		g_string_append_c(writer->out, '>');
	writer->in_tag = false;
}

static void escape(GString *out, struct str text, bool in_attribute)
{
	const char *from = str_c(text), *end = from + text.length;

	for (const char *c = from; c < end; c++) {
		const char *entity = NULL;

		if (*c == '&')
			entity = "&amp;";
		else if (*c == '<')
			entity = "&lt;";
		else if (*c == '>')
			entity = "&gt;";
		else if (*c == '"' && in_attribute)
			entity = "&quot;";
		else if ((unsigned char)*c < 0x20 && *c != '\n' && *c != '\t')
			entity = "\xEF\xBF\xBD"; /* a control character may not stand in HTML */
		if (entity == NULL)
			continue;
		g_string_append_len(out, from, c - from);
		g_string_append(out, entity);
		from = c + 1;
	}
	g_string_append_len(out, from, end - from);
}

void html_open(struct html_writer *writer, const char *name)
{
	end_tag(writer);
	g_string_append_c(writer->out, '<');
	g_string_append(writer->out, name);
	g_ptr_array_add(writer->open, (gpointer)name);
	writer->in_tag = true;
	if (writer->svg > 0 || strcmp(name, "svg") == 0)
		writer->svg++;
}

void html_attribute(struct html_writer *writer, const char *name, struct str value)
{
	g_assert(writer->in_tag);
	g_string_append_printf(writer->out, " %s=\"", name);
	escape(writer->out, value, true);
	g_string_append_c(writer->out, '"');
}

void html_attribute_if(struct html_writer *writer, const char *name, struct str value)
{
	if (!str_is_empty(value))
		html_attribute(writer, name, value);
}

void html_attribute_f(struct html_writer *writer, const char *name, const char *format, ...)
{
	va_list args;
	char *value;

	va_start(args, format);
	value = g_strdup_vprintf(format, args);
	va_end(args);
	html_attribute(writer, name, str_of(value));
	g_free(value);
}

void html_close(struct html_writer *writer)
{
	const char *name = g_ptr_array_remove_index(writer->open, writer->open->len - 1);

	if (writer->svg > 0 && writer->in_tag)
		g_string_append(writer->out, "/>");
	else if (is_void(name))
		end_tag(writer);
	else {
		end_tag(writer);
		g_string_append_printf(writer->out, "</%s>", name);
	}
	writer->in_tag = false;
	writer->svg -= writer->svg > 0;
}

void html_text(struct html_writer *writer, struct str text)
{
	end_tag(writer);
	escape(writer->out, text, false);
}

void html_element(struct html_writer *writer, const char *name, const char *class, struct str text)
{
	html_open(writer, name);
	html_attribute_if(writer, "class", str_of(class));
	html_text(writer, text);
	html_close(writer);
}

void html_raw(struct html_writer *writer, const char *bytes, size_t length)
{
	end_tag(writer);
	g_string_append_len(writer->out, bytes, (gssize)length);
}

bool html_url_allowed(struct str url)
{
	for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
		size_t length = strlen(schemes[i]);

		if (url.length > length && g_ascii_strncasecmp(url.text, schemes[i], length) == 0)
			return true;
	}
	return false;
}

/* RFC 3986: what may stand in a URL stays, "%" only before two hexadecimal digits. */
static bool may_stand(const char *c, const char *end)
{
	if (*c == '%')
		return end - c > 2 && g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2]);
	return g_ascii_isalnum(*c) || (*c != '\0' && strchr("-._~:/?#@!$&'()*+,;=", *c) != NULL);
}

/* Brackets belong only around the address of a host. */
static uint32_t host_end(struct str url)
{
	const char *slashes = strstr(url.text, "://");
	uint32_t from = slashes == NULL ? 0 : (uint32_t)(slashes + 3 - url.text);

	return slashes == NULL ? 0 : from + (uint32_t)strcspn(url.text + from, "/?#");
}

bool html_href(struct html_writer *writer, struct str url)
{
	GString *encoded;
	uint32_t host, fragments = 0;

	if (!html_url_allowed(url))
		return false;
	encoded = g_string_sized_new(url.length);
	host = host_end(url);
	for (uint32_t i = 0; i < url.length; i++) {
		const char *c = url.text + i;
		bool stays = may_stand(c, url.text + url.length) || (i < host && (*c == '[' || *c == ']'));

		if (*c == '#')
			stays = fragments++ == 0;
		if (stays)
			g_string_append_c(encoded, *c);
		else
			g_string_append_printf(encoded, "%%%02X", (unsigned char)*c);
	}
	html_attribute(writer, "href", (struct str){encoded->str, (uint32_t)encoded->len});
	g_string_free(encoded, TRUE);
	return true;
}
