/* A digest of bytes: MurmurHash3 for 64-bit machines, 128 bits (Austin Appleby, in the public domain). */
#include <string.h>

#include "stats/corpus.h"

#define FIRST  UINT64_C(0x87c37b91114253d5)
#define SECOND UINT64_C(0x4cf5ad432745937f)

static uint64_t turn(uint64_t x, unsigned by)
{
	return x << by | x >> (64 - by);
}

static uint64_t finish(uint64_t x)
{
	x = (x ^ x >> 33) * UINT64_C(0xff51afd7ed558ccd);
	x = (x ^ x >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return x ^ x >> 33;
}

static uint64_t word_at(const char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	return GUINT64_FROM_LE(word);
}

static uint64_t spread_first(uint64_t word)
{
	return turn(word * FIRST, 31) * SECOND;
}

static uint64_t spread_second(uint64_t word)
{
	return turn(word * SECOND, 33) * FIRST;
}

struct digest digest_of(const char *bytes, size_t length)
{
	uint64_t a = 0, b = 0;
	char rest[16] = {0};
	size_t at = 0;

	for (; at + 16 <= length; at += 16) {
		a = (turn(a ^ spread_first(word_at(bytes + at)), 27) + b) * 5 + 0x52dce729;
		b = (turn(b ^ spread_second(word_at(bytes + at + 8)), 31) + a) * 5 + 0x38495ab5;
	}
	if (at < length)
		memcpy(rest, bytes + at, length - at);
	a ^= spread_first(word_at(rest)) ^ length;
	b ^= spread_second(word_at(rest + 8)) ^ length;
	a += b;
	b += a;
	a = finish(a);
	b = finish(b);
	a += b;
	return (struct digest){{a, a + b}};
}
