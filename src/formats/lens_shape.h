/* What the objects of an AWS custom lens may hold, and the check of one against it. */
#ifndef PLUMBLINE_FORMATS_LENS_SHAPE_H
#define PLUMBLINE_FORMATS_LENS_SHAPE_H

#include "read/node.h"

enum lens_object { LENS_ROOT, LENS_PILLAR, LENS_QUESTION, LENS_CHOICE, LENS_RULE, LENS_TEXT_LINK, LENS_RESOURCES, LENS_OBJECT_COUNT };

/* Checks one lens. Begin with {.arena, .diags}; lens_shape_finish reports what is reported once for a file. */
struct lens_check {
	struct arena *arena;
	struct diags *diags;
	GArray *unknown; /* fields that the format does not have, each once, with a count */
};

void lens_check_begin(struct lens_check *check, struct arena *arena, struct diags *diags);
void lens_check_finish(struct lens_check *check);

/* Reports wrong types, missing and unknown fields and sizes over AWS's limits. name: for wrong types, the key or "an item of ...". False if node is no map. */
bool lens_check_object(struct lens_check *check, const struct node *node, enum lens_object object);

/* The field, where it holds what the format says; NULL where absent, null or reported already. */
const struct node *lens_text_node(const struct node *map, const char *field);
const struct node *lens_list(const struct node *map, const char *field);
const struct node *lens_map(const struct node *map, const char *field);
/* Trimmed; empty where absent. */
struct str lens_text(struct arena *arena, const struct node *map, const char *field);

#endif
