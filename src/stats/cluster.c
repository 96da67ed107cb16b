/* The share over clients with several workloads each: its standard error, its effective base and its interval. */
#include <glib.h>
#include <math.h>
#include <stdbool.h>

#include "stats/interval.h"
#include "stats/special.h"

#define NOISE      1e-20       /* a variance below this part of p (1 - p) is rounding: all clients have the same share */
#define ROUNDED_TO 1000000000u /* where the exact denominator does not fit */

static double weight_of(struct share client, enum weighting weighting)
{
	return weighting == WEIGHTING_EACH ? client.of : client.of > 0;
}

static double hits_of(struct share client, enum weighting weighting)
{
	return weighting == WEIGHTING_EACH ? client.hits : share_value(client);
}

/* Clients, or kinds of clients with the number of each. */
struct clients {
	const struct share *shares;
	const uint32_t *times; /* NULL: one each */
	uint32_t count;
};

static uint32_t times_of(const struct clients *clients, uint32_t at)
{
	return clients->times == NULL ? 1 : clients->times[at];
}

struct sums {
	double weight, hits; /* weighted */
	uint64_t hit_count;  /* not weighted */
	uint32_t clients, workloads;
};

static struct sums sum_up(const struct clients *clients, enum weighting weighting)
{
	struct sums sums = {0};

	for (uint32_t i = 0; i < clients->count; i++) {
		struct share share = clients->shares[i];
		uint32_t times = times_of(clients, i);

		sums.weight += times * weight_of(share, weighting);
		sums.hits += times * hits_of(share, weighting);
		sums.hit_count += (uint64_t)times * share.hits;
		sums.clients += share.of > 0 ? times : 0;
		sums.workloads += times * share.of;
	}
	return sums;
}

/* Taylor linearisation: what each client adds to the ratio of the two sums. */
static double variance_of(const struct clients *clients, enum weighting weighting, const struct sums *sums, double share)
{
	double squares = 0;

	for (uint32_t i = 0; i < clients->count; i++) {
		double z = (hits_of(clients->shares[i], weighting) - share * weight_of(clients->shares[i], weighting)) / sums->weight;

		squares += times_of(clients, i) * z * z;
	}
	return squares * sums->clients / (sums->clients - 1.0);
}

/* Where the spread over clients says nothing: each client counts as one answer. */
static void fill_by_clients(struct cluster_share *result)
{
	result->base = result->star = result->audit_base = result->clients;
	result->deff = result->clients == 0 ? 1 : (double)result->workloads / result->clients;
}

static void fill_by_variance(struct cluster_share *result, double variance, double confidence)
{
	double n = result->workloads, spread = result->share * (1 - result->share), upper = 1 - (1 - confidence) / 2;
	double ratio = t_quantile(upper, n - 1) / t_quantile(upper, result->clients - 1.0);

	result->base = INFINITY;
	result->audit_base = n;
	if (variance > NOISE * spread) {
		result->error = sqrt(variance);
		result->deff = variance / (spread / (n - 1));
		result->base = n / result->deff;
		result->audit_base = spread / variance * ratio * ratio;
	}
	result->star = fmin(n, result->base * ratio * ratio);
}

struct cluster_share cluster_share(const struct share *clients, uint32_t count, enum weighting weighting, double confidence)
{
	return cluster_share_of(clients, NULL, count, weighting, confidence);
}

struct cluster_share cluster_share_of(const struct share *shares, const uint32_t *times, uint32_t count, enum weighting weighting, double confidence)
{
	struct clients clients = {shares, times, count};
	struct sums sums = sum_up(&clients, weighting);
	struct cluster_share result = {.clients = sums.clients, .workloads = sums.workloads};

	if (sums.hit_count == sums.workloads)
		result.share = sums.workloads > 0;
	else if (sums.hit_count > 0)
		result.share = sums.hits / sums.weight;
	if (sums.hit_count == 0 || sums.hit_count == sums.workloads || sums.clients < 2)
		fill_by_clients(&result);
	else
		fill_by_variance(&result, variance_of(&clients, weighting, &sums, result.share), confidence);
	result.wilson = wilson(result.share * result.star, result.star, confidence);
	return result;
}

struct interval korn_graubard(const struct cluster_share *share, double confidence)
{
	return clopper_pearson(share->share * share->audit_base, share->audit_base, confidence);
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
	while (b != 0) {
		uint64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* The least common multiple of the clients' numbers of workloads; false when times clients passes 32 bits. */
static bool find_denominator(const struct share *clients, uint32_t count, uint32_t counted, uint64_t *denominator)
{
	*denominator = 1;
	for (uint32_t i = 0; i < count; i++) {
		if (clients[i].of == 0)
			continue;
		*denominator *= clients[i].of / common_divisor(*denominator, clients[i].of);
		if (*denominator > UINT32_MAX / counted)
			return false;
	}
	return true;
}

static struct share rounded(double value, bool none, bool all)
{
	double hits = floor(value * ROUNDED_TO + 0.5);

	if (none || all)
		return (struct share){all ? ROUNDED_TO : 0, ROUNDED_TO};
	return (struct share){(uint32_t)CLAMP(hits, 1, ROUNDED_TO - 1), ROUNDED_TO};
}

struct share cluster_ratio(const struct share *clients, uint32_t count, enum weighting weighting)
{
	return cluster_ratio_of(clients, NULL, count, weighting);
}

struct share cluster_ratio_of(const struct share *shares, const uint32_t *times, uint32_t count, enum weighting weighting)
{
	struct clients all = {shares, times, count};
	struct sums sums = sum_up(&all, weighting);
	uint64_t denominator, hits = 0, shared;

	if (sums.clients == 0)
		return (struct share){0, 0};
	if (weighting == WEIGHTING_EACH)
		return (struct share){(uint32_t)sums.hit_count, sums.workloads};
	if (!find_denominator(shares, count, sums.clients, &denominator))
		return rounded(sums.hits / sums.weight, sums.hit_count == 0, sums.hit_count == sums.workloads);
	for (uint32_t i = 0; i < count; i++)
		if (shares[i].of > 0)
			hits += (uint64_t)times_of(&all, i) * shares[i].hits * (denominator / shares[i].of);
	denominator *= sums.clients;
	shared = common_divisor(hits, denominator);
	return (struct share){(uint32_t)(hits / shared), (uint32_t)(denominator / shared)};
}
