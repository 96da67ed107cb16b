/* Gathers what became of each question since earlier reviews, and hands it to the review. */
#include "gather.h"

#include <string.h>

struct advancing {
	struct arena *arena;
	const struct review_record *review;
	const struct progress *progress;
	struct progress_record *result;
};

struct str signed_text(struct arena *arena, int32_t number)
{
	return number == 0 ? STR("0") : str_format(arena, "%s%d", number < 0 ? "\xE2\x88\x92" : "+", ABS(number));
}

/* ---- Reviews ---- */

/* Days since 1 March of year 0, after Howard Hinnant's "chrono-compatible low-level date algorithms". */
static int32_t day_number(struct date date)
{
	int32_t year = date.month <= 2 ? date.year - 1 : date.year, era = year / 400, of_era = year - era * 400;
	int32_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

/* Without a date for each, the reviews stand at equal distances. */
static bool all_dated(const struct progress *progress)
{
	for (uint32_t i = 0; i < progress->review_count; i++)
		if (progress->reviews[i]->review->held.year == 0)
			return false;
	return true;
}

static void gather_milestones(const struct advancing *advancing)
{
	const struct progress *progress = advancing->progress;
	struct milestone_record *records = arena_array(advancing->arena, struct milestone_record, progress->review_count);
	struct value *items = arena_array(advancing->arena, struct value, progress->review_count);
	bool dated = all_dated(progress);

	for (uint32_t i = 0; i < progress->review_count; i++) {
		const struct review *review = progress->reviews[i]->review;
		int32_t days = dated ? day_number(review->held) - day_number(progress->reviews[0]->review->held) : (int32_t)i;

		records[i] = (struct milestone_record){review, (uint32_t)MAX(days, 0), i + 1};
		items[i] = value_record(&records[i]);
	}
	advancing->result->reviews = (struct list){items, progress->review_count};
	advancing->result->first = &records[0];
	advancing->result->before = &records[progress->review_count - 2];
	advancing->result->now = &records[progress->review_count - 1];
}

static const struct milestone_record *milestone_of(const struct advancing *advancing, uint32_t number)
{
	return advancing->result->reviews.items[number].as.record;
}

/* ---- Questions ---- */

static struct list titles(struct arena *arena, const struct framework *framework, const uint32_t *choices, uint32_t count)
{
	struct value *items = arena_array(arena, struct value, count);

	for (uint32_t i = 0; i < count; i++)
		items[i] = value_text(framework->choices[choices[i]].title);
	return (struct list){items, count};
}

/* Fresh practices, by whether they are in place. */
static void sort_fresh(struct arena *arena, const struct lens_progress *lens, struct turn_record *record)
{
	const struct question_change *change = record->change;
	uint32_t *sorted = arena_array(arena, uint32_t, change->fresh_count), in_place = 0, missing = 0;

	for (uint32_t i = 0; i < change->fresh_count; i++)
		if (bits_has(lens->now->lens->chosen, change->fresh[i]))
			sorted[in_place++] = change->fresh[i];
	for (uint32_t i = 0; i < change->fresh_count; i++)
		if (!bits_has(lens->now->lens->chosen, change->fresh[i]) && !bits_has(lens->now->lens->not_applicable, change->fresh[i]))
			sorted[in_place + missing++] = change->fresh[i];
	record->fresh_in_place = titles(arena, lens->now->lens->framework, sorted, in_place);
	record->fresh_missing = titles(arena, lens->now->lens->framework, sorted + in_place, missing);
}

static void fill_practices(struct arena *arena, const struct lens_progress *lens, struct turn_record *record)
{
	const struct question_change *change = record->change;

	if (change->now == NO_QUESTION)
		return;
	record->done = titles(arena, lens->now->lens->framework, change->done, change->done_count);
	record->lost = titles(arena, lens->now->lens->framework, change->lost, change->lost_count);
	sort_fresh(arena, lens, record);
	if (change->dropped_count > 0)
		record->dropped = titles(arena, lens->earlier->lens->framework, change->dropped, change->dropped_count);
}

static const struct finding_record *finding_at(const struct lens_record *lens, uint32_t question)
{
	for (uint32_t i = 0; lens != NULL && i < lens->findings.count; i++) {
		const struct finding_record *record = lens->findings.items[(i + question) % lens->findings.count].as.record;

		if (record->finding->question == question)
			return record;
	}
	return NULL;
}

static struct str name_of(struct arena *arena, const struct question *question)
{
	struct str title = str_is_empty(question->short_title) ? question->title : question->short_title;

	return str_is_empty(question->number) ? title : str_format(arena, "%s %s", str_c(question->number), str_c(title));
}

/* The question of an id of a lineage, or of one "question/choice"; the id itself where the edition has none. */
static struct str name_of_id(struct arena *arena, const struct framework *framework, struct str id)
{
	const char *slash = strchr(str_c(id), '/');
	struct str question = slash == NULL ? id : str_copy(arena, id.text, (size_t)(slash - id.text));
	uint32_t index = str_is_empty(id) ? UINT32_MAX : framework_question(framework, question);

	return index == UINT32_MAX ? question : name_of(arena, &framework->questions[index]);
}

static void fill_names(struct arena *arena, const struct lens_progress *lens, struct turn_record *record)
{
	const struct lineage *lineage = record->change->lineage;

	record->name = name_of(arena, record->question);
	if (lineage == NULL)
		return;
	if (record->change->now != NO_QUESTION)
		record->came_from = name_of_id(arena, lens->earlier->lens->framework, lineage->from);
	else
		record->became = name_of_id(arena, lens->now->lens->framework, lineage->to);
}

static struct value turn(const struct advancing *advancing, const struct advance_record *advance, uint32_t index)
{
	struct turn_record *record = arena_one(advancing->arena, struct turn_record);
	const struct question_change *change = &advance->lens->changes[index];
	const struct framework *framework = (change->now != NO_QUESTION ? advance->lens->now : advance->lens->earlier)->lens->framework;

	record->change = change;
	record->question = &framework->questions[change->now != NO_QUESTION ? change->now : change->earlier];
	record->pillar = &framework->pillars[record->question->pillar];
	if (change->now != NO_QUESTION)
		record->finding = finding_at(advance->record, change->now);
	if (change->is == RISK_HIGH || change->is == RISK_MEDIUM)
		record->since = milestone_of(advancing, change->since);
	fill_practices(advancing->arena, advance->lens, record);
	fill_names(advancing->arena, advance->lens, record);
	return value_record(record);
}

static void gather_turns(const struct advancing *advancing, struct advance_record *advance)
{
	struct value *items = arena_array(advancing->arena, struct value, advance->lens->change_count);

	for (uint32_t i = 0; i < advance->lens->change_count; i++)
		items[i] = turn(advancing, advance, i);
	advance->turns = (struct list){items, advance->lens->change_count};
}

/* The questions of a pillar of this edition in which a practice is newly in place. */
static struct list turns_of_pillar(struct arena *arena, const struct advance_record *advance, uint32_t pillar)
{
	struct value *items = arena_array(arena, struct value, advance->turns.count);
	struct list list = {.items = items};

	for (uint32_t i = 0; i < advance->turns.count; i++) {
		const struct turn_record *record = advance->turns.items[i].as.record;

		if (record->change->now != NO_QUESTION && record->question->pillar == pillar && record->done.count > 0)
			items[list.count++] = advance->turns.items[i];
	}
	return list;
}

/* ---- Pillars ---- */

static struct account_record account_of(const struct accounting *account, enum risk risk)
{
	return (struct account_record){account->earlier.of[risk], account->now.of[risk], account->framework.of[risk], account->client.of[risk]};
}

static struct account_record together(struct account_record a, struct account_record b)
{
	return (struct account_record){a.earlier + b.earlier, a.now + b.now, a.framework + b.framework, a.client + b.client};
}

static void fill_accounts(struct stretch_record *span, const struct accounting *account)
{
	span->high = account_of(account, RISK_HIGH);
	span->medium = account_of(account, RISK_MEDIUM);
	span->risk = together(span->high, span->medium);
}

/* Whole percents, half up, as reports print them, so that the difference is that of the numbers beside it. */
static int32_t whole_percent(const struct share *share)
{
	return (int32_t)(((uint64_t)share->hits * 200 + share->of) / (2 * (uint64_t)share->of));
}

static void compare_shares(struct arena *arena, struct stretch_record *span)
{
	if (span->before != NULL && span->after != NULL && span->before->of > 0 && span->after->of > 0)
		span->points = signed_text(arena, whole_percent(span->after) - whole_percent(span->before));
}

/* ---- Over time ---- */

static const struct lens_assessment *lens_of_id(const struct assessment *assessment, struct str id)
{
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		if (str_equal(assessment->lenses[i].lens->framework->id, id))
			return &assessment->lenses[i];
	return NULL;
}

/* The lens that a step compares with this one; NULL: none. */
static const struct lens_assessment *lens_before(const struct progress_step *step, const struct lens_assessment *lens)
{
	for (uint32_t i = 0; lens != NULL && i < step->lens_count; i++)
		if (step->lenses[i].now == lens)
			return step->lenses[i].earlier;
	return NULL;
}

/* A lens at one of the reviews: from step to step backwards, since an edition may have another id; over a gap by its id. */
static const struct lens_assessment *lens_at(const struct progress *progress, struct str id, uint32_t number)
{
	const struct lens_assessment *lens = lens_of_id(progress->reviews[progress->review_count - 1], id);

	for (uint32_t at = progress->review_count - 1; at > number; at--) {
		const struct lens_assessment *before = lens_before(&progress->steps[at - 1], lens);

		if (before != NULL)
			id = before->lens->framework->id;
		lens = lens_of_id(progress->reviews[at - 1], id);
	}
	return lens;
}

static const struct account_record *step_account(const struct advancing *advancing, const struct lens_assessment *lens, uint32_t pillar,
						 uint32_t number)
{
	const struct progress_step *step = number == 0 ? NULL : &advancing->progress->steps[number - 1];
	struct account_record *record = arena_one(advancing->arena, struct account_record);

	for (uint32_t i = 0; step != NULL && i < step->lens_count; i++) {
		const struct lens_progress *compared = &step->lenses[i];
		const struct accounting *account = pillar == UINT32_MAX ? &compared->accounting : &compared->pillars[pillar].accounting;

		if (compared->now != lens || compared->earlier == NULL)
			continue;
		*record = together(account_of(account, RISK_HIGH), account_of(account, RISK_MEDIUM));
		return record;
	}
	return NULL;
}

/* of: NULL for the whole lens. */
static struct value point(const struct advancing *advancing, struct str lens_id, const struct pillar *of, uint32_t number)
{
	struct point_record *record = arena_one(advancing->arena, struct point_record);
	const struct lens_assessment *lens = lens_at(advancing->progress, lens_id, number);
	const struct lens_assessment *before = number == 0 ? NULL : lens_at(advancing->progress, lens_id, number - 1);
	uint32_t pillar = lens == NULL || of == NULL ? UINT32_MAX : progress_pillar(lens->lens->framework, of);
	const struct risk_counts *counts;

	record->milestone = milestone_of(advancing, number);
	if (lens == NULL || (of != NULL && pillar == UINT32_MAX))
		return value_record(record);
	counts = pillar == UINT32_MAX ? &lens->counts : &lens->pillar_counts[pillar];
	record->known = true;
	record->broken = before != NULL && !str_equal(before->lens->framework->version, lens->lens->framework->version);
	record->practices = pillar == UINT32_MAX ? lens->practices : lens->pillar_practices[pillar];
	record->high = counts->of[RISK_HIGH];
	record->medium = counts->of[RISK_MEDIUM];
	record->answered = counts_answered(counts);
	record->account = step_account(advancing, lens, pillar, number);
	return value_record(record);
}

static struct list history(const struct advancing *advancing, struct str lens_id, const struct pillar *of)
{
	struct value *items = arena_array(advancing->arena, struct value, advancing->progress->review_count);

	for (uint32_t i = 0; i < advancing->progress->review_count; i++)
		items[i] = point(advancing, lens_id, of, i);
	return (struct list){items, advancing->progress->review_count};
}

/* ---- Lenses ---- */

static struct value pillar_span(const struct advancing *advancing, const struct advance_record *advance, uint32_t index)
{
	struct stretch_record *span = arena_one(advancing->arena, struct stretch_record);
	const struct lens_progress *lens = advance->lens;
	const struct pillar_progress *pillar = &lens->pillars[index];
	const struct framework *framework = (pillar->now != UINT32_MAX ? lens->now : lens->earlier)->lens->framework;
	const struct pillar *it = &framework->pillars[pillar->now != UINT32_MAX ? pillar->now : pillar->earlier];

	span->title = it->title;
	if (pillar->now != UINT32_MAX) {
		span->pillar = advance->record->pillars.items[pillar->now].as.record;
		span->anchor = span->pillar->anchor;
		span->after = &lens->now->pillar_practices[pillar->now];
		span->turns = turns_of_pillar(advancing->arena, advance, pillar->now);
	}
	if (pillar->earlier != UINT32_MAX)
		span->before = &lens->earlier->pillar_practices[pillar->earlier];
	fill_accounts(span, &pillar->accounting);
	compare_shares(advancing->arena, span);
	span->done = pillar->done;
	span->lost = pillar->lost;
	span->points_in_time = history(advancing, framework->id, it);
	return value_record(span);
}

static const struct stretch_record *lens_span(const struct advancing *advancing, const struct advance_record *advance)
{
	struct stretch_record *span = arena_one(advancing->arena, struct stretch_record);
	const struct lens_progress *lens = advance->lens;
	const struct framework *framework = (lens->now != NULL ? lens->now : lens->earlier)->lens->framework;

	span->title = framework->title;
	span->before = lens->earlier == NULL ? NULL : &lens->earlier->practices;
	span->after = lens->now == NULL ? NULL : &lens->now->practices;
	fill_accounts(span, &lens->accounting);
	compare_shares(advancing->arena, span);
	span->done = lens->done;
	span->lost = lens->lost;
	span->points_in_time = history(advancing, framework->id, NULL);
	return span;
}

static bool framework_moved(const struct lens_progress *lens)
{
	for (uint32_t i = 0; i < lens->pillar_count; i++)
		for (int risk = 0; risk < RISK_COUNT; risk++)
			if (lens->pillars[i].accounting.framework.of[risk] != 0)
				return true;
	return false;
}

static struct value advance(const struct advancing *advancing, const struct progress_step *step, uint32_t index, const struct milestone_record *from)
{
	struct advance_record *record = arena_one(advancing->arena, struct advance_record);
	const struct assessment *now = advancing->progress->reviews[advancing->progress->review_count - 1];
	struct value *pillars;

	record->lens = &step->lenses[index];
	record->from = from;
	record->to = advancing->result->now;
	record->framework_moved = framework_moved(record->lens);
	if (record->lens->now != NULL)
		record->record = advancing->review->lenses.items[record->lens->now - now->lenses].as.record;
	gather_turns(advancing, record);
	pillars = arena_array(advancing->arena, struct value, record->lens->pillar_count);
	for (uint32_t i = 0; i < record->lens->pillar_count; i++)
		pillars[i] = pillar_span(advancing, record, i);
	record->pillars = (struct list){pillars, record->lens->pillar_count};
	record->all = lens_span(advancing, record);
	return value_record(record);
}

static struct list advances(const struct advancing *advancing, const struct progress_step *step, const struct milestone_record *from)
{
	struct value *items = arena_array(advancing->arena, struct value, step->lens_count);

	for (uint32_t i = 0; i < step->lens_count; i++)
		items[i] = advance(advancing, step, i, from);
	return (struct list){items, step->lens_count};
}

void gather_progress(struct arena *arena, struct review_record *review, const struct progress *progress)
{
	struct progress_record *record = arena_one(arena, struct progress_record);
	struct advancing advancing = {arena, review, progress, record};

	record->progress = progress;
	gather_milestones(&advancing);
	record->lenses = advances(&advancing, progress->last, record->before);
	record->whole = progress->whole == progress->last ? record->lenses : advances(&advancing, progress->whole, record->first);
	review->progress = record;
}
