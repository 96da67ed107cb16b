/* An sRGB colour profile (ICC version 2), made from the numbers of IEC 61966-2-1, so that no profile file is needed. */
#include "pdf.h"

#include <math.h>
#include <string.h>

#define HEADER_SIZE    128
#define CURVE_POINTS   512
#define TAG_ENTRY_SIZE 12

static void put_number(GByteArray *out, uint32_t value, int bytes)
{
	for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
		uint8_t byte = (uint8_t)(value >> shift);

		g_byte_array_append(out, &byte, 1);
	}
}

static void put_bytes(GByteArray *out, const char *text, guint length)
{
	g_byte_array_append(out, (const guint8 *)text, length);
}

/* Colours in XYZ relative to D50, as signed 15.16 fixed point; the primaries of sRGB adapted from D65 by Bradford. */
static const struct {
	const char *name;
	uint32_t xyz[3];
} colours[] = {
	{"wtpt", {0xF6D6, 0x10000, 0xD32D}},
	{"rXYZ", {0x6FA2, 0x38F5, 0x0390}},
	{"gXYZ", {0x6299, 0xB785, 0x18DA}},
	{"bXYZ", {0x24A0, 0x0F84, 0xB6CF}},
};

static void write_header(GByteArray *out)
{
	put_number(out, 0, 4); /* size: set at the end */
	put_number(out, 0, 4);
	put_number(out, 0x02100000, 4); /* version 2.1 */
	put_bytes(out, "mntrRGB XYZ ", 12);
	for (int i = 0; i < 6; i++) /* 2000-01-01 00:00:00 */
		put_number(out, i == 0 ? 2000 : i < 3 ? 1 : 0, 2);
	put_bytes(out, "acsp", 4);
	while (out->len < 68) /* no platform, maker or model; perceptual intent */
		put_number(out, 0, 4);
	for (int i = 0; i < 3; i++) /* the light of the connection space: D50 */
		put_number(out, colours[0].xyz[i], 4);
	while (out->len < HEADER_SIZE)
		put_number(out, 0, 4);
}

static void write_description(GByteArray *out)
{
	static const char words[] = "sRGB IEC61966-2.1";

	put_bytes(out, "desc\0\0\0\0", 8);
	put_number(out, sizeof words, 4);
	put_bytes(out, words, sizeof words);
	for (int i = 0; i < 78; i++) /* no Unicode, no Macintosh description */
		put_number(out, 0, 1);
}

static void write_copyright(GByteArray *out)
{
	static const char words[] = "No copyright, use freely";

	put_bytes(out, "text\0\0\0\0", 8);
	put_bytes(out, words, sizeof words);
}

static void write_colour(GByteArray *out, size_t index)
{
	put_bytes(out, "XYZ \0\0\0\0", 8);
	for (int i = 0; i < 3; i++)
		put_number(out, colours[index].xyz[i], 4);
}

/* From the encoded value to light. */
static void write_curve(GByteArray *out)
{
	put_bytes(out, "curv\0\0\0\0", 8);
	put_number(out, CURVE_POINTS, 4);
	for (int i = 0; i < CURVE_POINTS; i++) {
		double value = (double)i / (CURVE_POINTS - 1);
		double light = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);

		put_number(out, (uint32_t)(light * 65535 + 0.5), 2);
	}
}

/* Where a tag's data begins: the end of the data so far, at a multiple of four. */
static uint32_t align_data(GByteArray *out)
{
	while (out->len % 4 != 0)
		put_number(out, 0, 1);
	return out->len;
}

static void note_tag(GByteArray *table, const char *name, uint32_t start, uint32_t end)
{
	put_bytes(table, name, 4);
	put_number(table, start, 4);
	put_number(table, end - start, 4);
}

/* The tags' data after room for their table; fills the table. */
static void write_tags(GByteArray *out, GByteArray *table)
{
	uint32_t start = align_data(out);

	write_description(out);
	note_tag(table, "desc", start, out->len);
	start = align_data(out);
	write_copyright(out);
	note_tag(table, "cprt", start, out->len);
	for (size_t i = 0; i < G_N_ELEMENTS(colours); i++) {
		start = align_data(out);
		write_colour(out, i);
		note_tag(table, colours[i].name, start, out->len);
	}
	start = align_data(out);
	write_curve(out);
	note_tag(table, "rTRC", start, out->len);
	note_tag(table, "gTRC", start, out->len);
	note_tag(table, "bTRC", start, out->len);
	align_data(out);
}

void pdf_srgb_profile(GByteArray *out)
{
	const uint32_t count = G_N_ELEMENTS(colours) + 5;
	GByteArray *table = g_byte_array_new(), *size = g_byte_array_new();

	write_header(out);
	put_number(out, count, 4);
	g_byte_array_set_size(out, HEADER_SIZE + 4 + count * TAG_ENTRY_SIZE);
	write_tags(out, table);
	memcpy(out->data + HEADER_SIZE + 4, table->data, table->len);
	put_number(size, out->len, 4);
	memcpy(out->data, size->data, 4);
	g_byte_array_unref(table);
	g_byte_array_unref(size);
}
