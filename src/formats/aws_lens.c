/* AWS custom lenses to struct framework. */
#include "formats/aws_lens.h"

#include "base/hash.h"
#include "base/near.h"
#include "formats/plain.h"
#include "lens_names.h"
#include "lens_shape.h"
#include "read/json.h"

#define LARGEST_LENS       500000u
#define LONGEST_LINK_TITLE 100u
#define MOST_DUPLICATES    200u

/* Flat arrays while they grow. */
struct building {
	struct arena *arena;
	struct diags *diags;
	struct lens_check check;
	uint32_t duplicates;
	GArray *pillars, *questions, *choices, *rules;
	GHashTable *pillar_ids, *question_ids; /* id -> node that has it */
	GHashTable *codes;                     /* code -> the last number that was put behind it */
};

/* What is gathered of a question's or choice's resources. */
struct gathered {
	struct building *building;
	struct str title;  /* of the question or choice: saying it again is no help */
	GHashTable *texts; /* taken so far */
	GHashTable *urls;  /* url, and "url title" -> number of its first link */
	GString *text;     /* paragraphs, CommonMark */
	GArray *links;
};

/* ---- Resources ---- */

static void gather_text(struct gathered *gathered, struct str text)
{
	if (str_is_empty(text) || str_equal(text, gathered->title) || !g_hash_table_add(gathered->texts, (void *)(uintptr_t)text.text))
		return;
	if (gathered->text->len != 0)
		g_string_append(gathered->text, "\n\n");
	g_string_append(gathered->text, str_c(plain_to_markdown(gathered->building->arena, text)));
}

/* The live service takes "Url" as well. */
static const struct node *url_node(const struct node *resource)
{
	const struct node *node = lens_text_node(resource, "url");

	return node == NULL ? lens_text_node(resource, "Url") : node;
}

/* One link to an address is enough, unless it was given several names. A link without a name gives way to one that has one. */
static void add_link(struct gathered *gathered, struct link link)
{
	uint32_t number = GPOINTER_TO_UINT(g_hash_table_lookup(gathered->urls, link.url.text));
	struct str made = lens_link_title(gathered->building->arena, link.url);
	struct str named = str_format(gathered->building->arena, "%s %s", link.url.text, str_c(link.title));
	struct link *known = number == 0 ? NULL : &g_array_index(gathered->links, struct link, number - 1);

	if (known != NULL && (str_is_empty(link.title) || g_hash_table_contains(gathered->urls, named.text)))
		return;
	g_hash_table_insert(gathered->urls, (void *)(uintptr_t)named.text, GUINT_TO_POINTER(1));
	if (known != NULL && str_equal(known->title, made)) {
		known->title = link.title;
		return;
	}
	if (str_is_empty(link.title))
		link.title = made;
	g_array_append_val(gathered->links, link);
	if (number == 0)
		g_hash_table_insert(gathered->urls, (void *)(uintptr_t)link.url.text, GUINT_TO_POINTER(gathered->links->len));
}

/* title: empty where the resource's text is prose. */
static void gather_link(struct gathered *gathered, const struct node *resource, struct str title)
{
	const struct node *node = url_node(resource);
	struct link link = {.title = title};

	if (node == NULL)
		return;
	link.url = str_trim(gathered->building->arena, node->text);
	link.span = node->span;
	if (str_is_empty(link.url))
		return;
	if (!plain_is_url(link.url)) {
		diag(gathered->building->diags, LENS_BAD_URL, node->span, str_c(link.url));
		return;
	}
	if (title.length > LONGEST_LINK_TITLE) {
		gather_text(gathered, title);
		link.title = STR("");
	}
	add_link(gathered, link);
}

/* helpfulResource and improvementPlan: prose, and where to read more. */
static void gather_prose(struct gathered *gathered, const struct node *owner, const char *field)
{
	const struct node *resource = lens_map(owner, field);

	if (resource == NULL || !lens_check_object(&gathered->building->check, resource, LENS_TEXT_LINK))
		return;
	gather_text(gathered, lens_text(gathered->building->arena, resource, "displayText"));
	gather_link(gathered, resource, STR(""));
}

static void check_resource_type(struct building *building, const struct node *resources)
{
	const struct node *type = lens_text_node(resources, "type");
	struct near near;

	if (type == NULL || str_is(type->text, "HELPFUL_RESOURCE") || str_is(type->text, "IMPROVEMENT_PLAN"))
		return;
	near = near_to(type->text);
	near_offer(&near, STR("HELPFUL_RESOURCE"));
	near_offer(&near, STR("IMPROVEMENT_PLAN"));
	diag(building->diags, LENS_BAD_RESOURCE, type->span, str_c(type->text),
	     str_is_empty(near.best) ? "one of: HELPFUL_RESOURCE IMPROVEMENT_PLAN"
				     : str_c(str_format(building->arena, "did you mean \"%s\"?", near.best.text)));
}

static void gather_contents(struct gathered *gathered, const struct node *resources)
{
	const struct node *contents = lens_list(resources, "content");

	for (const struct node *item = contents == NULL ? NULL : contents->first; item != NULL; item = item->next) {
		const struct node *url;

		if (!lens_check_object(&gathered->building->check, item, LENS_TEXT_LINK))
			continue;
		url = url_node(item);
		if (url == NULL || str_is_empty(str_trim(gathered->building->arena, url->text)))
			gather_text(gathered, lens_text(gathered->building->arena, item, "displayText"));
		else
			gather_link(gathered, item, lens_text(gathered->building->arena, item, "displayText"));
	}
}

static void gather_additional(struct gathered *gathered, const struct node *owner)
{
	const struct node *list = lens_list(owner, "additionalResources");

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		if (lens_check_object(&gathered->building->check, item, LENS_RESOURCES)) {
			check_resource_type(gathered->building, item);
			gather_contents(gathered, item);
		}
}

static void gather_all(struct building *building, const struct node *owner, struct str title, struct str *text, const struct link **links,
		       uint32_t *link_count)
{
	struct gathered gathered = {
		.building = building,
		.title = title,
		.texts = g_hash_table_new(text_hash, g_str_equal),
		.urls = g_hash_table_new(text_hash, g_str_equal),
		.text = g_string_new(NULL),
		.links = g_array_new(FALSE, FALSE, sizeof(struct link)),
	};
	struct link *made;

	gather_text(&gathered, lens_text(building->arena, owner, "description"));
	gather_prose(&gathered, owner, "helpfulResource");
	gather_prose(&gathered, owner, "improvementPlan");
	gather_additional(&gathered, owner);
	*text = str_take(building->arena, gathered.text);
	*link_count = gathered.links->len;
	made = arena_array(building->arena, struct link, gathered.links->len);
	for (guint i = 0; i < gathered.links->len; i++)
		made[i] = g_array_index(gathered.links, struct link, i);
	*links = made;
	g_array_free(gathered.links, TRUE);
	g_hash_table_unref(gathered.texts);
	g_hash_table_unref(gathered.urls);
}

/* ---- Ids ---- */

static bool is_aws_id(struct str id)
{
	for (uint32_t i = 0; i < id.length; i++)
		if (!g_ascii_isalnum(id.text[i]) && id.text[i] != '_')
			return false;
	return id.length >= 3 && id.length <= 128;
}

/* More than are kept for a source need no line, which takes time to find in a file of one long line. */
static void report_duplicate(struct building *building, const struct node *id, const struct node *other, const char *what)
{
	struct str line = STR("");

	if (building->duplicates++ < MOST_DUPLICATES)
		line = str_format(building->arena, "%u", source_place(other->span.source, other->span.start).line);
	diag(building->diags, MODEL_DUPLICATE_ID, id->span, what, str_c(id->text), line.text);
}

/* The id, checked against those that stand in ids already; empty where there is none, which is reported. what: for the message. */
static struct str take_id(struct building *building, const struct node *node, GHashTable *ids, const char *what)
{
	const struct node *child = lens_text_node(node, "id"), *other;
	struct str id = lens_text(building->arena, node, "id");

	if (str_is_empty(id))
		return id;
	if (!is_aws_id(id))
		diag(building->diags, LENS_BAD_ID, child->span, id.text);
	other = g_hash_table_lookup(ids, id.text);
	if (other == NULL)
		g_hash_table_insert(ids, (void *)(uintptr_t)id.text, (void *)(uintptr_t)child);
	else
		report_duplicate(building, child, other, what);
	return id;
}

static struct span id_span(const struct node *node)
{
	const struct node *child = node_find(node, "id");

	return child == NULL ? node->span : child->span;
}

static struct str title_or(struct building *building, const struct node *node, const char *field, struct str otherwise)
{
	struct str title = lens_text(building->arena, node, field);

	return str_is_empty(title) ? otherwise : title;
}

/* ---- Choices and rules ---- */

static void take_choice(struct building *building, const struct node *node, GHashTable *ids)
{
	struct choice choice = {.question = building->questions->len};

	if (!lens_check_object(&building->check, node, LENS_CHOICE))
		return;
	choice.id = take_id(building, node, ids, "choice");
	if (str_is_empty(choice.id))
		return;
	choice.span = id_span(node);
	choice.title = title_or(building, node, "title", choice.id);
	choice.none_of_these = lens_is_none(choice.id, choice.title);
	gather_all(building, node, choice.title, &choice.advice, &choice.links, &choice.link_count);
	g_array_append_val(building->choices, choice);
}

static void take_choices(struct building *building, const struct node *question)
{
	const struct node *list = lens_list(question, "choices");
	GHashTable *ids = g_hash_table_new(text_hash, g_str_equal);

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		take_choice(building, item, ids);
	g_hash_table_unref(ids);
	if (list != NULL && list->first == NULL)
		diag(building->diags, FRAMEWORK_EMPTY, list->span, "question", "choices");
}

static const struct {
	const char *name;
	enum level level;
} risk_words[] = {{"HIGH_RISK", LEVEL_HIGH}, {"MEDIUM_RISK", LEVEL_MEDIUM}, {"NO_RISK", LEVEL_NONE}};

static enum level risk_of(struct building *building, const struct node *node)
{
	struct str word = str_trim(building->arena, node->text);
	struct near near = near_to(word);

	for (size_t i = 0; i < G_N_ELEMENTS(risk_words); i++) {
		if (str_is(word, risk_words[i].name))
			return risk_words[i].level;
		near_offer(&near, str_of(risk_words[i].name));
	}
	diag(building->diags, LENS_BAD_RISK, node->span, str_c(word),
	     str_is_empty(near.best) ? "one of: HIGH_RISK MEDIUM_RISK NO_RISK"
				     : str_format(building->arena, "did you mean \"%s\"?", near.best.text).text);
	return LEVEL_UNSET;
}

static void take_rule(struct building *building, const struct node *node)
{
	const struct node *condition, *risk;
	struct rule rule;

	if (!lens_check_object(&building->check, node, LENS_RULE))
		return;
	condition = lens_text_node(node, "condition");
	risk = lens_text_node(node, "risk");
	if (condition == NULL || risk == NULL)
		return;
	rule = (struct rule){.condition = str_trim(building->arena, condition->text), .span = condition->span};
	rule.is_default = str_is(rule.condition, "default");
	if (rule.is_default)
		rule.condition = STR("");
	rule.risk = risk_of(building, risk);
	if (rule.risk != LEVEL_UNSET && (rule.is_default || !str_is_empty(rule.condition)))
		g_array_append_val(building->rules, rule);
}

static void take_rules(struct building *building, const struct node *question, const struct question *made)
{
	const struct node *list = lens_list(question, "riskRules");

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		take_rule(building, item);
	if (node_find(question, "riskRules") == NULL || (list != NULL && list->first == NULL))
		diag(building->diags, LENS_NO_RULES, made->span, str_c(made->id));
}

/* ---- Questions and pillars ---- */

static void take_question(struct building *building, const struct node *node, const struct pillar *pillar)
{
	struct question question = {.pillar = building->pillars->len, .first_choice = building->choices->len, .first_rule = building->rules->len};
	uint32_t position = building->questions->len - pillar->first_question + 1;

	if (!lens_check_object(&building->check, node, LENS_QUESTION))
		return;
	question.id = take_id(building, node, building->question_ids, "question");
	if (str_is_empty(question.id))
		return;
	question.span = id_span(node);
	question.title = title_or(building, node, "title", question.id);
	question.short_title = question.title;
	question.number = str_format(building->arena, "%s %u", str_c(pillar->code), position);
	gather_all(building, node, question.title, &question.why, &question.links, &question.link_count);
	take_choices(building, node);
	take_rules(building, node, &question);
	question.choice_count = building->choices->len - question.first_choice;
	question.rule_count = building->rules->len - question.first_rule;
	g_array_append_val(building->questions, question);
}

/* The code with the least number behind it that makes it unique. */
static struct str unique_code(struct building *building, struct str code)
{
	struct str made = code;
	uint32_t last = GPOINTER_TO_UINT(g_hash_table_lookup(building->codes, code.text));

	while (g_hash_table_contains(building->codes, made.text))
		made = str_format(building->arena, "%s%u", code.text, last = MAX(last, 1u) + 1);
	g_hash_table_insert(building->codes, (void *)(uintptr_t)code.text, GUINT_TO_POINTER(last));
	g_hash_table_insert(building->codes, (void *)(uintptr_t)made.text, GUINT_TO_POINTER(made.text == code.text ? 1 : 0));
	return made;
}

static void take_pillar(struct building *building, const struct node *node)
{
	struct pillar pillar = {.first_question = building->questions->len};
	const struct node *list;

	if (!lens_check_object(&building->check, node, LENS_PILLAR))
		return;
	pillar.id = take_id(building, node, building->pillar_ids, "pillar");
	if (str_is_empty(pillar.id))
		return;
	pillar.span = id_span(node);
	pillar.title = title_or(building, node, "name", pillar.id);
	pillar.code = unique_code(building, lens_pillar_code(building->arena, pillar.id, pillar.title));
	pillar.summary = lens_text(building->arena, node, "description");
	list = lens_list(node, "questions");
	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		take_question(building, item, &pillar);
	pillar.question_count = building->questions->len - pillar.first_question;
	g_array_append_val(building->pillars, pillar);
}

/* ---- The lens ---- */

static void begin(struct building *building, struct arena *arena, struct diags *diags)
{
	*building = (struct building){
		.arena = arena,
		.diags = diags,
		.pillars = g_array_new(FALSE, FALSE, sizeof(struct pillar)),
		.questions = g_array_new(FALSE, FALSE, sizeof(struct question)),
		.choices = g_array_new(FALSE, FALSE, sizeof(struct choice)),
		.rules = g_array_new(FALSE, FALSE, sizeof(struct rule)),
		.pillar_ids = g_hash_table_new(text_hash, g_str_equal),
		.question_ids = g_hash_table_new(text_hash, g_str_equal),
		.codes = g_hash_table_new(text_hash, g_str_equal),
	};
	lens_check_begin(&building->check, arena, diags);
}

static void *keep(struct arena *arena, GArray *array, size_t size, uint32_t *count)
{
	void *kept = arena_alloc_array(arena, array->len, size);

	if (array->len > 0)
		memcpy(kept, array->data, array->len * size);
	*count = array->len;
	g_array_free(array, TRUE);
	return kept;
}

static void finish(struct building *building, struct framework *framework)
{
	lens_check_finish(&building->check);
	framework->pillars = keep(building->arena, building->pillars, sizeof(struct pillar), &framework->pillar_count);
	framework->questions = keep(building->arena, building->questions, sizeof(struct question), &framework->question_count);
	framework->choices = keep(building->arena, building->choices, sizeof(struct choice), &framework->choice_count);
	framework->rules = keep(building->arena, building->rules, sizeof(struct rule), &framework->rule_count);
	framework_index(building->arena, framework);
	g_hash_table_unref(building->pillar_ids);
	g_hash_table_unref(building->question_ids);
	g_hash_table_unref(building->codes);
}

static void check_lens(const struct source *source, const struct node *root, struct diags *diags)
{
	const struct node *version = lens_text_node(root, "schemaVersion");
	char size[24];

	g_snprintf(size, sizeof(size), "%u", source->bytes.length);
	if (source->bytes.length > LARGEST_LENS)
		diag(diags, LENS_TOO_LARGE, ((struct span){source, 0, 0}), size);
	if (version != NULL && !str_is(version->text, "2021-11-01"))
		diag(diags, LENS_VERSION, version->span, str_c(version->text));
}

static const struct framework *decode_lens(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	struct framework *framework = arena_one(arena, struct framework);
	const struct node *pillars = lens_list(root, "pillars");
	struct building building;

	begin(&building, arena, diags);
	lens_check_object(&building.check, root, LENS_ROOT);
	check_lens(source, root, diags);
	framework->source = source;
	framework->title = lens_text(arena, root, "name");
	framework->id = lens_slug(arena, framework->title);
	framework->version = lens_text(arena, root, "_version");
	framework->summary = lens_text(arena, root, "description");
	framework->language = STR("en");
	framework->is_foreign = true;
	framework->origin = STR("AWS custom lens");
	for (const struct node *item = pillars == NULL ? NULL : pillars->first; item != NULL; item = item->next)
		take_pillar(&building, item);
	finish(&building, framework);
	if (framework->question_count > 0)
		return framework;
	if (pillars != NULL && diags_errors(diags) == 0)
		diag(diags, FRAMEWORK_EMPTY, pillars->span, "lens", "questions");
	return NULL;
}

/* The answer of ExportLens holds the lens as a text; it becomes a source of its own, so that places in it can be named. */
static const struct framework *decode_export(struct arena *arena, const struct source *source, const struct node *lens, struct diags *diags)
{
	struct str path = str_format(arena, "%s (LensJSON)", str_c(source->path));
	const struct source *inner = source_from_bytes(arena, path.text, str_c(lens->text), lens->text.length, diags);
	const struct node *root = inner == NULL ? NULL : json_read(arena, inner, diags);

	if (root == NULL)
		return NULL;
	if (root->kind != NODE_MAP) {
		diag(diags, LOAD_UNKNOWN, root->span);
		return NULL;
	}
	return decode_lens(arena, inner, root, diags);
}

const struct framework *aws_lens_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	const struct node *lens = lens_text_node(root, "LensJSON");

	return lens == NULL ? decode_lens(arena, source, root, diags) : decode_export(arena, source, lens, diags);
}

bool aws_lens_recognise(const struct node *root)
{
	return lens_text_node(root, "LensJSON") != NULL || (node_find(root, "schemaVersion") != NULL && node_find(root, "pillars") != NULL);
}
