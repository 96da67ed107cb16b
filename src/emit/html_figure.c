/* Charts and rows of large numbers in HTML. */
#include "html.h"
#include "svg.h"

/* Two drawings of each chart; the style sheet shows the one that suits the window. */
static const struct {
	const char *name;
	dim width;
} sizes[] = {{"wide", DIM(480)}, {"narrow", DIM(260)}};

const char *html_risk_class(enum risk risk)
{
	static const char *const classes[RISK_COUNT + 1] = {
		[RISK_HIGH] = "risk-high",
		[RISK_MEDIUM] = "risk-medium",
		[RISK_NONE] = "risk-none",
		[RISK_UNMATCHED] = "risk-unmatched",
		[RISK_UNANSWERED] = "risk-unanswered",
		[RISK_NOT_APPLICABLE] = "risk-not-applicable",
		[RISK_COUNT] = "",
	};

	return classes[risk];
}

static void write_drawings(struct html_page *page, const struct chart_spec *spec)
{
	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
		struct drawing drawing = chart_draw(page->arena, page->input->typesetter, page->input->theme, spec, sizes[i].width);
		struct str id = str_format(page->arena, "chart_%u_%s", page->charts, sizes[i].name);

		svg_write(&page->writer, &drawing, id.text, str_format(page->arena, "chart %s", sizes[i].name).text, spec->title, spec->alt);
	}
}

static void head_cell(struct html_writer *writer, const char *scope, struct str text)
{
	html_open(writer, str_is_empty(text) ? "td" : "th");
	if (!str_is_empty(text))
		html_attribute(writer, "scope", str_of(scope));
	html_text(writer, text);
	html_close(writer);
}

static void number_cell(struct html_page *page, uint32_t amount)
{
	html_element(&page->writer, "td", "end", str_format(page->arena, "%u", amount));
}

static uint32_t amount_of(const struct chart_row *row, enum risk risk)
{
	uint32_t amount = 0;

	for (uint32_t i = 0; i < row->count; i++)
		amount += row->values[i].risk == risk ? row->values[i].amount : 0;
	return amount;
}

/* Rows of counts by risk. */
static void write_counts(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "thead");
	html_open(writer, "tr");
	head_cell(writer, "col", STR(""));
	for (uint32_t i = 0; i < RISK_COUNT; i++)
		if (!str_is_empty(spec->legend[i]))
			head_cell(writer, "col", spec->legend[i]);
	html_close(writer);
	html_close(writer);
	html_open(writer, "tbody");
	for (uint32_t r = 0; r < spec->row_count; r++) {
		html_open(writer, "tr");
		head_cell(writer, "row", spec->rows[r].label);
		for (uint32_t i = 0; i < RISK_COUNT; i++)
			if (!str_is_empty(spec->legend[i]))
				number_cell(page, amount_of(&spec->rows[r], (enum risk)i));
		html_close(writer);
	}
	html_close(writer);
}

/* A head over some columns of a table; the row of a heat map that names groups. */
static void group_cells(struct html_page *page, const struct chart_row *row)
{
	struct html_writer *writer = &page->writer;

	for (uint32_t i = 0; i < row->count; i++) {
		html_open(writer, "th");
		html_attribute(writer, "scope", STR("colgroup"));
		html_attribute_f(writer, "colspan", "%u", row->values[i].amount);
		html_text(writer, row->values[i].label);
		html_close(writer);
	}
}

static bool heads_columns(const struct chart_row *row)
{
	return row->count > 0 && row->values[0].risk == RISK_COUNT;
}

static void write_column_heads(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "thead");
	for (uint32_t r = 0; r < spec->row_count; r++) {
		if (!heads_columns(&spec->rows[r]))
			continue;
		html_open(writer, "tr");
		head_cell(writer, "col", spec->rows[r].label);
		group_cells(page, &spec->rows[r]);
		html_close(writer);
	}
	html_open(writer, "tr");
	head_cell(writer, "col", STR(""));
	for (uint32_t i = 0; i < spec->tick_count; i++)
		head_cell(writer, "col", spec->ticks[i]);
	html_close(writer);
	html_close(writer);
}

/* A line for each question, a column for each tick. */
static void write_columns(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	write_column_heads(page, spec);
	html_open(writer, "tbody");
	for (uint32_t r = 0; r < spec->row_count; r++) {
		if (heads_columns(&spec->rows[r]))
			continue;
		html_open(writer, "tr");
		head_cell(writer, "row", spec->rows[r].label);
		for (uint32_t i = 0; i < MIN(spec->rows[r].count, spec->tick_count); i++)
			html_element(writer, "td", "", spec->rows[r].values[i].label);
		html_close(writer);
	}
	html_close(writer);
}

/* A line for each question, under its pillar. */
static void write_questions(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	if (spec->tick_count > 0) {
		write_columns(page, spec);
		return;
	}
	for (uint32_t r = 0; r < spec->row_count; r++) {
		html_open(writer, "tbody");
		html_open(writer, "tr");
		html_open(writer, "th");
		html_attribute(writer, "scope", STR("rowgroup"));
		html_attribute(writer, "colspan", STR("3"));
		html_text(writer, spec->rows[r].label);
		html_close(writer);
		html_close(writer);
		for (uint32_t i = 0; i < spec->rows[r].count; i++) {
			const struct chart_value *value = &spec->rows[r].values[i];

			html_open(writer, "tr");
			html_element(writer, "td", "", value->label);
			html_element(writer, "td", "", value->title);
			html_element(writer, "td", "", spec->legend[value->risk]);
			html_close(writer);
		}
		html_close(writer);
	}
}

static void write_shares(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "thead");
	html_open(writer, "tr");
	head_cell(writer, "col", STR(""));
	head_cell(writer, "col", str_is_empty(spec->axis) ? str_of(page->words->share) : spec->axis);
	html_close(writer);
	html_close(writer);
	html_open(writer, "tbody");
	for (uint32_t r = 0; r < spec->row_count; r++) {
		const struct chart_row *row = &spec->rows[r];
		struct str share = row->count == 0 ? STR("") : str_format(page->arena, "%u / %u", row->values[0].amount, row->values[0].of);

		html_open(writer, "tr");
		head_cell(writer, "row", row->label);
		html_element(writer, "td", "end", str_is_empty(row->note) ? share : row->note);
		html_close(writer);
	}
	html_close(writer);
}

/* A figure of a line for each: the number, its limits and what it is of. */
static void write_limits(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "thead");
	html_open(writer, "tr");
	head_cell(writer, "col", STR(""));
	head_cell(writer, "col", str_of(page->words->share));
	head_cell(writer, "col", str_of(page->words->limits));
	head_cell(writer, "col", str_of(page->words->base));
	html_close(writer);
	html_close(writer);
	html_open(writer, "tbody");
	for (uint32_t r = 0; r < spec->row_count; r++) {
		const struct chart_row *row = &spec->rows[r];

		html_open(writer, "tr");
		head_cell(writer, "row", row->label);
		html_element(writer, "td", "end", row->count == 0 ? STR("") : row->values[0].label);
		html_element(writer, "td", "end", row->count == 0 ? STR("") : row->values[0].title);
		html_element(writer, "td", "end", row->note);
		html_close(writer);
	}
	html_close(writer);
}

static void write_ticks(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "thead");
	html_open(writer, "tr");
	head_cell(writer, "col", STR(""));
	for (uint32_t i = 0; i < spec->tick_count; i++)
		head_cell(writer, "col", spec->ticks[i]);
	html_close(writer);
	html_close(writer);
}

/* A row's value in the column of a tick; by its place along the axis where it has one. NULL: none. */
static const struct chart_value *value_at(const struct chart_spec *spec, const struct chart_row *row, uint32_t tick)
{
	if (spec->kind != CHART_TREND)
		return tick < row->count ? &row->values[tick] : NULL;
	for (uint32_t i = 0; i < row->count; i++)
		if (row->values[i].start == tick * 100)
			return &row->values[i];
	return NULL;
}

static void write_cells(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	write_ticks(page, spec);
	html_open(writer, "tbody");
	for (uint32_t r = 0; r < spec->row_count; r++) {
		html_open(writer, "tr");
		head_cell(writer, "row", spec->rows[r].label);
		for (uint32_t i = 0; i < spec->tick_count; i++) {
			const struct chart_value *value = value_at(spec, &spec->rows[r], i);

			html_element(writer, "td", "end", value == NULL ? STR("") : value->label);
		}
		html_close(writer);
	}
	html_close(writer);
}

/* A line for each part, under its whole. */
static void write_parts(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	for (uint32_t r = 0; r < spec->row_count; r++) {
		const struct chart_row *row = &spec->rows[r];

		html_open(writer, "tbody");
		for (uint32_t i = 0; i < row->count; i++) {
			html_open(writer, "tr");
			head_cell(writer, "row", row->values[i].title);
			html_element(writer, "td", "end", row->values[i].label);
			html_close(writer);
		}
		html_open(writer, "tr");
		head_cell(writer, "row", row->label);
		html_element(writer, "td", "end", row->note);
		html_close(writer);
		html_close(writer);
	}
}

/* A line for each bin, and one for whom it is about, under the row's name. */
static void write_bins(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	for (uint32_t r = 0; r < spec->row_count; r++) {
		const struct chart_row *row = &spec->rows[r];

		html_open(writer, "tbody");
		html_open(writer, "tr");
		html_open(writer, "th");
		html_attribute(writer, "scope", STR("rowgroup"));
		html_attribute(writer, "colspan", STR("2"));
		html_text(writer, row->label);
		html_close(writer);
		html_close(writer);
		for (uint32_t i = 0; i < row->count; i++) {
			html_open(writer, "tr");
			head_cell(writer, "row", row->values[i].title);
			html_element(writer, "td", "end", row->values[i].label);
			html_close(writer);
		}
		html_close(writer);
	}
}

/* A line for each lane, with what its note says of it, under their headings. */
static void write_lanes(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "tbody");
	for (uint32_t r = 0; r < spec->row_count; r++) {
		const struct chart_row *row = &spec->rows[r];

		html_open(writer, "tr");
		if (row->count == 0) {
			html_open(writer, "th");
			html_attribute(writer, "colspan", STR("2"));
			html_text(writer, row->label);
			html_close(writer);
		} else {
			head_cell(writer, "row", row->label);
			html_element(writer, "td", "", row->note);
		}
		html_close(writer);
	}
	html_close(writer);
}

/* A line for each tick, a column for each row. */
static void write_left(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "thead");
	html_open(writer, "tr");
	head_cell(writer, "col", STR(""));
	for (uint32_t r = 0; r < spec->row_count; r++)
		head_cell(writer, "col", spec->rows[r].label);
	html_close(writer);
	html_close(writer);
	html_open(writer, "tbody");
	for (uint32_t i = 0; i < spec->tick_count; i++) {
		html_open(writer, "tr");
		head_cell(writer, "row", spec->ticks[i]);
		for (uint32_t r = 0; r < spec->row_count; r++)
			number_cell(page, i < spec->rows[r].count ? spec->rows[r].values[i].amount : 0);
		html_close(writer);
	}
	html_close(writer);
}

/* A line for each value, under its row: its label, its name, its column. */
static void write_placed(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	for (uint32_t r = 0; r < spec->row_count; r++) {
		html_open(writer, "tbody");
		html_open(writer, "tr");
		html_open(writer, "th");
		html_attribute(writer, "scope", STR("rowgroup"));
		html_attribute(writer, "colspan", STR("3"));
		html_text(writer, spec->rows[r].label);
		html_close(writer);
		html_close(writer);
		for (uint32_t i = 0; i < spec->rows[r].count; i++) {
			const struct chart_value *value = &spec->rows[r].values[i];
			uint32_t column = value->start / 100;

			html_open(writer, "tr");
			html_element(writer, "td", "", value->label);
			html_element(writer, "td", "", value->title);
			html_element(writer, "td", "", column < spec->tick_count ? spec->ticks[column] : STR(""));
			html_close(writer);
		}
		html_close(writer);
	}
}

static void (*const data_writers[])(struct html_page *page, const struct chart_spec *spec) = {
	[CHART_STACK] = write_counts,  [CHART_HEAT] = write_questions, [CHART_DOTS] = write_shares,   [CHART_STRIP] = write_counts,
	[CHART_ROADMAP] = write_lanes, [CHART_BURNDOWN] = write_left,  [CHART_MATRIX] = write_placed, [CHART_INTERVALS] = write_limits,
	[CHART_GRID] = write_cells,    [CHART_TREND] = write_cells,    [CHART_PARTS] = write_parts,   [CHART_PEERS] = write_bins,
	[CHART_SLOPE] = write_cells,   [CHART_TIMELINE] = write_cells, [CHART_RADAR] = write_shares,
};

static void write_data(struct html_page *page, const struct chart_spec *spec)
{
	struct html_writer *writer = &page->writer;

	if (spec->row_count == 0)
		return;
	html_open(writer, "details");
	html_attribute(writer, "class", STR("data"));
	html_element(writer, "summary", "", str_of(page->words->data));
	html_open(writer, "table");
	html_element(writer, "caption", "unseen", spec->title);
	data_writers[spec->kind](page, spec);
	html_close(writer);
	html_close(writer);
}

void html_write_figure(struct html_page *page, const struct doc *node)
{
	const struct chart_spec *spec = node->as.figure.chart;
	struct html_writer *writer = &page->writer;

	page->charts++;
	html_open(writer, "figure");
	html_attribute_if(writer, "id", node->anchor);
	html_attribute_if(writer, "class", node->role);
	if (!str_is_empty(spec->title))
		html_element(writer, "figcaption", "", spec->title);
	write_drawings(page, spec);
	write_data(page, spec);
	html_close(writer);
}

void html_write_numbers(struct html_page *page, const struct doc *node)
{
	struct html_writer *writer = &page->writer;

	html_open(writer, "dl");
	html_attribute_if(writer, "id", node->anchor);
	html_attribute_f(writer, "class", "numbers%s%.*s", str_is_empty(node->role) ? "" : " ", STR_ARGS(node->role));
	for (uint32_t i = 0; i < node->as.numbers.count; i++) {
		const struct doc_number *number = &node->as.numbers.items[i];

		html_open(writer, "div");
		html_attribute_if(writer, "class", str_of(html_risk_class(number->risk)));
		html_element(writer, "dt", "", number->label);
		html_element(writer, "dd", "amount", number->amount);
		if (!str_is_empty(number->detail))
			html_element(writer, "dd", "detail", number->detail);
		html_close(writer);
	}
	html_close(writer);
}
