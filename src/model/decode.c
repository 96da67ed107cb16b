/* Shapes of maps, and typed values with diagnostics. */
#include "decode.h"

#include <string.h>

static const char *const kind_names[] = {"empty", "a text", "a list", "a map"};
static const char *const holds_names[] = {"a text", "true or false", "a list", "a map", "a text or a list of texts"};

static bool is_flag(const struct node *node)
{
	return node->kind == NODE_SCALAR && !node->quoted &&
	       (str_is(node->text, "true") || str_is(node->text, "false") || str_is(node->text, "yes") || str_is(node->text, "no"));
}

static bool node_holds(const struct node *node, enum holds holds)
{
	if (holds == HOLDS_FLAG)
		return is_flag(node);
	if (holds == HOLDS_LIST_OR_TEXT)
		return node->kind == NODE_LIST || node->kind == NODE_SCALAR;
	return node->kind == (holds == HOLDS_TEXT ? NODE_SCALAR : holds == HOLDS_LIST ? NODE_LIST : NODE_MAP);
}

static const struct key *key_named(const struct shape *shape, struct str name)
{
	for (uint32_t i = 0; i < shape->count; i++)
		if (str_is(name, shape->keys[i].name))
			return &shape->keys[i];
	return NULL;
}

const char *decode_hint(const struct decoder *decoder, struct near near, const char *words)
{
	if (!str_is_empty(near.best))
		return str_format(decoder->arena, "did you mean \"%s\"?", near.best.text).text;
	if (*words == '\0')
		return "";
	return str_format(decoder->arena, "one of: %s", words).text;
}

static void report_unknown(const struct decoder *decoder, const struct node *child, const struct shape *shape)
{
	struct near near = near_to(child->key);
	GString *all = g_string_new(NULL);

	for (uint32_t i = 0; i < shape->count; i++) {
		near_offer(&near, str_of(shape->keys[i].name));
		g_string_append_printf(all, "%s%s", i == 0 ? "" : ", ", shape->keys[i].name);
	}
	diag(decoder->diags, MODEL_UNKNOWN_KEY, child->key_span, child->key.text, shape->name, decode_hint(decoder, near, all->str));
	g_string_free(all, TRUE);
}

static void check_child(const struct decoder *decoder, const struct node *child, const struct shape *shape)
{
	const struct key *key = key_named(shape, child->key);
	const char *hint = "";

	if (key == NULL) {
		report_unknown(decoder, child, shape);
		return;
	}
	if (child->tagged) {
		diag(decoder->diags, MODEL_TAG, child->span, child->tag.text);
		return;
	}
	if (node_holds(child, key->holds) || (child->kind == NODE_NULL && !key->required))
		return;
	if (key->holds == HOLDS_LIST && child->kind == NODE_SCALAR)
		hint = "write it as [a, b], or as lines that begin with \"- \"";
	diag(decoder->diags, MODEL_WRONG_TYPE, child->kind == NODE_NULL ? child->key_span : child->span, child->key.text, holds_names[key->holds],
	     kind_names[child->kind], hint);
}

bool decode_shape(const struct decoder *decoder, const struct node *node, const struct shape *shape, const char *what)
{
	if (node->kind != NODE_MAP)
		return diag(decoder->diags, MODEL_WRONG_TYPE, node->span, what, "a map", kind_names[node->kind], "");
	for (const struct node *child = node->first; child != NULL; child = child->next)
		check_child(decoder, child, shape);
	for (uint32_t i = 0; i < shape->count; i++)
		if (shape->keys[i].required && node_find(node, shape->keys[i].name) == NULL)
			diag(decoder->diags, MODEL_MISSING_KEY, ((struct span){node->span.source, node->span.start, 0}), shape->name,
			     shape->keys[i].name, "");
	return true;
}

const struct node *decode_child(const struct node *map, const char *key, enum holds holds)
{
	const struct node *child = node_find(map, key);

	return child != NULL && !child->tagged && node_holds(child, holds) ? child : NULL;
}

struct str decode_text(const struct node *map, const char *key)
{
	const struct node *child = decode_child(map, key, HOLDS_TEXT);

	return child == NULL ? STR("") : child->text;
}

struct span decode_text_span(const struct node *map, const char *key)
{
	const struct node *child = node_find(map, key);

	return child == NULL ? (struct span){0} : child->span;
}

bool decode_flag(const struct node *map, const char *key, bool absent)
{
	const struct node *child = decode_child(map, key, HOLDS_FLAG);

	return child == NULL ? absent : str_is(child->text, "true") || str_is(child->text, "yes");
}

bool decode_is_word(const struct decoder *decoder, const struct node *node, const char *name, const char *words)
{
	char **list = g_strsplit(words, " ", -1);
	struct near near = near_to(node->text);
	bool found = g_strv_contains((const char *const *)list, node->text.text);

	for (char **word = list; *word != NULL; word++)
		near_offer(&near, str_from(decoder->arena, *word));
	if (!found)
		diag(decoder->diags, MODEL_BAD_WORD, node->span, node->text.text, name, decode_hint(decoder, near, words));
	g_strfreev(list);
	return found;
}

struct str decode_word(const struct decoder *decoder, const struct node *map, const char *key, const char *words)
{
	const struct node *child = decode_child(map, key, HOLDS_TEXT);

	return child != NULL && decode_is_word(decoder, child, key, words) ? child->text : STR("");
}

enum level decode_level(const struct decoder *decoder, const struct node *map, const char *key, const char *words)
{
	return level_named(decode_word(decoder, map, key, words));
}

static bool is_id(struct str text)
{
	for (uint32_t i = 0; i < text.length; i++)
		if (!g_ascii_isalnum(text.text[i]) && strchr("-_.", text.text[i]) == NULL)
			return false;
	return text.length >= 1 && text.length <= 128;
}

struct str decode_id(const struct decoder *decoder, const struct node *map, const char *key)
{
	const struct node *child = decode_child(map, key, HOLDS_TEXT);

	if (child == NULL)
		return STR("");
	if (!is_id(child->text))
		diag_as(decoder->diags, decoder->foreign ? SEVERITY_WARNING : SEVERITY_ERROR, MODEL_BAD_ID, child->span, child->text.text);
	return child->text;
}

uint32_t decode_texts(const struct decoder *decoder, const struct node *map, const char *key, const struct str **texts)
{
	const struct node *child = decode_child(map, key, HOLDS_LIST_OR_TEXT);
	uint32_t count = 0;
	struct str *made;

	*texts = NULL;
	if (child == NULL)
		return 0;
	made = arena_array(decoder->arena, struct str, child->kind == NODE_LIST ? child->count : 1);
	*texts = made;
	if (child->kind == NODE_SCALAR) {
		made[0] = child->text;
		return 1;
	}
	for (const struct node *item = child->first; item != NULL; item = item->next) {
		if (item->kind == NODE_SCALAR)
			made[count++] = item->text;
		else
			diag(decoder->diags, MODEL_WRONG_TYPE, item->span, key, "a list of texts", kind_names[item->kind], "");
	}
	return count;
}
