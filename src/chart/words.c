/* Words on charts: measuring, shortening, breaking, placing. */
#include <string.h>

#include "parts.h"

static const char ellipsis[] = "\xE2\x80\xA6";

dim sketch_measure(const struct sketch *sketch, struct str text, enum style_id style)
{
	return str_is_empty(text) ? 0 : type_width(sketch->typesetter, text, style);
}

dim sketch_leading(const struct sketch *sketch, enum style_id style)
{
	return sketch->theme->styles[style].leading;
}

dim sketch_middle(const struct sketch *sketch, enum style_id style, dim top, dim height)
{
	dim ascent = type_ascent(sketch->typesetter, style), descent = type_descent(sketch->typesetter, style);

	return top + (height - ascent - descent) / 2 + ascent;
}

/* The first bytes of a text, cut before a character, without space at the end, with an ellipsis. */
static struct str shortened(const struct sketch *sketch, struct str text, uint32_t length)
{
	while (length > 0 && ((unsigned char)text.text[length] & 0xC0) == 0x80)
		length--;
	while (length > 0 && text.text[length - 1] == ' ')
		length--;
	return str_format(sketch->arena, "%.*s%s", (int)length, text.text, ellipsis);
}

struct str sketch_fit(const struct sketch *sketch, struct str text, enum style_id style, dim width)
{
	uint32_t low = 0, high = text.length;

	if (sketch_measure(sketch, text, style) <= width)
		return text;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (sketch_measure(sketch, shortened(sketch, text, middle), style) <= width)
			low = middle;
		else
			high = middle;
	}
	return low == 0 ? STR("") : shortened(sketch, text, low);
}

static struct str rest_of(struct str text, uint32_t from)
{
	while (from < text.length && text.text[from] == ' ')
		from++;
	return (struct str){text.text + from, text.length - from};
}

/* Bytes of the longest run of whole words that fits; 0 if not one does. */
static uint32_t words_that_fit(const struct sketch *sketch, struct str text, enum style_id style, dim width)
{
	uint32_t fit = 0;

	for (uint32_t i = 1; i <= text.length; i++) {
		if (i < text.length && text.text[i] != ' ')
			continue;
		if (sketch_measure(sketch, str_copy(sketch->arena, text.text, i), style) > width)
			break;
		fit = i;
	}
	return fit;
}

struct wrapped sketch_wrap(const struct sketch *sketch, struct str text, enum style_id style, dim width, uint32_t most)
{
	struct wrapped wrapped = {.count = 0};
	struct str rest = rest_of(text, 0);

	while (rest.length > 0 && wrapped.count < most) {
		uint32_t fit = words_that_fit(sketch, rest, style, width);

		if (wrapped.count + 1 == most)
			fit = rest.length;
		if (fit == 0)
			fit = (uint32_t)strcspn(rest.text, " ");
		fit = MIN(fit, rest.length);
		wrapped.lines[wrapped.count++] = sketch_fit(sketch, str_copy(sketch->arena, rest.text, fit), style, width);
		rest = rest_of(rest, fit);
	}
	return wrapped;
}

void sketch_text(struct sketch *sketch, dim x, dim y, struct str text, enum style_id style, enum colour colour, enum anchor anchor)
{
	if (!str_is_empty(text))
		drawing_text(sketch->maker, x, y, text, style, colour, anchor)->as.text.width = sketch_measure(sketch, text, style);
}

void sketch_block(struct sketch *sketch, dim x, dim top, dim height, const struct wrapped *wrapped, enum style_id style, enum colour colour)
{
	dim leading = sketch_leading(sketch, style);
	dim from = top + (height - leading * (dim)wrapped->count) / 2;

	for (uint32_t i = 0; i < wrapped->count; i++)
		sketch_text(sketch, x, sketch_middle(sketch, style, from + leading * (dim)i, leading), wrapped->lines[i], style, colour,
			    ANCHOR_START);
}

void sketch_link(struct sketch *sketch, dim x, dim y, dim width, dim height, struct str target, struct str title)
{
	struct mark *mark;

	if (str_is_empty(target))
		return;
	mark = drawing_add(sketch->maker, MARK_LINK, x, y);
	mark->as.link.width = width;
	mark->as.link.height = height;
	mark->as.link.target = target;
	mark->as.link.title = title;
}
