/* Collects reviews as rows, joins what workers collected, and writes and reads rows as bytes. */
#include <string.h>

#include "row.h"

static void free_rows(void *what)
{
	struct rows *rows = what;

	g_ptr_array_unref(rows->list);
	g_array_unref(rows->editions);
}

struct rows *rows_new(struct arena *arena, struct str framework)
{
	struct rows *rows = arena_one(arena, struct rows);

	*rows = (struct rows){.arena = arena, .framework = str_copy(arena, str_c(framework), framework.length)};
	rows->list = g_ptr_array_new();
	rows->editions = g_array_new(FALSE, TRUE, sizeof(struct rows_edition));
	arena_defer(arena, free_rows, rows);
	return rows;
}

uint32_t rows_count(const struct rows *rows)
{
	return rows->list->len;
}

uint32_t rows_without_framework(const struct rows *rows)
{
	return rows->without_framework;
}

static void describe(GString *out, struct str text)
{
	g_string_append_printf(out, "%u:%.*s", text.length, STR_ARGS(text));
}

/* Everything that decides what a row's bits mean, and what its risks are. */
static struct digest edition_digest(const struct framework *framework)
{
	GString *all = g_string_new(NULL);
	struct digest digest;

	describe(all, framework->id);
	describe(all, framework->version);
	for (uint32_t i = 0; i < framework->question_count; i++) {
		describe(all, framework->questions[i].id);
		describe(all, framework->pillars[framework->questions[i].pillar].id);
		g_string_append_printf(all, "%u,%u;", framework->questions[i].choice_count, framework->questions[i].rule_count);
	}
	for (uint32_t i = 0; i < framework->choice_count; i++) {
		describe(all, framework->choices[i].id);
		g_string_append_c(all, framework->choices[i].none_of_these ? '-' : '+');
	}
	for (uint32_t i = 0; i < framework->rule_count; i++) {
		describe(all, framework->rules[i].condition);
		g_string_append_printf(all, "%d%d", framework->rules[i].is_default, (int)framework->rules[i].risk);
	}
	digest = digest_of(all->str, all->len);
	g_string_free(all, TRUE);
	return digest;
}

static bool digest_equal(struct digest a, struct digest b)
{
	return a.words[0] == b.words[0] && a.words[1] == b.words[1];
}

static uint32_t find_edition(const struct rows *rows, struct digest digest)
{
	for (uint32_t i = 0; i < rows->editions->len; i++)
		if (digest_equal(g_array_index(rows->editions, struct rows_edition, i).digest, digest))
			return i;
	return UINT32_MAX;
}

static uint32_t edition_known_as(struct rows *rows, const struct ruleset *ruleset, struct digest digest)
{
	struct rows_edition edition = {ruleset, digest};
	uint32_t at = find_edition(rows, digest);

	if (at != UINT32_MAX)
		return at;
	g_array_append_val(rows->editions, edition);
	return rows->editions->len - 1;
}

static uint32_t edition_of(struct rows *rows, const struct ruleset *ruleset)
{
	for (uint32_t i = 0; i < rows->editions->len; i++)
		if (g_array_index(rows->editions, struct rows_edition, i).ruleset == ruleset)
			return i;
	return edition_known_as(rows, ruleset, edition_digest(ruleset->framework));
}

void rows_edition(struct rows *rows, const struct ruleset *ruleset)
{
	edition_of(rows, ruleset);
}

struct digest rows_edition_digest(const struct ruleset *ruleset)
{
	return edition_digest(ruleset->framework);
}

/* Names that people take for the same: blanks at the ends and in rows, and the case of letters, tell nobody apart. */
static char *name_key(struct str name)
{
	GString *key = g_string_new(NULL);
	char *folded;

	for (uint32_t i = 0; i < name.length; i++) {
		if (!g_ascii_isspace(name.text[i]))
			g_string_append_c(key, name.text[i]);
		else if (key->len > 0 && key->str[key->len - 1] != ' ')
			g_string_append_c(key, ' ');
	}
	if (key->len > 0 && key->str[key->len - 1] == ' ')
		g_string_truncate(key, key->len - 1);
	folded = g_str_is_ascii(key->str) ? g_ascii_strdown(key->str, -1) : g_utf8_casefold(key->str, -1);
	g_string_free(key, TRUE);
	return folded;
}

struct row_texts {
	struct str text[ROW_TEXTS];
	char *client_key, *workload_key; /* to be freed */
};

/* A file without a client's name is a client of its own, by its workload. */
static struct row_texts texts_of(const struct review *review)
{
	struct str workload = str_is_empty(review->workload_id) ? review->workload : review->workload_id;
	struct str client = str_is(review->client, CLIENT_NOT_NAMED) ? STR("") : review->client;
	struct row_texts texts = {.client_key = name_key(client), .workload_key = name_key(workload)};

	if (*texts.client_key == '\0') {
		g_free(texts.client_key);
		texts.client_key = g_strconcat("\x01", texts.workload_key, NULL);
	}
	texts.text[ROW_CLIENT] = review->client;
	texts.text[ROW_CLIENT_KEY] = str_of(texts.client_key);
	texts.text[ROW_WORKLOAD_KEY] = str_of(texts.workload_key);
	texts.text[ROW_ENVIRONMENT] = review->environment;
	return texts;
}

static struct row *row_new(struct rows *rows, const struct framework *framework, const struct row_texts *texts, const GByteArray *facts)
{
	size_t words = QUESTION_SETS * bits_words(framework->question_count) + CHOICE_SETS * bits_words(framework->choice_count);
	size_t size = sizeof(struct row) + words * sizeof(uint64_t) + facts->len;
	struct row *row;
	char *at;

	for (enum row_text text = 0; text < ROW_TEXTS; text++)
		size += texts->text[text].length + 1;
	size = (size + 7) / 8 * 8;
	row = arena_alloc(rows->arena, size);
	row->size = (uint32_t)size;
	row->fact_size = facts->len;
	at = (char *)(row->bits + words);
	for (enum row_text text = 0; text < ROW_TEXTS; text++) {
		row->text_length[text] = texts->text[text].length;
		memcpy(at, str_c(texts->text[text]), texts->text[text].length);
		at += texts->text[text].length + 1;
	}
	if (facts->len > 0)
		memcpy(at, facts->data, facts->len);
	return row;
}

static uint64_t *questions_of(struct row *row, const struct framework *framework, enum row_set set)
{
	return row->bits + set * bits_words(framework->question_count);
}

static uint64_t *choices_of(struct row *row, const struct framework *framework, enum choice_set set)
{
	return row->bits + QUESTION_SETS * bits_words(framework->question_count) + set * bits_words(framework->choice_count);
}

/* What is not missing from such an answer need not be in place. */
static void forget_choices(struct row *row, const struct framework *framework, const struct question *question)
{
	uint64_t *chosen = choices_of(row, framework, SET_CHOSEN), *unsure = choices_of(row, framework, SET_UNSURE);

	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++)
		if (bits_has(chosen, i)) {
			chosen[i / 64] &= ~((uint64_t)1 << (i % 64));
			bits_add(unsure, i);
		}
}

static void fill_question(struct row *row, const struct framework *framework, const struct finding *finding)
{
	static const enum row_set sets[RISK_COUNT] = {
		[RISK_HIGH] = SET_HIGH,           [RISK_MEDIUM] = SET_MEDIUM,        [RISK_NONE] = SET_NONE,
		[RISK_UNMATCHED] = QUESTION_SETS, [RISK_UNANSWERED] = QUESTION_SETS, [RISK_NOT_APPLICABLE] = SET_NOT_APPLICABLE,
	};
	enum row_set risk = sets[finding->risk];

	if (risk != QUESTION_SETS)
		bits_add(questions_of(row, framework, risk), finding->question);
	if (!risk_is_answered(finding->risk))
		return;
	bits_add(questions_of(row, framework, SET_ANSWERED), finding->question);
	if (finding->answer->partial) {
		forget_choices(row, framework, &framework->questions[finding->question]);
		return;
	}
	bits_add(questions_of(row, framework, SET_COMPLETE), finding->question);
	if (finding->selected_count > 0)
		bits_add(questions_of(row, framework, SET_SELECTS), finding->question);
}

static void fill(struct row *row, const struct lens_assessment *lens)
{
	const struct framework *framework = lens->lens->framework;
	size_t bytes = bits_words(framework->choice_count) * sizeof(uint64_t);

	if (bytes > 0) {
		memcpy(choices_of(row, framework, SET_CHOSEN), lens->lens->chosen, bytes);
		memcpy(choices_of(row, framework, SET_CHOICE_NOT_APPLICABLE), lens->lens->not_applicable, bytes);
	}
	for (uint32_t i = 0; i < framework->question_count; i++)
		fill_question(row, framework, &lens->findings[i]);
}

static const struct lens_assessment *lens_wanted(const struct rows *rows, const struct assessment *assessment)
{
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		if (str_is_empty(rows->framework) || str_equal(rows->framework, assessment->lenses[i].lens->framework->id))
			return &assessment->lenses[i];
	return NULL;
}

bool rows_add(struct rows *rows, const struct assessment *assessment, struct digest digest)
{
	const struct lens_assessment *lens = lens_wanted(rows, assessment);
	const struct date *held = &assessment->review->held;
	struct row_texts texts;
	GByteArray *facts;
	struct row *row;

	if (lens == NULL) {
		rows->without_framework++;
		return false;
	}
	texts = texts_of(assessment->review);
	facts = g_byte_array_new();
	facts_write(&assessment->review->context, facts);
	row = row_new(rows, lens->lens->framework, &texts, facts);
	row->edition = edition_of(rows, lens->ruleset);
	row->digest = digest;
	row->date = (uint32_t)(held->year * 10000 + held->month * 100 + held->day);
	fill(row, lens);
	g_ptr_array_add(rows->list, row);
	g_byte_array_unref(facts);
	g_free(texts.client_key);
	g_free(texts.workload_key);
	return true;
}

static void add_copy(struct rows *rows, const struct row *row, uint32_t edition)
{
	struct row *copy = arena_alloc(rows->arena, row->size);

	memcpy(copy, row, row->size);
	copy->edition = edition;
	g_ptr_array_add(rows->list, copy);
}

void rows_append(struct rows *into, const struct rows *from)
{
	GArray *editions = g_array_new(FALSE, TRUE, sizeof(uint32_t));
	uint32_t count = from->list->len, edition_count = from->editions->len; /* both may be the same rows */

	for (uint32_t i = 0; i < edition_count; i++) {
		const struct rows_edition *edition = &g_array_index(from->editions, struct rows_edition, i);
		uint32_t here = edition_known_as(into, edition->ruleset, edition->digest);

		g_array_append_val(editions, here);
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct row *row = g_ptr_array_index(from->list, i);

		add_copy(into, row, g_array_index(editions, uint32_t, row->edition));
	}
	into->without_framework += from->without_framework;
	g_array_unref(editions);
}
