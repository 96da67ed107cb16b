/* What a passage says of figures: percents, counts, quantifiers, fractions, causes. Words come from "claims" of the wording file. */
#include <string.h>

#include "claims.h"
#include "wording.h"

/* Of a number: the same as in printed percents. */
#define MOST_DIGITS 9u

/* Fractions that have names, and what a wording calls them: "fraction.2/3". */
#define NAMED_FRACTIONS 13
static const uint8_t named_fractions[NAMED_FRACTIONS][2] = {{1, 2}, {1, 3}, {2, 3},  {1, 4},  {3, 4},  {1, 5}, {2, 5},
							    {3, 5}, {4, 5}, {1, 10}, {3, 10}, {7, 10}, {9, 10}};

/* Words that say something by themselves. */
#define OTHER_WORDS 3
static const struct {
	const char *key;
	enum saying_kind kind;
} other_words[OTHER_WORDS] = {{"word.first", SAYS_FIRST}, {"word.causes", SAYS_CAUSE}, {"word.averages", SAYS_AVERAGE}};

struct finding_sayings {
	struct passage *passage;
	const struct language *language;
	const char *bare;
	uint32_t end;
	struct phrases percents, ranges, not_shares, prepositions, alone, in;
	struct phrases quantifiers[QUANTIFIER_COUNT], fractions[NAMED_FRACTIONS], others[OTHER_WORDS];
};

/* ---- Words ---- */

static bool is_letter(char c)
{
	return g_ascii_isalnum(c) || ((unsigned char)c & 0x80) != 0;
}

bool starts_word(const struct passage *passage, uint32_t at)
{
	return at == 0 || !is_letter(passage->bare[at - 1]);
}

static uint32_t skip_blanks(const struct passage *passage, uint32_t at)
{
	while (at < passage->text.length && passage->bare[at] == ' ')
		at++;
	return at;
}

/* A blank of the phrase stands for any number of them. */
static uint32_t match(const struct passage *passage, uint32_t at, struct str phrase)
{
	for (uint32_t i = 0; i < phrase.length; i++) {
		if (phrase.text[i] == ' ') {
			uint32_t next = skip_blanks(passage, at);

			if (next == at)
				return 0;
			at = next;
		} else if (at < passage->text.length && passage->bare[at] == g_ascii_tolower(phrase.text[i]))
			at++;
		else
			return 0;
	}
	if (phrase.length == 0 || (is_letter(phrase.text[phrase.length - 1]) && at < passage->text.length && is_letter(passage->bare[at])))
		return 0;
	return at;
}

uint32_t phrase_at(const struct passage *passage, uint32_t at, const struct phrases *phrases)
{
	uint32_t best = 0;

	if (!starts_word(passage, at))
		return 0;
	for (uint32_t i = 0; i < phrases->count; i++)
		best = MAX(best, match(passage, at, phrases->items[i]));
	return best;
}

static uint32_t phrase_after(const struct passage *passage, uint32_t at, const struct phrases *phrases)
{
	uint32_t start = skip_blanks(passage, at), end = phrase_at(passage, start, phrases);

	return end;
}

/* The place where the word before ends; the word's start. */
static uint32_t word_before(const struct passage *passage, uint32_t at)
{
	while (at > 0 && passage->bare[at - 1] == ' ')
		at--;
	while (at > 0 && is_letter(passage->bare[at - 1]))
		at--;
	return at;
}

/* ---- Numbers ---- */

/* Digits with commas between threes, and decimals. Gives the end, or 0. */
static uint32_t read_number(const struct passage *passage, uint32_t at, struct percent *number)
{
	const char *bare = passage->bare;
	uint32_t start = at, digits = 0, end = passage->text.length;

	*number = (struct percent){.sense = PERCENT_VALUE};
	if (at > 0 && (is_letter(bare[at - 1]) || strchr("_./", bare[at - 1]) != NULL))
		return 0;
	for (; at < end && digits < MOST_DIGITS; at++) {
		bool comma = bare[at] == ',' && at > start && at + 3 < end && g_ascii_isdigit(bare[at + 1]) && g_ascii_isdigit(bare[at + 2]) &&
			     g_ascii_isdigit(bare[at + 3]);

		if (comma)
			continue;
		if (!g_ascii_isdigit(bare[at]))
			break;
		number->steps = number->steps * 10 + (uint32_t)(bare[at] - '0');
		digits++;
	}
	if (digits == 0)
		return 0;
	if (at + 1 < end && bare[at] == '.' && g_ascii_isdigit(bare[at + 1]))
		for (at++; at < end && g_ascii_isdigit(bare[at]) && number->decimals < PERCENT_MOST_DECIMALS && digits < MOST_DIGITS;
		     at++, digits++) {
			number->steps = number->steps * 10 + (uint32_t)(bare[at] - '0');
			number->decimals++;
		}
	return at < end && (is_letter(bare[at]) || bare[at] == '_') ? 0 : at;
}

static bool is_share(const struct percent *percent)
{
	uint32_t whole = 100;

	for (uint32_t i = 0; i < percent->decimals; i++)
		whole *= 10;
	return percent->steps <= whole;
}

/* After a number: the end of its percent sign or word, or 0. */
static uint32_t percent_end(const struct passage *passage, const struct phrases *percents, uint32_t at)
{
	uint32_t sign = skip_blanks(passage, at);

	if (sign < passage->text.length && passage->bare[sign] == '%')
		return sign + 1;
	return phrase_at(passage, sign, percents);
}

/* ---- Nouns ---- */

static const char *const unit_keys[] = {[UNIT_CLIENT] = "unit.client", [UNIT_WORKLOAD] = "unit.workload", [UNIT_REVIEW] = "unit.review"};

static uint32_t own_noun(const struct language *language, const struct passage *passage, uint32_t at)
{
	struct str nouns[] = {language->metrics->noun.one, language->metrics->noun.many};
	struct phrases own = {nouns, G_N_ELEMENTS(nouns)};
	struct phrases unit = wording_phrases(language->wording, unit_keys[language->metrics->population.unit]);
	uint32_t end = phrase_at(passage, at, &own);

	return end != 0 ? end : phrase_at(passage, at, &unit);
}

static uint32_t other_noun(const struct language *language, const struct passage *passage, uint32_t at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(unit_keys); i++) {
		struct phrases unit = wording_phrases(language->wording, unit_keys[i]);
		uint32_t end = i == (size_t)language->metrics->population.unit ? 0 : phrase_at(passage, at, &unit);

		if (end != 0)
			return end;
	}
	return 0;
}

static bool noun_at(const struct language *language, const struct passage *passage, uint32_t at, struct noun_found *found)
{
	uint32_t end = own_noun(language, passage, at);

	found->noun = end != 0 ? NOUN_OWN : NOUN_NONE;
	if (end == 0)
		end = other_noun(language, passage, at);
	if (end == 0)
		return false;
	if (found->noun == NOUN_NONE)
		found->noun = NOUN_OTHER;
	found->start = at;
	found->length = end - at;
	return true;
}

static uint32_t word_end(const struct passage *passage, uint32_t at)
{
	while (at < passage->text.length && (is_letter(passage->bare[at]) || passage->bare[at] == '-'))
		at++;
	return at;
}

/* The noun, perhaps with one word before it: "of the small teams". */
static void find_noun(const struct language *language, const struct passage *passage, uint32_t at, struct noun_found *found)
{
	uint32_t end;

	at = skip_blanks(passage, at);
	if (noun_at(language, passage, at, found))
		return;
	end = word_end(passage, at);
	if (end == at)
		return;
	if (!noun_at(language, passage, skip_blanks(passage, end), found))
		*found = (struct noun_found){.noun = NOUN_FOREIGN,
					     .start = at,
					     .length = end - at,
					     .has_of = found->has_of,
					     .has_determiner = found->has_determiner,
					     .number = found->number,
					     .number_start = found->number_start,
					     .number_length = found->number_length};
}

struct noun_found noun_after(const struct language *language, const struct passage *passage, uint32_t at)
{
	struct phrases of = wording_phrases(language->wording, "word.of"), determiners = wording_phrases(language->wording, "word.determiners");
	struct phrases percents = wording_phrases(language->wording, "word.percent");
	struct noun_found found = {.noun = NOUN_NONE};
	uint32_t end = phrase_after(passage, at, &of);
	struct percent number;

	found.has_of = end != 0;
	at = end != 0 ? end : at;
	while ((end = phrase_after(passage, at, &determiners)) != 0) {
		found.has_determiner = true;
		at = end;
	}
	at = skip_blanks(passage, at);
	end = found.has_of ? read_number(passage, at, &number) : 0;
	if (end != 0 && number.decimals == 0 && percent_end(passage, &percents, end) == 0) {
		found.number = number.steps;
		found.number_start = at;
		found.number_length = end - at;
		at = end;
	}
	find_noun(language, passage, at, &found);
	return found;
}

/* ---- Facts ---- */

static struct saying *add(struct finding_sayings *finding, enum saying_kind kind, uint32_t start, uint32_t end)
{
	struct saying saying = {.kind = kind, .start = start, .length = end - start, .sentence = passage_sentence(finding->passage, start)};

	g_array_append_val(finding->passage->sayings, saying);
	return &g_array_index(finding->passage->sayings, struct saying, finding->passage->sayings->len - 1);
}

static void take_base(struct finding_sayings *finding, struct saying *saying, uint32_t end)
{
	struct noun_found noun = noun_after(finding->language, finding->passage, end);

	saying->base = noun.number;
	saying->base_start = noun.number_start;
	saying->base_length = noun.number_length;
	saying->elsewhere = noun.number_length > 0 && noun.noun == NOUN_FOREIGN;
}

/* "71% to 85%", "71 to 85%": the end, or 0. */
static uint32_t take_range(struct finding_sayings *finding, uint32_t start, uint32_t end, const struct percent *low)
{
	uint32_t next = phrase_after(finding->passage, end, &finding->ranges), last;
	struct percent high;
	struct saying *saying;

	if (next == 0)
		return 0;
	last = read_number(finding->passage, skip_blanks(finding->passage, next), &high);
	last = last == 0 ? 0 : percent_end(finding->passage, &finding->percents, last);
	if (last == 0 || high.steps < low->steps || high.decimals != low->decimals || !is_share(&high))
		return 0;
	saying = add(finding, SAYS_RANGE, start, last);
	saying->percent = *low;
	saying->high = high;
	return last;
}

static uint32_t take_percent(struct finding_sayings *finding, uint32_t start, uint32_t end, const struct percent *percent)
{
	struct saying *saying;

	if (!is_share(percent) || phrase_after(finding->passage, end, &finding->not_shares) != 0)
		return end;
	saying = add(finding, SAYS_PERCENT, start, end);
	saying->percent = *percent;
	take_base(finding, saying, end);
	return end;
}

static uint32_t take_counts(struct finding_sayings *finding, uint32_t start, uint32_t end, const struct percent *number)
{
	struct noun_found noun = noun_after(finding->language, finding->passage, end);
	struct saying *saying;
	bool is_counts = number->decimals == 0 && noun.number_length > 0;

	if (is_counts && number->steps <= noun.number && noun.number > 0 && noun.noun != NOUN_FOREIGN) {
		saying = add(finding, SAYS_COUNTS, start, noun.number_start + noun.number_length);
		saying->k = number->steps;
		saying->n = noun.number;
		return noun.number_start + noun.number_length;
	}
	saying = add(finding, SAYS_NUMBER, start, end);
	saying->percent = *number;
	return end;
}

static uint32_t take_number(struct finding_sayings *finding, uint32_t at)
{
	struct percent number;
	uint32_t end = read_number(finding->passage, at, &number), percent, range;

	if (end == 0)
		return 0;
	percent = percent_end(finding->passage, &finding->percents, end);
	range = take_range(finding, at, percent == 0 ? end : percent, &number);
	if (range != 0)
		return range;
	return percent != 0 ? take_percent(finding, at, percent, &number) : take_counts(finding, at, end, &number);
}

/* ---- Facts in words ---- */

static const char *const quantifier_keys[QUANTIFIER_COUNT] = {
	[QUANTIFIER_ALL] = "quantifier.all",
	[QUANTIFIER_NOBODY] = "quantifier.nobody",
	[QUANTIFIER_ALMOST_ALL] = "quantifier.almost-all",
	[QUANTIFIER_ALMOST_NOBODY] = "quantifier.almost-nobody",
	[QUANTIFIER_VAST_MAJORITY] = "quantifier.vast-majority",
	[QUANTIFIER_MAJORITY] = "quantifier.majority",
	[QUANTIFIER_ABOUT_HALF] = "quantifier.about-half",
	[QUANTIFIER_MANY] = "quantifier.many",
};

/* "79% of all teams": there "all" only belongs to the noun. */
static bool is_governed(const struct finding_sayings *finding, uint32_t at)
{
	return phrase_at(finding->passage, word_before(finding->passage, at), &finding->prepositions) != 0;
}

static bool has_noun(const struct finding_sayings *finding, uint32_t end)
{
	enum noun_kind noun = noun_after(finding->language, finding->passage, end).noun;

	return noun == NOUN_OWN || noun == NOUN_OTHER;
}

/* Whether the saying lies in the words of a link, which says what it is about. */
static bool is_linked(const struct finding_sayings *finding, uint32_t at)
{
	const GArray *mentions = finding->passage->mentions;

	for (guint i = 0; i < mentions->len; i++) {
		const struct mention *mention = &g_array_index(mentions, struct mention, i);

		if (mention->kind == MENTION_LINK && at >= mention->start && at < mention->start + mention->length)
			return true;
	}
	return false;
}

static uint32_t take_quantifier(struct finding_sayings *finding, uint32_t at)
{
	enum quantifier quantifier = QUANTIFIER_NONE;
	uint32_t end = 0;

	for (int q = QUANTIFIER_ALL; q < QUANTIFIER_COUNT; q++) {
		uint32_t found = phrase_at(finding->passage, at, &finding->quantifiers[q]);

		if (found > end) {
			end = found;
			quantifier = (enum quantifier)q;
		}
	}
	if (end == 0)
		return 0;
	if (!is_linked(finding, at) && ((!phrase_at(finding->passage, at, &finding->alone) && !has_noun(finding, end)) ||
					(quantifier == QUANTIFIER_ALL && is_governed(finding, at))))
		return 0;
	add(finding, SAYS_QUANTIFIER, at, end)->quantifier = quantifier;
	return end;
}

/* "three" or "3"; 0 if it is none from 1 to 12. */
static uint32_t small_number(const struct finding_sayings *finding, uint32_t at, uint32_t *end)
{
	const struct wording *wording = finding->language->wording;
	struct percent number;

	*end = read_number(finding->passage, at, &number);
	if (*end != 0)
		return number.decimals == 0 && number.steps < SMALL_NUMBERS ? number.steps : 0;
	for (uint32_t i = 1; i < SMALL_NUMBERS; i++) {
		*end = starts_word(finding->passage, at) ? match(finding->passage, at, wording->small[i]) : 0;
		if (*end != 0)
			return i;
	}
	return 0;
}

/* "three in four": the end, or 0. */
static uint32_t in_fraction(const struct finding_sayings *finding, uint32_t at, uint32_t *numerator, uint32_t *denominator)
{
	uint32_t end, next;

	*numerator = small_number(finding, at, &end);
	next = *numerator == 0 ? 0 : phrase_after(finding->passage, end, &finding->in);
	if (next == 0)
		return 0;
	*denominator = small_number(finding, skip_blanks(finding->passage, next), &end);
	return *denominator > *numerator ? end : 0;
}

/* "half", "two thirds": names of fractions are keys such as "fraction.2/3". */
static uint32_t named_fraction(const struct finding_sayings *finding, uint32_t at, uint32_t *numerator, uint32_t *denominator)
{
	uint32_t end = 0;

	for (size_t i = 0; i < NAMED_FRACTIONS; i++) {
		uint32_t found = phrase_at(finding->passage, at, &finding->fractions[i]);

		if (found > end) {
			end = found;
			*numerator = named_fractions[i][0];
			*denominator = named_fractions[i][1];
		}
	}
	return end != 0 && (is_linked(finding, at) || has_noun(finding, end)) ? end : 0;
}

static enum stated_sense sense_before(const struct finding_sayings *finding, uint32_t at)
{
	static const char *const keys[] = {[STATED_BELOW] = "sense.below", [STATED_ABOVE] = "sense.above", [STATED_NEAR] = "sense.near"};
	uint32_t start = at;

	/* Up to two words: "just over". */
	for (int words = 0; words < 2; words++) {
		start = word_before(finding->passage, start);
		for (int sense = STATED_BELOW; sense <= STATED_NEAR; sense++) {
			struct phrases phrases = wording_phrases(finding->language->wording, keys[sense]);
			uint32_t end = phrase_at(finding->passage, start, &phrases);

			if (end != 0 && skip_blanks(finding->passage, end) == at)
				return (enum stated_sense)sense;
		}
	}
	return STATED_PLAIN;
}

static uint32_t take_fraction(struct finding_sayings *finding, uint32_t at)
{
	uint32_t numerator = 0, denominator = 0, end = in_fraction(finding, at, &numerator, &denominator);
	struct saying *saying;

	if (end == 0)
		end = named_fraction(finding, at, &numerator, &denominator);
	if (end == 0)
		return 0;
	saying = add(finding, SAYS_FRACTION, at, end);
	saying->numerator = numerator;
	saying->denominator = denominator;
	saying->sense = sense_before(finding, at);
	return end;
}

static uint32_t take_phrase(struct finding_sayings *finding, uint32_t at)
{
	for (size_t i = 0; i < OTHER_WORDS; i++) {
		uint32_t end = phrase_at(finding->passage, at, &finding->others[i]);

		if (end == 0 || (other_words[i].kind == SAYS_AVERAGE && !has_noun(finding, end)))
			continue;
		add(finding, other_words[i].kind, at, end);
		return end;
	}
	return 0;
}

/* In this order: a fraction before a number, a phrase of several words before its first one. */
static uint32_t (*const takers[])(struct finding_sayings *finding, uint32_t at) = {take_fraction, take_number, take_phrase, take_quantifier};

static struct finding_sayings finding_new(struct passage *passage, const struct language *language)
{
	const struct wording *wording = language->wording;
	struct finding_sayings finding = {
		.passage = passage,
		.language = language,
		.bare = passage->bare,
		.end = passage->text.length,
		.percents = wording_phrases(wording, "word.percent"),
		.ranges = wording_phrases(wording, "word.to"),
		.not_shares = wording_phrases(wording, "word.not-shares"),
		.prepositions = wording_phrases(wording, "word.prepositions"),
		.alone = wording_phrases(wording, "word.alone"),
		.in = wording_phrases(wording, "word.in"),
	};

	for (int q = QUANTIFIER_ALL; q < QUANTIFIER_COUNT; q++)
		finding.quantifiers[q] = wording_phrases(wording, quantifier_keys[q]);
	for (size_t i = 0; i < NAMED_FRACTIONS; i++) {
		char key[24];

		g_snprintf(key, sizeof key, "fraction.%u/%u", named_fractions[i][0], named_fractions[i][1]);
		finding.fractions[i] = wording_phrases(wording, key);
	}
	for (size_t i = 0; i < OTHER_WORDS; i++)
		finding.others[i] = wording_phrases(wording, other_words[i].key);
	return finding;
}

/* Only words and numbers say something. */
static uint32_t take(struct finding_sayings *finding, uint32_t at)
{
	uint32_t end = 0;

	if (!is_letter(finding->bare[at]) || !starts_word(finding->passage, at))
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(takers) && end == 0; i++)
		end = takers[i](finding, at);
	return end;
}

void passage_read(struct passage *passage, const struct language *language)
{
	struct finding_sayings finding = finding_new(passage, language);

	if (passage->own == NULL)
		passage_titles(passage, language);
	for (uint32_t at = 0; at < finding.end;) {
		uint32_t end = take(&finding, at);

		at = end == 0 ? at + 1 : end;
	}
}
