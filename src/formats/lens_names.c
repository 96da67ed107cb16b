/* Names that a lens lacks and a framework has. */
#include "lens_names.h"

#include <string.h>

#define LONGEST_ID    128u
#define MOST_INITIALS 6
#define FEW_INITIALS  3
#define LONGEST_WORDS 50u

static const struct {
	const char *id, *name, *code;
} known_pillars[] = {
	{"operationalExcellence", "operational excellence", "OPS"},
	{"security", "security", "SEC"},
	{"reliability", "reliability", "REL"},
	{"performance", "performance efficiency", "PERF"},
	{"costOptimization", "cost optimization", "COST"},
	{"sustainability", "sustainability", "SUS"},
};

struct str lens_slug(struct arena *arena, struct str name)
{
	char *ascii = g_str_to_ascii(str_c(name), "C");
	GString *slug = g_string_new(NULL);

	for (const char *at = ascii; *at != '\0' && slug->len < LONGEST_ID; at++)
		if (g_ascii_isalnum(*at))
			g_string_append_c(slug, g_ascii_tolower(*at));
		else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
			g_string_append_c(slug, '-');
	if (slug->len > 0 && slug->str[slug->len - 1] == '-')
		g_string_truncate(slug, slug->len - 1);
	if (slug->len == 0)
		g_string_append(slug, "lens");
	g_free(ascii);
	return str_take(arena, slug);
}

/* The first letters of all words, or of the only word its first three. */
static struct str initials(struct arena *arena, struct str name)
{
	GString *first = g_string_new(NULL), *begin = g_string_new(NULL);
	bool inside = false;
	int words = 0, letters = 0;

	for (const char *at = str_c(name); *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		bool is_letter = g_unichar_isalnum(c);

		if (is_letter && !inside && words++ < MOST_INITIALS)
			g_string_append_unichar(first, g_unichar_toupper(c));
		if (is_letter && letters++ < FEW_INITIALS)
			g_string_append_unichar(begin, g_unichar_toupper(c));
		inside = is_letter;
	}
	if (words == 1)
		g_string_assign(first, begin->str);
	if (words == 0)
		g_string_assign(first, "Q");
	g_string_free(begin, TRUE);
	return str_take(arena, first);
}

struct str lens_pillar_code(struct arena *arena, struct str id, struct str name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(known_pillars); i++)
		if (str_is(id, known_pillars[i].id) || g_ascii_strcasecmp(str_c(name), known_pillars[i].name) == 0)
			return str_of(known_pillars[i].code);
	return initials(arena, name);
}

/* The last step of a path as words, cut between two of them where it is long. */
static void append_words(GString *title, const char *at, const char *end)
{
	gsize start = title->len;

	for (; at < end; at++) {
		bool gap = *at == '-' || *at == '_' || *at == '+';

		if (title->len - start > LONGEST_WORDS && gap) {
			g_string_append(title, " ...");
			return;
		}
		g_string_append_c(title, gap ? ' ' : *at);
	}
}

struct str lens_link_title(struct arena *arena, struct str url)
{
	const char *host = strstr(str_c(url), "://"), *host_end, *path_end, *last, *stop;
	GString *title;

	if (host == NULL)
		return url;
	host += strlen("://");
	host_end = host + strcspn(host, "/?#");
	path_end = host_end + strcspn(host_end, "?#");
	while (path_end > host_end && path_end[-1] == '/')
		path_end--;
	for (last = path_end; last > host_end && last[-1] != '/'; last--)
		continue;
	stop = g_strrstr_len(last, path_end - last, ".");
	stop = stop == NULL || stop == last ? path_end : stop;
	title = g_string_new_len(host, host_end - host);
	if (stop > last && memchr(last, '%', (size_t)(stop - last)) == NULL) {
		g_string_append(title, ": ");
		append_words(title, last, stop);
	}
	return str_take(arena, title);
}

/* Lower case, without what is no letter. */
static void squeeze(struct str text, char *out, size_t size)
{
	size_t filled = 0;

	for (uint32_t i = 0; i < text.length && filled + 1 < size; i++)
		if (g_ascii_isalpha(text.text[i]))
			out[filled++] = g_ascii_tolower(text.text[i]);
	out[filled] = '\0';
}

bool lens_is_none(struct str id, struct str title)
{
	char id_letters[160], title_letters[32];

	squeeze(id, id_letters, sizeof(id_letters));
	squeeze(title, title_letters, sizeof(title_letters));
	if (id.length >= 3 && memcmp(id.text + id.length - 3, "_no", 3) == 0)
		return true;
	return strcmp(title_letters, "none") == 0 || g_str_has_prefix(title_letters, "noneofthe") || strstr(id_letters, "noneofthe") != NULL;
}
