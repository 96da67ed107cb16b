/* Diagnostics for people (with the line and a caret) and for machines (JSON). */
#include <string.h>

#include "base/quote.h"
#include "diag_list.h"

#define WIDEST_LINE 100u
#define PART_BESIDE 4096u /* bytes on either side of a place, more than are shown */

static const char *severity_name(enum severity severity)
{
	static const char *const names[] = {[SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_NOTE] = "note"};

	return names[severity];
}

/* Control characters could move a terminal's cursor: they are shown as a replacement. */
static void append_safe(GString *out, const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end) {
		gunichar c = g_utf8_get_char(text);

		if (c == '\t')
			g_string_append_c(out, ' ');
		else if (g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT)
			g_string_append(out, "\xEF\xBF\xBD");
		else
			g_string_append_unichar(out, c);
		text = g_utf8_next_char(text);
	}
}

/* The part of a long line around the caret. In characters. */
struct window {
	uint32_t first, count;
	bool cut_before, cut_after;
};

static struct window window_around(uint32_t characters, uint32_t column)
{
	struct window window = {0, characters, false, false};

	if (characters <= WIDEST_LINE)
		return window;
	window.first = column > WIDEST_LINE / 2 ? column - WIDEST_LINE / 2 : 0;
	window.first = MIN(window.first, characters - WIDEST_LINE);
	window.count = WIDEST_LINE;
	window.cut_before = window.first > 0;
	window.cut_after = window.first + window.count < characters;
	return window;
}

static void append_line(GString *out, struct str line, struct window window)
{
	const char *start = g_utf8_offset_to_pointer(line.text, (glong)window.first);
	const char *end = g_utf8_offset_to_pointer(start, (glong)window.count);

	if (window.cut_before)
		g_string_append(out, "...");
	append_safe(out, start, (size_t)(end - start));
	if (window.cut_after)
		g_string_append(out, "...");
}

/* The same line with every byte that is not UTF-8 replaced by "?", so that bytes and columns stay where they are. */
static struct str readable(struct str line, char *into)
{
	memcpy(into, line.text, line.length);
	into[line.length] = '\0';
	for (uint32_t i = 0; i < line.length;) {
		const char *end;

		if (g_utf8_validate_len(into + i, line.length - i, &end))
			break;
		i = (uint32_t)(end - into);
		into[i] = '?';
	}
	return (struct str){into, line.length};
}

/* A line may have millions of bytes: only what could be shown is looked at. */
static struct str part_around(struct str line, uint32_t at)
{
	uint32_t start = at > PART_BESIDE ? at - PART_BESIDE : 0, end = MIN(line.length, at + PART_BESIDE);

	while (start > 0 && ((unsigned char)line.text[start] & 0xC0) == 0x80)
		start--;
	while (end < line.length && ((unsigned char)line.text[end] & 0xC0) == 0x80)
		end++;
	return (struct str){line.text + start, end - start};
}

static void append_excerpt(GString *out, struct span span, bool colour)
{
	struct place place = source_place(span.source, span.start);
	struct str whole = source_line(span.source, place.line);
	uint32_t whole_start = (uint32_t)(whole.text - span.source->bytes.text);
	struct str raw = part_around(whole, MIN(span.start - whole_start, whole.length));
	char *copy = g_malloc(raw.length + 1);
	struct str line = readable(raw, copy);
	uint32_t characters = (uint32_t)g_utf8_strlen(line.text, (gssize)line.length);
	uint32_t line_start = (uint32_t)(raw.text - span.source->bytes.text);
	uint32_t column = raw.text == whole.text ? place.column : 1 + (uint32_t)g_utf8_strlen(line.text, (gssize)(span.start - line_start));
	struct window window = window_around(characters, column);
	uint32_t end = MIN(span.start + span.length, line_start + line.length);
	uint32_t carets = 1, indent = column - 1 - window.first + (window.cut_before ? 3 : 0);

	if (end > span.start + 1)
		carets = (uint32_t)g_utf8_strlen(line.text + (span.start - line_start), (gssize)(end - span.start));
	carets = MAX(1u, MIN(carets, window.count + window.first + 1 - (column - 1)));
	g_string_append_printf(out, "%5u | ", place.line);
	append_line(out, line, window);
	g_string_append_printf(out, "\n      | %*s%s", (int)indent, "", colour ? "\033[1;31m" : "");
	for (uint32_t i = 0; i < carets; i++)
		g_string_append_c(out, '^');
	g_string_append(out, colour ? "\033[0m\n" : "\n");
	g_free(copy);
}

static void append_item(GString *out, const struct diag_item *item, bool colour)
{
	if (item->span.source != NULL) {
		struct place place = source_place(item->span.source, item->span.start);

		g_string_append_printf(out, "%s:%u:%u: ", item->span.source->path.text, place.line, place.column);
	} else {
		g_string_append(out, "plumbline: ");
	}
	g_string_append_printf(out, "%s%s:%s ", colour ? "\033[1m" : "", severity_name(item->severity), colour ? "\033[0m" : "");
	append_safe(out, item->message.text, item->message.length);
	g_string_append_printf(out, " [%s]\n", diag_code_name(item->code));
	if (item->span.source != NULL)
		append_excerpt(out, item->span, colour);
	if (item->hint.length != 0) {
		g_string_append(out, "      = hint: ");
		append_safe(out, item->hint.text, item->hint.length);
		g_string_append_c(out, '\n');
	}
}

void diags_write_text(const struct diags *diags, GString *out, bool colour)
{
	for (const struct diag_group *group = diags->first; group != NULL; group = group->next) {
		for (const struct diag_item *item = group->first; item != NULL; item = item->next)
			append_item(out, item, colour);
		if (group->count > group->kept)
			g_string_append_printf(out, "... and %u more in %s\n", group->count - group->kept,
					       group->source == NULL ? "this run" : group->source->path.text);
	}
}

static void append_json_item(GString *out, const struct diag_item *item)
{
	g_string_append(out, "{\"file\": ");
	if (item->span.source != NULL) {
		struct place place = source_place(item->span.source, item->span.start);

		quote_append(out, item->span.source->path);
		g_string_append_printf(out, ", \"line\": %u, \"column\": %u, \"length\": %u", place.line, place.column, item->span.length);
	} else {
		g_string_append(out, "null, \"line\": null, \"column\": null, \"length\": 0");
	}
	g_string_append_printf(out, ", \"severity\": \"%s\", \"code\": \"%s\", \"message\": ", severity_name(item->severity),
			       diag_code_name(item->code));
	quote_append(out, item->message);
	g_string_append(out, ", \"hint\": ");
	if (item->hint.length != 0)
		quote_append(out, item->hint);
	else
		g_string_append(out, "null");
	g_string_append_c(out, '}');
}

void diags_write_json(const struct diags *diags, GString *out)
{
	const char *before = "[\n  ";

	for (const struct diag_group *group = diags->first; group != NULL; group = group->next)
		for (const struct diag_item *item = group->first; item != NULL; item = item->next) {
			g_string_append(out, before);
			append_json_item(out, item);
			before = ",\n  ";
		}
	g_string_append(out, *before == '[' ? "[]\n" : "\n]\n");
}
