/* Writes maps, lists and texts as YAML or JSON, such that our readers give every text back as it was. */
#ifndef PLUMBLINE_EMIT_TREE_WRITER_H
#define PLUMBLINE_EMIT_TREE_WRITER_H

#include "emit/native.h"

#define TREE_DEEPEST 16u

/* On the stack of the caller. Begin, entries, end: between the two the root map is open. Keys are NULL in lists, and only there. */
struct tree_writer {
	enum native_form form;
	GString *out;
	uint32_t depth;
	struct tree_level {
		bool is_list;
		uint32_t count; /* of entries so far */
	} levels[TREE_DEEPEST];
};

void tree_begin(struct tree_writer *writer, enum native_form form, GString *out);
void tree_end(struct tree_writer *writer);

void tree_map(struct tree_writer *writer, const char *key);
void tree_list(struct tree_writer *writer, const char *key);
void tree_close(struct tree_writer *writer);

void tree_text(struct tree_writer *writer, const char *key, struct str text);
/* Nothing where the text is empty. */
void tree_some(struct tree_writer *writer, const char *key, struct str text);
/* A number that JSON takes as one is written without quotes, anything else as a text. */
void tree_number(struct tree_writer *writer, const char *key, struct str text);
void tree_flag(struct tree_writer *writer, const char *key, bool value);

#endif
