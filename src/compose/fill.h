/* Filling lists of records. */
#ifndef PLUMBLINE_SRC_COMPOSE_FILL_H
#define PLUMBLINE_SRC_COMPOSE_FILL_H

#include "records.h"

/* A list of which it is known how long it may become. */
struct filling {
	struct value *items;
	uint32_t count;
};

static inline struct filling fill_start(struct arena *arena, uint32_t most)
{
	return (struct filling){arena_array(arena, struct value, most), 0};
}

static inline void fill_add(struct filling *filling, struct value value)
{
	filling->items[filling->count++] = value;
}

static inline struct list filled(const struct filling *filling)
{
	return (struct list){filling->items, filling->count};
}

#endif
