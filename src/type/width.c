/* Texts measured, and set on one line. */
#include "typesetter.h"

static struct text_run plain(struct str text, enum style_id style)
{
	return (struct text_run){.text = text, .style = style, .link = UINT32_MAX};
}

/* Where the text ends without the spaces after it. */
static uint32_t content_end(const struct shaped *shaped)
{
	uint32_t end = shaped->text.length;

	while (end > 0 && (shaped->text.text[end - 1] == ' ' || shaped->text.text[end - 1] == '\n'))
		end--;
	return end;
}

dim type_width(struct typesetter *typesetter, struct str text, enum style_id style)
{
	struct text_run run = plain(text, style);
	const struct shaped *shaped;

	if (str_is_empty(text))
		return 0;
	shaped = shape_runs(typesetter, &run, 1, typesetter->language);
	return width_between(shaped, 0, shaped->text.length);
}

struct line type_line(struct typesetter *typesetter, struct arena *arena, const struct text_run *runs, uint32_t run_count)
{
	enum style_id style = run_count == 0 ? STYLE_BODY : runs[0].style;
	struct line line = {0};

	if (run_count > 0) {
		const struct shaped *shaped = shape_runs(typesetter, runs, run_count, typesetter->language);
		struct cut cut = {.end = shaped->text.length, .next = shaped->text.length};

		line = cut_line(typesetter, arena, shaped, runs, &cut);
	}
	line.ascent = type_ascent(typesetter, style);
	line.descent = type_descent(typesetter, style);
	line.forced = true;
	return line;
}

/* Widest stretch between two places where a line may end, and widest line between forced ends. */
struct extent type_extent(struct typesetter *typesetter, const struct text_run *runs, uint32_t run_count)
{
	struct extent extent = {0};
	uint32_t word = 0, line = 0, end = 0, last;
	struct shaped *shaped;

	if (run_count == 0)
		return extent;
	shaped = shape_runs(typesetter, runs, run_count, typesetter->language);
	if (!shaped->analysed) {
		find_breaks(shaped, typesetter->language);
		hyphenate(typesetter, shaped, runs, run_count, typesetter->language);
		shaped->analysed = true;
	}
	last = content_end(shaped);
	for (uint32_t i = 1; i <= last; i++) {
		bool breaks = i == last || (shaped->marks[i] & AT_BREAK) != 0;

		if (shaped->text.text[i - 1] != ' ' && shaped->text.text[i - 1] != '\n')
			end = i;
		if (!breaks)
			continue;
		if (end > word)
			extent.least = MAX(extent.least, width_between(shaped, word, end));
		word = i;
		if (i < last && (shaped->marks[i] & AT_FORCED) == 0)
			continue;
		if (end > line)
			extent.most = MAX(extent.most, width_between(shaped, line, end));
		line = i;
	}
	return extent;
}
