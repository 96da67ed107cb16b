/* Workloads that stand apart from the others, by a rule that can be checked by hand. */
#include <stdlib.h>
#include <string.h>

#include "portfolio_parts.h"

static uint32_t hundredths_of_percent(uint32_t hits, uint32_t of)
{
	return (uint32_t)(((uint64_t)hits * 20000 + of) / (2 * (uint64_t)of));
}

bool portfolio_share(const struct portfolio_column *column, enum portfolio_measure measure, uint32_t *share)
{
	const struct risk_counts *counts = &column->answers->counts;
	struct share practices = column->answers->practices, high = {counts->of[RISK_HIGH], counts_answered(counts)};
	struct share taken = measure == PORTFOLIO_PRACTICES ? practices : high;

	if (taken.of == 0 || 2 * counts_answered(counts) < counts_applicable(counts))
		return false;
	*share = hundredths_of_percent(taken.hits, taken.of);
	return true;
}

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* Half up where two stand in the middle. */
static uint32_t median(uint32_t *numbers, uint32_t count)
{
	qsort(numbers, count, sizeof *numbers, compare_numbers);
	return (numbers[(count - 1) / 2] + numbers[count / 2] + 1) / 2;
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	return a > b ? a - b : b - a;
}

static void measure_spread(struct arena *arena, const struct portfolio_edition *edition, enum portfolio_measure measure,
			   struct portfolio_spread *spread)
{
	uint32_t *shares = arena_array(arena, uint32_t, edition->column_count);

	for (uint32_t i = 0; i < edition->column_count; i++)
		spread->compared += portfolio_share(edition->columns[i], measure, &shares[spread->compared]);
	if (spread->compared == 0)
		return;
	spread->middle = median(shares, spread->compared);
	for (uint32_t i = 0; i < spread->compared; i++)
		shares[i] = distance(shares[i], spread->middle);
	spread->typical = median(shares, spread->compared);
}

/* Fewer high risks are better, more practices are. */
static bool is_better(enum portfolio_measure measure, uint32_t share, uint32_t middle)
{
	return measure == PORTFOLIO_PRACTICES ? share > middle : share < middle;
}

static int compare_outliers(const void *left, const void *right)
{
	const struct portfolio_outlier *a = left, *b = right;

	if (a->column->edition != b->column->edition)
		return a->column->edition < b->column->edition ? -1 : 1;
	if (a->measure != b->measure)
		return a->measure < b->measure ? -1 : 1;
	if (a->better != b->better)
		return a->better ? 1 : -1;
	if (a->share != b->share)
		return (a->share < b->share) == (a->measure == PORTFOLIO_PRACTICES) ? -1 : 1;
	return (a->column->place > b->column->place) - (a->column->place < b->column->place);
}

static void find_outliers(const struct portfolio_edition *edition, enum portfolio_measure measure, GArray *found)
{
	const struct portfolio_spread *spread = &edition->spreads[measure];

	for (uint32_t i = 0; i < edition->column_count && spread->compared >= PORTFOLIO_COMPARED; i++) {
		struct portfolio_outlier outlier = {.column = edition->columns[i], .measure = measure};
		uint32_t far;

		if (!portfolio_share(outlier.column, measure, &outlier.share))
			continue;
		far = distance(outlier.share, spread->middle);
		outlier.better = is_better(measure, outlier.share, spread->middle);
		if (far >= PORTFOLIO_POINTS && far > PORTFOLIO_FAR * spread->typical)
			g_array_append_val(found, outlier);
	}
}

static void find_alone(const struct portfolio_edition *edition, GArray *found)
{
	for (uint32_t question = 0; question < edition->framework->question_count; question++) {
		struct portfolio_alone alone = {.question = question};
		uint32_t high = 0, answered = 0, none = 0;

		for (uint32_t i = 0; i < edition->column_count; i++) {
			enum risk risk = edition->columns[i]->answers->findings[question].risk;

			answered += risk_is_answered(risk);
			none += risk == RISK_NONE;
			high += risk == RISK_HIGH;
			if (risk == RISK_HIGH)
				alone.column = edition->columns[i];
		}
		alone.others = answered - 1;
		if (answered >= PORTFOLIO_COMPARED && high == 1 && none == answered - 1)
			g_array_append_val(found, alone);
	}
}

static const void *taken(struct arena *arena, GArray *array, size_t size, uint32_t *count)
{
	void *items = arena_alloc_array(arena, array->len, size);

	*count = array->len;
	if (array->len > 0)
		memcpy(items, array->data, array->len * size);
	g_array_free(array, TRUE);
	return items;
}

void portfolio_fill_outliers(struct arena *arena, struct portfolio *portfolio, struct portfolio_edition *editions)
{
	GArray *outliers = g_array_new(FALSE, FALSE, sizeof(struct portfolio_outlier));
	GArray *alone = g_array_new(FALSE, FALSE, sizeof(struct portfolio_alone));

	for (uint32_t i = 0; i < portfolio->edition_count; i++) {
		struct portfolio_edition *edition = &editions[i];

		for (uint32_t measure = 0; measure < PORTFOLIO_MEASURE_COUNT; measure++) {
			measure_spread(arena, edition, (enum portfolio_measure)measure, &edition->spreads[measure]);
			find_outliers(edition, (enum portfolio_measure)measure, outliers);
		}
		find_alone(edition, alone);
	}
	if (outliers->len > 0)
		qsort(outliers->data, outliers->len, sizeof(struct portfolio_outlier), compare_outliers);
	portfolio->outliers = taken(arena, outliers, sizeof(struct portfolio_outlier), &portfolio->outlier_count);
	portfolio->alone = taken(arena, alone, sizeof(struct portfolio_alone), &portfolio->alone_count);
}
