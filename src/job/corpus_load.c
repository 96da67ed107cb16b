/* Files become rows: those that the cache knows at once, the others by forked workers. */
#include "job/corpus_load.h"

#include "base/hash.h"
#include "corpus_loading.h"
#include "job/crew.h"

#define CHUNK 16u /* files to a job */

static void free_string(void *what)
{
	g_string_free(what, TRUE);
}

static void free_table(void *what)
{
	g_hash_table_unref(what);
}

static void free_array(void *what)
{
	g_array_unref(what);
}

struct corpus_load *corpus_load_new(struct arena *arena, struct stock *stock, struct str framework)
{
	struct corpus_load *load = arena_one(arena, struct corpus_load);

	*load = (struct corpus_load){.arena = arena, .stock = stock, .rows = rows_new(arena, framework)};
	load->frameworks = g_hash_table_new(text_hash, g_str_equal);
	load->left_out = g_array_new(FALSE, TRUE, sizeof(struct left_out));
	load->words = g_string_new(NULL);
	arena_defer(arena, free_table, load->frameworks);
	arena_defer(arena, free_array, load->left_out);
	arena_defer(arena, free_string, load->words);
	return load;
}

/* ---- Workers ---- */

static uint32_t item_at(const struct loading *loading, uint32_t place)
{
	return g_array_index(loading->todo, uint32_t, place);
}

static void run_files(struct loading *loading, uint32_t first, uint32_t end, GString *out)
{
	for (uint32_t i = first; i < end; i++) {
		uint32_t item = item_at(loading, i);
		const struct corpus_file *file = &g_array_index(loading->files, struct corpus_file, item);
		struct record cached;
		bool known = loading->cache != NULL && !file->is_stale && corpus_cache_find(loading->cache, file->path, &cached);

		corpus_read(&loading->reader, item, file, known ? &cached : NULL, out);
	}
}

static enum job_status run_chunk(void *user, uint32_t job, GString *out)
{
	struct loading *loading = user;
	uint32_t first = job * loading->chunk, end = MIN(first + loading->chunk, loading->todo->len);

	if (loading->of_groups)
		corpus_run_groups(loading, first, end, out);
	else
		run_files(loading, first, end, out);
	return JOB_CLEAN;
}

/* What a crash took with it is tried once more, one by one. */
static void lose(struct loading *loading, uint32_t job)
{
	uint32_t first = job * loading->chunk, end = MIN(first + loading->chunk, loading->todo->len);

	for (uint32_t i = first; i < end; i++) {
		uint32_t item = item_at(loading, i);

		if (loading->chunk > 1) {
			g_array_append_val(loading->again, item);
			continue;
		}
		corpus_leave_out(loading->load,
				 loading->of_groups ? corpus_group_path(loading, item) : g_array_index(loading->files, struct corpus_file, item).path,
				 STR("the program crashed while it read this file"));
		loading->load->found++;
	}
}

/* Kept are records of what is there as a file and as a review, and says nothing: warnings must be said again the next time. */
static bool is_kept(const struct record *record)
{
	return record->stamp.size > 0 && record->state != RECORD_LEFT_OUT && record->state != RECORD_NOTHING;
}

static void take_record(struct loading *loading, const struct record *record)
{
	if (loading->of_groups)
		corpus_take_group(loading, record);
	else {
		if (loading->cache != NULL && is_kept(record))
			corpus_cache_add(loading->cache, g_array_index(loading->files, struct corpus_file, record->item).path, record);
		corpus_take_file(loading, record->item, record);
	}
}

static void take_chunk(void *user, uint32_t job, enum job_status status, const char *bytes, size_t length)
{
	struct loading *loading = user;
	const char *at = bytes, *end = bytes + length;
	struct record record;

	if (status != JOB_CLEAN) {
		lose(loading, job);
		return;
	}
	while (at < end && record_read(&at, end, &record))
		take_record(loading, &record);
	/* an interruption loses what is in the workers' hands, and no more */
	if (loading->cache != NULL)
		corpus_cache_flush(loading->cache);
}

static void tell_progress(void *user, uint32_t ended, uint32_t count)
{
	const struct loading *loading = user;
	const struct corpus_wishes *wishes = loading->wishes;
	uint32_t all = loading->of_groups ? loading->todo->len : loading->files->len, items = MIN(ended * loading->chunk, loading->todo->len);

	if (wishes->progress != NULL)
		wishes->progress(wishes->user, all - loading->todo->len + items, all);
}

static void run_crew(struct loading *loading, uint32_t chunk, uint32_t workers)
{
	struct crew crew = {
		.count = (loading->todo->len + chunk - 1) / chunk,
		.workers = workers,
		.run = run_chunk,
		.done_bytes = take_chunk,
		.progress = tell_progress,
		.user = loading,
	};

	loading->chunk = chunk;
	crew_run(&crew);
	corpus_reader_close(&loading->reader);
}

static void swap(GArray **a, GArray **b)
{
	GArray *kept = *a;

	*a = *b;
	*b = kept;
	g_array_set_size(*b, 0);
}

void corpus_crew(struct loading *loading)
{
	uint32_t workers = loading->wishes->workers;

	if (loading->todo->len == 0)
		return;
	run_crew(loading, MAX(1, MIN(CHUNK, loading->todo->len / MAX(workers * 4, 1u))), workers);
	swap(&loading->todo, &loading->again);
	/* a process apart for each, whatever was wished: it has crashed one already */
	if (loading->todo->len > 0)
		run_crew(loading, 1, MAX(workers, 2));
	g_array_set_size(loading->todo, 0);
}

/* ---- Frameworks that AWS's answers may be held against ---- */

static void add_framework(GString *all, struct arena *arena, const char *path)
{
	const struct source *source = path == NULL ? NULL : source_open(arena, path, NO_SPAN, diags_new(arena));
	struct digest digest = source == NULL ? (struct digest){{0, 0}} : digest_of(str_c(source->bytes), source->bytes.length);

	g_string_append_printf(all, "%s\n", path == NULL ? "-" : path);
	g_string_append_len(all, (const char *)&digest, sizeof digest);
}

static void set_context(struct loading *loading)
{
	const struct review_wishes *wishes = stock_wishes(loading->load->stock);
	struct corpus_reader *reader = &loading->reader;
	struct arena *arena = arena_new();
	GString *all = g_string_new(NULL);

	for (uint32_t i = 0; i < wishes->framework_count; i++)
		add_framework(all, arena, wishes->frameworks[i]);
	add_framework(all, arena, wishes->official);
	for (uint32_t i = 0; i < reader->framework_count; i++)
		add_framework(all, arena, reader->frameworks[i]);
	reader->context = digest_of(all->str, all->len);
	g_string_free(all, TRUE);
	arena_free(arena);
}

/* Those that lie among the files, in the order of their paths. */
static void find_frameworks(struct loading *loading)
{
	struct corpus_reader *reader = &loading->reader;
	GPtrArray *paths = g_ptr_array_new();
	const char **kept;

	for (guint i = 0; i < loading->files->len; i++) {
		const struct corpus_file *file = &g_array_index(loading->files, struct corpus_file, i);

		if (file->record != NULL && file->record->state == RECORD_FRAMEWORK && !file->is_again)
			g_ptr_array_add(paths, (gpointer)(uintptr_t)file->path);
	}
	g_ptr_array_sort(paths, compare_paths);
	kept = arena_array(loading->load->arena, const char *, paths->len);
	for (guint i = 0; i < paths->len; i++)
		kept[i] = paths->pdata[i];
	reader->frameworks = kept;
	reader->framework_count = paths->len;
	g_ptr_array_unref(paths);
	set_context(loading);
}

static bool depends_on_context(const struct record *record)
{
	return record != NULL && !str_is_empty(record->texts[RECORD_HELD]) && record->state != RECORD_PIECES && record->state != RECORD_FRAMEWORK;
}

/* Which frameworks there are is known only when all files have been looked at: those that were read without one are read again. */
static void read_in_context(struct loading *loading)
{
	struct digest before = loading->reader.context;

	find_frameworks(loading);
	for (guint i = 0; i < loading->files->len; i++) {
		const struct record *record = g_array_index(loading->files, struct corpus_file, i).record;

		if (depends_on_context(record) && !digest_equal(record->context, loading->reader.context))
			g_array_append_val(loading->todo, i);
	}
	if (loading->todo->len > 0 && !digest_equal(before, loading->reader.context))
		corpus_crew(loading);
	g_array_set_size(loading->todo, 0);
}

/* ---- All ---- */

static void open_loading(struct loading *loading)
{
	struct corpus_load *load = loading->load;
	const struct corpus_wishes *wishes = loading->wishes;

	loading->passing = arena_new();
	loading->files = g_array_new(FALSE, TRUE, sizeof(struct corpus_file));
	loading->todo = g_array_new(FALSE, TRUE, sizeof(uint32_t));
	loading->again = g_array_new(FALSE, TRUE, sizeof(uint32_t));
	loading->stale = g_array_new(FALSE, TRUE, sizeof(uint32_t));
	loading->reader = (struct corpus_reader){
		.stock = load->stock,
		.framework = wishes->framework,
		.colour = wishes->colour,
		.now = wishes->now,
	};
	if (wishes->cache_folder != NULL)
		loading->cache = corpus_cache_open(load->arena, wishes->cache_folder, wishes->setup);
	corpus_open_takings(loading);
}

static void close_loading(struct loading *loading)
{
	if (loading->cache != NULL)
		corpus_cache_close(loading->cache);
	corpus_close_takings(loading);
	g_array_unref(loading->files);
	g_array_unref(loading->todo);
	g_array_unref(loading->again);
	g_array_unref(loading->stale);
	arena_free(loading->passing);
}

static void read_files(struct loading *loading)
{
	for (guint i = 0; i < loading->files->len; i++) {
		const struct record *record = g_array_index(loading->files, struct corpus_file, i).record;

		if (record == NULL || (depends_on_context(record) && !digest_equal(record->context, loading->reader.context)))
			g_array_append_val(loading->todo, i);
		else
			corpus_take_file(loading, i, record);
	}
	loading->load->from_cache = loading->files->len - loading->todo->len;
	corpus_crew(loading);
	swap(&loading->todo, &loading->stale);
	corpus_crew(loading);
}

void corpus_load_files(struct corpus_load *load, const struct corpus_wishes *wishes, struct diags *diags)
{
	struct loading loading = {.load = load, .wishes = wishes, .diags = diags};

	open_loading(&loading);
	corpus_list(&loading);
	find_frameworks(&loading);
	read_files(&loading);
	read_in_context(&loading);
	corpus_groups(&loading);
	corpus_take_own(&loading);
	close_loading(&loading);
}

static gint by_path(gconstpointer left, gconstpointer right)
{
	const struct left_out *a = left, *b = right;
	int order = str_compare(a->path, b->path);

	return order != 0 ? order : str_compare(a->reason, b->reason);
}

const struct left_out *corpus_load_left_out(struct corpus_load *load)
{
	g_array_sort(load->left_out, by_path);
	return (const struct left_out *)(const void *)load->left_out->data;
}
