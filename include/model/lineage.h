/* What ids of other editions of a framework became in this one. */
#ifndef PLUMBLINE_MODEL_LINEAGE_H
#define PLUMBLINE_MODEL_LINEAGE_H

#include "model/framework.h"

enum lineage_fate {
	LINEAGE_UNKNOWN, /* nothing is known of the id */
	LINEAGE_SAME,    /* it is .to here, which asks the same */
	LINEAGE_CLOSE,   /* it is .to here, which asks nearly the same */
	LINEAGE_LOST     /* its answers say nothing safe about anything here; .why says so */
};

struct lineage_finding {
	enum lineage_fate fate;
	struct str to;   /* "question", or "question/choice" where such an id was asked for */
	const char *why; /* for people, to follow "is left out: " */
};

/*
 * from: the id of a question, or "question/choice". edition: the version of the framework that the answers were given to; empty: not known, then
 * all versions count, and an id that they take different ways is lost. .why lives in the arena.
 */
struct lineage_finding lineage_find(struct arena *arena, const struct framework *framework, struct str from, struct str edition);

/*
 * The framework with the entries of a lineage file (plumbline: lineage/1) before those of its own; the arrays are shared. Entries that lead nowhere
 * are reported and left out. Lives in the arena.
 */
const struct framework *lineage_attach(struct arena *arena, const struct framework *framework, const struct node *root, struct diags *diags);

#endif
