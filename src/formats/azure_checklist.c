/* Azure review checklists: the framework that their items make. */
#include "formats/azure_checklist.h"

#include <string.h>

#include "azure_items.h"
#include "azure_words.h"
#include "base/hash.h"
#include "derive.h"
#include "formats/plain.h"
#include "lens_names.h"

#define LONGEST_PART_ID  60u
#define LONGEST_TITLE_ID 96u
#define MOST_ITEMS       200u /* of one question */

struct making {
	struct arena *arena;
	struct diags *diags;
	const struct azure_item *items;
	uint32_t item_count;
	struct derived derived;
};

/* ---- Practices ---- */

/* Description, and in italics what else places the item: the pillar of Microsoft's framework and the service. */
static struct str advice_of(struct making *making, const struct azure_item *item)
{
	GString *out = g_string_new(str_c(plain_to_markdown(making->arena, item->description)));
	struct str waf = plain_to_markdown(making->arena, derive_flat(making->arena, item->waf));
	struct str service = plain_to_markdown(making->arena, derive_flat(making->arena, item->service));

	if (str_is_empty(waf) && str_is_empty(service))
		return str_take(making->arena, out);
	g_string_append_printf(out, "%s*%s%s%s*", out->len > 0 ? "\n\n" : "", str_c(waf), str_is_empty(waf) || str_is_empty(service) ? "" : " · ",
			       str_c(service));
	return str_take(making->arena, out);
}

static void add_link(struct making *making, GArray *links, const struct node *node)
{
	struct link link = {.span = node == NULL ? NO_SPAN : node->span};

	if (node == NULL || node->kind != NODE_SCALAR)
		return;
	link.url = str_trim(making->arena, node->text);
	link.title = lens_link_title(making->arena, link.url);
	if (str_is_empty(link.url))
		return;
	if (plain_is_url(link.url))
		g_array_append_val(links, link);
	else
		diag(making->diags, LENS_BAD_URL, node->span, str_c(link.url));
}

static void make_choice(struct making *making, const struct azure_item *item, GHashTable *ids)
{
	GArray *links = g_array_new(FALSE, FALSE, sizeof(struct link));
	struct choice choice = {
		.question = making->derived.questions->len,
		.code = item->code,
		.title = item->title,
		.advice = advice_of(making, item),
		.risk = item->level,
		.span = item->span,
	};
	struct str id = azure_item_id(making->arena, item);

	choice.id = derive_unique(making->arena, ids, id, "-");
	add_link(making, links, item->link);
	add_link(making, links, item->training);
	choice.links = derive_links(making->arena, links, &choice.link_count);
	g_array_append_val(making->derived.choices, choice);
}

/* ---- Rules ---- */

static bool is_high(const struct choice *choice)
{
	return choice->risk == LEVEL_HIGH;
}

static bool is_weighty(const struct choice *choice)
{
	return choice->risk != LEVEL_LOW;
}

static bool is_any(const struct choice *choice)
{
	return true;
}

/* As in our own frameworks: high where a practice of high severity is missing, else medium where another one is; low ones only where there are no others. */
static void make_rules(struct making *making, const struct question *question)
{
	uint32_t first = question->first_choice, last = making->derived.choices->len;
	struct str high = derive_condition(&making->derived, first, last, " && ", is_high);
	struct str weighty = derive_condition(&making->derived, first, last, " && ", is_weighty);

	if (str_is_empty(weighty))
		weighty = derive_condition(&making->derived, first, last, " && ", is_any);
	derive_rule(&making->derived, weighty, LEVEL_NONE, question->span);
	if (!str_is_empty(high) && !str_equal(high, weighty))
		derive_rule(&making->derived, high, LEVEL_MEDIUM, question->span);
	derive_rule(&making->derived, STR(""), str_is_empty(high) ? LEVEL_MEDIUM : LEVEL_HIGH, question->span);
}

/* ---- Questions and pillars ---- */

/* Items from row on, at most MOST_ITEMS; part counts from 1, parts is how many the group has. Returns the row behind. */
static const struct group_row *make_question(struct making *making, const struct group *group, const struct pillar *pillar,
					     const struct group_row *row, uint32_t part, uint32_t parts)
{
	struct derived *derived = &making->derived;
	GHashTable *ids = g_hash_table_new(text_hash, g_str_equal);
	struct question question = {
		.pillar = derived->pillars->len,
		.first_choice = derived->choices->len,
		.first_rule = derived->rules->len,
		.title = group->title,
		.span = group->span,
	};
	struct str id = derive_id(making->arena, group->title, LONGEST_PART_ID);

	id = str_format(making->arena, "%s-%s", str_c(pillar->id), str_c(id));
	if (parts > 1) {
		question.title = str_format(making->arena, "%s (%u of %u)", str_c(group->title), part, parts);
		id = str_format(making->arena, "%s-%u", str_c(id), part);
	}
	question.id = derive_unique(making->arena, derived->ids, id, "-");
	question.short_title = question.title;
	question.number = str_format(making->arena, "%s %u", str_c(pillar->code), derived->questions->len - pillar->first_question + 1);
	for (uint32_t i = 0; i < MOST_ITEMS && row != NULL; i++, row = row->next)
		make_choice(making, &making->items[row->row], ids);
	make_rules(making, &question);
	question.choice_count = derived->choices->len - question.first_choice;
	question.rule_count = derived->rules->len - question.first_rule;
	g_array_append_val(derived->questions, question);
	g_hash_table_unref(ids);
	return row;
}

static void make_pillar(struct making *making, const struct group *group)
{
	struct derived *derived = &making->derived;
	struct pillar pillar = {.first_question = derived->questions->len, .title = group->title, .span = group->span};

	pillar.id = derive_unique(making->arena, derived->ids, derive_id(making->arena, group->title, LONGEST_PART_ID), "-");
	pillar.code = derive_unique(making->arena, derived->codes, lens_pillar_code(making->arena, STR(""), group->title), "");
	for (const struct group *question = group->groups; question != NULL; question = question->next) {
		uint32_t parts = (question->row_count + MOST_ITEMS - 1) / MOST_ITEMS, part = 1;

		for (const struct group_row *row = question->rows; row != NULL; part++)
			row = make_question(making, question, &pillar, row, part, parts);
	}
	pillar.question_count = derived->questions->len - pillar.first_question;
	g_array_append_val(derived->pillars, pillar);
}

static void group_items(struct making *making)
{
	for (uint32_t i = 0; i < making->item_count; i++) {
		const struct azure_item *item = &making->items[i];
		struct group *pillar = derive_group(&making->derived, &making->derived.root, item->category, item->span);
		struct group *question = derive_group(&making->derived, pillar, item->subcategory, item->span);

		derive_group_row(&making->derived, question, i);
	}
}

/* ---- The framework ---- */

/* "acr_checklist.ja.json" says its language; the file itself does not. */
static struct str language_of(struct arena *arena, struct str path)
{
	const char *name = strrchr(str_c(path), '/');
	char **parts = g_strsplit(name == NULL ? str_c(path) : name + 1, ".", 6);
	guint count = g_strv_length(parts);
	const char *word = count >= 3 ? parts[count - 2] : "";
	size_t length = strlen(word);
	bool sized = length == 2 || ((length == 5 || length == 7) && word[2] == '-');
	bool good = sized && g_ascii_islower(word[0]) && g_ascii_islower(word[1]);
	struct str language = good ? str_from(arena, word) : STR("en");

	g_strfreev(parts);
	return language;
}

static const char summary[] = "A checklist of the Azure review checklists: categories are pillars, subcategories questions, and items practices, "
			      "with the severities of the "
			      "checklist. A checklist has no rules for the risk of a question. Ours: high where a practice of high severity is "
			      "missing, else medium where one "
			      "of medium or no severity is; practices of low severity decide only where there are no others.";

static struct str summary_of(struct arena *arena, const struct node *root)
{
	struct str state = azure_field(node_find(root, "metadata"), "state");

	if (str_is_empty(state))
		return str_of(summary);
	return str_format(arena, "%s The checklist calls its state “%s”.", summary, str_c(plain_to_markdown(arena, state)));
}

const struct framework *azure_checklist_framework(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	struct framework *framework = arena_one(arena, struct framework);
	struct making making = {.arena = arena, .diags = diags};
	const struct node *metadata = node_find(root, "metadata");

	making.items = azure_items(arena, root, &making.item_count, diags);
	if (making.item_count == 0) {
		diag(diags, FRAMEWORK_EMPTY, root->span, "checklist", "items");
		return NULL;
	}
	derive_begin(&making.derived, arena);
	group_items(&making);
	for (const struct group *group = making.derived.root.groups; group != NULL; group = group->next)
		make_pillar(&making, group);
	framework->title = derive_flat(arena, azure_field(metadata, "name"));
	if (str_is_empty(framework->title))
		framework->title = STR("Azure review checklist");
	framework->id = derive_id(arena, framework->title, LONGEST_TITLE_ID);
	framework->version = derive_flat(arena, azure_field(metadata, "timestamp"));
	framework->language = language_of(arena, source->path);
	framework->publisher = STR("the Azure review checklists");
	framework->summary = summary_of(arena, root);
	framework->origin = STR("an Azure review checklist");
	framework->is_foreign = framework->assumed_rules = true;
	framework->source = source;
	derive_finish(&making.derived, framework);
	return framework;
}
