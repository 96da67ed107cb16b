/* The items of an Azure review checklist. */
#ifndef PLUMBLINE_FORMATS_AZURE_ITEMS_H
#define PLUMBLINE_FORMATS_AZURE_ITEMS_H

#include "model/review.h"

enum azure_status { STATUS_NOT_VERIFIED, STATUS_OPEN, STATUS_FULFILLED, STATUS_NOT_REQUIRED, STATUS_NOT_APPLICABLE, STATUS_COUNT };

struct azure_item {
	struct str category, subcategory, title; /* flat, never empty */
	struct str guid, code, description, waf, service, comments, status_words;
	enum level level;
	enum azure_status status;
	const struct node *link, *training;
	struct span span;
};

/* The text of a field; empty where there is none. map may be NULL. */
struct str azure_field(const struct node *map, const char *field);

/* All items that are maps; what they lack, and fields without use, is counted and said. diags may be NULL: nothing is said. */
const struct azure_item *azure_items(struct arena *arena, const struct node *root, uint32_t *count, struct diags *diags);

/* The guid where it can be an id, else one from the title. */
struct str azure_item_id(struct arena *arena, const struct azure_item *item);

#endif
