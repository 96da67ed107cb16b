/* Sorting the parts of one review into lenses and questions. */
#include "aws_api_group.h"

#include <string.h>

#include "base/hash.h"
#include "lens_shape.h"

/* A lens and its questions while they grow. */
struct growing {
	struct str key;
	GPtrArray *questions;
	GHashTable *ids; /* id -> question */
};

struct sorting {
	struct arena *arena;
	struct diags *diags;
	GPtrArray *lenses;
	GHashTable *keys; /* key -> lens */
	struct str only;  /* of what does not say of which lens it is */
	bool told;        /* that there are too many lenses */
};

/* AWS allows 20. */
#define MOST_LENSES 200u

/* NULL, which is reported, if there are too many. */
static struct growing *lens_of(struct sorting *sorting, const struct api_part *part)
{
	struct str key = str_is_empty(part->lens) ? sorting->only : part->lens;
	struct growing *made = g_hash_table_lookup(sorting->keys, str_c(key));

	if (made != NULL)
		return made;
	if (sorting->lenses->len == MOST_LENSES) {
		if (!sorting->told)
			diag(sorting->diags, API_TOO_MANY_LENSES, part->node->span);
		sorting->told = true;
		return NULL;
	}
	made = arena_one(sorting->arena, struct growing);
	*made = (struct growing){key, g_ptr_array_new(), g_hash_table_new(text_hash, g_str_equal)};
	g_ptr_array_add(sorting->lenses, made);
	g_hash_table_insert(sorting->keys, (void *)(uintptr_t)str_c(key), made);
	return made;
}

/* What does not say of which lens it is belongs to the only one there is, if there is one. */
static struct str only_key(const struct api_part *parts, uint32_t count)
{
	struct str key = STR("");

	for (uint32_t i = 0; i < count; i++) {
		if (str_is_empty(parts[i].lens) || str_equal(parts[i].lens, key))
			continue;
		if (!str_is_empty(key))
			return STR("");
		key = parts[i].lens;
	}
	return key;
}

static struct api_question *question_of(struct sorting *sorting, const struct api_part *part, struct growing *lens)
{
	struct str id = lens_text(sorting->arena, part->node, "QuestionId");
	struct api_question *question = g_hash_table_lookup(lens->ids, str_c(id));

	if (str_is_empty(id) || question != NULL)
		return question;
	question = arena_one(sorting->arena, struct api_question);
	question->id = id;
	question->partial = true;
	g_hash_table_insert(lens->ids, (void *)(uintptr_t)str_c(id), question);
	g_ptr_array_add(lens->questions, question);
	return question;
}

/* Items go in front of what is there: kinds are added from the poorest to the richest, and each from its last to its first. */
static void add_item(struct sorting *sorting, const struct api_part *part, struct growing *lens)
{
	struct api_question *question = question_of(sorting, part, lens);
	struct api_item *item;

	if (question == NULL) {
		diag(sorting->diags, API_NO_ID, ((struct span){part->node->span.source, part->node->span.start, 0}));
		return;
	}
	item = arena_one(sorting->arena, struct api_item);
	*item = (struct api_item){part->node, question->items};
	question->items = item;
	question->partial = question->partial && part->kind == PART_RISK;
	if (str_is_empty(question->pillar) || !str_is_empty(part->pillar))
		question->pillar = part->pillar;
}

/* First all questions: in the order of list-answers, which is AWS's own, then of the others. Then what is said of them. */
static void sort_parts(struct sorting *sorting, const struct api_part *parts, uint32_t count)
{
	static const enum api_part_kind kinds[] = {PART_RISK, PART_SUMMARY, PART_ANSWER}, order[] = {PART_SUMMARY, PART_ANSWER, PART_RISK};

	for (size_t k = 0; k < G_N_ELEMENTS(order); k++)
		for (uint32_t i = 0; i < count; i++) {
			struct growing *lens = parts[i].kind == order[k] ? lens_of(sorting, &parts[i]) : NULL;

			if (lens != NULL)
				question_of(sorting, &parts[i], lens);
		}
	for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
		for (uint32_t i = count; i-- > 0;) {
			struct growing *lens = parts[i].kind == kinds[k] ? lens_of(sorting, &parts[i]) : NULL;

			if (lens != NULL)
				add_item(sorting, &parts[i], lens);
		}
}

static int by_key(const void *left, const void *right)
{
	const struct growing *a = *(const struct growing *const *)left, *b = *(const struct growing *const *)right;
	bool a_first = str_is(a->key, "wellarchitected"), b_first = str_is(b->key, "wellarchitected");

	return a_first != b_first ? (a_first ? -1 : 1) : str_compare(a->key, b->key);
}

/* Questions of which only the risk is known tell nothing new of a lens whose answers are here. */
static struct api_lens finished(struct arena *arena, const struct growing *growing)
{
	const struct api_question **questions = arena_array(arena, const struct api_question *, growing->questions->len);
	struct api_lens lens = {.key = growing->key, .questions = questions, .partial = true};

	for (guint i = 0; i < growing->questions->len; i++)
		lens.partial = lens.partial && ((const struct api_question *)growing->questions->pdata[i])->partial;
	for (guint i = 0; i < growing->questions->len; i++)
		if (lens.partial || !((const struct api_question *)growing->questions->pdata[i])->partial)
			questions[lens.question_count++] = growing->questions->pdata[i];
	g_ptr_array_unref(growing->questions);
	g_hash_table_unref(growing->ids);
	return lens;
}

struct api_group *api_group_new(struct arena *arena, const struct api_part *parts, uint32_t count, struct diags *diags)
{
	struct api_group *group = arena_one(arena, struct api_group);
	struct sorting sorting = {
		.arena = arena,
		.diags = diags,
		.lenses = g_ptr_array_new(),
		.keys = g_hash_table_new(text_hash, g_str_equal),
		.only = only_key(parts, count),
	};
	struct api_lens *lenses;

	sort_parts(&sorting, parts, count);
	g_ptr_array_sort(sorting.lenses, by_key);
	lenses = arena_array(arena, struct api_lens, sorting.lenses->len);
	*group = (struct api_group){.arena = arena, .diags = diags, .parts = parts, .part_count = count, .lenses = lenses};
	for (guint i = 0; i < sorting.lenses->len; i++) {
		lenses[group->lens_count] = finished(arena, sorting.lenses->pdata[i]);
		group->lens_count += lenses[group->lens_count].question_count > 0;
	}
	g_ptr_array_unref(sorting.lenses);
	g_hash_table_unref(sorting.keys);
	return group;
}

/* ---- Fields ---- */

static const struct node *held(const struct node *map, const char *name, enum node_kind kind)
{
	const struct node *node = node_find(map, name);

	return node != NULL && node->kind == kind && !node->tagged ? node : NULL;
}

const struct node *api_question_field(const struct api_question *question, const char *name, enum node_kind kind)
{
	const struct node *found = NULL;

	for (const struct api_item *item = question->items; item != NULL && found == NULL; item = item->next)
		found = held(item->node, name, kind);
	return found;
}

struct str api_question_text(struct arena *arena, const struct api_question *question, const char *name)
{
	struct str text = STR("");

	for (const struct api_item *item = question->items; item != NULL && str_is_empty(text); item = item->next)
		text = lens_text(arena, item->node, name);
	return text;
}

const struct node *api_group_field(const struct api_group *group, enum api_part_kind kind, const struct str *lens, const char *name,
				   enum node_kind holds)
{
	for (uint32_t i = 0; i < group->part_count; i++) {
		const struct api_part *part = &group->parts[i];
		const struct node *node;

		if (part->kind != kind || (lens != NULL && !str_equal(part->lens, *lens)))
			continue;
		node = held(part->node, name, holds);
		if (node != NULL && (holds != NODE_SCALAR || !str_is_empty(str_trim(group->arena, node->text))))
			return node;
	}
	return NULL;
}

struct str api_group_text(const struct api_group *group, enum api_part_kind kind, const struct str *lens, const char *name)
{
	const struct node *node = api_group_field(group, kind, lens, name, NODE_SCALAR);

	return node == NULL ? STR("") : str_trim(group->arena, node->text);
}

static uint32_t number_of(const struct node *node)
{
	guint64 number = 0;

	if (node == NULL || node->kind != NODE_SCALAR || !g_ascii_string_to_unsigned(str_c(node->text), 10, 0, 1000000, &number, NULL))
		return 0;
	return (uint32_t)number;
}

uint32_t api_lens_count(const struct api_group *group, const struct api_lens *lens, const char *risk)
{
	return number_of(node_find(api_group_field(group, PART_LENS, &lens->key, "RiskCounts", NODE_MAP), risk));
}

uint32_t api_lens_count_all(const struct api_group *group, const struct api_lens *lens)
{
	const struct node *counts = api_group_field(group, PART_LENS, &lens->key, "RiskCounts", NODE_MAP);
	uint64_t sum = 0;

	for (const struct node *child = counts == NULL ? NULL : counts->first; child != NULL; child = child->next)
		sum += number_of(child);
	return (uint32_t)MIN(sum, 1000000u);
}
