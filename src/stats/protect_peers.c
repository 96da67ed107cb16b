/* Figures that place a client among its peers: shares of clients for each question, and at each step of a pillar. */
#include "guard.h"
#include "peer_work.h"

struct peer_split_plan {
	uint32_t told;                 /* steps */
	uint32_t *figures[PEER_STEPS]; /* [step][group], and last the unplaced; NULL: not told */
};
struct peer_plan {
	uint32_t told;
	uint32_t steps[PEER_STEPS];
	struct peer_split_plan *splits;
};
struct peer_plans {
	const uint32_t *high, *at_risk; /* per question */
	const struct peer_plan *pillars;
};

/* ---- Questions ---- */

static uint32_t question_figure(struct guard *guard, const struct plan *plan, const struct peer_question *question, const struct estimate *estimate,
				const char *what)
{
	struct str id = guard->corpus->questions[question->question].id;
	struct figure figure = {.estimate = estimate, .has_sides = true, .is_whole = true, .scope = plan->population};

	figure.key = str_format(guard->arena, "peers:%s|%s", what, str_c(key_value(guard->arena, id)));
	figure.definition = definition_of(guard->arena, "peers", &figure.key, 1);
	figure.family = figure.key;
	figure.sides = (struct sides){.clients = estimate->clients,
				      .reviews = estimate->n,
				      .hit = estimate->clients_hit,
				      .missed = estimate->clients_missed,
				      .of = estimate->clients};
	figure.members = members_of(guard, question->known, question->known);
	return add_figure(guard, &figure);
}

static bool is_fresh_cell(const struct ledger_cell *cell)
{
	return cell != NULL && cell->as_of == UINT32_MAX && cell->as != SHOWN_NOT;
}

/* Those who came and left may not all be, or not be, between the two. */
static bool medium_is_near(const struct guard *guard, const struct figure *high, const struct figure *at_risk)
{
	struct range inside = first_range(guard, high, false), outside = first_range(guard, at_risk, false), before;
	struct range hits = {outside.low - inside.high, outside.high - inside.low};

	for (uint32_t i = 0; i < guard->past_count; i++) {
		const struct past *past = &guard->pasts[i];
		const struct ledger_cell *first = g_hash_table_lookup(past->cells, str_c(high->key));
		const struct ledger_cell *second = g_hash_table_lookup(past->cells, str_c(at_risk->key));
		struct range inner, outer;

		if (!is_fresh_cell(first) || !is_fresh_cell(second))
			continue;
		inner = past_hits(guard, first, &past->sets[first->set]);
		outer = past_hits(guard, second, &past->sets[second->set]);
		before = (struct range){outer.low - inner.high, outer.high - inner.low};
		if (is_near_change(guard, at_risk->members, &past->sets[second->set], &hits, &before))
			return true;
	}
	return false;
}

/* High risks, and high or medium ones, give away the medium ones as if they were printed: then the larger share goes. */
static void part_question(const struct guard *guard, const struct peer_question *question, uint32_t high, uint32_t at_risk)
{
	const struct figure *inner = figure_at(guard, high);
	struct figure *outer = figure_at(guard, at_risk);
	bool few = outer->standing == STANDING_OPEN && question->medium.clients_hit < guard->privacy->min_side;

	if (!guard->is_protected || !question->may_be_medium || (outer->standing != STANDING_OPEN && outer->standing != STANDING_LIMITED))
		return;
	if (!few && !medium_is_near(guard, inner, outer))
		return;
	outer->standing = STANDING_WITHHELD;
	outer->rule = PRIVACY_RULE_GROUP;
	outer->is_sensitive = true;
}

/* ---- Pillars ---- */

/* A group of clients and what is told of it. */
struct crowd {
	const struct peer_steps *steps;
	const uint64_t *rows;
	struct str key; /* after the pillar's */
	uint32_t scope;
	bool is_whole, is_hidden;
};

static struct estimate *step_estimate(const struct guard *guard, const struct peer_steps *steps, uint32_t step)
{
	struct estimate *estimate = arena_one(guard->arena, struct estimate);
	uint32_t hits = steps->at_most[step], of = steps->clients;

	*estimate = (struct estimate){.k = hits,
				      .n = of,
				      .clients = of,
				      .clients_hit = hits,
				      .clients_missed = of - hits,
				      .share = {hits, of},
				      .value = share_value((struct share){hits, of}),
				      .deff = 1,
				      .effective = of,
				      .star = of,
				      .method = INTERVAL_WILSON,
				      .interval = wilson(hits, of, 0.95)};
	estimate_judge(estimate, &(struct estimation){.unit = UNIT_CLIENT, .confidence = 0.95});
	return estimate;
}

static uint32_t step_figure(struct guard *guard, const struct peer_pillar *pillar, const struct crowd *crowd, uint32_t step)
{
	struct str id = guard->corpus->pillars[pillar->pillar].id;
	struct figure figure = {.has_sides = true, .is_whole = crowd->is_whole, .scope = crowd->scope};

	figure.family = str_format(guard->arena, "peers:pillar|%s|%u", str_c(key_value(guard->arena, id)), 10 * step);
	figure.key = str_format(guard->arena, "%s%s", str_c(figure.family), str_c(crowd->key));
	figure.definition = definition_of(guard->arena, "peers", &figure.family, 1);
	figure.estimate = step_estimate(guard, crowd->steps, step);
	figure.sides = (struct sides){.clients = crowd->steps->clients,
				      .reviews = crowd->steps->clients,
				      .hit = crowd->steps->at_most[step],
				      .missed = crowd->steps->clients - crowd->steps->at_most[step],
				      .of = crowd->steps->clients};
	figure.members = members_of(guard, pillar->known, crowd->rows);
	figure.standing = crowd->is_hidden ? STANDING_HIDDEN : STANDING_OPEN;
	return add_figure(guard, &figure);
}

static bool is_large(const struct guard *guard, const struct peer_steps *steps)
{
	return steps->clients >= guard->privacy->min_clients;
}

/* Clients of groups that are too small and of none: what is left when the others are taken away. A client of several groups is in several. */
static struct peer_steps rest_of(const struct guard *guard, const struct peer_steps *all, const struct peer_steps *groups, uint32_t count)
{
	struct peer_steps rest = *all;

	for (uint32_t g = 0; g < count; g++) {
		if (!is_large(guard, &groups[g]))
			continue;
		rest.clients -= MIN(groups[g].clients, rest.clients);
		for (uint32_t step = 0; step < PEER_STEPS; step++)
			rest.at_most[step] -= MIN(groups[g].at_most[step], rest.at_most[step]);
	}
	return rest;
}

static uint32_t split_told(const struct guard *guard, const struct peer_steps *all, const struct peer_steps *groups, uint32_t count)
{
	const struct peer_steps **large = g_new(const struct peer_steps *, count + 1);
	struct peer_steps rest = rest_of(guard, all, groups, count);
	uint32_t found = 0, told;

	for (uint32_t g = 0; g < count; g++)
		if (is_large(guard, &groups[g]))
			large[found++] = &groups[g];
	told = found == 0 ? 0 : peer_steps_told(large, found, &rest, MAX(guard->privacy->min_side, 1u));
	g_free(large);
	return told;
}

/* Groups, and those in none, add up to everybody at each step. */
static void split_step(struct guard *guard, const struct peer_pillar *pillar, uint32_t split, uint32_t step, const struct plan *plan,
		       uint32_t *figures)
{
	const struct split *of = &guard->statistics->splits[split];
	uint64_t *rest = arena_array(guard->arena, uint64_t, guard->corpus->words);
	struct crowd crowd;

	for (size_t w = 0; w < guard->corpus->words; w++)
		rest[w] = guard->statistics->rows[w];
	for (uint32_t g = 0; g < of->group_count; g++) {
		crowd = (struct crowd){.steps = &pillar->groups[split][g], .rows = of->groups[g].rows, .scope = plan->sizes[split][g]};
		crowd.key = str_format(guard->arena, "|%s=%s", str_c(of->key), str_c(key_value(guard->arena, of->groups[g].value)));
		figures[g] = step_figure(guard, pillar, &crowd, step);
		for (size_t w = 0; w < guard->corpus->words; w++)
			rest[w] &= ~of->groups[g].rows[w];
	}
	crowd = (struct crowd){.steps = &pillar->groups[split][of->group_count], .rows = rest, .scope = plan->sizes[split][of->group_count]};
	crowd.key = str_format(guard->arena, "|%s=", str_c(of->key));
	crowd.is_hidden = true;
	figures[of->group_count] = step_figure(guard, pillar, &crowd, step);
}

static void collect_split(struct guard *guard, const struct peer_pillar *pillar, uint32_t split, const struct plan *plan, struct peer_plan *into)
{
	const struct split *of = &guard->statistics->splits[split];
	uint32_t told = split_told(guard, &pillar->all, pillar->groups[split], of->group_count) & into->told;

	into->splits[split].told = told;
	for (uint32_t step = 0; step < PEER_STEPS; step++) {
		uint32_t *figures;

		if ((told & 1u << step) == 0)
			continue;
		figures = arena_array(guard->arena, uint32_t, of->group_count + 1);
		split_step(guard, pillar, split, step, plan, figures);
		add_equation(guard, &(struct equation){.total = into->steps[step], .terms = figures, .count = of->group_count + 1});
		into->splits[split].figures[step] = figures;
	}
}

static bool is_part_changed(const struct guard *guard, const struct past *past, struct str key, const uint64_t *members)
{
	const struct ledger_cell *cell = g_hash_table_lookup(past->cells, str_c(key));
	uint64_t same = 0;

	if (cell == NULL || cell->as_of != UINT32_MAX || cell->as == SHOWN_NOT)
		return false;
	for (size_t w = 0; w < guard->client_words; w++)
		same |= members[w] & past->sets[cell->set].same[w];
	return same != 0 && members_changed(guard, members, &past->sets[cell->set]) > 0;
}

/*
 * Whether an earlier release told something of the pillar, or of its questions, and some of those clients are here and others are not. Steps and questions
 * are of one table: a change of one could be held against a change of the other, whoever came and left.
 */
static bool is_pillar_changed(const struct guard *guard, const struct peer_pillar *pillar, const uint32_t *high)
{
	struct str id = guard->corpus->pillars[pillar->pillar].id;
	const uint64_t *members = members_of(guard, pillar->known, guard->statistics->rows);

	for (uint32_t i = 0; i < guard->past_count; i++) {
		for (uint32_t q = 0; q < guard->statistics->peers->question_count; q++) {
			const struct figure *figure = figure_at(guard, high[q]);

			if (guard->corpus->questions[guard->statistics->peers->questions[q].question].pillar == pillar->pillar &&
			    is_part_changed(guard, &guard->pasts[i], figure->key, figure->members))
				return true;
		}
		for (uint32_t step = 0; step < PEER_STEPS; step++)
			if (is_part_changed(guard, &guard->pasts[i],
					    str_format(guard->arena, "peers:pillar|%s|%u", str_c(key_value(guard->arena, id)), 10 * step), members))
				return true;
	}
	return false;
}

static void collect_pillar(struct guard *guard, const struct peer_pillar *pillar, const struct plan *plan, const uint32_t *high,
			   struct peer_plan *into)
{
	static const struct peer_steps nobody;
	const struct peer_steps *all = &pillar->all;
	struct crowd crowd = {.steps = all, .rows = guard->statistics->rows, .key = STR(""), .scope = plan->population, .is_whole = true};

	into->told = is_large(guard, all) && !is_pillar_changed(guard, pillar, high)
			     ? peer_steps_told(&all, 1, &nobody, MAX(guard->privacy->min_side, 1u))
			     : 0;
	for (uint32_t step = 0; step < PEER_STEPS; step++)
		into->steps[step] = (into->told & 1u << step) == 0 ? NO_FIGURE : step_figure(guard, pillar, &crowd, step);
	into->splits = arena_array(guard->arena, struct peer_split_plan, guard->statistics->split_count);
	for (uint32_t s = 0; s < guard->statistics->split_count; s++)
		collect_split(guard, pillar, s, plan, into);
}

static const struct pillar_plan *profiles_of(const struct guard *guard, const struct plan *plan, uint32_t pillar)
{
	for (uint32_t i = 0; i < guard->statistics->pillar_count; i++)
		if (guard->statistics->pillars[i].pillar == pillar)
			return &plan->pillars[i];
	return NULL;
}

void collect_peers(struct guard *guard, struct plan *plan)
{
	const struct peer_tables *tables = guard->statistics->peers;
	struct peer_plans *plans;
	struct peer_plan *pillars;
	uint32_t *high, *at_risk;

	if (tables == NULL)
		return;
	plans = arena_one(guard->arena, struct peer_plans);
	high = arena_array(guard->arena, uint32_t, tables->question_count);
	at_risk = arena_array(guard->arena, uint32_t, tables->question_count);
	pillars = arena_array(guard->arena, struct peer_plan, tables->pillar_count);
	for (uint32_t q = 0; q < tables->question_count; q++) {
		high[q] = question_figure(guard, plan, &tables->questions[q], &tables->questions[q].high, "high");
		at_risk[q] = question_figure(guard, plan, &tables->questions[q], &tables->questions[q].at_risk, "at-risk");
		part_question(guard, &tables->questions[q], high[q], at_risk[q]);
	}
	for (uint32_t p = 0; p < tables->pillar_count; p++)
		if (profiles_of(guard, plan, tables->pillars[p].pillar) != NULL)
			settle_peer_sums(guard, tables->pillars[p].pillar, high, at_risk, profiles_of(guard, plan, tables->pillars[p].pillar));
	for (uint32_t p = 0; p < tables->pillar_count; p++)
		collect_pillar(guard, &tables->pillars[p], plan, high, &pillars[p]);
	*plans = (struct peer_plans){high, at_risk, pillars};
	plan->peers = plans;
}

/* ---- The view ---- */

/* All steps or none: what is left out can be worked out from the rest. */
static bool show_steps(const struct guard *guard, uint32_t told, const uint32_t *figures, struct shown_steps *into)
{
	into->told = told;
	for (uint32_t step = 0; step < PEER_STEPS; step++) {
		if ((told & 1u << step) == 0)
			continue;
		into->steps[step] = shown_of(guard, figure_at(guard, figures[step]));
		if (into->steps[step].as != SHOWN_VALUE || !str_is_empty(into->steps[step].as_of))
			into->told = 0;
	}
	return into->told != 0;
}

static const struct shown_steps *show_split(const struct guard *guard, const struct peer_plan *plan, const struct peer_steps *steps, uint32_t split,
					    uint32_t told)
{
	uint32_t count = guard->statistics->splits[split].group_count;
	struct shown_steps *groups = arena_array(guard->arena, struct shown_steps, count);

	for (uint32_t g = 0; g < count; g++) {
		uint32_t figures[PEER_STEPS] = {0};

		for (uint32_t step = 0; step < PEER_STEPS; step++)
			if (plan->splits[split].figures[step] != NULL)
				figures[step] = plan->splits[split].figures[step][g];
		show_steps(guard, is_large(guard, &steps[g]) ? told : 0, figures, &groups[g]);
	}
	return groups;
}

/* Groups are told at the same steps, each loose by itself. */
static uint32_t loosened_split(const struct guard *guard, const struct peer_crowd *all, const struct peer_steps *groups, const uint32_t *profiles,
			       uint32_t split, uint32_t told)
{
	uint32_t before = 0;

	while (told != before) {
		before = told;
		for (uint32_t g = 0; g < guard->statistics->splits[split].group_count; g++) {
			struct peer_crowd crowd = {all->pillar, profiles == NULL ? NO_FIGURE : profiles[g], all->high, &groups[g], false};

			if (is_large(guard, &groups[g]))
				told = peer_steps_loosened(guard, &crowd, told);
		}
	}
	return told;
}

static void show_pillar(const struct guard *guard, const struct plan *plan, uint32_t index, struct shown_peer_pillar *into)
{
	const struct peer_pillar *of = &guard->statistics->peers->pillars[index];
	const struct peer_plan *own = &plan->peers->pillars[index];
	const struct pillar_plan *profiles = profiles_of(guard, plan, of->pillar);
	const struct shown_steps **groups = arena_array(guard->arena, const struct shown_steps *, guard->statistics->split_count);
	struct peer_crowd crowd = {of->pillar, profiles == NULL ? NO_FIGURE : profiles->all, plan->peers->high, &of->all, true};
	uint32_t told = guard->is_protected ? peer_steps_loosened(guard, &crowd, own->told) : own->told;

	show_steps(guard, told, own->steps, &into->all);
	for (uint32_t s = 0; s < guard->statistics->split_count; s++) {
		uint32_t split = own->splits[s].told & told;

		if (guard->is_protected)
			split = loosened_split(guard, &crowd, of->groups[s], profiles == NULL ? NULL : profiles->groups[s], s, split);
		groups[s] = show_split(guard, own, of->groups[s], s, split);
	}
	into->groups = groups;
}

void fill_peers(const struct guard *guard, const struct plan *plan, struct protected_view *view)
{
	const struct peer_tables *tables = guard->statistics->peers;
	struct shown_peers *peers;
	struct shown *high, *at_risk;
	struct shown_peer_pillar *pillars;

	if (tables == NULL)
		return;
	peers = arena_one(guard->arena, struct shown_peers);
	high = arena_array(guard->arena, struct shown, tables->question_count);
	at_risk = arena_array(guard->arena, struct shown, tables->question_count);
	pillars = arena_array(guard->arena, struct shown_peer_pillar, tables->pillar_count);
	for (uint32_t q = 0; q < tables->question_count; q++) {
		high[q] = shown_of(guard, figure_at(guard, plan->peers->high[q]));
		at_risk[q] = shown_of(guard, figure_at(guard, plan->peers->at_risk[q]));
	}
	for (uint32_t p = 0; p < tables->pillar_count; p++)
		show_pillar(guard, plan, p, &pillars[p]);
	*peers = (struct shown_peers){high, at_risk, pillars};
	view->peers = peers;
}
