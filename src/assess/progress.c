/* Progress between reviews: questions, practices, and the account of both. */
#include "assess/progress.h"

#include <string.h>

#include "carry.h"

/* One lens of two reviews; before: NULL where there was none. */
struct comparing {
	struct arena *arena;
	const struct lens_assessment *before, *after;
	const struct succession *succession;
	const struct carried *carried;
	struct question_change *changes;
	struct pillar_progress *pillars;
	uint32_t *pillar_rows; /* per pillar of the earlier framework */
	struct lens_progress *result;
};

/* ---- Practices ---- */

/* Choices of one question of now, while they are listed: each list has room for all of them. */
struct listed {
	uint32_t *done, *lost, *fresh;
};

/* A practice that both editions ask for, in questions answered in full. */
static void compare_practice(const struct comparing *comparing, struct question_change *change, const struct listed *listed, uint32_t from,
			     uint32_t to)
{
	const struct lens *before = comparing->before->lens, *after = comparing->after->lens;
	bool was = bits_has(before->chosen, from), is = bits_has(after->chosen, to);

	if (!answered_in_full(&comparing->before->findings[before->framework->choices[from].question]) ||
	    !answered_in_full(&comparing->after->findings[change->now]))
		return;
	if (is && !was)
		listed->done[change->done_count++] = to;
	else if (was && !is && !bits_has(after->not_applicable, to))
		listed->lost[change->lost_count++] = to;
}

static void compare_practices(const struct comparing *comparing, struct question_change *change)
{
	const struct succession *succession = comparing->succession;
	const struct question *question = &succession->now->questions[change->now];
	uint32_t *room = arena_array(comparing->arena, uint32_t, 3 * (size_t)question->choice_count);
	const struct listed listed = {room, room + question->choice_count, room + 2 * (size_t)question->choice_count};

	change->done = listed.done;
	change->lost = listed.lost;
	change->fresh = listed.fresh;
	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++) {
		uint32_t from = succession->choice_from[i];

		if (succession->now->choices[i].none_of_these)
			continue;
		if (from == NO_INDEX) {
			if (change->earlier != NO_QUESTION)
				listed.fresh[change->fresh_count++] = i;
			continue;
		}
		compare_practice(comparing, change, &listed, from, i);
		change->reworded = change->reworded || !str_equal(succession->earlier->choices[from].title, succession->now->choices[i].title);
	}
}

static void find_dropped(const struct comparing *comparing, struct question_change *change)
{
	const struct succession *succession = comparing->succession;
	const struct question *question = &succession->earlier->questions[change->earlier];
	uint32_t *dropped = arena_array(comparing->arena, uint32_t, question->choice_count);

	change->dropped = dropped;
	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++)
		if (succession->choice_to[i] == NO_INDEX && !succession->earlier->choices[i].none_of_these)
			dropped[change->dropped_count++] = i;
}

/* ---- Questions ---- */

static void compare_words(const struct comparing *comparing, struct question_change *change)
{
	const struct succession *succession = comparing->succession;

	if (change->earlier == NO_QUESTION)
		return;
	find_dropped(comparing, change);
	change->reworded = change->reworded || change->fresh_count > 0 || change->dropped_count > 0 ||
			   !str_equal(succession->earlier->questions[change->earlier].title, succession->now->questions[change->now].title);
}

static struct question_change change_now(const struct comparing *comparing, uint32_t question)
{
	const struct succession *succession = comparing->succession;
	struct question_change change = {.earlier = NO_QUESTION, .now = question, .was = RISK_COUNT, .is = comparing->after->findings[question].risk};
	struct change_state state = {.is = true, .now = change.is};

	change.carried = change.is;
	if (succession != NULL) {
		const struct carried *carried = &comparing->carried[question];

		change.earlier = succession->question_from[question];
		change.lineage = succession->lineage_to[question];
		change.rescored = carried->rescored;
		change.was = change.earlier == NO_QUESTION ? RISK_COUNT : comparing->before->findings[change.earlier].risk;
		change.carried = carried->risk == RISK_COUNT ? change.is : carried->risk;
		compare_practices(comparing, &change);
		compare_words(comparing, &change);
		state.was = carried->risk != RISK_COUNT;
		state.recast = succession->recast_to[question] && !carried->together;
		comparing->result->not_rescored += carried->kept;
	}
	state.reworded = change.reworded;
	state.carried = change.carried;
	state.earlier = change.was == RISK_COUNT && state.was ? change.carried : change.was;
	change.change = turn_of(&state);
	return change;
}

static struct question_change change_then(const struct comparing *comparing, uint32_t question)
{
	const struct succession *succession = comparing->succession;
	struct question_change change = {.earlier = question, .now = NO_QUESTION, .was = comparing->before->findings[question].risk};
	struct change_state state = {.was = true, .earlier = change.was, .carried = RISK_COUNT, .now = RISK_COUNT};

	change.carried = change.is = RISK_COUNT;
	if (succession != NULL) {
		change.lineage = succession->lineage_from[question];
		state.recast = succession->recast_from[question];
	}
	change.change = turn_of(&state);
	return change;
}

static void compare_questions(struct comparing *comparing)
{
	uint32_t before = comparing->before == NULL ? 0 : comparing->before->lens->framework->question_count;
	uint32_t after = comparing->after == NULL ? 0 : comparing->after->lens->framework->question_count;
	struct lens_progress *result = comparing->result;

	comparing->changes = arena_array(comparing->arena, struct question_change, before + after);
	for (uint32_t i = 0; i < after; i++)
		comparing->changes[result->change_count++] = change_now(comparing, i);
	for (uint32_t i = 0; i < before; i++)
		if (comparing->succession == NULL || comparing->succession->question_to[i] == NO_INDEX)
			comparing->changes[result->change_count++] = change_then(comparing, i);
	for (uint32_t i = 0; i < result->change_count; i++)
		result->counts[comparing->changes[i].change]++;
	result->changes = comparing->changes;
}

/* ---- The account ---- */

uint32_t progress_pillar(const struct framework *framework, const struct pillar *pillar)
{
	for (uint32_t i = 0; i < framework->pillar_count; i++)
		if (str_equal(framework->pillars[i].id, pillar->id))
			return i;
	for (uint32_t i = 0; i < framework->pillar_count; i++)
		if (g_ascii_strcasecmp(str_c(framework->pillars[i].title), str_c(pillar->title)) == 0)
			return i;
	return UINT32_MAX;
}

/* Rows for pillars of the earlier framework that are in the later one: those of the same id, then, of what is free, of the same title. */
static void match_pillars(struct comparing *comparing, const struct framework *before, bool by_id)
{
	for (uint32_t i = 0; i < before->pillar_count; i++) {
		uint32_t row = progress_pillar(comparing->after->lens->framework, &before->pillars[i]);

		if (row == UINT32_MAX || comparing->pillar_rows[i] != UINT32_MAX || comparing->pillars[row].earlier != UINT32_MAX)
			continue;
		if (by_id && !str_equal(comparing->after->lens->framework->pillars[row].id, before->pillars[i].id))
			continue;
		comparing->pillars[row].earlier = i;
		comparing->pillar_rows[i] = row;
	}
}

/* Those of the later framework, then those that only the earlier one has. */
static void list_pillars(struct comparing *comparing)
{
	const struct framework *before = comparing->before == NULL ? NULL : comparing->before->lens->framework;
	uint32_t now = comparing->after == NULL ? 0 : comparing->after->lens->framework->pillar_count,
		 then = before == NULL ? 0 : before->pillar_count;
	struct lens_progress *result = comparing->result;

	comparing->pillars = arena_array(comparing->arena, struct pillar_progress, now + then);
	comparing->pillar_rows = arena_array(comparing->arena, uint32_t, then);
	for (result->pillar_count = 0; result->pillar_count < now; result->pillar_count++)
		comparing->pillars[result->pillar_count] = (struct pillar_progress){.earlier = UINT32_MAX, .now = result->pillar_count};
	for (uint32_t i = 0; i < then; i++)
		comparing->pillar_rows[i] = UINT32_MAX;
	for (int pass = 0; pass < 2 && now > 0 && then > 0; pass++)
		match_pillars(comparing, before, pass == 0);
	for (uint32_t i = 0; i < then; i++)
		if (comparing->pillar_rows[i] == UINT32_MAX) {
			comparing->pillar_rows[i] = result->pillar_count;
			comparing->pillars[result->pillar_count++] = (struct pillar_progress){.earlier = i, .now = UINT32_MAX};
		}
	result->pillars = comparing->pillars;
}

/* What stood with the earlier review leaves by way of the framework; what the earlier answers are today comes in by it; the rest is the client's. */
static void book(struct accounting *account, enum risk was, enum risk carried, enum risk is)
{
	if (was != RISK_COUNT) {
		account->earlier.of[was]++;
		account->framework.of[was]--;
	}
	if (is != RISK_COUNT) {
		account->framework.of[carried]++;
		account->client.of[carried]--;
		account->client.of[is]++;
		account->now.of[is]++;
	}
}

static void book_change(const struct comparing *comparing, const struct question_change *change)
{
	struct lens_progress *result = comparing->result;

	if (change->earlier != NO_QUESTION) {
		uint32_t pillar = comparing->before->lens->framework->questions[change->earlier].pillar;

		book(&comparing->pillars[comparing->pillar_rows[pillar]].accounting, change->was, RISK_COUNT, RISK_COUNT);
	}
	if (change->now != NO_QUESTION) {
		struct pillar_progress *pillar = &comparing->pillars[comparing->after->lens->framework->questions[change->now].pillar];

		book(&pillar->accounting, RISK_COUNT, change->carried, change->is);
		pillar->done += change->done_count;
		pillar->lost += change->lost_count;
	}
	book(&result->accounting, change->was, change->carried, change->is);
	result->done += change->done_count;
	result->lost += change->lost_count;
}

/* ---- Lenses, reviews ---- */

/* changes: those of the result, while they are filled. */
static struct lens_progress compare_lens(struct arena *arena, const struct review *earlier, const struct lens_assessment *before,
					 const struct lens_assessment *after, struct question_change **changes)
{
	struct lens_progress result = {.earlier = before, .now = after};
	struct comparing comparing = {.arena = arena, .before = before, .after = after, .result = &result};

	if (before != NULL && after != NULL) {
		struct succession *succession = succession_of(arena, before->lens->framework, after->lens->framework);

		result.other_edition = succession->other_edition;
		result.unmapped = succession->mapped == 0;
		result.taken_over = !str_is_empty(earlier->edition) && !str_equal(earlier->edition, before->lens->framework->version);
		comparing.succession = succession;
		comparing.carried = carry(arena, succession, before, after);
	}
	compare_questions(&comparing);
	list_pillars(&comparing);
	for (uint32_t i = 0; i < result.change_count; i++)
		book_change(&comparing, &comparing.changes[i]);
	*changes = comparing.changes;
	return result;
}

/* The same id; or another one, whose questions the lineage of the later framework names for that version. */
static bool is_edition_of(struct arena *arena, const struct framework *earlier, const struct framework *now)
{
	if (str_equal(earlier->id, now->id))
		return true;
	for (uint32_t i = 0; i < now->lineage_count && !str_is_empty(earlier->version); i++) {
		struct str from = now->lineages[i].from;
		const char *slash = strchr(str_c(from), '/');

		if (str_equal(now->lineages[i].version, earlier->version) &&
		    framework_question(earlier, slash == NULL ? from : str_copy(arena, from.text, (size_t)(slash - from.text))) != UINT32_MAX)
			return true;
	}
	return false;
}

static const struct lens_assessment *lens_of_id(const struct assessment *assessment, struct str id)
{
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		if (str_equal(assessment->lenses[i].lens->framework->id, id))
			return &assessment->lenses[i];
	return NULL;
}

/* The lens of the earlier review that is an edition of this one; one of another id only where that id is not in the later review too. */
static const struct lens_assessment *partner_of(struct arena *arena, const struct assessment *earlier, const struct assessment *now,
						const struct framework *framework)
{
	const struct lens_assessment *same = lens_of_id(earlier, framework->id);

	for (uint32_t i = 0; i < earlier->lens_count && same == NULL; i++) {
		const struct framework *other = earlier->lenses[i].lens->framework;

		if (lens_of_id(now, other->id) == NULL && is_edition_of(arena, other, framework))
			return &earlier->lenses[i];
	}
	return same;
}

static bool has_partner(const struct progress_step *step, const struct lens_assessment *earlier)
{
	for (uint32_t i = 0; i < step->lens_count; i++)
		if (step->lenses[i].earlier == earlier)
			return true;
	return false;
}

/* changes: per lens of the result, those of the lens, while they are filled; has room for the lenses of both reviews. */
static struct progress_step compare_reviews(struct arena *arena, const struct assessment *earlier, const struct assessment *now,
					    struct question_change **changes)
{
	struct progress_step step = {.earlier = earlier, .now = now};
	struct lens_progress *lenses = arena_array(arena, struct lens_progress, earlier->lens_count + now->lens_count);

	step.lenses = lenses;
	for (uint32_t i = 0; i < now->lens_count; i++) {
		const struct lens_assessment *partner = partner_of(arena, earlier, now, now->lenses[i].lens->framework);

		if (partner != NULL && has_partner(&step, partner))
			partner = NULL;
		lenses[step.lens_count] = compare_lens(arena, earlier->review, partner, &now->lenses[i], &changes[step.lens_count]);
		step.lens_count++;
	}
	for (uint32_t i = 0; i < earlier->lens_count; i++)
		if (!has_partner(&step, &earlier->lenses[i])) {
			lenses[step.lens_count] = compare_lens(arena, earlier->review, &earlier->lenses[i], NULL, &changes[step.lens_count]);
			step.lens_count++;
		}
	return step;
}

static struct question_change **changes_new(struct arena *arena, const struct assessment *earlier, const struct assessment *now)
{
	return arena_array(arena, struct question_change *, (size_t)earlier->lens_count + now->lens_count);
}

struct progress_step progress_between(struct arena *arena, const struct assessment *earlier, const struct assessment *now)
{
	return compare_reviews(arena, earlier, now, changes_new(arena, earlier, now));
}

/* ---- Since when ---- */

static bool is_at_risk(enum risk risk)
{
	return risk == RISK_HIGH || risk == RISK_MEDIUM;
}

static const struct lens_progress *lens_before(const struct progress_step *step, const struct lens_assessment *lens)
{
	for (uint32_t i = 0; step != NULL && i < step->lens_count; i++)
		if (step->lenses[i].now == lens)
			return &step->lenses[i];
	return NULL;
}

/* number: of the step, which leads into the review of that number plus one; before: the step before, or NULL. */
static void date_risks(const struct progress_step *step, struct question_change *const *changes, const struct progress_step *before, uint32_t number)
{
	for (uint32_t l = 0; l < step->lens_count; l++) {
		const struct lens_progress *lens = &step->lenses[l], *older = lens_before(before, lens->earlier);

		for (uint32_t i = 0; i < lens->change_count; i++) {
			struct question_change *change = &changes[l][i];
			bool since_before = is_at_risk(change->is) && change->earlier != NO_QUESTION && is_at_risk(change->was);

			change->since = number + 1;
			if (since_before)
				change->since = older == NULL ? number : older->changes[change->earlier].since;
		}
	}
}

/* The step over all reviews knows no reviews between: what stands since when is that of the last step. */
static void date_whole(const struct progress_step *whole, struct question_change *const *changes, const struct progress_step *last)
{
	for (uint32_t l = 0; l < whole->now->lens_count; l++)
		for (uint32_t i = 0; i < whole->now->lenses[l].lens->framework->question_count; i++)
			changes[l][i].since = last->lenses[l].changes[i].since;
}

const struct progress *progress_derive(struct arena *arena, const struct assessment *const *reviews, uint32_t count)
{
	struct progress *progress = arena_one(arena, struct progress);
	struct progress_step *steps = arena_array(arena, struct progress_step, count);

	for (uint32_t i = 0; i + 1 < count; i++) {
		struct question_change **changes = changes_new(arena, reviews[i], reviews[i + 1]);

		steps[i] = compare_reviews(arena, reviews[i], reviews[i + 1], changes);
		date_risks(&steps[i], changes, i == 0 ? NULL : &steps[i - 1], i);
	}
	progress->reviews = reviews;
	progress->review_count = count;
	progress->steps = steps;
	progress->last = progress->whole = &steps[count - 2];
	if (count > 2) {
		struct question_change **changes = changes_new(arena, reviews[0], reviews[count - 1]);

		steps[count - 1] = compare_reviews(arena, reviews[0], reviews[count - 1], changes);
		progress->whole = &steps[count - 1];
		date_whole(progress->whole, changes, progress->last);
	}
	return progress;
}
