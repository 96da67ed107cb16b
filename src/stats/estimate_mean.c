/* Estimates of means and medians over clients. */
#include <math.h>
#include <stdlib.h>

#include "stats/estimate.h"
#include "stats/special.h"

/* What each vote says: a client's mean, or each row's value; and whose it is. */
struct votes {
	GArray *values;  /* double */
	GArray *clients; /* uint32_t, rising */
	uint32_t rows;
};

static struct votes votes_new(const struct corpus *corpus, const uint64_t *base, const double *values, enum metric_unit unit)
{
	struct votes votes = {g_array_new(FALSE, FALSE, sizeof(double)), g_array_new(FALSE, FALSE, sizeof(uint32_t)), 0};
	uint32_t same = 0;

	for (uint32_t row = 0; row < corpus->row_count; row++) {
		uint32_t client = corpus->client[row], last = votes.clients->len;

		if (!bits_has(base, row))
			continue;
		votes.rows++;
		if (unit == UNIT_CLIENT && last > 0 && g_array_index(votes.clients, uint32_t, last - 1) == client) {
			double *mean = &g_array_index(votes.values, double, last - 1);

			same++;
			*mean += (values[row] - *mean) / same;
			continue;
		}
		same = 1;
		g_array_append_val(votes.values, values[row]);
		g_array_append_val(votes.clients, client);
	}
	return votes;
}

static void votes_free(struct votes *votes)
{
	g_array_unref(votes->values);
	g_array_unref(votes->clients);
}

static double vote(const struct votes *votes, uint32_t at)
{
	return g_array_index(votes->values, double, at);
}

static uint32_t voter(const struct votes *votes, uint32_t at)
{
	return g_array_index(votes->clients, uint32_t, at);
}

static void count_voters(struct estimate *estimate, const struct votes *votes)
{
	estimate->n = votes->rows;
	for (uint32_t i = 0; i < votes->values->len; i++) {
		estimate->clients += i == 0 || voter(votes, i) != voter(votes, i - 1);
		estimate->least = i == 0 ? vote(votes, i) : fmin(estimate->least, vote(votes, i));
		estimate->most = i == 0 ? vote(votes, i) : fmax(estimate->most, vote(votes, i));
	}
	estimate->is_clustered = estimate->clients < votes->rows;
	estimate->deff = 1;
	estimate->effective = estimate->star = votes->values->len;
}

/* Squares of what each client adds to the sum of deviations: Taylor linearisation, as for shares. */
static double squares_by_client(const struct votes *votes, double mean)
{
	double squares = 0, sum = 0;

	for (uint32_t i = 0; i < votes->values->len; i++) {
		sum += vote(votes, i) - mean;
		if (i + 1 == votes->values->len || voter(votes, i + 1) != voter(votes, i)) {
			squares += sum * sum;
			sum = 0;
		}
	}
	return squares;
}

static double squares_of_votes(const struct votes *votes, double mean)
{
	double squares = 0;

	for (uint32_t i = 0; i < votes->values->len; i++)
		squares += (vote(votes, i) - mean) * (vote(votes, i) - mean);
	return squares;
}

static void fill_mean(struct estimate *estimate, const struct votes *votes, double confidence)
{
	double n = votes->values->len, clients = estimate->clients, sum = 0, half, independent;

	for (uint32_t i = 0; i < votes->values->len; i++)
		sum += vote(votes, i);
	estimate->value = n == 0 ? 0 : sum / n;
	estimate->interval = (struct interval){estimate->value, estimate->value};
	if (clients < 2)
		return;
	estimate->error = sqrt(clients / (clients - 1) * squares_by_client(votes, estimate->value)) / n;
	independent = sqrt(squares_of_votes(votes, estimate->value) / (n - 1) / n);
	if (independent > 0 && clients < n) {
		estimate->deff = estimate->error * estimate->error / (independent * independent);
		estimate->effective = estimate->deff > 0 ? n / estimate->deff : n;
		estimate->star = fmin(n, estimate->effective);
	}
	half = t_quantile(1 - (1 - confidence) / 2, clients - 1) * estimate->error;
	estimate->interval = (struct interval){estimate->value - half, estimate->value + half};
}

struct estimate estimate_mean(const struct corpus *corpus, const uint64_t *base, const double *values, const struct estimation *estimation)
{
	struct votes votes = votes_new(corpus, base, values, estimation->unit);
	struct estimate estimate = {.method = INTERVAL_T};

	count_voters(&estimate, &votes);
	fill_mean(&estimate, &votes, estimation->confidence);
	estimate_judge(&estimate, estimation);
	votes_free(&votes);
	return estimate;
}

static int by_size(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* How many independent votes the clients' votes are worth at the median: as for the share of votes that are not above it. */
static double base_at(const struct votes *votes, double median, double confidence)
{
	struct share *clients = g_new0(struct share, votes->values->len + 1);
	struct cluster_share found;
	uint32_t count = 0;

	for (uint32_t i = 0; i < votes->values->len; i++) {
		count += i == 0 || voter(votes, i) != voter(votes, i - 1);
		clients[count - 1].of++;
		clients[count - 1].hits += vote(votes, i) <= median;
	}
	found = cluster_share(clients, count, WEIGHTING_EACH, confidence);
	g_free(clients);
	return found.star;
}

/* Limits of the median are the quantiles at the limits of a share of one half: Woodruff, JASA 47 (1952) 635. */
static void fill_median(struct estimate *estimate, const struct votes *votes, double confidence)
{
	uint32_t n = votes->values->len;
	double *sorted = g_new(double, n + 1);
	struct interval at;

	for (uint32_t i = 0; i < n; i++)
		sorted[i] = vote(votes, i);
	qsort(sorted, n, sizeof *sorted, by_size);
	if (n > 0) {
		estimate->value = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
		estimate->star = estimate->clients == n ? n : base_at(votes, estimate->value, confidence);
		estimate->effective = estimate->star;
		estimate->deff = n / estimate->star;
		at = wilson(estimate->star / 2, estimate->star, confidence);
		estimate->interval.low = sorted[(uint32_t)CLAMP(floor(at.low * n), 0, n - 1)];
		estimate->interval.high = sorted[(uint32_t)CLAMP(ceil(at.high * n) - 1, 0, n - 1)];
	}
	g_free(sorted);
}

struct estimate estimate_median(const struct corpus *corpus, const uint64_t *base, const double *values, const struct estimation *estimation)
{
	struct votes votes = votes_new(corpus, base, values, estimation->unit);
	struct estimate estimate = {.method = INTERVAL_ORDER};

	count_voters(&estimate, &votes);
	fill_median(&estimate, &votes, estimation->confidence);
	estimate_judge(&estimate, estimation);
	votes_free(&votes);
	return estimate;
}
