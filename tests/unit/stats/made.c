/* Statistics made by hand: see made.h. */
#include "made.h"

#include <string.h>

#include "read/json.h"
#include "stats/work.h"

static const char *const metric_names[MADE_METRICS] = {"first", "second", "third"};

static uint32_t workloads_of(const struct made_client *client)
{
	return MAX(client->workloads, 1u);
}

static void made_question(struct arena *arena, const struct made *made, const struct corpus *corpus, uint32_t index, struct question_column *question)
{
	static const char *const ids[MADE_QUESTIONS] = {"alpha", "beta", "gamma"};
	uint64_t *planes[RISK_COUNT], *all = arena_array(arena, uint64_t, corpus->words), *none = arena_array(arena, uint64_t, corpus->words);

	for (uint32_t r = 0; r < RISK_COUNT; r++)
		planes[r] = arena_array(arena, uint64_t, corpus->words);
	for (uint32_t row = 0; row < corpus->row_count; row++) {
		uint8_t risk = made->clients[corpus->client[row]].risks[index];

		bits_add(all, row);
		if (risk == RISK_HIGH || risk == RISK_MEDIUM || risk == RISK_NONE)
			bits_add(planes[risk], row);
	}
	*question = (struct question_column){.id = str_of(ids[index]),
					     .asked = all,
					     .answered = all,
					     .complete = all,
					     .selects = all,
					     .not_applicable = none,
					     .high = planes[RISK_HIGH],
					     .medium = planes[RISK_MEDIUM],
					     .none = planes[RISK_NONE],
					     .is_current = true};
}

static void made_pillar(struct arena *arena, const struct made *made, struct corpus *corpus)
{
	struct question_column *questions = arena_array(arena, struct question_column, made->question_count);
	struct pillar_column *pillar = arena_one(arena, struct pillar_column);

	for (uint32_t q = 0; q < made->question_count; q++)
		made_question(arena, made, corpus, q, &questions[q]);
	pillar->id = STR("pillar");
	corpus->questions = questions;
	corpus->question_count = made->question_count;
	corpus->pillars = pillar;
	corpus->pillar_count = 1;
}

static struct corpus *made_corpus(struct arena *arena, const struct made *made)
{
	struct corpus *corpus = arena_one(arena, struct corpus);
	uint32_t count = 0, row = 0, *client, *rows;
	struct str *names = arena_array(arena, struct str, made->count);
	struct digest *digests;
	enum consent *consent = arena_array(arena, enum consent, made->count);

	for (uint32_t i = 0; i < made->count; i++)
		count += workloads_of(&made->clients[i]);
	client = arena_array(arena, uint32_t, count);
	rows = arena_array(arena, uint32_t, count);
	digests = arena_array(arena, struct digest, count);
	for (uint32_t i = 0; i < made->count; i++) {
		names[i] = str_format(arena, "Client %05u", made->clients[i].name);
		consent[i] = made->clients[i].consent;
		for (uint32_t j = 0; j < workloads_of(&made->clients[i]); j++, row++) {
			client[row] = i;
			rows[row] = row;
			digests[row] = (struct digest){{made->clients[i].name, made->clients[i].version * 100 + j}};
		}
	}
	*corpus = (struct corpus){.row_count = count,
				  .words = bits_words(count),
				  .client_count = made->count,
				  .client_names = names,
				  .client = client,
				  .workload = rows,
				  .first_row = rows,
				  .digest = digests,
				  .consent = consent};
	if (made->question_count > 0)
		made_pillar(arena, made, corpus);
	return corpus;
}

static const struct metrics *made_metrics(struct arena *arena, const struct made *made)
{
	struct metrics *metrics = arena_one(arena, struct metrics);
	struct metric *list = arena_array(arena, struct metric, made->metric_count);

	for (uint32_t i = 0; i < made->metric_count; i++)
		list[i] = (struct metric){.id = str_of(metric_names[i]),
					  .title = str_of(metric_names[i]),
					  .value = {.text = str_of(metric_names[i])},
					  .confidence = 0.95,
					  .publish = true};
	*metrics = (struct metrics){.metrics = list,
				    .metric_count = made->metric_count,
				    .confidence = 0.95,
				    .population = {.unit = made->unit},
				    .peers = made->question_count > 0,
				    .privacy = {.min_clients = made->min_clients == 0 ? 10 : made->min_clients,
						.min_side = made->min_side == 0 ? 3 : made->min_side,
						.min_change = made->min_clients == 0 ? 10 : made->min_clients,
						.base_step = 5}};
	return metrics;
}

static const struct made_client *client_at(const struct made *made, const struct corpus *corpus, uint32_t row)
{
	return &made->clients[corpus->client[row]];
}

static bool counts(const struct made_client *client)
{
	return client->consent == CONSENT_PUBLISH;
}

static struct split *made_split(struct arena *arena, const struct made *made, const struct corpus *corpus)
{
	struct split *split = arena_one(arena, struct split);
	struct group *groups = arena_array(arena, struct group, made->group_count);

	for (uint32_t g = 0; g < made->group_count; g++) {
		uint64_t *rows = arena_array(arena, uint64_t, corpus->words);

		for (uint32_t i = 0; i < corpus->row_count; i++)
			if (client_at(made, corpus, i)->group == g && counts(client_at(made, corpus, i)))
				bits_add(rows, i);
		groups[g] = (struct group){str_of(made->groups[g]), rows, plane_count(rows, corpus->words), plane_clients(corpus, rows)};
	}
	*split = (struct split){.key = STR("ctx.sector"), .label = STR("Sector"), .groups = groups, .group_count = made->group_count};
	return split;
}

static void made_planes(const struct made *made, const struct corpus *corpus, uint32_t metric, uint64_t *base, uint64_t *hits)
{
	for (uint32_t i = 0; i < corpus->row_count; i++) {
		const struct made_client *client = client_at(made, corpus, i);

		if (!counts(client) || client->answers[metric] == UNKNOWN)
			continue;
		bits_add(base, i);
		if (client->answers[metric] == HIT)
			bits_add(hits, i);
	}
}

static void add_series(struct arena *arena, const struct split *split, const struct cell *cells, struct statistic *statistic)
{
	struct series *series = arena_one(arena, struct series);
	struct period *periods = arena_array(arena, struct period, split->group_count);

	for (uint32_t g = 0; g < split->group_count; g++)
		periods[g] = (struct period){.label = split->groups[g].value, .rows = split->groups[g].rows, .estimate = cells[g].estimate};
	*series = (struct series){.periods = periods, .period_count = split->group_count, .relation = RELATION_SAME};
	statistic->series = series;
	statistic->series_count = 1;
}

static void made_statistic(struct arena *arena, const struct made *made, const struct corpus *corpus, const struct split *split, uint32_t metric,
			   struct statistic *statistic)
{
	uint64_t *base = arena_array(arena, uint64_t, corpus->words), *hits = arena_array(arena, uint64_t, corpus->words);
	uint64_t *within = arena_array(arena, uint64_t, corpus->words);
	struct estimation how = {.unit = made->unit, .confidence = 0.95};
	struct cell *cells = arena_array(arena, struct cell, split->group_count);
	struct segment *segment = arena_one(arena, struct segment);

	made_planes(made, corpus, metric, base, hits);
	for (uint32_t g = 0; g < split->group_count; g++) {
		for (size_t w = 0; w < corpus->words; w++)
			within[w] = base[w] & split->groups[g].rows[w];
		cells[g].estimate = estimate_share(corpus, within, hits, &how);
	}
	segment->cells = cells;
	statistic->base = base;
	statistic->hits = hits;
	statistic->all = estimate_share(corpus, base, hits, &how);
	statistic->segments = segment;
	statistic->segment_count = made->as_series ? 0 : 1;
	if (made->as_series)
		add_series(arena, split, cells, statistic);
}

/* As for a publication, by the same code. */
static void made_peers(struct arena *arena, const struct made *made, struct split *splits, uint64_t *rows, struct statistics *statistics)
{
	struct work work = {.arena = arena,
			    .scratch = arena,
			    .metrics = statistics->metrics,
			    .corpus = statistics->corpus,
			    .statistics = statistics,
			    .splits = splits,
			    .rows = rows};

	if (made->question_count == 0)
		return;
	take_peers(&work);
	if (made->has_profile)
		take_pillars(&work);
}

const struct statistics *made_statistics(struct arena *arena, const struct made *made)
{
	static const uint32_t parts[] = {1, 2};
	struct statistics *statistics = arena_one(arena, struct statistics);
	struct statistic *list = arena_array(arena, struct statistic, made->metric_count);
	const struct corpus *corpus = made_corpus(arena, made);
	struct split *split = made_split(arena, made, corpus);
	uint64_t *rows = arena_array(arena, uint64_t, corpus->words);

	*statistics = (struct statistics){.metrics = made_metrics(arena, made),
					  .corpus = corpus,
					  .audience = AUDIENCE_PUBLISH,
					  .rows = rows,
					  .statistics = list,
					  .statistic_count = made->metric_count,
					  .splits = split,
					  .split_count = !made->as_series};
	for (uint32_t i = 0; i < corpus->row_count; i++)
		if (counts(client_at(made, corpus, i)))
			bits_add(rows, i);
	statistics->counts.taken = plane_count(rows, corpus->words);
	statistics->counts.clients = plane_clients(corpus, rows);
	statistics->counts.refused_clients = statistics->counts.refused = corpus->client_count - statistics->counts.clients;
	for (uint32_t m = 0; m < made->metric_count; m++) {
		list[m].metric = &statistics->metrics->metrics[m];
		made_statistic(arena, made, corpus, split, m, &list[m]);
	}
	if (made->has_parts) {
		list[0].parts = parts;
		list[0].part_count = 2;
	}
	made_peers(arena, made, split, rows, statistics);
	return statistics;
}

const struct secrets *made_secrets(void)
{
	static const uint8_t key[] = "a key for tests, which is no secret at all";
	static const struct secrets secrets = {.key = key, .key_length = sizeof key, .has_concentration = true, .concentration = 20};

	return &secrets;
}

const struct ledger *made_ledger(struct arena *arena, const struct ledger *before, const struct protected_view *view)
{
	GString *text = g_string_new(NULL);
	struct diags *diags = diags_new(arena);
	const struct source *source;
	const struct ledger *ledger;

	ledger_write(before, view->record, made_secrets(), text);
	source = source_from_bytes(arena, "ledger", text->str, text->len, diags);
	ledger = ledger_decode(arena, source, json_read_sequence(arena, source, diags), made_secrets(), diags);
	g_string_free(text, TRUE);
	g_assert_nonnull(ledger);
	g_assert_cmpuint(diags_errors(diags), ==, 0);
	return ledger;
}

/* Knuth's multiplier for 64 bits. */
uint32_t made_chance(uint64_t *state, uint32_t most)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 33) % most);
}
