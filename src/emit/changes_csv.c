/* The changes since earlier reviews as CSV: a row for each question of each step. */
#include "changes.h"
#include "csv_cells.h"

static const char *const headings[] = {"from",  "to",     "framework", "earlier_version", "version", "pillar",        "question", "earlier_question",
				       "title", "change", "was",       "carried",         "now",     "at_risk_since", "done",     "lost"};

static void put_date(GString *out, const struct assessment *assessment)
{
	GString *date = g_string_new(NULL);

	risk_append_date(date, assessment->review->held);
	csv_put(out, date->str);
	g_string_free(date, TRUE);
}

static void put_ids(GString *out, const struct lens_progress *lens, const uint32_t *choices, uint32_t count)
{
	GString *ids = g_string_new(NULL);

	if (count > 0)
		risk_append_ids(ids, lens->now->lens->framework, choices, count, " ");
	csv_put(out, ids->str);
	g_string_free(ids, TRUE);
}

static void put_text(GString *out, const char *text)
{
	csv_put(out, text == NULL ? "" : text);
}

static void put_change(GString *out, const struct progress *progress, const struct progress_step *step, const struct change_item *item)
{
	const struct question_change *change = item->change;
	const struct lens_progress *lens = item->lens;

	put_date(out, step->earlier);
	put_date(out, step->now);
	csv_put(out, str_c(item->framework->id));
	put_text(out, lens->earlier == NULL ? NULL : str_c(lens->earlier->lens->framework->version));
	put_text(out, lens->now == NULL ? NULL : str_c(lens->now->lens->framework->version));
	csv_put(out, str_c(item->pillar->id));
	csv_put(out, str_c(item->question->id));
	put_text(out, item->earlier_id);
	csv_put(out, str_c(item->question->title));
	csv_put(out, turn_name(change->change));
	put_text(out, change_risk(change->was));
	put_text(out, change_risk(change->carried));
	put_text(out, change_risk(change->is));
	if (change->is == RISK_HIGH || change->is == RISK_MEDIUM)
		put_date(out, progress->reviews[change->since]);
	else
		csv_put(out, "");
	put_ids(out, lens, change->done, change->done_count);
	put_ids(out, lens, change->lost, change->lost_count);
	csv_end_row(out);
}

static bool write_csv(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	(void)arena;
	(void)diags;
	csv_put_row(out, headings, G_N_ELEMENTS(headings));
	for (uint32_t s = 0; s < change_steps(input->progress); s++) {
		const struct progress_step *step = change_step(input->progress, s).step;

		for (uint32_t l = 0; l < step->lens_count; l++)
			for (uint32_t i = 0; i < step->lenses[l].change_count; i++) {
				struct change_item item = change_item_of(&step->lenses[l], i);

				put_change(out, input->progress, step, &item);
			}
	}
	return true;
}

const struct backend backend_changes_csv = {"csv", ".csv", FEED_PROGRESS, write_csv};
