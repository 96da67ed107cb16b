/* Disclosure control at work: figures, the sums that tie them together, and what earlier releases printed. */
#ifndef PLUMBLINE_STATS_GUARD_H
#define PLUMBLINE_STATS_GUARD_H

#include "stats/peers.h"

#define NO_FIGURE UINT32_MAX

enum figure_state {
	STANDING_OPEN,    /* to be printed */
	STANDING_LIMITED, /* only a limit */
	STANDING_WITHHELD,
	STANDING_HIDDEN, /* no such figure is ever printed, but others give it away: reviews without a place in a split */
	STANDING_ABSENT  /* nobody is in it */
};

/* Clients on both sides of a share, and how many workloads the largest two have. of: what hit and missed are counted in. */
struct sides {
	uint32_t clients, reviews, hit, missed, of;
	uint32_t largest, second;
};
struct figure {
	struct str key, family, definition;
	const struct estimate *estimate; /* NULL: the size of a group, or a profile of answers */
	uint64_t *members;               /* clients in the base: bits over the corpus's clients; NULL: not known which */
	struct sides sides;
	bool has_sides; /* a share; else a mean, a median or a size */
	bool is_size;
	bool is_whole;  /* an overall figure: its base is printed exactly */
	bool by_review; /* share of workloads or reviews: rule 4 is for these */
	bool may_reprint;
	uint32_t decimals; /* most that may be printed */
	uint32_t scope;    /* figure of the size of its group */
	enum figure_state standing;
	enum privacy_rule rule;
	bool is_sensitive; /* by itself; not only for the sake of others */
	bool is_secondary;
	bool is_held;                  /* an earlier release decides about it: what is new must not show, not even in what is kept back */
	const struct ledger_cell *old; /* reprinted from */
	const struct ledger_release *old_release;
	uint32_t old_index; /* of that release */
};

/* Terms are disjoint and add up to total in hits; unless shares_base, in clients as well. */
struct equation {
	uint32_t total;
	const uint32_t *terms;
	uint32_t count;
	bool shares_base; /* parts of one share: all have the same base */
};

/* Hits, or misses, that a reader who adds and subtracts all that is printed cannot rule out. */
struct range {
	int64_t low, high;
};

/* A set of the ledger over the clients of this corpus. */
struct past_set {
	uint64_t *any, *same; /* members that are here too; those whose reviews are unchanged */
	uint32_t count;       /* members, here or not */
};
struct past {
	const struct ledger_release *release;
	struct past_set *sets;
	GHashTable *cells;    /* key -> cell, fresh ones only */
	GHashTable *families; /* family -> GPtrArray of fresh cells */
};

struct guard {
	struct arena *arena;
	const struct statistics *statistics;
	const struct protect_request *request;
	const struct privacy *privacy;
	const struct corpus *corpus;
	bool is_protected, by_release; /* by_release: there is a ledger with a key */
	size_t client_words;
	GPtrArray *figures; /* of struct figure, in the arena */
	GArray *equations;
	struct range *ranges[2]; /* per figure: of hits, of misses; NULL while figures are gathered */
	GHashTable *scopes;      /* text of a scope -> figure index + 1 */
	uint32_t *roots;         /* per statistic: the first of those tied together by parts */
	struct past *pasts;
	uint32_t past_count;
	struct ledger_member *members; /* per client of the corpus; for by_release */
	bool *is_member;               /* per client: in the population */
};

static inline struct figure *figure_at(const struct guard *guard, uint32_t index)
{
	return g_ptr_array_index(guard->figures, index);
}

/* figures.c */
struct sides count_sides(const struct guard *guard, const uint64_t *base, const uint64_t *hits, const uint64_t *within);
uint64_t *members_of(const struct guard *guard, const uint64_t *base, const uint64_t *within);
uint32_t add_figure(struct guard *guard, const struct figure *figure);
uint32_t scope_of(struct guard *guard, struct str text, const uint64_t *rows);
void add_equation(struct guard *guard, const struct equation *equation);
struct estimate estimate_within(const struct guard *guard, const struct statistic *statistic, const uint64_t *rows);
struct str definition_of(struct arena *arena, const char *kind, const struct str *texts, uint32_t count);

/* rules.c: rules 2 to 4 for one figure */
enum privacy_rule primary_rule(const struct guard *guard, const struct sides *sides, bool has_sides, bool by_review);
void judge_figure(const struct guard *guard, struct figure *figure);
uint32_t rounded_base(const struct guard *guard, uint32_t base);
bool base_is_exact(const struct guard *guard, const struct figure *figure);
/* The limit in whole percents that stands for fewer than min_side of base; 0 where none can be given. */
uint32_t limit_percent(const struct guard *guard, const struct figure *figure);

/* ranges.c: what a reader can work out */
struct range first_range(const struct guard *guard, const struct figure *figure, bool missed);
void spread_ranges(struct guard *guard);
void free_ranges(struct guard *guard);

/* audit.c and nested.c: rule 5 and nested figures */
bool is_known(const struct figure *figure);
bool is_held_sum(const struct guard *guard, const struct equation *equation);
void withhold(struct figure *figure, enum privacy_rule rule);
bool equation_is_safe(const struct guard *guard, const struct equation *equation);
/* Withholds until nothing can be worked out; whether anything had to be. */
bool audit_equations(struct guard *guard);
bool audit_nested(struct guard *guard);

/* A value as part of a key: without + = | and %. */
struct str key_value(struct arena *arena, struct str value);

/* blocks.c: the terms of a sum are printed anew all together, or not at all: marks what is held */
struct block_unit {
	struct str names; /* values, joined by + */
	const struct ledger_cell *cell;
	const struct past_set *set;
};
/* What a release printed anew of a sum: its figures, and last what the total left beyond them. prefix: up to "=". Free with g_array_unref. */
GArray *past_block(const struct past *past, struct str prefix);
bool shares_name(struct str names, struct str others);
void keep_blocks(struct guard *guard);
void judge_blocks(struct guard *guard);

/* releases.c: rule 7 */
bool is_near_set(const struct guard *guard, const struct figure *figure, const struct ledger_cell *cell, const struct past_set *past);
bool is_near(const struct guard *guard, const struct figure *figure);
bool may_be_given_back(const struct figure *figure);
void give_back(struct guard *guard, struct figure *figure);
/* Hits that an earlier figure may have had. */
struct range past_hits(const struct guard *guard, const struct ledger_cell *cell, const struct past_set *past);
/* Whether those who came and those who left are too few, or stand nearly all on one side. hits: now; before: then. */
bool is_near_change(const struct guard *guard, const uint64_t *members, const struct past_set *past, const struct range *hits,
		    const struct range *before);
void take_pasts(struct guard *guard);
void free_pasts(struct guard *guard);
void judge_releases(struct guard *guard);
bool audit_releases(struct guard *guard);
bool is_fresh(const struct figure *figure);
/* The last fresh printing of the same key with the same clients and reviews; NULL: none. */
const struct ledger_cell *unchanged_printing(const struct guard *guard, const struct figure *figure);
/* record.c: what the ledger is to remember */
const struct ledger_release *record_release(const struct guard *guard);
uint32_t members_changed(const struct guard *guard, const uint64_t *members, const struct past_set *past);

/* segments.c: the groups of a split, merged where they must be */
struct segment_plan {
	uint32_t unit_count;
	uint32_t *unit_of; /* per group, and last the unplaced; UINT32_MAX: nobody is in it */
	uint32_t *figures; /* per unit */
};
void plan_segments(struct guard *guard, const uint32_t *wholes, struct segment_plan *const *plans);

/* Which figure is where in the statistics; NO_FIGURE where there is none. */
struct statistic_plan {
	uint32_t whole;
	uint32_t *const *series; /* [series][period] */
	uint32_t change_first, change_last;
};
struct pillar_plan {
	uint32_t all;
	uint32_t *const *groups; /* [split][group] */
};
struct plan {
	uint32_t population;
	uint32_t *const *sizes; /* [split][group], and last the unplaced */
	struct statistic_plan *statistics;
	struct segment_plan *const *segments; /* [statistic][segment] */
	uint32_t *const *rankings;            /* [ranking][place] */
	struct pillar_plan *pillars;
	uint32_t *pairings;
	const struct peer_plans *peers;
};

/* collect.c and answers.c: all figures and equations */
void collect_population(struct guard *guard, struct plan *plan);
void collect_statistics(struct guard *guard, struct plan *plan);
void collect_rankings(struct guard *guard, struct plan *plan);
void collect_pillars(struct guard *guard, struct plan *plan);
void collect_pairings(struct guard *guard, struct plan *plan);
uint64_t *answered_in_pillar(const struct guard *guard, uint32_t pillar, const uint64_t *within);
/* shown.c and view.c */
struct shown shown_of(const struct guard *guard, const struct figure *figure);
void fill_view(const struct guard *guard, const struct plan *plan, struct protected_view *view);

#endif
