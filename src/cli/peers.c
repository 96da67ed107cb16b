/* --benchmark of `plumbline report`: where a client's peers come from. */
#include "cli/peers.h"

#include <string.h>

#include "cli/counting.h"
#include "cli/data.h"
#include "formats/load.h"

/* Options that only say how reviews of --benchmark are counted. */
static bool options_fit(struct call *call, bool counts)
{
	static const enum option_id counting[] = {OPTION_METRICS, OPTION_BY, OPTION_NO_CACHE};

	for (size_t i = 0; i < G_N_ELEMENTS(counting) && !counts; i++)
		if (call_has(call, counting[i]))
			return diag(call->diags, CLI_NEEDS_BENCHMARK, NO_SPAN, options[counting[i]].name);
	return true;
}

static bool is_statistics(const struct node *root)
{
	const struct node *version = node_find(root, "plumbline");

	return version != NULL && version->kind == NODE_SCALAR && g_str_has_prefix(version->text.text, "statistics/");
}

/* The one file that --benchmark names, if that is statistics, or cannot be read at all. */
static bool open_file(struct call *call, const char *path, struct peer_source *peers, bool *done)
{
	struct diags *diags = diags_new(call->arena);
	const struct source *source = source_open(call->arena, path, NO_SPAN, diags);
	const struct node *root = source == NULL ? NULL : read_any(call->arena, source, diags);

	*done = root == NULL || is_statistics(root);
	if (root == NULL) {
		diags_append(call->diags, diags);
		return false;
	}
	if (!*done)
		return true;
	if (!options_fit(call, false))
		return false;
	peers->publication = peer_publication_read(call->arena, source, root, call->diags);
	return peers->publication != NULL;
}

/* What is wrong with the metrics is told once, not for each report. */
static bool check_counting(struct call *call, const struct peer_source *peers)
{
	const struct corpus *corpus = corpus_new(call->arena, peers->rows, call->diags);

	if (corpus != NULL && peers->metrics != NULL)
		metric_compile(call->arena, peers->metrics, corpus, call->diags);
	return corpus != NULL && peer_keys_check(peers->by, peers->by_count, call->diags) && diags_errors(call->diags) == 0;
}

/* The client of the report is no word for reviews that name none. */
static bool open_reviews(struct call *call, struct str framework, struct peer_source *peers)
{
	const struct option_values *paths = &call->values[OPTION_BENCHMARK], *frameworks = &call->values[OPTION_FRAMEWORK];
	const char *metrics = call_value(call, OPTION_METRICS, NULL);
	struct stock *stock = stock_new(call->arena, frameworks->items, frameworks->count);
	struct reviews_wanted wanted = {.paths = paths->items, .path_count = paths->count, .framework = framework};
	struct corpus_load *load;

	peers->metrics = metrics == NULL ? NULL : metrics_read(call, metrics);
	if ((metrics != NULL && peers->metrics == NULL) || diags_errors(call->diags) > 0 || !call_workers(call, &wanted.workers))
		return false;
	if (peers->metrics != NULL && !str_is_empty(peers->metrics->framework))
		wanted.framework = peers->metrics->framework;
	stock_wish(stock, data_official(call), NULL);
	load = corpus_load_new(call->arena, stock, wanted.framework);
	if (!reviews_read(call, load, &wanted) || diags_errors(call->diags) > 0)
		return false;
	peers->rows = load->rows;
	peers->by = keys_of(call, &peers->by_count);
	if (rows_count(load->rows) == 0)
		diag(call->diags, CLI_PEERS_OTHER, NO_SPAN, str_c(wanted.framework));
	return check_counting(call, peers);
}

bool peers_open(struct call *call, struct str framework, const struct peer_source **source)
{
	const struct option_values *paths = &call->values[OPTION_BENCHMARK];
	struct peer_source *peers = arena_one(call->arena, struct peer_source);
	bool done = false;

	*source = NULL;
	if (paths->count == 0)
		return options_fit(call, false);
	if (paths->count == 1 && g_file_test(paths->items[0], G_FILE_TEST_IS_REGULAR) && !open_file(call, paths->items[0], peers, &done))
		return false;
	if (!done && !open_reviews(call, framework, peers))
		return false;
	*source = peers;
	return true;
}
