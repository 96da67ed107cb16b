/* The grammar of JSON without its tree. */
#include "read/json_walk.h"

#include "json_scan.h"

static bool fail(struct json_walk *walk)
{
	walk->failed = true;
	return false;
}

struct json_walk json_walk_begin(struct str bytes)
{
	return (struct json_walk){.at = str_c(bytes), .end = str_c(bytes) + bytes.length};
}

static char skip_blanks(struct json_walk *walk)
{
	while (*walk->at == ' ' || *walk->at == '\n' || *walk->at == '\t' || *walk->at == '\r')
		walk->at++;
	return *walk->at;
}

static inline char peek(struct json_walk *walk)
{
	return (unsigned char)*walk->at > ' ' ? *walk->at : skip_blanks(walk);
}

char json_walk_peek(struct json_walk *walk)
{
	return peek(walk);
}

bool json_walk_ended(struct json_walk *walk)
{
	return !walk->failed && peek(walk) == '\0' && walk->at == walk->end;
}

bool json_walk_open(struct json_walk *walk, char opening)
{
	if (walk->failed || peek(walk) != opening || walk->depth == READ_DEEPEST)
		return fail(walk);
	walk->at++;
	walk->depth++;
	return true;
}

/* Behind the comma, or behind the closing bracket: then false. */
static bool go_on(struct json_walk *walk, bool *first, char closing)
{
	char c = walk->failed ? '\0' : peek(walk);

	if (c == closing) {
		walk->at++;
		walk->depth--;
		return false;
	}
	if (*first) {
		*first = false;
		return !walk->failed;
	}
	if (c != ',')
		return fail(walk);
	walk->at++;
	return peek(walk) != closing || fail(walk);
}

bool json_walk_item(struct json_walk *walk, bool *first)
{
	return go_on(walk, first, ']');
}

bool json_walk_key(struct json_walk *walk, bool *first, struct json_text *key)
{
	if (!go_on(walk, first, '}') || !json_walk_text(walk, key))
		return false;
	if (peek(walk) != ':')
		return fail(walk);
	walk->at++;
	return true;
}

/* Behind an escape that json_read takes; NULL for others, halves of pairs and NUL among them. */
static const char *escape_end(const char *at)
{
	int32_t code, low;

	if (at[1] != '\0' && strchr("\"\\/bfnrt", at[1]) != NULL)
		return at + 2;
	code = at[1] == 'u' ? json_hex4(at + 2) : -1;
	if (code <= 0 || (code >= 0xDC00 && code <= 0xDFFF))
		return NULL;
	if (code < 0xD800 || code > 0xDFFF)
		return at + 6;
	low = at[6] == '\\' && at[7] == 'u' ? json_hex4(at + 8) : -1;
	return low >= 0xDC00 && low <= 0xDFFF ? at + 12 : NULL;
}

bool json_walk_text(struct json_walk *walk, struct json_text *text)
{
	const char *at;

	if (walk->failed || peek(walk) != '"')
		return fail(walk);
	at = walk->at + 1;
	*text = (struct json_text){.at = at};
	for (at = json_skip_plain(at, walk->end); *at == '\\'; at = json_skip_plain(at, walk->end)) {
		text->escaped = true;
		at = escape_end(at);
		if (at == NULL)
			return fail(walk);
	}
	if (*at != '"')
		return fail(walk);
	text->length = (uint32_t)(at - text->at);
	walk->at = at + 1;
	return true;
}

static bool skip_word(struct json_walk *walk)
{
	static const char *const words[] = {"true", "false", "null"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t length = strlen(words[i]);

		if (strncmp(walk->at, words[i], length) == 0 && !json_is_word(walk->at[length])) {
			walk->at += length;
			return true;
		}
	}
	return fail(walk);
}

static bool skip_number(struct json_walk *walk)
{
	const char *wrong, *end = json_number_end(walk->at, &wrong);

	if (end == NULL)
		return fail(walk);
	walk->at = end;
	return true;
}

/* Recursion ends at READ_DEEPEST. */
static bool skip_container(struct json_walk *walk, char opening)
{
	bool first = true;
	struct json_text key;

	if (!json_walk_open(walk, opening))
		return false;
	while (opening == '{' ? json_walk_key(walk, &first, &key) : json_walk_item(walk, &first))
		if (!json_walk_skip(walk))
			return false;
	return !walk->failed;
}

bool json_walk_skip(struct json_walk *walk)
{
	struct json_text text;
	char c = walk->failed ? '\0' : peek(walk);

	if (c == '"')
		return json_walk_text(walk, &text);
	if (c == '{' || c == '[')
		return skip_container(walk, c);
	if (c == '-' || g_ascii_isdigit(c))
		return skip_number(walk);
	return skip_word(walk);
}
