/* The letters of JSON: where texts, numbers and words end. All texts end in NUL. */
#ifndef PLUMBLINE_READ_JSON_SCAN_H
#define PLUMBLINE_READ_JSON_SCAN_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Whether the byte could be part of a number or an unquoted word. */
bool json_is_word(char c);

/* The first byte from here on that is a quotation mark, a backslash or a control character; the NUL at the end is one. */
const char *json_skip_plain(const char *at, const char *end);

/* Four hexadecimal digits, or -1. Stops at the text's end by itself: a quotation mark is no digit. */
int32_t json_hex4(const char *at);

/* The end of a number, or NULL with what is wrong about it. */
const char *json_number_end(const char *at, const char **wrong);

#endif
