/* Diagnostics: what is wrong, where, and what to do. Each is worded once, in diag.def. */
#ifndef PLUMBLINE_SOURCE_DIAG_H
#define PLUMBLINE_SOURCE_DIAG_H

#include "source/source.h"

/* A note says what was done with a file in which nothing is wrong. */
enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_COUNT };

enum diag_code {
#define DIAG(code, severity, message, hint) DIAG_##code,
#include "source/diag.def"
#undef DIAG
	DIAG_COUNT
};

/* Collects diagnostics. Lives in its arena; one thread at a time. */
struct diags;

struct diags *diags_new(struct arena *arena);

/*
 * Adds a diagnostic. The arguments after span are C strings: {0}, {1} ... of the message and of the hint. A hint is left out when an argument
 * that it names is missing, NULL or empty. A warning says so in diag.def. Returns false, so that a decoder may say `return diag(...)`.
 * At most 200 are kept for a source, errors rather than others; the count goes on.
 */
#define diag(diags, code, ...) diag_add((diags), DIAG_##code, DIAG_SPAN_(__VA_ARGS__, NULL), (const char *const[]){DIAG_REST_(__VA_ARGS__, NULL)})
#define DIAG_SPAN_(span, ...)  (span)
#define DIAG_REST_(span, ...)  __VA_ARGS__
bool diag_add(struct diags *diags, enum diag_code code, struct span span, const char *const *args);

/* The same with a severity other than that of diag.def: what is a fault in a file of ours may be no more than odd in somebody else's. */
#define diag_as(diags, severity, code, ...)                                                                                                          \
	diag_add_as((diags), (severity), DIAG_##code, DIAG_SPAN_(__VA_ARGS__, NULL), (const char *const[]){DIAG_REST_(__VA_ARGS__, NULL)})
bool diag_add_as(struct diags *diags, enum severity severity, enum diag_code code, struct span span, const char *const *args);

/* Where there is no span. */
#define NO_SPAN ((struct span){0})

uint32_t diags_errors(const struct diags *diags);
uint32_t diags_warnings(const struct diags *diags);

/* A stable code such as "REVIEW_UNKNOWN_CHOICE". */
const char *diag_code_name(enum diag_code code);
/* How often this code was added. */
uint32_t diags_count(const struct diags *diags, enum diag_code code);

/* Appends all of from, e.g. what a worker found. The sources must outlive it. */
void diags_append(struct diags *diags, const struct diags *from);

/* All diagnostics in file order (sources in the order of their first diagnostic), as for a terminal: place, severity, message, code, line, caret, hint. */
void diags_write_text(const struct diags *diags, GString *out, bool colour);

/* The same as a JSON array of objects: file, line, column, length, severity, code, message, hint. */
void diags_write_json(const struct diags *diags, GString *out);

#endif
