/* What plumbline explain says of a whole report. */
#ifndef PLUMBLINE_SRC_CLI_EXPLAIN_H
#define PLUMBLINE_SRC_CLI_EXPLAIN_H

#include "cli/call.h"

/* Each unit of the document that rests on facts, with these, their values, and what called for it. */
void explain_document(struct arena *arena, const struct doc *document, const struct context *context, GString *out);

/* The same for the report of an assessment, on standard output. */
enum exit_status explain_report(struct call *call, const struct assessment *assessment);

#endif
