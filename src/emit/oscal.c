/* Reviews as OSCAL assessment results (version 1.1): an observation and a finding for each answered question, a risk for each one at risk, and as its
 * remediations the work items. */
#include "markup.h"
#include "tree_writer.h"
#include "work_items.h"

#define OSCAL_VERSION "1.1.2"
#define PROPERTIES    "urn:plumbline:oscal"

/* RFC 4122, version 5, in a name space of our own. */
static const guint8 name_space[16] = {0x5B, 0x0E, 0x3A, 0x91, 0x64, 0xC7, 0x4D, 0x1F, 0x9A, 0x52, 0x2E, 0xF0, 0x18, 0x7D, 0xB6, 0x43};

struct oscal {
	struct arena *arena;
	struct tree_writer writer;
	const struct work_list *list;
	uint32_t next; /* work item */
	const struct assessment *assessment;
	const struct lens_assessment *lens;
	uint32_t number; /* of the lens */
	struct str date;
};

static struct str uuid(struct arena *arena, const char *kind, struct str name)
{
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA1);
	guint8 d[20];
	gsize length = sizeof d;

	g_checksum_update(sum, name_space, sizeof name_space);
	g_checksum_update(sum, (const guchar *)kind, -1);
	g_checksum_update(sum, (const guchar *)"\n", 1);
	g_checksum_update(sum, (const guchar *)str_c(name), (gssize)name.length);
	g_checksum_get_digest(sum, d, &length);
	g_checksum_free(sum);
	d[6] = (guint8)((d[6] & 0x0F) | 0x50);
	d[8] = (guint8)((d[8] & 0x3F) | 0x80);
	return str_format(arena, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", d[0], d[1], d[2], d[3], d[4], d[5], d[6],
			  d[7], d[8], d[9], d[10], d[11], d[12], d[13], d[14], d[15]);
}

/* What identifies a result, whenever it is written: as for work items. */
static struct str result_name(const struct oscal *oscal)
{
	const struct review *review = oscal->assessment->review;
	struct str workload = str_is_empty(review->workload_id) ? review->workload : review->workload_id;

	return str_format(oscal->arena, "%u:%s%u:%s%s", review->client.length, str_c(review->client), workload.length, str_c(workload),
			  str_c(oscal->lens->ruleset->framework->id));
}

static struct str question_uuid(const struct oscal *oscal, const char *kind, const struct question *question)
{
	return uuid(oscal->arena, kind, str_format(oscal->arena, "%s/%s", result_name(oscal).text, str_c(question->id)));
}

/* OSCAL's token: begins with a letter or "_"; letters, digits, ".", "-" and "_". */
static struct str token(struct arena *arena, struct str id)
{
	GString *out = g_string_new(g_ascii_isalpha(*str_c(id)) ? "" : "_");

	for (const char *at = str_c(id); *at != '\0'; at++)
		g_string_append_c(out, g_ascii_isalnum(*at) || *at == '.' || *at == '-' ? *at : '_');
	return str_take(arena, out);
}

/* A text in one line that is Markdown; a stand-in where it is empty, since OSCAL wants one. */
static struct str words(struct arena *arena, struct str text, const char *otherwise)
{
	GString *out = g_string_new(NULL);

	markup_markdown_text(out, work_line(arena, text));
	if (out->len == 0)
		g_string_append(out, otherwise);
	return str_take(arena, out);
}

static struct str prose(struct arena *arena, const struct doc *blocks, const char *otherwise)
{
	GString *out = g_string_new(NULL);

	markup_markdown(out, blocks, "");
	if (out->len == 0)
		g_string_append(out, otherwise);
	return str_take(arena, out);
}

/* Nothing for an empty value, which OSCAL refuses. */
static void property(struct oscal *oscal, const char *name, struct str value)
{
	struct str line = work_line(oscal->arena, value);

	if (str_is_empty(line))
		return;
	tree_map(&oscal->writer, NULL);
	tree_text(&oscal->writer, "name", str_of(name));
	tree_text(&oscal->writer, "ns", STR(PROPERTIES));
	tree_text(&oscal->writer, "value", line);
	tree_close(&oscal->writer);
}

static void reference(struct oscal *oscal, const char *list, const char *key, struct str to)
{
	tree_list(&oscal->writer, list);
	tree_map(&oscal->writer, NULL);
	tree_text(&oscal->writer, key, to);
	tree_close(&oscal->writer);
	tree_close(&oscal->writer);
}

static struct str instant(const struct oscal *oscal, struct date date)
{
	return date.year == 0 ? oscal->date : str_format(oscal->arena, "%sT00:00:00Z", work_date(oscal->arena, date).text);
}

/* ---- Questions ---- */

static const struct question *question_of(const struct oscal *oscal, uint32_t number)
{
	return &oscal->lens->ruleset->framework->questions[number];
}

static struct str asked(const struct oscal *oscal, const struct question *question)
{
	return words(oscal->arena, str_format(oscal->arena, "%s %s", str_c(question->number), str_c(question->title)), "Untitled question");
}

static bool is_at_risk(const struct finding *finding)
{
	return finding->risk == RISK_HIGH || finding->risk == RISK_MEDIUM;
}

static void write_observation(struct oscal *oscal, const struct finding *finding)
{
	const struct question *question = question_of(oscal, finding->question);

	tree_map(&oscal->writer, NULL);
	tree_text(&oscal->writer, "uuid", question_uuid(oscal, "observation", question));
	tree_text(&oscal->writer, "title", asked(oscal, question));
	tree_text(&oscal->writer, "description",
		  str_format(oscal->arena, "%u of %u practices that apply are in place.", finding->selected_count, finding->applicable_count));
	tree_list(&oscal->writer, "methods");
	tree_text(&oscal->writer, NULL, STR("INTERVIEW"));
	tree_close(&oscal->writer);
	tree_text(&oscal->writer, "collected", instant(oscal, oscal->assessment->review->held));
	tree_close(&oscal->writer);
}

static void write_finding(struct oscal *oscal, const struct finding *finding)
{
	const struct question *question = question_of(oscal, finding->question);

	tree_map(&oscal->writer, NULL);
	tree_text(&oscal->writer, "uuid", question_uuid(oscal, "finding", question));
	tree_text(&oscal->writer, "title", asked(oscal, question));
	tree_text(&oscal->writer, "description", str_format(oscal->arena, "Risk: %s.", risk_name(finding->risk)));
	tree_map(&oscal->writer, "target");
	tree_text(&oscal->writer, "type", STR("objective-id"));
	tree_text(&oscal->writer, "target-id", token(oscal->arena, question->id));
	tree_map(&oscal->writer, "status");
	tree_text(&oscal->writer, "state", finding->risk == RISK_NONE ? STR("satisfied") : STR("not-satisfied"));
	tree_close(&oscal->writer);
	tree_close(&oscal->writer);
	reference(oscal, "related-observations", "observation-uuid", question_uuid(oscal, "observation", question));
	if (is_at_risk(finding))
		reference(oscal, "related-risks", "risk-uuid", question_uuid(oscal, "risk", question));
	tree_close(&oscal->writer);
}

/* ---- Risks and what to do about them ---- */

static void write_task(struct oscal *oscal, const struct work_item *item)
{
	struct tree_writer *writer = &oscal->writer;

	if (item->planned == NULL || item->planned->due.year == 0)
		return;
	tree_list(writer, "tasks");
	tree_map(writer, NULL);
	tree_text(writer, "uuid", uuid(oscal->arena, "task", item->id));
	tree_text(writer, "type", STR("milestone"));
	tree_text(writer, "title", words(oscal->arena, item->title, "Untitled practice"));
	tree_map(writer, "timing");
	tree_map(writer, "on-date");
	tree_text(writer, "date", instant(oscal, item->planned->due));
	tree_close(writer);
	tree_close(writer);
	tree_close(writer);
	tree_close(writer);
}

static void write_remediation(struct oscal *oscal, const struct work_item *item)
{
	static const enum work_field fields[] = {WORK_ID, WORK_CODE, WORK_WHEN, WORK_LEVEL, WORK_EFFORT, WORK_PRIORITY, WORK_OWNER, WORK_STATUS};

	tree_map(&oscal->writer, NULL);
	tree_text(&oscal->writer, "uuid", uuid(oscal->arena, "remediation", item->id));
	tree_text(&oscal->writer, "lifecycle", item->planned == NULL ? STR("recommendation") : STR("planned"));
	tree_text(&oscal->writer, "title", words(oscal->arena, item->title, "Untitled practice"));
	tree_text(&oscal->writer, "description", prose(oscal->arena, item->body, "No advice."));
	tree_list(&oscal->writer, "props");
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		property(oscal, work_fields[fields[i]].name, work_field(oscal->arena, item, fields[i]));
	tree_close(&oscal->writer);
	write_task(oscal, item);
	tree_close(&oscal->writer);
}

/* items: those that serve this question. */
static void write_risk(struct oscal *oscal, const struct finding *finding, const struct work_item *const *items, uint32_t count)
{
	const struct question *question = question_of(oscal, finding->question);
	struct doc *why = doc_new(oscal->arena, DOC_DOCUMENT);

	doc_add_markdown(oscal->arena, why, question->why, question->span);
	tree_map(&oscal->writer, NULL);
	tree_text(&oscal->writer, "uuid", question_uuid(oscal, "risk", question));
	tree_text(&oscal->writer, "title", asked(oscal, question));
	tree_text(&oscal->writer, "description", str_format(oscal->arena, "Risk: %s.", risk_name(finding->risk)));
	tree_text(&oscal->writer, "statement", prose(oscal->arena, why, "The framework does not say why."));
	tree_list(&oscal->writer, "props");
	property(oscal, "risk", str_of(risk_name(finding->risk)));
	tree_close(&oscal->writer);
	tree_text(&oscal->writer, "status", STR("open"));
	if (count > 0)
		tree_list(&oscal->writer, "remediations");
	for (uint32_t i = 0; i < count; i++)
		write_remediation(oscal, items[i]);
	if (count > 0)
		tree_close(&oscal->writer);
	reference(oscal, "related-observations", "observation-uuid", question_uuid(oscal, "observation", question));
	tree_close(&oscal->writer);
}

/* ---- Results ---- */

static gint compare_items(gconstpointer left, gconstpointer right)
{
	const struct work_item *a = *(const struct work_item *const *)left, *b = *(const struct work_item *const *)right;

	if (a->step.lens != b->step.lens)
		return a->step.lens < b->step.lens ? -1 : 1;
	if (a->serves != b->serves)
		return a->serves < b->serves ? -1 : 1;
	return (a > b) - (a < b);
}

static uint32_t each_answered(struct oscal *oscal, bool (*wanted)(const struct finding *finding),
			      void (*write)(struct oscal *, const struct finding *))
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < oscal->lens->ruleset->framework->question_count; i++) {
		const struct finding *finding = &oscal->lens->findings[i];

		if (!wanted(finding))
			continue;
		if (write != NULL)
			write(oscal, finding);
		count++;
	}
	return count;
}

static bool is_answered(const struct finding *finding)
{
	return risk_is_answered(finding->risk);
}

static void write_control(struct oscal *oscal, const struct finding *finding)
{
	tree_map(&oscal->writer, NULL);
	tree_text(&oscal->writer, "control-id", token(oscal->arena, question_of(oscal, finding->question)->id));
	tree_close(&oscal->writer);
}

/* An empty list is not allowed. */
static void write_list(struct oscal *oscal, const char *name, void (*write)(struct oscal *, const struct finding *))
{
	if (each_answered(oscal, is_answered, NULL) == 0)
		return;
	tree_list(&oscal->writer, name);
	each_answered(oscal, is_answered, write);
	tree_close(&oscal->writer);
}

static void write_controls(struct oscal *oscal)
{
	tree_map(&oscal->writer, "reviewed-controls");
	tree_list(&oscal->writer, "control-selections");
	tree_map(&oscal->writer, NULL);
	if (each_answered(oscal, is_answered, NULL) == 0) {
		tree_map(&oscal->writer, "include-all");
		tree_close(&oscal->writer);
	}
	write_list(oscal, "include-controls", write_control);
	tree_close(&oscal->writer);
	tree_close(&oscal->writer);
	tree_close(&oscal->writer);
}

static void write_risks(struct oscal *oscal, const GPtrArray *items)
{
	const struct work_item *const *all = (const struct work_item *const *)items->pdata;
	uint32_t first = 0;

	if (each_answered(oscal, is_at_risk, NULL) == 0)
		return;
	while (first < items->len && all[first]->step.lens < oscal->number)
		first++;
	tree_list(&oscal->writer, "risks");
	for (uint32_t i = 0; i < oscal->lens->ruleset->framework->question_count; i++) {
		uint32_t end = first;

		while (end < items->len && all[end]->step.lens == oscal->number && all[end]->serves == i)
			end++;
		if (is_at_risk(&oscal->lens->findings[i]))
			write_risk(oscal, &oscal->lens->findings[i], all + first, end - first);
		first = end;
	}
	tree_close(&oscal->writer);
}

static void write_result(struct oscal *oscal, const GPtrArray *items)
{
	const struct review *review = oscal->assessment->review;
	const struct framework *framework = oscal->lens->ruleset->framework;

	tree_map(&oscal->writer, NULL);
	tree_text(&oscal->writer, "uuid", uuid(oscal->arena, "result", result_name(oscal)));
	tree_text(&oscal->writer, "title",
		  words(oscal->arena, str_format(oscal->arena, "%s: %s", str_c(review->workload), str_c(framework->title)), "Review"));
	tree_text(&oscal->writer, "description",
		  words(oscal->arena, review->description, "A review of the workload in a conversation with those who run it."));
	tree_text(&oscal->writer, "start", instant(oscal, review->held));
	tree_list(&oscal->writer, "props");
	property(oscal, "client", review->client);
	property(oscal, "workload", review->workload);
	property(oscal, "framework", framework->id);
	property(oscal, "framework-version", framework->version);
	property(oscal, "milestone", review->milestone);
	tree_close(&oscal->writer);
	write_controls(oscal);
	write_list(oscal, "observations", write_observation);
	write_risks(oscal, items);
	write_list(oscal, "findings", write_finding);
	tree_close(&oscal->writer);
}

static void write_assessment(struct oscal *oscal)
{
	GPtrArray *items = g_ptr_array_new();

	for (; oscal->next < oscal->list->count && oscal->list->items[oscal->next].assessment == oscal->assessment; oscal->next++)
		g_ptr_array_add(items, (gpointer)&oscal->list->items[oscal->next]);
	g_ptr_array_sort(items, compare_items);
	for (oscal->number = 0; oscal->number < oscal->assessment->lens_count; oscal->number++) {
		oscal->lens = &oscal->assessment->lenses[oscal->number];
		write_result(oscal, items);
	}
	g_ptr_array_free(items, TRUE);
}

/* ---- The document ---- */

static struct str plan_uuid(const struct oscal *oscal)
{
	return uuid(oscal->arena, "plan", STR("questions"));
}

static void write_head(struct oscal *oscal, const struct emit_input *input)
{
	struct tree_writer *writer = &oscal->writer;
	GString *names = g_string_new(oscal->date.text);

	for (uint32_t i = 0; i < input->assessment_count; i++)
		g_string_append_printf(names, "\n%s\n%s\n%s", str_c(input->assessments[i]->review->client),
				       str_c(input->assessments[i]->review->workload_id), str_c(input->assessments[i]->review->workload));
	tree_text(writer, "uuid", uuid(oscal->arena, "document", str_take(oscal->arena, names)));
	tree_map(writer, "metadata");
	tree_text(writer, "title", STR("Results of architecture reviews"));
	tree_text(writer, "last-modified", oscal->date);
	tree_text(writer, "version", str_copy(oscal->arena, oscal->date.text, 10));
	tree_text(writer, "oscal-version", STR(OSCAL_VERSION));
	tree_close(writer);
	tree_map(writer, "import-ap");
	tree_text(writer, "href", str_format(oscal->arena, "#%s", plan_uuid(oscal).text));
	tree_close(writer);
}

/* OSCAL wants a plan: it is the framework's list of questions. */
static void write_back(struct oscal *oscal)
{
	struct tree_writer *writer = &oscal->writer;

	tree_map(writer, "back-matter");
	tree_list(writer, "resources");
	tree_map(writer, NULL);
	tree_text(writer, "uuid", plan_uuid(oscal));
	tree_text(writer, "title", STR("Plan of the assessment"));
	tree_text(writer, "description", STR("The questions of the frameworks that each result names, asked in a conversation."));
	tree_close(writer);
	tree_close(writer);
	tree_close(writer);
}

static bool write_oscal(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	struct oscal oscal = {.arena = arena, .list = work_list_derive(arena, input, diags)};

	if (oscal.list == NULL)
		return false;
	if (input->date.year == 0)
		return diag(diags, EMIT_NO_DATE, NO_SPAN, "OSCAL");
	oscal.date = instant(&oscal, input->date);
	tree_begin(&oscal.writer, NATIVE_JSON, out);
	tree_map(&oscal.writer, "assessment-results");
	write_head(&oscal, input);
	tree_list(&oscal.writer, "results");
	for (uint32_t i = 0; i < input->assessment_count; i++) {
		oscal.assessment = input->assessments[i];
		write_assessment(&oscal);
	}
	tree_close(&oscal.writer);
	write_back(&oscal);
	tree_close(&oscal.writer);
	tree_end(&oscal.writer);
	return true;
}

const struct backend backend_items_oscal = {"oscal", ".oscal.json", FEED_WORK, write_oscal};
