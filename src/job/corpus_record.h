/* What became of one file, or of one review that several files make: sent from worker to parent, and kept in the cache. */
#ifndef PLUMBLINE_SRC_JOB_CORPUS_RECORD_H
#define PLUMBLINE_SRC_JOB_CORPUS_RECORD_H

#include "job/corpus_load.h"

enum record_state {
	RECORD_TAKEN,
	RECORD_LEFT_OUT,  /* not readable, or with errors */
	RECORD_OWN,       /* its framework is made from the review itself; its rows are of the edition `framework` */
	RECORD_PIECES,    /* pieces of reviews, which make reviews only with those of other files, or make several */
	RECORD_FRAMEWORK, /* no review, and of use to reviews that are made of pieces */
	RECORD_NOTHING,   /* no review, and of no use */
	RECORD_STATES
};

/* A file as it was when it was read; all 0: no single file. */
struct stamp {
	uint64_t size, inode;
	int64_t seconds, nanoseconds;                 /* when it was written, which its owner may set at will, */
	int64_t changed_seconds, changed_nanoseconds; /* and when it was changed in any way, which nobody can */
};

enum record_text {
	RECORD_NAME,           /* in the cache: name of the file in its folder */
	RECORD_PATH,           /* of a review of several files: what names it */
	RECORD_BOUND,          /* path of its framework; empty where no row came of the review */
	RECORD_REASON,         /* why it is left out, in one line */
	RECORD_SAID,           /* its diagnostics, where it is left out or no review */
	RECORD_FRAMEWORK_SAID, /* diagnostics of frameworks that were met first with it */
	RECORD_ROWS,           /* bytes of rows_write */
	RECORD_HELD,           /* see file_look.pieces; empty: others do not matter to the file */
	RECORD_TEXTS
};

struct record {
	enum record_state state;
	uint32_t item;       /* number in this run: of a file, or of a group */
	uint32_t nth, parts; /* of a group: which of how many records this is */
	bool is_young;       /* written so shortly before it was read that it could change and bear the same stamp */
	struct stamp stamp;
	struct digest content;   /* of the file's bytes */
	struct digest framework; /* of the framework's bytes */
	struct digest context;   /* of AWS's output: of the frameworks that could have been its own */
	struct str texts[RECORD_TEXTS];
};

/* Appends bytes that end with their digest; their length is a multiple of 8. */
void record_write(GString *out, const struct record *record);

/* The record at *at, which moves behind it; false, with *at as it was, if there is no whole and sound one. Texts point into the bytes. */
bool record_read(const char **at, const char *end, struct record *record);

/* Moves *at to where a record may begin, or to the end. */
void record_seek(const char **at, const char *end);

/* A copy with its texts. */
struct record *record_copy(struct arena *arena, const struct record *record);

bool stamp_of(const char *path, struct stamp *stamp);
bool stamp_equal(const struct stamp *a, const struct stamp *b);
bool digest_equal(struct digest a, struct digest b);

/* ---- The cache ---- */

/* One file per folder of reviews and setup, of records that are only appended; the last one of a name counts. Owner: the arena. */
struct corpus_cache;

struct corpus_cache *corpus_cache_open(struct arena *arena, const char *folder, const char *setup);
/* The record of the file at path, whatever the file is like now; its framework's path is as from here. False: none. */
bool corpus_cache_find(struct corpus_cache *cache, const char *path, struct record *record);
/* Remembers; written with the next flush. */
void corpus_cache_add(struct corpus_cache *cache, const char *path, const struct record *record);
/* Says that all files in the folder of path were looked at, and how many it knows by name: answers of those that are gone are not kept. */
void corpus_cache_listed(struct corpus_cache *cache, const char *path, uint32_t known);
void corpus_cache_flush(struct corpus_cache *cache);
/* Flushes, and writes those files anew that hold much that counts no more. */
void corpus_cache_close(struct corpus_cache *cache);

/* Names records that are of no single file; no file has such a name. */
#define CACHE_GROUP "\n"

#endif
