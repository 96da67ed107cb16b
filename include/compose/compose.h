/* Template + wording + findings become a document tree. All sentences come from here. */
#ifndef PLUMBLINE_COMPOSE_COMPOSE_H
#define PLUMBLINE_COMPOSE_COMPOSE_H

#include "assess/plan.h"
#include "assess/portfolio.h"
#include "assess/progress.h"
#include "doc/doc.h"
#include "stats/peers.h"

/* A compiled template: themes/<name>/report.xml with wording.<language>.yaml. Const once made, shared by all reports. */
struct template;

/* What a document is about: it decides which names its template may use. */
enum subject {
	SUBJECT_REVIEW,    /* one review: ctx, review, report */
	SUBJECT_BENCHMARK, /* figures over many reviews: benchmark, report */
	SUBJECT_ARTICLE,   /* a text with such figures: article, benchmark, report */
	SUBJECT_PORTFOLIO, /* the workloads of one organisation: portfolio, report */
	SUBJECT_COUNT
};

/* Reads and checks both files: unknown elements, attributes, names, fields, sentences, all with place and hint. NULL if there was an error. */
const struct template *template_open(struct arena *arena, enum subject subject, const char *theme_folder, const char *template_file,
				     const char *language, struct diags *diags);

/* For whom the document of a review is made. */
enum readers {
	READERS_ENGINEERS, /* everything */
	READERS_BOARD,     /* two pages: another template */
	READERS_PUBLIC,    /* strangers: nothing that tells whose review it is, see model/public.h */
	READERS_COUNT
};

/* What the documents of a review are made from. */
struct review_subject {
	enum readers readers;
	const struct assessment *assessment;
	struct date date;                /* of the document; year 0: the review's */
	const char *version;             /* of the program, for the method section */
	const struct peers *peers;       /* NULL: none */
	const struct progress *progress; /* since earlier reviews; NULL: none is told */
	const struct capacity *capacity; /* for the roadmap; NULL: the review's */
	bool radar;                      /* practices in place as a radar too, below the dots */
};

/* The document for one assessment. Pure. The template is one about a review. For the public: from a copy of the review without what is private (peers and
 * progress are not told), with a diagnostic for each text that says what only the client may. */
const struct doc *compose_review(struct arena *arena, const struct template *template, const struct review_subject *subject, struct diags *diags);

/* A file that was found and could not be used. */
struct omission {
	struct str path, reason; /* reason: one line */
};

/* What a publication is made from. What the view does not show cannot be printed. */
struct benchmark_subject {
	const struct protected_view *view;
	struct date date;               /* of the document; year 0: the release's */
	const char *version;            /* of the program */
	uint32_t found;                 /* reviews, with those left out */
	const struct omission *omitted; /* by path; not printed of a protected view, except for their number */
	uint32_t omission_count;
	const char *const *files; /* names of the data files that are written beside the document */
	uint32_t file_count;
	bool radar; /* high risks by pillar as a radar too, below the bars */
};

/* The document of a benchmark. Pure. The template is one about a benchmark. */
const struct doc *compose_benchmark(struct arena *arena, const struct template *template, const struct benchmark_subject *subject,
				    struct diags *diags);

/* What the document of a portfolio is made from. */
struct portfolio_subject {
	const struct portfolio *portfolio;
	struct str title, organisation; /* title may be empty */
	struct date date;               /* of the document; year 0: the latest review's */
	const char *version;            /* of the program */
};

/* The document of a portfolio. Pure. The template is one about a portfolio. */
const struct doc *compose_portfolio(struct arena *arena, const struct template *template, const struct portfolio_subject *subject,
				    struct diags *diags);

#endif
