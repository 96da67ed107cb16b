/* A writer of YAML and JSON: what cannot be misread stands plain, prose in blocks, and the rest in double quotes. */
#include "tree_writer.h"

#include <string.h>

#include "base/quote.h"

#define LONGEST_LINE 100u /* a longer text becomes a block */
#define WIDEST       116u /* columns of a block, where its words allow it */
#define LEAST_WIDTH  40u
#define LONGEST_KEY  250u /* four bytes a character, and each may become an escape */

static struct tree_level *top(struct tree_writer *writer)
{
	return &writer->levels[writer->depth - 1];
}

static void indent(struct tree_writer *writer, uint32_t depth)
{
	g_string_append_printf(writer->out, "%*s", (int)(2 * depth), "");
}

/* ---- Texts in double quotes ---- */

static bool has_hidden(struct str text)
{
	const char *end = str_c(text) + text.length;

	for (const char *at = str_c(text); at < end; at = g_utf8_next_char(at))
		if (quote_is_hidden(g_utf8_get_char(at)) && *at != '\n')
			return true;
	return false;
}

/* ---- YAML: plain texts ---- */

/* What YAML, or other readers of it, would not take for text. */
static bool is_special(struct str text)
{
	static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_ascii_strcasecmp(words[i], str_c(text)) == 0)
			return true;
	return false;
}

static bool begins_plain(struct str text)
{
	return g_ascii_isalpha(text.text[0]) || g_str_has_prefix(text.text, "./") || g_str_has_prefix(text.text, "../");
}

/* Beginning with a letter, it is no number and no date; without marks that mean something anywhere, it is one plain scalar. */
static bool is_plain(struct str text)
{
	const char *end = str_c(text) + text.length;

	if (text.length == 0 || text.length > LONGEST_LINE || !begins_plain(text) || end[-1] == ' ' || is_special(text) || has_hidden(text))
		return false;
	for (const char *at = text.text; at < end; at++)
		if ((unsigned char)*at < 0x80 && !g_ascii_isalnum(*at) && strchr(" -_./(),'?+;", *at) == NULL)
			return false;
	return true;
}

/* ---- YAML: blocks ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* A block cannot show where blanks end a line or begin it, and needs no indicator without an empty first line. */
static bool is_block(struct str text)
{
	const char *start = str_c(text), *end = start + text.length;

	if (text.length == 0 || end[-1] == '\n' || is_blank(end[-1]) || *start == '\n' || is_blank(*start) || has_hidden(text))
		return false;
	for (const char *at = strchr(start, '\n'); at != NULL; at = strchr(at + 1, '\n'))
		if (is_blank(at[-1]))
			return false;
	return strchr(start, '\n') != NULL || text.length > LONGEST_LINE;
}

/* Several lines as they are. */
static void append_literal(struct tree_writer *writer, struct str text)
{
	const char *at = str_c(text), *end = at + text.length;

	g_string_append(writer->out, "|-\n");
	while (at <= end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if (stop == NULL)
			stop = end;
		if (stop > at)
			indent(writer, writer->depth);
		g_string_append_len(writer->out, at, stop - at);
		g_string_append_c(writer->out, '\n');
		at = stop + 1;
	}
}

/* The end of the first line that fits: at a single blank between two words, or the end of the text where there is none. */
static const char *fold_at(const char *at, const char *end, size_t width)
{
	const char *found = end;
	size_t columns = 0;

	for (const char *c = at; c < end; c = g_utf8_next_char(c), columns++) {
		if (columns > width && found != end)
			return found;
		if (*c == ' ' && c > at && !is_blank(c[-1]) && !is_blank(c[1]))
			found = c;
	}
	return columns > width ? found : end;
}

/* One long line as a paragraph. */
static void append_folded(struct tree_writer *writer, struct str text)
{
	const char *at = str_c(text), *end = at + text.length;
	size_t width = MAX(LEAST_WIDTH, WIDEST - MIN(WIDEST, 2 * writer->depth));

	g_string_append(writer->out, ">-\n");
	while (at < end) {
		const char *to = fold_at(at, end, width);

		indent(writer, writer->depth);
		g_string_append_len(writer->out, at, to - at);
		g_string_append_c(writer->out, '\n');
		at = to + 1;
	}
}

/* Text with double quotes in it is easier to read in single ones, which know no escapes. */
static bool is_single_quoted(struct str text)
{
	return strpbrk(str_c(text), "\"\\") != NULL && strpbrk(str_c(text), "'\n") == NULL && !has_hidden(text);
}

static void append_yaml(struct tree_writer *writer, struct str text)
{
	if (is_block(text)) {
		if (strchr(str_c(text), '\n') != NULL)
			append_literal(writer, text);
		else
			append_folded(writer, text);
		return;
	}
	if (is_plain(text))
		g_string_append(writer->out, text.text);
	else if (is_single_quoted(text))
		g_string_append_printf(writer->out, "'%s'", text.text);
	else
		quote_append(writer->out, text);
	g_string_append_c(writer->out, '\n');
}

/* ---- Entries ---- */

/* Of a key on one line YAML takes 1,024 characters. */
static void append_key(struct tree_writer *writer, struct str key)
{
	bool is_long = key.length > LONGEST_KEY;

	if (is_long)
		g_string_append(writer->out, "? ");
	if (is_plain(key))
		g_string_append(writer->out, key.text);
	else
		quote_append(writer->out, key);
	if (is_long) {
		g_string_append_c(writer->out, '\n');
		indent(writer, writer->depth - 1);
	}
	g_string_append_c(writer->out, ':');
}

static void yaml_entry(struct tree_writer *writer, const char *key)
{
	struct tree_level *level = top(writer);
	bool is_item = !level->is_list && writer->depth > 1 && writer->levels[writer->depth - 2].is_list;
	bool is_first = level->count++ == 0;

	if (is_first && writer->depth > 1)
		g_string_append_c(writer->out, is_item ? ' ' : '\n');
	if (!is_first || !is_item)
		indent(writer, writer->depth - 1);
	if (level->is_list) {
		g_string_append_c(writer->out, '-');
		return;
	}
	append_key(writer, str_of(key));
}

static void json_entry(struct tree_writer *writer, const char *key)
{
	g_string_append(writer->out, top(writer)->count++ == 0 ? "\n" : ",\n");
	indent(writer, writer->depth);
	if (top(writer)->is_list)
		return;
	quote_append(writer->out, str_of(key));
	g_string_append(writer->out, ": ");
}

static void entry(struct tree_writer *writer, const char *key)
{
	if (writer->form == NATIVE_YAML)
		yaml_entry(writer, key);
	else
		json_entry(writer, key);
}

static void open_level(struct tree_writer *writer, bool is_list)
{
	writer->levels[writer->depth++] = (struct tree_level){.is_list = is_list};
	if (writer->form == NATIVE_JSON)
		g_string_append_c(writer->out, is_list ? '[' : '{');
}

void tree_begin(struct tree_writer *writer, enum native_form form, GString *out)
{
	*writer = (struct tree_writer){.form = form, .out = out};
	open_level(writer, false);
}

void tree_map(struct tree_writer *writer, const char *key)
{
	entry(writer, key);
	open_level(writer, false);
}

void tree_list(struct tree_writer *writer, const char *key)
{
	entry(writer, key);
	open_level(writer, true);
}

void tree_close(struct tree_writer *writer)
{
	const struct tree_level *level = top(writer);

	writer->depth--;
	if (writer->form == NATIVE_YAML) {
		if (level->count == 0)
			g_string_append(writer->out, level->is_list ? " []\n" : " {}\n");
		return;
	}
	if (level->count > 0) {
		g_string_append_c(writer->out, '\n');
		indent(writer, writer->depth);
	}
	g_string_append_c(writer->out, level->is_list ? ']' : '}');
}

void tree_end(struct tree_writer *writer)
{
	tree_close(writer);
	if (writer->form == NATIVE_JSON)
		g_string_append_c(writer->out, '\n');
}

void tree_text(struct tree_writer *writer, const char *key, struct str text)
{
	entry(writer, key);
	if (writer->form == NATIVE_JSON) {
		quote_append(writer->out, text);
		return;
	}
	g_string_append_c(writer->out, ' ');
	append_yaml(writer, text);
}

void tree_some(struct tree_writer *writer, const char *key, struct str text)
{
	if (!str_is_empty(text))
		tree_text(writer, key, text);
}

static void plain(struct tree_writer *writer, const char *key, const char *text)
{
	entry(writer, key);
	if (writer->form == NATIVE_YAML)
		g_string_append_printf(writer->out, " %s\n", text);
	else
		g_string_append(writer->out, text);
}

/* Digits, and perhaps a point between digits; no zero before another digit. */
static bool is_number(struct str text)
{
	const char *point = strchr(str_c(text), '.');
	size_t whole = strspn(str_c(text), "0123456789");

	if (whole == 0 || (whole > 1 && text.text[0] == '0'))
		return false;
	if (whole == text.length)
		return true;
	return point == text.text + whole && point[1] != '\0' && strspn(point + 1, "0123456789") == text.length - whole - 1;
}

void tree_number(struct tree_writer *writer, const char *key, struct str text)
{
	if (is_number(text))
		plain(writer, key, str_c(text));
	else
		tree_text(writer, key, text);
}

void tree_flag(struct tree_writer *writer, const char *key, bool value)
{
	plain(writer, key, value ? "true" : "false");
}
