/* From answers to risks: which rule fired for each question, and why. */
#ifndef PLUMBLINE_ASSESS_ASSESSMENT_H
#define PLUMBLINE_ASSESS_ASSESSMENT_H

#include "expr/advice.h"
#include "expr/condition.h"
#include "expr/expr.h"

enum risk {
#define RISK(id, name, rank, answered) RISK_##id,
#include "assess/risk.def"
#undef RISK
	RISK_COUNT
};

/* "high", "not_applicable" ... */
const char *risk_name(enum risk risk);
/* Whether a question of this risk counts as answered (the denominator of shares of risk). */
bool risk_is_answered(enum risk risk);

/* A framework with its rules and variants compiled; const once made, lives in the arena given, shared by all reviews. */
struct ruleset {
	const struct framework *framework;
	const struct condition **conditions;   /* one per rule; NULL for a default or a rule that did not compile */
	const struct expr **question_variants; /* in order of question and variant; see ruleset_question_variant */
	const struct expr **choice_variants;
	const uint32_t *first_question_variant; /* per question: index of its first one in question_variants */
	const uint32_t *first_choice_variant;   /* per choice */
	const struct expr **priorities;         /* one per priority rule of the framework; NULL if it did not compile */
};

/* The compiled `when:` of a variant, counted within its question or choice; NULL if it did not compile, which never holds. */
const struct expr *ruleset_question_variant(const struct ruleset *ruleset, uint32_t question, uint32_t variant);
const struct expr *ruleset_choice_variant(const struct ruleset *ruleset, uint32_t choice, uint32_t variant);

/* Compiles and checks: dangling references, rules that can never fire, no default, `when:` conditions. Always gives a ruleset;
 * diagnostics say what is wrong. */
const struct ruleset *ruleset_new(struct arena *arena, const struct framework *framework, struct diags *diags);

struct finding {
	enum risk risk;
	uint32_t question;          /* index in the framework */
	bool is_stated;             /* the risk was stated in the review: no rule was asked, or the rules are only assumed */
	const struct rule *because; /* the rule that fired; NULL where none did, or where the risk is the stated one */
	const uint32_t *selected;   /* practices ticked, in framework order; never a none-of-these (see answer->none_of_these) */
	uint32_t selected_count;
	const uint32_t *missing; /* practices neither ticked nor marked not applicable, in framework order; none if the question does not apply */
	uint32_t missing_count;
	uint32_t applicable_count; /* practices that apply: selected + missing; 0 if the question does not apply */
	const struct answer *answer;
};

struct risk_counts {
	uint32_t of[RISK_COUNT];
};

/* A share: a percentage is two integers until it is printed. */
struct share {
	uint32_t hits, of;
};

struct lens_assessment {
	const struct lens *lens;
	const struct ruleset *ruleset;
	const struct finding *findings; /* one per question */
	struct risk_counts counts;
	const struct risk_counts *pillar_counts; /* one per pillar */
	const struct share *
		pillar_practices; /* practices in place, of those that apply in answered questions, without answers that are partial; one per pillar */
	struct share practices;
	const struct standing *standing; /* the answers as conditions of the framework see them */
};

struct assessment {
	const struct review *review;
	const struct lens_assessment *lenses; /* as review->lenses */
	uint32_t lens_count;
};

/* rulesets: one per lens of the review, in its order. Warnings for selections that match no rule. Lives in the arena. */
const struct assessment *assess(struct arena *arena, const struct review *review, const struct ruleset *const *rulesets, struct diags *diags);

/* Questions counted as answered / that apply. */
uint32_t counts_answered(const struct risk_counts *counts);
uint32_t counts_applicable(const struct risk_counts *counts);
uint32_t counts_all(const struct risk_counts *counts);

#endif
