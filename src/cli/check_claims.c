/* The part of `plumbline check` that looks at metrics and at articles about them. */
#include "cli/check.h"

#include <string.h>

#include "cli/counting.h"
#include "cli/data.h"
#include "cli/names.h"
#include "compose/article.h"

/* Files beside the metrics that are looked at for their framework. */
#define MOST_NEIGHBOURS 200u

/* ---- Operands ---- */

/* Without a word about what is wrong: whoever reads it next says that. */
static enum file_kind kind_of(const char *path)
{
	struct arena *arena = arena_new();
	struct diags *unsaid = diags_new(arena);
	bool is_file = g_file_test(path, G_FILE_TEST_IS_REGULAR);
	const struct source *source = is_file ? source_open(arena, path, NO_SPAN, unsaid) : NULL;
	const struct node *root = source == NULL ? NULL : read_any(arena, source, unsaid);
	enum file_kind kind = root == NULL ? FILE_UNKNOWN : file_recognise(root);

	arena_free(arena);
	return kind;
}

static void put(const char **list, uint32_t *count, const char *path)
{
	list[(*count)++] = path;
}

static void sort_operand(struct claim_check *claims, const char *path, bool are_counted)
{
	enum file_kind kind;

	if (article_named(path)) {
		put(claims->articles, &claims->article_count, path);
		return;
	}
	kind = kind_of(path);
	if (kind == FILE_METRICS)
		put(claims->metrics, &claims->metric_count, path);
	else if (are_counted && (kind == FILE_UNKNOWN || file_is_review(kind) || kind == FILE_AWS_API) && kind != FILE_FRAMEWORK)
		put(claims->reviews, &claims->review_count, path);
	else
		put(claims->others, &claims->other_count, path);
}

static bool has_metrics(const struct call *call)
{
	bool found = call_has(call, OPTION_METRICS);

	for (uint32_t i = 0; i < call->operand_count && !found; i++)
		found = kind_of(call->operands[i]) == FILE_METRICS;
	return found;
}

struct claim_check claims_sort(struct call *call)
{
	struct claim_check claims = {0};
	const char ***lists[] = {&claims.articles, &claims.metrics, &claims.reviews, &claims.others};
	bool are_counted = has_metrics(call);

	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		*lists[i] = arena_array(call->arena, const char *, call->operand_count + 1);
	if (call_has(call, OPTION_METRICS))
		put(claims.metrics, &claims.metric_count, call_value(call, OPTION_METRICS, ""));
	for (uint32_t i = 0; i < call->operand_count; i++)
		sort_operand(&claims, call->operands[i], are_counted);
	return claims;
}

/* ---- Metrics ---- */

struct claiming {
	struct call *call;
	struct stock *stock;
	const struct claim_check *claims;
	struct counting counting;
	const struct wording *wording;
	const struct framework *framework; /* that the metrics were compiled for, where nothing was counted */
};

static bool is_wanted(const struct claiming *claiming, const struct framework *framework)
{
	struct str wanted = claiming->counting.metrics->framework;

	return framework != NULL && (str_is_empty(wanted) || str_equal(wanted, framework->id));
}

static const struct framework *try_framework(struct claiming *claiming, const char *path, struct diags *diags)
{
	const struct framework *framework = library_framework(stock_library(claiming->stock), path, NO_SPAN, diags);

	return is_wanted(claiming, framework) ? framework : NULL;
}

static gint compare_paths(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *neighbours_of(const char *path)
{
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	char *folder = g_path_get_dirname(path);
	GDir *entries = g_dir_open(folder, 0, NULL);
	const char *name;

	while (entries != NULL && paths->len < MOST_NEIGHBOURS && (name = g_dir_read_name(entries)) != NULL)
		if (g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml") || g_str_has_suffix(name, ".json"))
			g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
	g_clear_pointer(&entries, g_dir_close);
	g_ptr_array_sort(paths, compare_paths);
	g_free(folder);
	return paths;
}

/* Of --framework; else a framework with the id that lies beside the metrics; else AWS's own. */
static const struct framework *find_framework(struct claiming *claiming, const char *metrics)
{
	struct call *call = claiming->call;
	const struct option_values *given = &call->values[OPTION_FRAMEWORK];
	const struct framework *found = NULL;
	const char *official = data_official(call);
	GPtrArray *neighbours = neighbours_of(metrics);

	for (uint32_t i = 0; i < given->count && found == NULL; i++)
		found = try_framework(claiming, given->items[i], call->diags);
	for (guint i = 0; i < neighbours->len && found == NULL && given->count == 0; i++)
		if (file_is_framework(kind_of(g_ptr_array_index(neighbours, i))))
			found = try_framework(claiming, str_from(call->arena, g_ptr_array_index(neighbours, i)).text, diags_new(call->arena));
	if (found == NULL && official != NULL && !str_is_empty(claiming->counting.metrics->framework))
		found = try_framework(claiming, official, diags_new(call->arena));
	g_ptr_array_unref(neighbours);
	return found;
}

/* What can be said before any review is there: names, types, circles, what logic fixes. */
static void compile_only(struct claiming *claiming, const char *path)
{
	struct call *call = claiming->call;
	const struct metrics *metrics = claiming->counting.metrics;
	struct rows *rows = rows_new(call->arena, metrics->framework);
	const struct corpus *corpus;

	claiming->framework = find_framework(claiming, path);
	if (claiming->framework == NULL) {
		diag(call->diags, CLI_NO_FRAMEWORK, metrics->framework_span, str_c(metrics->framework));
		return;
	}
	rows_edition(rows, stock_ruleset(claiming->stock, claiming->framework, diags_new(call->arena)));
	corpus = corpus_new(call->arena, rows, call->diags);
	if (corpus != NULL)
		metric_compile(call->arena, metrics, corpus, call->diags);
}

static void count_reviews(struct claiming *claiming)
{
	struct call *call = claiming->call;
	struct counting *counting = &claiming->counting;
	struct reviews_wanted wanted = {claiming->claims->reviews, claiming->claims->review_count, counting->metrics->framework,
					call_value(call, OPTION_CLIENT, NULL), 1};

	if (!call_workers(call, &wanted.workers))
		return;
	counting->load = corpus_load_new(call->arena, claiming->stock, counting->metrics->framework);
	if (reviews_read(call, counting->load, &wanted))
		counting_count(counting);
}

static struct str population_of(const struct claiming *claiming)
{
	const struct counting *counting = &claiming->counting;

	if (counting->view != NULL)
		return str_format(claiming->call->arena, "counted over %u of %s", counting->statistics->counts.taken,
				  counted(claiming->call->arena, counting->load->found, "review"));
	if (claiming->framework != NULL)
		return str_format(claiming->call->arena, "checked against \"%s\"; no review was counted", str_c(claiming->framework->title));
	return STR("no review was counted");
}

static void describe_metrics(struct claiming *claiming, struct checked *checked)
{
	const struct metrics *metrics = claiming->counting.metrics;
	struct arena *arena = claiming->call->arena;

	checked->usable = true;
	checked_text(checked, "framework", metrics->framework);
	checked_number(checked, "metrics", metrics->metric_count);
	checked_number(checked, "rankings", metrics->ranking_count);
	if (claiming->counting.view != NULL) {
		checked_number(checked, "reviews", claiming->counting.load->found);
		checked_number(checked, "population", claiming->counting.statistics->counts.taken);
	}
	checked->summary =
		str_format(arena, "of the framework \"%s\": %s, %s; %s", str_c(metrics->framework), counted(arena, metrics->metric_count, "metric"),
			   counted(arena, metrics->ranking_count, "ranking"), str_c(population_of(claiming)));
}

/* The first file is the one that reviews and articles are held against; the others are only compiled. */
static struct checked check_metrics(struct claiming *claiming, const char *path, bool is_first)
{
	struct call *call = claiming->call;
	uint32_t errors = diags_errors(call->diags), warnings = diags_warnings(call->diags);
	struct checked checked = {.path = path, .kind = FILE_METRICS};

	claiming->counting = (struct counting){.call = call};
	claiming->framework = NULL;
	claiming->counting.metrics = metrics_read(call, path);
	if (claiming->counting.metrics != NULL) {
		if (is_first && claiming->claims->review_count > 0)
			count_reviews(claiming);
		else
			compile_only(claiming, path);
		if (claiming->wording != NULL)
			metrics_check_claims(call->arena,
					     &(struct claim_ground){claiming->wording, claiming->counting.metrics, claiming->counting.view},
					     call->diags);
		describe_metrics(claiming, &checked);
	}
	checked.errors = diags_errors(call->diags) - errors;
	checked.warnings = diags_warnings(call->diags) - warnings;
	return checked;
}

/* ---- Articles ---- */

static void describe_article(const struct claiming *claiming, const struct article *article, struct checked *checked)
{
	struct article_counts counts = article_counts(article);
	struct arena *arena = claiming->call->arena;

	checked->usable = true;
	checked_text(checked, "title", counts.title);
	checked_number(checked, "sections", counts.sections);
	checked_number(checked, "figures", counts.figures);
	checked_number(checked, "metrics", counts.metrics);
	checked->summary = str_format(arena, "\"%s\": %s, %s of %s", str_c(counts.title), counted(arena, counts.sections, "section"),
				      counted(arena, counts.figures, "figure"), counted(arena, counts.metrics, "metric"));
}

static struct checked check_article(const struct claiming *claiming, const char *path)
{
	struct call *call = claiming->call;
	uint32_t errors = diags_errors(call->diags), warnings = diags_warnings(call->diags);
	struct checked checked = {.path = path, .name = "an article", .word = "article"};
	const struct source *source = source_open(call->arena, path, NO_SPAN, call->diags);
	const struct article *article = source == NULL ? NULL : article_read(call->arena, source, call->diags);

	if (article != NULL && claiming->counting.metrics == NULL && claiming->claims->metric_count == 0)
		diag(call->diags, CLI_NO_METRICS, NO_SPAN, "check");
	if (article != NULL) {
		if (claiming->counting.metrics != NULL && claiming->wording != NULL)
			article_check(call->arena, article,
				      &(struct claim_ground){claiming->wording, claiming->counting.metrics, claiming->counting.view}, call->diags);
		describe_article(claiming, article, &checked);
	}
	checked.errors = diags_errors(call->diags) - errors;
	checked.warnings = diags_warnings(call->diags) - warnings;
	return checked;
}

uint32_t claims_check(struct call *call, struct stock *stock, const struct claim_check *claims, struct checked *checked)
{
	struct claiming claiming = {.call = call, .stock = stock, .claims = claims};
	uint32_t count = 0;

	if (claims->metric_count + claims->article_count == 0)
		return 0;
	claiming.wording = wording_of(call);
	for (uint32_t i = claims->metric_count; i-- > 0;)
		checked[i] = check_metrics(&claiming, claims->metrics[i], i == 0);
	count = claims->metric_count;
	for (uint32_t i = 0; i < claims->article_count; i++)
		checked[count++] = check_article(&claiming, claims->articles[i]);
	return count;
}
