/* A review: what a client answered, and what is known of the client. */
#ifndef PLUMBLINE_MODEL_REVIEW_H
#define PLUMBLINE_MODEL_REVIEW_H

#include "base/bits.h"
#include "model/assumption.h"
#include "model/context.h"
#include "model/framework.h"

struct date {
	int year, month, day; /* proleptic Gregorian, checked; year 0: unset */
};

struct person {
	struct str name, role, organisation;
};

/* A choice that the reviewer marked as not applicable, or wrote a note on. */
struct choice_remark {
	uint32_t choice; /* index in the framework */
	bool not_applicable;
	struct str reason, notes; /* reason: one of the words of answer.reason */
	struct span span;
};

struct answer {
	bool given;             /* the question stands in the file */
	bool not_applicable;    /* the whole question; selections are kept */
	bool none_of_these;     /* may stand beside ticked choices */
	bool partial;           /* only what is missing is known: what is not missing need not be in place */
	struct str reason;      /* out-of-scope, business-priorities, architecture-constraints, other; may be empty */
	struct str stated_risk; /* high, medium, none or unanswered, as another tool worked it out; may be empty */
	struct str notes;       /* CommonMark */
	struct str answered_as; /* the id in another edition, which asks nearly the same, under which it was answered; empty: under its own */
	const struct choice_remark *remarks;
	uint32_t remark_count;
	struct span span; /* of the question id in the file */
};

/* The answers to one framework. */
struct lens {
	const struct framework *framework;
	const struct answer *answers;   /* one per question */
	const uint64_t *chosen;         /* one bit per choice; never a none-of-these choice */
	const uint64_t *not_applicable; /* one bit per choice */
};

/* Engineer-days a month that there are for what a review finds. */
struct owner_capacity {
	struct str name;
	int64_t days; /* a month, in thousandths */
};
struct capacity {
	bool given;
	int64_t days;      /* a month, in thousandths */
	uint32_t parallel; /* most practices begun and not finished at a time; 0: not said */
	const struct owner_capacity *owners;
	uint32_t owner_count;
	struct span span;
};

/* What was agreed for one practice. */
struct planned {
	uint32_t lens, choice; /* indexes */
	struct str owner;
	struct date due;
	struct str status; /* open, in-progress, done, declined; may be empty */
	struct span span;
};

/* What stands for a client's name where nothing says it: no two of these are known to be the same client. */
#define CLIENT_NOT_NAMED "(client not named)"

struct review {
	const struct source *source;
	struct str client;
	struct str workload_id, workload, description, environment, owner; /* environment: production, pre-production or empty */
	struct str team, unit; /* whose the workload is: a team, and the part of the organisation it belongs to; may be empty */
	const struct str *regions, *accounts;
	uint32_t region_count, account_count;
	struct date held;
	struct str edition;            /* version of the framework that the answers were given to, if the file says so */
	struct str milestone, summary; /* summary: CommonMark, the reviewer's own opening words */
	const struct person *reviewers, *participants;
	uint32_t reviewer_count, participant_count;
	struct context context;
	const struct lens *lenses; /* in the order of the file's framework list */
	uint32_t lens_count;
	const struct assumption *assumptions; /* ASSUMPTION_COUNT; NULL: all as in the table. Ask review_assumption */
	struct capacity capacity;
	const struct planned *planned;
	uint32_t planned_count;
};

/* What the review assumes, or else the table. */
const struct assumption *review_assumption(const struct review *review, enum assumption_key key);

/* Where a review says it finds its frameworks: paths as written, with spans. */
struct framework_reference {
	struct str path;
	struct span span;
};
uint32_t review_framework_references(struct arena *arena, const struct node *root, const struct framework_reference **references,
				     struct diags *diags);

/*
 * Decodes a native review file (plumbline: review/1) against its frameworks. NULL only if nothing usable is there.
 * An answer key is a question id, or "framework-id/question-id" where several frameworks have it.
 */
const struct review *review_decode(struct arena *arena, const struct source *source, const struct node *root,
				   const struct framework *const *frameworks, uint32_t framework_count, struct diags *diags);

/* ISO 8601 date "2026-01-31"; false if it is not one or no such day exists. */
bool date_parse(struct str text, struct date *date);

#endif
