/* Finds rules that can never fire, by trying every selection of the choices that the rules name, 64 at a time. */
#include "reach.h"

#include "selections.h"

struct reached {
	bool held, fired;
};

/* Lets the rules of a question take the selections of one word, the first that holds each. */
static void take_word(const struct ruleset *ruleset, const struct question *question, const struct selections *selections, uint64_t left,
		      struct reached *reached)
{
	uint64_t valid = left;

	for (uint32_t i = 0; i < question->rule_count; i++) {
		const struct rule *rule = &ruleset->framework->rules[question->first_rule + i];
		const struct condition *condition = ruleset->conditions[question->first_rule + i];
		uint64_t holds = rule->is_default ? ~(uint64_t)0 : 0;

		if (condition != NULL)
			holds = condition_holds_word(condition, selections->columns, NULL);
		reached[i].held = reached[i].held || (holds & valid) != 0;
		reached[i].fired = reached[i].fired || (holds & left) != 0;
		left &= ~holds;
	}
}

static bool is_behind_default(const struct framework *framework, const struct question *question, uint32_t rule)
{
	for (uint32_t i = 0; i < rule; i++)
		if (framework->rules[question->first_rule + i].is_default)
			return true;
	return false;
}

/* A default that catches nothing does no harm; any other rule that cannot fire is a mistake, though in other people's lenses not ours to refuse. */
static enum severity severity_of(const struct framework *framework, const struct rule *rule, bool behind_default)
{
	return framework->is_foreign || (rule->is_default && !behind_default) ? SEVERITY_WARNING : SEVERITY_ERROR;
}

static void report(const struct ruleset *ruleset, const struct question *question, const struct reached *reached, struct diags *diags)
{
	for (uint32_t i = 0; i < question->rule_count; i++) {
		const struct rule *rule = &ruleset->framework->rules[question->first_rule + i];
		bool compiled = rule->is_default || ruleset->conditions[question->first_rule + i] != NULL;
		bool behind_default = is_behind_default(ruleset->framework, question, i);
		enum severity severity = severity_of(ruleset->framework, rule, behind_default);

		if (behind_default)
			diag_as(diags, severity, RULE_AFTER_DEFAULT, rule->span, str_c(question->id));
		else if (reached != NULL && compiled && !reached[i].held)
			diag_as(diags, severity, RULE_NEVER_HOLDS, rule->span, str_c(question->id));
		else if (reached != NULL && compiled && !reached[i].fired)
			diag_as(diags, severity, RULE_COVERED, rule->span, str_c(question->id));
	}
}

void reach_check(struct arena *arena, const struct ruleset *ruleset, uint32_t question, uint64_t *columns, struct diags *diags)
{
	const struct question *of = &ruleset->framework->questions[question];
	struct selections selections = {.columns = columns};
	struct reached *reached = NULL;

	if (selections_of(ruleset, of, &selections)) {
		reached = arena_array(arena, struct reached, of->rule_count);
		for (uint32_t word = 0; word < selections_words(&selections); word++)
			take_word(ruleset, of, &selections, selections_fill(&selections, word), reached);
	}
	report(ruleset, of, reached, diags);
}
