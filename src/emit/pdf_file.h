/* A PDF file on its way: numbered objects, packed into object streams, streams, and the table of where each stands. */
#ifndef PLUMBLINE_EMIT_PDF_FILE_H
#define PLUMBLINE_EMIT_PDF_FILE_H

#include "base/str.h"

struct pdf_file;

/* Objects with fixed numbers. */
enum { PDF_CATALOGUE = 1, PDF_INFO, PDF_PAGES, PDF_OUTLINE, PDF_STRUCTURE, PDF_NAMES, PDF_METADATA, PDF_PROFILE, PDF_FIRST_FREE };

/* Appends to out from its end. */
struct pdf_file *pdf_file_open(GString *out);
/* Writes what is still held back, the table and the trailer, then frees the file. */
void pdf_file_close(struct pdf_file *file);

/* Numbers for count objects in a row; each must be written once. */
uint32_t pdf_reserve(struct pdf_file *file, uint32_t count);

/* The object's text is appended to what is returned, before the next call here. */
GString *pdf_object(struct pdf_file *file, uint32_t number);

/* keys: what the dictionary holds besides the length and the filter, "/N 3". */
void pdf_stream(struct pdf_file *file, uint32_t number, const char *keys, const void *bytes, size_t length);
/* The same, not compressed. */
void pdf_plain_stream(struct pdf_file *file, uint32_t number, const char *keys, const void *bytes, size_t length);

/* --- pieces of objects */
void pdf_number(GString *out, int64_t number);
void pdf_reference(GString *out, uint32_t number);                 /* "12 0 R" */
void pdf_string(GString *out, struct str bytes);                   /* a string of bytes, without line ends */
void pdf_text(GString *out, struct str text);                      /* a text string */
void pdf_text_key(GString *out, const char *key, struct str text); /* nothing if empty */
void pdf_utf16(GString *out, struct str text);                     /* "00660069" */
void pdf_hexadecimal(GString *out, uint32_t number);               /* four digits */

#endif
