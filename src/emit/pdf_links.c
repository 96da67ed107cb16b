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

/* [page /XYZ left top null]: the place at the top of the window, the zoom as it is. */
static qpdf_oh destination(struct pdf_file *file, const struct pdf_place *place)
{
	qpdf_oh array = qpdf_oh_new_array(file->qpdf);

	qpdf_oh_append_item(file->qpdf, array, file->pages[place->page]);
	pdf_push(file, array, qpdf_oh_new_name(file->qpdf, "/XYZ"));
	pdf_push(file, array, qpdf_oh_new_integer(file->qpdf, 0));
	pdf_push(file, array, qpdf_oh_new_real_from_double(file->qpdf, pdf_points(file->pdf->pages->height - place->y), 2));
	pdf_push(file, array, qpdf_oh_new_null(file->qpdf));
	return array;
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

static qpdf_oh action(struct pdf_file *file, struct str url)
{
	qpdf_oh action = pdf_parse(file, "<</S/URI>>");
	struct str encoded = encode_url(file->pdf->arena, url);

	pdf_put(file, action, "/URI", qpdf_oh_new_string(file->qpdf, str_c(encoded)));
	return action;
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

static qpdf_oh annotation(struct pdf_file *file, GHashTable *titles, const struct pdf_link *link, uint32_t key)
{
	const struct mark *mark = link->mark;
	const struct pdf_place *place = find_place(file->pdf, mark->as.link.target);
	qpdf_oh made;

	if (str_is_empty(mark->as.link.url) ? place == NULL : !is_allowed(mark->as.link.url)) {
		diag(file->pdf->diags, EMIT_NO_PLACE, mark->origin,
		     str_c(str_is_empty(mark->as.link.url) ? mark->as.link.target : mark->as.link.url));
		return 0;
	}
	made = pdf_parse(file, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent %u>>", key);
	pdf_put(file, made, "/Rect", pdf_box(file, mark->at.x, mark->at.y, mark->as.link.width, mark->as.link.height));
	pdf_put_text(file, made, "/Contents", describe(titles, mark));
	if (!str_is_empty(mark->as.link.url))
		pdf_put(file, made, "/A", action(file, mark->as.link.url));
	else
		pdf_put(file, made, "/Dest", destination(file, place));
	return pdf_indirect(file, made);
}

static void add_annotation(struct pdf_file *file, uint32_t page, qpdf_oh annotation)
{
	qpdf_oh list = qpdf_oh_get_key(file->qpdf, file->pages[page], "/Annots");

	if (!qpdf_oh_is_array(file->qpdf, list)) {
		qpdf_oh_release(file->qpdf, list);
		list = qpdf_oh_new_array(file->qpdf);
		qpdf_oh_replace_key(file->qpdf, file->pages[page], "/Annots", list);
	}
	qpdf_oh_append_item(file->qpdf, list, annotation);
	qpdf_oh_release(file->qpdf, list);
}

/* All places by name, so that a link from elsewhere can say file.pdf#name. */
static void add_names(struct pdf_file *file)
{
	GArray *places = file->pdf->places;
	qpdf_oh names = qpdf_oh_new_array(file->qpdf), tree = pdf_parse(file, "<</Dests<<>>>>"), leaf = qpdf_oh_get_key(file->qpdf, tree, "/Dests");

	for (guint i = 0; i < places->len; i++) {
		const struct pdf_place *place = &g_array_index(places, struct pdf_place, i);

		if (i > 0 && str_equal(place->name, g_array_index(places, struct pdf_place, i - 1).name))
			continue;
		pdf_push(file, names, qpdf_oh_new_string(file->qpdf, str_c(place->name)));
		pdf_push(file, names, destination(file, place));
	}
	pdf_put(file, leaf, "/Names", names);
	qpdf_oh_release(file->qpdf, leaf);
	if (places->len > 0)
		pdf_put(file, file->root, "/Names", pdf_indirect(file, tree));
	else
		qpdf_oh_release(file->qpdf, tree);
}

static GHashTable *titles_by_target(const struct pages *pages)
{
	GHashTable *titles = g_hash_table_new(g_str_hash, g_str_equal);

	for (uint32_t i = pages->outline_count; i-- > 0;)
		g_hash_table_insert(titles, (gpointer)str_c(pages->outlines[i].target), (gpointer)&pages->outlines[i]);
	return titles;
}

void pdf_finish_links(struct pdf_file *file)
{
	struct pdf *pdf = file->pdf;
	GHashTable *titles = titles_by_target(pdf->pages);

	for (guint i = 0; i < pdf->links->len; i++) {
		struct pdf_link *link = &g_array_index(pdf->links, struct pdf_link, i);

		link->annotation = annotation(file, titles, link, pdf->pages->count + i);
		if (link->annotation != 0)
			add_annotation(file, link->page, link->annotation);
	}
	g_hash_table_destroy(titles);
	add_names(file);
	for (uint32_t i = 0; i < pdf->pages->count; i++)
		pdf_put_name(file, file->pages[i], "/Tabs", "/S");
}
