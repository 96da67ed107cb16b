/* Pages, their annotations and destinations, the outline and the page labels. */
#include "check.h"

#define DEEPEST 64

void check_destination(struct check *check, qpdf_oh destination, int object)
{
	if (qpdf_oh_is_dictionary(check->qpdf, destination))
		destination = at(check, destination, "/D");
	if (length_of(check, destination) < 2 || !g_hash_table_contains(check->page_ids, GINT_TO_POINTER(id_of(check, item(check, destination, 0)))))
		fail(check, RULE_TARGETS, object, "the destination is no page of the file");
}

static void check_action(struct check *check, qpdf_oh action, int object)
{
	const char *kind = name_at(check, action, "/S");

	if (g_strcmp0(kind, "GoTo") == 0)
		check_destination(check, at(check, action, "/D"), object);
	else if (g_strcmp0(kind, "URI") != 0)
		fail(check, RULE_ACTIONS, object, "the action is %s", kind == NULL ? "nothing" : kind);
	else if (text_at(check, action, "/URI") == NULL || !g_regex_match_simple("^(https?://|mailto:)[!-~]+$", text_at(check, action, "/URI"), 0, 0))
		fail(check, RULE_TARGETS, object, "the address is not one of the web or of mail");
	if (has(check, action, "/Next"))
		fail(check, RULE_ACTIONS, object, "another action follows");
}

/* The parent tree and the tree must name the same Link. */
static void check_link_owner(struct check *check, qpdf_oh link)
{
	int id = id_of(check, link);
	guint index = GPOINTER_TO_UINT(g_hash_table_lookup(check->annotations, GINT_TO_POINTER(id)));
	gpointer owner = g_hash_table_lookup(check->parents, GINT_TO_POINTER((int)integer_at(check, link, "/StructParent", -1)));
	const struct element *element = index == 0 ? NULL : &g_array_index(check->elements, struct element, index - 1);

	if (element == NULL || strcmp(element->type, "Link") != 0)
		fail(check, RULE_LINK_TAGGED, id, "no Link element names it");
	else if (owner == NULL || id_of(check, GPOINTER_TO_UINT(owner)) != element->id)
		fail(check, RULE_LINK_TAGGED, id, "the parent tree does not lead to its element");
}

static void check_annotation(struct check *check, qpdf_oh annotation)
{
	int id = id_of(check, annotation);
	long long flags = integer_at(check, annotation, "/F", 0);
	const char *contents = text_at(check, annotation, "/Contents");

	if (g_strcmp0(name_at(check, annotation, "/Subtype"), "Link") != 0)
		fail(check, RULE_ANNOTATION, id, "it is not a link");
	if ((flags & 4) == 0 || (flags & (1 | 2 | 32 | 256)) != 0)
		fail(check, RULE_ANNOTATION, id, "the flags are %lld", flags);
	if (contents == NULL || contents[0] == '\0')
		fail(check, RULE_LINK_CONTENTS, id, "no Contents");
	check_link_owner(check, annotation);
	if (has(check, annotation, "/A"))
		check_action(check, at(check, annotation, "/A"), id);
	else
		check_destination(check, at(check, annotation, "/Dest"), id);
	if (has(check, annotation, "/AA"))
		fail(check, RULE_ACTIONS, id, "it has more actions");
}

void check_annotations(struct check *check, qpdf_oh page)
{
	qpdf_oh list = at(check, page, "/Annots");

	for (int i = 0; i < length_of(check, list); i++)
		check_annotation(check, item(check, list, i));
	if (length_of(check, list) > 0 && g_strcmp0(name_at(check, page, "/Tabs"), "S") != 0)
		fail(check, RULE_TABS, id_of(check, page), "Tabs is not S");
	if (has(check, page, "/AA"))
		fail(check, RULE_ACTIONS, id_of(check, page), "the page has actions");
}

void check_pages(struct check *check)
{
	GHashTableIter each;
	gpointer key, index;

	for (guint i = 0; i < check->result->pages; i++) {
		qpdf_oh page = qpdf_get_page_n(check->qpdf, i);

		check_annotations(check, page);
		check_content(check, page);
	}
	g_hash_table_iter_init(&each, check->marks);
	while (g_hash_table_iter_next(&each, &key, &index))
		if (!g_hash_table_contains(check->seen_marks, key))
			fail(check, RULE_MARK_EXISTS, g_array_index(check->elements, struct element, GPOINTER_TO_UINT(index) - 1).id,
			     "content %s is on no page", (const char *)key);
}

static void check_outline(struct check *check, qpdf_oh entry)
{
	GArray *stack = g_array_new(FALSE, TRUE, sizeof(qpdf_oh));
	int left = 1000000; /* a circle of entries ends here */

	g_array_append_val(stack, entry);
	while (stack->len > 0 && left-- > 0) {
		qpdf_oh now = g_array_index(stack, qpdf_oh, stack->len - 1), next = at(check, now, "/Next"), first = at(check, now, "/First");
		const char *title = text_at(check, now, "/Title");

		g_array_set_size(stack, stack->len - 1);
		if (title == NULL || title[0] == '\0')
			fail(check, RULE_OUTLINE, id_of(check, now), "no Title");
		if (has(check, now, "/A"))
			check_action(check, at(check, now, "/A"), id_of(check, now));
		else
			check_destination(check, at(check, now, "/Dest"), id_of(check, now));
		if (!qpdf_oh_is_null(check->qpdf, next))
			g_array_append_val(stack, next);
		if (!qpdf_oh_is_null(check->qpdf, first))
			g_array_append_val(stack, first);
	}
	if (left <= 0)
		fail(check, RULE_OUTLINE, id_of(check, entry), "the outline has no end");
	g_array_free(stack, TRUE);
}

static void check_names(struct check *check, qpdf_oh node, int depth)
{
	qpdf_oh names = at(check, node, "/Names"), kids = at(check, node, "/Kids");

	for (int i = 1; i < length_of(check, names); i += 2)
		check_destination(check, item(check, names, i), id_of(check, node));
	for (int i = 0; depth < DEEPEST && i < length_of(check, kids); i++)
		check_names(check, item(check, kids, i), depth + 1);
}

static bool labels_start(struct check *check, qpdf_oh labels)
{
	long long first = -1;

	return length_of(check, labels) >= 2 && qpdf_oh_get_value_as_longlong(check->qpdf, item(check, labels, 0), &first) && first == 0;
}

void check_places(struct check *check)
{
	qpdf_oh outlines = at(check, check->root, "/Outlines"), labels = at(check, at(check, check->root, "/PageLabels"), "/Nums");

	if (has(check, outlines, "/First"))
		check_outline(check, at(check, outlines, "/First"));
	check_names(check, at(check, at(check, check->root, "/Names"), "/Dests"), 0);
	if (has(check, check->root, "/PageLabels") && !labels_start(check, labels))
		fail(check, RULE_LABELS, id_of(check, check->root), "the first page has no label");
}
