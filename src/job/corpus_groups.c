/* Which files make reviews together: those that hold pieces of one workload of AWS's. */
#include <string.h>

#include "base/hash.h"
#include "corpus_loading.h"

struct grouping {
	struct loading *loading;
	GHashTable *places; /* workload -> place in groups + 1 */
};

static struct corpus_group *group_at(struct loading *loading, guint place)
{
	return &g_array_index(loading->groups, struct corpus_group, place);
}

static struct corpus_file *file_at(struct loading *loading, uint32_t item)
{
	return &g_array_index(loading->files, struct corpus_file, item);
}

static void free_groups(GArray *groups)
{
	for (guint i = 0; i < groups->len; i++)
		g_array_unref(g_array_index(groups, struct corpus_group, i).files);
	g_array_unref(groups);
}

void corpus_open_takings(struct loading *loading)
{
	loading->groups = g_array_new(FALSE, TRUE, sizeof(struct corpus_group));
	loading->own = corpus_own_new();
}

void corpus_close_takings(struct loading *loading)
{
	free_groups(loading->groups);
	g_array_unref(loading->own);
}

/* ---- Which there are ---- */

static struct corpus_group *group_of(struct grouping *grouping, struct str workload)
{
	struct loading *loading = grouping->loading;
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(grouping->places, str_c(workload)));
	struct corpus_group made = {.workload = workload};

	if (place > 0)
		return group_at(loading, place - 1);
	made.files = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_array_append_val(loading->groups, made);
	g_hash_table_insert(grouping->places, (gpointer)(uintptr_t)str_c(workload), GUINT_TO_POINTER(loading->groups->len));
	return group_at(loading, loading->groups->len - 1);
}

static void join(struct corpus_group *group, uint32_t item, char letter)
{
	guint count = group->files->len;

	if (count == 0 || g_array_index(group->files, uint32_t, count - 1) != item)
		g_array_append_val(group->files, item);
	group->answers += letter == PIECE_ANSWERS;
	group->pages += letter == PIECE_PAGE;
}

static void add_pieces(struct grouping *grouping, uint32_t item, struct str pieces)
{
	const char *at = str_c(pieces), *end = at + pieces.length;

	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		struct str workload;

		/* The cache may be of anybody's making. */
		if (line_end == NULL || line_end == at)
			return;
		workload = str_copy(grouping->loading->passing, at + 1, (size_t)(line_end - at - 1));
		join(group_of(grouping, workload), item, *at);
		at = line_end + 1;
	}
}

/* The only workload that is named at all, or only of those with answers; NULL if there are several or none. */
static struct corpus_group *only_one(struct loading *loading, bool with_answers)
{
	struct corpus_group *only = NULL;

	for (guint i = 0; i < loading->groups->len; i++) {
		struct corpus_group *group = group_at(loading, i);

		if (str_is_empty(group->workload) || (with_answers && group->answers == 0))
			continue;
		if (only != NULL)
			return NULL;
		only = group;
	}
	return only;
}

static gint by_number(gconstpointer a, gconstpointer b)
{
	const uint32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void move_files(struct corpus_group *into, struct corpus_group *from)
{
	g_array_append_vals(into->files, from->files->data, from->files->len);
	g_array_sort(into->files, by_number);
	for (guint i = into->files->len; i-- > 1;)
		if (g_array_index(into->files, uint32_t, i) == g_array_index(into->files, uint32_t, i - 1))
			g_array_remove_index(into->files, i);
	into->answers += from->answers;
	into->pages += from->pages;
	from->answers = from->pages = 0;
}

/* What does not say of which workload it is belongs to the only one there is. */
static void name_unnamed(struct grouping *grouping)
{
	struct loading *loading = grouping->loading;
	guint unnamed = GPOINTER_TO_UINT(g_hash_table_lookup(grouping->places, ""));
	struct corpus_group *only = only_one(loading, true);

	if (only == NULL)
		only = only_one(loading, false);
	loading->name_all = unnamed > 0 && only != NULL;
	if (loading->name_all)
		move_files(only, group_at(loading, unnamed - 1));
}

static void find_groups(struct loading *loading)
{
	struct grouping grouping = {loading, g_hash_table_new(text_hash, g_str_equal)};

	for (guint i = 0; i < loading->files->len; i++) {
		const struct corpus_file *file = file_at(loading, i);

		if (file->record != NULL && !file->is_again)
			add_pieces(&grouping, i, file->record->texts[RECORD_HELD]);
	}
	name_unnamed(&grouping);
	g_hash_table_unref(grouping.places);
}

/* ---- What the cache knows ---- */

static const char *first_path(struct loading *loading, const struct corpus_group *group)
{
	return file_at(loading, g_array_index(group->files, uint32_t, 0))->path;
}

const char *corpus_group_path(struct loading *loading, uint32_t item)
{
	return first_path(loading, group_at(loading, item));
}

/* Beside the group's first file: a name of all that decides what its reviews are. */
static char *cache_name(struct loading *loading, const struct corpus_group *group, uint32_t nth)
{
	GString *all = g_string_new(str_c(group->workload));
	const char *path = first_path(loading, group), *slash = strrchr(path, '/');
	struct digest digest;
	char *name;

	g_string_append_printf(all, "\n%d", loading->name_all);
	g_string_append_len(all, (const char *)&loading->reader.context, sizeof loading->reader.context);
	for (guint i = 0; i < group->files->len; i++) {
		const struct record *record = file_at(loading, g_array_index(group->files, uint32_t, i))->record;

		g_string_append_len(all, (const char *)&record->content, sizeof record->content);
	}
	digest = digest_of(all->str, all->len);
	name = g_strdup_printf("%.*s" CACHE_GROUP "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x %u",
			       slash == NULL ? 0 : (int)(slash + 1 - path), path, digest.words[0], digest.words[1], nth);
	g_string_free(all, TRUE);
	return name;
}

static bool find_cached(struct loading *loading, const struct corpus_group *group, uint32_t nth, struct record *record)
{
	char *name = cache_name(loading, group, nth);
	bool known = loading->cache != NULL && corpus_cache_find(loading->cache, name, record);

	g_free(name);
	return known;
}

/* ---- Taking ---- */

static struct corpus_origin origin_of(struct loading *loading, const struct corpus_group *group)
{
	const char **paths = arena_array(loading->load->arena, const char *, group->files->len);

	for (guint i = 0; i < group->files->len; i++)
		paths[i] = file_at(loading, g_array_index(group->files, uint32_t, i))->path;
	return (struct corpus_origin){
		.paths = paths,
		.path_count = group->files->len,
		.workload = str_copy(loading->load->arena, str_c(group->workload), group->workload.length),
		.is_group = true,
		.name_all = loading->name_all,
	};
}

static void take_review(struct loading *loading, struct corpus_origin origin, const struct record *record)
{
	origin.nth = record->nth;
	if (corpus_take_review(loading, &origin, record))
		return;
	corpus_leave_out(loading->load, origin.paths[0], STR("its framework changed while it was read"));
	loading->load->found++;
}

void corpus_take_group(struct loading *loading, const struct record *record)
{
	const struct corpus_group *group = group_at(loading, record->item);

	if (loading->cache != NULL && record->state != RECORD_LEFT_OUT) {
		char *name = cache_name(loading, group, record->nth);

		corpus_cache_add(loading->cache, name, record);
		g_free(name);
	}
	take_review(loading, origin_of(loading, group), record);
}

/* A file that is one review, and of whose workload no other has anything. */
static bool is_alone(struct loading *loading, const struct corpus_group *group)
{
	const struct record *record;

	if (group->files->len != 1 || (loading->name_all && group == only_one(loading, true)))
		return false;
	record = file_at(loading, g_array_index(group->files, uint32_t, 0))->record;
	return record->state != RECORD_PIECES && record->state != RECORD_FRAMEWORK;
}

static bool take_cached(struct loading *loading, const struct corpus_group *group)
{
	struct record record;
	uint32_t parts = 1;

	for (uint32_t i = 0; i < parts; i++) {
		if (!find_cached(loading, group, i, &record) || record.nth != i)
			return false;
		parts = record.parts;
	}
	for (uint32_t i = 0; i < parts; i++) {
		find_cached(loading, group, i, &record);
		take_review(loading, origin_of(loading, group), &record);
	}
	return true;
}

/* ---- Reading ---- */

void corpus_run_groups(struct loading *loading, uint32_t first, uint32_t end, GString *out)
{
	GPtrArray *paths = g_ptr_array_new();
	struct corpus_together together = {
		.groups = (const struct corpus_group *)(const void *)loading->groups->data,
		.items = &g_array_index(loading->todo, uint32_t, first),
		.count = end - first,
		.name_all = loading->name_all,
	};

	for (uint32_t i = first; i < end; i++) {
		const struct corpus_group *group = group_at(loading, g_array_index(loading->todo, uint32_t, i));

		for (guint f = 0; f < group->files->len; f++)
			g_ptr_array_add(paths, (gpointer)(uintptr_t)file_at(loading, g_array_index(group->files, uint32_t, f))->path);
	}
	g_ptr_array_sort(paths, compare_paths);
	for (guint i = paths->len; i-- > 1;)
		if (strcmp(paths->pdata[i], paths->pdata[i - 1]) == 0)
			g_ptr_array_remove_index(paths, i);
	together.paths = (const char *const *)(const void *)paths->pdata;
	together.path_count = paths->len;
	corpus_read_groups(&loading->reader, &together, out);
	g_ptr_array_unref(paths);
}

/* What was named, and turned out to help no review, is a review that cannot be read. */
static void complain(struct loading *loading)
{
	for (guint i = 0; i < loading->files->len; i++) {
		const struct corpus_file *file = file_at(loading, i);
		struct diags *diags = diags_new(loading->load->arena);
		struct review_source source = {.path = file->path};

		if (file->record == NULL || file->is_again)
			continue;
		if (file->in_folder) {
			if (file->record->state == RECORD_FRAMEWORK)
				diag(loading->diags, SOURCES_NOT_USED, NO_SPAN, file->path, "a framework");
			continue;
		}
		stock_review(loading->load->stock, loading->load->arena, &source, diags);
		diags_write_text(diags, loading->load->words, loading->wishes->colour);
		corpus_leave_out(loading->load, file->path, STR("it is no review"));
		loading->load->found++;
	}
}

void corpus_groups(struct loading *loading)
{
	guint reviews = 0;

	find_groups(loading);
	loading->of_groups = true;
	for (guint i = 0; i < loading->groups->len; i++) {
		const struct corpus_group *group = group_at(loading, i);

		if (group->answers + group->pages == 0)
			continue;
		reviews++;
		if (is_alone(loading, group))
			take_review(loading, origin_of(loading, group), file_at(loading, g_array_index(group->files, uint32_t, 0))->record);
		else if (!take_cached(loading, group))
			g_array_append_val(loading->todo, i);
	}
	corpus_crew(loading);
	if (reviews == 0)
		complain(loading);
}
