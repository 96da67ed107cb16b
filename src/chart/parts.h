/* What charts share: a sketch to draw on, measured words, segments by risk, legends and scales. */
#ifndef PLUMBLINE_SRC_CHART_PARTS_H
#define PLUMBLINE_SRC_CHART_PARTS_H

#include "chart/chart.h"

struct sketch {
	struct arena *arena;
	struct typesetter *typesetter;
	const struct theme *theme;
	const struct chart_spec *spec;
	struct drawing_maker *maker;
	dim width;
};

/* Draws below y = 0 and returns the height. A row of the table in chart.c. */
dim chart_stack(struct sketch *sketch);
dim chart_heat(struct sketch *sketch);
dim chart_heat_columns(struct sketch *sketch); /* heat, where the spec has ticks */
dim chart_dots(struct sketch *sketch);
dim chart_strip(struct sketch *sketch);
dim chart_roadmap(struct sketch *sketch);
dim chart_burndown(struct sketch *sketch);
dim chart_matrix(struct sketch *sketch);
dim chart_intervals(struct sketch *sketch);
dim chart_grid(struct sketch *sketch);
dim chart_trend(struct sketch *sketch);
dim chart_parts(struct sketch *sketch);
dim chart_peers(struct sketch *sketch);
dim chart_slope(struct sketch *sketch);
dim chart_timeline(struct sketch *sketch);
dim chart_radar(struct sketch *sketch);

/* White between neighbours: adjacent colours alone have too little contrast. */
#define CHART_GAP DIM(1.5)
/* Below this width labels stand above their rows instead of beside them. */
#define CHART_NARROW DIM(360)

#define MOST_LINES 3

/* A text broken into at most MOST_LINES lines that fit. */
struct wrapped {
	struct str lines[MOST_LINES];
	uint32_t count;
};

dim sketch_measure(const struct sketch *sketch, struct str text, enum style_id style);
dim sketch_leading(const struct sketch *sketch, enum style_id style);
/* Base line for a line of text in the middle of a band. */
dim sketch_middle(const struct sketch *sketch, enum style_id style, dim top, dim height);

/* The text, or as much of it as fits with an ellipsis; empty if not even that fits. */
struct str sketch_fit(const struct sketch *sketch, struct str text, enum style_id style, dim width);
/* Breaks at spaces; words too wide and what goes beyond `most` lines end in an ellipsis. */
struct wrapped sketch_wrap(const struct sketch *sketch, struct str text, enum style_id style, dim width, uint32_t most);

/* A text whose width is recorded in the mark. y: base line. */
void sketch_text(struct sketch *sketch, dim x, dim y, struct str text, enum style_id style, enum colour colour, enum anchor anchor);
/* Lines around the middle of a band. */
void sketch_block(struct sketch *sketch, dim x, dim top, dim height, const struct wrapped *wrapped, enum style_id style, enum colour colour);
/* An area that leads to target; none if that is empty. */
void sketch_link(struct sketch *sketch, dim x, dim y, dim width, dim height, struct str target, struct str title);

/* One letter or sign for a risk, for those who do not see its colour. */
struct str sketch_risk_letter(const struct sketch *sketch, enum risk risk);
/* Name of a risk as the spec words it. */
struct str sketch_risk_word(const struct sketch *sketch, enum risk risk);
/* A filled area in colour and pattern of a risk. */
void sketch_risk(struct sketch *sketch, dim x, dim y, dim width, dim height, enum risk risk);
/* The same with a count in it, where the count fits. */
void sketch_segment(struct sketch *sketch, dim x, dim y, dim width, dim height, enum risk risk, uint32_t amount);

/* Counts by risk of a row. */
struct tally {
	uint32_t of[RISK_COUNT];
	uint32_t answered, all;
};
struct tally sketch_tally(const struct chart_row *row);

/* A bar of answered questions by risk on the width given; nothing for an empty tally. */
void sketch_bar(struct sketch *sketch, dim x, dim y, dim width, dim height, const struct tally *tally);

/* Swatches and names of the risks that the spec names, in as many lines as needed; returns the height. tally: counts after the names, or NULL. */
dim sketch_legend(struct sketch *sketch, dim x, dim y, dim width, const struct tally *tally);

/* Labels of a scale from 0 to 100 %; returns their height. */
dim sketch_scale(struct sketch *sketch, dim x, dim y, dim width);
/* Names of the ticks, which share the width evenly, or of each n-th where there is no room for all; returns their height. */
dim sketch_ticks(struct sketch *sketch, dim x, dim y, dim width);
/* Grid lines of a scale from 0 to 100 %. */
void sketch_grid(struct sketch *sketch, dim x, dim width, dim top, dim bottom);

/* What the spec says of its axis, below the chart from x on; returns its height, 0 for nothing. */
dim sketch_axis(struct sketch *sketch, dim x, dim y);

#endif
