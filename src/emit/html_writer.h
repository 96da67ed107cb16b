/* Writing HTML as it comes: elements, attributes and text, always escaped, always closed. */
#ifndef PLUMBLINE_SRC_EMIT_HTML_WRITER_H
#define PLUMBLINE_SRC_EMIT_HTML_WRITER_H

#include "base/str.h"

/* Names of elements and attributes are literals of the program; texts and values may come from anyone. */
struct html_writer {
	GString *out;
	GPtrArray *open; /* names of the elements that are open */
	bool in_tag;     /* the start tag still takes attributes */
	uint32_t svg;    /* elements open since and with <svg>: empty ones are closed in their start tag */
};

void html_begin(struct html_writer *writer, GString *out);
/* Asserts that everything was closed. */
void html_finish(struct html_writer *writer);

void html_open(struct html_writer *writer, const char *name);
void html_attribute(struct html_writer *writer, const char *name, struct str value);
/* The same only if value is not empty. */
void html_attribute_if(struct html_writer *writer, const char *name, struct str value);
void html_attribute_f(struct html_writer *writer, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);
void html_close(struct html_writer *writer);
void html_text(struct html_writer *writer, struct str text);
/* An element with nothing but text. class may be "". */
void html_element(struct html_writer *writer, const char *name, const char *class, struct str text);
/* Bytes as they are: only for what the program itself made. */
void html_raw(struct html_writer *writer, const char *bytes, size_t length);

/* href to url: only http, https and mailto, with everything that does not belong in a URL percent-encoded. False, and no attribute, for others. */
bool html_href(struct html_writer *writer, struct str url);
bool html_url_allowed(struct str url);

#endif
