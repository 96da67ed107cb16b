/* Paragraphs to lines: the ends of all lines are chosen together, after Knuth and Plass. To change how lines break, change the costs below. */
#include "typesetter.h"

#include <string.h>

#define COST_HYPHEN        60  /* as in TeX: added to badness and squared */
#define COST_HYPHEN_RAGGED 900 /* where lines may end early, a divided word is seldom worth it */
#define COST_DASH          30  /* after a hyphen that is in the text */
#define COST_NAME          400 /* inside an address or identifier, after a mark such as / */
#define COST_ANYWHERE      3000
#define COST_TWO_HYPHENS   15000 /* two lines with hyphens, one after the other; these three are not squared */
#define COST_LAST_HYPHEN   8000  /* the line before the last */
#define COST_SHORT_LAST    4000  /* a last line of a word or so */
#define COST_OVERFULL      ((int64_t)1 << 40)
#define WORST              10000 /* of badness */
#define SHRINK_PART        5     /* a space gives up at most a fifth, or readers of the PDF join the words */
#define STRETCH_PART       1     /* Lato's space is narrow: it may grow to twice its width at no great cost */
#define WIDEST_SPACE       6     /* times its width; a line that needs more stays ragged */

/* A place where a line may end. */
struct stop {
	uint32_t end, next;          /* bytes: of the line's last letter, of the next line's first */
	dim spaces_end, spaces_next; /* width of all spaces before these */
	dim extra;                   /* the hyphen */
	int64_t penalty, cost;
	uint32_t from; /* the stop before, on the best way to here */
	bool hyphen, forced, last;
};

struct breaker {
	struct typesetter *typesetter;
	const struct shaped *shaped;
	const struct text_run *runs;
	const struct text_style *style;
	enum style_id style_id;
	dim width;
	GArray *stops;
	dim spaces;       /* width of the spaces walked over */
	dim spaces_end;   /* the same, before the last letter */
	uint32_t end;     /* after the last letter */
	uint32_t word;    /* where the stretch without ordinary breaks starts */
	uint32_t stretch; /* which stretch holds the place walked over */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static bool may_hyphenate(enum style_id style)
{
	return style == STYLE_BODY || style == STYLE_LEAD || style == STYLE_SMALL || style == STYLE_TABLE_CELL || style == STYLE_CAPTION;
}

static struct stop *add_stop(struct breaker *breaker, uint32_t next, int64_t penalty)
{
	struct stop stop = {.end = breaker->end, .next = next, .spaces_end = breaker->spaces_end, .spaces_next = breaker->spaces, .penalty = penalty};

	g_array_append_val(breaker->stops, stop);
	return &g_array_index(breaker->stops, struct stop, breaker->stops->len - 1);
}

static void add_hyphen(struct breaker *breaker, uint32_t at)
{
	const struct shaped *shaped = breaker->shaped;
	struct stop *stop = add_stop(breaker, at, breaker->style->justify ? COST_HYPHEN : COST_HYPHEN_RAGGED);

	while (shaped->stretches[breaker->stretch].end < at)
		breaker->stretch++;
	stop->hyphen = true;
	stop->extra = font_facts(breaker->typesetter, shaped->stretches[breaker->stretch].analysis.font)->hyphen_width;
}

/* Where an address or identifier reads on well: after a mark between letters. */
static bool ends_part(struct str text, uint32_t at)
{
	char mark = text.text[at - 1];

	if (at < 2 || at >= text.length || strchr("/_-.:;,=&?@#+|\\", mark) == NULL || is_blank(text.text[at]))
		return false;
	return mark != '.' || !g_ascii_isdigit(text.text[at]) || !g_ascii_isdigit(text.text[at - 2]);
}

/* Long words get more places to break, at a price: those wider than a third of the line after marks, those wider than the line anywhere. */
static void open_word(struct breaker *breaker, uint32_t end)
{
	const struct shaped *shaped = breaker->shaped;
	uint32_t start = breaker->word, content = breaker->end;
	dim width = content > start ? width_between(shaped, start, content) : 0;

	if (width <= breaker->width / 3)
		return;
	for (uint32_t at = start + 1; at < content && at < end; at++) {
		bool part = ends_part(shaped->text, at);

		if ((shaped->marks[at] & AT_CLUSTER) == 0 || (shaped->marks[at] & AT_BREAK) != 0 || (!part && width <= breaker->width))
			continue;
		add_stop(breaker, at, part ? COST_NAME : COST_ANYWHERE)->end = at;
		/* Spaces before the word are before its parts, too. */
		g_array_index(breaker->stops, struct stop, breaker->stops->len - 1).spaces_end = breaker->spaces_end;
		g_array_index(breaker->stops, struct stop, breaker->stops->len - 1).spaces_next = breaker->spaces_end;
	}
}

static int stop_order(const void *a, const void *b)
{
	const struct stop *left = a, *right = b;

	if (left->next != right->next)
		return left->next < right->next ? -1 : 1;
	return (left->penalty > right->penalty) - (left->penalty < right->penalty);
}

static void end_word(struct breaker *breaker, uint32_t at)
{
	const struct shaped *shaped = breaker->shaped;
	char mark = shaped->text.text[at - 1];
	struct stop *stop;

	open_word(breaker, at);
	breaker->word = at;
	stop = add_stop(breaker, at, mark == '-' ? COST_DASH : 0);
	stop->forced = (shaped->marks[at] & AT_FORCED) != 0 || at == shaped->text.length;
	stop->last = at == shaped->text.length;
}

static void collect_stops(struct breaker *breaker)
{
	const struct shaped *shaped = breaker->shaped;
	bool hyphens = may_hyphenate(breaker->style_id);

	add_stop(breaker, 0, 0);
	for (uint32_t at = 1; at <= shaped->text.length; at++) {
		uint8_t marks = shaped->marks[at];

		if (!is_blank(shaped->text.text[at - 1])) {
			breaker->end = at;
			breaker->spaces_end = breaker->spaces;
		}
		if ((shaped->marks[at - 1] & AT_SPACE) != 0)
			breaker->spaces += width_between(shaped, at - 1, at);
		if ((marks & AT_BREAK) != 0 || at == shaped->text.length)
			end_word(breaker, at);
		else if (hyphens && (marks & AT_HYPHEN) != 0)
			add_hyphen(breaker, at);
	}
	/* Those of long words were added late. */
	g_array_sort(breaker->stops, stop_order);
}

static dim natural_width(const struct breaker *breaker, const struct stop *from, const struct stop *to)
{
	return to->end <= from->next ? 0 : width_between(breaker->shaped, from->next, to->end) + to->extra;
}

static dim spaces_between(const struct stop *from, const struct stop *to)
{
	return MAX(0, to->spaces_end - from->spaces_next);
}

static dim most_shrink(const struct breaker *breaker, const struct stop *from, const struct stop *to)
{
	return breaker->style->justify ? spaces_between(from, to) / SHRINK_PART : 0;
}

/* 100 times the cube of how far the spaces are stretched, in parts of what they should at most. */
static int64_t badness(int64_t slack, int64_t stretch)
{
	int64_t ratio;

	if (slack == 0)
		return 0;
	if (stretch <= 0 || slack / stretch >= 5)
		return WORST;
	ratio = slack * 1000 / stretch;
	return MIN(WORST, ratio * ratio * ratio / 10000000);
}

static int64_t line_cost(const struct breaker *breaker, const struct stop *from, const struct stop *to)
{
	dim width = natural_width(breaker, from, to), slack = breaker->width - width, spaces = spaces_between(from, to);
	int64_t bad, cost = 0;

	if (slack < 0)
		bad = badness(-(int64_t)slack, spaces / SHRINK_PART);
	else if (to->forced)
		bad = 0;
	else
		bad = badness(slack, breaker->style->justify ? spaces / STRETCH_PART : breaker->width / 5);
	bad += 10 + to->penalty;
	if (to->hyphen && from->hyphen)
		cost += COST_TWO_HYPHENS;
	if (to->last && from->hyphen)
		cost += COST_LAST_HYPHEN;
	if (to->last && from->next > 0 && !from->forced && width < breaker->width / 8)
		cost += COST_SHORT_LAST;
	return cost + bad * bad;
}

/* The best way to each stop, from left to right; a line can only start where it is not yet too long. */
static void choose(struct breaker *breaker)
{
	struct stop *stops = (struct stop *)(void *)breaker->stops->data;
	uint32_t first = 0;

	for (uint32_t to = 1; to < breaker->stops->len; to++) {
		struct stop *stop = &stops[to];

		while (first + 1 < to && natural_width(breaker, &stops[first], stop) - most_shrink(breaker, &stops[first], stop) > breaker->width)
			first++;
		stop->cost = INT64_MAX;
		for (uint32_t from = first; from < to; from++) {
			dim over = natural_width(breaker, &stops[from], stop) - most_shrink(breaker, &stops[from], stop) - breaker->width;
			int64_t cost = stops[from].cost + line_cost(breaker, &stops[from], stop) + (over > 0 ? COST_OVERFULL : 0);

			if (cost < stop->cost) {
				stop->cost = cost;
				stop->from = from;
			}
		}
		if (stop->forced)
			first = to;
	}
}

static dim slack_of(const struct breaker *breaker, const struct stop *from, const struct stop *to)
{
	dim slack = breaker->width - natural_width(breaker, from, to), spaces = spaces_between(from, to);

	if (!breaker->style->justify || (to->forced && slack > 0))
		return 0;
	if (slack > spaces * (WIDEST_SPACE - 1))
		return 0;
	return MAX(slack, -most_shrink(breaker, from, to));
}

static void align_line(const struct breaker *breaker, struct line *line)
{
	enum align align = breaker->style->align;
	dim room = MAX(0, breaker->width - line->width), shift;
	struct piece *pieces = (struct piece *)line->pieces;

	if (breaker->shaped->right_to_left && align != ALIGN_CENTRE)
		align = align == ALIGN_START ? ALIGN_END : ALIGN_START;
	shift = align == ALIGN_START ? 0 : align == ALIGN_CENTRE ? room / 2 : room;
	for (uint32_t i = 0; i < line->piece_count; i++)
		pieces[i].x += shift;
}

static struct line make_line(const struct breaker *breaker, struct arena *arena, const struct stop *from, const struct stop *to)
{
	struct cut cut = {
		.start = from->next, .end = MAX(from->next, to->end), .next = to->next, .hyphen = to->hyphen, .slack = slack_of(breaker, from, to)};
	struct line line = cut_line(breaker->typesetter, arena, breaker->shaped, breaker->runs, &cut);

	line.ascent = type_ascent(breaker->typesetter, breaker->style_id);
	line.descent = type_descent(breaker->typesetter, breaker->style_id);
	line.forced = to->forced;
	align_line(breaker, &line);
	return line;
}

/* Follows the best way back from the end. */
static struct lines make_lines(const struct breaker *breaker, struct arena *arena)
{
	const struct stop *stops = (const struct stop *)(const void *)breaker->stops->data;
	uint32_t last = breaker->stops->len - 1, count = 0;
	struct line *lines;

	for (uint32_t at = last; at > 0; at = stops[at].from)
		count++;
	lines = arena_array(arena, struct line, count);
	for (uint32_t at = last, i = count; at > 0; at = stops[at].from)
		lines[--i] = make_line(breaker, arena, &stops[stops[at].from], &stops[at]);
	return (struct lines){lines, count};
}

static const struct text_run *run_at(const struct shaped *shaped, const struct text_run *runs, uint32_t at)
{
	uint32_t run = 0;

	while (shaped->run_starts[run + 1] <= at)
		run++;
	return &runs[run];
}

static void tell_missing(struct typesetter *typesetter, const struct shaped *shaped, const struct text_run *runs, struct diags *diags)
{
	for (uint32_t at = 0; at < shaped->text.length; at++) {
		gunichar character;
		char name[8] = {0}, code[16];

		if ((shaped->marks[at] & AT_MISSING) == 0)
			continue;
		character = g_utf8_get_char(shaped->text.text + at);
		if (!g_hash_table_add(typesetter->told, GUINT_TO_POINTER(character)))
			continue;
		g_unichar_to_utf8(character, name);
		g_snprintf(code, sizeof(code), "U+%04X", character);
		diag(diags, TYPE_MISSING_GLYPH, run_at(shaped, runs, at)->origin, name, code);
	}
}

static const struct shaped *analyse(struct typesetter *typesetter, const struct text_run *runs, uint32_t run_count, PangoLanguage *language)
{
	struct shaped *shaped = shape_runs(typesetter, runs, run_count, language);

	if (shaped->analysed)
		return shaped;
	find_breaks(shaped, language);
	hyphenate(typesetter, shaped, runs, run_count, language);
	shaped->analysed = true;
	return shaped;
}

static struct lines empty_line(struct typesetter *typesetter, struct arena *arena, enum style_id style)
{
	struct line *line = arena_one(arena, struct line);

	line->ascent = type_ascent(typesetter, style);
	line->descent = type_descent(typesetter, style);
	line->forced = true;
	return (struct lines){line, 1};
}

struct lines type_break(struct typesetter *typesetter, struct arena *arena, const struct text_run *runs, uint32_t run_count, enum style_id style,
			dim width, struct str language, struct diags *diags)
{
	PangoLanguage *spoken = str_is_empty(language) ? typesetter->language : pango_language_from_string(str_c(language));
	const struct shaped *shaped = analyse(typesetter, runs, run_count, spoken);
	struct breaker breaker = {
		.typesetter = typesetter, .shaped = shaped, .runs = runs, .style_id = style, .style = &typesetter->theme->styles[style]};
	struct lines lines;

	if (shaped->text.length == 0)
		return empty_line(typesetter, arena, style);
	if (shaped->missing)
		tell_missing(typesetter, shaped, runs, diags);
	breaker.width = MAX(width, 1);
	breaker.stops = g_array_new(FALSE, FALSE, sizeof(struct stop));
	collect_stops(&breaker);
	choose(&breaker);
	lines = make_lines(&breaker, arena);
	g_array_free(breaker.stops, TRUE);
	return lines;
}
