/* Fills the figures of an article in: words for placeholders, charts for blocks, links to the definitions. */
#include <string.h>

#include "article_parts.h"
#include "records_benchmark.h"

/* ---- What it names ---- */

static void note(GArray *list, uint32_t index)
{
	for (guint i = 0; i < list->len; i++)
		if (g_array_index(list, uint32_t, i) == index)
			return;
	g_array_append_val(list, index);
}

static void note_figure(struct article_filling *filling, const struct figure *figure)
{
	const struct metrics *metrics = filling->figures.metrics;

	if (figure->metric != NULL)
		note(filling->metrics, (uint32_t)(figure->metric - metrics->metrics));
	else
		note(filling->rankings, (uint32_t)(figure->ranking - metrics->rankings));
}

/* ---- Placeholders ---- */

/* Appends the words of the placeholder that begins here; gives its length, or 0 if it is none. */
static size_t append_figure(struct article_filling *filling, const char *at, struct span span, GString *out)
{
	const char *colon = at + 1 + strspn(at + 1, "abcdefghijklmnopqrstuvwxyz"), *close = colon + strcspn(colon, " \t{}");
	struct arena *arena = filling->figures.arena;
	struct figure figure;
	struct str target;
	enum asked asked;

	if (*colon != ':' || *close != '}')
		return 0;
	asked = asked_named(str_copy(arena, at + 1, (size_t)(colon - at - 1)));
	target = str_copy(arena, colon + 1, (size_t)(close - colon - 1));
	if (asked == ASKED_NOTHING || asked == ASKED_CHART || !figure_find(&filling->figures, target, span, &figure) ||
	    !figure_may(&filling->figures, &figure, asked, span))
		return 0;
	note_figure(filling, &figure);
	g_string_append(out, str_c(figure_print(&filling->figures, &figure, asked, span)));
	return (size_t)(close + 1 - at);
}

static struct str filled(struct article_filling *filling, struct str text, struct span span)
{
	const char *at = str_c(text), *brace;
	GString *out;

	if (strchr(at, '{') == NULL)
		return text;
	out = g_string_new(NULL);
	while ((brace = strchr(at, '{')) != NULL) {
		size_t length;

		g_string_append_len(out, at, brace - at);
		length = append_figure(filling, brace, span, out);
		if (length == 0)
			g_string_append_c(out, '{');
		at = brace + MAX(length, 1);
	}
	g_string_append(out, at);
	return str_take(filling->figures.arena, out);
}

/* ---- Links ---- */

static const struct metric_record *record_of(const struct article_filling *filling, const struct metric *metric)
{
	for (uint32_t i = 0; i < filling->benchmark->all.count; i++) {
		const struct metric_record *record = filling->benchmark->all.items[i].as.record;

		if (record->metric == metric)
			return record;
	}
	return NULL;
}

/* An assertion leads to the definition; what leads nowhere is dissolved later, and its words stay. */
static void fill_link(struct article_filling *filling, struct doc *link)
{
	struct str url = link->as.link.url, target;
	size_t scheme = strlen(METRIC_SCHEME);
	const struct metric_record *record;
	struct figure figure;

	if (!g_str_has_prefix(str_c(url), METRIC_SCHEME))
		return;
	link->as.link.url = STR("");
	target = str_copy(filling->figures.arena, url.text + scheme, url.length - scheme);
	if (str_is(target, NO_FIGURE) || !figure_find(&filling->figures, target, link->origin, &figure))
		return;
	note_figure(filling, &figure);
	record = figure.metric == NULL ? NULL : record_of(filling, figure.metric);
	if (record != NULL)
		link->as.link.target = record->anchor;
	else if (figure.ranking != NULL)
		link->as.link.target = str_format(filling->figures.arena, "ranking-%s", str_c(figure.ranking->id));
}

/* ---- Charts ---- */

static struct str word_of(const struct article_filling *filling, const char *key)
{
	const struct str *found = g_hash_table_lookup(filling->figures.wording->words, key);
	struct str many = filling->figures.metrics->noun.many;

	return found == NULL ? STR("") : words_filled(filling->figures.arena, *found, "many", str_c(many));
}

static void add_row(struct article_filling *filling, const struct figure *figure, const struct metric_record *record, GArray *rows, GString *alt)
{
	const struct figure_record *shown = record->figure;
	struct chart_value *value = arena_one(filling->figures.arena, struct chart_value);
	struct chart_row row = {.label = figure->title, .note = shown->counts, .target = record->anchor, .values = value, .count = 1};

	*value = (struct chart_value){
		.label = shown->value,
		.title = shown->interval,
		.amount = shown->amount,
		.of = 1000,
		.risk = RISK_COUNT,
		.low = shown->low,
		.high = shown->high,
		.mark = (enum chart_mark)shown->mark,
	};
	g_string_append_printf(alt, "%s%s: %s, %s, %s.", alt->len == 0 ? "" : " ", str_c(figure->title), str_c(shown->value), str_c(shown->counts),
			       str_c(shown->interval));
	g_array_append_val(rows, row);
}

static gint by_amount(gconstpointer a, gconstpointer b)
{
	const struct chart_row *one = a, *two = b;

	if (one->values->amount != two->values->amount)
		return one->values->amount < two->values->amount ? 1 : -1;
	return strcmp(str_c(one->target), str_c(two->target));
}

/* "a, b, c", before the title in quotes if there is one. */
static void take_rows(struct article_filling *filling, struct str targets, struct span span, GArray *rows, GString *alt)
{
	char **names = g_strsplit_set(str_c(targets), ", \t\r\n", -1);

	for (char **name = names; *name != NULL; name++) {
		struct str target = str_from(filling->figures.arena, *name);
		const struct metric_record *record;
		struct figure figure;

		if (**name == '\0' || !figure_find(&filling->figures, target, span, &figure) ||
		    !figure_may(&filling->figures, &figure, ASKED_CHART, span) || figure.metric == NULL || figure.is_group)
			continue;
		note_figure(filling, &figure);
		record = record_of(filling, figure.metric);
		if (record != NULL)
			add_row(filling, &figure, record, rows, alt);
	}
	g_strfreev(names);
	g_array_sort(rows, by_amount);
}

static struct str quoted_title(struct arena *arena, const char *inside, const char *end)
{
	const char *open = memchr(inside, '"', (size_t)(end - inside));
	const char *close = open == NULL ? NULL : memchr(open + 1, '"', (size_t)(end - open - 1));

	return close == NULL ? STR("") : str_copy(arena, open + 1, (size_t)(close - open - 1));
}

static const struct chart_spec *make_chart(struct article_filling *filling, struct str block, struct span span)
{
	struct arena *arena = filling->figures.arena;
	struct chart_spec *chart = arena_one(arena, struct chart_spec);
	const char *inside = block.text + strlen("{chart:"), *end = block.text + block.length - 1,
		   *quote = memchr(inside, '"', (size_t)(end - inside));
	GArray *rows = g_array_new(FALSE, TRUE, sizeof(struct chart_row));
	GString *alt = g_string_new(NULL);
	struct chart_row *kept;

	chart->kind = CHART_INTERVALS;
	chart->title = quoted_title(arena, inside, end);
	if (str_is_empty(chart->title))
		chart->title = word_of(filling, "article.chart");
	chart->axis = word_of(filling, "article.axis");
	take_rows(filling, str_copy(arena, inside, (size_t)((quote == NULL ? end : quote) - inside)), span, rows, alt);
	kept = arena_array(arena, struct chart_row, rows->len);
	if (rows->len > 0)
		memcpy(kept, rows->data, rows->len * sizeof *kept);
	chart->rows = kept;
	chart->row_count = rows->len;
	chart->alt = str_take(arena, alt);
	g_array_unref(rows);
	return chart;
}

static struct str block_text(struct arena *arena, const struct doc *node)
{
	if (node->origin.source == NULL)
		return STR("");
	return str_trim(arena, str_copy(arena, node->origin.source->bytes.text + node->origin.start, node->origin.length));
}

static bool is_chart(struct str text)
{
	return g_str_has_prefix(str_c(text), "{chart:") && strchr(text.text, '}') == text.text + text.length - 1;
}

/* A paragraph that is only a chart becomes a figure; without a row it is left empty, and so goes. */
static void fill_paragraph(struct article_filling *filling, struct doc *paragraph)
{
	struct str text = block_text(filling->figures.arena, paragraph);
	const struct chart_spec *chart;

	if (!is_chart(text))
		return;
	paragraph->first = paragraph->last = NULL;
	chart = make_chart(filling, text, paragraph->origin);
	if (chart->row_count == 0)
		return;
	paragraph->kind = DOC_FIGURE;
	paragraph->as.figure.chart = chart;
}

/* ---- Sections ---- */

/* Letters and digits of the heading, with hyphens between. */
static void name_section(struct arena *arena, struct doc *section)
{
	struct str title = doc_text(arena, section->first);
	GString *anchor = g_string_new(NULL);

	for (uint32_t i = 0; i < title.length; i++)
		if (g_ascii_isalnum(title.text[i]))
			g_string_append_c(anchor, g_ascii_tolower(title.text[i]));
		else if (anchor->len > 0 && anchor->str[anchor->len - 1] != '-')
			g_string_append_c(anchor, '-');
	section->anchor = str_take(arena, anchor);
}

struct str article_title(struct article_filling *filling, struct str title)
{
	return filled(filling, title, NO_SPAN);
}

void article_fill(struct article_filling *filling, struct doc *document)
{
	for (struct doc_walk walk = doc_walk_start(document); walk.node != NULL; doc_walk_next(&walk)) {
		struct doc *node = (struct doc *)(uintptr_t)walk.node;

		if (!walk.entering && node->kind == DOC_SECTION)
			name_section(filling->figures.arena, node);
		if (!walk.entering)
			continue;
		if (node->kind == DOC_TEXT && node->parent->kind != DOC_CODE_BLOCK)
			node->as.text.text = filled(filling, node->as.text.text, node->origin);
		else if (node->kind == DOC_LINK)
			fill_link(filling, node);
		else if (node->kind == DOC_PARAGRAPH && node->parent->kind != DOC_CELL)
			fill_paragraph(filling, node);
	}
}
