/* Output files: whole or not at all. */
#ifndef PLUMBLINE_JOB_WRITE_H
#define PLUMBLINE_JOB_WRITE_H

#include "source/diag.h"

/* Writes beside path and renames over it; what is there but is not a plain file (a pipe, a device) is written to directly. False with a diagnostic. */
bool output_write(const char *path, const char *bytes, size_t length, struct diags *diags);

/* Makes a folder and those above it. False with a diagnostic. */
bool output_folder(const char *path, struct diags *diags);

#endif
