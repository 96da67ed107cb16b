/* JSON (RFC 8259), strict: no comments, no trailing commas, no NaN; with positions. */
#ifndef PLUMBLINE_READ_JSON_H
#define PLUMBLINE_READ_JSON_H

#include "read/node.h"

/* The root node, or NULL with a diagnostic for the first syntax error. Strings are quoted scalars; numbers, true and false are unquoted scalars; null is NODE_NULL.
 * Duplicate keys are a warning each (the first one counts for node_find, later ones stay in the list). */
const struct node *json_read(struct arena *arena, const struct source *source, struct diags *diags);

/* Values that follow one another, with nothing or blanks in between (as "jq" and loops in a shell leave them), as one list. NULL with a diagnostic. */
const struct node *json_read_sequence(struct arena *arena, const struct source *source, struct diags *diags);

#endif
