/* Capacity and plan of a review: how much work there is time for, and who does what by when. */
#include "intent.h"

#include <string.h>

#include "base/hash.h"

#define STATUSES "open in-progress done declined"

static const struct key capacity_keys[] = {{"days_per_month", HOLDS_TEXT, true}, {"parallel", HOLDS_TEXT, false}, {"owners", HOLDS_MAP, false}};
static const struct key planned_keys[] = {{"owner", HOLDS_TEXT, false}, {"due", HOLDS_TEXT, false}, {"status", HOLDS_TEXT, false}};
static const struct shape capacity_shape = SHAPE("the capacity", capacity_keys);
static const struct shape planned_shape = SHAPE("an entry of the plan", planned_keys);

static bool take_days(const struct decoder *decoder, const struct node *node, int64_t *days)
{
	if (node->kind == NODE_SCALAR && thousandths_parse(node->text, days) && *days >= 100 && *days <= 100000000)
		return true;
	return diag(decoder->diags, MODEL_BAD_NUMBER, node->span, str_c(node->text), "a number of days", "0.1 to 100000 engineer-days a month");
}

static uint32_t take_parallel(const struct decoder *decoder, const struct node *node)
{
	int64_t value;

	if (thousandths_parse(node->text, &value) && value % 1000 == 0 && value >= 1000 && value <= 1000000)
		return (uint32_t)(value / 1000);
	diag(decoder->diags, MODEL_BAD_NUMBER, node->span, str_c(node->text), "a number of issues at a time", "1 to 1000");
	return 0;
}

static void take_owners(const struct decoder *decoder, const struct node *map, struct capacity *capacity)
{
	struct owner_capacity *owners = arena_array(decoder->arena, struct owner_capacity, map->count);

	for (const struct node *item = map->first; item != NULL; item = item->next)
		if (take_days(decoder, item, &owners[capacity->owner_count].days))
			owners[capacity->owner_count++].name = item->key;
	capacity->owners = owners;
}

static void take_capacity(const struct decoder *decoder, const struct node *root, struct capacity *capacity)
{
	const struct node *map = decode_child(root, "capacity", HOLDS_MAP), *days, *parallel, *owners;

	if (map == NULL || !decode_shape(decoder, map, &capacity_shape, "capacity"))
		return;
	days = decode_child(map, "days_per_month", HOLDS_TEXT);
	parallel = decode_child(map, "parallel", HOLDS_TEXT);
	owners = decode_child(map, "owners", HOLDS_MAP);
	capacity->span = map->span;
	capacity->given = days != NULL && take_days(decoder, days, &capacity->days);
	if (parallel != NULL)
		capacity->parallel = take_parallel(decoder, parallel);
	if (owners != NULL)
		take_owners(decoder, owners, capacity);
}

/* Where ids of practices stand in all lenses. */
struct places {
	const struct review *review;
	GHashTable *counts; /* id -> number of practices that bear it */
	GHashTable *first;  /* id -> lens and choice of the first of them */
};

struct practice_place {
	uint32_t lens, choice;
};

static void index_practices(const struct decoder *decoder, struct places *places)
{
	places->counts = g_hash_table_new(text_hash, g_str_equal);
	places->first = g_hash_table_new(text_hash, g_str_equal);
	for (uint32_t l = 0; l < places->review->lens_count; l++) {
		const struct framework *framework = places->review->lenses[l].framework;

		for (uint32_t i = 0; i < framework->choice_count; i++) {
			void *id = (void *)(uintptr_t)str_c(framework->choices[i].id);
			uint32_t count = GPOINTER_TO_UINT(g_hash_table_lookup(places->counts, id));
			struct practice_place *place;

			g_hash_table_insert(places->counts, id, GUINT_TO_POINTER(count + 1));
			if (count > 0)
				continue;
			place = arena_one(decoder->arena, struct practice_place);
			*place = (struct practice_place){l, i};
			g_hash_table_insert(places->first, id, place);
		}
	}
}

/* "question/choice" in the first framework that has it. */
static bool find_in_question(const struct places *places, const char *text, const char *slash, struct practice_place *place)
{
	struct str question = {text, (uint32_t)(slash - text)};

	for (uint32_t l = 0; l < places->review->lens_count; l++) {
		const struct framework *framework = places->review->lenses[l].framework;
		uint32_t asked = framework_question(framework, question);
		uint32_t choice = asked == UINT32_MAX ? asked : framework_choice(framework, asked, str_of(slash + 1));

		if (choice == UINT32_MAX)
			continue;
		*place = (struct practice_place){l, choice};
		return true;
	}
	return false;
}

static bool find_practice(const struct decoder *decoder, const struct places *places, const struct node *node, struct practice_place *place)
{
	const char *slash = strchr(str_c(node->key), '/');
	uint32_t count = GPOINTER_TO_UINT(g_hash_table_lookup(places->counts, str_c(node->key)));

	if (slash != NULL && find_in_question(places, node->key.text, slash, place))
		return true;
	if (count == 1) {
		*place = *(const struct practice_place *)g_hash_table_lookup(places->first, str_c(node->key));
		return true;
	}
	return diag(decoder->diags, REVIEW_PLAN_PRACTICE, node->key_span, str_c(node->key),
		    count > 1 ? "several practices with the id" : "no practice");
}

static bool take_planned(const struct decoder *decoder, const struct places *places, const struct node *node, struct planned *planned)
{
	const struct node *due;
	struct practice_place place = {0};

	if (!find_practice(decoder, places, node, &place) || !decode_shape(decoder, node, &planned_shape, node->key.text))
		return false;
	*planned = (struct planned){
		.lens = place.lens,
		.choice = place.choice,
		.owner = decode_text(node, "owner"),
		.status = decode_word(decoder, node, "status", STATUSES),
		.span = node->key_span,
	};
	due = decode_child(node, "due", HOLDS_TEXT);
	if (due != NULL && !date_parse(due->text, &planned->due))
		diag(decoder->diags, REVIEW_BAD_DATE, due->span, str_c(due->text));
	return true;
}

static void take_plan(const struct decoder *decoder, const struct node *root, struct review *review)
{
	const struct node *map = decode_child(root, "plan", HOLDS_MAP);
	struct places places = {.review = review};
	struct planned *planned;

	if (map == NULL)
		return;
	index_practices(decoder, &places);
	planned = arena_array(decoder->arena, struct planned, map->count);
	for (const struct node *item = map->first; item != NULL; item = item->next)
		if (item->kind != NODE_NULL && take_planned(decoder, &places, item, &planned[review->planned_count]))
			review->planned_count++;
	review->planned = planned;
	g_hash_table_unref(places.counts);
	g_hash_table_unref(places.first);
}

void intent_decode(const struct decoder *decoder, const struct node *root, struct review *review)
{
	struct assumption *assumptions = arena_array(decoder->arena, struct assumption, ASSUMPTION_COUNT);

	assumptions_decode(decoder, decode_child(root, "assumptions", HOLDS_MAP), assumptions);
	review->assumptions = assumptions;
	take_capacity(decoder, root, &review->capacity);
	take_plan(decoder, root, review);
}
