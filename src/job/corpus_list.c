/* Which files there are, and which of them are as the cache knows them. */
#include "corpus_loading.h"

#include <errno.h>
#include <glob.h>
#include <string.h>

#include "base/hash.h"

struct listing {
	struct loading *loading;
	GHashTable *paths; /* seen so far; NULL where none can come twice */
	uint32_t known;    /* files of the folder at hand that the cache knows, be they as they were or not */
};

/* The cache's record of the file where it is as it was. What is so young that it could have changed unseen is looked at again. */
static const struct record *known_now(struct listing *listing, const char *path, const struct stamp *stamp)
{
	struct loading *loading = listing->loading;
	struct record found;

	if (loading->cache == NULL || !corpus_cache_find(loading->cache, path, &found))
		return NULL;
	listing->known++;
	if (found.is_young || !stamp_equal(stamp, &found.stamp))
		return NULL;
	return memcpy(arena_one(loading->passing, struct record), &found, sizeof found);
}

/* stamp: all 0 where it is no plain file. */
static void add_file(struct listing *listing, const char *path, bool in_folder, const struct stamp *stamp)
{
	struct corpus_file file = {.path = path, .in_folder = in_folder, .record = known_now(listing, path, stamp)};

	if (listing->paths != NULL)
		file.is_again = !g_hash_table_add(listing->paths, (gpointer)(uintptr_t)path);
	g_array_append_val(listing->loading->files, file);
}

gint compare_paths(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *path_in(struct listing *listing, const char *folder, const char *name)
{
	return str_format(listing->loading->load->arena, "%s%s%s", folder, g_str_has_suffix(folder, "/") ? "" : "/", name).text;
}

static void add_found(struct listing *listing, const char *folder, const char *name)
{
	struct loading *loading = listing->loading;
	const char *path = path_in(listing, folder, name);
	struct stamp stamp;

	if (!g_utf8_validate(path, -1, NULL))
		diag(loading->diags, SOURCES_NAME, NO_SPAN, folder);
	else if (!stamp_of(path, &stamp) && g_file_test(path, G_FILE_TEST_IS_DIR))
		diag(loading->diags, SOURCES_NOT_USED, NO_SPAN, path, "a folder in a folder");
	else
		add_file(listing, path, true, &stamp);
}

static void add_folder(struct listing *listing, const char *folder)
{
	GError *error = NULL;
	GDir *dir = g_dir_open(folder, 0, &error);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	if (dir == NULL)
		diag(listing->loading->diags, SOURCE_UNREADABLE, NO_SPAN, folder, error->message);
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		if (name[0] != '.')
			g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_sort(names, compare_paths);
	listing->known = 0;
	for (guint i = 0; i < names->len; i++)
		add_found(listing, folder, names->pdata[i]);
	if (listing->loading->cache != NULL && names->len > 0)
		corpus_cache_listed(listing->loading->cache, path_in(listing, folder, names->pdata[0]), listing->known);
	g_ptr_array_unref(names);
	g_clear_pointer(&dir, g_dir_close);
	g_clear_error(&error);
}

static void add_operand(struct listing *listing, const char *path)
{
	struct stamp stamp;

	if (!stamp_of(path, &stamp) && g_file_test(path, G_FILE_TEST_IS_DIR))
		add_folder(listing, path);
	else
		add_file(listing, path, false, &stamp);
}

static bool is_pattern(const char *path)
{
	return strpbrk(path, "*?[") != NULL && !g_file_test(path, G_FILE_TEST_EXISTS);
}

/* Where nothing fits, the pattern stays: reading it says that there is no such file. */
static void add_matches(struct listing *listing, const char *pattern)
{
	glob_t found = {0};

	if (glob(pattern, 0, NULL, &found) != 0)
		add_operand(listing, pattern);
	for (size_t i = 0; i < found.gl_pathc; i++)
		add_operand(listing, str_from(listing->loading->load->arena, found.gl_pathv[i]).text);
	globfree(&found);
}

void corpus_list(struct loading *loading)
{
	const struct corpus_wishes *wishes = loading->wishes;
	struct listing listing = {.loading = loading};

	if (wishes->path_count > 1)
		listing.paths = g_hash_table_new(text_hash, g_str_equal);
	for (uint32_t i = 0; i < wishes->path_count; i++)
		if (is_pattern(wishes->paths[i]))
			add_matches(&listing, wishes->paths[i]);
		else
			add_operand(&listing, wishes->paths[i]);
	if (listing.paths != NULL)
		g_hash_table_unref(listing.paths);
}
