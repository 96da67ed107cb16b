/* Links and the places they lead to: annotations and named destinations. */
#include "pdf.h"

#include <string.h>

static const struct pdf_place *find_place(const struct pdf *pdf, struct str name)
{
	guint low = 0, high = pdf->places->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;
		const struct pdf_place *place = &g_array_index(pdf->places, struct pdf_place, middle);

		if (str_compare(place->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < pdf->places->len && str_equal(g_array_index(pdf->places, struct pdf_place, low).name, name))
		return &g_array_index(pdf->places, struct pdf_place, low);
	return NULL;
}

/* An address in ASCII: what a URI may not hold is percent-encoded, what is encoded already stays. */
static struct str encode_url(struct arena *arena, struct str url)
{
	GString *out = g_string_sized_new(url.length);

	for (uint32_t i = 0; i < url.length; i++) {
		char c = url.text[i];

		if (g_ascii_isgraph(c) && strchr("\"<>\\^`{|}", c) == NULL)
			g_string_append_c(out, c);
		else
			g_string_append_printf(out, "%%%02X", (unsigned char)c);
	}
	return str_take(arena, out);
}

/* What a reader hears of a link: its title, else the heading it leads to, else its address. */
static struct str describe(GHashTable *titles, const struct mark *mark)
{
	const struct outline *outline;

	if (!str_is_empty(mark->as.link.title))
		return mark->as.link.title;
	if (!str_is_empty(mark->as.link.url))
		return mark->as.link.url;
	outline = g_hash_table_lookup(titles, str_c(mark->as.link.target));
	return outline == NULL ? mark->as.link.target : outline->title;
}

/* Schemes that a report may lead to: a file that others open must not start a script. */
static bool is_allowed(struct str url)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:"};

	for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (g_ascii_strncasecmp(str_c(url), schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* False with a diagnostic for a link that leads nowhere, or where it must not. */
static bool leads_on(const struct pdf *pdf, const struct mark *mark, const struct pdf_place *place)
{
	bool outwards = !str_is_empty(mark->as.link.url);

	if (outwards ? is_allowed(mark->as.link.url) : place != NULL)
		return true;
	return diag(pdf->diags, EMIT_NO_PLACE, mark->origin, str_c(outwards ? mark->as.link.url : mark->as.link.target));
}

static void write_annotation(struct pdf *pdf, GHashTable *titles, struct pdf_link *link, uint32_t key)
{
	const struct mark *mark = link->mark;
	const struct pdf_place *place = find_place(pdf, mark->as.link.target);
	GString *out;

	if (!leads_on(pdf, mark, place))
		return;
	link->annotation = pdf_reserve(pdf->file, 1);
	out = pdf_object(pdf->file, link->annotation);
	g_string_append(out, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent ");
	pdf_number(out, key);
	g_string_append(out, "/Rect");
	pdf_box(pdf, mark->at.x, mark->at.y, mark->as.link.width, mark->as.link.height, out);
	pdf_text_key(out, "/Contents", describe(titles, mark));
	if (!str_is_empty(mark->as.link.url)) {
		pdf_text_key(out, "/A<</S/URI/URI", encode_url(pdf->arena, mark->as.link.url));
		g_string_append(out, ">>>>");
	} else {
		g_string_append(out, "/Dest");
		pdf_destination(pdf, place->page, place->y, out);
		g_string_append(out, ">>");
	}
}

static GHashTable *titles_by_target(const struct pages *pages)
{
	GHashTable *titles = g_hash_table_new(g_str_hash, g_str_equal);

	for (uint32_t i = pages->outline_count; i-- > 0;)
		g_hash_table_insert(titles, (gpointer)str_c(pages->outlines[i].target), (gpointer)&pages->outlines[i]);
	return titles;
}

void pdf_write_links(struct pdf *pdf)
{
	GHashTable *titles = titles_by_target(pdf->pages);

	for (guint i = 0; i < pdf->links->len; i++)
		write_annotation(pdf, titles, &g_array_index(pdf->links, struct pdf_link, i), pdf->pages->count + i);
	g_hash_table_destroy(titles);
}

/* All places by name, so that a link from elsewhere can say file.pdf#name. */
void pdf_write_names(struct pdf *pdf)
{
	GString *out = pdf_object(pdf->file, PDF_NAMES);

	g_string_append(out, "<</Dests<</Names[");
	for (guint i = 0; i < pdf->places->len; i++) {
		const struct pdf_place *place = &g_array_index(pdf->places, struct pdf_place, i);

		if (i > 0 && str_equal(place->name, g_array_index(pdf->places, struct pdf_place, i - 1).name))
			continue;
		pdf_string(out, place->name);
		pdf_destination(pdf, place->page, place->y, out);
	}
	g_string_append(out, "]>>>>");
}
