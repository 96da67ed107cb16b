/* Maps of a theme as tables of fields: what a key is called, how its value is read and where it goes. */
#ifndef PLUMBLINE_SRC_THEME_FIELDS_H
#define PLUMBLINE_SRC_THEME_FIELDS_H

#include <stddef.h>

#include "read/node.h"
#include "theme/theme.h"

struct theme_reader {
	struct arena *arena;
	struct diags *diags;
};

/* A key of a map. read fills `to` (base + offset) and returns false with a diagnostic. */
struct theme_field {
	const char *key;
	bool (*read)(const struct theme_reader *reader, const struct node *node, void *to);
	size_t offset;
	bool required;
};

/* What the two colours of a key are until they are sorted into the theme. */
struct colour_pair {
	struct rgb light, dark;
};

/* Reads all fields of a map and goes on after a fault; unknown and missing keys are diagnostics. name: of the map, for messages. */
bool theme_read_fields(const struct theme_reader *reader, const struct node *map, const char *name, const struct theme_field *fields, size_t count,
		       void *base);

bool theme_read_text(const struct theme_reader *reader, const struct node *node, void *to);   /* struct str */
bool theme_read_points(const struct theme_reader *reader, const struct node *node, void *to); /* dim */
bool theme_read_flag(const struct theme_reader *reader, const struct node *node, void *to);   /* bool */
bool theme_read_weight(const struct theme_reader *reader, const struct node *node, void *to); /* uint16_t */
bool theme_read_family(const struct theme_reader *reader, const struct node *node, void *to); /* enum font_family */
bool theme_read_align(const struct theme_reader *reader, const struct node *node, void *to);  /* enum align */
bool theme_read_colour(const struct theme_reader *reader, const struct node *node, void *to); /* enum colour */
bool theme_read_rgb(const struct theme_reader *reader, const struct node *node, void *to);    /* struct rgb */

/* Warns of pairs of colours that cannot be told apart well enough. colours: the node, for places. */
void theme_check_contrast(const struct theme_reader *reader, const struct node *colours, const struct theme *theme);

#endif
