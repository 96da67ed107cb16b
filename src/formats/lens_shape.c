/* The objects of an AWS custom lens as tables, and one check for all of them. */
#include "lens_shape.h"

#include "base/near.h"

enum holds { HOLDS_TEXT, HOLDS_LIST, HOLDS_MAP };
enum need { OPTIONAL, NEEDED };

/* most: characters of a text, items of a list; 0: no limit. */
struct field {
	const char *name;
	enum holds holds;
	enum need need;
	uint32_t most;
};

static const struct field root_fields[] = {
	{"schemaVersion", HOLDS_TEXT, NEEDED, 0}, {"name", HOLDS_TEXT, NEEDED, 128},     {"description", HOLDS_TEXT, OPTIONAL, 2048},
	{"pillars", HOLDS_LIST, NEEDED, 10},      {"_version", HOLDS_TEXT, OPTIONAL, 0},
};
static const struct field pillar_fields[] = {
	{"id", HOLDS_TEXT, NEEDED, 0},
	{"name", HOLDS_TEXT, NEEDED, 128},
	{"questions", HOLDS_LIST, NEEDED, 20},
	{"description", HOLDS_TEXT, OPTIONAL, 0},
};
static const struct field question_fields[] = {
	{"id", HOLDS_TEXT, NEEDED, 0},
	{"title", HOLDS_TEXT, NEEDED, 128},
	{"description", HOLDS_TEXT, OPTIONAL, 2048},
	{"helpfulResource", HOLDS_MAP, OPTIONAL, 0},
	{"choices", HOLDS_LIST, NEEDED, 15},
	{"riskRules", HOLDS_LIST, OPTIONAL, 3},
	{"additionalResources", HOLDS_LIST, OPTIONAL, 0},
};
static const struct field choice_fields[] = {
	{"id", HOLDS_TEXT, NEEDED, 0},
	{"title", HOLDS_TEXT, NEEDED, 128},
	{"helpfulResource", HOLDS_MAP, OPTIONAL, 0},
	{"improvementPlan", HOLDS_MAP, OPTIONAL, 0},
	{"additionalResources", HOLDS_LIST, OPTIONAL, 0},
	{"description", HOLDS_TEXT, OPTIONAL, 0},
};
static const struct field rule_fields[] = {{"condition", HOLDS_TEXT, NEEDED, 0}, {"risk", HOLDS_TEXT, NEEDED, 0}};
static const struct field link_fields[] = {
	{"displayText", HOLDS_TEXT, OPTIONAL, 2048}, {"url", HOLDS_TEXT, OPTIONAL, 0}, {"Url", HOLDS_TEXT, OPTIONAL, 0}};
static const struct field resources_fields[] = {{"type", HOLDS_TEXT, NEEDED, 0}, {"content", HOLDS_LIST, NEEDED, 5}};

static const struct {
	const char *name;
	const struct field *fields;
	size_t count;
} shapes[LENS_OBJECT_COUNT] = {
#define SHAPE(object, name, fields) [object] = {name, fields, G_N_ELEMENTS(fields)}
	SHAPE(LENS_ROOT, "a lens", root_fields),
	SHAPE(LENS_PILLAR, "a pillar", pillar_fields),
	SHAPE(LENS_QUESTION, "a question", question_fields),
	SHAPE(LENS_CHOICE, "a choice", choice_fields),
	SHAPE(LENS_RULE, "a risk rule", rule_fields),
	SHAPE(LENS_TEXT_LINK, "a resource", link_fields),
	SHAPE(LENS_RESOURCES, "additional resources", resources_fields),
#undef SHAPE
};

static const char *const kind_names[] = {[NODE_NULL] = "null", [NODE_SCALAR] = "a text", [NODE_LIST] = "a list", [NODE_MAP] = "a map"};
static const enum node_kind kinds[] = {[HOLDS_TEXT] = NODE_SCALAR, [HOLDS_LIST] = NODE_LIST, [HOLDS_MAP] = NODE_MAP};

struct unknown {
	enum lens_object object;
	struct str name;
	struct span span; /* of the first */
	uint32_t count;
};

void lens_check_begin(struct lens_check *check, struct arena *arena, struct diags *diags)
{
	*check = (struct lens_check){arena, diags, g_array_new(FALSE, TRUE, sizeof(struct unknown))};
}

static void count_unknown(struct lens_check *check, const struct node *child, enum lens_object object)
{
	struct unknown made = {object, child->key, child->key_span, 1};

	for (guint i = 0; i < check->unknown->len; i++) {
		struct unknown *known = &g_array_index(check->unknown, struct unknown, i);

		if (known->object == object && str_equal(known->name, child->key)) {
			known->count++;
			return;
		}
	}
	/* More kinds than anybody reads are not worth telling apart, nor a search through all of them. */
	if (check->unknown->len < 200)
		g_array_append_val(check->unknown, made);
}

static void report_unknown(struct lens_check *check, const struct unknown *unknown)
{
	struct near near = near_to(unknown->name);
	struct str times = unknown->count == 1 ? STR("once") : str_format(check->arena, "%u times", unknown->count);

	for (size_t i = 0; i < shapes[unknown->object].count; i++)
		near_offer(&near, str_of(shapes[unknown->object].fields[i].name));
	diag(check->diags, LENS_UNKNOWN_FIELD, unknown->span, str_c(unknown->name), shapes[unknown->object].name, times.text, str_c(near.best));
}

void lens_check_finish(struct lens_check *check)
{
	for (guint i = 0; i < check->unknown->len; i++)
		report_unknown(check, &g_array_index(check->unknown, struct unknown, i));
	g_array_free(check->unknown, TRUE);
	check->unknown = NULL;
}

static void check_size(struct lens_check *check, const struct node *child, const struct field *field, enum lens_object object)
{
	uint32_t size = child->count;
	struct str most = str_format(check->arena, "%u", field->most);

	if (child->kind == NODE_SCALAR)
		size = (uint32_t)g_utf8_strlen(str_c(child->text), (gssize)child->text.length);
	if (field->most == 0 || size <= field->most)
		return;
	if (child->kind == NODE_SCALAR)
		diag(check->diags, LENS_TOO_LONG, child->span, field->name, shapes[object].name, str_format(check->arena, "%u", size).text,
		     most.text);
	else
		diag(check->diags, LENS_TOO_MANY, child->key_span, shapes[object].name, field->name, str_format(check->arena, "%u", size).text,
		     most.text);
}

static void check_field(struct lens_check *check, const struct node *child, const struct field *field, enum lens_object object)
{
	const char *hint = child->tagged ? "put text that begins with ! in quotes: '!a && b'" : "";

	if (child->kind == NODE_NULL && field->need == OPTIONAL)
		return;
	if (child->tagged || child->kind != kinds[field->holds])
		diag(check->diags, LENS_WRONG_TYPE, child->span, field->name, shapes[object].name, kind_names[kinds[field->holds]],
		     child->tagged ? "a YAML tag" : kind_names[child->kind], hint);
	else
		check_size(check, child, field, object);
}

static void check_child(struct lens_check *check, const struct node *child, enum lens_object object)
{
	for (size_t i = 0; i < shapes[object].count; i++)
		if (str_is(child->key, shapes[object].fields[i].name)) {
			check_field(check, child, &shapes[object].fields[i], object);
			return;
		}
	count_unknown(check, child, object);
}

static bool is_blank(const struct node *node)
{
	for (uint32_t i = 0; i < node->text.length; i++)
		if (!g_ascii_isspace(node->text.text[i]))
			return false;
	return true;
}

/* An empty text where one is needed is as good as none. */
static void check_needed(struct lens_check *check, const struct node *node, const struct field *field, enum lens_object object)
{
	const struct node *child = node_find(node, field->name);
	struct span span = {node->span.source, node->span.start, MIN(node->span.length, 1u)};

	if (child == NULL)
		diag(check->diags, LENS_MISSING, span, shapes[object].name, field->name);
	else if (field->holds == HOLDS_TEXT && child->kind == NODE_SCALAR && !child->tagged && is_blank(child))
		diag(check->diags, LENS_MISSING, child->span, shapes[object].name, field->name);
}

bool lens_check_object(struct lens_check *check, const struct node *node, enum lens_object object)
{
	if (node->kind != NODE_MAP)
		return diag(check->diags, LENS_WRONG_TYPE, node->span, str_is_empty(node->key) ? "an item" : str_c(node->key), "a lens", "a map",
			    kind_names[node->kind], "");
	for (const struct node *child = node->first; child != NULL; child = child->next)
		check_child(check, child, object);
	for (size_t i = 0; i < shapes[object].count; i++)
		if (shapes[object].fields[i].need == NEEDED)
			check_needed(check, node, &shapes[object].fields[i], object);
	return true;
}

static const struct node *find(const struct node *map, const char *field, enum node_kind kind)
{
	const struct node *child = node_find(map, field);

	return child != NULL && child->kind == kind && !child->tagged ? child : NULL;
}

const struct node *lens_text_node(const struct node *map, const char *field)
{
	return find(map, field, NODE_SCALAR);
}

const struct node *lens_list(const struct node *map, const char *field)
{
	return find(map, field, NODE_LIST);
}

const struct node *lens_map(const struct node *map, const char *field)
{
	return find(map, field, NODE_MAP);
}

struct str lens_text(struct arena *arena, const struct node *map, const char *field)
{
	const struct node *child = lens_text_node(map, field);

	return child == NULL ? STR("") : str_trim(arena, child->text);
}
