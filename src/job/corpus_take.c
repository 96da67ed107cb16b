/* From records to rows: what workers read, and what the cache knows. */
#include "corpus_loading.h"

/* A review with a framework of its own, until all are known: of those that are alike, one stands for all, and which does not depend on the order. */
struct corpus_own {
	struct digest edition, content;
	struct corpus_origin origin;
	struct str rows;
};

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

void corpus_leave_out(struct corpus_load *load, const char *path, struct str reason)
{
	struct left_out left = {str_from(load->arena, path), str_copy(load->arena, str_c(reason), reason.length)};

	g_array_append_val(load->left_out, left);
}

/* ---- Frameworks of their own ---- */

GArray *corpus_own_new(void)
{
	return g_array_new(FALSE, TRUE, sizeof(struct corpus_own));
}

static void keep_own(struct loading *loading, const struct corpus_origin *origin, const struct record *record)
{
	struct corpus_own own = {record->framework, record->content, *origin, {0}};

	own.rows = str_copy(loading->load->arena, record->texts[RECORD_ROWS].text, record->texts[RECORD_ROWS].length);
	g_array_append_val(loading->own, own);
}

static gint by_edition(gconstpointer left, gconstpointer right)
{
	const struct corpus_own *a = left, *b = right;
	const uint64_t x[] = {a->edition.words[0], a->edition.words[1], a->content.words[0], a->content.words[1]};
	const uint64_t y[] = {b->edition.words[0], b->edition.words[1], b->content.words[0], b->content.words[1]};

	for (size_t i = 0; i < G_N_ELEMENTS(x); i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return g_strcmp0(a->origin.paths[0], b->origin.paths[0]);
}

static const struct review_source *own_source(struct loading *loading, struct arena *arena, const struct corpus_origin *origin, struct diags *diags)
{
	const struct review_set *set = review_sources_together(arena, origin->paths, origin->path_count, origin->name_all, diags);
	uint32_t nth = origin->nth;

	for (uint32_t i = 0; i < set->count; i++)
		if (!origin->is_group || str_equal(review_source_workload(&set->sources[i]), origin->workload)) {
			struct review_source *source;

			if (nth-- > 0)
				continue;
			source = arena_one(arena, struct review_source);
			*source = set->sources[i];
			source->frameworks = loading->reader.frameworks;
			source->framework_count = loading->reader.framework_count;
			return source;
		}
	return NULL;
}

/* Its framework lives as long as the rows. */
static void make_edition(struct loading *loading, const struct corpus_own *own)
{
	struct corpus_load *load = loading->load;
	struct diags *diags = diags_new(load->arena);
	const struct review_source *source = own_source(loading, load->arena, &own->origin, diags);
	const struct assessment *assessment = source == NULL ? NULL : stock_assess(load->stock, load->arena, source, diags);

	for (uint32_t i = 0; assessment != NULL && i < assessment->lens_count; i++)
		if (digest_equal(rows_edition_digest(assessment->lenses[i].ruleset), own->edition))
			rows_edition(load->rows, assessment->lenses[i].ruleset);
}

void corpus_take_own(struct loading *loading)
{
	struct corpus_load *load = loading->load;

	g_array_sort(loading->own, by_edition);
	for (guint i = 0; i < loading->own->len; i++) {
		const struct corpus_own *own = &g_array_index(loading->own, struct corpus_own, i);

		if (i == 0 || !digest_equal(own[-1].edition, own->edition))
			make_edition(loading, own);
		load->has_own = true;
		if (!rows_read(load->rows, own->rows.text, own->rows.length))
			corpus_leave_out(load, own->origin.paths[0], STR("it changed while it was read"));
	}
}

/* ---- Reviews ---- */

/* False where the framework is not what it was, or the rows are not of this build. */
static bool take_rows(struct loading *loading, const struct record *record)
{
	struct corpus_load *load = loading->load;
	struct str rows = record->texts[RECORD_ROWS], path = record->texts[RECORD_BOUND];

	if (!str_is_empty(path)) {
		const struct known_framework *known = corpus_framework(load, path, record->texts[RECORD_FRAMEWORK_SAID], loading->wishes->colour);

		if (known->ruleset == NULL || !digest_equal(known->digest, record->framework))
			return false;
		rows_edition(load->rows, known->ruleset);
	}
	return rows_read(load->rows, rows.text, rows.length);
}

bool corpus_take_review(struct loading *loading, const struct corpus_origin *origin, const struct record *record)
{
	struct corpus_load *load = loading->load;
	struct str path = record->texts[RECORD_PATH];

	if (record->state == RECORD_LEFT_OUT) {
		g_string_append(load->words, str_c(record->texts[RECORD_SAID]));
		corpus_leave_out(load, str_is_empty(path) ? origin->paths[0] : str_c(path), record->texts[RECORD_REASON]);
	} else if (record->state == RECORD_OWN)
		keep_own(loading, origin, record);
	else if (!take_rows(loading, record))
		return false;
	load->found++;
	return true;
}

/* ---- Files ---- */

/* Where what the cache knows was read with another framework than there is now, the file is read again. */
static void take_review_file(struct loading *loading, uint32_t item, const struct record *record)
{
	struct corpus_file *file = &g_array_index(loading->files, struct corpus_file, item);
	const char **paths = arena_array(loading->load->arena, const char *, 1);
	struct corpus_origin origin = {.paths = paths, .path_count = 1};

	paths[0] = file->path;
	if (corpus_take_review(loading, &origin, record))
		return;
	if (file->is_stale)
		corpus_leave_out(loading->load, file->path, STR("its framework changed while it was read"));
	else
		g_array_append_val(loading->stale, item);
	loading->load->found += file->is_stale;
	file->is_stale = true;
}

void corpus_take_file(struct loading *loading, uint32_t item, const struct record *record)
{
	struct corpus_file *file = &g_array_index(loading->files, struct corpus_file, item);
	const struct record *known = file->record;

	file->record = NULL;
	if (record->state == RECORD_NOTHING)
		g_string_append(loading->load->words, str_c(record->texts[RECORD_SAID]));
	else if (record->state == RECORD_FRAMEWORK || record->state == RECORD_PIECES || !str_is_empty(record->texts[RECORD_HELD]))
		file->record = record == known ? known : record_copy(loading->passing, record);
	else
		take_review_file(loading, item, record);
}
