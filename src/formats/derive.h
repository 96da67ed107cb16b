/* A framework while it is made from a file that has none: flat arrays that grow, and ids from texts. */
#ifndef PLUMBLINE_FORMATS_DERIVE_H
#define PLUMBLINE_FORMATS_DERIVE_H

#include "model/framework.h"

/* Rows of a file that belong together, in the order in which they are met: a pillar holds groups, a question rows. Found by title, in its parent. */
struct group_row {
	uint32_t row;
	struct group_row *next;
};
struct group {
	struct str key, title;
	struct span span;
	struct group *groups, *last_group, *next;
	struct group_row *rows, *last_row;
	uint32_t group_count, row_count;
};

struct derived {
	struct arena *arena;
	struct group root;
	GHashTable *groups; /* key -> group */
	GArray *pillars, *questions, *choices, *rules;
	GHashTable *ids;   /* of pillars and questions: id -> last number put behind it */
	GHashTable *codes; /* of pillars */
};

void derive_begin(struct derived *derived, struct arena *arena);
/* Moves the arrays into the framework. */
void derive_finish(struct derived *derived, struct framework *framework);

/*
 * An id from a text, the same wherever the text occurs: small letters, digits and dashes, at most `most` bytes (16 or more). A text that loses letters on the
 * way, or is too long, gets eight digits of its checksum behind it.
 */
struct str derive_id(struct arena *arena, struct str text, uint32_t most);

/* The id itself if ids has not got it yet, else with the least number from 2 that makes it new; it is added. */
struct str derive_unique(struct arena *arena, GHashTable *ids, struct str id, const char *joint);

/* The group of that title in parent, made if it is new. */
struct group *derive_group(struct derived *derived, struct group *parent, struct str title, struct span span);
void derive_group_row(struct derived *derived, struct group *group, uint32_t row);

/* Adds a rule to the question that is being made; condition empty: the default. */
void derive_rule(struct derived *derived, struct str condition, enum level risk, struct span span);

/* The ids of choices first to last - 1 that take says yes to, joined by " && " or " || "; empty if there are none. */
struct str derive_condition(struct derived *derived, uint32_t first, uint32_t last, const char *joint, bool (*take)(const struct choice *choice));

/* All spaces of a text to single blanks, none at the ends: line ends, tabs, no-break and thin spaces too. */
struct str derive_flat(struct arena *arena, struct str text);

/* A run of links kept for the framework; frees the array. */
const struct link *derive_links(struct arena *arena, GArray *links, uint32_t *count);

#endif
