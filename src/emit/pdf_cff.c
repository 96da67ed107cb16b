/* CFF fonts whose glyphs have identifiers in place of names: which identifier each glyph has. */
#include <string.h>

#include "pdf_font.h"

#define OPERATOR_CHARSET 15
#define OPERATOR_ROS     (12 << 8 | 30) /* only fonts with identifiers have it */

/* A walk over bytes; past the end there are zeros. */
struct reader {
	const uint8_t *bytes;
	size_t length, at;
};

static uint32_t take(struct reader *reader, unsigned size)
{
	uint32_t number = 0;

	for (unsigned i = 0; i < size; i++, reader->at++)
		number = number << 8 | (reader->at < reader->length ? reader->bytes[reader->at] : 0u);
	return number;
}

/* An INDEX: what its first item spans; the reader goes past all of it. */
static struct reader take_index(struct reader *reader)
{
	struct reader first = {.bytes = reader->bytes};
	uint32_t count = take(reader, 2), size, end;
	size_t offsets, data;

	if (count == 0)
		return first;
	size = take(reader, 1);
	if (size < 1 || size > 4)
		return first;
	offsets = reader->at;
	data = offsets + ((size_t)count + 1) * size - 1;
	first.at = data + take(reader, size);
	end = take(reader, size);
	first.length = MIN(data + end, reader->length);
	reader->at = offsets + (size_t)count * size;
	end = take(reader, size);
	reader->at = data + end;
	return first;
}

/* The next operand of a dictionary; the sizes that real numbers have are passed over. */
static int32_t take_operand(struct reader *reader, uint32_t first)
{
	if (first == 28)
		return (int16_t)take(reader, 2);
	if (first == 29)
		return (int32_t)take(reader, 4);
	if (first == 30) {
		while (reader->at < reader->length && (reader->bytes[reader->at] & 15) != 15)
			reader->at++;
		reader->at++;
		return 0;
	}
	if (first <= 246)
		return (int32_t)first - 139;
	if (first <= 250)
		return ((int32_t)first - 247) * 256 + (int32_t)take(reader, 1) + 108;
	return -((int32_t)first - 251) * 256 - (int32_t)take(reader, 1) - 108;
}

/* Where the charset stands; 0 if glyphs have names. */
static size_t find_charset(struct reader top)
{
	int32_t operand = 0, charset = 0;
	bool identified = false;

	while (top.at < top.length) {
		uint32_t byte = take(&top, 1), key;

		if (byte > 21) {
			operand = take_operand(&top, byte);
			continue;
		}
		key = byte == 12 ? byte << 8 | take(&top, 1) : byte;
		if (key == OPERATOR_CHARSET)
			charset = operand;
		identified = identified || key == OPERATOR_ROS;
	}
	return identified && charset > 2 ? (size_t)charset : 0;
}

uint16_t *pdf_cff_characters(const uint8_t *bytes, size_t length, uint32_t glyph_count)
{
	struct reader reader = {.bytes = bytes, .length = length};
	uint16_t *characters;
	uint32_t format;

	reader.at = length > 2 ? bytes[2] : length;
	take_index(&reader);
	reader.at = find_charset(take_index(&reader));
	if (reader.at == 0)
		return NULL;
	characters = g_new0(uint16_t, glyph_count);
	format = take(&reader, 1);
	for (uint32_t glyph = 1; glyph < glyph_count;) {
		uint32_t first = take(&reader, 2), more = format == 0 ? 0 : take(&reader, format == 1 ? 1 : 2);

		for (uint32_t i = 0; i <= more && glyph < glyph_count; i++)
			characters[glyph++] = (uint16_t)(first + i);
	}
	return characters;
}
