/* What YAML and JSON become: a tree of nodes with spans. */
#ifndef PLUMBLINE_READ_NODE_H
#define PLUMBLINE_READ_NODE_H

#include "source/diag.h"

enum node_kind {
	NODE_NULL,   /* nothing after the key, ~ or null (unquoted) */
	NODE_SCALAR, /* text; numbers and booleans are text too, typing is the model's work */
	NODE_LIST,
	NODE_MAP
};

/* Lives in the arena given to the reader; const once read. */
struct node {
	enum node_kind kind;
	bool quoted;          /* a scalar in quotes or a block: never a number, boolean or null */
	bool tagged;          /* YAML only: began with a !tag, which .tag holds; text is the rest */
	struct span span;     /* of the value; of a block scalar: from its indicator on */
	struct span key_span; /* inside a map */
	struct str key;       /* inside a map */
	struct str text;      /* of a scalar; of a NODE_NULL the source text or empty */
	struct str tag;
	uint32_t count; /* children of a list or map */
	const struct node *first, *next;
};

/* Bounds of all readers; passing one is a diagnostic. */
#define READ_DEEPEST    64u
#define READ_MOST_NODES 600000u

/* The child of a map with this key (the first one), or NULL. map may be NULL or not a map: then NULL. */
const struct node *node_find(const struct node *map, const char *key);

#endif
