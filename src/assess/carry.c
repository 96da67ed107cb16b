/* Earlier answers, written down anew for a later edition and assessed by its rules. */
#include "carry.h"

struct carrying {
	struct arena *arena;
	const struct succession *succession;
	const struct lens_assessment *earlier, *now;
	struct answer *answers; /* of the later edition, as the earlier review has them */
	uint64_t *chosen, *not_applicable;
	struct carried *result;
};

bool answered_in_full(const struct finding *finding)
{
	return risk_is_answered(finding->risk) && !finding->answer->partial;
}

static const struct finding *then(const struct carrying *carrying, uint32_t choice)
{
	return &carrying->earlier->findings[carrying->succession->earlier->choices[choice].question];
}

/* A practice as the earlier review has it, else as it is now. Gives whether it is ticked. */
static bool carry_choice(const struct carrying *carrying, uint32_t choice)
{
	uint32_t from = carrying->succession->choice_from[choice];
	bool known = from != NO_INDEX && answered_in_full(then(carrying, from));
	const struct lens *lens = known ? carrying->earlier->lens : carrying->now->lens;
	uint32_t index = known ? from : choice;

	if (bits_has(lens->chosen, index))
		bits_add(carrying->chosen, choice);
	if (bits_has(lens->not_applicable, index))
		bits_add(carrying->not_applicable, choice);
	return bits_has(lens->chosen, index);
}

/* The answer to a question that was answered then. With nothing ticked of what is asked now, none of these is in place. */
static void carry_answer(const struct carrying *carrying, uint32_t question, bool none)
{
	const struct question *asked = &carrying->succession->now->questions[question];
	struct answer *answer = &carrying->answers[question];
	bool any = false;

	for (uint32_t i = asked->first_choice; i < asked->first_choice + asked->choice_count; i++)
		if (!carrying->succession->now->choices[i].none_of_these)
			any = carry_choice(carrying, i) || any;
	answer->given = true;
	answer->none_of_these = !any || (none && carrying->now->lens->answers[question].none_of_these);
}

static bool can_be_put_together(const struct carrying *carrying, uint32_t question)
{
	const struct question *asked = &carrying->succession->now->questions[question];
	uint32_t practices = 0;

	for (uint32_t i = asked->first_choice; i < asked->first_choice + asked->choice_count; i++) {
		uint32_t from = carrying->succession->choice_from[i];

		if (carrying->succession->now->choices[i].none_of_these)
			continue;
		if (from == NO_INDEX || !answered_in_full(then(carrying, from)))
			return false;
		practices++;
	}
	return practices > 0;
}

static void carry_question(const struct carrying *carrying, uint32_t question)
{
	uint32_t from = carrying->succession->question_from[question];

	if (from == NO_INDEX) {
		carrying->result[question].together = carrying->succession->recast_to[question] && can_be_put_together(carrying, question);
		if (carrying->result[question].together)
			carry_answer(carrying, question, false);
		return;
	}
	if (answered_in_full(&carrying->earlier->findings[from]))
		carry_answer(carrying, question, carrying->earlier->findings[from].answer->none_of_these);
}

static bool same_rule(const struct rule *a, const struct rule *b)
{
	return a->risk == b->risk && a->is_default == b->is_default && str_equal(a->condition, b->condition);
}

/* The same rules over practices of the same ids: they cannot say anything else. */
static bool rules_are_same(const struct succession *succession, uint32_t earlier, uint32_t now)
{
	const struct question *a = &succession->earlier->questions[earlier], *b = &succession->now->questions[now];

	if (a->rule_count != b->rule_count || a->choice_count != b->choice_count)
		return false;
	for (uint32_t i = 0; i < a->rule_count; i++)
		if (!same_rule(&succession->earlier->rules[a->first_rule + i], &succession->now->rules[b->first_rule + i]))
			return false;
	for (uint32_t i = 0; i < b->choice_count; i++) {
		uint32_t choice = b->first_choice + i, from = succession->choice_from[choice];

		if (from == NO_INDEX || !str_equal(succession->earlier->choices[from].id, succession->now->choices[choice].id))
			return false;
	}
	return true;
}

/* Whether the risk of then stands as it is: it has no rules to ask anew, or they would say the same. */
static bool stands(const struct carrying *carrying, uint32_t question, const struct finding *was, struct carried *result)
{
	const struct finding *is = &carrying->now->findings[question];
	bool same = rules_are_same(carrying->succession, was->question, question);
	bool by_rules_now = answered_in_full(is) && !is->is_stated;

	if (!risk_is_answered(was->risk))
		return true;
	if (was->answer->partial || carrying->succession->now->questions[question].rule_count == 0 || (was->is_stated && !by_rules_now)) {
		result->kept = !same;
		return true;
	}
	return same && !was->is_stated;
}

static void conclude(const struct carrying *carrying, const struct lens_assessment *assessed, uint32_t question)
{
	struct carried *result = &carrying->result[question];
	uint32_t from = carrying->succession->question_from[question];

	result->risk = RISK_COUNT;
	if (from == NO_INDEX && !result->together)
		return;
	if (from != NO_INDEX && stands(carrying, question, &carrying->earlier->findings[from], result)) {
		result->risk = carrying->earlier->findings[from].risk;
		return;
	}
	result->rescored = true;
	result->risk = assessed->findings[question].risk;
}

const struct carried *carry(struct arena *arena, const struct succession *succession, const struct lens_assessment *earlier,
			    const struct lens_assessment *now)
{
	const struct framework *framework = succession->now;
	struct carrying carrying = {arena, succession, earlier, now, NULL, NULL, NULL, NULL};
	struct review review = {.lens_count = 1};
	struct lens lens = {.framework = framework};
	const struct assessment *assessed;

	lens.answers = carrying.answers = arena_array(arena, struct answer, framework->question_count);
	lens.chosen = carrying.chosen = arena_array(arena, uint64_t, bits_words(framework->choice_count));
	lens.not_applicable = carrying.not_applicable = arena_array(arena, uint64_t, bits_words(framework->choice_count));
	carrying.result = arena_array(arena, struct carried, framework->question_count);
	review.lenses = &lens;
	for (uint32_t i = 0; i < framework->question_count; i++)
		carry_question(&carrying, i);
	assessed = assess(arena, &review, &now->ruleset, diags_new(arena));
	for (uint32_t i = 0; i < framework->question_count; i++)
		conclude(&carrying, &assessed->lenses[0], i);
	return carrying.result;
}
