/* SipHash-1-3 of texts, under a key of this run. */
#include "base/hash.h"

#include <stdint.h>
#include <string.h>

struct state {
	uint64_t v[4];
};

static uint64_t rotate(uint64_t x, int by)
{
	return (x << by) | (x >> (64 - by));
}

static void mix(struct state *s)
{
	s->v[0] += s->v[1];
	s->v[1] = rotate(s->v[1], 13) ^ s->v[0];
	s->v[0] = rotate(s->v[0], 32);
	s->v[2] += s->v[3];
	s->v[3] = rotate(s->v[3], 16) ^ s->v[2];
	s->v[0] += s->v[3];
	s->v[3] = rotate(s->v[3], 21) ^ s->v[0];
	s->v[2] += s->v[1];
	s->v[1] = rotate(s->v[1], 17) ^ s->v[2];
	s->v[2] = rotate(s->v[2], 32);
}

/* Where the memory of this run lies is not known to who writes a file. */
static uint64_t key_of_run(void)
{
	static gsize made = 0;

	if (g_once_init_enter(&made)) {
		void *block = g_malloc(1);
		uint64_t key = (uint64_t)(uintptr_t)block * UINT64_C(0x9E3779B97F4A7C15) ^ (uint64_t)(uintptr_t)&block;

		g_free(block);
		g_once_init_leave(&made, (gsize)key | 1u);
	}
	return made;
}

guint text_hash(gconstpointer text)
{
	const char *at = text;
	size_t length = strlen(at), left = length;
	uint64_t key = key_of_run(), word;
	struct state state = {{key ^ UINT64_C(0x736f6d6570736575), ~key ^ UINT64_C(0x646f72616e646f6d), key ^ UINT64_C(0x6c7967656e657261),
			       ~key ^ UINT64_C(0x7465646279746573)}};

	for (; left >= sizeof word; left -= sizeof word, at += sizeof word) {
		memcpy(&word, at, sizeof word);
		state.v[3] ^= word;
		mix(&state);
		state.v[0] ^= word;
	}
	word = (uint64_t)length << 56;
	for (size_t i = 0; i < left; i++)
		word |= (uint64_t)(unsigned char)at[i] << (8 * i);
	state.v[3] ^= word;
	mix(&state);
	state.v[0] ^= word;
	state.v[2] ^= 0xFF;
	for (int i = 0; i < 3; i++)
		mix(&state);
	word = state.v[0] ^ state.v[1] ^ state.v[2] ^ state.v[3];
	return (guint)(word ^ (word >> 32));
}
