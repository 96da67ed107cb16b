/* Reads the items of a checklist, and says what is odd about them: once for each kind of oddity, with a count. */
#include "azure_items.h"

#include <string.h>

#include "azure_words.h"
#include "base/hash.h"
#include "derive.h"

#define LONGEST_ID    96u
#define LONGEST_NAMES 400u
#define MOST_WORDS    16u /* severities, and states of items */

/* Fields of an item that are used, or hold nothing that a report could say. */
static const char *const used_fields[] = {
	"category", "subcategory", "text", "description", "waf", "service", "guid", "id", "severity", "link", "training", "status", "comments",
};

/* Fields that the checklists have for other purposes: queries, what an item costs and helps, and where it came from. */
static const char *const left_out_fields[] = {
	"graph", "query",       "queries", "simple",     "cost",       "scale",     "ha",     "security",
	"ammp",  "arm-service", "source",  "sourceType", "sourceFile", "checklist", "labels",
};
/* Of the file as a whole: what is used, and lists of the words that items may use. */
static const char *const file_fields[] = {"items", "categories", "waf", "yesno", "status", "severities", "metadata", "$schema"};
static const char *const metadata_fields[] = {"name", "state", "timestamp"};

static const struct {
	const char *word;
	enum azure_status status;
} statuses[] = {
	{"not verified", STATUS_NOT_VERIFIED},     {"open", STATUS_OPEN},
	{"fulfilled", STATUS_FULFILLED},           {"fullfilled", STATUS_FULFILLED},
	{"not required", STATUS_NOT_REQUIRED},     {"n/a", STATUS_NOT_APPLICABLE},
	{"not applicable", STATUS_NOT_APPLICABLE},
};

/* What is counted while items are read. */
struct reading {
	struct arena *arena;
	const struct node *root;
	const struct node *severities, *statuses; /* lists of the file, in its language, in the order of the English one */
	GHashTable *guids;                        /* guid -> node */
	GArray *unused;                           /* struct oddity */
	GHashTable *unused_index;                 /* name -> place in unused + 1 */
	struct oddity {
		struct str name;
		struct span span;
		uint32_t count;
	} no_text, no_severity, no_guid, twice, bad_severity, bad_status, no_map;
};

struct str azure_field(const struct node *map, const char *field)
{
	const struct node *node = node_find(map, field);

	return node == NULL || node->kind != NODE_SCALAR ? STR("") : node->text;
}

static void count_oddity(struct oddity *oddity, struct span span)
{
	if (oddity->count++ == 0)
		oddity->span = span;
}

/* The place of a name in a list of {name: ...}, or UINT32_MAX: what would mean nothing further on is not looked at. */
static uint32_t place_in(const struct node *list, struct str name)
{
	uint32_t place = 0;

	for (const struct node *item = list == NULL || list->kind != NODE_LIST ? NULL : list->first; item != NULL && place < MOST_WORDS;
	     item = item->next, place++)
		if (str_equal(azure_field(item, "name"), name))
			return place;
	return UINT32_MAX;
}

static enum level level_of(struct reading *reading, const struct node *node, struct azure_item *item)
{
	static const enum level order[] = {LEVEL_HIGH, LEVEL_MEDIUM, LEVEL_LOW};
	struct str word = derive_flat(reading->arena, azure_field(node, "severity"));
	enum level level = azure_level(word);
	uint32_t place;

	if (level != LEVEL_UNSET)
		return level;
	place = str_is_empty(word) ? UINT32_MAX : place_in(reading->severities, word);
	if (place < G_N_ELEMENTS(order))
		return order[place];
	count_oddity(str_is_empty(word) ? &reading->no_severity : &reading->bad_severity, item->span);
	return LEVEL_UNSET;
}

static enum azure_status status_of(struct reading *reading, const struct node *node, struct azure_item *item)
{
	uint32_t place;

	item->status_words = derive_flat(reading->arena, azure_field(node, "status"));
	if (str_is_empty(item->status_words))
		return STATUS_NOT_VERIFIED;
	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (g_ascii_strcasecmp(str_c(item->status_words), statuses[i].word) == 0)
			return statuses[i].status;
	place = place_in(reading->statuses, item->status_words);
	if (place < STATUS_COUNT)
		return (enum azure_status)place;
	count_oddity(&reading->bad_status, item->span);
	return STATUS_NOT_VERIFIED;
}

static struct str first_of(struct arena *arena, struct str a, struct str b, struct str c)
{
	struct str flat = derive_flat(arena, a);

	if (str_is_empty(flat))
		flat = derive_flat(arena, b);
	return str_is_empty(flat) ? derive_flat(arena, c) : flat;
}

static void take_title(struct reading *reading, const struct node *node, struct azure_item *item)
{
	struct str name = str_is_empty(item->code) ? item->guid : item->code;

	item->title = first_of(reading->arena, azure_field(node, "text"), item->description, name);
	if (str_is_empty(derive_flat(reading->arena, azure_field(node, "text"))))
		count_oddity(&reading->no_text, item->span);
	if (str_is_empty(item->title))
		item->title = STR("(no text)");
}

static void take_guid(struct reading *reading, struct azure_item *item, const struct node *node)
{
	if (str_is_empty(item->guid)) {
		count_oddity(&reading->no_guid, item->span);
		return;
	}
	if (g_hash_table_contains(reading->guids, str_c(item->guid)))
		count_oddity(&reading->twice, item->span);
	else
		g_hash_table_insert(reading->guids, (void *)(uintptr_t)str_c(item->guid), (void *)(uintptr_t)node);
}

static bool is_among(struct str key, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(key, names[i]))
			return true;
	return false;
}

static void count_unused(struct reading *reading, const struct node *node)
{
	for (const struct node *child = node->first; child != NULL; child = child->next) {
		uint32_t place;

		if (is_among(child->key, used_fields, G_N_ELEMENTS(used_fields)))
			continue;
		place = GPOINTER_TO_UINT(g_hash_table_lookup(reading->unused_index, str_c(child->key)));
		if (place == 0) {
			struct oddity made = {.name = child->key};

			g_array_append_val(reading->unused, made);
			place = reading->unused->len;
			g_hash_table_insert(reading->unused_index, (void *)(uintptr_t)str_c(child->key), GUINT_TO_POINTER(place));
		}
		count_oddity(&g_array_index(reading->unused, struct oddity, place - 1), child->key_span);
	}
}

static struct azure_item read_item(struct reading *reading, const struct node *node)
{
	const struct node *text = node_find(node, "text");
	struct azure_item item = {
		.guid = str_trim(reading->arena, azure_field(node, "guid")),
		.code = derive_flat(reading->arena, azure_field(node, "id")),
		.description = azure_field(node, "description"),
		.waf = azure_field(node, "waf"),
		.service = azure_field(node, "service"),
		.comments = azure_field(node, "comments"),
		.link = node_find(node, "link"),
		.training = node_find(node, "training"),
		.span = text == NULL || text->kind != NODE_SCALAR ? (struct span){node->span.source, node->span.start, 1} : text->span,
	};

	item.category = first_of(reading->arena, azure_field(node, "category"), item.waf, STR("No category"));
	item.subcategory = first_of(reading->arena, azure_field(node, "subcategory"), item.category, STR(""));
	take_title(reading, node, &item);
	take_guid(reading, &item, node);
	item.level = level_of(reading, node, &item);
	item.status = status_of(reading, node, &item);
	count_unused(reading, node);
	return item;
}

static void say(struct diags *diags, const struct oddity *oddity, enum diag_code code)
{
	char count[16];

	g_snprintf(count, sizeof(count), "%u", oddity->count);
	if (oddity->count > 0)
		diag_add(diags, code, oddity->span, (const char *const[]){count, str_c(oddity->name), NULL});
}

/* Names that are to be said, and where the first of them stands. */
struct naming {
	GString *names;
	struct span first;
};

static void name(struct naming *naming, struct str name, struct span span)
{
	if (naming->names->len == 0)
		naming->first = span;
	g_string_append_printf(naming->names, "%s%s", naming->names->len == 0 ? "" : ", ", str_c(name));
}

static void name_others(struct naming *naming, const struct node *map, const char *const *used, size_t count)
{
	for (const struct node *child = map == NULL || map->kind != NODE_MAP ? NULL : map->first; child != NULL; child = child->next)
		if (!is_among(child->key, used, count) && naming->names->len < LONGEST_NAMES)
			name(naming, child->key, child->key_span);
}

/* What is known to be of no use here in one note, anything else in a warning of its own. */
static void say_unused(const struct reading *reading, struct diags *diags)
{
	struct naming naming = {.names = g_string_new(NULL)};

	name_others(&naming, reading->root, file_fields, G_N_ELEMENTS(file_fields));
	name_others(&naming, node_find(reading->root, "metadata"), metadata_fields, G_N_ELEMENTS(metadata_fields));

	for (guint i = 0; i < reading->unused->len; i++) {
		const struct oddity *unused = &g_array_index(reading->unused, struct oddity, i);

		if (!is_among(unused->name, left_out_fields, G_N_ELEMENTS(left_out_fields))) {
			say(diags, unused, DIAG_CHECKLIST_UNUSED);
			continue;
		}
		name(&naming, unused->name, unused->span);
	}
	if (naming.names->len > 0)
		diag(diags, CHECKLIST_LEFT_OUT, naming.first, naming.names->str);
	g_string_free(naming.names, TRUE);
}

static void say_all(const struct reading *reading, struct diags *diags)
{
	say(diags, &reading->no_map, DIAG_CHECKLIST_NO_ITEM);
	say(diags, &reading->no_text, DIAG_CHECKLIST_NO_TEXT);
	say(diags, &reading->no_severity, DIAG_CHECKLIST_NO_SEVERITY);
	say(diags, &reading->bad_severity, DIAG_CHECKLIST_BAD_SEVERITY);
	say(diags, &reading->no_guid, DIAG_CHECKLIST_NO_GUID);
	say(diags, &reading->twice, DIAG_CHECKLIST_GUID_TWICE);
	say(diags, &reading->bad_status, DIAG_CHECKLIST_BAD_STATUS);
	say_unused(reading, diags);
}

const struct azure_item *azure_items(struct arena *arena, const struct node *root, uint32_t *count, struct diags *diags)
{
	const struct node *list = node_find(root, "items");
	struct azure_item *items = arena_array(arena, struct azure_item, list == NULL ? 0 : list->count);
	struct reading reading = {
		.arena = arena,
		.root = root,
		.severities = node_find(root, "severities"),
		.statuses = node_find(root, "status"),
		.guids = g_hash_table_new(text_hash, g_str_equal),
		.unused = g_array_new(FALSE, FALSE, sizeof(struct oddity)),
		.unused_index = g_hash_table_new(text_hash, g_str_equal),
	};

	*count = 0;
	for (const struct node *item = list == NULL || list->kind != NODE_LIST ? NULL : list->first; item != NULL; item = item->next) {
		if (item->kind == NODE_MAP)
			items[(*count)++] = read_item(&reading, item);
		else
			count_oddity(&reading.no_map, item->span);
	}
	if (diags != NULL)
		say_all(&reading, diags);
	g_hash_table_unref(reading.guids);
	g_hash_table_unref(reading.unused_index);
	g_array_free(reading.unused, TRUE);
	return items;
}

struct str azure_item_id(struct arena *arena, const struct azure_item *item)
{
	bool good = item->guid.length >= 1 && item->guid.length <= LONGEST_ID;

	for (uint32_t i = 0; good && i < item->guid.length; i++)
		good = g_ascii_isalnum(item->guid.text[i]) || strchr("-_.", item->guid.text[i]) != NULL;
	return good ? item->guid : derive_id(arena, item->title, LONGEST_ID);
}
