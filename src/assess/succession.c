/* From the ids of one edition to those of another, by way of lineages. */
#include "succession.h"

#include <string.h>

#include "base/hash.h"

/* While it is worked out. */
struct matching {
	struct arena *arena;
	struct succession *result;
	GHashTable *questions; /* id of now -> index + 1 */
	GHashTable *choices;   /* "question/choice" of now -> index + 1 */
	GHashTable *entries;   /* id of the earlier edition -> first entry + 1 */
	uint32_t *next;        /* per lineage of now: the next one of the same id, + 1 */
	uint32_t *candidate;   /* per earlier question */
	uint32_t *leads;       /* per question of now: earlier questions that lead to it */
};

static const char *path_of(struct arena *arena, const struct framework *framework, uint32_t choice)
{
	const struct choice *it = &framework->choices[choice];

	return str_format(arena, "%s/%s", str_c(framework->questions[it->question].id), str_c(it->id)).text;
}

static void put(GHashTable *table, const char *key, uint32_t index)
{
	g_hash_table_insert(table, (gpointer)(uintptr_t)key, GUINT_TO_POINTER(index + 1));
}

static uint32_t at(GHashTable *table, const char *key)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(table, key)) - 1; /* NO_INDEX: not there */
}

static bool is_applied(const struct lineage *lineage)
{
	return str_is(lineage->relation, "same") || str_is(lineage->relation, "close");
}

/* Entries of the earlier edition, by id; where nobody says which edition that is, of all. */
static void index_entries(struct matching *matching)
{
	const struct framework *now = matching->result->now;
	struct str version = matching->result->earlier->version;

	matching->next = arena_array(matching->arena, uint32_t, now->lineage_count);
	for (uint32_t i = matching->result->other_edition ? now->lineage_count : 0; i-- > 0;) {
		const struct lineage *lineage = &now->lineages[i];

		if (!str_is_empty(version) && !str_equal(lineage->version, version))
			continue;
		matching->next[i] = at(matching->entries, str_c(lineage->from)) + 1;
		put(matching->entries, str_c(lineage->from), i);
	}
}

static void index_now(struct matching *matching)
{
	const struct framework *now = matching->result->now;

	for (uint32_t i = 0; i < now->question_count; i++)
		put(matching->questions, str_c(now->questions[i].id), i);
	for (uint32_t i = 0; i < now->choice_count; i++)
		put(matching->choices, path_of(matching->arena, now, i), i);
}

/* The question of an id, or of the question before the slash of one. */
static uint32_t question_at(const struct matching *matching, struct str id)
{
	const char *slash = strchr(str_c(id), '/');

	return slash == NULL ? at(matching->questions, str_c(id))
			     : at(matching->questions, str_copy(matching->arena, id.text, (size_t)(slash - id.text)).text);
}

static void lead(struct matching *matching, uint32_t to, const struct lineage *lineage)
{
	if (to == NO_INDEX)
		return;
	matching->leads[to]++;
	if (matching->result->lineage_to[to] == NULL)
		matching->result->lineage_to[to] = lineage;
}

/* Where a question leads by its lineage: to one that is the same or close, or else to things that are not. */
static void follow(struct matching *matching, uint32_t question, uint32_t first)
{
	struct succession *result = matching->result;
	uint32_t count = 0, target = NO_INDEX;
	bool applied = true;

	result->lineage_from[question] = &result->now->lineages[first];
	for (uint32_t i = first; i != NO_INDEX; i = matching->next[i] - 1) {
		const struct lineage *lineage = &result->now->lineages[i];
		uint32_t to = str_is_empty(lineage->to) ? NO_INDEX : question_at(matching, lineage->to);

		applied = applied && is_applied(lineage);
		if (to != NO_INDEX && to == target)
			continue;
		count += to != NO_INDEX;
		lead(matching, to, lineage);
		target = to != NO_INDEX ? to : target;
	}
	if (count == 1 && applied)
		matching->candidate[question] = target;
	else
		result->recast_from[question] = count > 0;
}

static void find_candidates(struct matching *matching)
{
	const struct framework *earlier = matching->result->earlier;

	for (uint32_t i = 0; i < earlier->question_count; i++) {
		uint32_t entry = at(matching->entries, str_c(earlier->questions[i].id));

		matching->candidate[i] = NO_INDEX;
		if (entry != NO_INDEX) {
			follow(matching, i, entry);
			continue;
		}
		matching->candidate[i] = at(matching->questions, str_c(earlier->questions[i].id));
		lead(matching, matching->candidate[i], NULL);
	}
}

/* Two that lead to one are merged. */
static void settle_questions(struct matching *matching)
{
	struct succession *result = matching->result;

	for (uint32_t i = 0; i < result->now->question_count; i++) {
		result->question_from[i] = NO_INDEX;
		result->recast_to[i] = matching->leads[i] > 0;
	}
	for (uint32_t i = 0; i < result->earlier->question_count; i++) {
		uint32_t to = matching->candidate[i];

		result->question_to[i] = to != NO_INDEX && matching->leads[to] == 1 ? to : NO_INDEX;
		result->recast_from[i] = result->recast_from[i] || (to != NO_INDEX && matching->leads[to] > 1);
		if (result->question_to[i] == NO_INDEX)
			continue;
		result->question_from[to] = i;
		result->recast_to[to] = false;
		result->mapped++;
	}
}

/* The practice that an earlier one is now: by its lineage, else by its id within the successor of its question. */
static uint32_t successor_of(struct matching *matching, uint32_t choice)
{
	struct succession *result = matching->result;
	const struct choice *it = &result->earlier->choices[choice];
	uint32_t entry = at(matching->entries, path_of(matching->arena, result->earlier, choice)), to = result->question_to[it->question];

	if (entry != NO_INDEX)
		return matching->next[entry] == 0 && is_applied(&result->now->lineages[entry])
			       ? at(matching->choices, str_c(result->now->lineages[entry].to))
			       : NO_INDEX;
	return to == NO_INDEX ? NO_INDEX : framework_choice(result->now, to, it->id);
}

/* A practice that two became is the successor of neither; one that went to another question than its own did stays with that alone. */
static void settle_choices(struct matching *matching)
{
	struct succession *result = matching->result;
	uint8_t *times = arena_array(matching->arena, uint8_t, result->now->choice_count);

	memset(result->choice_from, 0xFF, result->now->choice_count * sizeof *result->choice_from);
	for (uint32_t i = 0; i < result->earlier->choice_count; i++) {
		uint32_t to = successor_of(matching, i);

		result->choice_to[i] = to;
		if (to == NO_INDEX)
			continue;
		times[to] = (uint8_t)MIN(times[to] + 1, 2);
		result->choice_from[to] = i;
	}
	for (uint32_t i = 0; i < result->earlier->choice_count; i++) {
		uint32_t to = result->choice_to[i];

		if (to == NO_INDEX || times[to] == 1)
			continue;
		result->choice_to[i] = NO_INDEX;
		result->choice_from[to] = NO_INDEX;
	}
}

static struct succession *result_new(struct arena *arena, const struct framework *earlier, const struct framework *now)
{
	struct succession *result = arena_one(arena, struct succession);

	result->earlier = earlier;
	result->now = now;
	result->other_edition = !str_equal(earlier->version, now->version);
	result->question_to = arena_array(arena, uint32_t, earlier->question_count);
	result->question_from = arena_array(arena, uint32_t, now->question_count);
	result->recast_from = arena_array(arena, bool, earlier->question_count);
	result->recast_to = arena_array(arena, bool, now->question_count);
	result->choice_from = arena_array(arena, uint32_t, now->choice_count);
	result->choice_to = arena_array(arena, uint32_t, earlier->choice_count);
	result->lineage_from = arena_array(arena, const struct lineage *, earlier->question_count);
	result->lineage_to = arena_array(arena, const struct lineage *, now->question_count);
	return result;
}

struct succession *succession_of(struct arena *arena, const struct framework *earlier, const struct framework *now)
{
	struct matching matching = {.arena = arena, .result = result_new(arena, earlier, now)};

	matching.questions = g_hash_table_new(text_hash, g_str_equal);
	matching.choices = g_hash_table_new(text_hash, g_str_equal);
	matching.entries = g_hash_table_new(text_hash, g_str_equal);
	matching.candidate = arena_array(arena, uint32_t, earlier->question_count);
	matching.leads = arena_array(arena, uint32_t, now->question_count);
	index_now(&matching);
	index_entries(&matching);
	find_candidates(&matching);
	settle_questions(&matching);
	settle_choices(&matching);
	g_hash_table_destroy(matching.questions);
	g_hash_table_destroy(matching.choices);
	g_hash_table_destroy(matching.entries);
	return matching.result;
}
