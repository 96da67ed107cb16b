/* Running heads and feet: for the eye only, so they are artifacts. */
#include "flow.h"

#include <string.h>

#define HEAD_GAP DIM(26) /* from the text to the base line of the head */
#define FOOT_GAP DIM(30)
#define RULE     DIM(0.5)

static void add_rule(const struct running *running, dim y, GArray *marks)
{
	const struct paper *paper = running->layout->paper;
	struct mark mark = {.kind = MARK_RECT, .tag = TAG_ARTIFACT, .at = {paper->left, y}};

	mark.as.rect.width = paper->width - paper->left - paper->right;
	mark.as.rect.height = RULE;
	mark.as.rect.paint = (struct paint){.fill = COLOUR_RULE, .stroke = COLOUR_COUNT};
	g_array_append_val(marks, mark);
}

/* room: what the line may take; a longer text is cut at a word. */
static struct str shortened(struct layout *layout, struct str text, dim room)
{
	while (!str_is_empty(text) && type_width(layout->typesetter, text, STYLE_RUNNING_HEAD) > room) {
		const char *space = g_strrstr_len(text.text, (gssize)text.length, " ");

		if (space == NULL)
			break;
		text = str_format(layout->arena, "%.*s\xE2\x80\xA6", (int)(space - text.text), text.text);
		if (g_strrstr(text.text, " ") == NULL)
			break;
	}
	return text;
}

static void add_text(const struct running *running, struct str text, enum align align, dim y, GArray *marks)
{
	struct layout *layout = running->layout;
	const struct paper *paper = layout->paper;
	struct line *line = arena_one(layout->arena, struct line);
	struct mark mark = {.kind = MARK_LINE, .tag = TAG_ARTIFACT, .at = {paper->left, y}};
	struct runs runs = runs_of_text(layout, shortened(layout, text, (paper->width - paper->left - paper->right) / 100 * 48), TAG_ARTIFACT,
					STYLE_RUNNING_HEAD);

	if (runs.count == 0)
		return;
	*line = type_line(layout->typesetter, layout->arena, runs.items, runs.count);
	if (align == ALIGN_END)
		mark.at.x = paper->width - paper->right - line->width;
	mark.as.line.line = line;
	g_array_append_val(marks, mark);
}

/* Fills {page} and {pages} in. */
static struct str page_words(const struct running *running)
{
	struct str pattern = running->layout->document->as.document.page_number;
	GString *words = g_string_new(str_is_empty(pattern) ? "{page} / {pages}" : str_c(pattern));
	char number[16];

	g_snprintf(number, sizeof number, "%u", running->page + 1);
	g_string_replace(words, "{page}", number, 0);
	g_snprintf(number, sizeof number, "%u", running->pages);
	g_string_replace(words, "{pages}", number, 0);
	return str_take(running->layout->arena, words);
}

void add_running(const struct running *running, GArray *marks)
{
	struct layout *layout = running->layout;
	const struct paper *paper = layout->paper;
	const struct doc *document = layout->document;
	dim head = paper->top - HEAD_GAP, foot = paper->height - paper->bottom + FOOT_GAP;

	add_text(running, document->as.document.running_head, ALIGN_START, head, marks);
	if (running->entry != NONE)
		add_text(running, g_array_index(layout->entries, struct entry, running->entry).title, ALIGN_END, head, marks);
	add_rule(running, head + DIM(7), marks);
	add_text(running, document->as.document.author, ALIGN_START, foot, marks);
	add_text(running, page_words(running), ALIGN_END, foot, marks);
}

#define STAMP_TOP  DIM(17)
#define STAMP_TALL DIM(17)
#define STAMP_SIDE DIM(9)

/* Over whatever is there, so that nothing hides it. */
void add_stamp(struct layout *layout, GArray *marks)
{
	struct str stamp = layout->document->as.document.stamp;
	const struct paper *paper = layout->paper;
	struct mark box = {.kind = MARK_RECT, .tag = TAG_ARTIFACT}, words = {.kind = MARK_LINE, .tag = TAG_ARTIFACT};
	struct text_run *run = arena_one(layout->arena, struct text_run);
	struct line *line = arena_one(layout->arena, struct line);

	if (str_is_empty(stamp))
		return;
	*run = *runs_of_text(layout, stamp, TAG_ARTIFACT, STYLE_BADGE).items;
	run->colour = COLOUR_RISK_HIGH;
	*line = type_line(layout->typesetter, layout->arena, run, 1);
	box.as.rect.width = line->width + 2 * STAMP_SIDE;
	box.as.rect.height = STAMP_TALL;
	box.as.rect.radius = DIM(2.5);
	box.as.rect.paint = (struct paint){.fill = COLOUR_PAGE, .stroke = COLOUR_RISK_HIGH, .stroke_width = DIM(1.2)};
	box.at = (struct point){paper->width - paper->right - box.as.rect.width, STAMP_TOP};
	words.at = (struct point){box.at.x + STAMP_SIDE, STAMP_TOP + (STAMP_TALL - line->ascent - line->descent) / 2 + line->ascent};
	words.as.line.line = line;
	g_array_append_val(marks, box);
	g_array_append_val(marks, words);
}
