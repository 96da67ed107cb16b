/* Which columns a corpus has, when its reviews come from several editions of the framework. */
#include <string.h>

#include "build.h"

struct choice_draft {
	const struct choice *choice;
	uint32_t question; /* draft */
	enum relation *relations;
};

struct question_draft {
	const struct question *question;
	const struct framework *framework;
	enum relation *relations;
	uint32_t choice_count, filled; /* filled: choices that have their place already */
};

struct layout {
	struct build *build;
	const struct framework *newest;
	uint32_t edition;            /* being laid out */
	GArray *questions, *choices; /* drafts */
	GHashTable *ids;             /* "question" or "question/choice" to index + 1; of those that expressions can name */
	GArray *pillars;
};

static enum relation *relations_new(const struct layout *layout)
{
	uint32_t count = layout->build->corpus->edition_count;
	enum relation *relations = arena_array(layout->build->arena, enum relation, count);

	for (uint32_t i = 0; i < count; i++)
		relations[i] = RELATION_ABSENT;
	return relations;
}

static struct question_draft *question_at(const struct layout *layout, uint32_t index)
{
	return &g_array_index(layout->questions, struct question_draft, index);
}

static struct choice_draft *choice_at(const struct layout *layout, uint32_t index)
{
	return &g_array_index(layout->choices, struct choice_draft, index);
}

static uint32_t find_id(const struct layout *layout, const char *id)
{
	gpointer found = g_hash_table_lookup(layout->ids, id);

	return found == NULL ? UINT32_MAX : GPOINTER_TO_UINT(found) - 1;
}

/* The first of equal ids keeps the name. */
static void name_it(struct layout *layout, char *id, uint32_t index)
{
	if (g_hash_table_contains(layout->ids, id))
		g_free(id);
	else
		g_hash_table_insert(layout->ids, id, GUINT_TO_POINTER(index + 1));
}

static uint32_t add_question(struct layout *layout, const struct framework *framework, const struct question *question)
{
	struct question_draft draft = {question, framework, relations_new(layout), 0, 0};

	g_array_append_val(layout->questions, draft);
	name_it(layout, g_strdup(str_c(question->id)), layout->questions->len - 1);
	return layout->questions->len - 1;
}

static char *choice_name(struct str question, struct str choice)
{
	return g_strdup_printf("%.*s/%.*s", STR_ARGS(question), STR_ARGS(choice));
}

static uint32_t add_choice(struct layout *layout, uint32_t question, const struct choice *choice)
{
	struct choice_draft draft = {choice, question, relations_new(layout)};
	struct question_draft *of = question_at(layout, question);

	g_array_append_val(layout->choices, draft);
	of->choice_count++;
	if (find_id(layout, str_c(of->question->id)) == question)
		name_it(layout, choice_name(of->question->id, choice->id), layout->choices->len - 1);
	return layout->choices->len - 1;
}

static enum relation relation_named(struct str word)
{
	static const char *const names[] = {
		[RELATION_SAME] = "same",
		[RELATION_CLOSE] = "close",
		[RELATION_BROADER] = "broader",
		[RELATION_NARROWER] = "narrower",
	};

	for (uint32_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (str_is(word, names[i]))
			return (enum relation)i;
	return RELATION_ABSENT;
}

/* What the newest edition says became of an id of the one being laid out; NULL: nothing. The nearest of several. */
static const struct lineage *lineage_of(const struct layout *layout, const char *id)
{
	struct str version = layout->build->corpus->editions[layout->edition].ruleset->framework->version;
	const struct lineage *best = NULL;

	for (uint32_t i = 0; i < layout->newest->lineage_count; i++) {
		const struct lineage *lineage = &layout->newest->lineages[i];

		if (str_is(lineage->from, id) && str_equal(lineage->version, version) &&
		    (best == NULL || relation_named(lineage->relation) < relation_named(best->relation)))
			best = lineage;
	}
	return best;
}

struct target {
	uint32_t index; /* of a draft; UINT32_MAX: a column of its own */
	enum relation relation;
};

/* where: the id in the columns that it has if no lineage says another. */
static struct target target_of(const struct layout *layout, const char *id, const char *where)
{
	const struct lineage *lineage = lineage_of(layout, id);
	struct target target = {.relation = RELATION_SAME};

	if (lineage == NULL) {
		target.index = where == NULL ? UINT32_MAX : find_id(layout, where);
		return target;
	}
	target.relation = relation_named(lineage->relation);
	target.index = str_is_empty(lineage->to) || target.relation == RELATION_ABSENT ? UINT32_MAX : find_id(layout, str_c(lineage->to));
	return target;
}

/* Two ids of one edition cannot share a column: the second has its own. */
static uint32_t claim_question(struct layout *layout, const struct framework *framework, const struct question *question)
{
	struct target target = target_of(layout, str_c(question->id), str_c(question->id));

	if (target.index == UINT32_MAX || question_at(layout, target.index)->relations[layout->edition] != RELATION_ABSENT)
		target = (struct target){add_question(layout, framework, question), RELATION_SAME};
	question_at(layout, target.index)->relations[layout->edition] = target.relation;
	return target.index;
}

static uint32_t claim_choice(struct layout *layout, uint32_t question, const struct question *asked, const struct choice *choice)
{
	struct question_draft *of = question_at(layout, question);
	enum relation inherited = of->relations[layout->edition];
	char *id = choice_name(asked->id, choice->id), *where = choice_name(of->question->id, choice->id);
	bool is_named = find_id(layout, str_c(of->question->id)) == question;
	bool has_lineage = lineage_of(layout, id) != NULL;
	struct target target = target_of(layout, id, is_named ? where : NULL);

	if (target.index == UINT32_MAX || choice_at(layout, target.index)->relations[layout->edition] != RELATION_ABSENT)
		target = (struct target){add_choice(layout, question, choice), RELATION_SAME};
	choice_at(layout, target.index)->relations[layout->edition] = has_lineage ? target.relation : MAX(target.relation, inherited);
	g_free(id);
	g_free(where);
	return target.index;
}

static void lay_out(struct layout *layout, struct edition_map *map)
{
	const struct framework *framework = map->framework;

	map->questions = arena_array(layout->build->arena, uint32_t, framework->question_count);
	map->choices = arena_array(layout->build->arena, uint32_t, framework->choice_count);
	for (uint32_t i = 0; i < framework->question_count; i++)
		map->questions[i] = claim_question(layout, framework, &framework->questions[i]);
	for (uint32_t i = 0; i < framework->choice_count; i++) {
		const struct choice *choice = &framework->choices[i];
		const struct question *question = &framework->questions[choice->question];

		map->choices[i] = choice->none_of_these ? UINT32_MAX : claim_choice(layout, map->questions[choice->question], question, choice);
	}
}

static uint32_t pillar_of(struct layout *layout, const struct pillar *pillar)
{
	struct pillar_column column = {pillar->id, pillar->title};

	for (uint32_t i = 0; i < layout->pillars->len; i++)
		if (str_equal(g_array_index(layout->pillars, struct pillar_column, i).id, pillar->id))
			return i;
	g_array_append_val(layout->pillars, column);
	return layout->pillars->len - 1;
}

static void settle_questions(struct layout *layout)
{
	struct build *build = layout->build;
	uint32_t choices = 0;

	build->questions = arena_array(build->arena, struct question_column, layout->questions->len);
	for (uint32_t i = 0; i < layout->questions->len; i++) {
		const struct question_draft *draft = question_at(layout, i);
		const struct question *question = draft->question;

		build->questions[i] = (struct question_column){
			.id = question->id,
			.number = question->number,
			.title = question->title,
			.short_title = question->short_title,
			.pillar = pillar_of(layout, &draft->framework->pillars[question->pillar]),
			.first_choice = choices,
			.choice_count = draft->choice_count,
			.relations = draft->relations,
			.is_current = draft->framework == layout->newest,
		};
		choices += draft->choice_count;
	}
	build->corpus->questions = build->questions;
	build->corpus->question_count = layout->questions->len;
}

/* Choices go to their questions' ranges; maps follow. */
static void settle_choices(struct layout *layout)
{
	struct build *build = layout->build;
	uint32_t *places = arena_array(build->arena, uint32_t, layout->choices->len);

	build->choices = arena_array(build->arena, struct choice_column, layout->choices->len);
	for (uint32_t i = 0; i < layout->choices->len; i++) {
		const struct choice_draft *draft = choice_at(layout, i);

		places[i] = build->questions[draft->question].first_choice + question_at(layout, draft->question)->filled++;
		build->choices[places[i]] = (struct choice_column){
			.id = draft->choice->id,
			.code = draft->choice->code,
			.title = draft->choice->title,
			.question = draft->question,
			.relations = draft->relations,
		};
	}
	build->corpus->choices = build->choices;
	build->corpus->choice_count = layout->choices->len;
	for (uint32_t e = 0; e < build->corpus->edition_count; e++)
		for (uint32_t i = 0; i < build->maps[e].framework->choice_count; i++)
			if (build->maps[e].choices[i] != UINT32_MAX)
				build->maps[e].choices[i] = places[build->maps[e].choices[i]];
}

static void settle_pillars(struct layout *layout)
{
	struct build *build = layout->build;
	struct pillar_column *pillars = arena_array(build->arena, struct pillar_column, layout->pillars->len);

	if (layout->pillars->len > 0)
		memcpy(pillars, layout->pillars->data, layout->pillars->len * sizeof *pillars);
	build->corpus->pillars = pillars;
	build->corpus->pillar_count = layout->pillars->len;
}

void layout_columns(struct build *build)
{
	uint32_t editions = build->corpus->edition_count;
	struct layout layout = {.build = build};

	layout.questions = g_array_new(FALSE, TRUE, sizeof(struct question_draft));
	layout.choices = g_array_new(FALSE, TRUE, sizeof(struct choice_draft));
	layout.pillars = g_array_new(FALSE, TRUE, sizeof(struct pillar_column));
	layout.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	build->maps = arena_array(build->arena, struct edition_map, editions);
	layout.newest = editions == 0 ? NULL : build->corpus->editions[editions - 1].ruleset->framework;
	for (uint32_t i = editions; i-- > 0;) {
		layout.edition = i;
		build->maps[i].framework = build->corpus->editions[i].ruleset->framework;
		lay_out(&layout, &build->maps[i]);
		build->editions[i].columns = build->maps[i].questions;
	}
	for (uint32_t i = 0; layout.newest != NULL && i < layout.newest->pillar_count; i++)
		pillar_of(&layout, &layout.newest->pillars[i]);
	settle_questions(&layout);
	settle_choices(&layout);
	settle_pillars(&layout);
	g_array_unref(layout.questions);
	g_array_unref(layout.choices);
	g_array_unref(layout.pillars);
	g_hash_table_unref(layout.ids);
}
