/* The groups of a publication: their sizes, the figures of metrics and pillars by group, and the differences that may be told. */
#include <string.h>

#include "records_benchmark.h"

static const char fact_prefix[] = "ctx.";

/* "small" of "ctx.size" as the language says it: the words of facts are those of reports. */
static struct str group_title(struct benchmark_gathering *gathering, const struct split *split, struct str value)
{
	struct str named = STR("");
	GString *title;

	if (g_str_has_prefix(str_c(split->key), fact_prefix)) {
		struct str fact = str_of(split->key.text + sizeof fact_prefix - 1);

		named = wording_key(gathering->wording, gathering->arena, str_format(gathering->arena, "group_%s", str_c(fact)), value);
		named = str_is_empty(named) ? wording_key(gathering->wording, gathering->arena, fact, value) : named;
	}
	named = str_is_empty(named) ? value : named;
	title = g_string_new_len(str_c(named), named.length);
	words_capitalise(title, 0);
	return str_take(gathering->arena, title);
}

static struct str split_title(struct benchmark_gathering *gathering, const struct split *split)
{
	const char *dot = strrchr(str_c(split->key), '.');
	struct str named = wording_key(gathering->wording, gathering->arena, STR("split"), str_of(dot == NULL ? split->key.text : dot + 1));

	return str_is_empty(named) ? split->label : named;
}

static struct cell_record *cell_new(struct benchmark_gathering *gathering, struct str title, const struct figure_record *figure)
{
	struct cell_record *cell = arena_one(gathering->arena, struct cell_record);

	cell->title = title;
	cell->figure = figure;
	return cell;
}

static void gather_sizes(struct benchmark_gathering *gathering, uint32_t index, struct split_record *record)
{
	const struct shown_split *shown = &gathering->view->splits[index];
	GArray *groups = list_new();
	uint32_t codes;

	for (uint32_t g = 0; g < record->split->group_count; g++) {
		struct cell_record *cell = cell_new(gathering, group_title(gathering, record->split, record->split->groups[g].value),
						    gather_figure(gathering, NULL, &shown->groups[g]));

		cell->split = record;
		list_add(groups, value_record(cell));
	}
	record->groups = list_take(gathering->arena, groups);
	codes = gathering->codes;
	record->unplaced = gather_figure(gathering, NULL, &shown->unplaced);
	/* Where nothing is unplaced, there is no line of it, nor a letter. */
	gathering->codes = shown->unplaced.as == SHOWN_NOT ? codes : gathering->codes;
}

/* ---- Groups by pillar ---- */

static void gather_profiles(struct benchmark_gathering *gathering, uint32_t index, struct split_record *record)
{
	const struct list *areas = &gathering->record->areas;
	GArray *rows = list_new();

	for (uint32_t g = 0; g < record->split->group_count; g++) {
		struct row_record *row = arena_one(gathering->arena, struct row_record);
		GArray *cells = list_new();

		for (uint32_t p = 0; p < areas->count; p++) {
			const struct area_record *area = areas->items[p].as.record;

			list_add(cells, value_record(cell_new(gathering, area->title,
							      gather_figure(gathering, NULL, &gathering->view->pillars[p].groups[index][g].high))));
		}
		row->title = group_title(gathering, record->split, record->split->groups[g].value);
		row->split = record;
		row->cells = list_take(gathering->arena, cells);
		list_add(rows, value_record(row));
	}
	record->profiles = list_take(gathering->arena, rows);
}

/* ---- Metrics by group ---- */

/* "Media and Public sector"; reviews without a place in the split have a name of their own. */
static struct str merge_title(struct benchmark_gathering *gathering, const struct split *split, const struct shown_merge *merge)
{
	static const struct type text = {.kind = KIND_TEXT}, texts = {.kind = KIND_LIST, .item = &text};
	struct value *titles = arena_array(gathering->arena, struct value, merge->group_count), list;
	GString *out = g_string_new(NULL);

	for (uint32_t i = 0; i < merge->group_count; i++) {
		uint32_t group = merge->groups[i];

		titles[i] = value_text(group < split->group_count ? group_title(gathering, split, split->groups[group].value)
								  : wording_key(gathering->wording, gathering->arena, STR("split"), STR("none")));
	}
	list = value_list(titles, merge->group_count);
	value_write(&list, &texts, 0, gathering->wording, gathering->arena, out);
	return str_take(gathering->arena, out);
}

/* Two decimals, or "<0.001". */
static struct str written_q(struct benchmark_gathering *gathering, double q)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	if (q < 0.001)
		return str_format(gathering->arena, "< 0%s001", str_c(gathering->wording->decimal));
	g_ascii_formatd(text, sizeof text, "%.3f", q);
	return str_format(gathering->arena, "= %c%s%s", text[0], str_c(gathering->wording->decimal), text + 2);
}

static void fill_finding(struct benchmark_gathering *gathering, const struct cell *cell, const struct points *points, struct cell_record *record)
{
	record->is_finding = true;
	record->is_above = points->steps > 0;
	record->points = figure_points(gathering->wording, gathering->arena, points);
	record->q = written_q(gathering, cell->q);
}

static void gather_cells(struct benchmark_gathering *gathering, struct metric_record *metric, uint32_t number, struct row_record *row)
{
	const struct segment *segment = &gathering->statistics->statistics[metric->index].segments[number];
	const struct shown_segment *shown = &metric->shown->segments[number];
	const struct split *split = row->split->split;
	GArray *cells = list_new(), *merged = list_new();

	for (uint32_t g = 0; g < split->group_count; g++) {
		struct cell_record *cell = cell_new(gathering, group_title(gathering, split, split->groups[g].value),
						    gather_figure(gathering, metric->metric, &shown->cells[g]));

		cell->metric = metric;
		cell->split = row->split;
		if (shown->findings != NULL && shown->findings[g])
			fill_finding(gathering, &segment->cells[g], &shown->against[g], cell);
		list_add(cells, value_record(cell));
	}
	for (uint32_t m = 0; m < shown->merge_count; m++) {
		struct cell_record *cell = cell_new(gathering, merge_title(gathering, split, &shown->merges[m]),
						    gather_figure(gathering, metric->metric, &shown->merges[m].shown));

		cell->metric = metric;
		cell->split = row->split;
		list_add(merged, value_record(cell));
	}
	row->cells = list_take(gathering->arena, cells);
	row->merged = list_take(gathering->arena, merged);
}

static struct row_record *gather_row(struct benchmark_gathering *gathering, struct metric_record *metric, uint32_t number, struct split_record *split)
{
	struct row_record *row = arena_one(gathering->arena, struct row_record);

	*row = (struct row_record){.title = metric->title, .anchor = metric->anchor, .total = metric->figure, .metric = metric, .split = split};
	gather_cells(gathering, metric, number, row);
	return row;
}

/* Rows of the metrics that are split so; the findings among their cells. */
struct rows_of_split {
	GArray *rows, *findings;
};

static void add_rows(struct benchmark_gathering *gathering, struct split_record **splits)
{
	uint32_t count = gathering->statistics->split_count;
	struct rows_of_split *of = arena_array(gathering->arena, struct rows_of_split, count);
	GArray *findings = list_new();

	for (uint32_t i = 0; i < count; i++)
		of[i] = (struct rows_of_split){list_new(), list_new()};
	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++) {
		struct metric_record *metric = gathering->metrics[m];
		const struct statistic *statistic = &gathering->statistics->statistics[m];
		GArray *segments = list_new();

		for (uint32_t s = 0; metric != NULL && s < statistic->segment_count; s++) {
			uint32_t split = statistic->segments[s].split;
			struct row_record *row = gather_row(gathering, metric, s, splits[split]);

			list_add(segments, value_record(row));
			if (metric->metric->kind == METRIC_SHARE)
				list_add(of[split].rows, value_record(row));
			for (uint32_t c = 0; c < row->cells.count; c++)
				if (((const struct cell_record *)row->cells.items[c].as.record)->is_finding) {
					list_add(of[split].findings, row->cells.items[c]);
					list_add(findings, row->cells.items[c]);
				}
		}
		if (metric != NULL)
			metric->segments = list_take(gathering->arena, segments);
		else
			g_array_unref(segments);
	}
	for (uint32_t i = 0; i < count; i++) {
		splits[i]->metrics = list_take(gathering->arena, of[i].rows);
		splits[i]->findings = list_take(gathering->arena, of[i].findings);
	}
	gathering->record->findings = list_take(gathering->arena, findings);
}

void gather_splits(struct benchmark_gathering *gathering)
{
	uint32_t count = gathering->statistics->split_count;
	struct split_record **splits = arena_array(gathering->arena, struct split_record *, count);
	GArray *all = list_new();

	for (uint32_t i = 0; i < count; i++) {
		splits[i] = arena_one(gathering->arena, struct split_record);
		splits[i]->split = &gathering->statistics->splits[i];
		splits[i]->title = split_title(gathering, splits[i]->split);
		splits[i]->anchor = str_format(gathering->arena, "split-%u", i + 1);
		gather_sizes(gathering, i, splits[i]);
		gather_profiles(gathering, i, splits[i]);
		list_add(all, value_record(splits[i]));
	}
	gathering->record->splits = list_take(gathering->arena, all);
	add_rows(gathering, splits);
}
