/* Finding questions and choices of a framework by their ids: sorted, not hashed, so that nobody can write a framework that makes it slow. */
#include "model/framework.h"

/* Questions by id; choices by id within their question. Equal ids in the order of the framework. */
struct framework_ids {
	uint32_t *questions, *choices;
};

static int compare_questions(const void *left, const void *right, void *framework)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	const struct question *questions = ((const struct framework *)framework)->questions;
	int order = str_compare(questions[a].id, questions[b].id);

	return order != 0 ? order : (a > b) - (a < b);
}

static int compare_choices(const void *left, const void *right, void *framework)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	const struct choice *choices = ((const struct framework *)framework)->choices;
	int order = str_compare(choices[a].id, choices[b].id);

	return order != 0 ? order : (a > b) - (a < b);
}

void framework_index(struct arena *arena, struct framework *framework)
{
	struct framework_ids *ids = arena_one(arena, struct framework_ids);

	ids->questions = arena_array(arena, uint32_t, framework->question_count);
	ids->choices = arena_array(arena, uint32_t, framework->choice_count);
	for (uint32_t i = 0; i < framework->question_count; i++)
		ids->questions[i] = i;
	for (uint32_t i = 0; i < framework->choice_count; i++)
		ids->choices[i] = i;
	g_qsort_with_data(ids->questions, (gint)framework->question_count, sizeof(uint32_t), compare_questions, framework);
	for (uint32_t i = 0; i < framework->question_count; i++)
		g_qsort_with_data(ids->choices + framework->questions[i].first_choice, (gint)framework->questions[i].choice_count, sizeof(uint32_t),
				  compare_choices, framework);
	framework->ids = ids;
}

uint32_t framework_question(const struct framework *framework, struct str id)
{
	uint32_t from = 0, to = framework->question_count;

	while (from < to) {
		uint32_t middle = from + (to - from) / 2;

		if (str_compare(framework->questions[framework->ids->questions[middle]].id, id) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == framework->question_count || !str_equal(framework->questions[framework->ids->questions[from]].id, id))
		return UINT32_MAX;
	return framework->ids->questions[from];
}

uint32_t framework_choice(const struct framework *framework, uint32_t question, struct str id)
{
	const struct question *asked = &framework->questions[question];
	uint32_t from = asked->first_choice, end = from + asked->choice_count, to = end;

	while (from < to) {
		uint32_t middle = from + (to - from) / 2;

		if (str_compare(framework->choices[framework->ids->choices[middle]].id, id) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == end || !str_equal(framework->choices[framework->ids->choices[from]].id, id))
		return UINT32_MAX;
	return framework->ids->choices[from];
}
