/* Template + wording + findings become a document tree. All sentences come from here. */
#ifndef PLUMBLINE_COMPOSE_COMPOSE_H
#define PLUMBLINE_COMPOSE_COMPOSE_H

#include "assess/plan.h"
#include "doc/doc.h"

/* A compiled template: themes/<name>/report.xml with wording.<language>.yaml. Const once made, shared by all reports. */
struct template;

/* Reads and checks both files: unknown elements, attributes, names, fields, sentences, all with place and hint. NULL if there was an error. */
const struct template *template_open(struct arena *arena, const char *theme_folder, const char *template_file, const char *language,
				     struct diags *diags);

/* The document for one assessment. Pure. version: of the program, for the method section. */
const struct doc *compose(struct arena *arena, const struct template *template, const struct assessment *assessment, struct date date,
			  const char *version, struct diags *diags);

#endif
