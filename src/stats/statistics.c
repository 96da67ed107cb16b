/* Counts, estimates and tests everything that a metrics file asks for. */
#include "stats/statistics.h"

#include <string.h>

#include "stats/display.h"
#include "work.h"

static void note_editions(const struct work *work, uint32_t metric, struct statistic *statistic)
{
	for (uint32_t e = 0; e < work->corpus->edition_count; e++) {
		enum relation relation = relation_of(work, metric, e);

		if (work->corpus->editions[e].row_count == 0)
			continue;
		statistic->is_close = statistic->is_close || relation == RELATION_CLOSE;
		statistic->breaks += relation == RELATION_BROADER || relation == RELATION_NARROWER;
	}
}

void take_statistic(struct work *work, uint32_t metric, struct statistic *statistic)
{
	struct membership membership;
	bool editions[256];

	statistic->metric = &work->metrics->metrics[metric];
	statistic->program = work->programs->values[metric];
	if (statistic->program == NULL)
		return;
	editions_of(work, metric, editions);
	note_editions(work, metric, statistic);
	membership = membership_of(work, work->arena, metric, editions, work->rows);
	statistic->all = estimate_of(work, &membership, statistic->metric, NULL);
	statistic->all.refused = work->statistics->counts.refused;
	statistic->base = membership.base;
	statistic->hits = membership.hits;
	statistic->values = membership.values;
	take_segments(work, &membership, statistic);
	take_series(work, metric, &membership, statistic);
	take_change(work, metric, statistic);
}

static void take_statistics(struct work *work)
{
	uint32_t count = work->metrics->metric_count;
	struct statistic *statistics = arena_array(work->arena, struct statistic, count);

	work->statistics->statistics = statistics;
	work->statistics->statistic_count = count;
	for (uint32_t i = 0; i < count; i++)
		take_statistic(work, i, &statistics[i]);
	for (uint32_t i = 0; i < count; i++) {
		if (statistics[i].program == NULL)
			continue;
		take_parts(work, i, statistics);
		check_statistic(work, &statistics[i]);
	}
}

const struct statistics *statistics_new(struct arena *arena, const struct metric_programs *programs, const struct corpus *corpus,
					const struct statistics_request *request, struct diags *diags)
{
	struct statistics *statistics = arena_one(arena, struct statistics);
	struct work work = {
		.arena = arena,
		.scratch = arena_new(),
		.metrics = programs->metrics,
		.programs = programs,
		.corpus = corpus,
		.request = request,
		.diags = diags,
		.statistics = statistics,
		.tests = g_ptr_array_new(),
	};

	statistics->metrics = programs->metrics;
	statistics->programs = programs;
	statistics->corpus = corpus;
	statistics->audience = request->audience;
	work.results = results_new(arena, corpus);
	take_population(&work);
	take_splits(&work);
	take_statistics(&work);
	settle_segments(&work);
	take_rankings(&work);
	take_pillars(&work);
	take_pairings(&work);
	take_peers(&work);
	g_ptr_array_unref(work.tests);
	arena_free(work.scratch);
	return statistics;
}

static const char *why_never(const struct estimate *all)
{
	if (all->not_asked > 0)
		return "no edition of the framework that these reviews are of asks it";
	if (all->off_base + all->base_unknown > 0)
		return "no review is in its base";
	if (all->not_applicable > 0)
		return "it does not apply to any of them";
	return all->unknown > 0 ? "nobody answered the questions" : "there are no reviews";
}

/* A number with its percent sign, or the word, in a sentence; gives what follows, or NULL where there is none. */
static const char *next_percent(const char *at, struct percent *percent, struct str *written)
{
	while ((at = strpbrk(at, "0123456789")) != NULL) {
		size_t whole = strspn(at, "0123456789"), decimals = 0, length = whole;
		const char *end;

		if (at[whole] == '.' && g_ascii_isdigit(at[whole + 1])) {
			decimals = strspn(at + whole + 1, "0123456789");
			length = whole + 1 + decimals;
		}
		end = at + length + (at[length] == ' ');
		if ((*end == '%' || g_str_has_prefix(end, "percent") || g_str_has_prefix(end, "per cent")) && whole <= 3 &&
		    decimals <= PERCENT_MOST_DECIMALS) {
			*percent = (struct percent){.sense = PERCENT_VALUE, .decimals = (uint8_t)decimals};
			for (size_t i = 0; i < length; i++)
				if (g_ascii_isdigit(at[i]))
					percent->steps = percent->steps * 10 + (uint32_t)(at[i] - '0');
			*written = (struct str){at, (uint32_t)(end - at) + (*end == '%')};
			return end;
		}
		at += length;
	}
	return NULL;
}

/* A number typed into a sentence of the metric that is not the share: it would be wrong in the next release, if it is not already. */
static void check_sentence(const struct work *work, const struct statistic *statistic, struct str sentence, struct span span)
{
	const struct estimate *all = &statistic->all;
	const char *at = str_c(sentence);
	struct percent typed;
	struct str written;

	while ((at = next_percent(at, &typed, &written)) != NULL) {
		struct percent is = percent_of(all->share, typed.decimals);
		char text[PERCENT_TEXT_SIZE];

		if (is.steps == typed.steps && is.sense == PERCENT_VALUE)
			continue;
		diag(work->diags, METRIC_CLAIM, expr_span(sentence, span, (uint32_t)(written.text - str_c(sentence)), written.length),
		     str_copy(work->arena, written.text, written.length).text, str_c(statistic->metric->id), percent_text(is, text),
		     str_format(work->arena, "%u", all->k).text, str_format(work->arena, "%u", all->n).text);
	}
}

void check_statistic(struct work *work, const struct statistic *statistic)
{
	const struct metric *metric = statistic->metric;
	const struct estimate *all = &statistic->all;

	if (all->n == 0) {
		diag(work->diags, METRIC_NEVER, metric->value.span, str_c(metric->id),
		     str_format(work->arena, "%u", work->statistics->counts.taken).text, why_never(all));
		return;
	}
	if (all->n < metric->min_base)
		diag(work->diags, METRIC_SMALL_BASE, metric->span, str_c(metric->id), str_format(work->arena, "%u", all->n).text,
		     str_format(work->arena, "%u", metric->min_base).text);
	if (metric->kind != METRIC_SHARE)
		return;
	check_sentence(work, statistic, metric->claim, metric->claim_span);
	check_sentence(work, statistic, metric->saying, metric->say_span);
}
