/* The risk list as CSV (RFC 4180), a row per question; no cell is a formula to a spreadsheet. */
#include "csv_cells.h"
#include "risk_list.h"

static const char *const headings[] = {"file",   "client",   "workload", "date", "framework", "version",  "pillar",
				       "number", "question", "title",    "risk", "rule",      "selected", "missing"};

static void append_ids(GString *out, const struct framework *framework, const uint32_t *choices, uint32_t count)
{
	GString *ids = g_string_new(NULL);

	risk_append_ids(ids, framework, choices, count, " ");
	csv_put(out, ids->str);
	g_string_free(ids, TRUE);
}

static void append_row(GString *out, const struct risk_item *item)
{
	const struct review *review = item->assessment->review;
	const struct finding *finding = item->finding;
	const char *rule = risk_rule(finding);
	GString *date = g_string_new(NULL);

	risk_append_date(date, review->held);
	csv_put(out, str_c(review->source->path));
	csv_put(out, str_c(review->client));
	csv_put(out, str_c(review->workload));
	csv_put(out, date->str);
	csv_put(out, str_c(item->framework->id));
	csv_put(out, str_c(item->framework->version));
	csv_put(out, str_c(item->pillar->id));
	csv_put(out, str_c(item->question->number));
	csv_put(out, str_c(item->question->id));
	csv_put(out, str_c(item->question->title));
	csv_put(out, risk_name(finding->risk));
	csv_put(out, rule == NULL ? "" : rule);
	append_ids(out, item->framework, finding->selected, finding->selected_count);
	append_ids(out, item->framework, finding->missing, finding->missing_count);
	csv_end_row(out);
	g_string_free(date, TRUE);
}

static bool write_csv(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	(void)arena;
	(void)diags;
	csv_put_row(out, headings, G_N_ELEMENTS(headings));
	for (uint32_t i = 0; i < input->assessment_count; i++)
		for (uint32_t lens = 0; lens < input->assessments[i]->lens_count; lens++) {
			uint32_t count = input->assessments[i]->lenses[lens].ruleset->framework->question_count;

			for (uint32_t question = 0; question < count; question++) {
				struct risk_item item = risk_item_of(input->assessments[i], lens, question);

				append_row(out, &item);
			}
		}
	return true;
}

const struct backend backend_csv = {"csv", ".csv", FEED_ASSESSMENTS, write_csv};
