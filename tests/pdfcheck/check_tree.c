/* The structure tree: read once into an array in reading order, with the content that each element names. */
#include "check.h"

#include <stdlib.h>

#define DEEPEST 64

/* Standard structure types of ISO 32000-1, 14.8.4. */
static const char *const standard[] = {
	"Document", "Part", "Art",   "Sect",  "Div",     "BlockQuote", "Caption", "TOC",    "TOCI",      "Index",    "NonStruct", "Private", "P",
	"H",        "H1",   "H2",    "H3",    "H4",      "H5",         "H6",      "L",      "LI",        "Lbl",      "LBody",     "Table",   "TR",
	"TH",       "TD",   "THead", "TBody", "TFoot",   "Span",       "Quote",   "Note",   "Reference", "BibEntry", "Code",      "Link",    "Annot",
	"Ruby",     "RB",   "RT",    "RP",    "Warichu", "WT",         "WP",      "Figure", "Formula",   "Form",
};

static bool is_standard(const char *type)
{
	for (size_t i = 0; i < G_N_ELEMENTS(standard); i++)
		if (strcmp(standard[i], type) == 0)
			return true;
	return false;
}

static const char *resolve_type(struct check *check, qpdf_oh handle)
{
	qpdf_oh roles = at(check, at(check, check->root, "/StructTreeRoot"), "/RoleMap");
	const char *type = name_at(check, handle, "/S"), *first = type;

	for (int i = 0; type != NULL && !is_standard(type) && i < DEEPEST; i++) {
		char *key = g_strconcat("/", type, NULL);

		type = name_at(check, roles, key);
		g_free(key);
	}
	if (type == NULL || !is_standard(type))
		fail(check, RULE_TYPES, id_of(check, handle), "\"%s\" is not known", first == NULL ? "" : first);
	return type == NULL ? "?" : type;
}

static const char *const groups[] = {"Document", "Part", "Sect", "Div", "TOC", "L", "LI", "Table", "THead", "TBody", "TFoot", "TR"};

static void note_content(struct check *check, guint index, qpdf_oh handle, qpdf_oh page, long long mark)
{
	const char *type = g_array_index(check->elements, struct element, index).type, *key = mark_key(check, id_of(check, page), mark);

	if (g_hash_table_contains(check->page_ids, GINT_TO_POINTER(id_of(check, page))) == FALSE)
		fail(check, RULE_MARK_EXISTS, id_of(check, handle), "content %lld is on no page of the file", mark);
	if (g_hash_table_contains(check->marks, key))
		fail(check, RULE_MARK_OWNED, id_of(check, handle), "content %lld belongs to two elements", mark);
	g_hash_table_insert(check->marks, (gpointer)key, GUINT_TO_POINTER(index + 1));
	for (size_t i = 0; i < G_N_ELEMENTS(groups); i++)
		if (strcmp(groups[i], type) == 0)
			fail(check, RULE_HOLDS_CONTENT, id_of(check, handle), "a %s holds content %lld", type, mark);
}

/* What stands in K besides elements. */
static void note_kid(struct check *check, guint index, qpdf_oh handle, qpdf_oh kid)
{
	qpdf_oh page = has(check, kid, "/Pg") ? at(check, kid, "/Pg") : at(check, handle, "/Pg");
	const char *type = name_at(check, kid, "/Type");

	if (qpdf_oh_is_integer(check->qpdf, kid))
		note_content(check, index, handle, at(check, handle, "/Pg"), qpdf_oh_get_int_value(check->qpdf, kid));
	else if (g_strcmp0(type, "MCR") == 0)
		note_content(check, index, handle, page, integer_at(check, kid, "/MCID", -1));
	else if (g_strcmp0(type, "OBJR") == 0)
		g_hash_table_insert(check->annotations, GINT_TO_POINTER(id_at(check, kid, "/Obj")), GUINT_TO_POINTER(index + 1));
	else
		fail(check, RULE_TREE, id_of(check, handle), "a kid is neither an element nor content");
}

struct step {
	qpdf_oh handle;
	guint parent;
	int parent_id, depth;
};

static bool is_element(struct check *check, qpdf_oh kid)
{
	return qpdf_oh_is_dictionary(check->qpdf, kid) && has(check, kid, "/S") && !has(check, kid, "/MCID") && !has(check, kid, "/Obj");
}

/* Kids as a list even if there is only one. */
static int kid_count(struct check *check, qpdf_oh kids)
{
	return qpdf_oh_is_array(check->qpdf, kids) ? length_of(check, kids) : qpdf_oh_is_null(check->qpdf, kids) ? 0 : 1;
}

static qpdf_oh kid_at(struct check *check, qpdf_oh kids, int index)
{
	return qpdf_oh_is_array(check->qpdf, kids) ? item(check, kids, index) : kids;
}

static void read_kids(struct check *check, GArray *steps, guint index, const struct step *step)
{
	qpdf_oh kids = at(check, step->handle, "/K");
	int id = id_of(check, step->handle);

	for (int i = kid_count(check, kids); i-- > 0;) { /* backwards onto the stack */
		qpdf_oh kid = kid_at(check, kids, i);

		if (!is_element(check, kid))
			note_kid(check, index, step->handle, kid);
		else if (step->depth < DEEPEST)
			g_array_append_vals(steps, &(struct step){.handle = kid, .parent = index, .parent_id = id, .depth = step->depth + 1}, 1);
		else
			fail(check, RULE_TREE, id, "the tree is deeper than %d", DEEPEST);
	}
}

static void read_element(struct check *check, GArray *steps, const struct step *step)
{
	guint index = check->elements->len;
	struct element element = {.handle = step->handle, .id = id_of(check, step->handle), .type = resolve_type(check, step->handle)};

	element.parent = index == 0 ? 0 : step->parent;
	if (id_at(check, step->handle, "/P") != step->parent_id)
		fail(check, RULE_TREE, element.id, "P does not lead back to its parent, object %d", step->parent_id);
	if (has(check, step->handle, "/Lang") && g_strcmp0(text_at(check, step->handle, "/Lang"), "") == 0)
		fail(check, RULE_LANGUAGE, element.id, "Lang is empty");
	g_array_append_val(check->elements, element);
	if (index > 0)
		g_array_index(check->elements, struct element, element.parent).kids++;
	read_kids(check, steps, index, step);
}

/* Leaves of the number tree to check->parents. */
static void read_parent_tree(struct check *check, qpdf_oh node, int depth)
{
	qpdf_oh numbers = at(check, node, "/Nums"), kids = at(check, node, "/Kids");

	for (int i = 0; i + 1 < length_of(check, numbers); i += 2) {
		int key = -1;

		if (qpdf_oh_get_value_as_int(check->qpdf, item(check, numbers, i), &key))
			g_hash_table_insert(check->parents, GINT_TO_POINTER(key), GUINT_TO_POINTER(item(check, numbers, i + 1)));
	}
	for (int i = 0; depth < DEEPEST && i < length_of(check, kids); i++)
		read_parent_tree(check, item(check, kids, i), depth + 1);
}

static void read_pages(struct check *check)
{
	check->result->pages = (guint)qpdf_get_num_pages(check->qpdf);
	for (guint i = 0; i < check->result->pages; i++)
		g_hash_table_insert(check->page_ids, GINT_TO_POINTER(id_of(check, qpdf_get_page_n(check->qpdf, i))), GUINT_TO_POINTER(i + 1));
}

void check_tree(struct check *check)
{
	qpdf_oh top = at(check, check->root, "/StructTreeRoot"), kids = at(check, top, "/K");
	GArray *steps = g_array_new(FALSE, TRUE, sizeof(struct step));

	read_pages(check);
	if (kid_count(check, kids) != 1 || !has(check, top, "/ParentTree"))
		fail(check, RULE_TREE, id_of(check, top), "no root with one element and a parent tree");
	else
		g_array_append_vals(steps, &(struct step){.handle = kid_at(check, kids, 0), .parent_id = id_of(check, top)}, 1);
	while (steps->len > 0) {
		struct step step = g_array_index(steps, struct step, steps->len - 1);

		g_array_set_size(steps, steps->len - 1);
		read_element(check, steps, &step);
	}
	g_array_free(steps, TRUE);
	read_parent_tree(check, at(check, top, "/ParentTree"), 0);
}
