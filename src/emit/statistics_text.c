/* Statistics as a list for people: each figure with its counts, its interval and where all other reviews went. */
#include "statistics_rows.h"

#define MOST_NAME 44u

struct list {
	const struct protected_view *view;
	GString *out;
	uint32_t width; /* of names, in characters */
};

static void write_counts(const struct statistics_output *output, GString *out)
{
	const struct protected_view *view = output->view;
	const struct population_counts *counts = &view->statistics->counts;

	g_string_append_printf(out, "%s%u reviews of %u clients, held from ", view->population.base_is_rounded ? "about " : "", view->population.base,
			       view->population.clients);
	day_append_of(out, view, counts->first_date);
	g_string_append(out, " to ");
	day_append_of(out, view, counts->last_date);
	g_string_append_printf(out, ".\nLeft out: %s%u by consent", view->refused_is_under ? "under " : "", view->refused);
	if (!view->is_protected)
		g_string_append_printf(
			out,
			", %u outside the population (%u of them unknown), %u superseded by another review of the workload, %u duplicates, "
			"%u of another framework",
			counts->outside, counts->outside_unknown, counts->superseded, counts->duplicates, counts->without_framework);
	g_string_append_printf(out, ", %u unreadable.\n", output->left_out_count);
	for (uint32_t i = 0; i < output->left_out_count && !view->is_protected; i++)
		g_string_append_printf(out, "  %s: %s\n", str_c(output->left_out[i].path), str_c(output->left_out[i].reason));
}

static void write_head(const struct statistics_output *output, GString *out)
{
	const struct metrics *metrics = output->view->statistics->metrics;

	if (!str_is_empty(metrics->population.title))
		g_string_append_printf(out, "%s\n", str_c(metrics->population.title));
	if (output->view->is_protected)
		g_string_append_printf(out, "Release %s.\n", str_c(output->view->release));
	else
		g_string_append(out, "INTERNAL: not for publication.\n");
	write_counts(output, out);
}

static const char *name_of(const struct figure_row *row)
{
	if (row->place == FIGURE_WHOLE)
		return str_c(row->statistic->metric->id);
	return str_c(row->place == FIGURE_GROUP || row->place == FIGURE_MERGE ? row->value : row->period);
}

static void pad(GString *out, const char *text, uint32_t width)
{
	uint32_t length = (uint32_t)g_utf8_strlen(text, -1);

	g_string_append(out, text);
	for (; length < width; length++)
		g_string_append_c(out, ' ');
}

static void pad_left(GString *out, const char *text, uint32_t width)
{
	for (uint32_t length = (uint32_t)g_utf8_strlen(text, -1); length < width; length++)
		g_string_append_c(out, ' ');
	g_string_append(out, text);
}

static void append_interval(const struct figure_row *row, GString *out)
{
	const struct shown *shown = row->shown;
	bool number = figure_is_number(row);

	if (!shown->has_interval)
		return;
	steps_append(out, number ? shown->number.low : shown->interval.low, number ? shown->number.decimals : shown->interval.decimals);
	g_string_append(out, " to ");
	steps_append(out, number ? shown->number.high : shown->interval.high, number ? shown->number.decimals : shown->interval.decimals);
	g_string_append(out, number ? "" : "%");
}

static void append_counts(const struct protected_view *view, const struct figure_row *row, GString *out)
{
	const struct shown *shown = row->shown;

	if (shown->has_counts)
		g_string_append_printf(out, "%u of %u", shown->share.hits, shown->share.of);
	else if (!view->is_protected && row->estimate != NULL && !figure_is_number(row))
		g_string_append_printf(out, "%u of %u", row->estimate->k, row->estimate->n);
	else if (shown->as != SHOWN_NOT && shown->as != SHOWN_MERGED)
		g_string_append_printf(out, "%s%u", shown->base_is_rounded ? "of about " : "of ", shown->base);
}

static void append_reasons(const struct protected_view *view, const struct figure_row *row, GString *out)
{
	const struct shown_reasons *reasons = row->reasons;

	if (reasons == NULL || row->shown->as == SHOWN_NOT)
		return;
	g_string_append_printf(out, "%7u %7u %7u %7u", reasons->unknown, reasons->not_applicable, reasons->not_asked, view->refused);
}

static void append_flags(const struct figure_row *row, GString *out)
{
	char letters[CODE_COUNT + 1];

	if (row->shown->codes != 0)
		g_string_append_printf(out, "[%s] ", shown_codes_text(row->shown->codes, letters));
	if (row->shown->as == SHOWN_MERGED)
		g_string_append(out, "with others, below ");
	else if (row->shown->rule != PRIVACY_RULE_NONE)
		g_string_append_printf(out, "%s ", privacy_rule_reason(row->shown->rule));
	if (!str_is_empty(row->shown->as_of))
		g_string_append_printf(out, "(as of %s) ", str_c(row->shown->as_of));
	if (row->place == FIGURE_WHOLE)
		g_string_append(out, str_c(row->statistic->metric->title));
}

static void write_row(const struct list *list, const struct figure_row *row)
{
	uint32_t indent = row->place == FIGURE_WHOLE ? 0 : 2;
	GString *cell = g_string_new(NULL);

	g_string_append(list->out, indent == 0 ? "" : "  ");
	pad(list->out, name_of(row), list->width - indent);
	figure_display(row, cell);
	pad_left(list->out, cell->str, 10);
	g_string_append(list->out, "  ");
	g_string_truncate(cell, 0);
	append_interval(row, cell);
	pad(list->out, cell->str, 14);
	g_string_truncate(cell, 0);
	append_counts(list->view, row, cell);
	pad(list->out, cell->str, 14);
	g_string_truncate(cell, 0);
	append_reasons(list->view, row, cell);
	pad(list->out, cell->str, 33);
	append_flags(row, list->out);
	while (list->out->str[list->out->len - 1] == ' ')
		g_string_truncate(list->out, list->out->len - 1);
	g_string_append_c(list->out, '\n');
	g_string_free(cell, TRUE);
}

static void write_heading(const struct list *list, const struct figure_row *row, const struct figure_row *before)
{
	bool period = row->place == FIGURE_PERIOD || row->place == FIGURE_FIRST;

	if ((row->place == FIGURE_GROUP || row->place == FIGURE_MERGE) && !str_equal(row->segment, before->segment))
		g_string_append_printf(list->out, " by %s\n", str_c(row->segment));
	else if (period && before->place != row->place)
		g_string_append(list->out, row->place == FIGURE_PERIOD ? " by time\n" : " the same workloads\n");
}

static uint32_t widest(const struct figure_row *rows, uint32_t count)
{
	uint32_t width = 0;

	for (uint32_t i = 0; i < count; i++)
		width = MAX(width, (uint32_t)g_utf8_strlen(name_of(&rows[i]), -1) + (rows[i].place == FIGURE_WHOLE ? 0 : 2));
	return MIN(width, MOST_NAME);
}

static void write_ranking(const struct standings *standings, const struct shown_standings *shown, GString *out)
{
	uint32_t most = standings->ranking->show == 0 ? shown->count : MIN(standings->ranking->show, shown->count);
	char text[PERCENT_TEXT_SIZE];

	g_string_append_printf(out, "\n%s\n", str_c(str_is_empty(standings->ranking->title) ? standings->ranking->id : standings->ranking->title));
	for (uint32_t i = 0; i < most && shown->places[i].rank != 0; i++) {
		const struct shown_place *place = &shown->places[i];
		const struct ranked *ranked = &standings->places[place->place];

		g_string_append_printf(out, "%4u  %5s  %-14s %s (place %u to %u)\n", place->rank, percent_text(place->shown.percent, text),
				       str_c(ranked->id), str_c(ranked->title), place->interval.first, place->interval.last);
	}
}

static void write_text(const struct statistics_output *output, GString *out)
{
	const struct protected_view *view = output->view;
	struct arena *arena = arena_new();
	struct list list = {.view = view, .out = out};
	uint32_t count;
	const struct figure_row *rows = figure_rows(arena, view, &count);

	write_head(output, out);
	list.width = widest(rows, count);
	g_string_append_c(out, '\n');
	pad(out, "metric", list.width);
	g_string_append(out, "     share  interval      k of n        unknown not app not ask excluded\n");
	for (uint32_t i = 0; i < count; i++) {
		if (rows[i].place != FIGURE_WHOLE)
			write_heading(&list, &rows[i], &rows[i - 1]);
		write_row(&list, &rows[i]);
	}
	for (uint32_t i = 0; i < view->statistics->ranking_count; i++)
		write_ranking(&view->statistics->rankings[i], &view->rankings[i], out);
	arena_free(arena);
}

static const struct statistics_format statistics_text = {"text", ".txt", "statistics.txt", write_text};

const struct statistics_format *const statistics_formats[] = {&statistics_text, &statistics_csv, &statistics_json, NULL};
