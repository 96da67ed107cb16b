/* Cells and rows of CSV (RFC 4180); no cell is a formula to a spreadsheet. */
#ifndef PLUMBLINE_SRC_EMIT_CSV_CELLS_H
#define PLUMBLINE_SRC_EMIT_CSV_CELLS_H

#include "base/str.h"

/*
 * Appends a cell, after a comma unless it is the first one of its row. A text that a spreadsheet would run gets an apostrophe before it; one with marks that
 * some country's spreadsheet takes for a separator stands in quotes. Control characters become U+FFFD.
 */
void csv_put(GString *out, const char *text);
void csv_end_row(GString *out);
/* A whole row. */
void csv_put_row(GString *out, const char *const *cells, size_t count);

#endif
