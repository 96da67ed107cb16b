/* The status of a checklist's items, as answers to the questions that they make. */
#include <string.h>

#include "azure_items.h"
#include "base/hash.h"
#include "derive.h"
#include "formats/azure_checklist.h"
#include "formats/plain.h"

bool azure_checklist_recognise(const struct node *root)
{
	const struct node *items = node_find(root, "items");
	const struct node *first = items == NULL || items->kind != NODE_LIST ? NULL : items->first;
	bool described = node_find(root, "categories") != NULL || node_find(root, "severities") != NULL || node_find(root, "metadata") != NULL;

	return items != NULL && items->kind == NODE_LIST &&
	       (first == NULL ? described : node_find(first, "category") != NULL || node_find(first, "guid") != NULL);
}

bool azure_checklist_has_results(const struct node *root)
{
	const struct node *items = node_find(root, "items"), *all = node_find(root, "status");
	struct str none = azure_field(all == NULL || all->kind != NODE_LIST ? NULL : all->first, "name");

	if (!azure_checklist_recognise(root))
		return false;
	for (const struct node *item = items->first; item != NULL; item = item->next) {
		struct str status = azure_field(item, "status");

		if (!str_is_empty(status) && !str_is(status, "Not verified") && !str_equal(status, none))
			return true;
	}
	return false;
}

/* ---- Answers ---- */

/* Items with one guid that are told apart. */
#define MOST_TWINS 64

struct filling {
	const struct framework *framework;
	struct answer *answers;
	uint64_t *chosen, *not_applicable;
	struct choice_remark *remarks; /* one for each choice, in their order */
	uint32_t *open, *unverified;   /* per question */
	GHashTable *choices;           /* id -> index + 1 of the first choice that has it */
	uint32_t *same;                /* index + 1 of the next choice with the same id, 0 after the last */
};

static void index_choices(struct filling *filling, struct arena *arena)
{
	filling->choices = g_hash_table_new(text_hash, g_str_equal);
	filling->same = arena_array(arena, uint32_t, filling->framework->choice_count);
	for (uint32_t i = filling->framework->choice_count; i-- > 0;) {
		const char *id = str_c(filling->framework->choices[i].id);

		filling->same[i] = GPOINTER_TO_UINT(g_hash_table_lookup(filling->choices, id));
		g_hash_table_insert(filling->choices, (void *)(uintptr_t)id, GUINT_TO_POINTER(i + 1));
	}
}

/* The first choice of this id, in any question, that has the item's text and no item yet; UINT32_MAX if there is none. */
static uint32_t find_free(const struct filling *filling, const char *id, struct str title)
{
	uint32_t at = GPOINTER_TO_UINT(g_hash_table_lookup(filling->choices, id));

	for (int i = 0; i < MOST_TWINS && at != 0; i++, at = filling->same[at - 1])
		if (filling->remarks[at - 1].span.source == NULL && str_equal(filling->framework->choices[at - 1].title, title))
			return at - 1;
	return UINT32_MAX;
}

/* Items that share a guid have numbers behind it where they stand in one question. */
static uint32_t find_choice(const struct filling *filling, struct arena *arena, const struct azure_item *item)
{
	struct str id = azure_item_id(arena, item), twin = id;
	uint32_t choice = find_free(filling, str_c(id), item->title);

	for (unsigned i = 2; i < MOST_TWINS && choice == UINT32_MAX; i++) {
		twin = str_format(arena, "%s-%u", str_c(id), i);
		if (!g_hash_table_contains(filling->choices, str_c(twin)))
			break;
		choice = find_free(filling, str_c(twin), item->title);
	}
	return choice == UINT32_MAX ? GPOINTER_TO_UINT(g_hash_table_lookup(filling->choices, str_c(id))) - 1 : choice;
}

static void remark(struct filling *filling, uint32_t choice, const struct azure_item *item, struct arena *arena)
{
	struct choice_remark *made = &filling->remarks[choice];
	bool without = item->status == STATUS_NOT_REQUIRED || item->status == STATUS_NOT_APPLICABLE;

	*made = (struct choice_remark){.choice = choice, .not_applicable = without, .span = item->span};
	made->notes = plain_to_markdown(arena, item->comments);
	if (without && str_is_empty(made->notes))
		made->notes = plain_to_markdown(arena, item->status_words);
	if (item->status == STATUS_NOT_APPLICABLE)
		made->reason = STR("out-of-scope");
	if (without)
		bits_add(filling->not_applicable, choice);
}

static void take_item(struct filling *filling, struct arena *arena, const struct azure_item *item)
{
	uint32_t choice = find_choice(filling, arena, item), question;

	if (choice == UINT32_MAX)
		return;
	question = filling->framework->choices[choice].question;
	remark(filling, choice, item, arena);
	filling->answers[question].span = filling->answers[question].given ? filling->answers[question].span : item->span;
	filling->answers[question].given = true;
	filling->open[question] += item->status == STATUS_OPEN;
	filling->unverified[question] += item->status == STATUS_NOT_VERIFIED;
	if (item->status == STATUS_FULFILLED)
		bits_add(filling->chosen, choice);
}

/* Remarks worth keeping move to the front of their question's run. */
static void keep_remarks(struct filling *filling, uint32_t question)
{
	const struct question *of = &filling->framework->questions[question];
	struct choice_remark *run = &filling->remarks[of->first_choice];
	uint32_t kept = 0;

	for (uint32_t i = 0; i < of->choice_count; i++)
		if (run[i].span.source != NULL && (run[i].not_applicable || !str_is_empty(run[i].notes)))
			run[kept++] = run[i];
	filling->answers[question].remarks = run;
	filling->answers[question].remark_count = kept;
}

static uint32_t count_bits(const uint64_t *bits, const struct question *question)
{
	uint32_t count = 0;

	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++)
		count += bits_has(bits, i);
	return count;
}

/*
 * A question with nothing but unverified items is unanswered; one whose items are open and none fulfilled has none of them in place. Returns how many
 * unverified items count as missing.
 */
static uint32_t settle(struct filling *filling, uint32_t question)
{
	const struct question *of = &filling->framework->questions[question];
	struct answer *answer = &filling->answers[question];
	uint32_t without = count_bits(filling->not_applicable, of), fulfilled = count_bits(filling->chosen, of), open = filling->open[question];

	answer->not_applicable = of->choice_count > 0 && without == of->choice_count;
	answer->none_of_these = fulfilled == 0 && open > 0;
	keep_remarks(filling, question);
	return fulfilled + open + without > 0 ? filling->unverified[question] : 0;
}

static void begin(struct filling *filling, struct arena *arena, const struct framework *framework)
{
	*filling = (struct filling){
		.framework = framework,
		.answers = arena_array(arena, struct answer, framework->question_count),
		.chosen = arena_array(arena, uint64_t, bits_words(framework->choice_count)),
		.not_applicable = arena_array(arena, uint64_t, bits_words(framework->choice_count)),
		.remarks = arena_array(arena, struct choice_remark, framework->choice_count),
		.open = arena_array(arena, uint32_t, framework->question_count),
		.unverified = arena_array(arena, uint32_t, framework->question_count),
	};
	index_choices(filling, arena);
}

static struct lens fill(struct arena *arena, const struct framework *framework, const struct azure_item *items, uint32_t count, uint32_t *unverified)
{
	struct filling filling;

	begin(&filling, arena, framework);
	for (uint32_t i = 0; i < count; i++)
		take_item(&filling, arena, &items[i]);
	for (uint32_t i = 0; i < framework->question_count; i++)
		*unverified += settle(&filling, i);
	g_hash_table_unref(filling.choices);
	return (struct lens){framework, filling.answers, filling.chosen, filling.not_applicable};
}

const struct review *azure_checklist_review(struct arena *arena, const struct source *source, const struct node *root,
					    const struct framework *const *frameworks, uint32_t framework_count, struct diags *diags)
{
	struct review *review = arena_one(arena, struct review);
	struct lens *lenses = arena_array(arena, struct lens, framework_count);
	uint32_t count, unverified = 0;
	const struct azure_item *items = azure_items(arena, root, &count, NULL);
	char number[16];

	for (uint32_t i = 0; i < framework_count; i++)
		lenses[i] = fill(arena, frameworks[i], items, count, &unverified);
	g_snprintf(number, sizeof(number), "%u", unverified);
	if (unverified > 0)
		diag(diags, CHECKLIST_UNVERIFIED, ((struct span){source, root->span.start, 0}), number);
	diag(diags, REVIEW_NO_DATE, ((struct span){source, root->span.start, 0}));
	review->source = source;
	review->workload = STR("(workload not named)");
	review->lenses = lenses;
	review->lens_count = framework_count;
	return review;
}
