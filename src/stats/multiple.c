/* Many tests at once: the adjustments of Benjamini and Hochberg and of Holm. */
#include <glib.h>

#include "stats/compare.h"

struct ranked {
	double p;
	size_t at; /* in the caller's order */
};

static int by_p(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->p < b->p || a->p > b->p)
		return a->p < b->p ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* Smallest first; the caller frees. */
static struct ranked *rank_all(const double *p, size_t count)
{
	struct ranked *ranked = g_new(struct ranked, count);

	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){p[i], i};
	if (count > 1)
		qsort(ranked, count, sizeof *ranked, by_p);
	return ranked;
}

void adjust_benjamini_hochberg(const double *p, double *q, size_t count)
{
	struct ranked *ranked = rank_all(p, count);
	double least = 1;

	for (size_t rank = count; rank > 0; rank--) {
		least = MIN(least, ranked[rank - 1].p * (double)count / (double)rank);
		q[ranked[rank - 1].at] = least;
	}
	g_free(ranked);
}

void adjust_holm(const double *p, double *q, size_t count)
{
	struct ranked *ranked = rank_all(p, count);
	double most = 0;

	for (size_t i = 0; i < count; i++) {
		most = MAX(most, ranked[i].p * (double)(count - i));
		q[ranked[i].at] = MIN(most, 1);
	}
	g_free(ranked);
}
