/* What the parts of a portfolio share while it is made. */
#ifndef PLUMBLINE_SRC_ASSESS_PORTFOLIO_PARTS_H
#define PLUMBLINE_SRC_ASSESS_PORTFOLIO_PARTS_H

#include "assess/portfolio.h"

/* Each fills its part of a portfolio whose workloads, editions and columns are there. columns, editions: the portfolio's own, while they are filled. */
void portfolio_fill_gaps(struct arena *arena, struct portfolio *portfolio, struct portfolio_column *columns);
void portfolio_fill_outliers(struct arena *arena, struct portfolio *portfolio, struct portfolio_edition *editions);

#endif
