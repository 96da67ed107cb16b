/* Between the files of the checker. */
#ifndef PLUMBLINE_TESTS_CHECK_H
#define PLUMBLINE_TESTS_CHECK_H

#include <qpdf/qpdf-c.h>
#include <string.h>

#include "pdfcheck.h"

/* A structure element, in reading order. */
struct element {
	qpdf_oh handle;
	const char *type; /* after the role map, without the slash */
	guint parent;     /* index; of the first: itself */
	int id;
	guint kids;    /* structure elements below it */
	guint columns; /* of a row: cells counted with their spans */
	bool has_label;
};

struct check {
	qpdf_data qpdf;
	qpdf_oh root, trailer;
	struct pdfcheck *result;
	GString *report;
	GStringChunk *texts;
	const char *bytes;
	size_t length;
	GArray *elements;        /* struct element */
	GHashTable *marks;       /* "page:id" to index + 1 of the element that names it */
	GHashTable *annotations; /* object number to index + 1 of the element that names it */
	GHashTable *parents;     /* key of the parent tree to handle */
	GHashTable *page_ids;    /* object number of a page to its index + 1 */
	GHashTable *seen_marks;  /* "page:id" that are in the content */
};

void fail(struct check *check, enum pdf_rule rule, int object, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Text of a string or name of a dictionary, kept; NULL if there is none. */
const char *text_at(struct check *check, qpdf_oh dictionary, const char *key);
const char *name_at(struct check *check, qpdf_oh dictionary, const char *key);
qpdf_oh at(struct check *check, qpdf_oh dictionary, const char *key);
bool has(struct check *check, qpdf_oh dictionary, const char *key);
bool is_true_at(struct check *check, qpdf_oh dictionary, const char *key);
int id_at(struct check *check, qpdf_oh dictionary, const char *key);
long long integer_at(struct check *check, qpdf_oh dictionary, const char *key, long long otherwise);
int length_of(struct check *check, qpdf_oh array);
qpdf_oh item(struct check *check, qpdf_oh array, int index);
int id_of(struct check *check, qpdf_oh object);
/* The bytes of a stream, decoded; freed by the caller with free. NULL if there are none. */
char *stream_bytes(struct check *check, qpdf_oh stream, size_t *length);
const char *mark_key(struct check *check, int page, long long mark);

/* In this order. */
void check_file(struct check *check);
void check_metadata(struct check *check);
void check_profile(struct check *check);
void check_tree(struct check *check);
void check_nesting(struct check *check);
void check_pages(struct check *check);
void check_annotations(struct check *check, qpdf_oh page);
void check_content(struct check *check, qpdf_oh page);
void check_objects(struct check *check);
void check_places(struct check *check);
/* A destination: an array or a name. */
void check_destination(struct check *check, qpdf_oh destination, int object);

#endif
