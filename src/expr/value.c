/* Values, words and types: making, comparing and naming them. */
#include "tree.h"

#include <string.h>

struct value value_bool(bool truth)
{
	return (struct value){.state = STATE_KNOWN, .as.truth = truth};
}

struct value value_number(double number)
{
	return (struct value){.state = STATE_KNOWN, .as.number = number};
}

struct value value_text(struct str text)
{
	return (struct value){.state = STATE_KNOWN, .as.text = text};
}

struct value value_word(uint32_t word)
{
	return (struct value){.state = STATE_KNOWN, .as.word = word};
}

struct value value_date(struct date date)
{
	return (struct value){.state = STATE_KNOWN, .as.date = date};
}

struct value value_record(const void *record)
{
	return (struct value){.state = STATE_KNOWN, .as.record = record};
}

struct value value_list(const struct value *items, uint32_t count)
{
	return (struct value){.state = STATE_KNOWN, .count = count, .as.items = items};
}

struct value value_of_state(enum state state)
{
	return (struct value){.state = state};
}

struct value value_unknown(void)
{
	return value_of_state(STATE_UNKNOWN);
}

/* The next word of a list separated by blanks; empty at its end. */
static struct str next_word(const char **at)
{
	struct str word;

	*at += strspn(*at, " ");
	word = (struct str){*at, (uint32_t)strcspn(*at, " ")};
	*at += word.length;
	return word;
}

uint32_t words_count(const struct words *words)
{
	const char *at = words->list;
	uint32_t count = 0;

	if (at == NULL)
		return words->count;
	while (!str_is_empty(next_word(&at)))
		count++;
	return count;
}

struct str words_name(const struct words *words, uint32_t index)
{
	const char *at = words->list;

	if (at == NULL)
		return index < words->count ? str_of(words->names[index]) : STR("");
	while (index-- > 0)
		if (str_is_empty(next_word(&at)))
			return STR("");
	return next_word(&at);
}

uint32_t words_find(const struct words *words, struct str name)
{
	uint32_t count = words_count(words);

	for (uint32_t i = 0; i < count; i++)
		if (str_equal(words_name(words, i), name))
			return i;
	return UINT32_MAX;
}

struct str value_name(const struct type *type, const struct value *value)
{
	return type->kind == KIND_WORD ? words_name(type->words, value->as.word) : value->as.text;
}

static int order_truth(const struct value *a, const struct value *b)
{
	return (int)a->as.truth - (int)b->as.truth;
}

static int order_number(const struct value *a, const struct value *b)
{
	return (a->as.number > b->as.number) - (a->as.number < b->as.number);
}

static int order_text(const struct value *a, const struct value *b)
{
	return str_compare(a->as.text, b->as.text);
}

static int order_word(const struct value *a, const struct value *b)
{
	return (a->as.word > b->as.word) - (a->as.word < b->as.word);
}

static int order_date(const struct value *a, const struct value *b)
{
	if (a->as.date.year != b->as.date.year)
		return a->as.date.year - b->as.date.year;
	if (a->as.date.month != b->as.date.month)
		return a->as.date.month - b->as.date.month;
	return a->as.date.day - b->as.date.day;
}

/* Per kind: how to compare two, whether < makes sense, and what a message calls one. No comparison: such values are never equal or unequal. */
static const struct {
	int (*order)(const struct value *a, const struct value *b);
	bool ordered;
	const char *name;
} kinds[] = {
	[KIND_BOOL] = {order_truth, false, "a condition (true or false)"},
	[KIND_NUMBER] = {order_number, true, "a number"},
	[KIND_TEXT] = {order_text, false, "text"},
	[KIND_DURATION] = {order_number, true, "a duration"},
	[KIND_DATE] = {order_date, true, "a date"},
	[KIND_WORD] = {order_word, false, "a word"},
	[KIND_RECORD] = {NULL, false, "a record"},
	[KIND_LIST] = {NULL, false, "a list"},
};

int value_order(const struct type *type, const struct value *a, const struct value *b)
{
	return kinds[type->kind].order(a, b);
}

bool type_has_order(const struct type *type)
{
	return type->kind == KIND_WORD ? type->words->ordered : kinds[type->kind].ordered;
}

bool type_equal(const struct type *a, const struct type *b)
{
	for (; a->kind == KIND_LIST && b->kind == KIND_LIST; a = a->item, b = b->item)
		if (a->item == NULL || b->item == NULL)
			return true;
	if (a->kind != b->kind)
		return false;
	if (a->kind == KIND_WORD)
		return a->words == b->words;
	return a->kind != KIND_RECORD || a->record == b->record;
}

const char *type_describe(struct arena *arena, const struct type *type)
{
	GString *text = g_string_new(NULL);

	for (; type->kind == KIND_LIST && type->item != NULL; type = type->item)
		g_string_append(text, "a list of which each is ");
	if (type->kind == KIND_WORD)
		g_string_append_printf(text, "a word of \"%s\"", type->words->name);
	else if (type->kind == KIND_RECORD)
		g_string_append_printf(text, "a %s", type->record->name);
	else
		g_string_append(text, kinds[type->kind].name);
	return str_c(str_take(arena, text));
}
