/* Sets of small numbers, 64 to a word. */
#ifndef PLUMBLINE_BASE_BITS_H
#define PLUMBLINE_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words that hold count bits. */
static inline size_t bits_words(size_t count)
{
	return (count + 63) / 64;
}

static inline bool bits_has(const uint64_t *bits, size_t index)
{
	return (bits[index / 64] >> (index % 64) & 1u) != 0;
}

static inline void bits_add(uint64_t *bits, size_t index)
{
	bits[index / 64] |= (uint64_t)1 << (index % 64);
}

#endif
