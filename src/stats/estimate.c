/* Estimates of shares from planes: counts by client, an interval, and what may be said. */
#include "stats/estimate.h"

#include <math.h>
#include <stdlib.h>

#define CLIENTS_FOR_INTERVAL 8u

/* Clients by hits and reviews: most are alike. */
struct kinds {
	GArray *shares; /* struct share */
	GArray *times;  /* uint32_t */
};

static void add_kind(struct kinds *kinds, uint32_t hits, uint32_t of, uint32_t times)
{
	struct share share = {hits, of};

	if (times == 0)
		return;
	g_array_append_val(kinds->shares, share);
	g_array_append_val(kinds->times, times);
}

/* Clients of few reviews are counted in a table; the others are listed, as reviews above and hits below. */
#define FEW 16u
struct pairs {
	uint32_t few[FEW][FEW]; /* [reviews][hits] */
	GArray *many;           /* uint64_t */
};

static void add_client(struct pairs *pairs, uint32_t hits, uint32_t of)
{
	uint64_t pair = (uint64_t)of << 32 | hits;

	if (of < FEW)
		pairs->few[of][hits]++;
	else
		g_array_append_val(pairs->many, pair);
}

/* Rows of one client stand together. */
static void add_clients(const struct corpus *corpus, const uint64_t *base, const uint64_t *hits, const uint64_t *alone, struct pairs *pairs)
{
	uint32_t client = UINT32_MAX, hit = 0, of = 0;

	for (size_t w = 0; w < corpus->words; w++)
		for (uint64_t rest = base[w] & ~(alone == NULL ? 0 : alone[w]); rest != 0; rest &= rest - 1) {
			uint32_t bit = (uint32_t)__builtin_ctzll(rest), row = (uint32_t)w * 64 + bit;

			if (corpus->client[row] != client) {
				add_client(pairs, hit, of);
				client = corpus->client[row];
				hit = of = 0;
			}
			of++;
			hit += (uint32_t)(hits[w] >> bit & 1);
		}
	add_client(pairs, hit, of);
}

static int by_value(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void add_many(struct kinds *kinds, GArray *many)
{
	if (many->len > 0)
		qsort(many->data, many->len, sizeof(uint64_t), by_value);
	for (uint32_t i = 0; i < many->len;) {
		uint64_t pair = g_array_index(many, uint64_t, i);
		uint32_t first = i;

		while (i < many->len && g_array_index(many, uint64_t, i) == pair)
			i++;
		add_kind(kinds, (uint32_t)pair, (uint32_t)(pair >> 32), i - first);
	}
}

/* In order of reviews and hits, whatever the order of the clients: sums of rounded numbers depend on it. */
static struct kinds kinds_new(const struct corpus *corpus, const uint64_t *base, const uint64_t *hits, const uint64_t *alone)
{
	struct kinds kinds = {g_array_new(FALSE, FALSE, sizeof(struct share)), g_array_new(FALSE, FALSE, sizeof(uint32_t))};
	struct pairs pairs = {.many = g_array_new(FALSE, FALSE, sizeof(uint64_t))};

	add_clients(corpus, base, hits, alone, &pairs);
	if (alone != NULL) {
		uint32_t hit = plane_count_all(base, hits, alone, corpus->words);

		pairs.few[1][0] += plane_count_both(base, alone, corpus->words) - hit;
		pairs.few[1][1] += hit;
	}
	for (uint32_t of = 1; of < FEW; of++)
		for (uint32_t hit = 0; hit <= of; hit++)
			add_kind(&kinds, hit, of, pairs.few[of][hit]);
	add_many(&kinds, pairs.many);
	g_array_unref(pairs.many);
	return kinds;
}

static void count_clients(struct estimate *estimate, const struct kinds *kinds)
{
	for (uint32_t i = 0; i < kinds->shares->len; i++) {
		struct share share = g_array_index(kinds->shares, struct share, i);
		uint32_t times = g_array_index(kinds->times, uint32_t, i);

		estimate->k += times * share.hits;
		estimate->n += times * share.of;
		estimate->clients += times;
		estimate->clients_hit += share.hits > 0 ? times : 0;
		estimate->clients_missed += share.hits < share.of ? times : 0;
		estimate->is_clustered = estimate->is_clustered || share.of > 1;
	}
}

/* A census of the population that was named has no uncertainty; n* stays that of the reviews, for tests. */
static void limit_to_population(struct estimate *estimate, const struct estimation *estimation)
{
	double size = estimation->population_size, base = estimation->unit == UNIT_CLIENT ? estimate->clients : estimate->n;

	if (estimation->population_size == 0 || estimate->n == 0)
		return;
	if (base >= size) {
		estimate->method = INTERVAL_NONE;
		estimate->interval = (struct interval){estimate->value, estimate->value};
		return;
	}
	estimate->method = INTERVAL_WILSON_FINITE;
	estimate->star = estimate->star * (size - 1) / (size - base);
	estimate->interval = wilson(estimate->value * estimate->star, estimate->star, estimation->confidence);
}

struct estimate estimate_share(const struct corpus *corpus, const uint64_t *base, const uint64_t *hits, const struct estimation *estimation)
{
	enum weighting weighting = estimation->unit == UNIT_CLIENT ? WEIGHTING_ONE_VOTE : WEIGHTING_EACH;
	struct kinds kinds = kinds_new(corpus, base, hits, estimation->alone);
	const struct share *shares = (const struct share *)(void *)kinds.shares->data;
	const uint32_t *times = (const uint32_t *)(void *)kinds.times->data;
	struct cluster_share found = cluster_share_of(shares, times, kinds.shares->len, weighting, estimation->confidence);
	struct estimate estimate = {.value = found.share, .error = found.error, .deff = found.deff, .effective = found.base, .star = found.star};

	count_clients(&estimate, &kinds);
	estimate.share = cluster_ratio_of(shares, times, kinds.shares->len, weighting);
	estimate.interval = found.wilson;
	estimate.method = estimate.is_clustered ? INTERVAL_WILSON_CLUSTER : INTERVAL_WILSON;
	if (!estimate.is_clustered) {
		estimate.deff = 1;
		estimate.effective = estimate.star = estimate.n;
		estimate.interval = wilson(estimate.k, estimate.n, estimation->confidence);
	}
	limit_to_population(&estimate, estimation);
	if (estimate.clients < CLIENTS_FOR_INTERVAL)
		estimate.method = INTERVAL_NONE;
	g_array_unref(kinds.shares);
	g_array_unref(kinds.times);
	estimate_judge(&estimate, estimation);
	return estimate;
}

void estimate_judge(struct estimate *estimate, const struct estimation *estimation)
{
	struct reliability_facts facts = {
		.star = estimate->star,
		.interval = estimate->interval,
		.clients = estimate->clients,
		.base = estimate->n,
		.missing = estimate->unknown,
		.not_applicable = estimate->not_applicable,
	};
	bool is_share = estimate->method != INTERVAL_T && estimate->method != INTERVAL_ORDER;

	if (!is_share)
		facts.interval = (struct interval){0, 0};
	estimate->reliability = reliability_of(&facts);
	if (!is_share)
		return;
	estimate->bounds = missing_bounds(estimate->k, estimate->n, estimate->unknown);
	if (estimation->missing == MISSING_BOUNDS && estimate->unknown > 0)
		estimate->reliability |= RELIABILITY_BOUNDS;
	estimate->quantifier = estimate->n == 0 ? QUANTIFIER_NONE : quantifier_of(estimate->share, estimate->interval);
	estimate->fraction = fraction_of(estimate->share);
}
