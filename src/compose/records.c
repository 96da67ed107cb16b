/* The records that templates can name, made from records.def. */
#include "records_benchmark.h"
#include "records_peers.h"
#include "records_portfolio_types.h"
#include "records_progress.h"

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
typedef struct benchmark_record benchmark_record_t;
typedef struct figure_record figure_record_t;
typedef struct metric_record metric_record_t;
typedef struct part_record part_record_t;
typedef struct cell_record group_record_t;
typedef struct row_record grouped_record_t;
typedef struct split_record split_record_t;
typedef struct period_record period_record_t;
typedef struct series_record series_record_t;
typedef struct change_record change_record_t;
typedef struct area_record area_record_t;
typedef struct profile_record profile_record_t;
typedef struct standings_record ranking_record_t;
typedef struct place_record place_record_t;
typedef struct pair_record pair_record_t;
typedef struct code_record code_record_t;
typedef struct omission omission_record_t;
typedef struct article_record article_record_t;
typedef struct peers_record peers_record_t;
typedef struct progress_record progress_record_t;
typedef struct milestone_record milestone_record_t;
typedef struct advance_record advance_record_t;
typedef struct stretch_record stretch_record_t;
typedef struct account_record account_record_t;
typedef struct point_record point_record_t;
typedef struct turn_record turn_record_t;
typedef struct peer_place_record peer_place_record_t;
typedef struct peer_count peer_count_record_t;
typedef struct peer_bin peer_bin_record_t;
typedef struct common_record common_record_t;

struct run_of_links {
	const struct link *items;
	uint32_t count;
};

/* A count that a publication does not tell. */
struct internal {
	const struct protected_view *view;
	uint32_t count;
};

/* The share of answers at a risk: 0 high, 1 medium, 2 none. */
struct part_of_area {
	const struct area_record *area;
	uint32_t part;
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
static const char *const readers_names[] = {"engineers", "board", "public"};
static const struct words readers_words = {.name = "readers", .names = readers_names, .count = G_N_ELEMENTS(readers_names), .ordered = false};
static const struct words environment_words = {
	.name = "environment", .names = environment_names, .count = G_N_ELEMENTS(environment_names), .ordered = false};

static const char *const mark_names[] = {"plain", "strong", "muted", "hidden", "break"};
static const char *const unit_names[] = {"client", "workload", "review"};
static const char *const select_names[] = {"latest", "first", "each"};
static const char *const kind_names[] = {"share", "mean", "median"};
static const char *const direction_names[] = {"good", "bad", "neutral"};
static const char *const movement_names[] = {"none", "rose", "fell"};
static const char *const rule_names[] = {
#define PRIVACY_RULE(name, number, reason) #name,
#include "stats/privacy_rule.def"
#undef PRIVACY_RULE
};
static const char *const code_names[] = {
#define SHOWN_CODE(name, letter, meaning) #name,
#include "stats/shown_code.def"
#undef SHOWN_CODE
};

static const char *const peer_gap_names[] = {"none", "few", "question", "answer"};
static const char *const peer_base_names[] = {"segment", "small", "coarse", "unknown", "undivided"};
static const char *const peer_sense_names[] = {"exact", "about", "under", "over", "untold"};
static const char *const peer_detail_names[] = {"unsaid", "below", "around", "above", "exact"};

static const char *const change_names[] = {
#define CHANGE(id, name) name,
#include "assess/change.def"
#undef CHANGE
};

#define WORDS(of)                                                                                                                                    \
	{                                                                                                                                            \
		.name = #of, .names = of##_names, .count = G_N_ELEMENTS(of##_names)                                                                  \
	}
const struct words mark_words = WORDS(mark);
static const struct words change_words = WORDS(change);
static const struct words unit_words = WORDS(unit), select_words = WORDS(select), kind_words = WORDS(kind), direction_words = WORDS(direction),
			  movement_words = WORDS(movement), rule_words = WORDS(rule), code_words = WORDS(code);
static const struct words peer_gap_words = WORDS(peer_gap), peer_base_words = WORDS(peer_base), peer_sense_words = WORDS(peer_sense),
			  peer_detail_words = WORDS(peer_detail);

static const char *const grouping_names[] = {"team", "unit", "environment", "owner"};
const struct words grouping_words = {.name = "grouping", .names = grouping_names, .count = G_N_ELEMENTS(grouping_names), .ordered = false};

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

static struct value take_NUMBER(struct arena *arena, double number)
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

/* RISK_COUNT: there was none. */
static struct value take_RISK_IF(struct arena *arena, enum risk risk)
{
	return risk == RISK_COUNT ? value_unknown() : take_RISK(arena, risk);
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

static struct value take_READERS(struct arena *arena, enum readers readers)
{
	return value_word(readers);
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
	return record == NULL ? value_unknown() : value_record(record);
}

static struct value take_index(struct arena *arena, uint32_t word)
{
	return value_word(word);
}

static struct value take_FACT(struct arena *arena, enum fact_key key)
{
	return key < FACT_COUNT ? value_word(key) : value_unknown();
}

static struct value take_INTERNAL(struct arena *arena, struct internal internal)
{
	return internal.view->is_protected ? value_unknown() : value_number(internal.count);
}

static struct value take_PART_OF_AREA(struct arena *arena, struct part_of_area of)
{
	return of.area->has_parts ? value_number(of.area->percents[of.part]) : value_unknown();
}

#define take_EFFORT          take_LEVEL
#define take_TEXTS           take_list
#define take_FACTS           take_list
#define take_HORIZONS        take_list
#define take_LIST_PERSON     take_list
#define take_LIST_LENS       take_list
#define take_LIST_PILLAR     take_list
#define take_LIST_FINDING    take_list
#define take_LIST_STEP       take_list
#define take_LIST_PRACTICE   take_list
#define take_COUNTS          take_record
#define take_SHARE           take_record
#define take_LENS            take_record
#define take_PILLAR          take_record
#define take_FINDING         take_record
#define take_PRACTICE        take_record
#define take_LIST_METRIC     take_list
#define take_LIST_PART       take_list
#define take_LIST_GROUP      take_list
#define take_LIST_GROUPED    take_list
#define take_LIST_SPLIT      take_list
#define take_LIST_PERIOD     take_list
#define take_LIST_SERIES     take_list
#define take_LIST_CHANGE     take_list
#define take_LIST_AREA       take_list
#define take_LIST_PROFILE    take_list
#define take_LIST_RANKING    take_list
#define take_LIST_PLACE      take_list
#define take_LIST_PAIR       take_list
#define take_LIST_CODE       take_list
#define take_LIST_OMISSION   take_list
#define take_PEERS           take_record
#define take_PEER_PLACE      take_record
#define take_PEER_COUNT      take_record
#define take_COMMON          take_record
#define take_LIST_PEER_PLACE take_list
#define take_LIST_PEER_BIN   take_list
#define take_PEER_GAP        take_index
#define take_PEER_BASE       take_index
#define take_PEER_SENSE      take_index
#define take_PEER_DETAIL     take_index
#define take_FIGURE          take_record
#define take_METRIC          take_record
#define take_SPLIT           take_record
#define take_PERIOD          take_record
#define take_CHANGE          take_record
#define take_AREA            take_record
#define take_MARK            take_index
#define take_UNIT            take_index
#define take_SELECT          take_index
#define take_KIND            take_index
#define take_DIRECTION       take_index
#define take_MOVEMENT        take_index
#define take_RULE            take_index
#define take_CODE            take_index
#define take_TURNED          take_index
#define take_PROGRESS        take_record
#define take_MILESTONE       take_record
#define take_STRETCH         take_record
#define take_ACCOUNT         take_record
#define take_LIST_MILESTONE  take_list
#define take_LIST_ADVANCE    take_list
#define take_LIST_STRETCH    take_list
#define take_LIST_POINT      take_list
#define take_LIST_TURN       take_list

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

#include "take_plan.h"

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
#define IS_HORIZON                                                                                                                                   \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &horizon_words                                                                                           \
	}
#define IS_REASON                                                                                                                                    \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &reason_words                                                                                            \
	}
#define IS_READERS                                                                                                                                   \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &readers_words                                                                                           \
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
#define IS_FACT                                                                                                                                      \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &fact_words                                                                                              \
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
#define IS_LIST_METRIC   IS_LIST(record_types[RECORD_metric])
#define IS_LIST_PART     IS_LIST(record_types[RECORD_part])
#define IS_LIST_GROUP    IS_LIST(record_types[RECORD_group])
#define IS_LIST_GROUPED  IS_LIST(record_types[RECORD_grouped])
#define IS_LIST_SPLIT    IS_LIST(record_types[RECORD_split])
#define IS_LIST_PERIOD   IS_LIST(record_types[RECORD_period])
#define IS_LIST_SERIES   IS_LIST(record_types[RECORD_series])
#define IS_LIST_CHANGE   IS_LIST(record_types[RECORD_change])
#define IS_LIST_AREA     IS_LIST(record_types[RECORD_area])
#define IS_LIST_PROFILE  IS_LIST(record_types[RECORD_profile])
#define IS_LIST_RANKING  IS_LIST(record_types[RECORD_ranking])
#define IS_LIST_PLACE    IS_LIST(record_types[RECORD_place])
#define IS_LIST_PAIR     IS_LIST(record_types[RECORD_pair])
#define IS_LIST_CODE     IS_LIST(record_types[RECORD_code])
#define IS_LIST_OMISSION IS_LIST(record_types[RECORD_omission])
#define IS_FIGURE        IS_RECORD(figure)
#define IS_METRIC        IS_RECORD(metric)
#define IS_SPLIT         IS_RECORD(split)
#define IS_PERIOD        IS_RECORD(period)
#define IS_CHANGE        IS_RECORD(change)
#define IS_AREA          IS_RECORD(area)
#define IS_INTERNAL      IS_NUMBER
#define IS_PART_OF_AREA  IS_NUMBER
#define IS_WORD(of)                                                                                                                                  \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &(of)                                                                                                    \
	}
#define IS_MARK            IS_WORD(mark_words)
#define IS_UNIT            IS_WORD(unit_words)
#define IS_SELECT          IS_WORD(select_words)
#define IS_KIND            IS_WORD(kind_words)
#define IS_DIRECTION       IS_WORD(direction_words)
#define IS_MOVEMENT        IS_WORD(movement_words)
#define IS_RULE            IS_WORD(rule_words)
#define IS_CODE            IS_WORD(code_words)
#define IS_TURNED          IS_WORD(change_words)
#define IS_RISK_IF         IS_RISK
#define IS_PROGRESS        IS_RECORD(progress)
#define IS_MILESTONE       IS_RECORD(milestone)
#define IS_STRETCH         IS_RECORD(stretch)
#define IS_ACCOUNT         IS_RECORD(account)
#define IS_LIST_MILESTONE  IS_LIST(record_types[RECORD_milestone])
#define IS_LIST_ADVANCE    IS_LIST(record_types[RECORD_advance])
#define IS_LIST_STRETCH    IS_LIST(record_types[RECORD_stretch])
#define IS_LIST_POINT      IS_LIST(record_types[RECORD_point])
#define IS_LIST_TURN       IS_LIST(record_types[RECORD_turn])
#define IS_PEERS           IS_RECORD(peers)
#define IS_PEER_PLACE      IS_RECORD(peer_place)
#define IS_PEER_COUNT      IS_RECORD(peer_count)
#define IS_COMMON          IS_RECORD(common)
#define IS_LIST_PEER_PLACE IS_LIST(record_types[RECORD_peer_place])
#define IS_LIST_PEER_BIN   IS_LIST(record_types[RECORD_peer_bin])
#define IS_PEER_GAP        IS_WORD(peer_gap_words)
#define IS_PEER_BASE       IS_WORD(peer_base_words)
#define IS_PEER_SENSE      IS_WORD(peer_sense_words)
#define IS_PEER_DETAIL     IS_WORD(peer_detail_words)

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

/* By field; NULL where nothing was said. */
#define RESTS(record, name, facts)                                                                                                                   \
	static uint32_t rests_##record##_##name(const void *it)                                                                                      \
	{                                                                                                                                            \
		const record##_record_t *r = it;                                                                                                     \
                                                                                                                                                     \
		return r == NULL ? 0 : (facts);                                                                                                      \
	}
#include "rests.def"
#undef RESTS

static uint32_t (*const rests[G_N_ELEMENTS(all_fields)])(const void *record) = {
#define RESTS(record, name, facts) [FIELD_##record##_##name] = rests_##record##_##name,
#include "rests.def"
#undef RESTS
};

uint32_t field_facts(const struct field *field, const void *record)
{
	if (field >= context_record.fields && field < context_record.fields + FACT_COUNT)
		return 1u << (field - context_record.fields);
	if (field < all_fields || field >= all_fields + G_N_ELEMENTS(all_fields) || rests[field - all_fields] == NULL)
		return 0;
	return rests[field - all_fields](record);
}

const struct record_kind *const rule_kind = &kinds[RECORD_rule];

static const struct variable review_names[] = {{"review", IS_RECORD(review)}, {"report", IS_RECORD(report)}};
static const struct variable benchmark_names[] = {{"benchmark", IS_RECORD(benchmark)}, {"report", IS_RECORD(report)}};
static const struct variable article_names[] = {{"article", IS_RECORD(article)}, {"benchmark", IS_RECORD(benchmark)}, {"report", IS_RECORD(report)}};
static const struct variable portfolio_names[] = {{"portfolio", IS_RECORD(portfolio)}, {"report", IS_RECORD(report)}};
const struct scope subject_scopes[SUBJECT_COUNT] = {
	[SUBJECT_REVIEW] = {&context_scope, review_names, G_N_ELEMENTS(review_names)},
	[SUBJECT_BENCHMARK] = {NULL, benchmark_names, G_N_ELEMENTS(benchmark_names)},
	[SUBJECT_ARTICLE] = {NULL, article_names, G_N_ELEMENTS(article_names)},
	[SUBJECT_PORTFOLIO] = {NULL, portfolio_names, G_N_ELEMENTS(portfolio_names)},
};
