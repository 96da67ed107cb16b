/* Finding what people name on the command line. */
#ifndef PLUMBLINE_CLI_FIND_H
#define PLUMBLINE_CLI_FIND_H

#include "cli/call.h"

/* A question by id, "framework/id" or number ("SEC 3"), in any of the frameworks; false with a diagnostic. */
bool call_question(struct call *call, const struct assessment *assessment, const char *text, uint32_t *lens, uint32_t *question);

#endif
