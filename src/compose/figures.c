/* Finds the figures that a text asks for, and words them. */
#include "figures.h"

#include <string.h>

#include "base/near.h"

#include "text.h"

static const struct {
	const char *word;
	enum figure_form form;
} asked_rows[ASKED_COUNT_OF] = {
#define ASKED(id, word, form) {word, form},
#include "asked.def"
#undef ASKED
};

enum asked asked_named(struct str word)
{
	uint32_t at = 0;

	while (at < ASKED_COUNT_OF && !str_is(word, asked_rows[at].word))
		at++;
	return (enum asked)at;
}

const char *asked_word(enum asked asked)
{
	return asked_rows[asked].word;
}

/* ---- Names ---- */

static struct str part(const struct figures *figures, struct str text, size_t start, size_t end)
{
	return str_copy(figures->arena, text.text + start, end - start);
}

static bool no_metric(const struct figures *figures, struct str id, struct span span)
{
	struct near near = near_to(id);

	for (uint32_t i = 0; i < figures->metrics->metric_count; i++)
		near_offer(&near, figures->metrics->metrics[i].id);
	return diag(figures->diags, FIGURE_NO_METRIC, span, str_c(id), str_c(figures->metrics->source->path), str_c(near.best));
}

static uint32_t ranking_named(const struct metrics *metrics, struct str id, struct near *near)
{
	for (uint32_t i = 0; i < metrics->ranking_count; i++) {
		if (str_equal(metrics->rankings[i].id, id))
			return i;
		near_offer(near, metrics->rankings[i].id);
	}
	return UINT32_MAX;
}

/* ---- Places in a ranking ---- */

static bool take_place(const struct figures *figures, const struct shown_standings *shown, const struct standings *standings, struct str item,
		       struct span span, struct figure *figure)
{
	struct near near = near_to(item);

	for (uint32_t i = 0; i < shown->count; i++) {
		const struct shown_place *place = &shown->places[i];
		const struct ranked *ranked = &standings->places[place->place];

		near_offer(&near, ranked->id);
		if (!str_equal(ranked->id, item))
			continue;
		figure->shown = &place->shown;
		figure->estimate = &ranked->estimate;
		figure->title = ranked->title;
		figure->rank = place->rank;
		figure->interval = place->interval;
		figure->places = shown->count;
		return true;
	}
	return diag(figures->diags, FIGURE_NO_ITEM, span, str_c(item), str_c(standings->ranking->id), str_c(near.best));
}

static bool find_place(const struct figures *figures, struct str target, size_t slash, struct span span, struct figure *figure)
{
	struct str id = part(figures, target, 0, slash), item = part(figures, target, slash + 1, target.length);
	struct near near = near_to(id);
	uint32_t at = ranking_named(figures->metrics, id, &near);

	if (at == UINT32_MAX)
		return diag(figures->diags, FIGURE_NO_RANKING, span, str_c(id), str_c(figures->metrics->source->path), str_c(near.best));
	figure->ranking = &figures->metrics->rankings[at];
	figure->title = figure->ranking->title;
	if (figures->view == NULL)
		return true;
	return take_place(figures, &figures->view->rankings[at], &figures->view->statistics->rankings[at], item, span, figure);
}

/* ---- Groups of a metric ---- */

static void take_cell(const struct figures *figures, const struct segment *segment, const struct shown_segment *shown, uint32_t group,
		      struct figure *figure)
{
	figure->shown = &shown->cells[group];
	figure->estimate = &segment->cells[group].estimate;
}

static bool take_group(const struct figures *figures, uint32_t metric, struct str key, struct str value, struct span span, struct figure *figure)
{
	const struct statistic *statistic = &figures->view->statistics->statistics[metric];
	struct near near = near_to(value);
	bool has_split = false;

	for (uint32_t s = 0; s < statistic->segment_count; s++) {
		const struct split *split = &figures->view->statistics->splits[statistic->segments[s].split];

		if (!str_equal(split->key, key))
			continue;
		has_split = true;
		for (uint32_t g = 0; g < split->group_count; g++) {
			near_offer(&near, split->groups[g].value);
			if (!str_equal(split->groups[g].value, value))
				continue;
			take_cell(figures, &statistic->segments[s], &figures->view->statistics_shown[metric].segments[s], g, figure);
			return true;
		}
	}
	if (!has_split)
		return diag(figures->diags, FIGURE_NO_SPLIT, span, str_c(figure->metric->id), str_c(key));
	return diag(figures->diags, FIGURE_NO_GROUP, span, str_c(key), str_c(value), str_c(near.best));
}

static bool find_group(const struct figures *figures, uint32_t metric, struct str group, struct span span, struct figure *figure)
{
	const char *equals = memchr(group.text, '=', group.length);
	size_t at = equals == NULL ? 0 : (size_t)(equals - group.text);

	if (equals == NULL)
		return diag(figures->diags, FIGURE_MALFORMED, span, str_c(group));
	figure->is_group = true;
	if (figures->view == NULL)
		return true;
	return take_group(figures, metric, part(figures, group, 0, at), part(figures, group, at + 1, group.length), span, figure);
}

/* ---- Metrics ---- */

static bool find_metric(const struct figures *figures, struct str target, struct span span, struct figure *figure)
{
	const char *at_sign = memchr(target.text, '@', target.length);
	size_t end = at_sign == NULL ? target.length : (size_t)(at_sign - target.text);
	struct str id = part(figures, target, 0, end);
	uint32_t at = metrics_find(figures->metrics, id);

	if (at == UINT32_MAX)
		return no_metric(figures, id, span);
	figure->metric = &figures->metrics->metrics[at];
	figure->title = figure->metric->title;
	if (at_sign != NULL)
		return find_group(figures, at, part(figures, target, end + 1, target.length), span, figure);
	if (figures->view == NULL)
		return true;
	figure->shown = &figures->view->statistics_shown[at].all;
	figure->estimate = &figures->view->statistics->statistics[at].all;
	return true;
}

bool figure_find(const struct figures *figures, struct str target, struct span span, struct figure *figure)
{
	const char *slash = target.length == 0 ? NULL : memchr(target.text, '/', target.length);

	*figure = (struct figure){.target = target};
	if (target.length == 0)
		return diag(figures->diags, FIGURE_MALFORMED, span, "");
	if (slash != NULL)
		return find_place(figures, target, (size_t)(slash - target.text), span, figure);
	return find_metric(figures, target, span, figure);
}

/* ---- Words ---- */

static bool is_number(const struct figure *figure)
{
	return figure->metric != NULL && figure->metric->kind != METRIC_SHARE;
}

bool figure_may(const struct figures *figures, const struct figure *figure, enum asked asked, struct span span)
{
	bool of_share = asked == ASKED_SHARE || asked == ASKED_COUNT || asked == ASKED_COUNTS || asked == ASKED_WORDS || asked == ASKED_CHART;

	if ((asked == ASKED_RANK || asked == ASKED_PLACES) && figure->ranking == NULL)
		return diag(figures->diags, FIGURE_NO_RANK, span, str_c(figure->target));
	if (of_share && is_number(figure))
		return diag(figures->diags, FIGURE_NOT_SHARE, span, str_c(figure->target), figure->metric->kind == METRIC_MEAN ? "mean" : "median",
			    asked_word(asked));
	if (asked == ASKED_CHART && (figure->metric == NULL || figure->is_group))
		return diag(figures->diags, FIGURE_CHART_WHOLE, span, str_c(figure->target));
	if (asked == ASKED_VALUE && !is_number(figure))
		return diag(figures->diags, FIGURE_NOT_NUMBER, span, str_c(figure->target));
	return true;
}

static struct str with_unit(const struct figures *figures, const struct figure *figure, struct str value)
{
	if (str_is_empty(value) || !is_number(figure) || str_is_empty(figure->metric->unit))
		return value;
	return str_format(figures->arena, "%s %s", value.text, figure->metric->unit.text);
}

/* "118 of 150; 71% to 85%" */
static struct str note_of(const struct figures *figures, const struct figure *figure)
{
	struct str counts = figure_said(figures->wording, figures->arena, figure->metric, figure->shown, FIGURE_FORM_COUNTS);
	struct str interval = figure_said(figures->wording, figures->arena, figure->metric, figure->shown, FIGURE_FORM_INTERVAL);

	if (str_is_empty(counts) || str_is_empty(interval))
		return str_is_empty(counts) ? interval : counts;
	return str_format(figures->arena, "%s; %s", counts.text, interval.text);
}

static struct str range(const struct figures *figures, uint32_t first, uint32_t last)
{
	const struct str *pattern = g_hash_table_lookup(figures->wording->words, "figure.interval");
	struct str text = pattern == NULL ? STR("{low} - {high}") : *pattern;

	text = words_filled(figures->arena, text, "low", str_format(figures->arena, "%u", first).text);
	return words_filled(figures->arena, text, "high", str_format(figures->arena, "%u", last).text);
}

static struct str places_of(const struct figures *figures, const struct figure *figure)
{
	if (figure->rank == 0)
		return STR("");
	if (figure->interval.first == figure->interval.last)
		return str_format(figures->arena, "%u", figure->interval.first);
	return range(figures, figure->interval.first, figure->interval.last);
}

struct str figure_quiet(const struct figures *figures, const struct figure *figure, enum asked asked)
{
	if (figure->shown == NULL)
		return STR("");
	if (asked == ASKED_NOTE)
		return note_of(figures, figure);
	if (asked == ASKED_RANK)
		return figure->rank == 0 ? STR("") : str_format(figures->arena, "%u", figure->rank);
	if (asked == ASKED_PLACES)
		return places_of(figures, figure);
	if (asked >= ASKED_COUNT_OF || asked_rows[asked].form == FIGURE_FORMS)
		return STR("");
	if (asked == ASKED_VALUE)
		return with_unit(figures, figure, figure_said(figures->wording, figures->arena, figure->metric, figure->shown, FIGURE_FORM_VALUE));
	return figure_said(figures->wording, figures->arena, figure->metric, figure->shown, asked_rows[asked].form);
}

static const char *why_not(const struct figure *figure)
{
	const char *reason = privacy_rule_reason(figure->shown->rule);

	if (figure->shown->as == SHOWN_MERGED)
		return "its group is shown together with others";
	if (*reason != '\0')
		return reason;
	return figure->shown->as == SHOWN_NOT ? "there is no figure" : "it has none";
}

struct str figure_print(const struct figures *figures, const struct figure *figure, enum asked asked, struct span span)
{
	struct str said = figure_quiet(figures, figure, asked);

	if (!str_is_empty(said))
		return said;
	if (figure->shown->as == SHOWN_NOT || figure->shown->as == SHOWN_MERGED)
		diag(figures->diags, FIGURE_WITHHELD, span, str_c(figure->target), why_not(figure));
	else
		diag(figures->diags, FIGURE_BEARS_NONE, span, str_c(figure->target), asked_word(asked), why_not(figure));
	return said;
}
