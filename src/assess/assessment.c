/* Runs the rules over the answers: a finding per question, and the counts. */
#include "assess/assessment.h"

#include <string.h>

static const struct {
	const char *name;
	bool answered;
} risks[RISK_COUNT] = {
#define RISK(id, name, rank, answered) {name, answered},
#include "assess/risk.def"
#undef RISK
};

/* One lens while it is assessed. */
struct work {
	struct arena *arena;
	const struct lens *lens;
	const struct ruleset *ruleset;
	uint64_t *ticked; /* chosen, and the none-of-these choices that are ticked */
	struct diags *diags;
};

const char *risk_name(enum risk risk)
{
	return risks[risk].name;
}

bool risk_is_answered(enum risk risk)
{
	return risks[risk].answered;
}

/* The review says per question that none of these is ticked; rules may name the choice. */
static uint64_t *tick_all(struct arena *arena, const struct lens *lens)
{
	size_t words = bits_words(lens->framework->choice_count);
	uint64_t *ticked = arena_array(arena, uint64_t, words);

	if (words > 0)
		memcpy(ticked, lens->chosen, words * sizeof *ticked);
	for (uint32_t i = 0; i < lens->framework->choice_count; i++) {
		const struct choice *choice = &lens->framework->choices[i];

		if (choice->none_of_these && lens->answers[choice->question].none_of_these)
			bits_add(ticked, i);
	}
	return ticked;
}

/* Nothing ticked and nothing marked is unanswered: it must not run rules such as `!a`. */
static bool is_answered(const struct work *work, const struct question *question, const struct answer *answer)
{
	if (answer->none_of_these)
		return true;
	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++)
		if (bits_has(work->ticked, i) || bits_has(work->lens->not_applicable, i))
			return true;
	return false;
}

static const struct rule *first_rule(const struct work *work, const struct question *question)
{
	for (uint32_t i = question->first_rule; i < question->first_rule + question->rule_count; i++) {
		const struct rule *rule = &work->lens->framework->rules[i];
		const struct condition *condition = work->ruleset->conditions[i];

		if (rule->is_default || (condition != NULL && condition_holds(condition, work->ticked, work->lens->not_applicable)))
			return rule;
	}
	return NULL;
}

static enum risk risk_of_rule(const struct rule *rule)
{
	if (rule->risk == LEVEL_HIGH)
		return RISK_HIGH;
	return rule->risk == LEVEL_MEDIUM ? RISK_MEDIUM : RISK_NONE;
}

static void run_rules(const struct work *work, struct finding *finding)
{
	const struct question *question = &work->lens->framework->questions[finding->question];

	if (!is_answered(work, question, finding->answer))
		finding->risk = RISK_UNANSWERED;
	else {
		finding->because = first_rule(work, question);
		finding->risk = finding->because == NULL ? RISK_UNMATCHED : risk_of_rule(finding->because);
	}
}

/* RISK_COUNT if none is stated. */
static enum risk stated_risk(const struct answer *answer)
{
	for (int risk = 0; risk < RISK_COUNT; risk++)
		if (str_is(answer->stated_risk, risks[risk].name))
			return (enum risk)risk;
	return RISK_COUNT;
}

/* A risk that another tool worked out stands where there are no rules, or none but assumed ones. */
static void take_stated(const struct work *work, struct finding *finding)
{
	const struct framework *framework = work->lens->framework;
	const struct question *question = &framework->questions[finding->question];
	enum risk stated = stated_risk(finding->answer);
	bool has_rules = question->rule_count > 0 && !finding->answer->partial, wins = !has_rules || framework->assumed_rules;

	if (stated == RISK_COUNT)
		return;
	if (has_rules && stated != finding->risk)
		diag(work->diags, RISK_DISAGREES, finding->answer->span, str_c(question->id), str_c(finding->answer->stated_risk),
		     risk_name(finding->risk),
		     wins ? "the stated risk counts: the rules of this framework are assumed" : "the rules count: this framework states them");
	if (!wins)
		return;
	finding->risk = stated;
	finding->is_stated = true;
	finding->because = NULL;
}

static void derive_risk(const struct work *work, struct finding *finding)
{
	if (finding->answer->not_applicable) {
		finding->risk = RISK_NOT_APPLICABLE;
		return;
	}
	run_rules(work, finding);
	take_stated(work, finding);
	if (finding->risk == RISK_UNMATCHED && work->lens->framework->questions[finding->question].rule_count > 0)
		diag(work->diags, ANSWER_UNMATCHED, finding->answer->span, str_c(work->lens->framework->questions[finding->question].id));
}

static void sort_practices(const struct work *work, struct finding *finding)
{
	const struct question *question = &work->lens->framework->questions[finding->question];
	uint32_t *selected = arena_array(work->arena, uint32_t, question->choice_count);
	uint32_t *missing = arena_array(work->arena, uint32_t, question->choice_count);

	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++) {
		if (work->lens->framework->choices[i].none_of_these || bits_has(work->lens->not_applicable, i))
			continue;
		if (bits_has(work->ticked, i))
			selected[finding->selected_count++] = i;
		else
			missing[finding->missing_count++] = i;
	}
	finding->selected = selected;
	finding->missing = missing;
	if (finding->risk == RISK_NOT_APPLICABLE)
		finding->missing_count = 0;
	else
		finding->applicable_count = finding->selected_count + finding->missing_count;
}

static const struct finding *findings_of(const struct work *work)
{
	struct finding *findings = arena_array(work->arena, struct finding, work->lens->framework->question_count);

	for (uint32_t i = 0; i < work->lens->framework->question_count; i++) {
		findings[i].question = i;
		findings[i].answer = &work->lens->answers[i];
		derive_risk(work, &findings[i]);
		sort_practices(work, &findings[i]);
	}
	return findings;
}

static void share_add(struct share *share, const struct finding *finding)
{
	share->hits += finding->selected_count;
	share->of += finding->applicable_count;
}

static void count(struct arena *arena, const struct framework *framework, struct lens_assessment *lens)
{
	struct risk_counts *risk_counts = arena_array(arena, struct risk_counts, framework->pillar_count);
	struct share *practices = arena_array(arena, struct share, framework->pillar_count);

	for (uint32_t i = 0; i < framework->question_count; i++) {
		const struct finding *finding = &lens->findings[i];
		uint32_t pillar = framework->questions[i].pillar;

		lens->counts.of[finding->risk]++;
		risk_counts[pillar].of[finding->risk]++;
		if (!risk_is_answered(finding->risk) || finding->answer->partial)
			continue;
		share_add(&lens->practices, finding);
		share_add(&practices[pillar], finding);
	}
	lens->pillar_counts = risk_counts;
	lens->pillar_practices = practices;
}

/* Risks that are not known, and questions that do not apply, stay so in conditions. */
static const struct standing *standing_of(const struct work *work, const struct finding *findings)
{
	uint32_t count = work->lens->framework->question_count;
	enum state *states = arena_array(work->arena, enum state, count);
	enum level *levels = arena_array(work->arena, enum level, count);
	struct standing *standing = arena_one(work->arena, struct standing);
	static const enum level by_risk[RISK_COUNT] = {[RISK_HIGH] = LEVEL_HIGH, [RISK_MEDIUM] = LEVEL_MEDIUM, [RISK_NONE] = LEVEL_NONE};

	for (uint32_t i = 0; i < count; i++) {
		bool known = risk_is_answered(findings[i].risk) && !findings[i].answer->partial;

		states[i] = findings[i].risk == RISK_NOT_APPLICABLE ? STATE_NOT_APPLICABLE : known ? STATE_KNOWN : STATE_UNKNOWN;
		levels[i] = by_risk[findings[i].risk];
	}
	*standing = (struct standing){work->lens->framework, work->ticked, work->lens->not_applicable, states, levels};
	return standing;
}

static struct lens_assessment assess_lens(struct arena *arena, const struct lens *lens, const struct ruleset *ruleset, struct diags *diags)
{
	struct work work = {arena, lens, ruleset, tick_all(arena, lens), diags};
	struct lens_assessment result = {.lens = lens, .ruleset = ruleset};

	result.findings = findings_of(&work);
	result.standing = standing_of(&work, result.findings);
	count(arena, lens->framework, &result);
	return result;
}

const struct assessment *assess(struct arena *arena, const struct review *review, const struct ruleset *const *rulesets, struct diags *diags)
{
	struct assessment *assessment = arena_one(arena, struct assessment);
	struct lens_assessment *lenses = arena_array(arena, struct lens_assessment, review->lens_count);

	for (uint32_t i = 0; i < review->lens_count; i++)
		lenses[i] = assess_lens(arena, &review->lenses[i], rulesets[i], diags);
	assessment->review = review;
	assessment->lenses = lenses;
	assessment->lens_count = review->lens_count;
	return assessment;
}

uint32_t counts_answered(const struct risk_counts *counts)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < RISK_COUNT; i++)
		sum += risks[i].answered ? counts->of[i] : 0;
	return sum;
}

uint32_t counts_applicable(const struct risk_counts *counts)
{
	return counts_all(counts) - counts->of[RISK_NOT_APPLICABLE];
}

uint32_t counts_all(const struct risk_counts *counts)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < RISK_COUNT; i++)
		sum += counts->of[i];
	return sum;
}
