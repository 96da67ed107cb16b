/* Gathers the figures that belong to no metric: places in rankings, risks of pillars, risks that go together. */
#include <string.h>

#include "guard.h"

static const uint64_t *rows_of(const struct guard *guard)
{
	return guard->statistics->rows;
}

uint64_t *answered_in_pillar(const struct guard *guard, uint32_t pillar, const uint64_t *within)
{
	const struct corpus *corpus = guard->corpus;
	uint64_t *rows = arena_array(guard->arena, uint64_t, corpus->words);

	for (uint32_t q = 0; q < corpus->question_count; q++)
		for (size_t w = 0; corpus->questions[q].pillar == pillar && w < corpus->words; w++)
			rows[w] |= corpus->questions[q].answered[w] & within[w];
	return rows;
}

/* Reviews for which the answer is known. NULL unless the estimate counted as many: then it is not known whom it counted. */
static uint64_t *place_members(const struct guard *guard, enum ranking_over over, const struct ranked *ranked)
{
	const struct corpus *corpus = guard->corpus;
	const uint64_t *base = over == OVER_QUESTIONS ? corpus->questions[ranked->item].answered
			       : over == OVER_CHOICES ? corpus->choices[ranked->item].answered
						      : answered_in_pillar(guard, ranked->item, rows_of(guard));

	if (plane_count_both(base, rows_of(guard), corpus->words) != ranked->estimate.n)
		return NULL;
	return members_of(guard, base, rows_of(guard));
}

static uint32_t place_figure(struct guard *guard, const struct plan *plan, const struct ranking *ranking, const struct ranked *ranked)
{
	static const char *const kinds[] = {
		[OVER_QUESTIONS] = "question", [OVER_CHOICES] = "choice", [OVER_PILLARS] = "pillar", [OVER_METRICS] = "metric"};
	const struct estimate *estimate = &ranked->estimate;
	struct figure figure = {.estimate = estimate,
				.has_sides = true,
				.is_whole = true,
				.may_reprint = true,
				.scope = plan->population,
				.by_review = guard->statistics->metrics->population.unit != UNIT_CLIENT};
	struct str id = ranked->id;

	if (ranking->over == OVER_CHOICES && !str_is_empty(guard->corpus->questions[guard->corpus->choices[ranked->item].question].id))
		id = str_format(guard->arena, "%s.%s", str_c(guard->corpus->questions[guard->corpus->choices[ranked->item].question].id),
				str_c(ranked->id));
	figure.key = str_format(guard->arena, "ranking:%s|%s", str_c(ranking->id), str_c(id));
	figure.definition = definition_of(guard->arena, kinds[ranking->over], (const struct str[]){ranking->value.text, id}, 2);
	figure.family = str_format(guard->arena, "ranking:%s", str_c(figure.definition));
	figure.sides = (struct sides){.clients = estimate->clients,
				      .reviews = estimate->n,
				      .hit = estimate->clients_hit,
				      .missed = estimate->clients_missed,
				      .of = estimate->clients};
	figure.members = place_members(guard, ranking->over, ranked);
	return add_figure(guard, &figure);
}

static uint32_t *collect_ranking(struct guard *guard, const struct plan *plan, const struct standings *standings)
{
	uint32_t *figures = arena_array(guard->arena, uint32_t, standings->count);

	for (uint32_t i = 0; i < standings->count; i++) {
		const struct ranked *ranked = &standings->places[i];

		figures[i] = standings->ranking->over == OVER_METRICS ? plan->statistics[ranked->item].whole
								      : place_figure(guard, plan, standings->ranking, ranked);
	}
	return figures;
}

void collect_rankings(struct guard *guard, struct plan *plan)
{
	uint32_t **rankings = arena_array(guard->arena, uint32_t *, guard->statistics->ranking_count);

	for (uint32_t i = 0; i < guard->statistics->ranking_count; i++)
		rankings[i] = collect_ranking(guard, plan, &guard->statistics->rankings[i]);
	plan->rankings = rankings;
}

/* Answers, not clients, stand on the two sides of a pillar's risks; clients are counted for rule 2. */
struct profile {
	struct str key, family;
	const uint64_t *rows; /* in which a question of the pillar is answered */
	uint32_t high, answered, clients;
	uint32_t scope;
	bool is_whole, is_hidden;
};

static uint32_t profile_figure(struct guard *guard, const struct profile *profile)
{
	struct figure figure = {
		.key = profile->key,
		.family = profile->family,
		.has_sides = true,
		.is_whole = profile->is_whole,
		.may_reprint = true,
		.scope = profile->scope,
		.standing = profile->is_hidden ? STANDING_HIDDEN : STANDING_OPEN,
	};

	figure.definition = definition_of(guard->arena, "profile", &profile->family, 1);
	figure.sides = (struct sides){.clients = profile->clients,
				      .reviews = profile->answered,
				      .hit = profile->high,
				      .missed = profile->answered - profile->high,
				      .of = profile->answered};
	figure.members = members_of(guard, profile->rows, profile->rows);
	return add_figure(guard, &figure);
}

static struct profile profile_of(struct guard *guard, uint32_t pillar, const struct risk_profile *risks, const uint64_t *within)
{
	struct str id = guard->corpus->pillars[pillar].id;
	struct profile profile = {.key = str_format(guard->arena, "pillar:%s", str_c(id)),
				  .rows = answered_in_pillar(guard, pillar, within),
				  .high = risks->high.hits,
				  .answered = risks->high.of,
				  .clients = risks->clients};

	profile.family = profile.key;
	return profile;
}

/* Of a pillar with fewer questions, one figure more may be enough to tell the rest. */
#define FEW_QUESTIONS 4u

/* Whether it is a share of one question, this one. Without a program it is not known what a metric speaks of. */
static bool speaks_of(const struct statistics *statistics, const struct statistic *statistic, uint32_t question)
{
	if (statistic->program == NULL)
		return true;
	for (uint32_t q = 0; q < statistics->corpus->question_count; q++)
		if (program_uses_question(statistic->program, q) != (q == question))
			return false;
	return !program_is_number(statistic->program);
}

static bool is_split_by(const struct statistic *statistic, uint32_t split)
{
	for (uint32_t i = 0; i < statistic->segment_count; i++)
		if (statistic->segments[i].split == split)
			return true;
	return false;
}

/* Whether a metric speaks of the question: group by group, or at all where split is split_count. */
static bool is_told_by_metric(const struct statistics *statistics, uint32_t question, uint32_t split)
{
	for (uint32_t i = 0; i < statistics->statistic_count; i++) {
		const struct statistic *statistic = &statistics->statistics[i];

		if ((split == statistics->split_count || is_split_by(statistic, split)) && speaks_of(statistics, statistic, question))
			return true;
	}
	return false;
}

/*
 * Whether metrics speak of every question of the pillar, or of any where it has but few. Then those figures and the pillar's are two tables of one thing, and
 * what one keeps back the other may tell: the pillar's are not printed.
 */
static bool is_told_twice(const struct guard *guard, uint32_t pillar, uint32_t split)
{
	uint32_t count = 0, told = 0, mentioned = 0;

	for (uint32_t q = 0; q < guard->corpus->question_count; q++)
		if (guard->corpus->questions[q].pillar == pillar) {
			count++;
			told += is_told_by_metric(guard->statistics, q, split);
			mentioned += is_told_by_metric(guard->statistics, q, guard->statistics->split_count);
		}
	return guard->is_protected && (told == count || (count < FEW_QUESTIONS && mentioned > 0));
}

/* Groups and what is in none add up to everybody. */
static uint32_t *collect_profiles(struct guard *guard, const struct plan *plan, const struct pillar_statistic *pillar, uint32_t split, uint32_t all)
{
	const struct split *of = &guard->statistics->splits[split];
	uint32_t *figures = arena_array(guard->arena, uint32_t, of->group_count + 1);
	struct risk_profile rest = pillar->all;
	uint64_t *rows = arena_array(guard->arena, uint64_t, guard->corpus->words);
	bool told_twice = is_told_twice(guard, pillar->pillar, split);
	struct profile profile;

	memcpy(rows, rows_of(guard), guard->corpus->words * sizeof *rows);
	for (uint32_t g = 0; g < of->group_count; g++) {
		const struct risk_profile *risks = &pillar->groups[split][g];

		profile = profile_of(guard, pillar->pillar, risks, of->groups[g].rows);
		profile.key =
			str_format(guard->arena, "%s|%s=%s", str_c(profile.key), str_c(of->key), str_c(key_value(guard->arena, of->groups[g].value)));
		profile.scope = plan->sizes[split][g];
		figures[g] = profile_figure(guard, &profile);
		if (told_twice)
			withhold(figure_at(guard, figures[g]), PRIVACY_RULE_SECONDARY);
		rest.high.hits -= MIN(risks->high.hits, rest.high.hits);
		rest.high.of -= MIN(risks->high.of, rest.high.of);
		for (size_t w = 0; w < guard->corpus->words; w++)
			rows[w] &= ~of->groups[g].rows[w];
	}
	profile = profile_of(guard, pillar->pillar, &rest, rows);
	profile.clients = plane_clients(guard->corpus, profile.rows);
	profile.key = str_format(guard->arena, "%s|%s=", str_c(profile.key), str_c(of->key));
	profile.is_hidden = true;
	profile.scope = plan->sizes[split][of->group_count];
	figures[of->group_count] = profile_figure(guard, &profile);
	add_equation(guard, &(struct equation){.total = all, .terms = figures, .count = of->group_count + 1});
	return figures;
}

void collect_pillars(struct guard *guard, struct plan *plan)
{
	const struct statistics *statistics = guard->statistics;

	plan->pillars = arena_array(guard->arena, struct pillar_plan, statistics->pillar_count);
	for (uint32_t i = 0; i < statistics->pillar_count; i++) {
		const struct pillar_statistic *pillar = &statistics->pillars[i];
		uint32_t **groups = arena_array(guard->arena, uint32_t *, statistics->split_count);
		struct profile profile = profile_of(guard, pillar->pillar, &pillar->all, rows_of(guard));

		profile.is_whole = true;
		profile.scope = plan->population;
		plan->pillars[i].all = profile_figure(guard, &profile);
		if (is_told_twice(guard, pillar->pillar, statistics->split_count))
			withhold(figure_at(guard, plan->pillars[i].all), PRIVACY_RULE_SECONDARY);
		for (uint32_t s = 0; s < statistics->split_count; s++)
			groups[s] = collect_profiles(guard, plan, pillar, s, plan->pillars[i].all);
		plan->pillars[i].groups = groups;
	}
}

static bool table_is_safe(const struct guard *guard, struct table_2x2 table)
{
	uint32_t least = guard->privacy->min_side;

	return table.a >= least && table.b >= least && table.c >= least && table.d >= least;
}

/* No figure of its own, but a set that a later release could be held against. */
static uint32_t pairing_figure(struct guard *guard, const struct plan *plan, const struct pairing *pairing)
{
	const struct corpus *corpus = guard->corpus;
	const struct question_column *first = &corpus->questions[pairing->first], *second = &corpus->questions[pairing->second];
	uint64_t *rows = arena_array(guard->arena, uint64_t, corpus->words);
	struct figure figure = {.scope = plan->population}, *added;
	uint32_t index;

	for (size_t w = 0; w < corpus->words; w++)
		rows[w] = first->answered[w] & second->answered[w] & rows_of(guard)[w];
	figure.key = figure.family = str_format(guard->arena, "pairing:%s|%s", str_c(first->id), str_c(second->id));
	figure.definition = definition_of(guard->arena, "pairing", &figure.key, 1);
	figure.is_size = true;
	figure.sides = count_sides(guard, rows, NULL, rows);
	figure.members = members_of(guard, rows, rows);
	index = add_figure(guard, &figure);
	added = figure_at(guard, index);
	if (guard->is_protected && added->standing == STANDING_OPEN && !table_is_safe(guard, pairing->table)) {
		added->standing = STANDING_WITHHELD;
		added->rule = PRIVACY_RULE_GROUP;
	}
	return index;
}

void collect_pairings(struct guard *guard, struct plan *plan)
{
	plan->pairings = arena_array(guard->arena, uint32_t, guard->statistics->pairing_count);
	for (uint32_t i = 0; i < guard->statistics->pairing_count; i++)
		plan->pairings[i] = pairing_figure(guard, plan, &guard->statistics->pairings[i]);
}
