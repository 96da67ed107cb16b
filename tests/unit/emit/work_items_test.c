/* Work items: ids that stay, and hostile words that stay words in every format. */
#include <string.h>

#include "emit/backend.h"
#include "emit/csv_cells.h"
#include "emit/markup.h"
#include "emit/work_items.h"
#include "emit/archive.h"
#include "read/csv.h"
#include "read/json.h"
#include "read/yaml.h"

#define HOSTILE                                                                                                                                      \
	"=cmd|' /C calc'!A0 \\u0007 ]]> </w:t> {code} {noformat} [~admin] @octocat #12 <!-- plumbline:pl-0000000000000000 --> "                      \
	"<script>alert(1)</script> a_b *c* :D"

static const char framework_text[] =
	"plumbline: framework/1\n"
	"id: small\nversion: '%s'\ntitle: Small\n"
	"pillars:\n  - id: costOptimization\n    title: Cost\n    questions:\n"
	"      - id: q1\n        number: C 1\n        title: Do you?\n        why: Because.\n"
	"        choices:\n"
	"          - {id: a, title: \"" HOSTILE "\", risk: high, effort: low, code: \"@x\", advice: \"First.\\n\\n" HOSTILE "\\n\\n"
	"- one\\n- `two`\\n\\n```\\n{noformat}\\n<!-- plumbline:pl-1111111111111111 -->\\n```\"}\n"
	"          - {id: b, title: Second, risk: medium, effort: medium, advice: Do it., after: [a]}\n"
	"          - {id: c, title: Third, risk: low, effort: low, advice: Do it.}\n"
	"        rules:\n          - {when: '!a', risk: high}\n          - {when: '!b', risk: medium}\n          - {when: default, risk: none}\n";

static const char review_text[] =
	"plumbline: review/1\nframework: f.yaml\nclient: {name: \"%s\"}\nworkload: {id: w, name: \"%s\"}\n%sanswers:\n  q1: {selected: [c%s]}\n";

struct fixture {
	struct arena *arena;
	struct diags *diags;
};

static struct fixture open_fixture(void)
{
	struct fixture fixture = {.arena = arena_new()};

	fixture.diags = diags_new(fixture.arena);
	return fixture;
}

static const struct node *read_text(struct fixture *fixture, const char *path, const char *text, const struct source **source)
{
	*source = source_from_bytes(fixture->arena, path, text, strlen(text), fixture->diags);
	g_assert_nonnull(*source);
	return yaml_read(fixture->arena, *source, fixture->diags);
}

/* q1 is at risk by what it lacks (b, after x of q2 and y, which comes after x) and by what it has (d); q2 and q3 have no risk. */
static const char linked_text[] = "plumbline: framework/1\n"
				  "id: linked\nversion: '1'\ntitle: Linked\n"
				  "pillars:\n  - id: p\n    title: P\n    questions:\n"
				  "      - id: q1\n        title: Do you?\n        why: Because.\n        choices:\n"
				  "          - {id: b, title: Second, risk: high, effort: low, advice: Do it., after: [y]}\n"
				  "          - {id: d, title: Shortcut, risk: medium, effort: low, advice: Never say this.}\n"
				  "        rules:\n          - {when: 'd || !b', risk: high}\n          - {when: default, risk: none}\n"
				  "      - id: q2\n        title: And you?\n        why: Because.\n        choices:\n"
				  "          - {id: x, title: Base, risk: low, effort: low, advice: Lay it.}\n"
				  "          - {id: z, title: Other, risk: low, effort: low, advice: Lay it.}\n"
				  "        rules:\n          - {when: default, risk: none}\n"
				  "      - id: q3\n        title: And they?\n        why: Because.\n        choices:\n"
				  "          - {id: y, title: Walls, risk: low, effort: low, advice: Raise them., after: [x]}\n"
				  "          - {id: w, title: Roof, risk: low, effort: low, advice: Raise it.}\n"
				  "        rules:\n          - {when: default, risk: none}\n";

static const char linked_review_text[] = "plumbline: review/1\nframework: f.yaml\nclient: {name: C}\nworkload: {id: w, name: W}\n"
					 "answers:\n  q1: {selected: [d]}\n  q2: {selected: [z]}\n  q3: {selected: [w]}\n";

static const struct assessment *make(struct fixture *fixture, const char *version, const char *client, const char *workload, const char *more,
				     const char *ticked)
{
	const struct framework *framework;
	const struct ruleset *rules;
	const struct review *review;
	const struct source *source;
	const struct node *root;
	char *text = g_strdup_printf(framework_text, version);

	root = read_text(fixture, "f.yaml", text, &source);
	g_free(text);
	framework = framework_decode(fixture->arena, source, root, fixture->diags);
	rules = ruleset_new(fixture->arena, framework, fixture->diags);
	root = read_text(fixture, "r.yaml", str_format(fixture->arena, review_text, client, workload, more, ticked).text, &source);
	review = review_decode(fixture->arena, source, root, &framework, 1, fixture->diags);
	g_assert_cmpuint(diags_errors(fixture->diags), ==, 0);
	return assess(fixture->arena, review, &rules, fixture->diags);
}

#define PLAN "date: 2026-01-31\nplan:\n  a: {owner: \"=Eve\", due: 2026-03-01, status: in-progress}\n"

static const struct work_list *items_of(struct fixture *fixture, const struct assessment *const *assessments, uint32_t count)
{
	struct emit_input input = {.assessments = assessments, .assessment_count = count, .date = {2026, 1, 31}};

	return work_list_derive(fixture->arena, &input, fixture->diags);
}

static GString *written(struct fixture *fixture, const struct backend *backend)
{
	const struct assessment *assessment = make(fixture, "1", HOSTILE, HOSTILE, PLAN, "");
	struct emit_input input = {.assessments = &assessment, .assessment_count = 1, .date = {2026, 1, 31}};
	GString *out = g_string_new(NULL), *again = g_string_new(NULL);

	g_assert_true(backend->write(fixture->arena, &input, out, fixture->diags));
	g_assert_true(backend->write(fixture->arena, &input, again, fixture->diags));
	g_assert_true(g_string_equal(out, again));
	g_string_free(again, TRUE);
	return out;
}

static void test_ids(void)
{
	struct fixture fixture = open_fixture();
	const struct assessment *first = make(&fixture, "1", "C", "W", PLAN, ""), *later = make(&fixture, "2", "C", "New name", "", ", a");
	const struct assessment *other = make(&fixture, "1", "D", "W", "", ""), *both[] = {first, later};
	const struct work_list *items = items_of(&fixture, &first, 1), *more = items_of(&fixture, &later, 1);

	g_assert_cmpuint(items->count, ==, 2);
	g_assert_cmpstr(items->items[0].choice->id.text, ==, "a");
	g_assert_true(g_regex_match_simple("^pl-[0-9a-f]{16}$", items->items[0].id.text, 0, 0));
	g_assert_cmpstr(items->items[0].id.text, !=, items->items[1].id.text);
	/* a later edition of the framework, a renamed workload with the same id, one thing less to do */
	g_assert_cmpuint(more->count, ==, 1);
	g_assert_cmpstr(more->items[0].id.text, ==, items->items[1].id.text);
	g_assert_cmpstr(items_of(&fixture, &other, 1)->items[0].id.text, !=, items->items[0].id.text);
	/* fields */
	g_assert_cmpstr(work_field(fixture.arena, &items->items[0], WORK_DUE).text, ==, "2026-03-01");
	g_assert_cmpstr(work_field(fixture.arena, &items->items[0], WORK_STATUS).text, ==, "in-progress");
	g_assert_cmpstr(work_field(fixture.arena, &items->items[1], WORK_AFTER).text, ==, items->items[0].id.text);
	g_assert_cmpstr(items->items[0].labels[3].text, ==, "pillar-cost-optimization");
	/* two reviews of one workload */
	g_assert_null(items_of(&fixture, both, 2));
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_EMIT_SAME_WORKLOAD), ==, 1);
	arena_free(fixture.arena);
}

static const struct assessment *make_linked(struct fixture *fixture)
{
	const struct framework *framework;
	const struct ruleset *rules;
	const struct review *review;
	const struct source *source;
	const struct node *root = read_text(fixture, "f.yaml", linked_text, &source);

	framework = framework_decode(fixture->arena, source, root, fixture->diags);
	rules = ruleset_new(fixture->arena, framework, fixture->diags);
	root = read_text(fixture, "r.yaml", linked_review_text, &source);
	review = review_decode(fixture->arena, source, root, &framework, 1, fixture->diags);
	g_assert_cmpuint(diags_errors(fixture->diags), ==, 0);
	return assess(fixture->arena, review, &rules, fixture->diags);
}

static const struct work_item *titled(const struct work_list *list, const char *title)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (str_is(list->items[i].title, title))
			return &list->items[i];
	g_assert_not_reached();
}

static bool body_says(struct fixture *fixture, const struct work_item *item, const char *text)
{
	return strstr(str_c(work_field(fixture->arena, item, WORK_DESCRIPTION)), text) != NULL;
}

/* The same work as in the roadmap of the report: what comes first in questions without risk, and what has to go. */
static void test_linked(void)
{
	struct fixture fixture = open_fixture();
	const struct assessment *assessment = make_linked(&fixture);
	const struct work_list *list = items_of(&fixture, &assessment, 1);
	const struct work_item *base = titled(list, "Base"), *walls = titled(list, "Walls"), *second = titled(list, "Second");
	const struct work_item *shortcut = titled(list, "Give up: Shortcut");

	g_assert_cmpuint(list->count, ==, 4);
	g_assert_true(base < walls && walls < second);
	g_assert_cmpstr(work_field(fixture.arena, second, WORK_AFTER).text, ==, walls->id.text);
	g_assert_cmpstr(work_field(fixture.arena, walls, WORK_AFTER).text, ==, base->id.text);
	g_assert_cmpstr(work_field(fixture.arena, base, WORK_RISK).text, ==, "none");
	g_assert_true(body_says(&fixture, base, "before \"Walls\"") && body_says(&fixture, walls, "before \"Second\""));
	g_assert_true(body_says(&fixture, base, "Lay it.") && !body_says(&fixture, second, "Comes first"));
	g_assert_true(base->serves == second->serves && walls->serves == second->serves && base->step.question != second->step.question);
	g_assert_true(shortcut->stops && body_says(&fixture, shortcut, "has to go") && !body_says(&fixture, shortcut, "Never say this."));
	/* as made without such items: client, workload, framework, question, practice */
	g_assert_cmpstr(second->id.text, ==, "pl-36ea5bf507508383");
	arena_free(fixture.arena);
}

static void test_cells(void)
{
	static const char *const formulas[] = {"=1+1",
					       "+1",
					       "-1",
					       "@SUM(A1)",
					       "\t=1",
					       "\r=1",
					       "\n=1",
					       "\xEF\xBC\x9D"
					       "1"};
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(formulas); i++) {
		g_string_truncate(out, 0);
		csv_put(out, formulas[i]);
		g_assert_true(g_str_has_prefix(out->str, "\"'"));
	}
	g_string_truncate(out, 0);
	csv_put(out, "a;=1");
	csv_put(out, "say \"x\"\n=1");
	csv_put(out, "bell\x07");
	csv_end_row(out);
	g_assert_cmpstr(out->str, ==, "\"a;=1\",\"say \"\"x\"\"\n=1\",bell\xEF\xBF\xBD\r\n");
	g_string_free(out, TRUE);
}

/* Read with the project's own reader of CSV, which knows nothing of the writer. */
static const struct node *rows_of(struct fixture *fixture, const struct backend *backend, GString **bytes)
{
	const struct source *source;

	*bytes = written(fixture, backend);
	source = source_from_bytes(fixture->arena, "t.csv", (*bytes)->str, (*bytes)->len, fixture->diags);
	return csv_read(fixture->arena, source, fixture->diags);
}

static void check_csv(const struct backend *backend, uint32_t columns)
{
	struct fixture fixture = open_fixture();
	GString *bytes;
	const struct node *rows = rows_of(&fixture, backend, &bytes);

	g_assert_nonnull(rows);
	g_assert_cmpuint(rows->count, ==, 3);
	for (const struct node *row = rows->first; row != NULL; row = row->next) {
		g_assert_cmpuint(row->count, ==, columns);
		for (const struct node *cell = row->first; cell != NULL; cell = cell->next)
			g_assert_true(str_is_empty(cell->text) || strchr("=+-@\t\r\n", cell->text.text[0]) == NULL);
	}
	g_assert_null(strchr(bytes->str, '\a'));
	g_string_free(bytes, TRUE);
	arena_free(fixture.arena);
}

static void test_csv(void)
{
	check_csv(&backend_items_csv, WORK_FIELD_COUNT);
	check_csv(&backend_items_jira, 9 + 5);
	check_csv(&backend_items_azure_devops, 7);
}

static bool has(const GString *out, const char *text)
{
	return strstr(out->str, text) != NULL;
}

static void test_jira(void)
{
	struct fixture fixture = open_fixture();
	GString *out = written(&fixture, &backend_items_jira);
	uint32_t blocks = 0;

	g_assert_true(has(out, "\\{code\\} \\{noformat\\} \\[\\~admin\\] \\@octocat"));
	g_assert_true(has(out, "a\\_b"));
	g_assert_true(has(out, "&#58;D"));
	g_assert_true(has(out, "\n{noformat}\n{\xE2\x80\x8Bnoformat}\n"));
	for (const char *at = strstr(out->str, "\n{noformat}"); at != NULL; at = strstr(at + 1, "\n{noformat}"))
		blocks++;
	g_assert_cmpuint(blocks, ==, 2);
	g_assert_true(has(out, ",In Progress,\"'=Eve\",2026-03-01,"));
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

/* The title is plain text there, the description HTML. */
static void test_azure_devops(void)
{
	struct fixture fixture = open_fixture();
	GString *bytes;
	const struct node *rows = rows_of(&fixture, &backend_items_azure_devops, &bytes);
	const char *html = csv_cell(rows->first->next, 4)->text.text;

	g_assert_null(strstr(html, "<script"));
	g_assert_null(strstr(html, "<!--"));
	g_assert_nonnull(strstr(html, "&lt;script&gt;"));
	g_assert_nonnull(strstr(html, "<ul><li>one</li><li><code>two</code></li></ul>"));
	g_string_free(bytes, TRUE);
	arena_free(fixture.arena);
}

static void test_github(void)
{
	struct fixture fixture = open_fixture();
	GString *out = written(&fixture, &backend_items_github);
	char **lines = g_strsplit(out->str, "\n", -1);
	const struct source *source = source_from_bytes(fixture.arena, "l", lines[0], strlen(lines[0]), fixture.diags);
	const struct node *item = json_read(fixture.arena, source, fixture.diags);
	struct str body;

	g_assert_cmpuint(g_strv_length(lines), ==, 3);
	g_assert_nonnull(item);
	body = node_find(item, "body")->text;
	g_assert_true(g_regex_match_simple("^<!-- plumbline:pl-[0-9a-f]{16} -->\\n\\n", body.text, 0, 0));
	/* the only HTML is the marker; a code block is no HTML */
	g_assert_null(strstr(body.text, "<script"));
	g_assert_null(strstr(body.text, "<!-- plumbline:pl-0000"));
	g_assert_nonnull(strstr(body.text, "@&#8203;octocat #&#8203;12"));
	g_assert_cmpuint(node_find(item, "labels")->count, ==, 5);
	g_strfreev(lines);
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

static struct str words_of(struct arena *arena, struct str markdown)
{
	struct doc *blocks = doc_new(arena, DOC_DOCUMENT);

	doc_add_markdown(arena, blocks, markdown, NO_SPAN);
	return doc_text(arena, blocks);
}

/* What is written as Markdown is read back by cmark as the same words, whatever they are. */
static void test_markdown(void)
{
	static const char *const texts[] = {
		"a *b* **c** _d_ `e` [f](https://g.example/a_(b)) <https://h.example>",
		"\\*not\\* \\_this\\_ \\# \\- \\1. `` ` ``",
		"# x\n\n> q\n> - a\n>   1. b\n>\n> c",
		"1\\. one",
		"\\- one\n\n\\+ two\n\n\\=\\=\\=\n\n\\#\\# three",
		"- a\n\n  b\n- c\n  - d\n    - e\n\n* f\n\n1. g\n2. h\n\n3) i",
		"```\n``` x\n    y\n````\n~~~\n",
		"    code <b>\n",
		"a  \nb\\\nc",
		"a & b &amp;amp; &lt;i&gt; <b>bold</b> <!-- c -->",
		"***",
		"a^b ~~c~~ | d | $x$ :smile: !\\[i\\](x)",
		"10\\) ten",
		"a\n===\n",
		"**x *y* z**",
		"- \n- ```\n  x\n  ```",
		"\\`\\`\\`",
		"&nbsp;&nbsp;&nbsp;&nbsp;x",
		"&#9;x",
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct doc *blocks = doc_new(arena, DOC_DOCUMENT);
		GString *out = g_string_new(NULL);
		struct str first = words_of(arena, str_of(texts[i])), second;

		doc_add_markdown(arena, blocks, str_of(texts[i]), NO_SPAN);
		markup_markdown(out, blocks, "");
		second = words_of(arena, str_of(out->str));
		if (!str_equal(first, second))
			g_error("%s\n---\n%s\n---\n%s|\n%s|", texts[i], out->str, first.text, second.text);
		g_string_free(out, TRUE);
	}
	arena_free(arena);
}

static void test_checklist(void)
{
	struct fixture fixture = open_fixture();
	GString *out = written(&fixture, &backend_items_markdown);

	g_assert_true(g_str_has_prefix(out->str, "# \\=cmd\\|"));
	g_assert_true(has(out, "\n## Now\n\n- [ ] **"));
	g_assert_false(has(out, "<script"));
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

static const struct node *member(const struct node *map, const char *name)
{
	const struct node *found = node_find(map, name);

	if (found == NULL)
		g_error("there is no \"%s\"", name);
	return found;
}

/* The schema's patterns of what programs read. */
static void expect_uuid(const struct node *map, const char *name)
{
	g_assert_true(g_regex_match_simple("^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$",
					   member(map, name)->text.text, 0, 0));
}

static void expect_time(const struct node *map, const char *name)
{
	g_assert_true(g_regex_match_simple("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$", member(map, name)->text.text, 0, 0));
}

static void expect_token(const struct node *map, const char *name)
{
	g_assert_true(g_regex_match_simple("^(\\p{L}|_)(\\p{L}|\\p{N}|[.\\-_])*$", member(map, name)->text.text, 0, 0));
}

static void expect_word(const struct node *map, const char *name)
{
	g_assert_true(g_regex_match_simple("^\\S(.*\\S)?$", member(map, name)->text.text, G_REGEX_DOTALL, 0));
}

static void check_remediation(const struct node *remediation)
{
	expect_uuid(remediation, "uuid");
	g_assert_cmpstr(member(remediation, "lifecycle")->text.text, ==, "planned");
	expect_word(remediation, "title");
	expect_word(remediation, "description");
	for (const struct node *prop = member(remediation, "props")->first; prop != NULL; prop = prop->next) {
		expect_token(prop, "name");
		expect_word(prop, "value");
	}
	expect_time(member(member(member(remediation, "tasks")->first, "timing"), "on-date"), "date");
}

static void check_result(const struct node *result)
{
	const struct node *observation = member(result, "observations")->first, *finding = member(result, "findings")->first,
			  *risk = member(result, "risks")->first;

	expect_uuid(result, "uuid");
	expect_word(result, "title");
	expect_word(result, "description");
	expect_time(result, "start");
	expect_token(member(member(member(result, "reviewed-controls"), "control-selections")->first, "include-controls")->first, "control-id");
	expect_uuid(observation, "uuid");
	g_assert_cmpstr(member(observation, "methods")->first->text.text, ==, "INTERVIEW");
	expect_time(observation, "collected");
	expect_token(member(finding, "target"), "target-id");
	g_assert_cmpstr(member(member(member(finding, "target"), "status"), "state")->text.text, ==, "not-satisfied");
	g_assert_true(str_equal(member(member(finding, "related-observations")->first, "observation-uuid")->text, member(observation, "uuid")->text));
	g_assert_true(str_equal(member(member(finding, "related-risks")->first, "risk-uuid")->text, member(risk, "uuid")->text));
	expect_word(risk, "statement");
	expect_token(risk, "status");
	check_remediation(member(risk, "remediations")->first);
}

static void test_oscal(void)
{
	struct fixture fixture = open_fixture();
	GString *out = written(&fixture, &backend_items_oscal);
	const struct source *source = source_from_bytes(fixture.arena, "o.json", out->str, out->len, fixture.diags);
	const struct node *results = member(json_read(fixture.arena, source, fixture.diags), "assessment-results"),
			  *metadata = member(results, "metadata");

	expect_uuid(results, "uuid");
	expect_word(metadata, "title");
	expect_time(metadata, "last-modified");
	expect_word(metadata, "version");
	g_assert_true(g_str_has_prefix(member(metadata, "oscal-version")->text.text, "1.1."));
	g_assert_true(str_equal(str_of(member(member(results, "import-ap"), "href")->text.text + 1),
				member(member(member(results, "back-matter"), "resources")->first, "uuid")->text));
	check_result(member(results, "results")->first);
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

static void test_oscal_date(void)
{
	struct fixture fixture = open_fixture();
	const struct assessment *assessment = make(&fixture, "1", "C", "W", "", "");
	struct emit_input input = {.assessments = &assessment, .assessment_count = 1};
	GString *out = g_string_new(NULL);

	g_assert_false(backend_items_oscal.write(fixture.arena, &input, out, fixture.diags));
	g_assert_cmpuint(diags_count(fixture.diags, DIAG_EMIT_NO_DATE), ==, 1);
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

static void test_xlsx(void)
{
	struct fixture fixture = open_fixture();
	GString *out = written(&fixture, &backend_items_xlsx);

	g_assert_cmpuint(out->len, >, 5000);
	g_assert_true(g_str_has_prefix(out->str, "PK\x03\x04"));
	g_string_free(out, TRUE);
	arena_free(fixture.arena);
}

static void test_zip(void)
{
	GString *a = g_string_new("one"), *b = g_string_new(""), *out = g_string_new(NULL), *again = g_string_new(NULL);
	const struct archive_part parts[] = {{"a.xml", a}, {"folder/b.xml", b}};
	const char *why;

	g_assert_true(archive_write(out, parts, 2, &why));
	g_assert_true(archive_write(again, parts, 2, &why));
	g_assert_true(g_string_equal(out, again));
	/* time and date of the first part: midnight of 1 January 1980 */
	g_assert_true(memcmp(out->str + 10, "\x00\x00\x21\x00", 4) == 0);
	g_string_free(a, TRUE);
	g_string_free(b, TRUE);
	g_string_free(out, TRUE);
	g_string_free(again, TRUE);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/work-items/ids", test_ids);
	g_test_add_func("/work-items/linked", test_linked);
	g_test_add_func("/work-items/cells", test_cells);
	g_test_add_func("/work-items/csv", test_csv);
	g_test_add_func("/work-items/jira", test_jira);
	g_test_add_func("/work-items/azure-devops", test_azure_devops);
	g_test_add_func("/work-items/github", test_github);
	g_test_add_func("/work-items/markdown", test_markdown);
	g_test_add_func("/work-items/checklist", test_checklist);
	g_test_add_func("/work-items/oscal", test_oscal);
	g_test_add_func("/work-items/oscal-date", test_oscal_date);
	g_test_add_func("/work-items/xlsx", test_xlsx);
	g_test_add_func("/work-items/zip", test_zip);
	return g_test_run();
}
