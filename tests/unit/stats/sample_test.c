/* The reviews of samples/benchmark: every published figure comes out, and the population is the one that the sample says. */
#include <string.h>

#include "formats/load.h"
#include "stats/display.h"
#include "stats/statistics.h"

#define BENCHMARK ROOT "/samples/benchmark/"

struct run {
	struct arena *arena;
	struct diags *diags;
	struct rows *rows;
	const struct ruleset *ruleset;
	const struct statistics *statistics;
};

static GPtrArray *review_paths(void)
{
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	GDir *folder = g_dir_open(BENCHMARK "reviews", 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
		if (g_str_has_suffix(name, ".yaml"))
			g_ptr_array_add(paths, g_build_filename(BENCHMARK "reviews", name, NULL));
	if (folder != NULL)
		g_dir_close(folder);
	return paths;
}

static void add_review(struct run *run, struct library *library, const char *path)
{
	const struct review *review = library_review(library, run->arena, path, NULL, 0, run->diags);

	g_assert_nonnull(review);
	if (run->ruleset == NULL)
		run->ruleset = ruleset_new(run->arena, review->lenses[0].framework, run->diags);
	g_assert_true(rows_add(run->rows, assess(run->arena, review, &run->ruleset, run->diags),
			       digest_of(review->source->bytes.text, review->source->bytes.length)));
}

static void read_all(struct run *run)
{
	struct library *library = library_new(run->arena);
	GPtrArray *paths = review_paths();

	for (uint32_t i = 0; i < paths->len; i++)
		add_review(run, library, g_ptr_array_index(paths, i));
	g_ptr_array_unref(paths);
}

static void count(struct run *run)
{
	static const struct statistics_request request;
	const struct source *source = source_open(run->arena, BENCHMARK "metrics.yaml", NO_SPAN, run->diags);
	const struct node *root = source == NULL ? NULL : read_any(run->arena, source, run->diags);
	const struct metrics *metrics = root == NULL ? NULL : metrics_decode(run->arena, source, root, run->diags);
	const struct corpus *corpus = corpus_new(run->arena, run->rows, run->diags);

	g_assert_nonnull(metrics);
	run->statistics = statistics_new(run->arena, metric_compile(run->arena, metrics, corpus, run->diags), corpus, &request, run->diags);
}

static void check_line(const struct run *run, const char *line)
{
	char **cells = g_strsplit(line, ",", -1);
	uint32_t at = metrics_find(run->statistics->metrics, str_of(cells[0]));
	const struct estimate *all;

	g_assert_cmpuint(at, !=, UINT32_MAX);
	all = &run->statistics->statistics[at].all;
	g_assert_cmpuint(percent_of(all->share, 0).steps, ==, (uint32_t)g_ascii_strtoull(cells[1], NULL, 10));
	g_assert_true(all->interval.low < all->value && all->value < all->interval.high);
	if (strcmp(cells[2], "half") == 0)
		g_assert_cmpuint(all->fraction.denominator, ==, 2);
	g_strfreev(cells);
}

static void test_published(void)
{
	struct run run = {.arena = arena_new()};
	char *expected = NULL, **lines;
	uint32_t checked = 0;

	if (!g_file_get_contents(BENCHMARK "expected.csv", &expected, NULL, NULL)) {
		g_test_skip("the sample is not here");
		arena_free(run.arena);
		return;
	}
	run.diags = diags_new(run.arena);
	run.rows = rows_new(run.arena, STR("aws-wa"));
	read_all(&run);
	count(&run);
	g_assert_cmpuint(diags_errors(run.diags), ==, 0);
	g_assert_cmpuint(run.statistics->counts.taken, ==, 150);
	g_assert_cmpuint(run.statistics->counts.clients, ==, 150);
	lines = g_strsplit(g_strchomp(expected), "\n", -1);
	for (char **line = lines + 1; *line != NULL; line++, checked++)
		check_line(&run, g_strchomp(*line));
	g_assert_cmpuint(checked, ==, 19);
	g_strfreev(lines);
	g_free(expected);
	arena_free(run.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/stats/sample/published", test_published);
	return g_test_run();
}
