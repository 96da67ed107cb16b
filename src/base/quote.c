/* Texts in double quotes, with the escapes that JSON and YAML share. */
#include "base/quote.h"

#include <string.h>

bool quote_is_hidden(gunichar c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

static void append_hidden(GString *out, gunichar c)
{
	if (c == '\n' || c == '\t')
		g_string_append(out, c == '\n' ? "\\n" : "\\t");
	else
		g_string_append_printf(out, "\\u%04x", (unsigned)c);
}

static void append_inside(GString *out, const char *text, const char *end)
{
	for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == '"' || c == '\\')
			g_string_append_c(out, '\\');
		if (quote_is_hidden(c))
			append_hidden(out, c);
		else
			g_string_append_unichar(out, c);
	}
}

void quote_append(GString *out, struct str text)
{
	char *valid = g_utf8_validate_len(str_c(text), text.length, NULL) ? NULL : g_utf8_make_valid(str_c(text), (gssize)text.length);

	g_string_append_c(out, '"');
	if (valid == NULL)
		append_inside(out, str_c(text), str_c(text) + text.length);
	else
		append_inside(out, valid, valid + strlen(valid));
	g_string_append_c(out, '"');
	g_free(valid);
}
