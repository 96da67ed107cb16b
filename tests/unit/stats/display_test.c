/* Percents, sums to 100, points, counts behind a percent, words, fractions and reliability: against the definitions, case by case and by counting. */
#include "near_value.h"
#include "stats/display.h"
#include "stats/quantifier.h"

static void check_text(guint32 hits, guint32 of, guint32 decimals, const char *expected)
{
	char out[PERCENT_TEXT_SIZE];

	g_assert_cmpstr(percent_text(percent_of((struct share){hits, of}, decimals), out), ==, expected);
}

static void test_percent_text(void)
{
	check_text(0, 150, 0, "0%");
	check_text(1, 250, 0, "<1%");
	check_text(249, 250, 0, ">99%");
	check_text(150, 150, 0, "100%");
	check_text(996, 1000, 0, ">99%");
	check_text(996, 1000, 1, "99.6%");
	check_text(9996, 10000, 1, ">99.9%");
	check_text(4, 10000, 1, "<0.1%");
	check_text(118, 150, 0, "79%");
	check_text(1, 8, 0, "13%");
	check_text(1, 8, 3, "12.500%");
	check_text(1, 1000000, 9, "<0.001%");
	check_text(G_MAXUINT32 - 1, G_MAXUINT32, 3, ">99.999%");
	check_text(0, 0, 0, "");
}

static void test_percent_rules(void)
{
	g_assert_cmpuint(percent_decimals(999), ==, 0);
	g_assert_cmpuint(percent_decimals(1000), ==, 1);
	g_assert_true(percent_wants_counts(29));
	g_assert_false(percent_wants_counts(30));
	g_assert_true(percent_crosses_half((struct share){99, 200}, 0));
	g_assert_false(percent_crosses_half((struct share){99, 200}, 1));
	g_assert_false(percent_crosses_half((struct share){100, 200}, 0));
	g_assert_false(percent_crosses_half((struct share){98, 200}, 0));
	g_assert_false(percent_crosses_half((struct share){0, 0}, 0));
}

/* Growing with the hits; 0 and 100 only at the ends. */
static void test_percent_shape(void)
{
	for (guint32 of = 1; of <= 700; of += 3)
		for (guint32 hits = 1; hits <= of; hits++) {
			struct percent low = percent_of((struct share){hits - 1, of}, 0), high = percent_of((struct share){hits, of}, 0);

			g_assert_cmpuint(low.steps, <=, high.steps);
			g_assert_true(low.sense != PERCENT_VALUE || low.steps < 100);
			g_assert_true(high.sense != PERCENT_VALUE || high.steps > 0);
		}
}

static void test_largest_remainder(void)
{
	static const guint32 counts[] = {60, 58, 32}, thirds[] = {1, 1, 1}, tie[] = {1, 7}, none[] = {0, 0};
	guint32 percents[3] = {9, 9, 9};

	largest_remainder(counts, percents, 3, 0);
	g_assert_true(percents[0] == 40 && percents[1] == 39 && percents[2] == 21);
	largest_remainder(thirds, percents, 3, 1);
	g_assert_true(percents[0] == 334 && percents[1] == 333 && percents[2] == 333);
	largest_remainder(tie, percents, 2, 0); /* 12.5 and 87.5: the larger goes up */
	g_assert_true(percents[0] == 12 && percents[1] == 88);
	largest_remainder(none, percents, 2, 0);
	g_assert_true(percents[0] == 0 && percents[1] == 0);
	largest_remainder(none, percents, 0, 0);
}

/* Adds up, is never a whole step away from the exact share, and a larger count never has less. */
static void test_largest_remainder_shape(void)
{
	GRand *random = g_rand_new_with_seed(3);

	for (int round = 0; round < 2000; round++) {
		guint32 counts[9], percents[9], size = (guint32)g_rand_int_range(random, 1, 10), sum = 0, total = 0;

		for (guint32 i = 0; i < size; i++) {
			counts[i] = (guint32)g_rand_int_range(random, i == 0 ? 1 : 0, 60);
			total += counts[i];
		}
		largest_remainder(counts, percents, size, 0);
		for (guint32 i = 0; i < size; i++) {
			sum += percents[i];
			g_assert_true(fabs(percents[i] - 100.0 * counts[i] / total) < 1);
			for (guint32 j = 0; j < i; j++)
				g_assert_true(counts[i] == counts[j] || (counts[i] > counts[j]) == (percents[i] > percents[j]) ||
					      percents[i] == percents[j]);
		}
		g_assert_cmpuint(sum, ==, 100);
	}
	g_rand_free(random);
}

static void test_counts_by_counting(void)
{
	for (guint32 of = 1; of <= 260; of++)
		for (guint32 percent = 0; percent <= 100; percent++) {
			struct count_range range = counts_for_percent(percent, 0, of);

			for (guint32 k = 0; k <= of; k++) {
				gboolean prints = (200 * k + of) / (2 * of) == percent;

				g_assert_true(prints == (range.any && range.first <= k && k <= range.last));
			}
		}
}

/* The published percents can all be of one base from 92 on, and for every base from 100 on. */
static void test_counts_of_article(void)
{
	static const guint32 percents[] = {79, 67, 75, 50, 47, 90, 62, 42, 30, 78, 82, 63, 52, 72, 51, 40};

	for (guint32 of = 1; of < 400; of++) {
		guint32 possible = 0;

		for (size_t i = 0; i < G_N_ELEMENTS(percents); i++)
			possible += counts_for_percent(percents[i], 0, of).any;
		g_assert_true(of != 92 || possible == G_N_ELEMENTS(percents));
		g_assert_true(of >= 92 || possible < G_N_ELEMENTS(percents));
		g_assert_true(of < 100 || possible == G_N_ELEMENTS(percents));
	}
	g_assert_false(counts_for_percent(79, 0, 40).any);
	g_assert_false(counts_for_percent(101, 0, 40).any);
	g_assert_false(counts_for_percent(50, 0, 0).any);
	g_assert_cmpuint(counts_for_percent(996, 1, 1000).first, ==, 996);
	g_assert_cmpuint(counts_for_percent(100, 0, G_MAXUINT32).last, ==, G_MAXUINT32);
}

static void test_outward(void)
{
	struct percent_range range = interval_outward(wilson(118, 150, 0.95), 0);

	g_assert_true(range.low == 71 && range.high == 85);
	range = interval_outward((struct interval){0.29, 0.57}, 0);
	g_assert_true(range.low == 29 && range.high == 57);
	range = interval_outward((struct interval){0, 1}, 1);
	g_assert_true(range.low == 0 && range.high == 1000);
	range = interval_outward((struct interval){0.7101, 0.7109}, 1);
	g_assert_true(range.low == 710 && range.high == 711);
}

/* 200 (k1 n2 - k2 n1) / (n1 n2), half away from 0, where the products fit. */
static void test_points_by_counting(void)
{
	for (gint32 n1 = 1; n1 <= 24; n1++)
		for (gint32 n2 = 1; n2 <= 24; n2++)
			for (gint32 k1 = 0; k1 <= n1; k1++)
				for (gint32 k2 = 0; k2 <= n2; k2++) {
					gint32 top = 100 * (k1 * n2 - k2 * n1), of = n1 * n2, size = (2 * ABS(top) + of) / (2 * of);
					struct share first = {(guint32)k1, (guint32)n1}, second = {(guint32)k2, (guint32)n2};

					g_assert_cmpint(points_between(first, second, 0).steps, ==, top < 0 ? -size : size);
				}
}

static void test_points(void)
{
	struct points points = points_between((struct share){118, 150}, (struct share){79, 100}, 0);

	g_assert_cmpint(points.steps, ==, 0);
	g_assert_true(points.agrees);
	points = points_between((struct share){101, 200}, (struct share){99, 200}, 0); /* 51 % and 50 %, but one point */
	g_assert_cmpint(points.steps, ==, 1);
	g_assert_true(points.agrees);
	points = points_between((struct share){3, 8}, (struct share){1, 4}, 0); /* 37.5 less 25: 13 points, 38 % and 25 % */
	g_assert_cmpint(points.steps, ==, 13);
	points = points_between((struct share){656, 1000}, (struct share){504, 1000}, 0); /* 66 % and 50 %, but 15.2 points */
	g_assert_cmpint(points.steps, ==, 15);
	g_assert_false(points.agrees);
	points = points_between((struct share){0, G_MAXUINT32}, (struct share){G_MAXUINT32 - 1, G_MAXUINT32 - 1}, 3);
	g_assert_cmpint(points.steps, ==, -100000);
	points = points_between((struct share){0, 0}, (struct share){1, 2}, 0);
	g_assert_cmpint(points.steps, ==, 0);
	g_assert_true(points.agrees);
}

static enum quantifier word(guint32 hits, guint32 of)
{
	return quantifier_of((struct share){hits, of}, wilson(hits, of, 0.95));
}

static void test_quantifiers(void)
{
	g_assert_cmpint(word(150, 150), ==, QUANTIFIER_ALL);
	g_assert_cmpint(word(0, 150), ==, QUANTIFIER_NOBODY);
	g_assert_cmpint(word(147, 150), ==, QUANTIFIER_ALMOST_ALL);
	g_assert_cmpint(word(3, 150), ==, QUANTIFIER_ALMOST_NOBODY);
	g_assert_cmpint(word(135, 150), ==, QUANTIFIER_VAST_MAJORITY);
	g_assert_cmpint(word(118, 150), ==, QUANTIFIER_MAJORITY);
	g_assert_cmpint(word(75, 150), ==, QUANTIFIER_ABOUT_HALF);
	g_assert_cmpint(word(76, 150), ==, QUANTIFIER_ABOUT_HALF); /* 42.7 to 58.6: never "most" */
	g_assert_cmpint(word(45, 150), ==, QUANTIFIER_NONE);
	g_assert_cmpint(word(19, 20), ==, QUANTIFIER_VAST_MAJORITY); /* 95 %, but the lower limit is 76, not 90 */
	g_assert_cmpint(word(16, 20), ==, QUANTIFIER_MAJORITY);      /* 80 %, but the lower limit is 58, not 75 */
	g_assert_cmpint(word(0, 0), ==, QUANTIFIER_NONE);
}

static void test_quantifier_lint(void)
{
	struct share share = {63, 150};
	struct interval interval = wilson(63, 150, 0.95);

	g_assert_true(quantifier_holds(QUANTIFIER_MANY, share, interval));
	g_assert_true(quantifier_needs_number(QUANTIFIER_MANY));
	g_assert_false(quantifier_needs_number(QUANTIFIER_MAJORITY));
	g_assert_false(quantifier_holds(QUANTIFIER_MAJORITY, share, interval));
	g_assert_false(quantifier_holds(QUANTIFIER_ABOUT_HALF, share, interval));
	g_assert_false(quantifier_holds(QUANTIFIER_NOBODY, (struct share){0, 0}, wilson(0, 0, 0.95)));
	g_assert_true(quantifier_holds(QUANTIFIER_NONE, share, interval));
	g_assert_true(quantifier_holds(QUANTIFIER_ABOUT_HALF, (struct share){9, 20}, interval));
	g_assert_true(quantifier_holds(QUANTIFIER_ABOUT_HALF, (struct share){11, 20}, interval));
}

static void check_fraction(guint32 hits, guint32 of, enum fraction_sense sense, guint numerator, guint denominator)
{
	struct fraction fraction = fraction_of((struct share){hits, of});

	g_assert_cmpint(fraction.sense, ==, sense);
	g_assert_cmpuint(fraction.numerator, ==, numerator);
	g_assert_cmpuint(fraction.denominator, ==, denominator);
}

static void test_fractions(void)
{
	check_fraction(118, 150, FRACTION_NEARLY, 4, 5);
	check_fraction(112, 150, FRACTION_PLAIN, 3, 4);
	check_fraction(100, 150, FRACTION_PLAIN, 2, 3);
	check_fraction(135, 150, FRACTION_PLAIN, 9, 10);
	check_fraction(71, 150, FRACTION_NONE, 0, 0);
	check_fraction(94, 150, FRACTION_NONE, 0, 0);
	check_fraction(76, 150, FRACTION_JUST_OVER, 1, 2);
	check_fraction(11, 40, FRACTION_JUST_OVER, 1, 4); /* 27.5 %: as near to 3/10 */
	check_fraction(1011, 2000, FRACTION_JUST_OVER, 1, 2);
	check_fraction(201, 400, FRACTION_PLAIN, 1, 2); /* 50.25 % */
	check_fraction(101, 200, FRACTION_PLAIN, 1, 2); /* half a point */
	check_fraction(0, 150, FRACTION_NONE, 0, 0);
	check_fraction(150, 150, FRACTION_NONE, 0, 0);
	check_fraction(0, 0, FRACTION_NONE, 0, 0);
	check_fraction(G_MAXUINT32 / 3, G_MAXUINT32, FRACTION_PLAIN, 1, 3);
}

static guint32 reliability(guint32 k, guint32 n, guint32 clients, guint32 missing, guint32 not_applicable)
{
	struct reliability_facts facts = {n, wilson(k, n, 0.95), clients, n, missing, not_applicable};

	return reliability_of(&facts);
}

static void test_reliability(void)
{
	g_assert_cmpuint(reliability(118, 150, 100, 0, 0), ==, 0);
	g_assert_cmpuint(reliability(28, 29, 29, 0, 0), ==, RELIABILITY_SMALL);
	g_assert_cmpuint(reliability(15, 30, 30, 0, 0), ==, RELIABILITY_WIDE);
	g_assert_cmpuint(reliability(118, 150, 7, 0, 0), ==, RELIABILITY_FEW_CLIENTS);
	g_assert_cmpuint(reliability(90, 95, 95, 5, 0), ==, 0);
	g_assert_cmpuint(reliability(90, 94, 94, 6, 0), ==, RELIABILITY_BOUNDS);
	g_assert_cmpuint(reliability(75, 79, 79, 21, 0), ==, RELIABILITY_BOUNDS | RELIABILITY_MISSING);
	g_assert_cmpuint(reliability(88, 90, 90, 0, 10), ==, 0);
	g_assert_cmpuint(reliability(88, 90, 90, 0, 11), ==, RELIABILITY_NOT_APPLICABLE);
	g_assert_true((reliability(0, 0, 0, 0, 0) & RELIABILITY_UNRELIABLE) != 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/stats/display/percent-text", test_percent_text);
	g_test_add_func("/stats/display/percent-rules", test_percent_rules);
	g_test_add_func("/stats/display/percent-shape", test_percent_shape);
	g_test_add_func("/stats/display/largest-remainder", test_largest_remainder);
	g_test_add_func("/stats/display/largest-remainder-shape", test_largest_remainder_shape);
	g_test_add_func("/stats/display/counts-by-counting", test_counts_by_counting);
	g_test_add_func("/stats/display/counts-of-article", test_counts_of_article);
	g_test_add_func("/stats/display/outward", test_outward);
	g_test_add_func("/stats/display/points-by-counting", test_points_by_counting);
	g_test_add_func("/stats/display/points", test_points);
	g_test_add_func("/stats/quantifier/words", test_quantifiers);
	g_test_add_func("/stats/quantifier/lint", test_quantifier_lint);
	g_test_add_func("/stats/quantifier/fractions", test_fractions);
	g_test_add_func("/stats/quantifier/reliability", test_reliability);
	return g_test_run();
}
