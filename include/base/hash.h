/* Hashing of texts that somebody else wrote. */
#ifndef PLUMBLINE_BASE_HASH_H
#define PLUMBLINE_BASE_HASH_H

#include <glib.h>

/*
 * For g_hash_table_new, in place of g_str_hash: keyed with something that differs from run to run, so that no file can be written whose texts all fall
 * together. Nothing that is put out may depend on the order of such a table.
 */
guint text_hash(gconstpointer text);

#endif
