/* Columns of the facts of the business: texts become numbers of a table of their own. */
#include <string.h>

#include "build.h"

struct filling {
	struct build *build;
	struct fact_column *column;
	enum fact_key key;
	enum fact_type type;
	uint64_t *known;
	double *numbers;
	GArray *codes; /* uint32_t; one per row, or one per item */
	uint32_t *first;
	GHashTable *seen; /* text to code + 1 */
	GPtrArray *texts; /* in order of first use; of the corpus's arena */
};

static bool is_list(enum fact_type type)
{
	return type == FACT_WORDS || type == FACT_TEXTS;
}

static bool is_number(enum fact_type type)
{
	return type == FACT_NUMBER || type == FACT_PERCENT || type == FACT_DURATION;
}

static uint32_t code_of(struct filling *filling, struct str text)
{
	gpointer found = g_hash_table_lookup(filling->seen, text.text);
	struct str copy;

	if (found != NULL)
		return GPOINTER_TO_UINT(found) - 1;
	copy = str_copy(filling->build->arena, text.text, text.length);
	g_ptr_array_add(filling->texts, (void *)(uintptr_t)copy.text);
	g_hash_table_insert(filling->seen, (void *)(uintptr_t)copy.text, GUINT_TO_POINTER(filling->texts->len));
	return filling->texts->len - 1;
}

static void start(struct filling *filling, struct build *build, enum fact_key key)
{
	uint32_t rows = build->corpus->row_count;

	*filling = (struct filling){.build = build, .column = &build->corpus->facts[key], .key = key, .type = fact_kinds[key].type};
	filling->column->is_held = fact_is_held(key);
	filling->known = arena_array(build->arena, uint64_t, build->corpus->words);
	filling->codes = g_array_new(FALSE, TRUE, sizeof(uint32_t));
	filling->seen = g_hash_table_new(g_str_hash, g_str_equal);
	filling->texts = g_ptr_array_new();
	if (is_number(filling->type))
		filling->numbers = arena_array(build->arena, double, build->corpus->words * 64); /* whole words: see OP_VALUES */
	else if (is_list(filling->type))
		filling->first = arena_array(build->arena, uint32_t, (size_t)rows + 1);
	else
		g_array_set_size(filling->codes, rows);
}

static void take(struct filling *filling, uint32_t row, struct row_fact *fact)
{
	bits_add(filling->known, row);
	if (filling->numbers != NULL)
		filling->numbers[row] = fact->number;
	else if (filling->first == NULL)
		g_array_index(filling->codes, uint32_t, row) = code_of(filling, row_fact_text(fact));
	else
		while (fact->count > 0) {
			uint32_t code = code_of(filling, row_fact_text(fact));

			g_array_append_val(filling->codes, code);
		}
}

/* The place of a word in its list of values; texts have none. */
static uint32_t place_of(enum fact_key key, const char *word)
{
	char **list = g_strsplit(fact_kinds[key].values, " ", -1);
	uint32_t at = 0;

	while (list[at] != NULL && strcmp(list[at], word) != 0)
		at++;
	g_strfreev(list);
	return at;
}

struct entry {
	const char *text;
	uint32_t place, code;
};

static int by_place(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return a->place != b->place ? (a->place > b->place) - (a->place < b->place) : strcmp(a->text, b->text);
}

/* Codes in an order that does not depend on which review came first. */
static void settle_texts(struct filling *filling)
{
	uint32_t count = filling->texts->len;
	struct entry *entries = g_new0(struct entry, MAX(count, 1u));
	uint32_t *renamed = g_new0(uint32_t, MAX(count, 1u)), *codes = (uint32_t *)(void *)filling->codes->data;
	struct str *texts = arena_array(filling->build->arena, struct str, count);

	for (uint32_t i = 0; i < count; i++) {
		const char *text = g_ptr_array_index(filling->texts, i);

		entries[i] = (struct entry){text, place_of(filling->key, text), i};
	}
	qsort(entries, count, sizeof *entries, by_place);
	for (uint32_t i = 0; i < count; i++) {
		renamed[entries[i].code] = i;
		texts[i] = str_of(entries[i].text);
	}
	for (uint32_t i = 0; i < filling->codes->len && count > 0; i++)
		codes[i] = renamed[codes[i]];
	filling->column->texts = texts;
	filling->column->text_count = count;
	g_free(entries);
	g_free(renamed);
}

static void settle(struct filling *filling)
{
	struct fact_column *column = filling->column;
	uint32_t *codes;

	settle_texts(filling);
	codes = arena_array(filling->build->arena, uint32_t, filling->codes->len);
	if (filling->codes->len > 0)
		memcpy(codes, filling->codes->data, filling->codes->len * sizeof *codes);
	column->known = filling->known;
	column->numbers = filling->numbers;
	column->codes = filling->numbers == NULL ? codes : NULL;
	column->first = filling->first;
	g_array_unref(filling->codes);
	g_hash_table_unref(filling->seen);
	g_ptr_array_unref(filling->texts);
}

void fill_facts(struct build *build)
{
	struct filling *fillings = g_new0(struct filling, FACT_COUNT);

	for (enum fact_key key = 0; key < FACT_COUNT; key++)
		start(&fillings[key], build, key);
	for (uint32_t i = 0; i < build->corpus->row_count; i++) {
		struct row_fact fact = row_facts(build->rows[i], row_framework(build, i));

		while (row_next_fact(&fact))
			take(&fillings[fact.key], i, &fact);
		for (enum fact_key key = 0; key < FACT_COUNT; key++)
			if (fillings[key].first != NULL)
				fillings[key].first[i + 1] = fillings[key].codes->len;
	}
	for (enum fact_key key = 0; key < FACT_COUNT; key++)
		settle(&fillings[key]);
	g_free(fillings);
}
