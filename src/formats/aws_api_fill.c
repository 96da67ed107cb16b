/* AWS's answers, put into the questions and choices of a framework. */
#include <string.h>

#include "aws_api_group.h"
#include "base/hash.h"
#include "formats/plain.h"
#include "lens_names.h"
#include "lens_shape.h"
#include "model/lineage.h"

struct api_index {
	GHashTable *questions; /* id -> index + 1 */
};

/* One lens while it is filled. */
struct filling {
	const struct api_group *group;
	const struct framework *framework;
	struct str edition; /* of the framework that was answered; empty: not known */
	struct answer *answers;
	uint64_t *chosen, *not_applicable;
	GHashTable *choices; /* of the question at hand: id -> index + 1 */
	/* the question at hand */
	const struct api_question *asked;
	uint32_t question;
	struct answer *answer;
	GArray *remarks;
	GString *notes; /* on choices that the framework has not; may be very many */
};

static void index_undo(void *table)
{
	g_hash_table_unref(table);
}

struct api_index *api_index_new(struct arena *arena, const struct framework *framework)
{
	struct api_index *index = arena_one(arena, struct api_index);

	index->questions = g_hash_table_new(text_hash, g_str_equal);
	arena_defer(arena, index_undo, index->questions);
	for (uint32_t i = framework->question_count; i-- > 0;)
		g_hash_table_insert(index->questions, (void *)(uintptr_t)str_c(framework->questions[i].id), GUINT_TO_POINTER(i + 1));
	return index;
}

uint32_t api_index_question(const struct api_index *index, struct str id)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(index->questions, str_c(id))) - 1; /* UINT32_MAX: not there */
}

/* ---- Choices ---- */

/* What the answers themselves call a choice. */
static struct str title_of(const struct filling *filling, struct str id)
{
	const struct node *list = api_question_field(filling->asked, "Choices", NODE_LIST);
	uint32_t looked = 0;

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL && looked < 100; item = item->next, looked++)
		if (str_equal(lens_text(filling->group->arena, item, "ChoiceId"), id))
			return lens_text(filling->group->arena, item, "Title");
	return STR("");
}

/* The choice that an id of another edition became, or UINT32_MAX. */
static uint32_t successor(const struct filling *filling, struct str id)
{
	struct arena *arena = filling->group->arena;
	struct str from = str_format(arena, "%s/%s", str_c(filling->asked->id), str_c(id));
	struct lineage_finding found = lineage_find(arena, filling->framework, from, filling->edition);
	const char *slash = strchr(str_c(found.to), '/');

	if ((found.fate != LINEAGE_SAME && found.fate != LINEAGE_CLOSE) || slash == NULL)
		return UINT32_MAX;
	if (found.fate == LINEAGE_CLOSE && str_is_empty(filling->answer->answered_as))
		filling->answer->answered_as = from;
	return GPOINTER_TO_UINT(g_hash_table_lookup(filling->choices, slash + 1)) - 1;
}

/* UINT32_MAX, which is reported, if the question has no such choice; "None of these" is noted, and need not be one. state: what was said of the choice. */
static uint32_t find_choice(struct filling *filling, const struct node *node, const char *state)
{
	struct str id = str_trim(filling->group->arena, node->text);
	uint32_t choice = GPOINTER_TO_UINT(g_hash_table_lookup(filling->choices, str_c(id))) - 1;
	bool none = choice == UINT32_MAX ? lens_is_none(id, title_of(filling, id)) : filling->framework->choices[choice].none_of_these;

	if (none) {
		filling->answer->none_of_these = filling->answer->none_of_these || strcmp(state, "selected") == 0;
		return choice;
	}
	if (choice == UINT32_MAX)
		choice = successor(filling, id);
	if (choice == UINT32_MAX)
		diag(filling->group->diags, API_UNKNOWN_CHOICE, node->span, str_c(id), str_c(filling->asked->id), str_c(filling->framework->title),
		     state);
	return choice;
}

static bool is_none(const struct filling *filling, uint32_t choice)
{
	return filling->framework->choices[choice].none_of_these;
}

static void select_choice(struct filling *filling, const struct node *node)
{
	uint32_t choice;

	if (node->kind != NODE_SCALAR)
		return;
	choice = find_choice(filling, node, "selected");
	if (choice != UINT32_MAX && !is_none(filling, choice))
		bits_add(filling->chosen, choice);
}

static void select_listed(struct filling *filling, const struct node *item)
{
	const struct node *list = lens_list(item, "SelectedChoices");

	for (const struct node *node = list == NULL ? NULL : list->first; node != NULL; node = node->next)
		select_choice(filling, node);
}

static const struct node *choice_answers(const struct node *item)
{
	const struct node *list = lens_list(item, "ChoiceAnswers");

	return list == NULL ? lens_list(item, "ChoiceAnswerSummaries") : list;
}

static void remark(struct filling *filling, const struct node *node, uint32_t choice, bool not_applicable)
{
	struct choice_remark made = {
		.choice = choice,
		.not_applicable = not_applicable,
		.reason = api_reason(lens_text_node(node, "Reason"), filling->group->diags),
		.notes = plain_to_markdown(filling->group->arena, lens_text(filling->group->arena, node, "Notes")),
		.span = node->span,
	};

	if (not_applicable || !str_is_empty(made.reason) || !str_is_empty(made.notes))
		g_array_append_val(filling->remarks, made);
}

/* What somebody wrote on a choice that the framework has not is kept with the question. */
static void keep_note(struct filling *filling, const struct node *node, struct str id)
{
	struct arena *arena = filling->group->arena;
	struct str notes = plain_to_markdown(arena, lens_text(arena, node, "Notes")), title = title_of(filling, id);

	if (str_is_empty(notes))
		return;
	title = plain_to_markdown(arena, str_is_empty(title) ? id : title);
	g_string_append_printf(filling->notes, "%s%s:\n\n%s", filling->notes->len == 0 ? "" : "\n\n", str_c(title), str_c(notes));
}

static void take_choice_answer(struct filling *filling, const struct node *node)
{
	const struct node *id = lens_text_node(node, "ChoiceId");
	struct str status = lens_text(filling->group->arena, node, "Status");
	bool selected = str_is(status, "SELECTED"), excluded = str_is(status, "NOT_APPLICABLE");
	uint32_t choice;

	if (!selected && !excluded && !str_is_empty(status) && !str_is(status, "UNSELECTED"))
		diag(filling->group->diags, API_BAD_WORD, lens_text_node(node, "Status")->span, str_c(status), "a status of a choice");
	if (id == NULL)
		return;
	choice = find_choice(filling, id, selected ? "selected" : excluded ? "not applicable" : "not selected");
	if (choice == UINT32_MAX) {
		keep_note(filling, node, str_trim(filling->group->arena, id->text));
		return;
	}
	selected = selected && !is_none(filling, choice);
	excluded = excluded && !is_none(filling, choice);
	if (selected)
		bits_add(filling->chosen, choice);
	if (excluded && bits_has(filling->chosen, choice)) {
		diag(filling->group->diags, API_CHOICE_BOTH, node->span, str_c(filling->framework->choices[choice].id));
		excluded = false;
	}
	if (excluded)
		bits_add(filling->not_applicable, choice);
	remark(filling, node, choice, excluded);
}

/* ---- Answers ---- */

static int compare_texts(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The ids that an item says are selected, sorted, as one text; NULL if it says nothing. */
static char *selection_of(const struct node *item)
{
	const struct node *list = lens_list(item, "SelectedChoices");
	GPtrArray *ids = g_ptr_array_new();
	char *joined;

	for (const struct node *node = list == NULL ? NULL : list->first; node != NULL; node = node->next)
		if (node->kind == NODE_SCALAR)
			g_ptr_array_add(ids, (void *)(uintptr_t)str_c(node->text));
	g_ptr_array_sort(ids, compare_texts);
	g_ptr_array_add(ids, NULL);
	joined = list == NULL ? NULL : g_strjoinv("\n", (char **)ids->pdata);
	g_ptr_array_unref(ids);
	return joined;
}

/* A question may be told of in several files; the first of the richest counts. */
static void check_agreement(struct filling *filling, const struct api_item *counts)
{
	char *selection = selection_of(counts->node);

	for (const struct api_item *item = counts->next; item != NULL && selection != NULL; item = item->next) {
		char *other = selection_of(item->node);

		if (other != NULL && strcmp(selection, other) != 0)
			diag(filling->group->diags, API_CONFLICT, item->node->span, str_c(filling->asked->id),
			     counts->node->span.source == NULL ? "" : str_c(counts->node->span.source->path));
		g_free(other);
	}
	g_free(selection);
}

static void take_choices(struct filling *filling)
{
	const struct api_item *item = filling->asked->items;

	while (item != NULL && lens_list(item->node, "SelectedChoices") == NULL && choice_answers(item->node) == NULL)
		item = item->next;
	if (item == NULL)
		return;
	check_agreement(filling, item);
	select_listed(filling, item->node);
	for (; item != NULL; item = item->next) {
		const struct node *list = choice_answers(item->node);

		for (const struct node *node = list == NULL ? NULL : list->first; node != NULL; node = node->next)
			take_choice_answer(filling, node);
		if (list != NULL)
			break;
	}
}

static bool says_false(const struct node *node)
{
	return node != NULL && g_ascii_strcasecmp(str_c(node->text), "false") == 0;
}

static void take_answer(struct filling *filling)
{
	struct arena *arena = filling->group->arena;
	struct answer *answer = filling->answer;
	const struct api_question *asked = filling->asked;
	const struct node *id = lens_text_node(asked->items->node, "QuestionId");
	struct choice_remark *remarks;

	answer->given = true;
	answer->partial = asked->partial;
	answer->span = id == NULL ? asked->items->node->span : id->span;
	g_string_assign(filling->notes, str_c(plain_to_markdown(arena, api_question_text(arena, asked, "Notes"))));
	answer->stated_risk = api_risk(api_question_field(asked, "Risk", NODE_SCALAR), filling->group->diags);
	answer->not_applicable = says_false(api_question_field(asked, "IsApplicable", NODE_SCALAR)) || str_is(answer->stated_risk, "not_applicable");
	answer->reason = api_reason(api_question_field(asked, "Reason", NODE_SCALAR), filling->group->diags);
	if (answer->not_applicable)
		answer->stated_risk = STR("");
	take_choices(filling);
	answer->notes = str_copy(arena, filling->notes->str, filling->notes->len);
	remarks = arena_array(arena, struct choice_remark, filling->remarks->len);
	for (guint i = 0; i < filling->remarks->len; i++)
		remarks[i] = g_array_index(filling->remarks, struct choice_remark, i);
	answer->remarks = remarks;
	answer->remark_count = filling->remarks->len;
}

/* Where the question is, by way of the lineage if it must be; UINT32_MAX and reported if it is nowhere. */
static uint32_t find_question(const struct filling *filling, const struct api_index *index, const struct api_lens *lens)
{
	struct arena *arena = filling->group->arena;
	const struct node *node = lens_text_node(filling->asked->items->node, "QuestionId");
	uint32_t question = api_index_question(index, filling->asked->id);
	struct lineage_finding found;
	struct str risk;

	if (question != UINT32_MAX)
		return question;
	found = lineage_find(arena, filling->framework, filling->asked->id, filling->edition);
	if (found.fate == LINEAGE_SAME || found.fate == LINEAGE_CLOSE)
		question = api_index_question(index, found.to);
	if (question != UINT32_MAX && !filling->answers[question].given) {
		diag(filling->group->diags, API_RENAMED, node->span, str_c(filling->asked->id), str_c(found.to),
		     found.fate == LINEAGE_CLOSE ? "the two ask nearly the same" : "");
		if (found.fate == LINEAGE_CLOSE)
			filling->answers[question].answered_as = filling->asked->id;
		return question;
	}
	risk = api_question_text(arena, filling->asked, "Risk");
	diag(filling->group->diags, API_UNKNOWN_QUESTION, node->span, str_c(filling->framework->title), str_c(filling->asked->id),
	     str_is_empty(risk) ? "not stated" : str_c(risk), found.fate == LINEAGE_LOST ? found.why : "", str_c(lens->key));
	return UINT32_MAX;
}

static void fill_question(struct filling *filling, const struct api_index *index, const struct api_lens *lens)
{
	const struct question *question;

	filling->question = find_question(filling, index, lens);
	if (filling->question == UINT32_MAX)
		return;
	question = &filling->framework->questions[filling->question];
	filling->answer = &filling->answers[filling->question];
	g_array_set_size(filling->remarks, 0);
	g_hash_table_remove_all(filling->choices);
	for (uint32_t i = question->choice_count; i-- > 0;)
		g_hash_table_insert(filling->choices, (void *)(uintptr_t)str_c(filling->framework->choices[question->first_choice + i].id),
				    GUINT_TO_POINTER(question->first_choice + i + 1));
	take_answer(filling);
}

/* The edition that AWS says was answered ("2019-07", or a day of it), if the lineage knows it. */
static struct str edition_of(const struct api_group *group, const struct api_lens *lens, const struct framework *framework)
{
	struct str version = api_group_text(group, PART_LENS, &lens->key, "LensVersion");

	for (uint32_t i = 0; i < framework->lineage_count && !str_is_empty(version); i++) {
		struct str known = framework->lineages[i].version;

		if (str_equal(known, version) || (g_str_has_prefix(version.text, str_c(known)) && version.text[known.length] == '-'))
			return known;
	}
	return STR("");
}

/* Questions that have kept their id come first, so that none that was renamed takes the place of one of them. */
struct lens api_fill(const struct api_group *group, const struct api_lens *lens, const struct framework *framework)
{
	struct arena *arena = group->arena;
	struct filling filling = {
		.group = group,
		.framework = framework,
		.edition = edition_of(group, lens, framework),
		.answers = arena_array(arena, struct answer, framework->question_count),
		.chosen = arena_array(arena, uint64_t, bits_words(framework->choice_count)),
		.not_applicable = arena_array(arena, uint64_t, bits_words(framework->choice_count)),
		.choices = g_hash_table_new(text_hash, g_str_equal),
		.remarks = g_array_new(FALSE, FALSE, sizeof(struct choice_remark)),
		.notes = g_string_new(NULL),
	};
	const struct api_index *index = api_index_new(arena, framework);

	for (int renamed = 0; renamed <= 1; renamed++)
		for (uint32_t i = 0; i < lens->question_count; i++) {
			filling.asked = lens->questions[i];
			if ((api_index_question(index, filling.asked->id) == UINT32_MAX) == (renamed == 1))
				fill_question(&filling, index, lens);
		}
	g_hash_table_unref(filling.choices);
	g_array_free(filling.remarks, TRUE);
	g_string_free(filling.notes, TRUE);
	return (struct lens){framework, filling.answers, filling.chosen, filling.not_applicable};
}
