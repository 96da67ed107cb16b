/* A framework from answers that bring their questions and practices along, for lenses that nobody has a file of. */
#include <string.h>

#include "aws_api_group.h"
#include "base/hash.h"
#include "derive.h"
#include "formats/plain.h"
#include "lens_names.h"
#include "lens_shape.h"

#define MOST_COMPARED 200u

struct framing {
	const struct api_group *group;
	const struct api_lens *lens;
	const struct framework *bound;
	struct derived derived;
	GHashTable *choices;        /* ids of the question being made */
	GHashTable *texts;          /* of the choice or question being made */
	const struct node *pillars; /* what AWS calls them; may be NULL */
};

/* The order in which AWS shows its pillars, and their names. */
static const struct {
	const char *id, *name;
} known_pillars[] = {
	{"operationalExcellence", "Operational Excellence"},
	{"security", "Security"},
	{"reliability", "Reliability"},
	{"performance", "Performance Efficiency"},
	{"costOptimization", "Cost Optimization"},
	{"sustainability", "Sustainability"},
};

/* ---- Texts and links ---- */

/* The same text again is no help. */
static void add_text(struct framing *framing, GString *out, struct str text)
{
	if (str_is_empty(text) || (out->len > 0 && g_hash_table_contains(framing->texts, str_c(text))))
		return;
	if (out->len == 0)
		g_hash_table_remove_all(framing->texts);
	g_hash_table_add(framing->texts, (void *)(uintptr_t)str_c(text));
	g_string_append(out, out->len > 0 ? "\n\n" : "");
	g_string_append(out, str_c(plain_to_markdown(framing->group->arena, text)));
}

static void add_link(struct framing *framing, GArray *links, const struct node *url, struct str title)
{
	struct arena *arena = framing->group->arena;
	struct link link = {.title = title};

	if (url == NULL)
		return;
	link.url = str_trim(arena, url->text);
	link.span = url->span;
	if (str_is_empty(link.url))
		return;
	if (!plain_is_url(link.url)) {
		diag(framing->group->diags, LENS_BAD_URL, url->span, str_c(link.url));
		return;
	}
	for (guint i = 0; i < MIN(links->len, MOST_COMPARED); i++)
		if (str_equal(g_array_index(links, struct link, i).url, link.url))
			return;
	if (str_is_empty(title) || title.length > 100)
		link.title = lens_link_title(arena, link.url);
	g_array_append_val(links, link);
}

static void add_resource(struct framing *framing, GString *text, GArray *links, const struct node *resource)
{
	if (resource == NULL)
		return;
	add_text(framing, text, lens_text(framing->group->arena, resource, "DisplayText"));
	add_link(framing, links, lens_text_node(resource, "Url"), STR(""));
}

static void add_more(struct framing *framing, GString *text, GArray *links, const struct node *choice)
{
	const struct node *list = lens_list(choice, "AdditionalResources");

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
		const struct node *contents = lens_list(item, "Content");

		for (const struct node *one = contents == NULL ? NULL : contents->first; one != NULL; one = one->next)
			if (lens_text_node(one, "Url") == NULL)
				add_text(framing, text, lens_text(framing->group->arena, one, "DisplayText"));
			else
				add_link(framing, links, lens_text_node(one, "Url"), lens_text(framing->group->arena, one, "DisplayText"));
	}
}

/* ---- Choices ---- */

static bool is_new_choice(struct framing *framing, struct str id)
{
	return !str_is_empty(id) && g_hash_table_add(framing->choices, (void *)(uintptr_t)str_c(id));
}

static void keep_choice(struct framing *framing, struct choice *choice, GString *text, GArray *links)
{
	choice->question = framing->derived.questions->len;
	choice->advice = str_take(framing->group->arena, text);
	choice->links = derive_links(framing->group->arena, links, &choice->link_count);
	if (str_is_empty(choice->title))
		choice->title = choice->id;
	choice->none_of_these = lens_is_none(choice->id, choice->title);
	g_array_append_val(framing->derived.choices, *choice);
}

/* node: a choice of the API, a best practice of a consolidated report, or an improvement plan. */
static void add_choice(struct framing *framing, const struct node *node)
{
	struct arena *arena = framing->group->arena;
	struct choice choice = {.id = lens_text(arena, node, "ChoiceId"), .span = node->span};
	GString *text;
	GArray *links;

	if (!is_new_choice(framing, choice.id))
		return;
	choice.title = lens_text(arena, node, lens_text_node(node, "Title") == NULL ? "ChoiceTitle" : "Title");
	text = g_string_new(NULL);
	links = g_array_new(FALSE, FALSE, sizeof(struct link));
	if (str_is_empty(choice.title))
		choice.title = lens_text(arena, node, "DisplayText");
	else
		add_text(framing, text, lens_text(arena, node, "DisplayText"));
	add_text(framing, text, lens_text(arena, node, "Description"));
	add_resource(framing, text, links, lens_map(node, "HelpfulResource"));
	add_resource(framing, text, links, lens_map(node, "ImprovementPlan"));
	add_more(framing, text, links, node);
	add_link(framing, links, lens_text_node(node, "ImprovementPlanUrl"), STR(""));
	keep_choice(framing, &choice, text, links);
}

/* Old dumps may name choices that they do not describe. */
static void add_bare_choice(struct framing *framing, const struct node *id)
{
	struct choice choice = {.span = id->span};

	if (id->kind != NODE_SCALAR)
		return;
	choice.id = choice.title = str_trim(framing->group->arena, id->text);
	if (is_new_choice(framing, choice.id))
		keep_choice(framing, &choice, g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(struct link)));
}

static void add_choices(struct framing *framing, const struct api_question *question)
{
	static const char *const lists[] = {"Choices", "BestPractices", "ImprovementPlans"};
	static const char *const answers[] = {"ChoiceAnswers", "ChoiceAnswerSummaries"};

	for (const struct api_item *item = question->items; item != NULL; item = item->next) {
		const struct node *selected = lens_list(item->node, "SelectedChoices");

		for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
			const struct node *list = lens_list(item->node, lists[i]);

			for (const struct node *node = list == NULL ? NULL : list->first; node != NULL; node = node->next)
				add_choice(framing, node);
		}
		for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
			const struct node *list = lens_list(item->node, answers[i]);

			for (const struct node *node = list == NULL ? NULL : list->first; node != NULL; node = node->next)
				if (lens_text_node(node, "ChoiceId") != NULL)
					add_bare_choice(framing, lens_text_node(node, "ChoiceId"));
		}
		for (const struct node *node = selected == NULL ? NULL : selected->first; node != NULL; node = node->next)
			add_bare_choice(framing, node);
	}
}

/* The choices that are known to be missing, in the words of the framework that has them. */
static void add_bound_choices(struct framing *framing, const struct api_question *question, uint32_t bound)
{
	guint first = framing->derived.choices->len;

	add_choices(framing, question);
	for (guint i = first; i < framing->derived.choices->len; i++) {
		struct choice *choice = &g_array_index(framing->derived.choices, struct choice, i);
		uint32_t known = framework_choice(framing->bound, bound, choice->id);

		if (known == UINT32_MAX)
			continue;
		*choice = framing->bound->choices[known];
		choice->question = framing->derived.questions->len;
		choice->after_count = 0; /* indexes of the other framework */
	}
}

/* ---- Questions and pillars ---- */

static struct question new_question(struct framing *framing, const struct api_question *asked, const struct pillar *pillar)
{
	struct arena *arena = framing->group->arena;
	GArray *links = g_array_new(FALSE, FALSE, sizeof(struct link));
	GString *why = g_string_new(NULL);
	struct question question = {
		.id = asked->id,
		.title = api_question_text(arena, asked, "QuestionTitle"),
		.number = str_format(arena, "%s %u", str_c(pillar->code), framing->derived.questions->len - pillar->first_question + 1),
		.span = asked->items->node->span,
	};

	if (str_is_empty(question.title))
		question.title = question.id;
	question.short_title = question.title;
	add_text(framing, why, api_question_text(arena, asked, "QuestionDescription"));
	add_link(framing, links, api_question_field(asked, "HelpfulResourceUrl", NODE_SCALAR),
		 api_question_text(arena, asked, "HelpfulResourceDisplayText"));
	add_link(framing, links, api_question_field(asked, "ImprovementPlanUrl", NODE_SCALAR), STR(""));
	question.why = str_take(arena, why);
	question.links = derive_links(arena, links, &question.link_count);
	return question;
}

static void add_question(struct framing *framing, const struct api_question *asked, const struct pillar *pillar)
{
	uint32_t bound = framing->bound == NULL ? UINT32_MAX : framework_question(framing->bound, asked->id);
	struct question question = bound == UINT32_MAX ? new_question(framing, asked, pillar) : framing->bound->questions[bound];

	question.pillar = framing->derived.pillars->len;
	question.first_choice = framing->derived.choices->len;
	question.first_rule = question.rule_count = 0;
	g_hash_table_remove_all(framing->choices);
	if (bound == UINT32_MAX)
		add_choices(framing, asked);
	else
		add_bound_choices(framing, asked, bound);
	question.choice_count = framing->derived.choices->len - question.first_choice;
	g_array_append_val(framing->derived.questions, question);
}

static struct str pillar_of(struct framing *framing, const struct api_question *question)
{
	struct str pillar = api_question_text(framing->group->arena, question, "PillarId");

	if (str_is_empty(pillar))
		pillar = question->pillar;
	return str_is_empty(pillar) ? STR("other") : pillar;
}

/* AWS's name for it, from a lens review or by heart. */
static struct str pillar_title(struct framing *framing, struct str id)
{
	const struct node *list = framing->pillars;
	uint32_t looked = 0;

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL && looked < MOST_COMPARED; item = item->next, looked++)
		if (str_equal(lens_text(framing->group->arena, item, "PillarId"), id) && lens_text_node(item, "PillarName") != NULL)
			return lens_text(framing->group->arena, item, "PillarName");
	for (size_t i = 0; i < G_N_ELEMENTS(known_pillars); i++)
		if (str_is(id, known_pillars[i].id))
			return str_of(known_pillars[i].name);
	return id;
}

/* questions: all of one pillar, with api_question pointers. */
static void add_pillar(struct framing *framing, struct str id, const GPtrArray *questions)
{
	struct pillar pillar = {.id = id, .first_question = framing->derived.questions->len, .title = pillar_title(framing, id)};
	struct arena *arena = framing->group->arena;

	pillar.code = derive_unique(arena, framing->derived.codes, lens_pillar_code(arena, id, pillar.title), "");
	for (guint i = 0; i < questions->len; i++)
		add_question(framing, questions->pdata[i], &pillar);
	pillar.question_count = questions->len;
	pillar.span = g_array_index(framing->derived.questions, struct question, pillar.first_question).span;
	g_array_append_val(framing->derived.pillars, pillar);
}

static void free_array(void *array)
{
	g_ptr_array_unref(array);
}

/* Known pillars in their order, then the others as they are met. */
static void add_pillars(struct framing *framing)
{
	GHashTable *by_id = g_hash_table_new_full(text_hash, g_str_equal, NULL, free_array);
	GPtrArray *order = g_ptr_array_new();

	for (uint32_t i = 0; i < framing->lens->question_count; i++) {
		const char *id = str_c(pillar_of(framing, framing->lens->questions[i]));
		GPtrArray *questions = g_hash_table_lookup(by_id, id);

		if (questions == NULL) {
			questions = g_ptr_array_new();
			g_hash_table_insert(by_id, (void *)(uintptr_t)id, questions);
			g_ptr_array_add(order, (void *)(uintptr_t)id);
		}
		g_ptr_array_add(questions, (void *)(uintptr_t)framing->lens->questions[i]);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(known_pillars); i++)
		if (g_hash_table_contains(by_id, known_pillars[i].id)) {
			add_pillar(framing, str_of(known_pillars[i].id), g_hash_table_lookup(by_id, known_pillars[i].id));
			g_hash_table_remove(by_id, known_pillars[i].id);
		}
	for (guint i = 0; i < order->len; i++)
		if (g_hash_table_contains(by_id, order->pdata[i]))
			add_pillar(framing, str_of(order->pdata[i]), g_hash_table_lookup(by_id, order->pdata[i]));
	g_ptr_array_unref(order);
	g_hash_table_unref(by_id);
}

static void name_framework(const struct framing *framing, struct framework *framework)
{
	const struct api_group *group = framing->group;
	const char *slash = strrchr(str_c(framing->lens->key), '/');

	framework->title = api_group_text(group, PART_LENS, &framing->lens->key, "LensName");
	if (str_is_empty(framework->title) && str_is(framing->lens->key, "wellarchitected"))
		framework->title = STR("AWS Well-Architected Framework");
	if (str_is_empty(framework->title))
		framework->title = str_is_empty(framing->lens->key) ? STR("Lens") : str_of(slash == NULL ? framing->lens->key.text : slash + 1);
	framework->id = lens_slug(group->arena, slash == NULL && !str_is_empty(framing->lens->key) ? framing->lens->key : framework->title);
	framework->version = api_group_text(group, PART_LENS, &framing->lens->key, "LensVersion");
	framework->language = STR("en");
	framework->origin = STR("answers from the AWS tool");
}

const struct framework *api_frame(const struct api_group *group, const struct api_lens *lens, const struct framework *bound)
{
	struct framing framing = {
		.group = group,
		.lens = lens,
		.bound = bound,
		.choices = g_hash_table_new(text_hash, g_str_equal),
		.texts = g_hash_table_new(text_hash, g_str_equal),
		.pillars = api_group_field(group, PART_LENS, &lens->key, "PillarReviewSummaries", NODE_LIST),
	};
	struct framework *framework = arena_one(group->arena, struct framework);

	derive_begin(&framing.derived, group->arena);
	add_pillars(&framing);
	derive_finish(&framing.derived, framework);
	g_hash_table_unref(framing.choices);
	g_hash_table_unref(framing.texts);
	if (bound == NULL)
		name_framework(&framing, framework);
	else {
		framework->id = bound->id;
		framework->title = bound->title;
		framework->version = bound->version;
		framework->language = bound->language;
		framework->publisher = bound->publisher;
		framework->summary = bound->summary;
	}
	framework->source = lens->questions[0]->items->node->span.source;
	framework->is_foreign = true;
	framework->is_derived = true;
	return framework;
}
