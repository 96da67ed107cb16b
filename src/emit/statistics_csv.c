/* Statistics as a tidy table (CSV), a row for each metric, group and period; and the description of its columns, a Data Package of version 2. */
#include "csv_cells.h"
#include "statistics_rows.h"
#include "tree_writer.h"

struct table {
	const struct protected_view *view;
	const struct statistics_output *output;
	struct arena *arena;
	const char *const *digests; /* one per metric */
	GString *cell;
};

/* ---- Cells: each appends its text to table->cell ---- */

static void put_release(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, str_c(str_is_empty(row->shown->as_of) ? table->view->release : row->shown->as_of));
}

static void put_metric(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, str_c(row->statistic->metric->id));
}

static void put_lineage(struct table *table, const struct figure_row *row)
{
	const struct metric *metric = row->statistic->metric;

	g_string_append(table->cell, str_c(str_is_empty(metric->supersedes) ? metric->id : metric->supersedes));
}

static void put_title(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, str_c(row->statistic->metric->title));
}

static void put_unit(struct table *table, const struct figure_row *row)
{
	const struct metrics *metrics = table->view->statistics->metrics;

	g_string_append(table->cell, figure_is_number(row) ? str_c(row->statistic->metric->unit) : unit_name(metrics->population.unit));
}

static void put_segment(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, str_c(row->segment));
}

static void put_value(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, str_c(row->value));
}

static void put_period(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, str_c(row->period));
}

/* Why there is no number, as datapackage.json lists it; NULL where there is one. */
static const char *missing_code(const struct shown *shown)
{
	static const char *const codes[] = {"c", "x", "z"};
	static const uint32_t bits[] = {1u << CODE_CONFIDENTIAL, 1u << CODE_NOT_AVAILABLE, 1u << CODE_NOT_APPLICABLE};

	if (shown->as == SHOWN_MERGED)
		return "m";
	for (size_t i = 0; shown->as == SHOWN_NOT && i < G_N_ELEMENTS(bits); i++)
		if ((shown->codes & bits[i]) != 0)
			return codes[i];
	return shown->as == SHOWN_NOT ? "x" : NULL;
}

/* False where a code stands in place of the number. */
static bool has_number(struct table *table, const struct figure_row *row)
{
	const char *code = missing_code(row->shown);

	if (code != NULL)
		g_string_append(table->cell, code);
	return code == NULL;
}

static void put_n(struct table *table, const struct figure_row *row)
{
	if (has_number(table, row))
		g_string_append_printf(table->cell, "%u", row->shown->base);
}

static void put_k(struct table *table, const struct figure_row *row)
{
	if (!has_number(table, row) || figure_is_number(row))
		return;
	if (row->shown->has_counts)
		g_string_append_printf(table->cell, "%u", row->shown->share.hits);
	else if (figure_is_open(table->view, row))
		g_string_append_printf(table->cell, "%u", row->estimate->k);
}

static void put_share(struct table *table, const struct figure_row *row)
{
	const struct shown *shown = row->shown;

	if (!has_number(table, row))
		return;
	if (figure_is_number(row))
		steps_append(table->cell, shown->number.steps, shown->number.decimals);
	else if (shown->as == SHOWN_VALUE && shown->percent.sense == PERCENT_VALUE)
		steps_append(table->cell, shown->percent.steps, shown->percent.decimals + 2u);
	else
		g_string_append(table->cell, "l");
}

static void put_limit(struct table *table, const struct figure_row *row, bool high)
{
	const struct shown *shown = row->shown;

	if (!has_number(table, row) || !shown->has_interval)
		return;
	if (figure_is_number(row))
		steps_append(table->cell, high ? shown->number.high : shown->number.low, shown->number.decimals);
	else
		steps_append(table->cell, high ? shown->interval.high : shown->interval.low, shown->interval.decimals + 2u);
}

static void put_low(struct table *table, const struct figure_row *row)
{
	put_limit(table, row, false);
}

static void put_high(struct table *table, const struct figure_row *row)
{
	put_limit(table, row, true);
}

static void put_confidence(struct table *table, const struct figure_row *row)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	if (row->shown->has_interval)
		g_string_append(table->cell, g_ascii_formatd(text, sizeof text, "%.10g", row->statistic->metric->confidence));
}

static void put_method(struct table *table, const struct figure_row *row)
{
	if (row->shown->has_interval && row->estimate != NULL && str_is_empty(row->shown->as_of))
		g_string_append(table->cell, interval_method_name(row->estimate->method));
}

static void put_open(struct table *table, const struct figure_row *row, double value)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	if (figure_is_open(table->view, row))
		g_string_append(table->cell, g_ascii_formatd(text, sizeof text, "%.4g", value));
}

static void put_effective(struct table *table, const struct figure_row *row)
{
	put_open(table, row, row->estimate == NULL ? 0 : row->estimate->effective);
}

static void put_deff(struct table *table, const struct figure_row *row)
{
	put_open(table, row, row->estimate == NULL ? 0 : row->estimate->deff);
}

static void put_clients(struct table *table, const struct figure_row *row)
{
	if (has_number(table, row))
		g_string_append_printf(table->cell, "%u", row->shown->clients);
}

static void put_reason(struct table *table, const struct figure_row *row, uint32_t of_all, uint32_t exact)
{
	if (row->reasons != NULL && row->shown->as != SHOWN_NOT)
		g_string_append_printf(table->cell, "%u", of_all);
	else if (figure_is_open(table->view, row))
		g_string_append_printf(table->cell, "%u", exact);
}

static void put_unknown(struct table *table, const struct figure_row *row)
{
	put_reason(table, row, row->reasons == NULL ? 0 : row->reasons->unknown, row->estimate == NULL ? 0 : row->estimate->unknown);
}

static void put_not_applicable(struct table *table, const struct figure_row *row)
{
	put_reason(table, row, row->reasons == NULL ? 0 : row->reasons->not_applicable, row->estimate == NULL ? 0 : row->estimate->not_applicable);
}

static void put_not_asked(struct table *table, const struct figure_row *row)
{
	put_reason(table, row, row->reasons == NULL ? 0 : row->reasons->not_asked, row->estimate == NULL ? 0 : row->estimate->not_asked);
}

static void put_excluded(struct table *table, const struct figure_row *row)
{
	if (row->place != FIGURE_WHOLE)
		return;
	if (table->view->refused_is_under)
		g_string_append_c(table->cell, 'l');
	else
		g_string_append_printf(table->cell, "%u", table->view->refused);
}

static void put_flag(struct table *table, const struct figure_row *row)
{
	char text[CODE_COUNT + 1];

	g_string_append(table->cell, shown_codes_text(row->shown->codes, text));
}

static void put_status(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, figure_status(table->view, row->shown));
}

static void put_direction(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, direction_name(row->statistic->metric->direction));
}

static void put_display(struct table *table, const struct figure_row *row)
{
	figure_display(row, table->cell);
}

static void put_definition(struct table *table, const struct figure_row *row)
{
	g_string_append(table->cell, table->digests[row->statistic->metric - table->view->statistics->metrics->metrics]);
}

static const struct column {
	const char *name, *type, *title, *description;
	void (*put)(struct table *table, const struct figure_row *row);
} columns[] = {
	{"release", "string", "Release", "Name of the release that the figure was first printed in", put_release},
	{"metric", "string", "Metric", "Id of the metric in the metrics file", put_metric},
	{"lineage", "string", "Lineage", "Id that the metric carries on, or its own", put_lineage},
	{"title", "string", "Title", "", put_title},
	{"unit", "string", "Unit", "What one vote is; of a mean or median: of its number", put_unit},
	{"segment", "string", "Segment", "Key that the population is split by; empty: everybody", put_segment},
	{"value", "string", "Group", "Value of the key; groups that were put together are joined", put_value},
	{"period", "string", "Period", "Year, half or quarter; first and latest review of the same workloads; empty: the whole time", put_period},
	{"n", "integer", "Base", "Reviews in the base; bases of groups may be rounded", put_n},
	{"k", "integer", "Hits", "Reviews counted; empty where the base is rounded", put_k},
	{"share", "number", "Share", "Share of the base, from 0 to 1, rounded as published; of a mean or median: its number", put_share},
	{"lo", "number", "Lower limit", "Of the interval, rounded outward", put_low},
	{"hi", "number", "Upper limit", "Of the interval, rounded outward", put_high},
	{"conf", "number", "Confidence", "Of the interval", put_confidence},
	{"method", "string", "Method", "Of the interval", put_method},
	{"n_eff", "number", "Effective base", "Base of as many independent answers", put_effective},
	{"deff", "number", "Design effect", "", put_deff},
	{"clients", "integer", "Clients", "In the base", put_clients},
	{"missing", "integer", "Unknown", "Reviews that could be in the base, but did not answer", put_unknown},
	{"not_applicable", "integer", "Not applicable", "Reviews that it does not concern", put_not_applicable},
	{"not_asked", "integer", "Not asked", "Reviews with an edition that does not ask it", put_not_asked},
	{"excluded", "integer", "Excluded", "Reviews left out because the client did not consent", put_excluded},
	{"flag", "string", "Flags",
	 "Letters: c confidential, u low reliability, x not available, z not applicable, b break, k rounds to none, p provisional, "
	 "r revised",
	 put_flag},
	{"conf_status", "string", "Confidentiality", "", put_status},
	{"direction", "string", "Direction", "What a larger value is", put_direction},
	{"display", "string", "Display", "As it is to be printed", put_display},
	{"definition_sha256", "string", "Definition", "Digest of all that decides what is counted", put_definition},
};

/* A number below 0 is no formula. */
static void put_cell(GString *out, const struct column *column, const char *text)
{
	if (*text == '-' && g_strcmp0(column->type, "string") != 0)
		g_string_append_printf(out, ",%s", text);
	else
		csv_put(out, text);
}

static void write_rows(struct table *table, GString *out)
{
	uint32_t count;
	const struct figure_row *rows = figure_rows(table->arena, table->view, &count);

	for (uint32_t i = 0; i < count; i++) {
		for (size_t c = 0; c < G_N_ELEMENTS(columns); c++) {
			g_string_truncate(table->cell, 0);
			columns[c].put(table, &rows[i]);
			put_cell(out, &columns[c], table->cell->str);
		}
		csv_end_row(out);
	}
}

static void write_csv(const struct statistics_output *output, GString *out)
{
	const struct metrics *metrics = output->view->statistics->metrics;
	struct table table = {.view = output->view, .output = output, .arena = arena_new(), .cell = g_string_new(NULL)};
	const char **digests = arena_array(table.arena, const char *, metrics->metric_count);

	for (uint32_t i = 0; i < metrics->metric_count; i++)
		digests[i] = definition_digest(table.arena, metrics, &metrics->metrics[i]);
	table.digests = digests;
	for (size_t c = 0; c < G_N_ELEMENTS(columns); c++)
		csv_put(out, columns[c].name);
	csv_end_row(out);
	write_rows(&table, out);
	g_string_free(table.cell, TRUE);
	arena_free(table.arena);
}

const struct statistics_format statistics_csv = {"csv", ".csv", "statistics.csv", write_csv};

/* ---- The package ---- */

static const struct {
	const char *value, *label;
} missing[] = {
	{"", "none, or not told"},
	{"c", "confidential"},
	{"l", "limited: display says under or over what"},
	{"m", "put together with other groups"},
	{"x", "not available"},
	{"z", "not applicable"},
};

static const struct {
	const char *column, *value, *label;
} categories[] = {
	{"conf_status", "F", "free"},
	{"conf_status", "C", "confidential"},
	{"conf_status", "D", "confidential for another figure's sake"},
	{"conf_status", "N", "not for publication"},
	{"direction", "good", "more is better"},
	{"direction", "bad", "more is worse"},
	{"direction", "neutral", "neither"},
};

static void write_categories(struct tree_writer *tree, const char *column)
{
	bool open = false;

	for (size_t i = 0; i < G_N_ELEMENTS(categories); i++) {
		if (g_strcmp0(categories[i].column, column) != 0)
			continue;
		if (!open)
			tree_list(tree, "categories");
		open = true;
		tree_map(tree, NULL);
		tree_text(tree, "value", str_of(categories[i].value));
		tree_text(tree, "label", str_of(categories[i].label));
		tree_close(tree);
	}
	if (open)
		tree_close(tree);
}

static void write_schema(struct tree_writer *tree)
{
	tree_map(tree, "schema");
	tree_list(tree, "fields");
	for (size_t c = 0; c < G_N_ELEMENTS(columns); c++) {
		tree_map(tree, NULL);
		tree_text(tree, "name", str_of(columns[c].name));
		tree_text(tree, "type", str_of(columns[c].type));
		tree_text(tree, "title", str_of(columns[c].title));
		tree_some(tree, "description", str_of(columns[c].description));
		write_categories(tree, columns[c].name);
		tree_close(tree);
	}
	tree_close(tree);
	tree_list(tree, "missingValues");
	for (size_t i = 0; i < G_N_ELEMENTS(missing); i++) {
		tree_map(tree, NULL);
		tree_text(tree, "value", str_of(missing[i].value));
		tree_text(tree, "label", str_of(missing[i].label));
		tree_close(tree);
	}
	tree_close(tree);
	tree_close(tree);
}

static void write_resource(struct tree_writer *tree, const GString *csv)
{
	char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, csv->str, (gssize)csv->len), *named = g_strconcat("sha256:", hash, NULL);
	char size[24];

	g_snprintf(size, sizeof size, "%" G_GSIZE_FORMAT, csv->len);
	tree_list(tree, "resources");
	tree_map(tree, NULL);
	tree_text(tree, "name", STR("statistics"));
	tree_text(tree, "type", STR("table"));
	tree_text(tree, "path", str_of(statistics_csv.file));
	tree_text(tree, "format", STR("csv"));
	tree_text(tree, "mediatype", STR("text/csv"));
	tree_text(tree, "encoding", STR("utf-8"));
	tree_number(tree, "bytes", str_of(size));
	tree_text(tree, "hash", str_of(named));
	write_schema(tree);
	tree_close(tree);
	tree_close(tree);
	g_free(named);
	g_free(hash);
}

void statistics_package(const struct statistics_output *output, GString *out)
{
	const struct metrics *metrics = output->view->statistics->metrics;
	struct arena *arena = arena_new();
	GString *csv = g_string_new(NULL), *day = g_string_new(NULL);
	struct tree_writer tree;

	write_csv(output, csv);
	day_append(day, output->view->release_date);
	tree_begin(&tree, NATIVE_JSON, out);
	tree_text(&tree, "$schema", STR("https://datapackage.org/profiles/2.0/datapackage.json"));
	tree_text(&tree, "name", STR("statistics"));
	tree_some(&tree, "title", metrics->population.title);
	tree_text(&tree, "description",
		  output->view->is_protected ? STR("For publication: figures are rounded and kept back by rules.")
					     : STR("Internal: not for publication."));
	tree_some(&tree, "version", output->view->release);
	if (day->len > 0)
		tree_text(&tree, "created", str_format(arena, "%sT00:00:00Z", day->str));
	write_resource(&tree, csv);
	tree_end(&tree);
	g_string_free(csv, TRUE);
	g_string_free(day, TRUE);
	arena_free(arena);
}
