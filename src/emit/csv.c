/* The risk list as CSV (RFC 4180), a row per question; no cell is a formula to a spreadsheet. */
#include <string.h>

#include "risk_list.h"

static const char *const headings[] = {"file", "client", "workload", "date", "framework", "version", "pillar", "number",
                                       "question", "title", "risk", "rule", "selected", "missing"};

/* Spreadsheets run a cell that begins so; the apostrophe makes it text. */
static bool looks_like_formula(const char *text)
{
	return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

static void append_cell(GString *out, const char *text)
{
	bool formula = looks_like_formula(text);

	if (out->len > 0 && out->str[out->len - 1] != '\n')
		g_string_append_c(out, ',');
	if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
		/* an empty first cell must still be seen as one */
		g_string_append(out, *text == '\0' ? "\"\"" : text);
		return;
	}
	g_string_append(out, formula ? "\"'" : "\"");
	for (const char *c = text; *c != '\0'; c++)
		g_string_append(out, *c == '"' ? "\"\"" : (const char[]){*c, '\0'});
	g_string_append_c(out, '"');
}

static void append_ids(GString *out, const struct framework *framework, const uint32_t *choices, uint32_t count)
{
	GString *ids = g_string_new(NULL);

	risk_append_ids(ids, framework, choices, count, " ");
	append_cell(out, ids->str);
	g_string_free(ids, TRUE);
}

static void append_row(GString *out, const struct risk_item *item)
{
	const struct review *review = item->assessment->review;
	const struct finding *finding = item->finding;
	const char *rule = risk_rule(finding);
	GString *date = g_string_new(NULL);

	risk_append_date(date, review->held);
	append_cell(out, str_c(review->source->path));
	append_cell(out, str_c(review->client));
	append_cell(out, str_c(review->workload));
	append_cell(out, date->str);
	append_cell(out, str_c(item->framework->id));
	append_cell(out, str_c(item->framework->version));
	append_cell(out, str_c(item->pillar->id));
	append_cell(out, str_c(item->question->number));
	append_cell(out, str_c(item->question->id));
	append_cell(out, str_c(item->question->title));
	append_cell(out, risk_name(finding->risk));
	append_cell(out, rule == NULL ? "" : rule);
	append_ids(out, item->framework, finding->selected, finding->selected_count);
	append_ids(out, item->framework, finding->missing, finding->missing_count);
	g_string_append(out, "\r\n");
	g_string_free(date, TRUE);
}

static bool write_csv(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	(void)arena;
	(void)diags;
	for (size_t i = 0; i < G_N_ELEMENTS(headings); i++)
		append_cell(out, headings[i]);
	g_string_append(out, "\r\n");
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
