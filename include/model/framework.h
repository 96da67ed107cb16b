/* A framework (or lens): pillars, questions, best practices and risk rules. */
#ifndef PLUMBLINE_MODEL_FRAMEWORK_H
#define PLUMBLINE_MODEL_FRAMEWORK_H

#include "model/level.h"
#include "read/node.h"

struct link {
	struct str title, url; /* url: http, https or mailto only, checked */
	struct span span;
	struct str note; /* plain text, such as what its publisher says of its weight; may be empty */
};

/* A paragraph that is added when a condition on the business context holds. */
struct variant {
	struct str when, text; /* text: CommonMark */
	struct span when_span, text_span;
};

struct choice {
	struct str id, code, title; /* code: e.g. "SEC01-BP01", may be empty */
	struct str advice;          /* CommonMark; may be empty */
	enum level risk, effort;    /* risk: level if missing; LEVEL_UNSET where the framework does not say */
	bool none_of_these;
	uint32_t question; /* index */
	const struct link *links;
	uint32_t link_count;
	const struct variant *variants;
	uint32_t variant_count;
	struct span span;      /* of the id */
	const uint32_t *after; /* choices, of any question, that come before this one; never in a circle */
	uint32_t after_count;
};

struct rule {
	struct str condition; /* empty for the default */
	bool is_default;
	enum level risk;  /* LEVEL_NONE, LEVEL_MEDIUM or LEVEL_HIGH */
	struct span span; /* of the condition, or of the word default */
};

/* How a gap of a question can stop revenue. */
enum stops { STOPS_NOTHING, STOPS_RECOVERY, STOPS_RESILIENCE, STOPS_DEPLOYMENT, STOPS_INCIDENT_RESPONSE, STOPS_COUNT };

struct question {
	struct str id, number, title, short_title; /* number: e.g. "SEC 1"; short_title falls back to title */
	struct str why;                            /* CommonMark; may be empty */
	uint32_t pillar;
	uint32_t first_choice, choice_count;
	uint32_t first_rule, rule_count;
	const struct link *links;
	uint32_t link_count;
	const struct variant *variants;
	uint32_t variant_count;
	struct span span; /* of the id */
	enum stops stops;
};

/* Where its condition holds, findings of its questions are done sooner or later than their risk alone asks for. */
struct priority_rule {
	struct str when, reason; /* reason: some words without a full stop */
	bool raises;             /* else it lowers */
	const uint32_t *questions;
	uint32_t question_count;
	struct span when_span;
};

struct pillar {
	struct str id, code, title, summary; /* code: e.g. "SEC" */
	uint32_t first_question, question_count;
	struct span span;
	const struct link *links; /* of the pillar as a whole */
	uint32_t link_count;
};

/* What an id of another version of the framework became here. */
struct lineage {
	struct str version, from, to; /* to: an id of this version, empty: retired */
	struct str relation;          /* same, close, broader, narrower, retired */
	struct str note;              /* what is known of it, for people */
	struct span span;
};

/* Flat arrays in document order; const once read; lives in the arena it was read into, with its sources. */
struct framework {
	struct str id, version, title, language, publisher, summary;
	bool assumed_rules; /* the publisher keeps the real rules to itself: a risk stated in a review is worth more than these */
	bool is_derived;    /* made for one review, from its answers; lives as long as they do */
	bool is_foreign;    /* somebody else's format: what cannot work in its rules is a warning, not an error */
	const struct source *source;
	const struct pillar *pillars;
	uint32_t pillar_count;
	const struct question *questions;
	uint32_t question_count;
	const struct choice *choices; /* those of one question stand together */
	uint32_t choice_count;
	const struct rule *rules;
	uint32_t rule_count;
	const struct lineage *lineages;
	uint32_t lineage_count;
	struct str lineage_path; /* of a file of lineages, as written; empty if there is none. Reading it is the business of formats */
	struct span lineage_span;
	struct str origin; /* what kind of file it came from, for people; empty for one of ours */
	const struct priority_rule *priorities;
	uint32_t priority_count;
	const struct framework_ids *ids; /* of framework_index */
	const uint32_t *lineage_order;   /* lineages by the id that they lead from; of lineage_index, where there are some */
};

/* "recovery", "incident-response" ...; "" for STOPS_NOTHING. */
const char *stops_name(enum stops stops);

/* Whoever makes a framework calls this when its questions and choices are there: the functions below need it. */
void framework_index(struct arena *arena, struct framework *framework);

/* Index, or UINT32_MAX: the first of equal ids. Choices are looked up within their question: ids may recur in others. */
uint32_t framework_question(const struct framework *framework, struct str id);
uint32_t framework_choice(const struct framework *framework, uint32_t question, struct str id);

/* Decodes a native framework file (plumbline: framework/1). NULL only if nothing usable is there; otherwise what could be read, with diagnostics for the rest. */
const struct framework *framework_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

#endif
