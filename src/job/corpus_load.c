/* Files become rows: those that the cache knows at once, the others by forked workers. */
#include "job/corpus_load.h"

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

static void free_arena(void *what)
{
	arena_free(what);
}

struct corpus_load *corpus_load_new(struct arena *arena, struct stock *stock, struct str framework)
{
	struct corpus_load *load = arena_one(arena, struct corpus_load);

	*load = (struct corpus_load){.arena = arena, .stock = stock, .rows = rows_new(arena, framework)};
	load->frameworks = g_hash_table_new(g_str_hash, g_str_equal);
	load->left_out = g_array_new(FALSE, TRUE, sizeof(struct left_out));
	load->words = g_string_new(NULL);
	arena_defer(arena, free_table, load->frameworks);
	arena_defer(arena, free_array, load->left_out);
	arena_defer(arena, free_string, load->words);
	return load;
}

/* ---- Frameworks ---- */

const struct known_framework *corpus_framework(struct corpus_load *load, struct str path, struct str said, bool colour)
{
	struct known_framework *known = g_hash_table_lookup(load->frameworks, str_c(path));
	const struct framework *framework;
	struct diags *diags;

	if (known != NULL)
		return known;
	diags = diags_new(load->arena);
	known = arena_one(load->arena, struct known_framework);
	known->path = str_copy(load->arena, str_c(path), path.length);
	framework = library_framework(stock_library(load->stock), known->path.text, NO_SPAN, diags);
	if (framework != NULL) {
		known->ruleset = stock_ruleset(load->stock, framework, diags);
		known->digest = digest_of(str_c(framework->source->bytes), framework->source->bytes.length);
	}
	if (!str_is_empty(said))
		g_string_append(load->words, str_c(said));
	else
		diags_write_text(diags, load->words, colour);
	g_hash_table_insert(load->frameworks, (gpointer)(uintptr_t)known->path.text, known);
	return known;
}

/* ---- Taking records ---- */

static void leave_out(struct loading *loading, const char *path, struct str reason)
{
	struct corpus_load *load = loading->load;
	struct left_out left = {str_from(load->arena, path), str_copy(load->arena, str_c(reason), reason.length)};

	g_array_append_val(load->left_out, left);
}

/* False where the framework is not what it was, or the rows are not of this build. */
static bool take_rows(struct loading *loading, const struct record *record)
{
	struct corpus_load *load = loading->load;
	struct str rows = record->texts[RECORD_ROWS], path = record->texts[RECORD_FRAMEWORK];

	if (!str_is_empty(path)) {
		const struct known_framework *known = corpus_framework(load, path, record->texts[RECORD_FRAMEWORK_SAID], loading->wishes->colour);

		if (known->ruleset == NULL || !digest_equal(known->digest, record->framework))
			return false;
		rows_edition(load->rows, known->ruleset);
	}
	if (!rows_read(load->rows, rows.text, rows.length))
		return false;
	load->warned += record->warned;
	return true;
}

/* Its framework lives as long as the rows. */
static void read_here(struct loading *loading, const struct review_source *source)
{
	struct corpus_load *load = loading->load;
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct assessment *assessment = stock_assess(load->stock, arena, source, diags);

	arena_defer(load->arena, free_arena, arena);
	if (assessment == NULL || diags_errors(diags) > 0) {
		diags_write_text(diags, load->words, loading->wishes->colour);
		leave_out(loading, source->path, STR("it cannot be read"));
		return;
	}
	load->warned += diags_warnings(diags) > 0;
	load->has_own = true;
	rows_add(load->rows, assessment, corpus_digest(source, assessment));
}

static void take_record(struct loading *loading, const struct record *record)
{
	const struct review_source *source = &loading->sources[record->source];

	if (record->state == RECORD_LEFT_OUT) {
		g_string_append(loading->load->words, str_c(record->texts[RECORD_SAID]));
		leave_out(loading, source->path, record->texts[RECORD_REASON]);
	} else if (record->state == RECORD_OWN || !take_rows(loading, record))
		read_here(loading, source);
	else if (loading->cache != NULL && source->part_count == 0 && record->stamp.size > 0)
		corpus_cache_add(loading->cache, source->path, record);
}

/* ---- Workers ---- */

static enum job_status run_chunk(void *user, uint32_t job, GString *out)
{
	struct loading *loading = user;
	uint32_t end = MIN((job + 1) * loading->chunk, loading->todo->len);

	for (uint32_t i = job * loading->chunk; i < end; i++)
		corpus_read(&loading->reader, g_array_index(loading->todo, uint32_t, i), out);
	return JOB_CLEAN;
}

/* What a crash took with it is tried once more, file by file. */
static void lose(struct loading *loading, uint32_t job)
{
	uint32_t end = MIN((job + 1) * loading->chunk, loading->todo->len);

	for (uint32_t i = job * loading->chunk; i < end; i++) {
		uint32_t source = g_array_index(loading->todo, uint32_t, i);

		if (end - job * loading->chunk > 1)
			g_array_append_val(loading->again, source);
		else
			leave_out(loading, loading->sources[source].path, STR("the program crashed while it read this file"));
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
	if (loading->cache != NULL)
		corpus_cache_flush(loading->cache);
}

static void tell_progress(void *user, uint32_t ended, uint32_t count)
{
	const struct loading *loading = user;
	const struct corpus_wishes *wishes = loading->wishes;
	uint32_t all = loading->load->found, files = MIN(ended * loading->chunk, loading->todo->len);

	if (wishes->progress != NULL)
		wishes->progress(wishes->user, all - loading->todo->len + files, all);
}

static void read_chunks(struct loading *loading, uint32_t chunk, uint32_t workers)
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

static void read_todo(struct loading *loading)
{
	struct corpus_load *load = loading->load;
	GArray *done;

	loading->reader = (struct corpus_reader){
		.stock = load->stock,
		.framework = loading->wishes->framework,
		.sources = loading->sources,
		.cache = loading->cache,
		.colour = loading->wishes->colour,
	};
	read_chunks(loading, CHUNK, loading->wishes->workers);
	if (loading->again->len == 0)
		return;
	done = loading->todo;
	loading->todo = loading->again;
	loading->again = done;
	/* a process apart for each, whatever was wished: the file has crashed one already */
	read_chunks(loading, 1, MAX(loading->wishes->workers, 2));
}

/* ---- All ---- */

static bool take_hit(struct loading *loading, const char *path)
{
	const struct record *record = g_hash_table_lookup(loading->hits, path);

	if (record == NULL || !take_rows(loading, record))
		return false;
	loading->load->from_cache++;
	return true;
}

static void load_sources(struct loading *loading, const struct review_set *set)
{
	loading->sources = set->sources;
	loading->load->found = set->count;
	for (uint32_t i = 0; i < set->count; i++)
		if (set->sources[i].part_count > 0 || !take_hit(loading, set->sources[i].path))
			g_array_append_val(loading->todo, i);
	if (loading->todo->len > 0)
		read_todo(loading);
}

/* Where the cache knows every file there is, none is opened. Into rows of its own: there may be one whose framework has changed. */
static bool load_hits(struct loading *loading)
{
	struct corpus_load *load = loading->load;
	struct rows *before = load->rows;
	GHashTableIter all;
	gpointer path;
	bool good = true;

	if (loading->cache == NULL || loading->is_odd || loading->listed == 0 || loading->listed != g_hash_table_size(loading->hits))
		return false;
	load->rows = rows_new(load->arena, loading->wishes->framework);
	/* in any order: a corpus has one of its own */
	g_hash_table_iter_init(&all, loading->hits);
	while (good && g_hash_table_iter_next(&all, &path, NULL))
		good = take_hit(loading, path);
	load->found = loading->listed;
	if (good)
		return true;
	load->rows = before;
	load->from_cache = load->warned = 0;
	return false;
}

void corpus_load_files(struct corpus_load *load, const struct corpus_wishes *wishes, struct diags *diags)
{
	struct loading loading = {.load = load, .wishes = wishes};

	loading.hits = g_hash_table_new(g_str_hash, g_str_equal);
	loading.todo = g_array_new(FALSE, TRUE, sizeof(uint32_t));
	loading.again = g_array_new(FALSE, TRUE, sizeof(uint32_t));
	if (wishes->cache_folder != NULL)
		loading.cache = corpus_cache_open(load->arena, wishes->cache_folder, wishes->setup);
	corpus_list(&loading);
	if (!load_hits(&loading))
		load_sources(&loading, review_sources(load->arena, loading.paths, loading.path_count, diags));
	if (loading.cache != NULL)
		corpus_cache_close(loading.cache);
	g_array_unref(loading.again);
	g_array_unref(loading.todo);
	g_hash_table_unref(loading.hits);
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
