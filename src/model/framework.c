/* Native framework files (plumbline: framework/1) to struct framework. */
#include "model/framework.h"

#include <string.h>

#include "base/hash.h"
#include "decode.h"
#include "framework_links.h"
#include "lineage_decode.h"

/* Flat arrays while they grow. */
struct building {
	struct decoder decoder;
	struct framework *framework;
	GArray *pillars, *questions, *choices, *rules;
	GArray *awaiting;       /* choices that come after others */
	GHashTable *pillar_ids; /* id -> index */
};

static const struct key framework_keys[] = {
	{"plumbline", HOLDS_TEXT, true},  {"id", HOLDS_TEXT, true},         {"version", HOLDS_TEXT, true},     {"title", HOLDS_TEXT, true},
	{"language", HOLDS_TEXT, false},  {"publisher", HOLDS_TEXT, false}, {"summary", HOLDS_TEXT, false},    {"lineage", HOLDS_LIST_OR_TEXT, false},
	{"rules_are", HOLDS_TEXT, false}, {"origin", HOLDS_TEXT, false},    {"priorities", HOLDS_LIST, false}, {"pillars", HOLDS_LIST, true},
};
static const struct key pillar_keys[] = {
	{"id", HOLDS_TEXT, true},       {"code", HOLDS_TEXT, false},     {"title", HOLDS_TEXT, true},
	{"summary", HOLDS_TEXT, false}, {"questions", HOLDS_LIST, true}, {"links", HOLDS_LIST, false},
};
static const struct key question_keys[] = {
	{"id", HOLDS_TEXT, true},    {"number", HOLDS_TEXT, false},        {"title", HOLDS_TEXT, true},  {"short", HOLDS_TEXT, false},
	{"why", HOLDS_TEXT, false},  {"variants", HOLDS_LIST, false},      {"links", HOLDS_LIST, false}, {"choices", HOLDS_LIST, true},
	{"rules", HOLDS_LIST, true}, {"stops_revenue", HOLDS_TEXT, false},
};
static const struct key choice_keys[] = {
	{"id", HOLDS_TEXT, true},        {"code", HOLDS_TEXT, false},          {"title", HOLDS_TEXT, true},  {"risk", HOLDS_TEXT, false},
	{"effort", HOLDS_TEXT, false},   {"advice", HOLDS_TEXT, false},        {"links", HOLDS_LIST, false}, {"none", HOLDS_FLAG, false},
	{"variants", HOLDS_LIST, false}, {"after", HOLDS_LIST_OR_TEXT, false},
};
static const struct key rule_keys[] = {{"when", HOLDS_TEXT, true}, {"risk", HOLDS_TEXT, true}};
static const struct key link_keys[] = {{"title", HOLDS_TEXT, false}, {"url", HOLDS_TEXT, true}, {"note", HOLDS_TEXT, false}};
static const struct key why_variant_keys[] = {{"when", HOLDS_TEXT, true}, {"why", HOLDS_TEXT, true}};
static const struct key advice_variant_keys[] = {{"when", HOLDS_TEXT, true}, {"advice", HOLDS_TEXT, true}};
static const struct shape framework_shape = SHAPE("a framework", framework_keys);
static const struct shape pillar_shape = SHAPE("a pillar", pillar_keys);
static const struct shape question_shape = SHAPE("a question", question_keys);
static const struct shape choice_shape = SHAPE("a choice", choice_keys);
static const struct shape rule_shape = SHAPE("a rule", rule_keys);
static const struct shape link_shape = SHAPE("a link", link_keys);
static const struct shape why_variant_shape = SHAPE("a variant", why_variant_keys);
static const struct shape advice_variant_shape = SHAPE("a variant", advice_variant_keys);

/* Ids that are missing are alike, too, but that has been said already. */
static void report_duplicate(const struct building *building, const char *what, struct str id, struct span first, struct span second)
{
	struct str line = {0};

	if (first.source == NULL || second.source == NULL)
		return;
	line = str_format(building->decoder.arena, "%u", source_place(first.source, first.start).line);

	diag(building->decoder.diags, MODEL_DUPLICATE_ID, second, what, id.text, line.text);
}

/* Other tools hold what nobody can answer; ours do not. */
static void report_empty(const struct building *building, struct span span, const char *what, const char *of)
{
	diag_as(building->decoder.diags, building->decoder.foreign ? SEVERITY_WARNING : SEVERITY_ERROR, FRAMEWORK_EMPTY, span, what, of);
}

static bool is_web_address(struct str url)
{
	return g_str_has_prefix(str_c(url), "https://") || g_str_has_prefix(str_c(url), "http://") || g_str_has_prefix(str_c(url), "mailto:");
}

static uint32_t take_links(struct building *building, const struct node *map, const struct link **links)
{
	const struct node *list = decode_child(map, "links", HOLDS_LIST);
	struct link *made = arena_array(building->decoder.arena, struct link, list == NULL ? 0 : list->count);
	uint32_t count = 0;

	*links = made;
	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
		struct link *link = &made[count];

		if (!decode_shape(&building->decoder, item, &link_shape, "links"))
			continue;
		*link = (struct link){decode_text(item, "title"), decode_text(item, "url"), decode_text_span(item, "url"), decode_text(item, "note")};
		if (str_is_empty(link->title))
			link->title = link->url;
		if (is_web_address(link->url))
			count++;
		else if (!str_is_empty(link->url))
			diag(building->decoder.diags, MODEL_BAD_URL, link->span, link->url.text);
	}
	return count;
}

static uint32_t take_variants(struct building *building, const struct node *map, const struct shape *shape, const char *text_key,
			      const struct variant **variants)
{
	const struct node *list = decode_child(map, "variants", HOLDS_LIST);
	struct variant *made = arena_array(building->decoder.arena, struct variant, list == NULL ? 0 : list->count);
	uint32_t count = 0;

	*variants = made;
	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		if (decode_shape(&building->decoder, item, shape, "variants"))
			made[count++] = (struct variant){decode_text(item, "when"), decode_text(item, text_key), decode_text_span(item, "when"),
							 decode_text_span(item, text_key)};
	return count;
}

/* ids: those of the question so far, with their indexes. */
static void check_choice_id(const struct building *building, GHashTable *ids, const struct choice *choice)
{
	gpointer other;

	if (g_hash_table_lookup_extended(ids, str_c(choice->id), NULL, &other))
		report_duplicate(building, "choice", choice->id, g_array_index(building->choices, struct choice, GPOINTER_TO_UINT(other)).span,
				 choice->span);
	else
		g_hash_table_insert(ids, (void *)(uintptr_t)str_c(choice->id), GUINT_TO_POINTER(building->choices->len));
}

/* What the choice about to be added comes after is looked up when all choices are known. */
static void await_after(const struct building *building, const struct node *node)
{
	struct awaiting awaiting = {building->choices->len, decode_child(node, "after", HOLDS_LIST_OR_TEXT)};

	if (awaiting.list != NULL)
		g_array_append_val(building->awaiting, awaiting);
}

static void take_choice(struct building *building, GHashTable *ids, const struct node *node)
{
	struct choice choice = {.question = building->questions->len};

	if (!decode_shape(&building->decoder, node, &choice_shape, "choices"))
		return;
	choice.id = decode_id(&building->decoder, node, "id");
	choice.span = decode_text_span(node, "id");
	choice.code = decode_text(node, "code");
	choice.title = decode_text(node, "title");
	choice.advice = decode_text(node, "advice");
	choice.risk = decode_level(&building->decoder, node, "risk", "low medium high");
	choice.effort = decode_level(&building->decoder, node, "effort", "low medium high");
	choice.none_of_these = decode_flag(node, "none", false);
	choice.link_count = take_links(building, node, &choice.links);
	choice.variant_count = take_variants(building, node, &advice_variant_shape, "advice", &choice.variants);
	check_choice_id(building, ids, &choice);
	await_after(building, node);
	g_array_append_val(building->choices, choice);
}

static void take_choices(struct building *building, const struct node *list)
{
	GHashTable *ids = g_hash_table_new(text_hash, g_str_equal);

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		take_choice(building, ids, item);
	g_hash_table_unref(ids);
}

static void take_rule(struct building *building, const struct node *node)
{
	struct rule rule = {0};

	if (!decode_shape(&building->decoder, node, &rule_shape, "rules"))
		return;
	rule.condition = str_trim(building->decoder.arena, decode_text(node, "when"));
	rule.span = decode_text_span(node, "when");
	rule.is_default = str_is(rule.condition, "default");
	rule.risk = decode_level(&building->decoder, node, "risk", "none medium high");
	if (rule.is_default)
		rule.condition = STR("");
	if (rule.risk != LEVEL_UNSET && (rule.is_default || !str_is_empty(rule.condition)))
		g_array_append_val(building->rules, rule);
}

static void check_question_id(const struct building *building, const struct question *question, GHashTable *seen)
{
	gpointer other;

	if (g_hash_table_lookup_extended(seen, str_c(question->id), NULL, &other)) {
		report_duplicate(building, "question", question->id,
				 g_array_index(building->questions, struct question, GPOINTER_TO_UINT(other)).span, question->span);
		return;
	}
	g_hash_table_insert(seen, (void *)(uintptr_t)str_c(question->id), GUINT_TO_POINTER(building->questions->len));
}

static void take_question(struct building *building, const struct node *node, GHashTable *seen)
{
	struct question question = {.pillar = building->pillars->len, .first_choice = building->choices->len, .first_rule = building->rules->len};
	const struct node *choices, *rules;

	if (!decode_shape(&building->decoder, node, &question_shape, "questions"))
		return;
	question.id = decode_id(&building->decoder, node, "id");
	question.span = decode_text_span(node, "id");
	question.number = decode_text(node, "number");
	question.title = decode_text(node, "title");
	question.short_title = node_find(node, "short") == NULL ? question.title : decode_text(node, "short");
	question.why = decode_text(node, "why");
	question.link_count = take_links(building, node, &question.links);
	question.variant_count = take_variants(building, node, &why_variant_shape, "why", &question.variants);
	question.stops = stops_decode(&building->decoder, node);
	check_question_id(building, &question, seen);
	choices = decode_child(node, "choices", HOLDS_LIST);
	take_choices(building, choices);
	rules = decode_child(node, "rules", HOLDS_LIST);
	for (const struct node *item = rules == NULL ? NULL : rules->first; item != NULL; item = item->next)
		take_rule(building, item);
	question.choice_count = building->choices->len - question.first_choice;
	question.rule_count = building->rules->len - question.first_rule;
	if (choices != NULL && question.choice_count == 0)
		report_empty(building, question.span, "question", "choices");
	g_array_append_val(building->questions, question);
}

static void check_pillar_id(const struct building *building, const struct pillar *pillar)
{
	gpointer other;

	if (g_hash_table_lookup_extended(building->pillar_ids, str_c(pillar->id), NULL, &other))
		report_duplicate(building, "pillar", pillar->id, g_array_index(building->pillars, struct pillar, GPOINTER_TO_UINT(other)).span,
				 pillar->span);
	else
		g_hash_table_insert(building->pillar_ids, (void *)(uintptr_t)str_c(pillar->id), GUINT_TO_POINTER(building->pillars->len));
}

static void take_pillar(struct building *building, const struct node *node, GHashTable *seen)
{
	struct pillar pillar = {.first_question = building->questions->len};
	const struct node *questions;

	if (!decode_shape(&building->decoder, node, &pillar_shape, "pillars"))
		return;
	pillar.id = decode_id(&building->decoder, node, "id");
	pillar.span = decode_text_span(node, "id");
	pillar.code = decode_text(node, "code");
	pillar.title = decode_text(node, "title");
	pillar.summary = decode_text(node, "summary");
	pillar.link_count = take_links(building, node, &pillar.links);
	check_pillar_id(building, &pillar);
	questions = decode_child(node, "questions", HOLDS_LIST);
	for (const struct node *item = questions == NULL ? NULL : questions->first; item != NULL; item = item->next)
		take_question(building, item, seen);
	pillar.question_count = building->questions->len - pillar.first_question;
	if (questions != NULL && pillar.question_count == 0)
		report_empty(building, pillar.span, "pillar", "questions");
	g_array_append_val(building->pillars, pillar);
}

static void take_lineage(struct building *building, const struct node *root)
{
	struct framework *framework = building->framework;

	framework->lineage_path = decode_text(root, "lineage");
	framework->lineage_span = decode_text_span(root, "lineage");
	framework->lineage_count = lineages_decode(&building->decoder, framework, decode_child(root, "lineage", HOLDS_LIST), &framework->lineages);
	lineage_index(building->decoder.arena, framework);
}

static const void *flat(struct arena *arena, GArray *array)
{
	size_t size = (size_t)array->len * g_array_get_element_size(array);
	void *copy = arena_alloc(arena, size);

	if (size != 0)
		memcpy(copy, array->data, size);
	g_array_unref(array);
	return copy;
}

static void finish(struct building *building, const struct node *root)
{
	struct framework *framework = building->framework;
	struct arena *arena = building->decoder.arena;

	framework->pillar_count = building->pillars->len;
	framework->question_count = building->questions->len;
	framework->choice_count = building->choices->len;
	framework->rule_count = building->rules->len;
	framework->pillars = flat(arena, building->pillars);
	framework->questions = flat(arena, building->questions);
	framework->choices = flat(arena, building->choices);
	framework->rules = flat(arena, building->rules);
	framework_index(arena, framework);
	after_decode(&building->decoder, framework, (struct choice *)(uintptr_t)framework->choices,
		     (const struct awaiting *)(void *)building->awaiting->data, building->awaiting->len);
	g_array_unref(building->awaiting);
	priorities_decode(&building->decoder, root, framework);
}

static void take_pillars(struct building *building, const struct node *root)
{
	const struct node *pillars = decode_child(root, "pillars", HOLDS_LIST);
	GHashTable *seen = g_hash_table_new(text_hash, g_str_equal);

	building->pillar_ids = g_hash_table_new(text_hash, g_str_equal);
	for (const struct node *item = pillars == NULL ? NULL : pillars->first; item != NULL; item = item->next)
		take_pillar(building, item, seen);
	g_hash_table_unref(building->pillar_ids);
	g_hash_table_unref(seen);
	if (pillars != NULL && building->pillars->len == 0)
		diag(building->decoder.diags, FRAMEWORK_EMPTY, pillars->span, "framework", "pillars");
}

const struct framework *framework_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	struct building building = {.decoder = {.arena = arena, .diags = diags}, .framework = arena_one(arena, struct framework)};
	const struct node *version = node_find(root, "plumbline");

	if (!decode_shape(&building.decoder, root, &framework_shape, "the file"))
		return NULL;
	if (version != NULL && !str_is(version->text, "framework/1"))
		diag(diags, MODEL_VERSION, version->span, version->text.text, "this version reads \"plumbline: framework/1\"");
	building.framework->source = source;
	building.framework->origin = decode_text(root, "origin");
	building.framework->is_foreign = building.decoder.foreign = !str_is_empty(building.framework->origin);
	building.framework->id = decode_id(&building.decoder, root, "id");
	building.framework->version = decode_text(root, "version");
	building.framework->title = decode_text(root, "title");
	building.framework->language = node_find(root, "language") == NULL ? STR("en") : decode_text(root, "language");
	building.framework->publisher = decode_text(root, "publisher");
	building.framework->summary = decode_text(root, "summary");
	building.framework->assumed_rules = str_is(decode_word(&building.decoder, root, "rules_are", "stated assumed"), "assumed");
	building.pillars = g_array_new(FALSE, TRUE, sizeof(struct pillar));
	building.questions = g_array_new(FALSE, TRUE, sizeof(struct question));
	building.choices = g_array_new(FALSE, TRUE, sizeof(struct choice));
	building.awaiting = g_array_new(FALSE, FALSE, sizeof(struct awaiting));
	building.rules = g_array_new(FALSE, TRUE, sizeof(struct rule));
	take_pillars(&building, root);
	finish(&building, root);
	take_lineage(&building, root);
	return building.framework;
}
