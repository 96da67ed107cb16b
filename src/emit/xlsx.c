/* A workbook: the roadmap, the questions with their risks, the practices, and what it was made from. All texts are texts, never formulas. */
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "work_items.h"

#define MOST_CHARACTERS 32000u /* of a cell; the format ends at 32,767 */
#define INK             0x14304F
#define LINE            15.0 /* points */
#define MOST_LINES      20u
#define PAPER           0xFFFFFF

struct column {
	const char *title;
	uint32_t width; /* characters */
};

struct book {
	struct arena *arena;
	lxw_workbook *workbook;
	lxw_format *head, *cell, *line, *number, *link; /* line: not broken into several */
	lxw_worksheet *sheet;
	const struct column *columns; /* of the sheet */
	uint32_t row, lines;          /* lines: that the highest cell of the row needs */
};

static lxw_format *new_format(lxw_workbook *workbook)
{
	lxw_format *format = workbook_add_format(workbook);

	format_set_text_wrap(format);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	return format;
}

static void add_formats(struct book *book)
{
	book->cell = new_format(book->workbook);
	book->line = workbook_add_format(book->workbook);
	format_set_align(book->line, LXW_ALIGN_VERTICAL_TOP);
	book->number = new_format(book->workbook);
	format_set_num_format(book->number, "0");
	book->link = workbook_add_format(book->workbook);
	format_set_align(book->link, LXW_ALIGN_VERTICAL_TOP);
	format_set_font_color(book->link, 0x1B5E8C);
	format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
	book->head = new_format(book->workbook);
	format_set_text_wrap(book->head);
	format_set_bold(book->head);
	format_set_bg_color(book->head, INK);
	format_set_font_color(book->head, PAPER);
}

/* ---- Cells ---- */

/* Characters that XML cannot hold would make the workbook unreadable. */
static const char *clean(struct arena *arena, struct str text)
{
	GString *out = g_string_new(NULL);
	const char *end = str_c(text) + text.length;

	for (const char *at = str_c(text); at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		g_string_append_unichar(out, (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
	}
	return work_cut(arena, str_take(arena, out), MOST_CHARACTERS).text;
}

/* Not every spreadsheet makes rows as high as their texts when it opens a file. */
static void put(struct book *book, uint32_t column, struct str text)
{
	uint32_t width = book->columns[column].width;

	book->lines = MAX(book->lines, ((uint32_t)g_utf8_strlen(str_c(text), (gssize)text.length) + width - 1) / width);
	worksheet_write_string(book->sheet, book->row, (lxw_col_t)column, clean(book->arena, text), book->cell);
}

/* A long text in one line: rows stay low, and the whole text stands where cells are edited. */
static void put_line(struct book *book, uint32_t column, struct str text)
{
	worksheet_write_string(book->sheet, book->row, (lxw_col_t)column, clean(book->arena, text), book->line);
}

static void end_row(struct book *book)
{
	worksheet_set_row(book->sheet, book->row++, LINE * MIN(MAX(1u, book->lines), MOST_LINES), NULL);
	book->lines = 1;
}

static void put_number(struct book *book, uint32_t column, uint32_t number)
{
	worksheet_write_number(book->sheet, book->row, (lxw_col_t)column, number, book->number);
}

/* An address too long for a spreadsheet stays text. */
static void put_link(struct book *book, uint32_t column, struct str url)
{
	if (!doc_url_is_safe(url) || worksheet_write_url(book->sheet, book->row, (lxw_col_t)column, url.text, book->link) != LXW_NO_ERROR)
		put(book, column, url);
}

/* ---- Sheets ---- */

static void open_sheet(struct book *book, const char *name, const struct column *columns, uint32_t count)
{
	book->sheet = workbook_add_worksheet(book->workbook, name);
	for (uint32_t i = 0; i < count; i++) {
		worksheet_set_column(book->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
		worksheet_write_string(book->sheet, 0, (lxw_col_t)i, columns[i].title, book->head);
	}
	worksheet_freeze_panes(book->sheet, 1, 1);
	worksheet_set_landscape(book->sheet);
	worksheet_set_paper(book->sheet, 9);
	worksheet_fit_to_pages(book->sheet, 1, 0);
	worksheet_repeat_rows(book->sheet, 0, 0);
	worksheet_set_row(book->sheet, 0, 2 * LINE, NULL);
	book->columns = columns;
	book->row = 1;
	book->lines = 1;
}

static void close_sheet(struct book *book, uint32_t columns)
{
	worksheet_autofilter(book->sheet, 0, 0, MAX(1u, book->row - 1), (lxw_col_t)(columns - 1));
}

static void write_roadmap(struct book *book, const struct work_list *list)
{
	struct column columns[WORK_FIELD_COUNT];

	for (int i = 0; i < WORK_FIELD_COUNT; i++)
		columns[i] = (struct column){work_fields[i].title, work_fields[i].width};
	open_sheet(book, "Roadmap", columns, WORK_FIELD_COUNT);
	for (uint32_t i = 0; i < list->count; i++) {
		for (int field = 0; field < WORK_FIELD_COUNT; field++) {
			struct str text = work_field(book->arena, &list->items[i], (enum work_field)field);

			if (field == WORK_LINK && !str_is_empty(text))
				put_link(book, (uint32_t)field, text);
			else if (field >= WORK_AFTER)
				put_line(book, (uint32_t)field, text);
			else
				put(book, (uint32_t)field, text);
		}
		end_row(book);
	}
	close_sheet(book, WORK_FIELD_COUNT);
	worksheet_print_area(book->sheet, 0, 0, MAX(1u, book->row - 1), WORK_STATUS);
}

/* The first five columns of the sheets that follow. */
static void put_place(struct book *book, const struct review *review, const struct framework *framework, const struct question *question)
{
	put(book, 0, review->client);
	put(book, 1, review->workload);
	put(book, 2, framework->title);
	put(book, 3, framework->pillars[question->pillar].title);
	put(book, 4, str_is_empty(question->number) ? question->id : question->number);
}

static void put_question(struct book *book, const struct assessment *assessment, const struct lens_assessment *lens, uint32_t number)
{
	const struct framework *framework = lens->ruleset->framework;
	const struct finding *finding = &lens->findings[number];

	put_place(book, assessment->review, framework, &framework->questions[number]);
	put(book, 5, framework->questions[number].title);
	put(book, 6, str_of(risk_name(finding->risk)));
	put_number(book, 7, finding->selected_count);
	put_number(book, 8, finding->missing_count);
	put_number(book, 9, finding->applicable_count);
	end_row(book);
}

static const char *state_of(const struct lens_assessment *lens, const struct finding *finding, uint32_t choice)
{
	if (finding->risk == RISK_NOT_APPLICABLE || bits_has(lens->lens->not_applicable, choice))
		return "not applicable";
	if (bits_has(lens->lens->chosen, choice))
		return "in place";
	for (uint32_t i = 0; i < finding->missing_count; i++)
		if (finding->missing[i] == choice)
			return finding->risk == RISK_UNANSWERED ? "not answered" : "missing";
	return "not known";
}

static void put_practices(struct book *book, const struct assessment *assessment, const struct lens_assessment *lens, uint32_t number)
{
	const struct framework *framework = lens->ruleset->framework;
	const struct question *question = &framework->questions[number];

	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++) {
		const struct choice *choice = &framework->choices[i];

		if (choice->none_of_these)
			continue;
		put_place(book, assessment->review, framework, question);
		put(book, 5, str_is_empty(choice->code) ? choice->id : choice->code);
		put(book, 6, choice->title);
		put(book, 7, str_of(level_name(choice->risk)));
		put(book, 8, str_of(level_name(choice->effort)));
		put(book, 9, str_of(state_of(lens, &lens->findings[number], i)));
		end_row(book);
	}
}

static void each_question(struct book *book, const struct emit_input *input,
			  void (*write)(struct book *, const struct assessment *, const struct lens_assessment *, uint32_t))
{
	for (uint32_t i = 0; i < input->assessment_count; i++)
		for (uint32_t l = 0; l < input->assessments[i]->lens_count; l++)
			for (uint32_t q = 0; q < input->assessments[i]->lenses[l].ruleset->framework->question_count; q++)
				write(book, input->assessments[i], &input->assessments[i]->lenses[l], q);
}

static void write_answers(struct book *book, const struct emit_input *input)
{
	static const struct column questions[] = {
		{"Client", 18},   {"Workload", 18}, {"Framework", 24}, {"Pillar", 20}, {"No.", 10},
		{"Question", 60}, {"Risk", 14},     {"In place", 9},   {"Missing", 9}, {"Apply", 9},
	};
	static const struct column practices[] = {
		{"Client", 18},   {"Workload", 18}, {"Framework", 24}, {"Pillar", 20}, {"No.", 10},
		{"Practice", 16}, {"Title", 60},    {"Level", 10},     {"Effort", 10}, {"State", 15},
	};

	open_sheet(book, "Questions", questions, G_N_ELEMENTS(questions));
	each_question(book, input, put_question);
	close_sheet(book, G_N_ELEMENTS(questions));
	open_sheet(book, "Practices", practices, G_N_ELEMENTS(practices));
	each_question(book, input, put_practices);
	close_sheet(book, G_N_ELEMENTS(practices));
}

static void write_about(struct book *book, const struct emit_input *input, const struct work_list *list)
{
	static const struct column columns[] = {{"Client", 24},    {"Workload", 24},  {"Reviewed on", 14},
						{"Milestone", 24}, {"Framework", 40}, {"Edition", 14}};

	open_sheet(book, "About", columns, G_N_ELEMENTS(columns));
	for (uint32_t i = 0; i < input->assessment_count; i++)
		for (uint32_t l = 0; l < input->assessments[i]->lens_count; l++) {
			const struct review *review = input->assessments[i]->review;
			const struct framework *framework = input->assessments[i]->lenses[l].ruleset->framework;

			put(book, 0, review->client);
			put(book, 1, review->workload);
			put(book, 2, work_date(book->arena, review->held));
			put(book, 3, review->milestone);
			put(book, 4, framework->title);
			put(book, 5, framework->version);
			end_row(book);
		}
	book->row++;
	put_line(book, 0, str_format(book->arena, "%u work items. Their ids stay the same in each export of the same workload.", list->count));
}

/* ---- The file ---- */

/* The library would ask the clock. */
static void set_properties(struct book *book, const struct emit_input *input)
{
	struct date date = input->date.year == 0 ? (struct date){1980, 1, 1} : input->date;
	lxw_doc_properties properties = {.title = (char *)"Work items of architecture reviews"};
	GDateTime *day = g_date_time_new_utc(date.year, date.month, date.day, 0, 0, 0);

	properties.created = (time_t)g_date_time_to_unix(day);
	g_date_time_unref(day);
	workbook_set_properties(book->workbook, &properties);
}

/* The library can only write files. */
static bool fill(struct book *book, const char *path, const struct emit_input *input, const struct work_list *list)
{
	book->workbook = workbook_new(path);
	if (book->workbook == NULL)
		return false;
	set_properties(book, input);
	add_formats(book);
	write_roadmap(book, list);
	write_answers(book, input);
	write_about(book, input, list);
	return workbook_close(book->workbook) == LXW_NO_ERROR;
}

static bool write_xlsx(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	struct book book = {.arena = arena};
	const struct work_list *list = work_list_derive(arena, input, diags);
	char *path = NULL, *bytes = NULL;
	gsize length;
	bool good;
	int file;

	if (list == NULL)
		return false;
	file = g_file_open_tmp("plumbline-XXXXXX.xlsx", &path, NULL);
	good = file >= 0 && fill(&book, path, input, list) && g_file_get_contents(path, &bytes, &length, NULL);
	if (file >= 0) {
		close(file);
		unlink(path);
	}
	if (good)
		g_string_append_len(out, bytes, (gssize)length);
	g_free(bytes);
	g_free(path);
	return good || diag(diags, EMIT_NO_WORKBOOK, NO_SPAN, "");
}

const struct backend backend_items_xlsx = {"xlsx", ".xlsx", FEED_WORK, write_xlsx};
