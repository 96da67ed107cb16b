/* Pages as text: the tag tree, then each page's marks with their leaves. */
#include "flow.h"

#include <string.h>

static const char *const kind_names[TAG_KIND_COUNT] = {
#define TAG(id, type, leaf) [TAG_##id] = type,
#include "layout/tag.def"
#undef TAG
};

static uint32_t depth_of(const struct pages *pages, uint32_t tag)
{
	uint32_t depth = 0;

	for (; tag != 0; tag = pages->tags[tag].parent)
		depth++;
	return depth;
}

static void dump_text(GString *out, const char *name, struct str text)
{
	if (!str_is_empty(text))
		g_string_append_printf(out, " %s=\"%.*s\"", name, STR_ARGS(text));
}

static void dump_tag(const struct pages *pages, uint32_t index, GString *out)
{
	const struct tag *tag = &pages->tags[index];

	g_string_append_printf(out, "%*s%u %s", (int)depth_of(pages, index) * 2, "", index, kind_names[tag->kind]);
	dump_text(out, "alt", tag->alt);
	dump_text(out, "url", tag->url);
	dump_text(out, "target", tag->target);
	if (tag->column_span > 1)
		g_string_append_printf(out, " span=%u", tag->column_span);
	if (tag->kind == TAG_HEADER_CELL)
		g_string_append(out, tag->row_header ? " scope=row" : " scope=column");
	if (tag->kind == TAG_LIST)
		g_string_append(out, tag->ordered ? " ordered" : "");
	g_string_append_c(out, '\n');
}

/* Hyphens at the end of a line are told by the line. */
static void dump_line(const struct mark *mark, GString *out)
{
	const struct line *line = mark->as.line.line;

	g_string_append(out, "line ");
	dim_append(out, mark->at.x);
	g_string_append_c(out, ',');
	dim_append(out, mark->at.y);
	if (mark->tag == TAG_ARTIFACT)
		g_string_append(out, " artifact \"");
	else
		g_string_append_printf(out, " tag %u \"", mark->tag);
	for (uint32_t i = 0; i < line->piece_count; i++) {
		struct str text = piece_text(&line->pieces[i]);

		if (!str_is(text, "\xC2\xAD"))
			g_string_append_len(out, str_c(text), text.length);
	}
	g_string_append_printf(out, "\"%s\n", line->hyphenated ? " hyphen" : "");
}

static void dump_mark(const struct mark *mark, GString *out)
{
	struct drawing one = {mark, 1, 0, 0};
	GString *lines;

	if (mark->kind == MARK_LINE) {
		dump_line(mark, out);
		return;
	}
	lines = g_string_new(NULL);
	drawing_dump(&one, lines);
	g_string_append(out, strchr(lines->str, '\n') + 1);
	g_string_free(lines, TRUE);
}

void pages_dump(const struct pages *pages, GString *out)
{
	for (uint32_t i = 0; i < pages->tag_count; i++)
		dump_tag(pages, i, out);
	for (uint32_t i = 0; i < pages->outline_count; i++)
		g_string_append_printf(out, "outline %u \"%.*s\" %.*s page %u\n", pages->outlines[i].level, STR_ARGS(pages->outlines[i].title),
				       STR_ARGS(pages->outlines[i].target), pages->outlines[i].page + 1);
	for (uint32_t i = 0; i < pages->count; i++) {
		g_string_append_printf(out, "page %.*s\n", STR_ARGS(pages->items[i].label));
		for (uint32_t j = 0; j < pages->items[i].drawing.count; j++)
			dump_mark(&pages->items[i].drawing.marks[j], out);
	}
}
