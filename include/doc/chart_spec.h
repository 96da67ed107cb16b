/* What a chart says: data, names and words; no sizes and no colours. */
#ifndef PLUMBLINE_DOC_CHART_SPEC_H
#define PLUMBLINE_DOC_CHART_SPEC_H

#include "assess/assessment.h"

enum chart_kind {
	CHART_STACK, /* rows of stacked bars: each row's values are counts by risk, drawn as 100 %, counts printed */
	CHART_HEAT,  /* rows (pillars) of cells (questions), each with a risk and a short text; with ticks, see below */
	CHART_DOTS,  /* rows of one share each, a dot on a scale from 0 to 100 % */
	CHART_STRIP, /* one row: a single stacked bar by risk, small, for a pillar's page */
	CHART_ROADMAP, /* rows are lanes over time, a tick to a unit: each value a bar from start to end, or where these are one, a mark; none: a heading */
	CHART_BURNDOWN, /* a row for each risk, from the foot upwards: for each tick, how many are left */
	CHART_MATRIX, /* rows are levels of one thing, from the top, ticks of another: each value stands in the column of its start, with its label */
	/* Of shares: amount, low and high in tenths of a percent. A hidden value with limits is what the share may be. */
	CHART_INTERVALS, /* rows of one value each: a dot and its limits; label: the number; title: the limits in words */
	CHART_GRID,      /* rows of cells under ticks; label: what a cell says. With end, amounts are less or more than start, and end is far more */
	CHART_TREND,     /* rows are pictures beside each other; ticks are the periods, and start a place among them, in hundredths */
	CHART_PARTS,     /* rows of parts that add up; label: the number; title: the name */
	CHART_PEERS,     /* rows of bins: amount of start to end, in hundredths of a percent; and one STRONG value, amount of `of` */
	CHART_SLOPE,     /* rows of two values, then and now, under two ticks: counts, or shares where there is an `of`; label: the number */
	CHART_TIMELINE,  /* rows are panels; as SLOPE, with a value for each tick, and start its place along the axis */
	CHART_RADAR      /* as DOTS, 3 to 12 rows, clockwise from the top (others are drawn as dots); only beside bars or dots of the same shares */
};

/*
 * HEAT with ticks: as many columns as ticks, a small cell for each value with the letter of its risk, or its label where that says something else. A value
 * without a risk is a head over as many columns as its amount; a cell with limits (or marked as strong) is a tile: its label, and a bar filled with high
 * risk up to low and with medium risk up to high.
 */

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
