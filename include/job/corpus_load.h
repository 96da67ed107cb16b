/* From what the user names to rows: files read by forked workers, or taken from a cache of earlier runs; and partial results that can be joined. */
#ifndef PLUMBLINE_JOB_CORPUS_LOAD_H
#define PLUMBLINE_JOB_CORPUS_LOAD_H

#include "emit/statistics.h"
#include "job/stock.h"

struct corpus_wishes {
	const char *const *paths; /* files, folders (one level), and patterns such as "reviews/2019-*.yaml" where no such file exists */
	uint32_t path_count;
	struct str framework;     /* id of the one to count; empty: the first of each review */
	uint32_t workers;         /* processes */
	const char *cache_folder; /* NULL: nothing is kept and nothing is taken */
	const char *setup; /* all that decides how a file is read besides its bytes: the build of the program, overrides; a cache serves one setup */
	bool colour;       /* of diagnostics */
	int64_t now;       /* seconds since 1970: what was written a moment ago may change without a trace */
	void (*progress)(void *user, uint32_t ended, uint32_t count); /* files; may be NULL */
	void *user;
};

/* Lives in the arena; so do the rows. */
struct corpus_load {
	struct arena *arena;
	struct stock *stock;
	struct rows *rows;
	GHashTable *frameworks; /* path -> what is known of it; private */
	uint32_t found;         /* reviews */
	uint32_t from_cache;    /* files that were not opened */
	GArray *left_out;       /* struct left_out: those that cannot be read, or hold errors */
	bool has_own;           /* some review brings its own framework: rows_write would lose it */
	GString *words;         /* diagnostics of what is left out, and of frameworks, as text */
};

struct corpus_load *corpus_load_new(struct arena *arena, struct stock *stock, struct str framework);

/* Reads everything. Diagnostics about files that are no reviews go to diags; what concerns one review goes to words. */
void corpus_load_files(struct corpus_load *load, const struct corpus_wishes *wishes, struct diags *diags);

/* The reviews left out, sorted by path; each once. */
const struct left_out *corpus_load_left_out(struct corpus_load *load);

/*
 * A partial result: rows, the paths of their frameworks, and what was left out. Adding partials in any order gives the same corpus. Private: it holds
 * names and answers. Write: false with a diagnostic where a review brings its own framework. Read: false with a diagnostic for a damaged file, one of
 * another build's layout, or one whose frameworks cannot be found or have changed; frameworks: paths that stand in for those that it names.
 */
bool corpus_partial_write(const struct corpus_load *load, GString *out, struct diags *diags);
bool corpus_partial_read(struct corpus_load *load, const char *path, const char *const *frameworks, uint32_t framework_count, struct diags *diags);

#endif
