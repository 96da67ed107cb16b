/* WOFF: a header, a directory, and each table of the font compressed on its own. */
#include "woff.h"

#include <gio/gio.h>
#include <string.h>

#define SFNT_HEADER     12u
#define SFNT_ENTRY      16u
#define WOFF_HEADER     44u
#define WOFF_ENTRY      20u
#define MOST_TABLES     64u
#define ALIGNED(length) (((length) + 3u) & ~3u)

static guint32 number_at(const guint8 *bytes)
{
	return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static void append_32(GString *out, guint32 number)
{
	const char bytes[] = {(char)(number >> 24), (char)(number >> 16), (char)(number >> 8), (char)number};

	g_string_append_len(out, bytes, 4);
}

static void put_32(GString *out, gsize at, guint32 number)
{
	for (int i = 0; i < 4; i++)
		out->str[at + (gsize)i] = (char)(number >> (24 - 8 * i));
}

static bool is_font(const guint8 *font, gsize length, guint32 *tables)
{
	if (length < SFNT_HEADER)
		return false;
	*tables = (guint32)font[4] << 8 | font[5];
	if (*tables == 0 || *tables > MOST_TABLES || length < SFNT_HEADER + *tables * SFNT_ENTRY)
		return false;
	for (guint32 i = 0; i < *tables; i++) {
		const guint8 *entry = font + SFNT_HEADER + i * SFNT_ENTRY;

		if (number_at(entry + 8) > length || number_at(entry + 12) > length - number_at(entry + 8))
			return false;
	}
	return true;
}

/* Appends length bytes compressed, or as they are where that is not shorter; returns how many it became. */
static guint32 append_table(GString *out, const guint8 *table, guint32 length)
{
	GZlibCompressor *compressor = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
	guint8 *packed = g_malloc(length + 1u);
	gsize read = 0, written = 0;
	GConverterResult result =
		g_converter_convert(G_CONVERTER(compressor), table, length, packed, length + 1u, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
	bool shorter = result == G_CONVERTER_FINISHED && written < length;

	g_string_append_len(out, (const char *)(shorter ? packed : table), (gssize)(shorter ? written : length));
	g_free(packed);
	g_object_unref(compressor);
	while (out->len % 4 != 0)
		g_string_append_c(out, '\0');
	return shorter ? (guint32)written : length;
}

static guint32 font_size(const guint8 *font, guint32 tables)
{
	guint32 size = SFNT_HEADER + tables * SFNT_ENTRY;

	for (guint32 i = 0; i < tables; i++)
		size += ALIGNED(number_at(font + SFNT_HEADER + i * SFNT_ENTRY + 12));
	return size;
}

static void append_header(GString *woff, const guint8 *font, guint32 tables)
{
	g_string_append_len(woff, "wOFF", 4);
	append_32(woff, number_at(font));
	append_32(woff, 0); /* the length, known at the end */
	append_32(woff, tables << 16);
	append_32(woff, font_size(font, tables));
	while (woff->len < WOFF_HEADER + tables * WOFF_ENTRY)
		g_string_append_c(woff, '\0');
}

bool woff_append(GString *out, const guint8 *font, gsize length)
{
	GString *woff;
	guint32 tables = 0;

	if (!is_font(font, length, &tables))
		return false;
	woff = g_string_new(NULL);
	append_header(woff, font, tables);
	for (guint32 i = 0; i < tables; i++) {
		const guint8 *entry = font + SFNT_HEADER + i * SFNT_ENTRY;
		gsize at = WOFF_HEADER + i * WOFF_ENTRY;

		put_32(woff, at, number_at(entry));
		put_32(woff, at + 4, (guint32)woff->len);
		put_32(woff, at + 12, number_at(entry + 12));
		put_32(woff, at + 16, number_at(entry + 4));
		put_32(woff, at + 8, append_table(woff, font + number_at(entry + 8), number_at(entry + 12)));
	}
	put_32(woff, 8, (guint32)woff->len);
	g_string_append_len(out, woff->str, (gssize)woff->len);
	g_string_free(woff, TRUE);
	return true;
}
