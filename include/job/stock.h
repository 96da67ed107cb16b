/* What the jobs of one run share: frameworks and their compiled rules, read once; and reading a review against them. */
#ifndef PLUMBLINE_JOB_STOCK_H
#define PLUMBLINE_JOB_STOCK_H

#include "assess/assessment.h"
#include "formats/load.h"

/* Owner: its arena. Grows while reviews are read; a forked worker has its own copy. */
struct stock;

/* overrides: paths of frameworks given on the command line, which stand in for those that reviews name. */
struct stock *stock_new(struct arena *arena, const char *const *overrides, uint32_t override_count);

struct library *stock_library(struct stock *stock);

/* The rules of a framework, compiled at the first call, which alone adds their diagnostics. */
const struct ruleset *stock_ruleset(struct stock *stock, const struct framework *framework, struct diags *diags);

/* A review read, checked and assessed into the arena; NULL where nothing usable is there. */
const struct assessment *stock_assess(struct stock *stock, struct arena *arena, const char *path, struct diags *diags);

#endif
