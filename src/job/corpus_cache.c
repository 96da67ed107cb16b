/*
 * The cache of decoded reviews. For each folder of reviews, and each setup, there is one file of records, named after a digest of both. Records are
 * appended, a run at a time or two at once, and each ends with its digest: what a crash cut off, or two writers mixed up, is passed over. It holds
 * what clients answered: only its owner may read it. It can be deleted at any time.
 */
#include "base/hash.h"
#include "corpus_record.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define OWNER_ONLY   0600
#define OWNER_FOLDER 0700
#define LARGEST      ((size_t)1 << 30)

struct cache_folder {
	char *file;          /* of the cache */
	struct str prefix;   /* of paths in this folder, with its slash: "reviews/"; "" for the current one */
	GMappedFile *bytes;  /* of the file, with all that records point into; other runs may append to it, and none changes what is there */
	GHashTable *records; /* name -> struct record */
	GString *pending;
	size_t live, dead;  /* bytes of records that count, and of those that do not */
	GHashTable *groups; /* names of records of groups that this run asked for, or made */
	uint32_t seen;      /* files of the folder that it knows by name */
	bool is_listed;     /* all files of the folder were looked at */
};

struct corpus_cache {
	struct arena *arena;
	const char *folder, *setup;
	GHashTable *folders; /* prefix -> struct cache_folder */
	struct cache_folder *last;
};

static void free_folder(void *what)
{
	struct cache_folder *folder = what;

	g_hash_table_unref(folder->records);
	g_hash_table_unref(folder->groups);
	g_string_free(folder->pending, TRUE);
	g_free(folder->file);
	g_clear_pointer(&folder->bytes, g_mapped_file_unref);
}

static void free_cache(void *what)
{
	g_hash_table_unref(((struct corpus_cache *)what)->folders);
}

struct corpus_cache *corpus_cache_open(struct arena *arena, const char *folder, const char *setup)
{
	struct corpus_cache *cache;

	if (g_mkdir_with_parents(folder, OWNER_FOLDER) != 0)
		return NULL;
	cache = arena_one(arena, struct corpus_cache);
	*cache = (struct corpus_cache){.arena = arena, .folder = str_from(arena, folder).text, .setup = str_from(arena, setup).text};
	cache->folders = g_hash_table_new_full(text_hash, g_str_equal, NULL, free_folder);
	arena_defer(arena, free_cache, cache);
	return cache;
}

/* ---- Folders ---- */

static char *file_of(const struct corpus_cache *cache, const char *prefix)
{
	char *canonical = g_canonicalize_filename(*prefix == '\0' ? "." : prefix, NULL);
	char *key = g_strdup_printf("%s\n%s", cache->setup, canonical), name[48];
	struct digest digest = digest_of(key, strlen(key));

	g_snprintf(name, sizeof name, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x.rows", digest.words[0], digest.words[1]);
	g_free(key);
	g_free(canonical);
	return g_build_filename(cache->folder, name, NULL);
}

static size_t size_of(const struct record *record)
{
	size_t size = sizeof *record;

	for (enum record_text text = 0; text < RECORD_TEXTS; text++)
		size += record->texts[text].length;
	return size;
}

static void keep(struct corpus_cache *cache, struct cache_folder *folder, const struct record *record)
{
	struct record *kept = g_hash_table_lookup(folder->records, str_c(record->texts[RECORD_NAME]));
	size_t size = size_of(record);

	folder->live += size;
	if (kept == NULL) {
		kept = arena_one(cache->arena, struct record);
		*kept = *record;
		g_hash_table_insert(folder->records, (gpointer)(uintptr_t)str_c(kept->texts[RECORD_NAME]), kept);
		return;
	}
	folder->live -= size_of(kept);
	folder->dead += size_of(kept);
	*kept = *record;
	g_hash_table_replace(folder->records, (gpointer)(uintptr_t)str_c(kept->texts[RECORD_NAME]), kept);
}

static void read_folder(struct corpus_cache *cache, struct cache_folder *folder)
{
	const char *at, *end;
	struct record record;
	gsize length;

	folder->bytes = g_mapped_file_new(folder->file, FALSE, NULL);
	length = folder->bytes == NULL ? 0 : g_mapped_file_get_length(folder->bytes);
	at = length == 0 ? NULL : g_mapped_file_get_contents(folder->bytes);
	end = at + length;
	while (length <= LARGEST && at < end) {
		if (record_read(&at, end, &record)) {
			keep(cache, folder, &record);
			continue;
		}
		folder->dead++;
		at++;
		record_seek(&at, end);
	}
}

static struct cache_folder *folder_of(struct corpus_cache *cache, const char *path)
{
	const char *slash = strrchr(path, '/');
	uint32_t length = slash == NULL ? 0 : (uint32_t)(slash + 1 - path);
	struct cache_folder *folder = cache->last;
	struct str prefix;

	if (folder != NULL && folder->prefix.length == length && memcmp(folder->prefix.text, path, length) == 0)
		return folder;
	prefix = str_copy(cache->arena, path, length);
	folder = g_hash_table_lookup(cache->folders, prefix.text);
	if (folder == NULL) {
		folder = arena_one(cache->arena, struct cache_folder);
		folder->file = file_of(cache, prefix.text);
		folder->prefix = prefix;
		folder->records = g_hash_table_new(text_hash, g_str_equal);
		folder->groups = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL);
		folder->pending = g_string_new(NULL);
		g_hash_table_insert(cache->folders, (gpointer)(uintptr_t)prefix.text, folder);
		read_folder(cache, folder);
	}
	cache->last = folder;
	return folder;
}

/* ---- Paths of frameworks: "./x" is x as seen from the folder, so that the cache serves whoever calls the folder by another name ---- */

static struct str framework_kept(struct corpus_cache *cache, const struct cache_folder *folder, struct str path)
{
	char *canonical;
	struct str kept;

	if (str_is_empty(path) || path.text[0] == '/')
		return path;
	if (path.length > folder->prefix.length && memcmp(path.text, str_c(folder->prefix), folder->prefix.length) == 0)
		return str_format(cache->arena, "./%s", path.text + folder->prefix.length);
	canonical = g_canonicalize_filename(path.text, NULL);
	kept = str_from(cache->arena, canonical);
	g_free(canonical);
	return kept;
}

static struct str framework_here(struct corpus_cache *cache, const struct cache_folder *folder, struct str kept)
{
	if (kept.length < 2 || kept.text[0] != '.')
		return kept;
	return str_format(cache->arena, "%s%s", str_c(folder->prefix), kept.text + 2);
}

/* Groups are named after what is in their files: one that nobody asks for is of files that are gone, or were others. */
static void use_group(struct cache_folder *folder, const char *name)
{
	if (g_str_has_prefix(name, CACHE_GROUP))
		g_hash_table_add(folder->groups, g_strdup(name));
}

bool corpus_cache_find(struct corpus_cache *cache, const char *path, struct record *record)
{
	struct cache_folder *folder = folder_of(cache, path);
	struct record *found = g_hash_table_lookup(folder->records, path + folder->prefix.length);

	if (found == NULL)
		return false;
	use_group(folder, path + folder->prefix.length);
	*record = *found;
	record->texts[RECORD_BOUND] = framework_here(cache, folder, found->texts[RECORD_BOUND]);
	return true;
}

void corpus_cache_add(struct corpus_cache *cache, const char *path, const struct record *record)
{
	struct cache_folder *folder = folder_of(cache, path);
	struct record kept = *record;

	kept.item = 0;
	kept.texts[RECORD_NAME] = str_of(path + folder->prefix.length);
	kept.texts[RECORD_BOUND] = framework_kept(cache, folder, record->texts[RECORD_BOUND]);
	kept.texts[RECORD_FRAMEWORK_SAID] = kept.texts[RECORD_SAID] = STR("");
	record_write(folder->pending, &kept);
	use_group(folder, path + folder->prefix.length);
	if (g_hash_table_contains(folder->records, str_c(kept.texts[RECORD_NAME])))
		folder->dead += size_of(&kept);
}

void corpus_cache_listed(struct corpus_cache *cache, const char *path, uint32_t known)
{
	struct cache_folder *folder = folder_of(cache, path);

	folder->is_listed = true;
	folder->seen = known;
}

/* One write, so that two runs at once do not mix their records; if they do, digests tell. What cannot be kept is read again the next time. */
static void append(struct cache_folder *folder)
{
	int file;
	const char *at = folder->pending->str, *end = at + folder->pending->len;

	if (at == end)
		return;
	file = g_open(folder->file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, OWNER_ONLY);
	while (file >= 0 && at < end) {
		ssize_t count = write(file, at, (size_t)(end - at));

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			break;
		at += count;
	}
	if (file >= 0)
		close(file);
	g_string_truncate(folder->pending, 0);
}

void corpus_cache_flush(struct corpus_cache *cache)
{
	GHashTableIter all;
	gpointer folder;

	/* in any order: each has a file of its own */
	g_hash_table_iter_init(&all, cache->folders);
	while (g_hash_table_iter_next(&all, NULL, &folder))
		append(folder);
}

static bool is_group(const struct record *record)
{
	return g_str_has_prefix(str_c(record->texts[RECORD_NAME]), CACHE_GROUP);
}

static bool still_counts(const struct cache_folder *folder, const struct record *record, const struct cache_folder *old)
{
	char *path = g_strconcat(str_c(folder->prefix), str_c(record->texts[RECORD_NAME]), NULL);
	bool counts = is_group(record) ? !old->is_listed || g_hash_table_contains(old->groups, str_c(record->texts[RECORD_NAME]))
				       : g_file_test(path, G_FILE_TEST_EXISTS);

	g_free(path);
	return counts;
}

/* Whether it knows files or groups that are no longer there. */
static bool has_gone(const struct cache_folder *folder)
{
	GHashTableIter all;
	gpointer record;
	uint32_t files = 0, groups = 0;

	g_hash_table_iter_init(&all, folder->records);
	while (g_hash_table_iter_next(&all, NULL, &record)) {
		bool group = is_group(record);

		files += !group;
		groups += group && !g_hash_table_contains(folder->groups, str_c(((const struct record *)record)->texts[RECORD_NAME]));
	}
	return folder->is_listed && (files > folder->seen || groups > 0);
}

/* From the file as it is now: another run may have added to it. */
static void write_anew(struct corpus_cache *cache, const struct cache_folder *old)
{
	struct cache_folder folder = {.file = old->file, .prefix = old->prefix, .records = g_hash_table_new(text_hash, g_str_equal)};
	GString *out = g_string_new(NULL);
	GHashTableIter all;
	gpointer record;

	read_folder(cache, &folder);
	g_hash_table_iter_init(&all, folder.records);
	while (g_hash_table_iter_next(&all, NULL, &record))
		if (still_counts(&folder, record, old))
			record_write(out, record);
	g_file_set_contents_full(folder.file, out->str, (gssize)out->len, G_FILE_SET_CONTENTS_CONSISTENT, OWNER_ONLY, NULL);
	g_string_free(out, TRUE);
	g_hash_table_unref(folder.records);
	g_clear_pointer(&folder.bytes, g_mapped_file_unref);
}

void corpus_cache_close(struct corpus_cache *cache)
{
	GHashTableIter all;
	gpointer what;

	corpus_cache_flush(cache);
	g_hash_table_iter_init(&all, cache->folders);
	while (g_hash_table_iter_next(&all, NULL, &what)) {
		const struct cache_folder *folder = what;

		if (folder->dead > folder->live || has_gone(folder))
			write_anew(cache, folder);
	}
}
