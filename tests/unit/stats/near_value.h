/* Comparing numbers in the tests of the estimators. */
#ifndef PLUMBLINE_TESTS_STATS_NEAR_VALUE_H
#define PLUMBLINE_TESTS_STATS_NEAR_VALUE_H

#include <glib.h>
#include <math.h>

/* Fails, with the line, when the two are further apart than within, or either is not a number. */
#define ASSERT_NEAR(found, expected, within)                                                                                                         \
	do {                                                                                                                                         \
		double found_ = (found), expected_ = (expected);                                                                                     \
                                                                                                                                                     \
		if (!(fabs(found_ - expected_) <= (within))) {                                                                                       \
			g_test_message("%s:%d: %s is %.12g, not %.12g", __FILE__, __LINE__, #found, found_, expected_);                              \
			g_test_fail();                                                                                                               \
		}                                                                                                                                    \
	} while (0)

/* Both limits; within half of the last digit that a source prints. */
#define ASSERT_LIMITS(interval_, low_, high_, within)                                                                                                \
	do {                                                                                                                                         \
		struct interval limits_ = (interval_);                                                                                               \
                                                                                                                                                     \
		ASSERT_NEAR(limits_.low, (low_), (within));                                                                                          \
		ASSERT_NEAR(limits_.high, (high_), (within));                                                                                        \
	} while (0)

#endif
