/* A PDF file on its way: numbered objects, packed into object streams, streams, and the table of where each stands. */
#include "pdf_file.h"

#include <string.h>
#include <zlib.h>

#define PACKED_SIZE  (48u << 10) /* bytes of objects in one object stream */
#define PACKED_COUNT 200u
#define LEVEL        5
#define ENTRY        7u /* bytes of an entry in the table: kind, place, index */

/* Where an object stands: at a place in the file, or as one of those in an object stream. */
struct entry {
	uint64_t place; /* or the number of the object stream */
	uint32_t index;
	uint8_t kind;
};

enum { FREE, IN_FILE, IN_STREAM };

struct pdf_file {
	GString *out;
	size_t start;
	GArray *entries;         /* struct entry, by object number */
	GString *packed, *heads; /* the object stream being filled: objects, and their numbers and places */
	uint32_t packed_count, packed_number;
	z_stream deflate;
	GByteArray *squeezed;
};

struct pdf_file *pdf_file_open(GString *out)
{
	struct pdf_file *file = g_new0(struct pdf_file, 1);

	file->out = out;
	file->start = out->len;
	file->entries = g_array_new(FALSE, TRUE, sizeof(struct entry));
	file->packed = g_string_new(NULL);
	file->heads = g_string_new(NULL);
	file->squeezed = g_byte_array_new();
	if (deflateInit(&file->deflate, LEVEL) != Z_OK)
		g_error("zlib cannot be started");
	pdf_reserve(file, PDF_FIRST_FREE);
	g_string_append(out, "%PDF-1.7\n%\xBF\xF7\xA2\xFE\n");
	return file;
}

uint32_t pdf_reserve(struct pdf_file *file, uint32_t count)
{
	uint32_t first = file->entries->len;

	g_array_set_size(file->entries, first + count);
	return first;
}

static void squeeze(struct pdf_file *file, const void *bytes, size_t length)
{
	z_stream *deflater = &file->deflate;

	deflateReset(deflater);
	g_byte_array_set_size(file->squeezed, (guint)deflateBound(deflater, length));
	deflater->next_in = (Bytef *)(gpointer)bytes;
	deflater->avail_in = (uInt)length;
	deflater->next_out = file->squeezed->data;
	deflater->avail_out = file->squeezed->len;
	if (deflate(deflater, Z_FINISH) != Z_STREAM_END)
		g_error("zlib did not finish");
	g_byte_array_set_size(file->squeezed, (guint)deflater->total_out);
}

static void start_object(struct pdf_file *file, uint32_t number)
{
	struct entry *entry = &g_array_index(file->entries, struct entry, number);

	g_assert(entry->kind == FREE);
	*entry = (struct entry){.kind = IN_FILE, .place = file->out->len - file->start};
	pdf_number(file->out, number);
	g_string_append(file->out, " 0 obj\n");
}

static void put_stream(struct pdf_file *file, uint32_t number, const char *keys, const char *filter, const void *bytes, size_t length)
{
	start_object(file, number);
	g_string_append_printf(file->out, "<<%s%s/Length %" G_GSIZE_FORMAT ">>\nstream\n", keys, filter, length);
	g_string_append_len(file->out, bytes, (gssize)length);
	g_string_append(file->out, "\nendstream\nendobj\n");
}

void pdf_plain_stream(struct pdf_file *file, uint32_t number, const char *keys, const void *bytes, size_t length)
{
	put_stream(file, number, keys, "", bytes, length);
}

void pdf_stream(struct pdf_file *file, uint32_t number, const char *keys, const void *bytes, size_t length)
{
	squeeze(file, bytes, length);
	put_stream(file, number, keys, "/Filter/FlateDecode", file->squeezed->data, file->squeezed->len);
}

static void flush(struct pdf_file *file)
{
	char keys[80];

	if (file->packed_count == 0)
		return;
	g_snprintf(keys, sizeof keys, "/Type/ObjStm/N %u/First %u", file->packed_count, (unsigned)file->heads->len);
	g_string_prepend_len(file->packed, file->heads->str, (gssize)file->heads->len);
	pdf_stream(file, file->packed_number, keys, file->packed->str, file->packed->len);
	g_string_truncate(file->packed, 0);
	g_string_truncate(file->heads, 0);
	file->packed_count = 0;
}

GString *pdf_object(struct pdf_file *file, uint32_t number)
{
	struct entry *entry;

	if (file->packed->len > PACKED_SIZE || file->packed_count == PACKED_COUNT)
		flush(file);
	if (file->packed_count == 0)
		file->packed_number = pdf_reserve(file, 1);
	else
		g_string_append_c(file->packed, '\n');
	entry = &g_array_index(file->entries, struct entry, number);
	g_assert(entry->kind == FREE);
	*entry = (struct entry){.kind = IN_STREAM, .place = file->packed_number, .index = file->packed_count++};
	pdf_number(file->heads, number);
	g_string_append_c(file->heads, ' ');
	pdf_number(file->heads, (int64_t)file->packed->len);
	g_string_append_c(file->heads, '\n');
	return file->packed;
}

/* Each row as the difference to the one above ("up" of PNG), which squeezes better. */
static GByteArray *table_rows(const struct pdf_file *file)
{
	GByteArray *rows = g_byte_array_new();
	guint8 above[ENTRY] = {0};

	for (guint i = 0; i < file->entries->len; i++) {
		const struct entry *entry = &g_array_index(file->entries, struct entry, i);
		guint32 place = (guint32)entry->place, index = i == 0 ? 0xFFFF : entry->index;
		const guint8 row[ENTRY] = {entry->kind,   (guint8)(place >> 24), (guint8)(place >> 16), (guint8)(place >> 8),
					   (guint8)place, (guint8)(index >> 8),  (guint8)index};
		guint8 coded[ENTRY + 1] = {2};

		for (guint k = 0; k < ENTRY; k++)
			coded[k + 1] = (guint8)(row[k] - above[k]);
		memcpy(above, row, ENTRY);
		g_byte_array_append(rows, coded, sizeof coded);
	}
	return rows;
}

static void write_table(struct pdf_file *file)
{
	char *sum = g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)file->out->str + file->start, file->out->len - file->start);
	uint32_t number = pdf_reserve(file, 1);
	size_t place = file->out->len - file->start;
	char *keys = g_strdup_printf("/Type/XRef/Size %u/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/DecodeParms<</Predictor 12/Columns %u>>",
				     file->entries->len, PDF_CATALOGUE, PDF_INFO, sum, sum, ENTRY);
	GByteArray *rows;

	g_array_index(file->entries, struct entry, number) = (struct entry){.kind = IN_FILE, .place = place};
	rows = table_rows(file);
	g_array_index(file->entries, struct entry, number).kind = FREE;
	pdf_stream(file, number, keys, rows->data, rows->len);
	g_string_append_printf(file->out, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", place);
	g_byte_array_unref(rows);
	g_free(keys);
	g_free(sum);
}

void pdf_file_close(struct pdf_file *file)
{
	flush(file);
	write_table(file);
	deflateEnd(&file->deflate);
	g_byte_array_unref(file->squeezed);
	g_string_free(file->heads, TRUE);
	g_string_free(file->packed, TRUE);
	g_array_free(file->entries, TRUE);
	g_free(file);
}

void pdf_number(GString *out, int64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do {
		digits[--at] = (char)('0' + size % 10);
		size /= 10;
	} while (size > 0);
	if (number < 0)
		digits[--at] = '-';
	g_string_append_len(out, digits + at, (gssize)(sizeof digits - at));
}

void pdf_reference(GString *out, uint32_t number)
{
	pdf_number(out, number);
	g_string_append(out, " 0 R");
}

void pdf_hexadecimal(GString *out, uint32_t number)
{
	static const char digits[] = "0123456789abcdef";
	const char four[] = {digits[number >> 12 & 15], digits[number >> 8 & 15], digits[number >> 4 & 15], digits[number & 15]};

	g_string_append_len(out, four, sizeof four);
}

void pdf_utf16(GString *out, struct str text)
{
	for (const char *at = str_c(text); at < str_c(text) + text.length; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c >= 0x10000)
			pdf_hexadecimal(out, 0xD800 + ((c - 0x10000) >> 10));
		pdf_hexadecimal(out, c >= 0x10000 ? 0xDC00 + (c & 0x3FF) : c);
	}
}

static bool is_ascii(struct str text)
{
	for (uint32_t i = 0; i < text.length; i++)
		if (text.text[i] < ' ' || text.text[i] > '~')
			return false;
	return true;
}

void pdf_string(GString *out, struct str bytes)
{
	g_string_append_c(out, '(');
	for (uint32_t i = 0; i < bytes.length; i++) {
		if (strchr("()\\", bytes.text[i]) != NULL)
			g_string_append_c(out, '\\');
		g_string_append_c(out, bytes.text[i]);
	}
	g_string_append_c(out, ')');
}

/* ASCII as it is, all else as UTF-16. */
void pdf_text(GString *out, struct str text)
{
	if (is_ascii(text)) {
		pdf_string(out, text);
		return;
	}
	g_string_append(out, "<feff");
	pdf_utf16(out, text);
	g_string_append_c(out, '>');
}

void pdf_text_key(GString *out, const char *key, struct str text)
{
	if (str_is_empty(text))
		return;
	g_string_append(out, key);
	pdf_text(out, text);
}
