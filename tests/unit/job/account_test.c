/* Every paragraph that the client's business decides is accounted for: for all samples, and for each fact when it is taken away or changed. */
#include <string.h>

#include "assess/priority.h"
#include "compose/account.h"
#include "compose/compose.h"
#include "job/stock.h"

static const char *const samples[] = {"harbour-bank-checkout", "corrahill-health-referrals", "brindle-furrow-irrigation-planner",
				      "lumen-grid-telemetry"};

struct fixture {
	struct arena *arena;
	struct diags *diags;
	struct stock *stock;
	const struct template *template;
};

/* A review as it is, or with one of its facts changed. */
struct told {
	const struct assessment *assessment;
	const struct doc *document;
};

static struct fixture open_fixture(void)
{
	struct fixture fixture = {.arena = arena_new()};

	fixture.diags = diags_new(fixture.arena);
	fixture.stock = stock_new(fixture.arena, NULL, 0);
	fixture.template = template_open(fixture.arena, SUBJECT_REVIEW, ROOT "/themes/plain", "report.xml", "en", fixture.diags);
	g_assert_nonnull(fixture.template);
	return fixture;
}

static const struct assessment *sample(struct fixture *fixture, size_t index)
{
	const char *path = str_format(fixture->arena, ROOT "/samples/reviews/%s.yaml", samples[index]).text;
	const struct review_source *source = stock_source(fixture->arena, path, fixture->diags);

	g_assert_nonnull(source);
	return stock_assess(fixture->stock, fixture->arena, source, fixture->diags);
}

static struct told tell(struct fixture *fixture, const struct assessment *assessment)
{
	struct review_subject subject = {.assessment = assessment, .version = "9.9"};
	struct told told = {assessment, compose_review(fixture->arena, fixture->template, &subject, fixture->diags)};

	g_assert_cmpuint(diags_errors(fixture->diags), ==, 0);
	return told;
}

/* The same review with another fact, assessed anew with the same rules. */
static struct told tell_with(struct fixture *fixture, const struct assessment *assessment, enum fact_key key, const struct fact *fact)
{
	struct review *review = arena_one(fixture->arena, struct review);
	const struct ruleset **rulesets = arena_array(fixture->arena, const struct ruleset *, assessment->lens_count);

	*review = *assessment->review;
	review->context.facts[key] = *fact;
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		rulesets[i] = assessment->lenses[i].ruleset;
	return tell(fixture, assess(fixture->arena, review, rulesets, fixture->diags));
}

/* ---- What must be accounted for, found without the document ---- */

struct spans {
	GHashTable *places; /* "path:start" */
};

static void add_place(struct spans *spans, struct span span)
{
	g_hash_table_add(spans->places, g_strdup_printf("%s:%u", str_c(span.source->path), span.start));
}

static bool is_at_risk(const struct finding *finding)
{
	return finding->risk == RISK_HIGH || finding->risk == RISK_MEDIUM;
}

static void add_variants(struct spans *spans, const struct assessment *assessment, const struct lens_assessment *lens, const struct variant *variants,
			 uint32_t count, const struct expr *const *conditions, struct arena *arena)
{
	for (uint32_t i = 0; i < count; i++)
		if (advice_holds(conditions[i], &assessment->review->context, lens->standing, arena))
			add_place(spans, variants[i].when_span);
}

/* Practices with a section of their own: the first five that are not of low weight, in the order in which to take them. */
static void add_finding(struct spans *spans, const struct assessment *assessment, uint32_t index, uint32_t question, struct arena *arena)
{
	const struct lens_assessment *lens = &assessment->lenses[index];
	const struct ruleset *rules = lens->ruleset;
	const struct question *of = &rules->framework->questions[question];
	const struct question_priority *priority = &priorities_derive(arena, assessment)->lenses[index][question];

	add_variants(spans, assessment, lens, of->variants, of->variant_count, rules->question_variants + rules->first_question_variant[question],
		     arena);
	for (uint32_t i = 0; i < priority->fired_count; i++)
		add_place(spans, priority->fired[i]->when_span);
}

static struct spans expected(const struct assessment *assessment, struct arena *arena)
{
	struct spans spans = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};

	for (uint32_t l = 0; l < assessment->lens_count; l++)
		for (uint32_t q = 0; q < assessment->lenses[l].ruleset->framework->question_count; q++)
			if (is_at_risk(&assessment->lenses[l].findings[q]))
				add_finding(&spans, assessment, l, q, arena);
	return spans;
}

/* Rules that the document names, and that hold: those of practices may be fewer than those that hold. */
static struct spans accounted(const struct doc *document, struct arena *arena)
{
	struct spans spans = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
	const struct account *accounts;
	uint32_t count = account_of(arena, document, &accounts);

	for (uint32_t i = 0; i < count; i++)
		if (accounts[i].by_framework)
			add_place(&spans, accounts[i].rule);
	return spans;
}

/* Each paragraph that a look marks as one for this client comes from a rule, and each rule that holds has its paragraph. */
static void test_rules(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct fixture fixture = open_fixture();
		const struct assessment *assessment = sample(&fixture, i);
		struct told told = tell(&fixture, assessment);
		struct spans wanted = expected(assessment, fixture.arena), found = accounted(told.document, fixture.arena);
		GHashTableIter iter;
		gpointer place;

		g_hash_table_iter_init(&iter, wanted.places);
		while (g_hash_table_iter_next(&iter, &place, NULL))
			if (!g_hash_table_contains(found.places, place))
				g_error("%s: no paragraph accounts for the rule at %s", samples[i], (const char *)place);
		g_assert_cmpuint(g_hash_table_size(found.places), >, 10);
		for (struct doc_walk walk = doc_walk_start(told.document); walk.node != NULL; doc_walk_next(&walk))
			if (walk.entering && (str_is(walk.node->role, "for-client") || str_is(walk.node->role, "priority"))) {
				g_assert_true(walk.node->by_rule);
				g_assert_cmpuint(walk.node->facts, !=, 0);
			}
		g_hash_table_unref(wanted.places);
		g_hash_table_unref(found.places);
		arena_free(fixture.arena);
	}
}

/* ---- One fact changes ---- */

struct unit {
	const char *words;
	uint32_t facts;
};

static gint compare_units(gconstpointer a, gconstpointer b)
{
	return strcmp(((const struct unit *)a)->words, ((const struct unit *)b)->words);
}

/* All units of a document, sorted by their words; those that rest on nothing, too. */
static GArray *units_of(const struct doc *document, struct arena *arena)
{
	GArray *units = g_array_new(FALSE, FALSE, sizeof(struct unit));
	GHashTable *facts = g_hash_table_new(NULL, NULL);
	const struct account *accounts;
	uint32_t count = account_of(arena, document, &accounts);
	const struct doc *inside = NULL;

	for (uint32_t i = 0; i < count; i++)
		g_hash_table_insert(facts, (gpointer)(uintptr_t)accounts[i].node, GUINT_TO_POINTER(accounts[i].facts));
	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		struct unit unit;

		if (!walk.entering && walk.node == inside)
			inside = NULL;
		if (!walk.entering || inside != NULL || !account_is_unit(walk.node))
			continue;
		inside = walk.node;
		unit.words = account_words(arena, walk.node).text;
		unit.facts = GPOINTER_TO_UINT(g_hash_table_lookup(facts, walk.node));
		g_array_append_val(units, unit);
	}
	g_array_sort(units, compare_units);
	g_hash_table_unref(facts);
	return units;
}

static void must_name(const struct unit *unit, enum fact_key key, const char *sample_name)
{
	if ((unit->facts >> key & 1u) == 0)
		g_error("%s: \"%s\" changes with %s and does not say that it rests on it", sample_name, unit->words, fact_kinds[key].key);
}

/* What stands in only one of two documents rests on the fact in which they differ. Returns how many such there are. */
static uint32_t compare(struct fixture *fixture, const struct told *before, const struct told *after, enum fact_key key, const char *sample_name)
{
	GArray *one = units_of(before->document, fixture->arena), *two = units_of(after->document, fixture->arena);
	uint32_t i = 0, k = 0, changed = 0;

	while (i < one->len || k < two->len) {
		const struct unit *left = i < one->len ? &g_array_index(one, struct unit, i) : NULL;
		const struct unit *right = k < two->len ? &g_array_index(two, struct unit, k) : NULL;
		int order = left == NULL ? 1 : right == NULL ? -1 : strcmp(left->words, right->words);

		if (order != 0)
			must_name(order < 0 ? left : right, key, sample_name);
		changed += order != 0;
		i += order <= 0;
		k += order >= 0;
	}
	g_array_unref(one);
	g_array_unref(two);
	return changed;
}

/* A rule whose paragraph comes or goes names the fact and has changed its mind; one that names it and has not, keeps its paragraph. */
static void compare_rules(struct fixture *fixture, const struct told *before, const struct told *after)
{
	struct spans was = expected(before->assessment, fixture->arena), is = expected(after->assessment, fixture->arena);
	struct spans told_was = accounted(before->document, fixture->arena), told_is = accounted(after->document, fixture->arena);
	GHashTableIter iter;
	gpointer place;

	g_hash_table_iter_init(&iter, was.places);
	while (g_hash_table_iter_next(&iter, &place, NULL))
		g_assert_cmpint(g_hash_table_contains(told_is.places, place), ==, g_hash_table_contains(is.places, place));
	g_hash_table_iter_init(&iter, is.places);
	while (g_hash_table_iter_next(&iter, &place, NULL))
		g_assert_cmpint(g_hash_table_contains(told_was.places, place), ==, g_hash_table_contains(was.places, place));
	g_hash_table_unref(was.places);
	g_hash_table_unref(is.places);
	g_hash_table_unref(told_was.places);
	g_hash_table_unref(told_is.places);
}

static void test_facts_taken_away(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct fixture fixture = open_fixture();
		const struct assessment *assessment = sample(&fixture, i);
		struct told before = tell(&fixture, assessment);

		for (int key = 0; key < FACT_COUNT; key++) {
			struct fact unknown = {.known = false};
			struct told after;

			if (!assessment->review->context.facts[key].known)
				continue;
			after = tell_with(&fixture, assessment, (enum fact_key)key, &unknown);
			if (key != FACT_KEY_benchmark)
				g_assert_cmpuint(compare(&fixture, &before, &after, (enum fact_key)key, samples[i]), >, 0);
			compare_rules(&fixture, &before, &after);
		}
		arena_free(fixture.arena);
	}
}

/* Another value, which each type of fact has. */
static struct fact another(struct arena *arena, enum fact_key key, const struct fact *fact)
{
	struct fact other = *fact;
	gchar **words = g_strsplit(fact_kinds[key].values, " ", -1);
	guint last = g_strv_length(words) - (fact_kinds[key].values[0] == '\0' ? 0 : 1);

	if (fact_kinds[key].type == FACT_NUMBER || fact_kinds[key].type == FACT_DURATION)
		other.number = fact->number * 3;
	if (fact_kinds[key].type == FACT_PERCENT)
		other.number = fact->number / 2;
	if (fact_kinds[key].type == FACT_WORD)
		other.text = str_is(fact->text, words[last]) ? str_from(arena, words[0]) : str_from(arena, words[last]);
	if (fact_kinds[key].type == FACT_TEXT)
		other.text = STR("USD");
	if (fact_kinds[key].type == FACT_WORDS || fact_kinds[key].type == FACT_TEXTS)
		other.item_count = fact->item_count - 1;
	g_strfreev(words);
	return other;
}

static void test_facts_changed(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct fixture fixture = open_fixture();
		const struct assessment *assessment = sample(&fixture, i);
		struct told before = tell(&fixture, assessment);

		for (int key = 0; key < FACT_COUNT; key++) {
			const struct fact *fact = &assessment->review->context.facts[key];
			struct fact other;
			struct told after;

			if (!fact->known)
				continue;
			other = another(fixture.arena, (enum fact_key)key, fact);
			after = tell_with(&fixture, assessment, (enum fact_key)key, &other);
			compare(&fixture, &before, &after, (enum fact_key)key, samples[i]);
			compare_rules(&fixture, &before, &after);
		}
		arena_free(fixture.arena);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/account/rules", test_rules);
	g_test_add_func("/account/facts-taken-away", test_facts_taken_away);
	g_test_add_func("/account/facts-changed", test_facts_changed);
	return g_test_run();
}
