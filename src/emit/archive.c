/* Archives in memory, by libzip. */
#include "archive.h"

#include <zip.h>

/* 1 January 1980, 00:00, in the format of DOS. */
#define DAY 0x0021

static bool add_part(zip_t *zip, const struct archive_part *part)
{
	zip_source_t *source = zip_source_buffer(zip, part->bytes->str, part->bytes->len, 0);
	zip_int64_t index = source == NULL ? -1 : zip_file_add(zip, part->path, source, ZIP_FL_ENC_UTF_8);

	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DAY, 0) == 0;
}

static bool read_back(zip_source_t *source, GString *out)
{
	char block[16384];
	zip_int64_t count;

	if (zip_source_open(source) != 0)
		return false;
	while ((count = zip_source_read(source, block, sizeof block)) > 0)
		g_string_append_len(out, block, count);
	zip_source_close(source);
	return count == 0;
}

/* source is kept for reading; zip_close writes into it. */
static bool fill(zip_t *zip, const struct archive_part *parts, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (!add_part(zip, &parts[i])) {
			zip_discard(zip);
			return false;
		}
	if (zip_close(zip) == 0)
		return true;
	zip_discard(zip);
	return false;
}

bool archive_write(GString *out, const struct archive_part *parts, uint32_t count, const char **why)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;
	bool good = false;

	*why = "libzip could not pack it";
	zip_error_init(&error);
	source = zip_source_buffer_create(NULL, 0, 0, &error);
	if (source == NULL)
		return false;
	zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
	if (zip != NULL) {
		zip_source_keep(source);
		good = fill(zip, parts, count) && read_back(source, out);
	}
	zip_source_free(source);
	zip_error_fini(&error);
	return good;
}
