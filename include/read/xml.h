/* XML templates by libxml2: elements, attributes and text with positions. No DOCTYPE, no entities of its own, no network. */
#ifndef PLUMBLINE_READ_XML_H
#define PLUMBLINE_READ_XML_H

#include "source/diag.h"

struct attribute {
	struct str name, value;
	struct span span; /* of the value, without quotes (of the whole start tag if it holds an entity) */
};

/* An element, or (name empty) a stretch of text; comments and processing instructions are left out, white space between elements too. */
struct element {
	struct str name, text;
	struct span span; /* an element: its start tag from "<" to ">"; text: the text */
	const struct attribute *attributes;
	uint32_t attribute_count;
	const struct element *first, *next;
};

const struct element *xml_read(struct arena *arena, const struct source *source, struct diags *diags);

/* The attribute's value, or NULL. */
const struct attribute *element_attribute(const struct element *element, const char *name);

#endif
