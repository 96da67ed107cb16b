/* What statistics.json tells of peers: read with suspicion, since anybody may have written it. */
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "peer_work.h"

#define MOST_CLIENTS 100000000.0

struct reading {
	struct arena *arena;
	struct diags *diags;
	struct peer_publication *into;
};

/* ---- Values ---- */

static bool bad(const struct reading *reading, const struct node *node, const char *must)
{
	return diag(reading->diags, PEERS_BAD, node->span, str_c(node->key), must);
}

static const struct node *wanted(const struct reading *reading, const struct node *map, const char *key, enum node_kind kind)
{
	static const char *const must[] = {
		[NODE_NULL] = "nothing", [NODE_SCALAR] = "a text or a number", [NODE_LIST] = "a list", [NODE_MAP] = "an object"};
	const struct node *child = node_find(map, key);

	if (child == NULL)
		diag(reading->diags, PEERS_MISSING, map->span, key);
	else if (child->kind != kind)
		bad(reading, child, must[kind]);
	return child != NULL && child->kind == kind ? child : NULL;
}

static struct str text_of(const struct node *map, const char *key)
{
	const struct node *child = node_find(map, key);

	return child != NULL && child->kind == NODE_SCALAR ? child->text : STR("");
}

static struct str needed_text(const struct reading *reading, const struct node *map, const char *key)
{
	const struct node *child = wanted(reading, map, key, NODE_SCALAR);

	if (child != NULL && str_is_empty(child->text))
		bad(reading, child, "a text that is not empty");
	return child == NULL ? STR("") : child->text;
}

/* A number from 0 to most; of those that are not there: absent. */
static double number_of(const struct reading *reading, const struct node *map, const char *key, double most, double absent)
{
	const struct node *child = node_find(map, key);
	double number;
	char *end;

	if (child == NULL)
		return absent;
	if (child->kind != NODE_SCALAR || child->quoted || !g_ascii_isdigit(child->text.text[0])) {
		bad(reading, child, "a number");
		return absent;
	}
	number = g_ascii_strtod(child->text.text, &end);
	if (*end == '\0' && number >= 0 && number <= most)
		return number;
	bad(reading, child, str_format(reading->arena, "a number from 0 to %.0f", most).text);
	return absent;
}

static uint32_t count_of(const struct reading *reading, const struct node *map, const char *key)
{
	double number = number_of(reading, map, key, MOST_CLIENTS, -1);

	if (number < 0 && node_find(map, key) == NULL)
		diag(reading->diags, PEERS_MISSING, map->span, key);
	if (number != floor(number))
		bad(reading, node_find(map, key), "a whole number");
	return number < 0 ? 0 : (uint32_t)number;
}

/* "2019-07-31", or a month: "2019-07". 0 where it is neither. */
static uint32_t day_of(struct arena *arena, struct str text)
{
	bool month = text.length == 7;
	struct date date;

	if (!date_parse(month ? str_format(arena, "%s-01", str_c(text)) : text, &date))
		return 0;
	return (uint32_t)(date.year * 10000 + date.month * 100 + (month ? 0 : date.day));
}

/* ---- Figures ---- */

static bool is_as(const struct node *map, const char *as)
{
	return str_is(text_of(map, "as"), as);
}

static void take_percent(const struct reading *reading, const struct node *map, struct peer_share *share)
{
	double low = number_of(reading, map, "low", 100, -1), high = number_of(reading, map, "high", 100, -1);

	if (node_find(map, "percent") == NULL)
		diag(reading->diags, PEERS_MISSING, map->span, "percent");
	share->has_percent = true;
	share->percent.sense = PERCENT_VALUE;
	share->percent.steps = (uint32_t)lround(number_of(reading, map, "percent", 100, 0));
	share->has_interval = low >= 0 && high >= low;
	if (share->has_interval)
		share->interval = (struct percent_range){.low = (uint32_t)floor(low), .high = (uint32_t)ceil(high)};
}

static void take_counts(const struct reading *reading, const struct node *map, struct peer_share *share)
{
	uint32_t hits, of;

	share->hits.sense = PEER_UNTOLD;
	if (node_find(map, "hits") == NULL || node_find(map, "of") == NULL)
		return;
	hits = count_of(reading, map, "hits");
	of = count_of(reading, map, "of");
	if (hits > of)
		bad(reading, node_find(map, "hits"), "no more than \"of\"");
	share->hits = (struct peer_count){PEER_EXACT, hits};
	share->of = of;
	share->percent = percent_of((struct share){MIN(hits, of), of}, 0);
}

/* What the file should not have told is not told on. */
static void limit(const struct peer_publication *into, struct peer_share *share)
{
	bool few = share->of <= into->min_clients, exact = share->hits.sense == PEER_EXACT;
	uint32_t hits = share->hits.count, least = into->min_side;

	if (few)
		*share = (struct peer_share){.gap = PEER_GAP_FEW};
	else if (exact && (hits < least || share->of - hits < least)) {
		share->hits = hits < least ? (struct peer_count){PEER_UNDER, least} : (struct peer_count){PEER_OVER, share->of - least};
		share->has_percent = share->has_interval = false;
	}
}

static struct peer_share share_of(const struct reading *reading, const struct node *map)
{
	struct peer_share share = {.gap = PEER_GAP_FEW};
	uint32_t least = reading->into->min_side;

	if (!is_as(map, "value") && !is_as(map, "under") && !is_as(map, "over"))
		return share;
	share.gap = PEER_GAP_NONE;
	share.of = count_of(reading, map, "clients");
	if (is_as(map, "value")) {
		take_percent(reading, map, &share);
		take_counts(reading, map, &share);
	} else
		share.hits = is_as(map, "under") ? (struct peer_count){PEER_UNDER, least}
						 : (struct peer_count){PEER_OVER, share.of - MIN(least, share.of)};
	limit(reading->into, &share);
	return share;
}

static void take_question(const struct reading *reading, const struct node *map, struct published_question *question)
{
	const struct node *high = wanted(reading, map, "high", NODE_MAP), *at_risk = wanted(reading, map, "at_risk", NODE_MAP);

	question->id = needed_text(reading, map, "id");
	question->pillar = text_of(map, "pillar");
	if (high != NULL)
		question->high = share_of(reading, high);
	if (at_risk != NULL)
		question->at_risk = share_of(reading, at_risk);
}

/* ---- Steps ---- */

static uint32_t hits_at(const struct reading *reading, const struct node *map, struct published_group *group)
{
	if (node_find(map, "hits") != NULL)
		return count_of(reading, map, "hits");
	if (node_find(map, "percent") == NULL)
		diag(reading->diags, PEERS_MISSING, map->span, "percent");
	group->is_rounded = true;
	return (uint32_t)lround(number_of(reading, map, "percent", 100, 0) * group->steps.clients / 100);
}

static void take_step(const struct reading *reading, const struct node *map, struct published_group *group, uint32_t *last)
{
	double at_most = number_of(reading, map, "at_most", 10.0 * (PEER_STEPS - 1), -1);
	uint32_t step = at_most < 0 ? PEER_STEPS : (uint32_t)at_most / 10, hits = hits_at(reading, map, group);

	if (at_most < 0 && node_find(map, "at_most") == NULL)
		diag(reading->diags, PEERS_MISSING, map->span, "at_most");
	if (step == PEER_STEPS)
		return;
	if (at_most != 10.0 * step || (group->told >> step) != 0) {
		bad(reading, node_find(map, "at_most"), "a multiple of 10, and larger than the one before");
		return;
	}
	if (hits < *last || hits > group->steps.clients) {
		diag(reading->diags, PEERS_BAD, map->span, "steps", "shares that rise, none of more clients than there are");
		return;
	}
	group->steps.at_most[step] = *last = hits;
	group->told |= 1u << step;
}

static void take_group(const struct reading *reading, const struct node *map, struct published_group *group)
{
	const struct node *steps = wanted(reading, map, "steps", NODE_LIST), *rounded = node_find(map, "base_is_rounded");
	uint32_t last = 0;

	group->segment = text_of(map, "segment");
	group->value = text_of(map, "value");
	if (steps == NULL || steps->count == 0)
		return;
	group->steps.clients = count_of(reading, map, "clients");
	group->is_rounded = rounded != NULL && str_is(rounded->text, "true");
	for (const struct node *step = steps->first; step != NULL; step = step->next)
		if (step->kind == NODE_MAP)
			take_step(reading, step, group, &last);
		else
			bad(reading, steps, "a list of objects");
	group->told = peer_steps_kept(&group->steps, group->told, reading->into->min_side);
}

static void take_pillar(const struct reading *reading, const struct node *map, struct published_pillar *pillar)
{
	const struct node *list = wanted(reading, map, "segments", NODE_LIST);
	struct published_group *groups = arena_array(reading->arena, struct published_group, list == NULL ? 0 : list->count);

	pillar->id = needed_text(reading, map, "id");
	take_group(reading, map, &pillar->all);
	pillar->all.segment = pillar->all.value = STR("");
	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		if (item->kind == NODE_MAP)
			take_group(reading, item, &groups[pillar->group_count++]);
		else
			bad(reading, list, "a list of objects");
	pillar->groups = groups;
}

/* ---- The file ---- */

static bool is_new(const struct reading *reading, GHashTable *seen, const struct node *item, struct str id)
{
	if (g_hash_table_add(seen, (gpointer)(uintptr_t)str_c(id)))
		return true;
	return diag(reading->diags, PEERS_TWICE, item->span, str_c(id));
}

static void take_questions(const struct reading *reading, const struct node *peers)
{
	const struct node *list = wanted(reading, peers, "risks", NODE_LIST);
	struct published_question *questions = arena_array(reading->arena, struct published_question, list == NULL ? 0 : list->count);
	GHashTable *seen = g_hash_table_new(text_hash, g_str_equal);

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
		struct published_question *question = &questions[reading->into->question_count];

		if (item->kind != NODE_MAP) {
			bad(reading, list, "a list of objects");
			continue;
		}
		take_question(reading, item, question);
		reading->into->question_count += is_new(reading, seen, item, question->id);
	}
	reading->into->questions = questions;
	g_hash_table_unref(seen);
}

static void take_pillars(const struct reading *reading, const struct node *peers)
{
	const struct node *list = wanted(reading, peers, "pillars", NODE_LIST);
	struct published_pillar *pillars = arena_array(reading->arena, struct published_pillar, list == NULL ? 0 : list->count);
	GHashTable *seen = g_hash_table_new(text_hash, g_str_equal);

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
		struct published_pillar *pillar = &pillars[reading->into->pillar_count];

		if (item->kind != NODE_MAP) {
			bad(reading, list, "a list of objects");
			continue;
		}
		take_pillar(reading, item, pillar);
		reading->into->pillar_count += is_new(reading, seen, item, pillar->id);
	}
	reading->into->pillars = pillars;
	g_hash_table_unref(seen);
}

/* No file can ask for less protection than there is. */
static void take_head(const struct reading *reading, const struct node *root, const struct node *peers)
{
	const struct node *population = wanted(reading, root, "population", NODE_MAP), *noun = node_find(peers, "noun");
	const struct node *rounded = node_find(population, "base_is_rounded");
	struct peer_publication *into = reading->into;

	into->framework = needed_text(reading, peers, "framework");
	into->version = text_of(peers, "version");
	into->release = text_of(node_find(root, "release"), "name");
	into->noun = (struct noun){text_of(noun, "one"), text_of(noun, "many")};
	if (str_is_empty(into->noun.one) || str_is_empty(into->noun.many))
		into->noun = (struct noun){STR("client"), STR("clients")};
	into->min_clients = MAX(count_of(reading, peers, "min_clients"), 10u);
	into->min_side = MAX(count_of(reading, peers, "min_side"), 3u);
	if (population == NULL)
		return;
	into->clients = is_as(population, "value") ? count_of(reading, population, "clients") : 0;
	into->is_rounded = rounded != NULL && str_is(rounded->text, "true");
	into->first_date = day_of(reading->arena, text_of(population, "first"));
	into->last_date = day_of(reading->arena, text_of(population, "last"));
}

const struct peer_publication *peer_publication_read(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	struct reading reading = {arena, diags, arena_one(arena, struct peer_publication)};
	const struct node *version = node_find(root, "plumbline"), *peers = node_find(root, "peers");
	struct span span = {source, 0, 0};
	uint32_t before = diags_errors(diags);

	if (version == NULL || version->kind != NODE_SCALAR || !str_is(version->text, "statistics/1")) {
		diag(diags, PEERS_NOT_STATISTICS, version == NULL ? span : version->span);
		return NULL;
	}
	if (peers == NULL || peers->kind != NODE_MAP) {
		diag(diags, PEERS_NONE, version->span);
		return NULL;
	}
	take_head(&reading, root, peers);
	take_questions(&reading, peers);
	take_pillars(&reading, peers);
	return diags_errors(diags) == before ? reading.into : NULL;
}
