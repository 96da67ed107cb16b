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

#endif
