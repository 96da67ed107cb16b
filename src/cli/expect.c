/* --expect: figures that were published, beside those that were computed. */
#include <string.h>

#include "base/near.h"
#include "cli/console.h"
#include "cli/counting.h"
#include "read/csv.h"

struct expecting {
	struct call *call;
	const struct protected_view *view;
	const char *path;
	int metric, published; /* columns */
	GString *out;
	uint32_t compared, differing;
};

static int column_of(const struct node *header, const char *name)
{
	int number = 0;

	for (const struct node *cell = header == NULL ? NULL : header->first; cell != NULL; cell = cell->next, number++)
		if (str_is(cell->text, name))
			return number;
	return -1;
}

static uint32_t find_statistic(const struct protected_view *view, struct str id, struct str *nearest)
{
	struct near near = near_to(id);

	for (uint32_t i = 0; i < view->statistics->statistic_count; i++) {
		if (str_equal(view->statistics->statistics[i].metric->id, id))
			return i;
		near_offer(&near, view->statistics->statistics[i].metric->id);
	}
	*nearest = near.best;
	return UINT32_MAX;
}

static void append_counts(GString *out, const struct shown *shown)
{
	GString *counts = g_string_new(NULL);

	if (shown->has_counts)
		g_string_append_printf(counts, "%u of %u", shown->share.hits, shown->share.of);
	else
		g_string_append_printf(counts, "of %u", shown->base);
	g_string_append_printf(out, "  %-12s", counts->str);
	g_string_truncate(counts, 0);
	if (shown->has_interval)
		g_string_append_printf(counts, "%u to %u%%", shown->interval.low, shown->interval.high);
	g_string_append_printf(out, "  %-12s", counts->str);
	g_string_free(counts, TRUE);
}

static void compare(struct expecting *expecting, uint32_t index, struct str published)
{
	const struct metric *metric = expecting->view->statistics->statistics[index].metric;
	const struct shown *shown = &expecting->view->statistics_shown[index].all;
	char text[PERCENT_TEXT_SIZE];
	const char *computed = shown->as == SHOWN_VALUE && metric->kind == METRIC_SHARE ? percent_text(shown->percent, text) : "none";
	char *expected = g_strconcat(str_c(published), "%", NULL);
	bool same = strcmp(computed, expected) == 0;

	expecting->compared++;
	expecting->differing += !same;
	g_string_append_printf(expecting->out, "%-26s %9s %9s", str_c(metric->id), expected, computed);
	append_counts(expecting->out, shown);
	g_string_append_printf(expecting->out, "  %s  %s\n", same ? "same   " : "DIFFERS", str_c(metric->title));
	g_free(expected);
}

static bool compare_row(struct expecting *expecting, const struct node *row)
{
	const struct node *metric = csv_cell(row, (uint32_t)expecting->metric), *published = csv_cell(row, (uint32_t)expecting->published);
	struct str nearest = STR("");
	uint32_t index;

	if (metric == NULL || published == NULL)
		return true;
	index = find_statistic(expecting->view, metric->text, &nearest);
	if (index == UINT32_MAX)
		return diag(expecting->call->diags, CLI_EXPECTED_UNKNOWN, metric->span, expecting->path, str_c(metric->text), str_c(nearest));
	compare(expecting, index, published->text);
	return true;
}

static enum exit_status conclude(struct expecting *expecting)
{
	struct arena *arena = expecting->call->arena;

	if (!console_put(expecting->out->str, expecting->out->len))
		return EXIT_SYSTEM;
	if (expecting->differing == 0)
		return EXIT_CLEAN;
	diag(expecting->call->diags, CLI_UNEXPECTED, NO_SPAN, str_format(arena, "%u", expecting->differing).text,
	     str_format(arena, "%u", expecting->compared).text);
	return EXIT_FAULTS;
}

enum exit_status expect_compare(struct call *call, const struct protected_view *view, const char *path)
{
	const struct source *source = source_open(call->arena, path, NO_SPAN, call->diags);
	const struct node *root = source == NULL ? NULL : csv_read(call->arena, source, call->diags);
	struct expecting expecting = {.call = call, .view = view, .path = path};
	enum exit_status status = EXIT_CLEAN, concluded;

	if (root == NULL)
		return EXIT_FAULTS;
	expecting.metric = column_of(root->first, "metric");
	expecting.published = column_of(root->first, "published");
	if (expecting.metric < 0 || expecting.published < 0) {
		diag(call->diags, CLI_BAD_EXPECTED, NO_SPAN, path);
		return EXIT_FAULTS;
	}
	expecting.out = g_string_new(NULL);
	g_string_append_printf(expecting.out, "%-26s %9s %9s  %-12s  %-12s\n", "metric", "published", "computed", "k of n", "95% interval");
	for (const struct node *row = root->first->next; row != NULL; row = row->next)
		if (!compare_row(&expecting, row))
			status = EXIT_FAULTS;
	concluded = conclude(&expecting);
	g_string_free(expecting.out, TRUE);
	return MAX(status, concluded);
}
