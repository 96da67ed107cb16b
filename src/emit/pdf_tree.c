/* The logical structure of the PDF, from the tags of the pages: structure elements with their attributes, and the parent tree. */
#include "pdf.h"

/* What an element holds, in order. */
enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_OBJECT };
struct kid {
	enum kid_kind kind;
	uint32_t value, page; /* object number or MCID */
	uint32_t next;        /* PDF_NONE: the last */
};

/* Per tag. */
struct branch {
	uint32_t first_run, last_run, first_link, last_link;
	uint32_t first_kid, last_kid;
	uint32_t element; /* object number; a plain Span has none: its content belongs to its parent */
	uint32_t page;    /* of its first content, or PDF_NONE */
	uint32_t holder;  /* the tag whose element holds its content */
	bool used;
};

struct tree {
	struct pdf *pdf;
	const struct tag *tags;
	uint32_t count;
	struct branch *branches;
	GArray *kids; /* struct kid */
	uint32_t parent_tree;
};

/* Chains runs and links to their tags. */
static void chain(struct tree *tree, GArray *runs, GArray *links)
{
	for (uint32_t i = 0; i < tree->count; i++)
		tree->branches[i] = (struct branch){
			.first_run = PDF_NONE,
			.last_run = PDF_NONE,
			.first_link = PDF_NONE,
			.last_link = PDF_NONE,
			.first_kid = PDF_NONE,
			.last_kid = PDF_NONE,
			.page = PDF_NONE,
			.holder = i,
		};
	for (guint i = 0; i < runs->len; i++) {
		struct branch *branch = &tree->branches[g_array_index(runs, struct pdf_run, i).tag];

		if (branch->last_run == PDF_NONE)
			branch->first_run = i;
		else
			g_array_index(runs, struct pdf_run, branch->last_run).next = i;
		branch->last_run = i;
	}
	for (guint i = 0; i < links->len; i++) {
		struct branch *branch = &tree->branches[g_array_index(links, struct pdf_link, i).mark->tag];

		if (branch->last_link == PDF_NONE)
			branch->first_link = i;
		else
			g_array_index(links, struct pdf_link, branch->last_link).next = i;
		branch->last_link = i;
	}
}

/* Tags without content are left out, but for cells: a table must stay regular. Parents stand before their children. */
static void find_used(struct tree *tree)
{
	for (uint32_t i = tree->count; i-- > 0;) {
		struct branch *branch = &tree->branches[i];
		enum tag_kind kind = tree->tags[i].kind;

		branch->used = branch->used || i == 0 || branch->first_run != PDF_NONE || branch->first_link != PDF_NONE;
		branch->used = branch->used || kind == TAG_HEADER_CELL || kind == TAG_DATA_CELL;
		if (branch->used)
			tree->branches[tree->tags[i].parent].used = true;
	}
}

static const bool may_hold_text[TAG_KIND_COUNT] = {
	[TAG_PARAGRAPH] = true, [TAG_HEADER_CELL] = true, [TAG_DATA_CELL] = true, [TAG_LIST_BODY] = true, [TAG_CAPTION] = true,
};

/* A Span that says nothing about its text is dissolved into its parent. */
static bool is_plain(const struct tree *tree, uint32_t index)
{
	const struct tag *tag = &tree->tags[index];

	return tag->kind == TAG_SPAN && str_is_empty(tag->alt) && str_is_empty(tag->actual) && str_is_empty(tag->language) &&
	       tree->branches[index].first_link == PDF_NONE && may_hold_text[tree->tags[tag->parent].kind];
}

static void figure_attributes(const struct tree *tree, const struct tag *tag, GString *out)
{
	g_string_append(out, "/A<</O/Layout/BBox");
	pdf_box(tree->pdf, tag->x, tag->y, tag->width, tag->height, out);
	g_string_append(out, "/Placement/Block>>");
}

static void append_span(const struct tag *tag, GString *out)
{
	if (tag->column_span > 1)
		g_string_append_printf(out, "/ColSpan %u", tag->column_span);
}

static void header_attributes(const struct tree *tree, const struct tag *tag, GString *out)
{
	(void)tree;
	g_string_append(out, tag->row_header ? "/A<</O/Table/Scope/Row" : "/A<</O/Table/Scope/Column");
	append_span(tag, out);
	g_string_append(out, ">>");
}

static void cell_attributes(const struct tree *tree, const struct tag *tag, GString *out)
{
	(void)tree;
	if (tag->column_span <= 1)
		return;
	g_string_append(out, "/A<</O/Table");
	append_span(tag, out);
	g_string_append(out, ">>");
}

static void list_attributes(const struct tree *tree, const struct tag *tag, GString *out)
{
	(void)tree;
	g_string_append(out, tag->ordered ? "/A<</O/List/ListNumbering/Decimal>>" : "/A<</O/List/ListNumbering/Disc>>");
}

static void table_attributes(const struct tree *tree, const struct tag *tag, GString *out)
{
	(void)tree;
	if (str_is_empty(tag->alt))
		return;
	pdf_text_key(out, "/A<</O/Table/Summary", tag->alt);
	g_string_append(out, ">>");
}

static void (*const attributes[TAG_KIND_COUNT])(const struct tree *tree, const struct tag *tag, GString *out) = {
	[TAG_FIGURE] = figure_attributes, [TAG_HEADER_CELL] = header_attributes, [TAG_DATA_CELL] = cell_attributes,
	[TAG_LIST] = list_attributes,     [TAG_TABLE] = table_attributes,
};

static void push_kid(struct tree *tree, uint32_t holder, enum kid_kind kind, uint32_t value, uint32_t page)
{
	struct branch *branch = &tree->branches[holder];
	struct kid kid = {.kind = kind, .value = value, .page = page, .next = PDF_NONE};
	uint32_t index = tree->kids->len;

	g_array_append_val(tree->kids, kid);
	if (branch->last_kid == PDF_NONE)
		branch->first_kid = index;
	else
		g_array_index(tree->kids, struct kid, branch->last_kid).next = index;
	branch->last_kid = index;
}

static void add_content(struct tree *tree, uint32_t index)
{
	uint32_t holder = tree->branches[index].holder;

	for (uint32_t i = tree->branches[index].first_run; i != PDF_NONE;) {
		const struct pdf_run *run = &g_array_index(tree->pdf->runs, struct pdf_run, i);

		if (tree->branches[holder].page == PDF_NONE)
			tree->branches[holder].page = run->page;
		push_kid(tree, holder, KID_CONTENT, run->id, run->page);
		i = run->next;
	}
}

/* An annotation belongs to a Link: the tag itself, or one made for it where a part of a figure is a link. */
static void add_links(struct tree *tree, uint32_t index)
{
	for (uint32_t i = tree->branches[index].first_link; i != PDF_NONE;) {
		struct pdf_link *link = &g_array_index(tree->pdf->links, struct pdf_link, i);

		i = link->next;
		if (link->annotation == 0)
			continue;
		if (tree->tags[index].kind == TAG_LINK) {
			push_kid(tree, index, KID_OBJECT, link->annotation, link->page);
			link->element = tree->branches[index].element;
		} else {
			link->element = pdf_reserve(tree->pdf->file, 1);
			push_kid(tree, index, KID_ELEMENT, link->element, link->page);
		}
	}
}

/* All elements get their numbers and kids before any is written. */
static void plant(struct tree *tree)
{
	for (uint32_t i = 0; i < tree->count; i++) {
		struct branch *branch = &tree->branches[i];
		uint32_t parent = tree->branches[tree->tags[i].parent].holder;

		if (!branch->used)
			continue;
		if (is_plain(tree, i))
			branch->holder = parent;
		else
			branch->element = pdf_reserve(tree->pdf->file, 1);
		if (i > 0 && branch->element != 0)
			push_kid(tree, parent, KID_ELEMENT, branch->element, 0);
		add_content(tree, i);
		add_links(tree, i);
	}
}

static void append_object_kid(const struct tree *tree, const struct kid *kid, GString *out)
{
	g_string_append(out, "<</Type/OBJR/Pg ");
	pdf_reference(out, pdf_page_object(tree->pdf, kid->page));
	g_string_append(out, "/Obj ");
	pdf_reference(out, kid->value);
	g_string_append(out, ">>");
}

/* Content is a number where it is on the element's own page, else with its page. */
static void append_kid(const struct tree *tree, const struct branch *branch, const struct kid *kid, GString *out)
{
	if (kid->kind == KID_OBJECT)
		append_object_kid(tree, kid, out);
	else if (kid->kind == KID_ELEMENT)
		pdf_reference(out, kid->value);
	else if (kid->page == branch->page)
		pdf_number(out, kid->value);
	else {
		g_string_append(out, "<</Type/MCR/Pg ");
		pdf_reference(out, pdf_page_object(tree->pdf, kid->page));
		g_string_append(out, "/MCID ");
		pdf_number(out, kid->value);
		g_string_append(out, ">>");
	}
}

static void append_kids(const struct tree *tree, const struct branch *branch, GString *out)
{
	uint32_t next = branch->first_kid;

	if (next == PDF_NONE)
		return;
	if (branch->page != PDF_NONE) {
		g_string_append(out, "/Pg ");
		pdf_reference(out, pdf_page_object(tree->pdf, branch->page));
	}
	g_string_append(out, "/K[");
	while (next != PDF_NONE) {
		const struct kid *kid = &g_array_index(tree->kids, struct kid, next);

		append_kid(tree, branch, kid, out);
		next = kid->next;
		if (next != PDF_NONE)
			g_string_append_c(out, ' ');
	}
	g_string_append_c(out, ']');
}

static GString *start_element(const struct tree *tree, uint32_t number, const char *type, uint32_t parent)
{
	GString *out = pdf_object(tree->pdf->file, number);

	g_string_append(out, "<</S/");
	g_string_append(out, type);
	g_string_append(out, "/P ");
	pdf_reference(out, parent);
	return out;
}

static void write_element(const struct tree *tree, uint32_t index)
{
	const struct tag *tag = &tree->tags[index];
	const struct branch *branch = &tree->branches[index];
	uint32_t parent = index == 0 ? (uint32_t)PDF_STRUCTURE : tree->branches[tree->branches[tag->parent].holder].element;
	GString *out = start_element(tree, branch->element, pdf_type(tag->kind), parent);

	if (tag->kind != TAG_TABLE)
		pdf_text_key(out, "/Alt", tag->alt);
	pdf_text_key(out, "/ActualText", tag->actual);
	pdf_text_key(out, "/Lang", tag->language);
	if (attributes[tag->kind] != NULL)
		attributes[tag->kind](tree, tag, out);
	append_kids(tree, branch, out);
	g_string_append(out, ">>");
}

static void write_elements(const struct tree *tree)
{
	const GArray *links = tree->pdf->links;

	for (uint32_t i = 0; i < tree->count; i++)
		if (tree->branches[i].element != 0)
			write_element(tree, i);
	for (guint i = 0; i < links->len; i++) {
		const struct pdf_link *link = &g_array_index(links, struct pdf_link, i);
		const struct kid kid = {.kind = KID_OBJECT, .value = link->annotation, .page = link->page};
		GString *out;

		if (link->annotation == 0 || tree->tags[link->mark->tag].kind == TAG_LINK)
			continue;
		out = start_element(tree, link->element, "Link", tree->branches[tree->branches[link->mark->tag].holder].element);
		g_string_append(out, "/K");
		append_object_kid(tree, &kid, out);
		g_string_append(out, ">>");
	}
}

/* Who owns the marked content of a page, by number. */
static void append_owners(const struct tree *tree, uint32_t page, GString *out)
{
	const struct pdf *pdf = tree->pdf;

	g_string_append_c(out, '[');
	for (uint32_t i = pdf->first_run[page]; i < pdf->first_run[page + 1]; i++) {
		uint32_t tag = g_array_index(pdf->runs, struct pdf_run, i).tag;

		pdf_reference(out, tree->branches[tree->branches[tag].holder].element);
		g_string_append_c(out, ' ');
	}
	g_string_append_c(out, ']');
}

static void write_parent_tree(const struct tree *tree)
{
	const struct pdf *pdf = tree->pdf;
	uint32_t pages = pdf->pages->count, first = pdf_reserve(pdf->file, pages);
	GString *out;

	for (uint32_t i = 0; i < pages; i++)
		append_owners(tree, i, pdf_object(pdf->file, first + i));
	out = pdf_object(pdf->file, tree->parent_tree);
	g_string_append(out, "<</Nums[");
	for (uint32_t i = 0; i < pages + pdf->links->len; i++) {
		uint32_t owner = i < pages ? first + i : g_array_index(pdf->links, struct pdf_link, i - pages).element;

		if (owner == 0)
			continue;
		pdf_number(out, i);
		g_string_append_c(out, ' ');
		pdf_reference(out, owner);
		g_string_append_c(out, ' ');
	}
	g_string_append(out, "]>>");
}

void pdf_write_tree(struct pdf *pdf)
{
	struct tree tree = {.pdf = pdf, .tags = pdf->pages->tags, .count = pdf->pages->tag_count};
	GString *out;

	tree.branches = arena_array(pdf->arena, struct branch, tree.count);
	tree.kids = g_array_new(FALSE, FALSE, sizeof(struct kid));
	tree.parent_tree = pdf_reserve(pdf->file, 1);
	chain(&tree, pdf->runs, pdf->links);
	find_used(&tree);
	plant(&tree);
	out = pdf_object(pdf->file, PDF_STRUCTURE);
	g_string_append_printf(out, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u>>", tree.branches[0].element,
			       tree.parent_tree, pdf->pages->count + pdf->links->len);
	write_elements(&tree);
	write_parent_tree(&tree);
	g_array_free(tree.kids, TRUE);
}
