/* The pages of the PDF and its outline. */
#include "pdf.h"

void pdf_box(const struct pdf *pdf, dim x, dim y, dim width, dim height, GString *out)
{
	dim bottom = pdf->pages->height - y - height;
	const dim sides[] = {x, bottom, x + width, bottom + height};

	for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
		g_string_append_c(out, i == 0 ? '[' : ' ');
		dim_append(out, sides[i]);
	}
	g_string_append_c(out, ']');
}

void pdf_destination(const struct pdf *pdf, uint32_t page, dim y, GString *out)
{
	g_string_append_c(out, '[');
	pdf_reference(out, pdf_page_object(pdf, page));
	g_string_append(out, "/XYZ 0 ");
	dim_append(out, pdf->pages->height - y);
	g_string_append(out, " null]");
}

static void append_annotations(const struct pdf *pdf, uint32_t page, GString *out)
{
	bool some = false;

	for (uint32_t i = pdf->first_link[page]; i < pdf->first_link[page + 1]; i++) {
		uint32_t annotation = g_array_index(pdf->links, struct pdf_link, i).annotation;

		if (annotation == 0)
			continue;
		g_string_append(out, some ? " " : "/Annots[");
		pdf_reference(out, annotation);
		some = true;
	}
	if (some)
		g_string_append_c(out, ']');
}

void pdf_write_pages(struct pdf *pdf)
{
	GString *out = pdf_object(pdf->file, PDF_PAGES);

	g_string_append_printf(out, "<</Type/Pages/Count %u/Kids[", pdf->pages->count);
	for (uint32_t i = 0; i < pdf->pages->count; i++)
		g_string_append_printf(out, i == 0 ? "%u 0 R" : " %u 0 R", pdf_page_object(pdf, i));
	g_string_append(out, "]>>");
	for (uint32_t i = 0; i < pdf->pages->count; i++) {
		out = pdf_object(pdf->file, pdf_page_object(pdf, i));
		g_string_append_printf(out, "<</Type/Page/Parent %d 0 R/Resources %u 0 R/Contents %u 0 R/StructParents %u/Tabs/S/MediaBox", PDF_PAGES,
				       pdf->resources, pdf->contents[i], i);
		pdf_box(pdf, 0, 0, pdf->pages->width, pdf->pages->height, out);
		append_annotations(pdf, i, out);
		g_string_append(out, ">>");
	}
}

#define OUTLINE_DEPTH 16

/* An entry of the outline with its neighbours, as indices from 1; 0: none. */
struct entry {
	uint32_t level, parent, first, last, before, after, count;
};

/* Entry 0 is the outline itself. A level that skips some is that below its parent's. */
static struct entry *arrange(const struct pdf *pdf)
{
	const struct pages *pages = pdf->pages;
	struct entry *entries = arena_array(pdf->arena, struct entry, (size_t)pages->outline_count + 1);
	uint32_t newest[OUTLINE_DEPTH + 1] = {0}, depth = 0;

	for (uint32_t i = 1; i <= pages->outline_count; i++) {
		struct entry *entry = &entries[i], *parent;

		entry->level = CLAMP(pages->outlines[i - 1].level, 1, MIN(depth + 1, OUTLINE_DEPTH));
		depth = entry->level;
		entry->parent = newest[depth - 1];
		newest[depth] = i;
		parent = &entries[entry->parent];
		entry->before = parent->last;
		if (parent->last != 0)
			entries[parent->last].after = i;
		else
			parent->first = i;
		parent->last = i;
		parent->count++;
	}
	return entries;
}

static void append_neighbour(GString *out, const char *key, uint32_t first, uint32_t index)
{
	if (index == 0)
		return;
	g_string_append(out, key);
	pdf_reference(out, first + index - 1);
}

/* Only the first level is open. */
static void write_entry(const struct pdf *pdf, const struct entry *entry, const struct outline *outline, uint32_t first, GString *out)
{
	g_string_append(out, "<<");
	pdf_text_key(out, "/Title", outline->title);
	g_string_append(out, "/Dest");
	pdf_destination(pdf, outline->page, outline->y, out);
	g_string_append(out, "/Parent ");
	pdf_reference(out, entry->parent == 0 ? (uint32_t)PDF_OUTLINE : first + entry->parent - 1);
	append_neighbour(out, "/Prev ", first, entry->before);
	append_neighbour(out, "/Next ", first, entry->after);
	append_neighbour(out, "/First ", first, entry->first);
	append_neighbour(out, "/Last ", first, entry->last);
	if (entry->count > 0)
		g_string_append_printf(out, "/Count %s%u", entry->level == 1 ? "" : "-", entry->count);
	g_string_append(out, ">>");
}

static uint32_t count_shown(const struct entry *entries, uint32_t count)
{
	uint32_t shown = 0;

	for (uint32_t i = 1; i <= count; i++)
		shown += entries[i].level <= 2;
	return shown;
}

void pdf_write_outline(struct pdf *pdf)
{
	const struct pages *pages = pdf->pages;
	struct entry *entries;
	uint32_t first;
	GString *out;

	if (pages->outline_count == 0)
		return;
	entries = arrange(pdf);
	first = pdf_reserve(pdf->file, pages->outline_count);
	out = pdf_object(pdf->file, PDF_OUTLINE);
	g_string_append_printf(out, "<</Type/Outlines/Count %u", count_shown(entries, pages->outline_count));
	append_neighbour(out, "/First ", first, entries[0].first);
	append_neighbour(out, "/Last ", first, entries[0].last);
	g_string_append(out, ">>");
	for (uint32_t i = 1; i <= pages->outline_count; i++)
		write_entry(pdf, &entries[i], &pages->outlines[i - 1], first, pdf_object(pdf->file, first + i - 1));
}
