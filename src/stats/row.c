/* Reading and writing the parts of a row. */
#include "row.h"

#include <string.h>

static size_t bit_words(const struct framework *framework)
{
	return QUESTION_SETS * bits_words(framework->question_count) + CHOICE_SETS * bits_words(framework->choice_count);
}

const uint64_t *row_questions(const struct row *row, const struct framework *framework, enum row_set set)
{
	return row->bits + set * bits_words(framework->question_count);
}

const uint64_t *row_choices(const struct row *row, const struct framework *framework, enum choice_set set)
{
	return row->bits + QUESTION_SETS * bits_words(framework->question_count) + set * bits_words(framework->choice_count);
}

struct str row_text(const struct row *row, const struct framework *framework, enum row_text text)
{
	const char *at = (const char *)(row->bits + bit_words(framework));

	for (enum row_text before = 0; before < text; before++)
		at += row->text_length[before] + 1;
	return (struct str){at, row->text_length[text]};
}

struct row_fact row_facts(const struct row *row, const struct framework *framework)
{
	struct str last = row_text(row, framework, ROW_TEXTS - 1);

	return (struct row_fact){.texts = last.text + last.length + 1, .end = last.text + last.length + 1 + row->fact_size};
}

static uint32_t take_length(const char **at)
{
	uint32_t length;

	memcpy(&length, *at, sizeof length);
	*at += sizeof length;
	return length;
}

static bool is_number(enum fact_type type)
{
	return type == FACT_NUMBER || type == FACT_PERCENT || type == FACT_DURATION;
}

static bool is_list(enum fact_type type)
{
	return type == FACT_WORDS || type == FACT_TEXTS;
}

struct str row_fact_text(struct row_fact *fact)
{
	struct str text;

	text.length = take_length(&fact->texts);
	text.text = fact->texts;
	fact->texts += text.length + 1;
	fact->count--;
	return text;
}

bool row_next_fact(struct row_fact *fact)
{
	while (fact->count > 0)
		row_fact_text(fact);
	if (fact->texts >= fact->end)
		return false;
	fact->key = (enum fact_key)(unsigned char)*fact->texts++;
	if (is_number(fact_kinds[fact->key].type)) {
		memcpy(&fact->number, fact->texts, sizeof fact->number);
		fact->texts += sizeof fact->number;
	} else
		fact->count = is_list(fact_kinds[fact->key].type) ? take_length(&fact->texts) : 1;
	return true;
}

/* The walk of row_next_fact with an eye on the end. */
static bool facts_are_sound(const char *at, const char *end)
{
	while (at < end) {
		unsigned char key = (unsigned char)*at++;
		uint32_t count = 1, length;

		if (key >= FACT_COUNT)
			return false;
		if (is_number(fact_kinds[key].type)) {
			if (end - at < (ptrdiff_t)sizeof(double))
				return false;
			at += sizeof(double);
			continue;
		}
		if (is_list(fact_kinds[key].type)) {
			if (end - at < (ptrdiff_t)sizeof count)
				return false;
			count = take_length(&at);
		}
		for (; count > 0; count--) {
			if (end - at < (ptrdiff_t)sizeof length)
				return false;
			length = take_length(&at);
			if (end - at < (ptrdiff_t)length + 1 || at[length] != '\0')
				return false;
			at += length + 1;
		}
	}
	return at == end;
}

bool row_is_sound(const struct row *row, const struct framework *framework, size_t most)
{
	uint64_t used = sizeof *row + bit_words(framework) * sizeof(uint64_t);
	const char *at = (const char *)row + used;

	if (row->size > most || row->size % 8 != 0 || used > row->size)
		return false;
	for (enum row_text text = 0; text < ROW_TEXTS; text++) {
		used += (uint64_t)row->text_length[text] + 1;
		if (used > row->size || at[row->text_length[text]] != '\0')
			return false;
		at += row->text_length[text] + 1;
	}
	return used + row->fact_size <= row->size && used + row->fact_size + 8 > row->size && facts_are_sound(at, at + row->fact_size);
}

/* Prose that nobody can count, and that is nobody else's business. */
bool fact_is_held(enum fact_key key)
{
	return key != FACT_KEY_goals && key != FACT_KEY_worries;
}

static void write_text(GByteArray *out, struct str text)
{
	g_byte_array_append(out, (const guint8 *)&text.length, sizeof text.length);
	g_byte_array_append(out, (const guint8 *)str_c(text), text.length);
	g_byte_array_append(out, (const guint8 *)"", 1);
}

static void write_fact(GByteArray *out, enum fact_key key, const struct fact *fact)
{
	enum fact_type type = fact_kinds[key].type;
	guint8 name = (guint8)key;

	g_byte_array_append(out, &name, 1);
	if (is_number(type))
		g_byte_array_append(out, (const guint8 *)&fact->number, sizeof fact->number);
	else if (is_list(type)) {
		g_byte_array_append(out, (const guint8 *)&fact->item_count, sizeof fact->item_count);
		for (uint32_t i = 0; i < fact->item_count; i++)
			write_text(out, fact->items[i]);
	} else
		write_text(out, fact->text);
}

void facts_write(const struct context *context, GByteArray *out)
{
	for (enum fact_key key = 0; key < FACT_COUNT; key++)
		if (context->facts[key].known && fact_is_held(key))
			write_fact(out, key, &context->facts[key]);
}
