/* Names of output files: made from what clients call themselves, and never able to leave their folder. */
#ifndef PLUMBLINE_CLI_NAMES_H
#define PLUMBLINE_CLI_NAMES_H

#include "model/review.h"

/* [a-z0-9-]+, at most 60 bytes, no hyphen at an end; accents are dropped. Empty if nothing is left. */
struct str slug_from(struct arena *arena, struct str text);

/* "harbour-bank-checkout"; "report" if client and workload leave nothing. */
struct str name_of_review(struct arena *arena, const struct review *review);

/* Gives each name once: the second "a" becomes "a-2". */
struct names;
struct names *names_new(struct arena *arena);
struct str names_take(struct names *names, struct str name);

/* Whether two paths lead to one existing file. */
bool same_file(const char *a, const char *b);

/* path as seen from a folder: "../frameworks/a.yaml"; both may be relative to the current folder. */
struct str path_from(struct arena *arena, const char *folder, const char *path);

#endif
