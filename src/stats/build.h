/* A corpus while it is made of rows. */
#ifndef PLUMBLINE_STATS_BUILD_H
#define PLUMBLINE_STATS_BUILD_H

#include "row.h"

/* Where the questions and choices of an edition stand among the columns. A none-of-these has no column: UINT32_MAX. */
struct edition_map {
	const struct framework *framework;
	uint32_t *questions, *choices;
};

struct build {
	struct arena *arena;
	struct corpus *corpus;
	struct edition *editions;          /* the corpus's own, while they are filled */
	const struct row **rows;           /* sorted, without duplicates */
	struct edition_map *maps;          /* one per edition */
	struct question_column *questions; /* likewise */
	struct choice_column *choices;
};

/* Decides which columns there are, and where each edition's ids go: by the lineages of the newest edition, else by equal ids. */
void layout_columns(struct build *build);

/* Fills the planes of questions and choices. */
void fill_planes(struct build *build);

/* Fills the facts. */
void fill_facts(struct build *build);

const struct framework *row_framework(const struct build *build, uint32_t row);

#endif
