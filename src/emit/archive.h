/* Archives for office documents, made by libzip; the same files give the same bytes. */
#ifndef PLUMBLINE_SRC_EMIT_ARCHIVE_H
#define PLUMBLINE_SRC_EMIT_ARCHIVE_H

#include "base/str.h"

struct archive_part {
	const char *path;
	const GString *bytes;
};

/* Appends the archive with its parts in the order given, all bearing the first day that the format knows. False if the library failed; why is then set. */
bool archive_write(GString *out, const struct archive_part *parts, uint32_t count, const char **why);

#endif
