/* Publications: figures in words, the document of a small corpus, and that what is kept back is nowhere in it. */
#include <glib/gstdio.h>
#include <string.h>

#include "compose/compose.h"
#include "compose/figure_words.h"
#include "read/yaml.h"

#define GOLDEN ROOT "/tests/golden/compose/"
#define THEME  ROOT "/themes/plain"

/* Clients of one size: how many there are, and of these how many have no plan, a rehearsed one, metrics, alerts, and credentials. */
struct made_kind {
	const char *size;
	uint32_t count, none, rehearsed, metrics, alerts, own;
};

/* The five of six that are not ready are too few to be shown; with medium they would be, if that did not tell of them too. */
static const struct made_kind kinds[] = {
	{"micro", 6, 4, 1, 5, 2, 3},
	{"small", 24, 9, 7, 20, 8, 22},
	{"medium", 22, 5, 11, 19, 10, 17},
	{"large", 31, 4, 21, 28, 19, 25},
};

struct made {
	struct arena *arena;
	struct diags *diags;
	const struct statistics *statistics;
	const struct protected_view *view;
	const struct doc *document;
};

static const struct node *open_yaml(struct made *made, const char *path, const struct source **source)
{
	*source = source_open(made->arena, path, NO_SPAN, made->diags);
	g_assert_nonnull(*source);
	return yaml_read(made->arena, *source, made->diags);
}

static void assert_clean(struct made *made)
{
	GString *said = g_string_new(NULL);

	diags_write_text(made->diags, said, false);
	if (diags_errors(made->diags) > 0)
		g_error("%s", said->str);
	g_string_free(said, TRUE);
}

static void add_choice(GString *answer, bool chosen, const char *name)
{
	if (chosen)
		g_string_append_printf(answer, "%s%s", answer->len == 0 ? "selected: [" : ", ", name);
}

static void end_answer(GString *answer)
{
	g_string_append(answer, answer->len == 0 ? "none: true" : "]");
}

static struct str review_text(struct arena *arena, const struct made_kind *kind, uint32_t kind_index, uint32_t i)
{
	GString *watch = g_string_new(NULL), *access = g_string_new(NULL);
	bool none = i < kind->none, rehearsed = i >= kind->count - kind->rehearsed;
	struct str text;

	add_choice(watch, i < kind->metrics, "metrics");
	add_choice(watch, i < kind->alerts, "alerts");
	end_answer(watch);
	add_choice(access, i < kind->own, "own");
	end_answer(access);
	text = str_format(
		arena,
		"plumbline: review/1\nframework: kept.yaml\nclient: {name: Client %u-%u}\nworkload: {id: w-%u-%u, name: W}\ndate: %u-05-%02u\n"
		"context: {size: %s, benchmark: publish}\nanswers:\n  recovery: %s\n  watch: {%s}\n  access: {%s}\n",
		kind_index, i, kind_index, i, 2018 + i % 3, 1 + i % 28, kind->size,
		none        ? "{none: true}"
		: rehearsed ? "{selected: [plan, drill]}"
			    : "{selected: [plan]}",
		watch->str, access->str);
	g_string_free(watch, TRUE);
	g_string_free(access, TRUE);
	return text;
}

static void add_review(struct made *made, struct rows *rows, const struct framework *framework, const struct ruleset *ruleset, struct str text)
{
	const struct source *source = source_from_bytes(made->arena, "review", text.text, text.length, made->diags);
	const struct review *review = review_decode(made->arena, source, yaml_read(made->arena, source, made->diags), &framework, 1, made->diags);

	assert_clean(made);
	rows_add(rows, assess(made->arena, review, &ruleset, made->diags), digest_of(text.text, text.length));
}

/* At most so many reviews of each kind. */
static const struct corpus *make_corpus(struct made *made, uint32_t most)
{
	const struct source *source;
	const struct node *root = open_yaml(made, GOLDEN "benchmark.framework.yaml", &source);
	const struct framework *framework = framework_decode(made->arena, source, root, made->diags);
	const struct ruleset *ruleset = ruleset_new(made->arena, framework, made->diags);
	struct rows *rows = rows_new(made->arena, STR("kept"));

	rows_edition(rows, ruleset);
	for (uint32_t k = 0; k < G_N_ELEMENTS(kinds); k++)
		for (uint32_t i = 0; i < MIN(kinds[k].count, most); i++)
			add_review(made, rows, framework, ruleset, review_text(made->arena, &kinds[k], k, i));
	return corpus_new(made->arena, rows, made->diags);
}

static struct made make(bool is_protected, uint32_t most)
{
	struct made made = {.arena = arena_new()};
	struct protect_request wish = {.is_protected = is_protected, .release = STR("2020"), .date = 20201231};
	struct statistics_request request = {.audience = is_protected ? AUDIENCE_PUBLISH : AUDIENCE_INTERNAL};
	struct benchmark_subject subject = {.version = "0", .found = 90, .files = (const char *const[]){"statistics.csv"}, .file_count = 1};
	const struct metric_programs *programs;
	const struct template *template;
	const struct corpus *corpus;
	const struct source *source;
	const struct node *root;

	made.diags = diags_new(made.arena);
	corpus = make_corpus(&made, most);
	root = open_yaml(&made, GOLDEN "benchmark.metrics.yaml", &source);
	programs = metric_compile(made.arena, metrics_decode(made.arena, source, root, made.diags), corpus, made.diags);
	made.statistics = statistics_new(made.arena, programs, corpus, &request, made.diags);
	made.view = subject.view = protect(made.arena, made.statistics, &wish);
	template = template_open(made.arena, SUBJECT_BENCHMARK, THEME, "benchmark.xml", "en", made.diags);
	assert_clean(&made);
	made.document = compose_benchmark(made.arena, template, &subject, made.diags);
	assert_clean(&made);
	return made;
}

static char *dump_of(const struct doc *document)
{
	GString *dump = g_string_new(NULL);

	doc_dump(document, dump);
	return g_string_free(dump, FALSE);
}

static void assert_same_lines(const char *text, const char *expected)
{
	gchar **lines = g_strsplit(text, "\n", -1), **wanted = g_strsplit(expected, "\n", -1);
	guint i = 0;

	while (lines[i] != NULL && wanted[i] != NULL && g_str_equal(lines[i], wanted[i]))
		i++;
	if (lines[i] != NULL || wanted[i] != NULL)
		g_error("line %u is\n%s\nand should be\n%s", i + 1, lines[i] == NULL ? "(missing)" : lines[i],
			wanted[i] == NULL ? "(missing)" : wanted[i]);
	g_strfreev(lines);
	g_strfreev(wanted);
}

/* With PLUMBLINE_UPDATE set, the golden is written anew: read the difference. */
static void test_golden(void)
{
	struct made made = make(true, UINT32_MAX);
	char *dump = dump_of(made.document), *expected = NULL;

	if (g_getenv("PLUMBLINE_UPDATE") != NULL)
		g_assert_true(g_file_set_contents(GOLDEN "benchmark.out_doc", dump, -1, NULL));
	g_assert_true(g_file_get_contents(GOLDEN "benchmark.out_doc", &expected, NULL, NULL));
	assert_same_lines(dump, expected);
	g_free(expected);
	g_free(dump);
	arena_free(made.arena);
}

/* ---- What is kept back ---- */

static bool says(const char *dump, const char *words)
{
	return strstr(dump, words) != NULL;
}

/* What one client's answers decide: shares of the six micro clients, which no other group or sum of the corpus has. */
static const char *const secrets[] = {"83%", "5 of 6", "A figure for the drawer", "drawer"};

static void test_leaks(void)
{
	struct made open = make(false, UINT32_MAX), closed = make(true, UINT32_MAX);
	char *all = dump_of(open.document), *told = dump_of(closed.document);

	for (size_t i = 0; i < G_N_ELEMENTS(secrets); i++) {
		if (!g_str_equal(secrets[i], "5 of 6"))
			g_assert_true(says(all, secrets[i]));
		if (says(told, secrets[i]))
			g_error("\"%s\" is told", secrets[i]);
	}
	g_assert_true(says(all, "Internal: not for publication"));
	g_assert_false(says(told, "Internal"));
	g_assert_cmpuint(closed.view->withheld + closed.view->merged, >, 0);
	g_free(all);
	g_free(told);
	arena_free(open.arena);
	arena_free(closed.arena);
}

/* Every text and number of the document that comes from a group is one that the view shows: a withheld cell has no amount and no limits in any chart. */
static void test_withheld_cells(void)
{
	struct made made = make(true, UINT32_MAX);
	uint32_t cells = 0;

	for (struct doc_walk walk = doc_walk_start(made.document); walk.node != NULL; doc_walk_next(&walk)) {
		const struct chart_spec *chart = walk.node->kind == DOC_FIGURE ? walk.node->as.figure.chart : NULL;

		for (uint32_t r = 0; chart != NULL && walk.entering && r < chart->row_count; r++)
			for (uint32_t i = 0; i < chart->rows[r].count; i++) {
				const struct chart_value *value = &chart->rows[r].values[i];

				if (!str_is(value->label, "c") && !str_is(value->label, "*"))
					continue;
				g_assert_cmpuint(value->amount, ==, 0);
				g_assert_cmpuint(value->low, ==, 0);
				g_assert_cmpuint(value->high, ==, 0);
				g_assert_cmpint(value->mark, ==, CHART_MARK_HIDDEN);
				cells++;
			}
	}
	g_assert_cmpuint(cells, >, 2);
	arena_free(made.arena);
}

/* No, one, and few reviews: no fault, nothing sure is said. */
static void test_few(void)
{
	for (uint32_t most = 0; most < 4; most++) {
		struct made made = make(false, most);
		char *dump = dump_of(made.document);

		g_assert_true(says(dump, "No finding is sure enough") || most == 0);
		g_assert_false(says(dump, "are not ready to recover"));
		g_free(dump);
		arena_free(made.arena);
	}
}

/* ---- Words ---- */

static const struct {
	struct shown shown;
	enum metric_say say;
	const char *said[FIGURE_FORMS];
} sayings[] = {
	{{.as = SHOWN_VALUE,
	  .base = 150,
	  .has_counts = true,
	  .share = {118, 150},
	  .percent = {PERCENT_VALUE, 79, 0},
	  .has_interval = true,
	  .interval = {71, 85, 0},
	  .fraction = {FRACTION_NEARLY, 4, 5},
	  .quantifier = QUANTIFIER_MAJORITY},
	 SAY_NUMBER,
	 {"79%", "79%", "118", "150", "118 of 150", "71% to 85%", "nearly four in five", "most", "nearly four in five"}},
	{{.as = SHOWN_VALUE,
	  .base = 150,
	  .has_counts = true,
	  .share = {6, 150},
	  .percent = {PERCENT_VALUE, 4, 0},
	  .quantifier = QUANTIFIER_ALMOST_NOBODY},
	 SAY_QUANTIFIER,
	 {"4%", "4%", "6", "150", "6 of 150", "", "", "almost nobody", "almost nobody"}},
	{{.as = SHOWN_VALUE, .base = 1500, .base_is_rounded = true, .percent = {PERCENT_UNDER, 1, 1}},
	 SAY_NUMBER,
	 {"<0.1%", "<0.1%", "", "about 1,500", "of about 1,500", "", "", "", "<0.1%"}},
	{{.as = SHOWN_UNDER, .base = 20, .base_is_rounded = true, .percent = {PERCENT_VALUE, 15, 0}},
	 SAY_FRACTION,
	 {"under 15%", "<15%", "", "about 20", "of about 20", "", "", "", "under 15%"}},
	{{.as = SHOWN_OVER, .base = 20, .base_is_rounded = true, .percent = {PERCENT_VALUE, 85, 0}, .quantifier = QUANTIFIER_ALMOST_ALL},
	 SAY_QUANTIFIER,
	 {"over 85%", ">85%", "", "about 20", "of about 20", "", "", "almost all", "almost all"}},
	{{.as = SHOWN_NOT, .codes = 1u << CODE_CONFIDENTIAL, .base = 7, .percent = {PERCENT_VALUE, 43, 0}},
	 SAY_NUMBER,
	 {"", "c", "", "", "", "", "", "", ""}},
	{{.as = SHOWN_MERGED, .base = 7, .percent = {PERCENT_VALUE, 43, 0}}, SAY_NUMBER, {"", "*", "", "", "", "", "", "", ""}},
};

static const struct wording *open_wording(struct made *made)
{
	const struct wording *wording;

	*made = (struct made){.arena = arena_new()};
	made->diags = diags_new(made->arena);
	wording = figure_wording_open(made->arena, THEME, "en", made->diags);
	g_assert_nonnull(wording);
	return wording;
}

static void test_words(void)
{
	struct made made;
	const struct wording *wording = open_wording(&made);

	for (size_t i = 0; i < G_N_ELEMENTS(sayings); i++) {
		struct metric metric = {.kind = METRIC_SHARE, .say = sayings[i].say};

		for (int form = 0; form < FIGURE_FORMS; form++) {
			struct str said = figure_said(wording, made.arena, &metric, &sayings[i].shown, (enum figure_form)form);

			g_assert_cmpstr(str_c(said), ==, sayings[i].said[form]);
			g_assert_cmpuint(said.length, ==, strlen(str_c(said)));
		}
	}
	arena_free(made.arena);
}

/* No sentence begins with a digit; within one the number stands alone; nothing is said of what is not shown. */
static void test_sentences(void)
{
	static const struct {
		size_t shown;
		const char *sentence, *said;
	} cases[] = {
		{0, "{share} of teams lack a plan.", "Nearly four in five (79%) of teams lack a plan."},
		{0, "a plan is lacking in {share} of teams", "a plan is lacking in 79% of teams"},
		{2, "{share} of teams lack a plan.", "In all, <0.1% of teams lack a plan."},
		{3, "{share} of teams lack a plan.", "Under 15% of teams lack a plan."},
		{5, "{share} of teams lack a plan.", ""},
		{0, "", ""},
	};
	struct made made;
	const struct wording *wording = open_wording(&made);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct metric metric = {.kind = METRIC_SHARE};

		g_assert_cmpstr(str_c(figure_sentence(wording, made.arena, &metric, &sayings[cases[i].shown].shown, str_of(cases[i].sentence))), ==,
				cases[i].said);
	}
	g_assert_cmpstr(str_c(figure_points(wording, made.arena, &(struct points){-12, 0, true})), ==, "12 percentage points");
	g_assert_cmpstr(str_c(figure_points(wording, made.arena, &(struct points){1, 0, true})), ==, "1 percentage point");
	arena_free(made.arena);
}

/* A wording file that lacks words for figures is told so, once for each. */
static void test_missing_words(void)
{
	char *folder = g_dir_make_tmp("plumbline-XXXXXX", NULL), *path = g_build_filename(folder, "wording.en.yaml", NULL), *text = NULL;
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	GString *said = g_string_new(NULL);
	gchar **parts;

	g_assert_true(g_file_get_contents(THEME "/wording.en.yaml", &text, NULL, NULL));
	parts = g_strsplit(text, "    majority: most\n", 2);
	g_assert_nonnull(parts[1]);
	g_free(text);
	text = g_strjoinv("", parts);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_assert_null(figure_wording_open(arena, folder, "en", diags));
	diags_write_text(diags, said, false);
	g_assert_cmpuint(diags_errors(diags), ==, 1);
	g_assert_true(says(said->str, "majority"));
	g_remove(path);
	g_remove(folder);
	g_string_free(said, TRUE);
	g_strfreev(parts);
	g_free(text);
	g_free(path);
	g_free(folder);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/benchmark/words", test_words);
	g_test_add_func("/benchmark/sentences", test_sentences);
	g_test_add_func("/benchmark/missing-words", test_missing_words);
	g_test_add_func("/benchmark/golden", test_golden);
	g_test_add_func("/benchmark/leaks", test_leaks);
	g_test_add_func("/benchmark/withheld-cells", test_withheld_cells);
	g_test_add_func("/benchmark/few", test_few);
	return g_test_run();
}
