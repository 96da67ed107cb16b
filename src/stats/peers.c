/* A client among the clients of a corpus: its own reviews apart, each peer on the questions that both answered. */
#include "stats/peers.h"

#include <string.h>

#include "base/hash.h"
#include "peer_work.h"
#include "row.h"
#include "work.h"

/* ---- Whose rows are the client's own ---- */

static const struct framework *framework_at(const struct rows *rows, const struct row *row)
{
	return g_array_index(rows->editions, struct rows_edition, row->edition).ruleset->framework;
}

static struct str text_at(const struct rows *rows, uint32_t index, enum row_text text)
{
	const struct row *row = g_ptr_array_index(rows->list, index);

	return row_text(row, framework_at(rows, row), text);
}

/* Keys of clients that are this one: the same name, or some workload of theirs is this one. */
static GHashTable *own_keys(const struct rows *rows, const struct rows *own)
{
	GHashTable *keys = g_hash_table_new(text_hash, g_str_equal);
	struct str client = text_at(own, 0, ROW_CLIENT_KEY), workload = text_at(own, 0, ROW_WORKLOAD_KEY);

	g_hash_table_add(keys, (gpointer)(uintptr_t)client.text);
	for (uint32_t i = 0; i < rows->list->len && workload.length > 0; i++)
		if (str_equal(text_at(rows, i, ROW_WORKLOAD_KEY), workload))
			g_hash_table_add(keys, (gpointer)(uintptr_t)text_at(rows, i, ROW_CLIENT_KEY).text);
	return keys;
}

/* The rows of all others, and last the client's one review, so that its questions find their columns. */
static struct rows *rows_of_others(struct arena *arena, const struct rows *rows, const struct rows *own)
{
	GHashTable *keys = own_keys(rows, own);
	struct rows others = *rows, *all = rows_new(arena, rows->framework);

	others.list = g_ptr_array_new();
	for (uint32_t i = 0; i < rows->list->len; i++)
		if (!g_hash_table_contains(keys, text_at(rows, i, ROW_CLIENT_KEY).text))
			g_ptr_array_add(others.list, g_ptr_array_index(rows->list, i));
	rows_append(all, &others);
	rows_append(all, own);
	g_ptr_array_unref(others.list);
	g_hash_table_unref(keys);
	return all;
}

/* ---- Who is counted ---- */

struct circle {
	struct arena *arena;
	const struct metrics *metrics;
	const struct corpus *corpus;
	const struct lens_assessment *lens;
	struct peers *peers;
	uint32_t least;          /* clients on either side, for a count to be told */
	uint32_t own;            /* row */
	const uint32_t *columns; /* per question of the lens */
	const uint64_t *rows;    /* of peers */
	const uint64_t **known;  /* per question of the lens: rows of peers; NULL: they were not asked it */
};

static const struct metrics everybody = {.population = {.unit = UNIT_CLIENT, .select = SELECT_LATEST},
					 .noun = {{"client", 6}, {"clients", 7}},
					 .privacy = {.min_clients = 10, .min_side = 3, .min_change = 10, .base_step = 5},
					 .confidence = 0.95};

/* Only the population's own conditions are compiled. */
static const struct metric_programs *population_of(const struct circle *circle, struct diags *diags)
{
	struct metrics *metrics = arena_one(circle->arena, struct metrics);

	*metrics = *circle->metrics;
	metrics->metric_count = metrics->ranking_count = 0;
	return metric_compile(circle->arena, metrics, circle->corpus, diags);
}

static bool take_rows(struct circle *circle)
{
	struct diags *diags = diags_new(circle->arena);
	uint64_t *without = arena_array(circle->arena, uint64_t, circle->corpus->words);
	struct statistics statistics = {.metrics = circle->metrics, .corpus = circle->corpus};
	struct statistics_request request = {.audience = AUDIENCE_INTERNAL, .without = without};
	struct work work = {.arena = circle->arena, .metrics = circle->metrics, .corpus = circle->corpus};

	bits_add(without, circle->own);
	work.scratch = circle->arena;
	work.programs = population_of(circle, diags);
	work.request = &request;
	work.diags = diags;
	work.statistics = &statistics;
	work.results = results_new(circle->arena, circle->corpus);
	if (diags_errors(diags) > 0)
		return false;
	take_population(&work);
	circle->rows = work.rows;
	circle->peers->clients = statistics.counts.clients;
	circle->peers->first_date = statistics.counts.first_date;
	circle->peers->last_date = statistics.counts.last_date;
	return true;
}

static bool is_any(const struct circle *circle, const uint64_t *plane)
{
	return plane_count(plane, circle->corpus->words) > 0;
}

static void take_known(struct circle *circle)
{
	const struct corpus *corpus = circle->corpus;
	uint32_t edition = corpus->edition[circle->own], count = circle->lens->lens->framework->question_count;

	circle->columns = corpus->editions[edition].columns;
	circle->known = arena_array(circle->arena, const uint64_t *, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct question_column *column = &corpus->questions[circle->columns[i]];

		if (column->relations[edition] > RELATION_CLOSE || plane_count_both(column->asked, circle->rows, corpus->words) == 0)
			continue;
		circle->known[i] = peer_known(circle->arena, corpus, circle->columns[i], circle->rows);
		if (!is_any(circle, circle->known[i]) && plane_count_both(column->answered, circle->rows, corpus->words) > 0)
			circle->known[i] = NULL;
	}
}

/* ---- How common a risk is ---- */

static struct peer_share share_of(const struct circle *circle, const struct estimate *estimate)
{
	uint32_t least = circle->least, of = estimate->clients;
	struct peer_share share = {.gap = of < circle->peers->min_clients ? PEER_GAP_FEW : PEER_GAP_NONE, .of = of};

	if (share.gap != PEER_GAP_NONE)
		return (struct peer_share){.gap = share.gap};
	if (estimate->clients_hit < least)
		share.hits = (struct peer_count){PEER_UNDER, least};
	else if (estimate->clients_missed < least)
		share.hits = (struct peer_count){PEER_OVER, of - least};
	else {
		share.hits = estimate->is_clustered ? (struct peer_count){PEER_UNTOLD, 0} : (struct peer_count){PEER_EXACT, estimate->k};
		share.has_percent = true;
		share.percent = percent_of(estimate->share, 0);
		share.has_interval = estimate->method != INTERVAL_NONE;
		share.interval = interval_outward(estimate->interval, 0);
	}
	return share;
}

static struct peer_share common(const struct circle *circle, uint32_t question, bool medium_too)
{
	const struct question_column *column = &circle->corpus->questions[circle->columns[question]];
	uint64_t *hits;
	struct estimate estimate;

	if (circle->known[question] == NULL)
		return (struct peer_share){.gap = PEER_GAP_QUESTION};
	hits = arena_array(circle->arena, uint64_t, circle->corpus->words);
	for (size_t w = 0; w < circle->corpus->words; w++)
		hits[w] = column->high[w] | (medium_too ? column->medium[w] : 0);
	estimate = peer_estimate(circle->corpus, circle->known[question], hits);
	return share_of(circle, &estimate);
}

static void take_shares(const struct circle *circle)
{
	uint32_t count = circle->lens->lens->framework->question_count;
	struct peer_share *high = arena_array(circle->arena, struct peer_share, count),
			  *at_risk = arena_array(circle->arena, struct peer_share, count);

	for (uint32_t i = 0; i < count; i++) {
		high[i] = common(circle, i, false);
		at_risk[i] = common(circle, i, true);
	}
	circle->peers->high = high;
	circle->peers->at_risk = at_risk;
}

/* ---- Places ---- */

/* Whether the client's own answer can be held against others'. */
static bool is_held(const struct circle *circle, uint32_t question)
{
	enum risk risk = circle->lens->findings[question].risk;

	return circle->known[question] != NULL && (risk == RISK_HIGH || risk == RISK_MEDIUM || risk == RISK_NONE);
}

struct contest {
	const struct circle *circle;
	const struct pillar *pillar;
	const uint64_t *rows; /* of peers, a group of them */
	uint32_t asked;       /* of the client's own answers, those that can be compared */
	struct peer_steps steps;
	struct peer_place *place;
};

/* Questions that both answered in a row, and high risks there. */
struct match {
	uint32_t common, peer, own, rows;
};

static void add_row(const struct contest *contest, uint32_t row, struct match *match)
{
	const struct circle *circle = contest->circle;

	match->rows++;
	for (uint32_t q = contest->pillar->first_question; q < contest->pillar->first_question + contest->pillar->question_count; q++)
		if (is_held(circle, q) && bits_has(circle->known[q], row)) {
			match->common++;
			match->peer += bits_has(circle->corpus->questions[circle->columns[q]].high, row);
			match->own += circle->lens->findings[q].risk == RISK_HIGH;
		}
}

static void add_peer(struct contest *contest, const struct match *match)
{
	struct placing *placing = &contest->place->placing;

	if (!peer_answered_enough(match->common, contest->asked * match->rows))
		return;
	placing->worse += match->peer > match->own;
	placing->level += match->peer == match->own;
	placing->better += match->peer < match->own;
	peer_steps_add(&contest->steps, (struct share){match->peer, match->common});
}

/* Rows of one client stand together. */
static void walk_peers(struct contest *contest)
{
	const struct corpus *corpus = contest->circle->corpus;
	struct match match = {0};
	uint32_t client = UINT32_MAX;

	for (uint32_t row = 0; row < corpus->row_count; row++) {
		if (!bits_has(contest->rows, row))
			continue;
		if (corpus->client[row] != client) {
			add_peer(contest, &match);
			match = (struct match){0};
			client = corpus->client[row];
		}
		add_row(contest, row, &match);
	}
	add_peer(contest, &match);
}

static void count_own(struct contest *contest, bool *asked)
{
	const struct circle *circle = contest->circle;

	for (uint32_t q = contest->pillar->first_question; q < contest->pillar->first_question + contest->pillar->question_count; q++) {
		*asked = *asked || circle->known[q] != NULL;
		if (!is_held(circle, q))
			continue;
		contest->place->own.of++;
		contest->place->own.hits += circle->lens->findings[q].risk == RISK_HIGH;
	}
	contest->asked = contest->place->own.of;
}

static void fill_bins(const struct contest *contest)
{
	static const struct peer_steps nobody;
	const struct peer_steps *steps = &contest->steps;
	struct peer_place *place = contest->place;
	uint32_t told = peer_steps_told(&steps, 1, &nobody, contest->circle->least);

	place->bins = peer_bins(contest->circle->arena, steps, told, &place->bin_count);
	place->own_bin = peer_bin_of(place->bins, place->bin_count, place->own);
}

static struct peer_place place_in(const struct circle *circle, uint32_t pillar, const uint64_t *rows)
{
	struct peer_place place = {.gap = PEER_GAP_NONE};
	struct contest contest = {.circle = circle, .pillar = &circle->lens->lens->framework->pillars[pillar], .rows = rows, .place = &place};
	bool asked = false;

	count_own(&contest, &asked);
	if (contest.asked == 0) {
		place.gap = asked ? PEER_GAP_ANSWER : PEER_GAP_QUESTION;
		return place;
	}
	walk_peers(&contest);
	if (contest.steps.clients < circle->peers->min_clients)
		return (struct peer_place){.gap = PEER_GAP_FEW, .own = place.own};
	fill_bins(&contest);
	peer_tell(&place, circle->least);
	return place;
}

static struct peer_place *places_in(const struct circle *circle, const uint64_t *rows)
{
	uint32_t count = circle->lens->lens->framework->pillar_count;
	struct peer_place *places = arena_array(circle->arena, struct peer_place, count);

	for (uint32_t i = 0; i < count; i++)
		places[i] = place_in(circle, i, rows);
	return places;
}

/* ---- Segments ---- */

/* Peers of the client's group; NULL: it is not known which that is. */
static uint64_t *group_rows(const struct circle *circle, const struct formula *formula, struct str *value)
{
	const struct corpus *corpus = circle->corpus;
	uint64_t *rows = arena_array(circle->arena, uint64_t, corpus->words);
	struct split_key key;
	struct split split;

	if (!split_key_find(formula, &key, NULL))
		return NULL;
	memcpy(rows, circle->rows, corpus->words * sizeof *rows);
	bits_add(rows, circle->own);
	split = split_new(circle->arena, corpus, rows, formula, &key);
	for (uint32_t g = 0; g < split.group_count; g++) {
		if (!bits_has(split.groups[g].rows, circle->own))
			continue;
		for (size_t w = 0; w < corpus->words; w++)
			rows[w] = split.groups[g].rows[w] & circle->rows[w];
		*value = split.groups[g].value;
		return rows;
	}
	return NULL;
}

/* Large enough for every pillar that can be told of everybody. */
static bool is_large(const struct circle *circle, const struct peer_place *places, const uint64_t *rows)
{
	if (plane_clients(circle->corpus, rows) < circle->peers->min_clients)
		return false;
	for (uint32_t i = 0; i < circle->lens->lens->framework->pillar_count; i++)
		if (places[i].gap == PEER_GAP_FEW && circle->peers->places[i].gap == PEER_GAP_NONE)
			return false;
	return true;
}

static enum fact_key fact_of(struct str key)
{
	return g_str_has_prefix(str_c(key), "ctx.") ? fact_named(str_of(str_c(key) + 4)) : FACT_COUNT;
}

/* Whether the segment by this key was settled on. */
static bool try_segment(const struct circle *circle, const struct formula *formula)
{
	struct peers *peers = circle->peers;
	struct str value = STR("");
	const uint64_t *rows = group_rows(circle, formula, &value);
	const struct peer_place *places = rows == NULL ? NULL : places_in(circle, rows);
	bool large = places != NULL && is_large(circle, places, rows);

	if (rows == NULL || (peers->base == PEER_BASE_SMALL && !large)) {
		peers->base = peers->base == PEER_BASE_UNDIVIDED ? PEER_BASE_UNKNOWN : peers->base;
		return false;
	}
	peers->base = large ? PEER_BASE_SEGMENT : PEER_BASE_SMALL;
	peers->segment = formula->text;
	peers->segment_key = fact_of(formula->text);
	peers->segment_value = value;
	if (!large)
		return false;
	peers->segment_clients = plane_clients(circle->corpus, rows);
	peers->places = places;
	return true;
}

static void take_segment(const struct circle *circle, const struct formula *by, uint32_t by_count)
{
	static const struct formula usual[] = {{.text = {"ctx.sector", 10}}, {.text = {"ctx.size", 8}}};
	const struct metrics *metrics = circle->metrics;
	bool found = false, any = by_count > 0;

	for (uint32_t i = 0; i < by_count && !found; i++)
		found = try_segment(circle, &by[i]);
	for (uint32_t i = 0; i < metrics->metric_count && !found; i++)
		for (uint32_t s = 0; s < metrics->metrics[i].segment_count && !found; s++) {
			any = true;
			found = try_segment(circle, &metrics->metrics[i].segments[s]);
		}
	for (size_t i = 0; i < G_N_ELEMENTS(usual) && !any && !found; i++)
		found = try_segment(circle, &usual[i]);
}

/* ---- All of it ---- */

static uint32_t lens_of(const struct rows *rows, const struct assessment *assessment)
{
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		if (str_is_empty(rows->framework) || str_equal(rows->framework, assessment->lenses[i].lens->framework->id))
			return i;
	return assessment->lens_count;
}

static uint32_t find_own(const struct corpus *corpus, struct digest digest)
{
	for (uint32_t row = 0; row < corpus->row_count; row++)
		if (corpus->digest[row].words[0] == digest.words[0] && corpus->digest[row].words[1] == digest.words[1])
			return row;
	return UINT32_MAX;
}

static void compare(struct circle *circle, const struct formula *by, uint32_t by_count)
{
	struct peers *peers = circle->peers;
	bool any = false;

	if (!take_rows(circle) || peers->clients < peers->min_clients) {
		peers->gap = PEER_GAP_FEW;
		return;
	}
	take_known(circle);
	for (uint32_t i = 0; i < circle->lens->lens->framework->question_count; i++)
		any = any || circle->known[i] != NULL;
	if (!any) {
		peers->gap = PEER_GAP_QUESTION;
		return;
	}
	peers->gap = PEER_GAP_NONE;
	take_shares(circle);
	peers->places = places_in(circle, circle->rows);
	take_segment(circle, by, by_count);
}

const struct peers *peers_among(struct arena *arena, const struct rows *rows, const struct metrics *metrics, const struct formula *by,
				uint32_t by_count, const struct assessment *assessment)
{
	static const char mark[] = "the review that the report is about";
	struct digest digest = digest_of(mark, sizeof mark);
	struct peers *peers = arena_one(arena, struct peers);
	struct circle circle = {.arena = arena, .metrics = metrics == NULL ? &everybody : metrics, .peers = peers};
	struct rows *own = rows_new(arena, rows->framework);

	*peers = (struct peers){.gap = PEER_GAP_QUESTION, .framework = rows->framework, .base = PEER_BASE_UNDIVIDED, .segment_key = FACT_COUNT};
	peers->noun = circle.metrics->noun;
	peers->min_clients = MAX(circle.metrics->privacy.min_clients, everybody.privacy.min_clients);
	circle.least = MAX(circle.metrics->privacy.min_side, everybody.privacy.min_side);
	peers->lens = lens_of(rows, assessment);
	if (!rows_add(own, assessment, digest) || rows_count(rows) == 0)
		return peers;
	circle.lens = &assessment->lenses[peers->lens];
	circle.corpus = corpus_new(arena, rows_of_others(arena, rows, own), diags_new(arena));
	circle.own = circle.corpus == NULL ? UINT32_MAX : find_own(circle.corpus, digest);
	if (circle.own == UINT32_MAX)
		return peers;
	peers->framework = circle.lens->lens->framework->title;
	peers->version = circle.lens->lens->framework->version;
	compare(&circle, by, by_count);
	return peers;
}

bool peer_keys_check(const struct formula *by, uint32_t count, struct diags *diags)
{
	struct split_key key;
	bool good = true;

	for (uint32_t i = 0; i < count; i++)
		good = split_key_find(&by[i], &key, diags) && good;
	return good;
}
