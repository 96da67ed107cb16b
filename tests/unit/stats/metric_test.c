/* Compiled metrics against a reference that takes one review at a time and knows no planes: random expressions over random reviews. */
#include <string.h>

#include "corpus_sample.h"
#include "read/yaml.h"

#define REVIEWS   230
#define QUESTIONS 4
#define CHOICES   3

/* Edition 1 calls q2 "old" and asks neither q4 nor q1.c3. */
static const char first_edition[] =
	"plumbline: framework/1\nid: f\nversion: '9'\ntitle: F\npillars:\n"
	"  - {id: p, title: P, questions: [{id: q1, title: Q, choices: [{id: c1, title: C}, {id: c2, title: C}, {id: q1_no, title: N, none: true}],"
	" rules: [{when: '!c1', risk: high}, {when: '!c2', risk: medium}, {when: default, risk: none}]},"
	" {id: old, title: Q, choices: [{id: c1, title: C}, {id: c2, title: C}, {id: c3, title: C}], rules: [{when: 'c1 && c2', risk: none}, {when: "
	"c3, risk: high}]}]}\n"
	"  - {id: r, title: R, questions: [{id: q3, title: Q, choices: [{id: c1, title: C}, {id: c2, title: C}, {id: c3, title: C}],"
	" rules: [{when: c1, risk: none}, {when: default, risk: high}]}]}\n";
static const char second_edition[] =
	"plumbline: framework/1\nid: f\nversion: '10'\ntitle: F\nlineage: [{version: '9', from: old, to: q2, relation: same}]\npillars:\n"
	"  - {id: p, title: P, questions: [{id: q1, title: Q, choices: [{id: c1, title: C}, {id: c2, title: C}, {id: c3, title: C}, {id: q1_no, "
	"title: N, none: true}],"
	" rules: [{when: '!c1', risk: high}, {when: '!c3', risk: medium}, {when: default, risk: none}]},"
	" {id: q2, title: Q, choices: [{id: c1, title: C}, {id: c2, title: C}, {id: c3, title: C}], rules: [{when: 'c1 && c2', risk: none}, {when: "
	"c3, risk: medium}]}]}\n"
	"  - {id: r, title: R, questions: [{id: q3, title: Q, choices: [{id: c1, title: C}, {id: c2, title: C}, {id: c3, title: C}],"
	" rules: [{when: c1, risk: none}, {when: default, risk: high}]},"
	" {id: q4, title: Q, choices: [{id: c1, title: C}, {id: c2, title: C}, {id: c3, title: C}], rules: [{when: '!c1 && !c2', risk: high}, {when: "
	"default, risk: medium}]}]}\n";

enum asked { NOT_ASKED, OPEN, OUT, GIVEN };

/* A review as the test wrote it; risks are those of assess. */
struct raw {
	struct digest digest;
	uint32_t edition, client, workload, date;
	enum asked answer[QUESTIONS];
	bool asked[QUESTIONS][CHOICES], chosen[QUESTIONS][CHOICES], out[QUESTIONS][CHOICES];
	enum risk risk[QUESTIONS];
	uint32_t size;                    /* 0: unknown; else index + 1 of sizes */
	int headcount;                    /* -1: unknown */
	const struct raw *before, *first; /* NULL: none */
};

static const char *const sizes[] = {"micro", "small", "medium", "large"};

struct world {
	struct sample sample;
	const struct ruleset *editions[2];
	struct raw raws[REVIEWS];
	uint32_t count;
	const struct raw *of_row[REVIEWS];
};

static uint32_t pick(uint32_t below)
{
	return (uint32_t)g_test_rand_int_range(0, (gint32)below);
}

static void random_answer(struct raw *raw, uint32_t q)
{
	static const enum asked often[] = {OPEN, OUT, GIVEN, GIVEN, GIVEN, GIVEN};

	raw->answer[q] = raw->edition == 0 && q == 3 ? NOT_ASKED : often[pick(6)];
	for (uint32_t c = 0; c < CHOICES; c++) {
		raw->asked[q][c] = raw->answer[q] != NOT_ASKED && !(raw->edition == 0 && q == 0 && c == 2);
		if (raw->answer[q] != GIVEN || !raw->asked[q][c])
			continue;
		raw->out[q][c] = pick(7) == 0;
		raw->chosen[q][c] = !raw->out[q][c] && pick(2) == 0;
	}
}

static void write_list(GString *yaml, const char *key, const bool *bits)
{
	const char *comma = "";

	g_string_append_printf(yaml, "%s: [", key);
	for (uint32_t c = 0; c < CHOICES; c++)
		if (bits[c]) {
			g_string_append_printf(yaml, "%sc%u", comma, c + 1);
			comma = ", ";
		}
	g_string_append_c(yaml, ']');
}

static void write_answer(GString *yaml, const struct raw *raw, uint32_t q)
{
	const char *id = raw->edition == 0 && q == 1 ? "old" : (const char *const[]){"q1", "q2", "q3", "q4"}[q];
	bool any = false;

	if (raw->answer[q] == NOT_ASKED || raw->answer[q] == OPEN)
		return;
	g_string_append_printf(yaml, "  %s: {", id);
	if (raw->answer[q] == OUT)
		g_string_append(yaml, "applicable: false");
	else {
		write_list(yaml, "selected", raw->chosen[q]);
		g_string_append(yaml, ", ");
		write_list(yaml, "not_applicable", raw->out[q]);
		for (uint32_t c = 0; c < CHOICES; c++)
			any = any || raw->chosen[q][c];
		g_string_append(yaml, any ? "" : ", none: true");
	}
	g_string_append(yaml, "}\n");
}

static char *write_review(const struct raw *raw, uint32_t serial)
{
	GString *yaml = g_string_new(NULL);
	size_t start;

	g_string_append_printf(yaml, "plumbline: review/1\nclient: {name: Client %u}\nworkload: {name: W%u}\ndate: %u-%02u-%02u\nmilestone: m%u\n",
			       raw->client, raw->workload, raw->date / 10000, raw->date / 100 % 100, raw->date % 100, serial);
	g_string_append(yaml, "context:\n  stage: growth\n");
	if (raw->size > 0)
		g_string_append_printf(yaml, "  size: %s\n", sizes[raw->size - 1]);
	if (raw->headcount >= 0)
		g_string_append_printf(yaml, "  headcount: %d\n", raw->headcount);
	g_string_append(yaml, "answers:\n");
	start = yaml->len;
	for (uint32_t q = 0; q < QUESTIONS; q++)
		write_answer(yaml, raw, q);
	if (yaml->len == start)
		g_string_append(yaml, "  {}\n");
	return g_string_free(yaml, FALSE);
}

static const struct assessment *assess_text(struct world *world, const char *yaml, uint32_t edition)
{
	struct sample *sample = &world->sample;
	const struct source *source = source_from_bytes(sample->arena, "review.yaml", yaml, strlen(yaml), sample->diags);
	const struct node *root = yaml_read(sample->arena, source, sample->diags);
	const struct review *review = review_decode(sample->arena, source, root, &world->editions[edition]->framework, 1, sample->diags);

	if (diags_errors(sample->diags) > 0)
		g_error("%s\n%s", yaml, sample_diags(sample));
	return assess(sample->arena, review, &world->editions[edition], sample->diags);
}

static void random_review(struct world *world, struct rows *rows)
{
	struct raw *raw = &world->raws[world->count];
	const struct assessment *assessment;
	char *yaml;

	*raw = (struct raw){.edition = pick(2), .client = pick(60), .workload = pick(3), .size = pick(5), .headcount = (int)pick(50) - 10};
	raw->date = (2017 + pick(4)) * 10000 + (1 + pick(12)) * 100 + 1 + pick(28);
	for (uint32_t q = 0; q < QUESTIONS; q++)
		random_answer(raw, q);
	yaml = write_review(raw, world->count);
	assessment = assess_text(world, yaml, raw->edition);
	for (uint32_t q = 0; q < QUESTIONS; q++)
		raw->risk[q] = raw->answer[q] == NOT_ASKED ? RISK_UNANSWERED : assessment->lenses[0].findings[q].risk;
	raw->digest = digest_of(yaml, strlen(yaml));
	g_assert_true(rows_add(rows, assessment, raw->digest));
	g_free(yaml);
	world->count++;
}

/* Earlier reviews of the workload, by the test's own look through all of them. */
static bool is_earlier(const struct raw *a, const struct raw *b)
{
	if (a->client != b->client || a->workload != b->workload || a == b)
		return false;
	if (a->date != b->date)
		return a->date < b->date;
	return a->digest.words[0] != b->digest.words[0] ? a->digest.words[0] < b->digest.words[0] : a->digest.words[1] < b->digest.words[1];
}

static void link_reviews(struct world *world)
{
	for (uint32_t i = 0; i < world->count; i++)
		for (uint32_t j = 0; j < world->count; j++) {
			struct raw *raw = &world->raws[i];
			const struct raw *other = &world->raws[j];

			if (!is_earlier(other, raw))
				continue;
			if (raw->before == NULL || is_earlier(raw->before, other))
				raw->before = other;
			if (raw->first == NULL || is_earlier(other, raw->first))
				raw->first = other;
		}
	for (uint32_t row = 0; row < world->sample.corpus->row_count; row++)
		for (uint32_t i = 0; i < world->count; i++)
			if (memcmp(&world->raws[i].digest, &world->sample.corpus->digest[row], sizeof(struct digest)) == 0)
				world->of_row[row] = &world->raws[i];
}

static void world_new(struct world *world)
{
	memset(world, 0, sizeof *world);
	world->sample = sample_new();
	world->editions[0] = sample_ruleset(&world->sample, first_edition);
	world->editions[1] = sample_ruleset(&world->sample, second_edition);
	while (world->count < REVIEWS)
		random_review(world, world->sample.rows);
	sample_columns(&world->sample);
	g_assert_cmpuint(world->sample.corpus->row_count, ==, REVIEWS);
	link_reviews(world);
}

/* ---- Expressions ---- */

enum truth { YES, NO, UNKNOWN, APART };

struct tree {
	enum kind_of_tree {
		HAS,
		ANY,
		ALL,
		AT_LEAST,
		NONE,
		ANSWERED,
		ASKED,
		APPLIES,
		APPLIES_CHOICE,
		RISK,
		COUNT,
		HIGH,
		SHARE,
		SIZE,
		SIZE_IN,
		HEADCOUNT,
		DATE,
		VERSION,
		KNOWN,
		METRIC,
		BEFORE,
		FIRST,
		NOT,
		AND,
		OR,
		TREES
	} kind;
	uint32_t q, c, k, compare, set; /* set: bits of choices, sizes or levels */
	struct tree *a, *b;
};

static const char *const compares[] = {"==", "!=", "<", "<=", ">", ">="};

static struct tree *random_tree(struct arena *arena, uint32_t depth)
{
	struct tree *tree = arena_one(arena, struct tree);

	tree->kind = depth == 0 ? (enum kind_of_tree)pick(BEFORE) : (enum kind_of_tree)(pick(3) == 0 ? pick(TREES) : BEFORE + pick(TREES - BEFORE));
	tree->q = pick(QUESTIONS);
	tree->c = pick(CHOICES);
	tree->k = 1 + pick(2);
	tree->compare = pick(6);
	tree->set = 1 + pick(7);
	if (tree->kind >= BEFORE)
		tree->a = random_tree(arena, depth - 1);
	if (tree->kind == AND || tree->kind == OR)
		tree->b = random_tree(arena, depth - 1);
	return tree;
}

static void write_choices(const struct tree *tree, GString *out)
{
	const char *comma = "";

	for (uint32_t c = 0; c < CHOICES; c++)
		if ((tree->set >> c & 1) != 0) {
			g_string_append_printf(out, "%sq%u.c%u", comma, tree->q + 1, c + 1);
			comma = ", ";
		}
}

static uint32_t set_size(uint32_t set)
{
	return (set & 1) + (set >> 1 & 1) + (set >> 2 & 1);
}

static const char *level_of(uint32_t c)
{
	return (const char *const[]){"none", "medium", "high"}[c];
}

static void write_atom(const struct tree *tree, GString *out)
{
	static const char *const names[] = {
		[ANY] = "any", [ALL] = "all", [NONE] = "none", [ANSWERED] = "answered", [ASKED] = "asked", [APPLIES] = "applies"};
	const char *compare = compares[tree->compare];

	if (tree->kind == HAS || tree->kind == APPLIES_CHOICE)
		g_string_append_printf(out, "%s(q%u.c%u)", tree->kind == HAS ? "has" : "applies", tree->q + 1, tree->c + 1);
	else if (tree->kind == ANY || tree->kind == ALL) {
		g_string_append_printf(out, "%s(", names[tree->kind]);
		write_choices(tree, out);
		g_string_append_c(out, ')');
	} else if (tree->kind == AT_LEAST) {
		g_string_append_printf(out, "at_least(%u, ", MIN(tree->k, set_size(tree->set)));
		write_choices(tree, out);
		g_string_append_c(out, ')');
	} else if (tree->kind == RISK)
		g_string_append_printf(out, "risk(q%u) %s %s", tree->q + 1, compare, level_of(tree->c));
	else if (tree->kind == COUNT)
		g_string_append_printf(out, "count(q%u) %s %u", tree->q + 1, compare, tree->c);
	else if (tree->kind == HIGH)
		g_string_append_printf(out, "high(%s) %s %u", tree->q == 0 ? "p" : tree->q == 1 ? "r" : "all", compare, tree->c);
	else if (tree->kind == SHARE)
		g_string_append_printf(out, "risk_share(p) %s risk_share(%s)", compare, tree->q < 2 ? "r" : "p, r");
	else if (tree->kind == SIZE)
		g_string_append_printf(out, "ctx.size %s %s%s%s", compare, tree->q == 0 ? "\"" : "", sizes[tree->c], tree->q == 0 ? "\"" : "");
	else if (tree->kind == SIZE_IN)
		g_string_append_printf(out, "ctx.size in [\"%s\", \"%s\"]", sizes[tree->c], sizes[tree->q]);
	else if (tree->kind == HEADCOUNT)
		g_string_append_printf(out, "%u %s ctx.headcount", tree->q * 10, compare);
	else if (tree->kind == DATE)
		g_string_append_printf(out, "review.date %s 2018-0%u-15", compare, tree->q + 1);
	else if (tree->kind == VERSION)
		g_string_append_printf(out, "review.version %s \"%s\"", compare, tree->c == 0 ? "9" : "10");
	else if (tree->kind == KNOWN)
		g_string_append(out, tree->c == 0 ? "known(ctx.size)" : "known(ctx.headcount)");
	else if (tree->kind == METRIC)
		g_string_append(out, "metric(m)");
	else
		g_string_append_printf(out, "%s(q%u)", names[tree->kind], tree->q + 1);
}

static void write_tree(const struct tree *tree, GString *out)
{
	if (tree->kind < BEFORE) {
		write_atom(tree, out);
		return;
	}
	g_string_append(out, tree->kind == BEFORE ? "before(" : tree->kind == FIRST ? "first(" : tree->kind == NOT ? "not (" : "(");
	write_tree(tree->a, out);
	if (tree->b != NULL) {
		g_string_append(out, tree->kind == AND ? " and " : " or ");
		write_tree(tree->b, out);
	}
	g_string_append_c(out, ')');
}

/* ---- The reference ---- */

static enum truth truth_of(bool yes)
{
	return yes ? YES : NO;
}

static enum truth has(const struct raw *raw, uint32_t q, uint32_t c)
{
	if (!raw->asked[q][c])
		return UNKNOWN;
	if (raw->answer[q] == OUT || raw->out[q][c])
		return APART;
	return raw->answer[q] == GIVEN ? truth_of(raw->chosen[q][c]) : UNKNOWN;
}

static bool compared(double a, uint32_t compare, double b)
{
	const bool results[] = {a == b, a != b, a<b, a <= b, a> b, a >= b};

	return results[compare];
}

/* Kleene's logic by counting: any false decides an and, any true an or; what does not apply is not there. */
static enum truth joined(const enum truth *parts, uint32_t count, bool is_and)
{
	uint32_t counts[4] = {0};

	for (uint32_t i = 0; i < count; i++)
		counts[parts[i]]++;
	if (counts[APART] == count)
		return APART;
	if (counts[is_and ? NO : YES] > 0)
		return is_and ? NO : YES;
	return counts[UNKNOWN] > 0 ? UNKNOWN : is_and ? YES : NO;
}

static enum truth over_choices(const struct raw *raw, const struct tree *tree)
{
	enum truth parts[CHOICES];
	uint32_t count = 0, sure = 0, possible = 0, apart = 0, least = MIN(tree->k, set_size(tree->set));

	for (uint32_t c = 0; c < CHOICES; c++)
		if ((tree->set >> c & 1) != 0) {
			parts[count] = has(raw, tree->q, c);
			sure += parts[count] == YES;
			possible += parts[count] == YES || parts[count] == UNKNOWN;
			apart += parts[count] == APART;
			count++;
		}
	if (tree->kind != AT_LEAST)
		return joined(parts, count, tree->kind == ALL);
	if (apart == count)
		return APART;
	return sure >= least ? YES : possible < least ? NO : UNKNOWN;
}

struct figure {
	enum truth state; /* YES: known */
	double value;
};

/* pillars: 1 for p, 2 for r, 3 for both. */
static struct figure risks_of(const struct raw *raw, uint32_t pillars, bool share)
{
	uint32_t high = 0, answered = 0, out = 0, asked = 0;

	for (uint32_t q = 0; q < QUESTIONS; q++) {
		if ((pillars & (q < 2 ? 1u : 2u)) == 0 || raw->answer[q] == NOT_ASKED)
			continue;
		asked++;
		out += raw->answer[q] == OUT;
		answered += raw->answer[q] == GIVEN;
		high += raw->risk[q] == RISK_HIGH;
	}
	if (asked > 0 && out == asked)
		return (struct figure){APART, 0};
	if (answered == 0)
		return (struct figure){UNKNOWN, 0};
	return (struct figure){YES, share ? (double)high / answered : high};
}

static enum truth compare_figures(struct figure a, uint32_t compare, struct figure b)
{
	if (a.state == APART || b.state == APART)
		return APART;
	if (a.state != YES || b.state != YES)
		return UNKNOWN;
	return truth_of(compared(a.value, compare, b.value));
}

static struct figure count_of(const struct raw *raw, uint32_t q)
{
	struct figure figure = {raw->answer[q] == OUT ? APART : raw->answer[q] == GIVEN ? YES : UNKNOWN, 0};

	for (uint32_t c = 0; c < CHOICES; c++)
		figure.value += raw->chosen[q][c];
	return figure;
}

static enum truth risk_is(const struct raw *raw, const struct tree *tree)
{
	static const int levels[RISK_COUNT] = {
		[RISK_HIGH] = 2, [RISK_MEDIUM] = 1, [RISK_NONE] = 0, [RISK_UNMATCHED] = -1, [RISK_UNANSWERED] = -1, [RISK_NOT_APPLICABLE] = -1};

	if (raw->answer[tree->q] == OUT)
		return APART;
	if (levels[raw->risk[tree->q]] < 0)
		return UNKNOWN;
	return truth_of(compared(levels[raw->risk[tree->q]], tree->compare, tree->c));
}

static enum truth evaluate(const struct raw *raw, const struct tree *tree);

static enum truth evaluate_atom(const struct raw *raw, const struct tree *tree)
{
	static const uint32_t pillars[] = {1, 2, 3, 3};
	static const struct tree metric = {.kind = RISK, .q = 0, .c = 2, .compare = 0};
	double date = 20180015 + 100 * (tree->q + 1);
	struct figure number = {YES, tree->c};

	switch (tree->kind) {
	case HAS:
		return has(raw, tree->q, tree->c);
	case ANY:
	case ALL:
	case AT_LEAST:
		return over_choices(raw, tree);
	case NONE:
		return compare_figures(count_of(raw, tree->q), 0, (struct figure){YES, 0});
	case ANSWERED:
		return truth_of(raw->answer[tree->q] == GIVEN);
	case ASKED:
		return truth_of(raw->answer[tree->q] != NOT_ASKED);
	case APPLIES:
		return truth_of(raw->answer[tree->q] != OUT);
	case APPLIES_CHOICE:
		return truth_of(has(raw, tree->q, tree->c) != APART);
	case RISK:
		return risk_is(raw, tree);
	case COUNT:
		return compare_figures(count_of(raw, tree->q), tree->compare, number);
	case HIGH:
		return compare_figures(risks_of(raw, pillars[tree->q], false), tree->compare, number);
	case SHARE:
		return compare_figures(risks_of(raw, 1, true), tree->compare, risks_of(raw, tree->q < 2 ? 2 : 3, true));
	case SIZE:
		return raw->size == 0 ? UNKNOWN : truth_of(compared(raw->size - 1, tree->compare, tree->c));
	case SIZE_IN:
		return raw->size == 0 ? UNKNOWN : truth_of(raw->size - 1 == tree->c || raw->size - 1 == tree->q);
	case HEADCOUNT:
		return raw->headcount < 0 ? UNKNOWN : truth_of(compared(tree->q * 10, tree->compare, raw->headcount));
	case DATE:
		return truth_of(compared(raw->date, tree->compare, date));
	case VERSION:
		return truth_of(compared(raw->edition, tree->compare, tree->c == 0 ? 0 : 1));
	case KNOWN:
		return truth_of(tree->c == 0 ? raw->size > 0 : raw->headcount >= 0);
	case METRIC:
		return evaluate(raw, &metric);
	case BEFORE:
	case FIRST:
	case NOT:
	case AND:
	case OR:
	case TREES:
		break;
	}
	g_assert_not_reached();
}

static enum truth evaluate(const struct raw *raw, const struct tree *tree)
{
	enum truth parts[2];

	if (tree->kind < BEFORE)
		return evaluate_atom(raw, tree);
	if (tree->kind == BEFORE)
		return raw->before == NULL ? UNKNOWN : evaluate(raw->before, tree->a);
	if (tree->kind == FIRST)
		return raw->first == NULL ? UNKNOWN : evaluate(raw->first, tree->a);
	parts[0] = evaluate(raw, tree->a);
	if (tree->kind == NOT)
		return parts[0] == YES ? NO : parts[0] == NO ? YES : parts[0];
	parts[1] = evaluate(raw, tree->b);
	return joined(parts, 2, tree->kind == AND);
}

/* ---- Tests ---- */

static const char metrics_text[] = "plumbline: metrics/1\nmetrics: [{id: m, title: M, count: risk(q1) == high}]\n";

static enum truth truth_at(const struct truths *truths, uint32_t row)
{
	uint32_t bits = (uint32_t)bits_has(truths->yes, row) + 2u * bits_has(truths->no, row) + 4u * bits_has(truths->not_applicable, row);

	g_assert_true(bits == 0 || bits == 1 || bits == 2 || bits == 4);
	return bits == 0 ? UNKNOWN : bits == 1 ? YES : bits == 2 ? NO : APART;
}

static void check_tree(struct world *world, const struct tree *tree)
{
	struct sample *sample = &world->sample;
	GString *text = g_string_new(NULL);
	const struct program *program;
	const struct truths *truths;

	write_tree(tree, text);
	program = metric_condition(sample->arena, sample->programs, str_from(sample->arena, text->str), NO_SPAN, sample->corpus, sample->diags);
	if (program == NULL)
		g_error("%s: %s", text->str, sample_diags(sample));
	truths = program_truths(results_new(sample->arena, sample->corpus), program);
	for (uint32_t row = 0; row < sample->corpus->row_count; row++) {
		enum truth found = truth_at(truths, row), expected = evaluate(world->of_row[row], tree);

		if (found != expected)
			g_error("%s: row %u is %d, not %d\n%s", text->str, row, (int)found, (int)expected, write_review(world->of_row[row], 0));
	}
	for (uint32_t row = sample->corpus->row_count; row < sample->corpus->words * 64; row++)
		g_assert_cmpint(truth_at(truths, row), ==, UNKNOWN);
	g_string_free(text, TRUE);
}

static void test_reference(void)
{
	struct world *world = g_new0(struct world, 1);

	world_new(world);
	g_assert_true(sample_metrics(&world->sample, metrics_text));
	for (uint32_t i = 0; i < 3000; i++)
		check_tree(world, random_tree(world->sample.arena, i % 5));
	sample_free(&world->sample);
	g_free(world);
}

static const char everything[] =
	"plumbline: metrics/1\ndefaults: {segments: [ctx.size], trend: year, min_base: 0}\nmetrics:\n"
	"  - {id: a, title: A, count: risk(q1) == high}\n  - {id: b, title: B, count: 'has(q3.c1)', base: metric(a)}\n"
	"  - {id: c, title: C, mean: high(all)}\n  - {id: d, title: D, median: count(q3)}\n"
	"rankings: [{id: r, over: choices, value: has(item)}, {id: s, over: questions, value: risk(item) == high, order: ascending}]\n";

static char *dump(struct world *world, const struct rows *rows)
{
	struct sample *sample = &world->sample;
	GString *out = g_string_new(NULL);

	sample->corpus = corpus_new(sample->arena, rows, sample->diags);
	if (!sample_statistics(sample, everything, NULL))
		g_error("%s", sample_diags(sample));
	statistics_dump(sample->statistics, out);
	return g_string_free(out, FALSE);
}

/* Three workers, each with its own rows and its own order of editions; one hands over bytes. */
static struct rows *spread(struct world *world, bool by_bytes)
{
	struct arena *arena = world->sample.arena;
	struct rows *workers[3], *all = rows_new(arena, STR(""));

	for (uint32_t i = 0; i < 3; i++) {
		workers[i] = rows_new(arena, STR("f"));
		rows_edition(workers[i], world->editions[i % 2]);
	}
	for (uint32_t i = 0; i < world->count; i++) {
		const struct raw *raw = &world->raws[world->count - 1 - i];
		char *yaml = write_review(raw, (uint32_t)(raw - world->raws));

		g_assert_true(rows_add(workers[pick(3)], assess_text(world, yaml, raw->edition), raw->digest));
		g_free(yaml);
	}
	rows_edition(all, world->editions[1]);
	rows_edition(all, world->editions[0]);
	for (uint32_t i = 3; i-- > 0;) {
		GString *bytes = g_string_new(NULL);

		rows_write(workers[i], bytes);
		if (by_bytes)
			g_assert_true(rows_read(all, bytes->str, bytes->len));
		else
			rows_append(all, workers[i]);
		g_string_free(bytes, TRUE);
	}
	return all;
}

static void test_workers(void)
{
	struct world *world = g_new0(struct world, 1);
	char *one, *many, *bytes;

	world_new(world);
	one = dump(world, world->sample.rows);
	many = dump(world, spread(world, false));
	bytes = dump(world, spread(world, true));
	g_assert_cmpstr(one, ==, many);
	g_assert_cmpstr(one, ==, bytes);
	g_assert_nonnull(strstr(one, "metric b"));
	g_free(one);
	g_free(many);
	g_free(bytes);
	sample_free(&world->sample);
	g_free(world);
}

/* Any byte changed, any byte too few: refused, and nothing is added. */
static void test_damage(void)
{
	struct world *world = g_new0(struct world, 1);
	GString *bytes = g_string_new(NULL);
	struct rows *into;

	world_new(world);
	rows_write(world->sample.rows, bytes);
	into = rows_new(world->sample.arena, STR(""));
	g_assert_false(rows_read(into, bytes->str, bytes->len)); /* no edition is known */
	rows_edition(into, world->editions[0]);
	rows_edition(into, world->editions[1]);
	for (uint32_t i = 0; i < 300; i++) {
		uint32_t at = pick((uint32_t)bytes->len);

		bytes->str[at] ^= 0x10;
		g_assert_false(rows_read(into, bytes->str, bytes->len));
		bytes->str[at] ^= 0x10;
		g_assert_false(rows_read(into, bytes->str, at));
	}
	g_assert_cmpuint(rows_count(into), ==, 0);
	g_assert_true(rows_read(into, bytes->str, bytes->len));
	g_assert_cmpuint(rows_count(into), ==, REVIEWS);
	g_string_free(bytes, TRUE);
	sample_free(&world->sample);
	g_free(world);
}

/* Counts of choices and questions against a count of the raw reviews. */
static void test_tallies(void)
{
	struct world *world = g_new0(struct world, 1);
	const struct corpus *corpus;
	uint64_t all[REVIEWS / 64 + 1];

	world_new(world);
	corpus = world->sample.corpus;
	memset(all, 0xff, sizeof all);
	for (uint32_t q = 0; q < QUESTIONS; q++)
		for (uint32_t c = 0; c < CHOICES; c++) {
			struct str id = str_format(world->sample.arena, "q%u.c%u", q + 1, c + 1);
			struct choice_tally tally = corpus_tally_choice(corpus, corpus_choice(corpus, id), all), expected = {0};

			for (uint32_t i = 0; i < world->count; i++) {
				enum truth truth = has(&world->raws[i], q, c);

				expected.asked += world->raws[i].asked[q][c];
				expected.chosen += truth == YES;
				expected.left_out += truth == NO;
				expected.not_applicable += truth == APART;
			}
			g_assert_cmpuint(tally.asked, ==, expected.asked);
			g_assert_cmpuint(tally.chosen, ==, expected.chosen);
			g_assert_cmpuint(tally.left_out, ==, expected.left_out);
			g_assert_cmpuint(tally.not_applicable, ==, expected.not_applicable);
		}
	sample_free(&world->sample);
	g_free(world);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/stats/metric/reference", test_reference);
	g_test_add_func("/stats/metric/workers", test_workers);
	g_test_add_func("/stats/metric/damage", test_damage);
	g_test_add_func("/stats/metric/tallies", test_tallies);
	return g_test_run();
}
