/*
 * CSV (RFC 4180, and what spreadsheets make of it) to nodes with positions. A reader of our own, because libraries give the text of a cell but not where it
 * stands, and messages must point there.
 */
#ifndef PLUMBLINE_READ_CSV_H
#define PLUMBLINE_READ_CSV_H

#include "read/node.h"

/* Rows and cells together; passing it is a diagnostic, and so is a cell of more bytes. */
#define CSV_MOST_CELLS   150000u
#define CSV_LONGEST_CELL ((uint32_t)1 << 20)

/*
 * A list of rows, each a list of cells, each a scalar: quoted where it stands in quotes, its span the text between them. Empty cells at the end of a row are left
 * out, so that ragged rows of a table look alike; an empty line is a row of no cells. Rows end with LF, CRLF or CR, also mixed. Cells are separated by commas, or
 * by semicolons or tabs where the first lines hold more of those, as spreadsheets write them in some countries. A quote inside a cell that does not begin with one
 * is a character like others. NULL with a diagnostic if there is not one
 * cell, a quoted one is never closed or a bound is passed; what follows a closing quote is kept, with a warning.
 */
const struct node *csv_read(struct arena *arena, const struct source *source, struct diags *diags);

/* The cell of a row, from 0, or NULL where the row is shorter; row may be NULL or no list: then NULL. */
const struct node *csv_cell(const struct node *row, uint32_t column);

#endif
