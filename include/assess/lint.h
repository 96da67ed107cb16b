/* Lint: what works in the rules of a framework, and is probably not what was meant. */
#ifndef PLUMBLINE_ASSESS_LINT_H
#define PLUMBLINE_ASSESS_LINT_H

#include "assess/assessment.h"

/*
 * Warnings, question by question: a risk that no answer gives, choices without effect, practices whose ticking makes the risk worse, one
 * condition with two risks, all practices in place and still a risk, a risk that no answer changes, several defaults. Exact where the rules of
 * a question name at most 16 choices; for others, and where a rule did not compile, only what needs no trying out is looked for.
 */
void ruleset_lint(struct arena *arena, const struct ruleset *ruleset, struct diags *diags);

#endif
