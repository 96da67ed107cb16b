/* A document by hand with every kind of node, in the words of an invented review. */
#ifndef PLUMBLINE_TESTS_HTML_SAMPLE_H
#define PLUMBLINE_TESTS_HTML_SAMPLE_H

#include "doc/doc.h"

#include "../chart/chart_sample.h"

static struct doc *sample_block(struct arena *arena, struct doc *parent, enum doc_kind kind, const char *role)
{
	struct doc *node = doc_add(arena, parent, kind);

	node->role = str_of(role);
	return node;
}

static struct doc *sample_words(struct arena *arena, struct doc *parent, enum doc_kind kind, const char *role, const char *text)
{
	struct doc *node = sample_block(arena, parent, kind, role);

	doc_add_text(arena, node, str_of(text));
	return node;
}

static struct doc *sample_section(struct arena *arena, struct doc *parent, const char *number, const char *title, const char *anchor)
{
	struct doc *section = doc_add(arena, parent, DOC_SECTION);

	section->anchor = str_of(anchor);
	section->as.section.number = str_of(number);
	sample_words(arena, section, DOC_HEADING, "", title);
	return section;
}

static void sample_badge(struct arena *arena, struct doc *parent, enum risk risk, const char *label)
{
	struct doc *badge = doc_add(arena, parent, DOC_BADGE);

	badge->as.badge.risk = risk;
	badge->as.badge.label = str_of(label);
}

static void sample_link(struct arena *arena, struct doc *parent, const char *text, const char *url, const char *target)
{
	struct doc *link = doc_add(arena, parent, DOC_LINK);

	link->as.link.url = str_of(url);
	link->as.link.target = str_of(target);
	doc_add_text(arena, link, str_of(text));
}

static struct doc *sample_cell(struct arena *arena, struct doc *row, const char *text)
{
	struct doc *cell = doc_add(arena, row, DOC_CELL);

	cell->as.cell.span = 1;
	if (*text != '\0')
		sample_words(arena, cell, DOC_PARAGRAPH, "", text);
	return cell;
}

static void sample_figure(struct arena *arena, struct doc *parent, const struct chart_spec *spec)
{
	doc_add(arena, parent, DOC_FIGURE)->as.figure.chart = spec;
}

static void sample_cover(struct arena *arena, struct doc *document)
{
	struct doc *cover = doc_add(arena, document, DOC_COVER);
	struct doc *contents;

	sample_words(arena, cover, DOC_PARAGRAPH, "cover-title", "Architecture review of Checkout");
	sample_words(arena, cover, DOC_PARAGRAPH, "cover-subtitle",
		     "Harbour Bank: findings, priorities and a roadmap for the twelve months to January 2027");
	sample_words(arena, cover, DOC_PARAGRAPH, "", "Reviewed on 31 January 2026");
	sample_words(arena, cover, DOC_PARAGRAPH, "", "Fenwright Consulting: Marit Solheim, Joel Abara");
	contents = doc_add(arena, document, DOC_CONTENTS);
	contents->as.contents.title = STR("Contents");
	contents->as.contents.depth = 2;
}

static void sample_numbers(struct arena *arena, struct doc *parent)
{
	static const struct doc_number numbers[] = {
		{{"14", 2}, {"high risks", 10}, {"of 50 questions answered", 24}, RISK_HIGH},
		{{"11", 2}, {"medium risks", 12}, {"of 50 questions answered", 24}, RISK_MEDIUM},
		{{"7", 1}, {"unanswered", 10}, {"of 57 questions", 15}, RISK_UNANSWERED},
		{{"119", 3}, {"practices in place", 18}, {"of 262 that apply", 17}, RISK_COUNT},
	};
	struct doc *node = doc_add(arena, parent, DOC_NUMBERS);

	node->as.numbers.items = numbers;
	node->as.numbers.count = G_N_ELEMENTS(numbers);
}

static void sample_summary(struct arena *arena, struct doc *document)
{
	struct doc *section = sample_section(arena, document, "1", "Summary", "summary"), *paragraph, *box;

	sample_words(arena, section, DOC_PARAGRAPH, "lead",
		     "Checkout is run by people who know it well: releases go out every Tuesday without drama, and the controls around card data "
		     "hold up. The weak side is recovery.");
	sample_numbers(arena, section);
	paragraph = sample_words(arena, section, DOC_PARAGRAPH, "", "The bank promises its merchants to be back within four hours, yet ");
	sample_words(arena, paragraph, DOC_EMPHASIS, "", "no restore has ever been timed");
	doc_add_text(arena, paragraph, STR(", and "));
	sample_words(arena, paragraph, DOC_STRONG, "", "a single link");
	doc_add_text(arena, paragraph, STR(" to the data centre stands behind one payment in five. See "));
	sample_link(arena, paragraph, "the finding on backups", "", "rel-9");
	doc_add_text(arena, paragraph, STR(" and "));
	sample_link(arena, paragraph, "the guidance", "https://example.org/a b?x=<y>&z=\"q\"#part", "");
	doc_add_text(arena, paragraph, STR("."));
	sample_figure(arena, section, sample_stack(arena, 6));
	box = sample_block(arena, section, DOC_BOX, "note");
	box->as.box.risk = RISK_COUNT;
	box->as.box.label = STR("How to read this report");
	sample_words(arena, box, DOC_PARAGRAPH, "",
		     "A high risk is one that the framework says must be dealt with first. Unanswered questions count neither way.");
}

static void sample_table(struct arena *arena, struct doc *parent)
{
	static const struct doc_column columns[] = {{0, ALIGN_START}, {5, ALIGN_START}, {2, ALIGN_START}, {0, ALIGN_END}};
	static const char *const words[][4] = {
		{"No.", "Action", "Owner", "Weeks"},
		{"1", "Time a restore of the payments database and write the result down", "Tom Ashdown", "3"},
		{"2", "Order a second link to the data centre from another carrier", "Sanjay Kulkarni", "12"},
		{"3", "Teach the token vault to two more engineers", "Helen Marchetti", "8"},
	};
	struct doc *table = doc_add(arena, parent, DOC_TABLE), *row;

	table->as.table.columns = columns;
	table->as.table.column_count = 4;
	table->as.table.header_rows = 1;
	table->as.table.header_column = true;
	table->as.table.title = STR("Actions of the first quarter, with owner and effort");
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		row = doc_add(arena, table, DOC_ROW);
		for (size_t c = 0; c < 4; c++)
			sample_cell(arena, row, words[i][c])->as.cell.is_header = i == 0;
	}
	row = doc_add(arena, table, DOC_ROW);
	sample_cell(arena, row, "");
	sample_cell(arena, row, "In all, with some of the work side by side")->as.cell.span = 2;
	sample_cell(arena, row, "15");
}

static void sample_lists(struct arena *arena, struct doc *parent)
{
	struct doc *list = doc_add(arena, parent, DOC_LIST), *item;

	list->as.list.tight = true;
	item = doc_add(arena, list, DOC_ITEM);
	sample_words(arena, item, DOC_PARAGRAPH, "", "Backups are taken every night and kept for 35 days");
	item = doc_add(arena, list, DOC_ITEM);
	sample_words(arena, item, DOC_PARAGRAPH, "", "Nobody has restored one");
	list = doc_add(arena, item, DOC_LIST);
	list->as.list.ordered = true;
	list->as.list.start = 3;
	item = doc_add(arena, list, DOC_ITEM);
	sample_words(arena, item, DOC_PARAGRAPH, "", "A nested item of a loose list, which begins at three.");
	sample_words(arena, item, DOC_PARAGRAPH, "", "With a second paragraph.");
}

static void sample_finding(struct arena *arena, struct doc *parent)
{
	struct doc *finding = sample_section(arena, parent, "3.1", "REL 9: How do you back up data?", "rel-9"), *box, *paragraph;

	finding->role = STR("finding");
	doc_add_text(arena, finding->first, STR(" "));
	sample_badge(arena, finding->first, RISK_HIGH, "High risk");
	sample_words(arena, finding, DOC_PARAGRAPH, "", "Backups are taken, but none was ever restored against the clock.");
	box = sample_block(arena, finding, DOC_BOX, "finding");
	box->as.box.risk = RISK_HIGH;
	box->as.box.label = STR("Why this is a high risk");
	sample_words(arena, box, DOC_PARAGRAPH, "", "The rule asks for a tested recovery; it is not among the practices that the team named.");
	sample_lists(arena, box);
	sample_words(arena, sample_block(arena, finding, DOC_QUOTE, ""), DOC_PARAGRAPH, "",
		     "We have never restored the payments database against the clock.");
	paragraph = sample_words(arena, finding, DOC_PARAGRAPH, "", "Run ");
	doc_add(arena, paragraph, DOC_CODE)->as.text.text = STR("restore --dry-run");
	doc_add_text(arena, paragraph, STR(" first,"));
	doc_add(arena, paragraph, DOC_BREAK);
	doc_add_text(arena, paragraph, STR("then for real. Ask "));
	sample_link(arena, paragraph, "Tom", "mailto:tom@example.org", "");
	doc_add_text(arena, paragraph, STR(", not "));
	sample_link(arena, paragraph, "this", "javascript:alert(1)", "");
	doc_add_text(arena, paragraph, STR("."));
	sample_words(arena, finding, DOC_CODE_BLOCK, "", "pg_restore --list latest.dump\n\tpg_restore --jobs 8 latest.dump > log && echo \"done\"");
	doc_add(arena, finding, DOC_RULE);
	sample_words(arena, sample_section(arena, finding, "", "What to do", "rel-9-actions"), DOC_PARAGRAPH, "small",
		     "Small print: estimates are in weeks of one engineer.");
}

#define SAMPLE_HOSTILE "</style><script>alert('x')</script><img src=x onerror=\"alert(1)\"> & \xE2\x80\x9Cquoted\xE2\x80\x9D \x01"

static struct doc *sample_document(struct arena *arena)
{
	struct doc *document = doc_new(arena, DOC_DOCUMENT), *section;

	document->as.document.title = STR("Architecture review of Checkout");
	document->as.document.subtitle = STR("Harbour Bank");
	document->as.document.author = STR("Fenwright Consulting");
	document->as.document.subject = STR("Findings and roadmap of the review of 31 January 2026");
	document->as.document.language = STR("en-GB");
	document->as.document.running_head = STR("Harbour Bank \xC2\xB7 Checkout");
	document->as.document.notice = STR("Confidential. For Harbour Bank and Fenwright Consulting only.");
	sample_cover(arena, document);
	sample_summary(arena, document);
	section = sample_section(arena, document, "2", "Risks by question", "risks");
	sample_figure(arena, section, sample_heat(arena));
	sample_figure(arena, section, sample_dots(arena));
	section = sample_section(arena, document, "3", "Findings", "findings");
	sample_figure(arena, section, sample_strip(arena));
	sample_finding(arena, section);
	sample_words(arena, sample_section(arena, section, "3.2", SAMPLE_HOSTILE, ""), DOC_PARAGRAPH, "", SAMPLE_HOSTILE);
	section = sample_section(arena, document, "4", "Roadmap", "roadmap");
	sample_table(arena, section);
	return document;
}

#endif
