/* OpenType fonts in their compressed form for web pages (WOFF 1.0, W3C Recommendation of 13 December 2012). */
#ifndef PLUMBLINE_SRC_EMIT_WOFF_H
#define PLUMBLINE_SRC_EMIT_WOFF_H

#include <glib.h>
#include <stdbool.h>

/* Appends the font as WOFF. False, and nothing appended, if the bytes are not a well-formed OpenType file. */
bool woff_append(GString *out, const guint8 *font, gsize length);

#endif
