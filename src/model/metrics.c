/* Files of metrics (plumbline: metrics/1) to struct metrics: the file, its population and its rules. */
#include "model/metrics.h"

#include "base/hash.h"
#include "metrics_decode.h"

static const struct key file_keys[] = {
	{"plumbline", HOLDS_TEXT, false}, {"schema", HOLDS_TEXT, false}, {"framework", HOLDS_TEXT, false}, {"population", HOLDS_MAP, false},
	{"defaults", HOLDS_MAP, false},   {"noun", HOLDS_MAP, false},    {"privacy", HOLDS_MAP, false},    {"associations", HOLDS_FLAG, false},
	{"peers", HOLDS_FLAG, false},     {"metrics", HOLDS_LIST, true}, {"rankings", HOLDS_LIST, false},
};
static const struct key population_keys[] = {
	{"title", HOLDS_TEXT, false},   {"unit", HOLDS_TEXT, false}, {"select", HOLDS_TEXT, false},     {"where", HOLDS_TEXT, false},
	{"consent", HOLDS_TEXT, false}, {"size", HOLDS_TEXT, false}, {"generalise", HOLDS_FLAG, false}, {"reason", HOLDS_TEXT, false},
};
static const struct key noun_keys[] = {{"one", HOLDS_TEXT, true}, {"many", HOLDS_TEXT, true}};
static const struct key privacy_keys[] = {
	{"min_clients", HOLDS_TEXT, false}, {"min_side", HOLDS_TEXT, false}, {"min_change", HOLDS_TEXT, false},
	{"base_step", HOLDS_TEXT, false},   {"ledger", HOLDS_TEXT, false},   {"parameters", HOLDS_TEXT, false},
};
static const struct key ranking_keys[] = {
	{"id", HOLDS_TEXT, true},     {"title", HOLDS_TEXT, false}, {"over", HOLDS_TEXT, true},  {"value", HOLDS_TEXT, false},
	{"among", HOLDS_TEXT, false}, {"order", HOLDS_TEXT, false}, {"show", HOLDS_TEXT, false},
};
static const struct shape file_shape = SHAPE("the file", file_keys);
static const struct shape population_shape = SHAPE("the population", population_keys);
static const struct shape noun_shape = SHAPE("the noun", noun_keys);
static const struct shape privacy_shape = SHAPE("the rules of privacy", privacy_keys);
static const struct shape ranking_shape = SHAPE("a ranking", ranking_keys);

struct formula decode_formula(const struct node *map, const char *key)
{
	return (struct formula){decode_text(map, key), decode_text_span(map, key)};
}

uint32_t decode_formulas(const struct decoder *decoder, const struct node *map, const char *key, const struct formula **formulas)
{
	const struct node *child = decode_child(map, key, HOLDS_LIST_OR_TEXT);
	const struct str *texts;
	uint32_t count = decode_texts(decoder, map, key, &texts), at = 0;
	struct formula *made = arena_array(decoder->arena, struct formula, count);

	*formulas = made;
	if (child != NULL && child->kind == NODE_SCALAR)
		made[at++] = (struct formula){child->text, child->span};
	for (const struct node *item = child == NULL ? NULL : child->first; item != NULL; item = item->next)
		if (item->kind == NODE_SCALAR)
			made[at++] = (struct formula){item->text, item->span};
	return at;
}

double decode_number(const struct decoder *decoder, const struct node *map, const char *key, const struct number_range *range)
{
	const struct node *child = decode_child(map, key, HOLDS_TEXT);
	double number;
	char *end;

	if (child == NULL)
		return range->absent;
	number = g_ascii_strtod(child->text.text, &end);
	if (child->text.length > 0 && g_ascii_isdigit(child->text.text[0]) && *end == '\0' && number >= range->least && number <= range->most &&
	    (!range->whole || number == (double)(uint32_t)number))
		return number;
	diag(decoder->diags, MODEL_BAD_NUMBER, child->span, child->text.text, range->name, "");
	return range->absent;
}

uint32_t decode_index(const struct decoder *decoder, const struct node *map, const char *key, const char *words, uint32_t absent)
{
	struct str word = decode_word(decoder, map, key, words);
	char **list = g_strsplit(words, " ", -1);
	uint32_t found = absent;

	for (uint32_t i = 0; !str_is_empty(word) && list[i] != NULL; i++)
		if (str_is(word, list[i]))
			found = i;
	g_strfreev(list);
	return found;
}

static void take_population(const struct decoder *decoder, const struct node *map, struct population *population)
{
	static const struct number_range sizes = {"a number of units", 1, 4294967295.0, 0, true};

	population->unit = UNIT_CLIENT;
	if (map == NULL || !decode_shape(decoder, map, &population_shape, "population"))
		return;
	population->span = map->key_span;
	population->title = decode_text(map, "title");
	population->unit = (enum metric_unit)decode_index(decoder, map, "unit", "client workload review", UNIT_CLIENT);
	population->select = (enum metric_select)decode_index(decoder, map, "select", "latest first each", SELECT_LATEST);
	population->where = decode_formula(map, "where");
	population->consent = decode_formula(map, "consent");
	population->size = (uint32_t)decode_number(decoder, map, "size", &sizes);
	population->generalise = decode_flag(map, "generalise", false);
	population->reason = decode_text(map, "reason");
	if (population->generalise && str_is_empty(population->reason))
		diag(decoder->diags, METRICS_NO_REASON, decode_text_span(map, "generalise"));
}

static void take_noun(const struct decoder *decoder, const struct node *map, enum metric_unit unit, struct noun *noun)
{
	static const struct noun nouns[] = {
		[UNIT_CLIENT] = {{"client", 6}, {"clients", 7}},
		[UNIT_WORKLOAD] = {{"workload", 8}, {"workloads", 9}},
		[UNIT_REVIEW] = {{"review", 6}, {"reviews", 7}},
	};

	*noun = nouns[unit];
	if (map != NULL && decode_shape(decoder, map, &noun_shape, "noun"))
		*noun = (struct noun){decode_text(map, "one"), decode_text(map, "many")};
}

static uint32_t take_limit(const struct decoder *decoder, const struct node *map, const char *key, double least, double absent)
{
	struct number_range range = {"a whole number that is large enough here", least, 1000000, absent, true};

	return (uint32_t)(map == NULL ? absent : decode_number(decoder, map, key, &range));
}

static void take_privacy(const struct decoder *decoder, const struct node *map, struct privacy *privacy)
{
	if (map != NULL && !decode_shape(decoder, map, &privacy_shape, "privacy"))
		map = NULL;
	privacy->min_clients = take_limit(decoder, map, "min_clients", 1, 10);
	privacy->min_side = take_limit(decoder, map, "min_side", 0, 3);
	privacy->min_change = take_limit(decoder, map, "min_change", 1, 10);
	privacy->base_step = take_limit(decoder, map, "base_step", 1, 5);
	if (map == NULL)
		return;
	privacy->ledger = decode_text(map, "ledger");
	privacy->parameters = decode_text(map, "parameters");
	privacy->span = map->key_span;
}

static bool take_ranking(const struct decoder *decoder, const struct node *map, struct ranking *ranking)
{
	if (!decode_shape(decoder, map, &ranking_shape, "rankings"))
		return false;
	*ranking = (struct ranking){
		.id = decode_id(decoder, map, "id"),
		.title = decode_text(map, "title"),
		.over = (enum ranking_over)decode_index(decoder, map, "over", "questions choices pillars metrics", OVER_QUESTIONS),
		.value = decode_formula(map, "value"),
		.among = decode_formula(map, "among"),
		.ascending = decode_index(decoder, map, "order", "descending ascending", 0) == 1,
		.show = take_limit(decoder, map, "show", 0, 0),
		.span = decode_text_span(map, "id"),
	};
	if (str_is_empty(ranking->title))
		ranking->title = ranking->id;
	if (str_is_empty(ranking->value.text) && ranking->over != OVER_METRICS)
		return diag(decoder->diags, MODEL_MISSING_KEY, map->span, "this ranking", "value", "only a ranking over metrics can do without");
	return true;
}

static void take_rankings(const struct decoder *decoder, const struct node *list, struct metrics *metrics)
{
	struct ranking *made = arena_array(decoder->arena, struct ranking, list == NULL ? 0 : list->count);

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		if (take_ranking(decoder, item, &made[metrics->ranking_count]))
			metrics->ranking_count++;
	metrics->rankings = made;
}

static void check_id(const struct decoder *decoder, const struct metric *metric, GHashTable *seen)
{
	const struct metric *other = g_hash_table_lookup(seen, str_c(metric->id));

	if (other == NULL)
		g_hash_table_insert(seen, (void *)(uintptr_t)str_c(metric->id), (void *)(uintptr_t)metric);
	else
		diag(decoder->diags, METRICS_TWICE, metric->span, metric->id.text,
		     str_format(decoder->arena, "%u", source_place(other->span.source, other->span.start).line).text);
}

static void take_metrics(const struct decoder *decoder, const struct node *root, struct metrics *metrics)
{
	const struct node *list = decode_child(root, "metrics", HOLDS_LIST);
	struct metric *made = arena_array(decoder->arena, struct metric, list == NULL ? 0 : list->count);
	struct metric defaults = metric_defaults(decoder, decode_child(root, "defaults", HOLDS_MAP));
	GHashTable *seen = g_hash_table_new(text_hash, g_str_equal);

	metrics->confidence = defaults.confidence;
	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
		struct metric *metric = &made[metrics->metric_count];

		*metric = defaults;
		if (!metric_decode(decoder, item, metric))
			continue;
		metrics->metric_count++;
		check_id(decoder, metric, seen);
	}
	g_hash_table_unref(seen);
	metrics->metrics = made;
}

/* `plumbline: metrics/1`; the draft of the format said `schema: benchmark-metrics/1`. */
static void check_version(const struct decoder *decoder, const struct node *root, struct metrics *metrics)
{
	const struct node *version = decode_child(root, "plumbline", HOLDS_TEXT), *draft = decode_child(root, "schema", HOLDS_TEXT);
	const struct node *says = version != NULL ? version : draft;

	metrics->is_draft = version == NULL && draft != NULL;
	if (says == NULL)
		diag(decoder->diags, MODEL_MISSING_KEY, ((struct span){root->span.source, root->span.start, 0}), "the file", "plumbline",
		     "write plumbline: metrics/1");
	else if (!str_is(says->text, version != NULL ? "metrics/1" : "benchmark-metrics/1"))
		diag(decoder->diags, MODEL_VERSION, says->span, says->text.text, "this version reads \"plumbline: metrics/1\"");
}

const struct metrics *metrics_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	struct decoder decoder = {.arena = arena, .diags = diags};
	struct metrics *metrics = arena_one(arena, struct metrics);

	if (!decode_shape(&decoder, root, &file_shape, "the file"))
		return NULL;
	check_version(&decoder, root, metrics);
	metrics->source = source;
	metrics->framework = decode_id(&decoder, root, "framework");
	metrics->framework_span = decode_text_span(root, "framework");
	take_population(&decoder, decode_child(root, "population", HOLDS_MAP), &metrics->population);
	take_noun(&decoder, decode_child(root, "noun", HOLDS_MAP), metrics->population.unit, &metrics->noun);
	take_privacy(&decoder, decode_child(root, "privacy", HOLDS_MAP), &metrics->privacy);
	metrics->associations = decode_flag(root, "associations", true);
	metrics->peers = decode_flag(root, "peers", true);
	take_metrics(&decoder, root, metrics);
	take_rankings(&decoder, decode_child(root, "rankings", HOLDS_LIST), metrics);
	return metrics;
}

uint32_t metrics_find(const struct metrics *metrics, struct str id)
{
	for (uint32_t i = 0; i < metrics->metric_count; i++)
		if (str_equal(metrics->metrics[i].id, id))
			return i;
	return UINT32_MAX;
}
