/* Every selection of some choices, as columns of bits. */
#include "selections.h"

static bool rules_name(const struct ruleset *ruleset, const struct question *question, uint32_t choice)
{
	for (uint32_t i = question->first_rule; i < question->first_rule + question->rule_count; i++)
		if (ruleset->conditions[i] != NULL && condition_names(ruleset->conditions[i], choice))
			return true;
	return false;
}

bool selections_of(const struct ruleset *ruleset, const struct question *question, struct selections *selections)
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

uint64_t selections_fill(const struct selections *selections, uint32_t word)
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

uint32_t selections_words(const struct selections *selections)
{
	return selections->count > 6 ? 1u << (selections->count - 6) : 1;
}
