/* The article's figures, from the synthetic reviews and the metrics that stand beside the project; skipped where they are absent. */
#include <string.h>

#include "corpus_sample.h"
#include "read/json.h"
#include "stats/display.h"

#define SEED ROOT "/../shared/reference/"

static char *read_seed(const char *name)
{
	char *path = g_strconcat(SEED, name, NULL), *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		text = NULL;
	g_free(path);
	return text;
}

struct seed {
	char *csv, *rules, *metrics;
	char **lines, **header;
	GHashTable *choices; /* question to GPtrArray of choice ids */
};

static void add_choice(struct seed *seed, const char *question, const char *choice)
{
	GPtrArray *list = g_hash_table_lookup(seed->choices, question);

	if (list == NULL || g_ptr_array_find_with_equal_func(list, choice, g_str_equal, NULL))
		return;
	g_ptr_array_add(list, g_strdup(choice));
}

static void free_list(gpointer list)
{
	g_ptr_array_unref(list);
}

static void add_named(struct seed *seed, const char *text)
{
	GRegex *regex = g_regex_new("([a-z]+-[0-9]+)\\.([a-z-]+)", 0, 0, NULL);
	GMatchInfo *info;

	g_regex_match(regex, text, 0, &info);
	for (; g_match_info_matches(info); g_match_info_next(info, NULL)) {
		char *question = g_match_info_fetch(info, 1), *choice = g_match_info_fetch(info, 2);

		add_choice(seed, question, choice);
		g_free(question);
		g_free(choice);
	}
	g_match_info_free(info);
	g_regex_unref(regex);
}

static void add_cells(struct seed *seed)
{
	for (char **line = seed->lines + 1; *line != NULL; line++) {
		char **cells = g_strsplit(*line, ",", -1);

		for (uint32_t i = 4; cells[0] != NULL && cells[i] != NULL; i++) {
			char **words = g_strsplit(g_strchomp(cells[i]), " ", -1);

			for (char **word = words; *word != NULL; word++)
				if (**word != '\0')
					add_choice(seed, seed->header[i], *word);
			g_strfreev(words);
		}
		g_strfreev(cells);
	}
}

static bool seed_open(struct seed *seed)
{
	seed->csv = read_seed("seed-150-reviews.csv");
	seed->rules = read_seed("seed-framework-rules.json");
	seed->metrics = read_seed("seed-metrics.yaml");
	if (seed->csv == NULL || seed->rules == NULL || seed->metrics == NULL)
		return false;
	seed->lines = g_strsplit(g_strchomp(seed->csv), "\n", -1);
	seed->header = g_strsplit(g_strchomp(seed->lines[0]), ",", -1);
	seed->choices = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);
	for (uint32_t i = 4; seed->header[i] != NULL; i++)
		g_hash_table_insert(seed->choices, g_strdup(seed->header[i]), g_ptr_array_new_with_free_func(g_free));
	add_cells(seed);
	add_named(seed, seed->rules);
	add_named(seed, seed->metrics);
	return true;
}

static void seed_close(struct seed *seed)
{
	if (seed->choices != NULL)
		g_hash_table_unref(seed->choices);
	g_strfreev(seed->lines);
	g_strfreev(seed->header);
	g_free(seed->csv);
	g_free(seed->rules);
	g_free(seed->metrics);
}

/* A rule in the language of metrics to one in the language of risk rules: choices of the question only. */
static char *rule_of(struct seed *seed, const char *question, const char *text)
{
	GPtrArray *choices = g_hash_table_lookup(seed->choices, question);
	GString *rule = g_string_new(text), *any = g_string_new("!(");
	char *none, *dotted;

	for (uint32_t i = 0; i < choices->len; i++)
		g_string_append_printf(any, "%s%s", i == 0 ? "" : " || ", (const char *)g_ptr_array_index(choices, i));
	g_string_append_c(any, ')');
	g_string_replace(rule, "metric(ir-lacking)", "not all(sec-11.plans, sec-11.key-personnel, sec-11.tooling)", 0);
	none = g_strdup_printf("none(%s)", question);
	dotted = g_strdup_printf("%s.", question);
	g_string_replace(rule, none, any->str, 0);
	g_string_replace(rule, dotted, "", 0);
	g_free(none);
	g_free(dotted);
	g_string_replace(rule, ",", " &&", 0);
	g_string_replace(rule, "all(", "(", 0);
	g_string_replace(rule, "has(", "(", 0);
	g_string_free(any, TRUE);
	return g_string_free(rule, FALSE);
}

static void write_rule(struct seed *seed, const struct node *rules, const char *question, const char *risk, GString *yaml)
{
	const struct node *rule = node_find(node_find(rules, question), risk);
	char *text;

	if (rule == NULL)
		return;
	text = rule_of(seed, question, rule->text.text);
	g_string_append_printf(yaml, "          - {when: \"%s\", risk: %s}\n", text, risk);
	g_free(text);
}

static void write_question(struct seed *seed, const struct node *rules, const char *question, GString *yaml)
{
	GPtrArray *choices = g_hash_table_lookup(seed->choices, question);

	g_string_append_printf(yaml, "      - id: %s\n        title: %s\n        choices:\n", question, question);
	for (uint32_t i = 0; i < choices->len; i++)
		g_string_append_printf(yaml, "          - {id: %s, title: %s}\n", (const char *)g_ptr_array_index(choices, i),
				       (const char *)g_ptr_array_index(choices, i));
	g_string_append(yaml, "        rules:\n");
	write_rule(seed, rules, question, "high", yaml);
	write_rule(seed, rules, question, "medium", yaml);
	g_string_append(yaml, "          - {when: default, risk: none}\n");
}

static const struct ruleset *seed_framework(struct sample *sample, struct seed *seed)
{
	const struct source *source = source_from_bytes(sample->arena, "rules.json", seed->rules, strlen(seed->rules), sample->diags);
	const struct node *root = json_read(sample->arena, source, sample->diags);
	GString *yaml = g_string_new("plumbline: framework/1\nid: aws-wa\nversion: 2019-07\ntitle: Seed\npillars:\n");
	const struct ruleset *ruleset;

	for (const struct node *pillar = node_find(root, "pillars")->first; pillar != NULL; pillar = pillar->next) {
		g_string_append_printf(yaml, "  - id: %s\n    title: %s\n    questions:\n", pillar->key.text, pillar->key.text);
		for (const struct node *question = pillar->first; question != NULL; question = question->next)
			write_question(seed, node_find(root, "risk"), question->text.text, yaml);
	}
	ruleset = sample_ruleset(sample, yaml->str);
	g_string_free(yaml, TRUE);
	return ruleset;
}

static void add_reviews(struct sample *sample, struct seed *seed, const struct ruleset *ruleset)
{
	for (char **line = seed->lines + 1; *line != NULL; line++) {
		char **cells = g_strsplit(*line, ",", -1);
		GString *rest = g_string_new(NULL);

		g_string_append_printf(rest, "context: {size: %s}\nanswers:\n", cells[3]);
		for (uint32_t i = 4; seed->header[i] != NULL; i++) {
			char *list = g_strdelimit(g_strdup(g_strchomp(cells[i])), " ", ',');

			if (*list == '\0')
				g_string_append_printf(rest, "  %s: {none: true}\n", seed->header[i]);
			else
				g_string_append_printf(rest, "  %s: {selected: [%s]}\n", seed->header[i], list);
			g_free(list);
		}
		sample_add(sample, ruleset, cells[1], cells[0], cells[2], rest->str);
		g_string_free(rest, TRUE);
		g_strfreev(cells);
	}
}

static const struct {
	const char *id;
	uint32_t percent;
} published[] = {
	{"dr-inadequate", 79},
	{"resilience-testing", 67},
	{"ir-lacking", 75},
	{"human-access-risk", 47},
	{"unique-credentials", 90},
	{"federated", 62},
	{"human-over-privileged", 42},
	{"program-over-privileged", 30},
	{"no-dynamic-auth", 78},
	{"no-classification", 75},
	{"version-control", 90},
	{"config-management", 78},
	{"automated-build", 82},
	{"small-changes", 63},
	{"full-automation", 52},
	{"metrics-captured", 72},
	{"baselines", 51},
	{"outcome-alerts", 40},
	{"ir-contact-without-tools", 50},
};

static void check_published(const struct sample *sample)
{
	for (size_t i = 0; i < G_N_ELEMENTS(published); i++) {
		const struct estimate *all = &sample_statistic(sample, published[i].id)->all;
		struct percent percent = percent_of(all->share, 0);

		g_test_message("%s: %u of %u is %u %%, published %u %%", published[i].id, all->k, all->n, percent.steps, published[i].percent);
		g_assert_cmpuint(percent.steps, ==, published[i].percent);
		g_assert_cmpint(percent.sense, ==, PERCENT_VALUE);
		g_assert_cmpuint(all->n + all->unknown + all->not_asked + all->not_applicable + all->base_unknown + all->off_base, ==, 150);
	}
}

static void test_seed(void)
{
	struct seed seed = {0};
	struct sample sample;
	const struct statistic *dr;

	if (!seed_open(&seed)) {
		g_test_skip("the reference files are not here");
		seed_close(&seed);
		return;
	}
	sample = sample_new();
	add_reviews(&sample, &seed, seed_framework(&sample, &seed));
	if (!sample_statistics(&sample, seed.metrics, NULL))
		g_error("%s", sample_diags(&sample));
	g_test_message("%s", sample_diags(&sample));
	g_assert_cmpuint(sample.statistics->counts.taken, ==, 150);
	check_published(&sample);
	dr = sample_statistic(&sample, "dr-inadequate");
	g_assert_cmpuint(sample_statistic(&sample, "dr-none")->all.k, ==, 60);
	g_assert_cmpuint(sample_statistic(&sample, "dr-weak")->all.k, ==, 58);
	g_assert_cmpuint(dr->part_percents[0] + dr->part_percents[1], ==, 79);
	g_assert_cmpuint(sample_statistic(&sample, "human-over-privileged")->all.off_base, >, 0);
	g_assert_cmpint(sample_statistic(&sample, "chaos-or-game-day")->all.quantifier, ==, QUANTIFIER_ALMOST_NOBODY);
	g_assert_cmpint(sample_statistic(&sample, "builds-well")->all.quantifier, ==, QUANTIFIER_MAJORITY);
	g_assert_cmpint(sample_statistic(&sample, "ir-contact-without-tools")->all.fraction.sense, ==, FRACTION_PLAIN);
	g_assert_cmpuint(sample_statistic(&sample, "ir-contact-without-tools")->all.fraction.denominator, ==, 2);
	g_assert_cmpint(sample_statistic(&sample, "builds-better-than-runs")->all.value > 0.5, ==, true);
	g_assert_cmpstr(sample.statistics->rankings[0].places[0].id.text, ==, "rel-9");
	g_assert_cmpuint(sample.statistics->rankings[0].places[0].interval.first, ==, 1);
	seed_close(&seed);
	sample_free(&sample);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/stats/seed/published", test_seed);
	return g_test_run();
}
