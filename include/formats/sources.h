/* From what the user names (files, folders) to reviews: a native file is one; AWS's output may be several files of one, or one file of several. */
#ifndef PLUMBLINE_FORMATS_SOURCES_H
#define PLUMBLINE_FORMATS_SOURCES_H

#include "formats/load.h"

struct api_part;

/* One review to be read. Lives in the arena of the set, and so does all that it was read from. */
struct review_source {
	const char *path; /* the file, or what names the group: its folder, or the first of its files */
	/* A group of AWS's output; part_count 0: a file for library_review. */
	const struct api_part *parts;
	uint32_t part_count;
	const char *const *frameworks; /* paths of lenses that lay among the files */
	uint32_t framework_count;
	/* Of a group: the id of its workload, perhaps empty, and the number of its milestone. 0: the current state. */
	struct str workload;
	uint32_t milestone;
};

/* A file that was looked at. */
struct review_file {
	const char *path;
	enum file_kind kind;
	bool said; /* what is wrong with it has been reported; else that is left to who reads it */
	uint32_t errors, warnings;
};

struct review_set {
	const struct review_source *sources;
	uint32_t count;
	const struct review_file *files; /* all that were looked at: folders are replaced by what they hold */
	uint32_t file_count;
};

/*
 * Folders are walked one level, by name. Which pieces make a review does not depend on the order of the paths. A file that is named but unreadable, or no
 * review, becomes a source of its own, so that reading it says what is wrong; one that merely lies in a folder is a warning, unless it is meant to be
 * data and broken. What is odd about AWS's output is reported here, once for a file.
 */
const struct review_set *review_sources(struct arena *arena, const char *const *paths, uint32_t count, struct diags *diags);

/*
 * ---- One by one ----
 * Thousands of files are looked at one at a time, by whoever has time, and never all held at once. What a file says of itself tells which ones make
 * reviews together: those whose pieces are of one workload.
 */
enum file_use {
	USE_REVIEW,    /* it makes one review, and holds nothing else; of AWS's output: unless other files have pieces of the same workload */
	USE_PIECES,    /* AWS's output: of several reviews, or of less than one */
	USE_FRAMEWORK, /* it serves the reviews made of pieces */
	USE_NOTHING    /* diagnostics say why */
};

/* Answers, and pages that may be empty, make a review. */
enum { PIECE_ANSWERS = 'a', PIECE_PAGE = 'p', PIECE_OTHER = 'w' };

struct file_look {
	enum file_use use;
	struct review_source review; /* USE_REVIEW */
	struct str pieces;           /* AWS's output: lines of one of the letters above and the id of a workload, which may be empty */
};

/* in_folder: it was not named itself, so that it may be of no use. frameworks: those that lay among the files. Lives in the arena. */
struct file_look review_look(struct arena *arena, const char *path, bool in_folder, const char *const *frameworks, uint32_t framework_count,
			     struct diags *diags);

/* The reviews that AWS's files make together. name_all: pieces without a workload belong to the only one there is. No frameworks are set. */
const struct review_set *review_sources_together(struct arena *arena, const char *const *paths, uint32_t count, bool name_all, struct diags *diags);

/* The workload that the pieces of a source are of. */
struct str review_source_workload(const struct review_source *source);

/* What the user wishes for all reviews. */
struct review_wishes {
	const char *const *frameworks; /* paths, in place of what a review names */
	uint32_t framework_count;
	const char *official; /* path of the framework for AWS's own questions; NULL: none */
	const char *client;   /* name, for reviews that do not say; NULL: not given */
};

/* As library_review. */
const struct review *library_review_of(struct library *library, struct arena *arena, const struct review_source *source,
				       const struct review_wishes *wishes, struct diags *diags);

/*
 * The review in the bytes of one file of AWS's answers, without its prose, in a fraction of the time; NULL where that takes a closer look (nothing is
 * wrong by that): then ask library_review_of. frameworks: those that lay among the files. pattern: NULL, or a framework that was made from other answers
 * because none was at hand: then only answers are read that would make just such a one.
 */
const struct review *library_review_quick(struct library *library, struct arena *arena, const struct source *source, const char *const *frameworks,
					  uint32_t framework_count, const struct review_wishes *wishes, const struct framework *pattern,
					  struct diags *diags);

#endif
