/* Statistics as a tree (JSON): for client reports that place a client among its peers, and for other programs. */
#include "statistics_json.h"
#include "statistics_rows.h"

void json_count(struct tree_writer *tree, const char *key, uint32_t count)
{
	char text[16];

	g_snprintf(text, sizeof text, "%u", count);
	tree_number(tree, key, str_of(text));
}

void json_steps(struct tree_writer *tree, const char *key, int64_t steps, uint32_t decimals)
{
	GString *text = g_string_new(NULL);

	steps_append(text, steps, decimals);
	tree_number(tree, key, str_of(text->str));
	g_string_free(text, TRUE);
}

void json_exact(struct tree_writer *tree, const char *key, double value)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	tree_number(tree, key, str_of(g_ascii_dtostr(text, sizeof text, value)));
}

void json_day(struct tree_writer *tree, const char *key, uint32_t day)
{
	GString *text = g_string_new(NULL);

	day_append(text, day);
	tree_some(tree, key, str_of(text->str));
	g_string_free(text, TRUE);
}

/* ---- A figure ---- */

static void write_number(struct tree_writer *tree, const struct shown *shown)
{
	json_steps(tree, "value", shown->number.steps, shown->number.decimals);
	if (!shown->has_interval)
		return;
	json_steps(tree, "low", shown->number.low, shown->number.decimals);
	json_steps(tree, "high", shown->number.high, shown->number.decimals);
}

static void write_percent(struct tree_writer *tree, const struct shown *shown)
{
	static const char *const fractions[] = {
		[FRACTION_NONE] = "",
		[FRACTION_PLAIN] = "",
		[FRACTION_NEARLY] = "nearly ",
		[FRACTION_JUST_OVER] = "just over ",
	};

	json_steps(tree, "percent", shown->percent.steps, shown->percent.decimals);
	if (shown->has_interval) {
		json_steps(tree, "low", shown->interval.low, shown->interval.decimals);
		json_steps(tree, "high", shown->interval.high, shown->interval.decimals);
	}
	if (shown->has_counts) {
		json_count(tree, "hits", shown->share.hits);
		json_count(tree, "of", shown->share.of);
	}
	if (shown->fraction.sense != FRACTION_NONE) {
		char text[40];

		g_snprintf(text, sizeof text, "%s%u/%u", fractions[shown->fraction.sense], shown->fraction.numerator, shown->fraction.denominator);
		tree_text(tree, "fraction", str_of(text));
	}
}

static void write_base(struct tree_writer *tree, const struct shown *shown)
{
	json_count(tree, "base", shown->base);
	json_count(tree, "clients", shown->clients);
	if (shown->base_is_rounded)
		tree_flag(tree, "base_is_rounded", true);
	if (!str_is_empty(shown->as_of))
		tree_text(tree, "as_of", shown->as_of);
}

void json_shown(struct tree_writer *tree, const struct shown *shown, enum json_kind kind)
{
	char letters[CODE_COUNT + 1];

	tree_text(tree, "as", str_of(shown_as_name(shown->as)));
	if (shown->codes != 0)
		tree_text(tree, "flags", str_of(shown_codes_text(shown->codes, letters)));
	if (shown->rule != PRIVACY_RULE_NONE)
		tree_text(tree, "because", str_of(privacy_rule_reason(shown->rule)));
	if (shown->as == SHOWN_NOT || shown->as == SHOWN_MERGED)
		return;
	write_base(tree, shown);
	if (kind == JSON_NUMBER)
		write_number(tree, shown);
	else if (kind == JSON_SHARE)
		write_percent(tree, shown);
	if (shown->in_findings)
		tree_flag(tree, "in_findings", true);
}

static void write_open(struct tree_writer *tree, const struct estimate *estimate)
{
	tree_map(tree, "counts");
	json_count(tree, "k", estimate->k);
	json_count(tree, "n", estimate->n);
	json_count(tree, "unknown", estimate->unknown);
	json_count(tree, "not_applicable", estimate->not_applicable);
	json_count(tree, "not_asked", estimate->not_asked);
	json_count(tree, "base_unknown", estimate->base_unknown);
	json_count(tree, "off_base", estimate->off_base);
	json_count(tree, "excluded", estimate->refused);
	json_exact(tree, "value", estimate->value);
	if (estimate->method != INTERVAL_NONE) {
		json_exact(tree, "low", estimate->interval.low);
		json_exact(tree, "high", estimate->interval.high);
	}
	tree_text(tree, "method", str_of(interval_method_name(estimate->method)));
	tree_close(tree);
}

static void write_figure(struct tree_writer *tree, const struct protected_view *view, const struct figure_row *row)
{
	GString *display = g_string_new(NULL);

	tree_map(tree, NULL);
	tree_some(tree, "segment", row->segment);
	tree_some(tree, "value", row->value);
	tree_some(tree, "period", row->period);
	figure_display(row, display);
	tree_some(tree, "display", str_of(display->str));
	json_shown(tree, row->shown, figure_is_number(row) ? JSON_NUMBER : JSON_SHARE);
	if (row->reasons != NULL && row->shown->as != SHOWN_NOT) {
		json_count(tree, "unknown", row->reasons->unknown);
		json_count(tree, "not_applicable", row->reasons->not_applicable);
		json_count(tree, "not_asked", row->reasons->not_asked);
	}
	if (!view->is_protected && row->estimate != NULL)
		write_open(tree, row->estimate);
	tree_close(tree);
	g_string_free(display, TRUE);
}

/* ---- Metrics ---- */

static void write_texts(struct tree_writer *tree, struct arena *arena, const struct metrics *metrics, const struct metric *metric)
{
	static const char *const kinds[] = {[METRIC_SHARE] = "share", [METRIC_MEAN] = "mean", [METRIC_MEDIAN] = "median"};

	tree_text(tree, "id", metric->id);
	tree_some(tree, "title", metric->title);
	tree_text(tree, "kind", str_of(kinds[metric->kind]));
	tree_text(tree, "direction", str_of(direction_name(metric->direction)));
	tree_some(tree, "pillar", metric->pillar);
	tree_some(tree, "group", metric->group);
	tree_some(tree, "unit", metric->unit);
	tree_some(tree, "definition", metric->value.text);
	tree_some(tree, "base", metric->base.text);
	tree_some(tree, "base_title", metric->base_title);
	tree_some(tree, "applies", metric->applies.text);
	tree_some(tree, "note", metric->note);
	tree_text(tree, "definition_sha256", str_of(definition_digest(arena, metrics, metric)));
}

static void write_parts(struct tree_writer *tree, const struct protected_view *view, const struct statistic *statistic)
{
	const struct shown_statistic *shown = &view->statistics_shown[statistic - view->statistics->statistics];

	if (!shown->parts_add_up)
		return;
	tree_list(tree, "parts");
	for (uint32_t i = 0; i < statistic->part_count; i++) {
		tree_map(tree, NULL);
		tree_text(tree, "metric", view->statistics->statistics[statistic->parts[i]].metric->id);
		json_steps(tree, "percent", statistic->part_percents[i], statistic->metric->rounding);
		tree_close(tree);
	}
	tree_close(tree);
}

static uint32_t write_metric(struct tree_writer *tree, struct arena *arena, const struct protected_view *view, const struct figure_row *rows,
			     uint32_t count)
{
	const struct statistic *statistic = rows->statistic;
	uint32_t at = 0;

	tree_map(tree, NULL);
	write_texts(tree, arena, view->statistics->metrics, statistic->metric);
	write_parts(tree, view, statistic);
	tree_list(tree, "figures");
	for (; at < count && rows[at].statistic == statistic; at++)
		write_figure(tree, view, &rows[at]);
	tree_close(tree);
	tree_close(tree);
	return at;
}

static void write_metrics(struct tree_writer *tree, struct arena *arena, const struct protected_view *view)
{
	uint32_t count, at = 0;
	const struct figure_row *rows = figure_rows(arena, view, &count);

	tree_list(tree, "metrics");
	while (at < count)
		at += write_metric(tree, arena, view, rows + at, count - at);
	tree_close(tree);
}

/* ---- The head ---- */

static void write_release(struct tree_writer *tree, const struct protected_view *view)
{
	tree_map(tree, "release");
	tree_some(tree, "name", view->release);
	json_day(tree, "date", view->release_date);
	tree_flag(tree, "for_publication", view->is_protected);
	tree_close(tree);
}

static void write_month(struct tree_writer *tree, const struct protected_view *view, const char *key, uint32_t day)
{
	GString *text = g_string_new(NULL);

	day_append_of(text, view, day);
	tree_some(tree, key, str_of(text->str));
	g_string_free(text, TRUE);
}

static void write_population(struct tree_writer *tree, const struct protected_view *view)
{
	const struct statistics *statistics = view->statistics;
	const struct population *population = &statistics->metrics->population;

	tree_map(tree, "population");
	tree_some(tree, "title", population->title);
	tree_some(tree, "framework", statistics->metrics->framework);
	tree_text(tree, "unit", str_of(unit_name(population->unit)));
	tree_some(tree, "where", population->where.text);
	tree_some(tree, "consent", population->consent.text);
	write_month(tree, view, "first", statistics->counts.first_date);
	write_month(tree, view, "last", statistics->counts.last_date);
	json_shown(tree, &view->population, JSON_SIZE);
	tree_close(tree);
}

static void write_left_out(struct tree_writer *tree, const struct statistics_output *output)
{
	json_count(tree, "unreadable", output->left_out_count);
	if (output->view->is_protected || output->left_out_count == 0)
		return;
	tree_list(tree, "unreadable_files");
	for (uint32_t i = 0; i < output->left_out_count; i++) {
		tree_map(tree, NULL);
		tree_text(tree, "file", output->left_out[i].path);
		tree_text(tree, "reason", output->left_out[i].reason);
		tree_close(tree);
	}
	tree_close(tree);
}

static void write_reading(struct tree_writer *tree, const struct statistics_output *output)
{
	const struct population_counts *counts = &output->view->statistics->counts;

	tree_map(tree, "reviews");
	write_left_out(tree, output);
	if (output->view->refused_is_under)
		json_count(tree, "excluded_under", output->view->refused);
	else
		json_count(tree, "excluded", output->view->refused);
	if (!output->view->is_protected) {
		json_count(tree, "found", output->found);
		json_count(tree, "outside", counts->outside);
		json_count(tree, "outside_unknown", counts->outside_unknown);
		json_count(tree, "superseded", counts->superseded);
		json_count(tree, "taken", counts->taken);
		json_count(tree, "duplicates", counts->duplicates);
		json_count(tree, "without_framework", counts->without_framework);
	}
	tree_close(tree);
}

static void write_json(const struct statistics_output *output, GString *out)
{
	struct arena *arena = arena_new();
	struct tree_writer tree;

	tree_begin(&tree, NATIVE_JSON, out);
	tree_text(&tree, "plumbline", STR("statistics/1"));
	tree_text(&tree, "program", str_of(output->version));
	write_release(&tree, output->view);
	write_population(&tree, output->view);
	write_reading(&tree, output);
	json_count(&tree, "tests", output->view->statistics->tests);
	write_metrics(&tree, arena, output->view);
	json_tables(&tree, output->view);
	json_peers(&tree, output->view);
	tree_end(&tree);
	arena_free(arena);
}

const struct statistics_format statistics_json = {"json", ".json", "statistics.json", write_json};
