/* Pieces that every list of changes needs. */
#include "changes.h"

struct change_item change_item_of(const struct lens_progress *lens, uint32_t index)
{
	const struct question_change *change = &lens->changes[index];
	bool is_now = change->now != NO_QUESTION;
	const struct framework *framework = (is_now ? lens->now : lens->earlier)->lens->framework;
	const struct question *question = &framework->questions[is_now ? change->now : change->earlier];

	return (struct change_item){
		.lens = lens,
		.change = change,
		.framework = framework,
		.question = question,
		.pillar = &framework->pillars[question->pillar],
		.earlier_id = change->earlier == NO_QUESTION ? NULL : str_c(lens->earlier->lens->framework->questions[change->earlier].id),
	};
}

const char *change_risk(enum risk risk)
{
	return risk == RISK_COUNT ? NULL : risk_name(risk);
}

uint32_t change_steps(const struct progress *progress)
{
	return progress->review_count == 2 ? 1 : progress->review_count;
}

struct numbered_step change_step(const struct progress *progress, uint32_t index)
{
	if (index + 1 < progress->review_count)
		return (struct numbered_step){&progress->steps[index], index, index + 1};
	return (struct numbered_step){progress->whole, 0, progress->review_count - 1};
}
