/* Changes as faults, tools and attackers make them: flipped bits, odd bytes, cuts, repeats, pieces of other files, and words of the formats. */
#include "mutate.h"

#include <string.h>

#define MOST_CHANGES 8u

/* Words that the readers look for, and what has broken readers before. */
static const char *const words[] = {
	"\"",
	"'",
	"\\",
	"{",
	"}",
	"[",
	"]",
	":",
	",",
	";",
	"\t",
	"\r",
	"\n",
	"\r\n",
	"-",
	"- ",
	"|",
	">",
	"&",
	"*",
	"!",
	"!!str ",
	"<<: ",
	"---\n",
	"...\n",
	"#",
	"%",
	"null",
	"~",
	"true",
	"false",
	"yes",
	"no",
	"NaN",
	"Infinity",
	"-0",
	"1e999",
	"9999999999999999999",
	"0x10",
	"2026-02-30",
	"\xEF\xBB\xBF",
	"\xC2\xA0",
	"\xE2\x80\xA8",
	"\xED\xA0\x80",
	"\xF4\x90\x80\x80",
	"\xC0\x80",
	"\xFF",
	"\\u0000",
	"\\ud800",
	"\\udc00\\ud800",
	"\\x",
	"&a [*a,*a]",
	"&#0;",
	"&#x110000;",
	"&amp;",
	"&lol;",
	"<!DOCTYPE a [<!ENTITY b \"c\">]>",
	"<![CDATA[",
	"]]>",
	"<!--",
	"-->",
	"<?xml version='1.0'?>",
	"<a>",
	"</a>",
	"default",
	"&&",
	"||",
	"!(",
	")",
	"((((((((",
	"[[[[[[[[",
	"{\"a\":{\"a\":",
	"plumbline: review/1\n",
	"plumbline: framework/1\n",
	"choices",
	"rules",
	"riskRules",
	"condition",
	"pillars",
	"questions",
	"helpfulResource",
	"improvementPlan",
	"additionalResources",
	"url",
	"Url",
	"schemaVersion",
	"LensJSON",
	"selected",
	"not_applicable",
	"choice_notes",
	"stated_risk",
	"AnswerSummaries",
	"Answer",
	"QuestionId",
	"ChoiceId",
	"SelectedChoices",
	"ChoiceAnswers",
	"ChoiceAnswerSummaries",
	"NextToken",
	"Risk",
	"HIGH",
	"NONE",
	"UNANSWERED",
	"IsApplicable",
	"LensAlias",
	"LensArn",
	"WorkloadId",
	"MilestoneNumber",
	"MilestoneSummaries",
	"Metrics",
	"ImprovementSummaries",
	"LensReview",
	"lenses",
	"workload",
	"lens_review",
	"UpdatedAt",
	"items",
	"guid",
	"severity",
	"status",
	"categories",
	"metadata",
	"Category,Question,Answers,Selected Answer,Note\n",
	"Category,Link-Text,Link,Priority,",
	"-----------,,,\n",
	"'38/100'",
	"\"\"",
	"ctx.engineers < 15",
	"in [",
	"matches",
	"](https://",
	"**",
	"`",
	"```\n",
	"| a | b |\n|---|---|\n",
	"<b>",
	"1. ",
	"    ",
};

struct chance chance_of(uint64_t seed, uint64_t number)
{
	struct chance chance = {seed * UINT64_C(0x9E3779B97F4A7C15) + number * UINT64_C(0xD1B54A32D192ED03) + 1};

	if (chance.state == 0)
		chance.state = 1;
	for (int i = 0; i < 4; i++)
		chance_next(&chance);
	return chance;
}

uint64_t chance_next(struct chance *chance)
{
	uint64_t x = chance->state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	chance->state = x;
	return x * UINT64_C(0x2545F4914F6CDD1D);
}

size_t chance_below(struct chance *chance, size_t below)
{
	return below == 0 ? 0 : (size_t)((chance_next(chance) >> 11) % below);
}

/* Mostly short, now and then long. */
static size_t some_length(struct chance *chance, size_t most)
{
	size_t bound = (size_t)1 << chance_below(chance, 13), length = 1 + chance_below(chance, bound);

	return MIN(most, length);
}

/* The smallest of some: large files take their time, and a small one holds as much of a format. */
static GBytes *some_seed(struct chance *chance, const struct seeds *seeds)
{
	GBytes *best = seeds->bytes->pdata[chance_below(chance, seeds->bytes->len)];

	for (size_t more = chance_below(chance, 4); more > 0; more--) {
		GBytes *other = seeds->bytes->pdata[chance_below(chance, seeds->bytes->len)];

		if (g_bytes_get_size(other) < g_bytes_get_size(best))
			best = other;
	}
	return best;
}

static void insert(GByteArray *made, size_t at, const void *bytes, size_t length)
{
	size_t behind = made->len - at;

	if (made->len + length > MOST_MADE || length == 0)
		return;
	g_byte_array_set_size(made, made->len + (guint)length);
	memmove(made->data + at + length, made->data + at, behind);
	memcpy(made->data + at, bytes, length);
}

static void flip_bits(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	for (size_t i = 1 + chance_below(chance, 4); i > 0 && made->len > 0; i--)
		made->data[chance_below(chance, made->len)] ^= (guint8)(1u << chance_below(chance, 8));
}

static void set_byte(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	static const guint8 odd[] = {0, 1, 0x1B, 0x7F, 0x80, 0xC3, 0xE2, 0xF0, 0xFE, 0xFF, '"', '\'', '\\', '\n', '{', '['};

	if (made->len > 0)
		made->data[chance_below(chance, made->len)] =
			chance_below(chance, 3) == 0 ? (guint8)chance_below(chance, 256) : odd[chance_below(chance, sizeof odd)];
}

static void delete_run(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	size_t at = chance_below(chance, made->len);

	if (made->len > 0)
		g_byte_array_remove_range(made, (guint)at, (guint)some_length(chance, made->len - at));
}

/* The same piece again, once or very often. */
static void repeat_run(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	size_t at = chance_below(chance, made->len), length = made->len == 0 ? 0 : some_length(chance, made->len - at);
	size_t times = chance_below(chance, 8) == 0 ? 1 + chance_below(chance, 2000) : 1;
	GByteArray *piece = g_byte_array_new();

	for (; times > 0 && length > 0 && piece->len + length < MOST_MADE / 4; times--)
		g_byte_array_append(piece, made->data + at, (guint)length);
	insert(made, at, piece->data, piece->len);
	g_byte_array_unref(piece);
}

static void add_word(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	const char *word = words[chance_below(chance, G_N_ELEMENTS(words))];
	size_t length = strlen(word), at = chance_below(chance, made->len + 1);

	if (chance_below(chance, 2) == 0 && at + length <= made->len)
		memcpy(made->data + at, word, length);
	else
		insert(made, at, word, length);
}

/* A piece of some file, put in or written over. */
static void add_piece(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(some_seed(chance, seeds), &size);
	size_t from = chance_below(chance, size), length = size == 0 ? 0 : some_length(chance, size - from), at = chance_below(chance, made->len + 1);

	if (chance_below(chance, 2) == 0 && at + length <= made->len && length > 0)
		memcpy(made->data + at, bytes + from, length);
	else if (length > 0)
		insert(made, at, bytes + from, length);
}

static void cut_end(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	g_byte_array_set_size(made, (guint)chance_below(chance, made->len + 1));
}

static void cut_begin(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	size_t length = some_length(chance, made->len);

	if (length <= made->len)
		g_byte_array_remove_range(made, 0, (guint)length);
}

/* Two lines change places. */
static void swap_runs(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	size_t half = made->len / 2, first = chance_below(chance, half), second = half + chance_below(chance, made->len - half);
	size_t length = some_length(chance, MIN(half - first, made->len - second));

	for (size_t i = 0; i < length; i++) {
		guint8 kept = made->data[first + i];

		made->data[first + i] = made->data[second + i];
		made->data[second + i] = kept;
	}
}

/* A number becomes another one, of the same length or longer. */
static void change_digits(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	size_t at = chance_below(chance, made->len);

	while (at < made->len && !g_ascii_isdigit((char)made->data[at]))
		at++;
	for (; at < made->len && g_ascii_isdigit((char)made->data[at]); at++)
		made->data[at] = (guint8)('0' + chance_below(chance, 10));
	if (at < made->len && chance_below(chance, 4) == 0)
		insert(made, at, "99999999999999999999", 1 + chance_below(chance, 20));
}

static void (*const changes[])(struct chance *chance, const struct seeds *seeds, GByteArray *made) = {
	flip_bits, set_byte, delete_run, repeat_run, add_word, add_word, add_piece, cut_end, cut_begin, swap_runs, change_digits,
};

void mutate(struct chance *chance, const struct seeds *seeds, GByteArray *made)
{
	GBytes *seed = some_seed(chance, seeds);
	gsize size;
	const guint8 *bytes = g_bytes_get_data(seed, &size);

	g_byte_array_set_size(made, 0);
	g_byte_array_append(made, bytes, (guint)MIN(size, MOST_MADE));
	for (size_t left = 1 + chance_below(chance, MOST_CHANGES); left > 0; left--)
		changes[chance_below(chance, G_N_ELEMENTS(changes))](chance, seeds, made);
}
