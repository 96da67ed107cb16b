/* Cuts an export into its sections, row by row. */
#include "azure_export.h"

#include <string.h>

#include "azure_words.h"
#include "derive.h"
#include "formats/plain.h"
#include "read/csv.h"

enum column {
	COLUMN_CATEGORY,
	COLUMN_TEXT,
	COLUMN_LINK,
	COLUMN_PRIORITY,
	COLUMN_AREA,
	COLUMN_SUBAREA,
	COLUMN_WEIGHT,
	COLUMN_CONTEXT,
	COLUMN_DONE,
	COLUMN_NOTE,
	COLUMN_SOURCE,
	COLUMN_QUESTION,
	COLUMN_ANSWER,
	COLUMN_SELECTED,
	COLUMN_COUNT
};
#define NO_COLUMN     (-1)
#define LONGEST_NAMES 400u

static const struct {
	const char *name;
	enum column column;
} names[] = {
	{"category", COLUMN_CATEGORY},
	{"source", COLUMN_SOURCE},
	{"link-text", COLUMN_TEXT},
	{"link", COLUMN_LINK},
	{"priority", COLUMN_PRIORITY},
	{"reportingcategory", COLUMN_AREA},
	{"reportingsubcategory", COLUMN_SUBAREA},
	{"weight", COLUMN_WEIGHT},
	{"context", COLUMN_CONTEXT},
	{"completey/n", COLUMN_DONE},
	{"note", COLUMN_NOTE},
	{"notes", COLUMN_NOTE},
	{"question", COLUMN_QUESTION},
	{"answers", COLUMN_ANSWER},
	{"answer", COLUMN_ANSWER},
	{"selected answer", COLUMN_SELECTED},
	{"selected answers", COLUMN_SELECTED},
	{"catégorie", COLUMN_CATEGORY},
	{"kategorie", COLUMN_CATEGORY},
	{"categoría", COLUMN_CATEGORY},
	{"categoria", COLUMN_CATEGORY},
	{"lien-texte", COLUMN_TEXT},
	{"lien", COLUMN_LINK},
	{"priorité", COLUMN_PRIORITY},
	{"réponses", COLUMN_ANSWER},
	{"antworten", COLUMN_ANSWER},
	{"frage", COLUMN_QUESTION},
	{"pregunta", COLUMN_QUESTION},
	{"respuestas", COLUMN_ANSWER},
	{"domanda", COLUMN_QUESTION},
	{"risposte", COLUMN_ANSWER},
	{"pergunta", COLUMN_QUESTION},
	{"respostas", COLUMN_ANSWER},
};

enum section { SECTION_HEAD, SECTION_RECOMMENDATIONS, SECTION_BETWEEN, SECTION_ANSWERS };

struct scan {
	struct arena *arena;
	struct azure_export *export;
	enum section section;
	bool marked; /* somewhere a ruler or a header says where the answers begin */
	int columns[COLUMN_COUNT];
};

static struct str flat(const struct scan *scan, const struct node *cell)
{
	return cell == NULL ? STR("") : derive_flat(scan->arena, cell->text);
}

static struct str cell_at(const struct scan *scan, const struct node *row, int column)
{
	return column == NO_COLUMN ? STR("") : flat(scan, csv_cell(row, (uint32_t)column));
}

static struct str take(const struct scan *scan, const struct node *row, enum column column)
{
	return cell_at(scan, row, scan->columns[column]);
}

static struct span span_at(const struct scan *scan, const struct node *row, enum column column)
{
	const struct node *cell = scan->columns[column] == NO_COLUMN ? NULL : csv_cell(row, (uint32_t)scan->columns[column]);

	return cell == NULL ? row->span : cell->span;
}

/* ---- Headers ---- */

/* COLUMN_COUNT if it is no name of a column. */
static enum column column_named(const struct node *cell)
{
	char *folded;
	enum column column = COLUMN_COUNT;

	if (cell->kind != NODE_SCALAR || cell->text.length > 40)
		return column;
	folded = g_strstrip(g_utf8_strdown(str_c(cell->text), (gssize)cell->text.length));
	for (size_t i = 0; i < G_N_ELEMENTS(names) && column == COLUMN_COUNT; i++)
		if (strcmp(folded, names[i].name) == 0)
			column = names[i].column;
	g_free(folded);
	return column;
}

static void name_columns(const struct node *row, int *columns)
{
	int at = 0;

	for (int i = 0; i < COLUMN_COUNT; i++)
		columns[i] = NO_COLUMN;
	for (const struct node *cell = row->kind == NODE_LIST ? row->first : NULL; cell != NULL; cell = cell->next, at++) {
		enum column column = column_named(cell);

		if (column != COLUMN_COUNT && columns[column] == NO_COLUMN)
			columns[column] = at;
	}
}

bool azure_is_recommendations_header(const struct node *row)
{
	int columns[COLUMN_COUNT];

	name_columns(row, columns);
	return columns[COLUMN_CATEGORY] != NO_COLUMN && columns[COLUMN_TEXT] != NO_COLUMN && columns[COLUMN_LINK] != NO_COLUMN;
}

bool azure_is_answers_header(const struct node *row)
{
	int columns[COLUMN_COUNT];

	name_columns(row, columns);
	return columns[COLUMN_CATEGORY] != NO_COLUMN && columns[COLUMN_QUESTION] != NO_COLUMN && columns[COLUMN_ANSWER] != NO_COLUMN;
}

static bool is_url(const struct node *cell)
{
	return cell != NULL && cell->kind == NODE_SCALAR &&
	       (g_str_has_prefix(str_c(cell->text), "https://") || g_str_has_prefix(str_c(cell->text), "http://"));
}

static int url_column(const struct node *row)
{
	int at = 0;

	for (const struct node *cell = row == NULL ? NULL : row->first; cell != NULL; cell = cell->next, at++)
		if (is_url(cell))
			return at;
	return NO_COLUMN;
}

/* Column names in a language that is not known: many cells, none an address, above a row whose third or later one is. */
static bool is_foreign_header(const struct node *row)
{
	return row->count >= 6 && url_column(row) == NO_COLUMN && row->next != NULL && row->next->count >= 5 && url_column(row->next) >= 2;
}

static void fill_column(struct scan *scan, enum column column, int otherwise)
{
	if (scan->columns[column] == NO_COLUMN)
		scan->columns[column] = otherwise;
}

/* What stands in columns that nobody knows is not used, which shall be said. A header in another language is known by its places. */
static void note_unused(struct scan *scan, const struct node *header)
{
	struct azure_export *export = scan->export;
	int at = 0;

	for (const struct node *cell = header == NULL ? NULL : header->first; cell != NULL; cell = cell->next, at++) {
		bool used = str_is_empty(flat(scan, cell)) || export->unused->len > LONGEST_NAMES;

		for (int i = 0; i < COLUMN_COUNT && !used; i++)
			used = scan->columns[i] == at;
		if (used)
			continue;
		if (export->unused->len == 0)
			export->unused_span = cell->span;
		g_string_append_printf(export->unused, "%s%s", export->unused->len == 0 ? "" : ", ", str_c(flat(scan, cell)));
	}
}

/* Names that were not understood are found by their place from the link. */
static void place_recommendations(struct scan *scan, const struct node *header)
{
	int link;

	name_columns(header, scan->columns);
	fill_column(scan, COLUMN_LINK, header->next == NULL ? NO_COLUMN : url_column(header->next));
	link = scan->columns[COLUMN_LINK];
	if (link < 2)
		return;
	fill_column(scan, COLUMN_TEXT, link - 1);
	fill_column(scan, COLUMN_CATEGORY, link == 2 ? 0 : 1);
	for (int i = COLUMN_PRIORITY; i <= COLUMN_NOTE; i++)
		fill_column(scan, (enum column)i, link + 1 + i - COLUMN_PRIORITY);
	note_unused(scan, header);
}

static void place_answers(struct scan *scan, const struct node *header)
{
	for (int i = 0; i < COLUMN_COUNT; i++)
		scan->columns[i] = NO_COLUMN;
	if (header != NULL)
		name_columns(header, scan->columns);
	fill_column(scan, COLUMN_CATEGORY, 0);
	fill_column(scan, COLUMN_QUESTION, 1);
	fill_column(scan, COLUMN_ANSWER, 2);
	fill_column(scan, COLUMN_SELECTED, 3);
	fill_column(scan, COLUMN_NOTE, 4);
	note_unused(scan, header);
}

/* ---- Rows ---- */

static void strange(struct scan *scan, const struct node *row)
{
	if (scan->export->strange_rows++ == 0)
		scan->export->strange_span = row->span;
}

/* "'38/100'" to "38/100"; empty if it is no score. */
static struct str score_of(const struct scan *scan, struct str text)
{
	const char *from = str_c(text), *to = from + text.length, *slash;

	while (from < to && (*from == '\'' || *from == '`'))
		from++;
	while (to > from && to[-1] == '\'')
		to--;
	slash = memchr(from, '/', (size_t)(to - from));
	if (slash == NULL || slash == from || slash + 1 == to)
		return STR("");
	for (const char *at = from; at < to; at++)
		if (!g_ascii_isdigit(*at) && *at != '/' && *at != '.' && *at != ',')
			return STR("");
	return str_copy(scan->arena, from, (size_t)(to - from));
}

static void take_score(struct scan *scan, const struct node *row)
{
	struct azure_export *export = scan->export;
	struct azure_score score = {cell_at(scan, row, 0), cell_at(scan, row, 1), score_of(scan, cell_at(scan, row, 2))};

	if (str_is_empty(export->overall) && str_is_empty(export->overall_level)) {
		export->overall = score.score;
		export->overall_level = score.level;
	} else
		g_array_append_val(export->scores, score);
}

/* The commas of a title without quotes have made columns of it. */
static struct str title_of(struct scan *scan, const struct node *row)
{
	GString *title = g_string_new(str_c(cell_at(scan, row, 0)));

	for (const struct node *cell = row->first == NULL ? NULL : row->first->next; cell != NULL; cell = cell->next)
		if (cell->kind == NODE_SCALAR && !str_is_empty(flat(scan, cell)))
			g_string_append_printf(title, ", %s", str_c(flat(scan, cell)));
	return str_take(scan->arena, title);
}

static void take_head(struct scan *scan, const struct node *row)
{
	int url = url_column(row);
	struct azure_step step;

	if (str_is_empty(scan->export->title)) {
		scan->export->title = title_of(scan, row);
		scan->export->title_span = row->first->span;
	} else if (url != NO_COLUMN) {
		step = (struct azure_step){url == 0 ? STR("") : cell_at(scan, row, 0), cell_at(scan, row, url), row->span};
		g_array_append_val(scan->export->steps, step);
	} else if (row->count == 2 || (row->count == 3 && !str_is_empty(score_of(scan, cell_at(scan, row, 2)))))
		take_score(scan, row);
	else if (row->count > 2)
		strange(scan, row);
}

static void take_recommendation(struct scan *scan, const struct node *row)
{
	struct azure_recommendation made = {
		.category = take(scan, row, COLUMN_CATEGORY),
		.text = take(scan, row, COLUMN_TEXT),
		.url = take(scan, row, COLUMN_LINK),
		.priority = take(scan, row, COLUMN_PRIORITY),
		.area = take(scan, row, COLUMN_AREA),
		.subarea = take(scan, row, COLUMN_SUBAREA),
		.weight = take(scan, row, COLUMN_WEIGHT),
		.context = take(scan, row, COLUMN_CONTEXT),
		.source = take(scan, row, COLUMN_SOURCE),
		.done = take(scan, row, COLUMN_DONE),
		.note = take(scan, row, COLUMN_NOTE),
		.span = span_at(scan, row, COLUMN_TEXT),
	};

	made.level = azure_level(made.priority);
	if (made.level == LEVEL_UNSET)
		made.level = azure_level_of_weight(made.weight);
	g_array_append_val(scan->export->recommendations, made);
}

static void take_answer(struct scan *scan, const struct node *row)
{
	GArray *answers = scan->export->answers;
	const struct azure_answer *before = answers->len == 0 ? NULL : &g_array_index(answers, struct azure_answer, answers->len - 1);
	struct azure_answer made = {
		.category = take(scan, row, COLUMN_CATEGORY),
		.question = take(scan, row, COLUMN_QUESTION),
		.answer = take(scan, row, COLUMN_ANSWER),
		.selected = take(scan, row, COLUMN_SELECTED),
		.note = take(scan, row, COLUMN_NOTE),
		.category_span = span_at(scan, row, COLUMN_CATEGORY),
		.question_span = span_at(scan, row, COLUMN_QUESTION),
		.answer_span = span_at(scan, row, COLUMN_ANSWER),
		.selected_span = span_at(scan, row, COLUMN_SELECTED),
	};

	/* Cells that a spreadsheet has merged stand only in the first of their rows. */
	if (str_is_empty(made.question) && before != NULL) {
		made.question = before->question;
		made.category = str_is_empty(made.category) ? before->category : made.category;
	}
	if (str_is_empty(made.answer))
		made.answer = made.selected;
	if (str_is_empty(made.answer) || str_is_empty(made.question))
		strange(scan, row);
	else
		g_array_append_val(answers, made);
}

/* ---- Sections ---- */

static bool is_ruler(const struct node *row)
{
	const char *text = row->count == 1 ? str_c(row->first->text) : "";

	return strlen(text) >= 3 && text[strspn(text, "-")] == '\0';
}

/* Names of the answers' columns in an unknown language: of answers, "selected" repeats the text or is empty. */
static bool is_foreign_answers_header(const struct scan *scan, const struct node *row)
{
	struct str selected = cell_at(scan, row, 3);

	return row->count <= 5 && !str_is_empty(selected) && !str_equal(selected, cell_at(scan, row, 2));
}

/* An answer among recommendations: the line between the sections may be missing. */
static bool is_stray_answer(const struct scan *scan, const struct node *row)
{
	struct str answer = cell_at(scan, row, 2), selected = cell_at(scan, row, 3);

	return row->count >= 3 && row->count <= 5 && url_column(row) == NO_COLUMN && azure_level(selected) == LEVEL_UNSET && !str_is_empty(answer) &&
	       (str_is_empty(selected) || str_equal(selected, answer));
}

/* True if the row only begins a section. */
static bool begin_section(struct scan *scan, const struct node *row)
{
	if (azure_is_answers_header(row)) {
		scan->section = SECTION_ANSWERS;
		place_answers(scan, row);
		return true;
	}
	if (azure_is_recommendations_header(row) || (scan->section == SECTION_HEAD && is_foreign_header(row))) {
		scan->section = SECTION_RECOMMENDATIONS;
		place_recommendations(scan, row);
		return true;
	}
	if (scan->section == SECTION_BETWEEN) {
		bool header = is_foreign_answers_header(scan, row);

		scan->section = SECTION_ANSWERS;
		place_answers(scan, header ? row : NULL);
		return header;
	}
	return false;
}

static void take_row(struct scan *scan, const struct node *row)
{
	if (row->kind != NODE_LIST || row->count == 0)
		return;
	if (is_ruler(row)) {
		scan->section = scan->section == SECTION_RECOMMENDATIONS ? SECTION_BETWEEN : scan->section;
		return;
	}
	if (begin_section(scan, row))
		return;
	if (scan->section == SECTION_RECOMMENDATIONS && !scan->marked && is_stray_answer(scan, row)) {
		scan->section = SECTION_ANSWERS;
		place_answers(scan, NULL);
	}
	if (scan->section == SECTION_HEAD)
		take_head(scan, row);
	else if (scan->section == SECTION_RECOMMENDATIONS)
		take_recommendation(scan, row);
	else
		take_answer(scan, row);
}

static bool is_mark(const struct node *row)
{
	return row->kind == NODE_LIST && row->count > 0 && (is_ruler(row) || azure_is_answers_header(row));
}

static void take_rows(struct scan *scan, const struct node *root)
{
	for (const struct node *row = root->first; row != NULL && !scan->marked; row = row->next)
		scan->marked = is_mark(row);
	for (const struct node *row = root->first; row != NULL; row = row->next)
		take_row(scan, row);
}

/* ---- The title ---- */

static bool is_time(const char *text)
{
	return g_ascii_isdigit(text[0]) && strchr(text, ':') != NULL;
}

/* Words that names of Microsoft's assessments have, in some languages. */
static bool is_assessment(const char *part)
{
	static const char *const words[] = {
		"review",   "assessment",  "checklist", "évaluation", "revue",    "überprüfung", "bewertung", "evaluación",
		"revisión", "valutazione", "avaliação", "評価",       "レビュー", "评估",        "審查",
	};
	char *folded = g_utf8_strdown(part, -1);
	bool found = false;

	for (size_t i = 0; i < G_N_ELEMENTS(words) && !found; i++)
		found = strstr(folded, words[i]) != NULL;
	g_free(folded);
	return found;
}

static void append_name(GString *name, const char *part)
{
	if (*part == '\0')
		return;
	if (name->len > 0)
		g_string_append(name, " - ");
	g_string_append(name, part);
}

/* "Azure Well-Architected Review - Nov 17, 2023 - 2:38:53 AM", and what people make of it. */
static void read_title(struct azure_export *export, struct arena *arena)
{
	char **parts = g_strsplit(str_c(export->title), " - ", 20);
	GString *name = g_string_new(NULL);

	for (char **part = parts; *part != NULL; part++) {
		if (str_is_empty(export->assessment) && is_assessment(*part))
			export->assessment = str_from(arena, *part);
		else if (export->date.year == 0 && azure_date(arena, str_of(*part), &export->date))
			continue;
		else if (export->date.year == 0 || !is_time(*part))
			append_name(name, *part);
	}
	export->name = str_take(arena, name);
	g_strfreev(parts);
}

void azure_export_begin(struct azure_export *export, struct arena *arena, const struct source *source, const struct node *root)
{
	struct scan scan = {.arena = arena, .export = export};

	*export = (struct azure_export){
		.title_span = {source, root->span.start, 0},
		.scores = g_array_new(FALSE, FALSE, sizeof(struct azure_score)),
		.steps = g_array_new(FALSE, FALSE, sizeof(struct azure_step)),
		.recommendations = g_array_new(FALSE, FALSE, sizeof(struct azure_recommendation)),
		.answers = g_array_new(FALSE, FALSE, sizeof(struct azure_answer)),
		.unused = g_string_new(NULL),
	};
	take_rows(&scan, root);
	read_title(export, arena);
}

void azure_export_end(struct azure_export *export)
{
	g_array_free(export->scores, TRUE);
	g_array_free(export->steps, TRUE);
	g_array_free(export->recommendations, TRUE);
	g_array_free(export->answers, TRUE);
	g_string_free(export->unused, TRUE);
}
