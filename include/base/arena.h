/* Memory by lifetime: an arena hands out zeroed blocks and frees them all at once. */
#ifndef PLUMBLINE_BASE_ARENA_H
#define PLUMBLINE_BASE_ARENA_H

#include <stddef.h>

/*
 * Owner: whoever called arena_new. One arena per lifetime (process, framework, worker, review, report).
 * Not for sharing between threads while it is written to; what it holds may be read from anywhere.
 * Out of memory aborts here, once: no caller checks for NULL.
 */
struct arena;

struct arena *arena_new(void);

/* Runs what was deferred, last first, then frees all blocks. Accepts NULL. */
void arena_free(struct arena *arena);

/* Size bytes, zeroed, aligned for any type; size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);

/* Count items of size bytes; aborts if the product overflows. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);

#define arena_one(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

/* Calls undo(what) when the arena is freed: for GObjects, cairo objects and other foreign things. */
void arena_defer(struct arena *arena, void (*undo)(void *what), void *what);

/* Bytes handed out so far. */
size_t arena_used(const struct arena *arena);

#endif
