/* The risk list as JSON: an array with an object per review, a question to a line. */
#include "base/quote.h"
#include "risk_list.h"

static void append_member(GString *out, const char *name, const char *text)
{
	g_string_append_printf(out, "\"%s\": ", name);
	if (text == NULL)
		g_string_append(out, "null");
	else
		quote_append(out, str_of(text));
}

static void append_ids(GString *out, const char *name, const struct framework *framework, const uint32_t *choices, uint32_t count)
{
	g_string_append_printf(out, ", \"%s\": [", name);
	for (uint32_t i = 0; i < count; i++) {
		g_string_append(out, i == 0 ? "" : ", ");
		quote_append(out, framework->choices[choices[i]].id);
	}
	g_string_append_c(out, ']');
}

static void append_question(GString *out, const struct risk_item *item)
{
	const struct finding *finding = item->finding;

	g_string_append(out, "          {");
	append_member(out, "id", str_c(item->question->id));
	g_string_append(out, ", ");
	append_member(out, "pillar", str_c(item->pillar->id));
	g_string_append(out, ", ");
	append_member(out, "risk", risk_name(finding->risk));
	g_string_append(out, ", ");
	append_member(out, "rule", risk_rule(finding));
	if (finding->is_stated)
		g_string_append(out, ", \"stated\": true");
	append_ids(out, "selected", item->framework, finding->selected, finding->selected_count);
	append_ids(out, "missing", item->framework, finding->missing, finding->missing_count);
	g_string_append_c(out, '}');
}

static void append_counts(GString *out, const struct risk_counts *counts)
{
	g_string_append(out, "        \"counts\": {");
	for (int risk = 0; risk < RISK_COUNT; risk++)
		g_string_append_printf(out, "%s\"%s\": %u", risk == 0 ? "" : ", ", risk_name((enum risk)risk), counts->of[risk]);
	g_string_append(out, "},\n");
}

static void append_framework(GString *out, const struct assessment *assessment, uint32_t lens)
{
	const struct framework *framework = assessment->lenses[lens].ruleset->framework;

	g_string_append(out, "      {\n        ");
	append_member(out, "id", str_c(framework->id));
	g_string_append(out, ",\n        ");
	append_member(out, "version", str_c(framework->version));
	g_string_append(out, ",\n");
	append_counts(out, &assessment->lenses[lens].counts);
	g_string_append(out, "        \"questions\": [");
	for (uint32_t i = 0; i < framework->question_count; i++) {
		struct risk_item item = risk_item_of(assessment, lens, i);

		g_string_append(out, i == 0 ? "\n" : ",\n");
		append_question(out, &item);
	}
	g_string_append(out, framework->question_count == 0 ? "]\n      }" : "\n        ]\n      }");
}

static void append_review(GString *out, const struct assessment *assessment)
{
	const struct review *review = assessment->review;
	GString *date = g_string_new(NULL);

	risk_append_date(date, review->held);
	g_string_append(out, "  {\n    ");
	append_member(out, "file", str_c(review->source->path));
	g_string_append(out, ",\n    ");
	append_member(out, "client", str_c(review->client));
	g_string_append(out, ",\n    ");
	append_member(out, "workload", str_c(review->workload));
	g_string_append(out, ",\n    ");
	append_member(out, "date", date->len == 0 ? NULL : date->str);
	g_string_append(out, ",\n    \"frameworks\": [");
	for (uint32_t i = 0; i < assessment->lens_count; i++) {
		g_string_append(out, i == 0 ? "\n" : ",\n");
		append_framework(out, assessment, i);
	}
	g_string_append(out, assessment->lens_count == 0 ? "]\n  }" : "\n    ]\n  }");
	g_string_free(date, TRUE);
}

static bool write_json(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	(void)arena;
	(void)diags;
	g_string_append_c(out, '[');
	for (uint32_t i = 0; i < input->assessment_count; i++) {
		g_string_append(out, i == 0 ? "\n" : ",\n");
		append_review(out, input->assessments[i]);
	}
	g_string_append(out, input->assessment_count == 0 ? "]\n" : "\n]\n");
	return true;
}

const struct backend backend_json = {"json", ".json", FEED_ASSESSMENTS, write_json};
