/* Reading CSV: cells and their places, odd files, bounds. */
#include "read/csv.h"

#include <string.h>

struct reading {
	struct arena *arena;
	struct diags *diags;
	const struct source *source;
	const struct node *root;
};

static struct reading read_bytes(const char *bytes, size_t length)
{
	struct reading reading = {.arena = arena_new()};

	reading.diags = diags_new(reading.arena);
	reading.source = source_from_bytes(reading.arena, "test.csv", bytes, length, reading.diags);
	reading.root = csv_read(reading.arena, reading.source, reading.diags);
	return reading;
}

static struct reading read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

static const struct node *row_at(const struct reading *reading, uint32_t row)
{
	const struct node *node = reading->root->first;

	while (row-- > 0)
		node = node->next;
	return node;
}

/* Rows as "a|b" with a slash between them. */
static char *shape(const struct reading *reading)
{
	GString *out = g_string_new(NULL);

	g_assert_nonnull(reading->root);
	for (const struct node *row = reading->root->first; row != NULL; row = row->next) {
		for (const struct node *cell = row->first; cell != NULL; cell = cell->next)
			g_string_append_printf(out, "%s%s", cell == row->first ? "" : "|", str_c(cell->text));
		g_string_append_c(out, '/');
	}
	return g_string_free(out, FALSE);
}

static void expect(const char *text, const char *shape_wanted)
{
	struct reading reading = read_text(text);
	char *found = shape(&reading);

	g_assert_cmpstr(found, ==, shape_wanted);
	g_assert_cmpuint(diags_errors(reading.diags), ==, 0);
	g_free(found);
	arena_free(reading.arena);
}

static void test_cells(void)
{
	expect("a,b\nc,d\n", "a|b/c|d/");
	expect("a,b\r\nc,d", "a|b/c|d/");
	expect("a,b\rc\r\nd\n\ne", "a|b/c/d//e/");
	expect("a,,b,,\n,,\n", "a||b//");
	expect("\"a,b\",\"c\nd\",\"say \"\"x\"\"\"\n", "a,b|c\nd|say \"x\"/");
	expect("a \"quoted\" word,5\"\n", "a \"quoted\" word|5\"/");
	expect("\"\",\"\"x\n", "|x/");
	expect("\xEF\xBB\xBF"
	       "first,second\n",
	       "first|second/");
	expect(" a , b \n", " a | b /");
}

static void test_separators(void)
{
	expect("a;b;c\n1,5;2;3\n", "a|b|c/1,5|2|3/");
	expect("a\tb\n\"x;y\"\tz\n", "a|b/x;y|z/");
	expect("a,b\n\";;;;;;\",c\n", "a|b/;;;;;;|c/");
	expect("one cell\n", "one cell/");
}

static void test_places(void)
{
	struct reading reading = read_text("title\na,\"b \"\"c\"\"\",d\n");
	const struct node *row = row_at(&reading, 1), *quoted = csv_cell(row, 1), *last = csv_cell(row, 2);
	struct place place = source_place(reading.source, quoted->span.start);

	g_assert_true(quoted->quoted);
	g_assert_cmpuint(place.line, ==, 2);
	g_assert_cmpuint(place.column, ==, 4);
	g_assert_cmpuint(quoted->span.length, ==, strlen("b \"\"c\"\""));
	g_assert_cmpuint(source_place(reading.source, last->span.start).column, ==, 13);
	g_assert_null(csv_cell(row, 3));
	g_assert_null(csv_cell(NULL, 0));
	g_assert_cmpuint(row->span.start, ==, 6);
	arena_free(reading.arena);
}

static void expect_fault(const char *bytes, size_t length, enum diag_code code, bool readable)
{
	struct reading reading = read_bytes(bytes, length);

	g_assert_cmpuint(diags_count(reading.diags, code), ==, 1);
	g_assert_true((reading.root != NULL) == readable);
	arena_free(reading.arena);
}

static void test_faults(void)
{
	GString *large = g_string_new("\"");

	expect_fault("a,\"b\nc\n", 7, DIAG_CSV_UNCLOSED, false);
	expect_fault("\"a\"b,c\n", 7, DIAG_CSV_AFTER_QUOTE, true);
	expect_fault("", 0, DIAG_CSV_EMPTY, false);
	expect_fault("\n", 1, DIAG_CSV_EMPTY, false);
	expect_fault(",,\r\n,\n", 6, DIAG_CSV_EMPTY, false);
	for (uint32_t i = 0; i <= CSV_LONGEST_CELL; i++)
		g_string_append_c(large, 'x');
	expect_fault(large->str + 1, large->len - 1, DIAG_CSV_LONG_CELL, false);
	g_string_append_c(large, '"');
	expect_fault(large->str, large->len, DIAG_CSV_LONG_CELL, false);
	g_string_truncate(large, 0);
	for (uint32_t i = 0; i < CSV_MOST_CELLS / 2; i++)
		g_string_append(large, "a\n");
	expect_fault(large->str, large->len, DIAG_CSV_TOO_MANY, false);
	g_string_free(large, TRUE);
}

static void test_cut(void)
{
	static const char text[] = "\"Title, with \"\"words\"\"\",,\r\nName,Level,'1/2'\r\n\"line\none\",\xC2\xA0"
				   "b,\"c\"\r\n";

	for (size_t length = 0; length < sizeof text; length++) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);
		const struct source *source = source_from_bytes(arena, "cut.csv", text, length, diags);
		const struct node *root = source == NULL ? NULL : csv_read(arena, source, diags);

		g_assert_true(root != NULL || diags_errors(diags) > 0);
		arena_free(arena);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/csv/cells", test_cells);
	g_test_add_func("/csv/separators", test_separators);
	g_test_add_func("/csv/places", test_places);
	g_test_add_func("/csv/faults", test_faults);
	g_test_add_func("/csv/cut", test_cut);
	return g_test_run();
}
