/* Exports of Microsoft's assessments: what they are, and the framework that their answers imply. */
#include "formats/azure_csv.h"

#include <string.h>

#include "azure_export.h"
#include "azure_match.h"
#include "azure_summary.h"
#include "azure_words.h"
#include "base/hash.h"
#include "derive.h"
#include "formats/plain.h"
#include "lens_names.h"

#define LONGEST_PILLAR_ID   40u
#define LONGEST_QUESTION_ID 84u
#define LONGEST_CHOICE_ID   96u
#define SUSPECT_LINES       200u
#define MOST_COMPARISONS    2000000u

/* ---- What the file is ---- */

/* "'38/100'" between separators, somewhere in the line. */
static bool holds_score(struct str line)
{
	const char *at = line.text, *end = line.text + line.length;

	while (at < end && (at = memchr(at, '\'', (size_t)(end - at))) != NULL) {
		const char *digits = at + 1, *to = digits;

		while (to < end && (g_ascii_isdigit(*to) || *to == '/'))
			to++;
		if (at > line.text && strchr(",;\t", at[-1]) != NULL && to > digits + 2 && to < end && *to == '\'' &&
		    memchr(digits, '/', (size_t)(to - digits)) != NULL)
			return true;
		at = digits;
	}
	return false;
}

static bool holds_header(struct str line)
{
	static const char *const headers[] = {"ategory,Link-Text,Link,",  "ategory,Source,Link-Text,", "ategory,Question,Answer",
					      "ategory;Link-Text;Link;",  "ategory;Question;Answer",   "ategory\tLink-Text\tLink\t",
					      "ategory\tQuestion\tAnswer"};

	for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
		if (g_strstr_len(line.text, line.length, headers[i]) != NULL)
			return true;
	return false;
}

bool azure_csv_suspect(const struct source *source)
{
	for (uint32_t i = 1; i <= source->line_count && i <= SUSPECT_LINES; i++) {
		struct str line = source_line(source, i);

		if (holds_header(line) || (line.length > 0 && *line.text != ' ' && *line.text != '-' && holds_score(line)))
			return true;
	}
	return false;
}

static bool is_score_row(const struct node *row)
{
	const struct node *cell = row->count == 3 ? row->first->next->next : NULL;
	const char *text = cell == NULL || cell->kind != NODE_SCALAR ? "" : str_c(cell->text);

	return *text == '\'' && g_ascii_isdigit(text[1]) && strchr(text, '/') != NULL;
}

bool azure_csv_recognise(const struct node *root)
{
	for (const struct node *row = root->kind == NODE_LIST ? root->first : NULL; row != NULL; row = row->next) {
		if (row->kind != NODE_LIST)
			return false;
		if (row->count > 0 && (is_score_row(row) || azure_is_answers_header(row) || azure_is_recommendations_header(row)))
			return true;
	}
	return false;
}

/* ---- Recommendations ---- */

/* Microsoft's checklists have these many items, and its review asks one question about each, in their order. */
static const struct {
	const char *code;
	uint32_t questions;
} checklists[] = {{"RE", 10}, {"SE", 12}, {"CO", 14}, {"OE", 12}, {"PE", 12}};

struct making {
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
	const struct azure_export *export;
	struct derived derived;
	GHashTable *by_category; /* category -> indexes of its recommendations in a GArray */
	struct azure_placed placed;
	bool has_nones;             /* some question has a "None of the above" */
	const struct group *pillar; /* the one that is being made */
	struct str code;            /* its letters, empty where recommendations have no numbers of questions */
	GString *unlinked;          /* its recommendations that lead nowhere */
	uint32_t *of_answer;        /* per answer: its first recommendation + 1 */
	uint32_t *next;             /* per recommendation: the next one of the same answer + 1 */
	bool *taken;                /* per recommendation: it stands with an answer */
};

/* The number in "RE:04", where the letters are those of the pillar; some exports have a zero for the O. 0 if it is no number of a question. */
static uint32_t number_in(const struct making *making, struct str area)
{
	const char *text = str_c(area), *code = str_c(making->code);
	bool same = *code != '\0' && area.length >= 4 && area.length <= 5 && text[2] == ':' && text[1] == code[1] &&
		    (text[0] == code[0] || (text[0] == '0' && code[0] == 'O'));
	uint32_t number;

	for (uint32_t i = 3; same && i < area.length; i++)
		same = g_ascii_isdigit(text[i]);
	number = same ? (uint32_t)g_ascii_strtoull(text + 3, NULL, 10) : 0;
	return number > making->pillar->group_count ? 0 : number;
}

/* Whether codes of the pillar's recommendations are numbers of its questions. */
static bool is_numbered(const struct group *pillar, struct str code)
{
	for (size_t i = 0; i < G_N_ELEMENTS(checklists); i++)
		if (str_is(code, checklists[i].code))
			return pillar->group_count == checklists[i].questions;
	return false;
}

static const struct azure_recommendation *recommendation_at(const struct making *making, uint32_t index)
{
	return &g_array_index(making->export->recommendations, struct azure_recommendation, index);
}

static void drop_array(void *array)
{
	g_array_free(array, TRUE);
}

static void sort_recommendations(struct making *making)
{
	making->by_category = g_hash_table_new_full(text_hash, g_str_equal, NULL, drop_array);
	for (uint32_t i = 0; i < making->export->recommendations->len; i++) {
		struct str category = recommendation_at(making, i)->category;
		GArray *array = g_hash_table_lookup(making->by_category, str_c(category));

		if (array == NULL) {
			array = g_array_new(FALSE, FALSE, sizeof(uint32_t));
			g_hash_table_insert(making->by_category, (void *)(uintptr_t)str_c(category), array);
		}
		g_array_append_val(array, i);
	}
}

static void take_link(struct making *making, const struct azure_recommendation *one, GArray *links)
{
	struct link link = {one->text, one->url, one->span, azure_note(making->arena, one)};

	if (str_is_empty(link.title))
		link.title = link.url;
	if (plain_is_url(link.url))
		g_array_append_val(links, link);
	else
		g_string_append_printf(making->unlinked, "\n- %s. %s", str_c(plain_to_markdown(making->arena, link.title)),
				       str_c(plain_to_markdown(making->arena, link.note)));
}

/* The recommendations for a question (number from 1), or those of the pillar that belong to none (number 0). worst: of their levels. Returns how many. */
static uint32_t take_links(struct making *making, uint32_t number, const struct link **links, uint32_t *link_count, enum level *worst)
{
	GArray *array = g_hash_table_lookup(making->by_category, str_c(making->pillar->title)),
	       *made = g_array_new(FALSE, FALSE, sizeof(struct link));
	uint32_t count = 0;

	for (guint i = 0; array != NULL && i < array->len; i++) {
		const struct azure_recommendation *one = recommendation_at(making, g_array_index(array, uint32_t, i));

		if (making->taken[g_array_index(array, uint32_t, i)] || number_in(making, one->area) != number)
			continue;
		*worst = MAX(*worst, one->level);
		take_link(making, one, made);
		count++;
	}
	*links = derive_links(making->arena, made, link_count);
	return count;
}

/* ---- Questions ---- */

static bool any_choice(const struct choice *choice)
{
	return !choice->none_of_these;
}

static const struct azure_answer *answer_at(const struct making *making, uint32_t row)
{
	return &g_array_index(making->export->answers, struct azure_answer, row);
}

static bool any_none(const struct making *making)
{
	for (uint32_t i = 0; i < making->export->answers->len; i++)
		if (azure_is_none(answer_at(making, i)->answer))
			return true;
	return false;
}

/* Without a "None of the above", where other questions have one, and with one tick, the answers are steps of a scale: the file does not say which is good. */
static bool is_scale(const struct making *making, const struct group *group)
{
	uint32_t ticked = 0;

	for (const struct group_row *row = group->rows; row != NULL; row = row->next) {
		if (azure_is_none(answer_at(making, row->row)->answer))
			return false;
		ticked += !str_is_empty(answer_at(making, row->row)->selected);
	}
	return making->has_nones && ticked <= 1 && group->row_count > 1;
}

/* All ticked: no risk. Nothing: high. Between: high where a recommendation of high priority stands here, else medium. */
static void make_rules(struct making *making, const struct question *question, enum level worst)
{
	uint32_t first = question->first_choice, last = making->derived.choices->len;
	struct str all = derive_condition(&making->derived, first, last, " && ", any_choice);
	struct str any = derive_condition(&making->derived, first, last, " || ", any_choice);

	if (!str_is_empty(all))
		derive_rule(&making->derived, all, LEVEL_NONE, question->span);
	if (worst != LEVEL_HIGH && !str_equal(any, all))
		derive_rule(&making->derived, any, LEVEL_MEDIUM, question->span);
	derive_rule(&making->derived, STR(""), LEVEL_HIGH, question->span);
}

/* What is recommended of this answer: links, and the highest level is how much it weighs. */
static void recommend(struct making *making, uint32_t row, struct choice *choice)
{
	GArray *links = g_array_new(FALSE, FALSE, sizeof(struct link));

	for (uint32_t at = making->of_answer[row]; at != 0; at = making->next[at - 1]) {
		const struct azure_recommendation *one = recommendation_at(making, at - 1);

		choice->risk = MAX(choice->risk, one->level);
		take_link(making, one, links);
		making->placed.practices++;
	}
	choice->links = derive_links(making->arena, links, &choice->link_count);
}

static void make_choice(struct making *making, uint32_t row, GHashTable *titles, GHashTable *ids)
{
	const struct azure_answer *answer = answer_at(making, row);
	struct choice choice = {.question = making->derived.questions->len, .title = answer->answer, .span = answer->answer_span};

	if (!g_hash_table_add(titles, (void *)(uintptr_t)str_c(answer->answer))) {
		diag(making->diags, AZURE_ANSWER_TWICE, answer->answer_span, str_c(answer->question));
		return;
	}
	choice.none_of_these = azure_is_none(answer->answer);
	choice.id = derive_unique(making->arena, ids, derive_id(making->arena, answer->answer, LONGEST_CHOICE_ID), "-");
	recommend(making, row, &choice);
	g_array_append_val(making->derived.choices, choice);
}

static void make_choices(struct making *making, const struct group *group)
{
	GHashTable *titles = g_hash_table_new(text_hash, g_str_equal), *ids = g_hash_table_new(text_hash, g_str_equal);

	for (const struct group_row *row = group->rows; row != NULL; row = row->next)
		make_choice(making, row->row, titles, ids);
	g_hash_table_unref(titles);
	g_hash_table_unref(ids);
}

static void make_question(struct making *making, const struct group *group, const struct pillar *pillar)
{
	struct derived *derived = &making->derived;
	struct question question = {
		.pillar = derived->pillars->len,
		.first_choice = derived->choices->len,
		.first_rule = derived->rules->len,
		.title = group->title,
		.short_title = group->title,
		.span = group->span,
	};
	uint32_t number = derived->questions->len - pillar->first_question + 1;
	struct str id = derive_id(making->arena, group->title, LONGEST_QUESTION_ID);
	bool numbered = !str_is_empty(making->code);
	enum level worst = LEVEL_UNSET;

	question.id = derive_unique(making->arena, derived->ids, str_format(making->arena, "%s-%s", str_c(pillar->id), str_c(id)), "-");
	question.number = str_format(making->arena, numbered ? "%s:%02u" : "%s %u", str_c(pillar->code), number);
	if (numbered)
		making->placed.questions += take_links(making, number, &question.links, &question.link_count, &worst);
	make_choices(making, group);
	for (uint32_t i = question.first_choice; i < derived->choices->len; i++)
		worst = MAX(worst, g_array_index(derived->choices, struct choice, i).risk);
	if (!is_scale(making, group))
		make_rules(making, &question, worst);
	question.choice_count = derived->choices->len - question.first_choice;
	question.rule_count = derived->rules->len - question.first_rule;
	g_array_append_val(derived->questions, question);
}

/* ---- Recommendations and answers ---- */

/* Answers of some question or of all of a pillar that are open, with their gists. */
struct open_answers {
	uint32_t *rows;
	struct azure_gist *gists;
	uint32_t count;
};

static void add_open(struct making *making, const struct group *question, struct open_answers *open)
{
	for (const struct group_row *row = question->rows; row != NULL; row = row->next) {
		const struct azure_answer *answer = answer_at(making, row->row);

		if (!str_is_empty(answer->selected) || azure_is_none(answer->answer))
			continue;
		open->rows[open->count] = row->row;
		open->gists[open->count++] = azure_gist(making->arena, answer->answer);
	}
}

/* All open answers of the pillar; firsts[i] to firsts[i + 1] are those of question i. */
static struct open_answers open_answers(struct making *making, const struct group *pillar, uint32_t *firsts)
{
	struct open_answers open = {0};
	uint32_t rows = 0, at = 0;

	for (const struct group *question = pillar->groups; question != NULL; question = question->next)
		rows += question->row_count;
	open.rows = arena_array(making->arena, uint32_t, rows);
	open.gists = arena_array(making->arena, struct azure_gist, rows);
	for (const struct group *question = pillar->groups; question != NULL; question = question->next) {
		firsts[at++] = open.count;
		add_open(making, question, &open);
	}
	firsts[at] = open.count;
	return open;
}

/* The recommendation joins the answer whose words it has: of its question where its code names one, else of the whole pillar, where it needs more words. */
static void match_one(struct making *making, uint32_t index, const struct open_answers *open, const uint32_t *firsts)
{
	const struct azure_recommendation *one = recommendation_at(making, index);
	uint32_t number = number_in(making, one->area), from = 0, to = open->count, found, row;

	if (number > 0) {
		from = firsts[number - 1];
		to = firsts[number];
	}
	found = azure_match(azure_gist(making->arena, one->text), number > 0 ? 2 : 4, open->gists + from, to - from);
	if (found == UINT32_MAX)
		return;
	row = open->rows[from + found];
	making->taken[index] = true;
	making->next[index] = making->of_answer[row];
	making->of_answer[row] = index + 1;
}

/* Backwards, so that those of one answer come out in the order of the file. */
static void match_pillar(struct making *making)
{
	GArray *array = g_hash_table_lookup(making->by_category, str_c(making->pillar->title));
	uint32_t *firsts = arena_array(making->arena, uint32_t, making->pillar->group_count + 1);
	struct open_answers open;

	if (array == NULL)
		return;
	open = open_answers(making, making->pillar, firsts);
	if ((uint64_t)open.count * array->len > MOST_COMPARISONS)
		return;
	for (guint i = array->len; i-- > 0;)
		match_one(making, g_array_index(array, uint32_t, i), &open, firsts);
}

/* ---- Pillars ---- */

static struct str pillar_summary(struct making *making)
{
	struct str score = azure_pillar_summary(making->arena, making->export, making->pillar->title);
	struct str made = score;

	if (making->unlinked->len > 0)
		made = str_format(making->arena, "%s\n\nRecommendations without a web address:\n%s", str_c(score), making->unlinked->str);
	g_string_truncate(making->unlinked, 0);
	return made;
}

static void make_pillar(struct making *making, const struct group *group)
{
	struct derived *derived = &making->derived;
	struct pillar pillar = {.first_question = derived->questions->len, .title = group->title, .span = group->span};
	struct str code = azure_pillar_code(group->title), id = derive_id(making->arena, group->title, LONGEST_PILLAR_ID);
	enum level worst = LEVEL_UNSET;

	making->pillar = group;
	making->code = is_numbered(group, code) ? code : STR("");
	pillar.id = derive_unique(making->arena, derived->ids, id, "-");
	pillar.code =
		derive_unique(making->arena, derived->codes, str_is_empty(code) ? lens_pillar_code(making->arena, STR(""), group->title) : code, "");
	match_pillar(making);
	for (const struct group *question = group->groups; question != NULL; question = question->next)
		make_question(making, question, &pillar);
	making->placed.pillars += take_links(making, 0, &pillar.links, &pillar.link_count, &worst);
	pillar.summary = pillar_summary(making);
	pillar.question_count = derived->questions->len - pillar.first_question;
	g_array_append_val(derived->pillars, pillar);
}

static struct str category_of(const struct azure_answer *answer)
{
	return str_is_empty(answer->category) ? STR("No category") : answer->category;
}

static void group_answers(struct making *making)
{
	for (guint i = 0; i < making->export->answers->len; i++) {
		const struct azure_answer *answer = answer_at(making, i);
		struct group *pillar = derive_group(&making->derived, &making->derived.root, category_of(answer), answer->category_span);
		struct group *question = derive_group(&making->derived, pillar, answer->question, answer->question_span);

		derive_group_row(&making->derived, question, i);
	}
}

/* Recommendations of categories without answers, and those whose code is a number that no question has. */
static void find_elsewhere(struct making *making)
{
	GHashTable *pillars = g_hash_table_new(text_hash, g_str_equal);

	making->placed.elsewhere = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (const struct group *group = making->derived.root.groups; group != NULL; group = group->next)
		g_hash_table_add(pillars, (void *)(uintptr_t)str_c(group->title));
	for (uint32_t i = 0; i < making->export->recommendations->len; i++)
		if (!g_hash_table_contains(pillars, str_c(recommendation_at(making, i)->category)))
			g_array_append_val(making->placed.elsewhere, i);
	g_hash_table_unref(pillars);
}

/* ---- The framework ---- */

static bool has_all_pillars(const struct derived *derived)
{
	uint32_t known = 0;

	for (const struct group *group = derived->root.groups; group != NULL; group = group->next)
		known += !str_is_empty(azure_pillar_code(group->title));
	return known >= 5;
}

static void make_head(struct making *making, struct framework *framework)
{
	const struct azure_export *export = making->export;

	framework->title = export->assessment;
	if (str_is_empty(framework->title))
		framework->title = has_all_pillars(&making->derived) ? STR("Azure Well-Architected Review") : STR("Microsoft assessment");
	framework->id = derive_id(making->arena, framework->title, LONGEST_QUESTION_ID);
	if (export->date.year != 0)
		framework->version = str_format(making->arena, "%04d-%02d-%02d", export->date.year, export->date.month, export->date.day);
	framework->language = STR("en");
	framework->publisher = STR("Microsoft");
	framework->origin = STR("a CSV export of a Microsoft assessment");
	framework->is_foreign = framework->assumed_rules = true;
	framework->source = making->source;
}

static void report_export(const struct making *making)
{
	const struct azure_export *export = making->export;
	char count[16];

	g_snprintf(count, sizeof(count), "%u", export->strange_rows);
	if (export->strange_rows > 0)
		diag(making->diags, AZURE_STRANGE_ROWS, export->strange_span, count);
	if (export->unused->len > 0)
		diag(making->diags, AZURE_UNUSED_COLUMNS, export->unused_span, export->unused->str);
	if (export->answers->len == 0)
		diag(making->diags, AZURE_NO_ANSWERS, export->title_span);
}

static struct framework *make_framework(struct making *making)
{
	struct framework *framework = arena_one(making->arena, struct framework);

	derive_begin(&making->derived, making->arena);
	making->unlinked = g_string_new(NULL);
	making->has_nones = any_none(making);
	making->of_answer = arena_array(making->arena, uint32_t, making->export->answers->len);
	making->next = arena_array(making->arena, uint32_t, making->export->recommendations->len);
	making->taken = arena_array(making->arena, bool, making->export->recommendations->len);
	sort_recommendations(making);
	group_answers(making);
	find_elsewhere(making);
	for (const struct group *group = making->derived.root.groups; group != NULL; group = group->next)
		make_pillar(making, group);
	make_head(making, framework);
	framework->summary = azure_summary(making->arena, making->export, &making->placed);
	derive_finish(&making->derived, framework);
	g_array_free(making->placed.elsewhere, TRUE);
	g_hash_table_unref(making->by_category);
	g_string_free(making->unlinked, TRUE);
	return framework;
}

const struct framework *azure_csv_framework(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	struct azure_export export;
	struct making making = {.arena = arena, .source = source, .diags = diags, .export = &export};
	const struct framework *framework = NULL;

	azure_export_begin(&export, arena, source, root);
	report_export(&making);
	if (export.answers->len > 0)
		framework = make_framework(&making);
	azure_export_end(&export);
	return framework;
}

struct azure_counts azure_csv_count(struct arena *arena, const struct source *source, const struct node *root)
{
	struct azure_export export;
	struct azure_counts counts = {0};

	azure_export_begin(&export, arena, source, root);
	counts = (struct azure_counts){.answers = export.answers->len, .recommendations = export.recommendations->len, .score = export.overall};
	for (guint i = 0; i < export.answers->len; i++)
		counts.ticked += !str_is_empty(g_array_index(export.answers, struct azure_answer, i).selected);
	for (guint i = 0; i < export.recommendations->len; i++) {
		enum level level = g_array_index(export.recommendations, struct azure_recommendation, i).level;

		counts.high += level == LEVEL_HIGH;
		counts.medium += level == LEVEL_MEDIUM;
		counts.low += level == LEVEL_LOW;
		counts.unranked += level == LEVEL_UNSET;
	}
	azure_export_end(&export);
	return counts;
}
