/* The context as a record of facts, made from model/fact.def. */
#include "tree.h"

static struct value value_of_word(const struct fact *fact, const struct words *among)
{
	uint32_t word = words_find(among, fact->text);

	return word == UINT32_MAX ? value_unknown() : value_word(word);
}

static struct value value_of_items(struct arena *arena, const struct fact *fact, const struct words *among)
{
	struct value *items = arena_array(arena, struct value, fact->item_count);

	for (uint32_t i = 0; i < fact->item_count; i++) {
		uint32_t word = among == NULL ? 0 : words_find(among, fact->items[i]);

		items[i] = among == NULL ? value_text(fact->items[i]) : word == UINT32_MAX ? value_unknown() : value_word(word);
	}
	return value_list(items, fact->item_count);
}

static struct value value_of_fact(struct arena *arena, const struct fact *fact, enum fact_type type, const struct words *among)
{
	if (!fact->known)
		return value_unknown();
	if (type == FACT_TEXT)
		return value_text(fact->text);
	if (type == FACT_WORD)
		return value_of_word(fact, among);
	if (type == FACT_WORDS || type == FACT_TEXTS)
		return value_of_items(arena, fact, type == FACT_WORDS ? among : NULL);
	return value_number(fact->number);
}

/* Facts whose words go from less to more. */
#define IS_ORDERED(key) (FACT_KEY_##key == FACT_KEY_size || FACT_KEY_##key == FACT_KEY_on_call)

static const struct words words[FACT_COUNT] = {
#define FACT(key, type, values, label) {.name = #key, .ordered = IS_ORDERED(key), .list = values},
#include "model/fact.def"
#undef FACT
};

#define FACT(key, type, values, label)                                                                                                               \
	static struct value fact_##key(struct arena *arena, const void *record)                                                                      \
	{                                                                                                                                            \
		return value_of_fact(arena, &((const struct context *)record)->facts[FACT_KEY_##key], FACT_##type, &words[FACT_KEY_##key]);          \
	}
#include "model/fact.def"
#undef FACT

static const struct type text_type = {.kind = KIND_TEXT};

static const struct type word_types[FACT_COUNT] = {
#define FACT(key, type, values, label) {.kind = KIND_WORD, .words = &words[FACT_KEY_##key]},
#include "model/fact.def"
#undef FACT
};

#define TYPE_OF_TEXT(key)                                                                                                                            \
	{                                                                                                                                            \
		.kind = KIND_TEXT                                                                                                                    \
	}
#define TYPE_OF_NUMBER(key)                                                                                                                          \
	{                                                                                                                                            \
		.kind = KIND_NUMBER                                                                                                                  \
	}
#define TYPE_OF_PERCENT(key)                                                                                                                         \
	{                                                                                                                                            \
		.kind = KIND_NUMBER                                                                                                                  \
	}
#define TYPE_OF_DURATION(key)                                                                                                                        \
	{                                                                                                                                            \
		.kind = KIND_DURATION                                                                                                                \
	}
#define TYPE_OF_WORD(key)                                                                                                                            \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &words[FACT_KEY_##key]                                                                                   \
	}
#define TYPE_OF_WORDS(key)                                                                                                                           \
	{                                                                                                                                            \
		.kind = KIND_LIST, .item = &word_types[FACT_KEY_##key]                                                                               \
	}
#define TYPE_OF_TEXTS(key)                                                                                                                           \
	{                                                                                                                                            \
		.kind = KIND_LIST, .item = &text_type                                                                                                \
	}

static const struct field fields[FACT_COUNT] = {
#define FACT(key, type, values, label) {#key, TYPE_OF_##type(key), fact_##key},
#include "model/fact.def"
#undef FACT
};

const struct record_kind context_record = {"business context", fields, FACT_COUNT};

static const struct variable variables[] = {{"ctx", {.kind = KIND_RECORD, .record = &context_record}}};
const struct scope context_scope = {.variables = variables, .count = G_N_ELEMENTS(variables)};
