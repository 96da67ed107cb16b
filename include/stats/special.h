/* The special functions of the estimators: normal, beta, Student, chi-squared and binomial distributions. */
#ifndef PLUMBLINE_STATS_SPECIAL_H
#define PLUMBLINE_STATS_SPECIAL_H

#include <stdint.h>

/*
 * Written on libm (exp, log, sqrt, erfc) and not on GSL: a few short functions are needed; the front factor of the incomplete beta has to keep its
 * digits at bases of a million, where differences of lgamma lose seven of them; and GSL ends the program on a fault unless a global handler is
 * changed, and is under the GPL. lgamma itself is avoided because it writes the global signgam.
 * All functions are pure, never return NaN for the arguments they name, and may be called from any thread. Relative error of the result is below
 * 1e-10 for parameters up to a million (tests/unit/stats compares with 50-digit values and with R), usually below 1e-13.
 */

/* P(Z <= z) of the standard normal; z any number or infinity. */
double normal_cdf(double z);

/* z with P(Z <= z) = p; 0 and 1 give -infinity and infinity. Start: Abramowitz and Stegun 26.2.23; then Newton's method on the logarithm. */
double normal_quantile(double p);

/* The z of a two-sided interval: 1.96 for 0.95. 0 <= confidence < 1. */
double normal_critical(double confidence);

/*
 * The regularised incomplete beta function I_x(a, b), a, b > 0, 0 <= x <= 1. Continued fraction: the even part
 * of DLMF 8.17.22, as DiDonato and Morris, ACM TOMS 18 (1992) 360 write it. Its factor x^a (1-x)^b / B(a, b) is
 * computed as in C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */
double beta_cdf(double a, double b, double x);

/* x with I_x(a, b) = p, 0 <= p <= 1. Newton's method within a bracket, on log p against logit x, where the function is concave. */
double beta_quantile(double a, double b, double p);

/* t with P(T <= t) = p for real df > 0; 0 and 1 give -infinity and infinity. From the beta quantile: Abramowitz and Stegun 26.5.27. */
double t_quantile(double p, double df);

/*
 * P(X > x) of chi-squared with df degrees of freedom; 1 for x <= 0, 0 for df = 0 and x > 0. The finite sum of DLMF 8.4.10 and its half-integer
 * twin.
 */
double chi_squared_upper(double x, uint32_t df);

/* P(X = k), P(X <= k) and P(X >= k) for n trials of probability p, 0 <= p <= 1; k > n is allowed (0, 1 and 0). */
double binomial_pmf(uint32_t k, uint32_t n, double p);
double binomial_lower(uint32_t k, uint32_t n, double p);
double binomial_upper(uint32_t k, uint32_t n, double p);

#endif
