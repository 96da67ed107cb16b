/* YAML 1.1 by libyaml: one document, no anchors, aliases, or merge keys. */
#ifndef PLUMBLINE_READ_YAML_H
#define PLUMBLINE_READ_YAML_H

#include "read/node.h"

/* The root node, or NULL with a diagnostic (syntax, depth, count, alias, second document, empty file). Duplicate keys are a diagnostic each, naming both places. */
const struct node *yaml_read(struct arena *arena, const struct source *source, struct diags *diags);

#endif
