/* Words of Microsoft's assessments and checklists. */
#include "azure_words.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *word;
	enum level level;
} levels[] = {
	{"high", LEVEL_HIGH},     {"medium", LEVEL_MEDIUM}, {"low", LEVEL_LOW},     {"critical", LEVEL_HIGH}, {"moderate", LEVEL_MEDIUM},
	{"haute", LEVEL_HIGH},    {"haut", LEVEL_HIGH},     {"élevée", LEVEL_HIGH}, {"élevé", LEVEL_HIGH},    {"moyenne", LEVEL_MEDIUM},
	{"moyen", LEVEL_MEDIUM},  {"faible", LEVEL_LOW},    {"basse", LEVEL_LOW},   {"bas", LEVEL_LOW},       {"hoch", LEVEL_HIGH},
	{"mittel", LEVEL_MEDIUM}, {"niedrig", LEVEL_LOW},   {"alta", LEVEL_HIGH},   {"alto", LEVEL_HIGH},     {"media", LEVEL_MEDIUM},
	{"medio", LEVEL_MEDIUM},  {"baja", LEVEL_LOW},      {"bajo", LEVEL_LOW},    {"bassa", LEVEL_LOW},     {"basso", LEVEL_LOW},
	{"média", LEVEL_MEDIUM},  {"médio", LEVEL_MEDIUM},  {"baixa", LEVEL_LOW},   {"baixo", LEVEL_LOW},     {"高い", LEVEL_HIGH},
	{"中程度", LEVEL_MEDIUM}, {"低い", LEVEL_LOW},      {"高", LEVEL_HIGH},     {"中", LEVEL_MEDIUM},     {"低", LEVEL_LOW},
	{"높음", LEVEL_HIGH},     {"높은", LEVEL_HIGH},     {"보통", LEVEL_MEDIUM}, {"중간", LEVEL_MEDIUM},   {"낮음", LEVEL_LOW},
	{"낮은", LEVEL_LOW},      {"中等", LEVEL_MEDIUM},   {"高的", LEVEL_HIGH},   {"低的", LEVEL_LOW},
};

static const struct {
	const char *title, *code;
} pillars[] = {
	{"reliability", "RE"},    {"security", "SE"}, {"cost optimization", "CO"}, {"operational excellence", "OE"}, {"performance efficiency", "PE"},
	{"sustainability", "SU"},
};

/* What an answer begins with that says no. */
static const char *const nones[] = {
	"none of the above", "none of these", "none of them", "aucune des réponses", "aucun des éléments", "aucune de ces",
	"aucun des choix",   "keine der",     "keines der",   "nichts davon",        "ninguna de las",     "ninguno de los",
	"nessuna delle",     "nessuno dei",   "nenhuma das",  "nenhum dos",          "上記のいずれ",       "上記のどれ",
	"以上都不",          "以上皆非",      "위의 어느",    "해당 없음",
};

static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/* Beginnings in other languages that are not those of the English names. */
static const struct {
	const char *begin;
	int month;
} other_months[] = {
	{"janv", 1}, {"fév", 2},  {"fev", 2}, {"avr", 4},  {"mai", 5},  {"juin", 6}, {"juil", 7}, {"août", 8},
	{"aou", 8},  {"déc", 12}, {"mär", 3}, {"okt", 10}, {"dez", 12}, {"ene", 1},  {"abr", 4},  {"ago", 8},
	{"dic", 12}, {"gen", 1},  {"mag", 5}, {"giu", 6},  {"lug", 7},  {"set", 9},  {"ott", 10}, {"out", 10},
};

static bool same_word(struct str word, const char *other)
{
	char *folded = g_utf8_strdown(str_c(word), (gssize)word.length);
	bool same = strcmp(folded, other) == 0;

	g_free(folded);
	return same;
}

enum level azure_level(struct str word)
{
	for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
		if (word.length < 40 && same_word(word, levels[i].word))
			return levels[i].level;
	return LEVEL_UNSET;
}

enum level azure_level_of_weight(struct str weight)
{
	char *end;
	double number = g_ascii_strtod(str_c(weight), &end);

	if (str_is_empty(weight) || *end != '\0' || !(number >= 0 && number <= 1000))
		return LEVEL_UNSET;
	if (number < 33)
		return LEVEL_LOW;
	return number < 67 ? LEVEL_MEDIUM : LEVEL_HIGH;
}

struct str azure_pillar_code(struct str title)
{
	for (size_t i = 0; i < G_N_ELEMENTS(pillars); i++)
		if (title.length < 40 && same_word(title, pillars[i].title))
			return str_of(pillars[i].code);
	return STR("");
}

bool azure_is_none(struct str answer)
{
	char *folded = g_utf8_strdown(str_c(answer), (gssize)answer.length);
	bool none = strcmp(folded, "none") == 0 || strcmp(folded, "none.") == 0;

	for (size_t i = 0; i < G_N_ELEMENTS(nones) && !none; i++)
		none = g_str_has_prefix(folded, nones[i]);
	g_free(folded);
	return none;
}

/* ---- Dates ---- */

#define MOST_NUMBERS 3

/* The first numbers of a text, and the month that is named in it. */
struct day_parts {
	int numbers[MOST_NUMBERS];
	int count, month;
};

static int month_of(const char *word)
{
	for (int i = 0; i < 12; i++)
		if (g_str_has_prefix(word, months[i]))
			return i + 1;
	for (size_t i = 0; i < G_N_ELEMENTS(other_months); i++)
		if (g_str_has_prefix(word, other_months[i].begin))
			return other_months[i].month;
	return 0;
}

/* Numbers count only once they may belong to a day: "2nd review" must not become one. */
static struct day_parts parts_of(const char *text)
{
	struct day_parts parts = {0};
	const char *at = text;

	while (*at != '\0' && parts.count < MOST_NUMBERS) {
		const char *from = at;

		if (g_ascii_isdigit(*at)) {
			while (g_ascii_isdigit(*at))
				at++;
			parts.numbers[parts.count++] = at - from > 4 ? 0 : atoi(from);
		} else if (g_unichar_isalpha(g_utf8_get_char(at))) {
			parts.month = parts.month == 0 ? month_of(at) : parts.month;
			while (*at != '\0' && g_unichar_isalpha(g_utf8_get_char(at)))
				at = g_utf8_next_char(at);
		} else
			at = g_utf8_next_char(at);
	}
	return parts;
}

static bool check_day(struct arena *arena, int year, int month, int day, struct date *date)
{
	if (year < 1990 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	return date_parse(str_format(arena, "%04d-%02d-%02d", year, month, day), date);
}

static bool day_of(struct arena *arena, const struct day_parts *parts, struct date *date)
{
	const int *n = parts->numbers;

	if (parts->month != 0 && parts->count >= 2)
		return check_day(arena, n[0] > 31 ? n[0] : n[1], parts->month, n[0] > 31 ? n[1] : n[0], date);
	if (parts->count < 3)
		return false;
	if (n[0] > 31)
		return check_day(arena, n[0], n[1], n[2], date);
	/* 11/17/2023 has one reading, 4/5/2023 has two. */
	if (n[0] > 12 || n[0] == n[1])
		return check_day(arena, n[2], n[1], n[0], date);
	return n[1] > 12 && check_day(arena, n[2], n[0], n[1], date);
}

bool azure_date(struct arena *arena, struct str text, struct date *date)
{
	char *folded = g_utf8_strdown(str_c(text), (gssize)text.length);
	struct day_parts parts = parts_of(folded);

	g_free(folded);
	return day_of(arena, &parts, date);
}
