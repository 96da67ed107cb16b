/* Sections, paragraphs, lists, boxes and inline elements. */
#include "expand.h"

#include "records.h"

/* Where a rule of the framework called for a node, the node comes from there. */
static void call_for(struct run *run, const struct op *op, struct doc *node)
{
	struct value value = expand_value(run, op, ATTRIBUTE_BECAUSE);
	const struct rule_record *rule = value.state == STATE_KNOWN ? value.as.record : NULL;

	if (rule == NULL)
		return;
	node->origin = rule->span;
	node->facts |= rule->facts;
	node->by_rule = true;
}

struct doc *expand_block(struct run *run, const struct op *op, struct doc *parent, enum doc_kind kind)
{
	const struct given *role = given(op, ATTRIBUTE_ROLE);
	struct doc *node = doc_add(run->arena, parent, kind);

	node->origin = op->span;
	if (role != NULL)
		node->role = role->name;
	if (given(op, ATTRIBUTE_BECAUSE) != NULL)
		call_for(run, op, node);
	return node;
}

/* Letters, digits and hyphens of the text, so that it may stand as an anchor. */
static struct str as_anchor(struct arena *arena, struct str text)
{
	GString *anchor = g_string_new(NULL);

	for (uint32_t i = 0; i < text.length; i++)
		if (g_ascii_isalnum(text.text[i]))
			g_string_append_c(anchor, g_ascii_tolower(text.text[i]));
		else if (anchor->len > 0 && anchor->str[anchor->len - 1] != '-')
			g_string_append_c(anchor, '-');
	return str_take(arena, anchor);
}

void expand_cover(struct run *run, const struct op *op, struct doc *parent)
{
	expand_all(run, op->first, expand_block(run, op, parent, DOC_COVER));
}

void expand_contents(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *contents = expand_block(run, op, parent, DOC_CONTENTS);

	contents->as.contents.title = expand_text(run, op, ATTRIBUTE_TITLE);
	contents->as.contents.depth = expand_number(op, ATTRIBUTE_DEPTH, 2);
}

void expand_article(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *next;

	for (struct doc *block = run->body == NULL ? NULL : run->body->first; block != NULL; block = next) {
		next = block->next;
		doc_append(parent, block);
	}
	run->body = NULL;
}

static void add_badge(struct run *run, struct doc *parent, enum risk risk, struct str label)
{
	struct doc *badge = doc_add(run->arena, parent, DOC_BADGE);

	badge->as.badge.risk = risk;
	badge->as.badge.label = str_is_empty(label) ? wording_word(run->wording, run->arena, &risk_words, risk_word(risk)) : label;
}

static void add_heading(struct run *run, const struct op *op, struct doc *section)
{
	struct doc *heading = doc_add(run->arena, section, DOC_HEADING);
	enum risk risk = expand_risk(run, op, ATTRIBUTE_BADGE);

	doc_add_text(run->arena, heading, expand_text(run, op, ATTRIBUTE_TITLE));
	heading->facts = run->read;
	if (risk == RISK_COUNT)
		return;
	doc_add_text(run->arena, heading, STR(" "));
	add_badge(run, heading, risk, STR(""));
}

/* With wrap="..." false, the section itself is left out and what it holds stands in its place. */
void expand_section(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *section;

	if (!expand_truth(run, op, ATTRIBUTE_WRAP, true)) {
		expand_all(run, op->first, parent);
		return;
	}
	section = expand_block(run, op, parent, DOC_SECTION);
	section->anchor = as_anchor(run->arena, expand_text(run, op, ATTRIBUTE_ANCHOR));
	section->as.section.number = expand_text(run, op, ATTRIBUTE_NUMBER);
	section->as.section.page_break = expand_number(op, ATTRIBUTE_BREAK, 0) == 1 && expand_truth(run, op, ATTRIBUTE_BREAK_IF, true);
	section->as.section.not_in_contents = expand_number(op, ATTRIBUTE_CONTENTS, 0) == 1;
	add_heading(run, op, section);
	expand_all(run, op->first, section);
}

void expand_paragraph(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *paragraph = expand_block(run, op, parent, DOC_PARAGRAPH);

	paragraph->anchor = as_anchor(run->arena, expand_text(run, op, ATTRIBUTE_ANCHOR));
	expand_all(run, op->first, paragraph);
}

/* With a role, each paragraph of the text takes it. */
void expand_markdown(struct run *run, const struct op *op, struct doc *parent)
{
	const struct given *role = given(op, ATTRIBUTE_ROLE);
	struct value value = expand_value(run, op, ATTRIBUTE_VALUE);
	struct doc *before = parent->last;

	if (value.state != STATE_KNOWN)
		return;
	doc_add_markdown(run->arena, parent, value.as.text, op->span);
	for (struct doc *node = before == NULL ? parent->first : before->next; node != NULL; node = node->next) {
		if (role != NULL && node->kind == DOC_PARAGRAPH && str_is_empty(node->role))
			node->role = role->name;
		if (given(op, ATTRIBUTE_BECAUSE) != NULL)
			call_for(run, op, node);
	}
}

void expand_list(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *list = expand_block(run, op, parent, DOC_LIST);

	list->as.list.ordered = expand_number(op, ATTRIBUTE_ORDERED, 0) == 1;
	list->as.list.tight = true;
	expand_all(run, op->first, list);
}

void expand_item(struct run *run, const struct op *op, struct doc *parent)
{
	expand_all(run, op->first, expand_block(run, op, parent, DOC_ITEM));
}

void expand_quote(struct run *run, const struct op *op, struct doc *parent)
{
	expand_all(run, op->first, expand_block(run, op, parent, DOC_QUOTE));
}

void expand_box(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *box = expand_block(run, op, parent, DOC_BOX);

	box->anchor = as_anchor(run->arena, expand_text(run, op, ATTRIBUTE_ANCHOR));
	box->as.box.risk = expand_risk(run, op, ATTRIBUTE_RISK);
	box->as.box.label = expand_text(run, op, ATTRIBUTE_LABEL);
	expand_all(run, op->first, box);
}

void expand_rule(struct run *run, const struct op *op, struct doc *parent)
{
	expand_block(run, op, parent, DOC_RULE);
}

/* ---- Inline ---- */

/* Words among blocks make a paragraph of their own, which the next words join. */
static struct doc *inline_parent(struct run *run, struct doc *parent)
{
	if (doc_is_inline(parent->kind) || parent->kind == DOC_PARAGRAPH || parent->kind == DOC_HEADING)
		return parent;
	if (parent->last == NULL || parent->last != run->open_paragraph)
		run->open_paragraph = doc_add(run->arena, parent, DOC_PARAGRAPH);
	return run->open_paragraph;
}

void expand_words(struct run *run, const struct op *op, struct doc *parent)
{
	GString *out = g_string_new(NULL);

	if (text_evaluate(op->given[0].text, run->wording, run->slots, &run->watch, run->arena, out) && out->len > 0)
		doc_add_text(run->arena, inline_parent(run, parent), str_copy(run->arena, out->str, out->len))->origin = op->span;
	g_string_free(out, TRUE);
}

static struct doc *add_inline(struct run *run, const struct op *op, struct doc *parent, enum doc_kind kind)
{
	struct doc *node = doc_add(run->arena, inline_parent(run, parent), kind);

	node->origin = op->span;
	return node;
}

void expand_strong(struct run *run, const struct op *op, struct doc *parent)
{
	expand_all(run, op->first, add_inline(run, op, parent, DOC_STRONG));
}

void expand_emphasis(struct run *run, const struct op *op, struct doc *parent)
{
	expand_all(run, op->first, add_inline(run, op, parent, DOC_EMPHASIS));
}

void expand_code(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *words = doc_new(run->arena, DOC_PARAGRAPH);
	struct str text;

	expand_all(run, op->first, words);
	text = doc_text(run->arena, words);
	if (!str_is_empty(text))
		add_inline(run, op, parent, DOC_CODE)->as.text.text = text;
}

/* As written, for quotes in it are part of it; empty if nobody should follow it. */
static struct str expand_url(struct run *run, const struct op *op)
{
	const struct given *url = given(op, ATTRIBUTE_URL);
	GString *out = g_string_new(NULL);
	struct str text;

	if (url != NULL)
		text_evaluate(url->text, run->wording, run->slots, &run->watch, run->arena, out);
	text = str_trim(run->arena, str_take(run->arena, out));
	return doc_url_is_safe(text) ? text : STR("");
}

/* The target is looked for when the document is whole; until then it may be one that is not there. */
void expand_link(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *link = add_inline(run, op, parent, DOC_LINK);

	link->as.link.target = as_anchor(run->arena, expand_text(run, op, ATTRIBUTE_TO));
	link->as.link.url = expand_url(run, op);
	expand_all(run, op->first, link);
}

void expand_badge(struct run *run, const struct op *op, struct doc *parent)
{
	enum risk risk = expand_risk(run, op, ATTRIBUTE_RISK);

	if (risk != RISK_COUNT)
		add_badge(run, inline_parent(run, parent), risk, expand_text(run, op, ATTRIBUTE_LABEL));
}

void expand_break(struct run *run, const struct op *op, struct doc *parent)
{
	add_inline(run, op, parent, DOC_BREAK);
}
