/* A line cut from shaped text: its glyphs copied, its spaces stretched, its pieces put in their places. */
#include "typesetter.h"

#include <string.h>

static uint32_t glyph_place(const struct stretch *stretch, int glyph)
{
	return stretch->start + (uint32_t)stretch->clusters[glyph];
}

/* The glyphs of a stretch whose clusters lie in [start, end): neighbours, whichever way the text runs. Clusters rise or fall all along a stretch, so
 * that the first is found by halves: a paragraph of hundreds of pages is one stretch, and is cut into thousands of lines. */
static int first_glyph(const struct stretch *stretch, uint32_t start, uint32_t end, int *count)
{
	bool falls = stretch->count > 1 && stretch->clusters[0] > stretch->clusters[stretch->count - 1];
	int low = 0, high = stretch->count, last;

	while (low < high) {
		int middle = low + (high - low) / 2;
		bool before = falls ? glyph_place(stretch, middle) >= end : glyph_place(stretch, middle) < start;

		if (before)
			low = middle + 1;
		else
			high = middle;
	}
	last = low;
	while (last < stretch->count && glyph_place(stretch, last) >= start && glyph_place(stretch, last) < end)
		last++;
	*count = last - low;
	return low;
}

static struct glyphs *copy_glyphs(struct arena *arena, const struct shaped *shaped, const struct stretch *stretch, uint32_t start, uint32_t end)
{
	struct glyphs *glyphs = arena_one(arena, struct glyphs);
	int first = first_glyph(stretch, start, end, &glyphs->count);
	size_t count = (size_t)glyphs->count;

	glyphs->analysis = stretch->analysis;
	glyphs->infos = arena_array(arena, PangoGlyphInfo, count);
	glyphs->clusters = arena_array(arena, int, count);
	if (count > 0)
		memcpy(glyphs->infos, stretch->infos + first, count * sizeof(*glyphs->infos));
	for (size_t i = 0; i < count; i++)
		glyphs->clusters[i] = stretch->clusters[(size_t)first + i] - (int)(start - stretch->start);
	glyphs->text = str_copy(arena, shaped->text.text + start, end - start);
	glyphs->characters = (uint32_t)g_utf8_strlen(glyphs->text.text, glyphs->text.length);
	return glyphs;
}

/* Spaces at the end of the line are painted, so that copied words stay apart, but take no room. */
static void flatten_end(struct glyphs *glyphs, uint32_t from)
{
	for (int i = 0; i < glyphs->count; i++)
		if ((uint32_t)glyphs->clusters[i] >= from)
			glyphs->infos[i].geometry.width = 0;
}

static dim glyphs_width(const struct glyphs *glyphs)
{
	dim width = 0;

	for (int i = 0; i < glyphs->count; i++)
		width += glyphs->infos[i].geometry.width;
	return width;
}

/* Spreads slack over count spaces; what the division leaves goes to the first ones. */
struct spread {
	dim each, rest;
};

static struct spread spread_start(const struct shaped *shaped, const struct cut *cut)
{
	struct spread spread = {0};
	dim count = 0;

	for (uint32_t i = cut->start; i < cut->end; i++)
		count += (shaped->marks[i] & AT_SPACE) != 0;
	if (count == 0 || cut->slack == 0)
		return spread;
	spread.each = cut->slack / count;
	spread.rest = cut->slack % count;
	return spread;
}

static void spread_over(struct spread *spread, struct glyphs *glyphs, uint32_t end)
{
	for (int i = 0; i < glyphs->count; i++) {
		if ((uint32_t)glyphs->clusters[i] >= end || glyphs->text.text[glyphs->clusters[i]] != ' ')
			continue;
		glyphs->infos[i].geometry.width += spread->each + (spread->rest > 0) - (spread->rest < 0);
		spread->rest += (spread->rest < 0) - (spread->rest > 0);
	}
}

static struct piece piece_make(struct arena *arena, const struct shaped *shaped, const struct stretch *stretch, const struct text_run *runs,
			       const struct cut *cut, struct spread *spread)
{
	uint32_t start = MAX(stretch->start, cut->start), end = MIN(stretch->end, cut->next);
	uint32_t content = cut->end <= start ? 0 : MIN(cut->end, end) - start;
	struct glyphs *glyphs = copy_glyphs(arena, shaped, stretch, start, end);

	spread_over(spread, glyphs, content);
	flatten_end(glyphs, content);
	return (struct piece){
		.glyphs = glyphs, .run = &runs[stretch->run], .width = glyphs_width(glyphs), .starts_run = start == shaped->run_starts[stretch->run]};
}

/* Painted as a hyphen, copied as a soft hyphen, which whoever pastes the text drops. */
static struct piece hyphen_make(struct typesetter *typesetter, struct arena *arena, const struct piece *after)
{
	const struct font_facts *facts = font_facts(typesetter, after->glyphs->analysis.font);
	struct glyphs *glyphs = arena_one(arena, struct glyphs);

	glyphs->analysis = after->glyphs->analysis;
	glyphs->infos = arena_one(arena, PangoGlyphInfo);
	glyphs->clusters = arena_one(arena, int);
	glyphs->infos[0].glyph = facts->hyphen;
	glyphs->infos[0].geometry.width = facts->hyphen_width;
	glyphs->infos[0].attr.is_cluster_start = 1;
	glyphs->count = 1;
	glyphs->text = STR("\xC2\xAD");
	glyphs->characters = 1;
	return (struct piece){.glyphs = glyphs, .run = after->run, .width = facts->hyphen_width};
}

/* Places in [from, to) in the order of the line are turned around. */
static void turn_around(uint32_t *order, uint32_t from, uint32_t to)
{
	while (from + 1 < to) {
		uint32_t kept = order[from];

		order[from++] = order[--to];
		order[to] = kept;
	}
}

/* Rule L2 of the Unicode bidirectional algorithm, by pieces. */
static void reorder(const struct piece *pieces, uint32_t *order, uint32_t count, int highest)
{
	for (int level = highest; level > 0; level--)
		for (uint32_t i = 0; i < count; i++) {
			uint32_t from = i;

			while (i < count && pieces[order[i]].glyphs->analysis.level >= level)
				i++;
			turn_around(order, from, i);
		}
}

static dim place_pieces(struct piece *pieces, uint32_t count)
{
	uint32_t *order = g_new(uint32_t, count + 1);
	int highest = 0;
	dim x = 0;

	for (uint32_t i = 0; i < count; i++) {
		order[i] = i;
		highest = MAX(highest, pieces[i].glyphs->analysis.level);
	}
	reorder(pieces, order, count, highest);
	for (uint32_t i = 0; i < count; i++) {
		pieces[order[i]].x = x;
		x += pieces[order[i]].width;
	}
	g_free(order);
	return x;
}

static uint32_t first_stretch(const struct shaped *shaped, uint32_t at)
{
	uint32_t low = 0, high = shaped->stretch_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (shaped->stretches[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct line cut_line(struct typesetter *typesetter, struct arena *arena, const struct shaped *shaped, const struct text_run *runs,
		     const struct cut *cut)
{
	uint32_t from = first_stretch(shaped, cut->start), to = from, count = 0;
	struct spread spread = spread_start(shaped, cut);
	struct line line = {.hyphenated = cut->hyphen};
	struct piece *pieces;

	while (to < shaped->stretch_count && shaped->stretches[to].start < cut->next)
		to++;
	pieces = arena_array(arena, struct piece, (size_t)(to - from) + 1);
	for (uint32_t i = from; i < to; i++)
		pieces[count++] = piece_make(arena, shaped, &shaped->stretches[i], runs, cut, &spread);
	if (cut->hyphen && count > 0) {
		pieces[count] = hyphen_make(typesetter, arena, &pieces[count - 1]);
		count++;
	}
	line.pieces = pieces;
	line.piece_count = count;
	line.width = place_pieces(pieces, count);
	return line;
}

struct str piece_text(const struct piece *piece)
{
	return piece->glyphs->text;
}
