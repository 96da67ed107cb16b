/* Charts of shares over many reviews, in the words of an invented benchmark. */
#ifndef PLUMBLINE_TESTS_CHART_SHARES_H
#define PLUMBLINE_TESTS_CHART_SHARES_H

#include "chart_sample.h"

struct sample_share {
	const char *label, *value, *interval, *note;
	uint32_t amount, low, high;
	enum chart_mark mark;
};

static struct chart_value sample_value(const struct sample_share *share)
{
	return (struct chart_value){.label = str_of(share->value),
				    .title = str_of(share->interval),
				    .amount = share->amount,
				    .of = 1000,
				    .low = share->low,
				    .high = share->high,
				    .mark = share->mark,
				    .risk = RISK_COUNT};
}

static struct chart_spec *sample_intervals(struct arena *arena)
{
	static const struct sample_share shares[] = {
		{"No plan, or one with gaps", "79%", "71% to 85%", "118 of 150", 790, 710, 850, CHART_MARK_PLAIN},
		{"Too little testing of what happens when something that everything else rests on breaks", "67%", "58% to 74%", "100 of 150", 670,
		 580, 740, CHART_MARK_STRONG},
		{"Of very few", "50% u", "12% to 88%", "of about 10", 500, 120, 880, CHART_MARK_MUTED},
		{"All", "100%", "97% to 100%", "120 of 120", 1000, 970, 1000, CHART_MARK_PLAIN},
		{"None", "0%", "0% to 3%", "0 of 120", 0, 0, 30, CHART_MARK_PLAIN},
		{"A limit below", "under 15%", "", "of about 20", 150, 0, 150, CHART_MARK_HIDDEN},
		{"A limit above", "over 85%", "", "of about 20", 850, 850, 1000, CHART_MARK_HIDDEN},
		{"Withheld", "c", "", "", 0, 0, 0, CHART_MARK_HIDDEN},
	};
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, G_N_ELEMENTS(shares));

	*spec = (struct chart_spec){.kind = CHART_INTERVALS, .rows = rows, .row_count = G_N_ELEMENTS(shares), .axis = STR("share of teams")};
	for (uint32_t i = 0; i < spec->row_count; i++) {
		struct chart_value *value = arena_one(arena, struct chart_value);

		*value = sample_value(&shares[i]);
		rows[i] = (struct chart_row){
			.label = str_of(shares[i].label), .note = str_of(shares[i].note), .target = STR("there"), .values = value, .count = 1};
	}
	return spec;
}

/* Rows of cells, some hidden; with a middle where it is of more or less than chance: then a triangle. */
static struct chart_spec *sample_grid(struct arena *arena, bool triangle)
{
	static const char *const names[] = {"All", "Financial services", "Public sector", "Professional services", "Retail", "Software", "Media"};
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, G_N_ELEMENTS(names));
	struct str *ticks = arena_array(arena, struct str, G_N_ELEMENTS(names));

	*spec = (struct chart_spec){
		.kind = CHART_GRID, .rows = rows, .row_count = G_N_ELEMENTS(names), .ticks = ticks, .tick_count = G_N_ELEMENTS(names)};
	spec->axis = STR("percent of answers; the stronger the colour, the more");
	for (uint32_t r = 0; r < spec->row_count; r++) {
		struct chart_value *values = arena_array(arena, struct chart_value, spec->tick_count);

		ticks[r] = str_of(names[r]);
		rows[r] = (struct chart_row){.label = str_of(sample_titles[r * 5]), .values = values, .count = triangle ? r : spec->tick_count};
		for (uint32_t c = 0; c < rows[r].count; c++) {
			uint32_t amount = triangle ? (r * 37 + c * 53) % 230 : (r * 131 + c * 77) % 1000;

			values[c] = (struct chart_value){.amount = amount, .of = 1000, .risk = RISK_COUNT};
			values[c].label =
				triangle ? str_format(arena, "%u.%u", amount / 100, amount / 10 % 10) : str_format(arena, "%u%%", amount / 10);
			values[c].start = triangle ? 100 : 0;
			values[c].end = triangle ? 200 : 0;
			values[c].mark = triangle || (r + c) % 5 > 1 ? CHART_MARK_PLAIN : (r + c) % 5 == 0 ? CHART_MARK_HIDDEN : CHART_MARK_MUTED;
			values[c].label = values[c].mark == CHART_MARK_HIDDEN ? STR("c") : values[c].label;
		}
	}
	return spec;
}

/* Pictures of few periods, one with a break and one that is withheld in the middle. */
static struct chart_spec *sample_trend(struct arena *arena, uint32_t periods)
{
	static const char *const names[] = {"Rising", "Broken in the middle, with a name that needs more than a line", "Withheld once",
					    "At the edges"};
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, G_N_ELEMENTS(names));
	struct str *ticks = arena_array(arena, struct str, periods);

	*spec = (struct chart_spec){.kind = CHART_TREND, .rows = rows, .row_count = G_N_ELEMENTS(names), .ticks = ticks, .tick_count = periods};
	spec->axis = STR("percent of teams by date of review");
	for (uint32_t i = 0; i < periods; i++)
		ticks[i] = str_format(arena, "%u", 2018 + i);
	for (uint32_t r = 0; r < spec->row_count; r++) {
		struct chart_value *values = arena_array(arena, struct chart_value, periods);

		rows[r] = (struct chart_row){.label = str_of(names[r]), .values = values, .count = periods};
		for (uint32_t i = 0; i < periods; i++) {
			uint32_t amount = r == 3 ? i % 2 * 1000 : 300 + i * 600 / periods;
			enum chart_mark mark = r == 1 && i == periods / 2   ? CHART_MARK_BREAK
					       : r == 2 && i == periods / 2 ? CHART_MARK_HIDDEN
					       : r == 0 && i + 1 == periods ? CHART_MARK_MUTED
									    : CHART_MARK_PLAIN;

			values[i] = (struct chart_value){.amount = amount, .of = 1000, .start = i * 100, .mark = mark, .risk = RISK_COUNT};
			values[i].low = amount < 80 ? 0 : amount - 80;
			values[i].high = MIN(amount + 80, 1000u);
			values[i].label = mark == CHART_MARK_HIDDEN ? STR("c") : str_format(arena, "%u%%", amount / 10);
		}
	}
	return spec;
}

static struct chart_spec *sample_parts(struct arena *arena)
{
	static const struct sample_share shares[] = {
		{"", "40%", "No disaster recovery plan", "", 400, 0, 0, CHART_MARK_PLAIN},
		{"", "37%", "A plan with gaps", "", 370, 0, 0, CHART_MARK_PLAIN},
		{"", "2%", "A plan that nobody has read since the person who wrote it left the company for another one far away", "", 20, 0, 0,
		 CHART_MARK_PLAIN},
	};
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *row = arena_one(arena, struct chart_row);
	struct chart_value *values = arena_array(arena, struct chart_value, G_N_ELEMENTS(shares));

	for (uint32_t i = 0; i < G_N_ELEMENTS(shares); i++)
		values[i] = sample_value(&shares[i]);
	*row = (struct chart_row){.label = STR("79% in all"), .values = values, .count = G_N_ELEMENTS(shares)};
	*spec = (struct chart_spec){.kind = CHART_PARTS, .rows = row, .row_count = 1, .axis = STR("the width is 100% of the base")};
	return spec;
}

/* Axes in the order of a framework; of one nothing is known. */
static struct chart_spec *sample_radar(struct arena *arena, uint32_t count)
{
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, count);

	*spec = (struct chart_spec){.kind = CHART_RADAR, .rows = rows, .row_count = count, .axis = STR("share of practices in place")};
	for (uint32_t i = 0; i < count; i++) {
		struct chart_value *value = arena_one(arena, struct chart_value);

		*value = (struct chart_value){.amount = i * 37 % 101, .of = i == 4 ? 0 : 100, .risk = RISK_COUNT};
		rows[i] = (struct chart_row){.label = str_of(sample_titles[i * 7 % G_N_ELEMENTS(sample_titles)]), .values = value, .count = 1};
		rows[i].note = i == 4 ? STR("none counted") : str_format(arena, "%u%%", value->amount);
		rows[i].target = STR("there");
	}
	return spec;
}

#endif
