/* How diagnostics are kept: a group per source, each in order of place. */
#ifndef PLUMBLINE_SOURCE_DIAG_LIST_H
#define PLUMBLINE_SOURCE_DIAG_LIST_H

#include "source/diag.h"

struct diag_item {
	struct diag_item *next;
	enum diag_code code;
	enum severity severity;
	struct span span;
	struct str message, hint;
};

struct diag_group {
	struct diag_group *next;
	const struct source *source;
	struct diag_item *first;
	uint32_t count; /* also of those not kept */
	uint32_t kept, kept_errors;
};

struct diags {
	struct arena *arena;
	struct diag_group *first, **last;
	uint32_t counts[SEVERITY_COUNT], by_code[DIAG_COUNT];
};

#endif
