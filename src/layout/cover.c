/* The cover: a page of its own, edge to edge, without running heads. */
#include "flow.h"

/* Of the page's height: a band in the accent colour, with the title at its foot; the rest stands below it. */
#define BAND_PERCENT 45
#define MOST_PERCENT 35 /* that a title may take in its own style */
#define BELOW_TITLE  DIM(34)
#define BELOW_BAND   DIM(30)
#define BAR_WIDTH    DIM(54)
#define BAR_HEIGHT   DIM(4)
#define LONG_TITLE   480 /* characters of a title that would not fit in its own style */

static bool is_title(const struct doc *block)
{
	return str_is(block->role, "cover-title") || str_is(block->role, "cover-subtitle");
}

/* The first characters, with an ellipsis where some were left out. */
static struct str start_of(struct arena *arena, struct str text)
{
	const char *end = str_c(text);

	if (g_utf8_strlen(end, (gssize)text.length) <= LONG_TITLE)
		return text;
	end = g_utf8_offset_to_pointer(end, LONG_TITLE - 1);
	return str_format(arena, "%.*s\xE2\x80\xA6", (int)(end - str_c(text)), str_c(text));
}

/* Names that go on and on: in the smaller style, and cut where even that does not help. */
static void set_long_title(struct flow *words, const struct doc *cover, const struct frame *frame)
{
	struct arena *arena = words->layout->arena;

	for (const struct doc *block = cover->first; block != NULL; block = block->next)
		if (is_title(block))
			flow_text(words, start_of(arena, doc_text(arena, block)), STYLE_COVER_SUBTITLE, frame, block->origin);
}

/* The title and subtitle of the cover, or of the document. */
static void set_title(struct flow *words, const struct doc *cover, const struct frame *frame)
{
	const struct doc *document = words->layout->document;

	for (const struct doc *block = cover->first; block != NULL; block = block->next)
		if (is_title(block))
			flow_block(words, block, frame);
	if (words->slabs->len > 0)
		return;
	flow_text(words, document->as.document.title, STYLE_COVER_TITLE, frame, cover->origin);
	if (!str_is_empty(document->as.document.subtitle))
		flow_text(words, document->as.document.subtitle, STYLE_COVER_SUBTITLE, frame, cover->origin);
}

/* All else on the cover, or the document's author. */
static void set_words(struct flow *words, const struct doc *cover, const struct frame *frame)
{
	const struct doc *document = words->layout->document;

	for (const struct doc *block = cover->first; block != NULL; block = block->next)
		if (!is_title(block))
			flow_block(words, block, frame);
	if (cover->first == NULL && !str_is_empty(document->as.document.author))
		flow_text(words, document->as.document.author, STYLE_BODY, frame, cover->origin);
}

static void put(struct flow *flow, const struct flow *words, dim x, dim y)
{
	GArray *marks = g_array_new(FALSE, FALSE, sizeof(struct mark));

	place_slabs(words, 0, words->slabs->len, x, y, false, marks);
	for (uint32_t i = 0; i < marks->len; i++)
		*flow_mark(flow, MARK_RECT, 0, 0, 0) = g_array_index(marks, struct mark, i);
	g_array_free(marks, TRUE);
}

static void add_notice(struct flow *flow, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	struct str notice = layout->document->as.document.notice;
	const struct paper *paper = layout->paper;
	struct flow words;
	dim y;

	if (str_is_empty(notice))
		return;
	words = flow_start(layout);
	flow_text(&words, notice, STYLE_SMALL, frame, layout->document->origin);
	y = paper->height - paper->bottom - flow_height(&words);
	flow_rect(flow, paper->left, y - DIM(8), paper->width - paper->left - paper->right, DIM(0.5), COLOUR_RULE);
	put(flow, &words, paper->left, y);
	flow_end(&words);
}

void flow_cover(struct flow *flow, const struct doc *node, const struct frame *frame)
{
	struct layout *layout = flow->layout;
	const struct paper *paper = layout->paper;
	struct flow title = flow_start(layout), words = flow_start(layout);
	struct frame inner = *frame;
	dim band, top;

	inner.tag = tag_add(layout, TAG_SECTION, frame->tag);
	inner.left = 0;
	inner.width = frame->width / 100 * 90;
	set_title(&title, node, &inner);
	if (flow_height(&title) > paper->height / 100 * MOST_PERCENT && node->first != NULL) {
		flow_end(&title);
		title = flow_start(layout);
		set_long_title(&title, node, &inner);
	}
	set_words(&words, node, &inner);
	/* A long title makes the band higher, so that it never leaves the page at the top. */
	band = MAX(paper->height / 100 * BAND_PERCENT, paper->top + BAR_HEIGHT + DIM(20) + flow_height(&title) + BELOW_TITLE);
	top = band - BELOW_TITLE - flow_height(&title);
	flow_slab(flow, paper->height, node->origin)->cover = true;
	flow_rect(flow, 0, 0, paper->width, band, COLOUR_ACCENT);
	flow_rect(flow, paper->left, top - DIM(20), BAR_WIDTH, BAR_HEIGHT, COLOUR_ON_ACCENT);
	put(flow, &title, paper->left, top);
	put(flow, &words, paper->left, band + BELOW_BAND);
	add_notice(flow, &inner);
	flow_end(&title);
	flow_end(&words);
	flow->forced = true;
	flow->at_start = true;
}
