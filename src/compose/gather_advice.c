/* Gathers what the context decides: paragraphs that hold for this client, priorities with their reasons, and facts worth asking for. */
#include <string.h>

#include "doc/doc.h"

#include "gather.h"

static void add_fact(enum fact_key key, void *user)
{
	*(uint32_t *)user |= 1u << key;
}

uint32_t facts_of_condition(const struct expr *condition)
{
	uint32_t facts = 0;

	if (condition != NULL)
		expr_facts(condition, add_fact, &facts);
	return facts;
}

static struct value rule_value(struct arena *arena, struct str when, struct span span, struct str text, const struct expr *condition)
{
	struct rule_record *record = arena_one(arena, struct rule_record);

	*record = (struct rule_record){when, text, span, facts_of_condition(condition)};
	return value_record(record);
}

struct list gather_variants(const struct gathering *gathering, const struct lens_assessment *lens, const struct variant *variants, uint32_t count,
			    const struct expr *const *conditions)
{
	struct growing held = grow();

	for (uint32_t i = 0; i < count; i++)
		if (advice_holds(conditions[i], &gathering->assessment->review->context, lens->standing, gathering->arena))
			grow_by(&held, rule_value(gathering->arena, variants[i].when, variants[i].when_span, variants[i].text, conditions[i]));
	return grown(gathering->arena, &held);
}

/* ---- The gist ---- */

/* Up to the first full stop or question mark that a blank and a capital letter follow. */
static struct str first_sentence(struct arena *arena, struct str text)
{
	for (uint32_t i = 1; i + 2 < text.length; i++)
		if (strchr(".?!", text.text[i]) != NULL && text.text[i + 1] == ' ' && g_ascii_isupper(text.text[i + 2]))
			return str_copy(arena, text.text, i + 1);
	return text;
}

static struct str first_sentence_of(struct arena *arena, struct str markdown)
{
	struct doc *words = doc_new(arena, DOC_PARAGRAPH);

	doc_add_markdown_inline(arena, words, markdown, NO_SPAN);
	return first_sentence(arena, doc_text(arena, words));
}

/* Why it matters to anybody, and to this client. */
static struct str gist_of(struct arena *arena, const struct finding_record *record)
{
	struct str why = first_sentence_of(arena, record->question->why);
	const struct rule_record *first;

	if (record->variants.count == 0)
		return why;
	first = record->variants.items[0].as.record;
	return str_trim(arena, str_format(arena, "%s %s", str_c(why), str_c(first_sentence_of(arena, first->text))));
}

/* Conditions up to the first that holds decide on what the gist says. */
static uint32_t gist_facts(const struct finding_record *record, const struct expr *const *conditions)
{
	const struct rule_record *first = record->variants.count == 0 ? NULL : record->variants.items[0].as.record;
	uint32_t facts = 0;

	for (uint32_t i = 0; i < record->question->variant_count; i++) {
		facts |= facts_of_condition(conditions[i]);
		if (first != NULL && first->text.text == record->question->variants[i].text.text)
			break;
	}
	return facts;
}

/* ---- Priority ---- */

static bool names(const struct priority_rule *rule, uint32_t question)
{
	for (uint32_t i = 0; i < rule->question_count; i++)
		if (rule->questions[i] == question)
			return true;
	return false;
}

static uint32_t priority_facts(const struct ruleset *ruleset, uint32_t question)
{
	uint32_t facts = 0;

	for (uint32_t i = 0; i < ruleset->framework->priority_count; i++)
		if (names(&ruleset->framework->priorities[i], question))
			facts |= facts_of_condition(ruleset->priorities[i]);
	return facts;
}

static struct list reasons(const struct gathering *gathering, const struct ruleset *ruleset, const struct question_priority *priority, bool raises)
{
	struct growing found = grow();

	for (uint32_t i = 0; i < priority->fired_count; i++) {
		const struct priority_rule *rule = priority->fired[i];

		if (rule->raises == raises)
			grow_by(&found, rule_value(gathering->arena, rule->when, rule->when_span, rule->reason,
						   ruleset->priorities[rule - ruleset->framework->priorities]));
	}
	return grown(gathering->arena, &found);
}

void gather_advice(const struct gathering *gathering, uint32_t lens, struct finding_record *record)
{
	const struct lens_assessment *of = &gathering->assessment->lenses[lens];
	const struct ruleset *rules = of->ruleset;
	uint32_t question = record->finding->question;
	const struct expr *const *conditions = rules->question_variants + rules->first_question_variant[question];
	const struct question_priority *priority = &gathering->priorities->lenses[lens][question];

	if (record->question->variant_count > 0)
		record->variants = gather_variants(gathering, of, record->question->variants, record->question->variant_count, conditions);
	record->gist = gist_of(gathering->arena, record);
	record->gist_facts = gist_facts(record, conditions);
	record->priority = priority->priority;
	record->priority_facts = priority_facts(rules, question);
	record->raised = reasons(gathering, rules, priority, true);
	record->lowered = reasons(gathering, rules, priority, false);
}

/* ---- What to ask the client ---- */

/* What one fact that is not known would decide, while it is gathered. */
struct asking {
	struct growing advice, priority;
	uint32_t facts;
};

struct question_asked {
	uint32_t *facts; /* that any condition names */
	const struct ruleset *ruleset;
	const struct explanation *explanation;
	struct value finding;
};

static void note(struct growing *growing, struct value finding)
{
	if (growing->items->len == 0 || g_array_index(growing->items, struct value, growing->items->len - 1).as.record != finding.as.record)
		grow_by(growing, finding);
}

/* Of variants, those of the question and of practices that are missing count. */
static bool is_asked(const struct question_asked *asked, const struct variant_trace *trace)
{
	const struct finding *finding = asked->explanation->finding;

	if (!trace->open || trace->choice == UINT32_MAX)
		return trace->open;
	for (uint32_t i = 0; i < finding->missing_count; i++)
		if (finding->missing[i] == trace->choice)
			return true;
	return false;
}

static const struct expr *condition_of_variant(const struct question_asked *asked, const struct variant_trace *trace)
{
	const struct ruleset *ruleset = asked->ruleset;
	uint32_t question = asked->explanation->finding->question;

	if (trace->choice == UINT32_MAX)
		return ruleset_question_variant(ruleset, question, (uint32_t)(trace->variant - ruleset->framework->questions[question].variants));
	return ruleset_choice_variant(ruleset, trace->choice, (uint32_t)(trace->variant - ruleset->framework->choices[trace->choice].variants));
}

/* All that a condition names decides whether it waits for the missing fact. */
static void ask_variants(const struct question_asked *asked, struct asking *askings)
{
	for (uint32_t i = 0; i < asked->explanation->variant_count; i++) {
		const struct variant_trace *trace = &asked->explanation->variants[i];

		uint32_t facts = facts_of_condition(condition_of_variant(asked, trace));

		*asked->facts |= facts;
		for (uint32_t f = 0; f < trace->missing_count; f++) {
			struct asking *asking = &askings[trace->missing_facts[f]];

			asking->facts |= facts;
			if (is_asked(asked, trace))
				note(&asking->advice, asked->finding);
		}
	}
}

static void ask_priorities(const struct question_asked *asked, struct asking *askings)
{
	for (uint32_t i = 0; i < asked->explanation->priority_count; i++) {
		const struct priority_trace *trace = &asked->explanation->priorities[i];

		uint32_t facts = facts_of_condition(asked->ruleset->priorities[trace->rule - asked->ruleset->framework->priorities]);

		*asked->facts |= facts;
		for (uint32_t f = 0; f < trace->missing_count; f++) {
			struct asking *asking = &askings[trace->missing_facts[f]];

			asking->facts |= facts;
			if (trace->open)
				note(&asking->priority, asked->finding);
		}
	}
}

static bool is_at_risk(enum risk risk)
{
	return risk == RISK_HIGH || risk == RISK_MEDIUM;
}

/* Questions at risk: what is said of the others does not wait for a fact. */
static void ask_all(const struct gathering *gathering, struct asking *askings, uint32_t *facts)
{
	for (uint32_t lens = 0; lens < gathering->assessment->lens_count; lens++) {
		const struct lens_assessment *of = &gathering->assessment->lenses[lens];

		for (uint32_t q = 0; q < of->lens->framework->question_count; q++) {
			struct question_asked asked = {facts, of->ruleset, NULL, value_record(&gathering->findings[lens][q])};

			if (!is_at_risk(of->findings[q].risk))
				continue;
			asked.explanation = explain(gathering->arena, gathering->assessment, lens, q);
			ask_variants(&asked, askings);
			ask_priorities(&asked, askings);
		}
	}
}

static bool estimate_wants(const struct exposure *exposure, enum fact_key key)
{
	for (uint32_t i = 0; i < exposure->missing_count; i++)
		if (exposure->missing[i] == key)
			return true;
	for (int kind = 0; kind < STOPS_COUNT; kind++)
		for (uint32_t i = 0; i < exposure->kinds[kind].missing_count; i++)
			if (exposure->kinds[kind].missing[i] == key)
				return true;
	return false;
}

static uint32_t weight(const struct wanted_record *record)
{
	return (record->estimate ? 1000000u : 0) + record->advice.count + record->priority.count;
}

/* What decides the most comes first; equals in the order of the facts. */
static gint compare_wanted(gconstpointer a, gconstpointer b, gpointer user)
{
	const struct wanted_record *one = ((const struct value *)a)->as.record, *two = ((const struct value *)b)->as.record;
	uint32_t left = weight(one), right = weight(two);

	return (left < right) - (left > right);
}

/* Estimates want these facts, where there is a finding of their kind. */
#define ESTIMATE_FACTS (HOUR_FACTS | 1u << FACT_KEY_rto | 1u << FACT_KEY_change_frequency)

struct list gather_wanted(const struct gathering *gathering, uint32_t *facts)
{
	struct asking askings[FACT_COUNT];
	struct growing wanted = grow();

	for (int key = 0; key < FACT_COUNT; key++)
		askings[key] = (struct asking){.advice = grow(), .priority = grow()};
	*facts = ESTIMATE_FACTS;
	ask_all(gathering, askings, facts);
	for (int key = 0; key < FACT_COUNT; key++) {
		struct wanted_record *record = arena_one(gathering->arena, struct wanted_record);

		record->key = (enum fact_key)key;
		record->facts = askings[key].facts | 1u << key;
		record->advice = grown(gathering->arena, &askings[key].advice);
		record->priority = grown(gathering->arena, &askings[key].priority);
		record->estimate = estimate_wants(gathering->exposure, (enum fact_key)key);
		if (weight(record) > 0)
			grow_by(&wanted, value_record(record));
	}
	g_array_sort_with_data(wanted.items, compare_wanted, NULL);
	return grown(gathering->arena, &wanted);
}
