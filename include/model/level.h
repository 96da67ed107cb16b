/* Levels of risk and effort, as frameworks state them. */
#ifndef PLUMBLINE_MODEL_LEVEL_H
#define PLUMBLINE_MODEL_LEVEL_H

#include "base/str.h"

/* Ordered: higher is worse (risk) or dearer (effort). A practice is low, medium or high; a rule's outcome none, medium or high. */
enum level { LEVEL_UNSET, LEVEL_NONE, LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH };

/* "none", "low", "medium", "high"; "" for LEVEL_UNSET. */
const char *level_name(enum level level);
/* LEVEL_UNSET if it is none of the names. */
enum level level_named(struct str name);

#endif
