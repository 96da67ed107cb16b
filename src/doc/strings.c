/* Walks all texts of a document tree: what each kind of node holds is one row of a table. */
#include "doc/strings.h"

struct visiting {
	void (*visit)(struct str text, const struct doc *node, void *user);
	void *user;
};

static void tell(const struct visiting *visiting, const struct doc *node, const struct str *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!str_is_empty(texts[i]))
			visiting->visit(texts[i], node, visiting->user);
}

#define TELL(...) tell(visiting, node, (const struct str[]){__VA_ARGS__}, G_N_ELEMENTS(((const struct str[]){__VA_ARGS__})))

static void tell_document(const struct visiting *visiting, const struct doc *node)
{
	TELL(node->as.document.title, node->as.document.subtitle, node->as.document.author, node->as.document.subject, node->as.document.language,
	     node->as.document.running_head, node->as.document.notice, node->as.document.page_number, node->as.document.stamp);
}

static void tell_section(const struct visiting *visiting, const struct doc *node)
{
	TELL(node->as.section.number);
}

static void tell_contents(const struct visiting *visiting, const struct doc *node)
{
	TELL(node->as.contents.title);
}

static void tell_table(const struct visiting *visiting, const struct doc *node)
{
	TELL(node->as.table.title);
}

static void tell_box(const struct visiting *visiting, const struct doc *node)
{
	TELL(node->as.box.label);
}

static void tell_figure(const struct visiting *visiting, const struct doc *node)
{
	const struct chart_spec *chart = node->as.figure.chart;

	TELL(chart->title, chart->alt, chart->axis);
	tell(visiting, node, chart->ticks, chart->tick_count);
	tell(visiting, node, chart->legend, RISK_COUNT);
	for (uint32_t row = 0; row < chart->row_count; row++) {
		TELL(chart->rows[row].label, chart->rows[row].note, chart->rows[row].target);
		for (uint32_t i = 0; i < chart->rows[row].count; i++)
			TELL(chart->rows[row].values[i].label, chart->rows[row].values[i].title, chart->rows[row].values[i].target);
	}
}

static void tell_numbers(const struct visiting *visiting, const struct doc *node)
{
	for (uint32_t i = 0; i < node->as.numbers.count; i++)
		TELL(node->as.numbers.items[i].amount, node->as.numbers.items[i].label, node->as.numbers.items[i].detail);
}

static void tell_text(const struct visiting *visiting, const struct doc *node)
{
	TELL(node->as.text.text);
}

static void tell_link(const struct visiting *visiting, const struct doc *node)
{
	TELL(node->as.link.url, node->as.link.target);
}

static void tell_badge(const struct visiting *visiting, const struct doc *node)
{
	TELL(node->as.badge.label);
}

static void (*const tells[DOC_KIND_COUNT])(const struct visiting *visiting, const struct doc *node) = {
	[DOC_DOCUMENT] = tell_document, [DOC_SECTION] = tell_section, [DOC_CONTENTS] = tell_contents, [DOC_TABLE] = tell_table,
	[DOC_BOX] = tell_box,           [DOC_FIGURE] = tell_figure,   [DOC_NUMBERS] = tell_numbers,   [DOC_TEXT] = tell_text,
	[DOC_CODE] = tell_text,         [DOC_LINK] = tell_link,       [DOC_BADGE] = tell_badge,
};

void doc_strings(const struct doc *document, void (*visit)(struct str text, const struct doc *node, void *user), void *user)
{
	struct visiting of = {visit, user}, *visiting = &of;

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		const struct doc *node = walk.node;

		if (!walk.entering)
			continue;
		TELL(node->role, node->anchor);
		if (tells[node->kind] != NULL)
			tells[node->kind](visiting, node);
	}
}
