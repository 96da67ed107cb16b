/* The report of the plain theme: a golden, hostile input, gaps in what is known, and what must hold for every sample. */
#include "stage.h"

#define GOLDEN ROOT "/tests/golden/compose/"

static const struct node *open_yaml(struct stage *stage, const char *path, const struct source **source)
{
	*source = source_open(stage->arena, path, NO_SPAN, stage->diags);
	g_assert_nonnull(*source);
	return yaml_read(stage->arena, *source, stage->diags);
}

/* The document of a review file with the plain theme; no fault may be found on the way. */
static const struct doc *document_of(struct stage *stage, const char *framework_path, const char *review_path)
{
	const struct source *source;
	const struct node *root = open_yaml(stage, framework_path, &source);
	const struct framework *framework = framework_decode(stage->arena, source, root, stage->diags);
	const struct ruleset *ruleset = ruleset_new(stage->arena, framework, stage->diags);
	const struct review *review;
	const struct doc *document;

	root = open_yaml(stage, review_path, &source);
	review = review_decode(stage->arena, source, root, &framework, 1, stage->diags);
	g_assert_nonnull(review);
	stage->assessment = assess(stage->arena, review, &ruleset, stage->diags);
	stage->template = template_open(stage->arena, SUBJECT_REVIEW, ROOT "/themes/plain", "report.xml", "en", stage->diags);
	if (stage->template == NULL)
		g_error("%s", stage_said(stage).text);
	document = stage_compose(stage);
	if (diags_errors(stage->diags) != 0)
		g_error("%s", stage_said(stage).text);
	return document;
}

static char *dump_of(const struct doc *document)
{
	GString *dump = g_string_new(NULL);

	doc_dump(document, dump);
	return g_string_free(dump, FALSE);
}

/* Says which line differs: the whole texts are too long to compare by eye. */
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
	struct stage stage = stage_open();
	char *dump = dump_of(document_of(&stage, GOLDEN "tiny.framework.yaml", GOLDEN "tiny.in.yaml")), *expected = NULL;

	if (g_getenv("PLUMBLINE_UPDATE") != NULL)
		g_assert_true(g_file_set_contents(GOLDEN "tiny.out_doc", dump, -1, NULL));
	g_assert_true(g_file_get_contents(GOLDEN "tiny.out_doc", &expected, NULL, NULL));
	assert_same_lines(dump, expected);
	g_free(expected);
	g_free(dump);
	arena_free(stage.arena);
}

/* ---- Every sample ---- */

static const char *const samples[] = {"harbour-bank-checkout", "corrahill-health-referrals", "brindle-furrow-irrigation-planner"};

#define SAMPLE_FRAMEWORK ROOT "/samples/frameworks/aws-well-architected.yaml"

static const struct doc *sample_document(struct stage *stage, size_t index)
{
	return document_of(stage, SAMPLE_FRAMEWORK, str_format(stage->arena, ROOT "/samples/reviews/%s.yaml", samples[index]).text);
}

static uint32_t count_role(const struct doc *document, enum doc_kind kind, const char *role)
{
	uint32_t count = 0;

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk))
		count += walk.entering && walk.node->kind == kind && str_is(walk.node->role, role);
	return count;
}

/* Each question at risk has its section, and each missing practice stands in it, with what to do about it. */
static void test_complete(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct stage stage = stage_open();
		const struct doc *document = sample_document(&stage, i);
		const struct lens_assessment *lens = &stage.assessment->lenses[0];
		const char *text = doc_text(stage.arena, document).text;

		g_assert_cmpuint(count_role(document, DOC_SECTION, "finding"), ==, lens->counts.of[RISK_HIGH] + lens->counts.of[RISK_MEDIUM]);
		g_assert_cmpuint(count_role(document, DOC_SECTION, "pillar"), ==, lens->lens->framework->pillar_count);
		for (uint32_t q = 0; q < lens->lens->framework->question_count; q++) {
			const struct finding *finding = &lens->findings[q];
			bool at_risk = finding->risk == RISK_HIGH || finding->risk == RISK_MEDIUM;

			g_assert_nonnull(strstr(text, lens->lens->framework->questions[q].number.text));
			for (uint32_t k = 0; at_risk && k < finding->missing_count; k++) {
				const char *title = lens->lens->framework->choices[finding->missing[k]].title.text, *found;

				if (strpbrk(title, "'\"") != NULL)
					continue;
				found = strstr(text, title);
				g_assert_nonnull(found);
				g_assert_nonnull(strstr(found + 1, title));
			}
		}
		arena_free(stage.arena);
	}
}

static void assert_words(const struct doc *node)
{
	static const char *const never[] = {"  ", " .", " ,", "{", "}", "@", "\xE2\x80\x94", "(null)", "..", " ;"};
	struct str text = node->as.text.text;

	for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
		if (strstr(text.text, never[i]) != NULL)
			g_error("\"%s\" in \"%s\"", never[i], text.text);
}

/* No sentence shows its seams. */
static void test_seamless(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct stage stage = stage_open();
		const struct doc *document = sample_document(&stage, i);

		for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk))
			if (walk.entering && walk.node->kind == DOC_TEXT)
				assert_words(walk.node);
		arena_free(stage.arena);
	}
}

/* Charts show every question once, and say in words what they show. */
static void test_charts(void)
{
	struct stage stage = stage_open();
	const struct doc *document = sample_document(&stage, 0);
	const struct framework *framework = stage.assessment->lenses[0].lens->framework;
	uint32_t cells = 0, figures = 0;

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		const struct chart_spec *chart;

		if (!walk.entering || walk.node->kind != DOC_FIGURE)
			continue;
		figures++;
		chart = walk.node->as.figure.chart;
		for (uint32_t row = 0; row < chart->row_count; row++) {
			g_assert_nonnull(strstr(chart->alt.text, chart->rows[row].label.text));
			for (uint32_t v = 0; chart->kind == CHART_HEAT && v < chart->rows[row].count; v++, cells++)
				g_assert_nonnull(strstr(chart->alt.text, chart->rows[row].values[v].title.text));
		}
	}
	g_assert_cmpuint(cells, ==, framework->question_count);
	g_assert_cmpuint(figures, ==, 6 + framework->pillar_count);
	arena_free(stage.arena);
}

static void test_same_twice(void)
{
	struct stage one = stage_open(), two = stage_open();
	char *first = dump_of(sample_document(&one, 0)), *second = dump_of(sample_document(&two, 0));

	g_assert_cmpstr(first, ==, second);
	g_free(first);
	g_free(second);
	arena_free(one.arena);
	arena_free(two.arena);
}

/* ---- Gaps and malice ---- */

#define HOSTILE "<script>alert(1)</script> {review.client} {@x} **b** [l](javascript:x) \xE2\x80\xAE &amp; %s %n"

static void open_plain(struct stage *stage)
{
	stage->template = template_open(stage->arena, SUBJECT_REVIEW, ROOT "/themes/plain", "report.xml", "en", stage->diags);
	g_assert_nonnull(stage->template);
}

/* Client text is text: it makes no expression, no markup outside CommonMark, no link, and turns no line around. */
static void test_hostile(void)
{
	static const char review[] =
		"plumbline: review/1\nframework: tiny.yaml\nclient: {name: \"" HOSTILE "\"}\nworkload: {id: w, name: \"" HOSTILE
		"\", owner: \"" HOSTILE "\", description: \"" HOSTILE "\"}\ndate: 2026-01-31\nsummary: \"" HOSTILE "\"\ncontext: {goals: [\"" HOSTILE
		"\"], worries: [\"" HOSTILE "\"], regulations: [\"" HOSTILE "\"]}\nanswers:\n  q_one: {selected: [a], notes: \"" HOSTILE "\"}\n";
	struct stage stage = stage_open();
	const struct doc *document;

	open_assessment(&stage, FRAMEWORK, review, 1);
	open_plain(&stage);
	document = stage_compose(&stage);
	g_assert_cmpuint(diags_errors(stage.diags), ==, 0);
	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		if (walk.node->kind == DOC_LINK && !str_is_empty(walk.node->as.link.url))
			g_assert_true(g_str_has_prefix(walk.node->as.link.url.text, "https://"));
		if (walk.node->kind == DOC_TEXT)
			g_assert_null(strstr(walk.node->as.text.text.text, "\xE2\x80\xAE"));
	}
	g_assert_nonnull(
		strstr(document->as.document.title.text, "<script>alert(1)</script> {review.client} {@x} **b** [l](javascript:x) &amp; %s %n"));
	arena_free(stage.arena);
}

/* {what a review holds after its date, the number of frameworks, a sentence that must stand, one that must not} */
static const struct {
	const char *rest;
	uint32_t lenses;
	const char *stands, *missing;
} gaps[] = {
	{"answers: {}\n", 1, "Without an answer, this report cannot say where the risks are.", "practices that apply"},
	{"answers: {}\n", 1, "No facts about the client were recorded", "What you told us"},
	{"answers:\n  q_one: {selected: [a, b]}\n  q-one: {selected: [a]}\n", 1, "We see no risk in any of the 2 answers.",
	 "The risks that weigh most"},
	{"answers:\n  q_one: {applicable: false}\n  q-one: {applicable: false}\n", 1, "Of 2 questions, none applies to this workload.",
	 "Where to start"},
	{"answers:\n  q_one: {selected: [a]}\n", 1, "There is no high risk. Of the medium ones, these weigh most.", "1 high risk"},
	{"context: {stage: growth}\nanswers: {}\n", 1, "Acme is a growing organisation.", "of them engineers"},
	{"context: {sector: other, headcount: 3}\nanswers: {}\n", 1, "This report is about Shop.", "another sector"},
	{"context: {rto: 4h}\nanswers: {}\n", 1, "recovery within 4 hours of an outage", "a loss of at most"},
	{"answers:\n  tiny/q_one: {selected: [a, b]}\n  tiny2/q_one: {selected: [], none: true}\n", 2, "The yardsticks were Tiny Lens and Tiny Lens.",
	 "{"},
};

static void test_gaps(void)
{
	static const char head[] =
		"plumbline: review/1\nframework: tiny.yaml\nclient: {name: Acme}\nworkload: {id: w, name: Shop}\ndate: 2026-01-31\n";

	for (size_t i = 0; i < G_N_ELEMENTS(gaps); i++) {
		struct stage stage = stage_open();
		struct str text;
		GString *review = g_string_new(head);

		g_string_append(review, gaps[i].rest);
		if (gaps[i].lenses > 1)
			g_string_replace(review, "framework: tiny.yaml", "framework: [tiny.yaml, tiny2.yaml]", 1);
		open_assessment(&stage, FRAMEWORK, review->str, gaps[i].lenses);
		open_plain(&stage);
		text = doc_text(stage.arena, stage_compose(&stage));
		if (diags_errors(stage.diags) != 0)
			g_error("%s", stage_said(&stage).text);
		if (strstr(text.text, gaps[i].stands) == NULL || (strstr(text.text, gaps[i].missing) != NULL && i != 1))
			g_error("case %zu: wanted \"%s\", not \"%s\", in: %.1500s", i, gaps[i].stands, gaps[i].missing, text.text);
		g_string_free(review, TRUE);
		arena_free(stage.arena);
	}
}

/* ---- The manual ---- */

static void test_manual(void)
{
	static const char *const names[] = {
#define ELEMENT(id, name, stands, holds) "\n.It Ic " name "\n",
#define TAKES(element, id, name, type, words, required)
#include "compose/schema.def"
#undef ELEMENT
#undef TAKES
	};
	static const char *const fields[] = {
#define RECORD(record)
#define END(record)
#define FIELD(record, name, type, take) #name,
#include "compose/records.def"
#undef RECORD
#undef END
#undef FIELD
	};
	char *page = NULL;

	g_assert_true(g_file_get_contents(ROOT "/man/plumbline-template.5", &page, NULL, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (strstr(page, names[i]) == NULL)
			g_error("plumbline-template(5) lacks%s", names[i]);
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		char *wanted = g_strdup_printf("\\b%s\\b", fields[i]);

		if (!g_regex_match_simple(wanted, page, 0, 0))
			g_error("plumbline-template(5) lacks the field %s", fields[i]);
		g_free(wanted);
	}
	g_free(page);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/report/golden", test_golden);
	g_test_add_func("/report/complete", test_complete);
	g_test_add_func("/report/seamless", test_seamless);
	g_test_add_func("/report/charts", test_charts);
	g_test_add_func("/report/same-twice", test_same_twice);
	g_test_add_func("/report/hostile", test_hostile);
	g_test_add_func("/report/gaps", test_gaps);
	g_test_add_func("/report/manual", test_manual);
	return g_test_run();
}
