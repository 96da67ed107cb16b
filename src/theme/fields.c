/* Reading the values of a theme, one kind of value per function, and maps by their tables. */
#include "fields.h"

#include <math.h>
#include <string.h>

#include "base/near.h"

#define MOST_POINTS 10000.0

static const char *const family_names[FAMILY_COUNT] = {[FAMILY_TEXT] = "text", [FAMILY_HEADING] = "heading", [FAMILY_CODE] = "code"};
static const char *const align_names[] = {[ALIGN_START] = "start", [ALIGN_CENTRE] = "centre", [ALIGN_END] = "end"};

static const struct theme_field *field_named(const struct theme_field *fields, size_t count, struct str key, const char **near)
{
	struct near nearest = near_to(key);

	for (size_t i = 0; i < count; i++) {
		if (str_is(key, fields[i].key))
			return &fields[i];
		near_offer(&nearest, str_of(fields[i].key));
	}
	*near = str_c(nearest.best);
	return NULL;
}

static bool all_present(const struct theme_reader *reader, const struct node *map, const char *name, const struct theme_field *fields, size_t count)
{
	bool good = true;

	for (size_t i = 0; i < count; i++)
		if (fields[i].required && node_find(map, fields[i].key) == NULL)
			good = diag(reader->diags, THEME_MISSING_KEY, map->key_span.length == 0 ? map->span : map->key_span, name, fields[i].key);
	return good;
}

bool theme_read_fields(const struct theme_reader *reader, const struct node *map, const char *name, const struct theme_field *fields, size_t count,
		       void *base)
{
	bool good = true;

	if (map->kind != NODE_MAP)
		return diag(reader->diags, THEME_NOT_MAP, map->span, name, fields[0].key);
	for (const struct node *node = map->first; node != NULL; node = node->next) {
		const char *near = NULL;
		const struct theme_field *field = field_named(fields, count, node->key, &near);

		if (field == NULL)
			good = diag(reader->diags, THEME_UNKNOWN_KEY, node->key_span, str_c(node->key), name, near);
		else
			good = field->read(reader, node, (char *)base + field->offset) && good;
	}
	return all_present(reader, map, name, fields, count) && good;
}

static bool bad(const struct theme_reader *reader, const struct node *node, const char *wanted)
{
	return diag(reader->diags, THEME_BAD_VALUE, node->span, str_c(node->key), wanted);
}

bool theme_read_text(const struct theme_reader *reader, const struct node *node, void *to)
{
	if (node->kind != NODE_SCALAR || str_is_empty(node->text))
		return bad(reader, node, "a text");
	*(struct str *)to = node->text;
	return true;
}

static bool is_number(struct str text)
{
	uint32_t digits = 0, dots = 0;

	for (uint32_t i = 0; i < text.length; i++) {
		digits += g_ascii_isdigit(text.text[i]);
		dots += text.text[i] == '.';
	}
	return digits > 0 && dots <= 1 && digits + dots == text.length && text.length < 12;
}

bool theme_read_points(const struct theme_reader *reader, const struct node *node, void *to)
{
	double points;

	if (node->kind != NODE_SCALAR || !is_number(node->text))
		return bad(reader, node, "a number of points, such as 14.5");
	points = g_ascii_strtod(node->text.text, NULL);
	if (points > MOST_POINTS)
		return bad(reader, node, "a number of points, 10000 at most");
	*(dim *)to = (dim)lround(points * DIM_POINT);
	return true;
}

bool theme_read_flag(const struct theme_reader *reader, const struct node *node, void *to)
{
	if (node->kind != NODE_SCALAR || (!str_is(node->text, "true") && !str_is(node->text, "false")))
		return bad(reader, node, "true or false");
	*(bool *)to = str_is(node->text, "true");
	return true;
}

bool theme_read_weight(const struct theme_reader *reader, const struct node *node, void *to)
{
	const char *text = str_c(node->text);

	if (node->kind != NODE_SCALAR || node->text.length != 3 || !g_ascii_isdigit(text[0]) || text[0] == '0' || text[1] != '0' || text[2] != '0')
		return bad(reader, node, "a weight: 100, 200 ... 900");
	*(uint16_t *)to = (uint16_t)((text[0] - '0') * 100);
	return true;
}

/* Index of a name among count; count if it is none. */
static size_t name_index(const char *const *names, size_t count, const struct node *node)
{
	size_t i = 0;

	while (i < count && (node->kind != NODE_SCALAR || !str_is(node->text, names[i])))
		i++;
	return i;
}

bool theme_read_family(const struct theme_reader *reader, const struct node *node, void *to)
{
	size_t index = name_index(family_names, G_N_ELEMENTS(family_names), node);

	if (index == G_N_ELEMENTS(family_names))
		return bad(reader, node, "text, heading or code: the fonts are named at the top of the theme");
	*(enum font_family *)to = (enum font_family)index;
	return true;
}

bool theme_read_align(const struct theme_reader *reader, const struct node *node, void *to)
{
	size_t index = name_index(align_names, G_N_ELEMENTS(align_names), node);

	if (index == G_N_ELEMENTS(align_names))
		return bad(reader, node, "start, centre or end");
	*(enum align *)to = (enum align)index;
	return true;
}

bool theme_read_colour(const struct theme_reader *reader, const struct node *node, void *to)
{
	struct near near = near_to(node->text);

	for (unsigned i = 0; node->kind == NODE_SCALAR && i < COLOUR_COUNT; i++) {
		if (str_is(node->text, colour_key((enum colour)i))) {
			*(enum colour *)to = (enum colour)i;
			return true;
		}
		near_offer(&near, str_of(colour_key((enum colour)i)));
	}
	return diag(reader->diags, THEME_UNKNOWN_COLOUR, node->span, str_c(node->text), str_c(near.best));
}

bool theme_read_rgb(const struct theme_reader *reader, const struct node *node, void *to)
{
	const char *text = str_c(node->text);
	uint8_t parts[3] = {0};

	if (node->kind != NODE_SCALAR || node->text.length != 7 || text[0] != '#')
		return bad(reader, node, "a colour in quotes, such as \"#14304F\"");
	for (int i = 0; i < 6; i++) {
		int digit = g_ascii_xdigit_value(text[1 + i]);

		if (digit < 0)
			return bad(reader, node, "a colour of six hexadecimal digits, such as \"#14304F\"");
		parts[i / 2] = (uint8_t)(parts[i / 2] * 16 + digit);
	}
	*(struct rgb *)to = (struct rgb){parts[0], parts[1], parts[2]};
	return true;
}
