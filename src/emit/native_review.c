/* A review, key by key, in the order in which the manual lists the keys. */
#include "base/hash.h"
#include "tree_writer.h"

static void write_texts(struct tree_writer *writer, const char *key, const struct str *texts, uint32_t count)
{
	if (count == 0)
		return;
	tree_list(writer, key);
	for (uint32_t i = 0; i < count; i++)
		tree_text(writer, NULL, texts[i]);
	tree_close(writer);
}

static void write_workload(struct tree_writer *writer, const struct review *review)
{
	tree_map(writer, "workload");
	tree_some(writer, "id", review->workload_id);
	tree_text(writer, "name", review->workload);
	tree_some(writer, "description", review->description);
	tree_some(writer, "environment", review->environment);
	tree_some(writer, "owner", review->owner);
	tree_some(writer, "team", review->team);
	tree_some(writer, "unit", review->unit);
	write_texts(writer, "regions", review->regions, review->region_count);
	write_texts(writer, "accounts", review->accounts, review->account_count);
	tree_close(writer);
}

static void write_persons(struct tree_writer *writer, const char *key, const struct person *persons, uint32_t count)
{
	if (count == 0)
		return;
	tree_list(writer, key);
	for (uint32_t i = 0; i < count; i++) {
		tree_map(writer, NULL);
		tree_text(writer, "name", persons[i].name);
		tree_some(writer, "role", persons[i].role);
		tree_some(writer, "organisation", persons[i].organisation);
		tree_close(writer);
	}
	tree_close(writer);
}

static void write_fact(struct tree_writer *writer, const struct fact_kind *kind, const struct fact *fact)
{
	if (kind->type == FACT_NUMBER || kind->type == FACT_PERCENT)
		tree_number(writer, kind->key, fact->text);
	else if (kind->type != FACT_WORDS && kind->type != FACT_TEXTS)
		tree_text(writer, kind->key, fact->text);
	else {
		tree_list(writer, kind->key);
		for (uint32_t i = 0; i < fact->item_count; i++)
			tree_text(writer, NULL, fact->items[i]);
		tree_close(writer);
	}
}

static void write_context(struct tree_writer *writer, const struct context *context)
{
	bool any = false;

	for (enum fact_key at = 0; at < FACT_COUNT; at++) {
		if (!context->facts[at].known)
			continue;
		if (!any)
			tree_map(writer, "context");
		any = true;
		write_fact(writer, &fact_kinds[at], &context->facts[at]);
	}
	if (any)
		tree_close(writer);
}

/* One question of a review. */
struct answered {
	const struct lens *lens;
	const struct question *question;
	const struct answer *answer;
	const uint32_t *remark_of; /* per choice: the place of its remark in the answer + 1 */
};

static void write_selected(struct tree_writer *writer, const struct answered *answered)
{
	bool any = false;

	for (uint32_t i = 0; i < answered->question->choice_count; i++) {
		uint32_t choice = answered->question->first_choice + i;

		if (!bits_has(answered->lens->chosen, choice))
			continue;
		if (!any)
			tree_list(writer, "selected");
		any = true;
		tree_text(writer, NULL, answered->lens->framework->choices[choice].id);
	}
	if (any)
		tree_close(writer);
}

static struct choice_remark remark_on(const struct answered *answered, uint32_t choice)
{
	uint32_t place = answered->remark_of[choice];

	return place == 0 ? (struct choice_remark){.choice = choice} : answered->answer->remarks[place - 1];
}

/* To be freed with g_free. */
static uint32_t *index_remarks(const struct lens *lens)
{
	uint32_t *places = g_new0(uint32_t, lens->framework->choice_count + 1);

	for (uint32_t q = 0; q < lens->framework->question_count; q++)
		for (uint32_t i = lens->answers[q].remark_count; i-- > 0;)
			places[lens->answers[q].remarks[i].choice] = i + 1;
	return places;
}

static void write_not_applicable(struct tree_writer *writer, struct str id, const struct choice_remark *remark)
{
	if (str_is_empty(remark->reason) && str_is_empty(remark->notes)) {
		tree_text(writer, NULL, id);
		return;
	}
	tree_map(writer, NULL);
	tree_text(writer, "choice", id);
	tree_some(writer, "reason", remark->reason);
	tree_some(writer, "notes", remark->notes);
	tree_close(writer);
}

static void write_all_not_applicable(struct tree_writer *writer, const struct answered *answered)
{
	bool any = false;

	for (uint32_t i = 0; i < answered->question->choice_count; i++) {
		uint32_t choice = answered->question->first_choice + i;
		struct choice_remark remark = remark_on(answered, choice);

		if (!bits_has(answered->lens->not_applicable, choice))
			continue;
		if (!any)
			tree_list(writer, "not_applicable");
		any = true;
		write_not_applicable(writer, answered->lens->framework->choices[choice].id, &remark);
	}
	if (any)
		tree_close(writer);
}

static void write_choice_note(struct tree_writer *writer, const char *id, const struct choice_remark *remark)
{
	if (str_is_empty(remark->reason)) {
		tree_text(writer, id, remark->notes);
		return;
	}
	tree_map(writer, id);
	tree_text(writer, "reason", remark->reason);
	tree_some(writer, "notes", remark->notes);
	tree_close(writer);
}

static void write_choice_notes(struct tree_writer *writer, const struct answered *answered)
{
	bool any = false;

	for (uint32_t i = 0; i < answered->question->choice_count; i++) {
		uint32_t choice = answered->question->first_choice + i;
		struct choice_remark remark = remark_on(answered, choice);

		if (bits_has(answered->lens->not_applicable, choice) || (str_is_empty(remark.notes) && str_is_empty(remark.reason)))
			continue;
		if (!any)
			tree_map(writer, "choice_notes");
		any = true;
		write_choice_note(writer, str_c(answered->lens->framework->choices[choice].id), &remark);
	}
	if (any)
		tree_close(writer);
}

static void write_answer(struct tree_writer *writer, const char *key, const struct answered *answered)
{
	tree_map(writer, key);
	write_selected(writer, answered);
	if (answered->answer->none_of_these)
		tree_flag(writer, "none", true);
	write_all_not_applicable(writer, answered);
	if (answered->answer->not_applicable)
		tree_flag(writer, "applicable", false);
	tree_some(writer, "reason", answered->answer->reason);
	if (answered->answer->partial)
		tree_flag(writer, "partial", true);
	tree_some(writer, "answered_as", answered->answer->answered_as);
	tree_some(writer, "stated_risk", answered->answer->stated_risk);
	tree_some(writer, "notes", answered->answer->notes);
	write_choice_notes(writer, answered);
	tree_close(writer);
}

/* Whether another framework of the review has a question of this id, so that the key must name its framework. Each lens's ids are in its set. */
static bool is_shared(GHashTable *const *ids, uint32_t count, uint32_t own, struct str id)
{
	for (uint32_t i = 0; i < count; i++)
		if (i != own && g_hash_table_contains(ids[i], str_c(id)))
			return true;
	return false;
}

static GHashTable *ids_of(const struct framework *framework)
{
	GHashTable *ids = g_hash_table_new(text_hash, g_str_equal);

	for (uint32_t i = 0; i < framework->question_count; i++)
		g_hash_table_add(ids, (void *)(uintptr_t)str_c(framework->questions[i].id));
	return ids;
}

static void write_lens(struct tree_writer *writer, const struct review *review, uint32_t index, GHashTable *const *ids)
{
	const struct lens *lens = &review->lenses[index];
	GString *key = g_string_new(NULL);
	uint32_t *places = index_remarks(lens);

	for (uint32_t i = 0; i < lens->framework->question_count; i++) {
		struct answered answered = {lens, &lens->framework->questions[i], &lens->answers[i], places};

		if (!answered.answer->given)
			continue;
		g_string_assign(key, str_c(answered.question->id));
		if (is_shared(ids, review->lens_count, index, answered.question->id))
			g_string_printf(key, "%s/%s", str_c(lens->framework->id), str_c(answered.question->id));
		write_answer(writer, key->str, &answered);
	}
	g_free(places);
	g_string_free(key, TRUE);
}

static void write_answers(struct tree_writer *writer, const struct review *review)
{
	GHashTable **ids = g_new0(GHashTable *, review->lens_count + 1);

	for (uint32_t i = 0; i < review->lens_count; i++)
		ids[i] = ids_of(review->lenses[i].framework);
	tree_map(writer, "answers");
	for (uint32_t i = 0; i < review->lens_count; i++)
		write_lens(writer, review, i, ids);
	tree_close(writer);
	for (uint32_t i = 0; i < review->lens_count; i++)
		g_hash_table_unref(ids[i]);
	g_free(ids);
}

static void write_paths(struct tree_writer *writer, const char *const *paths, uint32_t count)
{
	if (count == 1) {
		tree_text(writer, "framework", str_of(paths[0]));
		return;
	}
	tree_list(writer, "framework");
	for (uint32_t i = 0; i < count; i++)
		tree_text(writer, NULL, str_of(paths[i]));
	tree_close(writer);
}

static void write_date(struct tree_writer *writer, const char *key, struct date date)
{
	char text[32];

	g_snprintf(text, sizeof(text), "%04d-%02d-%02d", date.year, date.month, date.day);
	if (date.year != 0)
		tree_text(writer, key, str_of(text));
}

/* ---- What the client can do, and what was agreed ---- */

/* A number in thousandths, without zeroes that say nothing. */
static void write_thousandths(struct tree_writer *writer, const char *key, int64_t value)
{
	char text[32];
	size_t length = (size_t)g_snprintf(text, sizeof(text), "%" G_GINT64_FORMAT ".%03d", value / 1000, (int)(value % 1000));

	while (text[length - 1] == '0')
		length--;
	text[text[length - 1] == '.' ? length - 1 : length] = '\0';
	tree_number(writer, key, str_of(text));
}

static void write_assumption(struct tree_writer *writer, const char *key, const struct assumption *assumption)
{
	if (assumption->low == assumption->high) {
		write_thousandths(writer, key, assumption->low);
		return;
	}
	tree_list(writer, key);
	write_thousandths(writer, NULL, assumption->low);
	write_thousandths(writer, NULL, assumption->likely);
	write_thousandths(writer, NULL, assumption->high);
	tree_close(writer);
}

static void write_assumptions(struct tree_writer *writer, const struct review *review)
{
	bool any = false;

	for (enum assumption_key key = 0; key < ASSUMPTION_COUNT; key++) {
		const struct assumption *assumption = review_assumption(review, key);

		if (!assumption->given)
			continue;
		if (!any)
			tree_map(writer, "assumptions");
		any = true;
		write_assumption(writer, assumption_kinds[key].key, assumption);
	}
	if (any)
		tree_close(writer);
}

static void write_capacity(struct tree_writer *writer, const struct capacity *capacity)
{
	if (!capacity->given)
		return;
	tree_map(writer, "capacity");
	write_thousandths(writer, "days_per_month", capacity->days);
	if (capacity->parallel > 0)
		write_thousandths(writer, "parallel", (int64_t)capacity->parallel * 1000);
	if (capacity->owner_count > 0)
		tree_map(writer, "owners");
	for (uint32_t i = 0; i < capacity->owner_count; i++)
		write_thousandths(writer, str_c(capacity->owners[i].name), capacity->owners[i].days);
	if (capacity->owner_count > 0)
		tree_close(writer);
	tree_close(writer);
}

/* Ids of practices of all lenses -> how many bear them. */
static GHashTable *count_practices(const struct review *review)
{
	GHashTable *counts = g_hash_table_new(text_hash, g_str_equal);

	for (uint32_t l = 0; l < review->lens_count; l++)
		for (uint32_t i = 0; i < review->lenses[l].framework->choice_count; i++) {
			void *id = (void *)(uintptr_t)str_c(review->lenses[l].framework->choices[i].id);

			g_hash_table_insert(counts, id, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, id)) + 1));
		}
	return counts;
}

/* An id that several practices bear stands behind that of its question. */
static void write_planned(struct tree_writer *writer, const struct framework *framework, const struct planned *planned, GHashTable *counts)
{
	const struct choice *choice = &framework->choices[planned->choice];
	GString *key = g_string_new(str_c(choice->id));

	if (GPOINTER_TO_UINT(g_hash_table_lookup(counts, str_c(choice->id))) > 1)
		g_string_printf(key, "%s/%s", str_c(framework->questions[choice->question].id), str_c(choice->id));
	tree_map(writer, key->str);
	tree_some(writer, "owner", planned->owner);
	write_date(writer, "due", planned->due);
	tree_some(writer, "status", planned->status);
	tree_close(writer);
	g_string_free(key, TRUE);
}

static void write_plan(struct tree_writer *writer, const struct review *review)
{
	GHashTable *counts;

	if (review->planned_count == 0)
		return;
	counts = count_practices(review);
	tree_map(writer, "plan");
	for (uint32_t i = 0; i < review->planned_count; i++)
		write_planned(writer, review->lenses[review->planned[i].lens].framework, &review->planned[i], counts);
	tree_close(writer);
	g_hash_table_unref(counts);
}

void native_write_review(const struct review *review, const char *const *paths, enum native_form form, GString *out)
{
	struct tree_writer writer;

	tree_begin(&writer, form, out);
	tree_text(&writer, "plumbline", STR("review/1"));
	write_paths(&writer, paths, review->lens_count);
	tree_map(&writer, "client");
	tree_text(&writer, "name", review->client);
	tree_close(&writer);
	write_workload(&writer, review);
	write_date(&writer, "date", review->held);
	tree_some(&writer, "milestone", review->milestone);
	write_persons(&writer, "reviewers", review->reviewers, review->reviewer_count);
	write_persons(&writer, "participants", review->participants, review->participant_count);
	tree_some(&writer, "summary", review->summary);
	write_context(&writer, &review->context);
	write_assumptions(&writer, review);
	write_capacity(&writer, &review->capacity);
	write_answers(&writer, review);
	write_plan(&writer, review);
	tree_end(&writer);
}
