/* A framework (or lens): pillars, questions, best practices and risk rules. */
#ifndef PLUMBLINE_MODEL_FRAMEWORK_H
#define PLUMBLINE_MODEL_FRAMEWORK_H

#include "model/level.h"
#include "read/node.h"

struct link {
	struct str title, url; /* url: http, https or mailto only, checked */
	struct span span;
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
	uint32_t question;          /* index */
	const struct link *links;
	uint32_t link_count;
	const struct variant *variants;
	uint32_t variant_count;
	struct span span; /* of the id */
};

struct rule {
	struct str condition; /* empty for the default */
	bool is_default;
	enum level risk;      /* LEVEL_NONE, LEVEL_MEDIUM or LEVEL_HIGH */
	struct span span;     /* of the condition, or of the word default */
};

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
};

struct pillar {
	struct str id, code, title, summary; /* code: e.g. "SEC" */
	uint32_t first_question, question_count;
	struct span span;
};

/* What an id of another version of the framework became here. */
struct lineage {
	struct str version, from, to; /* to: an id of this version, empty: retired */
	struct str relation;          /* same, close, broader, narrower, retired */
	struct span span;
};

/* Flat arrays in document order; const once read; lives in the arena it was read into, with its sources. */
struct framework {
	struct str id, version, title, language, publisher, summary;
	bool is_foreign; /* somebody else's format: what cannot work in its rules is a warning, not an error */
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
};

/* Index, or UINT32_MAX. Choices are looked up within their question: ids may recur in others. */
uint32_t framework_question(const struct framework *framework, struct str id);
uint32_t framework_choice(const struct framework *framework, uint32_t question, struct str id);

/* Decodes a native framework file (plumbline: framework/1). NULL only if nothing usable is there; otherwise what could be read, with diagnostics for the rest. */
const struct framework *framework_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

#endif
