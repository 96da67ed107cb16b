/* Figures in the words of a language. Which word is true of a share is decided in stats; here it is only written. */
#include "compose/figure_words.h"

#include "text.h"

/* In the order of enum quantifier, without NONE. */
static const char *const quantifier_names[] = {"all", "nobody", "almost-all", "almost-nobody", "vast-majority", "majority", "about-half", "many"};
static const char *const fraction_names[] = {"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/10", "3/10", "7/10", "9/10"};
static const char *const sense_names[] = {"plain", "nearly", "just-over"};

/* Patterns: {n}, {k}, {low}, {high} and {fraction} are filled in. */
enum pattern_id {
	PATTERN_PERCENT,
	PATTERN_LESS,
	PATTERN_MORE,
	PATTERN_UNDER,
	PATTERN_OVER,
	PATTERN_COUNTS,
	PATTERN_OF,
	PATTERN_ABOUT,
	PATTERN_INTERVAL,
	PATTERN_POINT,
	PATTERN_POINTS,
	PATTERN_MERGED,
	PATTERN_OPENING,
	PATTERN_OPENING_NUMBER,
	PATTERN_OLD,
	PATTERN_AS_OF
};
static const char *const pattern_names[] = {
	[PATTERN_PERCENT] = "percent",
	[PATTERN_LESS] = "less",
	[PATTERN_MORE] = "more",
	[PATTERN_UNDER] = "under",
	[PATTERN_OVER] = "over",
	[PATTERN_COUNTS] = "counts",
	[PATTERN_OF] = "of",
	[PATTERN_ABOUT] = "about",
	[PATTERN_INTERVAL] = "interval",
	[PATTERN_POINT] = "point",
	[PATTERN_POINTS] = "points",
	[PATTERN_MERGED] = "merged",
	[PATTERN_OPENING] = "opening",
	[PATTERN_OPENING_NUMBER] = "opening-number",
	[PATTERN_OLD] = "old",
	[PATTERN_AS_OF] = "as-of",
};

static const struct words quantifier_words = {.name = "quantifier", .names = quantifier_names, .count = G_N_ELEMENTS(quantifier_names)};
static const struct words fraction_words = {.name = "fraction", .names = fraction_names, .count = G_N_ELEMENTS(fraction_names)};
static const struct words sense_words = {.name = "fraction_sense", .names = sense_names, .count = G_N_ELEMENTS(sense_names)};
static const struct words pattern_words = {.name = "figure", .names = pattern_names, .count = G_N_ELEMENTS(pattern_names)};

struct saying {
	const struct wording *wording;
	struct arena *arena;
	const struct metric *metric;
	const struct shown *shown;
};

const struct wording *figure_wording_open(struct arena *arena, const char *theme_folder, const char *language, struct diags *diags)
{
	uint32_t before = diags_errors(diags);
	const struct wording *wording = wording_open(arena, str_format(arena, "%s/wording.%s.yaml", theme_folder, language).text, diags);

	if (wording == NULL || !figure_wording_check(wording, arena, diags))
		return NULL;
	return diags_errors(diags) == before ? wording : NULL;
}

bool figure_wording_check(const struct wording *wording, struct arena *arena, struct diags *diags)
{
	static const struct words *const needed[] = {&quantifier_words, &fraction_words, &sense_words, &pattern_words};
	struct span start = {wording->source, 0, 0};
	bool good = true;

	for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
		good = wording_has_words(wording, arena, needed[i], start, diags) && good;
	return good;
}

static struct str pattern(const struct saying *saying, enum pattern_id id)
{
	return wording_word(saying->wording, saying->arena, &pattern_words, id);
}

static struct str fill(const struct saying *saying, struct str text, const char *name, struct str value)
{
	return words_filled(saying->arena, text, name, str_c(value));
}

/* Steps of 10^-decimals in the digits of the language. */
static struct str steps(const struct saying *saying, int64_t number, uint32_t decimals)
{
	uint64_t size = (uint64_t)ABS(number), unit = 1;
	GString *out = g_string_new(number < 0 ? "\xE2\x88\x92" : "");
	struct value whole;
	static const struct type type = {.kind = KIND_NUMBER};

	for (uint32_t i = 0; i < decimals; i++)
		unit *= 10;
	whole = value_number((double)(size / unit));
	value_write(&whole, &type, 0, saying->wording, saying->arena, out);
	if (decimals > 0)
		g_string_append_printf(out, "%s%0*" G_GUINT64_FORMAT, str_c(saying->wording->decimal), (int)decimals, size % unit);
	return str_take(saying->arena, out);
}

static bool is_number(const struct saying *saying)
{
	return saying->metric != NULL && saying->metric->kind != METRIC_SHARE;
}

static bool is_silent(const struct shown *shown)
{
	return shown->as == SHOWN_NOT || shown->as == SHOWN_MERGED;
}

static struct str percent(const struct saying *saying, const struct percent *percent)
{
	static const enum pattern_id patterns[] = {
		[PERCENT_EMPTY] = PATTERN_PERCENT, [PERCENT_VALUE] = PATTERN_PERCENT, [PERCENT_UNDER] = PATTERN_LESS, [PERCENT_OVER] = PATTERN_MORE};

	if (percent->sense == PERCENT_EMPTY)
		return STR("");
	return fill(saying, pattern(saying, patterns[percent->sense]), "n", steps(saying, percent->steps, percent->decimals));
}

/* ---- Forms: each gives an empty text where the figure bears none ---- */

static struct str say_value(const struct saying *saying)
{
	const struct shown *shown = saying->shown;

	if (is_silent(shown))
		return STR("");
	if (is_number(saying))
		return steps(saying, shown->number.steps, shown->number.decimals);
	if (shown->as == SHOWN_VALUE)
		return percent(saying, &shown->percent);
	return fill(saying, pattern(saying, shown->as == SHOWN_UNDER ? PATTERN_UNDER : PATTERN_OVER), "n",
		    steps(saying, shown->percent.steps, shown->percent.decimals));
}

/* Signs in place of words. */
static struct str say_brief(const struct saying *saying)
{
	static const enum percent_sense senses[] = {[SHOWN_UNDER] = PERCENT_UNDER, [SHOWN_OVER] = PERCENT_OVER};
	const struct shown *shown = saying->shown;
	char letters[CODE_COUNT + 1];
	struct percent limit = shown->percent;

	if (shown->as == SHOWN_NOT)
		return str_from(saying->arena, shown_codes_text(shown->codes, letters));
	if (shown->as == SHOWN_MERGED)
		return pattern(saying, PATTERN_MERGED);
	if (shown->as == SHOWN_VALUE || is_number(saying))
		return say_value(saying);
	limit.sense = senses[shown->as];
	return percent(saying, &limit);
}

static struct str say_count(const struct saying *saying)
{
	return saying->shown->has_counts && !is_number(saying) ? steps(saying, saying->shown->share.hits, 0) : STR("");
}

static struct str say_base(const struct saying *saying)
{
	const struct shown *shown = saying->shown;
	struct str base = steps(saying, shown->base, 0);

	if (is_silent(shown) || shown->base == 0)
		return STR("");
	return shown->base_is_rounded ? fill(saying, pattern(saying, PATTERN_ABOUT), "n", base) : base;
}

static struct str say_counts(const struct saying *saying)
{
	struct str count = say_count(saying), base = say_base(saying);

	if (str_is_empty(base))
		return base;
	if (str_is_empty(count))
		return fill(saying, pattern(saying, PATTERN_OF), "n", base);
	return fill(saying, fill(saying, pattern(saying, PATTERN_COUNTS), "k", count), "n", steps(saying, saying->shown->share.of, 0));
}

static struct str percent_limit(const struct saying *saying, uint32_t limit)
{
	const struct percent shown = {PERCENT_VALUE, limit, saying->shown->interval.decimals};

	return percent(saying, &shown);
}

static struct str say_interval(const struct saying *saying)
{
	const struct shown *shown = saying->shown;
	struct str low, high;

	if (is_silent(shown) || !shown->has_interval || shown->as != SHOWN_VALUE)
		return STR("");
	if (is_number(saying)) {
		low = steps(saying, shown->number.low, shown->number.decimals);
		high = steps(saying, shown->number.high, shown->number.decimals);
	} else {
		low = percent_limit(saying, shown->interval.low);
		high = percent_limit(saying, shown->interval.high);
	}
	return fill(saying, fill(saying, pattern(saying, PATTERN_INTERVAL), "low", low), "high", high);
}

static struct str say_fraction(const struct saying *saying)
{
	const struct fraction *fraction = &saying->shown->fraction;
	struct str name, word, sense;
	uint32_t index;

	if (saying->shown->as != SHOWN_VALUE || is_number(saying) || fraction->sense == FRACTION_NONE)
		return STR("");
	name = str_format(saying->arena, "%u/%u", fraction->numerator, fraction->denominator);
	index = words_find(&fraction_words, name);
	if (index == UINT32_MAX)
		return STR("");
	word = wording_word(saying->wording, saying->arena, &fraction_words, index);
	sense = wording_word(saying->wording, saying->arena, &sense_words, (uint32_t)fraction->sense - FRACTION_PLAIN);
	return fill(saying, sense, "fraction", word);
}

static struct str say_quantifier(const struct saying *saying)
{
	enum quantifier quantifier = saying->shown->quantifier;

	if (is_silent(saying->shown) || is_number(saying) || quantifier == QUANTIFIER_NONE || quantifier >= QUANTIFIER_COUNT)
		return STR("");
	return wording_word(saying->wording, saying->arena, &quantifier_words, (uint32_t)quantifier - QUANTIFIER_ALL);
}

/* What the metric wants, else a fraction, else a quantifier, else the number. */
static struct str say_words(const struct saying *saying)
{
	static struct str (*const orders[][3])(const struct saying *saying) = {
		[SAY_NUMBER] = {say_fraction, say_quantifier, say_value},
		[SAY_FRACTION] = {say_fraction, say_value, say_quantifier},
		[SAY_QUANTIFIER] = {say_quantifier, say_fraction, say_value},
	};
	enum metric_say say = saying->metric == NULL ? SAY_NUMBER : saying->metric->say;
	struct str said = STR("");

	for (size_t i = 0; i < G_N_ELEMENTS(orders[0]) && str_is_empty(said); i++)
		said = orders[say][i](saying);
	return said;
}

struct str figure_said(const struct wording *wording, struct arena *arena, const struct metric *metric, const struct shown *shown,
		       enum figure_form form)
{
	static struct str (*const sayers[FIGURE_FORMS])(const struct saying *saying) = {
		[FIGURE_FORM_VALUE] = say_value,       [FIGURE_FORM_BRIEF] = say_brief,           [FIGURE_FORM_COUNT] = say_count,
		[FIGURE_FORM_BASE] = say_base,         [FIGURE_FORM_COUNTS] = say_counts,         [FIGURE_FORM_INTERVAL] = say_interval,
		[FIGURE_FORM_FRACTION] = say_fraction, [FIGURE_FORM_QUANTIFIER] = say_quantifier, [FIGURE_FORM_WORDS] = say_words,
	};
	const struct saying saying = {wording, arena, metric, shown};

	return sayers[form](&saying);
}

struct str figure_clients(const struct wording *wording, struct arena *arena, const struct shown *shown)
{
	const struct saying saying = {.wording = wording, .arena = arena, .shown = shown};
	struct str count = steps(&saying, shown->clients, 0);

	if (is_silent(shown) || shown->clients == 0)
		return STR("");
	return shown->base_is_rounded ? fill(&saying, pattern(&saying, PATTERN_ABOUT), "n", count) : count;
}

static struct str opening(const struct saying *saying, struct str value)
{
	struct str words = say_words(saying);
	GString *out;

	if (saying->shown->as != SHOWN_VALUE)
		words = value;
	else if (str_equal(words, value))
		return fill(saying, pattern(saying, PATTERN_OPENING_NUMBER), "n", value);
	else
		words = fill(saying, fill(saying, pattern(saying, PATTERN_OPENING), "words", words), "n", value);
	out = g_string_new_len(str_c(words), words.length);
	words_capitalise(out, 0);
	return str_take(saying->arena, out);
}

struct str figure_sentence(const struct wording *wording, struct arena *arena, const struct metric *metric, const struct shown *shown,
			   struct str sentence)
{
	static const char blank[] = "{share}";
	const struct saying saying = {wording, arena, metric, shown};
	struct str value = say_value(&saying), rest;

	if (str_is_empty(value) || str_is_empty(sentence))
		return STR("");
	if (!g_str_has_prefix(str_c(sentence), blank))
		return words_filled(arena, sentence, "share", str_c(value));
	rest = str_copy(arena, sentence.text + sizeof blank - 1, sentence.length - (sizeof blank - 1));
	return str_format(arena, "%s%s", str_c(opening(&saying, value)), str_c(words_filled(arena, rest, "share", str_c(value))));
}

struct str figure_points(const struct wording *wording, struct arena *arena, const struct points *points)
{
	const struct saying saying = {.wording = wording, .arena = arena};
	int64_t size = ABS((int64_t)points->steps);
	bool is_one = points->decimals == 0 && size == 1;

	return fill(&saying, pattern(&saying, is_one ? PATTERN_POINT : PATTERN_POINTS), "n", steps(&saying, size, points->decimals));
}
