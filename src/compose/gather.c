/* Gathers the records of a report from an assessment, from the practices up to the review. */
#include <string.h>

#include "doc/doc.h"

#include "gather.h"

struct growing grow(void)
{
	return (struct growing){g_array_new(FALSE, FALSE, sizeof(struct value))};
}

void grow_by(struct growing *growing, struct value value)
{
	g_array_append_val(growing->items, value);
}

struct list grown(struct arena *arena, struct growing *growing)
{
	struct list list = {.count = growing->items->len};
	struct value *items = arena_array(arena, struct value, list.count);

	if (list.count > 0)
		memcpy(items, growing->items->data, list.count * sizeof(struct value));
	list.items = items;
	g_array_free(growing->items, TRUE);
	return list;
}

static struct list texts(struct arena *arena, const struct str *from, uint32_t count)
{
	struct value *items = arena_array(arena, struct value, count);

	for (uint32_t i = 0; i < count; i++)
		items[i] = value_text(from[i]);
	return (struct list){items, count};
}

/* "1-planning-for-recovery": letters, digits and hyphens, not taken yet. */
static struct str anchor_for(struct gathering *gathering, uint32_t lens, const char *prefix, struct str id)
{
	GString *name = g_string_new(NULL);
	struct str anchor;

	g_string_printf(name, "%u-%s", lens + 1, prefix);
	for (uint32_t i = 0; i < id.length; i++)
		if (g_ascii_isalnum(id.text[i]))
			g_string_append_c(name, g_ascii_tolower(id.text[i]));
		else if (name->str[name->len - 1] != '-')
			g_string_append_c(name, '-');
	anchor = str_copy(gathering->arena, name->str, name->len);
	for (uint32_t next = 2; g_hash_table_contains(gathering->anchors, anchor.text); next++)
		anchor = str_format(gathering->arena, "%s-%u", name->str, next);
	g_string_free(name, TRUE);
	g_hash_table_add(gathering->anchors, (gpointer)(uintptr_t)anchor.text);
	return anchor;
}

/* What was said of each choice of a framework, found without a search. */
static const struct choice_remark **remarks_of(struct arena *arena, const struct lens *lens)
{
	const struct choice_remark **remarks = arena_array(arena, const struct choice_remark *, lens->framework->choice_count);

	for (uint32_t i = 0; i < lens->framework->question_count; i++)
		for (uint32_t k = lens->answers[i].remark_count; k-- > 0;)
			remarks[lens->answers[i].remarks[k].choice] = &lens->answers[i].remarks[k];
	return remarks;
}

static struct value practice(struct gathering *gathering, const struct lens_assessment *lens, const struct finding_record *finding, uint32_t index)
{
	struct practice_record *record = arena_one(gathering->arena, struct practice_record);
	const struct ruleset *rules = lens->ruleset;

	record->choice = &lens->lens->framework->choices[index];
	record->finding = finding;
	record->remark = gathering->remarks[lens - gathering->assessment->lenses][index];
	if (record->choice->variant_count > 0)
		record->variants = gather_variants(gathering, lens, record->choice->variants, record->choice->variant_count,
						   rules->choice_variants + rules->first_choice_variant[index]);
	return value_record(record);
}

/* Worse level first, then less effort, then the order of the framework (the sort is stable). */
static gint compare_urgency(gconstpointer a, gconstpointer b, gpointer user)
{
	const struct choice *one = ((const struct practice_record *)((const struct value *)a)->as.record)->choice;
	const struct choice *two = ((const struct practice_record *)((const struct value *)b)->as.record)->choice;

	if (one->risk != two->risk)
		return one->risk > two->risk ? -1 : 1;
	return one->effort == two->effort ? 0 : one->effort < two->effort ? -1 : 1;
}

static struct list practices(struct gathering *gathering, const struct lens_assessment *lens, const struct finding_record *finding,
			     const uint32_t *indexes, uint32_t count, bool by_urgency)
{
	struct value *items = arena_array(gathering->arena, struct value, count);

	for (uint32_t i = 0; i < count; i++)
		items[i] = practice(gathering, lens, finding, indexes[i]);
	if (by_urgency && count > 1)
		g_qsort_with_data(items, (gint)count, sizeof(struct value), compare_urgency, NULL);
	return (struct list){items, count};
}

static struct list put_aside(struct gathering *gathering, const struct lens_assessment *lens, const struct finding_record *finding)
{
	struct growing aside = grow();
	const struct question *question = finding->question;

	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++)
		if (bits_has(lens->lens->not_applicable, i))
			grow_by(&aside, practice(gathering, lens, finding, i));
	return grown(gathering->arena, &aside);
}

static struct str condition_of(const struct finding *finding)
{
	return finding->because == NULL || finding->because->is_default ? STR("") : finding->because->condition;
}

static void fill_finding(struct gathering *gathering, uint32_t lens_index, const struct pillar_record *pillar, uint32_t question,
			 struct finding_record *record)
{
	const struct lens_assessment *lens = &gathering->assessment->lenses[lens_index];
	const struct finding *finding = &lens->findings[question];

	record->finding = finding;
	record->question = &lens->lens->framework->questions[question];
	record->pillar = pillar;
	record->anchor = anchor_for(gathering, lens_index, "", record->question->id);
	record->because = condition_of(finding);
	record->in_place = practices(gathering, lens, record, finding->selected, finding->selected_count, false);
	record->missing = practices(gathering, lens, record, finding->missing, finding->missing_count, true);
	record->not_applicable = put_aside(gathering, lens, record);
	gather_advice(gathering, lens_index, record);
	gather_paths(gathering, lens_index, record);
}

static uint32_t severity(const struct pillar_record *pillar)
{
	uint32_t missing = pillar->practices.of - pillar->practices.hits;

	return MIN(pillar->counts->of[RISK_HIGH], 999u) * 1000000u + MIN(pillar->counts->of[RISK_MEDIUM], 999u) * 1000u + MIN(missing, 999u);
}

static struct value gather_pillar(struct gathering *gathering, uint32_t lens_index, const struct lens_record *lens, uint32_t index)
{
	struct pillar_record *record = arena_one(gathering->arena, struct pillar_record);
	const struct pillar *pillar = &lens->framework->pillars[index];
	struct value *findings = arena_array(gathering->arena, struct value, pillar->question_count);

	record->pillar = pillar;
	record->lens = lens;
	record->number = index + 1;
	record->counts = &lens->assessment->pillar_counts[index];
	record->practices = lens->assessment->pillar_practices[index];
	record->severity = severity(record);
	record->anchor = anchor_for(gathering, lens_index, "pillar-", pillar->id);
	gathering->pillars[lens_index][index] = record;
	for (uint32_t i = 0; i < pillar->question_count; i++) {
		uint32_t question = pillar->first_question + i;

		fill_finding(gathering, lens_index, record, question, &gathering->findings[lens_index][question]);
		findings[i] = value_record(&gathering->findings[lens_index][question]);
	}
	record->findings = (struct list){findings, pillar->question_count};
	return value_record(record);
}

static const struct pillar_record *pillar_at(const struct lens_record *lens, uint32_t index)
{
	return lens->pillars.items[index].as.record;
}

/* High risks, or where no pillar has any, medium ones. */
static uint32_t load(const struct pillar_record *pillar, enum risk risk)
{
	return pillar->counts->of[risk];
}

static struct list pillars_with(struct arena *arena, const struct lens_record *lens, enum risk risk, uint32_t count)
{
	struct growing found = grow();

	for (uint32_t i = 0; i < lens->pillars.count; i++)
		if (load(pillar_at(lens, i), risk) == count)
			grow_by(&found, lens->pillars.items[i]);
	return grown(arena, &found);
}

/* The pillars that carry most of the worst risks; none if there is no risk or all are alike. */
static struct list heaviest(struct arena *arena, const struct lens_record *lens)
{
	enum risk risk = lens->assessment->counts.of[RISK_HIGH] > 0 ? RISK_HIGH : RISK_MEDIUM;
	uint32_t most = 0;
	struct list found;

	for (uint32_t i = 0; i < lens->pillars.count; i++)
		most = MAX(most, load(pillar_at(lens, i), risk));
	if (most == 0)
		return (struct list){0};
	found = pillars_with(arena, lens, risk, most);
	return found.count == lens->pillars.count ? (struct list){0} : found;
}

/* Compares two shares as fractions, without dividing. */
static int compare_shares(struct share a, struct share b)
{
	uint64_t left = (uint64_t)a.hits * b.of, right = (uint64_t)b.hits * a.of;

	return (left > right) - (left < right);
}

/* Whether enough was answered to speak of the pillar as a whole: half of the questions that apply. */
static bool is_known_enough(const struct pillar_record *pillar)
{
	return pillar->practices.of > 0 && 2 * counts_answered(pillar->counts) >= counts_applicable(pillar->counts);
}

/* The pillars with the largest share of practices in place; none if there is nothing to compare. */
static struct list soundest(struct arena *arena, const struct lens_record *lens)
{
	struct share best = {0, 1};
	uint32_t compared = 0;
	struct growing found = grow();

	for (uint32_t i = 0; i < lens->pillars.count; i++)
		if (is_known_enough(pillar_at(lens, i))) {
			compared++;
			best = compare_shares(pillar_at(lens, i)->practices, best) > 0 ? pillar_at(lens, i)->practices : best;
		}
	for (uint32_t i = 0; i < lens->pillars.count; i++)
		if (is_known_enough(pillar_at(lens, i)) && best.hits > 0 && compare_shares(pillar_at(lens, i)->practices, best) == 0)
			grow_by(&found, lens->pillars.items[i]);
	if (found.items->len == compared)
		g_array_set_size(found.items, 0);
	return grown(arena, &found);
}

static struct value gather_lens(struct gathering *gathering, uint32_t index)
{
	struct lens_record *record = arena_one(gathering->arena, struct lens_record);
	struct growing findings = grow();
	struct value *pillars;

	record->assessment = &gathering->assessment->lenses[index];
	record->framework = record->assessment->lens->framework;
	record->number = index + 1;
	record->anchor = anchor_for(gathering, index, "lens-", record->framework->id);
	gathering->findings[index] = arena_array(gathering->arena, struct finding_record, record->framework->question_count);
	gathering->remarks[index] = remarks_of(gathering->arena, record->assessment->lens);
	gathering->lenses[index] = record;
	gathering->pillars[index] = arena_array(gathering->arena, struct pillar_record *, record->framework->pillar_count);
	pillars = arena_array(gathering->arena, struct value, record->framework->pillar_count);
	for (uint32_t i = 0; i < record->framework->pillar_count; i++) {
		const struct list *own;

		pillars[i] = gather_pillar(gathering, index, record, i);
		own = &gathering->pillars[index][i]->findings;
		g_array_append_vals(findings.items, own->items, own->count);
	}
	record->pillars = (struct list){pillars, record->framework->pillar_count};
	record->findings = grown(gathering->arena, &findings);
	record->heaviest = heaviest(gathering->arena, record);
	record->soundest = soundest(gathering->arena, record);
	return value_record(record);
}

static const struct practice_record *find_practice(const struct list *list, const struct choice *wanted)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct practice_record *record = list->items[i].as.record;

		if (record->choice == wanted)
			return record;
	}
	return NULL;
}

const struct practice_record *practice_of(const struct gathering *gathering, uint32_t lens, uint32_t choice)
{
	const struct choice *wanted = &gathering->assessment->lenses[lens].lens->framework->choices[choice];
	const struct finding_record *finding = &gathering->findings[lens][wanted->question];
	const struct practice_record *missing = find_practice(&finding->missing, wanted);

	return missing != NULL ? missing : find_practice(&finding->in_place, wanted);
}

/* Hands each step to its lens and its finding, in the order of the plan. */
static void share_out_steps(struct gathering *gathering, struct review_record *review)
{
	const struct list *steps = &review->roadmap->steps;

	for (uint32_t lens = 0; lens < review->lenses.count; lens++) {
		struct lens_record *record = gathering->lenses[lens];
		uint32_t questions = record->framework->question_count;
		struct growing all = grow();
		struct growing *each = arena_array(gathering->arena, struct growing, questions);

		for (uint32_t i = 0; i < questions; i++)
			each[i] = grow();
		for (uint32_t i = 0; i < steps->count; i++) {
			const struct step_record *step = steps->items[i].as.record;
			const struct finding_record *finding = step->practice->finding;

			if (finding->pillar->lens != record)
				continue;
			grow_by(&all, steps->items[i]);
			grow_by(&each[finding->finding->question], steps->items[i]);
		}
		record->steps = grown(gathering->arena, &all);
		record->roadmap_facts = review->roadmap->facts;
		for (uint32_t i = 0; i < questions; i++)
			gathering->findings[lens][i].steps = grown(gathering->arena, &each[i]);
	}
}

static struct list people(struct arena *arena, const struct person *from, uint32_t count)
{
	struct value *items = arena_array(arena, struct value, count);

	for (uint32_t i = 0; i < count; i++)
		items[i] = value_record(&from[i]);
	return (struct list){items, count};
}

static struct list organisations(struct arena *arena, const struct review *review)
{
	struct growing found = grow();

	for (uint32_t i = 0; i < review->reviewer_count; i++) {
		struct str name = review->reviewers[i].organisation;
		bool seen = str_is_empty(name);

		for (uint32_t k = 0; k < found.items->len && !seen; k++)
			seen = str_equal(g_array_index(found.items, struct value, k).as.text, name);
		if (!seen)
			grow_by(&found, value_text(name));
	}
	return grown(arena, &found);
}

static void sum_up(struct review_record *record, const struct assessment *assessment)
{
	for (uint32_t lens = 0; lens < assessment->lens_count; lens++) {
		for (int risk = 0; risk < RISK_COUNT; risk++)
			record->counts.of[risk] += assessment->lenses[lens].counts.of[risk];
		record->practices.hits += assessment->lenses[lens].practices.hits;
		record->practices.of += assessment->lenses[lens].practices.of;
	}
}

static struct list facts(struct arena *arena, const struct context *context, bool known)
{
	struct growing found = grow();

	for (uint32_t key = 0; key < FACT_COUNT; key++)
		if (context->facts[key].known == known && key != FACT_KEY_benchmark)
			grow_by(&found, value_word(key));
	return grown(arena, &found);
}

static void gather_facts(struct arena *arena, struct review_record *record, const struct review *review)
{
	record->review = review;
	record->facts = facts(arena, &review->context, true);
	record->missing_facts = facts(arena, &review->context, false);
	record->regions = texts(arena, review->regions, review->region_count);
	record->accounts = texts(arena, review->accounts, review->account_count);
	record->reviewers = people(arena, review->reviewers, review->reviewer_count);
	record->participants = people(arena, review->participants, review->participant_count);
	record->organisations = organisations(arena, review);
}

static void gather_lenses(struct gathering *gathering, struct review_record *record)
{
	struct growing lenses = grow(), pillars = grow(), findings = grow();

	for (uint32_t i = 0; i < gathering->assessment->lens_count; i++) {
		struct value lens = gather_lens(gathering, i);
		const struct lens_record *its = lens.as.record;

		grow_by(&lenses, lens);
		g_array_append_vals(pillars.items, its->pillars.items, its->pillars.count);
		g_array_append_vals(findings.items, its->findings.items, its->findings.count);
	}
	record->lenses = grown(gathering->arena, &lenses);
	record->pillars = grown(gathering->arena, &pillars);
	record->findings = grown(gathering->arena, &findings);
}

const struct review_record *gather(struct arena *arena, const struct review_subject *subject)
{
	const struct assessment *assessment = subject->assessment;
	struct review_record *record = arena_one(arena, struct review_record);
	struct gathering gathering = {
		.arena = arena,
		.assessment = assessment,
		.capacity = subject->capacity,
		.anchors = g_hash_table_new(g_str_hash, g_str_equal),
		.priorities = priorities_derive(arena, assessment),
		.paths = paths_derive(arena, assessment),
		.exposure = exposure_derive(arena, assessment),
	};

	gathering.findings = arena_array(arena, struct finding_record *, assessment->lens_count);
	gathering.remarks = arena_array(arena, const struct choice_remark **, assessment->lens_count);
	gathering.lenses = arena_array(arena, struct lens_record *, assessment->lens_count);
	gathering.pillars = arena_array(arena, struct pillar_record **, assessment->lens_count);
	gather_facts(arena, record, assessment->review);
	gather_lenses(&gathering, record);
	sum_up(record, assessment);
	record->roadmap = gather_roadmap(&gathering);
	share_out_steps(&gathering, record);
	record->exposure = gather_exposure(&gathering);
	record->wanted = gather_wanted(&gathering, &record->wanted_facts);
	if (subject->peers != NULL)
		gather_peers(&gathering, record, subject->peers);
	if (subject->progress != NULL)
		gather_progress(arena, record, subject->progress);
	g_hash_table_destroy(gathering.anchors);
	return record;
}
