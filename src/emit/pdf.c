/* The PDF back end: pages of marks to a file that keeps PDF/UA-1 and PDF/A-2a. */
#include "pdf.h"

static const char *const types[TAG_KIND_COUNT] = {
#define TAG(id, type, leaf) [TAG_##id] = type,
#include "layout/tag.def"
#undef TAG
};

const char *pdf_type(enum tag_kind kind)
{
	return types[kind];
}

/* Never the clock. */
static struct date choose_date(const struct emit_input *input)
{
	if (input->date.year != 0)
		return input->date;
	if (input->pages->date.year != 0)
		return input->pages->date;
	return (struct date){1970, 1, 1};
}

static struct str clean(struct arena *arena, struct str text)
{
	GString *out = g_string_sized_new(text.length);

	for (const char *at = str_c(text); at < str_c(text) + text.length; at = g_utf8_next_char(at))
		g_string_append_unichar(out, g_unichar_iscntrl(g_utf8_get_char(at)) ? ' ' : g_utf8_get_char(at));
	return str_take(arena, out);
}

static void undo_array(void *array)
{
	g_array_free(array, TRUE);
}

static GArray *array_new(struct arena *arena, guint size)
{
	GArray *array = g_array_new(FALSE, TRUE, size);

	arena_defer(arena, undo_array, array);
	return array;
}

static bool write_parts(struct pdf *pdf)
{
	uint32_t count = pdf->pages->count;

	pdf->page_objects = pdf_reserve(pdf->file, count);
	pdf->resources = pdf_reserve(pdf->file, 1);
	pdf->first_run = arena_array(pdf->arena, uint32_t, (size_t)count + 1);
	pdf->first_link = arena_array(pdf->arena, uint32_t, (size_t)count + 1);
	pdf->contents = arena_array(pdf->arena, uint32_t, count);
	if (!pdf_paint(pdf))
		return false;
	pdf_write_links(pdf);
	pdf_write_tree(pdf);
	pdf_write_pages(pdf);
	pdf_write_outline(pdf);
	pdf_write_names(pdf);
	pdf_write_metadata(pdf);
	pdf_write_catalogue(pdf);
	return true;
}

static bool write_pdf(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	gsize start = out->len;
	struct pdf pdf = {
		.arena = arena,
		.input = input,
		.pages = input->pages,
		.diags = diags,
		.file = pdf_file_open(out),
		.date = choose_date(input),
		.title = clean(arena, input->pages->title),
		.author = clean(arena, input->pages->author),
		.subject = clean(arena, input->pages->subject),
		.runs = array_new(arena, sizeof(struct pdf_run)),
		.links = array_new(arena, sizeof(struct pdf_link)),
		.places = array_new(arena, sizeof(struct pdf_place)),
	};
	bool good = write_parts(&pdf);

	pdf_file_close(pdf.file);
	if (!good)
		g_string_truncate(out, start);
	return good;
}

const struct backend backend_pdf = {.name = "pdf", .suffix = ".pdf", .feed = FEED_PAGES, .write = write_pdf};
