/* Documents for strangers: what is left of a review, and what the last check finds. */
#include "compose/deny.h"
#include "doc/strings.h"
#include "model/public.h"
#include "stage.h"

#define PRIVATE_REVIEW                                                                                                                               \
	"plumbline: review/1\nframework: tiny.yaml\nclient: {name: Acme Freight}\n"                                                                  \
	"workload: {id: quay-7, name: Care, description: Boats from Oslo, owner: Ada Quist, regions: [eu-north-1], accounts: ['123456789012']}\n"    \
	"date: 2026-01-31\nmilestone: Spring look\nsummary: They *fear* the storm.\n"                                                                \
	"reviewers: [{name: Bo Lind, organisation: Fenwright}, {name: Cy Dahl, organisation: Acme Freight}]\n"                                       \
	"participants: [{name: Eva Moe, role: Harbourmaster}]\n"                                                                                     \
	"context: {sector: logistics, headcount: 1234567, regulations: [care, Acme rules], rto: 4h, goals: [beat Borealis]}\n"                       \
	"answers:\n  q_one: {selected: [a], notes: Kept by Gunvor., not_applicable: [{choice: b, reason: other, notes: Ask Helge}]}\n"

#define PUBLIC_WORDING WORDING_HEAD "sentences: {title: Findings}\n"

static struct stage open_private(const char *report)
{
	struct stage stage = stage_open();

	open_template(&stage, report, PUBLIC_WORDING);
	open_assessment(&stage, FRAMEWORK, PRIVATE_REVIEW, 1);
	g_assert_nonnull(stage.template);
	return stage;
}

/* The document of this template over the whole review, checked as if it were for strangers. */
static bool is_clean(const char *report)
{
	struct stage stage = open_private(report);
	const struct doc *document = stage_compose(&stage);
	bool clean = deny_check(deny_list_new(stage.arena, stage.assessment->review, stage.template), document, stage.diags);

	g_assert_true(clean == (diags_errors(stage.diags) == 0));
	arena_free(stage.arena);
	return clean;
}

static void test_nothing_else_is_left(void)
{
	struct stage stage = open_private("<report title='{@title}'><p>x</p></report>");
	const struct review *whole = stage.assessment->review;
	const struct review *kept = review_public(stage.arena, whole, review_own_words(stage.arena, whole));

	g_assert_true(str_is_empty(kept->client) && str_is_empty(kept->workload) && str_is_empty(kept->workload_id) && str_is_empty(kept->owner));
	g_assert_true(str_is_empty(kept->description) && str_is_empty(kept->milestone) && str_is_empty(kept->summary));
	g_assert_cmpuint(kept->region_count + kept->account_count + kept->participant_count + kept->planned_count, ==, 0);
	g_assert_true(str_is(kept->reviewers[0].organisation, "Fenwright") && str_is_empty(kept->reviewers[0].name));
	g_assert_true(str_is_empty(kept->reviewers[1].organisation));
	g_assert_true(kept->context.facts[FACT_KEY_sector].known);
	g_assert_false(kept->context.facts[FACT_KEY_headcount].known || kept->context.facts[FACT_KEY_rto].known ||
		       kept->context.facts[FACT_KEY_goals].known);
	g_assert_cmpuint(kept->context.facts[FACT_KEY_regulations].item_count, ==, 1);
	g_assert_true(str_is(kept->context.facts[FACT_KEY_regulations].items[0], "care"));
	g_assert_true(kept->lenses[0].answers[0].given && str_is_empty(kept->lenses[0].answers[0].notes));
	g_assert_true(str_is_empty(kept->lenses[0].answers[0].remarks[0].notes) && str_is(kept->lenses[0].answers[0].remarks[0].reason, "other"));
	g_assert_true(kept->lenses[0].chosen == whole->lenses[0].chosen);
	arena_free(stage.arena);
}

/* Each place of a document, and each kind of what is private. */
static void test_everything_is_found(void)
{
	static const char *const leaks[] = {
		"<report title='{review.client}'><p>x</p></report>",
		"<report title='x' author='{review.owner}'><p>x</p></report>",
		"<report title='x' notice='{review.accounts}'><p>x</p></report>",
		"<report title='x'><p>Acme <strong>Freight</strong></p></report>",
		"<report title='x'><p anchor='acme-freight'>x</p></report>",
		"<report title='x'><p>ACME rules</p></report>",
		"<report title='x'><markdown value='review.summary'/></report>",
		"<report title='x'><p>{review.description}</p></report>",
		"<report title='x'><p>{ctx.goals}</p></report>",
		"<report title='x'><p>{ctx.headcount}</p></report>",
		"<report title='x'><p>{review.workload_id}</p></report>",
		"<report title='x'><p>{review.regions}</p></report>",
		"<report title='x'><p>{review.milestone}</p></report>",
		"<report title='x'><for each='f' in='review.findings'><markdown value='f.notes'/></for></report>",
		"<report title='x'><for each='f' in='review.findings'><for each='p' in='f.not_applicable'><p>{p.notes}</p></for></for></report>",
		"<report title='x'><for each='p' in='review.participants'><p>{p.role}</p></for></report>",
		"<report title='x'><for each='p' in='review.reviewers'><p>{p.name}</p></for></report>",
		"<report title='x'><numbers><number amount='1' label='x' detail='{review.owner}'/></numbers></report>",
		"<report title='x'><table title='{review.owner}'><column>x</column><row><cell>x</cell></row></table></report>",
		"<report title='x'><chart kind='dots' title='x' alt='Ada Quist'><line label='x'><value amount='1' of='2'/></line></chart></report>",
		"<report title='x'><chart kind='dots' title='x'><line label='x' note='by Ada'><value amount='1' of='2'/></line></chart></report>",
		"<report title='x'><box label='Eva Moe'>x</box></report>",
		"<report title='x'><p><link url='https://quist.example/'>x</link></p></report>",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(leaks); i++) {
		/* A template that says the word itself would make it usual: those that spell it out are checked against another one. */
		bool clean;

		g_test_message("leak %s", leaks[i]);
		if (strstr(leaks[i], "{") != NULL || strstr(leaks[i], "value='review") != NULL || strstr(leaks[i], "f.notes") != NULL)
			clean = is_clean(leaks[i]);
		else {
			struct stage stage = open_private(leaks[i]), other = open_private("<report title='x'><p>x</p></report>");

			clean = deny_check(deny_list_new(stage.arena, stage.assessment->review, other.template), stage_compose(&stage), stage.diags);
			arena_free(stage.arena);
			arena_free(other.arena);
		}
		g_assert_false(clean);
	}
}

static void test_usual_words_pass(void)
{
	/* A workload called Care is nothing that gives it away: the framework says the word. */
	g_assert_true(
		is_clean("<report title='{@title}'><for each='f' in='review.findings'><section title='{f.title}'><p>Care {review.workload} pays.</p>"
			 "<for each='p' in='f.missing'><p>{p.title} {p.advice}</p></for></section></for></report>"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/audience/nothing_else_is_left", test_nothing_else_is_left);
	g_test_add_func("/audience/everything_is_found", test_everything_is_found);
	g_test_add_func("/audience/usual_words_pass", test_usual_words_pass);
	return g_test_run();
}
