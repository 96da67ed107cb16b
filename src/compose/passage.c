/* Passages of an article: marks of Markdown taken away byte for byte, sentences, and the figures that are mentioned. */
#include <string.h>

#include "claims.h"
#include "expr/parse.h"

/* Bounds, so that no text takes long: brackets open at once, bytes of an address, a tag or a placeholder, backticks in a row. Beyond them all is words. */
#define BRACKETS     32u
#define REACH        4096u
#define BACKTICKS    32u
#define ABBREVIATION 20u

struct scan {
	struct arena *arena;
	struct passage *passage;
	const char *text;
	uint32_t at, end;
	uint32_t brackets[BRACKETS], bracket_count;
	bool unclosed[BACKTICKS]; /* no run of so many closes a code span from here on */
};

static void free_array(void *array)
{
	g_array_unref(array);
}

GArray *claims_array(struct arena *arena, guint size)
{
	GArray *array = g_array_new(FALSE, TRUE, size);

	arena_defer(arena, free_array, array);
	return array;
}

/* ---- Marks ---- */

static void blank(struct scan *scan, uint32_t start, uint32_t end, char with)
{
	memset(scan->passage->bare + start, with, end - start);
}

/* A run of backticks up to the next run of the same length; without one it is only characters. */
static bool take_code(struct scan *scan)
{
	uint32_t run = 0, found = 0, start = scan->at;

	while (start + run < scan->end && scan->text[start + run] == '`')
		run++;
	for (uint32_t at = start + run; run < BACKTICKS && !scan->unclosed[run] && at < scan->end; at += MAX(found, 1)) {
		found = 0;
		while (at + found < scan->end && scan->text[at + found] == '`')
			found++;
		if (found == run) {
			blank(scan, start, at + run, ' ');
			scan->at = at + run;
			return true;
		}
	}
	if (run < BACKTICKS)
		scan->unclosed[run] = true;
	scan->at += run;
	return true;
}

/* Where the character comes next, within reach; NULL if it does not. */
static const char *ahead(const struct scan *scan, char c)
{
	return memchr(scan->text + scan->at, c, MIN(scan->end - scan->at, REACH));
}

/* An address in angle brackets, or a tag. */
static bool take_tag(struct scan *scan)
{
	const char *close = ahead(scan, '>');
	uint32_t next = scan->at + 1;

	if (close == NULL || next >= scan->end || !(g_ascii_isalpha(scan->text[next]) || strchr("/!?", scan->text[next]) != NULL))
		return false;
	blank(scan, scan->at, (uint32_t)(close - scan->text) + 1, ' ');
	scan->at = (uint32_t)(close - scan->text) + 1;
	return true;
}

static struct str piece(const struct scan *scan, uint32_t start, uint32_t end)
{
	return str_copy(scan->arena, scan->text + start, end - start);
}

/* The address in the parentheses after "]"; its end, or 0. */
static uint32_t address_end(const struct scan *scan, uint32_t start)
{
	uint32_t depth = 0;

	for (uint32_t at = start; at < MIN(scan->end, start + REACH); at++) {
		char c = scan->text[at];

		if (c == '\\')
			at++;
		else if (c == '(')
			depth++;
		else if (c == ')' && depth-- == 0)
			return at;
	}
	return 0;
}

static void add_link(struct scan *scan, uint32_t open, uint32_t close, struct str address)
{
	struct mention mention = {.kind = MENTION_LINK, .asked = ASKED_NOTHING, .start = open + 1, .length = close - open - 1};
	size_t scheme = strlen(METRIC_SCHEME);

	if (!g_str_has_prefix(address.text, METRIC_SCHEME))
		return;
	mention.target = str_copy(scan->arena, address.text + scheme, address.length - scheme);
	g_array_append_val(scan->passage->mentions, mention);
}

static bool take_close(struct scan *scan)
{
	uint32_t close = scan->at, open, end;

	blank(scan, close, close + 1, ' ');
	scan->at++;
	if (scan->bracket_count == 0)
		return true;
	open = scan->brackets[--scan->bracket_count];
	if (scan->at >= scan->end || scan->text[scan->at] != '(')
		return true;
	end = address_end(scan, scan->at + 1);
	if (end == 0)
		return true;
	add_link(scan, open, close, str_trim(scan->arena, piece(scan, scan->at + 1, end)));
	blank(scan, scan->at, end + 1, ' ');
	scan->at = end + 1;
	return true;
}

static bool take_open(struct scan *scan)
{
	blank(scan, scan->at, scan->at + 1, ' ');
	if (scan->bracket_count < BRACKETS)
		scan->brackets[scan->bracket_count++] = scan->at;
	scan->at++;
	return true;
}

/* The title of a chart stays: it may claim something. */
static void keep_title(struct scan *scan, uint32_t end)
{
	const char *open = memchr(scan->text + scan->at, '"', end - scan->at);

	if (open != NULL)
		memcpy(scan->passage->bare + (open + 1 - scan->text), open + 1, (size_t)(scan->text + end - open - 1));
}

/* "{word:target}", without a blank; in a metrics file "{word}" too. A chart may have blanks. */
static bool take_placeholder(struct scan *scan)
{
	struct mention mention = {.kind = MENTION_PLACEHOLDER, .start = scan->at};
	const char *close = ahead(scan, '}');
	uint32_t word = scan->at + 1, colon = word, end;

	if (close == NULL)
		return false;
	end = (uint32_t)(close - scan->text);
	while (colon < end && g_ascii_islower(scan->text[colon]))
		colon++;
	if (colon == word || (colon < end ? scan->text[colon] != ':' : scan->passage->own == NULL))
		return false;
	mention.word = piece(scan, word, colon);
	mention.asked = asked_named(mention.word);
	mention.target = colon < end ? piece(scan, colon + 1, end) : STR("");
	if (mention.asked != ASKED_CHART && strpbrk(str_c(mention.target), " \t\n{") != NULL)
		return false;
	mention.length = end + 1 - scan->at;
	g_array_append_val(scan->passage->mentions, mention);
	blank(scan, scan->at, end + 1, FIGURE_BYTE);
	keep_title(scan, end);
	scan->at = end + 1;
	return true;
}

static bool take_backslash(struct scan *scan)
{
	blank(scan, scan->at, scan->at + 1, ' ');
	scan->at += scan->at + 1 < scan->end && g_ascii_ispunct(scan->text[scan->at + 1]) && scan->text[scan->at + 1] != '{' ? 2 : 1;
	return true;
}

static bool take_blank(struct scan *scan)
{
	blank(scan, scan->at, scan->at + 1, ' ');
	scan->at++;
	return true;
}

/* The next line may begin with marks of a quote. */
static bool take_line_end(struct scan *scan)
{
	do
		take_blank(scan);
	while (scan->at < scan->end && strchr(" \t>", scan->text[scan->at]) != NULL);
	return true;
}

/* An underscore within a word is part of it. */
static bool take_underscore(struct scan *scan)
{
	bool before = scan->at > 0 && g_ascii_isalnum(scan->text[scan->at - 1]);
	bool after = scan->at + 1 < scan->end && g_ascii_isalnum(scan->text[scan->at + 1]);

	return before && after ? false : take_blank(scan);
}

static const struct {
	char c;
	bool (*take)(struct scan *scan); /* false: it is a character like others */
} marks[] = {
	{'`', take_code},       {'<', take_tag},       {'[', take_open},       {']', take_close},  {'{', take_placeholder},
	{'\\', take_backslash}, {'\n', take_line_end}, {'\r', take_blank},     {'\t', take_blank}, {'*', take_blank},
	{'|', take_blank},      {'#', take_blank},     {'_', take_underscore},
};

static void scan_all(struct scan *scan)
{
	while (scan->at < scan->end) {
		uint32_t before = scan->at;

		for (size_t i = 0; i < G_N_ELEMENTS(marks) && scan->at == before; i++)
			if (scan->text[scan->at] == marks[i].c && !marks[i].take(scan))
				break;
		if (scan->at == before)
			scan->at++;
	}
}

/* ---- Sentences ---- */

/* "e.g." and initials do not end a sentence. */
static bool is_short(const char *bare, uint32_t stop)
{
	uint32_t start = stop;

	while (start > 0 && stop - start < ABBREVIATION && bare[start - 1] != ' ' && bare[start - 1] != '(')
		start--;
	return (stop - start == 1 && g_ascii_isalpha(bare[start])) || memchr(bare + start, '.', stop - start) != NULL;
}

static bool ends_sentence(const struct passage *passage, uint32_t at)
{
	const char *bare = passage->bare, *text = passage->text.text;
	uint32_t next = at + 1;

	if (strchr(".!?", bare[at]) == NULL || (bare[at] == '.' && is_short(bare, at)))
		return false;
	while (next < passage->text.length && strchr("\"')", bare[next]) != NULL)
		next++;
	if (next >= passage->text.length || bare[next] != ' ')
		return false;
	while (next < passage->text.length && bare[next] == ' ')
		next++;
	return next >= passage->text.length || !g_ascii_islower(text[next]);
}

static void find_sentences(struct arena *arena, struct passage *passage)
{
	uint32_t count = 1;

	for (uint32_t at = 0; at < passage->text.length && !passage->is_row; at++)
		count += ends_sentence(passage, at);
	passage->sentence_ends = arena_array(arena, uint32_t, count);
	for (uint32_t at = 0; at < passage->text.length && !passage->is_row; at++)
		if (ends_sentence(passage, at))
			passage->sentence_ends[passage->sentence_count++] = at + 1;
	passage->sentence_ends[passage->sentence_count++] = passage->text.length;
}

uint32_t passage_sentence(const struct passage *passage, uint32_t at)
{
	uint32_t low = 0, high = passage->sentence_count - 1;

	while (low < high) {
		uint32_t middle = (low + high) / 2;

		if (passage->sentence_ends[middle] > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* ---- The whole ---- */

static gint by_start(gconstpointer a, gconstpointer b)
{
	const struct mention *one = a, *two = b;

	return one->start == two->start ? 0 : one->start < two->start ? -1 : 1;
}

void passage_sort(struct passage *passage)
{
	g_array_sort(passage->mentions, by_start);
}

static void to_lower(struct passage *passage)
{
	for (uint32_t i = 0; i < passage->text.length; i++)
		passage->bare[i] = g_ascii_tolower(passage->bare[i]);
}

struct passage *passage_new(struct arena *arena, struct str text, struct span span, const struct metric *own, bool is_row, uint32_t section)
{
	struct passage *passage = arena_one(arena, struct passage);
	struct scan scan = {.arena = arena, .passage = passage, .text = str_c(text), .end = text.length};

	passage->text = text;
	passage->span = span;
	passage->own = own;
	passage->is_row = is_row;
	passage->section = section;
	passage->bare = arena_alloc(arena, (size_t)text.length + 1);
	if (text.length > 0)
		memcpy(passage->bare, text.text, text.length);
	passage->mentions = claims_array(arena, sizeof(struct mention));
	passage->sayings = claims_array(arena, sizeof(struct saying));
	scan_all(&scan);
	to_lower(passage);
	find_sentences(arena, passage);
	passage_sort(passage);
	for (guint i = 0; i < passage->mentions->len; i++) {
		struct mention *mention = &g_array_index(passage->mentions, struct mention, i);

		mention->sentence = passage_sentence(passage, mention->start);
	}
	return passage;
}

struct span passage_span(const struct passage *passage, uint32_t start, uint32_t length)
{
	const struct source *source = passage->span.source;

	/* Of an article: the text is the source itself. */
	if (source != NULL && passage->text.text == source->bytes.text + passage->span.start)
		return (struct span){source, passage->span.start + start, length};
	return expr_span(passage->text, passage->span, start, length);
}
