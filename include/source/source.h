/* Source files, spans in them, and places that people can find. */
#ifndef PLUMBLINE_SOURCE_SOURCE_H
#define PLUMBLINE_SOURCE_SOURCE_H

#include "base/str.h"

struct diags;

/* One input file, whole, in memory; lives as long as its arena. Spans point into it, so it outlives all that was read from it. */
struct source {
	struct str path;       /* as the user wrote it */
	struct str bytes;      /* without a byte-order mark */
	const uint32_t *lines; /* byte offset of the start of each line */
	uint32_t line_count;
};

/* A stretch of bytes in a source. source NULL: no place (a command line, say). */
struct span {
	const struct source *source;
	uint32_t start, length;
};

/* For people: both from 1, the column in characters (not bytes). */
struct place {
	uint32_t line, column;
};

/* No input file may be larger: 12 MiB, twenty times the largest lens that AWS takes. Whatever is in it, it is then read in 256 MB. */
#define SOURCE_LARGEST ((size_t)12 << 20)

/*
 * Reads a file. NULL, with a diagnostic, if it cannot be read, is larger than SOURCE_LARGEST, is not UTF-8 or holds a NUL byte.
 * asked_by: where the path was written, for the message (may have source NULL).
 */
const struct source *source_open(struct arena *arena, const char *path, struct span asked_by, struct diags *diags);

/* The same for bytes in memory, which are copied. The same checks; path only names it. */
const struct source *source_from_bytes(struct arena *arena, const char *path, const char *bytes, size_t length, struct diags *diags);

struct place source_place(const struct source *source, uint32_t offset);

/* The text of a line (from 1) without its end. Not NUL-terminated at its length. */
struct str source_line(const struct source *source, uint32_t line);

/* A span that starts where a starts and ends where b ends; both in one source. */
struct span span_join(struct span a, struct span b);

#endif
