/* Every odd case that public lens files showed, one test for each, from the file to the risk. */
#include <string.h>

#include "assess/assessment.h"
#include "assess/lint.h"
#include "formats/aws_lens.h"
#include "formats/load.h"

struct fixture {
	struct arena *arena;
	struct diags *diags;
	const struct framework *framework;
	const struct ruleset *ruleset;
};

static struct fixture load_bytes(const char *path, const char *bytes, size_t length)
{
	struct fixture f = {.arena = arena_new()};
	const struct source *source;
	const struct node *root;

	f.diags = diags_new(f.arena);
	source = source_from_bytes(f.arena, path, bytes, length, f.diags);
	root = source == NULL ? NULL : read_any(f.arena, source, f.diags);
	f.framework = root == NULL ? NULL : aws_lens_decode(f.arena, source, root, f.diags);
	f.ruleset = f.framework == NULL ? NULL : ruleset_new(f.arena, f.framework, f.diags);
	return f;
}

static struct fixture load(const char *path, const char *text)
{
	return load_bytes(path, text, strlen(text));
}

#define CHOICE(id)                   "{\"id\": \"" id "\", \"title\": \"Title of " id "\"}"
#define RULE(condition, risk)        "{\"condition\": \"" condition "\", \"risk\": \"" risk "_RISK\"}"
#define QUESTION(id, choices, rules) "{\"id\": \"" id "\", \"title\": \"T\", \"choices\": [" choices "],\n\"riskRules\": [" rules "]}"
#define LENS(questions)                                                                                                                              \
	"{\"schemaVersion\": \"2021-11-01\", \"name\": \"N\", \"pillars\": [{\"id\": \"security\", \"name\": \"S\", \"questions\": [" questions "]}" \
	"]}"

static void expect_clean(const struct fixture *f)
{
	GString *out = g_string_new(NULL);

	diags_write_text(f->diags, out, false);
	g_assert_cmpstr(out->str, ==, "");
	g_string_free(out, TRUE);
}

static uint32_t count(const struct fixture *f, enum diag_code code)
{
	g_assert_cmpuint(diags_errors(f->diags), ==, 0);
	return diags_count(f->diags, code);
}

/* The risk of the first question where these choices are ticked ("a b"), and those in marked do not apply. */
static enum risk risk_of(const struct fixture *f, const char *ticked, const char *marked)
{
	const struct framework *framework = f->framework;
	struct lens *lens = arena_one(f->arena, struct lens);
	struct answer *answers = arena_array(f->arena, struct answer, framework->question_count);
	uint64_t *chosen = arena_array(f->arena, uint64_t, bits_words(framework->choice_count));
	uint64_t *not_applicable = arena_array(f->arena, uint64_t, bits_words(framework->choice_count));
	struct review review = {.lenses = lens, .lens_count = 1};
	char **all = g_strsplit(ticked, " ", -1), **out = g_strsplit(marked, " ", -1);

	for (uint32_t i = 0; i < framework->questions[0].choice_count; i++) {
		const char *id = str_c(framework->choices[i].id);
		bool is_ticked = g_strv_contains((const char *const *)all, id);

		answers[0].given = true;
		if (is_ticked && framework->choices[i].none_of_these)
			answers[0].none_of_these = true;
		else if (is_ticked)
			bits_add(chosen, i);
		if (g_strv_contains((const char *const *)out, id))
			bits_add(not_applicable, i);
	}
	*lens = (struct lens){framework, answers, chosen, not_applicable};
	g_strfreev(all);
	g_strfreev(out);
	return assess(f->arena, &review, &f->ruleset, diags_new(f->arena))->lenses[0].findings[0].risk;
}

/* 1: NaN. */
static void test_not_json(void)
{
	struct fixture f = load("t.json", LENS("{\"id\": \"qqq\", \"title\": NaN}"));

	g_assert_null(f.framework);
	g_assert_cmpuint(diags_count(f.diags, DIAG_JSON_FOREIGN_WORD), ==, 1);
	arena_free(f.arena);
}

/* 2: no default, and a selection that matches nothing. */
static void test_no_default(void)
{
	struct fixture f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb"), RULE("aaa && bbb", "NO") "," RULE("!aaa", "HIGH"))));

	g_assert_cmpuint(count(&f, DIAG_RULE_NO_DEFAULT), ==, 1);
	g_assert_cmpint(risk_of(&f, "aaa bbb", ""), ==, RISK_NONE);
	g_assert_cmpint(risk_of(&f, "bbb", ""), ==, RISK_HIGH);
	g_assert_cmpint(risk_of(&f, "aaa", ""), ==, RISK_UNMATCHED);
	arena_free(f.arena);
}

/* 3: a default first, and a second one: what stands behind the first is dead. */
static void test_defaults(void)
{
	struct fixture f =
		load("t.json", LENS(QUESTION("qqq", CHOICE("aaa"), RULE("default", "NO") "," RULE("aaa", "MEDIUM") "," RULE("default", "HIGH"))));

	g_assert_cmpuint(count(&f, DIAG_RULE_AFTER_DEFAULT), ==, 2);
	g_assert_cmpint(risk_of(&f, "aaa", ""), ==, RISK_NONE);
	ruleset_lint(f.arena, f.ruleset, f.diags);
	g_assert_cmpuint(count(&f, DIAG_LINT_DEFAULTS), ==, 1);
	arena_free(f.arena);
}

/* 4: one condition with two risks; two rules for one risk. */
static void test_contradictions(void)
{
	struct fixture f =
		load("t.json",
		     LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb"),
				   RULE("aaa && bbb", "NO") "," RULE("bbb&&aaa", "MEDIUM") "," RULE("aaa", "HIGH") "," RULE("default", "HIGH"))));

	g_assert_cmpuint(count(&f, DIAG_RULE_COVERED), ==, 1);
	g_assert_cmpint(risk_of(&f, "aaa bbb", ""), ==, RISK_NONE);
	ruleset_lint(f.arena, f.ruleset, f.diags);
	g_assert_cmpuint(count(&f, DIAG_LINT_CONTRADICTION), ==, 1);
	g_assert_cmpuint(count(&f, DIAG_LENS_TOO_MANY), ==, 1);
	arena_free(f.arena);
}

/* 5: rules that name choices of another question, or of none: never ticked. */
static void test_unknown_choices(void)
{
	struct fixture f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa"),
							RULE("aaa && bbb", "NO") "," RULE("aaa && !ccc", "MEDIUM") "," RULE(
								"default", "HIGH")) "," QUESTION("rrr", CHOICE("bbb"), RULE("default", "HIGH"))));

	g_assert_cmpuint(count(&f, DIAG_RULE_CHOICE_ELSEWHERE), ==, 1);
	g_assert_cmpuint(count(&f, DIAG_RULE_UNKNOWN_CHOICE), ==, 1);
	g_assert_cmpint(risk_of(&f, "aaa", ""), ==, RISK_MEDIUM);
	arena_free(f.arena);
}

/* 6: ids of choices used again in other questions are right; ids of questions are not, and both places are named. */
static void test_ids_again(void)
{
	struct fixture f = load("t.json", LENS(QUESTION("qqq", CHOICE("choice1"), RULE("choice1", "NO") "," RULE("default", "HIGH")) "," QUESTION(
						  "rrr", CHOICE("choice1"), RULE("choice1", "NO") "," RULE("default", "HIGH"))));
	GString *out = g_string_new(NULL);

	expect_clean(&f);
	arena_free(f.arena);
	f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa"), RULE("default", "NO")) ",\n" QUESTION("qqq", CHOICE("aaa"), RULE("default", "NO"))));
	diags_write_text(f.diags, out, false);
	g_assert_nonnull(strstr(out->str, "t.json:3:8: error: the question \"qqq\" stands already in line 1"));
	g_string_free(out, TRUE);
	arena_free(f.arena);
}

/* 7: the key url twice in an object: the first counts, and it is said. Url is taken for url. */
static void test_urls(void)
{
	struct fixture f = load(
		"t.json", LENS("{\"id\": \"qqq\", \"title\": \"T\", \"helpfulResource\": {\"displayText\": \"Read\", \"url\": \"https://a.example\", "
			       "\"url\": \"https://b.example\"}, \"choices\": [{\"id\": \"aaa\", \"title\": \"A\", \"helpfulResource\": "
			       "{\"displayText\": \"x\", \"Url\": \"https://c.example\"}}], \"riskRules\": [" RULE("default", "NO") "]}"));

	g_assert_cmpuint(count(&f, DIAG_JSON_DUPLICATE_KEY), ==, 1);
	g_assert_cmpuint(f.framework->questions[0].link_count, ==, 1);
	g_assert_cmpstr(f.framework->questions[0].links[0].url.text, ==, "https://a.example");
	g_assert_cmpstr(f.framework->choices[0].links[0].url.text, ==, "https://c.example");
	arena_free(f.arena);
}

/* 8: a _no choice that a rule names, beside practices; and AWS's own table: none-of-these changes nothing where no rule names it. */
static void test_none(void)
{
	struct fixture f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb") "," CHOICE("choice9_no"),
							RULE("choice9_no", "HIGH") "," RULE("aaa", "NO") "," RULE("default", "MEDIUM"))));

	expect_clean(&f);
	g_assert_cmpint(risk_of(&f, "choice9_no", ""), ==, RISK_HIGH);
	g_assert_cmpint(risk_of(&f, "aaa choice9_no", ""), ==, RISK_HIGH);
	g_assert_cmpint(risk_of(&f, "aaa", ""), ==, RISK_NONE);
	arena_free(f.arena);
	f = load("t.json",
		 LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb") "," CHOICE("none_no"), RULE("aaa && bbb", "NO") "," RULE("default", "HIGH"))));
	g_assert_cmpint(risk_of(&f, "aaa bbb none_no", ""), ==, RISK_NONE);
	g_assert_cmpint(risk_of(&f, "none_no", ""), ==, RISK_HIGH);
	g_assert_cmpint(risk_of(&f, "", ""), ==, RISK_UNANSWERED);
	arena_free(f.arena);
}

/* 1.2: choices that do not apply: neutral in &&, not fulfilled in ||. */
static void test_not_applicable(void)
{
	struct fixture f =
		load("t.json", LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb"), RULE("aaa && bbb", "NO") "," RULE("default", "HIGH"))));

	g_assert_cmpint(risk_of(&f, "", "aaa bbb"), ==, RISK_NONE);
	g_assert_cmpint(risk_of(&f, "", "aaa"), ==, RISK_HIGH);
	g_assert_cmpint(risk_of(&f, "bbb", "aaa"), ==, RISK_NONE);
	arena_free(f.arena);
	f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb"), RULE("aaa || bbb", "NO") "," RULE("default", "HIGH"))));
	g_assert_cmpint(risk_of(&f, "", "aaa"), ==, RISK_HIGH);
	g_assert_cmpint(risk_of(&f, "", "aaa bbb"), ==, RISK_HIGH);
	arena_free(f.arena);
}

/* 9: rules in any order, the first that holds counts; an empty selection runs none, whatever the rules say. */
static void test_order(void)
{
	struct fixture f =
		load("t.json", LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb"),
					     RULE("aaa && bbb", "NO") "," RULE("(!aaa) && (!bbb) ", "HIGH") "," RULE("default", "MEDIUM"))));

	g_assert_cmpint(risk_of(&f, "aaa bbb", ""), ==, RISK_NONE);
	g_assert_cmpint(risk_of(&f, "bbb", ""), ==, RISK_MEDIUM);
	arena_free(f.arena);
	f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb"), RULE("!aaa || bbb", "NO") "," RULE("default", "HIGH"))));
	g_assert_cmpint(risk_of(&f, "", ""), ==, RISK_UNANSWERED);
	g_assert_cmpint(risk_of(&f, "bbb", ""), ==, RISK_NONE);
	arena_free(f.arena);
	f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa") "," CHOICE("bbb"),
					 RULE("(!aaa) || (!bbb)", "HIGH") "," RULE("!aaa", "MEDIUM") "," RULE("default", "NO"))));
	ruleset_lint(f.arena, f.ruleset, f.diags);
	g_assert_cmpuint(count(&f, DIAG_LINT_UNREACHABLE), ==, 1);
	arena_free(f.arena);
}

/* 10: yes and no as two choices, a practice that makes it worse, all ticked and yet at risk: warnings of lint only. */
static void test_not_monotone(void)
{
	struct fixture f = load("t.json", LENS(QUESTION("qqq", CHOICE("says_no") "," CHOICE("says_yes") "," CHOICE("says_other"),
							RULE("says_no", "HIGH") "," RULE("says_yes", "NO") "," RULE("default", "MEDIUM"))));

	expect_clean(&f);
	g_assert_cmpint(risk_of(&f, "says_yes", ""), ==, RISK_NONE);
	arena_free(f.arena);
	f = load("t.json", LENS(QUESTION("qqq", CHOICE("choice_no1") "," CHOICE("choice_yes"),
					 RULE("choice_no1", "HIGH") "," RULE("choice_yes", "NO") "," RULE("default", "MEDIUM"))));
	ruleset_lint(f.arena, f.ruleset, f.diags);
	g_assert_cmpuint(count(&f, DIAG_LINT_WORSE), ==, 1);
	g_assert_cmpuint(count(&f, DIAG_LINT_ALL_TICKED), ==, 1);
	arena_free(f.arena);
}

/* 11: a default alone: a profile question, always at its risk, and nothing to complain of. A single choice. */
static void test_profile(void)
{
	struct fixture f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa"), RULE("default", "NO"))));

	ruleset_lint(f.arena, f.ruleset, f.diags);
	expect_clean(&f);
	g_assert_cmpint(risk_of(&f, "aaa", ""), ==, RISK_NONE);
	arena_free(f.arena);
	f = load("t.json", LENS(QUESTION("qqq", CHOICE("aaa"), RULE("aaa", "NO") "," RULE("default", "NO"))));
	ruleset_lint(f.arena, f.ruleset, f.diags);
	g_assert_cmpuint(count(&f, DIAG_LINT_CONSTANT), ==, 1);
	arena_free(f.arena);
}

/* 12: fields that AWS does not know: each kind is said once, with its number. */
static void test_unknown_fields(void)
{
	static const char *const fields[] = {"_release_date", "_release_note", "_teams",   "_note",     "_readme",
					     "ready",         "number",        "category", "riskLevel", "pillar"};
	GString *text = g_string_new("{\"schemaVersion\": \"2021-11-01\", \"name\": \"N\", \"_version\": \"2\"");
	struct fixture f;

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		g_string_append_printf(text, ", \"%s\": \"%zu\"", fields[i], i);
	g_string_append(text,
			", \"pillars\": [{\"id\": \"security\", \"name\": \"S\", \"description\": \"D\", \"number\": 1, \"questions\": ["
			"{\"id\": \"qqq\", \"title\": \"T\", \"url\": \"https://a.example\", \"additionalResources\": [], \"choices\": [{\"id\": "
			"\"aaa\", \"title\": \"A\", "
			"\"description\": \"Said\", \"riskLevel\": 1}, {\"id\": \"bbb\", \"title\": \"B\", \"riskLevel\": 2}], \"riskRules\": [" RULE(
				"default", "NO") "]}]}]}");
	f = load("t.json", text->str);
	g_assert_cmpuint(count(&f, DIAG_LENS_UNKNOWN_FIELD), ==, G_N_ELEMENTS(fields) + 3);
	g_assert_cmpstr(f.framework->version.text, ==, "2");
	g_assert_cmpstr(f.framework->pillars[0].summary.text, ==, "D");
	g_assert_cmpstr(f.framework->choices[0].advice.text, ==, "Said");
	g_string_free(text, TRUE);
	arena_free(f.arena);
}

/* 13: bullets, numbers, Markdown links, HTML, entities, unusual characters, raw and blank-padded and empty addresses; no description. */
static void test_texts(void)
{
	struct fixture f = load("t.json", LENS("{\"id\": \"qqq\", \"title\": \"A\xC2\xA0title\xE2\x80\x99s \xE2\x86\x92 end\", \"choices\": "
					       "[{\"id\": \"aaa\", \"title\": \"A\", "
					       "\"helpfulResource\": {\"displayText\": \"Do:\\n- <b>this</b>\\n- that &amp; "
					       "[more](https://a.example/x)\\n\\n1. one\\n2. two see "
					       "https://b.example/y.\", \"url\": \"  https://c.example/z \"}, \"improvementPlan\": {\"displayText\": "
					       "\"Plan\", \"url\": \"\"}}], "
					       "\"riskRules\": [" RULE("default", "NO") "]}"));

	expect_clean(&f);
	g_assert_cmpstr(f.framework->questions[0].title.text, ==, "A\xC2\xA0title\xE2\x80\x99s \xE2\x86\x92 end");
	g_assert_cmpstr(f.framework->questions[0].why.text, ==, "");
	g_assert_cmpstr(
		f.framework->choices[0].advice.text, ==,
		"Do:\n\n- \\<b>this\\</b>\n- that \\&amp; [more](<https://a.example/x>)\n\n1. one\n2. two see <https://b.example/y>.\n\nPlan");
	g_assert_cmpuint(f.framework->choices[0].link_count, ==, 1);
	g_assert_cmpstr(f.framework->choices[0].links[0].url.text, ==, "https://c.example/z");
	arena_free(f.arena);
}

/* A text too long for the name of a link is prose, and is kept; one address under two names is two links. */
static void test_nothing_lost(void)
{
	char *text = g_strdup_printf(
		LENS("{\"id\": \"qqq\", \"title\": \"T\", \"choices\": [{\"id\": \"aaa\", \"title\": \"A\", \"additionalResources\": [{\"type\": "
		     "\"IMPROVEMENT_PLAN\", \"content\": [{\"displayText\": \"%0*d\", \"url\": \"https://a.example/doc\"}, {\"displayText\": "
		     "\"One\", \"url\": "
		     "\"https://b.example\"}, {\"displayText\": \"Two\", \"url\": \"https://b.example\"}, {\"displayText\": \"Two\", \"url\": "
		     "\"https://b.example\"}]}]}], \"riskRules\": [" RULE("default", "NO") "]}"),
		150, 7);
	struct fixture f = load("t.json", text);

	expect_clean(&f);
	g_assert_cmpuint(f.framework->choices[0].advice.length, ==, 150);
	g_assert_cmpuint(f.framework->choices[0].link_count, ==, 3);
	g_assert_cmpstr(f.framework->choices[0].links[0].title.text, ==, "a.example: doc");
	g_assert_cmpstr(f.framework->choices[0].links[2].title.text, ==, "Two");
	g_free(text);
	arena_free(f.arena);
}

/* 14: ends of lines, tabs, a byte-order mark, a path with a blank, control characters, bytes that are no UTF-8, a cut end. */
static void test_files(void)
{
	static const char plain[] = LENS(QUESTION("qqq", CHOICE("aaa"), RULE("default", "NO")));
	char **parts = g_strsplit(plain, "\": ", -1), **items = g_strsplit(plain, ",", -1);
	char *tabs = g_strjoinv("\"\t:\t\t", parts), *lines = g_strjoinv(",\r\n\t", items);
	char *marked = g_strconcat("\xEF\xBB\xBF", plain, "\n\n", NULL);
	const char *const texts[] = {plain, marked, tabs, lines};
	struct fixture f;

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		f = load("a lens .json", texts[i]);
		expect_clean(&f);
		g_assert_cmpuint(f.framework->choice_count, ==, 1);
		arena_free(f.arena);
	}
	f = load("t.json", "{\"schemaVersion\": \"2021-11-01\", \"name\": \"a\x01\"}");
	g_assert_cmpuint(diags_count(f.diags, DIAG_JSON_CONTROL), ==, 1);
	arena_free(f.arena);
	f = load("t.json", "{\"schemaVersion\": \"2021-11-01\", \"name\": \"a\xFF\"}");
	g_assert_cmpuint(diags_count(f.diags, DIAG_SOURCE_NOT_UTF8), ==, 1);
	arena_free(f.arena);
	for (size_t length = 0; length + 1 < sizeof(plain); length++) {
		f = load_bytes("t.json", plain, length);
		g_assert_null(f.framework);
		g_assert_cmpuint(diags_errors(f.diags), >=, 1);
		arena_free(f.arena);
	}
	g_strfreev(parts);
	g_strfreev(items);
	g_free(tabs);
	g_free(lines);
	g_free(marked);
}

/* 15: ids of 65 to 128 characters are right in a lens; longer ones are odd, and kept. Titles too. */
static void test_long_ids(void)
{
	char *text = g_strdup_printf(
		LENS("{\"id\": \"q%0*d\", \"title\": \"T\", \"choices\": [{\"id\": \"c%0*d\", \"title\": \"%0*d\"}], \"riskRules\": [" RULE(
			"default", "NO") "]}"),
		99, 1, 149, 1, 173, 1);
	struct fixture f = load("t.json", text);

	g_assert_cmpuint(count(&f, DIAG_LENS_BAD_ID), ==, 1);
	g_assert_cmpuint(count(&f, DIAG_LENS_TOO_LONG), ==, 1);
	g_assert_cmpuint(f.framework->choices[0].id.length, ==, 150);
	g_assert_cmpuint(f.framework->choices[0].title.length, ==, 173);
	g_free(text);
	arena_free(f.arena);
}

/* 16: another schemaVersion, and pillars without questions. */
static void test_other_version(void)
{
	struct fixture f = load("t.json", "{\"schemaVersion\": \"1.0\", \"name\": \"N\", \"pillars\": [{\"id\": \"ppp\", \"name\": \"P\"}, {\"id\": "
					  "\"qqq\", \"name\": \"Q\"}]}");

	g_assert_null(f.framework);
	g_assert_cmpuint(diags_count(f.diags, DIAG_LENS_VERSION), ==, 1);
	g_assert_cmpuint(diags_count(f.diags, DIAG_LENS_MISSING), ==, 2);
	arena_free(f.arena);
}

#define YAML_LENS "schemaVersion: 2021-11-01\nname: N\npillars:\n- id: security\n  name: S\n  questions:\n"

/* 17: words and dates that YAML 1.1 takes for something else stay text; folded text keeps its end; a condition that begins with ! needs quotes. */
static void test_yaml(void)
{
	struct fixture f = load("t.yaml", YAML_LENS
				"  - id: no\n    title: >\n      folded\n      title\n    choices: [{id: yes, title: 010}, {id: off, title: 1e3}]\n"
				"    riskRules:\n    - {condition: '!yes || !off', risk: HIGH_RISK}\n    - {condition: default, risk: NO_RISK}\n");
	GString *out = g_string_new(NULL);

	g_assert_cmpuint(count(&f, DIAG_LENS_BAD_ID), ==, 1); /* "no" is shorter than AWS takes */
	g_assert_cmpstr(f.framework->questions[0].id.text, ==, "no");
	g_assert_cmpstr(f.framework->questions[0].title.text, ==, "folded title");
	g_assert_cmpstr(f.framework->choices[0].title.text, ==, "010");
	g_assert_cmpint(risk_of(&f, "yes", ""), ==, RISK_HIGH);
	g_assert_cmpint(risk_of(&f, "yes off", ""), ==, RISK_NONE);
	arena_free(f.arena);
	f = load("t.yaml", YAML_LENS "  - id: qqq\n    title: T\n    choices: [{id: aaa, title: A}]\n    riskRules:\n    - condition: !aaa || !bbb\n "
				     "     risk: HIGH_RISK\n");
	diags_write_text(f.diags, out, false);
	g_assert_nonnull(strstr(out->str, "in quotes: '!a && b'"));
	g_string_free(out, TRUE);
	arena_free(f.arena);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(void);
	} tests[] = {
		{"/lens-cases/not-json", test_not_json},
		{"/lens-cases/no-default", test_no_default},
		{"/lens-cases/defaults", test_defaults},
		{"/lens-cases/contradictions", test_contradictions},
		{"/lens-cases/unknown-choices", test_unknown_choices},
		{"/lens-cases/ids-again", test_ids_again},
		{"/lens-cases/urls", test_urls},
		{"/lens-cases/none", test_none},
		{"/lens-cases/not-applicable", test_not_applicable},
		{"/lens-cases/order", test_order},
		{"/lens-cases/not-monotone", test_not_monotone},
		{"/lens-cases/profile", test_profile},
		{"/lens-cases/unknown-fields", test_unknown_fields},
		{"/lens-cases/texts", test_texts},
		{"/lens-cases/nothing-lost", test_nothing_lost},
		{"/lens-cases/files", test_files},
		{"/lens-cases/long-ids", test_long_ids},
		{"/lens-cases/other-version", test_other_version},
		{"/lens-cases/yaml", test_yaml},
	};

	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
	return g_test_run();
}
