/* How the fields of records_plan.def are taken from their records, and of which types they are. Included by records.c alone. */
#ifndef PLUMBLINE_SRC_COMPOSE_TAKE_PLAN_H
#define PLUMBLINE_SRC_COMPOSE_TAKE_PLAN_H

#include <math.h>

#include "records.h"

typedef struct rule_record rule_record_t;
typedef struct range_record range_record_t;
typedef struct path_record path_record_t;
typedef struct roadmap_record roadmap_record_t;
typedef struct roadmap_year_record roadmap_year_record_t;
typedef struct wave_record wave_record_t;
typedef struct month_record month_record_t;
typedef struct remainder_record remainder_record_t;
typedef struct exposure_record exposure_record_t;
typedef struct promise_record promise_record_t;
typedef struct hazard_record hazard_record_t;
typedef struct assumption_record assumption_record_t;
typedef struct wanted_record wanted_record_t;

static const char *const status_names[] = {"open", "in-progress", "done", "declined"};
/* From what waits to what does not, so that templates may say `finding.priority > normal`. */
static const char *const priority_names[] = {"lowered", "normal", "raised"};
/* By enum stops. */
static const char *const hazard_names[] = {"nothing", "recovery", "resilience", "deployment", "incident-response"};

static const char *const assumption_names[] = {
#define ASSUMPTION(key, low, likely, high, unit, label) #key,
#include "model/assumption.def"
#undef ASSUMPTION
};
static const struct words assumption_words = {.name = "assumption", .names = assumption_names, .count = ASSUMPTION_COUNT, .ordered = false};
static const struct words assumption_unit_words = {.name = "assumption_unit", .names = assumption_names, .count = ASSUMPTION_COUNT, .ordered = false};
static const struct words status_words = {.name = "status", .names = status_names, .count = G_N_ELEMENTS(status_names), .ordered = false};
static const struct words priority_words = {.name = "priority", .names = priority_names, .count = G_N_ELEMENTS(priority_names), .ordered = true};
static const struct words hazard_words = {.name = "hazard", .names = hazard_names, .count = G_N_ELEMENTS(hazard_names), .ordered = false};

static struct value take_STATUS(struct arena *arena, struct str status)
{
	return take_word(&status_words, status);
}

static struct value take_PRIORITY(struct arena *arena, enum priority priority)
{
	return value_word((uint32_t)PRIORITY_LOWERED - (uint32_t)priority);
}

static struct value take_REAL(struct arena *arena, double number)
{
	return value_number(number);
}

static struct value take_SOME_NUMBER(struct arena *arena, uint32_t number)
{
	return number == 0 ? value_unknown() : value_number(number);
}

/* In whole minutes; from two hours on in tenths of an hour. */
static struct value take_MINUTES(struct arena *arena, int64_t seconds)
{
	return value_number(seconds < 7200 ? (double)((seconds + 30) / 60) : (double)((seconds + 180) / 360 * 6));
}

static const struct path_record *path_or_none(const struct path_record *r)
{
	return r->path != NULL && r->path->exists ? r : NULL;
}

static double thousandths(int64_t amount)
{
	return (double)amount / 1000;
}

/* Questions at risk when all is done. */
struct left {
	uint32_t high, medium;
};

static struct left left_of(const struct roadmap_record *r)
{
	const struct schedule *schedule = r->schedule;

	if (schedule->count == 0)
		return (struct left){schedule->high, schedule->medium};
	return (struct left){schedule->steps[schedule->count - 1].high_left, schedule->steps[schedule->count - 1].medium_left};
}

/* By how many percent the order may at most be worse than the best there is, rounded up to tenths; 0: it is the best. */
static double gap_of(const struct schedule *schedule)
{
	const struct schedule_quality *parts[] = {&schedule->leaving_high, &schedule->leaving_risk};
	double gap = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		if (parts[i]->days > parts[i]->bound)
			gap = MAX(gap, parts[i]->bound <= 0
					       ? 100
					       : ceil(1000.0 * (double)(parts[i]->days - parts[i]->bound) / (double)parts[i]->bound) / 10);
	return gap;
}

static uint32_t capacity_facts(const struct roadmap_record *r)
{
	return r->schedule->assumed ? 1u << FACT_KEY_engineers : 0;
}

/* How high peaks go depends on the traffic, where the review does not say it. */
static uint32_t assumption_facts(const struct assumption_record *r)
{
	return r->key == ASSUMPTION_peak_factor && !r->assumption->given ? 1u << FACT_KEY_traffic : 0;
}

/* Where the effort of a step stands on an axis of low, medium and high, in hundredths; unset counts as medium. */
static uint32_t effort_place(enum level effort)
{
	return effort == LEVEL_HIGH ? 200 : effort == LEVEL_LOW || effort == LEVEL_NONE ? 0 : 100;
}

#define take_LIST_WAVE         take_list
#define take_LIST_ROADMAP_YEAR take_list
#define take_LIST_MONTH        take_list
#define take_LIST_REMAINDER    take_list
#define take_LIST_HAZARD       take_list
#define take_LIST_ASSUMPTION   take_list
#define take_LIST_WANTED       take_list
#define take_LIST_RULE         take_list
#define take_LIST_PROMISE      take_list
#define take_RANGE             take_record
#define take_PATH              take_record
#define take_ROADMAP           take_record
#define take_EXPOSURE          take_record
#define take_HAZARD            take_index
#define take_ASSUMPTION        take_index
#define take_ASSUMPTION_UNIT   take_index

#define IS_LIST_WAVE         IS_LIST(record_types[RECORD_wave])
#define IS_LIST_ROADMAP_YEAR IS_LIST(record_types[RECORD_roadmap_year])
#define IS_LIST_MONTH        IS_LIST(record_types[RECORD_month])
#define IS_LIST_REMAINDER    IS_LIST(record_types[RECORD_remainder])
#define IS_LIST_HAZARD       IS_LIST(record_types[RECORD_hazard])
#define IS_LIST_ASSUMPTION   IS_LIST(record_types[RECORD_assumption])
#define IS_LIST_WANTED       IS_LIST(record_types[RECORD_wanted])
#define IS_LIST_RULE         IS_LIST(record_types[RECORD_rule])
#define IS_LIST_PROMISE      IS_LIST(record_types[RECORD_promise])
#define IS_RANGE             IS_RECORD(range)
#define IS_PATH              IS_RECORD(path)
#define IS_ROADMAP           IS_RECORD(roadmap)
#define IS_EXPOSURE          IS_RECORD(exposure)
#define IS_STATUS            IS_WORD(status_words)
#define IS_PRIORITY          IS_WORD(priority_words)
#define IS_HAZARD            IS_WORD(hazard_words)
#define IS_ASSUMPTION        IS_WORD(assumption_words)
#define IS_ASSUMPTION_UNIT   IS_WORD(assumption_unit_words)
#define IS_REAL              IS_NUMBER
#define IS_SOME_NUMBER       IS_NUMBER
#define IS_MINUTES                                                                                                                                   \
	{                                                                                                                                            \
		.kind = KIND_DURATION                                                                                                                \
	}

#endif
