/* Why a question is at this risk: the chain from answer to rule, for people. */
#ifndef PLUMBLINE_ASSESS_EXPLAIN_H
#define PLUMBLINE_ASSESS_EXPLAIN_H

#include "assess/priority.h"

/* What became of each rule of a question, in file order, until one fired. */
enum rule_outcome { RULE_FALSE, RULE_FIRED, RULE_NOT_REACHED, RULE_NOT_RUN /* unanswered, not applicable */ };

struct rule_trace {
	const struct rule *rule;
	enum rule_outcome outcome;
	const uint32_t *unmet; /* choices named by the condition that are not ticked; for a rule that fired: those that are */
	uint32_t unmet_count;
};

struct variant_trace {
	const struct variant *variant;
	bool holds, open;                   /* open: unknown, since a fact or an answer is missing */
	const enum fact_key *missing_facts; /* facts that the condition names and the review lacks */
	uint32_t missing_count;
	uint32_t choice; /* index, UINT32_MAX: of the question itself */
};

/* A rule that may raise or lower this question. */
struct priority_trace {
	const struct priority_rule *rule;
	bool holds, open;
	const enum fact_key *missing_facts;
	uint32_t missing_count;
};

struct explanation {
	const struct finding *finding;
	const struct rule_trace *rules;
	uint32_t rule_count;
	const struct variant_trace *variants;
	uint32_t variant_count;
	enum priority priority;                  /* what the rules come to */
	const struct priority_trace *priorities; /* all that name the question, in file order */
	uint32_t priority_count;
};

const struct explanation *explain(struct arena *arena, const struct assessment *assessment, uint32_t lens, uint32_t question);

#endif
