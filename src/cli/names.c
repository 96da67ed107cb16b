/* Names and paths of output files. */
#include "cli/names.h"

#include <glib/gstdio.h>
#include <string.h>

#define LONGEST_SLUG 60u

struct names {
	struct arena *arena;
	GHashTable *taken; /* name to how many asked for it */
};

struct str slug_from(struct arena *arena, struct str text)
{
	/* A named locale, so that the user's own does not change file names. */
	char *plain = g_str_to_ascii(str_c(text), "C");
	GString *slug = g_string_new(NULL);

	for (const char *c = plain; *c != '\0' && slug->len < LONGEST_SLUG; c++) {
		if (g_ascii_isalnum(*c))
			g_string_append_c(slug, g_ascii_tolower(*c));
		else if (*c != '\'' && slug->len > 0 && slug->str[slug->len - 1] != '-')
			g_string_append_c(slug, '-');
	}
	if (slug->len > 0 && slug->str[slug->len - 1] == '-')
		g_string_truncate(slug, slug->len - 1);
	g_free(plain);
	return str_take(arena, slug);
}

struct str name_of_review(struct arena *arena, const struct review *review)
{
	struct str client = slug_from(arena, review->client), workload = slug_from(arena, review->workload);

	if (str_is_empty(workload))
		workload = slug_from(arena, review->workload_id);
	if (str_is_empty(client) && str_is_empty(workload))
		return STR("report");
	if (str_is_empty(client) || str_is_empty(workload))
		return str_is_empty(client) ? workload : client;
	return str_format(arena, "%s-%s", client.text, workload.text);
}

static void drop_table(void *table)
{
	g_hash_table_unref(table);
}

struct names *names_new(struct arena *arena)
{
	struct names *names = arena_one(arena, struct names);

	names->arena = arena;
	names->taken = g_hash_table_new(g_str_hash, g_str_equal);
	arena_defer(arena, drop_table, names->taken);
	return names;
}

struct str names_take(struct names *names, struct str name)
{
	struct str given = str_copy(names->arena, name.text, name.length), asked = given;
	unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(names->taken, asked.text));

	/* "a-2" may be somebody's own name. */
	while (g_hash_table_contains(names->taken, given.text))
		given = str_format(names->arena, "%s-%u", asked.text, ++count);
	g_hash_table_insert(names->taken, (void *)asked.text, GUINT_TO_POINTER(MAX(count, 1u)));
	if (given.text != asked.text)
		g_hash_table_insert(names->taken, (void *)given.text, GUINT_TO_POINTER(1));
	return given;
}

bool same_file(const char *a, const char *b)
{
	GStatBuf first, second;

	return g_stat(a, &first) == 0 && g_stat(b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

struct str path_from(struct arena *arena, const char *folder, const char *path)
{
	char *from = g_canonicalize_filename(folder, NULL), *to = g_canonicalize_filename(path, NULL);
	char **from_parts = g_strsplit(from + 1, "/", -1), **to_parts = g_strsplit(to + 1, "/", -1);
	GString *out = g_string_new(NULL);
	guint shared = 0;

	while (from_parts[shared] != NULL && to_parts[shared] != NULL && strcmp(from_parts[shared], to_parts[shared]) == 0)
		shared++;
	for (guint i = shared; from_parts[i] != NULL && *from_parts[i] != '\0'; i++)
		g_string_append(out, "../");
	for (guint i = shared; to_parts[i] != NULL; i++)
		g_string_append_printf(out, "%s%s", to_parts[i], to_parts[i + 1] == NULL ? "" : "/");
	g_strfreev(from_parts);
	g_strfreev(to_parts);
	g_free(from);
	g_free(to);
	return str_take(arena, out);
}
