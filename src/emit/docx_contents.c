/* The contents of the editable report: a field that the word processor brings up to date, with the titles already in it. */
#include "docx.h"

#define DEEPEST 2u /* levels that have a style */

static const char *bookmark_of(const struct docx *docx, const struct doc *section)
{
	return str_is_empty(section->anchor) ? NULL : g_hash_table_lookup(docx->names, section->anchor.text);
}

/* The number that the heading gets, whoever counts it. */
static struct str entry_text(const struct docx *docx, const struct doc *section)
{
	struct str title = doc_text(docx->arena, section->first), number = section->as.section.number;

	return str_is_empty(number) ? title : str_format(docx->arena, "%s\xC2\xA0\xC2\xA0%s", number.text, title.text);
}

static void open_entry(struct docx *docx, const struct doc *section)
{
	uint32_t level = MIN(DEEPEST, doc_section_level(section));

	docx_begin_paragraph(docx, &(struct docx_look){.style = docx_style(level == 1 ? STYLE_CONTENTS_1 : STYLE_CONTENTS_2)});
}

static void write_entry(struct docx *docx, const struct doc *section)
{
	const char *name = bookmark_of(docx, section);

	if (name != NULL)
		docx_put(docx, "<w:hyperlink w:anchor=\"%s\">", name);
	docx_run(docx, entry_text(docx, section));
	if (name != NULL)
		docx_put(docx,
			 "<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGEREF %s \\h "
			 "</w:instrText></w:r>"
			 "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink>",
			 name);
}

static bool is_listed(const struct doc *node, uint32_t depth)
{
	return node->kind == DOC_SECTION && !node->as.section.not_in_contents && node->first != NULL && node->first->kind == DOC_HEADING &&
	       doc_section_level(node) <= depth;
}

/* The field begins in the first entry and ends in the last one. */
static void write_entries(struct docx *docx, uint32_t depth)
{
	bool begun = false;

	for (struct doc_walk walk = doc_walk_start(docx->document); walk.node != NULL; doc_walk_next(&walk)) {
		if (!walk.entering || !is_listed(walk.node, depth))
			continue;
		if (begun)
			docx_end_paragraph(docx);
		open_entry(docx, walk.node);
		if (!begun)
			docx_put(docx,
				 "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o "
				 "\"1-%u\" \\h \\z </w:instrText>"
				 "</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
				 depth);
		begun = true;
		write_entry(docx, walk.node);
	}
	if (!begun)
		return;
	docx_put(docx, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
	docx_end_paragraph(docx);
}

void docx_write_contents(struct docx *docx, const struct doc *node)
{
	uint32_t depth = CLAMP(node->as.contents.depth, 1u, DEEPEST);

	docx_mark(docx, node->anchor);
	docx_paragraph(docx, "ContentsTitle", node->as.contents.title);
	write_entries(docx, depth);
	docx->turn = true;
}
