/* The records that templates can name, made from records.def. */
#include "records.h"

typedef struct report_record report_record_t;
typedef struct review_record review_record_t;
typedef struct person person_record_t;
typedef struct lens_record lens_record_t;
typedef struct pillar_record pillar_record_t;
typedef struct finding_record finding_record_t;
typedef struct practice_record practice_record_t;
typedef struct link link_record_t;
typedef struct step_record step_record_t;
typedef struct risk_counts counts_record_t;
typedef struct share share_record_t;

struct run_of_links {
	const struct link *items;
	uint32_t count;
};

/* Not the order of enum risk: here a later word is worse, so that templates may say `finding.risk >= medium`. */
static const char *const risk_names[] = {"not_applicable", "unanswered", "unmatched", "none", "medium", "high"};
static const enum risk risk_order[] = {RISK_NOT_APPLICABLE, RISK_UNANSWERED, RISK_UNMATCHED, RISK_NONE, RISK_MEDIUM, RISK_HIGH};
static const char *const level_names[] = {"none", "low", "medium", "high"};
static const char *const horizon_names[] = {"now", "next", "later"};
static const char *const reason_names[] = {"out-of-scope", "business-priorities", "architecture-constraints", "other"};
static const char *const environment_names[] = {"production", "pre-production"};

const struct words risk_words = {.name = "risk", .names = risk_names, .count = G_N_ELEMENTS(risk_names), .ordered = true};
const struct words level_words = {.name = "level", .names = level_names, .count = G_N_ELEMENTS(level_names), .ordered = true};
const struct words horizon_words = {.name = "horizon", .names = horizon_names, .count = G_N_ELEMENTS(horizon_names), .ordered = true};
static const struct words effort_words = {.name = "effort", .names = level_names, .count = G_N_ELEMENTS(level_names), .ordered = true};
static const char *const fact_names[] = {
#define FACT(key, type, values, label) #key,
#include "model/fact.def"
#undef FACT
};
static const struct words fact_words = {.name = "fact", .names = fact_names, .count = FACT_COUNT, .ordered = false};
static const struct words reason_words = {.name = "reason", .names = reason_names, .count = G_N_ELEMENTS(reason_names), .ordered = false};
static const struct words environment_words = {
	.name = "environment", .names = environment_names, .count = G_N_ELEMENTS(environment_names), .ordered = false};

uint32_t risk_word(enum risk risk)
{
	uint32_t word = 0;

	while (word < G_N_ELEMENTS(risk_order) - 1 && risk_order[word] != risk)
		word++;
	return word;
}

enum risk word_risk(uint32_t word)
{
	return word < G_N_ELEMENTS(risk_order) ? risk_order[word] : RISK_COUNT;
}

static struct value take_TEXT(struct arena *arena, struct str text)
{
	return str_is_empty(text) ? value_unknown() : value_text(text);
}

static struct value take_NUMBER(struct arena *arena, uint32_t number)
{
	return value_number(number);
}

static struct value take_DATE(struct arena *arena, struct date date)
{
	return date.year == 0 ? value_unknown() : value_date(date);
}

static struct value take_RISK(struct arena *arena, enum risk risk)
{
	return value_word(risk_word(risk));
}

static struct value take_LEVEL(struct arena *arena, enum level level)
{
	return level == LEVEL_UNSET ? value_unknown() : value_word((uint32_t)level - LEVEL_NONE);
}

static struct value take_HORIZON(struct arena *arena, enum horizon horizon)
{
	return value_word(horizon);
}

static struct value take_word(const struct words *words, struct str text)
{
	for (uint32_t i = 0; i < words->count; i++)
		if (str_is(text, words->names[i]))
			return value_word(i);
	return value_unknown();
}

static struct value take_REASON(struct arena *arena, struct str reason)
{
	return take_word(&reason_words, reason);
}

static struct value take_ENVIRONMENT(struct arena *arena, struct str environment)
{
	return take_word(&environment_words, environment);
}

static struct value take_list(struct arena *arena, struct list list)
{
	return value_list(list.items, list.count);
}

static struct value take_LIST_LINK(struct arena *arena, struct run_of_links links)
{
	struct value *items = arena_array(arena, struct value, links.count);

	for (uint32_t i = 0; i < links.count; i++)
		items[i] = value_record(&links.items[i]);
	return value_list(items, links.count);
}

static struct value take_record(struct arena *arena, const void *record)
{
	return value_record(record);
}

#define take_EFFORT        take_LEVEL
#define take_TEXTS         take_list
#define take_FACTS         take_list
#define take_HORIZONS      take_list
#define take_LIST_PERSON   take_list
#define take_LIST_LENS     take_list
#define take_LIST_PILLAR   take_list
#define take_LIST_FINDING  take_list
#define take_LIST_STEP     take_list
#define take_LIST_PRACTICE take_list
#define take_COUNTS        take_record
#define take_SHARE         take_record
#define take_LENS          take_record
#define take_PILLAR        take_record
#define take_FINDING       take_record
#define take_PRACTICE      take_record

/* High risks before medium ones, then by what is missing and how much each missing practice weighs. */
static uint32_t severity_of(const struct finding_record *r)
{
	uint32_t weight = 0;

	for (uint32_t i = 0; i < r->missing.count; i++) {
		const struct practice_record *practice = r->missing.items[i].as.record;

		weight += practice->choice->risk == LEVEL_HIGH ? 100 : practice->choice->risk == LEVEL_MEDIUM ? 10 : 1;
	}
	return (r->finding->risk == RISK_HIGH ? 2000000u : r->finding->risk == RISK_MEDIUM ? 1000000u : 0u) + MIN(weight, 999999u);
}

/* Risks that were worked out elsewhere and came with the answers. */
static uint32_t stated_of(const struct lens_assessment *lens)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < lens->lens->framework->question_count; i++)
		count += lens->findings[i].is_stated && risk_is_answered(lens->findings[i].risk);
	return count;
}

#define RECORD(record)
#define END(record)
#define FIELD(record, name, type, take)                                                                                                              \
	static struct value field_##record##_##name(struct arena *arena, const void *it)                                                             \
	{                                                                                                                                            \
		const record##_record_t *r = it;                                                                                                     \
                                                                                                                                                     \
		return take_##type(arena, take);                                                                                                     \
	}
#include "records.def"
#undef FIELD
#undef RECORD
#undef END

enum {
#define RECORD(record) RECORD_##record,
#define END(record)
#define FIELD(record, name, type, take)
#include "records.def"
#undef FIELD
#undef RECORD
#undef END
	RECORD_COUNT
};

/* Where the fields of a record begin and end in the one array of all fields. */
enum {
#define RECORD(record)                  BEGIN_##record, BEFORE_##record = BEGIN_##record - 1,
#define END(record)                     END_##record, LAST_##record = END_##record - 1,
#define FIELD(record, name, type, take) FIELD_##record##_##name,
#include "records.def"
#undef FIELD
#undef RECORD
#undef END
};

static const struct record_kind kinds[RECORD_COUNT];

#define IS_TEXT                                                                                                                                      \
	{                                                                                                                                            \
		.kind = KIND_TEXT                                                                                                                    \
	}
#define IS_NUMBER                                                                                                                                    \
	{                                                                                                                                            \
		.kind = KIND_NUMBER                                                                                                                  \
	}
#define IS_DATE                                                                                                                                      \
	{                                                                                                                                            \
		.kind = KIND_DATE                                                                                                                    \
	}
#define IS_RISK                                                                                                                                      \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &risk_words                                                                                              \
	}
#define IS_LEVEL                                                                                                                                     \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &level_words                                                                                             \
	}
#define IS_EFFORT                                                                                                                                    \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &effort_words                                                                                            \
	}
#define IS_FACT                                                                                                                                      \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &fact_words                                                                                              \
	}
#define IS_HORIZON                                                                                                                                   \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &horizon_words                                                                                           \
	}
#define IS_REASON                                                                                                                                    \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &reason_words                                                                                            \
	}
#define IS_ENVIRONMENT                                                                                                                               \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &environment_words                                                                                       \
	}
#define IS_RECORD(which)                                                                                                                             \
	{                                                                                                                                            \
		.kind = KIND_RECORD, .record = &kinds[RECORD_##which]                                                                                \
	}
#define IS_COUNTS   IS_RECORD(counts)
#define IS_SHARE    IS_RECORD(share)
#define IS_LENS     IS_RECORD(lens)
#define IS_PILLAR   IS_RECORD(pillar)
#define IS_FINDING  IS_RECORD(finding)
#define IS_PRACTICE IS_RECORD(practice)
#define IS_LIST(of)                                                                                                                                  \
	{                                                                                                                                            \
		.kind = KIND_LIST, .item = &(of)                                                                                                     \
	}
#define IS_TEXTS         IS_LIST(text_type)
#define IS_FACTS         IS_LIST(fact_type)
#define IS_HORIZONS      IS_LIST(horizon_type)
#define IS_LIST_PERSON   IS_LIST(record_types[RECORD_person])
#define IS_LIST_LENS     IS_LIST(record_types[RECORD_lens])
#define IS_LIST_PILLAR   IS_LIST(record_types[RECORD_pillar])
#define IS_LIST_FINDING  IS_LIST(record_types[RECORD_finding])
#define IS_LIST_PRACTICE IS_LIST(record_types[RECORD_practice])
#define IS_LIST_LINK     IS_LIST(record_types[RECORD_link])
#define IS_LIST_STEP     IS_LIST(record_types[RECORD_step])

static const struct type text_type = IS_TEXT, fact_type = IS_FACT, horizon_type = IS_HORIZON;
static const struct type record_types[RECORD_COUNT] = {
#define RECORD(record) [RECORD_##record] = IS_RECORD(record),
#define END(record)
#define FIELD(record, name, type, take)
#include "records.def"
#undef FIELD
#undef RECORD
#undef END
};

static const struct field all_fields[] = {
#define RECORD(record)
#define END(record)
#define FIELD(record, name, type, take) {#name, IS_##type, field_##record##_##name},
#include "records.def"
#undef FIELD
#undef RECORD
#undef END
};

static const struct record_kind kinds[RECORD_COUNT] = {
#define RECORD(record) [RECORD_##record] = {#record, all_fields + BEGIN_##record, END_##record - BEGIN_##record},
#define END(record)
#define FIELD(record, name, type, take)
#include "records.def"
#undef FIELD
#undef RECORD
#undef END
};

static const struct variable review_names[] = {{"review", IS_RECORD(review)}, {"report", IS_RECORD(report)}};
const struct scope subject_scopes[SUBJECT_COUNT] = {
	[SUBJECT_REVIEW] = {&context_scope, review_names, G_N_ELEMENTS(review_names)},
};
