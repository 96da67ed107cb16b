/* The state of a load, shared by its files. */
#ifndef PLUMBLINE_SRC_JOB_CORPUS_LOADING_H
#define PLUMBLINE_SRC_JOB_CORPUS_LOADING_H

#include "corpus_record.h"

struct known_framework {
	struct str path;
	const struct ruleset *ruleset; /* NULL: it cannot be read */
	struct digest digest;          /* of its bytes */
};

struct corpus_file {
	const char *path;
	bool in_folder;              /* it was not named itself */
	bool is_again;               /* the same path stands before it */
	bool is_stale;               /* what the cache knows of it does not hold */
	const struct record *record; /* NULL: not read yet, or done with */
};

/* A review, or several of one workload, that files make together. */
struct corpus_group {
	struct str workload;
	GArray *files;           /* numbers */
	uint32_t answers, pages; /* pieces that make a review */
};

/* One per process: filled after the fork. */
struct corpus_reader {
	struct stock *stock;
	struct str framework;
	bool colour;
	int64_t now;                   /* seconds since 1970 */
	const char *const *frameworks; /* paths of those that lie among the files */
	uint32_t framework_count;
	struct digest context;
	struct arena *arena;
	struct rows *editions; /* knows the frameworks met so far; no rows */
	GArray *met;           /* of struct met_framework; private */
	GPtrArray *patterns;   /* of struct pattern; private */
};

struct loading {
	struct corpus_load *load;
	const struct corpus_wishes *wishes;
	struct diags *diags;
	struct corpus_cache *cache; /* NULL: none */
	GArray *files;              /* struct corpus_file */
	struct arena *passing;      /* records of this run */
	struct corpus_reader reader;
	GArray *groups;       /* struct corpus_group */
	GArray *own;          /* private to corpus_take.c */
	bool name_all;        /* pieces without a workload belong to the only one there is */
	bool of_groups;       /* the jobs are groups, not files */
	GArray *todo, *again; /* numbers of files or groups: to be read; lost in a crash */
	GArray *stale;        /* numbers of files: to be read without the cache */
	uint32_t chunk;
};

/* ---- Reading, in workers ---- */

/* Reads a file and appends its record. cached: the record of the file as it was, or NULL. */
void corpus_read(struct corpus_reader *reader, uint32_t item, const struct corpus_file *file, const struct record *cached, GString *out);

/* Groups that are read together, for they may share files. */
struct corpus_together {
	const struct corpus_group *groups;
	const uint32_t *items; /* numbers of groups */
	uint32_t count;
	const char *const *paths;
	uint32_t path_count;
	bool name_all;
};
/* Appends the records of all reviews of the groups. */
void corpus_read_groups(struct corpus_reader *reader, const struct corpus_together *together, GString *out);

void corpus_reader_close(struct corpus_reader *reader);

/* ---- Loading ---- */

/* Read at the first call; said: its diagnostics, where they are known already. */
const struct known_framework *corpus_framework(struct corpus_load *load, struct str path, struct str said, bool colour);

/* Replaces patterns, looks into folders, and takes from the cache what is known of files that are as they were. */
void corpus_list(struct loading *loading);

/* Of an array of pointers to paths, by bytes. */
gint compare_paths(gconstpointer a, gconstpointer b);

/* Reads files or groups, whose numbers are in todo, by workers. */
void corpus_crew(struct loading *loading);

/* What is known of a file now. The record may go. */
void corpus_take_file(struct loading *loading, uint32_t item, const struct record *record);
/* Rows or reason of a record that stands for a review, made of these files. False where it is out of date. */
struct corpus_origin {
	const char *const *paths;
	uint32_t path_count, nth;
	struct str workload; /* of a group */
	bool is_group, name_all;
};
bool corpus_take_review(struct loading *loading, const struct corpus_origin *origin, const struct record *record);
void corpus_leave_out(struct corpus_load *load, const char *path, struct str reason);
/* Those whose frameworks are their own, when all are there. */
void corpus_take_own(struct loading *loading);

/* Which files make reviews together; reads those, and takes all. */
void corpus_groups(struct loading *loading);
/* The groups whose numbers stand at these places of todo: in a worker. */
void corpus_run_groups(struct loading *loading, uint32_t first, uint32_t end, GString *out);
void corpus_take_group(struct loading *loading, const struct record *record);
/* Names it in messages. */
const char *corpus_group_path(struct loading *loading, uint32_t item);

GArray *corpus_own_new(void);
void corpus_open_takings(struct loading *loading);
void corpus_close_takings(struct loading *loading);

#endif
