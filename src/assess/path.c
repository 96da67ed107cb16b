/* Searches the selections of a question for the smallest and the cheapest way out of its risk, 64 selections at a time. */
#include "assess/path.h"

#include <string.h>

#define MOST_PRACTICES 64u

/* What a change costs. Order: of bits of practices; the lowest bit is the earliest practice. */
struct cost {
	uint32_t changes;
	int64_t effort;
	uint64_t changed;
};

/* The best so far for one target, by changes and by effort. */
struct best {
	bool found;
	struct cost cost;
	uint64_t selection;
	bool drops_none;
	enum risk reaches;
};

enum { FEWEST_TO_MEDIUM, CHEAPEST_TO_MEDIUM, FEWEST_TO_NONE, CHEAPEST_TO_NONE, GOALS };

struct search {
	const struct lens_assessment *lens;
	const struct question *question;
	uint32_t practices[MOST_PRACTICES]; /* those that apply, as choices of the framework */
	int64_t effort[MOST_PRACTICES];
	uint32_t count;
	uint64_t start;      /* bits of practices */
	bool none, can_drop; /* none-of-these is ticked; there is such a choice, which a path may take away */
	bool never_empty;    /* an empty selection would still be answered */
	bool to_medium;
	uint64_t *columns;              /* per choice of the framework: 64 selections; only those of this question are used */
	const uint64_t *not_applicable; /* in the same form */
	const uint8_t *agreed;          /* enum agreed per choice; NULL: nothing was */
	struct best best[GOALS];
};

int64_t effort_points(const struct review *review, const struct choice *choice)
{
	static const enum assumption_key keys[] = {
		[LEVEL_UNSET] = ASSUMPTION_effort_medium,  [LEVEL_NONE] = ASSUMPTION_effort_low,  [LEVEL_LOW] = ASSUMPTION_effort_low,
		[LEVEL_MEDIUM] = ASSUMPTION_effort_medium, [LEVEL_HIGH] = ASSUMPTION_effort_high,
	};

	return review_assumption(review, keys[choice->effort])->likely;
}

/* -1, 0 or 1: less, as much or more. The set with the earliest practice in which two sets differ is the lesser one. */
static int compare_costs(const struct cost *a, const struct cost *b, bool by_effort)
{
	int changes = (a->changes > b->changes) - (a->changes < b->changes), effort = (a->effort > b->effort) - (a->effort < b->effort);
	int first = by_effort ? effort : changes, second = by_effort ? changes : effort;
	uint64_t differ = a->changed ^ b->changed;

	if (first != 0 || second != 0)
		return first != 0 ? first : second;
	return differ == 0 ? 0 : (a->changed & (differ & (0 - differ))) != 0 ? -1 : 1;
}

static struct cost cost_of(const struct search *search, uint64_t selection)
{
	struct cost cost = {.changed = selection ^ search->start};

	for (uint64_t left = cost.changed; left != 0; left &= left - 1) {
		cost.changes++;
		cost.effort += search->effort[__builtin_ctzll(left)];
	}
	return cost;
}

static void offer(struct search *search, uint64_t selection, bool drops_none, enum risk reaches)
{
	struct cost cost = cost_of(search, selection);

	for (uint32_t goal = 0; goal < GOALS; goal++) {
		struct best *best = &search->best[goal];
		bool counts = goal >= FEWEST_TO_NONE ? reaches == RISK_NONE : search->to_medium;
		int order = best->found ? compare_costs(&cost, &best->cost, goal % 2 == CHEAPEST_TO_MEDIUM) : -1;

		/* Of two equal ones: the lower risk cannot be (same selection), so the one that leaves none-of-these alone. */
		if (counts && (order < 0 || (order == 0 && best->drops_none && !drops_none)))
			*best = (struct best){true, cost, selection, drops_none, reaches};
	}
}

/* Which of 64 selections end at medium and at no risk. */
struct ends {
	uint64_t medium, none;
};

static struct ends run_rules(const struct search *search, uint64_t valid)
{
	const struct ruleset *ruleset = search->lens->ruleset;
	struct ends ends = {0, 0};

	for (uint32_t i = 0; i < search->question->rule_count && valid != 0; i++) {
		const struct rule *rule = &ruleset->framework->rules[search->question->first_rule + i];
		const struct condition *condition = ruleset->conditions[search->question->first_rule + i];
		uint64_t holds = rule->is_default ? valid : 0;

		if (condition != NULL)
			holds = valid & condition_holds_word(condition, search->columns, search->not_applicable);
		ends.medium |= rule->risk == LEVEL_MEDIUM ? holds : 0;
		ends.none |= rule->risk == LEVEL_NONE ? holds : 0;
		valid &= ~holds;
	}
	return ends;
}

static void set_none(const struct search *search, bool ticked)
{
	for (uint32_t i = 0; i < search->question->choice_count; i++)
		if (search->lens->ruleset->framework->choices[search->question->first_choice + i].none_of_these)
			search->columns[search->question->first_choice + i] = ticked ? ~(uint64_t)0 : 0;
}

/* Tries up to 64 selections, with none-of-these as it is and, where that is ticked, without it. */
static void try_selections(struct search *search, const uint64_t *selections, uint32_t count, uint64_t valid)
{
	for (int drop = 0; drop <= (search->can_drop ? 1 : 0); drop++) {
		bool none = search->none && drop == 0;
		uint64_t runs = valid;
		struct ends ends;

		set_none(search, none);
		for (uint32_t i = 0; i < count && !none && !search->never_empty; i++)
			if (selections[i] == 0)
				runs &= ~((uint64_t)1 << i);
		ends = run_rules(search, runs);
		for (uint64_t left = ends.medium | ends.none; left != 0; left &= left - 1) {
			uint32_t at = (uint32_t)__builtin_ctzll(left);

			offer(search, selections[at], drop == 1, (ends.none >> at & 1) != 0 ? RISK_NONE : RISK_MEDIUM);
		}
	}
}

static uint64_t ones(uint32_t count)
{
	return count >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << count) - 1;
}

static void take_batch(struct search *search, const uint64_t *selections, uint32_t count)
{
	for (uint32_t p = 0; p < search->count; p++) {
		uint64_t column = 0;

		for (uint32_t i = 0; i < count; i++)
			column |= (selections[i] >> p & 1) << i;
		search->columns[search->practices[p]] = column;
	}
	try_selections(search, selections, count, ones(count));
}

/* Selections 64 at a time in the order of their numbers. */
static void search_all(struct search *search)
{
	uint64_t all = (uint64_t)1 << search->count, selections[64];
	uint32_t batch = search->count < 6 ? (uint32_t)all : 64;

	for (uint64_t at = 0; at < all; at += batch) {
		for (uint32_t i = 0; i < batch; i++)
			selections[i] = at + i;
		take_batch(search, selections, batch);
	}
}

/* The next number with as many bits. */
static uint64_t next_of_size(uint64_t set)
{
	uint64_t low = set & (0 - set), ripple = set + low;

	return ripple == 0 ? 0 : (((ripple ^ set) >> 2) / low) | ripple;
}

/* Change sets of one size; false where the allowance ran out. */
static bool search_size(struct search *search, uint32_t size, uint32_t *left)
{
	uint64_t selections[64], end = ones(search->count);
	uint32_t filled = 0;

	for (uint64_t set = ones(size); set <= end; set = next_of_size(set)) {
		if (*left == 0)
			break;
		(*left)--;
		selections[filled++] = search->start ^ set;
		if (filled == 64) {
			take_batch(search, selections, filled);
			filled = 0;
		}
		if (set == 0 || next_of_size(set) < set)
			break;
	}
	take_batch(search, selections, filled);
	return *left > 0;
}

/* By growing number of changes, and then what is left of the whole: all practices ticked. */
static void search_bounded(struct search *search)
{
	uint32_t left = PATH_MOST;
	uint64_t all = ones(search->count);

	take_batch(search, &all, 1);
	for (uint32_t size = 0; size <= search->count && search_size(search, size, &left); size++)
		;
}

/* A practice that stays as it is, in all selections. */
static void fix(struct search *search, uint32_t choice)
{
	bool ticked = bits_has(search->lens->lens->chosen, choice);

	search->columns[choice] = ticked ? ~(uint64_t)0 : 0;
	search->never_empty = search->never_empty || ticked;
}

/* Practices that apply; false if there are more than can be held in a word. */
static bool take_practices(struct search *search, const struct review *review)
{
	const struct framework *framework = search->lens->ruleset->framework;

	for (uint32_t i = 0; i < search->question->choice_count; i++) {
		uint32_t choice = search->question->first_choice + i;

		if (bits_has(search->lens->lens->not_applicable, choice)) {
			search->never_empty = true;
			continue;
		}
		if (framework->choices[choice].none_of_these)
			continue;
		if (search->agreed != NULL && search->agreed[choice] == AGREED_DECLINED) {
			fix(search, choice);
			continue;
		}
		if (search->count == MOST_PRACTICES)
			return false;
		if (bits_has(search->lens->lens->chosen, choice))
			search->start |= (uint64_t)1 << search->count;
		if (search->agreed == NULL || search->agreed[choice] != AGREED_DONE)
			search->effort[search->count] = effort_points(review, &framework->choices[choice]);
		search->practices[search->count++] = choice;
	}
	return true;
}

const uint8_t *agreed_of(struct arena *arena, const struct review *review, uint32_t lens)
{
	uint8_t *agreed;

	if (review->planned_count == 0)
		return NULL;
	agreed = arena_array(arena, uint8_t, review->lenses[lens].framework->choice_count);
	for (uint32_t i = 0; i < review->planned_count; i++)
		if (review->planned[i].lens == lens)
			agreed[review->planned[i].choice] = str_is(review->planned[i].status, "done")       ? AGREED_DONE
							    : str_is(review->planned[i].status, "declined") ? AGREED_DECLINED
													    : AGREED_NOTHING;
	return agreed;
}

static bool has_none_choice(const struct search *search)
{
	for (uint32_t i = 0; i < search->question->choice_count; i++) {
		uint32_t choice = search->question->first_choice + i;

		if (search->lens->ruleset->framework->choices[choice].none_of_these && !bits_has(search->lens->lens->not_applicable, choice))
			return true;
	}
	return false;
}

static struct path path_of(struct arena *arena, const struct search *search, const struct best *best)
{
	struct path path = {.exists = best->found, .drops_none = best->drops_none, .effort = best->cost.effort, .reaches = best->reaches};
	uint32_t *tick, *untick;

	if (!best->found)
		return path;
	tick = arena_array(arena, uint32_t, best->cost.changes);
	untick = arena_array(arena, uint32_t, best->cost.changes);
	for (uint64_t left = best->cost.changed; left != 0; left &= left - 1) {
		uint32_t at = (uint32_t)__builtin_ctzll(left);

		if ((best->selection >> at & 1) != 0)
			tick[path.tick_count++] = search->practices[at];
		else
			untick[path.untick_count++] = search->practices[at];
	}
	path.tick = tick;
	path.untick = untick;
	return path;
}

static void run_search(struct arena *arena, struct search *search, struct question_paths *paths)
{
	if (search->count <= PATH_EXACT)
		search_all(search);
	else
		search_bounded(search);
	paths->known = true;
	paths->exact = search->count <= PATH_EXACT;
	paths->practices = search->count;
	paths->fewest_to_medium = path_of(arena, search, &search->best[FEWEST_TO_MEDIUM]);
	paths->cheapest_to_medium = path_of(arena, search, &search->best[CHEAPEST_TO_MEDIUM]);
	paths->fewest_to_none = path_of(arena, search, &search->best[FEWEST_TO_NONE]);
	paths->cheapest_to_none = path_of(arena, search, &search->best[CHEAPEST_TO_NONE]);
}

static bool has_mark(const struct lens_assessment *lens, const struct question *question)
{
	for (uint32_t i = 0; i < question->choice_count; i++)
		if (bits_has(lens->lens->not_applicable, question->first_choice + i))
			return true;
	return false;
}

static bool has_tick(const struct question *question, const uint64_t *ticked)
{
	for (uint32_t i = 0; i < question->choice_count; i++)
		if (bits_has(ticked, question->first_choice + i))
			return true;
	return false;
}

enum risk risk_of_selection(const struct lens_assessment *lens, uint32_t question, const uint64_t *ticked)
{
	const struct framework *framework = lens->ruleset->framework;
	const struct question *asked = &framework->questions[question];

	if (!lens->findings[question].answer->none_of_these && !has_tick(asked, ticked) && !has_mark(lens, asked))
		return RISK_UNANSWERED;
	for (uint32_t i = asked->first_rule; i < asked->first_rule + asked->rule_count; i++) {
		const struct condition *condition = lens->ruleset->conditions[i];

		if (framework->rules[i].is_default || (condition != NULL && condition_holds(condition, ticked, lens->lens->not_applicable)))
			return framework->rules[i].risk == LEVEL_HIGH     ? RISK_HIGH
			       : framework->rules[i].risk == LEVEL_MEDIUM ? RISK_MEDIUM
									  : RISK_NONE;
	}
	return RISK_UNMATCHED;
}

/* Words of 64 selections per choice of a framework; made once for all questions of a lens. */
struct columns {
	uint64_t *ticked, *not_applicable;
	const uint8_t *agreed;
};

static struct columns columns_of(struct arena *arena, const struct assessment *assessment, uint32_t index)
{
	const struct lens_assessment *lens = &assessment->lenses[index];
	uint32_t count = lens->ruleset->framework->choice_count;
	struct columns columns = {
		arena_array(arena, uint64_t, count),
		arena_array(arena, uint64_t, count),
		agreed_of(arena, assessment->review, index),
	};

	for (uint32_t i = 0; i < count; i++)
		columns.not_applicable[i] = bits_has(lens->lens->not_applicable, i) ? ~(uint64_t)0 : 0;
	return columns;
}

static struct question_paths find_paths(struct arena *arena, const struct review *review, const struct lens_assessment *lens, uint32_t question,
					const struct columns *columns)
{
	const struct finding *finding = &lens->findings[question];
	struct question_paths paths = {.from = finding->risk, .by_rules = RISK_UNMATCHED};
	struct search search = {
		.lens = lens,
		.question = &lens->ruleset->framework->questions[question],
		.none = finding->answer->none_of_these,
		.to_medium = finding->risk == RISK_HIGH,
		.columns = columns->ticked,
		.not_applicable = columns->not_applicable,
		.agreed = columns->agreed,
	};

	if ((finding->risk != RISK_HIGH && finding->risk != RISK_MEDIUM) || search.question->rule_count == 0 || finding->answer->partial)
		return paths;
	paths.by_rules = risk_of_selection(lens, question, lens->standing->ticked);
	if (!take_practices(&search, review))
		return paths;
	search.can_drop = search.none && has_none_choice(&search);
	search.never_empty = search.never_empty || (search.none && !search.can_drop);
	run_search(arena, &search, &paths);
	return paths;
}

struct question_paths paths_of(struct arena *arena, const struct assessment *assessment, uint32_t lens, uint32_t question)
{
	struct columns columns = columns_of(arena, assessment, lens);

	return find_paths(arena, assessment->review, &assessment->lenses[lens], question, &columns);
}

const struct question_paths *const *paths_derive(struct arena *arena, const struct assessment *assessment)
{
	const struct question_paths **lenses = arena_array(arena, const struct question_paths *, assessment->lens_count);

	for (uint32_t i = 0; i < assessment->lens_count; i++) {
		const struct lens_assessment *lens = &assessment->lenses[i];
		struct columns columns = columns_of(arena, assessment, i);
		struct question_paths *paths = arena_array(arena, struct question_paths, lens->ruleset->framework->question_count);

		for (uint32_t q = 0; q < lens->ruleset->framework->question_count; q++)
			paths[q] = find_paths(arena, assessment->review, lens, q, &columns);
		lenses[i] = paths;
	}
	return lenses;
}
