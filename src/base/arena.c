/* Arenas: blocks of growing size, kept in a list. */
#include "base/arena.h"

#include <glib.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#define FIRST_BLOCK   ((size_t)4096)
#define LARGEST_BLOCK ((size_t)1 << 20)

struct block {
	struct block *older;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

struct deferred {
	struct deferred *older;
	void (*undo)(void *what);
	void *what;
};

struct arena {
	struct block *newest;
	struct deferred *deferred;
	size_t next_size, used;
};

struct arena *arena_new(void)
{
	struct arena *arena = g_new0(struct arena, 1);

	arena->next_size = FIRST_BLOCK;
	return arena;
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	for (struct deferred *one = arena->deferred; one != NULL; one = one->older)
		one->undo(one->what);
	while (arena->newest != NULL) {
		struct block *block = arena->newest;

		arena->newest = block->older;
		g_free(block);
	}
	g_free(arena);
}

static struct block *block_add(struct arena *arena, size_t least)
{
	size_t size = MAX(arena->next_size, least);
	struct block *block = g_malloc0(sizeof(struct block) + size);

	block->size = size;
	block->older = arena->newest;
	arena->newest = block;
	arena->next_size = MIN(arena->next_size * 2, LARGEST_BLOCK);
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t unit = alignof(max_align_t);
	struct block *block = arena->newest;
	void *given;

	if (size > SIZE_MAX - unit)
		g_error("an allocation of %" G_GSIZE_FORMAT " bytes cannot be met", size);
	size = (size + unit - 1) / unit * unit;
	if (block == NULL || block->size - block->used < size)
		block = block_add(arena, size);
	given = block->bytes + block->used;
	block->used += size;
	arena->used += size;
	return given;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		g_error("an array of %" G_GSIZE_FORMAT " items cannot be met", count);
	return arena_alloc(arena, count * size);
}

void arena_defer(struct arena *arena, void (*undo)(void *what), void *what)
{
	struct deferred *one = arena_one(arena, struct deferred);

	one->undo = undo;
	one->what = what;
	one->older = arena->deferred;
	arena->deferred = one;
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}
