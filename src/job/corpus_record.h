/* What became of one review that was read: sent from worker to parent, and kept in the cache. */
#ifndef PLUMBLINE_SRC_JOB_CORPUS_RECORD_H
#define PLUMBLINE_SRC_JOB_CORPUS_RECORD_H

#include "job/corpus_load.h"

enum record_state {
	RECORD_TAKEN,
	RECORD_LEFT_OUT, /* not readable, or with errors */
	RECORD_OWN       /* its framework is made for it alone: the parent reads it itself */
};

/* A file as it was when it was read; all 0: no single file. */
struct stamp {
	uint64_t size, inode;
	int64_t seconds, nanoseconds;
};

enum record_text {
	RECORD_NAME,           /* in the cache: name of the file in its folder */
	RECORD_FRAMEWORK,      /* path; empty where no row came of the review */
	RECORD_REASON,         /* why it is left out, in one line */
	RECORD_SAID,           /* its diagnostics, where it is left out */
	RECORD_FRAMEWORK_SAID, /* diagnostics of frameworks that were met first with it */
	RECORD_ROWS,           /* bytes of rows_write */
	RECORD_TEXTS
};

struct record {
	enum record_state state;
	uint32_t source; /* number in this run */
	bool warned;
	struct stamp stamp;
	struct digest content;   /* of the file's bytes */
	struct digest framework; /* of the framework's bytes */
	struct str texts[RECORD_TEXTS];
};

/* Appends bytes that end with their digest; their length is a multiple of 8. */
void record_write(GString *out, const struct record *record);

/* The record at *at, which moves behind it; false, with *at as it was, if there is no whole and sound one. Texts point into the bytes. */
bool record_read(const char **at, const char *end, struct record *record);

/* Moves *at to where a record may begin, or to the end. */
void record_seek(const char **at, const char *end);

bool stamp_of(const char *path, struct stamp *stamp);
bool stamp_equal(const struct stamp *a, const struct stamp *b);
bool digest_equal(struct digest a, struct digest b);

/* ---- Reading ---- */

struct corpus_cache;

/* One per process: filled after the fork. */
struct corpus_reader {
	struct stock *stock;
	struct str framework;
	const struct review_source *sources;
	struct corpus_cache *cache; /* NULL: none */
	bool colour;
	struct arena *arena;
	struct rows *editions; /* knows the frameworks met so far; no rows */
	GArray *met;           /* of struct met_framework; private */
};

/* Reads the source and appends its record. */
void corpus_read(struct corpus_reader *reader, uint32_t source, GString *out);
void corpus_reader_close(struct corpus_reader *reader);

/* The framework of the review that is counted, or NULL. */
const struct lens_assessment *corpus_lens(const struct assessment *assessment, struct str framework);
/* Names a review: of a file its bytes. */
struct digest corpus_digest(const struct review_source *source, const struct assessment *assessment);

/* ---- The cache ---- */

/* One file per folder of reviews and setup, of records that are only appended; the last one of a name counts. Owner: the arena. */
struct corpus_cache *corpus_cache_open(struct arena *arena, const char *folder, const char *setup);
/* The record of the file at path, whatever the file is like now; its framework's path is as from here. False: none. */
bool corpus_cache_find(struct corpus_cache *cache, const char *path, struct record *record);
/* Remembers; written with the next flush. */
void corpus_cache_add(struct corpus_cache *cache, const char *path, const struct record *record);
/* Says how many of the files in the folder of path it knows by name: answers of deleted ones are not kept. */
void corpus_cache_listed(struct corpus_cache *cache, const char *path, uint32_t known);
void corpus_cache_flush(struct corpus_cache *cache);
/* Flushes, and writes those files anew that hold much that counts no more. */
void corpus_cache_close(struct corpus_cache *cache);

#endif
