/* Pictures for PDF: PNG files of the theme's folder. */
#include "pdf.h"

/* The picture, cached by path so that a logo on every page is written once; NULL with a diagnostic, the first time. */
static cairo_surface_t *find_image(struct pdf_painter *painter, const struct mark *mark)
{
	struct str folder = painter->pdf->input->theme->folder, path = mark->as.image.path;
	char *full = g_build_filename(str_c(folder), str_c(path), NULL);
	cairo_surface_t *image = g_hash_table_lookup(painter->images, full);

	if (image == NULL) {
		image = cairo_image_surface_create_from_png(full);
		if (cairo_surface_status(image) != CAIRO_STATUS_SUCCESS)
			diag(painter->pdf->diags, EMIT_IMAGE, mark->origin, str_c(path), cairo_status_to_string(cairo_surface_status(image)));
		g_hash_table_insert(painter->images, g_strdup(full), image);
	}
	g_free(full);
	return cairo_surface_status(image) == CAIRO_STATUS_SUCCESS ? image : NULL;
}

/* A rectangle filled with the picture; cairo_paint would lose the tag. */
void pdf_paint_image(struct pdf_painter *painter, const struct mark *mark)
{
	cairo_surface_t *image = find_image(painter, mark);
	cairo_t *cairo = painter->cairo;
	double width = pdf_points(mark->as.image.width), height = pdf_points(mark->as.image.height);

	if (image == NULL || width <= 0 || height <= 0)
		return;
	pdf_run_begin(painter, mark->tag, false);
	cairo_save(cairo);
	cairo_translate(cairo, pdf_points(mark->at.x), pdf_points(mark->at.y));
	cairo_rectangle(cairo, 0, 0, width, height);
	cairo_scale(cairo, width / cairo_image_surface_get_width(image), height / cairo_image_surface_get_height(image));
	cairo_set_source_surface(cairo, image, 0, 0);
	pdf_fill(painter);
	cairo_restore(cairo);
}
