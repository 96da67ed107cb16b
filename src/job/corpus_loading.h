/* The state of a load, shared by its files. */
#ifndef PLUMBLINE_SRC_JOB_CORPUS_LOADING_H
#define PLUMBLINE_SRC_JOB_CORPUS_LOADING_H

#include "corpus_record.h"

struct known_framework {
	struct str path;
	const struct ruleset *ruleset; /* NULL: it cannot be read */
	struct digest digest;          /* of its bytes */
};

struct loading {
	struct corpus_load *load;
	const struct corpus_wishes *wishes;
	struct corpus_cache *cache; /* NULL: none */
	const char **paths;         /* of the wishes, with patterns replaced */
	uint32_t path_count;
	GHashTable *hits; /* path -> struct record, of files that are as the cache knows them */
	uint32_t listed;  /* files that were looked at, and whether there was anything else: then all must be opened */
	bool is_odd;
	const struct review_source *sources;
	GArray *todo, *again; /* numbers of sources: to be read; lost in a crash */
	uint32_t chunk;
	struct corpus_reader reader;
};

/* Read at the first call; said: its diagnostics, where they are known already. */
const struct known_framework *corpus_framework(struct corpus_load *load, struct str path, struct str said, bool colour);

/* Replaces patterns; looks at all files, and fills hits. */
void corpus_list(struct loading *loading);

#endif
