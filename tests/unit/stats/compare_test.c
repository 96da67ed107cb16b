/* Comparisons, trends, families of tests, places and associations: published examples, brute force, and what must hold for any table. */
#include <string.h>

#include "near_value.h"
#include "stats/association.h"
#include "stats/compare.h"
#include "stats/rank.h"

#define ASSERT_DIFFERENCE(difference_, value_, low_, high_, within)                                                                                  \
	do {                                                                                                                                         \
		struct difference got_ = (difference_);                                                                                              \
                                                                                                                                                     \
		ASSERT_NEAR(got_.value, (value_), (within));                                                                                         \
		ASSERT_NEAR(got_.low, (low_), (within));                                                                                             \
		ASSERT_NEAR(got_.high, (high_), (within));                                                                                           \
	} while (0)

static void test_newcombe_published(void)
{
	ASSERT_DIFFERENCE(newcombe(7, 34, 1, 34, 0.95), 6.0 / 34, 0.0189, 0.3404, 0.00006);
	ASSERT_DIFFERENCE(newcombe(5, 56, 0, 29, 0.95), 5.0 / 56, -0.0381, 0.1926, 0.00006);
	ASSERT_DIFFERENCE(newcombe_paired((struct table_2x2){59, 6, 16, 80}, 0.95), -10.0 / 161, -0.1186, -0.0046, 0.00006);
}

static void test_newcombe_shape(void)
{
	for (double k1 = 0; k1 <= 12; k1++)
		for (double k2 = 0; k2 <= 7; k2++) {
			struct difference there = newcombe(k1, 12, k2, 7, 0.95), back = newcombe(k2, 7, k1, 12, 0.95);

			g_assert_true(there.low >= -1 && there.low <= there.value && there.value <= there.high && there.high <= 1);
			ASSERT_NEAR(there.value, -back.value, 0);
			ASSERT_NEAR(there.low, -back.high, 1e-15);
			ASSERT_NEAR(there.high, -back.low, 1e-15);
		}
	ASSERT_DIFFERENCE(newcombe(0, 0, 3, 9, 0.95), 0, -1, 1, 0);
	ASSERT_DIFFERENCE(newcombe(3, 9, 0, 0, 0.95), 0, -1, 1, 0);
}

static void test_paired_shape(void)
{
	for (guint32 cells = 0; cells < 4 * 4 * 4 * 4; cells++) {
		struct table_2x2 table = {cells % 4, cells / 4 % 4, cells / 16 % 4, cells / 64}, swapped = {table.a, table.c, table.b, table.d};
		struct difference there = newcombe_paired(table, 0.95), back = newcombe_paired(swapped, 0.95);

		g_assert_true(there.low <= there.value && there.value <= there.high);
		ASSERT_NEAR(there.value, -back.value, 0);
		ASSERT_NEAR(there.low, -back.high, 1e-14);
	}
	ASSERT_DIFFERENCE(newcombe_paired((struct table_2x2){0, 0, 0, 0}, 0.95), 0, -1, 1, 0);
}

static void test_mcnemar(void)
{
	ASSERT_NEAR(mcnemar_exact(0, 0), 1, 0);
	ASSERT_NEAR(mcnemar_exact(10, 10), 1, 0);
	ASSERT_NEAR(mcnemar_exact(6, 0), 1.0 / 32, 1e-15);
	ASSERT_NEAR(mcnemar_exact(12, 2), 2 * (1 + 14 + 91) / 16384.0, 1e-15);
	ASSERT_NEAR(mcnemar_exact(5, 6), 1, 0);
	ASSERT_NEAR(mcnemar_exact(30, 5), mcnemar_exact(5, 30), 0);
}

static double choose(guint32 n, guint32 k)
{
	double value = 1;

	for (guint32 i = 1; i <= k; i++)
		value = value * (n - k + i) / i;
	return value;
}

/* Whole numbers, so that equally likely tables are exactly equal. */
static double fisher_by_counting(struct table_2x2 table)
{
	guint32 row = table.a + table.b, rest = table.c + table.d, column = table.a + table.c;
	double seen = choose(row, table.a) * choose(rest, table.c), unlikely = 0, all = 0;

	for (guint32 x = 0; x <= MIN(row, column); x++) {
		double ways = column - x <= rest ? choose(row, x) * choose(rest, column - x) : 0;

		all += ways;
		unlikely += ways <= seen ? ways : 0;
	}
	return unlikely / all;
}

static void test_fisher_by_counting(void)
{
	for (guint32 cells = 0; cells < 7 * 7 * 7 * 7; cells++) {
		struct table_2x2 table = {cells % 7, cells / 7 % 7, cells / 49 % 7, cells / 343};
		struct table_2x2 turned = {table.b, table.a, table.d, table.c}, across = {table.a, table.c, table.b, table.d};
		double p = fisher_two_sided(table);

		ASSERT_NEAR(p, fisher_by_counting(table), 1e-14);
		ASSERT_NEAR(p, fisher_two_sided(turned), 1e-14);
		ASSERT_NEAR(p, fisher_two_sided(across), 1e-14);
	}
}

static void test_fisher_ends(void)
{
	ASSERT_NEAR(fisher_two_sided((struct table_2x2){0, 0, 0, 0}), 1, 0);
	ASSERT_NEAR(fisher_two_sided((struct table_2x2){0, 0, 3, 4}), 1, 0);
	ASSERT_NEAR(fisher_two_sided((struct table_2x2){3, 0, 4, 0}), 1, 0);
	ASSERT_NEAR(fisher_two_sided((struct table_2x2){3, 1, 1, 3}), 34.0 / 70, 1e-15);
	ASSERT_NEAR(fisher_two_sided((struct table_2x2){900000, 0, 0, 900000}), 0, 0);
	ASSERT_NEAR(fisher_two_sided((struct table_2x2){2000000000, 2000000000, 2000000000, 2000000000}), 1, 1e-9); /* soon */
	ASSERT_NEAR(fisher_two_sided((struct table_2x2){4000000000, 1, 1, 4000000000}), 0, 0);
	ASSERT_NEAR(fisher_two_sided((struct table_2x2){500000, 500000, 500000, 500000}), 1, 1e-9);
}

static void test_homogeneity(void)
{
	static const struct share two[] = {{30, 50}, {25, 50}}, flat[] = {{0, 10}, {0, 0}, {0, 7}}, lone[] = {{3, 9}, {0, 0}};
	struct chi_squared_test test = homogeneity(two, 2);

	ASSERT_NEAR(test.chi_squared, 1.01010101010101, 1e-13);
	g_assert_cmpuint(test.df, ==, 1);
	test = homogeneity(flat, 3);
	g_assert_cmpuint(test.df, ==, 1);
	ASSERT_NEAR(test.p, 1, 0);
	test = homogeneity(lone, 2);
	g_assert_cmpuint(test.df, ==, 0);
	ASSERT_NEAR(test.p, 1, 0);
	ASSERT_NEAR(homogeneity(NULL, 0).p, 1, 0);
}

/* Years and their distances give the same; back to front the sign turns; two groups are the chi-squared test. */
static void test_trend(void)
{
	static const struct share rising[] = {{12, 40}, {20, 48}, {31, 55}, {28, 60}}, flat[] = {{5, 5}, {4, 4}}, two[] = {{30, 50}, {25, 50}};
	static const double years[] = {2017, 2018, 2019, 2020}, steps[] = {0, 10, 20, 30}, back[] = {2, 1, 0, -1}, level[] = {7, 7, 7, 7};
	struct trend trend = cochran_armitage(rising, years, 4);

	ASSERT_NEAR(trend.z, 1.8596798941351088, 1e-13);
	ASSERT_NEAR(cochran_armitage(rising, steps, 4).z, trend.z, 1e-13);
	ASSERT_NEAR(cochran_armitage(rising, back, 4).z, -trend.z, 1e-13);
	ASSERT_NEAR(cochran_armitage(rising, level, 4).p, 1, 0);
	ASSERT_NEAR(cochran_armitage(flat, years, 2).p, 1, 0);
	ASSERT_NEAR(cochran_armitage(NULL, NULL, 0).p, 1, 0);
	ASSERT_NEAR(cochran_armitage(two, years, 2).chi_squared, homogeneity(two, 2).chi_squared, 1e-13);
}

static void test_standardise(void)
{
	static const struct share groups[] = {{30, 40}, {40, 60}, {20, 50}}, gap[] = {{30, 40}, {0, 0}}, extremes[] = {{5, 5}, {0, 5}};
	static const double sizes[] = {40, 60, 50}, mix[] = {0.5, 0.3, 0.2}, tenfold[] = {5, 3, 2}, even[] = {1, 1};
	struct standardised found = standardise(groups, sizes, 3, 0.95);

	ASSERT_NEAR(found.share, 0.6, 1e-15);
	ASSERT_NEAR(found.covered, 1, 0);
	found = standardise(groups, mix, 3, 0.95);
	ASSERT_NEAR(found.share, 0.655, 1e-15);
	ASSERT_NEAR(standardise(groups, tenfold, 3, 0.95).base, found.base, 1e-10);
	found = standardise(gap, even, 2, 0.95);
	ASSERT_NEAR(found.share, 0.75, 1e-15);
	ASSERT_NEAR(found.covered, 0.5, 0);
	ASSERT_LIMITS(found.wilson, wilson(30, 40, 0.95).low, wilson(30, 40, 0.95).high, 1e-12);
	found = standardise(extremes, even, 2, 0.95);
	ASSERT_NEAR(found.error, 0, 0);
	ASSERT_NEAR(found.base, 10, 1e-12);
	found = standardise(NULL, NULL, 0, 0.95);
	ASSERT_LIMITS(found.wilson, 0, 1, 0);
	ASSERT_NEAR(found.covered, 0, 0);
}

static void test_adjust_by_hand(void)
{
	static const double p[] = {0.01, 0.04, 0.03, 0.005}, bh[] = {0.02, 0.04, 0.04, 0.02}, holm[] = {0.03, 0.06, 0.06, 0.02};
	double q[4];

	adjust_benjamini_hochberg(p, q, 4);
	for (size_t i = 0; i < 4; i++)
		ASSERT_NEAR(q[i], bh[i], 1e-15);
	adjust_holm(p, q, 4);
	for (size_t i = 0; i < 4; i++)
		ASSERT_NEAR(q[i], holm[i], 1e-15);
	adjust_holm(p, NULL, 0);
	adjust_benjamini_hochberg(p, NULL, 0);
}

/* No q below its p, none above Holm's, none above 1; the order of p is kept; any order of the family gives the same. */
static void test_adjust_shape(void)
{
	GRand *random = g_rand_new_with_seed(7);
	double p[40], q[40], holm[40], turned[40];

	for (size_t i = 0; i < 40; i++)
		p[i] = i % 5 == 4 ? p[i - 1] : pow(g_rand_double(random), 3);
	adjust_benjamini_hochberg(p, q, 40);
	adjust_holm(p, holm, 40);
	for (size_t i = 0; i < 40; i++) {
		turned[39 - i] = p[i];
		g_assert_true(p[i] <= q[i] && q[i] <= holm[i] && holm[i] <= 1);
		for (size_t j = 0; j < i; j++)
			g_assert_true((p[i] - p[j]) * (q[i] - q[j]) >= 0);
	}
	adjust_benjamini_hochberg(turned, turned, 40);
	for (size_t i = 0; i < 40; i++)
		ASSERT_NEAR(turned[39 - i], q[i], 0);
	g_rand_free(random);
}

static void test_standing(void)
{
	static const double risks[] = {0, 0, 0, 1, 1, 2, 5, 9, 9, 12};
	struct placing good = placing_among(risks, 10, 1, DIRECTION_GOOD), bad = placing_among(risks, 10, 1, DIRECTION_BAD);

	g_assert_cmpuint(good.worse, ==, 3);
	g_assert_cmpuint(good.level, ==, 2);
	g_assert_cmpuint(good.better, ==, 5);
	g_assert_cmpuint(bad.worse, ==, 5);
	ASSERT_NEAR(placing_percentile(good), 40, 0);
	ASSERT_NEAR(placing_percentile(good) + placing_percentile(bad), 100, 0);
	ASSERT_NEAR(placing_percentile((struct placing){41, 3, 2}), 100 * 42.5 / 46, 1e-13);
	ASSERT_NEAR(placing_percentile(placing_among(NULL, 0, 1, DIRECTION_GOOD)), 50, 0);
}

static void test_standing_said(void)
{
	g_assert_cmpint(placing_detail((struct placing){0, 0, 9}), ==, PLACING_UNSAID);
	g_assert_cmpint(placing_detail((struct placing){0, 0, 10}), ==, PLACING_BELOW);
	g_assert_cmpint(placing_detail((struct placing){4, 2, 6}), ==, PLACING_AROUND);
	g_assert_cmpint(placing_detail((struct placing){20, 0, 9}), ==, PLACING_ABOVE);
	g_assert_cmpint(placing_detail((struct placing){15, 0, 15}), ==, PLACING_EXACT);
	g_assert_cmpuint(placing_shown((struct placing){41, 3, 2}), ==, 92);
	g_assert_cmpuint(placing_shown((struct placing){0, 0, 50}), ==, 1);
	g_assert_cmpuint(placing_shown((struct placing){50, 0, 0}), ==, 99);
	g_assert_cmpuint(placing_shown((struct placing){0, 0, 0}), ==, 50);
}

/* Pair by pair, as the definition says. */
static void check_ranks(const struct share *shares, guint32 size, const struct rank_interval *ranks)
{
	double confidence = 1 - 0.05 / size;

	for (guint32 i = 0; i < size; i++) {
		struct interval own = wilson(shares[i].hits, shares[i].of, confidence);
		guint32 first = 1, last = size;

		for (guint32 j = 0; j < size; j++) {
			struct interval other = wilson(shares[j].hits, shares[j].of, confidence);

			first += other.low > own.high;
			last -= other.high < own.low;
		}
		g_assert_cmpuint(ranks[i].first, ==, first);
		g_assert_cmpuint(ranks[i].last, ==, last);
	}
}

static void test_ranks(void)
{
	static const struct share seed[] = {{118, 150}, {113, 150}, {112, 150}, {100, 150}, {71, 150}, {45, 150},
					    {42, 150},  {15, 150},  {12, 150},  {12, 150},  {12, 150}};
	static const struct share half = {1, 2};
	GRand *random = g_rand_new_with_seed(11);
	struct share shares[60];
	struct rank_interval ranks[60];

	rank_intervals(seed, 11, 0.95, ranks);
	g_assert_cmpuint(ranks[0].first, ==, 1);
	g_assert_cmpuint(ranks[0].last, ==, 4);
	for (guint32 i = 0; i < 60; i++) {
		shares[i].of = (guint32)g_rand_int_range(random, 0, 400);
		shares[i].hits = (guint32)g_rand_int_range(random, 0, (gint32)shares[i].of + 1);
	}
	rank_intervals(shares, 60, 0.95, ranks);
	check_ranks(shares, 60, ranks);
	rank_intervals(shares, 0, 0.95, ranks);
	rank_intervals(&half, 1, 0, ranks); /* limits that meet: nobody is above itself */
	g_assert_true(ranks[0].first == 1 && ranks[0].last == 1);
	g_rand_free(random);
}

static void test_association(void)
{
	struct association found = associate((struct table_2x2){60, 10, 10, 70}, 0.95);

	ASSERT_NEAR(found.phi, 4100.0 / 5600, 1e-15);
	ASSERT_NEAR(found.phi_max, 1, 0);
	ASSERT_NEAR(found.lift, 60.0 * 150 / 4900, 1e-15);
	ASSERT_NEAR(found.jaccard, 0.75, 0);
	ASSERT_NEAR(found.odds_ratio, 60.5 * 70.5 / (10.5 * 10.5), 1e-12);
	ASSERT_NEAR(found.odds_limits.low * found.odds_limits.high, found.odds_ratio * found.odds_ratio, 1e-9);
}

static void test_association_shape(void)
{
	for (guint32 cells = 0; cells < 4 * 4 * 4 * 4; cells++) {
		struct table_2x2 table = {cells % 4, cells / 4 % 4, cells / 16 % 4, cells / 64}, swapped = {table.a, table.c, table.b, table.d};
		struct association found = associate(table, 0.95), other = associate(swapped, 0.95);

		g_assert_true(fabs(found.phi) <= 1 + 1e-15 && found.phi <= found.phi_max + 1e-15 && found.phi_max <= 1);
		g_assert_true(found.lift >= 0 && found.jaccard >= 0 && found.jaccard <= 1);
		g_assert_true(found.odds_limits.low < found.odds_ratio && found.odds_ratio < found.odds_limits.high);
		ASSERT_NEAR(found.phi, other.phi, 1e-15);
		ASSERT_NEAR(found.lift, other.lift, 1e-14);
	}
	ASSERT_NEAR(associate((struct table_2x2){0, 0, 0, 0}, 0.95).lift, 1, 0);
	ASSERT_NEAR(associate((struct table_2x2){0, 0, 0, 0}, 0.95).odds_ratio, 1, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/stats/compare/newcombe-published", test_newcombe_published);
	g_test_add_func("/stats/compare/newcombe-shape", test_newcombe_shape);
	g_test_add_func("/stats/compare/paired-shape", test_paired_shape);
	g_test_add_func("/stats/compare/mcnemar", test_mcnemar);
	g_test_add_func("/stats/compare/fisher-by-counting", test_fisher_by_counting);
	g_test_add_func("/stats/compare/fisher-ends", test_fisher_ends);
	g_test_add_func("/stats/compare/homogeneity", test_homogeneity);
	g_test_add_func("/stats/compare/trend", test_trend);
	g_test_add_func("/stats/compare/standardise", test_standardise);
	g_test_add_func("/stats/compare/adjust-by-hand", test_adjust_by_hand);
	g_test_add_func("/stats/compare/adjust-shape", test_adjust_shape);
	g_test_add_func("/stats/rank/standing", test_standing);
	g_test_add_func("/stats/rank/standing-said", test_standing_said);
	g_test_add_func("/stats/rank/intervals", test_ranks);
	g_test_add_func("/stats/association/values", test_association);
	g_test_add_func("/stats/association/shape", test_association_shape);
	return g_test_run();
}
