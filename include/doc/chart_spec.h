/* What a chart says: data, names and words; no sizes and no colours. */
#ifndef PLUMBLINE_DOC_CHART_SPEC_H
#define PLUMBLINE_DOC_CHART_SPEC_H

#include "assess/assessment.h"

enum chart_kind {
	CHART_STACK, /* rows of stacked bars: each row's values are counts by risk, drawn as 100 %, counts printed */
	CHART_HEAT,  /* rows (pillars) of cells (questions), each with a risk and a short text */
	CHART_DOTS,  /* rows of one share each, a dot on a scale from 0 to 100 % */
	CHART_STRIP  /* one row: a single stacked bar by risk, small, for a pillar's page */
};

/* How a value stands out from its neighbours; each kind of chart says what it makes of it. */
enum chart_mark {
	CHART_MARK_PLAIN,
	CHART_MARK_STRONG, /* the one that the chart is about */
	CHART_MARK_MUTED,  /* less sure than the rest */
	CHART_MARK_HIDDEN, /* not shown: its label says why */
	CHART_MARK_BREAK   /* what comes before is not comparable */
};

struct chart_value {
	struct str label;    /* STACK: name of the risk; HEAT: the question's number; DOTS: unused */
	struct str title;    /* HEAT: short title of the question */
	uint32_t amount, of; /* STACK: count of the row's total; DOTS: k of n */
	enum risk risk;
	struct str target;   /* an anchor in the document, or empty */
	uint32_t low, high;  /* limits of the share, in tenths of a percent; both 0: none */
	uint32_t start, end; /* place along the axis, in hundredths of its unit */
	enum chart_mark mark;
};

struct chart_row {
	struct str label;
	struct str note; /* printed at the right, e.g. "3 of 11"; may be empty */
	struct str target;
	const struct chart_value *values;
	uint32_t count;
};

struct chart_spec {
	enum chart_kind kind;
	struct str title; /* says the finding: shown as the caption */
	struct str alt;   /* all that the picture says, in words */
	struct str axis;  /* what the scale counts, e.g. "share of questions answered" */
	const struct chart_row *rows;
	uint32_t row_count;
	const struct str *ticks; /* names along the axis: of columns, months, years; may be none */
	uint32_t tick_count;
	struct str legend[RISK_COUNT]; /* names of the risks that occur, for the legend; empty: not shown */
};

#endif
