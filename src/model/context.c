/* Facts about the client's business: the table of kinds and its decoder. */
#include "model/context.h"

#include <math.h>

#include "context_decode.h"

const struct fact_kind fact_kinds[FACT_COUNT] = {
#define FACT(key, type, values, label) {#key, values, label, FACT_##type},
#include "model/fact.def"
#undef FACT
};

enum fact_key fact_named(struct str key)
{
	enum fact_key at = 0;

	while (at < FACT_COUNT && !str_is(key, fact_kinds[at].key))
		at++;
	return at;
}

/* A number and what follows it; false if there is no number. */
static bool parse_number(struct str text, double *number, const char **rest)
{
	char *end;

	if (text.length == 0 || !g_ascii_isdigit(text.text[0]))
		return false;
	*number = g_ascii_strtod(text.text, &end);
	*rest = end;
	return isfinite(*number) && *number <= 1e15;
}

static bool take_number(const struct decoder *decoder, const struct node *node, struct fact *fact)
{
	const char *rest;

	if (!parse_number(node->text, &fact->number, &rest) || *rest != '\0')
		return diag(decoder->diags, MODEL_BAD_NUMBER, node->span, node->text.text, "a number",
			    "digits with at most one point: 64000000 or 99.95");
	return true;
}

static bool take_percent(const struct decoder *decoder, const struct node *node, struct fact *fact)
{
	const char *rest;

	if (!parse_number(node->text, &fact->number, &rest) || (*rest != '\0' && !str_is(str_of(rest), "%")) || fact->number > 100)
		return diag(decoder->diags, MODEL_BAD_NUMBER, node->span, node->text.text, "a percentage", "a number from 0 to 100");
	return true;
}

static bool take_duration(const struct decoder *decoder, const struct node *node, struct fact *fact)
{
	static const struct {
		const char *name;
		double minutes;
	} units[] = {{"m", 1}, {"min", 1}, {"h", 60}, {"d", 1440}};
	const char *rest = "";
	bool good = parse_number(node->text, &fact->number, &rest);

	for (size_t i = 0; good && i < G_N_ELEMENTS(units); i++)
		if (g_strcmp0(units[i].name, rest) == 0) {
			fact->number *= units[i].minutes;
			return true;
		}
	return diag(decoder->diags, MODEL_BAD_NUMBER, node->span, node->text.text, "a duration", "minutes, hours or days: 15m, 4h, 2d");
}

static bool take_text(const struct decoder *decoder, const struct node *node, struct fact *fact)
{
	(void)decoder;
	fact->text = node->text;
	return true;
}

static bool take_word(const struct decoder *decoder, const struct node *node, struct fact *fact)
{
	const struct fact_kind *kind = &fact_kinds[fact_named(node->key)];

	fact->text = node->text;
	return decode_is_word(decoder, node, kind->key, kind->values);
}

static bool take_texts(const struct decoder *decoder, const struct node *node, struct fact *fact)
{
	const struct fact_kind *kind = &fact_kinds[fact_named(node->key)];
	struct str *items = arena_array(decoder->arena, struct str, node->kind == NODE_LIST ? node->count : 1);
	const struct node *item = node->kind == NODE_LIST ? node->first : node;

	fact->items = items;
	for (; item != NULL; item = node->kind == NODE_LIST ? item->next : NULL) {
		if (item->kind != NODE_SCALAR)
			diag(decoder->diags, MODEL_WRONG_TYPE, item->span, kind->key, "a list of texts", "something else", "");
		else if (kind->type != FACT_WORDS || decode_is_word(decoder, item, kind->key, kind->values))
			items[fact->item_count++] = item->text;
	}
	return true;
}

typedef bool (*taker)(const struct decoder *decoder, const struct node *node, struct fact *fact);

static const struct {
	enum holds holds;
	taker take;
} takers[] = {
	[FACT_TEXT] = {HOLDS_TEXT, take_text},           [FACT_NUMBER] = {HOLDS_TEXT, take_number}, [FACT_PERCENT] = {HOLDS_TEXT, take_percent},
	[FACT_DURATION] = {HOLDS_TEXT, take_duration},   [FACT_WORD] = {HOLDS_TEXT, take_word},     [FACT_WORDS] = {HOLDS_LIST_OR_TEXT, take_texts},
	[FACT_TEXTS] = {HOLDS_LIST_OR_TEXT, take_texts},
};

void context_decode(const struct decoder *decoder, const struct node *map, struct context *context)
{
	struct key keys[FACT_COUNT];
	struct shape shape = SHAPE("the context", keys);

	for (enum fact_key at = 0; at < FACT_COUNT; at++)
		keys[at] = (struct key){fact_kinds[at].key, takers[fact_kinds[at].type].holds, false};
	if (map == NULL || !decode_shape(decoder, map, &shape, "context"))
		return;
	for (enum fact_key at = 0; at < FACT_COUNT; at++) {
		const struct node *child = decode_child(map, fact_kinds[at].key, keys[at].holds);
		struct fact *fact = &context->facts[at];

		if (child == NULL)
			continue;
		fact->span = child->span;
		fact->text = child->text;
		fact->known = takers[fact_kinds[at].type].take(decoder, child, fact);
	}
}
