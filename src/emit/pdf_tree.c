/* The logical structure of the PDF, from the tags of the pages: structure elements with their attributes, and the parent tree. */
#include "pdf.h"

/* Per tag. */
struct branch {
	uint32_t first_run, last_run, first_link, last_link;
	qpdf_oh element; /* a plain Span has none: its content belongs to its parent */
	qpdf_oh kids;    /* 0: none yet */
	uint32_t page;   /* of its first content, or PDF_NONE */
	uint32_t holder; /* the tag whose element holds its content */
	bool used;
};

struct tree {
	struct pdf_file *file;
	const struct tag *tags;
	uint32_t count;
	struct branch *branches;
	qpdf_oh *link_elements; /* by link: whom the annotation belongs to */
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
			.page = PDF_NONE,
			.holder = i,
		};
	for (guint i = 0; i < runs->len; i++) {
		uint32_t tag = g_array_index(runs, struct pdf_run, i).tag;
		struct branch *branch = tag == TAG_ARTIFACT ? NULL : &tree->branches[tag];

		if (branch != NULL && branch->last_run == PDF_NONE)
			branch->first_run = i;
		else if (branch != NULL)
			g_array_index(runs, struct pdf_run, branch->last_run).next = i;
		if (branch != NULL)
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

static void figure_attributes(struct pdf_file *file, const struct tag *tag, qpdf_oh element)
{
	qpdf_oh attributes = pdf_parse(file, "<</O/Layout/Placement/Block>>");

	pdf_put(file, attributes, "/BBox", pdf_box(file, tag->x, tag->y, tag->width, tag->height));
	pdf_put(file, element, "/A", attributes);
}

static void header_attributes(struct pdf_file *file, const struct tag *tag, qpdf_oh element)
{
	const char *scope = tag->row_header ? "Row" : "Column";

	if (tag->column_span > 1)
		pdf_put(file, element, "/A", pdf_parse(file, "<</O/Table/Scope/%s/ColSpan %u>>", scope, tag->column_span));
	else
		pdf_put(file, element, "/A", pdf_parse(file, "<</O/Table/Scope/%s>>", scope));
}

static void cell_attributes(struct pdf_file *file, const struct tag *tag, qpdf_oh element)
{
	if (tag->column_span > 1)
		pdf_put(file, element, "/A", pdf_parse(file, "<</O/Table/ColSpan %u>>", tag->column_span));
}

static void list_attributes(struct pdf_file *file, const struct tag *tag, qpdf_oh element)
{
	pdf_put(file, element, "/A", pdf_parse(file, "<</O/List/ListNumbering/%s>>", tag->ordered ? "Decimal" : "Disc"));
}

static void table_attributes(struct pdf_file *file, const struct tag *tag, qpdf_oh element)
{
	qpdf_oh attributes;

	if (str_is_empty(tag->alt))
		return;
	attributes = pdf_parse(file, "<</O/Table>>");
	pdf_put_text(file, attributes, "/Summary", tag->alt);
	pdf_put(file, element, "/A", attributes);
}

static void (*const attributes[TAG_KIND_COUNT])(struct pdf_file *file, const struct tag *tag, qpdf_oh element) = {
	[TAG_FIGURE] = figure_attributes, [TAG_HEADER_CELL] = header_attributes, [TAG_DATA_CELL] = cell_attributes,
	[TAG_LIST] = list_attributes,     [TAG_TABLE] = table_attributes,
};

static void push_kid(struct tree *tree, uint32_t holder, qpdf_oh kid)
{
	struct branch *branch = &tree->branches[holder];

	if (branch->kids == 0) {
		branch->kids = qpdf_oh_new_array(tree->file->qpdf);
		qpdf_oh_replace_key(tree->file->qpdf, branch->element, "/K", branch->kids);
	}
	qpdf_oh_append_item(tree->file->qpdf, branch->kids, kid);
}

static qpdf_oh new_element(struct tree *tree, const char *type, uint32_t parent)
{
	struct pdf_file *file = tree->file;
	qpdf_oh element = pdf_indirect(file, qpdf_oh_new_dictionary(file->qpdf));
	char name[32];

	g_snprintf(name, sizeof name, "/%s", type);
	pdf_put_name(file, element, "/S", name);
	if (parent != PDF_NONE) {
		qpdf_oh_replace_key(file->qpdf, element, "/P", tree->branches[parent].element);
		push_kid(tree, parent, element);
	}
	return element;
}

static void make_element(struct tree *tree, uint32_t index)
{
	struct pdf_file *file = tree->file;
	const struct tag *tag = &tree->tags[index];
	struct branch *branch = &tree->branches[index];

	branch->element = new_element(tree, pdf_type(tag->kind), index == 0 ? PDF_NONE : tree->branches[tag->parent].holder);
	if (tag->kind != TAG_TABLE)
		pdf_put_text(file, branch->element, "/Alt", tag->alt);
	pdf_put_text(file, branch->element, "/ActualText", tag->actual);
	pdf_put_text(file, branch->element, "/Lang", tag->language);
	if (attributes[tag->kind] != NULL)
		attributes[tag->kind](file, tag, branch->element);
}

/* A number where the content is on the element's own page, else with its page. */
static qpdf_oh content_reference(struct tree *tree, struct branch *holder, const struct pdf_run *run)
{
	struct pdf_file *file = tree->file;
	qpdf_oh reference;

	if (holder->page == PDF_NONE) {
		holder->page = run->page;
		qpdf_oh_replace_key(file->qpdf, holder->element, "/Pg", file->pages[run->page]);
	}
	if (holder->page == run->page)
		return qpdf_oh_new_integer(file->qpdf, run->id);
	reference = pdf_parse(file, "<</Type/MCR/MCID %u>>", run->id);
	qpdf_oh_replace_key(file->qpdf, reference, "/Pg", file->pages[run->page]);
	return reference;
}

static void add_content(struct tree *tree, uint32_t index)
{
	GArray *runs = tree->file->pdf->runs;
	uint32_t holder = tree->branches[index].holder;

	for (uint32_t i = tree->branches[index].first_run; i != PDF_NONE; i = g_array_index(runs, struct pdf_run, i).next) {
		qpdf_oh reference = content_reference(tree, &tree->branches[holder], &g_array_index(runs, struct pdf_run, i));

		push_kid(tree, holder, reference);
		qpdf_oh_release(tree->file->qpdf, reference);
	}
}

static qpdf_oh object_reference(struct pdf_file *file, const struct pdf_link *link)
{
	qpdf_oh reference = pdf_parse(file, "<</Type/OBJR>>");

	qpdf_oh_replace_key(file->qpdf, reference, "/Pg", file->pages[link->page]);
	qpdf_oh_replace_key(file->qpdf, reference, "/Obj", link->annotation);
	return reference;
}

/* An annotation belongs to a Link: the tag itself, or one made for it where a part of a figure is a link. */
static void add_links(struct tree *tree, uint32_t index)
{
	struct pdf_file *file = tree->file;
	GArray *links = file->pdf->links;

	for (uint32_t i = tree->branches[index].first_link; i != PDF_NONE; i = g_array_index(links, struct pdf_link, i).next) {
		const struct pdf_link *link = &g_array_index(links, struct pdf_link, i);
		qpdf_oh reference;

		if (link->annotation == 0)
			continue;
		reference = object_reference(file, link);
		if (tree->tags[index].kind == TAG_LINK) {
			push_kid(tree, index, reference);
			tree->link_elements[i] = tree->branches[index].element;
		} else {
			tree->link_elements[i] = new_element(tree, "Link", index);
			qpdf_oh_replace_key(file->qpdf, tree->link_elements[i], "/K", reference);
		}
		qpdf_oh_release(file->qpdf, reference);
	}
}

static void make_elements(struct tree *tree)
{
	for (uint32_t i = 0; i < tree->count; i++) {
		if (!tree->branches[i].used)
			continue;
		if (is_plain(tree, i))
			tree->branches[i].holder = tree->branches[tree->tags[i].parent].holder;
		else
			make_element(tree, i);
		add_content(tree, i);
		add_links(tree, i);
	}
}

/* Who owns the marked content of a page, by number. */
static qpdf_oh page_owners(struct tree *tree, uint32_t page)
{
	const struct pdf *pdf = tree->file->pdf;
	qpdf_oh owners = qpdf_oh_new_array(tree->file->qpdf);

	for (uint32_t i = pdf->first_run[page]; i < pdf->first_run[page + 1]; i++) {
		uint32_t tag = g_array_index(pdf->runs, struct pdf_run, i).tag;

		if (tag != TAG_ARTIFACT)
			qpdf_oh_append_item(tree->file->qpdf, owners, tree->branches[tree->branches[tag].holder].element);
	}
	return pdf_indirect(tree->file, owners);
}

static qpdf_oh parent_tree(struct tree *tree)
{
	struct pdf_file *file = tree->file;
	uint32_t page_count = file->pdf->pages->count;
	qpdf_oh numbers = qpdf_oh_new_array(file->qpdf), top = qpdf_oh_new_dictionary(file->qpdf);

	for (uint32_t i = 0; i < page_count; i++) {
		pdf_put_integer(file, file->pages[i], "/StructParents", i);
		pdf_push(file, numbers, qpdf_oh_new_integer(file->qpdf, i));
		pdf_push(file, numbers, page_owners(tree, i));
	}
	for (guint i = 0; i < file->pdf->links->len; i++)
		if (tree->link_elements[i] != 0) {
			pdf_push(file, numbers, qpdf_oh_new_integer(file->qpdf, page_count + i));
			qpdf_oh_append_item(file->qpdf, numbers, tree->link_elements[i]);
		}
	pdf_put(file, top, "/Nums", numbers);
	return pdf_indirect(file, top);
}

/* cairo's own tree is left without a reference, and so is not written. */
void pdf_finish_tree(struct pdf_file *file)
{
	struct pdf *pdf = file->pdf;
	struct tree tree = {.file = file, .tags = pdf->pages->tags, .count = pdf->pages->tag_count};
	qpdf_oh top = pdf_indirect(file, pdf_parse(file, "<</Type/StructTreeRoot/ParentTreeNextKey %u>>", pdf->pages->count + pdf->links->len));

	tree.branches = arena_array(pdf->arena, struct branch, tree.count);
	tree.link_elements = arena_array(pdf->arena, qpdf_oh, pdf->links->len);
	chain(&tree, pdf->runs, pdf->links);
	find_used(&tree);
	make_elements(&tree);
	qpdf_oh_replace_key(file->qpdf, tree.branches[0].element, "/P", top);
	qpdf_oh_replace_key(file->qpdf, top, "/K", tree.branches[0].element);
	pdf_put(file, top, "/ParentTree", parent_tree(&tree));
	pdf_put(file, file->root, "/StructTreeRoot", top);
}
