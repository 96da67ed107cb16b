/* Gathers the estimates of what outages cost: ranges rounded for print, with all that they assume. */
#include <math.h>

#include "gather.h"

const struct range_record *range_of_money(struct arena *arena, struct money money)
{
	struct range_record *range = arena_one(arena, struct range_record);

	range->low = (double)money_rounded(money.low, 2);
	range->likely = (double)money_rounded(money.likely, 2);
	range->high = (double)money_rounded(money.high, 2);
	return range;
}

/* Two leading digits, half up, and no more than four behind the point. */
static double rounded(double number)
{
	double step = number <= 0 ? 1 : MAX(0.0001, pow(10, floor(log10(number)) - 1));

	return floor(number / step + 0.5) * step;
}

const struct range_record *range_of_share(const struct gathering *gathering, struct money cost)
{
	const struct exposure *exposure = gathering->exposure;

	if (!exposure->known || exposure->protected_revenue <= 0)
		return NULL;
	return range_of(gathering->arena, cost, (double)exposure->protected_revenue / 100);
}

const struct range_record *range_of(struct arena *arena, struct money quantity, double parts)
{
	struct range_record *range = arena_one(arena, struct range_record);

	range->low = rounded((double)quantity.low / parts);
	range->likely = rounded((double)quantity.likely / parts);
	range->high = rounded((double)quantity.high / parts);
	return range;
}

static void add_promise(const struct gathering *gathering, struct growing *growing, const struct promise *promise, enum fact_key key)
{
	struct promise_record *record;

	if (!promise->known)
		return;
	record = arena_one(gathering->arena, struct promise_record);
	record->key = key;
	record->promise = promise;
	record->facts = PEAK_FACTS | 1u << key;
	record->cost = range_of_money(gathering->arena, promise->cost);
	record->at_peak = range_of_money(gathering->arena, promise->at_peak);
	grow_by(growing, value_record(record));
}

static struct list promises(const struct gathering *gathering)
{
	const struct exposure *exposure = gathering->exposure;
	struct growing found = grow();

	add_promise(gathering, &found, &exposure->availability, FACT_KEY_availability);
	add_promise(gathering, &found, &exposure->rto, FACT_KEY_rto);
	add_promise(gathering, &found, &exposure->rpo, FACT_KEY_rpo);
	return grown(gathering->arena, &found);
}

static struct list facts_list(struct arena *arena, const enum fact_key *keys, uint32_t count)
{
	struct value *items = arena_array(arena, struct value, count);

	for (uint32_t i = 0; i < count; i++)
		items[i] = value_word(keys[i]);
	return (struct list){items, count};
}

static struct value assumption_value(const struct gathering *gathering, enum assumption_key key)
{
	struct assumption_record *record = arena_one(gathering->arena, struct assumption_record);

	*record = (struct assumption_record){key, &gathering->exposure->assumptions[key]};
	return value_record(record);
}

/* Medium risks weigh only where there is no high one. */
static struct list assumptions_of(const struct gathering *gathering, const struct exposure_kind *kind)
{
	struct growing found = grow();

	for (uint32_t i = 0; i < kind->assumption_count; i++)
		if (kind->assumptions[i] != ASSUMPTION_medium_weight || kind->weakened)
			grow_by(&found, assumption_value(gathering, kind->assumptions[i]));
	return grown(gathering->arena, &found);
}

static struct list findings_of(const struct gathering *gathering, enum stops kind)
{
	const struct exposure *exposure = gathering->exposure;
	struct growing found = grow();

	for (uint32_t i = 0; i < exposure->finding_count; i++)
		if (exposure->findings[i].kind == kind)
			grow_by(&found, value_record(&gathering->findings[exposure->findings[i].lens][exposure->findings[i].question]));
	return grown(gathering->arena, &found);
}

static uint32_t facts_of_kind(enum stops kind)
{
	static const uint32_t also[STOPS_COUNT] = {
		[STOPS_RECOVERY] = 1u << FACT_KEY_rto,
		[STOPS_DEPLOYMENT] = 1u << FACT_KEY_change_frequency,
	};

	return HOUR_FACTS | also[kind];
}

/* To hundredths of an hour. */
static const struct range_record *hours_of(struct arena *arena, struct money seconds)
{
	struct range_record *hours = arena_one(arena, struct range_record);

	*hours = *range_of(arena, seconds, 3600);
	hours->low = floor(hours->low * 100 + 0.5) / 100;
	hours->likely = floor(hours->likely * 100 + 0.5) / 100;
	hours->high = floor(hours->high * 100 + 0.5) / 100;
	return hours;
}

static struct value hazard(const struct gathering *gathering, enum stops which)
{
	const struct exposure_kind *kind = &gathering->exposure->kinds[which];
	struct hazard_record *record = arena_one(gathering->arena, struct hazard_record);

	record->kind = kind;
	record->findings = findings_of(gathering, which);
	record->missing = facts_list(gathering->arena, kind->missing, kind->missing_count);
	record->assumptions = assumptions_of(gathering, kind);
	record->facts = facts_of_kind(which);
	if (kind->known) {
		record->year = range_of_money(gathering->arena, kind->year);
		record->hours = hours_of(gathering->arena, kind->seconds);
	}
	return value_record(record);
}

/* Kinds for which there is a finding. */
static struct list hazards(const struct gathering *gathering)
{
	struct growing found = grow();

	for (enum stops kind = STOPS_RECOVERY; kind < STOPS_COUNT; kind++)
		if (gathering->exposure->kinds[kind].high + gathering->exposure->kinds[kind].medium > 0)
			grow_by(&found, hazard(gathering, kind));
	return grown(gathering->arena, &found);
}

/* Of an hour, of what the kinds that are known use, and of the work: each once, in the order of the table. */
static struct list all_assumptions(const struct gathering *gathering, const struct list *kinds)
{
	static const enum assumption_key work[] = {ASSUMPTION_days_per_point, ASSUMPTION_day_rate};
	const struct exposure *exposure = gathering->exposure;
	bool used[ASSUMPTION_COUNT] = {false};
	struct growing found = grow();

	for (uint32_t i = 0; i < exposure->hour_assumption_count; i++)
		used[exposure->hour_assumptions[i]] = true;
	for (size_t i = 0; i < G_N_ELEMENTS(work); i++)
		used[work[i]] = true;
	for (uint32_t k = 0; k < kinds->count; k++) {
		const struct hazard_record *record = kinds->items[k].as.record;

		for (uint32_t i = 0; record->kind->known && i < record->assumptions.count; i++)
			used[((const struct assumption_record *)record->assumptions.items[i].as.record)->key] = true;
	}
	for (int key = 0; key < ASSUMPTION_COUNT; key++)
		if (used[key])
			grow_by(&found, assumption_value(gathering, (enum assumption_key)key));
	return grown(gathering->arena, &found);
}

const struct exposure_record *gather_exposure(const struct gathering *gathering)
{
	const struct exposure *exposure = gathering->exposure;
	struct exposure_record *record = arena_one(gathering->arena, struct exposure_record);

	record->exposure = exposure;
	record->facts = HOUR_FACTS;
	record->peak_facts = PEAK_FACTS;
	record->missing = facts_list(gathering->arena, exposure->missing, exposure->missing_count);
	record->kinds = hazards(gathering);
	if (!exposure->known)
		return record;
	record->hour = range_of_money(gathering->arena, exposure->hour);
	record->peak = range_of_money(gathering->arena, exposure->peak_hour);
	record->revenue = range_of_money(gathering->arena,
					 (struct money){exposure->protected_revenue, exposure->protected_revenue, exposure->protected_revenue});
	record->promises = promises(gathering);
	record->assumptions = all_assumptions(gathering, &record->kinds);
	return record;
}
