/* A small stage for templates: a theme folder made of two texts, and an assessment made of files. */
#ifndef PLUMBLINE_TESTS_COMPOSE_STAGE_H
#define PLUMBLINE_TESTS_COMPOSE_STAGE_H

#include <glib/gstdio.h>
#include <string.h>

#include "compose/compose.h"
#include "read/yaml.h"

/* All that a wording file must hold, up to its sentences. */
#define WORDING_HEAD                                                                                                                                 \
	"plumbline: wording/1\n"                                                                                                                     \
	"language: en-GB\n"                                                                                                                          \
	"numbers: {group: ',', decimal: '.', million: '{n} million', billion: '{n} billion', small: [no, one, two, three, four, five, six, seven, "  \
	"eight, nine, "                                                                                                                              \
	"ten, eleven, twelve]}\n"                                                                                                                    \
	"dates: {months: [January, February, March, April, May, June, July, August, September, October, November, December], day: '{day} {month} "   \
	"{year}', "                                                                                                                                  \
	"month: '{month} {year}'}\n"                                                                                                                 \
	"lists: {between: ', ', and: ' and ', or: ' or '}\n"                                                                                         \
	"quotes: {open: '<<', close: '>>'}\n"                                                                                                        \
	"durations: {minute: '{n} minute', minutes: '{n} minutes', hour: '{n} hour', hours: '{n} hours', day: '{n} day', days: '{n} days'}\n"        \
	"words:\n"                                                                                                                                   \
	"  risk: {high: High risk, medium: Medium risk, none: No risk, unmatched: No rule, unanswered: Not answered, not_applicable: Does not "      \
	"apply}\n"                                                                                                                                   \
	"  level: {none: none, low: low, medium: medium, high: high}\n"                                                                              \
	"  size: {micro: very small, small: small, medium: middling, large: large}\n"                                                                \
	"  data: {payment-cards: cards, health: health, personal: names, children: children, biometrics: faces, financial: money, credentials: "     \
	"keys, "                                                                                                                                     \
	"trade-secrets: secrets, public: public}\n"

/* A framework of two questions with one id but for the joint, and a review of it. */
#define FRAMEWORK                                                                                                                                    \
	"plumbline: framework/1\n"                                                                                                                   \
	"id: tiny\nversion: '1'\ntitle: Tiny Lens\nlanguage: en\n"                                                                                   \
	"pillars:\n"                                                                                                                                 \
	"  - id: care\n    code: CARE\n    title: Care\n    questions:\n"                                                                            \
	"      - id: q_one\n        number: CARE 1\n        title: Do you take care of it?\n        short: Taking care\n        why: Care pays. "    \
	"Always.\n"                                                                                                                                  \
	"        choices:\n"                                                                                                                         \
	"          - {id: a, title: Keep a list, risk: high, effort: low, advice: Write it down.}\n"                                                 \
	"          - {id: b, title: Look at it, risk: medium, effort: medium, advice: Monthly.}\n"                                                   \
	"        rules:\n          - {when: a && b, risk: none}\n          - {when: a, risk: medium}\n          - {when: default, risk: high}\n"     \
	"      - id: q-one\n        number: CARE 2\n        title: Would anybody notice?\n        short: Noticing\n"                                 \
	"        choices:\n          - {id: a, title: Set an alarm, risk: high}\n"                                                                   \
	"        rules:\n          - {when: a, risk: none}\n          - {when: default, risk: high}\n"

#define REVIEW                                                                                                                                       \
	"plumbline: review/1\nframework: tiny.yaml\nclient: {name: Acme}\nworkload: {id: w, name: Shop}\ndate: 2026-01-31\n"                         \
	"context: {headcount: 1200, size: micro, revenue: 64000000, rto: 4h, rpo: 1m, availability: 99.95, regulations: [GDPR, DORA, PCI DSS], "     \
	"data: [health], "                                                                                                                           \
	"goals: [grow]}\n"                                                                                                                           \
	"answers:\n  q_one: {selected: [a], notes: Seen.}\n"

struct stage {
	struct arena *arena;
	struct diags *diags;
	const struct template *template;
	const struct assessment *assessment;
};

static char *folder_of(const char *name, const char *text, char *folder)
{
	char *path = g_build_filename(folder, name, NULL);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_free(path);
	return folder;
}

/* Opens a template made of these texts; the folder goes again at once. */
static G_GNUC_UNUSED void open_template(struct stage *stage, const char *report, const char *wording)
{
	char *folder = g_dir_make_tmp("plumbline-XXXXXX", NULL), *path;

	folder_of("report.xml", report, folder);
	folder_of("wording.en.yaml", wording, folder);
	stage->template = template_open(stage->arena, SUBJECT_REVIEW, folder, "report.xml", "en", stage->diags);
	path = g_build_filename(folder, "report.xml", NULL);
	g_remove(path);
	g_free(path);
	path = g_build_filename(folder, "wording.en.yaml", NULL);
	g_remove(path);
	g_free(path);
	g_rmdir(folder);
	g_free(folder);
}

static const struct node *read_yaml(struct stage *stage, const char *name, const char *text, const struct source **source)
{
	*source = source_from_bytes(stage->arena, name, text, strlen(text), stage->diags);
	g_assert_nonnull(*source);
	return yaml_read(stage->arena, *source, stage->diags);
}

/* The same framework stands for all that the review names. */
static G_GNUC_UNUSED void open_assessment(struct stage *stage, const char *framework_text, const char *review_text, uint32_t lenses)
{
	const struct framework *frameworks[4];
	const struct ruleset *rulesets[4];
	const struct review *review;
	const struct source *source;
	const struct node *root;

	for (uint32_t i = 0; i < lenses; i++) {
		GString *text = g_string_new(framework_text);

		if (i > 0)
			g_string_replace(text, "id: tiny", str_format(stage->arena, "id: tiny%u", i + 1).text, 1);
		root = read_yaml(stage, "tiny.yaml", str_copy(stage->arena, text->str, text->len).text, &source);
		frameworks[i] = framework_decode(stage->arena, source, root, stage->diags);
		g_string_free(text, TRUE);
		g_assert_nonnull(frameworks[i]);
		rulesets[i] = ruleset_new(stage->arena, frameworks[i], stage->diags);
	}
	root = read_yaml(stage, "review.yaml", review_text, &source);
	review = review_decode(stage->arena, source, root, frameworks, lenses, stage->diags);
	g_assert_nonnull(review);
	stage->assessment = assess(stage->arena, review, rulesets, stage->diags);
}

static struct stage stage_open(void)
{
	struct stage stage = {.arena = arena_new()};

	stage.diags = diags_new(stage.arena);
	return stage;
}

static const struct doc *stage_compose(struct stage *stage)
{
	struct review_subject subject = {.assessment = stage->assessment, .date = {2026, 2, 1}, .version = "9.9"};

	return compose_review(stage->arena, stage->template, &subject, stage->diags);
}

static G_GNUC_UNUSED struct str stage_said(struct stage *stage)
{
	GString *said = g_string_new(NULL);

	diags_write_text(stage->diags, said, false);
	return str_take(stage->arena, said);
}

#endif
