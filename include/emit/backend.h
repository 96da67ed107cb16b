/* Output formats: one file and one row per format. */
#ifndef PLUMBLINE_EMIT_BACKEND_H
#define PLUMBLINE_EMIT_BACKEND_H

#include "layout/layout.h"

/* How far down the pipe a back end drinks. */
enum backend_feed { FEED_ASSESSMENTS, FEED_DOCUMENT, FEED_PAGES };

struct emit_input {
	const struct assessment *const *assessments; /* FEED_ASSESSMENTS */
	uint32_t assessment_count;
	const struct doc *document;                  /* FEED_DOCUMENT */
	const struct pages *pages;                   /* FEED_PAGES */
	const struct theme *theme;
	struct typesetter *typesetter;
	struct date date;                            /* of the document: the review's, or --date; never the clock */
};

struct backend {
	const char *name, *suffix; /* "pdf", ".pdf" */
	enum backend_feed feed;
	/* Appends the bytes to out; false with a diagnostic. */
	bool (*write)(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags);
};

/* NULL-terminated. */
extern const struct backend *const backends[];
const struct backend *backend_named(const char *name);

extern const struct backend backend_pdf, backend_html;              /* a report */
extern const struct backend backend_text, backend_json, backend_csv, backend_xml; /* a risk list */

#endif
