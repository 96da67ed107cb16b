/* Words of a text against the figures that they are about. */
#include <string.h>

#include "checking.h"

static const char *word_line(const struct checking *checking, const struct figure *figure)
{
	struct str share = figure_quiet(checking->figures, figure, ASKED_SHARE), interval = figure_quiet(checking->figures, figure, ASKED_INTERVAL);

	return str_is_empty(interval) ? str_c(share) : str_format(checking->figures->arena, "%s (%s)", str_c(share), str_c(interval)).text;
}

static bool is_off(const struct tie *tie)
{
	return tie->is_link && tie->owner == NULL;
}

/* A word with nothing to hold it against; "nobody" and the like are said of many things, a share of the population is a figure. */
static void loose_word(struct checking *checking, const struct saying *saying)
{
	struct noun_found noun = noun_after(checking->language, checking->passage, saying->start + saying->length);

	if (noun.noun == NOUN_OWN && checking->passage->own == NULL)
		diag(checking->figures->diags, CLAIM_WORD_LOOSE, saying_span(checking, saying), saying_text(checking, saying));
}

static bool ready(struct checking *checking, const struct saying *saying, struct tie *tie)
{
	*tie = tie_of(checking, saying);
	if (is_off(tie))
		return false;
	if (tie->owner == NULL) {
		loose_word(checking, saying);
		return false;
	}
	if (tie->owner->figure.metric != NULL && tie->owner->figure.metric->kind != METRIC_SHARE)
		return false;
	note_share(checking, &tie->owner->figure, saying_span(checking, saying));
	return tie->owner->figure.estimate != NULL;
}

/* ---- Quantifiers ---- */

static bool quantifier_is_true(const struct saying *saying, const struct figure *figure)
{
	return figure->shown->as != SHOWN_NOT && quantifier_holds(saying->quantifier, figure->estimate->share, figure->estimate->interval);
}

/* "many (42%)": the number of the same figure in the sentence. */
static bool has_number(const struct checking *checking, const struct saying *saying, const struct figure *figure)
{
	for (guint i = 0; i < checking->passage->mentions->len; i++) {
		const struct mention *mention = &g_array_index(checking->passage->mentions, struct mention, i);

		if (mention->sentence == saying->sentence && mention->kind == MENTION_PLACEHOLDER && mention->is_known &&
		    str_equal(mention->figure.target, figure->target))
			return true;
	}
	return false;
}

/* What the word asks for. */
static const char *bounds_of(enum quantifier quantifier)
{
	static const char *const bounds[QUANTIFIER_COUNT] = {
		[QUANTIFIER_NONE] = "",
		[QUANTIFIER_ALL] = "every one of them",
		[QUANTIFIER_NOBODY] = "not one of them",
		[QUANTIFIER_ALMOST_ALL] = "95% or more, and a lower limit of 90% or more",
		[QUANTIFIER_ALMOST_NOBODY] = "5% or less, and an upper limit of 10% or less",
		[QUANTIFIER_VAST_MAJORITY] = "80% or more, and a lower limit above 75%",
		[QUANTIFIER_MAJORITY] = "more than 50%, and a lower limit above 50%",
		[QUANTIFIER_ABOUT_HALF] = "45% to 55%",
		[QUANTIFIER_MANY] = "at least one",
	};

	return bounds[quantifier];
}

static void wrong_word(struct checking *checking, const struct saying *saying, const struct tie *tie, const char *bounds, saying_test is_true)
{
	const struct mention *other = other_owner(checking, saying, tie, is_true);
	const struct figure *figure = &tie->owner->figure;

	if (other != NULL)
		diag(checking->figures->diags, CLAIM_OTHER, saying_span(checking, saying), saying_text(checking, saying), str_c(other->figure.target),
		     str_c(figure->target));
	else
		diag(checking->figures->diags, CLAIM_WORD, saying_span(checking, saying), saying_text(checking, saying), str_c(figure->target),
		     word_line(checking, figure), bounds);
}

void check_quantifier(struct checking *checking, const struct saying *saying)
{
	struct tie tie;

	if (!ready(checking, saying, &tie))
		return;
	if (!quantifier_is_true(saying, &tie.owner->figure))
		wrong_word(checking, saying, &tie, bounds_of(saying->quantifier), quantifier_is_true);
	else if (quantifier_needs_number(saying->quantifier) && !has_number(checking, saying, &tie.owner->figure))
		diag(checking->figures->diags, CLAIM_MANY, saying_span(checking, saying), saying_text(checking, saying),
		     str_c(tie.owner->figure.target));
}

/* ---- Fractions ---- */

/* In whole numbers: hits / of against numerator / denominator, and the distance in tenths of a point. */
static bool fraction_is_true(const struct saying *saying, const struct figure *figure)
{
	int64_t hits = figure->estimate->share.hits, of = figure->estimate->share.of, n = saying->numerator, d = saying->denominator;
	int64_t difference = hits * d - n * of, distance;

	if (of == 0 || figure->shown->as != SHOWN_VALUE)
		return false;
	distance = 1000 * ABS(difference);
	if (saying->sense == STATED_ABOVE)
		return difference > 0;
	if (saying->sense == STATED_BELOW)
		return difference < 0 && distance <= 25 * 2 * of * d;
	return distance <= 25 * of * d;
}

void check_fraction(struct checking *checking, const struct saying *saying)
{
	static const char *const bounds[] = {
		[STATED_PLAIN] = "a share within 2.5 points of it",
		[STATED_BELOW] = "a share below it, by 5 points at most",
		[STATED_ABOVE] = "a share above it",
		[STATED_NEAR] = "a share within 2.5 points of it",
	};
	struct tie tie;

	if (ready(checking, saying, &tie) && !fraction_is_true(saying, &tie.owner->figure))
		wrong_word(checking, saying, &tie, bounds[saying->sense], fraction_is_true);
}

/* ---- Places in rankings ---- */

static bool tells_places(const struct checking *checking, const struct figure *figure)
{
	for (guint i = 0; i < checking->passage->mentions->len; i++) {
		const struct mention *mention = &g_array_index(checking->passage->mentions, struct mention, i);

		if (mention->asked == ASKED_PLACES && str_equal(mention->figure.target, figure->target))
			return true;
	}
	return false;
}

static void check_rank(struct checking *checking, const struct figure *figure, struct span span, const char *words)
{
	struct arena *arena = checking->figures->arena;
	struct str places = figure_quiet(checking->figures, figure, ASKED_PLACES);

	if (figure->shown == NULL)
		return;
	if (figure->rank != 1)
		diag(checking->figures->diags, CLAIM_NOT_FIRST, span, words, str_c(figure->target),
		     figure->rank == 0 ? "not told" : str_format(arena, "%u of %u", figure->rank, figure->places).text);
	else if (figure->interval.last > 1 && !tells_places(checking, figure))
		diag(checking->figures->diags, CLAIM_FIRST_UNSURE, span, words, str_c(figure->target), str_c(places));
}

void check_first(struct checking *checking, const struct saying *saying)
{
	struct tie tie = tie_of(checking, saying);

	if (is_off(&tie) || tie.owner == NULL)
		return;
	if (tie.owner->figure.ranking != NULL)
		check_rank(checking, &tie.owner->figure, saying_span(checking, saying), saying_text(checking, saying));
	else
		diag(checking->figures->diags, CLAIM_FIRST_LOOSE, saying_span(checking, saying), saying_text(checking, saying));
}

/* ---- Links ---- */

static bool holds_saying(const struct checking *checking, const struct mention *link)
{
	for (guint i = 0; i < checking->passage->sayings->len; i++) {
		const struct saying *saying = &g_array_index(checking->passage->sayings, struct saying, i);

		if (saying->kind != SAYS_CAUSE && saying->kind != SAYS_AVERAGE && saying->start >= link->start &&
		    saying->start < link->start + link->length)
			return true;
	}
	return false;
}

/* Words that lead to a place in a ranking say that it is the first. */
void check_links(struct checking *checking)
{
	for (guint i = 0; i < checking->passage->mentions->len; i++) {
		const struct mention *link = &g_array_index(checking->passage->mentions, struct mention, i);
		struct span span = passage_span(checking->passage, link->start, link->length);

		if (link->kind != MENTION_LINK || !link->is_known || holds_saying(checking, link))
			continue;
		if (link->figure.ranking != NULL)
			check_rank(checking, &link->figure, span, "the first place");
		else
			diag(checking->figures->diags, CLAIM_NOTHING, span, str_c(link->figure.target));
	}
}

/* ---- Nouns ---- */

static void check_noun(struct checking *checking, uint32_t at)
{
	const struct metrics *metrics = checking->figures->metrics;
	struct noun_found noun = noun_after(checking->language, checking->passage, at);
	struct span span = passage_span(checking->passage, noun.start, noun.length);
	const char *text = str_copy(checking->figures->arena, checking->passage->text.text + noun.start, noun.length).text;

	if (noun.noun == NOUN_OTHER)
		diag(checking->figures->diags, CLAIM_UNIT, span, text, str_c(metrics->noun.many));
	else if (noun.noun == NOUN_OWN && noun.has_of && !noun.has_determiner && noun.number_length == 0 && !metrics->population.generalise)
		diag(checking->figures->diags, CLAIM_GENERAL, span, text);
}

/* "{share:...} of our 40 clients" */
static void check_base_after(struct checking *checking, const struct mention *mention)
{
	struct noun_found noun = noun_after(checking->language, checking->passage, mention->start + mention->length);
	const struct shown *shown = mention->figure.shown;

	if (noun.number_length == 0 || noun.noun == NOUN_FOREIGN || shown == NULL || shown->base == 0 || shown->base_is_rounded)
		return;
	if (noun.number == shown->base)
		note_base(checking, &mention->figure);
	else
		diag(checking->figures->diags, CLAIM_BASE, passage_span(checking->passage, noun.number_start, noun.number_length),
		     str_format(checking->figures->arena, "%u", noun.number).text, str_c(mention->figure.target),
		     str_format(checking->figures->arena, "%u", shown->base).text);
}

void check_nouns(struct checking *checking)
{
	for (guint i = 0; i < checking->passage->mentions->len; i++) {
		const struct mention *mention = &g_array_index(checking->passage->mentions, struct mention, i);
		bool tells = mention->asked == ASKED_SHARE || mention->asked == ASKED_WORDS;

		if (mention->kind != MENTION_PLACEHOLDER || !mention->is_known || !tells)
			continue;
		check_noun(checking, mention->start + mention->length);
		check_base_after(checking, mention);
	}
	for (guint i = 0; i < checking->passage->sayings->len; i++) {
		const struct saying *saying = &g_array_index(checking->passage->sayings, struct saying, i);
		struct tie tie = tie_of(checking, saying);

		if (tie.owner != NULL && (saying->kind == SAYS_PERCENT || saying->kind == SAYS_QUANTIFIER || saying->kind == SAYS_FRACTION))
			check_noun(checking, saying->start + saying->length);
	}
}

/* ---- What counts cannot say ---- */

static bool names_figure(const struct checking *checking, const struct saying *saying)
{
	for (guint i = 0; i < checking->passage->mentions->len; i++)
		if (g_array_index(checking->passage->mentions, struct mention, i).sentence == saying->sentence)
			return true;
	return false;
}

void check_cause(struct checking *checking, const struct saying *saying)
{
	if (names_figure(checking, saying))
		diag(checking->figures->diags, CLAIM_CAUSE, saying_span(checking, saying), saying_text(checking, saying));
}

void check_average(struct checking *checking, const struct saying *saying)
{
	diag(checking->figures->diags, CLAIM_AVERAGE, saying_span(checking, saying), saying_text(checking, saying),
	     str_c(checking->figures->metrics->noun.one));
}
