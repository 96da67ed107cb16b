/* Hyphenation by the patterns of the document's language. */
#include "typesetter.h"

#include <hyphen.h>
#include <string.h>

#ifndef HYPHEN_FOLDER
#define HYPHEN_FOLDER "/usr/share/hyphen"
#endif

#define SHORTEST 6  /* letters of a word that is worth dividing */
#define LONGEST  60 /* bytes; longer "words" are no words */

struct dictionary {
	HyphenDict *patterns; /* NULL: none for this language */
};

static const struct {
	const char *language, *file;
} files[] = {
	{"en-gb", "hyph_en_GB.dic"}, {"en-us", "hyph_en_US.dic"}, {"en", "hyph_en_US.dic"}, {"de-at", "hyph_de_AT.dic"},
	{"de-ch", "hyph_de_CH.dic"}, {"de", "hyph_de_DE.dic"},    {"fr", "hyph_fr.dic"},    {"es", "hyph_es.dic"},
	{"it", "hyph_it_IT.dic"},    {"nl", "hyph_nl_NL.dic"},    {"pl", "hyph_pl_PL.dic"}, {"pt", "hyph_pt_PT.dic"},
};

void dictionary_free(void *what)
{
	struct dictionary *dictionary = what;

	if (dictionary->patterns != NULL)
		hnj_hyphen_free(dictionary->patterns);
	g_free(dictionary);
}

static HyphenDict *patterns_open(PangoLanguage *language)
{
	const char *name = pango_language_to_string(language);

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		size_t length = strlen(files[i].language);
		HyphenDict *patterns;

		if (g_ascii_strncasecmp(name, files[i].language, length) != 0 || (name[length] != '\0' && name[length] != '-'))
			continue;
		char *path = g_build_filename(HYPHEN_FOLDER, files[i].file, NULL);
		patterns = hnj_hyphen_load(path);
		g_free(path);
		if (patterns != NULL)
			return patterns->utf8 ? patterns : (hnj_hyphen_free(patterns), NULL);
	}
	return NULL;
}

static HyphenDict *patterns_of(struct typesetter *typesetter, PangoLanguage *language)
{
	struct dictionary *dictionary = g_hash_table_lookup(typesetter->dictionaries, language);

	if (dictionary == NULL) {
		dictionary = g_new0(struct dictionary, 1);
		dictionary->patterns = patterns_open(language);
		g_hash_table_insert(typesetter->dictionaries, language, dictionary);
	}
	return dictionary->patterns;
}

/* Names in capitals and mixed case (IDs, product names) keep their shape. */
static bool is_dividable(const char *word, size_t length)
{
	bool first = true;

	if (length < SHORTEST || length > LONGEST)
		return false;
	for (const char *c = word; c < word + length; c = g_utf8_next_char(c), first = false)
		if (!first && g_unichar_isupper(g_utf8_get_char(c)))
			return false;
	return true;
}

static void divide(HyphenDict *patterns, struct shaped *shaped, uint32_t start, uint32_t end)
{
	const char *text = shaped->text.text;
	char levels[LONGEST * 4 + 8] = {0}, **rep = NULL;
	int *pos = NULL, *cut = NULL;
	char *lower;
	uint32_t at = start;

	if (!is_dividable(text + start, end - start))
		return;
	lower = g_utf8_strdown(text + start, end - start);
	if (g_utf8_strlen(lower, -1) == g_utf8_strlen(text + start, end - start) && strlen(lower) <= LONGEST &&
	    hnj_hyphen_hyphenate2(patterns, lower, (int)strlen(lower), levels, NULL, &rep, &pos, &cut) == 0)
		for (int i = 0; at < end; i++) {
			at = (uint32_t)(g_utf8_next_char(text + at) - text);
			/* rep: the word would be spelt differently; not divided there. */
			if ((levels[i] & 1) != 0 && (rep == NULL || rep[i] == NULL) && at < end && (shaped->marks[at] & AT_CLUSTER) != 0)
				shaped->marks[at] |= AT_HYPHEN;
		}
	g_free(lower);
	for (size_t i = 0; rep != NULL && i < end - start; i++)
		free(rep[i]);
	free(rep);
	free(pos);
	free(cut);
}

static bool is_letter(const char *c)
{
	return g_ascii_isalpha(*c) || ((unsigned char)*c >= 0x80 && g_unichar_isalpha(g_utf8_get_char(c)));
}

/* A word that touches a digit, slash, dot or the like is part of an identifier or address. */
static bool is_part_of_name(struct str text, uint32_t start, uint32_t end)
{
	static const char joins[] = "/_@\\#=&0123456789";
	char before = start == 0 ? ' ' : text.text[start - 1], after = end >= text.length ? ' ' : text.text[end];
	bool dotted = after == '.' && end + 1 < text.length && g_ascii_isalnum(text.text[end + 1]);

	return strchr(joins, before) != NULL || strchr(joins, after) != NULL || dotted;
}

static void divide_words(HyphenDict *patterns, struct shaped *shaped, uint32_t at, uint32_t run_end)
{
	const char *text = shaped->text.text;

	while (at < run_end) {
		uint32_t start = at;

		while (at < run_end && is_letter(text + at))
			at = (uint32_t)(g_utf8_next_char(text + at) - text);
		if (at > start && !is_part_of_name(shaped->text, start, at))
			divide(patterns, shaped, start, at);
		if (at < run_end)
			at = (uint32_t)(g_utf8_next_char(text + at) - text);
	}
}

void hyphenate(struct typesetter *typesetter, struct shaped *shaped, const struct text_run *runs, uint32_t run_count, PangoLanguage *language)
{
	HyphenDict *patterns = patterns_of(typesetter, language);

	if (patterns == NULL)
		return;
	for (uint32_t i = 0; i < run_count; i++)
		if (!runs[i].code && typesetter->theme->styles[runs[i].style].family != FAMILY_CODE)
			divide_words(patterns, shaped, shaped->run_starts[i], shaped->run_starts[i + 1]);
}
