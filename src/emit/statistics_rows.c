/* The figures of all metrics in one list, and their words for data files. */
#include "statistics_rows.h"

#include <string.h>

static void add_row(GArray *rows, const struct statistic *statistic, const struct shown *shown, enum figure_place place)
{
	struct figure_row row = {.statistic = statistic, .shown = shown, .place = place};

	g_array_append_val(rows, row);
}

static struct figure_row *last_of(GArray *rows)
{
	return &g_array_index(rows, struct figure_row, rows->len - 1);
}

static void add_segment(GArray *rows, const struct statistics *all, const struct statistic *statistic, uint32_t number,
			const struct shown_segment *shown)
{
	const struct segment *segment = &statistic->segments[number];
	const struct split *split = &all->splits[segment->split];

	for (uint32_t g = 0; g < split->group_count; g++) {
		add_row(rows, statistic, &shown->cells[g], FIGURE_GROUP);
		last_of(rows)->estimate = &segment->cells[g].estimate;
		last_of(rows)->segment = split->key;
		last_of(rows)->value = split->groups[g].value;
	}
	for (uint32_t m = 0; m < shown->merge_count; m++) {
		add_row(rows, statistic, &shown->merges[m].shown, FIGURE_MERGE);
		last_of(rows)->segment = split->key;
		last_of(rows)->value = shown->merges[m].label;
	}
}

static void add_series(GArray *rows, const struct statistic *statistic, uint32_t number, const struct shown_series *shown)
{
	const struct series *series = &statistic->series[number];

	for (uint32_t p = 0; p < series->period_count; p++) {
		add_row(rows, statistic, &shown->periods[p], FIGURE_PERIOD);
		last_of(rows)->estimate = &series->periods[p].estimate;
		last_of(rows)->period = series->periods[p].label;
	}
}

static void add_statistic(GArray *rows, const struct protected_view *view, uint32_t index)
{
	const struct statistic *statistic = &view->statistics->statistics[index];
	const struct shown_statistic *shown = &view->statistics_shown[index];

	add_row(rows, statistic, &shown->all, FIGURE_WHOLE);
	last_of(rows)->estimate = &statistic->all;
	last_of(rows)->reasons = &shown->reasons;
	for (uint32_t i = 0; i < statistic->segment_count; i++)
		add_segment(rows, view->statistics, statistic, i, &shown->segments[i]);
	for (uint32_t i = 0; i < statistic->series_count; i++)
		add_series(rows, statistic, i, &shown->series[i]);
	if (statistic->change == NULL)
		return;
	add_row(rows, statistic, &shown->change.first, FIGURE_FIRST);
	last_of(rows)->period = STR("first review");
	add_row(rows, statistic, &shown->change.last, FIGURE_LAST);
	last_of(rows)->period = STR("latest review");
}

const struct figure_row *figure_rows(struct arena *arena, const struct protected_view *view, uint32_t *count)
{
	GArray *rows = g_array_new(FALSE, TRUE, sizeof(struct figure_row));
	struct figure_row *kept;

	for (uint32_t i = 0; i < view->statistics->statistic_count; i++)
		if (view->statistics->statistics[i].program != NULL)
			add_statistic(rows, view, i);
	*count = rows->len;
	kept = arena_array(arena, struct figure_row, rows->len);
	for (guint i = 0; i < rows->len; i++)
		kept[i] = g_array_index(rows, struct figure_row, i);
	g_array_unref(rows);
	return kept;
}

bool figure_is_open(const struct protected_view *view, const struct figure_row *row)
{
	if (row->estimate == NULL)
		return false;
	return !view->is_protected ||
	       (row->place == FIGURE_WHOLE && row->shown->as == SHOWN_VALUE && row->shown->has_counts && str_is_empty(row->shown->as_of));
}

bool figure_is_number(const struct figure_row *row)
{
	return row->statistic->metric->kind != METRIC_SHARE;
}

void steps_append(GString *out, int64_t steps, uint32_t decimals)
{
	uint64_t size = (uint64_t)ABS(steps), unit = 1;

	for (uint32_t i = 0; i < decimals; i++)
		unit *= 10;
	g_string_append_printf(out, "%s%" G_GUINT64_FORMAT, steps < 0 ? "-" : "", size / unit);
	if (decimals > 0)
		g_string_append_printf(out, ".%0*" G_GUINT64_FORMAT, (int)decimals, size % unit);
}

void day_append(GString *out, uint32_t day)
{
	if (day != 0)
		g_string_append_printf(out, "%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100);
}

void day_append_of(GString *out, const struct protected_view *view, uint32_t day)
{
	gsize before = out->len;

	day_append(out, day);
	if (view->is_protected && day != 0)
		g_string_truncate(out, before + strlen("2019-07"));
}

void figure_display(const struct figure_row *row, GString *out)
{
	const struct shown *shown = row->shown;
	char text[PERCENT_TEXT_SIZE];

	if (shown->as == SHOWN_NOT || shown->as == SHOWN_MERGED)
		return;
	if (figure_is_number(row)) {
		steps_append(out, shown->number.steps, shown->number.decimals);
		return;
	}
	g_string_append(out, shown->as == SHOWN_UNDER ? "under " : shown->as == SHOWN_OVER ? "over " : "");
	g_string_append(out, percent_text(shown->percent, text));
}

const char *interval_method_name(enum interval_method method)
{
	static const char *const names[] = {
		[INTERVAL_NONE] = "none",
		[INTERVAL_WILSON] = "wilson",
		[INTERVAL_WILSON_CLUSTER] = "wilson-cluster",
		[INTERVAL_WILSON_FINITE] = "wilson-finite",
		[INTERVAL_T] = "t",
		[INTERVAL_ORDER] = "order-statistics",
	};

	return names[method];
}

const char *direction_name(enum direction direction)
{
	static const char *const names[] = {[DIRECTION_GOOD] = "good", [DIRECTION_BAD] = "bad", [DIRECTION_NEUTRAL] = "neutral"};

	return names[direction];
}

const char *unit_name(enum metric_unit unit)
{
	static const char *const names[] = {[UNIT_CLIENT] = "client", [UNIT_WORKLOAD] = "workload", [UNIT_REVIEW] = "review"};

	return names[unit];
}

const char *shown_as_name(enum shown_as as)
{
	static const char *const names[] = {
		[SHOWN_NOT] = "not-shown", [SHOWN_VALUE] = "value", [SHOWN_UNDER] = "under", [SHOWN_OVER] = "over", [SHOWN_MERGED] = "merged",
	};

	return names[as];
}

const char *figure_status(const struct protected_view *view, const struct shown *shown)
{
	if (!view->is_protected)
		return "N";
	if ((shown->codes & 1u << CODE_CONFIDENTIAL) == 0)
		return "F";
	return shown->is_secondary ? "D" : "C";
}

/* ---- Definitions ---- */

static void describe(GString *out, const char *name, struct str text)
{
	g_string_append_printf(out, "%s %u:%.*s\n", name, text.length, STR_ARGS(text));
}

static bool is_listed(const GArray *list, uint32_t index)
{
	for (guint i = 0; i < list->len; i++)
		if (g_array_index(list, uint32_t, i) == index)
			return true;
	return false;
}

/* Metrics that the text names; a word that only looks like one does no harm. */
static void list_named(const struct metrics *metrics, struct str text, GArray *list)
{
	static const char call[] = "metric(";
	const char *at = str_c(text);

	while ((at = g_strstr_len(at, -1, call)) != NULL) {
		const char *end = strchr(at += sizeof call - 1, ')');
		char *id = g_strstrip(g_strndup(at, end == NULL ? 0 : (gsize)(end - at)));
		uint32_t index = metrics_find(metrics, str_of(id));

		if (index != UINT32_MAX && !is_listed(list, index))
			g_array_append_val(list, index);
		g_free(id);
	}
}

static void describe_metric(const struct metrics *metrics, const struct metric *metric, GArray *list, GString *out)
{
	const struct formula *const texts[] = {&metric->value, &metric->base, &metric->applies};
	static const char *const names[] = {"value", "base", "applies"};

	g_string_append_printf(out, "kind %d missing %d\n", (int)metric->kind, (int)metric->missing);
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		describe(out, names[i], texts[i]->text);
		list_named(metrics, texts[i]->text, list);
	}
}

const char *definition_digest(struct arena *arena, const struct metrics *metrics, const struct metric *metric)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	uint32_t own = (uint32_t)(metric - metrics->metrics);
	GString *all = g_string_new(NULL);
	const char *digest;
	char *text;

	describe(all, "framework", metrics->framework);
	g_string_append_printf(all, "unit %d select %d\n", (int)metrics->population.unit, (int)metrics->population.select);
	describe(all, "where", metrics->population.where.text);
	describe(all, "consent", metrics->population.consent.text);
	g_array_append_val(list, own);
	for (guint i = 0; i < list->len; i++)
		describe_metric(metrics, &metrics->metrics[g_array_index(list, uint32_t, i)], list, all);
	text = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all->str, (gssize)all->len);
	digest = str_from(arena, text).text;
	g_free(text);
	g_string_free(all, TRUE);
	g_array_unref(list);
	return digest;
}
