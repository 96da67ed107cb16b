/* The changes since earlier reviews as JSON: an object with the reviews and the steps between them, a question to a line. */
#include "base/quote.h"
#include "changes.h"

static void append_text(GString *out, const char *text)
{
	if (text == NULL)
		g_string_append(out, "null");
	else
		quote_append(out, str_of(text));
}

static void append_member(GString *out, const char *before, const char *name, const char *text)
{
	g_string_append_printf(out, "%s\"%s\": ", before, name);
	append_text(out, text);
}

static void append_ids(GString *out, const char *name, const struct lens_assessment *lens, const uint32_t *choices, uint32_t count)
{
	g_string_append_printf(out, ", \"%s\": [", name);
	for (uint32_t i = 0; i < count; i++) {
		g_string_append(out, i == 0 ? "" : ", ");
		quote_append(out, lens->lens->framework->choices[choices[i]].id);
	}
	g_string_append_c(out, ']');
}

static void append_change(GString *out, const struct change_item *item)
{
	const struct question_change *change = item->change;

	append_member(out, "            {", "id", str_c(item->question->id));
	append_member(out, ", ", "earlier_id", item->earlier_id);
	append_member(out, ", ", "pillar", str_c(item->pillar->id));
	append_member(out, ", ", "change", turn_name(change->change));
	append_member(out, ", ", "was", change_risk(change->was));
	append_member(out, ", ", "carried", change_risk(change->carried));
	append_member(out, ", ", "now", change_risk(change->is));
	g_string_append_printf(out, ", \"since\": %u, \"reworded\": %s", change->since, change->reworded ? "true" : "false");
	append_ids(out, "done", item->lens->now, change->done, change->done_count);
	append_ids(out, "lost", item->lens->now, change->lost, change->lost_count);
	append_ids(out, "practices_asked", item->lens->now, change->fresh, change->fresh_count);
	append_ids(out, "practices_dropped", item->lens->earlier, change->dropped, change->dropped_count);
	g_string_append_c(out, '}');
}

static void append_accounting(GString *out, const struct accounting *account)
{
	g_string_append(out, "{");
	for (int risk = 0; risk < RISK_COUNT; risk++)
		g_string_append_printf(out, "%s\"%s\": {\"earlier\": %u, \"framework\": %d, \"client\": %d, \"now\": %u}", risk == 0 ? "" : ", ",
				       risk_name((enum risk)risk), account->earlier.of[risk], account->framework.of[risk], account->client.of[risk],
				       account->now.of[risk]);
	g_string_append(out, "}");
}

static void append_pillars(GString *out, const struct lens_progress *lens)
{
	g_string_append(out, "          \"pillars\": [");
	for (uint32_t i = 0; i < lens->pillar_count; i++) {
		const struct pillar_progress *pillar = &lens->pillars[i];
		const struct framework *framework = (pillar->now != UINT32_MAX ? lens->now : lens->earlier)->lens->framework;

		append_member(out, i == 0 ? "\n            {" : ",\n            {", "id",
			      str_c(framework->pillars[pillar->now != UINT32_MAX ? pillar->now : pillar->earlier].id));
		g_string_append_printf(out, ", \"done\": %u, \"lost\": %u, \"accounting\": ", pillar->done, pillar->lost);
		append_accounting(out, &pillar->accounting);
		g_string_append_c(out, '}');
	}
	g_string_append(out, lens->pillar_count == 0 ? "],\n" : "\n          ],\n");
}

static void append_counts(GString *out, const struct lens_progress *lens)
{
	g_string_append(out, "          \"counts\": {");
	for (int change = 0; change < CHANGE_COUNT; change++)
		g_string_append_printf(out, "%s\"%s\": %u", change == 0 ? "" : ", ", turn_name((enum turn)change), lens->counts[change]);
	g_string_append(out, "},\n          \"accounting\": ");
	append_accounting(out, &lens->accounting);
	g_string_append(out, ",\n");
}

static void append_lens(GString *out, const struct lens_progress *lens)
{
	const struct framework *now = lens->now == NULL ? NULL : lens->now->lens->framework;
	const struct framework *earlier = lens->earlier == NULL ? NULL : lens->earlier->lens->framework;

	append_member(out, "        {\n          ", "id", str_c((now != NULL ? now : earlier)->id));
	append_member(out, ",\n          ", "earlier_version", earlier == NULL ? NULL : str_c(earlier->version));
	append_member(out, ",\n          ", "version", now == NULL ? NULL : str_c(now->version));
	g_string_append_printf(out, ",\n          \"practices\": {\"done\": %u, \"lost\": %u},\n          \"not_rescored\": %u,\n", lens->done,
			       lens->lost, lens->not_rescored);
	append_counts(out, lens);
	append_pillars(out, lens);
	g_string_append(out, "          \"changes\": [");
	for (uint32_t i = 0; i < lens->change_count; i++) {
		struct change_item item = change_item_of(lens, i);

		g_string_append(out, i == 0 ? "\n" : ",\n");
		append_change(out, &item);
	}
	g_string_append(out, lens->change_count == 0 ? "]\n        }" : "\n          ]\n        }");
}

static void append_step(GString *out, const struct numbered_step *numbered)
{
	g_string_append_printf(out, "    {\n      \"from\": %u,\n      \"to\": %u,\n      \"lenses\": [", numbered->from, numbered->to);
	for (uint32_t i = 0; i < numbered->step->lens_count; i++) {
		g_string_append(out, i == 0 ? "\n" : ",\n");
		append_lens(out, &numbered->step->lenses[i]);
	}
	g_string_append(out, numbered->step->lens_count == 0 ? "]\n    }" : "\n      ]\n    }");
}

static void append_review(GString *out, const struct review *review)
{
	GString *date = g_string_new(NULL);

	risk_append_date(date, review->held);
	append_member(out, "    {", "file", str_c(review->source->path));
	append_member(out, ", ", "client", str_c(review->client));
	append_member(out, ", ", "workload", str_c(review->workload));
	append_member(out, ", ", "milestone", str_is_empty(review->milestone) ? NULL : str_c(review->milestone));
	append_member(out, ", ", "date", date->len == 0 ? NULL : date->str);
	g_string_append_c(out, '}');
	g_string_free(date, TRUE);
}

static bool write_json(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	const struct progress *progress = input->progress;

	(void)arena;
	(void)diags;
	g_string_append(out, "{\n  \"plumbline\": \"progress/1\",\n  \"reviews\": [\n");
	for (uint32_t i = 0; i < progress->review_count; i++) {
		append_review(out, progress->reviews[i]->review);
		g_string_append(out, i + 1 < progress->review_count ? ",\n" : "\n");
	}
	g_string_append(out, "  ],\n  \"steps\": [\n");
	for (uint32_t i = 0; i < change_steps(progress); i++) {
		struct numbered_step step = change_step(progress, i);

		append_step(out, &step);
		g_string_append(out, i + 1 < change_steps(progress) ? ",\n" : "\n");
	}
	g_string_append(out, "  ]\n}\n");
	return true;
}

const struct backend backend_changes_json = {"json", ".json", FEED_PROGRESS, write_json};
