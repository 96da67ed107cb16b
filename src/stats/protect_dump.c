/* Names of rules and codes, and a protected view as lines of text. */
#include "guard.h"

static const struct {
	const char *name, *reason;
	uint32_t number;
} rules[PRIVACY_RULE_COUNT] = {
#define PRIVACY_RULE(id, number, reason) {#id, reason, number},
#include "stats/privacy_rule.def"
#undef PRIVACY_RULE
};

static const struct {
	char letter;
	const char *meaning;
} codes[CODE_COUNT] = {
#define SHOWN_CODE(name, letter, meaning) {letter, meaning},
#include "stats/shown_code.def"
#undef SHOWN_CODE
};

const char *privacy_rule_reason(enum privacy_rule rule)
{
	return rules[rule].reason;
}

uint32_t privacy_rule_number(enum privacy_rule rule)
{
	return rules[rule].number;
}

const char *privacy_rule_name(enum privacy_rule rule)
{
	return rules[rule].name;
}

char shown_code_letter(enum shown_code code)
{
	return codes[code].letter;
}

const char *shown_code_meaning(enum shown_code code)
{
	return codes[code].meaning;
}

const char *shown_codes_text(uint32_t set, char *out)
{
	char *at = out;

	for (uint32_t i = 0; i < CODE_COUNT; i++)
		if ((set >> i & 1) != 0)
			*at++ = codes[i].letter;
	*at = '\0';
	return out;
}

static void append_number(const struct shown *shown, GString *out)
{
	int64_t unit = 1;

	for (uint32_t i = 0; i < shown->number.decimals; i++)
		unit *= 10;
	g_string_append_printf(out, " %s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, shown->number.steps < 0 ? "-" : "",
			       ABS(shown->number.steps) / unit, shown->number.decimals, ABS(shown->number.steps) % unit);
}

static void append_value(const struct shown *shown, bool is_number, GString *out)
{
	char text[PERCENT_TEXT_SIZE];

	if (is_number && shown->as == SHOWN_VALUE)
		append_number(shown, out);
	else
		g_string_append_printf(out, " %s%s",
				       shown->as == SHOWN_UNDER  ? "under "
				       : shown->as == SHOWN_OVER ? "over "
								 : "",
				       percent_text(shown->percent, text));
	if (shown->has_counts)
		g_string_append_printf(out, " (%u of %u)", shown->share.hits, shown->share.of);
	if (shown->has_interval && !is_number)
		g_string_append_printf(out, " %u to %u", shown->interval.low, shown->interval.high);
	g_string_append_printf(out, " base %s%u", shown->base_is_rounded ? "about " : "", shown->base);
}

static void append_shown(const struct shown *shown, const char *name, bool is_number, GString *out)
{
	char letters[CODE_COUNT + 1];

	g_string_append(out, name);
	if (shown->as == SHOWN_MERGED)
		g_string_append(out, " merged");
	else if (shown->as != SHOWN_NOT)
		append_value(shown, is_number, out);
	if (shown->codes != 0)
		g_string_append_printf(out, " [%s]", shown_codes_text(shown->codes, letters));
	if (shown->rule != PRIVACY_RULE_NONE)
		g_string_append_printf(out, " %s%s", rules[shown->rule].name, shown->is_secondary ? " secondary" : "");
	if (!str_is_empty(shown->as_of))
		g_string_append_printf(out, " as of %s", str_c(shown->as_of));
	g_string_append_c(out, '\n');
}

static void dump_segment(const struct split *split, const struct shown_segment *segment, bool is_number, GString *out)
{
	for (uint32_t g = 0; g < split->group_count; g++) {
		g_string_append_printf(out, "  %s=", str_c(split->key));
		append_shown(&segment->cells[g], str_c(split->groups[g].value), is_number, out);
	}
	for (uint32_t m = 0; m < segment->merge_count; m++) {
		g_string_append(out, "  together: ");
		append_shown(&segment->merges[m].shown, str_c(segment->merges[m].label), is_number, out);
	}
}

static void dump_statistic(const struct protected_view *view, uint32_t index, GString *out)
{
	const struct statistic *statistic = &view->statistics->statistics[index];
	const struct shown_statistic *shown = &view->statistics_shown[index];
	bool is_number = statistic->metric->kind != METRIC_SHARE;

	append_shown(&shown->all, str_c(statistic->metric->id), is_number, out);
	for (uint32_t i = 0; i < statistic->segment_count; i++)
		dump_segment(&view->statistics->splits[statistic->segments[i].split], &shown->segments[i], is_number, out);
	for (uint32_t i = 0; i < statistic->series_count; i++)
		for (uint32_t p = 0; p < statistic->series[i].period_count; p++) {
			g_string_append(out, "  period ");
			append_shown(&shown->series[i].periods[p], str_c(statistic->series[i].periods[p].label), is_number, out);
		}
	if (statistic->change == NULL)
		return;
	append_shown(&shown->change.first, "  first", false, out);
	append_shown(&shown->change.last, "  last", false, out);
}

static void dump_pillar(const struct protected_view *view, uint32_t index, GString *out)
{
	const struct pillar_statistic *pillar = &view->statistics->pillars[index];

	g_string_append(out, "pillar ");
	append_shown(&view->pillars[index].all.high, str_c(view->statistics->corpus->pillars[pillar->pillar].id), false, out);
	for (uint32_t s = 0; s < view->statistics->split_count; s++)
		for (uint32_t g = 0; g < view->statistics->splits[s].group_count; g++) {
			g_string_append_printf(out, "  %s=", str_c(view->statistics->splits[s].key));
			append_shown(&view->pillars[index].groups[s][g].high, str_c(view->statistics->splits[s].groups[g].value), false, out);
		}
}

void protect_dump(const struct protected_view *view, GString *out)
{
	g_string_append_printf(out, "%s release %s: %u withheld, %u limited, %u merged, %u reprinted\n",
			       view->is_protected ? "protected" : "internal", str_c(view->release), view->withheld, view->limited, view->merged,
			       view->reprinted);
	append_shown(&view->population, "population", false, out);
	for (uint32_t i = 0; i < view->statistics->statistic_count; i++)
		dump_statistic(view, i, out);
	for (uint32_t i = 0; i < view->statistics->ranking_count; i++)
		for (uint32_t p = 0; p < view->rankings[i].count; p++) {
			const struct shown_place *place = &view->rankings[i].places[p];

			g_string_append_printf(out, "rank %u ", place->rank);
			append_shown(&place->shown, str_c(view->statistics->rankings[i].places[place->place].id), false, out);
		}
	for (uint32_t i = 0; i < view->statistics->pillar_count; i++)
		dump_pillar(view, i, out);
}
