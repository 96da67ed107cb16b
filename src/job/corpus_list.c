/* Which files there are, and which of them are as the cache knows them. */
#include "corpus_loading.h"

#include <glob.h>
#include <string.h>

static bool is_pattern(const char *path)
{
	return strpbrk(path, "*?[") != NULL && !g_file_test(path, G_FILE_TEST_EXISTS);
}

/* Where nothing fits, the pattern stays: reading it says that there is no such file. */
static void add_matches(struct arena *arena, GPtrArray *paths, const char *pattern)
{
	glob_t found = {0};

	if (glob(pattern, 0, NULL, &found) != 0)
		g_ptr_array_add(paths, (gpointer)(uintptr_t)pattern);
	for (size_t i = 0; i < found.gl_pathc; i++)
		g_ptr_array_add(paths, (gpointer)(uintptr_t)str_from(arena, found.gl_pathv[i]).text);
	globfree(&found);
}

static void replace_patterns(struct loading *loading)
{
	const struct corpus_wishes *wishes = loading->wishes;
	GPtrArray *paths = g_ptr_array_new();

	for (uint32_t i = 0; i < wishes->path_count; i++)
		if (is_pattern(wishes->paths[i]))
			add_matches(loading->load->arena, paths, wishes->paths[i]);
		else
			g_ptr_array_add(paths, (gpointer)(uintptr_t)wishes->paths[i]);
	loading->path_count = paths->len;
	loading->paths = arena_array(loading->load->arena, const char *, paths->len);
	for (guint i = 0; i < paths->len; i++)
		loading->paths[i] = paths->pdata[i];
	g_ptr_array_unref(paths);
}

/* Whether the cache knows the file, be it as it is or as it was. */
static bool look_at(struct loading *loading, const char *path)
{
	struct record record, *kept;
	struct stamp stamp;
	bool known = corpus_cache_find(loading->cache, path, &record);

	loading->listed++;
	if (!known || !stamp_of(path, &stamp) || !stamp_equal(&stamp, &record.stamp)) {
		loading->is_odd = true;
		return known;
	}
	kept = arena_one(loading->load->arena, struct record);
	*kept = record;
	g_hash_table_insert(loading->hits, (gpointer)(uintptr_t)path, kept);
	return true;
}

static void look_into(struct loading *loading, const char *folder)
{
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *slash = g_str_has_suffix(folder, "/") ? "" : "/", *name, *path = NULL;
	uint32_t known = 0;

	loading->is_odd = loading->is_odd || dir == NULL;
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		if (name[0] != '.') {
			path = str_format(loading->load->arena, "%s%s%s", folder, slash, name).text;
			known += look_at(loading, path);
		}
	if (path != NULL)
		corpus_cache_listed(loading->cache, path, known);
	g_clear_pointer(&dir, g_dir_close);
}

void corpus_list(struct loading *loading)
{
	replace_patterns(loading);
	for (uint32_t i = 0; loading->cache != NULL && i < loading->path_count; i++)
		if (g_file_test(loading->paths[i], G_FILE_TEST_IS_DIR))
			look_into(loading, loading->paths[i]);
		else
			look_at(loading, loading->paths[i]);
}
