/* The template language: every fault has its code and place; sentences say what they should. */
#include "stage.h"

/* ---- Faults ---- */

/* {report.xml or the sentences of the wording file; the code; line:column where it must point} */
static const struct {
	const char *report, *sentences, *code, *place;
} faults[] = {
	{"<letter title='x'/>", "", "TEMPLATE_ROOT", "report.xml:1:1"},
	{"<report/>", "", "TEMPLATE_MISSING_ATTRIBUTE", "report.xml:1:1"},
	{"<report title='x'>\n <paragraf/>\n</report>", "", "TEMPLATE_UNKNOWN_ELEMENT", "report.xml:2:2"},
	{"<report title='x'>\n <cell/>\n</report>", "", "TEMPLATE_MISPLACED_ELEMENT", "report.xml:2:2"},
	{"<report title='x'><list><p/></list></report>", "", "TEMPLATE_MISPLACED_ELEMENT", "report.xml:1:25"},
	{"<report title='x'><p><table title='t'/></p></report>", "", "TEMPLATE_MISPLACED_ELEMENT", "report.xml:1:22"},
	{"<report title='x'>\n <list>words</list>\n</report>", "", "TEMPLATE_MISPLACED_TEXT", "report.xml:2:8"},
	{"<report title='x'><rule>a</rule></report>", "", "TEMPLATE_NOT_EMPTY", "report.xml:1:25"},
	{"<report title='x'><p rolle='lead'/></report>", "", "TEMPLATE_UNKNOWN_ATTRIBUTE", "report.xml:1:29"},
	{"<report title='x'><section title='t' break='pages'/></report>", "", "TEMPLATE_BAD_VALUE", "report.xml:1:45"},
	{"<report title='x'><contents title='t' depth='0'/></report>", "", "TEMPLATE_BAD_VALUE", "report.xml:1:46"},
	{"<report title='x'><contents title='t' depth='2.5'/></report>", "", "TEMPLATE_BAD_VALUE", "report.xml:1:46"},
	{"<report title='x'><p role='Big One'/></report>", "", "TEMPLATE_BAD_VALUE", "report.xml:1:28"},
	{"<report title='x'><let name='N' value='1'/></report>", "", "TEMPLATE_BAD_NAME", "report.xml:1:30"},
	{"<report title='x'><let name='review' value='1'/></report>", "", "TEMPLATE_NAME_TAKEN", "report.xml:1:30"},
	{"<report title='x'><for each='f' in='review.findings'><for each='f' in='review.pillars'/></for></report>", "", "TEMPLATE_NAME_TAKEN",
	 "report.xml:1:65"},
	{"<report title='x'><for each='f' in='review.client'/></report>", "", "TEMPLATE_NOT_A_LIST", "report.xml:1:37"},
	{"<report title='x'><for each='f' in='review.findings' order='f.pillar'/></report>", "", "TEMPLATE_NOT_ORDERED", "report.xml:1:61"},
	{"<report title='x'><if test='true'><else/><p/></if></report>", "", "TEMPLATE_ELSE", "report.xml:1:35"},
	{"<report title='x'><box><else/></box></report>", "", "TEMPLATE_ELSE", "report.xml:1:24"},
	{"<report title='x'><p><link>x</link></p></report>", "", "TEMPLATE_LINK", "report.xml:1:22"},
	{"<report title='x'><p><link to='a' url='https://a.example'>x</link></p></report>", "", "TEMPLATE_LINK", "report.xml:1:22"},
	{"<report title='x'>\n<p>a {review.client</p></report>", "", "TEMPLATE_BRACE", "report.xml:2:6"},
	{"<report title='x'><p>a } b</p></report>", "", "TEMPLATE_BRACE", "report.xml:1:24"},
	{"<report title='x'><p>{review.client | shout}</p></report>", "", "TEMPLATE_UNKNOWN_FORM", "report.xml:1:23"},
	{"<report title='x'><p>{review.counts}</p></report>", "", "TEMPLATE_NOT_PRINTABLE", "report.xml:1:23"},
	{"<report title='x'><p>{known(ctx.rto)}</p></report>", "", "TEMPLATE_NOT_PRINTABLE", "report.xml:1:23"},
	{"<report title='x'><p>{ctx.sector}</p></report>", "", "WORDING_MISSING_WORD", "report.xml:1:23"},
	{"<report title='{review.clent}'/>", "", "EXPR_", "report.xml:1:"},
	{"<report title='x'><if test='review.counts.high'/></report>", "", "EXPR_", "report.xml:1:29"},
	{"<report title='x'><badge risk='hi'/></report>", "", "TEMPLATE_MISPLACED_ELEMENT", "report.xml:1:19"},
	{"<report title='x'><p><badge risk='hi'/></p></report>", "", "EXPR_", "report.xml:1:35"},
	{"<report title='x'><p>{@gone}</p></report>", "", "WORDING_UNKNOWN_SENTENCE", "report.xml:1:23"},
	{"<!DOCTYPE report><report title='x'/>", "", "XML_DOCTYPE", "report.xml:1:1"},
	{"<report title='x'><p>&bomb;</p></report>", "", "XML_", "report.xml:1:"},
	{"<report title='{@a}'/>", "a: '{review.clent}'", "EXPR_", "wording.en.yaml:"},
	{"<report title='{@a}'/>", "a: '{@a}'", "WORDING_CIRCLE", "wording.en.yaml:"},
	{"<report title='{@a}'/>", "a: {by: review.counts.high, one: x}", "WORDING_PLURAL", "wording.en.yaml:"},
	{"<report title='{@a}'/>", "a: {by: review.counts.high, few: x, other: y}", "WORDING_CASE", "wording.en.yaml:"},
	{"<report title='{@a}'/>", "a: {by: review.client, other: y}", "EXPR_", "wording.en.yaml:"},
	{"<report title='{@a}'/>", "a: []", "WORDING_NOT_A_SENTENCE", "wording.en.yaml:"},
	{"<report title='{@a}'/>", "a: [{when: 'true', say: x, then: y}]", "WORDING_UNKNOWN_KEY", "wording.en.yaml:"},
	{"<report title='x'/>", "a: {b: {c: {d: {e: {f: {g: {h: x}}}}}}}", "WORDING_TOO_DEEP", "wording.en.yaml:"},
};

static const char *wording_with(struct arena *arena, const char *sentences)
{
	return str_format(arena, WORDING_HEAD "sentences:\n  %s\n", *sentences == '\0' ? "nothing: ''" : sentences).text;
}

static void test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct stage stage = stage_open();
		const char *said;

		open_template(&stage, faults[i].report, wording_with(stage.arena, faults[i].sentences));
		said = stage_said(&stage).text;
		g_assert_null(stage.template);
		if (strstr(said, str_format(stage.arena, "[%s", faults[i].code).text) == NULL || strstr(said, faults[i].place) == NULL)
			g_error("%s\n%s\nwanted %s at %s, said:\n%s", faults[i].report, faults[i].sentences, faults[i].code, faults[i].place, said);
		arena_free(stage.arena);
	}
}

/* Whole wording files: {the text after the head line, the code, where} */
static const struct {
	const char *text, *code, *place;
} wordings[] = {
	{"plumbline: theme/1\n", "WORDING_HEAD", "wording.en.yaml:1:12"},
	{"language: en\n", "WORDING_HEAD", "wording.en.yaml:1:1"},
	{"plumbline: wording/1\nsentences: {}\n", "WORDING_MISSING", "wording.en.yaml:1:1"},
	{"plumbline: wording/1\nsentenzes: {}\n", "WORDING_UNKNOWN_KEY", "wording.en.yaml:2:1"},
	{"plumbline: wording/1\nnumbers: {grup: x}\n", "WORDING_UNKNOWN_KEY", "wording.en.yaml:2:11"},
	{"plumbline: wording/1\nnumbers: {group: [x]}\n", "WORDING_NOT_TEXT", "wording.en.yaml:2:18"},
	{"plumbline: wording/1\nnumbers: {small: [a, b]}\n", "WORDING_ROW", "wording.en.yaml:2:11"},
	{"plumbline: wording/1\ndates: soon\n", "WORDING_NOT_MAP", "wording.en.yaml:2:1"},
	{"plumbline: wording/1\nwords: {risk: high}\n", "WORDING_NOT_MAP", "wording.en.yaml:2:9"},
	{"plumbline: wording/1\nwords: {risk: {high: [x]}}\n", "WORDING_NOT_TEXT", "wording.en.yaml:2:22"},
	{"plumbline: [wording/1\n", "", "wording.en.yaml:"},
};

static void test_wordings(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++) {
		struct stage stage = stage_open();
		const char *said;

		open_template(&stage, "<report title='x'/>", wordings[i].text);
		said = stage_said(&stage).text;
		g_assert_null(stage.template);
		if (strstr(said, wordings[i].code) == NULL || strstr(said, wordings[i].place) == NULL)
			g_error("%s\nwanted %s at %s, said:\n%s", wordings[i].text, wordings[i].code, wordings[i].place, said);
		arena_free(stage.arena);
	}
}

/* Hints name what was meant. */
static void test_hints(void)
{
	static const struct {
		const char *report, *sentences, *hint;
	} cases[] = {
		{"<report title='x'><sektion title='t'/></report>", "", "did you mean \"section\"?"},
		{"<report title='x'><chart kind='stak' title='t'/></report>", "", "did you mean \"stack\"?"},
		{"<report title='x'><p>{review.client | capitl}</p></report>", "", "did you mean \"capital\"?"},
		{"<report title='x'><p>{@greting}</p></report>", "greeting: hello", "did you mean \"greeting\"?"},
		{"<report title='x'><numbers><p/></numbers></report>", "", "here may stand: number, for, if, else, let"},
		{"<report title='x'><p wide='yes'/></report>", "", "it takes: anchor, role"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct stage stage = stage_open();

		open_template(&stage, cases[i].report, wording_with(stage.arena, cases[i].sentences));
		g_assert_nonnull(strstr(stage_said(&stage).text, cases[i].hint));
		arena_free(stage.arena);
	}
}

/* A faulty sentence that is used often is reported once. */
static void test_once(void)
{
	struct stage stage = stage_open();

	open_template(&stage, "<report title='{@a}'><p>{@a}</p><p>{@a} {@a}</p></report>", wording_with(stage.arena, "a: '{review.clent}'"));
	g_assert_cmpuint(diags_errors(stage.diags), ==, 1);
	arena_free(stage.arena);
}

static void test_paths(void)
{
	static const char *const bad[] = {"../report.xml", "/etc/passwd", "a\\b", "", ".hidden"};
	struct stage stage = stage_open();

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_assert_null(template_open(stage.arena, SUBJECT_REVIEW, ROOT "/themes/plain", bad[i], "en", stage.diags));
		g_assert_null(template_open(stage.arena, SUBJECT_REVIEW, ROOT "/themes/plain", "report.xml", bad[i], stage.diags));
	}
	g_assert_cmpuint(diags_errors(stage.diags), ==, 2 * G_N_ELEMENTS(bad));
	arena_free(stage.arena);
}

/* ---- What is said ---- */

static const struct {
	const char *body, *sentences, *text;
} sayings[] = {
	/* Values. */
	{"<p>{review.client} {{x}}</p>", "", "Acme {x}"},
	{"<p>{ctx.headcount} {ctx.headcount | bare} {ctx.revenue | short} {ctx.availability}</p>", "", "1,200 1200 64 million 99.95"},
	{"<p>{ctx.rto} {ctx.rpo} {2d} {1d} {90m}</p>", "", "4 hours 1 minute 2 days 24 hours 90 minutes"},
	{"<p>{review.date}, {review.date | month}, {review.date | bare}, {report.date}, {report.version}</p>", "",
	 "31 January 2026, January 2026, 2026-01-31, 1 February 2026, 9.9"},
	{"<p>{ctx.regulations}; {ctx.regulations | or}; {ctx.goals | quoted}</p>", "", "GDPR, DORA and PCI DSS; GDPR, DORA or PCI DSS; <<grow>>"},
	{"<p>{ctx.size | capital} {ctx.data}</p>", "", "Very small health"},
	{"<p>{review.counts.medium | words} {review.counts.all | words | capital}</p>", "", "one Two"},
	{"<p>{review.lenses}</p>", "", "Tiny Lens"},
	{"<p>{percent(review.practices.hits, review.practices.of)}%</p>", "", "50%"},
	{"<p>{\"a | b\"}</p>", "", "a | b"},
	/* What is not known takes its words with it. */
	{"<p>a <strong>b {review.owner}</strong> c</p>", "", "a c"},
	{"<p>a</p><p>x {review.owner}</p>", "", "a"},
	{"<p>{@a} {@b}</p>", "a: 'Owner: {review.owner}.'\n  b: Yes.", "Yes."},
	{"<p>{@a}</p>", "a: ['by {review.owner}', 'by {review.client}', never]", "by Acme"},
	{"<p>{@a}!</p>", "a: [{when: review.counts.high > 0, say: bad}, {when: review.counts.high == 0, say: 'good {review.client}'}]", "good Acme!"},
	{"<p>{@a}</p><p>b</p>", "a: {when: review.counts.high > 0, say: bad}", "b"},
	{"<p>{@a}</p><p>b</p>", "a: 'x {@b}'\n  b: {when: review.counts.high > 0, say: bad}", "b"},
	{"<p>{@group.sub.a}</p>", "group: {sub: {a: deep}}", "deep"},
	/* Plurals. */
	{"<p>{@a}</p>", "a: {by: review.counts.high, '0': none, one: one, other: many}", "none"},
	{"<p>{@a}</p>", "a: {by: review.counts.high, one: one, other: many}", "many"},
	{"<p>{@a}</p>", "a: {by: review.counts.medium, other: many, one: one}", "one"},
	{"<p>{@a}</p>", "a: {by: review.counts.medium, one: one, '1': exactly, other: many}", "exactly"},
	{"<p>{@a}</p>", "a: {by: review.counts.all, '2': both, other: '{review.counts.all}'}", "both"},
	{"<p>{@a}</p><p>b</p>", "a: {by: ctx.engineers, other: x}", "b"},
	/* Control. */
	{"<for each='f' in='review.findings' index='i'><p>{i} {f.number}</p></for>", "", "1 CARE 1 2 CARE 2"},
	{"<p><for each='f' in='review.findings' order='f.number' descending='yes' limit='1'>{f.number}</for></p>", "", "CARE 2"},
	{"<for each='f' in='review.findings' from='2'><p>{f.number}</p></for>", "", "CARE 2"},
	{"<for each='f' in='review.findings' where='f.risk == high'><p>x</p><else><p>no {review.client}</p></else></for>", "", "no Acme"},
	{"<for each='r' in='ctx.regulations'><p>{r}</p></for>", "", "GDPR DORA PCI DSS"},
	{"<if test='ctx.engineers &gt; 3'><p>a</p><else><p>b</p></else></if>", "", "b"},
	{"<let name='c' value='review.counts'/><p>{c.answered} of {c.all}</p>", "", "1 of 2"},
	{"<for each='f' in='review.findings' order='f.severity'><let name='n' value='f.number'/><p>{n}</p></for>", "", "CARE 2 CARE 1"},
	/* White space and quotes. */
	{"<p>  a\n   b <em> c</em>  </p>", "", "a b c"},
	{"<p>{@none} a <strong>b</strong> <em>c</em>, \"it's\"</p>", "none: ''", "a b c, \xE2\x80\x9Cit\xE2\x80\x99s\xE2\x80\x9D"},
	/* Words among blocks. */
	{"<box label='x'>a <strong>b</strong><p>c</p>d</box>", "", "a b c d"},
	{"<p><badge risk='medium'/> <badge risk='high' label='oh'/></p>", "", "Medium risk oh"},
};

static void test_sayings(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(sayings); i++) {
		struct stage stage = stage_open();
		const char *report = str_format(stage.arena, "<report title='t'>%s</report>", sayings[i].body).text, *text;

		open_assessment(&stage, FRAMEWORK, REVIEW, 1);
		open_template(&stage, report, wording_with(stage.arena, sayings[i].sentences));
		if (stage.template == NULL)
			g_error("%s: %s", report, stage_said(&stage).text);
		text = doc_text(stage.arena, stage_compose(&stage)).text;
		g_assert_cmpuint(diags_errors(stage.diags), ==, 0);
		g_assert_cmpstr(text, ==, sayings[i].text);
		arena_free(stage.arena);
	}
}

/* ---- Shapes ---- */

static const struct {
	const char *body, *dump;
} shapes[] = {
	/* Nothing is left of what is empty. */
	{"<section title='s'><list><for each='f' in='review.findings' where='f.risk == high'><item>x</item></for></list></section><p>a</p>",
	 "  paragraph: a\n"},
	{"<table title='t'><column>h</column></table><numbers/><chart kind='dots' title='c'/><quote><p> </p></quote><p>a</p>", "  paragraph: a\n"},
	/* Links to what is not there become words; of two equal anchors the first stays. */
	{"<p><link to='gone'>a <em>b</em></link> <link to='here'>c</link></p><p anchor='here'>d</p><p anchor='here'>e</p>",
	 "  paragraph: a {emphasis b} {link #here c}\n  paragraph #here: d\n  paragraph: e\n"},
	{"<p><link url='javascript:x'>a</link> <link url='https://a.example/it&apos;s'>b</link></p>",
	 "  paragraph: a {link https://a.example/it's b}\n"},
	/* Sections: numbers, wrapping. */
	{"<section title='a' number='auto'><section title='b' number='auto'><p>x</p></section></section><section title='c' "
	 "number='auto'><p>y</p></section>",
	 "  section 1 number=\"1\"\n    heading: a\n    section 2 number=\"1.1\"\n      heading: b\n      paragraph: x\n  section 1 number=\"2\"\n   "
	 " heading: c\n"
	 "    paragraph: y\n"},
	{"<section title='a' wrap='review.counts.all == 1'><p>x</p></section>", "  paragraph: x\n"},
	{"<section title='a' badge='medium' anchor='A b!' break='page' contents='no'><p>x</p></section>",
	 "  section #a-b- 1 page-break not-in-contents\n    heading: a {badge medium Medium risk}\n    paragraph: x\n"},
	/* Tables and charts. */
	{"<table title='t' row-heads='yes'><column width='2'>A</column><column align='end'>B</column><row><cell>1</cell><cell>2</cell></row></table>",
	 "  table title=\"t\" header-rows=1 header-column columns=2/start,0/end\n    row\n      cell header\n        paragraph: A\n      cell "
	 "header\n        paragraph: B\n"
	 "    row\n      cell header\n        paragraph: 1\n      cell\n        paragraph: 2\n"},
	{"<table title='t'><column/><column/><row><cell span='2'>1</cell></row></table>",
	 "  table title=\"t\" header-rows=0 columns=0/start,0/start\n    row\n      cell span=2\n        paragraph: 1\n"},
	{"<chart kind='stack' title='T' alt='All.' axis='x'><for each='p' in='review.pillars'><line label='{p.title}' note='of {p.counts.all}' "
	 "alt='{p.title}:'>"
	 "<value risk='high' amount='p.counts.high' alt='none'/><value risk='medium' amount='p.counts.medium' of='p.counts.all' "
	 "alt='one'/></line></for></chart>",
	 "  figure stack title=\"T\" alt=\"All. Care: one.\" axis=\"x\" medium=\"Medium risk\" row label=\"Care\" note=\"of 2\" [medium 1/2 "
	 "label=\"Medium risk\"]\n"},
	{"<numbers><number amount='{review.counts.all}' label='l' detail='d' risk='none'/><number amount='{review.owner}' label='gone'/></numbers>",
	 "  numbers [2 none label=\"l\" detail=\"d\"]\n"},
	/* CommonMark of people, with a role. */
	{"<for each='f' in='review.findings'><markdown value='f.notes' role='note'/></for>", "  paragraph .note: Seen.\n"},
};

static void test_shapes(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
		struct stage stage = stage_open();
		GString *dump = g_string_new(NULL);

		open_assessment(&stage, FRAMEWORK, REVIEW, 1);
		open_template(&stage, str_format(stage.arena, "<report title='t'>%s</report>", shapes[i].body).text, wording_with(stage.arena, ""));
		if (stage.template == NULL)
			g_error("%s: %s", shapes[i].body, stage_said(&stage).text);
		doc_dump(stage_compose(&stage), dump);
		g_assert_cmpstr(strchr(dump->str, '\n') + 1, ==, shapes[i].dump);
		g_assert_cmpuint(diags_errors(stage.diags), ==, 0);
		g_string_free(dump, TRUE);
		arena_free(stage.arena);
	}
}

/* ---- Bounds ---- */

static void test_depth(void)
{
	GString *report = g_string_new("<report title='x'>");
	struct stage stage = stage_open();

	for (int i = 0; i < 50; i++)
		g_string_append(report, "<box>");
	for (int i = 0; i < 50; i++)
		g_string_append(report, "</box>");
	g_string_append(report, "</report>");
	open_template(&stage, report->str, wording_with(stage.arena, ""));
	g_assert_nonnull(strstr(stage_said(&stage).text, "[TEMPLATE_TOO_DEEP]"));
	g_string_free(report, TRUE);
	arena_free(stage.arena);
}

/* Loops in loops: 2 to the power of 24 paragraphs are refused, soon and with the place. */
static void test_size(void)
{
	GString *report = g_string_new("<report title='x'>");
	struct stage stage = stage_open();

	for (int i = 0; i < 24; i++)
		g_string_append_printf(report, "<for each='f%d' in='review.findings'>", i);
	g_string_append(report, "<p>x</p>");
	for (int i = 0; i < 24; i++)
		g_string_append(report, "</for>");
	g_string_append(report, "</report>");
	open_assessment(&stage, FRAMEWORK, REVIEW, 1);
	open_template(&stage, report->str, wording_with(stage.arena, ""));
	g_assert_nonnull(stage.template);
	stage_compose(&stage);
	g_assert_nonnull(strstr(stage_said(&stage).text, "[COMPOSE_TOO_LARGE]"));
	g_assert_cmpuint(diags_errors(stage.diags), ==, 1);
	g_string_free(report, TRUE);
	arena_free(stage.arena);
}

static void test_row(void)
{
	struct stage stage = stage_open();

	open_assessment(&stage, FRAMEWORK, REVIEW, 1);
	open_template(&stage, "<report title='x'>\n<table title='t'><column/><column/><row><cell>1</cell></row></table></report>",
		      wording_with(stage.arena, ""));
	g_assert_nonnull(stage.template);
	stage_compose(&stage);
	g_assert_nonnull(strstr(stage_said(&stage).text, "report.xml:2:36: error: this row has 1 columns, and its table 2 [COMPOSE_ROW]"));
	arena_free(stage.arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/template/faults", test_faults);
	g_test_add_func("/template/wordings", test_wordings);
	g_test_add_func("/template/hints", test_hints);
	g_test_add_func("/template/once", test_once);
	g_test_add_func("/template/paths", test_paths);
	g_test_add_func("/template/sayings", test_sayings);
	g_test_add_func("/template/shapes", test_shapes);
	g_test_add_func("/template/depth", test_depth);
	g_test_add_func("/template/size", test_size);
	g_test_add_func("/template/row", test_row);
	return g_test_run();
}
