/* The cover: a page of its own, edge to edge, without running heads. */
#include "flow.h"

#define BAND_PART 5      /* a fifth of the page, in the accent colour */
#define TEXT_FROM 3      /* the text starts a third down */
#define BAR_WIDTH DIM(54)
#define BAR_HEIGHT DIM(4)

/* Blocks of the cover, or what the document says of itself. */
static void set_words(struct flow *words, const struct doc *cover, const struct frame *frame)
{
	const struct doc *document = words->layout->document;

	if (cover->first != NULL) {
		flow_blocks(words, cover, frame);
		return;
	}
	flow_text(words, document->as.document.title, STYLE_COVER_TITLE, frame, cover->origin);
	if (!str_is_empty(document->as.document.subtitle))
		flow_text(words, document->as.document.subtitle, STYLE_COVER_SUBTITLE, frame, cover->origin);
	if (!str_is_empty(document->as.document.author))
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
	struct flow words = flow_start(layout);
	struct frame inner = *frame;
	dim y = paper->height / TEXT_FROM;

	inner.tag = tag_add(layout, TAG_SECTION, frame->tag);
	inner.left = 0;
	inner.width = frame->width / 100 * 85;
	set_words(&words, node, &inner);
	flow_slab(flow, paper->height, node->origin)->cover = true;
	flow_rect(flow, 0, 0, paper->width, paper->height / BAND_PART, COLOUR_ACCENT);
	flow_rect(flow, paper->left, y - DIM(24), BAR_WIDTH, BAR_HEIGHT, COLOUR_ACCENT);
	put(flow, &words, paper->left, y);
	add_notice(flow, &inner);
	flow_end(&words);
	flow->forced = true;
	flow->at_start = true;
}
