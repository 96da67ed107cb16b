/* The document tree as text: one line for a block, with its inline content in braces. */
#include <string.h>

#include "doc/doc.h"

static void add_str(GString *out, struct str text)
{
	for (uint32_t i = 0; i < text.length; i++)
		if (text.text[i] == '\n')
			g_string_append(out, "\\n");
		else {
			if (strchr("{}\\", text.text[i]) != NULL)
				g_string_append_c(out, '\\');
			g_string_append_c(out, text.text[i]);
		}
}

static void add_named(GString *out, const char *name, struct str text)
{
	if (str_is_empty(text))
		return;
	g_string_append_printf(out, " %s=\"", name);
	add_str(out, text);
	g_string_append_c(out, '"');
}

static void add_risk(GString *out, enum risk risk)
{
	if (risk < RISK_COUNT)
		g_string_append_printf(out, " %s", risk_name(risk));
}

static void dump_document(const struct doc *node, GString *out)
{
	struct date date = node->as.document.date;

	add_named(out, "title", node->as.document.title);
	add_named(out, "subtitle", node->as.document.subtitle);
	add_named(out, "author", node->as.document.author);
	add_named(out, "subject", node->as.document.subject);
	add_named(out, "language", node->as.document.language);
	add_named(out, "running-head", node->as.document.running_head);
	add_named(out, "notice", node->as.document.notice);
	add_named(out, "stamp", node->as.document.stamp);
	g_string_append_printf(out, " date=%04d-%02d-%02d", date.year, date.month, date.day);
}

static void dump_section(const struct doc *node, GString *out)
{
	g_string_append_printf(out, " %u", doc_section_level(node));
	add_named(out, "number", node->as.section.number);
	g_string_append(out, node->as.section.page_break ? " page-break" : "");
	g_string_append(out, node->as.section.not_in_contents ? " not-in-contents" : "");
}

static void dump_contents(const struct doc *node, GString *out)
{
	g_string_append_printf(out, " depth=%u", node->as.contents.depth);
	add_named(out, "title", node->as.contents.title);
}

static void dump_list(const struct doc *node, GString *out)
{
	if (node->as.list.ordered)
		g_string_append_printf(out, " from=%u", node->as.list.start);
	g_string_append(out, node->as.list.tight ? " tight" : "");
}

static void dump_table(const struct doc *node, GString *out)
{
	static const char *const aligns[] = {"start", "centre", "end"};

	add_named(out, "title", node->as.table.title);
	g_string_append_printf(out, " header-rows=%u%s columns=", node->as.table.header_rows, node->as.table.header_column ? " header-column" : "");
	for (uint32_t i = 0; i < node->as.table.column_count; i++)
		g_string_append_printf(out, "%s%u/%s", i == 0 ? "" : ",", node->as.table.columns[i].weight, aligns[node->as.table.columns[i].align]);
}

static void dump_cell(const struct doc *node, GString *out)
{
	if (node->as.cell.span != 1)
		g_string_append_printf(out, " span=%u", node->as.cell.span);
	g_string_append(out, node->as.cell.is_header ? " header" : "");
}

static void dump_box(const struct doc *node, GString *out)
{
	add_risk(out, node->as.box.risk);
	add_named(out, "label", node->as.box.label);
}

static void add_number(GString *out, const char *name, uint32_t number)
{
	if (number != 0)
		g_string_append_printf(out, " %s=%u", name, number);
}

static void dump_value(const struct chart_value *value, GString *out)
{
	static const char *const marks[] = {"plain", "strong", "muted", "hidden", "break"};

	g_string_append_printf(out, " [%s %u/%u", value->risk < RISK_COUNT ? risk_name(value->risk) : "-", value->amount, value->of);
	add_named(out, "label", value->label);
	add_named(out, "title", value->title);
	add_named(out, "to", value->target);
	add_number(out, "low", value->low);
	add_number(out, "high", value->high);
	add_number(out, "start", value->start);
	add_number(out, "end", value->end);
	if (value->mark != CHART_MARK_PLAIN)
		g_string_append_printf(out, " %s", marks[value->mark]);
	g_string_append_c(out, ']');
}

static void dump_figure(const struct doc *node, GString *out)
{
	static const char *const kinds[] = {
		[CHART_STACK] = "stack",     [CHART_HEAT] = "heat",         [CHART_DOTS] = "dots",     [CHART_STRIP] = "strip",
		[CHART_ROADMAP] = "roadmap", [CHART_BURNDOWN] = "burndown", [CHART_MATRIX] = "matrix", [CHART_INTERVALS] = "intervals",
		[CHART_GRID] = "grid",       [CHART_TREND] = "trend",       [CHART_PARTS] = "parts",   [CHART_PEERS] = "peers",
		[CHART_SLOPE] = "slope",     [CHART_TIMELINE] = "timeline", [CHART_RADAR] = "radar",
	};
	const struct chart_spec *chart = node->as.figure.chart;

	g_string_append_printf(out, " %s", kinds[chart->kind]);
	add_named(out, "title", chart->title);
	add_named(out, "alt", chart->alt);
	add_named(out, "axis", chart->axis);
	for (int risk = 0; risk < RISK_COUNT; risk++)
		add_named(out, risk_name((enum risk)risk), chart->legend[risk]);
	for (uint32_t i = 0; i < chart->tick_count; i++)
		add_named(out, "tick", chart->ticks[i]);
	for (uint32_t i = 0; i < chart->row_count; i++) {
		g_string_append(out, " row");
		add_named(out, "label", chart->rows[i].label);
		add_named(out, "note", chart->rows[i].note);
		add_named(out, "to", chart->rows[i].target);
		for (uint32_t v = 0; v < chart->rows[i].count; v++)
			dump_value(&chart->rows[i].values[v], out);
	}
}

static void dump_numbers(const struct doc *node, GString *out)
{
	for (uint32_t i = 0; i < node->as.numbers.count; i++) {
		const struct doc_number *number = &node->as.numbers.items[i];

		g_string_append(out, " [");
		add_str(out, number->amount);
		add_risk(out, number->risk);
		add_named(out, "label", number->label);
		add_named(out, "detail", number->detail);
		g_string_append_c(out, ']');
	}
}

static void (*const dumps[DOC_KIND_COUNT])(const struct doc *node, GString *out) = {
	[DOC_DOCUMENT] = dump_document, [DOC_SECTION] = dump_section, [DOC_CONTENTS] = dump_contents,
	[DOC_LIST] = dump_list,         [DOC_TABLE] = dump_table,     [DOC_CELL] = dump_cell,
	[DOC_BOX] = dump_box,           [DOC_FIGURE] = dump_figure,   [DOC_NUMBERS] = dump_numbers,
};

static void open_block(const struct doc *node, uint32_t depth, GString *out)
{
	g_string_append_printf(out, "%*s%s", (int)(2 * depth), "", doc_kind_name(node->kind));
	if (!str_is_empty(node->role))
		g_string_append_printf(out, " .%s", str_c(node->role));
	if (!str_is_empty(node->anchor))
		g_string_append_printf(out, " #%s", str_c(node->anchor));
	if (dumps[node->kind] != NULL)
		dumps[node->kind](node, out);
	g_string_append(out, node->first != NULL && doc_is_inline(node->first->kind) ? ": " : "\n");
}

static void open_inline(const struct doc *node, GString *out)
{
	if (node->kind == DOC_TEXT) {
		add_str(out, node->as.text.text);
		return;
	}
	g_string_append_printf(out, "{%s", doc_kind_name(node->kind));
	if (node->kind == DOC_CODE)
		g_string_append_c(out, ' ');
	if (node->kind == DOC_CODE)
		add_str(out, node->as.text.text);
	else if (node->kind == DOC_BADGE) {
		add_risk(out, node->as.badge.risk);
		g_string_append_c(out, ' ');
		add_str(out, node->as.badge.label);
	} else if (node->kind == DOC_LINK && str_is_empty(node->as.link.target))
		g_string_append_printf(out, " %s", str_c(node->as.link.url));
	else if (node->kind == DOC_LINK)
		g_string_append_printf(out, " #%s", str_c(node->as.link.target));
	g_string_append(out, node->first != NULL ? " " : "");
}

static void close_node(const struct doc *node, GString *out)
{
	if (doc_is_inline(node->kind))
		g_string_append(out, node->kind == DOC_TEXT ? "" : "}");
	else if (node->last != NULL && doc_is_inline(node->last->kind))
		g_string_append_c(out, '\n');
}

void doc_dump(const struct doc *document, GString *out)
{
	uint32_t depth = 0;

	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		bool is_block = !doc_is_inline(walk.node->kind);

		if (walk.entering && is_block)
			open_block(walk.node, depth, out);
		else if (walk.entering)
			open_inline(walk.node, out);
		else
			close_node(walk.node, out);
		if (is_block)
			depth = walk.entering ? depth + 1 : depth - 1;
	}
}
