/* Between the files of the PDF back end: the file being written, the page being painted, and what painting leaves behind for the rest. */
#ifndef PLUMBLINE_EMIT_PDF_PRIVATE_H
#define PLUMBLINE_EMIT_PDF_PRIVATE_H

#include "emit/backend.h"
#include "pdf_file.h"

#define PDF_NONE UINT32_MAX

/* A run of painting that belongs to one tag of the logical structure: one marked-content sequence in the page's content. */
struct pdf_run {
	uint32_t tag, page;
	uint32_t id;   /* MCID */
	uint32_t next; /* the next run of the same tag, or PDF_NONE */
};

struct pdf_link {
	const struct mark *mark;
	uint32_t page;
	uint32_t next;       /* the next link of the same tag, or PDF_NONE */
	uint32_t annotation; /* object number; 0: it leads nowhere */
	uint32_t element;    /* of the structure element whom it belongs to */
};

struct pdf_place {
	struct str name;
	uint32_t page;
	dim y;
};

/* One document on its way to bytes. Objects of pages have numbers before anything is written, so that all may refer to them. */
struct pdf {
	struct arena *arena;
	const struct emit_input *input;
	const struct pages *pages;
	struct diags *diags;
	struct pdf_file *file;
	struct date date;
	struct str title, author, subject; /* without control characters, which XMP cannot hold */
	GArray *runs;                      /* struct pdf_run */
	GArray *links;                     /* struct pdf_link */
	GArray *places;                    /* struct pdf_place, in byte order of name once painting is done */
	uint32_t *first_run, *first_link;  /* of each page, and one more: the end */
	uint32_t *contents;                /* object numbers of the pages' content */
	uint32_t page_objects;             /* object number of the first page; the others follow */
	uint32_t resources;                /* fonts and images of all pages */
};

static inline uint32_t pdf_page_object(const struct pdf *pdf, uint32_t page)
{
	return pdf->page_objects + page;
}

/* The type of a tag in PDF, "P". */
const char *pdf_type(enum tag_kind kind);

/* --- painting: contents, runs, links and places; then the fonts and images that were used. False with a diagnostic. */
bool pdf_paint(struct pdf *pdf);

struct pdf_fonts;
struct pdf_images;

/* What content says of the graphics state; what it says already is not said again. */
struct pdf_state {
	enum colour fill, stroke; /* COLOUR_COUNT: not yet */
	dim stroke_width;         /* -1: not yet */
	uint32_t font;            /* number of the font; PDF_NONE: none yet */
	dim size;
};

struct pdf_painter {
	struct pdf *pdf;
	GString *content; /* of the page */
	struct pdf_fonts *fonts;
	struct pdf_images *images;
	GArray *glyphs; /* struct type_glyph, of the piece at hand */
	struct pdf_state state;
	uint32_t page, ids; /* ids: the next MCID */
	uint32_t tag;       /* of the run that is open */
	bool open, text;    /* text: the open artifact is text, which tells running heads from rules */
};

/* Painting from here on belongs to this tag (TAG_ARTIFACT: to none). */
void pdf_run_begin(struct pdf_painter *painter, uint32_t tag, bool text);

/* Operands and operators. x and y in the page's own measure, from the top left. */
void pdf_point(struct pdf_painter *painter, dim x, dim y);
void pdf_fill_colour(struct pdf_painter *painter, enum colour colour);
void pdf_stroke_colour(struct pdf_painter *painter, enum colour colour);

void pdf_paint_rect(struct pdf_painter *painter, const struct mark *mark);
void pdf_paint_path(struct pdf_painter *painter, const struct mark *mark);
void pdf_paint_line(struct pdf_painter *painter, const struct mark *mark);
void pdf_paint_text(struct pdf_painter *painter, const struct mark *mark);
void pdf_paint_image(struct pdf_painter *painter, const struct mark *mark);
/* A piece in a font of pictures (emoji), as a picture with its text. */
void pdf_paint_picture(struct pdf_painter *painter, const struct piece *piece, dim x, dim y);

/* --- images: what pages show, each written once */
struct pdf_images *pdf_images_new(struct pdf *pdf);
void pdf_images_free(struct pdf_images *images);
void pdf_images_list(const struct pdf_images *images, GString *out); /* "/I0 12 0 R" ... */

/* --- the other parts of the file, each written after painting */
void pdf_write_links(struct pdf *pdf); /* annotations */
void pdf_write_tree(struct pdf *pdf);  /* structure elements and the parent tree; after links */
void pdf_write_pages(struct pdf *pdf); /* after links */
void pdf_write_outline(struct pdf *pdf);
void pdf_write_names(struct pdf *pdf);    /* places by name */
void pdf_write_metadata(struct pdf *pdf); /* Info, XMP, output intent */
void pdf_write_catalogue(struct pdf *pdf);

/* "[12 0 R/XYZ 0 700 null]": the place at the top of the window, the zoom as it is. */
void pdf_destination(const struct pdf *pdf, uint32_t page, dim y, GString *out);
/* "[left bottom right top]" in PDF's points from the bottom left. */
void pdf_box(const struct pdf *pdf, dim x, dim y, dim width, dim height, GString *out);

/* An sRGB profile, ICC version 2. */
void pdf_srgb_profile(GByteArray *out);
/* XMP that says the same as the Info dictionary. */
void pdf_xmp(const struct pdf *pdf, GString *out);
#define PDF_CREATOR "Plumbline"

#endif
