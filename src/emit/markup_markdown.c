/* Prose as CommonMark that reads back as the same prose, and as plain text, which is the same without marks. */
#include <string.h>

#include "markup.h"

enum line { LINE_START, LINE_DIGITS, LINE_WORDS };

struct markdown {
	GString *out;
	GString *prefix; /* of each line: the containers that are open */
	bool plain;      /* no marks but bullets and numbers */
	bool itself;     /* the root is written too */
	bool fresh;      /* at the start of the text or after a marker: no new line is wanted */
	enum line line;  /* what stands on the line so far */
	gunichar before; /* the character before */
};

gunichar markup_clean(gunichar c)
{
	bool bad = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;

	return bad ? 0xFFFD : c;
}

void markup_url(GString *out, struct str url, const char *chars)
{
	for (const char *at = str_c(url); *at != '\0'; at++) {
		unsigned char c = (unsigned char)*at;

		if (c <= 0x20 || c >= 0x7F || strchr(chars, c) != NULL)
			g_string_append_printf(out, "%%%02X", c);
		else
			g_string_append_c(out, (char)c);
	}
}

/* ---- Text ---- */

/* Marks that mean something wherever they stand; ":" begins an emoji, "$" a formula to some readers. */
static bool is_mark(const struct markdown *markdown, gunichar c, gunichar next)
{
	if (c < 0x80 && strchr("\\`*_[]|~$", (int)c) != NULL)
		return true;
	if (c == ':')
		return g_unichar_isalnum(next) || next == '+' || next == '-';
	if (c == '!')
		return next == '[';
	if (markdown->line == LINE_START)
		return c < 0x80 && strchr("#+-=", (int)c) != NULL;
	return markdown->line == LINE_DIGITS && (c == '.' || c == ')');
}

/* "@name" would call a user, and "#12" tie the issue to another one. */
static bool calls(const struct markdown *markdown, gunichar c, gunichar next)
{
	return (c == '@' && g_unichar_isalnum(next) && !g_unichar_isalnum(markdown->before)) || (c == '#' && g_unichar_isdigit(next));
}

static void put_character(struct markdown *markdown, gunichar c, gunichar next)
{
	GString *out = markdown->out;

	if (c == '<' || c == '>' || c == '&')
		g_string_append(out, c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
	else {
		if (is_mark(markdown, c, next))
			g_string_append_c(out, '\\');
		g_string_append_unichar(out, c);
		if (calls(markdown, c, next))
			g_string_append(out, "&#8203;");
	}
	if (markdown->line != LINE_WORDS)
		markdown->line = g_unichar_isdigit(c) ? LINE_DIGITS : LINE_WORDS;
}

static void put_text(struct markdown *markdown, struct str text)
{
	const char *end = str_c(text) + text.length;

	for (const char *at = str_c(text); at < end; at = g_utf8_next_char(at)) {
		gunichar c = markup_clean(g_utf8_get_char(at)), next = *g_utf8_next_char(at) == '\0' ? 0 : g_utf8_get_char(g_utf8_next_char(at));

		if (c == '\n' || c == '\t')
			c = ' ';
		if (c == ' ' && markdown->line == LINE_START)
			continue;
		if (markdown->plain)
			g_string_append_unichar(markdown->out, c);
		else
			put_character(markdown, c, next);
		markdown->before = c;
		markdown->line = markdown->plain ? LINE_WORDS : markdown->line;
	}
}

/* ---- Lines and blocks ---- */

static void new_line(struct markdown *markdown)
{
	g_string_append_c(markdown->out, '\n');
	g_string_append_len(markdown->out, markdown->prefix->str, (gssize)markdown->prefix->len);
	markdown->line = LINE_START;
	markdown->before = ' ';
}

/* A line with nothing but its containers, without blanks at its end. */
static void empty_line(struct markdown *markdown)
{
	new_line(markdown);
	while (markdown->out->len > 0 && markdown->out->str[markdown->out->len - 1] == ' ')
		g_string_truncate(markdown->out, markdown->out->len - 1);
}

static bool is_tight(const struct doc *node)
{
	const struct doc *list = node->kind == DOC_ITEM                                   ? node->parent
				 : node->parent != NULL && node->parent->kind == DOC_ITEM ? node->parent->parent
											  : NULL;

	return list != NULL && list->kind == DOC_LIST && list->as.list.tight;
}

static void begin_block(struct markdown *markdown, const struct doc *node)
{
	bool close = is_tight(node) && node->kind != DOC_CODE_BLOCK && (node->kind != DOC_LIST || !node->as.list.ordered);

	if (!markdown->fresh) {
		if (!close)
			empty_line(markdown);
		new_line(markdown);
	}
	markdown->fresh = false;
	markdown->line = LINE_START;
	markdown->before = ' ';
}

static void enter_nothing(struct markdown *markdown, const struct doc *node)
{
	(void)markdown;
	(void)node;
}

/* The list itself has no line: its first item does. */
static void enter_list(struct markdown *markdown, const struct doc *node)
{
	begin_block(markdown, node);
	markdown->fresh = true;
}

static uint32_t number_of(const struct doc *item)
{
	uint32_t number = item->parent->as.list.start;

	for (const struct doc *at = item->parent->first; at != item; at = at->next)
		number++;
	return number;
}

/* A list right after another one of its kind takes other marks, or they would be one. */
static bool is_second(const struct doc *list)
{
	bool second = false;

	for (const struct doc *at = list->parent->first; at != list; at = at->next)
		second = at->kind == DOC_LIST && at->as.list.ordered == at->next->as.list.ordered ? !second : false;
	return second;
}

static void enter_item(struct markdown *markdown, const struct doc *node)
{
	const struct doc *list = node->parent;
	char *marker;

	begin_block(markdown, node);
	if (list->as.list.ordered)
		marker = g_strdup_printf("%u%c ", number_of(node), is_second(list) ? ')' : '.');
	else
		marker = g_strdup(is_second(list) && !markdown->plain ? "* " : "- ");
	g_string_append(markdown->out, marker);
	g_string_append_printf(markdown->prefix, "%*s", (int)strlen(marker), "");
	g_free(marker);
	markdown->fresh = true;
}

static void leave_item(struct markdown *markdown, const struct doc *node)
{
	const struct doc *list = node->parent;
	size_t width = 2;

	if (list->as.list.ordered) {
		char *number = g_strdup_printf("%u", number_of(node));

		width += strlen(number);
		g_free(number);
	}
	g_string_truncate(markdown->prefix, markdown->prefix->len - width);
	markdown->fresh = false;
}

static const char *quote_mark(const struct markdown *markdown)
{
	return markdown->plain ? "  " : "> ";
}

static void enter_quote(struct markdown *markdown, const struct doc *node)
{
	begin_block(markdown, node);
	g_string_append(markdown->out, quote_mark(markdown));
	g_string_append(markdown->prefix, quote_mark(markdown));
	markdown->fresh = true;
}

static void leave_quote(struct markdown *markdown, const struct doc *node)
{
	(void)node;
	g_string_truncate(markdown->prefix, markdown->prefix->len - 2);
	markdown->fresh = false;
}

static void enter_paragraph(struct markdown *markdown, const struct doc *node)
{
	begin_block(markdown, node);
}

static void enter_rule(struct markdown *markdown, const struct doc *node)
{
	begin_block(markdown, node);
	g_string_append(markdown->out, markdown->plain ? "----" : "***");
}

/* ---- Code ---- */

static uint32_t longest_fence(struct str text, char mark)
{
	uint32_t longest = 0, run = 0;

	for (const char *at = str_c(text); *at != '\0'; at++) {
		run = *at == mark ? run + 1 : 0;
		longest = MAX(longest, run);
	}
	return longest;
}

static void put_fence(struct markdown *markdown, uint32_t length)
{
	for (uint32_t i = 0; i < length; i++)
		g_string_append_c(markdown->out, '`');
}

static void put_verbatim(struct markdown *markdown, struct str text, bool in_line)
{
	const char *end = str_c(text) + text.length;

	for (const char *at = str_c(text); at < end; at = g_utf8_next_char(at)) {
		gunichar c = markup_clean(g_utf8_get_char(at));

		if (c == '\n' && !in_line)
			new_line(markdown);
		else
			g_string_append_unichar(markdown->out, c == '\n' ? ' ' : c);
	}
}

static struct str code_of(const struct doc *block)
{
	return block->first != NULL && block->first->kind == DOC_TEXT ? block->first->as.text.text : STR("");
}

static void enter_code_block(struct markdown *markdown, const struct doc *node)
{
	struct str code = code_of(node);
	uint32_t fence = markdown->plain ? 0 : MAX(3u, longest_fence(code, '`') + 1);

	begin_block(markdown, node);
	put_fence(markdown, fence);
	if (fence > 0)
		new_line(markdown);
	put_verbatim(markdown, code, false);
	if (fence > 0)
		new_line(markdown);
	put_fence(markdown, fence);
	markdown->line = LINE_WORDS;
}

static void enter_code(struct markdown *markdown, const struct doc *node)
{
	struct str code = node->as.text.text;
	uint32_t fence = markdown->plain ? 0 : longest_fence(code, '`') + 1;
	bool padded = fence > 0 && (str_is_empty(code) || strchr(" `", code.text[0]) != NULL || strchr(" `", code.text[code.length - 1]) != NULL);

	put_fence(markdown, fence);
	g_string_append(markdown->out, padded ? " " : "");
	put_verbatim(markdown, code, true);
	g_string_append(markdown->out, padded ? " " : "");
	put_fence(markdown, fence);
	markdown->line = LINE_WORDS;
	markdown->before = '`';
}

/* ---- Spans ---- */

static void put_mark(struct markdown *markdown, const char *mark)
{
	if (!markdown->plain)
		g_string_append(markdown->out, mark);
	markdown->line = markdown->plain ? markdown->line : LINE_WORDS;
}

/* The words of a code block have been written with it. */
static void enter_text(struct markdown *markdown, const struct doc *node)
{
	if (node->parent == NULL || node->parent->kind != DOC_CODE_BLOCK)
		put_text(markdown, node->as.text.text);
}

static void enter_emphasis(struct markdown *markdown, const struct doc *node)
{
	(void)node;
	put_mark(markdown, "*");
}

static void enter_strong(struct markdown *markdown, const struct doc *node)
{
	(void)node;
	put_mark(markdown, "**");
}

static void enter_link(struct markdown *markdown, const struct doc *node)
{
	if (!str_is_empty(node->as.link.url))
		put_mark(markdown, "[");
}

static void leave_link(struct markdown *markdown, const struct doc *node)
{
	if (str_is_empty(node->as.link.url))
		return;
	g_string_append(markdown->out, markdown->plain ? " (" : "](");
	markup_url(markdown->out, node->as.link.url, markdown->plain ? "" : "()<>\\|");
	g_string_append_c(markdown->out, ')');
}

static void enter_break(struct markdown *markdown, const struct doc *node)
{
	(void)node;
	put_mark(markdown, "\\");
	new_line(markdown);
}

static const struct {
	void (*enter)(struct markdown *markdown, const struct doc *node);
	void (*leave)(struct markdown *markdown, const struct doc *node);
} kinds[DOC_KIND_COUNT] = {
	[DOC_SECTION] = {enter_nothing, enter_nothing},
	[DOC_HEADING] = {enter_paragraph, enter_nothing},
	[DOC_PARAGRAPH] = {enter_paragraph, enter_nothing},
	[DOC_LIST] = {enter_list, enter_nothing},
	[DOC_ITEM] = {enter_item, leave_item},
	[DOC_QUOTE] = {enter_quote, leave_quote},
	[DOC_CODE_BLOCK] = {enter_code_block, enter_nothing},
	[DOC_RULE] = {enter_rule, enter_nothing},
	[DOC_TEXT] = {enter_text, enter_nothing},
	[DOC_EMPHASIS] = {enter_emphasis, enter_emphasis},
	[DOC_STRONG] = {enter_strong, enter_strong},
	[DOC_CODE] = {enter_code, enter_nothing},
	[DOC_LINK] = {enter_link, leave_link},
	[DOC_BREAK] = {enter_break, enter_nothing},
};

static void write_blocks(struct markdown *markdown, const struct doc *blocks)
{
	for (struct doc_walk walk = doc_walk_start(blocks); walk.node != NULL; doc_walk_next(&walk))
		if ((walk.node != blocks || markdown->itself) && kinds[walk.node->kind].enter != NULL)
			(walk.entering ? kinds[walk.node->kind].enter : kinds[walk.node->kind].leave)(markdown, walk.node);
	g_string_free(markdown->prefix, TRUE);
}

void markup_markdown(GString *out, const struct doc *blocks, const char *indent)
{
	write_blocks(&(struct markdown){.out = out, .prefix = g_string_new(indent), .fresh = true, .before = ' '}, blocks);
}

void markup_markdown_block(GString *out, const struct doc *node)
{
	write_blocks(&(struct markdown){.out = out, .prefix = g_string_new(NULL), .itself = true, .fresh = true, .before = ' '}, node);
}

void markup_plain(GString *out, const struct doc *blocks)
{
	write_blocks(&(struct markdown){.out = out, .prefix = g_string_new(NULL), .plain = true, .fresh = true, .before = ' '}, blocks);
}

void markup_markdown_text(GString *out, struct str text)
{
	struct markdown markdown = {.out = out, .fresh = true, .before = ' '};

	put_text(&markdown, text);
}
