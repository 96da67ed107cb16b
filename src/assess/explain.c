/* Traces one question: each rule until one fired, and each variant with the facts that it lacks. */
#include "assess/explain.h"

struct tracer {
	struct arena *arena;
	const struct context *context;
	const struct lens_assessment *lens;
	const struct finding *finding;
	const struct question *question;
};

static bool is_ticked(const struct tracer *tracer, uint32_t choice)
{
	if (tracer->lens->lens->framework->choices[choice].none_of_these)
		return tracer->finding->answer->none_of_these;
	return bits_has(tracer->lens->lens->chosen, choice);
}

/* Choices that the rule names and that are ticked or not, as asked; those that do not apply had no say. */
static void trace_choices(const struct tracer *tracer, const struct condition *condition, bool ticked, struct rule_trace *trace)
{
	uint32_t *choices = arena_array(tracer->arena, uint32_t, tracer->question->choice_count);

	for (uint32_t i = 0; i < tracer->question->choice_count; i++) {
		uint32_t choice = tracer->question->first_choice + i;

		if (condition_names(condition, choice) && !bits_has(tracer->lens->lens->not_applicable, choice) &&
		    is_ticked(tracer, choice) == ticked)
			choices[trace->unmet_count++] = choice;
	}
	trace->unmet = choices;
}

static const struct rule_trace *trace_rules(const struct tracer *tracer)
{
	struct rule_trace *traces = arena_array(tracer->arena, struct rule_trace, tracer->question->rule_count);
	bool runs = tracer->finding->risk != RISK_UNANSWERED && tracer->finding->risk != RISK_NOT_APPLICABLE && !tracer->finding->is_stated,
	     fired = false;

	for (uint32_t i = 0; i < tracer->question->rule_count; i++) {
		uint32_t index = tracer->question->first_rule + i;
		const struct condition *condition = tracer->lens->ruleset->conditions[index];
		struct rule_trace *trace = &traces[i];

		trace->rule = &tracer->lens->lens->framework->rules[index];
		if (!runs || fired) {
			trace->outcome = runs ? RULE_NOT_REACHED : RULE_NOT_RUN;
			continue;
		}
		fired = trace->rule == tracer->finding->because;
		trace->outcome = fired ? RULE_FIRED : RULE_FALSE;
		if (condition != NULL)
			trace_choices(tracer, condition, fired, trace);
	}
	return traces;
}

struct facts {
	const struct context *context;
	enum fact_key *missing;
	uint32_t count;
};

static void note_fact(enum fact_key key, void *user)
{
	struct facts *facts = user;

	if (facts->context->facts[key].known)
		return;
	for (uint32_t i = 0; i < facts->count; i++)
		if (facts->missing[i] == key)
			return;
	facts->missing[facts->count++] = key;
}

/* How a condition came out, and which of its facts are missing. */
struct outcome {
	bool holds, open;
	struct facts facts;
};

static struct outcome outcome_of(const struct tracer *tracer, const struct expr *when)
{
	struct outcome outcome = {.facts = {.context = tracer->context, .missing = arena_array(tracer->arena, enum fact_key, FACT_COUNT)}};
	struct value value;

	if (when == NULL)
		return outcome;
	value = advice_evaluate(when, tracer->context, tracer->lens->standing, tracer->arena);
	outcome.holds = value.state == STATE_KNOWN && value.as.truth;
	outcome.open = value.state == STATE_UNKNOWN;
	expr_facts(when, note_fact, &outcome.facts);
	return outcome;
}

static struct variant_trace trace_variant(const struct tracer *tracer, const struct variant *variant, const struct expr *when, uint32_t choice)
{
	struct outcome outcome = outcome_of(tracer, when);

	return (struct variant_trace){
		.variant = variant,
		.holds = outcome.holds,
		.open = outcome.open,
		.missing_facts = outcome.facts.missing,
		.missing_count = outcome.facts.count,
		.choice = choice,
	};
}

static bool names(const struct priority_rule *rule, uint32_t question)
{
	for (uint32_t i = 0; i < rule->question_count; i++)
		if (rule->questions[i] == question)
			return true;
	return false;
}

static void trace_priorities(const struct tracer *tracer, struct explanation *explanation)
{
	const struct framework *framework = tracer->lens->ruleset->framework;
	struct priority_trace *traces = arena_array(tracer->arena, struct priority_trace, framework->priority_count);
	bool raised = false, lowered = false;

	for (uint32_t i = 0; i < framework->priority_count; i++) {
		struct outcome outcome;

		if (!names(&framework->priorities[i], tracer->finding->question))
			continue;
		outcome = outcome_of(tracer, tracer->lens->ruleset->priorities[i]);
		raised = raised || (outcome.holds && framework->priorities[i].raises);
		lowered = lowered || (outcome.holds && !framework->priorities[i].raises);
		traces[explanation->priority_count++] = (struct priority_trace){
			&framework->priorities[i], outcome.holds, outcome.open, outcome.facts.missing, outcome.facts.count,
		};
	}
	explanation->priorities = traces;
	explanation->priority = raised ? PRIORITY_RAISED : lowered ? PRIORITY_LOWERED : PRIORITY_NORMAL;
}

static uint32_t count_variants(const struct tracer *tracer)
{
	uint32_t count = tracer->question->variant_count;

	for (uint32_t i = 0; i < tracer->question->choice_count; i++)
		count += tracer->lens->lens->framework->choices[tracer->question->first_choice + i].variant_count;
	return count;
}

static void trace_variants(const struct tracer *tracer, struct explanation *explanation)
{
	struct variant_trace *traces = arena_array(tracer->arena, struct variant_trace, count_variants(tracer));
	const struct ruleset *ruleset = tracer->lens->ruleset;
	const struct framework *framework = ruleset->framework;
	uint32_t count = 0;

	for (uint32_t i = 0; i < tracer->question->variant_count; i++)
		traces[count++] = trace_variant(tracer, &tracer->question->variants[i],
						ruleset_question_variant(ruleset, tracer->finding->question, i), UINT32_MAX);
	for (uint32_t c = tracer->question->first_choice; c < tracer->question->first_choice + tracer->question->choice_count; c++)
		for (uint32_t i = 0; i < framework->choices[c].variant_count; i++)
			traces[count++] = trace_variant(tracer, &framework->choices[c].variants[i], ruleset_choice_variant(ruleset, c, i), c);
	explanation->variants = traces;
	explanation->variant_count = count;
}

const struct explanation *explain(struct arena *arena, const struct assessment *assessment, uint32_t lens, uint32_t question)
{
	const struct lens_assessment *of = &assessment->lenses[lens];
	struct tracer tracer = {
		.arena = arena,
		.context = &assessment->review->context,
		.lens = of,
		.finding = &of->findings[question],
		.question = &of->lens->framework->questions[question],
	};
	struct explanation *explanation = arena_one(arena, struct explanation);

	explanation->finding = tracer.finding;
	explanation->rules = trace_rules(&tracer);
	explanation->rule_count = tracer.question->rule_count;
	trace_variants(&tracer, explanation);
	trace_priorities(&tracer, explanation);
	return explanation;
}
