/* Disclosure control: from statistics to the figures that may be printed, each with the rule that decided. Sections: plumbline-metrics(5), privacy. */
#ifndef PLUMBLINE_STATS_PROTECT_H
#define PLUMBLINE_STATS_PROTECT_H

#include "stats/display.h"
#include "stats/ledger.h"
#include "stats/statistics.h"

enum privacy_rule {
#define PRIVACY_RULE(name, number, reason) PRIVACY_RULE_##name,
#include "stats/privacy_rule.def"
#undef PRIVACY_RULE
	PRIVACY_RULE_COUNT
};

/* Letters beside a figure, as a set: 1 << CODE_UNRELIABLE. */
enum shown_code {
#define SHOWN_CODE(name, letter, meaning) CODE_##name,
#include "stats/shown_code.def"
#undef SHOWN_CODE
	CODE_COUNT
};

enum shown_as {
	SHOWN_NOT, /* the code says why: c, x or z; print nothing else */
	SHOWN_VALUE,
	SHOWN_UNDER, /* "under 15 %": percent holds the limit */
	SHOWN_OVER,  /* "over 85 %" */
	SHOWN_MERGED /* stands in a merged group: see shown_segment.merges and .merge */
};

/* A number as whole steps of 10^-decimals; low and high are rounded outward. */
struct shown_number {
	int64_t steps, low, high;
	uint8_t decimals;
};

/* A figure as it may be printed, and nothing besides: whoever prints from here cannot disclose. Rounded already. */
struct shown {
	enum shown_as as;
	enum privacy_rule rule; /* that decided; NONE where the figure is shown as it is. Of what is kept back: CLIENTS, RELEASE or SECONDARY */
	bool is_secondary;      /* kept back though it is large enough: for another figure's sake or its own, which must not be seen */
	uint32_t codes;         /* a set of enum shown_code */
	uint32_t base, clients; /* reviews and clients in the base; 0 where nothing is shown */
	bool base_is_rounded;   /* to privacy.base_step */
	bool has_counts;        /* share may be printed as "118 of 150" */
	struct share share;     /* has_counts only: exact, as published */
	struct percent percent; /* of a share: VALUE the share, UNDER and OVER the limit */
	bool has_interval;
	struct percent_range interval; /* of a share */
	struct shown_number number;    /* of a mean or median, VALUE only; limits if has_interval */
	enum quantifier quantifier;    /* what may be said of what is shown, limits included */
	struct fraction fraction;
	bool in_findings;    /* may stand in headlines, findings and rankings: shown, reliable */
	struct str as_of;    /* name of the release that this figure is reprinted from; empty: of this release */
	uint32_t as_of_date; /* its date, as in struct corpus; 0: of this release */
};

/* Groups of a split that are shown together. */
struct shown_merge {
	struct str label;       /* "media and public": values joined by ", " and " and "; other languages join groups themselves */
	const uint32_t *groups; /* indexes, rising; group_count of the split stands for the reviews without a place in it */
	uint32_t group_count;
	struct shown shown;
	double value; /* unrounded, to sort by only; 0 where it is not shown */
};

/* Parallel to segment.cells. */
struct shown_segment {
	const struct shown *cells;
	const uint32_t *merge; /* per cell: index of its merge, or UINT32_MAX */
	const struct shown_merge *merges;
	uint32_t merge_count;
	const bool *findings;         /* per cell: the difference to the rest may be printed as a finding */
	const struct points *against; /* per cell, findings only: printed difference in points */
};

/* Parallel to series.periods. */
struct shown_series {
	const struct shown *periods;
	bool has_movement; /* movement and trend may be told: first and last period are shown as they are, of this release */
};

struct shown_change {
	struct shown first, last; /* shares at the first and the last review of the same workloads */
	bool has_difference;
	struct points difference;      /* last - first */
	struct percent_range interval; /* of the difference, in steps + 100 %: low 90 means -10 points */
};

/* What is not in the base, rounded to base_step where the base is. */
struct shown_reasons {
	uint32_t unknown, not_asked, not_applicable;
	bool is_rounded;
};

/* Parallel to struct statistic. */
struct shown_statistic {
	struct shown all;
	struct shown_reasons reasons;
	const struct shown_segment *segments;
	const struct shown_series *series;
	struct shown_change change; /* NOT where there is none */
	bool parts_add_up;          /* all parts and the whole are shown as they are: part_percents of the statistic may be printed */
};

struct shown_place {
	struct shown shown;
	uint32_t rank; /* 0: not told, the order neither; those come last, by id */
	struct rank_interval interval;
	uint32_t place; /* index in standings.places */
};

/* Parallel to standings. */
struct shown_standings {
	const struct shown_place *places; /* in the order to print */
	uint32_t count;
};

/* Risks of a pillar: shares of answers. */
struct shown_profile {
	struct shown high;    /* of answered questions; base: answers, rounded for groups */
	bool has_parts;       /* percents may be printed */
	uint32_t percents[3]; /* high, medium, none: add up to 100 */
};

struct shown_pillar {
	struct shown_profile all;
	const struct shown_profile *const *groups; /* [split][group] */
};

/* Size of a group: composition of the base. as is VALUE or NOT; base and clients are rounded. */
struct shown_split {
	const struct shown *groups;
	struct shown unplaced;
};

/* Printed where it is VALUE. */
struct shown_pairing {
	enum shown_as as;
	enum privacy_rule rule;
	uint32_t codes;
	uint32_t both_percent; /* of reviews with the first, those with the second too */
	uint32_t lift_tenths;  /* 14: 1.4 times as likely */
};

struct protected_view {
	const struct statistics *statistics;
	bool is_protected; /* else internal: every figure as it is, and every page owes the stamp "not for publication" */
	bool is_first;     /* the ledger has no release of another name */
	struct str release;
	uint32_t release_date;
	struct shown population;                        /* its base is the number of reviews, clients of clients */
	uint32_t refused_clients, refused;              /* left out by consent; rounded to base_step where it is protected */
	bool refused_is_under;                          /* more than none, and fewer than the number given */
	const struct shown_statistic *statistics_shown; /* one per statistic */
	const struct shown_split *splits;
	const struct shown_standings *rankings;
	const struct shown_pillar *pillars;
	const struct shown_pairing *pairings;
	const struct shown_peers *peers;               /* see peers.h; NULL: not counted */
	uint32_t withheld, limited, merged, reprinted; /* figures of each kind, for the method section */
	const struct ledger_release *record;           /* what the ledger is to remember of this release; NULL where it is not protected */
};

struct protect_request {
	bool is_protected;             /* false: internal */
	struct str release;            /* name of this release, such as "2020"; not one that the ledger has */
	uint32_t date;                 /* as in struct corpus */
	bool provisional;              /* all figures get the code p */
	const struct ledger *ledger;   /* NULL: none is kept; a first publication starts with ledger_new */
	const struct secrets *secrets; /* NULL: none are known */
};

/* Lives in the arena. Never fails: what it is not sure of is not shown. Deterministic. Groups of a split are printed anew together, or not at all. */
const struct protected_view *protect(struct arena *arena, const struct statistics *statistics, const struct protect_request *request);

/*
 * Whether the view may be published: false, with a diagnostic for each unmet rule, if not. To be asked before anything is written with --publish;
 * an unprotected view never may.
 */
bool publication_allowed(const struct protected_view *view, const struct protect_request *request, struct diags *diags);

/*
 * A table of a metric crossed by two splits, [first group][second group]. For publication only in a first release (the ledger keeps no such tables) and if
 * every cell that is not empty passes the rules of clients and of groups; otherwise NULL with a diagnostic.
 */
const struct shown *const *protect_crossed(struct arena *arena, const struct protected_view *view, uint32_t statistic, uint32_t first,
					   uint32_t second, struct span span, struct diags *diags);

const char *privacy_rule_reason(enum privacy_rule rule);
uint32_t privacy_rule_number(enum privacy_rule rule);
const char *privacy_rule_name(enum privacy_rule rule);
char shown_code_letter(enum shown_code code);
const char *shown_code_meaning(enum shown_code code);
/* The letters of a set in the order of the table, such as "cu"; gives out, of CODE_COUNT + 1 bytes. */
const char *shown_codes_text(uint32_t codes, char *out);

void protect_dump(const struct protected_view *view, GString *out);
#endif
