/* Normal, beta, Student, chi-squared and binomial distributions on libm alone. */
#include "stats/special.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#define PI            3.14159265358979323846
#define STIRLING_FROM 15.0   /* from here on the series is exact to the last bit */
#define MOST_TERMS    400000 /* of the continued fraction; it needs about the square root of the larger parameter */
#define MOST_STEPS    200
#define LOGIT_END     745.0 /* exp(-745) is the smallest double */

/* log Gamma(a + 1) less Stirling's (a + 1/2) log a - a + log(2 pi) / 2, for a > 0: DLMF 5.11.1. */
static double stirling_error(double a)
{
	double above = a, product = 1, r;

	while (above < STIRLING_FROM) {
		above += 1;
		product *= above;
	}
	r = 1 / (above * above);
	r = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691 / 360360))))) / above;
	if (above > a)
		r += (above + 0.5) * log(above) - (a + 0.5) * log(a) - (above - a) - log(product);
	return r;
}

/* x log(x / m) + m - x without cancellation where x is near m; x >= 0, m > 0. */
static double deviance(double x, double m)
{
	double v = (x - m) / (x + m), sum = (x - m) * v, term = 2 * x * v, last;

	if (x <= 0)
		return m;
	if (fabs(v) >= 0.1)
		return x * log(x / m) + m - x;
	for (int i = 3;; i += 2) {
		term *= v * v;
		last = sum;
		sum += term / i;
		if (sum == last)
			return sum;
	}
}

/* x^a y^b / B(a, b), where y = 1 - x is given so that neither loses digits near its end. */
static double beta_factor(double a, double b, double x, double y)
{
	double n = a + b, exponent;

	if (x <= 0 || y <= 0)
		return 0;
	exponent = stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
	return exp(exponent) * sqrt(a / n * b / (2 * PI));
}

static double away_from_zero(double value)
{
	return fabs(value) < DBL_MIN ? DBL_MIN : value;
}

/*
 * The continued fraction that divides x^a y^b / B(a, b) to give I_x(a, b), evaluated as Lentz does. Its terms keep their digits because
 * a y - b x, the distance to the mean, is taken from both x and y.
 */
static double beta_fraction(double a, double b, double x, double y)
{
	double value = a * (a * y - b * x + 1) / (a + 1), c = value, d = 0;

	for (int i = 1; i < MOST_TERMS; i++) {
		double m = i, middle = a + 2 * m - 1, change;
		double over = (a + m - 1) / middle * ((a + b + m - 1) / middle) * m * (b - m) * x * x;
		double term = m + m * (b - m) * x / middle + (a + m) * (a * y - b * x + 1 + m * (1 + y)) / (middle + 2);

		d = 1 / away_from_zero(term + over * d);
		c = away_from_zero(term + over / c);
		change = c * d;
		value *= change;
		if (fabs(change - 1) < 2 * DBL_EPSILON)
			break;
	}
	return value;
}

/* I_x(a, b), where y = 1 - x; *factor, unless NULL, is x^a y^b / B(a, b), its derivative by logit x. */
static double beta_lower(double a, double b, double x, double y, double *factor)
{
	double front = beta_factor(a, b, x, y);

	if (factor != NULL)
		*factor = front;
	if (x <= 0 || y <= 0)
		return x <= 0 ? 0 : 1;
	if (x <= (a + 1) / (a + b + 2))
		return front / beta_fraction(a, b, x, y);
	return 1 - front / beta_fraction(b, a, y, x);
}

double beta_cdf(double a, double b, double x)
{
	return beta_lower(a, b, x, 1 - x, NULL);
}

static double logistic(double t)
{
	return 1 / (1 + exp(-t));
}

/* log(x / (1 - x)) of the lower quantile; 0 < p <= 1/2. */
static double lower_logit(double a, double b, double p)
{
	double low = -LOGIT_END, high = LOGIT_END, t = log(a / b) + normal_quantile(p) * sqrt(1 / a + 1 / b);

	for (int i = 0; i < MOST_STEPS; i++) {
		double slope, reached, step;

		if (!(t > low && t < high))
			t = low + (high - low) / 2;
		reached = beta_lower(a, b, logistic(t), logistic(-t), &slope);
		if (reached < p)
			low = t;
		else
			high = t;
		step = reached > 0 && slope > 0 ? log(reached / p) * reached / slope : 2 * LOGIT_END;
		t -= step;
		if (fabs(step) <= DBL_EPSILON * (1 + fabs(t)))
			return t;
	}
	return t;
}

/* The logit of the quantile, from both tails; rest = 1 - p. */
static double beta_logit(double a, double b, double p, double rest)
{
	return p <= rest ? lower_logit(a, b, p) : -lower_logit(b, a, rest);
}

double beta_quantile(double a, double b, double p)
{
	if (p <= 0 || p >= 1)
		return p <= 0 ? 0 : 1;
	return logistic(beta_logit(a, b, p, 1 - p));
}

double normal_cdf(double z)
{
	return erfc(-z / sqrt(2)) / 2;
}

static double lower_normal(double p)
{
	double t = sqrt(-2 * log(p)), z = -t + (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));

	for (int i = 0; i < 6; i++) {
		double reached = normal_cdf(z), density = exp(-z * z / 2) / sqrt(2 * PI);

		if (reached <= 0 || density <= 0)
			break;
		z -= log(reached / p) * reached / density;
	}
	return z;
}

double normal_quantile(double p)
{
	if (p <= 0 || p >= 1)
		return p <= 0 ? -INFINITY : INFINITY;
	if (p == 0.5)
		return 0;
	return p < 0.5 ? lower_normal(p) : -lower_normal(1 - p);
}

double normal_critical(double confidence)
{
	return -normal_quantile((1 - confidence) / 2);
}

double t_quantile(double p, double df)
{
	double tail = p < 0.5 ? p : 1 - p, t;

	if (p <= 0 || p >= 1)
		return p <= 0 ? -INFINITY : INFINITY;
	if (p == 0.5)
		return 0;
	t = sqrt(df * exp(-beta_logit(df / 2, 0.5, 2 * tail, 1 - 2 * tail)));
	return p < 0.5 ? -t : t;
}

/* h^a e^-h / Gamma(a + 1), a > 0. */
static double poisson_term(double a, double h)
{
	return exp(-stirling_error(a) - deviance(a, h)) / sqrt(2 * PI * a);
}

double chi_squared_upper(double x, uint32_t df)
{
	double half = x / 2, sum;

	if (x <= 0)
		return 1;
	if (df == 0 || isinf(x))
		return 0;
	sum = df % 2 == 1 ? erfc(sqrt(half)) : exp(-half);
	for (uint32_t twice = df % 2 == 1 ? 1 : 2; twice < df; twice += 2)
		sum += poisson_term(twice / 2.0, half);
	return sum < 1 ? sum : 1;
}

double binomial_pmf(uint32_t k, uint32_t n, double p)
{
	double rest = 1 - p, of = n, hits = k, misses;

	if (k > n || (p <= 0 && k > 0) || (rest <= 0 && k < n))
		return 0;
	misses = n - k;
	if (k == n)
		return n == 0 ? 1 : exp(hits * log(p));
	if (k == 0)
		return exp(of * log1p(-p));
	return exp(stirling_error(of) - stirling_error(hits) - stirling_error(misses) - deviance(hits, of * p) - deviance(misses, of * rest)) *
	       sqrt(of / (2 * PI * hits * misses));
}

double binomial_lower(uint32_t k, uint32_t n, double p)
{
	return k >= n ? 1 : beta_lower(n - k, k + 1.0, 1 - p, p, NULL);
}

double binomial_upper(uint32_t k, uint32_t n, double p)
{
	if (k == 0 || k > n)
		return k == 0 ? 1 : 0;
	return beta_lower(k, n - k + 1.0, p, 1 - p, NULL);
}
