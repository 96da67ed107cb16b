/* What templates can name: records over an assessment, gathered once for each report. */
#ifndef PLUMBLINE_SRC_COMPOSE_RECORDS_H
#define PLUMBLINE_SRC_COMPOSE_RECORDS_H

#include "assess/explain.h"
#include "assess/plan.h"
#include "compose/compose.h"

/* A list of records as values, so that expressions can walk it. */
struct list {
	const struct value *items;
	uint32_t count;
};

struct practice_record {
	const struct choice *choice;
	const struct choice_remark *remark; /* may be NULL */
	const struct finding_record *finding;
	struct list variants; /* texts of those that hold for this client */
};

struct step_record {
	const struct practice_record *practice;
	enum horizon when;
	uint32_t number; /* from 1, stage by stage */
};

struct finding_record {
	const struct finding *finding;
	const struct question *question;
	const struct pillar_record *pillar;
	struct str anchor, because;
	struct str gist; /* why it matters: the first sentence, and that of the first variant that holds */
	struct list variants;
	struct list in_place, missing, not_applicable; /* practices; missing: in the order in which to take them */
	struct list steps;
};

struct pillar_record {
	const struct pillar *pillar;
	const struct risk_counts *counts;
	struct share practices;
	const struct lens_record *lens;
	struct str anchor;
	uint32_t number;
	struct list findings;
	uint32_t severity; /* for ordering: high risks, then medium ones, then practices not in place */
};

struct lens_record {
	const struct framework *framework;
	const struct lens_assessment *assessment;
	struct str anchor;
	uint32_t number;
	struct list pillars, findings, steps;
	struct list heaviest, soundest; /* pillars: all that share the first or last place; empty if all are alike */
};

struct review_record {
	const struct review *review;
	struct risk_counts counts;
	struct share practices;
	struct list facts, missing_facts; /* of the context: known or not */
	struct list regions, accounts, reviewers, participants, organisations;
	struct list lenses, pillars, findings, steps;
	struct list horizons; /* those that have steps, in order */
};

struct report_record {
	struct date date;
	struct str version;
};

extern const struct words risk_words, level_words, horizon_words;

/* The names that templates about each subject may use; their values are given to compose_run in the same order, those of the outer scope first. */
extern const struct scope subject_scopes[SUBJECT_COUNT];

/* Index in risk_words, and back; RISK_COUNT for none. */
uint32_t risk_word(enum risk risk);
enum risk word_risk(uint32_t word);

/* Lives in the arena and points into the assessment. */
const struct review_record *gather(struct arena *arena, const struct assessment *assessment);

#endif
