/* Cells and rows of CSV. */
#include "csv_cells.h"

#include <string.h>

/* Spreadsheets run a cell that begins so, also with the wide forms of East Asian scripts. */
static bool is_formula(const char *text)
{
	static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

	if (*text != '\0' && strchr("=+-@\t\r\n", *text) != NULL)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
		if (g_str_has_prefix(text, wide[i]))
			return true;
	return false;
}

static bool is_control(char c)
{
	unsigned char byte = (unsigned char)c;

	return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

void csv_put(GString *out, const char *text)
{
	bool formula = is_formula(text);

	if (out->len > 0 && out->str[out->len - 1] != '\n')
		g_string_append_c(out, ',');
	if (!formula && strpbrk(text, ",;|\t\"\r\n") == NULL && *text != '\0') {
		for (const char *c = text; *c != '\0'; c++)
			g_string_append_len(out, is_control(*c) ? "\xEF\xBF\xBD" : c, is_control(*c) ? 3 : 1);
		return;
	}
	/* an empty first cell must still be seen as one, so that empty cells are quoted too */
	g_string_append(out, formula ? "\"'" : "\"");
	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '"')
			g_string_append_c(out, '"');
		g_string_append_len(out, is_control(*c) ? "\xEF\xBF\xBD" : c, is_control(*c) ? 3 : 1);
	}
	g_string_append_c(out, '"');
}

void csv_end_row(GString *out)
{
	g_string_append(out, "\r\n");
}

void csv_put_row(GString *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csv_put(out, cells[i]);
	csv_end_row(out);
}
