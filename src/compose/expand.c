/* The heart of composing: operations one after another, values of attributes, and control: for, if, let. */
#include "expand.h"

#include "records.h"

static const expand_element expands[ELEMENT_COUNT + 1] = {
	[ELEMENT_COVER] = expand_cover,
	[ELEMENT_CONTENTS] = expand_contents,
	[ELEMENT_ARTICLE] = expand_article,
	[ELEMENT_SECTION] = expand_section,
	[ELEMENT_P] = expand_paragraph,
	[ELEMENT_MARKDOWN] = expand_markdown,
	[ELEMENT_LIST] = expand_list,
	[ELEMENT_ITEM] = expand_item,
	[ELEMENT_QUOTE] = expand_quote,
	[ELEMENT_BOX] = expand_box,
	[ELEMENT_RULE] = expand_rule,
	[ELEMENT_TABLE] = expand_table,
	[ELEMENT_COLUMN] = expand_column,
	[ELEMENT_ROW] = expand_row,
	[ELEMENT_CELL] = expand_cell,
	[ELEMENT_NUMBERS] = expand_numbers,
	[ELEMENT_NUMBER] = expand_one_number,
	[ELEMENT_CHART] = expand_chart,
	[ELEMENT_TICK] = expand_tick,
	[ELEMENT_LINE] = expand_line,
	[ELEMENT_VALUE] = expand_chart_value,
	[ELEMENT_STRONG] = expand_strong,
	[ELEMENT_EM] = expand_emphasis,
	[ELEMENT_CODE] = expand_code,
	[ELEMENT_LINK] = expand_link,
	[ELEMENT_BADGE] = expand_badge,
	[ELEMENT_BR] = expand_break,
	[ELEMENT_FOR] = expand_for,
	[ELEMENT_IF] = expand_if,
	[ELEMENT_LET] = expand_let,
	[ELEMENT_WORDS] = expand_words,
};

static bool may_go_on(struct run *run, const struct op *op)
{
	if (run->stopped)
		return false;
	run->operations++;
	run->stopped = run->operations > MOST_OPERATIONS;
	if (run->stopped)
		diag(run->diags, COMPOSE_TOO_LARGE, op->span);
	return !run->stopped;
}

/* ---- On which facts of the context a node rests ---- */

static void note_read(const struct field *field, const void *record, void *user)
{
	((struct run *)user)->read |= field_facts(field, record);
}

void watch_facts(struct run *run)
{
	run->watch = (struct expr_watch){note_read, run};
}

static bool is_control(enum element_id element)
{
	return element == ELEMENT_IF || element == ELEMENT_FOR || element == ELEMENT_LET || element == ELEMENT_ELSE;
}

/* Nodes that an operation made below parent, after the one given; what prose brings has its paragraphs and items from there. */
static void mark_made(struct doc *node, uint32_t facts, bool is_prose)
{
	for (; node != NULL; node = node->next) {
		node->facts |= facts;
		for (struct doc *part = is_prose ? node->first : NULL; part != NULL; part = part->next)
			part->facts |= facts;
	}
}

/* A section rests on what decided that it stands there; what it holds, on its own. */
static void mark_section(struct doc *node, uint32_t facts)
{
	for (; node != NULL; node = node->next) {
		node->facts |= facts;
		if (node->first != NULL && node->first->kind == DOC_HEADING)
			node->first->facts |= node->facts;
	}
}

void expand(struct run *run, const struct op *op, struct doc *parent)
{
	uint32_t before = run->read, rests_on = run->rests_on;
	struct doc *last = parent->last;

	if (!may_go_on(run, op) || expands[op->element] == NULL)
		return;
	run->read = 0;
	expands[op->element](run, op, parent);
	if (op->element == ELEMENT_SECTION)
		mark_section(last == NULL ? parent->first : last->next, rests_on);
	else if (!is_control(op->element))
		mark_made(last == NULL ? parent->first : last->next, rests_on | run->read, op->element == ELEMENT_MARKDOWN);
	if (op->element != ELEMENT_LET)
		run->rests_on = rests_on;
	run->read |= before;
}

/* What was read so far decides on all that comes below. */
static void rest_on_read(struct run *run)
{
	run->rests_on |= run->read;
}

void expand_all(struct run *run, const struct op *first, struct doc *parent)
{
	for (const struct op *op = first; op != NULL; op = op->next)
		expand(run, op, parent);
}

struct str expand_text(struct run *run, const struct op *op, enum attribute_id id)
{
	const struct given *attribute = given(op, id);
	GString *out;

	if (attribute == NULL || attribute->text == NULL)
		return STR("");
	out = g_string_new(NULL);
	text_evaluate(attribute->text, run->wording, run->slots, &run->watch, run->arena, out);
	return polish_words(run->arena, str_take(run->arena, out));
}

struct value expand_value(struct run *run, const struct op *op, enum attribute_id id)
{
	const struct given *attribute = given(op, id);

	if (attribute == NULL || attribute->expr == NULL)
		return value_unknown();
	return expr_evaluate_watched(attribute->expr, run->slots, &run->watch, run->arena);
}

enum risk expand_risk(struct run *run, const struct op *op, enum attribute_id id)
{
	const struct given *attribute = given(op, id);
	struct value value;

	if (attribute == NULL)
		return RISK_COUNT;
	if (attribute->expr == NULL)
		return (enum risk)attribute->number;
	value = expr_evaluate_watched(attribute->expr, run->slots, &run->watch, run->arena);
	return value.state == STATE_KNOWN ? word_risk(value.as.word) : RISK_COUNT;
}

bool expand_truth(struct run *run, const struct op *op, enum attribute_id id, bool otherwise)
{
	struct value value;

	if (given(op, id) == NULL)
		return otherwise;
	value = expand_value(run, op, id);
	return value.state == STATE_KNOWN && value.as.truth;
}

uint32_t expand_number(const struct op *op, enum attribute_id id, uint32_t otherwise)
{
	const struct given *attribute = given(op, id);

	return attribute == NULL ? otherwise : attribute->number;
}

/* ---- Control ---- */

/* An item of a `for` and the value that it is ordered by. */
struct entry {
	struct value item, key;
	struct type key_type;
	bool descending;
};

static int compare_numbers(double a, double b)
{
	return (a > b) - (a < b);
}

static int compare_dates(struct date a, struct date b)
{
	return (a.year - b.year) * 10000 + (a.month - b.month) * 100 + (a.day - b.day);
}

static int compare_known(const struct value *a, const struct value *b, const struct type *type)
{
	if (type->kind == KIND_TEXT)
		return str_compare(a->as.text, b->as.text);
	if (type->kind == KIND_DATE)
		return compare_dates(a->as.date, b->as.date);
	if (type->kind == KIND_WORD)
		return compare_numbers(a->as.word, b->as.word);
	return compare_numbers(a->as.number, b->as.number);
}

/* What is not known comes last, in either direction; equals stay as they were. */
static gint compare_entries(gconstpointer a, gconstpointer b, gpointer user)
{
	const struct entry *one = a, *two = b;
	bool one_known = one->key.state == STATE_KNOWN, two_known = two->key.state == STATE_KNOWN;
	int order;

	if (!one_known || !two_known)
		return (int)two_known - (int)one_known;
	order = compare_known(&one->key, &two->key, &one->key_type);
	return one->descending ? -order : order;
}

static void add_entry(struct run *run, const struct op *op, const struct value *item, GArray *entries)
{
	const struct given *order = given(op, ATTRIBUTE_ORDER);
	struct entry entry = {.item = *item, .descending = expand_number(op, ATTRIBUTE_DESCENDING, 0) == 1};

	run->slots[op->slot] = *item;
	if (!may_go_on(run, op) || !expand_truth(run, op, ATTRIBUTE_WHERE, true))
		return;
	if (order != NULL) {
		entry.key = expr_evaluate_watched(order->expr, run->slots, &run->watch, run->arena);
		entry.key_type = expr_type(order->expr);
	}
	g_array_append_val(entries, entry);
}

void expand_for(struct run *run, const struct op *op, struct doc *parent)
{
	struct value list = expand_value(run, op, ATTRIBUTE_IN);
	uint32_t from = expand_number(op, ATTRIBUTE_FROM, 1) - 1, limit = expand_number(op, ATTRIBUTE_LIMIT, UINT32_MAX);
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct entry));

	for (uint32_t i = 0; list.state == STATE_KNOWN && i < list.count; i++)
		if (list.as.items[i].state == STATE_KNOWN)
			add_entry(run, op, &list.as.items[i], entries);
	rest_on_read(run);
	if (given(op, ATTRIBUTE_ORDER) != NULL && entries->len > 1)
		g_array_sort_with_data(entries, compare_entries, NULL);
	for (guint i = from; i < entries->len && i - from < limit; i++) {
		run->slots[op->slot] = g_array_index(entries, struct entry, i).item;
		if (given(op, ATTRIBUTE_INDEX) != NULL)
			run->slots[op->slot + 1] = value_number(i + 1);
		expand_all(run, op->first, parent);
	}
	if (entries->len <= from && op->otherwise != NULL)
		expand_all(run, op->otherwise->first, parent);
	g_array_free(entries, TRUE);
}

void expand_if(struct run *run, const struct op *op, struct doc *parent)
{
	bool holds = expand_truth(run, op, ATTRIBUTE_TEST, false);

	rest_on_read(run);
	if (holds)
		expand_all(run, op->first, parent);
	else if (op->otherwise != NULL)
		expand_all(run, op->otherwise->first, parent);
}

void expand_let(struct run *run, const struct op *op, struct doc *parent)
{
	run->slots[op->slot] = expand_value(run, op, ATTRIBUTE_VALUE);
	rest_on_read(run);
}
