/* Tables, rows of large numbers, and charts. */
#include <string.h>

#include "expand.h"

#include "records.h"

#define MOST_COLUMNS 24u

/* ---- Tables ---- */

static uint32_t count_columns(const struct op *table)
{
	uint32_t count = 0;

	for (const struct op *op = table->first; op != NULL; op = op->next)
		count += op->element == ELEMENT_COLUMN;
	return count;
}

static void fill_columns(struct run *run, const struct op *op, struct doc *table)
{
	struct doc_column *columns = arena_array(run->arena, struct doc_column, count_columns(op));
	uint32_t count = 0;

	for (const struct op *column = op->first; column != NULL; column = column->next)
		if (column->element == ELEMENT_COLUMN)
			columns[count++] =
				(struct doc_column){expand_number(column, ATTRIBUTE_WIDTH, 0), (enum align)expand_number(column, ATTRIBUTE_ALIGN, 0)};
	table->as.table.columns = columns;
	table->as.table.column_count = count;
}

/* The words of the columns make the row of heads. */
static void fill_heads(struct run *run, const struct op *op, struct doc *table)
{
	struct doc *row = doc_add(run->arena, table, DOC_ROW);

	table->as.table.header_rows = 1;
	for (const struct op *column = op->first; column != NULL; column = column->next) {
		struct doc *cell;

		if (column->element != ELEMENT_COLUMN)
			continue;
		cell = doc_add(run->arena, row, DOC_CELL);
		cell->origin = column->span;
		cell->as.cell.is_header = true;
		expand_all(run, column->first, cell);
	}
	row->facts = run->rests_on | run->read;
}

static bool has_heads(const struct op *table)
{
	for (const struct op *column = table->first; column != NULL; column = column->next)
		if (column->element == ELEMENT_COLUMN && column->first != NULL)
			return true;
	return false;
}

void expand_table(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *table = expand_block(run, op, parent, DOC_TABLE);

	table->as.table.title = expand_text(run, op, ATTRIBUTE_TITLE);
	table->as.table.header_column = expand_number(op, ATTRIBUTE_ROW_HEADS, 0) == 1;
	fill_columns(run, op, table);
	if (has_heads(op))
		fill_heads(run, op, table);
	expand_all(run, op->first, table);
}

/* Columns were read by their table. */
void expand_column(struct run *run, const struct op *op, struct doc *parent)
{
}

/* A row that is too short or too long is reported once, and the report stops: no table may be drawn askew. */
void expand_row(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *row = expand_block(run, op, parent, DOC_ROW);
	uint32_t wanted = parent->as.table.column_count, count = 0;

	expand_all(run, op->first, row);
	for (const struct doc *cell = row->first; cell != NULL; cell = cell->next)
		count += cell->as.cell.span;
	if (count == wanted || run->stopped)
		return;
	run->stopped = true;
	diag(run->diags, COMPOSE_ROW, op->span, str_format(run->arena, "%u", count).text, str_format(run->arena, "%u", wanted).text);
}

void expand_cell(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *cell = expand_block(run, op, parent, DOC_CELL);
	const struct doc *table = parent->parent;

	cell->as.cell.span = MIN(expand_number(op, ATTRIBUTE_SPAN, 1), MOST_COLUMNS);
	cell->as.cell.is_header = expand_number(op, ATTRIBUTE_HEAD, 0) == 1 || (table->as.table.header_column && parent->first == cell);
	expand_all(run, op->first, cell);
}

/* ---- Numbers ---- */

static const void *array_taken(struct arena *arena, GArray *array, size_t size, uint32_t *count)
{
	void *items = arena_alloc_array(arena, array->len, size);

	*count = array->len;
	if (array->len > 0)
		memcpy(items, array->data, array->len * size);
	g_array_free(array, TRUE);
	return items;
}

void expand_numbers(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc *numbers = expand_block(run, op, parent, DOC_NUMBERS);

	run->numbers = g_array_new(FALSE, TRUE, sizeof(struct doc_number));
	expand_all(run, op->first, parent);
	numbers->as.numbers.items = array_taken(run->arena, run->numbers, sizeof(struct doc_number), &numbers->as.numbers.count);
	run->numbers = NULL;
}

/* A number that is not known is left out. */
void expand_one_number(struct run *run, const struct op *op, struct doc *parent)
{
	struct doc_number number = {
		.amount = expand_text(run, op, ATTRIBUTE_AMOUNT),
		.label = expand_text(run, op, ATTRIBUTE_LABEL),
		.detail = expand_text(run, op, ATTRIBUTE_DETAIL),
		.risk = expand_risk(run, op, ATTRIBUTE_RISK),
	};

	if (!str_is_empty(number.amount))
		g_array_append_val(run->numbers, number);
}

/* ---- Charts ---- */

static void say(struct run *run, const char *before, struct str words)
{
	if (str_is_empty(words))
		return;
	if (run->alt->len > 0)
		g_string_append(run->alt, before);
	g_string_append_len(run->alt, str_c(words), words.length);
}

static void name_in_legend(struct run *run, struct chart_spec *chart, enum risk risk)
{
	if (str_is_empty(chart->legend[risk]))
		chart->legend[risk] = wording_word(run->wording, run->arena, &risk_words, risk_word(risk));
}

/* Names of the risks that the chart shows, worst first as in enum risk. A tile of a heat map shows two of them in its bar. */
static void fill_legend(struct run *run, struct chart_spec *chart)
{
	for (uint32_t row = 0; row < chart->row_count; row++)
		for (uint32_t i = 0; i < chart->rows[row].count; i++) {
			const struct chart_value *value = &chart->rows[row].values[i];
			bool is_heat = chart->kind == CHART_HEAT;

			if (value->risk < RISK_COUNT && (value->amount > 0 || is_heat))
				name_in_legend(run, chart, value->risk);
			if (is_heat && value->high > value->low)
				name_in_legend(run, chart, RISK_MEDIUM);
		}
}

/* A chart of no lines is left out. Its alternative text is its own, followed by that of its lines and their values. */
void expand_chart(struct run *run, const struct op *op, struct doc *parent)
{
	struct chart_spec *chart = arena_one(run->arena, struct chart_spec);

	run->lines = g_array_new(FALSE, TRUE, sizeof(struct chart_row));
	run->ticks = g_array_new(FALSE, TRUE, sizeof(struct str));
	run->alt = g_string_new(NULL);
	chart->kind = (enum chart_kind)expand_number(op, ATTRIBUTE_KIND, 0);
	run->chart = chart;
	chart->title = expand_text(run, op, ATTRIBUTE_TITLE);
	chart->axis = expand_text(run, op, ATTRIBUTE_AXIS);
	say(run, "", expand_text(run, op, ATTRIBUTE_ALT));
	expand_all(run, op->first, parent);
	chart->rows = array_taken(run->arena, run->lines, sizeof(struct chart_row), &chart->row_count);
	chart->ticks = array_taken(run->arena, run->ticks, sizeof(struct str), &chart->tick_count);
	if (run->alt->len == 0)
		say(run, "", chart->title);
	chart->alt = str_take(run->arena, run->alt);
	fill_legend(run, chart);
	if (chart->row_count > 0)
		expand_block(run, op, parent, DOC_FIGURE)->as.figure.chart = chart;
	run->lines = run->ticks = NULL;
	run->alt = NULL;
}

void expand_tick(struct run *run, const struct op *op, struct doc *parent)
{
	struct str label = expand_text(run, op, ATTRIBUTE_LABEL);

	g_array_append_val(run->ticks, label);
}

void expand_line(struct run *run, const struct op *op, struct doc *parent)
{
	struct chart_row row = {
		.label = expand_text(run, op, ATTRIBUTE_LABEL),
		.note = expand_text(run, op, ATTRIBUTE_NOTE),
		.target = expand_text(run, op, ATTRIBUTE_TO),
	};

	run->values = g_array_new(FALSE, TRUE, sizeof(struct chart_value));
	run->comma = false;
	say(run, " ", expand_text(run, op, ATTRIBUTE_ALT));
	expand_all(run, op->first, parent);
	if (run->comma)
		g_string_append_c(run->alt, '.');
	row.values = array_taken(run->arena, run->values, sizeof(struct chart_value), &row.count);
	run->values = NULL;
	g_array_append_val(run->lines, row);
}

/* Otherwise: where it is not known or not a count. */
static uint32_t count_of(struct run *run, const struct op *op, enum attribute_id id, uint32_t otherwise)
{
	struct value value = expand_value(run, op, id);

	return value.state == STATE_KNOWN && value.as.number >= 0 && value.as.number < UINT32_MAX ? (uint32_t)value.as.number : otherwise;
}

static enum chart_mark mark_of(struct run *run, const struct op *op)
{
	const struct given *attribute = given(op, ATTRIBUTE_MARK);
	struct value value;

	if (attribute == NULL || attribute->expr == NULL)
		return attribute == NULL ? CHART_MARK_PLAIN : (enum chart_mark)attribute->number;
	value = expr_evaluate_watched(attribute->expr, run->slots, &run->watch, run->arena);
	return value.state == STATE_KNOWN ? (enum chart_mark)value.as.word : CHART_MARK_PLAIN;
}

/* A count of nothing at some risk is not drawn, and not read out; in a burn-down it keeps its place. */
void expand_chart_value(struct run *run, const struct op *op, struct doc *parent)
{
	struct str words = expand_text(run, op, ATTRIBUTE_ALT);
	struct chart_value value = {
		.label = expand_text(run, op, ATTRIBUTE_LABEL),
		.title = expand_text(run, op, ATTRIBUTE_TITLE),
		.amount = count_of(run, op, ATTRIBUTE_AMOUNT, given(op, ATTRIBUTE_AMOUNT) == NULL ? 1 : 0),
		.of = count_of(run, op, ATTRIBUTE_OF, 0),
		.risk = expand_risk(run, op, ATTRIBUTE_RISK),
		.target = expand_text(run, op, ATTRIBUTE_TO),
		.low = count_of(run, op, ATTRIBUTE_LOW, 0),
		.high = count_of(run, op, ATTRIBUTE_HIGH, 0),
		.start = count_of(run, op, ATTRIBUTE_START, 0),
		.end = count_of(run, op, ATTRIBUTE_END, 0),
		.mark = mark_of(run, op),
	};

	if (value.amount == 0 && value.risk < RISK_COUNT && run->chart->kind != CHART_BURNDOWN)
		return;
	if (str_is_empty(value.label) && value.risk < RISK_COUNT)
		value.label = wording_word(run->wording, run->arena, &risk_words, risk_word(value.risk));
	say(run, run->comma ? ", " : " ", words);
	run->comma = run->comma || !str_is_empty(words);
	g_array_append_val(run->values, value);
}
