/* Texts in double quotes, as JSON and YAML both read them. */
#ifndef PLUMBLINE_BASE_QUOTE_H
#define PLUMBLINE_BASE_QUOTE_H

#include "base/str.h"

/* What must not stand in a file as it is: control characters, ends of lines of any standard, the byte-order mark and what no character is. */
bool quote_is_hidden(gunichar c);

/* Appends the text in quotes. Bytes that are not UTF-8 (names of files may have some) become replacement characters. */
void quote_append(GString *out, struct str text);

#endif
