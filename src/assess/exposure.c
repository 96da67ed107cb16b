/* Estimates of what findings that can stop revenue expose: each a product of facts and named assumptions, as a range. */
#include "assess/exposure.h"

#include <math.h>

#define YEAR_SECONDS ((int64_t)365 * 24 * 3600)

__extension__ typedef unsigned __int128 wide;

/* a * b / c, half up; none is negative, c is not 0. */
static int64_t scale(int64_t a, int64_t b, int64_t c)
{
	wide made = ((wide)(uint64_t)a * (uint64_t)b + (uint64_t)c / 2) / (uint64_t)c;

	return made > INT64_MAX ? INT64_MAX : (int64_t)made;
}

static struct money scale_by(struct money money, struct money by, int64_t unit)
{
	return (struct money){scale(money.low, by.low, unit), scale(money.likely, by.likely, unit), scale(money.high, by.high, unit)};
}

static struct money all_of(int64_t value)
{
	return (struct money){value, value, value};
}

static int64_t add(int64_t a, int64_t b)
{
	return a > INT64_MAX - b ? INT64_MAX : a + b;
}

int64_t money_rounded(int64_t hundredths, int digits)
{
	int64_t units = scale(hundredths, 1, 100), step = 1;

	for (int64_t left = units; left >= 10; left /= 10)
		step *= 10;
	for (int i = 1; i < digits && step > 1; i++)
		step /= 10;
	return scale(units, 1, step) * step;
}

/* Where the review says nothing, how high peaks go depends on the traffic. */
static struct assumption peak_of(const struct review *review)
{
	static const struct {
		const char *traffic;
		struct assumption peak;
	} peaks[] = {
		{"steady", {.low = 1000, .likely = 1200, .high = 1500}},
		{"seasonal", {.low = 1000, .likely = 1500, .high = 5000}},
		{"spiky", {.low = 1000, .likely = 2000, .high = 8000}},
	};
	struct assumption given = *review_assumption(review, ASSUMPTION_peak_factor);
	const struct fact *traffic = &review->context.facts[FACT_KEY_traffic];

	for (size_t i = 0; i < G_N_ELEMENTS(peaks); i++)
		if (!given.given && traffic->known && str_is(traffic->text, peaks[i].traffic))
			return peaks[i].peak;
	return given;
}

/* An exposure while it is worked out. */
struct work {
	struct arena *arena;
	const struct review *review;
	struct exposure *exposure;
};

static struct money value_of(const struct work *work, enum assumption_key key)
{
	const struct assumption *assumption = &work->exposure->assumptions[key];

	return (struct money){assumption->low, assumption->likely, assumption->high};
}

static const struct fact *fact_of(const struct work *work, enum fact_key key)
{
	return &work->review->context.facts[key];
}

static uint32_t find_missing(const struct work *work, const enum fact_key *wanted, uint32_t count, const enum fact_key **missing)
{
	enum fact_key *found = arena_array(work->arena, enum fact_key, count);
	uint32_t found_count = 0;

	for (uint32_t i = 0; i < count; i++)
		if (!fact_of(work, wanted[i])->known)
			found[found_count++] = wanted[i];
	*missing = found;
	return found_count;
}

/* The low end has the revenue spread over the most hours. */
static struct money earned_in_hour(const struct work *work)
{
	struct money hours = value_of(work, ASSUMPTION_earning_hours);
	int64_t revenue = work->exposure->protected_revenue;

	return (struct money){scale(revenue, 1000, MAX(hours.high, 1)), scale(revenue, 1000, MAX(hours.likely, 1)),
			      scale(revenue, 1000, MAX(hours.low, 1))};
}

static void find_hour(const struct work *work)
{
	static const enum fact_key wanted[] = {FACT_KEY_revenue, FACT_KEY_revenue_share, FACT_KEY_currency};
	static const enum assumption_key used[] = {ASSUMPTION_earning_hours, ASSUMPTION_lost_share, ASSUMPTION_peak_factor};
	struct exposure *exposure = work->exposure;

	exposure->hour_formula = "revenue * revenue_share / earning_hours * lost_share";
	exposure->peak_formula = "hour * peak_factor";
	exposure->hour_assumptions = used;
	exposure->hour_assumption_count = G_N_ELEMENTS(used);
	exposure->missing_count = find_missing(work, wanted, G_N_ELEMENTS(wanted), &exposure->missing);
	exposure->known = exposure->missing_count == 0;
	exposure->currency = fact_of(work, FACT_KEY_currency)->text;
	if (!exposure->known)
		return;
	exposure->protected_revenue =
		scale(llround(fact_of(work, FACT_KEY_revenue)->number * 100), llround(fact_of(work, FACT_KEY_revenue_share)->number * 1000), 100000);
	exposure->hour = scale_by(earned_in_hour(work), value_of(work, ASSUMPTION_lost_share), 100000);
	exposure->peak_hour = scale_by(exposure->hour, value_of(work, ASSUMPTION_peak_factor), 1000);
}

/* So many seconds of outage, at the price of an average hour and of a busy one. */
static struct promise promise_of(const struct work *work, enum fact_key key, int64_t seconds, struct money hour)
{
	struct promise promise = {.known = work->exposure->known && fact_of(work, key)->known};

	if (!promise.known)
		return promise;
	promise.seconds = seconds;
	promise.cost = scale_by(hour, all_of(seconds), 3600);
	promise.at_peak = scale_by(promise.cost, value_of(work, ASSUMPTION_peak_factor), 1000);
	return promise;
}

/* Availability counts in ten-thousandths of a percent, durations in whole seconds. */
static void find_promises(const struct work *work)
{
	struct exposure *exposure = work->exposure;
	int64_t down = 1000000 - llround(fact_of(work, FACT_KEY_availability)->number * 10000);

	exposure->availability = promise_of(work, FACT_KEY_availability, scale(YEAR_SECONDS, down, 1000000), exposure->hour);
	exposure->rto = promise_of(work, FACT_KEY_rto, llround(fact_of(work, FACT_KEY_rto)->number * 60), exposure->hour);
	exposure->rpo = promise_of(work, FACT_KEY_rpo, llround(fact_of(work, FACT_KEY_rpo)->number * 60), earned_in_hour(work));
}

static struct money seconds_of(const struct work *work, enum assumption_key times, enum assumption_key hours)
{
	return scale_by(scale_by(all_of(3600), value_of(work, times), 1000), value_of(work, hours), 1000);
}

static struct money recovery_seconds(const struct work *work)
{
	struct money promised = all_of(llround(fact_of(work, FACT_KEY_rto)->number * 60));

	return scale_by(scale_by(promised, value_of(work, ASSUMPTION_recovery_overrun), 1000), value_of(work, ASSUMPTION_recoveries_per_year), 1000);
}

static struct money resilience_seconds(const struct work *work)
{
	return seconds_of(work, ASSUMPTION_failures_per_year, ASSUMPTION_failure_hours);
}

/* Changes in a year of 250 working days. */
static int64_t changes_a_year(struct str frequency)
{
	static const struct {
		const char *word;
		int64_t changes;
	} rows[] = {{"many-per-day", 1000}, {"daily", 250}, {"weekly", 52}, {"monthly", 12}, {"quarterly", 4}, {"yearly", 1}};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (str_is(frequency, rows[i].word))
			return rows[i].changes;
	return 0;
}

static struct money deployment_seconds(const struct work *work)
{
	struct money seconds = all_of(changes_a_year(fact_of(work, FACT_KEY_change_frequency)->text) * 3600);

	seconds = scale_by(seconds, value_of(work, ASSUMPTION_change_failure_rate), 100000);
	seconds = scale_by(seconds, value_of(work, ASSUMPTION_change_outage_share), 100000);
	return scale_by(seconds, value_of(work, ASSUMPTION_change_outage_hours), 1000);
}

static struct money response_seconds(const struct work *work)
{
	return seconds_of(work, ASSUMPTION_incidents_per_year, ASSUMPTION_response_delay);
}

static const enum assumption_key recovery_uses[] = {ASSUMPTION_recoveries_per_year, ASSUMPTION_recovery_overrun, ASSUMPTION_medium_weight};
static const enum assumption_key resilience_uses[] = {ASSUMPTION_failures_per_year, ASSUMPTION_failure_hours, ASSUMPTION_medium_weight};
static const enum assumption_key deployment_uses[] = {
	ASSUMPTION_change_failure_rate,
	ASSUMPTION_change_outage_share,
	ASSUMPTION_change_outage_hours,
	ASSUMPTION_medium_weight,
};
static const enum assumption_key response_uses[] = {ASSUMPTION_incidents_per_year, ASSUMPTION_response_delay, ASSUMPTION_medium_weight};

static const struct {
	enum fact_key wanted; /* besides those of an hour; FACT_COUNT: none */
	struct money (*seconds)(const struct work *work);
	const char *formula;
	const enum assumption_key *uses;
	uint32_t use_count;
} models[STOPS_COUNT] = {
	[STOPS_RECOVERY] = {FACT_KEY_rto, recovery_seconds, "hour * recoveries_per_year * rto * recovery_overrun", recovery_uses,
			    G_N_ELEMENTS(recovery_uses)},
	[STOPS_RESILIENCE] = {FACT_COUNT, resilience_seconds, "hour * failures_per_year * failure_hours", resilience_uses,
			      G_N_ELEMENTS(resilience_uses)},
	[STOPS_DEPLOYMENT] = {FACT_KEY_change_frequency, deployment_seconds,
			      "hour * changes a year (by change_frequency) * change_failure_rate * change_outage_share * change_outage_hours",
			      deployment_uses, G_N_ELEMENTS(deployment_uses)},
	[STOPS_INCIDENT_RESPONSE] = {FACT_COUNT, response_seconds, "hour * incidents_per_year * response_delay", response_uses,
				     G_N_ELEMENTS(response_uses)},
};

static void find_kind(const struct work *work, enum stops kind)
{
	struct exposure_kind *found = &work->exposure->kinds[kind];
	enum fact_key wanted[] = {FACT_KEY_revenue, FACT_KEY_revenue_share, FACT_KEY_currency, models[kind].wanted};
	uint32_t count = models[kind].wanted == FACT_COUNT ? 3 : 4;

	found->kind = kind;
	found->formula = models[kind].formula;
	found->assumptions = models[kind].uses;
	found->assumption_count = models[kind].use_count;
	if (found->high + found->medium == 0)
		return;
	found->missing_count = find_missing(work, wanted, count, &found->missing);
	found->known = found->missing_count == 0;
	if (!found->known)
		return;
	found->weakened = found->high == 0;
	found->seconds = models[kind].seconds(work);
	if (found->weakened)
		found->seconds = scale_by(found->seconds, value_of(work, ASSUMPTION_medium_weight), 100000);
	found->year = scale_by(work->exposure->hour, found->seconds, 3600);
	work->exposure->known_kinds++;
	work->exposure->year = (struct money){
		add(work->exposure->year.low, found->year.low),
		add(work->exposure->year.likely, found->year.likely),
		add(work->exposure->year.high, found->year.high),
	};
}

static void find_findings(const struct work *work, const struct assessment *assessment)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(struct exposed_finding));
	struct exposed_finding *copy;

	for (uint32_t l = 0; l < assessment->lens_count; l++)
		for (uint32_t q = 0; q < assessment->lenses[l].ruleset->framework->question_count; q++) {
			struct exposed_finding finding = {l, q, assessment->lenses[l].ruleset->framework->questions[q].stops,
							  assessment->lenses[l].findings[q].risk};

			if (finding.kind == STOPS_NOTHING || (finding.risk != RISK_HIGH && finding.risk != RISK_MEDIUM))
				continue;
			work->exposure->kinds[finding.kind].high += finding.risk == RISK_HIGH;
			work->exposure->kinds[finding.kind].medium += finding.risk == RISK_MEDIUM;
			g_array_append_val(found, finding);
		}
	copy = arena_array(work->arena, struct exposed_finding, found->len);
	for (uint32_t i = 0; i < found->len; i++)
		copy[i] = g_array_index(found, struct exposed_finding, i);
	work->exposure->findings = copy;
	work->exposure->finding_count = found->len;
	g_array_unref(found);
}

const struct exposure *exposure_derive(struct arena *arena, const struct assessment *assessment)
{
	struct exposure *exposure = arena_one(arena, struct exposure);
	struct work work = {arena, assessment->review, exposure};

	for (uint32_t i = 0; i < ASSUMPTION_COUNT; i++)
		exposure->assumptions[i] = *review_assumption(assessment->review, (enum assumption_key)i);
	exposure->assumptions[ASSUMPTION_peak_factor] = peak_of(assessment->review);
	find_hour(&work);
	find_promises(&work);
	find_findings(&work, assessment);
	for (enum stops kind = STOPS_RECOVERY; kind < STOPS_COUNT; kind++)
		find_kind(&work, kind);
	return exposure;
}

/* The default day rate is a number of units of one of these, and would be nonsense in most others. */
static bool has_day_rate(const struct exposure *exposure)
{
	static const char *const currencies[] = {"EUR", "USD", "GBP", "CHF", "CAD", "AUD"};

	for (size_t i = 0; i < G_N_ELEMENTS(currencies); i++)
		if (str_is(exposure->currency, currencies[i]))
			return true;
	return exposure->assumptions[ASSUMPTION_day_rate].given && !str_is_empty(exposure->currency);
}

struct step_cost exposure_step(const struct exposure *exposure, int64_t points)
{
	const struct assumption *days = &exposure->assumptions[ASSUMPTION_days_per_point], *rate = &exposure->assumptions[ASSUMPTION_day_rate];
	struct step_cost step = {.days = scale_by(all_of(points), (struct money){days->low, days->likely, days->high}, 1000),
				 .known = has_day_rate(exposure)};

	if (!step.known)
		return step;
	step.cost = scale_by(step.days, (struct money){rate->low, rate->likely, rate->high}, 10000);
	step.has_share = exposure->known && exposure->protected_revenue > 0;
	if (step.has_share)
		step.share = (struct money){
			scale(step.cost.low, 10000, exposure->protected_revenue),
			scale(step.cost.likely, 10000, exposure->protected_revenue),
			scale(step.cost.high, 10000, exposure->protected_revenue),
		};
	return step;
}
