/* Text as a pointer and a length in bytes; always UTF-8 and always followed by a NUL byte. */
#ifndef PLUMBLINE_BASE_STR_H
#define PLUMBLINE_BASE_STR_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * A str never owns its bytes: they live in an arena, in a source or in the program. Readers refuse NUL bytes, so .text is also
 * a correct C string. The empty str may have .text NULL only where it was never set; str_c() is safe for both.
 */
struct str {
	const char *text;
	uint32_t length;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

/* For printf: "%.*s", STR_ARGS(s) */
#define STR_ARGS(s) (int)(s).length, str_c(s)

static inline const char *str_c(struct str s)
{
	return s.text == NULL ? "" : s.text;
}

static inline bool str_is_empty(struct str s)
{
	return s.length == 0;
}

bool str_equal(struct str a, struct str b);
bool str_is(struct str s, const char *text);

/* Byte order, shorter first on a tie: negative, 0 or positive. */
int str_compare(struct str a, struct str b);

/* Copies into the arena, NUL-terminated. */
struct str str_copy(struct arena *arena, const char *text, size_t length);
struct str str_from(struct arena *arena, const char *text);
struct str str_format(struct arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Takes over the bytes of a GString, which is freed. */
struct str str_take(struct arena *arena, GString *from);

/* Without white space at both ends; a copy only where needed. */
struct str str_trim(struct arena *arena, struct str s);

/* Borrows a C string that outlives the str. */
struct str str_of(const char *text);

#endif
