/* Every figure of a publication that is counted for a metric, one after another, with its place: what tables and lists are made from. */
#ifndef PLUMBLINE_SRC_EMIT_STATISTICS_ROWS_H
#define PLUMBLINE_SRC_EMIT_STATISTICS_ROWS_H

#include "emit/statistics.h"

extern const struct statistics_format statistics_csv, statistics_json;

enum figure_place { FIGURE_WHOLE, FIGURE_GROUP, FIGURE_MERGE, FIGURE_PERIOD, FIGURE_FIRST, FIGURE_LAST };

struct figure_row {
	const struct statistic *statistic;
	const struct shown *shown;
	const struct shown_reasons *reasons; /* of the whole */
	const struct estimate *estimate;     /* NULL where it is none of its own; only for what the view allows: see figure_is_open */
	enum figure_place place;
	struct str segment, value, period;
};

/* In file order of metrics: the whole, groups and what was merged, periods, first and last reviews. Metrics that cannot be used are left out. */
const struct figure_row *figure_rows(struct arena *arena, const struct protected_view *view, uint32_t *count);

/* Whether numbers that the view does not hold (n*, reasons of groups) may be printed: internal pages, and figures shown with exact counts. */
bool figure_is_open(const struct protected_view *view, const struct figure_row *row);

bool figure_is_number(const struct figure_row *row); /* a mean or median */

/* "79%", "under 15%", "3.4"; "" where nothing is shown. Appended. */
void figure_display(const struct figure_row *row, GString *out);
/* Steps of 10^-decimals: "-3.40". Appended. */
void steps_append(GString *out, int64_t steps, uint32_t decimals);
/* "2019-07-31"; nothing for 0. Appended. */
void day_append(GString *out, uint32_t day);
/* The same of a day on which a single review was held: a publication tells the month only. */
void day_append_of(GString *out, const struct protected_view *view, uint32_t day);

const char *interval_method_name(enum interval_method method);
const char *direction_name(enum direction direction);
const char *unit_name(enum metric_unit unit);
const char *shown_as_name(enum shown_as as);
/* How SDMX tells confidential from free: "N" not for publication, "C" and "D" (for another's sake) kept back, "F" free. */
const char *figure_status(const struct protected_view *view, const struct shown *shown);

/* SHA-256 of all that decides what a metric counts, in hexadecimal: its texts, those of metrics that it names, and the population. Lives in the arena. */
const char *definition_digest(struct arena *arena, const struct metrics *metrics, const struct metric *metric);

#endif
