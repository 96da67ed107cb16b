/* Marks: the one drawing vocabulary, for pages and for charts. Plain data; painters only walk. */
#ifndef PLUMBLINE_DRAW_DRAW_H
#define PLUMBLINE_DRAW_DRAW_H

#include "type/type.h"

struct point {
	dim x, y; /* y grows downwards, from the top left corner */
};

enum pattern { PATTERN_SOLID, PATTERN_STRIPES, PATTERN_DOTS, PATTERN_HATCH };
enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

enum mark_kind {
	MARK_RECT,
	MARK_PATH,
	MARK_LINE, /* set text: a line of shaped pieces at a base line */
	MARK_TEXT, /* a plain text at a base line, shaped by the painter: charts */
	MARK_IMAGE,
	MARK_GROUP, /* begins a named part of a chart, until MARK_END; SVG <g> */
	MARK_END,
	MARK_LINK,  /* an area that leads to a place in the document or to an address */
	MARK_ANCHOR /* a place that links lead to */
};

enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE /* two control points and an end */, PATH_CLOSE };
struct path_step {
	enum path_verb verb;
	struct point points[3];
};

/* fill or stroke COLOUR_COUNT: none. */
struct paint {
	enum colour fill, stroke;
	enum pattern pattern; /* of the fill, drawn in COLOUR_PAGE over it */
	dim stroke_width;
};

/* tag: index into the tag tree of the pages (layout.h), or TAG_ARTIFACT. Charts leave it 0; layout sets it. */
#define TAG_ARTIFACT UINT32_MAX

struct mark {
	enum mark_kind kind;
	uint32_t tag;
	struct point at;
	struct span origin;
	union {
		struct {
			dim width, height, radius;
			struct paint paint;
		} rect;
		struct {
			const struct path_step *steps;
			uint32_t count;
			struct paint paint;
		} path; /* relative to at */
		struct {
			const struct line *line;
		} line;
		struct {
			struct str text;
			enum style_id style;
			bool strong;
			enum colour colour;
			enum anchor anchor;
			dim width; /* measured */
		} text;
		struct {
			struct str path;
			dim width, height;
			struct str alt;
		} image; /* PNG or SVG file inside the theme's folder */
		struct {
			struct str title, description, role;
		} group; /* role: ARIA role for SVG, e.g. "img", "list", "listitem" */
		struct {
			dim width, height;
			struct str url, target, title;
		} link; /* url or target */
		struct {
			struct str name;
		} anchor;
	} as;
};

/* Marks in reading order, in painting order too. */
struct drawing {
	const struct mark *marks;
	uint32_t count;
	dim width, height;
};

/* Builds a drawing; marks are copied. */
struct drawing_maker;
struct drawing_maker *drawing_start(struct arena *arena);
struct mark *drawing_add(struct drawing_maker *maker, enum mark_kind kind, dim x, dim y);
struct drawing drawing_finish(struct drawing_maker *maker, dim width, dim height);

/* Short forms for the common marks. */
struct mark *drawing_rect(struct drawing_maker *maker, dim x, dim y, dim width, dim height, enum colour fill);
struct mark *drawing_rule(struct drawing_maker *maker, dim x1, dim y1, dim x2, dim y2, dim width, enum colour colour);
struct mark *drawing_circle(struct drawing_maker *maker, dim x, dim y, dim radius, enum colour fill);
struct mark *drawing_text(struct drawing_maker *maker, dim x, dim y, struct str text, enum style_id style, enum colour colour, enum anchor anchor);
struct mark *drawing_group(struct drawing_maker *maker, struct str title, struct str description, struct str role);
void drawing_end(struct drawing_maker *maker);

/* A length in points with at most two decimals: "12", "0.5", "-3.25". */
void dim_append(GString *out, dim value);

/* The marks as text, for tests and `plumbline debug`. */
void drawing_dump(const struct drawing *drawing, GString *out);

#endif
