/* Between the files of the PDF back end: what painting leaves behind for the pass that finishes the file. */
#ifndef PLUMBLINE_EMIT_PDF_PRIVATE_H
#define PLUMBLINE_EMIT_PDF_PRIVATE_H

#include <cairo.h>
#include <qpdf/qpdf-c.h>

#include "emit/backend.h"

#define PDF_NONE UINT32_MAX

/*
 * A run of painting that belongs to one tag of the logical structure, or to none (TAG_ARTIFACT). Each is one marked-content sequence in the
 * page's content. cairo numbers them from 0 on each page in the order they were begun; the finishing pass gives the lasting numbers.
 */
struct pdf_run {
	uint32_t tag, page;
	uint32_t id;   /* MCID among the page's runs that are not artifacts */
	uint32_t next; /* the next run of the same tag, or PDF_NONE */
	bool text;     /* some of it is text: tells running heads from rules */
};

struct pdf_link {
	const struct mark *mark;
	uint32_t page;
	uint32_t next;      /* the next link of the same tag, or PDF_NONE */
	qpdf_oh annotation; /* 0: it leads nowhere */
};

struct pdf_place {
	struct str name;
	uint32_t page;
	dim x, y;
};

/* One document on its way to bytes. */
struct pdf {
	struct arena *arena;
	const struct emit_input *input;
	const struct pages *pages;
	struct diags *diags;
	struct date date;
	struct str title, author, subject; /* without control characters, which XMP cannot hold */
	GArray *runs;                      /* struct pdf_run */
	GArray *links;                     /* struct pdf_link */
	GArray *places;                    /* struct pdf_place, in byte order of name once painting is done */
	uint32_t *first_run;               /* of each page, and one more: the end */
};

/* The type of a tag in PDF, "P". */
const char *pdf_type(enum tag_kind kind);

/* The finishing pass speaks to libqpdf through this. */
struct pdf_file {
	struct pdf *pdf;
	qpdf_data qpdf;
	qpdf_oh *pages; /* by index */
	qpdf_oh root;
};

/* --- painting: pages to cairo's bytes, runs, links and places. False with a diagnostic. */
bool pdf_paint(struct pdf *pdf, GByteArray *out);

struct pdf_painter {
	struct pdf *pdf;
	cairo_t *cairo;
	cairo_surface_t *surface;
	uint32_t page;
	bool open;          /* the last run is still open */
	GHashTable *images; /* path to cairo_surface_t */
};

/* Painting from here on belongs to this tag (TAG_ARTIFACT: to none). */
void pdf_run_begin(struct pdf_painter *painter, uint32_t tag, bool text);
void pdf_run_end(struct pdf_painter *painter);

void pdf_paint_rect(struct pdf_painter *painter, const struct mark *mark);
void pdf_paint_path(struct pdf_painter *painter, const struct mark *mark);
void pdf_paint_line(struct pdf_painter *painter, const struct mark *mark);
void pdf_paint_text(struct pdf_painter *painter, const struct mark *mark);
void pdf_paint_image(struct pdf_painter *painter, const struct mark *mark);
void pdf_set_colour(struct pdf_painter *painter, enum colour colour);
/* Fills the current path; never as a paint of the whole page, which cairo cannot do inside a tag. */
void pdf_fill(struct pdf_painter *painter);

static inline double pdf_points(dim length)
{
	return (double)length / DIM_POINT;
}

/* --- finishing: cairo's bytes to a PDF that keeps PDF/UA-1 and PDF/A-2a. False with a diagnostic. */
bool pdf_finish(struct pdf *pdf, const GByteArray *painted, GString *out);

bool pdf_finish_content(struct pdf_file *file);   /* marked content gets lasting names and numbers */
void pdf_finish_links(struct pdf_file *file);     /* annotations and named places; before the tree */
void pdf_finish_tree(struct pdf_file *file);      /* structure elements and the parent tree */
void pdf_finish_resources(struct pdf_file *file); /* fonts and images */
void pdf_finish_metadata(struct pdf_file *file);  /* catalogue, Info, XMP, output intent */

/* Short forms; each takes over the value. */
void pdf_put(struct pdf_file *file, qpdf_oh dictionary, const char *key, qpdf_oh value);
void pdf_put_name(struct pdf_file *file, qpdf_oh dictionary, const char *key, const char *name);
void pdf_put_integer(struct pdf_file *file, qpdf_oh dictionary, const char *key, long long value);
void pdf_put_text(struct pdf_file *file, qpdf_oh dictionary, const char *key, struct str text); /* nothing if empty */
void pdf_push(struct pdf_file *file, qpdf_oh array, qpdf_oh value);
/* A dictionary, array or number without references from its text. */
qpdf_oh pdf_parse(struct pdf_file *file, const char *format, ...) G_GNUC_PRINTF(2, 3);
qpdf_oh pdf_indirect(struct pdf_file *file, qpdf_oh value);
/* A stream of these bytes; dictionary as text, e.g. "<</N 3>>". */
qpdf_oh pdf_stream(struct pdf_file *file, const char *dictionary, const void *bytes, size_t length);
/* A box on a page, in PDF's points from the bottom left: [left bottom right top]. */
qpdf_oh pdf_box(struct pdf_file *file, dim x, dim y, dim width, dim height);

/* An sRGB profile, ICC version 2. */
void pdf_srgb_profile(GByteArray *out);
/* XMP that says the same as the Info dictionary. */
void pdf_xmp(const struct pdf *pdf, const char *producer, GString *out);
#define PDF_CREATOR "Plumbline"

#endif
