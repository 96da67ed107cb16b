/* Gathers the records of a publication from a protected view: the figures, and what holds for all of them. */
#include <math.h>
#include <string.h>

#include "records_benchmark.h"

GArray *list_new(void)
{
	return g_array_new(FALSE, FALSE, sizeof(struct value));
}

void list_add(GArray *list, struct value value)
{
	g_array_append_val(list, value);
}

struct list list_take(struct arena *arena, GArray *list)
{
	struct list taken = {.count = list->len};
	struct value *items = arena_array(arena, struct value, list->len);

	if (list->len > 0)
		memcpy(items, list->data, list->len * sizeof(struct value));
	taken.items = items;
	g_array_unref(list);
	return taken;
}

/* ---- Figures ---- */

static uint32_t tenths(uint32_t steps, uint32_t decimals)
{
	static const double units[PERCENT_MOST_DECIMALS + 1] = {10, 1, 0.1, 0.01};

	return (uint32_t)lround(steps * units[MIN(decimals, PERCENT_MOST_DECIMALS)]);
}

/* "<1%" stands in the middle of what it may be. */
static uint32_t tenths_of(const struct percent *percent)
{
	uint32_t at = tenths(percent->steps, percent->decimals);

	if (percent->sense == PERCENT_UNDER)
		return at / 2;
	return percent->sense == PERCENT_OVER ? (at + 1000) / 2 : at;
}

static void place_figure(struct figure_record *record, const struct shown *shown)
{
	record->amount = tenths_of(&shown->percent);
	if (shown->as == SHOWN_UNDER)
		record->high = record->amount;
	else if (shown->as == SHOWN_OVER) {
		record->low = record->amount;
		record->high = 1000;
	} else if (shown->has_interval) {
		record->low = tenths(shown->interval.low, shown->interval.decimals);
		record->high = tenths(shown->interval.high, shown->interval.decimals);
	}
}

static enum figure_mark mark_of(const struct shown *shown)
{
	if (shown->as != SHOWN_VALUE)
		return FIGURE_MARK_HIDDEN;
	return (shown->codes & 1u << CODE_UNRELIABLE) != 0 ? FIGURE_MARK_MUTED : FIGURE_MARK_PLAIN;
}

/* What stands from an earlier release says so wherever it stands. */
static void date_figure(struct benchmark_gathering *gathering, struct figure_record *record)
{
	struct str old = wording_key(gathering->wording, gathering->arena, STR("figure"), STR("old"));
	struct str as_of = wording_key(gathering->wording, gathering->arena, STR("figure"), STR("as-of"));

	record->brief = words_filled(gathering->arena, old, "n", str_c(record->brief));
	as_of = words_filled(gathering->arena, as_of, "n", str_c(record->counts));
	record->counts = words_filled(gathering->arena, as_of, "release", str_c(record->shown->as_of));
}

const struct figure_record *gather_figure(struct benchmark_gathering *gathering, const struct metric *metric, const struct shown *shown)
{
	struct figure_record *record = arena_one(gathering->arena, struct figure_record);
	struct {
		struct str *to;
		enum figure_form form;
	} texts[] = {
		{&record->value, FIGURE_FORM_VALUE},       {&record->brief, FIGURE_FORM_BRIEF},           {&record->counts, FIGURE_FORM_COUNTS},
		{&record->base, FIGURE_FORM_BASE},         {&record->interval, FIGURE_FORM_INTERVAL},     {&record->words, FIGURE_FORM_WORDS},
		{&record->fraction, FIGURE_FORM_FRACTION}, {&record->quantifier, FIGURE_FORM_QUANTIFIER},
	};
	char letters[CODE_COUNT + 1];

	record->shown = shown;
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		*texts[i].to = figure_said(gathering->wording, gathering->arena, metric, shown, texts[i].form);
	record->clients = figure_clients(gathering->wording, gathering->arena, shown);
	record->codes = str_from(gathering->arena, shown_codes_text(shown->codes, letters));
	record->mark = mark_of(shown);
	if (!str_is_empty(shown->as_of))
		date_figure(gathering, record);
	if (metric == NULL || metric->kind == METRIC_SHARE)
		place_figure(record, shown);
	gathering->codes |= shown->codes;
	gathering->record->has_rounded_base = gathering->record->has_rounded_base || (shown->base > 0 && shown->base_is_rounded);
	return record;
}

/* ---- What holds for the whole ---- */

/* A publication tells the month only: a day may be that of a single review. */
static struct str day_of(struct benchmark_gathering *gathering, uint32_t day)
{
	static const struct type type = {.kind = KIND_DATE};
	struct value value = value_date((struct date){(int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100)});
	GString *out = g_string_new(NULL);

	value_write(&value, &type, gathering->view->is_protected ? 1u << FORM_MONTH : 0, gathering->wording, gathering->arena, out);
	return str_take(gathering->arena, out);
}

static void gather_editions(struct benchmark_gathering *gathering)
{
	const struct corpus *corpus = gathering->statistics->corpus;
	GArray *editions = list_new();

	for (uint32_t i = 0; i < corpus->edition_count; i++) {
		const struct framework *framework = corpus->editions[i].ruleset->framework;

		gathering->record->framework = framework->title;
		if (!str_is_empty(framework->version))
			list_add(editions, value_text(framework->version));
	}
	gathering->record->editions = list_take(gathering->arena, editions);
}

static void gather_files(struct benchmark_gathering *gathering)
{
	const struct benchmark_subject *subject = gathering->record->subject;
	GArray *files = list_new(), *omissions = list_new();

	for (uint32_t i = 0; i < subject->file_count; i++)
		list_add(files, value_text(str_of(subject->files[i])));
	for (uint32_t i = 0; i < subject->omission_count && !gathering->view->is_protected; i++)
		list_add(omissions, value_record(&subject->omitted[i]));
	gathering->record->files = list_take(gathering->arena, files);
	gathering->record->omissions = list_take(gathering->arena, omissions);
}

static void gather_population(struct benchmark_gathering *gathering)
{
	struct benchmark_record *record = gathering->record;
	const struct population_counts *counts = &gathering->statistics->counts;
	const struct figure_record *population = gather_figure(gathering, NULL, &gathering->view->population);

	record->title = record->metrics->population.title;
	record->reviews = population->base;
	record->clients = population->clients;
	if (counts->first_date != 0) {
		record->first = day_of(gathering, counts->first_date);
		record->last = day_of(gathering, counts->last_date);
	}
}

/* Letters that occur somewhere in the document. */
static void gather_codes(struct benchmark_gathering *gathering)
{
	GArray *codes = list_new();

	for (int code = 0; code < CODE_COUNT; code++) {
		struct code_record *record;

		if ((gathering->codes & 1u << code) == 0)
			continue;
		record = arena_one(gathering->arena, struct code_record);
		*record = (struct code_record){str_format(gathering->arena, "%c", shown_code_letter((enum shown_code)code)), (enum shown_code)code};
		list_add(codes, value_record(record));
	}
	gathering->record->codes = list_take(gathering->arena, codes);
}

const struct benchmark_record *gather_benchmark(struct arena *arena, const struct benchmark_subject *subject, const struct wording *wording)
{
	struct benchmark_record *record = arena_one(arena, struct benchmark_record);
	struct benchmark_gathering gathering = {
		.arena = arena, .wording = wording, .view = subject->view, .statistics = subject->view->statistics, .record = record};

	record->subject = subject;
	record->view = subject->view;
	record->metrics = subject->view->statistics->metrics;
	gathering.metrics = arena_array(arena, struct metric_record *, gathering.statistics->statistic_count);
	gather_population(&gathering);
	gather_editions(&gathering);
	gather_files(&gathering);
	gather_metrics(&gathering);
	gather_areas(&gathering);
	gather_splits(&gathering);
	gather_tables(&gathering);
	gather_codes(&gathering);
	return record;
}
