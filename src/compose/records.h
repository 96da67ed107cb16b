/* What templates can name: records over an assessment, gathered once for each report. */
#ifndef PLUMBLINE_SRC_COMPOSE_RECORDS_H
#define PLUMBLINE_SRC_COMPOSE_RECORDS_H

#include "compose/compose.h"

#include "records_plan.h"

struct practice_record {
	const struct choice *choice;
	const struct choice_remark *remark; /* may be NULL */
	const struct finding_record *finding;
	struct list variants; /* rules */
};

struct finding_record {
	const struct finding *finding;
	const struct question *question;
	const struct pillar_record *pillar;
	struct str anchor, because;
	struct str gist;         /* why it matters: the first sentence, and that of the first variant that holds */
	uint32_t gist_facts;     /* that decide on that variant */
	struct list variants;    /* rules */
	enum priority priority;  /* and its rules, those that hold */
	uint32_t priority_facts; /* of all rules that name the question */
	struct list raised, lowered;
	struct path_record to_medium, to_none, fewest_to_medium, fewest_to_none;
	const struct question_paths *paths;
	struct list in_place, missing, not_applicable; /* practices; missing: in the order in which to take them */
	struct list steps;
	const struct common_record *common; /* NULL: nothing is known of peers */
};

struct pillar_record {
	const struct pillar *pillar;
	const struct risk_counts *counts;
	struct share practices;
	const struct lens_record *lens;
	struct str anchor;
	uint32_t number;
	struct list findings;
	uint32_t severity;                    /* for ordering: high risks, then medium ones, then practices not in place */
	const struct peer_place_record *peer; /* NULL: nothing is known of peers */
};

struct lens_record {
	const struct framework *framework;
	const struct lens_assessment *assessment;
	struct str anchor;
	uint32_t number;
	struct list pillars, findings, steps;
	uint32_t roadmap_facts;         /* on which the order of the steps rests */
	struct list heaviest, soundest; /* pillars: all that share the first or last place; empty if all are alike */
};

struct review_record {
	const struct review *review;
	struct risk_counts counts;
	struct share practices;
	struct list facts, missing_facts; /* of the context: known or not */
	struct list regions, accounts, reviewers, participants, organisations;
	struct list lenses, pillars, findings;
	const struct roadmap_record *roadmap;
	const struct exposure_record *exposure;
	struct list wanted;
	uint32_t wanted_facts;                  /* on which the list rests */
	const struct peers_record *peers;       /* NULL: none were asked for */
	const struct progress_record *progress; /* NULL: none was asked for */
};

struct report_record {
	struct date date;
	struct str version;
	enum readers readers;
	bool radar; /* asked for */
};

extern const struct words risk_words, level_words, horizon_words, mark_words;

/* The names that templates about each subject may use; their values are given to compose_run in the same order, those of the outer scope first. */
extern const struct scope subject_scopes[SUBJECT_COUNT];

/* Index in risk_words, and back; RISK_COUNT for none. */
uint32_t risk_word(enum risk risk);
enum risk word_risk(uint32_t word);

/* Lives in the arena and points into the assessment. */
const struct review_record *gather(struct arena *arena, const struct review_subject *subject);

/* Facts of the context on which the value of a field rests: a bit per enum fact_key. */
uint32_t field_facts(const struct field *field, const void *record);
/* The kind of record that `because` wants. */
extern const struct record_kind *const rule_kind;

#endif
