/* The metrics of a publication: their sentences, parts, series over time and changes; then by pillar and by group. */
#include "records_benchmark.h"

static struct str anchor_of(struct benchmark_gathering *gathering, const char *prefix, struct str id)
{
	return str_format(gathering->arena, "%s-%s", prefix, str_c(id));
}

/* What its author does not publish is not even named. */
static bool is_told(const struct benchmark_gathering *gathering, uint32_t index)
{
	const struct shown *shown = &gathering->view->statistics_shown[index].all;

	if (gathering->statistics->statistics[index].program == NULL)
		return false;
	return !(shown->as == SHOWN_NOT && shown->rule == PRIVACY_RULE_AUTHOR);
}

static struct str pillar_title(const struct benchmark_gathering *gathering, struct str id)
{
	const struct corpus *corpus = gathering->statistics->corpus;
	uint32_t index = str_is_empty(id) ? UINT32_MAX : corpus_pillar(corpus, id);

	return index == UINT32_MAX ? id : corpus->pillars[index].title;
}

static struct metric_record *metric_new(struct benchmark_gathering *gathering, uint32_t index)
{
	struct metric_record *record = arena_one(gathering->arena, struct metric_record);
	const struct metric *metric = gathering->statistics->statistics[index].metric;
	const struct wording *wording = gathering->wording;
	struct arena *arena = gathering->arena;

	record->index = index;
	record->metric = metric;
	record->shown = &gathering->view->statistics_shown[index];
	record->figure = gather_figure(gathering, metric, &record->shown->all);
	record->title = str_is_empty(metric->title) ? metric->id : metric->title;
	record->claim = figure_sentence(wording, arena, metric, &record->shown->all, metric->claim);
	record->saying = figure_sentence(wording, arena, metric, &record->shown->all, metric->saying);
	record->pillar = pillar_title(gathering, metric->pillar);
	record->anchor = anchor_of(gathering, "metric", metric->id);
	return record;
}

/* ---- Parts ---- */

static void gather_parts(struct benchmark_gathering *gathering, struct metric_record *whole)
{
	const struct statistic *statistic = &gathering->statistics->statistics[whole->index];
	GArray *parts = list_new();

	for (uint32_t i = 0; i < statistic->part_count; i++) {
		struct metric_record *metric = gathering->metrics[statistic->parts[i]];
		struct part_record *part = arena_one(gathering->arena, struct part_record);
		struct percent printed = {PERCENT_VALUE, statistic->part_percents == NULL ? 0 : statistic->part_percents[i],
					  (uint8_t)statistic->metric->rounding};
		struct shown as_part;

		if (metric == NULL || !whole->shown->parts_add_up || statistic->metric->rounding != whole->shown->all.percent.decimals)
			continue;
		metric->is_part = true;
		as_part = metric->shown->all;
		part->metric = metric;
		part->is_adjusted = as_part.percent.steps != printed.steps || as_part.percent.decimals != printed.decimals;
		as_part.percent = printed;
		part->percent = figure_said(gathering->wording, gathering->arena, metric->metric, &as_part, FIGURE_FORM_VALUE);
		part->amount = metric->figure->amount;
		whole->parts_adjusted = whole->parts_adjusted || part->is_adjusted;
		list_add(parts, value_record(part));
	}
	whole->parts = list_take(gathering->arena, parts);
}

/* ---- Series ---- */

static uint32_t place_of_period(const GArray *starts, uint32_t start)
{
	for (guint i = 0; i < starts->len; i++)
		if (g_array_index(starts, uint32_t, i) == start)
			return i;
	return 0;
}

static gint compare_starts(gconstpointer a, gconstpointer b)
{
	uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;

	return (one > two) - (one < two);
}

static const struct statistic *statistic_of(const struct benchmark_gathering *gathering, const struct metric_record *metric)
{
	return &gathering->statistics->statistics[metric->index];
}

/* All periods of all series make one axis, so that the small pictures can be compared. */
static GArray *collect_periods(struct benchmark_gathering *gathering)
{
	GArray *starts = g_array_new(FALSE, FALSE, sizeof(uint32_t)), *labels = list_new();
	GHashTable *seen = g_hash_table_new(NULL, NULL);

	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++) {
		const struct statistic *statistic = &gathering->statistics->statistics[m];

		for (uint32_t s = 0; gathering->metrics[m] != NULL && s < statistic->series_count; s++)
			for (uint32_t p = 0; p < statistic->series[s].period_count; p++) {
				const struct period *period = &statistic->series[s].periods[p];

				if (!g_hash_table_insert(seen, GUINT_TO_POINTER(period->start), (gpointer)(uintptr_t)period->label.text))
					continue;
				g_array_append_val(starts, period->start);
			}
	}
	g_array_sort(starts, compare_starts);
	for (guint i = 0; i < starts->len; i++)
		list_add(labels, value_text(str_of(g_hash_table_lookup(seen, GUINT_TO_POINTER(g_array_index(starts, uint32_t, i))))));
	gathering->record->periods = list_take(gathering->arena, labels);
	g_hash_table_destroy(seen);
	return starts;
}

/* What is of low reliability is in no finding. */
static bool may_be_told(const struct series *series, const struct shown_series *shown)
{
	return series->period_count > 1 && shown->periods[0].in_findings && shown->periods[series->period_count - 1].in_findings;
}

static const struct series_record *gather_series(struct benchmark_gathering *gathering, struct metric_record *metric, uint32_t number, GArray *starts)
{
	const struct series *series = &statistic_of(gathering, metric)->series[number];
	const struct shown_series *shown = &metric->shown->series[number];
	struct series_record *record = arena_one(gathering->arena, struct series_record);
	GArray *periods = list_new();

	record->series = series;
	record->metric = metric;
	record->movement = shown->has_movement && may_be_told(series, shown) ? series->movement : MOVEMENT_NONE;
	record->mix_changed = shown->has_movement && series->mix_changed;
	for (uint32_t p = 0; p < series->period_count; p++) {
		struct period_record *period = arena_one(gathering->arena, struct period_record);

		period->title = series->periods[p].label;
		period->place = place_of_period(starts, series->periods[p].start);
		period->figure = gather_figure(gathering, metric->metric, &shown->periods[p]);
		period->mark = p == 0 && number > 0 ? FIGURE_MARK_BREAK : period->figure->mark;
		record->first = p == 0 ? period : record->first;
		record->last = period;
		list_add(periods, value_record(period));
	}
	record->periods = list_take(gathering->arena, periods);
	return record;
}

static void gather_all_series(struct benchmark_gathering *gathering)
{
	GArray *starts = collect_periods(gathering), *trends = list_new(), *moved = list_new();

	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++) {
		struct metric_record *metric = gathering->metrics[m];
		GArray *own = list_new();

		for (uint32_t s = 0; metric != NULL && s < statistic_of(gathering, metric)->series_count; s++) {
			const struct series_record *record = gather_series(gathering, metric, s, starts);

			list_add(own, value_record(record));
			list_add(trends, value_record(record));
			if (record->movement != MOVEMENT_NONE)
				list_add(moved, value_record(record));
		}
		if (metric != NULL)
			metric->series = list_take(gathering->arena, own);
		else
			g_array_unref(own);
	}
	gathering->record->trends = list_take(gathering->arena, trends);
	gathering->record->moved = list_take(gathering->arena, moved);
	g_array_unref(starts);
}

/* ---- Changes ---- */

static const struct change_record *gather_change(struct benchmark_gathering *gathering, struct metric_record *metric)
{
	const struct change *change = statistic_of(gathering, metric)->change;
	const struct shown_change *shown = &metric->shown->change;
	struct change_record *record;

	if (change == NULL || shown->first.as == SHOWN_NOT || shown->last.as == SHOWN_NOT)
		return NULL;
	record = arena_one(gathering->arena, struct change_record);
	record->metric = metric;
	record->first = gather_figure(gathering, metric->metric, &shown->first);
	record->last = gather_figure(gathering, metric->metric, &shown->last);
	record->movement = shown->has_difference && shown->first.in_findings && shown->last.in_findings ? change->movement : MOVEMENT_NONE;
	record->is_up = shown->has_difference && shown->difference.steps > 0;
	if (shown->has_difference)
		record->points = figure_points(gathering->wording, gathering->arena, &shown->difference);
	record->is_rounded = shown->has_difference && !shown->difference.agrees;
	return record;
}

static void gather_changes(struct benchmark_gathering *gathering)
{
	GArray *changes = list_new();

	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++) {
		struct metric_record *metric = gathering->metrics[m];

		if (metric == NULL)
			continue;
		metric->change = gather_change(gathering, metric);
		if (metric->change != NULL)
			list_add(changes, value_record(metric->change));
	}
	gathering->record->changes = list_take(gathering->arena, changes);
}

/* ---- All ---- */

/* Headlines: what its author claims and the figures bear; where nothing is claimed, what is bad and sure. */
static struct list headlines(struct benchmark_gathering *gathering, bool claimed)
{
	GArray *found = list_new();

	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++) {
		const struct metric_record *metric = gathering->metrics[m];
		bool wanted = metric != NULL && metric->shown->all.in_findings && metric->metric->kind == METRIC_SHARE;

		if (wanted && (claimed ? !str_is_empty(metric->claim) : metric->metric->direction == DIRECTION_BAD && !metric->is_part))
			list_add(found, value_record(metric));
	}
	sort_metrics(found);
	return list_take(gathering->arena, found);
}

static void list_metrics(struct benchmark_gathering *gathering)
{
	struct benchmark_record *record = gathering->record;
	GArray *all = list_new(), *numbers = list_new(), *wholes = list_new();

	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++) {
		const struct metric_record *metric = gathering->metrics[m];

		if (metric == NULL)
			continue;
		list_add(all, value_record(metric));
		if (metric->metric->kind != METRIC_SHARE)
			list_add(numbers, value_record(metric));
		if (metric->parts.count > 0)
			list_add(wholes, value_record(metric));
	}
	record->all = list_take(gathering->arena, all);
	record->numbers = list_take(gathering->arena, numbers);
	record->wholes = list_take(gathering->arena, wholes);
	record->headlines = headlines(gathering, true);
	if (record->headlines.count == 0)
		record->headlines = headlines(gathering, false);
}

void gather_metrics(struct benchmark_gathering *gathering)
{
	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++)
		if (is_told(gathering, m))
			gathering->metrics[m] = metric_new(gathering, m);
	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++)
		if (gathering->metrics[m] != NULL)
			gather_parts(gathering, gathering->metrics[m]);
	gather_all_series(gathering);
	gather_changes(gathering);
	list_metrics(gathering);
}
