/* Texts as sets of the beginnings of their words: "Define recovery targets" and "We have recovery targets" share two of three. */
#include "azure_match.h"

#include <stdlib.h>
#include <string.h>

#define SHORTEST_WORD 3u
#define BEGINNING     5u /* bytes: enough to tell words apart, few enough to join "scale" and "scaling"... */
#define MOST_WORDS    64u

static const char *const common[] = {
	"the",   "and",  "for",     "with",    "that",   "your", "our",  "you",  "are",  "have",  "has",      "been",
	"from",  "its",  "this",    "their",   "they",   "all",  "each", "use",  "used", "using", "into",     "not",
	"don't", "will", "can",     "when",    "how",    "does", "did",  "than", "any",  "where", "which",    "such",
	"via",   "per",  "between", "through", "across", "only", "also", "own",  "need", "needs", "workload",
};

static bool is_word_byte(char c)
{
	return g_ascii_isalnum(c) || c == '\'' || (c & 0x80) != 0;
}

static bool is_common(const char *word, size_t length)
{
	for (size_t i = 0; i < G_N_ELEMENTS(common); i++)
		if (strlen(common[i]) == length && g_ascii_strncasecmp(common[i], word, length) == 0)
			return true;
	return false;
}

static uint64_t beginning(const char *word, size_t length)
{
	uint64_t packed = 0;

	for (size_t i = 0; i < length && i < BEGINNING; i++)
		packed = packed << 8 | (unsigned char)g_ascii_tolower(word[i]);
	return packed;
}

static int compare(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

/* "RE:04 - " says where a recommendation belongs, not what it is about. */
static const char *skip_code(const char *text)
{
	const char *at = text;

	while (g_ascii_isupper(*at) || g_ascii_isdigit(*at) || *at == ':')
		at++;
	return at > text + 3 && strchr(text, ':') != NULL && strchr(text, ':') < at && g_str_has_prefix(at, " - ") ? at + 3 : text;
}

struct azure_gist azure_gist(struct arena *arena, struct str text)
{
	const char *at = skip_code(str_c(text));
	uint64_t words[MOST_WORDS], *kept;
	uint32_t count = 0, unique = 0;

	while (*at != '\0' && count < MOST_WORDS) {
		const char *from = at;

		while (is_word_byte(*at))
			at++;
		if (at - from >= (ptrdiff_t)SHORTEST_WORD && !is_common(from, (size_t)(at - from)))
			words[count++] = beginning(from, (size_t)(at - from));
		at += at == from;
	}
	qsort(words, count, sizeof *words, compare);
	kept = arena_array(arena, uint64_t, count);
	for (uint32_t i = 0; i < count; i++)
		if (i == 0 || words[i] != words[i - 1])
			kept[unique++] = words[i];
	return (struct azure_gist){kept, unique};
}

static uint32_t shared(struct azure_gist a, struct azure_gist b)
{
	uint32_t i = 0, j = 0, count = 0;

	while (i < a.count && j < b.count) {
		if (a.words[i] == b.words[j])
			count++;
		if (a.words[i] <= b.words[j])
			i++;
		else
			j++;
		/* Equal words: the other one is passed in the next round, for it is smaller then. */
	}
	return count;
}

uint32_t azure_match(struct azure_gist what, uint32_t fewest, const struct azure_gist *gists, uint32_t count)
{
	uint32_t best = UINT32_MAX, most = 0, second = 0;

	if (what.count < fewest)
		return UINT32_MAX;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t hits = shared(what, gists[i]);

		if (hits > most) {
			second = most;
			most = hits;
			best = i;
		} else
			second = MAX(second, hits);
	}
	return 4 * most >= 3 * what.count && 4 * (most - second) >= what.count ? best : UINT32_MAX;
}
