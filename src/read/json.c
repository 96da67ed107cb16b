/* A strict reader of JSON (RFC 8259) that keeps the place of every value and says what is wrong in the words of who wrote the file. */
#include "read/json.h"

#include <stdlib.h>
#include <string.h>

#include "json_scan.h"

#define MOST_DUPLICATES 200u
#define FEW_KEYS        12u
#define LONGEST_QUOTE   40u

struct reader {
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
	const char *start, *at, *end; /* *end is NUL, and no other byte is */
	uint32_t depth, nodes, duplicates;
};

static struct span span_of(const struct reader *reader, const char *from, const char *to)
{
	return (struct span){reader->source, (uint32_t)(from - reader->start), (uint32_t)(to - from)};
}

static const char *line_of(struct reader *reader, const char *at)
{
	return str_c(str_format(reader->arena, "%u", source_place(reader->source, (uint32_t)(at - reader->start)).line));
}

static void skip_blanks(struct reader *reader)
{
	while (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\t' || *reader->at == '\r')
		reader->at++;
}

/* ---- Faults: each says what it saw, for the first one ends the reading. ---- */

static const struct {
	const char *word, *instead;
} foreign_words[] = {
	{"NaN", "null, or leave the field out"},
	{"nan", "null, or leave the field out"},
	{"Infinity", "null, or leave the field out"},
	{"-Infinity", "null, or leave the field out"},
	{"inf", "null, or leave the field out"},
	{"undefined", "null, or leave the field out"},
	{"None", "null"},
	{"NULL", "null"},
	{"Null", "null"},
	{"nil", "null"},
	{"True", "true"},
	{"TRUE", "true"},
	{"False", "false"},
	{"FALSE", "false"},
};

/* The word at the reader's place, or else the one character there. Shortened for messages, never inside a character. */
static const char *seen_end(const struct reader *reader)
{
	const char *to = reader->at;

	while (json_is_word(*to))
		to++;
	if (to == reader->at)
		to = reader->at == reader->end ? reader->end : g_utf8_next_char(reader->at);
	return to;
}

static const char *seen(struct reader *reader, const char *to)
{
	const char *cut = MIN(to, reader->at + LONGEST_QUOTE);

	while (cut < to && (*cut & 0xC0) == 0x80)
		cut--;
	return str_c(str_format(reader->arena, "%.*s%s", (int)(cut - reader->at), reader->at, cut < to ? "..." : ""));
}

static bool fault_unclosed(struct reader *reader, const struct node *owner)
{
	const char *opening = reader->start + owner->span.start;

	return diag(reader->diags, JSON_UNCLOSED, span_of(reader, opening, opening + 1), owner->kind == NODE_MAP ? "{" : "[",
		    line_of(reader, opening));
}

static bool fault_bracket(struct reader *reader, const struct node *owner)
{
	const char *opening = reader->start + owner->span.start;

	return diag(reader->diags, JSON_BRACKET, span_of(reader, reader->at, reader->at + 1), *reader->at == ']' ? "]" : "}",
		    owner->kind == NODE_MAP ? "{" : "[", line_of(reader, opening));
}

static bool fault_comment(struct reader *reader)
{
	const char *to = reader->at;

	while (to < reader->end && *to != '\n' && *to != '\r')
		to++;
	return diag(reader->diags, JSON_COMMENT, span_of(reader, reader->at, to));
}

static bool is_comment(const struct reader *reader)
{
	return *reader->at == '#' || (*reader->at == '/' && (reader->at[1] == '/' || reader->at[1] == '*'));
}

/* What kind of quotation mark, other than JSON's, stands here; NULL if none. */
static const char *foreign_quotes(const struct reader *reader)
{
	static const char *const curly[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\x98", "\xE2\x80\x99", "\xC2\xAB"};

	if (*reader->at == '\'')
		return "single quotes";
	if (*reader->at == '`')
		return "backquotes";
	for (size_t i = 0; i < G_N_ELEMENTS(curly); i++)
		if (strncmp(reader->at, curly[i], strlen(curly[i])) == 0)
			return "typographic quotes";
	return NULL;
}

static bool fault_number(struct reader *reader, const char *hint)
{
	const char *to = seen_end(reader);

	return diag(reader->diags, JSON_NUMBER, span_of(reader, reader->at, to), seen(reader, to), hint);
}

static bool fault_word(struct reader *reader)
{
	const char *to = seen_end(reader);
	size_t length = (size_t)(to - reader->at);

	for (size_t i = 0; i < G_N_ELEMENTS(foreign_words); i++)
		if (strlen(foreign_words[i].word) == length && memcmp(foreign_words[i].word, reader->at, length) == 0)
			return diag(reader->diags, JSON_FOREIGN_WORD, span_of(reader, reader->at, to), foreign_words[i].word,
				    foreign_words[i].instead);
	return diag(reader->diags, JSON_UNQUOTED, span_of(reader, reader->at, to), seen(reader, to));
}

/* Where a key or value should be and none is. owner: the list or map that it would belong to, NULL at the top. */
static bool fault_missing(struct reader *reader, const struct node *owner)
{
	const char *quotes = foreign_quotes(reader), *to = seen_end(reader);

	if (reader->at == reader->end)
		return owner == NULL ? diag(reader->diags, READ_EMPTY, span_of(reader, reader->at, reader->at)) : fault_unclosed(reader, owner);
	if (is_comment(reader))
		return fault_comment(reader);
	if (quotes != NULL)
		return diag(reader->diags, JSON_QUOTES, span_of(reader, reader->at, reader->at + 1), quotes);
	if (owner != NULL && *reader->at == (owner->kind == NODE_MAP ? ']' : '}'))
		return fault_bracket(reader, owner);
	if (owner != NULL && (*reader->at == ',' || *reader->at == '}'))
		return diag(reader->diags, JSON_NO_VALUE, span_of(reader, reader->at, reader->at + 1), *reader->at == ',' ? "," : "}");
	if (*reader->at == '+' || *reader->at == '.' || g_ascii_isdigit(*reader->at))
		return fault_number(reader, "a number begins with a digit or a minus; a key stands in double quotes");
	if (json_is_word(*reader->at) && g_unichar_isgraph(g_utf8_get_char(reader->at)))
		return fault_word(reader);
	return diag(reader->diags, JSON_UNEXPECTED, span_of(reader, reader->at, to), seen(reader, to));
}

/* Where a comma or the closing bracket should be. after: the end of the item before. */
static bool fault_after_item(struct reader *reader, const struct node *owner, const char *after)
{
	if (reader->at == reader->end)
		return fault_unclosed(reader, owner);
	if (is_comment(reader))
		return fault_comment(reader);
	if (*reader->at == ']' || *reader->at == '}')
		return fault_bracket(reader, owner);
	if (strchr("\"{[-'", *reader->at) != NULL || json_is_word(*reader->at))
		return diag(reader->diags, JSON_MISSING_COMMA, span_of(reader, after, after));
	return diag(reader->diags, JSON_UNEXPECTED, span_of(reader, reader->at, seen_end(reader)), seen(reader, seen_end(reader)));
}

static bool fault_after_key(struct reader *reader, const struct node *owner, struct str key)
{
	if (reader->at == reader->end)
		return fault_unclosed(reader, owner);
	if (is_comment(reader))
		return fault_comment(reader);
	return diag(reader->diags, JSON_MISSING_COLON, span_of(reader, reader->at, reader->at + 1), str_c(key));
}

static bool fault_control(struct reader *reader, const char *at, const char *opening)
{
	static const char *const short_forms[32] = {['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"};
	unsigned char c = (unsigned char)*at;
	struct str form;

	if (at == reader->end)
		return diag(reader->diags, JSON_UNCLOSED_TEXT, span_of(reader, opening, opening + 1), line_of(reader, opening));
	if (c == '\n' || c == '\r')
		return diag(reader->diags, JSON_LINE_BREAK, span_of(reader, opening, at));
	form = short_forms[c] != NULL ? str_of(short_forms[c]) : str_format(reader->arena, "\\u%04x", c);
	return diag(reader->diags, JSON_CONTROL, span_of(reader, at, at + 1), str_c(str_format(reader->arena, "U+%04X", c)), str_c(form));
}

/* From behind the opening quotation mark to the closing one, or NULL with a diagnostic. */
static const char *find_closing(struct reader *reader, const char *at)
{
	const char *opening = at - 1;

	for (;;) {
		at = json_skip_plain(at, reader->end);
		if (*at == '"')
			return at;
		if (*at == '\\' && at + 1 < reader->end && (unsigned char)at[1] >= 0x20) {
			at += 2;
			continue;
		}
		if (*at == '\\')
			at++;
		fault_control(reader, at, opening);
		return NULL;
	}
}

static bool fault_escape(struct reader *reader, const char *at)
{
	const char *to = g_utf8_next_char(at + 1);

	return diag(reader->diags, JSON_ESCAPE, span_of(reader, at, to), str_c(str_copy(reader->arena, at, (size_t)(to - at))));
}

/* *at stands on the backslash of \uXXXX and is moved behind it, and behind the second half of a pair. */
static bool unescape_code(struct reader *reader, const char **at, char **out)
{
	const char *from = *at;
	int32_t code = json_hex4(from + 2), low;

	if (code < 0)
		return fault_escape(reader, from);
	*at += 6;
	if (code == 0)
		return diag(reader->diags, JSON_NUL, span_of(reader, from, *at));
	if (code >= 0xD800 && code <= 0xDFFF) {
		low = code < 0xDC00 && (*at)[0] == '\\' && (*at)[1] == 'u' ? json_hex4(*at + 2) : -1;
		if (low < 0xDC00 || low > 0xDFFF)
			return diag(reader->diags, JSON_SURROGATE, span_of(reader, from, *at), str_c(str_copy(reader->arena, from, 6)));
		code = 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00);
		*at += 6;
	}
	*out += g_unichar_to_utf8((gunichar)code, *out);
	return true;
}

static bool unescape_one(struct reader *reader, const char **at, char **out)
{
	static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	const char *found = strchr(letters, (*at)[1]);

	if ((*at)[1] == 'u')
		return unescape_code(reader, at, out);
	if (found == NULL)
		return fault_escape(reader, *at);
	*(*out)++ = meanings[found - letters];
	*at += 2;
	return true;
}

/* An unescaped text is never longer than its source. */
static bool unescape(struct reader *reader, const char *at, const char *closing, struct str *text)
{
	char *start = arena_alloc(reader->arena, (size_t)(closing - at) + 1), *out = start;

	while (at < closing) {
		const char *run = json_skip_plain(at, reader->end);

		memcpy(out, at, (size_t)(run - at));
		out += run - at;
		at = run;
		if (at < closing && !unescape_one(reader, &at, &out))
			return false;
	}
	*out = '\0';
	*text = (struct str){start, (uint32_t)(out - start)};
	return true;
}

/* The reader stands on a quotation mark and is moved behind the closing one. */
static bool read_text(struct reader *reader, struct str *text, struct span *span)
{
	const char *first = reader->at + 1, *closing = find_closing(reader, first);

	if (closing == NULL)
		return false;
	if (memchr(first, '\\', (size_t)(closing - first)) == NULL)
		*text = str_copy(reader->arena, first, (size_t)(closing - first));
	else if (!unescape(reader, first, closing, text))
		return false;
	*span = span_of(reader, reader->at, closing + 1);
	reader->at = closing + 1;
	return true;
}

static bool read_number(struct reader *reader, struct node *node)
{
	const char *wrong, *to = json_number_end(reader->at, &wrong);

	if (to == NULL && reader->at[0] == '-' && g_ascii_isalpha(reader->at[1]))
		return fault_word(reader);
	if (to == NULL)
		return fault_number(reader, wrong);
	node->kind = NODE_SCALAR;
	node->text = str_copy(reader->arena, reader->at, (size_t)(to - reader->at));
	node->span = span_of(reader, reader->at, to);
	reader->at = to;
	return true;
}

static bool read_word(struct reader *reader, struct node *node, const struct node *owner)
{
	static const char *const words[] = {"true", "false", "null"};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t length = strlen(words[i]);

		if (strncmp(reader->at, words[i], length) != 0 || json_is_word(reader->at[length]))
			continue;
		node->kind = *words[i] == 'n' ? NODE_NULL : NODE_SCALAR;
		node->text = str_of(words[i]);
		node->span = span_of(reader, reader->at, reader->at + length);
		reader->at += length;
		return true;
	}
	return fault_missing(reader, owner);
}

static int by_key(const void *left, const void *right)
{
	const struct node *a = *(const struct node *const *)left, *b = *(const struct node *const *)right;
	int order = str_compare(a->key, b->key);

	return order != 0 ? order : (a->key_span.start > b->key_span.start) - (a->key_span.start < b->key_span.start);
}

/* More than are kept for a source need no line, which takes time to find in a file of one long line. */
static void warn_duplicate(struct reader *reader, const struct node *first, const struct node *again)
{
	bool is_kept = reader->duplicates++ < MOST_DUPLICATES;
	const char *line = is_kept ? line_of(reader, reader->start + first->key_span.start) : "";

	diag(reader->diags, JSON_DUPLICATE_KEY, again->key_span, str_c(again->key), line);
}

/* Sorting, not hashing: nobody can write a file that makes it slow. */
static void check_many_keys(struct reader *reader, const struct node *map)
{
	const struct node **sorted = g_new(const struct node *, map->count);
	uint32_t filled = 0, first = 0;

	for (const struct node *child = map->first; child != NULL; child = child->next)
		sorted[filled++] = child;
	qsort(sorted, filled, sizeof(*sorted), by_key);
	for (uint32_t i = 1; i < filled; i++)
		if (str_equal(sorted[first]->key, sorted[i]->key))
			warn_duplicate(reader, sorted[first], sorted[i]);
		else
			first = i;
	g_free(sorted);
}

static void check_keys(struct reader *reader, const struct node *map)
{
	if (map->count > FEW_KEYS) {
		check_many_keys(reader, map);
		return;
	}
	for (const struct node *again = map->first; again != NULL; again = again->next)
		for (const struct node *first = map->first; first != again; first = first->next)
			if (str_equal(first->key, again->key)) {
				warn_duplicate(reader, first, again);
				break;
			}
}

enum after { AFTER_FAILED, AFTER_CLOSED, AFTER_MORE };

/* Behind an item: a comma and another item, or the end. */
static enum after after_item(struct reader *reader, struct node *owner, char closing)
{
	const char *before = reader->at;

	skip_blanks(reader);
	if (*reader->at == closing) {
		reader->at++;
		return AFTER_CLOSED;
	}
	if (*reader->at != ',')
		return fault_after_item(reader, owner, before) ? AFTER_MORE : AFTER_FAILED;
	before = reader->at++;
	skip_blanks(reader);
	if (*reader->at != closing)
		return AFTER_MORE;
	diag(reader->diags, JSON_TRAILING_COMMA, span_of(reader, before, before + 1), closing == ']' ? "]" : "}");
	return AFTER_FAILED;
}

static struct node *read_value(struct reader *reader, const struct node *owner);

static struct node *read_pair(struct reader *reader, const struct node *owner)
{
	struct str key;
	struct span key_span;
	struct node *value;

	if (*reader->at != '"') {
		fault_missing(reader, owner);
		return NULL;
	}
	if (!read_text(reader, &key, &key_span))
		return NULL;
	skip_blanks(reader);
	if (*reader->at != ':') {
		fault_after_key(reader, owner, key);
		return NULL;
	}
	reader->at++;
	skip_blanks(reader);
	value = read_value(reader, owner);
	if (value != NULL) {
		value->key = key;
		value->key_span = key_span;
	}
	return value;
}

static bool read_items(struct reader *reader, struct node *owner, char closing)
{
	const struct node **tail = &owner->first;
	enum after after = AFTER_MORE;

	reader->at++;
	skip_blanks(reader);
	if (*reader->at == closing) {
		reader->at++;
		return true;
	}
	while (after == AFTER_MORE) {
		struct node *item = owner->kind == NODE_MAP ? read_pair(reader, owner) : read_value(reader, owner);

		if (item == NULL)
			return false;
		*tail = item;
		tail = &item->next;
		owner->count++;
		after = after_item(reader, owner, closing);
	}
	return after == AFTER_CLOSED;
}

static bool read_container(struct reader *reader, struct node *node)
{
	const char *from = reader->at;

	node->kind = *from == '{' ? NODE_MAP : NODE_LIST;
	node->span = span_of(reader, from, from + 1);
	if (reader->depth == READ_DEEPEST)
		return diag(reader->diags, READ_TOO_DEEP, node->span);
	reader->depth++;
	if (!read_items(reader, node, *from == '{' ? '}' : ']'))
		return false;
	reader->depth--;
	node->span = span_of(reader, from, reader->at);
	if (node->kind == NODE_MAP)
		check_keys(reader, node);
	return true;
}

static bool fill_value(struct reader *reader, struct node *node, const struct node *owner)
{
	char c = *reader->at;

	if (c == '{' || c == '[')
		return read_container(reader, node);
	if (c == '-' || g_ascii_isdigit(c))
		return read_number(reader, node);
	if (c != '"')
		return read_word(reader, node, owner);
	node->kind = NODE_SCALAR;
	node->quoted = true;
	return read_text(reader, &node->text, &node->span);
}

/* Recursion ends at READ_DEEPEST. */
static struct node *read_value(struct reader *reader, const struct node *owner)
{
	struct node *node = arena_one(reader->arena, struct node);

	if (++reader->nodes > READ_MOST_NODES) {
		diag(reader->diags, READ_TOO_MANY, span_of(reader, reader->at, reader->at));
		return NULL;
	}
	return fill_value(reader, node, owner) ? node : NULL;
}

static struct reader begin(struct arena *arena, const struct source *source, struct diags *diags)
{
	const char *bytes = str_c(source->bytes);

	return (struct reader){.arena = arena, .source = source, .diags = diags, .start = bytes, .at = bytes, .end = bytes + source->bytes.length};
}

const struct node *json_read(struct arena *arena, const struct source *source, struct diags *diags)
{
	struct reader reader = begin(arena, source, diags);
	const struct node *root;

	skip_blanks(&reader);
	root = read_value(&reader, NULL);
	if (root == NULL)
		return NULL;
	skip_blanks(&reader);
	if (reader.at == reader.end)
		return root;
	if (!is_comment(&reader) || fault_comment(&reader))
		diag(diags, JSON_AFTER_END, span_of(&reader, reader.at, seen_end(&reader)), seen(&reader, seen_end(&reader)));
	return NULL;
}

const struct node *json_read_sequence(struct arena *arena, const struct source *source, struct diags *diags)
{
	struct reader reader = begin(arena, source, diags);
	struct node *list = arena_one(arena, struct node);
	const struct node **tail = &list->first;

	list->kind = NODE_LIST;
	list->span = span_of(&reader, reader.start, reader.end);
	skip_blanks(&reader);
	while (reader.at < reader.end) {
		struct node *item = read_value(&reader, NULL);

		if (item == NULL)
			return NULL;
		*tail = item;
		tail = &item->next;
		list->count++;
		skip_blanks(&reader);
	}
	return list;
}
