/* What may stand in what, and what each element must say. */
#include "check.h"

static bool is_word_of(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *found = strstr(words, word); found != NULL; found = strstr(found + 1, word))
		if ((found == words || found[-1] == ' ') && (found[length] == ' ' || found[length] == '\0'))
			return true;
	return false;
}

/* A type that stands only in some parents. */
static const struct {
	const char *type, *parents;
	enum pdf_rule rule;
} needs_parent[] = {
	{"THead", "Table", RULE_TABLE},
	{"TBody", "Table", RULE_TABLE},
	{"TFoot", "Table", RULE_TABLE},
	{"TR", "Table THead TBody TFoot", RULE_TABLE},
	{"TH", "TR", RULE_TABLE},
	{"TD", "TR", RULE_TABLE},
	{"LI", "L", RULE_LIST},
	{"LBody", "LI", RULE_LIST},
	{"Lbl", "LI Note TOCI", RULE_LIST},
	{"TOCI", "TOC", RULE_CONTENTS},
};

/* A type that holds only some kids. */
static const struct {
	const char *type, *kids;
	enum pdf_rule rule;
} holds_only[] = {
	{"Table", "TR THead TBody TFoot Caption", RULE_TABLE},
	{"THead", "TR", RULE_TABLE},
	{"TBody", "TR", RULE_TABLE},
	{"TFoot", "TR", RULE_TABLE},
	{"TR", "TH TD", RULE_TABLE},
	{"L", "L LI Caption", RULE_LIST},
	{"LI", "Lbl LBody", RULE_LIST},
	{"TOC", "TOC TOCI Caption", RULE_CONTENTS},
};

static void check_place(struct check *check, const struct element *element, const char *parent)
{
	for (size_t i = 0; i < G_N_ELEMENTS(needs_parent); i++)
		if (strcmp(needs_parent[i].type, element->type) == 0 && !is_word_of(needs_parent[i].parents, parent))
			fail(check, needs_parent[i].rule, element->id, "a %s stands in a %s", element->type, parent);
	for (size_t i = 0; i < G_N_ELEMENTS(holds_only); i++)
		if (strcmp(holds_only[i].type, parent) == 0 && !is_word_of(holds_only[i].kids, element->type))
			fail(check, holds_only[i].rule, element->id, "a %s holds a %s", parent, element->type);
}

/* A must be one dictionary or an array of them: the value of a key for an owner. */
static qpdf_oh attribute(struct check *check, const struct element *element, const char *owner, const char *key)
{
	qpdf_oh list = at(check, element->handle, "/A");
	int count = qpdf_oh_is_array(check->qpdf, list) ? length_of(check, list) : 1;

	for (int i = 0; i < count; i++) {
		qpdf_oh attributes = qpdf_oh_is_array(check->qpdf, list) ? item(check, list, i) : list;

		if (g_strcmp0(name_at(check, attributes, "/O"), owner) == 0 && has(check, attributes, key))
			return at(check, attributes, key);
	}
	return qpdf_oh_new_null(check->qpdf);
}

static bool is_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

static void check_box(struct check *check, const struct element *element)
{
	qpdf_oh box = attribute(check, element, "Layout", "/BBox"), paper = at(check, at(check, element->handle, "/Pg"), "/MediaBox");
	double sides[4] = {0}, page[4] = {0};

	if (length_of(check, box) != 4 || length_of(check, paper) != 4) {
		fail(check, RULE_FIGURE_BOX, element->id, "no box");
		return;
	}
	for (int i = 0; i < 4; i++) {
		qpdf_oh_get_value_as_number(check->qpdf, item(check, box, i), &sides[i]);
		qpdf_oh_get_value_as_number(check->qpdf, item(check, paper, i), &page[i]);
	}
	if (sides[0] >= sides[2] || sides[1] >= sides[3] || sides[0] < page[0] - 1 || sides[1] < page[1] - 1 || sides[2] > page[2] + 1 ||
	    sides[3] > page[3] + 1)
		fail(check, RULE_FIGURE_BOX, element->id, "[%.2f %.2f %.2f %.2f] is empty or leaves the page", sides[0], sides[1], sides[2],
		     sides[3]);
}

static void check_figure(struct check *check, struct element *element)
{
	if (is_blank(text_at(check, element->handle, "/Alt")) && is_blank(text_at(check, element->handle, "/ActualText")))
		fail(check, RULE_FIGURE_ALT, element->id, "no Alt");
	check_box(check, element);
}

/* The row that a cell stands in counts it. */
static void count_cell(struct check *check, struct element *element)
{
	qpdf_oh span = attribute(check, element, "Table", "/ColSpan");
	long long columns = qpdf_oh_is_integer(check->qpdf, span) ? qpdf_oh_get_int_value(check->qpdf, span) : 1;

	g_array_index(check->elements, struct element, element->parent).columns += (guint)CLAMP(columns, 1, 1000);
}

static void check_header_cell(struct check *check, struct element *element)
{
	qpdf_oh scope = attribute(check, element, "Table", "/Scope");

	count_cell(check, element);
	if (!qpdf_oh_is_name(check->qpdf, scope) || !is_word_of("/Row /Column /Both", qpdf_oh_get_name(check->qpdf, scope)))
		fail(check, RULE_HEADER_CELL, element->id, "no Scope");
}

static void check_label(struct check *check, struct element *element)
{
	const struct element *item = &g_array_index(check->elements, struct element, element->parent);
	const struct element *list = &g_array_index(check->elements, struct element, item->parent);

	if (strcmp(item->type, "LI") == 0 && !qpdf_oh_is_name(check->qpdf, attribute(check, list, "List", "/ListNumbering")))
		fail(check, RULE_LIST, list->id, "a list with labels has no ListNumbering");
}

static const struct {
	const char *type;
	void (*check)(struct check *check, struct element *element);
} demands[] = {
	{"Figure", check_figure}, {"Formula", check_figure}, {"TH", check_header_cell}, {"TD", count_cell}, {"Lbl", check_label},
};

static void check_demands(struct check *check, struct element *element)
{
	for (size_t i = 0; i < G_N_ELEMENTS(demands); i++)
		if (strcmp(demands[i].type, element->type) == 0)
			demands[i].check(check, element);
}

static void check_headings(struct check *check)
{
	int last = 0;

	for (guint i = 0; i < check->elements->len; i++) {
		const struct element *element = &g_array_index(check->elements, struct element, i);
		int level = element->type[0] == 'H' && g_ascii_isdigit(element->type[1]) ? element->type[1] - '0' : 0;

		if (level > last + 1)
			fail(check, RULE_HEADINGS, element->id, "H%d follows H%d", level, last);
		if (level > 0)
			last = level;
	}
}

/* The table that a row belongs to. */
static guint table_of(struct check *check, guint row)
{
	guint parent = g_array_index(check->elements, struct element, row).parent;

	if (strcmp(g_array_index(check->elements, struct element, parent).type, "Table") == 0)
		return parent;
	return g_array_index(check->elements, struct element, parent).parent;
}

/* A table takes its width from its first row. */
static void check_widths(struct check *check)
{
	for (guint i = 0; i < check->elements->len; i++) {
		const struct element *row = &g_array_index(check->elements, struct element, i);
		struct element *table = &g_array_index(check->elements, struct element, table_of(check, i));

		if (strcmp(row->type, "TR") != 0 || strcmp(table->type, "Table") != 0)
			continue;
		if (table->columns == 0)
			table->columns = row->columns;
		if (row->columns != table->columns)
			fail(check, RULE_TABLE, row->id, "a row has %u columns, the first has %u", row->columns, table->columns);
	}
}

static void check_empty(struct check *check, const struct element *element)
{
	static const char needed[] = "Table TR L LI TOC THead TBody";

	if (element->kids == 0 && is_word_of(needed, element->type))
		fail(check,
		     element->type[0] == 'L'   ? RULE_LIST
		     : element->type[1] == 'O' ? RULE_CONTENTS
					       : RULE_TABLE,
		     element->id, "a %s is empty", element->type);
}

void check_nesting(struct check *check)
{
	for (guint i = 0; i < check->elements->len; i++) {
		struct element *element = &g_array_index(check->elements, struct element, i);
		const char *parent = i == 0 ? "StructTreeRoot" : g_array_index(check->elements, struct element, element->parent).type;

		if ((i == 0) != (strcmp(element->type, "Document") == 0))
			fail(check, RULE_TREE, element->id, "a %s stands in a %s", element->type, parent);
		check_place(check, element, parent);
		check_empty(check, element);
		check_demands(check, element);
	}
	check_headings(check);
	check_widths(check);
}
