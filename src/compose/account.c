/* Walks a document unit by unit, and lists those that rest on facts of the context. */
#include "compose/account.h"

#include <string.h>

bool account_is_unit(const struct doc *node)
{
	static const bool units[DOC_KIND_COUNT] = {
		[DOC_PARAGRAPH] = true, [DOC_HEADING] = true, [DOC_ITEM] = true,    [DOC_ROW] = true,
		[DOC_BOX] = true,       [DOC_QUOTE] = true,   [DOC_NUMBERS] = true, [DOC_FIGURE] = true,
	};

	return units[node->kind];
}

static void say(GString *out, struct str text)
{
	if (str_is_empty(text))
		return;
	if (out->len > 0)
		g_string_append_c(out, ' ');
	g_string_append_len(out, text.text, text.length);
}

static void say_node(const struct doc *node, GString *out)
{
	if (node->kind == DOC_FIGURE) {
		say(out, node->as.figure.chart->title);
		say(out, node->as.figure.chart->alt);
	}
	for (uint32_t i = 0; node->kind == DOC_NUMBERS && i < node->as.numbers.count; i++) {
		say(out, node->as.numbers.items[i].amount);
		say(out, node->as.numbers.items[i].label);
		say(out, node->as.numbers.items[i].detail);
	}
	if (node->kind == DOC_BADGE)
		say(out, node->as.badge.label);
	if (node->kind == DOC_TEXT || node->kind == DOC_CODE)
		say(out, node->as.text.text);
}

struct str account_words(struct arena *arena, const struct doc *node)
{
	GString *out = g_string_new(NULL);

	for (struct doc_walk walk = doc_walk_start(node); walk.node != NULL; doc_walk_next(&walk))
		if (walk.entering)
			say_node(walk.node, out);
	return str_take(arena, out);
}

static const struct doc *section_of(const struct doc *node)
{
	for (node = node->parent; node != NULL; node = node->parent)
		if (node->kind == DOC_SECTION)
			return node;
	return NULL;
}

/* Facts of a unit and of all in it; the first rule of a framework that called for any of it. */
static struct account account_for(const struct doc *unit)
{
	struct account account = {.node = unit, .section = section_of(unit), .rule = unit->origin};

	for (struct doc_walk walk = doc_walk_start(unit); walk.node != NULL; doc_walk_next(&walk)) {
		if (!walk.entering)
			continue;
		account.facts |= walk.node->facts;
		if (!walk.node->by_rule || account.by_framework)
			continue;
		account.by_framework = true;
		account.rule = walk.node->origin;
	}
	return account;
}

uint32_t account_of(struct arena *arena, const struct doc *document, const struct account **accounts)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(struct account));
	const struct doc *inside = NULL;
	struct account *copy;
	uint32_t count;

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		struct account account;

		if (!walk.entering && walk.node == inside)
			inside = NULL;
		if (!walk.entering || inside != NULL || !account_is_unit(walk.node))
			continue;
		inside = walk.node;
		account = account_for(walk.node);
		if (account.facts != 0)
			g_array_append_val(found, account);
	}
	count = found->len;
	copy = arena_array(arena, struct account, count);
	if (count > 0)
		memcpy(copy, found->data, count * sizeof *copy);
	g_array_free(found, TRUE);
	*accounts = copy;
	return count;
}
