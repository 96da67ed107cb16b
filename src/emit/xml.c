/* The risk list as XML: assessments > review > framework > (counts, question > (rule?, selected*, missing*)). */
#include "risk_list.h"

/* Characters that XML 1.0 cannot hold become the replacement character. */
static bool is_allowed(gunichar c)
{
	return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xFFFE && c != 0xFFFF;
}

static const char *entity_of(gunichar c)
{
	static const struct {
		gunichar c;
		const char *entity;
	} entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\n', "&#10;"}, {'\r', "&#13;"}, {'\t', "&#9;"}};

	for (size_t i = 0; i < G_N_ELEMENTS(entities); i++)
		if (entities[i].c == c)
			return entities[i].entity;
	return NULL;
}

static void append_escaped(GString *out, const char *text)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		const char *entity = entity_of(c);

		if (entity != NULL)
			g_string_append(out, entity);
		else
			g_string_append_unichar(out, is_allowed(c) ? c : 0xFFFD);
	}
}

/* Nothing for an empty value: an absent attribute says "not known". */
static void append_attribute(GString *out, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	g_string_append_printf(out, " %s=\"", name);
	append_escaped(out, value);
	g_string_append_c(out, '"');
}

static void append_choices(GString *out, const char *name, const struct framework *framework, const uint32_t *choices, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		g_string_append_printf(out, "        <%s", name);
		append_attribute(out, "choice", str_c(framework->choices[choices[i]].id));
		g_string_append(out, "/>\n");
	}
}

static void append_question(GString *out, const struct risk_item *item)
{
	const struct finding *finding = item->finding;
	const char *rule = risk_rule(finding);

	g_string_append(out, "      <question");
	append_attribute(out, "id", str_c(item->question->id));
	append_attribute(out, "number", str_c(item->question->number));
	append_attribute(out, "pillar", str_c(item->pillar->id));
	append_attribute(out, "risk", risk_name(finding->risk));
	append_attribute(out, "stated", finding->is_stated ? "true" : "");
	g_string_append(out, ">\n");
	if (rule != NULL) {
		g_string_append(out, "        <rule>");
		append_escaped(out, rule);
		g_string_append(out, "</rule>\n");
	}
	append_choices(out, "selected", item->framework, finding->selected, finding->selected_count);
	append_choices(out, "missing", item->framework, finding->missing, finding->missing_count);
	g_string_append(out, "      </question>\n");
}

static void append_framework(GString *out, const struct assessment *assessment, uint32_t lens)
{
	const struct lens_assessment *answers = &assessment->lenses[lens];
	const struct framework *framework = answers->ruleset->framework;

	g_string_append(out, "    <framework");
	append_attribute(out, "id", str_c(framework->id));
	append_attribute(out, "version", str_c(framework->version));
	append_attribute(out, "title", str_c(framework->title));
	g_string_append(out, ">\n      <counts");
	for (int risk = 0; risk < RISK_COUNT; risk++)
		g_string_append_printf(out, " %s=\"%u\"", risk_name((enum risk)risk), answers->counts.of[risk]);
	g_string_append(out, "/>\n");
	for (uint32_t i = 0; i < framework->question_count; i++) {
		struct risk_item item = risk_item_of(assessment, lens, i);

		append_question(out, &item);
	}
	g_string_append(out, "    </framework>\n");
}

static void append_review(GString *out, const struct assessment *assessment)
{
	const struct review *review = assessment->review;
	GString *date = g_string_new(NULL);

	risk_append_date(date, review->held);
	g_string_append(out, "  <review");
	append_attribute(out, "file", str_c(review->source->path));
	append_attribute(out, "client", str_c(review->client));
	append_attribute(out, "workload", str_c(review->workload));
	append_attribute(out, "date", date->str);
	g_string_append(out, ">\n");
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		append_framework(out, assessment, i);
	g_string_append(out, "  </review>\n");
	g_string_free(date, TRUE);
}

static bool write_xml(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	(void)arena;
	(void)diags;
	g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<assessments>\n");
	for (uint32_t i = 0; i < input->assessment_count; i++)
		append_review(out, input->assessments[i]);
	g_string_append(out, "</assessments>\n");
	return true;
}

const struct backend backend_xml = {"xml", ".xml", FEED_ASSESSMENTS, write_xml};
