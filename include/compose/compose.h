/* Template + wording + findings become a document tree. All sentences come from here. */
#ifndef PLUMBLINE_COMPOSE_COMPOSE_H
#define PLUMBLINE_COMPOSE_COMPOSE_H

#include "assess/plan.h"
#include "doc/doc.h"

/* A compiled template: themes/<name>/report.xml with wording.<language>.yaml. Const once made, shared by all reports. */
struct template;

/* What a document is about: it decides which names its template may use. */
enum subject {
	SUBJECT_REVIEW, /* one review: ctx, review, report */
	SUBJECT_COUNT
};

/* Reads and checks both files: unknown elements, attributes, names, fields, sentences, all with place and hint. NULL if there was an error. */
const struct template *template_open(struct arena *arena, enum subject subject, const char *theme_folder, const char *template_file,
				     const char *language, struct diags *diags);

/* What the documents of a review are made from. */
struct review_subject {
	const struct assessment *assessment;
	struct date date;    /* of the document; year 0: the review's */
	const char *version; /* of the program, for the method section */
};

/* The document for one assessment. Pure. The template is one about a review. */
const struct doc *compose_review(struct arena *arena, const struct template *template, const struct review_subject *subject, struct diags *diags);

#endif
