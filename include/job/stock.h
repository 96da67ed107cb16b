/* What the jobs of one run share: frameworks and their compiled rules, read once; and reading a review against them. */
#ifndef PLUMBLINE_JOB_STOCK_H
#define PLUMBLINE_JOB_STOCK_H

#include "assess/assessment.h"
#include "formats/sources.h"

/* Owner: its arena. Grows while reviews are read; a forked worker has its own copy. */
struct stock;

/* overrides: paths of frameworks given on the command line, which stand in for those that reviews name. */
struct stock *stock_new(struct arena *arena, const char *const *overrides, uint32_t override_count);

/* For reviews that AWS's output makes up: the path of the framework for its own questions, and the name of the client. Either may be NULL. */
void stock_wish(struct stock *stock, const char *official, const char *client);

struct library *stock_library(struct stock *stock);

/* The rules of a framework, compiled at the first call, which alone adds their diagnostics. */
const struct ruleset *stock_ruleset(struct stock *stock, const struct framework *framework, struct diags *diags);

/* A review read into the arena; NULL where nothing usable is there. */
const struct review *stock_review(struct stock *stock, struct arena *arena, const struct review_source *source, struct diags *diags);

/* What the user wishes for all reviews. */
const struct review_wishes *stock_wishes(const struct stock *stock);

/* The only review of a file or folder; NULL with a diagnostic if there is none, or more than one. Lives in the arena. */
const struct review_source *stock_source(struct arena *arena, const char *path, struct diags *diags);

/* A review read, checked and assessed into the arena; NULL where nothing usable is there. */
const struct assessment *stock_assess(struct stock *stock, struct arena *arena, const struct review_source *source, struct diags *diags);

/* The same from the bytes of one file of AWS's answers, where they can be read without a closer look, else NULL: see library_review_quick. */
const struct assessment *stock_assess_quick(struct stock *stock, struct arena *arena, const struct source *source, const char *const *frameworks,
					    uint32_t framework_count, const struct ruleset *pattern, struct diags *diags);

#endif
