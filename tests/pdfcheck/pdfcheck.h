/* The suite's own conformance checker for PDF/UA-1 and PDF/A-2a: the rules that a machine can check. Shares no code with what writes PDF. */
#ifndef PLUMBLINE_TESTS_PDFCHECK_H
#define PLUMBLINE_TESTS_PDFCHECK_H

#include <glib.h>
#include <stdbool.h>

enum pdf_rule {
#define RULE(id, clause, what) RULE_##id,
#include "rules.def"
#undef RULE
	RULE_COUNT
};

struct pdfcheck {
	guint failures[RULE_COUNT];
	guint elements, marks, pages; /* how much was looked at */
};

/* Appends a line for each failure to report: rule, object, words. True if there are none. */
bool pdfcheck(const char *bytes, size_t length, struct pdfcheck *result, GString *report);

const char *pdfcheck_rule_name(enum pdf_rule rule);

#endif
