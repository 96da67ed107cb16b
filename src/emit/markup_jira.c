/* Prose in Jira's wiki markup. */
#include <string.h>

#include "markup.h"

struct jira {
	GString *out;
	GString *bullets; /* "*#": of the lists that are open */
	bool fresh;       /* no new line is wanted */
	bool line_start;
	uint32_t in_code;
};

/* What Jira's renderer takes a backslash before; for the rest a character reference must do. */
#define ESCAPABLE "![]^~+?%{}()*_-|@"

/* What means something only with what follows, or only at the start of a line. */
static bool needs_reference(const struct jira *jira, const char *at)
{
	if (*at == '\\')
		return true;
	if (*at == '&')
		return at[1] == '#' || g_ascii_isalnum(at[1]);
	if (*at == ':' || *at == ';')
		return at[1] != '\0' && strchr("-)(DPp|", at[1]) != NULL;
	if (!jira->line_start)
		return false;
	return *at == '#' || *at == '=' || (*at == 'h' && g_ascii_isdigit(at[1]) && at[2] == '.') || g_str_has_prefix(at, "bq.");
}

static void put_character(struct jira *jira, const char *at)
{
	gunichar c = markup_clean(g_utf8_get_char(at));

	if (c == '\n' || c == '\t')
		c = ' ';
	if (c == ' ' && jira->line_start)
		return;
	if (needs_reference(jira, at))
		g_string_append_printf(jira->out, "&#%u;", (unsigned)c);
	else if (c < 0x80 && strchr(ESCAPABLE, (int)c) != NULL)
		g_string_append_printf(jira->out, "\\%c", (char)c);
	else
		g_string_append_unichar(jira->out, c);
	jira->line_start = false;
}

static void put_text(struct jira *jira, struct str text)
{
	const char *end = str_c(text) + text.length;

	for (const char *at = str_c(text); at < end; at = g_utf8_next_char(at))
		put_character(jira, at);
}

/* Nothing can be escaped in a block of code: a zero-width space after each brace keeps the macro from ending. */
static void put_code(struct jira *jira, struct str text)
{
	const char *end = str_c(text) + text.length;

	for (const char *at = str_c(text); at < end; at = g_utf8_next_char(at)) {
		g_string_append_unichar(jira->out, markup_clean(g_utf8_get_char(at)));
		if (*at == '{')
			g_string_append(jira->out, "\xE2\x80\x8B");
	}
}

static void begin_block(struct jira *jira, const struct doc *node)
{
	bool in_item = node->parent != NULL && node->parent->kind == DOC_ITEM;

	if (!jira->fresh)
		g_string_append(jira->out, in_item && node->kind == DOC_PARAGRAPH ? "\\\\ " : node->kind == DOC_ITEM || in_item ? "\n" : "\n\n");
	jira->fresh = false;
	jira->line_start = true;
}

static void enter_nothing(struct jira *jira, const struct doc *node)
{
	(void)jira;
	(void)node;
}

static void enter_list(struct jira *jira, const struct doc *node)
{
	begin_block(jira, node);
	g_string_append_c(jira->bullets, node->as.list.ordered ? '#' : '*');
	jira->fresh = true;
}

static void leave_list(struct jira *jira, const struct doc *node)
{
	(void)node;
	g_string_truncate(jira->bullets, jira->bullets->len - 1);
	jira->fresh = false;
}

static void enter_item(struct jira *jira, const struct doc *node)
{
	begin_block(jira, node);
	g_string_append_printf(jira->out, "%s ", jira->bullets->str);
	jira->fresh = true;
}

static void leave_item(struct jira *jira, const struct doc *node)
{
	(void)node;
	jira->fresh = false;
}

static void enter_paragraph(struct jira *jira, const struct doc *node)
{
	begin_block(jira, node);
}

static void enter_quote(struct jira *jira, const struct doc *node)
{
	begin_block(jira, node);
	g_string_append(jira->out, "{quote}\n");
	jira->fresh = true;
}

static void leave_quote(struct jira *jira, const struct doc *node)
{
	(void)node;
	g_string_append(jira->out, "\n{quote}");
	jira->fresh = false;
}

static void enter_code_block(struct jira *jira, const struct doc *node)
{
	begin_block(jira, node);
	g_string_append(jira->out, "{noformat}\n");
	jira->in_code++;
}

static void leave_code_block(struct jira *jira, const struct doc *node)
{
	(void)node;
	g_string_append(jira->out, "\n{noformat}");
	jira->in_code--;
}

static void enter_rule(struct jira *jira, const struct doc *node)
{
	begin_block(jira, node);
	g_string_append(jira->out, "----");
}

static void enter_text(struct jira *jira, const struct doc *node)
{
	if (jira->in_code > 0)
		put_code(jira, node->as.text.text);
	else
		put_text(jira, node->as.text.text);
}

static void put_mark(struct jira *jira, const char *mark)
{
	g_string_append(jira->out, mark);
	jira->line_start = false;
}

static void enter_emphasis(struct jira *jira, const struct doc *node)
{
	(void)node;
	put_mark(jira, "_");
}

static void enter_strong(struct jira *jira, const struct doc *node)
{
	(void)node;
	put_mark(jira, "*");
}

static void enter_code(struct jira *jira, const struct doc *node)
{
	put_mark(jira, "{{");
	put_text(jira, node->as.text.text);
	put_mark(jira, "}}");
}

static void enter_link(struct jira *jira, const struct doc *node)
{
	if (!str_is_empty(node->as.link.url))
		put_mark(jira, "[");
}

static void leave_link(struct jira *jira, const struct doc *node)
{
	if (str_is_empty(node->as.link.url))
		return;
	g_string_append_c(jira->out, '|');
	markup_url(jira->out, node->as.link.url, "|[]{}\\^*!<>\"");
	g_string_append_c(jira->out, ']');
}

static void enter_break(struct jira *jira, const struct doc *node)
{
	(void)node;
	put_mark(jira, "\\\\ ");
}

static const struct {
	void (*enter)(struct jira *jira, const struct doc *node);
	void (*leave)(struct jira *jira, const struct doc *node);
} kinds[DOC_KIND_COUNT] = {
	[DOC_PARAGRAPH] = {enter_paragraph, enter_nothing},
	[DOC_LIST] = {enter_list, leave_list},
	[DOC_ITEM] = {enter_item, leave_item},
	[DOC_QUOTE] = {enter_quote, leave_quote},
	[DOC_RULE] = {enter_rule, enter_nothing},
	[DOC_TEXT] = {enter_text, enter_nothing},
	[DOC_CODE_BLOCK] = {enter_code_block, leave_code_block},
	[DOC_EMPHASIS] = {enter_emphasis, enter_emphasis},
	[DOC_STRONG] = {enter_strong, enter_strong},
	[DOC_CODE] = {enter_code, enter_nothing},
	[DOC_LINK] = {enter_link, leave_link},
	[DOC_BREAK] = {enter_break, enter_nothing},
};

void markup_jira(GString *out, const struct doc *blocks)
{
	struct jira jira = {.out = out, .bullets = g_string_new(NULL), .fresh = true};

	for (struct doc_walk walk = doc_walk_start(blocks); walk.node != NULL; doc_walk_next(&walk))
		if (walk.node != blocks && kinds[walk.node->kind].enter != NULL)
			(walk.entering ? kinds[walk.node->kind].enter : kinds[walk.node->kind].leave)(&jira, walk.node);
	g_string_free(jira.bullets, TRUE);
}
