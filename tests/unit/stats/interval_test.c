/* Intervals: published examples, ends of the scale, and what must hold for any share. */
#include "near_value.h"
#include "stats/interval.h"
#include "stats/special.h"

#define TENTH 0.0006 /* of a limit printed as a percent with one digit, wherever it was cut or rounded */

static void test_special(void)
{
	const double z = 1.959963984540054;

	ASSERT_NEAR(normal_critical(0.95), z, 1e-14);
	ASSERT_NEAR(normal_cdf(0), 0.5, 0);
	ASSERT_NEAR(t_quantile(0.975, 1), 12.706204736174698, 1e-11);
	ASSERT_NEAR(t_quantile(0.975, 1e9), z + (z * z * z + z) / 4e9, 1e-11); /* Fisher's expansion; the next part is below 1e-17 */
	ASSERT_NEAR(chi_squared_upper(3.841458820694124, 1), 0.05, 1e-14);
	ASSERT_NEAR(beta_cdf(1, 1, 0.25), 0.25, 1e-15);
	ASSERT_NEAR(beta_quantile(2, 2, 0.5), 0.5, 1e-14);
	ASSERT_NEAR(binomial_pmf(2, 4, 0.5), 0.375, 1e-14);
	ASSERT_NEAR(binomial_lower(1, 3, 0.5), 0.5, 1e-14);
	ASSERT_NEAR(binomial_upper(3, 3, 0.5), 0.125, 1e-14);
}

static void test_special_ends(void)
{
	g_assert_true(isinf(normal_quantile(0)) && normal_quantile(0) < 0);
	g_assert_true(isinf(normal_quantile(1)) && normal_quantile(1) > 0);
	g_assert_true(isinf(t_quantile(0, 3)) && isinf(t_quantile(1, 3)));
	ASSERT_NEAR(normal_cdf(-INFINITY), 0, 0);
	ASSERT_NEAR(normal_cdf(INFINITY), 1, 0);
	ASSERT_NEAR(t_quantile(0.5, 4), 0, 0);
	ASSERT_NEAR(beta_cdf(3, 4, 0), 0, 0);
	ASSERT_NEAR(beta_cdf(3, 4, 1), 1, 0);
	ASSERT_NEAR(beta_quantile(3, 4, 0), 0, 0);
	ASSERT_NEAR(beta_quantile(3, 4, 1), 1, 0);
	ASSERT_NEAR(chi_squared_upper(0, 0), 1, 0);
	ASSERT_NEAR(chi_squared_upper(1, 0), 0, 0);
	ASSERT_NEAR(chi_squared_upper(INFINITY, 3), 0, 0);
	ASSERT_NEAR(chi_squared_upper(5000, 4000), 0, 1e-20);
	ASSERT_NEAR(binomial_pmf(0, 0, 0.3), 1, 0);
	ASSERT_NEAR(binomial_pmf(0, 9, 0), 1, 0);
	ASSERT_NEAR(binomial_pmf(9, 9, 1), 1, 0);
	ASSERT_NEAR(binomial_pmf(3, 9, 1), 0, 0);
	ASSERT_NEAR(binomial_lower(3, 9, 1), 0, 0);
	ASSERT_NEAR(binomial_lower(3, 9, 0), 1, 0);
	ASSERT_NEAR(binomial_upper(3, 2, 0.4), 0, 0);
	ASSERT_NEAR(binomial_upper(0, 2, 0.4), 1, 0);
}

static void test_quantile_inverts(void)
{
	static const double parameters[] = {0.05, 0.5, 1, 3.5, 40, 900, 250000, 4e6};
	static const double levels[] = {1e-12, 1e-4, 0.025, 0.4, 0.5, 0.7, 0.975, 0.9999};

	for (size_t a = 0; a < G_N_ELEMENTS(parameters); a++)
		for (size_t b = 0; b < G_N_ELEMENTS(parameters); b++)
			for (size_t p = 0; p < G_N_ELEMENTS(levels); p++) {
				double x = beta_quantile(parameters[a], parameters[b], levels[p]);

				if (x > 1e-300 && x < 1 - 1e-6) /* nearer to 1 the step of x itself moves p */
					ASSERT_NEAR(beta_cdf(parameters[a], parameters[b], x) / levels[p], 1, 1e-9);
			}
	for (double z = -37; z < 8; z += 0.25)
		ASSERT_NEAR(normal_quantile(normal_cdf(z)), z, 1e-14 * fabs(z) + 1e-15 / exp(-z * z / 2) * (z > 0));
}

/* The tails are sums of the mass. */
static void test_binomial_tails(void)
{
	static const double shares[] = {0.01, 0.3, 0.5, 0.79, 0.999};

	for (size_t i = 0; i < G_N_ELEMENTS(shares); i++) {
		double below = 0;

		for (guint32 k = 0; k <= 150; k++) {
			ASSERT_NEAR(binomial_upper(k, 150, shares[i]), 1 - below, 1e-12);
			below += binomial_pmf(k, 150, shares[i]);
			ASSERT_NEAR(binomial_lower(k, 150, shares[i]), below, 1e-12);
		}
		ASSERT_NEAR(below, 1, 1e-13);
	}
}

/* The figures of the article that this program must be able to publish. */
static void test_wilson_seed(void)
{
	static const struct {
		double k, n, low, high;
	} figures[] = {
		{75, 150, 42.1, 57.9}, {135, 150, 84.2, 93.8}, {93, 150, 54.0, 69.4},  {45, 150, 23.2, 37.8},  {117, 150, 70.7, 83.9},
		{59, 140, 34.3, 50.4}, {118, 150, 71.4, 84.5}, {100, 150, 58.8, 73.7}, {112, 150, 67.2, 81.0}, {71, 150, 39.5, 55.3},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
		ASSERT_LIMITS(wilson(figures[i].k, figures[i].n, 0.95), figures[i].low / 100, figures[i].high / 100, TENTH);
	ASSERT_LIMITS(wilson(13, 16, 0.95), 0.5699, 0.9341, 0.00005);
	ASSERT_LIMITS(wilson(76, 150, 0.95), 0.427, 0.586, TENTH);
}

static void test_wilson_width(void)
{
	struct interval at_38 = wilson(19, 38, 0.95), at_39 = wilson(19.5, 39, 0.95);

	g_assert_true(at_38.high - at_38.low >= 0.30);
	g_assert_true(at_39.high - at_39.low < 0.30);
}

static void test_published(void)
{
	ASSERT_LIMITS(clopper_pearson(13, 16, 0.95), 0.5435, 0.9595, 0.00006);
	ASSERT_LIMITS(clopper_pearson(15, 148, 0.95), 0.0578, 0.1617, 0.00006);
	ASSERT_LIMITS(clopper_pearson(0, 20, 0.95), 0, 0.1684, 0.00006);
	ASSERT_LIMITS(clopper_pearson(1, 29, 0.95), 0.0009, 0.1776, 0.00006);
	ASSERT_LIMITS(jeffreys(0, 10, 0.95), 0, 0.2172, 0.0001);
}

static struct interval wilson_95(double k, double n)
{
	return wilson(k, n, 0.95);
}

static struct interval clopper_pearson_95(double k, double n)
{
	return clopper_pearson(k, n, 0.95);
}

static struct interval jeffreys_95(double k, double n)
{
	return jeffreys(k, n, 0.95);
}

static struct interval finite_95(double k, double n)
{
	return wilson_finite(k, n, n * 2, 0.95);
}

static struct interval (*const kinds[])(double k, double n) = {wilson_95, clopper_pearson_95, jeffreys_95, finite_95};

/* For each kind: between 0 and 1, holding k / n, symmetric, growing with k; 0 and 1 exactly at the ends. */
static void check_shape(struct interval (*of)(double k, double n), double n)
{
	struct interval last = {-1, -1};

	for (double k = 0; k <= n; k++) {
		struct interval found = of(k, n), mirror = of(n - k, n);

		g_assert_true(found.low >= 0 && found.high <= 1);
		g_assert_true(found.low <= k / n && found.high >= k / n);
		g_assert_true(found.low > last.low && found.high > last.high);
		ASSERT_NEAR(found.low, 1 - mirror.high, 1e-12);
		last = found;
	}
	g_assert_true(of(0, n).low <= 0);
	g_assert_true(of(n, n).high >= 1);
	g_assert_true(of(0, n).high < 1 && of(n, n).low > 0);
}

static void test_shape(void)
{
	static const double bases[] = {1, 2, 7, 29, 150};

	for (size_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++)
		for (size_t i = 0; i < G_N_ELEMENTS(bases); i++)
			check_shape(kinds[kind], bases[i]);
}

static void test_nothing_known(void)
{
	for (size_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++)
		ASSERT_LIMITS(kinds[kind](0, 0), 0, 1, 0);
	ASSERT_NEAR(share_value((struct share){0, 0}), 0, 0);
	ASSERT_LIMITS(wilson(7, 5, 0.95), wilson(5, 5, 0.95).low, 1, 0);
	ASSERT_LIMITS(wilson(-1, 5, 0.95), 0, wilson(0, 5, 0.95).high, 0);
}

static void test_growing_base(void)
{
	double last = 2;

	for (double n = 0.5; n < 1e7; n *= 1.7) {
		struct interval found = wilson(0.79 * n, n, 0.95);

		g_assert_true(found.high - found.low < last);
		last = found.high - found.low;
	}
	ASSERT_NEAR(last, 2 * 1.96 * sqrt(0.79 * 0.21 / 7.5e6), 3e-4);
}

/* How often the interval holds the truth: the mean and the least over truths from 0.5 % to 99.5 %. */
static void find_coverage(struct interval (*of)(double k, double n), guint32 n, double *mean, double *least)
{
	double sum = 0;

	*least = 1;
	for (guint32 step = 1; step < 200; step++) {
		double p = step / 200.0, covered = 0;

		for (guint32 k = 0; k <= n; k++) {
			struct interval found = of(k, n);

			if (found.low <= p && p <= found.high)
				covered += binomial_pmf(k, n, p);
		}
		sum += covered;
		*least = MIN(*least, covered);
	}
	*mean = sum / 199;
}

static void test_coverage(void)
{
	double mean, least;

	find_coverage(wilson_95, 150, &mean, &least);
	ASSERT_NEAR(mean, 0.951, 0.003);
	g_assert_true(least > 0.92 && least < 0.95);
	find_coverage(clopper_pearson_95, 30, &mean, &least);
	ASSERT_NEAR(mean, 0.973, 0.003);
	g_assert_true(least >= 0.95);
	find_coverage(wilson_95, 30, &mean, &least);
	ASSERT_NEAR(mean, 0.953, 0.003);
}

static void test_finite(void)
{
	ASSERT_NEAR(finite_base(150, 250), 373.5, 1e-12);
	g_assert_true(isinf(finite_base(150, 150)));
	g_assert_true(isinf(finite_base(150, 100)));
	ASSERT_LIMITS(wilson_finite(118, 150, 150, 0.95), 118.0 / 150, 118.0 / 150, 0);
	ASSERT_LIMITS(wilson_finite(118, 150, 1e12, 0.95), wilson(118, 150, 0.95).low, wilson(118, 150, 0.95).high, 1e-9);
}

static void test_missing(void)
{
	struct missing_bounds bounds = missing_bounds(110, 141, 3);

	ASSERT_NEAR(bounds.low, 110.0 / 144, 1e-15);
	ASSERT_NEAR(bounds.estimate, 110.0 / 141, 1e-15);
	ASSERT_NEAR(bounds.high, 113.0 / 144, 1e-15);
	bounds = missing_bounds(0, 0, 5);
	ASSERT_NEAR(bounds.low, 0, 0);
	ASSERT_NEAR(bounds.estimate, 0, 0);
	ASSERT_NEAR(bounds.high, 1, 0);
	bounds = missing_bounds(0, 0, 0);
	ASSERT_NEAR(bounds.high - bounds.low, 1, 0);
}

/* 1/1, 1/2 and 0/1: by workload 2 of 4, by client 1.5 of 3. */
static void test_cluster_by_hand(void)
{
	static const struct share clients[] = {{1, 1}, {1, 2}, {0, 1}, {0, 0}};
	struct cluster_share each = cluster_share(clients, 4, WEIGHTING_EACH, 0.95), vote = cluster_share(clients, 4, WEIGHTING_ONE_VOTE, 0.95);
	double ratio = t_quantile(0.975, 3) / t_quantile(0.975, 2);

	g_assert_cmpuint(each.clients, ==, 3);
	g_assert_cmpuint(each.workloads, ==, 4);
	ASSERT_NEAR(each.share, 0.5, 1e-15);
	ASSERT_NEAR(each.error, sqrt(1.5 * (0.25 + 0.25) / 16), 1e-15);
	ASSERT_NEAR(each.deff, 1.5 * 0.5 / 16 / (0.25 / 3), 1e-14);
	ASSERT_NEAR(each.base, 4 / each.deff, 1e-12);
	ASSERT_NEAR(each.star, fmin(4, each.base * ratio * ratio), 1e-12);
	ASSERT_NEAR(vote.share, 0.5, 1e-15);
	ASSERT_NEAR(vote.error, sqrt(1.5 * 0.5 / 9), 1e-15);
	ASSERT_LIMITS(vote.wilson, wilson(vote.star / 2, vote.star, 0.95).low, wilson(vote.star / 2, vote.star, 0.95).high, 0);
}

static void test_cluster_single(void)
{
	struct share clients[150];
	struct cluster_share found;

	for (guint i = 0; i < G_N_ELEMENTS(clients); i++)
		clients[i] = (struct share){i < 118, 1};
	for (enum weighting weighting = WEIGHTING_ONE_VOTE; weighting <= WEIGHTING_EACH; weighting++) {
		found = cluster_share(clients, 150, weighting, 0.95);
		ASSERT_NEAR(found.deff, 1, 1e-12);
		ASSERT_NEAR(found.star, 150, 1e-9);
		ASSERT_LIMITS(found.wilson, wilson(118, 150, 0.95).low, wilson(118, 150, 0.95).high, 1e-12);
	}
}

static void test_cluster_ends(void)
{
	static const struct share none[] = {{0, 4}, {0, 1}}, all[] = {{3, 3}, {1, 1}, {7, 7}}, same[] = {{1, 3}, {2, 6}, {1, 3}}, lone[] = {{2, 5}};
	static const struct share noisy[] = {{1, 49}, {1, 49}, {2, 98}};
	struct cluster_share found = cluster_share(none, 2, WEIGHTING_ONE_VOTE, 0.95);

	ASSERT_NEAR(found.star, 2, 0);
	ASSERT_LIMITS(found.wilson, 0, wilson(0, 2, 0.95).high, 0);
	found = cluster_share(all, 3, WEIGHTING_ONE_VOTE, 0.95);
	ASSERT_NEAR(found.share, 1, 0);
	ASSERT_NEAR(found.star, 3, 0);
	ASSERT_LIMITS(found.wilson, wilson(3, 3, 0.95).low, 1, 0);
	found = cluster_share(same, 3, WEIGHTING_ONE_VOTE, 0.95);
	ASSERT_NEAR(found.star, 12, 0);
	ASSERT_NEAR(found.error, 0, 0);
	ASSERT_LIMITS(korn_graubard(&found, 0.95), clopper_pearson(4, 12, 0.95).low, clopper_pearson(4, 12, 0.95).high, 1e-9);
	found = cluster_share(noisy, 3, WEIGHTING_EACH, 0.95); /* 49 x (1 / 49) is not 1 */
	ASSERT_NEAR(found.error, 0, 0);
	g_assert_true(isinf(found.base));
	found = cluster_share(lone, 1, WEIGHTING_EACH, 0.95);
	ASSERT_NEAR(found.share, 0.4, 1e-15);
	ASSERT_NEAR(found.star, 1, 0);
	found = cluster_share(NULL, 0, WEIGHTING_EACH, 0.95);
	ASSERT_NEAR(found.share, 0, 0);
	ASSERT_NEAR(found.star, 0, 0);
	ASSERT_LIMITS(found.wilson, 0, 1, 0);
	ASSERT_LIMITS(korn_graubard(&found, 0.95), 0, 1, 0);
}

/* Many workloads with one client that answers alike: no more certain than the clients are many. */
static void test_cluster_alike(void)
{
	struct share clients[20];
	struct cluster_share found;

	for (guint i = 0; i < G_N_ELEMENTS(clients); i++)
		clients[i] = (struct share){i < 10 ? 9 : 0, 9};
	found = cluster_share(clients, 20, WEIGHTING_EACH, 0.95);
	g_assert_true(found.star < 20);
	g_assert_true(found.wilson.low < wilson(10, 20, 0.95).low);
}

static void test_cluster_ratio(void)
{
	static const struct share small[] = {{1, 2}, {2, 3}, {0, 0}}, primes[] = {{1, 65521}, {2, 65519}, {3, 65497}};
	static const struct share none[] = {{0, 65521}, {0, 65519}, {0, 65497}}, rare[] = {{1, 2000000011}, {0, 2000000033}};
	struct share found = cluster_ratio(small, 3, WEIGHTING_ONE_VOTE);

	g_assert_cmpuint(found.hits, ==, 7);
	g_assert_cmpuint(found.of, ==, 12);
	found = cluster_ratio(small, 3, WEIGHTING_EACH);
	g_assert_cmpuint(found.hits, ==, 3);
	g_assert_cmpuint(found.of, ==, 5);
	found = cluster_ratio(primes, 3, WEIGHTING_ONE_VOTE);
	ASSERT_NEAR(share_value(found), (1 / 65521.0 + 2 / 65519.0 + 3 / 65497.0) / 3, 1e-9);
	found = cluster_ratio(none, 3, WEIGHTING_ONE_VOTE);
	g_assert_cmpuint(found.hits, ==, 0);
	g_assert_cmpuint(found.of, >, 0);
	g_assert_cmpuint(cluster_ratio(rare, 2, WEIGHTING_ONE_VOTE).hits, ==, 1);
	g_assert_cmpuint(cluster_ratio(NULL, 0, WEIGHTING_ONE_VOTE).of, ==, 0);
}

static void test_kish(void)
{
	static const double weights[] = {1, 2, 3, 4}, zero[] = {0, 0};

	ASSERT_NEAR(kish_base(weights, 4), 100.0 / 30, 1e-14);
	ASSERT_NEAR(kish_base(zero, 2), 0, 0);
	ASSERT_NEAR(kish_base(NULL, 0), 0, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/stats/special/values", test_special);
	g_test_add_func("/stats/special/ends", test_special_ends);
	g_test_add_func("/stats/special/quantile-inverts", test_quantile_inverts);
	g_test_add_func("/stats/special/binomial-tails", test_binomial_tails);
	g_test_add_func("/stats/interval/wilson-seed", test_wilson_seed);
	g_test_add_func("/stats/interval/wilson-width", test_wilson_width);
	g_test_add_func("/stats/interval/published", test_published);
	g_test_add_func("/stats/interval/shape", test_shape);
	g_test_add_func("/stats/interval/nothing-known", test_nothing_known);
	g_test_add_func("/stats/interval/growing-base", test_growing_base);
	g_test_add_func("/stats/interval/coverage", test_coverage);
	g_test_add_func("/stats/interval/finite", test_finite);
	g_test_add_func("/stats/interval/missing", test_missing);
	g_test_add_func("/stats/cluster/by-hand", test_cluster_by_hand);
	g_test_add_func("/stats/cluster/single", test_cluster_single);
	g_test_add_func("/stats/cluster/ends", test_cluster_ends);
	g_test_add_func("/stats/cluster/alike", test_cluster_alike);
	g_test_add_func("/stats/cluster/ratio", test_cluster_ratio);
	g_test_add_func("/stats/cluster/kish", test_kish);
	return g_test_run();
}
