/* Tools for decoders: shapes of maps, and typed values with diagnostics. */
#ifndef PLUMBLINE_MODEL_DECODE_H
#define PLUMBLINE_MODEL_DECODE_H

#include "base/near.h"
#include "model/level.h"
#include "read/node.h"

struct decoder {
	struct arena *arena;
	struct diags *diags;
	struct str edition; /* of the framework that answers were given to; empty: not known */
	bool foreign;       /* the file was converted from another format: ids that only we refuse are warnings */
};

/* Searches for what was meant, in one run and of one kind: they take time, and nobody reads very many. */
#define MOST_HINTS 20u

/* What a key of a map may hold. LIST_OR_TEXT: one text or a list of them. */
enum holds { HOLDS_TEXT, HOLDS_FLAG, HOLDS_LIST, HOLDS_MAP, HOLDS_LIST_OR_TEXT };

struct key {
	const char *name;
	enum holds holds;
	bool required;
};

/* The keys of one kind of map. name: for messages, "a question". */
struct shape {
	const char *name;
	const struct key *keys;
	uint32_t count;
};
#define SHAPE(name, keys)                                                                                                                            \
	{                                                                                                                                            \
		name, keys, G_N_ELEMENTS(keys)                                                                                                       \
	}

/* Checks that node is a map with these keys and that each holds what it may; reports unknown keys (with "did you mean") and missing ones. False if it is no map. */
bool decode_shape(const struct decoder *decoder, const struct node *node, const struct shape *shape, const char *what);

/* A child that holds what its shape says, else NULL: absent, empty or reported already. */
const struct node *decode_child(const struct node *map, const char *key, enum holds holds);

/* The text of a child, trimmed of nothing; empty if absent. */
struct str decode_text(const struct node *map, const char *key);
struct span decode_text_span(const struct node *map, const char *key);

/* true or yes; false where absent. */
bool decode_flag(const struct node *map, const char *key, bool absent);

/* One of words, a list separated by blanks; reports others. Empty if absent. */
struct str decode_word(const struct decoder *decoder, const struct node *map, const char *key, const char *words);
bool decode_is_word(const struct decoder *decoder, const struct node *node, const char *name, const char *words);

enum level decode_level(const struct decoder *decoder, const struct node *map, const char *key, const char *words);

/* An id; reports one that cannot be. Empty if absent. */
struct str decode_id(const struct decoder *decoder, const struct node *map, const char *key);

/* The texts of a list, or of a single text. */
uint32_t decode_texts(const struct decoder *decoder, const struct node *map, const char *key, const struct str **texts);

/* "did you mean \"x\"?", or "one of: a, b, c" where nothing is near. Lives in the arena. */
const char *decode_hint(const struct decoder *decoder, struct near near, const char *words);

#endif
