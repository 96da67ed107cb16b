/* From plans to work items: ids that stay, a body for each, labels, and what was agreed. */
#include "work_items.h"

#include <string.h>

#include "expr/advice.h"

/* One review on its way to items. */
struct making {
	struct arena *arena;
	const struct assessment *assessment;
	const struct priorities *priorities;
	uint32_t **places; /* [lens][choice]: number of the item, counted from 1; 0: none */
	struct work_item *items;
	uint32_t first; /* of this review */
};

const char *horizon_name(enum horizon horizon)
{
	static const char *const names[] = {[HORIZON_NOW] = "now", [HORIZON_NEXT] = "next", [HORIZON_LATER] = "later"};

	return names[horizon];
}

struct str work_line(struct arena *arena, struct str text)
{
	GString *line = g_string_new(NULL);

	for (const char *at = str_c(text), *end = at + text.length; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (!g_unichar_isspace(c) && !g_unichar_iscntrl(c) && c != 0xFFFE && c != 0xFFFF)
			g_string_append_unichar(line, c);
		else if (line->len > 0 && line->str[line->len - 1] != ' ')
			g_string_append_c(line, ' ');
	}
	return str_trim(arena, str_take(arena, line));
}

struct str work_cut(struct arena *arena, struct str text, uint32_t most)
{
	const char *end;

	if (g_utf8_strlen(str_c(text), (gssize)text.length) <= (glong)most)
		return text;
	end = g_utf8_offset_to_pointer(text.text, (glong)most - 1);
	return str_format(arena, "%.*s\xE2\x80\xA6", (int)(end - text.text), text.text);
}

struct str work_date(struct arena *arena, struct date date)
{
	return date.year == 0 ? STR("") : str_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* ---- Ids and labels ---- */

/* Each part is preceded by its length, so that no two lists of parts are one text. */
static struct str stable_id(struct arena *arena, const struct work_item *item)
{
	const struct review *review = item->assessment->review;
	struct str workload = str_is_empty(review->workload_id) ? review->workload : review->workload_id;
	const struct str parts[] = {review->client, workload, item->framework->id, item->question->id, item->choice->id, STR("give up")};
	GString *all = g_string_new(NULL);
	struct str id;
	char *sum;

	for (size_t i = 0; i < G_N_ELEMENTS(parts) - !item->stops; i++)
		g_string_append_printf(all, "%u:%s", parts[i].length, str_c(parts[i]));
	sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all->str, (gssize)all->len);
	id = str_format(arena, "pl-%.16s", sum);
	g_free(sum);
	g_string_free(all, TRUE);
	return id;
}

/* "cost-optimization" of "costOptimization"; all but letters and digits become hyphens. */
static struct str label(struct arena *arena, const char *kind, struct str id)
{
	GString *out = g_string_new(kind);

	for (const char *at = str_c(id); *at != '\0'; at++) {
		bool begins = g_ascii_isupper(*at) && at > id.text && g_ascii_islower(at[-1]);

		if ((begins || !g_ascii_isalnum(*at)) && out->str[out->len - 1] != '-')
			g_string_append_c(out, '-');
		if (g_ascii_isalnum(*at))
			g_string_append_c(out, g_ascii_tolower(*at));
	}
	g_string_truncate(out, MIN(out->len, 50));
	while (out->len > 0 && out->str[out->len - 1] == '-')
		g_string_truncate(out, out->len - 1);
	return str_take(arena, out);
}

static void add_labels(struct arena *arena, struct work_item *item)
{
	const struct review *review = item->assessment->review;
	const struct str labels[] = {
		STR(WORK_LABEL),
		label(arena, "risk-", str_of(risk_name(item->step.risk))),
		label(arena, "when-", str_of(horizon_name(item->step.when))),
		label(arena, "pillar-", item->pillar->id),
		label(arena, "workload-", str_is_empty(review->workload_id) ? review->workload : review->workload_id),
	};
	struct str *copy = arena_array(arena, struct str, G_N_ELEMENTS(labels));

	memcpy(copy, labels, sizeof labels);
	item->labels = copy;
	item->label_count = G_N_ELEMENTS(labels);
}

/* ---- The body ---- */

static void add_fact(struct arena *arena, struct doc *parent, const char *name, struct str text)
{
	struct doc *paragraph = doc_add(arena, parent, DOC_PARAGRAPH);

	doc_add_text(arena, doc_add(arena, paragraph, DOC_STRONG), str_format(arena, "%s:", name));
	doc_add_text(arena, paragraph, str_format(arena, " %s", str_c(text)));
}

/* What the framework advises, and what it adds for such a client. */
static void add_advice(const struct making *making, const struct work_item *item, struct doc *body)
{
	const struct lens_assessment *lens = &making->assessment->lenses[item->step.lens];
	const struct choice *choice = item->choice;

	doc_add_markdown(making->arena, body, choice->advice, choice->span);
	for (uint32_t i = 0; i < choice->variant_count; i++)
		if (advice_holds(ruleset_choice_variant(lens->ruleset, item->step.choice, i), &making->assessment->review->context, lens->standing,
				 making->arena))
			doc_add_markdown(making->arena, body, choice->variants[i].text, choice->variants[i].text_span);
}

static void add_reasons(const struct making *making, const struct work_item *item, struct doc *body)
{
	const struct question_priority *priority = &making->priorities->lenses[item->step.lens][item->step.question];

	for (uint32_t i = 0; i < priority->fired_count; i++)
		add_fact(making->arena, body, priority->fired[i]->raises ? "Raised" : "Lowered",
			 work_line(making->arena, priority->fired[i]->reason));
}

static void add_link(struct arena *arena, struct doc *list, const struct link *link)
{
	struct doc *item = doc_add(arena, list, DOC_ITEM), *leads;

	add_fact(arena, item, "Read more", STR(""));
	leads = item->first;
	if (doc_url_is_safe(link->url)) {
		leads = doc_add(arena, leads, DOC_LINK);
		leads->as.link.url = link->url;
	}
	doc_add_text(arena, leads, work_line(arena, str_is_empty(link->title) ? link->url : link->title));
}

static void add_list(const struct making *making, const struct work_item *item, struct doc *body)
{
	struct doc *list = doc_add(making->arena, body, DOC_LIST);

	list->as.list.tight = true;
	for (int i = 0; i < WORK_FIELD_COUNT; i++) {
		struct str text = work_fields[i].in_body ? work_field(making->arena, item, (enum work_field)i) : STR("");

		if (!str_is_empty(text))
			add_fact(making->arena, doc_add(making->arena, list, DOC_ITEM), work_fields[i].title, text);
	}
	for (uint32_t i = 0; i < item->choice->link_count; i++)
		add_link(making->arena, list, &item->choice->links[i]);
}

/* Advice is about putting a practice in place. */
static const struct doc *make_body(const struct making *making, const struct work_item *item)
{
	struct doc *body = doc_new(making->arena, DOC_DOCUMENT);

	add_fact(making->arena, body, "Question", item->asks);
	if (item->stops)
		add_fact(making->arena, body, "Give up", STR("This is in place, and the rules count it against the question. It has to go."));
	else if (!str_is_empty(item->before))
		add_fact(making->arena, body, "Comes first",
			 str_format(making->arena, "Its question is not at risk, but this has to be in place before \"%s\".", item->before.text));
	if (!item->stops)
		add_advice(making, item, body);
	add_reasons(making, item, body);
	add_list(making, item, body);
	return body;
}

/* ---- Items ---- */

static const struct planned *find_planned(const struct review *review, const struct step *step)
{
	for (uint32_t i = 0; i < review->planned_count; i++)
		if (review->planned[i].lens == step->lens && review->planned[i].choice == step->choice)
			return &review->planned[i];
	return NULL;
}

static uint32_t urgency_of(const struct step *step)
{
	if (step->when == HORIZON_NOW)
		return step->priority == PRIORITY_RAISED ? 1 : 2;
	return step->when == HORIZON_NEXT ? 3 : 4;
}

static struct str title_of(struct arena *arena, const struct work_item *item)
{
	struct str title = work_line(arena, item->choice->title);

	if (str_is_empty(title))
		title = item->choice->id;
	return work_cut(arena, item->stops ? str_format(arena, "Give up: %s", title.text) : title, WORK_TITLE);
}

static struct work_item make_item(const struct making *making, const struct work_step *from)
{
	const struct step *step = &from->step;
	const struct lens_assessment *lens = &making->assessment->lenses[step->lens];
	const struct framework *framework = lens->ruleset->framework;
	struct work_item item = {
		.assessment = making->assessment,
		.framework = framework,
		.step = *step,
		.stops = from->stops,
		.serves = step->question,
		.question = &framework->questions[step->question],
		.choice = &framework->choices[step->choice],
		.finding = &lens->findings[step->question],
	};

	item.pillar = &framework->pillars[item.question->pillar];
	item.id = stable_id(making->arena, &item);
	item.title = title_of(making->arena, &item);
	item.code = work_line(making->arena, str_is_empty(item.choice->code) ? item.choice->id : item.choice->code);
	item.asks = work_line(making->arena, str_format(making->arena, "%s %s", str_c(item.question->number), str_c(item.question->title)));
	item.urgency = urgency_of(step);
	item.planned = find_planned(making->assessment->review, step);
	add_labels(making->arena, &item);
	return item;
}

static struct work_item *item_for(const struct making *making, uint32_t lens, uint32_t choice)
{
	uint32_t place = making->places[lens][choice];

	return place == 0 ? NULL : &making->items[making->first + place - 1];
}

static bool is_at_risk(const struct work_item *item)
{
	return item->step.risk == RISK_HIGH || item->step.risk == RISK_MEDIUM;
}

/* Known only once all items are: those that come before, as far as they are work too. Giving up waits for nothing. */
static void add_after(const struct making *making, struct work_item *item)
{
	struct str *after = arena_array(making->arena, struct str, item->choice->after_count);

	for (uint32_t i = 0; i < item->choice->after_count && !item->stops; i++) {
		struct work_item *before = item_for(making, item->step.lens, item->choice->after[i]);

		if (before == NULL || before->stops)
			continue;
		after[item->after_count++] = before->id;
		if (!is_at_risk(before)) {
			before->serves = item->serves;
			before->before = item->title;
		}
	}
	item->after = after;
}

/* The last first, so that what serves a question through others is told when its turn comes. */
static void make_items(struct making *making, const struct work_steps *steps)
{
	for (uint32_t i = 0; i < steps->count; i++) {
		const struct step *step = &steps->items[i].step;

		making->items[making->first + i] = make_item(making, &steps->items[i]);
		making->places[step->lens][step->choice] = i + 1;
	}
	for (uint32_t i = steps->count; i-- > 0;)
		add_after(making, &making->items[making->first + i]);
	for (uint32_t i = 0; i < steps->count; i++)
		making->items[making->first + i].body = make_body(making, &making->items[making->first + i]);
}

static struct making start(struct arena *arena, const struct assessment *assessment, struct work_item *items, uint32_t first)
{
	struct making making = {arena, assessment, priorities_derive(arena, assessment), arena_array(arena, uint32_t *, assessment->lens_count),
				items, first};

	for (uint32_t i = 0; i < assessment->lens_count; i++)
		making.places[i] = arena_array(arena, uint32_t, assessment->lenses[i].ruleset->framework->choice_count);
	return making;
}

/* Two reviews of one workload: the earlier and the later one, say. */
static bool check_ids(const struct work_list *list, struct diags *diags)
{
	GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
	bool good = true;

	for (uint32_t i = 0; i < list->count && good; i++) {
		const struct work_item *other = g_hash_table_lookup(known, list->items[i].id.text);

		if (other != NULL)
			good = diag(diags, EMIT_SAME_WORKLOAD, NO_SPAN, str_c(other->assessment->review->source->path),
				    str_c(list->items[i].assessment->review->source->path));
		g_hash_table_insert(known, (gpointer)list->items[i].id.text, (gpointer)&list->items[i]);
	}
	g_hash_table_destroy(known);
	return good;
}

const struct work_list *work_list_derive(struct arena *arena, const struct emit_input *input, struct diags *diags)
{
	struct work_steps *steps = arena_array(arena, struct work_steps, input->assessment_count);
	struct work_list *list = arena_one(arena, struct work_list);
	struct work_item *items;
	uint32_t count = 0;

	for (uint32_t i = 0; i < input->assessment_count; i++) {
		steps[i] = work_steps_derive(arena, input->assessments[i], input->capacity);
		count += steps[i].count;
	}
	items = arena_array(arena, struct work_item, count);
	list->items = items;
	for (uint32_t i = 0; i < input->assessment_count; i++) {
		struct making making = start(arena, input->assessments[i], items, list->count);

		make_items(&making, &steps[i]);
		list->count += steps[i].count;
	}
	return check_ids(list, diags) ? list : NULL;
}
