/* What the parts of a portfolio share while it is made. */
#ifndef PLUMBLINE_SRC_ASSESS_PORTFOLIO_PARTS_H
#define PLUMBLINE_SRC_ASSESS_PORTFOLIO_PARTS_H

#include "assess/portfolio.h"

/* Each fills its part of a portfolio whose workloads, editions and columns are there. */
void portfolio_fill_gaps(struct arena *arena, struct portfolio *portfolio);
void portfolio_fill_outliers(struct arena *arena, struct portfolio *portfolio);

#endif
