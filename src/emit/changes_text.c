/* The changes since earlier reviews as text for people: the account, then what changed, kind by kind. */
#include "changes.h"

static const struct {
	enum turn change;
	const char *words;
} listed[] = {
	{CHANGE_REGRESSED, "worse"},
	{CHANGE_FIXED, "no longer at risk"},
	{CHANGE_IMPROVED, "improved"},
	{CHANGE_RERATED, "rated otherwise by the framework"},
	{CHANGE_APPLICABILITY, "with another applicability"},
	{CHANGE_ANSWERED, "newly answered"},
	{CHANGE_UNANSWERED, "no longer answered"},
	{CHANGE_ASKED, "newly asked"},
	{CHANGE_RETIRED, "not asked any more"},
	{CHANGE_RECAST, "split, merged or recast"},
	{CHANGE_UNRATED, "without a rule"},
	{CHANGE_REWORDED, "asked otherwise, at the same risk"},
	{CHANGE_STILL_OPEN, "still at risk"},
};

static void append_ids(GString *out, const char *before, const struct lens_progress *lens, const uint32_t *choices, uint32_t count)
{
	if (count == 0)
		return;
	g_string_append(out, before);
	risk_append_ids(out, lens->now->lens->framework, choices, count, ", ");
	g_string_append_c(out, '\n');
}

static void append_change(GString *out, const struct change_item *item)
{
	const struct question_change *change = item->change;
	const char *was = change_risk(change->was), *carried = change_risk(change->carried), *is = change_risk(change->is);

	g_string_append_printf(out, "    %s%s%s: %s", str_c(item->question->number), str_is_empty(item->question->number) ? "" : " ",
			       str_c(item->question->id), was == NULL ? "not asked" : was);
	if (change->was != change->carried && carried != NULL && (was != NULL || change->rescored))
		g_string_append_printf(out, ", %s by the rules of now", carried);
	g_string_append_printf(out, " -> %s\n", is == NULL ? "not asked" : is);
	append_ids(out, "      newly in place: ", item->lens, change->done, change->done_count);
	append_ids(out, "      no longer in place: ", item->lens, change->lost, change->lost_count);
}

static void append_account(GString *out, const char *name, const struct accounting *account, enum risk risk)
{
	g_string_append_printf(out, "  %s: %u then, %+d by the framework, %+d by the client, %u now\n", name, account->earlier.of[risk],
			       account->framework.of[risk], account->client.of[risk], account->now.of[risk]);
}

static void append_lens(GString *out, const struct lens_progress *lens)
{
	const struct framework *framework = (lens->now != NULL ? lens->now : lens->earlier)->lens->framework;

	g_string_append_printf(out, "%s", str_c(framework->title));
	if (lens->other_edition)
		g_string_append_printf(out, " (%s, before %s)", str_c(framework->version), str_c(lens->earlier->lens->framework->version));
	if (lens->earlier == NULL || lens->now == NULL) {
		g_string_append(out, lens->earlier == NULL ? ": not in the earlier review\n\n" : ": only in the earlier review\n\n");
		return;
	}
	g_string_append_c(out, '\n');
	append_account(out, "high risk", &lens->accounting, RISK_HIGH);
	append_account(out, "medium risk", &lens->accounting, RISK_MEDIUM);
	g_string_append_printf(out, "  practices: %u newly in place, %u no longer\n", lens->done, lens->lost);
	for (size_t kind = 0; kind < G_N_ELEMENTS(listed); kind++) {
		if (lens->counts[listed[kind].change] == 0)
			continue;
		g_string_append_printf(out, "\n  %u %s\n", lens->counts[listed[kind].change], listed[kind].words);
		for (uint32_t i = 0; i < lens->change_count; i++)
			if (lens->changes[i].change == listed[kind].change) {
				struct change_item item = change_item_of(lens, i);

				append_change(out, &item);
			}
	}
	g_string_append_printf(out, "\n  %u still good, %u still unanswered, %u still not applicable; %u questions in all\n\n",
			       lens->counts[CHANGE_STILL_GOOD], lens->counts[CHANGE_SILENT], lens->counts[CHANGE_ASIDE], lens->change_count);
}

static bool write_text(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	(void)arena;
	(void)diags;
	for (uint32_t s = 0; s < change_steps(input->progress); s++) {
		const struct progress_step *step = change_step(input->progress, s).step;

		g_string_append_printf(out, "%s, %s: from ", str_c(step->now->review->client), str_c(step->now->review->workload));
		risk_append_date(out, step->earlier->review->held);
		g_string_append(out, " to ");
		risk_append_date(out, step->now->review->held);
		g_string_append_c(out, '\n');
		for (uint32_t l = 0; l < step->lens_count; l++)
			append_lens(out, &step->lenses[l]);
	}
	return true;
}

const struct backend backend_changes_text = {"text", ".txt", FEED_PROGRESS, write_text};
