/* Pieces that every risk list needs. */
#include "risk_list.h"

struct risk_item risk_item_of(const struct assessment *assessment, uint32_t lens, uint32_t question)
{
	const struct lens_assessment *answers = &assessment->lenses[lens];
	const struct framework *framework = answers->ruleset->framework;
	const struct question *asked = &framework->questions[question];

	return (struct risk_item){
		.assessment = assessment,
		.lens = answers,
		.framework = framework,
		.pillar = &framework->pillars[asked->pillar],
		.question = asked,
		.finding = &answers->findings[question],
	};
}

const char *risk_rule(const struct finding *finding)
{
	if (finding->because == NULL)
		return NULL;
	return finding->because->is_default ? "default" : str_c(finding->because->condition);
}

void risk_append_date(GString *out, struct date date)
{
	if (date.year != 0)
		g_string_append_printf(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void risk_append_ids(GString *out, const struct framework *framework, const uint32_t *choices, uint32_t count, const char *separator)
{
	for (uint32_t i = 0; i < count; i++)
		g_string_append_printf(out, "%s%s", i == 0 ? "" : separator, str_c(framework->choices[choices[i]].id));
}
