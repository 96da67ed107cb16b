/* The expressions of rankings, one program for each item; and what metrics name besides expressions. */
#include "base/near.h"
#include "program.h"
#include "splits.h"

uint32_t ranking_items(const struct metrics *metrics, const struct corpus *corpus, enum ranking_over over)
{
	const uint32_t counts[] = {
		[OVER_QUESTIONS] = corpus->question_count,
		[OVER_CHOICES] = corpus->choice_count,
		[OVER_PILLARS] = corpus->pillar_count,
		[OVER_METRICS] = metrics->metric_count,
	};

	return counts[over];
}

/* Questions that the newest edition no longer has are not ranked beside those that it has. */
static bool is_ranked(const struct compiling *compiling, const struct ranking *ranking, uint32_t among, uint32_t item)
{
	const struct corpus *corpus = compiling->corpus;

	if (ranking->over == OVER_QUESTIONS)
		return corpus->questions[item].is_current;
	if (ranking->over == OVER_CHOICES)
		return (among == UINT32_MAX || corpus->choices[item].question == among) &&
		       corpus->questions[corpus->choices[item].question].is_current;
	return ranking->over == OVER_PILLARS || compiling->metrics->metrics[item].kind == METRIC_SHARE;
}

static bool find_among(struct compiling *compiling, const struct ranking *ranking, uint32_t *among)
{
	struct near near = near_to(ranking->among.text);

	*among = corpus_question(compiling->corpus, ranking->among.text);
	if (str_is_empty(ranking->among.text) || *among != UINT32_MAX)
		return true;
	for (uint32_t i = 0; i < compiling->corpus->question_count; i++)
		near_offer(&near, compiling->corpus->questions[i].id);
	return diag(compiling->diags, METRIC_NO_QUESTION, ranking->among.span, str_c(ranking->among.text), str_c(near.best));
}

/* A fault in the expression is reported for the first item only. */
static const struct program *const *compile_ranking(struct compiling *compiling, const struct ranking *ranking)
{
	uint32_t count = ranking_items(compiling->metrics, compiling->corpus, ranking->over), among;
	const struct program **programs = arena_array(compiling->arena, const struct program *, count);

	if (!find_among(compiling, ranking, &among))
		return programs;
	for (uint32_t i = 0; i < count; i++) {
		struct item item = {true, ranking->over, i};

		if (!is_ranked(compiling, ranking, among, i))
			continue;
		programs[i] = str_is_empty(ranking->value.text) ? compiling->values[i] : compile_formula(compiling, ranking->value, item, false);
		if (programs[i] == NULL && !str_is_empty(ranking->value.text))
			break;
	}
	return programs;
}

const struct program *const *const *compile_rankings(struct compiling *compiling)
{
	uint32_t count = compiling->metrics->ranking_count;
	const struct program *const **rankings = arena_array(compiling->arena, const struct program *const *, count);

	for (uint32_t i = 0; i < count; i++)
		rankings[i] = compile_ranking(compiling, &compiling->metrics->rankings[i]);
	return rankings;
}

static void check_parts(struct compiling *compiling, const struct metric *metric)
{
	const struct metrics *metrics = compiling->metrics;

	for (uint32_t p = 0; p < metric->part_count; p++) {
		uint32_t at = metrics_find(metrics, metric->parts[p].text);
		struct near near = near_to(metric->parts[p].text);

		for (uint32_t i = 0; i < metrics->metric_count; i++)
			near_offer(&near, metrics->metrics[i].id);
		if (at == UINT32_MAX)
			diag(compiling->diags, METRIC_NO_METRIC, metric->parts[p].span, str_c(metric->parts[p].text), str_c(near.best));
		else if (metric->kind != METRIC_SHARE || metrics->metrics[at].kind != METRIC_SHARE)
			diag(compiling->diags, METRIC_PARTS_KIND, metric->parts[p].span, str_c(metric->parts[p].text));
	}
}

void check_references(struct compiling *compiling)
{
	const struct corpus *corpus = compiling->corpus;

	for (uint32_t i = 0; i < compiling->metrics->metric_count; i++) {
		const struct metric *metric = &compiling->metrics->metrics[i];
		struct near near = near_to(metric->pillar);
		struct split_key key;

		check_parts(compiling, metric);
		for (uint32_t s = 0; s < metric->segment_count; s++)
			split_key_find(&metric->segments[s], &key, compiling->diags);
		if (str_is_empty(metric->pillar) || corpus_pillar(corpus, metric->pillar) != UINT32_MAX)
			continue;
		for (uint32_t p = 0; p < corpus->pillar_count; p++)
			near_offer(&near, corpus->pillars[p].id);
		diag(compiling->diags, METRIC_NO_PILLAR, metric->span, str_c(metric->pillar), str_c(near.best));
	}
}
