/* Output formats: one file and one row per format. */
#ifndef PLUMBLINE_EMIT_BACKEND_H
#define PLUMBLINE_EMIT_BACKEND_H

#include "assess/portfolio.h"
#include "assess/progress.h"
#include "layout/layout.h"

/* How far down the pipe a back end drinks. */
enum backend_feed { FEED_ASSESSMENTS, FEED_WORK /* assessments, as work items */, FEED_PORTFOLIO, FEED_PROGRESS, FEED_DOCUMENT, FEED_PAGES };

struct emit_input {
	const struct assessment *const *assessments; /* FEED_ASSESSMENTS, FEED_WORK */
	uint32_t assessment_count;
	const struct portfolio *portfolio; /* FEED_PORTFOLIO */
	const struct progress *progress;   /* FEED_PROGRESS */
	const struct doc *document;        /* FEED_DOCUMENT */
	const struct pages *pages;         /* FEED_PAGES */
	const struct theme *theme;
	struct typesetter *typesetter;
	enum paper_id paper;             /* of a document that has no pages yet: docx */
	const struct capacity *capacity; /* FEED_WORK: that roadmaps are made for; NULL: as the reviews say */
	struct date date;                /* of the document: the review's, or --date; never the clock */
};

struct backend {
	const char *name, *suffix; /* "pdf", ".pdf" */
	enum backend_feed feed;
	/* Appends the bytes to out; false with a diagnostic. */
	bool (*write)(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags);
};

/* NULL-terminated. */
extern const struct backend *const backends[];

/* What a back end writes; a name may recur for another use. */
enum backend_use { USE_REPORT, USE_RISK_LIST, USE_WORK_ITEMS, USE_PORTFOLIO, USE_CHANGES };
enum backend_use backend_use_of(const struct backend *backend);
const struct backend *backend_named(enum backend_use use, const char *name);

extern const struct backend backend_pdf, backend_html, backend_docx, backend_markdown; /* a report */
extern const struct backend backend_text, backend_json, backend_csv, backend_xml;      /* a risk list */
extern const struct backend backend_items_csv, backend_items_xlsx, backend_items_jira, backend_items_github, backend_items_azure_devops,
	backend_items_markdown, backend_items_oscal;                                         /* work items */
extern const struct backend backend_portfolio_csv, backend_portfolio_json;                   /* the data of a portfolio */
extern const struct backend backend_changes_text, backend_changes_json, backend_changes_csv; /* the changes since earlier reviews */

#endif
