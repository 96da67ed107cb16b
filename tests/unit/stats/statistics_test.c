/* A small corpus of eight reviews with answers worked out by hand: every atom in every state, selection, consent, editions, parts, messages. */
#include "stats/statistics.h"

#include <string.h>

#include "corpus_sample.h"
#include "near_value.h"

static const char old_edition[] =
	"plumbline: framework/1\nid: f\nversion: 2019-07\ntitle: F\npillars:\n"
	"  - {id: safe, title: Safe, questions: [{id: keys, title: Keys, choices: [{id: rotate, title: R}, {id: vault, title: V}],"
	" rules: [{when: '!rotate', risk: high}, {when: '!vault', risk: medium}, {when: default, risk: none}]},"
	" {id: users, title: Users, choices: [{id: least, title: L}], rules: [{when: least, risk: none}, {when: default, risk: high}]}]}\n";
static const char new_edition[] =
	"plumbline: framework/1\nid: f\nversion: 2020-07\ntitle: F\n"
	"lineage: [{version: 2019-07, from: users, to: access, relation: broader}]\npillars:\n"
	"  - {id: safe, title: Safe, questions: [{id: keys, title: Keys, choices: [{id: rotate, title: R}, {id: vault, title: V}, {id: audit, title: "
	"A},"
	" {id: keys_no, title: None, none: true}],"
	" rules: [{when: '!rotate', risk: high}, {when: '!vault', risk: medium}, {when: default, risk: none}]},"
	" {id: access, title: Access, choices: [{id: least, title: L}], rules: [{when: least, risk: none}, {when: default, risk: high}]}]}\n"
	"  - {id: fast, title: Fast, questions: [{id: cache, title: Cache, choices: [{id: edge, title: E}, {id: local, title: L}],"
	" rules: [{when: edge, risk: none}, {when: default, risk: medium}]}]}\n";

/* In the order of the corpus: A1 A1 (later) A2 B C D E F. */
static void fill(struct sample *sample)
{
	const struct ruleset *older = sample_ruleset(sample, old_edition), *newer = sample_ruleset(sample, new_edition);

	sample_add(sample, newer, "D", "d", "2020-05-05",
		   "answers: {keys: {applicable: false}, access: {selected: [least]}, cache: {selected: [edge]}}");
	sample_add(sample, older, "A", "1", "2019-03-01",
		   "context: {size: small, benchmark: publish}\nanswers: {keys: {selected: [rotate]}, users: {none: true}}");
	sample_add(sample, newer, "a ", "1", "2020-03-01",
		   "context: {size: small}\nanswers: {keys: {selected: [rotate, vault, audit]}, access: {selected: [least]}, cache: {none: true}}");
	sample_add(sample, newer, "A", "2", "2020-04-01",
		   "context: {size: medium, data: [health, personal]}\nanswers: {keys: {none: true}, access: {none: true}}");
	sample_add(
		sample, newer, "B", "b", "2020-06-01",
		"context: {size: large, rto: 4h}\nanswers: {keys: {selected: [vault], not_applicable: [audit]}, cache: {selected: [edge, local]}}");
	sample_add(sample, newer, "C", "c", "2020-07-01", "context: {benchmark: no}\nanswers: {keys: {selected: [rotate]}}");
	sample_add(sample, newer, "E", "e", "2021-01-01",
		   "context: {rto: 30m}\nanswers: {access: {selected: [least]}, cache: {not_applicable: [edge, local]}}");
	sample_add(sample, older, "F", "f", "2019-12-01", "answers: {keys: {selected: [rotate, vault]}, users: {selected: [least]}}");
	sample_columns(sample);
}

/* One letter a row: + true, - false, u unknown, . not applicable. */
static const struct {
	const char *expression, *expected;
} atoms[] = {
	/*                                         AAABCDEF */
	{"has(keys.rotate)", "++--+.u+"},
	{"has(keys.audit)", "u+-.-.uu"},
	{"not has(keys.audit)", "u-+.+.uu"},
	{"any(keys.vault, keys.audit)", "u+-+-.u+"},
	{"all(keys.vault, keys.audit)", "-+-+-.uu"},
	{"at_least(2, keys.rotate, keys.vault, keys.audit)", "u+---.u+"},
	{"none(keys)", "--+--.u-"},
	{"count(keys) == 1", "+--++.u-"},
	{"count(keys) in [0, 3]", "-++--.u-"},
	{"risk(keys) == high", "--++-.u-"},
	{"risk(keys) >= medium", "+-+++.u-"},
	{"medium <= risk(keys)", "+-+++.u-"},
	{"risk(keys) in [none, medium]", "++--+.u+"},
	{"risk(keys) > risk(cache)", "u-u+u.uu"},
	{"answered(keys)", "+++++--+"},
	{"asked(cache)", "-++++++-"},
	{"applies(keys)", "+++++-++"},
	{"applies(keys.audit)", "+++-+-++"},
	{"high(safe) == 1", "+--+----"},
	{"high(all) > 0", "+-++----"},
	{"medium(all) > 0", "++--+---"},
	{"risk_share(safe) >= 0.5", "+-++----"},
	{"risk_share(fast) == 0", "u+u+u++u"},
	{"ctx.size == small", "++--uuuu"},
	{"ctx.size in [\"small\", \"medium\"]", "+++-uuuu"},
	{"ctx.size > \"small\"", "--++uuuu"},
	{"known(ctx.size)", "++++----"},
	{"ctx.rto < 1h", "uuu-uu+u"},
	{"\"health\" in ctx.data", "uu+uuuuu"},
	{"review.date < 2020-04-01", "++-----+"},
	{"review.year == 2020", "-+++++--"},
	{"review.version == \"2019-07\"", "+------+"},
	{"review.version > \"2019-07\"", "-++++++-"},
	{"before(has(keys.vault))", "u-uuuuuu"},
	{"first(risk(keys) == medium)", "u+uuuuuu"},
	{"metric(m) and not has(access.least)", "--+u----"},
	{"has(access.least) or has(keys.rotate)", "++-u++++"},
	{"true", "++++++++"},
};

static char letter(const struct truths *truths, uint32_t row)
{
	return bits_has(truths->yes, row) ? '+' : bits_has(truths->no, row) ? '-' : bits_has(truths->not_applicable, row) ? '.' : 'u';
}

static void test_atoms(void)
{
	struct sample sample = sample_new();

	fill(&sample);
	g_assert_true(sample_metrics(&sample, "plumbline: metrics/1\nmetrics: [{id: m, title: M, count: risk(keys) == high}]"));
	g_assert_cmpuint(sample.corpus->row_count, ==, 8);
	for (size_t i = 0; i < G_N_ELEMENTS(atoms); i++) {
		const struct program *program =
			metric_condition(sample.arena, sample.programs, str_of(atoms[i].expression), NO_SPAN, sample.corpus, sample.diags);
		const struct truths *truths;
		char found[9] = {0};

		if (program == NULL)
			g_error("%s: %s", atoms[i].expression, sample_diags(&sample));
		truths = program_truths(results_new(sample.arena, sample.corpus), program);
		for (uint32_t row = 0; row < 8; row++)
			found[row] = letter(truths, row);
		if (strcmp(found, atoms[i].expected) != 0) {
			g_test_message("%s: %s, not %s", atoms[i].expression, found, atoms[i].expected);
			g_test_fail();
		}
	}
	sample_free(&sample);
}

static const char head[] = "plumbline: metrics/1\ndefaults: {min_base: 0}\n";

static bool statistics_of(struct sample *sample, const char *body, const struct statistics_request *request)
{
	char *text = g_strconcat(head, body, NULL);
	bool good;

	fill(sample);
	good = sample_statistics(sample, text, request);
	g_free(text);
	return good;
}

static void must(bool good, const struct sample *sample)
{
	if (!good)
		g_error("%s", sample_diags(sample));
}

/* C said no. A has two workloads, the first reviewed twice: keys.vault is +, - there; B +, D not applicable, E unknown, F + in an edition of its own. */
static void test_population(void)
{
	struct sample sample = sample_new();
	const struct population_counts *counts;
	const struct estimate *all;

	must(statistics_of(&sample, "metrics: [{id: v, title: V, count: has(keys.vault)}, {id: u, title: U, count: has(keys.audit)}]", NULL),
	     &sample);
	counts = &sample.statistics->counts;
	g_assert_cmpuint(counts->reviews, ==, 8);
	g_assert_cmpuint(counts->refused, ==, 1);
	g_assert_cmpuint(counts->refused_clients, ==, 1);
	g_assert_cmpuint(counts->superseded, ==, 1);
	g_assert_cmpuint(counts->taken, ==, 6);
	g_assert_cmpuint(counts->clients, ==, 5);
	g_assert_cmpuint(counts->workloads, ==, 6);
	g_assert_cmpuint(counts->first_date, ==, 20191201);
	g_assert_cmpuint(counts->last_date, ==, 20210101);
	all = &sample_statistic(&sample, "v")->all;
	g_assert_cmpuint(all->k, ==, 3); /* A's first workload, B, F */
	g_assert_cmpuint(all->n, ==, 4);
	g_assert_cmpuint(all->unknown, ==, 1);
	g_assert_cmpuint(all->not_applicable, ==, 1);
	g_assert_cmpuint(all->not_asked, ==, 0);
	g_assert_cmpuint(all->refused, ==, 1);
	g_assert_cmpuint(all->clients, ==, 3);
	g_assert_cmpuint(all->clients_hit, ==, 3);
	g_assert_cmpuint(all->clients_missed, ==, 1);
	g_assert_true(all->is_clustered);
	ASSERT_NEAR(all->value, 2.5 / 3, 1e-15); /* one client, one vote: 1/2, 1, 1 */
	g_assert_cmpuint(all->share.hits, ==, 5);
	g_assert_cmpuint(all->share.of, ==, 6);
	g_assert_cmpint(all->method, ==, INTERVAL_NONE);
	all = &sample_statistic(&sample, "u")->all; /* F's edition has no audit */
	g_assert_cmpuint(all->n, ==, 2);
	g_assert_cmpuint(all->not_asked, ==, 1);
	g_assert_cmpuint(all->not_applicable, ==, 2);
	sample_free(&sample);
}

static void test_each_and_publish(void)
{
	struct statistics_request request = {.audience = AUDIENCE_PUBLISH};
	struct sample sample = sample_new();

	must(statistics_of(&sample, "population: {unit: review, select: each}\nmetrics: [{id: v, title: V, count: has(keys.vault)}]", NULL), &sample);
	g_assert_cmpuint(sample.statistics->counts.taken, ==, 7);
	g_assert_cmpuint(sample_statistic(&sample, "v")->all.n, ==, 5);
	ASSERT_NEAR(sample_statistic(&sample, "v")->all.value, 0.6, 1e-15);
	sample_free(&sample);
	sample = sample_new();
	must(statistics_of(&sample, "metrics: [{id: v, title: V, count: has(keys.vault)}]", &request), &sample);
	g_assert_cmpuint(sample.statistics->counts.taken, ==, 2); /* only A said that it may be published, in one review for all */
	g_assert_cmpuint(sample.statistics->counts.refused, ==, 5);
	sample_free(&sample);
	sample = sample_new();
	must(statistics_of(&sample,
			   "population: {select: first, where: ctx.size == small, consent: review.year < 2021}\n"
			   "metrics: [{id: v, title: V, count: has(keys.vault)}]",
			   NULL),
	     &sample);
	g_assert_cmpuint(sample.statistics->counts.taken, ==, 1);
	g_assert_cmpuint(sample.statistics->counts.refused, ==, 2);
	g_assert_cmpuint(sample.statistics->counts.outside, ==, 4);
	g_assert_cmpuint(sample.statistics->counts.outside_unknown, ==, 2);
	g_assert_cmpuint(sample_statistic(&sample, "v")->all.k, ==, 0);
	sample_free(&sample);
}

/* Base, applies and their unknowns; a mean and a median by clients: high risks are 0, 2 of A, 1 of B, 0 of D, 0 of E, 0 of F. */
static void test_bases(void)
{
	struct sample sample = sample_new();
	const struct estimate *all;

	must(statistics_of(&sample,
			   "metrics: [{id: b, title: B, count: has(keys.audit), base: has(keys.vault), applies: 'ctx.size != large'},\n"
			   "  {id: m, title: M, mean: high(all)}, {id: d, title: D, median: high(all), base: 'high(all) >= 0'}]",
			   NULL),
	     &sample);
	all = &sample_statistic(&sample, "b")->all;
	g_assert_cmpuint(all->k, ==, 1);
	g_assert_cmpuint(all->n, ==, 1);              /* A's first workload */
	g_assert_cmpuint(all->off_base, ==, 2);       /* A's second, and D, to whom keys do not apply */
	g_assert_cmpuint(all->base_unknown, ==, 1);   /* E */
	g_assert_cmpuint(all->not_applicable, ==, 1); /* B */
	g_assert_cmpuint(all->not_asked, ==, 1);      /* F */
	all = &sample_statistic(&sample, "m")->all;
	g_assert_cmpuint(all->n, ==, 6);
	g_assert_cmpuint(all->clients, ==, 5);
	ASSERT_NEAR(all->value, 2.0 / 5, 1e-15); /* A's two workloads are one vote of 1 */
	ASSERT_NEAR(all->error, sqrt((0.36 * 2 + 0.16 * 3) / 4 / 5), 1e-15);
	ASSERT_LIMITS(all->interval, 0.4 - 2.7764451051977987 * all->error, 0.4 + 2.7764451051977987 * all->error, 1e-12);
	ASSERT_NEAR(sample_statistic(&sample, "d")->all.value, 0, 0);
	g_assert_cmpint(sample_statistic(&sample, "d")->all.method, ==, INTERVAL_ORDER);
	sample_free(&sample);
}

/* Broader than before: two series, and the older edition is not asked. A's first workload changed from - to + in has(keys.vault). */
static void test_time(void)
{
	struct sample sample = sample_new();
	const struct statistic *statistic;

	must(statistics_of(
		     &sample,
		     "metrics: [{id: l, title: L, count: has(access.least), trend: half}, {id: v, title: V, count: has(keys.vault), trend: year}]",
		     NULL),
	     &sample);
	statistic = sample_statistic(&sample, "l");
	g_assert_cmpuint(statistic->breaks, ==, 1);
	g_assert_cmpuint(statistic->all.not_asked, ==, 1);
	g_assert_cmpuint(statistic->all.n, ==, 4);
	g_assert_cmpuint(statistic->series_count, ==, 2);
	g_assert_cmpint(statistic->series[0].relation, ==, RELATION_BROADER);
	g_assert_cmpstr(statistic->series[0].periods[0].label.text, ==, "2019-H2");
	g_assert_cmpuint(statistic->series[0].periods[0].estimate.k, ==, 1);
	g_assert_cmpuint(statistic->series[1].period_count, ==, 2);
	g_assert_cmpstr(statistic->series[1].periods[0].label.text, ==, "2020-H1");
	g_assert_cmpuint(statistic->series[1].periods[0].start, ==, 20200101);
	g_assert_cmpuint(statistic->series[1].periods[0].estimate.n, ==, 3);
	g_assert_null(statistic->change);
	statistic = sample_statistic(&sample, "v");
	g_assert_cmpuint(statistic->series_count, ==, 1);
	g_assert_cmpuint(statistic->series[0].period_count, ==, 2);
	g_assert_nonnull(statistic->change);
	g_assert_cmpuint(statistic->change->pairs, ==, 1);
	g_assert_cmpuint(statistic->change->table.c, ==, 1);
	ASSERT_NEAR(statistic->change->difference.value, 1, 0);
	sample_free(&sample);
}

static void test_since(void)
{
	struct sample sample = sample_new();

	must(statistics_of(
		     &sample,
		     "metrics: [{id: a, title: A, count: has(keys.vault), since: 2020-01}, {id: b, title: B, count: none(keys), until: 2019-12}]",
		     NULL),
	     &sample);
	g_assert_cmpuint(sample_statistic(&sample, "a")->all.n, ==, 3);
	g_assert_cmpuint(sample_statistic(&sample, "a")->all.not_asked, ==, 1);
	g_assert_cmpuint(sample_statistic(&sample, "b")->all.n, ==, 1);
	sample_free(&sample);
}

/* Only what is missing is known: rotate is missing, vault need not be in place. */
static void test_partial(void)
{
	struct sample sample = sample_new();
	const struct ruleset *ruleset = sample_ruleset(&sample, old_edition);
	const struct question_column *keys;
	const struct choice_column *vault, *rotate;

	sample_add(&sample, ruleset, "A", "a", "2020-01-01", "answers: {keys: {selected: [vault], partial: true, stated_risk: high}}");
	sample_columns(&sample);
	keys = &sample.corpus->questions[corpus_question(sample.corpus, STR("keys"))];
	vault = &sample.corpus->choices[corpus_choice(sample.corpus, STR("keys.vault"))];
	rotate = &sample.corpus->choices[corpus_choice(sample.corpus, STR("rotate"))];
	g_assert_true(bits_has(keys->answered, 0) && bits_has(keys->high, 0) && !bits_has(keys->complete, 0) && !bits_has(keys->selects, 0));
	g_assert_true(!bits_has(vault->answered, 0) && !bits_has(vault->chosen, 0));
	g_assert_true(bits_has(rotate->answered, 0) && !bits_has(rotate->chosen, 0));
	sample_free(&sample);
}

/* 40 clients in two groups: 18 of 20 against 4 of 20; and 60 in three, one of them apart. */
static void test_segments(void)
{
	struct sample sample = sample_new();
	const struct ruleset *ruleset = sample_ruleset(&sample, old_edition);
	const struct segment *segment;
	double p = fisher_two_sided((struct table_2x2){18, 2, 4, 16});

	for (uint32_t i = 0; i < 60; i++) {
		char *client = g_strdup_printf("c%02u", i), *rest;

		rest = g_strdup_printf("context: {size: %s, stage: %s}\nanswers: {keys: {%s}}",
				       i < 20   ? "small"
				       : i < 40 ? "large"
						: "micro",
				       i < 20 ? "startup" : "growth",
				       (i < 20 && i >= 2) || (i >= 36 && i < 40) || i >= 50 ? "selected: [vault]" : "none: true");
		if (i < 40)
			sample_add(&sample, ruleset, client, "w", "2019-01-01", rest);
		g_free(client);
		g_free(rest);
	}
	must(sample_statistics(&sample, "plumbline: metrics/1\nmetrics: [{id: v, title: V, count: has(keys.vault), segments: [ctx.size, ctx.stage]}]",
			       NULL),
	     &sample);
	g_assert_cmpuint(sample.statistics->split_count, ==, 2);
	g_assert_cmpuint(sample.statistics->tests, ==, 2);
	segment = &sample_statistic(&sample, "v")->segments[0];
	g_assert_cmpstr(sample.statistics->splits[0].groups[0].value.text, ==, "small");
	g_assert_cmpuint(segment->cells[0].estimate.k, ==, 18);
	g_assert_cmpuint(segment->cells[1].estimate.k, ==, 4);
	ASSERT_NEAR(segment->cells[0].against.value, 0.7, 1e-15);
	ASSERT_NEAR(segment->cells[1].against.value, -0.7, 1e-15);
	ASSERT_NEAR(segment->cells[0].p, p, 1e-18);
	ASSERT_NEAR(segment->cells[1].q, p, 1e-18); /* the same p twice in the family */
	g_assert_true(segment->cells[0].is_tested);
	g_assert_false(segment->cells[0].is_finding); /* bases of 20 are not reliable */
	sample_free(&sample);
}

static void test_rankings(void)
{
	struct sample sample = sample_new();
	const struct standings *standings;

	must(statistics_of(&sample,
			   "metrics: [{id: v, title: V, count: has(keys.vault)}, {id: w, title: W, count: has(keys.rotate)}]\n"
			   "rankings: [{id: q, over: questions, value: risk(item) == high}, {id: c, over: choices, among: keys, value: has(item), "
			   "order: ascending},\n"
			   "  {id: m, over: metrics}, {id: p, over: pillars, value: 'high(item) > 0', show: 1}]",
			   NULL),
	     &sample);
	standings = sample.statistics->rankings;
	g_assert_cmpuint(standings[0].count, ==, 3);
	g_assert_cmpstr(standings[0].places[0].id.text, ==, "keys"); /* A 1/2, B 1, F 0 of three clients */
	ASSERT_NEAR(standings[0].places[0].estimate.value, 0.5, 1e-15);
	g_assert_cmpuint(standings[1].count, ==, 3);
	g_assert_cmpuint(standings[1].places[0].rank, ==, 1);
	g_assert_cmpstr(standings[2].places[0].id.text, ==, "v");
	g_assert_cmpuint(standings[2].places[0].interval.first, ==, 1);
	g_assert_cmpuint(standings[2].places[0].interval.last, ==, 2);
	g_assert_cmpuint(standings[3].ranking->show, ==, 1);
	sample_free(&sample);
}

static void test_pillars(void)
{
	struct sample sample = sample_new();
	const struct risk_profile *safe;

	must(statistics_of(&sample, "metrics: [{id: v, title: V, count: has(keys.vault), segments: ctx.size}]", NULL), &sample);
	safe = &sample.statistics->pillars[0].all;
	/* keys: none A1, high A2, high B, out D, open E, none F. access: none A1, high A2, open B, none D, none E. users (2019) is now access: none F. */
	g_assert_cmpuint(safe->counts.of[RISK_HIGH], ==, 3);
	g_assert_cmpuint(safe->counts.of[RISK_NONE], ==, 6);
	g_assert_cmpuint(safe->counts.of[RISK_NOT_APPLICABLE], ==, 1);
	g_assert_cmpuint(safe->counts.of[RISK_UNANSWERED], ==, 2);
	g_assert_cmpuint(safe->reviews, ==, 6);
	g_assert_cmpuint(safe->high.of, ==, 9);
	g_assert_cmpuint(sample.statistics->splits[0].unplaced, ==, 3);
	g_assert_cmpuint(sample.statistics->pillars[0].groups[0][0].counts.of[RISK_HIGH], ==, 0); /* small: A's first */
	sample_free(&sample);
}

/* A file that is read twice, and an order that does not matter. */
static void test_duplicates(void)
{
	struct sample sample = sample_new();

	fill(&sample);
	rows_append(sample.rows, sample.rows);
	g_assert_cmpuint(rows_count(sample.rows), ==, 16);
	sample_columns(&sample);
	g_assert_cmpuint(sample.corpus->row_count, ==, 8);
	g_assert_cmpuint(sample.corpus->duplicates, ==, 8);
	g_assert_cmpuint(sample.corpus->client_count, ==, 6);
	g_assert_cmpint(version_order(STR("9"), STR("10")), <, 0);
	g_assert_cmpint(version_order(STR("2019-07"), STR("2019-7")), ==, 0);
	g_assert_cmpint(version_order(STR("v1.2"), STR("v1.10")), <, 0);
	g_assert_cmpint(version_order(STR("2019"), STR("2019-07")), <, 0);
	sample_free(&sample);
}

/* Metrics can be checked before there is any review, and without a framework they name nothing. */
static void test_empty(void)
{
	static const char text[] = "plumbline: metrics/1\nmetrics: [{id: v, title: V, count: has(keys.vault), segments: ctx.size, trend: year}, {id: "
				   "h, title: H, mean: high(all)}]\n"
				   "rankings: [{id: r, over: questions, value: risk(item) == high}]\n";
	struct sample sample = sample_new();

	rows_edition(sample.rows, sample_ruleset(&sample, new_edition));
	must(sample_statistics(&sample, text, NULL), &sample);
	g_assert_cmpuint(diags_count(sample.diags, DIAG_METRIC_NEVER), ==, 2);
	g_assert_cmpuint(sample_statistic(&sample, "v")->all.n, ==, 0);
	g_assert_cmpuint(sample.statistics->rankings[0].count, ==, 0);
	sample_free(&sample);
	sample = sample_new();
	g_assert_false(sample_metrics(&sample, text));
	g_assert_cmpuint(diags_count(sample.diags, DIAG_METRIC_NO_CHOICE), ==, 1);
	sample_free(&sample);
}

/* ---- Messages ---- */

static const struct {
	const char *body; /* of a metric m after its title, or a whole list */
	enum diag_code code;
	const char *message;
} faults[] = {
	{"count: has(keys.rotat)", DIAG_METRIC_NO_CHOICE, "did you mean \"keys.rotate\"?"},
	{"count: has(kees.rotate)", DIAG_METRIC_NO_CHOICE, "did you mean \"keys.rotate\"?"},
	{"count: has(keys)", DIAG_METRIC_IS_QUESTION, "write question.choice"},
	{"count: none(kys)", DIAG_METRIC_NO_QUESTION, "did you mean \"keys\"?"},
	{"count: risk(keys)", DIAG_METRIC_NOT_TRUE, "compare it"},
	{"count: risk(keys) == hihg", DIAG_EXPR_UNKNOWN_WORD, "did you mean \"high\"?"},
	{"count: risk(keys) == 2", DIAG_EXPR_UNLIKE, "a risk with a number"},
	{"count: count(keys)", DIAG_METRIC_NOT_TRUE, "compare it with a number"},
	{"count: high(saef) > 1", DIAG_METRIC_NO_PILLAR, "did you mean \"safe\"?"},
	{"count: ctx.siz == small", DIAG_EXPR_UNKNOWN_FIELD, "did you mean \"size\"?"},
	{"count: ctx.size == smal", DIAG_EXPR_UNKNOWN_WORD, "did you mean \"small\"?"},
	{"count: ctx.sector > retail", DIAG_EXPR_NO_ORDER, ""},
	{"count: ctx.rto < 4", DIAG_EXPR_UNLIKE, "durations are written"},
	{"count: ctx.goals == x", DIAG_METRIC_FACT_NOT_HELD, ""},
	{"count: review.dat < 2020-01-01", DIAG_EXPR_UNKNOWN_FIELD, "did you mean \"date\"?"},
	{"count: review.version == \"2020-06\"", DIAG_METRIC_NO_VERSION, "did you mean \"2020-07\"?"},
	{"count: hass(keys.rotate)", DIAG_EXPR_UNKNOWN_FUNCTION, "did you mean \"has\"?"},
	{"count: 'has(keys.rotate, keys.vault)'", DIAG_EXPR_ARGUMENT_COUNT, "has takes one argument, not 2"},
	{"count: 'at_least(3, keys.rotate, keys.vault)'", DIAG_METRIC_AT_LEAST, ""},
	{"count: 'ctx.size in []'", DIAG_METRIC_EMPTY_LIST, ""},
	{"count: known(keys)", DIAG_METRIC_KNOWN, ""},
	{"count: has(keys.rotate) == true", DIAG_EXPR_UNLIKE, "a condition stands alone"},
	{"count: keys.rotate", DIAG_METRIC_NOT_TRUE, "a choice stands in has(...)"},
	{"mean: has(keys.rotate)", DIAG_METRIC_NOT_NUMBER, ""},
	{"count: metric(n)", DIAG_METRIC_NO_METRIC, ""},
	{"count: not metric(m)", DIAG_METRIC_CIRCLE, "m -> m"},
	{"count: metric(b)}, {id: b, title: B, count: metric(m)", DIAG_METRIC_CIRCLE, "m -> b -> m"},
	{"count: has(keys.rotate), base: has(keys.rotate) and has(keys.vault)", DIAG_METRIC_FIXED, "100 %"},
	{"count: has(keys.rotate), base: not metric(b)}, {id: b, title: B, count: 'has(keys.rotate) or none(cache)'", DIAG_METRIC_FIXED, "0 %"},
	{"count: has(keys.rotate)}, {id: b, title: B, count: 'has( keys.rotate )'", DIAG_METRIC_TWIN, "\"b\" and \"m\""},
	{"count: ctx.size == 'small'}, {id: b, title: B, count: 'ctx.size==\"small\"'", DIAG_METRIC_TWIN, "\"b\" and \"m\""},
	{"count: has(keys.rotate), segments: ctx.siz", DIAG_METRIC_BAD_SEGMENT, "did you mean \"ctx.size\"?"},
	{"count: has(keys.rotate), segments: ctx.headcount", DIAG_METRIC_BAD_SEGMENT, ""},
	{"count: has(keys.rotate), parts: [x]", DIAG_METRIC_NO_METRIC, ""},
	{"count: has(keys.rotate), parts: [b, c]}, {id: b, title: B, count: has(keys.vault) and has(keys.rotate)}, {id: c, title: C, count: "
	 "has(keys.rotate) and not has(cache.edge)",
	 DIAG_METRIC_PARTS_BASE, ""},
	{"count: has(keys.rotate), parts: [b, c]}, {id: b, title: B, count: has(keys.rotate) and has(keys.rotate)}, {id: c, title: C, count: "
	 "has(keys.rotate) and has(keys.vault)",
	 DIAG_METRIC_PARTS_OVERLAP, "in 2 of 4 reviews"},
	{"count: has(keys.rotate), parts: [b]}, {id: b, title: B, count: has(keys.vault)", DIAG_METRIC_PARTS_GAP, "1 of 4 reviews"},
	{"count: has(keys.rotate), base: ctx.sector == retail", DIAG_METRIC_NEVER, "no review is in its base"},
	{"count: has(keys.rotate), min_base: 30", DIAG_METRIC_SMALL_BASE, "base of 4, less than 30"},
	{"count: has(keys.vault), claim: 'We saw 79% of {share}.'", DIAG_METRIC_CLAIM, "is 83% (3 of 4)"},
	{"count: has(keys.rotate), say: many of them", DIAG_METRICS_SAY, ""},
	{"count: has(keys.rotate), mean: count(keys)", DIAG_METRICS_TWO_VALUES, ""},
	{"count: has(keys.rotate)}, {id: m, title: B, count: has(keys.vault)", DIAG_METRICS_TWICE, ""},
	{"count: has(keys.rotate), pillar: saf", DIAG_METRIC_NO_PILLAR, "did you mean \"safe\"?"},
	{"count: has(keys.rotate), intervall: 0.9", DIAG_MODEL_UNKNOWN_KEY, "did you mean \"interval\"?"},
};

static void test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct sample sample = sample_new();
		char *body = g_strdup_printf("metrics: [{id: m, title: M, %s}]", faults[i].body);

		statistics_of(&sample, body, NULL);
		if (diags_count(sample.diags, faults[i].code) != 1 || strstr(sample_diags(&sample), faults[i].message) == NULL) {
			g_test_message("%s: %u\n%s", faults[i].body, diags_count(sample.diags, faults[i].code), sample_diags(&sample));
			g_test_fail();
		}
		g_free(body);
		sample_free(&sample);
	}
}

/* A fault is where it stands. */
static void test_place(void)
{
	struct sample sample = sample_new();

	g_assert_false(statistics_of(&sample, "metrics:\n  - id: m\n    title: M\n    count: has(keys.rotate) and has(keys.vaul)", NULL));
	g_assert_nonnull(strstr(sample_diags(&sample), "metrics.yaml:6:37: error: no choice \"keys.vaul\""));
	sample_free(&sample);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/stats/statistics/atoms", test_atoms);
	g_test_add_func("/stats/statistics/population", test_population);
	g_test_add_func("/stats/statistics/each-and-publish", test_each_and_publish);
	g_test_add_func("/stats/statistics/bases", test_bases);
	g_test_add_func("/stats/statistics/time", test_time);
	g_test_add_func("/stats/statistics/since", test_since);
	g_test_add_func("/stats/statistics/partial", test_partial);
	g_test_add_func("/stats/statistics/segments", test_segments);
	g_test_add_func("/stats/statistics/rankings", test_rankings);
	g_test_add_func("/stats/statistics/pillars", test_pillars);
	g_test_add_func("/stats/statistics/duplicates", test_duplicates);
	g_test_add_func("/stats/statistics/empty", test_empty);
	g_test_add_func("/stats/statistics/faults", test_faults);
	g_test_add_func("/stats/statistics/place", test_place);
	return g_test_run();
}
