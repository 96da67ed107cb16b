/* The risk list as text for people: pillar by pillar, every number with what it is out of. */
#include <string.h>

#include "risk_list.h"

/* How a risk is called in a list of counts, in the order in which people want to read them. */
static const struct {
	enum risk risk;
	const char *mark, *words;
} worded[] = {
	{RISK_HIGH, "HIGH", "high"},
	{RISK_MEDIUM, "MEDIUM", "medium"},
	{RISK_NONE, "none", "no risk"},
	{RISK_UNMATCHED, "UNMATCHED", "match no rule"},
	{RISK_UNANSWERED, "unanswered", "unanswered"},
	{RISK_NOT_APPLICABLE, "n/a", "not applicable"},
};

static const char *mark_of(enum risk risk)
{
	for (size_t i = 0; i < G_N_ELEMENTS(worded); i++)
		if (worded[i].risk == risk)
			return worded[i].mark;
	return "";
}

/* Text of a client in one line: a control character could move the cursor of a terminal. */
static void append_line(GString *out, struct str text)
{
	for (const char *at = str_c(text); *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		g_string_append_unichar(out, g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT ? ' ' : c);
	}
}

static void append_risks(GString *out, const struct risk_counts *counts, bool answered)
{
	const char *before = "";

	for (size_t i = 0; i < G_N_ELEMENTS(worded); i++) {
		uint32_t count = counts->of[worded[i].risk];
		bool always = worded[i].risk == RISK_HIGH || worded[i].risk == RISK_MEDIUM || worded[i].risk == RISK_NONE;

		if (risk_is_answered(worded[i].risk) != answered || (count == 0 && !always))
			continue;
		g_string_append_printf(out, "%s%u %s", before, count, worded[i].words);
		before = ", ";
	}
}

/* "3 high, 2 medium, 5 no risk of 10 answered; 1 unanswered of 11 questions" */
static void append_counts(GString *out, const struct risk_counts *counts)
{
	uint32_t all = counts_all(counts), answered = counts_answered(counts);

	append_risks(out, counts, true);
	g_string_append_printf(out, " of %u answered", answered);
	if (answered < all) {
		g_string_append(out, "; ");
		append_risks(out, counts, false);
	}
	g_string_append_printf(out, "%s %u question%s\n", answered < all ? " of" : ", all of", all, all == 1 ? "" : "s");
}

/* The risk is not ours: it was worked out elsewhere and came with the answers. */
static void append_stated(GString *out, const struct risk_counts *counts, const struct finding *findings, uint32_t question_count)
{
	uint32_t stated = 0;

	for (uint32_t i = 0; i < question_count; i++)
		stated += findings[i].is_stated && risk_is_answered(findings[i].risk);
	if (stated > 0)
		g_string_append_printf(out, "  %u of %u risks are those stated in the input; no rule of ours was applied\n", stated,
				       counts_answered(counts));
}

static void append_missing(GString *out, const struct risk_item *item)
{
	const struct finding *finding = item->finding;

	if (finding->missing_count == 0 || !risk_is_answered(finding->risk))
		return;
	if (finding->answer->partial)
		g_string_append_printf(out, "      missing %u: ", finding->missing_count);
	else
		g_string_append_printf(out, "      missing %u of %u: ", finding->missing_count, finding->applicable_count);
	risk_append_ids(out, item->framework, finding->missing, finding->missing_count, ", ");
	g_string_append_c(out, '\n');
}

static void append_question(GString *out, const struct risk_item *item)
{
	g_string_append_printf(out, "    %-10s  ", mark_of(item->finding->risk));
	append_line(out, item->question->id);
	g_string_append(out, ": ");
	if (!str_is_empty(item->question->number)) {
		append_line(out, item->question->number);
		g_string_append_c(out, ' ');
	}
	append_line(out, item->question->title);
	g_string_append_c(out, '\n');
	append_missing(out, item);
}

static void append_pillar(GString *out, const struct assessment *assessment, uint32_t lens, uint32_t index)
{
	const struct lens_assessment *answers = &assessment->lenses[lens];
	const struct pillar *pillar = &answers->ruleset->framework->pillars[index];

	g_string_append(out, "\n  ");
	append_line(out, pillar->title);
	g_string_append(out, ": ");
	append_counts(out, &answers->pillar_counts[index]);
	for (uint32_t i = 0; i < pillar->question_count; i++) {
		struct risk_item item = risk_item_of(assessment, lens, pillar->first_question + i);

		append_question(out, &item);
	}
}

static void append_framework(GString *out, const struct assessment *assessment, uint32_t lens)
{
	const struct lens_assessment *answers = &assessment->lenses[lens];
	const struct framework *framework = answers->ruleset->framework;

	append_line(out, framework->title);
	if (!str_is_empty(framework->version)) {
		g_string_append(out, " (");
		append_line(out, framework->version);
		g_string_append_c(out, ')');
	}
	g_string_append(out, "\n  ");
	append_counts(out, &answers->counts);
	if (answers->practices.of > 0)
		g_string_append_printf(out, "  %u of %u practices in place, of those that apply in answered questions\n", answers->practices.hits,
				       answers->practices.of);
	append_stated(out, &answers->counts, answers->findings, framework->question_count);
	for (uint32_t i = 0; i < framework->pillar_count; i++)
		append_pillar(out, assessment, lens, i);
}

static void append_review(GString *out, const struct assessment *assessment)
{
	const struct review *review = assessment->review;

	append_line(out, review->client);
	g_string_append(out, ", ");
	append_line(out, review->workload);
	if (review->held.year != 0)
		g_string_append(out, ", ");
	risk_append_date(out, review->held);
	g_string_append(out, "\n");
	for (uint32_t i = 0; i < assessment->lens_count; i++) {
		g_string_append(out, i == 0 ? "" : "\n");
		append_framework(out, assessment, i);
	}
}

static bool write_text(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	(void)arena;
	(void)diags;
	for (uint32_t i = 0; i < input->assessment_count; i++) {
		g_string_append(out, i == 0 ? "" : "\n");
		append_review(out, input->assessments[i]);
	}
	return true;
}

const struct backend backend_text = {"text", ".txt", FEED_ASSESSMENTS, write_text};
