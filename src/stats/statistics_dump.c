/* Statistics as lines of text. */
#include "stats/display.h"
#include "stats/statistics.h"

static const char *const method_names[] = {
	[INTERVAL_NONE] = "none",
	[INTERVAL_WILSON] = "wilson",
	[INTERVAL_WILSON_CLUSTER] = "wilson-cluster",
	[INTERVAL_WILSON_FINITE] = "wilson-finite",
	[INTERVAL_T] = "t",
	[INTERVAL_ORDER] = "order",
};
static const char *const movement_names[] = {[MOVEMENT_NONE] = "", [MOVEMENT_ROSE] = " rose", [MOVEMENT_FELL] = " fell"};

static void number(GString *out, const char *name, double value)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append_printf(out, " %s=%s", name, g_ascii_formatd(text, sizeof text, "%.9g", value == 0 ? 0 : value));
}

static void dump_estimate(const struct estimate *estimate, GString *out)
{
	char text[PERCENT_TEXT_SIZE];

	g_string_append_printf(out, " %u/%u %s", estimate->k, estimate->n,
			       percent_text(percent_of(estimate->share, percent_decimals(estimate->n)), text));
	number(out, "value", estimate->value);
	number(out, "low", estimate->interval.low);
	number(out, "high", estimate->interval.high);
	number(out, "star", estimate->star);
	g_string_append_printf(out, " %s unknown=%u not-asked=%u not-applicable=%u base-unknown=%u off-base=%u clients=%u+%u/%u flags=%u\n",
			       method_names[estimate->method], estimate->unknown, estimate->not_asked, estimate->not_applicable,
			       estimate->base_unknown, estimate->off_base, estimate->clients_hit, estimate->clients_missed, estimate->clients,
			       estimate->reliability);
}

static void dump_difference(struct difference difference, double p, double q, GString *out)
{
	number(out, "d", difference.value);
	number(out, "low", difference.low);
	number(out, "high", difference.high);
	number(out, "p", p);
	number(out, "q", q);
}

static void dump_segment(const struct statistics *statistics, const struct segment *segment, GString *out)
{
	const struct split *split = &statistics->splits[segment->split];

	g_string_append_printf(out, "  by %s", str_c(split->key));
	number(out, "p", segment->homogeneity.p);
	number(out, "q", segment->q);
	g_string_append_c(out, '\n');
	for (uint32_t g = 0; g < split->group_count; g++) {
		g_string_append_printf(out, "    %s", str_c(split->groups[g].value));
		dump_estimate(&segment->cells[g].estimate, out);
		g_string_append(out, "     ");
		dump_difference(segment->cells[g].against, segment->cells[g].p, segment->cells[g].q, out);
		g_string_append(out, segment->cells[g].is_finding ? " finding\n" : "\n");
	}
}

static void dump_series(const struct series *series, GString *out)
{
	g_string_append_printf(out, "  series %u relation=%d%s", series->edition, (int)series->relation, movement_names[series->movement]);
	number(out, "z", series->trend.z);
	dump_difference(series->change, series->trend.p, 1, out);
	g_string_append(out, series->mix_changed ? " mix-changed\n" : "\n");
	for (uint32_t i = 0; i < series->period_count; i++) {
		g_string_append_printf(out, "    %s", str_c(series->periods[i].label));
		if (series->periods[i].has_standard)
			number(out, "standard", series->periods[i].standard.share);
		dump_estimate(&series->periods[i].estimate, out);
	}
}

static void dump_change(const struct change *change, GString *out)
{
	g_string_append_printf(out, "  change pairs=%u clients=%u table=%u,%u,%u,%u%s", change->pairs, change->clients, change->table.a,
			       change->table.b, change->table.c, change->table.d, movement_names[change->movement]);
	dump_difference(change->difference, change->p, 1, out);
	g_string_append_c(out, '\n');
}

static void dump_statistic(const struct statistics *statistics, const struct statistic *statistic, GString *out)
{
	g_string_append_printf(out, "metric %s", str_c(statistic->metric->id));
	if (statistic->program == NULL) {
		g_string_append(out, " unusable\n");
		return;
	}
	dump_estimate(&statistic->all, out);
	for (uint32_t p = 0; p < statistic->part_count; p++)
		g_string_append_printf(out, "  part %s %u\n", str_c(statistics->statistics[statistic->parts[p]].metric->id),
				       statistic->part_percents[p]);
	for (uint32_t s = 0; s < statistic->segment_count; s++)
		dump_segment(statistics, &statistic->segments[s], out);
	for (uint32_t s = 0; s < statistic->series_count; s++)
		dump_series(&statistic->series[s], out);
	if (statistic->change != NULL)
		dump_change(statistic->change, out);
}

static void dump_standings(const struct standings *standings, GString *out)
{
	g_string_append_printf(out, "ranking %s\n", str_c(standings->ranking->id));
	for (uint32_t i = 0; i < standings->count; i++) {
		const struct ranked *place = &standings->places[i];

		g_string_append_printf(out, "  %u [%u-%u] %s", place->rank, place->interval.first, place->interval.last, str_c(place->id));
		dump_estimate(&place->estimate, out);
	}
}

static void dump_profile(const char *name, const struct risk_profile *profile, GString *out)
{
	g_string_append(out, name);
	for (enum risk risk = 0; risk < RISK_COUNT; risk++)
		g_string_append_printf(out, " %s=%u", risk_name(risk), profile->counts.of[risk]);
	g_string_append_printf(out, " not-asked=%u reviews=%u clients=%u\n", profile->not_asked, profile->reviews, profile->clients);
}

static void dump_pillar(const struct statistics *statistics, const struct pillar_statistic *pillar, GString *out)
{
	g_string_append_printf(out, "pillar %s", str_c(statistics->corpus->pillars[pillar->pillar].id));
	dump_profile("", &pillar->all, out);
	for (uint32_t s = 0; s < statistics->split_count; s++)
		for (uint32_t g = 0; g < statistics->splits[s].group_count; g++) {
			g_string_append_printf(out, "  %s=", str_c(statistics->splits[s].key));
			dump_profile(str_c(statistics->splits[s].groups[g].value), &pillar->groups[s][g], out);
		}
}

static void dump_counts(const struct population_counts *counts, GString *out)
{
	g_string_append_printf(out,
			       "reviews %u refused %u of %u clients, outside %u (unknown %u), superseded %u, taken %u of %u clients, %u workloads, "
			       "%u to %u\n",
			       counts->reviews, counts->refused, counts->refused_clients, counts->outside, counts->outside_unknown,
			       counts->superseded, counts->taken, counts->clients, counts->workloads, counts->first_date, counts->last_date);
	g_string_append_printf(out, "not counted: without framework %u, duplicates %u\n", counts->without_framework, counts->duplicates);
}

static void dump_pairing(const struct statistics *statistics, const struct pairing *pairing, GString *out)
{
	g_string_append_printf(out, "pair %s %s %u,%u,%u,%u", str_c(statistics->corpus->questions[pairing->first].id),
			       str_c(statistics->corpus->questions[pairing->second].id), pairing->table.a, pairing->table.b, pairing->table.c,
			       pairing->table.d);
	number(out, "phi", pairing->association.phi);
	number(out, "lift", pairing->association.lift);
	number(out, "q", pairing->q);
	g_string_append_c(out, '\n');
}

void statistics_dump(const struct statistics *statistics, GString *out)
{
	dump_counts(&statistics->counts, out);
	for (uint32_t i = 0; i < statistics->statistic_count; i++)
		dump_statistic(statistics, &statistics->statistics[i], out);
	for (uint32_t i = 0; i < statistics->ranking_count; i++)
		dump_standings(&statistics->rankings[i], out);
	for (uint32_t i = 0; i < statistics->pillar_count; i++)
		dump_pillar(statistics, &statistics->pillars[i], out);
	for (uint32_t i = 0; i < statistics->pairing_count; i++)
		dump_pairing(statistics, &statistics->pairings[i], out);
	g_string_append_printf(out, "tests %u pairs %u\n", statistics->tests, statistics->pairs_tested);
}
