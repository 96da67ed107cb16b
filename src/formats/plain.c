/* Plain text to CommonMark: line by line for lists, and inside lines for links and escapes. */
#include "formats/plain.h"

#include <string.h>

#define LONGEST_LINK_TEXT 500
#define LONGEST_URL       4000

enum line_kind { LINE_NONE, LINE_TEXT, LINE_BULLET, LINE_NUMBER };

struct line {
	enum line_kind kind;
	const char *digits, *digits_end; /* of a number */
	const char *start, *end;         /* without marker and blanks around */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* What a line begins with, if it is a marker and a blank. The number's digits are kept, up to the nine that CommonMark takes. */
static size_t bullet_length(const char *start, const char *end)
{
	static const char *const bullets[] = {"-", "*", "+", "\xE2\x80\xA2", "\xC2\xB7", "\xE2\x80\x93"};

	for (size_t i = 0; i < G_N_ELEMENTS(bullets); i++) {
		size_t length = strlen(bullets[i]);

		if ((size_t)(end - start) > length && memcmp(start, bullets[i], length) == 0 && is_space(start[length]))
			return length;
	}
	return 0;
}

static const char *skip_digits(const char *at, const char *end)
{
	const char *limit = MIN(end, at + 9);

	while (at < limit && g_ascii_isdigit(*at))
		at++;
	return at;
}

static struct line line_of(const char *start, const char *end)
{
	struct line line = {LINE_TEXT, NULL, NULL, start, end};
	const char *digits;
	size_t bullet;

	while (line.start < end && is_space(*line.start))
		line.start++;
	while (line.end > line.start && is_space(line.end[-1]))
		line.end--;
	digits = skip_digits(line.start, line.end);
	bullet = bullet_length(line.start, line.end);
	if (line.start == line.end)
		line.kind = LINE_NONE;
	else if (bullet != 0)
		line = (struct line){LINE_BULLET, NULL, NULL, line.start + bullet, line.end};
	else if (digits > line.start && line.end - digits > 1 && (*digits == '.' || *digits == ')') && is_space(digits[1]))
		line = (struct line){LINE_NUMBER, line.start, digits, digits + 1, line.end};
	return line;
}

/* ---- Inside a line ---- */

struct inside {
	GString *out;
	const char *start, *at, *end;
};

static size_t scheme_length(const char *at, const char *end)
{
	static const char *const schemes[] = {"https://", "http://"};

	for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
		if ((size_t)(end - at) > strlen(schemes[i]) && memcmp(at, schemes[i], strlen(schemes[i])) == 0)
			return strlen(schemes[i]);
	return 0;
}

static bool ends_url(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '"' || c == '`';
}

/* The end of a web address in running text: marks of the sentence around it are not part of it. Equal to at if there is none. */
static const char *url_end(const char *at, const char *end)
{
	size_t scheme = scheme_length(at, end);
	const char *to = at + scheme;
	int open = 0;

	if (scheme == 0)
		return at;
	for (; to < end && !ends_url(*to); to++)
		open += (*to == '(') - (*to == ')');
	while (to > at + scheme && (strchr(".,;:!?'*_]", to[-1]) != NULL || (to[-1] == ')' && open < 0))) {
		to--;
		open += *to == ')';
	}
	return to == at + scheme ? at : to;
}

static bool begins_entity(const char *at, const char *end)
{
	const char *to = at + 1;

	while (to < end && (g_ascii_isalnum(*to) || *to == '#'))
		to++;
	return to > at + 1 && to < end && *to == ';';
}

/* CommonMark reads entities in all addresses, and backslashes in those behind a text. */
static void append_url(GString *out, const char *at, const char *end, bool has_escapes)
{
	for (; at < end; at++) {
		if (*at == '\\' && has_escapes)
			g_string_append_c(out, '\\');
		g_string_append_c(out, *at);
		if (*at == '&' && begins_entity(at, end))
			g_string_append(out, "amp;");
	}
}

static bool take_url(struct inside *in)
{
	bool inner = in->at > in->start && g_ascii_isalnum(in->at[-1]);
	const char *to = inner ? in->at : url_end(in->at, in->end);

	if (to == in->at)
		return false;
	g_string_append_c(in->out, '<');
	append_url(in->out, in->at, to, false);
	g_string_append_c(in->out, '>');
	in->at = to;
	return true;
}

static bool is_word(const struct inside *in, const char *at)
{
	return at >= in->start && at < in->end && g_ascii_isalnum(*at);
}

/* Whether the character would be markup at this place. */
static bool is_markup(const struct inside *in)
{
	char c = *in->at;

	if (strchr("\\`*[]<", c) != NULL)
		return true;
	if (c == '_')
		return !is_word(in, in->at - 1) || !is_word(in, in->at + 1);
	if (c == '&')
		return begins_entity(in->at, in->end);
	return in->at == in->start && strchr("#>+-=~", c) != NULL;
}

static void take_plain(struct inside *in)
{
	if (is_markup(in))
		g_string_append_c(in->out, '\\');
	g_string_append_c(in->out, *in->at++);
}

/* A character not far behind a place: looking for it must not cost the whole text each time. */
static const char *find_near(const char *at, const char *end, char c, ptrdiff_t most)
{
	return memchr(at, c, (size_t)MIN(end - at, most));
}

/* [text](https://...) without other brackets in the text. */
static bool take_link(struct inside *in)
{
	const char *open = in->at + 1, *close, *url, *to;

	if (*in->at != '[' || (in->at > in->start && in->at[-1] == '!'))
		return false;
	close = find_near(open, in->end, ']', LONGEST_LINK_TEXT);
	if (close == NULL || close == open || in->end - close < 3 || close[1] != '(' || memchr(open, '[', (size_t)(close - open)) != NULL)
		return false;
	url = close + 2;
	to = find_near(url, in->end, ')', LONGEST_URL);
	if (to == NULL || !plain_is_url((struct str){url, (uint32_t)(to - url)}))
		return false;
	g_string_append_c(in->out, '[');
	for (in->at = open; in->at < close;)
		take_plain(in);
	g_string_append(in->out, "](<");
	append_url(in->out, url, to, true);
	g_string_append(in->out, ">)");
	in->at = to + 1;
	return true;
}

static void append_inside(GString *out, const char *start, const char *end)
{
	struct inside in = {out, start, start, end};
	const char *digits = skip_digits(start, end);

	/* "1." alone, or before another marker, would begin a list. */
	if (digits > start && digits < end && (*digits == '.' || *digits == ')') && (digits + 1 == end || is_space(digits[1]))) {
		g_string_append_len(out, start, digits - start);
		g_string_append_c(out, '\\');
		g_string_append_c(out, *digits);
		in.at = digits + 1;
	}
	while (in.at < end)
		if (!take_url(&in) && !take_link(&in))
			take_plain(&in);
}

static void append_line(GString *out, struct line line, enum line_kind before)
{
	while (line.start < line.end && is_space(*line.start))
		line.start++;
	if (out->len != 0 && line.kind == before)
		g_string_append(out, line.kind == LINE_TEXT ? "\\\n" : "\n");
	else if (out->len != 0)
		g_string_append(out, "\n\n");
	if (line.kind == LINE_BULLET)
		g_string_append(out, "- ");
	if (line.kind == LINE_NUMBER) {
		g_string_append_len(out, line.digits, line.digits_end - line.digits);
		g_string_append(out, ". ");
	}
	append_inside(out, line.start, line.end);
}

struct str plain_to_markdown(struct arena *arena, struct str text)
{
	GString *out = g_string_sized_new(text.length + 16);
	const char *at = str_c(text), *end = at + text.length;
	enum line_kind before = LINE_NONE;

	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		struct line line = line_of(at, line_end == NULL ? end : line_end);

		if (line.kind != LINE_NONE)
			append_line(out, line, before);
		before = line.kind;
		at = line_end == NULL ? end : line_end + 1;
	}
	return str_take(arena, out);
}

bool plain_is_url(struct str text)
{
	const char *start = str_c(text), *end = start + text.length;

	if (scheme_length(start, end) == 0)
		return false;
	for (const char *at = start; at < end; at++)
		if (ends_url(*at))
			return false;
	return true;
}
