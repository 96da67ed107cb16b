/* plumbline explain: the way from an answer to its risk, in words. */
#include "assess/explain.h"

#include "cli/console.h"
#include "cli/explain.h"
#include "cli/find.h"

/* What is explained, with all that it refers to. */
struct topic {
	const struct assessment *assessment;
	const struct lens *lens;
	const struct framework *framework;
	const struct question *question;
	const struct explanation *explanation;
};

static const char *const outcome_words[] = {
	[RULE_FALSE] = "does not hold",
	[RULE_FIRED] = "FIRED",
	[RULE_NOT_REACHED] = "not reached",
	[RULE_NOT_RUN] = "not run",
};

static void append_risk(GString *out, const struct topic *topic)
{
	static const char *const meanings[RISK_COUNT] = {
		[RISK_HIGH] = "high",
		[RISK_MEDIUM] = "medium",
		[RISK_NONE] = "none",
		[RISK_UNMATCHED] = "unmatched: practices are selected, but no rule covers this selection",
		[RISK_UNANSWERED] = "unanswered: nothing is selected, so no rule is run",
		[RISK_NOT_APPLICABLE] = "not applicable: the reviewer marked the whole question so",
	};
	const struct finding *finding = topic->explanation->finding;

	g_string_append_printf(out, "%s%s%s [%s]\n", str_c(topic->question->number), str_is_empty(topic->question->number) ? "" : ": ",
			       str_c(topic->question->title), str_c(topic->question->id));
	g_string_append_printf(out, "Risk: %s%s\n", meanings[finding->risk], finding->is_stated ? ", as stated in the input" : "");
	if (finding->is_stated && topic->question->rule_count > 0)
		g_string_append(out, topic->framework->assumed_rules ? "The rules below are this framework's assumption, so the stated risk counts.\n"
								     : "Only what is missing is known, so the rules were not run.\n");
	else if (finding->is_stated)
		g_string_append(out, "The framework has no rules for this question.\n");
	if (finding->answer->given && finding->answer->span.source != NULL) {
		struct place place = source_place(finding->answer->span.source, finding->answer->span.start);

		g_string_append_printf(out, "Answered at %s:%u\n", str_c(finding->answer->span.source->path), place.line);
	}
	if (!str_is_empty(finding->answer->reason))
		g_string_append_printf(out, "Reason: %s\n", finding->answer->reason.text);
}

static const char *choice_state(const struct topic *topic, uint32_t choice)
{
	const struct answer *answer = topic->explanation->finding->answer;

	if (topic->framework->choices[choice].none_of_these)
		return answer->none_of_these ? "[x]" : "[ ]";
	if (bits_has(topic->lens->not_applicable, choice))
		return "n/a";
	return bits_has(topic->lens->chosen, choice) ? "[x]" : "[ ]";
}

static void append_choices(GString *out, const struct topic *topic)
{
	const struct finding *finding = topic->explanation->finding;

	g_string_append_printf(out, "\nPractices: %u of %u that apply are in place\n", finding->selected_count, finding->applicable_count);
	for (uint32_t i = 0; i < topic->question->choice_count; i++) {
		uint32_t index = topic->question->first_choice + i;
		const struct choice *choice = &topic->framework->choices[index];

		g_string_append_printf(out, "  %s %s: %s", choice_state(topic, index), str_c(choice->id), str_c(choice->title));
		if (choice->risk != LEVEL_UNSET)
			g_string_append_printf(out, " (%s risk if missing)", level_name(choice->risk));
		g_string_append_c(out, '\n');
	}
}

static void append_unmet(GString *out, const struct topic *topic, const struct rule_trace *trace)
{
	if (trace->unmet_count == 0 || (trace->outcome != RULE_FALSE && trace->outcome != RULE_FIRED))
		return;
	g_string_append(out, trace->outcome == RULE_FIRED ? "     ticked: " : "     not ticked: ");
	for (uint32_t i = 0; i < trace->unmet_count; i++)
		g_string_append_printf(out, "%s%s", i == 0 ? "" : ", ", str_c(topic->framework->choices[trace->unmet[i]].id));
	g_string_append_c(out, '\n');
}

static void append_rules(GString *out, const struct topic *topic)
{
	if (topic->explanation->rule_count == 0)
		return;
	g_string_append(out, "\nRules, tried in this order; the first that holds counts:\n");
	for (uint32_t i = 0; i < topic->explanation->rule_count; i++) {
		const struct rule_trace *trace = &topic->explanation->rules[i];
		const struct rule *rule = trace->rule;

		g_string_append_printf(out, "  %u. %s%s %s: %s\n", i + 1, level_name(rule->risk), rule->is_default ? "" : " if",
				       rule->is_default ? "by default" : str_c(rule->condition), outcome_words[trace->outcome]);
		append_unmet(out, topic, trace);
	}
}

static void append_variant(GString *out, const struct topic *topic, const struct variant_trace *trace)
{
	const struct choice *choice = trace->choice == UINT32_MAX ? NULL : &topic->framework->choices[trace->choice];

	g_string_append_printf(out, "  %s: %s: %s", choice == NULL ? "the question" : str_c(choice->id), str_c(trace->variant->when),
			       trace->holds  ? "holds"
			       : trace->open ? "unknown"
					     : "does not hold");
	for (uint32_t i = 0; i < trace->missing_count; i++)
		g_string_append_printf(out, "%s%s", i == 0 ? "; the review does not say " : ", ", fact_kinds[trace->missing_facts[i]].key);
	g_string_append_c(out, '\n');
}

static void append_variants(GString *out, const struct topic *topic)
{
	if (topic->explanation->variant_count == 0)
		return;
	g_string_append(out, "\nWords that depend on the client's business:\n");
	for (uint32_t i = 0; i < topic->explanation->variant_count; i++)
		append_variant(out, topic, &topic->explanation->variants[i]);
}

static void append_priority(GString *out, const struct priority_trace *trace)
{
	g_string_append_printf(out, "  %s: %s\n     if %s: %s", trace->rule->raises ? "raised" : "lowered", str_c(trace->rule->reason),
			       str_c(trace->rule->when),
			       trace->holds  ? "holds"
			       : trace->open ? "unknown"
					     : "does not hold");
	for (uint32_t i = 0; i < trace->missing_count; i++)
		g_string_append_printf(out, "%s%s", i == 0 ? "; the review does not say " : ", ", fact_kinds[trace->missing_facts[i]].key);
	g_string_append_c(out, '\n');
}

static void append_priorities(GString *out, const struct topic *topic)
{
	const struct explanation *explanation = topic->explanation;

	if (explanation->priority_count == 0)
		return;
	g_string_append_printf(out, "\nPriority: %s (the risk stays as it is)\n", priority_name(explanation->priority));
	for (uint32_t i = 0; i < explanation->priority_count; i++)
		append_priority(out, &explanation->priorities[i]);
}

static void mark_missing(const enum fact_key *facts, uint32_t count, bool *missing)
{
	for (uint32_t i = 0; i < count; i++)
		missing[facts[i]] = true;
}

/* Facts that an undecided condition names. */
static void append_wanted(GString *out, const struct topic *topic)
{
	const struct explanation *explanation = topic->explanation;
	bool missing[FACT_COUNT] = {false}, any = false;

	for (uint32_t i = 0; i < explanation->variant_count; i++)
		if (explanation->variants[i].open)
			mark_missing(explanation->variants[i].missing_facts, explanation->variants[i].missing_count, missing);
	for (uint32_t i = 0; i < explanation->priority_count; i++)
		if (explanation->priorities[i].open)
			mark_missing(explanation->priorities[i].missing_facts, explanation->priorities[i].missing_count, missing);
	for (uint32_t i = 0; i < FACT_COUNT; i++)
		if (missing[i]) {
			g_string_append_printf(out, "%s%s (%s)", any ? ", " : "\nAsk the client: ", fact_kinds[i].label, fact_kinds[i].key);
			any = true;
		}
	if (any)
		g_string_append_c(out, '\n');
}

enum exit_status command_explain(struct call *call)
{
	const struct review_source *source = stock_source(call->arena, call->operands[0], call->diags);
	const struct assessment *assessment = source == NULL ? NULL : stock_assess(call_stock(call), call->arena, source, call->diags);
	uint32_t lens, question;
	struct topic topic;
	GString *out;
	bool good;

	if (assessment == NULL)
		return EXIT_FAULTS;
	if (call->operand_count == 1)
		return explain_report(call, assessment);
	if (!call_question(call, assessment, call->operands[1], &lens, &question))
		return EXIT_MISUSE;
	topic = (struct topic){
		.assessment = assessment,
		.lens = assessment->lenses[lens].lens,
		.framework = assessment->lenses[lens].ruleset->framework,
		.question = &assessment->lenses[lens].ruleset->framework->questions[question],
		.explanation = explain(call->arena, assessment, lens, question),
	};
	out = g_string_new(NULL);
	append_risk(out, &topic);
	append_choices(out, &topic);
	append_rules(out, &topic);
	append_variants(out, &topic);
	append_priorities(out, &topic);
	append_wanted(out, &topic);
	good = console_put(out->str, out->len);
	g_string_free(out, TRUE);
	if (!good)
		return EXIT_SYSTEM;
	return diags_errors(call->diags) > 0 ? EXIT_FAULTS : EXIT_CLEAN;
}
