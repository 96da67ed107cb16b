/* Attacks on publications: no client's answer can be worked out from one release, from two, or from many figures; and without protection it can. */
#include <string.h>

#include "attack.h"

#define MOST_CLIENTS 220u
#define CORPORA      240u

static const char *const sectors[] = {"finance", "government", "media", "retail", "travel"};

enum event { ONE_JOINS, ONE_LEAVES, ONE_IS_REVIEWED_AGAIN, NOTHING, A_BATCH_JOINS, EVENTS };

/* A corpus by chance: groups of very different sizes, shares from nearly none to nearly all. */
struct trial {
	struct arena *arena;
	struct made_client clients[MOST_CLIENTS];
	struct made made;
	uint64_t chance;
	uint32_t percent[5];
};

static uint8_t chance_answer(struct trial *trial, uint32_t group)
{
	return made_chance(&trial->chance, 100) < trial->percent[group] ? HIT : MISS;
}

static void fill_client(struct trial *trial, struct made_client *client, uint32_t name)
{
	uint32_t at = made_chance(&trial->chance, 100), group = at < 45 ? 0 : at < 75 ? 1 : at < 88 ? 2 : at < 96 ? 3 : 4;

	group = MIN(group, trial->made.group_count - 1);
	*client = (struct made_client){.name = name, .group = (uint8_t)group, .consent = CONSENT_PUBLISH};
	client->answers[0] = chance_answer(trial, group);
	client->answers[1 + made_chance(&trial->chance, 8) / 7] = client->answers[0];
	if (made_chance(&trial->chance, 40) == 0)
		client->group = MADE_NOWHERE;
}

static void trial_begin(struct trial *trial, uint64_t seed, bool has_parts)
{
	static const uint32_t percents[] = {0, 2, 10, 30, 50, 70, 90, 98, 100};

	memset(trial, 0, sizeof *trial);
	trial->chance = seed * 7919 + 1;
	trial->arena = arena_new();
	trial->made = (struct made){.clients = trial->clients, .groups = sectors, .has_parts = has_parts, .metric_count = has_parts ? 3 : 1};
	trial->made.group_count = 2 + made_chance(&trial->chance, 4);
	trial->made.count = 12 + made_chance(&trial->chance, 150);
	for (uint32_t g = 0; g < 5; g++)
		trial->percent[g] = percents[made_chance(&trial->chance, G_N_ELEMENTS(percents))];
	for (uint32_t i = 0; i < trial->made.count; i++)
		fill_client(trial, &trial->clients[i], i);
}

static void happen(struct trial *trial, enum event event)
{
	uint32_t at = made_chance(&trial->chance, trial->made.count), batch = 10 + made_chance(&trial->chance, 6);

	if (event == ONE_LEAVES)
		trial->clients[at].consent = CONSENT_NO;
	if (event == ONE_IS_REVIEWED_AGAIN) {
		trial->clients[at].version++;
		trial->clients[at].answers[0] = trial->clients[at].answers[0] == HIT ? MISS : HIT;
		trial->clients[at].answers[1] = trial->clients[at].answers[0];
		trial->clients[at].answers[2] = MISS;
	}
	for (uint32_t i = 0; i < (event == ONE_JOINS ? 1 : event == A_BATCH_JOINS ? batch : 0); i++, trial->made.count++)
		fill_client(trial, &trial->clients[trial->made.count], trial->made.count);
}

/* Copies, since a release is attacked with what later ones print as well. */
struct release {
	struct made made;
	struct made_client clients[MOST_CLIENTS];
	const struct protected_view *view;
};

static const struct str names[] = {{"2020", 4}, {"2021", 4}, {"2022", 4}};

static void publish(struct trial *trial, struct release *release, uint32_t index, bool is_protected, const struct ledger **ledger)
{
	struct protect_request request = {.is_protected = is_protected,
					  .release = names[index],
					  .date = 20200131 + index * 10000,
					  .ledger = *ledger,
					  .secrets = made_secrets()};

	memcpy(release->clients, trial->clients, sizeof release->clients);
	release->made = trial->made;
	release->made.clients = release->clients;
	release->view = protect(trial->arena, made_statistics(trial->arena, &release->made), &request);
	if (is_protected)
		*ledger = made_ledger(trial->arena, *ledger, release->view);
}

struct outcome {
	uint32_t certain, given_up, shown, trials;
	uint32_t reprinted, new_totals; /* of the last release */
};

/* Clients of some groups (the last one: of none), and those of them that hit. */
static struct share truth_of(const struct release *release, const bool *groups, uint32_t metric)
{
	struct share truth = {0, 0};

	for (uint32_t i = 0; i < release->made.count; i++) {
		const struct made_client *client = &release->clients[i];

		if (client->consent != CONSENT_PUBLISH || !groups[client->group == MADE_NOWHERE ? release->made.group_count : client->group])
			continue;
		truth.of++;
		truth.hits += client->answers[metric] == HIT;
	}
	return truth;
}

/* Each rule by itself, from the answers. */
static void audit(const struct shown *shown, struct share truth, bool is_whole)
{
	uint32_t missed = truth.of - truth.hits;

	if ((shown->as != SHOWN_VALUE && shown->as != SHOWN_UNDER && shown->as != SHOWN_OVER) || !str_is_empty(shown->as_of))
		return;
	g_assert_cmpuint(truth.of, >=, 10);
	g_assert_cmpuint(shown->base, ==, is_whole ? truth.of : (truth.of + 2) / 5 * 5);
	if (shown->as == SHOWN_VALUE) {
		g_assert_cmpuint(truth.hits, >=, 3);
		g_assert_cmpuint(missed, >=, 3);
		g_assert_cmpuint(shown->percent.steps, ==, (200 * truth.hits + truth.of) / (2 * truth.of));
		return;
	}
	g_assert_cmpuint(shown->as == SHOWN_UNDER ? truth.hits : missed, <, 3);
	g_assert_false(shown->has_counts || shown->has_interval);
	if (shown->as == SHOWN_UNDER)
		g_assert_cmpuint(100 * truth.hits, <, shown->percent.steps * truth.of);
	else
		g_assert_cmpuint(100 * truth.hits, >, shown->percent.steps * truth.of);
}

static void audit_metric(const struct release *release, uint32_t metric)
{
	const struct shown_statistic *shown = &release->view->statistics_shown[metric];
	bool groups[8];

	memset(groups, 1, sizeof groups);
	audit(&shown->all, truth_of(release, groups, metric), true);
	for (uint32_t g = 0; g < release->made.group_count; g++) {
		memset(groups, 0, sizeof groups);
		groups[g] = true;
		audit(&shown->segments[0].cells[g], truth_of(release, groups, metric), false);
	}
	for (uint32_t m = 0; m < shown->segments[0].merge_count; m++) {
		const struct shown_merge *merge = &shown->segments[0].merges[m];

		memset(groups, 0, sizeof groups);
		for (uint32_t i = 0; i < merge->group_count; i++)
			groups[merge->groups[i]] = true;
		audit(&merge->shown, truth_of(release, groups, metric), false);
	}
}

static void count_shown(const struct release *release, struct outcome *outcome)
{
	for (uint32_t m = 0; m < release->made.metric_count; m++) {
		const struct shown_statistic *shown = &release->view->statistics_shown[m];

		outcome->shown += shown->all.as != SHOWN_NOT;
		for (uint32_t g = 0; g < release->made.group_count; g++)
			outcome->shown += shown->segments[0].cells[g].as != SHOWN_NOT;
	}
}

static void run_trial(uint64_t seed, const enum event *events, uint32_t count, bool has_parts, bool is_protected, struct outcome *outcome)
{
	struct trial *trial = g_new(struct trial, 1);
	struct release *releases = g_new0(struct release, count);
	const struct ledger *ledger;
	struct attack *attack;
	const struct shown *last;
	uint32_t certain;

	trial_begin(trial, seed, has_parts);
	ledger = ledger_new(trial->arena);
	attack = attack_new(&trial->made);
	for (uint32_t i = 0; i < count; i++) {
		happen(trial, events[i]);
		publish(trial, &releases[i], i, is_protected, &ledger);
		attack_release(attack, &releases[i].made);
	}
	for (uint32_t i = 0; i < count; i++) {
		attack_printed(attack, releases[i].view, i, names);
		count_shown(&releases[i], outcome);
		for (uint32_t m = 0; is_protected && m < trial->made.metric_count; m++)
			audit_metric(&releases[i], m);
	}
	last = &releases[count - 1].view->statistics_shown[0].all;
	outcome->reprinted += releases[count - 1].view->reprinted;
	outcome->new_totals += last->as != SHOWN_NOT && str_is_empty(last->as_of);
	certain = attack_certain(attack);
	if (is_protected && certain > 0)
		g_test_message("seed %" G_GUINT64_FORMAT ": %u answers are certain", seed, certain);
	outcome->certain += certain > 0;
	outcome->given_up += attack_given_up(attack);
	outcome->trials++;
	attack_free(attack);
	arena_free(trial->arena);
	g_free(releases);
	g_free(trial);
}

static struct outcome run_trials(const enum event *events, uint32_t count, bool has_parts, bool is_protected, uint32_t trials)
{
	struct outcome outcome = {0};

	for (uint32_t seed = 0; seed < trials; seed++)
		run_trial(seed, events, count, has_parts, is_protected, &outcome);
	g_test_message("%u trials: certain in %u, %u figures shown, %u searches given up", outcome.trials, outcome.certain, outcome.shown,
		       outcome.given_up);
	return outcome;
}

static void expect_safe(const enum event *events, uint32_t count, bool has_parts, uint32_t trials)
{
	struct outcome outcome = run_trials(events, count, has_parts, true, trials);

	g_assert_cmpuint(outcome.certain, ==, 0);
	g_assert_cmpuint(outcome.given_up, ==, 0);
	g_assert_cmpuint(outcome.shown, >, trials); /* nothing is safest where nothing is shown */
}

static void test_one_release(void)
{
	expect_safe((const enum event[]){NOTHING}, 1, false, CORPORA);
}

static void test_parts(void)
{
	expect_safe((const enum event[]){NOTHING}, 1, true, CORPORA / 4);
}

static void test_parts_over_releases(void)
{
	expect_safe((const enum event[]){NOTHING, ONE_IS_REVIEWED_AGAIN}, 2, true, CORPORA / 8);
	expect_safe((const enum event[]){NOTHING, A_BATCH_JOINS}, 2, true, CORPORA / 16);
}

static void test_one_joins(void)
{
	expect_safe((const enum event[]){NOTHING, ONE_JOINS}, 2, false, CORPORA);
}

static void test_one_leaves(void)
{
	expect_safe((const enum event[]){NOTHING, ONE_LEAVES}, 2, false, CORPORA);
}

static void test_one_is_reviewed_again(void)
{
	expect_safe((const enum event[]){NOTHING, ONE_IS_REVIEWED_AGAIN}, 2, false, CORPORA);
}

/* What has not changed is printed as it is; and after a batch most totals are new. */
static void test_use(void)
{
	struct outcome outcome = run_trials((const enum event[]){NOTHING, NOTHING}, 2, false, true, CORPORA / 4);

	g_assert_cmpuint(outcome.reprinted, ==, 0);
	g_assert_cmpuint(outcome.certain, ==, 0);
	outcome = run_trials((const enum event[]){NOTHING, NOTHING}, 2, true, true, CORPORA / 8);
	g_assert_cmpuint(outcome.reprinted, ==, 0);
	outcome = run_trials((const enum event[]){NOTHING, A_BATCH_JOINS}, 2, false, true, CORPORA / 4);
	g_assert_cmpuint(outcome.new_totals, >, CORPORA / 8);
	g_assert_cmpuint(outcome.certain, ==, 0);
}

static void test_three_releases(void)
{
	expect_safe((const enum event[]){NOTHING, ONE_JOINS, ONE_LEAVES}, 3, false, CORPORA / 2);
	expect_safe((const enum event[]){NOTHING, ONE_JOINS, A_BATCH_JOINS}, 3, false, CORPORA / 2);
}

/* The same search on the same corpora, printed as they are: it can find answers. */
static void test_without_protection(void)
{
	struct outcome outcome = run_trials((const enum event[]){NOTHING, ONE_JOINS}, 2, false, false, CORPORA / 4);

	g_assert_cmpuint(outcome.certain, >, CORPORA / 8);
	outcome = run_trials((const enum event[]){NOTHING}, 1, false, false, CORPORA / 4);
	g_assert_cmpuint(outcome.certain, >, CORPORA / 16);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/attack/one-release", test_one_release);
	g_test_add_func("/attack/parts", test_parts);
	g_test_add_func("/attack/parts-over-releases", test_parts_over_releases);
	g_test_add_func("/attack/one-joins", test_one_joins);
	g_test_add_func("/attack/one-leaves", test_one_leaves);
	g_test_add_func("/attack/one-is-reviewed-again", test_one_is_reviewed_again);
	g_test_add_func("/attack/use", test_use);
	g_test_add_func("/attack/three-releases", test_three_releases);
	g_test_add_func("/attack/without-protection", test_without_protection);
	return g_test_run();
}
