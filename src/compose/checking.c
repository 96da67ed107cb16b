/* Whether what a text says of figures is true of them. */
#include <string.h>

#include "checking.h"

/* ---- Mentions ---- */

static bool covers(const struct mention *mention, const struct saying *saying)
{
	return mention->kind == MENTION_LINK && saying->start >= mention->start && saying->start < mention->start + mention->length;
}

static bool is_disclaimer(const struct mention *mention)
{
	return mention->kind == MENTION_LINK && str_is(mention->target, NO_FIGURE);
}

/* A share, whatever is known of it: what a percent or a word may be about. */
static bool may_own(const struct mention *mention)
{
	return mention->is_known && mention->asked != ASKED_CHART && (mention->figure.metric == NULL || mention->figure.metric->kind == METRIC_SHARE);
}

static bool same_figure(const struct mention *a, const struct mention *b)
{
	return str_equal(a->figure.target, b->figure.target);
}

/* "That is three in four.": what the sentence before told last. */
static const struct mention *told_before(const struct checking *checking, const struct saying *saying)
{
	struct phrases again = wording_phrases(checking->language->wording, "word.again");
	const struct passage *passage = checking->passage;
	uint32_t start = saying->sentence == 0 ? 0 : passage->sentence_ends[saying->sentence - 1];
	const struct mention *found = NULL;

	while (start < saying->start && passage->bare[start] == ' ')
		start++;
	if (saying->sentence == 0 || phrase_at(passage, start, &again) == 0)
		return NULL;
	for (guint i = 0; i < passage->mentions->len; i++) {
		const struct mention *mention = &g_array_index(passage->mentions, struct mention, i);

		if (mention->sentence == saying->sentence - 1 && may_own(mention))
			found = mention;
	}
	return found;
}

/* A link says it; else the next mention of the sentence, else the one before; else what the sentence before is about. */
struct tie tie_of(const struct checking *checking, const struct saying *saying)
{
	struct tie tie = {.owner = NULL, .is_only = true};

	for (guint i = 0; i < checking->passage->mentions->len; i++) {
		const struct mention *mention = &g_array_index(checking->passage->mentions, struct mention, i);

		if (covers(mention, saying))
			return (struct tie){.owner = mention->is_known ? mention : NULL, .is_only = true, .is_link = true};
		if (mention->sentence != saying->sentence || !may_own(mention))
			continue;
		if (tie.owner != NULL && !same_figure(tie.owner, mention))
			tie.is_only = false;
		if (tie.owner == NULL || tie.owner->start < saying->start)
			tie.owner = mention;
	}
	if (tie.owner == NULL)
		tie.owner = told_before(checking, saying);
	return tie;
}

/* Another figure of the sentence of which it is true. */
const struct mention *other_owner(const struct checking *checking, const struct saying *saying, const struct tie *tie, saying_test is_true)
{
	for (guint i = 0; i < checking->passage->mentions->len && !tie->is_only; i++) {
		const struct mention *mention = &g_array_index(checking->passage->mentions, struct mention, i);

		if (mention->sentence == saying->sentence && may_own(mention) && mention->figure.estimate != NULL &&
		    is_true(saying, &mention->figure))
			return mention;
	}
	return NULL;
}

static struct figure own_figure(const struct checking *checking)
{
	const struct metric *own = checking->passage->own;
	struct figure figure = {.metric = own, .target = own->id, .title = own->title};

	if (checking->figures->view != NULL) {
		uint32_t at = (uint32_t)(own - checking->figures->metrics->metrics);

		figure.shown = &checking->figures->view->statistics_shown[at].all;
		figure.estimate = &checking->figures->view->statistics->statistics[at].all;
	}
	return figure;
}

/* In a sentence of a metrics file all that is said is said of its metric. */
static void add_own(struct checking *checking)
{
	struct mention mention = {.kind = MENTION_TITLE, .asked = ASKED_NOTHING, .is_known = true, .figure = own_figure(checking)};

	for (guint i = 0; i < checking->passage->mentions->len; i++) {
		struct mention *placeholder = &g_array_index(checking->passage->mentions, struct mention, i);

		placeholder->is_known = true;
		placeholder->figure = mention.figure;
	}
	for (uint32_t i = 0; i < checking->passage->sentence_count; i++) {
		mention.sentence = i;
		g_array_append_val(checking->passage->mentions, mention);
	}
}

struct span saying_span(const struct checking *checking, const struct saying *saying)
{
	return passage_span(checking->passage, saying->start, saying->length);
}

const char *saying_text(const struct checking *checking, const struct saying *saying)
{
	GString *text = g_string_new(NULL);

	/* On one line. */
	for (uint32_t i = saying->start; i < saying->start + saying->length; i++)
		if (!g_ascii_isspace(checking->passage->text.text[i]))
			g_string_append_c(text, checking->passage->text.text[i]);
		else if (text->len > 0 && text->str[text->len - 1] != ' ')
			g_string_append_c(text, ' ');
	return str_take(checking->figures->arena, text).text;
}

/* ---- Placeholders and links ---- */

static bool find_target(struct checking *checking, struct mention *mention, struct span span)
{
	mention->is_known = figure_find(checking->figures, mention->target, span, &mention->figure);
	return mention->is_known;
}

static struct span target_span(const struct checking *checking, const struct mention *mention)
{
	uint32_t before = 2 + mention->word.length;

	return passage_span(checking->passage, mention->start + before, mention->target.length);
}

/* "share"? No such word. */
static void unknown_word(struct checking *checking, const struct mention *mention)
{
	struct near near = near_to(mention->word);

	for (int i = 0; i < ASKED_COUNT_OF; i++)
		near_offer(&near, str_of(asked_word((enum asked)i)));
	diag(checking->figures->diags, FIGURE_NO_WORD, passage_span(checking->passage, mention->start + 1, mention->word.length),
	     str_c(mention->word), str_c(near.best));
}

/* The base, or the counts with it, was given of this figure in this section. */
void note_base(struct checking *checking, const struct figure *figure)
{
	struct base_given given = {checking->passage->section, figure->metric == NULL ? STR("") : figure->metric->base.text, figure->target,
				   figure->estimate == NULL ? 0 : figure->estimate->n};

	g_array_append_val(checking->given, given);
}

/* Each figure that is told needs its base. */
void note_share(struct checking *checking, const struct figure *figure, struct span span)
{
	struct share_told told = {checking->passage->section, *figure, span};

	if (checking->passage->own == NULL)
		g_array_append_val(checking->told, told);
}

static void check_half(struct checking *checking, const struct mention *mention, struct span span)
{
	const struct figure *figure = &mention->figure;
	uint32_t decimals = figure->metric == NULL ? 0 : figure->metric->rounding;

	if (mention->asked != ASKED_SHARE || figure->estimate == NULL || figure->shown->as != SHOWN_VALUE)
		return;
	if (percent_crosses_half(figure->estimate->share, decimals))
		diag(checking->figures->diags, CLAIM_HALF, span, str_c(figure->target), figure_quiet(checking->figures, figure, ASKED_SHARE).text,
		     str_format(checking->figures->arena, "%u", figure->estimate->share.hits).text,
		     str_format(checking->figures->arena, "%u", figure->estimate->share.of).text);
}

static void check_reliable(struct checking *checking, const struct figure *figure, struct span span)
{
	if (figure->shown == NULL || (figure->shown->codes >> CODE_UNRELIABLE & 1u) == 0)
		return;
	diag(checking->figures->diags, CLAIM_UNRELIABLE, span, str_c(figure->target), figure_quiet(checking->figures, figure, ASKED_NOTE).text);
}

static void check_placeholder(struct checking *checking, struct mention *mention)
{
	struct span span = target_span(checking, mention);
	bool tells = mention->asked == ASKED_SHARE || mention->asked == ASKED_WORDS;

	if (mention->asked == ASKED_NOTHING) {
		unknown_word(checking, mention);
		return;
	}
	if (!find_target(checking, mention, span) || !figure_may(checking->figures, &mention->figure, mention->asked, span))
		return;
	if (mention->asked == ASKED_BASE || mention->asked == ASKED_COUNTS || mention->asked == ASKED_NOTE)
		note_base(checking, &mention->figure);
	if (checking->figures->view == NULL || str_is_empty(figure_print(checking->figures, &mention->figure, mention->asked, span)))
		return;
	if (tells) {
		note_share(checking, &mention->figure, span);
		check_half(checking, mention, span);
		check_reliable(checking, &mention->figure, span);
	}
}

static bool is_alone(const struct passage *passage, const struct mention *mention)
{
	for (uint32_t at = 0; at < passage->text.length; at++)
		if (passage->bare[at] != ' ' && (at < mention->start || at >= mention->start + mention->length))
			return false;
	return true;
}

/* The charts of a block, one mention for each target. */
static void check_chart(struct checking *checking, const struct mention *chart)
{
	const char *list = chart->target.text;
	uint32_t offset = chart->start + 2 + chart->word.length, at = 0;

	if (!is_alone(checking->passage, chart)) {
		diag(checking->figures->diags, FIGURE_CHART_ALONE, passage_span(checking->passage, chart->start, chart->length));
		return;
	}
	while (at < chart->target.length && list[at] != '"') {
		uint32_t skip = (uint32_t)strspn(list + at, ", \t\r\n"), length = (uint32_t)strcspn(list + at + skip, ", \t\r\n\"");
		struct str target = str_copy(checking->figures->arena, list + at + skip, length);
		struct span span = passage_span(checking->passage, offset + at + skip, length);
		struct figure figure;

		at += skip + length;
		if (length == 0 || !figure_find(checking->figures, target, span, &figure) ||
		    !figure_may(checking->figures, &figure, ASKED_CHART, span))
			continue;
		note_base(checking, &figure);
		if (checking->figures->view != NULL)
			figure_print(checking->figures, &figure, ASKED_SHARE, span);
	}
}

static void find_figures(struct checking *checking)
{
	for (guint i = 0; i < checking->passage->mentions->len; i++) {
		struct mention *mention = &g_array_index(checking->passage->mentions, struct mention, i);

		if (is_disclaimer(mention))
			continue;
		if (mention->asked == ASKED_CHART)
			check_chart(checking, mention);
		else if (mention->kind == MENTION_PLACEHOLDER)
			check_placeholder(checking, mention);
		else
			find_target(checking, mention, passage_span(checking->passage, mention->start, mention->length));
	}
}

/* ---- The whole ---- */

struct checking *checking_new(const struct figures *figures, const struct language *language)
{
	struct checking *checking = arena_one(figures->arena, struct checking);

	checking->figures = figures;
	checking->language = language;
	checking->given = claims_array(figures->arena, sizeof(struct base_given));
	checking->told = claims_array(figures->arena, sizeof(struct share_told));
	return checking;
}

void checking_passage(struct checking *checking, struct passage *passage)
{
	checking->passage = passage;
	passage_read(passage, checking->language);
	if (passage->own == NULL)
		find_figures(checking);
	else
		add_own(checking);
	for (guint i = 0; i < passage->sayings->len; i++)
		check_saying(checking, &g_array_index(passage->sayings, struct saying, i));
	check_links(checking);
	check_nouns(checking);
}

/* Of this very figure in the section; or, before the first section, of one with the same base. */
static bool has_base(const struct checking *checking, const struct share_told *told)
{
	struct str base = told->figure.metric == NULL ? STR("") : told->figure.metric->base.text;
	uint32_t n = told->figure.estimate == NULL ? 0 : told->figure.estimate->n;

	for (guint i = 0; i < checking->given->len; i++) {
		const struct base_given *given = &g_array_index(checking->given, struct base_given, i);
		bool same = str_equal(given->target, told->figure.target), alike = given->n == n && str_equal(given->base, base);

		if (given->section == told->section ? same || alike : given->section == 0 && alike && !told->figure.is_group)
			return true;
	}
	return false;
}

static bool was_said(GHashTable *said, const struct share_told *told, struct arena *arena)
{
	return !g_hash_table_add(said, (gpointer)(uintptr_t)str_format(arena, "%u %s", told->section, str_c(told->figure.target)).text);
}

void checking_end(struct checking *checking)
{
	GHashTable *said = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < checking->told->len; i++) {
		const struct share_told *told = &g_array_index(checking->told, struct share_told, i);

		if (!was_said(said, told, checking->figures->arena) && !has_base(checking, told))
			diag(checking->figures->diags, CLAIM_NO_BASE, told->span, str_c(told->figure.target));
	}
	g_hash_table_destroy(said);
}
