/* One metric of a metrics file. */
#include <string.h>

#include "metrics_decode.h"

static const struct key metric_keys[] = {
	{"id", HOLDS_TEXT, true},       {"title", HOLDS_TEXT, true},       {"count", HOLDS_TEXT, false},
	{"share", HOLDS_TEXT, false},   {"mean", HOLDS_TEXT, false},       {"median", HOLDS_TEXT, false},
	{"base", HOLDS_TEXT, false},    {"base_title", HOLDS_TEXT, false}, {"applies", HOLDS_TEXT, false},
	{"parts", HOLDS_LIST, false},   {"direction", HOLDS_TEXT, false},  {"say", HOLDS_TEXT, false},
	{"claim", HOLDS_TEXT, false},   {"unit", HOLDS_TEXT, false},       {"rounding", HOLDS_TEXT, false},
	{"missing", HOLDS_TEXT, false}, {"interval", HOLDS_TEXT, false},   {"min_base", HOLDS_TEXT, false},
	{"since", HOLDS_TEXT, false},   {"until", HOLDS_TEXT, false},      {"segments", HOLDS_LIST_OR_TEXT, false},
	{"trend", HOLDS_TEXT, false},   {"publish", HOLDS_FLAG, false},    {"note", HOLDS_TEXT, false},
	{"pillar", HOLDS_TEXT, false},  {"group", HOLDS_TEXT, false},      {"supersedes", HOLDS_TEXT, false},
};
static const struct key default_keys[] = {
	{"missing", HOLDS_TEXT, false}, {"rounding", HOLDS_TEXT, false}, {"interval", HOLDS_TEXT, false},         {"min_base", HOLDS_TEXT, false},
	{"publish", HOLDS_FLAG, false}, {"trend", HOLDS_TEXT, false},    {"segments", HOLDS_LIST_OR_TEXT, false},
};
static const struct shape metric_shape = SHAPE("a metric", metric_keys);
static const struct shape default_shape = SHAPE("the defaults", default_keys);

/* What a metric and the defaults of all have in common. */
static void take_manner(const struct decoder *decoder, const struct node *map, struct metric *metric)
{
	struct number_range rounding = {"a number of decimals from 0 to 3", 0, 3, metric->rounding, true};
	struct number_range interval = {"a confidence from 0.5 to 0.999", 0.5, 0.999, metric->confidence, false};
	struct number_range base = {"a whole number", 0, 1000000000, metric->min_base, true};

	metric->missing = (enum metric_missing)decode_index(decoder, map, "missing", "exclude bounds", metric->missing);
	metric->rounding = (uint32_t)decode_number(decoder, map, "rounding", &rounding);
	metric->confidence = decode_number(decoder, map, "interval", &interval);
	metric->min_base = (uint32_t)decode_number(decoder, map, "min_base", &base);
	metric->publish = decode_flag(map, "publish", metric->publish);
	metric->trend = (enum metric_trend)decode_index(decoder, map, "trend", "none year half quarter", metric->trend);
	if (node_find(map, "segments") != NULL)
		metric->segment_count = decode_formulas(decoder, map, "segments", &metric->segments);
}

struct metric metric_defaults(const struct decoder *decoder, const struct node *map)
{
	struct metric metric = {.confidence = 0.95, .min_base = 30, .publish = true, .direction = DIRECTION_NEUTRAL};

	if (map != NULL && decode_shape(decoder, map, &default_shape, "defaults"))
		take_manner(decoder, map, &metric);
	return metric;
}

static bool take_value(const struct decoder *decoder, const struct node *map, struct metric *metric)
{
	static const struct {
		const char *key;
		enum metric_kind kind;
	} kinds[] = {{"count", METRIC_SHARE}, {"share", METRIC_SHARE}, {"mean", METRIC_MEAN}, {"median", METRIC_MEDIAN}};
	const char *found = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (decode_child(map, kinds[i].key, HOLDS_TEXT) == NULL)
			continue;
		if (found != NULL)
			return diag(decoder->diags, METRICS_TWO_VALUES, node_find(map, kinds[i].key)->key_span, found, kinds[i].key);
		found = kinds[i].key;
		metric->kind = kinds[i].kind;
		metric->value = decode_formula(map, found);
	}
	if (found == NULL)
		return diag(decoder->diags, MODEL_MISSING_KEY, metric->span, "this metric", "count", "or share, mean or median");
	return true;
}

/* A word says how the share may be put; anything else is a piece of a sentence with the share in it. */
static void take_say(const struct decoder *decoder, const struct node *map, struct metric *metric)
{
	static const char *const words[] = {[SAY_NUMBER] = "number", [SAY_FRACTION] = "fraction", [SAY_QUANTIFIER] = "quantifier"};
	const struct node *say = decode_child(map, "say", HOLDS_TEXT);

	if (say == NULL)
		return;
	metric->say_span = say->span;
	for (uint32_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (str_is(say->text, words[i])) {
			metric->say = (enum metric_say)i;
			return;
		}
	metric->saying = say->text;
	if (strstr(say->text.text, "{share}") == NULL)
		diag(decoder->diags, METRICS_SAY, say->span, say->text.text);
}

static void take_claim(const struct decoder *decoder, const struct node *map, struct metric *metric)
{
	metric->claim = decode_text(map, "claim");
	metric->claim_span = decode_text_span(map, "claim");
	if (!str_is_empty(metric->claim) && metric->kind != METRIC_SHARE && strstr(metric->claim.text, "{share}") != NULL)
		diag(decoder->diags, METRICS_NO_SHARE, metric->claim_span, metric->id.text);
}

static void take_words(const struct decoder *decoder, const struct node *map, struct metric *metric)
{
	metric->title = decode_text(map, "title");
	metric->base_title = decode_text(map, "base_title");
	metric->unit = decode_text(map, "unit");
	metric->note = decode_text(map, "note");
	metric->pillar = decode_text(map, "pillar");
	metric->group = decode_text(map, "group");
	metric->supersedes = decode_id(decoder, map, "supersedes");
	metric->supersedes_span = decode_text_span(map, "supersedes");
	metric->since = decode_text(map, "since");
	metric->until = decode_text(map, "until");
	metric->direction = (enum direction)decode_index(decoder, map, "direction", "good bad neutral", DIRECTION_NEUTRAL);
}

bool metric_decode(const struct decoder *decoder, const struct node *map, struct metric *metric)
{
	if (!decode_shape(decoder, map, &metric_shape, "metrics"))
		return false;
	metric->id = decode_id(decoder, map, "id");
	metric->span = decode_text_span(map, "id");
	if (str_is_empty(metric->id))
		return false;
	if (!take_value(decoder, map, metric))
		return false;
	take_manner(decoder, map, metric);
	take_words(decoder, map, metric);
	take_say(decoder, map, metric);
	take_claim(decoder, map, metric);
	metric->base = decode_formula(map, "base");
	metric->applies = decode_formula(map, "applies");
	metric->part_count = decode_formulas(decoder, map, "parts", &metric->parts);
	return true;
}
