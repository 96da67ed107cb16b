/* Expressions over reviews, compiled to programs that run over 64 reviews at a time. */
#ifndef PLUMBLINE_STATS_METRIC_H
#define PLUMBLINE_STATS_METRIC_H

#include "model/metrics.h"
#include "stats/corpus.h"

/*
 * The expression language of expr.h with these functions and names instead:
 *   has(choice)  any(choice, ...)  all(choice, ...)  at_least(k, choice, ...)
 *   none(question)  count(question)  risk(question) compared with none, medium or high
 *   answered(question)  asked(question)  applies(question or choice)  known(ctx.key): never unknown
 *   high(pillar, ...)  medium(pillar, ...)  risk_share(pillar, ...): over answered questions; `all` is every pillar
 *   ctx.key  review.date  review.year  review.version  review.environment
 *   metric(id): the predicate or number of another metric, without its base
 *   before(condition)  first(condition): at the workload's previous, or first, review; unknown where there is none before
 * Values are true, false, unknown (unanswered, not asked, missing) or not applicable. A number is known, unknown or not applicable.
 */

/* One bit per row in one of the three planes; in none where it is unknown. */
struct truths {
	const uint64_t *yes, *no, *not_applicable;
};

/* values holds a number per row, 0 where it is not known. */
struct numbers {
	const double *values;
	const uint64_t *known, *not_applicable;
};

struct program;

/* A whole metrics file compiled against the columns of a corpus; lives in the arena. */
struct metric_programs {
	const struct metrics *metrics;
	const struct program **values;                /* one per metric; NULL where it cannot be used: there is a diagnostic */
	const struct program **bases;                 /* NULL: everybody */
	const struct program **applies;               /* NULL: to everybody */
	const struct program *where, *consent;        /* NULL: none */
	const struct program *const *const *rankings; /* [ranking][item]; NULL where it cannot be used, or a choice is not among those ranked */
};

/*
 * Compiles and checks: unknown names with a suggestion, types, cycles, metrics with one meaning, shares that logic fixes at 100 % or 0 %. Always
 * gives a value; whether it may be used, diags_errors says.
 */
const struct metric_programs *metric_compile(struct arena *arena, const struct metrics *metrics, const struct corpus *corpus, struct diags *diags);

/* One condition more, such as that of an option; NULL with diagnostics. It may name metrics of the file. */
const struct program *metric_condition(struct arena *arena, const struct metric_programs *programs, struct str text, struct span span,
				       const struct corpus *corpus, struct diags *diags);

/* Whether the program gives numbers (of a mean or a median). */
bool program_is_number(const struct program *program);

/* Whether it asks for anything of the question; for keeping apart what is linked by construction. */
bool program_uses_question(const struct program *program, uint32_t question);

/* The worst relation that the editions' ids have to what the program asks of them. */
enum relation program_relation(const struct program *program, uint32_t edition);

/* Runs it over the whole corpus. A program runs once for an arena pair: results of metrics that others use are kept in `results`. */
struct results;
struct results *results_new(struct arena *arena, const struct corpus *corpus);
const struct truths *program_truths(struct results *results, const struct program *program);
const struct numbers *program_numbers(struct results *results, const struct program *program);

#endif
