/* Reads CSV: one pass over the bytes, a node for each row and cell. */
#include "read/csv.h"

#include <string.h>

/* How far into a file the separator is looked for. */
#define SEPARATOR_LINES 50u

struct reader {
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
	const char *start, *at, *end;
	char separator;
	uint32_t nodes;
	GString *text; /* of a quoted cell */
};

static struct span span_of(const struct reader *reader, const char *from, const char *to)
{
	return (struct span){reader->source, (uint32_t)(from - reader->start), (uint32_t)(to - from)};
}

/* The sign that stands most often outside quotes in the first lines; a comma unless another one is ahead. */
static char separator_of(const char *at, const char *end)
{
	static const char signs[] = ",;\t";
	uint32_t counts[sizeof signs - 1] = {0}, lines = 0;
	bool quoted = false;
	size_t best = 0;

	for (; at < end && lines < SEPARATOR_LINES; at++) {
		const char *sign = *at == '\0' ? NULL : strchr(signs, *at);

		if (*at == '"')
			quoted = !quoted;
		if (sign != NULL && !quoted)
			counts[sign - signs]++;
		lines += *at == '\n';
	}
	for (size_t i = 1; i < G_N_ELEMENTS(counts); i++)
		if (counts[i] > counts[best])
			best = i;
	return signs[best];
}

static bool ends_row(char c)
{
	return c == '\n' || c == '\r';
}

static struct node *add_node(struct reader *reader, enum node_kind kind)
{
	struct node *node;

	if (reader->nodes == CSV_MOST_CELLS) {
		diag(reader->diags, CSV_TOO_MANY, span_of(reader, reader->at, reader->at));
		return NULL;
	}
	reader->nodes++;
	node = arena_one(reader->arena, struct node);
	node->kind = kind;
	return node;
}

static bool check_length(const struct reader *reader, const char *from, size_t length)
{
	return length <= CSV_LONGEST_CELL || diag(reader->diags, CSV_LONG_CELL, span_of(reader, from, from + 1));
}

/* The end of a cell's unquoted bytes from here on. */
static const char *plain_end(const struct reader *reader, const char *at)
{
	while (at < reader->end && *at != reader->separator && !ends_row(*at))
		at++;
	return at;
}

/* Behind the closing quote nothing should stand; spreadsheets keep it all the same. */
static bool take_rest(struct reader *reader, const char *open)
{
	const char *to = plain_end(reader, reader->at);
	const char *rest = reader->at;

	while (rest < to && *rest == ' ')
		rest++;
	if (rest < to) {
		g_string_append_len(reader->text, reader->at, to - reader->at);
		diag(reader->diags, CSV_AFTER_QUOTE, span_of(reader, rest, to));
	}
	reader->at = to;
	return check_length(reader, open, reader->text->len);
}

/* From the opening quote on. *closing: where the text between the quotes ends. */
static bool take_quoted(struct reader *reader, const char **closing)
{
	const char *open = reader->at++;

	g_string_truncate(reader->text, 0);
	for (;;) {
		const char *quote = memchr(reader->at, '"', (size_t)(reader->end - reader->at));

		if (quote == NULL)
			return diag(reader->diags, CSV_UNCLOSED, span_of(reader, open, open + 1));
		if (!check_length(reader, open, reader->text->len + (size_t)(quote - reader->at)))
			return false;
		g_string_append_len(reader->text, reader->at, quote - reader->at);
		reader->at = quote + 1;
		*closing = quote;
		if (reader->at == reader->end || *reader->at != '"')
			return take_rest(reader, open);
		g_string_append_c(reader->text, '"');
		reader->at++;
	}
}

/* Fills a cell's node; an empty cell has no text. */
static bool take_cell(struct reader *reader, struct node *cell)
{
	const char *from = reader->at, *to = from;

	if (reader->at < reader->end && *reader->at == '"') {
		if (!take_quoted(reader, &to))
			return false;
		cell->quoted = true;
		cell->text = str_copy(reader->arena, reader->text->str, reader->text->len);
		cell->span = span_of(reader, from + 1, to);
		return true;
	}
	to = plain_end(reader, from);
	reader->at = to;
	cell->text = str_copy(reader->arena, from, (size_t)(to - from));
	cell->span = span_of(reader, from, to);
	return check_length(reader, from, (size_t)(to - from));
}

/* Whether only separators follow up to the end of the row; then they are passed. */
static bool pass_empty_end(struct reader *reader)
{
	const char *at = reader->at;

	while (at < reader->end && *at == reader->separator)
		at++;
	if (at < reader->end && !ends_row(*at))
		return false;
	reader->at = at;
	return true;
}

static void pass_row_end(struct reader *reader)
{
	if (reader->at < reader->end && *reader->at == '\r')
		reader->at++;
	if (reader->at < reader->end && *reader->at == '\n')
		reader->at++;
}

static struct node *take_row(struct reader *reader)
{
	struct node *row = add_node(reader, NODE_LIST), *cell;
	const struct node **last = row == NULL ? NULL : &row->first;
	const char *from = reader->at;

	if (row == NULL)
		return NULL;
	while (!pass_empty_end(reader)) {
		if (row->count > 0)
			reader->at++;
		cell = add_node(reader, NODE_SCALAR);
		if (cell == NULL || !take_cell(reader, cell))
			return NULL;
		*last = cell;
		last = &cell->next;
		row->count++;
	}
	row->span = span_of(reader, from, reader->at);
	pass_row_end(reader);
	return row;
}

static const struct node *take_rows(struct reader *reader)
{
	struct node *root = add_node(reader, NODE_LIST), *row;
	const struct node **last = &root->first;

	while (reader->at < reader->end) {
		row = take_row(reader);
		if (row == NULL)
			return NULL;
		*last = row;
		last = &row->next;
		root->count++;
	}
	root->span = span_of(reader, reader->start, reader->end);
	if (reader->nodes == root->count + 1) {
		diag(reader->diags, CSV_EMPTY, span_of(reader, reader->start, reader->start));
		return NULL;
	}
	return root;
}

const struct node *csv_read(struct arena *arena, const struct source *source, struct diags *diags)
{
	const char *start = str_c(source->bytes), *end = start + source->bytes.length;
	struct reader reader = {
		.arena = arena,
		.source = source,
		.diags = diags,
		.start = start,
		.at = start,
		.end = end,
		.separator = separator_of(start, end),
		.text = g_string_new(NULL),
	};
	const struct node *root = take_rows(&reader);

	g_string_free(reader.text, TRUE);
	return root;
}

const struct node *csv_cell(const struct node *row, uint32_t column)
{
	const struct node *cell = row == NULL || row->kind != NODE_LIST ? NULL : row->first;

	while (cell != NULL && column-- > 0)
		cell = cell->next;
	return cell;
}
