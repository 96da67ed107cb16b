/* Pictures for PDF: PNG files of the theme's folder, and glyphs that are pictures. */
#include "pdf.h"

#include "type/paint.h"

#define PICTURE_SCALE 5 /* pixels to a point, for glyphs that are pictures: 360 to the inch */

/* A picture in the file; number PDF_NONE: it could not be read. */
struct image {
	uint32_t number, object;
};

struct pdf_images {
	struct pdf *pdf;
	GHashTable *by_path; /* of struct image: a logo on every page is written once */
	GArray *objects;     /* uint32_t, by number */
};

struct pdf_images *pdf_images_new(struct pdf *pdf)
{
	struct pdf_images *images = g_new0(struct pdf_images, 1);

	images->pdf = pdf;
	images->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	images->objects = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	return images;
}

void pdf_images_free(struct pdf_images *images)
{
	g_hash_table_destroy(images->by_path);
	g_array_free(images->objects, TRUE);
	g_free(images);
}

void pdf_images_list(const struct pdf_images *images, GString *out)
{
	for (guint i = 0; i < images->objects->len; i++)
		g_string_append_printf(out, "/I%u %u 0 R", i, g_array_index(images->objects, uint32_t, i));
}

/* A pixel of cairo's, whose colours are multiplied by how opaque it is. */
struct pixel {
	guint8 red, green, blue, opaque;
};

static struct pixel pixel_of(guint32 word, bool has_alpha)
{
	guint32 opaque = has_alpha ? word >> 24 : 255, half = opaque / 2;
	guint32 red = word >> 16 & 255, green = word >> 8 & 255, blue = word & 255;

	if (opaque == 0)
		return (struct pixel){0};
	return (struct pixel){(guint8)MIN((red * 255 + half) / opaque, 255), (guint8)MIN((green * 255 + half) / opaque, 255),
			      (guint8)MIN((blue * 255 + half) / opaque, 255), (guint8)opaque};
}

/* Splits the picture into colours and opacity; true if some of it is not opaque. */
static bool split(cairo_surface_t *surface, GByteArray *colours, GByteArray *opacity)
{
	int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
	bool has_alpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32, clear = false;
	const guint8 *data = cairo_image_surface_get_data(surface);

	for (int y = 0; y < height; y++) {
		const guint32 *row = (const guint32 *)(gconstpointer)(data + (gsize)y * (gsize)cairo_image_surface_get_stride(surface));

		for (int x = 0; x < width; x++) {
			struct pixel pixel = pixel_of(row[x], has_alpha);

			g_byte_array_append(colours, &pixel.red, 3);
			g_byte_array_append(opacity, &pixel.opaque, 1);
			clear = clear || pixel.opaque != 255;
		}
	}
	return clear;
}

static void write_image(struct pdf_images *images, cairo_surface_t *surface, struct image *image)
{
	GByteArray *colours = g_byte_array_new(), *opacity = g_byte_array_new();
	char mask_key[32] = "", *keys;
	char *size = g_strdup_printf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", cairo_image_surface_get_width(surface),
				     cairo_image_surface_get_height(surface));

	if (split(surface, colours, opacity)) {
		uint32_t mask = pdf_reserve(images->pdf->file, 1);

		keys = g_strconcat(size, "/ColorSpace/DeviceGray", NULL);
		pdf_stream(images->pdf->file, mask, keys, opacity->data, opacity->len);
		g_snprintf(mask_key, sizeof mask_key, "/SMask %u 0 R", mask);
		g_free(keys);
	}
	image->object = pdf_reserve(images->pdf->file, 1);
	image->number = images->objects->len;
	g_array_append_val(images->objects, image->object);
	keys = g_strconcat(size, "/ColorSpace/DeviceRGB", mask_key, NULL);
	pdf_stream(images->pdf->file, image->object, keys, colours->data, colours->len);
	g_free(keys);
	g_free(size);
	g_byte_array_unref(colours);
	g_byte_array_unref(opacity);
}

/* True colour for what cairo keeps in another form: grey, or more than eight bits. */
static cairo_surface_t *in_true_colour(cairo_surface_t *surface)
{
	cairo_format_t format = cairo_image_surface_get_format(surface);
	cairo_surface_t *copy;
	cairo_t *cairo;

	if (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24)
		return surface;
	copy = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface));
	cairo = cairo_create(copy);
	cairo_set_source_surface(cairo, surface, 0, 0);
	cairo_paint(cairo);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	return copy;
}

static struct image *image_read(struct pdf_painter *painter, const struct mark *mark, const char *full)
{
	struct image *image = arena_one(painter->pdf->arena, struct image);
	cairo_surface_t *surface = cairo_image_surface_create_from_png(full);
	cairo_status_t status = cairo_surface_status(surface);

	image->number = PDF_NONE;
	if (status == CAIRO_STATUS_SUCCESS) {
		surface = in_true_colour(surface);
		write_image(painter->images, surface, image);
	} else
		diag(painter->pdf->diags, EMIT_IMAGE, mark->origin, str_c(mark->as.image.path), cairo_status_to_string(status));
	cairo_surface_destroy(surface);
	return image;
}

/* With a diagnostic the first time, if it cannot be read. */
static const struct image *find_image(struct pdf_painter *painter, const struct mark *mark)
{
	char *full = g_build_filename(str_c(painter->pdf->input->theme->folder), str_c(mark->as.image.path), NULL);
	struct image *image = g_hash_table_lookup(painter->images->by_path, full);

	if (image == NULL) {
		image = image_read(painter, mark, full);
		g_hash_table_insert(painter->images->by_path, g_strdup(full), image);
	}
	g_free(full);
	return image;
}

static void show_image(struct pdf_painter *painter, const struct image *image, const struct point *at, dim width, dim height)
{
	GString *content = painter->content;

	g_string_append(content, "q\n");
	dim_append(content, width);
	g_string_append(content, " 0 0 ");
	dim_append(content, height);
	g_string_append_c(content, ' ');
	pdf_point(painter, at->x, at->y + height);
	g_string_append_printf(content, "cm\n/I%u Do\nQ\n", image->number);
}

void pdf_paint_image(struct pdf_painter *painter, const struct mark *mark)
{
	const struct image *image = find_image(painter, mark);

	if (image->number == PDF_NONE || mark->as.image.width <= 0 || mark->as.image.height <= 0)
		return;
	pdf_run_begin(painter, mark->tag, false);
	show_image(painter, image, &mark->at, mark->as.image.width, mark->as.image.height);
}

void pdf_paint_picture(struct pdf_painter *painter, const struct piece *piece, dim x, dim y)
{
	const struct theme *theme = painter->pdf->input->theme;
	dim ascent = type_ascent(painter->pdf->input->typesetter, piece->run->style);
	dim height = ascent + type_descent(painter->pdf->input->typesetter, piece->run->style);
	int across = piece->width * PICTURE_SCALE / DIM_POINT + 1, down = height * PICTURE_SCALE / DIM_POINT + 1;
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, across, down);
	cairo_t *cairo = cairo_create(surface);
	struct piece moved = *piece;
	struct image image;

	moved.x = 0;
	cairo_scale(cairo, PICTURE_SCALE, PICTURE_SCALE);
	type_paint_piece(cairo, &moved, 0, ascent, theme);
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	write_image(painter->images, surface, &image);
	cairo_surface_destroy(surface);
	g_string_append(painter->content, "/Span<</ActualText<feff");
	pdf_utf16(painter->content, piece_text(piece));
	g_string_append(painter->content, ">>>BDC\n");
	show_image(painter, &image, &(struct point){x, y - ascent}, across * DIM_POINT / PICTURE_SCALE, down * DIM_POINT / PICTURE_SCALE);
	g_string_append(painter->content, "EMC\n");
}
