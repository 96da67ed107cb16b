/*
 * Walking over JSON without making a tree of it: for readers that want a few fields of very many files.
 *
 * Chosen by measurement: seconds of processor time to read 20,000 files of 43 kB (860 MB) and count one field in each of their answers, in one process:
 * reading alone 0.3; simdjson 3.0.1 on demand 0.5, its tree 0.6; this walk 0.9; RapidJSON in place 2.2; json_read, whose tree has the place of every
 * value, 2.6; Jansson 11.2. `plumbline benchmark` takes 1.6 in all, so the fastest would gain a quarter at most, for a second language (C++) in the
 * program and a second idea of what JSON is.
 */
#ifndef PLUMBLINE_READ_JSON_WALK_H
#define PLUMBLINE_READ_JSON_WALK_H

#include <string.h>

#include "read/node.h"

/*
 * Holds to the grammar as json_read does (escapes, numbers, depth), and says nothing: where it stops, json_read tells why. The text ends in NUL, and no
 * other byte of it is one. Once it has failed, every function returns false.
 */
struct json_walk {
	const char *at, *end;
	uint32_t depth;
	bool failed;
};

/* What stands between quotation marks, as it is written; escaped: a backslash is among it. Not followed by NUL. */
struct json_text {
	const char *at;
	uint32_t length;
	bool escaped;
};

struct json_walk json_walk_begin(struct str bytes);

/* At the first byte of the next value, or of what stands in its place. */
char json_walk_peek(struct json_walk *walk);

/* Goes into a map ({) or list ([). False, and failed, where none begins. */
bool json_walk_open(struct json_walk *walk, char opening);

/*
 * To the next pair of a map, behind its colon; to the next item of a list. False behind the closing bracket, and where it fails. first: true before the
 * first one.
 */
bool json_walk_key(struct json_walk *walk, bool *first, struct json_text *key);
bool json_walk_item(struct json_walk *walk, bool *first);

bool json_walk_text(struct json_walk *walk, struct json_text *text);

/* Over a value of any kind. */
bool json_walk_skip(struct json_walk *walk);

/* Whether nothing but blanks is left. */
bool json_walk_ended(struct json_walk *walk);

static inline bool json_text_is(struct json_text text, struct str word)
{
	return text.length == word.length && memcmp(text.at, word.text, word.length) == 0;
}

#endif
