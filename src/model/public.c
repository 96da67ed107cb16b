/* Making a review fit for strangers, and listing what strangers may not read of it. */
#include "model/public.h"

#include <string.h>

/* Words of lists only: numbers and free text tell clients apart. */
static const enum fact_key public_facts[] = {
	FACT_KEY_sector, FACT_KEY_size,    FACT_KEY_stage,   FACT_KEY_customers,        FACT_KEY_regulations,
	FACT_KEY_data,   FACT_KEY_on_call, FACT_KEY_traffic, FACT_KEY_change_frequency,
};

/* Without the items that the frameworks do not know. */
static struct fact known_items(struct arena *arena, const struct fact *fact, const struct word_set *known)
{
	struct fact kept = *fact;
	struct str *items = arena_array(arena, struct str, fact->item_count);

	kept.item_count = 0;
	for (uint32_t i = 0; i < fact->item_count; i++)
		if (word_set_covers(known, fact->items[i]))
			items[kept.item_count++] = fact->items[i];
	kept.items = items;
	kept.known = kept.item_count > 0 || fact->item_count == 0;
	return kept;
}

static struct context public_context(struct arena *arena, const struct context *context, const struct word_set *known)
{
	struct context kept = {0};

	for (size_t i = 0; i < G_N_ELEMENTS(public_facts); i++) {
		const struct fact *fact = &context->facts[public_facts[i]];

		if (fact->known)
			kept.facts[public_facts[i]] = fact_kinds[public_facts[i]].type == FACT_TEXTS ? known_items(arena, fact, known) : *fact;
	}
	return kept;
}

static const struct choice_remark *public_remarks(struct arena *arena, const struct answer *answer)
{
	struct choice_remark *remarks = arena_array(arena, struct choice_remark, answer->remark_count);

	for (uint32_t i = 0; i < answer->remark_count; i++) {
		remarks[i] = answer->remarks[i];
		remarks[i].notes = STR("");
	}
	return remarks;
}

static struct lens public_lens(struct arena *arena, const struct lens *lens)
{
	struct lens kept = *lens;
	struct answer *answers = arena_array(arena, struct answer, lens->framework->question_count);

	for (uint32_t i = 0; i < lens->framework->question_count; i++) {
		answers[i] = lens->answers[i];
		answers[i].notes = STR("");
		answers[i].remarks = public_remarks(arena, &lens->answers[i]);
	}
	kept.answers = answers;
	return kept;
}

/* The reviewers' firms may sign; who came may not, nor a firm that goes by the client's name. */
static const struct person *public_reviewers(struct arena *arena, const struct review *review)
{
	struct person *people = arena_array(arena, struct person, review->reviewer_count);

	for (uint32_t i = 0; i < review->reviewer_count; i++)
		if (!str_equal(review->reviewers[i].organisation, review->client))
			people[i].organisation = review->reviewers[i].organisation;
	return people;
}

const struct review *review_public(struct arena *arena, const struct review *review, const struct word_set *known)
{
	struct review *kept = arena_one(arena, struct review);
	struct lens *lenses = arena_array(arena, struct lens, review->lens_count);

	*kept = (struct review){
		.source = review->source,
		.environment = review->environment,
		.held = review->held,
		.edition = review->edition,
		.reviewers = public_reviewers(arena, review),
		.reviewer_count = review->reviewer_count,
		.context = public_context(arena, &review->context, known),
		.lenses = lenses,
		.lens_count = review->lens_count,
	};
	for (uint32_t i = 0; i < review->lens_count; i++)
		lenses[i] = public_lens(arena, &review->lenses[i]);
	return kept;
}

/* ---- What strangers may not read ---- */

struct telling {
	void (*visit)(enum private_kind kind, const char *what, struct str text, void *user);
	void *user;
};

static void tell_all(const struct telling *telling, enum private_kind kind, const char *what, const struct str *texts, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		telling->visit(kind, what, texts[i], telling->user);
}

static void tell_people(const struct telling *telling, const struct review *review)
{
	for (uint32_t i = 0; i < review->reviewer_count; i++) {
		telling->visit(PRIVATE_NAME, "reviewers", review->reviewers[i].name, telling->user);
		if (str_equal(review->reviewers[i].organisation, review->client))
			telling->visit(PRIVATE_NAME, "reviewers", review->reviewers[i].organisation, telling->user);
	}
	for (uint32_t i = 0; i < review->participant_count; i++) {
		telling->visit(PRIVATE_NAME, "participants", review->participants[i].name, telling->user);
		telling->visit(PRIVATE_NAME, "participants", review->participants[i].organisation, telling->user);
		telling->visit(PRIVATE_TEXT, "participants", review->participants[i].role, telling->user);
	}
}

static void tell_context(const struct telling *telling, const struct context *context)
{
	for (int key = 0; key < FACT_COUNT; key++) {
		const struct fact *fact = &context->facts[key];
		bool is_word = fact_kinds[key].type == FACT_WORD || fact_kinds[key].type == FACT_WORDS;

		if (!fact->known || is_word)
			continue;
		telling->visit(PRIVATE_TEXT, "context", fact->text, telling->user);
		tell_all(telling, PRIVATE_TEXT, "context", fact->items, fact->item_count);
	}
}

static void tell_answers(const struct telling *telling, const struct lens *lens)
{
	for (uint32_t i = 0; i < lens->framework->question_count; i++) {
		telling->visit(PRIVATE_TEXT, "answers", lens->answers[i].notes, telling->user);
		for (uint32_t k = 0; k < lens->answers[i].remark_count; k++)
			telling->visit(PRIVATE_TEXT, "answers", lens->answers[i].remarks[k].notes, telling->user);
	}
}

static void tell_plan(const struct telling *telling, const struct review *review)
{
	for (uint32_t i = 0; i < review->capacity.owner_count; i++)
		telling->visit(PRIVATE_NAME, "capacity", review->capacity.owners[i].name, telling->user);
	for (uint32_t i = 0; i < review->planned_count; i++)
		telling->visit(PRIVATE_NAME, "plan", review->planned[i].owner, telling->user);
}

void review_private_texts(const struct review *review, void (*visit)(enum private_kind kind, const char *what, struct str text, void *user),
			  void *user)
{
	struct telling telling = {visit, user};

	visit(PRIVATE_CLIENT, "client", review->client, user);
	visit(PRIVATE_NAME, "workload", review->workload, user);
	visit(PRIVATE_NAME, "workload", review->workload_id, user);
	visit(PRIVATE_NAME, "workload", review->owner, user);
	visit(PRIVATE_NAME, "workload", review->team, user);
	visit(PRIVATE_NAME, "workload", review->unit, user);
	visit(PRIVATE_TEXT, "workload", review->description, user);
	tell_all(&telling, PRIVATE_NAME, "workload", review->regions, review->region_count);
	tell_all(&telling, PRIVATE_NAME, "workload", review->accounts, review->account_count);
	visit(PRIVATE_TEXT, "milestone", review->milestone, user);
	visit(PRIVATE_TEXT, "summary", review->summary, user);
	tell_people(&telling, review);
	tell_context(&telling, &review->context);
	for (uint32_t i = 0; i < review->lens_count; i++)
		tell_answers(&telling, &review->lenses[i]);
	tell_plan(&telling, review);
}
