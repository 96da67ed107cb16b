/* What estimates assume: named, each with a default of three values, and each open to being overridden by a review. */
#ifndef PLUMBLINE_MODEL_ASSUMPTION_H
#define PLUMBLINE_MODEL_ASSUMPTION_H

#include "read/node.h"

enum assumption_key {
#define ASSUMPTION(key, low, likely, high, unit, label) ASSUMPTION_##key,
#include "model/assumption.def"
#undef ASSUMPTION
	ASSUMPTION_COUNT
};

/* In thousandths of the unit; low <= likely <= high. */
struct assumption {
	int64_t low, likely, high;
	bool given;       /* by the review; else a default */
	struct span span; /* where given */
};

struct assumption_kind {
	const char *key, *unit, *label;
	struct assumption standard;
};
extern const struct assumption_kind assumption_kinds[ASSUMPTION_COUNT];

/* "2.5" to 2500, exactly: at most three digits behind the point, at most 1e12; no sign. */
bool thousandths_parse(struct str text, int64_t *thousandths);

#endif
