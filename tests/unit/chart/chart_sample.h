/* One chart of each kind, in the words of an invented review. */
#ifndef PLUMBLINE_TESTS_CHART_SAMPLE_H
#define PLUMBLINE_TESTS_CHART_SAMPLE_H

#include "doc/chart_spec.h"

static const char *const sample_titles[] = {
	"Ownership of priorities",
	"Operating model",
	"Team culture",
	"Telemetry",
	"Defects and flow to production",
	"Deployment risk",
	"Readiness",
	"Health of the workload",
	"Health of operations",
	"Response to events",
	"Evolution",
	"Account security",
	"Identities",
	"Permissions",
	"Detection of security events",
	"Networks",
	"Compute",
	"Classification of data",
	"Data at rest",
	"Data in transit",
	"Incident response",
	"Application security",
	"Service quotas",
	"Network topology",
	"Architecture of the service",
	"Interactions: prevention of failures",
	"Interactions: mitigation of failures",
	"Monitoring of resources",
	"Adaptation to demand",
	"Change",
	"Backup",
	"Fault isolation",
	"Component failures",
	"Tests of reliability",
	"Disaster recovery",
	"Selection of architecture",
	"Compute and hardware",
	"Data management",
	"Networking and content delivery",
	"Process and culture",
	"Financial management in the cloud",
	"Usage governance",
	"Cost monitoring",
	"Decommissioning",
	"Service selection",
	"Sizing of resources",
	"Pricing models",
	"Data transfer charges",
	"Demand and supply",
	"New services",
	"Internationalisierungsverantwortlichkeiten",
	"Region selection",
	"Alignment to demand",
	"Software patterns",
	"Data patterns",
	"Hardware patterns",
	"Process of the organisation",
};

static const struct {
	const char *name, *prefix;
	uint32_t questions;
	enum risk pattern[5];
} sample_pillars[] = {
	{"Operational excellence", "OPS", 11, {RISK_NONE, RISK_MEDIUM, RISK_NONE, RISK_HIGH, RISK_NONE}},
	{"Security", "SEC", 11, {RISK_NONE, RISK_NONE, RISK_HIGH, RISK_MEDIUM, RISK_NONE}},
	{"Reliability", "REL", 13, {RISK_HIGH, RISK_HIGH, RISK_MEDIUM, RISK_UNANSWERED, RISK_NONE}},
	{"Performance efficiency", "PERF", 5, {RISK_NONE, RISK_NONE, RISK_MEDIUM, RISK_NOT_APPLICABLE, RISK_UNMATCHED}},
	{"Cost optimization", "COST", 11, {RISK_MEDIUM, RISK_NONE, RISK_MEDIUM, RISK_NONE, RISK_UNANSWERED}},
	{"Sustainability", "SUS", 6, {RISK_UNANSWERED, RISK_NONE, RISK_UNANSWERED, RISK_UNANSWERED, RISK_MEDIUM}},
};

static void sample_legend(struct chart_spec *spec)
{
	static const char *const names[RISK_COUNT] = {"High risk", "Medium risk", "No risk identified", "Not rated", "Unanswered", "Not applicable"};

	for (int i = 0; i < RISK_COUNT; i++)
		spec->legend[i] = str_of(names[i]);
}

static struct chart_spec *sample_heat(struct arena *arena)
{
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, G_N_ELEMENTS(sample_pillars));
	uint32_t title = 0;

	*spec = (struct chart_spec){.kind = CHART_HEAT, .rows = rows, .row_count = G_N_ELEMENTS(sample_pillars)};
	spec->title = STR("Reliability holds half of all high risks");
	spec->alt = STR("A cell for each of 57 questions in six rows, one for each pillar, with the risk of each.");
	sample_legend(spec);
	for (uint32_t i = 0; i < spec->row_count; i++) {
		struct chart_value *values = arena_array(arena, struct chart_value, sample_pillars[i].questions);

		rows[i] = (struct chart_row){
			.label = str_of(sample_pillars[i].name), .target = STR("findings"), .values = values, .count = sample_pillars[i].questions};
		for (uint32_t q = 0; q < rows[i].count; q++) {
			values[q].label = str_format(arena, "%s %u", sample_pillars[i].prefix, q + 1);
			values[q].title = str_of(sample_titles[title++ % G_N_ELEMENTS(sample_titles)]);
			values[q].risk = sample_pillars[i].pattern[q % 5];
			values[q].target = STR("rel-9");
		}
	}
	return spec;
}

static struct chart_spec *sample_stack(struct arena *arena, uint32_t most)
{
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, G_N_ELEMENTS(sample_pillars));

	*spec = (struct chart_spec){.kind = CHART_STACK, .rows = rows, .row_count = MIN(most, (uint32_t)G_N_ELEMENTS(sample_pillars))};
	spec->title = STR("One answered question in four is at high risk");
	spec->alt = STR("Stacked bars by pillar: operational excellence 2 high, 2 medium, 7 none; and so on for the other pillars.");
	spec->axis = STR("share of questions answered");
	sample_legend(spec);
	for (uint32_t i = 0; i < spec->row_count; i++) {
		struct chart_value *values = arena_array(arena, struct chart_value, RISK_COUNT);

		rows[i] = (struct chart_row){.label = str_of(sample_pillars[i].name), .values = values, .count = RISK_COUNT};
		for (uint32_t q = 0; q < sample_pillars[i].questions; q++)
			values[sample_pillars[i].pattern[q % 5]].amount++;
		for (unsigned r = 0; r < RISK_COUNT; r++) {
			values[r].risk = (enum risk)r;
			values[r].of = sample_pillars[i].questions;
			values[r].label = spec->legend[r];
		}
	}
	return spec;
}

static struct chart_spec *sample_strip(struct arena *arena)
{
	struct chart_spec *spec = sample_stack(arena, 3);

	spec->kind = CHART_STRIP;
	spec->rows += 2;
	spec->row_count = 1;
	spec->title = STR("Reliability: six of ten answered questions are at high risk");
	return spec;
}

static struct chart_spec *sample_dots(struct arena *arena)
{
	static const struct {
		const char *label;
		uint32_t amount, of;
	} shares[] = {
		{"Operational excellence", 31, 54},
		{"Security", 40, 62},
		{"Reliability of the hosted payment page and of all its interfaces to the ledger", 22, 71},
		{"Performance efficiency", 26, 27},
		{"Cost optimization", 0, 48},
		{"Sustainability", 0, 0},
	};
	struct chart_spec *spec = arena_one(arena, struct chart_spec);
	struct chart_row *rows = arena_array(arena, struct chart_row, G_N_ELEMENTS(shares));

	*spec = (struct chart_spec){.kind = CHART_DOTS, .rows = rows, .row_count = G_N_ELEMENTS(shares)};
	spec->title = STR("Practices in place: strong in performance, weak in reliability");
	spec->alt = STR("Dots by pillar: share of practices in place.");
	spec->axis = STR("share of practices in place, of those that apply");
	for (uint32_t i = 0; i < spec->row_count; i++) {
		struct chart_value *value = arena_one(arena, struct chart_value);

		value->amount = shares[i].amount;
		value->of = shares[i].of;
		rows[i] = (struct chart_row){.label = str_of(shares[i].label),
					     .note = str_format(arena, "%u of %u", shares[i].amount, shares[i].of),
					     .values = value,
					     .count = 1};
	}
	return spec;
}

#endif
