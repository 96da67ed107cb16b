/* Finds rules that can never fire, by trying every selection of the choices that the rules name, 64 at a time. */
#include "reach.h"

#define MOST_NAMED 16u

/* The selections of named choices in order: bit i of a selection's number is choice i. Word w holds selections 64 w to 64 w + 63. */
struct selections {
	uint32_t named[MOST_NAMED];
	uint32_t count;
	bool never_empty;   /* the rules name all choices, also a none-of-these: then a selection of none of them is unanswered and runs no rule */
	uint64_t *columns;  /* per choice of the framework */
};

struct reached {
	bool held, fired;
};

static bool rules_name(const struct ruleset *ruleset, const struct question *question, uint32_t choice)
{
	for (uint32_t i = question->first_rule; i < question->first_rule + question->rule_count; i++)
		if (ruleset->conditions[i] != NULL && condition_names(ruleset->conditions[i], choice))
			return true;
	return false;
}

/* False if too many choices are named to try them all. */
static bool selections_of(const struct ruleset *ruleset, const struct question *question, struct selections *selections)
{
	bool none_named = false;

	for (uint32_t i = 0; i < question->choice_count; i++) {
		if (!rules_name(ruleset, question, question->first_choice + i))
			continue;
		if (selections->count == MOST_NAMED)
			return false;
		selections->named[selections->count++] = question->first_choice + i;
		none_named = none_named || ruleset->framework->choices[question->first_choice + i].none_of_these;
	}
	/* Without such a choice a reviewer may still say that nothing is in place, and with no bit of ours. */
	selections->never_empty = none_named && selections->count == question->choice_count;
	return true;
}

/* Ticks the named choices as the selections of this word have them; returns which of its 64 places are selections that run the rules. */
static uint64_t fill_word(const struct selections *selections, uint32_t word)
{
	static const uint64_t low[] = {
		0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC, 0xF0F0F0F0F0F0F0F0, 0xFF00FF00FF00FF00, 0xFFFF0000FFFF0000, 0xFFFFFFFF00000000,
	};
	uint64_t valid = selections->count < 6 ? ((uint64_t)1 << (1u << selections->count)) - 1 : ~(uint64_t)0;

	for (uint32_t i = 0; i < selections->count; i++) {
		uint64_t high = i < 6 ? 0 : (word >> (i - 6)) & 1;

		selections->columns[selections->named[i]] = i < 6 ? low[i] : 0 - high;
	}
	return word == 0 && selections->never_empty ? valid & ~(uint64_t)1 : valid;
}

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
		uint32_t words = selections.count > 6 ? 1u << (selections.count - 6) : 1;

		reached = arena_array(arena, struct reached, of->rule_count);
		for (uint32_t word = 0; word < words; word++)
			take_word(ruleset, of, &selections, fill_word(&selections, word), reached);
	}
	report(ruleset, of, reached, diags);
}
