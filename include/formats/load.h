/* The one door: files of any kind that is understood, recognised by content. */
#ifndef PLUMBLINE_FORMATS_LOAD_H
#define PLUMBLINE_FORMATS_LOAD_H

#include "model/review.h"

enum file_kind {
	FILE_UNKNOWN,
	FILE_FRAMEWORK,
	FILE_REVIEW,
	FILE_LINEAGE,
	FILE_METRICS,
	FILE_AWS_LENS,
	FILE_AWS_API,
	FILE_AZURE_EXPORT,
	FILE_AZURE_CHECKED,
	FILE_AZURE_CHECKLIST
};

enum file_kind file_recognise(const struct node *root);

/* For people, with an article: "a framework", "a review", "an AWS custom lens", "an unknown file". */
const char *file_kind_name(enum file_kind kind);

/* Whether such a file holds a framework; whether it holds a review. Some hold both. */
bool file_is_framework(enum file_kind kind);
bool file_is_review(enum file_kind kind);

/*
 * Reads YAML, JSON or CSV: a file named *.json, or whose first character that is not blank is { or [, is JSON; one named *.csv, or with lines as
 * exports of assessments have them, is CSV (a list of rows, see read/csv.h); others are YAML. Answers of AWS's API that follow one another in a file of
 * JSON become a list. NULL with diagnostics.
 * Nodes live in the arena and point into the source.
 */
const struct node *read_any(struct arena *arena, const struct source *source, struct diags *diags);

/* Says why a file of no known kind is refused: a misspelt kind or key, or that nothing in it is familiar. */
void file_refuse(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

/* Frameworks that were read, one for each file however often it is asked for. Lives in the arena, and so do the frameworks. One thread at a time. */
struct library;

struct library *library_new(struct arena *arena);

/*
 * A framework from a native file or a foreign one. The same file, under whatever path, is read once; its diagnostics are given then, and a later
 * asker for one that could not be read gets a single diagnostic. NULL with diagnostics. asked_by: where the path is written, or NO_SPAN.
 */
const struct framework *library_framework(struct library *library, const char *path, struct span asked_by, struct diags *diags);

/*
 * A review, in the arena given, with its frameworks, in the library: those that the file names, relative to its folder, or the override paths where
 * override_count > 0 (as given, relative to the working directory). NULL with diagnostics if it, or a framework of it, cannot be read.
 */
const struct review *library_review(struct library *library, struct arena *arena, const char *path, const char *const *overrides,
				    uint32_t override_count, struct diags *diags);

#endif
