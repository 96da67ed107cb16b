/* Numbers of a text against the figures that they are about. */
#include <string.h>

#include "checking.h"

static const char *number(const struct checking *checking, uint32_t number)
{
	return str_format(checking->figures->arena, "%u", number).text;
}

/* "79% (118 of 150)" */
static const char *figure_line(const struct checking *checking, const struct figure *figure)
{
	struct str share = figure_quiet(checking->figures, figure, ASKED_SHARE), counts = figure_quiet(checking->figures, figure, ASKED_COUNTS);

	return str_is_empty(counts) ? str_c(share) : str_format(checking->figures->arena, "%s (%s)", str_c(share), str_c(counts)).text;
}

static bool is_limited(const struct figure *figure)
{
	return figure->shown->as != SHOWN_VALUE;
}

/* ---- Percents ---- */

static bool percent_is_true(const struct saying *saying, const struct figure *figure)
{
	struct percent is = percent_of(figure->estimate->share, saying->percent.decimals);

	return is.sense == PERCENT_VALUE && is.steps == saying->percent.steps;
}

/* "79% of our 40 clients" */
static bool check_grim(struct checking *checking, const struct saying *saying)
{
	struct count_range range;
	uint64_t scale = 100;
	uint32_t below;

	if (saying->base_length == 0 || saying->base == 0)
		return true;
	range = counts_for_percent(saying->percent.steps, saying->percent.decimals, saying->base);
	if (range.any)
		return true;
	for (uint32_t i = 0; i < saying->percent.decimals; i++)
		scale *= 10;
	below = (uint32_t)((uint64_t)saying->percent.steps * saying->base / scale);
	return diag(checking->figures->diags, CLAIM_GRIM, saying_span(checking, saying), saying_text(checking, saying),
		    number(checking, saying->base), number(checking, below), number(checking, below + 1));
}

static void check_stated_base(struct checking *checking, const struct saying *saying, const struct figure *figure)
{
	if (saying->base_length == 0 || figure->estimate == NULL || figure->shown->base == 0 || figure->shown->base_is_rounded)
		return;
	if (saying->base == figure->shown->base)
		note_base(checking, figure);
	else
		diag(checking->figures->diags, CLAIM_BASE, passage_span(checking->passage, saying->base_start, saying->base_length),
		     number(checking, saying->base), str_c(figure->target), number(checking, figure->shown->base));
}

/* A metric of the file that has this very share, so that the hint can name it. */
static const char *metric_with(const struct checking *checking, const struct saying *saying)
{
	const struct protected_view *view = checking->figures->view;
	const char *found = NULL;

	for (uint32_t i = 0; view != NULL && i < view->statistics->statistic_count; i++) {
		const struct statistic *statistic = &view->statistics->statistics[i];
		struct figure figure = {.metric = statistic->metric, .estimate = &statistic->all};

		if (statistic->program == NULL || statistic->metric->kind != METRIC_SHARE || !percent_is_true(saying, &figure))
			continue;
		if (found != NULL)
			return NULL;
		found = str_c(statistic->metric->id);
	}
	return found;
}

static void wrong_percent(struct checking *checking, const struct saying *saying, const struct tie *tie)
{
	const struct mention *other = other_owner(checking, saying, tie, percent_is_true);
	const struct figure *figure = &tie->owner->figure;

	if (other != NULL)
		diag(checking->figures->diags, CLAIM_OTHER, saying_span(checking, saying), saying_text(checking, saying), str_c(other->figure.target),
		     str_c(figure->target));
	else
		diag(checking->figures->diags, CLAIM_DIFFERS, saying_span(checking, saying), saying_text(checking, saying), str_c(figure->target),
		     figure_line(checking, figure));
}

static void check_tied_percent(struct checking *checking, const struct saying *saying, const struct tie *tie)
{
	const struct figure *figure = &tie->owner->figure;

	note_share(checking, figure, saying_span(checking, saying));
	check_stated_base(checking, saying, figure);
	if (figure->estimate == NULL)
		return;
	if (is_limited(figure))
		diag(checking->figures->diags, CLAIM_WITHHELD, saying_span(checking, saying), saying_text(checking, saying), str_c(figure->target),
		     str_c(figure_quiet(checking->figures, figure, ASKED_SHARE)));
	else if (!percent_is_true(saying, figure))
		wrong_percent(checking, saying, tie);
	else if (!tie->is_link)
		diag(checking->figures->diags, CLAIM_TYPED, saying_span(checking, saying), saying_text(checking, saying), str_c(figure->target));
}

/* Percents of a metrics file's sentences were checked when they were counted. */
static void check_percent(struct checking *checking, const struct saying *saying)
{
	struct tie tie = tie_of(checking, saying);
	bool possible = tie.is_link && tie.owner == NULL ? true : check_grim(checking, saying);

	if (!possible || (tie.is_link && tie.owner == NULL) || saying->elsewhere || checking->passage->own != NULL)
		return;
	if (tie.owner != NULL && (tie.owner->figure.metric == NULL || tie.owner->figure.metric->kind == METRIC_SHARE))
		check_tied_percent(checking, saying, &tie);
	else if (tie.owner == NULL)
		diag(checking->figures->diags, CLAIM_LOOSE, saying_span(checking, saying), saying_text(checking, saying),
		     metric_with(checking, saying));
}

/* ---- Ranges and counts ---- */

static bool range_is_true(const struct saying *saying, const struct figure *figure)
{
	struct percent_range is = interval_outward(figure->estimate->interval, saying->percent.decimals);

	return is.low == saying->percent.steps && is.high == saying->high.steps;
}

static void check_range(struct checking *checking, const struct saying *saying)
{
	struct tie tie = tie_of(checking, saying);
	const struct figure *figure = tie.owner == NULL ? NULL : &tie.owner->figure;

	if (figure == NULL || figure->estimate == NULL || checking->passage->own != NULL || range_is_true(saying, figure))
		return;
	if (other_owner(checking, saying, &tie, range_is_true) == NULL)
		diag(checking->figures->diags, CLAIM_INTERVAL, saying_span(checking, saying), saying_text(checking, saying), str_c(figure->target),
		     str_c(figure_quiet(checking->figures, figure, ASKED_INTERVAL)));
}

static bool counts_are_true(const struct saying *saying, const struct figure *figure)
{
	return figure->shown->has_counts && figure->shown->share.hits == saying->k && figure->shown->share.of == saying->n;
}

/* A percent that stands within the same sentence with counts and no metric: it must be theirs. */
static void check_sum(struct checking *checking, const struct saying *counts)
{
	const GArray *sayings = checking->passage->sayings;
	const struct saying *percent = NULL;
	char text[PERCENT_TEXT_SIZE];
	struct percent is;

	for (guint i = 0; i < sayings->len; i++) {
		const struct saying *saying = &g_array_index(sayings, struct saying, i);

		if (saying->kind == SAYS_PERCENT && saying->sentence == counts->sentence && !saying->elsewhere &&
		    (percent == NULL || saying->start < counts->start))
			percent = saying;
	}
	if (percent == NULL || percent->start > counts->start)
		return;
	is = percent_of((struct share){counts->k, counts->n}, percent->percent.decimals);
	if (is.sense != PERCENT_VALUE || is.steps != percent->percent.steps)
		diag(checking->figures->diags, CLAIM_SUM, saying_span(checking, percent), saying_text(checking, counts), percent_text(is, text),
		     saying_text(checking, percent));
}

static void check_counts(struct checking *checking, const struct saying *saying)
{
	struct tie tie = tie_of(checking, saying);
	const struct figure *figure = tie.owner == NULL ? NULL : &tie.owner->figure;

	if (tie.is_link && figure == NULL)
		return;
	if (figure == NULL) {
		check_sum(checking, saying);
		return;
	}
	if (figure->estimate == NULL)
		return;
	if (counts_are_true(saying, figure))
		note_base(checking, figure);
	else if (other_owner(checking, saying, &tie, counts_are_true) == NULL)
		diag(checking->figures->diags, CLAIM_DIFFERS, saying_span(checking, saying), saying_text(checking, saying), str_c(figure->target),
		     figure_line(checking, figure));
}

/* A number in the words of a link: the count, the base, the rank, or the mean as it is printed. */
static bool number_is_true(const struct checking *checking, const struct saying *saying, const struct figure *figure)
{
	static const enum asked forms[] = {ASKED_COUNT, ASKED_BASE, ASKED_RANK, ASKED_PLACES};
	const char *typed = saying_text(checking, saying);

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		if (str_is(figure_quiet(checking->figures, figure, forms[i]), typed))
			return true;
	return str_is(figure_said(checking->figures->wording, checking->figures->arena, figure->metric, figure->shown, FIGURE_FORM_VALUE), typed);
}

static void check_number(struct checking *checking, const struct saying *saying)
{
	struct tie tie = tie_of(checking, saying);

	if (!tie.is_link || tie.owner == NULL || tie.owner->figure.shown == NULL || number_is_true(checking, saying, &tie.owner->figure))
		return;
	diag(checking->figures->diags, CLAIM_DIFFERS, saying_span(checking, saying), saying_text(checking, saying), str_c(tie.owner->figure.target),
	     figure_line(checking, &tie.owner->figure));
}

void check_saying(struct checking *checking, const struct saying *saying)
{
	static void (*const checks[])(struct checking * checking, const struct saying *saying) = {
		[SAYS_PERCENT] = check_percent, [SAYS_RANGE] = check_range,           [SAYS_COUNTS] = check_counts,
		[SAYS_NUMBER] = check_number,   [SAYS_QUANTIFIER] = check_quantifier, [SAYS_FRACTION] = check_fraction,
		[SAYS_FIRST] = check_first,     [SAYS_CAUSE] = check_cause,           [SAYS_AVERAGE] = check_average,
	};

	checks[saying->kind](checking, saying);
}
